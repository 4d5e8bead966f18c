/** One commit of a local repository as a FileTree, and what two sets of files have to do with each other. */
import type { ChangedFile, FileContent, FileTree } from './change-source.ts';
import { UserError } from '../errors.ts';
import { firstLine, notAFile, parseTreeEntries, readBlobs, runGit } from './git.ts';
import type { BlobSource, TreeEntry } from './git.ts';

/**
 * The files of a commit, its submodules left out. Paths come from one `git ls-tree`, contents from one `git cat-file` for
 * each `read`.
 *
 * @throws UserError when git cannot read the commit.
 */
export async function commitTree(repository: string, commit: string): Promise<FileTree> {
  const { status, stdout, stderr } = await runGit(repository, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (status !== 0)
    throw new UserError(`git cannot read the files of ${commit}: ${firstLine(stderr)}.`, 'Fetch the commit, or name another --base.');
  return blobTree(parseTreeEntries(stdout), (entries) =>
    readBlobs(
      repository,
      entries.map((entry) => entry.id),
    ),
  );
}

/**
 * A tree over entries whose contents are looked up by blob id. Links are unreadable; submodules are no files.
 *
 * @param sweep goes through many of them at once, where there is a way that does not ask for each.
 */
export function blobTree(entries: readonly TreeEntry[], blobs: BlobSource, sweep?: FileTree['sweep']): FileTree {
  const byPath = new Map(entries.filter((entry) => entry.mode !== '160000').map((entry) => [entry.path, entry]));
  const cache = new Map<string, FileContent>();
  return {
    paths: [...byPath.keys()].sort(),
    ...(sweep ? { sweep } : {}),
    async read(paths) {
      const wanted = paths.flatMap((path) => byPath.get(path) ?? []);
      const missing = new Map(wanted.filter((entry) => !notAFile(entry.mode) && !cache.has(entry.id)).map((entry) => [entry.id, entry]));
      if (missing.size > 0) for (const [id, content] of await blobs([...missing.values()])) cache.set(id, content);
      return new Map(
        wanted.flatMap((entry) => {
          const content = notAFile(entry.mode) ?? cache.get(entry.id);
          return content ? [[entry.path, content] as const] : [];
        }),
      );
    },
  };
}

/**
 * What changed between two listings of blobs. A file that is gone and one that is new with the same bytes are a rename, the
 * one with the same name first.
 */
export function compareEntries(before: readonly TreeEntry[], after: readonly TreeEntry[]): readonly ChangedFile[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const young = new Map(after.map((entry) => [entry.path, entry]));
  const removed = before.filter((entry) => !young.has(entry.path));
  const added = after.filter((entry) => !old.has(entry.path));
  const modified = after.filter((entry) => {
    const was = old.get(entry.path);
    return was !== undefined && (was.id !== entry.id || was.mode.slice(0, 2) !== entry.mode.slice(0, 2));
  });
  return joinRenames(
    removed,
    added,
    modified.map((entry): ChangedFile => ({ path: entry.path, status: 'modified' })),
  );
}

/** Pairs removed and added files of equal content and sorts everything by path. */
export function joinRenames(
  removed: readonly Pick<TreeEntry, 'path' | 'id'>[],
  added: readonly Pick<TreeEntry, 'path' | 'id'>[],
  others: readonly ChangedFile[],
): readonly ChangedFile[] {
  const byId = new Map<string, string[]>();
  for (const { path, id } of removed) byId.set(id, [...(byId.get(id) ?? []), path]);
  const moved = new Set<string>();
  const files: ChangedFile[] = [...others];
  for (const { path, id } of added) {
    const candidates = (byId.get(id) ?? []).filter((candidate) => !moved.has(candidate));
    const previousPath = candidates.find((candidate) => nameOf(candidate) === nameOf(path)) ?? candidates[0];
    if (previousPath === undefined) files.push({ path, status: 'added' });
    else {
      moved.add(previousPath);
      files.push({ path, status: 'renamed', previousPath });
    }
  }
  for (const { path } of removed) if (!moved.has(path)) files.push({ path, status: 'removed' });
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
