/**
 * What is there: tables, columns, types, indexes, constraints as of one statement, from the repository's own migrations.
 *
 * A catalog is a value. `apply.ts` makes the next one from an operation. What the catalog does not know counts as
 * existing before the change: history may have been squashed, or the table may come from elsewhere.
 */
import type { ColumnDefinition, ConstraintDefinition, Expression, IndexKey, TypeName } from '../operations/definition.ts';
import type { Span } from '../source.ts';

/**
 * Which change made an object: an id that is the same for everything reviewed together. `null` is history, or what was
 * there before the repository's first migration.
 */
export type Origin = string | null;

export interface Column extends Omit<ColumnDefinition, 'constraints'> {
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
  /** Of each key; empty for the index of a constraint, which has nothing of its own to say. */
  readonly keys: readonly IndexKey[];
  readonly unique: boolean;
  readonly method: string;
  readonly where: string;
  readonly hasExpressions: boolean;
  /** False after CREATE INDEX … ON ONLY a partitioned table until every partition has one. */
  readonly valid: boolean;
  /** The constraint it backs, or empty. */
  readonly constraint: string;
  readonly origin: Origin;
  readonly span: Span | null;
}

export interface Trigger {
  readonly name: string;
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
  /** Of a partitioned table: the columns of the partition key, an expression as the empty string. */
  readonly partitionKey: readonly string[];
  /** Every column in it, those in expressions included. */
  readonly partitionColumns: readonly string[];
  /** The partitioned table it is a partition of, or empty. */
  readonly partitionOf: string;
  readonly defaultPartition: boolean;
  readonly partitions: ReadonlySet<string>;
  /** Tables it inherits from, and those that inherit from it (partitions are not in here). */
  readonly inherits: readonly string[];
  readonly children: ReadonlySet<string>;
  /** The composite type that it was made OF, or empty. */
  readonly ofType: string;
  /** For a view or materialized view: what it reads. */
  readonly sources: readonly string[];
  readonly temporary: boolean;
  readonly unlogged: boolean;
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
  /** Of a composite type. */
  readonly attributes: readonly ColumnDefinition[];
  readonly origin: Origin;
}

export interface UserFunction {
  readonly name: string;
  readonly volatility: 'volatile' | 'stable' | 'immutable';
  readonly arguments: readonly TypeName[];
  /** How many arguments a call must give. */
  readonly required: number;
  /** The statements that the server may put in the place of a call; empty where it never does. */
  readonly body: string;
  readonly strict: boolean;
  readonly variadic: boolean;
  readonly origin: Origin;
}

/** What stands on columns of tables, so that the server refuses to take them away or change their type. */
export interface Dependent {
  readonly kind: 'view' | 'rule' | 'trigger' | 'policy' | 'publication' | 'function';
  /** Of a view or function its qualified name. */
  readonly name: string;
  /** The table it is on; of a view the view itself, of the others empty. */
  readonly table: string;
  readonly uses: readonly {
    readonly table: string;
    /** Empty for any column: which ones is not known. */
    readonly column: string;
    readonly certain: boolean;
  }[];
}

export interface Catalog {
  /** Tables, views, materialized views and sequences by qualified name. */
  readonly relations: ReadonlyMap<string, Table>;
  readonly indexes: ReadonlyMap<string, Index>;
  readonly types: ReadonlyMap<string, UserType>;
  /** By qualified name; overloads share an entry. */
  readonly functions: ReadonlyMap<string, readonly UserFunction[]>;
  /** By `keyOf` in dependents.ts. */
  readonly dependents: ReadonlyMap<string, Dependent>;
  readonly schemas: ReadonlyMap<string, Origin>;
  readonly extensions: ReadonlyMap<string, Origin>;
  /** Names of relations that were there and have been dropped, so that making them again is not "new" (contracts.md). */
  readonly dropped: ReadonlyMap<string, Origin>;
}

export const EMPTY_CATALOG: Catalog = {
  relations: new Map(),
  indexes: new Map(),
  types: new Map(),
  functions: new Map(),
  dependents: new Map(),
  schemas: new Map(),
  extensions: new Map(),
  dropped: new Map(),
};

/** What the configuration knows about tables and the repository cannot: `tables:` in the configuration. */
export interface TableKnowledge {
  /** `small` only where the configuration says so. */
  size(relation: string): 'small' | 'large' | 'unknown';
  /** Rows, or undefined where nothing says. */
  rows(relation: string): number | undefined;
}
