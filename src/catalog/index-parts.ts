/** Indexes of partitions as parts of those of their tables. */
import type { Index } from './catalog.ts';
import { type Draft, relationOf, setEntry } from './draft.ts';
import { behindOf, standIn } from './index-shape.ts';

/**
 * Makes an index that a partition has already part of the index of its table, where one fits.
 *
 * @param sameKind The partition is being attached: a constraint behind the one must be of the kind of that behind the other.
 */
export function joinIndex(draft: Draft, index: Index, partition: string, sameKind: boolean): boolean {
  const table = relationOf(draft, partition);
  if (!table) return false;
  const behind = behindOf(index, relationOf(draft, index.table), sameKind);
  const found = standIn(index, behind, table, draft.now.indexes);
  if (!found) return false;
  setEntry(draft, 'indexes', found.index.name, { ...found.index, partitionOf: index.name });
  return true;
}

/**
 * Settles whether the index of a partitioned table is valid: when every partition has a valid one that is part of it.
 * What is valid can make valid what it is part of.
 */
export function settle(draft: Draft, name: string): void {
  const index = draft.now.indexes.get(name);
  const table = index && relationOf(draft, index.table);
  if (!index || table?.kind !== 'partitioned') return;
  const valid = [...table.partitions].every((part) => {
    const inner = relationOf(draft, part);
    return [...(inner?.indexes ?? [])].some((own) => {
      const candidate = draft.now.indexes.get(own);
      return candidate?.partitionOf === name && candidate.valid;
    });
  });
  if (valid !== index.valid) setEntry(draft, 'indexes', name, { ...index, valid });
  if (index.partitionOf !== '') settle(draft, index.partitionOf);
}
