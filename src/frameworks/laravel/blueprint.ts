/** The Blueprint that a callback of Schema::create or Schema::table is handed, and the statements it becomes. */
import type { Piece } from '../pieces.ts';
import type { Place } from '../php/parse.ts';
import { Unclear, type Output } from '../php/tool.ts';
import { argument, madeText, NULL, quiet, stringOf, truth, type Args, type HostValue, type Value } from '../php/values.ts';
import { changeSql, columnOf, columnSql, isSet, MODIFIERS, oldChangeSql, type Column } from './columns.ts';
import { commandHost, commandSql, dropCommand, indexCommand, KINDS, plainCommand, rawColumn, type Command } from './commands.ts';
import { columnsOf, modelKey, nameOf, optionalName, plural, quoteText, wrap } from './names.ts';

/** Columns that a method makes at once. */
const TIMESTAMPS: Readonly<Record<string, string>> = {
  timestamps: 'timestamp',
  nullableTimestamps: 'timestamp',
  datetimes: 'timestamp',
  timestampsTz: 'timestampTz',
  nullableTimestampsTz: 'timestampTz',
};
/** Settings of MySQL's, and what only looks. */
const IDLE = new Set(['engine', 'innoDb', 'charset', 'collation', 'getTable', 'getColumns', 'getCommands', 'getPrefix', 'hasColumn']);

export class Blueprint implements HostValue {
  readonly kind = 'host';
  readonly #table: string;
  readonly #creating: boolean;
  /** As Laravel 11 and later do it. */
  readonly #modern: boolean;
  readonly #version: number;
  readonly #output: Output;
  readonly #columns: Column[] = [];
  /** In the order in which they were asked for. */
  readonly #commands: (Command | Column)[] = [];
  #temporary = false;

  constructor(table: string, creating: boolean, version: number, output: Output) {
    this.#table = table;
    this.#creating = creating;
    this.#modern = version >= 11;
    this.#version = version;
    this.#output = output;
  }

  call(method: string, args: Args, place: Place): Value {
    try {
      return this.#ask(method, args, place);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      this.#output.unread(place, error.message);
      return silent(this.#output);
    }
  }

  property(name: string): Value {
    return name === 'table' ? madeText(this.#table) : quiet(`$table->${name}`);
  }

  assign(name: string, value: Value): void {
    if (name === 'temporary') this.#temporary = truth(value) === true;
  }

  #ask(method: string, args: Args, place: Place): Value {
    const column = columnOf(method, args, place);
    if (column) return this.#add(column, /^foreign(?:Id|Uuid|Ulid)$/.test(method));
    const moments = TIMESTAMPS[method];
    if (moments !== undefined) {
      for (const name of ['created_at', 'updated_at'])
        this.#add({ type: moments, name, attributes: new Map<string, Value>([['precision', precisionOf(args)], ['nullable', YES]]), place }); // prettier-ignore
      return NULL;
    }
    if (/^(?:nullable)?(?:[nN]umeric|[uU]uid|[uU]lid)?[mM]orphs$/.test(method)) return this.#morphs(method, args, place);
    if (/^foreign(?:Id|Uuid|Ulid)For$/.test(method)) return this.#foreignFor(method, args, place);
    if (method === 'rawIndex') {
      const name = nameOf(argument(args, 1, 'name'), 'the name of the index');
      return this.#command({ ...plainCommand('index', place, name), columns: [rawColumn(argument(args, 0, 'expression'))] });
    }
    if (KINDS[method] !== undefined) {
      const command = indexCommand(method, this.#table, argument(args, 0, 'columns'), argument(args, 1, 'name'), place);
      const extra = argument(args, 2, method === 'spatialIndex' ? 'operatorClass' : 'algorithm');
      if (extra && extra.kind !== 'null') command.attributes.set(method === 'spatialIndex' ? 'operatorClass' : 'algorithm', extra);
      return this.#command(command);
    }
    if (/^drop(?:Primary|Unique|Index|FullText|SpatialIndex|Foreign)$/.test(method))
      return this.#command(dropCommand(method, this.#table, argument(args, 0, 'index'), place));
    switch (method) {
      case 'dropColumn':
      case 'dropColumns': {
        const [first] = args.list;
        return this.#drop(
          first?.kind === 'array' ? first : { kind: 'array', entries: args.list.map((one, i) => [String(i), one]), list: true },
          place,
        );
      }
      case 'dropTimestamps':
      case 'dropTimestampsTz':
        return this.#drop(names('created_at', 'updated_at'), place);
      case 'dropSoftDeletes':
      case 'dropSoftDeletesTz':
        return this.#drop(argument(args, 0, 'column') ?? names('deleted_at'), place);
      case 'dropRememberToken':
        return this.#drop(names('remember_token'), place);
      case 'dropMorphs': {
        const name = nameOf(argument(args, 0, 'name'), 'the name of the column');
        const both = names(`${name}_type`, `${name}_id`);
        const index = argument(args, 1, 'indexName');
        this.#command(dropCommand('dropIndex', this.#table, index && index.kind !== 'null' ? index : both, place));
        return this.#drop(both, place);
      }
      case 'dropConstrainedForeignId':
      case 'dropConstrainedForeignIdFor':
      case 'dropForeignIdFor': {
        const given = argument(args, method.endsWith('For') ? 1 : 0, 'column');
        const model = method.endsWith('For') ? nameOf(argument(args, 0, 'model'), 'the model') : undefined;
        const both = names(optionalName(given, 'the name of the column') ?? modelKey(model ?? ''));
        if (method !== 'dropForeignIdFor') this.#command(dropCommand('dropForeign', this.#table, both, place));
        return this.#drop(both, place);
      }
      case 'renameColumn':
      case 'renameIndex':
        return this.#command(plainCommand(method, place, nameOf(argument(args, 0, 'from'), 'the name'), argument(args, 1, 'to') ?? NULL));
      case 'rename':
        return this.#command(plainCommand(method, place, nameOf(argument(args, 0, 'to'), 'the new name')));
      case 'comment': {
        const command = plainCommand('tableComment', place);
        command.attributes.set('comment', argument(args, 0, 'comment') ?? NULL);
        return this.#command(command);
      }
      case 'drop':
      case 'dropIfExists':
        return this.#command(plainCommand(method, place));
      case 'temporary':
        this.#temporary = true;
        return NULL;
      case 'after': {
        const [, run] = args.list;
        if (run?.kind === 'closure') this.#output.run(run, [this]);
        return NULL;
      }
      case 'removeColumn':
        return this.#takeOut(nameOf(argument(args, 0, 'name'), 'the name of the column'));
      default:
        if (IDLE.has(method)) return quiet();
        throw new Unclear(`the method ${method}() of the Blueprint is not known`);
    }
  }

  #add(column: Column, refers = false): Value {
    this.#columns.push(column);
    this.#commands.push(column);
    return this.#columnHost(column, refers);
  }

  /** A column that was asked for before is not wanted any more. */
  #takeOut(name: string): Value {
    for (const list of [this.#columns, this.#commands])
      for (let i = list.length - 1; i >= 0; i--) {
        const one = list[i];
        if (one && !('columns' in one) && one.name === name) list.splice(i, 1);
      }
    return this;
  }

  #command(command: Command): Value {
    this.#commands.push(command);
    return commandHost(command, (place, reason) => this.#output.unread(place, reason));
  }

  #drop(columns: Value, place: Place): Value {
    return this.#command({ ...plainCommand('dropColumn', place), columns: columnsOf(columns, 'the columns') });
  }

  /** `refers`: it may be constrained, and then what follows is asked of the foreign key. */
  #columnHost(column: Column, refers: boolean): HostValue {
    const host: HostValue = {
      kind: 'host',
      call: (method, args, place) => {
        column.place = { start: Math.min(column.place.start, place.start), end: Math.max(column.place.end, place.end) };
        try {
          if (refers && method === 'constrained') return this.#constrained(column, args, place);
          if (refers && method === 'references') {
            const key = this.#command(
              indexCommand('foreign', this.#table, names(column.name), argument(args, 1, 'indexName'), column.place),
            );
            return key.kind === 'host' ? key.call('references', args, place) : key;
          }
          if (MODIFIERS.has(method)) column.attributes.set(method, args.list[0] ?? [...args.named.values()][0] ?? YES);
          // Of a column that is no foreignId() Laravel takes these as attributes that nothing looks at.
          else if (!/^(?:constrained|references|on|onDelete|onUpdate|(?:cascade|restrict|null|noAction)On(?:Delete|Update))$/.test(method))
            this.#output.unread(place, `what ${method}() does to a column is not known`);
        } catch (error) {
          if (!(error instanceof Unclear)) throw error;
          this.#output.unread(place, error.message);
        }
        return host;
      },
    };
    return host;
  }

  #constrained(column: Column, args: Args, place: Place): Value {
    const remote = optionalName(argument(args, 1, 'column'), 'the column that the foreign key refers to') ?? stringOf(column.attributes.get('modelKey')) ?? 'id'; // prettier-ignore
    const table = optionalName(argument(args, 0, 'table'), 'the table that the foreign key refers to') ?? stringOf(column.attributes.get('modelTable')); // prettier-ignore
    const end = column.name.lastIndexOf(`_${remote}`);
    const command = indexCommand('foreign', this.#table, names(column.name), argument(args, 2, 'indexName'), {
      ...column.place,
      end: place.end,
    });
    command.attributes.set('on', madeText(table ?? plural(end < 0 ? column.name : column.name.slice(0, end))));
    command.attributes.set('references', madeText(remote));
    return this.#command(command);
  }

  #morphs(method: string, args: Args, place: Place): Value {
    const name = nameOf(argument(args, 0, 'name'), 'the name of the columns');
    const nullable: readonly (readonly [string, Value])[] = method.startsWith('nullable') ? [['nullable', YES]] : [];
    const number = (text: string): Value => ({ kind: 'number', text });
    this.#add({ type: 'string', name: `${name}_type`, attributes: new Map([['length', number('255')], ...nullable]), place });
    const type = /uuid/i.test(method) ? 'uuid' : /ulid/i.test(method) ? 'char' : 'bigInteger';
    this.#add({
      type,
      name: `${name}_id`,
      attributes: new Map([...(type === 'char' ? [['length', number('26')] as const] : []), ...nullable]),
      place,
    });
    this.#command(indexCommand('index', this.#table, names(`${name}_type`, `${name}_id`), argument(args, 1, 'indexName'), place));
    return NULL;
  }

  #foreignFor(method: string, args: Args, place: Place): Value {
    const model = nameOf(argument(args, 0, 'model'), 'the model');
    const name = optionalName(argument(args, 1, 'column'), 'the name of the column') ?? modelKey(model);
    const type = method === 'foreignUuidFor' ? 'uuid' : method === 'foreignUlidFor' ? 'char' : 'bigInteger';
    // A model that says nothing else has the key `id`, and the table of its name in the plural.
    const table = plural(modelKey(model).replace(/_id$/, ''));
    const attributes = new Map<string, Value>([
      ['modelTable', madeText(table)],
      ['modelKey', madeText('id')],
    ]);
    if (type === 'char') attributes.set('length', { kind: 'number', text: '26' });
    return this.#add({ type, name, attributes, place }, true);
  }

  /** Sends what was asked for. `place` is that of the call of Schema. */
  send(place: Place): void {
    if (this.#creating) this.#create(place);
    else this.#alter();
    // Indexes that were asked of the columns come behind all else, comments behind them.
    for (const column of this.#columns) this.#attempt(column.place, () => this.#fluentIndexes(column));
    for (const column of this.#columns) this.#attempt(column.place, () => this.#comments(column));
  }

  #attempt(place: Place, send: () => void): void {
    try {
      send();
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      this.#output.unread(place, error.message);
    }
  }

  #keyed(): boolean {
    return this.#commands.some((command) => 'columns' in command && command.kind === 'primary') || this.#columns.some((column) => column.attributes.has('primary')); // prettier-ignore
  }

  #create(place: Place): void {
    const break_ = this.#output.source(place).indexOf('\n');
    const head = { start: place.start, end: break_ < 0 ? place.end : place.start + break_ };
    const parts: Piece[] = [];
    for (const column of this.#columns)
      this.#attempt(column.place, () => {
        const text = columnSql(column, this.#modern, this.#keyed());
        parts.push(...(parts.length > 0 ? [{ text: ', ', ...column.place }] : []), { text, ...column.place });
      });
    const pieces = [{ text: `create ${this.#temporary ? 'temporary ' : ''}table ${wrap(this.#table)} (`, ...head }, ...parts, { text: ')', start: place.end - 1, end: place.end }]; // prettier-ignore
    this.#output.made({ kind: 'text', pieces }, place);
    for (const command of this.#commands) if ('columns' in command) this.#sendCommand(command);
  }

  #alter(): void {
    const alter = `alter table ${wrap(this.#table)} `;
    if (this.#modern) {
      for (const command of this.#commands) {
        if ('columns' in command) this.#sendCommand(command);
        else
          this.#attempt(command.place, () => {
            const parts = isSet(command, 'change')
              ? changeSql(command, this.#version)
              : [`add column ${columnSql(command, true, this.#keyed())}`];
            this.#output.made(alter + parts.join(', '), command.place);
          });
      }
      return;
    }
    const added: Piece[] = [];
    for (const column of this.#columns)
      this.#attempt(column.place, () => {
        if (isSet(column, 'change')) for (const change of oldChangeSql(column)) this.#output.made(alter + change, column.place);
        else
          added.push({
            text: `${added.length === 0 ? alter : ', '}add column ${columnSql(column, false, this.#keyed())}`,
            ...column.place,
          });
      });
    if (added.length > 0) this.#output.made({ kind: 'text', pieces: added }, added[0] ?? { start: 0, end: 0 });
    for (const command of this.#commands) if ('columns' in command) this.#sendCommand(command);
  }

  #sendCommand(command: Command): void {
    this.#attempt(command.place, () => {
      for (const sql of commandSql(command, this.#table)) this.#output.made(sql, command.place);
    });
  }

  #fluentIndexes(column: Column): void {
    for (const kind of ['primary', 'unique', 'index', 'fulltext', 'fullText', 'spatialIndex', 'vectorIndex']) {
      const value = column.attributes.get(kind);
      if (!value || value.kind === 'null') continue;
      if (value.kind === 'boolean' && !value.value) {
        if (isSet(column, 'change'))
          this.#sendCommand(dropCommand(`drop${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, this.#table, names(column.name), column.place)); // prettier-ignore
        else continue;
      } else
        this.#sendCommand(indexCommand(kind, this.#table, names(column.name), value.kind === 'boolean' ? undefined : value, column.place));
      return;
    }
  }

  #comments(column: Column): void {
    const start = column.attributes.get('startingValue') ?? column.attributes.get('from');
    if (start && isSet(column, 'autoIncrement')) {
      const table = quoteText(wrap(this.#table));
      const value = stringOf(start);
      if (value === undefined) throw new Unclear('the starting value is computed');
      this.#output.made(
        this.#modern
          ? `select setval(pg_get_serial_sequence(${table}, ${quoteText(column.name)}), ${value}, false)`
          : `alter sequence ${wrap(`${this.#table}_${column.name}_seq`)} restart with ${value}`,
        column.place,
      );
    }
    const text = optionalName(column.attributes.get('comment'), 'the comment');
    if (text === undefined && !(this.#modern && isSet(column, 'change'))) return;
    const words = text === undefined ? 'NULL' : quoteText(text);
    this.#output.made(`comment on column ${wrap(this.#table)}.${wrap(column.name)} is ${words}`, column.place);
  }
}

const YES: Value = { kind: 'boolean', value: true };

const names = (...all: readonly string[]): Value => ({
  kind: 'array',
  entries: all.map((name, i) => [String(i), madeText(name)]),
  list: true,
});

const precisionOf = (args: Args): Value => {
  const given = argument(args, 0, 'precision');
  return given && given.kind !== 'null' ? given : { kind: 'number', text: '0' };
};

/** What takes the modifiers of a column that could not be read. */
function silent(output: Output): HostValue {
  const host: HostValue = {
    kind: 'host',
    call(_method, args) {
      for (const one of args.list) if (one.kind === 'closure') output.run(one, []);
      return host;
    },
  };
  return host;
}
