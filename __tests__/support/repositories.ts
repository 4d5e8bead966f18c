/**
 * Small repositories before and after a change, read from fixtures/review/<case>: `head` is what will be, `base` what is
 * there now. Without `base`, case.yml names the `files` or the `folder` to be audited. What the file says beside that
 * stands for options of the command line.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { type ChangeSet, decode, type FileContent, type FileTree } from '../../src/changes/change-source.ts';
import { compareEntries } from '../../src/changes/git-tree.ts';
import { gitBlobId, type TreeEntry } from '../../src/changes/git.ts';
import { memoryTree } from '../../src/changes/memory.ts';
import { rewriteNames } from '../../src/commands/rule-files.ts';
import { parseDialect } from '../../src/config/dialect.ts';
import { loadConfig } from '../../src/config/load.ts';
import { dialects } from '../../src/dialects/index.ts';
import type { ReviewOptions } from '../../src/review.ts';
import { loadCustomRules } from '../../src/ruleset/custom.ts';
import { readRules } from '../../src/ruleset/load.ts';
import type { Rule } from '../../src/ruleset/rule.ts';
import { parseBaseline } from '../../src/suppressions/baseline.ts';

export const FIXTURES = join(import.meta.dirname, '../fixtures/review');

/** Names of the cases. */
export const cases: readonly string[] = readdirSync(FIXTURES).sort();

interface About {
  /** What the case is about. */
  readonly about: string;
  readonly files?: readonly string[];
  readonly folder?: string;
  readonly dialect?: string;
}

/** The rules that come with Lockkeeper, read from their files. */
export async function builtInRules(): Promise<readonly Rule[]> {
  const top = join(import.meta.dirname, '../../rules');
  const names = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const files = names.toSorted().map((name) => ({
    path: `rules/${name.split(sep).join('/')}`,
    text: readFileSync(join(top, name), 'utf8'),
  }));
  const { rules, problems } = await readRules(files, { rewrites: rewriteNames(), known: [], builtIn: true });
  if (problems[0]) throw problems[0];
  return rules;
}

/** A case, ready for `review`: configuration, custom rules and baseline are those of the base where there is one. */
export async function reviewOptions(name: string, builtIn: readonly Rule[]): Promise<ReviewOptions & { readonly about: string }> {
  const folder = join(FIXTURES, name);
  const about = parse(readFileSync(join(folder, 'case.yml'), 'utf8')) as About;
  const changes = changesOf(folder, about);
  const policy = changes.base ?? changes.head;
  const loaded = await loadConfig(policy, { dialects });
  const known = { rewrites: rewriteNames(), known: builtIn, builtIn: false };
  const rules = [...builtIn, ...(await loadCustomRules(policy, loaded.config.customRules, known))];
  const config = await loaded.settle(rules);
  return {
    about: about.about,
    changes,
    config,
    configPath: loaded.path,
    rules,
    baseline: config.baseline === null ? null : parseBaseline(await textOf(policy, config.baseline), config.baseline),
    ...(about.dialect === undefined ? {} : { dialect: parseDialect(about.dialect) }),
    today: new Date('2026-06-01T12:00:00Z'),
  };
}

function changesOf(folder: string, about: About): ChangeSet {
  const head = readTree(join(folder, 'head'));
  if (about.files || about.folder !== undefined) {
    const below = about.folder === '' ? '' : `${about.folder}/`;
    const paths = about.files ?? head.tree.paths.filter((path) => path.startsWith(below));
    return {
      kind: about.files ? 'files' : 'audit',
      head: head.tree,
      base: null,
      files: paths.map((path) => ({ path, status: 'added' })),
      notes: [],
    };
  }
  const base = readTree(join(folder, 'base'));
  return { kind: 'change', head: head.tree, base: base.tree, files: compareEntries(base.entries, head.entries), notes: [] };
}

function readTree(root: string): { readonly tree: FileTree; readonly entries: readonly TreeEntry[] } {
  const files: Record<string, FileContent> = {};
  const entries: TreeEntry[] = [];
  for (const entry of existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : []) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    files[path] = decode(bytes);
    entries.push({ path, mode: '100644', id: gitBlobId(bytes) });
  }
  return { tree: memoryTree(files), entries };
}

async function textOf(tree: FileTree, path: string): Promise<string> {
  const content = (await tree.read([path])).get(path);
  if (content?.kind !== 'text') throw new Error(`there is no text ${path}`);
  return content.text;
}
