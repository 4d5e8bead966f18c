/**
 * What is there: tables, columns, types, indexes, constraints as of one statement, from the repository's own migrations.
 *
 * A catalog is a value. `apply.ts` makes the next one from an operation. What the catalog does not know counts as
 * existing before the change: history may have been squashed, or the table may come from elsewhere.
 */
import type {
  AttributeDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  Expression,
  IndexKey,
  SequenceOptions,
  SqlText,
  StorageOption,
  TypeName,
} from '../operations/definition.ts';
import type { Operation, OperationOf } from '../operations/operation.ts';
import type { TriggerEvent } from '../operations/query.ts';
import type { Span } from '../source.ts';
import type { Uses } from './uses.ts';

/**
 * Which change made an object: an id that is the same for everything reviewed together. `null` is history, or what was
 * there before the repository's first migration.
 */
export type Origin = string | null;

/** One privilege of one role, on an object or on one of its columns. */
export interface Grant {
  readonly grantee: string;
  readonly privilege: string;
  /** The column, or empty. */
  readonly column: string;
  readonly withOption: boolean;
}

/** The key of a grant among those of its object. */
export const grantKey = ({ grantee, privilege, column }: Omit<Grant, 'withOption'>): string => [grantee, privilege, column].join('\0');

/** What is said about an object besides its shape. */
export interface Notes {
  /** The comment, or empty. */
  readonly comment: string;
  /** The owner as far as the history names one; otherwise empty: whoever ran the migration. */
  readonly owner: string;
  /** What others than the owner may do, by grantee, privilege and column. */
  readonly grants: ReadonlyMap<string, Grant>;
}

export const NO_NOTES: Notes = { comment: '', owner: '', grants: new Map() };

const toPublic = (privilege: string): Notes => ({
  ...NO_NOTES,
  grants: new Map([
    [grantKey({ grantee: 'public', privilege, column: '' }), { grantee: 'public', privilege, column: '', withOption: false }],
  ]),
});

/** What everybody may do with a new function, and with a new type. */
export const FUNCTION_NOTES: Notes = toPublic('execute');
export const TYPE_NOTES: Notes = toPublic('usage');

export interface Column extends Omit<ColumnDefinition, 'constraints'> {
  /** The table has it of its own, whether or not one it inherits from has it, too: it stays when theirs is dropped. */
  readonly own: boolean;
  /** SET STATISTICS, or empty. */
  readonly statistics: string;
  /** SET (n_distinct = …), by name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly comment: string;
  /** The sequence that its default takes values from, qualified, or empty. */
  readonly drawsFrom: string;
  readonly origin: Origin;
}

export interface Constraint extends ConstraintDefinition {
  readonly comment: string;
  readonly origin: Origin;
  readonly span: Span | null;
}

export interface Index {
  /** Qualified: `public.users_email_idx`. */
  readonly name: string;
  readonly table: string;
  /** Key columns in order; an expression is its text. */
  readonly columns: readonly string[];
  readonly include: readonly string[];
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly method: string;
  readonly where: string;
  readonly hasExpressions: boolean;
  /** False after CREATE INDEX … ON ONLY a partitioned table until every partition has one. */
  readonly valid: boolean;
  /**
   * It was built by CREATE INDEX CONCURRENTLY IF NOT EXISTS, and nothing before or since shows that it is usable: the
   * statement takes an invalid index, left behind by a build that failed, for the index.
   */
  readonly maybeInvalid: boolean;
  /** For the index of a partition: the index of the partitioned table that it is attached to, or empty. */
  readonly partitionOf: string;
  /** The constraint it backs, or empty. */
  readonly constraint: string;
  /** What is said about each key besides its column. */
  readonly keys: readonly IndexKey[];
  /** The condition, where there is one; its text is `where`. */
  readonly condition: Expression | undefined;
  /** Storage parameters by name. */
  readonly storage: ReadonlyMap<string, string>;
  readonly tablespace: string;
  /** SET STATISTICS by the number of the key. */
  readonly statistics: ReadonlyMap<string, string>;
  readonly comment: string;
  readonly origin: Origin;
  readonly span: Span | null;
}

/** When a trigger or rule fires. */
export type Firing = 'origin' | 'replica' | 'always' | 'disabled';

export interface Trigger {
  readonly name: string;
  /** What stands behind its name. */
  readonly definition: SqlText;
  readonly constraintTrigger: boolean;
  readonly function: string;
  readonly timing: 'before' | 'after' | 'instead-of';
  readonly events: readonly TriggerEvent[];
  readonly forEachRow: boolean;
  /** The columns of UPDATE OF. */
  readonly columns: readonly string[];
  /** What its condition reads of the table. */
  readonly when: Uses;
  /** It is the copy of a trigger of the partitioned table. */
  readonly inherited: boolean;
  readonly firing: Firing;
  readonly comment: string;
  readonly origin: Origin;
}

export interface Rule {
  readonly name: string;
  /** What stands behind its name. */
  readonly definition: SqlText;
  readonly event: 'select' | 'insert' | 'update' | 'delete';
  readonly instead: boolean;
  readonly unconditional: boolean;
  readonly uses: Uses;
  /** The relations its actions change rows of. */
  readonly writes: readonly string[];
  readonly firing: Firing;
  readonly comment: string;
  readonly origin: Origin;
}

export interface Policy {
  readonly name: string;
  readonly restrictive: boolean;
  readonly command: OperationOf<'create-policy'>['command'];
  readonly roles: readonly string[];
  readonly using: Expression | undefined;
  readonly check: Expression | undefined;
  /** What its conditions read. */
  readonly uses: Uses;
  readonly comment: string;
  readonly origin: Origin;
}

/** What a view, a materialized view or a table made from a query was made from. */
export interface Query {
  /** What stands behind its name. */
  readonly definition: SqlText;
  /** Where it selects `*`: the columns that this stood for when it was made, by relation that it reads. */
  readonly starred: ReadonlyMap<string, readonly string[]> | undefined;
  readonly recursive: boolean;
  /** The storage parameters that its definition gives. */
  readonly storage: readonly StorageOption[];
  /** The rows of the query were stored. */
  readonly withData: boolean;
  /** What changed it since: columns renamed, defaults set. */
  readonly changes: readonly Operation[];
}

export interface Table {
  /** Qualified and quoted: `public.users`. */
  readonly name: string;
  readonly kind: 'table' | 'partitioned' | 'view' | 'materialized-view' | 'sequence' | 'foreign-table';
  /**
   * In order. Empty and `columnsKnown` false where the table is known by name alone. A view's column whose type is not
   * known has a type without a name; a table made from a query has no such columns here, and is then not known.
   */
  readonly columns: ReadonlyMap<string, Column>;
  /** The history makes it: what is not said about it is as the server makes it. */
  readonly made: boolean;
  /** Every column is known: the table was created in the history that was read. */
  readonly columnsKnown: boolean;
  readonly constraints: ReadonlyMap<string, Constraint>;
  /** Names of indexes, as keys of `Catalog.indexes`. */
  readonly indexes: ReadonlySet<string>;
  readonly triggers: ReadonlyMap<string, Trigger>;
  /** How a partitioned table is partitioned; `none` for any other, and where it is not known. */
  readonly partitionStrategy: 'none' | 'range' | 'list' | 'hash';
  /** Of a partitioned table: the columns of the partition key, an expression as the empty string. */
  readonly partitionKey: readonly string[];
  /** The expressions of the partition key, undefined for a column. */
  readonly partitionExpressions: readonly (Expression | undefined)[];
  /** The partitioned table it is a partition of, or empty. */
  readonly partitionOf: string;
  readonly defaultPartition: boolean;
  /** The bounds of a partition, where they are known: FOR VALUES … or DEFAULT. */
  readonly bound: Expression | undefined;
  readonly partitions: ReadonlySet<string>;
  /** Tables it inherits from, and those that inherit from it (partitions are not in here). */
  readonly inherits: readonly string[];
  readonly children: ReadonlySet<string>;
  /** For a view or materialized view: what it reads. */
  readonly sources: readonly string[];
  /** The same, column by column, with the functions and types it uses. */
  readonly uses: Uses;
  /** Of a view through which the server can change rows: the one relation whose rows these are; otherwise empty. */
  readonly base: string;
  /** Of a materialized view: it has rows, not WITH NO DATA. */
  readonly populated: boolean;
  /** The composite type of a typed table, or empty. */
  readonly ofType: string;
  /** The server of a foreign table, or empty. */
  readonly server: string;
  readonly temporary: boolean;
  readonly unlogged: boolean;
  /** As USING or SET ACCESS METHOD names it; empty for the one the server takes by itself. */
  readonly accessMethod: string;
  readonly rowSecurity: boolean;
  readonly forceRowSecurity: boolean;
  readonly replicaIdentity: 'default' | 'full' | 'nothing' | 'index';
  /** The index of REPLICA IDENTITY USING INDEX, without schema, or empty. */
  readonly replicaIndex: string;
  /** The index of CLUSTER ON, without schema, or empty. */
  readonly clusterIndex: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly policies: ReadonlyMap<string, Policy>;
  /** What stands behind PARTITION BY. */
  readonly partitionBy: SqlText | undefined;
  /** Storage parameters by name; of a view its options that were changed. */
  readonly storage: ReadonlyMap<string, string>;
  /** Empty: the default one. */
  readonly tablespace: string;
  readonly query: Query | undefined;
  /** Of a sequence that was made by itself. */
  readonly sequence: SequenceOptions;
  /** The publications that name it, with what they say about it. */
  readonly publications: ReadonlyMap<string, SqlText>;
  readonly notes: Notes;
  /** The column that a sequence belongs to: serial, identity, OWNED BY. Null for everything else. */
  readonly ownedBy: { readonly table: string; readonly column: string } | null;
  /** Rows were written to it since it was made by this change. */
  readonly filledHere: boolean;
  readonly origin: Origin;
  readonly span: Span | null;
}

export interface UserType {
  readonly name: string;
  readonly kind: 'enum' | 'composite' | 'range' | 'base' | 'shell' | 'domain';
  readonly labels: readonly string[];
  /** Labels that were added by ALTER TYPE, with the change that did it. */
  readonly addedLabels: ReadonlyMap<string, Origin>;
  /** For a domain. */
  readonly baseType: TypeName | undefined;
  /** Of a composite type, in order; of a range the subtype, without a name. */
  readonly attributes: ReadonlyMap<string, AttributeDefinition>;
  readonly notNull: boolean;
  readonly default: Expression | undefined;
  readonly collation: string;
  readonly constraints: readonly Constraint[];
  /** Of a range or base type: what stands behind its name. */
  readonly definition: string;
  readonly notes: Notes;
  readonly origin: Origin;
}

export interface UserFunction {
  readonly name: string;
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  /** The input arguments, by which overloads are told apart. */
  readonly arguments: readonly TypeName[];
  readonly argumentNames: readonly string[];
  /** How many arguments a call must give. */
  readonly required: number;
  readonly variadic: boolean;
  /** It is not called with NULL. */
  readonly strict: boolean;
  readonly returns: string;
  readonly procedure: boolean;
  /** The statements that the server may put in the place of a call; empty where it never does. */
  readonly body: string;
  /** Tables whose rows its body changes, as far as its words say. */
  readonly writes: readonly string[];
  /** What its body reads, where the server keeps it parsed. */
  readonly uses: Uses;
  /** What stands behind its name. */
  readonly definition: SqlText;
  /** What changed it since. */
  readonly changes: readonly Operation[];
  readonly notes: Notes;
  readonly origin: Origin;
}

export interface Publication {
  readonly name: string;
  readonly allTables: boolean;
  /**
   * By table: the columns it publishes, none for all of them, and what its WHERE reads. What is said about a table is kept
   * with the table.
   */
  readonly tables: ReadonlyMap<string, { readonly columns: readonly string[]; readonly where: Uses }>;
  readonly schemas: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly notes: Notes;
  readonly origin: Origin;
}

/** An object that is kept as the statements that made it what it is: an extension, an aggregate, statistics, … */
export interface Other {
  readonly objectType: string;
  /** As SQL names it behind its type. */
  readonly target: string;
  /** The table it is about, or empty. */
  readonly table: string;
  /** In order; empty for what is known otherwise, such as a schema. */
  readonly making: readonly Operation[];
  readonly notes: Notes;
  readonly origin: Origin;
}

/** Extended statistics. */
export interface Statistics {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface Catalog {
  /** Tables, views, materialized views and sequences by qualified name. */
  readonly relations: ReadonlyMap<string, Table>;
  /** Names of relations that have uses: views, and what has rules, policies or triggers. A name may be out of date. */
  readonly users: ReadonlyMap<string, true>;
  readonly indexes: ReadonlyMap<string, Index>;
  readonly types: ReadonlyMap<string, UserType>;
  /** By qualified name; overloads share an entry. */
  readonly functions: ReadonlyMap<string, readonly UserFunction[]>;
  readonly schemas: ReadonlyMap<string, Origin>;
  readonly extensions: ReadonlyMap<string, Origin>;
  readonly publications: ReadonlyMap<string, Publication>;
  /** By qualified name. */
  readonly statistics: ReadonlyMap<string, Statistics>;
  /** Foreign servers, with their wrappers. */
  readonly servers: ReadonlyMap<string, string>;
  /** Subscriptions: whether they have a slot on the other server, which they made or only name. */
  readonly subscriptions: ReadonlyMap<string, 'none' | 'made' | 'named'>;
  /** Roles that the history makes. */
  readonly roles: ReadonlyMap<string, Origin>;
  /** Event triggers, with the functions they call. */
  readonly eventTriggers: ReadonlyMap<string, string>;
  /** By type and name: `aggregate public.total(integer)`, `schema app`. */
  readonly others: ReadonlyMap<string, Other>;
  /** Names of relations that were there and have been dropped, so that making them again is not "new" (contracts.md). */
  readonly dropped: ReadonlyMap<string, Origin>;
  /** Names that DROP INDEX has named, whether or not there was one, with the file that did it last. */
  readonly droppedIndexes: ReadonlyMap<string, string>;
}

export const EMPTY_CATALOG: Catalog = {
  relations: new Map(),
  users: new Map(),
  indexes: new Map(),
  types: new Map(),
  functions: new Map(),
  schemas: new Map(),
  extensions: new Map(),
  publications: new Map(),
  statistics: new Map(),
  servers: new Map(),
  roles: new Map(),
  subscriptions: new Map(),
  eventTriggers: new Map(),
  others: new Map(),
  dropped: new Map(),
  droppedIndexes: new Map(),
};

/** What the configuration knows about tables and the repository cannot: `tables:` in the configuration. */
export interface TableKnowledge {
  /** `small` only where the configuration says so. */
  size(relation: string): 'small' | 'large' | 'unknown';
  /** Rows, or undefined where nothing says. */
  rows(relation: string): number | undefined;
}
