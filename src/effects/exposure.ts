/**
 * How much a statement can hurt those who use the database while it runs: what is blocked, by how much work, on how big
 * a table. docs/rule-reference.md shows the table below.
 *
 * A small table lowers the work, never the queue: a ten-row table that every request reads is a full stop when a lock
 * waits behind a long query. See https://www.postgresql.org/docs/current/explicit-locking.html for what waits for what.
 */
import type { TableKnowledge } from '../catalog/catalog.ts';
import { compareRisks, type Risk } from '../report.ts';
import type { Effect } from './effect.ts';

/** What other sessions wait for, worst first. */
export const BLOCKED = ['reads and writes', 'writes', 'schema changes', 'nothing'] as const;
export type Blocked = (typeof BLOCKED)[number];

/** The longest lock timeout that counts, where a rule says no other: 5 seconds. */
export const LONGEST_TIMEOUT = 5000;

interface Row {
  /** No work: it waits in the lock queue, and is done in an instant. */
  readonly queue: Risk;
  /** The same, with a lock timeout in force. */
  readonly queueWithTimeout: Risk;
  readonly smallTable: Risk;
  readonly otherTable: Risk;
}

/** The risk of one effect, by what is blocked and by the work that is done meanwhile. */
export const EXPOSURE: Readonly<Record<Blocked, Row>> = {
  'reads and writes': { queue: 'medium', queueWithTimeout: 'low', smallTable: 'medium', otherTable: 'critical' },
  writes: { queue: 'low', queueWithTimeout: 'low', smallTable: 'low', otherTable: 'high' },
  'schema changes': { queue: 'info', queueWithTimeout: 'info', smallTable: 'info', otherTable: 'low' },
  nothing: { queue: 'info', queueWithTimeout: 'info', smallTable: 'info', otherTable: 'info' },
};

/** Circumstances of the effects of one operation. */
export interface Circumstances {
  /** How long a lock is waited for at most, in milliseconds; 0: without limit, or not known. */
  readonly waitLimit: number;
  /** The longest limit that counts. */
  readonly longestTimeout: number;
  readonly tables: Pick<TableKnowledge, 'size'>;
  /** The relation of the operation: the table of an index whose own size nobody configures. */
  readonly table: string;
}

/** What other sessions wait for while the lock is held. */
export function blockedBy(effect: Pick<Effect, 'blocksReads' | 'blocksWrites' | 'blocksSchemaChanges'>): Blocked {
  if (effect.blocksReads) return 'reads and writes';
  if (effect.blocksWrites) return 'writes';
  return effect.blocksSchemaChanges ? 'schema changes' : 'nothing';
}

/** The risk of one effect. */
export function exposure(effect: Effect, circumstances: Circumstances): Risk {
  const row = EXPOSURE[blockedBy(effect)];
  if (effect.work === 'none') {
    const { waitLimit, longestTimeout } = circumstances;
    return waitLimit > 0 && waitLimit <= longestTimeout ? row.queueWithTimeout : row.queue;
  }
  const relation = effect.relationKind === 'index' ? circumstances.table : effect.relation;
  return circumstances.tables.size(relation) === 'small' ? row.smallTable : row.otherTable;
}

/** The worst of several effects. */
export interface Exposure {
  readonly risk: Risk;
  /** A fact that decided is not known: its worst case was taken. */
  readonly assumed: boolean;
}

const DECIDING = ['blocksReads', 'blocksWrites', 'blocksSchemaChanges', 'work', 'createdHere', 'lock'];

/**
 * The worst risk over the effects on relations that were there before this change; `info` where there are none.
 */
export function worstExposure(effects: readonly Effect[], circumstances: Circumstances): Exposure {
  return worstOf(
    effects
      .filter((effect) => !effect.createdHere)
      .map((effect) => ({
        risk: exposure(effect, circumstances),
        assumed: DECIDING.some((fact) => effect.unknown.includes(fact)),
      })),
  );
}

/** The worst of several; of two that are equally bad, one that is certain. `info` where there are none. */
export function worstOf(exposures: readonly Exposure[]): Exposure {
  let worst: Exposure = { risk: 'info', assumed: false };
  for (const other of exposures) {
    const order = compareRisks(other.risk, worst.risk);
    if (order > 0 || (order === 0 && worst.assumed && !other.assumed)) worst = other;
  }
  return worst;
}
