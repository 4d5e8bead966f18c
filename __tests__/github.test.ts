/** Reading a pull request from GitHub and writing a review to it, against a server that holds both to GitHub's description. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { FileTree } from '../src/changes/change-source.ts';
import { parseHunks } from '../src/changes/hunks.ts';
import { auditOfCommit, changesBetween, changesFromPullRequest } from '../src/changes/pull-request.ts';
import { UserError } from '../src/errors.ts';
import { connect, type GitHub } from '../src/github/client.ts';
import { type PullRequestEvent, readEvent } from '../src/github/events.ts';
import { clip } from '../src/github/inline.ts';
import { publish, type Published, type PublishOptions } from '../src/github/publish.ts';
import { makeReader } from '../src/github/read.ts';
import { summaryComment } from '../src/reporters/markdown.ts';
import type { Review } from '../src/report.ts';
import { type Given, reviewOf } from './github/review.ts';
import type { RecordedRequest, Refusal } from './github/server.ts';
import { makeWorld, type World, type WorldOptions } from './github/world.ts';

const open: World[] = [];
afterEach(async () => {
  const problems = open.flatMap((world) => world.server.problems);
  await Promise.all(open.splice(0).map((world) => world.close()));
  if (problems.length > 0) throw new Error(problems.join('\n'));
});
async function world(options: WorldOptions): Promise<World> {
  const made = await makeWorld(options);
  open.push(made);
  return made;
}

const waits: number[] = [];
function client(given: World, log: (message: string) => void = () => {}): GitHub {
  waits.length = 0;
  return connect({
    token: 't0ken',
    apiUrl: `${given.server.url}${given.server.prefix}`,
    repository: 'acme/shop',
    log,
    sleep: async (ms) => void waits.push(ms),
  });
}
const range = ({ server }: World) => ({
  number: 7,
  base: server.pull.base,
  head: server.pull.head,
  changedFiles: server.listedFiles().length,
});
const asked = ({ server }: World): string[] => server.requests.map((request) => request.operation);
const textOf = async (tree: FileTree | null, path: string): Promise<string | undefined> => {
  const content = (await tree?.read([path]))?.get(path);
  return content?.kind === 'text' ? content.text : content && `unreadable: ${content.reason}`;
};

const HISTORY = { 'db/1.sql': 'CREATE TABLE users (\n  id bigint\n);\n', 'db/2.sql': 'SELECT 2;\n', 'README.md': '# shop\n' };

describe('reading', () => {
  test('an added migration costs two requests when the checkout has the files', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': 'SELECT 3;\nSELECT 4;\n' } });
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(changes.kind).toBe('change');
    expect(changes.files).toEqual([{ path: 'db/3.sql', status: 'added', hunks: [{ first: 1, last: 2 }] }]);
    expect(changes.base?.paths).toEqual(['README.md', 'db/1.sql', 'db/2.sql']);
    expect(await textOf(changes.base, 'db/1.sql')).toBe(HISTORY['db/1.sql']);
    expect(await textOf(changes.base, 'db/3.sql')).toBeUndefined();
    expect(await textOf(changes.head, 'db/3.sql')).toBe('SELECT 3;\nSELECT 4;\n');
    expect(asked(w).sort()).toEqual(['git/get-tree', 'pulls/list-files']);
  });

  test('content is that of the head, never that of the merge commit in the checkout', async () => {
    const lines = (...changed: [number, string][]): string =>
      Array.from({ length: 20 }, (_, i) => `${changed.find(([n]) => n === i + 1)?.[1] ?? `line ${i + 1}`}\n`).join('');
    const w = await world({
      base: { 'db/1.sql': lines() },
      head: { 'db/1.sql': lines([20, 'DROP TABLE users;']) },
      later: { 'db/1.sql': `-- new first line\n${lines()}` },
    });
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(await textOf(changes.head, 'db/1.sql')).toBe(lines([20, 'DROP TABLE users;']));
    expect(await textOf(changes.base, 'db/1.sql')).toBe(lines());
    expect(changes.files[0]?.hunks).toEqual([{ first: 17, last: 20 }]);
  });

  test('changed, moved and removed files have their text at the merge base', async () => {
    const long = 'CREATE TABLE moved (id bigint); -- with enough text to be the same file\n';
    const w = await world({
      base: { ...HISTORY, 'db/old.sql': long, 'db/gone.sql': 'SELECT 0;\n' },
      head: { 'db/2.sql': 'SELECT 22;\n', 'db/old.sql': null, 'db/new.sql': long, 'db/gone.sql': null },
      later: { 'db/2.sql': 'SELECT 2;\n-- changed on main\n'.replace('-- changed on main\n', ''), 'db/main.sql': 'SELECT 5;\n' },
    });
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(changes.files.map(({ path, status, previousPath }) => [status, path, previousPath])).toEqual([
      ['modified', 'db/2.sql', undefined],
      ['removed', 'db/gone.sql', undefined],
      ['renamed', 'db/new.sql', 'db/old.sql'],
    ]);
    expect(changes.base?.paths).toEqual(['README.md', 'db/1.sql', 'db/2.sql', 'db/gone.sql', 'db/old.sql']);
    expect(await changes.base?.read(['db/2.sql', 'db/gone.sql', 'db/old.sql', 'db/new.sql', 'db/main.sql'])).toEqual(
      new Map(
        Object.entries({ 'db/2.sql': 'SELECT 2;\n', 'db/gone.sql': 'SELECT 0;\n', 'db/old.sql': long }).map(([path, text]) => [
          path,
          { kind: 'text', text },
        ]),
      ),
    );
    expect(
      asked(w)
        .filter((operation) => operation !== 'graphql')
        .sort(),
    ).toEqual(['git/get-tree', 'git/get-tree', 'pulls/list-files', 'repos/compare-commits-with-basehead']);
  });

  test('without a checkout a thousand files cost ten requests more', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`db/${i}.sql`, `SELECT ${i};\n`]));
    const w = await world({ base: many, head: { 'db/1000.sql': 'SELECT 1000;\n' } });
    const changes = await changesFromPullRequest(makeReader(client(w), null), range(w));
    const contents = await changes.head.read(changes.head.paths);
    expect(contents.size).toBe(1001);
    expect(contents.get('db/999.sql')).toEqual({ kind: 'text', text: 'SELECT 999;\n' });
    expect(await changes.base?.read(changes.base.paths)).toHaveProperty('size', 1000);
    expect(w.server.requests).toHaveLength(2 + 11);
  });

  test('what GraphQL alters or cuts comes from REST, byte for byte', async () => {
    const files = {
      'bom.sql': '\uFEFFSELECT 1;\r\n',
      'latin1.sql': Buffer.from([0x2d, 0x2d, 0x20, 0xe9, 0x0a]),
      'binary.sql': Buffer.from([1, 0, 2]),
      'large.sql': `-- ${'x'.repeat(600_000)}\n`,
      'lfs.sql': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      'link.sql': { link: 'bom.sql' },
    };
    const w = await world({ base: HISTORY, head: files });
    const changes = await changesFromPullRequest(makeReader(client(w), null), range(w));
    const contents = await changes.head.read(Object.keys(files));
    expect(
      Object.fromEntries(
        [...contents].map(([path, content]) => [path, content.kind === 'text' ? content.text.slice(0, 20) : content.reason]),
      ),
    ).toEqual({
      'bom.sql': '\uFEFFSELECT 1;\r\n',
      'latin1.sql': 'the file is not valid UTF-8',
      'binary.sql': 'the file holds a NUL byte: it is binary, or PostgreSQL would stop reading at that byte',
      'large.sql': `-- ${'x'.repeat(17)}`,
      'lfs.sql': 'the file is a Git LFS pointer',
      'link.sql': 'the file is a symbolic link',
    });
    expect(asked(w).filter((operation) => operation === 'git/get-blob')).toHaveLength(3);
  });

  test('GraphQL that fails leaves everything to REST', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': 'SELECT 3;\n' } });
    w.server.intercept = (request) =>
      request.operation === 'graphql'
        ? { status: 200, body: { data: null, errors: [{ type: 'RATE_LIMITED', message: 'no' }] } }
        : undefined;
    const changes = await changesFromPullRequest(makeReader(client(w), null), range(w));
    expect(await textOf(changes.head, 'db/3.sql')).toBe('SELECT 3;\n');
  });

  test('a long list is read to its end, and patches it leaves out are asked for again', async () => {
    const many = Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`db/${String(i).padStart(3, '0')}.sql`, `SELECT ${i};\n`]));
    const w = await world({ base: HISTORY, head: many });
    w.server.alter = (request, answer) =>
      request.operation === 'pulls/list-files' && request.query.get('per_page') === '100' && Array.isArray(answer)
        ? answer
            .map((file: Record<string, unknown>) =>
              /15\d\.sql$/.test(String(file['filename'])) ? { ...file, patch: undefined, additions: 0 } : file,
            )
            .map((file) => JSON.parse(JSON.stringify(file)) as unknown)
        : answer;
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(changes.files).toHaveLength(230);
    expect(changes.files.every((file) => file.hunks?.length === 1)).toBe(true);
    expect(
      w.server.requests
        .filter((request) => request.operation === 'pulls/list-files')
        .map((request) => `${request.query.get('per_page')}/${request.query.get('page')}`),
    ).toEqual(['100/1', '100/2', '100/3', '10/16']);
  });

  test('a file without a patch is reviewed, with no line to comment on', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': 'SELECT 3;\n' } });
    w.server.alter = (request, answer) =>
      request.operation === 'pulls/list-files' && Array.isArray(answer)
        ? answer
            .map((file: Record<string, unknown>) => ({ ...file, patch: undefined }))
            .map((file) => JSON.parse(JSON.stringify(file)) as unknown)
        : answer;
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(changes.files).toEqual([{ path: 'db/3.sql', status: 'added' }]);
    expect(await textOf(changes.head, 'db/3.sql')).toBe('SELECT 3;\n');
  });

  test.each([
    [
      'is cut',
      (w: World) =>
        (w.server.alter = (request, answer) =>
          request.operation === 'pulls/list-files' && Array.isArray(answer) ? answer.slice(0, 1) : answer),
    ],
    [
      'is about a newer head',
      async (w: World) => void (await w.push({ 'db/3.sql': 'SELECT 33;\n', 'db/5.sql': 'SELECT 5;\n', 'db/4.sql': null })),
    ],
  ])('where the list %s the commits are compared', async (_, spoil) => {
    const w = await world({
      base: HISTORY,
      head: { 'db/3.sql': 'SELECT 3;\n', 'db/4.sql': 'SELECT 4;\n', 'db/1.sql': 'CREATE TABLE users ();\n' },
      later: { 'db/9.sql': '' },
    });
    const before = range(w);
    await spoil(w);
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), before);
    expect(changes.files.map(({ path, status }) => [status, path])).toEqual([
      ['modified', 'db/1.sql'],
      ['added', 'db/3.sql'],
      ['added', 'db/4.sql'],
    ]);
    // Only lines of the very file that is reviewed may carry comments.
    expect(changes.files.map((file) => file.hunks !== undefined)).toEqual([true, false, false]);
    expect(await textOf(changes.base, 'db/1.sql')).toBe(HISTORY['db/1.sql']);
    expect(changes.base?.paths).not.toContain('db/9.sql');
    expect(changes.notes).toEqual(['GitHub lists the files of this pull request in part; the two commits were compared instead.']);
  });

  test('a token that may not list files compares the commits', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': 'SELECT 3;\n' } });
    w.server.intercept = (request) =>
      request.path.includes('/pulls/') ? { status: 403, body: { message: 'Resource not accessible by integration' } } : undefined;
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(changes.files).toEqual([{ path: 'db/3.sql', status: 'added' }]);
    expect(changes.notes).toEqual([]);
  });

  test('a list of files that is cut is never taken for all of them', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': 'SELECT 3;\n' } });
    w.server.alter = (request, answer) =>
      request.operation === 'git/get-tree' ? { ...(answer as object), truncated: true, tree: [] } : answer;
    // The checkout has the commit, so it can answer.
    const changes = await changesFromPullRequest(makeReader(client(w), w.workspace), range(w));
    expect(changes.head.paths).toEqual(['README.md', 'db/1.sql', 'db/2.sql', 'db/3.sql']);
    const failure = await changesFromPullRequest(makeReader(client(w), null), range(w)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ hint: 'Check the whole repository out before this step: actions/checkout with fetch-depth: 0.' });
  });

  test('two commits and one commit are read as they are', async () => {
    const w = await world({ base: HISTORY, head: { 'db/2.sql': null, 'db/3.sql': 'SELECT 2;\n', 'db/4.sql': 'SELECT 4;\n' } });
    const reader = makeReader(client(w), null);
    const between = await changesBetween(reader, w.server.pull.base, w.server.pull.head);
    expect(between.files).toEqual([
      { path: 'db/3.sql', status: 'renamed', previousPath: 'db/2.sql' },
      { path: 'db/4.sql', status: 'added' },
    ]);
    const audit = await auditOfCommit(reader, w.server.pull.head);
    expect([audit.kind, audit.base, audit.files.map((file) => file.path)]).toEqual([
      'audit',
      null,
      ['README.md', 'db/1.sql', 'db/3.sql', 'db/4.sql'],
    ]);
    await expect(auditOfCommit(reader, '0123456789'.repeat(4))).rejects.toThrow(
      'GitHub does not show the files of the commit 0123456789: 404 (Not Found).',
    );
  });

  test('waits as GitHub asks, tries reads again, and gives up in time', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': 'SELECT 3;\n' } });
    const answers: Refusal[] = [
      { status: 403, body: { message: 'You have exceeded a secondary rate limit.' }, headers: { 'retry-after': '1' } },
      { status: 502, body: { message: 'Bad Gateway' } },
      { status: 429, body: { message: 'Too Many Requests' }, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } },
    ];
    w.server.intercept = () => answers.shift();
    const log: string[] = [];
    const reader = makeReader(
      client(w, (message) => void log.push(message)),
      null,
    );
    await expect(reader.entries(w.server.pull.head)).resolves.toHaveLength(4);
    expect(waits[0]).toBe(1000);
    expect(waits).toHaveLength(3);
    expect(log[0]).toBe('GitHub answered 403 (You have exceeded a secondary rate limit.); trying again in 1 s.');
    w.server.intercept = () => ({
      status: 403,
      body: { message: 'You have exceeded a secondary rate limit.' },
      headers: { 'retry-after': '3600' },
    });
    await expect(reader.mergeBase('main', w.server.pull.head)).rejects.toBeInstanceOf(UserError);
    expect(waits).toHaveLength(3);
  });
});

test.each([
  ['@@ -0,0 +1,3 @@\n+a\n+b\n+c', [[1, 3]]],
  [
    '@@ -1,3 +1,4 @@ CREATE\n a\n+b\n c\n d\n@@ -20 +21,2 @@\n x\n+y\n\\ No newline at end of file',
    [
      [1, 4],
      [21, 22],
    ],
  ],
  ['@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+b\n+c', [[1, 2]]],
  ['@@ -1,2 +0,0 @@\n-a\n-b', []],
  ['@@ -1,2 +1,3 @@\n a\n+@@ -9,9 +9,9 @@\n b', [[1, 3]]],
  ['@@ -1 +1 @@\n--- a comment\n+++ x\n', [[1, 1]]],
  ['@@ -1,9 +1,9 @@\n a\n+b', [[1, 2]]],
])('hunks of %j', (patch, expected) => {
  expect(parseHunks(patch).map(({ first, last }) => [first, last])).toEqual(expected);
});

test.each([
  [[5, 9], [[1, 20]], [5, 9]],
  [[5, 9], [[7, 8]], [7, 8]],
  [
    [1, 30],
    [
      [2, 4],
      [20, 25],
      [40, 50],
    ],
    [20, 25],
  ],
  [
    [5, 9],
    [
      [1, 4],
      [10, 12],
    ],
    undefined,
  ],
])('lines %j in the hunks %j', (lines, hunks, expected) => {
  const at = (pair: readonly number[]) => ({ first: pair[0] ?? 0, last: pair[1] ?? 0 });
  expect(clip(at(lines), hunks.map(at))).toEqual(expected && at(expected));
});

describe('events', () => {
  const head = 'a'.repeat(40);
  const base = 'b'.repeat(40);
  const pull = {
    number: 7,
    changed_files: 2,
    head: { sha: head, repo: { full_name: 'acme/shop' } },
    base: { sha: base, repo: { full_name: 'acme/shop' } },
  };
  const fork = { ...pull, head: { sha: head, repo: { full_name: 'stranger/shop' } } };
  const request = { kind: 'pull-request', number: 7, head, base, changedFiles: 2, target: false, readOnly: null };
  const zero = '0'.repeat(40);
  test.each([
    ['pull_request', { pull_request: pull }, request],
    ['pull_request', { pull_request: fork }, { ...request, readOnly: 'fork' }],
    ['pull_request', { pull_request: { ...pull, head: { sha: head, repo: null } } }, { ...request, readOnly: 'fork' }],
    ['pull_request_target', { pull_request: fork }, { ...request, target: true }],
    ['merge_group', { merge_group: { base_sha: base, head_sha: head } }, { kind: 'range', event: 'merge_group', base, head, origin: null }],
    [
      'push',
      { before: base, after: head, repository: { default_branch: 'main' } },
      { kind: 'range', event: 'push', base, head, origin: 'main' },
    ],
    [
      'push',
      { before: zero, after: head, repository: { default_branch: 'main' } },
      { kind: 'range', event: 'push', base: null, head, origin: 'main' },
    ],
    [
      'push',
      { before: base, after: zero, deleted: true },
      { kind: 'none', reason: 'the push deleted a branch, so there is nothing to review' },
    ],
    ['push', { before: zero, after: head, ref: 'refs/tags/v1' }, { kind: 'none', reason: 'a tag was pushed, which changes no migration' }],
    ['workflow_dispatch', {}, { kind: 'audit', event: 'workflow_dispatch', commit: 'c0ffee', blocking: true }],
    ['schedule', {}, { kind: 'audit', event: 'schedule', commit: 'c0ffee', blocking: false }],
    ['pull_request', {}, { kind: 'none', reason: 'the event pull_request does not say which commits it is about' }],
    [
      'issues',
      {},
      {
        kind: 'none',
        reason: 'the event issues has no change to review; use pull_request, merge_group, push, workflow_dispatch or schedule',
      },
    ],
  ])('%s', (name, payload, expected) => {
    expect(readEvent(name, payload, 'c0ffee', 'somebody')).toEqual(expected);
  });
  test('Dependabot', () => {
    expect(readEvent('pull_request', { pull_request: pull }, '', 'dependabot[bot]')).toEqual({ ...request, readOnly: 'dependabot' });
  });
});

describe('publishing', () => {
  const lines = (count: number, from = 1): string => Array.from({ length: count }, (_, i) => `SELECT ${from + i};\n`).join('');
  interface Ran extends Published {
    readonly warnings: readonly string[];
    readonly infos: readonly string[];
    readonly requests: readonly RecordedRequest[];
  }
  async function run(
    w: World,
    given: readonly Given[],
    options: Partial<PublishOptions> = {},
    change: (review: Review) => Review = (review) => review,
  ): Promise<Ran> {
    const github = client(w);
    const reader = makeReader(github, w.workspace);
    const event: PullRequestEvent = { kind: 'pull-request', ...range(w), target: false, readOnly: null };
    const review = change(await reviewOf(await changesFromPullRequest(reader, event), given));
    const before = w.server.requests.length;
    const warnings: string[] = [];
    const infos: string[] = [];
    const published = await publish(
      github,
      event,
      review,
      {
        comment: 'auto',
        inline: 'medium',
        requestChanges: 'never',
        draft: 'summary',
        id: 'default',
        state: { head: event.head, run: 100, attempt: 1 },
        context: { version: '0.0.0', links: { server: 'https://github.test', repository: 'acme/shop', sha: event.head } },
        runUrl: 'https://github.test/acme/shop/actions/runs/100',
        noteworthy: false,
        ...options,
      },
      { info: (message) => void infos.push(message), warning: (message) => void warnings.push(message) },
    );
    return { ...published, warnings, infos, requests: w.server.requests.slice(before) };
  }
  const written = (ran: Ran): string[] =>
    ran.requests.filter((request) => request.method !== 'GET' && request.operation !== 'graphql').map((request) => request.operation);
  const finding = (line: number, more: Partial<Given> = {}): Given => ({
    path: 'db/3.sql',
    lines: [line, line],
    message: `Dropping ${line}.`,
    ...more,
  });

  test('one review and one comment, and a second run writes nothing', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(10) } });
    const given = [
      finding(2),
      finding(5, { lines: [5, 7], rule: 'rename-column', risk: 'medium' }),
      finding(9, { rule: 'naming', risk: 'low' }),
    ];
    const first = await run(w, given);
    expect(written(first)).toEqual(['issues/create-comment', 'pulls/create-review']);
    expect(w.server.lineComments.map(({ path, start_line, line }) => [path, start_line, line])).toEqual([
      ['db/3.sql', null, 2],
      ['db/3.sql', 5, 7],
    ]);
    expect(w.server.reviews[0]).toMatchObject({
      event: 'COMMENT',
      body: `<!-- lockkeeper:review v=1 id=default -->\n**Lockkeeper:** 1 finding blocks this change. [The whole review](${first.commentUrl})`,
    });
    expect(w.server.comments[0]?.body).toMatch(/^<!-- lockkeeper:summary v=1 id=default -->\n/);
    // On lines, or below the level for lines: nothing is left for an annotation.
    expect(first.shown.size).toBe(3);
    const second = await run(w, given, { state: { head: w.server.pull.head, run: 101, attempt: 1 } });
    expect(written(second)).toEqual([]);
    expect([second.commentUrl, second.shown]).toEqual([first.commentUrl, first.shown]);
    expect([first.warnings, second.warnings]).toEqual([[], []]);
    const third = await run(w, given, { state: { head: w.server.pull.head, run: 101, attempt: 2 } });
    expect(written(third)).toEqual([]);
  });

  test('after a push only what is new is posted, wherever the old lines went', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(10) } });
    await run(w, [finding(2)]);
    await w.push({ 'db/3.sql': `${lines(10, 100)}${lines(10)}` });
    const after = await run(w, [finding(12, { message: 'Dropping 2.' }), finding(15)]);
    expect(written(after)).toEqual(['issues/update-comment', 'pulls/create-review']);
    expect(w.server.lineComments.map((comment) => comment.line)).toEqual([2, 15]);
    expect(w.server.comments).toHaveLength(1);
    expect(w.server.comments[0]?.body).toContain(`blob/${w.server.pull.head}/db/3.sql#L15`);
  });

  test('comments sit inside one hunk; what no hunk shows is in the summary', async () => {
    const w = await world({
      base: { 'db/3.sql': lines(60) },
      head: { 'db/3.sql': lines(60).replace('SELECT 10;', 'SELECT -10;').replace('SELECT 40;', 'SELECT -40;') },
    });
    const given = [
      finding(1, { lines: [1, 2], rule: 'a' }),
      finding(5, { lines: [5, 9], rule: 'b' }),
      finding(9, { lines: [9, 41], rule: 'c' }),
      finding(40, { rule: 'd' }),
    ];
    const ran = await run(w, given);
    expect(w.server.lineComments.map(({ start_line, line, body }) => [start_line, line, /rule=(\w)/.exec(body)?.[1]])).toEqual([
      [7, 9, 'b'],
      [37, 41, 'c'],
      [null, 40, 'd'],
    ]);
    expect(ran.shown.size).toBe(3);
    expect(w.server.comments[0]?.body).toContain(`https://github.test/acme/shop/blob/${w.server.pull.head}/db/3.sql#L1-L2`);
  });

  test('many of one rule in a file are one comment, and at most 25 comments are posted', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(60), 'db/4.sql': lines(60) } });
    const given = [
      ...Array.from({ length: 30 }, (_, i) => finding(i + 1)),
      ...Array.from({ length: 30 }, (_, i) => finding(i + 1, { path: 'db/4.sql', rule: `rule-${i}`, risk: 'medium' })),
    ];
    const ran = await run(w, given);
    expect(w.server.lineComments).toHaveLength(25);
    expect(w.server.lineComments[0]).toMatchObject({ path: 'db/3.sql', line: 1 });
    expect(w.server.lineComments[0]?.body).toContain('The same on lines 2, 3, 4,');
    expect(ran.shown.size).toBe(30 + 24);
    expect(written(await run(w, given))).toEqual([]);
    await w.push({ 'db/3.sql': lines(61) });
    const more = await run(w, [...given, finding(61)]);
    expect(written(more)).toEqual(['issues/update-comment', 'pulls/create-review']);
    expect(w.server.lineComments.slice(25).map((comment) => comment.line)).toEqual([61]);
  });

  test('a suggestion stands on exactly the lines it replaces, and no two share a line', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(10), 'db/4.sql': 'SELECT 1;\r\nSELECT 2;\r\n' } });
    await run(w, [
      finding(2, { lines: [2, 3], rule: 'a', suggestion: 'SELECT two;' }),
      finding(3, { rule: 'b', suggestion: 'SELECT three;' }),
      finding(1, { path: 'db/4.sql', rule: 'c', suggestion: 'SELECT one;' }),
    ]);
    const shown = w.server.lineComments.map(({ start_line, line, body }) => [
      start_line,
      line,
      /```suggestion\n([\s\S]*?)\n```/.exec(body)?.[1],
    ]);
    expect(shown).toEqual([
      [2, 3, 'SELECT two;'],
      [null, 3, undefined],
      [null, 1, undefined],
    ]);
  });

  test.each([
    [
      'texts',
      { errors: ['Pull request review thread line must be part of the diff'] },
      'Pull request review thread line must be part of the diff',
    ],
    [
      'objects',
      { errors: [{ resource: 'PullRequestReviewComment', code: 'custom', field: 'line', message: 'line must be part of the diff' }] },
      'line must be part of the diff',
    ],
    ['nothing', {}, '422 (Validation Failed)'],
  ])('a refused review says why and leaves the summary (errors as %s)', async (_, body, said) => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    w.server.intercept = (request) =>
      request.operation === 'pulls/create-review' ? { status: 422, body: { message: 'Validation Failed', ...body } } : undefined;
    const ran = await run(w, [finding(2)]);
    expect(written(ran)).toEqual(['issues/create-comment', 'pulls/create-review']);
    expect(ran.warnings).toEqual([
      `GitHub refused the review with its comments on lines: ${said}. The summary has every finding; the verdict is the same.`,
    ]);
    expect(ran.shown.size).toBe(0);
    expect(w.server.comments[0]?.body).toContain('Dropping 2.');
  });

  test.each([403, 404])('a token that cannot write is told once (%i)', async (status) => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    w.server.intercept = (request) =>
      request.method === 'GET' || request.operation === 'graphql'
        ? undefined
        : { status, body: { message: 'Resource not accessible by integration' } };
    const ran = await run(w, [finding(2)]);
    expect(ran.warnings).toHaveLength(1);
    expect(ran.warnings[0]).toContain('permissions:\n  contents: read\n  pull-requests: write');
    expect([ran.commentUrl, ran.shown.size]).toEqual([null, 0]);
  });

  test('a comment of ours is known by marker and author, on any page', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    const marker = '<!-- lockkeeper:summary v=1 id=default -->';
    const human = w.server.addComment('somebody', `${marker}\nquoted`);
    const other = w.server.addComment('other[bot]', marker);
    for (let i = 0; i < 230; i++) w.server.addComment(i % 2 === 0 ? 'somebody' : 'github-actions[bot]', `comment ${i} ${marker}`);
    const own = w.server.addComment('github-actions[bot]', `${marker}\nold`);
    const extra = w.server.addComment('github-actions[bot]', `${marker}\nmade by a run at the same time`);
    const elsewhere = w.server.addComment('github-actions[bot]', '<!-- lockkeeper:summary v=1 id=services/billing -->\nits own');
    const ran = await run(w, [finding(2)]);
    expect(written(ran)).toEqual(['issues/delete-comment', 'issues/update-comment', 'pulls/create-review']);
    expect(own.body).toContain('Dropping 2.');
    expect([human.body, other.body, elsewhere.body]).toEqual([
      `${marker}\nquoted`,
      marker,
      '<!-- lockkeeper:summary v=1 id=services/billing -->\nits own',
    ]);
    expect(w.server.comments).not.toContain(extra);
    expect(w.server.comments).toHaveLength(234);
  });

  test('with a token of its own the account is asked for', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    w.server.login = 'review-app[bot]';
    await run(w, [finding(2)]);
    expect(written(await run(w, [finding(2)]))).toEqual([]);
    expect(w.server.comments.map((comment) => comment.author)).toEqual(['review-app[bot]']);
  });

  test('nothing is said where there is nothing to say, and what was said is brought up to date', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    expect(written(await run(w, []))).toEqual([]);
    expect(written(await run(w, [finding(2, { risk: 'low' })], { comment: 'on-failure' }))).toEqual([]);
    expect(written(await run(w, [], { noteworthy: true }))).toEqual(['issues/create-comment']);
    w.server.comments.length = 0;
    expect(written(await run(w, [], { comment: 'always' }))).toEqual(['issues/create-comment']);
    w.server.comments.length = 0;
    await run(w, [finding(2)], { inline: 'never', comment: 'on-failure' });
    expect(w.server.comments[0]?.body).toContain('Dropping 2.');
    expect(written(await run(w, [], { comment: 'on-failure' }))).toEqual(['issues/update-comment']);
    expect(w.server.comments[0]?.body).toContain('no findings');
    const silent = await run(w, [finding(2)], { comment: 'never', inline: 'never' });
    expect(silent.requests).toEqual([]);
    const linesOnly = await run(w, [finding(2)], { comment: 'never' });
    expect(written(linesOnly)).toEqual(['pulls/create-review']);
    expect(w.server.reviews.at(-1)?.body).toContain('https://github.test/acme/shop/actions/runs/100');
  });

  test.each([
    ['closed', (w: World) => void (w.server.pull.state = 'closed')],
    ['locked', (w: World) => void (w.server.pull.locked = true)],
  ])('a %s pull request is left alone', async (word, spoil) => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    spoil(w);
    const ran = await run(w, [finding(2)]);
    expect(written(ran)).toEqual([]);
    expect(ran.infos).toEqual([`The pull request is ${word}, so nothing is posted on it.`]);
    expect(ran.shown.size).toBe(0);
  });

  test('an older run never writes over a newer one', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    const github = client(w);
    const event: PullRequestEvent = { kind: 'pull-request', ...range(w), target: false, readOnly: null };
    const review = await reviewOf(await changesFromPullRequest(makeReader(github, null), event), [finding(2)]);
    const context = { version: '0.0.0', id: 'default' };
    const body = summaryComment(review, { ...context, state: { head: event.head, run: 101, attempt: 1 } });
    w.server.addComment('github-actions[bot]', body);
    const sameHead = await run(w, [finding(2), finding(3)], { state: { head: event.head, run: 100, attempt: 3 } });
    expect(written(sameHead)).toEqual([]);
    expect(sameHead.infos).toEqual(['A newer run has reviewed this commit already, so nothing is posted.']);
    w.server.intercept = (request) => {
      if (request.operation === 'pulls/get') w.server.pull.head = w.server.pull.base;
      return undefined;
    };
    const moved = await run(w, [finding(2), finding(3)], { state: { head: event.head, run: 102, attempt: 1 } });
    expect(written(moved)).toEqual([]);
    expect(moved.infos[0]).toMatch(/^The pull request has moved on to /);
  });

  test('changes are asked for once and the request is taken back', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(10) } });
    const options = { requestChanges: 'high' } as const;
    await run(w, [finding(2)], options);
    expect(w.server.reviews.map((review) => review.state)).toEqual(['CHANGES_REQUESTED']);
    expect(written(await run(w, [finding(2)], options))).toEqual([]);
    await run(w, [finding(2), finding(4, { rule: 'other' })], options);
    expect(w.server.reviews.map((review) => review.state)).toEqual(['CHANGES_REQUESTED', 'COMMENTED']);
    const clean = await run(w, [finding(4, { rule: 'other', risk: 'medium' })], options);
    // The comment on line 2 says that its finding is gone, and that on line 4 has another risk.
    const edited = ['pulls/update-review-comment', 'pulls/update-review-comment'];
    expect(written(clean)).toEqual(['issues/update-comment', 'pulls/dismiss-review', ...edited]);
    expect(w.server.reviews.map((review) => review.state)).toEqual(['DISMISSED', 'COMMENTED']);
    await run(w, [finding(2)], { ...options, inline: 'never' });
    expect(w.server.reviews.map((review) => review.state)).toEqual(['DISMISSED', 'COMMENTED', 'CHANGES_REQUESTED']);
    w.server.intercept = (request) =>
      request.operation === 'pulls/dismiss-review' ? { status: 403, body: { message: 'Not allowed' } } : undefined;
    expect((await run(w, [], options)).warnings).toEqual([
      'The request for changes could not be taken back: 403 (Not allowed). Dismiss the review of Lockkeeper by hand.',
    ]);
  });

  test('an answer that gets lost does not make a second review', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(3) } });
    const lost = new Set(['pulls/create-review', 'issues/create-comment']);
    w.server.alter = (request, answer) => {
      if (lost.delete(request.operation)) throw new Error('the answer is lost');
      return answer;
    };
    const ran = await run(w, [finding(2)]);
    expect(ran.warnings).toEqual([]);
    expect([w.server.reviews.length, w.server.comments.length]).toEqual([1, 1]);
    expect(w.server.problems.splice(0)).toHaveLength(2);
  });

  test('five hundred findings fit into one comment, and the marker and the counts survive', async () => {
    const w = await world({ base: HISTORY, head: { 'db/3.sql': lines(600) } });
    const given = Array.from({ length: 500 }, (_, i) =>
      finding(i + 1, { rule: `rule-${i % 90}`, message: `Dropping ${createHash('sha256').update(String(i)).digest('hex')}.` }),
    );
    await run(w, given);
    // A shortened report links to its run, which is another one each time.
    const again = { runUrl: 'https://github.test/acme/shop/actions/runs/101', state: { head: w.server.pull.head, run: 101, attempt: 1 } };
    expect(written(await run(w, given, again))).toEqual([]);
    const body = w.server.comments[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toMatch(
      /^<!-- lockkeeper:summary v=1 id=default -->\n[\s\S]*500 findings block this change[\s\S]*<!-- lockkeeper:state \{.*\} -->$/,
    );
  });
});
