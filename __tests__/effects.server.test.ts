/**
 * The rows of fixtures/postgres-effects on real servers: what they say was observed, on every major that is reachable.
 * The same rows are what dialects.test.ts holds our analysis to.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { effectRows } from './support/effect-rows.ts';
import { connect, type Observation, type Server } from './support/postgres-server.ts';
import { serverUrls } from './support/servers.ts';
import { typeCases, TYPE_SCENE } from './support/type-cases.ts';

const servers: Server[] = [];
beforeAll(async () => void servers.push(...(await Promise.all(serverUrls().map(connect)))));
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

const lines = (does: Observation['does'], withWork: boolean): readonly string[] =>
  [...does].map(([name, { lock, work }]) => `${name}: ${lock}${withWork && work !== 'none' ? `, ${work}` : ''}`).sort();

const rows = effectRows();
describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await Promise.all(
      servers.map(async (server) => {
        const expected = row.expected(server.major);
        const seen = await server.observe(row);
        const said = { refused: seen.refused?.sqlstate ?? null, does: lines(seen.does, !row.workUnobserved) };
        const wanted =
          expected.kind === 'refused'
            ? { refused: expected.sqlstate, does: [] }
            : { refused: null, does: row.locksUnobserved ? [] : lines(expected.does, !row.workUnobserved) };
        expect(said, `PostgreSQL ${server.major}${seen.refused ? `: ${seen.refused.message}` : ''}`).toEqual(wanted);
      }),
    );
  });
});

describe('type changes', () => {
  test.each(typeCases().map((item) => [item.from, item] as const))('from %s', async (_from, { given, changes }) => {
    await Promise.all(
      servers.map(async (server) => {
        const answers = await server.rewrites(
          `${TYPE_SCENE}\n${given}`,
          'public.t',
          changes.map((change) => change.sql),
        );
        const said = changes.map(
          (change, i) => `${change.to}: ${answers[i] === true ? 'rewrite' : answers[i] === false ? 'keep' : answers[i]}`,
        );
        expect(said, `PostgreSQL ${server.major}`).toEqual(changes.map((change) => `${change.to}: ${change.expected(server.major)}`));
      }),
    );
  });
});
