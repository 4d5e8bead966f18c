/** Literals of C# as values: strings, numbers, arrays, objects that are made. */
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import type { Reader } from './evaluate.ts';
import { contentOf, unescape } from './literals.ts';
import { argumentsIn, nameAndType } from './parse.ts';
import { boolean, computed, holeOf, madeText, wordOf, type Scope, type Value } from './values.ts';

/** The value of a literal; undefined for all other expressions. */
export function literalOf(node: Node, reader: Reader, scope: Scope): Value | undefined {
  const place = { start: node.start, end: node.end };
  switch (node.type) {
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
    case 'interpolated_string_expression':
      return { kind: 'text', pieces: contentOf(node, reader.text, (hole) => fillingOf(hole, reader, scope)), ...place };
    case 'character_literal': {
      const source = reader.source(node).slice(1, -1);
      return madeText(source.startsWith('\\') ? unescape(source)[0] : source, node);
    }
    case 'integer_literal':
    case 'real_literal': {
      const [, digits = '', suffix = ''] = /^(0x[\da-f]+|0b[01]+|[\d.]+(?:e[+-]?\d+)?)([a-z]*)$/i.exec(reader.source(node).replaceAll('_', '')) ?? []; // prettier-ignore
      const text = /^0[xb]/i.test(digits) ? String(Number(digits)) : digits;
      return digits === '' ? computed(node) : { kind: 'number', text, suffix: suffix.toLowerCase(), ...place };
    }
    case 'boolean_literal':
      return boolean(reader.source(node) === 'true', node);
    case 'null_literal':
      return { kind: 'null', ...place };
    case 'default_expression':
      return { kind: 'new', type: `default ${typeName(node, reader)}`, args: [], ...place };
    case 'typeof_expression':
      return { kind: 'type', name: typeName(node, reader), ...place };
    case 'array_creation_expression':
    case 'implicit_array_creation_expression':
      return arrayOf(node, reader, scope);
    case 'initializer_expression':
      return { kind: 'list', items: namedOf(node).map((child) => reader.evaluate(child, scope)), ...place };
    case 'element_binding_expression':
    case 'collection_expression':
    case 'tuple_expression':
      return { kind: 'list', items: argumentValues(node, reader, scope), ...place };
    case 'object_creation_expression':
    case 'implicit_object_creation_expression':
      return created(node, reader, scope);
    case 'anonymous_object_creation_expression':
      return anonymous(node, reader, scope);
    default:
      return undefined;
  }
}

const typeName = (node: Node, reader: Reader): string => {
  const type = fieldOf(node, 'type');
  return type ? reader.source(type) : '';
};

function argumentValues(node: Node, reader: Reader, scope: Scope): readonly Value[] {
  const args = argumentsIn(node, reader.text);
  return (args.length > 0 ? args.map(({ value }) => value) : namedOf(node)).map((value) => reader.evaluate(value, scope));
}

function fillingOf(hole: Node, reader: Reader, scope: Scope): ReturnType<typeof contentOf> {
  const [inner, ...more] = namedOf(hole).filter(({ type }) => type !== 'interpolation_brace');
  if (!inner) return [];
  reader.used.add(inner);
  const value = reader.evaluate(inner, scope);
  if (more.length === 0 && value.kind === 'text') return value.pieces;
  const word = more.length > 0 ? undefined : value.kind === 'number' ? value.text : wordOf(value);
  return (word === undefined ? holeOf(hole, reader.source(inner)) : madeText(word, hole)).pieces;
}

function arrayOf(node: Node, reader: Reader, scope: Scope): Value {
  const items = childOf(node, 'initializer_expression');
  const type = fieldOf(node, 'type');
  const rank = type && childOf(type, 'array_rank_specifier');
  const sized = rank?.children.some(({ type: one, named }) => named && one !== 'integer_literal') ?? false;
  const zero = rank ? /^\[\s*0?\s*\]$/.test(reader.source(rank)) : true;
  if (!items) return sized || !zero ? computed(node) : listOfType([], type, node, reader);
  return listOfType(
    namedOf(items).map((child) => reader.evaluate(child, scope)),
    type,
    node,
    reader,
  );
}

/** An array of bytes is a value of its own. */
function listOfType(items: readonly Value[], type: Node | undefined, node: Node, reader: Reader): Value {
  const place = { start: node.start, end: node.end };
  const element = type ? reader.source(type).replace(/\[[^]*$/, '') : '';
  if (element === 'byte') return { kind: 'new', type: 'byte[]', args: items, ...place };
  return { kind: 'list', items, ...place };
}

/** `new DateTime(…)`, `new List<string> { … }`, `new() { … }`. */
function created(node: Node, reader: Reader, scope: Scope): Value {
  const place = { start: node.start, end: node.end };
  const type = fieldOf(node, 'type');
  const { name } = type ? nameAndType(type, reader.text) : { name: '' };
  const args = reader.arguments(node, scope);
  const initializer = childOf(node, 'initializer_expression');
  if (/^(?:List|HashSet|IList|Collection|Queue)?$/.test(name.split('.').at(-1) ?? '')) {
    const items = (initializer ? namedOf(initializer) : []).map((child) => reader.evaluate(child, scope));
    const [first] = args.positional;
    return { kind: 'list', items: [...(first?.kind === 'list' ? first.items : []), ...items], ...place };
  }
  if (/^(?:Sorted)?Dictionary$/.test(name)) return dictionary(initializer, node, reader, scope);
  if (initializer) for (const child of namedOf(initializer)) reader.evaluate(child, scope);
  return { kind: 'new', type: name.split('.').at(-1) ?? name, args: [...args.positional, ...args.named.values()], ...place };
}

/** The pairs of a dictionary, as lists of two. */
function dictionary(initializer: Node | undefined, node: Node, reader: Reader, scope: Scope): Value {
  const items = (initializer ? namedOf(initializer) : []).map((child): Value => {
    const place = { start: child.start, end: child.end };
    const [left, right] = [fieldOf(child, 'left'), fieldOf(child, 'right')];
    if (child.type !== 'assignment_expression' || !left || !right) return reader.evaluate(child, scope);
    const key = argumentValues(left, reader, scope)[0] ?? computed(left);
    return { kind: 'list', items: [key, reader.evaluate(right, scope)], ...place };
  });
  return { kind: 'list', items, start: node.start, end: node.end };
}

/** `new { x.Id, Name = x.Title }`: the names are those that stand before `=`, or the last of a path. */
function anonymous(node: Node, reader: Reader, scope: Scope): Value {
  const fields = new Map<string, Value>();
  const children = node.children;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (!child?.named) continue;
    if (children[i + 1]?.type === '=') {
      const value = children[i + 2];
      if (value) fields.set(reader.source(child), reader.evaluate(value, scope));
      i += 2;
    } else fields.set(reader.source(child).split('.').at(-1) ?? '', reader.evaluate(child, scope));
  }
  return { kind: 'object', fields, start: node.start, end: node.end };
}
