/** What is under review and what was there before: the same shape from a pull request, from git and from paths. */

/** The content of a file, or why there is none. */
export type FileContent = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unreadable'; readonly reason: string };

/** One revision of a repository. Paths are relative to its root, with `/`. */
export interface FileTree {
  /** Every file, sorted. */
  readonly paths: readonly string[];
  /**
   * Reads several files at once. A path that is not in the tree is absent from the answer. Never throws for the sake of
   * one file: binary, too large, not UTF-8, a link or an LFS pointer are `unreadable`.
   */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>>;
  /**
   * Goes once through many files without keeping them, in any order. Files of more than `limit` bytes, links and what cannot be
   * read are not visited. Answers those as clauses (`3 files over 1 MB`). Where it is missing, `read` has to do.
   */
  sweep?(paths: readonly string[], limit: number, visit: (path: string, bytes: Uint8Array) => void): Promise<readonly string[]>;
}

/** A range of lines, 1-based, both inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** For `renamed`. */
  readonly previousPath?: string;
  /** The hunks on the right side, where GitHub lets a comment sit; undefined outside a pull request or where the API gave no patch. */
  readonly hunks?: readonly LineRange[];
}

export interface ChangeSet {
  /**
   * `change`: `files` changed between `base` and `head` (a pull request, git). `files`: the named files together are the
   * change. `audit`: each migration among `files` is its own change.
   */
  readonly kind: 'change' | 'files' | 'audit';
  /** What it will be. */
  readonly head: FileTree;
  /** What is there now; null for `files` and `audit`, where history is what is ordered before. */
  readonly base: FileTree | null;
  readonly files: readonly ChangedFile[];
  /** Remarks about how the change was read, for the report. */
  readonly notes: readonly string[];
}

/** What a sweep did not visit, as clauses. */
export function unvisited(counts: { readonly large: number; readonly unread: number }, limit: number): readonly string[] {
  const files = (count: number): string => `${count} file${count === 1 ? '' : 's'}`;
  return [
    ...(counts.large > 0 ? [`${files(counts.large)} over ${Math.round(limit / 1024 / 1024)} MB`] : []),
    ...(counts.unread > 0 ? [`${files(counts.unread)} that could not be read`] : []),
  ];
}

/** Reads a text file's bytes: UTF-8 only, no NUL, not a Git LFS pointer, at most `limit` bytes. */
export function decode(bytes: Uint8Array, limit = 32 * 1024 * 1024): FileContent {
  if (bytes.length > limit) return { kind: 'unreadable', reason: `the file has ${bytes.length} bytes; at most ${limit} are read` };
  if (bytes.includes(0))
    return { kind: 'unreadable', reason: 'the file holds a NUL byte: it is binary, or PostgreSQL would stop reading at that byte' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { kind: 'unreadable', reason: 'the file is not valid UTF-8' };
  }
  if (text.startsWith('version https://git-lfs.github.com/spec/')) return { kind: 'unreadable', reason: 'the file is a Git LFS pointer' };
  return { kind: 'text', text };
}
