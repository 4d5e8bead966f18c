/**
 * `--format json`: the review as data, and the JSON of `explain`. The documents are contracts: their shapes are declared
 * here once, the types and the published JSON Schemas come from the declaration, and they change by addition only.
 */
import { type Consequence, type Effect, LOCK_MODES, RELATION_KINDS, WAITS, WORK_KINDS } from '../effects/effect.ts';
import type { UsageReport } from '../plan/plan.ts';
import {
  type Allowance,
  type Belief,
  CATEGORIES,
  type Database,
  type Finding,
  type Review,
  type ReviewedStatement,
  type RewriteStep,
  RISKS,
} from '../report.ts';
import type { LockTimeline } from '../effects/lock-timeline.ts';
import type { HeldLock } from '../effects/transaction.ts';
import type { Locator, Span } from '../source.ts';
import { FIX, fixJson } from './json-fix.ts';
import { PLAN_QUERY, PLAN_TIME, planJson, planShape } from './json-plan.ts';
import { TRANSACTION, transactionJson } from './json-locks.ts';
import {
  choice,
  constant,
  flag,
  integer,
  type JsonOf,
  type JsonSchema,
  list,
  named,
  nullable,
  object,
  optional,
  text,
  word,
} from './json-shape.ts';
import type { Reporter } from './reporter.ts';

const POSITION = object(
  {
    line: integer(1, '1-based.'),
    column: integer(1, '1-based, in UTF-16 code units.'),
    offset: integer(0, '0-based, in UTF-16 code units of the file as committed.'),
  },
  'A place in a file.',
);
const position = named('position', POSITION);

const SPAN = object(
  { path: word('From the root of the repository, with `/`.'), start: position, end: position },
  'A part of a file; the end is exclusive.',
);
const span = named('span', SPAN);

const DATABASE = object(
  {
    dialect: word('`postgres`, `mysql`, …, or `unknown`.'),
    version: text('The major version.'),
    assumed: flag('Nothing in the repository or the configuration says so.'),
  },
  'The database, as far as it is known.',
);
const database = named('database', DATABASE);

const EFFECT = object(
  {
    relation: word('Schema-qualified, quoted as `quote_ident` would.'),
    relationKind: choice(RELATION_KINDS),
    lock: choice(LOCK_MODES, 'The strongest lock, as in the manual.'),
    blocksReads: flag('The lock conflicts with ACCESS SHARE, or it is an index whose lock makes every plan on its table wait.'),
    blocksWrites: flag('The lock conflicts with ROW EXCLUSIVE.'),
    blocksSchemaChanges: flag('The lock conflicts with SHARE UPDATE EXCLUSIVE.'),
    work: choice(WORK_KINDS, 'The heaviest thing done while the lock is held.'),
    heldUntil: choice(['statement', 'transaction']),
    createdHere: flag('This change made the relation: nothing deployed uses it yet.'),
    unknown: list(word(), 'Fields of this object that could not be determined; they hold the worst case.'),
  },
  'What a statement does to one relation.',
);
const effect = named('effect', EFFECT);

const CONSEQUENCES = object(
  {
    losesData: flag('Data that was there can no longer be read after it.'),
    reversible: flag('Another statement can restore schema and data as they were.'),
    breaksRunningCode: flag('Application code of the version deployed now can fail after it.'),
    canFailOnData: flag('Whether it succeeds depends on the rows that are there.'),
    mustRunOutsideTransaction: flag('The server refuses it inside a transaction block.'),
    waitsFor: optional(
      choice(
        WAITS,
        'Where it waits beside its locks, blocking nobody: for the transactions that use its table, or for those that write it and then for every transaction of the database with an older snapshot.',
      ),
    ),
    leavesInvalidIndex: optional(flag('Where it fails or is interrupted it leaves an invalid index behind. Absent: it does not.')),
    hidesInvalidIndex: optional(
      flag('It takes an invalid index of that name, left behind by an earlier build, for the index. Absent: it does not.'),
    ),
    refused: nullable(object({ sqlstate: word(), reason: word() }), 'The server refuses it whatever the data.'),
    unknown: list(word(), 'Fields of this object that could not be determined; they hold the worst case.'),
  },
  'What a statement means beyond locks: the OR over its operations.',
);
const consequences = named('consequences', CONSEQUENCES);

const STATEMENT_FIELDS = {
  sql: nullable(text(), 'The text of the statement; null for a builder step.'),
  span,
  operations: list(word(), 'The kinds of operation it consists of.'),
  effects: list(effect),
  consequences,
} as const;
const STATEMENT = object(STATEMENT_FIELDS, 'One statement as it was understood.');

const transaction = named('transaction', TRANSACTION);

const UNREAD = object({ span, reason: word() }, 'Something that was found and could not be analysed.');

const MIGRATION = object(
  {
    path: word(),
    framework: word(),
    dialect: word(),
    direction: choice(['up', 'down']),
    title: text(),
    order: text('What the framework sorts it by.'),
    down: choice(['present', 'absent', 'irreversible', 'not-used'], 'Its way back.'),
    transaction: choice(['wrapped', 'implicit', 'none', 'explicit', 'unknown'], 'How it meets transactions.'),
    transactionGroup: nullable(text(), 'What shares one transaction across files.'),
    statements: list(STATEMENT),
    transactions: list(transaction),
    unread: list(UNREAD),
  },
  'One migration of the change under review.',
);

const ALLOWANCE = object(
  {
    source: choice(['comment', 'baseline', 'label', 'approval']),
    reason: text(),
    by: nullable(text()),
    until: nullable(text(), 'YYYY-MM-DD.'),
    span: nullable(span),
  },
  'Why a finding does not count.',
);

const FINDING = object(
  {
    rule: word(),
    category: choice(CATEGORIES),
    risk: choice(RISKS),
    confidence: choice(['certain', 'likely', 'unknown']),
    message: word('What is about to happen to which object.'),
    why: text("Why, in the database's terms."),
    fix: text('What to do.'),
    url: text('The page of the rule, or empty.'),
    span,
    related: list(object({ span, note: text() })),
    rewrite: list(
      object({
        title: text(),
        phase: choice(['expand', 'migrate', 'contract', 'same-file']),
        transaction: flag('Whether the step may run inside a transaction.'),
        sql: text(),
        deploy: optional(word('What has to be deployed and running everywhere before it: it is of a later release. Absent: nothing.')),
        batch: optional(
          object(
            {
              statement: word('One batch.'),
              rows: integer(1, 'Rows at a time.'),
              pause: integer(0, 'Milliseconds between two.'),
            },
            'It goes through rows in batches, each committed on its own; `sql` does all of them.',
          ),
        ),
        check: optional(word('A query that reads only, and returns no row once the step has done its work.')),
        cleanup: optional(word('What clears away what a failed run leaves, before the step is run again.')),
      }),
      'The SQL to run instead, in order.',
    ),
    suggestion: nullable(object({ span, text: text() }), 'Where the file can be repaired in place: the text that replaces the span.'),
    fingerprint: word('Survives line moves.'),
    allowed: nullable(ALLOWANCE),
  },
  'A finding, allowed ones included.',
);

const COUNT_OF_USES = object(
  { likely: integer(0), possible: integer(0), weak: integer(0) },
  'How many lines were found in all. likely: its table, model or type is named where it stands; possible: it has the name; weak: it has it in prose, in a definition of something else, or the word is a common one.',
);

const USAGE = object({
  object: word('What the change takes away: `column email of users`.'),
  change: word('What happens to it: `dropped`, `renamed to mail`, `added as required`, …'),
  span,
  names: list(word(), 'The names that were looked for.'),
  found: COUNT_OF_USES,
  usages: list(
    object({
      path: word(),
      line: integer(1),
      column: integer(1),
      text: text('The line, cut where it is long.'),
      likelihood: choice(['likely', 'possible', 'weak']),
    }),
    'The first of them, most likely first.',
  ),
  searched: object({ files: integer(0), leftOut: list(word()) }, 'How many files were searched, and what was left out.'),
});

const TOOL = object({ name: constant('lockkeeper'), version: word() });

const REVIEW = object({
  schemaVersion: constant(1),
  audit: flag('Every migration was its own change on top of the ones before it.'),
  tool: TOOL,
  verdict: choice(['pass', 'warn', 'fail', 'error']),
  risk: choice(['none', ...RISKS], 'The worst finding that is not allowed.'),
  database,
  coverage: object({ files: integer(0), statements: integer(0), analysed: integer(0) }),
  migrations: list(MIGRATION),
  findings: list(FINDING, 'Worst first, then by path and line.'),
  plan: optional(nullable(planShape(span), 'How to bring the change to production; null: nothing is about to be run.')),
  fix: optional(FIX),
  usages: optional(list(USAGE, 'Where the application still uses what the change takes away. Absent where it takes nothing away.')),
});

const EXPLANATION = object({
  schemaVersion: constant(1),
  database,
  statements: list(
    object({
      ...STATEMENT_FIELDS,
      waitLimit: object(
        {
          milliseconds: integer(0, 'How long it waits for a lock at most; 0: nothing set here limits it.'),
          by: choice(['nothing', 'lock_timeout', 'statement_timeout', 'transaction_timeout'], 'The timeout that ends the wait.'),
          unknown: flag('A timeout is set to something that cannot be read.'),
        },
        'What limits the wait for its locks.',
      ),
      waits: list(word(), 'What it waits for besides the locks it takes, as clauses after "it waits for".'),
      undo: list(word(), 'The statements that undo it, in order; empty where nothing does or it is not known.'),
      beliefs: list(
        object({
          id: word(),
          believed: word('What people say.'),
          truth: word('What is so.'),
          since: nullable(integer(1), 'The first major for which that is so; null: all that are supported.'),
          source: word('The manual page.'),
        }),
        'What is believed of it and wrong.',
      ),
      sources: list(word(), 'The manual pages that say what it does.'),
      error: optional(object({ message: word(), line: integer(1), column: integer(1) }, 'The statement does not parse.')),
    }),
  ),
  transactions: list(transaction, 'The locks that the statements hold together; indexes are those of the statements that parse.'),
});

/** The JSON of `review`. */
export type ReviewJson = JsonOf<typeof REVIEW>;
/** The JSON of `explain`. */
export type ExplanationJson = JsonOf<typeof EXPLANATION>;

/** What `explain` found out, for the reporters. */
export interface Explanation {
  readonly database: Database;
  readonly statements: readonly ExplainedStatement[];
  /** Indexes are those of the statements that parse. */
  readonly transactions: readonly LockTimeline[];
  readonly locate: Locator;
}

/** One statement of an explanation. Where it does not parse, its operations and effects are empty and `error` says where. */
export interface ExplainedStatement extends ReviewedStatement {
  /** CONCURRENTLY is given. */
  readonly concurrently: boolean;
  /** The kinds of its operations that break code that is deployed, and of those that lose data. */
  readonly breaking: readonly string[];
  readonly losing: readonly string[];
  /** The locks that earlier statements of its transaction hold. */
  readonly held: readonly Pick<HeldLock, 'relation' | 'lock'>[];
  readonly waitLimit: {
    readonly milliseconds: number;
    readonly by: 'nothing' | 'lock_timeout' | 'statement_timeout' | 'transaction_timeout';
    readonly unknown: boolean;
  };
  /** What it waits for besides its locks. */
  readonly waits: readonly string[];
  /** The statements that undo it, in order. */
  readonly undo: readonly string[];
  readonly beliefs: readonly Belief[];
  /** Manual pages. */
  readonly sources: readonly string[];
  readonly error?: { readonly message: string; readonly line: number; readonly column: number };
}

const DEFINITIONS = {
  position: POSITION,
  span: SPAN,
  database: DATABASE,
  effect: EFFECT,
  consequences: CONSEQUENCES,
  transaction: TRANSACTION,
};
/** Those that the review alone has. */
const REVIEW_DEFINITIONS = { planTime: PLAN_TIME, planQuery: PLAN_QUERY };

function document(
  title: string,
  root: { readonly schema: JsonSchema },
  definitions: Readonly<Record<string, { readonly schema: JsonSchema }>>,
): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...root.schema,
    $defs: Object.fromEntries(Object.entries(definitions).map(([name, shape]) => [name, shape.schema])),
  };
}

/** The JSON Schema (draft 2020-12) of the JSON of `review`. */
export function reviewSchema(): JsonSchema {
  return document('Lockkeeper review, version 1', REVIEW, { ...DEFINITIONS, ...REVIEW_DEFINITIONS });
}

/** The JSON Schema (draft 2020-12) of the JSON of `explain`. */
export function explanationSchema(): JsonSchema {
  return document('Lockkeeper explanation, version 1', EXPLANATION, DEFINITIONS);
}

/** The review as data, exactly as published. */
export function reviewJson(review: Review, version: string): ReviewJson {
  const at = spans(review.locate);
  return {
    schemaVersion: 1,
    audit: review.audit,
    tool: { name: 'lockkeeper', version },
    verdict: review.verdict,
    risk: review.risk,
    database: databaseJson(review.database),
    coverage: { files: review.coverage.files, statements: review.coverage.statements, analysed: review.coverage.analysed },
    migrations: review.migrations.map(({ migration, project, statements, transactions, unread }) => ({
      path: migration.path,
      framework: migration.framework,
      dialect: migration.otherDialect ?? (review.projects[project]?.database ?? review.database).dialect,
      direction: migration.direction,
      title: migration.title,
      order: migration.order,
      down: migration.down,
      transaction: migration.transaction,
      transactionGroup: migration.transactionGroup,
      statements: statements.map((statement) => statementJson(statement, at)),
      transactions: transactions.map(transactionJson),
      unread: unread.map((item) => ({ span: at(item.span), reason: item.reason })),
    })),
    findings: review.findings.map((finding) => findingJson(finding, at)),
    plan: review.plan && planJson(review.plan, at),
    ...(review.fix === null ? {} : { fix: fixJson(review.fix) }),
    ...(review.usages.length === 0 ? {} : { usages: review.usages.map((report) => usageJson(report, at)) }),
  };
}

/** An explanation as data, exactly as published. */
export function explanationJson(explanation: Explanation): ExplanationJson {
  const at = spans(explanation.locate);
  return {
    schemaVersion: 1,
    database: databaseJson(explanation.database),
    statements: explanation.statements.map((statement) => {
      const { error, waitLimit, waits, undo, beliefs, sources } = statement;
      const json = {
        ...statementJson(statement, at),
        waitLimit: { milliseconds: waitLimit.milliseconds, by: waitLimit.by, unknown: waitLimit.unknown },
        waits,
        undo,
        beliefs: beliefs.map(({ id, believed, truth, since, source }) => ({ id, believed, truth, since, source })),
        sources,
      };
      return error ? { ...json, error: { message: error.message, line: error.line, column: error.column } } : json;
    }),
    transactions: explanation.transactions.map(transactionJson),
  };
}

/**
 * A document as text. What JSON leaves as it is and a terminal or the runner of a workflow would obey is escaped: the data is
 * the same. The runner takes `##[command]` for one wherever it stands in a line; see withoutCommands.
 */
export function jsonText(document: object): string {
  const escaped = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const text = JSON.stringify(document, null, 2)
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escaped)
    .replace(/#(?=#\[)/g, escaped);
  return `${text}\n`;
}

/** The text of `explain --format json`. */
export function renderExplanationJson(explanation: Explanation): string {
  return jsonText(explanationJson(explanation));
}

type SpanJson = JsonOf<typeof SPAN>;
type Place = (span: Span) => SpanJson;

function spans(locate: Locator): Place {
  return (span) => {
    const { start, end } = locate.position(span);
    return { path: span.path, start: pick(start), end: pick(end) };
  };
}

const pick = ({ line, column, offset }: JsonOf<typeof POSITION>): JsonOf<typeof POSITION> => ({ line, column, offset });

const databaseJson = ({ dialect, version, assumed }: Database): JsonOf<typeof DATABASE> => ({ dialect, version, assumed });

function statementJson(statement: ReviewedStatement, at: Place): JsonOf<typeof STATEMENT> {
  return {
    sql: statement.sql,
    span: at(statement.span),
    operations: statement.operations,
    effects: statement.effects.map(effectJson),
    consequences: consequencesJson(statement.consequences),
  };
}

function effectJson(effect: Effect): JsonOf<typeof EFFECT> {
  const { relation, relationKind, lock, blocksReads, blocksWrites, blocksSchemaChanges, work, heldUntil, createdHere, unknown } = effect;
  return { relation, relationKind, lock, blocksReads, blocksWrites, blocksSchemaChanges, work, heldUntil, createdHere, unknown };
}

function consequencesJson(consequence: Consequence): JsonOf<typeof CONSEQUENCES> {
  const { losesData, reversible, breaksRunningCode, canFailOnData, mustRunOutsideTransaction, refused, unknown } = consequence;
  const { waitsFor, leavesInvalidIndex, hidesInvalidIndex } = consequence;
  return {
    losesData,
    reversible,
    breaksRunningCode,
    canFailOnData,
    mustRunOutsideTransaction,
    ...(waitsFor === 'nothing' ? {} : { waitsFor }),
    ...(leavesInvalidIndex ? { leavesInvalidIndex } : {}),
    ...(hidesInvalidIndex ? { hidesInvalidIndex } : {}),
    refused: refused && { sqlstate: refused.sqlstate, reason: refused.reason },
    unknown,
  };
}

function findingJson(finding: Finding, at: Place): JsonOf<typeof FINDING> {
  const { rule, category, risk, confidence, message, why, fix, url, suggestion, fingerprint, allowed } = finding;
  return {
    rule,
    category,
    risk,
    confidence,
    message,
    why,
    fix,
    url,
    span: at(finding.primary),
    related: finding.related.map((place) => ({ span: at(place.span), note: place.note })),
    rewrite: finding.rewrite.map(stepJson),
    suggestion: suggestion && { span: at(suggestion.span), text: suggestion.text },
    fingerprint,
    allowed: allowed && allowanceJson(allowed, at),
  };
}

function usageJson({ object: what, change, span: where, names, found, usages, searched }: UsageReport, at: Place): JsonOf<typeof USAGE> {
  return {
    object: what,
    change,
    span: at(where),
    names,
    found: { likely: found.likely, possible: found.possible, weak: found.weak },
    usages: usages.map(({ path, line, column, text: own, likelihood }) => ({ path, line, column, text: own, likelihood })),
    searched: { files: searched.files, leftOut: searched.leftOut },
  };
}

function stepJson({ title, phase, transaction, sql, deploy, batch, check, cleanup }: RewriteStep): RewriteStep {
  return {
    title,
    phase,
    transaction,
    sql,
    ...(deploy === undefined ? {} : { deploy }),
    ...(batch === undefined ? {} : { batch: { statement: batch.statement, rows: batch.rows, pause: batch.pause } }),
    ...(check === undefined ? {} : { check }),
    ...(cleanup === undefined ? {} : { cleanup }),
  };
}

function allowanceJson(allowed: Allowance, at: Place): JsonOf<typeof ALLOWANCE> {
  const { source, reason, by, until, span } = allowed;
  return { source, reason, by, until, span: span && at(span) };
}

export const json = {
  id: 'json',
  showsUses: true,
  showsPlan: true,
  doc: 'the review as data, for other programs; its JSON Schema is published',
  render: (review, options) => jsonText(reviewJson(review, options.version)),
} satisfies Reporter;
