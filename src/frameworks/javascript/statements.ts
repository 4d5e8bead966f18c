/**
 * Follows the functions of a migration without running them: constants, calls of functions of the repository, loops over lists
 * that stand in a file, branches.
 */
import type {
  Expression,
  Identifier,
  Node,
  ObjectPattern,
  Statement,
  StringLiteral,
  TSEnumDeclaration,
  VariableDeclaration,
} from '@babel/types';
import type { Step } from '../framework.ts';
import { Expressions } from './expressions.ts';
import type { Module } from './modules.ts';
import { isQuietModule } from './names.ts';
import { assign, lookUp, newScope, walk } from './scopes.ts';
import { LIMITS, type Flow } from './sending.ts';
import { truth, UNDEFINED, type FunctionValue, type ObjectValue, type Place, type Scope, type Value } from './values.ts';

export class Reader extends Expressions {
  private readonly modules = new Map<Module, Value>();

  // Modules and entry points.

  /** Runs the top of a module for its names. What it would send there is none of the migration's business. */
  module(body: readonly Statement[], scope: Scope): void {
    const exported: ObjectValue = { kind: 'object', fields: new Map(), open: false };
    const module: ObjectValue = { kind: 'object', fields: new Map([['exports', exported]]), open: true };
    scope.names.set('exports', exported);
    scope.names.set('module', module);
    this.block(body, scope);
    this.steps = [];
    this.pending = [];
  }

  /** Reads one direction, with the arguments that the tool passes. */
  direction(callee: FunctionValue, args: readonly Value[]): readonly Step[] {
    this.steps = [];
    this.pending = [];
    this.calls = this.turns = 0;
    this.settle(this.call(callee, args), callee.node);
    for (const chain of this.pending) if (!chain.state.used) this.send(chain);
    if (this.calls > LIMITS.calls || this.turns > LIMITS.turns || this.steps.length >= LIMITS.steps)
      this.unread(this.at(callee.node), 'the rest is not read: the migration calls or repeats too much');
    return this.steps;
  }

  call(callee: FunctionValue, args: readonly Value[], place: Place = this.last): Value {
    if (callee.module !== this.here.module)
      return this.within(callee.module, this.here.place ?? place, () => this.call(callee, args, place));
    const { node } = callee;
    if (++this.calls > LIMITS.calls || this.depth >= LIMITS.depth) return this.unknown(node);
    this.depth++;
    const scope = newScope(callee.scope, node.type === 'ArrowFunctionExpression' ? callee.scope.self : callee.self);
    for (const [i, parameter] of node.params.entries()) {
      if (parameter.type === 'RestElement') this.bind(parameter.argument, { kind: 'list', items: args.slice(i) }, scope);
      else this.bind(parameter, args[i] ?? UNDEFINED, scope);
    }
    let result: Value = UNDEFINED;
    if (node.body.type === 'BlockStatement') {
      const flow = this.block(node.body.body, scope);
      if (flow?.kind === 'return') result = flow.value;
    } else result = this.evaluate(node.body, scope);
    this.depth--;
    return result;
  }

  // Statements.

  protected block(body: readonly Statement[], scope: Scope): Flow {
    for (const statement of body) this.hoist(statement, scope);
    for (const statement of body) {
      const flow = this.run(statement, scope);
      if (flow) return flow;
    }
    return undefined;
  }

  /** Functions and classes are there before the first statement runs. */
  protected hoist(statement: Statement, scope: Scope): void {
    const declared =
      (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') && statement.declaration
        ? statement.declaration
        : statement;
    if (declared.type === 'FunctionDeclaration' && declared.id)
      scope.names.set(declared.id.name, { kind: 'function', node: declared, scope, self: undefined, module: this.here.module });
    else if (declared.type === 'ClassDeclaration' && declared.id)
      scope.names.set(declared.id.name, { kind: 'class', node: declared, scope, module: this.here.module });
    else if (declared.type === 'TSEnumDeclaration') scope.names.set(declared.id.name, this.enumeration(declared, scope));
    else if (statement.type === 'ImportDeclaration') {
      const module = statement.source.value;
      for (const specifier of statement.specifiers) {
        const name = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*'; // prettier-ignore
        scope.names.set(specifier.local.name, this.imported(module, name, specifier));
      }
    }
  }

  /** TypeScript's enums, as the objects they become. */
  private enumeration(node: TSEnumDeclaration, scope: Scope): Value {
    const fields = new Map<string, Value>();
    let next: number | undefined = 0;
    for (const member of node.members) {
      const value: Value = member.initializer ? this.evaluate(member.initializer, scope) : next === undefined ? this.unknown(member) : { kind: 'number', value: next }; // prettier-ignore
      next = value.kind === 'number' ? value.value + 1 : undefined;
      if (member.id.type === 'Identifier' || member.id.type === 'StringLiteral') fields.set(nameOf(member.id), value);
    }
    return { kind: 'object', fields, open: false };
  }

  protected imported(module: string, name: string, node: Node): Value {
    const [root, ...path] = this.tool.imported(module, name)?.split('.') ?? [];
    if (root !== undefined) return { ...this.handle(root, this.at(node)), links: path.map((one) => ({ name: one, ...this.at(node) })) };
    const local = this.library.find(this.here.source.path, module);
    if (local) {
      const all = this.exportsOf(local, this.at(node));
      if (name === '*') return all;
      const found = all.kind === 'object' ? all.fields.get(name) : undefined;
      return found ?? (name === 'default' ? all : this.unknown(node, { foreign: true }));
    }
    return this.unknown(node, isQuietModule(module) ? {} : { foreign: true });
  }

  /** What another file of the repository exports. */
  private exportsOf(module: Module, place: Place): Value {
    const known = this.modules.get(module);
    if (known) return known;
    this.modules.set(module, { kind: 'object', fields: new Map(), open: true });
    const { steps, pending } = this;
    if (!this.here.place) this.imports.add(place.start);
    const scope = newScope(undefined);
    this.within(module, place, () => this.module(module.file.program.body, scope));
    this.steps = steps;
    this.pending = pending;
    const holder = scope.names.get('module');
    const value = holder?.kind === 'object' ? (holder.fields.get('exports') ?? UNDEFINED) : UNDEFINED;
    this.modules.set(module, value);
    return value;
  }

  protected run(statement: Statement, scope: Scope): Flow {
    switch (statement.type) {
      case 'ExpressionStatement':
        this.settle(this.evaluate(statement.expression, scope), statement.expression);
        return undefined;
      case 'VariableDeclaration':
        this.declare(statement, scope);
        return undefined;
      case 'ReturnStatement': {
        const value = statement.argument ? this.evaluate(statement.argument, scope) : UNDEFINED;
        return { kind: 'return', value: statement.argument ? this.settle(value, statement.argument) : value };
      }
      case 'ThrowStatement':
        return { kind: 'throw' };
      case 'BreakStatement':
      case 'ContinueStatement':
        return { kind: 'break' };
      case 'BlockStatement':
        return this.block(statement.body, newScope(scope));
      case 'IfStatement':
        return this.branch(statement.test, () => this.run(statement.consequent, newScope(scope)), statement.alternate ? () => this.run(statement.alternate as Statement, newScope(scope)) : undefined, statement, scope); // prettier-ignore
      case 'ForOfStatement': {
        const over = this.settle(this.evaluate(statement.right, scope), statement.right);
        this.each(over, statement.body, (item, inner) => {
          if (statement.left.type === 'VariableDeclaration') {
            const target = statement.left.declarations[0]?.id;
            if (target) this.bind(target, item, inner);
          }
          return this.run(statement.body, inner);
        }, statement.right, scope); // prettier-ignore
        return undefined;
      }
      case 'ForInStatement':
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.loop(statement, scope);
        return undefined;
      case 'TryStatement': {
        const flow = this.block(statement.block.body, newScope(scope));
        const { handler } = statement;
        if (handler) {
          const caught = this.apart(() => this.block(handler.body.body, newScope(scope)));
          this.onlyWhere(caught.steps, 'it runs only after an error');
        }
        const last = statement.finalizer ? this.block(statement.finalizer.body, newScope(scope)) : undefined;
        return last ?? flow;
      }
      case 'SwitchStatement':
        this.forget(statement, scope);
        this.evaluate(statement.discriminant, scope);
        for (const one of statement.cases)
          this.onlyWhere(this.apart(() => this.block(one.consequent, newScope(scope))).steps, 'it runs only in one case of a switch');
        return undefined;
      case 'LabeledStatement':
        return this.run(statement.body, scope);
      case 'ExportNamedDeclaration':
        this.exportNames(statement, scope);
        return undefined;
      case 'ExportAllDeclaration': {
        const [own, all] = [lookUp('exports', scope), this.imported(statement.source.value, '*', statement)];
        if (own?.kind === 'object' && all.kind === 'object')
          for (const [name, value] of all.fields) if (name !== 'default') own.fields.set(name, value);
        return undefined;
      }
      case 'ExportDefaultDeclaration':
        this.exportDefault(statement.declaration, scope);
        return undefined;
      case 'TSExportAssignment': {
        const value = this.evaluate(statement.expression, scope);
        const module = lookUp('module', scope);
        if (module?.kind === 'object') module.fields.set('exports', value);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  protected exportNames(statement: Extract<Statement, { type: 'ExportNamedDeclaration' }>, scope: Scope): void {
    const exported = lookUp('exports', scope);
    const put = (name: string): void => {
      const value = lookUp(name, scope);
      if (exported?.kind === 'object' && value) exported.fields.set(name, value);
    };
    const { declaration } = statement;
    if (declaration?.type === 'VariableDeclaration') {
      this.declare(declaration, scope);
      for (const { id } of declaration.declarations) if (id.type === 'Identifier') put(id.name);
    } else if (
      (declaration?.type === 'FunctionDeclaration' ||
        declaration?.type === 'ClassDeclaration' ||
        declaration?.type === 'TSEnumDeclaration') &&
      declaration.id
    )
      put(declaration.id.name);
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ExportSpecifier' || exported?.kind !== 'object') continue;
      const name = nameOf(specifier.exported);
      exported.fields.set(
        name,
        statement.source
          ? this.imported(statement.source.value, specifier.local.name, specifier)
          : (lookUp(specifier.local.name, scope) ?? this.unknown(specifier)),
      );
    }
  }

  protected exportDefault(declaration: Node, scope: Scope): void {
    const exported = lookUp('exports', scope);
    if (exported?.kind !== 'object') return;
    if (declaration.type === 'FunctionDeclaration')
      exported.fields.set('default', { kind: 'function', node: declaration, scope, self: undefined, module: this.here.module });
    else if (declaration.type === 'ClassDeclaration')
      exported.fields.set('default', { kind: 'class', node: declaration, scope, module: this.here.module });
    else exported.fields.set('default', this.evaluate(declaration as Expression, scope));
  }

  protected declare(statement: VariableDeclaration, scope: Scope): void {
    for (const { id, init } of statement.declarations) {
      if (id.type === 'VoidPattern') continue;
      const value = init ? this.evaluate(init, scope) : UNDEFINED;
      if (value.kind === 'chain' && value.links.some(({ args }) => args)) this.pending.push(value);
      else if (value.kind === 'list')
        for (const item of value.items) if (item.kind === 'chain' && item.links.some(({ args }) => args)) this.pending.push(item);
      if (value.kind === 'unknown' && value.call !== undefined) this.settle(value, init ?? id);
      this.bind(id, value, scope);
    }
  }

  protected bind(target: Node, value: Value, scope: Scope): void {
    switch (target.type) {
      case 'Identifier':
        scope.names.set(target.name, value);
        return;
      case 'AssignmentPattern':
        this.bind(target.left, value.kind === 'undefined' ? this.evaluate(target.right, scope) : value, scope);
        return;
      case 'TSParameterProperty':
        this.bind(target.parameter, value, scope);
        return;
      case 'ObjectPattern':
        for (const property of target.properties) {
          if (property.type === 'RestElement') this.bind(property.argument, this.others(value, target, property), scope);
          else {
            const name = this.key(property.key, property.computed, scope);
            this.bind(property.value, name === undefined ? this.unknown(property) : this.member(value, name, property), scope);
          }
        }
        return;
      case 'ArrayPattern':
        for (const [i, element] of target.elements.entries())
          if (element) this.bind(element, value.kind === 'list' ? (value.items[i] ?? UNDEFINED) : { ...this.unknown(element) }, scope);
        return;
      case 'RestElement':
        this.bind(target.argument, this.unknown(target), scope);
        return;
      default:
    }
  }

  /** `...rest` of an object that is taken apart. */
  private others(value: Value, pattern: ObjectPattern, node: Node): Value {
    if (value.kind === 'chain') return value;
    if (value.kind !== 'object') return this.unknown(node);
    const taken = new Set(
      pattern.properties.map((one) => (one.type === 'ObjectProperty' && one.key.type === 'Identifier' ? one.key.name : '')),
    );
    return { kind: 'object', fields: new Map([...value.fields].filter(([name]) => !taken.has(name))), open: value.open };
  }

  /**
   * A branch nobody knows. Where only one way sends something, a review reads it as sent (the check that a column is not there
   * yet); where both do, neither is read.
   */
  protected branch(test: Expression, yes: () => Flow, no: (() => Flow) | undefined, node: Node, scope: Scope): Flow {
    const condition = this.settle(this.evaluate(test, scope), test);
    const known = truth(condition);
    if (known !== undefined) return known ? yes() : no?.();
    const taken = this.apart(yes);
    const other = no ? this.apart(no) : undefined;
    this.forget(node, scope);
    const ends = (flow: Flow): boolean => flow?.kind === 'return' || flow?.kind === 'throw';
    const where = this.written(test).replaceAll(/\s+/g, ' ');
    const reason = `it is sent only where ${where.length > 60 ? `${where.slice(0, 57)}…` : where}, which only a run decides`;
    const apart = taken.steps.length > 0 && ((other?.steps.length ?? 0) > 0 || (!no && ends(taken.flow)));
    if (apart) {
      this.onlyWhere(taken.steps, reason);
      this.onlyWhere(other?.steps ?? [], reason);
    } else this.steps.push(...taken.steps, ...(other?.steps ?? []));
    if (ends(taken.flow) && ends(other?.flow)) return taken.flow;
    return undefined;
  }

  protected loop(
    statement: Extract<Statement, { type: 'ForInStatement' | 'ForStatement' | 'WhileStatement' | 'DoWhileStatement' }>,
    scope: Scope,
  ): void {
    const inner = newScope(scope);
    if (statement.type === 'ForStatement') {
      const over = this.counted(statement, scope);
      if (over) {
        this.each({ kind: 'list', items: over.items }, statement.body, (item, turn) => {
          turn.names.set(over.name, item);
          return this.run(statement.body, turn);
        }, statement, scope); // prettier-ignore
        return;
      }
      if (statement.init?.type === 'VariableDeclaration') this.declare(statement.init, inner);
    }
    if (statement.type === 'ForInStatement' && statement.left.type === 'VariableDeclaration') {
      const target = statement.left.declarations[0]?.id;
      if (target) this.bind(target, this.unknown(target), inner);
    }
    this.forget(statement, inner);
    if ('test' in statement && statement.test) this.settle(this.evaluate(statement.test, inner), statement.test);
    this.run(statement.body, inner);
  }

  /** `for (let i = 0; i < list.length; i++)` over numbers that are known. */
  protected counted(
    statement: Extract<Statement, { type: 'ForStatement' }>,
    scope: Scope,
  ): { readonly name: string; readonly items: Value[] } | undefined {
    const { init, test, update } = statement;
    if (init?.type !== 'VariableDeclaration' || test?.type !== 'BinaryExpression' || update?.type !== 'UpdateExpression') return undefined;
    const [declared] = init.declarations;
    if (declared?.id.type !== 'Identifier' || !declared.init || test.left.type !== 'Identifier' || test.left.name !== declared.id.name)
      return undefined;
    const from = this.evaluate(declared.init, scope);
    const to = this.evaluate(test.right, scope);
    if (from.kind !== 'number' || to.kind !== 'number' || update.operator !== '++' || (test.operator !== '<' && test.operator !== '<='))
      return undefined;
    const last = test.operator === '<' ? to.value - 1 : to.value;
    if (last - from.value > 500) return undefined;
    const items: Value[] = [];
    for (let i = from.value; i <= last; i++) items.push({ kind: 'number', value: i });
    return { name: declared.id.name, items };
  }

  /** A body for every item of a list; once, with an unknown item, where the list is not known. */
  protected each(over: Value, body: Node, turn: (item: Value, scope: Scope) => Flow, node: Node, scope: Scope): void {
    if (over.kind !== 'list') {
      this.forget(body, scope);
      turn(this.unknown(node), newScope(scope));
      return;
    }
    for (const item of over.items) {
      if (++this.turns > LIMITS.turns) return;
      const flow = turn(item, newScope(scope));
      if (flow && flow.kind !== 'break') return;
    }
  }

  /** What is assigned in a part that may run or not, or many times, is not known any more. */
  protected forget(node: Node, scope: Scope): void {
    walk(node, (found) => {
      const target = found.type === 'AssignmentExpression' ? found.left : found.type === 'UpdateExpression' ? found.argument : undefined;
      if (target?.type === 'Identifier') assign(target.name, this.unknown(target), scope);
    });
  }
}

const nameOf = (node: Identifier | StringLiteral): string => (node.type === 'Identifier' ? node.name : node.value);
