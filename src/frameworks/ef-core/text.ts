/** Parts of the SQL that Npgsql writes: names, arguments, and what to say where one cannot be told. */
import { quoteName, quoteText } from '../quoting.ts';
import type { SourceFile } from '../../source.ts';
import type { Piece } from '../pieces.ts';
import { truth, Unclear, wordOf, type OperationValue, type Place, type Value } from './values.ts';

/** SQL in parts: words, and pieces with places of their own. */
export type Sql = readonly (string | Piece)[];

/** One statement of an operation. */
export interface Statement {
  readonly sql: Sql;
  /** It is all that another file holds. */
  readonly file?: SourceFile;
  /** Npgsql runs it outside the transaction. */
  readonly apart?: boolean;
  /** It is what the file holds, and not made from a call. */
  readonly written?: boolean;
}

export type Args = ReadonlyMap<string, Value>;

/** Npgsql leaves the quotes out where a name needs none, which is the same name. */
export { quoteName as quoted, quoteText as literal };

export function nameOf(value: Value | undefined, what: string): string {
  const word = wordOf(value);
  if (word !== undefined) return word;
  throw new Unclear(value ? `${what} is computed` : `${what} is not given`);
}

/** A name, where null or nothing stands for none. */
export const optionalName = (value: Value | undefined, what: string): string | undefined =>
  value === undefined || value.kind === 'null' ? undefined : nameOf(value, what);

/** A list of names; a single one counts as a list of one. */
export function namesOf(value: Value | undefined, what: string): readonly string[] {
  if (value?.kind === 'list') return value.items.map((item) => nameOf(item, `one of ${what}`));
  return [nameOf(value, what)];
}

export function flag(value: Value | undefined, what: string): boolean {
  if (value === undefined || value.kind === 'null') return false;
  const known = truth(value);
  if (known === undefined) throw new Unclear(`whether ${what} is computed`);
  return known;
}

/** SQL in a string of the file, with its place; undefined where none is given. */
export function rawOf(value: Value | undefined, what: string): Sql | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  if (value.kind !== 'text') throw new Unclear(`${what} is computed`);
  return value.pieces;
}

export function numberOf(value: Value | undefined, what: string): string | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  if (value.kind !== 'number') throw new Unclear(`${what} is computed`);
  return value.text;
}

export const qualified = (name: string, schema: string | undefined): string =>
  schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;

/** The table that an operation is about. */
export const tableOf = (args: Args, parameter = 'table'): string =>
  qualified(nameOf(args.get(parameter), 'the name of the table'), optionalName(args.get('schema'), 'the schema'));

export const columnList = (names: readonly string[]): string => names.map(quoteName).join(', ');

/** Arguments by the names of the parameters. */
export function argumentsOf({ args }: OperationValue, parameters: readonly string[]): Args {
  const found = new Map(args.named);
  for (const [i, value] of args.positional.entries()) {
    const name = parameters[i];
    if (name !== undefined) found.set(name, value);
  }
  return found;
}

/** Values between commas. */
export const listed = (parts: readonly Sql[]): Sql => parts.flatMap((part, i) => (i > 0 ? [', ', ...part] : part));

/** The parts as pieces of a call; what has no place of its own in it stands for all of it. */
export function placed(sql: Sql, { start, end }: Place): readonly Piece[] {
  return sql.map((part) => {
    if (typeof part === 'string') return { text: part, start, end };
    return part.start >= start && part.end <= end ? part : { text: part.text, start, end };
  });
}

/** What an annotation says, by its name behind `Npgsql:`. */
export const annotation = (operation: OperationValue, name: string): Value | undefined => operation.annotations.get(`Npgsql:${name}`);

/** The last part of an enum’s member: `Cascade` of `ReferentialAction.Cascade`. */
export function memberName(value: Value | undefined, what: string): string | undefined {
  if (value === undefined || value.kind === 'null') return undefined;
  if (value.kind !== 'name') throw new Unclear(`${what} is computed`);
  return value.path.split('.').at(-1);
}
