/**
 * What ALTER COLUMN … TYPE does to the values that are there, as the server decides it: a change that leaves every value
 * as it is stored needs no rewrite. The tables below were compared with servers of 13 to 18, every pair of 74 types.
 * Source: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
import type { Catalog, UserType } from '../../catalog/catalog.ts';
import type { ColumnDefinition, Expression, TypeName } from '../../operations/definition.ts';

/** What a type change does. */
export interface TypeChange {
  /** `unknown`: one of the types is not known, or it depends on a setting that is not known. */
  readonly rewrite: boolean | 'unknown';
  /** A value that is there may not fit, and then the statement fails. */
  readonly canFail: boolean;
  /** A value that fits may come out as less than it was: rounded, cut, without its time. */
  readonly loses: boolean | 'unknown';
  /** An index over the column has another operator class afterwards and is built anew. */
  readonly rebuildsIndexes: boolean;
  /** The server has no cast for it that it would use without USING. */
  readonly refused: boolean;
}

/** A type with the domains around it taken off. */
interface Resolved {
  readonly type: TypeName;
  /** The outermost domain, or empty. */
  readonly domain: string;
  /** A domain around it has a CHECK or NOT NULL. */
  readonly constrained: boolean;
  readonly user: UserType | undefined;
  readonly known: boolean;
}

/** Types of extensions, which the parser names without schema; none of them is a domain. */
const isUserType = (type: TypeName): boolean => type.name.includes('.') || type.name.endsWith('%type');

/** Takes the domains off a type. A type of the user's that the catalog does not know could be a domain. */
export function resolveType(type: TypeName, catalog: Catalog): Resolved {
  let at = type;
  let domain = '';
  let constrained = false;
  for (let depth = 0; depth < 32; depth++) {
    const user = catalog.types.get(at.name);
    if (!user) return { type: at, domain, constrained, user: undefined, known: !isUserType(at) };
    if (user.kind !== 'domain' || at.dimensions > 0) return { type: at, domain, constrained, user, known: true };
    domain ||= at.name;
    constrained ||= user.notNull || user.constraints.length > 0;
    if (!user.baseType) return { type: at, domain, constrained, user, known: false };
    at = user.baseType;
  }
  return { type: at, domain, constrained, user: undefined, known: false };
}

/** The default that a new column gets: its own, or that of the domain it has or of one under it. */
export function defaultOf(column: Pick<ColumnDefinition, 'default' | 'type'>, catalog: Catalog): Expression | undefined {
  if (column.default || column.type.dimensions > 0) return column.default;
  for (let at = catalog.types.get(column.type.name), depth = 0; at && depth < 32; depth++) {
    if (at.default) return at.default;
    at = at.baseType && at.baseType.dimensions === 0 ? catalog.types.get(at.baseType.name) : undefined;
  }
  return undefined;
}

const REGISTERED = [
  'regproc',
  'regprocedure',
  'regoper',
  'regoperator',
  'regclass',
  'regtype',
  'regconfig',
  'regdictionary',
  'regnamespace',
  'regrole',
  'regcollation',
];
/** Types that have the text of any other type. */
export const STRINGS: ReadonlySet<string> = new Set(['text', 'character varying', 'bpchar', 'character', 'citext', 'name']);

/** Pairs that are stored alike: pg_cast with castmethod b, and those of citext. The target must not have a length. */
const BINARY: Readonly<Record<string, readonly string[]>> = {
  integer: ['oid', ...REGISTERED],
  oid: ['integer', ...REGISTERED],
  ...Object.fromEntries(REGISTERED.map((name) => [name, ['integer', 'oid']])),
  text: ['character varying', 'bpchar', 'citext'],
  'character varying': ['text', 'bpchar', 'citext'],
  citext: ['text', 'character varying', 'bpchar'],
  xml: ['text', 'character varying', 'bpchar'],
  character: ['bpchar'],
  bit: ['bit varying'],
  cidr: ['inet'],
};

/** Pairs above after which an index keeps its operator class. */
const SAME_OPERATORS: ReadonlySet<string> = new Set([
  'text>character varying',
  'character varying>text',
  'cidr>inet',
  'character>bpchar',
  'bpchar>character',
]);

const INTEGERS = ['smallint', 'integer', 'bigint'];
const NUMBERS = [...INTEGERS, 'real', 'double precision', 'numeric'];

/** Casts that the server makes by itself (implicit and assignment), besides those to strings, which every type has. */
export const AUTOMATIC: Readonly<Record<string, readonly string[]>> = {
  smallint: [...NUMBERS, 'oid', ...REGISTERED],
  integer: [...NUMBERS, 'money', 'oid', ...REGISTERED],
  bigint: [...NUMBERS, 'money', 'oid', ...REGISTERED],
  real: NUMBERS,
  'double precision': NUMBERS,
  numeric: [...NUMBERS, 'money'],
  money: ['numeric'],
  oid: ['integer', 'bigint', ...REGISTERED],
  ...Object.fromEntries(REGISTERED.map((name) => [name, ['integer', 'bigint', 'oid']])),
  date: ['timestamp without time zone', 'timestamp with time zone'],
  'timestamp without time zone': ['date', 'time without time zone', 'timestamp with time zone'],
  'timestamp with time zone': ['date', 'time without time zone', 'time with time zone', 'timestamp without time zone'],
  'time without time zone': ['time with time zone', 'interval'],
  'time with time zone': ['time without time zone'],
  interval: ['time without time zone'],
  json: ['jsonb'],
  jsonb: ['json'],
  bit: ['bit varying'],
  'bit varying': ['bit'],
  inet: ['cidr'],
  cidr: ['inet'],
  text: ['"char"', 'regclass'],
  'character varying': ['"char"', 'regclass'],
  character: ['"char"'],
  bpchar: ['"char"'],
  name: [],
  '"char"': [],
  boolean: [],
  uuid: [],
  bytea: [],
  xml: [],
  citext: [],
  macaddr: ['macaddr8'],
  macaddr8: ['macaddr'],
  tsvector: [],
  int4range: [],
  int8range: [],
  daterange: [],
  hstore: [],
  ltree: [],
  tsrange: [],
  tstzrange: [],
  numrange: [],
};

/** Conversions that keep every value and cannot fail; the target without modifiers. Each is from the narrower to the wider. */
const KEEPS: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double precision'],
  integer: ['bigint', 'numeric', 'double precision', 'oid'],
  bigint: ['numeric'],
  real: ['double precision'],
  money: ['numeric'],
  oid: ['bigint', 'regclass'],
  date: ['timestamp without time zone', 'timestamp with time zone'],
  'timestamp without time zone': ['timestamp with time zone'],
  'timestamp with time zone': ['timestamp without time zone'],
  'time without time zone': ['interval', 'time with time zone'],
  json: [],
  jsonb: ['json'],
  boolean: ['integer'],
  bit: ['bit varying'],
  cidr: ['inet'],
  text: ['character varying', 'bpchar', 'citext'],
  'character varying': ['text', 'bpchar', 'citext'],
  citext: ['text', 'character varying', 'bpchar'],
  character: ['text', 'character varying', 'bpchar', 'citext'],
  bpchar: ['text', 'character varying', 'citext'],
};

/** Conversions that lose part of a value without failing. */
const LOSES: Readonly<Record<string, readonly string[]>> = {
  integer: ['real', 'boolean'],
  bigint: ['real', 'double precision'],
  // A float has more digits than numeric takes over: 6 and 15.
  real: [...INTEGERS, 'numeric'],
  'double precision': [...INTEGERS, 'real', 'numeric'],
  numeric: ['real', 'double precision', 'money', ...INTEGERS],
  'timestamp without time zone': ['date', 'time without time zone'],
  'timestamp with time zone': ['date', 'time without time zone', 'time with time zone'],
  'time with time zone': ['time without time zone'],
  interval: ['time without time zone'],
  // The bits of the host are set to zero.
  inet: ['cidr'],
  // Numbers with fractions are rounded, and those that are too fine for a float.
  jsonb: [...INTEGERS, 'real', 'double precision'],
  // How many bytes it had.
  bytea: INTEGERS,
  box: ['point', 'circle'],
  circle: ['point', 'box', 'polygon'],
  polygon: ['point', 'box', 'circle'],
  lseg: ['point'],
  path: ['point'],
};

/** Of these, conversions that can fail as well, on a value that is out of range; those to integers are not repeated here. */
const LOSES_OR_FAILS: Readonly<Record<string, readonly string[]>> = {
  'double precision': ['real'],
  numeric: ['real', 'double precision', 'money'],
  jsonb: [...INTEGERS, 'real', 'double precision'],
  bytea: INTEGERS,
};

/** Whatever does not fit into one byte, or into 63, is cut off. */
const CUT: ReadonlySet<string> = new Set(['"char"', 'name']);

/** Types whose modifier is a number of fractional digits of a second; more than six are not kept. */
const SECONDS = new Set([
  'timestamp without time zone',
  'timestamp with time zone',
  'time without time zone',
  'time with time zone',
  'interval',
]);
const MAXIMUM_PRECISION = 6;
/** The smallest unit of `interval day to hour` and its like, smallest first. */
const UNITS = ['second', 'minute', 'hour', 'day', 'month', 'year'];

/** How many digits and how many characters the values of a type have at most. */
const LONGEST: Readonly<Record<string, { readonly digits: number; readonly text: number }>> = {
  smallint: { digits: 5, text: 6 },
  integer: { digits: 10, text: 11 },
  bigint: { digits: 19, text: 20 },
  boolean: { digits: 0, text: 5 },
  uuid: { digits: 0, text: 36 },
  oid: { digits: 10, text: 10 },
  date: { digits: 0, text: 13 },
  'time without time zone': { digits: 0, text: 15 },
  'time with time zone': { digits: 0, text: 24 },
  macaddr: { digits: 0, text: 17 },
};

function longestOf({ name, modifiers }: TypeName): { readonly digits: number; readonly text: number } | undefined {
  const [length] = modifiers;
  if (length === undefined) return LONGEST[name];
  // A sign, a point and a zero before it.
  if (name === 'numeric') return { digits: length, text: length + 3 };
  if (name === 'character' || name === 'bit' || name === 'bit varying') return { digits: 0, text: length };
  return LONGEST[name];
}

const takesLength = (name: string): boolean => name === 'numeric' || name === 'character varying' || name === 'character';

const isInterval = (name: string): boolean => name === 'interval' || name.startsWith('interval ');
/** `interval day to second` is an interval that drops what is smaller than a second. */
export const family = (name: string): string => (isInterval(name) ? 'interval' : name);
const smallestUnit = (name: string): number => (name === 'interval' ? 0 : Math.max(0, UNITS.indexOf(name.split(' ').at(-1) ?? '')));

const NOTHING: TypeChange = { rewrite: false, canFail: false, loses: false, rebuildsIndexes: false, refused: false };

/** The change of modifiers within one type: `varchar(10)` to `varchar(20)`. */
function modifierChange(from: TypeName, to: TypeName): TypeChange {
  const [a, aScale = 0] = from.modifiers;
  const [b, bScale = 0] = to.modifiers;
  const same = from.name === to.name && from.modifiers.join() === to.modifiers.join();
  if (same) return NOTHING;
  const rewrites = (canFail: boolean, loses: boolean): TypeChange => ({ ...NOTHING, rewrite: true, canFail, loses });
  const name = family(to.name);
  if (name === 'character varying' || name === 'bit varying')
    return b === undefined || (a !== undefined && b >= a) ? NOTHING : rewrites(true, false);
  if (name === 'numeric') {
    if (b === undefined) return NOTHING;
    if (a !== undefined && aScale === bScale && b >= a) return NOTHING;
    // Rounding can carry: 99.99 has four digits, and 100.0 too.
    const digits = a === undefined ? Infinity : a - aScale + (bScale < aScale ? 1 : 0);
    return rewrites(b - bScale < digits, a === undefined || bScale < aScale);
  }
  if (SECONDS.has(name)) {
    const keeps = b === undefined || b >= MAXIMUM_PRECISION || (a !== undefined && b >= a);
    const coarser = isInterval(to.name) && smallestUnit(to.name) > smallestUnit(from.name);
    return keeps && !coarser ? NOTHING : rewrites(false, !keeps || coarser);
  }
  if (name === 'character') return rewrites(a === undefined || b === undefined || b < a, false);
  if (name === 'bit') return rewrites(true, false);
  // Another type's modifier, PostGIS's for one: what it means is not known.
  return { rewrite: 'unknown', canFail: true, loses: 'unknown', rebuildsIndexes: false, refused: false };
}

/** Zones whose offset has always been zero: the only ones in which the two kinds of timestamp are stored alike. */
const ZERO_ZONES = new Set(
  ['utc', 'gmt', 'uct', 'zulu', 'universal', 'greenwich', 'gmt0', 'gmt+0', 'gmt-0', '0', 'z'].flatMap((zone) => [zone, `etc/${zone}`]),
);

function zoneOf(settings: ReadonlyMap<string, string>): 'zero' | 'other' | 'unknown' {
  const value = settings.get('timezone')?.replaceAll("'", '').trim().toLowerCase();
  if (value === undefined || value === '' || value === 'default' || value === 'local') return 'unknown';
  // `UTC+0`: a zone of an offset alone, in the words of POSIX.
  return ZERO_ZONES.has(value) || /^(?:<[^>]*>|[a-z]{3,})?[+-]?0{1,2}(?::00)*$/.test(value) ? 'zero' : 'other';
}

const TIMESTAMPS = new Set(['timestamp without time zone', 'timestamp with time zone']);

/** Decimal digits that a floating-point type gives back as they were. */
const FLOAT_DIGITS: Readonly<Record<string, number>> = { 'double precision': 15, real: 6 };

/** numeric(10, 2) has no digit that a double would not give back. */
function fitsFloat({ name, modifiers }: TypeName, float: string): boolean {
  const [precision = Infinity, scale = 0] = modifiers;
  return name === 'numeric' && precision <= (FLOAT_DIGITS[float] ?? 0) && scale >= 0 && scale <= precision;
}

/** Whether the time zone of the session decides how a change of type is stored. */
export function dependsOnZone(from: TypeName | undefined, to: TypeName, catalog: Catalog): boolean {
  const [a, b] = [from && resolveType(from, catalog).type.name, resolveType(to, catalog).type.name];
  return a !== undefined && a !== b && TIMESTAMPS.has(a) && TIMESTAMPS.has(b);
}

/** Bits that integers have. */
const BITS: Readonly<Record<string, number>> = { integer: 32, bigint: 64 };

/** What is cast to bit(n): of an integer the lowest bits are taken, of nothing else a part. */
function lowestBits(from: string, [length = 1]: readonly number[]): TypeChange {
  const bits = BITS[from];
  return { ...NOTHING, rewrite: true, canFail: bits === undefined, loses: bits !== undefined && length < bits };
}

/** The change between two types of different names. */
function crossChange(from: Resolved, to: Resolved, settings: ReadonlyMap<string, string>): TypeChange {
  const [a, b] = [from.type, to.type];
  const [nameA, nameB] = [family(a.name), family(b.name)];
  const unlimited: TypeName = { ...b, modifiers: [] };
  // Casting through a target without modifiers first, then to its modifiers, as the server does.
  const longest = longestOf(a);
  const widest: TypeName =
    longest !== undefined && takesLength(nameB)
      ? { ...b, modifiers: nameB === 'numeric' ? [longest.digits, 0] : [longest.text] }
      : unlimited;
  const limited = b.modifiers.length > 0 || (nameB === 'interval' && b.name !== 'interval');
  const length = nameB === 'bit' ? lowestBits(nameA, b.modifiers) : limited ? modifierChange(widest, b) : NOTHING;
  const binary = BINARY[nameA]?.includes(nameB) ?? false;
  const cuts = LOSES[nameA]?.includes(nameB) ?? false;
  const keeps = (KEEPS[nameA]?.includes(nameB) ?? false) || (STRINGS.has(nameB) && nameB !== 'name');
  // numeric(10) has no fraction to lose.
  const whole = nameA === 'numeric' && a.modifiers.length > 0 && (a.modifiers[1] ?? 0) <= 0 && INTEGERS.includes(nameB);
  // How fine it was counts, although the server rewrites without looking at that.
  const seconds = nameA === 'date' ? [0] : SECONDS.has(nameA) ? a.modifiers : undefined;
  const rounds =
    seconds && SECONDS.has(nameB) && b.modifiers.length > 0 ? modifierChange({ ...b, modifiers: seconds }, b).loses : length.loses;
  const cut = CUT.has(nameB) && !(nameB === '"char"' && ['boolean', 'integer'].includes(nameA));
  const loses: boolean | 'unknown' = (cuts && !whole && !fitsFloat(a, nameB)) || cut || rounds;
  const narrows = NUMBERS.includes(nameA) && INTEGERS.includes(nameB) && !keeps;
  // A float holds whatever a numeric of a given precision does, money does not.
  const bounded = nameA === 'numeric' && a.modifiers.length > 0 && nameB !== 'money';
  const ranges = (LOSES_OR_FAILS[nameA]?.includes(nameB) ?? false) && !bounded;
  const canFail = length.canFail || narrows || ranges || !(keeps || cuts || cut);
  const automatic = AUTOMATIC[nameA];
  const reachable = STRINGS.has(nameB) || (automatic?.includes(nameB) ?? false) || nameB === '"char"';
  const refused = !reachable && automatic !== undefined && AUTOMATIC[nameB] !== undefined;
  const change = { canFail, loses, refused, rebuildsIndexes: !SAME_OPERATORS.has(`${nameA}>${nameB}`) };
  if (TIMESTAMPS.has(nameA) && TIMESTAMPS.has(nameB)) {
    const zone = zoneOf(settings);
    if (length.rewrite !== false || zone === 'other') return { ...change, rewrite: true };
    return { ...change, rewrite: zone === 'zero' ? false : 'unknown' };
  }
  return { ...change, rewrite: !binary || length.rewrite };
}

/** An enum to an enum of the user's by way of text: it fails only on a label that the new one lacks. */
function labelsFit(from: UserType | undefined, to: UserType | undefined): boolean {
  return from?.kind === 'enum' && to?.kind === 'enum' && from.labels.every((label) => to.labels.includes(label));
}

/** What changing a column from one type to another does, by a cast; `explicit` is one that USING spells out. */
export function changeType(
  from: TypeName,
  to: TypeName,
  catalog: Catalog,
  settings: ReadonlyMap<string, string>,
  explicit: boolean,
): TypeChange {
  const [a, b] = [resolveType(from, catalog), resolveType(to, catalog)];
  const sameDomain = from.name === to.name && from.dimensions === to.dimensions && a.domain !== '';
  if (sameDomain) return NOTHING;
  if (!a.known || !b.known) {
    if (from.name === to.name && from.dimensions === to.dimensions && from.modifiers.join() === to.modifiers.join()) return NOTHING;
    return { rewrite: 'unknown', canFail: true, loses: 'unknown', rebuildsIndexes: true, refused: false };
  }
  const change = between(a, b, catalog, settings);
  const refused = !explicit && change.refused;
  // A constrained domain checks every value, and the server does so by rewriting.
  return b.constrained ? { ...change, refused, rewrite: true, canFail: true } : { ...change, refused };
}

function between(a: Resolved, b: Resolved, catalog: Catalog, settings: ReadonlyMap<string, string>): TypeChange {
  const [arrayA, arrayB] = [a.type.dimensions > 0, b.type.dimensions > 0];
  if (arrayA || arrayB) return arrayChange(a, b, catalog, settings);
  // Under a domain the server no longer sees how long a value can be.
  const from = a.domain === '' ? a.type : { ...a.type, modifiers: [] };
  if (family(a.type.name) === family(b.type.name)) return modifierChange(from, b.type);
  // `character(n)` and `bpchar` are one type, with and without a length.
  if (a.type.name === 'bpchar' && b.type.name === 'character') return modifierChange({ ...b.type, modifiers: [] }, b.type);
  if (a.user || b.user) return userChange(a, b);
  return crossChange(a, b, settings);
}

function arrayChange(a: Resolved, b: Resolved, catalog: Catalog, settings: ReadonlyMap<string, string>): TypeChange {
  const [arrayA, arrayB] = [a.type.dimensions > 0, b.type.dimensions > 0];
  if (arrayA !== arrayB) {
    const toString = arrayA && STRINGS.has(b.type.name);
    return {
      rewrite: true,
      canFail: !toString || b.type.modifiers.length > 0,
      loses: CUT.has(b.type.name),
      rebuildsIndexes: true,
      refused: !toString && b.type.name !== '"char"',
    };
  }
  const element = changeType({ ...a.type, dimensions: 0 }, { ...b.type, dimensions: 0 }, catalog, settings, false);
  // The elements are converted one by one unless the type stays the same and loses its length.
  const stays = a.type.name === b.type.name && (b.type.modifiers.length === 0 || a.type.modifiers.join() === b.type.modifiers.join());
  return { ...element, rewrite: !stays };
}

/** Enums, composite types and ranges: types that no cast comes with. */
export const isMade = (user: UserType | undefined): boolean =>
  user?.kind === 'enum' || user?.kind === 'composite' || user?.kind === 'range';

/** Between a type of the user's and any other type. */
function userChange(a: Resolved, b: Resolved): TypeChange {
  const toString = STRINGS.has(b.type.name);
  const canFail = !(toString && b.type.modifiers.length === 0) && !labelsFit(a.user, b.user);
  // Nothing becomes a user's type by itself, and one of them becomes nothing but text.
  const refused = b.user
    ? b.user.kind !== 'base' && b.user.kind !== 'shell'
    : isMade(a.user) && !toString && b.type.name !== '"char"' && AUTOMATIC[b.type.name] !== undefined;
  return { rewrite: true, canFail, loses: CUT.has(b.type.name), rebuildsIndexes: true, refused };
}
