/**
 * What our analysis says that a statement means beyond locks, on servers: whether values are lost, whether what is said to
 * undo it gives back catalogs and rows as they were, whether it can run in a transaction.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { tableOf } from '../src/operations/operation.ts';
import { analyseRow, operationsOf } from './support/analysed-row.ts';
import { effectRows } from './support/effect-rows.ts';
import { inverseSql } from './support/inverse-sql.ts';
import type { Server } from './support/postgres-server.ts';
import { onEach, openServers } from './support/proof-servers.ts';

const rows = effectRows();
const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers(rows.flatMap((row) => [row.given, row.sql]).join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** How many answers of servers there were, by what they answered. */
const tally = new Map<string, number>();
const note = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (sql, row) => {
    const operations = operationsOf(sql);
    await onEach(servers, async (server) => {
      if (row.expected(server.major).kind === 'refused') return;
      const { consequence, effects, inverse } = analyseRow(row.given, sql, server.major, row.transaction);
      if (!row.transaction) {
        const sqlstate = await server.refusedInTransaction(row.given, sql);
        if (!consequence.unknown.includes('mustRunOutsideTransaction'))
          expect(sqlstate, `in a transaction on ${server.title}`).toBe(consequence.mustRunOutsideTransaction ? '25001' : null);
        return;
      }
      expect(consequence.mustRunOutsideTransaction, server.title).toBe(false);
      const about = new Set([
        ...effects.map((effect) => effect.relation),
        ...operations.map(tableOf),
        ...operations.flatMap((o) => ('sequence' in o ? [o.sequence] : [])),
      ]);
      const undo = inverse ? inverseSql(inverse) : null;
      const { missing, somethingToLose, undone } = await server.aftermath(row.given, sql, undo, (name) => about.has(name));
      const said = consequence.losesData ? 'something' : 'nothing';
      const lost = missing.length > 0 ? 'something' : 'nothing';
      if (consequence.unknown.includes('losesData')) note('loss not foretold');
      else if (consequence.losesData && !somethingToLose) note(`nothing to lose: ${sql}`);
      else {
        expect(`loses ${said}`, `${server.title}: ${missing.join('; ')}`).toBe(`loses ${lost}`);
        note(`loses ${lost}`);
      }
      if (undone) {
        expect(undone, `${server.title}: ${undo?.join('; ')}`).toEqual({ refused: null, differences: [] });
        note('undone');
      } else
        note(
          inverse
            ? `not spelt: ${inverse.map((o) => o.kind).join()}`
            : consequence.reversible
              ? 'reversible, not known how'
              : 'irreversible',
        );
    });
  });
});

test('counts', () => {
  console.log(
    [...tally]
      .sort()
      .map(([what, times]) => `${what}: ${times}`)
      .join('\n'),
  );
});
