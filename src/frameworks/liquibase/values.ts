/** Values and defaults as Liquibase writes them for PostgreSQL. Source: ColumnConfig.getValueObject, InsertGenerator, liquibase.datatype.core. */
import type { Reader } from './change.ts';
import { literal, qualifiedName } from './names.ts';
import { dataType } from './types.ts';

const NOW = /^(?:current_timestamp|current_date|current_time|localtime|localtimestamp|now\(\)|current_datetime)(?:\(\d*\))?$/i;

/** What a column's `value…` says, in SQL; undefined where it says nothing. */
export function valueOf(column: Reader): string | undefined {
  const value = column.get('value') ?? textOf(column);
  if (value !== undefined) return /^null$/i.test(value) ? 'NULL' : callOf(value) ? computed(value) : literal(value);
  const flag = column.get('valueBoolean');
  if (flag !== undefined) return booleanOf(flag);
  const number = column.get('valueNumeric');
  if (number !== undefined) return number;
  const date = column.get('valueDate');
  if (date !== undefined) return dateOf(date);
  const file = column.get('valueClobFile', 'valueBlobFile');
  if (file !== undefined) return literal(`contents of ${file}`);
  return (
    column.get('valueComputed') ??
    sequenceOf(column, 'valueSequenceNext', 'nextval') ??
    sequenceOf(column, 'valueSequenceCurrent', 'currval')
  );
}

/** `<column name="a">text</column>`. */
function textOf(column: Reader): string | undefined {
  const text = column
    .content()
    .map((piece) => piece.text)
    .join('')
    .trim();
  return text === '' ? undefined : text;
}

/** The default a column says it has, in SQL. `type` decides how a plain `defaultValue` is written. */
export function defaultOf(column: Reader, type: string | undefined): string | undefined {
  const kind = type === undefined ? 'text' : dataType(type).values;
  const value = column.get('defaultValue');
  if (value !== undefined) {
    if (/^null$/i.test(value)) return undefined;
    if (kind === 'number') return value;
    if (kind === 'boolean') return booleanOf(value);
    if (kind === 'bit') return bitOf(value);
    if (kind === 'time' && (callOf(value) || value.includes('('))) return computed(value);
    return value.startsWith("'") ? value : literal(value);
  }
  const flag = column.get('defaultValueBoolean');
  if (flag !== undefined) return kind === 'bit' ? bitOf(flag) : booleanOf(flag);
  const number = column.get('defaultValueNumeric');
  if (number !== undefined) return /^(?:nan|[+-]?infinity)$/i.test(number) ? literal(number) : number;
  const date = column.get('defaultValueDate');
  if (date !== undefined) return dateOf(date);
  return computed(column.get('defaultValueComputed')) ?? sequenceOf(column, 'defaultValueSequenceNext', 'nextval');
}

function sequenceOf(column: Reader, name: string, call: string): string | undefined {
  const [sequence, schema] = (column.get(name) ?? '').split('.').toReversed();
  return sequence ? `${call}(${literal(qualifiedName(schema, sequence))})` : undefined;
}

/** A function as PostgreSQL has it: other engines write the time of day with empty parentheses. */
function computed(written: string | undefined): string | undefined {
  return written === undefined
    ? undefined
    : /^(?:current_(?:timestamp|datetime)(?:\(\))?|now\(\))$/i.test(written.trim())
      ? 'NOW()'
      : written;
}

function booleanOf(written: string): string {
  const value = written.trim().toLowerCase();
  return value === 'true' || value === '1' || value === 't'
    ? 'TRUE'
    : value === 'false' || value === '0' || value === 'f'
      ? 'FALSE'
      : written;
}

function bitOf(written: string): string {
  const value = booleanOf(written);
  return value === 'TRUE' ? "b'1'" : value === 'FALSE' ? "b'0'" : written;
}

function dateOf(written: string): string {
  const call = computed(written) ?? written;
  return call !== written ? call : callOf(written) || /^[a-z_]\w*\s*\(/i.test(written) ? written : literal(written);
}

function callOf(written: string): boolean {
  return NOW.test(written.trim()) || /^\w+\(\)$/.test(written.trim());
}
