/** Indexes in the catalog. */
import type { IndexKey } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Index, Origin, Table } from './catalog.ts';
import { dropConstraint, storageMap, withStorage } from './constraints.ts';
import { beside, type Draft, known, nameOf, putIndex, putTable, relationOf, setEntry, takenBeside, withEntry, without } from './draft.ts';
import { joinIndex, settle } from './index-parts.ts';
import { dropIndex as dropIndexOf, family, references, relationsWhere, renameIndex as renameIndexOf, renameRelation } from './links.ts';

/** Keys without the collations that their columns have: the server keeps no more of one than that it is that of the column. */
function ownCollations(columns: readonly string[], keys: readonly IndexKey[], table: Table | undefined): readonly IndexKey[] {
  const plain = (collation: string): string => nameOf(collation).replace(/^default$/, '');
  return keys.map((key, i) => {
    const column = key.expression || key.collation === '' ? undefined : table?.columns.get(columns[i] ?? '');
    return column && plain(key.collation) === plain(column.collation) ? { ...key, collation: '' } : key;
  });
}

/** CREATE INDEX, with the ones the server makes on the partitions or finds there. */
export function createIndex(draft: Draft, operation: OperationOf<'create-index'>): void {
  const { naming, change } = draft.context;
  const { table: tableName, span } = operation;
  const taken = takenBeside(draft, tableName);
  const given = operation.index;
  if (operation.ifNotExists && given !== '' && taken(given)) return;
  if (!relationOf(draft, tableName)) putTable(draft, known(draft, tableName));
  const unnamed = given === '' || (!operation.named && taken(given));
  const name = unnamed ? naming.indexName(tableName, [...operation.columns, ...operation.include], operation.unique, taken) : given;
  const qualified = beside(draft, tableName, name);
  // IF NOT EXISTS may have found one there when the table is older than what was read.
  const uncertain = operation.ifNotExists && !relationOf(draft, tableName)?.columnsKnown;
  const index: Index = {
    name: qualified,
    table: tableName,
    columns: operation.columns,
    include: operation.include,
    unique: operation.unique,
    nullsNotDistinct: operation.nulls === 'not-distinct',
    method: operation.method,
    where: operation.where,
    hasExpressions: operation.hasExpressions,
    valid: true,
    // The statement was run again until it passed: with a DROP INDEX before it in its file each run began from nothing.
    maybeInvalid: operation.concurrently && operation.ifNotExists && draft.now.droppedIndexes.get(qualified) !== span.path,
    partitionOf: '',
    constraint: '',
    keys: ownCollations(operation.columns, operation.keys, relationOf(draft, tableName)),
    condition: operation.condition,
    storage: storageMap(operation.storage),
    tablespace: operation.tablespace,
    statistics: new Map(),
    comment: '',
    origin: uncertain ? null : change,
    span,
  };
  putIndex(draft, index);
  if (!operation.only) spread(draft, index, change, span);
  settle(draft, qualified);
}

/** Gives every partition of an index's table an index that is part of it: one that is there and fits, or a new one. */
function spread(draft: Draft, index: Index, origin: Origin, span: Span | null, anew = false): void {
  for (const part of relationOf(draft, index.table)?.partitions ?? []) joinOrCopy(draft, index, part, origin, span, anew);
}

/** Makes an index of a partition part of the index of its table; where none fits, one is made. */
function joinOrCopy(draft: Draft, index: Index, partition: string, origin: Origin, span: Span | null, anew = false): void {
  if (!anew && joinIndex(draft, index, partition, true)) return;
  const { naming } = draft.context;
  const name = naming.indexName(partition, [...index.columns, ...index.include], index.unique, takenBeside(draft, partition));
  const copy: Index = {
    ...index,
    name: beside(draft, partition, name),
    table: partition,
    constraint: '',
    valid: true,
    maybeInvalid: false,
    partitionOf: index.name,
    statistics: new Map(),
    comment: '',
    origin,
    span,
  };
  putIndex(draft, copy);
  spread(draft, copy, origin, span, anew);
}

/** Gives a partition an index for each index of its table; those behind constraints come with the constraints. */
export function inheritIndexes(draft: Draft, from: string, to: string, origin: Origin): void {
  for (const name of relationOf(draft, from)?.indexes ?? []) {
    const index = draft.now.indexes.get(name);
    if (index?.constraint === '') joinOrCopy(draft, index, to, origin, null);
  }
}

/** Copies indexes as LIKE … INCLUDING INDEXES does; those behind constraints come with the constraints. */
export function copyIndexes(draft: Draft, from: string, to: string, origin: Origin, span: Span | null): void {
  const { naming } = draft.context;
  for (const name of relationOf(draft, from)?.indexes ?? []) {
    const index = draft.now.indexes.get(name);
    if (index?.constraint !== '') continue;
    const copied = naming.indexName(to, [...index.columns, ...index.include], index.unique, takenBeside(draft, to));
    putIndex(draft, {
      ...index,
      name: beside(draft, to, copied),
      table: to,
      valid: true,
      maybeInvalid: false,
      partitionOf: '',
      origin,
      span,
    });
  }
}

/** DROP INDEX; what is part of it goes with it. The server refuses to drop what is part of another. */
export function dropIndex(draft: Draft, operation: OperationOf<'drop-index'>): void {
  setEntry(draft, 'droppedIndexes', operation.index, operation.span.path);
  const index = draft.now.indexes.get(operation.index);
  if (!index) return;
  if (index.constraint !== '') {
    // The server refuses this; the constraint goes with the index where it is forced.
    if (operation.cascade) dropConstraint(draft, index.table, index.constraint, true);
    return;
  }
  if (operation.cascade && index.unique) dropKeysOn(draft, index);
  dropIndexOf(draft, index.name);
}

/** Drops the foreign keys that rest on a unique index and on no other. */
function dropKeysOn(draft: Draft, index: Index): void {
  const sorted = (columns: readonly string[]): string => columns.toSorted().join('\0');
  const wanted = sorted(index.columns);
  const others = [...(relationOf(draft, index.table)?.indexes ?? [])].flatMap((name) => draft.now.indexes.get(name) ?? []);
  if (others.some((other) => other.name !== index.name && other.unique && sorted(other.columns) === wanted)) return;
  for (const table of relationsWhere(draft, (t) => references(t, index.table))) {
    const kept = [...table.constraints].filter(
      ([, c]) => !(c.references?.table === index.table && sorted(c.references.columns) === wanted),
    );
    putTable(draft, { ...table, constraints: new Map(kept) });
  }
}

/** ALTER INDEX … RENAME; the constraint it backs takes the name too. */
export function renameIndex(draft: Draft, { index, newName }: OperationOf<'rename-index'>): void {
  const to = beside(draft, index, newName);
  // The server takes a table for it, too.
  const table = relationOf(draft, index);
  if (table) renameRelation(draft, index, to, table.kind);
  else renameIndexOf(draft, index, to, newName);
}

/**
 * A change of a column's type makes its indexes anew; one with the collation that the column has by then has that of the column.
 * The server forgets that one of a partitioned table was made by ONLY: every partition gets a new index for it.
 */
export function rebuildIndexes(draft: Draft, table: string, column: string): void {
  for (const member of family(draft, table)) {
    for (const name of relationOf(draft, member)?.indexes ?? []) {
      const before = draft.now.indexes.get(name);
      if (before?.keys.some((key, i) => key.collation !== '' && before.columns[i] === column))
        setEntry(draft, 'indexes', name, { ...before, keys: ownCollations(before.columns, before.keys, relationOf(draft, member)) });
      const index = draft.now.indexes.get(name);
      if (!index || index.valid || !index.columns.includes(column) || relationOf(draft, member)?.kind !== 'partitioned') continue;
      spread(draft, index, draft.context.change, index.span, true);
      settle(draft, name);
    }
  }
}

/** ALTER INDEX … SET: storage parameters, statistics, tablespace. */
export function alterIndex(draft: Draft, operation: OperationOf<'alter-index'>): void {
  const index = draft.now.indexes.get(operation.index);
  if (!index) return;
  const { change, storage, key, target, tablespace } = operation;
  const put = (fields: Partial<Index>): void => setEntry(draft, 'indexes', index.name, { ...index, ...fields });
  if (change === 'options') put({ storage: withStorage(index.storage, storage) });
  // -1 is the default.
  if (change === 'statistics')
    put({ statistics: target === '-1' ? without(index.statistics, String(key)) : withEntry(index.statistics, String(key), target) });
  if (change === 'tablespace') put({ tablespace });
}

/** ALTER INDEX … ATTACH PARTITION: the index of the parent is valid once every partition has one. */
export function attachIndex(draft: Draft, operation: OperationOf<'attach-index'>): void {
  const child = draft.now.indexes.get(operation.child);
  if (!child || !draft.now.indexes.has(operation.index)) return;
  setEntry(draft, 'indexes', child.name, { ...child, partitionOf: operation.index });
  settle(draft, operation.index);
}

/** REINDEX builds an index anew, and so one that can be used. */
export function reindex(draft: Draft, operation: OperationOf<'reindex'>): void {
  const names = operation.scope === 'index' ? [operation.index] : [...(relationOf(draft, operation.table)?.indexes ?? [])];
  // REINDEX TABLE CONCURRENTLY passes over invalid indexes.
  if (operation.scope === 'table' && operation.concurrently) return;
  for (const name of names) {
    const index = draft.now.indexes.get(name);
    if (index?.maybeInvalid) setEntry(draft, 'indexes', name, { ...index, maybeInvalid: false });
  }
}
