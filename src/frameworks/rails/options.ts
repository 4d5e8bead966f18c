/** Arguments of a migration's calls as what they have to be; what is not known is said in words. */
import { quoteName, quoteText } from '../quoting.ts';
import type { Piece } from '../pieces.ts';
import { plainText, type Block, type Call, type Place, type Value } from '../ruby/values.ts';
import type { Memory } from './memory.ts';

/** An argument that cannot be told. The message is the reason. */
export class Unclear extends Error {}

/** A statement that Rails sends. */
export interface Made {
  readonly pieces: readonly Piece[];
}

/** What statements depend on beside their arguments. */
export interface Context {
  /** What `Migration[7.0]` says. */
  readonly version: number;
  /** The version of Rails that runs it. */
  readonly release: number;
  /** What `datetime` is. */
  readonly datetime: string;
  readonly memory: Memory;
  /** The value of a proc: `default: -> { "now()" }`. */
  readonly callBlock: (block: Block, args?: readonly Value[]) => Value;
  /** Text of a file below the application's root: `db/views/x_v01.sql`. */
  readonly file: (path: string) => string | undefined;
}

export interface Command extends Place {
  readonly name: string;
  readonly args: readonly Value[];
  readonly options: ReadonlyMap<string, Value>;
  readonly block: Block | undefined;
}

/** A call as a command: a hash at its end is its options. */
export function commandOf(call: Call, name = call.name): Command {
  const { args, named, block, start, end } = call;
  const last = args.at(-1);
  if (!named && last?.kind === 'hash' && last.entries.length > 0 && name !== 'create_enum') {
    const options = new Map(last.entries.map(([key, value]) => [plainText(key) ?? '', value]));
    const changes = options.has('from') && options.has('to');
    if (!name.startsWith('change_column_default') || changes) return { name, args: args.slice(0, -1), options, block, start, end };
  }
  return { name, args, options: named ?? new Map<string, Value>(), block, start, end };
}

export const made = (text: string, { start, end }: Place): Made => ({ pieces: [{ text, start, end }] });

/** The text of a name; `what` it is: `the name of the table`. */
export function nameOf(value: Value | undefined, what: string): string {
  const text = plainText(value);
  if (text === undefined) throw new Unclear(value && value.kind !== 'nil' ? `${what} is computed` : `${what} is missing`);
  return text;
}

/** One name or several. */
export function namesOf(value: Value | undefined, what: string): readonly string[] {
  if (value?.kind !== 'list') return [nameOf(value, what)];
  return value.items.map((item) => nameOf(item, what));
}

/** An option that is a text, or undefined where it is nil or not given. */
export function textOption(options: ReadonlyMap<string, Value>, name: string): string | undefined {
  const value = options.get(name);
  if (!value || value.kind === 'nil' || value.kind === 'boolean') return undefined;
  return nameOf(value, `the option ${name}`);
}

export function numberOption(options: ReadonlyMap<string, Value>, name: string): string | undefined {
  const value = options.get(name);
  if (!value || value.kind === 'nil') return undefined;
  if (value.kind !== 'number') throw new Unclear(`the option ${name} is computed`);
  return value.text;
}

/** An option that is true or false; anything but nil and false is true. */
export function flag(options: ReadonlyMap<string, Value>, name: string): boolean {
  const value = options.get(name);
  if (value?.kind === 'unknown' || value?.kind === 'chain') throw new Unclear(`the option ${name} is computed`);
  return value !== undefined && value.kind !== 'nil' && !(value.kind === 'boolean' && !value.value);
}

/** The entries of an option that is a hash. */
export function hashOption(options: ReadonlyMap<string, Value>, name: string): ReadonlyMap<string, Value> | undefined {
  const value = options.get(name);
  if (value?.kind === 'unknown' || value?.kind === 'chain') throw new Unclear(`the option ${name} is computed`);
  if (value?.kind !== 'hash') return undefined;
  return new Map(value.entries.map(([key, one]) => [nameOf(key, `a key of the option ${name}`), one]));
}

export { quoteName as quoted, quoteText as literal };

/** The schema, where the name has one, and the name. */
export function partsOf(name: string): readonly [string | undefined, string] {
  const parts = name.match(/[^".]+|"[^"]*"/g)?.map((part) => part.replaceAll('"', '')) ?? [name];
  return parts.length > 1 ? [parts[0], parts[1] ?? ''] : [undefined, parts[0] ?? name];
}

/** `schema.table` as `"schema"."table"`. */
export function quotedTable(name: string): string {
  const [schema, table] = partsOf(name);
  return schema === undefined ? quoteName(table) : `${quoteName(schema)}.${quoteName(table)}`;
}
