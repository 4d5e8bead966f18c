/** Did someone forget something? What is on a list has its files, and the other way round. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dialectOf, dialects } from '../src/dialects/index.ts';
import { frameworks } from '../src/frameworks/index.ts';
import { OPERATION_KINDS } from '../src/operations/operation.ts';
import { REPORTERS } from '../src/reporters/index.ts';
import { operationsOf } from './support/analysed-row.ts';
import { rowsOf } from './support/effect-rows.ts';
import { UNCOVERED } from './support/uncovered.ts';

const top = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(top, path), 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;
const list = (folder: string): string[] => readdirSync(join(top, folder)).sort();
/** Every file below a folder, as paths from the top. */
const below = (folder: string): string[] =>
  readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

describe('frameworks', () => {
  // What each fixture repository is found to be, by the golden file beside it.
  const seen = new Set(
    list('__tests__/fixtures/frameworks').flatMap((name) =>
      [...read(`__tests__/fixtures/frameworks/${name}/expected.txt`).matchAll(/^project (\S+) at /gm)].map((match) => match[1]),
    ),
  );
  it.each(frameworks.map(({ id }) => id))('%s has a fixture repository', (id) => expect(seen).toContain(id));
  it('have ids of their own', () => expect(new Set(frameworks.map(({ id }) => id)).size).toBe(frameworks.length));
  it('are named in the README', () => {
    const section = /## What it reads\n(.*?)\n## /s.exec(read('README.md'))?.[1]?.replaceAll(/\s+/g, ' ') ?? '';
    const missing = frameworks.filter(({ title, id }) => ![title, id].some((name) => section.toLowerCase().includes(name.toLowerCase())));
    // Code is found and not read yet: the README names some of it. Plain SQL goes by its own words.
    expect(missing.map(({ id }) => id).filter((id) => !CODE.has(id) && id !== 'sql')).toEqual([]);
  });
});

/** Frameworks whose migrations are code, by the folder that proves it. */
const CODE = new Set(
  [...read('__tests__/fixtures/frameworks/code/expected.txt').matchAll(/^project (\S+) at /gm)].map((match) => match[1] ?? ''),
);

describe('reporters', () => {
  const goldens = list('__tests__/fixtures/reporters');
  const extension: Readonly<Record<string, string>> = {
    terminal: '.terminal.txt',
    markdown: '.md',
    gitlab: '.gitlab.json',
    junit: '.junit.xml',
  };
  it.each(REPORTERS.map(({ id }) => id))('%s has golden files', (id) => {
    expect(goldens.filter((name) => name.endsWith(extension[id] ?? `.${id}`)).length).toBeGreaterThan(1);
  });
  it('are named in the README', () => {
    const line = /^Formats: (.*?); /m.exec(read('README.md'))?.[1];
    expect(line?.replaceAll('`', '').split(', ')).toEqual(REPORTERS.map(({ id }) => id));
  });
});

describe('rules', () => {
  const files = below('rules').filter((path) => path.endsWith('.yaml'));
  const ids = files.map((path) => path.split('/').at(-1)?.replace('.yaml', '') ?? '');
  it('are called what their files are called', () => {
    for (const [i, path] of files.entries()) expect((parse(read(path)) as { id: string }).id).toBe(ids[i]);
  });
  it('have a page each, and every page a rule', () => {
    expect(list('docs/rules').filter((name) => name !== 'README.md')).toEqual(ids.map((id) => `${id}.md`).sort());
  });
  it('stand in a folder of a dialect, or in common', () => {
    expect([...new Set(files.map((path) => path.split('/')[1]))].sort()).toEqual(['common', ...dialects.map(({ id }) => id)].sort());
  });
  it('are compiled into dist/rules.json', () => {
    expect(json<{ rules: { id: string }[] }>('dist/rules.json').rules.map(({ id }) => id)).toEqual(ids.toSorted());
  });
  it('name related rules that exist', () => {
    const known = new Set(ids);
    const named = files.flatMap((path) => (parse(read(path)) as { 'yields-to'?: string[] })['yields-to'] ?? []);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((other) => !known.has(other))).toEqual([]);
  });
});

it('every kind of operation is in the reference for rule authors', () => {
  const page = read('docs/rule-reference.md');
  for (const kind of OPERATION_KINDS) expect(page).toContain(`\`${kind}\``);
});

describe('rows on servers', () => {
  const text = list('__tests__/fixtures/postgres-effects').map((name) => read(`__tests__/fixtures/postgres-effects/${name}`));
  it('run every kind of operation, or say why not', async () => {
    await dialectOf('postgres').load();
    const covered = new Set(text.flatMap((file) => rowsOf(file)).flatMap(({ sql }) => operationsOf(sql).map(({ kind }) => kind)));
    expect(OPERATION_KINDS.filter((kind) => !covered.has(kind)).sort()).toEqual(Object.keys(UNCOVERED).sort());
    for (const reason of Object.values(UNCOVERED)) expect(reason).toMatch(/^[A-Z].*\.$/);
  });
});

describe('imports', () => {
  /** What each file of src imports, from the top for our own files. */
  const imports = below('src').map((path) => ({
    path,
    targets: [...read(path).matchAll(/^\s*(?:import|export)\b[^'"]*?from '([^']+)'|^\s*import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
      (match) => {
        const target = match[1] ?? match[2] ?? match[3] ?? '';
        return target.startsWith('.')
          ? normalize(join(dirname(path), target))
              .split(sep)
              .join('/')
          : target;
      },
    ),
  }));
  const offences = (from: string, forbidden: readonly string[], allowed: readonly string[] = []): string[] => {
    const isForbidden = picomatch([...forbidden]);
    const isAllowed = picomatch([...allowed]);
    return imports
      .filter(({ path }) => picomatch.isMatch(path, from))
      .flatMap(({ path, targets }) =>
        targets.filter((target) => isForbidden(target) && !isAllowed(target)).map((target) => `${path} -> ${target}`),
      );
  };

  it('are found', () => expect(imports.flatMap(({ targets }) => targets).length).toBeGreaterThan(500));
  it('of GitHub stay in src/github and the action', () => {
    const own = imports.filter(({ path }) => !path.startsWith('src/github/') && path !== 'src/action.ts');
    expect(own.flatMap(({ targets }) => targets).filter((target) => /^@(?:actions|octokit)\//.test(target))).toEqual([]);
  });
  it('of frameworks name no dialect and no rule', () =>
    expect(offences('src/frameworks/**', ['src/dialects/**', 'src/ruleset/**'])).toEqual([]));
  it('of dialects name no framework and no rule', () =>
    expect(offences('src/dialects/**', ['src/frameworks/**', 'src/ruleset/**'], ['src/frameworks/framework.ts'])).toEqual([]));
  it('of the ruleset name no dialect', () =>
    expect(offences('src/ruleset/**', ['src/dialects/**'], ['src/dialects/dialect.ts'])).toEqual([]));
  it('of reporters name only what they are handed', () =>
    expect(
      offences(
        'src/reporters/**',
        ['src/ruleset/**', 'src/dialects/**', 'src/catalog/**', 'src/frameworks/**', 'src/github/**'],
        ['src/frameworks/framework.ts'],
      ),
    ).toEqual([]));
  it('lead to files that are there', () => {
    const missing = imports.flatMap(({ path, targets }) =>
      targets.filter((target) => target.startsWith('src/') && !existsSync(join(top, target))).map((target) => `${path} -> ${target}`),
    );
    expect(missing).toEqual([]);
  });
  it('are the packages of package.json, and of node', () => {
    const { devDependencies } = json<{ devDependencies: Record<string, string> }>('package.json');
    const packages = imports
      .flatMap(({ targets }) => targets)
      .filter((target) => !target.startsWith('src/') && !target.startsWith('node:'));
    const names = new Set(packages.map((target) => /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? ''));
    expect([...names].filter((name) => !(name in devDependencies) && !(`@types/${name}` in devDependencies))).toEqual([]);
  });
  it('the linter holds the same rules', () => {
    const { overrides } = json<{ overrides: { files: string[]; rules: Record<string, unknown> }[] }>('.oxlintrc.json');
    const held = overrides.filter(({ rules }) => Array.isArray(rules['no-restricted-imports'])).flatMap(({ files }) => files);
    expect(held.sort()).toEqual(['src/**', 'src/dialects/**', 'src/frameworks/**', 'src/reporters/**', 'src/ruleset/**']);
  });
});

describe('the version', () => {
  it('of package.json is the newest of the changelog, or not released yet', () => {
    const { version } = json<{ version: string }>('package.json');
    const headings = [...read('CHANGELOG.md').matchAll(/^## \[([^\]]+)\]/gm)].map((match) => match[1]);
    expect(headings.length).toBeGreaterThan(0);
    expect(['Unreleased', version]).toContain(headings[0]);
  });
});

describe('action.yml', () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
    readonly outputs: Readonly<Record<string, { readonly description: string }>>;
    readonly runs: { readonly using: string; readonly main: string };
    readonly branding: object;
  }
  const action = parse(read('action.yml')) as Action;

  it('has the inputs and outputs that are promised', () => {
    expect(Object.keys(action.inputs).sort()).toEqual(
      'comment config dialect fail-on github-token inline paths publish-report report-file request-changes sarif-file working-directory'.split(
        ' ',
      ),
    );
    expect(Object.keys(action.outputs).sort()).toEqual(
      'allowed blocking comment-url findings report-json risk sarif-file verdict'.split(' '),
    );
    expect(action.inputs['github-token']?.default).toBe('${{ github.token }}');
  });
  it('gives no default to what the configuration file can say', () => {
    const { properties } = json<{ properties: object }>('schemas/lockkeeper.schema.json');
    const defaults = Object.entries(action.inputs).filter(([name, { default: value }]) => name in properties && value !== undefined);
    expect(defaults).toEqual([]);
  });
  it('runs what is in the repository', () => {
    expect(action.runs.using).toBe('node24');
    expect(existsSync(join(top, action.runs.main))).toBe(true);
    expect(action.branding).toHaveProperty('icon');
  });
});

/** Imports of built code, those in comments aside. */
const IMPORT =
  /^(?:import|export)\b[^'"\n]*? from ["']([^"']+)["']|^import ["']([^"']+)["']|^(?!\s*(?:\*|\/\/|\/\*)).*\bimport\(["']([^"']+)["']\)/gm;

describe('dist/', () => {
  const files = below('dist');
  const text = files.filter((path) => !path.endsWith('.wasm')).map((path) => [path, read(path)] as const);
  const licences = read('dist/THIRD_PARTY_LICENSES.txt');

  it('is complete', () => {
    for (const name of ['action.js', 'cli.js', 'rules.json', 'libpg-query.wasm', 'package.json', 'THIRD_PARTY_LICENSES.txt'])
      expect(files).toContain(`dist/${name}`);
    expect(json('dist/package.json')).toEqual({ type: 'module' });
    expect(read('dist/cli.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
  it.each(text)('%s names no folder of a machine', (_, content) => {
    expect(content).not.toContain(top);
    // The home of a browser is what the parser's glue makes up.
    expect(content.replaceAll('/home/web_user', '')).not.toMatch(/["'`\s(](?:\/home\/[a-z]|\/Users\/[A-Za-z]|\/root\/|[A-Z]:\\Users\\)/);
  });
  it('imports nothing that is not beside it or part of node', () => {
    const code = text.filter(([path]) => path.endsWith('.js'));
    const targets = code.flatMap(([path, content]) =>
      [...content.matchAll(IMPORT)].map((match) => ({ path, target: match[1] ?? match[2] ?? match[3] ?? '' })),
    );
    expect(targets.length).toBeGreaterThan(50);
    const outside = targets.filter(
      ({ target }) => !isBuiltin(target) && !files.includes(normalize(join('dist', target)).split(sep).join('/')),
    );
    expect(outside).toEqual([]);
  });
  it('carries the licence of every package that is in it', () => {
    // The bundler writes above each module where it comes from.
    const packages = new Set(
      text.flatMap(([, content]) =>
        [...content.matchAll(/^\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)].map((match) => match[1] ?? ''),
      ),
    );
    expect(packages.size).toBeGreaterThan(10);
    expect([...packages].filter((name) => !licences.includes(`\n${name}@`) && !licences.startsWith(`${name}@`))).toEqual([]);
    for (const name of ['PostgreSQL', 'libpg_query']) expect(licences).toContain(name);
  });
});
