/** Compiles the built-in rules, when Lockkeeper is built. */
import type { SourceFile } from '../source.ts';
import type { CompiledRules } from './builtin.ts';
import { readRules } from './load.ts';

/**
 * Compiles the built-in rules.
 *
 * @param files `rules/<dialect>/<id>.yaml`, in any order.
 * @param rewrites the names of the rewrites of each dialect.
 * @returns the text of `dist/rules.json`: the same bytes for the same files.
 * @throws UserError at the first mistake in a file.
 */
export async function compileRules(files: readonly SourceFile[], rewrites: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const { rules, problems } = await readRules(files, { rewrites, known: [], builtIn: true });
  if (problems[0]) throw problems[0];
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const compiled: CompiledRules = {
    version: 1,
    rules: sorted.map((rule) => {
      const { examples: _examples, ...rest } = rule;
      return rest;
    }),
    examples: JSON.stringify(sorted.map((rule) => rule.examples)),
  };
  return `${JSON.stringify(compiled)}\n`;
}
