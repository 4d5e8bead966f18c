/** Our catalog against the server's: after each script of fixtures/postgres-catalog, and after each statement of the effect rows. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyOperations } from '../src/catalog/apply.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { analyseRow, catalogOf, NAMING, operationsOf, uncertain } from './support/analysed-row.ts';
import { catalogLines, comparable } from './support/catalog-lines.ts';
import { effectRows } from './support/effect-rows.ts';
import { connect, type Server } from './support/postgres-server.ts';
import { serverUrls } from './support/servers.ts';

const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await Promise.all(serverUrls().map(connect))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

const folder = new URL('fixtures/postgres-catalog/', import.meta.url);
const scripts = readdirSync(folder).filter((file) => file.endsWith('.sql'));

test.each(scripts)('%s', async (file) => {
  const script = readFileSync(new URL(file, folder), 'utf8').replaceAll(/^--.*\n/gm, '');
  const own = catalogOf(script);
  for (const server of servers) {
    const lines = await server.schemaAfter(script, 'SELECT 1');
    expect(catalogLines(own), `PostgreSQL ${server.major}`).toEqual(comparable(lines ?? [], own));
  }
});

const rows = effectRows().filter((row) => row.transaction);
describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    const own = applyOperations(catalogOf(row.given), operationsOf(row.sql), { change: 'row', naming: NAMING });
    await Promise.all(
      servers.map(async (server) => {
        const lines = await server.schemaAfter(row.given, row.sql);
        // Which views CASCADE takes along is not certain: those may be in one and not in the other.
        const maybe = [...uncertain(analyseRow(row.given, row.sql, server.major, true).effects)];
        const certain = (all: readonly string[]): readonly string[] => all.filter((line) => !maybe.some((name) => line === `view ${name}`));
        const refused = row.expected(server.major).kind === 'refused';
        expect(lines === undefined, `PostgreSQL ${server.major}`).toBe(refused);
        expect(refused ? [] : certain(catalogLines(own)), `PostgreSQL ${server.major}`).toEqual(certain(comparable(lines ?? [], own)));
      }),
    );
  });
});
