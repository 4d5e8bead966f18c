/** Queries that show the rows a change would fail on, for those whose success depends on the rows that are there. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { AnalysedOperation } from '../effects/analysed.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { PlanQuery } from './plan.ts';
import { oneLineSql } from './sql.ts';
import type { WayOut } from './way-out.ts';

interface CheckContext {
  readonly dialect: Dialect;
  readonly before: Catalog;
}

/** One query for each part that the rows can make fail. All read whole tables: a replica does for them. */
export function dataChecks({ migrations }: WayOut, { dialect, before }: CheckContext): readonly PlanQuery[] {
  const done = migrations.flatMap(({ statements }) => statements.flatMap((s) => (s.takenBack ? [] : s.operations)));
  const changed = changedColumns(done);
  const scope: Scope = {
    quote: dialect.naming.quote,
    display: dialect.display,
    before,
    untouched: (table, columns) => {
      const known = before.relations.get(table);
      if (known?.columnsKnown && columns.some((column) => !known.columns.has(column))) return false;
      return (known !== undefined || !changed.made.has(table)) && columns.every((column) => !changed.columns.has(`${table}\0${column}`));
    },
    means: (table, expression) => {
      const names = [...changed.columns].flatMap((key) => (key.startsWith(`${table}\0`) ? [key.slice(table.length + 1)] : []));
      return !changed.made.has(table) && !names.some((name) => expression.toLowerCase().includes(name.toLowerCase()));
    },
  };
  return done.flatMap((own): readonly PlanQuery[] => {
    if (own.table.createdHere || !own.consequence.canFailOnData) return [];
    const { operation } = own;
    switch (operation.kind) {
      case 'create-index':
        return operation.unique ? uniqueIndexCheck(operation, scope) : [];
      case 'add-constraint':
        return constraintCheck(operation, scope);
      case 'set-not-null':
        return scope.untouched(operation.table, [operation.column]) ? [nullCheck(operation.table, [operation.column], scope)] : [];
      default:
        return [];
    }
  });
}

interface Scope {
  quote(name: string): string;
  display(relation: string): string;
  readonly before: Catalog;
  /** The columns were there before the change, and it changes nothing of them. */
  untouched(table: string, columns: readonly string[]): boolean;
  /** An expression means before the change what it means after it: no column that changes is named in it. */
  means(table: string, expression: string): boolean;
}

function changedColumns(done: readonly AnalysedOperation[]): {
  readonly made: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
} {
  const [made, columns] = [new Set<string>(), new Set<string>()];
  for (const { operation: o } of done) {
    if (o.kind === 'create-table' || o.kind === 'create-table-as') made.add(o.table);
    if (o.kind === 'rename-table' || o.kind === 'set-schema') {
      // What is called something else now is not found by its name before.
      for (const { operation } of done) if ('table' in operation && typeof operation.table === 'string') made.add(operation.table);
    }
    if (o.kind === 'add-column' || o.kind === 'drop-column' || o.kind === 'rename-column' || o.kind === 'alter-column-type') {
      columns.add(`${o.table}\0${o.column}`);
      if (o.kind === 'rename-column') columns.add(`${o.table}\0${o.newName}`);
    }
    // Rows that the change itself mends are no reason to stop.
    if (o.kind === 'update') for (const column of o.columns) columns.add(`${o.table}\0${column}`);
  }
  return { made, columns };
}

const LIMIT = 10;

const about = (what: string, table: string, scope: Scope): Pick<PlanQuery, 'title' | 'expect'> => ({
  title: `${what} in ${scope.display(table)} (reads the table: run it on a replica)`,
  expect: 'no row: each of them makes it fail',
});

function nullCheck(table: string, columns: readonly string[], scope: Scope): PlanQuery {
  const condition = columns.map((column) => `${scope.quote(column)} IS NULL`).join(' OR ');
  return {
    ...about(`NULL of ${columns.join(', ')}`, table, scope),
    sql: `SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${LIMIT};`,
  };
}

function duplicateCheck(table: string, keys: readonly string[], where: string, scope: Scope): PlanQuery {
  const conditions = [...(where === '' ? [] : [`(${oneLineSql(where)})`]), ...keys.map((key) => `${key} IS NOT NULL`)];
  const numbers = keys.map((_, i) => i + 1).join(', ');
  return {
    ...about(`Duplicates of ${keys.join(', ')}`, table, scope),
    sql: `SELECT ${keys.join(', ')}, count(*)
FROM ${table}
WHERE ${conditions.join(' AND ')}
GROUP BY ${numbers}
HAVING count(*) > 1
LIMIT ${LIMIT};`,
  };
}

function uniqueIndexCheck(o: OperationOf<'create-index'>, scope: Scope): readonly PlanQuery[] {
  const plain = !o.hasExpressions && !o.partial;
  if (hasComment(o.where) || o.columns.some(hasComment)) return [];
  if (plain ? !scope.untouched(o.table, o.columns) : !scope.means(o.table, [...o.columns, o.where].join(' '))) return [];
  const keys = o.columns.map((column, i) => (o.keys[i]?.expression ? `(${oneLineSql(column)})` : scope.quote(column)));
  return [duplicateCheck(o.table, keys, o.where, scope)];
}

/** A comment would swallow what follows it on the line. */
const hasComment = (sql: string): boolean => sql.includes('--') || sql.includes('/*');

function constraintCheck(o: OperationOf<'add-constraint'>, scope: Scope): readonly PlanQuery[] {
  const { table, columns } = o;
  if (o.notEnforced || o.usingIndex !== '') return [];
  const there = scope.untouched(table, columns);
  switch (o.constraintKind) {
    case 'unique':
      return there ? [duplicateCheck(table, columns.map(scope.quote), '', scope)] : [];
    case 'primary-key':
      return there ? [nullCheck(table, columns, scope), duplicateCheck(table, columns.map(scope.quote), '', scope)] : [];
    case 'not-null':
      return there ? [nullCheck(table, columns, scope)] : [];
    case 'check':
      return scope.means(table, o.expression) && !hasComment(o.expression)
        ? [
            {
              ...about(`Rows against ${o.constraint}`, table, scope),
              sql: `SELECT ctid FROM ${table} WHERE NOT (${oneLineSql(o.expression)}) LIMIT ${LIMIT};`,
            },
          ]
        : [];
    case 'foreign-key':
      return there ? orphanCheck(o, scope) : [];
    case 'exclude':
      return [];
  }
}

function orphanCheck(
  { table, columns, references, referencedColumns, constraint }: OperationOf<'add-constraint'>,
  scope: Scope,
): readonly PlanQuery[] {
  const parent = scope.before.relations.get(references);
  const key = [...(parent?.constraints.values() ?? [])].find(({ kind }) => kind === 'primary-key')?.columns ?? [];
  const referenced = referencedColumns.length > 0 ? referencedColumns : key;
  if (referenced.length === 0 || referenced.length !== columns.length || !scope.untouched(references, referenced)) return [];
  const pairs = columns.map((column, i) => `p.${scope.quote(referenced[i] ?? '')} = c.${scope.quote(column)}`);
  return [
    {
      ...about(`Rows without their row of ${scope.display(references)} (${constraint})`, table, scope),
      sql: `SELECT ${columns.map((column) => `c.${scope.quote(column)}`).join(', ')}
FROM ${table} c
WHERE ${columns.map((column) => `c.${scope.quote(column)} IS NOT NULL`).join(' AND ')}
  AND NOT EXISTS (SELECT FROM ${references} p WHERE ${pairs.join(' AND ')})
LIMIT ${LIMIT};`,
    },
  ];
}
