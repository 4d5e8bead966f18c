/** What making, dropping, renaming, emptying and locking tables does. */
import type { Analysis, Effect, LockMode, Refusal } from '../../../effects/effect.ts';
import { LOCK_MODES } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { exclusionRefusal, syntaxRefusal } from './constraints.ts';
import { cascadeEffects, dependencyRefusal } from './dependants.ts';
import { keyRefusal, persistenceRefusal } from './foreign-keys.ts';
import { newPartition } from './partitions.ts';
import { endOfKey, keysTo } from './references.ts';
import { nameTaken, parentRefusal, namedTwice, outputTwice } from './refusals.ts';
import {
  answer,
  constraintsOf,
  createdHere,
  defaultPartitionOf,
  drawingFrom,
  family,
  firstRefusal,
  indexesOf,
  isKnown,
  LOCK_FIELDS,
  on,
  referencesTo,
  type Scene,
  sequencesOf,
  unknownBefore,
  withPartitions,
  wrongKind,
} from './scene.ts';
import { missingPartitionKey } from './stand-ins.ts';

/** CREATE TABLE locks what it points at: referenced tables, the parents it inherits from, the table it is a partition of. */
export function createTable(scene: Scene, operation: OperationOf<'create-table'>): Analysis {
  const { table } = operation;
  if (operation.ifNotExists && scene.catalog.relations.has(table)) return answer(scene, []);
  const effects: Effect[] = [];
  for (const target of operation.references)
    for (const member of withPartitions(scene, target)) effects.push(on(scene, member, 'SHARE ROW EXCLUSIVE'));
  for (const parent of operation.inherits) effects.push(on(scene, parent, 'SHARE UPDATE EXCLUSIVE'));
  if (operation.partitionOf) effects.push(...newPartition(scene, operation.partitionOf, operation.defaultPartition, operation.bound));
  return answer(scene, effects, {
    canFailOnData: effects.some((effect) => effect.work !== 'none'),
    refused: createRefusal(scene, operation),
  });
}

/** Why a table cannot be made as the statement says. */
function createRefusal(scene: Scene, operation: OperationOf<'create-table'>): Refusal | null {
  const { table, columns, constraints, partitioned, partitionKey, inherits, partitionOf } = operation;
  const own = [
    ...constraints,
    ...columns.flatMap((column) => column.constraints.map((c) => (c.columns.length > 0 ? c : { ...c, columns: [column.name] }))),
  ];
  const persistence = operation.temporary ? 'temporary' : operation.unlogged ? 'unlogged' : 'permanent';
  return firstRefusal(
    columns.some((column) => column.generated?.kind === 'virtual') ? unknownBefore(scene, 18, 'virtual generated columns') : null,
    ...constraints.map((c) => (c.kind === 'not-null' ? unknownBefore(scene, 18, 'NOT NULL as a table constraint') : null)),
    ...own.map((c) => syntaxRefusal(scene, c)),
    operation.ifNotExists ? null : nameTaken(scene, table),
    namedTwice(columns.map(({ name }) => name)),
    ...inherits.map((parent) => parentRefusal(scene, parent)),
    partitionOf === '' ? null : partitionRefusal(scene, operation),
    partitioned
      ? firstRefusal(
          ...own
            .filter((c) => c.kind === 'primary-key' || c.kind === 'unique' || c.kind === 'exclude')
            .map((c) => exclusionRefusal(scene, table, c) ?? missingPartitionKey(table, partitionKey, c.columns)),
          partitioned && operation.unlogged && scene.situation.version >= 18
            ? { sqlstate: '0A000', reason: `${table} is partitioned; its partitions are logged or not, each by itself` }
            : null,
        )
      : null,
    ...own.flatMap((c) => (c.references ? [keyRefusal(scene, c, table), persistenceRefusal(scene, persistence, c)] : [])),
  );
}

/** What cannot be a partition of something. */
function partitionRefusal(scene: Scene, { table, partitionOf, temporary, defaultPartition }: OperationOf<'create-table'>): Refusal | null {
  const parent = scene.catalog.relations.get(partitionOf);
  if (!parent || !isKnown(scene, partitionOf)) return null;
  if (parent.kind !== 'partitioned') return { sqlstate: '42P17', reason: `${partitionOf} is not partitioned` };
  if (temporary !== parent.temporary) {
    return {
      sqlstate: '42809',
      reason: `${table} is ${temporary ? '' : 'not '}temporary, and ${partitionOf} is ${temporary ? 'not' : ''}`,
    };
  }
  const rest = defaultPartition ? defaultPartitionOf(scene, partitionOf) : undefined;
  return rest === undefined ? null : { sqlstate: '42P17', reason: `${partitionOf} has a default partition already, ${rest}` };
}

/** CREATE TABLE AS reads its sources and locks nothing that others notice. */
export function createTableAs(scene: Scene, { table, ifNotExists, query, columnNames }: OperationOf<'create-table-as'>): Analysis {
  return answer(scene, [], { refused: (ifNotExists ? null : nameTaken(scene, table)) ?? outputTwice(query, columnNames) });
}

/** Everything that is locked when one table goes. */
export function dropEffects(scene: Scene, table: string, cascade: boolean, seen = new Set<string>()): readonly Effect[] {
  if (seen.has(table)) return [];
  seen.add(table);
  const effects: Effect[] = [on(scene, table, 'ACCESS EXCLUSIVE')];
  const known = scene.catalog.relations.get(table);
  for (const index of indexesOf(scene, table)) effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE'));
  for (const sequence of sequencesOf(scene, table)) {
    effects.push(on(scene, sequence, 'ACCESS EXCLUSIVE'));
    // CASCADE takes the defaults of other tables that draw from it.
    if (cascade) for (const other of drawingFrom(scene, sequence)) effects.push(on(scene, other, 'ACCESS EXCLUSIVE'));
  }
  const inherited = known?.partitionOf ? constraintsOf(scene, known.partitionOf) : [];
  for (const constraint of constraintsOf(scene, table)) {
    const target = constraint.references?.table;
    if (target === undefined || target === table) continue;
    // A partition's copy of its parent's key has no triggers of its own on the referenced table.
    if (inherited.some((c) => c.references?.table === target && c.columns.join() === constraint.columns.join())) continue;
    effects.push(...endOfKey(scene, target, 'dropped'));
  }
  // "From" as well as "to": the triggers behind a foreign key stand on both tables.
  for (const { table: other } of referencesTo(scene, table)) effects.push(on(scene, other, 'ACCESS EXCLUSIVE'));
  // A foreign key to the partitioned table goes as a whole when one of its partitions goes.
  for (const { table: other, constraint } of cascade && known?.partitionOf ? keysTo(scene, known.partitionOf) : []) {
    for (const member of withPartitions(scene, other)) effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
    effects.push(...endOfKey(scene, constraint.references?.table ?? '', 'dropped'));
  }
  for (const part of known?.partitions ?? []) effects.push(...dropEffects(scene, part, cascade, seen));
  if (known?.partitionOf && !seen.has(known.partitionOf)) {
    effects.push(on(scene, known.partitionOf, 'ACCESS EXCLUSIVE'));
    for (const sibling of scene.catalog.relations.get(known.partitionOf)?.partitions ?? []) {
      if (sibling !== table && scene.catalog.relations.get(sibling)?.defaultPartition) effects.push(on(scene, sibling, 'ACCESS EXCLUSIVE'));
    }
  }
  if (cascade) for (const child of known?.children ?? []) effects.push(...dropEffects(scene, child, true, seen));
  return effects;
}

/** A relation with its indexes, in one mode. */
export function relationAndIndexes(scene: Scene, relation: string, lock: LockMode): readonly Effect[] {
  return [on(scene, relation, lock), ...indexesOf(scene, relation).map((index) => on(scene, index.name, lock))];
}

/** What IF EXISTS says of a relation that the history does not mention: it may not be there to be locked. */
const perhaps = (scene: Scene, relation: string, ifExists: boolean): readonly (keyof Effect)[] =>
  ifExists && !scene.catalog.relations.has(relation) && !scene.catalog.indexes.has(relation) && referencesTo(scene, relation).length === 0
    ? LOCK_FIELDS
    : [];

/** DROP TABLE. */
export function dropTable(scene: Scene, operation: OperationOf<'drop-table'>): Analysis {
  const { table, cascade, ifExists, together } = operation;
  const old = !createdHere(scene, table);
  // A partitioned table holds no rows itself, and may have no partitions.
  const known = scene.catalog.relations.get(table);
  const mayBeEmpty = old && known?.kind === 'partitioned' && known.partitions.size === 0;
  const unknown = perhaps(scene, table, ifExists);
  const things = withPartitions(scene, table).map((relation) => ({ kind: 'relation', relation }) as const);
  const gone = together.flatMap((name) => withPartitions(scene, name));
  const effects =
    unknown.length > 0
      ? [on(scene, table, 'ACCESS EXCLUSIVE', { unknown })]
      : [...dropEffects(scene, table, cascade), ...(cascade ? cascadeEffects(scene, things, gone) : [])];
  return answer(scene, effects, {
    losesData: old,
    reversible: !old,
    breaksRunningCode: old,
    unknown: unknown.length > 0 ? ['losesData', 'reversible', 'breaksRunningCode'] : mayBeEmpty ? ['losesData', 'reversible'] : [],
    refused: firstRefusal(
      wrongKind(scene, table, ['table', 'partitioned'], 'table'),
      cascade ? null : dependencyRefusal(scene, things, gone),
    ),
  });
}

/** RENAME TO; it takes views, indexes and sequences too. */
export function renameTable(scene: Scene, operation: OperationOf<'rename-table'>): Analysis {
  const { table, newTable, ifExists } = operation;
  const index = scene.catalog.indexes.has(table);
  const unknown = perhaps(scene, table, ifExists);
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { unknown })], {
    breaksRunningCode: !index && !createdHere(scene, table),
    refused: unknown.length > 0 ? null : nameTaken(scene, newTable),
  });
}

/** SET SCHEMA; the sequences of serial and identity columns move along. */
export function setSchema(scene: Scene, operation: OperationOf<'set-schema'>): Analysis {
  const { table, newTable, ifExists } = operation;
  if (table === '') return answer(scene, [], { breaksRunningCode: true });
  const kind = operation.objectType === 'view' || operation.objectType === 'sequence' ? operation.objectType : 'table';
  const known = scene.catalog.relations.get(table);
  const unknown = perhaps(scene, table, ifExists);
  return answer(
    scene,
    [
      on(scene, table, 'ACCESS EXCLUSIVE', { kind, unknown }),
      ...sequencesOf(scene, table).map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE')),
    ],
    {
      breaksRunningCode: !createdHere(scene, table),
      refused: firstRefusal(
        known?.ownedBy ? { sqlstate: '0A000', reason: `${table} belongs to a column of ${known.ownedBy.table} and moves with it` } : null,
        table === newTable || unknown.length > 0 ? null : nameTaken(scene, newTable),
      ),
    },
  );
}

/** TRUNCATE, with everything below the table and, with CASCADE, everything that references it. */
export function truncate(scene: Scene, operation: OperationOf<'truncate'>): Analysis {
  const { table, cascade, restartIdentity, together } = operation;
  const emptiedFirst = family(scene, table);
  const emptied = new Set(emptiedFirst);
  if (cascade) {
    for (const member of emptied) {
      for (const { table: other } of keysTo(scene, member)) for (const below of family(scene, other)) emptied.add(below);
    }
  }
  const effects: Effect[] = [];
  for (const member of emptied) {
    effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
    // A partitioned table's own indexes hold nothing.
    if (scene.catalog.relations.get(member)?.kind !== 'partitioned') {
      for (const index of indexesOf(scene, member)) effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE'));
    }
    if (restartIdentity) for (const sequence of sequencesOf(scene, member)) effects.push(on(scene, sequence, 'ACCESS EXCLUSIVE'));
  }
  const covered = new Set([...together, table].flatMap((name) => family(scene, name)));
  const blocker = cascade
    ? undefined
    : emptiedFirst.flatMap((member) => keysTo(scene, member)).find(({ table: other }) => !covered.has(other));
  const old = !createdHere(scene, table);
  return answer(scene, effects, {
    losesData: old,
    reversible: !old,
    breaksRunningCode: false,
    refused: firstRefusal(
      wrongKind(scene, table, ['table', 'partitioned', 'foreign-table'], 'table'),
      blocker
        ? { sqlstate: '0A000', reason: `a foreign key of ${blocker.table} references it, and TRUNCATE does not name that table` }
        : null,
    ),
  });
}

/** What LOCK TABLE takes; of what a view reads it leaves out the rest. */
function isLockable(scene: Scene, relation: string): boolean {
  const kind = scene.catalog.relations.get(relation)?.kind;
  return kind === undefined || kind === 'table' || kind === 'partitioned' || kind === 'view';
}

/** LOCK TABLE, with everything below a table and everything a view reads. */
export function lockTable(scene: Scene, operation: OperationOf<'lock-table'>): Analysis {
  const mode = LOCK_MODES.find((candidate) => candidate === operation.mode.toUpperCase()) ?? 'ACCESS EXCLUSIVE';
  const found = new Set([operation.table]);
  for (const name of found) {
    if (!operation.only || name !== operation.table) for (const member of family(scene, name)) found.add(member);
    const relation = scene.catalog.relations.get(name);
    if (relation?.kind === 'view') for (const source of relation.sources) if (isLockable(scene, source)) found.add(source);
  }
  const refused = firstRefusal(
    scene.situation.inTransaction === false ? { sqlstate: '25P01', reason: 'LOCK TABLE can only be used in a transaction block' } : null,
    wrongKind(scene, operation.table, ['table', 'partitioned', 'view'], 'table or view'),
  );
  return answer(
    scene,
    [...found].map((name) => on(scene, name, mode)),
    { refused },
  );
}
