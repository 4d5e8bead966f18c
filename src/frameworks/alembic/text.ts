/** Parts of the SQL that Alembic writes: names, literals, expressions, and what to say where one cannot be told. */
import type { Piece } from '../pieces.ts';
import { nameOf, Unclear } from '../python/arguments.ts';
import { plainText, type Value } from '../python/values.ts';
import { quoteText } from '../quoting.ts';

/** SQL in parts: words, and pieces with places of their own. */
export type Sql = readonly (string | Piece)[];

/** Words that PostgreSQL keeps for itself, which SQLAlchemy puts into quotes. */
const RESERVED = new Set(
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into leading limit localtime localtimestamp new not null of off offset old on only or order placing primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with authorization between binary cross current_schema freeze full ilike inner is isnull join left like natural notnull outer over overlaps right similar verbose'.split(
    ' ',
  ),
);

/** A name as SQLAlchemy writes it for PostgreSQL. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name in a schema, if any. */
export function qualified(name: string, schema: string | undefined): string {
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** Whether a path names something of SQLAlchemy or of its dialects. */
export function isSqlalchemy(path: string, name: string): boolean {
  return new RegExp(`^(?:sqlalchemy|sa|postgresql)(?:\\.\\w+)*\\.${name}$|^${name}$`).test(path);
}

/** SQL in a string or in text(…), as pieces; undefined for anything else. */
export function rawSql(value: Value | undefined): readonly Piece[] | undefined {
  if (value?.kind === 'text') return value.pieces;
  if (value?.kind !== 'call') return undefined;
  if (value.base && /\)\.(?:bindparams|execution_options|columns)$/.test(value.path)) return rawSql(value.base);
  return /(?:^|\.)(?:text|literal_column|DDL)$/.test(value.path) ? rawSql(value.args[0]) : undefined;
}

const CONSTANT_CALLS = new Set(['now', 'current_timestamp', 'gen_random_uuid', 'uuid_generate_v4', 'random', 'clock_timestamp']);

/** An SQL expression: text(…), func.…, true(), names of columns. */
export function expression(value: Value | undefined, what: string): Sql {
  const unclear = (): Unclear => new Unclear(`${what} is computed`);
  if (value === undefined) throw unclear();
  const raw = value.kind === 'text' ? undefined : rawSql(value);
  if (raw) return raw;
  if (value.kind === 'number') return [value.text];
  if (value.kind === 'boolean') return [value.value ? 'true' : 'false'];
  if (value.kind !== 'call') throw unclear();
  const last = value.path.split('.').at(-1) ?? '';
  const [first] = value.args;
  if (isSqlalchemy(value.path, '(?:true|false|null)')) return [last === 'null' ? 'NULL' : last];
  if (isSqlalchemy(value.path, '(?:column|Column)')) return [quoted(nameOf(first, 'the name of a column'))];
  if (isSqlalchemy(value.path, 'literal')) return [constant(first, what)];
  if (isSqlalchemy(value.path, '(?:desc|asc)')) return [...operand(first, what), ` ${last.toUpperCase()}`];
  if (value.base && value.args.length === 0 && /\)\.(?:desc|asc|nulls_?last|nulls_?first)$/.test(value.path))
    return [...expression(value.base, what), ` ${last.replace(/^nulls_?/, 'nulls ').toUpperCase()}`];
  if (/(?:^|\.)func\.\w+$/.test(value.path) && value.named.size === 0 && !value.spread) {
    if (/^current_(?:timestamp|date|time)$/.test(last)) return [last.toUpperCase()];
    if (value.args.length === 0 || !CONSTANT_CALLS.has(last))
      return [`${last}(`, ...value.args.flatMap((arg, i) => [...(i > 0 ? [', '] : []), ...operand(arg, what)]), ')'];
  }
  throw unclear();
}

/** An argument of a function: a string is a literal there. */
function operand(value: Value | undefined, what: string): Sql {
  return value?.kind === 'text' ? [constant(value, what)] : expression(value, what);
}

function constant(value: Value | undefined, what: string): string {
  if (value?.kind === 'number') return value.text;
  if (value?.kind === 'boolean') return value.value ? 'true' : 'false';
  const text = plainText(value);
  if (text === undefined) throw new Unclear(`${what} is computed`);
  return quoteText(text);
}

/** A default as the database gets it: a plain string is a literal. */
export function serverDefault(value: Value): Sql {
  const text = plainText(value);
  return text === undefined ? expression(value, 'the default') : [quoteText(text)];
}

/** Values between commas. */
export function listed(parts: readonly Sql[]): Sql {
  return parts.flatMap((part, i) => (i > 0 ? [', ', ...part] : part));
}

/** The parts as pieces; what has no place of its own in the call stands for all of it. */
export function piecesOf(call: { readonly start: number; readonly end: number }, sql: Sql): readonly Piece[] {
  const { start, end } = call;
  return sql.map((part) => {
    if (typeof part === 'string') return { text: part, start, end };
    return part.start >= start && part.end <= end ? part : { text: part.text, start, end };
  });
}
