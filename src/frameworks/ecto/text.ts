/** Parts of the SQL that Ecto writes: names, literals, and what to say where one cannot be told. */
import type { Piece } from '../pieces.ts';
import { isAtom, plainText, truth, Unclear, wordOf, type Place, type StructValue, type Value } from './values.ts';

/** SQL in parts: words, and pieces with places of their own. */
export type Sql = readonly (string | Piece)[];

export type Options = ReadonlyMap<string, Value>;

export function quoted(name: string): string {
  if (name.includes('"')) throw new Unclear(`the name ${name} has a quote in it, which Ecto refuses`);
  return `"${name}"`;
}

export { quoteText as literal } from '../quoting.ts';

/** A name that stands in the file. */
export function nameOf(value: Value | undefined, what: string): string {
  const word = wordOf(value);
  if (word !== undefined) return word;
  throw new Unclear(value ? `${what} is computed` : `${what} is not given`);
}

/** A name, where nil or nothing stands for none. */
export function optionalName(value: Value | undefined, what: string): string | undefined {
  return value === undefined || isAtom(value, 'nil') ? undefined : nameOf(value, what);
}

/** A number or word of an option, as it is written into the SQL. */
export function optionalWord(value: Value | undefined, what: string): string | undefined {
  return value?.kind === 'number' ? value.text : optionalName(value, what);
}

/** Whether an option is set. */
export function flag(value: Value | undefined, what: string): boolean {
  if (value === undefined) return false;
  const known = truth(value);
  if (known === undefined) throw new Unclear(`whether ${what} is computed`);
  return known;
}

/** A text of SQL that stands in the file, with its place. */
export function rawOf(value: Value, what: string): Sql {
  if (value.kind === 'text') return value.pieces;
  return [nameOf(value, what)];
}

/** The table of a struct, its prefix before it. `fallback`: the prefix where it has none. */
export function tableName(struct: StructValue, fallback: string | undefined): string {
  return qualified(nameOf(struct.args[0], 'the name of the table'), prefixOf(struct.options, fallback));
}

export const prefixOf = (options: Options, fallback: string | undefined): string | undefined =>
  optionalName(options.get('prefix'), 'the prefix') ?? fallback;

export const qualified = (name: string, prefix: string | undefined): string =>
  prefix === undefined ? quoted(name) : `${quoted(prefix)}.${quoted(name)}`;

/** Values between commas. */
export function listed(parts: readonly Sql[], comma = ', '): Sql {
  return parts.flatMap((part, i) => (i > 0 ? [comma, ...part] : part));
}

/** The parts as pieces of a call; what has no place of its own in it, or in its block, stands for all of it. */
export function placed(sql: Sql, { start, end }: Place, behind = end): readonly Piece[] {
  return sql.map((part) => {
    if (typeof part === 'string') return { text: part, start, end };
    return part.start >= start && part.end <= behind ? part : { text: part.text, start, end };
  });
}

/** The elements of a list; a single one counts as a list of one. */
export function itemsIn(value: Value | undefined, what: string): readonly Value[] {
  if (value === undefined) return [];
  if (value.kind === 'computed') throw new Unclear(`${what} are computed`);
  return value.kind === 'list' ? value.items : [value];
}

/** JSON of a literal, for the default of a column of the type `:map`. */
export function jsonOf(value: Value): string {
  if (value.kind === 'number') return value.text;
  if (value.kind === 'text') return JSON.stringify(plainText(value));
  if (value.kind === 'atom') return /^(?:true|false)$/.test(value.name) ? value.name : value.name === 'nil' ? 'null' : JSON.stringify(value.name); // prettier-ignore
  if (value.kind === 'list') return `[${value.items.map(jsonOf).join(',')}]`;
  if (value.kind === 'map') return `{${value.entries.map(([key, entry]) => `${JSON.stringify(nameOf(key, 'a key of the default'))}:${jsonOf(entry)}`).join(',')}}`; // prettier-ignore
  throw new Unclear('the default is computed');
}
