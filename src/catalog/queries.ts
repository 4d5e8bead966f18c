/** What a query gives and what it reads, on a catalog: names of columns are looked up as SQL's scopes have it. */
import type { TypeName } from '../operations/definition.ts';
import type { Mentioned, Output, Query, Source, TypeHint } from '../operations/query.ts';
import type { Catalog } from './catalog.ts';
import { type Uses, usesBuilder, type UsesBuilder } from './uses.ts';

/** One column that a query gives. */
export interface Given {
  readonly name: string;
  /** Undefined where it is not known. */
  readonly type: TypeName | undefined;
}

/** What a query gives and what it reads. */
export interface Answer {
  readonly columns: readonly Given[];
  /** These are all of its columns. */
  readonly known: boolean;
  readonly uses: Uses;
}

type Relations = Pick<Catalog, 'relations'>;

/** A column that an item of FROM brings. */
interface Field {
  readonly name: string;
  readonly type: TypeName | undefined;
  /** Columns of relations that it is: two for a column of JOIN … USING; none for one that is computed. */
  readonly is: readonly { readonly relation: string; readonly column: string }[];
}

/** Something in FROM that a mention can name. */
interface Range {
  readonly alias: string;
  /** The relation it is, or empty. */
  readonly relation: string;
  readonly fields: readonly Field[];
  readonly known: boolean;
}

/** An item of FROM: what `*` stands for, and the ranges inside of it. */
interface Item {
  readonly ranges: readonly Range[];
  readonly fields: readonly Field[];
  readonly known: boolean;
}

/** Where names are looked up; `outer` is what surrounds it. */
interface Scope {
  readonly items: readonly Item[];
  readonly outer: Scope | undefined;
}

/** Common table expressions that can be seen. */
type Named = ReadonlyMap<string, Item>;

interface Resolving {
  readonly catalog: Relations;
  readonly uses: UsesBuilder;
  /** Queries that were counted already: the query of a scalar column is in the expression and says its type. */
  readonly seen: Map<Query, Pick<Answer, 'columns' | 'known'>>;
}

const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

/** What a query gives and reads. */
export function answerOf(query: Query, catalog: Relations): Answer {
  const resolving: Resolving = { catalog, uses: usesBuilder(), seen: new Map() };
  const { columns, known } = resolve(query, undefined, new Map(), resolving);
  return { columns, known, uses: resolving.uses.built() };
}

/**
 * What an expression reads that is about the rows of a relation.
 *
 * @param aliases the names that the rows go under besides the relation's own: `old` and `new` of rules.
 */
export function usesOf(mentioned: readonly Mentioned[], relation: string, aliases: readonly string[], catalog: Relations): Uses {
  const resolving: Resolving = { catalog, uses: usesBuilder(), seen: new Map() };
  const names = aliases.length > 0 ? aliases : [''];
  const items = relation === '' ? [] : names.map((alias) => relationItem(relation, alias, [], resolving));
  const scope: Scope = { items, outer: undefined };
  for (const one of mentioned) look(one, scope, new Map(), resolving);
  return resolving.uses.built();
}

function resolve(query: Query, outer: Scope | undefined, named: Named, resolving: Resolving): Pick<Answer, 'columns' | 'known'> {
  const before = resolving.seen.get(query);
  if (before) return before;
  const answer = resolveAnew(query, outer, named, resolving);
  resolving.seen.set(query, answer);
  return answer;
}

function resolveAnew(query: Query, outer: Scope | undefined, named: Named, resolving: Resolving): Pick<Answer, 'columns' | 'known'> {
  const visible = withCtes(query, outer, named, resolving);
  if (query.operands.length > 0) {
    const answers = query.operands.map((operand) => resolve(operand, outer, visible, resolving));
    look(query, { items: [], outer }, visible, resolving);
    const [first] = answers;
    const columns = (first?.columns ?? []).map(({ name }, i) => ({ name, type: commonType(answers.map((a) => a.columns[i]?.type)) }));
    return { columns, known: first?.known ?? false };
  }
  const items: Item[] = [];
  const scope: Scope = { items, outer };
  for (const source of query.from) items.push(itemOf(source, scope, outer, visible, resolving));
  look(query, scope, visible, resolving);
  rest(query, scope, resolving);
  if (query.writes) written(query.writes, resolving);
  return given(query.outputs, scope, visible, resolving);
}

/** The common table expressions that a query sees: those around it and its own. */
function withCtes(query: Query, outer: Scope | undefined, named: Named, resolving: Resolving): Named {
  if (query.ctes.length === 0) return named;
  const visible = new Map(named);
  for (const cte of query.ctes) {
    // A recursive one reads itself: its columns are those of its first part.
    const [first] = cte.query.operands;
    if (query.recursive && first) {
      const start = resolve(first, outer, withCtes(cte.query, outer, visible, resolving), resolving);
      visible.set(cte.name, queryItem(start, cte.name, cte.columns));
    }
    visible.set(cte.name, queryItem(resolve(cte.query, outer, visible, resolving), cte.name, cte.columns));
  }
  return visible;
}

/** Columns under the names that an alias gives them. */
const renamed = <T extends { readonly name: string }>(fields: readonly T[], names: readonly string[]): readonly T[] =>
  names.length === 0 ? fields : fields.map((field, i) => ({ ...field, name: names[i] ?? field.name }));

function queryItem({ columns, known }: Pick<Answer, 'columns' | 'known'>, alias: string, names: readonly string[]): Item {
  const listed = known || names.length === 0 ? columns : names.map((name) => ({ name, type: undefined }));
  const fields = renamed(listed, names).map(({ name, type }): Field => ({ name, type, is: [] }));
  const range: Range = { alias, relation: '', fields, known: known || names.length > 0 };
  return { ranges: [range], fields, known: range.known };
}

function relationItem(relation: string, alias: string, names: readonly string[], resolving: Resolving): Item {
  const table = resolving.catalog.relations.get(relation);
  resolving.uses.relation(relation);
  const fields = [...(table?.columns.values() ?? [])].map((column): Field => ({
    name: column.name,
    type: typed(column.type),
    is: [{ relation, column: column.name }],
  }));
  const known = table?.columnsKnown ?? false;
  const range: Range = { alias: alias || tail(relation), relation, fields: renamed(fields, names), known };
  return { ranges: [range], fields: range.fields, known };
}

/** A view's column whose type is not known has one without a name. */
const typed = (type: TypeName): TypeName | undefined => (type.name === '' ? undefined : type);

/** The name in `public."Order"` without schema and quotes. */
function tail(relation: string): string {
  const name = relation.replace(/^("(?:[^"]|"")*"|[^".]*)\./, '');
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

function itemOf(source: Source, scope: Scope, outer: Scope | undefined, named: Named, resolving: Resolving): Item {
  switch (source.kind) {
    case 'relation': {
      const cte = source.bare === '' ? undefined : named.get(source.bare);
      if (!cte) return relationItem(source.relation, source.alias, source.columns, resolving);
      const fields = renamed(cte.fields, source.columns);
      return { ranges: [{ alias: source.alias || source.bare, relation: '', fields, known: cte.known }], fields, known: cte.known };
    }
    case 'query':
      // LATERAL or not: what is not found inside is found around it.
      return queryItem(resolve(source.query, scope, named, resolving), source.alias, source.columns);
    case 'function': {
      look(source.mentioned, scope, named, resolving);
      const fields = (source.columns ?? []).map(({ name, type }): Field => ({ name, type: typeOf(type, scope, named, resolving), is: [] }));
      const known = source.columns !== undefined;
      return { ranges: [{ alias: source.alias, relation: '', fields, known }], fields, known };
    }
    case 'join':
      return joinItem(source, scope, outer, named, resolving);
  }
}

function joinItem(
  source: Extract<Source, { kind: 'join' }>,
  scope: Scope,
  outer: Scope | undefined,
  named: Named,
  resolving: Resolving,
): Item {
  const left = itemOf(source.left, scope, outer, named, resolving);
  // The right side may be LATERAL.
  const right = itemOf(source.right, { items: [...scope.items, left], outer }, outer, named, resolving);
  const both: Scope = { items: [left, right], outer };
  look(source.on, both, named, resolving);
  const known = left.known && right.known;
  const names = source.natural ? left.fields.map((f) => f.name).filter((name) => right.fields.some((f) => f.name === name)) : source.using;
  if (source.natural && !known) for (const item of [left, right]) for (const range of item.ranges) readOthers(range, resolving);
  const merged = names.map((name): Field => {
    const sides = [left, right].map((item) => item.fields.find((field) => field.name === name));
    for (const [i, side] of sides.entries()) {
      if (side) read(side, resolving);
      else readSomewhere(name, i === 0 ? left : right, resolving);
    }
    return { name, type: sides[0]?.type, is: sides.flatMap((side) => side?.is ?? []) };
  });
  const apart = (item: Item): readonly Field[] => item.fields.filter((field) => !names.includes(field.name));
  const fields = [...merged, ...apart(left), ...apart(right)];
  const ranges = source.alias === '' ? [...left.ranges, ...right.ranges] : [{ alias: source.alias, relation: '', fields, known }];
  return { ranges, fields, known };
}

/** Counts what an expression mentions. */
function look(mentioned: Mentioned, scope: Scope, named: Named, resolving: Resolving): void {
  resolving.uses.mentioned(mentioned);
  for (const mention of mentioned.columns) for (const field of find(mention.path, scope, resolving)) read(field, resolving);
  for (const query of mentioned.queries) resolve(query, scope, named, resolving);
}

function read(field: Field, resolving: Resolving): void {
  for (const { relation, column } of field.is) resolving.uses.column(relation, column);
}

/** A range of unknown columns may be read in any of them. */
function readOthers(range: Range, resolving: Resolving): void {
  if (range.relation !== '') resolving.uses.others(range.relation);
}

/** A column that the item must have, as it was accepted, and that is not known there. */
function readSomewhere(name: string, item: Item, resolving: Resolving): void {
  const hidden = item.ranges.filter((range) => !range.known);
  const [only] = hidden;
  if (hidden.length === 1 && only && only.relation !== '') resolving.uses.column(only.relation, name);
  else for (const range of hidden) readOthers(range, resolving);
}

const unknownField = (name: string, relation: string): Field => ({ name, type: undefined, is: [{ relation, column: name }] });

/** What a mention means: the columns it stands for. Notes on the way what is not known. */
function find(path: readonly string[], scope: Scope | undefined, resolving: Resolving): readonly Field[] {
  const name = path.at(-1) ?? '';
  if (path.length > 1) return findQualified(path, scope, resolving);
  if (SYSTEM_COLUMNS.has(name)) return [];
  /** Ranges of unknown columns that are nearer than what is found. */
  const hidden: Range[] = [];
  let elsewhere = false;
  for (let at = scope; at; at = at.outer) {
    const found = at.items.flatMap((item) => item.fields.find((field) => field.name === name) ?? []);
    // Had a range of unknown columns beside it the column too, the server would have called it ambiguous.
    if (found.length > 0 && hidden.length === 0) return found;
    const ranges = at.items.flatMap((item) => item.ranges);
    // The name of a range stands for its whole row.
    if (found.length > 0 || (hidden.length === 0 && ranges.some((range) => range.alias === name))) {
      for (const { is } of found) for (const { relation } of is) resolving.uses.others(relation);
      elsewhere = true;
      break;
    }
    hidden.push(...ranges.filter((range) => !range.known));
  }
  const [only] = hidden;
  if (hidden.length === 1 && only && !elsewhere) return only.relation === '' ? [] : [unknownField(name, only.relation)];
  for (const range of hidden) readOthers(range, resolving);
  return [];
}

function rangeNamed(qualifier: readonly string[], scope: Scope | undefined): Range | undefined {
  const name = qualifier.at(-1);
  for (let at = scope; at; at = at.outer) {
    for (const item of at.items) {
      const range = item.ranges.find((candidate) => candidate.alias === name);
      if (range) return range;
    }
  }
  return undefined;
}

function findQualified(path: readonly string[], scope: Scope | undefined, resolving: Resolving): readonly Field[] {
  const last = path.at(-1) ?? '';
  const range = rangeNamed(path.slice(0, -1), scope);
  if (!range || SYSTEM_COLUMNS.has(last)) return [];
  if (last === '*') {
    if (!range.known) readOthers(range, resolving);
    return [];
  }
  const field = range.fields.find((candidate) => candidate.name === last);
  if (field) return [field];
  return range.known || range.relation === '' ? [] : [unknownField(last, range.relation)];
}

/** With GROUP BY over a primary key the other columns of its table may be mentioned alone; the query then rests on the key. */
function rest(query: Query, scope: Scope, resolving: Resolving): void {
  if (query.groupBy.length === 0) return;
  const grouped = query.groupBy.flatMap((path) => lookUp(path, scope, query.outputs));
  const isGrouped = (relation: string, column: string): boolean => grouped.some((g) => g.relation === relation && g.column === column);
  const stars = query.outputs.flatMap((output) => (output.kind === 'star' ? starFields(output.path, scope) : []));
  const mentioned = [
    ...query.columns.filter((mention) => mention.loose).flatMap((mention) => lookUp(mention.path, scope, [])),
    ...stars.flatMap((field) => field.is),
  ];
  const alone = new Set(mentioned.filter(({ relation, column }) => !isGrouped(relation, column)).map(({ relation }) => relation));
  for (const relation of alone) {
    const constraints = resolving.catalog.relations.get(relation)?.constraints.values() ?? [];
    for (const constraint of constraints) {
      const key = constraint.kind === 'primary-key' && !constraint.deferrable;
      if (key && constraint.columns.every((column) => isGrouped(relation, column))) resolving.uses.key(relation);
    }
  }
}

/** The columns that a path is, among what is known; a name that is no column may be that of an output. */
function lookUp(path: readonly string[], scope: Scope, outputs: readonly Output[]): Field['is'] {
  const [name = ''] = path;
  if (path.length > 1) return rangeNamed(path.slice(0, -1), scope)?.fields.find((field) => field.name === path.at(-1))?.is ?? [];
  const found = scope.items.flatMap((item) => item.fields.find((field) => field.name === name)?.is ?? []);
  if (found.length > 0) return found;
  const output = outputs.find((candidate) => candidate.kind === 'value' && candidate.name === name);
  return output?.kind === 'value' && output.type.kind === 'column' ? lookUp(output.type.path, scope, []) : [];
}

function starFields(path: readonly string[], scope: Scope): readonly Field[] {
  return path.length === 0 ? scope.items.flatMap((item) => item.fields) : (rangeNamed(path, scope)?.fields ?? []);
}

/** The columns that a query gives. */
function given(outputs: readonly Output[], scope: Scope, named: Named, resolving: Resolving): Pick<Answer, 'columns' | 'known'> {
  const columns: Given[] = [];
  let known = true;
  for (const output of outputs) {
    if (output.kind === 'value') {
      columns.push({ name: output.name, type: textWhereLiteral(output.type, scope, named, resolving) });
      continue;
    }
    for (const field of starFields(output.path, scope)) {
      read(field, resolving);
      columns.push({ name: field.name, type: field.type });
    }
    const range = output.path.length === 0 ? undefined : rangeNamed(output.path, scope);
    const sources = output.path.length === 0 ? scope.items.flatMap((item) => item.ranges) : range ? [range] : [];
    if (sources.some((source) => !source.known) || (output.path.length > 0 && !range)) known = false;
    for (const source of sources) if (!source.known) readOthers(source, resolving);
  }
  return { columns, known };
}

/** A column that is filled: the server remembers which. */
function written({ relation, columns }: NonNullable<Query['writes']>, resolving: Resolving): void {
  const table = resolving.catalog.relations.get(relation);
  for (const column of columns === 'all' ? (table?.columns.keys() ?? []) : columns) resolving.uses.column(relation, column);
  if (columns === 'all' && !table?.columnsKnown) resolving.uses.others(relation);
}

const sameType = (a: TypeName, b: TypeName): boolean =>
  a.name === b.name && a.dimensions === b.dimensions && a.modifiers.join() === b.modifiers.join();

/** The type that all have; without its length where these differ. */
function commonType(types: readonly (TypeName | undefined)[]): TypeName | undefined {
  const [first, ...rest] = types;
  if (!first || !rest.every((type) => type !== undefined && type.name === first.name && type.dimensions === first.dimensions))
    return undefined;
  return rest.every((type) => type !== undefined && sameType(type, first)) ? first : { ...first, modifiers: [] };
}

function textWhereLiteral(hint: TypeHint, scope: Scope, named: Named, resolving: Resolving): TypeName | undefined {
  return hint.kind === 'literal' ? { name: 'text', modifiers: [], dimensions: 0, text: 'text' } : typeOf(hint, scope, named, resolving);
}

function typeOf(hint: TypeHint, scope: Scope, named: Named, resolving: Resolving): TypeName | undefined {
  switch (hint.kind) {
    case 'type':
      return hint.type;
    case 'column':
      return fieldAt(hint.path, scope)?.type;
    case 'query':
      return resolve(hint.query, scope, named, resolving).columns[0]?.type;
    case 'common': {
      const types = hint.of.filter((one) => one.kind !== 'literal').map((one) => typeOf(one, scope, named, resolving));
      return types.length === 0 ? textWhereLiteral({ kind: 'literal' }, scope, named, resolving) : commonType(types);
    }
    case 'mapped': {
      const names = hint.of.map((one) => (one.kind === 'literal' ? 'literal' : nameOf(typeOf(one, scope, named, resolving))));
      const result = names.includes(undefined) ? undefined : hint.to[names.join(',')];
      return result === undefined ? undefined : { name: result, modifiers: [], dimensions: 0, text: result };
    }
    default:
      return undefined;
  }
}

const nameOf = (type: TypeName | undefined): string | undefined => (type && type.dimensions === 0 ? type.name : undefined);

/** The one field that a path names, among what is known. */
function fieldAt(path: readonly string[], scope: Scope | undefined): Field | undefined {
  if (path.length > 1) return rangeNamed(path.slice(0, -1), scope)?.fields.find((field) => field.name === path.at(-1));
  for (let at = scope; at; at = at.outer) {
    const found = at.items.flatMap((item) => item.fields.find((field) => field.name === path[0]) ?? []);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}
