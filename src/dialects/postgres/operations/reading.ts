/** One statement while it is turned into operations: its tree, its text, and what names mean at this point. */
import type { Node, RangeVar } from '@pgsql/types';
import type { Operation } from '../../../operations/operation.ts';
import type { Span } from '../../../source.ts';
import type { Names } from '../names.ts';
import type { Range } from '../split.ts';
import type { Tokens } from '../tokens.ts';

export interface Reading extends Range {
  readonly names: Names;
  /** The whole statement. */
  readonly span: Span;
  /** Offset of a location of the tree, in the text the statement is cut from. */
  at(location: number | undefined): number;
  /** The statement's tokens; made when they are first asked for. */
  tokens(): Tokens;
  /** Index of the token at a location of the tree. */
  index(location: number | undefined): number;
  /** The text between two offsets, as it stands in the file. */
  slice(start: number, end: number): string;
  /** The text of tokens `[from, to)`, as it stands in the file. */
  words(from: number, to: number): string;
  locate(range: Range): Span;
}

/** Makes the reading of a part of the statement: a statement in a CTE, an element of CREATE SCHEMA. */
export function within(reading: Reading, range: Range): Reading {
  return { ...reading, ...range, span: reading.locate(range) };
}

type KeyOf<N> = N extends unknown ? keyof N : never;
/** Names of node types. */
export type NodeKind = KeyOf<Node>;
/** What a node of one type holds. */
export type NodeOf<K extends NodeKind> = Extract<Node, Record<K, unknown>>[K];

/** Turns a statement of one kind into operations. */
export type Reader<K extends NodeKind> = (statement: NodeOf<K>, reading: Reading) => readonly Operation[];
export type Readers = { readonly [K in NodeKind]?: Reader<K> };

/** The name of a node's type and what it holds. */
export function open(node: Node): { readonly kind: NodeKind; readonly value: object } {
  const [kind, value] = Object.entries(node)[0] ?? ['Null', {}];
  return { kind: kind as NodeKind, value: value as object };
}

/** A member of a node, where the node is of the type. */
export function as<K extends NodeKind>(node: Node | undefined, kind: K): NodeOf<K> | undefined {
  return node && kind in node ? (node as unknown as Record<K, NodeOf<K>>)[kind] : undefined;
}

/** Those nodes of a list that are of one type. */
export function all<K extends NodeKind>(nodes: readonly Node[] | undefined, kind: K): readonly NodeOf<K>[] {
  const out: NodeOf<K>[] = [];
  for (const node of nodes ?? []) {
    const found = as(node, kind);
    if (found !== undefined) out.push(found);
  }
  return out;
}

/** Whether a relation is named with ONLY. `name *` says that what is below it is meant too, as does the name alone. */
export function isOnly(relation: RangeVar | undefined): boolean {
  return relation !== undefined && relation.inh !== true;
}
