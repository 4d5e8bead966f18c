/** Expressions as syntax trees: the tree of a text, the nodes below a node, types as far as they show. */
import type { Node } from '@pgsql/types';
import type { Expression, TypeName } from '../../operations/definition.ts';
import { makeNames, strings } from './names.ts';
import { readType } from './operations/type-name.ts';
import { loadedParser } from './parser.ts';

/** The syntax tree of an expression; one whose tree was let go (its column was renamed) is parsed again. */
export function treeOf(expression: Expression): Node | undefined {
  if (expression.tree !== undefined && expression.tree !== null) return expression.tree as Node;
  return expression.text === '' ? undefined : resultOf(`SELECT ${expression.text}`);
}

/** The only result of a SELECT, or undefined. */
function resultOf(sql: string): Node | undefined {
  const parsed = loadedParser().parse(sql);
  const statement = parsed.kind === 'parsed' ? parsed.statements[0]?.node : undefined;
  const target = statement && 'SelectStmt' in statement ? statement.SelectStmt.targetList?.[0] : undefined;
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}

/** The nodes right below a node. */
export function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  const open: unknown[] = Object.values(node);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const members = Array.isArray(value) ? value : Object.values(value);
    for (const member of members as readonly unknown[]) {
      if (typeof member !== 'object' || member === null) continue;
      const keys = Object.keys(member);
      // A wrapped node is an object with one key, which begins with a capital.
      if (keys.length === 1 && /^[A-Z]/.test(keys[0] ?? '')) found.push(member as Node);
      else open.push(member);
    }
  }
  return found;
}

const NAMES = { names: makeNames('public') };
const plain = (name: string): TypeName => ({ name, modifiers: [], dimensions: 0, text: name });

const VALUES: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIME: 'time with time zone',
  SVFOP_CURRENT_TIMESTAMP: 'timestamp with time zone',
  SVFOP_LOCALTIME: 'time without time zone',
  SVFOP_LOCALTIMESTAMP: 'timestamp without time zone',
};
const NOW = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp', 'to_timestamp', 'make_timestamptz']);

/** The type of an expression where its own syntax shows it; a literal string is `unknown`, as the server says. */
export function typeOf(node: Node | undefined): TypeName | undefined {
  if (!node) return undefined;
  if ('TypeCast' in node) return readType(node.TypeCast.typeName, '', NAMES).type;
  if ('CollateClause' in node) return typeOf(node.CollateClause.arg);
  if ('BoolExpr' in node || 'NullTest' in node || 'BooleanTest' in node) return plain('boolean');
  if ('SQLValueFunction' in node) return plain(VALUES[(node.SQLValueFunction.op ?? '').replace(/_N$/, '')] ?? 'name');
  if ('A_Const' in node) {
    const { ival, fval, boolval, bsval } = node.A_Const;
    if (ival) return plain('integer');
    if (fval) return plain(/^\d+$/.test(fval.fval ?? '') ? 'bigint' : 'numeric');
    if (boolval) return plain('boolean');
    return plain(bsval ? 'bit' : 'unknown');
  }
  if ('A_Expr' in node) return node.A_Expr.lexpr ? undefined : typeOf(node.A_Expr.rexpr);
  if ('FuncCall' in node) return NOW.has(strings(node.FuncCall.funcname).at(-1) ?? '') ? plain('timestamp with time zone') : undefined;
  return undefined;
}
