/** CREATE TABLE and its kin, TRUNCATE, LOCK, VACUUM, CLUSTER. */
import { LOCK_MODES } from '../../../effects/effect.ts';
import type { Node, RangeVar } from '@pgsql/types';
import type { OperationOf } from '../../../operations/operation.ts';
import { strings } from '../names.ts';
import { tableElements } from './columns.ts';
import { columnsOf, expressionOf } from './expression.ts';
import { namedObjects } from './objects.ts';
import { all, as, isOnly, type Reader } from './reading.ts';
import { readQuery } from './query.ts';
import { typeAt } from './type-name.ts';
import { mentions } from './walk.ts';
import { optionFlag } from './options.ts';
import { relationsOf } from './queries.ts';


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
      partitioned: statement.partspec !== undefined,
      partitionStrategy: STRATEGIES[statement.partspec?.strategy ?? ''] ?? 'none',
      partitionKey: keys.map((element) => element.name ?? ''),
      partitionExpressions: keys.map(({ expr }) => expr && expressionOf(expr, '', reading)),
      partitionColumns: keys.flatMap((element) => (element.name === undefined ? columnsOf(element.expr) : [element.name])),
      partitionOf: statement.partbound ? (parents[0] ?? '') : '',
      defaultPartition: statement.partbound?.is_default === true,
      bound: statement.partbound && { ...expressionOf({ PartitionBoundSpec: statement.partbound }, '', reading), columns: [] },
      inherits: statement.partbound ? [] : parents,
      like,
      ofType: statement.ofTypename ? typeAt(reading, statement.ofTypename).type.name : '',
      references: [...new Set(every.flatMap((c) => (c.references ? [c.references.table] : [])))].filter((name) => name !== table),
      hasPrimaryKey: every.some((c) => c.kind === 'primary-key') || likes.some((clause) => ((clause.options ?? 0) & LIKE_INDEXES) !== 0),
      columnNames: columns.map((column) => column.name),
      columns,
      constraints,
      likeOptions: likes.map(({ options = 0 }) => includedBy(options)),
      accessMethod: statement.accessMethod ?? '',
    },
  ];
};

/** Bits of TableLikeOption, in order. */
const LIKE_WORDS = ['comments', 'compression', 'constraints', 'defaults', 'generated', 'identity', 'indexes', 'statistics', 'storage'];
const LIKE_ALL = (1 << LIKE_WORDS.length) - 1;

/** What LIKE includes, by the words of INCLUDING. */
const includedBy = (options: number): readonly string[] =>
  (options & LIKE_ALL) === LIKE_ALL ? ['all'] : LIKE_WORDS.filter((_, bit) => (options & (1 << bit)) !== 0);

export const createTableAs: Reader<'CreateTableAsStmt'> = (statement, reading) => {
  const relation = statement.into?.rel;
  const sources = relationsOf(reading, mentions(statement.query).relations);
  // EXECUTE runs a query that another statement has prepared.
  const query = statement.query && !('ExecuteStmt' in statement.query) ? readQuery(statement.query, reading) : undefined;
  const columnNames = strings(statement.into?.colNames);
  const withData = statement.into?.skipData !== true;
  const ifNotExists = statement.if_not_exists === true;
  const temporary = isTemporary(relation);
  const table = reading.names.create(relation?.schemaname, relation?.relname ?? '', temporary);
  if (statement.objtype === 'OBJECT_MATVIEW') {
    return [{ kind: 'create-materialized-view', span: reading.span, table, ifNotExists, withData, sources, query, columnNames }];
  }
  if (temporary && statement.into?.onCommit === 'ONCOMMIT_DROP') reading.names.dropOnCommit(table);
  const unlogged = relation?.relpersistence === 'u';
  return [{ kind: 'create-table-as', span: reading.span, table, ifNotExists, temporary, withData, sources, unlogged, query, columnNames }];
};

/** SELECT … INTO is CREATE TABLE AS in other words. */
export const selectInto: Reader<'SelectStmt'> = (statement, reading) => {
  const relation = statement.intoClause?.rel;
  const temporary = isTemporary(relation);
  const { intoClause: _, ...query } = statement;
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
    },
  ];
};

export const createForeignTable: Reader<'CreateForeignTableStmt'> = ({ base, servername = '' }, reading) => {
  const table = reading.names.create(base?.relation?.schemaname, base?.relation?.relname ?? '');
  const { columns, constraints } = tableElements(reading, base?.tableElts);
  return [
    {
      kind: 'create-object',
      span: reading.span,
      objectType: 'foreign table',
      object: table,
      table,
      ifNotExists: base?.if_not_exists === true,
      server: servername,
      columnNames: [],
      columns,
      constraints,
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
