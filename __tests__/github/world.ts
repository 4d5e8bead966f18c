/** A repository with a pull request, a checkout of its merge commit, and a server for it. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FakeGitHub } from './server.ts';

/** Text, bytes, a link, or null for a file that is deleted. */
export type Files = Readonly<Record<string, string | Buffer | { readonly link: string } | null>>;

export interface WorldOptions {
  /** The merge base. */
  readonly base: Files;
  /** What the pull request changes on it. */
  readonly head: Files;
  /** What the base branch changed since. */
  readonly later?: Files;
  /** The pull request comes from here. */
  readonly fork?: string;
  readonly prefix?: string;
}

export interface World {
  readonly server: FakeGitHub;
  /** The checkout: the merge commit. */
  readonly workspace: string;
  /** Somewhere to write. */
  readonly scratch: string;
  /** Adds a commit to the pull request and answers its id. */
  push(files: Files): Promise<string>;
  close(): Promise<void>;
}

export async function makeWorld(options: WorldOptions): Promise<World> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'lockkeeper-github-')));
  const workspace = join(root, 'checkout');
  const scratch = join(root, 'scratch');
  await mkdir(scratch, { recursive: true });
  await mkdir(workspace);
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: join(root, 'none'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  };
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'core.autocrlf=false', ...args], {
      cwd: workspace,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const commit = async (files: Files, message: string): Promise<string> => {
    for (const [path, content] of Object.entries(files)) {
      const target = join(workspace, path);
      await rm(target, { force: true });
      if (content === null) continue;
      await mkdir(dirname(target), { recursive: true });
      if (typeof content === 'object' && 'link' in content) await symlink(content.link, target);
      else await writeFile(target, content);
    }
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'main');
  await commit(options.base, 'base');
  git('checkout', '-q', '-b', 'feature');
  const head = await commit(options.head, 'feature');
  git('checkout', '-q', 'main');
  const base = options.later ? await commit(options.later, 'later') : git('rev-parse', 'main');
  const mergeCommit = (): void => {
    git('checkout', '-q', '--detach', 'main');
    git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
  };
  mergeCommit();
  const server = new FakeGitHub(
    workspace,
    { number: 7, base, head, state: 'open', locked: false, headRepository: options.fork ?? 'acme/shop' },
    'acme/shop',
    options.prefix,
  );
  await server.start();
  return {
    server,
    workspace,
    scratch,
    async push(files) {
      git('checkout', '-q', 'feature');
      server.pull.head = await commit(files, 'more');
      mergeCommit();
      return server.pull.head;
    },
    async close() {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}
