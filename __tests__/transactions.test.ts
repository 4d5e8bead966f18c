/**
 * Which transaction a statement runs in, what it holds already and which lock timeout is in force, for the ways in which
 * tools send scripts. Every row says what PostgreSQL does; see the manual's pages on SET, BEGIN, SAVEPOINT and
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { dialectOf } from '../src/dialects/index.ts';
import { analyse, IN_ORDER, type TimelineEntry } from '../src/effects/analyse.ts';
import type { AnalysedMigration } from '../src/effects/analysed.ts';
import { parseDuration } from '../src/effects/duration.ts';
import type { Migration, Step, TransactionMode } from '../src/frameworks/framework.ts';
import { cutScript } from '../src/source.ts';
import { PLAIN_PROJECT, sqlMigration } from './support/analysed-sql.ts';
import {
  ACCEPTED,
  analysedStatements,
  DURATIONS,
  foreseenDeadlock,
  LOCK_ORDERS,
  foreseenRefusal,
  REFUSALS,
  scriptText,
  trackedStates,
  transactionScripts,
} from './support/transaction-scripts.ts';

const postgres = dialectOf('postgres');
beforeAll(() => postgres.load());

const GIVEN = 'CREATE TABLE users (id bigint PRIMARY KEY, name text); CREATE TABLE orders (id bigint PRIMARY KEY, note text);';

interface File {
  readonly mode: TransactionMode;
  readonly group?: string;
  /** One step each: a text, or a text with how the tool sends it. */
  readonly steps: readonly (string | { readonly sql: string; readonly oneQuery?: boolean; readonly apart?: boolean })[];
}

function migrationOf(file: File, id: string): Migration {
  const texts = file.steps.map((step) => (typeof step === 'string' ? { sql: step } : step));
  const text = texts.map(({ sql }) => sql).join('\n');
  let at = 0;
  const steps = texts.map(({ sql, ...how }): Step => {
    const script = cutScript({ path: id, text }, at, at + sql.length);
    at += sql.length + 1;
    return { kind: 'sql', script, ...how };
  });
  return sqlMigration(id, text, { transaction: file.mode, transactionGroup: file.group ?? null, steps });
}

function run(files: readonly File[]): readonly AnalysedMigration[] {
  const history = { ...IN_ORDER, role: 'history', change: null } as const;
  const timeline: TimelineEntry[] = [{ ...history, migration: migrationOf({ mode: 'none', steps: [GIVEN] }, '0') }];
  for (const [i, file] of files.entries())
    timeline.push({ ...history, migration: migrationOf(file, String(i + 1)), role: 'change', change: 'change' });
  return analyse(timeline, PLAIN_PROJECT);
}

/** One line for each statement: who opened the transaction, what is odd, what is held, the lock timeout. */
function told(files: readonly File[]): readonly string[] {
  return run(files).flatMap(({ statements }) =>
    statements.map(({ statement, transaction: t }) =>
      [
        (statement.sql ?? '').replaceAll(/\s+/g, ' ').padEnd(1),
        '->',
        t.open ? t.openedBy : 'none',
        ...(t.group ? ['shared'] : []),
        ...(t.nested ? ['nested'] : []),
        ...(t.heldLock === 'none' ? [] : [`holding ${t.heldLock} on ${t.heldOn.replace('public.', '')}`]),
        ...(t.lockTimeout === 0 ? [] : [`waiting ${t.lockTimeout} ms`]),
        ...(t.lockTimeoutZeroed ? ['timeout taken away'] : []),
        ...(t.unknown.includes('lockTimeout') ? ['timeout not known'] : []),
      ].join(' '),
    ),
  );
}

const AGE = 'ALTER TABLE users ADD COLUMN age int';
const NOTE = 'ALTER TABLE orders ALTER COLUMN note SET DEFAULT 1';
const HELD = 'holding ACCESS EXCLUSIVE on users';

/** A case: what it shows, how the files are sent, and what holds just before each statement. */
type Row = readonly [title: string, files: readonly File[] | File, expected: readonly string[]];

const SETTINGS: readonly Row[] = [
  [
    'SET holds for the session',
    { mode: 'none', steps: ["SET lock_timeout = '2s'", AGE, NOTE].map((sql) => `${sql};`) },
    ["SET lock_timeout = '2s' -> none", `${AGE} -> none waiting 2000 ms`, `${NOTE} -> none waiting 2000 ms`],
  ],
  [
    'SET LOCAL outside a transaction does nothing',
    { mode: 'none', steps: [`SET LOCAL lock_timeout = '2s'; ${AGE};`] },
    ["SET LOCAL lock_timeout = '2s' -> none", `${AGE} -> none`],
  ],
  [
    'SET LOCAL ends with the transaction',
    { mode: 'none', steps: [`BEGIN; SET LOCAL lock_timeout = '2s'; ${AGE}; COMMIT; ${NOTE};`] },
    [
      'BEGIN -> none',
      "SET LOCAL lock_timeout = '2s' -> file",
      `${AGE} -> file waiting 2000 ms`,
      `COMMIT -> file ${HELD} waiting 2000 ms`,
      `${NOTE} -> none`,
    ],
  ],
  [
    'SET inside a transaction outlives its COMMIT',
    { mode: 'none', steps: [`BEGIN; SET lock_timeout = 2000; COMMIT; ${AGE};`] },
    ['BEGIN -> none', 'SET lock_timeout = 2000 -> file', 'COMMIT -> file waiting 2000 ms', `${AGE} -> none waiting 2000 ms`],
  ],
  [
    'SET inside a transaction is undone by ROLLBACK',
    { mode: 'none', steps: [`SET lock_timeout = '1s'; BEGIN; SET lock_timeout = '5s'; ROLLBACK; ${AGE};`] },
    [
      "SET lock_timeout = '1s' -> none",
      'BEGIN -> none waiting 1000 ms',
      "SET lock_timeout = '5s' -> file waiting 1000 ms",
      'ROLLBACK -> file waiting 5000 ms',
      `${AGE} -> none waiting 1000 ms`,
    ],
  ],
  [
    'after SET and SET LOCAL in one transaction the value of SET stays',
    { mode: 'none', steps: [`BEGIN; SET lock_timeout = '5s'; SET LOCAL lock_timeout = '2s'; COMMIT; ${AGE};`] },
    [
      'BEGIN -> none',
      "SET lock_timeout = '5s' -> file",
      "SET LOCAL lock_timeout = '2s' -> file waiting 5000 ms",
      'COMMIT -> file waiting 2000 ms',
      `${AGE} -> none waiting 5000 ms`,
    ],
  ],
  [
    'ROLLBACK TO brings back what held at the savepoint, and lets go of what was locked since',
    { mode: 'wrapped', steps: [`SAVEPOINT a; SET lock_timeout = '2s'; ${AGE}; ROLLBACK TO a; ${NOTE};`] },
    [
      'SAVEPOINT a -> tool',
      "SET lock_timeout = '2s' -> tool",
      `${AGE} -> tool waiting 2000 ms`,
      `ROLLBACK TO a -> tool ${HELD} waiting 2000 ms`,
      `${NOTE} -> tool`,
    ],
  ],
  [
    'RELEASE keeps both',
    { mode: 'wrapped', steps: [`SAVEPOINT a; SET lock_timeout = '2s'; ${AGE}; RELEASE a; ${NOTE};`] },
    [
      'SAVEPOINT a -> tool',
      "SET lock_timeout = '2s' -> tool",
      `${AGE} -> tool waiting 2000 ms`,
      `RELEASE a -> tool ${HELD} waiting 2000 ms`,
      `${NOTE} -> tool ${HELD} waiting 2000 ms`,
    ],
  ],
  ...["SET lock_timeout = '0'", 'SET lock_timeout TO 0', 'SET lock_timeout TO DEFAULT', 'RESET lock_timeout', 'RESET ALL'].map(
    (sql): Row => [
      `${sql} takes it away`,
      { mode: 'wrapped', steps: [`SET lock_timeout = '2s'; ${sql}; ${AGE};`] },
      ["SET lock_timeout = '2s' -> tool", `${sql} -> tool waiting 2000 ms`, `${AGE} -> tool timeout taken away`],
    ],
  ),
  [
    'set_config() is SET, with true SET LOCAL',
    {
      mode: 'none',
      steps: [`BEGIN; SELECT set_config('lock_timeout', '2s', true); SELECT set_config('lock_timeout', '3s', false); COMMIT; ${AGE};`],
    },
    [
      'BEGIN -> none',
      "SELECT set_config('lock_timeout', '2s', true) -> file",
      "SELECT set_config('lock_timeout', '3s', false) -> file waiting 2000 ms",
      'COMMIT -> file waiting 3000 ms',
      `${AGE} -> none waiting 3000 ms`,
    ],
  ],
  [
    'a value that is filled in later is not known',
    { mode: 'wrapped', steps: [`SET lock_timeout = '\${timeout}'; ${AGE};`] },
    ["SET lock_timeout = '${timeout}' -> tool", `${AGE} -> tool timeout not known`],
  ],
  [
    'each migration begins with nothing set',
    [
      { mode: 'wrapped', steps: ["SET lock_timeout = '2s';"] },
      { mode: 'wrapped', steps: [`${AGE};`] },
    ],
    ["SET lock_timeout = '2s' -> tool", `${AGE} -> tool`],
  ],
];

const TRANSACTIONS: readonly Row[] = [
  ['no transaction, nothing held', { mode: 'none', steps: [`${AGE}; ${NOTE};`] }, [`${AGE} -> none`, `${NOTE} -> none`]],
  ["the tool's", { mode: 'wrapped', steps: [`${AGE};`, `${NOTE};`] }, [`${AGE} -> tool`, `${NOTE} -> tool ${HELD}`]],
  [
    'BEGIN inside it opens nothing, COMMIT ends it, and the rest runs outside',
    { mode: 'wrapped', steps: [`BEGIN; ${AGE}; COMMIT; ${NOTE};`] },
    ['BEGIN -> tool nested', `${AGE} -> tool`, `COMMIT -> tool nested ${HELD}`, `${NOTE} -> none`],
  ],
  [
    'END, ABORT and START TRANSACTION are the same by other names',
    { mode: 'none', steps: [`START TRANSACTION; ${AGE}; END; START TRANSACTION; ${AGE}; ABORT; ${NOTE};`] },
    [
      'START TRANSACTION -> none',
      `${AGE} -> file`,
      `END -> file ${HELD}`,
      'START TRANSACTION -> none',
      `${AGE} -> file`,
      `ABORT -> file ${HELD}`,
      `${NOTE} -> none`,
    ],
  ],
  [
    "a second BEGIN is nested in the file's own",
    { mode: 'none', steps: [`BEGIN; ${AGE}; BEGIN; COMMIT;`] },
    ['BEGIN -> none', `${AGE} -> file`, `BEGIN -> file nested ${HELD}`, `COMMIT -> file ${HELD}`],
  ],
  [
    'COMMIT AND CHAIN begins another one at once',
    { mode: 'none', steps: [`BEGIN; ${AGE}; COMMIT AND CHAIN; ${NOTE}; COMMIT;`] },
    [
      'BEGIN -> none',
      `${AGE} -> file`,
      `COMMIT AND CHAIN -> file ${HELD}`,
      `${NOTE} -> file`,
      'COMMIT -> file holding ACCESS EXCLUSIVE on orders',
    ],
  ],
  ['COMMIT without a transaction does nothing', { mode: 'none', steps: [`COMMIT; ${AGE};`] }, ['COMMIT -> none', `${AGE} -> none`]],
  [
    'a file that opens its own is not run in another one by a tool that nobody knows',
    { mode: 'unknown', steps: [`BEGIN; ${AGE}; COMMIT; ${NOTE};`] },
    ['BEGIN -> none', `${AGE} -> file`, `COMMIT -> file ${HELD}`, `${NOTE} -> none`],
  ],
  [
    'nobody knows: the worst case is one transaction',
    { mode: 'unknown', steps: [`${AGE}; ${NOTE};`] },
    [`${AGE} -> tool`, `${NOTE} -> tool ${HELD}`],
  ],
  [
    'several statements in one query are one transaction; one alone is in none',
    [
      { mode: 'implicit', steps: [`${AGE}; ${NOTE};`] },
      { mode: 'implicit', steps: [`${AGE};`] },
    ],
    [`${AGE} -> server`, `${NOTE} -> server ${HELD}`, `${AGE} -> none`],
  ],
  [
    'SET LOCAL holds in the transaction of a query',
    { mode: 'implicit', steps: [`SET LOCAL lock_timeout = '2s'; ${AGE};`] },
    ["SET LOCAL lock_timeout = '2s' -> server", `${AGE} -> server waiting 2000 ms`],
  ],
  [
    'after COMMIT in a query the next statement is in an implicit transaction again',
    { mode: 'implicit', steps: [`${AGE}; COMMIT; ${NOTE}; SELECT 1;`] },
    [`${AGE} -> server`, `COMMIT -> server ${HELD}`, `${NOTE} -> server`, 'SELECT 1 -> server holding ACCESS EXCLUSIVE on orders'],
  ],
  [
    'BEGIN in a query takes over what is locked already',
    { mode: 'implicit', steps: [`${AGE}; BEGIN; ${NOTE}; COMMIT; SELECT 1;`] },
    [`${AGE} -> server`, `BEGIN -> server ${HELD}`, `${NOTE} -> file ${HELD}`, `COMMIT -> file ${HELD}`, 'SELECT 1 -> server'],
  ],
  [
    'a step that is one query is a transaction of its own',
    { mode: 'none', steps: [{ sql: `${AGE}; ${NOTE};`, oneQuery: true }, `${AGE};`, { sql: `${NOTE};`, oneQuery: true }] },
    [`${AGE} -> server`, `${NOTE} -> server ${HELD}`, `${AGE} -> none`, `${NOTE} -> none`],
  ],
  [
    "a step apart commits the tool's transaction, which goes on in a new one",
    {
      mode: 'wrapped',
      steps: [`${AGE};`, { sql: 'CREATE INDEX CONCURRENTLY users_name_idx ON users (name);', apart: true }, `${NOTE};`, 'SELECT 1;'],
    },
    [
      `${AGE} -> tool`,
      'CREATE INDEX CONCURRENTLY users_name_idx ON users (name) -> none',
      `${NOTE} -> tool`,
      'SELECT 1 -> tool holding ACCESS EXCLUSIVE on orders',
    ],
  ],
  [
    'files of one group share a transaction and its settings',
    [
      { mode: 'wrapped', group: 'g', steps: [`SET LOCAL lock_timeout = '2s'; ${AGE};`] },
      { mode: 'wrapped', group: 'g', steps: [`${NOTE};`] },
      { mode: 'wrapped', group: 'other', steps: [`${NOTE};`] },
    ],
    [
      "SET LOCAL lock_timeout = '2s' -> tool shared",
      `${AGE} -> tool shared waiting 2000 ms`,
      `${NOTE} -> tool shared ${HELD} waiting 2000 ms`,
      `${NOTE} -> tool shared`,
    ],
  ],
  [
    'COMMIT in one file of a group leaves the others without a transaction',
    [
      { mode: 'wrapped', group: 'g', steps: [`${AGE}; COMMIT;`] },
      { mode: 'wrapped', group: 'g', steps: [`${NOTE};`] },
    ],
    [`${AGE} -> tool shared`, `COMMIT -> tool shared nested ${HELD}`, `${NOTE} -> none`],
  ],
];

const BLOCKS: readonly Row[] = [
  [
    'a DO block outside a transaction is one, and ends with it',
    { mode: 'none', steps: [`DO $$ BEGIN ${AGE}; ${NOTE}; END $$; ${NOTE};`] },
    [`${AGE} -> server`, `${NOTE} -> server ${HELD}`, `${NOTE} -> none`],
  ],
  [
    'two DO blocks are two',
    { mode: 'none', steps: [`DO $$ BEGIN ${AGE}; END $$; DO $$ BEGIN ${NOTE}; END $$;`] },
    [`${AGE} -> server`, `${NOTE} -> server`],
  ],
  [
    'a DO block in a transaction is part of it',
    { mode: 'wrapped', steps: [`${AGE}; DO $$ BEGIN ${NOTE}; END $$;`] },
    [`${AGE} -> tool`, `${NOTE} -> tool ${HELD}`],
  ],
  [
    'a file of one DO block is one statement: no implicit transaction around it',
    { mode: 'implicit', steps: [`DO $$ BEGIN ${AGE}; ${NOTE}; END $$;`] },
    [`${AGE} -> server`, `${NOTE} -> server ${HELD}`],
  ],
  [
    'two DO blocks in one query share its transaction',
    { mode: 'implicit', steps: [`DO $$ BEGIN ${AGE}; END $$; DO $$ BEGIN ${NOTE}; END $$;`] },
    [`${AGE} -> server`, `${NOTE} -> server ${HELD}`],
  ],
  [
    'COMMIT in a DO block outside a transaction ends the transaction of the block, and the next statement begins another',
    { mode: 'none', steps: [`DO $$ BEGIN SET LOCAL lock_timeout = '1s'; ${AGE}; COMMIT; ${NOTE}; END $$; ${NOTE};`] },
    [
      "SET LOCAL lock_timeout = '1s' -> server",
      `${AGE} -> server waiting 1000 ms`,
      `COMMIT -> server ${HELD} waiting 1000 ms`,
      `${NOTE} -> server`,
      `${NOTE} -> none`,
    ],
  ],
  [
    'COMMIT in a DO block inside a transaction is refused, and ends nothing',
    { mode: 'wrapped', steps: [`${AGE}; DO $$ BEGIN COMMIT; END $$; ${NOTE};`] },
    [`${AGE} -> tool`, `COMMIT -> tool ${HELD}`, `${NOTE} -> tool ${HELD}`],
  ],
  [
    'SET in a DO block outlives it',
    { mode: 'none', steps: [`DO $$ BEGIN SET lock_timeout = '2s'; END $$; ${AGE};`] },
    ["SET lock_timeout = '2s' -> server", `${AGE} -> none waiting 2000 ms`],
  ],
];

const LOCKS: readonly Row[] = [
  [
    'a table made here is nobody else’s: its locks do not count',
    { mode: 'wrapped', steps: ['CREATE TABLE notes (id int); ALTER TABLE notes ADD COLUMN x int; SELECT 1;'] },
    ['CREATE TABLE notes (id int) -> tool', 'ALTER TABLE notes ADD COLUMN x int -> tool', 'SELECT 1 -> tool'],
  ],
  [
    'the stronger of two locks on one table is told, of two tables the worse one',
    { mode: 'wrapped', steps: [`CREATE INDEX i ON users (name); UPDATE orders SET note = '1' WHERE id = 1; ${AGE}; SELECT 1;`] },
    [
      'CREATE INDEX i ON users (name) -> tool',
      "UPDATE orders SET note = '1' WHERE id = 1 -> tool holding SHARE on users",
      `${AGE} -> tool holding SHARE on users`,
      `SELECT 1 -> tool ${HELD}`,
    ],
  ],
  [
    'a lock stays on a table that is renamed',
    { mode: 'wrapped', steps: ['ALTER TABLE users RENAME TO people; SELECT 1;'] },
    ['ALTER TABLE users RENAME TO people -> tool', 'SELECT 1 -> tool holding ACCESS EXCLUSIVE on people'],
  ],
  [
    'CONCURRENTLY holds nothing once it is done',
    { mode: 'none', steps: ['CREATE INDEX CONCURRENTLY i ON users (name); SELECT 1;'] },
    ['CREATE INDEX CONCURRENTLY i ON users (name) -> none', 'SELECT 1 -> none'],
  ],
];

describe.each([
  ['settings', SETTINGS],
  ['transactions', TRANSACTIONS],
  ['DO blocks', BLOCKS],
  ['locks', LOCKS],
])('%s', (_, rows) => {
  it.each(rows)('%s', (_title, files, expected) => {
    expect(told('mode' in files ? [files] : files)).toEqual(expected);
  });
});

describe('a transaction as a whole', () => {
  const transactions = (files: readonly File[]) =>
    run(files).flatMap((migration) =>
      migration.transactions.map(({ facts }) => ({
        open: facts.open,
        statements: facts.statements,
        unclosed: facts.unclosed,
        unguarded: facts.unguardedTables,
      })),
    );

  it('that the file opens and does not end is unclosed', () => {
    expect(transactions([{ mode: 'none', steps: [`${NOTE}; BEGIN; ${AGE};`] }])).toEqual([
      { open: false, statements: 2, unclosed: false, unguarded: ['public.orders'] },
      { open: true, statements: 1, unclosed: true, unguarded: ['public.users'] },
    ]);
    expect(transactions([{ mode: 'none', steps: [`BEGIN; ${AGE}; COMMIT;`] }]).map(({ unclosed }) => unclosed)).toEqual([false, false]);
  });

  it('names the tables that are locked without a timeout', () => {
    expect(transactions([{ mode: 'wrapped', steps: [`${AGE}; SET lock_timeout = '2s'; ${NOTE};`] }])).toEqual([
      { open: true, statements: 3, unclosed: false, unguarded: ['public.users'] },
    ]);
  });

  it('is explicit where the file opens it, and only there', () => {
    const modes = (mode: TransactionMode, sql: string) => run([{ mode, steps: [sql] }])[0]?.migration.transaction;
    expect(modes('none', `BEGIN; ${AGE}; COMMIT;`)).toBe('explicit');
    expect(modes('implicit', `BEGIN; ${AGE}; COMMIT;`)).toBe('explicit');
    expect(modes('wrapped', `BEGIN; ${AGE}; COMMIT;`)).toBe('wrapped');
    expect(modes('none', `DO $$ BEGIN ${AGE}; END $$;`)).toBe('none');
  });
});

describe('a duration', () => {
  it.each(DURATIONS)('%j is %j milliseconds', (value, milliseconds) => expect(parseDuration(value)).toBe(milliseconds));
});

describe('what the server refuses for where it stands', () => {
  it.each([...REFUSALS, ...ACCEPTED].map((row) => [row.sql, row.how, row] as const))('%s %s', (_, _how, row) =>
    expect(foreseenRefusal(row)).toBe(row.foreseen === false ? '' : row.sqlstate),
  );
});

describe('the order of locks', () => {
  it.each(LOCK_ORDERS.filter(([, application]) => application.length === 1))('%j against %j', (...row) =>
    expect(foreseenDeadlock(row)).toBe(row[2]),
  );
});

describe('facts about what limits a wait and what comes later', () => {
  const facts = (sql: string, mode: TransactionMode = 'wrapped') =>
    analysedStatements('CREATE TABLE users (id bigint, name text); CREATE TABLE orders (id bigint);', sql, mode).map(
      ({ transaction }) => transaction,
    );
  it.each([
    ['SELECT 1', 'nothing', 0, false],
    ["SET lock_timeout = '2s'; SET statement_timeout = '1s'", 'statement_timeout', 1_000, false],
    ["SET lock_timeout = '2s'; SET statement_timeout = '3s'", 'lock_timeout', 2_000, false],
    ["SET transaction_timeout = '1s'; SET statement_timeout = '3s'", 'transaction_timeout', 1_000, false],
    ["SET lock_timeout = '${x}'; SET statement_timeout = '3s'", 'statement_timeout', 3_000, false],
    ["SET lock_timeout = '${x}'", 'nothing', 0, true],
    ["SET idle_in_transaction_session_timeout = '3s'", 'nothing', 0, false],
    ["SELECT set_config('lock_timeout', current_user, false)", 'nothing', 0, true],
  ])('after %s', (sql, by, milliseconds, unknown) => {
    const last = facts(`${sql}; ALTER TABLE users ADD COLUMN age int`).at(-1);
    expect([last?.waitLimitedBy, last?.waitLimit, last?.unknown.includes('waitLimit')]).toEqual([by, milliseconds, unknown]);
  });
  it('names the heaviest work of later statements and the tables it is done on', () => {
    const [first, second, last] = facts(
      'ALTER TABLE users ADD COLUMN age int; CREATE INDEX ON users (name); UPDATE orders SET id = 1; CREATE TABLE notes (id int)',
    );
    expect([first?.laterWork, first?.laterWorkOn, first?.followedByWork]).toEqual(['index-build', ['public.orders', 'public.users'], true]);
    expect([second?.laterWork, second?.laterWorkOn]).toEqual(['rows', ['public.orders']]);
    expect([last?.laterWork, last?.laterWorkOn, last?.followedByWork]).toEqual(['none', [], false]);
  });
  it('says that PREPARE TRANSACTION left it', () => {
    const [{ prepared } = { prepared: undefined }] = run([{ mode: 'none', steps: [`BEGIN; ${AGE}; PREPARE TRANSACTION 'x';`] }]).flatMap(
      (migration) => migration.transactions.slice(1).map(({ facts: all }) => all),
    );
    expect(prepared).toBe(true);
  });
});

describe('scripts', () => {
  it('hold and set what servers answered', async () => {
    const texts = transactionScripts().map((script) => scriptText(script, trackedStates(script)));
    await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('fixtures/transactions/expected.txt');
  });
});
