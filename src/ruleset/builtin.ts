/**
 * The rules that come with Lockkeeper: checked and compiled into `dist/rules.json` when it is built, so that a start
 * reads neither YAML nor a schema.
 */
import { loadRegexEngine, usesRegex } from './regex.ts';
import type { Rule } from './rule.ts';

/** What `dist/rules.json` holds. */
export interface CompiledRules {
  readonly version: 1;
  /** Without their examples, which a review never reads. */
  readonly rules: readonly Omit<Rule, 'examples'>[];
  /** The examples of each rule in the order of `rules`, as the text of a JSON array. */
  readonly examples: string;
}

/**
 * Reads compiled rules. Their conditions are parsed when they are first asked; examples when they are looked at.
 *
 * @param text what `compileRules` returned.
 */
export async function loadBuiltInRules(text: string): Promise<readonly Rule[]> {
  const compiled = JSON.parse(text) as CompiledRules;
  if (compiled.version !== 1) throw new Error('the compiled rules are of another version: build again');
  if (usesRegex(text)) await loadRegexEngine();
  let examples: readonly Rule['examples'][] | undefined;
  return compiled.rules.map((rule, i) => ({
    ...rule,
    get examples(): Rule['examples'] {
      examples ??= JSON.parse(compiled.examples) as readonly Rule['examples'][];
      return examples[i] ?? { bad: [], good: [] };
    },
  }));
}
