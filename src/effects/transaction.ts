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
  /** It was set to something that cannot be read, a placeholder: no milliseconds are assumed. */
  readonly unknown: boolean;
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

const NEVER: Timeout = { milliseconds: 0, span: null, unknown: false };

const TIMEOUTS: ReadonlySet<string> = new Set(['lock_timeout', 'statement_timeout']);

/** Settings by lower case name, as far as the file has set them. */
type Settings = ReadonlyMap<string, { readonly value: string; readonly timeout: Timeout }>;

/** The settings after SET or RESET. A timeout that is reset is known to be none. */
function withSetting(settings: Settings, operation: Extract<Operation, { kind: 'set' }>, span: Span): Settings {
  const setting = operation.setting.toLowerCase();
  const none = { value: '', timeout: { ...NEVER, span } };
  if (operation.reset && setting === 'all') return new Map([...TIMEOUTS].map((name) => [name, none]));
  const changed = new Map(settings);
  if (!operation.reset) {
    const milliseconds = parseDuration(operation.value);
    changed.set(setting, {
      value: operation.value,
      timeout: { milliseconds: milliseconds ?? 0, span, unknown: milliseconds === undefined },
    });
  } else if (TIMEOUTS.has(setting)) changed.set(setting, none);
  else changed.delete(setting);
  return changed;
}

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

/** What SAVEPOINT keeps, for ROLLBACK TO. */
interface Savepoint {
  readonly now: Settings;
  readonly afterCommit: Settings;
  readonly held: ReadonlyMap<string, HeldLock>;
}

/** The DO block of a statement, as something to compare. */
const blockOf = ({ inBlock, block }: Statement): string | undefined => (inBlock ? `${block?.path ?? ''}:${block?.start ?? ''}` : undefined);

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
  let now: Settings = new Map();
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
    savepoints = [];
    afterCommit = afterRollback = now;
  };
  const close = (committed: boolean): void => {
    if (openedBy === 'nobody') return;
    now = committed ? afterCommit : afterRollback;
    openedBy = 'nobody';
    held = new Map();
    savepoints = [];
    id++;
  };
  const control = ({ action, chain }: Extract<Operation, { kind: 'transaction-control' }>): void => {
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
        savepoints.push({ now, afterCommit, held: new Map(held) });
        break;
      case 'release':
        savepoints.pop();
        break;
      case 'rollback-to': {
        // The last one, whichever is named: the earlier ones hold no more locks than it does.
        const last = savepoints.at(-1);
        if (last) ({ now, afterCommit } = last);
        if (last) held = new Map(last.held);
        break;
      }
      default:
    }
  };
  const apply = (operation: Operation, span: Span): void => {
    if (operation.kind === 'transaction-control') control(operation);
    // SET LOCAL outside a transaction block has no effect beyond a warning.
    else if (operation.kind === 'set' && (openedBy !== 'nobody' || !operation.local)) {
      now = withSetting(now, operation, span);
      if (!operation.local) afterCommit = withSetting(afterCommit, operation, span);
    }
  };

  return {
    begin(nextMode, statements, nextGroup) {
      const shares = nextGroup !== null && nextGroup === group;
      mode = nextMode;
      group = nextGroup;
      severalStatements = statements > 1;
      oneQuery = false;
      wasApart = false;
      block = undefined;
      // One BEGIN for all of them: what an earlier file has committed stays committed.
      if (shares) return;
      close(true);
      now = new Map();
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
      const action = statement.operations.find((operation) => operation.kind === 'transaction-control')?.action;
      const nested =
        (action === 'begin' && (openedBy === 'tool' || openedBy === 'file')) ||
        ((action === 'commit' || action === 'rollback') && openedBy === 'tool');
      if (shown.of !== now)
        shown = { of: now, settings: new Map([...now].flatMap(([name, { value }]) => (TIMEOUTS.has(name) ? [] : [[name, value]]))) };
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
        lockTimeout: now.get('lock_timeout')?.timeout ?? NEVER,
        statementTimeout: now.get('statement_timeout')?.timeout ?? NEVER,
        settings: shown.settings,
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
