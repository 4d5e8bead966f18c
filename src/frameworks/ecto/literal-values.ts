/** Literals of Elixir as values. */
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import type { Reader } from './evaluate.ts';
import { contentOf } from './literals.ts';
import { operatorOf } from './parse.ts';
import { computed, holeOf, madeText, wordOf, type Scope, type Value } from './values.ts';

/** The value of a literal; undefined for all other expressions. */
export function literalOf(node: Node, reader: Reader, scope: Scope): Value | undefined {
  const place = { start: node.start, end: node.end };
  switch (node.type) {
    case 'string':
    case 'charlist':
      return textIn(node, reader, scope);
    case 'sigil':
      return sigil(node, reader, scope);
    case 'atom':
      return { kind: 'atom', name: reader.source(node).slice(1), ...place };
    case 'quoted_atom':
    case 'quoted_keyword': {
      const name = wordOf(textIn(node, reader, scope));
      return name === undefined ? computed(node) : { kind: 'atom', name, ...place };
    }
    case 'keyword':
      return { kind: 'atom', name: reader.source(node).trim().slice(0, -1), ...place };
    case 'boolean':
    case 'nil':
      return { kind: 'atom', name: reader.source(node), ...place };
    case 'integer':
    case 'float':
      return { kind: 'number', text: numberIn(reader.source(node)), ...place };
    case 'list':
      return { kind: 'list', items: itemsIn(node, reader, scope), ...place };
    case 'keywords':
      return { kind: 'list', items: pairsIn(node, reader, scope), ...place };
    case 'tuple':
      return { kind: 'tuple', items: namedOf(node).map((child) => reader.evaluate(child, scope)), ...place };
    case 'map':
      return map(node, reader, scope);
    default:
      return undefined;
  }
}

function numberIn(source: string): string {
  const text = source.replaceAll('_', '');
  return /^0[xbo]/i.test(text) ? String(Number(text)) : text;
}

function textIn(node: Node, reader: Reader, scope: Scope): Value {
  const pieces = contentOf(node, reader.module.text, (hole) => {
    const [inner] = namedOf(hole);
    if (!inner) return [];
    const value = reader.evaluate(inner, scope);
    if (value.kind === 'text') return value.pieces;
    const word = value.kind === 'number' ? value.text : wordOf(value);
    return word === undefined ? holeOf(inner, reader.source(inner)).pieces : madeText(word, hole).pieces;
  });
  return pieces ? { kind: 'text', pieces, start: node.start, end: node.end } : computed(node);
}

function sigil(node: Node, reader: Reader, scope: Scope): Value {
  const name = childOf(node, 'sigil_name');
  const kind = name ? reader.source(name) : '';
  if (!/^[sSwWcC]$/.test(kind)) return computed(node);
  const text = textIn(node, reader, scope);
  if (!/^[wW]$/.test(kind) || text.kind !== 'text') return text;
  const modifiers = childOf(node, 'sigil_modifiers');
  const atoms = modifiers !== undefined && reader.source(modifiers) === 'a';
  const place = { start: node.start, end: node.end };
  const words = (wordOf(text) ?? '').split(/\s+/).filter((word) => word !== '');
  return { kind: 'list', items: words.map((word) => (atoms ? { kind: 'atom', name: word, ...place } : madeText(word, place))), ...place };
}

/** Items of a list; `[first | rest]` is taken apart where the rest is known. */
function itemsIn(node: Node, reader: Reader, scope: Scope): readonly Value[] {
  return namedOf(node).flatMap((child) => {
    if (child.type === 'keywords') return pairsIn(child, reader, scope);
    const [left, right] = [fieldOf(child, 'left'), fieldOf(child, 'right')];
    if (child.type !== 'binary_operator' || operatorOf(child, reader.module.text) !== '|' || !left || !right)
      return [reader.evaluate(child, scope)];
    const rest = reader.evaluate(right, scope);
    return [reader.evaluate(left, scope), ...(rest.kind === 'list' ? rest.items : [computed(right)])];
  });
}

function pairsIn(node: Node, reader: Reader, scope: Scope): readonly Value[] {
  return namedOf(node).flatMap((pair) => {
    const [key, value] = [fieldOf(pair, 'key'), fieldOf(pair, 'value')];
    if (!key || !value) return [];
    const name = reader.evaluate(key, scope);
    return [{ kind: 'tuple', items: [name, reader.evaluate(value, scope)], start: pair.start, end: pair.end }];
  });
}

function map(node: Node, reader: Reader, scope: Scope): Value {
  const content = childOf(node, 'map_content');
  if (childOf(node, 'struct')) return computed(node);
  const entries: (readonly [Value, Value])[] = [];
  for (const child of content ? namedOf(content) : []) {
    if (child.type === 'keywords') {
      for (const pair of pairsIn(child, reader, scope)) {
        const [key, value] = pair.kind === 'tuple' ? pair.items : [];
        if (key && value) entries.push([key, value]);
      }
      continue;
    }
    const [left, right] = [fieldOf(child, 'left'), fieldOf(child, 'right')];
    if (child.type !== 'binary_operator' || operatorOf(child, reader.module.text) !== '=>' || !left || !right) return computed(node);
    entries.push([reader.evaluate(left, scope), reader.evaluate(right, scope)]);
  }
  return { kind: 'map', entries, start: node.start, end: node.end };
}
