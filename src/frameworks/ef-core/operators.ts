/** Operators of C# on values that are known. */
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import type { Reader } from './evaluate.ts';
import { assign, boolean, computed, holeOf, same, truth, type Place, type Scope, type TextValue, type Value } from './values.ts';

export function operate(node: Node, reader: Reader, scope: Scope): Value {
  switch (node.type) {
    case 'binary_expression':
      return binary(node, reader, scope);
    case 'prefix_unary_expression':
      return prefix(node, reader, scope);
    case 'postfix_unary_expression':
      return step(node, namedOf(node)[0], reader, scope);
    case 'assignment_expression':
      return assignment(node, reader, scope);
    case 'conditional_expression': {
      const holds = reader.holds(fieldOf(node, 'condition'), scope);
      const [yes, no] = [fieldOf(node, 'consequence'), fieldOf(node, 'alternative')];
      if (!yes || !no) return computed(node);
      if (holds !== undefined) return reader.evaluate(holds ? yes : no, scope);
      // Both sides, for what they do.
      reader.evaluate(yes, scope);
      reader.evaluate(no, scope);
      return computed(node);
    }
    case 'is_pattern_expression':
      return isPattern(node, reader, scope);
    case 'switch_expression': {
      const [value, ...arms] = namedOf(node);
      const on = value ? reader.evaluate(value, scope) : computed(node);
      for (const arm of arms) {
        const [pattern, result] = [namedOf(arm)[0], namedOf(arm).at(-1)];
        if (!result) continue;
        const [constant] = pattern?.type === 'constant_pattern' ? namedOf(pattern) : [];
        const fits = constant ? same(on, reader.evaluate(constant, scope)) : pattern?.type === 'discard' ? true : undefined;
        if (fits === false) continue;
        const given = reader.evaluate(result, scope);
        if (fits) return given;
        return computed(node);
      }
      return computed(node);
    }
    default:
      // What is in an expression that is not known may still be a call.
      for (const child of namedOf(node)) if (/expression$|argument_list$|^argument$/.test(child.type)) reader.evaluate(child, scope);
      return computed(node);
  }
}

function binary(node: Node, reader: Reader, scope: Scope): Value {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const operator = fieldOf(node, 'operator') ?? node.children[1];
  if (!left || !right || !operator) return computed(node);
  reader.used.add(left);
  reader.used.add(right);
  const word = reader.source(operator);
  const a = reader.evaluate(left, scope);
  if (word === '&&' || word === '||') {
    const decides = word === '||';
    if (truth(a) === decides) return a;
    const b = reader.evaluate(right, scope);
    return truth(b) === decides ? b : truth(a) === undefined || truth(b) === undefined ? computed(node) : b;
  }
  if (word === '??') return a.kind === 'null' ? reader.evaluate(right, scope) : a.kind === 'computed' ? computed(node) : a;
  const b = reader.evaluate(right, scope);
  if (word === '==' || word === '!=') {
    const equal = same(a, b);
    return equal === undefined ? computed(node) : boolean((word === '==') === equal, node);
  }
  if (word === '+' && (a.kind === 'text' || b.kind === 'text'))
    return { kind: 'text', pieces: [...within(a, left, reader), ...within(b, right, reader)], start: node.start, end: node.end };
  return arithmetic(word, a, b, node);
}

function arithmetic(word: string, a: Value, b: Value, node: Node): Value {
  if (a.kind !== 'number' || b.kind !== 'number') return computed(node);
  const [x, y] = [Number(a.text), Number(b.text)];
  const compared = new Map([
    ['<', x < y],
    ['>', x > y],
    ['<=', x <= y],
    ['>=', x >= y],
  ]).get(word);
  if (compared !== undefined) return boolean(compared, node);
  const result = new Map([
    ['+', x + y],
    ['-', x - y],
    ['*', x * y],
  ]).get(word);
  if (result === undefined || !Number.isSafeInteger(result)) return computed(node);
  return { kind: 'number', text: String(result), suffix: a.suffix, start: node.start, end: node.end };
}

/** The pieces of a text, where the expression holds them; else such as stand for the name. */
function within(value: Value, place: Place, reader: Reader): TextValue['pieces'] {
  const { start, end } = place;
  if (value.kind === 'number') return [{ text: value.text, start, end }];
  if (value.kind !== 'text') return value.kind === 'null' ? [] : holeOf(place, reader.source(place)).pieces;
  if (value.start >= start && value.end <= end) return value.pieces;
  return value.pieces.map((piece) => ({ text: piece.text, start, end }));
}

function prefix(node: Node, reader: Reader, scope: Scope): Value {
  const [operand] = namedOf(node);
  const operator = node.children[0] ? reader.source(node.children[0]) : '';
  if (!operand) return computed(node);
  if (operator === '++' || operator === '--') return step(node, operand, reader, scope);
  const value = reader.evaluate(operand, scope);
  if (operator === '!') {
    const known = truth(value);
    return known === undefined ? computed(node) : boolean(!known, node);
  }
  if (operator === '-' && value.kind === 'number') return { ...value, text: `-${value.text}`, start: node.start };
  return operator === '+' ? value : computed(node);
}

/** `x++`, `--x`; `x!` is x. */
function step(node: Node, operand: Node | undefined, reader: Reader, scope: Scope): Value {
  if (!operand) return computed(node);
  const value = reader.evaluate(operand, scope);
  const by = reader.source(node).includes('++') ? 1 : reader.source(node).includes('--') ? -1 : 0;
  if (by === 0 || operand.type !== 'identifier') return value;
  const next: Value = value.kind === 'number' ? { ...value, text: String(Number(value.text) + by) } : computed(node);
  assign(scope, reader.source(operand), next);
  return value;
}

function assignment(node: Node, reader: Reader, scope: Scope): Value {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const operator = fieldOf(node, 'operator') ?? childOf(node, 'assignment_operator');
  if (!left || !right) return computed(node);
  reader.used.add(right);
  const value = reader.evaluate(right, scope);
  if (left.type !== 'identifier') return value;
  const name = reader.source(left);
  const word = operator ? reader.source(operator) : '=';
  if (word === '=') {
    assign(scope, name, value);
    return value;
  }
  const before = reader.evaluate(left, scope);
  const sum: Value =
    word === '+=' && before.kind === 'text'
      ? { kind: 'text', pieces: [...before.pieces, ...within(value, right, reader)], start: before.start, end: node.end }
      : word === '+=' ? arithmetic('+', before, value, node) : computed(node); // prettier-ignore
  assign(scope, name, sum);
  return sum;
}

/** `x is null`, `x is not null`, `x is "a"`. */
function isPattern(node: Node, reader: Reader, scope: Scope): Value {
  const [of, pattern] = [fieldOf(node, 'expression'), fieldOf(node, 'pattern')];
  if (!of || !pattern) return computed(node);
  const value = reader.evaluate(of, scope);
  const negated = pattern.type === 'negated_pattern';
  const inner = negated ? namedOf(pattern)[0] : pattern;
  const [constant] = inner?.type === 'constant_pattern' ? namedOf(inner) : [];
  const equal = constant ? same(value, reader.evaluate(constant, scope)) : undefined;
  return equal === undefined ? computed(node) : boolean(equal !== negated, node);
}
