/** Columns and constraints as SQLAlchemy writes them for PostgreSQL. */
import type { Value, Call } from '../python/values.ts';
import { enumMadeWith, typeOf } from './types.ts';
import { argumentsOf, flag, nameOf, namesOf, optionalName, Unclear } from '../python/arguments.ts';
import { expression, isSqlalchemy, listed, qualified, quoted, rawSql, serverDefault, type Sql } from './text.ts';

export interface Column {
  readonly name: string;
  readonly value: Call;
  readonly type: string;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly comment: string | undefined;
  /** Whether a sole primary key on it counts up by itself. */
  readonly counts: boolean;
  /** What is behind the type. */
  readonly rest: Sql;
  /** Constraints that stand apart: foreign keys and checks. */
  readonly constraints: readonly Sql[];
  readonly makesEnum: Call | undefined;
}

const SERIAL: Readonly<Record<string, string>> = { INTEGER: 'SERIAL', BIGINT: 'BIGSERIAL', SMALLINT: 'SMALLSERIAL' };

/** A call of Column. */
export function columnOf(value: Value | undefined): Column {
  if (value?.kind !== 'call' || !isSqlalchemy(value.path, 'Column')) throw new Unclear('the column is computed');
  if (value.spread) throw new Unclear('the arguments of the column are spread');
  const { named } = value;
  const name = nameOf(value.args[0] ?? named.get('name'), 'the name of the column');
  const type = named.get('type_') ?? value.args[1];
  const extras = named.has('type_') ? value.args.slice(1) : value.args.slice(2);
  const primary = flag(named.get('primary_key'), 'it is a primary key') ?? false;
  const nullable = flag(named.get('nullable'), 'the column takes NULL') ?? !primary;
  const rest: Sql[number][] = [];
  const constraints: Sql[] = [];
  const given = named.get('server_default');
  let counts = given === undefined || given.kind === 'none';
  if (given && given.kind !== 'none') {
    if (isGenerated(given)) extras.push(given);
    else rest.push(' DEFAULT ', ...serverDefault(given));
  }
  for (const extra of extras) {
    if (extra.kind !== 'call') throw new Unclear('the arguments of the column are computed');
    if (isSqlalchemy(extra.path, 'ForeignKey')) {
      constraints.push(references(extra, [name]));
      counts = false;
    } else if (isSqlalchemy(extra.path, 'CheckConstraint')) constraints.push(constraintOf(extra));
    else if (isGenerated(extra)) {
      rest.push(...generatedAs(extra));
      counts = false;
    } else throw new Unclear(`${extra.path.split('.').at(-1)} of the column is not read yet`);
  }
  const automatic = named.get('autoincrement');
  if (automatic?.kind === 'boolean' && !automatic.value) counts = false;
  if (!nullable) rest.push(' NOT NULL');
  const sql = typeOf(type);
  return {
    name,
    value,
    type: sql,
    primary,
    unique: flag(named.get('unique'), 'the column is unique') ?? false,
    index: flag(named.get('index'), 'the column has an index') ?? false,
    comment: optionalName(named.get('comment'), 'the comment'),
    counts: counts && SERIAL[sql] !== undefined,
    rest,
    constraints,
    makesEnum: enumMadeWith(type),
  };
}

function isGenerated(value: Value): boolean {
  return value.kind === 'call' && isSqlalchemy(value.path, '(?:Computed|Identity)');
}

function generatedAs(call: Call): Sql {
  if (call.path.endsWith('Computed')) {
    const sql = rawSql(call.args[0] ?? call.named.get('sqltext'));
    if (!sql) throw new Unclear('the expression of the column is computed');
    const stored = flag(call.named.get('persisted') ?? call.args[1], 'the column is stored') ?? true;
    return [' GENERATED ALWAYS AS (', ...sql, stored ? ') STORED' : ') VIRTUAL'];
  }
  const always = flag(call.named.get('always') ?? call.args[2], 'the identity is always generated') ?? false;
  return [` GENERATED ${always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`];
}

/** A column inside CREATE TABLE or ADD COLUMN. `serial`: it is the sole primary key, and counts up. */
export function columnSql(column: Column, serial: boolean): Sql {
  const { start, end } = column.value;
  const type = serial && column.counts ? (SERIAL[column.type] ?? column.type) : column.type;
  return [{ text: `${quoted(column.name)} ${type}`, start, end }, ...column.rest];
}

const named = (name: string | undefined): string => (name === undefined ? '' : `CONSTRAINT ${quoted(name)} `);
const columnList = (names: readonly string[]): string => `(${names.map(quoted).join(', ')})`;

/** What follows a constraint: when it is checked. */
export function deferral(args: ReadonlyMap<string, Value>): string {
  const deferrable = flag(args.get('deferrable'), 'the constraint is deferrable');
  const initially = optionalName(args.get('initially'), 'when the constraint is checked');
  return `${deferrable === undefined ? '' : deferrable ? ' DEFERRABLE' : ' NOT DEFERRABLE'}${initially === undefined ? '' : ` INITIALLY ${initially}`}`;
}

/** What a foreign key does on changes, in the order of SQLAlchemy. */
export function onChange(args: ReadonlyMap<string, Value>): string {
  const match = optionalName(args.get('match'), 'the match type');
  const onDelete = optionalName(args.get('ondelete'), 'what happens on delete');
  const onUpdate = optionalName(args.get('onupdate'), 'what happens on update');
  return `${match ? ` MATCH ${match}` : ''}${onDelete ? ` ON DELETE ${onDelete}` : ''}${onUpdate ? ` ON UPDATE ${onUpdate}` : ''}`;
}

/** `FOREIGN KEY(a) REFERENCES t (b)` of a ForeignKey inside a column. */
function references(call: Call, columns: readonly string[]): Sql {
  const args = argumentsOf(call, ['column', '_constraint', 'use_alter', 'name']);
  const target = targetOf([nameOf(args.get('column'), 'what the column refers to')]);
  const { start, end } = call;
  const name = named(optionalName(args.get('name'), 'the name of the constraint'));
  return [
    {
      text: `${name}FOREIGN KEY${columnList(columns)} REFERENCES ${target}${onChange(args)}${deferral(args)}${notValid(args)}`,
      start,
      end,
    },
  ];
}

export function notValid(args: ReadonlyMap<string, Value>): string {
  return flag(args.get('postgresql_not_valid'), 'the constraint is valid') ? ' NOT VALID' : '';
}

/** `schema.table.column` of each, as a table and its columns. */
function targetOf(targets: readonly string[]): string {
  const parts = targets.map((target) => target.split('.'));
  const table = parts[0]?.slice(0, -1) ?? [];
  if (table.length === 0) throw new Unclear('what the foreign key refers to has no table');
  return `${table.map(quoted).join('.')} ${columnList(parts.map((part) => part.at(-1) ?? ''))}`;
}

/** A constraint among the arguments of create_table. */
export function constraintOf(call: Call): Sql {
  const { start, end } = call;
  if (call.spread) throw new Unclear('the arguments of a constraint are spread');
  const name = named(optionalName(call.named.get('name'), 'the name of a constraint'));
  const own = (): readonly string[] => call.args.map((arg) => nameOf(arg, 'a column of the constraint'));
  if (isSqlalchemy(call.path, 'PrimaryKeyConstraint'))
    return [{ text: `${name}PRIMARY KEY ${columnList(own())}${deferral(call.named)}`, start, end }];
  if (isSqlalchemy(call.path, 'UniqueConstraint')) {
    const distinct = flag(call.named.get('postgresql_nulls_not_distinct'), 'NULLs are distinct') ? ' NULLS NOT DISTINCT' : '';
    return [{ text: `${name}UNIQUE${distinct} ${columnList(own())}${deferral(call.named)}`, start, end }];
  }
  if (isSqlalchemy(call.path, 'CheckConstraint')) {
    const args = argumentsOf(call, ['sqltext', 'name']);
    const sql = rawSql(args.get('sqltext')) ?? expression(args.get('sqltext'), 'the check');
    return [
      { text: `${named(optionalName(args.get('name'), 'the name of a constraint'))}CHECK (`, start, end },
      ...sql,
      { text: ')', start, end },
    ];
  }
  if (isSqlalchemy(call.path, 'ForeignKeyConstraint')) {
    const args = argumentsOf(call, ['columns', 'refcolumns', 'name']);
    const columns = namesOf(args.get('columns'), 'the columns of a foreign key');
    const target = targetOf(namesOf(args.get('refcolumns'), 'the columns that a foreign key refers to'));
    const constraint = named(optionalName(args.get('name'), 'the name of a constraint'));
    return [{ text: `${constraint}FOREIGN KEY${columnList(columns)} REFERENCES ${target}${onChange(args)}${deferral(args)}`, start, end }];
  }
  throw new Unclear(`${call.path.split('.').at(-1)} in a table is not read yet`);
}

/** Columns of an index: names, or expressions. */
export function indexed(value: Value | undefined, operators: ReadonlyMap<string, string>): Sql {
  if (value?.kind !== 'list') throw new Unclear('the columns of the index are computed');
  return listed(
    value.items.map((item): Sql => {
      const name =
        item.kind === 'text' || (item.kind === 'call' && /(?:^|\.)op\.f$/.test(item.path)) ? nameOf(item, 'a column') : undefined;
      const sql = name === undefined ? expression(item, 'a column of the index') : [quoted(name)];
      const key = name ?? (item.kind === 'call' ? optionalName(item.named.get('name'), 'a column') : undefined);
      const operator = key === undefined ? undefined : operators.get(key);
      return operator === undefined ? sql : [...sql, ` ${operator}`];
    }),
  );
}

export { columnList, named as constraintName, qualified };
