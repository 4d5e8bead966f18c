import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { memoryTree } from '../src/changes/memory.ts';
import { DEFAULT_CONFIG, type Config } from '../src/config/config.ts';
import { type KnownRule, type LoadedConfig, loadConfig } from '../src/config/load.ts';
import { configuredProjects, pathMatcher, tableMatcher } from '../src/config/match.ts';
import { tableKnowledge } from '../src/sizes/knowledge.ts';
import { configJsonSchema, configMarkdown } from '../src/config/schema.ts';
import { placeText, UserError } from '../src/errors.ts';
import { findProjects, frameworks } from '../src/frameworks/index.ts';

const dialects = [{ id: 'postgres', versions: [13, 14, 15, 16, 17, 18] }];
const rules: readonly KnownRule[] = [
  { id: 'drop-column', options: {} },
  { id: 'drop-table', options: {} },
  { id: 'lock-without-timeout', options: { max: { type: 'duration', doc: 'The longest.', default: 5000 } } },
  {
    id: 'missing-down',
    options: {
      kinds: { type: 'list', doc: 'Which.', default: [] },
      strictly: { type: 'flag', doc: 'How.', default: false },
      most: { type: 'integer', doc: 'How many.', default: 1 },
    },
  },
];

function load(text: string): Promise<LoadedConfig> {
  return loadConfig(memoryTree({ 'lockkeeper.yml': text }), { dialects });
}

async function read(text: string): Promise<Config> {
  return (await load(text)).settle(rules);
}

/** The error as a person sees it, or "no error". */
async function errorText(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return 'no error';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { where, problem, hint, excerpt } = error;
    return [`${where ? `${placeText(where)}: ` : ''}${problem}`, excerpt, hint].filter(Boolean).join('\n');
  }
}

/** Goldens stay as they are when a framework is added. */
function withoutFrameworks(text: string): string {
  const ids = frameworks.map(({ id }) => id).toSorted();
  return text.replaceAll(ids.join(', '), '<frameworks>').replace(ids.map((id) => JSON.stringify(id)).join(','), '"<frameworks>"');
}

const MISTAKES: readonly string[] = [
  // sizes and speeds
  'tables:\n  - { name: events, bytes: 12 gigs, index-bytes: -1, writes-per-second: many }',
  'throughput: { scan: 400MB-100MB, batch: fast, index: 5 }',
  'rewrites: { pause: soon }',
  'statistics: /etc/passwd',
  // unknown keys
  'fail_on: high',
  '1: x',
  'tables:\n  - { nme: events, size: large }',
  // values outside a closed set
  'fail-on: hihg',
  '"fail-on": "hgih"',
  'preset: reccomended',
  'comment: sometimes\ninline: all\nrequest-changes: yes\nsarif-file: 3',
  // wrong types
  'fail-on: [high]',
  'fail-on: 3',
  'fail-on:',
  'custom-rules: rules/*.yaml',
  'custom-rules: [1]',
  'unblock: {}',
  'unblock: { lable: x }',
  'unblock: { approval-by: "@ann" }',
  'unblock: { approval-by: [ann, "@acme/dba team"], label: "" }',
  'rules: off',
  'rules: [drop-column]',
  'tables: events',
  'projects: []',
  '- a',
  'just words',
  // dialects
  'dialect: postgresql@16',
  'dialect: postgres@9',
  'dialect: postgres@1.x',
  'dialect: postgres@latest',
  'dialect: posgres',
  'dialect: 16',
  // rules
  'rules:\n  drop-colum: off',
  'rules:\n  drop-column: hi',
  'rules:\n  drop-column:',
  'rules:\n  drop-column: [high]',
  'rules:\n  drop-column: { risk: hi }',
  'rules:\n  drop-column: { level: high }',
  'rules:\n  lock-without-timeout: { max: soon }',
  'rules:\n  lock-without-timeout: { max: { a: 1 } }',
  'rules:\n  missing-down: { strictly: yes, most: 1.5, kinds: x }',
  // paths
  "custom-rules: [/etc/rules.yaml, ../x.yaml, 'a\\b']",
  'baseline: C:/x.json',
  // projects
  'projects:\n  - path: db',
  'projects:\n  - framework: flywya\n    migration: [x]',
  'projects:\n  - { framework: goose, migrations: [], dialect: mysl, schema: ../x }',
  // tables
  'tables:\n  - { size: large }',
  'tables:\n  - { name: events }',
  'tables:\n  - { name: events, size: huge, rows: -1 }',
  'tables:\n  - { name: events, rows: many }',
  'tables:\n  - { name: "events?", rows: 1 }',
  // overrides
  'overrides:\n  - { rules: { drop-column: off } }',
  'overrides:\n  - { paths: [legacy/**] }',
  'overrides:\n  - { paths: [a], rules: { drop-colunm: off } }',
  // YAML
  'fail-on: high\nfail-on: low',
  'fail-on: !high',
  'rules: &r { drop-column: off }\noverrides:\n  - { paths: [a], rules: *r }',
  'rules:\n  drop-column: off\n   drop-table: off',
  'rules: {',
  'a: 1\n---\nb: 2',
  `rules: ${'['.repeat(20_000)}`,
  // places with other line ends and marks
  '\uFEFFpreset: strikt',
  'preset: strict\r\nfail-on: hgih\r\n',
  'preset: strict # 😀 é\nfail-on: { "😀": 1 }',
];

it('reads sizes and speeds with their units', async () => {
  const { tables, throughput, statistics } = await read(
    'tables: [{ name: events, bytes: 12GB, index-bytes: 512kB, writes-per-second: 2.5 }]\nthroughput: { scan: 100-400MB, batch: 20k-60k, rewrite: 5000 }\nstatistics: ./db/sizes.csv',
  );
  expect(tables).toEqual([{ name: 'events', size: null, rows: null, bytes: 12 * 1024 ** 3, indexBytes: 512 * 1024, writesPerSecond: 2.5 }]);
  expect(throughput).toEqual({
    scan: { unit: 'bytes', low: 100 * 1024 ** 2, high: 400 * 1024 ** 2 },
    batch: { unit: 'rows', low: 20_000, high: 60_000 },
    rewrite: { unit: 'rows', low: 5000, high: 5000 },
  });
  expect(statistics).toBe('db/sizes.csv');
});

describe('mistakes', () => {
  it('are named with place, value, valid choices and the nearest match', async () => {
    const lines: string[] = [];
    for (const text of MISTAKES) {
      const shown = text.length > 200 ? `${text.slice(0, 20)}… (${text.length} characters)` : text;
      const source = shown.split('\n').map((line) => `  ${line.replaceAll('\r', '\\r').replaceAll('\uFEFF', '\\uFEFF')}`);
      lines.push(...source, withoutFrameworks(await errorText(() => read(text))), '');
    }
    await expect(lines.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, 'fixtures/config/mistakes.txt'));
  });

  it.each([
    [
      'two files',
      { 'lockkeeper.yml': '', '.github/lockkeeper.yml': '' },
      undefined,
      '.github/lockkeeper.yml: There are two configurations: .github/lockkeeper.yml and lockkeeper.yml.\nKeep one of them, or name one with --config.',
    ],
    [
      'a missing file',
      { 'ci/lockkeeper.yml': '' },
      'ci/lockeeper.yml',
      'ci/lockeeper.yml: There is no configuration ci/lockeeper.yml.\nDid you mean ci/lockkeeper.yml?',
    ],
    [
      'an unreadable file',
      { 'lockkeeper.yml': { kind: 'unreadable', reason: 'the file is not valid UTF-8' } as const },
      undefined,
      'lockkeeper.yml: The configuration cannot be read: the file is not valid UTF-8.',
    ],
    [
      'a huge file',
      { 'lockkeeper.yml': `# ${'é'.repeat(500_000)}\n` },
      undefined,
      'lockkeeper.yml: The configuration has 1000003 bytes; at most 1000000 are read.',
    ],
  ])('%s', async (_, files, path, expected) => {
    expect(await errorText(() => loadConfig(memoryTree(files), { path, dialects }))).toBe(expected);
  });

  it('in an unknown rule among many lists the ones near it', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ id: i < 3 ? `drop-thing-${i}` : `other-rule-${i}`, options: {} }));
    const loaded = await load('rules: { drop-thing-9: off }');
    expect(await errorText(() => loaded.settle(many))).toBe(
      'lockkeeper.yml:1:10: There is no rule `drop-thing-9`.\n   1 | rules: { drop-thing-9: off }\n     |          ^^^^^^^^^^^^\n' +
        'Did you mean `drop-thing-0`? Near it: drop-thing-0, drop-thing-1, drop-thing-2.',
    );
  });
});

const EVERYTHING = `# yaml-language-server: $schema=lockkeeper.schema.json
dialect: postgres@15.4
fail-on: medium
projects:
  - framework: flyway
    path: ./services/billing/
    migrations: [db/migration/**/*.sql]
    dialect: mysql@8
    schema: db/structure.sql
  - framework: goose
preset: strict
rules:
  drop-column: critical
  drop-table: off
  lock-without-timeout: { risk: low, max: 5s }
  missing-down: { strictly: true, most: 3, kinds: [a, b] }
custom-rules: [.github/lockkeeper/*.yaml]
tables:
  - { name: public.events, size: large, rows: 2000000000 }
  - { name: "*_lookup", size: small }
  - { name: country, rows: 250 }
  - { name: audit, rows: 20000 }
rewrites: { batch-size: 500, pause: 250ms, lock-timeout: 2s, lock-retries: 5, new-column: "{column}_v2" }
overrides:
  - paths: [legacy/**]
    rules: { missing-down: off }
  - tables: [public.events]
    rules: { lock-without-timeout: { max: 500 } }
baseline: .github/lockkeeper-baseline.json
suppressions-of: [squawk, pgfence, squawk]
paths: [services/**]
unblock: { label: lockkeeper-override, approval-by: ['@ann', '@acme/dba-team'] }
comment: on-failure
inline: never
request-changes: critical
draft: skip
sarif-file: out/lockkeeper.sarif
report-file: out/lockkeeper.json
`;

describe('a configuration', () => {
  it('says all it can', async () => {
    expect(await read(EVERYTHING)).toEqual({
      dialect: { dialect: 'postgres', version: '15' },
      failOn: 'medium',
      projects: [
        {
          framework: 'flyway',
          path: 'services/billing',
          migrations: ['db/migration/**/*.sql'],
          dialect: { dialect: 'mysql', version: '8' },
          schema: 'db/structure.sql',
        },
        { framework: 'goose', path: '', migrations: [], dialect: null, schema: null },
      ],
      preset: 'strict',
      rules: {
        'drop-column': { level: 'critical', options: {} },
        'drop-table': { level: 'off', options: {} },
        'lock-without-timeout': { level: 'low', options: { max: 5000 } },
        'missing-down': { level: 'on', options: { strictly: true, most: 3, kinds: ['a', 'b'] } },
      },
      customRules: ['.github/lockkeeper/*.yaml'],
      tables: [
        { name: 'public.events', size: 'large', rows: 2_000_000_000, bytes: null, indexBytes: null, writesPerSecond: null },
        { name: '*_lookup', size: 'small', rows: null, bytes: null, indexBytes: null, writesPerSecond: null },
        { name: 'country', size: null, rows: 250, bytes: null, indexBytes: null, writesPerSecond: null },
        { name: 'audit', size: null, rows: 20_000, bytes: null, indexBytes: null, writesPerSecond: null },
      ],
      statistics: null,
      throughput: {},
      rewrites: { batchSize: 500, pause: 250, lockTimeout: 2000, lockRetries: 5, newColumn: '{column}_v2' },
      overrides: [
        { paths: ['legacy/**'], tables: [], rules: { 'missing-down': { level: 'off', options: {} } } },
        { paths: [], tables: ['public.events'], rules: { 'lock-without-timeout': { level: 'on', options: { max: 500 } } } },
      ],
      baseline: '.github/lockkeeper-baseline.json',
      suppressionsOf: ['squawk', 'pgfence'],
      paths: ['services/**'],
      unblock: { label: 'lockkeeper-override', approvalBy: ['@ann', '@acme/dba-team'] },
      comment: 'on-failure',
      inline: 'never',
      requestChanges: 'critical',
      draft: 'skip',
      sarifFile: 'out/lockkeeper.sarif',
      reportFile: 'out/lockkeeper.json',
    } satisfies Config);
  });

  it.each(['', '# nothing\n', '\uFEFF', '{}'])('that is %j means the defaults', async (text) => {
    expect(await read(text)).toEqual(DEFAULT_CONFIG);
  });

  it('that is not there means the defaults', async () => {
    const loaded = await loadConfig(memoryTree({ 'README.md': '' }), { dialects });
    expect(loaded.path).toBeNull();
    expect(await loaded.settle(rules)).toEqual(DEFAULT_CONFIG);
  });

  it.each(['.github/lockkeeper.yml', '.github/lockkeeper.yaml', 'lockkeeper.yml', 'lockkeeper.yaml'])('is found at %s', async (path) => {
    const loaded = await loadConfig(memoryTree({ [path]: 'preset: minimal' }), { dialects });
    expect([loaded.path, loaded.config.preset]).toEqual([path, 'minimal']);
  });

  it('that is named wins over the usual places', async () => {
    const tree = memoryTree({ 'lockkeeper.yml': 'preset: minimal', 'ci/x.yml': 'preset: strict' });
    expect((await loadConfig(tree, { path: 'ci/x.yml', dialects })).config.preset).toBe('strict');
  });
});

describe('what is published of it', () => {
  it('is a JSON Schema that takes what the loader takes', () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(configJsonSchema());
    for (const text of [EVERYTHING, '{}', 'preset: strict'])
      expect([text, validate(parse(text)), validate.errors]).toEqual([text, true, null]);
    for (const text of ['fail_on: high', 'fail-on: hihg', 'rules: { x: hi }', 'tables: [{ size: large }]'])
      expect([text, validate(parse(text))]).toEqual([text, false]);
  });

  it('is a JSON Schema and a table in Markdown', async () => {
    const schema = withoutFrameworks(JSON.stringify(configJsonSchema()));
    await expect(`${JSON.stringify(JSON.parse(schema), null, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'fixtures/config/schema.json'),
    );
    await expect(configMarkdown()).toMatchFileSnapshot(join(import.meta.dirname, 'fixtures/config/options.md'));
  });
});

describe('names of tables', () => {
  it.each([
    ['public.events', 'public.events', true],
    ['public.events', 'audit.events', false],
    ['events', 'audit.events', true],
    ['events', 'public.events_old', false],
    ['*_lookup', 'public.country_lookup', true],
    ['*_lookup', 'public.lookup', false],
    ['audit.*', 'audit.events', true],
    ['audit.*', 'public.audit', false],
    ['*.events', 'audit.events', true],
    ['Order', 'public."Order"', true],
    ['order', 'public."Order"', false],
    ['public."Order"', 'public."Order"', true],
    ['public."a.b"', 'public."a.b"', true],
    ['*', 'public.x', true],
    ['e*x*s', 'public.events', false],
    ['e*n*s', 'public.events', true],
    [`${'*a'.repeat(40)}b`, `public.${'a'.repeat(63)}`, false],
  ])('%s and %s: %s', (name, relation, matches) => {
    expect(tableMatcher(name)(relation)).toBe(matches);
  });

  it('let the last entry decide', () => {
    const tables = tableKnowledge([
      { name: '*', size: 'large', rows: 5_000_000, bytes: null, indexBytes: null, writesPerSecond: null },
      { name: 'country', size: 'small', rows: null, bytes: null, indexBytes: null, writesPerSecond: null },
    ]);
    expect([tables.size('public.country'), tables.rows('public.country')]).toEqual(['small', undefined]);
    expect([tables.size('public.events'), tables.rows('public.events')]).toEqual(['large', 5_000_000]);
    expect(tableKnowledge([]).size('public.events')).toBe('unknown');
  });
});

describe('globs', () => {
  it.each([
    ['db/**', 'db/x/1.sql', true],
    ['db', 'db/x/1.sql', true],
    ['db', 'dbx/1.sql', false],
    ['', 'any/1.sql', true],
    ['*.sql', 'db/1.sql', false],
    ['**/*.sql', '.github/1.sql', true],
  ])('%j and %s: %s', (glob, path, matches) => {
    expect(pathMatcher([glob])(path)).toBe(matches);
  });
});

describe('projects', () => {
  const tree = memoryTree({
    'a/sql/one.sql': 'SELECT 1;',
    'a/sql/two.sql': 'SELECT 2;',
    'b/migrations/1_x.sql': '-- +goose Up\nSELECT 1;\n',
    'c/migrations/1_x.sql': '-- +goose Up\nSELECT 1;\n',
  });
  it('are the files that the globs name', async () => {
    const config = await read('projects:\n  - { framework: sql, path: a, migrations: ["sql/t*.sql"], dialect: postgres@16 }\n');
    const { projects, unclaimed } = await findProjects(tree, configuredProjects(config, 'lockkeeper.yml', tree));
    expect(projects).toEqual([
      {
        framework: 'sql',
        root: 'a',
        files: ['a/sql/two.sql'],
        dialect: { dialect: 'postgres', version: '16', evidence: 'projects[0].dialect in lockkeeper.yml' },
      },
    ]);
    expect(unclaimed).toEqual(['a/sql/one.sql', 'b/migrations/1_x.sql', 'c/migrations/1_x.sql']);
  });
  it('are what the framework finds below a folder that is given alone', async () => {
    const config = await read('projects: [{ framework: goose, path: b }]');
    const { projects } = await findProjects(tree, configuredProjects(config, 'lockkeeper.yml', tree));
    expect(projects.map(({ root, files }) => [root, files])).toEqual([['b/migrations', ['b/migrations/1_x.sql']]]);
  });
  it('are all SQL below a folder where the framework finds nothing', async () => {
    const config = await read('projects: [{ framework: sql, path: a }]');
    const { projects } = await findProjects(tree, configuredProjects(config, 'lockkeeper.yml', tree));
    expect(projects.map(({ root, files }) => [root, files])).toEqual([['a', ['a/sql/one.sql', 'a/sql/two.sql']]]);
  });
});
