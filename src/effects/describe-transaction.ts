/** Facts about transactions: what a statement finds held, what comes after it, who waits for whom without a limit. */
import type { Constraint } from '../catalog/catalog.ts';
import type { Operation } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { AnalysedOperation, AnalysedStatement, AnalysedTransaction } from './analysed.ts';
import type { Neighbours } from './neighbours.ts';
import type { UserType } from '../catalog/catalog.ts';
import type { Statement } from '../dialects/dialect.ts';
import { compareLocks, compareWork, type Effect, type Refusal, type Work } from './effect.ts';
import type { TransactionFacts } from './facts.ts';
import type { SeenMigration, SeenStatement } from './seen.ts';
import type { TransactionState } from './transaction.ts';

/** What later statements of a transaction do that grows with tables that existed before. */
export interface LaterWork {
  /** The heaviest. */
  readonly work: Work;
  /** The relations it is done on, the last one first. */
  readonly on: readonly string[];
}

const NO_WORK: LaterWork = { work: 'none', on: [] };

/** For each statement, the work of the later ones of its transaction. */
export function workAfter(statements: readonly SeenStatement[]): readonly LaterWork[] {
  const done = new Map<number, LaterWork>();
  return statements
    .toReversed()
    .map(({ state, effects }) => {
      const after = (state.open ? done.get(state.id) : undefined) ?? NO_WORK;
      let { work, on } = after;
      for (const effect of effects) {
        if (effect.work === 'none' || effect.createdHere) continue;
        if (compareWork(effect.work, work) > 0) ({ work } = effect);
        if (!on.includes(effect.relation)) on = [...on, effect.relation];
      }
      if (work !== after.work || on !== after.on) done.set(state.id, { work, on });
      return after;
    })
    .toReversed();
}

/** The held lock that hurts most. */
export function strongest(state: TransactionState): TransactionState['held'][number] | undefined {
  return state.held
    .filter((lock) => lock.relationKind !== 'index')
    .reduce<TransactionState['held'][number] | undefined>(
      (best, lock) => (!best || compareLocks(lock.lock, best.lock) > 0 ? lock : best),
      undefined,
    );
}

/** Whether an effect keeps writers away from a table that existed before. */
export const locksWriters = (effect: Effect): boolean => !effect.createdHere && effect.blocksWrites && effect.relationKind !== 'index';

/** Facts that cannot be determined where nothing says how the tool runs the file. */
const UNKNOWN_TRANSACTION = [
  'open',
  'openedBy',
  'nested',
  'heldLock',
  'heldOn',
  'heldBlocksReads',
  'heldBlocksWrites',
  'lockedTables',
  'locksAnotherTable',
  'followedByWork',
  'laterWork',
  'laterWorkOn',
  'deadlocksInsert',
  'deadlocksDelete',
  'lockSteps',
  'workedUnderLock',
  'changedUnderLock',
  'newEnumValue',
];

/** What ends a wait for a lock: the shortest of the timeouts in force. */
export function waitLimitOf({ lockTimeout, statementTimeout, transactionTimeout }: TransactionState): {
  readonly milliseconds: number;
  readonly by: TransactionFacts['waitLimitedBy'];
  /** Where it was set; where nothing limits the wait, where lock_timeout was taken away. */
  readonly span: Span | null;
  readonly unknown: boolean;
} {
  const limits = [
    { timeout: lockTimeout, by: 'lock_timeout' },
    { timeout: statementTimeout, by: 'statement_timeout' },
    { timeout: transactionTimeout, by: 'transaction_timeout' },
  ] as const;
  const [shortest] = limits
    .filter(({ timeout }) => timeout.milliseconds > 0)
    .toSorted((a, b) => a.timeout.milliseconds - b.timeout.milliseconds);
  return shortest
    ? { milliseconds: shortest.timeout.milliseconds, by: shortest.by, span: shortest.timeout.span, unknown: false }
    : { milliseconds: 0, by: 'nothing', span: lockTimeout.span, unknown: limits.some(({ timeout }) => timeout.unknown) };
}

/** Facts about the transaction of a statement, as of just before it. */
export function describeTransaction(seen: SeenStatement, later: LaterWork, others: Neighbours, version: number): TransactionFacts {
  const { state } = seen;
  const limit = waitLimitOf(state);
  const held = strongest(state);
  const earlier = state.held.filter((lock) => lock.blocksWrites && lock.relationKind !== 'index').map((lock) => lock.relation);
  const own = seen.effects.filter((effect) => locksWriters(effect)).map((effect) => effect.relation);
  return {
    open: state.open,
    openedBy: state.openedBy,
    nested: state.nested,
    group: state.group,
    statements: state.statements,
    lockTimeout: state.lockTimeout.milliseconds,
    lockTimeoutZeroed: state.lockTimeout.span !== null && state.lockTimeout.milliseconds === 0 && !state.lockTimeout.unknown,
    statementTimeout: state.statementTimeout.milliseconds,
    transactionTimeout: state.transactionTimeout.milliseconds,
    idleTimeout: state.idleTimeout.milliseconds,
    waitLimit: limit.milliseconds,
    waitLimitedBy: limit.by,
    heldLock: held?.lock ?? 'none',
    heldOn: held?.relation ?? '',
    heldBlocksReads: state.held.some((lock) => lock.blocksReads && lock.relationKind !== 'index'),
    heldBlocksWrites: earlier.length > 0,
    lockedTables: [...new Set([...earlier, ...own])],
    locksAnotherTable: state.open && earlier.length > 0 && own.some((relation) => !earlier.includes(relation)),
    followedByWork: later.work !== 'none',
    laterWork: later.work,
    laterWorkOn: later.on,
    ...deadlocks(seen),
    advisoryLock: state.advisoryLock,
    unguardedTables: [],
    unguardedReads: false,
    longestWait: 0,
    longestWaitBy: 'nothing',
    lockSteps: 0,
    workedUnderLock: false,
    changedUnderLock: false,
    unclosed: false,
    prepared: false,
    newEnumValue: newEnumValue(seen, others, version),
    unknown: [
      ...(state.unknown ? UNKNOWN_TRANSACTION : []),
      ...(state.lockTimeout.unknown ? ['lockTimeout'] : []),
      ...(state.statementTimeout.unknown ? ['statementTimeout'] : []),
      ...(state.transactionTimeout.unknown ? ['transactionTimeout'] : []),
      ...(state.idleTimeout.unknown ? ['idleTimeout'] : []),
      ...(limit.unknown ? ['waitLimit', 'waitLimitedBy'] : []),
    ],
  };
}

/**
 * Tables that this statement locks after one they are tied to by a foreign key, in the order that deadlocks with a single
 * statement of the application. An INSERT locks its table, then reads the referenced one; a DELETE locks its table, then
 * reads or changes the referencing one. A read of the other side takes ROW SHARE, which waits for EXCLUSIVE and stronger.
 */
function deadlocks({ state, effects, operations }: SeenStatement): Pick<TransactionFacts, 'deadlocksInsert' | 'deadlocksDelete'> {
  const catalog = operations[0]?.before;
  const deadlocksInsert: string[] = [];
  const deadlocksDelete: string[] = [];
  if (!catalog || state.held.length === 0) return { deadlocksInsert, deadlocksDelete };
  const held = new Map(state.held.map((lock) => [lock.relation, lock]));
  const strongly = (relation: string): boolean => compareLocks(held.get(relation)?.lock ?? 'none', 'EXCLUSIVE') >= 0;
  const keysOf = (relation: string): readonly NonNullable<Constraint['references']>[] =>
    [...(catalog.relations.get(relation)?.constraints.values() ?? [])].flatMap(({ references }) => references ?? []);
  for (const effect of effects) {
    const { relation } = effect;
    if (!locksWriters(effect) || held.get(relation)?.blocksWrites) continue;
    if (keysOf(relation).some((key) => key.table !== relation && strongly(key.table))) deadlocksInsert.push(relation);
    const referencing = state.held.filter((lock) => lock.relation !== relation && lock.blocksWrites);
    const reaches = referencing.some((lock) =>
      keysOf(lock.relation).some(
        (key) => key.table === relation && (strongly(lock.relation) || !['no-action', 'restrict'].includes(key.onDelete)),
      ),
    );
    if (reaches) deadlocksDelete.push(relation);
  }
  return { deadlocksInsert, deadlocksDelete };
}

/** Statements whose text may name an enum value without using it. */
const NAMING_ONLY: ReadonlySet<Operation['kind']> = new Set([
  'add-enum-value',
  'rename-enum-value',
  'comment',
  'create-function',
  'transaction-control',
  'set',
]);

/** Whether a statement uses a value of an enum: it names it as a literal, and not only to speak of it. */
export function usesValue({ sql, operations }: Pick<Statement, 'sql' | 'operations'>, value: string): boolean {
  if (sql === null || operations.every((operation) => NAMING_ONLY.has(operation.kind))) return false;
  return sql.includes(`'${value.replaceAll("'", "''")}'`);
}

/** From 17 on the server lets a value be used at once where the transaction made the type itself. */
export const newValueWaits = (type: Pick<UserType, 'origin'>, version: number): boolean => type.origin === null || version < 17;

/** How the server refuses a value that the same transaction added. */
export const newValueRefusal = (value: string): Refusal => ({
  sqlstate: '55P04',
  reason: `the same transaction added ${value} to an enum, and it can be used once that is committed`,
});

/** A value that the transaction added to an enum that existed before, and that the statement names as a literal; or empty. */
function newEnumValue(seen: SeenStatement, others: Neighbours, version: number): string {
  const { statement, state, at } = seen;
  if (!state.open) return '';
  for (const { operation, before, at: added, transaction } of others.ofKind('add-enum-value')) {
    if (operation.kind !== 'add-enum-value' || added >= at || transaction !== state.id) continue;
    const type = before.types.get(operation.type);
    if (type && !newValueWaits(type, version)) continue;
    if (usesValue(statement, operation.value)) return operation.value;
  }
  return '';
}

/** Kinds whose locks have rules of their own. */
const GUARDED_ELSEWHERE: ReadonlySet<Operation['kind']> = new Set(['create-table', 'create-table-as', 'drop-table', 'drop-index']);

/**
 * Whether the rules on waiting leave an operation out. What runs outside a transaction only (CONCURRENTLY) waits for old
 * transactions in any case, and a timeout would leave half of it behind.
 */
function guardedElsewhere({ operation, consequence }: AnalysedOperation): boolean {
  return (
    GUARDED_ELSEWHERE.has(operation.kind) || (operation.kind === 'lock-table' && operation.nowait) || consequence.mustRunOutsideTransaction
  );
}

/** Relations that existed before and that a statement locks against reads or writes for an instant, for the rules on waiting. */
function exposedBy(statement: AnalysedStatement): readonly Effect[] {
  return statement.operations.flatMap((own) =>
    guardedElsewhere(own)
      ? []
      : own.effects.filter(
          (effect) =>
            !effect.createdHere && effect.relationKind !== 'index' && effect.work === 'none' && (effect.blocksReads || effect.blocksWrites),
        ),
  );
}

/** Facts that rest on the timeouts of a whole transaction. */
const WAITING = ['unguardedTables', 'unguardedReads', 'longestWait', 'longestWaitBy'];

/** Statements of one transaction together; those of a file that runs outside transactions are one entry that is not open. */
export function transactionsOf(seen: SeenMigration, described: readonly AnalysedStatement[]): readonly AnalysedTransaction[] {
  const groups: { id: number; open: boolean; statements: AnalysedStatement[] }[] = [];
  for (const [i, statement] of described.entries()) {
    const state = seen.statements[i]?.state;
    if (!state) continue;
    const last = groups.at(-1);
    if (last && last.open === state.open && (!state.open || last.id === state.id)) last.statements.push(statement);
    else groups.push({ id: state.id, open: state.open, statements: [statement] });
  }
  return groups.flatMap(({ id, open, statements }) => {
    const [first] = statements;
    const last = statements.at(-1);
    if (!first || !last) return [];
    const waiting = statements
      .map((statement) => ({ statement, exposed: exposedBy(statement) }))
      .filter(({ exposed }) => exposed.length > 0);
    const unguarded = waiting.filter(({ statement }) => statement.transaction.waitLimit === 0);
    const longest = waiting
      .map(({ statement }) => statement.transaction)
      .reduce<TransactionFacts | undefined>((worst, facts) => (!worst || facts.waitLimit > worst.waitLimit ? facts : worst), undefined);
    const facts: TransactionFacts = {
      ...last.transaction,
      open,
      statements: statements.length,
      unguardedTables: [...new Set(unguarded.flatMap(({ exposed }) => exposed.map((effect) => effect.relation)))],
      unguardedReads: unguarded.some(({ exposed }) => exposed.some((effect) => effect.blocksReads)),
      longestWait: longest?.waitLimit ?? 0,
      longestWaitBy: longest?.waitLimitedBy ?? 'nothing',
      unclosed: open && seen.unclosed === id,
      prepared: last.operations.some(({ operation }) => operation.kind === 'transaction-control' && operation.action === 'prepare'),
      unknown: [
        ...last.transaction.unknown,
        ...(waiting.some(({ statement }) => statement.transaction.unknown.includes('waitLimit')) ? WAITING : []),
      ],
    };
    return [{ statements, facts, span: (unguarded[0]?.statement ?? waiting[0]?.statement ?? first).statement.span }];
  });
}
