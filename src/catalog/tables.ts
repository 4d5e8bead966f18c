/** Tables in the catalog: made, copied, attached, renamed, dropped. */
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Column, Origin, Query } from './catalog.ts';
import { type Copied, copiedColumns, includes, makeOwn, mergedColumns, putColumn, putSequence } from './columns.ts';
import { inheritConstraint, putConstraint, storageMap } from './constraints.ts';
import {
  blankTable,
  type Draft,
  dropped,
  originIfNotExists,
  originOf,
  putTable,
  relationOf,
  setEntry,
  updateTable,
  withEntry,
} from './draft.ts';
import { copyIndexes, inheritIndexes } from './indexes.ts';
import { renameIndex, renameRelation } from './links.ts';

/** CREATE TABLE. IF NOT EXISTS on a known table changes nothing; on an unknown one the table may have been there. */
export function createTable(draft: Draft, operation: OperationOf<'create-table'>): void {
  const { table: name, ifNotExists, span } = operation;
  const before = relationOf(draft, name);
  if (before && ifNotExists) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  const parents = operation.partitionOf ? [operation.partitionOf] : operation.inherits;
  const inherited = parents
    .flatMap((parent) => copiedColumns(relationOf(draft, parent), origin, 'everything'))
    .map((column) => ({ ...column, own: false }));
  const likes = operation.like.map((source, i) => ({ source, copied: operation.likeOptions[i] ?? [] }));
  const copied = likes.flatMap(({ source, copied }) => copiedColumns(relationOf(draft, source), origin, copied));
  const sources = [...parents, ...operation.like];
  const change = draft.context.change;
  putTable(draft, {
    ...blankTable(name, operation.partitioned ? 'partitioned' : 'table', origin, span),
    columns: mergedColumns([...inherited, ...copied]),
    // A table that may have been there before this change has the columns it had; those of a type are not in the catalog.
    columnsKnown:
      operation.ofType === '' &&
      sources.every((source) => relationOf(draft, source)?.columnsKnown) &&
      !(ifNotExists && change !== null && origin === null),
    partitionStrategy: operation.partitionStrategy,
    partitionKey: operation.partitionKey,
    partitionExpressions: operation.partitionExpressions,
    partitionOf: operation.partitionOf,
    defaultPartition: operation.defaultPartition,
    inherits: operation.inherits,
    made: !(ifNotExists && change !== null && origin === null),
    partitionBy: operation.partitionBy,
    bound: operation.bound,
    ofType: operation.ofType,
    accessMethod: operation.accessMethod,
    tablespace: operation.tablespace,
    storage: storageMap(operation.storage),
    temporary: operation.temporary,
    unlogged: operation.unlogged,
  });
  for (const column of operation.columns) {
    // In PARTITION OF and INHERITS a column that is there already is merged with the inherited one.
    const merged = relationOf(draft, name)?.columns.get(column.name);
    if (merged && operation.partitionOf) mergeColumn(draft, name, merged, column);
    else putColumn(draft, name, column, origin, span);
  }
  // A new table holds no rows: NOT VALID has nothing to put off, and the server forgets it.
  for (const constraint of operation.constraints) putConstraint(draft, name, { ...constraint, notValid: false }, origin, span);
  for (const parent of parents) linkToParent(draft, name, parent, operation.partitionOf !== '', origin, true);
  for (const { source, copied } of likes) copyFromModel(draft, source, name, copied, origin, span);
}

/** What LIKE copies besides columns. Foreign keys are never copied. */
function copyFromModel(draft: Draft, source: string, name: string, copied: Copied, origin: Origin, span: Span | null): void {
  const model = relationOf(draft, source);
  if (includes(copied, 'identity')) {
    for (const column of model?.columns.values() ?? [])
      if (column.identity !== 'no') putSequence(draft, name, column.name, column.sequence, origin, span);
  }
  for (const constraint of model?.constraints.values() ?? []) {
    const { kind } = constraint;
    // Checks keep their names, what has an index behind it gets a new one.
    if (kind === 'not-null' || (kind === 'check' && includes(copied, 'constraints'))) {
      putConstraint(draft, name, { ...constraint, notValid: false }, origin, span);
    } else if (kind !== 'check' && kind !== 'foreign-key' && includes(copied, 'indexes')) {
      putConstraint(draft, name, { ...constraint, name: '', usingIndex: '' }, origin, span);
    }
  }
  if (includes(copied, 'indexes')) copyIndexes(draft, source, name, origin, span);
}

function mergeColumn(draft: Draft, table: string, inherited: Column, own: OperationOf<'create-table'>['columns'][number]): void {
  const column = { ...inherited, own: true, notNull: inherited.notNull || own.notNull, default: own.default ?? inherited.default };
  updateTable(draft, table, (t) => ({ columns: withEntry(t.columns, own.name, column) }));
  for (const constraint of own.constraints) {
    putConstraint(
      draft,
      table,
      { ...constraint, columns: constraint.columns.length > 0 ? constraint.columns : [own.name] },
      inherited.origin,
      null,
    );
  }
}

/**
 * Registers a table below its parent and gives it the parent's constraints and, for a partition, indexes. What holds no rows
 * yet, a new table, has them validated.
 */
function linkToParent(draft: Draft, name: string, parent: string, partition: boolean, origin: Origin, isNew: boolean): void {
  updateTable(
    draft,
    parent,
    (t) => (partition ? { partitions: new Set([...t.partitions, name]) } : { children: new Set([...t.children, name]) }),
    partition ? 'partitioned' : 'table',
  );
  for (const constraint of relationOf(draft, parent)?.constraints.values() ?? []) {
    const inherited = constraint.kind === 'check' || constraint.kind === 'not-null';
    if (inherited && !constraint.noInherit && !relationOf(draft, name)?.constraints.has(constraint.name)) {
      putConstraint(draft, name, { ...constraint, notValid: constraint.notValid && !isNew }, origin, constraint.span);
    } else if (!inherited && partition) inheritConstraint(draft, parent, name, constraint, origin, constraint.span, true);
  }
  if (partition) inheritIndexes(draft, parent, name, origin);
}

/** What a view, a materialized view or a table is made from. */
export function queryOf(
  draft: Draft,
  operation: Pick<OperationOf<'create-table-as'>, 'definition' | 'selectsStar' | 'withData' | 'sources'>,
): Query {
  const { definition, selectsStar, withData, sources } = operation;
  const columns = (source: string): readonly string[] => [...(relationOf(draft, source)?.columns.keys() ?? [])];
  const starred = selectsStar ? new Map(sources.map((source) => [source, columns(source)])) : undefined;
  return { definition, starred, recursive: false, storage: [], withData, changes: [] };
}

/** CREATE TABLE AS. The columns come from the query and are not known. */
export function createTableAs(draft: Draft, operation: OperationOf<'create-table-as'>): void {
  const { table: name, ifNotExists, span } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, {
    ...blankTable(name, 'table', origin, span),
    made: true,
    temporary: operation.temporary,
    unlogged: operation.unlogged,
    filledHere: operation.withData,
    query: queryOf(draft, operation),
  });
}

/** ATTACH PARTITION: the table becomes a partition and gets the indexes and constraints it lacks. */
export function attachPartition(draft: Draft, operation: OperationOf<'attach-partition'>): void {
  const { table, partition, isDefault, bound } = operation;
  updateTable(draft, partition, () => ({ partitionOf: table, defaultPartition: isDefault, bound }));
  linkToParent(draft, partition, table, true, draft.context.change, false);
}

/** DETACH PARTITION: a table of its own again. */
export function detachPartition(draft: Draft, operation: OperationOf<'detach-partition'>): void {
  updateTable(draft, operation.table, (t) => ({ partitions: dropped(t.partitions, operation.partition) }), 'partitioned');
  updateTable(draft, operation.partition, () => ({ partitionOf: '', defaultPartition: false, bound: undefined }));
  for (const name of relationOf(draft, operation.partition)?.indexes ?? []) {
    const index = draft.now.indexes.get(name);
    if (index && index.partitionOf !== '') setEntry(draft, 'indexes', name, { ...index, partitionOf: '' });
  }
}

/** INHERIT and NO INHERIT. */
export function inherit(draft: Draft, operation: OperationOf<'inherit'>): void {
  const { table, parent, add } = operation;
  updateTable(draft, table, (t) => ({ inherits: [...t.inherits.filter((name) => name !== parent), ...(add ? [parent] : [])] }));
  if (!add) for (const column of relationOf(draft, parent)?.columns.keys() ?? []) makeOwn(draft, table, column);
  updateTable(draft, parent, (t) => ({ children: add ? new Set([...t.children, table]) : dropped(t.children, table) }));
}

/** Marks rows written to a table that this change made, and to what is above and below it. */
export function fill(draft: Draft, name: string): void {
  const { change } = draft.context;
  const table = relationOf(draft, name);
  if (change === null || !table || table.filledHere || table.origin !== change) return;
  putTable(draft, { ...table, filledHere: true });
  for (const other of [table.partitionOf, ...table.inherits, ...table.partitions]) if (other) fill(draft, other);
}

/** RENAME TO; indexes, constraints and sequences keep their names. It takes an index for a table, too. */
export function renameTable(draft: Draft, operation: OperationOf<'rename-table'>): void {
  if (draft.now.indexes.has(operation.table)) {
    renameIndex(draft, operation.table, operation.newTable, operation.newName);
    return;
  }
  // One that may not be there does not come to be by IF EXISTS.
  if (operation.ifExists && !relationOf(draft, operation.table)) return;
  renameRelation(draft, operation.table, operation.newTable);
}
