/**
 * What an expression stands for, as far as it can be said without running it: literals, names of what was imported, calls
 * with their arguments. Everything else is `unknown`, with the reason.
 */
import type { Piece } from '../pieces.ts';
import { childrenOf, type Node } from './parse.ts';
import { literalPiece, quotingOf } from './strings.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Text extends Place {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

export interface List extends Place {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface Call extends Place {
  readonly kind: 'call';
  /** What is called, with modules in full: `sqlalchemy.Column`, `alembic.op.get_bind().execute`. */
  readonly path: string;
  /** What a method is called on. */
  readonly base?: Value;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** It has `*x` or `**x` among its arguments. */
  readonly spread: boolean;
}

export type Value =
  | Text
  | List
  | Call
  | (Place & { readonly kind: 'number'; readonly text: string })
  | (Place & { readonly kind: 'boolean'; readonly value: boolean })
  | (Place & { readonly kind: 'none' })
  | (Place & { readonly kind: 'dict'; readonly entries: readonly (readonly [Value, Value])[] })
  | (Place & { readonly kind: 'name'; readonly path: string; readonly base?: Value })
  | (Place & { readonly kind: 'unknown' });

/** Names and what they stand for. */
export interface Scope {
  /** Text of the file. */
  readonly text: string;
  readonly names: Map<string, Value>;
  /** Full paths by the names that the imports bind. */
  readonly imports: Map<string, string>;
  readonly functions: Map<string, Node>;
}

/** Text of a literal value, or undefined. */
export function plainText(value: Value | undefined): string | undefined {
  return value?.kind === 'text' ? value.pieces.map((piece) => piece.text).join('') : undefined;
}

export function evaluate(node: Node, scope: Scope): Value {
  const place = { start: node.from, end: node.to };
  const own = scope.text.slice(node.from, node.to);
  switch (node.name) {
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return textOf(node, scope) ?? { kind: 'unknown', ...place };
    case 'Number':
      return { kind: 'number', text: own.replaceAll('_', ''), ...place };
    case 'Boolean':
      return { kind: 'boolean', value: own === 'True', ...place };
    case 'None':
      return { kind: 'none', ...place };
    case 'ParenthesizedExpression': {
      const inner = childrenOf(node).find(({ name }) => name !== '(' && name !== ')');
      return inner ? evaluate(inner, scope) : { kind: 'unknown', ...place };
    }
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return listOf(node, scope);
    case 'DictionaryExpression':
      return dictOf(node, scope);
    case 'VariableName': {
      const known = scope.names.get(own);
      if (known) return known;
      return { kind: 'name', path: scope.imports.get(own) ?? own, ...place };
    }
    case 'MemberExpression':
      return memberOf(node, scope);
    case 'CallExpression':
      return callOf(node, scope);
    case 'BinaryExpression':
      return sumOf(node, scope);
    case 'UnaryExpression': {
      const [sign, of] = childrenOf(node);
      const value = of && evaluate(of, scope);
      const operator = sign ? scope.text.slice(sign.from, sign.to) : '';
      if (value?.kind === 'number' && operator === '-') return { kind: 'number', text: `-${value.text}`, ...place };
      return value && operator === '~' ? operation(operator, [value], place) : { kind: 'unknown', ...place };
    }
    default:
      return { kind: 'unknown', ...place };
  }
}

function textOf(node: Node, scope: Scope): Value | undefined {
  const pieces: Piece[] = [];
  const literals = node.name === 'ContinuedString' ? childrenOf(node) : [node];
  for (const literal of literals) {
    const { raw, bytes, start, end } = quotingOf(scope.text, literal.from, literal.to);
    if (bytes) return undefined;
    const format = literal.name === 'FormatString';
    let at = start;
    for (const hole of format ? childrenOf(literal).filter(({ name }) => name === 'FormatReplacement') : []) {
      const before = literalPiece(scope.text, at, hole.from, raw, true);
      const filling = fillingOf(hole, scope);
      if (!before || filling === undefined) return undefined;
      pieces.push(before, { text: filling, start: hole.from, end: hole.to });
      at = hole.to;
    }
    const rest = literalPiece(scope.text, at, end, raw, format);
    if (!rest) return undefined;
    pieces.push(rest);
  }
  return { kind: 'text', pieces, start: node.from, end: node.to };
}

/** What stands in `{…}` of an f-string, where it is a literal that is known. */
function fillingOf(hole: Node, scope: Scope): string | undefined {
  const inner = childrenOf(hole).filter(({ name }) => name !== '{' && name !== '}');
  const [expression] = inner;
  if (!expression || inner.length !== 1) return undefined;
  const value = evaluate(expression, scope);
  return value.kind === 'number' ? value.text : plainText(value);
}

function listOf(node: Node, scope: Scope): Value {
  const children = childrenOf(node);
  if (children.some(({ name }) => name === '*' || name === '**')) return { kind: 'unknown', start: node.from, end: node.to };
  const items = children.filter(({ name }) => !'()[]{},'.includes(name)).map((child) => evaluate(child, scope));
  return { kind: 'list', items, start: node.from, end: node.to };
}

function dictOf(node: Node, scope: Scope): Value {
  const children = childrenOf(node).filter(({ name }) => !'{},'.includes(name));
  const entries: (readonly [Value, Value])[] = [];
  for (let i = 0; i < children.length; i += 3) {
    const [key, colon, value] = children.slice(i, i + 3);
    if (!key || colon?.name !== ':' || !value) return { kind: 'unknown', start: node.from, end: node.to };
    entries.push([evaluate(key, scope), evaluate(value, scope)]);
  }
  return { kind: 'dict', entries, start: node.from, end: node.to };
}

function memberOf(node: Node, scope: Scope): Value {
  const place = { start: node.from, end: node.to };
  const [of, mark, key] = childrenOf(node);
  if (!of || !key) return { kind: 'unknown', ...place };
  const base = evaluate(of, scope);
  if (mark?.name === '.') return { kind: 'name', path: `${pathOf(base)}.${scope.text.slice(key.from, key.to)}`, base, ...place };
  const index = evaluate(key, scope);
  const found =
    base.kind === 'list' && index.kind === 'number'
      ? base.items.at(Number(index.text))
      : base.kind === 'dict' && index.kind === 'text'
        ? base.entries.find(([name]) => plainText(name) === plainText(index))?.[1]
        : undefined;
  return found ?? { kind: 'unknown', ...place };
}

/** The path of a name or of what a call gives; `?` for everything else. */
export function pathOf(value: Value): string {
  if (value.kind === 'name') return value.path;
  return value.kind === 'call' ? `${value.path}()` : '?';
}

function callOf(node: Node, scope: Scope): Value {
  const place = { start: node.from, end: node.to };
  const [callee, list] = childrenOf(node);
  if (!callee || list?.name !== 'ArgList') return { kind: 'unknown', ...place };
  const called = evaluate(callee, scope);
  const args: Value[] = [];
  const named = new Map<string, Value>();
  let spread = false;
  const children = childrenOf(list).slice(1, -1);
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (!child || child.name === ',') continue;
    if (child.name === '*' || child.name === '**') {
      spread = true;
      i++;
    } else if (children[i + 1]?.name === 'AssignOp') {
      const value = children[i + 2];
      if (value) named.set(scope.text.slice(child.from, child.to), evaluate(value, scope));
      i += 2;
    } else if (children[i + 1]?.name === 'for') {
      // A generator: its parts are not arguments.
      spread = true;
      break;
    } else args.push(evaluate(child, scope));
  }
  const path = pathOf(called);
  // What `X(…)(…)` calls is the base as well: a class that a call gave.
  const base = called.kind === 'name' ? called.base : called.kind === 'call' ? called : undefined;
  const [first] = args;
  // These change blanks at most, which SQL does not see.
  if (first?.kind === 'text' && /^(?:textwrap\.dedent|inspect\.cleandoc|dedent|cleandoc)$/.test(path)) return first;
  if (base?.kind === 'text' && /\.(?:strip|lstrip|rstrip)$/.test(path) && args.length === 0) return base;
  if (base?.kind === 'dict' && path.endsWith('.items'))
    return { kind: 'list', items: base.entries.map(([key, value]) => ({ kind: 'list', items: [key, value], ...place })), ...place };
  return { kind: 'call', path, ...(base ? { base } : {}), args, named, spread, ...place };
}

function sumOf(node: Node, scope: Scope): Value {
  const place = { start: node.from, end: node.to };
  const [left, operator, right] = childrenOf(node);
  if (!left || !right || !operator) return { kind: 'unknown', ...place };
  const sign = scope.text.slice(operator.from, operator.to);
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  // Django and SQLAlchemy build conditions and expressions with these.
  if (a.kind === 'call' || b.kind === 'call') return operation(sign, [a, b], place);
  if (sign !== '+') return { kind: 'unknown', ...place };
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', items: [...a.items, ...b.items], ...place };
  if (a.kind !== 'text' || b.kind !== 'text') return { kind: 'unknown', ...place };
  return { kind: 'text', pieces: [...within(a, left), ...within(b, right)], ...place };
}

/** An operator between values that are no literals: a call of `operator.&`. */
function operation(sign: string, args: readonly Value[], place: Place): Value {
  return /^(?:[-+*/&|~])$/.test(sign)
    ? { kind: 'call', path: `operator.${sign}`, args, named: new Map(), spread: false, ...place }
    : { kind: 'unknown', ...place };
}

/** The pieces of a text, where the expression holds them; for a constant from elsewhere one piece that stands for the name. */
function within(text: Text, node: Node): readonly Piece[] {
  if (text.start >= node.from && text.end <= node.to) return text.pieces;
  return [{ text: plainText(text) ?? '', start: node.from, end: node.to }];
}

/** Takes in what an import statement binds: full paths by local names. */
export function bindImports(node: Node, scope: Scope): void {
  const source = scope.text.slice(node.from, node.to).replaceAll(/[\\()]|#[^\n]*/g, ' ');
  const from = /^from\s+([\w.]+)\s+import\s+([^]*)$/.exec(source);
  const list = from ? from[2] : /^import\s+([^]*)$/.exec(source)?.[1];
  for (const entry of (list ?? '').split(',')) {
    const [name, as, alias] = entry.trim().split(/\s+/);
    if (!name) continue;
    const path = from ? `${from[1]}.${name}` : name;
    if (as === 'as' && alias) scope.imports.set(alias, path);
    else if (from) scope.imports.set(name, path);
  }
}
