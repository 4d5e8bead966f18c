/**
 * What things that are made again mention, said as the statement that makes them would say it: a query that reads exactly what
 * the catalog knows by now, after every rename.
 */
import type { Catalog, Table } from '../../../catalog/catalog.ts';
import type { Uses } from '../../../catalog/uses.ts';
import {
  type ColumnMention,
  type Mentioned,
  NO_QUERY,
  NOTHING_MENTIONED,
  type Output,
  type Query,
  type Source,
} from '../../../operations/query.ts';

const aliasOf = (i: number): string => `r${i}`;

/** The columns of its primary key, where something rests on it. */
function keyOf(catalog: Catalog, uses: Uses, relation: string): readonly string[] {
  if (!uses.keys.has(relation)) return [];
  const constraints = [...(catalog.relations.get(relation)?.constraints.values() ?? [])];
  return constraints.find(({ kind }) => kind === 'primary-key')?.columns ?? [];
}

/** A query that reads the same; `first` is the relation that comes first in FROM. */
function reading(catalog: Catalog, uses: Uses, first = ''): Query {
  const relations = [...uses.relations.keys()].toSorted((a, b) => Number(b === first) - Number(a === first));
  const columns = relations.flatMap((relation, i): readonly ColumnMention[] => {
    const read = uses.relations.get(relation);
    const names = [...(read?.columns ?? []), ...(read?.others ? ['*'] : [])];
    return names.map((name) => ({ path: [aliasOf(i), name], loose: uses.keys.has(relation) }));
  });
  return {
    ...NO_QUERY,
    functions: [...uses.functions],
    types: [...uses.types],
    columns,
    from: relations.map((relation, i): Source => ({ kind: 'relation', relation, bare: '', alias: aliasOf(i), columns: [] })),
    groupBy: relations.flatMap((relation, i) => keyOf(catalog, uses, relation).map((column) => [aliasOf(i), column])),
  };
}

/** What rules, policies, triggers and functions mention. */
export const mentionedOf = (catalog: Catalog, uses: Uses): Mentioned => ({ ...NOTHING_MENTIONED, queries: [reading(catalog, uses)] });

/** The same for a rule, whose actions change rows of some relations. */
export function mentionedOfRule(catalog: Catalog, uses: Uses, writes: readonly string[]): Mentioned {
  const changing = writes.map((relation): Query => ({ ...NO_QUERY, writes: { relation, columns: [] } }));
  return { ...NOTHING_MENTIONED, queries: [reading(catalog, uses), ...changing] };
}

/** The query of a view, a materialized view or a table that was made from one. */
export function queryOf(catalog: Catalog, table: Table): Query {
  const outputs = [...table.columns.values()].map(({ name, type }): Output => ({
    kind: 'value',
    name,
    type: type.name === '' ? { kind: 'unknown' } : { kind: 'type', type },
  }));
  const { base } = table;
  const query: Query = { ...reading(catalog, table.uses, base), outputs, simple: base !== '' };
  if (table.columnsKnown) return query;
  // What the rest of its columns is the history does not show.
  const hidden: Source = { kind: 'function', mentioned: NOTHING_MENTIONED, alias: 'rest', columns: undefined };
  return { ...query, from: [...query.from, hidden], outputs: [...outputs, { kind: 'star', path: ['rest'] }] };
}
