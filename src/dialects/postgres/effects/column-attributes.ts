/** What changing defaults, NOT NULL, identity, expression and options of columns does. */
import type { Analysis, Effect, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { impliesNotNull } from '../implication.ts';
import { brief, columnOf } from './columns.ts';
import { defaultExpression, generatedColumn, identityType } from './refusals.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  family,
  firstRefusal,
  forgetsPosition,
  identitySequence,
  isKnown,
  on,
  rewritten,
  type Scene,
  shown,
  withPartitions,
} from './scene.ts';
import { isNew } from './user-types.ts';

/** The default of an identity or generated column is its own affair. */
function ownsDefault(scene: Scene, table: string, column: string): Refusal | null {
  const known = columnOf(scene, table, column);
  if (known && known.identity !== 'no') return { sqlstate: '42601', reason: `${column} is an identity column` };
  return known?.generated ? { sqlstate: '42601', reason: `${column} is a generated column` } : null;
}

/** SET DEFAULT. */
export function setDefault(scene: Scene, operation: OperationOf<'set-default'>): Analysis {
  const { table, column } = operation;
  return answer(scene, brief(scene, table), {
    refused: firstRefusal(ownsDefault(scene, table, column), defaultExpression(operation.expression)),
  });
}

/** DROP DEFAULT: an INSERT that relied on it fails where the column is NOT NULL. */
export function dropDefault(scene: Scene, operation: OperationOf<'drop-default'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const breaks = !createdHere(scene, table) && (known === undefined || (known.notNull && (known.default !== undefined || known.serial)));
  return answer(scene, brief(scene, table), {
    breaksRunningCode: breaks,
    unknown: known === undefined && breaks ? ['breaksRunningCode'] : [],
    refused: ownsDefault(scene, table, column),
  });
}

/** Whether a validated constraint of a table proves that a column holds no NULL. */
export function provenNotNull(scene: Scene, table: string, column: string): boolean {
  return constraintsOf(scene, table).some(
    (c) => c.kind === 'check' && !c.notValid && !c.notEnforced && c.expression !== undefined && impliesNotNull(c.expression, column),
  );
}

/** How sure it is that SET NOT NULL reads a table. */
function notNullWork(scene: Scene, table: string, column: string): 'none' | 'scan' | 'unknown' {
  const known = columnOf(scene, table, column);
  if (known?.notNull || provenNotNull(scene, table, column)) return 'none';
  return known && isKnown(scene, table) ? 'scan' : 'unknown';
}

/**
 * The tables that SET NOT NULL visits: the table alone where the column is NOT NULL already, else what is below it too; since
 * 18 nothing below those where it is.
 */
function strictReach(scene: Scene, table: string, column: string): readonly string[] {
  const found = new Set([table]);
  for (const member of found) {
    const known = scene.catalog.relations.get(member);
    if (known?.columns.get(column)?.notNull && (member === table || scene.situation.version >= 18)) continue;
    for (const below of [...(known?.partitions ?? []), ...(known?.children ?? [])]) found.add(below);
  }
  return [...found];
}

/** SET NOT NULL: every row is read unless a validated check proves that there is nothing to find. */
export function setNotNull(scene: Scene, operation: OperationOf<'set-not-null'>): Analysis {
  const { table, column } = operation;
  const effects = strictReach(scene, table, column).map((member) => {
    const work = notNullWork(scene, member, column);
    if (work === 'none') return on(scene, member, 'ACCESS EXCLUSIVE');
    return on(scene, member, 'ACCESS EXCLUSIVE', {
      work: 'scan',
      cause: 'not-null-check',
      unknown: work === 'unknown' ? ['work', 'cause'] : [],
    });
  });
  const work = notNullWork(scene, table, column);
  const enforced = work === 'none';
  return answer(scene, effects, {
    canFailOnData: !enforced,
    breaksRunningCode: !enforced && !createdHere(scene, table),
    unknown: work === 'unknown' ? ['canFailOnData', 'breaksRunningCode'] : [],
  });
}

/** DROP NOT NULL. */
export function dropNotNull(scene: Scene, operation: OperationOf<'drop-not-null'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const inKey = constraintsOf(scene, table).some((c) => c.kind === 'primary-key' && c.columns.includes(column));
  // From 18 on it ends at a column that is not strict.
  const alone = scene.situation.version >= 18 && known?.notNull === false;
  return answer(scene, alone ? [on(scene, table, 'ACCESS EXCLUSIVE')] : brief(scene, table), {
    refused: firstRefusal(
      known && known.identity !== 'no' ? { sqlstate: '42601', reason: `${column} is an identity column` } : null,
      inKey ? { sqlstate: '42P16', reason: `${column} is in the primary key` } : null,
    ),
  });
}

/** A change of identity reaches the partitions since 17. */
function identityReach(scene: Scene, table: string): readonly Effect[] {
  const reached = scene.situation.version >= 17 ? withPartitions(scene, table) : [table];
  return reached.map((member) => on(scene, member, 'ACCESS EXCLUSIVE'));
}

/** ADD GENERATED … AS IDENTITY on a column that is there. */
export function addIdentity(scene: Scene, operation: OperationOf<'add-identity'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const reason = !known
    ? undefined
    : !known.notNull
      ? `${column} must be NOT NULL before it can be an identity column`
      : known.identity !== 'no'
        ? `${column} is an identity column already`
        : known.default || known.serial
          ? `${column} already has a default`
          : undefined;
  return answer(scene, identityReach(scene, table), {
    refused: firstRefusal(known ? identityType(known.type) : null, reason === undefined ? null : { sqlstate: '55000', reason }),
    // GENERATED ALWAYS refuses a value that deployed code gives; none gives one for a column that the change made.
    breaksRunningCode: operation.always && !createdHere(scene, table) && !isNew(scene, known?.origin),
  });
}

/** A column that would have to be an identity column. */
function noIdentity(scene: Scene, table: string, column: string): Refusal | null {
  // Before 17 a partition does not have the identity of its table.
  const apart = scene.situation.version < 17 && scene.catalog.relations.get(table)?.partitionOf;
  return apart || columnOf(scene, table, column)?.identity === 'no'
    ? { sqlstate: '55000', reason: `${column} is no identity column` }
    : null;
}

/** SET GENERATED, SET sequence_option, RESTART. */
export function setIdentity(scene: Scene, operation: OperationOf<'set-identity'>): Analysis {
  const { table, column } = operation;
  const effects = [
    ...(operation.generated ? identityReach(scene, table) : [on(scene, table, 'ACCESS EXCLUSIVE')]),
    ...identitySequence(scene, table, column).map((sequence) => on(scene, sequence, 'SHARE ROW EXCLUSIVE')),
  ];
  return answer(scene, effects, {
    // GENERATED ALWAYS refuses a value that deployed code gives.
    breaksRunningCode: operation.always && columnOf(scene, table, column)?.identity !== 'always' && !createdHere(scene, table),
    refused: noIdentity(scene, table, column),
    ...(operation.restart ? forgetsPosition(scene, table) : {}),
  });
}

/** DROP IDENTITY: the sequence goes, with how far it had come; the values of the column stay. */
export function dropIdentity(scene: Scene, operation: OperationOf<'drop-identity'>): Analysis {
  const { table, column } = operation;
  const identity = columnOf(scene, table, column)?.identity;
  const loses = identity !== 'no' && !createdHere(scene, table);
  return answer(
    scene,
    [...identityReach(scene, table), ...identitySequence(scene, table, column).map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE'))],
    {
      losesData: loses,
      reversible: !loses,
      breaksRunningCode: loses,
      refused: operation.ifExists ? null : noIdentity(scene, table, column),
    },
  );
}

/** A column that would have to be a generated one. */
function notGenerated(scene: Scene, table: string, column: string): Refusal | null {
  const known = columnOf(scene, table, column);
  return known && !known.generated ? { sqlstate: '55000', reason: `${column} is no generated column` } : null;
}

/** SET EXPRESSION: a stored column is computed anew for every row, a virtual one only from now on. */
export function setExpression(scene: Scene, operation: OperationOf<'set-expression'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const generated = known?.generated;
  const unknown = generated ? [] : (['work', 'cause'] as const);
  const effects =
    generated?.kind === 'virtual'
      ? brief(scene, table)
      : family(scene, table).flatMap((member) => rewritten(scene, member, 'stored-generated', { unknown }));
  const checked = generated?.kind === 'virtual' && constraintsOf(scene, table).some((c) => c.kind === 'check');
  return answer(scene, effects, {
    refused: firstRefusal(
      before(scene, 17, 'SET EXPRESSION').refused,
      notGenerated(scene, table, column),
      checked ? { sqlstate: '0A000', reason: `${column} is virtual, and ${shown(table)} has a check` } : null,
      known && generated
        ? generatedColumn(scene, table, { ...known, constraints: [], generated: { ...generated, expression: operation.expression } })
        : null,
    ),
  });
}

/** DROP EXPRESSION: the values stay. */
export function dropExpression(scene: Scene, operation: OperationOf<'drop-expression'>): Analysis {
  const { table, column, ifExists } = operation;
  const virtual = columnOf(scene, table, column)?.generated?.kind === 'virtual';
  return answer(scene, brief(scene, table), {
    refused: firstRefusal(
      virtual ? { sqlstate: '0A000', reason: `${column} is a virtual generated column` } : null,
      ifExists ? null : notGenerated(scene, table, column),
    ),
    // Nothing computes it any more: a row without a value of its own is refused.
    breaksRunningCode: columnOf(scene, table, column)?.notNull === true && !createdHere(scene, table),
    reversible: false,
  });
}

/** SET STATISTICS, SET STORAGE, SET COMPRESSION and the options of a column: nothing stored is touched. */
export function setColumnOption(scene: Scene, operation: OperationOf<'set-column-option'>): Analysis {
  const { table, option } = operation;
  if (option === 'attribute') return answer(scene, [on(scene, table, 'SHARE UPDATE EXCLUSIVE')]);
  if (option === 'statistics') return answer(scene, brief(scene, table, 'SHARE UPDATE EXCLUSIVE'));
  if (option === 'compression') return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], before(scene, 14, 'SET COMPRESSION'));
  return answer(scene, brief(scene, table));
}
