/** What changing the properties of a table does, and what hangs on it: storage, owners, triggers, rules, policies, upkeep. */
import type { Trigger } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { locksReaders, parameterProblem } from '../storage-parameters.ts';
import { keysTo, withAncestors } from './references.ts';
import { wrongKind } from './refusals.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  family,
  firstRefusal,
  indexesOf,
  isClosed,
  isKnown,
  LOCK_FIELDS,
  on,
  outsideOnly,
  rewritten,
  type Scene,
  sequencesOf,
  unknownBefore,
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
        : loggedRefusal(scene, operation);
    return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], { refused });
  }
  if (known && isKnown(scene, table) && known.unlogged !== logged) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  const unknown = isKnown(scene, table) ? [] : (['work', 'cause'] as const);
  // The sequences of its columns go along, from 15 on.
  const sequences = scene.situation.version >= 15 ? sequencesOf(scene, table) : [];
  return answer(
    scene,
    [...rewritten(scene, table, 'table-copy', { unknown }), ...sequences.map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE'))],
    { refused: loggedRefusal(scene, operation) },
  );
}

/** A logged table references logged ones alone: the one whose foreign key stands in the way. */
function loggedRefusal(scene: Scene, { table, logged }: OperationOf<'set-logged'>): Refusal | null {
  const { relations } = scene.catalog;
  if (relations.get(table)?.temporary) return { sqlstate: '42P16', reason: `${table} is temporary, and never logged` };
  if (logged) {
    const target = constraintsOf(scene, table)
      .flatMap((constraint) => constraint.references?.table ?? [])
      .find((name) => name !== table && relations.get(name)?.unlogged);
    return target === undefined ? null : { sqlstate: '42P16', reason: `${table} references ${target}, which is unlogged` };
  }
  const owner = keysTo(scene, table).find((reference) => isKnown(scene, reference.table) && !relations.get(reference.table)?.unlogged);
  return owner ? { sqlstate: '42P16', reason: `${owner.table}, which is logged, references ${table}` } : null;
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
  const { version } = scene.situation;
  const refused = firstRefusal(
    unknownBefore(scene, 15, 'SET ACCESS METHOD'),
    method === 'default' ? unknownBefore(scene, 17, 'SET ACCESS METHOD DEFAULT') : null,
    isPartitioned(scene, table) && version < 17
      ? { sqlstate: '42809', reason: `${table} is partitioned, and before PostgreSQL 17 it has no access method`, byVersion: true }
      : null,
  );
  if (isPartitioned(scene, table)) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], { refused });
  const named = (name: string): string => (name === 'default' || name === '' ? DEFAULT_ACCESS_METHOD : name);
  const known = isKnown(scene, table);
  if (known && named(scene.catalog.relations.get(table)?.accessMethod ?? '') === named(method))
    return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], { refused });
  const unknown = known ? [] : (['work', 'cause'] as const);
  const effects = rewritten(scene, table, 'table-copy', { unknown }).map((effect) =>
    known || effect.relation === table ? effect : { ...effect, unknown: [...effect.unknown, ...LOCK_FIELDS] },
  );
  return answer(scene, effects, { refused });
}

/** What the server takes where nothing is said, unless default_table_access_method says otherwise. */
const DEFAULT_ACCESS_METHOD = 'heap';

/** SET (…): what planning and vacuum look up lets everybody in; what decoding and planning rely on does not. */
export function setTableOptions(scene: Scene, operation: OperationOf<'set-table-options'>): Analysis {
  const { table, options, storage } = operation;
  const { version } = scene.situation;
  const kind = scene.catalog.relations.get(table)?.kind;
  const sets = storage.some((option) => option.value !== undefined);
  const problem =
    kind === 'table' && isKnown(scene, table) && scene.catalog.relations.get(table)?.accessMethod === ''
      ? storage.flatMap(({ name, value }) => parameterProblem(name, value, version) ?? [])[0]
      : undefined;
  const refused =
    kind === 'partitioned' && sets
      ? { sqlstate: version < 16 ? '22023' : '42809', reason: `${table} is partitioned and has no storage parameters` }
      : problem === undefined
        ? null
        : { sqlstate: '22023', reason: problem };
  return answer(scene, [on(scene, table, options.some(locksReaders) ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE')], { refused });
}

/** REPLICA IDENTITY. */
export function setReplicaIdentity(scene: Scene, operation: OperationOf<'set-replica-identity'>): Analysis {
  const { table, index } = operation;
  const name = qualify(splitRelation(table).schema, index);
  const named = index === '' ? [] : [on(scene, name, 'SHARE', { kind: 'index' })];
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE'), ...named], {
    refused: index === '' ? null : identityRefusal(scene, table, name),
  });
}

/** An index that its table does not have. */
function missingIndex(scene: Scene, table: string, name: string): Refusal | null {
  const known = scene.catalog.indexes.get(name);
  if (known) return known.table === table ? null : { sqlstate: '42809', reason: `${name} is an index of ${known.table}` };
  return isClosed(scene, table) ? { sqlstate: '42704', reason: `${table} has no index ${name}` } : null;
}

/** Why an index cannot tell rows apart for those who replicate. */
function identityRefusal(scene: Scene, table: string, name: string): Refusal | null {
  const missing = missingIndex(scene, table, name);
  const index = scene.catalog.indexes.get(name);
  if (missing || !index) return missing;
  if (!index.unique) return { sqlstate: '42809', reason: `${name} is not unique` };
  const relation = scene.catalog.relations.get(table);
  if (relation?.constraints.get(index.constraint)?.deferrable)
    return { sqlstate: '0A000', reason: `${name} is behind a deferrable constraint` };
  if (index.hasExpressions) return { sqlstate: '0A000', reason: `${name} is over an expression` };
  if (index.where !== '') return { sqlstate: '0A000', reason: `${name} is a partial index` };
  const open = index.columns.find((column) => relation?.columns.get(column)?.notNull === false);
  return open === undefined ? null : { sqlstate: '42809', reason: `${name} is over ${open}, which may be NULL` };
}

/** OWNER TO: where the owner really changes, the indexes and sequences of the table go along. */
export function setOwner(scene: Scene, operation: OperationOf<'set-owner'>): Analysis {
  const { table } = operation;
  if (table === '') return answer(scene, []);
  const unknown = LOCK_FIELDS;
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

/** ENABLE and DISABLE of triggers and rules; the row triggers of a partitioned table are those of its partitions too. */
export function setTriggerState(scene: Scene, operation: OperationOf<'set-trigger-state'>): Analysis {
  const { table, trigger, rule } = operation;
  if (rule) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  const reaches = reachesPartitions(scene, operation);
  const below = reaches === 'no' ? [] : withPartitions(scene, table).slice(1);
  const doing = reaches === 'unknown' ? { unknown: LOCK_FIELDS } : {};
  const known = trigger === '' || trigger.startsWith('RI_ConstraintTrigger_') || triggersOf(scene, table).some((t) => t.name === trigger);
  return answer(
    scene,
    [on(scene, table, 'SHARE ROW EXCLUSIVE'), ...below.map((member) => on(scene, member, 'SHARE ROW EXCLUSIVE', doing))],
    { refused: known || !isClosed(scene, table) ? null : { sqlstate: '42704', reason: `${table} has no trigger ${trigger}` } },
  );
}

/** The triggers of a table, with those that it has from the partitioned tables it is a part of. */
function triggersOf(scene: Scene, table: string): readonly Trigger[] {
  const { relations } = scene.catalog;
  const above = withAncestors(scene, table)
    .slice(1)
    .flatMap((name) => [...(relations.get(name)?.triggers.values() ?? [])]);
  return [...(relations.get(table)?.triggers.values() ?? []), ...above.filter((trigger) => trigger.forEachRow)];
}

/** Whether one of the triggers meant is for each row, and so on every partition. */
function reachesPartitions(scene: Scene, { table, trigger, all }: OperationOf<'set-trigger-state'>): 'yes' | 'no' | 'unknown' {
  if (!isPartitioned(scene, table)) return 'no';
  const meant = triggersOf(scene, table).filter((t) => trigger === '' || t.name === trigger);
  if (meant.some((t) => t.forEachRow)) return 'yes';
  // The triggers behind foreign keys; before 15 those of the partitions were not found from above.
  const keys = constraintsOf(scene, table).some((c) => c.references) || keysTo(scene, table).length > 0;
  if (all && keys) return scene.situation.version < 15 ? 'no' : 'yes';
  return isKnown(scene, table) ? 'no' : 'unknown';
}

/** CLUSTER ON marks an index for later; nothing moves. */
export function setClusterIndex(scene: Scene, operation: OperationOf<'set-cluster-index'>): Analysis {
  const { table, index } = operation;
  const name = qualify(splitRelation(table).schema, index);
  const named = index === '' ? [] : [on(scene, name, 'SHARE UPDATE EXCLUSIVE', { kind: 'index' })];
  return answer(scene, [on(scene, table, 'SHARE UPDATE EXCLUSIVE'), ...named], {
    refused: firstRefusal(
      index === '' ? null : clusterRefusal(scene, table, name),
      isPartitioned(scene, table) ? { sqlstate: '0A000', reason: `${table} is partitioned, and none of its indexes can be marked` } : null,
    ),
  });
}

/** Why a table cannot be put in the order of an index. */
function clusterRefusal(scene: Scene, table: string, name: string): Refusal | null {
  const index = scene.catalog.indexes.get(name);
  return firstRefusal(
    missingIndex(scene, table, name),
    index && NO_ORDER.has(index.method) ? { sqlstate: '0A000', reason: `${name} is a ${index.method} index, which has no order` } : null,
    index && index.where !== '' ? { sqlstate: '0A000', reason: `${name} is a partial index` } : null,
  );
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
  if (!isPartitioned(scene, table)) {
    return answer(scene, effects, {
      refused: firstRefusal(
        wrongKind(scene, table, ['table', 'materialized-view'], 'CLUSTER'),
        index === '' ? null : clusterRefusal(scene, table, index),
      ),
    });
  }
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
