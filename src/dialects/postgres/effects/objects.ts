/** What changing schemas, extensions, publications, roles and the objects that no table depends on does. */
import { calledAs, rolesOf, statisticsNamed } from '../../../catalog/others.ts';
import type { Analysis, Consequence, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { quoteIdent, splitRelation } from '../identifier.ts';
import { lostWith, mentions } from './columns.ts';
import { cascadeEffects, cascadeLoses, dependencyRefusal, type Thing } from './dependants.ts';
import { alreadyThere, answer, createdHere, LOCK_FIELDS, on, outsideOnly, type Scene, whereItExists, wrongKind } from './scene.ts';
import { ownerEffects } from './properties.ts';
import { dropEffects, relationAndIndexes } from './tables.ts';
import { isNew } from './user-types.ts';

/** Dropping a relation of any kind. */
function relationEffects(scene: Scene, relation: string): readonly Effect[] {
  const kind = scene.catalog.relations.get(relation)?.kind;
  return kind === 'table' || kind === 'partitioned' || kind === 'foreign-table'
    ? dropEffects(scene, relation, true)
    : relationAndIndexes(scene, relation, 'ACCESS EXCLUSIVE');
}

// ---- schemas

/** CREATE SCHEMA. */
export function createSchema(scene: Scene, operation: OperationOf<'create-schema'>): Analysis {
  const { schema, ifNotExists } = operation;
  const there = schema === 'public' || scene.catalog.schemas.has(quoteIdent(schema));
  return answer(scene, [], {
    refused: ifNotExists ? null : alreadyThere(there, `the schema ${schema}`, '42P06'),
  });
}

/** ALTER SCHEMA … RENAME locks no table and moves all of them away from under the code that names them. */
export function renameSchema(scene: Scene, operation: OperationOf<'rename-schema'>): Analysis {
  const { schema, newName } = operation;
  const fresh = isNew(scene, scene.catalog.schemas.get(quoteIdent(schema)));
  return answer(scene, [], {
    breaksRunningCode: !fresh,
    refused: alreadyThere(scene.catalog.schemas.has(quoteIdent(newName)), `the schema ${newName}`, '42P06'),
  });
}

/** What is in a schema. */
function contentsOf(scene: Scene, schema: string): readonly Thing[] {
  const name = quoteIdent(schema);
  const inside = (canonical: string): boolean => quoteIdent(splitRelation(canonical).schema) === name;
  const { relations, types, functions } = scene.catalog;
  return [
    ...[...relations.keys()].filter(inside).map((relation) => ({ kind: 'relation', relation }) as const),
    ...[...types.keys()].filter(inside).map((type) => ({ kind: 'type', type }) as const),
    ...[...functions.keys()].filter(inside).map((called) => ({ kind: 'function', function: called, others: false }) as const),
  ];
}

const nameOfThing = (thing: Thing): string =>
  thing.kind === 'type' ? thing.type : thing.kind === 'function' ? thing.function : thing.relation;

/** DROP SCHEMA: without CASCADE it has to be empty. */
export function dropSchema(scene: Scene, operation: OperationOf<'drop-schema'>): Analysis {
  const { schema, cascade } = operation;
  const fresh = isNew(scene, scene.catalog.schemas.get(quoteIdent(schema)));
  const things = contentsOf(scene, schema);
  const [first] = things;
  if (!cascade) {
    const refused = first ? { sqlstate: '2BP01', reason: `${nameOfThing(first)} is in it, and CASCADE is not given` } : null;
    return answer(scene, [], { breaksRunningCode: false, refused });
  }
  const inside = things.flatMap((thing) => (thing.kind === 'relation' ? [thing.relation] : []));
  const effects = [...inside.flatMap((relation) => relationEffects(scene, relation)), ...cascadeEffects(scene, things, inside)];
  const isCreatedHere = (relation: string): boolean => createdHere(scene, relation);
  const old =
    inside.some((relation) => {
      const kind = scene.catalog.relations.get(relation)?.kind;
      return (kind === 'table' || kind === 'partitioned') && !isCreatedHere(relation);
    }) || cascadeLoses(scene, things, isCreatedHere);
  // What else is in it in production is not in the migrations.
  const loses = old || !fresh;
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: loses,
    unknown: loses && !old ? ['losesData', 'reversible', 'breaksRunningCode'] : [],
  });
}

// ---- extensions

/** CREATE EXTENSION. */
export function createExtension(scene: Scene, operation: OperationOf<'create-extension'>): Analysis {
  const { extension, ifNotExists } = operation;
  const there = extension === 'plpgsql' || scene.catalog.extensions.has(extension);
  return answer(scene, [], { refused: ifNotExists ? null : alreadyThere(there, `the extension ${extension}`, '42710') });
}

/** DROP EXTENSION: with CASCADE go columns of its types, and what calls its functions. */
export function dropExtension(scene: Scene, operation: OperationOf<'drop-extension'>): Analysis {
  const { extension, cascade, contents, ifExists } = operation;
  const fresh = isNew(scene, scene.catalog.extensions.get(extension));
  const things: readonly Thing[] = [
    ...(contents?.types ?? []).map((type): Thing => ({ kind: 'type', type })),
    ...(contents?.functions ?? []).flatMap((name) =>
      [...calledAs(scene.catalog, name)].map((called): Thing => ({ kind: 'function', function: called, others: false })),
    ),
  ];
  // Which index is built with an operator class of the extension is not known.
  const indexes = [...scene.catalog.indexes.values()].filter((index) => index.method !== 'btree');
  const perhaps = contents?.operatorClasses ? indexes : [];
  const maybeAbsent = ifExists && !scene.catalog.extensions.has(extension) ? ['breaksRunningCode'] : [];
  if (!cascade) {
    const refused = dependencyRefusal(scene, things);
    const unsure = !refused && !fresh && (contents === undefined || perhaps.length > 0);
    return answer(scene, [], { breaksRunningCode: !fresh, refused, unknown: [...(unsure ? ['refused'] : []), ...maybeAbsent] });
  }
  const effects = [
    ...cascadeEffects(scene, things),
    ...perhaps.flatMap((index) =>
      [index.name, index.table].map((relation) => on(scene, relation, 'ACCESS EXCLUSIVE', { unknown: LOCK_FIELDS })),
    ),
  ];
  const old = cascadeLoses(scene, things, (relation) => createdHere(scene, relation));
  const loses = old || (!fresh && (contents === undefined || contents.types.length > 0));
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    unknown: [...(loses && !old ? ['losesData', 'reversible'] : []), ...maybeAbsent],
  });
}

// ---- other objects

/** CREATE STATISTICS locks its table lightly; the other objects lock none. */
export function createObject(scene: Scene, operation: OperationOf<'create-object'>): Analysis {
  const { objectType, object, table, ifNotExists } = operation;
  const { catalog } = scene;
  switch (objectType) {
    case 'statistics': {
      const there = object !== '' && statisticsNamed(catalog.statistics, object) !== undefined;
      const wrong = wrongKind(scene, table, ['table', 'partitioned', 'materialized-view', 'foreign-table'], 'table');
      return answer(scene, [on(scene, table, 'SHARE UPDATE EXCLUSIVE')], {
        refused: wrong ?? (ifNotExists ? null : alreadyThere(there, `the statistics ${object}`, '42710')),
      });
    }
    case 'foreign table':
      return answer(scene, [], { refused: ifNotExists ? null : alreadyThere(catalog.relations.has(table), table, '42P07') });
    case 'server':
      return answer(scene, [], {
        refused: ifNotExists ? null : alreadyThere(catalog.servers.has(object), `the server ${object}`, '42710'),
      });
    case 'event trigger':
      return answer(scene, [], { refused: alreadyThere(catalog.eventTriggers.has(object), `the event trigger ${object}`, '42710') });
    case 'language':
      return answer(scene, [], { refused: alreadyThere(object === 'plpgsql' && !ifNotExists, 'the language plpgsql', '42710') });
    default:
      return answer(scene, []);
  }
}

/** DROP of an object that no table depends on, or hardly any. */
export function dropObject(scene: Scene, operation: OperationOf<'drop-object'>): Analysis {
  const { objectType, object, cascade, ifExists } = operation;
  const { catalog } = scene;
  switch (objectType) {
    case 'statistics': {
      const name = statisticsNamed(catalog.statistics, object);
      const table = name === undefined ? undefined : catalog.statistics.get(name)?.table;
      return answer(scene, table === undefined ? [] : [on(scene, table, 'SHARE UPDATE EXCLUSIVE')]);
    }
    case 'foreign table':
      return dropForeignTable(scene, operation);
    case 'server':
    case 'foreign data wrapper':
      return dropServers(scene, operation);
    case 'collation':
    case 'text search configuration':
    case 'text search dictionary':
    case 'operator':
    case 'operator class':
    case 'operator family':
    case 'access method':
      return dropUsed(scene, operation);
    default: {
      const unsure = cascade && !['event trigger', 'user mapping', 'cast', 'transform', 'conversion'].includes(objectType);
      return answer(scene, [], {
        breaksRunningCode: !ifExists || objectType !== 'event trigger',
        ...(unsure ? { losesData: true, reversible: false, unknown: ['losesData', 'reversible'] } : {}),
      });
    }
  }
}

/** DROP FOREIGN TABLE: the rows are elsewhere, and stay there. */
function dropForeignTable(scene: Scene, operation: OperationOf<'drop-object'>): Analysis {
  const { object, cascade, ifExists } = operation;
  const named = [...scene.catalog.relations.keys()].filter(
    (name) => name === object || splitRelation(name).name === splitRelation(object).name,
  );
  const table = named.find((name) => name === object) ?? (named.length === 1 ? named[0] : undefined);
  if (table === undefined)
    return answer(scene, [on(scene, object, 'ACCESS EXCLUSIVE', { kind: 'foreign-table', ...whereItExists(scene, object, ifExists) })], {
      breaksRunningCode: true,
    });
  const things = [{ kind: 'relation', relation: table }] as const;
  return answer(scene, [...dropEffects(scene, table, cascade), ...(cascade ? cascadeEffects(scene, things) : [])], {
    breaksRunningCode: !createdHere(scene, table),
    refused: wrongKind(scene, table, ['foreign-table'], 'foreign table') ?? (cascade ? null : dependencyRefusal(scene, things)),
  });
}

/** DROP SERVER and DROP FOREIGN DATA WRAPPER: with CASCADE their foreign tables go. */
function dropServers(scene: Scene, operation: OperationOf<'drop-object'>): Analysis {
  const { objectType, object, cascade } = operation;
  const name = splitRelation(object).name;
  const servers =
    objectType === 'server' ? [name] : [...scene.catalog.servers].flatMap(([server, wrapper]) => (wrapper === name ? [server] : []));
  const tables = [...scene.catalog.relations.values()].filter((table) => servers.includes(table.server)).map((table) => table.name);
  const things = tables.map((relation) => ({ kind: 'relation', relation }) as const);
  const user = objectType === 'server' ? tables[0] : servers[0];
  if (!cascade)
    return answer(scene, [], {
      breaksRunningCode: true,
      refused: user === undefined ? null : { sqlstate: '2BP01', reason: `${user} depends on it, and CASCADE is not given` },
    });
  return answer(scene, [...tables.flatMap((table) => relationEffects(scene, table)), ...cascadeEffects(scene, things, tables)], {
    breaksRunningCode: true,
  });
}

/** DROP of what columns and indexes can use. Columns say their collation; for the rest the texts are searched for the name. */
function dropUsed(scene: Scene, operation: OperationOf<'drop-object'>): Analysis {
  const { objectType, object, cascade } = operation;
  const { name } = splitRelation(object);
  const things: Thing[] = [];
  if (objectType === 'collation') {
    for (const table of scene.catalog.relations.values())
      for (const column of table.columns.values())
        if (column.collation !== '' && splitRelation(column.collation).name === name)
          things.push({ kind: 'column', relation: table.name, column: column.name });
  }
  const [first] = things;
  const indexes = [...scene.catalog.indexes.values()].filter((index) =>
    mentions([...(index.hasExpressions ? index.columns : []), index.where], name),
  );
  if (!cascade) {
    const refused: Refusal | null = first
      ? { sqlstate: '2BP01', reason: `a column of ${nameOfThing(first)} uses it, and CASCADE is not given` }
      : null;
    return answer(scene, [], { breaksRunningCode: true, refused, unknown: refused ? [] : ['refused'] });
  }
  const effects = [
    ...things.flatMap((thing) =>
      thing.kind === 'column'
        ? [on(scene, thing.relation, 'ACCESS EXCLUSIVE'), ...lostWith(scene, thing.relation, thing.column, true)]
        : [],
    ),
    ...cascadeEffects(scene, things),
    ...indexes.flatMap((index) =>
      [index.name, index.table].map((relation) => on(scene, relation, 'ACCESS EXCLUSIVE', { unknown: LOCK_FIELDS })),
    ),
  ];
  const old = things.some((thing) => !createdHere(scene, nameOfThing(thing)));
  return answer(scene, effects, {
    losesData: true,
    reversible: false,
    breaksRunningCode: true,
    unknown: old ? [] : ['losesData', 'reversible'],
  });
}

// ---- publications and subscriptions

/** What keeps a table from being published. */
function unpublishable(scene: Scene, table: string): Refusal | null {
  const known = scene.catalog.relations.get(table);
  if (!known) return null;
  const fits = known.kind === 'table' || known.kind === 'partitioned';
  const why = !fits ? 'it is no table' : known.unlogged ? 'it is unlogged' : known.temporary ? 'it is temporary' : '';
  return why === '' ? null : { sqlstate: '22023', reason: `${table} cannot be published: ${why}` };
}

/** CREATE and ALTER PUBLICATION lock the tables they name lightly; SET those too that it leaves out. */
export function publication(scene: Scene, operation: OperationOf<'create-publication'> | OperationOf<'alter-publication'>): Analysis {
  const { publication: name, tables } = operation;
  const known = scene.catalog.publications.get(name);
  const before = operation.kind === 'alter-publication' && operation.change === 'set' ? [...(known?.tables.keys() ?? [])] : [];
  const effects = [...new Set([...tables, ...before])].map((table) => on(scene, table, 'SHARE UPDATE EXCLUSIVE'));
  const refused = publicationRefusal(scene, operation);
  return answer(scene, effects, { refused });
}

function publicationRefusal(scene: Scene, operation: OperationOf<'create-publication'> | OperationOf<'alter-publication'>): Refusal | null {
  const { publication: name, tables } = operation;
  const known = scene.catalog.publications.get(name);
  const adds = operation.kind === 'create-publication' || operation.change === 'add' || operation.change === 'set';
  const wrong = adds ? tables.map((table) => unpublishable(scene, table)).find((refusal) => refusal !== null) : undefined;
  if (operation.kind === 'create-publication')
    return alreadyThere(known !== undefined, `the publication ${name}`, '42710') ?? wrong ?? null;
  if (known?.allTables && operation.change !== 'options')
    return { sqlstate: '55000', reason: `${name} publishes all tables; none can be added or taken away` };
  const member = operation.change === 'add' ? tables.find((table) => known?.tables.has(table)) : undefined;
  return wrong ?? alreadyThere(member !== undefined, `${member ?? ''} in ${name}`, '42710');
}

/** DROP PUBLICATION. */
export function dropPublication(scene: Scene, { publication: name }: OperationOf<'drop-publication'>): Analysis {
  return answer(scene, [], { breaksRunningCode: !isNew(scene, scene.catalog.publications.get(name)?.origin) });
}

/** Subscriptions: what makes or drops a slot on another server, or asks it for its tables, no transaction can take back. */
export function subscription(scene: Scene, operation: OperationOf<'subscription'>): Analysis {
  const { change, remote, subscription: name } = operation;
  const slot = scene.catalog.subscriptions.get(name);
  const statement = `${change.toUpperCase()} SUBSCRIPTION${change === 'drop' ? ' with a slot' : change === 'create' ? ' with create_slot' : ' with refresh'}`;
  const reversible = { reversible: change === 'create' };
  if (change === 'alter') return answer(scene, [], remote && scene.situation.version >= 14 ? outsideOnly(scene, statement) : {});
  if (!remote || (change === 'drop' && slot === 'none')) return answer(scene, [], reversible);
  // Whether it has a slot is not known where the history does not make it.
  if (change === 'drop' && slot === undefined)
    return answer(scene, [], { ...reversible, mustRunOutsideTransaction: true, unknown: ['mustRunOutsideTransaction'] });
  return answer(scene, [], { ...outsideOnly(scene, statement), ...reversible });
}

// ---- databases, roles and the rest

/** CREATE and DROP DATABASE and TABLESPACE. */
export function database(scene: Scene, operation: OperationOf<'database'>): Analysis {
  const { change, tablespace, moves } = operation;
  if (change === 'alter') return answer(scene, [], moves ? outsideOnly(scene, 'ALTER DATABASE SET TABLESPACE') : {});
  const loses = change === 'drop' && !tablespace;
  return answer(scene, [], {
    ...outsideOnly(scene, `${change.toUpperCase()} ${tablespace ? 'TABLESPACE' : 'DATABASE'}`),
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: loses,
  });
}

/**
 * Roles. DROP OWNED and REASSIGN OWNED are about everything that a role owns: of a role that the history makes it is known
 * what that is, of others it is not.
 */
export function role(scene: Scene, operation: OperationOf<'role'>): Analysis {
  const { change, cascade } = operation;
  if (change !== 'drop-owned' && change !== 'reassign-owned')
    return answer(scene, [], { breaksRunningCode: change === 'drop', reversible: true });
  const roles = rolesOf(operation.role);
  const owned = [...scene.catalog.relations.values()].filter((table) => roles.includes(table.notes.owner)).map((table) => table.name);
  const known = roles.every((name) => scene.catalog.roles.has(name));
  const drops = change === 'drop-owned';
  const things = owned.map((relation) => ({ kind: 'relation', relation }) as const);
  const effects = drops
    ? [...owned.flatMap((name) => relationEffects(scene, name)), ...(cascade ? cascadeEffects(scene, things, owned) : [])]
    : owned.flatMap((name) => ownerEffects(scene, name, true));
  const loses = drops && (!known || owned.some((name) => !createdHere(scene, name)));
  const analysis = answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: loses,
    refused: drops && !cascade ? dependencyRefusal(scene, things, owned) : null,
    unknown: loses && !known ? ['losesData', 'reversible', 'breaksRunningCode'] : [],
  });
  return known ? analysis : { ...analysis, unsupported: 'what the role owns is not in the migrations' };
}

/** COMMENT ON a relation or its column keeps other schema changes away for a moment. */
export function comment(scene: Scene, operation: OperationOf<'comment'>): Analysis {
  const { table, objectType } = operation;
  const light = /^(table|column|view|materialized view|index|sequence|foreign table)$/.test(objectType.toLowerCase().replaceAll('-', ' '));
  return answer(scene, table !== '' && light ? [on(scene, table, 'SHARE UPDATE EXCLUSIVE')] : []);
}

/** ALTER SYSTEM. */
export function alterSystem(scene: Scene, _operation: OperationOf<'alter-system'>): Analysis {
  return answer(scene, [], outsideOnly(scene, 'ALTER SYSTEM'));
}

/** RENAME of such an object. */
export function renameObject(scene: Scene, operation: OperationOf<'rename-object'>): Analysis {
  const quiet = /^(?:statistics|publication|event trigger)$/.test(operation.objectType);
  const fresh = isNewFunction(scene, operation.function);
  const consequence: Partial<Consequence> = { breaksRunningCode: !quiet && !fresh };
  return answer(scene, [], consequence);
}

/** Whether the change made every function of a name. */
function isNewFunction(scene: Scene, name: string): boolean {
  const overloads = scene.catalog.functions.get(name) ?? [];
  return overloads.length > 0 && overloads.every(({ origin }) => isNew(scene, origin));
}

/** REVOKE: what nobody was given, and what the change itself made, nobody misses. */
export function revoke(scene: Scene, operation: OperationOf<'revoke'>): Analysis {
  const { targets, grantees, optionOnly, allInSchema } = operation;
  const missed = (target: string): boolean => {
    const table = scene.catalog.relations.get(target);
    if (!table) return !isNewFunction(scene, target.replace(/\(.*$/s, ''));
    if (createdHere(scene, target)) return false;
    // PUBLIC has nothing on a table that it was not given.
    return grantees.some((role) => role !== 'public' || [...table.notes.grants.values()].some(({ grantee }) => grantee === role));
  };
  return answer(scene, [], { breaksRunningCode: !optionOnly && (allInSchema || targets.length === 0 || targets.some(missed)) });
}
