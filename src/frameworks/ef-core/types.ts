/** The types that Npgsql gives to columns whose type is not named, and literals as it writes them. */
import { flag, literal, numberOf, type Args } from './text.ts';
import { plainText, Unclear, type Value } from './values.ts';

const CLR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bool: 'boolean',
    byte: 'smallint',
    sbyte: 'smallint',
    short: 'smallint',
    int: 'integer',
    long: 'bigint',
    uint: 'bigint',
    ulong: 'numeric(20,0)',
    ushort: 'integer',
    float: 'real',
    double: 'double precision',
    decimal: 'numeric',
    string: 'text',
    char: 'character(1)',
    Guid: 'uuid',
    DateTime: 'timestamp with time zone',
    DateTimeOffset: 'timestamp with time zone',
    DateOnly: 'date',
    TimeOnly: 'time without time zone',
    TimeSpan: 'interval',
    'byte[]': 'bytea',
    JsonDocument: 'jsonb',
    JsonElement: 'jsonb',
    Boolean: 'boolean',
    Int16: 'smallint',
    Int32: 'integer',
    Int64: 'bigint',
    String: 'text',
    Decimal: 'numeric',
    Double: 'double precision',
    Single: 'real',
    IPAddress: 'inet',
    PhysicalAddress: 'macaddr',
    BitArray: 'bit varying',
    NpgsqlTsVector: 'tsvector',
    Vector: 'vector',
  }),
);

/** The type of a column: the one that is named, else the one of the type in C#. `old`: the one it had. */
export function typeOf(args: Args, clr: string | undefined, old = false): string {
  const argument = (name: string): Value | undefined => args.get(old ? `old${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` : name);
  const given = argument('type');
  if (given?.kind === 'text') return plainText(given);
  if (given && given.kind !== 'null') throw new Unclear('the type of the column is computed');
  const own = (clr ?? '').replace(/\?$/, '').trim();
  const element = /^(?:List|IList|ICollection|IEnumerable|HashSet)<(.*)>$/.exec(own)?.[1] ?? /^(.*)\[\]$/.exec(own)?.[1];
  const size = numberOf(argument('maxLength'), 'the length of the column');
  if (own === 'string' && size !== undefined)
    return `${flag(argument('fixedLength'), 'its length is fixed') ? 'character' : 'character varying'}(${size})`;
  const precision = numberOf(argument('precision'), 'the precision of the column');
  if (own === 'decimal' && precision !== undefined) {
    const scale = numberOf(argument('scale'), 'the scale of the column');
    return `numeric(${precision}${scale === undefined ? '' : `,${scale}`})`;
  }
  const found = CLR.get(own.split('.').at(-1) ?? own) ?? (element !== undefined && element !== 'byte' ? CLR.get(element) : undefined);
  if (found === undefined) throw new Unclear('the type of the column is not given');
  return element !== undefined && element !== 'byte' ? `${found}[]` : found;
}

/** A value as Npgsql writes it for a column of a type. */
export function literalOf(value: Value, type: string | undefined): string {
  const array = type?.endsWith('[]') ? type.slice(0, -2) : undefined;
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'number':
      return /[dfm]/.test(value.suffix) && !value.text.includes('.') ? `${value.text}.0` : value.text;
    case 'text': {
      const text = plainText(value);
      return /^jsonb?$/.test(type ?? '') && text === '' ? "'{}'" : literal(text);
    }
    case 'list':
      return `ARRAY[${value.items.map((item) => literalOf(item, array)).join(',')}]::${type ?? 'text[]'}`;
    case 'new':
      return madeLiteral(value.type, value.args, type);
    case 'name':
      if (value.path === 'Guid.Empty') return "'00000000-0000-0000-0000-000000000000'";
      throw new Unclear('a value is computed');
    default:
      throw new Unclear('a value is computed');
  }
}

function madeLiteral(made: string, args: readonly Value[], type: string | undefined): string {
  const [first, second] = args;
  const numbers = args.map((arg) => (arg.kind === 'number' ? Number(arg.text) : undefined));
  switch (made) {
    case 'Guid':
    case 'Guid.Parse':
      if (first?.kind === 'text') return literal(plainText(first).toLowerCase());
      break;
    case 'byte[]':
      return `BYTEA E'\\\\x${numbers.map((byte) => (byte ?? 0).toString(16).padStart(2, '0').toUpperCase()).join('')}'`;
    case 'DateTime':
    case 'DateTime.Parse':
    case 'DateTime.SpecifyKind':
      return stamp(dateOf(made, args), type);
    case 'DateTimeOffset':
    case 'DateTimeOffset.Parse':
      if (first?.kind === 'new' && first.type === 'DateTime') return stamp(`${dateOf('DateTime', first.args)}${offsetOf(second)}`, type);
      if (first?.kind === 'text') return stamp(plainText(first), type);
      break;
    case 'DateOnly':
      if (numbers.length >= 3) return `DATE '${day(numbers)}'`;
      break;
    case 'TimeOnly':
      return `TIME '${clock(numbers)}'`;
    case 'TimeSpan':
      if (numbers.length === 3) return `INTERVAL '${clock(numbers)}'`;
      if (numbers.length >= 4) return `INTERVAL '${numbers[0] ? `${numbers[0]} ` : ''}${clock(numbers.slice(1))}'`;
      break;
    default:
      break;
  }
  throw new Unclear('a value is computed');
}

const two = (value: number | undefined): string => String(value ?? 0).padStart(2, '0');
const day = (parts: readonly (number | undefined)[]): string =>
  `${String(parts[0] ?? 1).padStart(4, '0')}-${two(parts[1])}-${two(parts[2])}`;
const clock = (parts: readonly (number | undefined)[]): string => `${two(parts[0])}:${two(parts[1])}:${two(parts[2])}`;

function dateOf(made: string, args: readonly Value[]): string {
  const [first] = args;
  if (made === 'DateTime.SpecifyKind') {
    if (first?.kind === 'new') return dateOf(first.type, first.args);
    throw new Unclear('a value is computed');
  }
  if (first?.kind === 'text') return plainText(first);
  const numbers = args.flatMap((arg) => (arg.kind === 'number' ? [Number(arg.text)] : []));
  if (numbers.length < 3) throw new Unclear('a value is computed');
  // The first of all days stands for the time before all others.
  if (numbers.slice(0, 3).every((part) => part === 1) && numbers.slice(3).every((part) => part === 0)) return '-infinity';
  const fraction = numbers[6] ? `.${String(numbers[6]).padStart(3, '0')}` : '';
  return `${day(numbers)}T${clock(numbers.slice(3))}${fraction}`;
}

/** `new TimeSpan(0, 2, 0, 0, 0)` is `+02:00`. */
function offsetOf(value: Value | undefined): string {
  const parts = value?.kind === 'new' ? value.args.map((arg) => (arg.kind === 'number' ? Number(arg.text) : 0)) : [];
  const [hours = 0, minutes = 0] = parts.length > 3 ? parts.slice(1) : parts;
  return hours === 0 && minutes === 0 ? 'Z' : `${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}:${two(Math.abs(minutes))}`;
}

function stamp(text: string, type: string | undefined): string {
  if (type?.startsWith('date')) return `DATE '${text.slice(0, 10)}'`;
  if (/without time zone|^timestamp(?:\(\d\))?$/.test(type ?? '')) return `TIMESTAMP '${text.replace(/Z$/, '')}'`;
  return `TIMESTAMPTZ '${/Z$|[+-]\d\d:\d\d$|infinity/.test(text) ? text : `${text}Z`}'`;
}
