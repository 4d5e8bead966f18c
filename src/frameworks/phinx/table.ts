/** `$this->table(…)`: what is asked of a table is kept until create(), update() or save(), and then sent in Phinx's own order. */
import type { Piece } from '../pieces.ts';
import type { Place } from '../php/parse.ts';
import { nameOf, namesOf, optionalName, quoteText, valueOf } from '../laravel/names.ts';
import { Unclear, type Output } from '../php/tool.ts';
import { argument, entryOf, itemsOf, madeText, NULL, plainText, quiet, type Args, type HostValue, type Value } from '../php/values.ts';
import { changeParts, columnSql, commentSql, flagged, indexNameOf, indexSql, keyName, keySql, primaryKey, qualified, quoted, split, type ForeignKey, type PhinxColumn, type Settings } from './sql.ts'; // prettier-ignore

/** Something that was asked of a table. */
export type Action = Place & { readonly table: string } & (
    | { readonly kind: 'addColumn'; readonly column: PhinxColumn }
    | { readonly kind: 'changeColumn'; readonly name: string; readonly column: PhinxColumn }
    | { readonly kind: 'renameColumn'; readonly name: string; readonly to: string }
    | { readonly kind: 'removeColumn'; readonly name: string }
    | { readonly kind: 'addIndex'; readonly columns: Value | undefined; readonly options: Value | undefined }
    | { readonly kind: 'removeIndex'; readonly columns: readonly string[]; readonly name: string | undefined }
    | { readonly kind: 'addKey'; readonly key: ForeignKey }
    | { readonly kind: 'dropKey'; readonly columns: readonly string[]; readonly name: string | undefined }
    | { readonly kind: 'createTable'; readonly options: Value | undefined }
    | { readonly kind: 'dropTable' }
    | { readonly kind: 'renameTable'; readonly to: string }
    | { readonly kind: 'primaryKey'; readonly columns: readonly string[] }
    | { readonly kind: 'comment'; readonly text: string | undefined }
  );

/** What earlier migrations made, as far as they say it by Phinx's own methods. */
export interface Known {
  readonly tables: Set<string>;
  /** Names of indexes and keys by table and columns: Phinx looks them up by their columns. */
  readonly names: Map<string, string>;
}

export interface Run {
  readonly output: Output;
  readonly settings: Settings;
  readonly known: Known;
  /** On the way back of change(): actions are kept here, and turned round at the end. */
  readonly recorded: Action[] | undefined;
}

const LOOKS = /^(?:has\w*|get\w*|exists|isEmpty)$/;

export function tableHost(run: Run, name: Value | undefined, options: Value | undefined): HostValue {
  const { output } = run;
  let table: string | undefined;
  let actions: Action[] = [];
  let rows: Value[] = [];
  const host: HostValue = {
    kind: 'host',
    call(method, args, place) {
      // A long chain is placed at what is asked last.
      const own = { start: nameStart(output.source(place), method, place), end: place.end };
      try {
        table ??= nameOf(name, 'the name of the table');
        const done = ask(method, args, own, table);
        if (done) return done;
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        output.unread(own, error.message);
      }
      return host;
    },
  };
  function ask(method: string, args: Args, place: Place, on: string): Value | undefined {
    const add = (action: Action): undefined => void actions.push(action);
    const base = { table: on, ...place };
    switch (method) {
      case 'create':
      case 'update':
      case 'save': {
        const pending = actions;
        actions = [];
        const exists = method === 'update' || (method === 'save' && isThere(run, on, pending, options));
        if (!exists && !pending.some(({ kind }) => kind === 'renameTable')) pending.push({ kind: 'createTable', options, ...base });
        if (run.recorded) run.recorded.push(...recordable(pending));
        else sendPlan(run, pending);
        insertRows(run, on, rows, place);
        rows = [];
        return NULL;
      }
      case 'saveData':
        insertRows(run, on, rows, place);
        rows = [];
        return NULL;
      case 'insert':
      case 'setData': {
        const data = argument(args, 0, 'data');
        const items = itemsOf(data);
        if (!data || !items) throw new Unclear('the rows that are inserted are computed');
        const several = items[0]?.kind === 'array' || (data.kind === 'array' && data.list);
        rows.push(...(several ? items : [data]));
        return undefined;
      }
      case 'truncate':
        output.made(`TRUNCATE TABLE ${qualified(on, run.settings)} RESTART IDENTITY`, place);
        return NULL;
      case 'reset':
        actions = [];
        rows = [];
        return undefined;
      default:
        if (LOOKS.test(method)) return method === 'getName' ? madeText(on, place) : quiet(output.source(place));
        for (const action of actionsOf(method, args, base)) add(action);
        return undefined;
    }
  }
  return host;
}

/** The offset at which the name of the last method of a chain begins. */
function nameStart(source: string, method: string, place: Place): number {
  const matches = [...source.matchAll(/->\s*(\w+)\s*\(/g)].filter((match) => match[1] === method);
  // What stands in its arguments may have the same name; the first behind the last chain's end is not worth a parser.
  const last = matches.at(-1);
  return last ? place.start + last.index + last[0].indexOf(method) : place.start;
}

function actionsOf(method: string, args: Args, base: Place & { readonly table: string }): readonly Action[] {
  const [first, second, third, fourth] = args.list;
  const column = (name: string): PhinxColumn => {
    const options = argument(args, 2, 'options');
    if (options && options.kind !== 'array' && options.kind !== 'null') throw new Unclear('the options of the column are computed');
    return { name, type: second, options };
  };
  const name = (value: Value | undefined): string => nameOf(value, 'the name of the column');
  switch (method) {
    case 'addColumn':
      return [{ kind: 'addColumn', column: column(name(first)), ...base }];
    case 'changeColumn': {
      const renamed = optionalName(entryOf(third, 'name'), 'the new name');
      return [{ kind: 'changeColumn', name: name(first), column: column(renamed ?? name(first)), ...base }];
    }
    case 'renameColumn':
      return [{ kind: 'renameColumn', name: name(first), to: name(second), ...base }];
    case 'removeColumn':
      return [{ kind: 'removeColumn', name: name(first), ...base }];
    case 'addIndex':
      return [{ kind: 'addIndex', columns: first, options: second, ...base }];
    case 'removeIndex':
      return [{ kind: 'removeIndex', columns: namesOf(first, 'the columns'), name: optionalName(entryOf(second, 'name'), 'the name of the index'), ...base }]; // prettier-ignore
    case 'removeIndexByName':
      return [{ kind: 'removeIndex', columns: [], name: nameOf(first, 'the name of the index'), ...base }];
    case 'addForeignKey':
      return [{ kind: 'addKey', key: { columns: first, table: second, remote: third, options: fourth, name: undefined }, ...base }];
    case 'addForeignKeyWithName':
      return [{ kind: 'addKey', key: { name: first, columns: second, table: third, remote: fourth, options: args.list[4] }, ...base }];
    case 'dropForeignKey':
      return [
        { kind: 'dropKey', columns: namesOf(first, 'the columns'), name: optionalName(second, 'the name of the foreign key'), ...base },
      ];
    case 'drop':
      return [{ kind: 'dropTable', ...base }];
    case 'rename':
      return [{ kind: 'renameTable', to: nameOf(first, 'the new name'), ...base }];
    case 'changePrimaryKey':
      return [{ kind: 'primaryKey', columns: first && first.kind !== 'null' ? namesOf(first, 'the columns') : [], ...base }];
    case 'changeComment':
      return [{ kind: 'comment', text: optionalName(first, 'the comment'), ...base }];
    case 'addTimestamps':
    case 'addTimestampsWithTimezone': {
      const zone: Value = { kind: 'boolean', value: method === 'addTimestampsWithTimezone' || flagged({ kind: 'array', entries: [['z', third ?? NULL]], list: false }, 'z') === true }; // prettier-ignore
      const moment = (given: Value | undefined, fallback: string, options: readonly (readonly [string, Value])[]): readonly Action[] => {
        if (given?.kind === 'boolean' && !given.value) return [];
        const all: Value = { kind: 'array', entries: [...options, ['timezone', zone]], list: false };
        return [{ kind: 'addColumn', column: { name: optionalName(given, 'the name of the column') ?? fallback, type: madeText('timestamp'), options: all }, ...base }]; // prettier-ignore
      };
      return [
        ...moment(first, 'created_at', [['null', { kind: 'boolean', value: false }], ['default', madeText('CURRENT_TIMESTAMP')]]), // prettier-ignore
        ...moment(second, 'updated_at', [['null', { kind: 'boolean', value: true }]]),
      ];
    }
    default:
      throw new Unclear(`the method ${method}() of Phinx’s table is not known`);
  }
}

/** Whether save() finds the table there. */
function isThere(run: Run, table: string, actions: readonly Action[], options: Value | undefined): boolean {
  if (run.known.tables.has(table)) return true;
  if (actions.some(({ kind }) => !kind.startsWith('add'))) return true;
  return (
    !(options?.kind === 'array' && options.entries.length > 0) && !actions.some(({ kind }) => kind === 'addColumn') && actions.length > 0
  );
}

/** A table that is created brings its columns and indexes along: on the way back it is dropped with them. */
const recordable = (actions: readonly Action[]): readonly Action[] =>
  actions.some(({ kind }) => kind === 'createTable') ? actions.filter(({ kind }) => kind !== 'addColumn' && kind !== 'addIndex') : actions;

const UPDATES = ['addColumn', 'changeColumn', 'renameColumn'];
const KEYS = ['addKey', 'dropKey'];
const INDEXES = ['addIndex', 'removeIndex'];
const MOVES = ['dropTable', 'renameTable', 'primaryKey', 'comment'];

/** `back`: in the order of the way back. */
export function sendPlan(run: Run, actions: readonly Action[], back = false): void {
  const created = new Set(actions.filter(({ kind }) => kind === 'createTable').map(({ table }) => table));
  const dropped = new Set(actions.filter(({ kind }) => kind === 'dropTable').map(({ table }) => table));
  const creates = (): void => {
    for (const table of created)
      createTable(
        run,
        table,
        actions.filter((action) => action.table === table),
      );
  };
  const groups = back ? [KEYS, MOVES, INDEXES, ['removeColumn'], UPDATES] : [UPDATES, KEYS, INDEXES, ['removeColumn'], MOVES];
  if (!back) creates();
  for (const kinds of groups) {
    const rest = actions.filter((action) => {
      const { kind, table } = action;
      // An index goes with the key on its columns.
      const wanted = goesWithKey(action, actions) ? kinds === KEYS : kinds.includes(kind);
      if (!wanted) return false;
      if (created.has(table) && (kind === 'addColumn' || kind === 'addIndex' || UPDATES.includes(kind))) return false;
      return kinds === MOVES || !dropped.has(table);
    });
    for (const table of new Set(rest.map((action) => action.table))) alterTable(run, table, rest.filter((action) => action.table === table)); // prettier-ignore
  }
  if (back) creates();
}

const goesWithKey = (action: Action, actions: readonly Action[]): boolean =>
  action.kind === 'removeIndex' &&
  action.columns.length > 0 &&
  actions.some((one) => one.kind === 'dropKey' && one.table === action.table && one.columns.join() === action.columns.join());

function attempt(run: Run, place: Place, body: () => void): void {
  try {
    body();
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    run.output.unread(place, error.message);
  }
}

function createTable(run: Run, table: string, actions: readonly Action[]): void {
  const { output, settings } = run;
  const own = actions.find(({ kind }) => kind === 'createTable');
  if (own?.kind !== 'createTable') return;
  attempt(run, own, () => {
    const { id, columns: key } = primaryKey(own.options);
    const parts: Piece[] = [];
    const part = (text: string, place: Place): void =>
      void parts.push({ text: `${parts.length > 0 ? ', ' : ''}${text}`, start: place.start, end: place.end });
    if (id !== undefined) {
      const options: Value = { kind: 'array', entries: [['identity', { kind: 'boolean', value: true }]], list: false };
      part(columnSql({ name: id, type: madeText('integer'), options }, settings), own);
    }
    const columns = actions.flatMap((action) => (action.kind === 'addColumn' ? [action] : []));
    for (const action of columns) attempt(run, action, () => part(columnSql(action.column, settings), action));
    if (key.length > 0) part(`CONSTRAINT ${quoted(`${split(table, settings).name}_pkey`)} PRIMARY KEY (${key.map(quoted).join(',')})`, own);
    const head = { text: `CREATE TABLE ${qualified(table, settings)} (`, start: own.start, end: own.end };
    output.made({ kind: 'text', pieces: [head, ...parts, { text: ')', start: own.start, end: own.end }] }, own);
    run.known.tables.add(table);
    for (const action of columns) for (const sql of commentSql(table, action.column, settings)) output.made(sql, action);
    for (const action of actions) if (action.kind === 'addIndex') attempt(run, action, () => addIndex(run, table, action.columns, action.options, action)); // prettier-ignore
    const text = optionalName(entryOf(own.options, 'comment'), 'the comment');
    if (text !== undefined) output.made(`COMMENT ON TABLE ${qualified(table, settings)} IS ${quoteText(text)}`, own);
  });
}

function addIndex(run: Run, table: string, columns: Value | undefined, options: Value | undefined, place: Place): void {
  run.output.made(indexSql(table, columns, options, run.settings), place);
  run.known.names.set(`${table} i ${namesOf(columns, 'the columns').join()}`, indexNameOf(table, columns, options, run.settings));
}

/** One ALTER TABLE with all parts, then what cannot stand in one. */
function alterTable(run: Run, table: string, actions: readonly Action[]): void {
  const { output, settings, known } = run;
  const parts: Piece[] = [];
  const behind: (() => void)[] = [];
  const target = qualified(table, settings);
  const part = (text: string, { start, end }: Place): void => {
    parts.push({ text: `${parts.length > 0 ? ', ' : `ALTER TABLE ${target} `}${text}`, start, end });
  };
  for (const action of actions)
    attempt(run, action, () => {
      const later = (...statements: readonly string[]): void => {
        behind.push(() => {
          for (const sql of statements) output.made(sql, action);
        });
      };
      switch (action.kind) {
        case 'addColumn':
          part(`ADD ${columnSql(action.column, settings)}`, action);
          later(...commentSql(table, action.column, settings));
          break;
        case 'changeColumn':
          for (const one of changeParts(action.name, action.column, settings)) part(one, action);
          if (action.name !== action.column.name)
            later(`ALTER TABLE ${target} RENAME COLUMN ${quoted(action.name)} TO ${quoted(action.column.name)}`);
          later(...commentSql(table, action.column, settings));
          break;
        case 'renameColumn':
          later(`ALTER TABLE ${target} RENAME COLUMN ${quoted(action.name)} TO ${quoted(action.to)}`);
          break;
        case 'removeColumn':
          part(`DROP COLUMN ${quoted(action.name)}`, action);
          break;
        case 'addIndex':
          behind.push(() => attempt(run, action, () => addIndex(run, table, action.columns, action.options, action)));
          break;
        case 'removeIndex': {
          const { schema, name } = split(table, settings);
          const index = action.name ?? known.names.get(`${table} i ${action.columns.join()}`) ?? `${name}_${action.columns.join('_')}`;
          later(`DROP INDEX IF EXISTS ${quoted(schema)}.${quoted(index)}`);
          break;
        }
        case 'addKey':
          part(`ADD ${keySql(table, action.key, settings)}`, action);
          known.names.set(`${table} k ${namesOf(action.key.columns, 'the columns').join()}`, keyName(table, action.key, settings));
          break;
        case 'dropKey': {
          const made = `${split(table, settings).name}_${action.columns.join('_')}_fkey`;
          part(`DROP CONSTRAINT ${quoted(action.name ?? known.names.get(`${table} k ${action.columns.join()}`) ?? made)}`, action);
          break;
        }
        case 'dropTable':
          later(`DROP TABLE ${target}`);
          known.tables.delete(table);
          break;
        case 'renameTable':
          later(`ALTER TABLE ${target} RENAME TO ${quoted(action.to)}`);
          known.tables.delete(table);
          known.tables.add(action.to);
          break;
        case 'primaryKey': {
          const key = `${split(table, settings).name}_pkey`;
          part(`DROP CONSTRAINT ${quoted(key)}`, action);
          if (action.columns.length > 0)
            part(`ADD CONSTRAINT ${quoted(key)} PRIMARY KEY (${action.columns.map(quoted).join(',')})`, action);
          break;
        }
        case 'comment':
          later(`COMMENT ON TABLE ${target} IS ${action.text === undefined ? 'NULL' : quoteText(action.text)}`);
          break;
        default:
      }
    });
  const [first] = parts;
  if (first) output.made({ kind: 'text', pieces: parts }, first);
  for (const send of behind) send();
}

/** Turns round what change() did; throws Unclear where Phinx refuses to. */
export function inverted(actions: readonly Action[], settings: Settings): readonly Action[] {
  return actions.toReversed().map((action): Action => {
    const { table, start, end } = action;
    const base = { table, start, end };
    switch (action.kind) {
      case 'createTable':
        return { kind: 'dropTable', ...base };
      case 'renameTable':
        return { kind: 'renameTable', to: table, ...base, table: action.to };
      case 'addColumn':
        return { kind: 'removeColumn', name: action.column.name, ...base };
      case 'renameColumn':
        return { kind: 'renameColumn', name: action.to, to: action.name, ...base };
      case 'addIndex':
        return { kind: 'removeIndex', columns: namesOf(action.columns, 'the columns'), name: optionalName(entryOf(action.options, 'name'), 'the name'), ...base }; // prettier-ignore
      case 'addKey':
        return {
          kind: 'dropKey',
          columns: namesOf(action.key.columns, 'the columns'),
          name: keyName(table, action.key, settings),
          ...base,
        };
      default:
        throw new Unclear('Phinx cannot turn it round');
    }
  });
}

export function insertRows(run: Run, table: string, rows: readonly Value[], place: Place): void {
  const [first] = rows;
  if (!first) return;
  attempt(run, place, () => {
    if (first.kind !== 'array') throw new Unclear('the rows that are inserted are computed');
    const columns = first.entries.map(([key]) => key);
    const parameters = { count: 0 };
    const tuples = rows.map((row) => {
      if (row.kind !== 'array') throw new Unclear('the rows that are inserted are computed');
      return `(${columns.map((column) => (row.entries.some(([key]) => key === column) ? valueOf(entryOf(row, column) ?? NULL, parameters) : 'DEFAULT')).join(', ')})`; // prettier-ignore
    });
    const override = run.settings.modern ? 'OVERRIDING SYSTEM VALUE ' : '';
    run.output.made(
      `INSERT INTO ${qualified(table, run.settings)} (${columns.map(quoted).join(', ')}) ${override}VALUES ${tuples.join(', ')}`,
      place,
    );
  });
}

/** Tables that SQL in strings makes. */
export function tablesMade(text: string): readonly string[] {
  return [...text.matchAll(/\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?["`]?(?:\w+["`]?\.["`]?)?(\w+)/gi)].map((match) => match[1] ?? '');
}

export const textOf = (value: Value | undefined): string => (value?.kind === 'text' ? plainText(value) : '');
