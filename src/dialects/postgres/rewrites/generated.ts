/**
 * Stored generated columns of tables that have rows. No statement makes a generated column of one that is filled already: a
 * virtual one stores nothing, and a plain one gets its values from a trigger.
 */
import type { Rewriter, RewriteRequest } from '../../dialect.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { hasWord } from '../../../catalog/texts.ts';
import type { Expression, TypeName } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { RewriteStep } from '../../../report.ts';
import { quoteIdent } from '../identifier.ts';
import { strings } from '../names.ts';
import { children, treeOf } from '../nodes.ts';
import { isBuiltInType } from '../operations/type-name.ts';
import { say, typeSql } from '../render/words.ts';
import { resolveType } from '../types.ts';
import { isServerFunction } from '../volatility.ts';
import { type AlterTable, alterTable, fillStep, notNullSteps } from './alter-table.ts';
import type { ClauseKind } from './column-clauses.ts';
import { columnTrigger, rowValue } from './column-trigger.ts';
import { type AddColumn, addColumn, constraintSteps, HEAVY } from './columns.ts';
import { later, statement } from './source.ts';

/** A stored generated column added, or given another expression. */
export const generatedColumn: Rewriter = (request) => {
  switch (request.operation.kind) {
    case 'add-column':
      return added(request);
    case 'set-expression':
      return otherwise(request, request.operation);
    default:
      return undefined;
  }
};

function added(request: RewriteRequest): readonly RewriteStep[] | undefined {
  const column = addColumn(request);
  const generated = column?.operation.definition.generated;
  if (!column || generated?.kind !== 'stored') return undefined;
  const { parts, operation, clauses } = column;
  if (canBeVirtual(request, operation, generated.expression)) {
    const virtual = asVirtual(column);
    if (virtual) return [virtual];
  }
  if (!canBeComputed(parts, operation.definition.type, generated.expression)) return undefined;
  const heavy = clauses.filter((clause) => HEAVY.has(clause.kind));
  const left = new Set<ClauseKind>(['generated', 'not-null', 'null', ...HEAVY]);
  const { type } = operation.definition;
  return [
    ...parts.rest,
    parts.steps.locking(
      'Add a plain column, and a trigger that computes its value in each row that is written, whatever the row says',
      'expand',
      parts.alter(column.command((clause) => !left.has(clause.kind))),
      ...computed(parts, operation.column, generated.expression),
    ),
    ...fill(parts, operation.column, type, generated.expression),
    ...later(operation.notNull ? notNullSteps(parts, operation.column, request.situation.version) : []),
    ...later(constraintSteps(column, heavy)),
  ];
}

/** SET EXPRESSION: the column keeps its values as a plain one, and a trigger computes those to come. */
function otherwise(request: RewriteRequest, operation: OperationOf<'set-expression'>): readonly RewriteStep[] | undefined {
  const parts = alterTable(request);
  const column = parts?.known?.columns.get(operation.column);
  if (!parts || column?.generated?.kind !== 'stored' || !canBeComputed(parts, column.type, operation.expression)) return undefined;
  return [
    ...parts.rest,
    parts.steps.locking(
      'Make it a plain column, which keeps its values, with a trigger that computes the new ones in each row that is written',
      'expand',
      parts.alter(`ALTER COLUMN ${quoteIdent(operation.column)} DROP EXPRESSION`),
      ...computed(parts, operation.column, operation.expression),
    ),
    ...fill(parts, operation.column, column.type, operation.expression),
  ];
}

/** The same statement with VIRTUAL. */
function asVirtual({ parts, clauses }: AddColumn): RewriteStep | undefined {
  const clause = clauses.find(({ kind }) => kind === 'generated');
  const stored = clause ? parts.source.tokens.find(['STORED'], clause.start, clause.end) : -1;
  const token = parts.source.tokens.list[stored];
  if (!token) return undefined;
  const { sql } = parts.source;
  return parts.steps.locking(
    'Make it virtual: the column stays generated, and its values are computed when they are read',
    'same-file',
    statement(`${sql.slice(0, token.start)}VIRTUAL${sql.slice(token.end)}`),
  );
}

/** Kinds of constraints that a virtual column can have. */
const WITHOUT_INDEX: ReadonlySet<string> = new Set(['check', 'not-null']);

/**
 * Whether the server takes the column as a virtual one, as 18 is the first to do: nothing of it may be the user's or an
 * extension's, and neither an index nor a key can be over it, which the rest of the change tells.
 * Source: https://www.postgresql.org/docs/current/ddl-generated-columns.html
 */
function canBeVirtual(
  { situation, catalog, others }: RewriteRequest,
  operation: OperationOf<'add-column'>,
  expression: Expression,
): boolean {
  const { table, column, definition } = operation;
  if (situation.version < 18 || !isBuiltInType(definition.type)) return false;
  if (definition.constraints.some(({ kind }) => !WITHOUT_INDEX.has(kind))) return false;
  return isBuiltIn(expression, catalog, table) && !others.some((other) => isKey(other, table, column));
}

/** Whether an operation makes an index, key or statistics of a column. */
function isKey(operation: Operation, table: string, column: string): boolean {
  const own = 'table' in operation && operation.table === table;
  if (!own) return false;
  if (operation.kind === 'create-index')
    return [...operation.columns, ...operation.include, operation.where].some(
      (text) => text === column || hasWord({ text, mentions: [] }, column),
    );
  return operation.kind === 'add-constraint' && !WITHOUT_INDEX.has(operation.constraintKind) && operation.columns.includes(column);
}

/** Operators of the server that no well-known extension has for types that are built in. */
const OPERATORS: ReadonlySet<string> = new Set(
  '+ - * / % ^ || = <> != < > <= >= -> ->> #> #>> ~ ~* !~ !~* ~~ ~~* !~~ !~~* @> <@ ? BETWEEN'.split(' '),
);

function operatorsOf(expression: Expression): readonly string[] {
  const root = treeOf(expression);
  const open = root ? [root] : [];
  const found: string[] = [];
  for (let node = open.pop(); node; node = open.pop()) {
    if ('A_Expr' in node) found.push(strings(node.A_Expr.name).join('.'));
    open.push(...children(node));
  }
  return found;
}

/** Whether an expression uses nothing but what the server brings. */
function isBuiltIn(expression: Expression, catalog: Catalog, table: string): boolean {
  const columns = catalog.relations.get(table)?.columns;
  const { functions, mentioned } = expression;
  return (
    functions.every(({ name }) => isServerFunction(name.replace(/^pg_catalog\./, ''))) &&
    mentioned.functions.every((name) => !catalog.functions.has(name)) &&
    mentioned.types.length === 0 &&
    operatorsOf(expression).every((name) => OPERATORS.has(name)) &&
    expression.columns.every((name) => {
      const type = columns?.get(name)?.type;
      return type !== undefined && isBuiltInType(type);
    })
  );
}

/**
 * Whether a trigger of the table computes what the expression says: what inherits from the table has none of its triggers, and
 * a row that is on its way has no tableoid. A domain with constraints has every row read as the column is added.
 */
function canBeComputed({ known, request }: AlterTable, type: TypeName, expression: Expression): boolean {
  const inherited = known !== undefined && known.children.size > 0;
  const domain = resolveType(type, request.catalog).constrained && type.dimensions === 0;
  return !inherited && !domain && !expression.columns.includes('tableoid');
}

/** The trigger that computes the column. */
function computed(parts: AlterTable, column: string, expression: Expression): readonly string[] {
  return columnTrigger(parts, { column, suffix: 'compute', value: rowValue(parts, say(expression, parts.request.catalog)) }).create;
}

/** Types without an operator that says whether two values are the same. */
const WITHOUT_EQUALITY: ReadonlySet<string> = new Set(['json', 'xml', 'point', 'polygon', 'path', 'circle', 'box', 'lseg']);

/** Gives the old rows the value of the expression; the check finds rows that have another, whenever it is asked. */
function fill(parts: AlterTable, column: string, type: TypeName, expression: Expression): readonly RewriteStep[] {
  const { catalog } = parts.request;
  const [name, text] = [quoteIdent(column), say(expression, catalog)];
  const same = isBuiltInType(type) && !WITHOUT_EQUALITY.has(type.name) ? '' : '::text';
  return fillStep(parts, `${name} = ${text}`, `${name}${same} IS DISTINCT FROM CAST((${text}) AS ${typeSql(type, catalog)})${same}`);
}
