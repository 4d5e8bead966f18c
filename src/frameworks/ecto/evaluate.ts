/**
 * Interprets the part of Elixir that migrations are written in: values, patterns, branches (both ways where it is not known
 * which is taken), loops over what is known, functions of the same module. Nothing of it is run.
 */
import { fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import { formOf } from './forms.ts';
import { literalOf } from './literal-values.ts';
import { calledName, argumentsOf, keyword, operatorOf, type Clause } from './parse.ts';
import { matches } from './patterns.ts';
import { operate } from './operators.ts';
import { argumentOf, libraryCall } from './library.ts';
import { computed, isHuge, lookUp, truth, type FunctionValue, type Place, type Scope, type Value } from './values.ts';

/** What the calls of a migration do. */
export interface Host {
  /** A function that the module does not define: `create`, `repo`, `Repo.query!`; undefined where it is unknown. */
  call(name: string, args: readonly Value[], node: Node, scope: Scope): Value | undefined;
  unread(place: Place, reason: string): void;
}

/** What a module holds. */
export interface Module {
  readonly text: string;
  readonly name: string;
  readonly functions: ReadonlyMap<string, readonly Clause[]>;
  readonly attributes: Map<string, Value>;
  /** Full names of modules by the names they are called here. */
  readonly aliases: Map<string, string>;
}

/** The file asks for more work than a migration needs. */
export class TooMuch extends Error {}

const DEEPEST = 30;
const MOST = 200_000;
/** Items of a loop that are followed. */
const LONGEST = 500;

export class Reader {
  readonly module: Module;
  readonly host: Host;
  private depth = 0;
  private work = 0;

  constructor(module: Module, host: Host) {
    this.module = module;
    this.host = host;
  }

  source({ start, end }: Place): string {
    return this.module.text.slice(start, end);
  }

  /** Runs statements; what the last one gives. */
  run(nodes: readonly Node[], scope: Scope, place: Place): Value {
    let value: Value = { kind: 'atom', name: 'nil', start: place.start, end: place.end };
    for (const node of nodes) value = this.evaluate(node, scope);
    return value;
  }

  evaluate(node: Node, scope: Scope): Value {
    if (++this.work > MOST) throw new TooMuch('it does more than is followed');
    const value = this.value(node, scope);
    if (node.type !== 'identifier' && isHuge(value)) throw new TooMuch('it makes more text than is followed');
    return value;
  }

  private value(node: Node, scope: Scope): Value {
    const literal = literalOf(node, this, scope);
    if (literal) return literal;
    switch (node.type) {
      case 'identifier':
        return this.name(node, scope);
      case 'alias':
        return { kind: 'module', name: this.moduleName(this.source(node)), start: node.start, end: node.end };
      case 'unary_operator':
        return this.unary(node, scope);
      case 'binary_operator':
        return operate(node, this, scope);
      case 'access_call':
        return this.access(node, scope);
      case 'anonymous_function':
        return { kind: 'function', node, scope, start: node.start, end: node.end };
      case 'block':
      case 'body':
      case 'else_block':
      case 'after_block':
        return this.run(namedOf(node), scope, node);
      case 'call':
        return this.call(node, scope);
      default:
        return computed(node);
    }
  }

  /** The full name of a module. */
  moduleName(name: string): string {
    const [first = name, ...rest] = name.split('.');
    if (first === '__MODULE__') return [this.module.name, ...rest].join('.');
    return [this.module.aliases.get(first) ?? first, ...rest].join('.');
  }

  private name(node: Node, scope: Scope): Value {
    const name = this.source(node);
    if (name === '__MODULE__') return { kind: 'module', name: this.module.name, start: node.start, end: node.end };
    return lookUp(scope, name) ?? this.local(name, [], node, scope);
  }

  private unary(node: Node, scope: Scope): Value {
    const operand = fieldOf(node, 'operand');
    if (!operand) return computed(node);
    switch (operatorOf(node, this.module.text)) {
      case '@':
        return this.module.attributes.get(this.source(operand)) ?? computed(node);
      case '&': {
        const { start, end } = node;
        if (operand.type === 'integer') return lookUp(scope, `&${this.source(operand)}`) ?? computed(node);
        return { kind: 'function', node: operand, scope, start, end };
      }
      case '!':
      case 'not': {
        const known = truth(this.evaluate(operand, scope));
        return known === undefined ? computed(node) : { kind: 'atom', name: String(!known), start: node.start, end: node.end };
      }
      case '-': {
        const value = this.evaluate(operand, scope);
        return value.kind === 'number' ? { ...value, text: `-${value.text}`, start: node.start } : computed(node);
      }
      case '^':
        return this.evaluate(operand, scope);
      default:
        return computed(node);
    }
  }

  private access(node: Node, scope: Scope): Value {
    const [target, key] = [fieldOf(node, 'target'), fieldOf(node, 'key')];
    if (!target || !key) return computed(node);
    return argumentOf(this.evaluate(target, scope), this.evaluate(key, scope)) ?? computed(node);
  }

  /** A call; `piped`: what stands before `|>`. */
  call(node: Node, scope: Scope, piped?: Value): Value {
    const { text } = this.module;
    const name = calledName(node, text);
    const form = piped ? undefined : formOf(name, node, this, scope);
    if (form) return form;
    const target = fieldOf(node, 'target');
    const first = piped ? [piped] : [];
    if (target?.type === 'identifier') {
      if (isQuery(name) && !this.module.functions.has(name)) return computed(node);
      return this.local(name, [...first, ...this.args(node, scope)], node, scope);
    }
    if (target?.type !== 'dot') return this.unknownCall(node, scope);
    const [left, right] = [fieldOf(target, 'left'), fieldOf(target, 'right')];
    if (!left) return computed(node);
    const owner = this.evaluate(left, scope);
    if (!right) {
      const args = [...first, ...this.args(node, scope)];
      return owner.kind === 'function' ? this.apply(owner, args, node) : computed(node);
    }
    const own = this.source(right);
    if (owner.kind === 'module' || owner.kind === 'atom') {
      const module = owner.kind === 'atom' ? `:${owner.name}` : owner.name;
      if (module === 'Ecto.Query') return computed(node);
      const args = [...first, ...this.args(node, scope)];
      if (module === this.module.name && this.module.functions.has(own)) return this.local(own, args, node, scope);
      return libraryCall(`${module}.${own}`, args, node, this) ?? this.foreign(`${module}.${own}`, args, node, scope);
    }
    const args = this.args(node, scope);
    if (args.length === 0) return argumentOf(owner, { kind: 'atom', name: own, start: node.start, end: node.end }) ?? computed(node);
    // The repository may be handed to a function: what can be asked of one is.
    return this.foreign(`${/^\w+$/.test(this.source(left)) ? this.source(left) : '…'}.${own}`, args, node, scope);
  }

  private foreign(name: string, args: readonly Value[], node: Node, scope: Scope): Value {
    const value = this.host.call(name, args, node, scope);
    if (value) return value;
    this.host.unread(node, `what ${name}(…) does is not known`);
    return computed(node);
  }

  private unknownCall(node: Node, scope: Scope): Value {
    this.args(node, scope);
    return computed(node);
  }

  /** Arguments; the functions among them are not entered. */
  args(node: Node, scope: Scope): readonly Value[] {
    return argumentsOf(node).flatMap((argument) => {
      if (!keyword(argument, 'do', this.module.text)) return [this.evaluate(argument, scope)];
      // `do: …` is a block, and no argument; what stands before it is one.
      const rest = namedOf(argument).filter(({ children }) => !/^(?:do|else):/.test(this.source(children[0] ?? argument)));
      return rest.length > 0 ? [this.evaluate({ ...argument, children: rest }, scope)] : [];
    });
  }

  private local(name: string, given: readonly Value[], node: Node, scope: Scope): Value {
    const { text } = this.module;
    const own = this.module.functions.get(name)?.filter((clause) => takes(clause, given.length, text)) ?? [];
    // A head without a body says what stands for arguments that are not given.
    const head = own.find(({ body }) => !body);
    const args = head ? head.parameters.map((one, i) => given[i] ?? this.fallback(one)) : given;
    const clauses = head ? (this.module.functions.get(name) ?? []).filter((clause) => takes(clause, args.length, text)) : own;
    if (clauses.length === 0) {
      const known = libraryCall(name, args, node, this) ?? this.host.call(name, args, node, scope);
      if (known) return known;
      if (node.type === 'identifier') return computed(node);
      this.host.unread(node, `what ${name}(…) does is not known`);
      return computed(node);
    }
    return this.deeper(node, name, () => this.choose(clauses.flatMap(({ parameters, guard, body }) => (body ? [{ patterns: parameters, guard, body }] : [])), args, { names: new Map(), parent: undefined }, node)); // prettier-ignore
  }

  private fallback(parameter: Node): Value {
    const value = operatorOf(parameter, this.module.text) === '\\\\' ? fieldOf(parameter, 'right') : undefined;
    return value ? this.evaluate(value, { names: new Map(), parent: undefined }) : computed(parameter);
  }

  private deeper(place: Place, name: string, body: () => Value): Value {
    if (this.depth >= DEEPEST) {
      this.host.unread(place, `the call of ${name} is not followed so deep`);
      return computed(place);
    }
    this.depth++;
    try {
      return body();
    } finally {
      this.depth--;
    }
  }

  /** Calls a function in a variable, an anonymous one or one behind `&`. */
  apply(callee: FunctionValue, args: readonly Value[], place: Place): Value {
    const { node, scope } = callee;
    if (node.type === 'anonymous_function')
      return this.deeper(place, 'a function', () => this.choose(stabsIn(node, this.module.text), args, scope, place));
    const named = /^([\w?!.]+)\/\d+$/.exec(this.source(node));
    return this.deeper(place, 'a function', () => {
      if (named?.[1] !== undefined) {
        const [name] = [named[1]];
        if (!name.includes('.')) return this.local(name, args, node, scope);
        const full = `${this.moduleName(name.slice(0, name.lastIndexOf('.')))}.${name.slice(name.lastIndexOf('.') + 1)}`;
        return libraryCall(full, args, node, this) ?? this.foreign(full, args, node, scope);
      }
      const inner: Scope = { names: new Map(args.map((arg, i) => [`&${i + 1}`, arg])), parent: scope };
      return this.evaluate(node, inner);
    });
  }

  /** Calls a function with each of the values; once with what is not known where they are computed. */
  each(callee: FunctionValue, over: Value, place: Place): readonly Value[] {
    return itemsOf(over, place).map((item) => this.apply(callee, [item], place));
  }

  /** The clauses that may be meant, each in a scope of its own. */
  choose(clauses: readonly Stab[], args: readonly Value[], scope: Scope, place: Place): Value {
    let certain: Value | undefined;
    let ran = 0;
    for (const { patterns, guard, body } of clauses) {
      const inner: Scope = { names: new Map(), parent: scope };
      let fits: boolean | undefined = patterns.length >= args.length ? true : undefined;
      for (const [i, pattern] of patterns.entries()) {
        const given = args[i];
        const part = matches(pattern, given, inner, this);
        if (part === false) fits = false;
        else if (part === undefined && fits) fits = undefined;
      }
      if (fits === false) continue;
      if (guard) {
        const holds = truth(this.evaluate(guard, inner));
        if (holds === false) continue;
        if (holds === undefined) fits = undefined;
      }
      const value = this.run(body, inner, place);
      ran++;
      if (fits) {
        certain = value;
        break;
      }
    }
    return certain && ran === 1 ? certain : computed(place);
  }
}

/** One of several ways, by its patterns. */
export interface Stab {
  readonly patterns: readonly Node[];
  readonly guard: Node | undefined;
  readonly body: readonly Node[];
}

/** The clauses of `fn` and of `case … do`. */
export function stabsIn(node: Node, text: string): readonly Stab[] {
  return node.children
    .filter(({ type }) => type === 'stab_clause')
    .map((clause) => {
      let left = fieldOf(clause, 'left');
      let guard: Node | undefined;
      if (left?.type === 'binary_operator' && operatorOf(left, text) === 'when') {
        guard = fieldOf(left, 'right');
        left = fieldOf(left, 'left');
      }
      const right = fieldOf(clause, 'right');
      const patterns = left ? (left.type === 'arguments' ? namedOf(left) : [left]) : [];
      return { patterns, guard, body: right ? namedOf(right) : [] };
    });
}

/** What a loop goes over: the items of a list or map, or once something that is not known. */
export function itemsOf(over: Value, place: Place): readonly Value[] {
  const { start, end } = place;
  if (over.kind === 'list') return over.items.length <= LONGEST ? over.items : [computed(place)];
  if (over.kind === 'map') return over.entries.map(([key, value]) => ({ kind: 'tuple', items: [key, value], start, end }));
  return [computed(place)];
}

/** Whether a clause can be called with so many arguments, defaults counted. */
function takes({ parameters }: Clause, count: number, text: string): boolean {
  const optional = parameters.filter((one) => one.type === 'binary_operator' && operatorOf(one, text) === '\\\\').length;
  return count <= parameters.length && count >= parameters.length - optional;
}

/** Ecto.Query’s macros bind names of their own, so that nothing in them is evaluated. */
const isQuery = (name: string): boolean =>
  /^(?:from|where|or_where|select|select_merge|join|order_by|group_by|having|limit|offset|preload|lock|distinct|dynamic|exclude|subquery|windows|with_cte|update|put_query_prefix)$/.test(name); // prettier-ignore

/** `alias A.B`, `alias A.{B, C}`, `alias A.B, as: C`. */
export function addAliases(node: Node, reader: Pick<Reader, 'module' | 'moduleName' | 'source'>): void {
  const [first, second] = argumentsOf(node);
  if (!first) return;
  const source = reader.source(first);
  const several = /^([\w.]+)\.\{([^}]*)\}$/.exec(source);
  if (several) {
    for (const name of (several[2] ?? '').split(','))
      reader.module.aliases.set(name.trim().split('.').at(-1) ?? '', `${reader.moduleName(several[1] ?? '')}.${name.trim()}`);
    return;
  }
  const as = second && /\bas:\s*([\w.]+)/.exec(reader.source(second))?.[1];
  const full = reader.moduleName(source);
  reader.module.aliases.set(as ?? full.split('.').at(-1) ?? full, full);
}
