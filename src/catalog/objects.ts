/** Views, sequences, schemas, extensions and what hangs on a table, in the catalog. */
import type { SqlText } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import { type Firing, NO_NOTES, type Origin, type Policy, type Table } from './catalog.ts';
import { withSequenceOptions } from './columns.ts';
import { storageMap, withStorage } from './constraints.ts';
import {
  beside,
  blankTable,
  type Draft,
  nameOf,
  originIfNotExists,
  originOf,
  otherKey,
  putTable,
  relationOf,
  removeEntry,
  schemaOf,
  setEntry,
  updateTable,
  withEntry,
  without,
  withRenamed,
} from './draft.ts';
import { dropRelation, moveIndex, relationsWhere, renameRelation, updateKnown } from './links.ts';
import { updateNotes } from './notes.ts';
import { moveObject, putOther, renameOther } from './others.ts';
import { queryOf } from './tables.ts';
import { dropType, renameFunction, renameType } from './types.ts';

/** CREATE VIEW. OR REPLACE of a known view keeps its age; of an unknown one it may have been there. */
export function createView(draft: Draft, operation: OperationOf<'create-view'>): void {
  const name = operation.table;
  const before = relationOf(draft, name);
  let origin: Origin = originOf(draft, name);
  if (operation.replace && !operation.temporary) origin = before ? before.origin : originIfNotExists(draft, name);
  putTable(draft, {
    ...(before ?? { ...blankTable(name, 'view', origin, operation.span), made: !operation.replace || origin !== null }),
    kind: 'view',
    sources: operation.sources,
    storage: storageMap(operation.storage),
    query: {
      ...queryOf(draft, { ...operation, withData: true }),
      recursive: operation.recursive,
      storage: operation.storage,
      // The defaults of its columns stay.
      changes: before?.query?.changes.filter((o) => o.kind === 'alter-view' && o.column !== '') ?? [],
    },
    temporary: operation.temporary,
    origin,
  });
}

/** CREATE MATERIALIZED VIEW. */
export function createMaterializedView(draft: Draft, operation: OperationOf<'create-materialized-view'>): void {
  const { table: name, ifNotExists } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, {
    ...blankTable(name, 'materialized-view', origin, operation.span),
    made: true,
    sources: operation.sources,
    filledHere: operation.withData,
    storage: storageMap(operation.storage),
    query: { ...queryOf(draft, operation), storage: operation.storage },
  });
}

/** CREATE SEQUENCE. */
export function createSequence(draft: Draft, operation: OperationOf<'create-sequence'>): void {
  const { sequence: name, ifNotExists } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  putTable(draft, {
    ...blankTable(name, 'sequence', origin, operation.span),
    made: true,
    temporary: operation.temporary,
    unlogged: operation.unlogged,
    sequence: withSequenceOptions({}, operation.options),
    ownedBy: operation.owner ?? null,
  });
}

/** ALTER SEQUENCE: its options; OWNED BY ties it to a column. */
export function alterSequence(draft: Draft, operation: OperationOf<'alter-sequence'>): void {
  const { owner, options, logged } = operation;
  updateKnown(draft, operation.sequence, (table) => ({
    sequence: withSequenceOptions(table.sequence, options),
    ...(logged === '' ? {} : { unlogged: logged === 'unlogged' }),
  }));
  if (owner !== undefined) updateTable(draft, operation.sequence, () => ({ ownedBy: owner === 'none' ? null : owner }), 'sequence');
}

/** SET SCHEMA: relations and types move; indexes and owned sequences go with their table. */
export function setSchema(draft: Draft, operation: OperationOf<'set-schema'>): void {
  if (operation.table === '') {
    const type = typeMeant(draft, operation);
    if (type !== undefined) renameType(draft, type, operation.newTable);
    else moveObject(draft, operation.objectType, operation.target, operation.newTable);
    return;
  }
  if (operation.ifExists && !relationOf(draft, operation.table)) return;
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
  if (operation.authorization) updateNotes(draft, 'schema', name, (notes) => ({ ...notes, owner: operation.authorization }));
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
  for (const { objectType, target } of Array.from(draft.now.others.values())) {
    if (schemaOf(target) === from) moveObject(draft, objectType, target, `${to}.${tail(target)}`);
  }
  renameOther(draft, 'schema', from, to);
  for (const publication of Array.from(draft.now.publications.values())) {
    const schemas = publication.schemas.map((schema) => (schema === operation.schema ? operation.newName : schema));
    if (publication.schemas.includes(operation.schema)) setEntry(draft, 'publications', publication.name, { ...publication, schemas });
  }
}

/** DROP SCHEMA: with CASCADE everything in it goes. */
export function dropSchema(draft: Draft, operation: OperationOf<'drop-schema'>): void {
  const name = quoted(draft, operation.schema);
  removeEntry(draft, 'schemas', name);
  removeEntry(draft, 'others', otherKey('schema', name));
  if (!operation.cascade) return;
  for (const table of relationsWhere(draft, (t) => schemaOf(t.name) === name)) dropRelation(draft, table.name, true);
  for (const type of Array.from(draft.now.types.keys())) if (schemaOf(type) === name) dropType(draft, type, true);
  for (const key of Array.from(draft.now.functions.keys())) if (schemaOf(key) === name) removeEntry(draft, 'functions', key);
  for (const [key, other] of Array.from(draft.now.others)) if (schemaOf(other.target) === name) removeEntry(draft, 'others', key);
}

/** CREATE EXTENSION. */
export function createExtension(draft: Draft, operation: OperationOf<'create-extension'>): void {
  if (draft.now.extensions.has(operation.extension)) return;
  setEntry(draft, 'extensions', operation.extension, operation.ifNotExists ? null : draft.context.change);
  putOther(draft, 'extension', quoted(draft, operation.extension), operation);
}

/** DROP EXTENSION. */
export function dropExtension(draft: Draft, operation: OperationOf<'drop-extension'>): void {
  removeEntry(draft, 'extensions', operation.extension);
  removeEntry(draft, 'others', otherKey('extension', quoted(draft, operation.extension)));
}

/** CREATE TRIGGER. OR REPLACE keeps the age of a known trigger. */
export function createTrigger(draft: Draft, operation: OperationOf<'create-trigger'>): void {
  const { trigger: name, definition, constraintTrigger, forEachRow, replace } = operation;
  updateTable(draft, operation.table, (table) => {
    const before = replace ? table.triggers.get(name) : undefined;
    const origin = before ? before.origin : draft.context.change;
    // OR REPLACE leaves it as it fires and what is said about it.
    const { firing = 'origin', comment = '' } = before ?? {};
    return { triggers: withEntry(table.triggers, name, { name, definition, constraintTrigger, forEachRow, firing, comment, origin }) };
  });
}

/** CREATE RULE. */
export function createRule(draft: Draft, operation: OperationOf<'create-rule'>): void {
  const { rule: name, definition, replace } = operation;
  updateTable(draft, operation.table, (table) => {
    const before = replace ? table.rules.get(name) : undefined;
    const origin = before ? before.origin : draft.context.change;
    const { firing = 'origin', comment = '' } = before ?? {};
    return { rules: withEntry(table.rules, name, { name, definition, firing, comment, origin }) };
  });
}

/** CREATE POLICY. */
export function createPolicy(draft: Draft, operation: OperationOf<'create-policy'>): void {
  const { policy: name, restrictive, command, roles, using, check } = operation;
  const made: Policy = { name, restrictive, command, roles, using, check, comment: '', origin: draft.context.change };
  updateTable(draft, operation.table, (table) => ({ policies: withEntry(table.policies, name, made) }));
}

/** ALTER POLICY: what it does not say stays. */
export function alterPolicy(draft: Draft, operation: OperationOf<'alter-policy'>): void {
  updateKnown(draft, operation.table, (table) => {
    const before = table.policies.get(operation.policy);
    if (!before) return {};
    const { roles, using, check } = operation;
    const changed = {
      ...before,
      roles: roles.length > 0 ? roles : before.roles,
      using: using ?? before.using,
      check: check ?? before.check,
    };
    return { policies: withEntry(table.policies, before.name, changed) };
  });
}

/** ALTER TRIGGER, RULE and POLICY … RENAME. */
export function renameDependent(draft: Draft, operation: OperationOf<'rename-dependent'>): void {
  const { object: from, newName: to } = operation;
  const named = <V extends { readonly name: string }>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    withRenamed(map, from, to, (value) => ({ ...value, name: to }));
  updateTable(draft, operation.table, (table) => {
    switch (operation.objectType) {
      case 'trigger':
        return { triggers: named(table.triggers) };
      case 'rule':
        return { rules: named(table.rules) };
      case 'policy':
        return { policies: named(table.policies) };
    }
  });
}

/** ENABLE and DISABLE of triggers and rules. ALL and USER mean every trigger that the catalog knows. */
export function setTriggerState(draft: Draft, operation: OperationOf<'set-trigger-state'>): void {
  const { trigger, rule, firing } = operation;
  const fires = <V extends { readonly firing: Firing }>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    new Map([...map].map(([name, value]) => [name, trigger === '' || trigger === name ? { ...value, firing } : value]));
  updateKnown(draft, operation.table, (table) => (rule ? { rules: fires(table.rules) } : { triggers: fires(table.triggers) }));
}

/** ALTER TABLE … ROW LEVEL SECURITY. */
export function setRowSecurity(change: OperationOf<'set-row-security'>['change']): Partial<Table> {
  return change === 'enable' || change === 'disable' ? { rowSecurity: change === 'enable' } : { forceRowSecurity: change === 'force' };
}

/** CREATE PUBLICATION. */
export function createPublication(draft: Draft, operation: OperationOf<'create-publication'>): void {
  const { publication: name, allTables, schemas, storage, members } = operation;
  const options = storageMap(storage);
  setEntry(draft, 'publications', name, { name, allTables, schemas, options, notes: NO_NOTES, origin: draft.context.change });
  for (const { table, definition } of members) publish(draft, name, table, definition);
}

/** ALTER PUBLICATION. */
export function alterPublication(draft: Draft, operation: OperationOf<'alter-publication'>): void {
  const { publication: name, change, members, schemas, storage } = operation;
  const before = draft.now.publications.get(name);
  if (change === 'options') {
    if (before) setEntry(draft, 'publications', name, { ...before, options: withStorage(before.options, storage) });
    return;
  }
  const named = new Set(members.map(({ table }) => table));
  for (const { name: table } of relationsWhere(draft, (t) => t.publications.has(name))) {
    if (change === 'set' || (change === 'drop' && named.has(table))) publish(draft, name, table, undefined);
  }
  if (change !== 'drop') for (const { table, definition } of members) publish(draft, name, table, definition);
  const now = before?.schemas ?? [];
  const next = change === 'set' ? schemas : change === 'add' ? [...now, ...schemas] : now.filter((schema) => !schemas.includes(schema));
  if (before) setEntry(draft, 'publications', name, { ...before, schemas: next });
}

/** DROP PUBLICATION. */
export function dropPublication(draft: Draft, operation: OperationOf<'drop-publication'>): void {
  removeEntry(draft, 'publications', operation.publication);
  for (const { name } of relationsWhere(draft, (t) => t.publications.has(operation.publication)))
    publish(draft, operation.publication, name, undefined);
}

/** Puts a table into a publication, or takes it out. */
function publish(draft: Draft, publication: string, table: string, definition: SqlText | undefined): void {
  updateTable(draft, table, (t) => ({
    publications: definition ? withEntry(t.publications, publication, definition) : without(t.publications, publication),
  }));
}
