/** What making, changing, refreshing and dropping views and materialized views does. */
import type { Analysis } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { relationAndIndexes } from './tables.ts';
import { answer, createdHere, indexesOf, on, rewritten, type Scene, viewsOver } from './scene.ts';

/** CREATE VIEW locks nothing that others notice; OR REPLACE locks the view that is there. */
export function createView(scene: Scene, operation: OperationOf<'create-view'>): Analysis {
  const { table, replace, temporary } = operation;
  if (!replace || temporary) return answer(scene, []);
  const known = scene.catalog.relations.has(table);
  const unknown = known ? [] : (['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const);
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { kind: 'view', unknown })]);
}

/** ALTER VIEW. */
export function alterView(scene: Scene, operation: OperationOf<'alter-view'>): Analysis {
  return answer(scene, [on(scene, operation.table, 'ACCESS EXCLUSIVE', { kind: 'view' })]);
}

/** ALTER VIEW and ALTER MATERIALIZED VIEW … RENAME. */
export function renameView(scene: Scene, operation: OperationOf<'rename-view'>): Analysis {
  const { table } = operation;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { kind: 'view' })], { breaksRunningCode: !createdHere(scene, table) });
}

/** DROP VIEW and DROP MATERIALIZED VIEW: no row is lost, for a query gives them back. */
export function dropView(scene: Scene, operation: OperationOf<'drop-view'> | OperationOf<'drop-materialized-view'>): Analysis {
  const { table, cascade } = operation;
  const kind = operation.kind === 'drop-view' ? 'view' : 'materialized-view';
  const over = viewsOver(scene, table);
  const effects = [on(scene, table, 'ACCESS EXCLUSIVE', { kind }), ...relationAndIndexes(scene, table, 'ACCESS EXCLUSIVE')];
  if (cascade) for (const view of over) effects.push(...relationAndIndexes(scene, view, 'ACCESS EXCLUSIVE'));
  return answer(scene, effects, { breaksRunningCode: !createdHere(scene, table) });
}

/** CREATE MATERIALIZED VIEW. */
export function createMaterializedView(scene: Scene, _operation: OperationOf<'create-materialized-view'>): Analysis {
  return answer(scene, []);
}

/** REFRESH: readers wait until it is done; CONCURRENTLY lets them read, compares row by row and needs a unique index. */
export function refresh(scene: Scene, operation: OperationOf<'refresh-materialized-view'>): Analysis {
  const { table, concurrently, withData } = operation;
  if (concurrently) {
    const known = scene.catalog.relations.get(table)?.kind === 'materialized-view';
    const usable = indexesOf(scene, table).some((index) => index.unique && index.where === '' && !index.hasExpressions);
    return answer(scene, [on(scene, table, 'EXCLUSIVE', { kind: 'materialized-view', work: 'scan', cause: 'refresh' })], {
      refused:
        known && !usable
          ? { sqlstate: '55000', reason: `${table} has no unique index over plain columns, which CONCURRENTLY needs` }
          : null,
    });
  }
  if (withData)
    return answer(scene, [
      on(scene, table, 'ACCESS EXCLUSIVE', { kind: 'materialized-view', work: 'rewrite', cause: 'refresh' }),
      ...rewritten(scene, table, 'refresh'),
    ]);
  // It cannot be read until it is refreshed again.
  return answer(scene, relationAndIndexes(scene, table, 'ACCESS EXCLUSIVE'), { breaksRunningCode: !createdHere(scene, table) });
}
