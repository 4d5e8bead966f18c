/** Functions of Elixir's own modules, as far as migrations need their values; none of them reaches a database. */
import type { Node } from '../tree-sitter/parse.ts';
import { itemsOf, type Reader } from './evaluate.ts';
import { anyOf, atom, computed, holeOf, madeText, plainText, same, truth, wordOf, type Place, type TextValue, type Value } from './values.ts'; // prettier-ignore

/** Modules that never reach a database by themselves. */
const QUIET =
  /^(?:Enum|Stream|List|Map|MapSet|Keyword|String|Atom|Integer|Float|Tuple|Regex|Range|Logger|IO|Kernel|System|Application|Code|File|Path|Date|DateTime|NaiveDateTime|Time|Calendar|Jason|Poison|JSON|Base|URI|Bitwise|Function|Access|Decimal|Ecto\.UUID|UUID|Ecto\.Changeset|Ecto\.Type|Mix|Version|Process|Module|:\w+|Task|Agent|Exception|Inspect|Ecto\.Query\.\w+)\./; // prettier-ignore

/** What runs code or programs that are not in the file. */
const RUNS = /^(?:Code\.(?:eval|compile|require)\w*|System\.(?:cmd|shell)|Mix\.Task\.\w+|Mix\.install|:(?:os|rpc|erpc|epgsql|pgo)\.\w+)[?!]?$/; // prettier-ignore

/** Functions of Kernel that give something and change nothing. */
const KERNEL =
  /^(?:inspect|to_string|to_charlist|length|hd|tl|elem|is_\w+|max|min|rem|div|abs|round|trunc|ceil|floor|map_size|tuple_size|byte_size|put_in|get_in|update_in|pop_in|struct!?|self|send|make_ref|node|binding|dbg|match\?|function_exported\?|sleep|apply_default|not|sigil_\w|then|tap|put_elem|binary_part|bit_size|exit|raise|throw)$/; // prettier-ignore

/** A value by its key: of a keyword list, a map, a list. */
export function argumentOf(owner: Value, key: Value): Value | undefined {
  if (owner.kind === 'map') return owner.entries.find(([name]) => same(name, key) === true)?.[1];
  if (owner.kind !== 'list') return undefined;
  for (const item of owner.items) {
    const [name, value] = item.kind === 'tuple' ? item.items : [];
    if (name && value && same(name, key) === true) return value;
  }
  return undefined;
}

/** What a function gives; undefined where it is none of Elixir’s own. */
export function libraryCall(name: string, args: readonly Value[], node: Node, reader: Reader): Value | undefined {
  const quiet = (QUIET.test(name) && !RUNS.test(name)) || KERNEL.test(name);
  if (!quiet) return undefined;
  const known = name.startsWith('Enum.') ? collection(name.slice(5), args, node, reader) : other(name, args, node, reader);
  if (known) return known;
  // What it is handed may still be called, once or often.
  for (const arg of args) if (arg.kind === 'function') reader.apply(arg, unknowns(node), node);
  return computed(node);
}

const unknowns = (place: Place): readonly Value[] => [computed(place), computed(place)];

function collection(name: string, args: readonly Value[], node: Node, reader: Reader): Value | undefined {
  const [over, second, third] = args;
  if (!over) return undefined;
  const list = (items: readonly Value[]): Value => ({ kind: 'list', items, start: node.start, end: node.end });
  if (second?.kind === 'function') {
    switch (name) {
      case 'each':
        reader.each(second, over, node);
        return atom('ok', node);
      case 'map':
        return over.kind === 'computed' ? call(reader, second, node) : list(reader.each(second, over, node));
      case 'flat_map':
        return over.kind === 'computed' ? call(reader, second, node) : list(reader.each(second, over, node).flatMap((one) => (one.kind === 'list' ? one.items : [one]))); // prettier-ignore
      case 'filter':
      case 'reject': {
        if (over.kind === 'computed') return call(reader, second, node);
        const items = itemsOf(over, node);
        const results = items.map((item) => truth(reader.apply(second, [item], node)));
        return list(items.filter((_, i) => results[i] === undefined || results[i] === (name === 'filter')));
      }
      default:
        return undefined;
    }
  }
  if (name === 'map_join') {
    const [separator, mapper] = third ? [second, third] : [undefined, second];
    if (mapper?.kind !== 'function') return undefined;
    return over.kind === 'computed' ? call(reader, mapper, node) : join(reader.each(mapper, over, node), separator, node);
  }
  if (name === 'reduce' && second && third?.kind === 'function') {
    let value: Value = second;
    for (const item of itemsOf(over, node)) value = reader.apply(third, [item, value], node);
    return over.kind === 'computed' ? computed(node) : value;
  }
  if (over.kind !== 'list') return undefined;
  switch (name) {
    case 'join':
      return join(over.items, second, node);
    case 'with_index':
      return list(over.items.map((item, i) => ({ kind: 'tuple', items: [item, { kind: 'number', text: String(i), start: node.start, end: node.end }], start: node.start, end: node.end }))); // prettier-ignore
    case 'reverse':
      return second ? undefined : list([...over.items].reverse());
    case 'concat':
      return second?.kind === 'list' ? list([...over.items, ...second.items]) : undefined;
    case 'to_list':
    case 'uniq':
      return over;
    case 'count':
      return { kind: 'number', text: String(over.items.length), start: node.start, end: node.end };
    case 'member?': {
      const found = anyOf(over.items.map((item) => second && same(item, second)));
      return found === undefined ? undefined : atom(String(found), node);
    }
    default:
      return undefined;
  }
}

/** Calls a function once with something that is not known, for what it does. */
function call(reader: Reader, callee: Extract<Value, { kind: 'function' }>, node: Node): Value {
  reader.apply(callee, [computed(node)], node);
  return computed(node);
}

/** What `File.read!` gives; `File.read` gives it behind `:ok`. */
function fileOf(path: TextValue, node: Node, reader: Reader, tuple: boolean): Value {
  const place = { start: node.start, end: node.end };
  const file: Value = { kind: 'file', source: reader.module.files(plainText(path)), ...place };
  return tuple ? { kind: 'tuple', items: [atom('ok', node), file], ...place } : file;
}

/** `holes`: parts that are not known stay as such. */
function join(items: readonly Value[], separator: Value | undefined, node: Node, holes = false): Value {
  const words = items.map((item) => (item.kind === 'number' ? item.text : holes && item.kind === 'text' ? plainText(item) : wordOf(item)));
  const between = separator ? wordOf(separator) : '';
  return words.includes(undefined) || between === undefined ? computed(node) : madeText(words.join(between), node);
}

function other(name: string, args: readonly Value[], node: Node, reader: Reader): Value | undefined {
  const [first, second, third] = args;
  const text = (change: (word: string) => string): Value | undefined => {
    const word = wordOf(first);
    return word === undefined ? undefined : madeText(change(word), node);
  };
  switch (name) {
    case 'to_string':
    case 'Atom.to_string':
    case 'Integer.to_string':
      return first?.kind === 'text' ? first : first?.kind === 'number' ? madeText(first.text, node) : text((word) => word);
    case 'String.to_atom':
    case 'String.to_existing_atom': {
      const word = wordOf(first);
      return word === undefined ? undefined : atom(word, node);
    }
    // Blanks at the ends are nothing to SQL.
    case 'String.trim':
    case 'String.trim_leading':
    case 'String.trim_trailing':
      return args.length === 1 && first?.kind === 'text' ? first : undefined;
    case 'String.upcase':
      return text((word) => word.toUpperCase());
    case 'String.downcase':
      return text((word) => word.toLowerCase());
    case 'String.split': {
      const [word, mark] = [wordOf(first), wordOf(second)];
      if (word === undefined || (second && (mark === undefined || mark === '')) || third) return undefined;
      const parts = mark === undefined ? word.split(/\s+/).filter((part) => part !== '') : word.split(mark);
      return { kind: 'list', items: parts.map((part) => madeText(part, node)), start: node.start, end: node.end };
    }
    case 'String.replace': {
      const [from, to] = [wordOf(second), wordOf(third)];
      return from === undefined || from === '' || to === undefined || args.length > 3
        ? undefined
        : text((word) => word.replaceAll(from, to));
    }
    case 'File.read!':
    case 'File.read':
      return first?.kind === 'text' ? fileOf(first, node, reader, name === 'File.read') : undefined;
    case 'Path.join': {
      const parts = first?.kind === 'list' ? first.items : args;
      return join(
        parts.map((part) => (wordOf(part) === undefined ? holeOf(part, 'value') : part)),
        madeText('/', node),
        node,
        true,
      );
    }
    case 'Path.basename':
      return text((word) => word.slice(word.lastIndexOf('/') + 1));
    case 'Path.dirname':
      return text((word) => word.slice(0, Math.max(0, word.lastIndexOf('/'))));
    case 'Path.expand':
    case 'Path.absname':
      return first?.kind === 'text' ? first : undefined;
    case 'Application.app_dir':
      return second?.kind === 'text' ? second : undefined;
    case 'Keyword.get':
    case 'Keyword.fetch!':
    case 'Map.get':
    case 'Map.fetch!':
      if (first?.kind !== 'list' && first?.kind !== 'map') return undefined;
      return (second && argumentOf(first, second)) ?? third;
    case 'Keyword.merge':
      if (first?.kind !== 'list' || second?.kind !== 'list') return undefined;
      return { kind: 'list', items: [...second.items, ...first.items], start: node.start, end: node.end };
    case 'Keyword.put':
      if (first?.kind !== 'list' || !second || !third) return undefined;
      return { kind: 'list', items: [{ kind: 'tuple', items: [second, third], start: node.start, end: node.end }, ...first.items], start: node.start, end: node.end }; // prettier-ignore
    case 'Keyword.keys':
    case 'Map.keys':
    case 'Keyword.values':
    case 'Map.values': {
      const at = name.endsWith('keys') ? 0 : 1;
      if (first?.kind === 'map') return { kind: 'list', items: first.entries.map((entry) => entry[at]), start: node.start, end: node.end };
      if (first?.kind !== 'list') return undefined;
      const items = first.items.map((item) => (item.kind === 'tuple' ? item.items[at] : undefined) ?? computed(item));
      return { kind: 'list', items, start: node.start, end: node.end };
    }
    case 'List.first':
    case 'hd':
      return first?.kind === 'list' ? first.items[0] : undefined;
    case 'then':
    case 'tap':
      if (!first || second?.kind !== 'function') return undefined;
      return name === 'then' ? reader.apply(second, [first], node) : (reader.apply(second, [first], node), first);
    case 'is_nil':
      return first && first.kind !== 'computed' ? atom(String(first.kind === 'atom' && first.name === 'nil'), node) : undefined;
    case 'is_atom':
      return first && first.kind !== 'computed' ? atom(String(first.kind === 'atom'), node) : undefined;
    case 'is_binary':
      return first && first.kind !== 'computed' ? atom(String(first.kind === 'text'), node) : undefined;
    case 'is_list':
      return first && first.kind !== 'computed' ? atom(String(first.kind === 'list'), node) : undefined;
    case 'length':
      return first?.kind === 'list' ? { kind: 'number', text: String(first.items.length), start: node.start, end: node.end } : undefined;
    default:
      return undefined;
  }
}
