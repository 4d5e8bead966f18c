/**
 * A list of operations in the making that leads from one catalog to another. Each operation that is added is applied, so
 * that the next one is chosen on what is there by then: the server gives partitions their indexes, and names what has none.
 */
import { applyOperation } from '../../../catalog/apply.ts';
import type { Catalog, Table } from '../../../catalog/catalog.ts';
import type { SqlText } from '../../../operations/definition.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Span } from '../../../source.ts';
import { naming } from '../naming.ts';

export interface Building {
  /** What there shall be. */
  readonly wanted: Catalog;
  /** The server's major. */
  readonly version: number;
  /** Where the operation stands that is undone. */
  readonly span: Span;
  readonly operations: readonly Operation[];
  /** What is not sure to be as it was, in words. */
  readonly doubts: readonly string[];
  /** What is there after the operations so far. */
  now(): Catalog;
  push(operation: Operation): void;
  doubt(reason: string): void;
}

/** Begins a list of operations that leads from one catalog to another. */
export function beginBuilding(wanted: Catalog, from: Catalog, version: number, span: Span): Building {
  const operations: Operation[] = [];
  const doubts = new Set<string>();
  let now = from;
  return {
    wanted,
    version,
    span,
    operations,
    get doubts() {
      return [...doubts];
    },
    now: () => now,
    push(operation) {
      operations.push(operation);
      now = applyOperation(now, operation, { change: null, naming, version });
    },
    doubt: (reason) => void doubts.add(reason),
  };
}

/** Whether two texts say the same. */
export function sameText(a: SqlText | undefined, b: SqlText | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.text !== b.text || a.mentions.length !== b.mentions.length) return false;
  return a.mentions.every((mention, i) => mention.name === b.mentions[i]?.name && mention.start === b.mentions[i]?.start);
}

/** Whether two maps hold the same texts. */
export function sameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a === b || (a.size === b.size && [...a].every(([key, value]) => b.get(key) === value));
}

/** Tables with those first that others are made from: partitioned tables before partitions, parents before children. */
export function parentsFirst(tables: readonly Table[]): readonly Table[] {
  const named = new Map(tables.map((table) => [table.name, table]));
  const placed = new Set<Table>();
  const place = (table: Table): void => {
    if (placed.has(table)) return;
    for (const above of [table.partitionOf, ...table.inherits]) {
      const parent = named.get(above);
      if (parent) place(parent);
    }
    placed.add(table);
  };
  for (const table of tables) place(table);
  return [...placed];
}

/** Things with those first that others mention, as far as they are among them. Rings are left in the order they came in. */
export function mentionedFirst<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  mentionsOf: (item: T) => readonly string[],
): readonly T[] {
  const named = new Map(items.map((item) => [nameOf(item), item]));
  const done = new Set<T>();
  const open = new Set<T>();
  const place = (item: T): void => {
    if (done.has(item) || open.has(item)) return;
    open.add(item);
    for (const name of mentionsOf(item)) {
      const other = named.get(name);
      if (other) place(other);
    }
    done.add(item);
  };
  for (const item of items) place(item);
  return [...done];
}
