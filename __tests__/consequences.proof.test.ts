/**
 * What our analysis says that a statement means beyond locks, on servers: whether values are lost, whether what is said to
 * undo it gives back catalogs and rows as they were, whether it can run in a transaction.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { compareAftermath } from './support/aftermath.ts';
import { analyseRow } from './support/analysed-row.ts';
import { effectRows, rowsOf } from './support/effect-rows.ts';
import type { Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';
import { convert, targetTables } from './support/server-conversions.ts';
import { TYPE_SCENE, typeCases, typeValues } from './support/type-cases.ts';

const rows = effectRows();
/** Statements whose inverse makes again what hangs together. */
const again = rowsOf(readFileSync(new URL('fixtures/postgres-inverse/made-again.yaml', import.meta.url), 'utf8'));
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers([TYPE_SCENE, ...[...rows, ...again].flatMap((row) => [row.given, row.sql])].join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const compared = row.expected(server.major).kind === 'refused' ? undefined : await compareAftermath(row, server);
      expect(compared?.shown, `on ${server.title}: ${compared?.about}`).toEqual(compared?.said);
    });
  });
});

describe.each([...new Set(again.map((row) => row.scene))])('%s', (scene) => {
  test.each(again.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const compared = await compareAftermath(row, server);
      expect(compared?.shown.undone, `on ${server.title}: ${compared?.about}`).toEqual(compared?.said.undone);
    });
  });
});

/** Types for which a loss is foretold that no value shows, with the reason. */
const CAUTIOUS: readonly { readonly type: string; readonly reason: string }[] = [
  { type: 'name', reason: 'It has 63 bytes; how long the text of a value can be is known of few types.' },
  { type: 'money', reason: 'How many decimals it has depends on the locale of the server.' },
];

describe('values that type changes convert', () => {
  const cases = typeCases();
  const values = typeValues();
  const given = `${TYPE_SCENE}\n${targetTables(cases.map(({ from }) => from))}`;
  test.each(cases.map((item) => [item.from, item] as const))('from %s', async (from, { given: table, changes }) => {
    const samples = values.get(from) ?? [];
    expect(samples.length).toBeGreaterThan(0);
    await onEach(servers, async (server) => {
      const possible = changes.filter((change) => change.expected(server.major) !== '42804');
      const answers = await convert(
        server,
        given,
        from,
        possible.map(({ to }) => to),
        samples,
      );
      const wrong = possible.flatMap(({ to, sql }, i) => {
        const { consequence } = analyseRow(`${TYPE_SCENE}\n${table}`, sql, server.major, true);
        const found = answers[i] ?? [];
        const example = (answer: string): string => `${from} to ${to}: ${samples[found.findIndex((one) => one === answer)]}`;
        const cautious = CAUTIOUS.some(({ type }) => type === from || type === to);
        const known = (field: 'losesData' | 'canFailOnData'): boolean => !consequence.unknown.includes(field);
        return [
          ...(known('losesData') && !consequence.losesData && found.includes('lost') ? [`loses ${example('lost')}`] : []),
          ...(known('losesData') && consequence.losesData && !found.includes('lost') && !cautious
            ? [`loses nothing, ${from} to ${to}`]
            : []),
          ...(known('canFailOnData') && !consequence.canFailOnData && found.includes('refused') ? [`fails, ${example('refused')}`] : []),
        ];
      });
      expect(wrong, `on ${server.title}`).toEqual([]);
    });
  });
});
