/** Texts with `${expression}` in them; `$${` stands for `${` itself. */
import { aType, checkExpression, compileExpression, type Evaluate, ExpressionError } from './expression.ts';
import type { Bindings, Ledger } from './record.ts';
import type { Scope } from './vocabulary.ts';

/** A piece of a template: text as it stands, or an expression with its offset in the template. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly start: number };

/**
 * Cuts a template into its parts. Braces and quotes inside an expression are understood: `${x in {"}": 1}}` is one.
 *
 * @throws ExpressionError where a `${` is not closed.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let i = 0;
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
  };
  while (i < text.length) {
    if (text.startsWith('$${', i)) {
      literal += '${';
      i += 3;
    } else if (text.startsWith('${', i)) {
      flush();
      const end = endOfExpression(text, i + 2);
      if (end < 0)
        throw new ExpressionError('`${` is not closed', 'Close it with `}`, or write `$${` for the two characters themselves.', i, i + 2);
      parts.push({ kind: 'expression', source: text.slice(i + 2, end), start: i + 2 });
      i = end + 1;
    } else literal += text[i++];
  }
  flush();
  return parts;
}

/** The offset of the `}` that closes an expression, or -1. */
function endOfExpression(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'") {
      const raw = /[rR]/.test(text[i - 1] ?? '');
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === '\\' && !raw) i++;
    } else if (c === '{') depth++;
    else if (c === '}' && depth-- === 0) return i;
  }
  return -1;
}

/** Items of a list that a text names. */
const SHOWN = 5;
const RENDERED = new Set(['string', 'int', 'double', 'bool', 'list<string>', 'list<int>']);

/**
 * Checks every expression of a template.
 *
 * @returns the facts it can read, sorted.
 * @throws ExpressionError with the place in `text`.
 */
export function checkTemplate(text: string, scope: Scope): readonly string[] {
  const reads = new Set<string>();
  for (const part of parseTemplate(text)) {
    if (part.kind === 'text') continue;
    try {
      const checked = checkExpression(part.source, scope);
      if (!RENDERED.has(checked.type))
        throw new ExpressionError(`${aType(checked.type)} cannot be shown as text`, 'Name one of its fields.', 0, part.source.length);
      for (const read of checked.reads) reads.add(read);
    } catch (error) {
      throw error instanceof ExpressionError
        ? new ExpressionError(error.message, error.hint, error.start + part.start, error.end + part.start)
        : error;
    }
  }
  return [...reads].toSorted();
}

/** Fills a template in. */
export type Render = (bindings: Bindings, ledger: Ledger) => string;

/** Makes a template that was checked before ready; it is cut when first used. Lists are joined by ", ", long ones cut. */
export function compileTemplate(text: string, scope: Scope): Render {
  if (!text.includes('${')) return () => text;
  let parts: readonly (string | Evaluate)[] | undefined;
  return (bindings, ledger) => {
    parts ??= parseTemplate(text).map((part) => (part.kind === 'text' ? part.text : compileExpression(part.source, scope)));
    return parts.map((part) => (typeof part === 'string' ? part : shown(part(bindings, ledger)))).join('');
  };
}

function shown(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  // A message that names a hundred tables is read by nobody.
  const rest = value.length - SHOWN;
  return rest > 1 ? `${value.slice(0, SHOWN).map(String).join(', ')} and ${rest} more` : value.map(String).join(', ');
}
