/**
 * The change under review, from GitHub. Contents are those of the head commit of the pull request, not of the merge commit
 * that the workflow has checked out, so that line numbers are those of the file.
 */
import { UserError } from '../errors.ts';
import type { ChangedFile, ChangeSet, FileTree, LineRange } from './change-source.ts';
import { blobTree, compareEntries } from './git-tree.ts';
import type { BlobSource, TreeEntry } from './git.ts';
import { parseHunks } from './hunks.ts';

/** A file as the list of a pull request has it. */
export interface ListedFile {
  readonly path: string;
  readonly previousPath?: string;
  /** `added`, `removed`, `modified`, `renamed`, `copied`, `changed` or `unchanged`. */
  readonly status: string;
  /** The blob at the head; for a removed file the one that was there. */
  readonly id: string | null;
  readonly patch?: string;
}

/** What has to be asked of GitHub. */
export interface CommitReader {
  /** Every file of a commit, submodules and links too, or null where the list is cut. */
  entries(commit: string): Promise<readonly TreeEntry[] | null>;
  mergeBase(base: string, head: string): Promise<string>;
  readonly blobs: BlobSource;
  /** Goes through many files of a commit at once: FileTree.sweep. Where it is missing, they are read as blobs. */
  sweep?(commit: string, entries: readonly TreeEntry[]): FileTree['sweep'];
}

export interface PullRequestReader extends CommitReader {
  /** The files of the pull request as it is now; null where the token may not list them. */
  listFiles(number: number): Promise<readonly ListedFile[] | null>;
}

export interface PullRequestRange {
  readonly number: number;
  /** Tip of the base branch. */
  readonly base: string;
  readonly head: string;
  /** How many files GitHub counts. */
  readonly changedFiles: number;
}

/**
 * Reads a pull request: the head against its merge base with the base branch.
 *
 * The list of files gives what changed and where comments can sit. It is cut at 3,000 files and is always about the newest
 * head, so it is checked against the files of the head commit; where the two differ, the commits themselves are compared.
 *
 * @throws UserError where the repository has more files than GitHub lists.
 */
export async function changesFromPullRequest(reader: PullRequestReader, range: PullRequestRange): Promise<ChangeSet> {
  const [listed, head] = await Promise.all([reader.listFiles(range.number), entriesOf(reader, range.head)]);
  const byPath = new Map(head.map((entry) => [entry.path, entry]));
  const hunks = new Map<string, readonly LineRange[]>();
  // A patch of another head than ours would put comments on the wrong lines.
  for (const file of listed ?? [])
    if (file.patch !== undefined && byPath.get(file.path)?.id === file.id) hunks.set(file.path, parseHunks(file.patch));
  const mergeBase = once(() => reader.mergeBase(range.base, range.head));
  const baseEntries = once(async () => entriesOf(reader, await mergeBase()));

  const complete = listed !== null && listed.length === range.changedFiles && listed.every((file) => agrees(file, byPath));
  const files = complete ? listed.map(toChangedFile) : compareEntries(await baseEntries(), head);
  const base = complete ? baseOf(reader, head, files, baseEntries) : blobTree(await baseEntries(), reader.blobs);
  const notes = submoduleNotes(files, byPath);
  if (listed !== null && !complete)
    notes.push('GitHub lists the files of this pull request in part; the two commits were compared instead.');
  return {
    kind: 'change',
    head: blobTree(head, reader.blobs, reader.sweep?.(range.head, head)),
    base,
    files: files.map((file) => {
      const own = hunks.get(file.path);
      return own ? { ...file, hunks: own } : file;
    }),
    notes,
  };
}

/**
 * Compares two commits as they are: a push, a group of the merge queue.
 *
 * @throws UserError where the repository has more files than GitHub lists.
 */
export async function changesBetween(reader: CommitReader, base: string, head: string): Promise<ChangeSet> {
  const [before, after] = await Promise.all([entriesOf(reader, base), entriesOf(reader, head)]);
  const files = compareEntries(before, after);
  const notes = submoduleNotes(files, new Map(after.map((entry) => [entry.path, entry])));
  return {
    kind: 'change',
    head: blobTree(after, reader.blobs, reader.sweep?.(head, after)),
    base: blobTree(before, reader.blobs),
    files,
    notes,
  };
}

/** Everything of one commit, migration by migration. */
export async function auditOfCommit(reader: CommitReader, commit: string): Promise<ChangeSet> {
  const head = blobTree(await entriesOf(reader, commit), reader.blobs);
  return { kind: 'audit', head, base: null, files: head.paths.map((path) => ({ path, status: 'added' })), notes: [] };
}

/** The files of a commit; a list that GitHub cuts cannot be reviewed, because what is missing would count as safe. */
export async function entriesOf(reader: CommitReader, commit: string): Promise<readonly TreeEntry[]> {
  const entries = await reader.entries(commit);
  if (entries) return entries;
  throw new UserError(
    `The repository has more files than GitHub lists at once, so the files of ${commit.slice(0, 10)} are not known.`,
    'Check the whole repository out before this step: actions/checkout with fetch-depth: 0.',
  );
}

const agrees = (file: ListedFile, head: ReadonlyMap<string, TreeEntry>): boolean =>
  file.status === 'removed' ? !head.has(file.path) : head.get(file.path)?.id === file.id;

function toChangedFile(file: ListedFile): ChangedFile {
  if (file.status === 'renamed' && file.previousPath !== undefined)
    return { path: file.path, status: 'renamed', previousPath: file.previousPath };
  if (file.status === 'added' || file.status === 'copied') return { path: file.path, status: 'added' };
  return { path: file.path, status: file.status === 'removed' ? 'removed' : 'modified' };
}

/**
 * The merge base, known from the head and what changed since: its paths need no request, and neither does a file that did not
 * change. Only a changed one asks GitHub for the merge base and its files.
 */
function baseOf(
  reader: CommitReader,
  head: readonly TreeEntry[],
  files: readonly ChangedFile[],
  baseEntries: () => Promise<readonly TreeEntry[]>,
): FileTree {
  const touched = new Set(files.map((file) => file.path));
  const unchanged = blobTree(
    head.filter((entry) => !touched.has(entry.path)),
    reader.blobs,
  );
  const changed = files.flatMap((file) => (file.status === 'added' ? [] : [file.previousPath ?? file.path]));
  const old = once(async () => {
    const wanted = new Set(changed);
    return blobTree(
      (await baseEntries()).filter((entry) => wanted.has(entry.path)),
      reader.blobs,
    );
  });
  const isChanged = new Set(changed);
  return {
    paths: [...new Set([...unchanged.paths, ...changed])].sort(),
    async read(paths) {
      const inOld = paths.filter((path) => isChanged.has(path));
      const contents = new Map(await unchanged.read(paths));
      if (inOld.length > 0) for (const [path, content] of await (await old()).read(inOld)) contents.set(path, content);
      return contents;
    },
  };
}

function submoduleNotes(files: readonly ChangedFile[], head: ReadonlyMap<string, TreeEntry>): string[] {
  return files
    .filter((file) => head.get(file.path)?.mode === '160000')
    .map((file) => `${file.path} is a submodule; its files are not reviewed.`);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
