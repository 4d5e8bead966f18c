/**
 * Functions in SQL whose body takes the place of a call, as the planner does it (inline_function in clauses.c): one SELECT
 * of one expression that reads no table.
 */
import type { Node, SelectStmt } from '@pgsql/types';
import type { UserFunction } from '../../catalog/catalog.ts';
import { strings } from './names.ts';
import { children } from './nodes.ts';
import { loadedParser } from './parser.ts';

const bodies = new WeakMap<UserFunction, { readonly node: Node | undefined }>();

/** The expression that a call of a function becomes, or undefined where it stays a call. */
export function bodyOf(f: UserFunction): Node | undefined {
  let body = bodies.get(f);
  if (!body) bodies.set(f, (body = { node: f.body === '' ? undefined : read(f) }));
  return body.node;
}

/** What makes a SELECT more than an expression. */
const CLAUSES = [
  'fromClause',
  'whereClause',
  'groupClause',
  'havingClause',
  'windowClause',
  'distinctClause',
  'sortClause',
  'limitOffset',
  'limitCount',
  'lockingClause',
  'withClause',
  'valuesLists',
  'intoClause',
] as const satisfies readonly (keyof SelectStmt)[];

/** Constructs that answer for NULL themselves: a function that is STRICT and holds one stays a call. */
const NOT_STRICT = /^(?:CaseExpr|CoalesceExpr|MinMaxExpr|A_ArrayExpr|RowExpr|NullTest|BooleanTest|BoolExpr|XmlExpr|Json.*|SubLink)$/;
const AGGREGATES = /^(?:count|sum|avg|min|max|bool_and|bool_or|every|(?:array|string|jsonb?|jsonb?_object|xml)_agg)$/;

function read(f: UserFunction): Node | undefined {
  const parsed = loadedParser().parse(f.body);
  if (parsed.kind !== 'parsed' || parsed.statements.length !== 1) return undefined;
  const statement = parsed.statements[0]?.node;
  const select = statement && 'SelectStmt' in statement ? statement.SelectStmt : undefined;
  if (!select || select.op !== 'SETOP_NONE' || CLAUSES.some((clause) => select[clause] !== undefined)) return undefined;
  const [target, ...others] = select.targetList ?? [];
  const result = target && 'ResTarget' in target && others.length === 0 ? target.ResTarget.val : undefined;
  return result && stays(result, f) ? undefined : result;
}

/** Whether something in a body keeps the planner from taking it. */
function stays(body: Node, f: UserFunction): boolean {
  const used = new Set<string>();
  const open = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    const [kind = ''] = Object.keys(node);
    if (kind === 'SubLink' || (f.strict && NOT_STRICT.test(kind))) return true;
    if ('FuncCall' in node && (node.FuncCall.over !== undefined || AGGREGATES.test(strings(node.FuncCall.funcname).at(-1) ?? '')))
      return true;
    if ('ParamRef' in node) used.add(`$${node.ParamRef.number ?? 0}`);
    if ('ColumnRef' in node) used.add(strings(node.ColumnRef.fields).at(-1) ?? '');
    open.push(...children(node));
  }
  // A parameter that a strict function does not use could be NULL unnoticed.
  return f.strict && used.size < f.arguments.length;
}
