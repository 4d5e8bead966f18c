/** The steps of a migration in one direction: its calls go to the database, or to a recorder that turns them round. */
import { pathOf, type Node } from '../ruby/nodes.ts';
import type { Program } from '../ruby/classes.ts';
import { Interpreter, Jump, type Host } from '../ruby/interpret.ts';
import { bool, nil, plainText, textOf, unknown, type Block, type Call, type ClassInfo, type Place, type Value } from '../ruby/values.ts';
import type { Comment, SourceFile } from '../../source.ts';
import type { Step } from '../framework.ts';
import { scriptOf } from '../pieces.ts';
import { changeTable, sendBulk } from './change-table.ts';
import { invert, RECORDED } from './invert.ts';
import { commandOf, literal, quoted, quotedTable, Unclear, type Command, type Context, type Made } from './options.ts';
import { ALIASES, STATEMENTS } from './statements.ts';
import { bulkChange, modelTable, relate, withParameters, type Relation } from './relation.ts';
import { createJoinTable, createTable, Table } from './table.ts';
import { ACTS, HARMLESS, OF_OBJECTS, PLAIN_CONSTANTS, READS, THROUGH, WRITES, WRITES_OF_MODELS_ALONE } from './vocabulary.ts';
import { viewStatements } from './views.ts';

/** A command that waits to be turned round, or a part that runs when the rest is replayed. */
type Recorded = { readonly command: Command } | { readonly run: () => void };

interface Recorder {
  reverting: boolean;
  commands: Recorded[];
  /** Of a table with `bulk: true`, whose commands become one statement. */
  readonly bulk?: boolean;
}

/** As Discourse asks its database. */
const MINI_SQL = /^(?:exec|query\w*)$/;
/** Of the gems Scenic and F(x). */
const SCENIC = /^(?:(?:create|update|replace|drop)_view|(?:create|update|drop)_(?:function|trigger))$/;
const DATA = 'a data change through a model';
const SQL_CALLS =
  /^(?:execute|exec_query|exec_update|exec_insert|exec_delete|execute_batch|query|query_value|query_values|select_all|select_one|select_value|select_values|select_rows|internal_exec_query|exec)$/;
const SQL_WRITES = /^(?:update|insert|delete)(?:_sql)?$/;

export class Run implements Host {
  readonly steps: Step[] = [];
  /** Blocks of strong_migrations' `safety_assured`. */
  readonly assured: Comment[] = [];
  readonly #file: SourceFile;
  readonly #own: ClassInfo;
  readonly #context: Context;
  readonly #wrapped: boolean;
  readonly #interpreter: Interpreter;
  #recorder: Recorder | undefined;
  /** The expression on a model whose block is run through. */
  #within: Place | undefined;

  constructor(file: SourceFile, program: Program, own: ClassInfo, context: Omit<Context, 'callBlock'>, wrapped: boolean) {
    this.#file = file;
    this.#own = own;
    this.#wrapped = wrapped;
    this.#interpreter = new Interpreter(file.text, program, this);
    this.#context = { ...context, callBlock: (block, args = []) => this.#interpreter.block(block, args, true) };
  }

  /** Runs a method. Says whether it ends in an error. `back`: turns round what it does; throws Irreversible where that cannot be. */
  method(definition: Extract<Node, { type: 'DefNode' }>, statics: boolean, back: boolean): { readonly raised: boolean } {
    const env = { names: new Map<string, Value>(), parent: undefined, self: this.#own, static: statics };
    const call: Call = {
      receiver: undefined,
      name: definition.name,
      args: [],
      named: undefined,
      block: undefined,
      spread: false,
      used: false,
      env,
      start: definition.start,
      end: definition.end,
    };
    const body = (): void => {
      this.#interpreter.method(definition, call, this.#own, statics);
    };
    try {
      if (back) this.#revert(body);
      else body();
    } catch (error) {
      if (!(error instanceof Jump)) throw error;
      return { raised: error.kind === 'raise' };
    }
    return { raised: false };
  }

  unread(place: Place, reason: string): void {
    const { start, end } = place;
    // A loop or a helper comes by the same place more than once.
    if (this.steps.some((step) => step.kind === 'unread' && step.span.start === start && step.reason === reason)) return;
    this.steps.push({ kind: 'unread', span: { path: this.#file.path, start, end }, reason });
  }

  #emit(statements: readonly Made[]): void {
    for (const { pieces } of statements) this.steps.push({ kind: 'sql', script: scriptOf(this.#file.path, pieces), made: true });
  }

  call(call: Call): Value | undefined {
    try {
      return this.#answer(call);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      this.unread(call, error.message);
      return unknown(call);
    }
  }

  #answer(call: Call): Value | undefined {
    const { receiver } = call;
    if (!receiver || (receiver.kind === 'handle' && receiver.name === 'self')) {
      const { self } = call.env;
      if (self && self !== this.#own && self.superclass && this.#isModel(self))
        return this.#onModel(self.name, [], call, this.#relation(self.name, self));
      return this.#onMigration(call);
    }
    switch (receiver.kind) {
      case 'handle':
        return this.#onHandle(receiver.name, receiver.about, call);
      case 'constant':
        return this.#onConstant(receiver.path, receiver.info, call);
      case 'chain':
        return this.#onModel(receiver.root, receiver.names, call, receiver.about);
      case 'unknown':
        return this.#onUnknown(call);
      default:
        return undefined;
    }
  }

  #isModel(info: ClassInfo): boolean {
    const above = pathOf(info.superclass);
    return above !== undefined && !/Migration/.test(above);
  }

  /** Runs a block to its end; `break` in it ends it too. */
  #through(block: Block | undefined, args: readonly Value[] = []): Value {
    if (!block) return nil({ start: 0, end: 0 });
    try {
      return this.#interpreter.block(block, args);
    } catch (error) {
      if (error instanceof Jump && error.kind === 'break') return error.value;
      throw error;
    }
  }

  #handle(name: string, place: Place, about?: object): Value {
    return { kind: 'handle', name, about, start: place.start, end: place.end };
  }

  #onMigration(call: Call): Value | undefined {
    const { name, block } = call;
    switch (name) {
      case 'connection':
        return this.#handle('connection', call);
      case 'reversible':
        if (block) {
          const { reverting = false } = this.#recorder ?? {};
          this.#later(() => this.#through(block, [this.#handle('dir', call, { reverting })]));
        }
        return unknown(call);
      case 'up_only':
        if (block && !this.#recorder?.reverting) this.#later(() => this.#through(block));
        return unknown(call);
      case 'revert':
        if (block) this.#revert(() => this.#through(block));
        else this.unread(call, 'it turns round a migration of another file');
        return unknown(call);
      case 'run':
        this.unread(call, 'it runs a migration of another file');
        return unknown(call);
      case 'reverting?':
        return bool(this.#recorder?.reverting ?? false, call);
      default:
    }
    const known = this.#onConnection(call);
    if (known) return known;
    if (HARMLESS.has(name) || /^say_|[?=]$/.test(name)) return undefined;
    if (name === 'safety_assured' && block && !this.assured.some(({ span }) => span.start === call.start))
      this.assured.push({ span: { path: this.#file.path, start: call.start, end: call.end }, text: name });
    if (THROUGH.has(name)) return block ? this.#inTransaction(call, block) : undefined;
    if (call.used && !block && !/^(?:add|create|drop|remove|update|delete|execute|change|rename|insert|migrate|run)_?/.test(name))
      return undefined;
    this.unread(call, `what ${name}(…) does is not known`);
    return undefined;
  }

  /** A transaction of its own, where the migration has none. */
  #inTransaction(call: Call, block: Block): Value {
    const own = call.name === 'transaction' && !this.#wrapped;
    const place = { start: call.start, end: call.start + 1 };
    if (own) this.#emit([{ pieces: [{ text: 'BEGIN', ...place }] }]);
    const value = this.#through(block);
    if (own) this.#emit([{ pieces: [{ text: 'COMMIT', ...place }] }]);
    return value;
  }

  /** What both the migration and its connection know. */
  #onConnection(call: Call): Value | undefined {
    const name = ALIASES[call.name] ?? call.name;
    if (SQL_CALLS.test(name) || (SQL_WRITES.test(name) && call.args[0]?.kind !== 'hash')) {
      this.#execute(call);
      return unknown(call);
    }
    if (name === 'create_table' || name === 'create_join_table' || STATEMENTS.has(name) || SCENIC.test(name)) {
      if (call.spread) throw new Unclear('its arguments are spread');
      this.#take(commandOf(call, name));
      return unknown(call);
    }
    if (name === 'change_table') {
      this.#changeTable(call);
      return unknown(call);
    }
    const [first] = call.args;
    const text = plainText(first);
    switch (name) {
      case 'adapter_name':
        return textOf('PostgreSQL', call);
      case 'quote':
        return text !== undefined && first?.kind === 'text'
          ? textOf(literal(text), call)
          : first?.kind === 'number'
            ? first
            : unknown(call);
      case 'quote_table_name':
        return text === undefined ? unknown(call) : textOf(quotedTable(text), call);
      case 'quote_column_name':
        return text === undefined ? unknown(call) : textOf(quoted(text), call);
      case 'quote_string':
        return text === undefined ? unknown(call) : textOf(text.replaceAll("'", "''"), call);
      case 'begin_db_transaction':
      case 'commit_db_transaction':
      case 'rollback_db_transaction':
        this.#emit([{ pieces: [{ text: name === 'begin_db_transaction' ? 'BEGIN' : name.startsWith('commit') ? 'COMMIT' : 'ROLLBACK', start: call.start, end: call.end }] }]); // prettier-ignore
        return unknown(call);
      default:
        return undefined;
    }
  }

  #execute(call: Call): void {
    const [statement] = call.args;
    const recorded = this.#recorder && call.name === 'execute' && call.receiver?.kind !== 'handle';
    if (recorded && this.#recorder?.reverting) invert(commandOf(call), this.#context);
    if (statement?.kind === 'list' && statement.items.every((item) => item.kind === 'text')) {
      for (const item of statement.items) this.#execute({ ...call, args: [item] });
      return;
    }
    if (statement?.kind !== 'text') {
      this.unread(call, 'the SQL is computed');
      return;
    }
    const written = statement.pieces.every((piece) => piece.units !== undefined);
    const step: Step = {
      kind: 'sql',
      script: scriptOf(this.#file.path, statement.pieces),
      oneQuery: true,
      ...(written ? {} : { made: true }),
    };
    if (this.#recorder) this.#recorder.commands.push({ run: () => void this.steps.push(step) });
    else this.steps.push(step);
  }

  /** Runs now, or when what is recorded is replayed. */
  #later(run: () => void): void {
    if (this.#recorder && !this.#recorder.bulk) this.#recorder.commands.push({ run });
    else run();
  }

  #take(command: Command): void {
    const recorder = this.#recorder;
    if (recorder && (RECORDED.has(command.name) || SCENIC.test(command.name)))
      recorder.commands.push({ command: recorder.reverting ? invert(command, this.#context) : command });
    else this.#send(command);
  }

  #send(command: Command): void {
    try {
      this.#emit(this.#statements(command));
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      this.unread(command, error.message);
    }
  }

  #statements(command: Command): readonly Made[] {
    const fill = (table: Table): void => {
      if (command.block) this.#through(command.block, [this.#handle('table', command, table)]);
    };
    if (command.name === 'create_table') return createTable(command, this.#context, fill);
    if (command.name === 'create_join_table') return createJoinTable(command, this.#context, fill);
    if (SCENIC.test(command.name)) return viewStatements(command, this.#context);
    const send = STATEMENTS.get(command.name);
    if (!send) throw new Unclear(`${command.name} is not read yet`);
    return send(command, this.#context);
  }

  #revert(body: () => void): void {
    const outer = this.#recorder;
    if (outer) {
      // Within a recorder it turns round what is recorded from here on.
      const before = outer.commands;
      outer.commands = [];
      outer.reverting = !outer.reverting;
      body();
      outer.reverting = !outer.reverting;
      outer.commands = [...before, ...outer.commands.toReversed()];
      return;
    }
    const recorder: Recorder = { reverting: true, commands: [] };
    this.#recorder = recorder;
    try {
      body();
    } finally {
      this.#recorder = undefined;
    }
    this.#replay(recorder.commands.toReversed());
  }

  #replay(commands: readonly Recorded[]): void {
    for (const one of commands) {
      if ('run' in one) one.run();
      else this.#send(one.command);
    }
  }

  #changeTable(call: Call): void {
    const command = commandOf(call);
    const { block } = command;
    const table = command.args[0];
    if (!block || !table) throw new Unclear('it has no block');
    const bulk = command.options.get('bulk');
    const run = (): void => void this.#through(block, [this.#handle('changed', call, { table })]);
    if (!(bulk?.kind === 'boolean' && bulk.value) || (this.#recorder && this.#context.release < 7)) {
      run();
      return;
    }
    const outer = this.#recorder;
    const recorder: Recorder = { reverting: outer?.reverting ?? false, commands: [], bulk: true };
    this.#recorder = recorder;
    try {
      run();
    } finally {
      this.#recorder = outer;
    }
    const commands = recorder.commands.flatMap((one) => ('command' in one ? [one.command] : []));
    const ordered = recorder.reverting ? commands.toReversed() : commands;
    const send = (): void =>
      sendBulk(
        ordered,
        call,
        this.#context,
        (made) => this.#emit(made),
        (one) => this.#send(one),
        (place, reason) => this.unread(place, reason),
      );
    this.#later(send);
  }

  #onHandle(name: string, about: object | undefined, call: Call): Value | undefined {
    if (name === 'dir') {
      const down = about !== undefined && 'reverting' in about && about.reverting === true;
      if (call.name === (down ? 'down' : 'up')) this.#through(call.block);
      return unknown(call);
    }
    if (name === 'table' && about instanceof Table) {
      if (call.name === 'name') return textOf(about.name, call);
      if (!about.call(call) && !call.name.endsWith('?')) throw new Unclear(`t.${call.name} is not read yet`);
      return this.#handle(name, call, about);
    }
    if (name === 'changed' && about && 'table' in about) {
      const table = about.table as Value;
      if (call.name === 'name') return table;
      if (call.name.endsWith('?')) return unknown(call);
      for (const command of changeTable(table, call)) this.#take(command);
      return unknown(call);
    }
    const known = this.#onConnection(call);
    if (known) return known;
    if (THROUGH.has(call.name)) return call.block ? this.#inTransaction(call, call.block) : undefined;
    if (!call.used && !/[?=]$/.test(call.name) && !HARMLESS.has(call.name) && !OF_OBJECTS.has(call.name))
      this.unread(call, `what connection.${call.name}(…) does is not known`);
    return undefined;
  }

  #onConstant(path: string, info: ClassInfo | undefined, call: Call): Value | undefined {
    const { name, args, block } = call;
    if (path === 'Arel' && name === 'sql') return args[0];
    if (/(?:^|::)(?:Base|ApplicationRecord)$/.test(path) && (name === 'sanitize_sql' || name === 'sanitize_sql_array'))
      return args[0]?.kind === 'text' ? args[0] : unknown(call);
    if (name === 'connection' || name === 'lease_connection') return this.#handle('connection', call);
    if (name === 'transaction' || (PLAIN_CONSTANTS.test(path) && block)) return block ? this.#inTransaction(call, block) : undefined;
    if (path === 'DB' && MINI_SQL.test(name)) return this.#onConnection({ ...call, name: 'exec', args: [withParameters(args[0], args.length > 1 || call.named !== undefined)] }); // prettier-ignore
    if (PLAIN_CONSTANTS.test(path)) return { kind: 'chain', root: path, names: [name], start: call.start, end: call.end };
    if (/Migration/.test(pathOf(info?.superclass ?? null) ?? path) && name === 'new')
      return { kind: 'chain', root: path, names: [], start: call.start, end: call.end };
    const table = modelTable(path, info);
    if (name === 'table_name') return textOf(table, call);
    if (name === 'quoted_table_name') return textOf(quotedTable(table), call);
    if (name === 'name' || name === 'to_s') return textOf(path, call);
    return this.#onModel(path, [], call, this.#relation(path, info));
  }

  /** All rows of a model whose table is known: it is made by the migrations, or the model stands in the file. */
  #relation(path: string, info: ClassInfo | undefined): Relation | undefined {
    const table = modelTable(path, info);
    const above = pathOf(info?.superclass ?? null);
    const scoped = info?.calls.some((node) => node.type === 'CallNode' && node.name === 'default_scope') ?? false;
    // A class below another model has a part of its rows.
    const known = info
      ? above !== undefined && /(?:^|::)(?:Base|ApplicationRecord)$/.test(above) && !scoped
      : this.#context.memory.has(table);
    return known ? { table, conditions: [] } : undefined;
  }

  /** A call on a class, or on what calls on it gave. */
  #onModel(root: string, names: readonly string[], call: Call, about?: object): Value {
    const { name, block, used } = call;
    const relation = about && 'conditions' in about ? (about as Relation) : undefined;
    const bulk = relation && bulkChange(relation, call, this.#context);
    if (bulk) {
      this.#emit([bulk]);
      return unknown(call);
    }
    const value: Value = { kind: 'chain', root, names: [...names, name], about: relation && relate(relation, call, this.#context), start: call.start, end: call.end }; // prettier-ignore
    const plain = PLAIN_CONSTANTS.test(root);
    if (!plain && WRITES.has(name)) {
      this.#dataChange(call);
      return value;
    }
    if (THROUGH.has(name) && block) return this.#inTransaction(call, block);
    if (block) {
      const outer = this.#within;
      this.#within ??= call;
      if (block.symbol !== undefined && (WRITES.has(block.symbol) || (!used && !READS.has(block.symbol)))) this.#dataChange(call);
      // The batches of a relation are as the relation.
      else if (block.symbol === undefined) this.#through(block, name === 'in_batches' ? [value] : []);
      this.#within = outer;
      return value;
    }
    if (!plain && (!used || ACTS.test(name)) && !READS.has(name) && !OF_OBJECTS.has(name) && !HARMLESS.has(name) && !/[?=\]]$/.test(name))
      this.unread(call, `what ${[root, ...names, name].slice(-2).join('.')}(…) does is not known`);
    return value;
  }

  #dataChange(call: Place): void {
    this.unread(this.#within ?? call, DATA);
  }

  #onUnknown(call: Call): Value | undefined {
    const { name, block, used } = call;
    const listLike = WRITES_OF_MODELS_ALONE.has(name) && call.args.length > 0;
    if (WRITES.has(name) && !listLike) {
      this.#dataChange(call);
      return unknown(call);
    }
    if (block?.symbol !== undefined && WRITES.has(block.symbol)) this.#dataChange(call);
    if (block && (READS.has(name) || THROUGH.has(name))) return undefined;
    if (used || READS.has(name) || OF_OBJECTS.has(name) || /[?=\]]$|^\W+$/.test(name)) return undefined;
    this.unread(this.#within ?? call, `what .${name}(…) does is not known`);
    return undefined;
  }
}
