/**
 * The life of a comment on lines, of the summary and of a request for changes, by the numbers of the specification's
 * behaviours: `dist/action.js` as the runner starts it, against a GitHub that keeps what it is told.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { pullRequestPayload, type Run, runAction, type RunOptions } from './github/runner.ts';
import type { LineComment } from './github/server.ts';
import { type Files, makeWorld, type World, type WorldOptions } from './github/world.ts';

const open: World[] = [];
afterEach(async () => {
  const problems = open.flatMap((world) => world.server.problems);
  await Promise.all(open.splice(0).map((world) => world.close()));
  if (problems.length > 0) throw new Error(problems.join('\n'));
});
async function world(options: Partial<WorldOptions> = {}): Promise<World> {
  const made = await makeWorld({ base: BASE, head: DROP, ...options });
  open.push(made);
  return made;
}

const columns = ['email', 'legacy', 'a', 'b', 'c', 'd', 'e', 'f'];
const BASE: Files = {
  'migrations/0001_users.sql': `CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  ${columns.map((name) => `${name} text`).join(',\n  ')}\n);\n`,
};
const PATH = 'migrations/0002_drop.sql';
const STATEMENT = 'ALTER TABLE users DROP COLUMN legacy;';
const DROP: Files = { [PATH]: `-- no longer used\n${STATEMENT}\n` };
const FIXED: Files = { [PATH]: '-- no longer used, and gone next time\nSELECT 1;\n' };
/** The same statement on a line that differs. */
const TOUCHED: Files = { [PATH]: `-- no longer used\n\n${STATEMENT} -- at last\n` };

const written = (run: Run): string[] =>
  run.requests.filter((request) => request.method !== 'GET' && request.operation !== 'graphql').map((request) => request.operation);
/** A run that puts on lines what blocks; this one statement has lesser findings, too. */
const act = (w: World, options: RunOptions = {}): Promise<Run> =>
  runAction(w, { ...options, inputs: { inline: 'high', ...options.inputs } });
/** Without the summary, which says something new after every push. */
const writtenOnLines = (run: Run): string[] => written(run).filter((operation) => !operation.startsWith('issues/'));
const warnings = (run: Run): string[] =>
  run.commands.filter(({ name, properties }) => name === 'warning' && properties['file'] === undefined).map(({ message }) => message);
const summary = (w: World): string => w.server.comments[0]?.body ?? '';
const refused = (status: number, message = 'Resource not accessible by integration') => ({ status, body: { message } });

const dropped = (w: World): readonly LineComment[] => w.server.lineComments.filter((comment) => comment.body.includes('rule=drop-column'));
function only(w: World): LineComment {
  const [comment, ...others] = dropped(w);
  if (!comment || others.length > 0) throw new Error(`${others.length + 1} comments`);
  return comment;
}
/** A comment that nobody closed: what a reader sees. */
const inSight = (comment: LineComment): boolean => !comment.resolved && !comment.minimized && !comment.body.includes('✅');
const blocks = (run: Run): unknown => [run.status, run.outputs['verdict'], run.outputs['blocking']];
const BLOCKS = [1, 'fail', '1'];

/** A pull request that was reviewed once. */
async function reviewed(options: Partial<WorldOptions> = {}, inputs: Readonly<Record<string, string>> = {}): Promise<World> {
  const w = await world(options);
  expect(writtenOnLines(await act(w, { inputs }))).toEqual(['pulls/create-review']);
  return w;
}

describe('behaviour 4 and 48: nothing changed', () => {
  test.each([
    ['a second run', {}],
    ['the second attempt of a run', { GITHUB_RUN_ATTEMPT: '2', GITHUB_RUN_ID: '9000' }],
  ])('%s writes nothing and reads no more than the first run', async (_, env) => {
    const w = await world();
    const first = await act(w, { env: { GITHUB_RUN_ID: '9000' } });
    const again = await act(w, { env });
    expect([blocks(again), written(again)]).toEqual([BLOCKS, []]);
    // The summary and the comments on lines are read in the place of being written.
    expect(again.requests.length).toBeLessThanOrEqual(first.requests.length);
    expect(again.outputs['comment-url']).toBe(first.outputs['comment-url']);
  });

  test('a first review asks for no comments on lines, since the first question says that there are none', async () => {
    const w = await world();
    const run = await act(w);
    expect(run.requests.map((request) => request.operation)).not.toContain('pulls/list-review-comments');
  });
});

describe('behaviour 5: the statement moves', () => {
  test('behaviour 5: ten lines above it leave the one comment alone', async () => {
    const w = await reviewed();
    await w.push({ [PATH]: `${'-- a comment\n'.repeat(10)}${String(DROP[PATH])}` });
    const run = await act(w);
    expect([blocks(run), written(run)]).toEqual([BLOCKS, ['issues/update-comment']]);
    expect(w.server.lineNow(only(w))).toBe(12);
    expect(written(await act(w))).toEqual([]);
  });

  test('behaviour 5: on a line that changed it is posted anew, once, and the outdated comment is hidden', async () => {
    const w = await reviewed();
    await w.push(TOUCHED);
    const run = await act(w);
    expect([blocks(run), writtenOnLines(run)]).toEqual([BLOCKS, ['pulls/create-review', 'minimizeComment']]);
    const [old, fresh] = dropped(w);
    expect([old?.minimized, fresh?.minimized, fresh?.line]).toEqual(['outdated', null, 3]);
    expect(dropped(w).filter(inSight)).toHaveLength(1);
    expect(written(await act(w))).toEqual([]);
  });

  test('behaviour 5: where hiding is forbidden the old comment says so', async () => {
    const w = await reviewed();
    w.server.forbidden.add('minimizeComment');
    await w.push(TOUCHED);
    const run = await act(w);
    expect(writtenOnLines(run)).toEqual(['pulls/create-review', 'minimizeComment', 'pulls/update-review-comment']);
    expect(dropped(w)[0]?.body).toContain(`✅ **Moved**: posted anew on its line at \`${w.server.pull.head.slice(0, 10)}\`.`);
    expect(dropped(w)).toHaveLength(2);
    expect([warnings(run), written(await act(w))]).toEqual([[], []]);
  });

  test('behaviour 5: with people in its conversation it stays, and the summary leads there', async () => {
    const w = await reviewed();
    w.server.reply(only(w), 'octocat', 'Why?');
    await w.push(TOUCHED);
    const run = await act(w);
    expect([blocks(run), writtenOnLines(run)]).toEqual([BLOCKS, []]);
    expect(inSight(only(w))).toBe(true);
    expect(summary(w)).toContain(
      `[people talk about it](https://github.test/acme/shop/pull/7#discussion_r${only(w).id}) on lines that have changed since.`,
    );
    expect(written(await act(w))).toEqual([]);
  });

  test('behaviour 5: where the new comment is refused, the old one is left', async () => {
    const w = await reviewed();
    await w.push(TOUCHED);
    w.server.intercept = (request) => (request.operation === 'pulls/create-review' ? refused(422, 'Unprocessable Entity') : undefined);
    expect(writtenOnLines(await act(w))).toEqual(['pulls/create-review']);
    expect(inSight(only(w))).toBe(true);
  });
});

describe('behaviour 6: the finding is gone and nobody answered', () => {
  test.each([
    ['resolved', [], ['resolveReviewThread']],
    ['hidden where resolving is forbidden', ['resolveReviewThread'], ['resolveReviewThread', 'minimizeComment']],
    [
      'edited where both are forbidden',
      ['resolveReviewThread', 'minimizeComment'],
      ['resolveReviewThread', 'minimizeComment', 'pulls/update-review-comment'],
    ],
  ])('behaviour 6: its comment is %s', async (_, forbidden, expected) => {
    const w = await reviewed();
    const { body } = only(w);
    for (const mutation of forbidden) w.server.forbidden.add(mutation);
    await w.push(FIXED);
    const run = await act(w);
    expect([run.status, run.outputs['verdict'], writtenOnLines(run), warnings(run)]).toEqual([0, 'pass', expected, []]);
    const { resolved, minimized, body: now } = only(w);
    expect([resolved, minimized]).toEqual([
      forbidden.length === 0 ? { by: 'github-actions[bot]' } : null,
      forbidden.length === 1 ? 'resolved' : null,
    ]);
    const header = `✅ **No longer found** at \`${w.server.pull.head.slice(0, 10)}\`.`;
    const end = body.indexOf('-->') + 3;
    expect(now).toBe(forbidden.length < 2 ? body : `${body.slice(0, end)}\n\n${header}${body.slice(end)}`);
    expect(written(await act(w))).toEqual([]);
  });

  test.each([403, 404])('behaviour 6: where nothing is allowed (%i) that is one warning, and the verdict is the same', async (status) => {
    const w = await reviewed();
    for (const mutation of ['resolveReviewThread', 'minimizeComment']) w.server.forbidden.add(mutation);
    await w.push(FIXED);
    w.server.intercept = (request) => (request.operation === 'pulls/update-review-comment' ? refused(status) : undefined);
    const run = await act(w);
    expect([run.status, run.outputs['verdict'], warnings(run).length]).toEqual([0, 'pass', 1]);
    expect(warnings(run)[0]).toContain('pull-requests: write');
  });

  test('behaviour 6: without GraphQL its text says so', async () => {
    const w = await reviewed();
    await w.push(FIXED);
    w.server.intercept = (request) => (request.path === '/graphql' ? refused(403) : undefined);
    const run = await act(w);
    expect([run.status, writtenOnLines(run)]).toEqual([0, ['pulls/update-review-comment']]);
    expect(only(w).body).toContain('✅ **No longer found**');
    expect(written(await act(w))).toEqual([]);
  });

  test('behaviour 6: several go in one request, and only those that are gone', async () => {
    const drop = (names: readonly string[]): Files => ({
      [PATH]: names.map((name) => `ALTER TABLE users DROP COLUMN ${name};\n`).join(''),
    });
    const w = await reviewed({ head: drop(['a', 'b', 'c']) });
    await w.push(drop(['b']));
    expect(writtenOnLines(await act(w))).toEqual(['resolveReviewThread']);
    expect(dropped(w).map((comment) => comment.resolved !== null)).toEqual([true, false, true]);
  });

  test('behaviour 6: an accepted finding closes its comment, too', async () => {
    const w = await reviewed();
    w.server.reply(only(w), 'octocat', 'Nobody reads it.');
    await w.push({ [PATH]: `-- lockkeeper:allow drop-column -- nobody reads it\n${STATEMENT}\n` });
    const run = await act(w);
    expect([run.status, writtenOnLines(run)]).toEqual([0, ['pulls/update-review-comment']]);
    expect(only(w).body).toContain('✅ **Accepted** at');
  });

  test.each([
    ['resolved', [], 'resolveReviewThread'],
    ['hidden', ['resolveReviewThread'], 'minimizeComment'],
    ['edited', ['resolveReviewThread', 'minimizeComment'], 'pulls/update-review-comment'],
  ])('behaviour 6: a finding that is back after its comment was %s is posted again', async (_, forbidden, closing) => {
    const w = await reviewed();
    for (const mutation of forbidden) w.server.forbidden.add(mutation);
    await w.push(FIXED);
    expect(writtenOnLines(await act(w))).toContain(closing);
    await w.push(DROP);
    const run = await act(w);
    expect([blocks(run), dropped(w).filter(inSight).length]).toEqual([BLOCKS, 1]);
    expect(summary(w)).not.toContain('resolved in conversation');
    expect(written(await act(w))).toEqual([]);
  });

  test('behaviour 6: an app that GitHub does not name as who resolved is us, where the finding was gone', async () => {
    const w = await reviewed();
    await w.push(FIXED);
    await act(w);
    only(w).resolved = { by: null };
    await w.push(DROP);
    await act(w);
    expect(dropped(w).filter(inSight)).toHaveLength(1);
  });
});

test('behaviour 7: a fixed finding that a person answered has its text changed and stays in sight', async () => {
  const w = await reviewed();
  const comment = only(w);
  w.server.reply(comment, 'octocat', 'I will look at it.');
  await w.push(FIXED);
  const run = await act(w);
  expect([run.status, run.outputs['verdict'], writtenOnLines(run)]).toEqual([0, 'pass', ['pulls/update-review-comment']]);
  expect([comment.resolved, comment.minimized, w.server.lineComments.includes(comment)]).toEqual([null, null, true]);
  expect(comment.body.split('\n')[2]).toBe(`✅ **No longer found** at \`${w.server.pull.head.slice(0, 10)}\`.`);
  expect(comment.replies.map((reply) => reply.body)).toEqual(['I will look at it.']);
  expect(written(await act(w))).toEqual([]);
  // A later commit leaves the one at which it was gone.
  await w.push({ 'README.md': '# shop\n' });
  expect(writtenOnLines(await act(w))).toEqual([]);
});

describe('behaviour 8: a person resolved the conversation', () => {
  test.each(['octocat', null])('behaviour 8: (%s) the finding is not posted again, the summary says so, and it counts', async (by) => {
    const w = await reviewed();
    only(w).resolved = { by };
    const run = await act(w);
    expect([blocks(run), written(run)]).toEqual([BLOCKS, ['issues/update-comment']]);
    expect(summary(w)).toContain(`[resolved in conversation](https://github.test/acme/shop/pull/7#discussion_r${only(w).id})`);
    expect(written(await act(w))).toEqual([]);
    // Not on a new line either.
    await w.push(TOUCHED);
    const moved = await act(w);
    expect([blocks(moved), writtenOnLines(moved)]).toEqual([BLOCKS, []]);
    expect([only(w).resolved, only(w).minimized]).toEqual([{ by }, null]);
  });

  test('behaviour 8: a comment that a person hid is not posted again', async () => {
    const w = await reviewed();
    only(w).minimized = 'off-topic';
    const run = await act(w);
    expect([blocks(run), written(run)]).toEqual([BLOCKS, []]);
  });

  test('behaviour 8: threads on the second page of GraphQL are read, too', async () => {
    const drop = ['a', 'b', 'c'].map((name) => `ALTER TABLE users DROP COLUMN ${name};\n`).join('');
    const w = await reviewed({ head: { [PATH]: drop } });
    w.server.threadsPerPage = 1;
    const last = dropped(w).at(-1);
    if (last) last.resolved = { by: 'octocat' };
    expect(written(await act(w))).toEqual(['issues/update-comment']);
    expect(summary(w)).toContain(`#discussion_r${last?.id}`);
  });
});

describe('the text of a comment', () => {
  test('is changed where it says something else now, and only there', async () => {
    const w = await reviewed({ head: { ...DROP, 'migrations/0003_more.sql': 'ALTER TABLE users DROP COLUMN a;\n' } });
    const [first, second] = dropped(w);
    if (!first || !second) throw new Error('no comments');
    const { body } = first;
    first.body = body.replace('**', '**An older version said: ');
    expect(written(await act(w))).toEqual(['pulls/update-review-comment']);
    expect(first.body).toBe(body);
    // GitHub may give back other ends of lines.
    second.body = second.body.replaceAll('\n', '\r\n');
    expect(written(await act(w))).toEqual([]);
  });

  test('of a group counts the lines that are left', async () => {
    const drop = (names: readonly string[]): Files => ({
      [PATH]: names.map((name) => `ALTER TABLE users DROP COLUMN ${name};\n`).join(''),
    });
    const w = await reviewed({ head: drop(columns) });
    expect(only(w).body).toContain('The same on lines 2, 3, 4, 5, 6, 7, 8.');
    await w.push(drop(columns.slice(0, 7)));
    expect(writtenOnLines(await act(w))).toEqual(['pulls/update-review-comment']);
    expect(only(w).body).toContain('The same on lines 2, 3, 4, 5, 6, 7.');
    expect(written(await act(w))).toEqual([]);
  });

  test('with the marker of a newer version is left alone, and its finding is not posted again', async () => {
    const w = await reviewed();
    const comment = only(w);
    comment.body = comment.body.replace('finding v=1 ', 'finding v=2 ').replace('**', '**Newer: ');
    const { body } = comment;
    const again = await act(w);
    expect([blocks(again), written(again)]).toEqual([BLOCKS, []]);
    await w.push(FIXED);
    expect(writtenOnLines(await act(w))).toEqual([]);
    expect([comment.body, comment.resolved, comment.minimized]).toEqual([body, null, null]);
  });
});

describe('behaviour 10 and 11: what is not ours', () => {
  test.each([
    ['of a person who quotes our marker', 'octocat', (body: string) => body],
    ['of another app with our marker', 'other[bot]', (body: string) => body],
    ['of our account without marker', 'github-actions[bot]', () => 'Coverage went down.'],
    ['of our account with a marker inside', 'github-actions[bot]', (body: string) => `> ${body}`],
  ])('behaviour 10: a comment %s is never touched', async (_, author, textOf) => {
    const w = await reviewed();
    const own = only(w);
    const other: LineComment = { ...own, id: own.id + 1_000_000, author, body: textOf(own.body), replies: [] };
    w.server.reviews.push({ id: 1, author, body: '', event: 'COMMENT', state: 'COMMENTED', comments: [other] });
    const { body } = other;
    expect(written(await act(w))).toEqual([]);
    await w.push(FIXED);
    expect(writtenOnLines(await act(w))).toEqual(['resolveReviewThread']);
    expect([other.body, other.resolved, other.minimized]).toEqual([body, null, null]);
    expect(own.resolved).not.toBeNull();
  });

  test('behaviour 11: invocations with ids of their own keep a summary and their comments each', async () => {
    const part = (name: string): Files => ({ [`${name}/migrations/0001_users.sql`]: String(BASE['migrations/0001_users.sql']) });
    const w = await world({
      base: { ...part('a'), ...part('b') },
      head: { [`a/${PATH}`]: `${STATEMENT}\n`, [`b/${PATH}`]: `${STATEMENT}\n` },
    });
    const run = (name: string, inputs: Readonly<Record<string, string>> = {}): Promise<Run> =>
      act(w, { inputs: { 'working-directory': name, 'request-changes': 'high', ...inputs } });
    for (const name of ['a', 'b', 'a', 'b']) await run(name);
    expect([w.server.comments.length, dropped(w).length, w.server.reviews.length]).toEqual([2, 2, 2]);
    for (const name of ['a', 'b']) expect(written(await run(name))).toEqual([]);
    await w.push({ [`a/${PATH}`]: 'SELECT 1;\n' });
    expect(writtenOnLines(await run('b'))).toEqual([]);
    expect(writtenOnLines(await run('a'))).toEqual(['pulls/dismiss-review', 'resolveReviewThread']);
    expect(dropped(w).map((comment) => [comment.path, comment.resolved !== null])).toEqual([
      [`a/${PATH}`, true],
      [`b/${PATH}`, false],
    ]);
    expect(w.server.reviews.map((review) => review.state)).toEqual(['DISMISSED', 'CHANGES_REQUESTED']);
  });

  test('behaviour 11: two summaries of runs at the same time become one, the older', async () => {
    const w = await reviewed();
    const [first] = w.server.comments;
    w.server.addComment('github-actions[bot]', summary(w));
    expect(written(await act(w))).toEqual(['issues/delete-comment']);
    expect(w.server.comments).toEqual([first]);
  });
});

test('behaviour 12: an older run that ends after a push writes nothing, on lines either', async () => {
  const w = await reviewed();
  const payload = pullRequestPayload(w);
  await w.push(FIXED);
  const older = await act(w, { payload });
  expect([blocks(older), written(older)]).toEqual([BLOCKS, []]);
});

describe('behaviour 31: drafts', () => {
  test('behaviour 31: a draft has the summary alone, and its comments on lines when it is ready', async () => {
    const w = await world();
    w.server.pull.draft = true;
    const draft = await act(w);
    expect([blocks(draft), written(draft)]).toEqual([BLOCKS, ['issues/create-comment']]);
    expect(draft.commands.map((command) => command.properties['title'])).toContain('high: drop-column');
    expect(written(await act(w))).toEqual([]);
    w.server.pull.draft = false;
    const ready = await act(w, { payload: { ...pullRequestPayload(w), action: 'ready_for_review' } });
    expect([blocks(ready), written(ready)]).toEqual([BLOCKS, ['pulls/create-review']]);
    expect(only(w).line).toBe(2);
  });

  test.each([
    ['full', ['issues/create-comment', 'pulls/create-review']],
    ['summary', ['issues/create-comment']],
    ['skip', []],
  ])('behaviour 31: draft: %s', async (mode, expected) => {
    const w = await world({ base: { ...BASE, '.github/lockkeeper.yml': `draft: ${mode}\nrequest-changes: high\n` } });
    w.server.pull.draft = true;
    const run = await act(w);
    expect([blocks(run), written(run)]).toEqual([BLOCKS, expected]);
  });

  test('behaviour 31: back in draft, what is fixed is still closed', async () => {
    const w = await reviewed();
    w.server.pull.draft = true;
    expect(written(await act(w))).toEqual([]);
    await w.push(FIXED);
    expect(writtenOnLines(await act(w))).toEqual(['resolveReviewThread']);
  });
});

describe('behaviour 32: a request for changes', () => {
  const inputs = { 'request-changes': 'high' };
  const states = (w: World): readonly string[] => w.server.reviews.map((review) => review.state);

  test('behaviour 32: is not made unless asked for', async () => {
    expect(states(await reviewed())).toEqual(['COMMENTED']);
  });

  test('behaviour 32: is made once, and taken back when nothing asks for it any more', async () => {
    const w = await reviewed({}, inputs);
    expect(states(w)).toEqual(['CHANGES_REQUESTED']);
    expect(written(await act(w, { inputs }))).toEqual([]);
    await w.push({ 'migrations/0003_more.sql': 'ALTER TABLE users DROP COLUMN a;\n' });
    await act(w, { inputs });
    expect(states(w)).toEqual(['CHANGES_REQUESTED', 'COMMENTED']);
    await w.push({ ...FIXED, 'migrations/0003_more.sql': null });
    expect(writtenOnLines(await act(w, { inputs }))).toEqual(['pulls/dismiss-review', 'resolveReviewThread']);
    expect(states(w)).toEqual(['DISMISSED', 'COMMENTED']);
    // One that is taken back is not taken back again, and does not stand for a new one.
    expect(written(await act(w, { inputs }))).toEqual([]);
    await w.push(DROP);
    await act(w, { inputs });
    expect(states(w)).toEqual(['DISMISSED', 'COMMENTED', 'CHANGES_REQUESTED']);
  });

  test('behaviour 32: where taking it back is forbidden that is a warning with what to do', async () => {
    const w = await reviewed({}, inputs);
    await w.push(FIXED);
    w.server.intercept = (request) => (request.operation === 'pulls/dismiss-review' ? refused(403, 'Not allowed') : undefined);
    const run = await act(w, { inputs });
    expect([run.status, run.outputs['verdict'], warnings(run)]).toEqual([
      0,
      'pass',
      ['The request for changes could not be taken back: 403 (Not allowed). Dismiss the review of Lockkeeper by hand.'],
    ]);
    expect(only(w).resolved).not.toBeNull();
  });

  test('behaviour 32: one of another tool with the same account, or of a person, is left', async () => {
    const w = await world({ head: FIXED });
    for (const [id, author] of ['github-actions[bot]', 'octocat'].entries())
      w.server.reviews.push({ id, author, body: 'No.', event: 'REQUEST_CHANGES', state: 'CHANGES_REQUESTED', comments: [] });
    expect(written(await act(w, { inputs }))).toEqual([]);
    expect(states(w)).toEqual(['CHANGES_REQUESTED', 'CHANGES_REQUESTED']);
  });
});

describe('behaviour 49 and 50: a pull request that is closed or locked', () => {
  test.each([
    ['49', 'closed', (w: World) => void (w.server.pull.state = 'closed')],
    ['50', 'locked', (w: World) => void (w.server.pull.locked = true)],
  ])('behaviour %s: %s while the run goes on: nothing is written, the verdict stays', async (_, word, change) => {
    const w = await reviewed();
    await w.push(TOUCHED);
    const payload = pullRequestPayload(w);
    change(w);
    const run = await act(w, { payload });
    expect([blocks(run), written(run)]).toEqual([BLOCKS, []]);
    expect(run.log).toContain(`The pull request is ${word}, so nothing is posted on it.`);
    expect(run.commands.map((command) => command.properties['title'])).toContain('high: drop-column');
  });

  test.each([403, 423])('behaviour 50: locked between two requests (%i): the job has everything', async (status) => {
    const w = await world();
    w.server.intercept = (request) => (request.method === 'GET' || request.path === '/graphql' ? undefined : refused(status, 'Locked'));
    const run = await act(w);
    expect([blocks(run), warnings(run).length > 0]).toEqual([BLOCKS, true]);
    expect(run.commands.map((command) => command.properties['title'])).toContain('high: drop-column');
    expect(run.summary).toContain('drop-column');
  });
});
