/** Types as the server prints them (format_type), from how they are written. */
import type { TypeName as TypeNode } from '@pgsql/types';
import type { TypeName } from '../../../operations/definition.ts';
import { strings } from '../names.ts';
import type { Tokens } from '../tokens.ts';
import { all, as, type Reading } from './reading.ts';

/** Names in pg_type and other spellings -> the name the server prints. */
const PRINTED: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  varbit: 'bit varying',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  char: '"char"',
};

/** Built-in types whose name is printed as it is. */
const BUILT_IN = new Set(
  (
    'numeric text bytea bit uuid json jsonb jsonpath xml date interval money inet cidr macaddr macaddr8 point line lseg box path ' +
    'polygon circle tsvector tsquery oid regproc regprocedure regoper regoperator regclass regtype regrole regnamespace regconfig ' +
    'regdictionary regcollation name tid xid xid8 cid pg_lsn pg_snapshot txid_snapshot refcursor int4range int8range numrange ' +
    'tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange record ' +
    'void trigger event_trigger any anyelement anyarray anynonarray anyenum anyrange anymultirange anycompatible ' +
    'anycompatiblearray anycompatiblenonarray anycompatiblerange anycompatiblemultirange cstring internal unknown language_handler ' +
    'fdw_handler index_am_handler table_am_handler tsm_handler oidvector int2vector aclitem pg_node_tree gtsvector'
  ).split(' '),
);

/** Whether a type, or that of the elements of an array, comes with the server. */
export function isBuiltInType({ name }: TypeName): boolean {
  return BUILT_IN.has(name) || PRINTED_NAMES.has(name);
}

/** Names that the server prints otherwise than they are in pg_type. */
const PRINTED_NAMES: ReadonlySet<string> = new Set([...Object.values(PRINTED), 'character', 'bpchar']);

/**
 * Types of well-known extensions. They are named without schema, wherever the extension is installed, unless the script
 * itself makes a type of that name.
 */
const EXTENSION_TYPES = new Set(
  (
    'citext hstore ltree lquery ltxtquery cube seg isbn isbn13 issn issn13 ismn ismn13 ean13 upc lo geometry geography box2d box3d ' +
    'raster topogeometry vector halfvec sparsevec roaringbitmap semver earth hll bigm_similarity'
  ).split(' '),
);

/** serial types -> the integer under them. */
export const SERIAL_TYPES: Readonly<Record<string, string>> = {
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
};

/** Bits of the first type modifier of an interval, as in the server's datetime.h. */
const INTERVAL_FIELDS: Readonly<Record<number, string>> = {
  4: 'year',
  2: 'month',
  8: 'day',
  1024: 'hour',
  2048: 'minute',
  4096: 'second',
  6: 'year to month',
  1032: 'day to hour',
  3080: 'day to minute',
  7176: 'day to second',
  3072: 'hour to minute',
  7168: 'hour to second',
  6144: 'minute to second',
};
const INTERVAL_FULL = 0x7fff;

export interface ReadType {
  readonly type: TypeName;
  /** It was written as a serial type. */
  readonly serial: boolean;
}

/** A type of the tree. `text` is how it is written. */
export function readType(node: TypeNode | undefined, text: string, reading: Pick<Reading, 'names'>): ReadType {
  const parts = strings(node?.names);
  const written = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? parts.at(-2) : undefined;
  const dimensions = node?.arrayBounds?.length ?? 0;
  const modifiers: number[] = [];
  for (const constant of all(node?.typmods, 'A_Const')) if (constant.ival) modifiers.push(constant.ival.ival ?? 0);

  const serial = schema === undefined ? SERIAL_TYPES[written] : undefined;
  if (serial !== undefined && !reading.names.made(reading.names.resolve(undefined, written))) {
    return { type: { name: serial, modifiers: [], dimensions, text }, serial: true };
  }
  const type = (name: string, mods: readonly number[] = modifiers): ReadType => ({
    type: { name: node?.pct_type ? `${parts.join('.')}%type` : name, modifiers: mods, dimensions, text },
    serial: false,
  });
  const own = reading.names.resolve(schema, written);
  const builtIn = schema === 'pg_catalog' || (schema === undefined && !reading.names.made(own));
  if (builtIn) {
    if (written === 'interval' && modifiers.length > 0) {
      const [mask = INTERVAL_FULL, ...precision] = modifiers;
      const fields = INTERVAL_FIELDS[mask];
      return type(fields === undefined ? 'interval' : `interval ${fields}`, precision);
    }
    // numeric(10) has a scale of 0, which the server prints.
    if (written === 'numeric' && modifiers.length === 1) return type('numeric', [...modifiers, 0]);
    // `bpchar` without a length is a type of its own; `char(n)` and `character(n)` are printed `character`.
    if (written === 'bpchar') return type(modifiers.length > 0 ? 'character' : 'bpchar');
    const printed = PRINTED[written];
    if (printed !== undefined) return type(printed);
    if (schema === 'pg_catalog' || BUILT_IN.has(written)) return type(written);
  }
  return EXTENSION_TYPES.has(written) && !reading.names.made(own) ? type(written) : type(own);
}

/** Second words that belong to the type's name. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  DOUBLE: ['PRECISION'],
  CHARACTER: ['VARYING'],
  CHAR: ['VARYING'],
  NCHAR: ['VARYING'],
  BIT: ['VARYING'],
  NATIONAL: ['CHARACTER', 'CHAR'],
};
const FIELDS = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

/** Index after the last token of the type that begins at `from`. */
export function typeEnd(tokens: Tokens, from: number): number {
  let i = from;
  if (tokens.word(i) === 'SETOF') i++;
  const first = tokens.word(i);
  i++;
  while (tokens.word(i) === '.') i += 2;
  const follows = FOLLOWS[first];
  if (follows?.includes(tokens.word(i))) {
    i++;
    if (first === 'NATIONAL' && tokens.word(i) === 'VARYING') i++;
  }
  const skipModifiers = (): void => {
    if (tokens.word(i) === '(') i = tokens.afterBracket(i);
  };
  if (first === 'INTERVAL') {
    skipModifiers();
    if (FIELDS.has(tokens.word(i))) {
      i++;
      if (tokens.word(i) === 'TO' && FIELDS.has(tokens.word(i + 1))) i += 2;
      skipModifiers();
    }
  } else {
    skipModifiers();
    if (
      (first === 'TIMESTAMP' || first === 'TIME') &&
      (tokens.word(i) === 'WITH' || tokens.word(i) === 'WITHOUT') &&
      tokens.word(i + 1) === 'TIME'
    )
      i += 3;
  }
  if (tokens.word(i) === '%' && tokens.word(i + 1) === 'TYPE') i += 2;
  if (tokens.word(i) === 'ARRAY') i++;
  while (tokens.word(i) === '[') i = tokens.afterBracket(i);
  return i;
}

/** A type of the tree with its text from the file; the tree must say where it is. */
export function typeAt(reading: Reading, node: TypeNode | undefined): ReadType {
  if (node?.location === undefined || node.location < 0) return readType(node, strings(node?.names).join('.'), reading);
  const from = reading.index(node.location);
  // The location is behind SETOF.
  return readType(node, reading.words(from, typeEnd(reading.tokens(), from)), reading);
}

/** Parts of a dotted type name in a place that holds either strings or a type. */
export function typeParts(node: Parameters<typeof as>[0]): readonly string[] {
  return strings(as(node, 'TypeName')?.names ?? as(node, 'List')?.items);
}
