/** Whether two indexes are alike: what lets the index of a partition stand in for that of its table. */
import type { IndexKey } from '../operations/definition.ts';
import type { Index, Table } from './catalog.ts';
import { nameOf } from './draft.ts';

/** What of an index decides whether another is like it. */
export type IndexShape = Pick<Index, 'columns' | 'include' | 'unique' | 'nullsNotDistinct' | 'method' | 'keys' | 'where'>;

/** A condition or expression without what only its spelling adds: blanks, case, brackets around all of it. */
function plain(text: string): string {
  let at = text
    .replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[^'"]+/g, (part) => (/^['"]/.test(part) ? part : part.toLowerCase().replaceAll(/\s+/g, ' ')))
    .trim();
  while (at.startsWith('(') && closes(at)) at = at.slice(1, -1).trim();
  return at;
}

/** Whether the first bracket is closed by the last character. */
function closes(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** Operator classes that a key has where none is given. */
const DEFAULT_CLASSES = new Set(
  (
    'array_ops bit_ops bool_ops bpchar_ops bytea_ops char_ops date_ops enum_ops float4_ops float8_ops inet_ops int2_ops int4_ops int8_ops ' +
    'interval_ops jsonb_ops name_ops numeric_ops oid_ops range_ops record_ops text_ops time_ops timestamp_ops timestamptz_ops ' +
    'tsvector_ops uuid_ops varbit_ops varchar_ops'
  ).split(' '),
);

/** The operator class of a key without its schema and its parameters, or empty. */
export const operatorClassOf = (key: IndexKey | undefined): string => nameOf((key?.operatorClass ?? '').replace(/ \(.*$/s, ''));

/** What beside its column or expression makes a key another one: its collation and its operator class. Order counts for nothing. */
function keyClass(key: IndexKey): string {
  const name = operatorClassOf(key);
  return [nameOf(key.collation), DEFAULT_CLASSES.has(name) ? '' : name].filter(Boolean).join(' ');
}

const isName = (key: string): boolean => /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(key);

/** `maybe`: they differ in nothing but the spelling of expressions, which the server compares by their meaning. */
export type Likeness = 'like' | 'maybe' | 'unlike';

/** How alike two indexes are, in the eyes of the server (CompareIndexInfo in src/backend/catalog/index.c): order counts for nothing. */
export function likeness(a: IndexShape, b: IndexShape): Likeness {
  const same = (x: readonly string[], y: readonly string[]): boolean => x.length === y.length && x.every((value, i) => value === y[i]);
  if (a.unique !== b.unique || a.nullsNotDistinct !== b.nullsNotDistinct || a.method !== b.method) return 'unlike';
  if (a.columns.length !== b.columns.length || !same(a.include, b.include) || !same(a.keys.map(keyClass), b.keys.map(keyClass)))
    return 'unlike';
  if ((a.where === '') !== (b.where === '')) return 'unlike';
  const [keys, others] = [a.columns.map(plain), b.columns.map(plain)];
  for (const [i, key] of keys.entries()) {
    const other = others[i] ?? '';
    // A column is like itself alone, in its own spelling.
    if (isName(key) || isName(other)) {
      if (a.columns[i] !== b.columns[i]) return 'unlike';
    }
  }
  return same(keys, others) && plain(a.where) === plain(b.where) ? 'like' : 'maybe';
}

/** In which order the keys stand. */
const orders = ({ columns, keys }: IndexShape): readonly string[] =>
  columns.map((_, i) => `${keys[i]?.descending ? 'desc' : ''} ${keys[i]?.nulls ?? ''}`);

const startsWith = (all: readonly string[], start: readonly string[]): boolean => start.every((value, i) => all[i] === value);

/** Whether one index serves every query that another one serves, and enforces what it enforces. */
export function does(one: IndexShape, other: IndexShape): boolean {
  const { unique, nullsNotDistinct, include } = other;
  if (unique && (!one.unique || one.nullsNotDistinct !== nullsNotDistinct)) return false;
  if (!include.every((column) => one.include.includes(column))) return false;
  return likeness({ ...one, unique, nullsNotDistinct, include }, other) === 'like' && startsWith(orders(one), orders(other));
}

/** Whether one B-tree index starts with the keys of another one that enforces nothing, and has more. */
export function covers(one: IndexShape, other: IndexShape): boolean {
  if (one.method !== 'btree' || other.unique || one.where !== '' || one.columns.length <= other.columns.length) return false;
  const count = other.columns.length;
  const held = new Set([...one.columns, ...one.include]);
  if (!other.include.every((column) => held.has(column))) return false;
  const start = { ...one, columns: one.columns.slice(0, count), keys: one.keys.slice(0, count), include: other.include };
  return (
    likeness({ ...start, unique: false, nullsNotDistinct: other.nullsNotDistinct }, other) === 'like' &&
    startsWith(orders(one), orders(other))
  );
}

/** The kind of constraint behind an index, or undefined. */
export function constraintKindOf(index: Pick<Index, 'constraint'>, table: Table | undefined): string | undefined {
  return index.constraint === '' ? undefined : table?.constraints.get(index.constraint)?.kind;
}

/** What the index of a partitioned table finds in a partition. */
export interface Found {
  readonly index: Index;
  readonly certain: boolean;
}

/** What constraint the index of a partition must stand behind: none, any, or one of a kind. */
export type Behind = 'nothing' | 'any' | { readonly kind: string };

/** What an index of a table asks of that of a partition: a constraint where it stands behind one. */
export function behindOf(index: Index, table: Table | undefined, sameKind: boolean): Behind {
  const kind = constraintKindOf(index, table);
  return kind === undefined ? 'nothing' : sameKind ? { kind } : 'any';
}

/** The index of a partition that becomes part of an index of its table: like it, and not part of another one yet. */
export function standIn(wanted: IndexShape, behind: Behind, partition: Table, indexes: ReadonlyMap<string, Index>): Found | undefined {
  let maybe: Index | undefined;
  for (const name of partition.indexes) {
    const index = indexes.get(name);
    if (!index || index.partitionOf !== '') continue;
    const kind = constraintKindOf(index, partition);
    if (behind !== 'nothing' && (kind === undefined || (behind !== 'any' && behind.kind !== kind))) continue;
    const alike = likeness(index, wanted);
    if (alike === 'like') return { index, certain: true };
    if (alike === 'maybe') maybe ??= index;
  }
  return maybe && { index: maybe, certain: false };
}
