/** Plans of the cases in fixtures/plan, made by the whole pipeline. */
import { memoryTree } from '../../src/changes/memory.ts';
import { loadConfig } from '../../src/config/load.ts';
import { dialects } from '../../src/dialects/index.ts';
import { examine, type Examined } from '../../src/review.ts';
import type { Rule } from '../../src/ruleset/rule.ts';
import { parseStatistics } from '../../src/sizes/statistics-file.ts';
import type { PlanCase } from '../fixtures/plan/cases.ts';

/** Examines a case. */
export async function examined({ files, change = 1, config, statistics }: PlanCase, rules: readonly Rule[]): Promise<Examined> {
  const texts = { ...files, ...(config === undefined ? {} : { 'lockkeeper.yml': config }) };
  const head = memoryTree(Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { kind: 'text', text }])));
  const named = Object.keys(files).slice(-change);
  const changes = { kind: 'files', head, base: null, files: named.map((path) => ({ path, status: 'added' as const })), notes: [] } as const;
  const loaded = await loadConfig(head, { dialects });
  const measured = statistics === undefined ? [] : [{ source: 'statistics.csv', tables: parseStatistics(statistics, 'statistics.csv') }];
  return examine({
    changes,
    config: await loaded.settle(rules),
    configPath: loaded.path,
    rules,
    baseline: null,
    measured,
    today: new Date(0),
  });
}
