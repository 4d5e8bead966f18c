/** The table that a block describes: `create_table`, `create_join_table`. */
import type { Piece } from '../pieces.ts';
import { singularize } from '../ruby/inflect.ts';
import { bool, plainText, textOf, truth, type Call, type Place, type Value } from '../ruby/values.ts';
import { columnOf, columnSql, foreignKeyOf, referenceOf, timestampOptions, type Column, type Options } from './columns.ts';
import { checkSql, exclusionSql, uniqueSql } from './constraints.ts';
import { createIndex } from './indexes.ts';
import { joinTableName } from './names.ts';
import { commandOf, flag, hashOption, literal, made, nameOf, namesOf, quoted, quotedTable, textOption, Unclear, type Command, type Context, type Made } from './options.ts'; // prettier-ignore

/** Methods of a table that add a column of that type. */
export const COLUMN_METHODS = new Set(
  'bigint binary boolean date datetime decimal float integer json string text time timestamp virtual blob numeric bigserial bit bit_varying cidr citext daterange hstore inet interval int4range int8range jsonb ltree macaddr money numrange oid point line lseg box path polygon circle serial tsrange tstzrange tsvector uuid xml timestamptz enum geometry geography st_point vector halfvec'.split(
    ' ',
  ),
);
const ALIASES: Readonly<Record<string, string>> = { blob: 'binary', numeric: 'decimal' };
/** Of activerecord-postgis-adapter, which writes types of its own. */
const SPATIAL = new Set(['geometry', 'geography', 'st_point']);

export const columnType = (method: string): string => ALIASES[method] ?? method;

interface Part {
  readonly sql: string;
  readonly place: Place;
}

export class Table {
  readonly name: string;
  readonly #context: Context;
  readonly #columns = new Map<string, Column>();
  readonly #foreignKeys: Part[] = [];
  readonly #checks: Part[] = [];
  readonly #exclusions: Part[] = [];
  readonly #uniques: Part[] = [];
  readonly #indexes: { readonly value: Value; readonly options: Options; readonly place: Place }[] = [];
  #keys: readonly string[] | undefined;

  constructor(name: string, context: Context) {
    this.name = name;
    this.#context = context;
  }

  /** A call on the table of the block; says whether it is one. */
  call(call: Call): boolean {
    const command = commandOf(call);
    if (call.spread) throw new Unclear('its arguments are spread');
    const { name, args, options } = command;
    const [first, second] = args;
    if (COLUMN_METHODS.has(name)) {
      if (SPATIAL.has(name)) throw new Unclear(`the type ${name} is of an extension whose SQL is not known`);
      if (args.length === 0) throw new Unclear('the name of the column is missing');
      for (const column of args) this.#column(nameOf(column, 'the name of the column'), columnType(name), options, call);
      return true;
    }
    switch (name) {
      case 'column':
        this.#column(nameOf(first, 'the name of the column'), nameOf(second, 'the type of the column'), options, call);
        return true;
      case 'primary_key':
        this.key(nameOf(first, 'the name of the column'), second ? nameOf(second, 'the type of the column') : 'primary_key', options, call);
        return true;
      case 'references':
      case 'belongs_to':
        for (const reference of args) this.references(nameOf(reference, 'the name of the reference'), options, call);
        return true;
      case 'timestamps': {
        const own = timestampOptions(options, call, this.#context);
        for (const column of ['created_at', 'updated_at']) this.#column(column, 'datetime', own, call);
        return true;
      }
      case 'index':
        if (!first) throw new Unclear('the columns of the index are missing');
        this.#indexes.push({ value: first, options, place: call });
        return true;
      case 'foreign_key':
        this.#foreignKey(nameOf(first, 'the table that is referred to'), options, call);
        return true;
      case 'check_constraint':
        this.#checks.push({ sql: checkSql(this.name, first, options, this.#context).sql, place: call });
        return true;
      case 'exclusion_constraint':
        this.#exclusions.push({ sql: exclusionSql(this.name, first, options, this.#context).sql, place: call });
        return true;
      case 'unique_constraint':
        this.#uniques.push({ sql: uniqueSql(this.name, first, options, this.#context).sql, place: call });
        return true;
      case 'remove_column':
      case 'remove':
        for (const column of args) this.#columns.delete(nameOf(column, 'the name of the column'));
        return true;
      default:
        return false;
    }
  }

  #column(name: string, type: string, options: Options, place: Place): void {
    // Evaluated now, so that what cannot be told is said at its line.
    const column = columnOf(name, type, options, place);
    columnSql(column, this.#context);
    this.#columns.set(name, column);
    this.#context.memory.table(this.name).columns.set(name, { type, array: flag(options, 'array') });
    const index = options.get('index');
    if (index && truth(index) !== false)
      this.#indexes.push({ value: textOf(name, place, true), options: hashOption(options, 'index') ?? new Map(), place });
  }

  /** A column that is the key. */
  key(name: string, given: string, options: Options, place: Place): void {
    const type = given === 'primary_key' && this.#context.version < 5.1 ? 'integer' : given;
    const all = new Map(options);
    all.set('primary_key', bool(true, place));
    if (type === 'uuid' && !all.has('default')) all.set('default', textOf('gen_random_uuid()', place));
    this.#context.memory.table(this.name).key = {
      column: name,
      counts: type === 'primary_key' || ((type === 'integer' || type === 'bigint') && !all.has('default')),
    };
    this.#column(name, type, all, place);
  }

  keys(names: readonly string[]): void {
    this.#keys = names;
  }

  references(name: string, options: Options, place: Place): void {
    const { columns, index, foreignKey } = referenceOf(this.name, name, options, place, this.#context);
    for (const column of columns) this.#column(column.name, column.type, column.options, place);
    const value: Value = {
      kind: 'list',
      items: columns.map((column) => textOf(column.name, place, true)),
      start: place.start,
      end: place.end,
    };
    if (index) this.#indexes.push({ value, options: index, place });
    if (foreignKey) this.#foreignKey(foreignKey.to, foreignKey.options, place);
  }

  #foreignKey(to: string, options: Options, place: Place): void {
    const { name, columns, sql } = foreignKeyOf(this.name, to, options, this.#context);
    this.#context.memory.table(this.name).foreignKeys.push({ name, to, columns });
    this.#foreignKeys.push({ sql, place });
  }

  statements(command: Command): readonly Made[] {
    const { options } = command;
    const parts: Part[] = [
      ...[...this.#columns.values()].map((column) => ({ sql: columnSql(column, this.#context), place: column.place })),
      ...(this.#keys ? [{ sql: `PRIMARY KEY (${this.#keys.map(quoted).join(', ')})`, place: command }] : []),
      ...this.#foreignKeys,
      ...this.#checks,
      ...this.#exclusions,
      ...this.#uniques,
    ];
    const table = quotedTable(this.name);
    const kind = flag(options, 'temporary') ? ' TEMPORARY' : '';
    const exists = flag(options, 'if_not_exists');
    const own = textOption(options, 'options');
    const as = textOption(options, 'as');
    const at = { start: command.start, end: command.end };
    const pieces: Piece[] = [{ text: `CREATE${kind} TABLE ${exists ? 'IF NOT EXISTS ' : ''}${table} `, ...at }];
    const body = parts.flatMap(({ sql, place }, i): readonly Piece[] => {
      const within = place.start >= at.start && place.end <= at.end;
      const piece = { text: sql, ...(within ? { start: place.start, end: place.end } : at) };
      return i === 0 ? [piece] : [{ text: ', ', ...at }, piece];
    });
    if (body.length > 0 || as === undefined) pieces.push({ text: '(', ...at }, ...body, { text: ')', ...at });
    if (own !== undefined) pieces.push({ text: ` ${own}`, ...at });
    if (as !== undefined) pieces.push({ text: ` AS ${as}`, ...at });
    const comment = textOption(options, 'comment');
    return [
      ...(flag(options, 'force') ? [dropped([table], textOption(options, 'force') === 'cascade', true, command)] : []),
      { pieces },
      ...this.#indexes.flatMap(({ value, options: given, place }) => {
        const all = exists ? new Map([...given, ['if_not_exists', bool(true, place)] as const]) : given;
        return createIndex(this.name, value, all, place, this.#context);
      }),
      ...(comment === undefined ? [] : [made(`COMMENT ON TABLE ${table} IS ${literal(comment)}`, command)]),
      ...[...this.#columns.values()].flatMap(({ name, options: given, place }) => {
        const words = textOption(given, 'comment');
        return words === undefined || words.trim() === ''
          ? []
          : [made(`COMMENT ON COLUMN ${table}.${quoted(name)} IS ${literal(words)}`, place)];
      }),
    ];
  }
}

export function dropped(tables: readonly string[], cascade: boolean, exists: boolean, place: Place): Made {
  return made(`DROP TABLE ${exists ? 'IF EXISTS ' : ''}${tables.join(', ')}${cascade ? ' CASCADE' : ''}`, place);
}

/** What `id:` and `primary_key:` ask for. */
function setKey(table: Table, command: Command, context: Context): void {
  const { options } = command;
  const key = options.get('primary_key');
  const given = options.get('id');
  if (given && truth(given) === undefined) throw new Unclear('the option id is computed');
  if ((given && truth(given) === false) || options.has('as')) {
    context.memory.table(table.name).key = 'none';
    return;
  }
  if (key?.kind === 'list') {
    context.memory.table(table.name).key = 'none';
    table.keys(namesOf(key, 'the primary key'));
    return;
  }
  const own = new Map([...options].filter(([name]) => ['limit', 'default', 'precision'].includes(name)));
  const hash = hashOption(options, 'id');
  for (const [name, value] of hash ?? []) if (name !== 'type') own.set(name, value);
  const asked = hash ? plainText(hash.get('type')) : given?.kind === 'boolean' ? undefined : given && nameOf(given, 'the option id');
  if (context.version < 5.1 && asked !== undefined && !own.has('default')) {
    if (asked === 'uuid') own.set('default', textOf('uuid_generate_v4()', command));
    if (asked === 'integer' || asked === 'bigint') own.set('default', { kind: 'nil', start: command.start, end: command.end });
  }
  const type = asked ?? (context.version < 5.1 ? 'integer' : 'primary_key');
  table.key(key && key.kind !== 'nil' ? nameOf(key, 'the primary key') : 'id', type, own, command);
}

/** Makes the table; `fill` runs the block. */
export function createTable(command: Command, context: Context, fill: (table: Table) => void): readonly Made[] {
  const name = nameOf(command.args[0], 'the name of the table');
  context.memory.drop(name);
  const table = new Table(name, context);
  setKey(table, command, context);
  fill(table);
  return table.statements(command);
}

export function joinTable(command: Command): { readonly name: string; readonly columns: readonly string[] } {
  const [one, other] = command.args.map((arg) => nameOf(arg, 'the name of the table'));
  if (one === undefined || other === undefined) throw new Unclear('the names of the tables are missing');
  return { name: textOption(command.options, 'table_name') ?? joinTableName(one, other), columns: [singularize(one), singularize(other)] };
}

export function createJoinTable(command: Command, context: Context, fill: (table: Table) => void): readonly Made[] {
  const { name, columns } = joinTable(command);
  const given = hashOption(command.options, 'column_options') ?? new Map<string, Value>();
  const options: Map<string, Value> = new Map([['null', bool(false, command)], ['index', bool(false, command)], ...(context.version < 5.1 ? [['type', textOf('integer', command)] as const] : []), ...given]); // prettier-ignore
  const all = new Map(command.options);
  all.delete('table_name');
  all.delete('column_options');
  if (!all.has('id') && (!all.has('primary_key') || context.release < 7.1)) all.set('id', bool(false, command));
  return createTable({ ...command, args: [textOf(name, command)], options: all }, context, (table) => {
    for (const column of columns) table.references(column, options, command);
    fill(table);
  });
}
