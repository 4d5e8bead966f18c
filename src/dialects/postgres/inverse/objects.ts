/** What undoes operations on views, types, functions, sequences, schemas, triggers and privileges. */
import { otherKey } from '../../../catalog/draft.ts';
import { inputsOf } from '../../../catalog/types.ts';
import type { Catalog, Notes, Table, UserFunction } from '../../../catalog/catalog.ts';
import type { Consequence, Undo } from '../../../effects/effect.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { createdHere, type Scene } from '../effects/scene.ts';
import { extensionContents } from '../extensions.ts';
import { qualify, quoteIdent, splitRelation } from '../identifier.ts';
import { mentionedFirst } from './building.ts';
import { mayHaveBeen } from './tables.ts';
import { after, assuming, back, by, dataLost, except, lost, NOTHING, partly, restored, restoredIf, unknown } from './undo.ts';

const has = (scene: Scene, relation: string): boolean => scene.catalog.relations.has(relation);
const made = (scene: Scene, relation: string): boolean => scene.catalog.relations.get(relation)?.made ?? false;

// ---- views

/** CREATE VIEW; OR REPLACE of one that is known gives it back as it was, with the views over it. */
export function createView(scene: Scene, o: OperationOf<'create-view'>): Undo {
  const { span, table } = o;
  if (o.temporary) return NOTHING;
  const drop = (view: string): Operation => ({ kind: 'drop-view', span, table: view, ifExists: false, cascade: false, together: [view] });
  if (!o.replace) return by(drop(table));
  const before = scene.catalog.relations.get(table);
  if (!before)
    return assuming(`OR REPLACE: where the view ${table} was there before, its former query is not in the migrations.`, drop(table));
  if (!before.query) return unknown(`The migrations do not show the former query of ${table}.`);
  // A view cannot lose columns: it is dropped with those that read it, and all of them are made again.
  const over = viewsOver(scene, table);
  const dependents = mentionedFirst(
    over,
    ({ name }) => name,
    ({ sources }) => sources,
  ).toReversed();
  const dropped = dependents.map(({ name, kind }): Operation =>
    kind === 'materialized-view'
      ? { kind: 'drop-materialized-view', span, table: name, ifExists: false, cascade: false, together: [name] }
      : drop(name),
  );
  return back(scene, after(scene, o), o, [...dropped, drop(table)]);
}

/** Views and materialized views that read a view, and those that read them. */
function viewsOver({ catalog }: Scene, view: string): readonly Table[] {
  const found = new Set<Table>();
  for (let open = [view]; open.length > 0;) {
    const over = [...catalog.relations.values()].filter((t) => t.sources.some((source) => open.includes(source)) && !found.has(t));
    for (const table of over) found.add(table);
    open = over.map(({ name }) => name);
  }
  return [...found];
}

/** CREATE MATERIALIZED VIEW. */
export function createMaterializedView(scene: Scene, o: OperationOf<'create-materialized-view'>): Undo {
  const { span, table } = o;
  if (o.ifNotExists && has(scene, table)) return NOTHING;
  const drop: Operation = { kind: 'drop-materialized-view', span, table, ifExists: false, cascade: false, together: [table] };
  const created = createdHere({ ...scene, catalog: after(scene, o) }, table);
  return o.ifNotExists && !created ? assuming(mayHaveBeen(`the materialized view ${table}`), drop) : by(drop);
}

/** DROP VIEW and DROP MATERIALIZED VIEW: a query gives the rows back. */
export function dropView(scene: Scene, o: OperationOf<'drop-view'> | OperationOf<'drop-materialized-view'>): Undo {
  const view = scene.catalog.relations.get(o.table);
  if (view?.temporary || o.table.startsWith('pg_temp.')) return NOTHING;
  return restoredIf(view?.query !== undefined, scene, o, o.table);
}

/** ALTER VIEW. */
export function alterView(scene: Scene, o: OperationOf<'alter-view'>): Undo {
  const { span, table, column } = o;
  const view = scene.catalog.relations.get(table);
  if (!view?.query) return unknown(`The migrations do not show ${table} as it was.`);
  if (column === '') return restored(scene, o);
  const before = view.query.changes.findLast((change) => change.kind === 'alter-view' && change.column === column);
  const value = before?.kind === 'alter-view' ? before.default : undefined;
  return by({ kind: 'alter-view', span, table, ifExists: false, storage: [], column, default: value });
}

/** RENAME of a view or materialized view. */
export function renameView(_scene: Scene, o: OperationOf<'rename-view'>): Undo {
  return by({ ...o, table: o.newTable, newName: splitRelation(o.table).name, newTable: o.table });
}

/** REFRESH: what it held before is no matter; WITH NO DATA leaves it empty, and a refresh fills it again. */
export function refresh(scene: Scene, o: OperationOf<'refresh-materialized-view'>): Undo {
  const filled = scene.catalog.relations.get(o.table)?.query?.withData ?? true;
  return o.withData || !filled ? NOTHING : by({ ...o, concurrently: false, withData: true });
}

// ---- what hangs on a table

type Made = OperationOf<'create-trigger'> | OperationOf<'create-rule'> | OperationOf<'create-policy'>;

const nameOf = (o: Made): string => (o.kind === 'create-trigger' ? o.trigger : o.kind === 'create-rule' ? o.rule : o.policy);

function dropOf(o: Made): Operation {
  const { span, table } = o;
  const name = nameOf(o);
  switch (o.kind) {
    case 'create-trigger':
      return { kind: 'drop-trigger', span, table, trigger: name, ifExists: false, cascade: false };
    case 'create-rule':
      return { kind: 'drop-rule', span, table, rule: name, ifExists: false };
    case 'create-policy':
      return { kind: 'drop-policy', span, table, policy: name, ifExists: false };
  }
}

/** CREATE TRIGGER, RULE and POLICY; OR REPLACE gives back the one that was there. */
export function createDependent(scene: Scene, o: Made): Undo {
  if (o.kind === 'create-rule' && o.event === 'select')
    return lost(`A rule ON SELECT is what makes ${o.table} a view: it cannot be dropped.`);
  if (o.kind === 'create-policy' || !o.replace) return by(dropOf(o));
  const table = scene.catalog.relations.get(o.table);
  const known = o.kind === 'create-trigger' ? table?.triggers.has(o.trigger) : table?.rules.has(o.rule);
  if (known) return restored(scene, o);
  return table?.made
    ? by(dropOf(o))
    : assuming(`OR REPLACE: where ${nameOf(o)} of ${o.table} was there before, how it was is not in the migrations.`, dropOf(o));
}

/** DROP of a trigger, rule or policy, and ALTER POLICY. */
export function dependentChange(
  scene: Scene,
  o: OperationOf<'drop-trigger'> | OperationOf<'drop-rule'> | OperationOf<'drop-policy'> | OperationOf<'alter-policy'>,
): Undo {
  const table = scene.catalog.relations.get(o.table);
  const [map, name] =
    o.kind === 'drop-trigger'
      ? [table?.triggers, o.trigger]
      : o.kind === 'drop-rule'
        ? [table?.rules, o.rule]
        : [table?.policies, o.policy];
  const known = map?.has(name) ?? false;
  if (!known && 'ifExists' in o && o.ifExists && table?.made) return NOTHING;
  return restoredIf(known, scene, o, `${name} of ${o.table}`);
}

/** RENAME of a trigger, rule or policy. */
export function renameDependent(_scene: Scene, o: OperationOf<'rename-dependent'>): Undo {
  return by({ ...o, object: o.newName, newName: o.object });
}

// ---- types

/** CREATE TYPE and CREATE DOMAIN. */
export function createType(_scene: Scene, { kind, span, type }: OperationOf<'create-type'> | OperationOf<'create-domain'>): Undo {
  return by({ kind: 'drop-type', span, type, domain: kind === 'create-domain', ifExists: false, cascade: false, together: [type] });
}

/** DROP TYPE: with CASCADE the values of its columns are gone. */
export function dropType(scene: Scene, o: OperationOf<'drop-type'>, consequence: Consequence): Undo {
  const undo = restoredIf(scene.catalog.types.has(o.type), scene, o, `the type ${o.type}`);
  if (!consequence.losesData || !undo.inverse) return undo;
  const certain = !consequence.unknown.includes('losesData');
  return partly(
    undo,
    dataLost(
      `The values of the columns of type ${o.type}${certain ? '' : ', where there are any,'} are gone.`,
      'Copy the tables that have such columns first.',
    ),
  );
}

/** ALTER TYPE … RENAME. */
export function renameType(_scene: Scene, { span, type, newType }: OperationOf<'rename-type'>): Undo {
  return by({ kind: 'rename-type', span, type: newType, newName: splitRelation(type).name, newType: type });
}

/** ALTER TYPE of a composite type. */
export function alterCompositeType(scene: Scene, o: OperationOf<'alter-composite-type'>): Undo {
  const { type, attribute } = o;
  const before = scene.catalog.types.get(type)?.attributes.get(attribute);
  switch (o.change) {
    case 'add':
      return by({ ...o, change: 'drop', definition: undefined });
    case 'rename':
      return by({ ...o, attribute: o.newName, newName: attribute });
    case 'type':
      return before
        ? by({ ...o, definition: before })
        : unknown(`The migrations do not show the attribute ${attribute} of ${type} as it was.`);
    case 'drop':
      return before
        ? partly(
            by({ ...o, change: 'add', definition: before }),
            dataLost(
              `The values of the attribute ${attribute} of ${type} are gone, and it is the last one now.`,
              'Copy the tables that have columns of the type first.',
            ),
          )
        : unknown(`The migrations do not show the attribute ${attribute} of ${type} as it was.`);
  }
}

/** ALTER TYPE … ADD VALUE. */
export function addEnumValue(scene: Scene, { type, value, ifNotExists }: OperationOf<'add-enum-value'>): Undo {
  if (ifNotExists && scene.catalog.types.get(type)?.labels.includes(value)) return NOTHING;
  return lost(`PostgreSQL takes no label out of an enum: ${value} stays in ${type}, and does no harm where nothing uses it.`);
}

/** ALTER TYPE … RENAME VALUE. */
export function renameEnumValue(_scene: Scene, o: OperationOf<'rename-enum-value'>): Undo {
  return by({ ...o, value: o.newValue, newValue: o.value });
}

/** ALTER DOMAIN. */
export function alterDomain(scene: Scene, o: OperationOf<'alter-domain'>): Undo {
  if (o.change === 'rename-constraint') return by({ ...o, constraint: o.newName, newName: o.constraint });
  const domain = scene.catalog.types.get(o.type);
  if (domain) return restored(scene, o);
  if (o.change === 'add-constraint' && o.constraint !== '')
    return by({ ...o, change: 'drop-constraint', notValid: false, definition: undefined });
  return unknown(`The migrations do not show the domain ${o.type} as it was.`);
}

// ---- functions

const overloadOf = (catalog: Catalog, name: string, inputs: string): UserFunction | undefined =>
  catalog.functions.get(name)?.find((f) => inputsOf(f.arguments) === inputs);

/** CREATE FUNCTION; OR REPLACE of one that is known gives it back as it was. */
export function createFunction(scene: Scene, o: OperationOf<'create-function'>): Undo {
  const { span, function: name, procedure, arguments: types } = o;
  const inputs = inputsOf(types);
  const drop: Operation = {
    kind: 'drop-function',
    span,
    function: name,
    ifExists: false,
    cascade: false,
    routine: procedure ? 'procedure' : 'function',
    target: `${name}(${inputs})`,
    arguments: types,
    together: [name],
  };
  if (overloadOf(scene.catalog, name, inputs)) return restored(scene, o);
  return o.replace
    ? assuming(`OR REPLACE: where ${name}(${inputs}) was there before, how it was is not in the migrations.`, drop)
    : by(drop);
}

/** DROP FUNCTION. */
export function dropFunction(scene: Scene, o: OperationOf<'drop-function'>): Undo {
  if (o.routine === 'aggregate')
    return restoredIf(scene.catalog.others.has(otherKey('aggregate', o.target)), scene, o, `the aggregate ${o.target}`);
  const overloads = scene.catalog.functions.get(o.function) ?? [];
  const inputs = o.arguments && inputsOf(o.arguments);
  const own = inputs === undefined ? overloads.length === 1 : overloads.some((f) => inputsOf(f.arguments) === inputs);
  return withCascade(restoredIf(own, scene, o, `the ${o.routine} ${o.target}`), o.cascade);
}

/** What CASCADE takes along where the history does not show what depends on it. */
const withCascade = (undo: Undo, cascade: boolean): Undo =>
  cascade && undo.inverse
    ? partly(undo, { kind: 'unknown', reason: 'What CASCADE takes along is not all in the migrations.', saves: '' })
    : undo;

// ---- sequences

/** CREATE SEQUENCE. */
export function createSequence(scene: Scene, o: OperationOf<'create-sequence'>): Undo {
  const { span, sequence } = o;
  if (o.temporary || (o.ifNotExists && has(scene, sequence))) return NOTHING;
  const drop: Operation = { kind: 'drop-sequence', span, sequence, ifExists: false, cascade: false, together: [sequence] };
  const created = createdHere({ ...scene, catalog: after(scene, o) }, sequence);
  return o.ifNotExists && !created ? assuming(mayHaveBeen(`the sequence ${sequence}`), drop) : by(drop);
}

const position = (sequence: string): string => `How far ${sequence} had come.`;

/** ALTER SEQUENCE. */
export function alterSequence(scene: Scene, o: OperationOf<'alter-sequence'>): Undo {
  return except(restoredIf(made(scene, o.sequence), scene, o, `the sequence ${o.sequence}`), o.restart && position(o.sequence));
}

/** ALTER SEQUENCE … RENAME. */
export function renameSequence(_scene: Scene, { span, sequence, newSequence }: OperationOf<'rename-sequence'>): Undo {
  return by({ kind: 'rename-sequence', span, sequence: newSequence, newName: splitRelation(sequence).name, newSequence: sequence });
}

/** DROP SEQUENCE. */
export function dropSequence(scene: Scene, o: OperationOf<'drop-sequence'>): Undo {
  const { sequence } = o;
  const undo = restoredIf(made(scene, sequence), scene, o, `the sequence ${sequence}`);
  if (!undo.inverse || createdHere(scene, sequence)) return undo;
  return partly(
    undo,
    dataLost(
      `How far ${sequence} had come is gone.`,
      `Note it first, for ALTER SEQUENCE … RESTART WITH: SELECT last_value FROM ${sequence};`,
    ),
  );
}

// ---- schemas, extensions, other objects

/** CREATE SCHEMA. */
export function createSchema(scene: Scene, { span, schema, ifNotExists }: OperationOf<'create-schema'>): Undo {
  if (ifNotExists && scene.catalog.schemas.has(quoteIdent(schema))) return NOTHING;
  const drop: Operation = { kind: 'drop-schema', span, schema, ifExists: false, cascade: false, together: [schema] };
  return ifNotExists ? assuming(mayHaveBeen(`the schema ${schema}`), drop) : by(drop);
}

/** ALTER SCHEMA … RENAME. */
export function renameSchema(_scene: Scene, { span, schema, newName }: OperationOf<'rename-schema'>): Undo {
  return by({ kind: 'rename-schema', span, schema: newName, newName: schema });
}

/** DROP SCHEMA: with CASCADE everything that the history puts into it is made again, without data. */
export function dropSchema(scene: Scene, o: OperationOf<'drop-schema'>, consequence: Consequence): Undo {
  const undo = restoredIf(scene.catalog.schemas.has(quoteIdent(o.schema)), scene, o, `the schema ${o.schema}`);
  if (!o.cascade || !undo.inverse) return undo;
  if (consequence.losesData && !consequence.unknown.includes('losesData'))
    return partly(undo, dataLost(`The rows of the tables in ${o.schema} are gone.`, `Dump it first: pg_dump --schema=${o.schema}`));
  return withCascade(undo, true);
}

/** CREATE EXTENSION. */
export function createExtension(scene: Scene, { span, extension, ifNotExists }: OperationOf<'create-extension'>): Undo {
  if (ifNotExists && scene.catalog.extensions.has(extension)) return NOTHING;
  const drop: Operation = {
    kind: 'drop-extension',
    span,
    extension,
    ifExists: false,
    cascade: false,
    contents: extensionContents(extension),
  };
  return ifNotExists ? assuming(mayHaveBeen(`the extension ${extension}`), drop) : by(drop);
}

/** DROP EXTENSION. */
export function dropExtension(scene: Scene, o: OperationOf<'drop-extension'>): Undo {
  return withCascade(restoredIf(scene.catalog.extensions.has(o.extension), scene, o, `the extension ${o.extension}`), o.cascade);
}

/** CREATE of an object that no table depends on. */
export function createObject(_scene: Scene, { span, objectType, object, target }: OperationOf<'create-object'>): Undo {
  if (target === '') return unknown(`The statement does not name what it makes: ${objectType}.`);
  return by({ kind: 'drop-object', span, objectType, object, ifExists: false, cascade: false, target });
}

/** ALTER of such an object: of a function the history can give back how it was. */
export function alterObject(scene: Scene, o: OperationOf<'alter-object'>): Undo {
  if (o.objectType === 'statistics') return alterStatistics(scene, o);
  const undo = restored(scene, o);
  return undo.inverse && undo.inverse.length > 0 ? undo : unknown(`What undoes a change of the ${o.objectType} ${o.target} is not known.`);
}

/** ALTER STATISTICS … SET STATISTICS, the one change of them beside name, schema and owner. */
function alterStatistics(scene: Scene, o: OperationOf<'alter-object'>): Undo {
  const known = scene.catalog.others.get(otherKey(o.objectType, o.target));
  const target = /(?<=\bSET\s+STATISTICS\s+)[-+]?\d+\s*$/i;
  const before = known?.making.findLast((one) => one.kind === 'alter-object' && target.test(one.definition.text));
  const value = before?.kind === 'alter-object' ? (target.exec(before.definition.text)?.[0] ?? '-1') : '-1';
  return known && target.test(o.definition.text)
    ? by({ ...o, definition: { ...o.definition, text: o.definition.text.replace(target, value) } })
    : unknown(`The migrations do not show the statistics ${o.target} as they were.`);
}

/** RENAME of such an object. */
export function renameObject(_scene: Scene, o: OperationOf<'rename-object'>): Undo {
  const [, name = o.target, rest = ''] =
    /^((?:"(?:[^"]|"")*"|[^."(\s]+)(?:\.(?:"(?:[^"]|"")*"|[^."(\s]+))?)([\s\S]*)$/.exec(o.target) ?? [];
  const { schema, name: old } = splitRelation(name);
  const renamed = schema === '' ? quoteIdent(o.newName) : qualify(schema, o.newName);
  return by({ ...o, object: renamed, newName: old, target: `${renamed}${rest}` });
}

/** DROP of such an object. */
export function dropObject(scene: Scene, o: OperationOf<'drop-object'>): Undo {
  const known = scene.catalog.others.get(otherKey(o.objectType, o.target));
  return withCascade(restoredIf((known?.making.length ?? 0) > 0, scene, o, `the ${o.objectType} ${o.target}`), o.cascade);
}

/** SET SCHEMA: back to where it was. */
export function setSchema(scene: Scene, o: OperationOf<'set-schema'>): Undo {
  if (o.objectType === 'extension') {
    const before = extensionSchema(scene, o.target);
    return before === '' ? unknown(`In which schema ${o.target} was is not in the migrations.`) : by({ ...o, newSchema: before });
  }
  const [, name = o.target, rest = ''] = /^((?:"(?:[^"]|"")*"|[^."(\s]+)\.(?:"(?:[^"]|"")*"|[^."(\s]+))([\s\S]*)$/.exec(o.target) ?? [];
  const { schema } = splitRelation(name);
  if (schema === '') return unknown(`In which schema ${o.target} was is not in the statement.`);
  const moved = o.newTable + rest;
  return by({
    ...o,
    table: o.table === '' ? '' : o.newTable,
    object: moved,
    target: moved,
    newSchema: schema,
    newTable: name,
    ifExists: false,
  });
}

/** The schema that the history puts the objects of an extension in, or empty. */
function extensionSchema({ catalog }: Scene, target: string): string {
  const last = catalog.others.get(otherKey('extension', target))?.making.findLast(({ kind }) => kind === 'set-schema' || kind === 'create-extension'); // prettier-ignore
  if (last?.kind === 'set-schema') return last.newSchema;
  return last?.kind === 'create-extension' && !last.ifNotExists ? last.schema : '';
}

// ---- publications

/** CREATE PUBLICATION. */
export function createPublication(_scene: Scene, { span, publication }: OperationOf<'create-publication'>): Undo {
  return by({ kind: 'drop-publication', span, publication, ifExists: false });
}

/** ALTER and DROP PUBLICATION. */
export function publicationChange(scene: Scene, o: OperationOf<'alter-publication'> | OperationOf<'drop-publication'>): Undo {
  return restoredIf(scene.catalog.publications.has(o.publication), scene, o, `the publication ${o.publication}`);
}

// ---- privileges and comments

/** The notes of each object that a statement names, as far as the history makes them. */
function notesOf(scene: Scene, on: string, target: string): Notes | undefined {
  const { relations, types, functions } = scene.catalog;
  if (on === 'table' || on === 'sequence') return relations.get(target)?.made ? relations.get(target)?.notes : undefined;
  if (on === 'type' || on === 'domain') return types.get(target)?.notes;
  for (const [name, overloads] of functions)
    for (const own of overloads)
      if (`${name}(${inputsOf(own.arguments)})` === target || (name === target && overloads.length === 1)) return own.notes;
  if (on === 'schema')
    return scene.catalog.schemas.has(target) ? (scene.catalog.others.get(otherKey('schema', target))?.notes ?? EMPTY) : undefined;
  return undefined;
}

const EMPTY: Notes = { comment: '', owner: '', grants: new Map() };

/** GRANT and REVOKE: what the history shows that others could do before. */
export function privileges(scene: Scene, o: OperationOf<'grant'> | OperationOf<'revoke'>): Undo {
  const known = !o.allInSchema && o.on !== 'role' && o.targets.every((target) => notesOf(scene, o.on, target) !== undefined);
  if (known) return restored(scene, o);
  if (o.kind === 'revoke') return unknown('What was granted before is not in the migrations.');
  const { withOption: _w, toPublic: _p, allPrivileges: _a, ...shared } = o;
  return assuming('What was granted before has to stay, and is not in the migrations.', {
    ...shared,
    kind: 'revoke',
    optionOnly: false,
    cascade: false,
  });
}

/** ALTER DEFAULT PRIVILEGES. */
export function defaultPrivileges(_scene: Scene, o: OperationOf<'alter-default-privileges'>): Undo {
  return assuming('What the defaults were before is not in the migrations.', {
    ...o,
    grants: !o.grants,
    cascade: false,
    withOption: o.withOption && !o.grants,
  });
}

/** COMMENT ON: the comment that the history shows, or none. */
export function comment(scene: Scene, o: OperationOf<'comment'>): Undo {
  const { relations, types, indexes, functions, others } = scene.catalog;
  const own = `${o.target}`;
  const known =
    o.table !== ''
      ? (relations.get(o.table)?.made ?? indexes.has(own))
      : types.has(own) ||
        others.has(otherKey(o.objectType, own)) ||
        scene.catalog.schemas.has(own) ||
        [...functions.keys()].some((name) => own.startsWith(name));
  if (!known) return unknown(`The migrations do not show the comment that ${o.target} had before.`);
  const undo = restored(scene, o);
  if (undo.inverse && undo.inverse.length > 0) return undo;
  // It is kept nowhere, as those on the columns of views: there was none before that the history shows.
  return o.text === undefined ? NOTHING : by({ ...o, text: undefined });
}
