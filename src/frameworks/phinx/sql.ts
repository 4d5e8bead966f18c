/** Columns, indexes and keys of Phinx as its adapter for PostgreSQL writes them. */
import { nameOf, namesOf, optionalName, quoteText } from '../laravel/names.ts';
import { Unclear } from '../php/tool.ts';
import { entryOf, NULL, plainText, stringOf, truth, type Value } from '../php/values.ts';

/** What the version of Phinx decides. */
export interface Settings {
  /** Since 0.13 a column takes NULL unless it is said not to, and keys are identities. */
  readonly modern: boolean;
  /** The schema of tables that name none. */
  readonly schema: string;
  readonly driver: string;
}

export const quoted = (name: string): string => `"${name}"`;

/** Schema and name of a table. */
export function split(table: string, settings: Settings): { readonly schema: string; readonly name: string } {
  const dot = table.indexOf('.');
  return dot < 0 ? { schema: settings.schema, name: table } : { schema: table.slice(0, dot), name: table.slice(dot + 1) };
}

export function qualified(table: string, settings: Settings): string {
  const { schema, name } = split(table, settings);
  return `${quoted(schema)}.${quoted(name)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  text: 'TEXT',
  time: 'TIME',
  date: 'DATE',
  boolean: 'BOOLEAN',
  json: 'JSON',
  jsonb: 'JSONB',
  uuid: 'UUID',
  cidr: 'CIDR',
  inet: 'INET',
  macaddr: 'MACADDR',
  timestamp: 'TIMESTAMP',
  datetime: 'TIMESTAMP',
  integer: 'INTEGER',
  tinyinteger: 'SMALLINT',
  smallinteger: 'SMALLINT',
  biginteger: 'BIGINT',
  decimal: 'DECIMAL',
  float: 'REAL',
  double: 'DOUBLE PRECISION',
  string: 'CHARACTER VARYING',
  char: 'CHARACTER',
  binaryuuid: 'UUID',
  blob: 'BYTEA',
  binary: 'BYTEA',
  interval: 'INTERVAL',
  geometry: 'GEOGRAPHY (GEOMETRY,4326)',
  point: 'GEOGRAPHY (POINT,4326)',
  linestring: 'GEOGRAPHY (LINESTRING,4326)',
  polygon: 'GEOGRAPHY (POLYGON,4326)',
};
/** Types that take no length, whatever is given. */
const UNSIZED = new Set([
  'tinyinteger',
  'smallinteger',
  'integer',
  'biginteger',
  'boolean',
  'text',
  'binary',
  'timestamp',
  'datetime',
  'time',
]);
const LENGTHS: Readonly<Record<string, string>> = { string: '255', char: '255' };

/** A type as Phinx calls it: a word, or a constant of its adapters that stands for one. */
export function typeName(value: Value | undefined): string {
  if (value?.kind === 'unknown') {
    const constant = /::PHINX_TYPE_(\w+)$/.exec(value.source)?.[1];
    if (constant !== undefined) return constant.toLowerCase().replaceAll('_', '');
  }
  return nameOf(value, 'the type of the column');
}

const option = (options: Value | undefined, ...names: readonly string[]): Value | undefined => {
  for (const name of names) {
    const value = entryOf(options, name);
    if (value && value.kind !== 'null') return value;
  }
  return undefined;
};

const word = (options: Value | undefined, what: string, ...names: readonly string[]): string | undefined =>
  optionalName(option(options, ...names), what);

export function flagged(options: Value | undefined, name: string): boolean | undefined {
  const value = option(options, name);
  if (!value) return undefined;
  const holds = truth(value);
  if (holds === undefined) throw new Unclear(`the option "${name}" is computed`);
  return holds;
}

export interface PhinxColumn {
  readonly name: string;
  readonly type: Value | undefined;
  readonly options: Value | undefined;
}

const isIdentity = (column: PhinxColumn): boolean => flagged(column.options, 'identity') === true;

const takesNull = (column: PhinxColumn, settings: Settings): boolean =>
  flagged(column.options, 'null') ?? (entryOf(column.options, 'null')?.kind === 'null' ? false : settings.modern && !isIdentity(column));

/** Whether its numbers come from an identity; otherwise it is a serial. */
const generates = (column: PhinxColumn, settings: Settings): boolean =>
  settings.modern && entryOf(column.options, 'generated')?.kind !== 'null';

/** The type with its size, without NULL and default. */
function sqlType(column: PhinxColumn, settings: Settings): string {
  const { type, options } = column;
  if (type?.kind === 'raw') return plainText(type.text);
  const name = typeName(type);
  if (isIdentity(column) && !generates(column, settings))
    return name === 'smallinteger' ? 'SMALLSERIAL' : name === 'biginteger' ? 'BIGSERIAL' : 'SERIAL';
  const known = TYPES[name] ?? (/^[a-z]+(?:\[\])+$/.test(name) ? name.toUpperCase() : undefined);
  if (known === undefined) throw new Unclear(`the type ${name} is none that Phinx has for PostgreSQL`);
  const limit =
    UNSIZED.has(name) && !/^(?:timestamp|datetime|time)$/.test(name)
      ? undefined
      : word(options, 'the size of the column', 'limit', 'length', 'precision');
  if (name === 'decimal') {
    const scale = word(options, 'the scale of the column', 'scale');
    return limit === undefined && scale === undefined ? known : `${known} (${limit ?? '18'}, ${scale ?? '0'})`;
  }
  if (/^(?:timestamp|datetime|time)$/.test(name)) {
    const precision = word(options, 'the precision of the column', 'precision', 'limit', 'length');
    return `${known}${precision === undefined ? '' : ` (${precision})`}${flagged(options, 'timezone') ? ' WITH TIME ZONE' : ''}`;
  }
  if (/^(?:geometry|point|linestring|polygon)$/.test(name)) {
    const srid = word(options, 'the SRID of the column', 'srid');
    return srid === undefined ? known : known.replace('4326', srid);
  }
  const length = limit ?? LENGTHS[name];
  return length === undefined || UNSIZED.has(name) ? known : `${known} (${length})`;
}

/** ` DEFAULT x`; empty for none. */
function defaultSql(column: PhinxColumn): string {
  const value = entryOf(column.options, 'default') ?? NULL;
  const boolean = column.type?.kind === 'text' && plainText(column.type) === 'boolean';
  switch (value.kind) {
    case 'null':
      return '';
    case 'raw':
      return ` DEFAULT ${plainText(value.text)}`;
    case 'boolean':
      return ` DEFAULT ${value.value ? 'TRUE' : 'FALSE'}`;
    case 'number':
      return ` DEFAULT ${boolean ? (Number(value.text) === 0 ? 'FALSE' : 'TRUE') : value.text}`;
    case 'text': {
      const text = plainText(value);
      return ` DEFAULT ${/^CURRENT_TIMESTAMP/i.test(text) ? text : quoteText(text)}`;
    }
    case 'unknown':
      return ` DEFAULT '\${${value.source.replaceAll(/[{}$'\s]+/g, '').slice(0, 60) || 'value'}}'`;
    default:
      throw new Unclear('the default of the column is computed');
  }
}

/** What goes with `GENERATED … AS IDENTITY`; undefined where it is none. */
function identitySql(column: PhinxColumn, settings: Settings): string | undefined {
  if (!isIdentity(column) || !generates(column, settings)) return undefined;
  return `GENERATED ${word(column.options, 'how it is generated', 'generated') ?? 'BY DEFAULT'} AS IDENTITY`;
}

/** A column as it stands in CREATE TABLE and ADD. */
export function columnSql(column: PhinxColumn, settings: Settings): string {
  const identity = identitySql(column, settings);
  const nullable = takesNull(column, settings) ? 'NULL' : 'NOT NULL';
  return `${quoted(column.name)} ${sqlType(column, settings)} ${nullable}${defaultSql(column)}${identity === undefined ? '' : ` ${identity}`}`;
}

/** The parts of the ALTER TABLE that changes a column: everything is set anew. */
export function changeParts(name: string, column: PhinxColumn, settings: Settings): readonly string[] {
  const own = quoted(name);
  const type = column.type?.kind === 'raw' ? '' : typeName(column.type);
  const alter = `ALTER COLUMN ${own}`;
  const fallback = defaultSql(column);
  const using =
    type === 'boolean'
      ? ` USING (CASE WHEN ${own} IS NULL THEN NULL WHEN ${own}::int=0 THEN FALSE ELSE TRUE END)`
      : // Phinx cuts the default off, and with it what it has put behind it.
        fallback !== ''
        ? ''
        : /^(?:small|big)?integer$/.test(type)
          ? ` USING (${own}::bigint)`
          : type === 'uuid'
            ? ` USING (${own}::uuid)`
            : '';
  const identity = identitySql(column, settings);
  return [
    ...(type === 'boolean' ? [`${alter} DROP DEFAULT`] : []),
    `${alter} TYPE ${sqlType(column, settings)}${using}`,
    ...(settings.modern ? [identity === undefined ? `${alter} DROP IDENTITY IF EXISTS` : `${alter} ADD ${identity}`] : []),
    `${alter} ${!isIdentity(column) && takesNull(column, settings) ? 'DROP' : 'SET'} NOT NULL`,
    ...(fallback !== '' ? [`${alter} SET${fallback}`] : isIdentity(column) ? [] : [`${alter} DROP DEFAULT`]),
  ];
}

export function commentSql(table: string, column: PhinxColumn, settings: Settings): readonly string[] {
  const text = word(column.options, 'the comment', 'comment');
  if (text === undefined || text === '') return [];
  return [`COMMENT ON COLUMN ${qualified(table, settings)}.${quoted(column.name)} IS ${/^null$/i.test(text) ? 'NULL' : quoteText(text)}`];
}

export function indexNameOf(table: string, columns: Value | undefined, options: Value | undefined, settings: Settings): string {
  return word(options, 'the name of the index', 'name') ?? `${split(table, settings).name}_${namesOf(columns, 'the columns').join('_')}`;
}

export function indexSql(table: string, columns: Value | undefined, options: Value | undefined, settings: Settings): string {
  const order = option(options, 'order');
  const listed = namesOf(columns, 'the columns').map((name) => {
    const way = optionalName(entryOf(order, name), 'the order of the index');
    return `${quoted(name)}${way === undefined ? '' : ` ${way}`}`;
  });
  const include = option(options, 'include');
  const type = word(options, 'the kind of the index', 'type');
  return [
    `CREATE ${flagged(options, 'unique') || type === 'unique' ? 'UNIQUE ' : ''}INDEX ${quoted(indexNameOf(table, columns, options, settings))}`,
    ` ON ${qualified(table, settings)} ${type === 'gin' ? 'USING gin' : ''}(${listed.join(',')})`,
    include ? ` INCLUDE (${namesOf(include, 'the included columns').map(quoted).join(',')})` : '',
  ].join('');
}

const action = (options: Value | undefined, name: string): string | undefined =>
  word(options, `what happens on ${name}`, name)?.toUpperCase().trim().replaceAll('_', ' ');

export interface ForeignKey {
  readonly columns: Value | undefined;
  readonly table: Value | undefined;
  readonly remote: Value | undefined;
  readonly options: Value | undefined;
  readonly name: Value | undefined;
}

export function keyName(table: string, key: ForeignKey, settings: Settings): string {
  const given = optionalName(key.name, 'the name of the foreign key') ?? word(key.options, 'the name of the foreign key', 'constraint');
  return given ?? `${split(table, settings).name}_${namesOf(key.columns, 'the columns').join('_')}_fkey`;
}

export function keySql(table: string, key: ForeignKey, settings: Settings): string {
  const remote = key.remote && key.remote.kind !== 'null' ? namesOf(key.remote, 'the columns that the foreign key refers to') : ['id'];
  const [onDelete, onUpdate] = [action(key.options, 'delete'), action(key.options, 'update')];
  return [
    `CONSTRAINT ${quoted(keyName(table, key, settings))} FOREIGN KEY (${namesOf(key.columns, 'the columns').map(quoted).join(', ')})`,
    ` REFERENCES ${qualified(nameOf(key.table, 'the table that the foreign key refers to'), settings)} (${remote.map(quoted).join(', ')})`,
    onDelete === undefined ? '' : ` ON DELETE ${onDelete}`,
    onUpdate === undefined ? '' : ` ON UPDATE ${onUpdate}`,
  ].join('');
}

/** The key of a new table: its columns, and the column that Phinx puts before all others. */
export function primaryKey(options: Value | undefined): { readonly id: string | undefined; readonly columns: readonly string[] } {
  const id = entryOf(options, 'id');
  const named = id?.kind === 'text' ? stringOf(id) : !id || id.kind === 'null' || (id.kind === 'boolean' && id.value) ? 'id' : undefined;
  if (named !== undefined) return { id: named, columns: [named] };
  const key = option(options, 'primary_key');
  return { id: undefined, columns: key ? namesOf(key, 'the columns of the key') : [] };
}
