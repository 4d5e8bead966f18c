/**
 * Whether a condition that is known to hold proves that a column is not null, as SET NOT NULL asks of the table's
 * validated checks: it holds when the condition is IS NOT NULL, a conjunction with such a part, or a disjunction of such
 * parts. A comparison proves nothing: a check also passes when it is null.
 * Source: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 */
import type { Node } from '@pgsql/types';
import type { Expression } from '../../operations/definition.ts';
import { loadedParser } from './parser.ts';

/** The syntax tree of a condition; one whose tree was let go (its column was renamed) is parsed again. */
export function treeOf(expression: Expression): Node | undefined {
  if (expression.tree !== undefined && expression.tree !== null) return expression.tree as Node;
  const parsed = loadedParser().parse(`SELECT ${expression.text}`);
  const statement = parsed.kind === 'parsed' ? parsed.statements[0]?.node : undefined;
  const target = statement && 'SelectStmt' in statement ? statement.SelectStmt.targetList?.[0] : undefined;
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}

/** The name of a column that stands alone, or undefined. */
function columnName(node: Node | undefined): string | undefined {
  if (!node || !('ColumnRef' in node)) return undefined;
  const last = node.ColumnRef.fields?.at(-1);
  return last && 'String' in last ? last.String.sval : undefined;
}

/** Whether the truth (`positive`) or falsehood of a condition proves that a column is not null. */
function proves(node: Node | undefined, column: string, positive: boolean): boolean {
  if (!node) return false;
  if ('NullTest' in node) {
    const wanted = positive ? 'IS_NOT_NULL' : 'IS_NULL';
    return node.NullTest.nulltesttype === wanted && columnName(node.NullTest.arg) === column;
  }
  if (!('BoolExpr' in node)) return false;
  const parts = node.BoolExpr.args ?? [];
  if (node.BoolExpr.boolop === 'NOT_EXPR') return proves(parts[0], column, !positive);
  const one = (node.BoolExpr.boolop === 'AND_EXPR') === positive;
  return one ? parts.some((part) => proves(part, column, positive)) : parts.every((part) => proves(part, column, positive));
}

/** Whether a condition that holds for every row proves that a column is not null. */
export function impliesNotNull(expression: Expression, column: string): boolean {
  return expression.columns.includes(column) && proves(treeOf(expression), column, true);
}
