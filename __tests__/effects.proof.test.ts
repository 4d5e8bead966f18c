/**
 * The rows of fixtures/postgres-effects on servers: what they say was observed. `npm run test:servers` asks real servers of
 * every major, the default tests ask the embedded one. The same rows are what dialects.test.ts holds our analysis to.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { catalogOf } from './support/analysed-row.ts';
import { type EffectRow, effectRows } from './support/effect-rows.ts';
import type { Observation, Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';
import { typeCases, TYPE_SCENE } from './support/type-cases.ts';
import { waitLines, waitsBehind } from './support/waits.ts';

const rows = effectRows();
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers([TYPE_SCENE, ...rows.flatMap((row) => [row.given, row.sql])].join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** What a server cannot show, by reason: how many answers. Counted, so that nothing is left out unseen. */
const unseen = new Map<string, number>();
const note = (reason: string): void => void unseen.set(reason, (unseen.get(reason) ?? 0) + 1);

const lines = (does: Observation['does'], withWork: boolean): readonly string[] =>
  [...does].map(([name, { lock, work }]) => `${name}: ${lock}${withWork && work !== 'none' ? `, ${work}` : ''}`).sort();

/** The work alone, of relations that a row names. */
const works = (work: ReadonlyMap<string, string>, named: Observation['does']): readonly string[] =>
  [...named.keys()].map((name) => `${name}: ${work.get(name) ?? 'none'}`).sort();

/** What a server did, and what the row says that it does. */
function compare(row: EffectRow, server: Server, seen: Observation): { readonly said: object; readonly wanted: object } {
  const expected = row.expected(server.major);
  const said = { refused: seen.refused?.sqlstate ?? null };
  if (expected.kind === 'refused') return { said, wanted: { refused: expected.sqlstate } };
  if (!seen.locksSeen) {
    note(
      row.blockers.length > 0 ? 'the locks of a statement that no other session stops' : 'the locks of a statement that is over at once',
    );
    if (row.workUnobserved) return { said, wanted: { refused: null } };
    const work = new Map([...expected.does].map(([name, does]) => [name, does.work]));
    return { said: { ...said, work: works(seen.work, expected.does) }, wanted: { refused: null, work: works(work, expected.does) } };
  }
  return {
    said: { ...said, does: lines(seen.does, !row.workUnobserved) },
    wanted: { refused: null, does: lines(expected.does, !row.workUnobserved) },
  };
}

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    const catalog = catalogOf(row.given);
    await onEach(servers, async (server) => {
      const seen = await server.observe(row);
      const { said, wanted } = compare(row, server, seen);
      expect(said, `${server.title}${seen.refused ? `: ${seen.refused.message}` : ''}`).toEqual(wanted);
      // What another session could not do is what follows from the locks.
      for (const { locks, waits } of seen.tried) {
        const derived = waitsBehind(locks, catalog, server.major);
        expect(waitLines(waits, derived), `what waits on ${server.title}`).toEqual(waitLines(derived, waits));
      }
    });
  });
});

describe('type changes', () => {
  test.each(typeCases().map((item) => [item.from, item] as const))('from %s', async (_from, { given, changes }) => {
    await onEach(servers, async (server) => {
      const answers = await server.rewrites(
        `${TYPE_SCENE}\n${given}`,
        'public.t',
        changes.map((change) => change.sql),
      );
      const said = changes.map(
        (change, i) => `${change.to}: ${answers[i] === true ? 'rewrite' : answers[i] === false ? 'keep' : answers[i]}`,
      );
      expect(said, server.title).toEqual(changes.map((change) => `${change.to}: ${change.expected(server.major)}`));
    });
  });
});
