/** Indexes in the catalog. */
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Index, Origin } from './catalog.ts';
import { beside, type Draft, known, putIndex, putTable, relationOf, setEntry, takenBeside, withEntry, without } from './draft.ts';
import { dropConstraint, storageMap, withStorage } from './constraints.ts';
import { dropIndex as dropIndexOf, family, renameIndex as renameIndexOf } from './links.ts';

/** CREATE INDEX, with the ones the server makes on the partitions. */
export function createIndex(draft: Draft, operation: OperationOf<'create-index'>): void {
  const { naming, change } = draft.context;
  const { table: tableName, span } = operation;
  const taken = takenBeside(draft, tableName);
  const given = operation.index;
  if (operation.ifNotExists && given !== '' && taken(given)) return;
  if (!relationOf(draft, tableName)) putTable(draft, known(draft, tableName));
  const unnamed = given === '' || (!operation.named && taken(given));
  const name = unnamed ? naming.indexName(tableName, operation.columns, operation.unique, taken) : given;
  const partitioned = relationOf(draft, tableName)?.kind === 'partitioned';
  // IF NOT EXISTS may have found one there when the table is older than what was read.
  const uncertain = operation.ifNotExists && !relationOf(draft, tableName)?.columnsKnown;
  const index: Index = {
    name: beside(draft, tableName, name),
    table: tableName,
    columns: operation.columns,
    include: operation.include,
    unique: operation.unique,
    method: operation.method,
    where: operation.where,
    hasExpressions: operation.hasExpressions,
    valid: !(partitioned && operation.only && (relationOf(draft, tableName)?.partitions.size ?? 0) > 0),
    constraint: '',
    keys: operation.keys,
    nullsNotDistinct: operation.nullsNotDistinct,
    condition: operation.condition,
    storage: storageMap(operation.storage),
    tablespace: operation.tablespace,
    statistics: new Map(),
    comment: '',
    origin: uncertain ? null : change,
    span,
  };
  putIndex(draft, index);
  if (!partitioned || operation.only) return;
  for (const part of family(draft, tableName).slice(1))
    if (relationOf(draft, part)?.partitionOf) copyIndex(draft, index, part, change, span);
}

/** Puts an index like another on another table, under a name of its own. */
function copyIndex(draft: Draft, index: Index, table: string, origin: Origin, span: Span | null): void {
  const { naming } = draft.context;
  const name = naming.indexName(table, index.columns, index.unique, takenBeside(draft, table));
  const copy = {
    ...index,
    name: beside(draft, table, name),
    table,
    constraint: '',
    valid: true,
    statistics: new Map(),
    comment: '',
    origin,
    span,
  };
  putIndex(draft, copy);
}

/** Gives a table the indexes of another that it lacks; those behind constraints come with the constraints. */
export function copyIndexes(draft: Draft, from: string, to: string, origin: Origin, span: Span | null): void {
  for (const name of relationOf(draft, from)?.indexes ?? []) {
    const index = draft.now.indexes.get(name);
    if (!index || index.constraint !== '') continue;
    const present = [...(relationOf(draft, to)?.indexes ?? [])].some((other) => sameShape(draft.now.indexes.get(other), index));
    if (!present) copyIndex(draft, index, to, origin, span);
  }
}

const sameShape = (a: Index | undefined, b: Index): boolean =>
  a !== undefined && a.unique === b.unique && a.method === b.method && a.where === b.where && a.columns.join('\0') === b.columns.join('\0');

/** DROP INDEX; on a partitioned index its partitions' go with it. */
export function dropIndex(draft: Draft, operation: OperationOf<'drop-index'>): void {
  const index = draft.now.indexes.get(operation.index);
  if (!index) return;
  if (index.constraint !== '') {
    // The server refuses this; the constraint goes with the index where it is forced.
    if (operation.cascade) dropConstraint(draft, index.table, index.constraint, true);
    return;
  }
  dropIndexOf(draft, index.name);
  for (const part of family(draft, index.table).slice(1)) {
    const same = [...(relationOf(draft, part)?.indexes ?? [])].find((name) => sameShape(draft.now.indexes.get(name), index));
    if (same) dropIndexOf(draft, same);
  }
}

/** ALTER INDEX … RENAME; the constraint it backs takes the name too. */
export function renameIndex(draft: Draft, operation: OperationOf<'rename-index'>): void {
  renameIndexOf(draft, operation.index, beside(draft, operation.index, operation.newName), operation.newName);
}

/** ALTER INDEX … SET: storage parameters, statistics, tablespace. */
export function alterIndex(draft: Draft, operation: OperationOf<'alter-index'>): void {
  const index = draft.now.indexes.get(operation.index);
  if (!index) return;
  const { change, storage, key, value } = operation;
  const put = (fields: Partial<Index>): void => setEntry(draft, 'indexes', index.name, { ...index, ...fields });
  if (change === 'options') put({ storage: withStorage(index.storage, storage) });
  // -1 is the default.
  if (change === 'statistics')
    put({ statistics: value === '-1' ? without(index.statistics, key) : withEntry(index.statistics, key, value) });
  if (change === 'tablespace') put({ tablespace: value });
}

/** ALTER INDEX … ATTACH PARTITION: the index of the parent is valid once every partition has one. */
export function attachIndex(draft: Draft, operation: OperationOf<'attach-index'>): void {
  const parent = draft.now.indexes.get(operation.index);
  if (!parent || parent.valid) return;
  const partitions = [...(relationOf(draft, parent.table)?.partitions ?? [])];
  const complete = partitions.every((part) =>
    [...(relationOf(draft, part)?.indexes ?? [])].some((name) => sameShape(draft.now.indexes.get(name), parent)),
  );
  if (complete) setEntry(draft, 'indexes', parent.name, { ...parent, valid: true });
}
