/** What expressions of Elixir stand for, as far as that can be said without running them. */
import type { Node } from '../tree-sitter/parse.ts';
import type { Piece } from '../pieces.ts';

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface TextValue extends Place {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

/** Atoms, with `true`, `false` and `nil` among them. */
export interface AtomValue extends Place {
  readonly kind: 'atom';
  readonly name: string;
}

/** A list; a keyword list is one of pairs. */
export interface ListValue extends Place {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface FunctionValue extends Place {
  readonly kind: 'function';
  /** An anonymous function, or what stands behind `&`. */
  readonly node: Node;
  readonly scope: Scope;
}

/** What a function of Ecto.Migration gives: a table, an index, a constraint, a reference, a fragment. */
export interface StructValue extends Place {
  readonly kind: 'struct';
  readonly of: 'table' | 'index' | 'constraint' | 'references' | 'fragment';
  readonly args: readonly Value[];
  readonly options: ReadonlyMap<string, Value>;
}

export type Value =
  | TextValue
  | AtomValue
  | ListValue
  | FunctionValue
  | StructValue
  | (Place & { readonly kind: 'number'; readonly text: string })
  | (Place & { readonly kind: 'tuple'; readonly items: readonly Value[] })
  | (Place & { readonly kind: 'map'; readonly entries: readonly (readonly [Value, Value])[] })
  /** A module, by its name. */
  | (Place & { readonly kind: 'module'; readonly name: string })
  /** Known only when it runs. */
  | (Place & { readonly kind: 'computed' });

/** Variables, and those of the scopes around. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | undefined;
}

/** Why a call cannot be written as SQL; one clause, no full stop. */
export class Unclear extends Error {}

export const computed = ({ start, end }: Place): Value => ({ kind: 'computed', start, end });

export const atom = (name: string, { start, end }: Place): AtomValue => ({ kind: 'atom', name, start, end });

export const madeText = (text: string, { start, end }: Place): TextValue => ({
  kind: 'text',
  pieces: [{ text, start, end }],
  start,
  end,
});

/** A text of which only the migration itself knows the value; the dialect reads a placeholder where a value can stand. */
export const holeOf = (place: Place, source: string): TextValue => madeText(`\${${/^[\w.@]+$/.test(source) ? source : 'value'}}`, place);

/** Whether a text holds a part that only the migration itself knows. */
export const isComputed = (text: string): boolean => text.includes('${');

export const plainText = (value: TextValue): string => value.pieces.map(({ text }) => text).join('');

/** The text of a string or the name of an atom; undefined for all else, and for nil. */
export function wordOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') {
    const text = plainText(value);
    return isComputed(text) ? undefined : text;
  }
  return value?.kind === 'atom' && value.name !== 'nil' ? value.name : undefined;
}

export const isAtom = (value: Value | undefined, name: string): boolean => value?.kind === 'atom' && value.name === name;

/** Whether a condition holds; undefined where that is not known. */
export function truth(value: Value): boolean | undefined {
  if (value.kind === 'computed') return undefined;
  return !isAtom(value, 'nil') && !isAtom(value, 'false');
}

/** A keyword list by its keys; the first of equal keys counts, as in Elixir. Undefined for all else. */
export function optionsOf(value: Value | undefined): ReadonlyMap<string, Value> | undefined {
  if (value === undefined) return new Map();
  if (value.kind !== 'list') return undefined;
  const options = new Map<string, Value>();
  for (const item of value.items) {
    const [key, entry] = item.kind === 'tuple' ? item.items : [];
    if (key?.kind !== 'atom' || !entry) return undefined;
    if (!options.has(key.name)) options.set(key.name, entry);
  }
  return options;
}

/** Whether two values are the same; undefined where that is not known. */
export function same(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'computed' || b.kind === 'computed' || a.kind === 'function' || b.kind === 'function') return undefined;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'text' && b.kind === 'text') {
    const [x, y] = [plainText(a), plainText(b)];
    return isComputed(x) || isComputed(y) ? undefined : x === y;
  }
  if (a.kind === 'atom' && b.kind === 'atom') return a.name === b.name;
  if (a.kind === 'module' && b.kind === 'module') return a.name === b.name;
  if (a.kind === 'number' && b.kind === 'number') return Number(a.text) === Number(b.text);
  if ((a.kind === 'list' || a.kind === 'tuple') && (b.kind === 'list' || b.kind === 'tuple')) {
    if (a.items.length !== b.items.length) return false;
    return allOf(a.items.map((item, i) => same(item, b.items[i] ?? item)));
  }
  return undefined;
}

/** Whether all hold, or that is not known. */
export function allOf(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.some((part) => part === false)) return false;
  return parts.some((part) => part === undefined) ? undefined : true;
}

/** Whether one holds, or that is not known. */
export function anyOf(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.some((part) => part === true)) return true;
  return parts.some((part) => part === undefined) ? undefined : false;
}

/** Finds a variable. */
export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return undefined;
}

/** Whether a value is larger than that of any migration: one that a file doubles again and again. */
export function isHuge(value: Value): boolean {
  if (value.kind === 'list') return value.items.length > 50_000;
  if (value.kind !== 'text') return false;
  return value.pieces.length > 50_000 || value.pieces.reduce((sum, { text }) => sum + text.length, 0) > 4_000_000;
}
