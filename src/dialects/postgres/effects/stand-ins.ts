/** The indexes of partitions that an index of their table finds there, and those that must be built. */
import type { Index } from '../../../catalog/catalog.ts';
import { type Behind, behindOf, type IndexShape, standIn } from '../../../catalog/index-shape.ts';
import type { Refusal } from '../../../effects/effect.ts';
import { indexesOf, type Scene } from './scene.ts';

/** What an index of a partitioned table comes to on what is below the table. */
export interface Below {
  /** Tables on which an index is built, and whether that is certain. */
  readonly built: ReadonlyMap<string, boolean>;
  /** Indexes that are there and become part of it. */
  readonly joined: readonly string[];
}

/**
 * What an index of a partitioned table comes to below it. A partition that has a fitting index is left at that, with
 * everything below it.
 */
export function indexBelow(scene: Scene, table: string, shape: IndexShape, behind: Behind): Below {
  const built = new Map<string, boolean>();
  const joined: string[] = [];
  const visit = (at: string, certain: boolean): void => {
    for (const name of scene.catalog.relations.get(at)?.partitions ?? []) {
      const partition = scene.catalog.relations.get(name);
      if (!partition || partition.kind === 'foreign-table') continue;
      const found = standIn(shape, behind, partition, scene.catalog.indexes);
      if (found?.certain) {
        joined.push(found.index.name);
        continue;
      }
      // A table whose history is not known may have one.
      const sure = certain && !found && partition.columnsKnown;
      if (partition.kind !== 'partitioned') built.set(name, sure);
      visit(name, sure);
    }
  };
  visit(table, true);
  return { built, joined };
}

/** What the indexes of a partitioned table come to on a table that becomes a partition of it. */
export function indexesBelow(scene: Scene, parent: string, partition: string): ReadonlyMap<string, boolean> {
  const above = scene.catalog.relations.get(parent);
  const table = scene.catalog.relations.get(partition);
  const built = new Map<string, boolean>();
  for (const name of above?.indexes ?? []) {
    const index = scene.catalog.indexes.get(name);
    if (!index) continue;
    const behind = behindOf(index, above, true);
    const found = table && standIn(index, behind, table, scene.catalog.indexes);
    if (found?.certain) continue;
    const sure = !found && table?.columnsKnown === true;
    const targets = table?.kind === 'partitioned' ? indexBelow(scene, partition, index, behind).built : new Map([[partition, true]]);
    for (const [target, certain] of targets) built.set(target, (built.get(target) ?? false) || (sure && certain));
  }
  return built;
}

/** The indexes of partitions that are part of an index, at every level. */
export function partsOf(scene: Scene, index: Index): readonly Index[] {
  const found: Index[] = [];
  for (const partition of scene.catalog.relations.get(index.table)?.partitions ?? []) {
    for (const own of indexesOf(scene, partition)) if (own.partitionOf === index.name) found.push(own, ...partsOf(scene, own));
  }
  return found;
}

/** A unique index of a partitioned table must hold all columns of the partition key. */
export function missingPartitionKey(table: string, key: readonly string[], columns: readonly string[]): Refusal | null {
  const missing = key.find((column) => !columns.includes(column));
  if (missing === undefined) return null;
  const reason =
    missing === ''
      ? `${table} is partitioned by an expression, and has no unique constraints`
      : `${table} is partitioned by ${missing}, which a unique constraint must include`;
  return { sqlstate: '0A000', reason };
}

/** Why a unique index over some columns is refused on one of several tables, or null. */
export function uniqueRefusal(scene: Scene, tables: readonly string[], columns: readonly string[]): Refusal | null {
  for (const table of tables) {
    const refusal = missingPartitionKey(table, scene.catalog.relations.get(table)?.partitionKey ?? [], columns);
    if (refusal) return refusal;
  }
  return null;
}
