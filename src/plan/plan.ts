/** The parts of the migration plan that are worked out on their own: the way back, and the uses in the application. */
import type { RewriteStep } from '../report.ts';
import type { Span } from '../source.ts';

/** What restores the schema that was there before a migration. */
export interface MigrationRollback {
  /** The file of the migration. */
  readonly path: string;
  /** In the order in which they are run. Empty: nothing can be done, or there is nothing to undo. */
  readonly steps: readonly Pick<RewriteStep, 'title' | 'transaction' | 'sql'>[];
  /** What does not come back, and how to save it before the migration runs; `save` is null where nothing can be saved. */
  readonly lost: readonly {
    readonly what: string;
    readonly save: Pick<RewriteStep, 'title' | 'sql'> | null;
    readonly restore: string | null;
  }[];
  /** Small things that are not as they were, and parts that could not be undone, each with its reason. */
  readonly notRestored: readonly string[];
  /** The way back that the migration brings: `none`, `same` (it leads where these steps lead), or what it does otherwise. */
  readonly existing: 'none' | 'same' | readonly string[];
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
