/** Our analysis against what servers do: the rows of fixtures/postgres-effects, which effects.server.test.ts proves. */
import { beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { compareRow, typeAgrees, typeAnswer } from './support/comparison.ts';
import { effectRows, MAJORS } from './support/effect-rows.ts';
import { typeCases } from './support/type-cases.ts';

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

describe('type changes', () => {
  test.each(typeCases().map((item) => [item.from, item] as const))('from %s', (_from, { given, changes }) => {
    const wrong = MAJORS.flatMap((major) =>
      changes
        .map((change) => ({ major, to: change.to, said: typeAnswer(given, change.sql, major), expected: change.expected(major) }))
        .filter(({ said, expected }) => !typeAgrees(said, expected)),
    );
    expect(wrong).toEqual([]);
  });
});
