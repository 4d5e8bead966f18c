/**
 * Which transaction a statement runs in, what is locked in it already, and which settings are in force.
 *
 * Sources: https://www.postgresql.org/docs/current/sql-begin.html, …/sql-set.html, and for several statements in one
 * query …/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT: they are one implicit transaction, even after a COMMIT among them.
 */
import type { Statement } from '../dialects/dialect.ts';
import type { TransactionMode } from '../frameworks/framework.ts';
import type { Operation, OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import { compareLocks, type Effect, type LockMode, type RelationKind } from './effect.ts';
import { allReset, NO_SETTINGS, type Settings, type Timeout, timeoutIn, valuesOf, withSetting } from './settings.ts';

/** A lock that is held until the transaction ends, on a relation that existed before the change. */
export interface HeldLock {
  readonly relation: string;
  readonly relationKind: RelationKind;
  readonly lock: LockMode;
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  readonly blocksSchemaChanges: boolean;
  /** A fact about it was not known, but for the transaction it is held in: its worst case was taken. */
  readonly assumed: boolean;
  /** The statement that took it. */
  readonly span: Span;
}

/** What is true just before a statement. */
export interface TransactionState {
  /** Counts transactions, so that statements of one share a number; a statement in none has a number of its own. */
  readonly id: number;
  readonly open: boolean;
  readonly openedBy: 'nobody' | 'tool' | 'file' | 'server';
  /** The implicit one of several statements in one query. */
  readonly implicit: boolean;
  /** The statement stands in a DO block: one that is a transaction of its own, or one inside a transaction. */
  readonly inBlock?: 'own' | 'inside';
  /** Nothing says how the tool runs the file. */
  readonly unknown: boolean;
  readonly nested: boolean;
  /** The tool runs several migrations in this transaction. */
  readonly group: boolean;
  /** Statements of the transaction so far, this one included. */
  readonly statements: number;
  readonly held: readonly HeldLock[];
  readonly lockTimeout: Timeout;
  /** In a DO block that in force when the block began: its clock is not set again inside. */
  readonly statementTimeout: Timeout;
  readonly transactionTimeout: Timeout;
  readonly idleTimeout: Timeout;
  /** The advisory lock that lasts longest, of those that the file has taken and not given back. */
  readonly advisoryLock: AdvisoryLock;
  readonly settings: ReadonlyMap<string, string>;
}

/** Follows the statements of migrations that share a session. */
export interface TransactionTracker {
  /** A migration begins. `statements` is how many it sends; `group` names what shares one transaction across files. */
  begin(mode: TransactionMode, statements: number, group: string | null): void;
  /**
   * A step of the migration begins. `oneQuery`: the tool sends its statements together, which makes them one implicit
   * transaction where none is open. `apart`: the tool commits what is open and runs the step outside a transaction.
   */
  step(how: { readonly oneQuery: boolean; readonly apart: boolean }): void;
  /** The state just before a statement. */
  before(statement: Statement): TransactionState;
  /** The statement ran, with these effects. */
  after(statement: Statement, effects: readonly Effect[]): void;
  /** The number of the transaction that the file opened and has not ended, or undefined. */
  unclosed(): number | undefined;
}

/** Until when an advisory lock is held, the longest of several. */
export type AdvisoryLock = 'none' | 'transaction' | 'session';

/** What the functions for advisory locks leave; those for sessions are given back by hand, or with the connection. */
const ADVISORY: readonly (readonly [RegExp, (held: AdvisoryHeld) => AdvisoryHeld])[] = [
  [/^pg_(?:try_)?advisory_lock(?:_shared)?$/, ({ session, transaction }) => ({ session: session + 1, transaction })],
  [/^pg_(?:try_)?advisory_xact_lock(?:_shared)?$/, ({ session }) => ({ session, transaction: true })],
  [/^pg_advisory_unlock(?:_shared)?$/, ({ session, transaction }) => ({ session: Math.max(0, session - 1), transaction })],
  [/^pg_advisory_unlock_all$/, ({ transaction }) => ({ session: 0, transaction })],
];

interface AdvisoryHeld {
  /** How many locks of the session are held. */
  readonly session: number;
  readonly transaction: boolean;
}

const NO_ADVISORY: AdvisoryHeld = { session: 0, transaction: false };

/** What SAVEPOINT keeps, for ROLLBACK TO. */
interface Savepoint {
  readonly name: string;
  readonly advisory: boolean;
  readonly now: Settings;
  readonly afterCommit: Settings;
  readonly held: ReadonlyMap<string, HeldLock>;
}

/** The DO block of a statement, as something to compare. */
const blockOf = ({ inBlock, block }: Statement): string | undefined => (inBlock ? `${block?.path ?? ''}:${block?.start ?? ''}` : undefined);

/** A lock as it is held after the statement that took it. */
export function heldBy(effect: Effect, span: Span): HeldLock {
  const { relation, relationKind, lock, blocksReads, blocksWrites, blocksSchemaChanges, unknown } = effect;
  return {
    relation,
    relationKind,
    lock,
    blocksReads,
    blocksWrites,
    blocksSchemaChanges,
    assumed: unknown.some((fact) => fact !== 'heldUntil'),
    span,
  };
}

/** The relation that an operation gives another name, and that name. */
export function renamedBy(operation: Operation): { readonly from: string; readonly to: string } | undefined {
  switch (operation.kind) {
    case 'rename-table':
    case 'rename-view':
    case 'set-schema':
      return { from: operation.table, to: operation.newTable };
    case 'rename-sequence':
      return { from: operation.sequence, to: operation.newSequence };
    default:
      return undefined;
  }
}

/** Makes a tracker for one change. */
export function makeTracker(): TransactionTracker {
  let id = 0;
  let mode: TransactionMode = 'none';
  /** One query of several statements: after COMMIT the next statement is in an implicit transaction again. */
  let oneQuery = false;
  let severalStatements = false;
  let wasApart = false;
  let group: string | null = null;
  let openedBy: TransactionState['openedBy'] = 'nobody';
  /** The DO block that is a transaction of its own. */
  let block: string | undefined;
  let counted = { id: 0, statements: 0 };
  let held = new Map<string, HeldLock>();
  /** `held` of the state, made when it changes. */
  let heldList: readonly HeldLock[] = [];
  let now: Settings = NO_SETTINGS;
  let advisory = NO_ADVISORY;
  /** The DO block the last statement stood in, and the statement_timeout in force when it began. */
  let clock: { readonly block: string | undefined; readonly timeout: Timeout } = {
    block: undefined,
    timeout: timeoutIn(now, 'statement_timeout'),
  };
  /** `settings` of the state, made when they change: a file of a hundred thousand statements has few SETs. */
  let shown: { readonly of: Settings; readonly settings: ReadonlyMap<string, string> } = { of: now, settings: new Map() };
  /** What holds once the open transaction ends: SET LOCAL is gone either way, SET is gone after ROLLBACK. */
  let afterCommit: Settings = now;
  let afterRollback: Settings = now;
  let savepoints: Savepoint[] = [];

  const open = (by: TransactionState['openedBy']): void => {
    id++;
    openedBy = by;
    held = new Map();
    heldList = [];
    savepoints = [];
    afterCommit = afterRollback = now;
  };
  const close = (committed: boolean): void => {
    if (openedBy === 'nobody') return;
    now = committed ? afterCommit : afterRollback;
    openedBy = 'nobody';
    advisory = { ...advisory, transaction: false };
    held = new Map();
    heldList = [];
    savepoints = [];
    id++;
  };
  const control = ({ action, chain, identifier }: OperationOf<'transaction-control'>): void => {
    const savepoint = savepoints.findLastIndex(({ name }) => name === identifier);
    switch (action) {
      case 'begin':
        // BEGIN makes the implicit transaction an explicit one: what it holds stays held.
        if (openedBy === 'server') openedBy = 'file';
        else if (openedBy === 'nobody') open('file');
        break;
      case 'commit':
      case 'prepare':
      case 'rollback':
        if (openedBy === 'nobody') break;
        close(action !== 'rollback');
        if (chain) open('file');
        break;
      case 'savepoint':
        savepoints.push({ name: identifier, now, afterCommit, held: new Map(held), advisory: advisory.transaction });
        break;
      case 'release':
        // Those made since go with it.
        if (savepoint >= 0) savepoints.length = savepoint;
        break;
      case 'rollback-to': {
        const back = savepoints[savepoint];
        if (!back) break;
        ({ now, afterCommit } = back);
        held = new Map(back.held);
        heldList = [...held.values()];
        advisory = { ...advisory, transaction: back.advisory };
        savepoints.length = savepoint + 1;
        break;
      }
      default:
    }
  };
  const apply = (operation: Operation, statement: Statement): void => {
    const { span } = statement;
    switch (operation.kind) {
      case 'transaction-control':
        // In a DO block the server takes COMMIT and ROLLBACK only where the block is a transaction of its own.
        if (!statement.inBlock || (block !== undefined && (operation.action === 'commit' || operation.action === 'rollback')))
          control(operation);
        break;
      case 'set':
        // SET LOCAL outside a transaction block has no effect beyond a warning.
        if (openedBy === 'nobody' && operation.local) break;
        now = withSetting(now, operation, span);
        if (!operation.local) afterCommit = withSetting(afterCommit, operation, span);
        break;
      case 'session':
        if (operation.statement !== 'DISCARD ALL' || openedBy !== 'nobody') break;
        now = afterCommit = allReset(span);
        advisory = NO_ADVISORY;
        break;
      case 'select':
        for (const called of operation.functions) {
          const change = ADVISORY.find(([name]) => name.test(called.replace(/^pg_catalog\./, '')))?.[1];
          if (change) advisory = change(advisory);
        }
        if (openedBy === 'nobody') advisory = { ...advisory, transaction: false };
        break;
      default:
    }
  };

  return {
    begin(nextMode, statements, nextGroup) {
      const shares = nextGroup !== null && nextGroup === group;
      mode = nextMode;
      group = nextGroup;
      severalStatements = statements > 1;
      oneQuery = false;
      block = undefined;
      // One BEGIN for all of them: what an earlier file has committed stays committed, and after its step apart a new one is begun.
      if (shares) return;
      wasApart = false;
      close(true);
      now = NO_SETTINGS;
      advisory = NO_ADVISORY;
      if (mode === 'wrapped' || mode === 'unknown') open('tool');
    },
    step({ oneQuery: together, apart }) {
      if (openedBy === 'server') close(true);
      block = undefined;
      oneQuery = (mode === 'implicit' && severalStatements) || (mode === 'none' && together);
      if (apart && openedBy === 'tool') close(true);
      // After a step apart the tool goes on in a new transaction.
      else if (!apart && wasApart && openedBy === 'nobody' && mode === 'wrapped') open('tool');
      wasApart = apart;
    },
    before(statement) {
      const own = blockOf(statement);
      if (block !== undefined && own !== block) {
        close(true);
        block = undefined;
      }
      if (openedBy === 'nobody') {
        if (oneQuery) open('server');
        else if (own !== undefined) {
          // A DO block outside a transaction is one statement, and so one transaction.
          open('server');
          block = own;
        } else id++;
      }
      if (own === undefined || own !== clock.block) clock = { block: own, timeout: timeoutIn(now, 'statement_timeout') };
      const action = statement.inBlock
        ? undefined
        : statement.operations.find((operation) => operation.kind === 'transaction-control')?.action;
      const nested =
        (action === 'begin' && (openedBy === 'tool' || openedBy === 'file')) ||
        ((action === 'commit' || action === 'rollback') && openedBy === 'tool');
      if (shown.of !== now) shown = { of: now, settings: valuesOf(now) };
      counted = { id, statements: counted.id === id ? counted.statements + 1 : 1 };
      return {
        id,
        group: group !== null && openedBy === 'tool',
        statements: counted.statements,
        open: openedBy !== 'nobody',
        openedBy,
        implicit: openedBy === 'server' && block === undefined,
        ...(own === undefined ? {} : { inBlock: own === block ? ('own' as const) : ('inside' as const) }),
        unknown: mode === 'unknown' && openedBy === 'tool',
        nested,
        held: heldList,
        lockTimeout: timeoutIn(now, 'lock_timeout'),
        statementTimeout: clock.timeout,
        transactionTimeout: timeoutIn(now, 'transaction_timeout'),
        idleTimeout: timeoutIn(now, 'idle_in_transaction_session_timeout'),
        advisoryLock: advisory.session > 0 ? 'session' : advisory.transaction ? 'transaction' : 'none',
        settings: shown.settings,
      };
    },
    after(statement, effects) {
      for (const operation of statement.operations) apply(operation, statement);
      if (openedBy === 'nobody') return;
      let changed = false;
      for (const effect of effects) {
        if (effect.createdHere || effect.heldUntil !== 'transaction' || effect.lock === 'none') continue;
        const earlier = held.get(effect.relation);
        if (earlier && compareLocks(earlier.lock, effect.lock) >= 0) continue;
        held.set(effect.relation, heldBy(effect, statement.span));
        changed = true;
      }
      // A lock is on the table, whatever its name is from here on.
      for (const operation of statement.operations) {
        const renamed = renamedBy(operation);
        const lock = renamed && held.get(renamed.from);
        if (!lock) continue;
        held.delete(renamed.from);
        held.set(renamed.to, { ...lock, relation: renamed.to });
        changed = true;
      }
      if (changed) heldList = [...held.values()];
    },
    unclosed: () => (openedBy === 'file' ? id : undefined),
  };
}
