/** Columns as they stand in CREATE TABLE and ADD, and what a reference brings with it. */
import { pluralize } from '../ruby/inflect.ts';
import { nil, textOf, type Place, type Value } from '../ruby/values.ts';
import { flag, hashOption, quoted, quotedTable, textOption, Unclear, nameOf, namesOf, type Context } from './options.ts';
import { foreignKeyName, referringColumn } from './names.ts';
import { defaultSql, typeSql } from './types.ts';

export type Options = ReadonlyMap<string, Value>;

export interface Column {
  readonly name: string;
  /** As Rails calls it: `string`. */
  readonly type: string;
  readonly options: Options;
  readonly primary: boolean;
  readonly place: Place;
}

/** A column; an integer that is the key counts up. */
export function columnOf(name: string, given: string, options: Options, place: Place): Column {
  const type = given === 'virtual' ? (textOption(options, 'type') ?? 'text') : given;
  const primary = flag(options, 'primary_key') || type === 'primary_key';
  const counts = primary && (type === 'integer' || type === 'bigint') && !options.has('default');
  const limit = options.get('limit');
  const wide = type === 'bigint' || (limit?.kind === 'number' && limit.text === '8');
  return { name, type: counts ? (wide ? 'bigserial' : 'serial') : type, options, primary, place };
}

/** `"name" character varying DEFAULT 'x' NOT NULL`. */
export function columnSql(column: Column, context: Context): string {
  const { name, type, options, primary } = column;
  const sql = `${quoted(name)} ${typeSql(type, options, context)}`;
  if (type === 'primary_key') return sql;
  const collation = textOption(options, 'collation');
  const as = textOption(options, 'as');
  const parts = [collation === undefined ? '' : ` COLLATE "${collation}"`];
  if (as !== undefined) parts.push(` GENERATED ALWAYS AS (${as}) ${flag(options, 'stored') ? 'STORED' : 'VIRTUAL'}`);
  const required = primary || isFalse(options.get('null'));
  const value = options.get('default');
  if (value && !(required && value.kind === 'nil')) parts.push(` DEFAULT ${defaultSql(value, type, flag(options, 'array'), context)}`);
  if (required) parts.push(' NOT NULL');
  if (primary) parts.push(' PRIMARY KEY');
  return sql + parts.join('');
}

/** `null: false`; what is computed cannot be told. */
export function isFalse(value: Value | undefined): boolean {
  if (value?.kind === 'unknown' || value?.kind === 'chain') throw new Unclear('whether the column takes NULL is computed');
  return value?.kind === 'boolean' && !value.value;
}

/** Columns named by a value, one or several. */
export const columnNames = (value: Value | undefined): readonly string[] => namesOf(value, 'the name of the column');

/** What `references` brings: columns, an index over them, a foreign key. */
export interface Reference {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly options: Options }[];
  readonly index: Options | undefined;
  readonly foreignKey: { readonly to: string; readonly options: Options } | undefined;
}

export function referenceOf(table: string, name: string, given: Options, place: Place, context: Context): Reference {
  const options = new Map(given);
  const take = (key: string): Value | undefined => {
    const value = options.get(key);
    options.delete(key);
    return value;
  };
  const polymorphic = flag(given, 'polymorphic');
  const withIndex = given.has('index') ? flag(given, 'index') : context.version >= 5;
  const withKey = flag(given, 'foreign_key');
  const [indexOptions, keyOptions, polymorphicOptions] = ['index', 'foreign_key', 'polymorphic'].map((key) => hashOption(given, key));
  for (const key of ['polymorphic', 'index', 'foreign_key']) take(key);
  const type = nameOf(take('type') ?? textOf(context.version >= 5.1 ? 'bigint' : 'integer', place), 'the type of the reference');
  const conditions = new Map([...options].filter(([key]) => key === 'if_not_exists' || key === 'if_exists'));
  const column = `${name}_id`;
  const own = { name: column, type, options };
  const kind = { name: `${name}_type`, type: 'string', options: new Map([...(polymorphicOptions ?? []), ...conditions, ...[...options].filter(([key]) => key === 'null')]) }; // prettier-ignore
  const index = new Map([...(indexOptions ?? []), ...conditions]);
  if (polymorphic && context.version >= 6.1 && !index.has('name')) {
    index.set('name', textOf(`index_${table}_on_${name}`, place));
  }
  const key = new Map([...(keyOptions ?? []), ['column', textOf(column, place)] as const, ...conditions]);
  return {
    columns: polymorphic ? [kind, own] : [own],
    index: withIndex ? index : undefined,
    foreignKey: withKey ? { to: textOption(key, 'to_table') ?? pluralize(name), options: key } : undefined,
  };
}

const ACTIONS: Readonly<Record<string, string>> = { nullify: 'SET NULL', cascade: 'CASCADE', restrict: 'RESTRICT' };

/** A foreign key with its name, to stand in CREATE TABLE or behind ADD. */
export function foreignKeyOf(
  from: string,
  to: string,
  options: Options,
  context: Context,
): { readonly name: string; readonly columns: readonly string[]; readonly sql: string } {
  const keys = options.has('primary_key') ? namesOf(options.get('primary_key'), 'the key that is referred to') : ['id'];
  const given = options.get('column');
  const columns = given && given.kind !== 'nil' ? columnNames(given) : keys.length > 1 ? keys.map((key) => `${referringColumn(to, context).slice(0, -3)}_${key}`) : [referringColumn(to, context)]; // prettier-ignore
  const name = textOption(options, 'name') ?? foreignKeyName(from, columns);
  const action = (key: string, words: string): string => {
    const action = textOption(options, key);
    if (action === undefined) return '';
    const sql = ACTIONS[action];
    if (sql === undefined) throw new Unclear(`Rails does not know ${key}: ${action}`);
    return ` ${words} ${sql}`;
  };
  const list = (names: readonly string[]): string => names.map(quoted).join(', ');
  const deferrable = options.get('deferrable');
  const initially = deferrable?.kind === 'boolean' ? (deferrable.value ? 'IMMEDIATE' : undefined) : textOption(options, 'deferrable')?.toUpperCase(); // prettier-ignore
  return {
    name,
    columns,
    sql: `CONSTRAINT ${quoted(name)} FOREIGN KEY (${list(columns)}) REFERENCES ${quotedTable(to)} (${list(keys)})${action('on_delete', 'ON DELETE')}${action('on_update', 'ON UPDATE')}${initially === undefined ? '' : ` DEFERRABLE INITIALLY ${initially}`}${isFalse(options.get('validate')) ? ' NOT VALID' : ''}`, // prettier-ignore
  };
}

/** The options of `timestamps`: required since 5.0, with fractions of a second since 6.0. */
export function timestampOptions(options: Options, place: Place, context: Context): Options {
  const all = new Map(options);
  if (!all.has('null') || all.get('null')?.kind === 'nil') all.set('null', { kind: 'boolean', value: context.version < 5, ...at(place) });
  if (!all.has('precision')) all.set('precision', context.version >= 6 ? { kind: 'number', text: '6', ...at(place) } : nil(place));
  return all;
}

const at = ({ start, end }: Place): Place => ({ start, end });
