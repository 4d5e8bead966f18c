/** Whether a down gives back what was there before its up: what is said, and where nothing can be. */
import { beforeAll, describe, expect, it } from 'vitest';
import { postgres } from '../src/dialects/postgres/index.ts';
import { analyse, IN_ORDER, type TimelineEntry } from '../src/effects/analyse.ts';
import type { Migration } from '../src/frameworks/framework.ts';
import { PLAIN_PROJECT, sqlMigration } from './support/analysed-sql.ts';

beforeAll(() => postgres.load());

type Pair = readonly [up: string, down: string];

/** What is said of each down of a change of several migrations, by number. */
function said(history: string, pairs: readonly Pair[], more: Partial<Migration> = {}): readonly string[] {
  const change = { ...IN_ORDER, role: 'change', change: 'change' } as const;
  const timeline: TimelineEntry[] = [
    { ...IN_ORDER, migration: sqlMigration('0', history, { transaction: 'none' }), role: 'history', change: null },
    ...pairs.flatMap(([up, down], i): TimelineEntry[] => [
      { ...change, migration: { ...sqlMigration(String(i + 1), up, { transaction: 'wrapped' }), down: 'present', ...more } },
      { ...change, migration: { ...sqlMigration(`${i + 1}:down`, down, { transaction: 'wrapped' }), direction: 'down' } },
    ]),
  ];
  const analysed = analyse(timeline, PLAIN_PROJECT);
  return analysed.flatMap(({ migration, facts }) =>
    facts.downDifferences > 0 ? [`${migration.id.replace(':down', '')}: ${facts.downDifference}`] : [],
  );
}

const HISTORY = `
  CREATE TYPE mood AS ENUM ('good', 'bad');
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL DEFAULT '', mood mood, CONSTRAINT email_given CHECK (email <> ''));
  CREATE INDEX users_email_idx ON users (lower(email)) WHERE email <> '';
  CREATE UNIQUE INDEX users_mood_key ON users (mood);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint CONSTRAINT orders_user FOREIGN KEY REFERENCES users);
  CREATE VIEW mails AS SELECT id, email FROM users;
  CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
  COMMENT ON COLUMN users.email IS 'Where mail goes';
`.replace('CONSTRAINT orders_user FOREIGN KEY REFERENCES', 'CONSTRAINT orders_user REFERENCES');

describe('after up and down', () => {
  it.each<readonly [string, string, string]>([
    // What is left over.
    ['CREATE TABLE a (id int)', 'DROP TABLE IF EXISTS b', 'table a was not there before'],
    [
      'CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int); CREATE TABLE d (id int); CREATE TABLE e (id int)',
      'DROP TABLE a',
      'table b was not there before, table c was not there before, table d was not there before and table e was not there before',
    ],
    ['CREATE SCHEMA app; CREATE TABLE app.a (id int)', 'DROP TABLE app.a', 'schema app was not there before'],
    [
      "CREATE TYPE size AS ENUM ('s'); ALTER TABLE users ADD COLUMN size size",
      'ALTER TABLE users DROP COLUMN size',
      'type size was not there before',
    ],
    ['CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$SELECT 2$$', 'DROP VIEW IF EXISTS two', 'function two() was not there before'],
    ["ALTER TYPE mood ADD VALUE 'odd'", 'DROP TABLE IF EXISTS moods', 'type mood has the labels good, bad, odd instead of good, bad'],
    // What is missing.
    ['DROP TABLE orders', 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint)', 'constraint orders_user on orders is missing'],
    [
      'DROP INDEX users_email_idx',
      'CREATE INDEX users_email ON users (lower(email)) WHERE email <> $$$$',
      'index users_email_idx is missing and index users_email was not there before',
    ],
    ['DROP VIEW mails', 'SELECT 1; DROP INDEX users_email_idx', 'view mails is missing and index users_email_idx is missing'],
    [
      'ALTER TABLE users RENAME COLUMN mood TO m',
      'ALTER TABLE users DROP COLUMN m, ADD COLUMN mood text',
      'column users.mood has the type text instead of mood and index users_mood_key is missing',
    ],
    // What is another.
    [
      'ALTER TABLE users ALTER COLUMN email DROP NOT NULL',
      'ALTER TABLE users ALTER COLUMN email DROP DEFAULT',
      "NOT NULL is no longer set on column users.email and column users.email has lost its default ('')",
    ],
    [
      "CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2'",
      'DROP TABLE IF EXISTS ones',
      'function one() has lost its former definition',
    ],
    ['DROP INDEX users_mood_key', 'CREATE INDEX users_mood_key ON users (mood)', 'unique is no longer set on index users_mood_key'],
    [
      "COMMENT ON COLUMN users.email IS 'New'",
      'COMMENT ON COLUMN users.email IS NULL',
      'column users.email has lost its comment (Where mail goes)',
    ],
  ])('%s · %s', (up, down, expected) => {
    expect(said(HISTORY, [[up, down]])).toEqual([`1: ${expected}`]);
  });

  it.each<Pair>([
    ['ALTER TABLE users ADD COLUMN nick text UNIQUE DEFAULT $$x$$; CREATE INDEX ON users (nick)', 'ALTER TABLE users DROP COLUMN nick'],
    // It stands last, and its comment went with it.
    ['ALTER TABLE users DROP COLUMN mood', 'ALTER TABLE users ADD COLUMN mood mood; CREATE UNIQUE INDEX users_mood_key ON users (mood)'],
    // The server would print it like this.
    [
      'DROP INDEX users_email_idx',
      "CREATE INDEX users_email_idx ON public.users USING btree (lower((email)::text)) WHERE ((email)::text <> ''::text)",
    ],
    ['DROP VIEW mails', 'CREATE OR REPLACE VIEW mails AS\n SELECT id, -- own\n   email\n FROM users;'],
    // The primary key is what is referenced where no column is named.
    [
      'ALTER TABLE orders DROP CONSTRAINT orders_user',
      'ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id)',
    ],
    // A name that the server chose.
    [
      'ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE',
      'ALTER TABLE users ADD CONSTRAINT pk PRIMARY KEY (id); ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users',
    ],
    // Usual.
    ['CREATE EXTENSION IF NOT EXISTS citext; CREATE SCHEMA IF NOT EXISTS app; CREATE TABLE a (id int)', 'DROP TABLE a'],
    ["ALTER TYPE mood ADD VALUE IF NOT EXISTS 'odd'; CREATE TABLE a (id int)", 'DROP TABLE a'],
    ["COMMENT ON TABLE users IS 'People'; GRANT SELECT ON users TO reader; CREATE TABLE a (id int)", 'DROP TABLE a'],
    ["INSERT INTO users (id, email) VALUES (1, 'a')", 'DELETE FROM users WHERE id = 1'],
    // Not known.
    ['CREATE TABLE IF NOT EXISTS elsewhere (id int); CREATE TABLE a (id int)', 'DROP TABLE a'],
    [
      'ALTER TABLE elsewhere DROP COLUMN x, ALTER COLUMN y TYPE bigint',
      'ALTER TABLE elsewhere ADD COLUMN x int NOT NULL, ALTER COLUMN y TYPE int',
    ],
    ['DROP TABLE elsewhere', 'CREATE TABLE elsewhere (id int); CREATE INDEX here ON elsewhere (id)'],
    ['DROP FUNCTION elsewhere(int)', 'CREATE FUNCTION elsewhere(int) RETURNS int LANGUAGE sql AS $$SELECT 1$$'],
    ['SET search_path TO app; CREATE TABLE a (id int)', 'DROP TABLE a'],
    ['DO $$ BEGIN CREATE TABLE a (id int); END $$', 'SELECT 1; DROP TABLE IF EXISTS b'],
    ['CREATE TABLE a (id int); SELECT make_the_rest()', 'SELECT drop_all()'],
    ['CREATE TABLE a (id int)', 'DO $$ BEGIN EXECUTE format($f$DROP TABLE %I$f$, chr(97)); END $$'],
    // Nothing is undone at all, which another rule says.
    ['CREATE TABLE a (id int)', 'SELECT 1'],
    ['CREATE TABLE a (id int)', '-- nothing'],
  ])('nothing: %s · %s', (up, down) => {
    expect(said(HISTORY, [[up, down]])).toEqual([]);
  });

  it('each down is seen on what its own up left', () => {
    expect(
      said(HISTORY, [
        ['CREATE TABLE a (id int)', 'DROP TABLE a'],
        ['ALTER TABLE a ADD COLUMN x int', 'SELECT 1; DROP TABLE IF EXISTS nobody'],
        ['ALTER TABLE a ADD COLUMN y int; ALTER TABLE users DROP COLUMN mood', 'ALTER TABLE a DROP COLUMN y'],
      ]),
    ).toEqual(['2: column a.x was not there before', '3: column users.mood is missing and index users_mood_key is missing']);
  });

  it('nothing is said of one that says that there is no way back, or runs again', () => {
    const pairs: readonly Pair[] = [['CREATE TABLE a (id int)', "DROP TABLE IF EXISTS b; DO $$ BEGIN RAISE 'no'; END $$"]];
    expect(said(HISTORY, pairs, { down: 'irreversible' })).toEqual([]);
    expect(said(HISTORY, [['CREATE TABLE a (id int)', 'DROP TABLE IF EXISTS b']], { repeatable: true })).toEqual([]);
  });
});

describe('a column that history does not have', () => {
  it.each([
    ['ALTER TABLE old ALTER COLUMN price TYPE numeric(8, 2)', 'none'],
    ['ALTER TABLE old ALTER COLUMN price TYPE numeric(8, 1)', 'rewrite'],
    ['ALTER TABLE old ALTER COLUMN other TYPE numeric(8, 2)', 'rewrite'],
  ])('had the type that its way back gives it: %s', (down, work) => {
    const change = { ...IN_ORDER, role: 'change', change: 'change' } as const;
    const up = sqlMigration('1', 'ALTER TABLE old ALTER COLUMN price TYPE numeric(10, 2)', { transaction: 'wrapped' });
    const timeline: TimelineEntry[] = [
      { ...change, migration: { ...up, down: 'present' } },
      { ...change, migration: { ...sqlMigration('1:down', down, { transaction: 'wrapped' }), direction: 'down' } },
    ];
    const [first] = analyse(timeline, PLAIN_PROJECT);
    expect(first?.statements[0]?.effects.find(({ relation }) => relation === 'public.old')?.work).toBe(work);
  });
});
