/** Comments, owners and privileges of what the catalog knows. */
import type { Privilege } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import { type Grant, grantKey, NO_NOTES, type Notes, type Table } from './catalog.ts';
import { type Draft, otherKey, putTable, schemaOf, setEntry, withEntry } from './draft.ts';
import { relationsWhere, updateKnown } from './links.ts';
import { ROUTINES } from './others.ts';
import { functionMeant, putFunction } from './types.ts';

const RELATIONS: ReadonlySet<string> = new Set(['table', 'view', 'materialized view', 'sequence', 'foreign table']);

/** Changes the notes of an object. What is in no other place of the catalog gets one, unless it is a relation, type or function. */
export function updateNotes(draft: Draft, objectType: string, target: string, change: (notes: Notes) => Notes): void {
  if (RELATIONS.has(objectType)) {
    updateKnown(draft, target, (table) => ({ notes: change(table.notes) }));
    return;
  }
  if (ROUTINES.has(objectType)) {
    const own = functionMeant(draft, target);
    if (own) putFunction(draft, own, { ...own, notes: change(own.notes) });
    return;
  }
  if (objectType === 'type' || objectType === 'domain') {
    const type = draft.now.types.get(target);
    if (type) setEntry(draft, 'types', target, { ...type, notes: change(type.notes) });
    return;
  }
  if (objectType === 'publication') {
    const publication = draft.now.publications.get(target);
    if (publication) setEntry(draft, 'publications', target, { ...publication, notes: change(publication.notes) });
    return;
  }
  const other = draft.now.others.get(otherKey(objectType, target));
  const known = other ?? { objectType, target, table: '', making: [], notes: NO_NOTES, origin: null };
  setEntry(draft, 'others', otherKey(objectType, target), { ...known, notes: change(known.notes) });
}

/** COMMENT ON. */
export function comment(draft: Draft, operation: OperationOf<'comment'>): void {
  const { objectType, target, table, part, text = '' } = operation;
  const put = <V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> => {
    const value = map.get(part);
    return value === undefined ? map : withEntry(map, part, { ...value, comment: text });
  };
  switch (objectType) {
    case 'column':
      return updateKnown(draft, table, (t) => ({ columns: put(t.columns) }));
    case 'constraint':
      return updateKnown(draft, table, (t) => ({ constraints: put(t.constraints) }));
    case 'trigger':
      return updateKnown(draft, table, (t) => ({ triggers: put(t.triggers) }));
    case 'rule':
      return updateKnown(draft, table, (t) => ({ rules: put(t.rules) }));
    case 'policy':
      return updateKnown(draft, table, (t) => ({ policies: put(t.policies) }));
    case 'index': {
      const index = draft.now.indexes.get(target);
      return index ? setEntry(draft, 'indexes', target, { ...index, comment: text }) : undefined;
    }
    default:
      return updateNotes(draft, objectType, target, (notes) => ({ ...notes, comment: text }));
  }
}

/** OWNER TO. The sequences of a table's columns go along. */
export function setOwner(draft: Draft, operation: OperationOf<'set-owner'>): void {
  const { objectType, target, owner } = operation;
  updateNotes(draft, objectType, target, (notes) => ({ ...notes, owner }));
  for (const sequence of relationsWhere(draft, (t) => t.ownedBy?.table === target))
    putTable(draft, { ...sequence, notes: { ...sequence.notes, owner } });
}

/** What ALL stands for, by what it is on. */
const ALL_PRIVILEGES: Readonly<Record<string, readonly string[]>> = {
  table: ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain'],
  column: ['select', 'insert', 'update', 'references'],
  sequence: ['usage', 'select', 'update'],
  schema: ['usage', 'create'],
  database: ['create', 'connect', 'temporary'],
  tablespace: ['create'],
  'parameter acl': ['set', 'alter system'],
  'large object': ['select', 'update'],
};

/** The privileges that a statement means, one by one; on most objects there is but one: USAGE, or EXECUTE. */
export function expanded(on: string, rights: readonly Privilege[]): readonly Privilege[] {
  const only = ROUTINES.has(on) ? ['execute'] : ['usage'];
  const all = (type: string): readonly string[] => ALL_PRIVILEGES[type] ?? only;
  if (rights.length === 0) return all(on).map((name) => ({ name, columns: [] }));
  return rights.flatMap(({ name, columns }) =>
    name !== 'all' ? [{ name, columns }] : all(columns.length > 0 ? 'column' : on).map((each) => ({ name: each, columns })),
  );
}

/** The single grants that a statement is about. */
export function grantsOf(operation: OperationOf<'grant'> | OperationOf<'revoke'>): readonly Grant[] {
  const withOption = operation.kind === 'grant' && operation.withOption;
  return expanded(operation.on, operation.rights).flatMap(({ name, columns }) =>
    (columns.length > 0 ? columns : ['']).flatMap((column) =>
      operation.grantees.map((grantee): Grant => ({ grantee, privilege: name, column, withOption })),
    ),
  );
}

/** The objects of a statement: one by one, or all of a kind in some schemas. */
export function objectsOf(
  relations: Iterable<Table>,
  { on, allInSchema, targets }: OperationOf<'grant'> | OperationOf<'revoke'>,
): readonly string[] {
  if (!allInSchema) return targets;
  const fits = (table: Table): boolean => targets.includes(schemaOf(table.name)) && (on === 'sequence') === (table.kind === 'sequence');
  return on === 'table' || on === 'sequence' ? [...relations].filter(fits).map(({ name }) => name) : [];
}

/** GRANT. */
export function grant(draft: Draft, operation: OperationOf<'grant'>): void {
  if (operation.on === 'role') return;
  for (const target of objectsOf(draft.now.relations.values(), operation)) {
    updateNotes(draft, operation.on, target, (notes) => {
      const grants = new Map(notes.grants);
      for (const each of grantsOf(operation)) {
        const before = grants.get(grantKey(each));
        grants.set(grantKey(each), { ...each, withOption: each.withOption || (before?.withOption ?? false) });
      }
      return { ...notes, grants };
    });
  }
}

/** REVOKE: of the privilege, or of the right to grant it. On a table it takes the columns' privileges along. */
export function revoke(draft: Draft, operation: OperationOf<'revoke'>): void {
  if (operation.on === 'role') return;
  const taken = grantsOf(operation);
  for (const target of objectsOf(draft.now.relations.values(), operation)) {
    updateNotes(draft, operation.on, target, (notes) => {
      const grants = new Map<string, Grant>();
      for (const [key, own] of notes.grants) {
        const hit = taken.some(
          (g) => g.grantee === own.grantee && g.privilege === own.privilege && (g.column === '' || g.column === own.column),
        );
        if (!hit) grants.set(key, own);
        else if (operation.optionOnly) grants.set(key, { ...own, withOption: false });
      }
      return { ...notes, grants };
    });
  }
}
