/** Columns of Knex's table builder: types, defaults and checks, as its PostgreSQL dialect writes them. */
import { flag, isGiven, refuse, textIn, textOf, textsOf } from './not-read.ts';
import { rawSql } from './knex-query.ts';
import { jsonOf, quoteName, quoteText } from './sql-text.ts';
import { fieldOf, isComputed, plainText, type Link, type Value } from './values.ts';

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    text: 'text',
    integer: 'integer',
    int: 'integer',
    tinyint: 'smallint',
    smallint: 'smallint',
    mediumint: 'integer',
    bigint: 'bigint',
    bigInteger: 'bigint',
    double: 'double precision',
    float: 'real',
    boolean: 'boolean',
    bool: 'boolean',
    date: 'date',
    time: 'time',
    json: 'json',
    jsonb: 'jsonb',
    binary: 'bytea',
    point: 'point',
    geometry: 'geometry',
    geography: 'geography',
  }),
);

const SERIALS: ReadonlyMap<string, string> = new Map(
  Object.entries({ increments: 'serial', smallincrements: 'smallserial', bigincrements: 'bigserial', bigIncrements: 'bigserial' }),
);

/** What a type needs of the table it is in. */
export interface Within {
  readonly schema: string | undefined;
  /** A key is said elsewhere: increments() does not bring one. */
  readonly keyed: boolean;
}

export interface KnexType {
  readonly sql: string;
  /** The type that is made first. */
  readonly made?: string;
  /** It is a check on a text, which is cast to text before it is changed. */
  readonly checked?: boolean;
}

const numberIn = (value: Value | undefined, fallback: number): number =>
  !isGiven(value) ? fallback : value.kind === 'number' ? value.value : refuse('a length is computed');

/** The type of a column method; undefined where it is none. */
export function knexType(link: Link, name: string, within: Within): KnexType | undefined {
  const [, first, second] = link.args ?? [];
  const plain = TYPES.get(link.name);
  if (plain !== undefined) return { sql: plain };
  const serial = SERIALS.get(link.name);
  // The options of the nameless increments({ primaryKey: false }) come first.
  const option = fieldOf(first ?? link.args?.[0], 'primaryKey');
  if (serial !== undefined)
    return { sql: `${serial}${(option === undefined || flag(option, 'primaryKey')) && !within.keyed ? ' primary key' : ''}` };
  switch (link.name) {
    case 'uuid':
      return { sql: `uuid${flag(fieldOf(first, 'primaryKey'), 'primaryKey') && !within.keyed ? ' primary key' : ''}` };
    case 'string':
    case 'varchar':
      return { sql: `varchar(${textIn(first) ?? numberIn(first, 255)})` };
    case 'decimal':
    case 'numeric':
      return { sql: first?.kind === 'null' ? 'decimal' : `decimal(${numberIn(first, 8)}, ${numberIn(second, 2)})` };
    case 'datetime':
    case 'dateTime':
    case 'timestamp': {
      const zone = fieldOf(first, 'useTz');
      const without = first?.kind === 'object' ? zone !== undefined && !flag(zone, 'useTz') : flag(first, 'useTz');
      const precision = fieldOf(first, 'precision') ?? second;
      return { sql: `timestamp${without ? '' : 'tz'}${isGiven(precision) ? `(${numberIn(precision, 6)})` : ''}` };
    }
    case 'enu':
    case 'enum':
      return enumerated(name, first, second, within);
    case 'specificType':
      return { sql: textOf(first, 'the type of the column') };
    default:
      return undefined;
  }
}

function enumerated(column: string, labels: Value | undefined, options: Value | undefined, within: Within): KnexType {
  const native = flag(fieldOf(options, 'useNative'), 'useNative');
  if (!native)
    return {
      sql: `text check (${quoteName(column)} in (${textsOf(labels, 'the values of the enum').map(quoteText).join(', ')}))`,
      checked: true,
    };
  const own = fieldOf(options, 'schemaName');
  const schema = isGiven(own) ? textOf(own, 'the schema') : within.schema;
  const sql = `${schema === undefined ? '' : `${quoteName(schema)}.`}${quoteName(textOf(fieldOf(options, 'enumName'), 'the name of the enum'))}`;
  if (flag(fieldOf(options, 'existingType'), 'existingType')) return { sql };
  return { sql, made: `create type ${sql} as enum (${textsOf(labels, 'the values of the enum').map(quoteText).join(', ')})` };
}

/** Knex quotes every literal default, numbers and booleans too. */
export function knexDefault(value: Value | undefined, type: string): string {
  if (value?.kind === 'chain') return rawSql(value);
  const json = type === 'json' || type === 'jsonb';
  switch (value?.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return quoteText(type === 'bool' || type === 'boolean' ? (value.value ? '1' : '0') : String(value.value));
    case 'number':
      return quoteText(String(value.value));
    case 'text':
      return isComputed(plainText(value)) ? refuse('the default of the column is computed') : quoteText(plainText(value));
    case 'object':
    case 'list':
      return json
        ? quoteText(jsonOf(value) ?? refuse('the default of the column is computed'))
        : refuse('the default of the column is not read yet');
    default:
      return refuse('the default of the column is computed');
  }
}

/** `checkPositive()` and the like behind a column; undefined for any other step. */
export function knexCheck(link: Link, column: string): { readonly sql: string; readonly name: string | undefined } | undefined {
  const [first, second, third] = link.args ?? [];
  const quoted = quoteName(column);
  const literal = (value: Value | undefined): string => value?.kind === 'number' ? String(value.value) : quoteText(textOf(value, 'a value of the check')); // prettier-ignore
  const named = (value: Value | undefined): string | undefined => (isGiven(value) ? textOf(value, 'the name of the check') : undefined);
  const values = (): string =>
    first?.kind === 'list' ? first.items.map(literal).join(',') : refuse('the values of the check are computed');
  switch (link.name) {
    case 'checkPositive':
      return { sql: `${quoted} > 0`, name: named(first) };
    case 'checkNegative':
      return { sql: `${quoted} < 0`, name: named(first) };
    case 'checkIn':
      return { sql: `${quoted} in (${values()})`, name: named(second) };
    case 'checkNotIn':
      return { sql: `${quoted} not in (${values()})`, name: named(second) };
    case 'checkBetween': {
      if (first?.kind !== 'list') return refuse('the values of the check are computed');
      const pairs = first.items.every(({ kind }) => kind === 'list') ? first.items : [first];
      const ranges = pairs.map((pair) =>
        pair.kind === 'list' ? `${quoted} between ${literal(pair.items[0])} and ${literal(pair.items[1])}` : '',
      );
      return { sql: ranges.join(' or '), name: named(second) };
    }
    case 'checkLength':
      return { sql: `length(${quoted}) ${textOf(first, 'the operator')} ${literal(second)}`, name: named(third) };
    case 'checkRegex':
      return { sql: `${quoted} ~ ${literal(first)}`, name: named(second) };
    default:
      return undefined;
  }
}
