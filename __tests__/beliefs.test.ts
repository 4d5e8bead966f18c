/** Each belief that `explain` contradicts rests on a row that was run on servers, or on a test with two sessions. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyOperation } from '../src/catalog/apply.ts';
import { dialectOf } from '../src/dialects/index.ts';
import { BELIEFS } from '../src/dialects/postgres/beliefs.ts';
import { type EffectRow, effectRows, MAJORS } from './support/effect-rows.ts';
import { catalogOf, NAMING, operationsOf } from './support/analysed-row.ts';

beforeAll(() => dialectOf('postgres').load());

/** A row of fixtures/postgres-effects by its SQL, and the scene where several have it, with what it shows; or the title of a test on servers. */
type Proof =
  | { readonly row: string; readonly scene?: string; readonly shows: Readonly<Record<string, string>> }
  | { readonly test: string; readonly on: string; readonly given?: string; readonly transaction?: false };

const PROOFS: Readonly<Record<string, Proof>> = {
  'default-now-rewrites': { row: 'ALTER TABLE t ADD COLUMN x timestamptz DEFAULT now()', shows: { t: 'ACCESS EXCLUSIVE' } },
  'default-rewrites': { row: 'ALTER TABLE t ADD COLUMN x int DEFAULT 5', shows: { t: 'ACCESS EXCLUSIVE' } },
  'identity-spares-the-rewrite': {
    row: 'ALTER TABLE t ADD COLUMN x int GENERATED ALWAYS AS IDENTITY',
    shows: { t: 'ACCESS EXCLUSIVE, rewrite' },
  },
  'stored-column-is-like-a-default': {
    row: 'ALTER TABLE t ADD COLUMN x int GENERATED ALWAYS AS (a * 2) STORED',
    shows: { t: 'ACCESS EXCLUSIVE, rewrite' },
  },
  'virtual-column-rewrites': {
    row: 'ALTER TABLE t ADD COLUMN x int GENERATED ALWAYS AS (a * 2) VIRTUAL',
    shows: { t: 'ACCESS EXCLUSIVE' },
  },
  'domain-is-its-type': { row: 'ALTER TABLE t ADD COLUMN x positive', shows: { t: 'ACCESS EXCLUSIVE, rewrite' } },
  'references-of-a-new-column-scan': { row: 'ALTER TABLE t ADD COLUMN x bigint REFERENCES p', shows: { t: 'ACCESS EXCLUSIVE' } },
  'references-lock-one-table': { row: 'ALTER TABLE t ADD COLUMN x bigint REFERENCES p', shows: { p: 'SHARE ROW EXCLUSIVE' } },
  'default-null-says-nothing': {
    row: 'ALTER TABLE t ADD COLUMN x bigint DEFAULT NULL REFERENCES p',
    shows: { t: 'ACCESS EXCLUSIVE, scan' },
  },
  'check-of-a-new-column-is-free': { row: 'ALTER TABLE t ADD COLUMN x int CHECK (x > 0)', shows: { t: 'ACCESS EXCLUSIVE, scan' } },
  'if-not-exists-takes-no-lock': { row: 'ALTER TABLE t ADD COLUMN IF NOT EXISTS a int', shows: { t: 'ACCESS EXCLUSIVE' } },
  'drop-column-rewrites': { row: 'ALTER TABLE t DROP COLUMN g', shows: { t: 'ACCESS EXCLUSIVE' } },
  'varchar-widening-rewrites': { row: 'ALTER TABLE p ALTER id TYPE varchar(20)', shows: { p: 'ACCESS EXCLUSIVE' } },
  'every-type-change-rewrites': { row: 'ALTER TABLE t ALTER q TYPE numeric(12,2)', shows: { t: 'ACCESS EXCLUSIVE' } },
  'wider-integer-is-instant': {
    row: 'ALTER TABLE t ALTER id TYPE bigint',
    scene: 'types of columns',
    shows: { t: 'ACCESS EXCLUSIVE, rewrite' },
  },
  'char-is-stored-like-text': { row: 'ALTER TABLE t ALTER w TYPE text', shows: { t: 'ACCESS EXCLUSIVE, rewrite' } },
  'collation-rewrites': { row: 'ALTER TABLE t ALTER e TYPE text COLLATE "C"', shows: { t: 'ACCESS EXCLUSIVE, index-build' } },
  'set-not-null-always-scans': {
    row: 'ALTER TABLE t ALTER a SET NOT NULL',
    scene: 'SET NOT NULL beside checks',
    shows: { t: 'ACCESS EXCLUSIVE' },
  },
  'set-default-fills-rows': { row: 'ALTER TABLE t ALTER a SET DEFAULT 1', shows: { t: 'ACCESS EXCLUSIVE' } },
  'identity-of-an-old-column-rewrites': { row: 'ALTER TABLE t ALTER h ADD GENERATED ALWAYS AS IDENTITY', shows: { t: 'ACCESS EXCLUSIVE' } },
  'rename-is-free': { row: 'ALTER TABLE t RENAME COLUMN a TO z', shows: { t: 'ACCESS EXCLUSIVE' } },
  'alter-table-is-access-exclusive': { row: 'ALTER TABLE t ALTER a SET STATISTICS 100', shows: { t: 'SHARE UPDATE EXCLUSIVE' } },
  'foreign-key-blocks-reads': {
    row: 'ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (p_id) REFERENCES p',
    shows: { t: 'SHARE ROW EXCLUSIVE, scan' },
  },
  'foreign-key-locks-one-table': {
    row: 'ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (p_id) REFERENCES p',
    shows: { p: 'SHARE ROW EXCLUSIVE' },
  },
  'not-valid-takes-no-lock': { row: 'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID', shows: { t: 'ACCESS EXCLUSIVE' } },
  'not-valid-is-not-enforced': {
    test: 'a NOT VALID constraint holds for rows that are written',
    on: "ALTER TABLE orders ADD CONSTRAINT c CHECK (note <> '') NOT VALID",
  },
  'not-enforced-takes-no-lock': { row: 'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED', shows: { t: 'ACCESS EXCLUSIVE' } },
  'check-blocks-writes-only': { row: 'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)', shows: { t: 'ACCESS EXCLUSIVE, scan' } },
  'unique-blocks-writes-only': { row: 'ALTER TABLE t ADD CONSTRAINT c UNIQUE (b)', shows: { t: 'ACCESS EXCLUSIVE, index-build' } },
  'primary-key-using-index-is-instant': {
    row: 'ALTER TABLE bare ADD CONSTRAINT k PRIMARY KEY USING INDEX bare_id_idx',
    shows: { bare: 'ACCESS EXCLUSIVE, scan' },
  },
  'using-index-takes-no-strong-lock': {
    row: 'ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX t_a_key',
    shows: { t: 'ACCESS EXCLUSIVE' },
  },
  'validate-locks-like-add': { row: 'ALTER TABLE t VALIDATE CONSTRAINT nv', shows: { t: 'SHARE UPDATE EXCLUSIVE, scan' } },
  'drop-foreign-key-locks-one-table': { row: 'ALTER TABLE t DROP CONSTRAINT t_q_id_fkey', shows: { p: 'ACCESS EXCLUSIVE' } },
  'domain-constraint-locks-the-domain': {
    row: 'ALTER DOMAIN dd ADD CONSTRAINT p CHECK (VALUE > 0)',
    shows: { td: 'SHARE, scan', td2: 'SHARE, scan' },
  },
  'concurrently-takes-no-lock': { row: 'CREATE INDEX CONCURRENTLY i ON t (b)', shows: { t: 'SHARE UPDATE EXCLUSIVE, index-build' } },
  'if-not-exists-repairs-a-build': {
    test: 'IF NOT EXISTS takes what a failed build left for the index',
    on: 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON users (name)',
    transaction: false,
  },
  'create-index-blocks-reads': { row: 'CREATE INDEX i ON t (b)', shows: { t: 'SHARE, index-build' } },
  'drop-index-locks-the-index': { row: 'DROP INDEX t_a_idx', shows: { t: 'ACCESS EXCLUSIVE' } },
  'reindex-lets-other-queries-pass': { test: 'REINDEX of one index stops queries that need another', on: 'REINDEX INDEX orders_note_idx' },
  'rename-index-stops-reads': { row: 'ALTER INDEX t_a_idx RENAME TO i2', shows: { t_a_idx: 'SHARE UPDATE EXCLUSIVE' } },
  'a-new-table-locks-nobody': { row: 'CREATE TABLE x (id int, p_id bigint REFERENCES p)', shows: { p: 'SHARE ROW EXCLUSIVE' } },
  'a-new-partition-locks-nobody': {
    row: "CREATE TABLE n2 PARTITION OF n FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
    shows: { n: 'ACCESS EXCLUSIVE' },
  },
  'attach-locks-the-partitioned-table': {
    row: "ALTER TABLE n ATTACH PARTITION o FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
    shows: { n: 'SHARE UPDATE EXCLUSIVE', o: 'ACCESS EXCLUSIVE, index-build' },
  },
  'detach-locks-the-partition': { row: 'ALTER TABLE n DETACH PARTITION n1', shows: { n: 'ACCESS EXCLUSIVE' } },
  'drop-table-locks-one-table': { row: 'DROP TABLE t CASCADE', shows: { p: 'ACCESS EXCLUSIVE' } },
  'truncate-is-not-transactional': { test: 'TRUNCATE is rolled back', on: 'TRUNCATE users' },
  'vacuum-full-is-vacuum': { row: 'VACUUM FULL t', shows: { t: 'ACCESS EXCLUSIVE, rewrite' } },
  'logged-is-a-flag': { row: 'ALTER TABLE un SET LOGGED', shows: { un: 'ACCESS EXCLUSIVE, rewrite' } },
  'create-trigger-blocks-reads': {
    row: 'CREATE TRIGGER tr2 BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION ft()',
    shows: { t: 'SHARE ROW EXCLUSIVE' },
  },
  'drop-trigger-locks-like-create': { row: 'DROP TRIGGER tr ON t', shows: { t: 'ACCESS EXCLUSIVE' } },
  'trigger-state-blocks-schema-changes-only': { row: 'ALTER TABLE t DISABLE TRIGGER tr', shows: { t: 'SHARE ROW EXCLUSIVE' } },
  'refresh-concurrently-takes-no-lock': { row: 'REFRESH MATERIALIZED VIEW CONCURRENTLY mv', shows: { mv: 'EXCLUSIVE, scan' } },
  'enum-value-needs-no-transaction': { row: "ALTER TYPE mood ADD VALUE 'c'", shows: {} },
  'grant-locks-the-table': { row: 'GRANT SELECT ON t TO PUBLIC', shows: {} },
  'a-big-update-blocks-reads': { row: 'UPDATE t SET a = 2', shows: { t: 'ROW EXCLUSIVE, rows' } },
  'longer-numeric-is-free': { row: 'ALTER TABLE t ALTER q TYPE numeric(12,3)', shows: { t: 'ACCESS EXCLUSIVE, rewrite' } },
  'comment-stops-reads': { row: "COMMENT ON TABLE t IS 'x'", shows: { t: 'SHARE UPDATE EXCLUSIVE' } },
  'create-view-locks-its-tables': { row: 'CREATE VIEW x AS SELECT * FROM t', shows: {} },
  'zero-gives-up-at-once': { test: 'is without limit where lock_timeout is 0', on: 'SET lock_timeout = 0' },
  'set-local-holds-for-what-follows': {
    test: 'SET LOCAL outside a transaction does nothing',
    on: "SET LOCAL lock_timeout = '2s'",
    transaction: false,
  },
  'an-instant-change-is-harmless': {
    test: 'holds up all that come later, however small the table',
    on: 'ALTER TABLE users ADD COLUMN age int',
  },
};

/** The ids of what is told about the statements of a change. */
function beliefsOfRow(given: string, sql: string, version: number, inTransaction: boolean): readonly string[] {
  const dialect = dialectOf('postgres');
  let catalog = catalogOf(given);
  return operationsOf(sql).flatMap((operation) => {
    const situation = { version, inTransaction, change: 'row', settings: new Map([['timezone', 'UTC']]) };
    const analysis = dialect.analyse(operation, catalog, situation);
    const ids = dialect.beliefsAbout(operation, analysis, catalog, situation).map(({ id }) => id);
    catalog = applyOperation(catalog, operation, { change: 'row', naming: NAMING });
    return ids;
  });
}

const rows = effectRows();
const scripts = readFileSync(new URL('fixtures/transactions/scripts.yaml', import.meta.url), 'utf8');
const serverTests = readFileSync(new URL('transactions.server.test.ts', import.meta.url), 'utf8') + scripts;

function rowOf({ row, scene = '' }: Extract<Proof, { readonly row: string }>): EffectRow {
  const found = rows.find((candidate) => candidate.sql === row && candidate.scene.includes(scene) && !isRefusedEverywhere(candidate));
  if (!found) throw new Error(`No row of fixtures/postgres-effects reads: ${row}`);
  return found;
}

const isRefusedEverywhere = (row: EffectRow): boolean => MAJORS.every((major) => row.expected(major).kind === 'refused');

const stated = (row: EffectRow, major: number): Readonly<Record<string, string>> | undefined => {
  const expected = row.expected(major);
  if (expected.kind === 'refused') return undefined;
  return Object.fromEntries(
    [...expected.does].map(([relation, { lock, work }]) => [relation.replace('public.', ''), work === 'none' ? lock : `${lock}, ${work}`]),
  );
};

describe('a belief', () => {
  it('has a name of its own and a proof', () => {
    const ids = BELIEFS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(Object.keys(PROOFS).toSorted()).toEqual(ids.toSorted());
  });

  /** The majors for which a belief is wrong, and the others. */
  const majorsOf = ({ since }: (typeof BELIEFS)[number]) => {
    const wrong = MAJORS.filter((major) => since === null || major >= since);
    return { wrong, right: MAJORS.filter((major) => !wrong.includes(major)) };
  };
  const proven = BELIEFS.flatMap((belief) => {
    const proof = PROOFS[belief.id];
    return proof ? [{ belief, proof }] : [];
  });
  const byRow = proven.flatMap(({ belief, proof }) => ('row' in proof ? [[belief.id, belief, proof] as const] : []));
  const byTest = proven.flatMap(({ belief, proof }) => ('test' in proof ? [[belief.id, belief, proof] as const] : []));

  it('is told in sentences', () => {
    for (const text of BELIEFS.flatMap(({ believed, truth }) => [believed, truth])) expect(text).toMatch(/^[A-Z].*\.$/s);
  });

  it.each(byRow)('%s', (id, belief, proof) => {
    const row = rowOf(proof);
    const { wrong, right } = majorsOf(belief);
    expect(wrong.length).toBeGreaterThan(0);
    const told = (major: number): boolean => beliefsOfRow(row.given, row.sql, major, row.transaction).includes(id);
    expect(wrong.map((major) => [major, told(major)])).toEqual(wrong.map((major) => [major, true]));
    expect(right.map((major) => [major, told(major)])).toEqual(right.map((major) => [major, false]));
    // Nothing shown is nothing done.
    const nothing = Object.keys(proof.shows).length === 0;
    expect(wrong.map((major) => stated(row, major))).toEqual(
      wrong.map((major) => (nothing ? {} : { ...stated(row, major), ...proof.shows })),
    );
  });

  it.each(byTest)('%s', (id, belief, proof) => {
    expect(serverTests).toContain(proof.test);
    const { wrong } = majorsOf(belief);
    expect(wrong.map((major) => [major, beliefsOfRow('', proof.on, major, proof.transaction ?? true).includes(id)])).toEqual(
      wrong.map((major) => [major, true]),
    );
  });
});

describe('no belief is told', () => {
  const silent: readonly (readonly [given: string, sql: string])[] = [
    ['', 'CREATE TABLE x (id int PRIMARY KEY)'],
    ['', 'SELECT 1'],
    ['', 'CREATE TABLE x (id int); ALTER TABLE x ADD COLUMN a int DEFAULT 1'],
    ['CREATE TABLE t (id int);', "UPDATE t SET id = 2 WHERE ctid = '(0,1)'"],
  ];
  it.each(silent)('%s%s', (given, sql) => expect(beliefsOfRow(given, sql, 16, true)).toEqual([]));

  const none: readonly (readonly [id: string, given: string, sql: string])[] = [
    ['default-rewrites', 'CREATE TABLE t (id int);', 'ALTER TABLE t ADD COLUMN x float DEFAULT random()'],
    ['default-now-rewrites', 'CREATE TABLE t (id int);', 'ALTER TABLE t ADD COLUMN x timestamptz DEFAULT clock_timestamp()'],
    ['set-not-null-always-scans', 'CREATE TABLE t (id int NOT NULL);', 'ALTER TABLE t ALTER id SET NOT NULL'],
    ['set-not-null-always-scans', 'CREATE TABLE t (id int);', 'ALTER TABLE t ALTER id SET NOT NULL'],
    ['varchar-widening-rewrites', 'CREATE TABLE t (id varchar(20));', 'ALTER TABLE t ALTER id TYPE varchar(10)'],
    ['every-type-change-rewrites', 'CREATE TABLE t (id int);', 'ALTER TABLE t ALTER id TYPE bigint'],
    ['foreign-key-blocks-reads', 'CREATE TABLE t (id int);', 'ALTER TABLE t ADD CHECK (id > 0)'],
    [
      'primary-key-using-index-is-instant',
      'CREATE TABLE t (id int NOT NULL); CREATE UNIQUE INDEX i ON t (id);',
      'ALTER TABLE t ADD PRIMARY KEY USING INDEX i',
    ],
    ['drop-table-locks-one-table', 'CREATE TABLE t (id int);', 'DROP TABLE t'],
    ['if-not-exists-takes-no-lock', 'CREATE TABLE t (id int);', 'ALTER TABLE t ADD COLUMN IF NOT EXISTS x int'],
    ['set-local-holds-for-what-follows', '', "SET LOCAL lock_timeout = '2s'"],
  ];
  it.each(none)('%s: %s %s', (id, given, sql) => expect(beliefsOfRow(given, sql, 16, true)).not.toContain(id));
});
