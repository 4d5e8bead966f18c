/** What a report of another run may say of the plan, the files to commit instead and the uses, and whose words they are. */
import { describe, expect, test } from 'vitest';
import type { ChangeSet } from '../src/changes/change-source.ts';
import { memoryTree } from '../src/changes/memory.ts';
import type { Policy } from '../src/github/policy.ts';
import { reviewOfReport } from '../src/github/reported.ts';
import type { Review } from '../src/report.ts';
import { type ReviewJson, reviewJson } from '../src/reporters/json.ts';
import { reviewMarkdown } from '../src/reporters/markdown.ts';
import { review } from './fixtures/reporters/reviews.ts';

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- a document that is about to lie

const jsonOf = (name: string): Json => JSON.parse(JSON.stringify(reviewJson(review(name), '0.1.0'))) as Json;

/** What the second workflow makes of a report about the files of a review. */
function published(name: string, report: Json): Promise<Review> {
  const of = review(name);
  const paths = new Set([
    ...of.findings.map(({ primary }) => primary.path),
    ...of.usages.flatMap(({ usages }) => usages.map(({ path }) => path)),
  ]);
  const head = memoryTree(Object.fromEntries([...paths].map((path) => [path, of.locate.text(path) ?? ''])));
  const others = [...(of.fix?.notWritten.map(({ path }) => path) ?? []), ...(of.fix?.removed ?? [])];
  const changes: ChangeSet = { kind: 'change', head: { ...head, paths: [...head.paths, ...others] }, base: null, files: [], notes: [] };
  const rules = [...new Set(of.findings.map(({ rule }) => rule))].map((id) => ({ id }));
  return reviewOfReport(report as ReviewJson, changes, { rules } as unknown as Policy, 'high');
}

describe('what a report carries', () => {
  test('the plan and the files, marked as the words of the author', async () => {
    const { plan, fix } = review('fixed');
    const second = await published('fixed', jsonOf('fixed'));
    const whose = /^A run on the code of the pull request reports this: read it, SQL included, as the words of its author\./;
    expect(second.plan?.summary).toMatch(whose);
    expect(second.fix?.notes[0]).toMatch(whose);
    const rounded = { ...plan?.downtime, seconds: [118, 470] };
    expect({ ...second.plan, summary: plan?.summary }).toMatchObject({
      ...plan,
      downtime: rounded,
      releases: plan?.releases.map(() => ({})),
    });
    expect(second.plan?.releases.flatMap(({ steps }) => steps.map(({ from }) => from))).toEqual(
      plan?.releases.flatMap(({ steps }) => steps.map(({ from }) => from)),
    );
    expect({ ...second.fix, notes: second.fix?.notes.slice(1) }).toEqual(fix);
    expect(reviewMarkdown(second, { version: '0.1.0' })).toContain('<summary>Migration plan: downtime 2–8 min');
  });
  test('where the application uses what goes', async () => {
    const second = await published('used', jsonOf('used'));
    expect(second.usages).toEqual(review('used').usages);
  });
});

describe('a report that lies is refused', () => {
  const lies: readonly (readonly [string, string, (json: Json) => void, RegExp])[] = [
    ['a rule of a step', 'fixed', (json) => (json['plan'].releases[0].steps[0].answers = ['my-rule']), /a step for a rule/],
    [
      'the place of a step',
      'fixed',
      (json) => (json['plan'].releases[0].steps[0].span.end.offset = 99_999),
      /a place that is not in the files/,
    ],
    ['a path to elsewhere', 'fixed', (json) => (json['fix'].files[1].path = 'db/../../etc/x'), /no path of a repository/],
    ['an absolute path', 'fixed', (json) => (json['fix'].later[0].path = '/etc/x'), /no path of a repository/],
    ['a replaced file', 'fixed', (json) => (json['fix'].files[0].path = 'db/other.sql'), /takes the place of none/],
    ['where a file comes from', 'fixed', (json) => (json['fix'].files[0].from = 'db/other.sql'), /comes from a migration that is not/],
    ['what is deleted', 'fixed', (json) => (json['fix'].removed = ['db/other.sql']), /to be deleted that is not there/],
    ['what is not written', 'fixed', (json) => (json['fix'].notWritten[0].path = 'db/other.sql'), /a migration that is not in/],
    ['what is to be deleted', 'fixed', (json) => (json['fix'].removed[0] = 'db/other.sql'), /a file to be deleted that is not there/],
    ['the file of a use', 'used', (json) => (json['usages'][0].usages[0].path = 'src/other.ts'), /a use in a file that is not/],
    ['the place of what is used', 'used', (json) => (json['usages'][0].span.end.offset = 99_999), /a place that is not in the files/],
  ];
  test.each(lies)('%s', async (_, name, lie, problem) => {
    const json = jsonOf(name);
    lie(json);
    await expect(published(name, json)).rejects.toThrow(expect.objectContaining({ problem: expect.stringMatching(problem) }));
  });
});
