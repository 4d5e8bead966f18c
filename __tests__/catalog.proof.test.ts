/** Our catalog against a server's: after each script of fixtures/postgres-catalog, and after each statement of the effect rows. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyOperations } from '../src/catalog/apply.ts';
import type { Catalog } from '../src/catalog/catalog.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { analyseRow, catalogOf, NAMING, operationsOf, uncertain } from './support/analysed-row.ts';
import { catalogLines } from './support/catalog-lines.ts';
import { effectRows } from './support/effect-rows.ts';
import { lacksLibrary, type Server } from './support/postgres-server.ts';
import { isMended, onEach, openServers } from './support/proof-servers.ts';
import { schemaAfter } from './support/server-schema.ts';

const folder = new URL('fixtures/postgres-catalog/', import.meta.url);
const scripts = readdirSync(folder).filter((file) => file.endsWith('.sql'));
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8').replaceAll(/^--.*\n/gm, '');
const rows = effectRows().filter((row) => row.transaction);

const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await openServers([...scripts.map(textOf), ...rows.flatMap((row) => [row.given, row.sql])].join(';\n'))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** The server's lines, less the columns of tables whose columns a history does not tell: those made from queries. */
function comparable(lines: readonly string[], own: Catalog): readonly string[] {
  const hidden = [...own.relations.values()].filter((table) => !table.columnsKnown).map((table) => `column ${table.name}.`);
  return lines.filter((line) => !hidden.some((start) => line.startsWith(start)));
}

test.each(scripts)('%s', async (file) => {
  const script = textOf(file);
  const own = catalogOf(script);
  await onEach(servers, async (server) => {
    const { refused, lines } = await schemaAfter(server, script, 'SELECT 1');
    expect(refused, `on ${server.title}`).toBeNull();
    expect(catalogLines(own), `on ${server.title}`).toEqual(comparable(lines, own));
  });
});

describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await onEach(servers, async (server) => {
      const { refused, lines } = await schemaAfter(server, row.given, row.sql);
      if (lacksLibrary(server, refused?.sqlstate) || isMended(row, server, refused !== null)) return;
      const expected = row.expected(server.major);
      expect(refused?.sqlstate ?? null, `on ${server.title}`).toBe(expected.kind === 'refused' ? expected.sqlstate : null);
      if (refused) return;
      const context = { change: 'row', naming: NAMING, version: server.major };
      const own = applyOperations(catalogOf(row.given), operationsOf(row.sql), context);
      // Which views CASCADE takes along is not certain: those may be in one and not in the other.
      const maybe = [...uncertain(analyseRow(row.given, row.sql, server.major, true).effects)];
      const certain = (all: readonly string[]): readonly string[] => all.filter((line) => !maybe.some((name) => line === `view ${name}`));
      expect(certain(catalogLines(own)), `on ${server.title}`).toEqual(certain(comparable(lines, own)));
    });
  });
});
