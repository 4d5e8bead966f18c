/**
 * Whether a condition that is known to hold proves that a column is not null, as SET NOT NULL asks of the table's
 * validated checks: it holds when the condition is IS NOT NULL, a conjunction with such a part, or a disjunction of such
 * parts, in whatever words the server takes for these. A comparison proves nothing: a check also passes when it is null.
 * Source: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 * and predicate_implied_by() in predtest.c; compared with servers of 13 to 18 in fixtures/postgres-effects/not-null.yaml.
 */
import type { Node } from '@pgsql/types';
import type { Expression } from '../../operations/definition.ts';
import { strings } from './names.ts';
import { treeOf } from './nodes.ts';

/** The name of a column that stands alone, or undefined. */
function columnName(node: Node | undefined): string | undefined {
  if (!node || !('ColumnRef' in node)) return undefined;
  const last = node.ColumnRef.fields?.at(-1);
  return last && 'String' in last ? last.String.sval : undefined;
}

/** TRUE or FALSE as it is written, with or without a cast; undefined for everything else. */
function truth(node: Node | undefined): boolean | undefined {
  const at = node && 'TypeCast' in node ? node.TypeCast.arg : node;
  const value = at && 'A_Const' in at ? at.A_Const.boolval : undefined;
  return value && value.boolval === true;
}
const isNull = (node: Node | undefined): boolean => node !== undefined && 'A_Const' in node && node.A_Const.isnull === true;

/** `column IS [NOT] NULL` (`wanted`: which of the two) of a column or of a row of values. */
function testProves(arg: Node | undefined, column: string, wanted: boolean, positive: boolean): boolean {
  // The truth of IS NOT NULL or the falsehood of IS NULL.
  if (wanted !== positive) return false;
  if (!arg || !('RowExpr' in arg)) return columnName(arg) === column;
  // Both tests ask for all of a row: its parts are each not null, or not all of them are null.
  const own = (part: Node): boolean => columnName(part) === column;
  return positive ? (arg.RowExpr.args ?? []).some(own) : (arg.RowExpr.args ?? []).every(own);
}

/** Comparisons that the server reads as something simpler: with TRUE or FALSE, and IS DISTINCT FROM NULL. */
function comparisonProves(node: Extract<Node, { A_Expr: unknown }>['A_Expr'], column: string, positive: boolean): boolean {
  const { kind, lexpr, rexpr } = node;
  if (kind === 'AEXPR_DISTINCT' || kind === 'AEXPR_NOT_DISTINCT') {
    const other = isNull(lexpr) ? rexpr : isNull(rexpr) ? lexpr : undefined;
    return testProves(other, column, kind === 'AEXPR_DISTINCT', positive);
  }
  const operator = strings(node.name).at(-1);
  if (kind !== 'AEXPR_OP' || (operator !== '=' && operator !== '<>')) return false;
  const [left, right] = [truth(lexpr), truth(rexpr)];
  const value = left ?? right;
  if (value === undefined) return false;
  return proves(left === undefined ? lexpr : rexpr, column, ((operator === '=') === value) === positive);
}

/** Whether the truth (`positive`) or falsehood of a condition proves that a column is not null. */
function proves(node: Node | undefined, column: string, positive: boolean): boolean {
  if (!node) return false;
  if ('NullTest' in node) return testProves(node.NullTest.arg, column, node.NullTest.nulltesttype === 'IS_NOT_NULL', positive);
  if ('A_Expr' in node) return comparisonProves(node.A_Expr, column, positive);
  if ('TypeCast' in node && strings(node.TypeCast.typeName?.names).at(-1) === 'bool') return proves(node.TypeCast.arg, column, positive);
  if (!('BoolExpr' in node)) return false;
  const parts = node.BoolExpr.args ?? [];
  if (node.BoolExpr.boolop === 'NOT_EXPR') return proves(parts[0], column, !positive);
  const one = (node.BoolExpr.boolop === 'AND_EXPR') === positive;
  if (one) return parts.some((part) => proves(part, column, positive));
  // A part that can never be what the others are not does not count: OR FALSE.
  const counting = parts.filter((part) => truth(part) !== !positive);
  return counting.length > 0 && counting.every((part) => proves(part, column, positive));
}

/** Whether a condition that holds for every row proves that a column is not null. */
export function impliesNotNull(expression: Expression, column: string): boolean {
  return expression.columns.includes(column) && proves(treeOf(expression), column, true);
}
