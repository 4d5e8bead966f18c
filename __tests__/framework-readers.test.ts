/** What the frameworks of SQL files share: where statements begin, configuration formats, names, plans, and scopes. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { DEFAULT_NAMES, parseFlywayName } from '../src/frameworks/flyway/names.ts';
import { atlasJournal, atlasSums } from '../src/frameworks/atlas-sum.ts';
import { findProjects, frameworkOf } from '../src/frameworks/index.ts';
import type { SourceFile } from '../src/source.ts';
import { flattenSettings, parseGitConfig, parseJson, parseProperties, parseToml, parseYaml } from '../src/frameworks/settings-text.ts';
import { parsePlan } from '../src/frameworks/sqitch-plan.ts';
import { wayBackIn } from '../src/frameworks/sql-file.ts';
import { statementHeads } from '../src/frameworks/statement-heads.ts';

describe('statementHeads', () => {
  it.each([
    ['select 1; select 2', ['SELECT 1', 'SELECT 2']],
    ['\uFEFF-- a; b\n/* c; /* d */ ; */ Create\n\tIndex /* x */ concurrently i on t (a);', ['CREATE INDEX CONCURRENTLY I ON T (A)']],
    ["insert into t values ('a;b''c;'), (E'\\';'); vacuum;", ["INSERT INTO T VALUES ('A;B''C;'), (E'\\';')", 'VACUUM']],
    ['do $x$ begin; end; $$;$$ $x$; drop table "A;b"', ['DO $x$', 'DROP TABLE "A;b"']],
    [
      'create function f() begin atomic select 1; select case when a then 1 end; end; select 2;',
      ['CREATE FUNCTION F() BEGIN ATOMIC SELECT 1; SELECT CASE WHEN A THEN 1 END; END', 'SELECT 2'],
    ],
    ['select $1; select $2', ['SELECT $1', 'SELECT $2']],
    [' ;; \n-- nothing\n', []],
    ["select 'open; select 2", ["SELECT 'OPEN; SELECT 2"]],
  ])('%j', (text, expected) => {
    expect(statementHeads(text).map(({ head }) => head)).toEqual(expected);
  });

  it('gives offsets that lead back to the statement, semicolon included', () => {
    const text = '-- one\nselect 1 ;\n\nselect 2';
    expect(statementHeads(text).map(({ start, end }) => text.slice(start, end))).toEqual(['select 1 ;', 'select 2']);
  });

  it('stays within a range', () => {
    const text = 'select 1; select 2; select 3';
    expect(statementHeads(text, 9, 19).map(({ head }) => head)).toEqual(['SELECT 2']);
  });
});

describe('configuration formats', () => {
  it('reads Java properties', () => {
    const text = '# a=b\n! c\nflyway.url = jdbc:x?a=b\r\nflyway.locations=a,\\\n  b\nkey: value\nempty=\n';
    expect([...parseProperties(text)]).toEqual([
      ['flyway.url', 'jdbc:x?a=b'],
      ['flyway.locations', 'a,b'],
      ['key', 'value'],
      ['empty', ''],
    ]);
  });

  it('reads TOML', () => {
    const text =
      '# x = 1\ntop = true\n[flyway]\nlocations = [\n  "filesystem:a", # one\n  \'b\',\n]\n["environments".prod]\nurl = "jdbc:\\"x\\""\n[db]\nmajor_version = 15\n';
    expect([...parseToml(text)]).toEqual([
      ['top', 'true'],
      ['flyway.locations', ['filesystem:a', 'b']],
      ['environments.prod.url', 'jdbc:"x"'],
      ['db.major_version', '15'],
    ]);
  });

  it('reads Git’s format', () => {
    const text = '[core]\n\tEngine = pg\n\t# top_dir = x\n[engine "pg"]\n  target = "db:pg:shop" ; note\n';
    expect([...parseGitConfig(text)]).toEqual([
      ['core.engine', 'pg'],
      ['engine.pg.target', 'db:pg:shop'],
    ]);
  });

  it('reads JSON with comments and trailing commas, and nothing from what is no JSON', () => {
    expect(parseJson('{ /* a */ "url": "http://x", // b\n "list": [1, 2,], }')).toEqual({ url: 'http://x', list: [1, 2] });
    expect(parseJson('{ key: 1 }')).toBeUndefined();
  });

  it('reads every YAML document, leaving out a broken one', async () => {
    const documents = await parseYaml('a:\n  b: [x, y]\n  c: null\n---\nd: 1\n');
    expect(documents.map((document) => [...flattenSettings(document)])).toEqual([[['a.b', ['x', 'y']]], [['d', '1']]]);
    expect(await parseYaml('a: [')).toEqual([]);
  });
});

describe('Flyway names', () => {
  it.each([
    ['V1__a.sql', { kind: 'versioned', version: '1', description: 'a' }],
    ['V1_2.3__add_x__y.SQL', { kind: 'versioned', version: '1.2.3', description: 'add x  y' }],
    ['V7.sql', { kind: 'versioned', version: '7', description: '' }],
    ['U1__a.sql', { kind: 'undo', version: '1', description: 'a' }],
    ['B5__base.sql', { kind: 'baseline', version: '5', description: 'base' }],
    ['R__views.sql', { kind: 'repeatable', description: 'views' }],
    ['R1__views.sql', { kind: 'ignored', reason: '__ does not follow the prefix R' }],
    ['V__a.sql', { kind: 'ignored', reason: 'it has no version' }],
    ['Vx__a.sql', { kind: 'ignored', reason: 'x is no version; __ ends the version' }],
    ['v1__a.sql', { kind: 'ignored', reason: 'it starts with none of the prefixes V, U, B, R' }],
    ['beforeEachMigrate__x.sql', { kind: 'callback' }],
    ['V1__a.sql.conf', { kind: 'ignored', reason: 'it does not end in .sql' }],
  ])('%s', (name, expected) => {
    expect(parseFlywayName(name, DEFAULT_NAMES)).toEqual(expected);
  });

  it('takes the longest prefix that fits, so that an empty one takes the rest', () => {
    const names = { ...DEFAULT_NAMES, versioned: '' };
    expect([parseFlywayName('20170208__a.sql', names).kind, parseFlywayName('R__a.sql', names).kind]).toEqual(['versioned', 'repeatable']);
  });
});

it('reads a Sqitch plan: tags belong to the change before them, and reworks look for the newest tag first', () => {
  const by = '2026-01-01T00:00:00Z Ann <ann@example.org>';
  const plan = `%project=x\n\n# note\na ${by} # first\n@v1 ${by}\n  b [a] ${by}\n@v2 ${by}\na [a@v2] ${by}\nc no date\n`;
  expect(
    parsePlan(plan).map(({ name, note, instance, reworkTags, start, end }) => [name, note, instance, reworkTags, plan.slice(start, end)]),
  ).toEqual([
    ['a', 'first', 1, ['v2', 'v1'], 'a'],
    ['b', '', 1, [], 'b'],
    ['a', '', 2, [], 'a'],
  ]);
});

describe('a scope of the configuration is one project of exactly its files', () => {
  it.each([
    ['flyway', ['x/V1__a.sql']],
    ['prisma', ['x/1_a/migration.sql']],
    ['drizzle', ['x/0000_a.sql', 'x/meta/_journal.json']],
    ['supabase', ['x/20260101000000_a.sql']],
    ['atlas', ['x/20260101000000_a.sql']],
    ['hasura', ['x/1_a/up.sql']],
    ['graphile-migrate', ['x/committed/000001.sql']],
    ['sqitch', ['x/sqitch.plan', 'x/deploy/a.sql']],
    ['liquibase', ['x/a.sql']],
  ])('%s', async (id, files) => {
    const texts: Readonly<Record<string, string>> = {
      'x/meta/_journal.json': '{ "entries": [{ "when": 1, "tag": "0000_a" }] }',
      'x/sqitch.plan': '%project=x\n\na 2026-01-01T00:00:00Z Ann <ann@example.org>\n',
      'x/a.sql': '--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n',
    };
    const tree = memoryTree(Object.fromEntries([...files, 'other.sql'].map((path) => [path, texts[path] ?? 'SELECT 1;'])));
    const framework = frameworkOf(id);
    const projects = (await framework?.detect(tree, { root: 'x', files })) ?? [];
    expect(projects.map((project) => [project.framework, project.root, project.files])).toEqual([[id, 'x', files]]);
    const reading = projects[0] && (await framework?.read(projects[0], tree));
    expect(reading?.migrations.map((migration) => migration.path)).toEqual([files.find((path) => path.endsWith('.sql'))]);
    expect(reading?.unread).toEqual([]);
  });
});

it('one file that cannot be read does not stop the others', async () => {
  const tree = memoryTree({
    'supabase/migrations/20260101000000_a.sql': { kind: 'unreadable', reason: 'the file is a Git LFS pointer' },
    'supabase/migrations/20260102000000_b.sql': 'SELECT 1;',
  });
  const framework = frameworkOf('supabase');
  const [project] = (await framework?.detect(tree)) ?? [];
  const reading = project && (await framework?.read(project, tree));
  expect([reading?.migrations.map(({ id }) => id), reading?.unread.map(({ reason }) => reason)]).toEqual([
    ['20260102000000'],
    ['the file is a Git LFS pointer'],
  ]);
});

describe('a way back', () => {
  it.each([
    ['DROP TABLE a;', 'present'],
    ['', 'absent'],
    ['-- nothing yet', 'absent'],
    ['-- nothing to undo', 'absent'],
    ['-- This file should undo anything in `up.sql`', 'absent'],
    ['-- Could not auto-generate a down migration.\n-- Please write an appropriate down migration for the SQL below:', 'absent'],
    ['-- TODO: not reversible yet', 'absent'],
    ['SELECT 1;', 'present'],
    ['-- see the other file\nSELECT 0;', 'present'],
    ['DROP TABLE a; -- irreversible', 'present'],
    ['-- Data repair migration; intentionally irreversible.', 'irreversible'],
    ['-- this cannot be undone\nSELECT 1;', 'irreversible'],
    ["-- can't undo\nselect 0;", 'irreversible'],
    ['-- Could not\n-- be rolled back', 'irreversible'],
    ['/* No down migration: the rows are gone. */', 'irreversible'],
    ["-- No 'down' migration, we never want to revert names", 'irreversible'],
    ['-- Rollback of the constraint\n-- is not possible', 'irreversible'],
    ['-- +goose Down\n-- no-op', 'irreversible'],
    ['-- intentionally left blank', 'irreversible'],
    ['SELECT 1/0;', 'irreversible'],
    ["DO $$ BEGIN RAISE EXCEPTION 'no way back'; END $$;", 'irreversible'],
    ["DO $x$\nBEGIN\n  RAISE EXCEPTION 'no way back: %', now();\nEND;\n$x$ LANGUAGE plpgsql;", 'irreversible'],
    ["DO $$ BEGIN IF true THEN RAISE EXCEPTION 'no'; END IF; END $$;", 'present'],
    ["DROP TABLE a; DO $$ BEGIN RAISE EXCEPTION 'no'; END $$;", 'present'],
  ] as const)('%j is %s', (text, expected) => {
    expect(wayBackIn(text)).toBe(expected);
  });
});

describe('what the list of the tool says', () => {
  /** What is wrong with each migration of the only project of some files. */
  async function faults(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const tree = memoryTree(files);
    const { projects } = await findProjects(tree);
    expect(projects).toHaveLength(1);
    const [project] = projects;
    const reading = project && (await frameworkOf(project.framework)?.read(project, tree));
    return (reading?.migrations ?? []).flatMap(({ id, journal }) => (journal?.fault ? [`${id} ${journal.state}: ${journal.fault}`] : []));
  }

  describe('Atlas', () => {
    // As `atlas migrate hash` wrote it: sql/migrate/testdata/migrate of github.com/ariga/atlas.
    const sum =
      'h1:M74RrNK69S2pj6C541LR1ew5O32/i0WoyNgsJmyuiUk=\n1_initial.down.sql h1:0zypK43rgPbgvVUgVJABGN25VgM1QSeU+LJDBb8cEQI=\n1_initial.up.sql h1:hFhs5XhRml4KTWGF5td6h1s7xNqAFnaEBbC5Y/NF7i4=\n';
    const files: readonly SourceFile[] = [
      { path: 'db/1_initial.down.sql', text: 'DROP TABLE IF EXISTS t;' },
      { path: 'db/1_initial.up.sql', text: 'CREATE TABLE t(c int);' },
    ];
    const states = (own: readonly SourceFile[], text: string): readonly string[] =>
      [...atlasJournal(own, text)].map(([path, { state, fault }]) => `${path} ${state}${fault && `: ${fault.split(', and Atlas', 1)[0]}`}`);

    it('agrees with what Atlas itself wrote', () => {
      expect(states(files, sum)).toEqual(['db/1_initial.down.sql agrees', 'db/1_initial.up.sql agrees']);
      const { total, sums } = atlasSums(files);
      expect([`h1:${total}`, ...sums.map((one) => `${one.file} h1:${one.sum}`), ''].join('\n')).toBe(sum);
    });

    it.each([
      [
        'an edited file',
        [files[0], { ...files[1], text: 'CREATE TABLE t(c bigint);' }],
        sum,
        ['agrees', 'atlas.sum has another checksum for 1_initial.up.sql'],
      ],
      [
        'a file that was edited before others',
        [{ ...files[0], text: '' }, files[1]],
        sum,
        ['atlas.sum has another checksum for 1_initial.down.sql', 'atlas.sum has another checksum for 1_initial.down.sql'],
      ],
      [
        'a file that is not listed',
        [...files, { path: 'db/2_more.sql', text: 'SELECT 1;' }],
        sum,
        ['agrees', 'agrees', 'atlas.sum does not list 2_more.sql'],
      ],
      [
        'one that comes before a listed one',
        [files[0], { path: 'db/1_initial.e.sql', text: '' }, files[1]],
        sum,
        [
          'agrees',
          'atlas.sum does not list 1_initial.e.sql before 1_initial.up.sql',
          'atlas.sum does not list 1_initial.e.sql before 1_initial.up.sql',
        ],
      ],
      ['a listed file that is gone', [files[0]], sum, ['atlas.sum lists 1_initial.up.sql, which is not there']],
      [
        'a first line of another merge',
        files,
        sum.replace('h1:M74R', 'h1:M74S'),
        ['agrees', 'The first line of atlas.sum does not fit the others'],
      ],
      [
        'a merge that was not finished',
        files,
        `<<<<<<< HEAD\n${sum}`,
        ['atlas.sum is not in the form that Atlas writes', 'atlas.sum is not in the form that Atlas writes'],
      ],
    ] as const)('finds %s', (_, own, text, expected) => {
      expect(states(own as readonly SourceFile[], text).map((line) => line.replace(/^\S+ (?:differs: )?/, ''))).toEqual(expected);
    });

    it('leaves downs out where the sums do', () => {
      const ups = atlasSums([files[1] as SourceFile]);
      expect(states(files, [`h1:${ups.total}`, ...ups.sums.map((one) => `${one.file} h1:${one.sum}`)].join('\n'))).toEqual([
        'db/1_initial.up.sql agrees',
      ]);
    });
  });

  it('Drizzle', async () => {
    const entry = (idx: number, when: number, tag: string): unknown => ({ idx, version: '7', when, tag, breakpoints: true });
    const journal = (...entries: readonly unknown[]): string => JSON.stringify({ version: '7', dialect: 'postgresql', entries });
    const a = { 'drizzle/0000_a.sql': 'SELECT 1;', 'drizzle/0001_b.sql': 'SELECT 1;' };
    const path = 'drizzle/meta/_journal.json';
    expect(await faults({ ...a, [path]: journal(entry(0, 1, '0000_a'), entry(1, 2, '0001_b')) })).toEqual([]);
    expect(await faults({ ...a, [path]: journal(entry(0, 1, '0000_a')) })).toEqual([
      '0001_b unlisted: meta/_journal.json does not list 0001_b.sql, and Drizzle never runs it',
    ]);
    expect(await faults({ ...a, [path]: journal(entry(0, 1, '0000_a'), entry(1, 2, '0001_c'), entry(2, 3, '0001_b')) })).toEqual([
      '0001_c no-file: meta/_journal.json lists 0001_c, and Drizzle stops there: there is no file 0001_c.sql',
    ]);
    expect(await faults({ ...a, [path]: journal(entry(0, 3, '0000_a'), entry(1, 2, '0001_b')) })).toEqual([
      '0001_b differs: The "when" of 0001_b in meta/_journal.json is before that of 0000_a, and databases that have run that one skip it',
    ]);
  });

  it('Sqitch', async () => {
    const line = (name: string): string => `${name} 2026-01-02T03:04:05Z Ann <ann@example.org> # ${name}\n`;
    const files = { 'deploy/a.sql': 'SELECT 1;', 'revert/a.sql': 'SELECT 1;', 'sqitch.conf': '[core]\n\tengine = pg\n' };
    const plan = `%syntax-version=1.0.0\n%project=x\n\n${line('a')}`;
    expect(await faults({ ...files, 'sqitch.plan': plan })).toEqual([]);
    expect(await faults({ ...files, 'sqitch.plan': plan + line('b'), 'deploy/c.sql': 'SELECT 1;' })).toEqual([
      'b no-file: sqitch.plan lists b, and Sqitch stops there: there is no file deploy/b.sql',
      'unlisted deploy/c.sql unlisted: sqitch.plan does not list deploy/c.sql, and Sqitch never runs it',
    ]);
  });
});
