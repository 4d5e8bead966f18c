/**
 * What operations wait for besides the locks they take: CONCURRENTLY lets others go on by waiting for them. Each
 * sentence was run with two sessions: transactions.server.test.ts.
 */
import type { Operation } from '../../operations/operation.ts';
import type { Situation } from '../dialect.ts';

const USERS = (table: string): string => `every transaction that has used ${table}, reading or writing, and has not ended`;

/** What an operation waits for before it is done, as clauses after "it waits for"; none where its locks are all there is. */
export function waitsFor(operation: Operation, situation: Situation): readonly string[] {
  if (!('concurrently' in operation) || !operation.concurrently) return [];
  const builds =
    situation.version < 14 ? 'other concurrent builds included' : 'other concurrent builds with an expression or a condition included';
  const snapshots = `every query, cursor and REPEATABLE READ transaction of the database that began before it, on whatever table, ${builds}`;
  switch (operation.kind) {
    case 'create-index':
      return ['every transaction that has written to the table and has not ended', snapshots];
    case 'reindex':
      return ['every transaction that has written to the table and has not ended', snapshots, USERS('the table')];
    case 'drop-index':
      return [USERS('the table')];
    case 'detach-partition':
      return [USERS('the partitioned table')];
    default:
      return [];
  }
}
