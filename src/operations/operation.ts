/**
 * The vocabulary: every kind of operation and the facts it carries, declared once.
 *
 * From this table come the TypeScript union `Operation`, the types that the conditions of rules are checked against, and
 * the reference page for rule authors. A dialect must answer for every kind; forgetting one is a compile error.
 *
 * Fields never are undefined: a name that the statement does not give is the empty string. Fields made with `detail` are
 * structures for the catalog and the dialects; rules do not see them.
 */
import type { Span } from '../source.ts';
import type {
  AttributeDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  Expression,
  ExtensionContents,
  IndexKey,
  Privilege,
  PublicationMember,
  SequenceOptions,
  SqlText,
  StorageOption,
  TypeName,
} from './definition.ts';
import type { Mentioned, Published, Query, TriggerEvent } from './query.ts';
import { choice, count, detail, type Field, flag, name, names, type RecordOf, relation, relations, text } from './field.ts';

const table = relation('The table.');
const ifExists = flag('IF EXISTS is given.');
const ifNotExists = flag('IF NOT EXISTS is given.');
const cascade = flag('CASCADE is given.');
const concurrently = flag('CONCURRENTLY is given.');
const only = flag('ONLY is given: the partitions of the table and the tables that inherit from it are left alone.');
const column = name('The column.');
/** How SQL names the object behind its type: `public.f(integer)`, `tr ON public.users`, `(bigint AS public.money)`. */
const target = detail<string>('The object as SQL names it, qualified: `public.f(integer)`, `tr ON public.users`.');
const storage = detail<readonly StorageOption[]>('The storage parameters that are set or reset.');
const together = relations('Everything that the same statement drops.');
const password = choice('A password in the statement, by how it is written.', ['none', 'plain', 'md5', 'scram']);
const untrusted = name('The untrusted language of its code, or that it brings; empty where there is none.');
const query = detail<Query | undefined>('The query; undefined where it is not in the statement.');
const mentioned = detail<readonly Mentioned[]>('What its expressions mention.');
const roles = detail<readonly string[]>('The roles; empty where none are named.');

/** What GRANT and REVOKE say alike. */
const granted = {
  on: detail<string>('What the privileges are on: table, sequence, schema, function, …; `role` for membership.'),
  allInSchema: detail<boolean>('ALL … IN SCHEMA: the objects are the schemas.'),
  targets: detail<readonly string[]>('The objects as SQL names them, qualified.'),
  rights: detail<readonly Privilege[]>('The privileges, or the roles for membership; empty where all are meant.'),
} as const;

/** What kind of constraint; `not-null` is PostgreSQL 18's named form. */
export const CONSTRAINT_KINDS = ['check', 'foreign-key', 'unique', 'primary-key', 'exclude', 'not-null'] as const;
export type ConstraintKind = (typeof CONSTRAINT_KINDS)[number];

export const OPERATIONS = {
  // ---- tables
  'create-table': {
    doc: 'Makes a table.',
    fields: {
      table,
      ifNotExists,
      temporary: flag('A temporary table.'),
      unlogged: flag('An unlogged table.'),
      qualified: flag('The statement names its schema.'),
      partitioned: flag('PARTITION BY is given: the table itself holds no rows.'),
      partitionStrategy: choice('How it is partitioned.', ['none', 'range', 'list', 'hash']),
      partitionKey: detail<readonly string[]>('The columns of the partition key, in order; an expression is the empty string.'),
      partitionExpressions: detail<readonly (Expression | undefined)[]>('The expressions of the partition key; undefined for a column.'),
      partitionOf: relation('The table it is made a partition of, or empty.'),
      defaultPartition: flag('It is made the DEFAULT partition.'),
      bound: detail<Expression | undefined>('The bounds it gets as a partition: `FOR VALUES …` or `DEFAULT`.'),
      inherits: relations('The tables it inherits from.'),
      like: relations('The tables it copies columns from with LIKE.'),
      ofType: relation('The composite type of OF, or empty.'),
      references: relations('The tables that its foreign keys reference, itself excluded.'),
      hasPrimaryKey: flag('It has a primary key, its own or from LIKE … INCLUDING ALL or INDEXES.'),
      columnNames: names('Its columns, as far as the statement names them.'),
      columns: detail<readonly ColumnDefinition[]>('The columns.'),
      constraints: detail<readonly ConstraintDefinition[]>('The table constraints.'),
      partitionBy: detail<SqlText | undefined>('What stands behind PARTITION BY.'),
      likeOptions: detail<readonly (readonly string[])[]>('What each LIKE includes: `defaults`, `all`.'),
      accessMethod: detail<string>('The access method of USING, or empty.'),
      tablespace: detail<string>('The tablespace, or empty.'),
      onCommit: detail<'' | 'preserve-rows' | 'delete-rows' | 'drop'>('ON COMMIT.'),
      storage,
    },
  },
  'create-table-as': {
    doc: 'Makes a table from a query (CREATE TABLE AS, SELECT INTO).',
    fields: {
      table,
      ifNotExists,
      temporary: flag('A temporary table.'),
      withData: flag('The query is run and its rows stored.'),
      sources: relations('The relations that the query reads.'),
      unlogged: flag('An unlogged table.'),
      query,
      columnNames: names('The names it gives to its columns.'),
      selectsStar: detail<boolean>('The query selects *.'),
      definition: detail<SqlText>('What stands behind its name, less WITH DATA.'),
    },
  },
  'drop-table': {
    doc: 'Drops one table. A DROP TABLE of several tables is several operations.',
    fields: { table, ifExists, cascade, together },
  },
  'rename-table': {
    doc: 'Renames a table.',
    fields: { table, newName: name('The new name, without schema.'), newTable: relation('The new name, qualified.'), ifExists },
  },
  'set-schema': {
    doc: 'Moves an object to another schema.',
    fields: {
      table: relation('The object, when it is a relation; otherwise empty.'),
      objectType: text('What it is: table, view, type, function, …'),
      object: text('Its name.'),
      newSchema: name('The schema it moves to.'),
      newTable: relation('The qualified name it has afterwards.'),
      ifExists,
      target,
    },
  },
  truncate: {
    doc: 'Empties one table. A TRUNCATE of several tables is several operations.',
    fields: {
      table,
      only,
      cascade,
      restartIdentity: flag('RESTART IDENTITY is given.'),
      together: relations('All tables that the same statement names.'),
    },
  },
  'lock-table': {
    doc: 'LOCK TABLE of one table.',
    fields: { table, only, mode: text('The lock mode, as in the manual: ACCESS EXCLUSIVE.'), nowait: flag('NOWAIT is given.') },
  },

  // ---- columns
  'add-column': {
    doc: 'Adds a column to a table.',
    fields: {
      table,
      only,
      column,
      type: text('The type, as written.'),
      ifNotExists,
      notNull: flag('NOT NULL is given (also by PRIMARY KEY, a serial type or an identity).'),
      hasDefault: flag('A default other than NULL is given.'),
      default: text('The default as written, or empty.'),
      serial: flag('A serial type.'),
      identity: flag('GENERATED … AS IDENTITY.'),
      generated: choice('Whether and how it is a generated column.', ['no', 'stored', 'virtual']),
      unique: flag('An inline UNIQUE.'),
      primaryKey: flag('An inline PRIMARY KEY.'),
      check: flag('An inline CHECK.'),
      references: relation('The table an inline REFERENCES points at, or empty.'),
      definition: detail<ColumnDefinition>('The column.'),
    },
  },
  'drop-column': { doc: 'Drops a column.', fields: { table, only, column, ifExists, cascade } },
  'rename-column': { doc: 'Renames a column.', fields: { table, only, column, newName: name('The new name.') } },
  'alter-column-type': {
    doc: 'Changes the type of a column.',
    fields: {
      table,
      only,
      column,
      type: text('The new type, as written.'),
      hasUsing: flag('USING is given.'),
      using: text('The USING expression, or empty.'),
      hasCollation: flag('COLLATE is given.'),
      newType: detail<TypeName>('The new type.'),
      usingExpression: detail<Expression | undefined>('The USING expression.'),
      collation: detail<string>('The collation, or empty.'),
    },
  },
  'set-default': {
    doc: 'Sets the default of a column.',
    fields: { table, only, column, default: text('The default as written.'), expression: detail<Expression>('The default.') },
  },
  'drop-default': { doc: 'Drops the default of a column.', fields: { table, only, column } },
  'set-not-null': { doc: 'Makes a column NOT NULL.', fields: { table, only, column } },
  'drop-not-null': { doc: 'Allows NULL in a column.', fields: { table, only, column } },
  'add-identity': {
    doc: 'Makes an existing column an identity column.',
    fields: { table, only, column, always: flag('GENERATED ALWAYS.'), sequence: detail<SequenceOptions>('The options of its sequence.') },
  },
  'set-identity': {
    doc: 'Changes how an identity column generates.',
    fields: {
      table,
      only,
      column,
      always: flag('SET GENERATED ALWAYS is given.'),
      restart: flag('RESTART is given.'),
      generated: detail<'' | 'always' | 'by-default'>('SET GENERATED, or empty.'),
      sequence: detail<SequenceOptions>('The options of its sequence that are set.'),
    },
  },
  'drop-identity': { doc: 'Makes an identity column an ordinary one.', fields: { table, only, column, ifExists } },
  'set-expression': {
    doc: 'Changes the expression of a generated column.',
    fields: { table, only, column, expression: detail<Expression>('The new expression.') },
  },
  'drop-expression': { doc: 'Makes a generated column an ordinary one.', fields: { table, only, column, ifExists } },
  'set-column-option': {
    doc: 'Changes statistics target, storage, compression or an attribute option of a column.',
    fields: {
      table,
      only,
      column,
      option: choice('Which one.', ['statistics', 'storage', 'compression', 'attribute']),
      value: text('The new value.'),
      attributes: detail<readonly StorageOption[]>('For an attribute: what is set or reset.'),
    },
  },

  // ---- constraints
  'add-constraint': {
    doc: 'Adds a constraint to a table.',
    fields: {
      table,
      only,
      constraint: name('Its name; where the statement gives none, the one the server will choose.'),
      named: flag('The statement gives the name.'),
      constraintKind: choice('What kind of constraint.', CONSTRAINT_KINDS),
      columns: names('Its columns, in order.'),
      notValid: flag('NOT VALID is given.'),
      notEnforced: flag('NOT ENFORCED is given.'),
      usingIndex: name('The index of USING INDEX, or empty.'),
      references: relation('The table a foreign key references, or empty.'),
      referencedColumns: names('The columns a foreign key references; empty where the primary key is meant.'),
      onDelete: choice('What a foreign key does on delete.', ['no-action', 'restrict', 'cascade', 'set-null', 'set-default']),
      onUpdate: choice('What a foreign key does on update.', ['no-action', 'restrict', 'cascade', 'set-null', 'set-default']),
      deferrable: flag('DEFERRABLE is given.'),
      expression: text('The condition of a check, as written, or empty.'),
      definition: detail<ConstraintDefinition>('The constraint.'),
    },
  },
  'validate-constraint': { doc: 'Validates a NOT VALID constraint.', fields: { table, only, constraint: name('The constraint.') } },
  'alter-constraint': {
    doc: 'Changes deferrability, enforcement or inheritance of a constraint.',
    fields: {
      table,
      only,
      constraint: name('The constraint.'),
      enforced: choice('What it says about enforcement.', ['unchanged', 'enforced', 'not-enforced']),
      deferrability: detail<'unchanged' | 'not-deferrable' | 'deferrable' | 'deferred'>('What it says about deferrability.'),
      inheritance: detail<'unchanged' | 'inherit' | 'no-inherit'>('What it says about inheritance.'),
    },
  },
  'drop-constraint': { doc: 'Drops a constraint.', fields: { table, only, constraint: name('The constraint.'), ifExists, cascade } },
  'rename-constraint': {
    doc: 'Renames a constraint.',
    fields: { table, only, constraint: name('The constraint.'), newName: name('The new name.') },
  },

  // ---- indexes
  'create-index': {
    doc: 'Builds an index.',
    fields: {
      table,
      index: name('Its name; where the statement gives none, the one the server will choose.'),
      named: flag('The statement gives the name.'),
      columns: names('Its key columns in order; an expression is the text of the expression.'),
      include: names('The columns of INCLUDE.'),
      unique: flag('UNIQUE is given.'),
      concurrently,
      ifNotExists,
      only: flag('ON ONLY: the partitions get no index.'),
      method: name('The access method: btree where none is given.'),
      nulls: choice('What it says of rows with NULL in a unique index.', ['unspecified', 'distinct', 'not-distinct']),
      partial: flag('WHERE is given.'),
      where: text('The condition of a partial index, as written, or empty.'),
      hasExpressions: flag('A key is an expression.'),
      keys: detail<readonly IndexKey[]>('What is said about each key besides its column.'),
      condition: detail<Expression | undefined>('The condition of a partial index.'),
      storage,
      tablespace: detail<string>('The tablespace, or empty.'),
    },
  },
  'drop-index': {
    doc: 'Drops one index.',
    fields: {
      index: relation('The index.'),
      table: relation('The table it is on, or empty where it is not known.'),
      ifExists,
      cascade,
      concurrently,
      together: relations('All indexes that the same statement names.'),
    },
  },
  reindex: {
    doc: 'REINDEX.',
    fields: {
      scope: choice('What is rebuilt.', ['index', 'table', 'schema', 'database', 'system']),
      table: relation('The table, for scope table; the table of the index where it is known; otherwise empty.'),
      index: relation('The index, for scope index; otherwise empty.'),
      object: text('What the statement names.'),
      concurrently,
      tablespace: name('Where the new index files go: TABLESPACE; empty where they stay.'),
      optionList: detail<boolean>('CONCURRENTLY or TABLESPACE is given in parentheses, as since PostgreSQL 14.'),
    },
  },
  'rename-index': {
    doc: 'Renames an index.',
    fields: {
      index: relation('The index.'),
      table: relation('The table it is on, or empty where it is not known.'),
      newName: name('The new name.'),
      ifExists,
    },
  },
  'alter-index': {
    doc: 'Changes storage parameters, statistics, tablespace or extension dependence of an index.',
    fields: {
      index: relation('The index.'),
      table: relation('The table it is on, or empty where it is not known.'),
      change: choice('What is changed.', ['options', 'statistics', 'tablespace', 'other']),
      options: names('The storage parameters it sets or resets.'),
      tablespace: name('Where it is moved to, or empty.'),
      key: detail<number>('The number of the key that STATISTICS is for, or 0.'),
      ifExists,
      storage,
      target: detail<string>('For statistics: the target.'),
      definition: detail<string>('The sub-command, as written.'),
    },
  },
  'attach-index': {
    doc: 'Attaches an index to that of the partitioned table.',
    fields: {
      index: relation('The index of the partitioned table.'),
      child: relation('The index of the partition.'),
      table: relation('The partitioned table, or empty where it is not known.'),
    },
  },

  // ---- partitions and inheritance
  'attach-partition': {
    doc: 'Attaches a table as a partition.',
    fields: {
      table: relation('The partitioned table.'),
      partition: relation('The table that becomes a partition.'),
      isDefault: flag('As DEFAULT.'),
      bound: detail<Expression | undefined>('The bounds.'),
    },
  },
  'detach-partition': {
    doc: 'Detaches a partition.',
    fields: {
      table: relation('The partitioned table.'),
      partition: relation('The partition.'),
      concurrently,
      finalize: flag('FINALIZE is given.'),
    },
  },
  inherit: {
    doc: 'INHERIT or NO INHERIT.',
    fields: { table: relation('The child.'), parent: relation('The parent.'), add: flag('INHERIT; otherwise NO INHERIT.') },
  },

  // ---- other properties of a table
  'set-logged': { doc: 'SET LOGGED or SET UNLOGGED.', fields: { table, logged: flag('SET LOGGED.') } },
  'set-tablespace': {
    doc: 'Moves a table, a materialized view or all of a tablespace to another tablespace.',
    fields: { table: relation('The table; empty for ALL IN TABLESPACE.'), tablespace: name('Where to.') },
  },
  'set-access-method': { doc: 'SET ACCESS METHOD.', fields: { table, method: name('The access method.') } },
  'set-table-options': {
    doc: 'Sets or resets storage parameters of a table.',
    fields: {
      table,
      options: names('The parameters it names.'),
      values: text('The parameters and their values, as written.'),
      storage,
    },
  },
  'set-replica-identity': {
    doc: 'REPLICA IDENTITY.',
    fields: {
      table,
      identity: choice('Which.', ['default', 'full', 'nothing', 'index']),
      index: name('The index of USING INDEX, or empty.'),
    },
  },
  'set-owner': {
    doc: 'Changes the owner of an object.',
    fields: {
      table: relation('The object, when it is a relation; otherwise empty.'),
      object: text('What the statement names.'),
      owner: name('The new owner.'),
      objectType: detail<string>('What it is: table, view, function, …'),
      target,
    },
  },
  'set-row-security': {
    doc: 'Row level security of a table.',
    fields: { table, change: choice('What is done.', ['enable', 'disable', 'force', 'no-force']) },
  },
  'set-trigger-state': {
    doc: 'Enables or disables triggers or rules of a table.',
    fields: {
      table,
      only,
      trigger: name('The trigger or rule; empty for ALL or USER.'),
      enabled: flag('ENABLE.'),
      all: flag('ALL is given: constraint triggers too.'),
      rule: flag('It is a rule.'),
      firing: detail<'origin' | 'replica' | 'always' | 'disabled'>('When it fires from now on.'),
    },
  },
  'set-cluster-index': {
    doc: 'CLUSTER ON or SET WITHOUT CLUSTER: marks an index, moves nothing.',
    fields: { table, index: name('The index of CLUSTER ON, or empty.') },
  },
  'other-table-change': {
    doc: 'A sub-command of ALTER TABLE that has no kind of its own.',
    fields: { table, change: text('The sub-command.') },
  },
  cluster: {
    doc: 'CLUSTER.',
    fields: { table: relation('The table; empty for all tables.'), index: name('The index of USING, or empty.') },
  },
  vacuum: {
    doc: 'VACUUM.',
    fields: {
      table: relation('The table; empty for all tables.'),
      only,
      full: flag('FULL is given.'),
      statisticsOnly: flag('ONLY_DATABASE_STATS is given: no table is touched.'),
    },
  },
  analyze: { doc: 'ANALYZE.', fields: { table: relation('The table; empty for all tables.'), only } },

  // ---- what hangs on a table
  'create-trigger': {
    doc: 'Makes a trigger.',
    fields: {
      table,
      trigger: name('The trigger.'),
      replace: flag('OR REPLACE is given.'),
      forEachRow: flag('FOR EACH ROW.'),
      constraintTrigger: flag('A constraint trigger.'),
      references: relation('The table of FROM, or empty.'),
      timing: choice('When it fires.', ['before', 'after', 'instead-of']),
      function: relation('The function it calls.'),
      columns: names('The columns of UPDATE OF.'),
      events: detail<readonly TriggerEvent[]>('What it fires on.'),
      when: detail<Mentioned | undefined>('What its condition mentions.'),
      definition: detail<SqlText>('What stands behind its name.'),
    },
  },
  'drop-trigger': { doc: 'Drops a trigger.', fields: { table, trigger: name('The trigger.'), ifExists, cascade } },
  'create-rule': {
    doc: 'Makes a rule.',
    fields: {
      table,
      rule: name('The rule.'),
      replace: flag('OR REPLACE is given.'),
      event: choice('The statements it is about.', ['select', 'insert', 'update', 'delete']),
      instead: flag('INSTEAD is given.'),
      unconditional: flag('It has no condition.'),
      mentioned,
      definition: detail<SqlText>('What stands behind its name.'),
    },
  },
  'drop-rule': { doc: 'Drops a rule.', fields: { table, rule: name('The rule.'), ifExists } },
  'create-policy': {
    doc: 'Makes a row security policy.',
    fields: {
      table,
      policy: name('The policy.'),
      restrictive: flag('AS RESTRICTIVE.'),
      command: choice('The command of FOR: all where none is given.', ['all', 'select', 'insert', 'update', 'delete']),
      roles: names('The roles of TO; empty where none are named, which is public.'),
      usingTrue: flag('USING (true).'),
      checkTrue: flag('WITH CHECK (true).'),
      using: detail<Expression | undefined>('USING.'),
      check: detail<Expression | undefined>('WITH CHECK.'),
      mentioned,
    },
  },
  'alter-policy': {
    doc: 'Changes a row security policy.',
    fields: {
      table,
      policy: name('The policy.'),
      roles,
      usingTrue: flag('USING (true).'),
      checkTrue: flag('WITH CHECK (true).'),
      using: detail<Expression | undefined>('USING.'),
      check: detail<Expression | undefined>('WITH CHECK.'),
      mentioned,
    },
  },
  'drop-policy': { doc: 'Drops a row security policy.', fields: { table, policy: name('The policy.'), ifExists } },
  'rename-dependent': {
    doc: 'Renames a trigger, rule or policy of a table.',
    fields: {
      table,
      objectType: choice('What it is.', ['trigger', 'rule', 'policy']),
      object: name('Its name.'),
      newName: name('The new name.'),
    },
  },

  // ---- views
  'create-view': {
    doc: 'Makes a view.',
    fields: {
      table: relation('The view.'),
      replace: flag('OR REPLACE is given.'),
      temporary: flag('A temporary view.'),
      sources: relations('The relations it reads.'),
      selectsStar: flag('The query selects *.'),
      query,
      columnNames: names('The names it gives to its columns.'),
      checkOption: flag('WITH CHECK OPTION is given.'),
      storage,
      recursive: detail<boolean>('RECURSIVE is given.'),
      definition: detail<SqlText>('What stands behind its name.'),
    },
  },
  'alter-view': {
    doc: 'Changes a property of a view.',
    fields: {
      table: relation('The view.'),
      ifExists,
      storage,
      column: detail<string>('The column of SET DEFAULT and DROP DEFAULT, or empty.'),
      default: detail<Expression | undefined>('The new default.'),
    },
  },
  'rename-view': {
    doc: 'Renames a view or materialized view.',
    fields: {
      table: relation('The view.'),
      newName: name('The new name.'),
      newTable: relation('The new name, qualified.'),
      materialized: flag('It is said to be a materialized view.'),
      ifExists,
    },
  },
  'drop-view': { doc: 'Drops one view.', fields: { table: relation('The view.'), ifExists, cascade, together } },
  'create-materialized-view': {
    doc: 'Makes a materialized view.',
    fields: {
      table: relation('The materialized view.'),
      ifNotExists,
      withData: flag('The query is run and its rows stored.'),
      sources: relations('The relations it reads.'),
      query,
      columnNames: names('The names it gives to its columns.'),
      storage,
      selectsStar: detail<boolean>('The query selects *.'),
      definition: detail<SqlText>('What stands behind its name, less WITH DATA.'),
    },
  },
  'drop-materialized-view': {
    doc: 'Drops one materialized view.',
    fields: { table: relation('The materialized view.'), ifExists, cascade, together },
  },
  'refresh-materialized-view': {
    doc: 'REFRESH MATERIALIZED VIEW.',
    fields: { table: relation('The materialized view.'), concurrently, withData: flag('Not WITH NO DATA.') },
  },

  // ---- types, functions, sequences, schemas, extensions
  'create-type': {
    doc: 'Makes a type that is no domain.',
    fields: {
      type: relation('The type.'),
      typeKind: choice('What kind of type.', ['enum', 'composite', 'range', 'base', 'shell']),
      labels: names('The labels of an enum.'),
      attributes: detail<readonly AttributeDefinition[]>('The columns of a composite type.'),
      definition: detail<string>('What stands behind the name of a range or base type.'),
      subtype: detail<TypeName | undefined>('The type whose ranges a range type holds.'),
    },
  },
  'drop-type': {
    doc: 'Drops one type or domain.',
    fields: { type: relation('The type.'), domain: flag('A domain.'), ifExists, cascade, together },
  },
  'rename-type': {
    doc: 'Renames a type or domain.',
    fields: { type: relation('The type.'), newName: name('The new name.'), newType: relation('The new name, qualified.') },
  },
  'alter-composite-type': {
    doc: 'Adds, drops, changes or renames an attribute of a composite type.',
    fields: {
      type: relation('The type.'),
      change: choice('What is done.', ['add', 'drop', 'type', 'rename']),
      attribute: name('The attribute.'),
      newName: name('The new name of an attribute that is renamed, or empty.'),
      ifExists,
      cascade,
      definition: detail<AttributeDefinition | undefined>('What is added, or what it becomes.'),
    },
  },
  'add-enum-value': {
    doc: 'Adds a value to an enum.',
    fields: {
      type: relation('The enum.'),
      value: text('The value.'),
      ifNotExists,
      positioned: flag('BEFORE or AFTER is given.'),
      place: detail<{ readonly where: 'before' | 'after'; readonly neighbour: string } | undefined>('BEFORE and AFTER.'),
    },
  },
  'rename-enum-value': {
    doc: 'Renames a value of an enum.',
    fields: { type: relation('The enum.'), value: text('The value.'), newValue: text('The new value.') },
  },
  'create-domain': {
    doc: 'Makes a domain.',
    fields: {
      type: relation('The domain.'),
      constrained: flag('It has a CHECK or NOT NULL.'),
      baseType: detail<TypeName>('The type under it.'),
      constraints: detail<readonly ConstraintDefinition[]>('Its constraints.'),
      notNull: detail<boolean>('NOT NULL is given.'),
      default: detail<Expression | undefined>('Its default.'),
      collation: detail<string>('Its collation, or empty.'),
    },
  },
  'alter-domain': {
    doc: 'Changes a domain.',
    fields: {
      type: relation('The domain.'),
      change: choice('What is done.', [
        'add-constraint',
        'drop-constraint',
        'validate-constraint',
        'set-not-null',
        'drop-not-null',
        'set-default',
        'drop-default',
        'rename-constraint',
      ]),
      constraint: name('The constraint, or empty.'),
      notValid: flag('NOT VALID is given.'),
      ifExists,
      definition: detail<ConstraintDefinition | undefined>('The constraint that is added.'),
      default: detail<Expression | undefined>('The new default.'),
      newName: detail<string>('The new name of a constraint, or empty.'),
      cascade: detail<boolean>('CASCADE is given.'),
    },
  },
  'create-function': {
    doc: 'Makes a function or procedure.',
    fields: {
      function: relation('The function.'),
      procedure: flag('A procedure.'),
      replace: flag('OR REPLACE is given.'),
      language: name('The language.'),
      volatility: choice('What is declared.', ['volatile', 'stable', 'immutable']),
      securityDefiner: flag('SECURITY DEFINER is given.'),
      setsSearchPath: flag('SET search_path is given.'),
      untrusted,
      arguments: detail<readonly TypeName[]>('The input arguments.'),
      argumentNames: detail<readonly string[]>('The names of the input arguments; one without a name is the empty string.'),
      returns: detail<string>('What it returns, as text to be compared.'),
      writes: relations('Tables whose rows its body changes, as far as its words say.'),
      required: detail<number>('How many arguments a call must give: the others have a default.'),
      variadic: detail<boolean>('The last argument stands for any number.'),
      strict: detail<boolean>('It is not called with NULL.'),
      body: detail<string>('The statements of a function in SQL that the server may put in the place of a call; else empty.'),
      mentioned: detail<readonly Mentioned[]>(
        'What the body mentions, where the server keeps it parsed: BEGIN ATOMIC, RETURN, defaults of arguments.',
      ),
      definition: detail<SqlText>('What stands behind its name.'),
    },
  },
  'drop-function': {
    doc: 'Drops a function, procedure or aggregate.',
    fields: {
      function: relation('The function.'),
      ifExists,
      cascade,
      routine: choice('What the statement calls it.', ['function', 'procedure', 'aggregate', 'routine']),
      arguments: detail<readonly TypeName[] | undefined>('The argument types that say which one; undefined where they are not given.'),
      together,
      target,
    },
  },
  'create-sequence': {
    doc: 'Makes a sequence.',
    fields: {
      sequence: relation('The sequence.'),
      ifNotExists,
      temporary: flag('A temporary sequence.'),
      unlogged: flag('An unlogged sequence.'),
      options: detail<SequenceOptions>('Its options.'),
      owner: detail<{ readonly table: string; readonly column: string } | undefined>('The column of OWNED BY.'),
    },
  },
  'alter-sequence': {
    doc: 'Changes a sequence.',
    fields: {
      sequence: relation('The sequence.'),
      ifExists,
      restart: flag('RESTART is given.'),
      ownedBy: text('table.column of OWNED BY, or empty.'),
      owner: detail<{ readonly table: string; readonly column: string } | 'none' | undefined>('What OWNED BY says.'),
      options: detail<SequenceOptions>('The options that are set.'),
      logged: choice('Whether it changes to be logged or not.', ['unchanged', 'logged', 'unlogged']),
    },
  },
  'rename-sequence': {
    doc: 'Renames a sequence.',
    fields: { sequence: relation('The sequence.'), newName: name('The new name.'), newSequence: relation('The new name, qualified.') },
  },
  'drop-sequence': { doc: 'Drops one sequence.', fields: { sequence: relation('The sequence.'), ifExists, cascade, together } },
  'create-schema': {
    doc: 'Makes a schema.',
    fields: { schema: name('The schema.'), ifNotExists, authorization: detail<string>('Its owner, where one is named.') },
  },
  'rename-schema': { doc: 'Renames a schema.', fields: { schema: name('The schema.'), newName: name('The new name.') } },
  'drop-schema': {
    doc: 'Drops one schema.',
    fields: {
      schema: name('The schema.'),
      ifExists,
      cascade,
      together: detail<readonly string[]>('The schemas that the same statement drops.'),
    },
  },
  'create-extension': {
    doc: 'Installs an extension.',
    fields: {
      extension: name('The extension.'),
      untrusted,
      ifNotExists,
      schema: detail<string>('The schema of its objects, or empty.'),
      version: detail<string>('Its version, or empty.'),
      cascade: detail<boolean>('CASCADE is given.'),
    },
  },
  'alter-extension': {
    doc: 'Updates or changes an extension.',
    fields: { extension: name('The extension.'), definition: detail<SqlText>('The statement.') },
  },
  'drop-extension': {
    doc: 'Drops one extension.',
    fields: {
      extension: name('The extension.'),
      ifExists,
      cascade,
      contents: detail<ExtensionContents | undefined>('What it brings; undefined where that is not known.'),
    },
  },
  'create-object': {
    doc: 'Makes an object that no table depends on: collation, cast, operator, aggregate, text search, statistics, event trigger, foreign server, language, transform, …',
    fields: {
      objectType: text('What it is.'),
      object: text('Its name, as written.'),
      table: relation('The table it is about (extended statistics), or the foreign table it makes; otherwise empty.'),
      ifNotExists,
      server: name('The foreign server of a foreign table, the wrapper of a server, the function of an event trigger, or empty.'),
      columnNames: names('The columns of extended statistics.'),
      untrusted,
      password,
      columns: detail<readonly ColumnDefinition[]>('The columns of a foreign table.'),
      constraints: detail<readonly ConstraintDefinition[]>('The table constraints of a foreign table.'),
      target,
      definition: detail<SqlText>('The statement.'),
    },
  },
  'alter-object': {
    doc: 'Changes such an object.',
    fields: {
      objectType: text('What it is.'),
      object: text('Its name, as written.'),
      password,
      function: relation('The function of ALTER FUNCTION, or empty.'),
      arguments: detail<readonly TypeName[] | undefined>('Its arguments, where they are given.'),
      volatility: detail<'volatile' | 'stable' | 'immutable' | undefined>('What ALTER FUNCTION declares.'),
      staysCall: detail<boolean>('From then on the body of the function never takes the place of a call.'),
      target,
      definition: detail<SqlText>('The statement.'),
    },
  },
  'rename-object': {
    doc: 'Renames such an object.',
    fields: {
      objectType: text('What it is.'),
      object: text('Its name, as written.'),
      newName: name('The new name.'),
      function: relation('The function, where it is one, or empty.'),
      newFunction: relation('The new name of the function, qualified.'),
      target,
    },
  },
  'drop-object': {
    doc: 'Drops such an object.',
    fields: { objectType: text('What it is.'), object: text('Its name, as written.'), ifExists, cascade, target },
  },
  'create-publication': {
    doc: 'Makes a publication.',
    fields: {
      publication: name('The publication.'),
      allTables: flag('FOR ALL TABLES.'),
      tables: relations('The tables it names.'),
      schemas: names('The schemas of TABLES IN SCHEMA.'),
      published: detail<readonly Published[]>('The tables, with columns and conditions.'),
      members: detail<readonly PublicationMember[]>('What is said about each of them.'),
      storage,
    },
  },
  'alter-publication': {
    doc: 'Changes a publication.',
    fields: {
      publication: name('The publication.'),
      change: choice('What is done.', ['add', 'drop', 'set', 'options']),
      tables: relations('The tables it names.'),
      schemas: names('The schemas of TABLES IN SCHEMA.'),
      published: detail<readonly Published[]>('The tables, with columns and conditions.'),
      members: detail<readonly PublicationMember[]>('What is said about each of them.'),
      storage,
    },
  },
  'drop-publication': { doc: 'Drops a publication.', fields: { publication: name('The publication.'), ifExists } },
  subscription: {
    doc: 'Makes, changes or drops a subscription.',
    fields: {
      subscription: name('The subscription.'),
      change: choice('What is done.', ['create', 'alter', 'drop']),
      remote: flag('By what it says it makes a slot or asks the publisher for its tables. DROP does where there is a slot.'),
      slotless: flag('slot_name = NONE is given.'),
      password,
      definition: detail<SqlText>('The statement.'),
    },
  },
  database: {
    doc: 'Makes, changes or drops a database or tablespace.',
    fields: {
      database: name('Its name.'),
      change: choice('What is done.', ['create', 'alter', 'drop']),
      tablespace: flag('It is a tablespace.'),
      moves: flag('SET TABLESPACE: the files of the database are moved.'),
      definition: detail<SqlText>('The statement.'),
    },
  },
  role: {
    doc: 'Makes, changes or drops roles, or reassigns or drops what they own.',
    fields: {
      role: text('The roles.'),
      change: choice('What is done.', ['create', 'alter', 'drop', 'reassign-owned', 'drop-owned']),
      newOwner: name('The new owner of REASSIGN OWNED, or empty.'),
      password,
      powers: names('Those of SUPERUSER, CREATEROLE, REPLICATION and BYPASSRLS that it gives.'),
      cascade,
      definition: detail<SqlText>('The statement.'),
    },
  },
  grant: {
    doc: 'GRANT.',
    fields: {
      objects: relations('What the statement names.'),
      privileges: text('The privileges, as written.'),
      grantees: names('To whom.'),
      toPublic: flag('To PUBLIC.'),
      allPrivileges: flag('ALL.'),
      ...granted,
      withOption: detail<boolean>('WITH GRANT OPTION or WITH ADMIN OPTION.'),
    },
  },
  revoke: {
    doc: 'REVOKE.',
    fields: {
      objects: relations('What the statement names.'),
      privileges: text('The privileges, as written.'),
      grantees: names('From whom.'),
      ...granted,
      optionOnly: detail<boolean>('GRANT OPTION FOR or ADMIN OPTION FOR.'),
      cascade: detail<boolean>('CASCADE is given.'),
    },
  },
  'alter-default-privileges': {
    doc: 'ALTER DEFAULT PRIVILEGES.',
    fields: {
      grants: flag('GRANT; otherwise REVOKE.'),
      objectType: text('Of what: tables, sequences, functions, types, schemas.'),
      privileges: text('The privileges: `SELECT, INSERT`, or ALL.'),
      toPublic: flag('GRANT to PUBLIC.'),
      roles: detail<readonly string[]>('The roles of FOR ROLE.'),
      schemas: detail<readonly string[]>('The schemas of IN SCHEMA.'),
      rights: detail<readonly Privilege[]>('The privileges; empty where all are meant.'),
      grantees: detail<readonly string[]>('To or from whom.'),
      withOption: detail<boolean>('WITH GRANT OPTION, or GRANT OPTION FOR.'),
      cascade: detail<boolean>('CASCADE is given.'),
    },
  },
  comment: {
    doc: 'COMMENT ON.',
    fields: {
      objectType: text('What it is about.'),
      table: relation('The relation it is about, or empty.'),
      target,
      part: detail<string>('The column, constraint, trigger, rule or policy it is about, or empty.'),
      text: detail<string | undefined>('The comment; undefined for NULL.'),
    },
  },
  'security-label': {
    doc: 'SECURITY LABEL.',
    fields: { objectType: text('What it is about.'), definition: detail<SqlText>('The statement.') },
  },

  // ---- data
  insert: {
    doc: 'INSERT.',
    fields: {
      table,
      fromQuery: flag('The rows come from a query that reads a table.'),
      rows: count('The number of rows of VALUES; 0 where they come from a query.'),
      namesColumns: flag('The columns are listed.'),
      columns: names('The columns it lists.'),
      functions: relations('The functions it calls.'),
      overwrites: flag('ON CONFLICT DO UPDATE is given.'),
      sources: relations('The relations its query reads.'),
    },
  },
  update: {
    doc: 'UPDATE.',
    fields: {
      table,
      only,
      hasWhere: flag('WHERE is given.'),
      bounded: flag('WHERE bounds the rows: an equality with a constant on a unique key, a LIMIT, a range of a key, or ctid.'),
      pinned: detail<readonly string[]>('Columns that WHERE compares with constants by = or IN.'),
      columns: names('The columns it sets.'),
      functions: relations('The functions it calls.'),
      sources: relations('The relations it reads besides.'),
    },
  },
  delete: {
    doc: 'DELETE.',
    fields: {
      table,
      only,
      hasWhere: flag('WHERE is given.'),
      bounded: flag('WHERE bounds the rows: an equality with a constant on a unique key, a LIMIT, a range of a key, or ctid.'),
      pinned: detail<readonly string[]>('Columns that WHERE compares with constants by = or IN.'),
      sources: relations('The relations it reads besides.'),
    },
  },
  merge: {
    doc: 'MERGE.',
    fields: {
      table,
      sources: relations('The relations it reads.'),
      inserts: flag('A WHEN clause inserts.'),
      updates: flag('A WHEN clause updates.'),
      deletes: flag('A WHEN clause deletes.'),
      columns: names('The columns that it updates.'),
      only,
    },
  },
  copy: {
    doc: 'COPY.',
    fields: { table: relation('The table; empty for a query.'), from: flag('COPY FROM.'), program: flag('FROM or TO PROGRAM.') },
  },
  select: {
    doc: 'A query.',
    fields: {
      sources: relations('The relations it reads.'),
      functions: relations('The functions it calls.'),
      forUpdate: flag('A locking clause is given.'),
    },
  },
  call: { doc: 'CALL of a procedure.', fields: { function: relation('The procedure.') } },

  // ---- the session
  set: {
    doc: 'SET, RESET or set_config().',
    fields: {
      setting: name('The parameter.'),
      value: text('The value as written; empty for RESET and DEFAULT.'),
      reset: flag('RESET, or SET … TO DEFAULT.'),
      local: flag('SET LOCAL.'),
    },
  },
  'transaction-control': {
    doc: 'BEGIN, COMMIT, ROLLBACK and their like.',
    fields: {
      action: choice('What is done.', [
        'begin',
        'commit',
        'rollback',
        'savepoint',
        'release',
        'rollback-to',
        'prepare',
        'commit-prepared',
        'set',
      ]),
      chain: flag('AND CHAIN is given.'),
      identifier: name('The savepoint, or the identifier of a prepared transaction; otherwise empty.'),
    },
  },
  session: {
    doc: 'A statement about the session alone: DISCARD, LISTEN, NOTIFY, PREPARE, DEALLOCATE, EXPLAIN, SHOW, CHECKPOINT, LOAD, cursors, SET CONSTRAINTS.',
    fields: { statement: text('The statement.') },
  },
  'alter-system': { doc: 'ALTER SYSTEM.', fields: { setting: name('The parameter.') } },
  unsupported: {
    doc: 'A statement that parses and is not in this vocabulary. It is shown as not analysed.',
    fields: { statement: text('The kind of statement, in the words of the parser.') },
  },
} as const satisfies Record<string, { readonly doc: string; readonly fields: Readonly<Record<string, Field>> }>;

export type OperationKind = keyof typeof OPERATIONS;

/** The fields of one kind. */
export type FieldsOf<K extends OperationKind> = RecordOf<(typeof OPERATIONS)[K]['fields']>;

/** Something that a statement says and that servers before a major do not understand. */
export interface Newer {
  /** The major it came with. */
  readonly since: number;
  readonly what: string;
  /** How an older server refuses it. */
  readonly sqlstate: string;
}

/** What every operation has besides the fields of its kind. */
interface Common<K extends OperationKind> {
  readonly kind: K;
  readonly span: Span;
  /** What its statement says that not every major understands; on the first operation of the statement, the newest first. */
  readonly newer?: readonly Newer[];
  /** Names in its statement that are longer than the server keeps, as written. */
  readonly overlong?: readonly string[];
}

/** What a statement does to the schema or its data. One statement can be several operations. */
export type Operation = { [K in OperationKind]: Common<K> & FieldsOf<K> }[OperationKind];
/** The operation of one kind: `OperationOf<'add-column'>`. */
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;

export const OPERATION_KINDS = Object.keys(OPERATIONS) as readonly OperationKind[];

/** The relation an operation is mainly about: its `table`, or empty where it has none. */
export function tableOf(operation: Operation): string {
  return 'table' in operation ? operation.table : '';
}
