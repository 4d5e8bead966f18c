/** The name that a column of a query has where the query gives none: FigureColname of the server (src/backend/parser/parse_target.c). */
import type { Node } from '@pgsql/types';
import { strings } from '../names.ts';
import { valueFunctionName } from './expression.ts';
import { all, as, open } from './reading.ts';

const FIXED: Readonly<Record<string, string>> = {
  GroupingFunc: 'grouping',
  MergeSupportFunc: 'merge_action',
  A_ArrayExpr: 'array',
  RowExpr: 'row',
  CoalesceExpr: 'coalesce',
  XmlSerialize: 'xmlserialize',
  JsonParseExpr: 'json',
  JsonScalarExpr: 'json_scalar',
  JsonSerializeExpr: 'json_serialize',
  JsonObjectConstructor: 'json_object',
  JsonArrayConstructor: 'json_array',
  JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg',
  JsonArrayAgg: 'json_arrayagg',
};

/** A name, and whether one that says more may take its place: that of a type, of CASE. */
interface Figured {
  readonly name: string;
  readonly weak: boolean;
}
const strong = (name: string): Figured => ({ name, weak: false });

function figure(node: Node | undefined): Figured | undefined {
  if (!node) return undefined;
  const fixed = FIXED[open(node).kind];
  if (fixed !== undefined) return strong(fixed);
  if ('ColumnRef' in node) {
    const last = strings(node.ColumnRef.fields).at(-1);
    return last === undefined ? undefined : strong(last);
  }
  if ('A_Indirection' in node) {
    const last = strings(node.A_Indirection.indirection).at(-1);
    return last === undefined ? figure(node.A_Indirection.arg) : strong(last);
  }
  if ('FuncCall' in node) return strong(strings(node.FuncCall.funcname).at(-1) ?? '');
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? strong('nullif') : undefined;
  if ('TypeCast' in node) {
    const inner = figure(node.TypeCast.arg);
    return inner && !inner.weak ? inner : { name: strings(node.TypeCast.typeName?.names).at(-1) ?? '', weak: true };
  }
  if ('CollateClause' in node) return figure(node.CollateClause.arg);
  if ('CaseExpr' in node) {
    const inner = figure(node.CaseExpr.defresult);
    return inner && !inner.weak ? inner : { name: 'case', weak: true };
  }
  if ('MinMaxExpr' in node) return strong(node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest');
  if ('SQLValueFunction' in node) return strong(valueFunctionName(node.SQLValueFunction.op));
  if ('XmlExpr' in node) return strong((node.XmlExpr.op ?? '').replace(/^IS_/, '').toLowerCase());
  if ('JsonFuncExpr' in node) return strong((node.JsonFuncExpr.op ?? '').replace(/_OP$/, '').toLowerCase());
  if ('SubLink' in node) return subqueryName(node.SubLink);
  return undefined;
}

function subqueryName({ subLinkType, subselect }: { subLinkType?: string; subselect?: Node }): Figured | undefined {
  if (subLinkType === 'EXISTS_SUBLINK') return strong('exists');
  if (subLinkType === 'ARRAY_SUBLINK') return strong('array');
  if (subLinkType !== 'EXPR_SUBLINK') return undefined;
  let select = as(subselect, 'SelectStmt');
  while (select?.larg) select = select.larg;
  if (select?.valuesLists) return strong('column1');
  const [target] = all(select?.targetList, 'ResTarget');
  return target?.name === undefined ? figure(target?.val) : strong(target.name);
}

/** The name of a column that the query gives no name. */
export function outputName(node: Node | undefined): string {
  return figure(node)?.name ?? '?column?';
}
