/**
 * Asks a real PostgreSQL server what a statement does: which locks it holds on the relations that were there before, and
 * what work it does on them. Used by `*.server.test.ts` alone.
 */
import { Client, DatabaseError } from 'pg';
import type { LockMode, Work } from '../../src/effects/effect.ts';
import { compareLocks, compareWork, LOCK_MODES } from '../../src/effects/effect.ts';
import type { Query } from './catalog-dump.ts';

export interface Experiment {
  /** What is there before, run outside a transaction. */
  readonly given: string;
  /** The statement, or several in one transaction. */
  readonly sql: string;
  /** False for what the server refuses inside a transaction. */
  readonly transaction: boolean;
  /**
   * Outside a transaction: what another session holds, so that the statement stops in the middle and its locks can be
   * seen. With several, the experiment is made once for each.
   */
  readonly blockers: readonly string[];
}

export interface Observation {
  /** Relations that were there before, with the strongest lock on each: stronger than ROW EXCLUSIVE, or one under which rows were written. */
  readonly does: ReadonlyMap<string, { readonly lock: LockMode; readonly work: Work }>;
  /** The server refused the statement. */
  readonly refused: { readonly sqlstate: string; readonly message: string } | null;
}

export interface Server {
  readonly major: number;
  observe(experiment: Experiment): Promise<Observation>;
  /** Makes `given` and answers each statement with whether the rows of `table` are rewritten by it, or the SQLSTATE it is refused with. */
  rewrites(given: string, table: string, statements: readonly string[]): Promise<readonly (boolean | string)[]>;
  /** Makes `given`, runs `sql` in a transaction and says what is there then, in the words of `catalogLines`; undefined where it is refused. */
  schemaAfter(given: string, sql: string): Promise<readonly string[] | undefined>;
  /** Makes `given` and does something in a transaction that is rolled back; `query` runs a text and gives its rows. */
  inTransaction<T>(given: string, work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Known {
  readonly oid: number;
  readonly name: string;
  readonly kind: string;
  readonly file: string;
  readonly size: number;
  /** The partitioned table it is a partition of, or empty. */
  readonly parent: string;
  /** For an index its table, or 0. */
  readonly table: number;
}
type Relations = ReadonlyMap<number, Known>;
/** Per table: sequential scans and rows written, as this session counts them. */
type Counts = ReadonlyMap<number, { readonly scans: number; readonly rows: number }>;

const QUALIFIED = (table: string, namespace: string): string =>
  `format('%I.%I', CASE WHEN ${namespace}.nspname LIKE 'pg\\_temp%' THEN 'pg_temp' ELSE ${namespace}.nspname END, ${table}.relname)`;

const RELATIONS = `
  SELECT c.oid::int, ${QUALIFIED('c', 'n')} AS name, c.relkind::text AS kind, concat(c.relfilenode, '/', c.reltablespace) AS file,
    coalesce(pg_relation_size(c.oid), 0)::int AS size,
    coalesce((SELECT ${QUALIFIED('p', 'pn')} FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
      JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid AND p.relkind = 'p' LIMIT 1), '') AS parent,
    coalesce((SELECT indrelid::int FROM pg_index WHERE indexrelid = c.oid), 0) AS table
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' AND c.relkind <> 'c'`;

/** What is there, one line each: the counterpart of `catalogLines`. Columns of tables alone, as a history of views does not show theirs. */
const SCHEMA = `
  WITH r AS (
    SELECT c.oid, c.relkind, c.relname, ${QUALIFIED('c', 'n')} AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  )
  SELECT concat(CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence' END,
    ' ', r.name, (SELECT ' of ' || p.name FROM pg_inherits i JOIN r p ON p.oid = i.inhparent WHERE i.inhrelid = r.oid AND p.relkind = 'p')) AS line
  FROM r WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
  UNION ALL SELECT concat('column ', r.name, '.', attname, ' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = r.oid AND k.contype = 'n' AND k.conkey[1] = attnum AND NOT k.convalidated) THEN ' not null' END)
    FROM r JOIN pg_attribute a ON a.attrelid = r.oid WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT concat('constraint ', r.name, ' ', conname, ' ', CASE contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign-key' WHEN 'p' THEN 'primary-key'
      WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclude' END, CASE WHEN NOT convalidated THEN ' not valid' END, ' -> ' || f.name)
    FROM r JOIN pg_constraint k ON k.conrelid = r.oid LEFT JOIN r f ON f.oid = k.confrelid
    WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND NOT (contype = 'f' AND conparentid <> 0 AND EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))
  UNION ALL SELECT concat('index ', r.name, ' on ', t.name, CASE WHEN indisunique THEN ' unique' END, ' for ' || conname, CASE WHEN NOT indisvalid THEN ' invalid' END)
    FROM r JOIN pg_index i ON i.indexrelid = r.oid JOIN r t ON t.oid = i.indrelid LEFT JOIN pg_constraint k ON k.conindid = r.oid AND contype IN ('p', 'u', 'x') AND k.conrelid = i.indrelid
  UNION ALL SELECT concat('type ', format('%I.%I', n.nspname, typname), ' ', CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range' END,
      (SELECT string_agg(' ' || enumlabel, '' ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND (typtype IN ('e', 'd', 'r') OR typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')`;

const COUNTS =
  'SELECT relid::int AS oid, seq_scan::int AS scans, (n_tup_ins + n_tup_upd + n_tup_del)::int AS rows FROM pg_stat_xact_user_tables';

/** `AccessExclusiveLock` -> `ACCESS EXCLUSIVE`. */
function modeOf(name: string): LockMode {
  const words = name.replace(/Lock$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const mode = LOCK_MODES.find((candidate) => candidate === words.toUpperCase());
  if (!mode) throw new Error(`The server knows a lock mode ${name} that is not in LOCK_MODES.`);
  return mode;
}

async function relationsOf(on: Client): Promise<Relations> {
  const { rows } = await on.query<Known>(RELATIONS);
  return new Map(rows.map((row) => [row.oid, row]));
}

async function countsOf(on: Client): Promise<Counts> {
  const { rows } = await on.query<{ oid: number; scans: number; rows: number }>(COUNTS);
  return new Map(rows.map((row) => [row.oid, row]));
}

/** The locks of a backend, held or waited for, on relations that were there before. */
async function locksOf(on: Client, pid: number, before: Relations): Promise<Map<string, LockMode>> {
  const { rows } = await on.query<{ oid: number; mode: string }>(
    `SELECT relation::int AS oid, mode FROM pg_locks WHERE pid = $1 AND locktype = 'relation'`,
    [pid],
  );
  const locks = new Map<string, LockMode>();
  for (const row of rows) {
    const relation = before.get(row.oid);
    const mode = modeOf(row.mode);
    if (relation && compareLocks(mode, locks.get(relation.name) ?? 'none') > 0) locks.set(relation.name, mode);
  }
  return locks;
}

/** What the server said and counted while it worked. */
interface Traces {
  readonly before: Relations;
  readonly after: Relations;
  readonly notices: readonly string[];
  readonly scanned: ReadonlySet<number>;
  readonly written: ReadonlySet<number>;
}

/** The heaviest work on each relation, from what the server left behind. */
function workOf({ before, after, notices, scanned, written }: Traces): Map<string, Work> {
  const work = new Map<string, Work>();
  const note = (name: string | undefined, kind: Work): void => {
    if (name !== undefined && compareWork(kind, work.get(name) ?? 'none') > 0) work.set(name, kind);
  };
  const named = new Map([...before.values()].map((r) => [r.name.slice(r.name.indexOf('.') + 1).replaceAll('"', ''), r]));
  /** An emptied relation has new files too; nothing was copied, nothing built. */
  const filled = (relation: Known | undefined): boolean => relation !== undefined && (after.get(relation.oid)?.size ?? 0) > 0;
  for (const message of notices) {
    const rewritten = named.get(/^rewriting table "(.*)"$/.exec(message)?.[1] ?? '');
    const verified = named.get(/^verifying table "(.*)"$/.exec(message)?.[1] ?? '');
    note(rewritten?.name, 'rewrite');
    note(verified?.name, 'scan');
    const [, index = '', table = ''] = /^building index "(.*)" on table "(.*?)"/.exec(message) ?? [];
    if (!filled(named.get(table))) continue;
    note(named.get(table)?.name, 'index-build');
    note(named.get(index.replace(/_ccnew\d*$/, ''))?.name, 'index-build');
  }
  for (const relation of before.values()) {
    const moved = filled(relation) && after.get(relation.oid)?.file !== relation.file;
    if (moved && (relation.kind === 'r' || relation.kind === 'm')) note(relation.name, 'rewrite');
    if (moved && relation.kind === 'i' && filled(before.get(relation.table))) note(relation.name, 'index-build');
    // In a statement that writes rows these are the point, not how they were found.
    if (written.has(relation.oid) && work.get(relation.name) !== 'rewrite') work.set(relation.name, 'rows');
    else if (scanned.has(relation.oid) && filled(relation)) note(relation.name, 'scan');
  }
  // The rows of a partitioned table are those of its partitions.
  for (const relation of before.values()) {
    for (let at = relation; at.parent !== '';) {
      note(at.parent, work.get(relation.name) ?? 'none');
      const parent = [...before.values()].find((r) => r.name === at.parent);
      if (!parent) break;
      at = parent;
    }
  }
  return work;
}

function combine(locks: ReadonlyMap<string, LockMode>, work: ReadonlyMap<string, Work>, before: Relations): Observation['does'] {
  const parents = new Map([...before.values()].map((relation) => [relation.name, relation.parent]));
  const does = new Map<string, { lock: LockMode; work: Work }>();
  for (const [name, lock] of locks) {
    const own = work.get(name) ?? 'none';
    // Rows that were written to a partition by way of its table are told of the table.
    const byWayOf = own === 'rows' && work.get(parents.get(name) ?? '') === 'rows';
    if (compareLocks(lock, 'ROW EXCLUSIVE') > 0 || (own === 'rows' && !byWayOf)) does.set(name, { lock, work: own });
  }
  return does;
}

function failure(error: unknown): { readonly sqlstate: string; readonly message: string } {
  if (error instanceof DatabaseError) return { sqlstate: error.code ?? '', message: error.message };
  throw error;
}

/** Connects to a server given by URL: `postgres:///postgres?host=/path/to/socket&user=postgres`. */
export async function connect(url: string): Promise<Server> {
  const client = await open(url);
  const helper = await open(url);
  const other = await open(url);
  const notices: string[] = [];
  client.on('notice', (notice) => notices.push(notice.message ?? ''));
  const { rows } = await client.query<{ version: number; pid: number }>(
    "SELECT current_setting('server_version_num')::int AS version, pg_backend_pid() AS pid",
  );
  const [{ version, pid } = { version: 0, pid: 0 }] = rows;

  const prepare = async (given: string): Promise<void> => {
    await client.query('ROLLBACK');
    await other.query('ROLLBACK');
    await client.query('RESET ALL');
    await client.query('DISCARD TEMP');
    const found = await client.query<{ drop: string }>(`
      SELECT format('DROP PUBLICATION %I', pubname) AS drop FROM pg_publication
      UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'`);
    await client.query([...found.rows.map((row) => row.drop), 'CREATE SCHEMA public'].join(';'));
    for (const statement of given.split(/;\s*\n/)) if (statement.trim()) await client.query(statement);
  };

  const inside = async (sql: string): Promise<Observation> => {
    await client.query('BEGIN');
    const before = await relationsOf(client);
    const counted = await countsOf(client);
    await client.query('SET LOCAL client_min_messages = debug1');
    notices.length = 0;
    try {
      await client.query(sql);
    } catch (error) {
      await client.query('ROLLBACK');
      return { does: new Map(), refused: failure(error) };
    }
    const said = [...notices];
    const counts = await countsOf(client);
    const more = (field: 'scans' | 'rows'): Set<number> =>
      new Set([...counts].filter(([oid, now]) => now[field] > (counted.get(oid)?.[field] ?? 0)).map(([oid]) => oid));
    let scanned = more('scans');
    const keys = said.flatMap((message) => /^validating foreign key constraint "(.*)"$/.exec(message)?.[1] ?? []);
    if (keys.length > 0) {
      // The server validates with a query: whether the referenced table is scanned too is its planner's affair.
      const owners = await client.query<{ oid: number }>('SELECT conrelid::int AS oid FROM pg_constraint WHERE conname = ANY ($1)', [keys]);
      // A partition's copy has the name of its table's; the one that was read is meant.
      const read = owners.rows.filter((row) => scanned.has(row.oid));
      scanned = new Set((read.length > 0 ? read : owners.rows).map((row) => row.oid));
    }
    const locks = await locksOf(client, pid, before);
    const after = await relationsOf(client);
    await client.query('ROLLBACK');
    return { does: combine(locks, workOf({ before, after, notices: said, scanned, written: more('rows') }), before), refused: null };
  };

  const outside = async (
    sql: string,
    blocker: string | undefined,
  ): Promise<{
    readonly locks: Map<string, LockMode>;
    readonly work: Map<string, Work>;
    readonly before: Relations;
    readonly refused: Observation['refused'];
  }> => {
    const before = await relationsOf(client);
    await client.query('SET client_min_messages = debug1');
    notices.length = 0;
    if (blocker !== undefined) {
      await other.query('BEGIN');
      await other.query(blocker);
    }
    const running = client.query(sql).then(
      () => null,
      (error: unknown) => failure(error),
    );
    let locks = new Map<string, LockMode>();
    if (blocker !== undefined) {
      await waiting(helper, pid, running);
      locks = await locksOf(helper, pid, before);
      await other.query('ROLLBACK');
    }
    const refused = await running;
    const said = [...notices];
    await client.query('RESET client_min_messages');
    const after = await relationsOf(client);
    return { locks, work: workOf({ before, after, notices: said, scanned: new Set(), written: new Set() }), before, refused };
  };

  return {
    major: Math.floor(version / 10_000),
    async observe({ given, sql, transaction, blockers }) {
      if (transaction) {
        await prepare(given);
        return inside(sql);
      }
      const locks = new Map<string, LockMode>();
      let work = new Map<string, Work>();
      let before: Relations = new Map();
      for (const blocker of blockers.length > 0 ? blockers : [undefined]) {
        await prepare(given);
        const seen = await outside(sql, blocker);
        if (seen.refused) return { does: new Map(), refused: seen.refused };
        for (const [name, lock] of seen.locks) if (compareLocks(lock, locks.get(name) ?? 'none') > 0) locks.set(name, lock);
        ({ work, before } = seen);
      }
      return { does: combine(locks, work, before), refused: null };
    },
    async schemaAfter(given, sql) {
      await prepare(given);
      await client.query('BEGIN');
      try {
        await client.query(sql);
        const { rows: found } = await client.query<{ line: string }>(SCHEMA);
        return found.map((row) => row.line).sort();
      } catch (error) {
        failure(error);
        return undefined;
      } finally {
        await client.query('ROLLBACK');
      }
    },
    async inTransaction(given, work) {
      await prepare(given);
      await client.query('BEGIN');
      try {
        return await work(async (sql) => (await client.query<{ line: string }>(sql)).rows);
      } finally {
        await client.query('ROLLBACK');
      }
    },
    async rewrites(given, table, statements) {
      await prepare(given);
      const answers: (boolean | string)[] = [];
      for (const statement of statements) {
        const seen = await inside(statement);
        answers.push(seen.refused ? seen.refused.sqlstate : seen.does.get(table)?.work === 'rewrite');
      }
      return answers;
    },
    async close() {
      await Promise.all([client.end(), helper.end(), other.end()]);
    },
  };
}

async function open(url: string): Promise<Client> {
  const { searchParams, pathname } = new URL(url);
  const host = searchParams.get('host');
  const client = new Client(
    host ? { host, user: searchParams.get('user') ?? 'postgres', database: pathname.slice(1) || 'postgres' } : { connectionString: url },
  );
  await client.connect();
  return client;
}

/** Waits until a session waits for a lock, or its statement has ended. */
async function waiting(on: Client, pid: number, running: Promise<unknown>): Promise<void> {
  const ended = running.then(
    () => true,
    () => true,
  );
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await on.query<{ waits: boolean }>("SELECT wait_event_type = 'Lock' AS waits FROM pg_stat_activity WHERE pid = $1", [
      pid,
    ]);
    const pause = new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), 10));
    if (rows[0]?.waits || (await Promise.race([ended, pause]))) return;
  }
}
