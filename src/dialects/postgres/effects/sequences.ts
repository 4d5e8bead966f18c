/** What making, changing and dropping sequences does. */
import type { Column } from '../../../catalog/catalog.ts';
import type { Analysis, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { cascadeEffects, dependencyRefusal } from './dependants.ts';
import { alreadyThere, answer, createdHere, forgetsPosition, identitySequence, on, type Scene, whereItExists, wrongKind } from './scene.ts';

/** CREATE SEQUENCE. */
export function createSequence(scene: Scene, operation: OperationOf<'create-sequence'>): Analysis {
  const { sequence, ifNotExists, unlogged } = operation;
  const there = scene.catalog.relations.has(sequence);
  const early: Refusal | null =
    unlogged && scene.situation.version < 15
      ? { sqlstate: '0A000', reason: `PostgreSQL ${scene.situation.version} has no unlogged sequences; they came with 15` }
      : null;
  return answer(scene, [], {
    refused: early ?? (ifNotExists ? null : alreadyThere(there, sequence, '42P07')),
  });
}

/** The column a sequence belongs to, where it is an identity column. */
function identityOf(scene: Scene, sequence: string): Column | undefined {
  const owner = scene.catalog.relations.get(sequence)?.ownedBy;
  // One that the column owned before it became an identity column is not the identity's.
  if (!owner || !identitySequence(scene, owner.table, owner.column).includes(sequence)) return undefined;
  const column = scene.catalog.relations.get(owner.table)?.columns.get(owner.column);
  return column && column.identity !== 'no' ? column : undefined;
}

/** ALTER SEQUENCE: those who draw numbers wait. */
export function alterSequence(scene: Scene, operation: OperationOf<'alter-sequence'>): Analysis {
  const { sequence, owner, logged, ifExists, restart } = operation;
  const identity = identityOf(scene, sequence);
  const lock = logged === 'unchanged' ? 'SHARE ROW EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const early: Refusal | null =
    logged !== 'unchanged' && scene.situation.version < 15
      ? { sqlstate: '42809', reason: `PostgreSQL ${scene.situation.version} has no unlogged sequences; they came with 15` }
      : null;
  return answer(scene, [on(scene, sequence, lock, { kind: 'sequence', ...whereItExists(scene, sequence, ifExists) })], {
    refused:
      early ??
      wrongKind(scene, sequence, ['sequence'], 'sequence') ??
      (identity && owner !== undefined
        ? { sqlstate: '0A000', reason: `${sequence} belongs to the identity column ${identity.name}` }
        : null),
    ...(restart ? forgetsPosition(scene, sequence) : {}),
  });
}

/** ALTER SEQUENCE … RENAME. */
export function renameSequence(scene: Scene, operation: OperationOf<'rename-sequence'>): Analysis {
  const { sequence, newSequence } = operation;
  return answer(scene, [on(scene, sequence, 'ACCESS EXCLUSIVE', { kind: 'sequence' })], {
    breaksRunningCode: !createdHere(scene, sequence),
    refused:
      wrongKind(scene, sequence, ['sequence'], 'sequence') ?? alreadyThere(scene.catalog.relations.has(newSequence), newSequence, '42P07'),
  });
}

/** DROP SEQUENCE: how far it has come is lost; with CASCADE the defaults that draw from it go. */
export function dropSequence(scene: Scene, operation: OperationOf<'drop-sequence'>): Analysis {
  const { sequence, cascade, ifExists, together } = operation;
  const things = [{ kind: 'relation', relation: sequence }] as const;
  const identity = identityOf(scene, sequence);
  const effects = [
    on(scene, sequence, 'ACCESS EXCLUSIVE', { kind: 'sequence', ...whereItExists(scene, sequence, ifExists) }),
    ...(cascade ? cascadeEffects(scene, things, together) : []),
  ];
  const old = !createdHere(scene, sequence);
  return answer(scene, effects, {
    losesData: old,
    reversible: !old,
    breaksRunningCode: old,
    refused:
      wrongKind(scene, sequence, ['sequence'], 'sequence') ??
      (identity
        ? { sqlstate: '2BP01', reason: `the identity column ${identity.name} requires it` }
        : cascade
          ? null
          : dependencyRefusal(scene, things, together)),
  });
}
