/** What the pipeline returns and the reporters receive. */
import type { ChangedFile, ChangeSet } from './changes/change-source.ts';
import type { AnalysedMigration } from './effects/analysed.ts';
import type { Consequence, Effect } from './effects/effect.ts';
import type { LockTimeline } from './effects/lock-timeline.ts';
import type { Migration, Unread } from './frameworks/framework.ts';
import type { Fix } from './plan/fix.ts';
import type { Plan, UsageReport } from './plan/plan.ts';
import type { Locator, Span } from './source.ts';

/** Weakest first. */
export const RISKS = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Risk = (typeof RISKS)[number];
export type Verdict = 'pass' | 'warn' | 'fail' | 'error';
/** `certain`: every fact the rule used is known. `likely`: a fact was unknown and its worst case was taken. */
export type Confidence = 'certain' | 'likely' | 'unknown';

/** -1, 0 or 1 as `a` is below, at or above `b`. */
export function compareRisks(a: Risk, b: Risk): number {
  return Math.sign(RISKS.indexOf(a) - RISKS.indexOf(b));
}

export const CATEGORIES = [
  'locking',
  'data-loss',
  'reversibility',
  'constraints',
  'compatibility',
  'transactions',
  'data',
  'history',
  'security',
  'design',
  'naming',
  'analysis',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** One step of the SQL to run instead. */
export interface RewriteStep {
  readonly title: string;
  /** `same-file`: instead of the statement, in this very file. The others are deploys: expand, then migrate, then contract. */
  readonly phase: 'expand' | 'migrate' | 'contract' | 'same-file';
  /** Whether the step may run inside a transaction; false: the server refuses it there. */
  readonly transaction: boolean;
  readonly sql: string;
  /**
   * What has to be deployed and running everywhere before this step, as a sentence that starts with a verb: `Deploy code that
   * does not read email any more.` Absent: the step follows the one before it, in the same release.
   */
  readonly deploy?: string;
  /** The step goes through rows in batches, each committed on its own; `sql` does all of them, `statement` does one. */
  readonly batch?: {
    readonly statement: string;
    /** Rows at a time. */
    readonly rows: number;
    /** Milliseconds between two. */
    readonly pause: number;
  };
  /** A query that reads only, and returns no row once the step has done its work. */
  readonly check?: string;
  /** What clears away what a failed run leaves behind, before the step is run again. */
  readonly cleanup?: string;
  /** On the first step: the statements of the migration that the steps are run instead of, where those are more than one. */
  readonly instead?: readonly Span[];
}

/** What people say about an operation that is not so. */
export interface Belief {
  readonly id: string;
  readonly believed: string;
  readonly truth: string;
  /** The first major for which the truth is one; null: all that are supported. */
  readonly since: number | null;
  /** The manual page. */
  readonly source: string;
}

/** Why a finding does not count. */
export interface Allowance {
  readonly source: 'comment' | 'baseline' | 'label' | 'approval';
  readonly reason: string;
  readonly by: string | null;
  readonly until: string | null;
  readonly span: Span | null;
}

export interface Finding {
  readonly rule: string;
  readonly category: Category;
  readonly risk: Risk;
  readonly confidence: Confidence;
  readonly primary: Span;
  readonly related: readonly { readonly span: Span; readonly note: string }[];
  /** What is about to happen to which object. */
  readonly message: string;
  /** Why, in the database's terms. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** The page of the rule, or empty for a custom rule without one. */
  readonly url: string;
  readonly rewrite: readonly RewriteStep[];
  /** Only where the file can be repaired in place: `text` replaces exactly `span`. */
  readonly suggestion: { readonly span: Span; readonly text: string } | null;
  /** Survives line moves: rule, path, statement, object, ordinal among equals. */
  readonly fingerprint: string;
  readonly allowed: Allowance | null;
}

/** One statement as it was understood. */
export interface ReviewedStatement {
  /** Null for a builder step. */
  readonly sql: string | null;
  readonly span: Span;
  readonly operations: readonly string[];
  readonly effects: readonly Effect[];
  readonly consequences: Consequence;
}

/** One migration of the change under review. */
export interface ReviewedMigration {
  readonly project: number;
  readonly migration: Migration;
  readonly statements: readonly ReviewedStatement[];
  /** Transactions, and statements outside one, that hold several relations locked together, or one through later work. */
  readonly transactions: readonly LockTimeline[];
  readonly unread: readonly Unread[];
}

/** The database a project runs on, as far as it is known. */
export interface Database {
  /** `postgres`, `mysql`, …, or `unknown`. */
  readonly dialect: string;
  /** The major version: `16`. */
  readonly version: string;
  /** Nothing in the repository or the configuration says so. */
  readonly assumed: boolean;
  /** Where it is said, in words: `provider in prisma/schema.prisma`; empty when assumed. */
  readonly evidence: string;
}

/** How engines are called. */
const ENGINES: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
  sqlserver: 'SQL Server',
  oracle: 'Oracle',
  cockroachdb: 'CockroachDB',
  clickhouse: 'ClickHouse',
  mongodb: 'MongoDB',
  cassandra: 'Cassandra',
  h2: 'H2',
  spanner: 'Spanner',
};

/** How an engine is called in messages; its id where it has no name of its own here. */
export function engineTitle(dialect: string): string {
  return ENGINES[dialect] ?? dialect;
}

export interface ReviewedProject {
  readonly framework: string;
  /** Folder of the project, empty for the top of the repository. */
  readonly root: string;
  readonly database: Database;
  /** Migrations of history that the catalog was built from. */
  readonly history: number;
}

export interface Coverage {
  readonly files: number;
  readonly statements: number;
  readonly analysed: number;
}

export interface Review {
  readonly verdict: Verdict;
  readonly risk: Risk | 'none';
  readonly failOn: Risk | 'never';
  readonly audit: boolean;
  /** The database of the first project, or the assumed one. */
  readonly database: Database;
  readonly projects: readonly ReviewedProject[];
  readonly coverage: Coverage;
  readonly migrations: readonly ReviewedMigration[];
  /** Worst first, then by path and line. Allowed ones are in here too. */
  readonly findings: readonly Finding[];
  /** Where the application still uses what the change takes away; empty for an audit. */
  readonly usages: readonly UsageReport[];
  /** One-line remarks about the run: an assumed version, a project on an engine that is not supported, a policy not yet in force. */
  readonly notes: readonly string[];
  /** How to bring the change to production; null where nothing is about to be run: audits, changes without a statement. */
  readonly plan: Plan | null;
  /** The files to commit instead, as `lockkeeper fix` makes them; null where it makes none and has nothing to say. */
  readonly fix: Fix | null;
  /** The files under review, with the lines a comment can sit on where that is known. */
  readonly files: readonly ChangedFile[];
  readonly locate: Locator;
}

/** Findings that count: not allowed. */
export function standing(review: Pick<Review, 'findings'>): readonly Finding[] {
  return review.findings.filter((finding) => !finding.allowed);
}

/** Standing findings at or above `fail-on`. */
export function blocking(review: Pick<Review, 'findings' | 'failOn'>): readonly Finding[] {
  const level = review.failOn;
  return level === 'never' ? [] : standing(review).filter((finding) => compareRisks(finding.risk, level) >= 0);
}

/**
 * A review whose blocking findings somebody allows. A review that could not be finished stays that: nobody knows what would
 * have been allowed.
 */
export function unblocked(review: Review, allowance: Allowance): Review {
  const blockers = new Set(blocking(review));
  const findings = review.findings.map((finding) => (blockers.has(finding) ? { ...finding, allowed: allowance } : finding));
  const worst = standing({ findings })[0]?.risk;
  return {
    ...review,
    findings,
    risk: worst ?? 'none',
    verdict: review.verdict === 'error' ? 'error' : verdictOf(worst, review.failOn),
  };
}

/** What the pipeline hands over at its end. */
export interface Conclusion {
  readonly changes: Pick<ChangeSet, 'kind' | 'files'>;
  readonly failOn: Risk | 'never';
  readonly projects: readonly ReviewedProject[];
  readonly migrations: readonly AnalysedMigration[];
  readonly findings: readonly Finding[];
  readonly failures: readonly { readonly rule: string; readonly builtIn: boolean; readonly span: Span; readonly reason: string }[];
  readonly usages?: readonly UsageReport[];
  readonly notes: readonly string[];
  readonly plan?: Plan | null;
  readonly fix?: Fix | null;
  readonly locate: Locator;
}

/** The database that is named where no project says anything. */
const ASSUMED: Database = { dialect: 'postgres', version: '14', assumed: true, evidence: '' };

/**
 * Rates a review. Its risk is that of the worst finding that is not allowed; `error` when a rule could not be evaluated,
 * for then a finding may be missing.
 */
export function conclude(conclusion: Conclusion): Review {
  const { changes, failOn, migrations, failures, locate } = conclusion;
  const findings = conclusion.findings.toSorted(
    (a, b) =>
      compareRisks(b.risk, a.risk) ||
      compareText(a.primary.path, b.primary.path) ||
      a.primary.start - b.primary.start ||
      compareText(a.rule, b.rule),
  );
  const worst = standing({ findings })[0]?.risk;
  const verdict = failures.length > 0 ? 'error' : verdictOf(worst, failOn);
  const statements = migrations.flatMap((migration) => migration.statements);
  const understood = statements.filter((s) =>
    s.operations.every(({ operation, unsupported }) => operation.kind !== 'unsupported' && unsupported === undefined),
  );
  return {
    verdict,
    risk: worst ?? 'none',
    failOn,
    audit: changes.kind === 'audit',
    database: conclusion.projects[0]?.database ?? ASSUMED,
    projects: conclusion.projects,
    coverage: {
      files: new Set(migrations.map(({ migration }) => migration.path)).size,
      statements: statements.length + migrations.reduce((sum, { unread }) => sum + unread.length, 0),
      analysed: understood.length,
    },
    migrations: migrations.map(({ project, migration, statements: own, timelines, unread }) => ({
      project,
      migration,
      transactions: timelines,
      unread,
      statements: own.map(({ statement, effects, consequence }) => ({
        sql: statement.sql,
        span: statement.span,
        operations: statement.operations.map((operation) => operation.kind),
        effects,
        consequences: consequence,
      })),
    })),
    findings,
    usages: conclusion.usages ?? [],
    notes: [...failures.map((failure) => failureNote(failure, locate)), ...conclusion.notes],
    plan: conclusion.plan ?? null,
    fix: conclusion.fix ?? null,
    files: changes.files,
    locate,
  };
}

function verdictOf(worst: Risk | undefined, failOn: Risk | 'never'): Verdict {
  if (worst === undefined) return 'pass';
  if (failOn !== 'never' && compareRisks(worst, failOn) >= 0) return 'fail';
  return worst === 'info' ? 'pass' : 'warn';
}

function failureNote({ rule, builtIn, span, reason }: Conclusion['failures'][number], locate: Locator): string {
  const { line } = locate.position(span).start;
  const whose = builtIn ? 'This is a bug in Lockkeeper.' : 'Mend the rule.';
  return `The rule ${rule} could not be evaluated at ${span.path}:${line}: ${reason}. A finding of it may be missing. ${whose}`;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
