/** What ROLLBACK takes back: the catalog is again as it was when the transaction, or one of its savepoints, began. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Statement } from '../dialects/dialect.ts';
import type { TransactionState } from './transaction.ts';

/** Follows the catalog through transactions. */
export interface Rollbacks {
  /** The catalog after a statement that found it as `before` and would leave it as `after` if it stood. */
  settle(statement: Statement, state: Pick<TransactionState, 'id' | 'open'>, before: Catalog, after: Catalog): Catalog;
}

/** Whether one of the statements takes something back. */
export function takesBack(statements: readonly Statement[]): boolean {
  return statements.some(({ operations }) =>
    operations.some((o) => o.kind === 'transaction-control' && (o.action === 'rollback' || o.action === 'rollback-to')),
  );
}

/** Makes a follower for one session. */
export function makeRollbacks(): Rollbacks {
  let transaction: number | undefined;
  let start: Catalog | undefined;
  let savepoints: { readonly name: string; readonly catalog: Catalog }[] = [];
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
          savepoints.push({ name: control.identifier, catalog: after });
          return after;
        case 'release':
          if (named >= 0) savepoints.length = named;
          return after;
        case 'rollback-to':
          if (named >= 0) savepoints.length = named + 1;
          return savepoints[named]?.catalog ?? after;
        case 'rollback':
          return start ?? after;
        default:
          return after;
      }
    },
  };
}
