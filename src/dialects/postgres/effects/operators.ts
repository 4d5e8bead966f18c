/** Expressions and keys that a column's new type breaks: comparisons for which the server then has no operator. */
import type { Node } from '@pgsql/types';
import type { Refusal } from '../../../effects/effect.ts';
import type { TypeName } from '../../../operations/definition.ts';
import { NOTHING_MENTIONED } from '../../../operations/query.ts';
import { strings } from '../names.ts';
import { children, treeOf } from '../nodes.ts';
import { resolveType } from '../types.ts';
import { constraintsOf, indexesOf, referencesTo, type Scene, shown } from './scene.ts';

const INTEGERS = ['smallint', 'integer', 'bigint'];
const FLOATS = ['real', 'double precision'];
/** Types whose values can be compared with each other. */
const GROUPS: readonly (readonly string[])[] = [
  [...INTEGERS, ...FLOATS, 'numeric', 'oid'],
  ['text', 'character varying', 'character', 'bpchar', 'citext', 'name'],
  ['date', 'timestamp without time zone', 'timestamp with time zone'],
];
const groupOf = (name: string): string => GROUPS.find((group) => group.includes(name))?.[0] ?? name;

/** A constant, a list or an array of such, with casts around them; NULL is none. */
function constants(node: Node | undefined): readonly Node[] | undefined {
  if (!node) return undefined;
  if ('TypeCast' in node) return constants(node.TypeCast.arg);
  if ('A_Const' in node) return node.A_Const.isnull ? undefined : [node];
  const items = 'List' in node ? node.List.items : 'A_ArrayExpr' in node ? node.A_ArrayExpr.elements : undefined;
  const inside = items?.map((item) => constants(item));
  return inside && inside.length > 0 && inside.every((part) => part !== undefined) ? inside.flat() : undefined;
}

const COMPARISONS = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);

/** The constants that a column is compared with somewhere in an expression. */
function comparedWith(root: Node | undefined, column: string): readonly Node[] {
  const found: Node[] = [];
  const open = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if ('A_Expr' in node) {
      const { name, lexpr, rexpr } = node.A_Expr;
      const compares = COMPARISONS.has(strings(name).at(-1) ?? '') || /BETWEEN/.test(node.A_Expr.kind ?? '');
      const isColumn = (side: Node | undefined): boolean =>
        side !== undefined && 'ColumnRef' in side && strings(side.ColumnRef.fields).at(-1) === column;
      const other = isColumn(lexpr) ? rexpr : isColumn(rexpr) ? lexpr : undefined;
      if (compares) found.push(...(constants(other) ?? []));
    }
    open.push(...children(node));
  }
  return found;
}

/**
 * A check or an index that compares the column with a constant of its old type. Where the old type is varchar the server has
 * put a cast to text around the column, which the new one has too.
 */
export function brokenExpression(scene: Scene, table: string, column: string, old: TypeName | undefined, to: TypeName): Refusal | null {
  if (!old || old.dimensions > 0 || to.dimensions > 0) return null;
  const [from, target] = [resolveType(old, scene.catalog), resolveType(to, scene.catalog)];
  if (!from.known || !target.known || from.domain !== '' || from.type.name === 'character varying') return null;
  if (groupOf(from.type.name) === groupOf(target.type.name)) return null;
  const casts = (constant: Node): boolean =>
    INTEGERS.includes(from.type.name) && 'A_Const' in constant && constant.A_Const.fval !== undefined;
  const breaks = (root: Node | undefined): boolean => comparedWith(root, column).some((constant) => !casts(constant));
  const parsed = (text: string): Node | undefined =>
    treeOf({ text, mentions: [], mentioned: NOTHING_MENTIONED, functions: [], columns: [], isNull: false, schemas: [], tree: undefined });
  const reason = (what: string): Refusal => ({
    sqlstate: '42883',
    reason: `${what} compares ${column} with a constant, for which ${to.text || to.name} has no operator; drop it first`,
  });
  for (const check of constraintsOf(scene, table)) {
    if (check.kind === 'check' && check.columns.includes(column) && check.expression && breaks(treeOf(check.expression)))
      return reason(`the check ${check.name}`);
  }
  for (const index of indexesOf(scene, table)) if (breaks(parsed(index.where))) return reason(`the index ${shown(index.name)}`);
  return null;
}

/** Whether values of `key` can be looked up by those of `own`, as a foreign key does. */
function references(own: string, key: string): boolean {
  if (groupOf(own) !== groupOf(key)) return false;
  if (own === 'oid' || key === 'oid') return true;
  if (INTEGERS.includes(key)) return INTEGERS.includes(own);
  return key !== 'numeric' || !FLOATS.includes(own);
}

/** A foreign key, of the table or to it, between types that cannot be compared then. */
export function brokenKey(scene: Scene, table: string, column: string, to: TypeName): Refusal | null {
  const typeOf = (name: string, own: string): TypeName | undefined =>
    name === table && own === column ? to : scene.catalog.relations.get(name)?.columns.get(own)?.type;
  const keys = [...constraintsOf(scene, table).map((constraint) => ({ table, constraint })), ...referencesTo(scene, table)];
  for (const { table: owner, constraint } of keys) {
    const target = constraint.references;
    if (!target) continue;
    const primary = constraintsOf(scene, target.table).find((c) => c.kind === 'primary-key')?.columns ?? [];
    const columns = target.columns.length > 0 ? target.columns : primary;
    for (const [i, own] of constraint.columns.entries()) {
      const [a, b] = [typeOf(owner, own), typeOf(target.table, columns[i] ?? '')];
      const touched = (owner === table && own === column) || (target.table === table && columns[i] === column);
      if (!touched || !a || !b || a.dimensions > 0 || b.dimensions > 0) continue;
      const [from, key] = [resolveType(a, scene.catalog), resolveType(b, scene.catalog)];
      if (from.known && key.known && !references(from.type.name, key.type.name))
        return {
          sqlstate: '42804',
          reason: `the foreign key ${constraint.name} of ${shown(owner)} would compare types that cannot be compared`,
        };
    }
  }
  return null;
}
