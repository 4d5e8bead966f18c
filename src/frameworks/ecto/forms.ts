/** Forms of Elixir that look like calls: branches, loops, directives. */
import { childOf, fieldOf, type Node } from '../tree-sitter/parse.ts';
import { addAliases, itemsOf, stabsIn, type Reader } from './evaluate.ts';
import { argumentsOf, blockOf, operatorOf } from './parse.ts';
import { matches } from './patterns.ts';
import { computed, truth, type Scope, type Value } from './values.ts';

/** Forms of the language that are no calls; undefined for calls. */
export function formOf(name: string, node: Node, reader: Reader, scope: Scope): Value | undefined {
  const { text } = reader.module;
  const [first, second] = argumentsOf(node);
  const inner = (): Scope => ({ names: new Map(), parent: scope });
  const branch = (block: string): Value => reader.run(blockOf(node, block, text) ?? [], inner(), node);
  switch (name) {
    case 'if':
    case 'unless': {
      const holds = first ? truth(reader.evaluate(first, scope)) : undefined;
      if (holds !== undefined) return branch((name === 'if') === holds ? 'do' : 'else');
      branch('do');
      branch('else');
      return computed(node);
    }
    case 'case': {
      if (!first) return computed(node);
      return reader.choose(stabsIn(childOf(node, 'do_block') ?? node, text), [reader.evaluate(first, scope)], scope, node);
    }
    case 'cond':
      return cond(node, reader, scope);
    case 'for':
      return comprehension(node, reader, scope);
    case 'with': {
      const own = inner();
      for (const clause of argumentsOf(node)) {
        const value = fieldOf(clause, 'right');
        const pattern = fieldOf(clause, 'left');
        if (clause.type === 'binary_operator' && value && pattern) matches(pattern, reader.evaluate(value, own), own, reader);
      }
      const value = reader.run(blockOf(node, 'do', text) ?? [], own, node);
      return otherwise(node, reader, scope, 'else') ? computed(node) : value;
    }
    case 'try': {
      const value = branch('do');
      const others = ['rescue', 'catch', 'else'].map((block) => otherwise(node, reader, scope, block));
      branch('after');
      return others.includes(true) ? computed(node) : value;
    }
    case 'raise':
    case 'reraise':
    case 'throw':
    case 'exit':
    case 'quote':
    case 'import':
    case 'require':
    case 'use':
      return computed(node);
    case 'alias':
      addAliases(node, reader);
      return computed(node);
    case 'then':
    case 'tap':
      if (second) return undefined;
      return computed(node);
    default:
      return undefined;
  }
}

/** Follows the clauses of a block that may be meant as well; whether there are any. */
function otherwise(node: Node, reader: Reader, scope: Scope, block: string): boolean {
  const body = childOf(childOf(node, 'do_block') ?? node, `${block}_block`);
  if (body) reader.choose(stabsIn(body, reader.module.text), [computed(body)], scope, body);
  return body !== undefined;
}

function cond(node: Node, reader: Reader, scope: Scope): Value {
  for (const { patterns, body } of stabsIn(childOf(node, 'do_block') ?? node, reader.module.text)) {
    const [condition] = patterns;
    const holds = condition ? truth(reader.evaluate(condition, scope)) : undefined;
    if (holds === false) continue;
    const value = reader.run(body, { names: new Map(), parent: scope }, node);
    if (holds) return value;
  }
  return computed(node);
}

function comprehension(node: Node, reader: Reader, scope: Scope): Value {
  const { text } = reader.module;
  const parts = argumentsOf(node).filter(({ type }) => type !== 'keywords');
  const body = blockOf(node, 'do', text) ?? [];
  const values: Value[] = [];
  const nest = (index: number, at: Scope): void => {
    const part = parts[index];
    if (!part) {
      values.push(reader.run(body, at, node));
      return;
    }
    const [pattern, source] = [fieldOf(part, 'left'), fieldOf(part, 'right')];
    if (part.type !== 'binary_operator' || operatorOf(part, text) !== '<-' || !pattern || !source) {
      if (truth(reader.evaluate(part, at)) !== false) nest(index + 1, at);
      return;
    }
    for (const item of itemsOf(reader.evaluate(source, at), part)) {
      const inner: Scope = { names: new Map(), parent: at };
      if (matches(pattern, item, inner, reader) !== false) nest(index + 1, inner);
    }
  };
  nest(0, scope);
  return { kind: 'list', items: values, start: node.start, end: node.end };
}
