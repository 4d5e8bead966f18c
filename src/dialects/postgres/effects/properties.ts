/** What changing the properties of a table does, and what hangs on it: storage, owners, triggers, rules, policies, upkeep. */
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import {
  answer,
  before,
  createdHere,
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
  const effects = isPartitioned(scene, table)
    ? [on(scene, table, 'ACCESS EXCLUSIVE')]
    : rewritten(scene, table, 'table-copy', { unknown: method === 'heap' ? ['work', 'cause'] : [] });
  return answer(scene, effects, before(scene, 15, 'SET ACCESS METHOD'));
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
  return answer(scene, [on(scene, operation.table, operation.rule ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE')]);
}

/** CLUSTER ON marks an index for later; nothing moves. */
export function setClusterIndex(scene: Scene, operation: OperationOf<'set-cluster-index'>): Analysis {
  const { table, index } = operation;
  const named = index === '' ? [] : [on(scene, qualify(splitRelation(table).schema, index), 'SHARE UPDATE EXCLUSIVE', { kind: 'index' })];
  return answer(scene, [on(scene, table, 'SHARE UPDATE EXCLUSIVE'), ...named]);
}

/** CLUSTER copies the table in the order of an index. */
export function cluster(scene: Scene, operation: OperationOf<'cluster'>): Analysis {
  const { table } = operation;
  if (table === '')
    return {
      ...answer(scene, [], outsideOnly(scene, 'CLUSTER without a table')),
      unsupported: 'which tables are marked for CLUSTER is not in the migrations',
    };
  const parts = withPartitions(scene, table).filter((member) => !isPartitioned(scene, member));
  const effects = parts.flatMap((member) => rewritten(scene, member, 'table-copy'));
  if (!isPartitioned(scene, table)) return answer(scene, effects);
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
      : withPartitions(scene, table);
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
