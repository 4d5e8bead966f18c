/**
 * The walk over a timeline: history is replayed into the catalog, each statement of a change is analysed on the catalog
 * as it is just before it, in the transaction it will run in. Two passes: the first finds effects, the second the facts
 * that look ahead ("a later statement validates it").
 */
import { applyOperation, applyOperations } from '../catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG, type Origin, type TableKnowledge } from '../catalog/catalog.ts';
import type { Comment, Dialect, Statement } from '../dialects/dialect.ts';
import type { Migration, Unread } from '../frameworks/framework.ts';
import type { Operation } from '../operations/operation.ts';
import { tableOf } from '../operations/operation.ts';
import type { SqlScript } from '../source.ts';
import type { AnalysedMigration, AnalysedOperation, AnalysedStatement, AnalysedTransaction } from './analysed.ts';
import { describeColumn, describeConstraint, describeIndex, describeTable, type Surroundings } from './describe.ts';
import { type Analysis, compareLocks, type Effect, mergeConsequences, mergeEffects } from './effect.ts';
import type { MigrationFacts, TransactionFacts } from './facts.ts';
import { makeTracker, type TransactionState, type TransactionTracker } from './transaction.ts';

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
}

/** What is known about the project a timeline belongs to. */
export interface ProjectContext {
  /** Index of the project in the review. */
  readonly project: number;
  readonly dialect: Dialect;
  readonly version: number;
  readonly versionAssumed: boolean;
  readonly frameworkTitle: string;
  readonly outsideTransaction: string | null;
  readonly knowledge: TableKnowledge;
  /** Dumps to start the catalog from, where history was squashed. */
  readonly schema: readonly SqlScript[];
}

interface Parsed {
  readonly statements: readonly Statement[];
  readonly unread: readonly Unread[];
  readonly comments: readonly Comment[];
}

/** One operation after the first pass. */
interface Seen {
  readonly operation: Operation;
  readonly analysis: Analysis;
  readonly before: Catalog;
  /** Position in the change, to tell earlier from later. */
  readonly at: number;
  readonly transaction: number;
}

interface SeenStatement {
  readonly statement: Statement;
  readonly operations: readonly Seen[];
  readonly effects: readonly Effect[];
  readonly state: TransactionState;
  readonly at: number;
}

interface SeenMigration {
  readonly entry: TimelineEntry;
  /** The migration, `explicit` where its file opens its own transactions. */
  readonly migration: Migration;
  readonly parsed: Parsed;
  readonly statements: readonly SeenStatement[];
}

/** Parses every step of a migration, in order; search_path carries from one to the next. */
function parse(migration: Migration, dialect: Dialect): Parsed {
  const statements: Statement[] = [];
  const unread: Unread[] = [];
  const comments: Comment[] = [];
  let schema = dialect.defaultSchema;
  for (const step of migration.steps) {
    if (step.kind === 'sql') {
      const script = dialect.parse(step.script, schema);
      schema = script.defaultSchema;
      statements.push(...script.statements);
      unread.push(...script.unread);
      comments.push(...script.comments);
    } else if (step.kind === 'operation') statements.push({ span: step.span, sql: null, operations: [step.operation], inBlock: false });
    else unread.push({ span: step.span, reason: step.reason });
  }
  return { statements, unread, comments };
}

/** Statements as the server counts them: a DO block is one. */
function countStatements(parsed: Parsed): number {
  let count = parsed.unread.length;
  let inBlock = false;
  for (const statement of parsed.statements) {
    if (!statement.inBlock || !inBlock) count++;
    inBlock = statement.inBlock;
  }
  return count;
}

/** A file that opens its own transactions is `explicit`, whatever an undemanding tool does around it. */
function withOwnTransactions(migration: Migration, parsed: Parsed): Migration {
  if (migration.transaction === 'wrapped') return migration;
  const begins = parsed.statements.some((s) => s.operations.some((o) => o.kind === 'transaction-control' && o.action === 'begin'));
  return begins ? { ...migration, transaction: 'explicit' } : migration;
}

/**
 * Analyses the changes of one project's timeline.
 *
 * @param timeline ups in the tool's order, history first where it is first; downs anywhere after their up.
 * @returns one entry for each migration that is `change` or `mention`, in the order of the timeline.
 */
export function analyse(timeline: readonly TimelineEntry[], context: ProjectContext): readonly AnalysedMigration[] {
  const { dialect } = context;
  const naming = { change: null, naming: dialect.naming };
  let catalog: Catalog = EMPTY_CATALOG;
  for (const script of context.schema) {
    const { statements } = dialect.parse(script, dialect.defaultSchema);
    catalog = applyOperations(
      catalog,
      statements.flatMap((s) => s.operations),
      naming,
    );
  }
  const analysed = new Map<TimelineEntry, AnalysedMigration>();
  for (const group of groupByChange(timeline)) {
    if (group[0]?.change === null) {
      const operations = group.filter((e) => e.migration.direction === 'up').flatMap((e) => parse(e.migration, dialect).statements.flatMap((s) => s.operations));
      catalog = applyOperations(catalog, operations, naming);
      continue;
    }
    const seen = analyseGroup(group, catalog, context);
    catalog = seen.catalog;
    for (const migration of seen.migrations) analysed.set(migration.entry, describe(migration, seen.migrations, context));
  }
  return timeline.flatMap((entry) => analysed.get(entry) ?? []);
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

/** First pass: ups in order on the catalog, then downs in reverse, each on what the one before left. */
function analyseGroup(group: readonly TimelineEntry[], start: Catalog, context: ProjectContext): { migrations: readonly SeenMigration[]; catalog: Catalog } {
  const seen: SeenMigration[] = [];
  let catalog = start;
  let at = 0;
  const run = (entry: TimelineEntry, from: Catalog, tracker: TransactionTracker): Catalog => {
    if (entry.role === 'mention' || entry.migration.otherDialect !== undefined) {
      seen.push({ entry, migration: entry.migration, parsed: { statements: [], unread: [], comments: [] }, statements: [] });
      return from;
    }
    const { dialect } = context;
    const parsed = parse(entry.migration, dialect);
    const migration = withOwnTransactions(entry.migration, parsed);
    const mode = migration.transaction === 'explicit' && entry.migration.transaction !== 'implicit' ? 'none' : entry.migration.transaction;
    tracker.begin(mode, countStatements(parsed), migration.transactionGroup);
    const statements: SeenStatement[] = [];
    let now = from;
    for (const statement of parsed.statements) {
      const state = tracker.before(statement);
      const situation = { version: context.version, inTransaction: state.unknown ? ('unknown' as const) : state.open, change: entry.change, settings: state.settings };
      const operations: Seen[] = [];
      for (const operation of statement.operations) {
        operations.push({ operation, analysis: dialect.analyse(operation, now, situation), before: now, at, transaction: state.id });
        now = applyOperation(now, operation, { change: entry.change, naming: dialect.naming });
      }
      const effects = mergeEffects(operations.flatMap((o) => o.analysis.effects));
      statements.push({ statement, operations, effects, state, at });
      tracker.after(statement, effects);
      at++;
    }
    seen.push({ entry, migration, parsed, statements });
    return now;
  };
  const tracker = makeTracker();
  for (const entry of group) if (entry.migration.direction === 'up') catalog = run(entry, catalog, tracker);
  let back = catalog;
  for (const entry of group.toReversed()) if (entry.migration.direction === 'down') back = run(entry, back, makeTracker());
  return { migrations: seen, catalog };
}

const sameColumns = (a: readonly string[], b: readonly string[]): boolean => a.length > 0 && a.length === b.length && a.every((column, i) => column === b[i]);
/** Index names are qualified in some operations and bare in others. */
const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Second pass: facts. `group` is everything that is reviewed together with the migration. */
function describe(seen: SeenMigration, group: readonly SeenMigration[], context: ProjectContext): AnalysedMigration {
  const all = group.filter((m) => m.migration.direction === seen.migration.direction).flatMap((m) => m.statements.flatMap((s) => s.operations));
  const statements = seen.statements.map((statement, i) => describeStatement(statement, seen.statements.slice(i + 1), all, seen.entry.change, context));
  return {
    migration: seen.migration,
    project: context.project,
    change: seen.entry.change,
    facts: describeMigration(seen, statements, group, context),
    database: { dialect: context.dialect.id, version: context.version, versionAssumed: context.versionAssumed, unknown: [] },
    statements,
    transactions: transactionsOf(seen.statements, statements),
    unread: seen.parsed.unread,
    comments: seen.parsed.comments,
  };
}

function describeStatement(
  seen: SeenStatement,
  later: readonly SeenStatement[],
  all: readonly Seen[],
  change: Origin,
  context: ProjectContext,
): AnalysedStatement {
  const operations = seen.operations.map((own): AnalysedOperation => {
    const { operation, before } = own;
    const around = surroundings(own, all, change, context.knowledge);
    const added = all.find((o) => o.at <= own.at && o.operation.kind === 'add-constraint' && 'constraint' in operation && o.operation.table === tableOf(operation) && o.operation.constraint === operation.constraint && o !== own);
    const held = strongest(seen.state);
    const made = before.relations.get(tableOf(operation))?.span;
    return {
      operation,
      effects: own.analysis.effects,
      consequence: own.analysis.consequence,
      table: describeTable(before, tableOf(operation), around),
      column: describeColumn(before, tableOf(operation), 'column' in operation ? operation.column : '', around),
      constraint: describeConstraint(before, operation, around),
      index: describeIndex(before, operation, around),
      places: {
        ...(held ? { 'held-lock': held.span } : {}),
        ...(added ? { 'constraint-added': added.operation.span } : {}),
        ...(made ? { 'table-created': made } : {}),
        ...(seen.state.lockTimeout.span ? { 'timeout-set': seen.state.lockTimeout.span } : {}),
      },
      before,
    };
  });
  return {
    statement: seen.statement,
    operations,
    effects: seen.effects,
    consequence: mergeConsequences(seen.operations.map((o) => o.analysis.consequence)),
    transaction: describeTransaction(seen, later),
  };
}

function surroundings(own: Seen, all: readonly Seen[], change: Origin, knowledge: TableKnowledge): Surroundings {
  return {
    change,
    knowledge,
    validatedLater: (table, constraint) => all.some((o) => o.at >= own.at && o !== own && o.operation.kind === 'validate-constraint' && o.operation.table === table && o.operation.constraint === constraint),
    addedInTransaction: (table, constraint) =>
      all.some((o) => o.at <= own.at && o !== own && o.transaction === own.transaction && o.operation.kind === 'add-constraint' && o.operation.table === table && o.operation.constraint === constraint),
    indexMadeLater: (table, index, columns) =>
      all.some((o) => o.at > own.at && o.operation.kind === 'create-index' && (bare(o.operation.index) === bare(index) || (o.operation.table === table && sameColumns(o.operation.columns, columns)))),
    indexDroppedEarlier: (table, index, columns) =>
      all.some((o) => {
        if (o.at >= own.at || o.operation.kind !== 'drop-index') return false;
        const dropped = o.before.indexes.get(o.operation.index);
        return bare(o.operation.index) === bare(index) || (dropped !== undefined && dropped.table === table && sameColumns(dropped.columns, columns));
      }),
  };
}

/** The held lock that hurts most. */
function strongest(state: TransactionState): TransactionState['held'][number] | undefined {
  return state.held.reduce<TransactionState['held'][number] | undefined>((best, lock) => (!best || compareLocks(lock.lock, best.lock) > 0 ? lock : best), undefined);
}

const locksWriters = (effect: Effect): boolean => !effect.createdHere && effect.blocksWrites && effect.relationKind !== 'index';

function describeTransaction(seen: SeenStatement, later: readonly SeenStatement[]): TransactionFacts {
  const { state } = seen;
  const held = strongest(state);
  const earlier = state.held.filter((lock) => lock.blocksWrites).map((lock) => lock.relation);
  const own = seen.effects.filter((effect) => locksWriters(effect)).map((effect) => effect.relation);
  const rest = later.filter((s) => s.state.id === state.id);
  return {
    open: state.open,
    openedBy: state.openedBy,
    nested: state.nested,
    group: false,
    statements: 0,
    lockTimeout: state.lockTimeout.milliseconds,
    lockTimeoutZeroed: state.lockTimeout.span !== null && state.lockTimeout.milliseconds === 0,
    statementTimeout: state.statementTimeout.milliseconds,
    heldLock: held?.lock ?? 'none',
    heldOn: held?.relation ?? '',
    heldBlocksReads: state.held.some((lock) => lock.blocksReads),
    heldBlocksWrites: earlier.length > 0,
    lockedTables: [...new Set([...earlier, ...own])],
    locksAnotherTable: state.open && earlier.length > 0 && own.some((relation) => !earlier.includes(relation)),
    followedByWork: state.open && rest.some((s) => s.effects.some((effect) => effect.work !== 'none' && !effect.createdHere)),
    unknown: state.unknown ? ['open', 'openedBy', 'heldLock', 'heldOn', 'heldBlocksReads', 'heldBlocksWrites', 'lockedTables', 'locksAnotherTable', 'followedByWork'] : [],
  };
}

/** Statements of one transaction together; those of a file that runs outside transactions are one entry that is not open. */
function transactionsOf(seen: readonly SeenStatement[], described: readonly AnalysedStatement[]): readonly AnalysedTransaction[] {
  const groups: { id: number; open: boolean; statements: AnalysedStatement[] }[] = [];
  for (const [i, statement] of described.entries()) {
    const state = seen[i]?.state;
    if (!state) continue;
    const last = groups.at(-1);
    if (last && last.open === state.open && (!state.open || last.id === state.id)) last.statements.push(statement);
    else groups.push({ id: state.id, open: state.open, statements: [statement] });
  }
  return groups.flatMap(({ statements }) => {
    const first = statements[0];
    const last = statements.at(-1);
    if (!first || !last) return [];
    const exposed = statements.find((s) => s.transaction.lockTimeout === 0 && s.effects.some((e) => !e.createdHere && (e.blocksReads || e.blocksWrites)));
    return [{ statements, facts: { ...last.transaction, statements: statements.length }, span: (exposed ?? first).statement.span }];
  });
}

function describeMigration(seen: SeenMigration, statements: readonly AnalysedStatement[], group: readonly SeenMigration[], context: ProjectContext): MigrationFacts {
  const { entry, migration, parsed } = seen;
  const down = group.find((m) => m.migration.direction === 'down' && m.migration.id === `${migration.id}:down`);
  const locksOld = statements.some((s) => s.effects.some((e) => locksWriters(e) && e.cause !== 'data'));
  const writesOld = statements.some((s) => s.effects.some((e) => e.cause === 'data' && !e.createdHere));
  return {
    path: migration.path,
    framework: migration.framework,
    frameworkTitle: context.frameworkTitle,
    title: migration.title,
    order: migration.order,
    direction: migration.direction,
    transaction: migration.transaction,
    outsideTransaction: context.outsideTransaction ?? '',
    down: migration.down,
    downEmpty: migration.down === 'present' && down !== undefined && down.entry.role === 'change' && down.statements.length === 0 && down.parsed.unread.length === 0,
    empty: entry.role === 'change' && statements.length === 0 && parsed.unread.length === 0,
    statements: statements.length,
    reversible: statements.every((s) => s.consequence.reversible),
    status: entry.status,
    repeatable: migration.repeatable,
    outOfOrder: entry.outOfOrder,
    lastMerged: entry.lastMerged,
    duplicateOrder: entry.duplicateOrder,
    mixesSchemaAndData: locksOld && writesOld,
    outsideStatements: statements.filter((s) => s.consequence.mustRunOutsideTransaction).length,
    unknown: [],
  };
}
