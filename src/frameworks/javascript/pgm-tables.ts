/** node-pg-migrate's calls on tables, columns, constraints and indexes. */
import { isGiven, refuse, textIn, textOf } from './not-read.ts';
import {
  bareName, checked, comment, described, adapted, isSet, listOf, nameOf, namesIn, optionOf, sequenceOptions, valueOf, word,
  type PgmCall, type Shorthands, type Statements,
} from './pgm-values.ts'; // prettier-ignore
import { quoteName } from './sql-text.ts';
import { fieldOf, type Value } from './values.ts';

interface Columns {
  readonly lines: readonly string[];
  /** The key, where several columns are it. */
  readonly keys: readonly string[];
  readonly comments: readonly string[];
}

const COLUMN_OPTIONS =
  /^(?:type|notNull|allowNull|default|primaryKey|unique|check|references|referencesConstraintName|referencesConstraintComment|onDelete|onUpdate|match|collation|comment|deferrable|deferred|sequenceGenerated|generated|expressionGenerated|using)$/;

function columnsOf(table: Value | undefined, given: Value | undefined, shorthands: Shorthands): Columns {
  if (given?.kind !== 'object' || given.open) return refuse('the columns are computed');
  const all = [...given.fields].map(([name, value]) => ({ name, ...described(value, shorthands) }));
  const keys = all.filter(({ options }) => isSet(options, 'primaryKey')).map(({ name }) => name);
  const comments: string[] = [];
  const lines = all.map(({ name, type, options }) => {
    for (const option of options.fields.keys())
      if (!COLUMN_OPTIONS.test(option)) refuse(`the option "${option}" of a column is not read yet`);
    const remark = fieldOf(options, 'comment');
    if (remark && remark.kind !== 'undefined') comments.push(comment(`COLUMN ${nameOf(table)}.${quoteName(name)}`, remark));
    const parts = [quoteName(name), type];
    const collation = optionOf(options, 'collation');
    if (collation !== undefined) parts.push(`COLLATE ${collation}`);
    const fallback = fieldOf(options, 'default');
    if (fallback && fallback.kind !== 'undefined') parts.push(`DEFAULT ${valueOf(fallback)}`);
    if (isSet(options, 'unique')) parts.push('UNIQUE');
    if (isSet(options, 'primaryKey') && keys.length === 1) parts.push('PRIMARY KEY');
    if (isSet(options, 'notNull')) parts.push('NOT NULL');
    const check = optionOf(options, 'check');
    if (check !== undefined) parts.push(`CHECK (${check})`);
    if (isGiven(fieldOf(options, 'references'))) parts.push(columnReference(table, name, options, comments));
    if (isSet(options, 'deferrable')) parts.push(deferrable(options));
    const identity = fieldOf(options, 'sequenceGenerated') ?? fieldOf(options, 'generated');
    if (isGiven(identity)) parts.push(identityOf(identity, shorthands));
    const expression = optionOf(options, 'expressionGenerated');
    if (expression !== undefined) parts.push(`GENERATED ALWAYS AS (${expression}) STORED`);
    return parts.join(' ');
  });
  return { lines, keys: keys.length > 1 ? keys : [], comments };
}

function columnReference(table: Value | undefined, column: string, options: Value, comments: string[]): string {
  const remark = fieldOf(options, 'referencesConstraintComment');
  const name = optionOf(options, 'referencesConstraintName') ?? (isGiven(remark) ? `${bareName(table)}_fk_${column}` : undefined);
  if (isGiven(remark) && name !== undefined) comments.push(comment(`CONSTRAINT ${quoteName(name)} ON ${nameOf(table)}`, remark));
  return `${name === undefined ? '' : `CONSTRAINT ${quoteName(name)} `}${referencesOf(options)}`;
}

function referencesOf(options: Value): string {
  const references = fieldOf(options, 'references');
  const text = textIn(references);
  // A text with brackets, or in quotes, is written as it is.
  const into =
    text !== undefined && (text.startsWith('"') || text.endsWith(')')) ? text : nameOf(references, 'the table that is referenced');
  const clause = (name: string, sql: string): string => {
    const value = optionOf(options, name);
    return value === undefined ? '' : ` ${sql} ${value}`;
  };
  return `REFERENCES ${into}${clause('match', 'MATCH')}${clause('onDelete', 'ON DELETE')}${clause('onUpdate', 'ON UPDATE')}`;
}

const deferrable = (options: Value | undefined): string => `DEFERRABLE INITIALLY ${isSet(options, 'deferred') ? 'DEFERRED' : 'IMMEDIATE'}`;

function identityOf(value: Value, shorthands: Shorthands): string {
  const options = sequenceOptions(value, shorthands).join(' ');
  return `GENERATED ${textOf(fieldOf(value, 'precedence'), 'the precedence')} AS IDENTITY${options === '' ? '' : ` (${options})`}`;
}

interface Constraints {
  readonly lines: readonly string[];
  readonly comments: readonly string[];
}

function constraintsOf(table: Value | undefined, name: string | undefined, value: Value): Constraints {
  checked(value);
  const lines: string[] = [];
  const comments: string[] = [];
  const bare = bareName(table);
  const add = (fallback: string, sql: string): void => void lines.push(`CONSTRAINT ${quoteName(name ?? fallback)} ${sql}`);
  const texts = (given: Value | undefined): readonly string[] => listOf(given).map((one) => textOf(one, 'a column'));
  const list = (names: readonly string[]): string => `(${names.map(quoteName).join(', ')})`;
  const check = fieldOf(value, 'check');
  const several = check?.kind === 'list';
  for (const [i, one] of listOf(check).entries()) add(`${bare}_chck${several ? `_${i + 1}` : ''}`, `CHECK (${textOf(one, 'the check')})`);
  const unique = fieldOf(value, 'unique');
  if (isGiven(unique)) {
    const sets = unique.kind === 'list' && unique.items.some(({ kind }) => kind === 'list') ? unique.items : [unique];
    for (const one of sets) add(`${bare}_uniq_${texts(one).join('_')}`, `UNIQUE ${list(texts(one))}`);
  }
  const key = fieldOf(value, 'primaryKey');
  if (isGiven(key)) add(`${bare}_pkey`, `PRIMARY KEY ${list(texts(key))}`);
  for (const foreign of listOf(fieldOf(value, 'foreignKeys'))) {
    checked(foreign);
    const columns = texts(fieldOf(foreign, 'columns'));
    const own = optionOf(foreign, 'referencesConstraintName') ?? name ?? `${bare}_fk_${columns.join('_')}`;
    lines.push(`CONSTRAINT ${quoteName(own)} FOREIGN KEY ${list(columns)} ${referencesOf(foreign)}`);
    const remark = fieldOf(foreign, 'referencesConstraintComment');
    if (isGiven(remark)) comments.push(comment(`CONSTRAINT ${quoteName(own)} ON ${nameOf(table)}`, remark));
  }
  const exclude = optionOf(value, 'exclude');
  if (exclude !== undefined) add(`${bare}_excl`, `EXCLUDE ${exclude}`);
  const remark = fieldOf(value, 'comment');
  if (isGiven(remark)) comments.push(comment(`CONSTRAINT ${quoteName(name ?? '')} ON ${nameOf(table)}`, remark));
  return { lines: isSet(value, 'deferrable') ? lines.map((line) => `${line} ${deferrable(value)}`) : lines, comments };
}

const createTable: PgmCall = ([table, given, options], shorthands) => {
  checked(options);
  const columns = columnsOf(table, given, shorthands);
  const constraints = fieldOf(options, 'constraints');
  const more = constraints ? constraintsOf(table, undefined, constraints) : { lines: [], comments: [] };
  const key =
    columns.keys.length > 0
      ? [`CONSTRAINT ${quoteName(`${bareName(table)}_pkey`)} PRIMARY KEY (${columns.keys.map(quoteName).join(', ')})`]
      : [];
  const like = fieldOf(options, 'like');
  const lines = [...columns.lines, ...more.lines, ...key, ...(isGiven(like) ? [likeOf(like)] : [])];
  const inherits = fieldOf(options, 'inherits');
  const partition = fieldOf(options, 'partition');
  const remark = fieldOf(options, 'comment');
  return [
    `CREATE${word(options, 'temporary', 'TEMPORARY')}${word(options, 'unlogged', 'UNLOGGED')} TABLE${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${nameOf(table, 'the table name')} (\n  ${lines.join(',\n  ')}\n)${isGiven(inherits) ? ` INHERITS (${nameOf(inherits)})` : ''}${isGiven(partition) ? partitionOf(partition) : ''}`,
    ...columns.comments,
    ...more.comments,
    ...(isGiven(remark) ? [comment(`TABLE ${nameOf(table)}`, remark)] : []),
  ];
};

function likeOf(like: Value): string {
  const table = fieldOf(like, 'table');
  const options = fieldOf(like, 'options');
  const words = (name: string, sql: string): string => listOf(fieldOf(options, name)).map((one) => ` ${sql} ${textOf(one, 'an option')}`).join(''); // prettier-ignore
  return `LIKE ${nameOf(table ?? like)}${words('including', 'INCLUDING')}${words('excluding', 'EXCLUDING')}`;
}

function partitionOf(partition: Value): string {
  const columns = listOf(fieldOf(partition, 'columns')).map((one) => {
    const [collate, opclass] = [optionOf(one, 'collate'), fieldOf(one, 'opclass')];
    return `${quoteName(bareName(one))}${collate === undefined ? '' : ` COLLATE ${collate}`}${isGiven(opclass) ? ` ${nameOf(opclass)}` : ''}`;
  });
  return ` PARTITION BY ${textOf(fieldOf(partition, 'strategy'), 'the strategy')} (${columns.join(', ')})`;
}

const addColumns: PgmCall = ([table, given, options], shorthands) => {
  const { lines, comments } = columnsOf(table, given, shorthands);
  const missing = isSet(checked(options), 'ifNotExists') ? 'IF NOT EXISTS ' : '';
  return [`ALTER TABLE ${nameOf(table, 'the table name')}\n  ${lines.map((line) => `ADD ${missing}${line}`).join(',\n  ')}`, ...comments];
};

const dropColumns: PgmCall = ([table, given, options]) => {
  if (given?.kind === 'object' && given.open) refuse('the columns are computed');
  const names = given?.kind === 'object' ? [...given.fields.keys()] : listOf(given).map((one) => textOf(one, 'a column'));
  const exists = isSet(options, 'ifExists') ? 'IF EXISTS ' : '';
  return [
    `ALTER TABLE ${nameOf(table, 'the table name')}\n  ${names.map((one) => `DROP ${exists}${quoteName(one)}${word(options, 'cascade', 'CASCADE')}`).join(',\n  ')}`,
  ];
};

const alterColumn: PgmCall = ([table, given, options], shorthands) => {
  if (checked(options)?.kind !== 'object') refuse('the options are computed');
  const column = quoteName(textOf(given, 'the name of the column'));
  const actions: string[] = [];
  const fallback = fieldOf(options, 'default');
  if (fallback?.kind === 'null') actions.push('DROP DEFAULT');
  else if (fallback && fallback.kind !== 'undefined') actions.push(`SET DEFAULT ${valueOf(fallback)}`);
  const [type, collation, using] = [optionOf(options, 'type'), optionOf(options, 'collation'), optionOf(options, 'using')];
  if (type !== undefined)
    actions.push(
      `SET DATA TYPE ${adapted(type)}${collation === undefined ? '' : ` COLLATE ${collation}`}${using === undefined ? '' : ` USING ${using}`}`,
    );
  const required = fieldOf(options, 'notNull');
  if (isSet(options, 'notNull')) actions.push('SET NOT NULL');
  else if ((required && required.kind === 'boolean') || isSet(options, 'allowNull')) actions.push('DROP NOT NULL');
  const identity = fieldOf(options, 'sequenceGenerated') ?? fieldOf(options, 'generated');
  if (identity && identity.kind !== 'undefined')
    actions.push(identity.kind === 'object' ? `ADD ${identityOf(identity, shorthands)}` : 'DROP IDENTITY');
  const expression = fieldOf(options, 'expressionGenerated');
  if (expression?.kind === 'null') actions.push('DROP EXPRESSION');
  else if (isGiven(expression)) actions.push(`SET EXPRESSION AS (${textOf(expression, 'the expression')})`);
  const remark = fieldOf(options, 'comment');
  const name = nameOf(table, 'the table name');
  return [
    ...(actions.length > 0 ? [`ALTER TABLE ${name}\n  ${actions.map((action) => `ALTER ${column} ${action}`).join(',\n  ')}`] : []),
    ...(remark && remark.kind !== 'undefined' ? [comment(`COLUMN ${name}.${column}`, remark)] : []),
  ];
};

const alterTable: PgmCall = ([table, options]) => {
  checked(options);
  const [security, unlogged] = [optionOf(options, 'levelSecurity'), fieldOf(options, 'unlogged')];
  const parts = [
    ...(security === undefined ? [] : [`${security} ROW LEVEL SECURITY`]),
    ...(isGiven(unlogged) ? [isSet(options, 'unlogged') ? 'SET UNLOGGED' : 'SET LOGGED'] : []),
  ];
  return [`ALTER TABLE ${nameOf(table, 'the table name')} ${parts.join(', ')}`];
};

const dropTable: PgmCall = ([table, options]) => [
  `DROP TABLE${word(options, 'ifExists', 'IF EXISTS')} ${nameOf(table, 'the table name')}${word(options, 'cascade', 'CASCADE')}`,
];

const renameTable: PgmCall = ([from, to]) => [`ALTER TABLE ${nameOf(from, 'the table name')} RENAME TO ${nameOf(to, 'the new name')}`];

const renamed =
  (what: string): PgmCall =>
  ([table, from, to]) => [`ALTER TABLE ${nameOf(table, 'the table name')} RENAME ${what}${nameOf(from)} TO ${nameOf(to, 'the new name')}`];

const addConstraint: PgmCall = ([table, given, expression]) => {
  const name = isGiven(given) ? textOf(given, 'the name of the constraint') : undefined;
  const text = expression?.kind === 'text' ? textOf(expression, 'the constraint') : undefined;
  const made: Constraints =
    text === undefined
      ? constraintsOf(table, name, expression ?? refuse('the constraint is missing'))
      : { lines: [`${name === undefined ? '' : `CONSTRAINT ${quoteName(name)} `}${text}`], comments: [] };
  return [`ALTER TABLE ${nameOf(table, 'the table name')}\n  ${made.lines.map((line) => `ADD ${line}`).join(',\n  ')}`, ...made.comments];
};

const dropConstraint: PgmCall = ([table, name, options]) => [
  `ALTER TABLE ${nameOf(table, 'the table name')} DROP CONSTRAINT${word(options, 'ifExists', 'IF EXISTS')} ${nameOf(name)}${word(options, 'cascade', 'CASCADE')}`,
];

function indexName(table: Value | undefined, columns: readonly Value[], options: Value | undefined): string {
  const given = optionOf(options, 'name');
  if (given !== undefined) return given;
  return `${bareName(table, 'the table name')}_${columns.map((one) => bareName(one, 'a column')).join('_')}${isSet(options, 'unique') ? '_unique' : ''}_index`;
}

function indexed(column: Value): string {
  const name = bareName(column, 'a column');
  const [opclass, sort] = [fieldOf(column, 'opclass'), optionOf(column, 'sort')];
  return [
    /[ ().]/.test(name) ? name : quoteName(name),
    ...(isGiven(opclass) ? [nameOf(opclass)] : []),
    ...(sort === undefined ? [] : [sort]),
  ].join(' ');
}

const createIndex: PgmCall = ([table, given, options]) => {
  checked(options);
  const columns = listOf(given);
  const [method, where, include] = [optionOf(options, 'method'), optionOf(options, 'where'), fieldOf(options, 'include')];
  return [
    `CREATE${word(options, 'unique', 'UNIQUE')} INDEX${word(options, 'concurrently', 'CONCURRENTLY')}${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${quoteName(indexName(table, columns, options))} ON ${nameOf(table, 'the table name')}${method === undefined ? '' : ` USING ${method}`} (${columns.map(indexed).join(', ')})${isGiven(include) ? ` INCLUDE (${namesIn(include)})` : ''}${where === undefined ? '' : ` WHERE ${where}`}`,
  ];
};

const dropIndex: PgmCall = ([table, given, options]): Statements => {
  const schema = fieldOf(table, 'schema');
  const name = `${isGiven(schema) ? `${quoteName(textOf(schema, 'the schema'))}.` : ''}${quoteName(indexName(table, listOf(given), checked(options)))}`;
  return [
    `DROP INDEX${word(options, 'concurrently', 'CONCURRENTLY')}${word(options, 'ifExists', 'IF EXISTS')} ${name}${word(options, 'cascade', 'CASCADE')}`,
  ];
};

/** By the method; aliases of the builder included. */
export const pgmTables: ReadonlyMap<string, PgmCall> = new Map(
  Object.entries({
    createTable, dropTable, renameTable, alterTable, addColumns, addColumn: addColumns, dropColumns, dropColumn: dropColumns, alterColumn,
    renameColumn: renamed(''), renameConstraint: renamed('CONSTRAINT '), addConstraint, createConstraint: addConstraint, dropConstraint,
    createIndex, addIndex: createIndex, dropIndex,
  }),
); // prettier-ignore
