/** What making, changing and dropping triggers, rules and policies does. */
import type { Trigger } from '../../../catalog/catalog.ts';
import type { Analysis, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { keysTo } from './references.ts';
import {
  alreadyThere,
  answer,
  before,
  constraintsOf,
  isClosed,
  isKnown,
  LOCK_FIELDS,
  on,
  type Scene,
  withPartitions,
  wrongKind,
} from './scene.ts';

const triggerOf = (scene: Scene, table: string, name: string): Trigger | undefined =>
  scene.catalog.relations.get(table)?.triggers.get(name);

/** Something that the history would show on the table if it were there: then nothing is locked by IF EXISTS. */
const isAbsent = (scene: Scene, table: string, there: boolean, ifExists: boolean): boolean =>
  ifExists && !there && (scene.catalog.relations.get(table)?.columnsKnown ?? false);

/** CREATE TRIGGER; a row trigger of a partitioned table is made on every partition. */
export function createTrigger(scene: Scene, operation: OperationOf<'create-trigger'>): Analysis {
  const { table, trigger, replace, forEachRow } = operation;
  const there = triggerOf(scene, table, trigger) !== undefined;
  const reached = forEachRow ? withPartitions(scene, table) : [table];
  return answer(
    scene,
    reached.map((member) => on(scene, member, 'SHARE ROW EXCLUSIVE')),
    {
      refused: triggerRefusal(scene, operation) ?? (replace ? null : alreadyThere(there, `the trigger ${trigger} of ${table}`, '42710')),
      ...(replace ? before(scene, 14, 'CREATE OR REPLACE TRIGGER') : {}),
    },
  );
}

/** Triggers of views fire instead of a change of a row, or once for a statement; those of tables never instead. */
function triggerRefusal(
  scene: Scene,
  { table, timing, forEachRow, constraintTrigger, replace }: OperationOf<'create-trigger'>,
): Refusal | null {
  const refuse = (sqlstate: string, reason: string): Refusal => ({ sqlstate, reason });
  if (replace && constraintTrigger) return refuse('0A000', 'CREATE OR REPLACE CONSTRAINT TRIGGER is not supported');
  const wrong = wrongKind(scene, table, ['table', 'partitioned', 'view', 'foreign-table'], 'table or view');
  if (wrong) return wrong;
  const kind = scene.catalog.relations.get(table)?.kind;
  if (kind === undefined) return null;
  if (kind !== 'view') return timing === 'instead-of' ? refuse('42809', `${table} is no view, and cannot have INSTEAD OF triggers`) : null;
  if (constraintTrigger) return refuse('42809', `${table} is a view, and cannot have constraint triggers`);
  if (timing === 'instead-of') return forEachRow ? null : refuse('0A000', 'INSTEAD OF triggers must be FOR EACH ROW');
  return forEachRow ? refuse('42809', `${table} is a view, and cannot have row-level BEFORE or AFTER triggers`) : null;
}

/** The copy of a partitioned table's trigger cannot be changed by itself. */
function inheritedRefusal(scene: Scene, table: string, trigger: string, sqlstate: string): Refusal | null {
  return triggerOf(scene, table, trigger)?.inherited
    ? { sqlstate, reason: `the trigger ${trigger} of ${table} is that of the partitioned table` }
    : null;
}

/** DROP TRIGGER. */
export function dropTrigger(scene: Scene, operation: OperationOf<'drop-trigger'>): Analysis {
  const { table, trigger, ifExists } = operation;
  const known = triggerOf(scene, table, trigger);
  if (isAbsent(scene, table, known !== undefined, ifExists))
    return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', { unknown: LOCK_FIELDS })]);
  const reached = known && !known.forEachRow ? [table] : withPartitions(scene, table);
  return answer(
    scene,
    reached.map((member) => on(scene, member, 'ACCESS EXCLUSIVE')),
    { refused: inheritedRefusal(scene, table, trigger, '2BP01') },
  );
}

/** ENABLE and DISABLE of triggers and rules; the row triggers of a partitioned table are those of its partitions too. */
export function setTriggerState(scene: Scene, operation: OperationOf<'set-trigger-state'>): Analysis {
  const { table, trigger, rule } = operation;
  if (rule) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  const reaches = reachesPartitions(scene, operation);
  const below = reaches === 'no' ? [] : withPartitions(scene, table).slice(1);
  const doing = reaches === 'unknown' ? { unknown: LOCK_FIELDS } : {};
  const known = trigger === '' || trigger.startsWith('RI_ConstraintTrigger_') || triggerOf(scene, table, trigger) !== undefined;
  return answer(
    scene,
    [on(scene, table, 'SHARE ROW EXCLUSIVE'), ...below.map((member) => on(scene, member, 'SHARE ROW EXCLUSIVE', doing))],
    { refused: known || !isClosed(scene, table) ? null : { sqlstate: '42704', reason: `${table} has no trigger ${trigger}` } },
  );
}

/** Whether one of the triggers meant is for each row, and so on every partition. */
function reachesPartitions(scene: Scene, { table, trigger, all }: OperationOf<'set-trigger-state'>): 'yes' | 'no' | 'unknown' {
  const relation = scene.catalog.relations.get(table);
  if (relation?.kind !== 'partitioned') return 'no';
  const meant = [...relation.triggers.values()].filter((one) => trigger === '' || one.name === trigger);
  if (meant.some((one) => one.forEachRow)) return 'yes';
  // The triggers behind foreign keys; before 15 those of the partitions were not found from above.
  const keys = constraintsOf(scene, table).some((c) => c.references) || keysTo(scene, table).length > 0;
  if (all && keys) return scene.situation.version < 15 ? 'no' : 'yes';
  return isKnown(scene, table) ? 'no' : 'unknown';
}

/** CREATE RULE. */
export function createRule(scene: Scene, operation: OperationOf<'create-rule'>): Analysis {
  const { table, rule, replace } = operation;
  const there = scene.catalog.relations.get(table)?.rules.has(rule) ?? false;
  const wrong = wrongKind(scene, table, ['table', 'partitioned', 'view'], 'table or view');
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], {
    refused: wrong ?? (replace ? null : alreadyThere(there, `the rule ${rule} of ${table}`, '42710')),
  });
}

/** DROP RULE. */
export function dropRule(scene: Scene, operation: OperationOf<'drop-rule'>): Analysis {
  const { table, rule, ifExists } = operation;
  const there = scene.catalog.relations.get(table)?.rules.has(rule) ?? false;
  const doing = isAbsent(scene, table, there, ifExists) ? { unknown: LOCK_FIELDS } : {};
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', doing)]);
}

/** CREATE, ALTER and DROP POLICY. */
export function policy(
  scene: Scene,
  operation: OperationOf<'create-policy'> | OperationOf<'alter-policy'> | OperationOf<'drop-policy'>,
): Analysis {
  const { table, policy: name, kind } = operation;
  const there = scene.catalog.relations.get(table)?.policies.has(name) ?? false;
  const doing = kind === 'drop-policy' && isAbsent(scene, table, there, operation.ifExists) ? { unknown: LOCK_FIELDS } : {};
  return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE', doing)], {
    refused:
      wrongKind(scene, table, ['table', 'partitioned'], 'table') ??
      (kind === 'create-policy' ? alreadyThere(there, `the policy ${name} of ${table}`, '42710') : null),
  });
}

/** ALTER TRIGGER, RULE and POLICY … RENAME. */
export function renameDependent(scene: Scene, operation: OperationOf<'rename-dependent'>): Analysis {
  const { table, object, objectType } = operation;
  const { version } = scene.situation;
  const trigger = objectType === 'trigger';
  const reached =
    trigger && version >= 15 && triggerOf(scene, table, object)?.forEachRow !== false ? withPartitions(scene, table) : [table];
  return answer(
    scene,
    reached.map((member) => on(scene, member, 'ACCESS EXCLUSIVE')),
    {
      refused: trigger && version >= 15 ? inheritedRefusal(scene, table, object, version < 18 ? 'XX000' : '0A000') : null,
    },
  );
}
