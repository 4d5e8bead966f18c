/** Rows changed in batches. */
import type { Rewriter } from '../../dialect.ts';
import type { Table } from '../../../catalog/catalog.ts';
import { splitRelation } from '../identifier.ts';
import { batchStep, type RowChange } from './batches.ts';
import { afterName, type Source, sourceOf, textOf, wordsAt } from './source.ts';

/** UPDATE and DELETE, batch by batch. */
export const batched: Rewriter = (request) => {
  const source = sourceOf(request);
  const { operation, catalog } = request;
  if (!source || (operation.kind !== 'update' && operation.kind !== 'delete')) return undefined;
  const known = catalog.relations.get(operation.table);
  const change = changeOf(source, operation.kind === 'update', known, operation.table);
  const step = change && batchStep(request, known, change);
  return step && [step];
};

/** The statement taken apart; undefined where its parts depend on rows of other batches. */
function changeOf(source: Source, update: boolean, known: Table | undefined, table: string): RowChange | undefined {
  const { tokens } = source;
  const length = tokens.list.length;
  // A CTE would be made again for each batch, over rows that the batches before it changed.
  if (!(update ? wordsAt(tokens, 0, 'UPDATE') : wordsAt(tokens, 0, 'DELETE', 'FROM'))) return undefined;
  let from = update ? 1 : 2;
  if (tokens.word(from) === 'ONLY') from++;
  const end = afterName(tokens, from);
  const star = tokens.word(end) === '*' ? end + 1 : end;
  const named = tokens.word(star) === 'AS' ? star + 1 : star;
  const clauses = ['SET', 'USING', 'WHERE', 'RETURNING'];
  const hasAlias = named < length && !(named === star && clauses.includes(tokens.word(star)));
  const behind = hasAlias ? named + 1 : star;
  // Nobody reads what a migration returns, and in a block the server refuses it.
  const returning = tokens.find(['RETURNING'], behind);
  const last = returning < 0 ? length : returning;
  const where = tokens.find(['WHERE'], behind, last);
  const joins = tokens.find([update ? 'FROM' : 'USING'], behind, last);
  const condition = where < 0 ? '' : textOf(source, where + 1, last);
  // A batch would read what the one before it changed; a cursor has one row.
  if (mentions(source, behind, last, table) || wordsAt(tokens, where + 1, 'CURRENT', 'OF')) return undefined;
  const alias = hasAlias ? textOf(source, named, behind) : '';
  const relation = textOf(source, from, end);
  const shared = {
    relation,
    // Beside other relations the name of a column alone may be theirs.
    alias: alias === '' && joins >= 0 ? textOf(source, end - 1, end) : alias,
    head: textOf(source, 0, where < 0 ? last : where),
    condition,
    joined: joins >= 0,
  };
  if (!update) return { ...shared, again: 'settles', title: 'Delete the rows' };
  const constants = constantsOf(source, behind + 1, joins >= 0 ? joins : where < 0 ? last : where);
  if (!constants || joins >= 0) return { ...shared, again: constants ? 'harmless' : 'wrong', title: 'Change the rows' };
  const column = /^(?:\w+\.)?("?\w+"?)\s+IS\s+NULL$/i.exec(condition)?.[1];
  if (column !== undefined && !/^null$/i.test(constants.get(column) ?? 'null'))
    return { ...shared, again: 'settles', title: 'Change the rows' };
  const differs = [...constants].map(([name, value]) => `${alias === '' ? '' : `${alias}.`}${name} IS DISTINCT FROM ${value}`);
  const comparable = [...constants.keys()].every((name) => COMPARABLE.has(known?.columns.get(name.replaceAll('"', ''))?.type.name ?? ''));
  if (!comparable) return { ...shared, again: 'harmless', title: 'Change the rows' };
  const different = differs.length === 1 ? (differs[0] ?? '') : `(${differs.join(' OR ')})`;
  return {
    ...shared,
    condition: condition === '' ? different : `(${condition}) AND ${different}`,
    again: 'settles',
    title: 'Change the rows',
  };
}

/** Types whose values can be compared. */
const COMPARABLE: ReadonlySet<string> = new Set(
  (
    'smallint,integer,bigint,numeric,real,double precision,boolean,text,character varying,uuid,date,jsonb,bytea,' +
    'timestamp with time zone,timestamp without time zone'
  ).split(','),
);

/** Whether the table is read once more by the statement. */
function mentions({ sql, tokens }: Source, from: number, to: number, table: string): boolean {
  const { name } = splitRelation(table);
  for (let i = from; i < to; i++) {
    const token = tokens.list[i];
    if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) continue;
    const text = sql.slice(token.start, token.end);
    const own = token.kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
    // In front of a dot it qualifies a column.
    if (own === name && tokens.word(i + 1) !== '.' && ['FROM', 'JOIN', ',', 'ONLY', 'TABLE', '.'].includes(tokens.word(i - 1))) return true;
  }
  return false;
}

/** The values that SET gives, by column as written, where all of them are constants. */
function constantsOf(source: Source, from: number, to: number): ReadonlyMap<string, string> | undefined {
  const { tokens } = source;
  const found = new Map<string, string>();
  for (const { start, end } of tokens.byCommas(from, to)) {
    const first = tokens.word(start + 2) === '-' ? start + 3 : start + 2;
    const kind = tokens.list[first]?.kind;
    const isConstant = kind === 'string' || kind === 'number' || ['TRUE', 'FALSE', 'NULL'].includes(tokens.word(first));
    if (tokens.word(start + 1) !== '=' || end !== first + 1 || !isConstant) return undefined;
    found.set(textOf(source, start, start + 1), textOf(source, start + 2, end));
  }
  return found;
}
