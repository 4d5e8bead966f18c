/** Sequelize's data types as its PostgreSQL dialect writes them. */
import { flag, isGiven, refuse, textIn, textOf } from './not-read.ts';
import { fieldOf, type Chain, type Link, type Value } from './values.ts';

export interface ColumnType {
  /** `VARCHAR(255)`; `ENUM('a', 'b')` for what becomes a type of its own. */
  readonly sql: string;
  /** `STRING`; empty for a type that is given as SQL. */
  readonly key: string;
  /** Labels of an enum, or of the enum in an array. */
  readonly labels?: readonly string[];
  /** What an array holds. */
  readonly element?: ColumnType;
}

/** Names on the way to a type: `Sequelize.DataTypes.STRING`. */
const WAY = /^(?:Sequelize|sequelize|DataTypes|default|constructor|context|queryInterface|postgres)$/;

/** A function of the package and its arguments, from `Sequelize.fn(…)`, `new DataTypes.ENUM(…)` and imported names. */
export function packageCall(chain: Chain): { readonly name: string; readonly args: readonly Value[]; readonly more: readonly Link[] } {
  const links = chain.links.filter(({ name, args }) => args || !WAY.test(name));
  const [first, ...more] = links;
  const [called] = more;
  const apart = first?.args === undefined && called?.args !== undefined && called.name === '';
  return { name: first?.name ?? '', args: (apart ? called.args : first?.args) ?? [], more: apart ? more.slice(1) : more };
}

/** Lengths and precisions that PostgreSQL has no use for are left out. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BIGINT: 'BIGINT',
    BLOB: 'BYTEA',
    BOOLEAN: 'BOOLEAN',
    CIDR: 'CIDR',
    CITEXT: 'CITEXT',
    DATE: 'TIMESTAMP WITH TIME ZONE',
    DATEONLY: 'DATE',
    DOUBLE: 'DOUBLE PRECISION',
    'DOUBLE PRECISION': 'DOUBLE PRECISION',
    HSTORE: 'HSTORE',
    INET: 'INET',
    INTEGER: 'INTEGER',
    JSON: 'JSON',
    JSONB: 'JSONB',
    MACADDR: 'MACADDR',
    REAL: 'REAL',
    SMALLINT: 'SMALLINT',
    TEXT: 'TEXT',
    TIME: 'TIME',
    TSVECTOR: 'TSVECTOR',
    UUID: 'UUID',
  }),
);

const RANGES: ReadonlyMap<string, string> = new Map(
  Object.entries({ INTEGER: 'int4range', DECIMAL: 'numrange', DATE: 'tstzrange', DATEONLY: 'daterange', BIGINT: 'int8range' }),
);

export function typeOf(value: Value | undefined): ColumnType {
  const written = textIn(value);
  if (written !== undefined) return { sql: written, key: '' };
  if (value?.kind !== 'chain')
    return refuse(value === undefined ? 'the type of the column is missing' : 'the type of the column is computed');
  const { name, args, more } = packageCall(value);
  const [first, second] = args;
  const plain = PLAIN.get(name);
  if (plain !== undefined) return { sql: plain, key: name };
  switch (name) {
    case 'STRING':
    case 'CHAR': {
      const binary = flag(fieldOf(first, 'binary') ?? second, 'the type of the column') || more.some((one) => one.name === 'BINARY');
      const length = numberIn(fieldOf(first, 'length') ?? (first?.kind === 'object' ? undefined : first));
      return { sql: binary ? 'BYTEA' : `${name === 'CHAR' ? 'CHAR' : 'VARCHAR'}(${length || 255})`, key: name };
    }
    case 'FLOAT': {
      const decimals = numberIn(fieldOf(first, 'decimals') ?? second);
      const length = numberIn(fieldOf(first, 'length') ?? (first?.kind === 'object' ? undefined : first));
      return { sql: decimals || !length ? 'FLOAT' : `FLOAT(${length})`, key: name };
    }
    case 'DECIMAL':
    case 'NUMERIC': {
      const digits = [fieldOf(first, 'precision') ?? (first?.kind === 'object' ? undefined : first), fieldOf(first, 'scale') ?? second].map(numberIn); // prettier-ignore
      const known = digits.filter((one) => one !== undefined && one !== 0);
      return { sql: known.length === 0 ? 'DECIMAL' : `DECIMAL(${known.join(',')})`, key: 'DECIMAL' };
    }
    case 'ENUM': {
      const given = fieldOf(first, 'values') ?? (first?.kind === 'list' ? first : undefined);
      const items = given?.kind === 'list' ? given.items : first?.kind === 'object' ? [] : args;
      const labels = items.map((item) => textIn(item) ?? refuse('a value of the enum is computed'));
      return { sql: 'ENUM', key: name, labels };
    }
    case 'ARRAY': {
      const element = typeOf(fieldOf(first, 'type') ?? first);
      return { sql: `${element.sql}[]`, key: name, element, ...(element.labels ? { labels: element.labels } : {}) };
    }
    case 'RANGE': {
      const inner = first ? typeOf(fieldOf(first, 'subtype') ?? first).key : 'INTEGER';
      return { sql: RANGES.get(inner) ?? refuse(`there is no range of ${inner}`), key: name };
    }
    case 'GEOMETRY':
    case 'GEOGRAPHY': {
      const shape = isGiven(first) ? textOf(first, 'the type of the column').toUpperCase() : undefined;
      const system = numberIn(second);
      return { sql: shape === undefined ? name : `${name}(${shape}${system ? `,${system}` : ''})`, key: name };
    }
    default:
      return refuse(
        name === '' ? 'the type of the column is computed' : `the type ${name} has no column type in PostgreSQL that is known here`,
      );
  }
}

function numberIn(value: Value | undefined): number | undefined {
  if (!isGiven(value)) return undefined;
  if (value.kind === 'number') return value.value;
  const text = textIn(value);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : refuse('the length of the type is computed');
}
