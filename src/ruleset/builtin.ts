/**
 * The rules that come with Lockkeeper: checked and compiled into `dist/rules.json` when it is built, so that a start
 * reads neither YAML nor a schema.
 */
import type { SourceFile } from '../source.ts';
import { readRules } from './load.ts';
import { loadRegexEngine, usesRegex } from './regex.ts';
import type { Example, Rule } from './rule.ts';

/** A compiled rule: without what only tests and pages need. */
type CompiledRule = Omit<Rule, 'examples'>;

interface Compiled {
  readonly version: 1;
  readonly rules: readonly CompiledRule[];
  /** The examples of each rule in the order of `rules`, as text: a review never reads them. */
  readonly examples: string;
}

/**
 * Compiles the built-in rules.
 *
 * @param files `rules/<dialect>/<id>.yaml`, in any order.
 * @param rewrites the named rewrites of each dialect.
 * @returns the text of `dist/rules.json`: the same bytes for the same files.
 * @throws UserError at the first mistake in a file.
 */
export async function compileRules(files: readonly SourceFile[], rewrites: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const { rules, problems } = await readRules(files, { rewrites, known: [], builtIn: true });
  if (problems[0]) throw problems[0];
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const compiled: Compiled = {
    version: 1,
    rules: sorted.map(({ examples: _, ...rule }) => rule),
    examples: JSON.stringify(sorted.map((rule) => rule.examples)),
  };
  return `${JSON.stringify(compiled)}\n`;
}

/**
 * Reads compiled rules. Their conditions are parsed when they are first asked; examples when they are looked at.
 *
 * @param text what `compileRules` returned.
 */
export async function loadBuiltInRules(text: string): Promise<readonly Rule[]> {
  const compiled = JSON.parse(text) as Compiled;
  if (compiled.version !== 1) throw new Error('the compiled rules are of another version: build again');
  if (compiled.rules.some((rule) => usesRegex(rule.when) || usesRegex(rule.message))) await loadRegexEngine();
  let examples: readonly Rule['examples'][] | undefined;
  return compiled.rules.map((rule, i) => ({
    ...rule,
    get examples(): { readonly bad: readonly Example[]; readonly good: readonly Example[] } {
      examples ??= JSON.parse(compiled.examples) as readonly Rule['examples'][];
      return examples[i] ?? { bad: [], good: [] };
    },
  }));
}
