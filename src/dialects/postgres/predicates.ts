/**
 * Whether one condition follows from another, as the server finds out before it reads a table (predicate_implied_by in
 * src/backend/optimizer/util/predtest.c, in its weak form: what a check does not find false it lets pass).
 *
 * The server looks at comparisons of one expression with constants, and at NULL tests; everything else follows from itself
 * alone. So do we, and where our reading of a constant ends, the answer is `unknown`.
 */
import type { A_Expr, Node } from '@pgsql/types';
import type { TypeName } from '../../operations/definition.ts';
import { compare, type Constant, constantOf, typeNameOf } from './constants.ts';

/** What is compared or tested: an expression in a spelling of its own, with its type where it is a column of known type. */
export interface Operand {
  readonly key: string;
  readonly type: TypeName | undefined;
}

export type Comparison = '<' | '<=' | '=' | '>=' | '>' | '<>';

export type Predicate =
  | { readonly kind: 'and'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'or'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'compare'; readonly operand: Operand; readonly operator: Comparison; readonly value: Constant }
  | { readonly kind: 'null'; readonly operand: Operand; readonly negated: boolean }
  /** A condition that is taken as it is. */
  | { readonly kind: 'other'; readonly key: string; readonly negated: boolean };

export type Answer = 'yes' | 'no' | 'unknown';

const NEGATED: Readonly<Record<Comparison, Comparison>> = { '<': '>=', '<=': '>', '=': '<>', '>=': '<', '>': '<=', '<>': '=' };
const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '=': '=', '>=': '<=', '>': '<', '<>': '<>' };

export const all = (parts: readonly Predicate[]): Predicate => flat('and', parts);
export const any = (parts: readonly Predicate[]): Predicate => flat('or', parts);

function flat(kind: 'and' | 'or', parts: readonly Predicate[]): Predicate {
  const level = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = level;
  return level.length === 1 && only ? only : { kind, parts: level };
}

/** The opposite, with the negation pushed down to what is compared. */
export function not(predicate: Predicate): Predicate {
  switch (predicate.kind) {
    case 'and':
      return any(predicate.parts.map(not));
    case 'or':
      return all(predicate.parts.map(not));
    case 'compare':
      return { ...predicate, operator: NEGATED[predicate.operator] };
    default:
      return { ...predicate, negated: !predicate.negated };
  }
}

/** A tree without places, as text; columns by their bare name. */
export function treeKey(node: unknown): string {
  return JSON.stringify(node, (name, value: unknown) => {
    if (name === 'location' || name.startsWith('list_') || name.startsWith('rexpr_list_')) return undefined;
    if (name === 'ColumnRef') return (value as { readonly fields?: readonly Node[] }).fields?.at(-1);
    return value;
  });
}

/** The name of a column that stands alone. */
function columnName(node: Node | undefined): string | undefined {
  const last = node && 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  return last && 'String' in last ? last.String.sval : undefined;
}

/** What turns the trees of one table's conditions into predicates. */
export interface PredicateReader {
  predicate(node: Node | undefined): Predicate;
  operand(node: Node | undefined): Operand;
  column(name: string): Operand;
}

/** Reads conditions about a table whose columns have these types. */
export function readPredicates(typeOf: (column: string) => TypeName | undefined): PredicateReader {
  const column = (name: string): Operand => ({ key: `column ${name}`, type: typeOf(name) });
  const operand = (node: Node | undefined): Operand => {
    const name = columnName(node);
    if (name !== undefined) return column(name);
    // varchar and text are compared as text: the cast is only how the server writes it.
    if (node && 'TypeCast' in node) {
      const inner = operand(node.TypeCast.arg);
      const to = typeNameOf(node.TypeCast.typeName);
      const spelling = inner.type?.name === to.name || (inner.type?.name === 'character varying' && to.name === 'text');
      if (inner.type && spelling && inner.type.dimensions === to.dimensions) return inner;
    }
    return { key: treeKey(node), type: undefined };
  };
  const other = (node: Node | undefined): Predicate => ({ kind: 'other', key: treeKey(node), negated: false });
  const isConstant = (node: Node | undefined): boolean => !/"ColumnRef"/.test(JSON.stringify(node ?? {}));

  const comparison = (left: Node | undefined, operator: string, right: Node | undefined, whole: Node): Predicate => {
    const sign = operator === '!=' ? '<>' : operator;
    if (!(sign in NEGATED)) return other(whole);
    const [direct, mirrored] = [isConstant(right), isConstant(left)];
    if (direct === mirrored) return other(whole);
    const value = constantOf(direct ? right : left);
    const of = operand(direct ? left : right);
    const known = direct ? (sign as Comparison) : MIRRORED[sign as Comparison];
    // The server makes `flag` of `flag = true`.
    if (value.written === 'boolean' && (known === '=' || known === '<>')) {
      return { kind: 'other', key: of.key, negated: (value.text === 'true') !== (known === '=') };
    }
    return { kind: 'compare', operand: of, operator: known, value };
  };

  /** The elements of `ARRAY[…]` or of '{…}', with the casts around it; undefined where they are not written out. */
  const elements = (node: Node | undefined): readonly Node[] | undefined => {
    if (!node) return undefined;
    if ('TypeCast' in node) return elements(node.TypeCast.arg);
    if ('A_ArrayExpr' in node) return node.A_ArrayExpr.elements ?? [];
    const text = 'A_Const' in node ? node.A_Const.sval?.sval : undefined;
    if (text === undefined || !/^\{[^{}"\\]*\}$/.test(text)) return undefined;
    const inner = text.slice(1, -1);
    return inner === '' ? [] : inner.split(',').map((item): Node => ({ A_Const: { sval: { sval: item.trim() } } }));
  };

  const each = (expression: A_Expr, items: readonly Node[] | undefined, operator: string, join: typeof all, whole: Node): Predicate =>
    // Longer lists the server takes as they are.
    items && items.length > 0 && items.length <= 100
      ? join(items.map((item) => comparison(expression.lexpr, operator, item, whole)))
      : other(whole);

  const expressionPredicate = (expression: A_Expr, whole: Node): Predicate => {
    const last = expression.name?.at(-1);
    const operator = last && 'String' in last ? (last.String.sval ?? '') : '';
    const list = expression.rexpr && 'List' in expression.rexpr ? expression.rexpr.List.items : undefined;
    switch (expression.kind) {
      case 'AEXPR_OP':
        return comparison(expression.lexpr, operator, expression.rexpr, whole);
      case 'AEXPR_IN':
        return each(expression, list, operator, operator === '<>' ? all : any, whole);
      case 'AEXPR_OP_ANY':
        return each(expression, elements(expression.rexpr), operator, any, whole);
      case 'AEXPR_OP_ALL':
        return each(expression, elements(expression.rexpr), operator, all, whole);
      case 'AEXPR_BETWEEN':
      case 'AEXPR_NOT_BETWEEN': {
        const between = all([comparison(expression.lexpr, '>=', list?.[0], whole), comparison(expression.lexpr, '<=', list?.[1], whole)]);
        return expression.kind === 'AEXPR_BETWEEN' ? between : not(between);
      }
      default:
        return other(whole);
    }
  };

  const predicate = (node: Node | undefined): Predicate => {
    if (!node) return other(node);
    if ('BoolExpr' in node) {
      const parts = (node.BoolExpr.args ?? []).map(predicate);
      if (node.BoolExpr.boolop === 'AND_EXPR') return all(parts);
      if (node.BoolExpr.boolop === 'OR_EXPR') return any(parts);
      return parts[0] ? not(parts[0]) : other(node);
    }
    if ('NullTest' in node) {
      return { kind: 'null', operand: operand(node.NullTest.arg), negated: node.NullTest.nulltesttype === 'IS_NOT_NULL' };
    }
    if ('A_Expr' in node) return expressionPredicate(node.A_Expr, node);
    const name = columnName(node);
    return name === undefined ? other(node) : { kind: 'other', key: column(name).key, negated: false };
  };
  return { predicate, operand, column };
}

const every = <T>(items: readonly T[], test: (item: T) => Answer): Answer => {
  let answer: Answer = 'yes';
  for (const item of items) {
    const one = test(item);
    if (one === 'no') return 'no';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
};
const some = <T>(items: readonly T[], test: (item: T) => Answer): Answer => {
  let answer: Answer = 'no';
  for (const item of items) {
    const one = test(item);
    if (one === 'yes') return 'yes';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
};
const either = (a: Answer, b: () => Answer): Answer => (a === 'yes' ? a : some([a, b()], (one) => one));

/** Whether `test` follows from `known`. */
export function implies(known: Predicate, test: Predicate): Answer {
  if (test.kind === 'and') return every(test.parts, (part) => implies(known, part));
  if (known.kind === 'and') {
    const whole: Answer = test.kind === 'or' ? some(test.parts, (part) => implies(known, part)) : 'no';
    return either(whole, () => some(known.parts, (part) => implies(part, test)));
  }
  if (known.kind === 'or') return every(known.parts, (part) => implies(part, test));
  if (test.kind === 'or') return some(test.parts, (part) => implies(known, part));
  return impliesAtom(known, test);
}

type Atom = Exclude<Predicate, { readonly kind: 'and' | 'or' }>;

function impliesAtom(known: Atom, test: Atom): Answer {
  if (known.kind === 'compare' && test.kind === 'compare') {
    if (known.operand.key !== test.operand.key) return 'no';
    return comparisonFollows(known.operator, known.value, test.operator, test.value, test.operand.type);
  }
  if (known.kind === 'null' && test.kind === 'null')
    return known.operand.key === test.operand.key && known.negated === test.negated ? 'yes' : 'no';
  if (known.kind === 'other' && test.kind === 'other') return known.key === test.key && known.negated === test.negated ? 'yes' : 'no';
  return 'no';
}

/** What the order of the constants must be, for `x known c` to mean `x test d`: the sign of d compared with c. */
const IMPLICATIONS: Readonly<Record<Comparison, Readonly<Partial<Record<Comparison, readonly (-1 | 0 | 1)[]>>>>> = {
  '<': { '<': [0, 1], '<=': [0, 1], '<>': [0, 1] },
  '<=': { '<': [1], '<=': [0, 1], '<>': [1] },
  '=': { '<': [1], '<=': [0, 1], '=': [0], '>=': [0, -1], '>': [-1], '<>': [-1, 1] },
  '>=': { '>=': [0, -1], '>': [-1], '<>': [-1] },
  '>': { '>=': [0, -1], '>': [0, -1], '<>': [0, -1] },
  '<>': { '<>': [0] },
};

function comparisonFollows(known: Comparison, from: Constant, test: Comparison, to: Constant, type: TypeName | undefined): Answer {
  const wanted = IMPLICATIONS[known][test];
  if (!wanted) return 'no';
  const order = compare(type, to, from);
  if (order === 'never') return 'no';
  if (order === 'unknown') return 'unknown';
  if (order !== 'differs') return wanted.includes(order) ? 'yes' : 'no';
  const [below, above] = [wanted.includes(-1), wanted.includes(1)];
  return below && above ? 'yes' : below || above ? 'unknown' : 'no';
}
