/** What every migration framework must answer. One file or folder per framework; `index.ts` lists them. */
import type { FileTree } from '../changes/change-source.ts';
import type { Operation } from '../operations/operation.ts';
import type { Comment, Span, SqlScript } from '../source.ts';

/** Something that was found and could not be analysed, with the reason in words. */
export interface Unread {
  readonly span: Span;
  /** One clause, no full stop: `the placeholder ${x} stands where SQL needs a keyword`. */
  readonly reason: string;
}

export type Step =
  /**
   * SQL files, raw() and execute() calls. `oneQuery`: the tool sends it as one query, so that several statements in it share
   * an implicit transaction even where the migration's mode is `none` (goose's StatementBegin blocks). `apart`: the tool
   * commits what is open, runs the step outside a transaction and goes on in a new one (the Supabase CLI, for what
   * PostgreSQL refuses in a transaction). `made`: the file does not hold the text; it is what a builder call stands for.
   */
  | { readonly kind: 'sql'; readonly script: SqlScript; readonly oneQuery?: boolean; readonly apart?: boolean; readonly made?: boolean }
  /** Builders: add_column, createTable, AddField. */
  | { readonly kind: 'operation'; readonly operation: Operation; readonly span: Span }
  /** Dynamic SQL, templating: said aloud, never dropped. */
  | { readonly kind: 'unread'; readonly span: Span; readonly reason: string };

/** How a migration meets transactions when its tool runs it; see contracts.md. */
export type TransactionMode = 'wrapped' | 'implicit' | 'none' | 'explicit' | 'unknown';

/** What the tool's own list of migrations (Drizzle's journal, Atlas's sums, Sqitch's plan) says of one of them. */
export interface Journal {
  /** Its file, as people call it: `atlas.sum`. */
  readonly name: string;
  /** `unlisted`: the tool never runs the file. `no-file`: it is listed, and there is no such file. */
  readonly state: 'agrees' | 'differs' | 'unlisted' | 'no-file';
  /** What is wrong and what the tool does then, as a sentence without full stop; empty where it agrees. */
  readonly fault: string;
}

/** Where a migration stands among others where the tool knows what each was built on. */
export interface Chain {
  readonly own: string;
  /** Those it was built on; several for one that merges branches. */
  readonly follows: readonly string[];
}

export interface Migration {
  /** Identity inside its project that survives an edit of the text: a version, a name, Liquibase's `author:id`. With `:down` for a down. */
  readonly id: string;
  readonly path: string;
  /** Text of the file it is in. */
  readonly text: string;
  /** The part of the file that is this migration: the whole file, a goose section, a changeset. */
  readonly span: Span;
  /** The `id` of the framework: `flyway`. */
  readonly framework: string;
  /** What the tool sorts by, as text: `0007`. */
  readonly order: string;
  readonly title: string;
  readonly direction: 'up' | 'down';
  /** What the tool does. `explicit` is never said by a framework: the pipeline sees a BEGIN in the file. */
  readonly transaction: TransactionMode;
  /** Names what shares one transaction across files (Drizzle runs all pending migrations in one); otherwise null. */
  readonly transactionGroup: string | null;
  readonly steps: readonly Step[];
  /** What the framework expects of a way back, and what this migration has. Downs themselves say `not-used`. */
  readonly down: 'present' | 'absent' | 'irreversible' | 'not-used';
  /** Run again whenever its text changes (Flyway `R__`, graphile-migrate's `current.sql`). */
  readonly repeatable: boolean;
  /** The script that checks that it did what it should, where the tool has such a thing. */
  readonly verify?: 'present' | 'absent';
  readonly journal?: Journal;
  readonly chain?: Chain;
  /**
   * Those of its part of the file, where it is code: `lockkeeper:allow` may stand in them. Those in SQL are found with the SQL.
   * What other tools take as one is one too: a block of Ruby in `safety_assured`, with that word as its text.
   */
  readonly comments?: readonly Comment[];
  /** It is for another engine than the project's (`dbms:mysql`, a folder `mysql/`); it is counted and not analysed. */
  readonly otherDialect?: string;
}

/** What is said about the database in the framework's own files. */
export interface DialectEvidence {
  /** `postgres`, `mysql`, `sqlite`, `sqlserver`, `oracle`, `cockroachdb`, …, in lower case. */
  readonly dialect: string;
  /** The major version, where it is said. */
  readonly version?: string;
  /** Where, in words: `provider in prisma/schema.prisma`. */
  readonly evidence: string;
}

/** A set of migrations that one run of the tool would apply to one database. */
export interface Project {
  readonly framework: string;
  /** Folder of the project, empty for the top. */
  readonly root: string;
  /** Every file that belongs to it: migrations, downs, journals. */
  readonly files: readonly string[];
  readonly dialect?: DialectEvidence;
  /** The framework's own settings, for its `read` alone. */
  readonly settings?: unknown;
}

/** What `projects:` of the configuration says: the files are these, whatever detection thinks. */
export interface ProjectScope {
  readonly root: string;
  readonly files: readonly string[];
}

export interface ProjectReading {
  /** Ups in the order in which the tool would run them; downs anywhere. */
  readonly migrations: readonly Migration[];
  /** Files of the project that could not be read at all, and files whose kind is not supported yet. */
  readonly unread: readonly Unread[];
}

export interface Framework {
  /** Lower case, as in configuration: `golang-migrate`. */
  readonly id: string;
  /** As its makers write it: `golang-migrate`. */
  readonly title: string;
  /**
   * How a migration is taken out of the tool's transaction, as an instruction that fits after "Put it in a migration of
   * its own and": `add "-- +goose NO TRANSACTION" at the top of the file`. Null where the tool cannot.
   */
  readonly outsideTransaction: string | null;
  /** The tool knows a migration by its version alone: it refuses or skips a second one with the same. Otherwise by its whole name. */
  readonly knownByVersion?: boolean;
  /**
   * What the tool remembers of the file beside the `id` of the migration, and compares: its name (Flyway's description), or
   * its path (Liquibase). Otherwise a file may be renamed or moved as long as the id stays.
   */
  readonly remembers?: 'name' | 'path';
  /** The tool refuses to run anything where a number between two migrations is missing. */
  readonly consecutive?: boolean;
  /** What to say where `outsideTransaction` is null: how people do it all the same. */
  readonly withoutOptOut?: string;
  /**
   * The projects of this framework in a tree. Reads paths and configuration files, never the migrations (but for a mark
   * at the top of one where nothing else tells). With a scope: exactly one project of those files.
   */
  detect(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]>;
  /** Reads a project. One bad file never stops the others: it is `unread`. */
  read(project: Project, tree: FileTree): Promise<ProjectReading>;
}
