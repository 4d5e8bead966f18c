/** What attaching, detaching and making partitions does, and inheritance. */
import type { Constraint } from '../../../catalog/catalog.ts';
import { sameKey } from '../../../catalog/constraints.ts';
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { Expression } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { attachCondition, excludes, provesCondition } from '../bounds.ts';
import type { Answer } from '../predicates.ts';
import { endOfKey, keysTo, onTarget, withAncestors } from './references.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  defaultPartitionOf,
  indexesOf,
  on,
  outsideOnly,
  type Scene,
  withPartitions,
} from './scene.ts';
import { indexesBelow } from './stand-ins.ts';

const unsure = (certain: boolean): { readonly unknown: readonly ('work' | 'cause')[] } => ({ unknown: certain ? [] : ['work', 'cause'] });

/** The default partition may hold rows that belong in a new one; a check of its own can prove that it does not. */
function readDefault(scene: Scene, parent: string, bound: Expression | undefined): readonly Effect[] {
  const rest = defaultPartitionOf(scene, parent);
  if (rest === undefined) return [];
  const whole = excludes(scene.catalog, parent, rest, bound);
  return withPartitions(scene, rest).map((member) => {
    const proof = whole === 'yes' ? whole : excludes(scene.catalog, parent, member, bound);
    if (proof === 'yes') return on(scene, member, 'ACCESS EXCLUSIVE');
    return on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'partition-check', ...unsure(whole === 'no' && proof === 'no') });
  });
}

/** Locks on what stands around the parent of a table that is made or attached as a partition. */
function aroundParent(scene: Scene, parent: string): readonly Effect[] {
  const effects: Effect[] = indexesOf(scene, parent).map((index) => on(scene, index.name, 'SHARE UPDATE EXCLUSIVE'));
  // From 15 on foreign keys that reference the partitioned table get triggers for the new partition.
  if (scene.situation.version >= 15) for (const { table } of keysTo(scene, parent)) effects.push(on(scene, table, 'SHARE ROW EXCLUSIVE'));
  return effects;
}

const keysOf = (scene: Scene, table: string): readonly Constraint[] => constraintsOf(scene, table).filter((c) => c.references);

/** CREATE TABLE … PARTITION OF. */
export function newPartition(scene: Scene, parent: string, isDefault: boolean, bound: Expression | undefined): readonly Effect[] {
  return [
    on(scene, parent, 'ACCESS EXCLUSIVE'),
    ...aroundParent(scene, parent),
    ...(isDefault ? [] : readDefault(scene, parent, bound)),
    ...keysOf(scene, parent).flatMap((key) => onTarget(scene, key, 'SHARE ROW EXCLUSIVE')),
  ];
}

/** A foreign key of the parent on a table that is attached: one of its own becomes part of it, or it is made and validated. */
function keyOnAttached(
  scene: Scene,
  key: Constraint,
  partition: string,
): { readonly effects: readonly Effect[]; readonly validates: boolean } {
  const own = constraintsOf(scene, partition).find((c) => sameKey(c, key));
  // Up to 17 a foreign key that is NOT VALID did not count.
  const adopted = own !== undefined && (!own.notValid || scene.situation.version >= 18);
  const effects = adopted ? endOfKey(scene, key.references?.table ?? '', 'made-anew') : onTarget(scene, key, 'SHARE ROW EXCLUSIVE');
  return { effects, validates: !key.notEnforced && (!adopted || own.notValid) };
}

/** ATTACH PARTITION: the new partition is read unless a check proves that its rows fit; indexes it lacks are built. */
export function attachPartition(scene: Scene, operation: OperationOf<'attach-partition'>): Analysis {
  const { table, partition, isDefault, bound } = operation;
  const child = scene.catalog.relations.get(partition);
  const wanted = attachCondition(scene.catalog, table, bound, isDefault, partition);
  const whole = provesCondition(scene.catalog, partition, wanted);
  const keys = keysOf(scene, table).map((key) => keyOnAttached(scene, key, partition));
  const validates = keys.some((key) => key.validates);
  const sureOfKeys = scene.catalog.relations.get(table)?.columnsKnown === true && child?.columnsKnown === true;
  const built = indexesBelow(scene, table, partition);
  const effects: Effect[] = [
    on(scene, table, 'SHARE UPDATE EXCLUSIVE'),
    ...aroundParent(scene, table),
    ...(isDefault ? [] : readDefault(scene, table, bound)),
    ...keys.flatMap((key) => key.effects),
  ];
  let open: Answer = 'yes';
  for (const member of withPartitions(scene, partition)) {
    effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
    const proof = whole === 'yes' ? whole : provesCondition(scene.catalog, member, wanted);
    if (proof !== 'yes') {
      const certain = whole === 'no' && proof === 'no';
      if (open !== 'no') open = certain ? 'no' : 'unknown';
      effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'partition-check', ...unsure(certain) }));
    }
    if (validates)
      effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'foreign-key-validation', ...unsure(sureOfKeys) }));
    const certain = built.get(member);
    if (certain !== undefined)
      effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'index-build', cause: 'index-build', ...unsure(certain) }));
  }
  const unique = built.size > 0 && indexesOf(scene, table).some((index) => index.unique);
  return answer(scene, effects, {
    canFailOnData: open !== 'yes' || validates || unique,
    unknown: open === 'unknown' && !validates && !unique ? ['canFailOnData'] : [],
  });
}

/** How a partition is locked while it is detached. 13 got by with less where nothing had to be taken off it. */
function detachLock(scene: Scene, table: string, partition: string): Effect['lock'] {
  if (scene.situation.version >= 14 || defaultPartitionOf(scene, table) === partition) return 'ACCESS EXCLUSIVE';
  const isPartitioned = (name: string): boolean => scene.catalog.relations.get(name)?.kind === 'partitioned';
  const triggers = withAncestors(scene, table).some((name) =>
    [...(scene.catalog.relations.get(name)?.triggers.values() ?? [])].some((trigger) => trigger.forEachRow),
  );
  const keys = keysOf(scene, table).some((key) => isPartitioned(key.references?.table ?? ''));
  const referenced = !isPartitioned(partition) && keysTo(scene, table).length > 0;
  return triggers || keys || referenced ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE';
}

/** DETACH PARTITION. CONCURRENTLY takes two transactions of its own and spares the partitioned table. */
export function detachPartition(scene: Scene, operation: OperationOf<'detach-partition'>): Analysis {
  const { table, partition, concurrently, finalize } = operation;
  const breaks = !createdHere(scene, table) && !createdHere(scene, partition);
  const held = concurrently ? ({ heldUntil: 'statement' } as const) : {};
  const rest = defaultPartitionOf(scene, table);
  const light = concurrently || finalize;
  const effects: Effect[] = [
    on(scene, table, light ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE', held),
    on(scene, partition, light ? 'ACCESS EXCLUSIVE' : detachLock(scene, table, partition), held),
    ...withPartitions(scene, partition)
      .slice(1)
      .map((member) => on(scene, member, 'ACCESS EXCLUSIVE', held)),
    // Its indexes stop being part of those of the table.
    ...indexesOf(scene, partition)
      .filter((index) => index.partitionOf !== '')
      .map((index) => on(scene, index.name, 'ACCESS EXCLUSIVE', held)),
    ...(rest !== undefined && rest !== partition && !light ? [on(scene, rest, 'ACCESS EXCLUSIVE')] : []),
  ];
  for (const key of keysOf(scene, table)) {
    // Before 15 nothing was done to a partitioned table that is referenced.
    const partitioned = scene.catalog.relations.get(key.references?.table ?? '')?.kind === 'partitioned';
    if (scene.situation.version < 15 && partitioned) continue;
    effects.push(...onTarget(scene, key, 'SHARE ROW EXCLUSIVE', held));
  }
  // No row may reference the rows that leave.
  const references = keysTo(scene, table);
  for (const { table: other } of references) {
    effects.push(on(scene, other, 'ACCESS EXCLUSIVE', { ...held, work: 'scan', cause: 'foreign-key-validation' }));
  }
  const outside = concurrently ? outsideOnly(scene, 'ALTER TABLE … DETACH PARTITION CONCURRENTLY') : {};
  return answer(scene, effects, {
    breaksRunningCode: breaks,
    canFailOnData: references.length > 0,
    ...outside,
    ...(concurrently ? { waitsFor: 'table-users' as const } : {}),
    ...(concurrently && rest !== undefined
      ? {
          refused: {
            sqlstate: '55000',
            reason: `${table} has a default partition, and with one a partition cannot be detached concurrently`,
          },
        }
      : {}),
    ...(light ? before(scene, 14, `DETACH PARTITION … ${finalize ? 'FINALIZE' : 'CONCURRENTLY'}`) : {}),
  });
}

/** INHERIT locks the parent lightly; NO INHERIT leaves it alone. */
export function inherit(scene: Scene, operation: OperationOf<'inherit'>): Analysis {
  const { table, parent, add } = operation;
  const effects = [on(scene, table, 'ACCESS EXCLUSIVE'), ...(add ? [on(scene, parent, 'SHARE UPDATE EXCLUSIVE')] : [])];
  return answer(scene, effects, { breaksRunningCode: !add && !createdHere(scene, table) });
}
