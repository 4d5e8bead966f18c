/** From the catalog to the facts that rules ask for. Pure look-ups; what is not known is named in `unknown`. */
import type { Catalog, Column, Constraint, Index, Origin, Table, TableKnowledge } from '../catalog/catalog.ts';
import { relationsWithUses } from '../catalog/draft.ts';
import { readsColumn } from '../catalog/uses.ts';
import type { ColumnDefinition, ConstraintDefinition, Expression, TypeName } from '../operations/definition.ts';
import type { Operation } from '../operations/operation.ts';
import { tableOf } from '../operations/operation.ts';
import { type Neighbour, type Neighbours } from './neighbours.ts';
import type { ColumnFacts, ConstraintFacts, IndexFacts, TableFacts } from './facts.ts';

/** The change around one operation. */
export interface Surroundings {
  readonly change: Origin;
  readonly knowledge: TableKnowledge;
  /** What the dialect knows about conditions. */
  readonly impliesNotNull: (condition: Expression, column: string) => boolean;
  /** What the dialect knows about names. */
  readonly isReserved: (name: string) => boolean;
  /** Whether the change runs something that is not read. */
  readonly unreadInChange: () => boolean;
  readonly own: Neighbour;
  /** The other operations of the change. */
  readonly others: Neighbours;
  /** For a down: the catalog before its up. */
  readonly beforeUp?: Catalog | undefined;
  /** For a TRUNCATE in a down: its up put rows into the table. */
  readonly filledByUp?: boolean;
}

const startsWith = (columns: readonly string[], start: readonly string[]): boolean =>
  start.length > 0 && start.every((column, i) => columns[i] === column);
const sameColumns = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && startsWith(a, b);

/** Whether one of them, other than `own`, satisfies a condition and comes later in the change. */
function later({ own }: Surroundings, among: readonly Neighbour[], is: (operation: Operation) => boolean): boolean {
  return among.some((o) => o.operation !== own.operation && o.at >= own.at && is(o.operation));
}
/** The same, and comes earlier. */
function earlier({ own }: Surroundings, among: readonly Neighbour[], is: (neighbour: Neighbour) => boolean): boolean {
  return among.some((o) => o.operation !== own.operation && o.at <= own.at && is(o));
}

/** The type as the server prints it: `character varying(20)[]`. */
export function typeText(type: TypeName): string {
  const modifiers = type.modifiers.length > 0 ? `(${type.modifiers.join(',')})` : '';
  // The modifiers of `timestamp(3) with time zone` stand inside the name.
  const zoned = /^(time|timestamp) (with|without) time zone$/.exec(type.name);
  const name = zoned && modifiers ? `${zoned[1]}${modifiers} ${zoned[2]} time zone` : `${type.name}${modifiers}`;
  return name + '[]'.repeat(type.dimensions);
}

const NO_TABLE: TableFacts = {
  name: '',
  exists: false,
  known: false,
  kind: 'unknown',
  createdHere: false,
  thereBeforeUp: false,
  filledByUp: false,
  filledHere: false,
  temporary: false,
  unlogged: false,
  partitioned: false,
  partitionOf: '',
  hasDefaultPartition: false,
  small: false,
  large: false,
  rows: 0,
  hasPrimaryKey: false,
  hasTriggers: false,
  rowSecurity: false,
  replicaIdentityFull: false,
  references: [],
  referencedBy: [],
  dependentViews: [],
  indexCount: 0,
  newIndexes: 0,
  columnNames: [],
  sequenceColumns: [],
  newColumns: [],
  recreatedLater: false,
  temporaryLater: false,
  primaryKeyLater: false,
  notNullKey: false,
  integerKeys: [],
  jsonColumns: [],
  zonelessColumns: [],
  charColumns: [],
  moneyColumns: [],
  serialColumns: [],
  columnsMade: [],
  nullableColumns: [],
  nullableReferences: [],
  columnsLater: [],
  unnamedConstraints: [],
  namesMade: [],
  reservedNames: [],
  overlongNames: [],
  commentLater: false,
  hasPolicies: false,
  policyLater: false,
  unknown: [],
};

const constraintsOf = (table: Table | undefined): readonly Constraint[] => [...(table?.constraints.values() ?? [])];

/** Names of the tables whose foreign keys reference `relation`. */
function referencing(catalog: Catalog, relation: string): readonly string[] {
  const found: string[] = [];
  for (const table of catalog.relations.values()) {
    if (table.name !== relation && constraintsOf(table).some((c) => c.references?.table === relation)) found.push(table.name);
  }
  return found;
}

/** Names of the views and materialized views that read `relation`. */
function viewsOf(catalog: Catalog, relation: string): readonly string[] {
  const found: string[] = [];
  for (const view of catalog.relations.values()) if (view.sources.includes(relation)) found.push(view.name);
  return found;
}

/** The columns that an operation makes, and which of them are in the primary key. */
function madeColumns(operation: Operation): { columns: readonly ColumnDefinition[]; keys: ReadonlySet<string> } {
  const columns = operation.kind === 'create-table' ? operation.columns : operation.kind === 'add-column' ? [operation.definition] : [];
  const own = columns.filter((column) => column.constraints.some((c) => c.kind === 'primary-key')).map((column) => column.name);
  const table =
    operation.kind === 'create-table' ? operation.constraints.filter((c) => c.kind === 'primary-key').flatMap((c) => c.columns) : [];
  return { columns, keys: new Set([...own, ...table]) };
}

/** Facts about a table that come from the operation and its neighbours alone. */
function aroundTable(relation: string, around: Surroundings): Partial<TableFacts> {
  const here = around.others.ofTable(relation);
  const { columns, keys } = madeColumns(around.own.operation);
  const ofType = (...types: readonly string[]): readonly string[] =>
    columns.filter((c) => types.includes(c.type.name) && c.type.dimensions === 0).map((c) => c.name);
  return {
    recreatedLater: later(around, here, (o) =>
      o.kind === 'rename-table'
        ? o.newTable === relation
        : o.kind.startsWith('create-') && o.kind !== 'create-index' && o.kind !== 'create-policy' && tableOf(o) === relation,
    ),
    temporaryLater: later(around, around.others.ofTable(`pg_temp.${relation.slice(relation.indexOf('.') + 1)}`), (o) =>
      o.kind.startsWith('create-table'),
    ),
    primaryKeyLater: later(
      around,
      here,
      (o) => (o.kind === 'add-constraint' && o.constraintKind === 'primary-key') || (o.kind === 'add-column' && o.primaryKey),
    ),
    integerKeys: ofType('smallint', 'integer').filter((column) => keys.has(column)),
    jsonColumns: ofType('json'),
    zonelessColumns: ofType('timestamp without time zone'),
    charColumns: ofType('character'),
    moneyColumns: ofType('money'),
    ...namesAround(around),
    ...(columns.length > 0 ? aroundColumns(relation, columns, keys, around) : {}),
    ...(around.own.operation.kind === 'create-table' || around.own.operation.kind === 'create-table-as'
      ? {
          columnsLater: columnsLater(relation, around),
          commentLater: later(around, here, (o) => o.kind === 'comment' && o.text !== undefined),
        }
      : {}),
    ...(around.own.operation.kind === 'set-row-security'
      ? { policyLater: later(around, here, (o) => o.kind === 'create-policy') || around.unreadInChange() }
      : {}),
  };
}

/** The columns that later statements add, or give a name. */
function columnsLater(relation: string, around: Surroundings): readonly string[] {
  const found: string[] = [];
  for (const { operation: o, at } of around.others.ofTable(relation)) {
    if (at <= around.own.at || tableOf(o) !== relation) continue;
    if (o.kind === 'add-column') found.push(o.column);
    else if (o.kind === 'rename-column') found.push(o.newName);
  }
  return found;
}

/** Facts about the columns that an operation makes; `keys` are those of the primary key. */
function aroundColumns(
  relation: string,
  columns: readonly ColumnDefinition[],
  keys: ReadonlySet<string>,
  around: Surroundings,
): Partial<TableFacts> {
  const { operation } = around.own;
  const withTable = operation.kind === 'create-table' ? operation.constraints : [];
  const constraints = [...columns.flatMap((column) => column.constraints), ...withTable];
  const never = new Set(constraints.flatMap((c) => (c.kind === 'not-null' ? c.columns : [])));
  const nullable = columns.filter(
    ({ name, notNull }) =>
      !notNull &&
      !keys.has(name) &&
      !never.has(name) &&
      !later(around, around.others.ofTable(relation), (o) => o.kind === 'set-not-null' && o.column === name),
  );
  const referring = new Set(constraints.flatMap((c) => (c.kind === 'foreign-key' ? c.columns : [])));
  return {
    serialColumns: columns.filter((column) => column.serial).map((column) => column.name),
    columnsMade: columns.map((column) => `${column.name} ${typeText(column.type)}`),
    nullableColumns: nullable.map((column) => `${column.name} ${typeText(column.type)}`),
    notNullKey: operation.kind === 'create-table' && hasNotNullKey(relation, columns, nullable, constraints, around),
    nullableReferences: nullable.map((column) => column.name).filter((name) => referring.has(name)),
  };
}

/** Whether a table gets a unique key none of whose columns is ever NULL. */
function hasNotNullKey(
  relation: string,
  columns: readonly ColumnDefinition[],
  nullable: readonly ColumnDefinition[],
  constraints: readonly ConstraintDefinition[],
  around: Surroundings,
): boolean {
  const filled = new Set(columns.filter((column) => !nullable.includes(column)).map((column) => column.name));
  const fills = (key: readonly string[]): boolean => key.length > 0 && key.every((column) => filled.has(column));
  return (
    constraints.some((c) => c.kind === 'unique' && fills(c.columns)) ||
    later(
      around,
      around.others.ofTable(relation),
      (o) =>
        (o.kind === 'create-index' && o.unique && !o.partial && fills(o.columns)) ||
        (o.kind === 'add-constraint' && o.constraintKind === 'unique' && fills(o.columns)),
    )
  );
}

/** A relation without its schema and quotes. */
const unqualified = (relation: string): string => {
  const [, quoted, plain] = /(?:"((?:[^"]|"")*)"|([^".]+))$/.exec(relation) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? relation;
};

const CONSTRAINT_WORDS: Readonly<Partial<Record<ConstraintDefinition['kind'], string>>> = {
  'primary-key': 'PRIMARY KEY',
  'foreign-key': 'FOREIGN KEY',
  unique: 'UNIQUE',
  check: 'CHECK',
  exclude: 'EXCLUDE',
};

/** The constraints that an operation makes. */
function madeConstraints(operation: Operation): readonly ConstraintDefinition[] {
  if (operation.kind === 'add-constraint') return [{ ...operation.definition, name: operation.named ? operation.constraint : '' }];
  const own = madeColumns(operation).columns.flatMap((column) => column.constraints);
  return operation.kind === 'create-table' ? [...own, ...operation.constraints] : own;
}

/** What an operation names, by what it is. */
function madeNames(operation: Operation): readonly (readonly [what: string, name: string])[] {
  const constraints = madeConstraints(operation).flatMap(({ name }) => (name === '' ? [] : [['constraint', name] as const]));
  switch (operation.kind) {
    case 'create-table':
      return [['table', unqualified(operation.table)], ...operation.columnNames.map((name) => ['column', name] as const), ...constraints];
    case 'create-table-as':
      return [['table', unqualified(operation.table)], ...operation.columnNames.map((name) => ['column', name] as const)];
    case 'add-column':
      return [['column', operation.column], ...constraints];
    case 'create-index':
      return operation.named ? [['index', unqualified(operation.index)]] : [];
    case 'add-constraint':
      return constraints;
    case 'rename-table':
      return [['table', operation.newName]];
    case 'rename-column':
      return [['column', operation.newName]];
    case 'rename-index':
      return [['index', operation.newName]];
    case 'rename-constraint':
      return [['constraint', operation.newName]];
    default:
      return [];
  }
}

/** Facts about the names that an operation gives. */
function namesAround({ own: { operation }, isReserved }: Surroundings): Partial<TableFacts> {
  const made = madeNames(operation);
  return {
    namesMade: made.map(([what, name]) => `${what} ${name}`),
    reservedNames: made.map(([, name]) => name).filter(isReserved),
    unnamedConstraints: madeConstraints(operation).flatMap((c) => (c.name === '' && !c.usingIndex ? (CONSTRAINT_WORDS[c.kind] ?? []) : [])),
    overlongNames: operation.overlong ?? [],
  };
}

/** Facts about a table. A name that the catalog does not know counts as an existing table of unknown shape. */
export function describeTable(catalog: Catalog, relation: string, around: Surroundings): TableFacts {
  if (relation === '') return NO_TABLE;
  const size = around.knowledge.size(relation);
  const about = {
    name: relation,
    small: size === 'small',
    large: size === 'large',
    rows: around.knowledge.rows(relation) ?? 0,
    ...aroundTable(relation, around),
  };
  const table = catalog.relations.get(relation);
  if (!table) {
    const temporary = relation.startsWith('pg_temp.');
    const shape = ['partitioned', 'partitionOf', 'hasDefaultPartition', 'unlogged', 'hasPrimaryKey', 'hasTriggers', 'rowSecurity'];
    const links = [
      'references',
      'referencedBy',
      'dependentViews',
      'indexCount',
      'columnNames',
      'sequenceColumns',
      'replicaIdentityFull',
      'hasPolicies',
    ];
    return { ...NO_TABLE, ...about, exists: true, temporary, createdHere: temporary, unknown: [...shape, ...links] };
  }
  const constraints = constraintsOf(table);
  const createdHere = table.temporary || (table.origin !== null && table.origin === around.change);
  return {
    ...NO_TABLE,
    ...about,
    exists: true,
    known: table.columnsKnown,
    kind: table.kind,
    createdHere,
    // Not one that the up dropped and made again.
    thereBeforeUp: !createdHere && around.beforeUp?.relations.get(relation)?.span === table.span,
    filledByUp: around.filledByUp ?? false,
    filledHere: table.filledHere && table.origin === around.change,
    temporary: table.temporary,
    unlogged: table.unlogged,
    partitioned: table.kind === 'partitioned',
    partitionOf: table.partitionOf,
    hasDefaultPartition: [...table.partitions].some((name) => catalog.relations.get(name)?.defaultPartition ?? false),
    hasPrimaryKey: constraints.some((c) => c.kind === 'primary-key'),
    hasTriggers: table.triggers.size > 0,
    rowSecurity: table.rowSecurity,
    hasPolicies: table.policies.size > 0,
    replicaIdentityFull: table.replicaIdentity === 'full',
    references: [...new Set(constraints.flatMap((c) => (c.references ? [c.references.table] : [])))],
    // Asked for by few rules, and found by going through the whole catalog.
    get referencedBy() {
      return referencing(catalog, relation);
    },
    get dependentViews() {
      return viewsOf(catalog, relation);
    },
    indexCount: table.indexes.size,
    newIndexes: indexesOf(catalog, table).filter((index) => index.origin !== null && index.origin === around.change).length,
    columnNames: [...table.columns.keys()],
    sequenceColumns: [...table.columns.values()]
      .filter((column) => column.identity === 'by-default' || (column.identity === 'no' && column.drawsFrom !== ''))
      .map((column) => column.name),
    newColumns: [...table.columns.values()]
      .filter((column) => column.origin !== null && column.origin === around.change)
      .map((column) => column.name),
    unknown: table.columnsKnown ? [] : ['hasPrimaryKey', 'hasTriggers', 'rowSecurity', 'indexCount', 'columnNames', 'sequenceColumns'],
  };
}

export const indexesOf = (catalog: Catalog, table: Table | undefined): readonly Index[] =>
  [...(table?.indexes ?? [])].flatMap((name) => catalog.indexes.get(name) ?? []);

/** Whether a validated constraint of the table proves that a column holds no NULL. */
function provenNotNull(table: Table, column: string, around: Surroundings): boolean {
  return constraintsOf(table).some(
    (c) =>
      !c.notValid &&
      !c.notEnforced &&
      ((c.kind === 'not-null' && c.columns[0] === column) || (c.kind === 'check' && provesNotNull(c, column, around))),
  );
}

const provesNotNull = ({ expression }: ConstraintDefinition, column: string, around: Surroundings): boolean =>
  expression !== undefined && around.impliesNotNull(expression, column);

const NO_COLUMN: ColumnFacts = {
  name: '',
  exists: false,
  known: false,
  createdHere: false,
  thereBeforeUp: false,
  recreatedLater: false,
  replaced: false,
  replaces: false,
  defaultAgain: false,
  type: '',
  baseType: '',
  length: 0,
  notNull: false,
  hasDefault: false,
  identity: false,
  generated: false,
  primaryKey: false,
  unique: false,
  foreignKey: false,
  indexes: [],
  constraints: [],
  multiColumnConstraints: [],
  dependentViews: [],
  provenNotNull: false,
  unknown: [],
};

const COLUMN_SHAPE = [
  'type',
  'baseType',
  'length',
  'notNull',
  'hasDefault',
  'identity',
  'generated',
  'primaryKey',
  'unique',
  'foreignKey',
  'indexes',
  'constraints',
  'multiColumnConstraints',
  'provenNotNull',
];

/** Whether the transaction renames one column and gives its name to another, and which of the two a column is. */
function swapOf({ own, others }: Surroundings, relation: string, name: string): Pick<ColumnFacts, 'replaced' | 'replaces'> {
  const renames = others
    .ofTable(relation)
    .flatMap(({ operation: o, at, transaction }) => (o.kind === 'rename-column' && transaction === own.transaction ? [{ o, at }] : []));
  let [replaced, replaces] = [false, false];
  for (const away of renames) {
    const into = renames.find(({ o, at }) => at > away.at && o.newName === away.o.column && o.column !== away.o.newName);
    if (!into) continue;
    replaced ||= (own.at > away.at ? away.o.newName : away.o.column) === name;
    replaces ||= own.operation === into.o;
  }
  return { replaced, replaces };
}

/** Whether its transaction gives a column something that fills it: a default, or an identity. */
function getsDefault({ own, others }: Surroundings, relation: string, name: string): boolean {
  return others
    .ofTable(relation)
    .some(
      ({ operation: o, at, transaction }) =>
        at >= own.at &&
        transaction === own.transaction &&
        ((o.kind === 'set-default' && o.column === name && !o.expression.isNull) || (o.kind === 'add-identity' && o.column === name)),
    );
}

/** Facts about a column. One that the catalog does not know counts as existing where the table's columns are not all known. */
export function describeColumn(catalog: Catalog, relation: string, name: string, around: Surroundings): ColumnFacts {
  if (name === '') return NO_COLUMN;
  const recreatedLater = later(
    around,
    around.others.ofTable(relation),
    (o) => (o.kind === 'add-column' && o.column === name) || (o.kind === 'rename-column' && o.newName === name),
  );
  const swapping = swapOf(around, relation, name);
  const table = catalog.relations.get(relation);
  const column: Column | undefined = table?.columns.get(name);
  // Found by going through every view.
  const readers = (): readonly string[] =>
    relationsWithUses(catalog)
      .filter((view) => readsColumn(view.uses, relation, name) !== 'no')
      .map((view) => view.name);
  if (!table || !column) {
    const known = table?.columnsKnown ?? false;
    return {
      ...NO_COLUMN,
      name,
      exists: !known,
      recreatedLater,
      ...swapping,
      get dependentViews() {
        return readers();
      },
      unknown: known ? [] : COLUMN_SHAPE,
    };
  }
  const over = constraintsOf(table).filter((c) => c.columns.includes(name));
  const sole = (c: Constraint): boolean => c.columns.length === 1;
  const createdHere = column.origin !== null && column.origin === around.change;
  return {
    name,
    exists: true,
    known: true,
    createdHere,
    thereBeforeUp: !createdHere && (around.beforeUp?.relations.get(relation)?.columns.has(name) ?? false),
    recreatedLater,
    ...swapping,
    defaultAgain: getsDefault(around, relation, name),
    type: typeText(column.type),
    baseType: column.type.name,
    length: column.type.modifiers[0] ?? 0,
    notNull: column.notNull,
    hasDefault: column.default !== undefined && !column.default.isNull,
    identity: column.identity !== 'no',
    generated: column.generated !== undefined,
    primaryKey: over.some((c) => c.kind === 'primary-key'),
    unique:
      over.some((c) => (c.kind === 'unique' || c.kind === 'primary-key') && sole(c)) ||
      indexesOf(catalog, table).some((i) => i.unique && i.where === '' && i.columns.length === 1 && i.columns[0] === name),
    foreignKey: over.some((c) => c.kind === 'foreign-key'),
    indexes: indexesOf(catalog, table)
      .filter((i) => i.columns.includes(name) || i.include.includes(name))
      .map((i) => i.name),
    constraints: over.map((c) => c.name),
    multiColumnConstraints: over.filter((c) => !sole(c)).map((c) => c.name),
    get dependentViews() {
      return readers();
    },
    provenNotNull: provenNotNull(table, name, around),
    unknown: [],
  };
}

const NO_CONSTRAINT: ConstraintFacts = {
  name: '',
  known: false,
  kind: 'unknown',
  createdHere: false,
  validated: false,
  sameTransaction: false,
  sameStatement: false,
  validatedLater: false,
  recreatedLater: false,
  references: '',
  columns: [],
  indexedColumns: false,
  provesNotNull: false,
  indexedLater: false,
  columnTypesMatch: true,
  unknown: [],
};

/** An index, a primary key or a unique constraint of the table that starts with the columns, in any order of them. */
export function isIndexed(catalog: Catalog, table: Table | undefined, columns: readonly string[]): boolean {
  if (!table || columns.length === 0) return false;
  return indexesOf(catalog, table).some((index) => {
    if (index.where !== '') return false;
    const start = new Set(index.columns.slice(0, columns.length));
    return columns.every((column) => start.has(column));
  });
}

/** The type behind domains; the two types of text without a fixed length are compared as they are. */
function comparable(catalog: Catalog, type: TypeName): string {
  const base = catalog.types.get(type.name)?.baseType;
  if (base) return comparable(catalog, base);
  return type.name === 'character varying' ? 'text' : type.name;
}

/** Whether the columns of a foreign key have the types of those they reference; true where it is not known. */
export function typesMatch(
  catalog: Catalog,
  table: Table | undefined,
  columns: readonly string[],
  target: string,
  targetColumns: readonly string[],
): { match: boolean; known: boolean } {
  const referenced = catalog.relations.get(target);
  const keys = targetColumns.length > 0 ? targetColumns : (constraintsOf(referenced).find((c) => c.kind === 'primary-key')?.columns ?? []);
  if (keys.length === 0) return { match: true, known: false };
  for (const [i, name] of columns.entries()) {
    const own = table?.columns.get(name);
    const other = referenced?.columns.get(keys[i] ?? '');
    if (!own || !other) return { match: true, known: false };
    if (comparable(catalog, own.type) !== comparable(catalog, other.type)) return { match: false, known: true };
  }
  return { match: true, known: true };
}

/** Facts about a constraint that an operation names, or that it adds. */
export function describeConstraint(catalog: Catalog, operation: Operation, around: Surroundings): ConstraintFacts {
  if (!('constraint' in operation) || !('table' in operation) || operation.constraint === '') return NO_CONSTRAINT;
  const table = catalog.relations.get(operation.table);
  const found = operation.kind === 'add-constraint' ? operation.definition : table?.constraints.get(operation.constraint);
  const { table: relation, constraint: name } = operation;
  const here = around.others.ofTable(relation);
  const adds = ({ operation: o }: Neighbour): boolean => o.kind === 'add-constraint' && o.constraint === name;
  const sameTransaction = earlier(around, here, (o) => o.transaction === around.own.transaction && adds(o));
  const sameStatement = earlier(around, here, (o) => o.at === around.own.at && adds(o));
  const validatedLater = later(around, here, (o) => o.kind === 'validate-constraint' && o.constraint === name);
  const recreatedLater = here.some(
    ({ operation: o, at, transaction }) =>
      transaction === around.own.transaction &&
      at > around.own.at &&
      ((o.kind === 'add-constraint' && o.constraint === name) || (o.kind === 'rename-constraint' && o.newName === name)),
  );
  if (!found) {
    const unknown = table?.columnsKnown
      ? []
      : ['kind', 'validated', 'references', 'columns', 'indexedColumns', 'provesNotNull', 'columnTypesMatch'];
    return { ...NO_CONSTRAINT, name: operation.constraint, sameTransaction, sameStatement, validatedLater, recreatedLater, unknown };
  }
  const types = found.references
    ? typesMatch(catalog, table, found.columns, found.references.table, found.references.columns)
    : { match: true, known: true };
  const only = found.columns.length === 1 ? (found.columns[0] ?? '') : '';
  return {
    name: operation.constraint,
    known: true,
    kind: found.kind,
    createdHere: operation.kind === 'add-constraint' || ('origin' in found && found.origin !== null && found.origin === around.change),
    validated: !found.notValid,
    sameTransaction,
    sameStatement,
    validatedLater,
    recreatedLater,
    references: found.references?.table ?? '',
    columns: found.columns,
    indexedColumns: isIndexed(catalog, table, found.columns),
    indexedLater: later(around, here, (o) => o.kind === 'create-index' && !o.partial && startsWith(o.columns, found.columns)),
    provesNotNull: found.kind === 'not-null' || (found.kind === 'check' && only !== '' && provesNotNull(found, only, around)),
    columnTypesMatch: types.match,
    unknown: [...(types.known ? [] : ['columnTypesMatch']), ...(table?.columnsKnown ? [] : ['indexedColumns'])],
  };
}

const NO_INDEX: IndexFacts = {
  name: '',
  known: false,
  createdHere: false,
  unique: false,
  partial: false,
  valid: true,
  maybeInvalid: false,
  backsConstraint: false,
  columns: [],
  coveredBy: '',
  recreatedLater: false,
  droppedEarlier: false,
  unknown: [],
};

const isNamed = (index: string, name: string): boolean => index.slice(index.lastIndexOf('.') + 1) === name;

/** Whether a later statement makes an index of that name, or on those columns of the table. */
function madeLater(around: Surroundings, index: string, table: string, columns: readonly string[]): boolean {
  return (
    later(
      around,
      around.others.ofIndex(index),
      (o) => o.kind === 'create-index' || (o.kind === 'rename-index' && isNamed(index, o.newName)),
    ) || later(around, around.others.ofTable(table), (o) => o.kind === 'create-index' && sameColumns(o.columns, columns))
  );
}

/** Facts about the index that an operation names, or makes. */
export function describeIndex(catalog: Catalog, operation: Operation, around: Surroundings): IndexFacts {
  if (!('index' in operation) || operation.index === '') return NO_INDEX;
  const table = tableOf(operation);
  if (operation.kind === 'create-index') {
    return {
      ...NO_INDEX,
      name: operation.index,
      known: true,
      createdHere: true,
      unique: operation.unique,
      partial: operation.partial,
      columns: operation.columns,
      droppedEarlier:
        earlier(around, around.others.ofIndex(operation.index), (o) => o.operation.kind === 'drop-index') ||
        earlier(around, around.others.ofTable(table), (o) => {
          const dropped = o.operation.kind === 'drop-index' ? o.before.indexes.get(o.operation.index) : undefined;
          return dropped !== undefined && sameColumns(dropped.columns, operation.columns);
        }),
    };
  }
  const index = catalog.indexes.get(operation.index);
  if (!index) {
    return {
      ...NO_INDEX,
      name: operation.index,
      recreatedLater: madeLater(around, operation.index, '', []),
      unknown: ['unique', 'partial', 'valid', 'backsConstraint', 'columns', 'coveredBy'],
    };
  }
  const owner = catalog.relations.get(index.table);
  const cover = indexesOf(catalog, owner).find(
    (other) => other.name !== index.name && other.where === '' && index.columns.every((column, i) => other.columns[i] === column),
  );
  return {
    name: operation.index,
    known: true,
    createdHere: index.origin !== null && index.origin === around.change,
    unique: index.unique,
    partial: index.where !== '',
    valid: index.valid,
    maybeInvalid: index.maybeInvalid,
    backsConstraint: index.constraint !== '',
    columns: index.columns,
    coveredBy: cover?.name ?? '',
    recreatedLater: madeLater(around, operation.index, index.table, index.columns),
    droppedEarlier: false,
    unknown: [],
  };
}
