/** Arguments of calls in migrations in Python: names, flags, lists, and what to say where one cannot be told. */
import { plainText, type Call, type Value } from './values.ts';

/** Why a call cannot be written as SQL; one clause, no full stop. */
export class Unclear extends Error {}

/** A name that stands in the file, `op.f(…)` around it or not. */
export function nameOf(value: Value | undefined, what: string): string {
  const text = optionalName(value, what);
  if (text === undefined) throw new Unclear(`${what} is not given`);
  return text;
}

/** The same, where None or nothing stands for none. */
export function optionalName(value: Value | undefined, what: string): string | undefined {
  if (value === undefined || value.kind === 'none') return undefined;
  if (value.kind === 'call' && /(?:^|\.)op\.f$|\bquoted_name$/.test(value.path)) return optionalName(value.args[0], what);
  const text = plainText(value);
  if (text === undefined) throw new Unclear(`${what} is computed`);
  return text === '' ? undefined : text;
}

/** A list of names. */
export function namesOf(value: Value | undefined, what: string): readonly string[] {
  if (value?.kind !== 'list') throw new Unclear(value ? `${what} are computed` : `${what} are not given`);
  return value.items.map((item) => nameOf(item, `one of ${what}`));
}

/** True or False; undefined where it is not given. */
export function flag(value: Value | undefined, what: string): boolean | undefined {
  if (value === undefined || value.kind === 'none') return undefined;
  if (value.kind === 'boolean') return value.value;
  throw new Unclear(`whether ${what} is computed`);
}

/** The arguments of a call by the names of its parameters. */
export function argumentsOf(call: Call, parameters: readonly string[]): ReadonlyMap<string, Value> {
  if (call.spread) throw new Unclear('its arguments are spread');
  const found = new Map(call.named);
  for (const [i, value] of call.args.entries()) {
    const name = parameters[i];
    if (name !== undefined) found.set(name, value);
  }
  return found;
}
