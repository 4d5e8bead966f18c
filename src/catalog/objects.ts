/** Sequences, schemas, extensions and what hangs on a table, in the catalog. */
import type { OperationOf } from '../operations/operation.ts';
import type { Table } from './catalog.ts';
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
  withRenamed,
} from './draft.ts';
import { dropRelation, moveIndex, relationsWhere, renameRelation } from './links.ts';
import { usesOf } from './queries.ts';
import { dropFunctionNamed, dropType, renameFunction, renameType } from './types.ts';

/** CREATE SEQUENCE. */
export function createSequence(draft: Draft, operation: OperationOf<'create-sequence'>): void {
  const { sequence: name, ifNotExists } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, {
    ...blankTable(name, 'sequence', origin, operation.span),
    temporary: operation.temporary,
    unlogged: operation.unlogged,
    ownedBy: operation.owner ?? null,
  });
}

/** The column of OWNED BY: `table.column` or `schema.table.column`; the last part is the column. */
function ownerOf(draft: Draft, sequence: string, ownedBy: string): Table['ownedBy'] {
  const parts = [...ownedBy.matchAll(/"(?:[^"]|"")*"|[^".]+/g)].map((match) => match[0]);
  const column = parts.pop();
  if (column === undefined || parts.length === 0) return null;
  const table = parts.length > 1 ? parts.join('.') : beside(draft, sequence, nameOf(parts[0] ?? ''));
  return { table, column: nameOf(column) };
}

/** ALTER SEQUENCE … OWNED BY ties the sequence to a column, SET LOGGED and UNLOGGED change what a crash leaves of it. */
export function alterSequence(draft: Draft, operation: OperationOf<'alter-sequence'>): void {
  const { sequence, ownedBy, disowns, logged, ifExists } = operation;
  if (ifExists && !relationOf(draft, sequence)) return;
  if (ownedBy !== '' || disowns) updateTable(draft, sequence, () => ({ ownedBy: ownerOf(draft, sequence, ownedBy) }), 'sequence');
  if (logged !== 'unchanged') updateTable(draft, sequence, () => ({ unlogged: logged === 'unlogged' }), 'sequence');
}

/** SET SCHEMA: relations and types move; indexes and owned sequences go with their table. */
export function setSchema(draft: Draft, operation: OperationOf<'set-schema'>): void {
  if (operation.table === '') {
    const routine = /^(?:function|procedure|routine|aggregate)$/.test(operation.objectType);
    const old = meant(routine ? draft.now.functions : draft.now.types, operation);
    if (old === undefined) return;
    if (routine) renameFunction(draft, old, operation.newTable);
    else renameType(draft, old, operation.newTable);
    return;
  }
  if (operation.ifExists && !relationOf(draft, operation.table)) return;
  moveRelation(draft, operation.table, operation.newTable);
}

/** The type or function that SET SCHEMA names as it is written; without schema the only one of that name is meant. */
function meant(known: ReadonlyMap<string, unknown>, operation: OperationOf<'set-schema'>): string | undefined {
  const { object, newTable } = operation;
  if (known.has(object)) return object;
  const named = [...known.keys()].filter((name) => tail(name) === tail(newTable) && schemaOf(name) !== schemaOf(newTable));
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
    moveIndex(draft, index, moved);
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
  for (const key of Array.from(draft.now.functions.keys())) if (schemaOf(key) === name) dropFunctionNamed(draft, key);
}

/** CREATE EXTENSION. */
export function createExtension(draft: Draft, operation: OperationOf<'create-extension'>): void {
  if (draft.now.extensions.has(operation.extension)) return;
  setEntry(draft, 'extensions', operation.extension, operation.ifNotExists ? null : draft.context.change);
}

/** CREATE TRIGGER. OR REPLACE keeps the age of a known trigger. A row trigger of a partitioned table is on every partition. */
export function createTrigger(draft: Draft, operation: OperationOf<'create-trigger'>): void {
  const { table, trigger, forEachRow, timing, events, columns } = operation;
  for (const member of forEachRow ? withPartitions(draft, table) : [table]) {
    updateTable(draft, member, (t) => {
      const before = t.triggers.get(trigger);
      const origin = before && operation.replace ? before.origin : draft.context.change;
      const when = usesOf(operation.when ? [operation.when] : [], member, ['old', 'new'], draft.now);
      const made = { name: trigger, function: operation.function, timing, events, forEachRow, columns, when, inherited: member !== table };
      return { triggers: new Map(t.triggers).set(trigger, { ...made, origin }) };
    });
  }
}

/** DROP TRIGGER, with the copies of it on the partitions. */
export function dropTrigger(draft: Draft, operation: OperationOf<'drop-trigger'>): void {
  for (const member of withPartitions(draft, operation.table))
    updateTable(draft, member, (table) => ({ triggers: without(table.triggers, operation.trigger) }));
}

/** CREATE RULE. */
export function createRule(draft: Draft, operation: OperationOf<'create-rule'>): void {
  const { table, rule: name, event, instead, unconditional, mentioned } = operation;
  const uses = usesOf(mentioned, table, ['old', 'new'], draft.now);
  // A rule ON SELECT is what makes a view a view.
  if (event === 'select') {
    updateTable(draft, table, () => ({ uses, sources: [...uses.relations.keys()] }), 'view');
    return;
  }
  const writes = mentioned.flatMap(({ queries }) => queries.flatMap((query) => query.writes?.relation ?? []));
  updateTable(draft, table, (t) => ({ rules: new Map(t.rules).set(name, { name, event, instead, unconditional, uses, writes }) }));
}

/** CREATE POLICY and ALTER POLICY; what the latter does not give stays as it was. */
export function putPolicy(draft: Draft, operation: OperationOf<'create-policy'> | OperationOf<'alter-policy'>): void {
  const { table, policy, mentioned } = operation;
  updateTable(draft, table, (t) => {
    const before = t.policies.get(policy);
    const uses = before && mentioned.length === 0 ? before : usesOf(mentioned, table, [], draft.now);
    return { policies: new Map(t.policies).set(policy, uses) };
  });
}

/** ALTER TRIGGER, RULE and POLICY … RENAME. */
export function renameDependent(draft: Draft, operation: OperationOf<'rename-dependent'>): void {
  const { table, objectType, object, newName } = operation;
  for (const member of objectType === 'trigger' ? withPartitions(draft, table) : [table]) {
    updateTable(draft, member, (t) => {
      if (objectType === 'trigger')
        return { triggers: withRenamed(t.triggers, object, newName, (trigger) => ({ ...trigger, name: newName })) };
      if (objectType === 'rule') return { rules: withRenamed(t.rules, object, newName, (rule) => ({ ...rule, name: newName })) };
      return { policies: withRenamed(t.policies, object, newName, (uses) => uses) };
    });
  }
}

function withPartitions(draft: Draft, table: string): readonly string[] {
  const found = new Set([table]);
  for (const member of found) for (const below of relationOf(draft, member)?.partitions ?? []) found.add(below);
  return [...found];
}

/** ALTER TABLE … ROW LEVEL SECURITY. */
export function setRowSecurity(table: Table, change: OperationOf<'set-row-security'>['change']): Partial<Table> {
  return change === 'enable' ? { rowSecurity: true } : change === 'disable' ? { rowSecurity: false } : {};
}
