/** Types and defaults of columns as Rails writes them for PostgreSQL. */
import { plainText, type Value } from '../ruby/values.ts';
import { flag, literal, nameOf, numberOption, textOption, Unclear, type Context } from './options.ts';

type Options = ReadonlyMap<string, Value>;

/** Those that Rails calls otherwise than PostgreSQL. */
const NATIVE: Readonly<Record<string, string>> = {
  primary_key: 'bigserial primary key',
  string: 'character varying',
  binary: 'bytea',
  bit_varying: 'bit varying',
};
const TIMED = new Set(['datetime', 'timestamp', 'time', 'interval']);
const SIZED = new Set(['string', 'bit', 'bit_varying', 'float', 'bigint', 'vector', 'halfvec']);

/** The type of a column with its size. `:virtual` is what its option says. */
export function typeSql(type: string, options: Options, context: Context): string {
  const limit = numberOption(options, 'limit');
  const sql = sized(type, limit, options, context);
  return flag(options, 'array') && type !== 'primary_key' ? `${sql}[]` : sql;
}

function sized(type: string, limit: string | undefined, options: Options, context: Context): string {
  if (type === 'integer') {
    const bytes = Number(limit ?? 4);
    return bytes <= 2 ? 'smallint' : bytes <= 4 ? 'integer' : 'bigint';
  }
  if (type === 'decimal') {
    const [precision, scale] = [numberOption(options, 'precision'), numberOption(options, 'scale')];
    return precision === undefined ? 'decimal' : `decimal(${precision}${scale === undefined ? '' : `,${scale}`})`;
  }
  if (type === 'enum') {
    const name = textOption(options, 'enum_type');
    if (name === undefined) throw new Unclear('the enum of the column is missing');
    return name;
  }
  const name = type === 'datetime' ? context.datetime : (NATIVE[type] ?? type);
  if (TIMED.has(type)) {
    const precision = type === 'datetime' && !options.has('precision') && context.version >= 7 ? '6' : numberOption(options, 'precision');
    return precision === undefined ? name : `${name}(${precision})`;
  }
  return limit !== undefined && SIZED.has(type) ? `${name}(${limit})` : name;
}

const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'off', 'OFF']);
const JSON_TYPES = new Set(['json', 'jsonb']);
const TEXTS = new Set(['string', 'text', 'citext']);

const MOMENT = new Set(['now', 'current', 'today', 'zone', 'utc', 'to_s', 'iso8601']);

/** The type by which Rails casts: `varchar(20)` given as a text is a string to it. */
function castType(type: string): string {
  const name = type.toLowerCase().replace(/\(.*$/, '').trim();
  if (/^(?:integer|int|int2|int4|int8|bigint|smallint|serial|bigserial)$/.test(name)) return 'integer';
  if (/^(?:float|float4|float8|real|double precision)$/.test(name)) return 'float';
  if (/^(?:decimal|numeric)$/.test(name)) return 'decimal';
  if (/^(?:character varying|varchar|char|character)$/.test(name)) return 'string';
  return name === 'bool' ? 'boolean' : name;
}

/** A default behind `DEFAULT`. The type is unknown where the column was made elsewhere. */
export function defaultSql(value: Value, type: string | undefined, array: boolean, context: Context): string {
  if (value.kind === 'block') return nameOf(context.callBlock(value), 'the default');
  if (value.kind === 'nil') return 'NULL';
  // The moment at which the migration runs.
  if (value.kind === 'chain' && /^(?:Time|DateTime|Date)$/.test(value.root) && value.names.every((name) => MOMENT.has(name))) return value.root === 'Date' ? 'CURRENT_DATE' : 'CURRENT_TIMESTAMP'; // prettier-ignore
  const text = plainText(value);
  const cast = type === undefined ? undefined : castType(type);
  if (cast === 'uuid' && text?.includes('()')) return text;
  if (array && value.kind === 'list') return literal(`{${value.items.map(element).join(',')}}`);
  if (array) {
    if (text === undefined) throw new Unclear('the default of the column is computed');
    return literal(text);
  }
  if (cast !== undefined && JSON_TYPES.has(cast)) return literal(jsonOf(value));
  if (value.kind === 'hash' || value.kind === 'list') {
    if (cast === 'hstore' && value.kind === 'hash') return literal(value.entries.map(([key, one]) => `"${plainText(key) ?? ''}"=>${one.kind === 'nil' ? 'NULL' : `"${nameOf(one, 'the default')}"`}`).join(', ')); // prettier-ignore
    if (cast === undefined && value.kind === 'list' && value.items.length > 0) return literal(`{${value.items.map(element).join(',')}}`);
    return literal(jsonOf(value));
  }
  const boolean = value.kind === 'boolean' ? value.value : undefined;
  if (text === undefined && boolean === undefined) throw new Unclear('the default of the column is computed');
  const own = text ?? String(boolean);
  if (cast === 'boolean') return own === '' ? 'NULL' : FALSE.has(own) ? 'FALSE' : 'TRUE';
  if (cast !== undefined && TEXTS.has(cast)) return literal(boolean === undefined ? own : boolean ? 't' : 'f');
  if (cast === 'integer')
    return boolean === undefined ? (/^\s*-?\d+/.exec(own)?.[0].trim() ?? (own === '' ? 'NULL' : '0')) : boolean ? '1' : '0';
  if (cast === 'decimal' || cast === 'float') {
    const number = /^\s*-?\d+(?:\.\d+)?/.exec(own)?.[0].trim() ?? '0';
    return number.includes('.') ? number : `${number}.0`;
  }
  if (cast === undefined && boolean !== undefined) return boolean ? 'TRUE' : 'FALSE';
  if (value.kind === 'number' && (cast === undefined || cast === 'money')) return own;
  return literal(own);
}

function element(value: Value): string {
  if (value.kind === 'nil') return 'NULL';
  // The moment at which the migration runs.
  if (value.kind === 'chain' && /^(?:Time|DateTime|Date)$/.test(value.root) && value.names.every((name) => MOMENT.has(name))) return value.root === 'Date' ? 'CURRENT_DATE' : 'CURRENT_TIMESTAMP'; // prettier-ignore
  const text = value.kind === 'boolean' ? (value.value ? 't' : 'f') : nameOf(value, 'the default of the column');
  return /^[^\s{}",\\]+$/.test(text) && text.toUpperCase() !== 'NULL' ? text : `"${text.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`;
}

function jsonOf(value: Value): string {
  switch (value.kind) {
    case 'nil':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.text;
    case 'text':
      return JSON.stringify(plainText(value) ?? '');
    case 'list':
      return `[${value.items.map(jsonOf).join(',')}]`;
    case 'hash':
      return `{${value.entries.map(([key, one]) => `${JSON.stringify(nameOf(key, 'the default'))}:${jsonOf(one)}`).join(',')}}`;
    default:
      throw new Unclear('the default of the column is computed');
  }
}
