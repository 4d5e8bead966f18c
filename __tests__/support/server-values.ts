/**
 * The values that are in the tables of a server, and which of them a statement has taken away.
 *
 * A table is known by its object id and a column by its number, so that what is renamed is the same; a label of an enum by
 * its object id, and a composite value by its attributes. What a generated column or a materialized view holds can be
 * computed again and is not missed. The value of a sequence is the number it will give next: numbers that were
 * given before must not come again.
 */
import { isUsers, qualified } from './server-catalog.ts';
import type { Session } from './session.ts';

/** One thing that has a value in each row: a column, or an attribute of a composite column. */
interface Field {
  /** Number of the column, and of the attribute: `3`, `3.1`. */
  readonly id: string;
  readonly name: string;
  /** How SQL reads it from a row. */
  readonly expression: string;
  readonly type: number;
  readonly modifier: number;
  readonly isEnum: boolean;
  /** The server computes it. */
  readonly generated: boolean;
}

interface Table {
  readonly oid: number;
  readonly name: string;
  readonly fields: readonly Field[];
}

interface Filled extends Table {
  /** Each row as the texts of its values, in the order of `fields`. */
  readonly rows: readonly (readonly (string | null)[])[];
}

interface Sequence {
  readonly oid: number;
  readonly name: string;
  readonly next: string;
  readonly descending: boolean;
}

export interface Values {
  readonly tables: readonly Filled[];
  readonly sequences: readonly Sequence[];
}

/** The composite type that a column has, or that is under the domains it has. */
const COMPOSITE = `
  WITH RECURSIVE under AS (
    SELECT typtype, typbasetype, typrelid FROM pg_type WHERE oid = a.atttypid
    UNION ALL SELECT t.typtype, t.typbasetype, t.typrelid FROM under JOIN pg_type t ON t.oid = under.typbasetype WHERE under.typtype = 'd')
  SELECT typrelid FROM under WHERE typtype = 'c'`;

const TABLES = `
  SELECT c.oid::int, ${qualified('c.relname', 'n')} AS name, coalesce((
      SELECT json_agg(json_build_object('id', concat_ws('.', a.attnum, s.attnum), 'name', concat_ws('.', a.attname, s.attname),
        'expression', CASE WHEN s.attnum IS NULL THEN quote_ident(a.attname) ELSE format('(%I).%I', a.attname, s.attname) END,
        'type', coalesce(s.atttypid, a.atttypid)::int, 'modifier', coalesce(s.atttypmod, a.atttypmod),
        'isEnum', EXISTS (SELECT FROM pg_type e WHERE e.oid = coalesce(s.atttypid, a.atttypid) AND e.typtype = 'e'), 'generated', a.attgenerated <> '') ORDER BY a.attnum, s.attnum)
      FROM pg_attribute a LEFT JOIN LATERAL (${COMPOSITE}) t ON true
        LEFT JOIN pg_attribute s ON s.attrelid = t.typrelid AND s.attnum > 0 AND NOT s.attisdropped
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS fields
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${isUsers('n')} AND c.relkind = 'r'`;

const SEQUENCES = `
  SELECT c.oid::int, ${qualified('c.relname', 'n')} AS name, seqincrement::text AS step
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence ON seqrelid = c.oid WHERE ${isUsers('n')}`;

const TIMESTAMPTZ = 1184;
/** A value that no type of before can show. */
const UNREADABLE = "'(not to be read)'";

/** The text of a value in the form in which it is compared: whatever the time zone and the labels are now. */
function comparable(field: Field, value: string): string {
  if (field.isEnum) return `(SELECT e.oid::text FROM pg_enum e WHERE e.enumtypid = ${field.type} AND e.enumlabel = (${value})::text)`;
  return field.type === TIMESTAMPTZ ? `(${value} AT TIME ZONE 'UTC')::text` : `(${value})::text`;
}

type Rows = readonly (readonly (string | null)[])[];

/** Every row of some tables, by one query. */
async function read(on: Session, tables: readonly Table[], value: (field: Field) => string): Promise<ReadonlyMap<number, Rows>> {
  const rows = new Map<number, (readonly (string | null)[])[]>(tables.map(({ oid }) => [oid, []]));
  if (tables.length === 0) return rows;
  const parts = tables.map(
    ({ oid, name, fields }) => `SELECT ${oid} AS oid, ARRAY[${fields.map(value).join(', ')}]::text[] AS row FROM ONLY ${name}`,
  );
  const found = await on.query<{ oid: number; row: readonly (string | null)[] }>(parts.join('\nUNION ALL '));
  for (const { oid, row } of found) rows.get(oid)?.push(row);
  return rows;
}

async function sequencesOf(on: Session): Promise<readonly Sequence[]> {
  const found = await on.planned<{ oid: number; name: string; step: string }>(SEQUENCES);
  if (found.length === 0) return [];
  const parts = found.map(
    ({ oid, name, step }) =>
      `SELECT ${oid} AS oid, (CASE WHEN is_called THEN last_value + ${step} ELSE last_value END)::text AS next FROM ${name}`,
  );
  const next = new Map((await on.query<{ oid: number; next: string }>(parts.join('\nUNION ALL '))).map((row) => [row.oid, row.next]));
  return found.map(({ oid, name, step }) => ({ oid, name, next: next.get(oid) ?? '', descending: step.startsWith('-') }));
}

/** What is there. */
export async function valuesOf(on: Session): Promise<Values> {
  const tables = await on.planned<Table>(TABLES);
  const rows = await read(on, tables, (field) => comparable(field, field.expression));
  return { tables: tables.map((table) => ({ ...table, rows: rows.get(table.oid) ?? [] })), sequences: await sequencesOf(on) };
}

/**
 * The values of before that are not there now, in words. A column with another type is read back in its old one: what
 * comes back the same was not lost.
 */
export async function missingSince(on: Session, before: Values): Promise<readonly string[]> {
  const now = new Map((await on.planned<Table>(TABLES)).map((table) => [table.oid, table]));
  const missing: string[] = [];
  for (const table of before.tables) {
    const found = now.get(table.oid);
    const kept = table.fields.flatMap((field, at) => {
      if (field.generated) return [];
      const own = found?.fields.find(({ id }) => id === field.id);
      if (!own && table.rows.some((row) => row[at] !== null)) missing.push(`${table.name}.${field.name}`);
      return own ? [{ at, was: field, is: own }] : [];
    });
    if (!found || kept.length === 0 || table.rows.length === 0) continue;
    const gone = (await readBack(on, found, kept)).map((rows) =>
      notAmong(
        rows,
        table.rows,
        kept.map(({ at }) => at),
      ),
    );
    const least = gone.reduce<readonly string[] | undefined>((best, one) => (best && best.length <= one.length ? best : one), undefined);
    missing.push(...(least ?? ['every row']).map((row) => `${table.name} ${row}`));
  }
  const sequences = new Map((await sequencesOf(on)).map((sequence) => [sequence.oid, sequence]));
  for (const { oid, name, next, descending } of before.sequences) {
    const reached = sequences.get(oid)?.next;
    const back = reached !== undefined && (descending ? BigInt(reached) > BigInt(next) : BigInt(reached) < BigInt(next));
    if (reached === undefined || back) missing.push(`${name}, ${next} next`);
  }
  return missing;
}

/** The rows of before, or of some fields of them, that are not there now. */
function notAmong(now: Rows, before: Rows, fields: readonly number[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of now) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1);
  return before.flatMap((row) => {
    const text = JSON.stringify(fields.map((at) => row[at] ?? null));
    const times = left.get(text) ?? 0;
    left.set(text, times - 1);
    return times > 0 ? [] : [text];
  });
}

/**
 * The rows of a table, each value in the type it had, as it is read back by a cast and by its text. What can be read back
 * in neither way is nothing that was there before.
 */
async function readBack(on: Session, table: Table, kept: readonly { readonly was: Field; readonly is: Field }[]): Promise<readonly Rows[]> {
  const changed = kept.filter(({ was, is }) => was.type !== is.type || was.modifier !== is.modifier).map(({ was }) => was);
  const types = changed.map(
    ({ id, type, modifier }) => `('${id}', (SELECT format_type(oid, ${modifier}) FROM pg_type WHERE oid = ${type}))`,
  );
  const names = new Map(
    types.length === 0
      ? []
      : (await on.query<{ id: string; name: string | null }>(`SELECT * FROM (VALUES ${types.join(', ')}) AS v (id, name)`)).map(
          ({ id, name }) => [id, name],
        ),
  );
  const only = { ...table, fields: kept.map(({ is }) => is) };
  const attempt = async (way: (expression: string, type: string) => string): Promise<Rows | undefined> => {
    await on.query('SAVEPOINT reading');
    try {
      const rows = await read(on, [only], (field) => {
        const was = changed.find(({ id }) => id === field.id);
        const type = names.get(field.id);
        if (!was) return comparable(field, field.expression);
        return type ? comparable(was, way(field.expression, type)) : UNREADABLE;
      });
      return rows.get(table.oid);
    } catch {
      // There is no such cast, or a value has no form in its old type.
      return undefined;
    } finally {
      await on.query('ROLLBACK TO reading; RELEASE reading');
    }
  };
  if (changed.length === 0) return [(await read(on, [only], (field) => comparable(field, field.expression))).get(table.oid) ?? []];
  const ways = [(value: string, type: string) => `${value}::${type}`, (value: string, type: string) => `${value}::text::${type}`];
  const found: Rows[] = [];
  for (const way of ways) {
    const rows = await attempt(way);
    if (rows) found.push(rows);
  }
  return found;
}

/** Every row and every sequence, one line each, whatever the order of columns. */
export function valueLines({ tables, sequences }: Values): readonly string[] {
  const rows = tables.flatMap(({ name, fields, rows: all }) =>
    all.map(
      (row) =>
        `row of ${name}: ${fields
          .map((field, i) => `${field.name}=${JSON.stringify(row[i] ?? null)}`)
          .sort()
          .join(' ')}`,
    ),
  );
  return [...rows, ...sequences.map(({ name, next }) => `sequence ${name}, ${next} next`)].sort();
}
