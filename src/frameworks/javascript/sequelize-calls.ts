/** The SQL that Sequelize's QueryInterface writes for its calls on schemas, tables, columns, indexes and constraints. */
import { flag, isGiven, refuse, textIn, textOf } from './not-read.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { columnOf, deferrableOf, enumName, enumSql, placed, quoted, split, tableOf } from './sequelize-columns.ts';
import { escaped, whereOf } from './sequelize-values.ts';
import { fieldOf, type Value } from './values.ts';

type Args = readonly Value[];

/** Queries, each of one statement or more: what is sent in one query shares an implicit transaction. */
export type Queries = readonly (readonly string[])[];

export type Call = (args: Args) => Queries;

const one = (...statements: readonly string[]): Queries => [statements];

const named = (value: Value | undefined): string => textOf(value, 'the name');

function createTable([given, columns, options]: Args): Queries {
  const table = tableOf(given);
  const schema = fieldOf(options, 'schema');
  const within = table.schema === undefined && isGiven(schema) ? { ...table, schema: textOf(schema, 'the schema') } : table;
  if (columns?.kind !== 'object' || columns.open) return refuse('the columns are computed');
  const all = [...columns.fields].map(([key, value]) => columnOf(within, key, value));
  const lines = all.map(({ name, sql }) => `${quoteName(name)} ${sql}`);
  const unique = fieldOf(options, 'uniqueKeys');
  for (const value of unique?.kind === 'object' ? unique.fields.values() : []) {
    const custom = fieldOf(value, 'customIndex');
    const fields = fieldOf(value, 'fields');
    if (custom && custom.kind !== 'undefined' && !flag(custom, 'customIndex')) continue;
    lines.push(`UNIQUE (${fieldNames(fields).map(quoteName).join(', ')})`);
  }
  const keys = all.filter(({ key }) => key);
  if (keys.length > 0) lines.push(`PRIMARY KEY (${keys.map(({ name }) => quoteName(name)).join(', ')})`);
  const statements = [`CREATE TABLE IF NOT EXISTS ${quoted(within)} (${lines.join(', ')})`];
  const comment = textIn(fieldOf(options, 'comment'));
  if (comment !== undefined) statements.push(`COMMENT ON TABLE ${quoted(within)} IS ${quoteText(comment)}`);
  for (const column of all) if (column.comment !== undefined) statements.push(`COMMENT ON COLUMN ${quoted(within)}.${quoteName(column.name)} IS ${quoteText(column.comment)}`); // prettier-ignore
  return [...all.flatMap(({ name, labels }) => (labels ? [[enumSql(within, name, labels)]] : [])), statements];
}

function addColumn([given, key, definition]: Args): Queries {
  const [table, name] = [tableOf(given), textOf(key, 'the name of the column')];
  const column = columnOf(table, name, definition, table.schema);
  // The name that `field` gives is not asked here.
  return one(
    ...(column.labels ? [enumSql(table, name, column.labels)] : []),
    `ALTER TABLE ${placed(table)} ADD COLUMN ${quoteName(name)} ${column.sql}`,
    ...(column.comment === undefined ? [] : [`COMMENT ON COLUMN ${quoted(table)}.${quoteName(name)} IS ${quoteText(column.comment)}`]),
  );
}

/** What a column is to be is taken apart: NOT NULL, the default, the type or the key, each an ALTER of its own. */
function changeColumn([given, key, definition]: Args): Queries {
  const table = tableOf(given);
  const column = columnOf(table, textOf(key, 'the name of the column'), definition, table.schema);
  const name = quoteName(column.name);
  const alter = (sql: string): string => `ALTER TABLE ${quoted(table)} ${sql}`;
  const statements: string[] = [];
  let { sql } = column;
  const refers = sql.includes('REFERENCES');
  if (sql.includes('NOT NULL')) {
    statements.push(alter(`ALTER COLUMN ${name} SET NOT NULL`));
    sql = sql.replace('NOT NULL', '').trim();
  } else if (!refers) statements.push(alter(`ALTER COLUMN ${name} DROP NOT NULL`));
  // Sequelize takes all that is behind the default for a part of it.
  const [before, ...behind] = sql.split(/ ?\bDEFAULT /);
  if (behind.length > 0) {
    statements.push(alter(`ALTER COLUMN ${name} SET DEFAULT ${behind.join(' DEFAULT ')}`));
    sql = before ?? '';
  } else if (!refers) statements.push(alter(`ALTER COLUMN ${name} DROP DEFAULT`));
  if (column.labels) {
    statements.push(enumSql(table, column.name, column.labels));
    sql += ` USING (${name}::${enumName(table, column.name)})`;
  }
  if (sql.endsWith(' UNIQUE')) {
    sql = sql.slice(0, -' UNIQUE'.length);
    statements.push(alter(`ADD UNIQUE (${name})`));
  }
  const at = sql.indexOf('REFERENCES');
  statements.push(alter(at >= 0 ? `ADD FOREIGN KEY (${name}) ${sql.slice(at)}` : `ALTER COLUMN ${name} TYPE ${sql}`));
  if (column.comment !== undefined) statements.push(`COMMENT ON COLUMN ${quoted(table)}.${name} IS ${quoteText(column.comment)}`);
  return one(...statements);
}

const removeColumn = ([table, column]: Args): Queries =>
  one(`ALTER TABLE ${placed(tableOf(table))} DROP COLUMN ${quoteName(textOf(column, 'the name of the column'))}`);

const renameColumn = ([table, from, to]: Args): Queries =>
  one(
    `ALTER TABLE ${quoted(tableOf(table))} RENAME COLUMN ${quoteName(textOf(from, 'the name of the column'))} TO ${quoteName(textOf(to, 'the new name'))}`,
  );

// A schema in the new name is written as well, where PostgreSQL wants none.
const renameTable = ([from, to]: Args): Queries => one(`ALTER TABLE ${quoted(tableOf(from))} RENAME TO ${quoted(tableOf(to))}`);

function dropTable([table, options]: Args): Queries {
  const cascade = flag(fieldOf(options, 'cascade'), 'cascade') || flag(fieldOf(options, 'force'), 'force');
  return one(`DROP TABLE IF EXISTS ${quoted(tableOf(table))}${cascade ? ' CASCADE' : ''}`);
}

/** Sequelize's default names: every capital after a border of words. */
export const underscored = (name: string): string =>
  name
    .split('::')
    .map((part) => part.replaceAll(/([A-Z])/g, '_$1').replace(/^_/, ''))
    .join('/')
    .toLowerCase();

const fieldNames = (value: Value | undefined): readonly string[] =>
  value?.kind === 'list'
    ? value.items.map((item) => textOf(fieldOf(item, 'attribute') ?? fieldOf(item, 'name') ?? item, 'a column'))
    : refuse('the columns are computed');

function addIndex([given, second, third]: Args): Queries {
  const options = second?.kind === 'list' ? third : second;
  const fields = second?.kind === 'list' ? second : fieldOf(second, 'fields');
  if (isGiven(options) && (options.kind !== 'object' || options.open)) refuse('the options are computed');
  if (fields?.kind !== 'list') return refuse('the columns are computed');
  const table = tableOf(given);
  const operator = fieldOf(options, 'operator');
  const columns = fields.items.map((item) => indexed(item, operator));
  // The names of old versions for the same: indexName and indicesType.
  const own = fieldOf(options, 'name') ?? fieldOf(options, 'indexName');
  const prefix = fieldOf(options, 'prefix');
  const name = isGiven(own)
    ? textOf(own, 'the name of the index')
    : underscored(`${isGiven(prefix) ? textOf(prefix, 'the prefix') : table.name.replaceAll('.', '_').replaceAll(/["']/g, '')}_${fieldNames(fields).join('_')}`); // prettier-ignore
  const unique = flag(fieldOf(options, 'unique'), 'unique') || textIn(fieldOf(options, 'type') ?? fieldOf(options, 'indicesType'))?.toUpperCase() === 'UNIQUE'; // prettier-ignore
  const method = fieldOf(options, 'using') ?? fieldOf(options, 'method');
  const condition = fieldOf(options, 'where');
  return one(
    [
      'CREATE',
      ...(unique ? ['UNIQUE'] : []),
      'INDEX',
      ...(flag(fieldOf(options, 'concurrently'), 'concurrently') ? ['CONCURRENTLY'] : []),
      name.split('.').map(quoteName).join('.'),
      `ON ${split(table)}`,
      ...(isGiven(method) ? [`USING ${textOf(method, 'the method of the index')}`] : []),
      `(${columns.join(', ')})`,
      ...(isGiven(condition) ? [`WHERE ${whereOf(condition)}`] : []),
    ].join(' '),
  );
}

function indexed(item: Value, operator: Value | undefined): string {
  if (item.kind === 'chain') return escaped(item);
  const name = fieldOf(item, 'attribute') ?? fieldOf(item, 'name') ?? item;
  const [collation, own, order] = [fieldOf(item, 'collate'), fieldOf(item, 'operator') ?? operator, fieldOf(item, 'order')];
  return [
    quoteName(textOf(name, 'a column')),
    ...(isGiven(collation) ? [`COLLATE ${quoteName(textOf(collation, 'the collation'))}`] : []),
    ...(isGiven(own) ? [textOf(own, 'the operator class')] : []),
    ...(isGiven(order) ? [textOf(order, 'the order')] : []),
  ].join(' ');
}

function removeIndex([table, index, options]: Args): Queries {
  const name = index?.kind === 'list' ? underscored(`${textOf(table, 'the table name')}_${fieldNames(index).join('_')}`) : textOf(index, 'the name of the index'); // prettier-ignore
  const alone = flag(fieldOf(options, 'concurrently'), 'concurrently');
  return one(`DROP INDEX${alone ? ' CONCURRENTLY' : ''} IF EXISTS ${name.split('.').map(quoteName).join('.')}`);
}

function addConstraint([given, second, third]: Args): Queries {
  // Version 5 took the columns apart from the options.
  const options = second?.kind === 'list' ? third : second;
  const fields = second?.kind === 'list' ? second : fieldOf(second, 'fields');
  if (options?.kind !== 'object' || options.open) return refuse('the options are computed');
  if (fields?.kind !== 'list') return refuse('the columns are computed');
  const table = tableOf(given);
  const names = fields.items.map((item) => (item.kind === 'chain' ? escaped(item) : quoteName(textOf(fieldOf(item, 'attribute') ?? fieldOf(item, 'name') ?? item, 'a column')))); // prettier-ignore
  const type = textOf(fieldOf(options, 'type'), 'the type of the constraint').toUpperCase();
  const own = fieldOf(options, 'name');
  const stem = `${table.schema === undefined ? '' : `${table.schema}.`}${table.name}_${names.join('_').replaceAll('"', '')}`;
  const called = (fallback: () => string): string => `CONSTRAINT ${quoteName(isGiven(own) ? textOf(own, 'the name of the constraint') : `${stem}_${fallback()}`)}`; // prettier-ignore
  const list = `(${names.join(', ')})`;
  const deferrable = fieldOf(options, 'deferrable');
  const deferred = isGiven(deferrable) ? ` ${deferrableOf(deferrable)}` : '';
  const add = (sql: string): Queries => one(`ALTER TABLE ${split(table)} ADD ${sql}`);
  switch (type) {
    case 'UNIQUE':
      return add(`${called(() => 'uk')} UNIQUE ${list}${deferred}`);
    case 'PRIMARY KEY':
      return add(`${called(() => 'pk')} PRIMARY KEY ${list}${deferred}`);
    case 'CHECK':
      return add(`${called(() => 'ck')} CHECK (${whereOf(fieldOf(options, 'where'))})`);
    case 'FOREIGN KEY': {
      const references = fieldOf(options, 'references');
      const [field, all] = [fieldOf(references, 'field'), fieldOf(references, 'fields')];
      const target = tableOf(fieldOf(references, 'table'));
      const into = isGiven(field) ? [textOf(field, 'the column that is referenced')] : fieldNames(all);
      const actions = [
        ['onUpdate', 'ON UPDATE'],
        ['onDelete', 'ON DELETE'],
      ].map(([name = '', word = '']) => {
        const action = fieldOf(options, name);
        return isGiven(action) ? ` ${word} ${textOf(action, name).toUpperCase()}` : '';
      });
      const name = called(() => `${target.schema === undefined ? target.name : refuse('the constraint has no name')}_fk`);
      return add(
        `${name} FOREIGN KEY ${list} REFERENCES ${quoted(target)} (${into.map(quoteName).join(', ')})${actions.join('')}${deferred}`,
      );
    }
    default:
      return refuse(`constraints of the type ${type} are not for PostgreSQL`);
  }
}

const removeConstraint = ([table, name]: Args): Queries =>
  one(
    `ALTER TABLE ${split(tableOf(table))} DROP CONSTRAINT ${textOf(name, 'the name of the constraint').split('.').map(quoteName).join('.')}`,
  );

const createSchema = ([name]: Args): Queries => one(`CREATE SCHEMA IF NOT EXISTS ${quoteName(named(name))}`);
const dropSchema = ([name]: Args): Queries => one(`DROP SCHEMA IF EXISTS ${quoteName(named(name))} CASCADE`);
const dropEnum = ([name]: Args): Queries => one(`DROP TYPE IF EXISTS ${quoteName(named(name))}`);
const createDatabase = ([name, options]: Args): Queries => {
  const parts = [['encoding', 'ENCODING'], ['collate', 'LC_COLLATE'], ['ctype', 'LC_CTYPE'], ['template', 'TEMPLATE']].map(([key = '', word = '']) => {
    const value = fieldOf(options, key);
    return isGiven(value) ? ` ${word} = ${escaped(value)}` : '';
  }); // prettier-ignore
  return one(`CREATE DATABASE ${quoteName(named(name))}${parts.join('')}`);
};
const dropDatabase = ([name]: Args): Queries => one(`DROP DATABASE IF EXISTS ${quoteName(named(name))}`);

/** `[{ name, type, direction }]` as parameters. */
function parameters(value: Value | undefined): string {
  if (value?.kind !== 'list') return refuse('the parameters are computed');
  const part = (item: Value, name: string): string[] => {
    const given = fieldOf(item, name);
    return isGiven(given) ? [textOf(given, `the ${name} of a parameter`)] : [];
  };
  return value.items.map((item) => [...part(item, 'direction'), ...part(item, 'name'), ...part(item, 'type')].join(' ')).join(', ');
}

function createFunction([name, params, returns, language, body, extra, options]: Args): Queries {
  const variables = fieldOf(options, 'variables');
  const declared = (variables?.kind === 'list' ? variables.items : []).map((item) => {
    const fallback = fieldOf(item, 'default');
    return `DECLARE ${named(fieldOf(item, 'name'))} ${textOf(fieldOf(item, 'type'), 'the type of a variable')}${isGiven(fallback) ? ` := ${textIn(fallback) ?? escaped(fallback)}` : ''};`; // prettier-ignore
  });
  const words = extra?.kind === 'list' ? extra.items.map((item) => textOf(item, 'an option of the function')) : [];
  const head = flag(fieldOf(options, 'force'), 'force') ? 'CREATE OR REPLACE FUNCTION' : 'CREATE FUNCTION';
  return one(
    `${head} ${named(name)}(${parameters(params)}) RETURNS ${textOf(returns, 'the return type')} AS $func$ ${declared.join(' ')} BEGIN ${textOf(body, 'the body')} END; $func$ language '${textOf(language, 'the language')}'${words.join(' ')}`,
  );
}

const dropFunction = ([name, params]: Args): Queries => one(`DROP FUNCTION ${named(name)}(${parameters(params)}) RESTRICT`);
const renameFunction = ([name, params, to]: Args): Queries =>
  one(`ALTER FUNCTION ${named(name)}(${parameters(params)}) RENAME TO ${named(to)}`);

const MOMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ after: 'AFTER', before: 'BEFORE', instead_of: 'INSTEAD OF', after_constraint: 'AFTER' }),
);

/** Events by their names, each with the columns of which it is one; or a list of them. */
function firedBy(events: Value | undefined): readonly string[] {
  if (events?.kind === 'list') return events.items.map((event) => textOf(event, 'an event').toUpperCase());
  if (events?.kind !== 'object' || events.open) return refuse('the events are computed');
  return [...events.fields].map(([name, value]) => {
    if (value.kind === 'text') return textOf(value, 'an event').toUpperCase();
    const columns = fieldNames(value);
    return `${name.toUpperCase()}${columns.length === 0 ? '' : ` OF ${columns.join(', ')}`}`;
  });
}

function createTrigger([table, name, moment, events, routine, params, options]: Args): Queries {
  const when = textOf(moment, 'the moment of the trigger');
  const fired = firedBy(events);
  const words = options?.kind === 'list' ? options.items.map((item) => textOf(item, 'an option of the trigger')) : [];
  return one(
    [
      `CREATE ${when === 'after_constraint' ? 'CONSTRAINT ' : ''}TRIGGER ${quoteName(named(name))} ${MOMENTS.get(when) ?? refuse('the moment of the trigger is not known')}`,
      `${fired.join(' OR ')} ON ${quoted(tableOf(table))}`,
      ...words,
      `EXECUTE PROCEDURE ${named(routine)}(${parameters(params)})`,
    ].join(' '),
  );
}

const dropTrigger = ([table, name]: Args): Queries => one(`DROP TRIGGER ${quoteName(named(name))} ON ${quoted(tableOf(table))} RESTRICT`);
const renameTrigger = ([table, from, to]: Args): Queries =>
  one(`ALTER TRIGGER ${quoteName(named(from))} ON ${quoted(tableOf(table))} RENAME TO ${quoteName(named(to))}`);

export const schemaCalls: ReadonlyMap<string, Call> = new Map(
  Object.entries({
    addColumn, addConstraint, addIndex, changeColumn, createDatabase, createFunction, createSchema, createTable, createTrigger, dropDatabase,
    dropEnum, dropFunction, dropSchema, dropTable, dropTrigger, removeColumn, removeConstraint, removeIndex, renameColumn, renameFunction,
    renameTable, renameTrigger,
  }),
); // prettier-ignore
