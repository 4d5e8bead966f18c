/** The calls of TypeORM's QueryRunner that change the schema. What else it sends for what the server has is not known here. */
import { flag, isGiven, refuse, textIn, textOf, textsOf } from './not-read.ts';
import { quoteName, quoteText } from './sql-text.ts';
import {
  checkSql,
  columnOf,
  exclusionSql,
  foreignKeySql,
  digestName,
  indexSql,
  keySql,
  listOf,
  optionsIn,
  targetOf,
  uniqueSql,
  type Target,
} from './typeorm-table.ts';
import { fieldOf, type Value } from './values.ts';

type Args = readonly Value[];

export type RunnerCall = (args: Args) => readonly string[];

function createTable([given, , foreign, indexed]: Args): readonly string[] {
  const table = targetOf(given);
  const options = optionsIn(given, 'the table');
  const of = (name: string): readonly Value[] => listOf(fieldOf(options, name));
  const columns = of('columns').map((one) => columnOf(table, one));
  const uniques = of('uniques').map((one) => uniqueSql(table, one));
  const lone = new Set(
    of('uniques')
      .map((one) => fieldOf(optionsIn(one, 'the constraint'), 'columnNames'))
      .flatMap((names) => (names?.kind === 'list' && names.items.length === 1 ? (textIn(names.items[0]) ?? []) : [])),
  );
  for (const { name, unique } of columns)
    if (unique && !lone.has(name)) uniques.push(`CONSTRAINT ${quoteName(digestName('UQ', table, [name]))} UNIQUE (${quoteName(name)})`);
  const keys = columns.filter(({ key }) => key);
  const withKeys = foreign === undefined || flag(foreign, 'createForeignKeys');
  const lines = [
    ...columns.map(({ sql }) => sql),
    ...uniques,
    ...of('checks').map((one) => checkSql(table, one)),
    ...of('exclusions').map((one) => exclusionSql(table, one)),
    ...(withKeys ? of('foreignKeys').map((one) => foreignKeySql(table, one)) : []),
    ...(keys.length > 0
      ? [
          keySql(
            table,
            keys.map(({ name }) => name),
            keys[0]?.keyName,
          ),
        ]
      : []),
  ];
  const comment = fieldOf(options, 'comment');
  return [
    ...new Set(columns.flatMap(({ made }) => made ?? [])),
    [
      `CREATE TABLE ${table.quoted} (${lines.join(', ')})`,
      ...columns.flatMap((one) => (one.comment === undefined ? [] : [remark(table, one.name, one.comment)])),
    ].join('; '),
    ...(indexed === undefined || flag(indexed, 'createIndices') ? of('indices').map((one) => indexSql(table, one)) : []),
    ...(isGiven(comment) ? [`COMMENT ON TABLE ${table.quoted} IS ${quoteText(textOf(comment, 'the comment'))}`] : []),
  ];
}

const remark = (table: Target, column: string, text: string): string =>
  `COMMENT ON COLUMN ${table.quoted}.${quoteName(column)} IS ${quoteText(text)}`;

function addColumn([given, value]: Args): readonly string[] {
  const table = targetOf(given);
  const column = columnOf(table, value);
  const add = (sql: string): string => `ALTER TABLE ${table.quoted} ADD ${sql}`;
  return [
    ...(column.made === undefined ? [] : [column.made]),
    add(column.sql),
    ...(column.key ? [add(keySql(table, [column.name], column.keyName))] : []),
    ...(column.unique ? [add(`CONSTRAINT ${quoteName(digestName('UQ', table, [column.name]))} UNIQUE (${quoteName(column.name)})`)] : []),
    ...(column.comment === undefined ? [] : [remark(table, column.name, column.comment)]),
  ];
}

/** A thing, by its name or as an object with a name. */
const named = (value: Value | undefined): string =>
  textIn(value) ?? textOf(fieldOf(optionsIn(value, 'what is dropped'), 'name'), 'its name');

const many =
  (one: RunnerCall): RunnerCall =>
  ([table, values]) =>
    values?.kind === 'list'
      ? values.items.flatMap((value) => one([table ?? { kind: 'undefined' }, value]))
      : refuse('the list is computed');

const added =
  (sql: (table: Target, value: Value | undefined) => string): RunnerCall =>
  ([table, value]) => [`ALTER TABLE ${targetOf(table).quoted} ADD ${sql(targetOf(table), value)}`];

const dropColumn: RunnerCall = ([table, column]) => [`ALTER TABLE ${targetOf(table).quoted} DROP COLUMN ${quoteName(named(column))}`];
const dropConstraint: RunnerCall = ([table, value]) => [`ALTER TABLE ${targetOf(table).quoted} DROP CONSTRAINT ${quoteName(named(value))}`];
const createIndex: RunnerCall = ([table, value]) => [indexSql(targetOf(table), value)];

const dropIndex: RunnerCall = ([given, value]) => {
  const table = targetOf(given);
  const alone = value?.kind === 'text' ? undefined : fieldOf(optionsIn(value, 'the index'), 'isConcurrent');
  const concurrently = flag(alone, 'isConcurrent') ? 'CONCURRENTLY ' : '';
  return [`DROP INDEX ${concurrently}${quoteName(table.schema ?? 'public')}.${quoteName(named(value))}`];
};

const createPrimaryKey: RunnerCall = ([given, columns, name]) => {
  const table = targetOf(given);
  return [
    `ALTER TABLE ${table.quoted} ADD ${keySql(table, textsOf(columns, 'the columns'), isGiven(name) ? textOf(name, 'the name of the key') : undefined)}`,
  ];
};

const renameColumn: RunnerCall = ([table, from, to]) => [
  `ALTER TABLE ${targetOf(table).quoted} RENAME COLUMN ${quoteName(named(from))} TO ${quoteName(named(to))}`,
];
const renameTable: RunnerCall = ([table, to]) => [
  `ALTER TABLE ${targetOf(table).quoted} RENAME TO ${quoteName(textOf(to, 'the new name'))}`,
];
const dropTable: RunnerCall = ([table]) => [`DROP TABLE ${targetOf(table).quoted}`];
const clearTable: RunnerCall = ([table]) => [`TRUNCATE TABLE ${targetOf(table).quoted}`];

const schemaName = (value: Value | undefined): string => quoteName(textOf(value, 'the schema').split('.').at(-1) ?? '');
const createSchema: RunnerCall = ([name, missing]) => [
  `CREATE SCHEMA ${flag(missing, 'ifNotExist') ? 'IF NOT EXISTS ' : ''}${schemaName(name)}`,
];
const dropSchema: RunnerCall = ([name, exists, cascade]) => [
  `DROP SCHEMA ${flag(exists, 'ifExist') ? 'IF EXISTS ' : ''}${schemaName(name)}${flag(cascade, 'isCascade') ? ' CASCADE' : ''}`,
];
const createDatabase: RunnerCall = ([name]) => [`CREATE DATABASE ${quoteName(textOf(name, 'the database'))}`];
const dropDatabase: RunnerCall = ([name, exists]) => [
  `DROP DATABASE ${flag(exists, 'ifExist') ? 'IF EXISTS ' : ''}${quoteName(textOf(name, 'the database'))}`,
];

const createView: RunnerCall = ([given]) => {
  const options = optionsIn(given, 'the view');
  const kind = flag(fieldOf(options, 'materialized'), 'materialized') ? 'MATERIALIZED VIEW' : 'VIEW';
  return [`CREATE ${kind} ${targetOf(given).quoted} AS ${textOf(fieldOf(options, 'expression'), 'the query of the view')}`];
};

const changeTableComment: RunnerCall = ([table, comment]) => [
  `COMMENT ON TABLE ${targetOf(table).quoted} IS ${isGiven(comment) ? quoteText(textOf(comment, 'the comment')) : 'NULL'}`,
];

/** What depends on what the server has. */
const found =
  (what: string): RunnerCall =>
  () =>
    refuse(`what it sends depends on ${what} that the server has`);

export const runnerCalls: ReadonlyMap<string, RunnerCall> = new Map(
  Object.entries({
    createTable, dropTable, renameTable, clearTable, changeTableComment, addColumn, addColumns: many(addColumn), dropColumn,
    dropColumns: many(dropColumn), renameColumn, changeColumn: found('the column'), changeColumns: found('the columns'), createPrimaryKey,
    updatePrimaryKeys: found('the key'), dropPrimaryKey: found('the key'), createUniqueConstraint: added(uniqueSql),
    createUniqueConstraints: many(added(uniqueSql)), dropUniqueConstraint: dropConstraint, dropUniqueConstraints: many(dropConstraint),
    createCheckConstraint: added(checkSql), createCheckConstraints: many(added(checkSql)), dropCheckConstraint: dropConstraint,
    dropCheckConstraints: many(dropConstraint), createExclusionConstraint: added(exclusionSql),
    createExclusionConstraints: many(added(exclusionSql)), dropExclusionConstraint: dropConstraint,
    dropExclusionConstraints: many(dropConstraint), createForeignKey: added(foreignKeySql), createForeignKeys: many(added(foreignKeySql)),
    dropForeignKey: dropConstraint, dropForeignKeys: many(dropConstraint), createIndex, createIndices: many(createIndex), dropIndex,
    dropIndices: many(dropIndex), createSchema, dropSchema, createDatabase, dropDatabase, createView,
    dropView: found('the view'), clearDatabase: found('the tables'),
  }),
); // prettier-ignore
