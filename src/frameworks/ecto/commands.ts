/** What Ecto’s runner queues, as the SQL that is sent for it to PostgreSQL, and turned round. */
import { columnChange, columnDefinition, notValid, primaryKey, type Change, type Table } from './columns.ts';
import { flag, itemsIn, listed, literal, nameOf, optionalName, prefixOf, qualified, quoted, rawOf, tableName, type Options, type Sql } from './text.ts'; // prettier-ignore
import { atom, isAtom, plainText, Unclear, type Place, type StructValue, type Value } from './values.ts';

/** `behind`: the end of the block of the call, whose place is what stands before the block. */
export type Command =
  | { readonly kind: 'create' | 'create_if_not_exists'; readonly object: StructValue; readonly changes: readonly Change[]; readonly place: Place; readonly behind?: number } // prettier-ignore
  | { readonly kind: 'drop' | 'drop_if_exists'; readonly object: StructValue; readonly mode: Value | undefined; readonly place: Place }
  | { readonly kind: 'alter'; readonly object: StructValue; readonly changes: readonly Change[]; readonly place: Place; readonly behind?: number } // prettier-ignore
  /** `column`: it is one of the table that is renamed. `to`: a table or a name. */
  | { readonly kind: 'rename'; readonly object: StructValue; readonly column?: Value; readonly to: Value; readonly place: Place }
  | { readonly kind: 'execute'; readonly up: Value; readonly down: Value | undefined; readonly place: Place }
  | { readonly kind: 'unread'; readonly reason: string; readonly place: Place };

/** The command that undoes one, as Ecto has it; undefined where it refuses. */
export function reversed(command: Command): Command | undefined {
  const { place } = command;
  switch (command.kind) {
    case 'create':
    case 'create_if_not_exists':
      return { kind: command.kind === 'create' ? 'drop' : 'drop_if_exists', object: command.object, mode: undefined, place };
    case 'drop':
    case 'drop_if_exists':
      if (command.object.of !== 'index') return undefined;
      return { kind: command.kind === 'drop' ? 'create' : 'create_if_not_exists', object: command.object, changes: [], place };
    case 'alter': {
      const changes = command.changes.map(reversedChange);
      const known = changes.filter((change) => change !== undefined);
      return known.length === changes.length ? { ...command, changes: known.reverse() } : undefined;
    }
    case 'rename': {
      const { object, column, to } = command;
      if (column) return { kind: 'rename', object, column: to, to: column, place };
      if (to.kind === 'struct') return { kind: 'rename', object: to, to: object, place };
      return { kind: 'rename', object: { ...object, options: new Map([...object.options, ['name', to]]) }, to: indexNameOf(object), place };
    }
    case 'execute':
      return command.down && { kind: 'execute', up: command.down, down: command.up, place };
    case 'unread':
      return command;
  }
}

function reversedChange(change: Change): Change | undefined {
  const { name, type, options, place } = change;
  switch (change.kind) {
    case 'add':
      return { kind: 'remove', name, type, options: new Map(), place };
    case 'remove':
      return type && { kind: 'add', name, type, options, place };
    case 'modify': {
      const from = options.get('from');
      if (!from || !type || isAtom(from, 'nil')) return undefined;
      const [before, beforeOptions] = from.kind === 'tuple' ? from.items : [];
      if (before && beforeOptions?.kind === 'list' && from.kind === 'tuple') {
        const own: Value = { kind: 'list', items: [...options].filter(([key]) => key !== 'from').map(([key, value]) => pair(key, value)), ...place }; // prettier-ignore
        const back: Value = { kind: 'tuple', items: [type, own], ...place };
        return { kind: 'modify', name, type: before, options: new Map([['from', back], ...listOptions(beforeOptions)]), place };
      }
      return { kind: 'modify', name, type: from, options: new Map([...options, ['from', type]]), place };
    }
    default:
      return undefined;
  }
}

const pair = (key: string, value: Value): Value => ({
  kind: 'tuple',
  items: [atom(key, value), value],
  start: value.start,
  end: value.end,
});

function listOptions(value: Extract<Value, { kind: 'list' }>): readonly (readonly [string, Value])[] {
  return value.items.flatMap((item) => {
    const [key, entry] = item.kind === 'tuple' ? item.items : [];
    return key?.kind === 'atom' && entry ? [[key.name, entry] as const] : [];
  });
}

/** The name of an index as a value. */
function indexNameOf(object: StructValue): Value {
  const given = object.options.get('name');
  return given && !isAtom(given, 'nil') ? given : atom(indexName(object), object);
}

/** The statements of a command; throws Unclear where they cannot be told. `prefix`: the one of the repository. */
export function statementsOf(command: Exclude<Command, { kind: 'execute' | 'unread' }>, prefix: string | undefined): readonly Sql[] {
  switch (command.kind) {
    case 'create':
    case 'create_if_not_exists': {
      const words = command.kind === 'create' ? '' : 'IF NOT EXISTS ';
      if (command.object.of === 'table') return createTable(command.object, command.changes, words, prefix);
      if (command.object.of === 'index') return createIndex(command.object, words, prefix);
      return createConstraint(command.object, prefix);
    }
    case 'drop':
    case 'drop_if_exists':
      return [[`${dropped(command.object, command.kind === 'drop' ? '' : 'IF EXISTS ', prefix)}${modeOf(command.mode)}`]];
    case 'alter':
      return alterTable(command.object, command.changes, prefix);
    case 'rename':
      return [[renamed(command, prefix)]];
  }
}

const comment = (object: string, options: Options): readonly Sql[] => {
  const value = options.get('comment');
  if (value === undefined || isAtom(value, 'nil')) return [];
  if (value.kind !== 'text') throw new Unclear('the comment is computed');
  return [[`COMMENT ON ${object} IS ${literal(plainText(value))}`]];
};

function tableOf(object: StructValue, prefix: string | undefined): Table {
  return { name: nameOf(object.args[0], 'the name of the table'), prefix: prefixOf(object.options, prefix) };
}

function createTable(object: StructValue, changes: readonly Change[], words: string, prefix: string | undefined): readonly Sql[] {
  const { options } = object;
  const table = tableOf(object, prefix);
  const name = tableName(object, prefix);
  const modifiers = optionalName(options.get('modifiers'), 'the kind of the table');
  const rest = options.get('options');
  const columns = changes.map((change) => columnDefinition(change, table));
  return [
    [
      `CREATE ${modifiers === undefined ? '' : `${modifiers} `}TABLE ${words}${name} (`,
      ...listed(columns),
      primaryKey(changes, ', '),
      ')',
      ...(rest && !isAtom(rest, 'nil') ? [' ', ...rawOf(rest, 'the options of the table')] : []),
    ],
    ...comment(`TABLE ${name}`, options),
    ...columnComments(name, changes),
  ];
}

function alterTable(object: StructValue, changes: readonly Change[], prefix: string | undefined): readonly Sql[] {
  const table = tableOf(object, prefix);
  const name = tableName(object, prefix);
  const notes = [...comment(`TABLE ${name}`, object.options), ...columnComments(name, changes)];
  if (changes.length === 0) return notes;
  return [[`ALTER TABLE ${name} `, ...listed(changes.map((change) => columnChange(change, table))), primaryKey(changes, ', ADD ')], ...notes]; // prettier-ignore
}

const columnComments = (table: string, changes: readonly Change[]): readonly Sql[] =>
  changes
    .filter(({ kind }) => kind !== 'remove' && kind !== 'remove_if_exists')
    .flatMap((change) =>
      comment(`COLUMN ${table}.${quoted(nameOf(change.name, 'the name of the column'))}`, change.options).map((sql) =>
        sql.map((part) => (typeof part === 'string' ? { text: part, start: change.place.start, end: change.place.end } : part)),
      ),
    );

/** The name that Ecto gives to an index that has none. */
function indexName(object: StructValue): string {
  const [table, columns] = object.args;
  const words = itemsIn(columns, 'the columns of the index').map((item) => nameOf(item.kind === 'tuple' ? item.items[1] : item, 'a column of the index')); // prettier-ignore
  return [nameOf(table, 'the name of the table'), ...words, 'index']
    .map((word) => word.replaceAll(/[^\w]/g, '_').replace(/_+$/, ''))
    .join('_');
}

/** Either given or made of the table and the columns. */
const nameOfIndex = (object: StructValue): string => optionalName(object.options.get('name'), 'the name of the index') ?? indexName(object);

function indexColumn(value: Value): Sql {
  if (value.kind === 'text') return value.pieces;
  if (value.kind !== 'tuple') return [quoted(nameOf(value, 'a column of the index'))];
  const [direction, of] = value.items;
  const words = nameOf(direction, 'the direction of a column').replaceAll('_', ' ').toUpperCase();
  return [...(of ? indexColumn(of) : []), ` ${words}`];
}

function createIndex(object: StructValue, words: string, prefix: string | undefined): readonly Sql[] {
  const { options, args } = object;
  const is = (name: string): boolean => flag(options.get(name), `it is ${name}`);
  const given = (name: string): Value | undefined => {
    const value = options.get(name);
    return value && !isAtom(value, 'nil') ? value : undefined;
  };
  const [name, schema] = [quoted(nameOfIndex(object)), prefixOf(options, prefix)];
  const [using, nulls, rest, where] = [given('using'), given('nulls_distinct'), given('options'), given('where')];
  const include = itemsIn(options.get('include'), 'the included columns');
  const columns = itemsIn(args[1], 'the columns of the index');
  return [
    [
      `CREATE ${is('unique') ? 'UNIQUE ' : ''}INDEX ${is('concurrently') ? 'CONCURRENTLY ' : ''}${words}${name} ON `,
      `${is('only') ? 'ONLY ' : ''}${tableName(object, prefix)}`,
      ...(using ? [' USING ', ...rawOf(using, 'the kind of the index')] : []),
      ' (',
      ...listed(columns.map(indexColumn)),
      ')',
      ...(include.length > 0 ? [' INCLUDE (', ...listed(include.map(indexColumn)), ')'] : []),
      nulls === undefined ? '' : flag(nulls, 'nulls are distinct') ? ' NULLS DISTINCT' : ' NULLS NOT DISTINCT',
      ...(rest ? [' WITH (', ...rawOf(rest, 'the options of the index'), ')'] : []),
      ...(where ? [' WHERE ', ...rawOf(where, 'the condition of the index')] : []),
    ],
    ...comment(`INDEX ${schema === undefined ? '' : `${quoted(schema)}.`}${name}`, options),
  ];
}

function createConstraint(object: StructValue, prefix: string | undefined): readonly Sql[] {
  const { options } = object;
  const table = tableName(object, prefix);
  const name = quoted(nameOf(object.args[1], 'the name of the constraint'));
  const [check, exclude] = [options.get('check'), options.get('exclude')];
  const of = check && !isAtom(check, 'nil') ? check : exclude;
  if (of?.kind !== 'text') throw new Unclear(of ? 'the condition of the constraint is computed' : 'it has neither check nor exclude');
  const body: Sql = of === check ? ['CHECK (', ...of.pieces, ')'] : ['EXCLUDE USING ', ...of.pieces];
  return [
    [`ALTER TABLE ${table} ADD CONSTRAINT ${name} `, ...body, notValid(options)],
    ...comment(`CONSTRAINT ${name} ON ${table}`, options),
  ];
}

function dropped(object: StructValue, words: string, prefix: string | undefined): string {
  const { options } = object;
  if (object.of === 'table') return `DROP TABLE ${words}${tableName(object, prefix)}`;
  if (object.of === 'index') {
    const concurrently = flag(options.get('concurrently'), 'it is concurrently') ? 'CONCURRENTLY ' : '';
    return `DROP INDEX ${concurrently}${words}${qualified(nameOfIndex(object), prefixOf(options, prefix))}`;
  }
  return `ALTER TABLE ${tableName(object, prefix)} DROP CONSTRAINT ${words}${quoted(nameOf(object.args[1], 'the name of the constraint'))}`;
}

function modeOf(mode: Value | undefined): string {
  const word = optionalName(mode, 'the mode') ?? 'restrict';
  return word === 'cascade' ? ' CASCADE' : '';
}

function renamed(command: Extract<Command, { kind: 'rename' }>, prefix: string | undefined): string {
  const { object, column, to } = command;
  if (object.of === 'index') {
    const schema = prefixOf(object.options, prefix);
    return `ALTER INDEX ${schema === undefined ? '' : `${quoted(schema)}.`}${quoted(nameOfIndex(object))} RENAME TO ${quoted(nameOf(to, 'the new name'))}`;
  }
  const table = `ALTER TABLE ${tableName(object, prefix)} RENAME`;
  if (column) return `${table} ${quoted(nameOf(column, 'the name of the column'))} TO ${quoted(nameOf(to, 'the new name'))}`;
  if (to.kind !== 'struct') throw new Unclear('the new name is computed');
  return `${table} TO ${quoted(nameOf(to.args[0], 'the new name'))}`;
}
