/** The migration plan: golden files of whole plans, how times are said, and that nothing is planned where nothing is run. */
import { describe, expect, test } from 'vitest';
import { timeText } from '../src/plan/estimate.ts';
import { plan } from '../src/reporters/plan.ts';
import { reviewMarkdown } from '../src/reporters/markdown.ts';
import { PLAN_CASES } from './fixtures/plan/cases.ts';
import { examined } from './support/plans.ts';
import { builtInRules } from './support/repositories.ts';

const rules = await builtInRules();
const OPTIONS = { color: false, width: 100, verbose: false, quiet: false, version: '0.1.0' };

test.each(PLAN_CASES.map((one) => [one.title, one] as const))('the plan of %s', async (title, one) => {
  const { review } = await examined(one, rules);
  await expect(plan.render(review, OPTIONS)).toMatchFileSnapshot(`fixtures/plan/${title}.md`);
  // Nothing is estimated where no size is known.
  const sized = one.statistics !== undefined || one.config !== undefined;
  const estimated = review.plan?.basis.length !== 0 || (review.plan.total.seconds?.[1] ?? 0) > 0;
  expect(estimated && !sized).toBe(false);
  // Without the plan, which goes after the files, the review says the same.
  const whole = reviewMarkdown({ ...review, fix: null }, { version: '0.1.0' });
  const short = reviewMarkdown({ ...review, fix: null }, { version: '0.1.0', budget: { limit: whole.length - 1, unit: 'utf16' } });
  expect(whole).toContain('<details><summary>Migration plan: ');
  expect(short).not.toContain('Migration plan');
  expect(short).toContain('the migration plan is left out');
});

test('an audit and a change without statements have no plan', async () => {
  const files = { 'db/migration/V1__a.sql': 'CREATE TABLE a (id int);', 'db/migration/V2__b.sql': '-- nothing yet\n' };
  const { review } = await examined({ title: '', files }, rules);
  expect(review.plan).toBeNull();
  expect(plan.render(review, OPTIONS)).toBe('# Migration plan\n\nNothing is to be run.\n');
});

describe('times', () => {
  test.each<[number, number, string]>([
    [0, 0.4, 'under 1 s'],
    [0.2, 3.1, 'up to 4 s'],
    [2, 9, '2–10 s'],
    [20, 200, '20 s – 4 min'],
    [119, 480, '2–8 min'],
    [3000, 3000, 'about 50 min'],
    [3600, 20_000, '1–6 h'],
    [7200, 90_000, '2–25 h'],
    [200_000, 900_000, '2–12 days'],
  ])('%d to %d seconds: %s', (low, high, text) => {
    expect(timeText([low, high])).toBe(text);
  });
});
