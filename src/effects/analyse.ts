/**
 * The walk over a timeline: history is replayed into the catalog, each statement of a change is analysed on the catalog
 * as it is just before it, in the transaction it will run in. Two passes: the first finds effects, the second the facts
 * that look ahead ("a later statement validates it").
 */
import { applyOperation, applyOperations } from '../catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG, type Origin, type TableKnowledge } from '../catalog/catalog.ts';
import type { Dialect, Situation, Statement } from '../dialects/dialect.ts';
import type { TypeName } from '../operations/definition.ts';
import type { Migration, Unread } from '../frameworks/framework.ts';
import type { Operation } from '../operations/operation.ts';
import { tableOf } from '../operations/operation.ts';
import type { Comment, SqlScript } from '../source.ts';
import type { AnalysedMigration, AnalysedOperation, AnalysedStatement } from './analysed.ts';
import { downDifferences, type UpSeen } from './down.ts';
import { describeColumn, describeConstraint, describeIndex, describeTable } from './describe.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';
import { describeMade } from './describe-made.ts';
import { describeOutcome } from './describe-outcome.ts';
import {
  describeTransaction,
  locksWriters,
  newValueRefusal,
  strongest,
  transactionsOf,
  waitLimitOf,
  workAfter,
} from './describe-transaction.ts';
import type { Parsed, ParsedStep, Seen, SeenMigration, SeenStatement } from './seen.ts';
import { type Consequence, mergeConsequences, mergeEffects, withUndo } from './effect.ts';
import type { MigrationFacts, TransactionFacts } from './facts.ts';
import { lockTimelines } from './lock-timeline.ts';
import { lostBy } from './lost.ts';
import { makeRollbacks, type Rollbacks, takesBack } from './rollback.ts';
import { makeTracker, type TransactionTracker } from './transaction.ts';

/** One migration in the order of things. */
export interface TimelineEntry {
  readonly migration: Migration;
  /** `mention`: a merged migration that was edited, renamed or deleted; its statements are not new. */
  readonly role: 'history' | 'change' | 'mention';
  /** What it is reviewed together with; null for history. */
  readonly change: Origin;
  readonly status: MigrationFacts['status'];
  readonly outOfOrder: boolean;
  readonly lastMerged: string;
  readonly duplicateOrder: boolean;
  /** What is wrong with what the tool's own list says of it; empty where nothing is, or another one of the change says it. */
  readonly journalFault: string;
  /** The numbers before it that no migration has, where the tool wants them all: `4`, `4 to 6`; or empty. */
  readonly missingVersions: string;
  /** The path of another migration that was built on the same one, or empty. */
  readonly otherHead: string;
}

/** What there is to say about the place of a migration in the order when there is nothing to say. */
export const IN_ORDER = {
  status: 'added',
  outOfOrder: false,
  lastMerged: '',
  duplicateOrder: false,
  journalFault: '',
  missingVersions: '',
  otherHead: '',
} as const;

/** What is known about the project a timeline belongs to. */
export interface ProjectContext {
  /** Index of the project in the review. */
  readonly project: number;
  readonly dialect: Dialect;
  readonly version: number;
  readonly versionAssumed: boolean;
  readonly frameworkTitle: string;
  readonly outsideTransaction: string | null;
  readonly withoutOptOut: string;
  readonly knowledge: TableKnowledge;
  /** Dumps to start the catalog from, where history was squashed. */
  readonly schema: readonly SqlScript[];
  /** What is there before the first entry, where it is known already. */
  readonly start?: Catalog;
}

const NOTHING: Parsed = { steps: [], unread: [], comments: [] };

/**
 * Parses every step of a migration, in order; search_path carries from one to the next.
 *
 * @param known whether something of a name is there before the migration: where search_path has several schemas.
 */
function parse(migration: Migration, dialect: Dialect, known: (name: string) => boolean): Parsed {
  const steps: ParsedStep[] = [];
  const unread: Unread[] = [];
  const comments: Comment[] = [...(migration.comments ?? [])];
  let schema = dialect.defaultSchema;
  for (const step of migration.steps) {
    if (step.kind === 'sql') {
      const script = dialect.parse(step.script, schema, known);
      schema = script.defaultSchema;
      const several = countOf(script.statements) + script.unread.length > 1;
      const statements = step.made ? script.statements.map(asMade) : script.statements;
      steps.push({ statements, oneQuery: (step.oneQuery ?? false) && several, apart: step.apart ?? false });
      unread.push(...script.unread);
      comments.push(...script.comments);
    } else if (step.kind === 'operation') {
      steps.push({
        statements: [{ span: step.span, sql: null, operations: [step.operation], inBlock: false }],
        oneQuery: false,
        apart: false,
      });
    } else unread.push({ span: step.span, reason: step.reason });
  }
  return { steps, unread, comments };
}

/** A statement that a builder call stands for: its text is in no file. */
function asMade(statement: Statement): Statement {
  return statement.sql === null ? statement : { ...statement, sql: null, made: statement.sql };
}

const statementsOf = (parsed: Parsed): readonly Statement[] => parsed.steps.flatMap((step) => step.statements);

/** How many statements a migration has. */
const countStatements = (parsed: Parsed): number => countOf(statementsOf(parsed)) + parsed.unread.length;

/** Statements as the server counts them: a DO block is one. */
function countOf(statements: readonly Statement[]): number {
  let count = 0;
  let last: Statement | undefined;
  for (const statement of statements) {
    if (!statement.inBlock || !last?.inBlock || last.block?.start !== statement.block?.start) count++;
    last = statement;
  }
  return count;
}

/** A file that opens its own transactions is `explicit`, whatever an undemanding tool does around it. */
function withOwnTransactions(migration: Migration, parsed: Parsed): Migration {
  if (migration.transaction === 'wrapped') return migration;
  const begins = statementsOf(parsed).some((s) => s.operations.some((o) => o.kind === 'transaction-control' && o.action === 'begin'));
  return begins ? { ...migration, transaction: 'explicit' } : migration;
}

/** Kinds with forms that a server may refuse inside a transaction. */
const MAY_BE_REFUSED_INSIDE: ReadonlySet<Operation['kind']> = new Set([
  'create-index',
  'database',
  'detach-partition',
  'drop-index',
  'reindex',
  'transaction-control',
  'vacuum',
]);

/**
 * Whether a file says by what is in it that its tool runs it outside a transaction: it has a statement that can run nowhere
 * else (docs/decisions/0006).
 */
function runsOutside(parsed: Parsed, catalog: Catalog, { dialect, version }: ProjectContext): boolean {
  const situation = { version, inTransaction: 'unknown', change: null, settings: new Map<string, string>() } as const;
  return statementsOf(parsed).some(({ inBlock, operations }) => {
    const own = inBlock ? { ...situation, inBlock: 'own' as const } : situation;
    return operations.some(
      (operation) =>
        MAY_BE_REFUSED_INSIDE.has(operation.kind) && dialect.analyse(operation, catalog, own).consequence.mustRunOutsideTransaction,
    );
  });
}

/**
 * Analyses the changes of one project's timeline.
 *
 * @param timeline ups in the tool's order, history first where it is first; downs anywhere after their up.
 * @returns one entry for each migration that is `change` or `mention`, in the order of the timeline.
 */
export function analyse(timeline: readonly TimelineEntry[], context: ProjectContext): readonly AnalysedMigration[] {
  const { dialect } = context;
  const naming = { change: null, naming: dialect.naming, version: context.version };
  let catalog: Catalog = context.start ?? EMPTY_CATALOG;
  let gaps = false;
  for (const script of context.schema) {
    const { statements, unread } = dialect.parse(script, dialect.defaultSchema);
    gaps ||= unread.length > 0;
    catalog = applyOperations(
      catalog,
      statements.flatMap((s) => s.operations),
      naming,
    );
  }
  const analysed = new Map<TimelineEntry, AnalysedMigration>();
  for (const group of groupByChange(timeline)) {
    if (group[0]?.change === null) {
      ({ catalog, gaps } = replay(group, { catalog, gaps }, context));
      continue;
    }
    const seen = analyseGroup(group, { catalog, gaps }, context);
    ({ catalog, gaps } = seen);
    const { migrations } = seen;
    const unreadInChange = (): boolean => migrations.some(({ parsed }) => leavesGaps(parsed, dialect));
    const going = (direction: 'up' | 'down'): Neighbours =>
      neighboursOf(migrations.flatMap((m) => (m.migration.direction === direction ? m.statements.flatMap((s) => s.operations) : [])));
    const [ups, downs] = [going('up'), going('down')];
    for (const migration of migrations) {
      const up = migration.migration.direction === 'up';
      const around = { migrations, others: up ? ups : downs, final: up ? catalog : migration.reached, unreadInChange };
      analysed.set(migration.entry, describe(migration, around, context));
    }
  }
  return timeline.flatMap((entry) => analysed.get(entry) ?? []);
}

/** What is there at a point of the timeline, and whether something before it could not be read. */
interface Reached {
  readonly catalog: Catalog;
  readonly gaps: boolean;
}

/** The tool never runs it: its comments are read, and nothing else. */
const isPassedOver = ({ journal }: Migration): boolean => journal?.state === 'unlisted';

const has = (catalog: Catalog, name: string): boolean =>
  catalog.relations.has(name) || catalog.types.has(name) || catalog.functions.has(name);

/** What a migration leaves unsaid: parts that were not read, statements that run others. */
const leavesGaps = (parsed: Parsed, dialect: Dialect): boolean =>
  parsed.unread.length > 0 || statementsOf(parsed).some((s) => s.operations.some((operation) => dialect.runsUnread(operation)));

/** Applies the ups of history, as many at once as can be. */
function replay(group: readonly TimelineEntry[], start: Reached, { dialect, version }: ProjectContext): Reached {
  const context = { change: null, naming: dialect.naming, version };
  let { catalog, gaps } = start;
  let waiting: Operation[] = [];
  const reached = (): Catalog => {
    if (waiting.length > 0) catalog = applyOperations(catalog, waiting, context);
    waiting = [];
    return catalog;
  };
  for (const { migration } of group) {
    if (migration.direction !== 'up' || isPassedOver(migration)) continue;
    const parsed = parse(migration, dialect, (name) => has(reached(), name));
    gaps ||= leavesGaps(parsed, dialect);
    const statements = statementsOf(parsed);
    if (!takesBack(statements)) {
      for (const { operations } of statements) waiting.push(...operations);
      continue;
    }
    let now = reached();
    const tracker = makeTracker();
    const rollbacks = makeRollbacks<Catalog>();
    tracker.begin(withOwnTransactions(migration, parsed).transaction, countStatements(parsed), null);
    for (const step of parsed.steps) {
      tracker.step(step);
      for (const statement of step.statements) {
        const state = tracker.before(statement);
        now = rollbacks.settle(statement, state, now, applyOperations(now, statement.operations, context));
        tracker.after(statement, []);
      }
    }
    catalog = now;
  }
  return { catalog: reached(), gaps };
}

/** Runs of entries that belong to the same change. */
function groupByChange(timeline: readonly TimelineEntry[]): readonly (readonly TimelineEntry[])[] {
  const groups: TimelineEntry[][] = [];
  for (const entry of timeline) {
    const last = groups.at(-1);
    if (last && last[0]?.change === entry.change) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** What the catalog knows and the statement does not say: the table of an index, whether pinned columns are a key. */
function completed(operation: Operation, catalog: Catalog): Operation {
  if (operation.kind === 'update' || operation.kind === 'delete') {
    return operation.bounded || !isKey(catalog, operation.table, operation.pinned) ? operation : { ...operation, bounded: true };
  }
  if (!('index' in operation) || tableOf(operation) !== '') return operation;
  const table = catalog.indexes.get(operation.index)?.table;
  return table === undefined ? operation : { ...operation, table };
}

/** Whether a unique index of the table has no other columns than these. */
function isKey(catalog: Catalog, table: string, columns: readonly string[]): boolean {
  return [...(catalog.relations.get(table)?.indexes ?? [])].some((name) => {
    const index = catalog.indexes.get(name);
    return index !== undefined && index.unique && index.columns.length > 0 && index.columns.every((column) => columns.includes(column));
  });
}

/** One session: its transactions, and the statements that no ROLLBACK has taken back. */
interface Session {
  readonly tracker: TransactionTracker;
  readonly rollbacks: Rollbacks<{ readonly catalog: Catalog; readonly statements: number }>;
  readonly standing: SeenStatement[];
}

const beginSession = (): Session => ({ tracker: makeTracker(), rollbacks: makeRollbacks(), standing: [] });

/** First pass: ups in order on the catalog, then downs in reverse, each on what the one before left. */
function analyseGroup(
  group: readonly TimelineEntry[],
  start: Reached,
  context: ProjectContext,
): { migrations: readonly SeenMigration[] } & Reached {
  const seen: SeenMigration[] = [];
  let { catalog, gaps } = start;
  let at = 0;
  const takenBack = new Set<SeenStatement>();
  const run = (entry: TimelineEntry, from: Catalog, { tracker, rollbacks, standing }: Session): Catalog => {
    const passedOver = isPassedOver(entry.migration);
    if (entry.role === 'mention' || entry.migration.otherDialect !== undefined || passedOver) {
      seen.push({
        entry,
        migration: entry.migration,
        parsed: passedOver
          ? { ...NOTHING, comments: parse(entry.migration, context.dialect, (name) => has(from, name)).comments }
          : NOTHING,
        statements: [],
        reached: from,
        unclosed: undefined,
        takenBack,
      });
      return from;
    }
    const { dialect } = context;
    const parsed = parse(entry.migration, dialect, (name) => has(from, name));
    gaps ||= leavesGaps(parsed, dialect);
    const migration = withOwnTransactions(entry.migration, parsed);
    const outside = migration.transaction === 'unknown' && runsOutside(parsed, from, context);
    const own = migration.transaction === 'explicit' && entry.migration.transaction !== 'implicit';
    const mode = own || outside ? 'none' : entry.migration.transaction;
    tracker.begin(mode, countStatements(parsed), migration.transactionGroup);
    const statements: SeenStatement[] = [];
    const typeBefore = typesGivenBack(entry, group, dialect);
    let now = from;
    for (const step of parsed.steps) {
      tracker.step(step);
      for (const statement of step.statements) {
        const state = tracker.before(statement);
        const situation = {
          version: context.version,
          inTransaction: state.unknown ? ('unknown' as const) : state.open,
          implicit: state.implicit,
          ...(state.inBlock ? { inBlock: state.inBlock } : {}),
          change: entry.change,
          settings: state.settings,
          gaps,
          typeBefore,
        };
        const before = now;
        const operations: Seen[] = [];
        for (const written of statement.operations) {
          const operation = completed(written, now);
          const earlier = now;
          now = applyOperation(now, operation, { change: entry.change, naming: dialect.naming, version: context.version });
          const analysis = dialect.analyse(operation, earlier, situation);
          operations.push({ operation, analysis, before: earlier, after: now, at, transaction: state.id });
        }
        const effects = mergeEffects(operations.flatMap((o) => o.analysis.effects));
        const own: SeenStatement = { statement, operations, effects, state, at };
        statements.push(own);
        const stood = standing.push(own);
        const settled = rollbacks.settle(statement, state, { catalog: before, statements: stood - 1 }, { catalog: now, statements: stood });
        for (const gone of standing.splice(settled.statements)) if (gone !== own) takenBack.add(gone);
        now = settled.catalog;
        tracker.after(statement, effects);
        at++;
      }
    }
    seen.push({ entry, migration, parsed, statements, reached: now, unclosed: tracker.unclosed(), takenBack });
    return now;
  };
  const session = beginSession();
  const ups = new Map<string, UpSeen>();
  for (const entry of group) {
    if (entry.migration.direction === 'down') continue;
    const known = { before: catalog, gaps };
    catalog = run(entry, catalog, session);
    const own = seen.at(-1);
    if (own && entry.role === 'change' && entry.status === 'added')
      ups.set(`${entry.migration.id}:down`, { ...known, seen: own, after: catalog });
  }
  let back = catalog;
  for (const entry of group.toReversed()) {
    if (entry.migration.direction === 'up') continue;
    back = run(entry, back, beginSession());
    const own = seen.pop();
    if (own) seen.push({ ...own, up: ups.get(entry.migration.id) });
  }
  return { migrations: seen, catalog, gaps };
}

/** The types that the way back of an up gives to columns; looked up when somebody asks. */
function typesGivenBack(
  { migration }: TimelineEntry,
  group: readonly TimelineEntry[],
  dialect: Dialect,
): NonNullable<Situation['typeBefore']> {
  let types: Map<string, TypeName> | undefined;
  const read = (): Map<string, TypeName> => {
    const back = group.find((entry) => entry.migration.id === `${migration.id}:down`)?.migration;
    const operations = back ? statementsOf(parse(back, dialect, () => false)).flatMap((statement) => statement.operations) : [];
    return new Map(operations.flatMap((o) => (o.kind === 'alter-column-type' ? [[`${o.table} ${o.column}`, o.newType] as const] : [])));
  };
  return (table, column) => (types ??= read()).get(`${table} ${column}`);
}

/** What is reviewed together with a migration. */
interface Group {
  readonly migrations: readonly SeenMigration[];
  /** Its operations in the direction of the migration. */
  readonly others: Neighbours;
  /** What it leaves behind. */
  readonly final: Catalog;
  /** Whether it runs something that is not read. */
  readonly unreadInChange: () => boolean;
}

/** Second pass: facts. */
function describe(
  seen: SeenMigration,
  { migrations: group, others, final, unreadInChange }: Group,
  context: ProjectContext,
): AnalysedMigration {
  const following = sharingTransaction(seen, group);
  const worked = workAfter([...seen.statements, ...following.flatMap((migration) => migration.statements)]);
  let lockSteps = 0;
  let workedUnderLock = false;
  let changedUnderLock = false;
  const { dialect, version } = context;
  const notUndone = seen.up ? downDifferences(seen.up, seen, { dialect, version, change: seen.entry.change }) : null;
  const statements = seen.statements.map((statement, i): AnalysedStatement => {
    const own = describeTransaction(statement, worked[i] ?? { work: 'none', on: [] }, others, context.version);
    if (statement.state.id !== seen.statements[i - 1]?.state.id) {
      lockSteps = 0;
      workedUnderLock = changedUnderLock = false;
    }
    if (own.locksAnotherTable) lockSteps++;
    const transaction: TransactionFacts = { ...own, lockSteps, workedUnderLock, changedUnderLock };
    if (own.heldBlocksWrites) {
      workedUnderLock ||= statement.effects.some(
        (e) => !e.createdHere && e.relationKind !== 'index' && e.work !== 'none' && e.work !== 'rows',
      );
      changedUnderLock ||= statement.operations.some(
        ({ operation: o, analysis }) =>
          (o.kind === 'update' || o.kind === 'delete') && !o.bounded && analysis.effects.some((e) => !e.createdHere),
      );
    }
    const refusal = own.newEnumValue === '' ? null : newValueRefusal(own.newEnumValue);
    const operations = statement.operations.map((operation) => {
      const described = describeOperation(operation, statement, { others, seen, final, unreadInChange }, context);
      const { consequence } = described;
      return refusal && !consequence.refused ? { ...described, consequence: { ...consequence, refused: refusal } } : described;
    });
    const consequence = mergeConsequences(operations.map((operation) => operation.consequence));
    const { effects, state } = statement;
    const takenBack = seen.takenBack.has(statement);
    return { statement: statement.statement, operations, effects, consequence, transaction, held: state.held, takenBack };
  });
  return {
    migration: seen.migration,
    project: context.project,
    change: seen.entry.change,
    facts: describeMigration(seen, statements, { group, notUndone }, context),
    notUndone,
    database: { dialect: context.dialect.id, version: context.version, versionAssumed: context.versionAssumed, unknown: [] },
    statements,
    transactions: transactionsOf(seen, statements),
    timelines: lockTimelines(seen, following.length > 0),
    unread: seen.parsed.unread,
    comments: seen.parsed.comments,
  };
}

/** The migrations after this one that its last transaction goes on in. Each down is run by itself. */
function sharingTransaction(seen: SeenMigration, group: readonly SeenMigration[]): readonly SeenMigration[] {
  const id = seen.statements.at(-1)?.state.id;
  if (id === undefined || seen.migration.direction === 'down') return [];
  const sharing: SeenMigration[] = [];
  for (let i = group.indexOf(seen) + 1; i < group.length; i++) {
    const next = group[i];
    if (!next || next.migration.direction === 'down' || next.statements.length === 0) continue;
    if (next.statements[0]?.state.id !== id) break;
    sharing.push(next);
  }
  return sharing;
}

/** Whether a migration puts rows into a table. */
const fills = ({ statements }: SeenMigration, table: string): boolean =>
  statements.some((s) =>
    s.operations.some(({ operation: o }) => (o.kind === 'insert' || o.kind === 'copy' || o.kind === 'merge') && o.table === table),
  );

function describeOperation(
  own: Seen,
  statement: SeenStatement,
  {
    others,
    seen,
    final,
    unreadInChange,
  }: {
    readonly others: Neighbours;
    readonly seen: SeenMigration;
    readonly final: Catalog;
    readonly unreadInChange: () => boolean;
  },
  context: ProjectContext,
): AnalysedOperation {
  const { operation, before } = own;
  const { entry, up } = seen;
  const { change } = entry;
  const { knowledge, dialect } = context;
  const made = { operation, before, after: own.after, final, change, analysis: own.analysis };
  const filledByUp = operation.kind === 'truncate' && up !== undefined && fills(up.seen, operation.table);
  const { impliesNotNull, isReserved } = dialect;
  const around = { change, knowledge, impliesNotNull, isReserved, unreadInChange, own, others, beforeUp: up?.before, filledByUp };
  const constraint = 'constraint' in operation ? operation.constraint : '';
  const added = others
    .ofTable(tableOf(operation))
    .find(
      (o) => o.at <= own.at && o.operation !== operation && o.operation.kind === 'add-constraint' && o.operation.constraint === constraint,
    );
  const held = strongest(statement.state);
  const timeout = waitLimitOf(statement.state).span;
  const createdAt = before.relations.get(tableOf(operation))?.span;
  return {
    operation,
    effects: own.analysis.effects,
    consequence: doubted(own.analysis.consequence, statement.statement.inBlock, context.versionAssumed),
    ...(own.analysis.unsupported === undefined ? {} : { unsupported: own.analysis.unsupported }),
    table: describeTable(before, tableOf(operation), around),
    column: describeColumn(before, tableOf(operation), 'column' in operation ? operation.column : '', around),
    constraint: describeConstraint(before, operation, around),
    index: describeIndex(before, operation, around),
    made: describeMade(made, context.dialect, context.version),
    outcome: describeOutcome(made, others),
    places: {
      ...(held ? { 'held-lock': held.span } : {}),
      ...(added ? { 'constraint-added': added.operation.span } : {}),
      ...(createdAt ? { 'table-created': createdAt } : {}),
      ...(timeout ? { 'timeout-set': timeout } : {}),
    },
    before,
  };
}

/** What a DO block asks for before it acts, or catches: an object that is there already, or is not. */
const ASKED_FIRST: ReadonlySet<string> = new Set([
  '42701',
  '42703',
  '42704',
  '42710',
  '42723',
  '42P01',
  '42P06',
  '42P07',
  '42P16',
  '2BP01',
]);

/**
 * Where a refusal is not certain: in a DO block the statement may stand behind an IF or before an EXCEPTION, and whether the
 * server knows the syntax (42601) or has an object depends on its major, which was only assumed.
 */
function doubted(consequence: Consequence, inBlock: boolean, versionAssumed: boolean): Consequence {
  const { refused } = consequence;
  // A copy keeps what undoes the statement.
  const but = (change: Partial<Consequence>): Consequence => withUndo({ ...consequence, ...change }, () => consequence);
  if (refused && inBlock && ASKED_FIRST.has(refused.sqlstate)) return but({ refused: null });
  return refused && (inBlock || (versionAssumed && (refused.byVersion ?? refused.sqlstate === '42601')))
    ? but({ unknown: [...new Set([...consequence.unknown, 'refused'])] })
    : consequence;
}

/** Tables that several statements rewrite, which one ALTER TABLE with all of the sub-commands would rewrite once. */
function rewrittenTwice(statements: readonly AnalysedStatement[]): readonly string[] {
  const rewritten = statements.flatMap(({ operations, effects }) => {
    const table = operations[0] ? tableOf(operations[0].operation) : '';
    const alters = operations.every(({ operation }) => /^(?:add|alter|set)-(?:column|identity|expression)/.test(operation.kind));
    return alters && effects.some((e) => e.relation === table && e.work === 'rewrite' && !e.createdHere) ? [table] : [];
  });
  return [...new Set(rewritten.filter((table, i) => rewritten.indexOf(table) !== i))];
}

/** A query that changes nothing: tools that refuse an empty way back are given one. */
const isIdle = ({ operations }: SeenStatement): boolean =>
  operations.every(({ operation }) => operation.kind === 'select' && operation.functions.length === 0);

/** The first few of some texts in words: `a`, `a and b`, `a, b and 4 more`. */
function enumerated(texts: readonly string[], most: number): string {
  const shown = texts.length > most + 1 ? [...texts.slice(0, most), `${texts.length - most} more`] : texts;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function describeMigration(
  seen: SeenMigration,
  statements: readonly AnalysedStatement[],
  { group, notUndone }: { readonly group: readonly SeenMigration[]; readonly notUndone: readonly string[] | null },
  context: ProjectContext,
): MigrationFacts {
  const { entry, migration, parsed } = seen;
  const down = group.find((m) => m.migration.direction === 'down' && m.migration.id === `${migration.id}:down`);
  const locksOld = statements.some((s) => s.effects.some((e) => locksWriters(e) && e.cause !== 'data'));
  const writesOld = statements.some((s) => s.effects.some((e) => e.cause === 'data' && !e.createdHere));
  // A way back that says it does nothing is not told what it leaves.
  const left = seen.up?.seen.migration.down === 'irreversible' || seen.statements.every(isIdle) ? [] : (notUndone ?? []);
  return {
    path: migration.path,
    framework: migration.framework,
    frameworkTitle: context.frameworkTitle,
    title: migration.title,
    order: migration.order,
    direction: migration.direction,
    transaction: migration.transaction,
    outsideTransaction: context.outsideTransaction ?? '',
    withoutOptOut: context.outsideTransaction === null ? context.withoutOptOut : '',
    down: migration.down,
    downEmpty:
      migration.down === 'present' &&
      down !== undefined &&
      down.entry.role === 'change' &&
      down.statements.every(isIdle) &&
      down.parsed.unread.length === 0,
    empty: entry.role === 'change' && statements.length === 0 && parsed.unread.length === 0,
    statements: statements.length,
    reversible: statements.every((s) => s.consequence.reversible),
    lost: enumerated(lostBy(statements, context.dialect), 3),
    status: entry.status,
    repeatable: migration.repeatable,
    outOfOrder: entry.outOfOrder,
    lastMerged: entry.lastMerged,
    duplicateOrder: entry.duplicateOrder,
    journal: migration.journal?.state ?? 'not-used',
    journalName: migration.journal?.name ?? '',
    journalFault: entry.journalFault,
    missingVersions: entry.missingVersions,
    otherHead: entry.otherHead,
    verify: migration.verify ?? 'not-used',
    mixesSchemaAndData: locksOld && writesOld,
    rewrittenTwice: rewrittenTwice(statements),
    outsideStatements: statements.filter((s) => s.consequence.mustRunOutsideTransaction).length,
    downDifferences: left.length,
    downDifference: enumerated(left, 3),
    unknown: [],
  };
}
