/** Constants of expressions, and their order as the server sees it, as far as their text tells. */
import type { Node } from '@pgsql/types';
import type { TypeName } from '../../operations/definition.ts';
import { makeNames } from './names.ts';
import { readType } from './operations/type-name.ts';

/** A constant, with or without a cast around it. */
export interface Constant {
  readonly text: string;
  /** How it is written; `computed`: it is no constant to us, but the server may make one of it. */
  readonly written: 'number' | 'string' | 'boolean' | 'null' | 'computed';
  /** The type it is cast to, or empty. */
  readonly cast: string;
}

const NAMES = { names: makeNames('public') };
/** The name of a type of the tree. */
export const typeNameOf = (node: Parameters<typeof readType>[0]): TypeName => readType(node, '', NAMES).type;

/** The constant that a tree is; `computed` where it is more than that. */
export function constantOf(node: Node | undefined): Constant {
  const computed: Constant = { text: '', written: 'computed', cast: '' };
  if (!node) return computed;
  if ('TypeCast' in node) {
    const inner = constantOf(node.TypeCast.arg);
    const cast = typeNameOf(node.TypeCast.typeName).name;
    if (inner.written === 'computed') return inner;
    // A cast of a cast computes something, unless the inner one is a mere spelling of text.
    return inner.cast === '' || inner.cast === cast || isText(inner.cast) ? { ...inner, cast } : computed;
  }
  if (!('A_Const' in node)) return computed;
  const { sval, ival, fval, boolval, isnull } = node.A_Const;
  if (isnull) return { text: '', written: 'null', cast: '' };
  if (sval) return { text: sval.sval ?? '', written: 'string', cast: '' };
  if (fval) return { text: fval.fval ?? '0', written: 'number', cast: '' };
  if (boolval) return { text: boolval.boolval === true ? 'true' : 'false', written: 'boolean', cast: '' };
  return ival ? { text: String(ival.ival ?? 0), written: 'number', cast: '' } : computed;
}

/** `differs`: unequal, in an order that is not known. `never`: the server does not compare them ahead of time. */
export type Order = -1 | 0 | 1 | 'differs' | 'unknown' | 'never';

const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'oid']);
const FLOATS: ReadonlySet<string> = new Set(['numeric', 'double precision', 'real']);
const TEXTS: ReadonlySet<string> = new Set(['text', 'character varying', 'name', 'citext']);
const isText = (name: string): boolean => TEXTS.has(name) || name === 'unknown';

/** -1, 0 or 1 for two decimal numbers of any length; undefined where a text is none. */
function compareDecimals(a: string, b: string): -1 | 0 | 1 | undefined {
  const parse = (text: string): { readonly negative: boolean; readonly whole: string; readonly part: string } | undefined => {
    const [, sign, whole = '', part = ''] = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text) ?? [];
    if (whole === '' && part === '') return undefined;
    const [digits, rest] = [whole.replace(/^0+/, ''), part.replace(/0+$/, '')];
    return { negative: sign === '-' && digits + rest !== '', whole: digits, part: rest };
  };
  const [x, y] = [parse(a), parse(b)];
  if (!x || !y) return undefined;
  if (x.negative !== y.negative) return x.negative ? -1 : 1;
  const size = Math.sign(x.whole.length - y.whole.length) || order(x.whole, y.whole) || order(x.part, y.part);
  return size === 0 ? 0 : (x.negative ? -size : size) > 0 ? 1 : -1;
}

const order = (a: string, b: string): -1 | 0 | 1 => (a === b ? 0 : a < b ? -1 : 1);

interface Moment {
  /** Microseconds since 1970, as if it were UTC. */
  readonly at: bigint;
  /** Offset of the zone in minutes, undefined where none is given. */
  readonly zone: number | undefined;
}

/** A date or timestamp in one of the spellings of ISO 8601; undefined for the many others that the server reads. */
function moment(text: string): Moment | undefined {
  const match =
    /^\s*(\d{4})-?(\d{1,2})-?(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?\s*$/i.exec(
      text,
    );
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  // Without dashes there are no one-digit months.
  if (!text.includes('-') && (month.length < 2 || day.length < 2)) return undefined;
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const back = new Date(days);
  if (back.getUTCMonth() !== Number(month) - 1 || back.getUTCDate() !== Number(day)) return undefined;
  const seconds = BigInt(days / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second));
  const at = seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
  if (zone === undefined) return { at, zone: undefined };
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return { at, zone: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) };
}

const MOMENTS: ReadonlySet<string> = new Set(['date', 'timestamp without time zone', 'timestamp with time zone']);

function compareMoments(type: string, a: Constant, b: Constant): Order {
  const zoned = type === 'timestamp with time zone';
  // Comparing what has a zone with what has none depends on the session: the server does not do that ahead of time.
  for (const { cast } of [a, b]) {
    if (cast !== '' && !isText(cast) && !MOMENTS.has(cast)) return 'unknown';
    if (MOMENTS.has(cast) && (cast === 'timestamp with time zone') !== zoned) return 'never';
  }
  const [x, y] = [moment(a.text), moment(b.text)];
  if (!x || !y) return a.text === b.text && a.cast === b.cast ? 0 : 'unknown';
  const day = (value: Moment, cast: string): bigint => ((cast || type) === 'date' ? value.at - (value.at % 86_400_000_000n) : value.at);
  const [p, q] = [day(x, a.cast), day(y, b.cast)];
  if (!zoned) return p === q ? 0 : p < q ? -1 : 1;
  // Both in the zone of the session, or both in one of their own.
  if ((x.zone === undefined) !== (y.zone === undefined)) return 'unknown';
  const [u, v] = [p - BigInt(x.zone ?? 0) * 60_000_000n, q - BigInt(y.zone ?? 0) * 60_000_000n];
  return u === v ? 0 : u < v ? -1 : 1;
}

/** The order of two constants that a value of `type` is compared with. */
export function compare(type: TypeName | undefined, a: Constant, b: Constant): Order {
  if (a.written === 'computed' || b.written === 'computed' || a.written === 'null' || b.written === 'null') return 'unknown';
  const name = type && type.dimensions === 0 ? type.name : '';
  if (INTEGERS.has(name) || FLOATS.has(name)) {
    // An integer compared with a number of another kind is cast first, and then is another expression.
    const foreign = ({ cast, written, text }: Constant): boolean =>
      INTEGERS.has(name) && (FLOATS.has(cast) || (cast === '' && written === 'number' && /[.e]/i.test(text)));
    if (foreign(a) || foreign(b)) return 'never';
    return compareDecimals(a.text, b.text) ?? (a.text === b.text ? 0 : 'unknown');
  }
  if (MOMENTS.has(name)) return compareMoments(name, a, b);
  if (name === 'uuid') return order(...([a.text, b.text].map((text) => text.toLowerCase().replaceAll(/[{}-]/g, '')) as [string, string]));
  if (a.text === b.text) return 0;
  // How texts are ordered is a matter of their collation.
  if (TEXTS.has(name) && name !== 'citext') return 'differs';
  if (name === 'character') return a.text.trimEnd() === b.text.trimEnd() ? 0 : 'differs';
  // Without a type: two numbers are numbers wherever they are compared.
  if (a.written === 'number' && b.written === 'number' && a.cast === b.cast) return compareDecimals(a.text, b.text) ?? 'unknown';
  return 'unknown';
}
