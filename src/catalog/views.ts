/** Views and materialized views in the catalog, with their columns and what they read. */
import type { OperationOf } from '../operations/operation.ts';
import type { Query } from '../operations/query.ts';
import type { Column, Query as MadeFrom, Origin, Table } from './catalog.ts';
import { plainColumn } from './columns.ts';
import { storageMap } from './constraints.ts';
import { blankTable, type Draft, originIfNotExists, originOf, putTable, relationOf, updateTable } from './draft.ts';
import { type Answer, answerOf } from './queries.ts';
import { NO_USES } from './uses.ts';

/** What a query gives under the names that the statement gives its columns, and what it reads. */
export function columnsFrom(draft: Pick<Draft, 'now'>, query: Query | undefined, names: readonly string[]): Answer {
  if (!query) return { columns: [], known: false, uses: NO_USES };
  const answer = answerOf(query, draft.now);
  return { ...answer, columns: answer.columns.map((column, i) => ({ ...column, name: names[i] ?? column.name })) };
}

/** What a view, a materialized view or a table is made from. */
export function queryOf(
  draft: Draft,
  operation: Pick<OperationOf<'create-table-as'>, 'definition' | 'selectsStar' | 'withData' | 'sources'>,
): MadeFrom {
  const { definition, selectsStar, withData, sources } = operation;
  const columns = (source: string): readonly string[] => [...(relationOf(draft, source)?.columns.keys() ?? [])];
  const starred = selectsStar ? new Map(sources.map((source) => [source, columns(source)])) : undefined;
  return { definition, starred, recursive: false, storage: [], withData, changes: [] };
}

/** A type that is not known: it has no name. */
export const UNKNOWN_TYPE = { name: '', modifiers: [], dimensions: 0, text: '' } as const;

/** The part of a view's entry that follows from its query. */
function fromQuery(
  draft: Draft,
  operation: OperationOf<'create-view'> | OperationOf<'create-materialized-view'>,
  origin: Origin,
): Pick<Table, 'columns' | 'columnsKnown' | 'uses' | 'sources' | 'base'> {
  const { columns, known, uses } = columnsFrom(draft, operation.query, operation.columnNames);
  const from = operation.query?.from[0];
  return {
    columns: new Map(columns.map(({ name, type }): [string, Column] => [name, plainColumn(name, type ?? UNKNOWN_TYPE, origin)])),
    columnsKnown: known,
    uses,
    sources: operation.sources,
    base: operation.kind === 'create-view' && operation.query?.simple && from?.kind === 'relation' ? from.relation : '',
  };
}

/** CREATE VIEW. OR REPLACE of a known view keeps its age; of an unknown one it may have been there. */
export function createView(draft: Draft, operation: OperationOf<'create-view'>): void {
  const name = operation.table;
  const before = relationOf(draft, name);
  let origin: Origin = originOf(draft, name);
  if (operation.replace && !operation.temporary) origin = before ? before.origin : originIfNotExists(draft, name);
  putTable(draft, {
    ...(before ?? { ...blankTable(name, 'view', origin, operation.span), made: !operation.replace || origin !== null }),
    ...fromQuery(draft, operation, origin),
    kind: 'view',
    storage: storageMap(operation.storage),
    query: {
      ...queryOf(draft, { ...operation, withData: true }),
      recursive: operation.recursive,
      storage: operation.storage,
      // The defaults of its columns stay.
      changes: before?.query?.changes.filter((o) => o.kind === 'alter-view' && o.column !== '') ?? [],
    },
    temporary: operation.temporary,
    origin,
  });
}

/** CREATE MATERIALIZED VIEW. */
export function createMaterializedView(draft: Draft, operation: OperationOf<'create-materialized-view'>): void {
  const { table: name, ifNotExists } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, {
    ...blankTable(name, 'materialized-view', origin, operation.span),
    ...fromQuery(draft, operation, origin),
    made: true,
    storage: storageMap(operation.storage),
    query: { ...queryOf(draft, operation), storage: operation.storage },
    filledHere: operation.withData,
    populated: operation.withData,
  });
}

/** REFRESH: it has rows afterwards, or WITH NO DATA none. */
export function refreshMaterializedView(draft: Draft, operation: OperationOf<'refresh-materialized-view'>): void {
  if (relationOf(draft, operation.table)) updateTable(draft, operation.table, () => ({ populated: operation.withData }));
}
