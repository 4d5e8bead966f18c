/** Expressions: their text, the functions they call, the columns they use. */
import type { Node } from '@pgsql/types';
import type { Expression, FunctionCall } from '../../../operations/definition.ts';
import { quoteIdent } from '../identifier.ts';
import { strings } from '../names.ts';
import type { Range } from '../split.ts';
import { mentionedIn } from './mentioned.ts';
import { as, type NodeOf, type Reading } from './reading.ts';
import { sqlTextAt } from './sql-text.ts';
import { walk } from './walk.ts';

/** SQL's own words that stand for a value: `SVFOP_CURRENT_TIMESTAMP_N` is `current_timestamp`. */
export function valueFunctionName(op: string | undefined): string {
  return (op ?? '')
    .replace(/^SVFOP_/, '')
    .replace(/_N$/, '')
    .toLowerCase();
}

/** The name of a function as written: SQL's own syntax (EXTRACT … FROM) is in pg_catalog only for the parser. */
export function functionName(call: NodeOf<'FuncCall'>): string {
  const parts = strings(call.funcname);
  const written = call.funcformat === 'COERCE_SQL_SYNTAX' && parts[0] === 'pg_catalog' ? parts.slice(1) : parts;
  return written.map(quoteIdent).join('.');
}

/** An expression that is the constant `true`. */
export const isTrue = (expression: Expression | undefined): boolean =>
  expression !== undefined && /^[\s(]*true[\s)]*$/i.test(expression.text);

/** The columns that a tree mentions, each once, in order. */
export function columnsOf(node: unknown): readonly string[] {
  const columns = new Set<string>();
  walk(node, (kind, value) => {
    if (kind !== 'ColumnRef') return;
    const last = strings((value as NodeOf<'ColumnRef'>).fields).at(-1);
    if (last !== undefined && !(value as NodeOf<'ColumnRef'>).fields?.some((field) => 'A_Star' in field)) columns.add(last);
  });
  return [...columns];
}

/** The functions that a tree calls, in order. */
export function functionsOf(node: unknown): readonly FunctionCall[] {
  const functions: FunctionCall[] = [];
  walk(node, (kind, value) => {
    if (kind === 'FuncCall') {
      const call = value as NodeOf<'FuncCall'>;
      functions.push({ name: functionName(call), arguments: call.args?.length ?? 0 });
    } else if (kind === 'SQLValueFunction') {
      functions.push({ name: valueFunctionName((value as NodeOf<'SQLValueFunction'>).op), arguments: 0 });
    }
  });
  return functions;
}

/** NULL, possibly cast. */
export function isNull(node: Node | undefined): boolean {
  for (let at = node; at;) {
    const cast = as(at, 'TypeCast');
    if (!cast) return as(at, 'A_Const')?.isnull === true;
    at = cast.arg;
  }
  return false;
}

/** An expression from the tokens `[from, to)`. */
export function expressionAt(reading: Reading, node: Node | undefined, from: number, to: number): Expression {
  return {
    ...sqlTextAt(reading, node, from, to),
    mentioned: mentionedIn(reading, node),
    functions: functionsOf(node),
    columns: columnsOf(node),
    isNull: isNull(node),
    schemas: reading.names.path(),
    tree: node,
  };
}

/** The tokens inside the first pair of parentheses at or after `from`: indexes without the parentheses. */
export function inParentheses(reading: Reading, from: number, to: number): Range {
  const tokens = reading.tokens();
  for (let i = from; i < to; i++) if (tokens.word(i) === '(') return { start: i + 1, end: tokens.afterBracket(i) - 1 };
  return { start: to, end: to };
}
