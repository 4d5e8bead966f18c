/** What hangs on a column, and how it would be said of a column that takes its place. */
import { applyOperation } from '../../../catalog/apply.ts';
import type { Catalog, Constraint, Grant, Index, Table } from '../../../catalog/catalog.ts';
import { usesColumn } from '../../../catalog/constraints.ts';
import { relationsWithUses } from '../../../catalog/draft.ts';
import { hasWord } from '../../../catalog/texts.ts';
import { readsColumn, type Uses } from '../../../catalog/uses.ts';
import type { SqlText } from '../../../operations/definition.ts';
import type { Span } from '../../../source.ts';
import { naming } from '../naming.ts';

/** A thing as it is, and as it is with the other column in the place of its own. */
export interface Moved<T> {
  readonly old: T;
  readonly now: T;
}

/** What can be moved from one column to another of the same table. */
export interface Hanging {
  /** Those that no constraint rests on. */
  readonly indexes: readonly Moved<Index>[];
  /** Of the table; NOT NULL is not among them. */
  readonly constraints: readonly Moved<Constraint>[];
  /** Foreign keys of any table that reference the column. */
  readonly references: readonly (Moved<Constraint> & { readonly table: string })[];
  /** Privileges on the column, for the other one. */
  readonly grants: readonly Grant[];
}

/** Where a column is, and what takes its place. */
export interface Place {
  readonly table: Table;
  readonly column: string;
  /** The other column, as if the first had been renamed to it. */
  readonly fresh: string;
  readonly span: Span;
}

/** What hangs on a column; undefined where something does that cannot be moved, or where the catalog does not tell. */
export function hangingOn(catalog: Catalog, { table, column, fresh, span }: Place): Hanging | undefined {
  if (table.kind !== 'table' || !table.columnsKnown || !isAlone(table) || isReadElsewhere(catalog, table, column)) return undefined;
  const renamed = applyOperation(
    catalog,
    { kind: 'rename-column', span, table: table.name, only: false, column, newName: fresh },
    { change: null, naming },
  );
  const then = renamed.relations.get(table.name);
  if (!then) return undefined;
  const constraints = [...table.constraints.values()].flatMap((old): readonly Moved<Constraint>[] => {
    const now = then.constraints.get(old.name);
    return now && old.kind !== 'not-null' && isOver(old, column) ? [{ old, now }] : [];
  });
  const indexes = [...table.indexes].flatMap((name): readonly Moved<Index>[] => {
    const [old, now] = [catalog.indexes.get(name), renamed.indexes.get(name)];
    return old && now && old.constraint === '' && usesColumn(old, column) ? [{ old, now }] : [];
  });
  const references = referencesTo(catalog, renamed, table, column);
  if (!references || !constraints.every(isMovable) || !indexes.every(({ old, now }) => isMovableIndex(table, old, now))) return undefined;
  const grants = [...then.notes.grants.values()].filter((grant) => grant.column === fresh);
  return { indexes, constraints, references, grants };
}

/** Whether no other table has the column from it or gives it its columns. */
const isAlone = ({ partitionOf, inherits, children, ofType }: Table): boolean =>
  partitionOf === '' && inherits.length === 0 && children.size === 0 && ofType === '';

/** Whether what keeps to a column, not to its name, reads it: it would go on reading the old one. */
function isReadElsewhere(catalog: Catalog, table: Table, column: string): boolean {
  const reads = (uses: Uses): boolean => readsColumn(uses, table.name, column) !== 'no';
  for (const user of relationsWithUses(catalog)) {
    if (reads(user.uses)) return true;
    if ([...user.rules.values(), ...user.policies.values()].some(({ uses }) => reads(uses))) return true;
    if ([...user.triggers.values()].some(({ when }) => reads(when))) return true;
  }
  for (const overloads of catalog.functions.values()) if (overloads.some(({ uses }) => reads(uses))) return true;
  for (const { tables } of catalog.publications.values()) {
    const own = tables.get(table.name);
    if (own && (own.columns.includes(column) || reads(own.where))) return true;
  }
  for (const { table: of, columns } of catalog.statistics.values()) if (of === table.name && columns.includes(column)) return true;
  if ([...table.triggers.values()].some(({ columns }) => columns.includes(column))) return true;
  return [...table.columns.values()].some(({ generated }) => generated !== undefined && hasWord(generated.expression, column));
}

/** Whether a constraint is about a column. */
function isOver({ columns, include, expression, exclusion }: Constraint, column: string): boolean {
  const says = (text: SqlText | undefined): boolean => text !== undefined && hasWord(text, column);
  return (
    columns.includes(column) ||
    include.includes(column) ||
    says(expression) ||
    says(exclusion?.where) ||
    (exclusion?.elements ?? []).some((element) => element.column === column || says(element.expression))
  );
}

const isCurrent = (text: SqlText | undefined): boolean => text?.outdated === undefined;

/**
 * Whether a constraint can be made beside the old one. A key that is checked at the end of a transaction has an index that
 * is, too: built by itself it would refuse what the key allows.
 */
function isMovable({ now }: Moved<Constraint>): boolean {
  if (now.kind === 'exclude' || now.withoutOverlaps || now.references?.period || now.notEnforced) return false;
  if (now.deferrable && now.kind !== 'foreign-key') return false;
  return isCurrent(now.expression);
}

function isMovableIndex({ replicaIndex, clusterIndex }: Table, old: Index, now: Index): boolean {
  const bare = old.name.slice(old.name.lastIndexOf('.') + 1);
  if ([replicaIndex, clusterIndex].some((name) => name !== '' && name === bare)) return false;
  if (old.partitionOf !== '' || !old.valid || old.statistics.size > 0) return false;
  return isCurrent(now.condition) && now.keys.every(({ expression }) => isCurrent(expression));
}

/** The foreign keys that reference a column; undefined where one is that cannot be made a second time. */
function referencesTo(catalog: Catalog, renamed: Catalog, table: Table, column: string): Hanging['references'] | undefined {
  const found: (Moved<Constraint> & { readonly table: string })[] = [];
  const key = [...table.constraints.values()].find(({ kind }) => kind === 'primary-key')?.columns ?? [];
  for (const other of catalog.relations.values()) {
    for (const old of other.constraints.values()) {
      if (old.references?.table !== table.name) continue;
      const columns = old.references.columns.length > 0 ? old.references.columns : key;
      if (!columns.includes(column)) continue;
      const now = renamed.relations.get(other.name)?.constraints.get(old.name);
      const own = other.name === table.name && old.columns.includes(column);
      if (!now?.references || own || other.kind !== 'table' || !isAlone(other) || !isMovable({ old, now })) return undefined;
      const fresh = key.length > 0 && now.references.columns.length === 0 ? renamedKey(renamed, table.name) : now.references.columns;
      found.push({ table: other.name, old, now: { ...now, references: { ...now.references, columns: fresh } } });
    }
  }
  return found;
}

const renamedKey = (renamed: Catalog, table: string): readonly string[] =>
  [...(renamed.relations.get(table)?.constraints.values() ?? [])].find(({ kind }) => kind === 'primary-key')?.columns ?? [];
