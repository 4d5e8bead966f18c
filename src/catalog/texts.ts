/** The texts of SQL that the catalog keeps: what changes in them when something they mention gets another name. */
import type { Expression, IndexKey, Mention, SqlText } from '../operations/definition.ts';
import type { Operation } from '../operations/operation.ts';
import type { Column, Constraint, Index, Table, UserFunction } from './catalog.ts';
import { type Draft, putTable, setEntry } from './draft.ts';

/** Changes a text; the same object where nothing changes. */
type Change = <T extends SqlText>(text: T) => T;

/** A text with another name in place of one that it mentions. */
export function renamedMention<T extends SqlText>(text: T, what: readonly Mention['what'][], from: string, to: string): T {
  const known = withMentioned(text, what, from, to);
  if (!text.mentions.some((m) => m.name === from && what.includes(m.what))) return known;
  return { ...known, mentions: text.mentions.map((m) => (m.name === from && what.includes(m.what) ? { ...m, name: to } : m)) };
}

/** What an expression mentions by name, outside of its queries, with another name in place of one. */
function withMentioned<T extends SqlText>(text: T, what: readonly Mention['what'][], from: string, to: string): T {
  if (!isExpression(text)) return text;
  const lists = [
    what.includes('function') && 'functions',
    what.includes('type') && 'types',
    what.includes('literal') && 'relations',
  ] as const;
  const changed = lists.flatMap((list) => (list && text.mentioned[list].includes(from) ? [list] : []));
  if (changed.length === 0) return text;
  const swap = (list: 'functions' | 'types' | 'relations'): readonly string[] =>
    text.mentioned[list].map((name) => (name === from ? to : name));
  return { ...text, mentioned: { ...text.mentioned, ...Object.fromEntries(changed.map((list) => [list, swap(list)])) } };
}

const isExpression = (text: SqlText): text is Expression => 'mentioned' in text;

/** The words of a text outside of literals and of what it mentions. */
const WORDS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu;

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** Replaces a column's name in a text, outside of literals and of the names that it mentions. */
export function renameColumnInText<T extends SqlText>(sql: T, from: string, to: string): T {
  const { text, mentions } = sql;
  /** Where the text has grown, and by how much. */
  const shifts: { readonly at: number; readonly by: number }[] = [];
  const renamed = text.replace(WORDS, (word, at: number) => {
    if (word.startsWith("'") || mentions.some((m) => at >= m.start && at < m.end)) return word;
    const name = word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
    if (name !== from) return word;
    const next = quoted(to);
    shifts.push({ at, by: next.length - word.length });
    return next;
  });
  if (renamed === text) return sql;
  const moved = (offset: number): number => shifts.reduce((sum, shift) => (shift.at < offset ? sum + shift.by : sum), offset);
  return { ...sql, text: renamed, mentions: mentions.map((m) => ({ ...m, start: moved(m.start), end: moved(m.end) })) };
}

/** Whether a text has a name as a word of its own, outside of literals and of the names that it mentions. */
export function hasWord({ text, mentions }: SqlText, name: string): boolean {
  for (const match of text.matchAll(WORDS)) {
    const [word] = match;
    if (word.startsWith("'") || mentions.some((m) => match.index >= m.start && match.index < m.end)) continue;
    if ((word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase()) === name) return true;
  }
  return false;
}

/** A text that the server would no longer read as it did. The first reason stands. */
export function outdated<T extends SqlText>(text: T, reason: string): T {
  return text.outdated === undefined ? { ...text, outdated: reason } : text;
}

const optional = <T extends SqlText>(text: T | undefined, change: Change): T | undefined => (text ? change(text) : undefined);

/** A map with its values changed; the same map where none changes. */
function mapValues<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): ReadonlyMap<string, V> {
  let changed = false;
  const entries = [...map].map(([key, value]): [string, V] => {
    const next = change(value);
    changed ||= next !== value;
    return [key, next];
  });
  return changed ? new Map(entries) : map;
}

/** An object with some of its fields replaced; the same object where they are the same. */
function withFields<T extends object>(value: T, fields: Partial<T>): T {
  const changes = Object.entries(fields).some(([key, field]) => value[key as keyof T] !== field);
  return changes ? { ...value, ...fields } : value;
}

const mapList = <T>(list: readonly T[], change: (item: T) => T): readonly T[] => {
  const next = list.map(change);
  return next.some((item, i) => item !== list[i]) ? next : list;
};

function inColumn(column: Column, change: Change): Column {
  const expression = column.generated && change(column.generated.expression);
  return withFields(column, {
    default: optional(column.default, change),
    generated: column.generated && expression ? withFields(column.generated, { expression }) : column.generated,
  });
}

const inKey = <K extends IndexKey>(key: K, change: Change): K =>
  withFields(key, { expression: optional(key.expression, change) } as Partial<K>);

/** The texts of a constraint. */
export function inConstraint(constraint: Constraint, change: Change): Constraint {
  const { exclusion } = constraint;
  return withFields(constraint, {
    expression: optional(constraint.expression, change),
    exclusion:
      exclusion &&
      withFields(exclusion, {
        elements: mapList(exclusion.elements, (element) => inKey(element, change)),
        where: optional(exclusion.where, change),
      }),
  });
}

function inIndex(index: Index, change: Change): Index {
  return withFields(index, { keys: mapList(index.keys, (key) => inKey(key, change)), condition: optional(index.condition, change) });
}

/** The texts inside an operation that is kept. */
export function inOperation(operation: Operation, change: Change): Operation {
  const next: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(operation)) if (isSqlText(value)) next[key] = change(value);
  return withFields(operation, next as Partial<Operation>);
}

const isSqlText = (value: unknown): value is SqlText => typeof value === 'object' && value !== null && 'mentions' in value;

/** What stands behind the name of something. */
const inDefinition = <T extends { readonly definition: SqlText }>(value: T, change: Change): T =>
  withFields(value, { definition: change(value.definition) } as Partial<T>);

/** The texts of a relation. */
export function inTable(table: Table, change: Change): Table {
  const { query } = table;
  return withFields(table, {
    columns: mapValues(table.columns, (column) => inColumn(column, change)),
    constraints: mapValues(table.constraints, (constraint) => inConstraint(constraint, change)),
    triggers: mapValues(table.triggers, (trigger) => inDefinition(trigger, change)),
    rules: mapValues(table.rules, (rule) => inDefinition(rule, change)),
    policies: mapValues(table.policies, (policy) =>
      withFields(policy, { using: optional(policy.using, change), check: optional(policy.check, change) }),
    ),
    partitionBy: optional(table.partitionBy, change),
    partitionExpressions: mapList(table.partitionExpressions, (expression) => optional(expression, change)),
    bound: optional(table.bound, change),
    query: query && withFields(inDefinition(query, change), { changes: mapList(query.changes, (o) => inOperation(o, change)) }),
    publications: mapValues(table.publications, change),
  });
}

function inFunction(own: UserFunction, change: Change): UserFunction {
  return withFields(inDefinition(own, change), { changes: mapList(own.changes, (o) => inOperation(o, change)) });
}

/** Changes every text that the catalog keeps. */
export function mapTexts(draft: Draft, change: Change): void {
  const { now } = draft;
  for (const table of Array.from(now.relations.values())) {
    const next = inTable(table, change);
    if (next !== table) putTable(draft, next);
  }
  for (const index of Array.from(now.indexes.values())) {
    const next = inIndex(index, change);
    if (next !== index) setEntry(draft, 'indexes', index.name, next);
  }
  for (const type of Array.from(now.types.values())) {
    const next = withFields(type, {
      default: optional(type.default, change),
      constraints: mapList(type.constraints, (constraint) => inConstraint(constraint, change)),
    });
    if (next !== type) setEntry(draft, 'types', type.name, next);
  }
  for (const [name, overloads] of Array.from(now.functions)) {
    const next = mapList(overloads, (own) => inFunction(own, change));
    if (next !== overloads) setEntry(draft, 'functions', name, next);
  }
  for (const [key, other] of Array.from(now.others)) {
    const next = withFields(other, { making: mapList(other.making, (o) => inOperation(o, change)) });
    if (next !== other) setEntry(draft, 'others', key, next);
  }
}

/** Another name for a relation, in every text that mentions it. */
export function renameRelationInTexts(draft: Draft, from: string, to: string): void {
  mapTexts(draft, (text) => renamedMention(text, ['relation', 'literal'], from, to));
}

/** Another name for a type or function, in every text that mentions it. */
export function renameNameInTexts(draft: Draft, from: string, to: string): void {
  mapTexts(draft, (text) => renamedMention(text, ['type', 'function'], from, to));
}

/** Whether an expression holds a query: the names in it can be those of other tables' columns. */
export const hasQuery = (text: SqlText): boolean => text.mentions.some(({ what }) => what === 'relation');

/** A column's name in an expression over its table alone; one with a query is outdated instead. */
export function renameColumnInExpression(expression: Expression, table: string, from: string, to: string): Expression {
  if (!hasWord(expression, from)) return expression;
  if (hasQuery(expression)) return outdated(expression, `the column ${from} of ${table} was renamed to ${to} since`);
  const swap = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
  const columns = expression.mentioned.columns.map((mention) =>
    mention.path.at(-1) === from ? { ...mention, path: [...mention.path.slice(0, -1), to] } : mention,
  );
  // The dialect's tree still says the old name, so it is let go; the text is carried on.
  return {
    ...renameColumnInText(expression, from, to),
    columns: swap(expression.columns),
    mentioned: { ...expression.mentioned, columns },
    tree: undefined,
  };
}
