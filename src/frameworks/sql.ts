/** Plain numbered SQL: the fallback for runners of one's own, and for SQL files named on the command line. */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { dialectOfFolder } from './evidence.ts';
import { projectAt, sqlFolders, type SqlFolder } from './folders.ts';
import type { Framework, Migration, Project, ProjectReading, ProjectScope, TransactionMode } from './framework.ts';
import {
  baseName,
  commonFolder,
  compareNatural,
  compareText,
  folderOf,
  groupBy,
  inFolder,
  linesOf,
  migrationOf,
  readSources,
  relativeTo,
  wordsOf,
} from './sql-file.ts';

/** `0001_x`, `V2.1-x`, `2026-01-31_0836_x`, `20260131T080000Z`: what a migration's name starts with. */
const NUMBER = /^v?(\d+(?:[T._-]\d+)*[a-z]?)(?![a-z0-9])[\s._-]*(.*)$/is;
/** What SQL is called where it is named by hand; a folder is only ever searched for .sql. */
const SQL_FILE = /\.(?:sql|psql|pgsql|ddl)$/i;
/** A name that holds what undoes another, and the name of the other. */
const DOWN = /^(.*?)[._-](?:down|undo|rollback|revert)$|^()down$/is;
const UP = /^(.*?)[._-](?:up|do)$|^()up$/is;
/** Folders that hold scripts beside other things: several numbered files make one of them migrations. */
const HINT =
  /(?:^|\/)(?:db|database|sql|schema|schemas|ddl|changes|changesets?|deltas?|patches|updates|upgrades?|dbscripts|versions?)(?:\/|$)/i;
const TEST_DATA = /(?:^|\/)(?:test|tests|__tests__|spec|testdata|test-data|fixtures|__fixtures__|testing|node_modules)\//i;

/** Comments by which runners we know take a file out of their transaction, and how they send it then. */
const RUNNER_MARKS: readonly (readonly [RegExp, TransactionMode])[] = [
  // postgres-migrations and PrairieLearn send the whole file as one query all the same.
  [/^--\s*postgres-migrations\s+disable-transaction\b/i, 'implicit'],
  [/^--\s*prairielearn:migrations\s+NO TRANSACTION\b/, 'implicit'],
  // yoyo splits the file and sends one statement after the other.
  [/^--\s*transactional\s*:\s*false\b/i, 'none'],
];

export const sql: Framework = {
  id: 'sql',
  title: 'SQL files',
  outsideTransaction: null,
  withoutOptOut:
    'Lockkeeper does not know the tool that runs these files. If it opens a transaction for each of them, run the statement with psql before the deploy, and guard it in the file with IF NOT EXISTS.',
  detect: detectSql,
  read: readSql,
};

/** SQL files named one by one, which belong to no project: they are read in the order of their names. */
export function looseFiles(paths: readonly string[]): Project {
  const root = commonFolder(paths);
  const dialect = dialectOfFolder(root);
  return { framework: sql.id, root, files: [...paths].sort(compareText), ...(dialect ? { dialect } : {}) };
}

async function detectSql(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectAt(tree, sql.id, scope.root, scope.files)];
  const candidates = sqlFolders(tree).flatMap((folder) => migrationsIn(folder));
  const byRoot = groupBy(candidates, rootOf);
  return Promise.all([...byRoot].map(([root, files]) => projectAt(tree, sql.id, root, files)));
}

/** The files of a folder that are migrations by their names. */
function migrationsIn(folder: SqlFolder): readonly string[] {
  if (TEST_DATA.test(`${folder.path}/`)) return [];
  const numbered = folder.files.filter((path) => NUMBER.test(stemOf(path)));
  if (/migrat/i.test(folder.path)) return isNumber(folder.path) ? folder.files : numbered;
  const mostly = numbered.length >= 2 && numbered.length * 2 >= folder.files.length;
  return mostly && HINT.test(folder.path) ? numbered : [];
}

/** Runners that sort files into folders by version (`v0.10/01-x.sql`, `003_users/up.sql`) have one history over all of them. */
function rootOf(path: string): string {
  let root = folderOf(path);
  while (isNumber(root)) root = folderOf(root);
  return root;
}

function isNumber(folder: string): boolean {
  return NUMBER.test(baseName(folder));
}

function stemOf(path: string): string {
  return baseName(path).replace(SQL_FILE, '');
}

async function readSql(project: Project, tree: FileTree): Promise<ProjectReading> {
  const paths = project.files.filter((path) => SQL_FILE.test(path));
  const { files, unread } = await readSources(tree, paths);
  const named = [...files.values()].map((file) => ({ file, ...nameOf(relativeTo(project.root, file.path)) }));
  const ups = new Set(named.filter((one) => one.direction === 'up').map((one) => one.key));
  const downs = new Set(named.filter((one) => one.direction === 'down').map((one) => one.key));
  const compare = named.every((one) => isDated(one.order)) ? compareText : compareNatural;
  const migrations = named
    .sort((a, b) => compare(a.key, b.key) || compareText(a.file.path, b.file.path))
    .map((one): Migration => {
      const down = one.direction === 'down' || downs.size === 0 ? 'not-used' : downs.has(one.key) ? 'present' : 'absent';
      return migrationOf(one.file, {
        framework: sql.id,
        id: one.direction === 'down' ? `${one.key}:down` : one.key,
        order: one.order,
        title: one.title,
        direction: one.direction,
        transaction: transactionOf(one.file),
        down: ups.size === 0 ? 'not-used' : down,
      });
    });
  return { migrations, unread };
}

interface Named {
  /** Names up and down alike, and sorts them. */
  readonly key: string;
  readonly order: string;
  readonly title: string;
  readonly direction: 'up' | 'down';
}

function nameOf(path: string): Named {
  const stem = stemOf(path);
  const down = DOWN.exec(stem);
  const up = down ? null : UP.exec(stem);
  // bun marks what it runs in a transaction: `1_users.tx.up.sql`.
  const name = (down ? (down[1] ?? '') : up ? (up[1] ?? '') : stem).replace(/\.tx$/, '');
  const folder = folderOf(path);
  const key = name === '' ? folder || stem : inFolder(folder, name);
  const own = NUMBER.exec(baseName(key));
  const above = NUMBER.exec(baseName(folderOf(key)));
  const order = [above?.[1], own?.[1]].filter((part) => part !== undefined).join('/') || baseName(key);
  return { key, order, title: wordsOf(own?.[2] || baseName(key)), direction: down ? 'down' : 'up' };
}

/** Numbers that begin with a year sort as text, whatever follows: `20250709174300` before `20250721`. */
function isDated(order: string): boolean {
  return /^(?:19|20)\d{2}(?:\d{4}|-\d{2}-\d{2}|\.\d{2}\.\d{2}|_\d{2}_\d{2})/.test(order);
}

function transactionOf(file: SourceFile): TransactionMode {
  if (/\.tx\.(?:up|down)\.sql$/.test(file.path)) return 'wrapped';
  const comments = linesOf(file.text).filter((line) => /^\s*--/.test(line.text));
  return RUNNER_MARKS.find(([mark]) => comments.some((line) => mark.test(line.text.trim())))?.[1] ?? 'unknown';
}
