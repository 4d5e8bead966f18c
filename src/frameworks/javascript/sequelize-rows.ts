/** bulkInsert, bulkUpdate and bulkDelete with values that stand in the file; what a run makes becomes a parameter. */
import { flag, isGiven, refuse, textsOf } from './not-read.ts';
import { quoteName } from './sql-text.ts';
import type { Call, Queries } from './sequelize-calls.ts';
import { quoted, tableOf } from './sequelize-columns.ts';
import { escaped, whereOf } from './sequelize-values.ts';
import { fieldOf, rowsOf, type ObjectValue, type Value } from './values.ts';

type Args = readonly Value[];

/** `$1`, `$2`, …: a value that is not in the file. */
function parameters(): () => string {
  let count = 0;
  return () => `$${++count}`;
}

const row = (value: Value): ObjectValue => (value.kind === 'object' && !value.open ? value : refuse('the rows are computed'));

function bulkInsert([table, given, options]: Args): Queries {
  if (given?.kind !== 'list' && given?.kind !== 'unknown') return refuse('the rows are computed');
  const rows = rowsOf(given).map(row);
  if (rows.length === 0) return refuse('there are no rows');
  const columns = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))];
  const next = parameters();
  const tuples = rows.map(({ fields }) => `(${columns.map((name) => escaped(fields.get(name) ?? { kind: 'null' }, undefined, next)).join(',')})`); // prettier-ignore
  return [[`INSERT INTO ${quoted(tableOf(table))} (${columns.map(quoteName).join(',')}) VALUES ${tuples.join(',')}${conflict(options)}`]];
}

function conflict(options: Value | undefined): string {
  if (flag(fieldOf(options, 'ignoreDuplicates'), 'ignoreDuplicates')) return ' ON CONFLICT DO NOTHING';
  const updated = fieldOf(options, 'updateOnDuplicate');
  if (!isGiven(updated)) return '';
  const keys = textsOf(fieldOf(options, 'upsertKeys'), 'the columns of the conflict').map(quoteName).join(',');
  const sets = textsOf(updated, 'the columns to update').map((name) => `${quoteName(name)}=EXCLUDED.${quoteName(name)}`);
  return ` ON CONFLICT (${keys}) DO UPDATE SET ${sets.join(',')}`;
}

function bulkUpdate([table, given, condition]: Args): Queries {
  const values = row(given ?? { kind: 'undefined' });
  const next = parameters();
  const sets = [...values.fields].map(([name, value]) => `${quoteName(name)}=${escaped(value, undefined, next)}`);
  const where = whereOf(condition, next);
  return [[`UPDATE ${quoted(tableOf(table))} SET ${sets.join(',')}${where === '' ? '' : ` WHERE ${where}`}`]];
}

function bulkDelete([table, condition, options]: Args): Queries {
  if (flag(fieldOf(options, 'truncate'), 'truncate')) {
    const word = (name: string, sql: string): string => (flag(fieldOf(options, name), name) ? sql : '');
    return [[`TRUNCATE ${quoted(tableOf(table))}${word('restartIdentity', ' RESTART IDENTITY')}${word('cascade', ' CASCADE')}`]];
  }
  const where = whereOf(condition, parameters());
  return [[`DELETE FROM ${quoted(tableOf(table))}${where === '' ? '' : ` WHERE ${where}`}`]];
}

/** `insert(instance, table, values)`, where there is no instance. */
const insert = ([, table, values]: Args): Queries =>
  bulkInsert([table ?? { kind: 'undefined' }, { kind: 'list', items: values ? [values] : [] }]);

export const rowCalls: ReadonlyMap<string, Call> = new Map(Object.entries({ bulkInsert, bulkUpdate, bulkDelete, insert }));
