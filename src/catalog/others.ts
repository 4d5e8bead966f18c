/**
 * Objects that are kept as the statements that made them: aggregates, statistics, servers, event triggers, extensions, …;
 * with what tables have to do with some of them after all. Publications, roles and subscriptions.
 */
import type { SqlText } from '../operations/definition.ts';
import type { Operation, OperationOf } from '../operations/operation.ts';
import { type Catalog, NO_NOTES, type Other, type Publication } from './catalog.ts';
import { putColumn } from './columns.ts';
import { putConstraint, storageMap, withStorage } from './constraints.ts';
import {
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
} from './draft.ts';
import { dropRelation, relationsWhere, updateKnown } from './links.ts';
import { usesOf } from './queries.ts';
import { inOperation, renamedMention } from './texts.ts';
import { alterFunction, dropFunctionNamed, dropType, functionMeant, putFunction, renameFunction } from './types.ts';

export const ROUTINES: ReadonlySet<string> = new Set(['function', 'procedure', 'routine']);

/** Puts an object that a statement makes. */
export function putOther(draft: Draft, objectType: string, target: string, operation: Operation, table = ''): void {
  const before = draft.now.others.get(otherKey(objectType, target));
  // A comment may have made it known before.
  const made: Other = { objectType, target, table, making: [operation], notes: before?.notes ?? NO_NOTES, origin: draft.context.change };
  setEntry(draft, 'others', otherKey(objectType, target), made);
}

/** CREATE of an object that no table depends on, or but little. One without a name cannot be found again. */
export function createObject(draft: Draft, operation: OperationOf<'create-object'>): void {
  const { objectType, object, target, table, ifNotExists, server } = operation;
  if (ifNotExists && (draft.now.others.get(otherKey(objectType, target))?.making.length ?? 0) > 0) return;
  if (target !== '') putOther(draft, objectType, target, operation, table);
  if (objectType === 'statistics') {
    if (target !== '') setEntry(draft, 'statistics', target, { table, columns: operation.columnNames });
  } else if (objectType === 'server') setEntry(draft, 'servers', object, server);
  else if (objectType === 'event trigger') setEntry(draft, 'eventTriggers', object, server);
  else if (objectType === 'foreign table') createForeignTable(draft, operation);
}

function createForeignTable(draft: Draft, operation: OperationOf<'create-object'>): void {
  const { table, ifNotExists, span, server } = operation;
  if (ifNotExists && relationOf(draft, table)) return;
  const origin = ifNotExists ? originIfNotExists(draft, table) : originOf(draft, table);
  putTable(draft, { ...blankTable(table, 'foreign-table', origin, span), made: true, columnsKnown: true, server });
  for (const column of operation.columns) putColumn(draft, table, column, origin, span);
  for (const constraint of operation.constraints) putConstraint(draft, table, constraint, origin, span);
}

/** The statistics that a statement names as it is written; without schema the only ones of that name are meant. */
export function statisticsNamed(known: ReadonlyMap<string, unknown>, object: string): string | undefined {
  if (known.has(object)) return object;
  const named = [...known.keys()].filter((name) => nameOf(name) === nameOf(object));
  return named.length === 1 ? named[0] : undefined;
}

/** ALTER of such an object, and of functions. */
export function alterObject(draft: Draft, operation: OperationOf<'alter-object'>): void {
  const { objectType, target } = operation;
  if (ROUTINES.has(objectType)) alterFunction(draft, operation);
  else if (objectType === 'statistics' && STATISTICS_TARGET.test(operation.definition.text)) setStatisticsTarget(draft, operation);
  else addToMaking(draft, objectType, target, operation);
}

/** The number at the end of ALTER STATISTICS … SET STATISTICS; -1 is what they have by themselves. */
export const STATISTICS_TARGET = /(?<=\bSET\s+STATISTICS\s+)[-+]?\d+\s*$/i;

/** The last target is the one that counts. */
function setStatisticsTarget(draft: Draft, operation: OperationOf<'alter-object'>): void {
  const isTarget = (one: Operation): boolean => one.kind === 'alter-object' && STATISTICS_TARGET.test(one.definition.text);
  const isUsual = Number(STATISTICS_TARGET.exec(operation.definition.text)?.[0]) === -1;
  replaceInMaking(draft, operation.objectType, operation.target, isTarget, isUsual ? [] : [operation]);
}

/** ALTER EXTENSION … SET SCHEMA: the last schema is the one that counts. */
export function moveExtension(draft: Draft, operation: OperationOf<'set-schema'>): void {
  const made = draft.now.others.get(otherKey('extension', operation.target))?.making[0];
  const isBack = made?.kind === 'create-extension' && made.schema === operation.newSchema;
  replaceInMaking(draft, 'extension', operation.target, ({ kind }) => kind === 'set-schema', isBack ? [] : [operation]);
}

/** Other statements in the place of some of those that made an object. */
function replaceInMaking(
  draft: Draft,
  objectType: string,
  target: string,
  isOld: (operation: Operation) => boolean,
  by: readonly Operation[],
): void {
  const other = draft.now.others.get(otherKey(objectType, target));
  if (other)
    setEntry(draft, 'others', otherKey(objectType, target), { ...other, making: [...other.making.filter((one) => !isOld(one)), ...by] });
}

/** A statement that changed an object which is known. */
export function addToMaking(draft: Draft, objectType: string, target: string, operation: Operation): void {
  const other = draft.now.others.get(otherKey(objectType, target));
  if (other) setEntry(draft, 'others', otherKey(objectType, target), { ...other, making: [...other.making, operation] });
}

/** `public.f(integer)` with another name: what follows the name stays. */
function renamedTarget(target: string, to: string): string {
  const [, rest = ''] = /^(?:"(?:[^"]|"")*"|[^."(\s]+)(?:\.(?:"(?:[^"]|"")*"|[^."(\s]+))?([\s\S]*)$/.exec(target) ?? [];
  return `${to}${rest}`;
}

/** The name at the start of a target, without what follows it. */
const bareTarget = (target: string): string => target.slice(0, target.length - renamedTarget(target, '').length);

/** RENAME of such an object, of functions and of publications. */
export function renameObject(draft: Draft, operation: OperationOf<'rename-object'>): void {
  const { objectType, object, target, newName } = operation;
  if (objectType === 'publication') renamePublication(draft, object, newName);
  else if (objectType === 'event trigger') moveEntry(draft, 'eventTriggers', object, newName);
  else if (objectType === 'server') {
    moveEntry(draft, 'servers', object, newName);
    for (const table of relationsWhere(draft, (t) => t.server === object)) putTable(draft, { ...table, server: newName });
  }
  const schema = schemaOf(bareTarget(target));
  const next = draft.context.naming.quote(newName);
  moveObject(draft, objectType, target, schema === '' ? next : `${schema}.${next}`);
}

function moveEntry(draft: Draft, key: 'servers' | 'eventTriggers' | 'statistics', from: string, to: string): void {
  const entry = draft.now[key].get(from);
  if (entry === undefined) return;
  removeEntry(draft, key, from);
  setEntry(draft, key, to, entry);
}

/** Gives an object another qualified name. */
export function moveObject(draft: Draft, objectType: string, target: string, to: string): void {
  const name = bareTarget(target);
  if (ROUTINES.has(objectType)) {
    const own = functionMeant(draft, target);
    if (!own) return;
    if ((draft.now.functions.get(own.name)?.length ?? 0) === 1) renameFunction(draft, own.name, to);
    else putFunction(draft, own, { ...own, name: to });
    return;
  }
  renameOther(
    draft,
    objectType,
    target,
    renamedTarget(target, schemaOf(to) === '' && schemaOf(name) !== '' ? `${schemaOf(name)}.${to}` : to),
  );
}

/** Puts a kept object under another name; the statements that made it say it too. */
export function renameOther(draft: Draft, objectType: string, from: string, to: string): void {
  if (objectType === 'statistics') moveEntry(draft, 'statistics', from, to);
  const other = draft.now.others.get(otherKey(objectType, from));
  if (!other) return;
  const [old, next] = [bareTarget(from), bareTarget(to)];
  removeEntry(draft, 'others', otherKey(objectType, from));
  const making = other.making.map((operation) => {
    const said = inOperation(operation, (text) => renamedMention(text, ['relation'], old, next));
    const named = 'target' in said && said.target === from ? { ...said, target: to } : said;
    return objectType === 'foreign table' && 'table' in named && named.table === from ? { ...named, table: to } : named;
  });
  setEntry(draft, 'others', otherKey(objectType, to), { ...other, target: to, making });
}

/** DROP of such an object; a server takes its tables along, a wrapper its servers. */
export function dropObject(draft: Draft, operation: OperationOf<'drop-object'>): void {
  const { objectType, object, target, cascade } = operation;
  removeEntry(draft, 'others', otherKey(objectType, target));
  if (objectType === 'statistics') {
    const name = statisticsNamed(draft.now.statistics, target) ?? statisticsNamed(draft.now.statistics, object);
    if (name !== undefined) dropStatistics(draft, name);
  } else if (objectType === 'event trigger') removeEntry(draft, 'eventTriggers', nameOf(object));
  else if (objectType === 'server') dropServer(draft, nameOf(object), cascade);
  else if (objectType === 'foreign data wrapper') {
    for (const [server, wrapper] of Array.from(draft.now.servers))
      if (cascade && wrapper === nameOf(object)) dropServer(draft, server, true);
  } else if (objectType === 'foreign table') {
    const known = relationsWhere(draft, (t) => t.kind === 'foreign-table');
    const found = known.find((t) => t.name === target) ?? known.find((t) => t.name === object);
    const named = found ? [found] : known.filter((t) => nameOf(t.name) === nameOf(object));
    if (named.length === 1 && named[0]) dropRelation(draft, named[0].name, cascade);
  }
}

/** Extended statistics go, with what made them. */
export function dropStatistics(draft: Draft, name: string): void {
  removeEntry(draft, 'statistics', name);
  removeEntry(draft, 'others', otherKey('statistics', name));
}

function dropServer(draft: Draft, server: string, cascade: boolean): void {
  removeEntry(draft, 'servers', server);
  removeEntry(draft, 'others', otherKey('server', draft.context.naming.quote(server)));
  if (cascade) for (const table of relationsWhere(draft, (t) => t.server === server)) dropRelation(draft, table.name, true);
}

// ---- publications

const publicationTables = (
  draft: Draft,
  operation: OperationOf<'create-publication'> | OperationOf<'alter-publication'>,
): Publication['tables'] =>
  new Map(
    operation.published.map(({ table, columns, where }) => [table, { columns, where: usesOf(where ? [where] : [], table, [], draft.now) }]),
  );

/** CREATE PUBLICATION. */
export function createPublication(draft: Draft, operation: OperationOf<'create-publication'>): void {
  const { publication: name, allTables, schemas, storage, members } = operation;
  setEntry(draft, 'publications', name, {
    name,
    allTables,
    tables: publicationTables(draft, operation),
    schemas,
    options: storageMap(storage),
    notes: NO_NOTES,
    origin: draft.context.change,
  });
  for (const { table, definition } of members) publish(draft, name, table, definition);
}

/** ALTER PUBLICATION. One that the catalog does not know stays unknown. */
export function alterPublication(draft: Draft, operation: OperationOf<'alter-publication'>): void {
  const { publication: name, change, members, schemas, storage } = operation;
  const before = draft.now.publications.get(name);
  const put = (fields: Partial<Publication>): void => {
    if (before) setEntry(draft, 'publications', name, { ...before, ...fields });
  };
  if (change === 'options') {
    put({ options: withStorage(before?.options ?? new Map(), storage) });
    return;
  }
  const tables = publicationTables(draft, operation);
  const named = new Set(members.map(({ table }) => table));
  if (change === 'set') put({ tables, schemas });
  else if (change === 'add')
    put({ tables: new Map([...(before?.tables ?? []), ...tables]), schemas: [...new Set([...(before?.schemas ?? []), ...schemas])] });
  else {
    put({
      tables: new Map([...(before?.tables ?? [])].filter(([table]) => !named.has(table))),
      schemas: (before?.schemas ?? []).filter((schema) => !schemas.includes(schema)),
    });
  }
  for (const { name: table } of relationsWhere(draft, (t) => t.publications.has(name)))
    if (change === 'set' || (change === 'drop' && named.has(table))) publish(draft, name, table, undefined);
  if (change !== 'drop') for (const { table, definition } of members) publish(draft, name, table, definition);
}

/** DROP PUBLICATION. */
export function dropPublication(draft: Draft, operation: OperationOf<'drop-publication'>): void {
  removeEntry(draft, 'publications', operation.publication);
  for (const { name } of relationsWhere(draft, (t) => t.publications.has(operation.publication)))
    publish(draft, operation.publication, name, undefined);
}

function renamePublication(draft: Draft, from: string, to: string): void {
  const before = draft.now.publications.get(from);
  if (!before) return;
  removeEntry(draft, 'publications', from);
  setEntry(draft, 'publications', to, { ...before, name: to });
  for (const { name, publications } of relationsWhere(draft, (t) => t.publications.has(from))) {
    const definition = publications.get(from);
    publish(draft, from, name, undefined);
    publish(draft, to, name, definition);
  }
}

/** What is said about a table that is put into a publication; undefined where it is taken out. */
function publish(draft: Draft, publication: string, table: string, definition: SqlText | undefined): void {
  if (definition) updateTable(draft, table, (t) => ({ publications: withEntry(t.publications, publication, definition) }));
  else updateKnown(draft, table, (t) => ({ publications: without(t.publications, publication) }));
}

/** Takes a table out of a publication that the catalog knows. */
export function unpublish(draft: Draft, publication: Publication, table: string): void {
  setEntry(draft, 'publications', publication.name, { ...publication, tables: without(publication.tables, table) });
  publish(draft, publication.name, table, undefined);
}

// ---- roles and subscriptions

/** The roles that a statement names, which holds them as one text. */
export const rolesOf = (text: string): readonly string[] => text.split(/,\s*/).map((name) => nameOf(name));

/** CREATE and DROP ROLE, and what happens to what roles own. */
export function changeRoles(draft: Draft, operation: OperationOf<'role'>): void {
  const { change, newOwner } = operation;
  const roles = rolesOf(operation.role);
  if (change === 'create') for (const role of roles) setEntry(draft, 'roles', role, draft.context.change);
  if (change === 'drop') for (const role of roles) removeEntry(draft, 'roles', role);
  if (change !== 'reassign-owned' && change !== 'drop-owned') return;
  for (const table of relationsWhere(draft, (t) => roles.includes(t.notes.owner))) {
    if (change === 'reassign-owned') putTable(draft, { ...table, notes: { ...table.notes, owner: newOwner } });
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

// ---- extensions

/** CREATE EXTENSION. */
export function createExtension(draft: Draft, operation: OperationOf<'create-extension'>): void {
  if (draft.now.extensions.has(operation.extension)) return;
  setEntry(draft, 'extensions', operation.extension, operation.ifNotExists ? null : draft.context.change);
  putOther(draft, 'extension', draft.context.naming.quote(operation.extension), operation);
}

/** DROP EXTENSION; with CASCADE what rests on its types and functions goes too. */
export function dropExtension(draft: Draft, operation: OperationOf<'drop-extension'>): void {
  removeEntry(draft, 'extensions', operation.extension);
  removeEntry(draft, 'others', otherKey('extension', draft.context.naming.quote(operation.extension)));
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
