/**
 * The facts beside the operation that the condition of a rule can see, declared once like the operations: from this table
 * come the types that conditions are checked against and the reference page for rule authors.
 *
 * `unknown` of a record of facts names the fields that could not be determined: they hold the worst case, and a rule
 * that uses one is less confident.
 */
import { choice, count, type Field, flag, name, names, type RecordOf, relation, relations, text } from '../operations/field.ts';
import { LOCK_MODES, RELATION_KINDS, WAITS, WORK_CAUSES, WORK_KINDS } from './effect.ts';
import type { Span } from '../source.ts';

export const EFFECT_FACTS = {
  relation: relation('The relation that is locked.'),
  relationKind: choice('What it is.', RELATION_KINDS),
  lock: choice('The strongest lock, as in the manual.', LOCK_MODES),
  blocksReads: flag('Queries of other sessions wait.'),
  blocksWrites: flag('INSERT, UPDATE and DELETE of other sessions wait.'),
  blocksSchemaChanges: flag('Schema changes and VACUUM of other sessions wait.'),
  work: choice('What happens while the lock is held and grows with the table.', WORK_KINDS),
  cause: choice('Why that work happens.', WORK_CAUSES),
  heldUntil: choice('When the lock is released.', ['statement', 'transaction']),
  createdHere: flag('This change made the relation: nothing deployed uses it yet.'),
} as const satisfies Record<string, Field>;

/** About the relation of `op.table`, as of just before the operation. */
export const TABLE_FACTS = {
  name: relation('The table.'),
  exists: flag('It is in the catalog, or the catalog does not know it and so it counts as existing.'),
  known: flag('The catalog knows it and all its columns.'),
  kind: choice('What it is.', ['table', 'partitioned', 'view', 'materialized-view', 'sequence', 'foreign-table', 'unknown']),
  createdHere: flag('This change made it: nothing deployed uses it yet.'),
  thereBeforeUp: flag('For a down whose up is part of the change: the history shows that it was there before the up. Otherwise false.'),
  filledByUp: flag('For a TRUNCATE in a down: its up put rows into it.'),
  filledHere: flag('This change made it and has already written rows to it.'),
  temporary: flag('A temporary table.'),
  unlogged: flag('An unlogged table.'),
  partitioned: flag('It is partitioned.'),
  partitionOf: relation('The table it is a partition of, or empty.'),
  hasDefaultPartition: flag('One of its partitions is the default one.'),
  small: flag('The configuration says that it is small.'),
  large: flag('The configuration says that it is large.'),
  rows: count('Its rows according to the configuration; 0 where nothing says.'),
  hasPrimaryKey: flag('It has a primary key.'),
  hasTriggers: flag('It has triggers.'),
  rowSecurity: flag('Row level security is enabled.'),
  replicaIdentityFull: flag('Its replica identity is FULL.'),
  references: relations('The tables its foreign keys reference.'),
  referencedBy: relations('The tables whose foreign keys reference it.'),
  dependentViews: relations('The views that read it.'),
  indexCount: count('The number of its indexes.'),
  newIndexes: count('The number of those that this change made.'),
  columnNames: names('Its columns, in order, as far as they are known.'),
  sequenceColumns: names('Its columns that draw numbers from a sequence where an INSERT gives none: serial, identity BY DEFAULT.'),
  newColumns: names('Its columns that this change made.'),
  recreatedLater: flag('A later statement of this change makes a relation of this name.'),
  temporaryLater: flag('A later statement of this change makes a temporary table of this name.'),
  primaryKeyLater: flag('A later statement of this change gives it a primary key.'),
  notNullKey: flag('This statement, or a later one of this change, gives it a unique key whose columns are NOT NULL.'),
  integerKeys: names('Columns that this statement makes, of the primary key, and of type smallint or integer (serial too).'),
  jsonColumns: names('Columns that this statement makes of type json.'),
  zonelessColumns: names('Columns that this statement makes of type timestamp without time zone.'),
  charColumns: names('Columns that this statement makes of type character(n).'),
  moneyColumns: names('Columns that this statement makes of type money.'),
  serialColumns: names('Columns that this statement makes of a serial type.'),
  columnsMade: names('The columns that this statement makes, each with its type as the server prints it: `price numeric(12,2)`.'),
  nullableColumns: names('Those of columnsMade that may be NULL, and that no later statement of this change makes NOT NULL.'),
  nullableReferences: names('Columns that this statement makes, that may be NULL and that a foreign key of this statement is on.'),
  columnsLater: names('Columns that later statements of this change add to it, or give that name.'),
  unnamedConstraints: names('The constraints that this statement makes without a name: `PRIMARY KEY`, `UNIQUE`, `CHECK`, …'),
  namesMade: names(
    'The names that this statement gives, each behind what it names: `table users`, `column email`, `index users_email_idx`, `constraint users_email_check`.',
  ),
  reservedNames: names('Those of the names that are reserved words of the server: they have to be quoted.'),
  overlongNames: names(
    'Names in this statement that are longer than the server keeps, as written. Only where it makes or renames something.',
  ),
  commentLater: flag('A later statement of this change comments on it.'),
  hasPolicies: flag('It has a row security policy.'),
  policyLater: flag('A later statement of this change makes a policy for it, or may: the change has parts that are not read.'),
} as const satisfies Record<string, Field>;

/** About the column of `op.column`, as of just before the operation. */
export const COLUMN_FACTS = {
  name: name('The column.'),
  exists: flag('It is in the catalog, or the catalog does not know the table and so it counts as existing.'),
  known: flag('The catalog knows it.'),
  createdHere: flag('This change made it.'),
  thereBeforeUp: flag('For a down whose up is part of the change: the history shows that it was there before the up. Otherwise false.'),
  recreatedLater: flag('A later statement of this change makes a column of this name in the table.'),
  replaced: flag('Its transaction renames it and gives its name to another column of the table, so that the name is there all the time.'),
  replaces: flag('This operation gives it the name that another column of the table had until its transaction renamed that one.'),
  defaultAgain: flag('This operation, or a later one of its transaction, gives it a default or makes it an identity column.'),
  type: text('Its type, as the server prints it.'),
  baseType: text('Its type without length, precision and array brackets.'),
  length: count('The first modifier of its type (varchar(20): 20), 0 where there is none.'),
  notNull: flag('It is NOT NULL.'),
  hasDefault: flag('It has a default.'),
  identity: flag('It is an identity column.'),
  generated: flag('It is a generated column.'),
  primaryKey: flag('It is in the primary key.'),
  unique: flag('It alone is unique.'),
  foreignKey: flag('It is in a foreign key.'),
  indexes: names('The indexes it is in.'),
  constraints: names('The constraints over it.'),
  multiColumnConstraints: names('The constraints over it and other columns.'),
  dependentViews: relations('The views that read it.'),
  provenNotNull: flag('A validated CHECK proves that it holds no NULL.'),
} as const satisfies Record<string, Field>;

/** About the constraint of `op.constraint` on `op.table`, as of just before the operation. */
export const CONSTRAINT_FACTS = {
  name: name('The constraint.'),
  known: flag('The catalog knows it.'),
  kind: choice('What kind it is.', ['check', 'foreign-key', 'unique', 'primary-key', 'exclude', 'not-null', 'unknown']),
  createdHere: flag('This change made it.'),
  validated: flag('It holds for the rows that are there: it was added without NOT VALID, or validated since.'),
  sameTransaction: flag('It was added earlier in the transaction of this operation.'),
  sameStatement: flag('The statement of this operation adds it as well.'),
  validatedLater: flag('A later statement of this change validates it.'),
  recreatedLater: flag('A later statement of its transaction adds a constraint of this name to the table, or gives it to another one.'),
  references: relation('The table a foreign key references, or empty.'),
  columns: names('Its columns.'),
  indexedColumns: flag('An index starts with its columns.'),
  provesNotNull: flag('It is a check that a column is not null.'),
  indexedLater: flag('A later statement of this change makes an index that starts with its columns.'),
  columnTypesMatch: flag('The columns of a foreign key have the types of the columns they reference.'),
} as const satisfies Record<string, Field>;

/** About the index of `op.index`, as of just before the operation. */
export const INDEX_FACTS = {
  name: relation('The index.'),
  known: flag('The catalog knows it.'),
  createdHere: flag('This change made it.'),
  unique: flag('It is unique.'),
  partial: flag('It has a condition: it is about some of the rows.'),
  valid: flag('It is usable: not left behind by ON ONLY.'),
  maybeInvalid: flag(
    'It may be invalid: CREATE INDEX CONCURRENTLY IF NOT EXISTS made it, with no DROP INDEX before in its file, or found what an earlier build had left; and nothing since has rebuilt or used it as a constraint.',
  ),
  backsConstraint: flag('A constraint rests on it.'),
  columns: names('Its key columns.'),
  coveredBy: name('Of an index that is there: another one of the table that starts with the same columns, or empty.'),
  recreatedLater: flag('A later statement of this change makes an index of that name or on those columns, or gives one that name.'),
  droppedEarlier: flag('An earlier statement of this change dropped an index of that name, or on those columns.'),
} as const satisfies Record<string, Field>;

/** About the transaction a statement runs in, as of just before the statement. */
export const TRANSACTION_FACTS = {
  open: flag('The statement runs inside a transaction, explicit or implicit.'),
  openedBy: choice('Who opened it.', ['nobody', 'tool', 'file', 'server']),
  nested: flag('BEGIN inside a transaction that is open already, or COMMIT of one that the tool opened.'),
  group: flag('The tool runs several migrations in one transaction.'),
  statements: count('Statements of the transaction so far, this one included.'),
  lockTimeout: count('lock_timeout in force, in milliseconds; 0: none.'),
  lockTimeoutZeroed: flag('lock_timeout was set and is 0 again, by SET or RESET.'),
  statementTimeout: count(
    'statement_timeout in force, in milliseconds; 0: none. In a DO block that in force when it began: SET inside it changes nothing for the block.',
  ),
  transactionTimeout: count('transaction_timeout in force (PostgreSQL 17), in milliseconds; 0: none.'),
  idleTimeout: count('idle_in_transaction_session_timeout in force, in milliseconds; 0: none.'),
  waitLimit: count(
    'How long the statement waits for a lock at most, in milliseconds: the shortest of lock_timeout, statement_timeout and transaction_timeout in force; 0: without limit. lock_timeout counts for each lock anew.',
  ),
  waitLimitedBy: choice('Which of them that is.', ['nothing', 'lock_timeout', 'statement_timeout', 'transaction_timeout']),
  heldLock: choice('The strongest lock held on a table that existed before, from earlier statements.', LOCK_MODES),
  heldOn: relation('The table that lock is on, or empty.'),
  heldBlocksReads: flag('A lock held from earlier statements blocks the reads of a table that existed before.'),
  heldBlocksWrites: flag('A lock held from earlier statements blocks the writes of a table that existed before.'),
  lockedTables: relations(
    'Tables that existed before and are locked against writes, this statement included, in the order in which they were first locked.',
  ),
  locksAnotherTable: flag(
    'This statement locks a table against writes that no earlier statement of the transaction locked, while another one is locked.',
  ),
  followedByWork: flag('A later statement of the transaction scans, rewrites, builds an index or changes rows.'),
  laterWork: choice('The heaviest of that work.', WORK_KINDS),
  laterWorkOn: relations('The relations that existed before and that work is done on, the last one first.'),
  deadlocksInsert: relations(
    'Tables that this statement locks against writes while a table that their foreign keys reference is held in EXCLUSIVE or stronger since an earlier statement. A single INSERT into one of them takes the two locks the other way round: one of the two sessions is cancelled.',
  ),
  deadlocksDelete: relations(
    'Tables that this statement locks against writes while a table whose foreign key references them is held since an earlier statement, so that a DELETE waits for it. A single DELETE takes the two locks the other way round: one of the two sessions is cancelled.',
  ),
  advisoryLock: choice('Until when an advisory lock is held that the file has taken.', ['none', 'transaction', 'session']),
  unguardedTables: relations(
    'For a rule on transactions: relations that existed before (indexes aside) and that its statements lock against reads or writes with nothing in force that limits the wait. Only locks that do no work that grows with the table: the others have rules of their own, as have those of CREATE TABLE, DROP TABLE and DROP INDEX. NOWAIT does not count.',
  ),
  unguardedReads: flag('One of the locks of unguardedTables blocks reads.'),
  longestWait: count(
    'For a rule on transactions: the longest waitLimit, in milliseconds, among the statements that lock a relation that existed before against reads or writes; 0 where none is in force.',
  ),
  longestWaitBy: choice('For a rule on transactions: what limits that wait.', [
    'nothing',
    'lock_timeout',
    'statement_timeout',
    'transaction_timeout',
  ]),
  lockSteps: count(
    'Statements of it so far that locked against writes a table that no earlier one had locked, while another one was locked.',
  ),
  workedUnderLock: flag(
    'An earlier statement of it scanned, built or rewrote a table that existed before while a lock from before that blocked writes.',
  ),
  changedUnderLock: flag('An earlier UPDATE or DELETE of it without a bound ran while a lock from before that blocked writes.'),
  unclosed: flag('The file opened it and does not end it.'),
  prepared: flag('For a rule on transactions: PREPARE TRANSACTION ends it, and its locks are held until COMMIT PREPARED.'),
  newEnumValue: text(
    'A value that an earlier statement of the transaction added to an enum that existed before, and that this statement names; or empty.',
  ),
} as const satisfies Record<string, Field>;

/** About the migration. */
export const MIGRATION_FACTS = {
  path: text('Its file.'),
  framework: name('Its framework.'),
  frameworkTitle: text('Its framework, as its makers write it.'),
  title: text('Its title.'),
  order: text('What the framework sorts it by.'),
  direction: choice('Up or down.', ['up', 'down']),
  transaction: choice('How it meets transactions.', ['wrapped', 'implicit', 'none', 'explicit', 'unknown']),
  outsideTransaction: text(
    'How its framework takes it out of the transaction, after "Put it in a migration of its own and"; empty where it cannot.',
  ),
  withoutOptOut: text('Where its framework cannot: how people do it all the same, as sentences; otherwise empty.'),
  down: choice('Its way back.', ['present', 'absent', 'irreversible', 'not-used']),
  downEmpty: flag('It has a way back, without a statement in it that changes anything.'),
  empty: flag('It has no statement.'),
  statements: count('The number of its statements.'),
  reversible: flag('Every statement of it can be undone without loss.'),
  lost: text(
    'What it deletes or overwrites and no way back brings back, the first few by name: `rows of orders and values of users.nick`; or empty.',
  ),
  status: choice('What became of it.', ['added', 'edited', 'deleted', 'renamed']),
  repeatable: flag('The tool runs it again whenever it changes.'),
  outOfOrder: flag('A migration that is merged already comes after it.'),
  lastMerged: text('The order of the last migration that is merged already, or empty.'),
  duplicateOrder: flag('Another migration of the project has the same version.'),
  journal: choice(
    'What the own list of the tool (the journal of Drizzle, the sums of Atlas, the plan of Sqitch) says of it. `unlisted`: the tool never runs the file. `no-file`: it is listed, and there is no such file.',
    ['not-used', 'agrees', 'differs', 'unlisted', 'no-file'],
  ),
  journalName: text('That list, as people call it: atlas.sum; or empty.'),
  journalFault: text(
    'What is wrong with it and what the tool does then, as a sentence without full stop; empty where nothing is, or another migration of the change says it.',
  ),
  missingVersions: text('Where the tool refuses gaps: the numbers before it that no migration has: 4, or 4 to 6; otherwise empty.'),
  otherHead: text('The file of another migration that was built on the same one as it, and that no later one joins with it; or empty.'),
  verify: choice('The script that checks it (Sqitch).', ['present', 'absent', 'not-used']),
  mixesSchemaAndData: flag('It changes tables that existed before and rows of tables that existed before.'),
  rewrittenTwice: relations('Tables that existed before and that more than one ALTER TABLE of it rewrites.'),
  outsideStatements: count('Statements in it that the server refuses inside a transaction.'),
  downDifferences: count(
    'For a down: how many things are not as they were once its up and then the down have run, as far as the files show it for certain; 0 where its up is not part of the change.',
  ),
  downDifference: text('For a down: the first of these things, in words, with how many more there are; or empty.'),
} as const satisfies Record<string, Field>;

export const DATABASE_FACTS = {
  dialect: name('The engine: postgres.'),
  version: count('The major version of the server.'),
  versionAssumed: flag('Nothing says which version it is.'),
} as const satisfies Record<string, Field>;

/** The constraints and the index that an operation makes, in whichever form: with a column, with the table, by themselves. */
export const MADE_FACTS = {
  unindexedKeys: names('Columns of the foreign keys with which no index of the table starts at the end of the change.'),
  mismatchedKeys: names('Columns of the foreign keys whose types are not those of the columns they reference.'),
  cascadingKeys: relations('Tables whose DELETE takes rows of this table along: ON DELETE CASCADE.'),
  impossibleNulls: names(
    'Columns that are NOT NULL, and that a foreign key is to set to NULL: the server refuses that whenever it comes to it.',
  ),
  deferrableKeys: names('Columns of primary keys and unique constraints that are DEFERRABLE.'),
  changingFunctions: names('Functions in the conditions of its CHECKs that can give another answer tomorrow: now(), random().'),
  nullableColumns: names('Columns of a unique constraint or index over several columns that may be NULL, where NULLs count as distinct.'),
  duplicateOf: relation(
    'A constraint or an index that was there before, is there still at the end of the change and does all that this one does; or empty.',
  ),
  coveredBy: relation('An index that has more columns and starts with those of the index that is made, or empty.'),
} as const satisfies Record<string, Field>;

/** What the whole change leaves of the thing that an operation is about. */
export const OUTCOME_FACTS = {
  remade: choice(
    'Whether something of the kind and name that is dropped or renamed is there again at the end of the change: as it was, or otherwise (for an identity: a default).',
    ['no', 'alike', 'otherwise'],
  ),
  alsoDropped: names('What CASCADE drops besides, as far as the catalog knows: `view nicks`, `constraint orders_user_fk on orders`.'),
  goneColumns: names('Columns of the view that is dropped and made again that the new one lacks.'),
  withoutIdentity: relations(
    'Published tables whose every UPDATE and DELETE the server refuses from then on, because they have no replica identity.',
  ),
  createdHere: flag('The change made the type that it is about: nothing deployed uses it yet.'),
  unknownType: flag(
    'The type of the column, or the domain, that it is about is not known: a domain may have constraints, and any table may use it.',
  ),
  sequenceMoved: flag('Another statement of the change moves a sequence: setval(), RESTART.'),
} as const satisfies Record<string, Field>;

/** About the statement the operation is in, and about what the operation means beyond locks. */
export const CONSEQUENCE_FACTS = {
  losesData: flag('Data that was there can no longer be read after it.'),
  reversible: flag('Another statement can restore schema and data as they were.'),
  breaksRunningCode: flag('Application code of the version deployed now can fail after it.'),
  canFailOnData: flag('Whether it succeeds depends on the rows that are there.'),
  mustRunOutsideTransaction: flag('The server refuses it inside a transaction block.'),
  waitsFor: choice(
    'What it waits for beside its locks, without blocking anybody: the transactions that use its table; or those that write it, and then every transaction of the database with an older snapshot.',
    WAITS,
  ),
  leavesInvalidIndex: flag(
    'Where it fails or is interrupted it leaves an invalid index behind: one that costs every write and serves no query.',
  ),
  hidesInvalidIndex: flag(
    'IF NOT EXISTS takes an invalid index of that name, left behind by an earlier build, for the index, and reports success.',
  ),
  refused: flag('The server refuses it whatever the data.'),
  refusal: text('Why the server refuses it, or empty.'),
  sqlstate: text('The SQLSTATE of that refusal, or empty.'),
} as const satisfies Record<string, Field>;

/** A record of facts, with the names of those that are not known. */
export type Facts<F extends Readonly<Record<string, Field>>> = RecordOf<F> & { readonly unknown: readonly string[] };

export type TableFacts = Facts<typeof TABLE_FACTS>;
export type ColumnFacts = Facts<typeof COLUMN_FACTS>;
export type ConstraintFacts = Facts<typeof CONSTRAINT_FACTS>;
export type IndexFacts = Facts<typeof INDEX_FACTS>;
export type MadeFacts = Facts<typeof MADE_FACTS>;
export type OutcomeFacts = Facts<typeof OUTCOME_FACTS>;
export type TransactionFacts = Facts<typeof TRANSACTION_FACTS>;
export type MigrationFacts = Facts<typeof MIGRATION_FACTS>;
export type DatabaseFacts = Facts<typeof DATABASE_FACTS>;

/** Places that a finding can point at besides its own statement; a rule names them in `related`. */
export const RELATED_PLACES = {
  'held-lock': 'the statement that took the lock still held',
  'constraint-added': 'the statement that added the constraint',
  'table-created': 'the statement that made the table',
  'timeout-set': 'the statement that set the timeout',
} as const;
export type RelatedPlace = keyof typeof RELATED_PLACES;
export type Places = Readonly<Partial<Record<RelatedPlace, Span>>>;
