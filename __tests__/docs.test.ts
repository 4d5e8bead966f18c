/** What the documentation shows is run: configurations load, rules hold, comments are accepted, commands exist, tables are true. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { changesFromPaths } from '../src/changes/paths.ts';
import { memoryTree } from '../src/changes/memory.ts';
import { exampleWorld } from '../src/commands/examples.ts';
import { fixSchema } from '../src/reporters/json-fix.ts';
import { rewriteNames } from '../src/commands/rule-files.ts';
import { loadConfig } from '../src/config/load.ts';
import { dialectOf, dialects } from '../src/dialects/index.ts';
import { EXPOSURE } from '../src/effects/exposure.ts';
import type { Review } from '../src/report.ts';
import { REPORTERS } from '../src/reporters/index.ts';
import { review } from '../src/review.ts';
import { describeResults, testRules } from '../src/ruleset/example.ts';
import { readRules } from '../src/ruleset/load.ts';
import { cutScript } from '../src/source.ts';
import { parseAllows } from '../src/suppressions/allow-comment.ts';
import { lockkeeper } from './support/command.ts';
import { builtInRules } from './support/repositories.ts';

const top = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(top, path), 'utf8');
const rules = await builtInRules();
const known = new Set(rules.map(({ id }) => id));

interface Block {
  readonly path: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** The code blocks of a page. */
function blocksOf(path: string): readonly Block[] {
  const page = read(path);
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map((match) => ({
    path,
    line: page.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

const PAGES = [
  'README.md',
  'docs/configuration.md',
  'docs/coming-from.md',
  'docs/github-action.md',
  'docs/writing-rules.md',
  'docs/transactions.md',
  'docs/plan.md',
  'docs/rollback.md',
  'docs/table-sizes.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/architecture.md',
];
const BLOCKS = PAGES.flatMap(blocksOf);
const named = (blocks: readonly Block[]) => blocks.map((block) => [`${block.path}:${block.line}`, block] as const);
const isRule = ({ text }: Block): boolean => /^id: /m.test(text);
const isWorkflow = ({ text }: Block): boolean => /^jobs:/m.test(text);
const isGitLab = ({ text }: Block): boolean => /^ {2}artifacts:/m.test(text);
const isConfig = (block: Block): boolean => !isRule(block) && !isWorkflow(block) && !isGitLab(block);
const YAML = BLOCKS.filter(({ language }) => language === 'yaml');

describe('every YAML example', () => {
  it('is a rule, a workflow or a configuration, and there is one of each', () => {
    expect(YAML.filter(isRule).length).toBeGreaterThanOrEqual(2);
    expect(YAML.filter(isWorkflow).length).toBeGreaterThanOrEqual(1);
    expect(YAML.filter(isConfig).length).toBeGreaterThanOrEqual(2);
  });

  it.each(named(YAML.filter(isConfig)))('%s is a configuration', async (_, { text }) => {
    const loaded = await loadConfig(memoryTree({ 'lockkeeper.yml': text }), { dialects });
    const config = await loaded.settle(rules);
    expect(loaded.given.size).toBeGreaterThan(0);
    for (const id of Object.keys(config.rules)) expect(known).toContain(id);
  });

  it.each(named(YAML.filter(isGitLab)))('%s is a job of GitLab that hands over what it writes', (_, { text }) => {
    const job = parse(text) as { lockkeeper: { script: string[]; artifacts: { paths: string[]; reports: Record<string, string> } } };
    const { script, artifacts } = job.lockkeeper;
    const pairs = [...script.join('\n').matchAll(/--format (\S+)(?: --output (\S+))?/g)].map((match) => [match[1], match[2]]);
    const files = new Map(pairs.map(([format, file]) => [format, file]));
    for (const format of files.keys()) expect(REPORTERS.map(({ id }) => id)).toContain(format);
    expect(artifacts.reports).toEqual({ codequality: files.get('gitlab'), junit: files.get('junit') });
    expect(artifacts.paths).toEqual([files.get('html')]);
    expect(pairs.slice(0, -1).every(([, file]) => file !== undefined)).toBe(true);
  });

  it.each(named(YAML.filter(isRule)))('%s is a rule whose examples hold', async (_, { text }) => {
    const id = /^id: (.+)$/m.exec(text)?.[1] ?? '';
    const { rules: own, problems } = await readRules([{ path: `${id}.yaml`, text }], {
      rewrites: rewriteNames(),
      known: rules,
      builtIn: false,
    });
    expect(problems).toEqual([]);
    const results = await testRules(own, [...rules, ...own], await exampleWorld());
    expect(results.length).toBeGreaterThanOrEqual(2);
    expect(describeResults(results)).toMatch(/: all hold\n$/);
  });

  it.each(named(YAML.filter(isWorkflow)))('%s is a workflow with the permissions that are needed', (_, { text }) => {
    expect(parse(text)).toMatchObject({
      // The first of two workflows for forks only reads.
      permissions: { contents: 'read', 'pull-requests': text.includes('comment: never') ? 'read' : 'write' },
      jobs: { lockkeeper: { steps: expect.arrayContaining([expect.objectContaining({ uses: 'lockkeeper/lockkeeper@v1' })]) as unknown } },
    });
    const { inputs } = parse(read('action.yml')) as { readonly inputs: Readonly<Record<string, unknown>> };
    const { jobs } = parse(text) as {
      readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly uses: string; readonly with?: object }[] }>>;
    };
    const own = Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses.startsWith('lockkeeper/')));
    for (const step of own) for (const input of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(input);
  });
});

describe('every SQL example', () => {
  const sql = BLOCKS.filter(({ language }) => language === 'sql');
  it.each(named(sql))('%s is read, and its allow comments are accepted', async (_, { path, text }) => {
    const postgres = dialectOf('postgres');
    await postgres.load();
    const { statements, unread, comments } = postgres.parse(cutScript({ path, text }), 'public');
    expect([statements.length > 0, unread]).toEqual([true, []]);
    const allows = comments.flatMap((comment) => parseAllows(comment.text, known));
    expect(allows).toHaveLength(text.split('lockkeeper:allow').length - 1);
    for (const allow of allows) expect(allow).toMatchObject({ kind: 'allow' });
  });
});

describe('every command', () => {
  const shown = [
    ...new Set(
      PAGES.flatMap((path) => [...read(path).matchAll(/(?:node dist\/cli\.js|(?:npx )?lockkeeper) ([a-z]+)\b([^\n`]*)/g)]).map(
        (match) => match[1] ?? '',
      ),
    ),
  ];

  it('that is named exists', async () => {
    expect(shown.length).toBeGreaterThanOrEqual(3);
    const helps = await Promise.all(shown.map((command) => lockkeeper(top, [command, '--help'])));
    expect(helps.map(({ status }) => status)).toEqual(shown.map(() => 0));
  });

  it('has the options that are named with it', async () => {
    const options = [
      ...new Set(
        PAGES.flatMap((path) => [...read(path).matchAll(/lockkeeper (?:review|explain)[^\n`|]*?(--[a-z-]+)/g)]).map(
          (match) => match[1] ?? '',
        ),
      ),
    ];
    expect(options.length).toBeGreaterThanOrEqual(2);
    const help = (await Promise.all(['review', 'explain'].map((command) => lockkeeper(top, [command, '--help']))))
      .map(({ out }) => out)
      .join('\n');
    for (const option of options) expect(help).toContain(`${option} `);
  });

  it('of package.json that CONTRIBUTING names is there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const match of read('CONTRIBUTING.md').matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(match[1]);
  });

  it('of the page on transactions prints what stands below it', async () => {
    const page = read('docs/transactions.md');
    const sql = /^\$ node dist\/cli\.js explain '(.*)'$/m.exec(page)?.[1] ?? '';
    const shown = /^```text\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
    const { out } = await lockkeeper(top, ['explain', sql]);
    expect(shown).not.toBe('');
    expect(out).toContain(shown);
  });

  it('of the page on rollbacks prints what stands below it', async () => {
    const page = read('docs/rollback.md');
    const [, command = '', shown = ''] = /^\$ node dist\/cli\.js (rollback .*)\n```\n\n```text\n(.*?)^```$/ms.exec(page) ?? [];
    const { status, out } = await lockkeeper(top, command.split(' '));
    expect([status, shown]).toEqual([0, out]);
  });

  it('of the quick start prints what it promises', async () => {
    const [line] = /^\$ node dist\/cli\.js explain '.*'$/m.exec(read('README.md')) ?? [];
    const argument = /'(.*)'/.exec(line ?? '')?.[1] ?? '';
    const { status, out } = await lockkeeper(top, ['explain', argument]);
    expect(status).toBe(0);
    expect(out).toContain('ACCESS EXCLUSIVE on users');
  });
});

describe('links', () => {
  it.each(PAGES)('of %s lead somewhere', (path) => {
    const folder = join(top, path, '..');
    const targets = [...read(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !existsSync(join(folder, target)))).toEqual([]);
  });
});

describe('the risk table', () => {
  // The page says the second cell of the first row as "medium; low with a lock timeout".
  const expected = Object.entries(EXPOSURE).map(([blocked, { queue, queueWithTimeout, smallTable, otherTable }]) => [
    blocked,
    queue === queueWithTimeout ? queue : `${queue}; ${queueWithTimeout} with a lock timeout`,
    smallTable,
    otherTable,
  ]);
  const rows = (path: string): readonly (readonly string[])[] =>
    read(path)
      .split('\n')
      .filter((line) => /^\| (?:reads and writes|writes|schema changes|nothing)\b/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
      .map(([blocked = '', ...rest]) => [blocked.replace(/ only$/, ''), ...rest]);

  it('of docs/writing-rules.md is the one that decides', () => expect(rows('docs/writing-rules.md')).toEqual(expected));
});

/** What `review` says of files of this repository, as the commands of an example's README name them. */
async function reviewed(paths: readonly string[]): Promise<Review> {
  const { changes } = await changesFromPaths({ cwd: top, paths, audit: false });
  const folder = paths[0]?.split('/').slice(0, 2).join('/') ?? '';
  const loaded = await loadConfig(changes.head, { dialects, near: folder });
  const config = await loaded.settle(rules);
  return review({ changes, config, configPath: loaded.path, rules, baseline: null, today: new Date('2026-06-01') });
}

describe('examples/custom-rules', () => {
  const page = read('examples/custom-rules/README.md');
  const commands = [...page.matchAll(/^\$ node dist\/cli\.js (.+)$/gm)].map((match) => (match[1] ?? '').split(' '));
  const cells = [...page.matchAll(/^\| `(\w+\.sql)` \| (.+?) \|$/gm)];
  const files = readdirSync(join(top, 'examples/custom-rules/migrations'));

  it('has rules whose examples hold', async () => {
    const { status, out } = await lockkeeper(top, commands[0] ?? []);
    expect([status, out]).toEqual([0, expect.stringMatching(/^\d+ examples of 3 rules: all hold\n$/)]);
  });

  it('finds with them what its README says', async () => {
    const { out } = await lockkeeper(top, [...(commands[1] ?? []), '--format', 'json', '--fail-on', 'never']);
    const { findings } = JSON.parse(out) as {
      readonly findings: readonly { readonly rule: string; readonly span: { readonly path: string }; readonly allowed: unknown }[];
    };
    const found = files.map((file) => [
      file,
      findings
        .filter(({ span }) => span.path.endsWith(`/${file}`))
        .map(({ rule, allowed }) => (allowed ? `\`${rule}\` (allowed)` : `\`${rule}\``))
        .join(', ') || 'none',
    ]);
    expect(found).toEqual(cells.map(([, file, said]) => [file, said]));
  });

  it('names built-in rules that exist', () => {
    const ids = [...page.matchAll(/`([a-z]+-[a-z]+)`/g)].map((match) => match[1] ?? '');
    const own = new Set(readdirSync(join(top, 'examples/custom-rules/.github/lockkeeper')).map((name) => name.replace('.yaml', '')));
    expect(ids.filter((id) => !known.has(id) && !own.has(id))).toEqual([]);
  });
});

describe.each(['shop', 'saas', 'billing'])('examples/%s', (name) => {
  const page = read(`examples/${name}/README.md`);
  const commands = [...page.matchAll(/^\$ node dist\/cli\.js review (.+)$/gm)].map((match) => (match[1] ?? '').split(' '));
  const files = readdirSync(join(top, 'examples', name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const isNewFile = picomatch([...(commands[1] ?? [])]);
  const isNew = (path: string): boolean => isNewFile(path);
  const migrations = new Set(files.filter((path) => path.endsWith('.sql') && !path.endsWith('.down.sql')));

  /** The rows of the table after a text: file to rules, `(allowed)` kept. */
  function table(after: string): ReadonlyMap<string, readonly string[]> {
    const from = page.indexOf(after);
    const rows = page
      .slice(from)
      .split('\n\n')
      .find((part) => part.startsWith('| file'))
      ?.split('\n')
      .slice(2)
      .filter((line) => line.startsWith('|'));
    return new Map(
      (rows ?? []).map((row) => {
        const [, file = '', , found = ''] = row.split('|').map((cell) => cell.trim());
        return [file.replaceAll('`', ''), found === 'none' ? [] : found.split(', ').map((rule) => rule.replaceAll('`', ''))];
      }),
    );
  }
  /** What was found, by the name that the page gives to the file. */
  function found(result: Review, wanted: Iterable<string>): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...wanted].map((file) => {
        const own = result.findings.filter(({ primary }) => primary.path.split('/').includes(file));
        const said = own.map(({ rule, allowed }) => (allowed ? `${rule} (allowed)` : rule));
        return [file, [...new Set(said)].sort()];
      }),
    );
  }
  const sorted = (rows: ReadonlyMap<string, readonly string[]>) => new Map([...rows].map(([file, own]) => [file, own.toSorted()]));

  const change = table('|');
  const more = table('In the audit also');

  it('names two commands, an audit and a change of all the new files', () => {
    expect(commands[0]).toEqual([`examples/${name}`]);
    const named = files.filter(isNew);
    expect(named.filter((path) => migrations.has(path)).map((path) => path.split('/'))).toHaveLength(change.size);
    expect([...change.keys()].filter((file) => !named.some((path) => path.split('/').includes(file)))).toEqual([]);
  });

  it('is as its README says, as one change', async () => {
    const result = await reviewed(files.filter(isNew));
    expect(result.audit).toBe(false);
    expect(found(result, change.keys())).toEqual(sorted(change));
    expect(result.verdict).toBe('fail');
  });

  it('is as its README says, as an audit', async () => {
    const result = await reviewed(commands[0] ?? []);
    expect(result.audit).toBe(true);
    expect(found(result, [...change.keys(), ...more.keys()])).toEqual(sorted(new Map([...change, ...more])));
    // Nothing is found in a file that the page does not name.
    const names = [...change.keys(), ...more.keys()];
    expect(result.findings.filter(({ primary }) => !names.some((file) => primary.path.split('/').includes(file)))).toEqual([]);
  });

  it('shows the range', async () => {
    const all = [...change.values()].flat();
    const risks = (await reviewed(commands[0] ?? [])).findings.map(({ risk }) => risk);
    expect(new Set(risks)).toEqual(new Set(['critical', 'high', 'medium', 'low']));
    expect(all).toContain('not-analysed');
    expect([...change.values()].some((own) => own.length === 0)).toBe(true);
    expect(all.some((rule) => /^(?:drop-column|delete-without-where)/.test(rule))).toBe(true);
  });
});

describe.each(['bookings', 'clinic', 'parcels'])('examples/%s', (name) => {
  const page = read(`examples/${name}/README.md`);
  const [audit = '', change = '', fixed = ''] = [...page.matchAll(/^\$ node dist\/cli\.js (.+)$/gm)].map((match) => match[1] ?? '');
  const [, file = '', found = ''] = /^\| `([^`]+)` \| [^|]+ \| (.+) \|$/m.exec(page) ?? [];
  const rules = found.split(', ').map((rule) => rule.replaceAll('`', ''));

  it('is as its README says, as a change and as an audit', async () => {
    for (const command of [change, audit]) {
      const { findings } = await reviewed([command.replace('review ', '')]);
      expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(rules));
      expect(new Set(findings.map(({ primary }) => primary.path.split('/').at(-1)))).toEqual(new Set([file]));
    }
  });

  it('is fixed', async () => {
    expect(fixed).toBe(change.replace('review ', 'fix '));
    const { status, out, err } = await lockkeeper(top, ['fix', '--format', 'json', fixed.replace('fix ', '')]);
    expect([status, err]).toEqual([0, 'Reviewed with these files: nothing at medium or above is left.\n']);
    const fix: unknown = JSON.parse(out);
    const valid = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(JSON.stringify(fixSchema())) as object);
    valid(fix);
    expect(valid.errors ?? []).toEqual([]);
    const shown = await lockkeeper(top, ['fix', fixed.replace('fix ', '')]);
    await expect(shown.out).toMatchFileSnapshot(`fixtures/fix/example-${name}.txt`);
  });
});
