/** Runs git. Arguments are arrays and never pass through a shell; nothing here writes to the repository. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { FileContent } from './change-source.ts';
import { decode } from './change-source.ts';

export interface GitResult {
  /** 0 when git was content. */
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs git in a folder and waits for it. A status other than 0 is an answer, not an exception.
 *
 * @throws UserError when git is not installed.
 */
export function runGit(cwd: string, args: readonly string[], input?: string): Promise<GitResult> {
  // No lock files, no questions, and messages that can be compared.
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  return new Promise((settle, fail) => {
    const child = execFile(
      'git',
      [...args],
      { cwd, env, encoding: 'buffer', maxBuffer: Infinity, windowsHide: true },
      (error, stdout, stderr) => {
        const code: unknown = error?.code;
        if (code === 'ENOENT')
          fail(
            new UserError('git is not installed or not on the PATH.', 'Install git, or name the files to review: lockkeeper review FILE…'),
          );
        else if (error && typeof code !== 'number') fail(error);
        else settle({ status: typeof code === 'number' ? code : 0, stdout, stderr: stderr.toString('utf8').trim() });
      },
    );
    // git may end before it has read everything, which is not worth a crash: its status tells.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });
}

/** The nearest folder at or above `folder` that holds a `.git`, without starting git. */
export function findRepository(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Splits what git prints with `-z`. */
export function splitNul(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
}

/** A blob in a commit: what it is and where its bytes are. */
export interface TreeEntry {
  readonly path: string;
  /** As git writes it: `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
  readonly id: string;
  /** Bytes, where it is known. */
  readonly size?: number;
}

/** Looks up the contents of several blobs at once, by id. */
export type BlobSource = (entries: readonly TreeEntry[]) => Promise<ReadonlyMap<string, FileContent>>;

/** Reads the lines of `git ls-tree -r -z`. */
export function parseTreeEntries(output: Buffer): readonly TreeEntry[] {
  return splitNul(output).flatMap((record) => {
    const tab = record.indexOf('\t');
    const [mode, , id] = record.slice(0, tab).split(' ');
    return mode === undefined || id === undefined ? [] : [{ mode, id, path: record.slice(tab + 1) }];
  });
}

/** Why an entry of a tree has no text of its own, or undefined for an ordinary file. */
export function notAFile(mode: string): FileContent | undefined {
  if (mode === '120000') return { kind: 'unreadable', reason: 'the file is a symbolic link' };
  if (mode === '160000') return { kind: 'unreadable', reason: 'it is a submodule' };
  return undefined;
}

/**
 * Contents of blobs by id, from one `git cat-file --batch` for all of them. An id that the repository does not have is
 * `unreadable`.
 */
export async function readBlobs(repository: string, ids: readonly string[]): Promise<ReadonlyMap<string, FileContent>> {
  const wanted = [...new Set(ids)];
  const contents = new Map<string, FileContent>();
  if (wanted.length === 0) return contents;
  const { stdout, stderr } = await runGit(repository, ['cat-file', '--batch'], wanted.map((id) => `${id}\n`).join(''));
  let at = 0;
  for (const id of wanted) {
    const lineEnd = stdout.indexOf(10, at);
    const [, type, size] = stdout.toString('utf8', at, Math.max(at, lineEnd)).split(' ');
    if (lineEnd < 0 || type !== 'blob' || size === undefined) {
      contents.set(id, { kind: 'unreadable', reason: `git cannot read the object ${id}${stderr === '' ? '' : `: ${firstLine(stderr)}`}` });
      if (lineEnd >= 0) at = lineEnd + 1;
      continue;
    }
    const start = lineEnd + 1;
    const end = start + Number(size);
    contents.set(id, decode(stdout.subarray(start, end)));
    at = end + 1;
  }
  return contents;
}

/** The name that git gives to these bytes: SHA-1 of `blob <length>\0` and the bytes. */
export function gitBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** The first line of what git said, without its `fatal: `. */
export function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^(?:fatal|error): /, '');
}
