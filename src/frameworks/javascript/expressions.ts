/** Expressions: what they are known to be, without running them. */
import type { CallExpression, Expression, Node, TemplateLiteral } from '@babel/types';
import type { Piece } from '../pieces.ts';
import { Calls } from './calls.ts';
import { stringPiece, templatePiece } from './literals.ts';
import { namesPostgres } from './names.ts';
import { assign, lookUp, newScope, rootOf } from './scopes.ts';
import type { Flow } from './sending.ts';
import {
  isComputed,
  placeOf,
  stringOf,
  truth,
  UNDEFINED,
  type FunctionNode,
  type InstanceValue,
  type ObjectValue,
  type Place,
  type Scope,
  type TextValue,
  type Value,
} from './values.ts';

export abstract class Expressions extends Calls {
  evaluate(node: Node, scope: Scope): Value {
    switch (node.type) {
      case 'StringLiteral':
        return { kind: 'text', pieces: [this.piece(stringPiece(node, this.here.source.text))] };
      case 'TemplateLiteral':
        return this.template(node, scope);
      case 'TaggedTemplateExpression':
        return this.tagged(node.tag, node.quasi, node, scope);
      case 'NumericLiteral':
        return { kind: 'number', value: node.value };
      case 'BooleanLiteral':
        return { kind: 'boolean', value: node.value };
      case 'NullLiteral':
        return { kind: 'null' };
      case 'Identifier':
        return node.name === 'undefined' ? UNDEFINED : (lookUp(node.name, scope) ?? this.unknown(node, { foreign: true }));
      case 'ThisExpression':
        return scope.self ?? this.unknown(node);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return { kind: 'function', node, scope, self: undefined, module: this.here.module };
      case 'ClassExpression':
        return { kind: 'class', node, scope, module: this.here.module };
      case 'AwaitExpression':
        return this.settle(this.evaluate(node.argument, scope), node.argument);
      case 'YieldExpression':
        return node.argument ? this.settle(this.evaluate(node.argument, scope), node.argument) : UNDEFINED;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ParenthesizedExpression':
        return this.evaluate(node.expression, scope);
      case 'ArrayExpression':
        return this.listOf(node.elements, scope);
      case 'ObjectExpression':
        return this.objectOf(node, scope);
      case 'BinaryExpression':
        return this.binary(node, scope);
      case 'UnaryExpression':
        return this.unary(node, scope);
      case 'LogicalExpression': {
        const left = this.evaluate(node.left, scope);
        const known = node.operator === '??' ? (left.kind === 'unknown' || left.kind === 'chain' ? undefined : left.kind !== 'null' && left.kind !== 'undefined') : truth(left); // prettier-ignore
        if (known === undefined) {
          this.settle(left, node.left);
          this.settle(this.evaluate(node.right, scope), node.right);
          return this.unknown(node);
        }
        return known === (node.operator === '||' || node.operator === '??') ? left : this.evaluate(node.right, scope);
      }
      case 'ConditionalExpression': {
        let value = this.unknown(node) as Value;
        const keep = (branch: Expression) => (): Flow => {
          value = this.settle(this.evaluate(branch, scope), branch);
          return undefined;
        };
        const before = this.settle(this.evaluate(node.test, scope), node.test);
        const known = truth(before);
        if (known !== undefined) return this.evaluate(known ? node.consequent : node.alternate, scope);
        const taken = this.apart(keep(node.consequent));
        const other = this.apart(keep(node.alternate));
        const both = taken.steps.length > 0 && other.steps.length > 0;
        const reason = 'it is sent only on one way of a condition that only a run decides';
        if (both) for (const branch of [taken, other]) this.onlyWhere(branch.steps, reason);
        else this.steps.push(...taken.steps, ...other.steps);
        return value.kind === 'function' ? value : this.unknown(node);
      }
      case 'SequenceExpression': {
        let value: Value = UNDEFINED;
        for (const expression of node.expressions) {
          // `(0, fn)(…)` is how compilers write a call without `this`.
          if (expression === node.expressions.at(-1)) return this.evaluate(expression, scope);
          value = this.settle(this.evaluate(expression, scope), expression);
        }
        return value;
      }
      case 'AssignmentExpression':
        return this.assignment(node.left, node.operator, node.right, node, scope);
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') assign(node.argument.name, this.unknown(node), scope);
        return this.unknown(node);
      case 'MemberExpression':
      case 'OptionalMemberExpression': {
        const object = this.evaluate(node.object, scope);
        const name = this.key(node.property, node.computed, scope);
        if (name === undefined) return this.unknown(node);
        if (node.type === 'OptionalMemberExpression' && (object.kind === 'undefined' || object.kind === 'null')) return UNDEFINED;
        return this.member(object, name, node);
      }
      case 'CallExpression':
      case 'OptionalCallExpression':
        return this.called(node as CallExpression, scope);
      case 'NewExpression':
        return this.construct(node, scope);
      default:
        return this.unknown(node);
    }
  }

  protected template(node: TemplateLiteral, scope: Scope): TextValue {
    const pieces: Piece[] = [];
    for (const [i, quasi] of node.quasis.entries()) {
      pieces.push(this.piece(templatePiece(quasi, this.here.source.text)));
      const expression = node.expressions[i];
      if (expression) pieces.push(...this.interpolated(this.evaluate(expression, scope), expression, true));
    }
    return { kind: 'text', pieces: pieces.filter(({ text }) => text !== '') };
  }

  /** A piece of a literal; in another file it stands for the call. */
  private piece(piece: Piece): Piece {
    return this.here.place ? { text: piece.text, ...this.here.place } : piece;
  }

  /** A value inside a text: what it is, at the place of the expression; the expression itself where it is not known. */
  protected interpolated(value: Value, node: Node, inTemplate: boolean): readonly Piece[] {
    const place = placeOf(node);
    const { text: all } = this.here.source;
    const [from, to] = inTemplate ? [all.lastIndexOf('${', place.start), all.indexOf('}', place.end) + 1] : [place.start, place.end];
    const { start, end } = this.here.place ?? { start: from, end: to };
    if (value.kind === 'list' && value.items.every((item) => stringOf(item) !== undefined))
      return [{ text: value.items.map(stringOf).join(','), start, end }];
    const text = stringOf(value);
    if (text !== undefined) return value.kind === 'text' && (this.here.place || isWithin(value.pieces, place)) ? value.pieces : [{ text, start, end }]; // prettier-ignore
    const written = all.slice(from, to);
    if (inTemplate && /^\$\{[^{}'"`\\\r\n]*\}$/.test(written)) return [this.piece({ text: written, start, end, units: 'same' })];
    const name = /[A-Za-z_$][\w$.]*/.exec(this.written(node))?.[0] ?? 'value';
    return [{ text: `\${${name}}`, start, end }];
  }

  protected tagged(tag: Expression, quasi: TemplateLiteral, node: Node, scope: Scope): Value {
    const tagged = this.evaluate(tag, scope);
    if (tagged.kind !== 'chain') return this.template(quasi, scope);
    const texts: Value[] = quasi.quasis.map((part) => ({ kind: 'text', pieces: [this.piece(templatePiece(part, this.here.source.text))] }));
    const values = quasi.expressions.map((expression) => this.evaluate(expression, scope));
    const args: Value[] = [
      { kind: 'list', items: texts },
      { kind: 'list', items: values },
    ];
    return this.chained(tagged, { name: '`', args, ...this.at(quasi) }, node);
  }

  protected listOf(elements: readonly (Node | null)[], scope: Scope): Value {
    const items: Value[] = [];
    for (const element of elements) {
      if (!element) continue;
      if (element.type !== 'SpreadElement') items.push(this.evaluate(element, scope));
      else {
        const spread = this.evaluate(element.argument, scope);
        if (spread.kind !== 'list') return this.unknown(element);
        items.push(...spread.items);
      }
    }
    return { kind: 'list', items };
  }

  protected objectOf(node: Extract<Node, { type: 'ObjectExpression' }>, scope: Scope): Value {
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
      const name = this.key(property.key, property.computed, scope);
      if (name === undefined) object.open = true;
      else if (property.type === 'ObjectMethod')
        object.fields.set(name, { kind: 'function', node: property, scope, self: object, module: this.here.module });
      else {
        const value = this.evaluate(property.value, scope);
        object.fields.set(name, value.kind === 'function' && !value.self ? { ...value, self: object } : value);
      }
    }
    return object;
  }

  /** Name of a property; undefined where it is computed. */
  protected key(node: Node, computed: boolean | undefined, scope: Scope): string | undefined {
    if (!computed && node.type === 'Identifier') return node.name;
    if (node.type === 'PrivateName') return `#${node.id.name}`;
    const value = this.evaluate(node, scope);
    // `[Op.in]` of Sequelize is a symbol.
    if (value.kind === 'chain' && value.root === 'types') return `@${value.links.map((link) => link.name).join('.')}`;
    return stringOf(value);
  }

  protected binary(node: Extract<Node, { type: 'BinaryExpression' }>, scope: Scope): Value {
    if (node.left.type === 'PrivateName') return this.unknown(node);
    const left = this.evaluate(node.left, scope);
    const right = this.evaluate(node.right, scope);
    if (node.operator === '+') {
      if (left.kind === 'number' && right.kind === 'number') return { kind: 'number', value: left.value + right.value };
      if (left.kind !== 'text' && right.kind !== 'text') return this.unknown(node);
      const part = (value: Value, of: Node): readonly Piece[] => (value.kind === 'text' && (isLiteral(of) || isWithin(value.pieces, placeOf(of))) ? value.pieces : this.interpolated(value, of, false)); // prettier-ignore
      return { kind: 'text', pieces: [...part(left, node.left), ...part(right, node.right)] };
    }
    if (/^[!=]==?$/.test(node.operator)) {
      const same = this.equal(left, right, node);
      if (same !== undefined) return { kind: 'boolean', value: same === node.operator.startsWith('=') };
    }
    this.settle(left, node.left);
    this.settle(right, node.right);
    return this.unknown(node);
  }

  protected equal(left: Value, right: Value, node: Node): boolean | undefined {
    const [a, b] = [stringOf(left), stringOf(right)];
    if (a !== undefined && b !== undefined && !isComputed(a) && !isComputed(b)) return a === b;
    // `knex.client.config.client === 'pg'`: the project is PostgreSQL, or nothing of it is analysed.
    const engine = a ?? b;
    return engine !== undefined && /dialect|client|\.type\b|driver/i.test(this.written(node)) ? namesPostgres(engine) : undefined;
  }

  protected unary(node: Extract<Node, { type: 'UnaryExpression' }>, scope: Scope): Value {
    const value = this.settle(this.evaluate(node.argument, scope), node.argument);
    if (node.operator === '!') {
      const known = truth(value);
      return known === undefined ? this.unknown(node) : { kind: 'boolean', value: !known };
    }
    if (node.operator === '-' && value.kind === 'number') return { kind: 'number', value: -value.value };
    return node.operator === 'void' ? UNDEFINED : this.unknown(node);
  }

  protected assignment(left: Node, operator: string, right: Expression, node: Node, scope: Scope): Value {
    const value = this.evaluate(right, scope);
    if (left.type === 'Identifier') {
      const before = lookUp(left.name, scope);
      const next: Value =
        operator === '='
          ? value
          : operator === '+=' && before?.kind === 'text'
            ? { kind: 'text', pieces: [...before.pieces, ...this.interpolated(value, right, false)] }
            : this.unknown(node);
      assign(left.name, next, scope);
      if (next.kind === 'chain' && next.links.some(({ args }) => args)) this.pending.push(next);
      return next;
    }
    if (left.type === 'MemberExpression' && operator === '=') {
      const object = this.evaluate(left.object, scope);
      const name = this.key(left.property, left.computed, scope);
      if ((object.kind === 'object' || object.kind === 'instance') && name !== undefined) {
        object.fields.set(name, value);
        // `module.exports = …` takes the place of what `exports` was.
        if (name === 'exports' && object === lookUp('module', scope)) rootOf(scope).names.set('exports', value);
      }
    }
    return value;
  }

  protected member(object: Value, name: string, node: Node): Value {
    switch (object.kind) {
      case 'chain':
        return this.chained(object, { name, ...this.at(node) }, node);
      case 'object':
        return object.fields.get(name) ?? (object.open ? this.unknown(node) : UNDEFINED);
      case 'instance':
        return this.instanceMember(object, name, node);
      case 'class': {
        const member = object.node.body.body.find((one) => 'static' in one && one.static === true && 'key' in one && one.key.type === 'Identifier' && one.key.name === name); // prettier-ignore
        const value = member?.type === 'ClassProperty' ? member.value : undefined;
        return value ? this.within(object.module, this.at(node), () => this.evaluate(value, object.scope)) : member?.type === 'ClassMethod' ? { kind: 'function', node: member, scope: object.scope, self: object, module: object.module } : this.unknown(node); // prettier-ignore
      }
      case 'list':
        if (name === 'length') return { kind: 'number', value: object.items.length };
        return /^\d+$/.test(name) ? (object.items[Number(name)] ?? UNDEFINED) : this.unknown(node);
      case 'unknown':
        return this.unknown(node, object.foreign ? { foreign: true } : {});
      default:
        return this.unknown(node);
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
        return { kind: 'function', node: member, scope: instance.of.scope, self: instance, module: instance.of.module };
      if (member.type === 'ClassPrivateMethod') return { kind: 'function', node: { ...member, type: 'ClassMethod' } as unknown as FunctionNode, scope: instance.of.scope, self: instance, module: instance.of.module }; // prettier-ignore
      if ((member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty') && member.value) {
        const written = member.value;
        const value = this.within(instance.of.module, this.at(node), () => this.evaluate(written, newScope(instance.of.scope, instance)));
        instance.fields.set(name, value);
        return value;
      }
    }
    if (this.tool.self !== undefined) return this.chained(this.handle(this.tool.self, this.at(node)), { name, ...this.at(node) }, node);
    return this.unknown(node);
  }
}

const isLiteral = (node: Node): boolean => node.type === 'StringLiteral' || node.type === 'TemplateLiteral';

const isWithin = (pieces: readonly Piece[], place: Place): boolean =>
  pieces.length > 0 && pieces.every((piece) => piece.start >= place.start && piece.end <= place.end);
