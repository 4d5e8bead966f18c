/** The scripts of fixtures/transactions: what a session holds and has set after each statement, as Lockkeeper says it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { applyOperation, applyOperations } from '../../src/catalog/apply.ts';
import { EMPTY_CATALOG } from '../../src/catalog/catalog.ts';
import type { Statement } from '../../src/dialects/dialect.ts';
import { dialectOf } from '../../src/dialects/index.ts';
import { analyse, IN_ORDER } from '../../src/effects/analyse.ts';
import { compareLocks, mergeEffects } from '../../src/effects/effect.ts';
import type { AnalysedStatement } from '../../src/effects/analysed.ts';
import { makeTracker } from '../../src/effects/transaction.ts';
import type { Migration, TransactionMode } from '../../src/frameworks/framework.ts';
import { cutScript } from '../../src/source.ts';

export interface TransactionScript {
  readonly script: string;
  readonly mode: 'none' | 'wrapped' | 'implicit';
  readonly statements: readonly string[];
}

/** What is there before every script. */
export const SCRIPT_GIVEN = `CREATE SCHEMA other;
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, note text);
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE orders ADD CONSTRAINT note_there CHECK (note <> '') NOT VALID;
CREATE VIEW names AS SELECT name FROM users;
INSERT INTO users SELECT n, 'x' FROM generate_series(1, 10) n;
INSERT INTO orders SELECT n, n, 'x' FROM generate_series(1, 10) n;`;

const FOLDER = new URL('../fixtures/transactions/', import.meta.url);

/** Every script, in order. */
export function transactionScripts(): readonly TransactionScript[] {
  const raw = parse(readFileSync(new URL('scripts.yaml', FOLDER), 'utf8')) as readonly {
    readonly script: string;
    readonly mode: TransactionScript['mode'];
    readonly sql: string;
  }[];
  return raw.map(({ script, mode, sql }) => ({
    script,
    mode,
    statements: sql
      .trimEnd()
      .split(/;\n|;$/)
      .filter(Boolean),
  }));
}

/** What a session holds and has set. */
export interface SessionState {
  /** Relations that were there before, with the strongest lock on each, where it is stronger than ROW EXCLUSIVE. */
  readonly locks: ReadonlyMap<string, string>;
  /** Milliseconds by name, those that are not 0. */
  readonly timeouts: Readonly<Record<string, number>>;
  readonly advisory: boolean;
}

/** A script with what was true after each of its statements, as text. */
export function scriptText({ script, mode, statements }: TransactionScript, states: readonly SessionState[]): string {
  const lines = statements.flatMap((sql, i) => {
    const { locks, timeouts, advisory } = states[i] ?? { locks: new Map(), timeouts: {}, advisory: false };
    const facts = [
      ...[...locks]
        .map(([relation, lock]) => `${relation.replace(/^public\./, '')} ${lock}`)
        .toSorted()
        .map((text) => `holds ${text}`),
      ...Object.entries(timeouts).map(([name, milliseconds]) => `${name} ${milliseconds}`),
      ...(advisory ? ['holds an advisory lock'] : []),
    ];
    return [`  ${sql}`, ...facts.map((fact) => `      ${fact}`)];
  });
  return [`${script} (${mode})`, ...lines].join('\n');
}

/** What Lockkeeper says of a script. */
export function trackedStates({ mode, statements }: TransactionScript): readonly SessionState[] {
  const dialect = dialectOf('postgres');
  const parsed = (text: string): readonly Statement[] => dialect.parse(cutScript({ path: 'x.sql', text }), 'public').statements;
  let catalog = applyOperations(
    EMPTY_CATALOG,
    parsed(SCRIPT_GIVEN).flatMap((statement) => statement.operations),
    { change: null, naming: dialect.naming },
  );
  const tracker = makeTracker();
  tracker.begin(mode, statements.length, null);
  tracker.step({ oneQuery: false, apart: false });
  const [probe] = parsed('SELECT 1');
  if (!probe) throw new Error('the probe does not parse');
  // One text, so that names that the script makes are known; a DO block is several statements of one place.
  const text = statements.map((sql) => `${sql};\n`).join('');
  const ends: number[] = [];
  for (const sql of statements) ends.push((ends.at(-1) ?? 0) + sql.length + 2);
  const all = parsed(text);
  let next = 0;
  return ends.map((end) => {
    for (; (all[next]?.span.start ?? end) < end; next++) {
      const statement = all[next];
      if (!statement) break;
      const state = tracker.before(statement);
      const situation = { version: 16, inTransaction: state.open, change: 'change', settings: state.settings };
      const effects = statement.operations.flatMap((operation) => {
        const own = dialect.analyse(operation, catalog, situation).effects;
        catalog = applyOperation(catalog, operation, { change: 'change', naming: dialect.naming });
        return own;
      });
      tracker.after(statement, mergeEffects(effects));
    }
    const state = tracker.before(probe);
    tracker.after(probe, []);
    const timeouts = {
      lock_timeout: state.lockTimeout,
      statement_timeout: state.statementTimeout,
      idle_in_transaction_session_timeout: state.idleTimeout,
    };
    return {
      locks: new Map(
        state.held.filter(({ lock }) => compareLocks(lock, 'ROW EXCLUSIVE') > 0).map(({ relation, lock }) => [relation, lock] as const),
      ),
      timeouts: Object.fromEntries(
        Object.entries(timeouts)
          .filter(([, { milliseconds }]) => milliseconds > 0)
          .map(([name, { milliseconds }]) => [name, milliseconds]),
      ),
      advisory: state.advisoryLock !== 'none',
    };
  });
}

/** The statements of a migration on top of a history. */
export function analysedStatements(given: string, sql: string, transaction: TransactionMode): readonly AnalysedStatement[] {
  const migration: Migration = {
    id: '1',
    path: '1.sql',
    text: sql,
    span: { path: '1.sql', start: 0, end: sql.length },
    framework: 'sql',
    order: '1',
    title: '',
    direction: 'up',
    transaction,
    transactionGroup: null,
    steps: [{ kind: 'sql', script: cutScript({ path: '1.sql', text: sql }) }],
    down: 'not-used',
    repeatable: false,
  };
  const [analysed] = analyse([{ ...IN_ORDER, migration, role: 'change', change: 'change' }], {
    project: 0,
    dialect: dialectOf('postgres'),
    version: 16,
    versionAssumed: false,
    frameworkTitle: '',
    outsideTransaction: null,
    withoutOptOut: '',
    knowledge: { size: () => 'unknown', rows: () => undefined },
    schema: [cutScript({ path: '0.sql', text: given })],
  });
  return analysed?.statements ?? [];
}

/** Statements that the server refuses for where they stand. `foreseen` is false where the file does not show why. */
export const REFUSALS: readonly {
  readonly sql: string;
  readonly how: 'outside' | 'inside' | 'together';
  readonly sqlstate: string;
  readonly foreseen?: false;
}[] = [
  { sql: 'SAVEPOINT a', how: 'outside', sqlstate: '25P01' },
  { sql: 'SAVEPOINT a', how: 'together', sqlstate: '25P01' },
  { sql: 'ROLLBACK TO SAVEPOINT a', how: 'outside', sqlstate: '25P01' },
  { sql: 'RELEASE SAVEPOINT a', how: 'together', sqlstate: '25P01' },
  { sql: 'COMMIT AND CHAIN', how: 'outside', sqlstate: '25P01' },
  { sql: 'COMMIT AND CHAIN', how: 'together', sqlstate: '25P01' },
  { sql: 'LOCK TABLE users', how: 'outside', sqlstate: '25P01' },
  { sql: 'DISCARD ALL', how: 'inside', sqlstate: '25001' },
  { sql: 'DISCARD ALL', how: 'together', sqlstate: '25001' },
  { sql: "COMMIT PREPARED 'x'", how: 'inside', sqlstate: '25001' },
  { sql: 'DO $$ BEGIN COMMIT; END $$', how: 'inside', sqlstate: '2D000' },
  { sql: 'DO $$ BEGIN ROLLBACK; END $$', how: 'together', sqlstate: '2D000' },
  { sql: 'DO $$ BEGIN SAVEPOINT a; END $$', how: 'outside', sqlstate: '0A000' },
  { sql: "DO $$ BEGIN EXECUTE 'SAVEPOINT a'; END $$", how: 'inside', sqlstate: '0A000' },
  // A handler makes a subtransaction, and EXECUTE takes no transaction commands: the block is read without either.
  { sql: 'DO $$ BEGIN COMMIT; EXCEPTION WHEN others THEN RAISE; END $$', how: 'outside', sqlstate: '2D000', foreseen: false },
  { sql: "DO $$ BEGIN EXECUTE 'COMMIT'; END $$", how: 'outside', sqlstate: '0A000', foreseen: false },
];

/** Statements beside them that the server takes. */
export const ACCEPTED: typeof REFUSALS = [
  { sql: 'SAVEPOINT a', how: 'inside', sqlstate: '' },
  { sql: 'COMMIT AND CHAIN', how: 'inside', sqlstate: '' },
  { sql: 'LOCK TABLE users', how: 'together', sqlstate: '' },
  { sql: 'DISCARD ALL', how: 'outside', sqlstate: '' },
  { sql: 'DISCARD TEMP', how: 'inside', sqlstate: '' },
  { sql: 'DO $$ BEGIN COMMIT; END $$', how: 'outside', sqlstate: '' },
  { sql: 'DO $$ BEGIN COMMIT AND CHAIN; END $$', how: 'outside', sqlstate: '' },
  { sql: 'COMMIT', how: 'outside', sqlstate: '' },
  { sql: 'COMMIT', how: 'together', sqlstate: '' },
];

/** The SQLSTATE that Lockkeeper foresees, or empty. */
export function foreseenRefusal({ sql, how }: (typeof REFUSALS)[number]): string {
  const mode = { outside: 'none', inside: 'wrapped', together: 'implicit' } as const;
  const statements = analysedStatements(SCRIPT_GIVEN, how === 'together' ? `SELECT 1; ${sql}` : sql, mode[how]);
  return statements.at(-1)?.consequence.refused?.sqlstate ?? '';
}

/** Texts of a timeout, and the milliseconds that every major makes of them; undefined: it refuses them. */
export const DURATIONS: readonly (readonly [text: string, milliseconds: number | undefined])[] = [
  ['2s', 2_000],
  ['2000', 2_000],
  [' 3 min ', 180_000],
  ['3\tmin', 180_000],
  ['1.5s', 1_500],
  ['.5s', 500],
  ['5.s', 5_000],
  ['1h', 3_600_000],
  ['1d', 86_400_000],
  ['1.5d', 129_600_000],
  ['1e3', 1_000],
  ['1e-1 s', 100],
  ['+5', 5],
  ['0x10', 16],
  ['0X10 s', 16_000],
  ['010', 8],
  ['010.5', 10],
  ['0', 0],
  ['-0', 0],
  ['-0.4', 0],
  ['0.4', 0],
  ['0.5', 0],
  ['1.5', 2],
  ['2.5', 2],
  ['1us', 0],
  ['500us', 0],
  ['600us', 1],
  ['1500us', 2],
  // A fraction is rounded to the next smaller unit.
  ['1.01min', 61_000],
  ['1.0005s', 1_000],
  ['0.1ms', 0],
  ['2147483647', 2_147_483_647],
  ['2147483648', undefined],
  ['24.9d', undefined],
  ['-1', undefined],
  ['5S', undefined],
  ['1MIN', undefined],
  ['2 seconds', undefined],
  ['5 s x', undefined],
  ["'2s'", undefined],
  ['09', undefined],
  ['0x1g', undefined],
  ['1e', undefined],
  ['1_000', undefined],
  ['s', undefined],
  ['', undefined],
  ['${t}', undefined],
];

/** Tables that foreign keys connect. */
export const FAMILY = `CREATE TABLE parents (id bigint PRIMARY KEY);
CREATE TABLE children (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents (id));
CREATE TABLE pets (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents (id) ON DELETE CASCADE);
INSERT INTO parents VALUES (1), (2);`;

const PARENTS = 'ALTER TABLE parents ADD COLUMN x int';
const CHILDREN = 'ALTER TABLE children ADD COLUMN x int';
const INSERT = 'INSERT INTO children VALUES (1, 1)';
const DELETE = 'DELETE FROM parents WHERE id = 2';
const CHILD_BUILD = 'CREATE INDEX ON children (parent_id)';
const PET_BUILD = 'CREATE INDEX ON pets (parent_id)';
/** Two statements of a migration, what the application does meanwhile, and whether one of the two is cancelled. */
export const LOCK_ORDERS: readonly (readonly [migration: readonly [string, string], application: readonly string[], deadlock: boolean])[] =
  [
    [[PARENTS, CHILDREN], [INSERT], true],
    [[CHILDREN, PARENTS], [INSERT], false],
    [[CHILDREN, PARENTS], [DELETE], true],
    [[PARENTS, CHILDREN], [DELETE], false],
    // A read of the other side waits for EXCLUSIVE and stronger alone.
    [['CREATE INDEX ON parents (id)', CHILDREN], [INSERT], false],
    [[CHILD_BUILD, PARENTS], ['DELETE FROM parents WHERE id = 2'], false],
    // ON DELETE CASCADE writes to the other side.
    [[PET_BUILD, PARENTS], [DELETE], true],
    // Several statements of one transaction meet in any order.
    [[CHILDREN, PARENTS], ['INSERT INTO parents VALUES (3)', 'INSERT INTO children VALUES (1, 3)'], true],
  ];

/** Whether the facts of the second statement say that a single statement of the application deadlocks. */
export function foreseenDeadlock([migration, [statement = '']]: (typeof LOCK_ORDERS)[number]): boolean {
  const facts = analysedStatements(FAMILY, migration.join(';'), 'wrapped').at(-1)?.transaction;
  return (statement.startsWith('INSERT') ? facts?.deadlocksInsert : facts?.deadlocksDelete)?.length === 1;
}
