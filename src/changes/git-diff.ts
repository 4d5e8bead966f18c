/** The change under review, from git: what differs from the merge base with a branch, uncommitted files included. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { nearest, UserError } from '../errors.ts';
import type { ChangedFile } from './change-source.ts';
import { directoryTree, listFiles } from './directory.ts';
import { commitTree, joinRenames } from './git-tree.ts';
import { firstLine, gitBlobId, runGit, splitNul } from './git.ts';
import type { LocalChanges } from './paths.ts';

/**
 * Compares the working tree, untracked files included, with the merge base of HEAD and a branch.
 *
 * @param options.cwd any folder of the repository.
 * @param options.base a branch, tag or commit; left out: the default branch of the remote, then `main`, then `master`.
 * @throws UserError when there is no repository, no such base, or no merge base (a shallow clone).
 */
export async function changesFromGit(options: { readonly cwd: string; readonly base?: string }): Promise<LocalChanges> {
  const root = await repositoryRoot(options.cwd);
  const base = options.base === undefined ? await defaultBase(root) : options.base;
  const commit = await commitOf(root, base);
  const mergeBase = await mergeBaseOf(root, base, commit);
  const [listing, baseTree, raw] = await Promise.all([
    listFiles(root, true),
    commitTree(root, mergeBase),
    runGit(root, [
      'diff',
      '--raw',
      '-z',
      '-M',
      '--no-abbrev',
      '--no-ext-diff',
      '--no-textconv',
      '--ignore-submodules=all',
      mergeBase,
      '--',
    ]),
  ]);
  if (raw.status !== 0) throw new UserError(`git cannot compare the working tree with ${base}: ${firstLine(raw.stderr)}.`);
  return {
    root,
    changes: {
      kind: 'change',
      head: directoryTree(root, listing.paths),
      base: baseTree,
      files: await withUntracked(root, parseRawDiff(raw.stdout), listing.untracked),
      notes: [`Compared with the merge base with ${base}, ${mergeBase.slice(0, 10)}; uncommitted and untracked files are included.`],
    },
  };
}

async function repositoryRoot(cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runGit(cwd, ['rev-parse', '--show-toplevel']);
  if (status === 0) return realpath(stdout.toString('utf8').replace(/\r?\n$/, ''));
  if (/not a git repository/i.test(stderr)) {
    throw new UserError(
      `${cwd} is not in a git repository, so there is nothing to compare with.`,
      'Name what to review: lockkeeper review FILE… or lockkeeper review FOLDER.',
    );
  }
  if (/dubious ownership/i.test(stderr)) {
    throw new UserError(
      `git refuses to read ${cwd} because another user owns it.`,
      `If you trust it, run: git config --global --add safe.directory ${/'([^']+)'/.exec(stderr)?.[1] ?? cwd}`,
    );
  }
  throw new UserError(
    `git cannot use the repository at ${cwd}: ${firstLine(stderr)}.`,
    'Name what to review: lockkeeper review FILE… or lockkeeper review FOLDER.',
  );
}

/** The default branch of the remote, as the clone recorded it; then `main` and `master`, of the remote before our own. */
async function defaultBase(root: string): Promise<string> {
  const recorded = await runGit(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  const name = recorded.stdout.toString('utf8').trim();
  const candidates = [...(recorded.status === 0 && name !== '' ? [name] : []), 'origin/main', 'main', 'origin/master', 'master'];
  for (const candidate of candidates) if (await resolveCommit(root, candidate)) return candidate;
  throw new UserError(
    'The repository has no default branch of a remote and no branch main or master to compare with.',
    'Say what to compare with: --base BRANCH.',
  );
}

/** The id of the commit that a name stands for. */
async function resolveCommit(root: string, name: string): Promise<string | undefined> {
  // A name that starts with a dash would be read as an option; git allows no such ref.
  if (name === '' || name.startsWith('-')) return undefined;
  const { status, stdout } = await runGit(root, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  return status === 0 ? stdout.toString('utf8').trim() : undefined;
}

async function commitOf(root: string, base: string): Promise<string> {
  const commit = await resolveCommit(root, base);
  if (commit !== undefined) return commit;
  const refs = await runGit(root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags']);
  const names = refs.stdout
    .toString('utf8')
    .split('\n')
    .filter((name) => name !== '');
  const suggestion = nearest(base, names) ?? names.find((name) => name.endsWith(`/${base}`));
  const fetchIt = `If it is a branch of the remote, fetch it first: git fetch origin ${base.replace(/^origin\//, '')}`;
  throw new UserError(
    `There is no branch, tag or commit ${base} in this repository.`,
    suggestion === undefined ? fetchIt : `Did you mean ${suggestion}?`,
  );
}

async function mergeBaseOf(root: string, base: string, commit: string): Promise<string> {
  const head = await resolveCommit(root, 'HEAD');
  if (head === undefined)
    throw new UserError(
      'The repository has no commit yet, so there is nothing to compare with.',
      'Name what to review: lockkeeper review FILE… or lockkeeper review FOLDER.',
    );
  const { status, stdout } = await runGit(root, ['merge-base', commit, head]);
  const [mergeBase] = stdout.toString('utf8').trim().split('\n');
  if (status === 0 && mergeBase) return mergeBase;
  const shallow = await runGit(root, ['rev-parse', '--is-shallow-repository']);
  if (shallow.stdout.toString('utf8').trim() === 'true') {
    throw new UserError(
      `This clone is shallow and does not reach the commit where HEAD left ${base}.`,
      'Fetch the rest: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0).',
    );
  }
  throw new UserError(`HEAD and ${base} have no commit in common.`, 'Name another --base.');
}

interface RawFile {
  readonly file: ChangedFile;
  /** The blob that the merge base has, for removed files. */
  readonly baseId: string;
}

/** Reads `git diff --raw -z`: `:modes ids status NUL path NUL`, with two paths for renames and copies. */
function parseRawDiff(output: Buffer): readonly RawFile[] {
  const fields = splitNul(output);
  // A file in the middle of a merge is listed twice.
  const files = new Map<string, RawFile>();
  const add = (baseId: string, file: ChangedFile): void => void (files.has(file.path) || files.set(file.path, { baseId, file }));
  for (let i = 0; i < fields.length;) {
    const [, , baseId = '', , status = ''] = (fields[i++] ?? '').split(' ');
    const first = fields[i++] ?? '';
    if (status.startsWith('R')) add(baseId, { path: fields[i++] ?? '', status: 'renamed', previousPath: first });
    else if (status.startsWith('C')) add(baseId, { path: fields[i++] ?? '', status: 'added' });
    else add(baseId, { path: first, status: status === 'A' ? 'added' : status === 'D' ? 'removed' : 'modified' });
  }
  return [...files.values()];
}

/**
 * Adds the files that git does not track yet. One that holds exactly what a removed file held was moved, which git says
 * only once the new place is staged.
 */
async function withUntracked(root: string, tracked: readonly RawFile[], untracked: readonly string[]): Promise<readonly ChangedFile[]> {
  const here = new Set(untracked);
  // Removed from the index but still on the disk: `git rm --cached`. It is changed, not gone.
  const removed = tracked.filter(({ file }) => file.status === 'removed' && !here.has(file.path));
  const kept = tracked
    .filter(({ file }) => file.status === 'removed' && here.has(file.path))
    .map(({ file }): ChangedFile => ({ path: file.path, status: 'modified' }));
  const known = new Set(kept.map((file) => file.path));
  const extensions = new Set(removed.map(({ file }) => extname(file.path)));
  const added = await Promise.all(
    untracked
      .filter((path) => !known.has(path))
      .map(async (path) => ({ path, id: extensions.has(extname(path)) ? await blobId(join(root, path)) : '' })),
  );
  const others = tracked.filter(({ file }) => file.status !== 'removed').map(({ file }) => file);
  return joinRenames(
    removed.map(({ file, baseId }) => ({ path: file.path, id: baseId })),
    added,
    [...others, ...kept],
  );
}

/** What git would call the bytes of a file, or an empty text when it cannot be read. */
async function blobId(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes ? gitBlobId(bytes) : '';
}
