/** A change as the pipeline understood it: what the ruleset judges. */
import type { Catalog, Origin } from '../catalog/catalog.ts';
import type { Statement } from '../dialects/dialect.ts';
import type { Migration, Unread } from '../frameworks/framework.ts';
import type { Operation } from '../operations/operation.ts';
import type { Comment, Span } from '../source.ts';
import type { Consequence, Effect } from './effect.ts';
import type { LockTimeline } from './lock-timeline.ts';
import type { HeldLock } from './transaction.ts';
import type {
  ColumnFacts,
  ConstraintFacts,
  DatabaseFacts,
  IndexFacts,
  MadeFacts,
  MigrationFacts,
  OutcomeFacts,
  Places,
  TableFacts,
  TransactionFacts,
} from './facts.ts';

/** One operation with everything a rule can ask about it. */
export interface AnalysedOperation {
  readonly operation: Operation;
  readonly effects: readonly Effect[];
  readonly consequence: Consequence;
  readonly table: TableFacts;
  readonly column: ColumnFacts;
  readonly constraint: ConstraintFacts;
  readonly index: IndexFacts;
  readonly made: MadeFacts;
  readonly outcome: OutcomeFacts;
  readonly places: Places;
  /** The catalog just before it, for rewrites. */
  readonly before: Catalog;
  /** The dialect does not know what it does (`Analysis.unsupported`): a clause that says so. It is shown as not analysed. */
  readonly unsupported?: string;
}

export interface AnalysedStatement {
  readonly statement: Statement;
  readonly operations: readonly AnalysedOperation[];
  /** Merged over the operations, as in the JSON. */
  readonly effects: readonly Effect[];
  readonly consequence: Consequence;
  readonly transaction: TransactionFacts;
  /** The locks that earlier statements of its transaction hold. */
  readonly held: readonly HeldLock[];
  /** A ROLLBACK takes it back. */
  readonly takenBack: boolean;
}

/** The statements that share one transaction, for `on: transaction`. */
export interface AnalysedTransaction {
  readonly statements: readonly AnalysedStatement[];
  /** As of its last statement. */
  readonly facts: TransactionFacts;
  /** Where a finding about the whole goes: the statement that made it remarkable, else the first. */
  readonly span: Span;
}

export interface AnalysedMigration {
  readonly migration: Migration;
  /** Index of its project in the review. */
  readonly project: number;
  readonly change: Origin;
  readonly facts: MigrationFacts;
  readonly database: DatabaseFacts;
  /** Of a down: what is not as it was before its up, in words; null where that is not known, and of an up. */
  readonly notUndone: readonly string[] | null;
  readonly statements: readonly AnalysedStatement[];
  readonly transactions: readonly AnalysedTransaction[];
  /** The transactions whose locks tell something together. */
  readonly timelines: readonly LockTimeline[];
  readonly unread: readonly Unread[];
  readonly comments: readonly Comment[];
}
