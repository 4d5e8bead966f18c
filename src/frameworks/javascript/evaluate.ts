/**
 * Follows the functions of a migration without running them: constants, text in pieces, calls of local functions, loops over
 * lists that stand in the file, branches. What is asked of the tool's own objects is handed to its table in the order in which
 * it would be sent; whatever is not known and may reach the database becomes an unread step.
 */
import type { CallExpression, Expression, Node, Statement, TemplateLiteral, VariableDeclaration } from '@babel/types';
import type { Step, TransactionMode } from '../framework.ts';
import { scriptOf, type Piece } from '../pieces.ts';
import type { SourceFile } from '../../source.ts';
import { stringPiece, templatePiece } from './literals.ts';
import { isHarmless, isQuietModule, namesPostgres } from './names.ts';
import type { Output, ScriptTool } from './tool.ts';
import {
  isComputed,
  madeText,
  placeOf,
  plainText,
  reachesDatabase,
  stringOf,
  truth,
  UNDEFINED,
  unknownAt,
  type Chain,
  type FunctionNode,
  type FunctionValue,
  type InstanceValue,
  type Link,
  type ObjectValue,
  type Place,
  type Scope,
  type TextValue,
  type Value,
} from './values.ts';

/** Limits on what one file can make us do. */
const LIMITS = { depth: 24, calls: 4000, turns: 2000, steps: 4000 };

type Flow = { readonly kind: 'return'; readonly value: Value } | { readonly kind: 'throw' | 'break' } | undefined;

interface Branch {
  readonly steps: readonly Step[];
  readonly flow: Flow;
}

const newScope = (parent: Scope | undefined, self = parent?.self): Scope => ({ names: new Map(), parent, self });

export class Reader implements Output {
  steps: Step[] = [];
  transaction: TransactionMode;
  readonly #file: SourceFile;
  readonly #tool: ScriptTool;
  /** Chains that were put into a variable before they were sent. */
  #pending: Chain[] = [];
  /** Where the calls on a builder go. */
  #collected: Chain[] = [];
  #depth = 0;
  #calls = 0;
  #turns = 0;

  constructor(file: SourceFile, tool: ScriptTool) {
    this.#file = file;
    this.#tool = tool;
    this.transaction = tool.transaction;
  }

  // What a tool's table writes.

  sql(text: TextValue, place: Place): void {
    const whole = plainText(text);
    if (whole.trim() === '') return;
    if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(whole)) return this.unread(place, 'the SQL is computed');
    const script = scriptOf(this.#file.path, text.pieces);
    this.#push({ kind: 'sql', script, ...(text.pieces.every(({ units }) => units) ? {} : { made: true }) });
  }

  made(text: string, place: Place, together = false): void {
    const script = scriptOf(this.#file.path, [{ text, start: place.start, end: place.end }]);
    this.#push({ kind: 'sql', script, made: true, ...(together ? { oneQuery: true } : {}) });
  }

  unread(place: Place, reason: string): void {
    this.#push({ kind: 'unread', span: { path: this.#file.path, start: place.start, end: place.end }, reason });
  }

  #push(step: Step): void {
    if (this.steps.length < LIMITS.steps) this.steps.push(step);
  }

  source(place: Place): string {
    return this.#file.text.slice(place.start, place.end);
  }

  handle(root: string, place: Place): Chain {
    return { kind: 'chain', root, links: [], start: place.start, end: place.end, state: { used: false } };
  }

  collect(callee: FunctionValue, calls: Chain[]): void {
    const before = this.#collected;
    this.#collected = calls;
    const builder = this.handle('builder', placeOf(callee.node));
    // The builder is `this` as well.
    const self = callee.node.type === 'ArrowFunctionExpression' ? callee.self : builder;
    this.#settle(this.call({ ...callee, self }, [builder]), callee.node);
    this.#collected = before;
  }

  // Modules and entry points.

  /** Runs the top of a module for its names. What it would send there is none of the migration's business. */
  module(body: readonly Statement[], scope: Scope): void {
    const exported: ObjectValue = { kind: 'object', fields: new Map(), open: false };
    const module: ObjectValue = { kind: 'object', fields: new Map([['exports', exported]]), open: true };
    scope.names.set('exports', exported);
    scope.names.set('module', module);
    this.#block(body, scope);
    this.steps = [];
    this.#pending = [];
  }

  /** Reads one direction, with the arguments that the tool passes. */
  direction(callee: FunctionValue, args: readonly Value[]): readonly Step[] {
    this.steps = [];
    this.#pending = [];
    this.#calls = this.#turns = 0;
    this.#settle(this.call(callee, args), callee.node);
    for (const chain of this.#pending) if (!chain.state.used) this.#send(chain);
    if (this.#calls > LIMITS.calls || this.#turns > LIMITS.turns || this.steps.length >= LIMITS.steps)
      this.unread(placeOf(callee.node), 'the rest is not read: the migration calls or repeats too much');
    return this.steps;
  }

  call(callee: FunctionValue, args: readonly Value[]): Value {
    const { node } = callee;
    if (++this.#calls > LIMITS.calls || this.#depth >= LIMITS.depth) return unknownAt(node);
    this.#depth++;
    const scope = newScope(callee.scope, node.type === 'ArrowFunctionExpression' ? callee.scope.self : callee.self);
    for (const [i, parameter] of node.params.entries()) {
      if (parameter.type === 'RestElement') this.#bind(parameter.argument, { kind: 'list', items: args.slice(i) }, scope);
      else this.#bind(parameter, args[i] ?? UNDEFINED, scope);
    }
    let result: Value = UNDEFINED;
    if (node.body.type === 'BlockStatement') {
      const flow = this.#block(node.body.body, scope);
      if (flow?.kind === 'return') result = flow.value;
    } else result = this.evaluate(node.body, scope);
    this.#depth--;
    return result;
  }

  // Statements.

  #block(body: readonly Statement[], scope: Scope): Flow {
    for (const statement of body) this.#hoist(statement, scope);
    for (const statement of body) {
      const flow = this.#run(statement, scope);
      if (flow) return flow;
    }
    return undefined;
  }

  /** Functions and classes are there before the first statement runs. */
  #hoist(statement: Statement, scope: Scope): void {
    const declared =
      (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') && statement.declaration
        ? statement.declaration
        : statement;
    if (declared.type === 'FunctionDeclaration' && declared.id)
      scope.names.set(declared.id.name, { kind: 'function', node: declared, scope, self: undefined });
    else if (declared.type === 'ClassDeclaration' && declared.id)
      scope.names.set(declared.id.name, { kind: 'class', node: declared, scope });
    else if (statement.type === 'ImportDeclaration') {
      const module = statement.source.value;
      for (const specifier of statement.specifiers) {
        const name =
          specifier.type === 'ImportSpecifier'
            ? specifier.imported.type === 'Identifier'
              ? specifier.imported.name
              : specifier.imported.value
            : '*';
        scope.names.set(specifier.local.name, this.#imported(module, name, specifier));
      }
    }
  }

  #imported(module: string, name: string, node: Node): Value {
    const [root, ...path] = this.#tool.imported(module, name)?.split('.') ?? [];
    if (root !== undefined) return { ...this.handle(root, placeOf(node)), links: path.map((one) => ({ name: one, ...placeOf(node) })) };
    return unknownAt(node, isQuietModule(module) ? {} : { foreign: true });
  }

  #run(statement: Statement, scope: Scope): Flow {
    switch (statement.type) {
      case 'ExpressionStatement':
        this.#settle(this.evaluate(statement.expression, scope), statement.expression);
        return undefined;
      case 'VariableDeclaration':
        this.#declare(statement, scope);
        return undefined;
      case 'ReturnStatement': {
        const value = statement.argument ? this.evaluate(statement.argument, scope) : UNDEFINED;
        return { kind: 'return', value: statement.argument ? this.#settle(value, statement.argument) : value };
      }
      case 'ThrowStatement':
        return { kind: 'throw' };
      case 'BreakStatement':
      case 'ContinueStatement':
        return { kind: 'break' };
      case 'BlockStatement':
        return this.#block(statement.body, newScope(scope));
      case 'IfStatement':
        return this.#if(statement.test, () => this.#run(statement.consequent, newScope(scope)), statement.alternate ? () => this.#run(statement.alternate as Statement, newScope(scope)) : undefined, statement, scope); // prettier-ignore
      case 'ForOfStatement': {
        const over = this.#settle(this.evaluate(statement.right, scope), statement.right);
        this.#each(over, statement.body, (item, inner) => {
          if (statement.left.type === 'VariableDeclaration') {
            const target = statement.left.declarations[0]?.id;
            if (target) this.#bind(target, item, inner);
          }
          return this.#run(statement.body, inner);
        }, statement.right, scope); // prettier-ignore
        return undefined;
      }
      case 'ForInStatement':
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#loop(statement, scope);
        return undefined;
      case 'TryStatement': {
        const flow = this.#block(statement.block.body, newScope(scope));
        const { handler } = statement;
        if (handler) {
          const caught = this.#apart(() => this.#block(handler.body.body, newScope(scope)));
          this.#onlyWhere(caught.steps, 'it runs only after an error');
        }
        const last = statement.finalizer ? this.#block(statement.finalizer.body, newScope(scope)) : undefined;
        return last ?? flow;
      }
      case 'SwitchStatement':
        this.#forget(statement, scope);
        this.evaluate(statement.discriminant, scope);
        for (const one of statement.cases)
          this.#onlyWhere(this.#apart(() => this.#block(one.consequent, newScope(scope))).steps, 'it runs only in one case of a switch');
        return undefined;
      case 'LabeledStatement':
        return this.#run(statement.body, scope);
      case 'ExportNamedDeclaration':
        this.#export(statement, scope);
        return undefined;
      case 'ExportDefaultDeclaration':
        this.#exportDefault(statement.declaration, scope);
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

  #export(statement: Extract<Statement, { type: 'ExportNamedDeclaration' }>, scope: Scope): void {
    const exported = lookUp('exports', scope);
    const put = (name: string): void => {
      const value = lookUp(name, scope);
      if (exported?.kind === 'object' && value) exported.fields.set(name, value);
    };
    const { declaration } = statement;
    if (declaration?.type === 'VariableDeclaration') {
      this.#declare(declaration, scope);
      for (const { id } of declaration.declarations) if (id.type === 'Identifier') put(id.name);
    } else if ((declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') && declaration.id)
      put(declaration.id.name);
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ExportSpecifier' || exported?.kind !== 'object') continue;
      const name = specifier.exported.type === 'Identifier' ? specifier.exported.name : specifier.exported.value;
      exported.fields.set(
        name,
        statement.source ? unknownAt(specifier, { foreign: true }) : (lookUp(specifier.local.name, scope) ?? unknownAt(specifier)),
      );
    }
  }

  #exportDefault(declaration: Node, scope: Scope): void {
    const exported = lookUp('exports', scope);
    if (exported?.kind !== 'object') return;
    if (declaration.type === 'FunctionDeclaration')
      exported.fields.set('default', { kind: 'function', node: declaration, scope, self: undefined });
    else if (declaration.type === 'ClassDeclaration') exported.fields.set('default', { kind: 'class', node: declaration, scope });
    else exported.fields.set('default', this.evaluate(declaration as Expression, scope));
  }

  #declare(statement: VariableDeclaration, scope: Scope): void {
    for (const { id, init } of statement.declarations) {
      if (id.type === 'VoidPattern') continue;
      const value = init ? this.evaluate(init, scope) : UNDEFINED;
      if (value.kind === 'chain' && value.links.some(({ args }) => args)) this.#pending.push(value);
      else if (value.kind === 'list')
        for (const item of value.items) if (item.kind === 'chain' && item.links.some(({ args }) => args)) this.#pending.push(item);
      if (value.kind === 'unknown' && value.call !== undefined) this.#settle(value, init ?? id);
      this.#bind(id, value, scope);
    }
  }

  #bind(target: Node, value: Value, scope: Scope): void {
    switch (target.type) {
      case 'Identifier':
        scope.names.set(target.name, value);
        return;
      case 'AssignmentPattern':
        this.#bind(target.left, value.kind === 'undefined' ? this.evaluate(target.right, scope) : value, scope);
        return;
      case 'TSParameterProperty':
        this.#bind(target.parameter, value, scope);
        return;
      case 'ObjectPattern':
        for (const property of target.properties) {
          if (property.type === 'RestElement') this.#bind(property.argument, value.kind === 'chain' ? value : unknownAt(property), scope);
          else {
            const name = this.#key(property.key, property.computed, scope);
            this.#bind(property.value, name === undefined ? unknownAt(property) : this.#member(value, name, property), scope);
          }
        }
        return;
      case 'ArrayPattern':
        for (const [i, element] of target.elements.entries())
          if (element) this.#bind(element, value.kind === 'list' ? (value.items[i] ?? UNDEFINED) : { ...unknownAt(element) }, scope);
        return;
      case 'RestElement':
        this.#bind(target.argument, unknownAt(target), scope);
        return;
      default:
    }
  }

  // Branches and loops.

  /** Runs something with steps of its own. */
  #apart(run: () => Flow): Branch {
    const before = this.steps;
    this.steps = [];
    const flow = run();
    const { steps } = this;
    this.steps = before;
    return { steps, flow };
  }

  /** Statements that are sent in some runs only, while others are sent instead: they are said, not read. */
  #onlyWhere(steps: readonly Step[], reason: string): void {
    for (const step of steps) {
      if (step.kind === 'unread') this.#push(step);
      else if (step.kind === 'sql') {
        // Ending a transaction after an error is what every program does.
        if (/^\s*(?:rollback|commit|begin)\b/i.test(step.script.text)) continue;
        this.#push({ kind: 'unread', span: step.script.locate(0, step.script.text.length), reason });
      }
    }
  }

  /**
   * A branch nobody knows. Where only one way sends something, a review reads it as sent (the check that a column is not there
   * yet); where both do, neither is read.
   */
  #if(test: Expression, yes: () => Flow, no: (() => Flow) | undefined, node: Node, scope: Scope): Flow {
    const condition = this.#settle(this.evaluate(test, scope), test);
    const known = truth(condition);
    if (known !== undefined) return known ? yes() : no?.();
    const taken = this.#apart(yes);
    const other = no ? this.#apart(no) : undefined;
    this.#forget(node, scope);
    const ends = (flow: Flow): boolean => flow?.kind === 'return' || flow?.kind === 'throw';
    const where = this.source(placeOf(test)).replaceAll(/\s+/g, ' ');
    const reason = `it is sent only where ${where.length > 60 ? `${where.slice(0, 57)}…` : where}, which only a run decides`;
    const apart = taken.steps.length > 0 && ((other?.steps.length ?? 0) > 0 || (!no && ends(taken.flow)));
    if (apart) {
      this.#onlyWhere(taken.steps, reason);
      this.#onlyWhere(other?.steps ?? [], reason);
    } else this.steps.push(...taken.steps, ...(other?.steps ?? []));
    if (ends(taken.flow) && ends(other?.flow)) return taken.flow;
    return undefined;
  }

  #loop(
    statement: Extract<Statement, { type: 'ForInStatement' | 'ForStatement' | 'WhileStatement' | 'DoWhileStatement' }>,
    scope: Scope,
  ): void {
    const inner = newScope(scope);
    if (statement.type === 'ForStatement') {
      const over = this.#counted(statement, scope);
      if (over) {
        this.#each({ kind: 'list', items: over.items }, statement.body, (item, turn) => {
          turn.names.set(over.name, item);
          return this.#run(statement.body, turn);
        }, statement, scope); // prettier-ignore
        return;
      }
      if (statement.init?.type === 'VariableDeclaration') this.#declare(statement.init, inner);
    }
    if (statement.type === 'ForInStatement' && statement.left.type === 'VariableDeclaration') {
      const target = statement.left.declarations[0]?.id;
      if (target) this.#bind(target, unknownAt(target), inner);
    }
    this.#forget(statement, inner);
    if ('test' in statement && statement.test) this.#settle(this.evaluate(statement.test, inner), statement.test);
    this.#run(statement.body, inner);
  }

  /** `for (let i = 0; i < list.length; i++)` over numbers that are known. */
  #counted(
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
  #each(over: Value, body: Node, turn: (item: Value, scope: Scope) => Flow, node: Node, scope: Scope): void {
    if (over.kind !== 'list') {
      this.#forget(body, scope);
      turn(unknownAt(node), newScope(scope));
      return;
    }
    for (const item of over.items) {
      if (++this.#turns > LIMITS.turns) return;
      const flow = turn(item, newScope(scope));
      if (flow && flow.kind !== 'break') return;
    }
  }

  /** What is assigned in a part that may run or not, or many times, is not known any more. */
  #forget(node: Node, scope: Scope): void {
    walk(node, (found) => {
      const target = found.type === 'AssignmentExpression' ? found.left : found.type === 'UpdateExpression' ? found.argument : undefined;
      if (target?.type === 'Identifier') assign(target.name, unknownAt(target), scope);
    });
  }

  // Expressions.

  evaluate(node: Node, scope: Scope): Value {
    switch (node.type) {
      case 'StringLiteral':
        return { kind: 'text', pieces: [stringPiece(node, this.#file.text)] };
      case 'TemplateLiteral':
        return this.#template(node, scope);
      case 'TaggedTemplateExpression':
        return this.#tagged(node.tag, node.quasi, node, scope);
      case 'NumericLiteral':
        return { kind: 'number', value: node.value };
      case 'BooleanLiteral':
        return { kind: 'boolean', value: node.value };
      case 'NullLiteral':
        return { kind: 'null' };
      case 'Identifier':
        return node.name === 'undefined' ? UNDEFINED : (lookUp(node.name, scope) ?? unknownAt(node, { foreign: true }));
      case 'ThisExpression':
        return scope.self ?? unknownAt(node);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return { kind: 'function', node, scope, self: undefined };
      case 'ClassExpression':
        return { kind: 'class', node, scope };
      case 'AwaitExpression':
        return this.#settle(this.evaluate(node.argument, scope), node.argument);
      case 'YieldExpression':
        return node.argument ? this.#settle(this.evaluate(node.argument, scope), node.argument) : UNDEFINED;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ParenthesizedExpression':
        return this.evaluate(node.expression, scope);
      case 'ArrayExpression':
        return this.#list(node.elements, scope);
      case 'ObjectExpression':
        return this.#object(node, scope);
      case 'BinaryExpression':
        return this.#binary(node, scope);
      case 'UnaryExpression':
        return this.#unary(node, scope);
      case 'LogicalExpression': {
        const left = this.evaluate(node.left, scope);
        const known = node.operator === '??' ? (left.kind === 'unknown' || left.kind === 'chain' ? undefined : left.kind !== 'null' && left.kind !== 'undefined') : truth(left); // prettier-ignore
        if (known === undefined) {
          this.#settle(left, node.left);
          this.#settle(this.evaluate(node.right, scope), node.right);
          return unknownAt(node);
        }
        return known === (node.operator === '||' || node.operator === '??') ? left : this.evaluate(node.right, scope);
      }
      case 'ConditionalExpression': {
        let value = unknownAt(node) as Value;
        const keep = (branch: Expression) => (): Flow => {
          value = this.#settle(this.evaluate(branch, scope), branch);
          return undefined;
        };
        const before = this.#settle(this.evaluate(node.test, scope), node.test);
        const known = truth(before);
        if (known !== undefined) return this.evaluate(known ? node.consequent : node.alternate, scope);
        const taken = this.#apart(keep(node.consequent));
        const other = this.#apart(keep(node.alternate));
        const both = taken.steps.length > 0 && other.steps.length > 0;
        const reason = 'it is sent only on one way of a condition that only a run decides';
        if (both) for (const branch of [taken, other]) this.#onlyWhere(branch.steps, reason);
        else this.steps.push(...taken.steps, ...other.steps);
        return value.kind === 'function' ? value : unknownAt(node);
      }
      case 'SequenceExpression': {
        let value: Value = UNDEFINED;
        for (const expression of node.expressions) {
          // `(0, fn)(…)` is how compilers write a call without `this`.
          if (expression === node.expressions.at(-1)) return this.evaluate(expression, scope);
          value = this.#settle(this.evaluate(expression, scope), expression);
        }
        return value;
      }
      case 'AssignmentExpression':
        return this.#assignment(node.left, node.operator, node.right, node, scope);
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') assign(node.argument.name, unknownAt(node), scope);
        return unknownAt(node);
      case 'MemberExpression':
      case 'OptionalMemberExpression': {
        const object = this.evaluate(node.object, scope);
        const name = this.#key(node.property, node.computed, scope);
        if (name === undefined) return unknownAt(node);
        return this.#member(object, name, node);
      }
      case 'CallExpression':
      case 'OptionalCallExpression':
        return this.#call(node as CallExpression, scope);
      case 'NewExpression':
        return this.#new(node, scope);
      default:
        return unknownAt(node);
    }
  }

  #template(node: TemplateLiteral, scope: Scope): TextValue {
    const pieces: Piece[] = [];
    for (const [i, quasi] of node.quasis.entries()) {
      pieces.push(templatePiece(quasi, this.#file.text));
      const expression = node.expressions[i];
      if (expression) pieces.push(...this.#interpolated(this.evaluate(expression, scope), expression, true));
    }
    return { kind: 'text', pieces: pieces.filter(({ text }) => text !== '') };
  }

  /** A value inside a text: what it is, at the place of the expression; the expression itself where it is not known. */
  #interpolated(value: Value, node: Node, inTemplate: boolean): readonly Piece[] {
    const place = placeOf(node);
    const [start, end] = inTemplate
      ? [this.#file.text.lastIndexOf('${', place.start), this.#file.text.indexOf('}', place.end) + 1]
      : [place.start, place.end];
    if (value.kind === 'list' && value.items.every((item) => stringOf(item) !== undefined))
      return [{ text: value.items.map(stringOf).join(','), start, end }];
    const text = stringOf(value);
    if (text !== undefined) return value.kind === 'text' && value.pieces.length > 0 && value.pieces.every((piece) => piece.start >= place.start && piece.end <= place.end) ? value.pieces : [{ text, start, end }]; // prettier-ignore
    const written = this.#file.text.slice(start, end);
    if (inTemplate && /^\$\{[^{}'"`\\\r\n]*\}$/.test(written)) return [{ text: written, start, end, units: 'same' }];
    const name = /[A-Za-z_$][\w$.]*/.exec(this.source(place))?.[0] ?? 'value';
    return [{ text: `\${${name}}`, start, end }];
  }

  #tagged(tag: Expression, quasi: TemplateLiteral, node: Node, scope: Scope): Value {
    const tagged = this.evaluate(tag, scope);
    if (tagged.kind !== 'chain') return this.#template(quasi, scope);
    const texts: Value[] = quasi.quasis.map((part) => ({ kind: 'text', pieces: [templatePiece(part, this.#file.text)] }));
    const values = quasi.expressions.map((expression) => this.evaluate(expression, scope));
    const args: Value[] = [
      { kind: 'list', items: texts },
      { kind: 'list', items: values },
    ];
    return this.#chained(tagged, { name: '`', args, ...placeOf(quasi) }, node);
  }

  #list(elements: readonly (Node | null)[], scope: Scope): Value {
    const items: Value[] = [];
    for (const element of elements) {
      if (!element) continue;
      if (element.type !== 'SpreadElement') items.push(this.evaluate(element, scope));
      else {
        const spread = this.evaluate(element.argument, scope);
        if (spread.kind !== 'list') return unknownAt(element);
        items.push(...spread.items);
      }
    }
    return { kind: 'list', items };
  }

  #object(node: Extract<Node, { type: 'ObjectExpression' }>, scope: Scope): Value {
    const object: ObjectValue = { kind: 'object', fields: new Map(), open: false };
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        const spread = this.evaluate(property.argument, scope);
        if (spread.kind === 'object') {
          for (const [name, value] of spread.fields) object.fields.set(name, value);
          object.open ||= spread.open;
        } else object.open = true;
        continue;
      }
      const name = this.#key(property.key, property.computed, scope);
      if (name === undefined) object.open = true;
      else if (property.type === 'ObjectMethod') object.fields.set(name, { kind: 'function', node: property, scope, self: object });
      else {
        const value = this.evaluate(property.value, scope);
        object.fields.set(name, value.kind === 'function' && !value.self ? { ...value, self: object } : value);
      }
    }
    return object;
  }

  /** Name of a property; undefined where it is computed. */
  #key(node: Node, computed: boolean | undefined, scope: Scope): string | undefined {
    if (!computed && node.type === 'Identifier') return node.name;
    if (node.type === 'PrivateName') return `#${node.id.name}`;
    const value = this.evaluate(node, scope);
    // `[Op.in]` of Sequelize is a symbol.
    if (value.kind === 'chain' && value.root === 'types') return `@${value.links.map((link) => link.name).join('.')}`;
    return stringOf(value);
  }

  #binary(node: Extract<Node, { type: 'BinaryExpression' }>, scope: Scope): Value {
    if (node.left.type === 'PrivateName') return unknownAt(node);
    const left = this.evaluate(node.left, scope);
    const right = this.evaluate(node.right, scope);
    if (node.operator === '+') {
      if (left.kind === 'number' && right.kind === 'number') return { kind: 'number', value: left.value + right.value };
      if (left.kind !== 'text' && right.kind !== 'text') return unknownAt(node);
      const part = (value: Value, of: Node): readonly Piece[] => (value.kind === 'text' && (isLiteral(of) || value.pieces.every(({ start, end }) => start >= placeOf(of).start && end <= placeOf(of).end)) ? value.pieces : this.#interpolated(value, of, false)); // prettier-ignore
      return { kind: 'text', pieces: [...part(left, node.left), ...part(right, node.right)] };
    }
    if (/^[!=]==?$/.test(node.operator)) {
      const same = this.#equal(left, right, node);
      if (same !== undefined) return { kind: 'boolean', value: same === node.operator.startsWith('=') };
    }
    this.#settle(left, node.left);
    this.#settle(right, node.right);
    return unknownAt(node);
  }

  #equal(left: Value, right: Value, node: Node): boolean | undefined {
    const [a, b] = [stringOf(left), stringOf(right)];
    if (a !== undefined && b !== undefined && !isComputed(a) && !isComputed(b)) return a === b;
    // `knex.client.config.client === 'pg'`: the project is PostgreSQL, or nothing of it is analysed.
    const engine = a ?? b;
    return engine !== undefined && /dialect|client|\.type\b|driver/i.test(this.source(placeOf(node))) ? namesPostgres(engine) : undefined;
  }

  #unary(node: Extract<Node, { type: 'UnaryExpression' }>, scope: Scope): Value {
    const value = this.#settle(this.evaluate(node.argument, scope), node.argument);
    if (node.operator === '!') {
      const known = truth(value);
      return known === undefined ? unknownAt(node) : { kind: 'boolean', value: !known };
    }
    if (node.operator === '-' && value.kind === 'number') return { kind: 'number', value: -value.value };
    return node.operator === 'void' ? UNDEFINED : unknownAt(node);
  }

  #assignment(left: Node, operator: string, right: Expression, node: Node, scope: Scope): Value {
    const value = this.evaluate(right, scope);
    if (left.type === 'Identifier') {
      const before = lookUp(left.name, scope);
      const next: Value =
        operator === '='
          ? value
          : operator === '+=' && before?.kind === 'text'
            ? { kind: 'text', pieces: [...before.pieces, ...this.#interpolated(value, right, false)] }
            : unknownAt(node);
      assign(left.name, next, scope);
      if (next.kind === 'chain' && next.links.some(({ args }) => args)) this.#pending.push(next);
      return next;
    }
    if (left.type === 'MemberExpression' && operator === '=') {
      const object = this.evaluate(left.object, scope);
      const name = this.#key(left.property, left.computed, scope);
      if ((object.kind === 'object' || object.kind === 'instance') && name !== undefined) {
        object.fields.set(name, value);
        // `module.exports = …` takes the place of what `exports` was.
        if (name === 'exports' && object === lookUp('module', scope)) rootOf(scope).names.set('exports', value);
      }
    }
    return value;
  }

  #member(object: Value, name: string, node: Node): Value {
    switch (object.kind) {
      case 'chain':
        return this.#chained(object, { name, ...placeOf(node) }, node);
      case 'object':
        return object.fields.get(name) ?? (object.open ? unknownAt(node) : UNDEFINED);
      case 'instance':
        return this.instanceMember(object, name, node);
      case 'class': {
        const member = object.node.body.body.find((one) => 'static' in one && one.static === true && 'key' in one && one.key.type === 'Identifier' && one.key.name === name); // prettier-ignore
        return member?.type === 'ClassProperty' && member.value ? this.evaluate(member.value, object.scope) : member?.type === 'ClassMethod' ? { kind: 'function', node: member, scope: object.scope, self: object } : unknownAt(node); // prettier-ignore
      }
      case 'list':
        if (name === 'length') return { kind: 'number', value: object.items.length };
        return /^\d+$/.test(name) ? (object.items[Number(name)] ?? UNDEFINED) : unknownAt(node);
      case 'unknown':
        return unknownAt(node, object.foreign ? { foreign: true } : {});
      default:
        return unknownAt(node);
    }
  }

  /** A method or property of an object of a class; what the tool's base class defines otherwise. */
  instanceMember(instance: InstanceValue, name: string, node: Node): Value {
    const known = instance.fields.get(name);
    if (known) return known;
    for (const member of instance.of.node.body.body) {
      if (!('key' in member) || member.key.type !== (name.startsWith('#') ? 'PrivateName' : 'Identifier')) continue;
      const own = member.key.type === 'PrivateName' ? `#${member.key.id.name}` : member.key.type === 'Identifier' ? member.key.name : '';
      if (own !== name) continue;
      if (member.type === 'ClassMethod' && member.kind === 'method')
        return { kind: 'function', node: member, scope: instance.of.scope, self: instance };
      if (member.type === 'ClassPrivateMethod') return { kind: 'function', node: { ...member, type: 'ClassMethod' } as unknown as FunctionNode, scope: instance.of.scope, self: instance }; // prettier-ignore
      if ((member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty') && member.value) {
        const value = this.evaluate(member.value, newScope(instance.of.scope, instance));
        instance.fields.set(name, value);
        return value;
      }
    }
    if (this.#tool.self !== undefined) return this.#chained(this.handle(this.#tool.self, placeOf(node)), { name, ...placeOf(node) }, node);
    return unknownAt(node);
  }

  #chained(chain: Chain, link: Link, node: Node): Chain {
    chain.state.used = true;
    for (const arg of link.args ?? []) use(arg);
    return { kind: 'chain', root: chain.root, links: [...chain.links, link], ...placeOf(node), state: { used: false } };
  }

  #new(node: Extract<Node, { type: 'NewExpression' }>, scope: Scope): Value {
    const callee = this.evaluate(node.callee, scope);
    const args = this.#arguments(node.arguments, scope);
    if (callee.kind === 'chain') return this.#chained(callee, { name: '', args, ...placeOf(node) }, node);
    const named = this.source(placeOf(node.callee));
    if (named === 'Promise') for (const arg of args) if (arg.kind === 'function') this.call(arg, []);
    if (args.some((arg) => reachesDatabase(arg))) this.unread(placeOf(node), `what new ${named}(…) does is not known here`);
    return unknownAt(node);
  }

  #arguments(nodes: readonly Node[], scope: Scope): Value[] {
    const list = this.#list(nodes, scope);
    return list.kind === 'list' ? list.items : [list];
  }

  #call(node: CallExpression, scope: Scope): Value {
    const { callee } = node;
    const place = placeOf(node);
    if (callee.type === 'Import') return unknownAt(node, { foreign: true });
    if (callee.type === 'Identifier' && callee.name === 'require') {
      const module = stringOf(node.arguments[0] ? this.evaluate(node.arguments[0], scope) : undefined);
      return module === undefined ? unknownAt(node) : this.#imported(module, '*', node);
    }
    if (callee.type === 'Super' || callee.type === 'V8IntrinsicIdentifier') return unknownAt(node);
    if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
      const name = this.#key(callee.property, callee.computed, scope) ?? '';
      if (callee.object.type === 'Super') {
        const args = this.#arguments(node.arguments, scope);
        return args.some((arg) => reachesDatabase(arg)) ? this.#foreign(`super.${name}`, args, node) : unknownAt(node);
      }
      const object = this.evaluate(callee.object, scope);
      if (object.kind === 'chain' && /^(?:then|catch|finally)$/.test(name)) return this.#then(object, name, node, scope);
      const args = this.#arguments(node.arguments, scope);
      if (object.kind === 'chain') {
        if (name === '') return this.#foreign(this.#named(callee), [object, ...args], node);
        return this.#chained(object, { name, args, start: placeOf(callee.property).start, end: place.end }, node);
      }
      const built = this.#builtIn(object, name, args, node, callee.object);
      if (built) return built;
      const member = this.#member(object, name, callee);
      if (member.kind === 'chain') return this.#chained(dropLast(member), { name, args, start: place.start, end: place.end }, node);
      return this.#invoke(member, args, node, callee);
    }
    const target = this.evaluate(callee, scope);
    const args = this.#arguments(node.arguments, scope);
    if (target.kind === 'chain') return this.#chained(target, { name: '', args, ...place }, node);
    return this.#invoke(target, args, node, callee);
  }

  #named(callee: Node): string {
    return this.source(placeOf(callee)).replaceAll(/\s+/g, '').slice(0, 60);
  }

  #invoke(target: Value, args: readonly Value[], node: Node, callee: Node): Value {
    if (target.kind === 'function') {
      if (this.#depth < LIMITS.depth) return this.call(target, args);
      return args.some((arg) => reachesDatabase(arg)) ? this.#foreign(this.#named(callee), args, node) : unknownAt(node);
    }
    const name = this.#named(callee);
    if (args.some((arg) => reachesDatabase(arg)) && !isHarmless(name)) return this.#foreign(name, args, node);
    this.#callBack(args, node);
    if (target.kind === 'unknown' && target.foreign && !isHarmless(name)) return unknownAt(node, { call: name });
    return unknownAt(node);
  }

  /** What is handed functions may call them: what they send is read once, with arguments nobody knows. */
  #callBack(args: readonly Value[], node: Node): void {
    for (const arg of args) {
      if (arg.kind !== 'function') continue;
      const given = arg.node.params.map((one) => unknownAt(one));
      this.#settle(this.call(arg, given), node);
    }
  }

  /** A call that hands the database on. */
  #foreign(name: string, args: readonly Value[], node: Node): Value {
    for (const arg of args) use(arg);
    this.unread(placeOf(node), `what ${name}(…) does is not known here`);
    this.#callBack(args, node);
    return unknownAt(node);
  }

  #then(chain: Chain, name: string, node: CallExpression, scope: Scope): Value {
    const value = this.#settle(chain, node);
    const callbacks = this.#arguments(node.arguments, scope);
    return this.#continued(value, name, callbacks, node);
  }

  /** `.then(f)`, `.catch(f)` and `.finally(f)` of what was sent before. */
  #continued(value: Value, name: string, callbacks: readonly Value[], node: Node): Value {
    let result = value;
    const [first, second] = callbacks;
    if (name === 'catch' || second?.kind === 'function') {
      const failed = name === 'catch' ? first : second;
      if (failed?.kind === 'function') {
        const caught = this.#apart(() => {
          this.#settle(this.call(failed, [unknownAt(node)]), node);
          return undefined;
        });
        this.#onlyWhere(caught.steps, 'it runs only after an error');
      }
    }
    if (name !== 'catch' && first?.kind === 'function') result = this.#settle(this.call(first, [value]), node);
    return result.kind === 'undefined' ? { ...unknownAt(node) } : result;
  }

  /** Methods of texts, lists and the language's own objects that can be followed. */
  #builtIn(object: Value, name: string, args: readonly Value[], node: Node, of: Node): Value | undefined {
    const owner = of.type === 'Identifier' ? of.name : '';
    const [first] = args;
    if (owner === 'Promise' && object.kind === 'unknown') {
      if (name === 'resolve') return first ? this.#settle(first, node) : UNDEFINED;
      if (first?.kind === 'list') return { kind: 'list', items: first.items.map((item) => this.#settle(item, node)) };
      if (first) this.#settle(first, node);
      return unknownAt(node);
    }
    if (owner === 'Object' && object.kind === 'unknown') {
      if (name === 'freeze') return first;
      if (first?.kind === 'object' && !first.open) {
        const texts = [...first.fields.keys()].map((key) => madeText(key, placeOf(node)));
        if (name === 'keys') return { kind: 'list', items: texts };
        if (name === 'values') return { kind: 'list', items: [...first.fields.values()] };
        if (name === 'entries') return { kind: 'list', items: [...first.fields.values()].map((value, i): Value => ({ kind: 'list', items: [texts[i] ?? UNDEFINED, value] })) }; // prettier-ignore
      }
      return unknownAt(node);
    }
    if (/^(?:then|catch|finally)$/.test(name)) return this.#continued(this.#settle(object, node), name, args, node);
    if (object.kind === 'function' && /^(?:call|bind|apply)$/.test(name))
      return name === 'call' ? this.call(object, args.slice(1)) : object;
    if (object.kind === 'text') return this.#textMethod(object, name, args, node);
    if (object.kind === 'list') return this.#listMethod(object.items, name, args, node);
    return undefined;
  }

  #textMethod(text: TextValue, name: string, args: readonly Value[], node: Node): Value {
    const whole = plainText(text);
    if (name === 'trim' || name === 'toString' || name === 'trimStart' || name === 'trimEnd') return text;
    if (isComputed(whole)) return unknownAt(node);
    if (name === 'toLowerCase' || name === 'toUpperCase')
      return madeText(name === 'toLowerCase' ? whole.toLowerCase() : whole.toUpperCase(), placeOf(node));
    if (name === 'concat')
      return {
        kind: 'text',
        pieces: [text, ...args].flatMap((part) => (part.kind === 'text' ? part.pieces : this.#interpolated(part, node, false))),
      };
    const separator = stringOf(args[0]);
    if (name === 'split' && separator !== undefined)
      return { kind: 'list', items: whole.split(separator).map((part) => madeText(part, placeOf(node))) };
    return unknownAt(node);
  }

  #listMethod(items: Value[], name: string, args: readonly Value[], node: Node): Value {
    const [first] = args;
    if ((name === 'map' || name === 'forEach' || name === 'flatMap') && first?.kind === 'function') {
      const results: Value[] = [];
      for (const [i, item] of items.entries()) {
        if (++this.#turns > LIMITS.turns) break;
        const result = this.call(first, [item, { kind: 'number', value: i }]);
        results.push(name === 'forEach' ? this.#settle(result, node) : result);
      }
      if (name === 'flatMap')
        return { kind: 'list', items: results.flatMap((result) => (result.kind === 'list' ? result.items : [result])) };
      return name === 'map' ? { kind: 'list', items: results } : UNDEFINED;
    }
    if (name === 'join') {
      const separator = args.length === 0 ? ',' : stringOf(first);
      if (separator === undefined) return unknownAt(node);
      const pieces: Piece[] = [];
      for (const [i, item] of items.entries()) {
        if (i > 0) pieces.push({ text: separator, ...placeOf(node) });
        pieces.push(...(item.kind === 'text' && items.length > 0 ? item.pieces : this.#interpolated(item, node, false)));
      }
      return { kind: 'text', pieces };
    }
    if (name === 'push') {
      items.push(...args);
      for (const arg of args) if (arg.kind === 'chain') this.#pending.push(arg);
      return unknownAt(node);
    }
    if (name === 'concat') return { kind: 'list', items: [...items, ...args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]))] };
    if (name === 'reduce' && first?.kind === 'function') {
      let sum = args[1] ?? UNDEFINED;
      for (const item of items) if (++this.#turns <= LIMITS.turns) sum = this.call(first, [sum, item]);
      return sum;
    }
    if (name === 'includes') {
      const wanted = stringOf(first);
      const known = items.map(stringOf);
      if (wanted !== undefined && known.every((one) => one !== undefined)) return { kind: 'boolean', value: known.includes(wanted) };
    }
    this.#callBack(args, node);
    return unknownAt(node);
  }

  // Sending.

  /** A value that is awaited, returned or thrown away: what it would send is sent. */
  #settle(value: Value, node: Node): Value {
    if (value.kind === 'chain') {
      if (value.state.used || !value.links.some(({ args }) => args)) return value;
      return this.#send(value);
    }
    if (value.kind === 'list') return { kind: 'list', items: value.items.map((item) => this.#settle(item, node)) };
    if (value.kind === 'unknown' && value.call !== undefined) {
      this.unread(value, `what ${value.call}(…) does is not known here`);
      return { kind: 'unknown', start: value.start, end: value.end };
    }
    return value;
  }

  #send(chain: Chain): Value {
    chain.state.used = true;
    if (chain.root === 'types') return { kind: 'unknown', start: chain.start, end: chain.end };
    if (chain.root === 'builder') {
      this.#collected.push(chain);
      return { kind: 'unknown', start: chain.start, end: chain.end };
    }
    return this.#tool.send(chain, this) ?? { kind: 'unknown', start: chain.start, end: chain.end };
  }
}

const isLiteral = (node: Node): boolean => node.type === 'StringLiteral' || node.type === 'TemplateLiteral';

const dropLast = (chain: Chain): Chain => ({ ...chain, links: chain.links.slice(0, -1) });

/** A value that went into another call is not sent on its own. */
function use(value: Value): void {
  if (value.kind === 'chain') value.state.used = true;
  else if (value.kind === 'list') for (const item of value.items) use(item);
  else if (value.kind === 'object') for (const field of value.fields.values()) if (field.kind === 'chain') field.state.used = true;
}

export function lookUp(name: string, scope: Scope): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return undefined;
}

function assign(name: string, value: Value, scope: Scope): void {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (!at.names.has(name)) continue;
    at.names.set(name, value);
    return;
  }
}

function rootOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}

/** Every node below one, itself included. */
function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of Object.values(node) as unknown[]) {
    for (const one of Array.isArray(child) ? (child as unknown[]) : [child])
      if (typeof one === 'object' && one !== null && 'type' in one && typeof one.type === 'string' && 'start' in one)
        walk(one as Node, visit);
  }
}
