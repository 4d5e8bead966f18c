/** The change under review, from PATH arguments: files together are one change, a folder is an audit. */
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { nearest, UserError } from '../errors.ts';
import type { ChangeSet } from './change-source.ts';
import { directoryTree, listFiles, walkFolder } from './directory.ts';
import { findRepository } from './git.ts';

/** A change on this machine, and the folder that its paths start from. */
export interface LocalChanges {
  readonly changes: ChangeSet;
  readonly root: string;
}

interface NamedPath {
  /** As it was written. */
  readonly given: string;
  readonly absolute: string;
  readonly isFolder: boolean;
}

/**
 * Reads PATH arguments.
 *
 * @param options.cwd where relative paths start.
 * @param options.audit reviews named files migration by migration too.
 * @throws UserError for a path that does not exist, for paths of two repositories, and for a folder with too many files.
 */
export async function changesFromPaths(options: {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly audit: boolean;
}): Promise<LocalChanges> {
  const cwd = await realpath(options.cwd);
  const named = await Promise.all(options.paths.map((path) => namePath(cwd, path)));
  const { root, repository } = findRoot(cwd, named);
  const listing = await listFiles(root, repository);
  const all = new Set(listing.paths);
  const files = new Set<string>();
  for (const name of named) {
    const path = fromRoot(root, name.absolute);
    // What is named is reviewed, also where git ignores it.
    if (!name.isFolder) files.add(path);
    else for (const found of await below(root, path, listing.paths)) files.add(found);
  }
  for (const path of files) all.add(path);
  const sorted = [...files].sort();
  const audit = options.audit || named.some((name) => name.isFolder);
  return {
    root,
    changes: {
      kind: audit ? 'audit' : 'files',
      head: directoryTree(root, [...all].sort()),
      base: null,
      files: sorted.map((path) => ({ path, status: 'added' })),
      notes: [],
    },
  };
}

/**
 * The same files as an audit: each migration is its own change on top of those before it. For named files that turn out
 * to be a whole project.
 *
 * @param note what to tell the reader.
 */
export function asAudit(changes: ChangeSet, note: string): ChangeSet {
  return { ...changes, kind: 'audit', notes: [...changes.notes, note] };
}

async function namePath(cwd: string, given: string): Promise<NamedPath> {
  const target = resolve(cwd, given);
  const stats = await lstat(target).catch(() => undefined);
  if (!stats) throw await missing(given, target);
  // A folder may be reached through a link; a file that is a link is not followed, it is reported as one.
  const folder = stats.isSymbolicLink() ? await realpath(target).then(isFolder, () => false) : stats.isDirectory();
  const absolute = folder ? await realpath(target) : join(await realpath(dirname(target)), basename(target));
  return { given, absolute, isFolder: folder };
}

const isFolder = async (path: string): Promise<boolean> => (await lstat(path)).isDirectory();

async function missing(given: string, target: string): Promise<UserError> {
  const siblings = await readdir(dirname(target)).catch(() => undefined);
  const suggestion = siblings && nearest(basename(target), siblings);
  if (suggestion !== undefined)
    return new UserError(`There is no file or folder ${given}.`, `Did you mean ${join(dirname(given), suggestion)}?`);
  const hint = siblings ? 'Name a migration file, or a folder of migrations.' : `The folder ${dirname(given)} does not exist either.`;
  return new UserError(`There is no file or folder ${given}.`, hint);
}

/** The folder that paths start from: the repository, else the current folder, else what the paths have in common. */
function findRoot(cwd: string, named: readonly NamedPath[]): { root: string; repository: boolean } {
  const folders = named.map((name) => (name.isFolder ? name.absolute : dirname(name.absolute)));
  const repositories = folders.map(findRepository);
  const [first] = repositories;
  const other = repositories.findIndex((repository) => repository !== first);
  if (other >= 0) {
    throw new UserError(
      `${named[0]?.given} and ${named[other]?.given} are not in the same repository.`,
      'Review one repository at a time: their histories have nothing to do with each other.',
    );
  }
  if (first !== undefined) return { root: first, repository: true };
  if (folders.every((folder) => isWithin(cwd, folder))) return { root: cwd, repository: false };
  return { root: folders.reduce(commonFolder), repository: false };
}

function commonFolder(a: string, b: string): string {
  let common = a;
  while (!isWithin(common, b)) common = dirname(common);
  return common;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const fromRoot = (root: string, absolute: string): string => relative(root, absolute).split(sep).join('/');

/** The files below a named folder; where git ignores all of it, what is on the disk. */
async function below(root: string, folder: string, paths: readonly string[]): Promise<readonly string[]> {
  const own = folder === '' ? paths : paths.filter((path) => path.startsWith(`${folder}/`));
  return own.length > 0 ? own : walkFolder(root, folder);
}
