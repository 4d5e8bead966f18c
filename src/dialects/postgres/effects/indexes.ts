/** What building, dropping, rebuilding and renaming indexes does. */
import type { Index } from '../../../catalog/catalog.ts';
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { partitionKeyRefusal } from './constraints.ts';
import { answer, createdHere, type Doing, indexesOf, on, outsideOnly, type Scene, withPartitions } from './scene.ts';

const CONCURRENTLY_PAGE = 'sql-createindex#SQL-CREATEINDEX-CONCURRENTLY';

/** CREATE INDEX. */
export function createIndex(scene: Scene, operation: OperationOf<'create-index'>): Analysis {
  const { table, index, concurrently, ifNotExists, only, unique } = operation;
  const qualified = index === '' ? '' : qualify(splitRelation(table).schema, index);
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  const exists = ifNotExists && scene.catalog.indexes.has(qualified);
  const empty = exists || (partitioned && only);
  const lock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  const effects = (only || exists ? [table] : withPartitions(scene, table)).map((member) =>
    on(scene, member, lock, {
      ...(empty ? {} : { work: 'index-build', cause: 'index-build' }),
      ...(concurrently ? { heldUntil: 'statement', page: CONCURRENTLY_PAGE } : {}),
    }),
  );
  const outside = concurrently ? outsideOnly(scene, 'CREATE INDEX CONCURRENTLY') : {};
  const partitionedRefusal =
    partitioned && concurrently
      ? { sqlstate: '0A000', reason: `${table} is partitioned, and its index cannot be built concurrently` }
      : null;
  const refused = partitionedRefusal ?? (unique ? partitionKeyRefusal(scene, operation, partitioned) : null) ?? outside.refused ?? null;
  return answer(scene, effects, {
    ...outside,
    canFailOnData: unique && !exists,
    breaksRunningCode: unique && !exists && !createdHere(scene, table),
    refused,
  });
}

/** The index, and where it is not known the table as far as the operation says it. */
function indexAndTable(scene: Scene, name: string, table: string): { readonly index: Index | undefined; readonly table: string } {
  const index = scene.catalog.indexes.get(name);
  return { index, table: index?.table ?? table };
}

/** Indexes of the partitions that hang below an index of a partitioned table. */
function below(scene: Scene, index: Index): readonly Index[] {
  return withPartitions(scene, index.table)
    .slice(1)
    .flatMap((part) => {
      const same = indexesOf(scene, part).find(
        (other) => other.columns.join('\0') === index.columns.join('\0') && other.unique === index.unique && other.where === index.where,
      );
      return same ? [same] : [];
    });
}

/** DROP INDEX takes ACCESS EXCLUSIVE on the index and on its table; CONCURRENTLY waits for those who use it instead. */
export function dropIndex(scene: Scene, operation: OperationOf<'drop-index'>): Analysis {
  const { concurrently, cascade } = operation;
  const { index, table } = indexAndTable(scene, operation.index, operation.table);
  const lock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const held = concurrently ? ({ heldUntil: 'statement' } as const) : {};
  const effects: Effect[] = [];
  if (table !== '') effects.push(on(scene, table, lock, held));
  effects.push(on(scene, operation.index, lock, { ...held, kind: 'index' }));
  const partitioned = index !== undefined && scene.catalog.relations.get(index.table)?.kind === 'partitioned';
  if (index && partitioned) {
    for (const part of below(scene, index)) effects.push(on(scene, part.table, lock, held), on(scene, part.name, lock, held));
  }
  const outside = concurrently ? outsideOnly(scene, 'DROP INDEX CONCURRENTLY') : {};
  const refused =
    partitioned && concurrently
      ? { sqlstate: '0A000', reason: `${operation.index} is the index of a partitioned table, which cannot be dropped concurrently` }
      : index && index.constraint !== ''
        ? { sqlstate: '2BP01', reason: `the constraint ${index.constraint} of ${index.table} requires it` }
        : null;
  const unique = index?.unique ?? true;
  return answer(scene, effects, {
    ...outside,
    // ON CONFLICT names the columns of a unique index.
    breaksRunningCode: unique && !createdHere(scene, operation.index) && !createdHere(scene, table),
    unknown: index || createdHere(scene, operation.index) ? [] : ['breaksRunningCode'],
    refused: (cascade && index?.constraint ? null : refused) ?? outside.refused ?? null,
  });
}

/**
 * REINDEX: SHARE on the table lets readers in, and ACCESS EXCLUSIVE on the index keeps them out all the same: planning a
 * query opens every index of its tables.
 */
export function reindex(scene: Scene, operation: OperationOf<'reindex'>): Analysis {
  const { scope, concurrently } = operation;
  if (scope === 'schema' || scope === 'database' || scope === 'system') return reindexMany(scene, operation);
  const build: Doing = {
    work: 'index-build',
    cause: 'reindex',
    ...(concurrently ? { heldUntil: 'statement', page: 'sql-reindex#SQL-REINDEX-CONCURRENTLY' } : {}),
  };
  const tableLock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  const indexLock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const { index, table } =
    scope === 'index' ? indexAndTable(scene, operation.index, operation.table) : { index: undefined, table: operation.table };
  const parts = table === '' ? [] : withPartitions(scene, table);
  const partitioned = parts.length > 1 || scene.catalog.relations.get(table)?.kind === 'partitioned';
  const effects: Effect[] = [];
  if (scope === 'index') {
    if (table !== '') effects.push(on(scene, table, tableLock, build));
    effects.push(on(scene, operation.index, indexLock, { ...build, kind: 'index' }));
    if (index && partitioned)
      for (const part of below(scene, index)) effects.push(on(scene, part.table, tableLock, build), on(scene, part.name, indexLock, build));
  } else {
    // 13 skipped partitioned tables with a warning.
    if (partitioned && scene.situation.version < 14) return answer(scene, [on(scene, table, tableLock)]);
    for (const member of parts) {
      const indexes = indexesOf(scene, member);
      // A table that is known by name alone nearly always has indexes.
      const hidden = !concurrently && indexes.length === 0 && !(scene.catalog.relations.get(member)?.columnsKnown ?? false);
      effects.push(on(scene, member, tableLock, { ...build, blocksReads: hidden, unknown: hidden ? ['blocksReads'] : [] }));
      if (!(partitioned && member === table)) for (const own of indexes) effects.push(on(scene, own.name, indexLock, build));
    }
  }
  // On a partitioned table each partition is a transaction of its own, from 14 on; before, only its own indexes were done.
  const outside =
    concurrently || (partitioned && scene.situation.version >= 14)
      ? outsideOnly(scene, concurrently ? 'REINDEX CONCURRENTLY' : 'REINDEX of a partitioned table')
      : {};
  const early = partitioned && scope === 'index' && scene.situation.version < 14;
  return answer(scene, effects, {
    ...outside,
    ...(early
      ? { refused: { sqlstate: '0A000', reason: `PostgreSQL ${scene.situation.version} cannot rebuild the index of a partitioned table` } }
      : {}),
  });
}

/** REINDEX SCHEMA, DATABASE and SYSTEM: table by table, each in a transaction of its own. */
function reindexMany(scene: Scene, operation: OperationOf<'reindex'>): Analysis {
  const { scope, object, concurrently } = operation;
  const effects: Effect[] = [];
  for (const table of scene.catalog.relations.values()) {
    if (table.kind !== 'table' && table.kind !== 'materialized-view') continue;
    if (scope === 'system' || (scope === 'schema' && splitRelation(table.name).schema !== splitRelation(object).name)) continue;
    const held = { work: 'index-build', cause: 'reindex', heldUntil: 'statement' } as const;
    effects.push(on(scene, table.name, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE', held));
    for (const index of indexesOf(scene, table.name))
      effects.push(on(scene, index.name, concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', held));
  }
  return answer(scene, effects, outsideOnly(scene, `REINDEX ${scope.toUpperCase()}`));
}

/** ALTER INDEX … RENAME lets everybody read and write, since 12. */
export function renameIndex(scene: Scene, operation: OperationOf<'rename-index'>): Analysis {
  return answer(scene, [on(scene, operation.index, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' })]);
}

/** ALTER INDEX … SET: options and statistics let everybody in, another tablespace copies the index. */
export function alterIndex(scene: Scene, operation: OperationOf<'alter-index'>): Analysis {
  const { index, change } = operation;
  if (change === 'tablespace')
    return answer(scene, [on(scene, index, 'ACCESS EXCLUSIVE', { kind: 'index', work: 'rewrite', cause: 'table-copy' })]);
  const lock = change === 'options' || change === 'statistics' ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  return answer(scene, [on(scene, index, lock, { kind: 'index' })]);
}

/** ALTER INDEX … ATTACH PARTITION. */
export function attachIndex(scene: Scene, operation: OperationOf<'attach-index'>): Analysis {
  return answer(
    scene,
    [
      on(scene, operation.index, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' }),
      on(scene, operation.child, 'ACCESS EXCLUSIVE', { kind: 'index' }),
    ],
    { reversible: false },
  );
}
