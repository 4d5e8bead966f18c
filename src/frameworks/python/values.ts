/**
 * What an expression stands for, as far as it can be said without running it: literals, names of what was imported, calls
 * with their arguments. Everything else is `unknown`, with the reason.
 */
import { cutPiece, placeIn, type Piece } from '../pieces.ts';
import { childrenOf, type Node } from './parse.ts';
import { literalPiece, quotingOf } from './strings.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Text extends Place {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
  /** Parts of it only the program knows; they stand as `${name}`, as in other languages' templates. */
  readonly computed?: true;
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
  /** What a name of the framework stands for, by its path. */
  readonly known?: (path: string) => Value | undefined;
}

/** Text of a literal value; undefined for anything else, and where a part of it is computed. */
export function plainText(value: Value | undefined): string | undefined {
  return value?.kind === 'text' && !value.computed ? value.pieces.map((piece) => piece.text).join('') : undefined;
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
    case 'ConditionalExpression':
      return choiceOf(node, scope);
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
  let computed = false;
  const literals = node.name === 'ContinuedString' ? childrenOf(node) : [node];
  for (const literal of literals) {
    const { raw, bytes, start, end } = quotingOf(scope.text, literal.from, literal.to);
    if (bytes) return undefined;
    const format = literal.name === 'FormatString';
    let at = start;
    for (const hole of format ? childrenOf(literal).filter(({ name }) => name === 'FormatReplacement') : []) {
      const before = literalPiece(scope.text, at, hole.from, raw, true);
      const filling = fillingOf(hole, scope);
      if (!before) return undefined;
      computed ||= filling === undefined;
      pieces.push(before, { text: filling ?? gap(hole, scope), start: hole.from, end: hole.to });
      at = hole.to;
    }
    const rest = literalPiece(scope.text, at, end, raw, format);
    if (!rest) return undefined;
    pieces.push(rest);
  }
  return { kind: 'text', pieces, start: node.from, end: node.to, ...(computed ? { computed } : {}) };
}

/** What stands for a part that only the program knows: its expression, as a name. */
function gap(node: Node, scope: Scope): string {
  const name = scope.text
    .slice(node.from, node.to)
    .replaceAll(/\W+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40);
  return `\${${name || 'value'}}`;
}

/** `a if c else b`, where the condition is known, or both sides are the same. */
function choiceOf(node: Node, scope: Scope): Value {
  const [then, , condition, , otherwise] = childrenOf(node);
  const unknown: Value = { kind: 'unknown', start: node.from, end: node.to };
  if (!then || !condition || !otherwise) return unknown;
  const holds = truthOf(evaluate(condition, scope));
  if (holds !== undefined) return evaluate(holds ? then : otherwise, scope);
  const [a, b] = [evaluate(then, scope), evaluate(otherwise, scope)];
  return plainText(a) !== undefined && plainText(a) === plainText(b) ? a : unknown;
}

/** Whether a value counts as true; undefined where that is not known. */
function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'none':
      return false;
    case 'number':
      return Number(value.text) !== 0;
    case 'text':
      return value.computed ? undefined : plainText(value) !== '';
    case 'list':
      return value.items.length > 0;
    case 'dict':
      return value.entries.length > 0;
    default:
      return undefined;
  }
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
  if (mark?.name === '.') {
    const path = `${pathOf(base)}.${scope.text.slice(key.from, key.to)}`;
    return scope.known?.(path) ?? { kind: 'name', path, base, ...place };
  }
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
  if (base?.kind === 'text' && path.endsWith('.format') && !spread) return formatted(base, REPLACEMENT, args, named, place);
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
  if (sign === '%' && a.kind === 'text') return formatted(a, DIRECTIVE, b.kind === 'list' ? b.items : [b], b, place);
  if (a.kind !== 'text' && b.kind !== 'text' && (a.kind === 'call' || b.kind === 'call')) return operation(sign, [a, b], place);
  if (sign !== '+') return { kind: 'unknown', ...place };
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', items: [...a.items, ...b.items], ...place };
  if (a.kind !== 'text' && b.kind !== 'text') return { kind: 'unknown', ...place };
  const parts = [
    [a, left],
    [b, right],
  ] as const;
  const computed = parts.some(([value]) => value.kind !== 'text' || value.computed);
  const pieces = parts.flatMap(([value, at]) =>
    value.kind === 'text' ? within(value, at) : [{ text: gap(at, scope), start: at.from, end: at.to }],
  );
  return { kind: 'text', pieces, ...place, ...(computed ? { computed } : {}) };
}

/** What `%` and `.format` fill in. */
const DIRECTIVE = /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdifrxg%])/g;
const REPLACEMENT = /\{(\w*)(?:![rsa])?(?::[^{}]*)?\}|\{\{|\}\}/g;

/** A text with the values of `%` or `.format` in it; `named` has those that are called by a name. */
function formatted(text: Text, pattern: RegExp, values: readonly Value[], named: Value | ReadonlyMap<string, Value>, place: Place): Text {
  let next = 0;
  let computed = text.computed ?? false;
  const byName = (name: string): Value | undefined =>
    'get' in named ? named.get(name) : named.kind === 'dict' ? named.entries.find(([key]) => plainText(key) === name)?.[1] : undefined;
  const pieces = text.pieces.flatMap((piece): readonly Piece[] => {
    if (piece.units === undefined && piece.text.startsWith('${')) return [piece];
    const out: Piece[] = [];
    let from = 0;
    for (const match of piece.text.matchAll(pattern)) {
      const [all, name = '', kind] = match;
      const doubled = kind === '%' || all === '{{' || all === '}}';
      const value = doubled ? undefined : /^\d+$/.test(name) ? values[Number(name)] : name === '' ? values[next++] : byName(name);
      const known = doubled ? all.slice(1) : value?.kind === 'number' ? value.text : plainText(value);
      computed ||= known === undefined;
      const behind = match.index + all.length;
      const [start, end] = [placeIn(piece, match.index), placeIn(piece, behind)];
      out.push(...cutPiece(piece, from, match.index), { text: known ?? `\${${name === '' ? 'value' : name}}`, start, end });
      from = behind;
    }
    return [...out, ...cutPiece(piece, from, piece.text.length)];
  });
  return { kind: 'text', pieces, ...place, ...(computed ? { computed: true } : {}) };
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
