/** Sequences, schemas and what hangs on a table, in the catalog. */
import type { OperationOf } from '../operations/operation.ts';
import type { Mentioned } from '../operations/query.ts';
import type { Expression } from '../operations/definition.ts';
import type { Firing, Policy, Rule, Table, Trigger } from './catalog.ts';
import { withSequenceOptions } from './columns.ts';
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
import { addToMaking, moveObject, ROUTINES, renameOther } from './others.ts';
import { usesOf } from './queries.ts';
import { dropFunctionNamed, dropType, renameFunction, renameType } from './types.ts';
import type { Uses } from './uses.ts';

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

/** ALTER SEQUENCE: its options; OWNED BY ties it to a column, SET LOGGED and UNLOGGED change what a crash leaves of it. */
export function alterSequence(draft: Draft, operation: OperationOf<'alter-sequence'>): void {
  const { sequence, owner, options, logged, ifExists } = operation;
  if (ifExists && !relationOf(draft, sequence)) return;
  updateKnown(draft, sequence, (table) => ({ sequence: withSequenceOptions(table.sequence, options) }));
  if (owner !== undefined) updateTable(draft, sequence, () => ({ ownedBy: owner === 'none' ? null : owner }), 'sequence');
  if (logged !== 'unchanged') updateTable(draft, sequence, () => ({ unlogged: logged === 'unlogged' }), 'sequence');
}

/** SET SCHEMA: relations and types move; indexes and owned sequences go with their table. */
export function setSchema(draft: Draft, operation: OperationOf<'set-schema'>): void {
  if (operation.table === '') {
    const { objectType, target, newTable } = operation;
    // An extension is in no schema itself: its objects move.
    if (objectType === 'extension') {
      addToMaking(draft, objectType, target, operation);
      return;
    }
    const type = ROUTINES.has(objectType) ? undefined : typeMeant(draft, operation);
    if (type !== undefined) renameType(draft, type, newTable);
    else moveObject(draft, objectType, target, newTable);
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
  for (const key of Array.from(draft.now.functions.keys())) if (schemaOf(key) === name) dropFunctionNamed(draft, key);
  for (const [key, other] of Array.from(draft.now.others)) if (schemaOf(other.target) === name) removeEntry(draft, 'others', key);
  for (const key of Array.from(draft.now.statistics.keys())) if (schemaOf(key) === name) removeEntry(draft, 'statistics', key);
}

/** CREATE TRIGGER. OR REPLACE keeps the age of a known trigger. A row trigger of a partitioned table is on every partition. */
export function createTrigger(draft: Draft, operation: OperationOf<'create-trigger'>): void {
  const { table, trigger: name, replace, definition, constraintTrigger, forEachRow, timing, events, columns } = operation;
  for (const member of forEachRow ? withPartitions(draft, table) : [table]) {
    updateTable(draft, member, (t) => {
      const before = replace ? t.triggers.get(name) : undefined;
      const made: Trigger = {
        name,
        definition,
        constraintTrigger,
        function: operation.function,
        timing,
        events,
        forEachRow,
        columns,
        when: usesOf(operation.when ? [operation.when] : [], member, ['old', 'new'], draft.now),
        inherited: member !== table,
        // OR REPLACE leaves it as it fires and what is said about it.
        firing: before?.firing ?? 'origin',
        comment: before?.comment ?? '',
        origin: before ? before.origin : draft.context.change,
      };
      return { triggers: withEntry(t.triggers, name, made) };
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
  const { table, rule: name, definition, event, instead, unconditional, mentioned, replace } = operation;
  const uses = usesOf(mentioned, table, ['old', 'new'], draft.now);
  // A rule ON SELECT is what makes a view a view.
  if (event === 'select') {
    updateTable(draft, table, () => ({ uses, sources: [...uses.relations.keys()] }), 'view');
    return;
  }
  const writes = mentioned.flatMap(({ queries }) => queries.flatMap((query) => query.writes?.relation ?? []));
  updateTable(draft, table, (t) => {
    const before = replace ? t.rules.get(name) : undefined;
    const origin = before ? before.origin : draft.context.change;
    const { firing = 'origin', comment = '' } = before ?? {};
    const made: Rule = { name, definition, event, instead, unconditional, uses, writes, firing, comment, origin };
    return { rules: withEntry(t.rules, name, made) };
  });
}

/** A table with the partitions below it. */
function withPartitions(draft: Draft, table: string): readonly string[] {
  const found = new Set([table]);
  for (const member of found) for (const below of relationOf(draft, member)?.partitions ?? []) found.add(below);
  return [...found];
}

/** CREATE POLICY. */
export function createPolicy(draft: Draft, operation: OperationOf<'create-policy'>): void {
  const { policy: name, restrictive, command, roles, using, check } = operation;
  const uses = policyUses(draft, operation.table, using, check);
  const made: Policy = { name, restrictive, command, roles, using, check, uses, comment: '', origin: draft.context.change };
  updateTable(draft, operation.table, (table) => ({ policies: withEntry(table.policies, name, made) }));
}

/** What the conditions of a policy read. */
const policyUses = (draft: Draft, table: string, ...conditions: readonly (Expression | undefined)[]): Uses =>
  usesOf(
    conditions.flatMap((condition): readonly Mentioned[] => (condition ? [condition.mentioned] : [])),
    table,
    [],
    draft.now,
  );

/** ALTER POLICY: what it does not say stays. */
export function alterPolicy(draft: Draft, operation: OperationOf<'alter-policy'>): void {
  updateKnown(draft, operation.table, (table) => {
    const before = table.policies.get(operation.policy);
    if (!before) return {};
    const { roles } = operation;
    const using = operation.using ?? before.using;
    const check = operation.check ?? before.check;
    const changed: Policy = {
      ...before,
      roles: roles.length > 0 ? roles : before.roles,
      using,
      check,
      uses: operation.using || operation.check ? policyUses(draft, operation.table, using, check) : before.uses,
    };
    return { policies: withEntry(table.policies, before.name, changed) };
  });
}

/** ALTER TRIGGER, RULE and POLICY … RENAME. */
export function renameDependent(draft: Draft, operation: OperationOf<'rename-dependent'>): void {
  const { object: from, newName: to } = operation;
  const named = <V extends { readonly name: string }>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    withRenamed(map, from, to, (value) => ({ ...value, name: to }));
  // The copies of a trigger on the partitions are renamed with it.
  for (const member of operation.objectType === 'trigger' ? withPartitions(draft, operation.table) : [operation.table]) {
    updateTable(draft, member, (table) => {
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
}

/** ENABLE and DISABLE of triggers and rules. ALL and USER mean every trigger that the catalog knows. */
export function setTriggerState(draft: Draft, operation: OperationOf<'set-trigger-state'>): void {
  const { trigger, rule, firing } = operation;
  const fires = <V extends { readonly name: string; readonly firing: Firing }>(
    map: ReadonlyMap<string, V>,
    meant: (value: V) => boolean,
  ): ReadonlyMap<string, V> =>
    new Map([...map].map(([name, value]) => [name, (trigger === '' || trigger === name) && meant(value) ? { ...value, firing } : value]));
  if (rule) {
    updateKnown(draft, operation.table, (table) => ({ rules: fires(table.rules, () => true) }));
    return;
  }
  // Below a partitioned table it is the copies of its triggers that go along.
  for (const member of withPartitions(draft, operation.table)) {
    updateKnown(draft, member, (table) => ({
      triggers: fires(table.triggers, ({ inherited }) => member === operation.table || inherited),
    }));
  }
}

/** ALTER TABLE … ROW LEVEL SECURITY. */
export function setRowSecurity(change: OperationOf<'set-row-security'>['change']): Partial<Table> {
  return change === 'enable' || change === 'disable' ? { rowSecurity: change === 'enable' } : { forceRowSecurity: change === 'force' };
}
