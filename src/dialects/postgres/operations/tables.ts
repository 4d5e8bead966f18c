/** CREATE TABLE and its kin, TRUNCATE, LOCK, VACUUM, CLUSTER. */
import { LOCK_MODES } from '../../../effects/effect.ts';
import type { Node, RangeVar } from '@pgsql/types';
import type { Expression, SqlText } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { strings } from '../names.ts';
import { tableElements } from './columns.ts';
import { expressionAt } from './expression.ts';
import { expressionRange } from './index-key.ts';
import { nameEnd, namedObjects } from './objects.ts';
import { all, as, isOnly, type NodeOf, type Reader, type Reading } from './reading.ts';
import { readQuery } from './query.ts';
import { typeAt } from './type-name.ts';
import { mentions } from './walk.ts';
import { optionFlag, storageOptions } from './options.ts';
import { passwordOf } from './password.ts';
import { relationsOf } from './queries.ts';
import { joined, sqlTextAt, statementText } from './sql-text.ts';

/** Bit of TableLikeOption that copies indexes, and so the primary key. */
const LIKE_INDEXES = 1 << 6;

const STRATEGIES: Readonly<Record<string, 'range' | 'list' | 'hash'>> = {
  PARTITION_STRATEGY_RANGE: 'range',
  PARTITION_STRATEGY_LIST: 'list',
  PARTITION_STRATEGY_HASH: 'hash',
};

const isTemporary = (relation: RangeVar | undefined): boolean => relation?.relpersistence === 't' || relation?.schemaname === 'pg_temp';

export const createTable: Reader<'CreateStmt'> = (statement, reading) => {
  const { relation } = statement;
  const temporary = isTemporary(relation);
  // What it copies from is another table even where it has the name that this one takes.
  const likes = all(statement.tableElts, 'TableLikeClause');
  const like = likes.map((clause) => reading.names.relation(clause.relation));
  const parents = all(statement.inhRelations, 'RangeVar').map((parent) => reading.names.relation(parent));
  const table = reading.names.create(relation?.schemaname, relation?.relname ?? '', temporary);
  const { columns, constraints } = tableElements(reading, statement.tableElts);
  if (temporary && statement.oncommit === 'ONCOMMIT_DROP') reading.names.dropOnCommit(table);
  const every = [...constraints, ...columns.flatMap((column) => column.constraints)];
  const keys = all(statement.partspec?.partParams, 'PartitionElem');
  return [
    {
      kind: 'create-table',
      span: reading.span,
      table,
      ifNotExists: statement.if_not_exists === true,
      temporary,
      unlogged: relation?.relpersistence === 'u',
      qualified: relation?.schemaname !== undefined,
      partitioned: statement.partspec !== undefined,
      partitionStrategy: STRATEGIES[statement.partspec?.strategy ?? ''] ?? 'none',
      partitionKey: keys.map((element) => element.name ?? ''),
      partitionExpressions: partitionExpressions(reading, statement),
      partitionOf: statement.partbound ? (parents[0] ?? '') : '',
      defaultPartition: statement.partbound?.is_default === true,
      inherits: statement.partbound ? [] : parents,
      like,
      ofType: statement.ofTypename ? typeAt(reading, statement.ofTypename).type.name : '',
      references: [...new Set(every.flatMap((c) => (c.references ? [c.references.table] : [])))].filter((name) => name !== table),
      hasPrimaryKey: every.some((c) => c.kind === 'primary-key') || likes.some((clause) => ((clause.options ?? 0) & LIKE_INDEXES) !== 0),
      columnNames: columns.map((column) => column.name),
      columns,
      constraints,
      partitionBy: partitionBy(reading, statement),
      bound: partitionBound(reading, statement),
      likeOptions: likes.map(({ options = 0 }) => includedBy(options)),
      accessMethod: statement.accessMethod ?? '',
      tablespace: statement.tablespacename ?? '',
      onCommit: ON_COMMIT[statement.oncommit ?? ''] ?? '',
      storage: storageOptions(reading, statement.options, false),
    },
  ];
};

const ON_COMMIT: Readonly<Record<string, OperationOf<'create-table'>['onCommit']>> = {
  ONCOMMIT_PRESERVE_ROWS: 'preserve-rows',
  ONCOMMIT_DELETE_ROWS: 'delete-rows',
  ONCOMMIT_DROP: 'drop',
};

/** Bits of TableLikeOption, in order. */
const LIKE_WORDS = ['comments', 'compression', 'constraints', 'defaults', 'generated', 'identity', 'indexes', 'statistics', 'storage'];
const LIKE_ALL = (1 << LIKE_WORDS.length) - 1;

/** What LIKE includes, by the words of INCLUDING. */
const includedBy = (options: number): readonly string[] =>
  (options & LIKE_ALL) === LIKE_ALL ? ['all'] : LIKE_WORDS.filter((_, bit) => (options & (1 << bit)) !== 0);

/** What stands behind PARTITION BY: the strategy and the key. */
function partitionBy(reading: Reading, { partspec }: NodeOf<'CreateStmt'>): SqlText | undefined {
  if (!partspec) return undefined;
  const from = reading.index(partspec.location) + 2;
  const open = reading.tokens().find(['('], from);
  return sqlTextAt(reading, partspec, from, reading.tokens().afterBracket(open));
}

/** The expressions of the partition key, undefined for a column. */
function partitionExpressions(reading: Reading, { partspec }: NodeOf<'CreateStmt'>): readonly (Expression | undefined)[] {
  if (!partspec) return [];
  const tokens = reading.tokens();
  const open = tokens.find(['('], reading.index(partspec.location));
  const ranges = tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
  return all(partspec.partParams, 'PartitionElem').map(({ expr }, i) => {
    const { start, end } = expressionRange(reading, ranges[i]?.start ?? 0, ranges[i]?.end ?? 0);
    return expr && expressionAt(reading, expr, start, end);
  });
}

/** FOR VALUES … or DEFAULT, from behind the parent and its column list. */
function partitionBound(reading: Reading, { partbound, inhRelations }: NodeOf<'CreateStmt'>): Expression | undefined {
  if (!partbound) return undefined;
  const tokens = reading.tokens();
  let from = nameEnd(reading, reading.index(all(inhRelations, 'RangeVar')[0]?.location));
  if (tokens.word(from) === '(') from = tokens.afterBracket(from);
  // FOR VALUES IN (…), WITH (…), FROM (…) TO (…)
  const first = partbound.is_default ? from + 1 : tokens.afterBracket(from + 3);
  const end = tokens.word(from + 2) === 'FROM' && !partbound.is_default ? tokens.afterBracket(first + 1) : first;
  // MINVALUE and MAXVALUE look like columns to the parser.
  return { ...expressionAt(reading, { PartitionBoundSpec: partbound }, from, end), columns: [] };
}

export const createTableAs: Reader<'CreateTableAsStmt'> = (statement, reading) => {
  const relation = statement.into?.rel;
  const sources = relationsOf(reading, mentions(statement.query).relations);
  // EXECUTE runs a query that another statement has prepared.
  const query = statement.query && !('ExecuteStmt' in statement.query) ? readQuery(statement.query, reading) : undefined;
  const columnNames = strings(statement.into?.colNames);
  const withData = statement.into?.skipData !== true;
  const ifNotExists = statement.if_not_exists === true;
  const temporary = isTemporary(relation);
  // The query is read before the new name is known: it can read another relation of that name.
  const definition = sqlTextAt(reading, statement.query, nameEnd(reading, reading.index(relation?.location)), dataClause(reading));
  const table = reading.names.create(relation?.schemaname, relation?.relname ?? '', temporary);
  if (statement.objtype === 'OBJECT_MATVIEW') {
    const storage = storageOptions(reading, statement.into?.options, false);
    return [
      {
        kind: 'create-materialized-view',
        span: reading.span,
        table,
        ifNotExists,
        withData,
        sources,
        query,
        columnNames,
        storage,
        selectsStar: selectsStar(statement.query),
        definition,
      },
    ];
  }
  if (temporary && statement.into?.onCommit === 'ONCOMMIT_DROP') reading.names.dropOnCommit(table);
  const unlogged = relation?.relpersistence === 'u';
  return [
    {
      kind: 'create-table-as',
      span: reading.span,
      table,
      ifNotExists,
      temporary,
      withData,
      sources,
      unlogged,
      query,
      columnNames,
      selectsStar: selectsStar(statement.query),
      definition,
    },
  ];
};

/** Index of WITH [NO] DATA at the end of a statement, or its end. */
function dataClause(reading: Reading): number {
  const tokens = reading.tokens();
  const end = tokens.list.length;
  if (tokens.word(end - 1) !== 'DATA') return end;
  if (tokens.word(end - 2) === 'WITH') return end - 2;
  return tokens.word(end - 2) === 'NO' && tokens.word(end - 3) === 'WITH' ? end - 3 : end;
}

/** SELECT … INTO is CREATE TABLE AS in other words. */
export const selectInto: Reader<'SelectStmt'> = (statement, reading) => {
  const relation = statement.intoClause?.rel;
  const temporary = isTemporary(relation);
  const { intoClause: _, ...query } = statement;
  const definition = withoutInto(reading, query, relation);
  return [
    {
      kind: 'create-table-as',
      span: reading.span,
      sources: relationsOf(reading, mentions(query).relations),
      query: readQuery({ SelectStmt: query }, reading),
      columnNames: [],
      table: reading.names.create(relation?.schemaname, relation?.relname ?? '', temporary),
      ifNotExists: false,
      temporary,
      withData: true,
      unlogged: relation?.relpersistence === 'u',
      selectsStar: selectsStar({ SelectStmt: query }),
      definition,
    },
  ];
};

/** The query of SELECT … INTO as CREATE TABLE AS has it. */
function withoutInto(reading: Reading, query: unknown, into: RangeVar | undefined): SqlText {
  const tokens = reading.tokens();
  const name = reading.index(into?.location);
  let from = name;
  while (from > 0 && tokens.word(from) !== 'INTO') from--;
  const before = sqlTextAt(reading, query, 0, from);
  const after = sqlTextAt(reading, query, nameEnd(reading, name), tokens.list.length);
  return joined(['AS ', before, after.text === '' ? '' : ' ', after]);
}

export const createForeignTable: Reader<'CreateForeignTableStmt'> = (statement, reading) => {
  const { relation, tableElts, if_not_exists } = statement.base ?? {};
  const table = reading.names.create(relation?.schemaname, relation?.relname ?? '');
  const definition = statementText(reading, statement, { token: reading.index(relation?.location), name: table });
  const { columns, constraints } = tableElements(reading, tableElts);
  return [
    {
      kind: 'create-object',
      span: reading.span,
      objectType: 'foreign table',
      object: table,
      table,
      ifNotExists: if_not_exists === true,
      server: statement.servername ?? '',
      columnNames: [],
      untrusted: '',
      password: passwordOf(statement.options),
      columns,
      constraints,
      target: table,
      definition,
    },
  ];
};

/** The relations of a statement that names several, each with the place of its name. */
function eachRelation(
  nodes: readonly Node[] | undefined,
  reading: Parameters<typeof namedObjects>[0],
): readonly { readonly table: string; readonly only: boolean; readonly span: typeof reading.span }[] {
  const relations = all(nodes, 'RangeVar');
  const objects = namedObjects(
    reading,
    relations.map(({ location }) => reading.at(location)),
  );
  return relations.map((relation, i) => ({
    table: reading.names.relation(relation),
    only: isOnly(relation),
    span: objects[i] ?? reading.span,
  }));
}

export const truncate: Reader<'TruncateStmt'> = (statement, reading) => {
  const tables = eachRelation(statement.relations, reading);
  const together = tables.map(({ table }) => table);
  return tables.map(({ table, only, span }) => ({
    kind: 'truncate',
    span,
    table,
    only,
    cascade: statement.behavior === 'DROP_CASCADE',
    restartIdentity: statement.restart_seqs === true,
    together,
  }));
};

export const lockTable: Reader<'LockStmt'> = (statement, reading) =>
  eachRelation(statement.relations, reading).map(({ table, only, span }) => ({
    kind: 'lock-table',
    span,
    table,
    only,
    // LOCK_MODES has the order of the server's numbers (lockdefs.h).
    mode: LOCK_MODES[statement.mode ?? 8] ?? 'ACCESS EXCLUSIVE',
    nowait: statement.nowait === true,
  }));

export const vacuum: Reader<'VacuumStmt'> = (statement, reading) => {
  const relations = all(statement.rels, 'VacuumRelation').map(({ relation }) => relation);
  const spans = namedObjects(
    reading,
    relations.map((relation) => reading.at(relation?.location)),
  );
  const tables = relations.length > 0 ? relations.map((relation) => reading.names.relation(relation)) : [''];
  const operation = (table: string, i: number): OperationOf<'vacuum'> | OperationOf<'analyze'> =>
    statement.is_vacuumcmd
      ? {
          kind: 'vacuum',
          span: spans[i] ?? reading.span,
          table,
          only: isOnly(relations[i]),
          full: optionFlag(statement.options, 'full'),
          statisticsOnly: optionFlag(statement.options, 'only_database_stats'),
        }
      : { kind: 'analyze', span: spans[i] ?? reading.span, table, only: isOnly(relations[i]) };
  return tables.map(operation);
};

export const cluster: Reader<'ClusterStmt'> = (statement, reading) => [
  {
    kind: 'cluster',
    span: reading.span,
    table: statement.relation ? reading.names.relation(statement.relation) : '',
    index: statement.indexname ?? '',
  },
];

export const refreshMaterializedView: Reader<'RefreshMatViewStmt'> = (statement, reading) => [
  {
    kind: 'refresh-materialized-view',
    span: reading.span,
    table: reading.names.relation(statement.relation),
    concurrently: statement.concurrent === true,
    withData: statement.skipData !== true,
  },
];

export const createView: Reader<'ViewStmt'> = (statement, reading) => {
  const { view, query } = statement;
  const sources = relationsOf(reading, mentions(query).relations);
  const temporary = isTemporary(view);
  const made = query && readQuery(query, reading);
  const tokens = reading.tokens();
  const definition = sqlTextAt(reading, query, nameEnd(reading, reading.index(view?.location)), tokens.list.length);
  const keyword = tokens.find(['VIEW']);
  return [
    {
      kind: 'create-view',
      span: reading.span,
      table: reading.names.create(view?.schemaname, view?.relname ?? '', temporary),
      replace: statement.replace === true,
      temporary,
      sources,
      selectsStar: selectsStar(query),
      query: made,
      columnNames: strings(statement.aliases),
      checkOption: statement.withCheckOption !== undefined && statement.withCheckOption !== 'NO_CHECK_OPTION',
      storage: storageOptions(reading, statement.options, false),
      recursive: tokens.word(keyword - 1) === 'RECURSIVE',
      definition,
    },
  ];
};

/** The outermost query, or one it is a union of, selects `*`. */
function selectsStar(query: Node | undefined): boolean {
  const open = [as(query, 'SelectStmt')];
  for (let select = open.pop(); select; select = open.pop()) {
    const stars = all(select.targetList, 'ResTarget').some(({ val }) => as(val, 'ColumnRef')?.fields?.some((field) => 'A_Star' in field));
    if (stars) return true;
    if (select.larg) open.push(select.larg);
    if (select.rarg) open.push(select.rarg);
  }
  return false;
}
