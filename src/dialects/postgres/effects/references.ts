/** Foreign keys around partitions: what refers to a table by way of those above it, and what is locked on the referenced side. */
import type { Constraint } from '../../../catalog/catalog.ts';
import { sameKey } from '../../../catalog/constraints.ts';
import { ancestors } from '../../../catalog/links.ts';
import type { Effect, LockMode } from '../../../effects/effect.ts';
import type { ConstraintDefinition } from '../../../operations/definition.ts';
import { constraintsOf, type Doing, on, type Reference, type Scene, withPartitions } from './scene.ts';

/** Whether a foreign key of a partition is part of that of its table. */
export function isPartOfKey(scene: Scene, table: string, constraint: ConstraintDefinition): boolean {
  const parent = scene.catalog.relations.get(table)?.partitionOf ?? '';
  return parent !== '' && constraintsOf(scene, parent).some((c) => sameKey(c, constraint));
}

/** A partition and the tables it is a partition of, the partition first. */
export const withAncestors = (scene: Scene, table: string): readonly string[] => [table, ...ancestors(scene.catalog.relations, table)];

/**
 * Foreign keys that reference a table, or one that it is a partition of; of a partitioned referencing table its own, not
 * those of its partitions. Those of the table itself are among them.
 */
export function keysTo(scene: Scene, table: string): readonly Reference[] {
  const targets = new Set(withAncestors(scene, table));
  const found: Reference[] = [];
  for (const other of scene.catalog.relations.values()) {
    for (const constraint of other.constraints.values()) {
      if (constraint.references && targets.has(constraint.references.table) && !isPartOfKey(scene, other.name, constraint))
        found.push({ table: other.name, constraint });
    }
  }
  return found;
}

const isPartitioned = (scene: Scene, table: string): boolean => scene.catalog.relations.get(table)?.kind === 'partitioned';

/** How a foreign key stops being what it was, as far as its referenced side notices. */
export type Ending = 'dropped' | 'constraint-dropped' | 'made-anew';

/**
 * Locks on the referenced side of a foreign key that goes, or is made part of another. Before 15 a foreign key stood on the
 * partitions alone that hold rows, and the partitioned tables above them were locked lightly or not at all.
 */
export function endOfKey(scene: Scene, target: string, ending: Ending): readonly Effect[] {
  const members = withPartitions(scene, target);
  if (scene.situation.version >= 15 || !isPartitioned(scene, target)) return members.map((member) => on(scene, member, 'ACCESS EXCLUSIVE'));
  return members.flatMap((member) => {
    if (!isPartitioned(scene, member)) return [on(scene, member, 'ACCESS EXCLUSIVE')];
    if (ending === 'made-anew') return [on(scene, member, 'SHARE ROW EXCLUSIVE')];
    return ending === 'constraint-dropped' && member === target ? [on(scene, member, 'ACCESS EXCLUSIVE')] : [];
  });
}

/** One lock on the referenced side of a foreign key, its partitions included. */
export function onTarget(scene: Scene, constraint: Constraint, lock: LockMode, doing: Doing = {}): readonly Effect[] {
  return constraint.references ? withPartitions(scene, constraint.references.table).map((member) => on(scene, member, lock, doing)) : [];
}
