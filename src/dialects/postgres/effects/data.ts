/** What changing rows does: the table lets everybody in, the rows that are touched are the point. */
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { answer, createdHere, on, type Scene } from './scene.ts';

/** ROW EXCLUSIVE with rows written. */
const rows = (scene: Scene, table: string): Effect => on(scene, table, 'ROW EXCLUSIVE', { work: 'rows', cause: 'data' });

/**
 * The rows of a table, and of those that inherit from it: rows of partitions are those of their table. By ONLY a partitioned
 * table has none.
 */
function rowsBelow(scene: Scene, { table, only }: { readonly table: string; readonly only: boolean }): readonly Effect[] {
  const known = scene.catalog.relations.get(table);
  if (known?.kind === 'partitioned') return only ? [] : [rows(scene, table)];
  const reached = new Set([table]);
  for (const member of reached) for (const child of scene.catalog.relations.get(member)?.children ?? []) reached.add(child);
  return [...reached].map((member) => rows(scene, member));
}

/** INSERT. With ON CONFLICT DO UPDATE it overwrites the rows that are there already, if there are any. */
export function insert(scene: Scene, operation: OperationOf<'insert'>): Analysis {
  const overwrites = operation.overwrites && !createdHere(scene, operation.table);
  return answer(scene, [rows(scene, operation.table)], {
    losesData: overwrites,
    reversible: !overwrites,
    canFailOnData: true,
    unknown: overwrites ? ['losesData', 'reversible'] : [],
  });
}

/** UPDATE: what a column held before is gone, unless the column itself is new. */
export function update(scene: Scene, operation: OperationOf<'update'>): Analysis {
  const { table, columns, hasWhere } = operation;
  const { change } = scene.situation;
  const known = scene.catalog.relations.get(table);
  const fresh =
    createdHere(scene, table) ||
    (columns.length > 0 && columns.every((name) => change !== null && known?.columns.get(name)?.origin === change));
  const reached = rowsBelow(scene, operation);
  const spared = fresh || reached.length === 0;
  // WHERE may leave alone what would be lost: `… WHERE note IS NULL`.
  const unknown = !spared && hasWhere ? (['losesData', 'reversible'] as const) : [];
  return answer(scene, reached, { losesData: !spared, reversible: spared, canFailOnData: reached.length > 0, unknown });
}

/** DELETE. */
export function deleteRows(scene: Scene, operation: OperationOf<'delete'>): Analysis {
  const reached = rowsBelow(scene, operation);
  const loses = reached.length > 0 && !createdHere(scene, operation.table);
  return answer(scene, reached, { losesData: loses, reversible: !loses, canFailOnData: reached.length > 0 });
}

/** MERGE: whether it deletes or overwrites is not in the operation. */
export function merge(scene: Scene, operation: OperationOf<'merge'>): Analysis {
  const old = !createdHere(scene, operation.table);
  const refused =
    scene.situation.version < 15
      ? { sqlstate: '42601', reason: `PostgreSQL ${scene.situation.version} does not know MERGE; it came with 15` }
      : null;
  return answer(scene, rowsBelow(scene, operation), {
    losesData: old,
    reversible: !old,
    canFailOnData: true,
    refused,
    unknown: old ? ['losesData', 'reversible'] : [],
  });
}

/** COPY FROM writes rows; COPY TO reads them and locks nothing that others notice. */
export function copy(scene: Scene, operation: OperationOf<'copy'>): Analysis {
  return operation.from && operation.table !== ''
    ? answer(scene, [rows(scene, operation.table)], { canFailOnData: true })
    : answer(scene, []);
}
