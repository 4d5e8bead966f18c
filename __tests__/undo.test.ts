/** What differs between two catalogs, in words, and what undoes a whole migration. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyOperation, applyOperations } from '../src/catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG } from '../src/catalog/catalog.ts';
import { diffCatalogs } from '../src/catalog/diff.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import type { Consequence } from '../src/effects/effect.ts';
import { undoMigration } from '../src/effects/undo.ts';
import { catalogOf, NAMING, operationsOf } from './support/analysed-row.ts';
import { analysedSql } from './support/analysed-sql.ts';
import { type EffectRow, effectRows, rowsOf } from './support/effect-rows.ts';

beforeAll(() => postgres.load());

const SHOP = `
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL DEFAULT '', mood mood, n int CHECK (n > 0));
  CREATE UNIQUE INDEX users_email_idx ON users (lower(email)) WHERE n > 1;
  CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint REFERENCES users);
  CREATE VIEW names AS SELECT id, email FROM users;
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
  CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE POLICY own ON users USING (id = 1);
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
`;

describe('what differs between two catalogs', () => {
  test.each<[string, readonly string[]]>([
    ['SELECT 1', []],
    ['ALTER TABLE users ALTER email TYPE varchar(50)', ['column public.users.email: type text became character varying(50)']],
    ['ALTER TABLE users ALTER email DROP DEFAULT', ["column public.users.email: default '' is gone"]],
    ['ALTER TABLE users ALTER email DROP NOT NULL', ['column public.users.email: NOT NULL was set and is not set now']],
    ['ALTER TABLE users ALTER n SET DEFAULT 1', ['column public.users.n: default became 1']],
    ['DROP INDEX users_email_idx', ['index public.users_email_idx is missing']],
    [
      'DROP INDEX users_email_idx; CREATE UNIQUE INDEX users_email_idx ON users (email)',
      ['index public.users_email_idx: keys (lower(email)) became email', 'index public.users_email_idx: condition n > 1 is gone'],
    ],
    ['CREATE INDEX i ON users (n)', ['index public.i was not there before']],
    [
      'ALTER TABLE users DROP COLUMN n',
      [
        'column public.users.n is missing',
        'constraint users_n_check on public.users is missing',
        'index public.users_email_idx is missing',
      ],
    ],
    [
      'ALTER TABLE users DROP COLUMN mood; ALTER TABLE users ADD COLUMN mood mood',
      ['table public.users: the columns id, email, mood, n stand in the order id, email, n, mood now'],
    ],
    // What is gone with its table is not told one by one.
    ['DROP TABLE orders', ['table public.orders is missing', 'sequence public.orders_id_seq is missing']],
    ['CREATE TABLE x (id int PRIMARY KEY)', ['table public.x was not there before']],
    ['ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey', ['constraint orders_user_id_fkey on public.orders is missing']],
    [
      'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey; ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE NOT VALID',
      [
        'constraint orders_user_id_fkey on public.orders: on delete no-action became cascade',
        'constraint orders_user_id_fkey on public.orders: NOT VALID was not set and is set now',
      ],
    ],
    ["ALTER TYPE mood ADD VALUE 'so' BEFORE 'ok'", ['type public.mood: labels sad, ok became sad, so, ok']],
    ['ALTER DOMAIN positive SET NOT NULL', ['domain public.positive: NOT NULL was not set and is set now']],
    [
      'CREATE OR REPLACE VIEW names AS SELECT id FROM users',
      ['view public.names: query AS SELECT id, email FROM public.users became AS SELECT id FROM public.users'],
    ],
    [
      "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return null; end'",
      [
        "function public.touch(): definition () RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end' became () RETURNS trigger LANGUAGE plpgsql AS 'begin return null; end'",
      ],
    ],
    ['ALTER TABLE users DISABLE TRIGGER touched', ['trigger touched on public.users: firing became disabled']],
    ['ALTER POLICY own ON users USING (true)', ['policy own on public.users: USING id = 1 became true']],
    [
      'ALTER TABLE users ENABLE ROW LEVEL SECURITY, SET (fillfactor = 70)',
      [
        'table public.users: row level security was not set and is set now',
        'table public.users: storage parameters became fillfactor = 70',
      ],
    ],
    ['GRANT SELECT ON users TO app', ['table public.users: privileges became select to app']],
    ["COMMENT ON COLUMN users.email IS 'x'", ['column public.users.email: comment became x']],
    [
      'ALTER TABLE users RENAME TO people',
      [
        'table public.users is missing',
        'constraint orders_user_id_fkey on public.orders: referenced table public.users became public.people',
        'view public.names: query AS SELECT id, email FROM public.users became AS SELECT id, email FROM public.people',
        'table public.people was not there before',
      ],
    ],
  ])('%s', (sql, expected) => {
    const before = catalogOf(SHOP);
    const after = applyOperations(before, operationsOf(sql), { change: 'change', naming: NAMING });
    expect(diffCatalogs(before, after).map(({ text }) => text)).toEqual(expected);
  });
});

/** What undoes a migration: SQL and, behind it, what is said about it. */
function told(sql: string, transaction: 'wrapped' | 'none' = 'wrapped'): readonly string[] {
  const { statements, change } = analysedSql(SHOP, sql, { transaction });
  const { steps, differences } = undoMigration(statements, { dialect: postgres, version: 16, change });
  return [
    ...steps.flatMap((step) => [
      ...step.operations.map((o) => `${postgres.render(o, step.catalog)}${step.outsideTransaction ? ' (outside a transaction)' : ''}`),
      ...step.irreversible.map(({ kind, reason, saves }) => `${kind}: ${reason}${saves && ` ${saves}`}`),
      ...step.notRestored.map((text) => `not restored: ${text}`),
    ]),
    ...differences.map(({ text }) => `differs: ${text}`),
  ];
}

describe('what undoes a migration', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'but for what the migration takes back itself',
      'ALTER TABLE users ADD COLUMN a int; SAVEPOINT s; DROP TABLE orders; ROLLBACK TO s; ALTER TABLE users ADD COLUMN b int;',
      ['ALTER TABLE public.users DROP COLUMN b', 'ALTER TABLE public.users DROP COLUMN a'],
    ],
    [
      'the last statement first',
      'ALTER TABLE users ADD COLUMN a int; ALTER TABLE users RENAME COLUMN a TO b; CREATE INDEX i ON users (b);',
      ['DROP INDEX public.i', 'ALTER TABLE public.users RENAME COLUMN b TO a', 'ALTER TABLE public.users DROP COLUMN a'],
    ],
    [
      'what hangs on a new table goes with it',
      "CREATE TABLE x (id int); CREATE INDEX ON x (id); ALTER TABLE x ADD COLUMN a int; COMMENT ON TABLE x IS 'x'; GRANT SELECT ON x TO app; INSERT INTO x VALUES (1);",
      ['DROP TABLE public.x'],
    ],
    [
      'unless something that is dropped before it is in the way',
      "CREATE TABLE x (id int); CREATE TYPE t AS ENUM ('a'); ALTER TABLE x ADD COLUMN a t; CREATE INDEX ON x (id);",
      ['ALTER TABLE public.x DROP COLUMN a', 'DROP TYPE public.t', 'DROP TABLE public.x'],
    ],
    [
      'keys between new tables',
      'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int); ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a; CREATE INDEX ON a (id);',
      ['DROP TABLE public.b', 'DROP TABLE public.a'],
    ],
    [
      'what was made and dropped again leaves nothing',
      'ALTER TABLE users ADD COLUMN tmp int; UPDATE users SET tmp = n; ALTER TABLE users DROP COLUMN tmp; CREATE TABLE x (id int); CREATE VIEW v AS SELECT id FROM x; DROP VIEW v; DROP TABLE x;',
      [],
    ],
    [
      'a constraint that is validated in the same migration',
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (id > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c;',
      ['ALTER TABLE public.orders DROP CONSTRAINT c'],
    ],
    [
      'another index in place of one',
      'DROP INDEX users_email_idx; CREATE UNIQUE INDEX users_email_idx ON users (email);',
      ['DROP INDEX public.users_email_idx', 'CREATE UNIQUE INDEX users_email_idx ON public.users ((lower(email))) WHERE n > 1'],
    ],
    [
      'data that is gone is named',
      'ALTER TABLE users DROP COLUMN mood; DELETE FROM orders;',
      [
        'lost: What the rows of public.orders held before is gone. Copy it first: CREATE TABLE public.orders_before AS TABLE public.orders;',
        'ALTER TABLE public.users ADD COLUMN mood public.mood',
        'lost: The values of mood of public.users are gone. Copy it first: CREATE TABLE public.users_before AS TABLE public.users;',
        'not restored: The place of mood among the columns of public.users: it is the last one now.',
        'differs: table public.users: the columns id, email, mood, n stand in the order id, email, n, mood now',
      ],
    ],
    [
      'what stays is named, too',
      "ALTER TYPE mood ADD VALUE 'great';",
      [
        'lost: PostgreSQL takes no label out of an enum: great stays in public.mood, and does no harm where nothing uses it.',
        'differs: type public.mood: labels sad, ok became sad, ok, great',
      ],
    ],
    [
      'what the history does not show',
      'ALTER TABLE elsewhere DROP COLUMN a; ALTER TABLE elsewhere ALTER b SET NOT NULL;',
      [
        'ALTER TABLE public.elsewhere ALTER COLUMN b DROP NOT NULL',
        'unknown: Where b of public.elsewhere was NOT NULL before, it has to stay so.',
        'unknown: The migrations do not show the column a of public.elsewhere as it was.',
        'differs: table public.elsewhere was not there before',
      ],
    ],
    [
      'a view is made again around a change',
      'DROP VIEW names; ALTER TABLE users ALTER email TYPE varchar(50); CREATE VIEW names AS SELECT id, email, n FROM users;',
      [
        'DROP VIEW public.names',
        'ALTER TABLE public.users ALTER COLUMN email DROP DEFAULT',
        'ALTER TABLE public.users ALTER COLUMN email TYPE text',
        "ALTER TABLE public.users ALTER COLUMN email SET DEFAULT ''",
        'not restored: The conditions of public.users_email_idx mean the same, and can have casts in them now.',
        'CREATE VIEW public.names AS SELECT id, email FROM public.users',
      ],
    ],
  ])('%s', (_title, sql, expected) => {
    expect(told(sql)).toEqual(expected);
  });

  test('what the server refuses in a transaction is marked', () => {
    expect(told('DROP INDEX CONCURRENTLY users_email_idx; CREATE INDEX CONCURRENTLY i ON orders (user_id);', 'none')).toEqual([
      'DROP INDEX CONCURRENTLY public.i (outside a transaction)',
      'CREATE UNIQUE INDEX CONCURRENTLY users_email_idx ON public.users ((lower(email))) WHERE n > 1 (outside a transaction)',
    ]);
  });
});

const folder = join(import.meta.dirname, 'fixtures');
const again = rowsOf(readFileSync(join(folder, 'postgres-inverse/made-again.yaml'), 'utf8'));

test('every operation says what undoes it, or why nothing does, in words', () => {
  const texts = readdirSync(join(folder, 'postgres/operations'))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => readFileSync(join(folder, 'postgres/operations', name), 'utf8'));
  const answers: Consequence[] = [];
  for (const text of texts) {
    let catalog = EMPTY_CATALOG;
    for (const operation of operationsOf(text)) {
      answers.push(
        postgres.analyse(operation, catalog, { version: 16, inTransaction: true, change: 'change', settings: new Map() }).consequence,
      );
      catalog = applyOperation(catalog, operation, { change: 'change', naming: NAMING });
    }
  }
  expect(answers.filter(({ inverse, irreversible = [] }) => !inverse && irreversible.length === 0)).toEqual([]);
  const said = answers.flatMap(({ irreversible = [], notRestored = [] }) => [...irreversible.map(({ reason }) => reason), ...notRestored]);
  expect(said.filter((text) => !/^[A-Z].*[.]$/s.test(text) || /undefined|\[object/.test(text))).toEqual([]);
});

/** The operations of a row, analysed on top of its scene. */
function analysedRow({ given, sql, transaction }: EffectRow, version: number): Parameters<typeof undoMigration>[0] {
  let catalog = scenes.get(given);
  if (!catalog) scenes.set(given, (catalog = catalogOf(given)));
  return operationsOf(sql, given).map((operation) => {
    const before = catalog ?? EMPTY_CATALOG;
    const situation = { version, inTransaction: transaction, change: 'change', settings: new Map([['timezone', 'UTC']]) };
    const { consequence } = postgres.analyse(operation, before, situation);
    catalog = applyOperation(before, operation, { change: 'change', naming: NAMING });
    return { operations: [{ operation, before, consequence }], takenBack: false };
  });
}
const scenes = new Map<string, Catalog>();

test('the catalog is as it was after a row and what undoes it, but for what is said', () => {
  const wrong: string[] = [];
  let undone = 0;
  for (const row of [...effectRows(), ...again]) {
    const { steps, differences } = undoMigration(analysedRow(row, 18), { dialect: postgres, version: 18, change: 'change' });
    // Where something is not known, or nothing can be done, the catalog is not as it was.
    const open = steps.some(
      ({ irreversible, operations }) => operations.length === 0 || irreversible.some(({ kind }) => kind === 'unknown'),
    );
    if (open) continue;
    undone++;
    const said = steps.flatMap(({ notRestored }) => notRestored).join('\n');
    const left = differences.filter(
      ({ kind, text }) =>
        kind !== 'order' &&
        !(/taken to be/.test(said) && /(?:tablespace|access method) became/.test(text)) &&
        !(/detaches no index/.test(said) && /^index .* (?:was not there before|invalid was set and is not set now)$/.test(text)),
    );
    if (left.length > 0) wrong.push(`${row.sql}: ${left.map(({ text }) => text).join('; ')}`);
  }
  expect(wrong).toEqual([]);
  expect(undone).toBeGreaterThan(480);
});
