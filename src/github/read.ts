/** What Lockkeeper reads from a repository on GitHub: files of a pull request, trees and merge bases. */
import type { CommitReader, ListedFile, PullRequestReader } from '../changes/pull-request.ts';
import { parseTreeEntries, runGit, type TreeEntry } from '../changes/git.ts';
import { UserError } from '../errors.ts';
import { blobSource } from './blobs.ts';
import { describeError, type GitHub, isForbidden, statusOf } from './client.ts';
import { commitSweep } from './sweep.ts';
import { MAX_LISTED_FILES, MAX_SMALL_PAGES, PAGE_SIZE, SMALL_PAGE_SIZE } from './limits.ts';

/**
 * Reads from GitHub, and from the checkout what is there byte for byte.
 *
 * @param workspace the checkout, or null where it must not be read.
 */
export function makeReader(github: GitHub, workspace: string | null): PullRequestReader & CommitReader {
  return {
    listFiles: (number) => listFiles(github, number),
    entries: (commit) => entriesOfCommit(github, workspace, commit),
    mergeBase: (base, head) => mergeBase(github, base, head),
    blobs: blobSource(github, workspace),
    sweep: (commit, entries) => commitSweep(github, workspace, commit, entries),
  };
}

async function listFiles(github: GitHub, number: number): Promise<readonly ListedFile[] | null> {
  const files: ListedFile[] = [];
  try {
    // The pages are counted, because GitHub goes on linking to empty ones after the 3,000th file.
    for (let page = 1; page <= MAX_LISTED_FILES / PAGE_SIZE; page++) {
      const found = await listPage(github, number, page, PAGE_SIZE);
      files.push(...found);
      if (found.length < PAGE_SIZE) break;
    }
    return await withMissingPatches(github, number, files);
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
}

async function listPage(github: GitHub, number: number, page: number, size: number): Promise<readonly ListedFile[]> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
    owner: github.owner,
    repo: github.repo,
    pull_number: number,
    per_page: size,
    page,
  });
  return data.map((file) => ({
    path: file.filename,
    status: file.status,
    id: file.sha,
    ...(file.previous_filename === undefined ? {} : { previousPath: file.previous_filename }),
    ...(file.patch === undefined ? {} : { patch: file.patch }),
  }));
}

/** Files that are never text: nobody misses their patch. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|ico|svgz|pdf|zip|gz|tgz|bz2|xz|7z|jar|war|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|so|dll|exe|bin|snap)$/i;

/** Asks again, in small pages, for patches that a long list leaves out; those with SQL first. */
async function withMissingPatches(github: GitHub, number: number, files: readonly ListedFile[]): Promise<readonly ListedFile[]> {
  if (files.length <= SMALL_PAGE_SIZE) return files;
  const wants = (file: ListedFile): boolean =>
    file.patch === undefined && (file.status === 'added' || file.status === 'modified') && !BINARY.test(file.path);
  const pages = new Map<number, boolean>();
  for (const [i, file] of files.entries()) {
    const page = Math.floor(i / SMALL_PAGE_SIZE) + 1;
    if (wants(file)) pages.set(page, (pages.get(page) ?? false) || /\.sql$/i.test(file.path));
  }
  const first = [...pages].sort(([, a], [, b]) => Number(b) - Number(a)).slice(0, MAX_SMALL_PAGES);
  const patches = new Map<string, string>();
  for (const [page] of first) {
    for (const file of await listPage(github, number, page, SMALL_PAGE_SIZE))
      if (file.patch !== undefined) patches.set(`${file.path}\0${file.id}`, file.patch);
  }
  return files.map((file) => {
    const patch = file.patch ?? patches.get(`${file.path}\0${file.id}`);
    return patch === undefined ? file : { ...file, patch };
  });
}

async function entriesOfCommit(github: GitHub, workspace: string | null, commit: string): Promise<readonly TreeEntry[] | null> {
  const { data } = await github.octokit
    .request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', { owner: github.owner, repo: github.repo, tree_sha: commit, recursive: '1' })
    .catch((error: unknown) => {
      throw new UserError(
        `GitHub does not show the files of the commit ${commit.slice(0, 10)}: ${describeError(error)}.`,
        isForbidden(error) ? 'The workflow needs the permission contents: read.' : 'Run the workflow again.',
      );
    });
  if (data.truncated) return workspace === null ? null : entriesOfCheckout(workspace, commit);
  return data.tree.flatMap((entry) =>
    entry.type === 'tree'
      ? []
      : [{ path: entry.path, mode: entry.mode, id: entry.sha, ...(entry.size === undefined ? {} : { size: entry.size }) }],
  );
}

/** The files of a commit that the checkout has; null where it does not have it. */
async function entriesOfCheckout(workspace: string, commit: string): Promise<readonly TreeEntry[] | null> {
  const { status, stdout } = await runGit(workspace, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit]).catch(() => ({
    status: 1,
    stdout: Buffer.alloc(0),
  }));
  return status === 0 ? parseTreeEntries(stdout) : null;
}

async function mergeBase(github: GitHub, base: string, head: string): Promise<string> {
  try {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner: github.owner,
      repo: github.repo,
      basehead: `${base}...${head}`,
      per_page: 1,
    });
    return data.merge_base_commit.sha;
  } catch (error) {
    const unknown = statusOf(error) === 404;
    throw new UserError(
      `GitHub does not say where ${head.slice(0, 10)} left ${base.slice(0, 10)}: ${describeError(error)}.`,
      unknown ? 'One of the two commits is gone, or they have none in common. Push the branch again.' : 'Run the workflow again.',
    );
  }
}
