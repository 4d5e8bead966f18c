/** Pattern matching: whether a value fits, and what the names in the pattern stand for then. */
import { childOf, fieldOf, namedOf, type Node } from '../tree-sitter/parse.ts';
import type { Reader } from './evaluate.ts';
import { keyword, operatorOf } from './parse.ts';
import { allOf, computed, same, type Scope, type Value } from './values.ts';

/** True, false, or undefined where it is not known. A value that is not given is the default of the pattern, else unknown. */
export function matches(pattern: Node, value: Value | undefined, scope: Scope, reader: Reader): boolean | undefined {
  const { text } = reader.module;
  if (pattern.type === 'identifier') {
    const name = reader.source(pattern);
    if (!name.startsWith('_')) scope.names.set(name, value ?? computed(pattern));
    return true;
  }
  if (pattern.type === 'unary_operator' && operatorOf(pattern, text) === '^') return value && same(reader.evaluate(pattern, scope), value);
  if (pattern.type === 'binary_operator') {
    const [left, right] = [fieldOf(pattern, 'left'), fieldOf(pattern, 'right')];
    const operator = operatorOf(pattern, text);
    if (left && right && operator === '\\\\') return matches(left, value ?? reader.evaluate(right, scope), scope, reader);
    if (left && right && operator === '=') {
      return allOf([matches(left, value, scope, reader), matches(right, value, scope, reader)]);
    }
    bindAll(pattern, scope, reader);
    return undefined;
  }
  if (pattern.type === 'tuple' || pattern.type === 'list') {
    const parts = namedOf(pattern);
    if (value?.kind !== pattern.type || parts.some(({ type }) => type === 'keywords' || type === 'binary_operator')) {
      bindAll(pattern, scope, reader);
      return value === undefined || value.kind === 'computed' || value.kind === pattern.type ? undefined : false;
    }
    if (parts.length !== value.items.length) return false;
    return allOf(parts.map((part, i) => matches(part, value.items[i], scope, reader)));
  }
  if (pattern.type === 'map') return matchesMap(pattern, value, scope, reader);
  return value && same(reader.evaluate(pattern, scope), value);
}

function matchesMap(pattern: Node, value: Value | undefined, scope: Scope, reader: Reader): boolean | undefined {
  const content = childOf(pattern, 'map_content');
  const pairs = content && namedOf(content)[0];
  if (value?.kind === 'map' && pairs?.type === 'keywords' && !childOf(pattern, 'struct')) {
    let fits: boolean | undefined = true;
    for (const [key, entry] of value.entries) {
      const inner = key.kind === 'atom' ? keyword(pairs, key.name, reader.module.text) : undefined;
      const part = inner ? matches(inner, entry, scope, reader) : true;
      if (part === false) return false;
      if (part === undefined) fits = undefined;
    }
    return namedOf(pairs).length <= value.entries.length ? fits : undefined;
  }
  bindAll(pattern, scope, reader);
  return value && value.kind !== 'map' && value.kind !== 'computed' ? false : undefined;
}

/** All names of a pattern stand for something that is not known. */
function bindAll(pattern: Node, scope: Scope, reader: Reader): void {
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'identifier' && !reader.source(node).startsWith('_')) scope.names.set(reader.source(node), computed(node));
    open.push(...node.children);
  }
}
