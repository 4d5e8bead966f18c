/** What building, dropping and rebuilding indexes does. What changes an index and moves nothing is in index-changes.ts. */
import type { Index } from '../../../catalog/catalog.ts';
import type { Analysis, Consequence, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { changingFunction } from '../volatility.ts';
import { keysTo } from './references.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  type Doing,
  indexesOf,
  isOfSystem,
  on,
  outsideOnly,
  type Reference,
  type Scene,
  withPartitions,
} from './scene.ts';
import { type Below, indexBelow, partsOf, uniqueRefusal } from './stand-ins.ts';

const CONCURRENTLY_PAGE = 'sql-createindex#SQL-CREATEINDEX-CONCURRENTLY';

/** Access methods that come with the server and know no unique indexes. */
const NEVER_UNIQUE: ReadonlySet<string> = new Set(['hash', 'gin', 'gist', 'spgist', 'brin', 'bloom']);

/**
 * Whether this change itself has made a relation of that name. One of history may be gone by a statement that could not be
 * read, or may be in another schema of the search path: of that no refusal is made.
 */
export function isTaken(scene: Scene, name: string): boolean {
  const there = scene.catalog.indexes.get(name) ?? scene.catalog.relations.get(name);
  return there !== undefined && there.origin !== null && there.origin === scene.situation.change;
}

/** What the server's parser refuses, before anything else. */
const unknownNulls = (scene: Scene, { nulls }: OperationOf<'create-index'>): Refusal | null =>
  (nulls === 'unspecified' ? null : before(scene, 15, 'NULLS [NOT] DISTINCT').refused) ?? null;

/** Why the server refuses a CREATE INDEX whatever the rows. */
function createRefusal(scene: Scene, operation: OperationOf<'create-index'>, name: string): Refusal | null {
  const { table, concurrently, unique, method, only } = operation;
  const known = scene.catalog.relations.get(table);
  const partitioned = known?.kind === 'partitioned';
  const { catalog, situation } = scene;
  if (known?.kind === 'view' || known?.kind === 'sequence')
    return { sqlstate: '42809', reason: `${table} is a ${known.kind}, which has no indexes` };
  if (partitioned && concurrently)
    return { sqlstate: '0A000', reason: `${table} is partitioned, and its index cannot be built concurrently` };
  if (unique && NEVER_UNIQUE.has(method)) return { sqlstate: '0A000', reason: `an index of the method ${method} cannot be unique` };
  if (operation.named && !operation.ifNotExists && isTaken(scene, name))
    return { sqlstate: '42P07', reason: `there is a relation ${name} already` };
  const functions = [...operation.keys.map(({ expression }) => expression), operation.condition].flatMap((one) => one?.functions ?? []);
  const mutable = changingFunction({ functions }, catalog, situation.version);
  if (mutable !== undefined)
    return { sqlstate: '42P17', reason: `${mutable} is not immutable, and an index takes only functions that are` };
  if (!unique || !partitioned) return null;
  return uniqueRefusal(scene, only ? [table] : withPartitions(scene, table), operation.columns);
}

/** CREATE INDEX. */
export function createIndex(scene: Scene, operation: OperationOf<'create-index'>): Analysis {
  const { table, index, concurrently, ifNotExists, only, unique } = operation;
  const qualified = index === '' ? '' : qualify(splitRelation(table).schema, index);
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  const { catalog } = scene;
  const exists = ifNotExists && (catalog.indexes.has(qualified) || catalog.relations.has(qualified));
  const lock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
  const held: Doing = concurrently ? { heldUntil: 'statement', page: CONCURRENTLY_PAGE } : {};
  const build: Doing = { ...held, work: 'index-build', cause: 'index-build' };
  const shape = { ...operation, nullsNotDistinct: operation.nulls === 'not-distinct' };
  const below: Below = exists || only ? { built: new Map(), joined: [] } : indexBelow(scene, table, shape, 'nothing');
  const reached = only ? [table] : withPartitions(scene, table);
  // Nothing is built where every partition has such an index, or where there is none but that of the partitioned table.
  const idle = exists || (partitioned && (only || (reached.length > 1 && below.built.size === 0)));
  const effects = [
    ...reached.map((member) => {
      const certain = below.built.get(member);
      if (certain !== undefined) return on(scene, member, lock, certain ? build : { ...build, unknown: ['work', 'cause'] });
      return on(scene, member, lock, exists || partitioned ? held : build);
    }),
    ...below.joined.map((name) => on(scene, name, lock, held)),
  ];
  const outside = concurrently ? outsideOnly(scene, 'CREATE INDEX CONCURRENTLY') : {};
  return answer(scene, effects, {
    ...outside,
    ...(concurrently && !exists ? concurrentBuild(scene, operation, qualified) : {}),
    canFailOnData: (unique || operation.columns.some((key) => key.includes('::'))) && !idle,
    breaksRunningCode: unique && !idle && !createdHere(scene, table),
    refused: unknownNulls(scene, operation) ?? outside.refused ?? createRefusal(scene, operation, qualified),
  });
}

/** What a build has about it that nobody else waits for. */
function concurrentBuild(scene: Scene, operation: OperationOf<'create-index'>, name: string): Partial<Consequence> {
  const { table, ifNotExists, span } = operation;
  // With a DROP INDEX before it in its file every run begins from nothing.
  const cleared = scene.catalog.droppedIndexes.get(name) === span.path;
  return {
    waitsFor: 'old-snapshots',
    leavesInvalidIndex: true,
    hidesInvalidIndex: ifNotExists && !cleared && !createdHere(scene, table),
  };
}

/** The index, and where it is not known the table as far as the operation says it. */
function indexAndTable(scene: Scene, name: string, table: string): { readonly index: Index | undefined; readonly table: string } {
  const index = scene.catalog.indexes.get(name);
  return { index, table: index?.table ?? table };
}

/** The foreign keys that rest on a unique index; with another one over the same columns it is not known which. */
function keysOn(scene: Scene, index: Index): readonly Reference[] {
  if (!index.unique || index.where !== '') return [];
  const sorted = (columns: readonly string[]): string => columns.toSorted().join('\0');
  const wanted = sorted(index.columns);
  const others = indexesOf(scene, index.table).filter((other) => other.name !== index.name && other.unique && other.where === '');
  if (others.some((other) => sorted(other.columns) === wanted)) return [];
  const primary =
    constraintsOf(scene, index.table).find((c) => c.kind === 'primary-key')?.name === index.constraint && index.constraint !== '';
  return keysTo(scene, index.table).filter(({ constraint }) => {
    if (constraint.references?.table !== index.table) return false;
    const columns = constraint.references.columns;
    return columns.length === 0 ? primary : sorted(columns) === wanted;
  });
}

/** Why the server refuses a DROP INDEX whatever the rows. */
function dropRefusal(
  scene: Scene,
  operation: OperationOf<'drop-index'>,
  index: Index | undefined,
  resting: readonly Reference[],
): Refusal | null {
  const { concurrently, cascade, together } = operation;
  const name = operation.index;
  if (concurrently && together.length > 1)
    return { sqlstate: '0A000', reason: 'DROP INDEX CONCURRENTLY drops one index, and the statement names several' };
  if (concurrently && cascade) return { sqlstate: '0A000', reason: 'DROP INDEX CONCURRENTLY knows no CASCADE' };
  const relation = scene.catalog.relations.get(name);
  if (relation) return { sqlstate: '42809', reason: `${name} is no index` };
  if (!index) return null;
  if (concurrently && scene.catalog.relations.get(index.table)?.kind === 'partitioned')
    return { sqlstate: '0A000', reason: `${name} is the index of a partitioned table, which cannot be dropped concurrently` };
  if (index.partitionOf !== '') return { sqlstate: '2BP01', reason: `${name} is part of ${index.partitionOf}, and goes with that alone` };
  if (index.constraint !== '') return { sqlstate: '2BP01', reason: `the constraint ${index.constraint} rests on ${name}` };
  const backing = partsOf(scene, index).find((part) => part.constraint !== '');
  if (backing)
    return { sqlstate: '2BP01', reason: `the constraint ${backing.constraint} rests on ${backing.name}, which is part of ${name}` };
  const [key] = resting;
  return key && !cascade ? { sqlstate: '2BP01', reason: `a foreign key of ${key.table} rests on ${name}, and CASCADE is not given` } : null;
}

/** DROP INDEX takes ACCESS EXCLUSIVE on the index and on its table; CONCURRENTLY waits for those who use it instead. */
export function dropIndex(scene: Scene, operation: OperationOf<'drop-index'>): Analysis {
  const { concurrently, cascade } = operation;
  const { index, table } = indexAndTable(scene, operation.index, operation.table);
  const lock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const held: Doing = concurrently ? { heldUntil: 'statement' } : {};
  const effects: Effect[] = [];
  if (table !== '') effects.push(on(scene, table, lock, held));
  effects.push(on(scene, operation.index, lock, { ...held, kind: 'index', ...ifThere(index, operation) }));
  if (index) {
    for (const member of withPartitions(scene, index.table).slice(1)) effects.push(on(scene, member, lock, held));
    for (const part of partsOf(scene, index)) effects.push(on(scene, part.name, lock, held));
  }
  const resting = index ? keysOn(scene, index) : [];
  if (cascade) for (const key of resting) effects.push(on(scene, key.table, 'ACCESS EXCLUSIVE'));
  const outside = concurrently ? outsideOnly(scene, 'DROP INDEX CONCURRENTLY') : {};
  const unique = index?.unique ?? true;
  return answer(scene, effects, {
    ...outside,
    ...(concurrently ? { waitsFor: 'table-users' } : {}),
    // ON CONFLICT names the columns of a unique index.
    breaksRunningCode: unique && !createdHere(scene, operation.index) && !createdHere(scene, table),
    unknown: index || createdHere(scene, operation.index) ? [] : ['breaksRunningCode'],
    refused: outside.refused ?? dropRefusal(scene, operation, index, resting),
  });
}

const LOCKING = ['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const;

/** With IF EXISTS an index that no history shows may not be there, and then nothing is locked. */
export function ifThere(index: Index | undefined, { ifExists }: { readonly ifExists: boolean }): Doing {
  return ifExists && !index ? { unknown: LOCKING } : {};
}

/** What the server's parser refuses, before anything else. */
const unknownOptions = (scene: Scene, { optionList }: OperationOf<'reindex'>): Refusal | null =>
  (optionList ? before(scene, 14, 'CONCURRENTLY and TABLESPACE among the options of REINDEX').refused : null) ?? null;

/** Why the server refuses a REINDEX of one index or table. */
function reindexRefusal(scene: Scene, operation: OperationOf<'reindex'>, index: Index | undefined, table: string): Refusal | null {
  const { scope, concurrently } = operation;
  if (concurrently && (scope === 'system' || isOfSystem(operation.index) || isOfSystem(operation.table)))
    return { sqlstate: '0A000', reason: 'indexes of system catalogs cannot be rebuilt concurrently' };
  const kind = scene.catalog.relations.get(scope === 'index' ? operation.index : table)?.kind;
  if (scope === 'table' && (kind === 'view' || kind === 'sequence' || kind === 'foreign-table'))
    return { sqlstate: '42809', reason: `${table} is a ${kind}, which has no indexes` };
  if (scope === 'index' && kind !== undefined) return { sqlstate: '42809', reason: `${operation.index} is no index` };
  if (scope === 'index' && concurrently && index && isExclusion(scene, index))
    return { sqlstate: '0A000', reason: `${index.name} is behind an exclusion constraint, and is not rebuilt concurrently` };
  if (index && scene.situation.version < 14 && scene.catalog.relations.get(index.table)?.kind === 'partitioned')
    return { sqlstate: '0A000', reason: `PostgreSQL ${scene.situation.version} cannot rebuild the index of a partitioned table` };
  return null;
}

const isExclusion = (scene: Scene, index: Index): boolean =>
  scene.catalog.relations.get(index.table)?.constraints.get(index.constraint)?.kind === 'exclude';

/** How REINDEX locks a table and its indexes, and what it does there. */
interface Rebuild {
  readonly table: Effect['lock'];
  readonly index: Effect['lock'];
  readonly doing: Doing;
}

/**
 * REINDEX: SHARE on the table lets readers in, and ACCESS EXCLUSIVE on the index keeps them out all the same: planning a
 * query opens every index of its tables.
 */
export function reindex(scene: Scene, operation: OperationOf<'reindex'>): Analysis {
  const { scope, concurrently } = operation;
  if (scope === 'schema' || scope === 'database' || scope === 'system') return reindexMany(scene, operation);
  const { index, table } =
    scope === 'index' ? indexAndTable(scene, operation.index, operation.table) : { index: undefined, table: operation.table };
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  const how: Rebuild = {
    table: concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
    index: concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
    doing: {
      work: 'index-build',
      cause: 'reindex',
      ...(concurrently ? { heldUntil: 'statement', page: 'sql-reindex#SQL-REINDEX-CONCURRENTLY' } : {}),
    },
  };
  const effects =
    scope === 'index' ? reindexIndex(scene, operation.index, index, table, how) : reindexTable(scene, table, concurrently, how);
  // On a partitioned table each partition is a transaction of its own, from 14 on; before, only its own indexes were done.
  const outside =
    concurrently || (partitioned && scene.situation.version >= 14)
      ? outsideOnly(scene, concurrently ? 'REINDEX CONCURRENTLY' : 'REINDEX of a partitioned table')
      : {};
  return answer(scene, effects, {
    ...outside,
    ...(concurrently ? { waitsFor: 'old-snapshots', leavesInvalidIndex: true } : {}),
    refused:
      unknownOptions(scene, operation) ??
      (concurrently ? outside.refused : null) ??
      reindexRefusal(scene, operation, index, table) ??
      outside.refused ??
      null,
  });
}

function reindexIndex(scene: Scene, name: string, index: Index | undefined, table: string, how: Rebuild): readonly Effect[] {
  const partitioned = index !== undefined && scene.catalog.relations.get(table)?.kind === 'partitioned';
  const own = partitioned ? { heldUntil: how.doing.heldUntil ?? 'statement' } : how.doing;
  const effects: Effect[] = [];
  if (table !== '') effects.push(on(scene, table, how.table, own));
  effects.push(on(scene, name, how.index, { ...own, kind: 'index' }));
  if (!partitioned) return effects;
  for (const part of partsOf(scene, index)) {
    const doing: Doing = { ...how.doing, heldUntil: 'statement' };
    // The parts are looked up under SHARE, CONCURRENTLY or not.
    effects.push(on(scene, part.name, 'SHARE', { heldUntil: 'statement' }));
    if (scene.catalog.relations.get(part.table)?.kind === 'partitioned') continue;
    effects.push(on(scene, part.table, how.table, doing), on(scene, part.name, how.index, doing));
  }
  return effects;
}

function reindexTable(scene: Scene, table: string, concurrently: boolean, how: Rebuild): readonly Effect[] {
  const known = scene.catalog.relations.get(table);
  if (known?.kind === 'partitioned') {
    // 13 skipped partitioned tables with a warning.
    if (scene.situation.version < 14) return [on(scene, table, how.table)];
    const held: Doing = { heldUntil: 'statement' };
    const effects: Effect[] = [on(scene, table, how.table, held)];
    for (const member of withPartitions(scene, table).slice(1)) {
      // The partitions are looked up under SHARE, CONCURRENTLY or not: that waits for those who write, and they for it.
      effects.push(on(scene, member, 'SHARE', held));
      if (scene.catalog.relations.get(member)?.kind === 'partitioned') continue;
      effects.push(...ofOneTable(scene, member, concurrently, { ...how, doing: { ...how.doing, ...held } }));
    }
    return effects;
  }
  return ofOneTable(scene, table, concurrently, how);
}

/** REINDEX of one table that holds rows. CONCURRENTLY passes over exclusion constraints and invalid indexes. */
function ofOneTable(scene: Scene, table: string, concurrently: boolean, how: Rebuild): readonly Effect[] {
  const indexes = indexesOf(scene, table).filter((index) => !concurrently || (index.valid && !isExclusion(scene, index)));
  // A table that is known by name alone nearly always has indexes.
  const hidden = !concurrently && indexes.length === 0 && !(scene.catalog.relations.get(table)?.columnsKnown ?? false);
  return [
    on(scene, table, how.table, { ...how.doing, blocksReads: hidden, unknown: hidden ? ['blocksReads'] : [] }),
    ...indexes.map((own) => on(scene, own.name, how.index, how.doing)),
  ];
}

/** REINDEX SCHEMA, DATABASE and SYSTEM: table by table, each in a transaction of its own. */
function reindexMany(scene: Scene, operation: OperationOf<'reindex'>): Analysis {
  const { scope, object, concurrently } = operation;
  const how: Rebuild = {
    table: concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
    index: concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE',
    doing: { work: 'index-build', cause: 'reindex', heldUntil: 'statement' },
  };
  const effects: Effect[] = [];
  for (const table of scene.catalog.relations.values()) {
    if (table.kind !== 'table' && table.kind !== 'materialized-view') continue;
    if (scope === 'system' || (scope === 'schema' && splitRelation(table.name).schema !== splitRelation(object).name)) continue;
    effects.push(...ofOneTable(scene, table.name, concurrently, how));
  }
  const outside = outsideOnly(scene, `REINDEX ${scope.toUpperCase()}`);
  return answer(scene, effects, {
    ...outside,
    ...(concurrently && scope !== 'system' ? { waitsFor: 'old-snapshots', leavesInvalidIndex: true } : {}),
    refused: unknownOptions(scene, operation) ?? outside.refused ?? reindexRefusal(scene, operation, undefined, ''),
  });
}
