/**
 * A catalog in the making. One draft takes many operations: each map is copied once, on its first change, and tables are
 * replaced, never altered, so that every catalog handed out stays as it was.
 */
import type { Naming } from '../dialects/dialect.ts';
import type { Span } from '../source.ts';
import { type Catalog, type Index, NO_NOTES, type Origin, type Table } from './catalog.ts';
import { NO_USES } from './uses.ts';

/** Circumstances under which an operation is applied. */
export interface ApplyContext {
  /** The change the operation belongs to; null for history. */
  readonly change: Origin;
  readonly naming: Naming;
  /** Major of the server; the newest where it is not given. */
  readonly version?: number;
}

type Maps = { -readonly [K in keyof Catalog]: Catalog[K] };

export interface Draft {
  readonly now: Maps;
  /** Maps that are this draft's own and may be written. */
  readonly own: Set<keyof Catalog>;
  readonly context: ApplyContext;
}

/** Begins a draft on a catalog. */
export function beginDraft(catalog: Catalog, context: ApplyContext): Draft {
  return { now: { ...catalog }, own: new Set(), context };
}

/** The value type of one of the catalog's maps. */
type Entry<K extends keyof Catalog> = Catalog[K] extends ReadonlyMap<string, infer V> ? V : never;

/** One of the maps, for writing. */
function writable<K extends keyof Catalog>(draft: Draft, key: K): Map<string, Entry<K>> {
  if (!draft.own.has(key)) {
    draft.now[key] = new Map(draft.now[key] as ReadonlyMap<string, Entry<K>>) as unknown as Maps[K];
    draft.own.add(key);
  }
  return draft.now[key] as unknown as Map<string, Entry<K>>;
}

/** Sets one entry of one map. */
export function setEntry<K extends keyof Catalog>(draft: Draft, key: K, name: string, value: Entry<K>): void {
  writable(draft, key).set(name, value);
}

/** Removes one entry of one map. */
export function removeEntry<K extends keyof Catalog>(draft: Draft, key: K, name: string): void {
  if (draft.now[key].has(name)) writable(draft, key).delete(name);
}

/** `public` in `public.users`, as it stands there; empty where the name has no schema. */
export function schemaOf(relation: string): string {
  return /^("(?:[^"]|"")*"|[^".]*)\./.exec(relation)?.[1] ?? '';
}

/** The name in `public."Order"` without schema and quotes. */
export function nameOf(relation: string): string {
  const schema = schemaOf(relation);
  const name = schema === '' ? relation : relation.slice(schema.length + 1);
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** The canonical name of `name`, given without quotes, in the schema of the relation `beside`. */
export function beside(draft: Draft, relation: string, name: string): string {
  return draft.context.naming.qualify(relation, name);
}

/** Temporary relations live in a schema of their own. */
export function isTemporary(relation: string): boolean {
  return relation.startsWith('pg_temp.');
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
const NOBODY: ReadonlySet<string> = new Set();

/** A relation about which nothing but its name is known. */
export function blankTable(name: string, kind: Table['kind'], origin: Origin, span: Span | null): Table {
  return {
    name,
    kind,
    columns: NONE,
    made: false,
    columnsKnown: false,
    constraints: NONE,
    indexes: NOBODY,
    triggers: NONE,
    partitionStrategy: 'none',
    partitionKey: [],
    partitionExpressions: [],
    partitionOf: '',
    defaultPartition: false,
    bound: undefined,
    partitions: NOBODY,
    inherits: [],
    children: NOBODY,
    ofType: '',
    sources: [],
    uses: NO_USES,
    base: '',
    populated: true,
    server: '',
    temporary: isTemporary(name),
    unlogged: false,
    accessMethod: '',
    rowSecurity: false,
    forceRowSecurity: false,
    replicaIdentity: 'default',
    replicaIndex: '',
    clusterIndex: '',
    rules: NONE,
    policies: NONE,
    partitionBy: undefined,
    storage: NONE,
    tablespace: '',
    query: undefined,
    sequence: {},
    publications: NONE,
    notes: NO_NOTES,
    ownedBy: null,
    filledHere: false,
    origin,
    span,
  };
}

/** The relation, as it is now. */
export function relationOf(draft: Draft, name: string): Table | undefined {
  return draft.now.relations.get(name);
}

/** The relation; where the catalog does not know it, one of unknown shape that was there before. */
export function known(draft: Draft, name: string, kind: Table['kind'] = 'table'): Table {
  return draft.now.relations.get(name) ?? blankTable(name, kind, null, null);
}

/** Puts a relation. */
export function putTable(draft: Draft, table: Table): void {
  setEntry(draft, 'relations', table.name, table);
  if (usesSomething(table) && !draft.now.users.has(table.name)) setEntry(draft, 'users', table.name, true);
}

/** Most relations are tables on which nothing hangs: there may be very many. */
const usesSomething = (table: Table): boolean =>
  table.uses !== NO_USES || table.rules.size > 0 || table.policies.size > 0 || table.triggers.size > 0;

/** The relations that have uses. */
export function relationsWithUses(catalog: Pick<Catalog, 'relations' | 'users'>): readonly Table[] {
  return [...catalog.users.keys()].flatMap((name) => catalog.relations.get(name) ?? []);
}

/** Replaces some fields of a relation, which comes to be when the catalog does not know it. An empty name does nothing. */
export function updateTable(draft: Draft, name: string, change: (table: Table) => Partial<Table>, kind: Table['kind'] = 'table'): void {
  if (name === '') return;
  const table = known(draft, name, kind);
  putTable(draft, { ...table, ...change(table) });
}

/** Puts an index, and into the list of its table. */
export function putIndex(draft: Draft, index: Index): void {
  setEntry(draft, 'indexes', index.name, index);
  updateTable(draft, index.table, (table) => (table.indexes.has(index.name) ? {} : { indexes: new Set([...table.indexes, index.name]) }));
}

/** The key of an object in `Catalog.others`. */
export const otherKey = (objectType: string, target: string): string => `${objectType} ${target}`;

/** A map without one key. */
export function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** A map with one entry more, or replaced in its place. */
export function withEntry<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return new Map(map).set(key, value);
}

/** A set without one element. */
export function dropped(set: ReadonlySet<string>, element: string): ReadonlySet<string> {
  return set.has(element) ? new Set([...set].filter((other) => other !== element)) : set;
}

/** A map with one key renamed, in its place. */
export function withRenamed<V>(map: ReadonlyMap<string, V>, from: string, to: string, change: (value: V) => V): ReadonlyMap<string, V> {
  return new Map([...map].map(([key, value]) => (key === from ? [to, change(value)] : [key, value])));
}

/**
 * Where a relation that is made now counts as coming from: the change, unless the change itself dropped or renamed away an
 * older one of that name, which deployed code still uses.
 */
export function originOf(draft: Draft, name: string): Origin {
  const { change } = draft.context;
  if (change === null || isTemporary(name)) return change;
  return draft.now.dropped.get(name) === change ? null : change;
}

/** The same for `IF NOT EXISTS` on a name the catalog does not know: it may have been there, unless its schema is new too. */
export function originIfNotExists(draft: Draft, name: string): Origin {
  const { change } = draft.context;
  if (isTemporary(name)) return change;
  const schema = draft.now.schemas.get(schemaOf(name));
  return change !== null && schema === change ? originOf(draft, name) : null;
}

/** Remembers that a name was in use before this change and no longer is. */
export function remember(draft: Draft, name: string): void {
  const { change } = draft.context;
  const table = draft.now.relations.get(name);
  const madeHere = table !== undefined && change !== null && table.origin === change;
  if (!madeHere && !isTemporary(name)) setEntry(draft, 'dropped', name, change);
}

/** Whether a name is taken by a relation or an index in the schema of another relation. */
export function takenBeside(draft: Draft, relation: string): (name: string) => boolean {
  return (name) => {
    const qualified = beside(draft, relation, name);
    return draft.now.relations.has(qualified) || draft.now.indexes.has(qualified);
  };
}
