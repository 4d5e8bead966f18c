/** The operations of a MigrationBuilder, as the SQL that Npgsql’s provider sends for them. */
import { ADD_COLUMN, addColumn, alterColumn, at, COLUMN, columnComment, columnDefinition, isSystem } from './columns.ts';
import { deleteData, insertData, updateData } from './data.ts';
import { alterDatabase, alterTable, storage } from './database.ts';
import { createIndex } from './indexes.ts';
import { argumentsOf, annotation, columnList, flag, listed, literal, memberName, nameOf, namesOf, numberOf, optionalName, qualified, quoted, rawOf, tableOf, type Args, type Sql, type Statement } from './text.ts'; // prettier-ignore
import { Unclear, type OperationValue, type Value } from './values.ts';

interface Operation {
  readonly parameters: readonly string[];
  readonly statements: (args: Args, operation: OperationValue) => readonly Statement[];
}

const one = (...sql: Sql): readonly Statement[] => [{ sql }];
const name = (args: Args, what: string): string => nameOf(args.get('name'), `the name of the ${what}`);
const schemaOf = (args: Args): string | undefined => optionalName(args.get('schema'), 'the schema');

/** `CONSTRAINT name`. */
const constraint = (args: Args): string => `CONSTRAINT ${quoted(name(args, 'constraint'))} `;
const columns = (args: Args): readonly string[] => namesOf(args.get('columns') ?? args.get('column'), 'the columns');
const add = (body: (args: Args, operation: OperationValue) => Sql) => (args: Args, operation: OperationValue) =>
  one(`ALTER TABLE ${tableOf(args)} ADD ${constraint(args)}`, ...body(args, operation));
const drop = (args: Args): readonly Statement[] => one(`ALTER TABLE ${tableOf(args)} DROP CONSTRAINT ${quoted(name(args, 'constraint'))}`);

const FOREIGN_KEY = ['name', 'table', 'columns', 'principalTable', 'schema', 'principalSchema', 'principalColumns', 'onUpdate', 'onDelete'];
const NAMED = ['name', 'table', 'schema'];

const ACTIONS: Readonly<Record<string, string>> = {
  Restrict: 'RESTRICT',
  Cascade: 'CASCADE',
  SetNull: 'SET NULL',
  SetDefault: 'SET DEFAULT',
};

function action(args: Args, parameter: string, words: string): string {
  const member = memberName(args.get(parameter), `what happens ${words.toLowerCase()}`);
  const sql = member === undefined ? undefined : ACTIONS[member];
  return sql === undefined ? '' : ` ${words} ${sql}`;
}

function foreignKey(args: Args): Sql {
  const target = qualified(nameOf(args.get('principalTable'), 'the table that it refers to'), optionalName(args.get('principalSchema'), 'the schema')); // prettier-ignore
  const principal = args.get('principalColumns') ?? args.get('principalColumn');
  const to = principal && principal.kind !== 'null' ? ` (${columnList(namesOf(principal, 'the columns that it refers to'))})` : '';
  return [`FOREIGN KEY (${columnList(columns(args))}) REFERENCES ${target}${to}${action(args, 'onUpdate', 'ON UPDATE')}${action(args, 'onDelete', 'ON DELETE')}`]; // prettier-ignore
}

const check = (args: Args): Sql => ['CHECK (', ...(rawOf(args.get('sql'), 'the condition of the constraint') ?? []), ')'];

const key = (words: string) => (args: Args, operation: OperationValue): Sql => [`${words} (${columnList(columns(args))}${flag(annotation(operation, 'WithoutOverlaps'), 'it is without overlaps') ? ' WITHOUT OVERLAPS' : ''})`]; // prettier-ignore

/** `ALTER x a RENAME TO b`, and into another schema. */
const rename =
  (kind: string) =>
  (args: Args): readonly Statement[] => {
    const [own, schema] = [name(args, kind.toLowerCase()), schemaOf(args)];
    const [newName, newSchema] = [optionalName(args.get('newName'), 'the new name'), optionalName(args.get('newSchema'), 'the new schema')];
    return [
      ...(newName !== undefined && newName !== own ? one(`ALTER ${kind} ${qualified(own, schema)} RENAME TO ${quoted(newName)}`) : []),
      ...(newSchema !== undefined && newSchema !== schema
        ? one(`ALTER ${kind} ${qualified(newName ?? own, schema)} SET SCHEMA ${quoted(newSchema)}`)
        : []),
    ];
  };

function sequenceOptions(args: Args, altered: boolean): string {
  const by = numberOf(args.get('incrementBy'), 'its increment') ?? '1';
  const [least, most] = [numberOf(args.get('minValue'), 'its least value'), numberOf(args.get('maxValue'), 'its greatest value')];
  const bound = (words: string, value: string | undefined): string =>
    value === undefined ? (altered ? ` NO ${words}` : '') : ` ${words} ${value}`;
  return ` INCREMENT BY ${by}${bound('MINVALUE', least)}${bound('MAXVALUE', most)}${flag(args.get('cyclic'), 'it cycles') ? ' CYCLE' : ' NO CYCLE'}`;
}

function createSequence(args: Args, { type }: OperationValue): readonly Statement[] {
  const as: Readonly<Record<string, string>> = { int: ' AS integer', short: ' AS smallint', byte: ' AS smallint', long: '' };
  const start = numberOf(args.get('startValue'), 'its start') ?? '1';
  return one(`CREATE SEQUENCE ${qualified(name(args, 'sequence'), schemaOf(args))}${as[type ?? 'long'] ?? ''} START WITH ${start}${sequenceOptions(args, false)}`); // prettier-ignore
}

/** The columns of a lambda `x => x.Id`, `x => new { x.A, x.B }`, by their names in the database. */
function membersOf(value: Value | undefined, names: ReadonlyMap<string, string>): Value {
  const members = value?.kind === 'object' ? [...value.fields.values()] : value ? [value] : [];
  const items = members.map((member): Value => {
    const column = member.kind === 'member' ? names.get(member.name) : undefined;
    if (member.kind !== 'member' || column === undefined) throw new Unclear('the columns of a constraint are computed');
    return { kind: 'text', pieces: [{ text: column, start: member.start, end: member.end }], start: member.start, end: member.end };
  });
  if (!value) throw new Unclear('the columns of a constraint are not given');
  return { kind: 'list', items, start: value.start, end: value.end };
}

const INNER: Readonly<Record<string, readonly string[]>> = {
  PrimaryKey: ['name', 'columns'],
  UniqueConstraint: ['name', 'columns'],
  CheckConstraint: ['name', 'sql'],
  ForeignKey: ['name', 'columns', 'principalTable', 'principalColumns', 'principalSchema', 'onUpdate', 'onDelete'],
};

function innerConstraint(operation: OperationValue, names: ReadonlyMap<string, string>): Sql {
  const given = argumentsOf(operation, INNER[operation.name] ?? []);
  if (operation.name === 'CheckConstraint') return at([constraint(given), ...check(given)], operation);
  const args = new Map([...given, ['columns', membersOf(given.get('columns') ?? given.get('column'), names)]]);
  const body = operation.name === 'ForeignKey' ? foreignKey(args) : key(operation.name === 'PrimaryKey' ? 'PRIMARY KEY' : 'UNIQUE')(args, operation); // prettier-ignore
  return at([constraint(args), ...body], operation);
}

const ORDER = ['PrimaryKey', 'UniqueConstraint', 'CheckConstraint', 'ForeignKey'];

function createTable(args: Args, operation: OperationValue): readonly Statement[] {
  const table = tableOf(args, 'name');
  const made = [...operation.columns].map(([member, column]) => {
    const own = argumentsOf(column, COLUMN);
    return { member, name: optionalName(own.get('name'), 'the name of a column') ?? member, column, args: own };
  });
  const names = new Map(made.map(({ member, name: own }) => [member, own]));
  const kept = made.filter(({ name: own }) => !isSystem(own));
  const ordered = operation.constraints.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
  const text = optionalName(args.get('comment'), 'the comment');
  return [
    {
      sql: [
        `CREATE ${flag(annotation(operation, 'UnloggedTable'), 'it is unlogged') ? 'UNLOGGED ' : ''}TABLE ${table} (`,
        ...listed([
          ...kept.map(({ name: own, column, args: given }) => at(columnDefinition(column, own, given), column)),
          ...ordered.map((one) => innerConstraint(one, names)),
        ]),
        `)${storage(operation)}`,
      ],
    },
    ...(text === undefined ? [] : one(`COMMENT ON TABLE ${table} IS ${literal(text)}`)),
    ...kept.flatMap(({ name: own, args: given }) => columnComment(table, own, given.get('comment'))),
  ];
}

function ensureSchema(args: Args): readonly Statement[] {
  const own = name(args, 'schema');
  if (own === 'public') return [];
  return one(
    `DO $EF$\nBEGIN\n    IF NOT EXISTS(SELECT 1 FROM pg_namespace WHERE nspname = ${literal(own)}) THEN\n        CREATE SCHEMA ${quoted(own)};\n    END IF;\nEND $EF$`,
  );
}

function restartSequence(args: Args): readonly Statement[] {
  const sequence = `ALTER SEQUENCE ${qualified(name(args, 'sequence'), schemaOf(args))}`;
  const start = numberOf(args.get('startValue'), 'its start');
  return [...(start === undefined ? [] : one(`${sequence} START WITH ${start}`)), ...one(`${sequence} RESTART`)];
}

function sql(args: Args): readonly Statement[] {
  const text = args.get('sql');
  const pieces = rawOf(text, 'the SQL');
  const whole = pieces?.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('') ?? '';
  if (!pieces || /^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(whole)) throw new Unclear('the SQL is computed');
  if (whole.trim() === '') return [];
  return [{ sql: pieces, written: true, apart: flag(args.get('suppressTransaction'), 'it is in the transaction') }];
}

const KEY = ['name', 'table', 'columns', 'schema'];
const DATA = ['table', 'columns', 'values', 'schema'];

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  AddColumn: { parameters: ADD_COLUMN, statements: (_args, operation) => addColumn(operation) },
  AlterColumn: { parameters: [], statements: (_args, operation) => alterColumn(operation) },
  DropColumn: {
    parameters: NAMED,
    statements: (args) => {
      const column = name(args, 'column');
      return isSystem(column) ? [] : one(`ALTER TABLE ${tableOf(args)} DROP COLUMN ${quoted(column)}`);
    },
  },
  RenameColumn: {
    parameters: ['name', 'table', 'newName', 'schema'],
    statements: (args) => one(`ALTER TABLE ${tableOf(args)} RENAME COLUMN ${quoted(name(args, 'column'))} TO ${quoted(nameOf(args.get('newName'), 'the new name'))}`), // prettier-ignore
  },
  CreateTable: { parameters: ['name', 'columns', 'schema', 'constraints', 'comment'], statements: createTable },
  DropTable: { parameters: ['name', 'schema'], statements: (args) => one(`DROP TABLE ${tableOf(args, 'name')}`) },
  AlterTable: { parameters: ['name', 'schema', 'comment', 'oldComment'], statements: alterTable },
  RenameTable: { parameters: ['name', 'schema', 'newName', 'newSchema'], statements: rename('TABLE') },
  AddForeignKey: { parameters: FOREIGN_KEY, statements: add(foreignKey) },
  AddPrimaryKey: { parameters: KEY, statements: add(key('PRIMARY KEY')) },
  AddUniqueConstraint: { parameters: KEY, statements: add(key('UNIQUE')) },
  AddCheckConstraint: { parameters: ['name', 'table', 'sql', 'schema'], statements: add(check) },
  CreateCheckConstraint: { parameters: ['name', 'table', 'sql', 'schema'], statements: add(check) },
  DropForeignKey: { parameters: NAMED, statements: drop },
  DropPrimaryKey: { parameters: NAMED, statements: drop },
  DropUniqueConstraint: { parameters: NAMED, statements: drop },
  DropCheckConstraint: { parameters: NAMED, statements: drop },
  CreateIndex: { parameters: ['name', 'table', 'columns', 'schema', 'unique', 'filter', 'descending'], statements: createIndex },
  DropIndex: {
    parameters: NAMED,
    statements: (args) => one(`DROP INDEX ${qualified(name(args, 'index'), schemaOf(args))}`),
  },
  RenameIndex: { parameters: ['name', 'newName', 'table', 'schema'], statements: rename('INDEX') },
  CreateSequence: {
    parameters: ['name', 'schema', 'startValue', 'incrementBy', 'minValue', 'maxValue', 'cyclic'],
    statements: createSequence,
  },
  AlterSequence: {
    parameters: ['name', 'schema', 'incrementBy', 'minValue', 'maxValue', 'cyclic'],
    statements: (args) => one(`ALTER SEQUENCE ${qualified(name(args, 'sequence'), schemaOf(args))}${sequenceOptions(args, true)}`),
  },
  DropSequence: {
    parameters: ['name', 'schema'],
    statements: (args) => one(`DROP SEQUENCE ${qualified(name(args, 'sequence'), schemaOf(args))}`),
  },
  RenameSequence: { parameters: ['name', 'schema', 'newName', 'newSchema'], statements: rename('SEQUENCE') },
  RestartSequence: { parameters: ['name', 'startValue', 'schema'], statements: restartSequence },
  EnsureSchema: { parameters: ['name'], statements: ensureSchema },
  DropSchema: { parameters: ['name'], statements: (args) => one(`DROP SCHEMA ${quoted(name(args, 'schema'))}`) },
  AlterDatabase: { parameters: ['collation', 'oldCollation'], statements: alterDatabase },
  InsertData: { parameters: DATA, statements: insertData },
  DeleteData: { parameters: ['table', 'keyColumns', 'keyValues', 'schema'], statements: deleteData },
  UpdateData: { parameters: ['table', 'keyColumns', 'keyValues', 'columns', 'values', 'schema'], statements: updateData },
  Sql: { parameters: ['sql', 'suppressTransaction'], statements: sql },
};

/** The statements of an operation; throws Unclear where they cannot be told. */
export function statementsOf(operation: OperationValue): readonly Statement[] {
  const known = OPERATIONS[operation.name];
  if (!known) throw new Unclear(`${operation.name} is not read yet`);
  return known.statements(argumentsOf(operation, known.parameters), operation);
}
