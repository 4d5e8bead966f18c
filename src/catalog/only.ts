/** ONLY: an operation that leaves alone what is below its table meets the table as if nothing were there. */
import { type Operation, tableOf } from '../operations/operation.ts';
import type { Catalog, Table } from './catalog.ts';
import { makeOwn } from './columns.ts';
import { type Draft, putTable, relationOf } from './draft.ts';
import { settle } from './index-parts.ts';
import { updateKnown } from './links.ts';

const isCheck = (kind: string | undefined): boolean => kind === undefined || kind === 'check' || kind === 'not-null';

/**
 * The table of an operation with ONLY that has partitions or tables that inherit from it, and whose they do not take part
 * in the operation; otherwise undefined. A key or foreign key that is dropped goes in the partitions too, ONLY or not.
 */
export function tableAlone(operation: Operation, relations: Catalog['relations']): Table | undefined {
  if (!('only' in operation) || !operation.only) return undefined;
  const table = relations.get(tableOf(operation));
  if (!table || (table.partitions.size === 0 && table.children.size === 0)) return undefined;
  const reaches = operation.kind === 'drop-constraint' && !isCheck(table.constraints.get(operation.constraint)?.kind);
  return reaches ? undefined : table;
}

/** The table as if nothing were below it. */
export function withNothingBelow(table: Table): Table {
  return { ...table, partitions: new Set(), children: new Set() };
}

/** Applies a change to a table while what is below it is out of sight. */
export function applyAlone(draft: Draft, table: Table, operation: Operation, change: () => void): void {
  putTable(draft, withNothingBelow(table));
  change();
  updateKnown(draft, table.name, () => ({ partitions: table.partitions, children: table.children }));
  if (operation.kind === 'drop-column')
    for (const below of [...table.partitions, ...table.children]) makeOwn(draft, below, operation.column);
  // An index that the partitions lack is not valid.
  for (const index of relationOf(draft, table.name)?.indexes ?? []) settle(draft, index);
}
