/**
 * Goes through Ruby as it would run, without running it: names are bound, loops over literals are unrolled, methods of the same
 * file are gone into, blocks are run through, and both branches of a condition that nobody knows are followed.
 */
import { builtin } from './builtins.ts';
import { methodOf, type Program } from './classes.ts';
import { bindBlock, bindMethod, bindTarget } from './bind.ts';
import { pathOf, statementsIn, type CallNode, type DefNode, type IfNode, type Node, type UnlessNode } from './nodes.ts';
import { iterate, matches, MOST_ROUNDS, restore, snapshot } from './flow.ts';
import { pieceOf } from './strings.ts';
import { bool, equal, listOf, nil, plainText, truth, unknown, type Block, type Call, type Env, type Place, type Value } from './values.ts';
import type { Piece } from '../pieces.ts';

/** What a framework does with what is found. */
export interface Host {
  /** A call that is none of the file's methods. Undefined where the framework does not know it. */
  call(call: Call): Value | undefined;
  unread(place: Place, reason: string): void;
}

/** The way out of a method, a block or a loop. */
export class Jump {
  readonly kind: 'return' | 'next' | 'break' | 'raise';
  readonly value: Value;
  readonly node: Node;
  constructor(kind: Jump['kind'], value: Value, node: Node) {
    this.kind = kind;
    this.value = value;
    this.node = node;
  }
}

const SENDS = new Set(['send', 'public_send', '__send__']);
const MOST_NODES = 200_000;
const DEEPEST = 12;

/** The file asks for more than a migration does. */
export class TooMuch extends Error {}

export class Interpreter {
  readonly #text: string;
  readonly #program: Program;
  readonly #host: Host;
  #left = MOST_NODES;
  #depth = 0;
  readonly #pending = new Set<string>();

  constructor(text: string, program: Program, host: Host) {
    this.#text = text;
    this.#program = program;
    this.#host = host;
  }

  /** Runs through statements; gives the value of the last. */
  run(nodes: readonly Node[], env: Env, used = false): Value {
    let value: Value | undefined;
    for (const [i, node] of nodes.entries()) value = this.value(node, env, used && i === nodes.length - 1);
    return value ?? nil({ start: 0, end: 0 });
  }

  /** Runs a block with arguments; `next` in it ends it. */
  block(block: Block, args: readonly Value[], used = false): Value {
    if (block.symbol !== undefined) return unknown(block);
    const env: Env = { ...block.env, names: new Map(), parent: block.env };
    bindBlock(block.parameters, args, env, (node) => this.value(node, env, true));
    return this.#until('next', () => this.run(statementsIn(block.body), env, used));
  }

  /** Runs a method of the file. */
  method(definition: DefNode, call: Call, self: Env['self'], statics: boolean): Value {
    if (this.#depth >= DEEPEST) {
      this.#host.unread(call, `the call of ${definition.name} is not followed`);
      return unknown(call);
    }
    const env: Env = { names: new Map(), parent: undefined, self, static: statics, block: call.block };
    bindMethod(definition.parameters, call, env, (node) => this.value(node, env, true));
    this.#depth++;
    try {
      return this.#until('return', () => this.run(statementsIn(definition.body), env, call.used));
    } finally {
      this.#depth--;
    }
  }

  #until(kind: Jump['kind'], body: () => Value): Value {
    try {
      return body();
    } catch (error) {
      if (error instanceof Jump && error.kind === kind) return error.value;
      throw error;
    }
  }

  value(node: Node, env: Env, used: boolean): Value {
    if (--this.#left < 0) throw new TooMuch();
    const { start, end } = node;
    switch (node.type) {
      case 'StringNode':
        return { kind: 'text', pieces: [pieceOf(node, this.#text)], symbol: false, start, end };
      case 'SymbolNode': {
        const { value } = node.unescaped;
        const place = node.valueLoc ?? node;
        return { kind: 'text', pieces: [{ text: value, start: place.start, end: place.end, ...(place.end - place.start === value.length ? { units: 'same' as const } : {}) }], symbol: true, start, end }; // prettier-ignore
      }
      case 'InterpolatedStringNode':
      case 'InterpolatedSymbolNode':
        return this.#interpolated(node.parts, node.type === 'InterpolatedSymbolNode', node, env);
      case 'RegularExpressionNode':
        return { kind: 'regexp', source: node.unescaped.value, start, end };
      case 'IntegerNode':
      case 'FloatNode': {
        const text = this.#text.slice(start, end).replaceAll('_', '');
        return { kind: 'number', text: /^-?\d+(?:\.\d+)?$/.test(text) && !/^-?0\d/.test(text) ? text : String(node.value), start, end };
      }
      case 'TrueNode':
      case 'FalseNode':
        return bool(node.type === 'TrueNode', node);
      case 'NilNode':
        return nil(node);
      case 'ArrayNode':
        return this.#list(node.elements, node, env);
      case 'HashNode':
      case 'KeywordHashNode':
        return this.#hash(node.elements, node, env);
      case 'ConstantReadNode':
      case 'ConstantPathNode':
        return this.#constant(pathOf(node) ?? '', node, env);
      case 'LocalVariableReadNode':
      case 'InstanceVariableReadNode':
      case 'ClassVariableReadNode':
      case 'GlobalVariableReadNode':
      case 'ItLocalVariableReadNode':
        return this.#name(node.name, env) ?? unknown(node);
      case 'LocalVariableWriteNode':
      case 'InstanceVariableWriteNode':
      case 'ClassVariableWriteNode':
      case 'GlobalVariableWriteNode':
      case 'ConstantWriteNode':
        return this.#assign(node.name, this.value(node.value, env, true), env);
      case 'LocalVariableOrWriteNode':
      case 'InstanceVariableOrWriteNode':
      case 'ConstantOrWriteNode': {
        const own = this.#name(node.name, env);
        return own && truth(own) !== false ? own : this.#assign(node.name, this.value(node.value, env, true), env);
      }
      case 'LocalVariableAndWriteNode':
        this.value(node.value, env, true);
        return this.#assign(node.name, unknown(node), env);
      case 'LocalVariableOperatorWriteNode':
      case 'InstanceVariableOperatorWriteNode': {
        const own = this.#name(node.name, env);
        const call = this.#callOf(own, node.binaryOperator ?? '', [this.value(node.value, env, true)], node, env);
        return this.#assign(node.name, (own && builtin(own, call)) ?? unknown(node), env);
      }
      case 'MultiWriteNode':
        if (node.value) {
          const value = this.value(node.value, env, true);
          bindTarget(node, value, (name, one) => this.#assign(name, one, env));
          return value;
        }
        return unknown(node);
      case 'ParenthesesNode':
        return this.run(statementsIn(node.body), env, used);
      case 'StatementsNode':
        return this.run(node.body, env, used);
      case 'EmbeddedStatementsNode':
        return this.run(statementsIn(node.statements), env, true);
      case 'EmbeddedVariableNode':
        return this.value(node.variable, env, true);
      case 'AndNode':
      case 'OrNode': {
        const left = this.value(node.left, env, true);
        const holds = truth(left);
        if (holds !== undefined && holds === (node.type === 'OrNode')) return left;
        if (holds !== undefined) return this.value(node.right, env, used);
        return this.#branches([() => this.value(node.right, env, used), () => left], env, node);
      }
      case 'IfNode':
      case 'UnlessNode':
        return this.#condition(node, env, used);
      case 'CaseNode':
        return this.#case(node, env, used);
      case 'BeginNode':
        return this.#begin(node, env, used);
      case 'RescueModifierNode':
        return this.#branches([() => this.value(node.expression, env, used)], env, node);
      case 'WhileNode':
      case 'UntilNode':
        this.value(node.predicate, env, true);
        this.#loop([() => this.run(node.statements?.body ?? [], env)]);
        return nil(node);
      case 'ForNode': {
        const over = this.value(node.collection, env, true);
        const items = over.kind === 'list' ? over.items.slice(0, MOST_ROUNDS) : [unknown(node)];
        const body = (item: Value) => () => {
          bindTarget(node.index, item, (name, one) => this.#assign(name, one, env));
          return this.run(node.statements?.body ?? [], env);
        };
        this.#loop(items.map(body));
        return over;
      }
      case 'ReturnNode':
      case 'NextNode':
      case 'BreakNode': {
        const [only] = node.arguments?.arguments ?? [];
        const kind = node.type === 'ReturnNode' ? 'return' : node.type === 'NextNode' ? 'next' : 'break';
        throw new Jump(kind, only ? this.value(only, env, true) : nil(node), node);
      }
      case 'YieldNode': {
        const args = (node.arguments?.arguments ?? []).map((one) => this.value(one, env, true));
        const given = this.#given(env);
        return given ? this.block(given, args, used) : unknown(node);
      }
      case 'LambdaNode':
        return { kind: 'block', parameters: node.parameters, body: node.body, env, start, end };
      case 'DefNode': {
        const info = env.self ?? this.#program.top;
        info.methods.set(node.name, node);
        return nil(node);
      }
      case 'CallNode':
        return this.#call(node, env, used);
      case 'SelfNode':
        return { kind: 'handle', name: 'self', about: undefined, start, end };
      case 'ImplicitNode':
        return this.value(node.value, env, true);
      case 'RangeNode': {
        const [from, to] = [node.left, node.right].map((side) =>
          side ? Number(plainText(this.value(side, env, true)) ?? Number.NaN) : Number.NaN,
        );
        if (from === undefined || to === undefined || !(to - from < MOST_ROUNDS)) return unknown(node);
        // Two dots take the last one in, three do not.
        const open = this.#text.slice(node.left?.end, node.right?.start).includes('...');
        const count = Math.max(0, to - from + (open ? 0 : 1));
        return listOf(
          Array.from({ length: count }, (_, i): Value => ({ kind: 'number', text: String(from + i), start, end })),
          node,
        );
      }
      case 'SuperNode':
      case 'ForwardingSuperNode':
      case 'ClassNode':
      case 'ModuleNode':
      case 'AliasMethodNode':
      case 'DefinedNode':
      case 'SplatNode':
        return unknown(node);
      default:
        // What else is assigned or matched holds calls that count.
        this.#inside(node, env);
        return unknown(node);
    }
  }

  #inside(node: Node, env: Env): void {
    for (const value of Object.values(node) as unknown[])
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
        if (typeof one === 'object' && one !== null && 'type' in one && 'start' in one) this.value(one as Node, env, true);
  }

  #name(name: string, env: Env): Value | undefined {
    for (let at: Env | undefined = env; at; at = at.parent) {
      const found = at.names.get(name);
      if (found) return found;
    }
    return name.startsWith('@') ? this.#fields.get(name) : undefined;
  }

  /** Variables of the instance and the class. */
  readonly #fields = new Map<string, Value>();

  #assign(name: string, value: Value, env: Env): Value {
    if (name.startsWith('@')) {
      this.#fields.set(name, value);
      return value;
    }
    for (let at: Env | undefined = env; at; at = at.parent) {
      if (!at.names.has(name)) continue;
      at.names.set(name, value);
      return value;
    }
    env.names.set(name, value);
    return value;
  }

  #given(env: Env): Block | undefined {
    for (let at: Env | undefined = env; at; at = at.parent) if (at.block) return at.block;
    return undefined;
  }

  #interpolated(parts: readonly Node[], symbol: boolean, node: Node, env: Env): Value {
    const pieces: Piece[] = [];
    let known = true;
    for (const part of parts) {
      const value = this.value(part, env, true);
      if (value.kind === 'text') pieces.push(...value.pieces);
      else if (value.kind === 'nil') continue;
      else {
        const text = plainText(value) ?? (value.kind === 'constant' ? value.path : undefined);
        if (text === undefined) known = false;
        else pieces.push({ text, start: part.start, end: part.end });
      }
    }
    return known ? { kind: 'text', pieces, symbol, start: node.start, end: node.end } : unknown(node);
  }

  #list(elements: readonly Node[], node: Place, env: Env): Value {
    const items: Value[] = [];
    let known = true;
    for (const element of elements) {
      if (element.type !== 'SplatNode') items.push(this.value(element, env, true));
      else {
        const spread = element.expression ? this.value(element.expression, env, true) : unknown(node);
        if (spread.kind === 'list') items.push(...spread.items);
        else known = false;
      }
    }
    return known ? listOf(items, node) : unknown(node);
  }

  #hash(elements: readonly Node[], node: Place, env: Env): Value {
    const entries: (readonly [Value, Value])[] = [];
    let known = true;
    for (const element of elements) {
      if (element.type === 'AssocNode') entries.push([this.value(element.key, env, true), this.value(element.value, env, true)]);
      else if (element.type === 'AssocSplatNode') {
        const spread = element.value ? this.value(element.value, env, true) : unknown(node);
        if (spread.kind === 'hash') entries.push(...spread.entries);
        else if (spread.kind !== 'nil') known = false;
      }
    }
    return known ? { kind: 'hash', entries, start: node.start, end: node.end } : unknown(node);
  }

  #constant(path: string, node: Place, env: Env): Value {
    const within = env.self?.name.split('::') ?? [];
    const names = [...within.map((_, i) => [...within.slice(0, within.length - i), path].join('::')), path];
    const key = names.find((name) => this.#program.constants.has(name)) ?? (this.#program.constants.has(path) ? path : undefined);
    const held = key === undefined ? undefined : this.#program.constants.get(key);
    if (held && 'type' in held && key !== undefined) {
      // One that is defined by itself has no value.
      if (this.#pending.has(key)) return unknown(node);
      this.#pending.add(key);
      const value = this.value(held, { names: new Map(), parent: undefined, self: env.self, static: true }, true);
      this.#pending.delete(key);
      this.#program.constants.set(key, value);
      return value;
    }
    if (held && 'kind' in held) return held;
    const info = names.map((name) => this.#program.classes.get(name)).find((one) => one !== undefined);
    return { kind: 'constant', path: path.replace(/^::/, ''), info, start: node.start, end: node.end };
  }

  /** Every way that can be taken, from the same names each; a name that differs behind them is not known any more. */
  #branches(ways: readonly (() => Value)[], env: Env, place: Place): Value {
    if (ways.length === 1 && ways[0]) {
      try {
        return ways[0]();
      } catch (error) {
        if (error instanceof Jump && error.kind === 'raise') return unknown(place);
        throw error;
      }
    }
    const before = snapshot(env);
    const after: ReadonlyMap<Map<string, Value>, ReadonlyMap<string, Value>>[] = [];
    let jump: Jump | undefined;
    let value: Value | undefined;
    for (const way of ways) {
      restore(before);
      try {
        const own = way();
        value = value === undefined || equal(value, own) ? own : unknown(place);
        after.push(snapshot(env));
      } catch (error) {
        if (!(error instanceof Jump)) throw error;
        // The way that raises is the last that is asked for.
        if (!jump || jump.kind === 'raise') jump = error;
      }
    }
    const [first, ...rest] = after;
    if (!first) {
      if (jump) throw jump;
      return unknown(place);
    }
    restore(first);
    for (const other of rest)
      for (const [names, values] of other)
        for (const name of new Set([...names.keys(), ...values.keys()]))
          if (names.get(name) !== values.get(name)) names.set(name, unknown(place));
    return value ?? unknown(place);
  }

  #condition(node: IfNode | UnlessNode, env: Env, used: boolean): Value {
    const holds = truth(this.value(node.predicate, env, true));
    const then = (): Value => this.run(node.statements?.body ?? [], env, used);
    const rest = node.type === 'IfNode' ? node.subsequent : node.elseClause;
    const otherwise = (): Value => {
      if (!rest) return nil(node);
      return rest.type === 'ElseNode' ? this.run(statementsIn(rest.statements), env, used) : this.value(rest, env, used);
    };
    if (holds !== undefined) return holds === (node.type === 'IfNode') ? then() : otherwise();
    return this.#branches([then, otherwise], env, node);
  }

  #case(node: Extract<Node, { type: 'CaseNode' }>, env: Env, used: boolean): Value {
    const subject = node.predicate ? this.value(node.predicate, env, true) : undefined;
    const ways: (() => Value)[] = [];
    for (const when of node.conditions) {
      if (when.type !== 'WhenNode') continue;
      const answers = new Set(
        when.conditions.map((condition) => {
          const value = this.value(condition, env, true);
          return subject ? matches(value, subject) : truth(value);
        }),
      );
      const way = (): Value => this.run(when.statements?.body ?? [], env, used);
      if (answers.has(true)) return this.#branches([...ways, way], env, node);
      if (answers.has(undefined)) ways.push(way);
    }
    const otherwise = node.elseClause?.type === 'ElseNode' ? statementsIn(node.elseClause.statements) : [];
    return this.#branches([...ways, () => this.run(otherwise, env, used)], env, node);
  }

  #begin(node: Extract<Node, { type: 'BeginNode' }>, env: Env, used: boolean): Value {
    const ways = [(): Value => this.run(node.statements?.body ?? [], env, used)];
    for (let clause = node.rescueClause; clause; clause = clause.subsequent) {
      const { statements } = clause;
      ways.push(() => this.run(statements?.body ?? [], env, used));
    }
    const value = ways.length === 1 ? this.run(node.statements?.body ?? [], env, used) : this.#branches(ways, env, node);
    if (node.elseClause?.type === 'ElseNode') this.run(statementsIn(node.elseClause.statements), env);
    if (node.ensureClause?.type === 'EnsureNode') this.run(statementsIn(node.ensureClause.statements), env);
    return value;
  }

  /** Rounds of a loop; `next` ends one and `break` all of them. */
  #loop(rounds: readonly (() => Value)[]): readonly Value[] {
    const values: Value[] = [];
    for (const round of rounds) {
      try {
        values.push(this.#until('next', round));
      } catch (error) {
        if (error instanceof Jump && error.kind === 'break') break;
        throw error;
      }
    }
    return values;
  }

  #callOf(receiver: Value | undefined, name: string, args: readonly Value[], place: Place, env: Env): Call {
    return { receiver, name, args, named: undefined, block: undefined, spread: false, used: true, env, start: place.start, end: place.end };
  }

  #call(node: CallNode, env: Env, used: boolean): Value {
    const own = node.receiver === null || node.receiver.type === 'SelfNode';
    const receiver = node.receiver && node.receiver.type !== 'SelfNode' ? this.value(node.receiver, env, true) : undefined;
    const { args, named, spread } = this.#arguments(node, env);
    const block = this.#blockOf(node, env);
    // `send(:add_column, …)` is a call of that name.
    const sent = SENDS.has(node.name) ? plainText(args[0]) : undefined;
    const name = sent ?? node.name;
    const given = sent === undefined ? args : args.slice(1);
    const call: Call = { receiver, name, args: given, named, block, spread, used, env, start: node.start, end: node.end };
    if (own) {
      const { self } = env;
      const definition = methodOf(self, name, env.static ?? false, this.#program) ?? this.#program.top.methods.get(name);
      if (definition?.type === 'DefNode') return this.method(definition, call, self, env.static ?? false);
      if (name === 'raise' || name === 'fail') throw new Jump('raise', args[0] ?? nil(node), node);
      const passed = name === 'method' ? methodOf(self, plainText(args[0]) ?? '', env.static ?? false, this.#program) : undefined;
      if (passed?.type === 'DefNode') {
        const { start, end } = node;
        const parameters: Node = { type: 'BlockParametersNode', parameters: passed.parameters, start, end };
        return { kind: 'block', parameters, body: passed.body, env: { ...env, names: new Map(), parent: undefined }, start, end };
      }
      if (name === 'lambda' || name === 'proc') return block ?? unknown(node);
      if (name === 'block_given?') return bool(this.#given(env) !== undefined, node);
      if (name === 'loop' && block) {
        this.#loop([() => this.block(block, [])]);
        return nil(node);
      }
      if (name === 'Array') return args[0]?.kind === 'list' ? args[0] : listOf(args, node);
    } else if (receiver) {
      if (receiver.kind === 'block' && ['call', '()', 'yield', '[]'].includes(name)) return this.block(receiver, args, used);
      if (receiver.kind === 'constant' && receiver.info) {
        const definition = methodOf(receiver.info, name, true, this.#program);
        if (definition?.type === 'DefNode') return this.method(definition, call, receiver.info, true);
      }
      const rounds = block && iterate(receiver, name, args);
      if (rounds && block) {
        if (rounds.length > MOST_ROUNDS) this.#host.unread(node, 'the loop has too many rounds');
        const values = this.#loop(rounds.slice(0, MOST_ROUNDS).map((round) => () => this.block(block, round, !name.startsWith('each'))));
        if (/^(?:map|collect|flat_map|each_with_object|filter_map)$/.test(name)) {
          const flat = name === 'flat_map' ? values.flatMap((one) => (one.kind === 'list' ? one.items : [one])) : values;
          return name === 'each_with_object' ? (args[0] ?? unknown(node)) : listOf(flat, node);
        }
        if (/^(?:select|filter|reject)$/.test(name) && receiver.kind === 'list' && values.every((one) => truth(one) !== undefined))
          return listOf(
            receiver.items.filter((_, i) => truth(values[i]) === (name !== 'reject')),
            node,
          );
        return name.startsWith('each') ? receiver : unknown(node);
      }
      const value = builtin(receiver, call);
      if (value) return value;
      if (receiver.kind === 'list' && name === '<<') return this.#append(node, receiver.items, args, env);
    }
    const answer = this.#host.call(call);
    if (answer) return answer;
    if (block) this.#once(block);
    return unknown(node);
  }

  /** `names << x` on a variable. */
  #append(node: CallNode, items: readonly Value[], args: readonly Value[], env: Env): Value {
    const value = listOf([...items, ...args], node);
    if (node.receiver?.type === 'LocalVariableReadNode' || node.receiver?.type === 'InstanceVariableReadNode')
      this.#assign(node.receiver.name, value, env);
    return value;
  }

  /** A block that something unknown calls: as often as it likes, with what it likes. */
  #once(block: Block): void {
    this.#loop([() => this.block(block, [])]);
  }

  #blockOf(node: CallNode, env: Env): Block | undefined {
    const { block } = node;
    if (block?.type === 'BlockNode')
      return { kind: 'block', parameters: block.parameters, body: block.body, env, start: block.start, end: block.end };
    if (block?.type !== 'BlockArgumentNode') return undefined;
    if (!block.expression) return this.#given(env);
    const value = this.value(block.expression, env, true);
    if (value.kind === 'block') return value;
    const symbol = plainText(value);
    if (symbol === undefined && value.kind !== 'nil') this.#host.unread(node, 'its block is computed');
    return symbol === undefined
      ? undefined
      : { kind: 'block', parameters: null, body: null, env, symbol, start: block.start, end: block.end };
  }

  #arguments(node: CallNode, env: Env): Pick<Call, 'args' | 'named' | 'spread'> {
    const args: Value[] = [];
    let named: Map<string, Value> | undefined;
    let spread = false;
    for (const argument of node.arguments?.arguments ?? []) {
      if (argument.type === 'SplatNode') {
        const value = argument.expression ? this.value(argument.expression, env, true) : unknown(node);
        if (value.kind === 'list') args.push(...value.items);
        else if (value.kind === 'text') args.push(value);
        else spread = true;
      } else if (argument.type === 'KeywordHashNode') {
        named = new Map();
        const hash = this.value(argument, env, true);
        if (hash.kind !== 'hash') spread = true;
        else for (const [key, value] of hash.entries) named.set(plainText(key) ?? (key.kind === 'constant' ? key.path : ''), value);
      } else args.push(this.value(argument, env, true));
    }
    return { args, named, spread };
  }
}
