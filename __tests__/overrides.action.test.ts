/** Overrides that leave a trace: what blocks is let through by people that the base branch names, and everybody sees who. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { pullRequestPayload, type Run, runAction } from './github/runner.ts';
import { type Files, makeWorld, type World } from './github/world.ts';

const open: World[] = [];
afterEach(async () => {
  const problems = open.flatMap((world) => world.server.problems);
  await Promise.all(open.splice(0).map((world) => world.close()));
  if (problems.length > 0) throw new Error(problems.join('\n'));
});

const CONFIG = '.github/lockkeeper.yml';
const UNBLOCK = 'unblock: { label: lockkeeper-override, approval-by: ["@ann", "@acme/dba-team"] }\n';
const USERS = { 'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, legacy text, other text);\n' };
const DROP = { 'migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN legacy;\n' };

async function pull(config = UNBLOCK, head: Files = DROP): Promise<World> {
  const world = await makeWorld({ base: { ...USERS, ...(config === '' ? {} : { [CONFIG]: config }) }, head });
  open.push(world);
  return world;
}

interface Allowed {
  readonly source: string;
  readonly by: string | null;
  readonly until: string | null;
  readonly reason: string;
}
const report = (run: Run) =>
  JSON.parse(readFileSync(run.outputs['report-json'] ?? '', 'utf8')) as {
    readonly verdict: string;
    readonly findings: readonly { readonly rule: string; readonly allowed: Allowed | null }[];
  };
const allowedOf = (run: Run, rule = 'drop-column'): Allowed | null | undefined =>
  report(run).findings.find((finding) => finding.rule === rule)?.allowed;
const asked = (run: Run): string[] => run.requests.map(({ operation }) => operation);
const warnings = (run: Run): string[] => run.commands.filter(({ name }) => name === 'warning').map(({ message }) => message);
const OVERRIDE_READS = ['issues/list-events', 'teams/get-membership-for-user-in-org'];

/** The action after something happened on the pull request. */
async function after(world: World, happened: (server: World['server']) => void): Promise<Run> {
  happened(world.server);
  return runAction(world);
}

describe('a label', () => {
  test('that somebody else put on the pull request lets it through, and the summary says who and when', async () => {
    const world = await pull();
    const run = await after(world, (server) => server.setLabel('Lockkeeper-Override', 'bob', '2026-02-03T04:05:06Z'));
    expect([run.status, run.outputs['verdict'], run.outputs['blocking']]).toEqual([0, 'warn', '0']);
    expect(allowedOf(run)).toEqual({
      source: 'label',
      by: '@bob',
      until: null,
      reason: 'label lockkeeper-override put on this pull request on 2026-02-03 at 04:05 UTC',
      span: null,
    });
    const body = world.server.comments[0]?.body ?? '';
    expect(body).toMatch(/^## ⚠️ Lockkeeper: nothing blocks: 1 finding allowed by @.?bob through a label$/mu);
    expect(body).toMatch(/<details open><summary>1 allowed finding<\/summary>/);
    expect(body).toContain('2026-02-03 at 04:05 UTC');
    // Nobody is pinged by it.
    expect(body).not.toMatch(/(?<![`\w])@bob/);
  });

  test.each([
    [
      'taken off again',
      (server: World['server']) => {
        server.setLabel('lockkeeper-override', 'bob');
        server.setLabel('lockkeeper-override', 'bob', '2026-02-03T05:00:00Z', 'unlabeled');
      },
      undefined,
    ],
    ['put by the author', (server: World['server']) => server.setLabel('lockkeeper-override', 'octocat'), 'is the author'],
    [
      'put again by the author',
      (server: World['server']) => {
        server.setLabel('lockkeeper-override', 'bob');
        server.setLabel('lockkeeper-override', 'bob', '2026-02-03T05:00:00Z', 'unlabeled');
        server.setLabel('lockkeeper-override', 'octocat', '2026-02-03T06:00:00Z');
      },
      'is the author',
    ],
    ['put by a workflow', (server: World['server']) => server.setLabel('lockkeeper-override', 'github-actions[bot]'), 'is no person'],
    ['with another name', (server: World['server']) => server.setLabel('lockkeeper', 'bob'), undefined],
  ])('%s lets nothing through', async (_, happened, note) => {
    const run = await after(await pull(), happened);
    expect([run.status, run.outputs['verdict'], allowedOf(run)]).toEqual([1, 'fail', null]);
    const noted = run.summary.split('\n').filter((line) => line.includes('let this pull request through'));
    expect(noted.map((line) => (note !== undefined && line.includes(note) ? note : line))).toEqual(note === undefined ? [] : [note]);
  });

  test('is found behind two hundred other events', async () => {
    const run = await after(await pull(), (server) => {
      for (let i = 0; i < 200; i++) server.setLabel(`l${i}`, 'bob');
      server.setLabel('lockkeeper-override', 'carol');
    });
    expect([run.status, allowedOf(run)?.by]).toEqual([0, '@carol']);
  });

  test('whose history cannot be read lets nothing through, and that is said', async () => {
    const world = await pull();
    world.server.intercept = ({ operation }) =>
      operation === 'issues/list-events' ? { status: 403, body: { message: 'Resource not accessible by integration' } } : undefined;
    const run = await after(world, (server) => server.setLabel('lockkeeper-override', 'bob'));
    expect([run.status, allowedOf(run)]).toEqual([1, null]);
    expect(warnings(run).filter((message) => message.includes('let'))).toEqual([expect.stringContaining('pull-requests: read')]);
  });
});

describe('an approval', () => {
  type Act = (world: World) => void;
  const older = '0'.repeat(40);
  test.each<[string, Act, string | null]>([
    ['by a person that is named', ({ server }) => void server.addReview('ann', 'APPROVED'), '@ann'],
    ['by a person in other case', ({ server }) => void server.addReview('Ann', 'APPROVED'), '@Ann'],
    [
      'and a comment after it',
      ({ server }) => {
        server.addReview('ann', 'APPROVED');
        server.addReview('ann', 'COMMENTED');
      },
      '@ann',
    ],
    [
      'by a member of the team',
      ({ server }) => {
        server.teams['acme/dba-team'] = { dora: 'active' };
        server.addReview('dora', 'APPROVED');
      },
      '@dora',
    ],
    [
      'by somebody who is invited to the team',
      ({ server }) => {
        server.teams['acme/dba-team'] = { dora: 'pending' };
        server.addReview('dora', 'APPROVED');
      },
      null,
    ],
    ['by a stranger', ({ server }) => void server.addReview('eve', 'APPROVED'), null],
    ['of an older commit', ({ server }) => void server.addReview('ann', 'APPROVED', older), null],
    ['that was dismissed', ({ server }) => void server.addReview('ann', 'DISMISSED'), null],
    [
      'that was followed by a request for changes',
      ({ server }) => {
        server.addReview('ann', 'APPROVED');
        server.addReview('ann', 'CHANGES_REQUESTED');
      },
      null,
    ],
    ['that only comments', ({ server }) => void server.addReview('ann', 'COMMENTED'), null],
  ])('%s', async (_, act, by) => {
    const world = await pull();
    act(world);
    const run = await runAction(world);
    expect([run.status, run.outputs['verdict'], allowedOf(run)?.by ?? null]).toEqual(by === null ? [1, 'fail', null] : [0, 'warn', by]);
    const said = run.summary.includes('through an approval') ? 'said' : 'not said';
    expect([allowedOf(run)?.source, said]).toEqual(by === null ? [undefined, 'not said'] : ['approval', 'said']);
    expect(allowedOf(run)?.reason ?? '').toMatch(by === null ? /^$/ : /^approved at [0-9a-f]{10}.* on 2026-02-03 at 04:05 UTC$/);
  });

  test('of the author lets nothing through, whoever is named', async () => {
    const world = await pull('unblock: { approval-by: ["@octocat"] }\n');
    world.server.addReview('octocat', 'APPROVED');
    const run = await runAction(world);
    expect([run.status, allowedOf(run)]).toEqual([1, null]);
  });

  test('for a team that the token cannot read is said once and never counts', async () => {
    const world = await pull();
    world.server.teams['acme/dba-team'] = { dora: 'active', finn: 'active' };
    world.server.addReview('dora', 'APPROVED');
    world.server.addReview('finn', 'APPROVED');
    world.server.intercept = ({ operation }) =>
      operation.startsWith('teams/') ? { status: 403, body: { message: 'Resource not accessible by integration' } } : undefined;
    const run = await runAction(world);
    expect([run.status, allowedOf(run)]).toEqual([1, null]);
    expect(warnings(run).filter((message) => message.includes('@acme/dba-team'))).toEqual([expect.stringContaining('Members: read')]);
  });

  test('is seen by the run that the review starts, and forgotten with the next push', async () => {
    const world = await pull();
    expect((await runAction(world)).status).toBe(1);
    world.server.addReview('ann', 'APPROVED');
    const { changed_files, ...simple } = (pullRequestPayload(world) as { pull_request: Record<string, unknown> }).pull_request;
    expect(changed_files).toBe(1);
    const run = await runAction(world, {
      event: 'pull_request_review',
      payload: { ...pullRequestPayload(world), action: 'submitted', pull_request: simple },
    });
    expect([run.status, allowedOf(run)?.by]).toEqual([0, '@ann']);
    await world.push({ 'migrations/0003_drop.sql': 'ALTER TABLE users DROP COLUMN other;\n' });
    const next = await runAction(world);
    expect([next.status, allowedOf(next)]).toEqual([1, null]);
    expect(next.summary).toContain('is of an older commit');
  });
});

describe('what is asked', () => {
  test('nothing more where no override is configured', async () => {
    const world = await pull('');
    world.server.setLabel('lockkeeper-override', 'bob');
    world.server.addReview('ann', 'APPROVED');
    const run = await runAction(world);
    expect(run.status).toBe(1);
    expect(asked(run).filter((operation) => [...OVERRIDE_READS, 'pulls/list-reviews'].includes(operation))).toEqual([]);
  });

  test('nothing more where nothing blocks', async () => {
    const run = await after(await pull(`fail-on: never\n${UNBLOCK}`), (server) => server.setLabel('lockkeeper-override', 'bob'));
    expect([run.status, allowedOf(run)]).toEqual([0, null]);
    expect(asked(run).filter((operation) => [...OVERRIDE_READS, 'pulls/list-reviews'].includes(operation))).toEqual([]);
  });

  test('the base branch: an override that the pull request brings counts for nothing', async () => {
    const world = await pull('', { ...DROP, [CONFIG]: UNBLOCK });
    world.server.setLabel('lockkeeper-override', 'bob');
    const run = await runAction(world);
    expect([run.status, allowedOf(run)]).toEqual([1, null]);
    expect(asked(run)).not.toContain('issues/list-events');
  });
});

describe('a pull request that changes the policy', () => {
  const summary = (world: World): string => (world.server.comments[0]?.body ?? '').replaceAll(/\\(?=[`*[\]|~$_])/g, '');
  const changed = (world: World): string[] =>
    summary(world)
      .split('\n')
      .filter((line) => line.startsWith('- Policy changed in this pull request: '))
      .map((line) => line.slice('- Policy changed in this pull request: '.length).replaceAll(/&gt;/g, '>').replaceAll('\u200d', ''));

  test('of options and rules is shown option by option, old and new', async () => {
    const world = await pull('rules: { drop-column: critical, missing-down: off }\nfail-on: medium\n', {
      ...DROP,
      [CONFIG]: `rules: { drop-column: off, lock-without-timeout: { risk: low, max: 9s } }\nfail-on: never\n${UNBLOCK}`,
    });
    expect((await runAction(world)).status).toBe(1);
    expect(changed(world)).toEqual([
      '.github/lockkeeper.yml is not yet in force. This review uses .github/lockkeeper.yml of the base branch. Once merged: ' +
        'fail-on medium -> never; rules.drop-column critical -> off; rules.missing-down off -> not set; ' +
        'rules.lock-without-timeout not set -> low {"max":"9s"}; ' +
        'unblock null -> {"label":"lockkeeper-override","approvalBy":["@ann","@acme/dba-team"]}.',
    ]);
  });

  test('of rules and the baseline is shown, and does not count', async () => {
    const entry = (fingerprint: string) => ({ fingerprint, rule: 'drop-column', path: 'migrations/0002_drop.sql', message: 'x' });
    const baseline = (...entries: string[]): string => JSON.stringify({ schemaVersion: 1, findings: entries.map(entry) });
    const rule =
      'id: mine\ntitle: Mine\ncategory: naming\nstatus: stable\nrisk: low\non: drop-column\nwhen: op.column == "x"\nmessage: X goes.\nwhy: It does.\nfix: Keep it.\nexamples:\n  bad:\n    - given: CREATE TABLE t (x text);\n      sql: ALTER TABLE t DROP COLUMN x;\n      finding: X goes.\n';
    const world = await makeWorld({
      base: {
        ...USERS,
        [CONFIG]: 'baseline: base.json\ncustom-rules: [rules/*.yaml]\n',
        'base.json': baseline('aaaa', 'bbbb'),
        'rules/mine.yaml': rule,
      },
      head: {
        ...DROP,
        'base.json': baseline('bbbb', 'cccc', 'dddd'),
        'rules/other.yaml': rule.replace('mine', 'other'),
      },
    });
    open.push(world);
    expect((await runAction(world)).status).toBe(1);
    expect(changed(world)).toEqual([
      'base.json changes in this pull request: once merged it accepts 2 findings more, and 1 that it accepts now no longer. This review uses it as it is on the base branch.',
      'rules/other.yaml is a rule that this pull request adds. This review does not use it yet.',
    ]);
  });

  test('of the sizes of tables is shown, and does not count', async () => {
    const sizes = (rows: number): string => `schema,table,rows\npublic,users,${rows}\n`;
    const world = await makeWorld({
      base: { ...USERS, [CONFIG]: 'statistics: sizes.csv\n', 'sizes.csv': sizes(40_000_000) },
      head: { 'migrations/0002_index.sql': 'CREATE INDEX users_id_idx ON users (id);\n', 'sizes.csv': sizes(10) },
    });
    open.push(world);
    // On a small table it would be low.
    expect((await runAction(world)).status).toBe(1);
    expect(changed(world)).toEqual([
      'sizes.csv, the sizes of tables, changes in this pull request. This review uses it as it is on the base branch.',
    ]);
    expect(summary(world)).toContain('users: 40 million rows (sizes.csv)');
  });

  test('by allow comments names each with its owner and its date', async () => {
    const allow = '-- lockkeeper:allow drop-column until 2999-03-01 by @data -- copied to the warehouse\n';
    const world = await pull('', { 'migrations/0002_drop.sql': `${allow}${DROP['migrations/0002_drop.sql']}` });
    const run = await runAction(world);
    expect([run.status, allowedOf(run)]).toMatchObject([0, { source: 'comment', by: '@data', until: '2999-03-01' }]);
    expect(changed(world)).toEqual([
      'it brings 1 allow comment, in force at once: migrations/0002_drop.sql:1 (drop-column, by @data, until 2999-03-01).',
    ]);
    expect(summary(world)).toMatch(/copied to the warehouse \| comment, by @.?data, until 2999-03-01 \|/u);
  });

  test('by an allow comment that is past its date blocks as if it were not there', async () => {
    const allow = '-- lockkeeper:allow drop-column until 2020-03-01 by @data -- copied to the warehouse\n';
    const world = await pull('', { 'migrations/0002_drop.sql': `${allow}${DROP['migrations/0002_drop.sql']}` });
    const run = await runAction(world);
    expect([run.status, run.outputs['verdict'], allowedOf(run)]).toEqual([1, 'fail', null]);
    expect(summary(world)).toContain('The allow comment for drop-column is no longer in force: it held until 2020-03-01.');
    expect(changed(world)).toEqual([]);
  });
});
