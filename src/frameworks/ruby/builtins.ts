/** Methods of strings, lists and hashes whose answer can be known. */
import { camelize, pluralize, singularize, tableOfModel, underscore } from './inflect.ts';
import { chomp, squish, strip, stripHeredoc } from './strings.ts';
import { bool, equal, fieldsOf, listOf, nil, plainText, textOf, truth, type Call, type Text, type Value } from './values.ts';

/** The value of a call on a value; undefined where it is not known. */
export function builtin(receiver: Value, call: Call): Value | undefined {
  switch (call.name) {
    case '==':
    case 'eql?':
    case 'eq?':
    case '===':
      return known(equal(receiver, call.args[0]), call);
    case '!=': {
      const same = equal(receiver, call.args[0]);
      return known(same === undefined ? undefined : !same, call);
    }
    case '!': {
      const holds = truth(receiver);
      return known(holds === undefined ? undefined : !holds, call);
    }
    case 'nil?':
      return known(truth(receiver) === undefined ? undefined : receiver.kind === 'nil', call);
    case 'freeze':
    case 'dup':
    case 'clone':
    case 'itself':
    case 'deep_dup':
      return receiver;
    case 'blank?':
    case 'present?':
    case 'empty?':
    case 'any?': {
      if (call.block || call.args.length > 0) return undefined;
      const empty = isEmpty(receiver);
      return known(empty === undefined ? undefined : (call.name === 'blank?' || call.name === 'empty?') === empty, call);
    }
    default:
  }
  if (receiver.kind === 'text') return ofText(receiver, call);
  if (receiver.kind === 'list') return ofList(receiver.items, call);
  if (receiver.kind === 'hash') return ofHash(receiver.entries, call);
  if (receiver.kind === 'number') return ofNumber(receiver.text, call);
  if (receiver.kind === 'nil' && call.name === 'to_s') return textOf('', call);
  if (receiver.kind === 'boolean' && call.name === 'to_s') return textOf(String(receiver.value), call);
  return undefined;
}

const known = (value: boolean | undefined, call: Call): Value | undefined => (value === undefined ? undefined : bool(value, call));

function isEmpty(value: Value): boolean | undefined {
  if (value.kind === 'text') return plainText(value)?.trim() === '';
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'hash') return value.entries.length === 0;
  if (value.kind === 'nil') return true;
  return value.kind === 'boolean' ? !value.value : value.kind === 'number' ? false : undefined;
}

function ofText(text: Text, call: Call): Value | undefined {
  const own = plainText(text) ?? '';
  const [first, second] = call.args;
  const made = (value: string): Value => textOf(value, text.pieces[0] ?? call, text.symbol);
  const other = plainText(first);
  switch (call.name) {
    case 'to_s':
    case 'to_str':
    case 'html_safe':
    case 'b':
    case 'name':
    case '+@':
    case '-@':
      return { ...text, symbol: false };
    case 'to_sym':
    case 'intern':
      return { ...text, symbol: true };
    case 'squish':
      return squish(text);
    case 'strip_heredoc':
      return stripHeredoc(text);
    case 'strip':
      return strip(text);
    case 'chomp':
    case 'chomp!':
      return call.args.length === 0 ? chomp(text) : undefined;
    case '+':
    case 'concat':
      return first?.kind === 'text' ? { ...text, symbol: false, pieces: [...text.pieces, ...first.pieces] } : undefined;
    case '%':
      return formatted(text, call);
    case 'upcase':
      return made(own.toUpperCase());
    case 'downcase':
      return made(own.toLowerCase());
    case 'pluralize':
      return call.args.length === 0 ? made(pluralize(own)) : undefined;
    case 'singularize':
      return made(singularize(own));
    case 'underscore':
      return made(underscore(own));
    case 'camelize':
    case 'classify':
      return made(camelize(call.name === 'classify' ? singularize(own) : own));
    case 'tableize':
      return made(tableOfModel(own));
    case 'tr':
      return other?.length === 1 && plainText(second)?.length === 1 ? made(own.replaceAll(other, plainText(second) ?? '')) : undefined;
    case 'gsub':
    case 'sub': {
      const by = plainText(second);
      if (first?.kind !== 'text' || other === undefined || by === undefined) return undefined;
      return made(call.name === 'sub' ? own.replace(other, () => by) : own.replaceAll(other, () => by));
    }
    case 'start_with?':
      return other === undefined ? undefined : bool(own.startsWith(other), call);
    case 'end_with?':
      return other === undefined ? undefined : bool(own.endsWith(other), call);
    case 'include?':
      return other === undefined ? undefined : bool(own.includes(other), call);
    case 'split':
      return other === undefined && call.args.length > 0 ? undefined : listOf((other === undefined || other === ' ' ? own.trim().split(/\s+/) : own.split(other)).map((one) => textOf(one, call)), call); // prettier-ignore
    case 'lines':
      return listOf(
        (own.match(/[^\n]*\n|[^\n]+/g) ?? []).map((one) => textOf(one, call)),
        call,
      );
    case 'length':
    case 'size':
      return { kind: 'number', text: String(own.length), start: call.start, end: call.end };
    case 'to_i': {
      const number = /^\s*-?\d+/.exec(own)?.[0].trim() ?? '0';
      return { kind: 'number', text: number, start: call.start, end: call.end };
    }
    default:
      return undefined;
  }
}

/** `'… %s …' % x`, and with names: `'… %{table} …' % { table: x }`. */
function formatted(text: Text, call: Call): Value | undefined {
  const [first] = call.args;
  const fields = fieldsOf(first);
  const values = first?.kind === 'list' ? [...first.items] : first ? [first] : [];
  let known = true;
  const pieces = text.pieces.map((piece) => {
    if (!piece.text.includes('%')) return piece;
    const filled = piece.text.replaceAll(
      /%(?:%|[sd]|\{(\w+)\}|<(\w+)>[sd])/g,
      (mark, braced: string | undefined, angled: string | undefined) => {
        if (mark === '%%') return '%';
        const name = braced ?? angled;
        const value = plainText(name === undefined ? values.shift() : fields?.get(name));
        if (value === undefined) known = false;
        return value ?? '';
      },
    );
    return { text: filled, start: piece.start, end: piece.end };
  });
  return known ? { ...text, pieces } : undefined;
}

function ofNumber(text: string, call: Call): Value | undefined {
  const [first] = call.args;
  const number = (value: number): Value => ({ kind: 'number', text: String(value), start: call.start, end: call.end });
  const other = first?.kind === 'number' ? Number(first.text) : undefined;
  switch (call.name) {
    case 'to_s':
      return call.args.length === 0 ? textOf(text, call) : undefined;
    case 'to_i':
    case 'to_f':
      return number(call.name === 'to_i' ? Math.trunc(Number(text)) : Number(text));
    case '+':
      return other === undefined ? undefined : number(Number(text) + other);
    case '-':
      return other === undefined ? undefined : number(Number(text) - other);
    case '*':
      return other === undefined ? undefined : number(Number(text) * other);
    case '**':
      return other === undefined ? undefined : number(Number(text) ** other);
    case '-@':
      return number(-Number(text));
    case '<':
    case '>':
    case '<=':
    case '>=': {
      if (other === undefined) return undefined;
      const own = Number(text);
      return bool(
        call.name === '<' ? own < other : call.name === '>' ? own > other : call.name === '<=' ? own <= other : own >= other,
        call,
      );
    }
    // 5.minutes and its like are numbers of seconds, which nobody asks for here.
    default:
      return undefined;
  }
}

function ofList(items: readonly Value[], call: Call): Value | undefined {
  const [first, second] = call.args;
  switch (call.name) {
    case 'join': {
      const by = call.args.length === 0 ? '' : plainText(first);
      const texts = items.map(plainText);
      if (by === undefined || texts.some((one) => one === undefined)) return undefined;
      const pieces = items.flatMap((item, i) => {
        const own = item.kind === 'text' ? item.pieces : [{ text: plainText(item) ?? '', start: item.start, end: item.end }];
        return i === 0 || by === '' ? own : [{ text: by, start: call.start, end: call.end }, ...own];
      });
      return { kind: 'text', symbol: false, pieces, start: call.start, end: call.end };
    }
    case 'first':
      return call.args.length === 0 ? (items[0] ?? nil(call)) : undefined;
    case 'last':
      return call.args.length === 0 ? (items.at(-1) ?? nil(call)) : undefined;
    case 'reverse':
    case 'reverse_each':
      return listOf(items.toReversed(), call);
    case 'to_a':
    case 'uniq':
    case 'sort':
    case 'to_set':
    case 'compact':
      return listOf(call.name === 'compact' ? items.filter(({ kind }) => kind !== 'nil') : items, call);
    case 'flatten':
      return listOf(
        items.flatMap((item) => (item.kind === 'list' ? item.items : [item])),
        call,
      );
    case '+':
    case '|':
    case 'concat':
      return first?.kind === 'list' ? listOf([...items, ...first.items], call) : undefined;
    case '-':
      return first?.kind === 'list'
        ? listOf(
            items.filter((item) => !first.items.some((one) => equal(one, item))),
            call,
          )
        : undefined;
    case '[]': {
      if (first?.kind !== 'number' || second) return undefined;
      return items.at(Number(first.text)) ?? nil(call);
    }
    case 'include?': {
      const answers = new Set(items.map((item) => equal(item, first)));
      return answers.has(true) ? bool(true, call) : answers.has(undefined) ? undefined : bool(false, call);
    }
    case 'length':
    case 'size':
    case 'count':
      return call.args.length > 0 || call.block
        ? undefined
        : { kind: 'number', text: String(items.length), start: call.start, end: call.end };
    case 'zip':
      return first?.kind === 'list'
        ? listOf(
            items.map((item, i) => listOf([item, first.items[i] ?? nil(call)], call)),
            call,
          )
        : undefined;
    case 'product':
      return first?.kind === 'list'
        ? listOf(
            items.flatMap((item) => first.items.map((one) => listOf([item, one], call))),
            call,
          )
        : undefined;
    case 'to_h':
      return call.block
        ? undefined
        : { kind: 'hash', entries: items.flatMap((item) => (item.kind === 'list' && item.items[0] && item.items[1] ? [[item.items[0], item.items[1]] as const] : [])), start: call.start, end: call.end }; // prettier-ignore
    default:
      return undefined;
  }
}

function ofHash(entries: readonly (readonly [Value, Value])[], call: Call): Value | undefined {
  const [first] = call.args;
  const found = (): Value | undefined => entries.find(([key]) => equal(key, first) === true)?.[1];
  switch (call.name) {
    case 'keys':
      return listOf(
        entries.map(([key]) => key),
        call,
      );
    case 'values':
      return listOf(
        entries.map(([, value]) => value),
        call,
      );
    case '[]':
    case 'fetch':
    case 'dig':
      return found() ?? (truth(first) === undefined || call.args.length > 1 ? undefined : nil(call));
    case 'key?':
    case 'has_key?':
    case 'include?':
      return bool(found() !== undefined, call);
    case 'to_a':
      return listOf(
        entries.map(([key, value]) => listOf([key, value], call)),
        call,
      );
    case 'to_h':
      return call.block ? undefined : { kind: 'hash', entries, start: call.start, end: call.end };
    case 'merge':
      return first?.kind === 'hash'
        ? {
            kind: 'hash',
            entries: [...entries.filter(([key]) => !first.entries.some(([one]) => equal(one, key))), ...first.entries],
            start: call.start,
            end: call.end,
          }
        : undefined;
    case 'invert':
      return { kind: 'hash', entries: entries.map(([key, value]) => [value, key] as const), start: call.start, end: call.end };
    case 'length':
    case 'size':
      return { kind: 'number', text: String(entries.length), start: call.start, end: call.end };
    default:
      return undefined;
  }
}
