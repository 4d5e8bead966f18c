/**
 * The values that are in the tables of a server, and which of them a statement has taken away. A table is known by its
 * object id and a column by its number, so that what is renamed is the same; a row by all its values. What a generated
 * column or a materialized view holds can be computed again and is no value of its own.
 */
import { isUsers, qualified } from './server-catalog.ts';
import type { Session } from './session.ts';

interface Column {
  readonly number: number;
  readonly name: string;
  /** The type, as `format_type` prints it. */
  readonly type: string;
}

interface TableValues {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Each row as the texts of its values, in the order of `columns`. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** How far a sequence has come: null while it was never drawn from. */
interface SequenceValue {
  readonly name: string;
  readonly last: string | null;
}

export interface Values {
  readonly tables: ReadonlyMap<number, TableValues>;
  readonly sequences: ReadonlyMap<number, SequenceValue>;
}

interface Found {
  readonly oid: number;
  readonly name: string;
  readonly kind: 'r' | 'S';
  readonly columns: readonly Column[];
}

/** Tables and sequences with the columns that hold values of their own. */
export const HOLDERS = `
  SELECT c.oid::int, ${qualified('c.relname', 'n')} AS name, c.relkind::text AS kind, coalesce((
      SELECT json_agg(json_build_object('number', attnum, 'name', quote_ident(attname), 'type', format_type(atttypid, atttypmod)) ORDER BY attnum)
      FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''), '[]') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${isUsers('n')} AND c.relkind IN ('r', 'S')`;

/** One query that reads every table: object id, then an array of texts for each row. */
function readAll(tables: readonly Found[], value: (table: Found, column: Column) => string): string {
  const parts = tables.map(
    (table) =>
      `SELECT ${table.oid} AS oid, ARRAY[${table.columns.map((c) => value(table, c)).join(', ')}]::text[] AS row FROM ONLY ${table.name}`,
  );
  return parts.join('\nUNION ALL ');
}

async function rowsOf(on: Session, sql: string): Promise<ReadonlyMap<number, (readonly (string | null)[])[]>> {
  const rows = new Map<number, (readonly (string | null)[])[]>();
  if (sql === '') return rows;
  for (const { oid, row } of await on.query<{ oid: number; row: readonly (string | null)[] }>(sql)) {
    const list = rows.get(oid) ?? [];
    list.push(row);
    rows.set(oid, list);
  }
  return rows;
}

async function sequencesOf(on: Session, found: readonly Found[]): Promise<ReadonlyMap<number, SequenceValue>> {
  const parts = found.map(({ oid, name }) => `SELECT ${oid} AS oid, CASE WHEN is_called THEN last_value::text END AS last FROM ${name}`);
  const rows = parts.length === 0 ? [] : await on.query<{ oid: number; last: string | null }>(parts.join('\nUNION ALL '));
  return new Map(rows.map(({ oid, last }) => [oid, { name: found.find((f) => f.oid === oid)?.name ?? '', last }]));
}

/** What is there. */
export async function valuesOf(on: Session): Promise<Values> {
  const found = await on.query<Found>(HOLDERS);
  const tables = found.filter(({ kind }) => kind === 'r');
  const rows = await rowsOf(
    on,
    readAll(tables, (_, column) => `${column.name}::text`),
  );
  return {
    tables: new Map(tables.map(({ oid, name, columns }) => [oid, { name, columns, rows: rows.get(oid) ?? [] }])),
    sequences: await sequencesOf(
      on,
      found.filter(({ kind }) => kind === 'S'),
    ),
  };
}

/** Whether there is a value in what some relations hold. */
export function holdsValues(values: Values, isMeant: (name: string) => boolean): boolean {
  const tables = [...values.tables.values()].filter(({ name }) => isMeant(name));
  const sequences = [...values.sequences.values()].filter(({ name }) => isMeant(name));
  return tables.some(({ rows }) => rows.some((row) => row.some((value) => value !== null))) || sequences.some(({ last }) => last !== null);
}

/**
 * The values of before that are not there now, in words. A column with another type is read back in its old one: what
 * comes back the same was not lost.
 */
export async function missingSince(on: Session, before: Values): Promise<readonly string[]> {
  const found = await on.query<Found>(HOLDERS);
  const now = new Map(found.map((relation) => [relation.oid, relation]));
  const missing: string[] = [];
  const kept: { readonly now: Found; readonly before: TableValues; readonly columns: readonly number[] }[] = [];
  for (const [oid, table] of before.tables) {
    const relation = now.get(oid);
    const columns = table.columns.flatMap((column, i) => (relation?.columns.some((c) => c.number === column.number) ? [i] : []));
    for (const [i, column] of table.columns.entries()) {
      const filled = table.rows.some((row) => row[i] !== null);
      if (filled && !columns.includes(i)) missing.push(`${table.name}.${column.name}`);
    }
    if (relation && columns.length > 0) kept.push({ now: relation, before: table, columns });
  }
  for (const { now: relation, before: table, columns } of kept) {
    const read: Found = {
      ...relation,
      columns: columns.flatMap((i) => relation.columns.filter(({ number }) => number === table.columns[i]?.number)),
    };
    const rows = await readBack(on, read, table);
    const left = new Map<string, number>();
    for (const row of rows) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1);
    for (const row of table.rows) {
      const text = JSON.stringify(columns.map((i) => row[i] ?? null));
      const times = left.get(text) ?? 0;
      if (times === 0) missing.push(`${table.name} ${text}`);
      left.set(text, times - 1);
    }
  }
  const sequences = await sequencesOf(
    on,
    found.filter(({ kind }) => kind === 'S'),
  );
  for (const [oid, { name, last }] of before.sequences) {
    const reached = sequences.get(oid)?.last ?? null;
    if (last !== null && (reached === null || BigInt(reached) < BigInt(last))) missing.push(`${name} at ${last}`);
  }
  return missing;
}

/** The rows of a table with every value in the type it had; what has no such form is not read as anything. */
async function readBack(on: Session, now: Found, before: TableValues): Promise<readonly (readonly (string | null)[])[]> {
  const typeBefore = (column: Column): string => before.columns.find(({ number }) => number === column.number)?.type ?? '';
  const same = (column: Column): boolean => typeBefore(column) === column.type;
  const sql = (readable: (column: Column) => boolean): string =>
    readAll([now], (_, column) =>
      same(column) ? `${column.name}::text` : readable(column) ? `${column.name}::text::${typeBefore(column)}::text` : `'(unreadable)'`,
    );
  const attempt = async (query: string): Promise<readonly (readonly (string | null)[])[] | undefined> => {
    await on.query('SAVEPOINT reading');
    const failure = await on.attempt(query);
    await on.query('ROLLBACK TO reading; RELEASE reading');
    return failure ? undefined : ((await rowsOf(on, query)).get(now.oid) ?? []);
  };
  const all = await attempt(sql(() => true));
  return all ?? (await attempt(sql(() => false))) ?? [];
}

/** What differs between two states of the values: rows, columns in whatever order, positions of sequences. */
export function valueLines(values: Values): readonly string[] {
  const lines: string[] = [];
  for (const { name, columns, rows } of values.tables.values()) {
    for (const row of rows) {
      const named = columns.map((column, i) => `${column.name}=${JSON.stringify(row[i] ?? null)}`).sort();
      lines.push(`row of ${name}: ${named.join(' ')}`);
    }
  }
  for (const { name, last } of values.sequences.values()) lines.push(`sequence ${name} at ${last}`);
  return lines.sort();
}
