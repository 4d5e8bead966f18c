/** Our analysis against what servers do: the rows of fixtures/postgres-effects, which effects.server.test.ts proves. */
import { beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { analyseRow } from './support/analysed-row.ts';
import { compareRow } from './support/comparison.ts';
import { effectRows, MAJORS } from './support/effect-rows.ts';
import { TYPE_SCENE, typeCases } from './support/type-cases.ts';

beforeAll(() => postgres.load());

const rows = effectRows();
describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', (_sql, row) => {
    for (const major of MAJORS) {
      const { said, observed } = compareRow(row, major);
      expect(said, `PostgreSQL ${major}`).toEqual(observed);
    }
  });
});

/** What the analysis says about a type change, in the words of the fixture. */
function typeAnswer(given: string, sql: string, major: number): string {
  const { effects, consequence } = analyseRow(`${TYPE_SCENE}\n${given}`, sql, major, true);
  const effect = effects.find(({ relation }) => relation === 'public.t');
  if (consequence.refused) return consequence.refused.sqlstate;
  const answer = effect?.work === 'rewrite' ? 'rewrite' : 'keep';
  return effect?.unknown.includes('work') ? `${answer}, or not` : answer;
}

/**
 * Whether an answer agrees with a server's. Refusals are foretold for the types whose casts are written down; for the
 * others the worst is said.
 */
const agrees = (said: string, expected: string): boolean => said === expected || (expected === '42804' && said === 'rewrite');

describe('type changes', () => {
  test.each(typeCases().map((item) => [item.from, item] as const))('from %s', (_from, { given, changes }) => {
    const wrong = MAJORS.flatMap((major) =>
      changes
        .map((change) => ({ major, to: change.to, said: typeAnswer(given, change.sql, major), expected: change.expected(major) }))
        .filter(({ said, expected }) => !agrees(said, expected)),
    );
    expect(wrong).toEqual([]);
  });
});
