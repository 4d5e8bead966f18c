/** What the first pass of the analysis leaves for the second. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Comment } from '../source.ts';
import type { Statement } from '../dialects/dialect.ts';
import type { Migration, Unread } from '../frameworks/framework.ts';
import type { TimelineEntry } from './analyse.ts';
import type { Neighbour } from './neighbours.ts';
import type { UpSeen } from './down.ts';
import type { Analysis, Effect } from './effect.ts';
import type { TransactionState } from './transaction.ts';

/** One step, parsed; how the tool sends it. */
export interface ParsedStep {
  readonly statements: readonly Statement[];
  readonly oneQuery: boolean;
  readonly apart: boolean;
}

export interface Parsed {
  readonly steps: readonly ParsedStep[];
  readonly unread: readonly Unread[];
  readonly comments: readonly Comment[];
}

/** One operation after the first pass. */
export interface Seen extends Neighbour {
  readonly analysis: Analysis;
}

export interface SeenStatement {
  readonly statement: Statement;
  readonly operations: readonly Seen[];
  readonly effects: readonly Effect[];
  readonly state: TransactionState;
  readonly at: number;
}

export interface SeenMigration {
  readonly entry: TimelineEntry;
  /** The migration, `explicit` where its file opens its own transactions. */
  readonly migration: Migration;
  readonly parsed: Parsed;
  readonly statements: readonly SeenStatement[];
  /** What is there after it. */
  readonly reached: Catalog;
  /** The number of the transaction that the file opened and does not end. */
  readonly unclosed: number | undefined;
  /** The statements that a ROLLBACK takes back, here or in a migration that shares the session. */
  readonly takenBack: ReadonlySet<SeenStatement>;
  /** For a down: the up of the same change that it takes back. */
  readonly up?: UpSeen | undefined;
}
