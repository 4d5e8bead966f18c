/**
 * Regular expressions for rules: RE2's, whose time grows with the length of the text alone. JavaScript's own can be made
 * to run for minutes by a rule that a stranger's pull request carries.
 */
import type { RE2JS } from '@bufbuild/re2';

let engine: typeof RE2JS | undefined;
const compiled = new Map<string, RE2JS>();

/** Whether the source of a rule may call `re2(…)`: then the engine must be loaded before it is checked or evaluated. */
export function usesRegex(source: string): boolean {
  return /\bre2\s*\(/.test(source);
}

/** Loads the engine. Rules are loaded together with it, so that evaluation can be synchronous. */
export async function loadRegexEngine(): Promise<void> {
  engine ??= (await import('@bufbuild/re2')).RE2JS;
}

/**
 * Compiles a pattern, once.
 *
 * @throws Error with RE2's own words where the pattern is not one.
 */
export function compileRegex(pattern: string): RE2JS {
  if (!engine) throw new Error('the regular expression engine was used before it was loaded');
  let regex = compiled.get(pattern);
  if (!regex) {
    regex = new engine(pattern);
    // Patterns can be made from facts; a bound keeps a large review from filling the memory.
    if (compiled.size >= 256) compiled.clear();
    compiled.set(pattern, regex);
  }
  return regex;
}

/** Whether the pattern matches anywhere in the text. */
export function re2(text: string, pattern: string): boolean {
  return compileRegex(pattern).test(text);
}
