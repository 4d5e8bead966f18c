/** What making, dropping, renaming, emptying and locking tables does. */
import type { Analysis, Effect, LockMode } from '../../../effects/effect.ts';
import { LOCK_MODES } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { newPartition } from './partitions.ts';
import { endOfKey, keysTo } from './references.ts';
import {
  answer,
  constraintsOf,
  createdHere,
  family,
  indexesOf,
  on,
  referencesTo,
  type Scene,
  sequencesOf,
  viewsOver,
  withPartitions,
} from './scene.ts';

/** CREATE TABLE locks what it points at: referenced tables, the parents it inherits from, the table it is a partition of. */
export function createTable(scene: Scene, operation: OperationOf<'create-table'>): Analysis {
  const { table } = operation;
  if (operation.ifNotExists && scene.catalog.relations.has(table)) return answer(scene, []);
  const effects: Effect[] = [];
  for (const target of operation.references)
    for (const member of withPartitions(scene, target)) effects.push(on(scene, member, 'SHARE ROW EXCLUSIVE'));
  for (const parent of operation.inherits) effects.push(on(scene, parent, 'SHARE UPDATE EXCLUSIVE'));
  if (operation.partitionOf) effects.push(...newPartition(scene, operation.partitionOf, operation.defaultPartition, operation.bound));
  const columns = operation.columns.some((column) => column.generated?.kind === 'virtual');
  const refused =
    columns && scene.situation.version < 18
      ? { sqlstate: '42601', reason: `PostgreSQL ${scene.situation.version} does not know virtual generated columns; it came with 18` }
      : null;
  return answer(scene, effects, { canFailOnData: effects.some((effect) => effect.work !== 'none'), refused });
}

/** CREATE TABLE AS reads its sources and locks nothing that others notice. */
export function createTableAs(scene: Scene, _operation: OperationOf<'create-table-as'>): Analysis {
  return answer(scene, []);
}

/** Everything that is locked when one table goes. */
export function dropEffects(scene: Scene, table: string, cascade: boolean, seen = new Set<string>()): readonly Effect[] {
  if (seen.has(table)) return [];
  seen.add(table);
  const effects: Effect[] = [on(scene, table, 'ACCESS EXCLUSIVE')];
  const known = scene.catalog.relations.get(table);
  for (const index of indexesOf(scene, table)) effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE'));
  for (const sequence of sequencesOf(scene, table)) effects.push(on(scene, sequence, 'ACCESS EXCLUSIVE'));
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
  if (cascade) {
    for (const view of viewsOver(scene, table)) effects.push(...relationAndIndexes(scene, view, 'ACCESS EXCLUSIVE'));
    for (const child of known?.children ?? []) effects.push(...dropEffects(scene, child, true, seen));
  }
  return effects;
}

/** A relation with its indexes, in one mode. */
export function relationAndIndexes(scene: Scene, relation: string, lock: LockMode): readonly Effect[] {
  return [on(scene, relation, lock), ...indexesOf(scene, relation).map((index) => on(scene, index.name, lock))];
}

/** DROP TABLE. */
export function dropTable(scene: Scene, operation: OperationOf<'drop-table'>): Analysis {
  const { table, cascade } = operation;
  const old = !createdHere(scene, table);
  // A partitioned table holds no rows itself, and may have no partitions.
  const known = scene.catalog.relations.get(table);
  const mayBeEmpty = old && known?.kind === 'partitioned' && known.partitions.size === 0;
  return answer(scene, dropEffects(scene, table, cascade), {
    losesData: old,
    reversible: !old,
    breaksRunningCode: old,
    unknown: mayBeEmpty ? ['losesData', 'reversible'] : [],
  });
}

/** RENAME TO. */
export function renameTable(scene: Scene, operation: OperationOf<'rename-table'>): Analysis {
  const { table } = operation;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], { breaksRunningCode: !createdHere(scene, table) });
}

/** SET SCHEMA; the sequences of serial and identity columns move along. */
export function setSchema(scene: Scene, operation: OperationOf<'set-schema'>): Analysis {
  const { table } = operation;
  if (table === '') return answer(scene, [], { breaksRunningCode: true });
  const kind = operation.objectType === 'view' || operation.objectType === 'sequence' ? operation.objectType : 'table';
  return answer(
    scene,
    [
      on(scene, table, 'ACCESS EXCLUSIVE', { kind }),
      ...sequencesOf(scene, table).map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE')),
    ],
    { breaksRunningCode: !createdHere(scene, table) },
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
    refused: blocker
      ? { sqlstate: '0A000', reason: `a foreign key of ${blocker.table} references it, and TRUNCATE does not name that table` }
      : null,
  });
}

/** LOCK TABLE, with everything below a table and everything a view reads. */
export function lockTable(scene: Scene, operation: OperationOf<'lock-table'>): Analysis {
  const mode = LOCK_MODES.find((candidate) => candidate === operation.mode.toUpperCase()) ?? 'ACCESS EXCLUSIVE';
  const found = new Set([operation.table]);
  for (const name of found) {
    for (const member of family(scene, name)) found.add(member);
    const relation = scene.catalog.relations.get(name);
    if (relation?.kind === 'view') for (const source of relation.sources) found.add(source);
  }
  const refused =
    scene.situation.inTransaction === false ? { sqlstate: '25P01', reason: 'LOCK TABLE can only be used in a transaction block' } : null;
  return answer(
    scene,
    [...found].map((name) => on(scene, name, mode)),
    { refused },
  );
}
