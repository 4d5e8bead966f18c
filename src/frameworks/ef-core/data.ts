/** Rows that a migration adds, changes and removes. */
import { columnList, namesOf, quoted, tableOf, type Args, type Statement } from './text.ts';
import { literalOf } from './types.ts';
import { Unclear, type Value } from './values.ts';

/** The rows of an argument: of one column each value is a row, of several each list, else all together are one. */
function rows(args: Args, one: string, many: string, columns: number, single: boolean): readonly (readonly Value[])[] {
  const value = args.get(one);
  if (value) return [[value]];
  const values = args.get(many);
  if (values?.kind !== 'list') throw new Unclear(values ? 'the values are computed' : 'the values are not given');
  if (single) return values.items.map((item) => (item.kind === 'list' && item.items.length === 1 ? item.items : [item]));
  const nested = values.items.flatMap((item) => (item.kind === 'list' ? [item.items] : []));
  const all = nested.length === values.items.length && nested.length > 0 ? nested : [values.items];
  if (all.some((row) => row.length !== columns)) throw new Unclear('the values do not fit the columns');
  return all;
}

interface Columns {
  readonly names: readonly string[];
  readonly types: readonly (string | undefined)[];
  readonly rows: readonly (readonly Value[])[];
}

function columnsOf(args: Args, column: string, value: string, what: string): Columns {
  const single = args.get(column) !== undefined && args.get(column)?.kind !== 'list';
  const names = namesOf(args.get(column) ?? args.get(`${column}s`), what);
  const types = args.get(`${column}Type`) ?? args.get(`${column}Types`);
  const given = types ? namesOf(types, 'the types of the columns') : [];
  return { names, types: names.map((_, i) => given[i]), rows: rows(args, value, `${value}s`, names.length, single) };
}

const written = ({ types }: Columns, row: readonly Value[]): readonly string[] => row.map((value, i) => literalOf(value, types[i]));

const keys = (columns: Columns, row: readonly Value[]): string =>
  columns.names
    .map((name, i) => {
      const value = row[i];
      if (value?.kind === 'null') return `${quoted(name)} IS NULL`;
      return `${quoted(name)} = ${written(columns, row)[i] ?? 'NULL'}`;
    })
    .join(' AND ');

export function insertData(args: Args): readonly Statement[] {
  const columns = columnsOf(args, 'column', 'value', 'the columns');
  const table = tableOf(args);
  return columns.rows.map((row) => ({
    sql: [`INSERT INTO ${table} (${columnList(columns.names)}) VALUES (${written(columns, row).join(', ')})`],
  }));
}

export function deleteData(args: Args): readonly Statement[] {
  const columns = columnsOf(args, 'keyColumn', 'keyValue', 'the key');
  const table = tableOf(args);
  return columns.rows.map((row) => ({ sql: [`DELETE FROM ${table} WHERE ${keys(columns, row)}`] }));
}

export function updateData(args: Args): readonly Statement[] {
  const key = columnsOf(args, 'keyColumn', 'keyValue', 'the key');
  const columns = columnsOf(args, 'column', 'value', 'the columns');
  const table = tableOf(args);
  if (key.rows.length !== columns.rows.length) throw new Unclear('the values do not fit the keys');
  return key.rows.map((row, i) => {
    const values = written(columns, columns.rows[i] ?? []);
    const set = columns.names.map((name, k) => `${quoted(name)} = ${values[k] ?? 'NULL'}`).join(', ');
    return { sql: [`UPDATE ${table} SET ${set} WHERE ${keys(key, row)}`] };
  });
}
