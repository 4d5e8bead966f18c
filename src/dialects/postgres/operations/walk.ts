/** Walking syntax trees without recursion: a tree can be deeper than the stack. */
import type { Node, RangeVar } from '@pgsql/types';
import { strings } from '../names.ts';
import { as, type NodeKind, type NodeOf } from './reading.ts';

/** Names of common table expressions that are visible somewhere; `outer` is what surrounds it. */
export interface Scope {
  readonly names: ReadonlySet<string>;
  readonly outer: Scope | undefined;
}

export function inScope(scope: Scope | undefined, name: string): boolean {
  for (let s = scope; s; s = s.outer) if (s.names.has(name)) return true;
  return false;
}

/** A node of any type: its kind, what it holds, the CTEs it sees. False: what is below it is not walked. */
export type Visit = (kind: NodeKind, value: object, scope: Scope | undefined) => boolean | void;

/** A member of a node that holds a node of a known type, which the tree does not name: `relation`, `typeName`. */
export type VisitBare = (value: object, scope: Scope | undefined) => void;

/** Calls `visit` for every node below and including `root`, in the order of the text as far as the tree keeps it. */
export function walk(root: unknown, visit: Visit, scope?: Scope, visitBare?: VisitBare): void {
  const stack: { readonly value: unknown; readonly scope: Scope | undefined }[] = [{ value: root, scope }];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value } = item;
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) stack.push({ value: value[i], scope: item.scope });
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    // Wrapped nodes are objects with one key, which begins with a capital; all other keys are members of a node.
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && typeof only[1] === 'object' && only[1] !== null && /^[A-Z]/.test(only[0])) {
      if (visit(only[0] as NodeKind, only[1] as object, item.scope) === false) continue;
      pushMembers(stack, only[1] as object, item.scope);
    } else {
      visitBare?.(value, item.scope);
      pushMembers(stack, value, item.scope);
    }
  }
}

/** Puts the members of a node on the stack, last first. WITH makes names visible in the rest of its statement. */
function pushMembers(stack: { value: unknown; scope: Scope | undefined }[], node: object, scope: Scope | undefined): void {
  const clause = 'withClause' in node ? (node.withClause as NodeOf<'WithClause'>) : undefined;
  const entries = Object.entries(node);
  if (!clause) {
    for (let i = entries.length - 1; i >= 0; i--) stack.push({ value: entries[i]?.[1], scope });
    return;
  }
  const ctes = (clause.ctes ?? []).map((node) => as(node, 'CommonTableExpr'));
  const named = ctes.map((cte) => cte?.ctename ?? '');
  const inside: Scope = { names: new Set(named), outer: scope };
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry && entry[0] !== 'withClause') stack.push({ value: entry[1], scope: inside });
  }
  for (let i = ctes.length - 1; i >= 0; i--) {
    // Without RECURSIVE an expression sees those before it only: WITH t AS (SELECT … FROM t) reads a table t.
    const visible = clause.recursive ? inside : { names: new Set(named.slice(0, i)), outer: scope };
    stack.push({ value: (clause.ctes ?? [])[i], scope: visible });
  }
}

/** What a query mentions. */
export interface Mentions {
  readonly relations: readonly RangeVar[];
  readonly functions: readonly { readonly parts: readonly string[]; readonly call: NodeOf<'FuncCall'> }[];
  readonly writes: readonly Write[];
  readonly locking: boolean;
}

/** A data statement inside a WITH. */
export interface Write {
  readonly node: Node;
  readonly scope: Scope | undefined;
  /** Location of the name of its common table expression. */
  readonly location: number | undefined;
}

const WRITES = new Set<NodeKind>(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** Everything a query reads, calls and writes. A statement that writes inside of it is listed and not looked into. */
export function mentions(root: unknown, scope?: Scope): Mentions {
  const relations: RangeVar[] = [];
  const functions: Mentions['functions'][number][] = [];
  const writes: Write[] = [];
  let locking = false;
  let location: number | undefined;
  walk(
    root,
    (kind, value, scope) => {
      if (kind === 'RangeVar') {
        const relation = value as RangeVar;
        if (relation.schemaname || !inScope(scope, relation.relname ?? '')) relations.push(relation);
      } else if (kind === 'FuncCall') {
        const call = value as NodeOf<'FuncCall'>;
        functions.push({ parts: strings(call.funcname), call });
      } else if (kind === 'LockingClause') {
        locking = true;
        // The names after OF are aliases.
        return false;
      } else if (kind === 'CommonTableExpr') location = (value as NodeOf<'CommonTableExpr'>).location;
      else if (WRITES.has(kind)) {
        writes.push({ node: { [kind]: value } as unknown as Node, scope, location });
        return false;
      }
      return true;
    },
    scope,
  );
  return { relations, functions, writes, locking };
}
