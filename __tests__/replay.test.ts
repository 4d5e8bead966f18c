/** What migrations leave behind for those after them: what is rolled back, what could not be read, what names mean. */
import { beforeAll, describe, expect, test } from 'vitest';
import { dialectOf } from '../src/dialects/index.ts';
import { analyse, IN_ORDER, type TimelineEntry } from '../src/effects/analyse.ts';
import type { AnalysedStatement } from '../src/effects/analysed.ts';
import type { Migration, Step, TransactionMode } from '../src/frameworks/framework.ts';
import { cutScript } from '../src/source.ts';

const postgres = dialectOf('postgres');
beforeAll(() => postgres.load());

interface File {
  readonly sql: string;
  readonly mode?: TransactionMode;
  /** Something in it that no reader understands. */
  readonly unread?: true;
}

function migrationOf({ sql: text, mode = 'none', unread }: File, id: string): Migration {
  const span = { path: id, start: 0, end: text.length };
  const steps: Step[] = [{ kind: 'sql', script: cutScript({ path: id, text }) }];
  if (unread) steps.push({ kind: 'unread', span, reason: 'it is made at run time' });
  return {
    id,
    path: id,
    text,
    span,
    framework: 'sql',
    order: id,
    title: '',
    direction: 'up',
    transaction: mode,
    transactionGroup: null,
    steps,
    down: 'not-used',
    repeatable: false,
  };
}

/** The statements of a change on top of a history. */
function statementsOf(history: readonly File[], change: readonly File[], versionAssumed = false): readonly AnalysedStatement[] {
  const entry = (file: File, id: string, role: 'history' | 'change'): TimelineEntry => ({
    ...IN_ORDER,
    migration: migrationOf(file, id),
    role,
    change: role === 'change' ? 'change' : null,
  });
  const timeline = [
    ...history.map((file, i) => entry(file, `1${i}`, 'history')),
    ...change.map((file, i) => entry(file, `2${i}`, 'change')),
  ];
  return analyse(timeline, {
    project: 0,
    dialect: postgres,
    version: 16,
    versionAssumed,
    frameworkTitle: '',
    outsideTransaction: null,
    withoutOptOut: '',
    knowledge: { size: () => 'unknown', rows: () => undefined },
    schema: [],
  }).flatMap((migration) => migration.statements);
}

/** The last statement in short: relations that were there before with their locks, and the refusal. */
function last(history: readonly File[], change: readonly File[], versionAssumed = false): string {
  const statement = statementsOf(history, change, versionAssumed).at(-1);
  const effects = (statement?.effects ?? []).filter((e) => !e.createdHere).map((e) => `${e.relation} ${e.lock}`);
  const { refused = null, unknown = [] } = statement?.consequence ?? {};
  return [...effects, ...(refused ? [`refused ${refused.sqlstate}${unknown.includes('refused') ? '?' : ''}`] : [])].join(', ');
}

const GIVEN: File = {
  sql: 'CREATE TABLE users (id int PRIMARY KEY, a int); CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);',
};

describe('what is rolled back', () => {
  test.each<[title: string, history: readonly File[], change: readonly File[], expected: string]>([
    [
      'ROLLBACK of the transaction of the file',
      [GIVEN],
      [{ sql: 'BEGIN; ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; ROLLBACK; DROP TABLE orders;' }],
      'public.orders ACCESS EXCLUSIVE, public.orders_pkey ACCESS EXCLUSIVE, public.users ACCESS EXCLUSIVE',
    ],
    [
      'ROLLBACK of the transaction of the tool',
      [GIVEN],
      [{ sql: 'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; ROLLBACK; DROP TABLE orders;', mode: 'wrapped' }],
      'public.orders ACCESS EXCLUSIVE, public.orders_pkey ACCESS EXCLUSIVE, public.users ACCESS EXCLUSIVE',
    ],
    [
      'ROLLBACK where no transaction is open',
      [GIVEN],
      [{ sql: 'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; ROLLBACK; DROP TABLE orders;' }],
      'public.orders ACCESS EXCLUSIVE, public.orders_pkey ACCESS EXCLUSIVE',
    ],
    [
      'ROLLBACK of several statements sent as one query',
      [GIVEN],
      [{ sql: 'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; ROLLBACK; DROP TABLE orders;', mode: 'implicit' }],
      'public.orders ACCESS EXCLUSIVE, public.orders_pkey ACCESS EXCLUSIVE, public.users ACCESS EXCLUSIVE',
    ],
    [
      'ROLLBACK TO a savepoint, by its name',
      [GIVEN],
      [
        {
          sql: 'SAVEPOINT a; ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; SAVEPOINT b; ALTER TABLE users ADD COLUMN b int; ROLLBACK TO a; DROP TABLE orders;',
          mode: 'wrapped',
        },
      ],
      'public.orders ACCESS EXCLUSIVE, public.orders_pkey ACCESS EXCLUSIVE, public.users ACCESS EXCLUSIVE',
    ],
    [
      'what a later file of the change finds',
      [GIVEN],
      [{ sql: 'BEGIN; CREATE TABLE x (id int); ROLLBACK;' }, { sql: 'ALTER TABLE x ADD COLUMN a int' }],
      'public.x ACCESS EXCLUSIVE',
    ],
    [
      'in history',
      [GIVEN, { sql: 'BEGIN; DROP TABLE orders; ROLLBACK; BEGIN; ALTER TABLE users ADD CONSTRAINT c CHECK (a > 0); COMMIT;' }],
      [{ sql: 'DROP TABLE users' }],
      'public.users ACCESS EXCLUSIVE, public.users_pkey ACCESS EXCLUSIVE, public.orders ACCESS EXCLUSIVE, refused 2BP01',
    ],
  ])('%s', (_title, history, change, expected) => {
    expect(last(history, change)).toBe(expected);
  });
});

describe('what the history does not have', () => {
  const missing = { sql: 'ALTER TABLE orders DROP CONSTRAINT orders_total_check' };
  test.each<[title: string, history: readonly File[], change: readonly File[], expected: string]>([
    ['is not there', [GIVEN], [missing], 'public.orders ACCESS EXCLUSIVE, refused 42704'],
    ['may be there after something unread', [GIVEN, { sql: 'SELECT 1', unread: true }], [missing], 'public.orders ACCESS EXCLUSIVE'],
    ['may be there after a procedure', [GIVEN, { sql: 'CALL make_checks()' }], [missing], 'public.orders ACCESS EXCLUSIVE'],
    ['may be there after something unread of the change', [GIVEN], [{ ...missing, unread: true }], 'public.orders ACCESS EXCLUSIVE'],
    ['may be on a table from elsewhere', [], [missing], 'public.orders ACCESS EXCLUSIVE'],
    [
      'is asked for by the block that makes it',
      [GIVEN],
      [
        {
          sql: 'DO $$ BEGIN ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users; EXCEPTION WHEN duplicate_object THEN NULL; END $$',
        },
      ],
      'public.orders SHARE ROW EXCLUSIVE, public.users SHARE ROW EXCLUSIVE',
    ],
  ])('%s', (_title, history, change, expected) => {
    expect(last(history, change)).toBe(expected);
  });

  test('whether a major takes it is doubtful where the major is assumed', () => {
    const change = [{ sql: 'ALTER TABLE users RENAME CONSTRAINT users_id_not_null TO x' }];
    expect(last([GIVEN], change)).toBe('public.users ACCESS EXCLUSIVE, refused 42704');
    expect(last([GIVEN], change, true)).toBe('public.users ACCESS EXCLUSIVE, refused 42704?');
  });
});

test('a name without schema means the first of the path that has it', () => {
  const history = [
    { sql: 'CREATE SCHEMA app; CREATE TABLE app.notes (id int); CREATE TABLE users (id int); CREATE TABLE app.gone (id int);' },
  ];
  const change = (sql: string): string => last(history, [{ sql: `SET search_path TO app, public; ${sql}` }]);
  expect(change('ALTER TABLE users ADD COLUMN a int')).toBe('public.users ACCESS EXCLUSIVE');
  expect(change('ALTER TABLE notes ADD COLUMN a int')).toBe('app.notes ACCESS EXCLUSIVE');
  expect(change('ALTER TABLE elsewhere ADD COLUMN a int')).toBe('app.elsewhere ACCESS EXCLUSIVE');
  expect(change('DROP TABLE gone; CREATE TABLE public.gone (id int); ALTER TABLE gone ADD COLUMN a int')).toBe('');
});
