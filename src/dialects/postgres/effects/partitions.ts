/** What attaching, detaching and making partitions does, and inheritance. */
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { impliesBounds } from '../bounds.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  defaultPartitionOf,
  indexesOf,
  on,
  outsideOnly,
  referencesTo,
  type Scene,
  withPartitions,
} from './scene.ts';

/** Locks on the parent's side of a table that is made or attached as a partition, apart from the parent itself. */
function aroundParent(scene: Scene, parent: string, isDefault: boolean): readonly Effect[] {
  const effects: Effect[] = indexesOf(scene, parent).map((index) => on(scene, index.name, 'SHARE UPDATE EXCLUSIVE'));
  const rest = isDefault ? undefined : defaultPartitionOf(scene, parent);
  // The default partition may hold rows that belong in the new one; a check of its own can prove that it does not.
  if (rest !== undefined) {
    const key = scene.catalog.relations.get(parent)?.partitionKey ?? [];
    const checked = constraintsOf(scene, rest).some((c) => c.kind === 'check' && c.columns.some((column) => key.includes(column)));
    for (const member of withPartitions(scene, rest)) {
      effects.push(
        on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'partition-check', unknown: checked ? ['work', 'cause'] : [] }),
      );
    }
  }
  for (const constraint of constraintsOf(scene, parent)) {
    const target = constraint.references?.table;
    if (target !== undefined && target !== parent) {
      for (const member of withPartitions(scene, target)) effects.push(on(scene, member, 'SHARE ROW EXCLUSIVE'));
    }
  }
  return effects;
}

/** CREATE TABLE … PARTITION OF. */
export function newPartition(scene: Scene, parent: string, isDefault: boolean): readonly Effect[] {
  const effects: Effect[] = [on(scene, parent, 'ACCESS EXCLUSIVE'), ...aroundParent(scene, parent, isDefault)];
  if (scene.situation.version >= 15)
    for (const { table } of referencesTo(scene, parent)) effects.push(on(scene, table, 'SHARE ROW EXCLUSIVE'));
  return effects;
}

/** ATTACH PARTITION: the new partition is read unless a check proves that its rows fit; indexes it lacks are built. */
export function attachPartition(scene: Scene, operation: OperationOf<'attach-partition'>): Analysis {
  const { table, partition, isDefault, bound } = operation;
  const effects: Effect[] = [on(scene, table, 'SHARE UPDATE EXCLUSIVE'), ...aroundParent(scene, table, isDefault)];
  const child = scene.catalog.relations.get(partition);
  const parent = scene.catalog.relations.get(table);
  const proven = impliesBounds(scene.catalog, table, partition, isDefault ? undefined : bound);
  const unproven = parent?.columnsKnown && child?.columnsKnown;
  const keys = constraintsOf(scene, table).filter(
    (c) =>
      c.references && !constraintsOf(scene, partition).some((own) => own.kind === 'foreign-key' && own.columns.join() === c.columns.join()),
  );
  const lacks = indexesOf(scene, table).some(
    (index) =>
      !indexesOf(scene, partition).some(
        (own) => own.columns.join('\0') === index.columns.join('\0') && own.unique === index.unique && own.where === index.where,
      ),
  );
  for (const member of withPartitions(scene, partition)) {
    if (!proven)
      effects.push(
        on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'partition-check', unknown: unproven ? [] : ['work', 'cause'] }),
      );
    if (keys.length > 0) effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'foreign-key-validation' }));
    if (lacks && child) effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'index-build', cause: 'index-build' }));
    effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
  }
  if (scene.situation.version >= 15)
    for (const { table: other } of referencesTo(scene, table)) effects.push(on(scene, other, 'SHARE ROW EXCLUSIVE'));
  return answer(scene, effects, { canFailOnData: !proven });
}

/** DETACH PARTITION. CONCURRENTLY takes two transactions of its own and spares the partitioned table. */
export function detachPartition(scene: Scene, operation: OperationOf<'detach-partition'>): Analysis {
  const { table, partition, concurrently, finalize } = operation;
  const breaks = !createdHere(scene, table) && !createdHere(scene, partition);
  const indexes = indexesOf(scene, partition).map((index) =>
    on(scene, index.name, 'ACCESS EXCLUSIVE', concurrently ? { heldUntil: 'statement' } : {}),
  );
  const effects: Effect[] = [];
  if (concurrently || finalize) {
    const held = concurrently ? ({ heldUntil: 'statement' } as const) : {};
    effects.push(on(scene, table, 'SHARE UPDATE EXCLUSIVE', held), on(scene, partition, 'ACCESS EXCLUSIVE', held), ...indexes);
  } else {
    effects.push(on(scene, table, 'ACCESS EXCLUSIVE'));
    // 13 got by with less, unless triggers or foreign keys had to be taken off the partition.
    const bound = (scene.catalog.relations.get(table)?.triggers.size ?? 0) > 0 || referencesTo(scene, table).length > 0;
    const own = scene.situation.version < 14 && !bound ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
    for (const member of withPartitions(scene, partition)) effects.push(on(scene, member, own));
    effects.push(...indexes);
    const rest = defaultPartitionOf(scene, table);
    if (rest !== undefined && rest !== partition) effects.push(on(scene, rest, 'ACCESS EXCLUSIVE'));
  }
  const held = concurrently ? ({ heldUntil: 'statement' } as const) : {};
  for (const constraint of constraintsOf(scene, table)) {
    const target = constraint.references?.table;
    if (target !== undefined)
      for (const member of withPartitions(scene, target)) effects.push(on(scene, member, 'SHARE ROW EXCLUSIVE', held));
  }
  // No row may reference the rows that leave.
  for (const { table: other } of referencesTo(scene, table)) {
    effects.push(on(scene, other, 'ACCESS EXCLUSIVE', { ...held, work: 'scan', cause: 'foreign-key-validation' }));
  }
  const rest = defaultPartitionOf(scene, table);
  const outside = concurrently ? outsideOnly(scene, 'ALTER TABLE … DETACH PARTITION CONCURRENTLY') : {};
  return answer(scene, effects, {
    breaksRunningCode: breaks,
    canFailOnData: referencesTo(scene, table).length > 0,
    ...outside,
    ...(concurrently && rest !== undefined
      ? {
          refused: {
            sqlstate: '55000',
            reason: `${table} has a default partition, and with one a partition cannot be detached concurrently`,
          },
        }
      : {}),
    ...(concurrently ? before(scene, 14, 'DETACH PARTITION … CONCURRENTLY') : {}),
  });
}

/** INHERIT locks the parent lightly; NO INHERIT leaves it alone. */
export function inherit(scene: Scene, operation: OperationOf<'inherit'>): Analysis {
  const { table, parent, add } = operation;
  const effects = [on(scene, table, 'ACCESS EXCLUSIVE'), ...(add ? [on(scene, parent, 'SHARE UPDATE EXCLUSIVE')] : [])];
  return answer(scene, effects, { breaksRunningCode: !add && !createdHere(scene, table) });
}
