/** Types of SQLAlchemy as it writes them for PostgreSQL. */
import { plainText, type Call, type Value } from '../python/values.ts';
import { flag, nameOf, optionalName, Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { qualified } from './text.ts';

const PLAIN: Readonly<Record<string, string>> = {
  Integer: 'INTEGER',
  INTEGER: 'INTEGER',
  INT: 'INTEGER',
  BigInteger: 'BIGINT',
  BIGINT: 'BIGINT',
  SmallInteger: 'SMALLINT',
  SMALLINT: 'SMALLINT',
  Text: 'TEXT',
  UnicodeText: 'TEXT',
  TEXT: 'TEXT',
  Boolean: 'BOOLEAN',
  BOOLEAN: 'BOOLEAN',
  Date: 'DATE',
  DATE: 'DATE',
  Double: 'DOUBLE PRECISION',
  DOUBLE: 'DOUBLE PRECISION',
  DOUBLE_PRECISION: 'DOUBLE PRECISION',
  REAL: 'REAL',
  JSON: 'JSON',
  JSONB: 'JSONB',
  UUID: 'UUID',
  Uuid: 'UUID',
  LargeBinary: 'BYTEA',
  BYTEA: 'BYTEA',
  BLOB: 'BYTEA',
  PickleType: 'BYTEA',
  Interval: 'INTERVAL',
  INTERVAL: 'INTERVAL',
  ...Object.fromEntries(
    'CIDR CITEXT DATEMULTIRANGE DATERANGE HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE MACADDR MACADDR8 MONEY NUMMULTIRANGE NUMRANGE OID REGCLASS REGCONFIG TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR'
      .split(' ')
      .map((name) => [name, name]),
  ),
};

/** Types of packages that many use with SQLAlchemy, by their full paths. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^sqlmodel(?:\.\w+)*\.AutoString$/, 'String'],
  [/^fastapi_users_db_sqlalchemy(?:\.\w+)*\.GUID$/, 'UUID'],
  [/^sqlalchemy_utils(?:\.\w+)*\.StringEncryptedType$/, 'Text'],
  [/^sqlalchemy_utils(?:\.\w+)*\.EncryptedType$/, 'LargeBinary'],
  [/^citext\.CIText$/, 'CITEXT'],
];

/** The call or name of a type: `sa.String(20)`, `sa.Integer`. */
type Written = { readonly path: string; readonly args: readonly Value[]; readonly named: ReadonlyMap<string, Value> };

function written(value: Value | undefined): Written {
  if (value?.kind === 'call' && !value.spread) return value;
  if (value?.kind === 'name') return { path: value.path, args: [], named: new Map() };
  throw new Unclear('the type is computed');
}

/** The type as it stands in SQL. */
export function typeOf(value: Value | undefined): string {
  const type = written(value);
  if (value?.kind === 'call' && value.base && value.path.endsWith('.with_variant')) {
    const forPostgres = value.args.slice(1).some((name) => plainText(name) === 'postgresql');
    return typeOf(forPostgres ? value.args[0] : value.base);
  }
  const vector = /^pgvector\.sqlalchemy(?:\.\w+)*\.(Vector|VECTOR|HALFVEC|SPARSEVEC|BIT)$/.exec(type.path);
  if (vector) return sized((vector[1] ?? '').toUpperCase(), type, ['dim']);
  const foreign = FOREIGN.find(([path]) => path.test(type.path))?.[1];
  // A name in capitals without a module, `JSONB`, may be imported in a way that is not followed; one of the file is not.
  const own = /^(?:sqlalchemy|sa|postgresql|sqlmodel)(?:\.\w+)*\.(\w+)$/.exec(type.path)?.[1];
  const name = foreign ?? own;
  if (name === undefined) throw new Unclear(`the type ${shown(type.path)} is not known`);
  const plain = PLAIN[name];
  if (plain !== undefined) return plain;
  switch (name) {
    case 'String':
    case 'VARCHAR':
    case 'Unicode':
    case 'NVARCHAR':
      return foreign ? sized('VARCHAR', type, ['length']) : collated(sized('VARCHAR', type, ['length']), type);
    case 'CHAR':
      return sized('CHAR', type, ['length']);
    case 'BIT':
      return sized('BIT', type, ['length']);
    case 'Float':
    case 'FLOAT':
      return sized('FLOAT', type, ['precision']);
    case 'Numeric':
    case 'NUMERIC':
    case 'DECIMAL':
      return sized('NUMERIC', type, ['precision', 'scale']);
    case 'DateTime':
    case 'DATETIME':
    case 'TIMESTAMP':
      return timed('TIMESTAMP', type);
    case 'Time':
    case 'TIME':
      return timed('TIME', type);
    case 'ARRAY': {
      const dimensions = type.named.get('dimensions');
      const depth = dimensions?.kind === 'number' ? Math.min(6, Number(dimensions.text)) : 1;
      return `${typeOf(type.args[0] ?? type.named.get('item_type'))}${'[]'.repeat(depth)}`;
    }
    case 'Enum':
    case 'ENUM':
      return enumName(type);
    default:
      throw new Unclear(`the type ${shown(type.path)} is not known`);
  }
}

const shown = (path: string): string => path.split('.').slice(-2).join('.');

function number(value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'none') return undefined;
  if (value.kind === 'number') return value.text;
  throw new Unclear('the size of the type is computed');
}

function sized(name: string, type: Written, parameters: readonly string[]): string {
  const sizes = parameters.map((parameter, i) => number(type.args[i] ?? type.named.get(parameter))).filter((size) => size !== undefined);
  return sizes.length === 0 ? name : `${name}(${sizes.join(', ')})`;
}

function collated(sql: string, type: Written): string {
  const collation = optionalName(type.named.get('collation'), 'the collation');
  return collation === undefined ? sql : `${sql} COLLATE "${collation}"`;
}

function timed(name: string, type: Written): string {
  const zone = flag(type.named.get('timezone') ?? type.args[0], 'the type has a time zone') ?? false;
  const precision = number(type.named.get('precision'));
  return `${name}${precision === undefined ? '' : `(${precision})`} ${zone ? 'WITH' : 'WITHOUT'} TIME ZONE`;
}

function enumName(type: Written): string {
  if (flag(type.named.get('native_enum'), 'the type is an enum of the database') === false) {
    const length = number(type.named.get('length'));
    if (length !== undefined) return `VARCHAR(${length})`;
    // How long the labels of a class are is not known here.
    if (type.args[0]?.kind === 'name') return 'VARCHAR';
    return `VARCHAR(${Math.max(1, ...labelsOf(type).map((label) => label.length))})`;
  }
  const name = optionalName(type.named.get('name'), 'the name of the enum');
  if (name === undefined) {
    // A class of Python gives its name in lower case.
    const [first] = type.args;
    if (first?.kind === 'name') return qualified(first.path.split('.').at(-1)?.toLowerCase() ?? '', undefined);
    throw new Unclear('the enum has no name');
  }
  return qualified(name, optionalName(type.named.get('schema'), 'the schema of the enum'));
}

function labelsOf(type: Written): readonly string[] {
  const [only] = type.args;
  const list = type.args.length === 1 && only?.kind === 'list' ? only.items : type.args;
  return list.map((label) => nameOf(label, 'a label of the enum'));
}

/** Whether a value is an enum type of SQLAlchemy. */
export function isEnum(value: Value | undefined): value is Call {
  return value?.kind === 'call' && /^(?:sqlalchemy|sa|postgresql)(?:\.\w+)*\.(?:Enum|ENUM)$/.test(value.path);
}

/** `CREATE TYPE` of an enum. */
export function createEnum(value: Call): string {
  if (value.spread) throw new Unclear('the labels of the enum are computed');
  return `CREATE TYPE ${enumName(value)} AS ENUM (${labelsOf(value).map(quoteText).join(', ')})`;
}

/** The enum that a table made with a column of this type makes first, if it makes one. */
export function enumMadeWith(value: Value | undefined): Call | undefined {
  const type = value?.kind === 'call' && value.path.endsWith('.ARRAY') ? value.args[0] : value;
  if (!isEnum(type)) return undefined;
  const makes = flag(type.named.get('create_type'), 'the type is created') ?? true;
  const native = flag(type.named.get('native_enum'), 'the type is an enum of the database') ?? true;
  return makes && native ? type : undefined;
}
