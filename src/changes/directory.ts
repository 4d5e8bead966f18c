/** The working tree as a FileTree. Its paths are listed once, its files are read when they are asked for. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileContent, FileTree } from './change-source.ts';
import { UserError } from '../errors.ts';
import { decode, unvisited } from './change-source.ts';
import { runGit, splitNul } from './git.ts';

/** Files read at the same time: enough to keep a disk busy, far below the usual limit of open files. */
const READ_TOGETHER = 64;
/** As in `decode`, and asked before the bytes are read. */
const LIMIT = 32 * 1024 * 1024;
/** Files in a folder that is no git repository; beyond this it is a home folder or a disk, and no project. */
const WALK_LIMIT = 100_000;
/** Code of others, and git's own files. */
const SKIPPED = new Set(['.git', 'node_modules']);

/** What stands in a folder. */
export interface Listing {
  /** Sorted, relative to the folder, with `/`. */
  readonly paths: readonly string[];
  /** Those of `paths` that git does not track; empty where git was not asked. */
  readonly untracked: readonly string[];
}

/**
 * Lists the files below a folder: with git what it tracks or would track, else everything but `.git` and `node_modules`.
 *
 * @param repository whether the folder is the top of a git repository. Where git then fails, the folder is walked.
 */
export async function listFiles(root: string, repository: boolean): Promise<Listing> {
  return (repository ? await listWithGit(root) : undefined) ?? { paths: await walkFolder(root, ''), untracked: [] };
}

async function listWithGit(root: string): Promise<Listing | undefined> {
  // One process for everything: `-t` marks what is tracked (H, M, S), not tracked (?) and gone from the folder (R).
  const { status, stdout } = await runGit(root, ['ls-files', '-t', '-z', '--cached', '--others', '--deleted', '--exclude-standard']);
  if (status !== 0) return undefined;
  const present = new Set<string>();
  const gone = new Set<string>();
  const untracked: string[] = [];
  const sparse: string[] = [];
  for (const record of splitNul(stdout)) {
    const path = record.slice(2);
    // A repository inside this one ends in `/`.
    if (path.endsWith('/') || path.split('/').some((part) => SKIPPED.has(part))) continue;
    const tag = record[0];
    if (tag === 'R') gone.add(path);
    else present.add(path);
    if (tag === '?') untracked.push(path);
    if (tag === 'S') sparse.push(path);
  }
  for (const path of sparse) if (!(await fileKind(join(root, path)))) gone.add(path);
  return { paths: [...present].filter((path) => !gone.has(path)).sort(), untracked: untracked.sort() };
}

/**
 * Every file below a folder of `root`, as paths from `root`. Where git does not say what belongs to a project, hidden
 * folders other than `.github` are left out: a home folder is full of caches.
 *
 * @throws UserError when there are too many files for this to be a project.
 */
export async function walkFolder(root: string, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of await readdir(join(root, at), { withFileTypes: true }).catch(() => [])) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && (!entry.name.startsWith('.') || entry.name === '.github')) open.push(path);
      } else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
    }
    if (found.length > WALK_LIMIT) {
      throw new UserError(
        `${root} holds more than ${WALK_LIMIT} files and is not a git repository.`,
        "Run lockkeeper in the project's own folder, or name that folder.",
      );
    }
  }
  return found.sort();
}

async function fileKind(path: string): Promise<'file' | 'link' | 'other' | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats) return undefined;
  if (stats.isSymbolicLink()) return 'link';
  return stats.isFile() ? 'file' : 'other';
}

/** A tree of the files of a listing, read from the folder when asked for. Links are not followed. */
export function directoryTree(root: string, paths: readonly string[]): FileTree {
  const known = new Set(paths);
  const cache = new Map<string, Promise<FileContent | undefined>>();
  const read = (path: string): Promise<FileContent | undefined> => {
    let content = cache.get(path);
    if (!content) cache.set(path, (content = readFileContent(join(root, path))));
    return content;
  };
  return {
    paths,
    async read(wanted) {
      const own = wanted.filter((path) => known.has(path));
      const contents = new Map<string, FileContent>();
      for (let i = 0; i < own.length; i += READ_TOGETHER) {
        const batch = own.slice(i, i + READ_TOGETHER);
        const read_ = await Promise.all(batch.map(read));
        for (const [j, path] of batch.entries()) {
          const content = read_[j];
          if (content) contents.set(path, content);
        }
      }
      return contents;
    },
    async sweep(wanted, limit, visit) {
      const counts = { large: 0, unread: 0 };
      const own = wanted.filter((path) => known.has(path));
      for (let i = 0; i < own.length; i += READ_TOGETHER) {
        const batch = own.slice(i, i + READ_TOGETHER);
        const files = await Promise.all(batch.map((path) => readBytes(join(root, path), limit)));
        for (const [j, bytes] of files.entries()) {
          if (bytes === 'large' || bytes === 'unread') counts[bytes]++;
          else if (bytes !== undefined) visit(batch[j] ?? '', bytes);
        }
      }
      return unvisited(counts, limit);
    },
  };
}

/** The bytes of a file, or why there are none; undefined for links and what is no file. */
async function readBytes(path: string, limit: number): Promise<Uint8Array | 'large' | 'unread' | undefined> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return undefined;
    return stats.size > limit ? 'large' : await readFile(path);
  } catch {
    return 'unread';
  }
}

/** One file of the disk; undefined when it is gone or is no file. */
async function readFileContent(path: string): Promise<FileContent | undefined> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return { kind: 'unreadable', reason: 'the file is a symbolic link' };
    if (!stats.isFile()) return undefined;
    if (stats.size > LIMIT) return { kind: 'unreadable', reason: `the file has ${stats.size} bytes; at most ${LIMIT} are read` };
    return decode(await readFile(path), LIMIT);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { kind: 'unreadable', reason: `the file cannot be read${code === '' ? '' : ` (${code})`}` };
  }
}
