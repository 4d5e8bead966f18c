/** What changing types and domains does. */
import type { Catalog, Origin, Table } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { alterColumnType } from './column-type.ts';
import { lostWith } from './columns.ts';
import { cascadeEffects, cascadeLoses, dependencyRefusal } from './dependants.ts';
import { alreadyThere, answer, before, createdHere, on, type Scene } from './scene.ts';

export const isNew = (scene: Scene, origin: Origin | undefined): boolean =>
  scene.situation.change !== null && origin === scene.situation.change;

/** A type of that name, or a relation, whose rows have a type of its name too. */
const typeThere = (scene: Scene, type: string): boolean => scene.catalog.types.has(type) || scene.catalog.relations.has(type);

/** CREATE TYPE and CREATE DOMAIN. A shell type waits for its definition. */
export function createType(scene: Scene, operation: OperationOf<'create-type'> | OperationOf<'create-domain'>): Analysis {
  const shell = scene.catalog.types.get(operation.type)?.kind === 'shell';
  return answer(scene, [], { refused: alreadyThere(typeThere(scene, operation.type) && !shell, operation.type, '42710') });
}

/** DROP TYPE and DROP DOMAIN: with CASCADE the columns of the type go. */
export function dropType(scene: Scene, operation: OperationOf<'drop-type'>): Analysis {
  const { type, cascade, together } = operation;
  const things = [{ kind: 'type', type }] as const;
  const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
  if (!cascade) return answer(scene, [], { breaksRunningCode: !fresh, refused: dependencyRefusal(scene, things, together) });
  const old = cascadeLoses(scene, things, (relation) => createdHere(scene, relation));
  // Columns that the history does not show may have the type too.
  const loses = old || !fresh;
  return answer(scene, cascadeEffects(scene, things), {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    unknown: loses && !old ? ['losesData', 'reversible'] : [],
  });
}

/** ALTER TYPE … RENAME. */
export function renameType(scene: Scene, operation: OperationOf<'rename-type'>): Analysis {
  const { type, newType } = operation;
  return answer(scene, [], {
    breaksRunningCode: !isNew(scene, scene.catalog.types.get(type)?.origin),
    refused: alreadyThere(typeThere(scene, newType), newType, '42710'),
  });
}

/** Types that hold values of a type inside of their own, as a whole or in part: arrays aside, composites, ranges, domains over it. */
function containers(catalog: Catalog, type: string): ReadonlySet<string> {
  const found = new Set([type]);
  for (const name of found) {
    for (const other of catalog.types.values()) {
      if (other.baseType?.name === name || [...other.attributes.values()].some((attribute) => attribute.type.name === name))
        found.add(other.name);
    }
  }
  return found;
}

const hasRows = (table: Table): boolean => table.kind === 'table' || table.kind === 'partitioned' || table.kind === 'materialized-view';

/** A relation with rows in which values of one of the types lie. */
function storedIn(scene: Scene, types: ReadonlySet<string>): Table | undefined {
  return [...scene.catalog.relations.values()].find(
    (table) => hasRows(table) && [...table.columns.values()].some((column) => types.has(column.type.name)),
  );
}

/**
 * ALTER TYPE of a composite type. Tables of the type change with it, which takes CASCADE; the type of an attribute cannot
 * change while values lie in a column.
 */
export function alterCompositeType(scene: Scene, operation: OperationOf<'alter-composite-type'>): Analysis {
  const { type, change, cascade } = operation;
  const tables = [...scene.catalog.relations.values()].filter((table) => table.ofType === type).map((table) => table.name);
  const user = change === 'type' ? storedIn(scene, containers(scene.catalog, type)) : undefined;
  const parts = tables.map((table) => onTypedTable(scene, table, operation));
  const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
  const loses = change === 'drop' && !fresh;
  const refused: Refusal | null = user
    ? { sqlstate: '0A000', reason: `${user.name} has a column of the type` }
    : tables.length > 0 && !cascade
      ? { sqlstate: '2BP01', reason: `${tables[0]} is a table of the type, and CASCADE is not given` }
      : (parts.find((part) => part.consequence.refused)?.consequence.refused ?? null);
  return answer(
    scene,
    parts.flatMap((part) => part.effects),
    {
      losesData: loses,
      reversible: !loses,
      canFailOnData: change === 'type' && parts.some((part) => part.consequence.canFailOnData),
      breaksRunningCode: change !== 'add' && !fresh,
      refused,
    },
  );
}

/** What the change of an attribute does to a table of the type. */
function onTypedTable(scene: Scene, table: string, operation: OperationOf<'alter-composite-type'>): Analysis {
  const { change, attribute, definition, span } = operation;
  if (change === 'type' && definition) {
    return alterColumnType(scene, {
      kind: 'alter-column-type',
      span,
      table,
      only: false,
      column: attribute,
      type: definition.type.text,
      hasUsing: false,
      using: '',
      hasCollation: definition.collation !== '',
      newType: definition.type,
      usingExpression: undefined,
      collation: definition.collation,
    });
  }
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE'), ...(change === 'drop' ? lostWith(scene, table, attribute, true) : [])]);
}

/** ALTER TYPE … ADD VALUE: a label cannot be taken away again. */
export function addEnumValue(scene: Scene, operation: OperationOf<'add-enum-value'>): Analysis {
  const { type, value, ifNotExists } = operation;
  const there = scene.catalog.types.get(type)?.labels.includes(value) ?? false;
  return answer(scene, [], {
    reversible: there,
    refused: ifNotExists ? null : alreadyThere(there, `the label ${value} of ${type}`, '42710'),
  });
}

/** ALTER TYPE … RENAME VALUE. */
export function renameEnumValue(scene: Scene, operation: OperationOf<'rename-enum-value'>): Analysis {
  const { type, newValue } = operation;
  const known = scene.catalog.types.get(type);
  return answer(scene, [], {
    breaksRunningCode: !isNew(scene, known?.origin),
    refused: alreadyThere(known?.labels.includes(newValue) ?? false, `the label ${newValue} of ${type}`, '42710'),
  });
}

/** A domain and every domain over it: their columns hold its values as they are. */
function domainsOver(catalog: Catalog, domain: string): ReadonlySet<string> {
  const found = new Set([domain]);
  for (const name of found) {
    for (const other of catalog.types.values()) if (other.kind === 'domain' && isOver(other.baseType, name)) found.add(other.name);
  }
  return found;
}

const isOver = (type: { readonly name: string; readonly dimensions: number } | undefined, name: string): boolean =>
  type?.name === name && type.dimensions === 0;

/**
 * What keeps a rule from being checked: values of the domain inside of arrays, composite types and ranges that are stored
 * in a table.
 */
function hiddenIn(scene: Scene, domains: ReadonlySet<string>): string | undefined {
  const { catalog } = scene;
  const plain = (table: Table): string | undefined =>
    [...table.columns.values()].find((column) => domains.has(column.type.name) && column.type.dimensions > 0)?.name;
  const inside = new Set<string>();
  for (const type of catalog.types.values()) {
    const parts = [
      ...[...type.attributes.values()].map((attribute) => attribute.type),
      ...(type.kind === 'domain' && type.baseType ? [type.baseType] : []),
    ];
    if (!domains.has(type.name) && parts.some((part) => domains.has(part.name)))
      for (const name of containers(catalog, type.name)) inside.add(name);
  }
  for (const table of catalog.relations.values()) {
    if (!hasRows(table)) continue;
    const column = plain(table) ?? [...table.columns.values()].find((c) => inside.has(c.type.name) && !domains.has(c.type.name))?.name;
    if (column !== undefined) return `${column} of ${table.name}`;
  }
  return undefined;
}

/** ALTER DOMAIN: a new rule is checked in every table that uses the domain, while nobody can write to them. */
export function alterDomain(scene: Scene, operation: OperationOf<'alter-domain'>): Analysis {
  const { type, change, notValid, definition } = operation;
  const known = scene.catalog.types.get(type);
  const done =
    (change === 'set-not-null' && known?.notNull === true) ||
    (change === 'validate-constraint' && known?.constraints.some((c) => c.name === operation.constraint && !c.notValid) === true);
  const checks = (change === 'add-constraint' && !notValid) || change === 'validate-constraint' || change === 'set-not-null';
  const adds = (change === 'add-constraint' || change === 'set-not-null') && !done;
  const fresh = isNew(scene, known?.origin);
  const syntax = definition?.kind === 'not-null' ? before(scene, 17, 'NOT NULL as a constraint of a domain') : {};
  const taken = change === 'add-constraint' && (known?.constraints.some((c) => c.name === operation.constraint) ?? false);
  const there = alreadyThere(taken, `the constraint ${operation.constraint} of ${type}`, '42710');
  if (!checks || (done && change === 'set-not-null'))
    return answer(scene, [], { breaksRunningCode: adds && !fresh, refused: there, ...syntax });
  const domains = domainsOver(scene.catalog, type);
  const users = [...scene.catalog.relations.values()].filter((table) =>
    [...table.columns.values()].some((column) => domains.has(column.type.name) && column.type.dimensions === 0),
  );
  const effects: Effect[] = users
    .filter((table) => table.kind === 'table' || table.kind === 'materialized-view')
    .map((table) => on(scene, table.name, 'SHARE', table.populated ? { work: 'scan', cause: 'domain-check' } : {}));
  const hidden = hiddenIn(scene, domains);
  return answer(scene, effects, {
    canFailOnData: true,
    breaksRunningCode: adds && !fresh,
    refused:
      there ?? (hidden === undefined ? null : { sqlstate: '0A000', reason: `values of the domain lie inside of the column ${hidden}` }),
    ...syntax,
  });
}
