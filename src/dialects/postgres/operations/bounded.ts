/**
 * Whether WHERE bounds the rows of an UPDATE or DELETE.
 *
 * The parser does not know keys, so it goes by names: `id`, `…_id`, `…Id`, `uuid` and `ctid` count as keys. A condition
 * bounds the rows when one of its AND parts does, and every one of its OR parts does:
 *  - a key equals a constant, or is in a list of constants (IN, = ANY, a row of keys);
 *  - a key is between two constants (BETWEEN, or a lower and an upper bound), or a row of columns is, whatever their names;
 *  - a key equals or is in a subquery, CTE or VALUES list that itself has a LIMIT or lists its rows;
 *  - a key equals a scalar subquery: that is one row at most;
 *  - WHERE CURRENT OF; a condition that is false.
 */
import type { Node } from '@pgsql/types';
import { strings } from '../names.ts';
import { isPlaceholder } from '../placeholders.ts';
import { all, as, type NodeOf } from './reading.ts';

interface Around {
  /** CTEs, subqueries and VALUES lists of FROM that bound their rows, by the name they go under. */
  readonly bounded: ReadonlySet<string>;
}

const isKeyName = (name: string): boolean => /^(?:id|uuid|ctid|.*_(?:id|uuid)|.*[a-z0-9](?:Id|ID|Uuid))$/.test(name);

/** The parts of a column's name: `t.id` is `[t, id]`. */
const columnParts = (node: Node | undefined): readonly string[] => strings(as(node, 'ColumnRef')?.fields);

function isKey(node: Node | undefined): boolean {
  const row = as(node, 'RowExpr');
  if (row) return (row.args ?? []).length > 0 && (row.args ?? []).every((arg) => isKey(arg));
  // A key that is cast or compared as text is still one value for each row.
  const cast = as(node, 'TypeCast');
  return cast ? isKey(cast.arg) : isKeyName(columnParts(node).at(-1) ?? '');
}

/** A value that is the same for every row: a constant, a parameter, a placeholder, a function of such. */
function isConstant(node: Node | undefined, depth = 0): boolean {
  if (!node || depth > 20) return false;
  const down = (arg: Node | undefined): boolean => isConstant(arg, depth + 1);
  if ('A_Const' in node || 'ParamRef' in node || 'SQLValueFunction' in node) return true;
  const cast = as(node, 'TypeCast');
  if (cast) return down(cast.arg);
  const call = as(node, 'FuncCall');
  if (call) return (call.args ?? []).every(down) && !call.args?.some((arg) => 'SubLink' in arg);
  const array = as(node, 'A_ArrayExpr');
  if (array) return (array.elements ?? []).every(down);
  const row = as(node, 'RowExpr');
  if (row) return (row.args ?? []).every(down);
  const sign = as(node, 'A_Expr');
  if (sign) return sign.kind === 'AEXPR_OP' && (sign.lexpr === undefined || down(sign.lexpr)) && down(sign.rexpr);
  return isPlaceholder(columnParts(node)[0] ?? '');
}

const operator = (expr: NodeOf<'A_Expr'>): string => strings(expr.name).at(-1) ?? '';

/** A query that gives a bounded number of rows. */
function boundedQuery(node: Node | undefined, around: Around): boolean {
  const select = as(node, 'SelectStmt');
  if (!select) return false;
  if (select.limitCount || select.valuesLists) return true;
  // SELECT id FROM batch, where batch is bounded.
  const from = select.fromClause ?? [];
  return from.length === 0 ? select.op === 'SETOP_NONE' : from.length === 1 && around.bounded.has(as(from[0], 'RangeVar')?.relname ?? '');
}

/** A side of a range on a key: which key, and which end it closes. */
function rangeSide(expr: NodeOf<'A_Expr'>): { readonly key: string; readonly lower: boolean } | undefined {
  const symbol = operator(expr);
  if (!['<', '<=', '>', '>='].includes(symbol)) return undefined;
  if (isRangeKey(expr.lexpr) && isConstant(expr.rexpr)) return { key: keyName(expr.lexpr), lower: symbol.startsWith('>') };
  if (isRangeKey(expr.rexpr) && isConstant(expr.lexpr)) return { key: keyName(expr.rexpr), lower: symbol.startsWith('<') };
  return undefined;
}

/** The columns of a row, of which the order is asked: that is how a key of several columns is gone through. */
const rowOfColumns = (node: Node | undefined): readonly string[] => {
  const names = (as(node, 'RowExpr')?.args ?? []).map((arg) => columnParts(arg).at(-1) ?? '');
  return names.length > 1 && names.every((name) => name !== '' && !isPlaceholder(name)) ? names : [];
};

const isRangeKey = (node: Node | undefined): boolean => isKey(node) || rowOfColumns(node).length > 0;
const keyName = (node: Node | undefined): string => rowOfColumns(node).join(', ') || (columnParts(node).at(-1) ?? '');

function comparisonBounds(expr: NodeOf<'A_Expr'>, around: Around): boolean {
  const { lexpr, rexpr } = expr;
  switch (expr.kind) {
    case 'AEXPR_OP': {
      if (operator(expr) !== '=') return false;
      const pairs: readonly (readonly [Node | undefined, Node | undefined])[] = [
        [lexpr, rexpr],
        [rexpr, lexpr],
      ];
      return pairs.some(
        ([key, value]) =>
          isKey(key) &&
          (isConstant(value) ||
            as(value, 'SubLink')?.subLinkType === 'EXPR_SUBLINK' ||
            around.bounded.has(columnParts(value).at(-2) ?? '')),
      );
    }
    case 'AEXPR_IN': {
      const items = as(rexpr, 'List')?.items ?? [];
      return operator(expr) === '=' && isKey(lexpr) && items.every((item) => isConstant(item));
    }
    case 'AEXPR_OP_ANY':
      return operator(expr) === '=' && isKey(lexpr) && isConstant(rexpr);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
      return isKey(lexpr) && (as(rexpr, 'List')?.items ?? []).every((item) => isConstant(item));
    default:
      return false;
  }
}

function conditionBounds(condition: Node | undefined, around: Around, depth = 0): boolean {
  if (!condition || depth > 50) return false;
  if ('CurrentOfExpr' in condition) return true;
  const constant = as(condition, 'A_Const');
  if (constant) return constant.boolval !== undefined && constant.boolval.boolval !== true;
  const bool = as(condition, 'BoolExpr');
  if (bool) {
    const args = bool.args ?? [];
    if (bool.boolop === 'OR_EXPR') return args.every((arg) => conditionBounds(arg, around, depth + 1));
    if (bool.boolop !== 'AND_EXPR') return false;
    if (args.some((arg) => conditionBounds(arg, around, depth + 1))) return true;
    const sides = all(args, 'A_Expr').flatMap((expr) => rangeSide(expr) ?? []);
    return sides.some((side) => side.lower && sides.some((other) => !other.lower && other.key === side.key));
  }
  const link = as(condition, 'SubLink');
  if (link) return link.subLinkType === 'ANY_SUBLINK' && !link.operName && isKey(link.testexpr) && boundedQuery(link.subselect, around);
  const comparison = as(condition, 'A_Expr');
  return comparison ? comparisonBounds(comparison, around) : false;
}

/** Whether a condition bounds the rows. `ctes` and `from` are those of the statement. */
export function isBounded(where: Node | undefined, ctes: NodeOf<'WithClause'> | undefined, from: readonly Node[] | undefined): boolean {
  const bounded = new Set<string>();
  const around: Around = { bounded };
  for (const cte of all(ctes?.ctes, 'CommonTableExpr')) if (boundedQuery(cte.ctequery, around)) bounded.add(cte.ctename ?? '');
  for (const item of from ?? []) {
    const sub = as(item, 'RangeSubselect');
    const relation = as(item, 'RangeVar');
    if (sub && boundedQuery(sub.subquery, around)) bounded.add(sub.alias?.aliasname ?? '');
    else if (relation?.alias && !relation.schemaname && bounded.has(relation.relname ?? '')) bounded.add(relation.alias.aliasname ?? '');
  }
  return conditionBounds(where, around);
}

/**
 * Columns that WHERE pins to constants: `=`, IN or = ANY in its top-level AND parts. Whether they are a key is for the
 * catalog to say.
 */
export function pinnedColumns(where: Node | undefined): readonly string[] {
  const bool = as(where, 'BoolExpr');
  const parts = bool?.boolop === 'AND_EXPR' ? (bool.args ?? []) : where ? [where] : [];
  const pinned = all(parts, 'A_Expr').flatMap((expr) => {
    if (operator(expr) !== '=' || !['AEXPR_OP', 'AEXPR_IN', 'AEXPR_OP_ANY'].includes(expr.kind ?? '')) return [];
    const items = as(expr.rexpr, 'List')?.items ?? [expr.rexpr];
    const column = columnParts(expr.lexpr).at(-1);
    return column !== undefined && items.every((item) => isConstant(item)) ? [column] : [];
  });
  return [...new Set(pinned)];
}
