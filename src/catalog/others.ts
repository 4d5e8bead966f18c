/** Objects that are kept as the statements that made them: aggregates, statistics, servers, event triggers, … */
import type { Operation, OperationOf } from '../operations/operation.ts';
import { NO_NOTES, type Other } from './catalog.ts';
import { type Draft, otherKey, removeEntry, schemaOf, setEntry } from './draft.ts';
import { renamedMention, inOperation } from './texts.ts';
import { functionMeant, putFunction, renameFunction } from './types.ts';

const ROUTINES: ReadonlySet<string> = new Set(['function', 'procedure', 'routine']);

/** Puts an object that a statement makes. */
export function putOther(draft: Draft, objectType: string, target: string, operation: Operation, table = ''): void {
  const before = draft.now.others.get(otherKey(objectType, target));
  // A comment may have made it known before.
  const made: Other = { objectType, target, table, making: [operation], notes: before?.notes ?? NO_NOTES, origin: draft.context.change };
  setEntry(draft, 'others', otherKey(objectType, target), made);
}

/** CREATE of an object that no table depends on. One without a name cannot be found again. */
export function createObject(draft: Draft, operation: OperationOf<'create-object'>): void {
  const { objectType, target, table } = operation;
  if (target !== '') putOther(draft, objectType, target, operation, table);
}

/** ALTER of such an object, and of functions and types. */
export function alterObject(draft: Draft, operation: OperationOf<'alter-object'>): void {
  const { objectType, target } = operation;
  const own = ROUTINES.has(objectType) ? functionMeant(draft, target) : undefined;
  if (own) putFunction(draft, own, { ...own, changes: [...own.changes, operation] });
  else addToMaking(draft, objectType, target, operation);
}

/** A statement that changed an object which is known. */
export function addToMaking(draft: Draft, objectType: string, target: string, operation: Operation): void {
  const other = draft.now.others.get(otherKey(objectType, target));
  if (other) setEntry(draft, 'others', otherKey(objectType, target), { ...other, making: [...other.making, operation] });
}

/** `public.f(integer)` with another name: what follows the name stays. */
function renamedTarget(target: string, to: string): string {
  const [, rest = ''] = /^(?:"(?:[^"]|"")*"|[^."(\s]+)(?:\.(?:"(?:[^"]|"")*"|[^."(\s]+))?([\s\S]*)$/.exec(target) ?? [];
  return `${to}${rest}`;
}

/** The name at the start of a target, without what follows it. */
const bareTarget = (target: string): string => target.slice(0, target.length - renamedTarget(target, '').length);

/** RENAME of such an object, and of functions. */
export function renameObject(draft: Draft, operation: OperationOf<'rename-object'>): void {
  const { objectType, target, newName } = operation;
  const name = bareTarget(target);
  const schema = schemaOf(name);
  const next = draft.context.naming.quote(newName);
  moveObject(draft, objectType, target, schema === '' ? next : `${schema}.${next}`);
}

/** Gives an object another qualified name. */
export function moveObject(draft: Draft, objectType: string, target: string, to: string): void {
  const name = bareTarget(target);
  if (ROUTINES.has(objectType)) {
    const own = functionMeant(draft, target);
    if (!own) return;
    if ((draft.now.functions.get(own.name)?.length ?? 0) === 1) renameFunction(draft, own.name, to);
    else putFunction(draft, own, { ...own, name: to });
    return;
  }
  renameOther(
    draft,
    objectType,
    target,
    renamedTarget(target, schemaOf(to) === '' && schemaOf(name) !== '' ? `${schemaOf(name)}.${to}` : to),
  );
}

/** Puts a kept object under another name; the statements that made it say it too. */
export function renameOther(draft: Draft, objectType: string, from: string, to: string): void {
  const other = draft.now.others.get(otherKey(objectType, from));
  if (!other) return;
  const [old, next] = [bareTarget(from), bareTarget(to)];
  removeEntry(draft, 'others', otherKey(objectType, from));
  const making = other.making.map((operation) => inOperation(operation, (text) => renamedMention(text, ['relation'], old, next)));
  setEntry(draft, 'others', otherKey(objectType, to), { ...other, target: to, making });
}

/** DROP of such an object. */
export function dropObject(draft: Draft, operation: OperationOf<'drop-object'>): void {
  removeEntry(draft, 'others', otherKey(operation.objectType, operation.target));
  if (operation.objectType === 'foreign table') removeEntry(draft, 'relations', operation.target);
}
