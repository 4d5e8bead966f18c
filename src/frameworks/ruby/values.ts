/** Values of the Ruby that is read: what can be known without running it. */
import type { Piece } from '../pieces.ts';
import type { DefNode, Node } from './nodes.ts';

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Names of a method, and behind them those of what is around a block. */
export interface Env {
  readonly names: Map<string, Value>;
  readonly parent: Env | undefined;
  /** Whose methods are called without a receiver. */
  readonly self: ClassInfo | undefined;
  /** Methods of the class itself are called, not of an instance. */
  readonly static?: boolean;
  /** The block that the method was given. */
  readonly block?: Block | undefined;
}

export interface ClassInfo {
  readonly name: string;
  readonly superclass: Node | null;
  readonly methods: Map<string, DefNode>;
  readonly statics: Map<string, DefNode>;
  /** Modules of the file that it includes. */
  readonly includes: ClassInfo[];
  /** Calls in its body: `disable_ddl_transaction!`, `self.table_name = …`. */
  readonly calls: Node[];
  readonly start: number;
  readonly end: number;
}

export interface Block extends Place {
  readonly kind: 'block';
  readonly parameters: Node | null;
  readonly body: Node | null;
  readonly env: Env;
  /** `&:name`: a call of that method. */
  readonly symbol?: string;
}

export type Text = { readonly kind: 'text'; readonly pieces: readonly Piece[]; readonly symbol: boolean } & Place;

export type Value =
  | Text
  | ({ readonly kind: 'number'; readonly text: string } & Place)
  | ({ readonly kind: 'boolean'; readonly value: boolean } & Place)
  | ({ readonly kind: 'nil' } & Place)
  | ({ readonly kind: 'list'; readonly items: readonly Value[] } & Place)
  | ({ readonly kind: 'hash'; readonly entries: readonly (readonly [Value, Value])[] } & Place)
  | ({ readonly kind: 'regexp'; readonly source: string } & Place)
  /** A class or module by its path; `info` where it is one of the file. */
  | ({ readonly kind: 'constant'; readonly path: string; readonly info: ClassInfo | undefined } & Place)
  /** An object of the framework: the table of a block, the connection. */
  | ({ readonly kind: 'handle'; readonly name: string; readonly about: object | undefined } & Place)
  /**
   * What a call gave that is not known: by the constant it begins with, and the methods called on it. `about`: what the
   * framework knows of it.
   */
  | ({ readonly kind: 'chain'; readonly root: string; readonly names: readonly string[]; readonly about?: object | undefined } & Place)
  | Block
  | ({ readonly kind: 'unknown' } & Place);

/** A call as it is handed to the framework. */
export interface Call extends Place {
  /** Undefined for a call on self. */
  readonly receiver: Value | undefined;
  readonly name: string;
  readonly args: readonly Value[];
  /** Keywords; undefined where there are none. */
  readonly named: ReadonlyMap<string, Value> | undefined;
  readonly block: Block | undefined;
  /** Arguments are spread that nobody knows. */
  readonly spread: boolean;
  /** Something is done with what it gives. */
  readonly used: boolean;
  readonly env: Env;
}

export const unknown = ({ start, end }: Place): Value => ({ kind: 'unknown', start, end });
export const nil = ({ start, end }: Place): Value => ({ kind: 'nil', start, end });
export const bool = (value: boolean, { start, end }: Place): Value => ({ kind: 'boolean', value, start, end });
export const listOf = (items: readonly Value[], { start, end }: Place): Value => ({ kind: 'list', items, start, end });
/** A text that is made: it stands for all of its place. */
export const textOf = (text: string, { start, end }: Place, symbol = false): Text => ({
  kind: 'text',
  pieces: [{ text, start, end }],
  symbol,
  start,
  end,
});

/** The text of a string or symbol, or of a number. */
export function plainText(value: Value | undefined): string | undefined {
  if (value?.kind === 'number') return value.text;
  return value?.kind === 'text' ? value.pieces.map(({ text }) => text).join('') : undefined;
}

/** Whether Ruby takes it as true; undefined where that is not known. */
export function truth(value: Value | undefined): boolean | undefined {
  switch (value?.kind) {
    case undefined:
    case 'unknown':
    case 'chain':
      return undefined;
    case 'nil':
      return false;
    case 'boolean':
      return value.value;
    default:
      return true;
  }
}

/** Whether two values are equal; undefined where that is not known. */
export function equal(a: Value | undefined, b: Value | undefined): boolean | undefined {
  if (a?.kind === 'text' && b?.kind === 'text') return a.symbol === b.symbol && plainText(a) === plainText(b);
  if (a?.kind === 'number' && b?.kind === 'number') return Number(a.text) === Number(b.text);
  if (a?.kind === 'boolean' && b?.kind === 'boolean') return a.value === b.value;
  if (a?.kind === 'nil' && b?.kind === 'nil') return true;
  if (truth(a) === undefined || truth(b) === undefined) return undefined;
  return a?.kind === b?.kind ? undefined : false;
}

/** A key of a hash as text, symbols and strings alike. */
export function fieldsOf(value: Value | undefined): ReadonlyMap<string, Value> | undefined {
  if (value?.kind !== 'hash') return undefined;
  return new Map(value.entries.flatMap(([key, one]) => (plainText(key) === undefined ? [] : [[plainText(key) ?? '', one] as const])));
}
