/**
 * Reads all of a commit, for looking through the application once: what the checkout has byte for byte from there, the rest from one
 * archive. Blob by blob it would be thousands of requests.
 */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileTree, unvisited } from '../changes/change-source.ts';
import { gitBlobId, type TreeEntry } from '../changes/git.ts';
import { readTar } from '../changes/tar.ts';
import { describeError, type GitHub, mapConcurrently } from './client.ts';
import { MAX_ARCHIVE, MAX_ARCHIVE_ENTRIES } from './limits.ts';

/** Files of the checkout read at the same time. */
const READ_TOGETHER = 64;

/**
 * Makes the sweep of a commit's tree.
 *
 * @param workspace the checkout, or null where it must not be read.
 * @param entries every file of the commit.
 */
export function commitSweep(
  github: GitHub,
  workspace: string | null,
  commit: string,
  entries: readonly TreeEntry[],
): NonNullable<FileTree['sweep']> {
  const byPath = new Map(entries.filter((entry) => entry.mode.startsWith('100')).map((entry) => [entry.path, entry]));
  return async (paths, limit, visit) => {
    const counts = { large: 0, unread: 0 };
    const missing = new Set<string>();
    const small = paths.flatMap((path) => {
      const entry = byPath.get(path);
      if (!entry) return [];
      if ((entry.size ?? 0) <= limit) return [entry];
      counts.large++;
      return [];
    });
    if (workspace === null) for (const { path } of small) missing.add(path);
    else
      await mapConcurrently(small, READ_TOGETHER, async (entry) => {
        const bytes = await fromCheckout(workspace, entry);
        if (bytes) visit(entry.path, bytes);
        else missing.add(entry.path);
      });
    if (missing.size === 0) return unvisited(counts, limit);
    const problem = await sweepArchive(github, commit, limit, (path, bytes) => {
      // Only what the commit is known to have, each once.
      if (!missing.delete(path)) return;
      if (bytes) visit(path, bytes);
      else counts.large++;
    });
    counts.unread = missing.size;
    return [...unvisited(counts, limit), ...(problem === undefined ? [] : [problem])];
  };
}

/** The bytes of a file where the checkout has the very same. */
async function fromCheckout(workspace: string, entry: TreeEntry): Promise<Uint8Array | undefined> {
  try {
    const path = join(workspace, entry.path);
    const stats = await lstat(path);
    if (!stats.isFile() || (entry.size !== undefined && stats.size !== entry.size)) return undefined;
    const bytes = await readFile(path);
    return gitBlobId(bytes) === entry.id ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Goes through the archive of a commit. The repository of the pull request has the commits of its forks, too.
 * https://docs.github.com/rest/repos/contents#download-a-repository-archive-tar
 *
 * @returns why it could not be read to its end, as a clause.
 */
async function sweepArchive(
  github: GitHub,
  commit: string,
  limit: number,
  visit: (path: string, bytes: Uint8Array | null) => void,
): Promise<string | undefined> {
  try {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/tarball/{ref}', {
      owner: github.owner,
      repo: github.repo,
      ref: commit,
      request: { parseSuccessResponseBody: false },
    });
    const packed = Readable.fromWeb(data as unknown as Parameters<typeof Readable.fromWeb>[0]);
    const unpacked = createGunzip();
    packed.on('error', (error) => unpacked.destroy(error));
    packed.pipe(unpacked);
    try {
      // Everything is below one folder: `owner-name-commit/`.
      await readTar(unpacked, { file: limit, total: MAX_ARCHIVE, entries: MAX_ARCHIVE_ENTRIES }, (path, bytes) =>
        visit(path.slice(path.indexOf('/') + 1), bytes),
      );
    } finally {
      unpacked.destroy();
      packed.destroy();
    }
    return undefined;
  } catch (error) {
    return `the archive of the commit could not be read to its end: ${describeError(error)}`;
  }
}
