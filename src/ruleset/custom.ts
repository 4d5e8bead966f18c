/** Rules of the repository under review: the same files, read by the same loader. */
import type { FileTree } from '../changes/change-source.ts';
import { UserError } from '../errors.ts';
import type { SourceFile } from '../source.ts';
import { type LoadContext, readRules } from './load.ts';
import type { Rule } from './rule.ts';

/**
 * Finds the rule files that globs select, sorted.
 *
 * @throws UserError for a glob that selects nothing: it is misspelt, and its rules would silently not run.
 */
export async function findRuleFiles(tree: FileTree, globs: readonly string[]): Promise<readonly string[]> {
  if (globs.length === 0) return [];
  const { default: picomatch } = await import('picomatch');
  const found = new Set<string>();
  for (const glob of globs) {
    // Rule files live in folders such as .github, which globs skip by default.
    const matches = picomatch(glob.replace(/^\.\//, ''), { dot: true });
    const paths = tree.paths.filter((path) => matches(path));
    if (paths.length === 0)
      throw new UserError(`No rule file matches "${glob}".`, 'The paths of `custom-rules` start at the top of the repository.');
    for (const path of paths) found.add(path);
  }
  return [...found].toSorted();
}

/** Reads the texts of files that must be there. */
export async function readFiles(tree: FileTree, paths: readonly string[]): Promise<readonly SourceFile[]> {
  const contents = await tree.read(paths);
  return paths.map((path) => {
    const content = contents.get(path);
    if (!content) throw new UserError(`There is no file ${path}.`, undefined, { path });
    if (content.kind === 'unreadable') throw new UserError(`The rule file cannot be read: ${content.reason}.`, undefined, { path });
    return { path, text: content.text };
  });
}

/**
 * Loads the custom rules that globs select.
 *
 * @throws UserError at the first problem, saying how many more there are.
 */
export async function loadCustomRules(tree: FileTree, globs: readonly string[], context: LoadContext): Promise<readonly Rule[]> {
  const { rules, problems } = await readRules(await readFiles(tree, await findRuleFiles(tree, globs)), context);
  const [first, ...others] = problems;
  if (!first) return rules;
  if (others.length === 0) throw first;
  const more = `${others.length} more ${others.length === 1 ? 'problem' : 'problems'} in rule files: \`lockkeeper rules test\` shows all.`;
  throw new UserError(first.problem, [first.hint, more].filter(Boolean).join('\n'), first.where, first.excerpt);
}
