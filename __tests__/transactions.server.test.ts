/** Are we right about transactions? Scripts are run statement by statement, with a second session where one has to wait. */
import { readFileSync } from 'node:fs';
import { Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectOf } from '../src/dialects/index.ts';
import { compareLocks } from '../src/effects/effect.ts';
import { lockModeOf } from './support/server-traces.ts';
import { openClient } from './support/session.ts';
import { serverUrls } from './support/servers.ts';
import {
  ACCEPTED,
  DURATIONS,
  FAMILY,
  LOCK_ORDERS,
  REFUSALS,
  SCRIPT_GIVEN,
  scriptText,
  type SessionState,
  transactionScripts,
} from './support/transaction-scripts.ts';

const TIMEOUTS = ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'];

/** What a session holds and has set, in one row. */
const PROBE = `SELECT json_build_object(
  'locks', (SELECT json_agg(json_build_array(l.relation::int, l.mode, n.nspname || '.' || c.relname)) FROM pg_locks l
    LEFT JOIN pg_class c ON c.oid = l.relation LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted),
  'timeouts', (SELECT json_object_agg(name, setting::int) FROM pg_settings WHERE name IN ('${TIMEOUTS.join("', '")}')),
  'advisory', EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory')) AS state`;

interface Probed {
  readonly locks: readonly (readonly [oid: number, mode: string, name: string | null])[] | null;
  readonly timeouts: Readonly<Record<string, number>>;
  readonly advisory: boolean;
}

/** The server's answer in our words. A relation that is gone is told by the name it had. */
function stateOf({ locks, timeouts, advisory }: Probed, before: ReadonlyMap<number, string>): SessionState {
  const strongest = new Map<string, string>();
  for (const [oid, mode, name] of locks ?? []) {
    const former = before.get(oid);
    if (former === undefined) continue;
    const relation = name ?? former;
    const lock = lockModeOf(mode);
    const earlier = strongest.get(relation);
    if (compareLocks(lock, 'ROW EXCLUSIVE') <= 0) continue;
    if (earlier === undefined || compareLocks(lock, lockModeOf(earlier)) > 0) strongest.set(relation, lock);
  }
  return {
    locks: strongest,
    timeouts: Object.fromEntries(TIMEOUTS.flatMap((name) => (timeouts[name] ? [[name, timeouts[name]]] : []))),
    advisory,
  };
}

interface Server {
  readonly url: string;
  readonly client: Client;
  readonly major: number;
}

const servers: Server[] = [];
beforeAll(async () => {
  await dialectOf('postgres').load();
  for (const url of serverUrls()) {
    const client = await openClient(url);
    const { rows } = await client.query<{ version: number }>("SELECT current_setting('server_version_num')::int / 10000 AS version");
    servers.push({ url, client, major: rows[0]?.version ?? 0 });
  }
});
afterAll(async () => {
  await Promise.all(servers.map(({ client }) => client.end()));
});

async function prepare(client: Client, given = SCRIPT_GIVEN): Promise<ReadonlyMap<number, string>> {
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  await client.query(`DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
    CREATE SCHEMA public; END $$`);
  await client.query(given);
  const { rows } = await client.query<{ oid: number; name: string }>(`SELECT c.oid::int, n.nspname || '.' || c.relname AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('public', 'other')`);
  return new Map(rows.map(({ oid, name }) => [oid, name]));
}

const expectedTexts = readFileSync(new URL('fixtures/transactions/expected.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n\n');

describe('a script', () => {
  const scripts = transactionScripts();
  it.each(scripts.map((script, i) => [script.script, script, expectedTexts[i]] as const))('%s', async (_, script, text) => {
    for (const { client, major } of servers) {
      const before = await prepare(client);
      const states: SessionState[] = [];
      const probed = (rows: readonly { readonly state: Probed }[]): void => {
        const [row] = rows;
        if (row) states.push(stateOf(row.state, before));
      };
      if (script.mode === 'implicit') {
        // The probes stand in the query itself.
        const results = (await client.query(script.statements.map((sql) => `${sql}; ${PROBE}`).join(';\n'))) as unknown as readonly {
          readonly rows: readonly { readonly state: Probed }[];
        }[];
        for (const [i, { rows }] of results.entries()) if (i % 2 === 1) probed(rows);
      } else {
        if (script.mode === 'wrapped') await client.query('BEGIN');
        for (const sql of script.statements) {
          await client.query(sql);
          probed((await client.query<{ state: Probed }>(PROBE)).rows);
        }
      }
      expect(scriptText(script, states), `PostgreSQL ${major}`).toBe(text);
    }
  });
});

describe('a timeout', () => {
  it.each(DURATIONS)('of %j is %j milliseconds', async (text, milliseconds) => {
    for (const { client, major } of servers) {
      await client.query('ROLLBACK');
      await client.query("SET lock_timeout = '7ms'");
      const refused = await client.query("SELECT set_config('lock_timeout', $1, false)", [text]).then(
        () => false,
        () => true,
      );
      const { rows } = await client.query<{ setting: string }>("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'");
      expect(refused ? undefined : Number(rows[0]?.setting), `PostgreSQL ${major}`).toBe(milliseconds);
    }
  });
});

/** Another session of each server, for what one alone cannot show. */
const others: Client[][] = [];
beforeAll(async () => {
  for (const { url } of servers) others.push([await openClient(url), await openClient(url)]);
});
afterAll(async () => {
  await Promise.all(others.flat().map((client) => client.end()));
});

/** What became of a statement: done, a SQLSTATE, or still waiting. */
type Outcome = 'done' | 'waits' | string;

interface Running {
  /** As it stands once the session waits for a lock, or is through. */
  readonly soon: Outcome;
  readonly end: Promise<Outcome>;
}

/** Starts a statement and tells what becomes of it. */
async function start(client: Client, sql: string, watcher: Client): Promise<Running> {
  const pid = (client as unknown as { readonly processID: number }).processID;
  const end: Promise<Outcome> = client.query(sql).then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DatabaseError) return error.code ?? '';
      throw error;
    },
  );
  let seen = 0;
  for (let tries = 0; tries < 300; tries++) {
    const pause = new Promise<undefined>((resolve) => void setTimeout(() => resolve(undefined), 5));
    const over = await Promise.race([end, pause]);
    if (over !== undefined) return { soon: over, end };
    const { rows } = await watcher.query("SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'", [pid]);
    seen = rows.length > 0 ? seen + 1 : 0;
    // Autovacuum gets out of the way: what lasts is meant.
    if (seen === 15) return { soon: 'waits', end };
  }
  throw new Error(`neither done nor waiting: ${sql}`);
}

/** Runs a body on every server with three sessions that nothing holds on to. */
async function everywhere(
  body: (sessions: readonly [Client, Client, Client], major: number) => Promise<void>,
  given = SCRIPT_GIVEN,
  since = 0,
): Promise<void> {
  for (const [i, { client, major }] of servers.entries()) {
    const [second, third] = others[i] ?? [];
    if (!second || !third || major < since) continue;
    for (const other of [second, third]) {
      await other.query('ROLLBACK');
      await other.query('RESET ALL');
    }
    await prepare(client, given);
    await body([client, second, third], major);
  }
}

describe('the order of locks', () => {
  it.each(LOCK_ORDERS)('%j against %j', async (migration, application, deadlock) => {
    await everywhere(async ([a, b, watcher], major) => {
      await a.query('BEGIN');
      await a.query(migration[0]);
      if (application.length > 1) await b.query('BEGIN');
      for (const sql of application.slice(0, -1)) await b.query(sql);
      const running = await start(b, application.at(-1) ?? '', watcher);
      const second = await start(a, migration[1], watcher);
      const ended = await Promise.race([second.end, running.end]);
      await a.query('ROLLBACK');
      const all = [ended, await running.end];
      await b.query('ROLLBACK');
      expect(all.includes('40P01'), `PostgreSQL ${major}: ${all.join()}`).toBe(deadlock);
    }, FAMILY);
  });
});

describe('a statement outside a transaction', () => {
  const TABLE = `CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE INDEX users_name_idx ON users (name);
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO users VALUES (1, 'x'); INSERT INTO orders VALUES (1, 'x');`;
  const BUILD = 'CREATE INDEX CONCURRENTLY i ON users (name)';
  const read = (table: string, isolation = ''): string => `BEGIN${isolation}; SELECT FROM ${table}`;
  const SNAPSHOT = ' ISOLATION LEVEL REPEATABLE READ';
  /** What another session has begun and not ended, and whether the statement waits for it. */
  const rows: readonly (readonly [sql: string, other: string, waits: boolean])[] = [
    // A concurrent build: for those who write to its table, and for snapshots, whichever table they are used on.
    [BUILD, 'BEGIN; UPDATE users SET name = name', true],
    [BUILD, 'BEGIN; UPDATE orders SET note = note', false],
    [BUILD, read('users'), false],
    [BUILD, read('users', SNAPSHOT), true],
    [BUILD, read('orders', SNAPSHOT), true],
    [BUILD, 'BEGIN; DECLARE c CURSOR FOR SELECT FROM orders', true],
    [BUILD, 'SELECT pg_advisory_lock(1)', false],
    // What drops, swaps or detaches: for all who use the table, readers too.
    ['DROP INDEX CONCURRENTLY users_name_idx', read('users'), true],
    ['DROP INDEX CONCURRENTLY users_name_idx', read('orders'), false],
    ['DROP INDEX CONCURRENTLY users_name_idx', read('orders', SNAPSHOT), false],
    ['REINDEX INDEX CONCURRENTLY users_name_idx', read('users'), true],
    ['REINDEX INDEX CONCURRENTLY users_name_idx', read('orders'), false],
    ['REINDEX INDEX CONCURRENTLY users_name_idx', read('orders', SNAPSHOT), true],
    // What takes a lock and no more: for those who hold one that conflicts.
    ['CREATE INDEX i ON users (name)', 'BEGIN; UPDATE users SET name = name', true],
    ['CREATE INDEX i ON users (name)', read('orders', SNAPSHOT), false],
    ['ALTER TABLE users ADD COLUMN age int', read('users'), true],
    ['ALTER TABLE users ALTER COLUMN name SET STATISTICS 500', 'BEGIN; UPDATE users SET name = name', false],
    ['VACUUM users', read('users', SNAPSHOT), false],
  ];
  it.each(rows)('%s beside %j: %j', async (sql, other, waits) => {
    await everywhere(async ([a, b, watcher], major) => {
      await b.query(other);
      const running = await start(a, sql, watcher);
      await b.query('ROLLBACK');
      await b.query('SELECT pg_advisory_unlock_all()');
      expect([running.soon === 'waits', await running.end], `PostgreSQL ${major}`).toEqual([waits, 'done']);
    }, TABLE);
  });

  it('DETACH PARTITION CONCURRENTLY waits for all who use the partitioned table', async () => {
    for (const [table, waits] of [
      ['events', true],
      ['users', false],
    ] as const) {
      await everywhere(
        async ([a, b, watcher], major) => {
          await b.query(read(table));
          const running = await start(a, 'ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY', watcher);
          await b.query('ROLLBACK');
          expect([running.soon === 'waits', await running.end], `PostgreSQL ${major}`).toEqual([waits, 'done']);
        },
        TABLE,
        14,
      );
    }
  });

  it('concurrent builds on other tables are waited for while they scan: before 14, and since then those with an expression or a condition', async () => {
    // An operator class and a function that stand still, so that a build can be met in the middle.
    const slow = `${TABLE}
CREATE FUNCTION stand(n bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN n; END';
CREATE FUNCTION compare(a bigint, b bigint) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN btint8cmp(public.stand(a), b); END';
CREATE OPERATOR CLASS standing FOR TYPE bigint USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 compare(bigint, bigint);
INSERT INTO orders VALUES (2, 'y');`;
    for (const [index, until] of [
      ['orders (id standing)', 14],
      ['orders (stand(id))', 99],
    ] as const) {
      await everywhere(async ([a, b, c], major) => {
        await c.query('SELECT pg_advisory_lock(7)');
        const other = await start(b, `CREATE INDEX CONCURRENTLY j ON ${index}`, a);
        const watcher = await openClient(servers.find((server) => server.client === a)?.url ?? '');
        const own = await start(a, BUILD, watcher);
        await watcher.end();
        await c.query('SELECT pg_advisory_unlock_all()');
        const seen = [other.soon, own.soon === 'waits', await own.end, await other.end];
        expect(seen, `PostgreSQL ${major}`).toEqual(['waits', major < until, 'done', 'done']);
      }, slow);
    }
  });

  it('a concurrent build under an advisory lock that another session waits for is a deadlock', async () => {
    await everywhere(async ([a, b, watcher], major) => {
      await a.query('SELECT pg_advisory_lock(1)');
      const other = await start(b, 'SELECT pg_advisory_lock(1)', watcher);
      expect(other.soon).toBe('waits');
      const own = await start(a, BUILD, watcher);
      const ended = await Promise.race([own.end, other.end]);
      await a.query('SELECT pg_advisory_unlock_all()');
      await b.query('SELECT pg_advisory_unlock_all()');
      expect(ended, `PostgreSQL ${major}`).toBe('40P01');
    }, TABLE);
  });
});

describe('a wait', () => {
  const ALTER = 'ALTER TABLE users ADD COLUMN age int';
  const READ = 'BEGIN; SELECT FROM users';

  it('holds up all that come later, however small the table', async () => {
    await everywhere(async ([a, b, c], major) => {
      await b.query(READ);
      const change = await start(a, ALTER, b);
      const reader = await start(c, 'SELECT FROM users', b);
      await b.query('ROLLBACK');
      expect([change.soon, reader.soon, await change.end, await reader.end], `PostgreSQL ${major}`).toEqual([
        'waits',
        'waits',
        'done',
        'done',
      ]);
    });
  });

  /** What ends it, by the SQLSTATE of the statement. */
  const limits: readonly (readonly [setting: string, sqlstate: string, since: number])[] = [
    ["SET LOCAL lock_timeout = '100ms'", '55P03', 13],
    ["SET LOCAL statement_timeout = '100ms'", '57014', 13],
  ];
  it.each(limits)('is ended after %s', async (setting, sqlstate, since) => {
    await everywhere(
      async ([a, b, watcher], major) => {
        await b.query(READ);
        await a.query('BEGIN');
        await a.query(setting);
        const change = await start(a, ALTER, watcher);
        expect(await change.end, `PostgreSQL ${major}`).toBe(sqlstate);
        await a.query('ROLLBACK');
        await b.query('ROLLBACK');
      },
      SCRIPT_GIVEN,
      since,
    );
  });

  it('is without limit where lock_timeout is 0', async () => {
    await everywhere(async ([a, b, watcher], major) => {
      await b.query(READ);
      await a.query('BEGIN; SET LOCAL lock_timeout = 0');
      const change = await start(a, ALTER, watcher);
      await b.query('ROLLBACK');
      expect([change.soon, await change.end], `PostgreSQL ${major}`).toEqual(['waits', 'done']);
      await a.query('ROLLBACK');
    });
  });

  it('is ended by a statement_timeout that the same query sets before', async () => {
    await everywhere(async ([a, b, watcher], major) => {
      await b.query(READ);
      const change = await start(a, `SET statement_timeout = '100ms'; ${ALTER}`, watcher);
      expect(await change.end, `PostgreSQL ${major}`).toBe('57014');
      await b.query('ROLLBACK');
      await a.query('RESET ALL');
    });
  });

  it('is ended by transaction_timeout, and the session with it', async () => {
    await everywhere(
      async ([, b, watcher], major) => {
        const own = await openClient(servers.find((server) => server.major === major)?.url ?? '');
        own.on('error', () => undefined);
        await b.query(READ);
        await own.query("BEGIN; SET LOCAL transaction_timeout = '200ms'");
        const change = await start(own, ALTER, watcher);
        expect(await change.end, `PostgreSQL ${major}`).toBe('25P04');
        await b.query('ROLLBACK');
        await own.end().catch(() => undefined);
      },
      SCRIPT_GIVEN,
      17,
    );
  });

  it('is limited anew for each lock of a statement', async () => {
    await everywhere(async ([a, b, c], major) => {
      await b.query('BEGIN; SELECT FROM users');
      await c.query('BEGIN; SELECT FROM orders');
      await a.query("BEGIN; SET LOCAL lock_timeout = '3s'");
      const watcher = await openClient(servers.find((server) => server.major === major)?.url ?? '');
      const change = await start(a, 'LOCK TABLE users, orders', watcher);
      await new Promise((resolve) => void setTimeout(resolve, 2000));
      await b.query('ROLLBACK');
      // More than three seconds after it began it still waits, for the other one.
      await new Promise((resolve) => void setTimeout(resolve, 1600));
      await c.query('ROLLBACK');
      expect([change.soon, await change.end], `PostgreSQL ${major}`).toEqual(['waits', 'done']);
      await watcher.end();
      await a.query('ROLLBACK');
    });
  });

  it('in a DO block is limited by a lock_timeout that is set inside, and not by a statement_timeout', async () => {
    for (const [setting, outcome] of [
      ['lock_timeout', '55P03'],
      ['statement_timeout', 'done'],
    ] as const) {
      await everywhere(async ([a, b, watcher], major) => {
        await b.query(READ);
        const block = await start(a, `DO $$ BEGIN SET LOCAL ${setting} = '50ms'; ${ALTER}; END $$`, watcher);
        await new Promise((resolve) => void setTimeout(resolve, 200));
        await b.query('ROLLBACK');
        expect(await block.end, `PostgreSQL ${major}`).toBe(outcome);
      });
    }
  });
});

describe('what people believe', () => {
  const codeOf = (client: Client, sql: string): Promise<string> =>
    client.query(sql).then(
      () => '',
      (error: unknown) => (error instanceof DatabaseError ? (error.code ?? '') : String(error)),
    );

  it('a NOT VALID constraint holds for rows that are written', async () => {
    await everywhere(async ([a], major) => {
      await a.query("INSERT INTO orders VALUES (100, 1, 'bad')");
      await a.query("ALTER TABLE orders ADD CONSTRAINT c CHECK (note <> 'bad') NOT VALID");
      await a.query('ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID');
      const codes = [
        await codeOf(a, "INSERT INTO orders VALUES (101, 1, 'bad')"),
        await codeOf(a, "INSERT INTO orders VALUES (102, 99, 'x')"),
      ];
      expect(codes, `PostgreSQL ${major}`).toEqual(['23514', '23503']);
    });
  });

  it('IF NOT EXISTS takes what a failed build left for the index', async () => {
    await everywhere(async ([a], major) => {
      expect(await codeOf(a, 'CREATE UNIQUE INDEX CONCURRENTLY i ON users (name)')).toBe('23505');
      expect(await codeOf(a, 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON users (name)')).toBe('');
      const { rows } = await a.query("SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'i'::regclass");
      expect(rows, `PostgreSQL ${major}`).toEqual([{ valid: false }]);
    });
  });

  it('REINDEX of one index stops queries that need another', async () => {
    await everywhere(async ([a, b, watcher], major) => {
      await a.query('BEGIN; REINDEX INDEX orders_note_idx');
      const reader = await start(b, 'SELECT FROM orders WHERE id = 1', watcher);
      await a.query('ROLLBACK');
      expect([reader.soon, await reader.end], `PostgreSQL ${major}`).toEqual(['waits', 'done']);
    });
  });

  it('TRUNCATE is rolled back', async () => {
    await everywhere(async ([a], major) => {
      await a.query('BEGIN; TRUNCATE users; ROLLBACK');
      const { rows } = await a.query('SELECT count(*)::int AS rows FROM users');
      expect(rows, `PostgreSQL ${major}`).toEqual([{ rows: 10 }]);
    });
  });

  it('a concurrent build reads the table twice, an ordinary one once', async () => {
    for (const [sql, reads] of [
      ['CREATE INDEX CONCURRENTLY i ON users (name)', 2],
      ['REINDEX INDEX CONCURRENTLY users_pkey', 2],
      ['CREATE INDEX i ON users (name)', 1],
    ] as const) {
      await everywhere(async ([a, b], major) => {
        const scans = async (): Promise<number> =>
          (await b.query<{ scans: number }>("SELECT seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname = 'users'")).rows[0]
            ?.scans ?? 0;
        // Counts arrive late: when they have stood still for a while, they are all there.
        const settled = async (): Promise<number> => {
          let [count, still] = [await scans(), 0];
          while (still < 6) {
            await new Promise((resolve) => void setTimeout(resolve, 100));
            await a.query(major < 15 ? 'SELECT 1' : 'SELECT pg_stat_force_next_flush()');
            const next = await scans();
            still = next === count ? still + 1 : 0;
            count = next;
          }
          return count;
        };
        const before = await settled();
        await a.query(sql);
        expect((await settled()) - before, `PostgreSQL ${major}: ${sql}`).toBe(reads);
      });
    }
  });

  it('a running query holds up a concurrent build on another table', async () => {
    await everywhere(async ([a, b, watcher], major) => {
      const query = b.query('SELECT pg_sleep(0.6) FROM orders LIMIT 1');
      await new Promise((resolve) => void setTimeout(resolve, 50));
      const build = await start(a, 'CREATE INDEX CONCURRENTLY i ON users (name)', watcher);
      expect([build.soon, await build.end], `PostgreSQL ${major}`).toEqual(['waits', 'done']);
      await query;
    });
  });
});

describe('what the server refuses', () => {
  it.each([...REFUSALS, ...ACCEPTED].map((row) => [row.sql, row.how, row] as const))('%s %s', async (_, _how, row) => {
    const { sql, how, sqlstate } = row;
    await everywhere(async ([a], major) => {
      if (how === 'inside') await a.query('BEGIN');
      const code = await a.query(how === 'together' ? `SELECT 1; ${sql}` : sql).then(
        () => '',
        (error: unknown) => (error instanceof DatabaseError ? error.code : undefined),
      );
      await a.query('ROLLBACK');
      expect(code, `PostgreSQL ${major}`).toBe(sqlstate);
    });
  });
});
