/** Columns of Laravel's Blueprint: what its methods make, and how the grammar for PostgreSQL writes them. */
import type { Place } from '../php/parse.ts';
import { Unclear } from '../php/tool.ts';
import { argument, isComputed, itemsOf, plainText, stringOf, truth, type Args, type Value } from '../php/values.ts';
import { defaultOf, nameOf, optionalName, quoteText, wrap } from './names.ts';

export interface Column {
  readonly type: string;
  readonly name: string;
  /** What was asked of it, by the names of the methods. */
  readonly attributes: Map<string, Value>;
  place: Place;
}

const YES: Value = { kind: 'boolean', value: true };

/** What a method on a column may be; all else is a macro of somebody's. */
export const MODIFIERS = new Set(
  'after always autoIncrement change charset collation comment default first from fulltext fullText generatedAs index instant invisible lock nullable persisted primary spatialIndex vectorIndex startingValue storedAs storedAsJson type unique unsigned using useCurrent useCurrentOnUpdate virtualAs virtualAsJson length precision total places allowed isGeometry projection srid renameTo hashed'.split(
    ' ',
  ),
);

const INTEGERS: Readonly<Record<string, string>> = {
  integer: 'integer',
  tinyInteger: 'tinyInteger',
  smallInteger: 'smallInteger',
  mediumInteger: 'mediumInteger',
  bigInteger: 'bigInteger',
};
const INCREMENTS: Readonly<Record<string, string>> = {
  id: 'bigInteger',
  increments: 'integer',
  integerIncrements: 'integer',
  tinyIncrements: 'tinyInteger',
  smallIncrements: 'smallInteger',
  mediumIncrements: 'mediumInteger',
  bigIncrements: 'bigInteger',
};
/** Methods without parameters that matter to PostgreSQL, and the type each asks for. */
const PLAIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'tinyText text mediumText longText double real boolean json jsonb date year binary uuid ipAddress macAddress tsvector'
      .split(' ')
      .map((name) => [name, name]),
  ),
  unsignedDouble: 'double',
  foreignUuid: 'uuid',
};
const TIMES = new Set(['dateTime', 'dateTimeTz', 'time', 'timeTz', 'timestamp', 'timestampTz']);
const DEFAULT_NAMES: Readonly<Record<string, string>> = {
  id: 'id',
  uuid: 'uuid',
  ulid: 'ulid',
  ipAddress: 'ip_address',
  macAddress: 'mac_address',
};
const SHAPES = new Set('point lineString polygon geometryCollection multiPoint multiLineString multiPolygon multiPolygonZ'.split(' '));

/** The column that a method of the Blueprint makes; undefined where it makes none. */
export function columnOf(method: string, args: Args, place: Place): Column | undefined {
  const attributes = new Map<string, Value>();
  const column = (type: string): Column => {
    const name = optionalName(argument(args, 0, 'column'), 'the name of the column') ?? DEFAULT_NAMES[method];
    if (name === undefined) throw new Unclear('the name of the column is not given');
    return { type, name, attributes, place };
  };
  const take = (index: number, name: string, fallback?: Value): void => {
    const value = argument(args, index, name) ?? fallback;
    if (value && value.kind !== 'null') attributes.set(name, value);
  };
  const number = (text: string): Value => ({ kind: 'number', text });
  if (args.spread) throw new Unclear('the arguments of the column are spread');
  const increments = INCREMENTS[method];
  if (increments !== undefined) {
    attributes.set('autoIncrement', YES);
    return column(increments);
  }
  const unsigned = /^unsigned([A-Z]\w*Integer|Integer)$/.exec(method)?.[1];
  const integer = INTEGERS[unsigned === undefined ? method : unsigned.charAt(0).toLowerCase() + unsigned.slice(1)];
  if (integer !== undefined) {
    take(1, 'autoIncrement');
    return column(integer);
  }
  const plain = PLAIN[method];
  if (plain !== undefined) return column(plain);
  if (TIMES.has(method) || method === 'datetime') {
    take(1, 'precision', number('0'));
    if (argument(args, 1, 'precision')?.kind === 'null') attributes.set('precision', number('0'));
    return column(method === 'datetime' ? 'dateTime' : method);
  }
  switch (method) {
    case 'foreignId':
      return column('bigInteger');
    case 'char':
    case 'string':
      take(1, 'length', number('255'));
      if (!attributes.has('length')) attributes.set('length', number('255'));
      return column(method);
    case 'ulid':
    case 'foreignUlid':
      take(1, 'length', number('26'));
      return column('char');
    case 'float':
    case 'unsignedFloat':
      take(1, 'precision', number('53'));
      return column('float');
    case 'decimal':
    case 'unsignedDecimal':
      take(1, 'total', number('8'));
      take(2, 'places', number('2'));
      return column('decimal');
    case 'enum':
      take(1, 'allowed');
      return column('enum');
    case 'set':
      throw new Unclear('PostgreSQL has no type for set(), and Laravel refuses it');
    case 'geometry':
    case 'geography':
      take(1, 'subtype');
      take(2, 'srid', method === 'geography' ? number('4326') : undefined);
      return column(method);
    case 'computed':
      throw new Unclear('Laravel refuses computed() for PostgreSQL');
    case 'vector':
      take(1, 'dimensions');
      return column('vector');
    case 'rememberToken':
      attributes.set('length', number('100'));
      attributes.set('nullable', YES);
      return { type: 'string', name: 'remember_token', attributes, place };
    case 'softDeletes':
    case 'softDeletesTz':
    case 'softDeletesDatetime':
      take(1, 'precision', number('0'));
      attributes.set('nullable', YES);
      return { type: method === 'softDeletesTz' ? 'timestampTz' : 'timestamp', name: optionalName(argument(args, 0, 'column'), 'the name of the column') ?? 'deleted_at', attributes, place }; // prettier-ignore
    case 'schemalessAttributes':
      // Of the package spatie/laravel-schemaless-attributes.
      attributes.set('nullable', YES);
      return { type: 'json', name: optionalName(argument(args, 0, 'columnName'), 'the name of the column') ?? 'schemaless_attributes', attributes, place }; // prettier-ignore
    case 'rawColumn':
      take(1, 'definition');
      return column('raw');
    case 'addColumn': {
      const type = nameOf(argument(args, 0, 'type'), 'the type of the column');
      const given = argument(args, 2, 'parameters');
      if (given?.kind === 'array') for (const [key, value] of given.entries) attributes.set(key, value);
      return { type, name: nameOf(argument(args, 1, 'name'), 'the name of the column'), attributes, place };
    }
    default:
      return SHAPES.has(method) ? column(method) : undefined;
  }
}

/** Whether a modifier is set; it may be given true or false. */
export function isSet(column: Column, name: string): boolean {
  const value = column.attributes.get(name);
  if (!value) return false;
  const known = truth(value);
  if (known === undefined) throw new Unclear(`what ${name}() of the column is given is computed`);
  return known;
}

const sized = (column: Column, name: string): string | undefined => {
  const value = column.attributes.get(name);
  if (!value || value.kind === 'null') return undefined;
  const text = stringOf(value);
  if (text === undefined) throw new Unclear('the size of the column is computed');
  return text;
};

const identity = (column: Column): Value | undefined => {
  const value = column.attributes.get('generatedAs');
  return value?.kind === 'null' ? undefined : value;
};

/** `modern`: as Laravel 11 and later write it. */
export function typeOf(column: Column, modern: boolean): string {
  const changed = isSet(column, 'change');
  const counted = isSet(column, 'autoIncrement') && !identity(column) && !changed;
  const precision = (): string => {
    const size = sized(column, 'precision');
    return size === undefined ? '' : `(${size})`;
  };
  const given = column.attributes.get('type');
  if (given) return nameOf(given, 'the type of the column');
  switch (column.type) {
    case 'char':
    case 'string': {
      const length = sized(column, 'length');
      const type = column.type === 'char' ? 'char' : 'varchar';
      return length === undefined || length === '0' ? type : `${type}(${length})`;
    }
    case 'tinyText':
      return 'varchar(255)';
    case 'text':
    case 'mediumText':
    case 'longText':
      return 'text';
    case 'integer':
    case 'mediumInteger':
    case 'year':
      return counted ? 'serial' : 'integer';
    case 'bigInteger':
      return counted ? 'bigserial' : 'bigint';
    case 'tinyInteger':
    case 'smallInteger':
      return counted ? 'smallserial' : 'smallint';
    case 'float':
      return modern ? `float${precision()}` : 'double precision';
    case 'double':
      return 'double precision';
    case 'real':
    case 'boolean':
    case 'json':
    case 'jsonb':
    case 'date':
    case 'uuid':
    case 'tsvector':
      return column.type;
    case 'decimal':
      return `decimal(${sized(column, 'total') ?? '8'}, ${sized(column, 'places') ?? '2'})`;
    case 'enum':
      return `varchar(255) check (${wrap(column.name)} in (${labels(column).map(quoteText).join(', ')}))`;
    case 'dateTime':
    case 'timestamp':
      return `timestamp${precision()} without time zone`;
    case 'dateTimeTz':
    case 'timestampTz':
      return `timestamp${precision()} with time zone`;
    case 'time':
      return `time${precision()} without time zone`;
    case 'timeTz':
      return `time${precision()} with time zone`;
    case 'binary':
      return 'bytea';
    case 'ipAddress':
      return 'inet';
    case 'macAddress':
      return 'macaddr';
    case 'raw': {
      const text = column.attributes.get('definition');
      if (text?.kind !== 'text') throw new Unclear('the definition of the column is computed');
      return plainText(text);
    }
    case 'vector': {
      const dimensions = sized(column, 'dimensions');
      return dimensions === undefined ? 'vector' : `vector(${dimensions})`;
    }
    case 'geometry':
    case 'geography':
      return modern ? spatial(column) : postgis(column, 'geometry');
    default:
      if (SHAPES.has(column.type)) return postgis(column, column.type.toLowerCase());
      throw new Unclear(`the type ${column.type} is not known`);
  }
}

function labels(column: Column): readonly string[] {
  const items = itemsOf(column.attributes.get('allowed'));
  const value = column.attributes.get('allowed');
  if (!items) return [`\${${value?.kind === 'unknown' ? value.source.replaceAll(/[{}$\s']+/g, '').slice(0, 60) : 'values'}}`];
  return items.map((item) => stringOf(item) ?? (item.kind === 'unknown' ? `\${${item.source.replaceAll(/[{}$\s']+/g, '')}}` : ''));
}

function spatial(column: Column): string {
  const [subtype, srid] = [sized(column, 'subtype'), sized(column, 'srid')];
  if (subtype === undefined || subtype === '') return column.type;
  return `${column.type}(${subtype.toLowerCase()}${srid === undefined || srid === '0' ? '' : `,${srid}`})`;
}

/** Before Laravel 11 a shape was a geography unless isGeometry() was said. */
function postgis(column: Column, shape: string): string {
  const projection = sized(column, 'projection');
  if (!column.attributes.has('isGeometry')) return `geography(${shape}, ${projection ?? '4326'})`;
  return projection === undefined ? `geometry(${shape})` : `geometry(${shape}, ${projection})`;
}

const CURRENT: Readonly<Record<string, string>> = { date: 'CURRENT_DATE', year: 'EXTRACT(YEAR FROM CURRENT_DATE)' };

/** The default as SQL; undefined for none. */
export function fallbackOf(column: Column): string | undefined {
  if (isSet(column, 'useCurrent') && (TIMES.has(column.type) || CURRENT[column.type] !== undefined))
    return CURRENT[column.type] ?? 'CURRENT_TIMESTAMP';
  const value = column.attributes.get('default');
  return value ? defaultOf(value) : undefined;
}

const expressionOf = (column: Column, name: string): string | undefined => {
  const value = column.attributes.get(name);
  if (!value || value.kind === 'null') return undefined;
  const text = value.kind === 'raw' ? plainText(value.text) : stringOf(value);
  if (text === undefined || isComputed(text)) throw new Unclear('the expression of the column is computed');
  return text;
};

const identityOf = (column: Column): string => {
  const value = identity(column);
  const options = value?.kind === 'boolean' ? '' : (expressionOf(column, 'generatedAs') ?? '');
  return `generated ${isSet(column, 'always') ? 'always' : 'by default'} as identity${options === '' ? '' : ` (${options})`}`;
};

const collation = (column: Column): string => {
  const name = optionalName(column.attributes.get('collation'), 'the collation');
  return name === undefined ? '' : ` collate ${wrap(name)}`;
};

/** A column as it stands in CREATE TABLE and ADD COLUMN. `keyed`: the Blueprint is given a primary key. */
export function columnSql(column: Column, modern: boolean, keyed: boolean): string {
  const fallback = fallbackOf(column);
  const [virtual, stored] = [expressionOf(column, 'virtualAs'), expressionOf(column, 'storedAs')];
  const primary = isSet(column, 'autoIncrement') && !(modern && keyed);
  return [
    wrap(column.name),
    ` ${typeOf(column, modern)}${collation(column)}`,
    isSet(column, 'nullable') ? ' null' : ' not null',
    fallback === undefined ? '' : ` default ${fallback}`,
    virtual === undefined ? '' : ` generated always as (${virtual})${modern ? ' virtual' : ''}`,
    stored === undefined ? '' : ` generated always as (${stored}) stored`,
    identity(column) ? ` ${identityOf(column)}` : '',
    primary ? ' primary key' : '',
  ].join('');
}

/** `change()` of Laravel 11 and later: everything is set anew, what is not given as well. */
export function changeSql(column: Column, version: number): readonly string[] {
  if (column.type === 'enum') throw new Unclear('Laravel sends SQL for change() of an enum that PostgreSQL refuses');
  // Laravel 12 and before do not look at it.
  const using = version >= 13 ? expressionOf(column, 'using') : undefined;
  const counted = isSet(column, 'autoIncrement');
  const fallback = fallbackOf(column);
  const generated = identity(column);
  const changes = [`type ${typeOf(column, true)}${collation(column)}${using === undefined ? '' : ` using ${using}`}`];
  changes.push(isSet(column, 'nullable') ? 'drop not null' : 'set not null');
  if (!counted || generated) changes.push(fallback === undefined ? 'drop default' : `set default ${fallback}`);
  for (const name of ['virtualAs', 'storedAs']) if (column.attributes.has(name)) changes.push('drop expression if exists');
  if (generated) changes.push('drop identity if exists', `add ${identityOf(column)}`);
  else if (!counted) changes.push('drop identity if exists');
  return changes.map((change) => `alter column ${wrap(column.name)} ${change}`);
}

/** `change()` before Laravel 11, by Doctrine: what is not given stays as it is. */
export function oldChangeSql(column: Column): readonly string[] {
  if (column.type === 'enum') throw new Unclear('Doctrine cannot change a column to an enum');
  const alter = `alter ${wrap(column.name)}`;
  const changes = [`${alter} type ${typeOf(column, false)}`];
  const value = column.attributes.get('default');
  if (value || column.attributes.has('useCurrent')) {
    const fallback = fallbackOf(column);
    changes.push(fallback === undefined ? `${alter} drop default` : `${alter} set default ${fallback}`);
  }
  if (column.attributes.has('nullable')) changes.push(`${alter} ${isSet(column, 'nullable') ? 'drop' : 'set'} not null`);
  return changes;
}
