/**
 * Asks a PostgreSQL server what a statement does: which locks it holds on the relations that were there before, what work
 * it does on them, what another session then cannot do. A server is real, with several sessions, or embedded in this
 * process, with one.
 */
import { compareLocks, type LockMode, type Work } from '../../src/effects/effect.ts';
import { catalogDump, FIRST_NORMAL } from './server-catalog.ts';
import { combine, countsOf, locksCatalogs, locksOf, type Relations, relationsOf, sameRelations, workOf } from './server-traces.ts';
import { prepareTries, tryAll } from './server-tries.ts';
import { type Values, valuesOf } from './server-values.ts';
import { type Failure, openSession, type Session } from './session.ts';
import { UNTOLD, type Waits, waitsAt } from './waits.ts';

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

/** Locks at one moment, and what another session that tried had to wait for. */
export interface Tried {
  readonly locks: ReadonlyMap<string, LockMode>;
  readonly waits: ReadonlyMap<string, Waits>;
  /** What had to wait before the statement began, for what is to stop it: of that nothing can be said. */
  readonly masked: readonly string[];
}

export interface Observation {
  /** The server refused the statement. */
  readonly refused: Failure | null;
  /** Relations that were there before, with the strongest lock on each: stronger than ROW EXCLUSIVE, or one under which rows were written. */
  readonly does: ReadonlyMap<string, { readonly lock: LockMode; readonly work: Work }>;
  /** The work on every relation, its lock seen or not. */
  readonly work: ReadonlyMap<string, Work>;
  /** Locks were looked at while they were held. Not so where a statement outside a transaction met no blocker. */
  readonly locksSeen: boolean;
  /** Empty where no other session was there to try. */
  readonly tried: readonly Tried[];
}

/** A transaction on what a `given` makes; it is rolled back. */
export interface Inside {
  readonly session: Session;
  /** Values and catalogs as they were before, remembered for as long as the same `given` is asked about. */
  before(): Promise<State>;
}

/** Everything that a statement can change. */
export interface State {
  readonly values: Values;
  readonly catalog: readonly string[];
}

export interface Server {
  readonly title: string;
  readonly major: number;
  /** One session alone: nobody else can hold a lock, look at those of a running statement, or try. */
  readonly alone: boolean;
  observe(experiment: Experiment): Promise<Observation>;
  /** Makes `given` and does something in a transaction that is rolled back. */
  inTransaction<T>(given: string, work: (inside: Inside) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The embedded server comes without some of its libraries: what needs one cannot be asked of it. */
export const lacksLibrary = (server: Server, sqlstate: string | null | undefined): boolean => server.alone && sqlstate === '58P01';

/** The sessions of a server. A server that is alone has the first. */
export interface Sessions {
  /** Runs the statements. */
  readonly main: Session;
  /** Holds what a statement is to wait for. */
  readonly blocker?: Session;
  /** Looks on and tries. */
  readonly bystander?: Session;
}

/** What is there before an experiment. */
interface Scene {
  readonly given: string;
  readonly relations: Relations;
  /** Filled in when first asked for. */
  state: State | null;
}

/** What an earlier scene has made, as statements that drop it. */
const LEFT = `
  SELECT format('DROP EVENT TRIGGER %I', evtname) AS drop FROM pg_event_trigger
  UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
  UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'
  UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE oid >= ${FIRST_NORMAL}
  UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM pg_foreign_data_wrapper WHERE oid >= ${FIRST_NORMAL}
  UNION ALL SELECT format('DROP ACCESS METHOD IF EXISTS %I CASCADE', amname) FROM pg_am WHERE oid >= ${FIRST_NORMAL}
  UNION ALL SELECT format('DROP LANGUAGE IF EXISTS %I CASCADE', lanname) FROM pg_language WHERE oid >= ${FIRST_NORMAL}`;

/** A tablespace that is there on every server, for rows that move a relation. */
export const TABLESPACE = 'lockkeeper_space';

/** duplicate_object */
const ALREADY_THERE = '42710';

/** Catalogs grow with every scene that is made and thrown away, and nothing else vacuums them. */
const SCENES_PER_VACUUM = 40;
const VACUUM =
  'VACUUM pg_class, pg_attribute, pg_attrdef, pg_type, pg_depend, pg_shdepend, pg_index, pg_constraint, pg_trigger, pg_inherits, pg_sequence, pg_proc, pg_rewrite, pg_description, pg_enum, pg_namespace, pg_statistic';

/** A server with the sessions it is asked through. */
export async function serverOf({ main, blocker, bystander }: Sessions, name: string): Promise<Server> {
  const [{ version, pid } = { version: 0, pid: 0 }] = await main.query<{ version: number; pid: number }>(
    "SELECT current_setting('server_version_num')::int AS version, pg_backend_pid() AS pid",
  );
  if (bystander) await prepareTries(bystander);
  await main.query('SET allow_in_place_tablespaces = on');
  const there = await main.attempt(`CREATE TABLESPACE ${TABLESPACE} LOCATION ''`);
  if (there && there.sqlstate !== ALREADY_THERE) throw new Error(there.message);
  let scene: Scene | null = null;
  let made = 0;

  const make = async (given: string): Promise<void> => {
    scene = null;
    await main.query('ROLLBACK');
    await blocker?.query('ROLLBACK');
    if (made++ % SCENES_PER_VACUUM === 0) await main.query(VACUUM);
    await main.query('RESET ALL');
    await main.query("SET timezone = 'UTC'");
    await main.query('DISCARD TEMP');
    const found = await main.query<{ drop: string }>(LEFT);
    await main.query([...found.map((row) => row.drop), 'CREATE SCHEMA public'].join(';'));
    for (const statement of given.split(/;\s*\n/)) if (statement.trim()) await main.query(statement);
  };

  /**
   * Opens a transaction on what `given` makes. Experiments that follow each other with the same `given` share it: each is
   * rolled back, and where anything is left all the same it is made anew.
   */
  const begin = async (given: string, asItWorks: boolean): Promise<Scene> => {
    if (scene?.given === given) {
      await main.query('ROLLBACK; BEGIN');
      if (sameRelations(scene.relations, await relationsOf(main), { asItWorks })) return scene;
    }
    await make(given);
    await main.query('BEGIN');
    return (scene = { given, relations: await relationsOf(main), state: null });
  };

  const targets = (before: Relations): readonly { name: string; kind: string }[] =>
    [...before.values()].filter((relation) => !relation.name.startsWith('pg_temp.'));

  const inside = async (given: string, sql: string): Promise<Observation> => {
    const { relations: before } = await begin(given, true);
    const counted = await countsOf(main);
    await main.query('SET LOCAL client_min_messages = debug1');
    main.takeNotices();
    const refused = await main.attempt(sql);
    if (refused) {
      await main.query('ROLLBACK');
      return { refused, does: new Map(), work: new Map(), locksSeen: true, tried: [] };
    }
    const notices = main.takeNotices();
    const counts = await countsOf(main);
    const more = (field: 'scans' | 'rows'): Set<number> =>
      new Set([...counts].filter(([oid, now]) => now[field] > (counted.get(oid)?.[field] ?? 0)).map(([oid]) => oid));
    const scanned = await scannedBy(main, notices, more('scans'));
    const locks = await locksOf(main, pid, before);
    const after = await relationsOf(main);
    const tried: Tried[] = [];
    if (bystander) {
      // Whoever is kept from the server's own catalogs can do nothing at all: that tells nothing of the relations of users.
      const untold = await locksCatalogs(main, pid);
      const waits = untold ? new Map(targets(before).map(({ name }) => [name, UNTOLD])) : await tryAll(bystander, targets(before));
      tried.push({ locks, waits, masked: [] });
    }
    await main.query('ROLLBACK');
    const work = workOf({ before, after, notices, scanned, written: more('rows') });
    return { refused: null, does: combine(locks, work, before), work, locksSeen: true, tried };
  };

  /** Runs a statement outside a transaction, stopped on its way by what another session holds. */
  const outside = async (given: string, sql: string, obstacle: string | undefined): Promise<Observation> => {
    await make(given);
    const before = await relationsOf(main);
    const stopped = blocker && bystander && obstacle !== undefined ? { blocker, bystander } : undefined;
    let inTheWay: ReadonlyMap<string, Waits> = new Map();
    if (stopped) {
      await stopped.blocker.query('BEGIN');
      await stopped.blocker.query(obstacle ?? '');
      inTheWay = await tryAll(stopped.bystander, targets(before));
    }
    await main.query('SET client_min_messages = debug1');
    main.takeNotices();
    const running = main.attempt(sql);
    let locks = new Map<string, LockMode>();
    const tried: Tried[] = [];
    if (stopped) {
      await waiting(stopped.bystander, pid, running);
      locks = await locksOf(stopped.bystander, pid, before);
      tried.push({ locks, waits: without(await tryAll(stopped.bystander, targets(before)), inTheWay), masked: waitsAt(inTheWay) });
      await stopped.blocker.query('ROLLBACK');
    }
    const refused = await running;
    const notices = main.takeNotices();
    await main.query('RESET client_min_messages');
    await main.forgetPlans();
    // A refusal is told before its locks are gone: what was seen around it is chance.
    if (refused) return { refused, does: new Map(), work: new Map(), locksSeen: true, tried: [] };
    const after = await relationsOf(main);
    const work = workOf({ before, after, notices, scanned: new Set(), written: new Set() });
    return { refused, does: combine(locks, work, before), work, locksSeen: stopped !== undefined, tried };
  };

  return {
    title: name === '' ? `PostgreSQL ${Math.floor(version / 10_000)}` : name,
    major: Math.floor(version / 10_000),
    alone: bystander === undefined,
    async observe({ given, sql, transaction, blockers }) {
      if (transaction) return inside(given, sql);
      const seen: Observation[] = [];
      for (const obstacle of blockers.length > 0 && blocker ? blockers : [undefined]) {
        const one = await outside(given, sql, obstacle);
        if (one.refused) return one;
        seen.push(one);
      }
      return together(seen);
    },
    async inTransaction(given, work) {
      const before = await begin(given, false);
      try {
        return await work({ session: main, before: async () => (before.state ??= await stateOf(main)) });
      } finally {
        await main.query('ROLLBACK');
      }
    },
    async close() {
      await make('');
      // It stays where another database uses it.
      await main.attempt(`DROP TABLESPACE ${TABLESPACE}`);
      await Promise.all([main, blocker, bystander].map((session) => session?.close()));
    },
  };
}

/** What is there now. */
export async function stateOf(on: Session): Promise<State> {
  // Names are written as search_path has it.
  await on.query('SET LOCAL search_path TO DEFAULT');
  return { values: await valuesOf(on), catalog: await catalogDump(on) };
}

/** Connects to a real server given by URL. */
export async function connect(url: string): Promise<Server> {
  const [main, blocker, bystander] = await Promise.all([openSession(url), openSession(url), openSession(url)]);
  return serverOf({ main, blocker, bystander }, '');
}

/** The tables that were scanned, by what the server counts. */
async function scannedBy(on: Session, notices: readonly string[], counted: ReadonlySet<number>): Promise<ReadonlySet<number>> {
  const keys = notices.flatMap((message) => /^validating foreign key constraint "(.*)"$/.exec(message)?.[1] ?? []);
  if (keys.length === 0) return counted;
  // The server validates with a query: whether the referenced table is scanned too is its planner's affair.
  const names = keys.map((key) => `'${key.replaceAll("'", "''")}'`).join(', ');
  const owners = await on.query<{ oid: number }>(`SELECT conrelid::int AS oid FROM pg_constraint WHERE conname IN (${names})`);
  // A partition's copy has the name of its table's; the one that was read is meant.
  const read = owners.filter((row) => counted.has(row.oid));
  return new Set((read.length > 0 ? read : owners).map((row) => row.oid));
}

/** What was seen of one statement in several experiments: every lock, the work of any. */
function together(seen: readonly Observation[]): Observation {
  const does = new Map<string, { lock: LockMode; work: Work }>();
  for (const one of seen) {
    for (const [relation, { lock, work }] of one.does) {
      if (compareLocks(lock, does.get(relation)?.lock ?? 'none') > 0) does.set(relation, { lock, work });
    }
  }
  const last = seen.at(-1);
  return {
    refused: null,
    does,
    work: last?.work ?? new Map(),
    locksSeen: seen.every((one) => one.locksSeen),
    tried: seen.flatMap((one) => one.tried),
  };
}

/** What has to wait, less what waits for something else: of that nothing can be said. */
function without(waits: ReadonlyMap<string, Waits>, other: ReadonlyMap<string, Waits>): ReadonlyMap<string, Waits> {
  return new Map(
    [...waits].map(([name, own]) => {
      const theirs = other.get(name);
      const rest = (field: keyof Waits): boolean | null => (theirs?.[field] === true ? null : own[field]);
      return [name, { reads: rest('reads'), writes: rest('writes'), schemaChanges: rest('schemaChanges') }];
    }),
  );
}

/** Waits until a session waits for another than the one that looks, which CONCURRENTLY also waits for, or its statement has ended. */
async function waiting(on: Session, pid: number, running: Promise<unknown>): Promise<void> {
  const ended = running.then(() => true);
  for (let tries = 0; tries < 500; tries++) {
    const [row] = await on.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM unnest(pg_blocking_pids(${pid})) AS other WHERE other <> pg_backend_pid()) AS waits`,
    );
    const pause = new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), 10));
    if (row?.waits || (await Promise.race([ended, pause]))) return;
  }
}
