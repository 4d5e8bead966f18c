/** Operators of Elixir on values that are known. */
import { fieldOf, type Node } from '../tree-sitter/parse.ts';
import type { Reader } from './evaluate.ts';
import { operatorOf } from './parse.ts';
import { matches } from './patterns.ts';
import { anyOf, computed, holeOf, same, truth, type Place, type Scope, type TextValue, type Value } from './values.ts';

/** Numbers of a range that are followed. */
const LONGEST = 500;

export function operate(node: Node, reader: Reader, scope: Scope): Value {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const operator = operatorOf(node, reader.module.text);
  if (!left || !right) return computed(node);
  const yes = (holds: boolean | undefined): Value =>
    holds === undefined ? computed(node) : { kind: 'atom', name: String(holds), start: node.start, end: node.end };
  if (operator === '=') {
    const value = reader.evaluate(right, scope);
    matches(left, value, scope, reader);
    return value;
  }
  if (operator === '|>') return pipe(reader.evaluate(left, scope), right, reader, scope);
  const a = reader.evaluate(left, scope);
  switch (operator) {
    case '&&':
    case 'and': {
      const known = truth(a);
      return known === undefined ? both(node, a, right, reader, scope, false) : known ? reader.evaluate(right, scope) : a;
    }
    case '||':
    case 'or': {
      const known = truth(a);
      return known === undefined ? both(node, a, right, reader, scope, true) : known ? a : reader.evaluate(right, scope);
    }
    default:
      break;
  }
  const b = reader.evaluate(right, scope);
  switch (operator) {
    case '==':
    case '===':
      return yes(same(a, b));
    case '!=':
    case '!==': {
      const known = same(a, b);
      return yes(known === undefined ? undefined : !known);
    }
    case '<>':
      if (a.kind !== 'text' && b.kind !== 'text') return computed(node);
      return { kind: 'text', pieces: [...within(a, left, reader), ...within(b, right, reader)], start: node.start, end: node.end };
    case '++':
      return a.kind === 'list' && b.kind === 'list'
        ? { kind: 'list', items: [...a.items, ...b.items], start: node.start, end: node.end }
        : computed(node);
    case 'in': {
      if (b.kind !== 'list') return computed(node);
      return yes(anyOf(b.items.map((item) => same(a, item))));
    }
    default:
      return arithmetic(operator, a, b, node) ?? computed(node);
  }
}

/** The right side may decide by itself: false of `x and false`. */
function both(node: Node, a: Value, right: Node, reader: Reader, scope: Scope, decides: boolean): Value {
  const b = reader.evaluate(right, scope);
  return truth(b) === decides && a.kind === 'computed' ? b : computed(node);
}

function arithmetic(operator: string, a: Value, b: Value, node: Node): Value | undefined {
  if (a.kind !== 'number' || b.kind !== 'number') return undefined;
  const [x, y] = [Number(a.text), Number(b.text)];
  const { start, end } = node;
  const compared = new Map([
    ['<', x < y],
    ['>', x > y],
    ['<=', x <= y],
    ['>=', x >= y],
  ]).get(operator);
  if (compared !== undefined) return { kind: 'atom', name: String(compared), start, end };
  if (operator === '..' && y - x <= LONGEST && x <= y)
    return { kind: 'list', items: Array.from({ length: y - x + 1 }, (_, i) => ({ kind: 'number', text: String(x + i), start, end })), start, end }; // prettier-ignore
  const result = new Map([
    ['+', x + y],
    ['-', x - y],
    ['*', x * y],
  ]).get(operator);
  return result !== undefined && Number.isSafeInteger(result) ? { kind: 'number', text: String(result), start, end } : undefined;
}

/** The pieces of a text, where the expression holds them; else such as stand for the name. */
function within(text: Value, place: Place, reader: Reader): TextValue['pieces'] {
  const { start, end } = place;
  if (text.kind !== 'text') return holeOf(place, reader.source(place)).pieces;
  if (text.start >= start && text.end <= end) return text.pieces;
  return text.pieces.map((piece) => ({ text: piece.text, start, end }));
}

function pipe(value: Value, right: Node, reader: Reader, scope: Scope): Value {
  if (right.type === 'call') return reader.call(right, scope, value);
  if (right.type === 'identifier') {
    const callee = reader.evaluate(right, scope);
    return callee.kind === 'function' ? reader.apply(callee, [value], right) : computed(right);
  }
  return computed(right);
}
