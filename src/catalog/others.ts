/** Publications, extended statistics, foreign tables and servers, event triggers and what extensions bring, in the catalog. */
import type { OperationOf } from '../operations/operation.ts';
import type { Catalog, Publication } from './catalog.ts';
import { putColumn } from './columns.ts';
import { putConstraint } from './constraints.ts';
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
  setEntry,
} from './draft.ts';
import { dropRelation, relationsWhere } from './links.ts';
import { usesOf } from './queries.ts';
import { dropFunctionNamed, dropType, renameFunction } from './types.ts';

/** CREATE of the objects that tables have to do with after all: statistics, foreign tables and servers, event triggers. */
export function createObject(draft: Draft, operation: OperationOf<'create-object'>): void {
  const { objectType, object, table, ifNotExists, server } = operation;
  if (objectType === 'statistics') {
    const name = statisticsName(draft, object, table);
    if (object !== '' && !(ifNotExists && draft.now.statistics.has(name)))
      setEntry(draft, 'statistics', name, { table, columns: operation.columnNames });
  } else if (objectType === 'server') setEntry(draft, 'servers', object, server);
  else if (objectType === 'event trigger') setEntry(draft, 'eventTriggers', object, server);
  else if (objectType === 'foreign table') createForeignTable(draft, operation);
}

/** Statistics without a schema are beside their table. */
export const statisticsName = (draft: Pick<Draft, 'context'>, object: string, table: string): string =>
  /^(?:"(?:[^"]|"")*"|[^".]+)\./.test(object) ? object : draft.context.naming.qualify(table, nameOf(object));

function createForeignTable(draft: Draft, operation: OperationOf<'create-object'>): void {
  const { table, ifNotExists, span, server } = operation;
  if (ifNotExists && relationOf(draft, table)) return;
  const origin = ifNotExists ? originIfNotExists(draft, table) : originOf(draft, table);
  putTable(draft, { ...blankTable(table, 'foreign-table', origin, span), columnsKnown: true, server });
  for (const column of operation.columns) putColumn(draft, table, column, origin, span);
  for (const constraint of operation.constraints) putConstraint(draft, table, constraint, origin, span);
}

/** The statistics that a statement names as it is written; without schema the only ones of that name are meant. */
export function statisticsNamed(known: ReadonlyMap<string, unknown>, object: string): string | undefined {
  if (known.has(object)) return object;
  const named = [...known.keys()].filter((name) => nameOf(name) === nameOf(object));
  return named.length === 1 ? named[0] : undefined;
}

/** ALTER … RENAME of those objects. */
export function renameObject(draft: Draft, operation: OperationOf<'rename-object'>): void {
  const { objectType, object, newName, function: from, newFunction } = operation;
  const move = (key: 'publications' | 'servers' | 'eventTriggers'): void => {
    const entry = draft.now[key].get(object);
    if (entry === undefined) return;
    removeEntry(draft, key, object);
    setEntry(draft, key, newName, entry);
  };
  if (from !== '') renameFunction(draft, from, newFunction);
  else if (objectType === 'publication') move('publications');
  else if (objectType === 'event trigger') move('eventTriggers');
  else if (objectType === 'server') {
    move('servers');
    for (const table of relationsWhere(draft, (t) => t.server === object)) putTable(draft, { ...table, server: newName });
  } else if (objectType === 'statistics') {
    const name = statisticsNamed(draft.now.statistics, object);
    const entry = name === undefined ? undefined : draft.now.statistics.get(name);
    if (name === undefined || !entry) return;
    removeEntry(draft, 'statistics', name);
    setEntry(draft, 'statistics', beside(draft, name, newName), entry);
  }
}

/** DROP of those objects; a server takes its tables along, a wrapper its servers. */
export function dropObject(draft: Draft, operation: OperationOf<'drop-object'>): void {
  const { objectType, object, cascade } = operation;
  if (objectType === 'statistics') {
    const name = statisticsNamed(draft.now.statistics, object);
    if (name !== undefined) removeEntry(draft, 'statistics', name);
  } else if (objectType === 'event trigger') removeEntry(draft, 'eventTriggers', nameOf(object));
  else if (objectType === 'server') dropServer(draft, nameOf(object), cascade);
  else if (objectType === 'foreign data wrapper') {
    for (const [server, wrapper] of Array.from(draft.now.servers))
      if (cascade && wrapper === nameOf(object)) dropServer(draft, server, true);
  } else if (objectType === 'foreign table') {
    const found = relationsWhere(draft, (t) => t.kind === 'foreign-table' && (t.name === object || nameOf(t.name) === nameOf(object)));
    if (found.length === 1 && found[0]) dropRelation(draft, found[0].name, cascade);
  }
}

function dropServer(draft: Draft, server: string, cascade: boolean): void {
  removeEntry(draft, 'servers', server);
  if (cascade) for (const table of relationsWhere(draft, (t) => t.server === server)) dropRelation(draft, table.name, true);
}

const publicationTables = (
  draft: Draft,
  operation: OperationOf<'create-publication'> | OperationOf<'alter-publication'>,
): Publication['tables'] =>
  new Map(
    operation.published.map(({ table, columns, where }) => [table, { columns, where: usesOf(where ? [where] : [], table, [], draft.now) }]),
  );

/** CREATE PUBLICATION. */
export function createPublication(draft: Draft, operation: OperationOf<'create-publication'>): void {
  setEntry(draft, 'publications', operation.publication, {
    allTables: operation.allTables,
    tables: publicationTables(draft, operation),
    schemas: new Set(operation.schemas),
  });
}

/** ALTER PUBLICATION. One that the catalog does not know stays unknown. */
export function alterPublication(draft: Draft, operation: OperationOf<'alter-publication'>): void {
  const before = draft.now.publications.get(operation.publication);
  if (!before || operation.change === 'options') return;
  const tables = publicationTables(draft, operation);
  const { schemas, change } = operation;
  const put = (fields: Partial<Publication>): void => setEntry(draft, 'publications', operation.publication, { ...before, ...fields });
  if (change === 'set') put({ tables, schemas: new Set(schemas) });
  else if (change === 'add') put({ tables: new Map([...before.tables, ...tables]), schemas: new Set([...before.schemas, ...schemas]) });
  else {
    put({
      tables: new Map([...before.tables].filter(([name]) => !tables.has(name))),
      schemas: new Set([...before.schemas].filter((name) => !schemas.includes(name))),
    });
  }
}

/** The roles that a statement names, which holds them as one text. */
export const rolesOf = (text: string): readonly string[] => text.split(/,\s*/).map((name) => nameOf(name));

/** CREATE and DROP ROLE, and what happens to what roles own. */
export function changeRoles(draft: Draft, operation: OperationOf<'role'>): void {
  const { change, newOwner } = operation;
  const roles = rolesOf(operation.role);
  if (change === 'create') for (const role of roles) setEntry(draft, 'roles', role, draft.context.change);
  if (change === 'drop') for (const role of roles) removeEntry(draft, 'roles', role);
  if (change !== 'reassign-owned' && change !== 'drop-owned') return;
  for (const table of relationsWhere(draft, (t) => roles.includes(t.owner))) {
    if (change === 'reassign-owned') putTable(draft, { ...table, owner: newOwner });
    else dropRelation(draft, table.name, operation.cascade);
  }
}

/** CREATE, ALTER and DROP SUBSCRIPTION: whether it has a slot on the other server. */
export function subscribe(draft: Draft, operation: OperationOf<'subscription'>): void {
  const { subscription: name, change, remote, slotless } = operation;
  if (change === 'drop') removeEntry(draft, 'subscriptions', name);
  else if (change === 'create') setEntry(draft, 'subscriptions', name, slotless ? 'none' : remote ? 'made' : 'named');
  else if (slotless) setEntry(draft, 'subscriptions', name, 'none');
}

/** DROP EXTENSION; with CASCADE what rests on its types and functions goes too. */
export function dropExtension(draft: Draft, operation: OperationOf<'drop-extension'>): void {
  removeEntry(draft, 'extensions', operation.extension);
  if (!operation.cascade) return;
  for (const type of operation.contents?.types ?? []) dropType(draft, type, true);
  for (const name of operation.contents?.functions ?? []) for (const called of calledAs(draft.now, name)) dropFunctionNamed(draft, called);
}

/** The canonical names under which what is there calls a function of an extension, wherever that is installed. */
export function calledAs(catalog: Catalog, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (functions: Iterable<string>): void => {
    for (const called of functions) if (nameOf(called) === name && !catalog.functions.has(called)) found.add(called);
  };
  for (const table of catalog.relations.values()) {
    look(table.uses.functions);
    for (const trigger of table.triggers.values()) look([trigger.function]);
    for (const column of table.columns.values())
      look([...(column.default?.mentioned.functions ?? []), ...(column.generated?.expression.mentioned.functions ?? [])]);
    for (const constraint of table.constraints.values()) look(constraint.expression?.mentioned.functions ?? []);
  }
  return found;
}
