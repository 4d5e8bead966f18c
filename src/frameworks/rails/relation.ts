/**
 * Changes of many rows through a model in one statement: `User.where(admin: nil).update_all(admin: false)`. A value that
 * nobody knows stands as a parameter.
 */
import { tableOfModel } from '../ruby/inflect.ts';
import { nil, plainText, type Call, type ClassInfo, type Value } from '../ruby/values.ts';
import { made, nameOf, quoted, quotedTable, Unclear, type Context, type Made } from './options.ts';
import { defaultSql } from './types.ts';
import { OF_OBJECTS, READS, WRITES } from './vocabulary.ts';

export interface Relation {
  readonly table: string;
  readonly conditions: readonly string[];
  /** A `where` without arguments, behind which `not` comes. */
  readonly open?: boolean;
}

/** Calls that leave the rows as they are. */
const SAME = new Set([
  'all',
  'unscoped',
  'distinct',
  'order',
  'reorder',
  'with_deleted',
  'load',
  'readonly',
  'select',
  'unscope',
  'includes',
  'preload',
  'references',
]);
/** Calls behind which Rails changes rows by their keys. */
const PARTS = new Set([
  'in_batches',
  'joins',
  'left_joins',
  'left_outer_joins',
  'limit',
  'offset',
  'group',
  'having',
  'merge',
  'or',
  'and',
  'eager_load',
]);

const isSimple = (value: Value): boolean => ['text', 'number', 'boolean'].includes(value.kind);

function literalOf(table: string, column: string, value: Value, context: Context): string {
  if (!isSimple(value)) return '$1';
  const { type, array = false } = context.memory.table(table).columns.get(column) ?? {};
  return defaultSql(value, type, array, context);
}

function condition(table: string, column: string, value: Value, not: boolean, context: Context): string {
  const name = `${quotedTable(table)}.${quoted(column)}`;
  if (value.kind === 'hash' || column.includes('.')) return '$1';
  if (value.kind === 'nil') return `${name} IS ${not ? 'NOT ' : ''}NULL`;
  if (value.kind !== 'list') return `${name} ${not ? '!=' : '='} ${literalOf(table, column, value, context)}`;
  const some = value.items.filter(({ kind }) => kind !== 'nil').map((item) => literalOf(table, column, item, context));
  const parts = [
    ...(some.length > 0 ? [`${name} ${not ? 'NOT IN' : 'IN'} (${some.join(', ')})`] : []),
    ...(some.length < value.items.length ? [`${name} IS ${not ? 'NOT ' : ''}NULL`] : []),
  ];
  if (parts.length === 0) return not ? 'TRUE' : 'FALSE';
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(not ? ' AND ' : ' OR ')})`;
}

/** A fragment with `?` or `:name` where values come. */
function fragment(call: Pick<Call, 'args' | 'named'>): string {
  const text = nameOf(call.args[0], 'the condition');
  if (call.named) return text.replaceAll(/(?<![:\w]):[a-z_]\w*/g, '$$1');
  return call.args.length > 1 ? text.replaceAll('?', '$$1') : text;
}

const entriesOf = (call: Call): ReadonlyMap<string, Value> | undefined => {
  const [first] = call.args;
  if (call.args.length === 0) return call.named;
  return first?.kind === 'hash' ? new Map(first.entries.map(([key, value]) => [plainText(key) ?? '', value])) : undefined;
};

function conditionsOf(relation: Relation, call: Call, not: boolean, context: Context): readonly string[] {
  const entries = entriesOf(call);
  if (entries) return [...entries].map(([column, value]) => condition(relation.table, column, value, not, context));
  const [first] = call.args;
  const given = first?.kind === 'list' ? { args: first.items, named: undefined } : call;
  const text = fragment(given);
  return [not ? `NOT (${text})` : `(${text})`];
}

/** The relation behind a call; undefined where it is not known which rows it has. */
export function relate(relation: Relation, call: Call, context: Context): Relation | undefined {
  const { name, args, named } = call;
  if (call.spread) return undefined;
  if (name === 'where' && args.length === 0 && !named) return { ...relation, open: true };
  const narrowed = (...conditions: readonly string[]): Relation => ({
    table: relation.table,
    conditions: [...relation.conditions, ...conditions],
  });
  try {
    if (name === 'where' || name === 'rewhere') return narrowed(...conditionsOf(relation, call, false, context));
    if (name === 'not' && relation.open) return narrowed(...conditionsOf(relation, call, true, context));
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    return narrowed('$1');
  }
  if (SAME.has(name)) return relation;
  if (PARTS.has(name)) return narrowed(`${quotedTable(relation.table)}."id" IN ($1)`);
  // A scope of the model, which takes some of the rows.
  return READS.has(name) || WRITES.has(name) || OF_OBJECTS.has(name) || call.block || /\W/.test(name) ? undefined : narrowed('$1');
}

/** `update_all` and `delete_all` as a statement; undefined for other calls. */
export function bulkChange(relation: Relation, call: Call, context: Context): Made | undefined {
  const table = quotedTable(relation.table);
  const where = relation.conditions.length === 0 ? '' : ` WHERE ${relation.conditions.join(' AND ')}`;
  if (call.name === 'delete_all') return made(`DELETE FROM ${table}${where}`, call);
  if (call.name !== 'update_all' || call.spread) return undefined;
  const entries = entriesOf(call);
  if (entries) {
    const set = [...entries].map(
      ([column, value]) => `${quoted(column)} = ${value.kind === 'nil' ? 'NULL' : literalOf(relation.table, column, value, context)}`,
    );
    return set.length === 0 ? undefined : made(`UPDATE ${table} SET ${set.join(', ')}${where}`, call);
  }
  const [first] = call.args;
  if (first?.kind !== 'text' && first?.kind !== 'list') return undefined;
  return made(`UPDATE ${table} SET ${fragment({ args: first.kind === 'list' ? first.items : [first], named: call.named })}${where}`, call);
}

/** SQL with `:name` and `?` where values come, which nobody knows. */
export function withParameters(value: Value | undefined, given: boolean): Value {
  if (!value || value.kind !== 'text') return value ?? nil({ start: 0, end: 0 });
  if (!given) return value;
  const pieces = value.pieces.map(({ text, start, end }) => ({ text: text.replaceAll(/(?<![:\w]):[a-z_]\w*|\?/gi, '$$1'), start, end }));
  return { ...value, pieces };
}

/** The table of a model: the one that its class names, else by its name. */
export function modelTable(path: string, info: ClassInfo | undefined): string {
  for (const node of info?.calls ?? [])
    if (node.type === 'CallNode' && node.name === 'table_name=') {
      const [value] = node.arguments?.arguments ?? [];
      if (value?.type === 'StringNode' || value?.type === 'SymbolNode') return value.unescaped.value;
    }
  return tableOfModel(path);
}
