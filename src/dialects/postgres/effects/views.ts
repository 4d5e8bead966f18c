/** What making, changing, refreshing and dropping views and materialized views does. */
import type { Column } from '../../../catalog/catalog.ts';
import { outputTwice } from './refusals.ts';
import { answerOf } from '../../../catalog/queries.ts';
import type { Analysis, Refusal } from '../../../effects/effect.ts';
import type { TypeName } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { cascadeEffects, cascadeLoses, dependencyRefusal } from './dependants.ts';
import { relationAndIndexes } from './tables.ts';
import { alreadyThere, answer, createdHere, indexesOf, LOCK_FIELDS, on, rewritten, type Scene, whereItExists, wrongKind } from './scene.ts';

/** CREATE VIEW locks nothing that others notice; OR REPLACE locks the view that is there. */
export function createView(scene: Scene, operation: OperationOf<'create-view'>): Analysis {
  const { table, replace, temporary } = operation;
  const there = scene.catalog.relations.get(table);
  const refused =
    checkRefusal(operation) ??
    outputTwice(operation.query, operation.columnNames) ??
    (replace ? replaceRefusal(scene, operation) : alreadyThere(there !== undefined, table, '42P07'));
  if (!replace || temporary) return answer(scene, [], { refused });
  const unknown = there ? [] : LOCK_FIELDS;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { kind: 'view', unknown })], { refused });
}

/** WITH CHECK OPTION is for views through which rows can be changed. */
const checkRefusal = ({ checkOption, query }: OperationOf<'create-view'>): Refusal | null =>
  checkOption && query && !query.simple
    ? { sqlstate: '0A000', reason: 'WITH CHECK OPTION is supported only on views through which the server itself can change rows' }
    : null;

/** OR REPLACE may add columns at the end, and change nothing about those that are there. */
function replaceRefusal(scene: Scene, operation: OperationOf<'create-view'>): Refusal | null {
  const wrong = wrongKind(scene, operation.table, ['view'], 'view');
  const before = scene.catalog.relations.get(operation.table);
  if (wrong || !before || !operation.query) return wrong;
  const { columns, known } = answerOf(operation.query, scene.catalog);
  const given = columns.map((column, i) => ({ ...column, name: operation.columnNames[i] ?? column.name }));
  const refuse = (reason: string): Refusal => ({ sqlstate: '42P16', reason });
  if (!before.columnsKnown) return null;
  for (const [i, old] of [...before.columns.values()].entries()) {
    const column = given[i];
    // What `*` of a relation of unknown columns stands for is not known, nor how many it is.
    if (!column) return known ? refuse(`the view has a column ${old.name}, which OR REPLACE cannot take away`) : null;
    if (!known && operation.query.outputs.slice(0, i + 1).some((output) => output.kind === 'star')) return null;
    if (column.name !== old.name) return refuse(`OR REPLACE cannot change the name of the column ${old.name} to ${column.name}`);
    if (differs(old, column.type)) return refuse(`OR REPLACE cannot change the type of the column ${old.name}`);
  }
  return null;
}

const differs = ({ type: old }: Column, type: TypeName | undefined): boolean =>
  type !== undefined &&
  old.name !== '' &&
  (old.name !== type.name || old.dimensions > 0 !== type.dimensions > 0 || old.modifiers.join() !== type.modifiers.join());

/** ALTER VIEW. */
export function alterView(scene: Scene, operation: OperationOf<'alter-view'>): Analysis {
  const { table, ifExists } = operation;
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { kind: 'view', ...whereItExists(scene, table, ifExists) })], {
    refused: wrongKind(scene, table, ['view'], 'view'),
  });
}

/** ALTER VIEW and ALTER MATERIALIZED VIEW … RENAME. */
export function renameView(scene: Scene, operation: OperationOf<'rename-view'>): Analysis {
  const { table, newTable, materialized, ifExists } = operation;
  const there = scene.catalog.relations.has(newTable) || scene.catalog.indexes.has(newTable);
  const kind = materialized ? 'materialized-view' : 'view';
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { kind, ...whereItExists(scene, table, ifExists) })], {
    breaksRunningCode: !createdHere(scene, table),
    refused: wrongKind(scene, table, [kind], materialized ? 'materialized view' : 'view') ?? alreadyThere(there, newTable, '42P07'),
  });
}

/** DROP VIEW and DROP MATERIALIZED VIEW: no row is lost, for a query gives them back. */
export function dropView(scene: Scene, operation: OperationOf<'drop-view'> | OperationOf<'drop-materialized-view'>): Analysis {
  const { table, cascade, ifExists, together } = operation;
  const kind = operation.kind === 'drop-view' ? 'view' : 'materialized-view';
  const things = [{ kind: 'relation', relation: table }] as const;
  const effects = [
    on(scene, table, 'ACCESS EXCLUSIVE', { kind, ...whereItExists(scene, table, ifExists) }),
    ...relationAndIndexes(scene, table, 'ACCESS EXCLUSIVE').slice(1),
    ...(cascade ? cascadeEffects(scene, things, together) : []),
  ];
  const loses = cascade && cascadeLoses(scene, things, (relation) => createdHere(scene, relation));
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !createdHere(scene, table),
    refused:
      wrongKind(scene, table, [kind], kind === 'view' ? 'view' : 'materialized view') ??
      (cascade ? null : dependencyRefusal(scene, things, together)),
  });
}

/** CREATE MATERIALIZED VIEW. */
export function createMaterializedView(scene: Scene, operation: OperationOf<'create-materialized-view'>): Analysis {
  const { table, ifNotExists, query, columnNames } = operation;
  const there = scene.catalog.relations.has(table);
  return answer(scene, [], { refused: (ifNotExists ? null : alreadyThere(there, table, '42P07')) ?? outputTwice(query, columnNames) });
}

/** REFRESH: readers wait until it is done; CONCURRENTLY lets them read, compares row by row and needs a unique index. */
export function refresh(scene: Scene, operation: OperationOf<'refresh-materialized-view'>): Analysis {
  const { table, concurrently, withData } = operation;
  const wrong = wrongKind(scene, table, ['materialized-view'], 'materialized view');
  if (concurrently) {
    const known = scene.catalog.relations.get(table);
    const usable = indexesOf(scene, table).some((index) => index.unique && index.where === '' && !index.hasExpressions);
    return answer(scene, [on(scene, table, 'EXCLUSIVE', { kind: 'materialized-view', work: 'scan', cause: 'refresh' })], {
      refused: !withData
        ? { sqlstate: '42601', reason: 'CONCURRENTLY and WITH NO DATA cannot be used together' }
        : (wrong ??
          (known && !known.populated
            ? { sqlstate: '0A000', reason: `${table} has never been filled, and CONCURRENTLY compares with what is there` }
            : known && !usable
              ? { sqlstate: '55000', reason: `${table} has no unique index over plain columns, which CONCURRENTLY needs` }
              : null)),
    });
  }
  if (withData)
    return answer(
      scene,
      [
        on(scene, table, 'ACCESS EXCLUSIVE', { kind: 'materialized-view', work: 'rewrite', cause: 'refresh' }),
        ...rewritten(scene, table, 'refresh'),
      ],
      { refused: wrong },
    );
  // It cannot be read until it is refreshed again.
  return answer(scene, relationAndIndexes(scene, table, 'ACCESS EXCLUSIVE'), {
    breaksRunningCode: !createdHere(scene, table),
    refused: wrong,
  });
}
