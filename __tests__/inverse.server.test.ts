/**
 * What is said to undo a statement, on real servers: each row that runs in a transaction is run, then what undoes it, and the
 * server's own catalogs are compared with what they were before. The rows are the effect rows and those of
 * fixtures/postgres-inverse, which make again what hangs together.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyOperation } from '../src/catalog/apply.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { catalogOf, NAMING, operationsOf } from './support/analysed-row.ts';
import { dumpCatalog, type Query } from './support/catalog-dump.ts';
import { type EffectRow, effectRows, rowsOf } from './support/effect-rows.ts';
import { connect, type Server } from './support/postgres-server.ts';
import { serverUrls } from './support/servers.ts';

const servers: Server[] = [];
beforeAll(async () => {
  await postgres.load();
  servers.push(...(await Promise.all(serverUrls().map(connect))));
});
afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

/** What undoes a row on one major. */
interface RowUndo {
  /** SQL, in order. */
  readonly sql: readonly string[];
  readonly notRestored: readonly string[];
  /** Why nothing undoes it, or what the inverse assumes: such rows are not held to the server. */
  readonly open: readonly string[];
  readonly losesData: boolean;
}

function undoOf(row: Pick<EffectRow, 'given' | 'sql'>, version: number): RowUndo {
  let catalog = catalogOf(row.given);
  const sql: string[] = [];
  const notRestored: string[] = [];
  const open: string[] = [];
  let losesData = false;
  const settings = new Map([['timezone', 'UTC']]);
  for (const operation of operationsOf(row.sql)) {
    const { consequence } = postgres.analyse(operation, catalog, { version, inTransaction: true, change: 'row', settings });
    const { inverse, irreversible = [] } = consequence;
    losesData ||= irreversible.some(({ kind }) => kind === 'lost');
    open.push(...irreversible.filter(({ kind }) => !inverse || kind === 'unknown').map(({ reason }) => reason));
    notRestored.push(...(consequence.notRestored ?? []));
    const before = catalog;
    sql.unshift(...(inverse ?? []).map((step) => postgres.render(step, before) ?? `${step.kind} has no SQL`));
    catalog = applyOperation(catalog, operation, { change: 'row', naming: NAMING });
  }
  return { sql, notRestored, open, losesData };
}

/** What is known not to be as it was, each with how a line is made comparable all the same. */
const EXCEPTIONS: readonly { readonly applies: (undo: RowUndo) => boolean; readonly comparable: (line: string) => string }[] = [
  // A column or attribute that is added again is the last one.
  {
    applies: ({ sql }) => sql.some((step) => /ADD (COLUMN|ATTRIBUTE)/.test(step)),
    comparable: (line) => (line.startsWith('order ') ? '' : line),
  },
  // NO INHERIT makes the columns and constraints of a child its own.
  {
    applies: ({ notRestored }) => notRestored.some((text) => /are its own now/.test(text)),
    comparable: (line) => line.replace(/ inherited$/, ''),
  },
  // A type change leaves casts in conditions.
  {
    applies: ({ notRestored }) => notRestored.some((text) => /casts in them/.test(text)),
    comparable: (line) => (/^(constraint|index) /.test(line) ? line.replaceAll(/::\w+( varying)?|[()]/g, '') : line),
  },
  // A table that was renamed after a view was made keeps its former name in the view, as an alias.
  {
    applies: ({ sql }) => sql.some((step) => / AS /.test(step)),
    comparable: (line) => (line.startsWith('view ') ? line.replaceAll(/(\w+)\.(\w+) \2\b/g, '$1.$2') : line),
  },
  // Since 18 a NOT NULL without a name is called after the table as it was called when it was made.
  {
    applies: ({ sql }) => sql.some((step) => /RENAME/.test(step)),
    comparable: (line) => line.replace(/^(constraint \S+) \S+_not_null"? NOT NULL/, '$1 NOT NULL'),
  },
];

function comparable(lines: readonly string[], undo: RowUndo): readonly string[] {
  const applying = EXCEPTIONS.filter(({ applies }) => applies(undo));
  return lines.map((line) => applying.reduce((text, exception) => exception.comparable(text), line));
}

/** Lines that differ, `-` before and `+` after. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const [was, is] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !is.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !was.has(line)).map((line) => `+ ${line}`),
  ];
}

const EMPTY_ALL = `DO $$ DECLARE r regclass; BEGIN FOR r IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' LOOP EXECUTE 'TRUNCATE ' || r || ' CASCADE'; END LOOP; END $$`;

/** Runs the row and what undoes it, and says what differs; `empty` takes the rows of every table out first. */
async function attempt(server: Server, row: Pick<EffectRow, 'given' | 'sql'>, undo: RowUndo, empty: boolean): Promise<readonly string[]> {
  return server.inTransaction(row.given, async (query: Query) => {
    if (empty) await query(EMPTY_ALL);
    const before = await dumpCatalog(query);
    await query(row.sql);
    for (const sql of undo.sql) {
      try {
        await query(sql);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        // Rows that are gone can be in the way of a constraint: the schema has to come back where there are none.
        if (!empty && undo.losesData && code.startsWith('23')) return ['rows in the way'];
        return [`${sql}: ${error instanceof Error ? error.message : String(error)}`];
      }
    }
    const after = await dumpCatalog(query);
    return difference(comparable(before, undo), comparable(after, undo));
  });
}

/** What differs on each major, after the row and what undoes it. */
async function prove(row: Pick<EffectRow, 'given' | 'sql'>, refused: (major: number) => boolean): Promise<readonly string[]> {
  const said = await Promise.all(
    servers.map(async (server) => {
      const undo = undoOf(row, server.major);
      if (refused(server.major) || undo.open.length > 0) return [];
      const first = await attempt(server, row, undo, false);
      const lines = first[0] === 'rows in the way' ? await attempt(server, row, undo, true) : first;
      return lines.length === 0
        ? []
        : [`PostgreSQL ${server.major}, not undone by ${undo.sql.join('; ')} (src/dialects/postgres/inverse)`, ...lines];
    }),
  );
  return said.flat();
}

const rows = effectRows().filter((row) => row.transaction);
describe.each([...new Set(rows.map((row) => row.scene))])('%s', (scene) => {
  test.each(rows.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    expect(await prove(row, (major) => row.expected(major).kind === 'refused')).toEqual([]);
  });
});

const again = rowsOf(readFileSync(new URL('fixtures/postgres-inverse/made-again.yaml', import.meta.url), 'utf8'));
describe.each([...new Set(again.map((row) => row.scene))])('%s', (scene) => {
  test.each(again.filter((row) => row.scene === scene).map((row) => [row.sql, row] as const))('%s', async (_sql, row) => {
    expect(await prove(row, () => false)).toEqual([]);
  });
});
