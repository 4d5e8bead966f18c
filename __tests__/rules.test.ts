/** Every rule says the right thing: the examples in the rule files, run through the real pipeline. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleWorld } from '../src/commands/examples.ts';
import { rewriteNames } from '../src/commands/rule-files.ts';
import { describeResults, testRules } from '../src/ruleset/example.ts';
import { readRules } from '../src/ruleset/load.ts';

const files = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .map((name) => `rules/${name.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.yaml'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const { rules, problems } = await readRules(files, { rewrites: rewriteNames(), known: [], builtIn: true });
const world = await exampleWorld();

it('every rule file is a rule', () => {
  expect(problems.map((problem) => [problem.where, problem.problem, problem.hint])).toEqual([]);
  expect(rules.length).toBeGreaterThanOrEqual(30);
});

describe('the examples of', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s', async (_, rule) => {
    const results = await testRules([rule], rules, world);
    const failed = results.filter((result) => result.problems.length > 0);
    expect(failed.length === 0 ? '' : describeResults(failed)).toBe('');
    expect(results).toHaveLength(rule.examples.bad.length + rule.examples.good.length);
  });
});
