/** What changing the properties of a table does, and what hangs on it: storage, owners, row security, upkeep. */
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { qualify, splitRelation } from '../identifier.ts';
import { locksReaders, parameterProblem } from '../storage-parameters.ts';
import { keysTo } from './references.ts';
import {
  answer,
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
  wrongKind,
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
  const published = logged ? undefined : [...scene.catalog.publications].find(([, publication]) => publication.tables.has(table));
  const refused = published ? { sqlstate: '55000', reason: `${published[0]} publishes ${table}` } : null;
  // The sequences of its columns go along, from 15 on.
  const sequences = scene.situation.version >= 15 ? sequencesOf(scene, table) : [];
  return answer(
    scene,
    [...rewritten(scene, table, 'table-copy', { unknown }), ...sequences.map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE'))],
    { refused: firstRefusal(refused, loggedRefusal(scene, operation)) },
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

/** What goes along when a relation gets another owner: its indexes, and the sequences of its columns. */
export function ownerEffects(scene: Scene, table: string, certain: boolean): readonly Effect[] {
  const unknown = certain ? [] : LOCK_FIELDS;
  const along = [...indexesOf(scene, table).map((index) => index.name), ...sequencesOf(scene, table)];
  return [on(scene, table, 'ACCESS EXCLUSIVE'), ...along.map((name) => on(scene, name, 'ACCESS EXCLUSIVE', { unknown }))];
}

/** OWNER TO: where the owner really changes, the indexes and sequences of the table go along. */
export function setOwner(scene: Scene, operation: OperationOf<'set-owner'>): Analysis {
  const { table, owner } = operation;
  if (table === '') return answer(scene, []);
  const before = scene.catalog.relations.get(table)?.notes.owner ?? '';
  if (before === owner && before !== '') return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  // A role that the history makes owns what the history gives to it, and nothing else.
  return answer(scene, ownerEffects(scene, table, before !== '' || scene.catalog.roles.has(owner)));
}

/** Row level security: once enabled, rows without a policy that shows them are gone for everybody but the owner. */
export function setRowSecurity(scene: Scene, operation: OperationOf<'set-row-security'>): Analysis {
  const { table, change } = operation;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], {
    breaksRunningCode: (change === 'enable' || change === 'force') && !createdHere(scene, table),
  });
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
  if (table === '') {
    const marked = [...scene.catalog.relations.values()].filter((t) => t.clusterIndex !== '' && t.kind !== 'partitioned');
    const held = { heldUntil: 'statement' } as const;
    return answer(
      scene,
      marked.flatMap((t) => rewritten(scene, t.name, 'table-copy', held)),
      outsideOnly(scene, 'CLUSTER without a table'),
    );
  }
  const parts = withPartitions(scene, table).filter((member) => !isPartitioned(scene, member));
  const effects = parts.flatMap((member) => rewritten(scene, member, 'table-copy'));
  if (!isPartitioned(scene, table)) {
    return answer(scene, effects, {
      refused: firstRefusal(
        wrongKind(scene, table, ['table', 'materialized-view'], 'table or materialized view'),
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
  const { table, full, only, statisticsOnly } = operation;
  const outside = outsideOnly(scene, 'VACUUM');
  if (statisticsOnly) return answer(scene, [], outside);
  const held = { heldUntil: 'statement' } as const;
  const names =
    table === ''
      ? [...scene.catalog.relations.values()].filter((t) => t.kind === 'table' || t.kind === 'materialized-view').map((t) => t.name)
      : reached(scene, table, only, false);
  const effects = names
    .filter((name) => name === table || !isPartitioned(scene, name))
    .flatMap((name) => {
      if (isPartitioned(scene, name)) return [];
      if (full) return rewritten(scene, name, 'table-copy', held);
      return [on(scene, name, 'SHARE UPDATE EXCLUSIVE', { ...held, work: 'scan', cause: 'vacuum' })];
    });
  return answer(scene, effects, outside);
}

/** What VACUUM and ANALYZE of a table are about: views and sequences they leave out. */
function reached(scene: Scene, table: string, only: boolean, children: boolean): readonly string[] {
  const kind = scene.catalog.relations.get(table)?.kind;
  if (kind === 'view' || kind === 'sequence') return [];
  if (only) return [table];
  return children ? family(scene, table) : withPartitions(scene, table);
}

/** ANALYZE reads a sample, the size of which does not grow with the table. */
export function analyze(scene: Scene, operation: OperationOf<'analyze'>): Analysis {
  const { table, only } = operation;
  const names =
    table === ''
      ? [...scene.catalog.relations.values()]
          .filter((t) => t.kind === 'table' || t.kind === 'partitioned' || t.kind === 'materialized-view')
          .map((t) => t.name)
      : reached(scene, table, only, scene.situation.version >= 18);
  return answer(
    scene,
    names.map((name) => on(scene, name, 'SHARE UPDATE EXCLUSIVE')),
  );
}
