/** What hangs on what: renaming and dropping relations with everything that points at them. */
import type { Catalog, Column, Constraint, Index, Table } from './catalog.ts';
import { dropRelationUsers, followRelation } from './dependants.ts';
import {
  blankTable,
  type Draft,
  dropped,
  nameOf,
  putTable,
  relationOf,
  remember,
  removeEntry,
  setEntry,
  updateTable,
  without,
} from './draft.ts';
import { renameOther } from './others.ts';
import { renameRelationInTexts } from './texts.ts';

/** Every relation that satisfies a condition. */
export function relationsWhere(draft: Draft, condition: (table: Table) => boolean): readonly Table[] {
  const found: Table[] = [];
  for (const table of draft.now.relations.values()) if (condition(table)) found.push(table);
  return found;
}

/** Whether a table has a foreign key to another. */
export function references(table: Table, target: string): boolean {
  for (const constraint of table.constraints.values()) if (constraint.references?.table === target) return true;
  return false;
}

const renamed = (set: ReadonlySet<string>, from: string, to: string): ReadonlySet<string> =>
  set.has(from) ? new Set([...set].map((name) => (name === from ? to : name))) : set;

/** Gives a relation another qualified name, everywhere it is mentioned. One that the catalog does not know comes to be. */
export function renameRelation(draft: Draft, from: string, to: string, kind: Table['kind'] = 'table'): void {
  if (from === to) return;
  const table = relationOf(draft, from) ?? blankTable(from, kind, null, null);
  remember(draft, from);
  removeEntry(draft, 'relations', from);
  // A table made by this change that takes the name of an older one is the one deployed code finds from now on.
  const { change } = draft.context;
  if (table.kind === 'sequence') redirectDefaults(draft, from, to);
  const takesOldName = change !== null && table.origin === change && draft.now.dropped.get(to) === change;
  putTable(draft, {
    ...table,
    name: to,
    query: table.query && {
      ...table.query,
      changes: table.query.changes.map((o) => ('table' in o && o.table === from ? { ...o, table: to } : o)),
    },
    origin: takesOldName ? null : table.origin,
  });
  for (const name of table.indexes) {
    const index = draft.now.indexes.get(name);
    if (index) setEntry(draft, 'indexes', name, { ...index, table: to });
  }
  for (const other of relationsWhere(draft, (t) => mentions(t, from))) {
    putTable(draft, {
      ...other,
      constraints: references(other, from) ? mapConstraints(other.constraints, (c) => retarget(c, from, to)) : other.constraints,
      partitionOf: other.partitionOf === from ? to : other.partitionOf,
      partitions: renamed(other.partitions, from, to),
      inherits: other.inherits.map((name) => (name === from ? to : name)),
      children: renamed(other.children, from, to),
      sources: other.sources.map((name) => (name === from ? to : name)),
      base: other.base === from ? to : other.base,
      ownedBy: other.ownedBy?.table === from ? { ...other.ownedBy, table: to } : other.ownedBy,
    });
  }
  followRelation(draft, from, to);
  for (const [key, other] of Array.from(draft.now.others))
    if (other.table === from) setEntry(draft, 'others', key, { ...other, table: to });
  if (table.kind === 'foreign-table') renameOther(draft, 'foreign table', from, to);
  renameRelationInTexts(draft, from, to);
}

/** Makes the columns that take their values from a sequence take them from another, or from none. */
function redirectDefaults(draft: Draft, from: string, to: string): void {
  for (const table of relationsWhere(draft, (t) => [...t.columns.values()].some((column) => column.drawsFrom === from))) {
    const columns = [...table.columns].map(([name, column]): [string, Column] => {
      if (column.drawsFrom !== from) return [name, column];
      return [name, { ...column, drawsFrom: to, default: to === '' ? undefined : column.default, serial: column.serial && to !== '' }];
    });
    putTable(draft, { ...table, columns: new Map(columns) });
  }
}

/** The partitioned tables that a relation is a part of, the nearest first. */
export function ancestors(relations: Catalog['relations'], name: string): readonly string[] {
  const found: string[] = [];
  for (let at = relations.get(name)?.partitionOf ?? ''; at !== '' && !found.includes(at); at = relations.get(at)?.partitionOf ?? '')
    found.push(at);
  return found;
}

const mentions = (table: Table, name: string): boolean =>
  table.partitionOf === name ||
  table.partitions.has(name) ||
  table.children.has(name) ||
  table.inherits.includes(name) ||
  table.sources.includes(name) ||
  table.ownedBy?.table === name ||
  references(table, name);

const retarget = (constraint: Constraint, from: string, to: string): Constraint =>
  constraint.references?.table === from ? { ...constraint, references: { ...constraint.references, table: to } } : constraint;

/** Every constraint of a table, changed. */
export function mapConstraints(
  constraints: ReadonlyMap<string, Constraint>,
  change: (constraint: Constraint) => Constraint,
): ReadonlyMap<string, Constraint> {
  return new Map([...constraints].map(([name, constraint]) => [name, change(constraint)]));
}

/**
 * Drops a relation with what goes with it: its indexes, the sequences it owns, its partitions; with `cascade` also views
 * that read it, foreign keys that reference it and tables that inherit from it.
 */
export function dropRelation(draft: Draft, name: string, cascade: boolean): void {
  const table = relationOf(draft, name);
  remember(draft, name);
  if (!table) return;
  // A foreign key to a partitioned table rests on each of its partitions, and goes as a whole.
  if (cascade) for (const above of ancestors(draft.now.relations, name)) dropReferences(draft, above);
  removeEntry(draft, 'relations', name);
  if (table.kind === 'sequence' && cascade) redirectDefaults(draft, name, '');
  for (const index of table.indexes) removeEntry(draft, 'indexes', index);
  for (const [key, other] of Array.from(draft.now.others)) if (other.table === name) removeEntry(draft, 'others', key);
  for (const part of table.partitions) dropRelation(draft, part, cascade);
  if (table.partitionOf) updateKnown(draft, table.partitionOf, (t) => ({ partitions: dropped(t.partitions, name) }));
  for (const parent of table.inherits) updateKnown(draft, parent, (t) => ({ children: dropped(t.children, name) }));
  for (const other of relationsWhere(draft, (t) => mentions(t, name))) {
    if (other.ownedBy?.table === name) dropRelation(draft, other.name, cascade);
    else if (cascade && other.sources.includes(name)) dropRelation(draft, other.name, true);
    else if (cascade && table.children.has(other.name)) dropRelation(draft, other.name, true);
    else if (cascade && references(other, name)) dropReferencesOf(draft, other, name);
  }
  dropRelationUsers(draft, name, cascade);
}

/** Drops the foreign keys of one table that reference another. */
function dropReferencesOf(draft: Draft, table: Table, target: string): void {
  const kept = [...table.constraints].filter(([, constraint]) => constraint.references?.table !== target);
  putTable(draft, { ...table, constraints: new Map(kept) });
}

/** Drops every foreign key that references a table. */
function dropReferences(draft: Draft, target: string): void {
  for (const other of relationsWhere(draft, (t) => references(t, target))) dropReferencesOf(draft, other, target);
}

/** Like `updateTable`, for relations the catalog knows. */
export function updateKnown(draft: Draft, name: string, change: (table: Table) => Partial<Table>): void {
  if (relationOf(draft, name)) updateTable(draft, name, change);
}

/** The indexes of partitions that are part of an index. */
export function partsOf(draft: Draft, index: Index): readonly Index[] {
  const parts: Index[] = [];
  for (const partition of relationOf(draft, index.table)?.partitions ?? []) {
    for (const name of relationOf(draft, partition)?.indexes ?? []) {
      const own = draft.now.indexes.get(name);
      if (own?.partitionOf === index.name) parts.push(own);
    }
  }
  return parts;
}

/** Drops an index, with those that are part of it, and takes it off the list of its table. The constraint it backs stays. */
export function dropIndex(draft: Draft, name: string): void {
  const index = draft.now.indexes.get(name);
  if (!index) return;
  for (const part of partsOf(draft, index)) {
    dropIndex(draft, part.name);
    if (part.constraint) updateKnown(draft, part.table, (table) => ({ constraints: without(table.constraints, part.constraint) }));
  }
  removeEntry(draft, 'indexes', name);
  const own = nameOf(name);
  updateKnown(draft, index.table, (table) => ({
    indexes: dropped(table.indexes, name),
    replicaIndex: table.replicaIndex === own ? '' : table.replicaIndex,
    clusterIndex: table.clusterIndex === own ? '' : table.clusterIndex,
  }));
}

/** Gives an index another qualified name, in the indexes that are part of it too. The list of its table is left to the caller. */
export function moveIndex(draft: Draft, index: Index, to: string, change: Partial<Index> = {}): void {
  for (const part of partsOf(draft, index)) setEntry(draft, 'indexes', part.name, { ...part, partitionOf: to });
  removeEntry(draft, 'indexes', index.name);
  setEntry(draft, 'indexes', to, { ...index, ...change, name: to });
}

/** Renames an index, and the constraint it backs with it, as the server does. */
export function renameIndex(draft: Draft, from: string, to: string, constraintName: string): void {
  const index = draft.now.indexes.get(from);
  if (!index || from === to) return;
  moveIndex(draft, index, to, { constraint: index.constraint ? constraintName : '' });
  updateKnown(draft, index.table, (table) => {
    const constraint = table.constraints.get(index.constraint);
    const own = nameOf(from);
    return {
      replicaIndex: table.replicaIndex === own ? constraintName : table.replicaIndex,
      clusterIndex: table.clusterIndex === own ? constraintName : table.clusterIndex,
      indexes: new Set([...table.indexes].map((name) => (name === from ? to : name))),
      constraints: constraint
        ? new Map(without(table.constraints, index.constraint)).set(constraintName, { ...constraint, name: constraintName })
        : table.constraints,
    };
  });
}

/** A table and everything below it: partitions and tables that inherit, each once, the table first. */
export function family(draft: Draft, name: string): readonly string[] {
  const found = new Set<string>([name]);
  for (const member of found) {
    const table = relationOf(draft, member);
    for (const below of [...(table?.partitions ?? []), ...(table?.children ?? [])]) found.add(below);
  }
  return [...found];
}
