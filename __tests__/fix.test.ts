/** The way out as files: what is made for each framework, read back by its own reader and reviewed. */
import { mkdtemp, readdir, readFile, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ChangeSet } from '../src/changes/change-source.ts';
import { memoryTree } from '../src/changes/memory.ts';
import { writeFiles } from '../src/commands/fix.ts';
import { DEFAULT_CONFIG } from '../src/config/config.ts';
import { frameworks } from '../src/frameworks/index.ts';
import { namesAfter } from '../src/frameworks/writer.ts';
import { NO_WRITER, WRITABLE, writerOf } from '../src/frameworks/writers.ts';
import { type Fix, fixedChange, makeFix } from '../src/plan/fix.ts';
import { compareRisks, type Review, standing } from '../src/report.ts';
import { examine, type ReviewOptions } from '../src/review.ts';
import { loadBuiltInRules } from '../src/ruleset/builtin.ts';
import { type FixProject, PROJECTS, SPECIAL } from './support/fix-projects.ts';

const rules = await loadBuiltInRules(readFileSync(join(import.meta.dirname, '../dist/rules.json'), 'utf8'));

function inputOf({ files, change }: FixProject): ReviewOptions {
  const head = memoryTree(files);
  const base = memoryTree(Object.fromEntries(Object.entries(files).filter(([path]) => !change.includes(path))));
  const changes: ChangeSet = { kind: 'change', head, base, files: change.map((path) => ({ path, status: 'added' })), notes: [] };
  return { changes, config: DEFAULT_CONFIG, configPath: null, rules, baseline: null, today: new Date('2026-01-31') };
}

async function fixed(project: FixProject): Promise<{ readonly fix: Fix; readonly before: Review; readonly after: Review }> {
  const input = inputOf(project);
  const examined = await examine(input);
  const fix = await makeFix(examined, input.changes);
  const { review } = await examine({ ...input, changes: fixedChange(input.changes, fix) });
  return { fix, before: examined.review, after: review };
}

const worrying = (review: Review): readonly string[] =>
  standing(review)
    .filter(({ risk }) => compareRisks(risk, 'medium') >= 0)
    .map(({ rule, primary, message }) => `${rule} ${primary.path}: ${message}`);

describe.each(Object.entries({ ...PROJECTS, ...SPECIAL }))('%s', (name, project) => {
  it('is fixed by files that its own reader reads and that leave nothing to worry about', async () => {
    const { fix, before, after } = await fixed(project);
    expect(before.projects.map(({ framework }) => framework)).toEqual([project.framework ?? name]);
    expect(worrying(before).length).toBeGreaterThan(0);
    const shown = [
      ...fix.files.map(({ path, action, text }) => `=== ${action} ${path}\n${text}`),
      ...fix.removed.map((path) => `=== delete ${path}\n`),
      ...fix.notWritten.map(({ path, reason }) => `=== not written ${path}\n${reason}\n`),
      ...fix.notes.map((note) => `=== note\n${note}\n`),
    ].join('\n');
    await expect(shown).toMatchFileSnapshot(`fixtures/fix/${name}.txt`);
    expect([fix.files.length > 0, fix.notWritten.length]).toEqual(project.refused ? [false, 1] : [true, 0]);
    expect(worrying(after)).toEqual(project.refused ? worrying(before) : []);
    expect(after.migrations.flatMap(({ unread }) => unread)).toEqual([]);
    const ups = after.migrations.filter(({ migration }) => migration.direction === 'up');
    // What is made comes in its order.
    const made = fix.files.map(({ path }) => path).filter((path) => ups.some(({ migration }) => migration.path === path));
    const paths = [...new Set(ups.map(({ migration }) => migration.path))];
    expect(paths.filter((path) => made.includes(path))).toEqual(made);
    // None of it is refused: what cannot run in a transaction is outside one.
    const refused = ups.filter(({ statements }) => statements.some(({ consequences }) => consequences.refused !== null));
    expect(refused.map(({ migration }) => migration.path)).toEqual([]);
  });
});

describe('frameworks', () => {
  it.each(frameworks.map(({ id }) => id))('%s has a writer, or a sentence why not', async (id) => {
    const writer = await writerOf(id);
    expect([writer !== undefined, NO_WRITER[id] === undefined]).toEqual([WRITABLE.includes(id), WRITABLE.includes(id)]);
    expect(NO_WRITER[id] ?? '.').toMatch(/\.$/);
  });
  it('are in the documentation with what they are told', () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/fix.md'), 'utf8');
    const rows = frameworks.map(({ id, title }) => `| ${title} | ${NO_WRITER[id] === undefined ? 'yes' : `no: ${NO_WRITER[id]}`} |\n`);
    expect(page).toContain(`|---|---|\n${rows.join('')}`);
  });
  it('have no writer that nobody can ask for', () => {
    const ids = new Set(frameworks.map(({ id }) => id));
    expect([...WRITABLE, ...Object.keys(NO_WRITER)].filter((id) => !ids.has(id))).toEqual([]);
  });
  it.each(WRITABLE)('%s has a project here', (id) => expect(Object.keys(PROJECTS)).toContain(id));
});

describe('names', () => {
  const named = async (paths: readonly string[], path: string, count: number) => {
    const tree = memoryTree(Object.fromEntries(paths.map((one) => [one, 'SELECT 1;'])));
    const sql = frameworks.find(({ id }) => id === 'sql');
    const [project] = (await sql?.detect(tree, { root: 'migrations', files: paths })) ?? [];
    const reading = project && (await sql?.read(project, tree));
    const migration = reading?.migrations.find((m) => m.path === path);
    if (!reading || !migration) throw new Error('no migration');
    const later = reading.migrations.slice(reading.migrations.indexOf(migration) + 1);
    const names = namesAfter({ migration, reading, later, taken: new Set() }, count);
    return 'reason' in names ? names.reason : names.map((one) => one.path);
  };
  it.each([
    ['0009_a.sql', ['0009_a.sql'], ['0010_a_2.sql', '0011_a_3.sql']],
    ['20260131235959_a-b.sql', ['20260131235959_a-b.sql'], ['20260201000000_a-b-2.sql', '20260201000001_a-b-3.sql']],
    ['20260131235998_a.sql', ['20260131235998_a.sql'], ['20260131235999_a_2.sql', '20260131236000_a_3.sql']],
    ['1.9_a.sql', ['1.9_a.sql'], ['1.10_a_2.sql', '1.11_a_3.sql']],
    ['0001_a.sql', ['0001_a.sql', '0002_b.sql'], '0001_a.sql becomes 3 migrations, and 0002_b.sql of the same change would run between them: give it a higher number first.'], // prettier-ignore
  ] as const)('%s among %j', async (path, paths, expected) => {
    const below = (name: string): string => `migrations/${name}`;
    const found = await named(paths.map(below), below(path), 2);
    expect(found).toEqual(typeof expected === 'string' ? expected : expected.map(below));
  });
});

describe('writing', () => {
  const file = { path: 'm/2.sql', action: 'create', text: 'SELECT 2;\n', release: 1, from: 'm/1.sql' } as const;
  const inFolder = async (work: (root: string) => Promise<void>): Promise<void> => {
    const root = await mkdtemp(join(tmpdir(), 'lockkeeper-fix-'));
    await mkdir(join(root, 'm'));
    await writeFile(join(root, 'm/1.sql'), 'SELECT 1;\n');
    await work(root).finally(() => rm(root, { recursive: true }));
  };
  const head = memoryTree({ 'm/1.sql': 'SELECT 1;\n' });

  it('creates and replaces', () =>
    inFolder(async (root) => {
      await writeFiles(root, [file, { ...file, path: 'm/1.sql', action: 'replace', text: 'SELECT 3;\n' }], head);
      expect(await readFile(join(root, 'm/1.sql'), 'utf8')).toBe('SELECT 3;\n');
      expect(await readFile(join(root, 'm/2.sql'), 'utf8')).toBe('SELECT 2;\n');
    }));
  it('deletes what got another name, and nothing that changed', () =>
    inFolder(async (root) => {
      await writeFile(join(root, 'm/1.sql'), 'SELECT 9;\n');
      await expect(writeFiles(root, [file], head, ['m/1.sql'])).rejects.toThrow('changed while');
      await writeFile(join(root, 'm/1.sql'), 'SELECT 1;\n');
      await writeFiles(root, [file], head, ['m/1.sql']);
      expect(await readdir(join(root, 'm'))).toEqual(['2.sql']);
    }));
  it.each(['../x.sql', '/tmp/x.sql', 'm/../../x.sql', '.git/hooks/x', 'm\\x.sql'])('refuses %s', (path) =>
    inFolder((root) => expect(writeFiles(root, [{ ...file, path }], head)).rejects.toThrow('is no path inside the repository')),
  );
  it('refuses what changed, what is there, and what lies behind a link', () =>
    inFolder(async (root) => {
      await writeFile(join(root, 'm/1.sql'), 'SELECT 9;\n');
      await expect(writeFiles(root, [{ ...file, path: 'm/1.sql', action: 'replace' }], head)).rejects.toThrow('changed while');
      await expect(writeFiles(root, [{ ...file, path: 'm/1.sql' }], head)).rejects.toThrow('is there already');
      await symlink(tmpdir(), join(root, 'link'));
      await expect(writeFiles(root, [{ ...file, path: 'link/x.sql' }], head)).rejects.toThrow('is a symbolic link');
    }));
});
