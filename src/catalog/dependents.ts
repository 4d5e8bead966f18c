/** Views, rules, triggers, policies, publications and functions in the catalog, by the columns they stand on. */
import type { ColumnUse } from '../operations/definition.ts';
import type { Dependent } from './catalog.ts';
import { type Draft, relationOf, removeEntry, setEntry } from './draft.ts';

type Identity = Pick<Dependent, 'kind' | 'name' | 'table'>;
const keyOf = ({ kind, name, table }: Identity): string => `${kind} ${table} ${name}`;

/** A view's own identity: it is a relation. */
export const viewIdentity = (view: string): Identity => ({ kind: 'view', name: view, table: view });

export const publicationIdentity = (name: string): Identity => ({ kind: 'publication', name, table: '' });

/** Whose column it is that is mentioned, from the columns that are known. */
function resolve(draft: Draft, { column, among }: ColumnUse): Dependent['uses'] {
  const found: Dependent['uses'][number][] = [];
  let certain = true;
  for (const table of among) {
    const known = relationOf(draft, table);
    if (table === '') certain = false;
    else if (column === '*') {
      if (known?.columnsKnown) for (const name of known.columns.keys()) found.push({ table, column: name, certain });
      else found.push({ table, column: '', certain: false });
    } else if (known?.columnsKnown && !known.columns.has(column)) continue;
    else {
      const sure = certain && (known?.columns.has(column) === true || among.length === 1);
      found.push({ table, column, certain: sure });
      if (sure) break;
      certain = false;
    }
  }
  return found;
}

/** Puts what stands on columns in the place of one of the same identity; `more` adds to what that one uses. */
export function putDependent(draft: Draft, identity: Identity, uses: readonly ColumnUse[], more = false): void {
  const key = keyOf(identity);
  const before = more ? (draft.now.dependents.get(key)?.uses ?? []) : [];
  const all = [...before, ...uses.flatMap((use) => resolve(draft, use))];
  if (all.length === 0) removeEntry(draft, 'dependents', key);
  else setEntry(draft, 'dependents', key, { ...identity, uses: all });
}

/** A publication no longer has some tables. */
export function unpublish(draft: Draft, publication: string, tables: readonly string[]): void {
  const key = keyOf(publicationIdentity(publication));
  const before = draft.now.dependents.get(key);
  if (before) setEntry(draft, 'dependents', key, { ...before, uses: before.uses.filter((use) => !tables.includes(use.table)) });
}

export function dropDependent(draft: Draft, identity: Identity): void {
  removeEntry(draft, 'dependents', keyOf(identity));
}

/** Drops everything that is on a relation. */
export function dropDependentsOn(draft: Draft, relation: string): void {
  for (const [key, dependent] of Array.from(draft.now.dependents)) if (dependent.table === relation) removeEntry(draft, 'dependents', key);
}

/** Another name of a relation, in what is on it and what uses its columns. */
export function renameInDependents(draft: Draft, from: string, to: string): void {
  for (const dependent of Array.from(draft.now.dependents.values())) {
    if (dependent.table !== from && !dependent.uses.some((use) => use.table === from)) continue;
    replace(draft, dependent, {
      ...dependent,
      name: dependent.kind === 'view' && dependent.name === from ? to : dependent.name,
      table: dependent.table === from ? to : dependent.table,
      uses: dependent.uses.map((use) => (use.table === from ? { ...use, table: to } : use)),
    });
  }
}

/** Another name of a column. */
export function renameColumnInDependents(draft: Draft, table: string, from: string, to: string): void {
  const named = (use: Dependent['uses'][number]): boolean => use.table === table && use.column === from;
  for (const dependent of Array.from(draft.now.dependents.values())) {
    if (!dependent.uses.some(named)) continue;
    replace(draft, dependent, { ...dependent, uses: dependent.uses.map((use) => (named(use) ? { ...use, column: to } : use)) });
  }
}

/** Another name of a trigger, rule or policy. */
export function renameOneDependent(draft: Draft, identity: Identity, name: string): void {
  const dependent = draft.now.dependents.get(keyOf(identity));
  if (dependent) replace(draft, dependent, { ...dependent, name });
}

function replace(draft: Draft, before: Dependent, after: Dependent): void {
  removeEntry(draft, 'dependents', keyOf(before));
  setEntry(draft, 'dependents', keyOf(after), after);
}

/** Those that use a column, or may. */
export function usersOfColumn(
  dependents: ReadonlyMap<string, Dependent>,
  table: string,
  column: string,
): readonly { readonly dependent: Dependent; readonly certain: boolean }[] {
  const found: { readonly dependent: Dependent; readonly certain: boolean }[] = [];
  for (const dependent of dependents.values()) {
    const uses = dependent.uses.filter((use) => use.table === table && (use.column === column || use.column === ''));
    if (uses.length > 0) found.push({ dependent, certain: uses.some((use) => use.certain) });
  }
  return found;
}
