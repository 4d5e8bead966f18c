/**
 * Conditions: CEL (https://cel.dev) over the facts of one scope. They can do no I/O and always end, so a stranger's pull
 * request can carry rules. They are checked in full when a rule is loaded from YAML; a compiled rule has been checked,
 * and its conditions are parsed when they are first needed.
 */
import type { ASTNode, ParseError, ParseResult, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { environmentOf, evaluateWith } from './environment.ts';
import type { Bindings, Ledger } from './record.ts';
import { checkMeaning, ExpressionError } from './semantics.ts';
import type { Scope } from './vocabulary.ts';

export { ExpressionError } from './semantics.ts';

/** An expression that has been checked. */
export interface CheckedExpression {
  /** The CEL type of its value: `bool`, `int`, `string`, `list<string>`. */
  readonly type: string;
  /** The facts it can read, dotted and sorted: `effect.work`. */
  readonly reads: readonly string[];
}

/**
 * Checks an expression: its grammar, every name in it, every type, every comparison with a closed set.
 *
 * @throws ExpressionError with the place in `source`.
 */
export function checkExpression(source: string, scope: Scope): CheckedExpression {
  if (source.trim() === '') throw new ExpressionError('the expression is empty', undefined, 0, 1);
  const parsed = parseExpression(source, scope);
  const reads = checkMeaning(parsed.ast, scope);
  const result = parsed.check();
  if (!result.valid) throw typeError(result.error, source);
  refuseListSums(parsed.ast);
  return { type: result.type ?? 'dyn', reads };
}

/**
 * Checks a condition, which must be a bool.
 *
 * @returns the facts it can read.
 * @throws ExpressionError with the place in `source`.
 */
export function checkCondition(source: string, scope: Scope): readonly string[] {
  const { type, reads } = checkExpression(source, scope);
  if (type !== 'bool') throw new ExpressionError(`the condition is ${aType(type)}, not a bool`, undefined, 0, source.trimEnd().length);
  return reads;
}

/** An expression ready to be evaluated. */
export type Evaluate = (bindings: Bindings, ledger: Ledger) => unknown;

/**
 * Makes an expression that was checked before ready; it is parsed when first evaluated.
 *
 * Evaluating throws where the values do what no check can foresee: an index past the end of a list, a number too large.
 */
export function compileExpression(source: string, scope: Scope): Evaluate {
  let parsed: ParseResult | undefined;
  return (bindings, ledger) => {
    const run = (parsed ??= parseExpression(source, scope));
    return evaluateWith(ledger.quote, () => run(bindings) as unknown);
  };
}

function parseExpression(source: string, scope: Scope): ParseResult & { readonly ast: ASTNode } {
  try {
    return environmentOf(scope).parse(source);
  } catch (error) {
    throw isCelError(error) ? syntaxError(error, source) : error;
  }
}

type CelError = ParseError | CelTypeError;
const isCelError = (error: unknown): error is CelError => error instanceof Error && 'summary' in error && 'code' in error;

/** Words that other languages have in place of an operator. */
const OPERATORS: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!', '&': '&&', '|': '||', '=': '==', '<>': '!=' };

function syntaxError(error: CelError, source: string): ExpressionError {
  const { start, end } = error.range ?? { start: 0, end: source.length };
  if (error.code === 'limit_exceeded') return new ExpressionError('the expression is too large', 'Split the rule.', start, end);
  if (start >= source.trimEnd().length)
    return new ExpressionError(
      'the expression ends too early',
      undefined,
      Math.max(0, source.trimEnd().length - 1),
      source.trimEnd().length,
    );
  // The range of a stray word is that of its first letter or of the word after it.
  const stray = /^(?:[A-Za-z_]\w*|[^\s\w])/.exec(source.slice(start))?.[0] ?? source.slice(start, end);
  const operator = Object.hasOwn(OPERATORS, stray) ? OPERATORS[stray] : undefined;
  if (error.code === 'unexpected_token' || error.code === 'unexpected_character')
    return new ExpressionError(
      `unexpected \`${stray}\``,
      operator === undefined ? undefined : `Write \`${operator}\`.`,
      start,
      start + stray.length,
    );
  return new ExpressionError(lowerFirst(error.summary), undefined, start, end);
}

function typeError(error: CelError | undefined, source: string): ExpressionError {
  const { start, end } = error?.range ?? { start: 0, end: source.length };
  const overload = /^no such overload: (.+?) (\S+) (.+)$/.exec(error?.summary ?? '');
  if (overload)
    return new ExpressionError(`\`${overload[2]}\` does not work between ${overload[1]} and ${overload[3]}`, undefined, start, end);
  const unary = /^no such overload: ([!-])(.+)$/.exec(error?.summary ?? '');
  if (unary) return new ExpressionError(`\`${unary[1]}\` does not work on ${unary[2]}`, undefined, start, end);
  const callee = /^found no matching overload for '(.+)'$/.exec(error?.summary ?? '');
  if (callee) return new ExpressionError(`there is no \`${callee[1]}\``, 'The types of the arguments do not fit.', start, end);
  if (error?.summary.startsWith('Logical operator requires bool')) {
    const operand = operandNotBool(error?.node);
    const problem = `\`&&\` and \`||\` work on bool alone, and this is ${aType(operand?.type ?? 'something else')}`;
    return new ExpressionError(problem, undefined, operand?.start ?? start, operand?.end ?? end);
  }
  return new ExpressionError(lowerFirst(error?.summary ?? 'the expression has no type'), undefined, start, end);
}

/** The checker leaves the type of every node on the node. */
interface TypedNode {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
  readonly checkedType?: { readonly name: string; readonly kind: string };
}

const isNode = (value: unknown): value is TypedNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

/** Lists that are joined to themselves grow beyond all bounds within a few calls; texts stop at the engine's own limit. */
function refuseListSums(part: unknown): void {
  if (Array.isArray(part)) for (const item of part) refuseListSums(item);
  if (!isNode(part)) return;
  if (part.op === '+' && part.checkedType?.kind === 'list')
    throw new ExpressionError('lists are not joined by `+`', 'Ask about each: `a.exists(…) || b.exists(…)`.', part.start, part.end);
  refuseListSums(part.args);
}

/** The side of a logical operator that is no bool. */
function operandNotBool(node: unknown): { readonly type: string; readonly start: number; readonly end: number } | undefined {
  if (!isNode(node) || !Array.isArray(node.args)) return undefined;
  for (const operand of node.args.filter(isNode)) {
    const type = operand.checkedType?.name;
    if (type !== undefined && type !== 'bool' && type !== 'dyn') return { type, start: operand.start, end: operand.end };
  }
  return undefined;
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** `a string`, `an int`. */
export function aType(type: string): string {
  return `${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${type}`;
}
