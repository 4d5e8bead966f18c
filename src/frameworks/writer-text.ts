/** Program text that holds SQL: functions of a file with other bodies. */
import type { DraftStatement } from './writer.ts';

/** The lines of a function: those between its head and the line that ends it. */
export interface Body {
  readonly start: number;
  readonly end: number;
  /** The blanks before its head. */
  readonly indent: string;
}

/** Finds a function by its head; its body ends before the next line that is indented as little as the head and in no string. */
export function bodyAfter(lines: readonly string[], head: RegExp): Body | undefined {
  let at = lines.findIndex((line) => head.test(line));
  if (at < 0) return undefined;
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  if (lines[at + 1]?.trim() === '{') at++;
  const isDeeper = (line: string): boolean => line.trim() === '' || line.startsWith(`${indent} `) || line.startsWith(`${indent}\t`);
  let end = at + 1;
  let quote = '';
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (quote === '' && !isDeeper(line)) break;
    // Strings of several lines: SQL in them begins where it likes.
    for (const [mark] of line.matchAll(/\\.|"""|'''|`/g)) {
      if (mark.startsWith('\\')) continue;
      if (quote === '') quote = mark;
      else if (quote === mark) quote = '';
    }
  }
  // Blank lines before what follows in Python belong to what follows.
  while (end > at + 1 && (lines[end - 1] ?? '').trim() === '') end--;
  return { start: at + 1, end, indent };
}

/** A line that does nothing: a comment, or a word alone. */
const IDLE = /^\s*(?:(?:#|\/\/|\/\*|\*).*|pass\b.*|"""[^"]*"""|return\b[^(]*;?|(?:return |await )?Promise\.resolve\(\);?|:ok|nil|\{)?\s*$/;

/** Whether a function is missing, or does nothing. */
export function doesNothing(text: string, head: RegExp): boolean {
  const lines = text.split('\n');
  const body = bodyAfter(lines, head);
  return body === undefined || lines.slice(body.start, body.end).every((line) => IDLE.test(line));
}

/** A text with other lines in the body of a function; undefined where it is not found. */
export function withBody(text: string, head: RegExp, body: readonly string[], step: string): string | undefined {
  const lines = text.split('\n');
  const found = bodyAfter(lines, head);
  if (!found) return undefined;
  const inner = body.map((line) => (line === '' ? '' : `${found.indent}${step}${line}`));
  return [...lines.slice(0, found.start), ...inner, ...lines.slice(found.end)].join('\n');
}

/** Statements as lines of code, a blank line between two. */
export function linesOf(
  statements: readonly DraftStatement[],
  comment: string,
  call: (sql: string) => readonly string[],
): readonly string[] {
  return statements.flatMap(({ comments, sql }, i) => [
    ...(i > 0 ? [''] : []),
    ...comments.map((line) => `${comment} ${line}`),
    ...call(sql),
  ]);
}

/** SQL without its last semicolon. */
export const unterminated = (sql: string): string => sql.trimEnd().replace(/;$/, '');

/** Why nothing is put behind a migration. */
export const IS_LATER = {
  reason: 'A migration that is not part of the change was built on this one, so none can be put between them.',
} as const;

/** SQL as a string of Python. */
export function python(sql: string): string {
  const escaped = unterminated(sql).replaceAll('\\', '\\\\');
  if (!escaped.includes('\n') && !escaped.includes('"')) return `"${escaped}"`;
  return `"""${escaped.replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** `add_email_2` as the name of a class. */
export const camel = (name: string): string => name.split('_').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(''); // prettier-ignore
