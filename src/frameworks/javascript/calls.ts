/** Calls: of functions of the file, of the language's own methods, and of what nobody here knows. */
import type { CallExpression, Node } from '@babel/types';
import type { Piece } from '../pieces.ts';
import { isHarmless } from './names.ts';
import { jsonOf } from './sql-text.ts';
import { LIMITS, Sending, use } from './sending.ts';
import {
  isComputed,
  madeText,
  plainText,
  reachesDatabase,
  stringOf,
  UNDEFINED,
  type Chain,
  type Scope,
  type TextValue,
  type Value,
} from './values.ts';

export abstract class Calls extends Sending {
  abstract evaluate(node: Node, scope: Scope): Value;
  protected abstract listOf(elements: readonly (Node | null)[], scope: Scope): Value;
  protected abstract key(node: Node, computed: boolean | undefined, scope: Scope): string | undefined;
  protected abstract member(object: Value, name: string, node: Node): Value;
  protected abstract interpolated(value: Value, node: Node, inTemplate: boolean): readonly Piece[];
  protected abstract imported(module: string, name: string, node: Node): Value;

  protected construct(node: Extract<Node, { type: 'NewExpression' }>, scope: Scope): Value {
    const callee = this.evaluate(node.callee, scope);
    const args = this.argumentsOf(node.arguments, scope);
    if (callee.kind === 'chain') return this.chained(callee, { name: '', args, ...this.at(node) }, node);
    const named = this.written(node.callee);
    if (named === 'Promise') for (const arg of args) if (arg.kind === 'function') this.call(arg, [], this.at(node));
    if (args.some((arg) => reachesDatabase(arg))) this.unread(this.at(node), `what new ${named}(…) does is not known here`);
    return this.unknown(node);
  }

  protected argumentsOf(nodes: readonly Node[], scope: Scope): Value[] {
    const list = this.listOf(nodes, scope);
    return list.kind === 'list' ? list.items : [list];
  }

  protected called(node: CallExpression, scope: Scope): Value {
    const { callee } = node;
    const place = this.at(node);
    if (callee.type === 'Import') {
      const module = stringOf(node.arguments[0] ? this.evaluate(node.arguments[0], scope) : undefined);
      return module === undefined ? this.unknown(node, { foreign: true }) : this.imported(module, '*', node);
    }
    if (callee.type === 'Identifier' && callee.name === 'require') {
      const module = stringOf(node.arguments[0] ? this.evaluate(node.arguments[0], scope) : undefined);
      return module === undefined ? this.unknown(node) : this.imported(module, '*', node);
    }
    if (callee.type === 'Super' || callee.type === 'V8IntrinsicIdentifier') return this.unknown(node);
    if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
      const name = this.key(callee.property, callee.computed, scope) ?? '';
      if (callee.object.type === 'Super') {
        const args = this.argumentsOf(node.arguments, scope);
        // The migration that this one is made of sends what it sends.
        return /^(?:up|down)$/.test(name) || args.some((arg) => reachesDatabase(arg))
          ? this.handedOn(`super.${name}`, args, node)
          : this.unknown(node);
      }
      const object = this.evaluate(callee.object, scope);
      if (object.kind === 'chain' && /^(?:then|catch|finally)$/.test(name)) return this.chainContinued(object, name, node, scope);
      const args = this.argumentsOf(node.arguments, scope);
      if (object.kind === 'chain') {
        if (name === '') return this.handedOn(this.nameOf(callee), [object, ...args], node);
        return this.chained(object, { name, args, start: this.at(callee.property).start, end: place.end }, node);
      }
      const built = this.builtIn(object, name, args, node, callee.object);
      if (built) return built;
      const member = this.member(object, name, callee);
      if (member.kind === 'chain') return this.chained(dropLast(member), { name, args, start: place.start, end: place.end }, node);
      return this.invoke(member, args, node, callee);
    }
    const target = this.evaluate(callee, scope);
    const args = this.argumentsOf(node.arguments, scope);
    if (target.kind === 'chain') return this.chained(target, { name: '', args, ...place }, node);
    return this.invoke(target, args, node, callee);
  }

  protected nameOf(callee: Node): string {
    return this.written(callee).replaceAll(/\s+/g, '').slice(0, 60);
  }

  protected invoke(target: Value, args: readonly Value[], node: Node, callee: Node): Value {
    if (target.kind === 'function') {
      if (this.depth < LIMITS.depth) return this.call(target, args, this.at(node));
      return args.some((arg) => reachesDatabase(arg)) ? this.handedOn(this.nameOf(callee), args, node) : this.unknown(node);
    }
    const name = this.nameOf(callee);
    if (args.some((arg) => reachesDatabase(arg)) && !isHarmless(name)) return this.handedOn(name, args, node);
    this.callBack(args, node);
    if (target.kind === 'unknown' && target.foreign && !isHarmless(name)) return this.unknown(node, { call: name });
    return this.unknown(node);
  }

  /** What is handed functions may call them: what they send is read once, with arguments nobody knows. */
  protected callBack(args: readonly Value[], node: Node): void {
    for (const arg of args) {
      if (arg.kind !== 'function') continue;
      const given = arg.node.params.map((one) => this.unknown(one));
      this.settle(this.call(arg, given, this.at(node)), node);
    }
  }

  /** A call that hands the database on. */
  protected handedOn(name: string, args: readonly Value[], node: Node): Value {
    for (const arg of args) use(arg);
    this.unread(this.at(node), `what ${name}(…) does is not known here`);
    this.callBack(args, node);
    return this.unknown(node);
  }

  protected chainContinued(chain: Chain, name: string, node: CallExpression, scope: Scope): Value {
    const value = this.settle(chain, node);
    const callbacks = this.argumentsOf(node.arguments, scope);
    return this.continued(value, name, callbacks, node);
  }

  /** `.then(f)`, `.catch(f)` and `.finally(f)` of what was sent before. */
  protected continued(value: Value, name: string, callbacks: readonly Value[], node: Node): Value {
    let result = value;
    const [first, second] = callbacks;
    if (name === 'catch' || second?.kind === 'function') {
      const failed = name === 'catch' ? first : second;
      if (failed?.kind === 'function') {
        const caught = this.apart(() => {
          this.settle(this.call(failed, [this.unknown(node)], this.at(node)), node);
          return undefined;
        });
        this.onlyWhere(caught.steps, 'it runs only after an error');
      }
    }
    if (name !== 'catch' && first?.kind === 'function') result = this.settle(this.call(first, [value], this.at(node)), node);
    return result.kind === 'undefined' ? { ...this.unknown(node) } : result;
  }

  /** Methods of texts, lists and the language's own objects that can be followed. */
  protected builtIn(object: Value, name: string, args: readonly Value[], node: Node, of: Node): Value | undefined {
    const owner = of.type === 'Identifier' ? of.name : '';
    const [first] = args;
    if (owner === 'Promise' && object.kind === 'unknown') {
      if (name === 'resolve') return first ? this.settle(first, node) : UNDEFINED;
      if (first?.kind === 'list') return { kind: 'list', items: first.items.map((item) => this.settle(item, node)) };
      if (first) this.settle(first, node);
      return this.unknown(node);
    }
    if (owner === 'JSON' && object.kind === 'unknown' && name === 'stringify' && first && args.length === 1) {
      const json = jsonOf(first);
      return json === undefined ? this.unknown(node) : madeText(json, this.at(node));
    }
    if (owner === 'Object' && object.kind === 'unknown') {
      if (name === 'freeze') return first;
      if (first?.kind === 'object' && !first.open) {
        const texts = [...first.fields.keys()].map((key) => madeText(key, this.at(node)));
        if (name === 'keys') return { kind: 'list', items: texts };
        if (name === 'values') return { kind: 'list', items: [...first.fields.values()] };
        if (name === 'entries') return { kind: 'list', items: [...first.fields.values()].map((value, i): Value => ({ kind: 'list', items: [texts[i] ?? UNDEFINED, value] })) }; // prettier-ignore
      }
      return this.unknown(node);
    }
    if (/^(?:then|catch|finally)$/.test(name)) return this.continued(this.settle(object, node), name, args, node);
    if (object.kind === 'function' && /^(?:call|bind|apply)$/.test(name))
      return name === 'call' ? this.call(object, args.slice(1), this.at(node)) : object;
    if (object.kind === 'text') return this.textMethod(object, name, args, node);
    if (object.kind === 'list') return this.listMethod(object.items, name, args, node);
    if (object.kind === 'unknown' && !object.foreign && (name === 'map' || name === 'flatMap') && first?.kind === 'function') {
      const given = first.node.params.map((one) => this.unknown(one));
      return { ...this.unknown(node), item: this.settle(this.call(first, given, this.at(node)), node) };
    }
    return undefined;
  }

  protected textMethod(text: TextValue, name: string, args: readonly Value[], node: Node): Value {
    const whole = plainText(text);
    if (name === 'trim' || name === 'toString' || name === 'trimStart' || name === 'trimEnd') return text;
    if (isComputed(whole)) return this.unknown(node);
    if (name === 'toLowerCase' || name === 'toUpperCase')
      return madeText(name === 'toLowerCase' ? whole.toLowerCase() : whole.toUpperCase(), this.at(node));
    if (name === 'concat')
      return {
        kind: 'text',
        pieces: [text, ...args].flatMap((part) => (part.kind === 'text' ? part.pieces : this.interpolated(part, node, false))),
      };
    const separator = stringOf(args[0]);
    if (name === 'split' && separator !== undefined)
      return { kind: 'list', items: whole.split(separator).map((part) => madeText(part, this.at(node))) };
    return this.unknown(node);
  }

  protected listMethod(items: Value[], name: string, args: readonly Value[], node: Node): Value {
    const [first] = args;
    if ((name === 'map' || name === 'forEach' || name === 'flatMap') && first?.kind === 'function') {
      const results: Value[] = [];
      for (const [i, item] of items.entries()) {
        if (++this.turns > LIMITS.turns) break;
        const result = this.call(first, [item, { kind: 'number', value: i }], this.at(node));
        results.push(name === 'forEach' ? this.settle(result, node) : result);
      }
      if (name === 'flatMap')
        return { kind: 'list', items: results.flatMap((result) => (result.kind === 'list' ? result.items : [result])) };
      return name === 'map' ? { kind: 'list', items: results } : UNDEFINED;
    }
    if (name === 'join') {
      const separator = args.length === 0 ? ',' : stringOf(first);
      if (separator === undefined) return this.unknown(node);
      const pieces: Piece[] = [];
      for (const [i, item] of items.entries()) {
        if (i > 0) pieces.push({ text: separator, ...this.at(node) });
        pieces.push(...(item.kind === 'text' && items.length > 0 ? item.pieces : this.interpolated(item, node, false)));
      }
      return { kind: 'text', pieces };
    }
    if (name === 'push') {
      items.push(...args);
      for (const arg of args) if (arg.kind === 'chain') this.pending.push(arg);
      return this.unknown(node);
    }
    if (name === 'concat') return { kind: 'list', items: [...items, ...args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]))] };
    if (name === 'reduce' && first?.kind === 'function') {
      let sum = args[1] ?? UNDEFINED;
      for (const item of items) if (++this.turns <= LIMITS.turns) sum = this.call(first, [sum, item], this.at(node));
      return sum;
    }
    if (name === 'includes') {
      const wanted = stringOf(first);
      const known = items.map(stringOf);
      if (wanted !== undefined && known.every((one) => one !== undefined)) return { kind: 'boolean', value: known.includes(wanted) };
    }
    this.callBack(args, node);
    return this.unknown(node);
  }
}

const dropLast = (chain: Chain): Chain => ({ ...chain, links: chain.links.slice(0, -1) });
