/** The function handed to createTable and alterTable: columns, keys and indexes, as statements in Knex's order. */
import type { Output } from './tool.ts';
import { literalOf, quoteName, quoteText } from './sql-text.ts';
import { literalName } from './knex-schema.ts';
import { fieldOf, plainText, truth, type Chain, type FunctionValue, type Link, type Place, type Value } from './values.ts';

interface Table {
  readonly kind: string;
  readonly name: string;
  readonly quoted: string;
  readonly place: Place;
  readonly build: FunctionValue;
}

/** What one call on the table builder means. */
type Part =
  | { readonly kind: 'column'; readonly sql: string; readonly place: Place }
  | { readonly kind: 'statement'; readonly sql: string; readonly place: Place };

/** Reads the body with a builder whose calls are kept, then writes what Knex would. */
export function sendTable(table: Table, output: Output): void {
  const calls: Chain[] = [];
  output.collect(table.build, calls);
  const parts: Part[] = [];
  const unread: { readonly place: Place; readonly name: string }[] = [];
  for (const call of calls) {
    const read = partsOf(call, table);
    if (read) parts.push(...read);
    else unread.push({ place: call, name: call.links.find(({ args }) => args)?.name ?? '' });
  }
  // Where the table is given a key, a column of increments() does not bring one.
  const keyed = parts.some(({ kind, sql }) => kind === 'statement' && / add constraint \S+ primary key /.test(sql));
  const columns = parts
    .filter(({ kind }) => kind === 'column')
    .map((part) => (keyed ? { ...part, sql: part.sql.replace(/(serial) primary key/, '$1') } : part));
  const exists = table.kind === 'createTableIfNotExists' ? 'if not exists ' : '';
  if (table.kind.startsWith('create'))
    output.made(`create table ${exists}${table.quoted} (${columns.map(({ sql }) => sql).join(', ')})`, table.place);
  else if (columns.length > 0) {
    const [first] = columns;
    const place = columns.length === 1 && first ? first.place : { start: first?.place.start ?? 0, end: columns.at(-1)?.place.end ?? 0 };
    output.made(`alter table ${table.quoted} ${columns.map(({ sql }) => `add column ${sql}`).join(', ')}`, place);
  }
  for (const part of parts) if (part.kind === 'statement') output.made(part.sql, part.place);
  for (const { place, name } of unread)
    output.unread(place, `table.${name} of knex.schema.${table.kind} is not read yet, or an argument is computed`);
}

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
    boolean: 'boolean',
    bool: 'boolean',
    date: 'date',
    json: 'json',
    jsonb: 'jsonb',
    uuid: 'uuid',
    binary: 'bytea',
    point: 'point',
    geometry: 'geometry',
    geography: 'geography',
  }),
);

/** The type of a column method; undefined where it is none, or an argument is computed. */
function typeOf(link: Link): string | undefined {
  const [, first, second] = link.args ?? [];
  const number = (value: Value | undefined, fallback: number): number | undefined =>
    value === undefined || value.kind === 'undefined' ? fallback : value.kind === 'number' ? value.value : undefined;
  switch (link.name) {
    case 'increments':
    case 'bigincrements':
    case 'bigIncrements':
    case 'smallincrements': {
      const option = fieldOf(first, 'primaryKey');
      const type = link.name === 'increments' ? 'serial' : link.name.startsWith('big') ? 'bigserial' : 'smallserial';
      return option && truth(option) === false ? type : `${type} primary key`;
    }
    case 'string':
    case 'varchar': {
      const length = number(first, 255);
      return length === undefined ? undefined : `varchar(${length})`;
    }
    case 'float':
      return 'real';
    case 'decimal':
    case 'numeric': {
      const [precision, scale] = [number(first, 8), number(second, 2)];
      if (first?.kind === 'null') return 'decimal';
      return precision === undefined || scale === undefined ? undefined : `decimal(${precision}, ${scale})`;
    }
    case 'datetime':
    case 'dateTime':
    case 'timestamp': {
      const option = fieldOf(first, 'useTz');
      const precision = number(fieldOf(first, 'precision'), -1);
      const plain = (first?.kind === 'boolean' && first.value) || (option && truth(option) === false);
      return `timestamp${plain ? '' : 'tz'}${precision === undefined || precision < 0 ? '' : `(${precision})`}`;
    }
    case 'time':
      return 'time';
    case 'enu':
    case 'enum': {
      const values = first?.kind === 'list' ? first.items.map(literalName) : undefined;
      const column = literalName(link.args?.[0]);
      if (fieldOf(second, 'useNative') || !values || !values.every((one) => one !== undefined) || column === undefined) return undefined;
      return `text check (${quoteName(column)} in (${values.map(quoteText).join(', ')}))`;
    }
    case 'specificType':
      return literalName(first);
    default:
      return TYPES.get(link.name);
  }
}

/** Default of a column: a literal, knex.fn.now(), knex.raw(…). */
function defaultOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'chain') {
    const raw = value.links.find(({ name }) => name === 'raw')?.args?.[0];
    if (raw?.kind === 'text') return plainText(raw);
    const last = value.links.at(-1)?.name;
    return last === 'now' ? 'CURRENT_TIMESTAMP' : last === 'uuid' ? 'gen_random_uuid()' : undefined;
  }
  if (value?.kind === 'object' || value?.kind === 'list') return value.kind === 'list' && value.items.length === 0 ? "'[]'" : undefined;
  const literal = literalOf(value);
  // Knex quotes every literal default, numbers and booleans too.
  return value?.kind === 'number' || value?.kind === 'boolean' ? quoteText(String(value.value)) : literal;
}

/** Name of an index or constraint, as Knex makes it. */
const indexName = (table: string, columns: readonly string[], kind: string): string =>
  `${table.replaceAll(/[.-]/g, '_')}_${columns.join('_')}_${kind}`.toLowerCase();

function namesOf(value: Value | undefined): readonly string[] | undefined {
  const all = (value?.kind === 'list' ? value.items : [value]).map(literalName);
  return all.every((one) => one !== undefined) ? all : undefined;
}

const list = (columns: readonly string[]): string => columns.map(quoteName).join(', ');

const HARMLESS = /^(?:unsigned|after|first|collate|inTable|onDelete|onUpdate|withKeyName|deferrable|queryContext|zerofill)$/;

function partsOf(call: Chain, table: Table): readonly Part[] | undefined {
  const [link, ...more] = call.links;
  if (!link?.args) return undefined;
  const statement = (sql: string): Part => ({ kind: 'statement', sql, place: call });
  const alter = (sql: string): Part => statement(`alter table ${table.quoted} ${sql}`);
  const [first, second, third] = link.args;
  const fresh = table.kind.startsWith('create');
  switch (link.name) {
    case 'timestamps': {
      const object = first?.kind === 'object';
      const option = (name: string, at: Value | undefined): boolean =>
        truth((object ? fieldOf(first, name) : at) ?? { kind: 'undefined' }) ?? false;
      const [plain, defaults, camel] = [option('useTimestamps', first), option('defaultToNow', second), option('useCamelCase', third)];
      const rest = `timestamp${plain && object ? '' : 'tz'}${defaults ? ' not null default CURRENT_TIMESTAMP' : ''}`;
      return (camel ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at']).map((name) => ({ kind: 'column', sql: `${quoteName(name)} ${rest}`, place: call })); // prettier-ignore
    }
    case 'dropTimestamps':
      return [alter(`drop column "created_at", drop column "updated_at"`)];
    case 'dropColumn':
    case 'dropColumns': {
      const all = first?.kind === 'list' ? namesOf(first) : namesOf({ kind: 'list', items: [...link.args] });
      return all && [alter(all.map((one) => `drop column ${quoteName(one)}`).join(', '))];
    }
    case 'renameColumn': {
      const [from, to] = [literalName(first), literalName(second)];
      return from === undefined || to === undefined ? undefined : [alter(`rename ${quoteName(from)} to ${quoteName(to)}`)];
    }
    case 'setNullable':
    case 'dropNullable': {
      const name = literalName(first);
      return name === undefined
        ? undefined
        : [alter(`alter column ${quoteName(name)} ${link.name === 'setNullable' ? 'drop' : 'set'} not null`)];
    }
    case 'index':
    case 'unique':
    case 'primary': {
      const all = namesOf(first);
      const option = second?.kind === 'object' ? (fieldOf(second, 'indexName') ?? fieldOf(second, 'constraintName')) : second;
      const named = option && option.kind !== 'undefined' && option.kind !== 'null' ? literalName(option) : '';
      if (!all || named === undefined || more.length > 0 || fieldOf(third, 'predicate') || fieldOf(second, 'predicate')) return undefined;
      const name = quoteName(named || (link.name === 'primary' ? `${table.name}_pkey` : indexName(table.name, all, link.name)));
      if (link.name === 'primary') return [alter(`add constraint ${name} primary key (${list(all)})`)];
      if (link.name === 'unique') {
        const asIndex = fieldOf(second, 'useConstraint');
        if (asIndex && truth(asIndex) === false) return [statement(`create unique index ${name} on ${table.quoted} (${list(all)})`)];
        return [alter(`add constraint ${name} unique (${list(all)})`)];
      }
      const method = third?.kind === 'text' ? literalName(third) : undefined;
      return [statement(`create index ${name} on ${table.quoted}${method === undefined ? '' : ` using ${method}`} (${list(all)})`)];
    }
    case 'dropIndex':
    case 'dropUnique':
    case 'dropForeign':
    case 'dropPrimary': {
      const kind = { dropIndex: 'index', dropUnique: 'unique', dropForeign: 'foreign', dropPrimary: 'pkey' }[link.name];
      const given = link.name === 'dropPrimary' ? first : second;
      const named = given && given.kind !== 'undefined' && given.kind !== 'null' ? literalName(given) : '';
      const all = link.name === 'dropPrimary' ? [] : namesOf(first);
      if (named === undefined || (!all && named === '')) return undefined;
      const name = quoteName(named || (link.name === 'dropPrimary' ? `${table.name}_pkey` : indexName(table.name, all ?? [], kind)));
      return [link.name === 'dropIndex' ? statement(`drop index ${name}`) : alter(`drop constraint ${name}`)];
    }
    case 'foreign': {
      const all = namesOf(first);
      const named = second && second.kind !== 'undefined' ? literalName(second) : '';
      const key = all && foreignKey(more, all, named === '' ? undefined : named, table);
      return key === undefined ? undefined : [alter(`add ${key}`)];
    }
    case 'comment': {
      const text = literalOf(first);
      return text === undefined ? undefined : [statement(`comment on table ${table.quoted} is ${text}`)];
    }
    default:
      return column(link, more, table, fresh, call);
  }
}

function foreignKey(links: readonly Link[], columns: readonly string[], named: string | undefined, table: Table): string | undefined {
  const argument = (name: string): string | undefined => literalName(links.find((link) => link.name === name)?.args?.[0]);
  const references = links.find(({ name }) => name === 'references')?.args?.[0];
  let target = namesOf(references);
  let into = argument('inTable');
  if (into === undefined && target?.length === 1) {
    // `references('users.id')` names the table as well.
    const [whole = ''] = target;
    const dot = whole.lastIndexOf('.');
    if (dot < 0) return undefined;
    into = whole.slice(0, dot);
    target = [whole.slice(dot + 1)];
  }
  if (!target || into === undefined) return undefined;
  const name = argument('withKeyName') ?? named ?? indexName(table.name, columns, 'foreign');
  const [remove, update] = [argument('onDelete'), argument('onUpdate')];
  return [
    `constraint ${quoteName(name)} foreign key (${list(columns)}) references ${into.split('.').map(quoteName).join('.')} (${list(target)})`,
    ...(remove === undefined ? [] : [`on delete ${remove}`]),
    ...(update === undefined ? [] : [`on update ${update}`]),
  ].join(' ');
}

function column(link: Link, more: readonly Link[], table: Table, fresh: boolean, call: Chain): readonly Part[] | undefined {
  const name = literalName(link.args?.[0]) ?? (/increments/i.test(link.name) && link.args?.length === 0 ? 'id' : undefined);
  const type = typeOf(link);
  if (name === undefined || type === undefined) return undefined;
  const rest: Part[] = [];
  const statement = (sql: string): void => void rest.push({ kind: 'statement', sql, place: call });
  const alter = (sql: string): void => statement(`alter table ${table.quoted} ${sql}`);
  const changes = more.some((one) => one.name === 'alter');
  let required: boolean | undefined;
  let fallback: string | undefined;
  let refers = false;
  for (const one of more) {
    const [first] = one.args ?? [];
    if (one.name === 'notNullable' || one.name === 'notNull') required = true;
    else if (one.name === 'nullable') required = first !== undefined && truth(first) === false;
    else if (one.name === 'defaultTo') {
      fallback = defaultOf(first);
      if (fallback === undefined) return undefined;
    } else if (one.name === 'primary' || one.name === 'unique' || one.name === 'index') {
      const option = first?.kind === 'object' ? (fieldOf(first, 'indexName') ?? fieldOf(first, 'constraintName')) : first;
      const own = option === undefined ? undefined : literalName(option);
      if (one.name === 'primary') alter(`add constraint ${quoteName(own ?? `${table.name}_pkey`)} primary key (${quoteName(name)})`);
      else if (one.name === 'unique')
        alter(`add constraint ${quoteName(own ?? indexName(table.name, [name], 'unique'))} unique (${quoteName(name)})`);
      else statement(`create index ${quoteName(own ?? indexName(table.name, [name], 'index'))} on ${table.quoted} (${quoteName(name)})`);
    } else if (one.name === 'references') refers = true;
    else if (one.name === 'comment') statement(`comment on column ${table.quoted}.${quoteName(name)} is ${literalOf(first) ?? 'NULL'}`);
    else if (one.name !== 'alter' && !HARMLESS.test(one.name)) return undefined;
  }
  if (refers) {
    const key = foreignKey(more, [name], undefined, table);
    if (key === undefined) return undefined;
    alter(`add ${key}`);
  }
  if (changes && !fresh) return [...altered(name, type, required, fallback, more, call, table), ...rest];
  const sql = [quoteName(name), type, required ? 'not null' : undefined, fallback === undefined ? undefined : `default ${fallback}`];
  return [{ kind: 'column', sql: sql.filter((part) => part !== undefined).join(' '), place: call }, ...rest];
}

/** `.alter()`: the type, default and NOT NULL are each taken away and set again, unless it says to leave one alone. */
function altered(
  name: string,
  type: string,
  required: boolean | undefined,
  fallback: string | undefined,
  more: readonly Link[],
  place: Place,
  table: Table,
): readonly Part[] {
  const options = more.find((one) => one.name === 'alter')?.args?.[0];
  const wants = (option: string): boolean => truth(fieldOf(options, option) ?? { kind: 'boolean', value: true }) ?? true;
  const quoted = quoteName(name);
  const sql: string[] = [];
  if (wants('alterType')) sql.push(`alter column ${quoted} drop default`);
  if (wants('alterNullable')) sql.push(`alter column ${quoted} drop not null`);
  if (wants('alterType')) sql.push(`alter column ${quoted} type ${type} using (${quoted}::${type})`);
  if (fallback !== undefined) sql.push(`alter column ${quoted} set default ${fallback}`);
  if (required) sql.push(`alter column ${quoted} set not null`);
  return sql.map((one) => ({ kind: 'statement', sql: `alter table ${table.quoted} ${one}`, place }));
}
