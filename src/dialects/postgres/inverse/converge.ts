/**
 * What leads from one catalog to another: makes again what is missing, in the order in which one thing needs the other, and
 * gives back what is there its former properties. What is renamed or moved is not found out; the caller undoes that.
 */
import type { Catalog, Constraint, Index, Other, Table, UserFunction, UserType } from '../../../catalog/catalog.ts';
import { inputsOf } from '../../../catalog/types.ts';
import type { ColumnDefinition, SqlText } from '../../../operations/definition.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Span } from '../../../source.ts';
import { splitRelation } from '../identifier.ts';
import { naming } from '../naming.ts';
import {
  addColumnAgain,
  addConstraintAgain,
  columnAgain,
  constraintAgain,
  createFunctionAgain,
  createIndexAgain,
  createPublicationAgain,
  createSequenceAgain,
  createTableAgain,
  createTypeAgain,
  publishedAgain,
  queryAgain,
} from './again.ts';
import { type Building, mentionedFirst, parentsFirst, sameText } from './building.ts';
import { allNotes } from './notes.ts';
import {
  columnsAgain,
  dependentsAgain,
  differing,
  indexProperties,
  sequencesAgain,
  storageChanges,
  tableProperties,
} from './properties.ts';

/** Adds the operations that lead from what is there to what shall be. */
export function converge(b: Building): void {
  schemas(b);
  types(b);
  sequences(b);
  functions(b, false);
  others(b, false);
  tables(b);
  missingColumns(b);
  functions(b, true);
  extraConstraints(b, true);
  extraConstraints(b, false);
  columnsAgain(b);
  sequencesAgain(b);
  constraints(b, false);
  indexes(b);
  constraints(b, true);
  views(b);
  indexes(b);
  indexProperties(b);
  for (const [wanted] of differing(b)) tableProperties(b, wanted);
  dependentsAgain(b);
  others(b, true);
  publications(b);
  allNotes(b);
}

const missing = <V>(wanted: ReadonlyMap<string, V>, now: ReadonlyMap<string, V>): readonly V[] =>
  wanted === now ? [] : [...wanted].filter(([key]) => !now.has(key)).map(([, value]) => value);

function schemas(b: Building): void {
  for (const name of b.wanted.schemas.keys()) {
    if (b.now().schemas.has(name)) continue;
    b.push({ kind: 'create-schema', span: b.span, schema: splitRelation(name).name, ifNotExists: false, authorization: '' });
  }
}

function types(b: Building): void {
  const gone = missing(b.wanted.types, b.now().types);
  const uses = (type: UserType): readonly string[] => [type.baseType?.name ?? '', ...[...type.attributes.values()].map((a) => a.type.name)];
  for (const type of mentionedFirst(gone, ({ name }) => name, uses)) b.push(createTypeAgain(type, b.span));
  for (const type of b.wanted.types.values()) domainAgain(b, type);
}

/** Constraints, default and NOT NULL of a domain; attributes of a composite type. */
function domainAgain(b: Building, wanted: UserType): void {
  const { span } = b;
  const { name: type } = wanted;
  const alter = (change: Partial<Operation & { kind: 'alter-domain' }> & Pick<Operation & { kind: 'alter-domain' }, 'change'>): void =>
    b.push({
      kind: 'alter-domain',
      span,
      type,
      constraint: '',
      notValid: false,
      ifExists: false,
      definition: undefined,
      default: undefined,
      newName: '',
      cascade: false,
      ...change,
    });
  const now = b.now().types.get(type);
  if (!now || now === wanted) return;
  for (const constraint of now.constraints) {
    const same = wanted.constraints.find((c) => c.name === constraint.name);
    if (!same || same.notValid !== constraint.notValid) alter({ change: 'drop-constraint', constraint: constraint.name });
  }
  for (const constraint of wanted.constraints) {
    if (
      b
        .now()
        .types.get(type)
        ?.constraints.some((c) => c.name === constraint.name)
    )
      continue;
    alter({ change: 'add-constraint', constraint: constraint.name, notValid: constraint.notValid, definition: constraint });
  }
  if (!sameText(wanted.default, now.default)) alter({ change: wanted.default ? 'set-default' : 'drop-default', default: wanted.default });
  const strict = b.now().types.get(type)?.notNull ?? false;
  if (wanted.notNull !== strict) alter({ change: wanted.notNull ? 'set-not-null' : 'drop-not-null' });
}

/** The name the server gives to the sequence of a column, as far as names are taken by now. */
function sequenceName(b: Building, table: string, column: string): string {
  const taken = (name: string): boolean => {
    const qualified = naming.qualify(table, name);
    return b.now().relations.has(qualified) || b.now().indexes.has(qualified);
  };
  return naming.qualify(table, naming.sequenceName(table, column, taken));
}

/** Whether a sequence comes with its column. */
function comesAlong(b: Building, sequence: Table): boolean {
  const { ownedBy } = sequence;
  const column = ownedBy ? b.wanted.relations.get(ownedBy.table)?.columns.get(ownedBy.column) : undefined;
  if (!ownedBy || !column) return false;
  if (column.identity !== 'no') return true;
  const there = b.now().relations.get(ownedBy.table)?.columns.has(ownedBy.column) ?? false;
  return column.serial && !there && sequenceName(b, ownedBy.table, ownedBy.column) === sequence.name;
}

function sequences(b: Building): void {
  for (const sequence of missing(b.wanted.relations, b.now().relations)) {
    if (sequence.kind !== 'sequence' || comesAlong(b, sequence)) continue;
    b.push(createSequenceAgain(sequence, b.span));
  }
}

/** Whether everything that a text reads is there, but for what is not wanted either. */
const readable = (b: Building, { mentions }: SqlText): boolean =>
  mentions.every(({ what, name }) => what !== 'relation' || b.now().relations.has(name) || !b.wanted.relations.has(name));

function functions(b: Building, late: boolean): void {
  for (const [name, overloads] of b.wanted.functions) {
    if (b.now().functions.get(name) === overloads) continue;
    for (const own of overloads) functionAgain(b, own, late);
  }
}

/** Rows of tables are types, too. */
const rowTypes = (own: UserFunction): readonly string[] => [
  ...own.arguments.map(({ name }) => name),
  ...own.definition.mentions.filter((m) => m.what === 'type').map((m) => m.name),
];

function functionAgain(b: Building, own: UserFunction, late: boolean): void {
  const now = b
    .now()
    .functions.get(own.name)
    ?.find((f) => inputsOf(f.arguments) === inputsOf(own.arguments));
  const same = now !== undefined && sameText(now.definition, own.definition) && now.changes.length === own.changes.length;
  if (same) return;
  const rows = rowTypes(own).every((name) => b.now().relations.has(name) || !b.wanted.relations.has(name));
  if (!late && !(rows && readable(b, own.definition))) return;
  if (own.definition.outdated) b.doubt(`The function ${own.name}: ${own.definition.outdated}.`);
  b.push(createFunctionAgain(b.wanted, own, now !== undefined, b.span));
  for (const change of own.changes) b.push(change);
}

/** Objects that are kept as the statements that made them: those that need no relation early, the rest late. */
function others(b: Building, late: boolean): void {
  for (const other of missing(b.wanted.others, b.now().others)) {
    if (other.making.length === 0 || (!late && !isEarly(other))) continue;
    for (const operation of other.making) b.push(operation);
  }
}

const isEarly = (other: Other): boolean =>
  other.table === '' && other.objectType !== 'event trigger' && other.objectType !== 'foreign table' && other.objectType !== 'cast';

function tables(b: Building): void {
  const gone = missing(b.wanted.relations, b.now().relations).filter((t) => t.kind === 'table' || t.kind === 'partitioned');
  for (const table of parentsFirst(gone)) tableAgain(b, table);
}

function tableAgain(b: Building, table: Table): void {
  if (table.query) {
    queried(b, table);
    return;
  }
  if (!table.columnsKnown) b.doubt(`The history does not show all columns of ${table.name}.`);
  const inherited = new Set(table.inherits.flatMap((parent) => [...(b.wanted.relations.get(parent)?.columns.keys() ?? [])]));
  // A partition and a typed table have their columns already; what is said about them besides is set afterwards.
  const columns =
    table.partitionOf || table.ofType
      ? []
      : [...table.columns.values()]
          .filter(({ name }) => !inherited.has(name))
          .map((column) => columnAgain(b.wanted, table.name, column, sequenceName(b, table.name, column.name)));
  const own = table.partitionOf ? [] : [...table.constraints.values()].filter((c) => isInline(b, table, c));
  const named = own.map((constraint) => constraintAgain(b.wanted, table.name, constraint));
  for (const column of columns)
    if (column.serial && table.columns.get(column.name)?.drawsFrom === '')
      b.doubt(`The history does not show which sequence ${column.name} of ${table.name} draws from.`);
  b.push(createTableAgain(table, columns, named, b.span));
}

/** Constraints that can be written with their table: not those that need another table, nor those that are not valid. */
function isInline(b: Building, table: Table, c: Constraint): boolean {
  if (c.kind === 'foreign-key' || c.notValid || c.notEnforced) return false;
  // Before 18 NOT NULL had no name.
  if (c.kind === 'not-null') return b.version >= 18;
  return !table.inherits.some(
    (parent) => b.wanted.relations.get(parent)?.constraints.get(c.name)?.noInherit === false && c.kind === 'check',
  );
}

/** A view, a materialized view or a table that was made from a query, with what changed it since. */
function queried(b: Building, table: Table): void {
  const operation = queryAgain(b.wanted, table, b.span);
  if (!operation) {
    b.doubt(`The history does not show the query of ${table.name}.`);
    return;
  }
  const { outdated } = table.query?.definition ?? {};
  if (outdated !== undefined) b.doubt(`The query of ${table.name}: ${outdated}.`);
  for (const [source, columns] of table.query?.starred ?? []) {
    const now = [...(b.now().relations.get(source)?.columns.keys() ?? [])];
    if (now.join('\0') !== columns.join('\0'))
      b.doubt(`The query of ${table.name}: its * stood for other columns of ${source} when it was made.`);
  }
  b.push(operation);
  for (const change of table.query?.changes ?? []) b.push(change);
}

/** Columns that are missing in tables that are there. */
function missingColumns(b: Building): void {
  for (const [wanted, table] of differing(b)) {
    if (wanted.kind === 'view' || wanted.kind === 'sequence') continue;
    for (const column of wanted.columns.values()) {
      if (b.now().relations.get(table)?.columns.has(column.name)) continue;
      const definition = columnAgain(b.wanted, table, column, sequenceName(b, table, column.name));
      for (const operation of columnSteps(table, definition, b)) b.push(operation);
    }
  }
}

/** A column that is NOT NULL and has no value of its own cannot be added so to a table with rows: they get one in between. */
function columnSteps(table: string, definition: ColumnDefinition, { span }: Building): readonly Operation[] {
  const filled =
    definition.default !== undefined || definition.serial || definition.identity !== 'no' || definition.generated !== undefined;
  if (!definition.notNull || filled) return [addColumnAgain(table, definition, span)];
  return [
    addColumnAgain(table, { ...definition, notNull: false }, span),
    { kind: 'set-not-null', span, table, only: false, column: definition.name },
  ];
}

const INDEXED: ReadonlySet<string> = new Set(['unique', 'primary-key', 'exclude']);

/** Whether two constraints are the same but for their names. */
const alike = (a: Constraint, b: Constraint): boolean =>
  a.kind === b.kind &&
  a.columns.join('\0') === b.columns.join('\0') &&
  a.references?.table === b.references?.table &&
  sameText(a.expression, b.expression);

/** Whether a constraint is as it shall be: NOT VALID, deferrable and all. */
const same = (a: Constraint, b: Constraint): boolean =>
  alike(a, b) && a.notValid === b.notValid && a.notEnforced === b.notEnforced && a.noInherit === b.noInherit;

/** Whether a table has a constraint or index from the one above it. */
const above = (catalog: Catalog, table: Table): readonly Table[] =>
  [table.partitionOf, ...table.inherits].flatMap((name) => catalog.relations.get(name) ?? []);

/** Constraints that are missing in tables that are there, or are not as they were. */
function constraints(b: Building, foreignKeys: boolean): void {
  for (const [wanted, table] of differing(b)) {
    for (const constraint of wanted.constraints.values())
      if ((constraint.kind === 'foreign-key') === foreignKeys) constraintAgainOn(b, table, constraint);
  }
}

/** Constraints that are in the way: they are renamed where one like them is missing, and dropped otherwise. */
function extraConstraints(b: Building, foreignKeys: boolean): void {
  const { span } = b;
  for (const [wanted, table] of differing(b)) {
    for (const extra of inTheWay(b, wanted, foreignKeys)) {
      const now = b.now().relations.get(table)?.constraints;
      const name = [...wanted.constraints.values()].find((c) => alike(c, extra) && !now?.has(c.name))?.name;
      if (name !== undefined) b.push({ kind: 'rename-constraint', span, table, only: false, constraint: extra.name, newName: name });
      else b.push({ kind: 'drop-constraint', span, table, only: false, constraint: extra.name, ifExists: false, cascade: false });
    }
  }
}

/** Constraints that shall not be there, or not under that name; those that come from the table above go with it. */
function inTheWay(b: Building, wanted: Table, foreignKeys: boolean): readonly Constraint[] {
  const now = b.now().relations.get(wanted.name);
  if (!now) return [];
  return [...now.constraints.values()].filter((c) => {
    const other = wanted.constraints.get(c.name);
    if ((c.kind === 'foreign-key') !== foreignKeys || (other && alike(other, c))) return false;
    return !above(b.now(), now).some((parent) => [...parent.constraints.values()].some((p) => alike(p, c))) || isRenamed(wanted, c);
  });
}

/** Whether a constraint shall have another name, which a partition's copy can. */
const isRenamed = (wanted: Table, c: Constraint): boolean =>
  INDEXED.has(c.kind) && [...wanted.constraints.values()].some((other) => alike(other, c));

function constraintAgainOn(b: Building, table: string, wanted: Constraint): void {
  const { span } = b;
  const now = b.now().relations.get(table)?.constraints.get(wanted.name);
  if (now === wanted) return;
  if (wanted.expression?.outdated) b.doubt(`The constraint ${wanted.name} of ${table}: ${wanted.expression.outdated}.`);
  if (!now) {
    if (wanted.kind === 'not-null' && b.version < 18) return;
    b.push(addConstraintAgain(table, constraintAgain(b.wanted, table, wanted), span));
    return;
  }
  if (!same(now, wanted)) alterOrReplace(b, table, now, wanted);
  const after = b.now().relations.get(table)?.constraints.get(wanted.name);
  if (!after || (after.deferrable === wanted.deferrable && after.initiallyDeferred === wanted.initiallyDeferred)) return;
  const deferrability = !wanted.deferrable ? 'not-deferrable' : wanted.initiallyDeferred ? 'deferred' : 'deferrable';
  b.push({
    kind: 'alter-constraint',
    span,
    table,
    only: false,
    constraint: wanted.name,
    enforced: 'unchanged',
    deferrability,
    inheritance: 'unchanged',
  });
}

/** A foreign key is enforced or not by ALTER CONSTRAINT; what was validated is NOT VALID again only when it is made anew. */
function alterOrReplace(b: Building, table: string, now: Constraint, wanted: Constraint): void {
  const { span } = b;
  const { name: constraint } = wanted;
  if (now.notEnforced !== wanted.notEnforced && wanted.kind === 'foreign-key') {
    const enforced = wanted.notEnforced ? 'not-enforced' : 'enforced';
    b.push({
      kind: 'alter-constraint',
      span,
      table,
      only: false,
      constraint,
      enforced,
      deferrability: 'unchanged',
      inheritance: 'unchanged',
    });
  }
  const between = b.now().relations.get(table)?.constraints.get(constraint);
  if (between && between.notValid && same({ ...between, notValid: false }, wanted))
    b.push({ kind: 'validate-constraint', span, table, only: false, constraint });
  const after = b.now().relations.get(table)?.constraints.get(constraint);
  if (!after || same(after, wanted)) return;
  b.push({ kind: 'drop-constraint', span, table, only: false, constraint, ifExists: false, cascade: false });
  b.push(addConstraintAgain(table, constraintAgain(b.wanted, table, wanted), span));
}

/** Whether two indexes are the same but for their names. */
const alikeIndexes = (a: Index, b: Index): boolean =>
  a.unique === b.unique && a.method === b.method && a.where === b.where && a.columns.join('\0') === b.columns.join('\0');

/** Indexes, those of partitioned tables first: their partitions get theirs with them. */
function indexes(b: Building): void {
  if (b.wanted.indexes === b.now().indexes) return;
  for (const table of parentsFirst([...b.wanted.relations.values()])) {
    if (!b.now().relations.has(table.name)) continue;
    const wanted = [...table.indexes].flatMap((name) => b.wanted.indexes.get(name) ?? []).filter(({ constraint }) => constraint === '');
    for (const index of wanted) otherCollation(b, index);
    const gone = wanted.filter(({ name }) => !b.now().indexes.has(name));
    for (const index of extraIndexes(b, table)) indexInTheWay(b, index, gone);
    for (const index of gone) {
      if (b.now().indexes.has(index.name)) continue;
      if (index.condition?.outdated) b.doubt(`The index ${index.name}: ${index.condition.outdated}.`);
      b.push(createIndexAgain(index, b.span));
    }
  }
}

/** Indexes of a table that shall not be there. */
function extraIndexes(b: Building, table: Table): readonly Index[] {
  return [...(b.now().relations.get(table.name)?.indexes ?? [])]
    .flatMap((name) => b.now().indexes.get(name) ?? [])
    .filter(({ name, constraint }) => constraint === '' && !b.wanted.indexes.has(name));
}

/** An index whose own collation went when its column had the same has to be made anew; what is part of another goes with that. */
function otherCollation(b: Building, wanted: Index): void {
  const now = b.now().indexes.get(wanted.name);
  if (!now || now === wanted || now.partitionOf !== '' || wanted.keys.every((key, i) => key.collation === now.keys[i]?.collation)) return;
  const isReferenced = [...b.now().relations.values()].some((table) =>
    [...table.constraints.values()].some(({ references }) => references?.table === now.table),
  );
  if (now.unique && isReferenced) b.doubt(`Whether a foreign key keeps ${now.name} from being made again with its collation is not known.`);
  else b.push(dropIndexNow(now, b.span));
}

const dropIndexNow = ({ name, table }: Index, span: Span): Operation => ({
  kind: 'drop-index',
  span,
  index: name,
  table,
  ifExists: false,
  cascade: false,
  concurrently: false,
  together: [name],
});

function indexInTheWay(b: Building, extra: Index, gone: readonly Index[]): void {
  const { span } = b;
  const meant = gone.find((index) => alikeIndexes(index, extra) && !b.now().indexes.has(index.name));
  const table = b.now().relations.get(extra.table);
  if (meant)
    b.push({ kind: 'rename-index', span, index: extra.name, table: extra.table, newName: splitRelation(meant.name).name, ifExists: false });
  else if (!table || !above(b.now(), table).some((parent) => hasAlike(b.now(), parent, extra))) b.push(dropIndexNow(extra, span));
}

const hasAlike = (catalog: Catalog, table: Table, index: Index): boolean =>
  [...table.indexes].some((name) => {
    const other = catalog.indexes.get(name);
    return other !== undefined && alikeIndexes(other, index);
  });

function views(b: Building): void {
  const gone = missing(b.wanted.relations, b.now().relations).filter((t) => t.kind === 'view' || t.kind === 'materialized-view');
  for (const view of mentionedFirst(
    gone,
    ({ name }) => name,
    ({ sources }) => sources,
  ))
    queried(b, view);
}

function publications(b: Building): void {
  const { span } = b;
  for (const publication of missing(b.wanted.publications, b.now().publications))
    b.push(createPublicationAgain(b.wanted, publication, span));
  for (const wanted of b.wanted.publications.values()) {
    const now = b.now().publications.get(wanted.name);
    const alter = { kind: 'alter-publication', span, publication: wanted.name } as const;
    for (const storage of now ? storageChanges(wanted.options, now.options) : [])
      b.push({
        ...alter,
        tables: [],
        members: [],
        published: [],
        schemas: [],
        change: 'options',
        storage: storage.map((o) => ({ ...o, value: o.value ?? PUBLISH })),
      });
    membersAgain(b, wanted.name);
  }
}

/** What a publication publishes where nothing is said; RESET is no word for publications. */
const PUBLISH = "'insert, update, delete, truncate'";

/** The tables and schemas of a publication. */
function membersAgain(b: Building, publication: string): void {
  const alter = { kind: 'alter-publication', span: b.span, publication, storage: [] } as const;
  const named = (catalog: Catalog): readonly (readonly [string, SqlText])[] =>
    [...catalog.relations.values()].flatMap((table) => {
      const definition = table.publications.get(publication);
      return definition ? [[table.name, definition] as const] : [];
    });
  const [wanted, now] = [new Map(named(b.wanted)), new Map(named(b.now()))];
  const known = b.wanted.publications.get(publication);
  const schemas = [b.wanted, b.now()].map((catalog) => catalog.publications.get(publication)?.schemas ?? []);
  const [before = [], there = []] = schemas;
  const differs = (name: string): boolean => !sameText(wanted.get(name), now.get(name));
  const out = [...now.keys()].filter(differs);
  const into = [...wanted.keys()].filter(differs);
  const change = (how: 'add' | 'drop', tables: readonly string[], more: readonly string[]): void => {
    const nothing: SqlText = { text: '', mentions: [] };
    const members = tables.map((table) => ({ table, definition: how === 'add' ? (wanted.get(table) ?? nothing) : nothing }));
    const published = how === 'add' && known ? publishedAgain(b.wanted, known).filter(({ table }) => tables.includes(table)) : [];
    if (members.length + more.length > 0) b.push({ ...alter, change: how, tables, members, published, schemas: more });
  };
  change(
    'drop',
    out,
    there.filter((schema) => !before.includes(schema)),
  );
  change(
    'add',
    into,
    before.filter((schema) => !there.includes(schema)),
  );
}
