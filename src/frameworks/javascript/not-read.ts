/** Arguments of builders: what they are, or why the call is not read. */
import { isComputed, plainText, truth, type ObjectValue, type Value } from './values.ts';

/** Thrown by what turns a call of a builder into SQL, caught where the call becomes a step. */
export class NotRead extends Error {}

/** Gives the call up, with a clause that says why. */
export function refuse(reason: string): never {
  throw new NotRead(reason);
}

/** What `make` gives, or the reason why it gave up. */
export function orReason<T>(make: () => T): T | NotRead {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotRead) return error;
    throw error;
  }
}

/** Neither given, nor null. */
export const isGiven = (value: Value | undefined): value is Value =>
  value !== undefined && value.kind !== 'undefined' && value.kind !== 'null';

/** The characters of a text whose every part is known. */
export function textIn(value: Value | undefined): string | undefined {
  const text = value?.kind === 'text' ? plainText(value) : undefined;
  return text === undefined || isComputed(text) ? undefined : text;
}

/** A text that must be known. `what` it is, with its article: `the table name`. */
export function textOf(value: Value | undefined, what: string): string {
  return textIn(value) ?? refuse(value === undefined ? `${what} is missing` : `${what} is computed`);
}

export function textsOf(value: Value | undefined, what: string): readonly string[] {
  if (value?.kind !== 'list') return refuse(`${what} are computed`);
  return value.items.map((item) => textIn(item) ?? refuse(`one of ${what} is computed`));
}

/** Whether an option is set; refuses where only a run would tell. */
export function flag(value: Value | undefined, what: string): boolean {
  return value === undefined ? false : (truth(value) ?? refuse(`${what} is computed`));
}

/** Options: an object of which every member is known, or none. */
export function optionsOf(value: Value | undefined, what: string): ObjectValue | undefined {
  if (!isGiven(value)) return undefined;
  return value.kind === 'object' && !value.open ? value : refuse(`${what} are computed`);
}

/** Refuses options that change the SQL in a way that is not known here. */
export function onlyOptions(options: ObjectValue | undefined, known: RegExp, of: string): void {
  for (const name of options?.fields.keys() ?? []) if (!known.test(name)) refuse(`the option "${name}" of ${of} is not read yet`);
}
