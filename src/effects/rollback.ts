/** What ROLLBACK takes back: everything is again as it was when the transaction, or one of its savepoints, began. */
import type { Statement } from '../dialects/dialect.ts';
import type { TransactionState } from './transaction.ts';

/** Follows something through transactions: the catalog, the statements that stand. */
export interface Rollbacks<T> {
  /** How it is after a statement that found it as `before` and would leave it as `after` if it stood. */
  settle(statement: Statement, state: Pick<TransactionState, 'id' | 'open'>, before: T, after: T): T;
}

/** Whether one of the statements takes something back. */
export function takesBack(statements: readonly Statement[]): boolean {
  return statements.some(({ operations }) =>
    operations.some((o) => o.kind === 'transaction-control' && (o.action === 'rollback' || o.action === 'rollback-to')),
  );
}

/** Makes a follower for one session. */
export function makeRollbacks<T>(): Rollbacks<T> {
  let transaction: number | undefined;
  let start: T | undefined;
  let savepoints: { readonly name: string; readonly reached: T }[] = [];
  return {
    settle(statement, { id, open }, before, after) {
      if (id !== transaction) {
        transaction = id;
        start = before;
        savepoints = [];
      }
      const control = statement.operations.find((operation) => operation.kind === 'transaction-control');
      if (!control || !open || statement.inBlock) return after;
      const named = savepoints.findLastIndex(({ name }) => name === control.identifier);
      switch (control.action) {
        case 'savepoint':
          savepoints.push({ name: control.identifier, reached: after });
          return after;
        case 'release':
          if (named >= 0) savepoints.length = named;
          return after;
        case 'rollback-to':
          if (named >= 0) savepoints.length = named + 1;
          return savepoints[named]?.reached ?? after;
        case 'rollback':
          return start ?? after;
        default:
          return after;
      }
    },
  };
}
