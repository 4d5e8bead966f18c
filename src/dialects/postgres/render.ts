/**
 * Operations as SQL: one statement each, without a semicolon, every name with its schema and quoted as the server would.
 * Reading it again gives the same operation; `__tests__/postgres-render.test.ts` names the exceptions.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Operation, OperationKind, OperationOf } from '../../operations/operation.ts';
import { quoteIdent } from './identifier.ts';
import { attributeSql, bracketedWords, columnSql, constraintSql, identitySql } from './render/columns.ts';
import { defaultPrivileges, grant, revoke } from './render/grants.ts';
import { alterPublication, createPublication } from './render/publications.ts';
import { createIndex, createTable, createTableAs } from './render/tables.ts';
import { literal, role, say, sequenceClauses, storageChange, typeSql, words } from './render/words.ts';

type Render<K extends OperationKind> = (operation: OperationOf<K>, catalog: Catalog) => string | undefined;

/** A table with what ONLY says about it. */
interface Aim {
  readonly table: string;
  readonly only?: boolean;
}

const alterTable = ({ table, only }: Aim, ...change: readonly (string | false | undefined)[]): string =>
  words('ALTER TABLE', only && 'ONLY', table, ...change);

const alterColumn = (o: Aim & { readonly column: string }, ...change: readonly (string | false | undefined)[]): string =>
  alterTable(o, 'ALTER COLUMN', quoteIdent(o.column), ...change);

/** Types are told by their words: `materialized view`. */
const ofType = (objectType: string): string => objectType.toUpperCase();

const drop = (what: string, name: string, o: { readonly ifExists: boolean; readonly cascade?: boolean }): string =>
  words('DROP', what, o.ifExists && 'IF EXISTS', name, o.cascade && 'CASCADE');

/** A statement that says what it does in its own words. */
const inItsWords = ({ definition }: { readonly definition: Parameters<typeof say>[0] }, catalog: Catalog): string =>
  say(definition, catalog);

/** Rows, and the session: nothing that an inverse has, and not all of the statement is in the operation. */
const notRendered = (): undefined => undefined;

const IDENTITY = { default: 'DEFAULT', full: 'FULL', nothing: 'NOTHING', index: 'USING INDEX' } as const;
const FIRING = { origin: 'ENABLE', replica: 'ENABLE REPLICA', always: 'ENABLE ALWAYS', disabled: 'DISABLE' } as const;
const ROW_SECURITY = { enable: 'ENABLE', disable: 'DISABLE', force: 'FORCE', 'no-force': 'NO FORCE' } as const;
const DEFERRABILITY = {
  unchanged: '',
  'not-deferrable': 'NOT DEFERRABLE',
  deferrable: 'DEFERRABLE',
  deferred: 'DEFERRABLE INITIALLY DEFERRED',
} as const;
const ENFORCED = { unchanged: '', enforced: 'ENFORCED', 'not-enforced': 'NOT ENFORCED' } as const;
const INHERITANCE = { unchanged: '', inherit: 'INHERIT', 'no-inherit': 'NO INHERIT' } as const;
const SCOPES = { index: 'INDEX', table: 'TABLE', schema: 'SCHEMA', database: 'DATABASE', system: 'SYSTEM' } as const;

const RENDERERS: { readonly [K in OperationKind]: Render<K> } = {
  // ---- tables
  'create-table': createTable,
  'create-table-as': createTableAs,
  'drop-table': (o) => drop('TABLE', o.table, o),
  'rename-table': (o) => words('ALTER TABLE', o.ifExists && 'IF EXISTS', o.table, 'RENAME TO', quoteIdent(o.newName)),
  'set-schema': (o) => words('ALTER', ofType(o.objectType), o.ifExists && 'IF EXISTS', o.target, 'SET SCHEMA', quoteIdent(o.newSchema)),
  truncate: (o) => words('TRUNCATE', o.only && 'ONLY', o.table, o.restartIdentity && 'RESTART IDENTITY', o.cascade && 'CASCADE'),
  'lock-table': (o) => words('LOCK TABLE', o.only && 'ONLY', o.table, `IN ${o.mode} MODE`, o.nowait && 'NOWAIT'),

  // ---- columns
  'add-column': (o, catalog) => alterTable(o, 'ADD COLUMN', o.ifNotExists && 'IF NOT EXISTS', columnSql(o.definition, catalog)),
  'drop-column': (o) => alterTable(o, drop('COLUMN', quoteIdent(o.column), o)),
  'rename-column': (o) => alterTable(o, 'RENAME COLUMN', quoteIdent(o.column), 'TO', quoteIdent(o.newName)),
  'alter-column-type': (o, catalog) =>
    alterColumn(
      o,
      'TYPE',
      typeSql(o.newType, catalog),
      o.collation && `COLLATE ${o.collation}`,
      o.usingExpression && `USING ${say(o.usingExpression, catalog)}`,
    ),
  'set-default': (o, catalog) => alterColumn(o, 'SET DEFAULT', say(o.expression, catalog)),
  'drop-default': (o) => alterColumn(o, 'DROP DEFAULT'),
  'set-not-null': (o) => alterColumn(o, 'SET NOT NULL'),
  'drop-not-null': (o) => alterColumn(o, 'DROP NOT NULL'),
  'add-identity': (o) => alterColumn(o, 'ADD', identitySql(o.always), bracketedWords(sequenceClauses(o.sequence))),
  'set-identity': (o) =>
    alterColumn(
      o,
      o.generated && `SET GENERATED ${o.generated === 'always' ? 'ALWAYS' : 'BY DEFAULT'}`,
      ...sequenceClauses(o.sequence).map((clause) => (clause.startsWith('RESTART') ? clause : `SET ${clause}`)),
    ),
  'drop-identity': (o) => alterColumn(o, 'DROP IDENTITY', o.ifExists && 'IF EXISTS'),
  'set-expression': (o, catalog) => alterColumn(o, `SET EXPRESSION AS (${say(o.expression, catalog)})`),
  'drop-expression': (o) => alterColumn(o, 'DROP EXPRESSION', o.ifExists && 'IF EXISTS'),
  'set-column-option': (o) => {
    if (o.option === 'attribute') return alterColumn(o, storageChange(o.attributes));
    // An index has numbers in place of columns.
    const column = /^\d+$/.test(o.column) ? o.column : quoteIdent(o.column);
    return alterTable(o, 'ALTER COLUMN', column, 'SET', o.option.toUpperCase(), o.value);
  },

  // ---- constraints
  'add-constraint': (o, catalog) => alterTable(o, 'ADD', constraintSql(o.definition, false, catalog)),
  'validate-constraint': (o) => alterTable(o, 'VALIDATE CONSTRAINT', quoteIdent(o.constraint)),
  'alter-constraint': (o) =>
    alterTable(
      o,
      'ALTER CONSTRAINT',
      quoteIdent(o.constraint),
      DEFERRABILITY[o.deferrability],
      ENFORCED[o.enforced],
      INHERITANCE[o.inheritance],
    ),
  'drop-constraint': (o) => alterTable(o, drop('CONSTRAINT', quoteIdent(o.constraint), o)),
  'rename-constraint': (o) => alterTable(o, 'RENAME CONSTRAINT', quoteIdent(o.constraint), 'TO', quoteIdent(o.newName)),

  // ---- indexes
  'create-index': createIndex,
  'drop-index': (o) => drop(o.concurrently ? 'INDEX CONCURRENTLY' : 'INDEX', o.index, o),
  reindex: (o) => {
    const options = [
      o.concurrently ? 'CONCURRENTLY' : !o.tablespace && 'CONCURRENTLY false',
      o.tablespace && `TABLESPACE ${quoteIdent(o.tablespace)}`,
    ].filter((option) => option);
    return words(
      'REINDEX',
      o.optionList && `(${options.join(', ')})`,
      SCOPES[o.scope],
      !o.optionList && o.concurrently && 'CONCURRENTLY',
      o.object,
    );
  },
  'rename-index': (o) => words('ALTER INDEX', o.ifExists && 'IF EXISTS', o.index, 'RENAME TO', quoteIdent(o.newName)),
  'alter-index': (o) => words('ALTER INDEX', o.ifExists && 'IF EXISTS', o.index, indexChange(o)),
  'attach-index': (o) => words('ALTER INDEX', o.index, 'ATTACH PARTITION', o.child),

  // ---- partitions and inheritance
  'attach-partition': (o, catalog) => alterTable(o, 'ATTACH PARTITION', o.partition, o.bound ? say(o.bound, catalog) : 'DEFAULT'),
  'detach-partition': (o) => alterTable(o, 'DETACH PARTITION', o.partition, o.concurrently && 'CONCURRENTLY', o.finalize && 'FINALIZE'),
  inherit: (o) => alterTable(o, o.add ? 'INHERIT' : 'NO INHERIT', o.parent),

  // ---- other properties of a table
  'set-logged': (o) => alterTable(o, o.logged ? 'SET LOGGED' : 'SET UNLOGGED'),
  // ALL IN TABLESPACE is not all in the operation.
  'set-tablespace': (o) => (o.table === '' ? undefined : alterTable(o, 'SET TABLESPACE', quoteIdent(o.tablespace))),
  'set-access-method': (o) => alterTable(o, 'SET ACCESS METHOD', o.method === 'default' ? 'DEFAULT' : quoteIdent(o.method)),
  'set-table-options': (o) => alterTable(o, storageChange(o.storage)),
  'set-replica-identity': (o) => alterTable(o, 'REPLICA IDENTITY', IDENTITY[o.identity], o.index && quoteIdent(o.index)),
  'set-owner': (o) => words('ALTER', ofType(o.objectType), o.target, 'OWNER TO', role(o.owner)),
  'set-row-security': (o) => alterTable(o, ROW_SECURITY[o.change], 'ROW LEVEL SECURITY'),
  'set-trigger-state': (o) =>
    alterTable(o, FIRING[o.firing], o.rule ? 'RULE' : 'TRIGGER', o.trigger ? quoteIdent(o.trigger) : o.all ? 'ALL' : 'USER'),
  'set-cluster-index': (o) => alterTable(o, o.index ? `CLUSTER ON ${quoteIdent(o.index)}` : 'SET WITHOUT CLUSTER'),
  'other-table-change': (o) => alterTable(o, o.change),
  cluster: (o) => words('CLUSTER', o.table, o.index && `USING ${quoteIdent(o.index)}`),
  vacuum: (o) => words('VACUUM', o.full && '(FULL)', o.statisticsOnly && '(ONLY_DATABASE_STATS)', o.only && 'ONLY', o.table),
  analyze: (o) => words('ANALYZE', o.only && 'ONLY', o.table),

  // ---- what hangs on a table
  'create-trigger': (o, catalog) =>
    words(
      'CREATE',
      o.replace && 'OR REPLACE',
      o.constraintTrigger && 'CONSTRAINT',
      'TRIGGER',
      quoteIdent(o.trigger),
      say(o.definition, catalog),
    ),
  'drop-trigger': (o) => drop('TRIGGER', `${quoteIdent(o.trigger)} ON ${o.table}`, o),
  'create-rule': (o, catalog) => words('CREATE', o.replace && 'OR REPLACE', 'RULE', quoteIdent(o.rule), say(o.definition, catalog)),
  'drop-rule': (o) => drop('RULE', `${quoteIdent(o.rule)} ON ${o.table}`, o),
  'create-policy': (o, catalog) =>
    words(
      `CREATE POLICY ${quoteIdent(o.policy)} ON ${o.table}`,
      o.restrictive && 'AS RESTRICTIVE',
      o.command !== 'all' && `FOR ${o.command.toUpperCase()}`,
      ...policyClauses(o, catalog),
    ),
  'alter-policy': (o, catalog) => words(`ALTER POLICY ${quoteIdent(o.policy)} ON ${o.table}`, ...policyClauses(o, catalog)),
  'drop-policy': (o) => drop('POLICY', `${quoteIdent(o.policy)} ON ${o.table}`, o),
  'rename-dependent': (o) => words('ALTER', ofType(o.objectType), quoteIdent(o.object), 'ON', o.table, 'RENAME TO', quoteIdent(o.newName)),

  // ---- views
  'create-view': (o, catalog) =>
    words(
      'CREATE',
      o.replace && 'OR REPLACE',
      o.temporary && 'TEMPORARY',
      o.recursive && 'RECURSIVE',
      'VIEW',
      // In a temporary view RECURSIVE wants the bare name.
      o.table,
      say(o.definition, catalog),
    ),
  'alter-view': (o, catalog) =>
    words(
      'ALTER VIEW',
      o.ifExists && 'IF EXISTS',
      o.table,
      o.column === ''
        ? storageChange(o.storage)
        : words('ALTER COLUMN', quoteIdent(o.column), o.default ? `SET DEFAULT ${say(o.default, catalog)}` : 'DROP DEFAULT'),
    ),
  'rename-view': (o) =>
    words('ALTER', o.materialized && 'MATERIALIZED', 'VIEW', o.ifExists && 'IF EXISTS', o.table, 'RENAME TO', quoteIdent(o.newName)),
  'drop-view': (o) => drop('VIEW', o.table, o),
  'create-materialized-view': (o, catalog) =>
    words('CREATE MATERIALIZED VIEW', o.ifNotExists && 'IF NOT EXISTS', o.table, say(o.definition, catalog), !o.withData && 'WITH NO DATA'),
  'drop-materialized-view': (o) => drop('MATERIALIZED VIEW', o.table, o),
  'refresh-materialized-view': (o) =>
    words('REFRESH MATERIALIZED VIEW', o.concurrently && 'CONCURRENTLY', o.table, !o.withData && 'WITH NO DATA'),

  // ---- types, functions, sequences, schemas, extensions
  'create-type': (o, catalog) => {
    if (o.typeKind === 'enum') return `CREATE TYPE ${o.type} AS ENUM (${o.labels.map(literal).join(', ')})`;
    if (o.typeKind === 'composite') return `CREATE TYPE ${o.type} AS (${o.attributes.map((a) => attributeSql(a, catalog)).join(', ')})`;
    return words('CREATE TYPE', o.type, o.definition);
  },
  'drop-type': (o) => drop(o.domain ? 'DOMAIN' : 'TYPE', o.type, o),
  'rename-type': (o) => words('ALTER TYPE', o.type, 'RENAME TO', quoteIdent(o.newName)),
  'alter-composite-type': (o, catalog) => words('ALTER TYPE', o.type, attributeChange(o, catalog), o.cascade && 'CASCADE'),
  'add-enum-value': (o) =>
    words(
      `ALTER TYPE ${o.type} ADD VALUE`,
      o.ifNotExists && 'IF NOT EXISTS',
      literal(o.value),
      o.place && `${o.place.where.toUpperCase()} ${literal(o.place.neighbour)}`,
    ),
  'rename-enum-value': (o) => `ALTER TYPE ${o.type} RENAME VALUE ${literal(o.value)} TO ${literal(o.newValue)}`,
  'create-domain': (o, catalog) =>
    words(
      `CREATE DOMAIN ${o.type} AS ${typeSql(o.baseType, catalog)}`,
      o.collation && `COLLATE ${o.collation}`,
      o.default && `DEFAULT ${say(o.default, catalog)}`,
      o.notNull && !o.constraints.some((c) => c.kind === 'not-null') && 'NOT NULL',
      ...o.constraints.map((c) => constraintSql(c, true, catalog)),
    ),
  'alter-domain': (o, catalog) => words('ALTER DOMAIN', o.type, domainChange(o, catalog)),
  'create-function': (o, catalog) =>
    words('CREATE', o.replace && 'OR REPLACE', o.procedure ? 'PROCEDURE' : 'FUNCTION', o.function + say(o.definition, catalog)),
  'drop-function': (o) => drop(ofType(o.routine), o.target, o),
  'create-sequence': (o) =>
    words(
      'CREATE',
      o.temporary ? 'TEMPORARY' : o.unlogged && 'UNLOGGED',
      'SEQUENCE',
      o.ifNotExists && 'IF NOT EXISTS',
      o.sequence,
      ...sequenceClauses(o.options),
      o.owner && `OWNED BY ${o.owner.table}.${quoteIdent(o.owner.column)}`,
    ),
  'alter-sequence': (o) =>
    words(
      'ALTER SEQUENCE',
      o.ifExists && 'IF EXISTS',
      o.sequence,
      ...sequenceClauses(o.options),
      o.logged !== 'unchanged' && `SET ${o.logged.toUpperCase()}`,
      o.owner && `OWNED BY ${o.owner === 'none' ? 'NONE' : `${o.owner.table}.${quoteIdent(o.owner.column)}`}`,
    ),
  'rename-sequence': (o) => words('ALTER SEQUENCE', o.sequence, 'RENAME TO', quoteIdent(o.newName)),
  'drop-sequence': (o) => drop('SEQUENCE', o.sequence, o),
  'create-schema': (o) =>
    words(
      'CREATE SCHEMA',
      o.ifNotExists && 'IF NOT EXISTS',
      quoteIdent(o.schema),
      o.authorization && `AUTHORIZATION ${role(o.authorization)}`,
    ),
  'rename-schema': (o) => words('ALTER SCHEMA', quoteIdent(o.schema), 'RENAME TO', quoteIdent(o.newName)),
  'drop-schema': (o) => drop('SCHEMA', quoteIdent(o.schema), o),
  'create-extension': (o) =>
    words(
      'CREATE EXTENSION',
      o.ifNotExists && 'IF NOT EXISTS',
      quoteIdent(o.extension),
      o.schema && `SCHEMA ${quoteIdent(o.schema)}`,
      o.version && `VERSION ${literal(o.version)}`,
      o.cascade && 'CASCADE',
    ),
  'alter-extension': inItsWords,
  'drop-extension': (o) => drop('EXTENSION', quoteIdent(o.extension), o),
  'create-object': inItsWords,
  'alter-object': inItsWords,
  'rename-object': (o) => words('ALTER', ofType(o.objectType), o.target, 'RENAME TO', quoteIdent(o.newName)),
  'drop-object': (o) => drop(ofType(o.objectType), o.target, o),
  'create-publication': createPublication,
  'alter-publication': alterPublication,
  'drop-publication': (o) => drop('PUBLICATION', quoteIdent(o.publication), o),
  subscription: inItsWords,
  database: inItsWords,
  role: inItsWords,
  grant,
  revoke,
  'alter-default-privileges': defaultPrivileges,
  comment: (o) =>
    words(
      'COMMENT ON',
      o.objectType.replace('domain constraint', 'constraint').toUpperCase(),
      o.target,
      'IS',
      o.text === undefined ? 'NULL' : literal(o.text),
    ),
  'security-label': inItsWords,

  // ---- data
  insert: notRendered,
  update: notRendered,
  delete: notRendered,
  merge: notRendered,
  copy: notRendered,
  select: notRendered,
  call: notRendered,

  // ---- the session
  set: notRendered,
  'transaction-control': notRendered,
  session: notRendered,
  'alter-system': notRendered,
  unsupported: notRendered,
};

function policyClauses(o: Pick<OperationOf<'alter-policy'>, 'roles' | 'using' | 'check'>, catalog: Catalog): readonly string[] {
  return [
    o.roles.length > 0 ? `TO ${o.roles.map(role).join(', ')}` : '',
    o.using ? `USING (${say(o.using, catalog)})` : '',
    o.check ? `WITH CHECK (${say(o.check, catalog)})` : '',
  ];
}

function indexChange(o: OperationOf<'alter-index'>): string {
  switch (o.change) {
    case 'options':
      return storageChange(o.storage);
    case 'statistics':
      return `ALTER COLUMN ${o.key} SET STATISTICS ${o.target}`;
    case 'tablespace':
      return `SET TABLESPACE ${quoteIdent(o.tablespace)}`;
    case 'other':
      return o.definition;
  }
}

function attributeChange(o: OperationOf<'alter-composite-type'>, catalog: Catalog): string {
  const name = quoteIdent(o.attribute);
  switch (o.change) {
    case 'add':
      return `ADD ATTRIBUTE ${o.definition ? attributeSql(o.definition, catalog) : name}`;
    case 'drop':
      return drop('ATTRIBUTE', name, { ifExists: o.ifExists });
    case 'rename':
      return `RENAME ATTRIBUTE ${name} TO ${quoteIdent(o.newName)}`;
    case 'type':
      return words(
        `ALTER ATTRIBUTE ${name} TYPE`,
        o.definition && typeSql(o.definition.type, catalog),
        o.definition?.collation && `COLLATE ${o.definition.collation}`,
      );
  }
}

function domainChange(o: OperationOf<'alter-domain'>, catalog: Catalog): string {
  const name = quoteIdent(o.constraint);
  switch (o.change) {
    case 'add-constraint':
      return `ADD ${o.definition ? constraintSql(o.definition, true, catalog) : ''}`;
    case 'drop-constraint':
      return drop('CONSTRAINT', name, { ifExists: o.ifExists, cascade: o.cascade });
    case 'validate-constraint':
      return `VALIDATE CONSTRAINT ${name}`;
    case 'rename-constraint':
      return `RENAME CONSTRAINT ${name} TO ${quoteIdent(o.newName)}`;
    case 'set-not-null':
      return 'SET NOT NULL';
    case 'drop-not-null':
      return 'DROP NOT NULL';
    case 'drop-default':
      return 'DROP DEFAULT';
    case 'set-default':
      return `SET DEFAULT ${o.default ? say(o.default, catalog) : 'NULL'}`;
  }
}

/**
 * An operation as SQL; undefined for rows and the session, which no inverse has.
 *
 * @param catalog says which types and functions are the user's own, and so get their schema.
 */
export function renderOperation(operation: Operation, catalog: Catalog): string | undefined {
  // The compiler cannot see that the renderer under an operation's kind takes that operation.
  return (RENDERERS[operation.kind] as Render<OperationKind>)(operation, catalog);
}
