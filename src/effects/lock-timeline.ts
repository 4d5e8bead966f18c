/**
 * From which statement to which each lock of a transaction is held, and what is done meanwhile. An instant change becomes
 * an outage when a build follows in its transaction: that is seen here, and not in any statement by itself.
 */
import type { Operation } from '../operations/operation.ts';
import { compareLocks, type Effect, type LockMode, type RelationKind, type Work } from './effect.ts';
import type { SeenMigration, SeenStatement } from './seen.ts';
import { heldBy, type HeldLock, renamedBy, type TransactionState } from './transaction.ts';

/** What ends a stretch. */
export const STRETCH_ENDS = [
  'statement', // the statement ran outside a transaction
  'commit',
  'rollback', // ROLLBACK, or ROLLBACK TO a savepoint from before
  'stronger-lock', // the next stretch of the relation begins
  'prepared', // PREPARE TRANSACTION: held until COMMIT PREPARED
  'next-migration', // the transaction goes on in the next file
  'session', // the file does not end its transaction
] as const;
export type StretchEnd = (typeof STRETCH_ENDS)[number];

/** Work that grows with a relation that existed before. */
export interface WorkUnderLock {
  /** Index of the first statement that does it. */
  readonly statement: number;
  readonly relation: string;
  readonly work: Work;
  /** How many statements do it. */
  readonly times: number;
}

/** A relation that existed before, with the strongest lock on it from one statement to another. */
export interface LockStretch {
  readonly relation: string;
  readonly relationKind: RelationKind;
  readonly lock: LockMode;
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  readonly blocksSchemaChanges: boolean;
  /** Index of the statement that takes it; null: an earlier migration of the transaction did. */
  readonly from: number | null;
  /** Index of the last statement through which it is held. */
  readonly to: number;
  readonly ends: StretchEnd;
  /** What is done meanwhile, that of the statement that takes it included. */
  readonly work: readonly WorkUnderLock[];
  /** A fact about it was not known: its worst case was taken. */
  readonly assumed: boolean;
}

/** The locks of one transaction, or of one statement outside one. Indexes are those of the migration's statements. */
export interface LockTimeline {
  readonly first: number;
  readonly last: number;
  readonly openedBy: TransactionState['openedBy'];
  /** Nothing says how the tool runs the file: the worst case is one transaction. */
  readonly assumed: boolean;
  /** Parts between the first statement and the last that could not be analysed: what they lock is not in here. */
  readonly unread: number;
  /** In the order in which they are taken. */
  readonly locks: readonly LockStretch[];
}

/** Whether others wait for reads or writes; locks of indexes are told with their tables. */
const stopsTraffic = ({ blocksReads, blocksWrites, relationKind }: LockStretch): boolean =>
  (blocksReads || blocksWrites) && relationKind !== 'index';

/**
 * The timelines of a migration that tell something: several relations locked together, or one through the work of a later
 * statement.
 *
 * @param goesOn its last transaction goes on in the next migration.
 */
export function lockTimelines(seen: SeenMigration, goesOn: boolean): readonly LockTimeline[] {
  return transactionsIn(seen.statements).flatMap(({ first, last }) => {
    const { state } = seen.statements[first] as SeenStatement;
    const end = endOf(seen, last, goesOn && last === seen.statements.length - 1);
    const locks = stretches(seen.statements, first, last, end);
    if (!tells(locks)) return [];
    const [from, to] = [seen.statements[first], seen.statements[last]].map((one) => one?.statement.span);
    const unread = seen.parsed.unread.filter(
      ({ span }) => from && to && span.path === from.path && span.start >= from.end && span.end <= to.start,
    );
    return [{ first, last, openedBy: state.openedBy, assumed: state.unknown, unread: unread.length, locks }];
  });
}

/** Runs of statements that share a transaction; a statement outside one is a run of its own. */
function transactionsIn(statements: readonly SeenStatement[]): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number; id: number }[] = [];
  for (const [i, { state }] of statements.entries()) {
    const run = runs.at(-1);
    if (run && state.open && run.id === state.id) run.last = i;
    else runs.push({ first: i, last: i, id: state.id });
  }
  return runs;
}

/** The statement that ends the transaction it runs in, if it is one. */
function endedBy({ statement, state }: SeenStatement): StretchEnd | undefined {
  if (!state.open || state.inBlock === 'inside') return undefined;
  const control = statement.operations.find((operation) => operation.kind === 'transaction-control')?.action;
  if (control === 'commit' || control === 'rollback') return control;
  return control === 'prepare' ? 'prepared' : undefined;
}

/** What ends the locks that are held when a run is over. */
function endOf(seen: SeenMigration, last: number, goesOn: boolean): StretchEnd {
  const statement = seen.statements[last];
  if (!statement?.state.open) return 'statement';
  const ended = endedBy(statement);
  if (ended !== undefined) return ended;
  if (goesOn) return 'next-migration';
  return seen.unclosed === statement.state.id ? 'session' : 'commit';
}

interface OpenStretch extends HeldLock {
  /** The name it has now: it may have been renamed since it was locked. */
  now: string;
  readonly from: number | null;
  readonly work: Map<string, { statement: number; relation: string; work: Work; times: number }>;
}

function stretches(statements: readonly SeenStatement[], first: number, last: number, end: StretchEnd): readonly LockStretch[] {
  const done: { readonly stretch: LockStretch; readonly order: number }[] = [];
  let open: { readonly stretch: OpenStretch; readonly order: number }[] = [];
  let order = 0;
  const finish = ({ stretch, order: at }: (typeof open)[number], to: number, ends: StretchEnd): void => {
    const { relation, relationKind, lock, blocksReads, blocksWrites, blocksSchemaChanges, from, assumed, work } = stretch;
    const blocks = { blocksReads, blocksWrites, blocksSchemaChanges };
    done.push({ stretch: { relation, relationKind, lock, ...blocks, from, to, ends, work: [...work.values()], assumed }, order: at });
  };
  for (let i = first; i <= last; i++) {
    const seen = statements[i] as SeenStatement;
    // The statement that ends the transaction lets go: it is no step under the locks.
    if (i === last && i > first && endedBy(seen) !== undefined) {
      for (const item of open) finish(item, i - 1, end);
      open = [];
      break;
    }
    if (i > first) follow(open, statements[i - 1]?.statement.operations ?? []);
    const held = heldDuring(seen);
    const kept: typeof open = [];
    for (const item of open) {
      const lock = held.get(item.stretch.now)?.lock;
      if (lock === item.stretch.lock) kept.push(item);
      else finish(item, i - 1, lock !== undefined && compareLocks(lock, item.stretch.lock) > 0 ? 'stronger-lock' : 'rollback');
    }
    const known = new Set(kept.map(({ stretch }) => stretch.now));
    for (const [now, lock] of held) {
      if (known.has(now)) continue;
      const inherited = i === first && seen.state.held.some(({ relation, lock: mode }) => relation === now && mode === lock.lock);
      kept.push({ stretch: { ...lock, now, from: inherited ? null : i, work: new Map() }, order: order++ });
    }
    open = kept;
    if (isBounded(seen)) continue;
    for (const effect of effectsOf(seen)) {
      // What is done to an index is part of what is done to its table.
      if (effect.work === 'none' || effect.createdHere || effect.relationKind === 'index') continue;
      for (const { stretch } of open) note(stretch, i, effect);
    }
  }
  for (const item of open) finish(item, last, end);
  return done.toSorted((a, b) => a.order - b.order).map(({ stretch }) => stretch);
}

/** How many rows of VALUES are an instant. */
const FEW_ROWS = 100;

/** Whether a statement changes no more rows than it says: that does not grow with a table. */
function isBounded({ operations }: SeenStatement): boolean {
  return (
    operations.length > 0 &&
    operations.every(({ operation }) => {
      if (operation.kind === 'insert') return !operation.fromQuery && operation.rows <= FEW_ROWS;
      return (operation.kind === 'update' || operation.kind === 'delete') && operation.bounded;
    })
  );
}

function note({ work }: OpenStretch, statement: number, effect: Effect): void {
  const key = `${effect.work} ${effect.relation}`;
  const before = work.get(key);
  if (before) before.times++;
  else work.set(key, { statement, relation: effect.relation, work: effect.work, times: 1 });
}

/** Locks stay on what is renamed. */
function follow(open: readonly { readonly stretch: OpenStretch }[], operations: readonly Operation[]): void {
  for (const operation of operations) {
    const renamed = renamedBy(operation);
    const item = renamed && open.find(({ stretch }) => stretch.now === renamed.from);
    if (item) item.stretch.now = renamed.to;
  }
}

/** What is locked while a statement runs, by relation: what earlier ones hold and what it takes itself. */
function heldDuring(seen: SeenStatement): ReadonlyMap<string, HeldLock> {
  const { state, statement } = seen;
  const held = new Map<string, HeldLock>();
  for (const lock of state.held) if (isFelt(lock)) held.set(lock.relation, lock);
  for (const effect of effectsOf(seen)) {
    if (effect.createdHere || !isFelt(effect)) continue;
    const earlier = held.get(effect.relation);
    if (!earlier || compareLocks(effect.lock, earlier.lock) > 0) held.set(effect.relation, heldBy(effect, statement.span));
  }
  return held;
}

/** What a statement does; nothing where the server refuses it inside a transaction: its effects are those it has outside. */
const effectsOf = ({ operations, effects }: SeenStatement): readonly Effect[] =>
  operations.some(({ analysis: { consequence } }) => consequence.mustRunOutsideTransaction && consequence.refused !== null) ? [] : effects;

const isFelt = ({ blocksReads, blocksWrites, blocksSchemaChanges }: HeldLock | Effect): boolean =>
  blocksReads || blocksWrites || blocksSchemaChanges;

function tells(locks: readonly LockStretch[]): boolean {
  const felt = locks.filter(stopsTraffic);
  const through = felt.some(({ from, work }) => work.some(({ statement, times }) => from === null || statement > from || times > 1));
  return through || felt.some((a) => felt.some((b) => a.relation !== b.relation && overlap(a, b)));
}

const overlap = (a: LockStretch, b: LockStretch): boolean => (a.from ?? 0) <= b.to && (b.from ?? 0) <= a.to;
