/** CREATE TABLE, CREATE INDEX and their kin as SQL. */
import type { Catalog } from '../../../catalog/catalog.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { quoteIdent } from '../identifier.ts';
import { columnSql, constraintSql } from './columns.ts';
import { bracketed, idents, keySql, say, storageList, words } from './words.ts';

const ON_COMMIT = { '': '', 'preserve-rows': 'PRESERVE ROWS', 'delete-rows': 'DELETE ROWS', drop: 'DROP' } as const;

const NULLS = { unspecified: '', distinct: 'NULLS DISTINCT', 'not-distinct': 'NULLS NOT DISTINCT' } as const;

/** CREATE TABLE, one element on a line. */
export function createTable(o: OperationOf<'create-table'>, catalog: Catalog): string {
  const elements = [
    ...o.like.map((source, i) => words(`LIKE ${source}`, ...(o.likeOptions[i] ?? []).map((word) => `INCLUDING ${word.toUpperCase()}`))),
    ...o.columns.map((column) => columnSql(column, catalog)),
    ...o.constraints.map((constraint) => constraintSql(constraint, false, catalog)),
  ];
  const list = elements.length === 0 ? '()' : `(\n  ${elements.join(',\n  ')}\n)`;
  // A partition and a typed table have their columns already.
  const given = elements.length === 0 ? '' : list;
  const shape = o.partitionOf
    ? words(`PARTITION OF ${o.partitionOf}`, given, o.bound && say(o.bound, catalog))
    : o.ofType
      ? words(`OF ${o.ofType}`, given)
      : list;
  return words(
    `CREATE ${o.temporary ? 'TEMPORARY ' : o.unlogged ? 'UNLOGGED ' : ''}TABLE`,
    o.ifNotExists && 'IF NOT EXISTS',
    o.table,
    shape,
    o.inherits.length > 0 && `INHERITS ${bracketed(o.inherits)}`,
    o.partitionBy && `PARTITION BY ${say(o.partitionBy, catalog)}`,
    o.accessMethod && `USING ${quoteIdent(o.accessMethod)}`,
    o.storage.length > 0 && `WITH (${storageList(o.storage)})`,
    ON_COMMIT[o.onCommit] && `ON COMMIT ${ON_COMMIT[o.onCommit]}`,
    o.tablespace && `TABLESPACE ${quoteIdent(o.tablespace)}`,
  );
}

/** CREATE TABLE AS. */
export function createTableAs(o: OperationOf<'create-table-as'>, catalog: Catalog): string {
  return words(
    `CREATE ${o.temporary ? 'TEMPORARY ' : o.unlogged ? 'UNLOGGED ' : ''}TABLE`,
    o.ifNotExists && 'IF NOT EXISTS',
    o.table,
    say(o.definition, catalog),
    !o.withData && 'WITH NO DATA',
  );
}

/** CREATE INDEX. */
export function createIndex(o: OperationOf<'create-index'>, catalog: Catalog): string {
  const keys = o.columns.map((column, i) => {
    const key = o.keys[i];
    return key ? keySql(key, column, catalog) : quoteIdent(column);
  });
  return words(
    `CREATE ${o.unique ? 'UNIQUE ' : ''}INDEX`,
    o.concurrently && 'CONCURRENTLY',
    o.ifNotExists && 'IF NOT EXISTS',
    o.named && quoteIdent(o.index),
    'ON',
    o.only && 'ONLY',
    o.table,
    o.method !== 'btree' && `USING ${quoteIdent(o.method)}`,
    bracketed(keys),
    o.include.length > 0 && `INCLUDE (${idents(o.include)})`,
    NULLS[o.nulls],
    o.storage.length > 0 && `WITH (${storageList(o.storage)})`,
    o.tablespace && `TABLESPACE ${quoteIdent(o.tablespace)}`,
    o.condition && `WHERE ${say(o.condition, catalog)}`,
  );
}
