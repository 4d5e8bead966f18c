/** What an expression of a migration is known to be, without running it. */
import type {
  ArrowFunctionExpression,
  Class,
  ClassMethod,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  ObjectMethod,
} from '@babel/types';
import type { Piece } from '../pieces.ts';
import type { Module } from './modules.ts';

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression | ObjectMethod | ClassMethod;

/** Offsets of an expression. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Names in a block, and those around it. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | undefined;
  /** What `this` is in it. */
  readonly self: Value | undefined;
}

/** A step of a chain on what the tool hands over: `.schema`, `.raw('…')`. The name is empty where the thing itself is called. */
export interface Link extends Place {
  readonly name: string;
  /** Absent for a property. */
  readonly args?: readonly Value[];
}

/** Something the tool hands over (`knex`, `queryRunner`), and what is asked of it. */
export interface Chain extends Place {
  readonly kind: 'chain';
  /** Which of the things the tool hands over. */
  readonly root: string;
  readonly links: readonly Link[];
  /** Whether it was sent already, or went into another chain: set once. */
  readonly state: { used: boolean };
}

export interface TextValue {
  readonly kind: 'text';
  readonly pieces: readonly Piece[];
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly fields: Map<string, Value>;
  /** It holds more than what is known. */
  open: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly self: Value | undefined;
  /** The file it is in, where that is not the migration. */
  readonly module: Module | undefined;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: Class;
  readonly scope: Scope;
  readonly module: Module | undefined;
}

/** An object of a class, by its members. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly of: ClassValue;
  readonly fields: Map<string, Value>;
}

export interface UnknownValue extends Place {
  readonly kind: 'unknown';
  /** The call whose result it is, when what it does is not known either: `helpers.addIndex`. */
  readonly call?: string;
  /** It is, or comes from, another file. */
  readonly foreign?: boolean;
  /** It is a list of which only this is known: what each of its items is. */
  readonly item?: Value;
}

export type Value =
  | TextValue
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' | 'undefined' }
  | ListValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | Chain
  | UnknownValue;

export const UNDEFINED: Value = { kind: 'undefined' };

export const placeOf = (node: Node): Place => ({ start: node.start ?? 0, end: node.end ?? 0 });

export const unknownAt = (node: Node, more: { readonly call?: string; readonly foreign?: boolean } = {}): UnknownValue => ({
  kind: 'unknown',
  ...placeOf(node),
  ...more,
});

/** A text that stands for an expression and not for the characters of the file. */
export const madeText = (text: string, place: Place): TextValue => ({
  kind: 'text',
  pieces: [{ text, start: place.start, end: place.end }],
});

/** The characters of a text. */
export const plainText = (value: TextValue): string => value.pieces.map((piece) => piece.text).join('');

/** A text as a plain string, a number as its digits; undefined for what is neither. */
export function stringOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return plainText(value);
  if (value?.kind === 'number' || value?.kind === 'boolean') return String(value.value);
  return undefined;
}

/** Whether a text holds a part that only the program knows. */
export const isComputed = (text: string): boolean => text.includes('${');

export const fieldOf = (value: Value | undefined, name: string): Value | undefined =>
  value?.kind === 'object' ? value.fields.get(name) : undefined;

/** Rows of a list; the one that stands for all where only their shape is known. */
export function rowsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'list') return value.items;
  return value === undefined ? [] : [value.kind === 'unknown' && value.item ? value.item : value];
}

/** Truth of a value; undefined where it is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'null':
    case 'undefined':
      return false;
    case 'text': {
      const text = plainText(value);
      return isComputed(text) ? undefined : text !== '';
    }
    case 'unknown':
    case 'chain':
      return undefined;
    default:
      return true;
  }
}

/** Whether a value is, or holds, something with which the database can be reached. */
export function reachesDatabase(value: Value, depth = 0): boolean {
  if (value.kind === 'chain') return value.root !== 'types';
  if (depth > 4) return false;
  if (value.kind === 'list') return value.items.some((item) => reachesDatabase(item, depth + 1));
  if (value.kind === 'object') return [...value.fields.values()].some((field) => reachesDatabase(field, depth + 1));
  return false;
}
