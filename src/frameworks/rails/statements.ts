/** The calls that change a schema, as the SQL that Rails sends for them to PostgreSQL. */
import { pluralize } from '../ruby/inflect.ts';
import { bool, plainText, textOf, truth, type Value } from '../ruby/values.ts';
import { columnNames, columnOf, columnSql, foreignKeyOf, isFalse, referenceOf, timestampOptions, type Options } from './columns.ts';
import { checkSql, exclusionSql, uniqueSql } from './constraints.ts';
import { createIndex, dropIndex } from './indexes.ts';
import { checkName, exclusionName, foreignKeyName, indexName, referringColumn, uniqueName } from './names.ts';
import { flag, hashOption, literal, made, nameOf, namesOf, partsOf, quoted, quotedTable, textOption, Unclear, type Command, type Context, type Made } from './options.ts'; // prettier-ignore
import { dropped, joinTable } from './table.ts';
import { defaultSql, typeSql } from './types.ts';

type Send = (command: Command, context: Context) => readonly Made[];

const tableIn = (command: Command): string => nameOf(command.args[0], 'the name of the table');
const columnIn = (command: Command): string => nameOf(command.args[1], 'the name of the column');
const alter = (table: string, sql: string, command: Command): Made => made(`ALTER TABLE ${quotedTable(table)} ${sql}`, command);
const typeIn = (value: Value | undefined): string => nameOf(value, 'the type of the column');

/** `from:` and `to:`, or the value itself. */
function changed(command: Command): Value | undefined {
  const { options, args } = command;
  if (options.has('from') && options.has('to')) return options.get('to');
  return args[2];
}

const commentSql = (value: Value | undefined): string => {
  const text = value && value.kind !== 'nil' ? nameOf(value, 'the comment') : undefined;
  return text === undefined ? 'NULL' : literal(text);
};

/** `ADD "name" type …`, and the comment behind it. */
function addColumn(table: string, name: string, type: string, given: Options, command: Command, context: Context): readonly Made[] {
  const { sql, comment } = added(table, name, type, given, command, context);
  return [alter(table, sql, command), ...comment];
}

export function added(
  table: string,
  name: string,
  type: string,
  given: Options,
  command: Command,
  context: Context,
): { readonly sql: string; readonly comment: readonly Made[] } {
  const key = type === 'primary_key' && context.version < 5.1;
  const options = key ? new Map([...given, ['primary_key', bool(true, command)] as const]) : given;
  const column = columnOf(name, key ? 'integer' : type, options, command);
  context.memory.table(table).columns.set(name, { type, array: flag(options, 'array') });
  const comment = options.get('comment');
  return {
    sql: `ADD ${flag(options, 'if_not_exists') ? 'COLUMN IF NOT EXISTS ' : ''}${columnSql(column, context)}`,
    comment: comment ? [made(`COMMENT ON COLUMN ${quotedTable(table)}.${quoted(name)} IS ${commentSql(comment)}`, command)] : [],
  };
}

export function removed(table: string, column: string, options: Options, context: Context): string {
  context.memory.dropColumn(table, column);
  return `DROP COLUMN ${flag(options, 'if_exists') ? 'IF EXISTS ' : ''}${quoted(column)}`;
}

/** The parts of an ALTER TABLE that a changed column is. */
export function changedColumn(table: string, name: string, type: string, options: Options, context: Context): readonly string[] {
  const alterColumn = `ALTER COLUMN ${quoted(name)}`;
  const collation = textOption(options, 'collation');
  const using = textOption(options, 'using');
  const cast = textOption(options, 'cast_as');
  const parts = [
    `${alterColumn} TYPE ${typeSql(type, options, context)}${collation === undefined ? '' : ` COLLATE "${collation}"`}${using !== undefined ? ` USING ${using}` : cast === undefined ? '' : ` USING CAST(${quoted(name)} AS ${typeSql(cast, options, context)})`}`, // prettier-ignore
  ];
  context.memory.table(table).columns.set(name, { type, array: flag(options, 'array') });
  const value = options.get('default');
  if (value)
    parts.push(
      `${alterColumn} ${value.kind === 'nil' ? 'DROP DEFAULT' : `SET DEFAULT ${defaultSql(value, type, flag(options, 'array'), context)}`}`,
    );
  if (options.has('null'))
    parts.push(`${alterColumn} ${isFalse(options.get('null')) || options.get('null')?.kind === 'nil' ? 'SET' : 'DROP'} NOT NULL`);
  return parts;
}

function changeColumn(command: Command, context: Context): readonly Made[] {
  const { options, args } = command;
  const [table, name, type] = [tableIn(command), columnIn(command), typeIn(args[2])];
  const [first = '', ...rest] = changedColumn(table, name, type, options, context);
  const comment = options.get('comment');
  const said = comment ? [made(`COMMENT ON COLUMN ${quotedTable(table)}.${quoted(name)} IS ${commentSql(comment)}`, command)] : [];
  // Before 5.2 each part is a statement of its own, and a default fills the rows that have none.
  if (context.version >= 5.2) return [alter(table, [first, ...rest].join(', '), command), ...said];
  const value = options.get('default');
  const fills = options.has('null') && isFalse(options.get('null')) && value && value.kind !== 'nil';
  const fill = fills ? [made(`UPDATE ${quotedTable(table)} SET ${quoted(name)}=${defaultSql(value, type, false, context)} WHERE ${quoted(name)} IS NULL`, command)] : []; // prettier-ignore
  const [last] = rest.slice(-1);
  const alone = (sql: string): Made => alter(table, sql, command);
  return [alone(first), ...rest.slice(0, fills ? -1 : undefined).map(alone), ...fill, ...(fills && last ? [alone(last)] : []), ...said];
}

export function defaultOf(table: string, column: string, value: Value | undefined, context: Context): string {
  const { type, array = false } = context.memory.table(table).columns.get(column) ?? {};
  if (!value || value.kind === 'nil') return `ALTER COLUMN ${quoted(column)} DROP DEFAULT`;
  return `ALTER COLUMN ${quoted(column)} SET DEFAULT ${defaultSql(value, type, array, context)}`;
}

export function nullOf(column: string, value: Value | undefined): string {
  const holds = truth(value);
  if (holds === undefined) throw new Unclear('whether the column takes NULL is computed');
  return `ALTER COLUMN ${quoted(column)} ${holds ? 'DROP' : 'SET'} NOT NULL`;
}

function changeColumnNull(command: Command, context: Context): readonly Made[] {
  const [table, column] = [tableIn(command), columnIn(command)];
  const [, , value, fallback] = command.args;
  const sql = alter(table, nullOf(column, value), command);
  if (truth(value) || !fallback || fallback.kind === 'nil') return [sql];
  const { type, array = false } = context.memory.table(table).columns.get(column) ?? {};
  const filled = defaultSql(fallback, type, array, context);
  return [made(`UPDATE ${quotedTable(table)} SET ${quoted(column)}=${filled} WHERE ${quoted(column)} IS NULL`, command), sql];
}

function addForeignKey(table: string, to: string, options: Options, command: Command, context: Context): Made {
  const { name, columns, sql } = foreignKeyOf(table, to, options, context);
  context.memory.table(table).foreignKeys.push({ name, to, columns });
  return alter(table, `ADD ${sql}`, command);
}

/** The foreign key by its name, its columns or what it refers to, among those that the migrations before have made. */
function foreignKeyIn(table: string, to: string | undefined, options: Options, context: Context): string {
  const name = textOption(options, 'name');
  if (name !== undefined) return name;
  const given = options.get('column');
  const columns = given && given.kind !== 'nil' ? columnNames(given) : undefined;
  const usual = columns ?? (to === undefined ? undefined : [referringColumn(to, context)]);
  const keys = context.memory.table(table).foreignKeys.filter((key) => to === undefined || key.to === to);
  const found = keys.findLast((key) => key.columns.join(',') === usual?.join(',')) ?? (columns ? undefined : keys[0]);
  if (found) return found.name;
  if (!usual) throw new Unclear('which foreign key it is is computed');
  return foreignKeyName(table, usual);
}

function dropForeignKey(table: string, to: string | undefined, options: Options, command: Command, context: Context): Made {
  const name = foreignKeyIn(table, to, options, context);
  const memory = context.memory.table(table);
  memory.foreignKeys = memory.foreignKeys.filter((key) => key.name !== name);
  return dropConstraint(table, name, options, command);
}

const dropConstraint = (table: string, name: string, options: Options, command: Command): Made =>
  alter(table, `DROP CONSTRAINT ${flag(options, 'if_exists') ? 'IF EXISTS ' : ''}${quoted(name)}`, command);

function referredIn({ args, options }: Command): string | undefined {
  const to = args[1] ?? options.get('to_table');
  return to && to.kind !== 'nil' ? nameOf(to, 'the table that is referred to') : undefined;
}

/** The name of a constraint, given or by what it is about. */
function constraintIn(command: Command, context: Context, usual: (table: string, about: string) => string): string {
  const { args, options } = command;
  const table = tableIn(command);
  const name = textOption(options, 'name');
  if (name !== undefined) return name;
  const value = args[1] ?? options.get('expression') ?? options.get('column');
  const about = namesOf(value, 'what the constraint is about');
  const found = context.memory.table(table).constraints.findLast((one) => one.about === about.join(','));
  return found?.name ?? usual(table, about.join('_and_'));
}

function addReference(command: Command, context: Context): readonly Made[] {
  const table = tableIn(command);
  const { columns, index, foreignKey } = referenceOf(
    table,
    nameOf(command.args[1], 'the name of the reference'),
    command.options,
    command,
    context,
  );
  const list: Value = {
    kind: 'list',
    items: columns.map(({ name }) => textOf(name, command, true)),
    start: command.start,
    end: command.end,
  };
  return [
    ...columns.flatMap(({ name, type, options }) => addColumn(table, name, type, options, command, context)),
    ...(index ? createIndex(table, list, index, command, context) : []),
    ...(foreignKey ? [addForeignKey(table, foreignKey.to, foreignKey.options, command, context)] : []),
  ];
}

function removeReference(command: Command, context: Context): readonly Made[] {
  const { options } = command;
  const table = tableIn(command);
  const name = nameOf(command.args[1], 'the name of the reference');
  const key = hashOption(options, 'foreign_key');
  const keyOptions = new Map([...(key ?? []), ...(key?.has('column') ? [] : [['column', textOf(`${name}_id`, command)] as const])]);
  const to = key ? textOption(key, 'to_table') : pluralize(name);
  const drop = (column: string): Made => alter(table, removed(table, column, options, context), command);
  return [
    ...(flag(options, 'foreign_key') ? [dropForeignKey(table, to, keyOptions, command, context)] : []),
    drop(`${name}_id`),
    ...(flag(options, 'polymorphic') ? [drop(`${name}_type`)] : []),
  ];
}

/** A renamed table takes the names of its key, its sequence and its usual indexes with it. */
function renameTable(command: Command, context: Context): readonly Made[] {
  const [from, to] = [tableIn(command), nameOf(command.args[1], 'the new name')];
  const memory = context.memory.table(from);
  const key = memory.key ?? { column: 'id', counts: true };
  const statements = [alter(from, `RENAME TO ${quotedTable(to)}`, command)];
  const cut = (name: string, suffix: string): string => `${name.slice(0, 63 - suffix.length)}${suffix}`;
  const renameIndex = (old: string, name: string): void => {
    statements.push(made(`ALTER INDEX ${quotedTable(old)} RENAME TO ${quotedTable(name)}`, command));
  };
  if (key !== 'none' && key.counts) {
    const suffix = `_${key.column}_seq`;
    renameIndex(cut(from, '_pkey'), cut(to, '_pkey'));
    statements.push(made(`ALTER TABLE ${quotedTable(cut(from, suffix))} RENAME TO ${quotedTable(cut(to, suffix))}`, command));
  }
  memory.indexes = memory.indexes.map((index) => {
    if (index.name !== indexName(from, index.columns, context)) return index;
    const name = indexName(to, index.columns, context);
    renameIndex(index.name, name);
    return { ...index, name };
  });
  context.memory.rename(from, to);
  return statements;
}

function renameColumn(command: Command, context: Context): readonly Made[] {
  const [table, from, to] = [tableIn(command), columnIn(command), nameOf(command.args[2], 'the new name')];
  const memory = context.memory.table(table);
  const usual = new Set(memory.indexes.filter((index) => index.name === indexName(table, index.columns, context)));
  const before = [...memory.indexes];
  context.memory.renameColumn(table, from, to);
  const statements = [alter(table, `RENAME COLUMN ${quoted(from)} TO ${quoted(to)}`, command)];
  memory.indexes = memory.indexes.map((index, i) => {
    const old = before[i];
    if (!old || !usual.has(old) || !index.columns.includes(to)) return index;
    const name = indexName(table, index.columns, context);
    if (name === index.name) return index;
    statements.push(made(`ALTER INDEX ${quoted(index.name)} RENAME TO ${quoted(name)}`, command));
    return { ...index, name };
  });
  return statements;
}

/** Columns of one ALTER TABLE; Rails before 7 sends one for each. */
const together = (table: string, parts: readonly string[], command: Command, context: Context): readonly Made[] =>
  context.release >= 7 ? [alter(table, parts.join(', '), command)] : parts.map((part) => alter(table, part, command));

function extension(command: Command): readonly [string, string] {
  const [schema, name] = partsOf(nameOf(command.args[0], 'the name of the extension'));
  return [name, schema === undefined ? '' : ` SCHEMA ${schema}`];
}

function createEnum(command: Command, context: Context): Made {
  const name = nameOf(command.args[0], 'the name of the enum');
  const values = namesOf(command.args[1], 'the values of the enum').map(literal).join(', ');
  const create = `CREATE TYPE ${quotedTable(name)} AS ENUM (${values})`;
  const [schema, own] = partsOf(name);
  const where = `t.typname = ${literal(own)} AND n.nspname = ${schema === undefined ? 'ANY (current_schemas(false))' : literal(schema)}`;
  return made(
    context.release >= 7.1
      ? `DO $$\nBEGIN\n    IF NOT EXISTS (\n      SELECT 1\n      FROM pg_type t\n      JOIN pg_namespace n ON t.typnamespace = n.oid\n      WHERE ${where}\n    ) THEN\n        ${create};\n    END IF;\nEND\n$$;`
      : `DO $$\nBEGIN\n    ${create};\nEXCEPTION\n    WHEN duplicate_object THEN null;\nEND\n$$;`,
    command,
  );
}

function addEnumValue(command: Command): Made {
  const { args, options } = command;
  const [before, after] = [textOption(options, 'before'), textOption(options, 'after')];
  const place = before !== undefined ? ` BEFORE ${literal(before)}` : after === undefined ? '' : ` AFTER ${literal(after)}`;
  const exists = flag(options, 'if_not_exists') ? ' IF NOT EXISTS' : '';
  return made(`ALTER TYPE ${quotedTable(nameOf(args[0], 'the name of the enum'))} ADD VALUE${exists} ${literal(nameOf(args[1], 'the value of the enum'))}${place}`, command); // prettier-ignore
}

function dropTable(command: Command, context: Context): readonly Made[] {
  const { args, options } = command;
  const names = args.map((arg) => nameOf(arg, 'the name of the table'));
  for (const name of names) context.memory.drop(name);
  if (names.length === 0) throw new Unclear('the name of the table is missing');
  return [dropped(names.map(quotedTable), textOption(options, 'force') === 'cascade', flag(options, 'if_exists'), command)];
}

/** By their names in Rails. `create_table` and `create_join_table` have a block and stand elsewhere. */
export const STATEMENTS: ReadonlyMap<string, Send> = new Map<string, Send>([
  ['drop_table', dropTable],
  ['drop_join_table', (command, context) => dropTable({ ...command, args: [textOf(joinTable(command).name, command)] }, context)],
  ['rename_table', renameTable],
  [
    'add_column',
    (command, context) => addColumn(tableIn(command), columnIn(command), typeIn(command.args[2]), command.options, command, context),
  ],
  ['add_columns', (command, context) => command.args.slice(1).flatMap((column) => addColumn(tableIn(command), nameOf(column, 'the name of the column'), typeIn(command.options.get('type')), new Map([...command.options].filter(([key]) => key !== 'type')), command, context))], // prettier-ignore
  [
    'remove_column',
    (command, context) => [alter(tableIn(command), removed(tableIn(command), columnIn(command), command.options, context), command)],
  ],
  ['remove_columns', (command, context) => {
    const columns = command.args.slice(1).flatMap(columnNames);
    if (columns.length === 0) throw new Unclear('the names of the columns are missing');
    return together(tableIn(command), columns.map((column) => removed(tableIn(command), column, command.options, context)), command, context);
  }], // prettier-ignore
  ['rename_column', renameColumn],
  ['change_column', changeColumn],
  [
    'change_column_default',
    (command, context) => [alter(tableIn(command), defaultOf(tableIn(command), columnIn(command), changed(command), context), command)],
  ],
  ['change_column_null', changeColumnNull],
  ['change_column_comment', (command) => [made(`COMMENT ON COLUMN ${quotedTable(tableIn(command))}.${quoted(columnIn(command))} IS ${commentSql(changed(command))}`, command)]], // prettier-ignore
  ['change_table_comment', (command) => [made(`COMMENT ON TABLE ${quotedTable(tableIn(command))} IS ${commentSql(command.options.has('to') ? command.options.get('to') : command.args[1])}`, command)]], // prettier-ignore
  ['add_timestamps', (command, context) => {
    const options = timestampOptions(command.options, command, context);
    const parts = ['created_at', 'updated_at'].map((name) => added(tableIn(command), name, 'datetime', options, command, context));
    return [...together(tableIn(command), parts.map(({ sql }) => sql), command, context), ...parts.flatMap(({ comment }) => comment)];
  }], // prettier-ignore
  ['remove_timestamps', (command, context) => together(tableIn(command), ['updated_at', 'created_at'].map((column) => removed(tableIn(command), column, command.options, context)), command, context)], // prettier-ignore
  ['add_reference', addReference],
  ['remove_reference', removeReference],
  ['add_index', (command, context) => createIndex(tableIn(command), command.args[1], command.options, command, context)],
  ['remove_index', (command, context) => [dropIndex(tableIn(command), command.args[1], command.options, command, context)]],
  ['rename_index', (command, context) => {
    const [table, from, to] = [tableIn(command), nameOf(command.args[1], 'the name of the index'), nameOf(command.args[2], 'the new name')];
    const memory = context.memory.table(table);
    memory.indexes = memory.indexes.map((index) => (index.name === from ? { ...index, name: to } : index));
    const [schema] = partsOf(table);
    return [made(`ALTER INDEX ${schema === undefined ? '' : `${quoted(schema)}.`}${quoted(from)} RENAME TO ${quoted(to)}`, command)];
  }], // prettier-ignore
  ['add_foreign_key', (command, context) => [addForeignKey(tableIn(command), nameOf(command.args[1], 'the table that is referred to'), command.options, command, context)]], // prettier-ignore
  ['remove_foreign_key', (command, context) => [dropForeignKey(tableIn(command), referredIn(command), command.options, command, context)]],
  ['validate_foreign_key', (command, context) => [alter(tableIn(command), `VALIDATE CONSTRAINT ${quoted(foreignKeyIn(tableIn(command), referredIn(command), command.options, context))}`, command)]], // prettier-ignore
  [
    'add_check_constraint',
    (command, context) => [
      alter(tableIn(command), `ADD ${checkSql(tableIn(command), command.args[1], command.options, context).sql}`, command),
    ],
  ],
  [
    'remove_check_constraint',
    (command, context) => [dropConstraint(tableIn(command), constraintIn(command, context, checkName), command.options, command)],
  ],
  [
    'validate_check_constraint',
    (command, context) => [alter(tableIn(command), `VALIDATE CONSTRAINT ${quoted(constraintIn(command, context, checkName))}`, command)],
  ],
  [
    'validate_constraint',
    (command) => [alter(tableIn(command), `VALIDATE CONSTRAINT ${quoted(nameOf(command.args[1], 'the name of the constraint'))}`, command)],
  ],
  ['add_exclusion_constraint', (command, context) => [alter(tableIn(command), `ADD ${exclusionSql(tableIn(command), command.args[1], command.options, context).sql}`, command)]], // prettier-ignore
  [
    'remove_exclusion_constraint',
    (command, context) => [dropConstraint(tableIn(command), constraintIn(command, context, exclusionName), command.options, command)],
  ],
  ['add_unique_constraint', (command, context) => [alter(tableIn(command), `ADD ${uniqueSql(tableIn(command), command.args[1], command.options, context).sql}`, command)]], // prettier-ignore
  [
    'remove_unique_constraint',
    (command, context) => [dropConstraint(tableIn(command), constraintIn(command, context, uniqueName), command.options, command)],
  ],
  [
    'remove_constraint',
    (command) => [dropConstraint(tableIn(command), nameOf(command.args[1], 'the name of the constraint'), command.options, command)],
  ],
  [
    'enable_extension',
    (command) => [
      made(
        `CREATE EXTENSION IF NOT EXISTS ${extension(command)
          .map((part, i) => (i === 0 ? quoted(part) : part))
          .join('')}`,
        command,
      ),
    ],
  ],
  ['disable_extension', (command, context) => [made(`DROP EXTENSION IF EXISTS ${quoted(extension(command)[0])}${context.version < 7.1 || textOption(command.options, 'force') === 'cascade' ? ' CASCADE' : ''}`, command)]], // prettier-ignore
  ['create_enum', (command, context) => [createEnum(command, context)]],
  ['drop_enum', (command) => [made(`DROP TYPE ${flag(command.options, 'if_exists') ? 'IF EXISTS ' : ''}${quotedTable(nameOf(command.args[0], 'the name of the enum'))}`, command)]], // prettier-ignore
  ['rename_enum', (command) => [made(`ALTER TYPE ${quotedTable(nameOf(command.args[0], 'the name of the enum'))} RENAME TO ${quotedTable(nameOf(command.args[1] ?? command.options.get('to'), 'the new name'))}`, command)]], // prettier-ignore
  ['add_enum_value', (command) => [addEnumValue(command)]],
  ['rename_enum_value', (command) => [made(`ALTER TYPE ${quotedTable(nameOf(command.args[0], 'the name of the enum'))} RENAME VALUE ${literal(nameOf(command.options.get('from'), 'the value of the enum'))} TO ${literal(nameOf(command.options.get('to'), 'the value of the enum'))}`, command)]], // prettier-ignore
  ['create_schema', (command) => [
    ...(flag(command.options, 'force') ? [made(`DROP SCHEMA IF EXISTS ${quoted(nameOf(command.args[0], 'the name of the schema'))} CASCADE`, command)] : []),
    made(`CREATE SCHEMA ${flag(command.options, 'if_not_exists') ? 'IF NOT EXISTS ' : ''}${quoted(nameOf(command.args[0], 'the name of the schema'))}`, command),
  ]], // prettier-ignore
  ['drop_schema', (command) => [made(`DROP SCHEMA ${flag(command.options, 'if_exists') ? 'IF EXISTS ' : ''}${quoted(nameOf(command.args[0], 'the name of the schema'))} CASCADE`, command)]], // prettier-ignore
  ['rename_schema', (command) => [made(`ALTER SCHEMA ${quoted(nameOf(command.args[0], 'the name of the schema'))} RENAME TO ${quoted(nameOf(command.args[1], 'the new name'))}`, command)]], // prettier-ignore
]);

/** Other names of the same. */
export const ALIASES: Readonly<Record<string, string>> = { add_belongs_to: 'add_reference', remove_belongs_to: 'remove_reference' };

export { plainText };
