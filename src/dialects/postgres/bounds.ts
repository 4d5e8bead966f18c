/**
 * Whether a table's checks prove that its rows fit the bounds of a partition, so that ATTACH PARTITION reads none of them:
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION
 *
 * Proven are RANGE and LIST over one plain column whose checks say the same, or more, about constants that can be
 * compared here. Everything else counts as not proven.
 */
import type { A_Expr, Node, PartitionBoundSpec } from '@pgsql/types';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Expression } from '../../operations/definition.ts';
import { impliesNotNull } from './implication.ts';

/** A constant of the tree as text, with or without a cast around it. */
function constantOf(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if ('TypeCast' in node) return constantOf(node.TypeCast.arg);
  if (!('A_Const' in node)) return undefined;
  const { sval, ival, fval } = node.A_Const;
  if (sval) return sval.sval ?? '';
  if (fval) return fval.fval;
  return ival ? String(ival.ival ?? 0) : undefined;
}

const isColumn = (node: Node | undefined, column: string): boolean => {
  const last = node && 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  return last !== undefined && 'String' in last && last.String.sval === column;
};

/** -1, 0 or 1; undefined where the order of two constants is not known from their text. Dates sort as they are written. */
function compare(a: string, b: string): number | undefined {
  if (a === b) return 0;
  const number = /^-?\d+(?:\.\d+)?$/;
  if (number.test(a) && number.test(b)) return Math.sign(Number(a) - Number(b));
  const date = /^\d{4}-\d{2}-\d{2}$/;
  return date.test(a) && date.test(b) ? (a < b ? -1 : 1) : undefined;
}

/** One thing a check says about the column: that it compares with a constant, or is one of several. */
type Claim =
  | { readonly kind: 'compare'; readonly operator: string; readonly value: string }
  | { readonly kind: 'among'; readonly values: readonly string[] };

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

function claimOf(expression: A_Expr, column: string): Claim | undefined {
  const name = expression.name?.[0];
  const operator = name && 'String' in name ? (name.String.sval ?? '') : '';
  const { lexpr, rexpr } = expression;
  if (expression.kind === 'AEXPR_IN' && operator === '=' && isColumn(lexpr, column) && rexpr && 'List' in rexpr) {
    const values = (rexpr.List.items ?? []).map((item) => constantOf(item));
    return values.every((value) => value !== undefined) ? { kind: 'among', values } : undefined;
  }
  if (expression.kind !== 'AEXPR_OP') return undefined;
  const [left, right] = [constantOf(lexpr), constantOf(rexpr)];
  if (isColumn(lexpr, column) && right !== undefined) return { kind: 'compare', operator, value: right };
  const mirrored = MIRRORED[operator];
  return isColumn(rexpr, column) && left !== undefined && mirrored ? { kind: 'compare', operator: mirrored, value: left } : undefined;
}

/** What the parts of a conjunction say about the column. */
function claims(node: Node | undefined, column: string): readonly Claim[] {
  if (!node) return [];
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR') return (node.BoolExpr.args ?? []).flatMap((part) => claims(part, column));
  if (!('A_Expr' in node)) return [];
  const claim = claimOf(node.A_Expr, column);
  if (!claim) return [];
  return claim.kind === 'compare' && claim.operator === '=' ? [claim, { kind: 'among', values: [claim.value] }] : [claim];
}

/** `MINVALUE` and `MAXVALUE` are column references to the parser. */
const isUnbounded = (node: Node | undefined): boolean => isColumn(node, 'minvalue') || isColumn(node, 'maxvalue');

function rangeProven(spec: PartitionBoundSpec, said: readonly Claim[]): boolean {
  const [lower, upper] = [spec.lowerdatums?.[0], spec.upperdatums?.[0]];
  const holds = (bound: Node | undefined, fits: (operator: string, order: number) => boolean): boolean => {
    if (isUnbounded(bound)) return true;
    const value = constantOf(bound);
    if (value === undefined) return false;
    return said.some((claim) => {
      if (claim.kind !== 'compare') return false;
      const order = compare(claim.value, value);
      return order !== undefined && fits(claim.operator, order);
    });
  };
  const above = holds(lower, (operator, order) => ['>=', '>', '='].includes(operator) && order >= 0);
  const below = holds(upper, (operator, order) => (operator === '<' && order <= 0) || (['<=', '='].includes(operator) && order < 0));
  return above && below;
}

function listProven(spec: PartitionBoundSpec, said: readonly Claim[]): boolean {
  const allowed = new Set((spec.listdatums ?? []).map((node) => constantOf(node)));
  return said.some((claim) => claim.kind === 'among' && claim.values.every((value) => allowed.has(value)));
}

/** Whether the checks and NOT NULL of `partition` prove the bounds it gets as a partition of `parent`. */
export function impliesBounds(catalog: Catalog, parent: string, partition: string, bound: Expression | undefined): boolean {
  const key = catalog.relations.get(parent)?.partitionKey ?? [];
  const table = catalog.relations.get(partition);
  const column = key[0];
  const node = bound?.tree as Node | undefined;
  if (key.length !== 1 || column === undefined || column === '' || !table || !node || !('PartitionBoundSpec' in node)) return false;
  const checks = [...table.constraints.values()].filter(
    (c) => c.kind === 'check' && !c.notValid && !c.notEnforced && c.expression !== undefined,
  );
  const notNull = table.columns.get(column)?.notNull || checks.some((c) => c.expression && impliesNotNull(c.expression, column));
  if (!notNull) return false;
  const said = checks.flatMap((c) => claims(c.expression?.tree as Node | undefined, column));
  const spec = node.PartitionBoundSpec;
  return spec.strategy === 'r' ? rangeProven(spec, said) : spec.strategy === 'l' && listProven(spec, said);
}
