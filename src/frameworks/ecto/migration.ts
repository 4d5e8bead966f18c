/** Ecto.Migration: what its functions queue, in the order in which Ecto’s runner sends it. */
import { cutScript, type SourceFile, type Span } from '../../source.ts';
import type { Step } from '../framework.ts';
import { scriptOf, type Piece } from '../pieces.ts';
import { childOf, type Node } from '../tree-sitter/parse.ts';
import type { Change } from './columns.ts';
import { reversed, statementsOf, type Command } from './commands.ts';
import { Reader, type Host, type Module } from './evaluate.ts';
import { blockOf } from './parse.ts';
import { askRepository, isRepository } from './repository.ts';
import type { Settings } from './settings.ts';
import { placed } from './text.ts';
import { atom, computed, isAtom, optionsOf, plainText, truth, Unclear, type FunctionValue, type Place, type Scope, type StructValue, type Value } from './values.ts'; // prettier-ignore

/** One way of a migration. */
export interface Direction {
  /** What is called: `change`, `up`, `down`. */
  readonly operation: string;
  readonly direction: 'up' | 'down';
  /** `change` turned round. */
  readonly backward: boolean;
  /** In a transaction of Ecto’s. */
  readonly wrapped: boolean;
}

export interface Outcome {
  readonly steps: readonly Step[];
  /** Why Ecto refuses to turn it round. */
  readonly irreversible: boolean;
}

const COMMANDS = /^(?:create|create_if_not_exists|drop|drop_if_exists|alter|rename)$/;
const COLUMNS = /^(?:add|add_if_not_exists|modify|remove|remove_if_exists|timestamps)$/;

/** Files that `execute_file` names, by the paths it is given. */
export type SqlFiles = ReadonlyMap<string, SourceFile>;

export class Runner implements Host {
  readonly steps: Step[] = [];
  readonly reader: Reader;
  readonly direction: Direction;
  irreversible = false;
  private queue: Command[] = [];
  private block: Change[] | undefined;
  private readonly file: SourceFile;
  private readonly settings: Settings;
  private readonly sqlFiles: SqlFiles;

  constructor(file: SourceFile, module: Module, settings: Settings, sqlFiles: SqlFiles, direction: Direction) {
    this.file = file;
    this.settings = settings;
    this.sqlFiles = sqlFiles;
    this.direction = direction;
    this.reader = new Reader(module, this);
  }

  /** Runs the operation, with the callbacks around it. */
  perform(): Outcome {
    const { functions } = this.reader.module;
    const { operation, wrapped } = this.direction;
    for (const name of [...(wrapped ? ['after_begin'] : []), operation, ...(wrapped ? ['before_commit'] : [])]) {
      const clause = functions.get(name)?.find(({ parameters }) => parameters.length === 0);
      if (!clause) continue;
      this.reader.run(clause.body ?? [], { names: new Map(), parent: undefined }, clause.node);
      this.flush();
    }
    return { steps: this.steps, irreversible: this.irreversible };
  }

  call(name: string, args: readonly Value[], node: Node, scope: Scope): Value | undefined {
    const own = name.replace(/^Ecto\.Migration\./, '');
    const [first, second] = args;
    if (COMMANDS.test(own)) return this.command(own, args, node, scope);
    if (COLUMNS.test(own)) return this.column(own, args, node);
    switch (own) {
      case 'table':
      case 'index':
      case 'unique_index':
      case 'constraint':
      case 'references':
      case 'fragment':
        return this.struct(own, args, node);
      case 'execute':
        return this.execute(first, second, node);
      case 'execute_file':
        return this.executeFile(args, node);
      case 'flush':
        if (this.direction.backward) this.irreversible = true;
        else this.flush();
        return atom('ok', node);
      case 'direction':
        return atom(this.direction.direction, node);
      case 'prefix':
        return this.settings.prefix === undefined ? atom('nil', node) : computed(node);
      case 'repo':
        return { kind: 'module', name: 'repo()', start: node.start, end: node.end };
      default:
        return isRepository(name) ? askRepository(name, args, node, this) : undefined;
    }
  }

  unread(place: Place, reason: string): void {
    // A loop or a helper comes by the same place more than once.
    const said = this.steps.some((step) => step.kind === 'unread' && step.span.start === place.start && step.reason === reason);
    if (!said) this.steps.push({ kind: 'unread', span: this.span(place), reason });
  }

  /** SQL that is sent at once. */
  send(value: Value | undefined, place: Place): void {
    if (value?.kind !== 'text') {
      this.unread(place, value?.kind === 'list' ? 'it is no SQL' : 'the SQL is computed');
      return;
    }
    const text = plainText(value);
    if (text.trim() === '') return;
    if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(text)) {
      this.unread(place, 'the SQL is computed');
      return;
    }
    const written = value.pieces.every(({ units }) => units !== undefined);
    this.steps.push({ kind: 'sql', script: scriptOf(this.file.path, value.pieces), ...(written ? {} : { made: true }) });
  }

  /** SQL that a call stands for, sent at once. */
  made(text: string, { start, end }: Place): void {
    this.pieces([{ text, start, end }]);
  }

  private pieces(pieces: readonly Piece[]): void {
    this.steps.push({ kind: 'sql', script: scriptOf(this.file.path, pieces), made: true });
  }

  private span({ start, end }: Place): Span {
    return { path: this.file.path, start, end };
  }

  /** Sends what is queued. */
  flush(): void {
    while (this.queue.length > 0) {
      const commands = this.queue;
      this.queue = [];
      for (const command of this.direction.backward ? commands.toReversed() : commands) {
        const forth = this.direction.backward ? reversed(command) : command;
        if (forth) this.drain(forth);
        else this.irreversible = true;
      }
    }
  }

  private drain(command: Command): void {
    const { place } = command;
    try {
      if (command.kind === 'unread') this.unread(place, command.reason);
      else if (command.kind === 'execute') this.drainExecute(command.up, place);
      else
        for (const sql of statementsOf(command, this.settings.prefix))
          this.pieces(placed(sql, place, 'behind' in command ? command.behind : place.end));
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      this.unread(place, error.message);
    }
  }

  private drainExecute(value: Value, place: Place): void {
    const file = value.kind === 'tuple' ? this.fileOf(value) : undefined;
    if (value.kind === 'function') this.reader.apply(value, [], place);
    else if (file) this.steps.push({ kind: 'sql', script: cutScript(file) });
    else if (value.kind === 'tuple') this.unread(place, 'the file that it executes is not found');
    else this.send(value, place);
  }

  private execute(up: Value | undefined, down: Value | undefined, place: Place): Value {
    if (up) this.queue.push({ kind: 'execute', up, down, place: placeOf(place) });
    return atom('ok', place);
  }

  /** A file stands in the queue as a tuple with its path. */
  private executeFile(args: readonly Value[], place: Node): Value {
    const [up, down] = args.map((arg): Value => ({ kind: 'tuple', items: [arg], start: arg.start, end: arg.end }));
    return this.execute(up, down, place);
  }

  private fileOf({ items }: Extract<Value, { kind: 'tuple' }>): SourceFile | undefined {
    const [path] = items;
    return path?.kind === 'text' ? this.sqlFiles.get(plainText(path)) : undefined;
  }

  private struct(name: string, args: readonly Value[], node: Node): Value {
    const place = placeOf(node);
    const count = name === 'fragment' ? 1 : name === 'table' || name === 'references' ? 1 : 2;
    const given = optionsOf(args[count]);
    if (!given || (args.length < count && name !== 'index')) return computed(node);
    const own: readonly (readonly [string, Value])[] = name === 'unique_index' ? [['unique', atom('true', node)]] : [];
    const options = name === 'references' ? [...this.referenceOptions(), ...given] : [...own, ...given];
    const of = name === 'unique_index' ? 'index' : (name as StructValue['of']);
    return { kind: 'struct', of, args: args.slice(0, count), options: new Map(options), ...place };
  }

  /** The type of the repository’s keys counts for what refers to them. */
  private referenceOptions(): readonly (readonly [string, Value])[] {
    const { primaryKey, foreignKey } = this.settings;
    const type = primaryKey === false ? undefined : primaryKey.get('type');
    return [...(type ? [['type', type] as const] : []), ...foreignKey];
  }

  private command(name: string, args: readonly Value[], node: Node, scope: Scope): Value {
    const [object, second, third] = args;
    // The block of a call is no argument of it.
    const block = blockOf(node, 'do', this.file.text);
    const doBlock = childOf(node, 'do_block');
    const place = { start: node.start, end: doBlock ? doBlock.start : node.end };
    const refuse = (reason: string): Value => {
      this.queue.push({ kind: 'unread', reason, place });
      if (block) this.changes(block, scope, node);
      return computed(node);
    };
    if (object?.kind !== 'struct') return refuse(`what it is to ${name.split('_')[0]} is computed`);
    switch (name) {
      case 'create':
      case 'create_if_not_exists': {
        const own = object.of === 'table' ? this.ownKey(object, node) : [];
        if (!own) return refuse('the key of the table is computed');
        const changes = [...own, ...(block && object.of === 'table' ? this.changes(block, scope, node) : [])];
        this.queue.push({ kind: name, object, changes, place, behind: node.end });
        return object;
      }
      case 'alter':
        this.queue.push({ kind: 'alter', object, changes: block ? this.changes(block, scope, node) : [], place, behind: node.end });
        return object;
      case 'drop':
      case 'drop_if_exists': {
        const options = optionsOf(second);
        if (!options) return refuse('its options are computed');
        this.queue.push({ kind: name, object, mode: options.get('mode'), place });
        return object;
      }
      default: {
        const to = optionsOf(third ?? second)?.get('to');
        if (!to) return refuse('the new name is computed');
        this.queue.push({ kind: 'rename', object, ...(third && second ? { column: second } : {}), to, place });
        return to.kind === 'struct' ? to : object;
      }
    }
  }

  /** The key that a table gets by itself; undefined where that is not known. */
  private ownKey(table: StructValue, place: Place): readonly Change[] | undefined {
    const given = table.options.get('primary_key');
    const known = given === undefined ? true : truth(given);
    if (known === false) return [];
    const options = given?.kind === 'list' ? optionsOf(given) : given === undefined || isAtom(given, 'true') ? this.settings.primaryKey : undefined; // prettier-ignore
    if (options === false) return [];
    if (!options) return undefined;
    const rest = new Map([...options, ['primary_key', atom('true', place)] as const]);
    const name = rest.get('name') ?? atom('id', place);
    const type = rest.get('type') ?? atom('bigserial', place);
    rest.delete('name');
    rest.delete('type');
    return [{ kind: 'add', name, type, options: rest, place: { start: table.start, end: table.end } }];
  }

  private changes(block: readonly Node[], scope: Scope, place: Place): readonly Change[] {
    const before = this.block;
    const own: Change[] = [];
    this.block = own;
    this.reader.run(block, { names: new Map(), parent: scope }, place);
    this.block = before;
    return own;
  }

  private column(kind: string, args: readonly Value[], node: Node): Value {
    const place = placeOf(node);
    const refuse = (reason: string): Value => {
      this.queue.push({ kind: 'unread', reason, place });
      return atom('ok', node);
    };
    const { block } = this;
    if (!block) return refuse(`what table ${kind} is about is not known`);
    if (kind === 'timestamps') return this.timestamps(args[0], node) ?? refuse('its options are computed');
    const [name, type, given] = args;
    const options = optionsOf(given);
    if (!options) return refuse('its options are computed');
    if (name?.kind !== 'atom') return refuse('the name of the column is computed');
    if (type?.kind === 'computed') return refuse('the type of the column is computed');
    block.push({ kind: kind as Change['kind'], name, type, options, place });
    return atom('ok', node);
  }

  private timestamps(given: Value | undefined, node: Node): Value | undefined {
    const own = optionsOf(given);
    if (!own) return undefined;
    const options = new Map([['null', atom('false', node)] as const, ...this.settings.timestamps, ...own]);
    const type = options.get('type') ?? atom('naive_datetime', node);
    const names = ['inserted_at', 'updated_at'].map((name) => options.get(name) ?? atom(name, node));
    for (const key of ['type', 'inserted_at', 'updated_at']) options.delete(key);
    for (const name of names) if (!isAtom(name, 'false')) this.block?.push({ kind: 'add', name, type, options, place: placeOf(node) });
    return atom('ok', node);
  }

  /** Calls a function that is handed over, for what it does. */
  apply(callee: FunctionValue, args: readonly Value[], place: Place): Value {
    return this.reader.apply(callee, args, place);
  }
}

const placeOf = ({ start, end }: Place): Place => ({ start, end });
