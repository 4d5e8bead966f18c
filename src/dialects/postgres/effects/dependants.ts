/**
 * What depends on what: views, rules, policies, triggers, functions, defaults, constraints and columns that keep a thing
 * from being dropped, or go with it by CASCADE. Source: https://www.postgresql.org/docs/current/ddl-depend.html; which
 * relations are locked on the way was seen on servers.
 */
import type { Index, Table, UserFunction } from '../../../catalog/catalog.ts';
import { relationsWithUses } from '../../../catalog/draft.ts';
import { callsByName } from '../../../catalog/types.ts';
import { readsColumn, type Uses } from '../../../catalog/uses.ts';
import type { Consequence, Effect } from '../../../effects/effect.ts';
import type { Expression } from '../../../operations/definition.ts';
import { splitRelation } from '../identifier.ts';
import { lostWith } from './columns.ts';
import type { MaybeRefused } from './refusals.ts';
import { family, LOCK_FIELDS, on, referencesTo, type Scene, sequencesOf, shown } from './scene.ts';
import { dropEffects, relationAndIndexes } from './tables.ts';

/** Something that is dropped. */
export type Thing =
  | { readonly kind: 'relation'; readonly relation: string }
  | { readonly kind: 'column'; readonly relation: string; readonly column: string }
  /** The primary key of a table. */
  | { readonly kind: 'key'; readonly relation: string }
  /** `others`: other functions of the name stay, and which of them is used is not known. */
  | { readonly kind: 'function'; readonly function: string; readonly others: boolean }
  | { readonly kind: 'type'; readonly type: string };

/** Something that depends on a thing. */
export interface Dependant {
  /** In words: `the view public.v`. */
  readonly what: string;
  /** It depends on it for certain; otherwise it may. */
  readonly certain: boolean;
  /** The relation that is locked when it goes, or empty. */
  readonly relation: string;
  /** What goes as a whole, with what depends on that. */
  readonly drops: Thing | undefined;
}

type Certainty = ReturnType<typeof readsColumn>;
type IsUsed = (uses: Uses) => Certainty;

const YES = (used: boolean): Certainty => (used ? 'yes' : 'no');

/** Views, rules, policies, triggers, functions and publications that use something. */
function users(scene: Scene, isUsed: IsUsed): readonly Dependant[] {
  const found: Dependant[] = [];
  const add = (certainty: Certainty, what: string, relation: string, drops?: Thing): void => {
    if (certainty !== 'no') found.push({ what, certain: certainty === 'yes', relation, drops });
  };
  for (const table of relationsWithUses(scene.catalog)) {
    const { name } = table;
    add(isUsed(table.uses), `the ${table.kind === 'view' ? 'view' : 'materialized view'} ${shown(name)}`, name, {
      kind: 'relation',
      relation: name,
    });
    for (const rule of table.rules.values()) add(isUsed(rule.uses), `the rule ${rule.name} of ${shown(name)}`, name);
    for (const policy of table.policies.values()) add(isUsed(policy.uses), `the policy ${policy.name} of ${shown(name)}`, name);
    for (const trigger of table.triggers.values()) add(isUsed(trigger.when), `the trigger ${trigger.name} of ${shown(name)}`, name);
  }
  for (const overloads of scene.catalog.functions.values()) {
    for (const own of overloads) {
      const drops: Thing = { kind: 'function', function: own.name, others: overloads.length > 1 };
      add(isUsed(own.uses), `the function ${shown(own.name)}`, '', drops);
    }
  }
  for (const [name, publication] of scene.catalog.publications)
    for (const { where } of publication.tables.values()) add(isUsed(where), `the publication ${name}`, '');
  return found;
}

/** What depends on one thing, itself excluded. */
export function dependantsOf(scene: Scene, thing: Thing): readonly Dependant[] {
  switch (thing.kind) {
    case 'relation':
      return ofRelation(scene, thing.relation);
    case 'column':
      return ofColumn(scene, thing.relation, thing.column);
    case 'key':
      return users(scene, (uses) => YES(uses.keys.has(thing.relation)));
    case 'function':
      return ofFunction(scene, thing.function, !thing.others);
    case 'type':
      return ofType(scene, thing.type);
  }
}

function ofRelation(scene: Scene, relation: string): readonly Dependant[] {
  const known = scene.catalog.relations.get(relation);
  const own = new Set([relation, ...sequencesOf(scene, relation)]);
  // Its own rules and policies read it too, and go without a word.
  const read = users(scene, (uses) => YES([...own].some((name) => uses.relations.has(name)))).filter(
    (user) => user.relation !== relation || user.drops !== undefined,
  );
  const keys = referencesTo(scene, relation).map(({ table, constraint }): Dependant => ({
    what: `the foreign key ${constraint.name} of ${shown(table)}`,
    certain: true,
    relation: table,
    drops: undefined,
  }));
  const children = [...(known?.children ?? [])].map((child): Dependant => ({
    what: `the table ${shown(child)}`,
    certain: true,
    relation: child,
    drops: { kind: 'relation', relation: child },
  }));
  return [...read, ...keys, ...children, ...defaultsDrawingFrom(scene, own, relation), ...ofRowType(scene, relation)].filter(
    (found) => found.relation !== relation,
  );
}

/** Defaults that name a sequence which goes; those of the table that goes with it go anyway. */
function defaultsDrawingFrom(scene: Scene, sequences: ReadonlySet<string>, relation: string): readonly Dependant[] {
  return columnsWhere(scene, (table, column) => table.name !== relation && sequences.has(column.drawsFrom)).map(({ table, column }) => ({
    what: `the default of ${column} of ${shown(table)}`,
    certain: true,
    relation: table,
    drops: undefined,
  }));
}

type Columns = readonly { readonly table: string; readonly column: string }[];

function columnsWhere(
  scene: Scene,
  condition: (table: Table, column: NonNullable<ReturnType<Table['columns']['get']>>) => boolean,
): Columns {
  return [...scene.catalog.relations.values()].flatMap((table) =>
    [...table.columns.values()].filter((column) => condition(table, column)).map((column) => ({ table: table.name, column: column.name })),
  );
}

/** Columns and functions of the row type of a table or view. */
const ofRowType = (scene: Scene, relation: string): readonly Dependant[] => [
  ...ofColumnType(scene, relation),
  ...ofSignature(scene, relation),
];

function ofColumn(scene: Scene, relation: string, column: string): readonly Dependant[] {
  const sequences = new Set(sequencesOf(scene, relation, column));
  const table = scene.catalog.relations.get(relation);
  const read = users(scene, (uses) => {
    if ([...sequences].some((name) => uses.relations.has(name))) return 'yes';
    return readsColumn(uses, relation, column);
  });
  const triggers = [...(table?.triggers.values() ?? [])]
    .filter((trigger) => trigger.columns.includes(column))
    .map((trigger): Dependant => ({
      what: `the trigger ${trigger.name} of ${shown(relation)}`,
      certain: true,
      relation,
      drops: undefined,
    }));
  const published = [...scene.catalog.publications]
    .filter(([, publication]) => publication.tables.get(relation)?.columns.includes(column))
    .map(([name]): Dependant => ({ what: `the publication ${name}`, certain: true, relation: '', drops: undefined }));
  // The columns below go with it, and their defaults with them.
  const below = new Set(family(scene, relation));
  const defaults = defaultsDrawingFrom(scene, sequences, relation).filter((found) => !below.has(found.relation));
  return [...read, ...triggers, ...published, ...defaults];
}

const calls = (expression: Expression | undefined, name: string): boolean => expression?.mentioned.functions.includes(name) ?? false;

function ofFunction(scene: Scene, name: string, certain: boolean): readonly Dependant[] {
  const found: Dependant[] = [...users(scene, (uses) => YES(uses.functions.has(name)))];
  for (const table of scene.catalog.relations.values()) {
    const add = (what: string, drops?: Thing): void => void found.push({ what, certain: true, relation: table.name, drops });
    for (const trigger of table.triggers.values())
      if (trigger.function === name) add(`the trigger ${trigger.name} of ${shown(table.name)}`);
    for (const column of table.columns.values()) {
      if (calls(column.generated?.expression, name))
        add(`the column ${column.name} of ${shown(table.name)}`, { kind: 'column', relation: table.name, column: column.name });
      else if (calls(column.default, name)) add(`the default of ${column.name} of ${shown(table.name)}`);
    }
    for (const constraint of table.constraints.values())
      if (calls(constraint.expression, name)) add(`the constraint ${constraint.name} of ${shown(table.name)}`);
  }
  for (const index of scene.catalog.indexes.values())
    if (callsByName(index, splitRelation(name).name))
      found.push({ what: `the index ${shown(index.name)}`, certain: true, relation: index.name, drops: undefined });
  for (const [trigger, called] of scene.catalog.eventTriggers)
    if (called === name) found.push({ what: `the event trigger ${trigger}`, certain: true, relation: '', drops: undefined });
  for (const type of scene.catalog.types.values()) {
    if (calls(type.default, name) || type.constraints.some((c) => calls(c.expression, name)))
      found.push({ what: `the domain ${shown(type.name)}`, certain: true, relation: '', drops: undefined });
  }
  return certain ? found : found.map((one) => ({ ...one, certain: false }));
}

/** Tables and views with a column of a type. */
function ofColumnType(scene: Scene, type: string): readonly Dependant[] {
  return columnsWhere(scene, (_table, column) => column.type.name === type).map(({ table, column }) => {
    const kind = scene.catalog.relations.get(table)?.kind;
    const view = kind === 'view' || kind === 'materialized-view';
    return {
      what: view ? `the view ${shown(table)}` : `the column ${column} of ${shown(table)}`,
      certain: true,
      relation: table,
      drops: view ? { kind: 'relation', relation: table } : { kind: 'column', relation: table, column },
    };
  });
}

/** Functions that take or return a type. */
function ofSignature(scene: Scene, type: string): readonly Dependant[] {
  const names = (own: UserFunction): boolean =>
    own.arguments.some((argument) => argument.name === type) ||
    own.returns.split(/, | /).some((word) => word.replace(/\[\]$/, '') === type);
  return [...scene.catalog.functions.values()].flatMap((overloads) =>
    overloads.filter(names).map((own): Dependant => ({
      what: `the function ${shown(own.name)}`,
      certain: true,
      relation: '',
      drops: { kind: 'function', function: own.name, others: overloads.length > 1 },
    })),
  );
}

function ofType(scene: Scene, type: string): readonly Dependant[] {
  const found: Dependant[] = [...ofColumnType(scene, type), ...ofSignature(scene, type)];
  found.push(...users(scene, (uses) => YES(uses.types.has(type))));
  for (const table of scene.catalog.relations.values()) {
    const { name } = table;
    if (table.ofType === type)
      found.push({ what: `the table ${shown(name)}`, certain: true, relation: name, drops: { kind: 'relation', relation: name } });
    for (const column of table.columns.values()) {
      if (column.default?.mentioned.types.includes(type) && column.type.name !== type)
        found.push({ what: `the default of ${column.name} of ${shown(name)}`, certain: true, relation: name, drops: undefined });
    }
    for (const constraint of table.constraints.values()) {
      // A constraint over the columns of the type goes with these.
      const named = constraint.expression?.mentioned.types.includes(type) ?? false;
      if (named && !constraint.columns.some((column) => table.columns.get(column)?.type.name === type))
        found.push({ what: `the constraint ${constraint.name} of ${shown(name)}`, certain: true, relation: name, drops: undefined });
    }
  }
  for (const other of scene.catalog.types.values()) {
    if (other.baseType?.name === type || (other.kind === 'range' && [...other.attributes.values()].some((a) => a.type.name === type)))
      found.push({ what: `the type ${shown(other.name)}`, certain: true, relation: '', drops: { kind: 'type', type: other.name } });
    else if ([...other.attributes.values()].some((attribute) => attribute.type.name === type))
      found.push({ what: `an attribute of the type ${shown(other.name)}`, certain: true, relation: '', drops: undefined });
  }
  return found;
}

const keyOf = (thing: Thing): string => JSON.stringify(thing);

/** Everything that depends on things, and on what depends on them; each once. `gone` goes anyway. */
function closure(scene: Scene, things: readonly Thing[], gone: ReadonlySet<string>): readonly Dependant[] {
  const found = new Map<string, Dependant>();
  const seen = new Map<string, boolean>(things.map((thing) => [keyOf(thing), true]));
  const waiting = things.map((thing) => ({ thing, certain: true }));
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    for (const dependant of dependantsOf(scene, at.thing)) {
      if (dependant.drops?.kind === 'relation' && gone.has(dependant.drops.relation)) continue;
      const certain = dependant.certain && at.certain;
      const before = found.get(dependant.what);
      if (!before || (certain && !before.certain)) found.set(dependant.what, { ...dependant, certain });
      if (!dependant.drops) continue;
      const key = keyOf(dependant.drops);
      if (seen.has(key) && (seen.get(key) || !certain)) continue;
      seen.set(key, certain);
      waiting.push({ thing: dependant.drops, certain });
    }
  }
  return [...found.values()];
}

/** What CASCADE locks besides the things themselves. */
export function cascadeEffects(scene: Scene, things: readonly Thing[], gone: readonly string[] = []): readonly Effect[] {
  return closure(scene, things, new Set(gone)).flatMap((dependant) => {
    const effects = effectsOf(scene, dependant);
    return dependant.certain
      ? effects
      : effects.map((effect) => ({ ...effect, unknown: [...new Set([...effect.unknown, ...LOCK_FIELDS])] }));
  });
}

function effectsOf(scene: Scene, { relation, drops }: Dependant): readonly Effect[] {
  if (relation === '') return [];
  if (drops?.kind === 'column') return [on(scene, relation, 'ACCESS EXCLUSIVE'), ...lostWith(scene, relation, drops.column, true)];
  if (drops?.kind === 'relation') {
    const kind = scene.catalog.relations.get(relation)?.kind;
    return kind === 'table' || kind === 'partitioned' || kind === 'foreign-table'
      ? dropEffects(scene, relation, true)
      : relationAndIndexes(scene, relation, 'ACCESS EXCLUSIVE');
  }
  const index: Index | undefined = scene.catalog.indexes.get(relation);
  return [on(scene, relation, 'ACCESS EXCLUSIVE'), ...(index ? [on(scene, index.table, 'ACCESS EXCLUSIVE')] : [])];
}

/** Whether CASCADE loses rows: tables and columns that go along. */
export function cascadeLoses(scene: Scene, things: readonly Thing[], isNew: (relation: string) => boolean): boolean {
  return closure(scene, things, new Set()).some(({ drops, certain }) => {
    if (!drops || !certain || (drops.kind !== 'relation' && drops.kind !== 'column')) return false;
    const kind = scene.catalog.relations.get(drops.relation)?.kind;
    return kind !== 'view' && kind !== 'materialized-view' && !isNew(drops.relation);
  });
}

/** Why the server refuses to drop things without CASCADE, or null. `together` is dropped by the same statement. */
export function dependencyRefusal(scene: Scene, things: readonly Thing[], together: readonly string[] = []): Consequence['refused'] {
  const gone = new Set(together);
  for (const thing of things) {
    for (const dependant of dependantsOf(scene, thing)) {
      const { drops, relation } = dependant;
      const goesToo =
        (relation !== '' && gone.has(relation)) ||
        (drops?.kind === 'relation' && gone.has(drops.relation)) ||
        (drops?.kind === 'type' && gone.has(drops.type)) ||
        (drops?.kind === 'function' && gone.has(drops.function));
      if (dependant.certain && !goesToo) return { sqlstate: '2BP01', reason: `${dependant.what} depends on it, and CASCADE is not given` };
    }
  }
  return null;
}

/** What certainly uses one of several columns, else what may: whether the server refuses is then not known. */
function userOf(
  scene: Scene,
  columns: readonly { readonly relation: string; readonly column: string }[],
  matters: (dependant: Dependant) => boolean = () => true,
): (Dependant & { readonly column: string }) | undefined {
  const found = columns.flatMap(({ relation, column }) =>
    ofColumn(scene, relation, column)
      .filter(matters)
      .map((dependant) => ({ ...dependant, column })),
  );
  return found.find(({ certain }) => certain) ?? found[0];
}

const NOT_REFUSED: MaybeRefused = { refused: null, unknown: [] };

/** Why the server refuses to drop columns without CASCADE, as far as what was made over them goes. */
export function columnInUse(scene: Scene, columns: readonly { readonly relation: string; readonly column: string }[]): MaybeRefused {
  const user = userOf(scene, columns);
  if (!user) return NOT_REFUSED;
  const reason = `${user.what} uses ${user.column}, and CASCADE is not given`;
  return { refused: { sqlstate: '2BP01', reason }, unknown: user.certain ? [] : ['refused'] };
}

/** Why the server refuses to change the type of a column: everything that was made over it would have to be made anew. */
export function typeChangeRefusal(scene: Scene, relations: readonly string[], column: string): MaybeRefused {
  const columns = relations.map((relation) => ({ relation, column }));
  // Column lists of publications name the column, not its type.
  const user = userOf(scene, columns, ({ what }) => !/^the (?:default|publication)/.test(what));
  if (user?.certain) return { refused: { sqlstate: '0A000', reason: `${user.what} uses ${column}` }, unknown: [] };
  const published = [...scene.catalog.publications].find(([, publication]) =>
    relations.some((relation) => {
      const where = publication.tables.get(relation)?.where;
      return where !== undefined && readsColumn(where, relation, column) === 'yes';
    }),
  );
  if (published)
    return { refused: { sqlstate: '0A000', reason: `the condition of the publication ${published[0]} uses ${column}` }, unknown: [] };
  return user ? { refused: { sqlstate: '0A000', reason: `${user.what} uses ${column}` }, unknown: ['refused'] } : NOT_REFUSED;
}
