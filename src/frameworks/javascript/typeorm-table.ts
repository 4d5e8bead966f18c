/** Tables, columns, keys and indexes that TypeORM's QueryRunner is handed, as its PostgreSQL driver writes them. */
import { createHash } from 'node:crypto';
import { flag, isGiven, refuse, textOf, textsOf } from './not-read.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { fieldOf, type ObjectValue, type Value } from './values.ts';

/** `new TableColumn({ … })`, or the object alone. */
export function optionsIn(value: Value | undefined, what: string): ObjectValue {
  const given = value?.kind === 'chain' ? value.links.find(({ args }) => args)?.args?.[0] : value;
  return given?.kind === 'object' && !given.open ? given : refuse(`${what} is computed`);
}

/** Several of them, one, or none. */
export const listOf = (value: Value | undefined): readonly Value[] =>
  !isGiven(value) ? [] : value.kind === 'list' ? value.items : [value];

export interface Target {
  readonly name: string;
  readonly schema: string | undefined;
  /** With its schema, where it has one. */
  readonly quoted: string;
}

/** A table: its name, or a Table. */
export function targetOf(value: Value | undefined): Target {
  const options = value?.kind === 'text' ? undefined : optionsIn(value, 'the table');
  const parts = textOf(options ? fieldOf(options, 'name') : value, 'the table name').split('.');
  const name = parts.pop() ?? '';
  const own = options && fieldOf(options, 'schema');
  const schema = isGiven(own) ? textOf(own, 'the schema') : parts.at(-1);
  return { name, schema, quoted: [...(schema === undefined ? [] : [schema]), name].map(quoteName).join('.') };
}

/** TypeORM's own names: a digest of the table and its columns, as they stand in an address. */
export function digestName(prefix: string, table: Target, columns: readonly string[], more = ''): string {
  const key = `${table.name}_${[...columns].sort().join('_')}${more}`;
  return `${prefix}_${createHash('sha1')
    .update(encodeURIComponent(key))
    .digest('hex')
    .slice(0, prefix.length === 2 ? 27 : 26)}`;
}

const text = (options: ObjectValue, name: string): string | undefined => {
  const value = fieldOf(options, name);
  if (!isGiven(value)) return undefined;
  return value.kind === 'number' || value.kind === 'boolean' ? String(value.value) : textOf(value, name);
};

const isSet = (options: ObjectValue, name: string): boolean => flag(fieldOf(options, name), name);

const list = (names: readonly string[]): string => names.map(quoteName).join(', ');

const SERIALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    integer: 'SERIAL',
    int: 'SERIAL',
    int4: 'SERIAL',
    smallint: 'SMALLSERIAL',
    int2: 'SMALLSERIAL',
    bigint: 'BIGSERIAL',
    int8: 'BIGSERIAL',
  }),
);

const TIMES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['time without time zone', ['TIME', '']],
  ['time with time zone', ['TIME', ' WITH TIME ZONE']],
  ['timestamp without time zone', ['TIMESTAMP', '']],
  ['timestamp with time zone', ['TIMESTAMP', ' WITH TIME ZONE']],
]);

export interface Column {
  readonly name: string;
  readonly sql: string;
  readonly key: boolean;
  readonly keyName: string | undefined;
  readonly unique: boolean;
  readonly comment: string | undefined;
  /** The type that is made first, unless it is there. */
  readonly made: string | undefined;
}

export function columnOf(table: Target, value: Value | undefined): Column {
  const options = optionsIn(value, 'the column');
  const name = textOf(fieldOf(options, 'name'), 'the name of the column');
  const type = textOf(fieldOf(options, 'type'), 'the type of the column');
  const generated = isSet(options, 'isGenerated');
  const strategy = text(options, 'generationStrategy');
  const parts = [quoteName(name)];
  let made: string | undefined;
  if (generated && strategy === 'identity')
    parts.push(`${type} GENERATED ${text(options, 'generatedIdentity') ?? 'BY DEFAULT'} AS IDENTITY`);
  else if (generated && strategy !== 'uuid') parts.push(SERIALS.get(type) ?? refuse(`there is no serial type for ${type}`));
  if (type === 'enum' || type === 'simple-enum') {
    const own = text(options, 'enumName') ?? `${table.name}_${name.toLowerCase()}_enum`;
    const named = `${table.schema ?? 'public'}.${own}`.split('.').map(quoteName).join('.');
    parts.push(`${named}${isSet(options, 'isArray') ? ' array' : ''}`);
    made = `CREATE TYPE ${named} AS ENUM(${textsOf(fieldOf(options, 'enum'), 'the values of the enum').map(quoteText).join(', ')})`;
  } else if (!generated || type === 'uuid') parts.push(fullType(options, type));
  const expression = text(options, 'asExpression');
  if (expression !== undefined && text(options, 'generatedType') === 'STORED') parts.push(`GENERATED ALWAYS AS (${expression}) STORED`);
  const collation = text(options, 'collation');
  if (collation !== undefined) parts.push(`COLLATE ${quoteName(collation)}`);
  const nullable = fieldOf(options, 'isNullable');
  if (!nullable || !flag(nullable, 'isNullable')) parts.push('NOT NULL');
  const fallback = text(options, 'default');
  if (fallback !== undefined) parts.push(`DEFAULT ${fallback}`);
  else if (generated && strategy === 'uuid') parts.push('DEFAULT uuid_generate_v4()');
  return {
    name,
    sql: parts.join(' '),
    key: isSet(options, 'isPrimary'),
    keyName: text(options, 'primaryKeyConstraintName'),
    unique: isSet(options, 'isUnique'),
    comment: text(options, 'comment'),
    made,
  };
}

function fullType(options: ObjectValue, type: string): string {
  const [length, precision, scale] = [text(options, 'length'), text(options, 'precision'), text(options, 'scale')];
  const digits = precision === undefined ? '' : `(${precision}${scale === undefined ? '' : `,${scale}`})`;
  const time = TIMES.get(type);
  const array = isSet(options, 'isArray') ? ' array' : '';
  if (time) return `${time[0]}${precision === undefined ? '' : `(${precision})`}${time[1]}${array}`;
  if (type === 'geometry' || type === 'geography') {
    const [shape, system] = [text(options, 'spatialFeatureType'), text(options, 'srid')];
    return `${type}${shape === undefined ? '' : `(${shape}${system === undefined ? '' : `,${system}`})`}${array}`;
  }
  return `${type}${length === undefined || length === '' ? digits : `(${length})`}${array}`;
}

export const keySql = (table: Target, columns: readonly string[], name: string | undefined): string =>
  `CONSTRAINT ${quoteName(name ?? digestName('PK', table, columns))} PRIMARY KEY (${list(columns)})`;

const columnsIn = (options: ObjectValue): readonly string[] => textsOf(fieldOf(options, 'columnNames'), 'the columns');

export function uniqueSql(table: Target, value: Value | undefined): string {
  const options = optionsIn(value, 'the constraint');
  const columns = columnsIn(options);
  const deferrable = text(options, 'deferrable');
  return `CONSTRAINT ${quoteName(text(options, 'name') ?? digestName('UQ', table, columns))} UNIQUE (${list(columns)})${deferrable === undefined ? '' : ` DEFERRABLE ${deferrable}`}`;
}

export function checkSql(table: Target, value: Value | undefined): string {
  const options = optionsIn(value, 'the constraint');
  const expression = textOf(fieldOf(options, 'expression'), 'the condition');
  return `CONSTRAINT ${quoteName(text(options, 'name') ?? digestName('CHK', table, [expression]))} CHECK (${expression})`;
}

export function exclusionSql(table: Target, value: Value | undefined): string {
  const options = optionsIn(value, 'the constraint');
  const expression = textOf(fieldOf(options, 'expression'), 'the condition');
  return `CONSTRAINT ${quoteName(text(options, 'name') ?? digestName('XCL', table, [expression]))} EXCLUDE ${expression}`;
}

export function foreignKeySql(table: Target, value: Value | undefined): string {
  const options = optionsIn(value, 'the foreign key');
  const columns = columnsIn(options);
  const schema = text(options, 'referencedSchema');
  const into = [
    ...(schema === undefined ? [] : [schema]),
    ...textOf(fieldOf(options, 'referencedTableName'), 'the table that is referenced').split('.'),
  ];
  const clause = (name: string, sql: string): string => {
    const given = text(options, name);
    return given === undefined ? '' : ` ${sql} ${given}`;
  };
  const referenced = textsOf(fieldOf(options, 'referencedColumnNames'), 'the columns that are referenced');
  return `CONSTRAINT ${quoteName(text(options, 'name') ?? digestName('FK', table, columns))} FOREIGN KEY (${list(columns)}) REFERENCES ${into.map(quoteName).join('.')} (${list(referenced)})${clause('onDelete', 'ON DELETE')}${clause('onUpdate', 'ON UPDATE')}${clause('deferrable', 'DEFERRABLE')}`;
}

export function indexSql(table: Target, value: Value | undefined): string {
  const options = optionsIn(value, 'the index');
  const columns = columnsIn(options);
  const where = text(options, 'where');
  const name = text(options, 'name') ?? digestName('IDX', table, columns, where === undefined ? '' : `_${where}`);
  const using = isSet(options, 'isSpatial') ? 'USING GiST ' : '';
  return `CREATE ${isSet(options, 'isUnique') ? 'UNIQUE ' : ''}INDEX${isSet(options, 'isConcurrent') ? ' CONCURRENTLY' : ''} ${quoteName(name)} ON ${table.quoted} ${using}(${list(columns)})${where === undefined ? '' : ` WHERE ${where}`}`;
}
