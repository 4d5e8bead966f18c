/** What an expression of a migration in PHP is known to be, without running it. */
import type { Piece } from '../pieces.ts';
import type { Node, Place } from './parse.ts';

export interface TextValue {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

/** An array: keys are texts, numbers counted. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly entries: readonly (readonly [key: string, value: Value])[];
  /** Whether the keys are those of a list. */
  readonly list: boolean;
}

export interface ClosureValue {
  readonly kind: 'closure';
  readonly node: Node;
  readonly scope: Scope;
}

/** An object of a class of the file. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly of: ClassInfo;
  readonly fields: Map<string, Value>;
}

/** An object of the framework's: what it is asked goes to its table. */
export interface HostValue {
  readonly kind: 'host';
  call(method: string, args: Args, place: Place): Value;
  property?(name: string): Value;
  /** `$table->engine = 'InnoDB'`. */
  assign?(name: string, value: Value, place: Place): void;
}

/**
 * Something else: a row, a result, a computed value. `model`: it came from the framework's models, so that asking it to save
 * itself changes data; `foreign`: it is an object of a class in another file.
 */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly origin: 'quiet' | 'model' | 'foreign';
  /** As it stands in the file. */
  readonly source: string;
}

export type Value =
  | TextValue
  | ArrayValue
  | ClosureValue
  | InstanceValue
  | HostValue
  | UnknownValue
  /** SQL in a wrapper of the framework's: DB::raw(…), Literal::from(…). */
  | { readonly kind: 'raw'; readonly text: TextValue }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

/** Names in a function, and what `$this` is in it. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly self: InstanceValue | undefined;
}

/** The arguments of a call. */
export interface Args {
  readonly list: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** It has `...$x`, which is not known, among them. */
  readonly spread: boolean;
}

/** A class of the file. */
export interface ClassInfo {
  readonly name: string;
  readonly node: Node;
  readonly parent: string;
  readonly methods: ReadonlyMap<string, Node>;
  readonly constants: ReadonlyMap<string, Node>;
  readonly properties: ReadonlyMap<string, Node | undefined>;
}

export const NULL: Value = { kind: 'null' };
export const NO_ARGS: Args = { list: [], named: new Map(), spread: false };

export const quiet = (source = ''): UnknownValue => ({ kind: 'unknown', origin: 'quiet', source });

/** A text that stands for an expression and not for the characters of the file. */
export const madeText = (text: string, place: Place = { start: 0, end: 0 }): TextValue => ({
  kind: 'text',
  pieces: [{ text, start: place.start, end: place.end }],
});

/** The characters of a text. */
export const plainText = (value: TextValue): string => value.pieces.map((piece) => piece.text).join('');

/** Whether a text holds a part that only the program knows. */
export const isComputed = (text: string): boolean => text.includes('${');

/** A text or number as a plain string; undefined for what is neither or is computed. */
export function stringOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'number') return value.text;
  if (value?.kind !== 'text') return undefined;
  const text = plainText(value);
  return isComputed(text) ? undefined : text;
}

/** An argument by its place or its name; undefined where it is not given. */
export const argument = (args: Args, index: number, name?: string): Value | undefined =>
  (name === undefined ? undefined : args.named.get(name)) ?? args.list[index];

/** The items of an array without its keys. */
export const itemsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.kind === 'array' ? value.entries.map(([, item]) => item) : undefined;

/** The value of a key. */
export const entryOf = (value: Value | undefined, key: string): Value | undefined =>
  value?.kind === 'array' ? value.entries.findLast(([name]) => name === key)?.[1] : undefined;

export const listOf = (items: readonly Value[]): ArrayValue => ({
  kind: 'array',
  entries: items.map((item, i) => [String(i), item]),
  list: true,
});

/** Truth of a value; undefined where it is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'number':
      return Number(value.text) !== 0;
    case 'null':
      return false;
    case 'text': {
      const text = plainText(value);
      return isComputed(text) ? undefined : text !== '' && text !== '0';
    }
    case 'array':
      return value.entries.length > 0;
    case 'unknown':
    case 'host':
      return undefined;
    default:
      return true;
  }
}

/** Whether two values are equal; undefined where that is not known. */
export function equal(a: Value, b: Value): boolean | undefined {
  const [x, y] = [a, b].map((one) => (one.kind === 'boolean' ? String(one.value) : one.kind === 'null' ? '' : stringOf(one)));
  if (x === undefined || y === undefined) return a.kind === 'unknown' || b.kind === 'unknown' || a.kind === b.kind ? undefined : false;
  return a.kind === b.kind && x === y;
}
