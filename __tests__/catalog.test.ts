/** What the catalog knows after a history: fixtures/postgres-catalog (proven by catalog.server.test.ts), and what counts as new. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyOperation, applyOperations, isCreatedHere } from '../src/catalog/apply.ts';
import { type Catalog, EMPTY_CATALOG } from '../src/catalog/catalog.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { catalogOf, NAMING, operationsOf } from './support/analysed-row.ts';
import { catalogLines } from './support/catalog-lines.ts';
import { effectRows } from './support/effect-rows.ts';

beforeAll(() => postgres.load());

const folder = new URL('fixtures/postgres-catalog/', import.meta.url);
const scripts = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => file.replace('.sql', ''));

/** History, then a change on top of it. */
function after(history: string, change: string): Catalog {
  return applyOperations(catalogOf(history), operationsOf(change), { change: 'change', naming: NAMING });
}

describe('what is there after', () => {
  test.each(scripts)('%s', async (name) => {
    const catalog = catalogOf(readFileSync(new URL(`${name}.sql`, folder), 'utf8'));
    await expect(`${catalogLines(catalog).join('\n')}\n`).toMatchFileSnapshot(fileURLToPath(new URL(`${name}.txt`, folder)));
  });
});

describe('what this change made', () => {
  const old = 'CREATE TABLE users (id int PRIMARY KEY, email text); CREATE VIEW v AS SELECT 1;';
  const cases: readonly (readonly [title: string, history: string, change: string, relation: string, createdHere: boolean])[] = [
    ['a new table', old, 'CREATE TABLE orders (id int)', 'public.orders', true],
    ['an old table', old, 'ALTER TABLE users ADD COLUMN a int', 'public.users', false],
    ['a table the history does not know', old, 'ALTER TABLE elsewhere ADD COLUMN a int', 'public.elsewhere', false],
    ['a rename of an old table', old, 'ALTER TABLE users RENAME TO people', 'public.people', false],
    ['an old table in another schema', old, 'CREATE SCHEMA s; ALTER TABLE users SET SCHEMA s', 's.users', false],
    ['IF NOT EXISTS on a name the history does not know', old, 'CREATE TABLE IF NOT EXISTS orders (id int)', 'public.orders', false],
    [
      'IF NOT EXISTS on a table of this change',
      old,
      'CREATE TABLE orders (id int); CREATE TABLE IF NOT EXISTS orders (id int)',
      'public.orders',
      true,
    ],
    ['IF NOT EXISTS in a schema of this change', old, 'CREATE SCHEMA s; CREATE TABLE IF NOT EXISTS s.orders (id int)', 's.orders', true],
    [
      'IF NOT EXISTS in a schema that may be old',
      old,
      'CREATE SCHEMA IF NOT EXISTS s; CREATE TABLE IF NOT EXISTS s.orders (id int)',
      's.orders',
      false,
    ],
    ['an old name dropped and made again', old, 'DROP TABLE users; CREATE TABLE users (id int)', 'public.users', false],
    [
      'a name that may be old, dropped and made again',
      old,
      'DROP TABLE IF EXISTS orders; CREATE TABLE orders (id int)',
      'public.orders',
      false,
    ],
    [
      'an old name renamed away and made again',
      old,
      'ALTER TABLE users RENAME TO users_old; CREATE TABLE users (id int)',
      'public.users',
      false,
    ],
    [
      'a new table that takes an old name',
      old,
      'CREATE TABLE users_new (id int); DROP TABLE users; ALTER TABLE users_new RENAME TO users',
      'public.users',
      false,
    ],
    ['a new table under another new name', old, 'CREATE TABLE a (id int); ALTER TABLE a RENAME TO b', 'public.b', true],
    ['a new name dropped and made again', old, 'CREATE TABLE a (id int); DROP TABLE a; CREATE TABLE a (id int)', 'public.a', true],
    ['a name that history had dropped', `${old} DROP TABLE users;`, 'CREATE TABLE users (id int)', 'public.users', true],
    ['a temporary table', old, 'CREATE TEMP TABLE t (id int)', 'pg_temp.t', true],
    ['a table from a query', old, 'CREATE TABLE copy AS SELECT * FROM users', 'public.copy', true],
    [
      'a new partition of an old table',
      'CREATE TABLE e (id int) PARTITION BY LIST (id);',
      'CREATE TABLE e1 PARTITION OF e FOR VALUES IN (1)',
      'public.e1',
      true,
    ],
    ['the sequence behind a new serial column', old, 'CREATE TABLE a (id serial)', 'public.a_id_seq', true],
    ['an old view replaced', old, 'CREATE OR REPLACE VIEW v AS SELECT 2', 'public.v', false],
    ['a view that may be old', old, 'CREATE OR REPLACE VIEW w AS SELECT 2', 'public.w', false],
    ['a new view', old, 'CREATE VIEW w AS SELECT 2', 'public.w', true],
    ['an old view dropped and made again', old, 'DROP VIEW v; CREATE VIEW v AS SELECT 2', 'public.v', false],
    ['IF NOT EXISTS on a materialized view', old, 'CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT 1', 'public.m', false],
    ['IF NOT EXISTS on a sequence', old, 'CREATE SEQUENCE IF NOT EXISTS s', 'public.s', false],
  ];
  test.each(cases)('%s', (_title, history, change, relation, expected) => {
    const found = after(history, change).relations.get(relation);
    expect(found?.name).toBe(relation);
    expect(isCreatedHere(found, 'change')).toBe(expected);
  });

  test('columns, constraints and indexes of an old table say which change made them', () => {
    const catalog = after('CREATE TABLE t (id int PRIMARY KEY);', 'ALTER TABLE t ADD COLUMN a int UNIQUE; CREATE INDEX i ON t (id)');
    const table = catalog.relations.get('public.t');
    expect([...(table?.columns.values() ?? [])].map((c) => [c.name, c.origin])).toEqual([
      ['id', null],
      ['a', 'change'],
    ]);
    expect([...(table?.constraints.values() ?? [])].map((c) => [c.name, c.origin])).toEqual([
      ['t_pkey', null],
      ['t_a_key', 'change'],
    ]);
    expect([...catalog.indexes.values()].map((i) => [i.name, i.origin])).toEqual([
      ['public.t_pkey', null],
      ['public.t_a_key', 'change'],
      ['public.i', 'change'],
    ]);
  });

  test('history has no change of its own', () => {
    expect(isCreatedHere(catalogOf('CREATE TABLE t (id int);').relations.get('public.t'), null)).toBe(false);
    expect(isCreatedHere(undefined, 'change')).toBe(false);
  });
});

describe('rows written here', () => {
  const cases: readonly (readonly [change: string, relation: string, filled: boolean])[] = [
    ['CREATE TABLE a (id int)', 'public.a', false],
    ['CREATE TABLE a (id int); INSERT INTO a VALUES (1)', 'public.a', true],
    ["CREATE TABLE a (id int); COPY a FROM '/tmp/rows'", 'public.a', true],
    ["CREATE TABLE a (id int); COPY a TO '/tmp/rows'", 'public.a', false],
    ['CREATE TABLE a (id int); MERGE INTO a USING old ON a.id = old.id WHEN NOT MATCHED THEN INSERT VALUES (old.id)', 'public.a', true],
    ['CREATE TABLE a AS SELECT 1', 'public.a', true],
    ['CREATE TABLE a AS SELECT 1 WITH NO DATA', 'public.a', false],
    ['INSERT INTO old VALUES (1)', 'public.old', false],
    ['CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT; INSERT INTO p VALUES (1)', 'public.p1', true],
    ['CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT; INSERT INTO p1 VALUES (1)', 'public.p', true],
  ];
  test.each(cases)('%s: %s', (change, relation, filled) => {
    expect(after('CREATE TABLE old (id int);', change).relations.get(relation)?.filledHere).toBe(filled);
  });
});

describe('what the history does not know', () => {
  test.each([
    ['ALTER TABLE t ADD COLUMN a int', 'public.t', ['a']],
    ['CREATE INDEX i ON t (b)', 'public.t', []],
    ['ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)', 'public.t', []],
    ['ALTER TABLE t RENAME TO u', 'public.u', []],
    ['CREATE TABLE p PARTITION OF t DEFAULT', 'public.t', []],
    ['ALTER TABLE t ENABLE ROW LEVEL SECURITY', 'public.t', []],
    ['CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()', 'public.t', []],
  ])('%s makes a partial entry', (sql, relation, columns) => {
    const table = catalogOf(sql).relations.get(relation);
    expect(table?.columnsKnown).toBe(false);
    expect(table?.origin).toBeNull();
    expect([...(table?.columns.keys() ?? [])]).toEqual(columns);
  });

  test('IF NOT EXISTS in a change may have found another table: its columns are not known', () => {
    expect(after('', 'CREATE TABLE IF NOT EXISTS t (id int)').relations.get('public.t')?.columnsKnown).toBe(false);
    expect(catalogOf('CREATE TABLE IF NOT EXISTS t (id int)').relations.get('public.t')?.columnsKnown).toBe(true);
  });

  test('no operation fails on an empty catalog, and none is lost by replaying in one go', () => {
    const operations = effectRows().flatMap((row) => operationsOf(row.sql));
    expect(new Set(operations.map((operation) => operation.kind)).size).toBeGreaterThan(70);
    const context = { change: 'change', naming: NAMING };
    for (const operation of operations) expect(() => applyOperation(EMPTY_CATALOG, operation, context)).not.toThrow();
    const oneByOne = operations.reduce((catalog, operation) => applyOperation(catalog, operation, context), EMPTY_CATALOG);
    expect(catalogLines(applyOperations(EMPTY_CATALOG, operations, context))).toEqual(catalogLines(oneByOne));
  });
});

test('a catalog that was handed out never changes', () => {
  const rows = effectRows();
  for (const given of new Set(rows.map((row) => row.given))) {
    const catalog = catalogOf(given);
    const before = catalogLines(catalog);
    const operations = rows.filter((row) => row.given === given).flatMap((row) => operationsOf(row.sql));
    applyOperations(catalog, operations, { change: 'change', naming: NAMING });
    expect(catalogLines(catalog)).toEqual(before);
  }
});

test('views, triggers, functions, schemas and extensions', () => {
  const catalog = catalogOf(`
    CREATE TABLE t (id int);
    CREATE VIEW v AS SELECT id FROM t;
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
    CREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
    CREATE FUNCTION g(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'select 1';
    CREATE FUNCTION g(int, int) RETURNS int LANGUAGE sql STABLE AS 'select 1';
    CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
    CREATE TRIGGER two BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
    CREATE TRIGGER three BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION h();
    ALTER TRIGGER one ON t RENAME TO uno;
    DROP TRIGGER two ON t;
    ALTER TABLE t ENABLE ROW LEVEL SECURITY, REPLICA IDENTITY FULL, SET UNLOGGED;
    CREATE SCHEMA s;
    CREATE EXTENSION citext;
    CREATE EXTENSION hstore;
    DROP EXTENSION hstore;
    DROP FUNCTION h() CASCADE;`);
  const table = catalog.relations.get('public.t');
  expect(catalog.relations.get('public.v')?.sources).toEqual(['public.t']);
  // The trigger goes with its function.
  expect([...(table?.triggers.keys() ?? [])]).toEqual(['uno']);
  expect([table?.rowSecurity, table?.replicaIdentity, table?.unlogged]).toEqual([true, 'full', true]);
  expect([...catalog.functions].map(([name, overloads]) => [name, overloads.map((f) => `${f.volatility} ${f.arguments.length}`)])).toEqual([
    ['public.f', ['volatile 0']],
    ['public.g', ['immutable 1', 'stable 2']],
  ]);
  expect([[...catalog.schemas.keys()], [...catalog.extensions.keys()]]).toEqual([['s'], ['citext']]);
});

test('a thousand migrations are replayed', () => {
  const sql: string[] = [];
  for (let i = 0; i < 1000; i++) {
    const table = `t${i % 250}`;
    sql.push(
      i < 250
        ? `CREATE TABLE ${table} (id bigserial PRIMARY KEY, a int, b text NOT NULL, owner bigint REFERENCES t0);`
        : `ALTER TABLE ${table} ADD COLUMN c${i} int; CREATE INDEX i${i} ON ${table} (c${i});`,
      `ALTER TABLE ${table} ADD CONSTRAINT k${i} CHECK (a > ${i});`,
      `ALTER TABLE ${table} ${i % 2 === 0 ? 'RENAME COLUMN a TO aa; ALTER TABLE ' + table + ' RENAME COLUMN aa TO a' : `DROP CONSTRAINT k${i}`};`,
      `UPDATE ${table} SET b = 'x';`,
    );
  }
  const catalog = applyOperations(EMPTY_CATALOG, operationsOf(sql.join('\n')), { change: null, naming: NAMING });
  expect(catalog.relations.size).toBe(500);
  expect(catalog.relations.get('public.t1')?.columns.size).toBe(7);
  expect([...(catalog.relations.get('public.t1')?.constraints.keys() ?? [])]).toEqual(['t1_pkey', 't1_owner_fkey']);
});
