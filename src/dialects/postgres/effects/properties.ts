/** What changing the properties of a table does, and what hangs on it: storage, owners, triggers, rules, policies, upkeep. */
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { keysTo } from './references.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  family,
  indexesOf,
  isKnown,
  on,
  outsideOnly,
  rewritten,
  type Scene,
  sequencesOf,
  withPartitions,
} from './scene.ts';

const isPartitioned = (scene: Scene, table: string): boolean => scene.catalog.relations.get(table)?.kind === 'partitioned';

/** One lock on one table, nothing else. */
export function lockOnly(lock: Effect['lock']): (scene: Scene, operation: { readonly table: string }) => Analysis {
  return (scene, { table }) => answer(scene, [on(scene, table, lock)]);
}

/** SET LOGGED and SET UNLOGGED copy the table. */
export function setLogged(scene: Scene, operation: OperationOf<'set-logged'>): Analysis {
  const { table, logged } = operation;
  const known = scene.catalog.relations.get(table);
  if (isPartitioned(scene, table)) {
    const refused =
      scene.situation.version >= 18
        ? { sqlstate: '42809', reason: `${table} is partitioned; its partitions are logged or not, each by itself` }
        : null;
    return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], { refused });
  }
  if (known && isKnown(scene, table) && known.unlogged !== logged) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  const unknown = isKnown(scene, table) ? [] : (['work', 'cause'] as const);
  // The sequences of its columns go along, from 15 on.
  const sequences = scene.situation.version >= 15 ? sequencesOf(scene, table) : [];
  return answer(scene, [
    ...rewritten(scene, table, 'table-copy', { unknown }),
    ...sequences.map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE')),
  ]);
}

/** SET TABLESPACE copies the table; its indexes stay where they are. */
export function setTablespace(scene: Scene, operation: OperationOf<'set-tablespace'>): Analysis {
  const { table } = operation;
  if (table === '') return { ...answer(scene, []), unsupported: 'which tables are in the tablespace is not in the migrations' };
  if (isPartitioned(scene, table)) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  return answer(scene, [
    on(scene, table, 'ACCESS EXCLUSIVE', {
      work: 'rewrite',
      cause: 'table-copy',
      unknown: operation.tablespace === 'pg_default' ? ['work', 'cause'] : [],
    }),
  ]);
}

/** SET ACCESS METHOD copies the table, unless it has that method already. */
export function setAccessMethod(scene: Scene, operation: OperationOf<'set-access-method'>): Analysis {
  const { table, method } = operation;
  const early = before(scene, 15, 'SET ACCESS METHOD');
  if (isPartitioned(scene, table)) {
    const refused =
      scene.situation.version < 17
        ? { refused: { sqlstate: '42809', reason: `${table} is partitioned and has no access method before 17` } }
        : {};
    return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], { ...refused, ...early });
  }
  // Where the table is a heap already nothing is copied, and its indexes are left alone.
  const doubted = method === 'heap' ? (['work', 'cause'] as const) : [];
  const locks = method === 'heap' ? (['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const) : [];
  const [own, ...along] = rewritten(scene, table, 'table-copy', { unknown: doubted });
  return answer(scene, [...(own ? [own] : []), ...along.map((effect) => ({ ...effect, unknown: [...effect.unknown, ...locks] }))], early);
}

/** SET (…): what planning and vacuum look up lets everybody in; what decoding and planning rely on does not. */
export function setTableOptions(scene: Scene, operation: OperationOf<'set-table-options'>): Analysis {
  const { table, options } = operation;
  const strong = options.some((option) => option.toLowerCase() === 'user_catalog_table');
  const refused = isPartitioned(scene, table)
    ? { sqlstate: scene.situation.version < 16 ? '22023' : '42809', reason: `${table} is partitioned and has no storage parameters` }
    : null;
  return answer(scene, [on(scene, table, strong ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE')], { refused });
}

/** REPLICA IDENTITY. */
export function setReplicaIdentity(scene: Scene, operation: OperationOf<'set-replica-identity'>): Analysis {
  const { table, index } = operation;
  const named = index === '' ? [] : [on(scene, qualify(splitRelation(table).schema, index), 'SHARE', { kind: 'index' })];
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE'), ...named]);
}

/** OWNER TO: where the owner really changes, the indexes and sequences of the table go along. */
export function setOwner(scene: Scene, operation: OperationOf<'set-owner'>): Analysis {
  const { table } = operation;
  if (table === '') return answer(scene, []);
  const unknown = ['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const;
  const along = [...indexesOf(scene, table).map((index) => index.name), ...sequencesOf(scene, table)];
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE'), ...along.map((name) => on(scene, name, 'ACCESS EXCLUSIVE', { unknown }))]);
}

/** Row level security: once enabled, rows without a policy that shows them are gone for everybody but the owner. */
export function setRowSecurity(scene: Scene, operation: OperationOf<'set-row-security'>): Analysis {
  const { table, change } = operation;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], {
    breaksRunningCode: (change === 'enable' || change === 'force') && !createdHere(scene, table),
  });
}

/** ENABLE and DISABLE of triggers and rules. */
export function setTriggerState(scene: Scene, operation: OperationOf<'set-trigger-state'>): Analysis {
  const { table, rule } = operation;
  if (rule) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  return answer(
    scene,
    triggerReach(scene, operation).map((member) => on(scene, member, 'SHARE ROW EXCLUSIVE')),
  );
}

/** The tables whose triggers change state: partitions have their own of the row triggers of their table. */
function triggerReach(scene: Scene, { table, trigger, all }: OperationOf<'set-trigger-state'>): readonly string[] {
  const triggers = [...(scene.catalog.relations.get(table)?.triggers.values() ?? [])].filter(
    ({ name }) => trigger === '' || name === trigger,
  );
  // Those behind foreign keys have been made like that since 15.
  const keyed = keysTo(scene, table).length > 0 || constraintsOf(scene, table).some((c) => c.references);
  const keys = all && keyed && scene.situation.version >= 15;
  return triggers.some(({ forEachRow }) => forEachRow) || keys ? withPartitions(scene, table) : [table];
}

/** CLUSTER ON marks an index for later; nothing moves. */
export function setClusterIndex(scene: Scene, operation: OperationOf<'set-cluster-index'>): Analysis {
  const { table, index } = operation;
  const name = qualify(splitRelation(table).schema, index);
  const named = index === '' ? [] : [on(scene, name, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' })];
  const refused = isPartitioned(scene, table)
    ? { sqlstate: '0A000', reason: `${table} is partitioned, and no index of it is marked for CLUSTER` }
    : clusterRefusal(scene, index === '' ? '' : name);
  return answer(scene, [on(scene, table, 'SHARE UPDATE EXCLUSIVE'), ...named], { refused });
}

/** Why no table is ordered by an index. */
function clusterRefusal(scene: Scene, name: string): Refusal | null {
  const index = scene.catalog.indexes.get(name);
  if (!index) return null;
  if (NO_ORDER.has(index.method)) return { sqlstate: '0A000', reason: `an index of the method ${index.method} has no order` };
  return index.where === '' ? null : { sqlstate: '0A000', reason: `${name} is a partial index, which does not have every row` };
}

const NO_ORDER: ReadonlySet<string> = new Set(['hash', 'gin', 'spgist', 'brin', 'bloom']);

/** CLUSTER copies the table in the order of an index. */
export function cluster(scene: Scene, operation: OperationOf<'cluster'>): Analysis {
  const { table } = operation;
  const index = operation.index === '' ? '' : qualify(splitRelation(table).schema, operation.index);
  if (table === '')
    return {
      ...answer(scene, [], outsideOnly(scene, 'CLUSTER without a table')),
      unsupported: 'which tables are marked for CLUSTER is not in the migrations',
    };
  const parts = withPartitions(scene, table).filter((member) => !isPartitioned(scene, member));
  const effects = parts.flatMap((member) => rewritten(scene, member, 'table-copy'));
  if (!isPartitioned(scene, table)) return answer(scene, effects, { refused: clusterRefusal(scene, index) });
  const early = scene.situation.version < 15;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { work: 'rewrite', cause: 'table-copy' }), ...effects], {
    ...outsideOnly(scene, 'CLUSTER of a partitioned table'),
    ...(early
      ? { refused: { sqlstate: '0A000', reason: `PostgreSQL ${scene.situation.version} cannot cluster a partitioned table` } }
      : {}),
  });
}

/** VACUUM lets everybody read and write; VACUUM FULL copies the table. */
export function vacuum(scene: Scene, operation: OperationOf<'vacuum'>): Analysis {
  const { table, full } = operation;
  const outside = outsideOnly(scene, 'VACUUM');
  const held = { heldUntil: 'statement' } as const;
  const names =
    table === ''
      ? [...scene.catalog.relations.values()].filter((t) => t.kind === 'table' || t.kind === 'materialized-view').map((t) => t.name)
      : withPartitions(scene, table);
  const effects = names
    .filter((name) => name === table || !isPartitioned(scene, name))
    .flatMap((name) => {
      if (isPartitioned(scene, name)) return [];
      if (full) return rewritten(scene, name, 'table-copy', held);
      return [on(scene, name, 'SHARE UPDATE EXCLUSIVE', { ...held, work: 'scan', cause: 'vacuum' })];
    });
  return answer(scene, effects, outside);
}

/** ANALYZE reads a sample, the size of which does not grow with the table. */
export function analyze(scene: Scene, operation: OperationOf<'analyze'>): Analysis {
  const { table } = operation;
  const names =
    table === ''
      ? [...scene.catalog.relations.values()].filter((t) => t.kind !== 'view' && t.kind !== 'sequence').map((t) => t.name)
      : scene.situation.version < 18
        ? withPartitions(scene, table)
        : family(scene, table);
  return answer(
    scene,
    names.map((name) => on(scene, name, 'SHARE UPDATE EXCLUSIVE')),
  );
}

/** CREATE TRIGGER; a row trigger of a partitioned table is made on every partition. */
export function createTrigger(scene: Scene, operation: OperationOf<'create-trigger'>): Analysis {
  const { table, replace, forEachRow } = operation;
  const reached = forEachRow ? withPartitions(scene, table) : [table];
  return answer(
    scene,
    reached.map((member) => on(scene, member, 'SHARE ROW EXCLUSIVE')),
    replace && !operation.constraintTrigger ? before(scene, 14, 'CREATE OR REPLACE TRIGGER') : {},
  );
}

/** DROP TRIGGER. */
export function dropTrigger(scene: Scene, operation: OperationOf<'drop-trigger'>): Analysis {
  return answer(
    scene,
    withPartitions(scene, operation.table).map((member) => on(scene, member, 'ACCESS EXCLUSIVE')),
  );
}

/** ALTER TRIGGER, RULE and POLICY … RENAME. */
export function renameDependent(scene: Scene, operation: OperationOf<'rename-dependent'>): Analysis {
  const reached =
    operation.objectType === 'trigger' && scene.situation.version >= 15 ? withPartitions(scene, operation.table) : [operation.table];
  return answer(
    scene,
    reached.map((member) => on(scene, member, 'ACCESS EXCLUSIVE')),
  );
}
