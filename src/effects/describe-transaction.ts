/** Facts about transactions: what a statement finds held, what comes after it, who waits for whom without a limit. */
import type { Operation } from '../operations/operation.ts';
import type { AnalysedOperation, AnalysedStatement, AnalysedTransaction } from './analysed.ts';
import type { Neighbour } from './describe.ts';
import type { UserType } from '../catalog/catalog.ts';
import type { Statement } from '../dialects/dialect.ts';
import { compareLocks, type Effect, type Refusal } from './effect.ts';
import type { TransactionFacts } from './facts.ts';
import type { SeenMigration, SeenStatement } from './seen.ts';
import type { TransactionState } from './transaction.ts';

/** For each statement, whether a later one of its transaction does work that grows with a table that existed before. */
export function workAfter(statements: readonly SeenStatement[]): readonly boolean[] {
  const working = new Set<number>();
  return statements
    .toReversed()
    .map(({ state, effects }) => {
      const after = state.open && working.has(state.id);
      if (effects.some((effect) => effect.work !== 'none' && !effect.createdHere)) working.add(state.id);
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
  'lockSteps',
  'workedUnderLock',
  'changedUnderLock',
  'newEnumValue',
];

/** Facts about the transaction of a statement, as of just before it. */
export function describeTransaction(
  seen: SeenStatement,
  followedByWork: boolean,
  others: readonly Neighbour[],
  version: number,
): TransactionFacts {
  const { state } = seen;
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
    heldLock: held?.lock ?? 'none',
    heldOn: held?.relation ?? '',
    heldBlocksReads: state.held.some((lock) => lock.blocksReads && lock.relationKind !== 'index'),
    heldBlocksWrites: earlier.length > 0,
    lockedTables: [...new Set([...earlier, ...own])],
    locksAnotherTable: state.open && earlier.length > 0 && own.some((relation) => !earlier.includes(relation)),
    followedByWork,
    unguardedTables: [],
    unguardedReads: false,
    longestWait: 0,
    lockSteps: 0,
    workedUnderLock: false,
    changedUnderLock: false,
    unclosed: false,
    newEnumValue: newEnumValue(seen, others, version),
    unknown: [...(state.unknown ? UNKNOWN_TRANSACTION : []), ...(state.lockTimeout.unknown ? ['lockTimeout'] : [])],
  };
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
function newEnumValue(seen: SeenStatement, others: readonly Neighbour[], version: number): string {
  const { statement, state, at } = seen;
  if (!state.open) return '';
  for (const { operation, before, at: added, transaction } of others) {
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

/** Facts that rest on the lock timeouts of a whole transaction. */
const WAITING = ['unguardedTables', 'unguardedReads', 'longestWait'];

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
    const unguarded = waiting.filter(({ statement }) => statement.transaction.lockTimeout === 0);
    const facts: TransactionFacts = {
      ...last.transaction,
      open,
      statements: statements.length,
      unguardedTables: [...new Set(unguarded.flatMap(({ exposed }) => exposed.map((effect) => effect.relation)))],
      unguardedReads: unguarded.some(({ exposed }) => exposed.some((effect) => effect.blocksReads)),
      longestWait: Math.max(0, ...waiting.map(({ statement }) => statement.transaction.lockTimeout)),
      unclosed: open && seen.unclosed === id,
      unknown: [
        ...last.transaction.unknown,
        ...(waiting.some(({ statement }) => statement.transaction.unknown.includes('lockTimeout')) ? WAITING : []),
      ],
    };
    return [{ statements, facts, span: (unguarded[0]?.statement ?? waiting[0]?.statement ?? first).statement.span }];
  });
}
