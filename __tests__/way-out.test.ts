/** How the steps to run instead are put in order, rewritten in their turn and kept in files: a golden file per case. */
import { expect, test } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { DEFAULT_CONFIG } from '../src/config/config.ts';
import { ruleSettings } from '../src/config/rule-settings.ts';
import { dialectMap } from '../src/dialects/index.ts';
import { fileGroups } from '../src/plan/gather.ts';
import { type WayOut, wayOut } from '../src/plan/way-out.ts';
import type { Finding } from '../src/report.ts';
import { examine } from '../src/review.ts';
import { WAY_OUT_CASES, type WayOutCase } from './fixtures/way-out/cases.ts';
import { builtInRules } from './support/repositories.ts';

const rules = await builtInRules();

async function waysOf({ files, change, instead = [] }: WayOutCase): Promise<readonly WayOut[]> {
  const head = memoryTree(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { kind: 'text', text }])));
  const named = change ?? [Object.keys(files).at(-1) ?? ''];
  const changes = { kind: 'files', head, base: null, files: named.map((path) => ({ path, status: 'added' as const })), notes: [] } as const;
  const examined = await examine({ changes, config: DEFAULT_CONFIG, configPath: null, rules, baseline: null, today: new Date(0) });
  expect(examined.review.verdict).not.toBe('error');
  if (instead.length === 0) return examined.ways;
  return examined.analysed.map(({ migrations, context }) => {
    const findings = migrations.flatMap((m) =>
      m.statements.flatMap(({ statement }): readonly Finding[] => {
        const other = instead.find(({ of }) => statement.sql?.startsWith(of));
        const about = examined.review.findings.find(
          ({ primary }) => primary.path === statement.span.path && primary.start === statement.span.start,
        );
        return other && about ? [{ ...about, rule: 'instead', risk: 'critical', rewrite: other.steps }] : [];
      }),
    );
    expect(findings).toHaveLength(instead.length);
    return wayOut(migrations, findings, {
      project: context,
      rules,
      judging: { settings: ruleSettings(DEFAULT_CONFIG), dialects: dialectMap() },
    });
  });
}

function printed(way: WayOut): string {
  const files = fileGroups(way.steps).map((group) => {
    const [first] = group;
    const head = `==== release ${first?.release}, ${way.migrations[first?.migration ?? 0]?.migration.path}${first?.transaction ? '' : ', outside a transaction'}`;
    const steps = group.map(({ phase, title, sql, answers, deploy, left }) =>
      [
        `-- ${phase}${title === '' ? '' : `: ${title}`}${answers.length > 0 ? ` (${answers.join(', ')})` : ''}`,
        ...(deploy === undefined ? [] : [`-- before: ${deploy}`]),
        sql,
        ...left.map(({ rule, risk }) => `-- left: ${rule}, ${risk}`),
      ].join('\n'),
    );
    return [head, ...steps].join('\n');
  });
  return `${way.changed ? 'changed' : 'as written'}\n${files.join('\n\n')}\n`;
}

test.each(WAY_OUT_CASES.map((one) => [one.title, one] as const))('%s', async (title, one) => {
  const text = (await waysOf(one)).map(printed).join('\n');
  await expect(text).toMatchFileSnapshot(`fixtures/way-out/${title.replaceAll(/[^a-zA-Z]+/g, '-').slice(0, 60)}.txt`);
});
