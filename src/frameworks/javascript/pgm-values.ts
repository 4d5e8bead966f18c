/** Names, types and values as node-pg-migrate's MigrationBuilder writes them. */
import { flag, isGiven, refuse, textIn, textOf } from './not-read.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { fieldOf, type ObjectValue, type Value } from './values.ts';

/** Statements; those of one call are sent as one query. */
export type Statements = readonly string[];

/** What a migration exports as `shorthands`: names of types. */
export type Shorthands = ReadonlyMap<string, Value>;

export type PgmCall = (args: readonly Value[], shorthands: Shorthands) => Statements;

/** A name, or a name with its schema. */
export function nameOf(value: Value | undefined, what = 'the name'): string {
  if (value?.kind !== 'object') return quoteName(textOf(value, what));
  const schema = fieldOf(value, 'schema');
  return `${isGiven(schema) ? `${quoteName(textOf(schema, 'the schema'))}.` : ''}${quoteName(textOf(fieldOf(value, 'name'), what))}`;
}

/** The name without its schema. */
export const bareName = (value: Value | undefined, what = 'the name'): string =>
  textOf(value?.kind === 'object' ? fieldOf(value, 'name') : value, what);

/** One thing, or a list of them. */
export const listOf = (value: Value | undefined): readonly Value[] =>
  !isGiven(value) ? [] : value.kind === 'list' ? value.items : [value];

export const namesIn = (value: Value | undefined): string =>
  listOf(value)
    .map((one) => nameOf(one))
    .join(', ');

export const isSet = (options: Value | undefined, name: string): boolean => flag(fieldOf(options, name), name);

/** ` WORDS` where an option is set. */
export const word = (options: Value | undefined, name: string, sql: string): string => (isSet(options, name) ? ` ${sql}` : '');

/** An option that is a text, or nothing. */
export function optionOf(options: Value | undefined, name: string): string | undefined {
  const value = fieldOf(options, name);
  if (!isGiven(value) || (value.kind === 'boolean' && !value.value)) return undefined;
  return value.kind === 'number' ? String(value.value) : textOf(value, name);
}

/** Options that must be known, or none. */
export function checked(options: Value | undefined): Value | undefined {
  if (isGiven(options) && (options.kind !== 'object' || options.open)) return refuse('the options are computed');
  return options;
}

/** A value: literals, lists, and what `pgm.func()` or PgLiteral hold as it is. */
export function valueOf(value: Value | undefined): string {
  switch (value?.kind) {
    case 'chain':
      return textOf(
        value.links.find(({ name, args }) => args && (name === 'func' || name === 'create' || name === ''))?.args?.[0],
        'the SQL',
      );
    case 'null':
      return 'NULL';
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'text':
      return quoteText(textIn(value) ?? refuse('a value is computed'));
    case 'list':
      return `ARRAY[${value.items.map((item) => valueOf(item).replaceAll('ARRAY', '')).join(',')}]`;
    default:
      return refuse('a value is computed');
  }
}

const ADAPTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ int: 'integer', string: 'text', float: 'real', double: 'double precision', datetime: 'timestamp', bool: 'boolean' }),
);

export const adapted = (type: string): string => ADAPTERS.get(type) ?? type;

const ID: ObjectValue = {
  kind: 'object',
  open: false,
  fields: new Map<string, Value>([
    ['type', { kind: 'text', pieces: [{ text: 'serial', start: 0, end: 0 }] }],
    ['primaryKey', { kind: 'boolean', value: true }],
  ]),
};

/** A type with its options, shorthands resolved. */
export function described(value: Value | undefined, shorthands: Shorthands): { readonly type: string; readonly options: ObjectValue } {
  const fields = new Map<string, Value>();
  let at = value;
  let type = '';
  for (let depth = 0; depth < 20; depth++) {
    if (at?.kind === 'object') {
      if (at.open) refuse('the options of the column are computed');
      // A type with a schema is an object of its own.
      for (const [name, field] of at.fields) if (!fields.has(name)) fields.set(name, field);
      at = at.fields.get('type');
      if (at?.kind === 'object') return { type: nameOf(at, 'the type'), options: { kind: 'object', open: false, fields } };
    }
    type = textOf(at, 'the type');
    const next: Value | undefined = shorthands.get(type) ?? (type === 'id' ? ID : undefined);
    if (next === undefined) return { type: adapted(type), options: { kind: 'object', open: false, fields } };
    at = next;
  }
  return refuse('the shorthands of types lead back to themselves');
}

export const typeOf = (value: Value | undefined, shorthands: Shorthands): string => described(value, shorthands).type;

/** Clauses of a sequence, and of an identity column. */
export function sequenceOptions(options: Value | undefined, shorthands: Shorthands): readonly string[] {
  checked(options);
  const given = (name: string): Value | undefined => fieldOf(options, name);
  const none = (name: string): boolean => given(name)?.kind === 'null' || (given(name)?.kind === 'boolean' && !isSet(options, name));
  const clause = (name: string, sql: string, no?: string): readonly string[] => {
    if (no !== undefined && none(name)) return [no];
    const value = optionOf(options, name);
    return value === undefined || value === '0' ? [] : [`${sql} ${value}`];
  };
  const cycle = given('cycle');
  return [
    ...(isGiven(given('type')) ? [`AS ${typeOf(given('type'), shorthands)}`] : []),
    ...clause('increment', 'INCREMENT BY'),
    ...clause('minvalue', 'MINVALUE', 'NO MINVALUE'),
    ...clause('maxvalue', 'MAXVALUE', 'NO MAXVALUE'),
    ...clause('start', 'START WITH'),
    ...clause('cache', 'CACHE'),
    ...(isGiven(cycle) ? [isSet(options, 'cycle') ? 'CYCLE' : 'NO CYCLE'] : []),
    ...clause('owner', 'OWNED BY', 'OWNED BY NONE'),
  ];
}

export const comment = (what: string, text: Value): string => `COMMENT ON ${what} IS ${valueOf(text)}`;
