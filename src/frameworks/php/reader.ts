/**
 * Follows the methods of a migration without running them: constants, text in pieces, methods and functions of the same file,
 * loops over arrays that stand in the file, both ways of a branch. What is asked of the framework's objects goes to its table
 * in the order in which it would happen; what is not known and may reach the database becomes an unread step.
 */
import type { Step, TransactionMode } from '../framework.ts';
import { scriptOf } from '../pieces.ts';
import type { SourceFile } from '../../source.ts';
import { bind, evaluate, unknownAt } from './evaluate.ts';
import { at, listAt, placeOf, statementsIn, wordAt, type Node, type Place } from './parse.ts';
import type { Output, PhpTool } from './tool.ts';
import { isComputed, NULL, plainText, quiet, truth, equal, type ClassInfo, type ClosureValue, type InstanceValue, type Scope, type TextValue, type Value } from './values.ts'; // prettier-ignore

/** Limits on what one file can make us do. */
const LIMITS = { depth: 24, calls: 4000, turns: 2000, steps: 4000 };

export type Flow = { readonly kind: 'return'; readonly value: Value } | { readonly kind: 'leave' | 'break' } | undefined;

export class PhpReader implements Output {
  steps: Step[] = [];
  transaction: TransactionMode;
  readonly file: SourceFile;
  readonly tool: PhpTool;
  /** Full names by the names that `use` binds. */
  readonly imports = new Map<string, string>();
  readonly classes = new Map<string, ClassInfo>();
  readonly functions = new Map<string, Node>();
  #depth = 0;
  #calls = 0;
  #turns = 0;

  constructor(file: SourceFile, tool: PhpTool, body: readonly Node[]) {
    this.file = file;
    this.tool = tool;
    this.transaction = tool.transaction;
    this.#declare(body);
  }

  sql(text: TextValue, place: Place): void {
    const whole = plainText(text);
    if (whole.trim() === '') return;
    if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(whole)) this.unread(place, 'the SQL is computed');
    else this.#push(text, !text.pieces.every(({ units }) => units));
  }

  made(text: string | TextValue, place: Place): void {
    this.#push(typeof text === 'string' ? { kind: 'text', pieces: [{ text, start: place.start, end: place.end }] } : text, true);
  }

  #push(text: TextValue, made: boolean): void {
    if (this.steps.length < LIMITS.steps)
      this.steps.push({ kind: 'sql', script: scriptOf(this.file.path, text.pieces), ...(made ? { made } : {}) });
  }

  unread(place: Place, reason: string): void {
    // A loop or a helper comes by the same place more than once.
    const known = this.steps.some((step) => step.kind === 'unread' && step.span.start === place.start && step.reason === reason);
    if (!known && this.steps.length < LIMITS.steps)
      this.steps.push({ kind: 'unread', span: { path: this.file.path, start: place.start, end: place.end }, reason });
  }

  source(place: Place): string {
    return this.file.text.slice(place.start, place.end);
  }

  /** Imports, classes and functions of the file. */
  #declare(body: readonly Node[]): void {
    for (const node of body) {
      if (node.kind === 'namespace') this.#declare(listAt(node, 'children'));
      else if (node.kind === 'function') this.functions.set(wordAt(node, 'name').toLowerCase(), node);
      else if (node.kind === 'class') this.class(node);
      else if (node.kind === 'return' || node.kind === 'expressionstatement') {
        const value = at(node, 'expr') ?? at(node, 'expression');
        const made = value?.kind === 'new' ? at(value, 'what') : undefined;
        if (made?.kind === 'class') this.class(made);
      } else if (node.kind === 'usegroup') {
        const prefix = wordAt(node, 'name');
        for (const item of listAt(node, 'items')) {
          const path = `${prefix === '' ? '' : `${prefix}\\`}${wordAt(item, 'name')}`.replace(/^\\/, '');
          this.imports.set((wordAt(item, 'alias') || path.split('\\').at(-1) || path).toLowerCase(), path);
        }
      }
    }
  }

  class(node: Node): ClassInfo {
    const name = wordAt(node, 'name');
    const parent = this.resolve(wordAt(node, 'extends'));
    const body = listAt(node, 'body');
    const inherited = this.classes.get(parent.toLowerCase());
    const methods = new Map(inherited?.methods);
    const constants = new Map(inherited?.constants);
    const properties = new Map(inherited?.properties);
    for (const member of body) {
      if (member.kind === 'method') methods.set(wordAt(member, 'name').toLowerCase(), member);
      for (const one of listAt(member, 'constants')) {
        const value = at(one, 'value');
        if (value) constants.set(wordAt(one, 'name'), value);
      }
      for (const one of listAt(member, 'properties')) properties.set(wordAt(one, 'name'), at(one, 'value'));
    }
    const info = { name, node, parent, methods, constants, properties };
    this.classes.set((name || `class@${node.loc.start.offset}`).toLowerCase(), info);
    return info;
  }

  /** A class's name in full. */
  resolve(name: string): string {
    if (name.startsWith('\\')) return name.slice(1);
    const [first = '', ...rest] = name.split('\\');
    const imported = this.imports.get(first.toLowerCase());
    return imported === undefined ? name : [imported, ...rest].join('\\');
  }

  instance(of: ClassInfo): InstanceValue {
    const self: InstanceValue = { kind: 'instance', of, fields: new Map() };
    for (const [name, value] of of.properties) self.fields.set(name, value ? evaluate(this, value, { names: new Map(), self }) : NULL);
    return self;
  }

  /** Reads one direction from its method. */
  direction(self: InstanceValue, method: Node): readonly Step[] {
    this.steps = [];
    this.#calls = this.#turns = 0;
    this.callNode(method, [], { names: new Map(), self });
    if (this.#calls > LIMITS.calls || this.#turns > LIMITS.turns || this.steps.length >= LIMITS.steps)
      this.unread(placeOf(method), 'the rest is not read: the migration calls or repeats too much');
    return this.steps;
  }

  run(callee: ClosureValue, args: readonly Value[]): Value {
    return this.callNode(callee.node, args, callee.scope);
  }

  /** Calls a function: its parameters bound in a copy of the names around it. */
  callNode(node: Node, args: readonly Value[], around: Scope, named: ReadonlyMap<string, Value> = new Map()): Value {
    if (++this.#calls > LIMITS.calls || this.#depth >= LIMITS.depth) return unknownAt(this, node);
    this.#depth++;
    const scope: Scope = { names: new Map(around.names), self: around.self };
    for (const [i, parameter] of listAt(node, 'arguments').entries()) {
      const name = wordAt(parameter, 'name');
      const fallback = at(parameter, 'value');
      if (parameter['variadic'] === true)
        scope.names.set(name, { kind: 'array', entries: args.slice(i).map((item, k) => [String(k), item]), list: true }); // prettier-ignore
      else scope.names.set(name, named.get(name) ?? args[i] ?? (fallback ? evaluate(this, fallback, scope) : quiet(`$${name}`)));
    }
    const body = at(node, 'body');
    let result: Value = NULL;
    if (node.kind === 'arrowfunc') result = body ? evaluate(this, body, scope, true) : NULL;
    else {
      const flow = this.block(statementsIn(body), scope);
      if (flow?.kind === 'return') result = flow.value;
    }
    // What a closure binds by reference changes outside.
    for (const use of listAt(node, 'uses')) {
      const name = wordAt(use, 'name');
      if (use['byref'] === true) around.names.set(name, scope.names.get(name) ?? NULL);
    }
    this.#depth--;
    return result;
  }

  block(body: readonly Node[], scope: Scope): Flow {
    for (const statement of body) {
      const flow = this.#statement(statement, scope);
      if (flow) return flow;
    }
    return undefined;
  }

  #statement(node: Node, scope: Scope): Flow {
    switch (node.kind) {
      case 'expressionstatement': {
        const expression = at(node, 'expression');
        if (expression?.kind === 'throw' || expression?.kind === 'exit') return { kind: 'leave' };
        if (expression) evaluate(this, expression, scope, false);
        return undefined;
      }
      case 'return': {
        const value = at(node, 'expr');
        return { kind: 'return', value: value ? evaluate(this, value, scope) : NULL };
      }
      case 'throw':
      case 'exit':
        return { kind: 'leave' };
      case 'break':
      case 'continue':
        return { kind: 'break' };
      case 'block':
        return this.block(listAt(node, 'children'), scope);
      case 'if':
        return this.#if(node, scope);
      case 'switch':
        return this.#switch(node, scope);
      case 'foreach':
        this.#foreach(node, scope);
        return undefined;
      case 'for':
        for (const one of [...listAt(node, 'init'), ...listAt(node, 'test')]) evaluate(this, one, scope, false);
        for (const one of listAt(node, 'increment')) forget(one, scope);
        this.#once(statementsIn(at(node, 'body')), scope);
        return undefined;
      case 'while':
      case 'do': {
        const test = at(node, 'test');
        if (test) evaluate(this, test, scope, true);
        this.#once(statementsIn(at(node, 'body')), scope);
        return undefined;
      }
      case 'try': {
        const flow = this.block(statementsIn(at(node, 'body')), scope);
        for (const one of listAt(node, 'catches')) {
          const variable = at(one, 'variable');
          if (variable) scope.names.set(wordAt(variable, 'name'), quiet('$e'));
          this.block(statementsIn(at(one, 'body')), { names: new Map(scope.names), self: scope.self });
        }
        const last = this.block(statementsIn(at(node, 'always')), scope);
        return last ?? (listAt(node, 'catches').length > 0 && flow?.kind === 'leave' ? undefined : flow);
      }
      case 'echo':
        for (const one of listAt(node, 'expressions')) evaluate(this, one, scope, true);
        return undefined;
      case 'function':
        this.functions.set(wordAt(node, 'name').toLowerCase(), node);
        return undefined;
      case 'class':
        this.class(node);
        return undefined;
      case 'static':
        for (const one of listAt(node, 'variables')) {
          const [variable, value] = [at(one, 'variable'), at(one, 'defaultValue')];
          if (variable) scope.names.set(wordAt(variable, 'name'), value ? evaluate(this, value, scope) : NULL);
        }
        return undefined;
      case 'unset':
      case 'global':
      case 'declare':
      case 'noop':
      case 'inline':
      case 'usegroup':
        return undefined;
      default:
        this.unread(placeOf(node), 'the statement is not read yet');
        return undefined;
    }
  }

  /** Both ways where nobody knows which is taken; a name that differs behind them is not known any more. */
  #if(node: Node, scope: Scope): Flow {
    const test = at(node, 'test');
    const holds = test ? truth(evaluate(this, test, scope, true)) : undefined;
    return this.either(holds, () => this.block(statementsIn(at(node, 'body')), scope), () => this.block(statementsIn(at(node, 'alternate')), scope), scope); // prettier-ignore
  }

  either(holds: boolean | undefined, yes: () => Flow, no: () => Flow, scope: Scope): Flow {
    if (holds !== undefined) return holds ? yes() : no();
    const before = new Map(scope.names);
    const first = yes();
    const after = new Map(scope.names);
    replace(scope.names, before);
    const second = no();
    if (first && second) return first.kind === 'return' && second.kind === 'return' ? { kind: 'return', value: same(first.value, second.value) } : { kind: 'leave' }; // prettier-ignore
    if (second) replace(scope.names, after);
    else if (!first) merge(scope.names, after);
    // One of them may go on: what it would give back is lost.
    return undefined;
  }

  #switch(node: Node, scope: Scope): Flow {
    const test = at(node, 'test');
    const subject = test ? evaluate(this, test, scope, true) : NULL;
    const cases = listAt(at(node, 'body') ?? node, 'children');
    const holds = cases.map((one) => {
      const value = at(one, 'test');
      return value ? equal(subject, evaluate(this, value, scope, true)) : undefined;
    });
    const taken = holds.indexOf(true);
    const fallback = cases.findIndex((one) => !at(one, 'test'));
    const known = holds.every((one, i) => one !== undefined || i === fallback);
    const from = taken >= 0 ? taken : known ? fallback : -1;
    if (known && from < 0) return undefined;
    for (const [i, one] of cases.entries()) {
      if (i < from || (from < 0 && holds[i] === false)) continue;
      const flow = this.block(statementsIn(at(one, 'body')), scope);
      if (from >= 0 && flow) return flow.kind === 'break' ? undefined : flow;
    }
    return undefined;
  }

  #foreach(node: Node, scope: Scope): void {
    const [source, key, target] = [at(node, 'source'), at(node, 'key'), at(node, 'value')];
    if (!source || !target) return;
    const over = evaluate(this, source, scope, true);
    const body = statementsIn(at(node, 'body'));
    if (over.kind !== 'array') {
      const item = over.kind === 'unknown' ? { ...over, source: this.source(placeOf(target)) } : quiet(this.source(placeOf(target)));
      bind(this, target, item, scope);
      if (key) bind(this, key, quiet(this.source(placeOf(key))), scope);
      this.#once(body, scope);
      return;
    }
    for (const [name, item] of over.entries) {
      if (++this.#turns > LIMITS.turns) return;
      bind(this, target, item, scope);
      if (key)
        bind(this, key, over.list ? { kind: 'number', text: name } : { kind: 'text', pieces: [{ text: name, ...placeOf(key) }] }, scope);
      const flow = this.block(body, scope);
      if (flow?.kind === 'return' || flow?.kind === 'leave') return;
    }
  }

  /** A body that runs nobody knows how often: read once; what it changes is not known behind it. */
  #once(body: readonly Node[], scope: Scope): void {
    const before = new Map(scope.names);
    this.block(body, scope);
    merge(scope.names, before);
  }
}

function forget(node: Node, scope: Scope): void {
  const variable = at(node, 'what') ?? at(node, 'left') ?? node;
  if (variable.kind === 'variable') scope.names.set(wordAt(variable, 'name'), quiet(`$${wordAt(variable, 'name')}`));
}

function replace(names: Map<string, Value>, by: ReadonlyMap<string, Value>): void {
  names.clear();
  for (const [name, value] of by) names.set(name, value);
}

const same = (a: Value, b: Value): Value => {
  if (a === b) return a;
  const [x, y] = [a, b].map((one) => (one.kind === 'text' && !isComputed(plainText(one)) ? plainText(one) : undefined));
  return x !== undefined && x === y ? a : quiet();
};

function merge(names: Map<string, Value>, other: ReadonlyMap<string, Value>): void {
  for (const name of new Set([...names.keys(), ...other.keys()])) {
    const [a, b] = [names.get(name), other.get(name)];
    if (a === b) continue;
    const merged = a && b ? same(a, b) : quiet();
    names.set(name, merged.kind === 'unknown' && merged.source === '' ? { ...merged, source: `$${name}` } : merged);
  }
}
