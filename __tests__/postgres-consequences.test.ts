/** What operations mean on PostgreSQL beyond locks, how situations change the answer, and what undoes what. */
import { beforeAll, describe, expect, test } from 'vitest';
import { applyOperation } from '../src/catalog/apply.ts';
import type { Situation } from '../src/dialects/dialect.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { conflicts } from '../src/dialects/postgres/locks.ts';
import { type Consequence, type Effect, LOCK_MODES, mergeConsequences } from '../src/effects/effect.ts';
import { catalogOf, NAMING, operationsOf } from './support/analysed-row.ts';
import { effectRows } from './support/effect-rows.ts';

beforeAll(() => postgres.load());

const IN_TRANSACTION: Situation = { version: 16, inTransaction: true, change: 'change', settings: new Map() };

/** Analyses statements one after the other, on top of a history. */
function run(
  history: string,
  sql: string,
  situation: Partial<Situation> = {},
): { readonly effects: readonly Effect[]; readonly consequence: Consequence } {
  let catalog = catalogOf(history);
  const effects: Effect[] = [];
  const consequences: Consequence[] = [];
  for (const operation of operationsOf(sql)) {
    const analysis = postgres.analyse(operation, catalog, { ...IN_TRANSACTION, ...situation });
    effects.push(...analysis.effects);
    consequences.push(analysis.consequence);
    catalog = applyOperation(catalog, operation, { change: 'change', naming: NAMING });
  }
  return { effects, consequence: mergeConsequences(consequences) };
}

/** The flags that are raised, `?` behind those that hold the worst case. */
function flags(consequence: Consequence): string {
  const unsure = (name: keyof Consequence): string => (consequence.unknown.includes(name) ? '?' : '');
  const raised = (['losesData', 'breaksRunningCode', 'canFailOnData', 'mustRunOutsideTransaction'] as const).filter(
    (name) => consequence[name],
  );
  const all = [...raised.map((name) => name + unsure(name)), ...(consequence.reversible ? [] : [`irreversible${unsure('reversible')}`])];
  return all.join(' ');
}

const SHOP = `
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TYPE mood_more AS ENUM ('sad', 'ok', 'great');
  CREATE TYPE mood_less AS ENUM ('sad');
  CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, name varchar(50), age int, price numeric(10,2), at timestamp, mood mood,
    code char(5), raw text, twice int GENERATED ALWAYS AS (age * 2) STORED, must int NOT NULL DEFAULT 1, CONSTRAINT named CHECK (raw IS NOT NULL));
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id int REFERENCES users);
  CREATE INDEX users_age_idx ON users (age);
  CREATE UNIQUE INDEX users_name_idx ON users (name);
  CREATE VIEW v AS SELECT id FROM users;
  CREATE MATERIALIZED VIEW m AS SELECT id FROM users;
  CREATE SEQUENCE numbers;
  CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1';
  CREATE SCHEMA s;
  CREATE TABLE s.t (id int);`;

describe('consequences', () => {
  test.each([
    // Tables
    ['CREATE TABLE x (id int)', ''],
    ['DROP TABLE users', 'losesData breaksRunningCode irreversible'],
    ['DROP TABLE elsewhere', 'losesData breaksRunningCode irreversible'],
    ['CREATE TABLE x (id int); DROP TABLE x', ''],
    ['DROP TABLE IF EXISTS users', 'losesData breaksRunningCode irreversible'],
    ['DROP TABLE IF EXISTS elsewhere', 'losesData? breaksRunningCode? irreversible?'],
    ['TRUNCATE orders, users RESTART IDENTITY', 'losesData irreversible'],
    ['CREATE TABLE x (id int); TRUNCATE x', ''],
    ['CREATE TABLE x (LIKE users INCLUDING ALL)', ''],
    ['CREATE TABLE x AS SELECT * FROM users', ''],
    ['ALTER TABLE users_age_idx RENAME TO i', ''],
    ['LOCK TABLE users', ''],
    ['ALTER TABLE orders SET UNLOGGED', ''],
    ['ALTER TABLE orders SET (fillfactor = 50)', ''],
    ['ALTER TABLE orders REPLICA IDENTITY FULL', ''],
    ['ALTER TABLE orders DISABLE TRIGGER ALL', ''],
    ['CREATE TABLE x () INHERITS (users)', ''],
    ['CREATE TABLE x () INHERITS (orders); ALTER TABLE x NO INHERIT orders', ''],
    ['ALTER TABLE users RENAME TO people', 'breaksRunningCode'],
    ['TRUNCATE orders', 'losesData irreversible'],
    ['ALTER TABLE users SET SCHEMA s', 'breaksRunningCode'],
    // Columns
    ['ALTER TABLE users ADD COLUMN a int', ''],
    ['ALTER TABLE users ADD COLUMN a int NOT NULL', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ADD COLUMN a int NOT NULL DEFAULT 1', ''],
    ['ALTER TABLE users ADD COLUMN a int DEFAULT 1 UNIQUE', 'canFailOnData'],
    ['ALTER TABLE users ADD COLUMN a int CHECK (a > 0)', 'canFailOnData'],
    ['CREATE TABLE x (id int); ALTER TABLE x ADD COLUMN a int NOT NULL', 'canFailOnData'],
    ['ALTER TABLE users DROP COLUMN name', 'losesData breaksRunningCode irreversible'],
    ['ALTER TABLE users DROP COLUMN twice', 'breaksRunningCode'],
    ['ALTER TABLE users ADD COLUMN a int; ALTER TABLE users DROP COLUMN a', ''],
    ['ALTER TABLE users DROP COLUMN IF EXISTS nothing', ''],
    ['ALTER TABLE users RENAME COLUMN name TO full_name', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER must DROP DEFAULT', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER age DROP DEFAULT', ''],
    ['ALTER TABLE users ALTER age SET NOT NULL', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ALTER raw SET NOT NULL', ''],
    ['ALTER TABLE users ALTER must SET NOT NULL', ''],
    ['ALTER TABLE elsewhere ALTER a SET NOT NULL', 'breaksRunningCode? canFailOnData?'],
    ['ALTER TABLE users ALTER must DROP NOT NULL', ''],
    // Types
    ['ALTER TABLE users ALTER name TYPE varchar(100)', ''],
    ['ALTER TABLE users ALTER name TYPE text', ''],
    ['ALTER TABLE users ALTER name TYPE varchar(20)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ALTER raw TYPE varchar(20)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE orders ALTER user_id TYPE bigint', 'breaksRunningCode'],
    ['ALTER TABLE orders ALTER id TYPE int', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ALTER price TYPE numeric(12,2)', ''],
    ['ALTER TABLE users ALTER price TYPE numeric(12,1)', 'losesData irreversible'],
    ['ALTER TABLE users ALTER price TYPE numeric(8,2)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ALTER price TYPE int', 'losesData breaksRunningCode canFailOnData irreversible'],
    ['ALTER TABLE users ALTER price TYPE double precision', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER price TYPE real', 'losesData breaksRunningCode irreversible'],
    ['ALTER TABLE orders ALTER user_id TYPE numeric(65,30)', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER at TYPE date', 'losesData breaksRunningCode irreversible'],
    ['ALTER TABLE users ALTER at TYPE timestamp(0)', 'losesData irreversible'],
    ['ALTER TABLE users ALTER at TYPE timestamptz', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER mood TYPE text', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER mood TYPE mood_more USING mood::text::mood_more', 'breaksRunningCode'],
    ['ALTER TABLE users ALTER mood TYPE mood_less USING mood::text::mood_less', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ALTER raw TYPE int USING raw::int', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ALTER raw TYPE int USING length(raw)', 'losesData? breaksRunningCode canFailOnData irreversible?'],
    ['ALTER TABLE elsewhere ALTER a TYPE bigint', 'losesData? breaksRunningCode? canFailOnData? irreversible?'],
    // Constraints and indexes
    ['ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID', 'breaksRunningCode'],
    ['ALTER TABLE orders ADD CHECK (id > 0)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE orders ADD CHECK (id > 0) NOT VALID', 'breaksRunningCode'],
    ['ALTER TABLE orders ADD CHECK (id > 0) NOT ENFORCED', ''],
    ['ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES users NOT ENFORCED', ''],
    ['ALTER TABLE users ADD CONSTRAINT c NOT NULL age', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ADD CONSTRAINT c NOT NULL age NOT VALID', 'breaksRunningCode'],
    ['ALTER TABLE users ADD CONSTRAINT c NOT NULL must', ''],
    ['ALTER TABLE users VALIDATE CONSTRAINT named', ''],
    [
      'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c',
      'breaksRunningCode canFailOnData',
    ],
    ['ALTER TABLE orders ALTER CONSTRAINT orders_user_id_fkey DEFERRABLE INITIALLY DEFERRED', ''],
    ['ALTER TABLE orders ALTER CONSTRAINT orders_user_id_fkey NOT ENFORCED', ''],
    ['ALTER TABLE users RENAME CONSTRAINT named TO other', ''],
    ['ALTER TABLE users DROP CONSTRAINT named', ''],
    ['ALTER TABLE users DROP CONSTRAINT IF EXISTS nothing', ''],
    ['ALTER TABLE elsewhere DROP CONSTRAINT c', 'breaksRunningCode?'],
    ['ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (id, user_id)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE orders ADD UNIQUE (user_id)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE users ADD UNIQUE USING INDEX users_name_idx', ''],
    ['ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey', ''],
    ['ALTER TABLE users DROP CONSTRAINT users_email_key', 'breaksRunningCode'],
    ['CREATE INDEX i ON users (age)', ''],
    ['CREATE UNIQUE INDEX i ON users (age)', 'breaksRunningCode canFailOnData'],
    ['DROP INDEX users_age_idx', ''],
    ['DROP INDEX users_name_idx', 'breaksRunningCode'],
    ['DROP INDEX elsewhere_idx', 'breaksRunningCode?'],
    // Views, types, sequences, schemas
    ['DROP VIEW v', 'breaksRunningCode'],
    ['DROP MATERIALIZED VIEW m', 'breaksRunningCode'],
    ['REFRESH MATERIALIZED VIEW m WITH NO DATA', 'breaksRunningCode'],
    ["ALTER TYPE mood ADD VALUE 'new'", 'irreversible'],
    ["ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'", 'breaksRunningCode'],
    ['DROP TYPE mood CASCADE', 'losesData breaksRunningCode irreversible'],
    ['DROP SEQUENCE numbers', 'losesData breaksRunningCode irreversible'],
    ['CREATE SEQUENCE x; DROP SEQUENCE x', ''],
    ['DROP FUNCTION f()', 'breaksRunningCode'],
    ['DROP SCHEMA s', ''],
    ['DROP SCHEMA s CASCADE', 'losesData breaksRunningCode irreversible'],
    ['DROP SCHEMA elsewhere CASCADE', 'losesData? breaksRunningCode? irreversible?'],
    ['ALTER TABLE users ENABLE ROW LEVEL SECURITY', 'breaksRunningCode'],
    ['REVOKE SELECT ON users FROM PUBLIC', 'breaksRunningCode'],
    // Rows
    ['INSERT INTO orders VALUES (1)', 'canFailOnData'],
    ['DELETE FROM orders', 'losesData canFailOnData irreversible'],
    ['UPDATE users SET age = 1', 'losesData canFailOnData irreversible'],
    ['UPDATE users SET age = 1 WHERE age IS NULL', 'losesData? canFailOnData irreversible?'],
    ['ALTER TABLE users ADD COLUMN a int; UPDATE users SET a = 1', 'canFailOnData'],
    ['CREATE TABLE x (id int); DELETE FROM x', 'canFailOnData'],
    ['DROP DATABASE d', 'losesData breaksRunningCode mustRunOutsideTransaction irreversible'],
  ])('%s: %s', (sql, expected) => {
    expect(flags(run(SHOP, sql, { settings: new Map([['timezone', 'UTC']]) }).consequence)).toBe(expected);
  });
});

const PARTS = `
  CREATE TABLE buyers (id int PRIMARY KEY);
  CREATE TABLE sales (id int NOT NULL, day date NOT NULL, buyer int, note text) PARTITION BY RANGE (day);
  CREATE TABLE sales_1 PARTITION OF sales FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
  CREATE TABLE sales_rest PARTITION OF sales DEFAULT;
  CREATE INDEX sales_note ON sales (note);
  CREATE UNIQUE INDEX sales_1_id ON sales_1 (id, day);
  CREATE UNIQUE INDEX sales_rest_id ON sales_rest (id, day);
  CREATE TABLE plain (id int NOT NULL, day date NOT NULL, buyer int, note text);
  CREATE TABLE proven (id int NOT NULL, day date NOT NULL, buyer int, note text, CHECK (day >= '2024-02-01' AND day < '2024-03-01'));
  CREATE TABLE zone (id int NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE zoned (id int NOT NULL, at timestamptz NOT NULL, CHECK (at >= '2024-02-01 00:00+00' AND at < '2024-03-01 00:00+00'));
  CREATE TABLE log (id int, note text);
  CREATE TABLE log_old () INHERITS (log);
  CREATE UNIQUE INDEX log_id ON log (id);
  CREATE TABLE refs (log_id int REFERENCES log (id));`;

describe('consequences for partitions, inheritance and their indexes', () => {
  test.each([
    ["CREATE TABLE n PARTITION OF sales FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", 'canFailOnData'],
    ["CREATE TABLE n PARTITION OF zone FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", ''],
    ["ALTER TABLE sales ATTACH PARTITION plain FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", 'canFailOnData'],
    ["ALTER TABLE sales ATTACH PARTITION proven FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", ''],
    ["ALTER TABLE zone ATTACH PARTITION zoned FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", 'canFailOnData?'],
    ["ALTER TABLE zone ATTACH PARTITION zoned FOR VALUES FROM ('2024-02-01 00:00+00') TO ('2024-03-01 00:00+00')", ''],
    ['ALTER TABLE sales DETACH PARTITION sales_1', 'breaksRunningCode'],
    ['DROP TABLE sales_1', 'losesData breaksRunningCode irreversible'],
    ['TRUNCATE sales_1', 'losesData irreversible'],
    ['DELETE FROM ONLY sales', ''],
    ['UPDATE ONLY sales SET note = NULL', ''],
    ['DELETE FROM ONLY log', 'losesData canFailOnData irreversible'],
    ['ALTER TABLE ONLY log DROP COLUMN note', 'losesData breaksRunningCode irreversible'],
    ['ALTER TABLE log_old NO INHERIT log', 'breaksRunningCode'],
    ['CREATE UNIQUE INDEX u ON ONLY sales (id, day)', ''],
    ['CREATE UNIQUE INDEX u ON sales (id, day)', ''],
    ['CREATE UNIQUE INDEX u ON sales (id, day, buyer)', 'breaksRunningCode canFailOnData'],
    ['ALTER TABLE ONLY sales ADD UNIQUE (id, day)', ''],
    ['ALTER TABLE sales ADD UNIQUE (id, day)', 'breaksRunningCode canFailOnData'],
    ['CREATE INDEX i ON log ((note::int))', 'canFailOnData'],
    ['CREATE INDEX i ON log (lower(note))', ''],
    ['DROP INDEX log_id CASCADE', 'breaksRunningCode'],
    ['DROP INDEX sales_note', ''],
    ['ALTER INDEX log_id RENAME TO log_uid', ''],
    ['REINDEX TABLE log', ''],
  ])('%s: %s', (sql, expected) => {
    expect(flags(run(PARTS, sql).consequence)).toBe(expected);
  });

  test.each([
    ['ALTER TABLE ONLY sales ADD COLUMN x int', '42P16'],
    ['ALTER TABLE ONLY sales DROP COLUMN note', '42P16'],
    ['ALTER TABLE ONLY sales ADD CHECK (id > 0)', '42P16'],
    ['ALTER TABLE ONLY sales ADD FOREIGN KEY (buyer) REFERENCES buyers', '42809'],
    ['ALTER TABLE ONLY log RENAME COLUMN note TO text', '42P16'],
    ['TRUNCATE ONLY sales', '42809'],
    ['ALTER TABLE log_old ALTER note TYPE varchar(9)', '42P16'],
    ['ALTER TABLE sales ALTER day TYPE timestamp', '42P16'],
    ['ALTER TABLE sales_1 DROP COLUMN note', '42P16'],
    ['CREATE TABLE n () INHERITS (sales)', '42809'],
    ["CREATE TABLE n PARTITION OF sales FOR VALUES FROM ('2024-01-15') TO ('2024-03-01')", '42P17'],
    ['CREATE TABLE n PARTITION OF sales DEFAULT', '42P17'],
    ['CREATE TABLE n (id int PRIMARY KEY, day date) PARTITION BY RANGE (day)', '0A000'],
    ["ALTER TABLE sales ATTACH PARTITION buyers FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')", '42804'],
    ['ALTER TABLE sales DETACH PARTITION plain', '42P01'],
    ['DROP INDEX sales_1_note_idx', '2BP01'],
    ['DROP INDEX log_id', '2BP01'],
    ['CREATE UNIQUE INDEX i ON log USING hash (id)', '0A000'],
    ['CREATE INDEX i ON log (note) WHERE now() > now()', '42P17'],
    ['ALTER INDEX sales_note ATTACH PARTITION sales_1_id', '55000'],
    ['ALTER INDEX log_id SET (fastupdate = on)', '22023'],
    ['CLUSTER sales USING sales_note', '25001'],
    ['DROP TABLE log', '2BP01'],
  ])('%s is refused with %s', (sql, sqlstate) => {
    expect(run(PARTS, sql).consequence.refused?.sqlstate).toBe(sqlstate);
  });
});

describe('what a concurrent build waits for, leaves behind and hides', () => {
  const facts = (sql: string): unknown => {
    const { waitsFor, leavesInvalidIndex, hidesInvalidIndex } = run(PARTS, sql, { inTransaction: false }).consequence;
    return [waitsFor, leavesInvalidIndex, hidesInvalidIndex];
  };

  test.each([
    ['CREATE INDEX i ON log (note)', 'nothing', false, false],
    ['CREATE INDEX CONCURRENTLY i ON log (note)', 'old-snapshots', true, false],
    ['CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON log (note)', 'old-snapshots', true, true],
    ['DROP INDEX IF EXISTS i; CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON log (note)', 'old-snapshots', true, false],
    ['CREATE TABLE x (a int); CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON x (a)', 'old-snapshots', true, false],
    ['CREATE INDEX CONCURRENTLY IF NOT EXISTS log_id ON log (id)', 'nothing', false, false],
    ['DROP INDEX CONCURRENTLY sales_1_id', 'table-users', false, false],
    ['REINDEX INDEX CONCURRENTLY log_id', 'old-snapshots', true, false],
    ['REINDEX INDEX log_id', 'nothing', false, false],
    ['ALTER TABLE sales DETACH PARTITION sales_1 CONCURRENTLY', 'table-users', false, false],
  ])('%s', (sql, waitsFor, leaves, hides) => {
    expect(facts(sql)).toEqual([waitsFor, leaves, hides]);
  });

  test('the catalog knows an index that such a build may have left invalid', () => {
    const doubted = (sql: string): boolean | undefined => catalogOf(`${PARTS}\n${sql}`).indexes.get('public.i')?.maybeInvalid;
    expect(doubted('CREATE INDEX CONCURRENTLY i ON log (note);')).toBe(false);
    expect(doubted('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON log (note);')).toBe(true);
    expect(doubted('DROP INDEX IF EXISTS i; CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON log (note);')).toBe(false);
    expect(doubted('CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON log (note); REINDEX INDEX i;')).toBe(false);
    expect(doubted('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON log (note); ALTER TABLE log ADD UNIQUE USING INDEX i;')).toBe(
      false,
    );
  });
});

describe('situations', () => {
  test('locks are held until the transaction ends, or the statement outside of one', () => {
    const held = (inTransaction: Situation['inTransaction'], sql = 'ALTER TABLE users ADD COLUMN a int'): unknown =>
      run(SHOP, sql, { inTransaction }).effects.map((effect) => [effect.heldUntil, effect.unknown]);
    expect(held(true)).toEqual([['transaction', []]]);
    expect(held(false)).toEqual([['statement', []]]);
    expect(held('unknown')).toEqual([['transaction', ['heldUntil']]]);
    expect(held('unknown', 'CREATE INDEX CONCURRENTLY i ON users (age)')).toEqual([['statement', []]]);
  });

  test.each([
    ['CREATE INDEX CONCURRENTLY i ON users (age)', 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block'],
    ['DROP INDEX CONCURRENTLY users_age_idx', 'DROP INDEX CONCURRENTLY cannot run inside a transaction block'],
    ['REINDEX TABLE CONCURRENTLY users', 'REINDEX CONCURRENTLY cannot run inside a transaction block'],
    ['REINDEX DATABASE shop', 'REINDEX DATABASE cannot run inside a transaction block'],
    ['VACUUM users', 'VACUUM cannot run inside a transaction block'],
    ['ALTER SYSTEM SET work_mem = 1', 'ALTER SYSTEM cannot run inside a transaction block'],
  ])('%s is refused inside a transaction, and what it does is told as if it ran outside', (sql, reason) => {
    const inside = run(SHOP, sql);
    const outside = run(SHOP, sql, { inTransaction: false });
    expect(inside.consequence).toMatchObject({ mustRunOutsideTransaction: true, refused: { sqlstate: '25001', reason } });
    expect(outside.consequence).toMatchObject({ mustRunOutsideTransaction: true, refused: null });
    expect(run(SHOP, sql, { inTransaction: 'unknown' }).consequence.refused).toBeNull();
    expect(inside.effects).toEqual(outside.effects);
  });

  test.each([
    ['UTC', 'none', []],
    ["'Etc/UTC'", 'none', []],
    ["'America/New_York'", 'rewrite', []],
    [undefined, 'rewrite', ['work', 'cause']],
  ])('the time zone %s decides whether timestamp becomes timestamptz in place', (zone, work, unknown) => {
    const settings = new Map(zone === undefined ? [] : [['timezone', zone]]);
    const [effect] = run('CREATE TABLE t (at timestamp);', 'ALTER TABLE t ALTER at TYPE timestamptz', { settings }).effects;
    expect([effect?.work, effect?.unknown]).toEqual([work, unknown]);
  });

  test.each([
    ['ALTER TABLE elsewhere ALTER a TYPE bigint', 'rewrite', ['work', 'cause']],
    ['ALTER TABLE elsewhere ALTER a SET NOT NULL', 'scan', ['work', 'cause']],
    ['ALTER TABLE elsewhere SET LOGGED', 'rewrite', ['work', 'cause']],
    ['ALTER TABLE elsewhere ADD COLUMN a int DEFAULT unheard_of()', 'rewrite', ['work', 'cause']],
    ['ALTER TABLE elsewhere ADD COLUMN a unheard_of', 'rewrite', ['work', 'cause']],
    ['ALTER TABLE elsewhere ADD COLUMN a citext', 'none', []],
    ['ALTER TABLE elsewhere ADD COLUMN a uuid DEFAULT uuid_generate_v4()', 'rewrite', []],
    ['ALTER TABLE elsewhere ADD COLUMN a uuid DEFAULT extensions.uuid_generate_v4()', 'rewrite', []],
    ["ALTER TABLE elsewhere ADD COLUMN a text DEFAULT unaccent('x')", 'none', []],
    ['ALTER TABLE elsewhere ADD PRIMARY KEY USING INDEX i', 'scan', ['work', 'cause']],
    ['ALTER TABLE elsewhere VALIDATE CONSTRAINT c', 'scan', ['cause']],
    ['REINDEX TABLE elsewhere', 'index-build', ['blocksReads']],
    ['CREATE INDEX i ON elsewhere (a)', 'index-build', []],
  ])('%s: the worst case where the history does not know enough', (sql, work, unknown) => {
    const effect = run('', sql).effects.find(({ relation }) => relation === 'public.elsewhere');
    expect([effect?.work, effect?.unknown, effect?.createdHere]).toEqual([work, unknown, false]);
  });

  test('a function that only a later major has is not taken for a built-in', () => {
    const work = (version: number): unknown =>
      run('', 'ALTER TABLE t ADD COLUMN a uuid DEFAULT uuidv7()', { version }).effects.map((e) => [e.work, e.unknown]);
    expect(work(18)).toEqual([['rewrite', []]]);
    expect(work(17)).toEqual([['rewrite', ['work', 'cause']]]);
  });

  test('what this change made is marked, in every effect', () => {
    const { effects } = run(
      SHOP,
      'CREATE TABLE x (id int PRIMARY KEY, user_id int REFERENCES users); CREATE INDEX i ON x (user_id); ALTER TABLE x ADD CHECK (id > 0)',
    );
    expect(effects.map((effect) => [effect.relation, effect.lock, effect.createdHere])).toEqual([
      ['public.users', 'SHARE ROW EXCLUSIVE', false],
      ['public.x', 'SHARE', true],
      ['public.x', 'ACCESS EXCLUSIVE', true],
    ]);
  });

  test('every effect names an anchored or plain page of the manual', () => {
    for (const row of effectRows()) {
      for (const { source } of run(row.given, row.sql).effects) {
        expect(source).toMatch(/^https:\/\/www\.postgresql\.org\/docs\/current\/[a-z-]+\.html(?:#[A-Z-]+)?$/);
      }
    }
  });
});

test('lock modes conflict as the manual has it, both ways round', () => {
  const modes = LOCK_MODES.filter((mode) => mode !== 'none');
  const matrix = modes.map((a) => modes.map((b) => (conflicts(a, b) ? 'X' : '.')).join(''));
  expect(matrix).toEqual(['.......X', '......XX', '....XXXX', '...XXXXX', '..XX.XXX', '..XXXXXX', '.XXXXXXX', 'XXXXXXXX']);
});

describe('refused whatever the data', () => {
  test.each([
    ['ALTER TABLE users ALTER id DROP NOT NULL', '42P16'],
    ['ALTER TABLE users ADD PRIMARY KEY (age)', '42P16'],
    ['ALTER TABLE users ALTER age TYPE bigint', '0A000'],
    ['ALTER TABLE users ALTER raw TYPE int', '42804'],
    ['ALTER TABLE users ALTER raw TYPE mood', '42804'],
    ['TRUNCATE users', '0A000'],
    ['DROP INDEX users_pkey', '2BP01'],
    ['ALTER TABLE users DROP CONSTRAINT users_pkey', '2BP01'],
    ['DROP TYPE mood', '2BP01'],
    ['REFRESH MATERIALIZED VIEW CONCURRENTLY m', '55000'],
    ['ALTER TABLE users ADD COLUMN a int GENERATED ALWAYS AS (age) VIRTUAL', '42601'],
    ['ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT ENFORCED', '42601'],
    // What is there already
    ['CREATE TABLE users (id int)', '42P07'],
    ['CREATE TABLE IF NOT EXISTS users (id int)', undefined],
    ['CREATE TABLE users_age_idx (id int)', '42P07'],
    ['ALTER TABLE users RENAME TO orders', '42P07'],
    ['ALTER TABLE s.t SET SCHEMA public', undefined],
    ['CREATE TABLE t (id int); ALTER TABLE s.t SET SCHEMA public', '42P07'],
    ['ALTER TABLE users ADD CONSTRAINT named CHECK (age > 0)', '42710'],
    ['ALTER TABLE users ADD CONSTRAINT users_age_idx UNIQUE (age)', '42P07'],
    ['ALTER TABLE users RENAME CONSTRAINT users_pkey TO named', '42710'],
    ['ALTER TABLE users DROP CONSTRAINT named, ADD CONSTRAINT named CHECK (age > 0)', undefined],
    ['ALTER TABLE users ADD CONSTRAINT named CHECK (age > 0), DROP CONSTRAINT named', undefined],
    // What is not there
    ['ALTER TABLE users DROP CONSTRAINT nothing', '42704'],
    ['ALTER TABLE users VALIDATE CONSTRAINT nothing', '42704'],
    ['ALTER TABLE elsewhere DROP CONSTRAINT nothing', undefined],
    ['ALTER TABLE users ADD UNIQUE USING INDEX nothing', '42704'],
    ['ALTER TABLE users DISABLE TRIGGER nothing', '42704'],
    ['ALTER TABLE users REPLICA IDENTITY USING INDEX nothing', '42704'],
    ['ALTER TABLE orders NO INHERIT users', '42P01'],
    // What depends on it, or is not what it has to be
    ['DROP TABLE users', '2BP01'],
    ['DROP TABLE users CASCADE', undefined],
    ['DROP VIEW v; DROP MATERIALIZED VIEW m; DROP TABLE users, orders', undefined],
    ['DROP TABLE v', '42809'],
    ['TRUNCATE m', '42809'],
    ['LOCK TABLE m', '42809'],
    ['ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES v', '42809'],
    ['ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users (age)', '42830'],
    ['CREATE TABLE x (id int REFERENCES s.t)', '42704'],
    ['CREATE UNLOGGED TABLE x (id int PRIMARY KEY); CREATE TABLE y (id int REFERENCES x)', '42P16'],
    ['CREATE TEMP TABLE x (id int REFERENCES users)', '42P16'],
    ['ALTER TABLE users SET UNLOGGED', '42P16'],
    ['ALTER TABLE users ADD UNIQUE USING INDEX users_age_idx', '42809'],
    ['ALTER TABLE users VALIDATE CONSTRAINT users_pkey', '42809'],
    ['ALTER TABLE users ALTER CONSTRAINT named DEFERRABLE', '42809'],
    ['CREATE TABLE x (id int) PARTITION BY RANGE (id); CREATE TABLE y () INHERITS (x)', '42809'],
    ['CREATE TABLE x (id int PRIMARY KEY, k int) PARTITION BY RANGE (k)', '0A000'],
    ['ALTER TABLE users SET (fillfactor = 5)', '22023'],
    ['ALTER TABLE users SET (autovacuum_vacuum_max_threshold = 5)', '22023'],
    ['ALTER TABLE elsewhere SET (compresslevel = 5)', undefined],
  ])('%s: %s', (sql, sqlstate) => {
    expect(run(SHOP, sql).consequence.refused?.sqlstate).toBe(sqlstate);
  });
});
