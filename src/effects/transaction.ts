/**
 * Which transaction a statement runs in, what is locked in it already, and which settings are in force.
 *
 * Sources: https://www.postgresql.org/docs/current/sql-begin.html, …/sql-set.html, and for several statements in one
 * query …/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT: they are one implicit transaction, even after a COMMIT among them.
 */
import type { Statement } from '../dialects/dialect.ts';
import type { TransactionMode } from '../frameworks/framework.ts';
import type { Operation } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import { compareLocks, type Effect, type LockMode, type RelationKind } from './effect.ts';

/** A lock that is held until the transaction ends, on a relation that existed before the change. */
export interface HeldLock {
  readonly relation: string;
  readonly relationKind: RelationKind;
  readonly lock: LockMode;
  readonly blocksReads: boolean;
  readonly blocksWrites: boolean;
  /** The statement that took it. */
  readonly span: Span;
}

/** A timeout as it was set; 0 milliseconds is none. */
export interface Timeout {
  readonly milliseconds: number;
  /** Where it was set; null where it never was. */
  readonly span: Span | null;
  readonly local: boolean;
}

/** What is true just before a statement. */
export interface TransactionState {
  /** Counts transactions, so that statements of one share a number; a statement in none has a number of its own. */
  readonly id: number;
  readonly open: boolean;
  readonly openedBy: 'nobody' | 'tool' | 'file' | 'server';
  /** Nothing says how the tool runs the file. */
  readonly unknown: boolean;
  readonly nested: boolean;
  /** The tool runs several migrations in this transaction. */
  readonly group: boolean;
  /** Statements of the transaction so far, this one included. */
  readonly statements: number;
  readonly held: readonly HeldLock[];
  readonly lockTimeout: Timeout;
  readonly statementTimeout: Timeout;
  readonly settings: ReadonlyMap<string, string>;
}

const NEVER: Timeout = { milliseconds: 0, span: null, local: false };

/** Milliseconds of a timeout as SET takes it: a number of milliseconds, or a number with us, ms, s, min, h or d; undefined where it is none. */
export function parseDuration(value: string): number | undefined {
  const match = /^\s*'?\s*(\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*'?\s*$/i.exec(value);
  if (!match) return undefined;
  const unit = (match[2] ?? 'ms').toLowerCase();
  const factor = { us: 0.001, ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 1;
  return Math.round(Number(match[1]) * factor);
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
  let inBlock = false;
  let counted = { id: 0, statements: 0 };
  let held = new Map<string, HeldLock>();
  let lockTimeout = NEVER;
  let statementTimeout = NEVER;
  let settings = new Map<string, string>();
  /** The session's values when the transaction began, to return to. */
  let session = { lockTimeout, statementTimeout, settings };

  const open = (by: TransactionState['openedBy']): void => {
    id++;
    openedBy = by;
    held = new Map();
    session = { lockTimeout, statementTimeout, settings };
  };
  const close = (committed: boolean): void => {
    if (!committed) ({ lockTimeout, statementTimeout, settings } = session);
    else {
      if (lockTimeout.local) lockTimeout = session.lockTimeout;
      if (statementTimeout.local) statementTimeout = session.statementTimeout;
    }
    openedBy = 'nobody';
    held = new Map();
    id++;
  };
  const apply = (operation: Operation, span: Span): void => {
    if (operation.kind === 'set') {
      // SET LOCAL outside a transaction block has no effect beyond a warning.
      if (operation.local && openedBy === 'nobody') return;
      const setting = operation.setting.toLowerCase();
      const milliseconds = operation.reset ? 0 : (parseDuration(operation.value) ?? 0);
      if (setting === 'lock_timeout') lockTimeout = { milliseconds, span, local: operation.local };
      else if (setting === 'statement_timeout') statementTimeout = { milliseconds, span, local: operation.local };
      else {
        // A new map each time: states that were handed out keep theirs.
        settings = new Map(settings);
        if (operation.reset) settings.delete(setting);
        else settings.set(setting, operation.value);
      }
      if (operation.reset && setting === 'all') lockTimeout = statementTimeout = { milliseconds: 0, span, local: false };
    } else if (operation.kind === 'transaction-control') {
      if (operation.action === 'begin' && (openedBy === 'nobody' || openedBy === 'server')) {
        // BEGIN makes the implicit transaction an explicit one: what it holds stays held.
        if (openedBy === 'server') openedBy = 'file';
        else open('file');
      } else if (
        (operation.action === 'commit' || operation.action === 'rollback' || operation.action === 'prepare') &&
        openedBy !== 'nobody'
      ) {
        close(operation.action === 'commit');
        if (operation.chain) open('file');
      }
    }
  };

  return {
    begin(nextMode, statements, nextGroup) {
      const shares = nextGroup !== null && nextGroup === group && openedBy === 'tool';
      mode = nextMode;
      group = nextGroup;
      severalStatements = statements > 1;
      oneQuery = false;
      wasApart = false;
      inBlock = false;
      if (shares) return;
      if (openedBy !== 'nobody') close(true);
      lockTimeout = statementTimeout = NEVER;
      settings = new Map();
      if (mode === 'wrapped' || mode === 'unknown') open('tool');
    },
    step({ oneQuery: together, apart }) {
      inBlock = false;
      if (openedBy === 'server') close(true);
      oneQuery = (mode === 'implicit' && severalStatements) || (mode === 'none' && together);
      if (apart && openedBy === 'tool') close(true);
      // After a step apart the tool goes on in a new transaction.
      else if (!apart && wasApart && openedBy === 'nobody' && mode === 'wrapped') open('tool');
      wasApart = apart;
    },
    before(statement) {
      if (openedBy === 'nobody') {
        if (oneQuery) open('server');
        else if (statement.inBlock) {
          // A DO block outside a transaction is one statement, and so one transaction.
          open('server');
          inBlock = true;
        } else id++;
      } else if (inBlock && !statement.inBlock) {
        close(true);
        inBlock = false;
        if (oneQuery) open('server');
      }
      const control = statement.operations.find((operation) => operation.kind === 'transaction-control');
      const nested =
        (control?.action === 'begin' && (openedBy === 'tool' || openedBy === 'file')) ||
        ((control?.action === 'commit' || control?.action === 'rollback') && openedBy === 'tool');
      counted = { id, statements: counted.id === id ? counted.statements + 1 : 1 };
      return {
        id,
        group: group !== null && openedBy === 'tool',
        statements: counted.statements,
        open: openedBy !== 'nobody',
        openedBy,
        unknown: mode === 'unknown' && openedBy === 'tool',
        nested,
        held: [...held.values()],
        lockTimeout,
        statementTimeout,
        settings,
      };
    },
    after(statement, effects) {
      for (const operation of statement.operations) apply(operation, statement.span);
      if (openedBy === 'nobody') return;
      for (const effect of effects) {
        if (effect.createdHere || effect.heldUntil !== 'transaction' || effect.lock === 'none') continue;
        const earlier = held.get(effect.relation);
        if (earlier && compareLocks(earlier.lock, effect.lock) >= 0) continue;
        const { relation, relationKind, lock, blocksReads, blocksWrites } = effect;
        held.set(relation, { relation, relationKind, lock, blocksReads, blocksWrites, span: statement.span });
      }
      // A lock is on the table, whatever its name is from here on.
      for (const operation of statement.operations) {
        if (operation.kind !== 'rename-table' && operation.kind !== 'set-schema' && operation.kind !== 'rename-view') continue;
        const lock = held.get(operation.table);
        if (!lock) continue;
        held.delete(operation.table);
        held.set(operation.newTable, { ...lock, relation: operation.newTable });
      }
    },
    unclosed: () => (openedBy === 'file' ? id : undefined),
  };
}
