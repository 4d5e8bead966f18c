/** Members and methods of .NET's own types, as far as migrations need their values; none of them reaches a database. */
import type { Node } from '../tree-sitter/parse.ts';
import type { Reader } from './evaluate.ts';
import { boolean, computed, isComputed, madeText, plainText, wordOf, type Arguments, type Place, type Value } from './values.ts';

const PROVIDER = 'Npgsql.EntityFrameworkCore.PostgreSQL';

/** What stands behind a dot that is no call. */
export function memberOf(owner: Value, name: string, node: Place): Value {
  const place = { start: node.start, end: node.end };
  switch (owner.kind) {
    case 'builder':
      if (name === 'ActiveProvider') return madeText(PROVIDER, node);
      return { kind: 'builder', part: name, ...place };
    case 'row':
      return { kind: 'member', name, ...place };
    case 'object':
      return owner.fields.get(name) ?? computed(node);
    case 'name':
      if (/^[Ss]tring$/.test(owner.path) && name === 'Empty') return madeText('', node);
      if (owner.path === 'Environment' && name === 'NewLine') return madeText('\n', node);
      return { kind: 'name', path: `${owner.path}.${name}`, ...place };
    case 'list': {
      // The items of a dictionary are pairs.
      if (name === 'Length' || name === 'Count') return { kind: 'number', text: String(owner.items.length), suffix: '', ...place };
      const at = name === 'Key' || name === 'Item1' ? 0 : name === 'Value' || name === 'Item2' ? 1 : undefined;
      return (at === undefined ? undefined : owner.items[at]) ?? computed(node);
    }
    case 'operation':
      return { kind: 'builder', part: `…${name}`, ...place };
    default:
      return computed(node);
  }
}

/** What a method gives; undefined where it is none that is known. */
export function libraryCall(owner: Value, name: string, args: Arguments, node: Node, reader: Reader): Value | undefined {
  const { positional } = args;
  if (owner.kind === 'name' && /^[Ss]tring$/.test(owner.path)) return staticString(name, positional, node, reader);
  if (owner.kind === 'text') return onText(owner, name, positional, node);
  if (owner.kind === 'list') return onList(owner, name, positional, node, reader);
  if (owner.kind === 'name' || owner.kind === 'new') {
    const path = owner.kind === 'name' ? `${owner.path}.${name}` : `${owner.type}.${name}`;
    if (/^(?:Guid|DateTime|DateTimeOffset|DateOnly|TimeSpan|TimeOnly)\.(?:Parse|ParseExact|From\w+|SpecifyKind|NewGuid)$/.test(path))
      return { kind: 'new', type: path, args: positional, start: node.start, end: node.end };
    if (owner.kind === 'new' && name === 'ToString' && positional.length === 0 && owner.type === 'Guid') return owner.args[0];
  }
  return undefined;
}

function staticString(name: string, args: readonly Value[], node: Node, reader: Reader): Value | undefined {
  const [first, second] = args;
  switch (name) {
    case 'Concat':
      return join(args.length === 1 && first?.kind === 'list' ? first.items : args, '', node);
    case 'Join': {
      const between = wordOf(first);
      const items = second?.kind === 'list' ? second.items : args.slice(1);
      return between === undefined || (args.length === 2 && second?.kind !== 'list') ? undefined : join(items, between, node);
    }
    case 'Format': {
      const format = first?.kind === 'text' ? plainText(first) : undefined;
      if (format === undefined) return undefined;
      const filled = format.replaceAll(/\{(\d+)\}|\{\{|\}\}/g, (whole, index: string | undefined) => {
        if (index === undefined) return whole.charAt(0);
        const value = args[Number(index) + 1];
        return (value?.kind === 'number' ? value.text : wordOf(value)) ?? '${value}';
      });
      return madeText(filled, node);
    }
    case 'IsNullOrEmpty':
    case 'IsNullOrWhiteSpace': {
      const word = first?.kind === 'null' ? '' : wordOf(first);
      return word === undefined ? undefined : boolean(word.trim() === '', node);
    }
    default:
      void reader;
      return undefined;
  }
}

function join(items: readonly Value[], between: string, node: Node): Value {
  const words = items.map((item) => (item.kind === 'number' ? item.text : wordOf(item)) ?? '${value}');
  return madeText(words.join(between), node);
}

function onText(owner: Extract<Value, { kind: 'text' }>, name: string, args: readonly Value[], node: Node): Value | undefined {
  const own = plainText(owner);
  const [first, second] = args;
  const [a, b] = [wordOf(first), wordOf(second)];
  switch (name) {
    // Blanks at the ends are nothing to SQL.
    case 'Trim':
    case 'TrimStart':
    case 'TrimEnd':
      return args.length === 0 ? owner : undefined;
    case 'ToString':
    case 'Normalize':
    case 'ReplaceLineEndings':
      return owner;
    case 'Replace':
      return a === undefined || a === '' || b === undefined ? undefined : madeText(own.replaceAll(a, b), node);
    case 'ToLower':
    case 'ToLowerInvariant':
      return isComputed(own) ? undefined : madeText(own.toLowerCase(), node);
    case 'ToUpper':
    case 'ToUpperInvariant':
      return isComputed(own) ? undefined : madeText(own.toUpperCase(), node);
    case 'Contains':
      return a === undefined ? undefined : boolean(own.includes(a), node);
    case 'StartsWith':
      return a === undefined ? undefined : boolean(own.startsWith(a), node);
    case 'EndsWith':
      return a === undefined ? undefined : boolean(own.endsWith(a), node);
    case 'Equals':
      return a === undefined ? undefined : boolean(second?.kind === 'name' && second.path.endsWith('IgnoreCase') ? own.toLowerCase() === a.toLowerCase() : own === a, node); // prettier-ignore
    case 'Split':
      if (a === undefined || a === '') return undefined;
      return { kind: 'list', items: own.split(a).map((part) => madeText(part, node)), start: node.start, end: node.end };
    default:
      return undefined;
  }
}

function onList(
  owner: Extract<Value, { kind: 'list' }>,
  name: string,
  args: readonly Value[],
  node: Node,
  reader: Reader,
): Value | undefined {
  const [first] = args;
  const apply = (item: Value): Value =>
    first?.kind === 'function' ? reader.apply(first, { positional: [item], named: new Map() }, node) : computed(node);
  const list = (items: readonly Value[]): Value => ({ kind: 'list', items, start: node.start, end: node.end });
  switch (name) {
    case 'ToArray':
    case 'ToList':
    case 'AsEnumerable':
    case 'Distinct':
      return owner;
    case 'Reverse':
      return args.length === 0 ? list([...owner.items].reverse()) : undefined;
    case 'Select':
      return first?.kind === 'function' ? list(owner.items.map(apply)) : undefined;
    case 'ForEach':
      for (const item of owner.items) apply(item);
      return computed(node);
    default:
      return undefined;
  }
}
