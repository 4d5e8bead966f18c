/**
 * What is there: tables, columns, types, indexes, constraints as of one statement, from the repository's own migrations.
 *
 * A catalog is a value. `apply.ts` makes the next one from an operation. What the catalog does not know counts as
 * existing before the change: history may have been squashed, or the table may come from elsewhere.
 */
import type { ColumnDefinition, ConstraintDefinition, Expression, TypeName } from '../operations/definition.ts';
import type { Span } from '../source.ts';

/**
 * Which change made an object: an id that is the same for everything reviewed together. `null` is history, or what was
 * there before the repository's first migration.
 */
export type Origin = string | null;

export interface Column extends Omit<ColumnDefinition, 'constraints'> {
  /** The sequence that its default takes values from, qualified, or empty. */
  readonly drawsFrom: string;
  readonly origin: Origin;
}

export interface Constraint extends ConstraintDefinition {
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
  /** For each key its collation and operator class; empty for the defaults. */
  readonly keyClasses: readonly string[];
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
  readonly origin: Origin;
  readonly span: Span | null;
}

export interface Trigger {
  readonly name: string;
  readonly forEachRow: boolean;
  readonly origin: Origin;
}

export interface Table {
  /** Qualified and quoted: `public.users`. */
  readonly name: string;
  readonly kind: 'table' | 'partitioned' | 'view' | 'materialized-view' | 'sequence' | 'foreign-table';
  /** In order. Empty and `columnsKnown` false where the table is known by name alone. */
  readonly columns: ReadonlyMap<string, Column>;
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
  /** The bounds of a partition, where they are known. */
  readonly bound: Expression | undefined;
  readonly partitions: ReadonlySet<string>;
  /** Tables it inherits from, and those that inherit from it (partitions are not in here). */
  readonly inherits: readonly string[];
  readonly children: ReadonlySet<string>;
  /** For a view or materialized view: what it reads. */
  readonly sources: readonly string[];
  readonly temporary: boolean;
  readonly unlogged: boolean;
  /** As USING or SET ACCESS METHOD names it; empty for the one the server takes by itself. */
  readonly accessMethod: string;
  readonly rowSecurity: boolean;
  readonly replicaIdentity: 'default' | 'full' | 'nothing' | 'index';
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
  readonly notNull: boolean;
  readonly default: Expression | undefined;
  readonly constraints: readonly Constraint[];
  readonly origin: Origin;
}

export interface UserFunction {
  readonly name: string;
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  readonly arguments: number;
  readonly origin: Origin;
}

export interface Catalog {
  /** Tables, views, materialized views and sequences by qualified name. */
  readonly relations: ReadonlyMap<string, Table>;
  readonly indexes: ReadonlyMap<string, Index>;
  readonly types: ReadonlyMap<string, UserType>;
  /** By qualified name; overloads share an entry. */
  readonly functions: ReadonlyMap<string, readonly UserFunction[]>;
  readonly schemas: ReadonlyMap<string, Origin>;
  readonly extensions: ReadonlyMap<string, Origin>;
  /** Names of relations that were there and have been dropped, so that making them again is not "new" (contracts.md). */
  readonly dropped: ReadonlyMap<string, Origin>;
  /** Names that DROP INDEX has named, whether or not there was one, with the file that did it last. */
  readonly droppedIndexes: ReadonlyMap<string, string>;
}

export const EMPTY_CATALOG: Catalog = {
  relations: new Map(),
  indexes: new Map(),
  types: new Map(),
  functions: new Map(),
  schemas: new Map(),
  extensions: new Map(),
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
