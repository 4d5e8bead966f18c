/**
 * What is said to undo a statement, on real servers: each effect row that runs in a transaction is run, then what undoes it,
 * and the server's own catalogs are compared with what they were before.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyOperation } from '../src/catalog/apply.ts';
import type { Irreversible } from '../src/effects/effect.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { renderOperation } from '../src/dialects/postgres/render.ts';
import { catalogOf, NAMING, operationsOf } from './support/analysed-row.ts';
import { dumpCatalog } from './support/catalog-dump.ts';
import { type EffectRow, effectRows } from './support/effect-rows.ts';
import { connect, type Server } from './support/postgres-server.ts';
import { serverUrls } from './support/servers.ts';

const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await Promise.all(serverUrls().map(connect))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** What undoes a row on one major: SQL in order, and what is said not to come back. */
interface RowUndo {
  readonly sql: readonly string[];
  readonly irreversible: readonly Irreversible[];
  /** Nothing is said to undo one of its operations. */
  readonly open: boolean;
}

function undoOf(row: EffectRow, version: number): RowUndo {
  let catalog = catalogOf(row.given);
  const sql: string[] = [];
  const irreversible: Irreversible[] = [];
  let open = false;
  const settings = new Map([['timezone', 'UTC']]);
  for (const operation of operationsOf(row.sql)) {
    const { consequence } = postgres.analyse(operation, catalog, { version, inTransaction: true, change: 'row', settings });
    if (consequence.irreversible) irreversible.push(consequence.irreversible);
    open ||= consequence.inverse === undefined;
    const before = catalog;
    sql.unshift(...(consequence.inverse ?? []).map((step) => renderOperation(step, before) ?? `-- ${step.kind} has no SQL`));
    catalog = applyOperation(catalog, operation, { change: 'row', naming: NAMING });
  }
  return { sql, irreversible, open };
}

/** Lines that differ, `-` before and `+` after. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const [was, is] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !is.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !was.has(line)).map((line) => `+ ${line}`),
  ];
}

const rows = effectRows().filter((row) => row.transaction);
describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    await Promise.all(
      servers.map(async (server) => {
        if (row.expected(server.major).kind === 'refused') return;
        const undo = undoOf(row, server.major);
        if (undo.open) return;
        const said = await server.inTransaction(row.given, async (query) => {
          const before = await dumpCatalog(query);
          await query(row.sql);
          for (const sql of undo.sql) {
            try {
              await query(sql);
            } catch (error) {
              return [`${sql}: ${error instanceof Error ? error.message : String(error)}`];
            }
          }
          return difference(before, await dumpCatalog(query));
        });
        expect(said, `PostgreSQL ${server.major}: ${undo.sql.join('; ')}`).toEqual([]);
      }),
    );
  });
});
