/** What every database engine must answer. One folder per dialect with the same file names; `index.ts` lists them. */
import type { Catalog, Origin } from '../catalog/catalog.ts';
import type { Analysis } from '../effects/effect.ts';
import type { Unread } from '../frameworks/framework.ts';
import type { Expression, TypeName } from '../operations/definition.ts';
import type { Operation } from '../operations/operation.ts';
import type { Belief, RewriteStep } from '../report.ts';
import type { Comment, Span, SqlScript } from '../source.ts';

/** One statement, understood. */
export interface Statement {
  /** From its first word to its last, without the semicolon, leading blanks and comments. */
  readonly span: Span;
  /** Its text; null for a builder step. */
  readonly sql: string | null;
  /** Of a builder step whose reader makes SQL: the text that the tool sends. It is in no file. */
  readonly made?: string;
  readonly operations: readonly Operation[];
  /** It stands inside a DO block (or a literal EXECUTE there): one transaction with its surroundings, COMMIT included in none. */
  readonly inBlock: boolean;
  /** The DO block it stands in: one statement to the server. */
  readonly block?: Span;
}

export interface ParsedScript {
  /** In order. */
  readonly statements: readonly Statement[];
  readonly unread: readonly Unread[];
  readonly comments: readonly Comment[];
  /** Where unqualified names go after the script: the first schema of search_path. */
  readonly defaultSchema: string;
}

/** Circumstances under which an operation runs. */
export interface Situation {
  /** Major version of the server: 16. */
  readonly version: number;
  /** Inside a transaction block, explicit or implicit. `unknown` is judged as the worst case, fact by fact. */
  readonly inTransaction: boolean | 'unknown';
  /** That transaction is the implicit one of several statements in one query. */
  readonly implicit?: boolean;
  /** The statement stands in a DO block: one that is a transaction of its own, or one inside a transaction. */
  readonly inBlock?: 'own' | 'inside';
  /** The change under review, for `createdHere`. */
  readonly change: Origin;
  /** Session settings in force, by lower case name: `timezone`. */
  readonly settings: ReadonlyMap<string, string>;
  /** Something before the statement could not be read: what the catalog does not have may be there all the same. */
  readonly gaps?: boolean;
  /**
   * The type that the migration's way back gives to a column: what it had before, as far as its author knows. For columns
   * that history does not have.
   */
  readonly typeBefore?: (table: string, column: string) => TypeName | undefined;
}

/** What a named rewrite works on. */
export interface RewriteRequest {
  readonly operation: Operation;
  /** The statement the operation is in, and its text in the file. */
  readonly statement: Statement;
  readonly catalog: Catalog;
  /** The statements of its migration in order, its own among them. */
  readonly around: readonly Around[];
  readonly situation: Situation;
  readonly options: RewriteOptions;
}

/** A statement of a migration, with what is there before each of its operations. */
export interface Around {
  readonly statement: Statement;
  readonly operations: readonly { readonly operation: Operation; readonly before: Catalog }[];
}

/** How rewrites are written: `rewrites:` of the configuration. */
export interface RewriteOptions {
  /** Rows that a batch changes. */
  readonly batchSize: number;
  /** Milliseconds between two batches. */
  readonly pause: number;
  /** Milliseconds that a step waits for a lock at most; 0: the steps say nothing about it. */
  readonly lockTimeout: number;
  /** How often a step that got no lock tries again; 0: it fails, and whoever runs it tries again. */
  readonly lockRetries: number;
  /** The name of a column that takes the place of another, `{column}` standing for that one. */
  readonly newColumn: string;
}

export const REWRITE_OPTIONS: RewriteOptions = {
  batchSize: 10_000,
  pause: 100,
  lockTimeout: 5000,
  lockRetries: 0,
  newColumn: '{column}_new',
};

/** What is to be kept before an operation takes it from the rows. */
export interface KeepRequest {
  readonly operation: Operation;
  /** The text of its statement, where it stands alone in it. */
  readonly sql: string | undefined;
  /** As it is before the operation. */
  readonly catalog: Catalog;
  /** Names of relations that are not free, qualified, besides those of the catalog. */
  taken(name: string): boolean;
}

/** A copy of what an operation takes from the rows. */
export interface Kept {
  /** What goes that the operation does not name, as a sentence; absent for what it is about. */
  readonly what?: string;
  /** What is copied, as a sentence without a full stop. */
  readonly title: string;
  /** The table that holds the copy. */
  readonly table: string;
  /** Makes the copy; run before the operation. */
  readonly save: string;
  /** Gives it back to the tables as they were before the operation; null where the copy is only there to be read. */
  readonly restore: string | null;
  /** What that does to rows that were written after the copy was made, as sentences; null where there is nothing to run. */
  readonly caution: string | null;
}

/** Steps to run instead, or undefined where this rewrite does not fit the statement. */
export type Rewriter = (request: RewriteRequest) => readonly RewriteStep[] | undefined;

/** How the dialect makes up names and finds objects; the catalog is the same for all. */
export interface Naming {
  /** The name the server gives to a constraint that has none. */
  constraintName(
    table: string,
    constraint: { readonly kind: string; readonly columns: readonly string[]; readonly include?: readonly string[] },
    taken: (name: string) => boolean,
  ): string;
  /** The name the server gives to an index that has none. */
  indexName(table: string, columns: readonly string[], unique: boolean, taken: (name: string) => boolean): string;
  /** The name the server gives to the sequence behind a serial or identity column; without schema. */
  sequenceName(table: string, column: string, taken: (name: string) => boolean): string;
  /** The canonical name of `name`, given without quotes, in the schema of the relation `beside`. */
  qualify(beside: string, name: string): string;
  /** One part of a name as canonical names spell it: quoted where the server would quote it. */
  quote(name: string): string;
}

export interface Dialect {
  /** `postgres`. */
  readonly id: string;
  /** `PostgreSQL`. */
  readonly title: string;
  /** Majors that effects are known for, oldest first. */
  readonly versions: readonly number[];
  /** What is assumed where nothing says. */
  readonly defaultVersion: number;
  readonly defaultSchema: string;
  /** Loads the parser. Must have been awaited before `parse`. */
  load(): Promise<void>;
  /**
   * Never throws for the sake of the text: what does not parse is `unread`, the rest is understood. `known` says whether
   * something of a qualified name was there before the script.
   */
  parse(script: SqlScript, defaultSchema: string, known?: (name: string) => boolean): ParsedScript;
  /** What an operation does, on the catalog as it is before the operation. */
  analyse(operation: Operation, catalog: Catalog, situation: Situation): Analysis;
  /** What is believed of an operation and wrong for it. */
  beliefsAbout(operation: Operation, analysis: Analysis, catalog: Catalog, situation: Situation): readonly Belief[];
  /** Whether an operation runs statements that are not in the script, so that what is there after it is not certain. */
  runsUnread(operation: Operation): boolean;
  /** What an operation waits for besides the locks it takes, as clauses after "it waits for". */
  waitsFor(operation: Operation, situation: Situation): readonly string[];
  /** An operation as SQL, without a semicolon; undefined where it has no such form. The catalog tells which names are the user's own. */
  render(operation: Operation, catalog: Catalog): string | undefined;
  /** The statement that lets those after it in their transaction wait so many milliseconds for a lock. */
  lockTimeout(milliseconds: number): string;
  /** The copies by which what an operation takes from the rows can be given back; none where no copy helps. */
  keep(request: KeepRequest): readonly Kept[];
  /** Whether a condition that holds for every row proves that a column is not null. */
  impliesNotNull(condition: Expression, column: string): boolean;
  /** Whether a name has to be quoted because it is a reserved word. */
  isReserved(name: string): boolean;
  /** A function of an expression that is not immutable, so that the expression can be true today and false tomorrow. */
  changingFunction(expression: Expression, catalog: Catalog, version: number): string | undefined;
  readonly naming: Naming;
  /** The named rewrites that rules can ask for. */
  readonly rewrites: Readonly<Record<string, Rewriter>>;
  /** The manual's word for a relation in messages: without the default schema. */
  display(relation: string): string;
}
