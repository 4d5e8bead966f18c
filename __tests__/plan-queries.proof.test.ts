/**
 * Every query of a plan runs, and says what it should: those before it on what is there then, the check of each step once it
 * has run, the others at the end. The steps themselves are proven in way-out.proof.test.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan, PlanStep } from '../src/plan/plan.ts';
import { measureLive } from '../src/sizes/live.ts';
import { STATISTICS_QUERY } from '../src/sizes/query.ts';
import { PLAN_CASES, type PlanCase } from './fixtures/plan/cases.ts';
import { openEmbedded } from './support/embedded-session.ts';
import { examined } from './support/plans.ts';
import { onEach } from './support/proof-servers.ts';
import { builtInRules } from './support/repositories.ts';
import { serverUrls } from './support/servers.ts';
import { openSession, type Session } from './support/session.ts';

const rules = await builtInRules();
const DATABASE = 'lockkeeper_plans';

/** Migrations of an example up to one, which is the change. */
function example(folder: string, until: RegExp): PlanCase {
  const paths = readdirSync(`examples/${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(?:sql|toml|mod|prisma)$/.test(name) && !name.includes('000008'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const last = paths.findLastIndex((path) => until.test(path));
  const kept = paths.filter((path, i) => !/\/(?:V|\d)[^/]*\.sql$/.test(path) || path.endsWith('migration.sql') || i <= last);
  const files = kept.filter((path) => path !== paths[last]).concat(paths[last] ?? '');
  return {
    title: `${folder} ${until.source}`,
    files: Object.fromEntries(files.map((path) => [path, readFileSync(`examples/${folder}/${path}`, 'utf8')])),
  };
}

const cases: readonly PlanCase[] = [
  ...PLAN_CASES.filter(({ title }) => title !== 'unknown-table'),
  example('shop', /V7__/),
  example('shop', /V9__/),
  example('shop', /V10__/),
  example('billing', /000006.*up/),
  example('billing', /000007.*up/),
  example('billing', /000009.*up/),
];

interface Asked {
  /** Its URL, or what it is where it has none. */
  readonly title: string;
  readonly session: Session;
}

const servers: Asked[] = [];
beforeAll(async () => {
  if (process.env['LOCKKEEPER_ASKS'] !== 'servers') {
    servers.push({ title: 'the embedded PostgreSQL', session: await openEmbedded(['pg_trgm', 'citext', 'pgcrypto']) });
    return;
  }
  for (const url of serverUrls()) {
    const main = await openSession(url);
    await main.query(`DROP DATABASE IF EXISTS ${DATABASE}`);
    await main.query(`CREATE DATABASE ${DATABASE}`);
    await main.close();
    const own = new URL(url);
    own.pathname = `/${DATABASE}`;
    servers.push({ title: url, session: await openSession(own.href) });
  }
});
afterAll(async () => void (await Promise.all(servers.map(({ session }) => session.close()))));

/** An empty database, with the roles that examples speak of. */
async function clear({ session }: Asked): Promise<void> {
  const schemas = await session.query<{ name: string }>(
    "SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'",
  );
  for (const { name } of schemas) await session.query(`DROP SCHEMA ${name} CASCADE`);
  await session.query('CREATE SCHEMA public; RESET ALL; SET search_path = public;');
}

/** Runs a step as its plan says. */
async function run({ session }: Asked, step: PlanStep): Promise<void> {
  if (step.transaction) await session.query(`BEGIN;\n${step.sql}\n;COMMIT;`);
  else await session.query(step.sql);
}

const queriesOf = ({ before, during, after }: Plan) => [...before, ...during, ...after];

test.each(cases.map((one) => [one.title, one] as const))('the queries of the plan of %s', async (_, one) => {
  const { review, ways } = await examined(one, rules);
  const plan = review.plan;
  if (!plan) throw new Error('no plan');
  for (const { sql } of queriesOf(plan)) expect(sql).toMatch(/^(?:SELECT|WITH)\b/);
  const change = new Set(ways.flatMap(({ migrations }) => migrations.map(({ migration }) => migration.path)));
  const history = Object.entries(one.files).filter(
    ([path]) => path.endsWith('.sql') && !path.endsWith('.down.sql') && !change.has(path) && !/R__/.test(path),
  );
  await onEach(servers, async (server) => {
    await clear(server);
    for (const [path, text] of history)
      for (const part of /CONCURRENTLY/.test(text) ? text.split(/;\s*\n/) : [text])
        await server.session.query(part).catch((error: unknown) => {
          throw new Error(`${path}: ${String(error)}`);
        });
    const ask = async (sql: string): Promise<readonly unknown[]> =>
      server.session.query(sql).catch((error: unknown) => {
        throw new Error(`${server.title}\n${sql}\n${String(error)}`);
      });
    const answers = async (queries: Plan['before']): Promise<void> => {
      for (const { sql, expect: said } of queries) {
        const rows = await ask(sql);
        expect({ sql, rows: said.startsWith('no row') ? rows : [] }).toEqual({ sql, rows: [] });
      }
    };
    await answers(plan.before);
    for (const step of plan.releases.flatMap(({ steps }) => steps)) {
      await run(server, step).catch((error: unknown) => {
        throw new Error(`${server.title}\n${step.sql}\n${String(error)}`);
      });
      expect({ of: step.check, rows: step.check === null ? [] : await ask(step.check) }).toEqual({ of: step.check, rows: [] });
    }
    await answers(plan.during.filter(({ expect: said }) => said !== 'no row that stays'));
    await answers(plan.after);
  });
});

test('the query for table sizes runs, and sums partitioned tables up', async () => {
  await onEach(servers, async (server) => {
    await clear(server);
    await server.session.query(`
      CREATE TABLE p (id int, at int NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (at);
      CREATE TABLE p11 PARTITION OF p1 FOR VALUES FROM (0) TO (5);
      CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
      CREATE INDEX ON p (id);
      INSERT INTO p SELECT i, i % 5 FROM generate_series(1, 3000) i;
      INSERT INTO p SELECT i, 10 FROM generate_series(1, 1000) i;
      CREATE MATERIALIZED VIEW m AS SELECT * FROM p;
      CREATE VIEW v AS SELECT * FROM p;`);
    await server.session.query('ANALYZE');
    const rows = await server.session.query<Record<string, unknown>>(STATISTICS_QUERY);
    expect(rows.map(({ schema, table, rows: count }) => [schema, table, Number(count)])).toEqual([
      ['public', 'm', 4000],
      ['public', 'p', 4000],
      ['public', 'p1', 3000],
      ['public', 'p11', 3000],
      ['public', 'p2', 1000],
    ]);
    const bytes = (name: string, field: string): number => Number(rows.find(({ table }) => table === name)?.[field]);
    expect(bytes('p', 'bytes')).toBe(bytes('p11', 'bytes') + bytes('p2', 'bytes'));
    expect(bytes('p', 'index_bytes')).toBeGreaterThan(0);
    expect(Object.keys(rows[0] ?? {})).toEqual(['schema', 'table', 'rows', 'bytes', 'index_bytes', 'writes_per_second', 'as_of']);
    // The embedded server has no address to connect to.
    const own = new URL(server.title.startsWith('postgres') ? server.title : 'postgres://');
    own.pathname = `/${DATABASE}`;
    const live = server.title.startsWith('postgres') ? (await measureLive(own.href)).tables : [];
    expect(live.map(({ table, bytes: size }) => [table, size])).toEqual(
      live.length === 0 ? [] : rows.map(({ table, bytes: size }) => [table, Number(size)]),
    );
  });
});
