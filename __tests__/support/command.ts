/** The built command as people run it: in a folder of its own, with nothing of this machine's configuration. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `lockkeeper` with some arguments. Standard input is empty unless given. */
export function lockkeeper(folder: string, args: readonly string[], { input = '', env = {} }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...quietGit(folder), ...env }, maxBuffer: 1 << 26 };
    const child = execFile(process.execPath, [CLI, ...args], options, (_error, out, err) => {
      resolve({ status: child.exitCode, out, err });
    });
    child.stdin?.on('error', () => undefined); // It may be done before it has read anything.
    child.stdin?.end(input);
  });
}

const quietGit = (folder: string): Readonly<Record<string, string>> => ({
  GIT_CONFIG_GLOBAL: join(folder, 'none'),
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
});

const folders: string[] = [];

/** A new folder with some files. */
export async function temporary(files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lockkeeper-cli-')));
  folders.push(folder);
  await put(folder, files);
  return folder;
}

/** Writes files into a folder. */
export async function put(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Removes every folder that `temporary` made. */
export async function cleanUp(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** git as on a machine without any configuration of its own. */
export function git(folder: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, ...quietGit(folder) };
  return execFileSync('git', [...identity, ...args], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
