/** What is under review, from paths and from git. The pull request has its own tests under `runs.action.test.ts` and `pull-request.test.ts`. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ChangeSet, FileTree } from '../src/changes/change-source.ts';
import { directoryTree, listFiles } from '../src/changes/directory.ts';
import { changesFromGit } from '../src/changes/git-diff.ts';
import { commitTree, compareEntries } from '../src/changes/git-tree.ts';
import { gitBlobId } from '../src/changes/git.ts';
import { asAudit, changesFromPaths } from '../src/changes/paths.ts';
import { UserError } from '../src/errors.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function temporary(files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lockkeeper-changes-')));
  folders.push(folder);
  await put(folder, files);
  return folder;
}

async function put(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** git as on a machine without any configuration of its own. */
function git(folder: string, ...args: string[]): string {
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@localhost',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'protocol.file.allow=always',
  ];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'none'), GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
  return execFileSync('git', [...identity, ...args], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

async function repository(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const folder = await temporary(files);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'base');
  return folder;
}

const shown = (changes: ChangeSet): string[] =>
  changes.files.map((file) => [file.status, file.previousPath, file.path].filter((part) => part !== undefined).join(' '));
const textOf = async (tree: FileTree | null, path: string): Promise<string | undefined> => {
  const content = (await tree?.read([path]))?.get(path);
  return content?.kind === 'text' ? content.text : content && `unreadable: ${content.reason}`;
};
async function userError(promise: Promise<unknown>): Promise<{ problem: string; hint: string | undefined }> {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`, { cause: error });
  return { problem: error.problem, hint: error.hint };
}

describe('a folder', () => {
  test('holds what git tracks or would track', async () => {
    const root = await repository({ '.gitignore': 'build/\n*.log\n', 'a.sql': 'a', 'db/gone.sql': 'x', 'node_modules/p/tracked.sql': 'x' });
    await put(root, { 'b.sql': 'b', 'build/c.sql': 'c', 'x.log': '', 'deep/node_modules/p/d.sql': '', 'db/é "quoted"\t.sql': 'ok' });
    await unlink(join(root, 'db/gone.sql'));
    const listing = await listFiles(root, true);
    expect(listing.paths).toEqual(['.gitignore', 'a.sql', 'b.sql', 'db/é "quoted"\t.sql']);
    expect(listing.untracked).toEqual(['b.sql', 'db/é "quoted"\t.sql']);
    expect(await textOf(directoryTree(root, listing.paths), 'db/é "quoted"\t.sql')).toBe('ok');
  });

  test('that is no repository is walked, hidden folders but .github left out', async () => {
    const root = await temporary({
      'b/2.sql': '',
      'a.sql': '',
      '.github/lockkeeper.yml': '',
      '.cache/x.sql': '',
      'node_modules/p.sql': '',
    });
    expect(await listFiles(root, false)).toEqual({ paths: ['.github/lockkeeper.yml', 'a.sql', 'b/2.sql'], untracked: [] });
  });

  test('says why a file has no text, and leaves out what is not there', async () => {
    const root = await temporary({
      'text.sql': '\uFEFFSELECT 1;\r\n',
      'nul.sql': Buffer.from('SELECT 1;\0DROP TABLE t;'),
      'latin1.sql': Buffer.from([0x2d, 0x2d, 0x20, 0xe9]),
      'lfs.sql': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      'huge.sql': Buffer.alloc(32 * 1024 * 1024 + 1, 0x20),
      'folder/x.sql': '',
    });
    await symlink('text.sql', join(root, 'link.sql'));
    const tree = directoryTree(root, ['text.sql', 'nul.sql', 'latin1.sql', 'lfs.sql', 'huge.sql', 'link.sql', 'gone.sql', 'folder']);
    const contents = await tree.read([...tree.paths, 'folder/x.sql']);
    expect(
      Object.fromEntries([...contents].map(([path, content]) => [path, content.kind === 'text' ? content.text : content.reason])),
    ).toEqual({
      'text.sql': '\uFEFFSELECT 1;\r\n',
      'nul.sql': 'the file holds a NUL byte: it is binary, or PostgreSQL would stop reading at that byte',
      'latin1.sql': 'the file is not valid UTF-8',
      'lfs.sql': 'the file is a Git LFS pointer',
      'huge.sql': 'the file has 33554433 bytes; at most 33554432 are read',
      'link.sql': 'the file is a symbolic link',
    });
  });
});

describe('PATH arguments', () => {
  const files = { 'db/1.sql': 'one', 'db/2.sql': 'two', 'db/sub/3.sql': 'three', 'top.sql': '' };

  test('files together are one change; everything else is the tree they stand in', async () => {
    const root = await repository(files);
    const { changes, root: found } = await changesFromPaths({
      cwd: join(root, 'db'),
      paths: ['2.sql', './sub/3.sql', '2.sql'],
      audit: false,
    });
    expect(found).toBe(root);
    expect(changes.kind).toBe('files');
    expect(changes.base).toBeNull();
    expect(shown(changes)).toEqual(['added db/2.sql', 'added db/sub/3.sql']);
    expect(changes.head.paths).toEqual(['db/1.sql', 'db/2.sql', 'db/sub/3.sql', 'top.sql']);
    expect(await textOf(changes.head, 'db/1.sql')).toBe('one');
    const audit = asAudit(changes, 'All of them were named.');
    expect([audit.kind, audit.notes, audit.files]).toEqual(['audit', ['All of them were named.'], changes.files]);
  });

  test('a folder is an audit of what is below it', async () => {
    const root = await repository(files);
    expect(
      await changesFromPaths({ cwd: root, paths: ['db'], audit: false }).then(({ changes }) => [changes.kind, ...shown(changes)]),
    ).toEqual(['audit', 'added db/1.sql', 'added db/2.sql', 'added db/sub/3.sql']);
    expect(await changesFromPaths({ cwd: join(root, 'db/sub'), paths: ['.'], audit: false }).then(({ changes }) => shown(changes))).toEqual(
      ['added db/sub/3.sql'],
    );
    expect(await changesFromPaths({ cwd: root, paths: ['db/1.sql'], audit: true }).then(({ changes }) => changes.kind)).toBe('audit');
  });

  test('what is named is reviewed, also where git ignores it', async () => {
    const root = await repository({ '.gitignore': 'out/\n', 'a.sql': '' });
    await put(root, { 'out/1.sql': '1', 'out/2.sql': '2' });
    expect(
      await changesFromPaths({ cwd: root, paths: ['out/1.sql'], audit: false }).then(({ changes }) => [shown(changes), changes.head.paths]),
    ).toEqual([['added out/1.sql'], ['.gitignore', 'a.sql', 'out/1.sql']]);
    expect(await changesFromPaths({ cwd: root, paths: ['out'], audit: false }).then(({ changes }) => shown(changes))).toEqual([
      'added out/1.sql',
      'added out/2.sql',
    ]);
  });

  test('outside a repository paths start from the current folder, or from what they share', async () => {
    const root = await temporary({ 'p/db/1.sql': '', 'p/other/2.sql': '', 'elsewhere/x.sql': '' });
    const here = await changesFromPaths({ cwd: join(root, 'p'), paths: ['db/1.sql'], audit: false });
    expect([here.root, shown(here.changes), here.changes.head.paths]).toEqual([
      join(root, 'p'),
      ['added db/1.sql'],
      ['db/1.sql', 'other/2.sql'],
    ]);
    const away = await changesFromPaths({ cwd: join(root, 'elsewhere'), paths: ['../p/db/1.sql', '../p/other/2.sql'], audit: false });
    expect([away.root, shown(away.changes)]).toEqual([join(root, 'p'), ['added db/1.sql', 'added other/2.sql']]);
  });

  test('a link to a file is reported, a link to a folder is followed', async () => {
    const root = await repository({ 'db/1.sql': 'one' });
    await symlink('1.sql', join(root, 'db/link.sql'));
    await symlink('db', join(root, 'migrations'));
    const link = await changesFromPaths({ cwd: root, paths: ['db/link.sql'], audit: false });
    expect(await textOf(link.changes.head, 'db/link.sql')).toBe('unreadable: the file is a symbolic link');
    expect(await changesFromPaths({ cwd: root, paths: ['migrations'], audit: false }).then(({ changes }) => shown(changes))).toEqual([
      'added db/1.sql',
      'added db/link.sql',
    ]);
  });

  test('what cannot be used says what to do', async () => {
    const root = await repository(files);
    const other = await repository({ 'x.sql': '' });
    const ask = (...paths: string[]): Promise<{ problem: string; hint: string | undefined }> =>
      userError(changesFromPaths({ cwd: root, paths, audit: false }));
    expect(await ask('db/sub/4.sql')).toEqual({ problem: 'There is no file or folder db/sub/4.sql.', hint: 'Did you mean db/sub/3.sql?' });
    expect(await ask('nowhere/deep/V1__create_table.sql')).toEqual({
      problem: 'There is no file or folder nowhere/deep/V1__create_table.sql.',
      hint: 'The folder nowhere/deep does not exist either.',
    });
    expect(await ask('db/completely-different.sql')).toEqual({
      problem: 'There is no file or folder db/completely-different.sql.',
      hint: 'Name a migration file, or a folder of migrations.',
    });
    expect((await ask('db/1.sql', join(other, 'x.sql'))).problem).toBe(
      `db/1.sql and ${join(other, 'x.sql')} are not in the same repository.`,
    );
  });
});

describe('git', () => {
  test('compares the working tree, commits, staged and untracked files with the merge base', async () => {
    const root = await repository({
      'db/1.sql': 'CREATE TABLE one (id int);\n-- with enough text for git to see that it was moved\n',
      'db/2.sql': 'two',
      'db/3.sql': 'three is moved without telling git',
      'db/4.sql': 'four',
      'db/5.sql': 'five',
      'db/keep.sql': 'kept',
    });
    git(root, 'checkout', '-q', '-b', 'feature');
    await put(root, { 'db/6 "new" é.sql': 'six' });
    git(root, 'mv', 'db/1.sql', 'db/moved.sql');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'feature');
    git(root, 'checkout', '-q', 'main');
    await put(root, { 'db/main-only.sql': 'main went on' });
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'main');
    git(root, 'checkout', '-q', 'feature');
    await put(root, { 'db/2.sql': 'two, edited', 'db/7.sql': 'untracked', 'db/8.sql': 'staged' });
    git(root, 'add', 'db/8.sql');
    await rename(join(root, 'db/3.sql'), join(root, 'db/3-later.sql'));
    await unlink(join(root, 'db/4.sql'));
    git(root, 'rm', '-q', '--cached', 'db/5.sql');
    git(root, 'config', 'diff.relative', 'true');
    git(root, 'config', 'diff.noprefix', 'true');
    git(root, 'config', 'diff.external', 'false');

    const { changes, root: found } = await changesFromGit({ cwd: join(root, 'db') });
    expect(found).toBe(root);
    expect(changes.kind).toBe('change');
    expect(shown(changes)).toEqual([
      'modified db/2.sql',
      'renamed db/3.sql db/3-later.sql',
      'removed db/4.sql',
      'modified db/5.sql',
      'added db/6 "new" é.sql',
      'added db/7.sql',
      'added db/8.sql',
      'renamed db/1.sql db/moved.sql',
    ]);
    // The merge base, not the tip of main.
    expect(changes.base?.paths).toEqual(['db/1.sql', 'db/2.sql', 'db/3.sql', 'db/4.sql', 'db/5.sql', 'db/keep.sql']);
    expect(await textOf(changes.base, 'db/2.sql')).toBe('two');
    expect(await textOf(changes.base, 'db/7.sql')).toBeUndefined();
    expect(await textOf(changes.head, 'db/2.sql')).toBe('two, edited');
    expect(changes.head.paths).not.toContain('db/4.sql');
    expect(changes.files.every((file) => file.hunks === undefined)).toBe(true);
    expect(changes.notes).toEqual([
      `Compared with the merge base with main, ${git(root, 'merge-base', 'main', 'HEAD').slice(0, 10)}; uncommitted and untracked files are included.`,
    ]);
  });

  test('reads a thousand files of a commit through one process, whatever they hold', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`m/${i}.sql`, `SELECT ${i};\n`.repeat(i % 7)]));
    const root = await repository({ ...many, 'bin.sql': Buffer.from([0, 10, 0]), 'last.sql': 'no newline at the end' });
    await symlink('last.sql', join(root, 'link.sql'));
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'link');
    const tree = await commitTree(root, 'HEAD');
    const contents = await tree.read(tree.paths);
    expect(contents.size).toBe(1003);
    expect(contents.get('m/999.sql')).toEqual({ kind: 'text', text: many['m/999.sql'] });
    expect(contents.get('last.sql')).toEqual({ kind: 'text', text: 'no newline at the end' });
    expect(contents.get('bin.sql')?.kind).toBe('unreadable');
    expect(contents.get('link.sql')).toEqual({ kind: 'unreadable', reason: 'the file is a symbolic link' });
  });

  test('asks the remote for its default branch, then main, then master', async () => {
    const origin = await repository({ 'a.sql': 'a' });
    git(origin, 'branch', '-m', 'trunk');
    const clone = await temporary();
    git(clone, 'clone', '-q', origin, 'c');
    const root = join(clone, 'c');
    await put(root, { 'b.sql': 'b' });
    expect((await changesFromGit({ cwd: root })).changes.notes[0]).toMatch(/^Compared with the merge base with origin\/trunk,/);
    git(root, 'remote', 'set-head', 'origin', '-d');
    git(root, 'branch', '-m', 'master');
    expect((await changesFromGit({ cwd: root })).changes.notes[0]).toMatch(/with master,/);
    git(root, 'branch', '-m', 'topic');
    expect(await userError(changesFromGit({ cwd: root }))).toEqual({
      problem: 'The repository has no default branch of a remote and no branch main or master to compare with.',
      hint: 'Say what to compare with: --base BRANCH.',
    });
  });

  test('says what to do where it cannot compare', async () => {
    const root = await repository({ 'a.sql': 'a' });
    expect(await userError(changesFromGit({ cwd: root, base: 'mian' }))).toEqual({
      problem: 'There is no branch, tag or commit mian in this repository.',
      hint: 'Did you mean main?',
    });
    expect(await userError(changesFromGit({ cwd: root, base: 'release-2024' }))).toEqual({
      problem: 'There is no branch, tag or commit release-2024 in this repository.',
      hint: 'If it is a branch of the remote, fetch it first: git fetch origin release-2024',
    });
    expect((await userError(changesFromGit({ cwd: root, base: '--output=x' }))).problem).toBe(
      'There is no branch, tag or commit --output=x in this repository.',
    );
    git(root, 'checkout', '-q', '--orphan', 'lonely');
    expect((await userError(changesFromGit({ cwd: root, base: 'main' }))).problem).toBe(
      'The repository has no commit yet, so there is nothing to compare with.',
    );
    git(root, 'commit', '-q', '-m', 'lonely');
    expect(await userError(changesFromGit({ cwd: root, base: 'main' }))).toEqual({
      problem: 'HEAD and main have no commit in common.',
      hint: 'Name another --base.',
    });
    expect((await userError(changesFromGit({ cwd: await temporary() }))).problem).toMatch(
      /is not in a git repository, so there is nothing to compare with\.$/,
    );
  });

  test('a shallow clone without the merge base says how to fetch it', async () => {
    const origin = await repository({ 'a.sql': 'a' });
    git(origin, 'checkout', '-q', '-b', 'feature');
    await put(origin, { 'b.sql': 'b' });
    git(origin, 'add', '-A');
    git(origin, 'commit', '-q', '-m', 'b');
    git(origin, 'checkout', '-q', 'main');
    await put(origin, { 'c.sql': 'c' });
    git(origin, 'add', '-A');
    git(origin, 'commit', '-q', '-m', 'c');
    const folder = await temporary();
    git(folder, 'clone', '-q', '--depth', '1', '--no-single-branch', '-b', 'feature', `file://${origin}`, 'c');
    expect(await userError(changesFromGit({ cwd: join(folder, 'c'), base: 'origin/main' }))).toEqual({
      problem: 'This clone is shallow and does not reach the commit where HEAD left origin/main.',
      hint: 'Fetch the rest: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0).',
    });
  });
});

test('two listings of blobs are compared by content', () => {
  const entry = (path: string, id: string, mode = '100644'): { path: string; id: string; mode: string } => ({ path, id, mode });
  const before = [
    entry('same', '1'),
    entry('edited', '2'),
    entry('a/moved.sql', '3'),
    entry('copy.sql', '3'),
    entry('gone', '4'),
    entry('exec', '5'),
    entry('linked', '6'),
  ];
  const after = [
    entry('same', '1'),
    entry('edited', '9'),
    entry('b/moved.sql', '3'),
    entry('new', '7'),
    entry('exec', '5', '100755'),
    entry('linked', '6', '120000'),
  ];
  expect(compareEntries(before, after)).toEqual([
    { path: 'b/moved.sql', status: 'renamed', previousPath: 'a/moved.sql' },
    { path: 'copy.sql', status: 'removed' },
    { path: 'edited', status: 'modified' },
    { path: 'gone', status: 'removed' },
    { path: 'linked', status: 'modified' },
    { path: 'new', status: 'added' },
  ]);
});

test('the name of a blob is the one git gives it', async () => {
  const root = await repository({ 'a.sql': 'SELECT 1;\n' });
  expect(gitBlobId(Buffer.from('SELECT 1;\n'))).toBe(git(root, 'rev-parse', 'HEAD:a.sql').trim());
});
