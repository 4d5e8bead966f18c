/** What making and dropping functions, procedures and aggregates does. */
import type { UserFunction } from '../../../catalog/catalog.ts';
import { overloadOf, sameTypes } from '../../../catalog/types.ts';
import type { Analysis, Refusal } from '../../../effects/effect.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { cascadeEffects, cascadeLoses, dependencyRefusal, type Thing } from './dependants.ts';
import { answer, createdHere, type Scene } from './scene.ts';
import { isNew } from './user-types.ts';

/** CREATE FUNCTION and its like: OR REPLACE takes the place of one in one step, and only of one that looks the same from outside. */
export function createFunction(scene: Scene, operation: OperationOf<'create-function'>): Analysis {
  const { function: name, arguments: types, replace } = operation;
  const same = scene.catalog.functions.get(name)?.find((own) => sameTypes(own.arguments, types));
  const refused: Refusal | null = !same
    ? null
    : replace
      ? replaceRefusal(same, operation)
      : { sqlstate: '42723', reason: `${name} is there already with the same argument types` };
  return answer(scene, [], { refused });
}

function replaceRefusal(before: UserFunction, operation: OperationOf<'create-function'>): Refusal | null {
  const { function: name, procedure, returns, argumentNames } = operation;
  if (before.procedure !== procedure)
    return { sqlstate: '42809', reason: `${name} is a ${before.procedure ? 'procedure' : 'function'}, which OR REPLACE cannot change` };
  if (before.returns !== returns) return { sqlstate: '42P13', reason: `OR REPLACE cannot change what ${name} returns` };
  const renamed = before.argumentNames.find((old, i) => old !== '' && old !== argumentNames[i]);
  return renamed === undefined
    ? null
    : { sqlstate: '42P13', reason: `OR REPLACE cannot change the name of the parameter ${renamed} of ${name}` };
}

/** DROP FUNCTION and its like: with CASCADE go triggers, views, generated columns, defaults, checks and indexes that call it. */
export function dropFunction(scene: Scene, operation: OperationOf<'drop-function'>): Analysis {
  const { function: name, cascade, routine, together } = operation;
  const overloads = scene.catalog.functions.get(name) ?? [];
  const own = overloadOf(overloads, operation.arguments);
  const fresh = own ? isNew(scene, own.origin) : overloads.length > 0 && overloads.every((f) => isNew(scene, f.origin));
  // A trigger function cannot be called, and the server refuses to drop it while a trigger uses it.
  const dropped = own ? [own] : overloads;
  const called = !fresh && (dropped.length === 0 || dropped.some(({ returns }) => !/^(?:event_)?trigger$/.test(returns)));
  const things: readonly Thing[] = [{ kind: 'function', function: name, others: overloads.length > 1 }];
  const wrong: Refusal | null =
    own && ((routine === 'function' && own.procedure) || (routine === 'procedure' && !own.procedure))
      ? { sqlstate: '42809', reason: `${name} is a ${own.procedure ? 'procedure' : 'function'}, not a ${routine}` }
      : null;
  if (!cascade) {
    const refused = wrong ?? (overloads.length > 1 ? null : dependencyRefusal(scene, things, together));
    const unsure = overloads.length > 1 && cascadeEffects(scene, things).length > 0;
    const unknown = [...(unsure ? ['refused'] : []), ...(overloads.length === 0 && operation.ifExists ? ['breaksRunningCode'] : [])];
    return answer(scene, [], { breaksRunningCode: called, refused, unknown });
  }
  const loses = cascadeLoses(scene, things, (relation) => createdHere(scene, relation));
  return answer(scene, cascadeEffects(scene, things), {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    refused: wrong,
  });
}
