/** `dist/cli.js` as people run it: what it prints where, and how it ends. */
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, git, lockkeeper, put, type RunOptions, temporary } from './support/command.ts';

afterAll(cleanUp);

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, name text, email text);\n';
const DROP = 'ALTER TABLE users DROP COLUMN name;\n';
const PROJECT = { 'migrations/001_users.sql': USERS, 'migrations/002_drop.sql': DROP };
const RULE = `id: table-outside-app
title: Table outside the schema app
category: design
status: stable
risk: medium
on: create-table
when: >-
  !op.table.startsWith('app.') && !op.temporary
message: \${op.table} is made outside the schema app.
why: Backups and grants cover the schema app alone.
fix: Make it as app.\${op.table}.
examples:
  bad:
    - sql: CREATE TABLE notes (id bigint PRIMARY KEY);
      finding: notes is made outside the schema app.
  good:
    - sql: CREATE TABLE app.notes (id bigint PRIMARY KEY);
`;

interface Report {
  readonly schemaVersion: number;
  readonly audit: boolean;
  readonly verdict: string;
  readonly risk: string;
  readonly database: { readonly dialect: string; readonly version: string; readonly assumed: boolean };
  readonly migrations: readonly { readonly path: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly risk: string;
    readonly span: { readonly path: string };
    readonly allowed: { readonly source: string } | null;
  }[];
}

async function json(
  folder: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Report & { readonly status: number | null }> {
  const { status, out, err } = await lockkeeper(folder, [...args, '--format', 'json'], options);
  expect(err).toBe('');
  return { status, ...(JSON.parse(out) as Report) };
}
const rulesOf = (report: Report): string[] => report.findings.map(({ rule }) => rule);

describe('the exit status', () => {
  it.concurrent.each<[title: string, args: readonly string[], status: number, verdict: string]>([
    ['0 where nothing is found', ['review', 'migrations/001_users.sql'], 0, 'pass'],
    ['1 where a finding blocks', ['review', 'migrations/002_drop.sql'], 1, 'fail'],
    ['0 where findings stay below fail-on', ['review', 'migrations/002_drop.sql', '--fail-on', 'critical'], 0, 'warn'],
    ['0 where nothing blocks', ['review', 'migrations/002_drop.sql', '--fail-on', 'never'], 0, 'warn'],
    ['1 where fail-on is lower', ['review', 'migrations/003_broken.sql', '--fail-on', 'medium'], 1, 'fail'],
    ['0 where something is not analysed', ['review', 'migrations/003_broken.sql'], 0, 'warn'],
    ['0 for information alone', ['review', 'migrations/004_down.up.sql'], 0, 'pass'],
    ['1 for an audit that finds something', ['review', 'migrations'], 1, 'fail'],
  ])('is %s', async (_, args, status, verdict) => {
    const folder = await temporary({
      ...PROJECT,
      'migrations/003_broken.sql': 'ALTER TABEL users;\n',
      'migrations/004_down.up.sql': 'SELECT 1;\n',
    });
    const report = await json(folder, args);
    expect([report.status, report.verdict]).toEqual([status, verdict]);
  });

  it('is 2 where a rule cannot be evaluated, and the report says error', async () => {
    const rule = RULE.replace("!op.table.startsWith('app.') && !op.temporary", "op.table.substring(9) == 'x'");
    const folder = await temporary({
      ...PROJECT,
      'table-outside-app.yaml': rule,
      'lockkeeper.yml': 'custom-rules: [table-outside-app.yaml]\n',
    });
    const report = await json(folder, ['review', 'migrations/001_users.sql']);
    expect([report.status, report.verdict]).toEqual([2, 'error']);
  });
});

/** What is wrong, in which files and arguments, and what is said about it, whole. */
const MISTAKES: readonly (readonly [title: string, files: Readonly<Record<string, string>>, args: readonly string[], said: string])[] = [
  [
    'an unknown key',
    { 'lockkeeper.yml': 'dialect: postgres@16\nfail_on: high\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:2:1: There is no option \`fail_on\`.
   2 | fail_on: high
     | ^^^^^^^
Did you mean \`fail-on\`? The options are dialect, fail-on, preset, rules, custom-rules, projects, tables, statistics, throughput, rewrites, application, overrides, baseline, suppressions-of, paths, unblock, comment, inline, request-changes, draft, sarif-file, report-file.
`,
  ],
  [
    'a misspelt rule',
    { 'lockkeeper.yml': 'rules:\n  lock-tabel: off\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:2:3: There is no rule \`lock-tabel\`.
   2 |   lock-tabel: off
     |   ^^^^^^^^^^
Did you mean \`lock-table\`? Near it: lock-order-deadlock, lock-table, lock-timeout-zeroed, lock-without-timeout, write-lock-without-timeout.
`,
  ],
  [
    'a misspelt option of a rule',
    { 'lockkeeper.yml': 'rules:\n  lock-without-timeout: { mx: 5s }\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:2:27: The rule \`lock-without-timeout\` has no option \`mx\`.
   2 |   lock-without-timeout: { mx: 5s }
     |                           ^^
Did you mean \`max\`? Valid: risk, max.
`,
  ],
  [
    'a wrong level',
    { '.github/lockkeeper.yml': 'rules:\n  drop-column: hgih\n' },
    ['review', 'migrations'],
    `error: .github/lockkeeper.yml:2:16: \`rules.drop-column\` cannot be "hgih".
   2 |   drop-column: hgih
     |                ^^^^
Did you mean \`high\`? Valid: info, low, medium, high, critical, on, off. Or a map with \`risk\` and the options of the rule.
`,
  ],
  [
    'a wrong type',
    { 'lockkeeper.yml': 'tables: events\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:1:9: \`tables\` must be a list, not "events".
   1 | tables: events
     |         ^^^^^^
Write it as a list: ["events"].
`,
  ],
  [
    'a version that is not known',
    { 'lockkeeper.yml': 'dialect: postgres@99\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:1:10: \`dialect\` cannot be "postgres@99": version 99 of postgres is not known.
   1 | dialect: postgres@99
     |          ^^^^^^^^^^^
Known: postgres@13, postgres@14, postgres@15, postgres@16, postgres@17, postgres@18.
`,
  ],
  [
    'broken YAML',
    { 'lockkeeper.yml': 'a: b: c\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:1:4: This is not valid YAML: nested mappings are not allowed in compact mappings.
   1 | a: b: c
     |    ^
`,
  ],
  [
    'two configurations',
    { 'lockkeeper.yml': '', '.github/lockkeeper.yml': '' },
    ['review', 'migrations'],
    `error: .github/lockkeeper.yml: There are two configurations: .github/lockkeeper.yml and lockkeeper.yml.
Keep one of them, or name one with --config.
`,
  ],
  [
    'two configurations further down',
    { 'migrations/lockkeeper.yml': '', 'migrations/lockkeeper.yaml': '', 'lockkeeper.yml': '' },
    ['review', 'migrations'],
    `error: migrations/lockkeeper.yml: There are two configurations: migrations/lockkeeper.yml and migrations/lockkeeper.yaml.
Keep one of them, or name one with --config.
`,
  ],
  [
    'a configuration that is not there',
    {},
    ['review', 'migrations', '--config', 'nope.yml'],
    'error: There is no configuration nope.yml.\n',
  ],
  [
    'a custom rule that is not there',
    { 'lockkeeper.yml': 'custom-rules: [none/*.yaml]\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:1:15: No rule file matches "none/*.yaml".
   1 | custom-rules: [none/*.yaml]
     |               ^^^^^^^^^^^^^
The paths of \`custom-rules\` start at the top of the repository.
`,
  ],
  [
    'a custom rule with a misspelt field',
    {
      'lockkeeper.yml': 'custom-rules: [table-outside-app.yaml]\n',
      'table-outside-app.yaml': RULE.replace('op.table.starts', 'op.tabel.starts'),
    },
    ['review', 'migrations'],
    `error: table-outside-app.yaml:8:7: \`op\` has no field \`tabel\`.
   8 |   !op.tabel.startsWith('app.') && !op.temporary
     |       ^^^^^
Did you mean \`table\`? Its fields are kind, table, ifNotExists, temporary, unlogged, qualified, partitioned, partitionStrategy, partitionOf, defaultPartition, inherits, like, ofType, references, hasPrimaryKey, columnNames.
`,
  ],
  [
    'a custom rule of an unknown category',
    { 'lockkeeper.yml': 'custom-rules: [table-outside-app.yaml]\n', 'table-outside-app.yaml': RULE.replace('design', 'desgin') },
    ['review', 'migrations'],
    `error: table-outside-app.yaml:3:11: \`category\` cannot be "desgin".
   3 | category: desgin
     |           ^^^^^^
Did you mean \`design\`? It is one of locking, data-loss, reversibility, constraints, compatibility, transactions, data, history, security, design, naming, analysis.
`,
  ],
  [
    'a baseline that is not there',
    { 'lockkeeper.yml': 'fail-on: high\nbaseline: base.json\n' },
    ['review', 'migrations'],
    `error: lockkeeper.yml:2:11: There is no baseline base.json.
   2 | baseline: base.json
     |           ^^^^^^^^^
Write one with --write-baseline base.json, or take \`baseline\` out of the configuration.
`,
  ],
  [
    'a broken baseline',
    { 'lockkeeper.yml': 'baseline: base.json\n', 'base.json': '{\n  "schemaVersion": 1,\n  "findings": [}\n' },
    ['review', 'migrations'],
    `error: base.json:3:16: The baseline is not JSON: "}" stands where something else should.
\`lockkeeper review --write-baseline FILE\` writes it anew.
`,
  ],
  [
    'a baseline of another version',
    { 'lockkeeper.yml': 'baseline: base.json\n', 'base.json': '{"schemaVersion":2,"findings":[]}' },
    ['review', 'migrations'],
    `error: base.json:1:18: The baseline has schemaVersion 2; this version of Lockkeeper reads 1.
\`lockkeeper review --write-baseline FILE\` writes it anew.
`,
  ],
  [
    'a schema that is not there',
    { 'lockkeeper.yml': 'projects:\n  - { framework: sql, path: migrations, schema: dump.sql }\n' },
    ['review', 'migrations'],
    `error: There is no schema migrations/dump.sql.
The configuration names it under \`projects:\`.
`,
  ],
  [
    'a file that is not there',
    {},
    ['review', 'migrations/001_user.sql'],
    'error: There is no file or folder migrations/001_user.sql.\nDid you mean migrations/001_users.sql?\n',
  ],
  [
    'a folder that is not there',
    {},
    ['review', 'db/migrations'],
    'error: There is no file or folder db/migrations.\nThe folder db does not exist either.\n',
  ],
  [
    'a file that is no migration',
    { 'README.md': '' },
    ['review', 'README.md'],
    'error: README.md is no migration that Lockkeeper knows.\nName a .sql file or a migration of a framework, or describe the project with `projects:` in the configuration.\n',
  ],
  ['an unknown command', {}, ['reviw'], 'error: Unknown command "reviw".\nDid you mean review?\n'],
  [
    'a command that is like no other',
    {},
    ['launch'],
    'error: Unknown command "launch".\nThe commands are review, fix, explain, rollback, rules, init.\n',
  ],
  ['an unknown option', {}, ['review', '--bse', 'main'], 'error: Unknown option --bse.\nDid you mean --base?\n'],
  [
    'an unknown format',
    {},
    ['review', 'migrations', '--format', 'jsn'],
    'error: --format does not know "jsn".\nDid you mean json? Valid: terminal, json, sarif, markdown, plan, html, gitlab, junit.\n',
  ],
  [
    'an option without its value',
    {},
    ['review', 'migrations', '--format'],
    'error: --format needs a value.\n--format FORMAT: how to print the review\n',
  ],
  ['a value for an option that takes none', {}, ['review', 'migrations', '--audit=yes'], 'error: --audit takes no value.\n'],
  [
    'a level that does not exist',
    {},
    ['review', 'migrations', '--fail-on', 'hihg'],
    'error: --fail-on does not know "hihg".\nDid you mean high? Valid: info, low, medium, high, critical, never.\n',
  ],
  [
    'an engine that does not exist',
    {},
    ['review', 'migrations', '--dialect', 'postgress'],
    'error: --dialect cannot be "postgress": there is no engine postgress.\nDid you mean postgres? Supported: postgres.\n',
  ],
  [
    '--base and PATH',
    {},
    ['review', '--base', 'main', 'migrations'],
    'error: --base and PATH do not go together.\nName paths, or let git say what changed.\n',
  ],
  [
    'two formats for standard output',
    {},
    ['review', 'migrations', '--format', 'json', '--format', 'sarif'],
    'error: Only one format can go to standard output.\nGive the others an --output FILE, in the order of the formats.\n',
  ],
  [
    'an output that is a folder',
    {},
    ['review', 'migrations', '--output', 'migrations'],
    'error: migrations cannot be written: it is a folder.\nName another --output FILE.\n',
  ],
  ['a rule that does not exist', {}, ['rules', 'drop-colum'], 'error: There is no rule "drop-colum".\nDid you mean drop-column?\n'],
  [
    'two rules at a time',
    {},
    ['rules', 'drop-column', 'drop-table'],
    'error: `rules` shows one rule at a time.\nlockkeeper rules · lockkeeper rules ID · lockkeeper rules test [PATH…] · lockkeeper rules new ID\n',
  ],
  [
    'rule files that are not there',
    {},
    ['rules', 'test', 'migrations'],
    'error: There is no rule file in migrations.\nRules are .yaml files; `lockkeeper rules new ID` writes one.\n',
  ],
  [
    'an id that is none',
    {},
    ['rules', 'new', 'Bad_Id'],
    'error: "Bad_Id" is no id for a rule.\nLower case words joined by hyphens: table-without-owner.\n',
  ],
  [
    'the id of a built-in rule',
    {},
    ['rules', 'new', 'drop-column'],
    'error: There is a built-in rule drop-column already.\n`lockkeeper rules drop-column` shows it.\n',
  ],
  [
    'SQL without quotes',
    {},
    ['explain', 'DROP', 'TABLE', 'a'],
    'error: explain takes one argument.\nQuote the SQL, or put it into a file.\n',
  ],
  [
    'SQL of a file that is not there',
    {},
    ['explain', 'nope.sql'],
    "error: There is no file nope.sql.\nSQL goes in quotes: lockkeeper explain 'ALTER TABLE users ADD COLUMN age int'\n",
  ],
  ['a schema for explain that is not there', {}, ['explain', 'SELECT 1', '--schema', 'nope.sql'], 'error: There is no file nope.sql.\n'],
];

describe('a mistake ends with 2, says where, what and what would do, and prints no report', () => {
  it.concurrent.each(MISTAKES)('%s', async (_, files, args, said) => {
    const folder = await temporary({ ...PROJECT, ...files });
    const { status, out, err } = await lockkeeper(folder, args);
    expect(err).toBe(said);
    expect([status, out]).toEqual([2, '']);
  });

  it.concurrent('a folder that is no git repository', async () => {
    const folder = await temporary(PROJECT);
    for (const args of [['review'], ['review', '--base', 'main']]) {
      expect(await lockkeeper(folder, args)).toEqual({
        status: 2,
        out: '',
        err: `error: ${folder} is not in a git repository, so there is nothing to compare with.\nName what to review: lockkeeper review FILE… or lockkeeper review FOLDER.\n`,
      });
    }
  });

  it.concurrent('control characters of the input are not printed', async () => {
    const folder = await temporary(PROJECT);
    const { err } = await lockkeeper(folder, ['review', 'migrations', '--fail-on', '\u001b[31mred\u0007']);
    expect(err).toContain('"\uFFFD[31mred\uFFFD"');
  });
  it.concurrent('nor what turns text around or commands a workflow', async () => {
    const folder = await temporary(PROJECT);
    const { err } = await lockkeeper(folder, ['review', 'migrations', '--fail-on', 'a\u202eb\n::error::c\n##[error]d']);
    expect(err).not.toMatch(/\u202e|^\s*::error::|##\[/m);
  });
});

describe('what goes where', () => {
  it('without arguments the help goes to standard error, asked for to standard output', async () => {
    const folder = await temporary();
    const [none, help, version] = await Promise.all([[], ['--help'], ['--version']].map((args) => lockkeeper(folder, args)));
    expect([none?.status, none?.out]).toEqual([2, '']);
    expect(help).toEqual({ status: 0, out: none?.err, err: '' });
    expect(version).toEqual({ status: 0, out: `${packageVersion()}\n`, err: '' });
    expect(await lockkeeper(folder, ['review', '--version'])).toEqual(version);
  });

  it.concurrent.each(['review', 'explain', 'rules', 'init'])('%s has a help of its own', async (command) => {
    const { status, out, err } = await lockkeeper(await temporary(), [command, '--help']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Usage: lockkeeper ${command}`));
  });

  it('pairs formats and outputs in the order given, and prints nothing but the report', async () => {
    const folder = await temporary(PROJECT);
    const { status, out, err } = await lockkeeper(folder, [
      'review',
      'migrations',
      '--format=json',
      '--output=out/review.json',
      '--format=sarif',
      '--output=out/review.sarif',
      '--format=markdown',
      '--output=-',
    ]);
    expect([status, err]).toEqual([1, '']);
    expect(out).toMatch(/^## .*Lockkeeper/);
    const report = JSON.parse(await readFile(join(folder, 'out/review.json'), 'utf8')) as Report;
    expect(report.audit).toBe(true);
    validReview(report);
    validSarif(JSON.parse(await readFile(join(folder, 'out/review.sarif'), 'utf8')));
  });

  it('is terminal without --format, and plain where nobody watches', async () => {
    const folder = await temporary(PROJECT);
    const plain = await lockkeeper(folder, ['review', 'migrations/002_drop.sql']);
    expect(plain.out).toContain('HIGH  drop-column  migrations/002_drop.sql:1:19');
    expect(plain.out).not.toContain('\u001b');
    const [forced, chosen, refused, asked] = await Promise.all([
      lockkeeper(folder, ['review', 'migrations/002_drop.sql'], { env: { FORCE_COLOR: '1' } }),
      lockkeeper(folder, ['review', 'migrations/002_drop.sql', '--color', 'always']),
      lockkeeper(folder, ['review', 'migrations/002_drop.sql'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
      lockkeeper(folder, ['review', 'migrations/002_drop.sql', '--color', 'always'], { env: { NO_COLOR: '1' } }),
    ]);
    expect([forced.out.includes('\u001b['), chosen.out.includes('\u001b[')]).toEqual([true, true]);
    expect(refused.out).toBe(plain.out);
    // What is said on the command line is meant.
    expect(asked.out).toBe(chosen.out);
  });

  it('a file never gets colours', async () => {
    const folder = await temporary(PROJECT);
    await lockkeeper(folder, ['review', 'migrations/002_drop.sql', '--color', 'always', '--output', 'review.txt']);
    expect(await readFile(join(folder, 'review.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('--quiet leaves out what does not count, --verbose adds what every statement does', async () => {
    const folder = await temporary(PROJECT);
    const [quiet, plain, verbose] = await Promise.all(
      [['--quiet'], [], ['--verbose']].map((more) => lockkeeper(folder, ['review', 'migrations', ...more]).then(({ out }) => out)),
    );
    expect(quiet?.length).toBeLessThan(plain?.length ?? 0);
    expect(plain).not.toContain('CREATE TABLE users');
    expect(verbose).toContain('CREATE TABLE users');
  });

  it('the same review gives the same bytes', async () => {
    const folder = await temporary(PROJECT);
    const runs = await Promise.all([1, 2].map(() => lockkeeper(folder, ['review', 'migrations', '--format', 'sarif'])));
    expect(runs[0]).toEqual(runs[1]);
  });
});

describe('the configuration', () => {
  it('nearest to what is named decides, unless one is named', async () => {
    const folder = await temporary({
      'a/migrations/001_users.sql': USERS,
      'a/migrations/002_drop.sql': DROP,
      'a/.github/lockkeeper.yml': 'dialect: postgres@15\n',
      'lockkeeper.yml': 'dialect: postgres@16\n',
      'other.yml': 'dialect: postgres@17\n',
    });
    const version = async (...args: string[]) => (await json(folder, ['review', ...args])).database.version;
    expect(await version('a/migrations/002_drop.sql')).toBe('15');
    expect(await version('a')).toBe('15');
    expect(await version('.')).toBe('16');
    expect(await version('a', '--config', 'other.yml')).toBe('17');
    expect(await version('a', '--config', 'other.yml', '--dialect', 'postgres@18')).toBe('18');
    // In the folder itself, which is no repository: what lies above it is of no concern.
    expect((await json(join(folder, 'a'), ['review', 'migrations'])).database.version).toBe('15');
  });

  it('its fail-on is that of the command line where both say one', async () => {
    const folder = await temporary({ ...PROJECT, 'lockkeeper.yml': 'fail-on: never\n' });
    expect((await json(folder, ['review', 'migrations'])).status).toBe(0);
    expect((await json(folder, ['review', 'migrations', '--fail-on', 'high'])).status).toBe(1);
  });
});

describe('the baseline', () => {
  it('accepts what is found today: a second run is clean, and what is new counts', async () => {
    const folder = await temporary(PROJECT);
    const first = await lockkeeper(folder, ['review', 'migrations', '--write-baseline', '.github/lockkeeper-baseline.json']);
    expect([first.status, first.err]).toEqual([1, 'wrote .github/lockkeeper-baseline.json\n']);
    const written = await readFile(join(folder, '.github/lockkeeper-baseline.json'), 'utf8');
    await put(folder, { 'lockkeeper.yml': 'baseline: .github/lockkeeper-baseline.json\n' });

    const second = await json(folder, ['review', 'migrations']);
    expect([second.status, second.verdict, second.risk]).toEqual([0, 'pass', 'none']);
    expect(second.findings.map(({ allowed }) => allowed?.source)).toEqual(['baseline', 'baseline']);

    await put(folder, { 'migrations/003_more.sql': 'SET lock_timeout = 1000;\nALTER TABLE users DROP COLUMN email;\n' });
    const third = await json(folder, ['review', 'migrations']);
    expect(third.findings.filter(({ allowed }) => allowed === null).map(({ rule, span }) => [rule, span.path])).toEqual([
      ['drop-column', 'migrations/003_more.sql'],
    ]);
    expect(third.status).toBe(1);

    // Written again over the same state it is the same file, and a moved line changes nothing.
    await rm(join(folder, 'migrations/003_more.sql'));
    await writeFile(join(folder, 'migrations/002_drop.sql'), `\n\n-- moved\n${DROP}`);
    await lockkeeper(folder, ['review', 'migrations', '--write-baseline', '.github/lockkeeper-baseline.json']);
    expect(await readFile(join(folder, '.github/lockkeeper-baseline.json'), 'utf8')).toBe(written);
  });
});

describe('a git repository', () => {
  it('is reviewed from the merge base, uncommitted and untracked files included', async () => {
    const folder = await temporary(PROJECT);
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'base');
    git(folder, 'switch', '-q', '-c', 'feature');
    await put(folder, { 'migrations/003_committed.sql': 'CREATE INDEX users_email_idx ON users (email);\n' });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'change');
    await put(folder, {
      'migrations/003_committed.sql': 'CREATE INDEX CONCURRENTLY users_email_idx ON users (email);\n',
      'migrations/002_drop.sql': `${DROP}-- edited\n`,
      'migrations/004_untracked.sql': 'SET lock_timeout = 1000;\nALTER TABLE users DROP COLUMN email;\n',
    });
    const report = await json(folder, ['review', '--base', 'main']);
    expect([report.status, report.audit]).toEqual([1, false]);
    expect(report.migrations.map(({ path }) => path)).toEqual([
      'migrations/003_committed.sql',
      'migrations/004_untracked.sql',
      'migrations/002_drop.sql',
    ]);
    expect(rulesOf(report)).toContain('edited-migration');
    expect(rulesOf(report)).not.toContain('index-without-concurrently');
    expect(report.findings.filter(({ rule }) => rule === 'drop-column').map(({ span }) => span.path)).toEqual([
      'migrations/004_untracked.sql',
    ]);
    // The default is main here; a folder inside the repository is as good as its top.
    expect((await json(join(folder, 'migrations'), ['review'])).findings).toEqual(report.findings);
    expect(await lockkeeper(folder, ['review', '--base', 'mian'])).toEqual({
      status: 2,
      out: '',
      err: 'error: There is no branch, tag or commit mian in this repository.\nDid you mean main?\n',
    });
  });
});

describe('explain', () => {
  const SQL = 'ALTER TABLE users ADD COLUMN age int';
  interface Explanation {
    readonly database: Report['database'];
    readonly statements: readonly {
      readonly sql: string;
      readonly operations: readonly string[];
      readonly effects: readonly { readonly relation: string; readonly lock: string; readonly work: string }[];
      readonly consequences: { readonly refused: { readonly sqlstate: string } | null };
      readonly error?: { readonly message: string; readonly line: number; readonly column: number };
    }[];
  }
  async function explain(folder: string, args: readonly string[], options: RunOptions = {}): Promise<Explanation> {
    const { status, out, err } = await lockkeeper(folder, ['explain', ...args, '--format', 'json'], options);
    expect([status, err]).toEqual([0, '']);
    const explanation = JSON.parse(out) as Explanation;
    validExplanation(explanation);
    return explanation;
  }

  it('takes text, a file, and standard input', async () => {
    const folder = await temporary({ 'a.sql': SQL });
    const [text, file, dash, piped] = await Promise.all([
      explain(folder, [SQL]),
      explain(folder, ['a.sql']),
      explain(folder, ['-'], { input: SQL }),
      explain(folder, [], { input: SQL }),
    ]);
    for (const { statements } of [text, file, dash, piped])
      expect(statements).toMatchObject([
        { sql: SQL, operations: ['add-column'], effects: [{ relation: 'public.users', lock: 'ACCESS EXCLUSIVE' }] },
      ]);
    expect(text.database).toEqual({ dialect: 'postgres', version: '14', assumed: true });
  });

  it('--schema gives the tables and is not reported itself', async () => {
    const folder = await temporary({ 'schema.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name varchar(20));' });
    const widen = 'ALTER TABLE users ALTER COLUMN name TYPE varchar(40)';
    const [known, unknown] = await Promise.all([explain(folder, [widen, '--schema', 'schema.sql']), explain(folder, [widen])]);
    expect(known.statements.map(({ effects }) => effects[0]?.work)).toEqual(['none']);
    expect(unknown.statements.map(({ effects }) => effects[0]?.work)).toEqual(['rewrite']);
  });

  it('--no-transaction is how CONCURRENTLY can run, and --dialect names the server', async () => {
    const folder = await temporary();
    const index = 'CREATE INDEX CONCURRENTLY i ON users (id)';
    const [inside, outside] = await Promise.all([
      explain(folder, [index]),
      explain(folder, [index, '--no-transaction', '--dialect', 'postgres@17']),
    ]);
    expect(inside.statements[0]?.consequences.refused?.sqlstate).toBe('25001');
    expect(outside.statements[0]?.consequences.refused).toBeNull();
    expect(outside.database).toEqual({ dialect: 'postgres', version: '17', assumed: false });
  });

  it('one statement that does not parse loses only itself', async () => {
    const folder = await temporary();
    const { statements } = await explain(folder, ['-'], { input: 'DROP TABLE a;\nALTER TABEL b;\nDROP TABLE c;\n' });
    expect(statements.map(({ operations, error }) => [operations, error])).toEqual([
      [['drop-table'], undefined],
      [[], { message: 'syntax error at or near "TABEL"', line: 2, column: 1 }],
      [['drop-table'], undefined],
    ]);
    const shown = await lockkeeper(folder, ['explain', 'DROP TABLE a; ALTER TABEL b']);
    expect(shown.status).toBe(0);
    expect(shown.out).toContain('lock   ACCESS EXCLUSIVE on a until the transaction ends: reads and writes wait');
    expect(shown.out).toContain('not analysed');
  });
});

describe('rules', () => {
  it('lists them all, shows one, and both as JSON', async () => {
    const folder = await temporary({ 'table-outside-app.yaml': RULE, 'lockkeeper.yml': 'custom-rules: [table-outside-app.yaml]\n' });
    const [list, listed, page, rule] = await Promise.all(
      [['rules'], ['rules', '--format', 'json'], ['rules', 'drop-column'], ['rules', 'table-outside-app', '--format', 'json']].map((args) =>
        lockkeeper(folder, args),
      ),
    );
    for (const outcome of [list, listed, page, rule]) expect([outcome?.status, outcome?.err]).toEqual([0, '']);
    const rules = JSON.parse(listed?.out ?? '') as { id: string; builtIn: boolean }[];
    for (const { id } of rules) expect(list?.out).toContain(`  ${id} `);
    expect(rules.filter(({ builtIn }) => !builtIn).map(({ id }) => id)).toEqual(['table-outside-app']);
    expect(page?.out).toBe(readFileSync(new URL('../docs/rules/drop-column.md', import.meta.url), 'utf8'));
    expect(JSON.parse(rule?.out ?? '')).toMatchObject({ id: 'table-outside-app', on: ['create-table'], builtIn: false });
  });

  it('new writes a rule that holds, and once only', async () => {
    const folder = await temporary(PROJECT);
    const made = await lockkeeper(folder, ['rules', 'new', 'table-without-owner']);
    expect(made).toEqual({
      status: 0,
      out: '',
      err: 'wrote .github/lockkeeper/table-without-owner.yaml\nTest it: lockkeeper rules test .github/lockkeeper/table-without-owner.yaml\nUse it: custom-rules: [.github/lockkeeper/*.yaml] in .github/lockkeeper.yml\n',
    });
    expect(await lockkeeper(folder, ['rules', 'test', '.github/lockkeeper/table-without-owner.yaml'])).toEqual({
      status: 0,
      out: '4 examples of 1 rule: all hold\n',
      err: '',
    });
    expect(await lockkeeper(folder, ['rules', 'new', 'table-without-owner'])).toEqual({
      status: 2,
      out: '',
      err: 'error: There is a file .github/lockkeeper/table-without-owner.yaml already.\nChoose another id, or another --output.\n',
    });
    // As the message says, and it is in force.
    await put(folder, {
      '.github/lockkeeper.yml': 'custom-rules: [.github/lockkeeper/*.yaml]\n',
      'migrations/003_notes.sql': 'CREATE TABLE tmp_notes (body text);\n',
    });
    expect(await lockkeeper(folder, ['rules', 'test'])).toMatchObject({ status: 0, out: '4 examples of 1 rule: all hold\n' });
    expect(rulesOf(await json(folder, ['review', 'migrations/003_notes.sql']))).toContain('table-without-owner');
  });

  it('test says which example does not hold', async () => {
    const folder = await temporary({ 'rules/table-outside-app.yaml': RULE.replace('finding: notes is', 'finding: notices is') });
    const { status, out, err } = await lockkeeper(folder, ['rules', 'test', 'rules']);
    expect({ status, out, err }).toEqual({
      status: 1,
      out: `rules/table-outside-app.yaml: bad example 1
  unexpected: notes is made outside the schema app.
  not found:  notices is made outside the schema app.
2 examples of 1 rule: 1 does not hold
`,
      err: '',
    });
  });

  it('test shows every mistake in every file', async () => {
    const folder = await temporary({
      'rules/table-outside-app.yaml': RULE.replace('medium', 'middle'),
      'rules/zone.yaml': RULE.replace('!op.temporary', 'op.tmp').replace('table-outside-app', 'zone'),
    });
    const { status, out, err } = await lockkeeper(folder, ['rules', 'test', 'rules']);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: rules\/table-outside-app\.yaml:5:7: .*middle[^]*error: rules\/zone\.yaml:8:\d+: .*`tmp`/m);
  });
});

describe('init', () => {
  it('writes files that load, for the frameworks it finds, and keeps them the second time', async () => {
    const folder = await temporary({
      'shop/src/main/resources/application.yml':
        'spring:\n  datasource:\n    url: jdbc:postgresql://db/shop\n  flyway:\n    locations: classpath:db/migration\n',
      'shop/src/main/resources/db/migration/V1__users.sql': USERS,
      'web/prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
      'web/prisma/migrations/20260101000000_users/migration.sql': USERS,
    });
    const first = await lockkeeper(folder, ['init']);
    expect({ ...first }).toEqual({
      status: 0,
      out: '',
      err: `found Prisma Migrate in web/prisma/migrations: 2 files, PostgreSQL
found Flyway in shop/src/main/resources/db/migration: 1 files, PostgreSQL
wrote .github/workflows/lockkeeper.yml
wrote .github/lockkeeper.yml
Next: commit both, open a pull request with a migration, and try \`lockkeeper review --base main\` here.
`,
    });
    const report = await json(folder, ['review', 'shop']);
    expect([report.status, report.database]).toEqual([0, { dialect: 'postgres', version: '14', assumed: false }]);
    const workflow = await readFile(join(folder, '.github/workflows/lockkeeper.yml'), 'utf8');
    expect(workflow).toContain('uses: lockkeeper/lockkeeper@v1');

    await put(folder, { '.github/lockkeeper.yml': 'dialect: postgres@17\n' });
    const second = await lockkeeper(folder, ['init']);
    expect(second.err).toContain('kept .github/workflows/lockkeeper.yml\nkept .github/lockkeeper.yml\n');
    expect(await readFile(join(folder, '.github/lockkeeper.yml'), 'utf8')).toBe('dialect: postgres@17\n');
  });
});

function packageVersion(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}

/** A check against a committed schema. */
function validator(schema: string): (value: unknown) => void {
  const valid = new Ajv2020({ strict: true, allErrors: true }).compile(
    JSON.parse(readFileSync(new URL(`../schemas/${schema}`, import.meta.url), 'utf8')) as object,
  );
  return (value) => {
    valid(value);
    expect(valid.errors ?? []).toEqual([]);
  };
}
const validReview = validator('review.schema.json');
const validExplanation = validator('explanation.schema.json');

const sarifValidator = (() => {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // Draft 4 uses nothing here that draft 7 reads differently, but for the names of these two keys.
  const { $schema: _draft, id: _id, ...published } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(published);
})();
function validSarif(log: unknown): void {
  sarifValidator(log);
  expect(sarifValidator.errors ?? []).toEqual([]);
}
