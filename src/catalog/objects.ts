/** Views, sequences, schemas, extensions and what hangs on a table, in the catalog. */
import type { OperationOf } from '../operations/operation.ts';
import type { Origin, Table } from './catalog.ts';
import { putColumn } from './columns.ts';
import { dropDependent, publicationIdentity, putDependent, renameOneDependent, unpublish, viewIdentity } from './dependents.ts';
import {
  beside,
  blankTable,
  type Draft,
  nameOf,
  originIfNotExists,
  originOf,
  putTable,
  relationOf,
  removeEntry,
  schemaOf,
  setEntry,
  updateTable,
  without,
} from './draft.ts';
import { dropRelation, relationsWhere, renameRelation } from './links.ts';
import { dropType, renameFunction, renameType } from './types.ts';

/** CREATE VIEW. OR REPLACE of a known view keeps its age; of an unknown one it may have been there. */
export function createView(draft: Draft, operation: OperationOf<'create-view'>): void {
  const name = operation.table;
  const before = relationOf(draft, name);
  let origin: Origin = originOf(draft, name);
  if (operation.replace && !operation.temporary) origin = before ? before.origin : originIfNotExists(draft, name);
  putTable(draft, {
    ...(before ?? blankTable(name, 'view', origin, operation.span)),
    kind: 'view',
    sources: operation.sources,
    temporary: operation.temporary,
    origin,
  });
  putDependent(draft, viewIdentity(name), operation.uses);
}

/** CREATE MATERIALIZED VIEW. */
export function createMaterializedView(draft: Draft, operation: OperationOf<'create-materialized-view'>): void {
  const { table: name, ifNotExists } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, {
    ...blankTable(name, 'materialized-view', origin, operation.span),
    sources: operation.sources,
    filledHere: operation.withData,
  });
  putDependent(draft, viewIdentity(name), operation.uses);
}

/** CREATE SEQUENCE. */
export function createSequence(draft: Draft, operation: OperationOf<'create-sequence'>): void {
  const { sequence: name, ifNotExists } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, { ...blankTable(name, 'sequence', origin, operation.span), temporary: operation.temporary });
}

/** ALTER SEQUENCE … OWNED BY ties the sequence to a column; the rest changes nothing the catalog keeps. */
export function alterSequence(draft: Draft, operation: OperationOf<'alter-sequence'>): void {
  const { ownedBy } = operation;
  if (ownedBy === '') return;
  // `table.column` or `schema.table.column`; the last part is the column.
  const parts = [...ownedBy.matchAll(/"(?:[^"]|"")*"|[^".]+/g)].map((match) => match[0]);
  const column = parts.pop();
  const table = parts.length > 1 ? parts.join('.') : beside(draft, operation.sequence, nameOf(parts[0] ?? ''));
  const owner = column === undefined || parts.length === 0 ? null : { table, column: nameOf(column) };
  updateTable(draft, operation.sequence, () => ({ ownedBy: owner }), 'sequence');
}

/** SET SCHEMA: relations and types move; indexes and owned sequences go with their table. */
export function setSchema(draft: Draft, operation: OperationOf<'set-schema'>): void {
  if (operation.table === '') {
    const { objectType, newTable } = operation;
    if (objectType === 'function') {
      const named = [...draft.now.functions.keys()].filter((name) => tail(name) === tail(newTable) && name !== newTable);
      if (named.length === 1 && named[0] !== undefined) renameFunction(draft, named[0], newTable);
      return;
    }
    const type = typeMeant(draft, operation);
    if (type !== undefined) renameType(draft, type, newTable);
    return;
  }
  moveRelation(draft, operation.table, operation.newTable);
}

/** The type that SET SCHEMA names as it is written; without schema the only one of that name is meant. */
function typeMeant(draft: Draft, operation: OperationOf<'set-schema'>): string | undefined {
  const { object, newTable } = operation;
  if (draft.now.types.has(object)) return object;
  const named = [...draft.now.types.keys()].filter((name) => tail(name) === tail(newTable) && schemaOf(name) !== schemaOf(newTable));
  return schemaOf(object) === '' && named.length === 1 ? named[0] : undefined;
}

const tail = (relation: string): string => relation.slice(schemaOf(relation).length + 1);
/** A schema's name in its canonical spelling. */
const quoted = (draft: Draft, schema: string): string => draft.context.naming.quote(schema);

/** Moves a relation, its indexes and the sequences it owns to the schema of its new name. */
function moveRelation(draft: Draft, from: string, to: string): void {
  const owned = relationsWhere(draft, (t) => t.ownedBy?.table === from);
  renameRelation(draft, from, to);
  const table = relationOf(draft, to);
  const indexes: string[] = [];
  for (const name of table?.indexes ?? []) {
    const index = draft.now.indexes.get(name);
    if (!index) continue;
    const moved = beside(draft, to, nameOf(name));
    removeEntry(draft, 'indexes', name);
    setEntry(draft, 'indexes', moved, { ...index, name: moved });
    indexes.push(moved);
  }
  if (table) putTable(draft, { ...table, indexes: new Set(indexes) });
  for (const sequence of owned) renameRelation(draft, sequence.name, beside(draft, to, nameOf(sequence.name)), 'sequence');
}

/** CREATE SCHEMA. */
export function createSchema(draft: Draft, operation: OperationOf<'create-schema'>): void {
  const name = quoted(draft, operation.schema);
  if (draft.now.schemas.has(name)) return;
  setEntry(draft, 'schemas', name, operation.ifNotExists ? null : draft.context.change);
}

/** ALTER SCHEMA … RENAME: everything in it has another name. */
export function renameSchema(draft: Draft, operation: OperationOf<'rename-schema'>): void {
  const from = quoted(draft, operation.schema);
  const to = quoted(draft, operation.newName);
  const origin = draft.now.schemas.get(from) ?? null;
  removeEntry(draft, 'schemas', from);
  setEntry(draft, 'schemas', to, origin);
  for (const { name } of relationsWhere(draft, (t) => schemaOf(t.name) === from)) {
    // A sequence may have moved with its table already.
    if (relationOf(draft, name)) moveRelation(draft, name, `${to}.${tail(name)}`);
  }
  for (const name of Array.from(draft.now.types.keys())) if (schemaOf(name) === from) renameType(draft, name, `${to}.${tail(name)}`);
  for (const name of Array.from(draft.now.functions.keys()))
    if (schemaOf(name) === from) renameFunction(draft, name, `${to}.${tail(name)}`);
}

/** DROP SCHEMA: with CASCADE everything in it goes. */
export function dropSchema(draft: Draft, operation: OperationOf<'drop-schema'>): void {
  const name = quoted(draft, operation.schema);
  removeEntry(draft, 'schemas', name);
  if (!operation.cascade) return;
  for (const table of relationsWhere(draft, (t) => schemaOf(t.name) === name)) dropRelation(draft, table.name, true);
  for (const type of Array.from(draft.now.types.keys())) if (schemaOf(type) === name) dropType(draft, type, true);
  for (const key of Array.from(draft.now.functions.keys())) if (schemaOf(key) === name) removeEntry(draft, 'functions', key);
}

/** CREATE EXTENSION. */
export function createExtension(draft: Draft, operation: OperationOf<'create-extension'>): void {
  if (draft.now.extensions.has(operation.extension)) return;
  setEntry(draft, 'extensions', operation.extension, operation.ifNotExists ? null : draft.context.change);
}

/** CREATE TRIGGER. OR REPLACE keeps the age of a known trigger. */
export function createTrigger(draft: Draft, operation: OperationOf<'create-trigger'>): void {
  updateTable(draft, operation.table, (table) => {
    const before = table.triggers.get(operation.trigger);
    const origin = before && operation.replace ? before.origin : draft.context.change;
    return { triggers: new Map(table.triggers).set(operation.trigger, { name: operation.trigger, origin }) };
  });
  putDependent(draft, { kind: 'trigger', name: operation.trigger, table: operation.table }, operation.uses);
}

/** DROP TRIGGER. */
export function dropTrigger(draft: Draft, operation: OperationOf<'drop-trigger'>): void {
  updateTable(draft, operation.table, (table) => ({ triggers: without(table.triggers, operation.trigger) }));
  dropDependent(draft, { kind: 'trigger', name: operation.trigger, table: operation.table });
}

/** CREATE RULE. */
export function createRule(draft: Draft, operation: OperationOf<'create-rule'>): void {
  putDependent(draft, { kind: 'rule', name: operation.rule, table: operation.table }, operation.uses);
}

/** CREATE POLICY, and ALTER POLICY, which may leave one of the two conditions as it was. */
export function createPolicy(draft: Draft, operation: OperationOf<'create-policy'> | OperationOf<'alter-policy'>): void {
  const { policy, table, uses, kind } = operation;
  putDependent(draft, { kind: 'policy', name: policy, table }, uses, kind === 'alter-policy');
}

/** ALTER PUBLICATION … ADD, SET and DROP TABLE. */
export function alterPublication(draft: Draft, operation: OperationOf<'alter-publication'>): void {
  const { publication, change, tables, uses } = operation;
  if (change === 'drop') unpublish(draft, publication, tables);
  else if (change !== 'other') putDependent(draft, publicationIdentity(publication), uses, change === 'add');
}

/** A foreign table; of the other objects nothing is kept. */
export function createObject(draft: Draft, operation: OperationOf<'create-object'>): void {
  if (operation.objectType !== 'foreign table') return;
  const { table: name, columns, span } = operation;
  const origin = originOf(draft, name);
  putTable(draft, { ...blankTable(name, 'foreign-table', origin, span), columnsKnown: true });
  for (const column of columns) putColumn(draft, name, column, origin, span);
}

/** ALTER TRIGGER, RULE and POLICY … RENAME. */
export function renameDependent(draft: Draft, operation: OperationOf<'rename-dependent'>): void {
  renameOneDependent(draft, { kind: operation.objectType, name: operation.object, table: operation.table }, operation.newName);
  if (operation.objectType !== 'trigger') return;
  updateTable(draft, operation.table, (table) => {
    const before = table.triggers.get(operation.object);
    if (!before) return {};
    return { triggers: new Map(without(table.triggers, operation.object)).set(operation.newName, { ...before, name: operation.newName }) };
  });
}

/** ALTER TABLE … ROW LEVEL SECURITY. */
export function setRowSecurity(table: Table, change: OperationOf<'set-row-security'>['change']): Partial<Table> {
  return change === 'enable' ? { rowSecurity: true } : change === 'disable' ? { rowSecurity: false } : {};
}
