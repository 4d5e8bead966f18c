/**
 * What differs between two catalogs, in words: for the rule that a down migration gives back what its up took away, and for
 * checking a rollback. Where things stand in a file, which change made them and whether rows were written is no difference.
 */
import type { SqlText, TypeName } from '../operations/definition.ts';
import type {
  Catalog,
  Column,
  Constraint,
  Firing,
  Grant,
  Index,
  Notes,
  Other,
  Policy,
  Publication,
  Table,
  UserFunction,
  UserType,
} from './catalog.ts';
import { drawsByItself } from './columns.ts';
import { inputsOf } from './types.ts';

export interface Difference {
  /** `missing`: it was there before. `extra`: it was not. `changed`: it is not as it was. `order`: the columns stand otherwise. */
  readonly kind: 'missing' | 'extra' | 'changed' | 'order';
  /** What it is: table, column, index, constraint, … */
  readonly objectType: string;
  /** Its name: `public.users`, `public.users.email`, `public.users_email_idx`. */
  readonly object: string;
  /** In words: "column public.users.email: type text became character varying(50)". */
  readonly text: string;
  /** The relation it is a part of, or empty. */
  readonly owner: string;
  /** What changed of it, and from what to what, empty where nothing is said and `yes` where it is set; empty but for `changed`. */
  readonly property: string;
  readonly was: string;
  readonly is: string;
  /** All that is said about it, in words, without its name: two things with the same are alike. */
  readonly shape: string;
}

/** One property of a thing, in words; empty where nothing is said. */
type Property = readonly [name: string, value: string];

/** A thing that can be compared: what it is and what is said about it. */
interface Thing {
  readonly objectType: string;
  readonly object: string;
  readonly properties: readonly Property[];
  /** The relation it is a part of, or empty: the parts of one that is gone are not told one by one. */
  readonly owner: string;
  /** In order, where the order of its parts shows. */
  readonly order?: readonly string[];
}

const flag = (name: string, on: boolean): Property => [name, on ? 'yes' : ''];
const list = (name: string, values: Iterable<string>): Property => [name, [...values].join(', ')];
const map = (name: string, values: ReadonlyMap<string, string>): Property =>
  list(name, [...values].map(([key, value]) => `${key} = ${value}`).sort());

/** A type as the server prints it. */
function typeWords({ name, modifiers, dimensions }: TypeName): string {
  return `${name}${modifiers.length > 0 ? `(${modifiers.join(',')})` : ''}${dimensions > 0 ? '[]' : ''}`;
}

/** A string, which is kept, or a comment, which goes. */
const STRING_OR_COMMENT = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** A text in one line without comments, with the names in it as they are now. */
function textWords(sql: SqlText | undefined): string {
  if (!sql) return '';
  let out = '';
  let at = 0;
  for (const { start, end, name } of sql.mentions) {
    out += sql.text.slice(at, start) + name;
    at = end;
  }
  return (out + sql.text.slice(at))
    .replaceAll(STRING_OR_COMMENT, (found) => (found.startsWith("'") ? found : ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const grantWords = ({ grantee, privilege, column, withOption }: Grant): string =>
  `${privilege}${column ? ` (${column})` : ''} to ${grantee}${withOption ? ' with grant option' : ''}`;

const notes = ({ comment, owner, grants }: Notes): readonly Property[] => [
  ['comment', comment],
  ['owner', owner],
  list('privileges', [...grants.values()].map(grantWords).sort()),
];

/** When a trigger fires, where that is not as usual. */
const firing = (value: Firing): Property => ['firing', value === 'origin' ? '' : value];

function columnThing(catalog: Catalog, table: string, column: Column): Thing {
  const { generated } = column;
  return {
    objectType: 'column',
    object: `${table}.${column.name}`,
    owner: table,
    properties: [
      ['type', typeWords(column.type)],
      ['collation', column.collation],
      flag('NOT NULL', column.notNull),
      ['default', drawsByItself(column) ? `nextval(${column.drawsFrom}::regclass)` : textWords(column.default)],
      ['identity', column.identity === 'no' ? '' : column.identity],
      ['generated', generated ? `${textWords(generated.expression)} ${generated.kind}` : ''],
      ['storage', column.storage],
      ['compression', column.compression],
      ['statistics', column.statistics],
      map('options', column.attributes),
      ['comment', column.comment],
    ],
  };
}

function constraintThing(table: string, c: Constraint): Thing {
  const { references, exclusion } = c;
  return {
    objectType: 'constraint',
    object: `${c.name} on ${table}`,
    owner: table,
    properties: [
      ['kind', c.kind],
      list('columns', c.columns),
      list('included columns', c.include),
      ['condition', textWords(c.expression)],
      [
        'referenced table',
        references ? `${references.table}${references.columns.length > 0 ? ` (${references.columns.join(', ')})` : ''}` : '',
      ],
      ['on delete', references?.onDelete ?? ''],
      ['on update', references?.onUpdate ?? ''],
      flag('MATCH FULL', references?.matchFull ?? false),
      ['exclusion', exclusion ? exclusion.elements.map((e) => `${e.column || textWords(e.expression)} with ${e.operator}`).join(', ') : ''],
      flag('NOT VALID', c.notValid),
      flag('NOT ENFORCED', c.notEnforced),
      flag('NO INHERIT', c.noInherit),
      flag('deferrable', c.deferrable),
      flag('initially deferred', c.initiallyDeferred),
      flag('NULLS NOT DISTINCT', c.nullsNotDistinct),
      ['comment', c.comment],
    ],
  };
}

function indexThing(index: Index): Thing {
  const keys = index.columns.map((column, i) => {
    const key = index.keys[i];
    const words = [
      key?.expression ? `(${textWords(key.expression)})` : column,
      key?.collation,
      key?.operatorClass,
      key?.descending && 'desc',
      key?.nulls,
    ];
    return words.filter(Boolean).join(' ');
  });
  return {
    objectType: 'index',
    object: index.name,
    owner: index.table,
    properties: [
      list('keys', keys),
      list('included columns', index.include),
      flag('unique', index.unique),
      ['method', index.method],
      ['condition', textWords(index.condition) || index.where],
      flag('NULLS NOT DISTINCT', index.nullsNotDistinct),
      ['constraint', index.constraint],
      flag('invalid', !index.valid),
      map('storage parameters', index.storage),
      ['tablespace', index.tablespace],
      map('statistics', index.statistics),
      ['comment', index.comment],
    ],
  };
}

function policyThing(table: string, policy: Policy): Thing {
  return {
    objectType: 'policy',
    object: `${policy.name} on ${table}`,
    owner: table,
    properties: [
      flag('restrictive', policy.restrictive),
      ['command', policy.command],
      list('roles', policy.roles),
      ['USING', textWords(policy.using)],
      ['WITH CHECK', textWords(policy.check)],
      ['comment', policy.comment],
    ],
  };
}

/** What follows from the query is not told apart from it. */
const isView = (table: Table): boolean => table.kind === 'view' || table.kind === 'materialized-view';

const KINDS: Readonly<Record<Table['kind'], string>> = {
  table: 'table',
  partitioned: 'partitioned table',
  view: 'view',
  'materialized-view': 'materialized view',
  sequence: 'sequence',
  'foreign-table': 'foreign table',
};

function tableThing(table: Table): Thing {
  return {
    objectType: KINDS[table.kind],
    object: table.name,
    owner: '',
    properties: [
      ['query', textWords(table.query?.definition)],
      map(
        'comments of columns',
        new Map(isView(table) ? [...table.columns].flatMap(([name, { comment }]) => (comment === '' ? [] : [[name, comment]])) : []),
      ),
      ['partitioned by', textWords(table.partitionBy)],
      ['partition of', table.partitionOf],
      ['bounds', textWords(table.bound)],
      list('parents', table.inherits),
      flag('unlogged', table.unlogged),
      flag('row level security', table.rowSecurity),
      flag('forced row level security', table.forceRowSecurity),
      ['replica identity', table.replicaIndex || (table.replicaIdentity === 'default' ? '' : table.replicaIdentity)],
      ['cluster index', table.clusterIndex],
      map('storage parameters', table.storage),
      ['tablespace', table.tablespace],
      ['access method', table.accessMethod],
      list(
        'options',
        Object.entries(table.sequence)
          .map(([key, value]) => `${key} ${value}`)
          .sort(),
      ),
      ['owned by', table.ownedBy ? `${table.ownedBy.table}.${table.ownedBy.column}` : ''],
      list('publications', [...table.publications].map(([name, text]) => `${name} ${textWords(text)}`.trim()).sort()),
      ...notes(table.notes),
    ],
    ...(table.columnsKnown && !isView(table) ? { order: [...table.columns.keys()] } : {}),
  };
}

function typeThing(type: UserType): Thing {
  return {
    objectType: type.kind === 'domain' ? 'domain' : 'type',
    object: type.name,
    owner: '',
    properties: [
      ['kind', type.kind],
      list('labels', type.labels),
      list(
        'attributes',
        [...type.attributes.values()].map((a) => `${a.name} ${typeWords(a.type)}${a.collation && ` ${a.collation}`}`).sort(),
      ),
      ['definition', type.definition.replaceAll(/\s+/g, ' ')],
      ['base type', type.baseType ? typeWords(type.baseType) : ''],
      ['collation', type.collation],
      flag('NOT NULL', type.notNull),
      ['default', textWords(type.default)],
      list('constraints', type.constraints.map((c) => `${c.name} ${textWords(c.expression)}${c.notValid ? ' not valid' : ''}`).sort()),
      ...notes(type.notes),
    ],
    ...(type.kind === 'composite' ? { order: [...type.attributes.keys()] } : {}),
  };
}

function functionThing(own: UserFunction): Thing {
  const inputs = inputsOf(own.arguments);
  return {
    objectType: own.procedure ? 'procedure' : 'function',
    object: `${own.name}(${inputs})`,
    owner: '',
    properties: [['definition', textWords(own.definition)], list('changes', own.changes.map(operationWords)), ...notes(own.notes)],
  };
}

/** A kept statement in one line. */
const operationWords = (operation: Other['making'][number]): string =>
  'definition' in operation &&
  typeof operation.definition === 'object' &&
  operation.definition !== null &&
  'mentions' in operation.definition
    ? textWords(operation.definition)
    : operation.kind;

function publicationThing(publication: Publication): Thing {
  return {
    objectType: 'publication',
    object: publication.name,
    owner: '',
    properties: [
      flag('for all tables', publication.allTables),
      list('schemas', publication.schemas),
      map('options', publication.options),
      ...notes(publication.notes),
    ],
  };
}

/** Everything in a catalog that can differ from another one, by what it is and its name; things before their parts. */
function thingsOf(catalog: Catalog, besides: Catalog): ReadonlyMap<string, Thing> {
  const things = new Map<string, Thing>();
  const put = (thing: Thing): void => void things.set(`${thing.objectType} ${thing.object}`, thing);
  /** Those of a map that are not the very same in the other catalog. */
  const own = <V>(mine: ReadonlyMap<string, V>, others: ReadonlyMap<string, V>): readonly V[] =>
    mine === others ? [] : [...mine].filter(([key, value]) => others.get(key) !== value).map(([, value]) => value);
  for (const name of catalog.schemas.keys()) put({ objectType: 'schema', object: name, owner: '', properties: [] });
  for (const name of catalog.extensions.keys()) put({ objectType: 'extension', object: name, owner: '', properties: [] });
  for (const type of own(catalog.types, besides.types)) put(typeThing(type));
  for (const overloads of own(catalog.functions, besides.functions)) for (const one of overloads) put(functionThing(one));
  for (const table of own(catalog.relations, besides.relations)) if (!table.temporary) putTable(catalog, table, put);
  for (const index of own(catalog.indexes, besides.indexes)) put(indexThing(index));
  for (const publication of own(catalog.publications, besides.publications)) put(publicationThing(publication));
  for (const other of own(catalog.others, besides.others)) {
    // A foreign table is among the relations.
    if (other.objectType === 'foreign table') continue;
    // A schema or extension is there already; what is said about it is told here.
    put({
      objectType: other.objectType,
      object: other.target,
      owner: '',
      properties: [list('definition', other.making.map(operationWords)), ...notes(other.notes)],
    });
  }
  return things;
}

function putTable(catalog: Catalog, table: Table, put: (thing: Thing) => void): void {
  put(tableThing(table));
  if (!isView(table)) for (const column of table.columns.values()) put(columnThing(catalog, table.name, column));
  for (const constraint of table.constraints.values()) put(constraintThing(table.name, constraint));
  for (const trigger of table.triggers.values()) {
    const { name, definition, comment } = trigger;
    put({
      objectType: 'trigger',
      object: `${name} on ${table.name}`,
      owner: table.name,
      properties: [['definition', textWords(definition)], firing(trigger.firing), ['comment', comment]],
    });
  }
  for (const rule of table.rules.values()) {
    const { name, definition, comment } = rule;
    put({
      objectType: 'rule',
      object: `${name} on ${table.name}`,
      owner: table.name,
      properties: [['definition', textWords(definition)], firing(rule.firing), ['comment', comment]],
    });
  }
  for (const policy of table.policies.values()) put(policyThing(table.name, policy));
}

/** What became of one property, in words. */
function changeWords(thing: Thing, [name, before]: Property, now: string): string {
  const subject = `${thing.objectType} ${thing.object}: ${name}`;
  if (before === 'yes' || now === 'yes')
    return `${subject} was ${before === 'yes' ? 'set' : 'not set'} and is ${now === 'yes' ? 'set' : 'not set'} now`;
  if (before === '') return `${subject} became ${now}`;
  return now === '' ? `${subject} ${before} is gone` : `${subject} ${before} became ${now}`;
}

/**
 * What differs: what is missing, what is there besides and what changed from `before` to `after`, in the order in which
 * `before` has it, then what only `after` has. The parts of a table that is missing or new are not told one by one.
 */
export function diffCatalogs(before: Catalog, after: Catalog): readonly Difference[] {
  if (before === after) return [];
  const [was, is] = [thingsOf(before, after), thingsOf(after, before)];
  const differences: Difference[] = [];
  for (const [key, thing] of was) {
    const now = is.get(key);
    const { objectType, object } = thing;
    if (now) differences.push(...changes(thing, now));
    else if (before.relations.has(thing.owner) === after.relations.has(thing.owner))
      differences.push({ ...aboutWhole(thing), kind: 'missing', text: `${objectType} ${object} is missing` });
  }
  for (const [key, thing] of is) {
    const { objectType, object } = thing;
    if (!was.has(key) && before.relations.has(thing.owner) === after.relations.has(thing.owner))
      differences.push({ ...aboutWhole(thing), kind: 'extra', text: `${objectType} ${object} was not there before` });
  }
  return differences;
}

/** What a difference says of the thing that it is about. */
const aboutWhole = ({ objectType, object, owner, properties }: Thing): Omit<Difference, 'kind' | 'text'> => ({
  objectType,
  object,
  owner,
  property: '',
  was: '',
  is: '',
  shape: properties
    .filter(([name]) => name !== 'comment')
    .map(([, value]) => value)
    .join('\0'),
});

/** What differs between a thing and itself. */
function changes(before: Thing, now: Thing): readonly Difference[] {
  const { objectType, object } = before;
  const found: Difference[] = [];
  for (const [i, property] of before.properties.entries()) {
    const value = now.properties[i]?.[1] ?? '';
    const [name, was] = property;
    if (was !== value)
      found.push({ ...aboutWhole(before), kind: 'changed', property: name, was, is: value, text: changeWords(before, property, value) });
  }
  const [was, is] = [before.order, now.order].map((order) =>
    order?.filter((name) => before.order?.includes(name) && now.order?.includes(name)),
  );
  if (was && is && was.join('\0') !== is.join('\0'))
    found.push({
      ...aboutWhole(before),
      kind: 'order',
      text: `${objectType} ${object}: the ${objectType === 'type' ? 'attributes' : 'columns'} ${was.join(', ')} stand in the order ${is.join(', ')} now`,
    });
  return found;
}
