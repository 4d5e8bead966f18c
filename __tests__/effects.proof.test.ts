/**
 * The rows of fixtures/postgres-effects on servers: what they say was observed. `npm run test:servers` asks real servers of
 * every major, the default tests ask the embedded one. The same rows are what dialects.test.ts holds our analysis to.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { catalogOf } from './support/analysed-row.ts';
import { type EffectRow, effectRows } from './support/effect-rows.ts';
import { lacksLibrary, type Observation, type Server, type Tried } from './support/postgres-server.ts';
import { isMended, onEach, openServers, tally } from './support/proof-servers.ts';
import { rewrites } from './support/server-conversions.ts';
import { typeCases, TYPE_SCENE } from './support/type-cases.ts';
import { waitLines, waitsAt, waitsBehind } from './support/waits.ts';

const rows = effectRows();
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers([TYPE_SCENE, ...rows.flatMap((row) => [row.given, row.sql])].join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** Answers that are not there, by reason. */
const unseen = tally();
const LOCKS = 'the locks of a statement outside a transaction';
const TRIES = 'what another session cannot do';
const LIBRARY = 'a statement for which the embedded server lacks a library';

const lines = (does: Observation['does'], withWork: boolean): readonly string[] =>
  [...does].map(([name, { lock, work }]) => `${name}: ${lock}${withWork && work !== 'none' ? `, ${work}` : ''}`).sort();

/** What a server did and what the row says of it, as far as the server shows it. */
function compare(row: EffectRow, server: Server, seen: Observation): { readonly did: object; readonly row: object } {
  const expected = row.expected(server.major);
  const did = { refused: seen.refused?.sqlstate ?? null };
  if (expected.kind === 'refused') return { did, row: { refused: expected.sqlstate } };
  if (seen.locksSeen)
    return {
      did: { ...did, does: lines(seen.does, !row.workUnobserved) },
      row: { refused: null, does: lines(expected.does, !row.workUnobserved) },
    };
  unseen.note(LOCKS);
  if (row.workUnobserved) return { did, row: { refused: null } };
  const names = [...expected.does.keys()].sort();
  return {
    did: { ...did, work: names.map((name) => `${name}: ${seen.work.get(name) ?? 'none'}`) },
    row: { refused: null, work: names.map((name) => `${name}: ${expected.does.get(name)?.work}`) },
  };
}

/** What another session had to wait for, and what follows from the locks at that moment. */
function compareWaits(row: EffectRow, server: Server, tried: readonly Tried[]): { readonly tried: object; readonly derived: object } {
  const each = tried.map(({ locks, waits }) => ({ waits, derived: waitsBehind(locks, catalogOf(row.given), server.major) }));
  return {
    tried: each.map(({ waits, derived }) => waitLines(waits, derived)),
    derived: each.map(({ waits, derived }) => waitLines(derived, waits)),
  };
}

/** What has to wait by the locks and was never seen to wait for them, because it waits for the obstacle of the experiment anyway. */
function hidden(row: EffectRow, server: Server, { tried }: Observation): readonly string[] {
  const seen = new Set(tried.flatMap(({ waits }) => waitsAt(waits)));
  const must = new Set(tried.flatMap(({ locks }) => waitsAt(waitsBehind(locks, catalogOf(row.given), server.major))));
  return [...new Set(tried.flatMap(({ masked }) => masked))].filter((one) => must.has(one) && !seen.has(one));
}

/** Those that are known: no obstacle stops the statement later without being in the way itself. */
const HIDDEN: readonly string[] = [
  'VACUUM t; public.t: schema changes',
  'VACUUM ANALYZE t; public.t: schema changes',
  'VACUUM FULL t; public.t_u_idx: schema changes',
  'ALTER TABLE n DETACH PARTITION n1 CONCURRENTLY; public.n1_a_idx: schema changes',
  'ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY; public.events_2023_id_at_kind_idx: schema changes',
  'CREATE INDEX CONCURRENTLY idx1 ON totals (s); public.totals: schema changes',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS accounts_name_idx ON accounts (name); public.accounts: schema changes',
  'REINDEX INDEX CONCURRENTLY events_tenant_idx; public.events: schema changes',
];

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const seen = await server.observe(row);
      if (lacksLibrary(server, seen.refused?.sqlstate)) return unseen.note(LIBRARY);
      if (isMended(row, server, seen.refused !== null)) return;
      const { did, row: said } = compare(row, server, seen);
      expect(did, `${server.title}${seen.refused ? `: ${seen.refused.message}` : ''}`).toEqual(said);
      if (!seen.refused && seen.tried.length === 0) unseen.note(TRIES);
      const { tried, derived } = compareWaits(row, server, seen.tried);
      expect(tried, `what waits on ${server.title}`).toEqual(derived);
      expect(HIDDEN, `hidden on ${server.title}`).toEqual(
        expect.arrayContaining(hidden(row, server, seen).map((one) => `${row.sql}; ${one}`)),
      );
    });
  });
});

describe('type changes', () => {
  test.each(typeCases().map((item) => [item.from, item] as const))('from %s', async (_from, { given, changes }) => {
    await onEach(servers, async (server) => {
      const answers = await rewrites(
        server,
        `${TYPE_SCENE}\n${given}`,
        'public.t',
        changes.map((change) => change.sql),
      );
      const said = changes.map(
        (change, i) => `${change.to}: ${answers[i] === true ? 'rewrite' : answers[i] === false ? 'keep' : answers[i]}`,
      );
      expect(said, `on ${server.title}`).toEqual(changes.map((change) => `${change.to}: ${change.expected(server.major)}`));
    });
  });
});

test('what could not be seen is what a server of its kind cannot show, and no more', () => {
  const expected = tally();
  for (const server of servers) {
    for (const row of rows) {
      if (row.expected(server.major).kind === 'refused') continue;
      if (server.alone && row.sql.startsWith('CREATE SUBSCRIPTION')) {
        expected.note(LIBRARY);
        continue;
      }
      const over = !row.transaction && (server.alone || row.blockers.length === 0);
      if (over) expected.note(LOCKS);
      if (over || server.alone) expected.note(TRIES);
    }
  }
  expect(unseen.counts()).toEqual(expected.counts());
});
