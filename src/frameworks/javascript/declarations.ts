/** Names: what declarations, imports and exports give them. */
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
import { Expressions } from './expressions.ts';
import type { Module } from './modules.ts';
import { isQuietModule } from './names.ts';
import { lookUp, newScope } from './scopes.ts';
import { UNDEFINED, type Place, type Scope, type Value } from './values.ts';

export abstract class Declarations extends Expressions {
  private readonly modules = new Map<Module, Value>();

  /** Runs the top of a module for its names. */
  abstract module(body: readonly Statement[], scope: Scope): void;

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
}

const nameOf = (node: Identifier | StringLiteral): string => (node.type === 'Identifier' ? node.name : node.value);
