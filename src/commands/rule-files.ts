/** The rules of a run: those that come with Lockkeeper, and those of the repository. */
import { readFile } from 'node:fs/promises';
import type { FileTree } from '../changes/change-source.ts';
import { dialects } from '../dialects/index.ts';
import { loadBuiltInRules } from '../ruleset/builtin.ts';
import type { RuleText } from '../reporters/reporter.ts';
import { pageOf, type Rule } from '../ruleset/rule.ts';

/** The named rewrites of each dialect, for checking rule files. */
export function rewriteNames(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(dialects.map((dialect) => [dialect.id, Object.keys(dialect.rewrites)]));
}

/** The rules that come with Lockkeeper, compiled beside the bundle. */
export async function builtInRules(): Promise<readonly Rule[]> {
  return loadBuiltInRules(await readFile(new URL('./rules.json', import.meta.url), 'utf8'));
}

/**
 * The built-in rules and the custom ones that a configuration names.
 *
 * @throws UserError for a custom rule with a mistake, naming its place.
 */
export async function loadAllRules(tree: FileTree, globs: readonly string[]): Promise<readonly Rule[]> {
  const known = await builtInRules();
  if (globs.length === 0) return known;
  const { loadCustomRules } = await import('../ruleset/custom.ts');
  return [...known, ...(await loadCustomRules(tree, globs, { rewrites: rewriteNames(), known, builtIn: false }))];
}

/** What rules say about themselves, for SARIF: texts with expressions in them are told by the findings. */
export function ruleTexts(rules: readonly Rule[]): ReadonlyMap<string, RuleText> {
  const plain = (text: string): string => (text.includes('${') ? '' : text);
  return new Map(rules.map((rule) => [rule.id, { title: rule.title, why: plain(rule.why), fix: plain(rule.fix), url: pageOf(rule) }]));
}
