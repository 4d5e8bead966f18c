/** The calls of `op`, as the SQL that Alembic sends for them to PostgreSQL. */
import { plainText, type Call, type Value } from '../python/values.ts';
import {
  columnList,
  columnOf,
  columnSql,
  constraintName,
  constraintOf,
  deferral,
  indexed,
  notValid,
  onChange,
  type Column,
} from './columns.ts';
import { createEnum, typeOf } from './types.ts';
import { argumentsOf, flag, nameOf, namesOf, optionalName, Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { expression, isSqlalchemy, listed, qualified, quoted, rawSql, serverDefault, type Sql } from './text.ts';

/** The table that `op.batch_alter_table` is about. */
export interface Batch {
  readonly table: string;
  readonly schema: string | undefined;
}

type Args = ReadonlyMap<string, Value>;

interface Operation {
  readonly parameters: readonly string[];
  /** The parameter that a batch fills. */
  readonly table?: string;
  readonly sql: (args: Args, call: Call, schema: string | undefined) => readonly Sql[];
}

const schemaOf = (args: Args): string | undefined => optionalName(args.get('schema'), 'the schema');
const tableOf = (args: Args, schema: string | undefined, parameter = 'table_name'): string =>
  qualified(nameOf(args.get(parameter), 'the name of the table'), schema);
const when = (args: Args, parameter: string, words: string): string => (flag(args.get(parameter), `it has ${words.trim()}`) ? words : '');
const comment = (text: string | undefined): string => (text === undefined ? 'NULL' : quoteText(text));

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  add_column: {
    parameters: ['table_name', 'column'],
    table: 'table_name',
    sql: (args, _call, schema) => {
      const table = tableOf(args, schema);
      const column = columnOf(args.get('column'));
      const add = `ALTER TABLE ${table} ADD `;
      return [
        [`${add}COLUMN ${when(args, 'if_not_exists', 'IF NOT EXISTS ')}`, ...columnSql(column, column.primary)],
        ...column.constraints.map((constraint): Sql => [add, ...constraint]),
        ...(column.unique && !column.index ? [[`${add}UNIQUE (${quoted(column.name)})`]] : []),
        ...columnIndex(column, args, schema),
        ...(column.comment === undefined ? [] : [[`COMMENT ON COLUMN ${table}.${quoted(column.name)} IS ${quoteText(column.comment)}`]]),
      ];
    },
  },
  drop_column: {
    parameters: ['table_name', 'column_name'],
    table: 'table_name',
    sql: (args, _call, schema) => [
      [
        `ALTER TABLE ${tableOf(args, schema)} DROP COLUMN ${when(args, 'if_exists', 'IF EXISTS ')}${quoted(nameOf(args.get('column_name'), 'the name of the column'))}`,
      ],
    ],
  },
  alter_column: { parameters: ['table_name', 'column_name'], table: 'table_name', sql: alterColumn },
  create_index: { parameters: ['index_name', 'table_name', 'columns'], table: 'table_name', sql: createIndex },
  drop_index: {
    parameters: ['index_name', 'table_name'],
    table: 'table_name',
    sql: (args, _call, schema) => [
      [
        `DROP INDEX ${when(args, 'postgresql_concurrently', 'CONCURRENTLY ')}${when(args, 'if_exists', 'IF EXISTS ')}${qualified(nameOf(args.get('index_name'), 'the name of the index'), schema)}`,
      ],
    ],
  },
  create_table: { parameters: ['table_name'], sql: createTable },
  drop_table: {
    parameters: ['table_name'],
    sql: (args, _call, schema) => [[`DROP TABLE ${when(args, 'if_exists', 'IF EXISTS ')}${tableOf(args, schema)}`]],
  },
  rename_table: {
    parameters: ['old_table_name', 'new_table_name'],
    sql: (args, _call, schema) => [
      [`ALTER TABLE ${tableOf(args, schema, 'old_table_name')} RENAME TO ${quoted(nameOf(args.get('new_table_name'), 'the new name'))}`],
    ],
  },
  create_foreign_key: {
    parameters: ['constraint_name', 'source_table', 'referent_table', 'local_cols', 'remote_cols'],
    table: 'source_table',
    sql: (args, _call, schema) => {
      const source = tableOf(args, schema ?? optionalName(args.get('source_schema'), 'the schema'), 'source_table');
      const target = tableOf(args, optionalName(args.get('referent_schema'), 'the schema'), 'referent_table');
      const local = namesOf(args.get('local_cols'), 'the columns of the foreign key');
      const remote = namesOf(args.get('remote_cols'), 'the columns that the foreign key refers to');
      const rest = `${onChange(args)}${deferral(args)}${notValid(args)}`;
      return [[`${add(source, args)}FOREIGN KEY${columnList(local)} REFERENCES ${target} ${columnList(remote)}${rest}`]];
    },
  },
  create_unique_constraint: {
    parameters: ['constraint_name', 'table_name', 'columns'],
    table: 'table_name',
    sql: (args, _call, schema) => {
      const distinct = when(args, 'postgresql_nulls_not_distinct', ' NULLS NOT DISTINCT');
      return [
        [
          `${add(tableOf(args, schema), args)}UNIQUE${distinct} ${columnList(namesOf(args.get('columns'), 'the columns'))}${deferral(args)}`,
        ],
      ];
    },
  },
  create_primary_key: {
    parameters: ['constraint_name', 'table_name', 'columns'],
    table: 'table_name',
    sql: (args, _call, schema) => [
      [`${add(tableOf(args, schema), args)}PRIMARY KEY ${columnList(namesOf(args.get('columns'), 'the columns'))}`],
    ],
  },
  create_check_constraint: {
    parameters: ['constraint_name', 'table_name', 'condition'],
    table: 'table_name',
    sql: (args, _call, schema) => {
      const check = rawSql(args.get('condition')) ?? expression(args.get('condition'), 'the check');
      return [[`${add(tableOf(args, schema), args)}CHECK (`, ...check, `)${deferral(args)}${notValid(args)}`]];
    },
  },
  create_exclude_constraint: {
    parameters: ['constraint_name', 'table_name'],
    table: 'table_name',
    sql: (args, call, schema) => {
      const elements = call.args
        .filter((arg) => arg.kind === 'list')
        .map((arg): Sql => {
          const [over, operator] = arg.items;
          const name = plainText(over);
          return [
            ...(name === undefined ? expression(over, 'what is excluded') : [quoted(name)]),
            ` WITH ${nameOf(operator, 'the operator')}`,
          ];
        });
      const method = optionalName(args.get('using'), 'the method') ?? 'gist';
      const where = args.get('where');
      const condition: Sql =
        where && where.kind !== 'none' ? [' WHERE (', ...(rawSql(where) ?? expression(where, 'the condition')), ')'] : [];
      return [[`${add(tableOf(args, schema), args)}EXCLUDE USING ${method} (`, ...listed(elements), ')', ...condition, deferral(args)]];
    },
  },
  drop_constraint: {
    parameters: ['constraint_name', 'table_name', 'type_'],
    table: 'table_name',
    sql: (args, _call, schema) => [
      [`ALTER TABLE ${tableOf(args, schema)} DROP CONSTRAINT ${when(args, 'if_exists', 'IF EXISTS ')}${quoted(droppedName(args))}`],
    ],
  },
  create_table_comment: {
    parameters: ['table_name', 'comment'],
    table: 'table_name',
    sql: (args, _call, schema) => [
      [`COMMENT ON TABLE ${tableOf(args, schema)} IS ${comment(optionalName(args.get('comment'), 'the comment'))}`],
    ],
  },
  drop_table_comment: {
    parameters: ['table_name'],
    table: 'table_name',
    sql: (args, _call, schema) => [[`COMMENT ON TABLE ${tableOf(args, schema)} IS NULL`]],
  },
};

/** The statements of a call; throws Unclear where they cannot be told. */
export function statementsOf(name: string, call: Call, batch?: Batch): readonly Sql[] | undefined {
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation || (batch && operation.table === undefined)) return undefined;
  const { table } = operation;
  if (!batch || table === undefined) {
    const args = argumentsOf(call, operation.parameters);
    return operation.sql(args, call, schemaOf(args));
  }
  const args = new Map(
    argumentsOf(
      call,
      operation.parameters.filter((parameter) => parameter !== table),
    ),
  );
  args.set(table, { kind: 'text', pieces: [{ text: batch.table, start: call.start, end: call.end }], start: call.start, end: call.end });
  return operation.sql(args, call, batch.schema);
}

const add = (table: string, args: Args): string =>
  `ALTER TABLE ${table} ADD ${constraintName(optionalName(args.get('constraint_name'), 'the name of the constraint'))}`;

/** In the order of Alembic: the type first, the name last. */
function alterColumn(args: Args, call: Call, schema: string | undefined): readonly Sql[] {
  const table = tableOf(args, schema);
  const column = quoted(nameOf(args.get('column_name'), 'the name of the column'));
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${column}`;
  const statements: Sql[] = [];
  const given = (name: string): Value | undefined => {
    const value = args.get(name);
    return value?.kind === 'none' ? undefined : value;
  };
  const type = given('type_');
  if (type) {
    const using = given('postgresql_using');
    const raw = rawSql(using);
    if (using && !raw) throw new Unclear('the USING of the type is computed');
    statements.push([`${alter} TYPE ${typeOf(type)}`, ...(raw ? [' USING ', ...raw] : [])]);
  }
  const nullable = flag(args.get('nullable'), 'the column takes NULL');
  if (nullable !== undefined) statements.push([`${alter} ${nullable ? 'DROP' : 'SET'} NOT NULL`]);
  const fallback = args.get('server_default');
  // False stands for "as it is", None for none.
  if (fallback?.kind === 'none') statements.push([`${alter} DROP DEFAULT`]);
  else if (fallback && fallback.kind !== 'boolean') statements.push([`${alter} SET DEFAULT `, ...serverDefault(fallback)]);
  const words = args.get('comment');
  if (words && words.kind !== 'boolean')
    statements.push([`COMMENT ON COLUMN ${table}.${column} IS ${comment(optionalName(words, 'the comment'))}`]);
  const name = optionalName(args.get('new_column_name') ?? args.get('name'), 'the new name');
  if (name !== undefined) statements.push([`ALTER TABLE ${table} RENAME ${column} TO ${quoted(name)}`]);
  if (statements.length === 0 && !call.named.has('existing_type')) throw new Unclear('what it changes is not read yet');
  return statements;
}

function createIndex(args: Args, _call: Call, schema: string | undefined): readonly Sql[] {
  const name = nameOf(args.get('index_name'), 'the name of the index');
  const table = tableOf(args, schema);
  const using = optionalName(args.get('postgresql_using'), 'the kind of the index');
  const where = args.get('postgresql_where');
  const include = args.get('postgresql_include');
  const head = `CREATE ${when(args, 'unique', 'UNIQUE ')}INDEX ${when(args, 'postgresql_concurrently', 'CONCURRENTLY ')}${when(args, 'if_not_exists', 'IF NOT EXISTS ')}`;
  return [
    [
      `${head}${quoted(name)} ON ${table} ${using === undefined ? '' : `USING ${using} `}(`,
      ...indexed(args.get('columns'), dictionary(args.get('postgresql_ops'))),
      ')',
      include && include.kind !== 'none' ? ` INCLUDE ${columnList(namesOf(include, 'the included columns'))}` : '',
      when(args, 'postgresql_nulls_not_distinct', ' NULLS NOT DISTINCT'),
      storage(args.get('postgresql_with')),
      ...(where && where.kind !== 'none' ? [' WHERE ', ...(rawSql(where) ?? expression(where, 'the WHERE of the index'))] : []),
    ],
  ];
}

function dictionary(value: Value | undefined): ReadonlyMap<string, string> {
  if (!value || value.kind === 'none') return new Map();
  if (value.kind !== 'dict') throw new Unclear('the options of the index are computed');
  return new Map(
    value.entries.map(([key, entry]) => {
      const text = plainText(entry) ?? (entry.kind === 'number' ? entry.text : undefined);
      if (text === undefined) throw new Unclear('the options of the index are computed');
      return [nameOf(key, 'an option of the index'), text];
    }),
  );
}

function storage(value: Value | undefined): string {
  const options = [...dictionary(value)].map(([key, entry]) => `${key} = ${entry}`);
  return options.length === 0 ? '' : ` WITH (${options.join(', ')})`;
}

function createTable(_args: Args, call: Call, schema: string | undefined): readonly Sql[] {
  const [first, ...parts] = call.named.has('table_name') ? [call.named.get('table_name'), ...call.args] : call.args;
  const table = qualified(nameOf(first, 'the name of the table'), schema);
  const columns: Column[] = [];
  const constraints: Call[] = [];
  for (const part of parts) {
    if (part?.kind === 'call' && isSqlalchemy(part.path, 'Column')) columns.push(columnOf(part));
    else if (part?.kind === 'call') constraints.push(part);
    else throw new Unclear('the columns of the table are computed');
  }
  if (call.named.has('postgresql_partition_by') && rawSql(call.named.get('postgresql_partition_by')) === undefined)
    throw new Unclear('how the table is partitioned is computed');
  const key = constraints.find((constraint) => constraint.path.endsWith('PrimaryKeyConstraint'));
  const primary = key
    ? key.args.flatMap((arg) => plainText(arg) ?? [])
    : columns.filter((column) => column.primary).map(({ name }) => name);
  const foreign = new Set(
    constraints
      .filter(({ path }) => path.endsWith('ForeignKeyConstraint'))
      .flatMap(({ args }) => (args[0]?.kind === 'list' ? args[0].items : []))
      .map(plainText),
  );
  const parted = rawSql(call.named.get('postgresql_partition_by'));
  const body: Sql[] = [
    ...columns.map((column) => columnSql(column, primary.length === 1 && primary[0] === column.name && !foreign.has(column.name))),
    // SQLAlchemy writes the key first, wherever it stands.
    ...(key ? [constraintOf(key)] : primary.length === 0 ? [] : [[`PRIMARY KEY ${columnList(primary)}`]]),
    ...columns.flatMap((column) => column.constraints),
    ...columns.filter((column) => column.unique && !column.index).map((column): Sql => [`UNIQUE (${quoted(column.name)})`]),
    ...constraints.filter((constraint) => constraint !== key).map(constraintOf),
  ];
  const said = optionalName(call.named.get('comment'), 'the comment');
  return [
    ...new Map(columns.flatMap(({ makesEnum }) => (makesEnum ? [[createEnum(makesEnum), [createEnum(makesEnum)]]] : []))).values(),
    [
      `CREATE TABLE ${when(call.named, 'if_not_exists', 'IF NOT EXISTS ')}${table} (`,
      ...listed(body),
      ')',
      ...(parted ? [' PARTITION BY ', ...parted] : []),
    ],
    ...columns.flatMap((column) => columnIndex(column, new Map([['table_name', first ?? call]]), schema)),
    ...(said === undefined ? [] : [[`COMMENT ON TABLE ${table} IS ${quoteText(said)}`]]),
    ...columns.flatMap(({ name, comment: words }) =>
      words === undefined ? [] : [[`COMMENT ON COLUMN ${table}.${quoted(name)} IS ${quoteText(words)}`]],
    ),
  ];
}

/** The index that `index=True` on a column makes. */
function columnIndex(column: Column, args: Args, schema: string | undefined): readonly Sql[] {
  if (!column.index) return [];
  const table = nameOf(args.get('table_name'), 'the name of the table');
  const name = quoted(`ix_${schema === undefined ? '' : `${schema}_`}${table}_${column.name}`);
  return [[`CREATE ${column.unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${qualified(table, schema)} (${quoted(column.name)})`]];
}

function droppedName(args: Args): string {
  const name = optionalName(args.get('constraint_name'), 'the name of the constraint');
  if (name === undefined) throw new Unclear('the constraint has no name, so that Alembic needs a naming convention to drop it');
  return name;
}
