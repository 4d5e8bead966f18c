/** Rows changed in batches. */
import type { Rewriter } from '../../dialect.ts';
import { quoteIdent } from '../identifier.ts';
import type { Table } from '../../../catalog/catalog.ts';
import { afterName, BATCH, makeSteps, sourceOf, textOf } from './source.ts';

/** UPDATE and DELETE of one table, batch by batch. */
export const batched: Rewriter = (request) => {
  const source = sourceOf(request);
  const { operation, catalog } = request;
  if (!source || (operation.kind !== 'update' && operation.kind !== 'delete')) return undefined;
  const { tokens } = source;
  const update = operation.kind === 'update';
  const from = update ? 1 : 2;
  const end = afterName(tokens, from);
  // An alias, a join, a CTE or RETURNING: where the condition goes is no longer plain.
  if (tokens.word(0) !== (update ? 'UPDATE' : 'DELETE') || tokens.word(end) !== (update ? 'SET' : 'WHERE')) return undefined;
  if (tokens.find(['FROM', 'RETURNING', 'USING'], end) >= 0) return undefined;
  const where = tokens.find(['WHERE'], end);
  const head = textOf(source, 0, where < 0 ? tokens.list.length : where);
  const condition = where < 0 ? '' : textOf(source, where + 1, tokens.list.length);
  const relation = textOf(source, from, end);
  const known = catalog.relations.get(operation.table);
  const steps = makeSteps(request);
  if (!update) {
    // Deleted rows do not come again, so the same statement goes through all of them.
    return [
      steps.quiet(
        `Delete ${BATCH} rows at a time, each batch committed on its own: repeat until no row is deleted`,
        'migrate',
        `${head}\nWHERE ctid IN (SELECT ctid FROM ${relation} WHERE ${condition} LIMIT ${BATCH});`,
      ),
    ];
  }
  const key = integerKey(known);
  if (key === undefined) return undefined;
  return [
    steps.quiet(
      `Go through the keys, ${BATCH} at a time, each range committed on its own: go on from ${BATCH + 1}`,
      'migrate',
      `${head}\nWHERE ${key} BETWEEN 1 AND ${BATCH}${condition === '' ? '' : ` AND (${condition})`};`,
    ),
  ];
};

/** The column of the primary key, where it is one integer. */
function integerKey(known: Table | undefined): string | undefined {
  for (const { kind, columns } of known?.constraints.values() ?? []) {
    const [column, ...others] = columns;
    if (kind !== 'primary-key' || column === undefined || others.length > 0) continue;
    const type = known?.columns.get(column)?.type;
    if (type && ['smallint', 'integer', 'bigint'].includes(type.name) && type.dimensions === 0) return quoteIdent(column);
  }
  return undefined;
}
