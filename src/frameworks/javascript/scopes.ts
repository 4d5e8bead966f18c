/** Names and the blocks they are in. */
import type { Node } from '@babel/types';
import type { Scope, Value } from './values.ts';

export const newScope = (parent: Scope | undefined, self = parent?.self): Scope => ({ names: new Map(), parent, self });

export function lookUp(name: string, scope: Scope): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return undefined;
}

export function assign(name: string, value: Value, scope: Scope): void {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (!at.names.has(name)) continue;
    at.names.set(name, value);
    return;
  }
}

export function rootOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}

/** Every node below one, itself included. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of Object.values(node) as unknown[]) {
    for (const one of Array.isArray(child) ? (child as unknown[]) : [child])
      if (typeof one === 'object' && one !== null && 'type' in one && typeof one.type === 'string' && 'start' in one)
        walk(one as Node, visit);
  }
}
