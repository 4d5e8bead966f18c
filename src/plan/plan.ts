/** The parts of the migration plan that are worked out on their own: the way back, and the uses in the application. */
import type { RewriteStep, Risk } from '../report.ts';
import type { Span } from '../source.ts';

/** What restores the schema that was there before a migration. */
export interface MigrationRollback {
  /** The file of the migration. */
  readonly path: string;
  /** What the tool knows it by: a file can hold several. */
  readonly id: string;
  /** In the order in which they are run. Empty: nothing can be done, or there is nothing to undo. */
  readonly steps: readonly Pick<RewriteStep, 'title' | 'transaction' | 'sql'>[];
  /** What does not come back, and how to save it before the migration runs; `save` is null where nothing can be saved. */
  readonly lost: readonly {
    readonly what: string;
    readonly save: Pick<RewriteStep, 'title' | 'sql'> | null;
    /** Gives back what was saved; null where the copy is only there to be read. */
    readonly restore: string | null;
    /** How many of the steps are run before it can be given back. */
    readonly restoreAfter: number;
    /** What that does to rows that were written after the copy was made, as sentences; null where nothing is given back. */
    readonly caution: string | null;
  }[];
  /** Small things that are not as they were, and parts that could not be undone, each with its reason. */
  readonly notRestored: readonly string[];
  /**
   * The way back that the migration brings: `none`, `same` (it leads where these steps lead), what it does otherwise, or
   * `unknown`: it, or the migration, does what its text does not show.
   */
  readonly existing: 'none' | 'same' | 'unknown' | readonly string[];
  /** Why the steps may not be all there is, as sentences: parts of the migration that could not be read. */
  readonly gaps: readonly string[];
}

/** One place in the application that names what goes. */
export interface Usage {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The line, cut where it is long. */
  readonly text: string;
  /**
   * `likely`: its table, model or type is named where it stands. `possible`: it has the name. `weak`: it has the name in a comment, a
   * document or generated code, in something else's definition, or the name is a word that every program has. In tests one less.
   */
  readonly likelihood: 'likely' | 'possible' | 'weak';
}

/** Where one thing that goes, or changes its shape, is still used. */
export interface UsageReport {
  /** What it is about, in words: `column email of users`. */
  readonly object: string;
  /** What happens to it, in words: `dropped`, `renamed to mail`, `retyped from integer to bigint`, `added as required`. */
  readonly change: string;
  /** Where it happens. */
  readonly span: Span;
  /** The names that were looked for: `email`, `user_email`, `userEmail`. */
  readonly names: readonly string[];
  /** One for a line. Most likely first, then by path and line; at most as many as fit a report. */
  readonly usages: readonly Usage[];
  /** How many lines were found in all. */
  readonly found: Readonly<Record<Usage['likelihood'], number>>;
  /** How many files were searched, and what was left out, as counted nouns and clauses. */
  readonly searched: { readonly files: number; readonly leftOut: readonly string[] };
}

/** A time, or what it grows with where no size is known. */
export interface PlanTime {
  /** In words: `2–8 min`, `none`, `grows with users; no size is known`. */
  readonly text: string;
  /** Seconds, the least and the most; null where no size is known. */
  readonly seconds: readonly [low: number, high: number] | null;
}

/** A query to run beside the migration. It reads only. */
export interface PlanQuery {
  readonly title: string;
  readonly sql: string;
  /** What its answer is when all is well, as a clause: `no row`, `no more than a few seconds`. */
  readonly expect: string;
}

/** What the plan knows about one table that the work is on. */
export interface PlanTable {
  /** As people write it. */
  readonly name: string;
  /** In words: `40 million rows, 12 GB, indexes 4 GB, 120 writes a second`; empty where nothing is known. */
  readonly size: string;
  /** Where that comes from, and as of when; empty where nothing is known. */
  readonly source: string;
}

/** Data that the change writes or removes. */
export interface PlanData {
  /** What happens to the rows. */
  readonly logic: string;
  /** How many rows at worst, in words. */
  readonly volume: string;
  /** `10 000 rows at a time, each batch committed on its own, 100 ms between two`, or that it is one statement. */
  readonly batching: string;
  /** A query that returns no row once it is done; null where none is known. */
  readonly check: string | null;
}

export interface PlanStep {
  /** From 1, through all releases. */
  readonly number: number;
  readonly title: string;
  readonly phase: RewriteStep['phase'];
  /** Whether it may run inside a transaction; false: the server refuses it there. */
  readonly transaction: boolean;
  readonly sql: string;
  /** The statement it comes from. */
  readonly from: Span;
  /** Rules whose findings it answers; empty: the statement is run as it is written. */
  readonly answers: readonly string[];
  /** What it locks that others notice, in words, worst first. */
  readonly locks: readonly string[];
  /** How long it works; null where it is done in an instant once it has its locks. */
  readonly takes: PlanTime | null;
  /** How long reads or writes wait for its work; null where they do not. */
  readonly blocks: PlanTime | null;
  /** Returns no row once the step has done its work. */
  readonly check: string | null;
  /** Clears what a failed run leaves. */
  readonly cleanup: string | null;
  /** What is still to be said against it. */
  readonly left: readonly string[];
}

export interface PlanRelease {
  /** From 1. */
  readonly number: number;
  /** What has to be deployed and running everywhere before it; null: nothing. */
  readonly deploy: string | null;
  /** How the application stays up meanwhile, as sentences. */
  readonly application: readonly string[];
  readonly steps: readonly PlanStep[];
}

/** How to bring a change to production: plain data, all texts without markup. */
export interface Plan {
  /** What has to be done, in one or two sentences. */
  readonly summary: string;
  /** There is nothing to plan: it is run as it is written and blocks nobody for work. */
  readonly harmless: boolean;
  /** The risk of running it as this plan says. */
  readonly risk: Risk | 'none';
  /** Time during which reads or writes wait for work that is done under a lock. */
  readonly downtime: PlanTime;
  /** Waits for locks, which come on top, as a sentence; empty where no lock is waited for that others queue behind. */
  readonly queue: string;
  /** How long it works in all. */
  readonly total: PlanTime;
  /** The tables that work is done on. */
  readonly tables: readonly PlanTable[];
  /** The throughput that the times rest on. */
  readonly basis: readonly string[];
  readonly schemaChanges: readonly string[];
  readonly data: readonly PlanData[];
  /** Before the first release. */
  readonly before: readonly PlanQuery[];
  readonly releases: readonly PlanRelease[];
  /** Queries to look at while it runs. */
  readonly during: readonly PlanQuery[];
  /** After the last release. */
  readonly after: readonly PlanQuery[];
  /** One for each migration that can be rolled back, in the order in which that is done: last first. */
  readonly rollbacks: readonly MigrationRollback[];
  /** Why they are not here, as a sentence; empty where they are. */
  readonly rollbacksLeftOut: string;
  /** What the plan does not know: parts of the change that could not be read. */
  readonly gaps: readonly string[];
}
