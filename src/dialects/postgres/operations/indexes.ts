/** CREATE INDEX and REINDEX. */
import type { IndexElem } from '@pgsql/types';
import { quoteIdent, splitRelation } from '../identifier.ts';
import { expressionAt } from './expression.ts';
import { indexName } from './implied.ts';
import { expressionRange, indexKey } from './index-key.ts';
import { option, optionFlag, storageOptions, valueText } from './options.ts';
import { all, isOnly, type Reader, type Reading } from './reading.ts';

/** The text of one key: an expression without the operator class and order that follow it. */
function keyText(reading: Reading, element: IndexElem, from: number, to: number): string {
  if (element.name !== undefined) return element.name;
  const { start, end } = expressionRange(reading, from, to);
  return reading.words(start, end);
}

/** NULLS DISTINCT is the default and leaves no trace in the tree; servers before 15 know neither form. */
function nullsOf(notDistinct: boolean, reading: Reading, open: number): 'unspecified' | 'distinct' | 'not-distinct' {
  if (notDistinct) return 'not-distinct';
  return reading.tokens().find(['NULLS'], reading.tokens().afterBracket(open)) < 0 ? 'unspecified' : 'distinct';
}

export const createIndex: Reader<'IndexStmt'> = (statement, reading) => {
  const table = reading.names.relation(statement.relation);
  const elements = all(statement.indexParams, 'IndexElem');
  const included = all(statement.indexIncludingParams, 'IndexElem');
  const tokens = reading.tokens();
  const relation = reading.index(statement.relation?.location);
  const open = tokens.find(['('], relation);
  const ranges = tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
  const index = statement.idxname || indexName(reading, table, [...elements, ...included], statement.unique === true);
  const { schema } = splitRelation(table);
  reading.names.create(schema, index);
  const where = statement.whereClause ? tokens.find(['WHERE'], tokens.afterBracket(open)) : -1;
  return [
    {
      kind: 'create-index',
      span: reading.span,
      table,
      index,
      named: statement.idxname !== undefined,
      columns: elements.map((element, i) => keyText(reading, element, ranges[i]?.start ?? 0, ranges[i]?.end ?? 0)),
      include: included.map(({ name }) => name ?? ''),
      unique: statement.unique === true,
      concurrently: statement.concurrent === true,
      ifNotExists: statement.if_not_exists === true,
      only: isOnly(statement.relation),
      method: statement.accessMethod ?? 'btree',
      nulls: nullsOf(statement.nulls_not_distinct === true, reading, open),
      partial: statement.whereClause !== undefined,
      where: where < 0 ? '' : reading.words(where + 1, tokens.list.length),
      hasExpressions: elements.some(({ expr }) => expr !== undefined),
      keys: elements.map((element, i) => indexKey(reading, element, ranges[i]?.start ?? 0, ranges[i]?.end ?? 0)),
      condition: where < 0 ? undefined : expressionAt(reading, statement.whereClause, where + 1, tokens.list.length),
      storage: storageOptions(reading, statement.options, false),
      tablespace: statement.tableSpace ?? '',
    },
  ];
};

const SCOPES = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_SYSTEM: 'system',
  REINDEX_OBJECT_DATABASE: 'database',
} as const;

export const reindex: Reader<'ReindexStmt'> = (statement, reading) => {
  const scope = SCOPES[statement.kind ?? 'REINDEX_OBJECT_TABLE'];
  const relation = statement.relation ? reading.names.relation(statement.relation) : '';
  const tokens = reading.tokens();
  return [
    {
      kind: 'reindex',
      span: reading.span,
      scope,
      table: scope === 'table' ? relation : '',
      index: scope === 'index' ? relation : '',
      object: relation || (statement.name === undefined ? '' : quoteIdent(statement.name)),
      concurrently: optionFlag(statement.params, 'concurrently'),
      tablespace: valueText(option(statement.params, 'tablespace')?.arg),
      optionList: tokens.word(1) === '(' && ['concurrently', 'tablespace'].some((name) => option(statement.params, name) !== undefined),
    },
  ];
};
