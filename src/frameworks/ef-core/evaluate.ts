/**
 * Interprets the part of C# that migrations are written in: values, branches (both ways where it is not known which is taken),
 * loops over what is known, methods of the same file. Nothing of it is run.
 */
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import { literalOf } from './literal-values.ts';
import { libraryCall, memberOf } from './library.ts';
import { operate } from './operators.ts';
import { argumentsIn, nameAndType, parametersIn, type Method, type Parameter } from './parse.ts';
import { runStatement } from './statements.ts';
import { computed, isHuge, lookUp, reachesDatabase, truth, type Arguments, type FunctionValue, type Place, type Scope, type Value } from './values.ts'; // prettier-ignore

/** What the calls on the MigrationBuilder do. */
export interface Host {
  /** A method of the builder, of what a call on it gave, or of the builders in the lambdas of CreateTable. */
  call(on: Value, name: string, type: string | undefined, args: Arguments, node: Node): Value | undefined;
  unread(place: Place, reason: string): void;
}

/** The file asks for more work than a migration needs. */
export class TooMuch extends Error {}

const DEEPEST = 30;
const MOST = 200_000;

/** Calls that never reach the database. */
const HARMLESS =
  /^(?:Console|Debug|Trace|Log|Logger|_logger|logger|Math|Convert|Guid|DateTime|DateTimeOffset|TimeSpan|DateOnly|Environment|Path|File|Directory|string|String|int|long|Array|Enumerable|Encoding|JsonSerializer|Assembly|GC|Thread|Activator|AppContext|CultureInfo|Regex|ArgumentNullException|ArgumentException|ObjectDisposedException|Enum|Type)(?:\.|$)/; // prettier-ignore

/** Calls that send something, whatever they are asked of. */
const SENDS = /^(?:Execute(?!\w*Path)\w*|SaveChanges\w*|Migrate\w*|BulkInsert\w*|EnsureCreated\w*)$/;

export class Reader {
  readonly text: string;
  readonly host: Host;
  readonly methods: ReadonlyMap<string, readonly Method[]>;
  /** Constants and fields of the classes, read when they are asked for. */
  readonly fields: ReadonlyMap<string, Node>;
  private depth = 0;
  private work = 0;
  private readonly reading = new Set<string>();

  constructor(text: string, host: Host, methods: ReadonlyMap<string, readonly Method[]>, fields: ReadonlyMap<string, Node>) {
    this.text = text;
    this.host = host;
    this.methods = methods;
    this.fields = fields;
  }

  source({ start, end }: Place): string {
    return this.text.slice(start, end);
  }

  statement(node: Node, scope: Scope): void {
    this.tick();
    runStatement(node, scope, this);
  }

  tick(): void {
    if (++this.work > MOST) throw new TooMuch('it does more than is followed');
  }

  evaluate(node: Node, scope: Scope): Value {
    this.tick();
    const value = this.value(node, scope);
    if (node.type !== 'identifier' && isHuge(value)) throw new TooMuch('it makes more text than is followed');
    return value;
  }

  private value(node: Node, scope: Scope): Value {
    const literal = literalOf(node, this, scope);
    if (literal) return literal;
    switch (node.type) {
      case 'identifier':
      case 'generic_name':
        return this.name(node, scope);
      case 'predefined_type':
        return { kind: 'name', path: this.source(node), start: node.start, end: node.end };
      case 'this':
      case 'base':
        return { kind: 'name', path: this.source(node), start: node.start, end: node.end };
      case 'member_access_expression':
        return this.member(node, scope);
      case 'conditional_access_expression': {
        const of = fieldOf(node, 'condition');
        const value = of ? this.evaluate(of, scope) : computed(node);
        if (reachesDatabase(value)) this.host.unread(node, 'what is asked of it behind ?. is not read yet');
        return computed(node);
      }
      case 'invocation_expression':
        return this.call(node, scope);
      case 'lambda_expression':
      case 'anonymous_method_expression':
        return { kind: 'function', node, scope, start: node.start, end: node.end };
      case 'parenthesized_expression':
      case 'checked_expression':
      case 'await_expression': {
        const [inner] = namedOf(node);
        return inner ? this.evaluate(inner, scope) : computed(node);
      }
      case 'cast_expression': {
        const value = fieldOf(node, 'value');
        return value ? this.evaluate(value, scope) : computed(node);
      }
      case 'element_access_expression':
        return this.element(node, scope);
      default:
        return operate(node, this, scope);
    }
  }

  private name(node: Node, scope: Scope): Value {
    const { name } = nameAndType(node, this.text);
    return lookUp(scope, name) ?? this.field(name) ?? this.given(name, node);
  }

  /** A name that no scope knows: the provider, a method that is handed over, a type, a name of another file. */
  private given(name: string, node: Node): Value {
    if (name === 'ActiveProvider') return memberOf({ kind: 'builder', start: node.start, end: node.end }, name, node);
    const [method] = this.methods.get(name) ?? [];
    if (method)
      return { kind: 'function', node: method.node, scope: { names: new Map(), parent: undefined }, start: node.start, end: node.end };
    return { kind: 'name', path: name, start: node.start, end: node.end };
  }

  private field(name: string): Value | undefined {
    const node = this.fields.get(name);
    if (!node || this.reading.has(name)) return undefined;
    this.reading.add(name);
    const value = this.evaluate(node, { names: new Map(), parent: undefined });
    this.reading.delete(name);
    return value;
  }

  private member(node: Node, scope: Scope): Value {
    const [of, key] = [fieldOf(node, 'expression'), fieldOf(node, 'name')];
    if (!of || !key) return computed(node);
    const { name } = nameAndType(key, this.text);
    const owner = this.evaluate(of, scope);
    if (owner.kind !== 'name') return memberOf(owner, name, node);
    // A constant of this file may be called by its class.
    const own = /^(?:this|base)$/.test(owner.path) || this.classes.has(owner.path) ? this.field(name) : undefined;
    return own ?? memberOf(owner, name, node);
  }

  /** The names of the classes of the file. */
  readonly classes = new Set<string>();

  private element(node: Node, scope: Scope): Value {
    const of = fieldOf(node, 'expression') ?? namedOf(node)[0];
    const list = childOf(node, 'bracketed_argument_list');
    const [first] = argumentsIn(list, this.text);
    if (!of || !first) return computed(node);
    const [owner, key] = [this.evaluate(of, scope), this.evaluate(first.value, scope)];
    if (owner.kind === 'list' && key.kind === 'number') return owner.items[Number(key.text)] ?? computed(node);
    return computed(node);
  }

  arguments(node: Node, scope: Scope): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const { name, value } of argumentsIn(fieldOf(node, 'arguments') ?? childOf(node, 'argument_list'), this.text)) {
      this.used.add(value);
      const given = this.evaluate(value, scope);
      if (name === undefined) positional.push(given);
      else named.set(name, given);
    }
    return { positional, named };
  }

  private call(node: Node, scope: Scope): Value {
    const callee = fieldOf(node, 'function');
    if (!callee) return computed(node);
    if (callee.type === 'member_access_expression') {
      const [of, key] = [fieldOf(callee, 'expression'), fieldOf(callee, 'name')];
      if (!of || !key) return computed(node);
      this.used.add(of);
      const owner = this.evaluate(of, scope);
      return this.method(owner, nameAndType(key, this.text), this.arguments(node, scope), node);
    }
    if (callee.type === 'conditional_access_expression') {
      const of = fieldOf(callee, 'condition');
      const binding = childOf(callee, 'member_binding_expression');
      const key = binding && namedOf(binding).at(-1);
      if (!of || !key) return computed(node);
      return this.method(this.evaluate(of, scope), nameAndType(key, this.text), this.arguments(node, scope), node);
    }
    const { name, type } = nameAndType(callee, this.text);
    if (name === 'nameof') {
      const [first] = argumentsIn(fieldOf(node, 'arguments'), this.text);
      const last = first ? this.source(first.value).split('.').at(-1) : undefined;
      return last === undefined ? computed(node) : { kind: 'text', pieces: [{ text: last, start: node.start, end: node.end }], start: node.start, end: node.end }; // prettier-ignore
    }
    const args = this.arguments(node, scope);
    const variable = lookUp(scope, name);
    if (variable?.kind === 'function') return this.apply(variable, args, node);
    return (
      this.own(name, args, node) ?? this.unknown({ kind: 'name', path: name, start: callee.start, end: callee.end }, name, type, args, node)
    );
  }

  private method(
    owner: Value,
    { name, type }: { readonly name: string; readonly type: string | undefined },
    args: Arguments,
    node: Node,
  ): Value {
    if (owner.kind === 'builder' || owner.kind === 'operation' || owner.kind === 'table') {
      const value = owner.kind === 'builder' && owner.part !== undefined ? undefined : this.host.call(owner, name, type, args, node);
      if (value) return value;
      // A method of this file that extends the builder.
      const extended = this.own(name, { ...args, positional: [owner, ...args.positional] }, node);
      if (extended) return extended;
      this.host.unread(node, `what ${ownerName(owner, this)}.${name}(…) does is not known`);
      return owner.kind === 'operation' ? owner : computed(node);
    }
    if (owner.kind === 'function' && name === 'Invoke') return this.apply(owner, args, node);
    if (owner.kind === 'name' && (/^(?:this|base)$/.test(owner.path) || this.classes.has(owner.path))) {
      const own = this.own(name, args, node);
      if (own) return own;
    }
    return libraryCall(owner, name, args, node, this) ?? this.unknown(owner, name, type, args, node);
  }

  /** A call of which nothing is known: it is said, where it can reach the database. */
  private unknown(owner: Value, name: string, _type: string | undefined, args: Arguments, node: Node): Value {
    const all = [...args.positional, ...args.named.values()];
    for (const arg of all) if (arg.kind === 'function') this.apply(arg, { positional: [], named: new Map() }, node);
    const path = owner.kind === 'name' ? (owner.path === name ? name : `${owner.path}.${name}`) : `….${name}`;
    const used = this.used.has(node);
    if (all.some(reachesDatabase) || SENDS.test(name) || (!used && !HARMLESS.test(path) && owner.kind !== 'text' && owner.kind !== 'list'))
      this.host.unread(node, `what ${path}(…) does is not known`);
    return computed(node);
  }

  /** Calls whose value is used for something. */
  readonly used = new WeakSet<Node>();

  /** Calls a method of the file by its name; undefined where it has none that takes so many arguments. */
  private own(name: string, args: Arguments, node: Node): Value | undefined {
    const count = args.positional.length + args.named.size;
    const candidates = this.methods.get(name) ?? [];
    const method = candidates.find(({ parameters }) => takes(parameters, count));
    if (!method?.body) return undefined;
    return this.enter(method.parameters, method.body, args, { names: new Map(), parent: undefined }, node, name);
  }

  /** Calls a lambda, or a method that was handed over. */
  apply(callee: FunctionValue, args: Arguments, place: Place): Value {
    const { node, scope } = callee;
    const list = fieldOf(node, 'parameters');
    const parameters = !list
      ? []
      : list.type === 'implicit_parameter'
        ? [{ name: this.source(list), type: '', fallback: undefined, rest: false }]
        : parametersIn(list, this.text);
    const body = fieldOf(node, 'body');
    const inner = body?.type === 'arrow_expression_clause' ? namedOf(body)[0] : body;
    return inner ? this.enter(parameters, inner, args, scope, place, 'a lambda') : computed(place);
  }

  private enter(parameters: readonly Parameter[], body: Node, args: Arguments, parent: Scope, place: Place, name: string): Value {
    if (this.depth >= DEEPEST) {
      this.host.unread(place, `the call of ${name} is not followed so deep`);
      return computed(place);
    }
    const inner: Scope = { names: new Map(), parent };
    for (const [i, parameter] of parameters.entries()) {
      const { fallback, rest } = parameter;
      const more = args.positional.slice(i);
      const packed: Value | undefined = rest && !(more.length === 1 && more[0]?.kind === 'list') ? { kind: 'list', items: more, start: place.start, end: place.end } : undefined; // prettier-ignore
      const given = args.named.get(parameter.name) ?? packed ?? args.positional[i];
      inner.names.set(parameter.name, given ?? (fallback ? this.evaluate(fallback, parent) : computed(place)));
    }
    this.depth++;
    try {
      if (body.type !== 'block') return this.evaluate(body, inner);
      for (const statement of namedOf(body)) this.statement(statement, inner);
      return lookUp(inner, RETURNED) ?? computed(place);
    } finally {
      this.depth--;
    }
  }

  /** Whether a condition holds; undefined where that is not known. */
  holds(node: Node | undefined, scope: Scope): boolean | undefined {
    return node && truth(this.evaluate(node, scope));
  }
}

/** What a method returns stands under this name in its scope. */
export const RETURNED = 'return';

const takes = (parameters: readonly Parameter[], count: number): boolean => {
  const needed = parameters.filter(({ fallback, rest }) => !fallback && !rest).length;
  return count >= needed && (count <= parameters.length || parameters.some(({ rest }) => rest));
};

function ownerName(owner: Value, reader: Reader): string {
  if (owner.kind === 'builder') return owner.part === undefined ? 'migrationBuilder' : `migrationBuilder.${owner.part}`;
  return owner.kind === 'table' ? 'table' : reader.source(owner).replace(/[^\w][^]*$/, '');
}
