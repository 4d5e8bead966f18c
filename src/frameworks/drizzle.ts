/**
 * Drizzle: SQL files in the order of meta/_journal.json or, since 1.0, a folder for each migration. All pending ones run in
 * one transaction. Sources: drizzle-orm/src/migrator.ts and pg-core/dialect.ts of github.com/drizzle-team/drizzle-orm, main and beta.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { engineOf } from './evidence.ts';
import { projectAt } from './folders.ts';
import type {
  DialectEvidence,
  Chain,
  Framework,
  Journal,
  Migration,
  Project,
  ProjectReading,
  ProjectScope,
  Step,
  TransactionMode,
} from './framework.ts';
import { isRecord, parseJson } from './settings-text.ts';
import {
  baseName,
  compareText,
  folderOf,
  foldersUp,
  groupBy,
  inFolder,
  migrationOf,
  type MigrationParts,
  readSources,
  readText,
  sqlStep,
  unreadFile,
  wordsOf,
} from './sql-file.ts';

const JOURNAL = 'meta/_journal.json';
const CONFIG = /(?:^|[.-])config\.(?:[cm]?[jt]s|json)$/;

export const drizzle: Framework = {
  id: 'drizzle',
  title: 'Drizzle',
  outsideTransaction: null,
  withoutOptOut:
    'Drizzle runs all pending migrations in one transaction. Run the statement with psql before the deploy, and write it without CONCURRENTLY but with IF NOT EXISTS in the migration: there it then finds its work done',
  detect: detectDrizzle,
  read: readDrizzle,
};

async function detectDrizzle(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectOf(tree, scope.root, scope.files, [])];
  const configs = await readConfigs(tree);
  const roots = new Map<string, readonly string[]>();
  for (const path of tree.paths) {
    if (!path.endsWith(`/${JOURNAL}`) && path !== JOURNAL) continue;
    const root = folderOf(folderOf(path));
    roots.set(root, [...tree.paths.filter((file) => folderOf(file) === root && file.endsWith('.sql')), path]);
  }
  const all = new Set(tree.paths);
  const folders = tree.paths.filter((path) => baseName(path) === 'migration.sql' && /^\d{14}(?:_|$)/.test(baseName(folderOf(path))));
  for (const [root, files] of groupBy(folders, (path) => folderOf(folderOf(path)))) {
    const snapshots = files.map((path) => inFolder(folderOf(path), 'snapshot.json')).filter((path) => all.has(path));
    if (!roots.has(root) && (snapshots.length > 0 || configs.some((config) => config.folders.includes(root))))
      roots.set(root, [...files, ...snapshots]);
  }
  for (const { folders: named } of configs) {
    // Files without a journal are applied by other means, or the journal is not committed.
    for (const root of named) {
      const files = tree.paths.filter((path) => folderOf(path) === root && /^\d{4,}_.*\.sql$/.test(baseName(path)));
      if (!roots.has(root) && files.length > 0) roots.set(root, files);
    }
  }
  return Promise.all([...roots].map(([root, files]) => projectOf(tree, root, files, configs)));
}

interface DrizzleConfig {
  readonly path: string;
  readonly dialect: string | undefined;
  /** Where `out` can point: it is relative to the folder that drizzle-kit is run in. */
  readonly folders: readonly string[];
}

async function readConfigs(tree: FileTree): Promise<readonly DrizzleConfig[]> {
  const paths = tree.paths.filter(
    (path) =>
      CONFIG.test(baseName(path)) && (/drizzle/i.test(path) || /^(?:postgres|postgresql|mysql|sqlite)\.config\./.test(baseName(path))),
  );
  const configs: DrizzleConfig[] = [];
  for (const [path, content] of await tree.read(paths)) {
    if (content.kind !== 'text' || !/drizzle/.test(content.text + path)) continue;
    // Comments hold examples of other settings; a URL's // is not one.
    const text = content.text.replaceAll(/\/\*[^]*?\*\/|(?<![:\w"'`])\/\/[^\n]*/g, '');
    const dialect =
      /\bdialect["']?\s*:\s*["'`](\w+)["'`]/.exec(text)?.[1] ??
      /\bdriver["']?\s*:\s*["'`](pg|mysql2|better-sqlite|libsql)["'`]/.exec(text)?.[1];
    const out = /\bout["']?\s*:\s*["'`]([^"'`]+)["'`]/.exec(text)?.[1] ?? 'drizzle';
    configs.push({ path, dialect, folders: foldersUp(folderOf(path)).flatMap((folder) => joined(folder, out) ?? []) });
  }
  return configs;
}

/** A relative path below a folder; undefined when it leaves the repository. */
function joined(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function projectOf(tree: FileTree, root: string, files: readonly string[], configs: readonly DrizzleConfig[]): Promise<Project> {
  return projectAt(tree, drizzle.id, root, files, { dialect: await dialectOf(tree, root, files, configs) });
}

async function dialectOf(
  tree: FileTree,
  root: string,
  files: readonly string[],
  configs: readonly DrizzleConfig[],
): Promise<DialectEvidence | undefined> {
  const described = files.find((path) => path === inFolder(root, JOURNAL)) ?? files.find((path) => baseName(path) === 'snapshot.json');
  if (described !== undefined) {
    const json = parseJson((await readText(tree, described)) ?? '');
    const engine = isRecord(json) && typeof json['dialect'] === 'string' ? engineOf(json['dialect']) : undefined;
    if (engine) return { dialect: engine, evidence: `dialect in ${described}` };
  }
  const config = configs.find((candidate) => candidate.folders.includes(root));
  const engine = engineOf(config?.dialect ?? '');
  return config && engine ? { dialect: engine, evidence: `dialect in ${config.path}` } : undefined;
}

async function readDrizzle(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(
    tree,
    project.files.filter((path) => path.endsWith('.sql')),
  );
  const journalPath = inFolder(project.root, JOURNAL);
  const journal = project.files.includes(journalPath) ? await readText(tree, journalPath) : undefined;
  if (journal === undefined) return { migrations: withoutJournal([...files.values()]), unread };
  const entries = journalEntries(journal);
  if (!entries)
    return {
      migrations: withoutJournal([...files.values()]),
      unread: [
        ...unread,
        unreadFile(journalPath, 'it is not the JSON that Drizzle writes, so the order is that of the names', journal.length),
      ],
    };
  const migrations: Migration[] = [];
  const chains = await readChains(project, entries, tree);
  const listed = new Set<string>();
  let latest: JournalEntry | undefined;
  for (const entry of entries) {
    const path = inFolder(project.root, `${entry.tag}.sql`);
    listed.add(path);
    const file = files.get(path);
    if (!file) {
      const at = Math.max(0, journal.indexOf(`"${entry.tag}"`));
      if (!project.files.includes(path))
        migrations.push(
          drizzleMigration({ path: journalPath, text: journal }, entry.tag, 'wrapped', {
            span: { path: journalPath, start: at, end: at + entry.tag.length + 2 },
            steps: [],
            journal: {
              name: JOURNAL,
              state: 'no-file',
              fault: `${JOURNAL} lists ${entry.tag}, and Drizzle stops there: there is no file ${entry.tag}.sql`,
            },
          }),
        );
      continue;
    }
    // Only what is newer than the newest applied one is run, by `when`.
    const skipped = latest && entry.when < latest.when ? latest.tag : '';
    if (skipped === '') latest = entry;
    const journalled: Journal = {
      name: JOURNAL,
      state: skipped === '' ? 'agrees' : 'differs',
      fault:
        skipped === ''
          ? ''
          : `The "when" of ${entry.tag} in ${JOURNAL} is before that of ${skipped}, and databases that have run that one skip it`,
    };
    const chain = chains.get(entry.tag);
    migrations.push(drizzleMigration(file, entry.tag, 'wrapped', { journal: journalled, ...(chain ? { chain } : {}) }));
  }
  for (const file of files.values()) {
    if (listed.has(file.path)) continue;
    const name = baseName(file.path);
    migrations.push(
      drizzleMigration(file, name.replace(/\.sql$/, ''), 'wrapped', {
        journal: { name: JOURNAL, state: 'unlisted', fault: `${JOURNAL} does not list ${name}, and Drizzle never runs it` },
      }),
    );
  }
  return { migrations, unread };
}

interface JournalEntry {
  readonly tag: string;
  readonly when: number;
}

function journalEntries(text: string): readonly JournalEntry[] | undefined {
  const journal = parseJson(text);
  if (!isRecord(journal) || !Array.isArray(journal['entries'])) return undefined;
  return journal['entries'].flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry['tag'] === 'string' ? [{ tag: entry['tag'], when: Number(entry['when']) || 0 }] : [],
  );
}

/** So many of the last snapshots are read: they are large, and branches that were merged differ in their last migrations. */
const SNAPSHOTS = 16;

/** Which snapshot each of the last migrations was made from. drizzle-kit refuses two that were made from the same. */
async function readChains(project: Project, entries: readonly JournalEntry[], tree: FileTree): Promise<ReadonlyMap<string, Chain>> {
  const all = new Set(tree.paths);
  const snapshotOf = (tag: string): string => inFolder(project.root, `meta/${tag.split('_', 1)[0]}_snapshot.json`);
  const last = entries.slice(-SNAPSHOTS).filter(({ tag }) => all.has(snapshotOf(tag)));
  const contents = await tree.read(last.map(({ tag }) => snapshotOf(tag)));
  const chains = new Map<string, Chain>();
  for (const { tag } of last) {
    const content = contents.get(snapshotOf(tag));
    // The two stand at the top; the rest is the whole schema.
    const text = content?.kind === 'text' ? content.text : '';
    const own = /"id"\s*:\s*"([\w-]+)"/.exec(text)?.[1];
    const previous = /"prevId"\s*:\s*"([\w-]+)"/.exec(text)?.[1];
    if (own !== undefined && previous !== undefined) chains.set(tag, { own, follows: [previous] });
  }
  return chains;
}

/** Folders of 1.0, by name; or plain files whose journal is not in the repository, of which nobody knows who runs them. */
function withoutJournal(files: readonly SourceFile[]): readonly Migration[] {
  const named = files.map((file) => {
    const inOwnFolder = baseName(file.path) === 'migration.sql';
    return {
      file,
      tag: inOwnFolder ? baseName(folderOf(file.path)) : baseName(file.path).replace(/\.sql$/, ''),
      transaction: inOwnFolder ? ('wrapped' as const) : ('unknown' as const),
    };
  });
  return named.toSorted((a, b) => compareText(a.tag, b.tag)).map(({ file, tag, transaction }) => drizzleMigration(file, tag, transaction));
}

function drizzleMigration(
  file: SourceFile,
  tag: string,
  transaction: TransactionMode,
  more: Partial<Pick<MigrationParts, 'span' | 'steps' | 'journal' | 'chain'>> = {},
): Migration {
  const [, order = tag, title = tag] = /^(\d+)_(.*)$/.exec(tag) ?? [];
  return migrationOf(file, {
    framework: drizzle.id,
    id: tag,
    order,
    title: wordsOf(title),
    transaction,
    transactionGroup: transaction === 'wrapped' ? drizzle.id : null,
    steps: stepsOf(file),
    ...more,
  });
}

/** Drizzle cuts the file wherever the mark stands, and sends what is between two marks as one query. */
function stepsOf(file: SourceFile): readonly Step[] {
  const steps: Step[] = [];
  let start = file.text.startsWith('\uFEFF') ? 1 : 0;
  for (const mark of file.text.matchAll(/--> statement-breakpoint/g)) {
    steps.push(sqlStep(file, start, mark.index));
    start = mark.index + mark[0].length;
  }
  return [...steps, sqlStep(file, start, file.text.length)];
}
