/** `dist/action.js` as the runner runs it, against a GitHub that holds every request and answer against its own description. */
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { pullRequestPayload, type Run, runAction } from './github/runner.ts';
import { type Files, makeWorld, type World, type WorldOptions } from './github/world.ts';

const open: World[] = [];
afterEach(async () => {
  const problems = open.flatMap((world) => world.server.problems);
  await Promise.all(open.splice(0).map((world) => world.close()));
  if (problems.length > 0) throw new Error(problems.join('\n'));
});
async function world(options: Partial<WorldOptions> & { readonly head: Files }): Promise<World> {
  const made = await makeWorld({ base: BASE, ...options });
  open.push(made);
  return made;
}

const columns = Array.from({ length: 60 }, (_, i) => `c${i + 1}`);
const BASE = {
  'migrations/0001_users.sql': `CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  email text,\n  legacy text,\n  ${columns.map((name) => `${name} text`).join(',\n  ')}\n);\n`,
  'README.md': '# shop\n',
};
const DROP = { 'migrations/0002_drop.sql': '-- no longer used\nALTER TABLE users DROP COLUMN legacy;\n' };
const MARKER = /^<!-- lockkeeper:summary v=1 id=default -->\n/;

const written = (run: Run): string[] =>
  run.requests.filter((request) => request.method !== 'GET' && request.operation !== 'graphql').map((request) => request.operation);
const errors = (run: Run) => run.commands.filter((command) => command.name === 'error');
const dropped = (w: World) => w.server.lineComments.filter((comment) => comment.body.includes('rule=drop-column'));
const rulesOf = (run: Run): string[] =>
  (JSON.parse(readFileSync(run.outputs['report-json'] ?? '', 'utf8')) as { findings: { rule: string }[] }).findings.map(
    (finding) => finding.rule,
  );
const forbidden = (status = 403) => ({ status, body: { message: 'Resource not accessible by integration' } });

describe('each example, as a pull request', () => {
  test.each([
    ['shop', /\/V(?:[7-9]|1\d)__/],
    ['billing', /\/00000[6-9]_/],
    ['saas', /\/2026\d+_/],
  ])(
    'behaviours 3 and 4: %s is posted on valid lines, and a second run writes nothing',
    async (name, isNew) => {
      const top = fileURLToPath(new URL('..', import.meta.url));
      const paths = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', `examples/${name}`], {
        cwd: top,
        encoding: 'utf8',
      })
        .split('\0')
        .filter(Boolean);
      const files = (wanted: (path: string) => boolean): Files =>
        Object.fromEntries(paths.filter(wanted).map((path) => [path.slice(`examples/${name}/`.length), readFileSync(join(top, path))]));
      const w = await world({ base: files((path) => !isNew.test(path)), head: files((path) => isNew.test(path)) });
      const first = await runAction(w, { inputs: { 'sarif-file': 'out/lockkeeper.sarif' } });
      const { verdict, risk, blocking } = first.outputs;
      expect({ status: first.status, verdict, blocks: Number(blocking) > 0 }).toEqual({ status: 1, verdict: 'fail', blocks: true });
      expect(['high', 'critical']).toContain(risk);
      expect(written(first)).toEqual(['issues/create-comment', 'pulls/create-review']);
      expect(first.requests.length).toBeLessThanOrEqual(12);
      expect(w.server.comments[0]?.body).toMatch(MARKER);
      expect(first.outputs['comment-url']).toBe(`https://github.test/acme/shop/pull/7#issuecomment-${w.server.comments[0]?.id}`);
      const report = JSON.parse(readFileSync(first.outputs['report-json'] ?? '', 'utf8')) as {
        schemaVersion: number;
        verdict: string;
        findings: unknown[];
      };
      expect([report.schemaVersion, report.verdict, report.findings.length]).toEqual([
        1,
        'fail',
        Number(first.outputs['findings']) + Number(first.outputs['allowed']),
      ]);
      expect(readFileSync(first.outputs['sarif-file'] ?? '', 'utf8')).toContain('"version": "2.1.0"');
      expect(first.summary).toContain('Lockkeeper: ');
      const second = await runAction(w);
      expect([second.status, written(second)]).toEqual([1, []]);
      const again = await runAction(w, { env: { GITHUB_RUN_ATTEMPT: '2' } });
      expect([again.status, written(again)]).toEqual([1, []]);
    },
    60_000,
  );
});

describe('a pull request', () => {
  test('behaviour 1: without migrations costs three requests and says nothing', async () => {
    const w = await world({ head: { 'src/app.ts': 'export const answer = 42;\n' } });
    const run = await runAction(w);
    expect(run.outputs).toMatchObject({ verdict: 'pass', risk: 'none', findings: '0', blocking: '0', 'comment-url': '' });
    expect([run.status, written(run)]).toEqual([0, []]);
    expect(run.requests.length).toBeLessThanOrEqual(3);
    expect(run.summary).toContain('no migration to review');
  });

  test('behaviour 2: that lost its migrations has its comment brought up to date', async () => {
    const w = await world({ head: DROP });
    await runAction(w);
    await w.push({ 'migrations/0002_drop.sql': null, 'src/app.ts': '' });
    const run = await runAction(w);
    expect([run.status, written(run)]).toEqual([0, ['issues/update-comment', 'resolveReviewThread']]);
    expect(w.server.comments[0]?.body).toContain('no migration to review');
  });

  test('that moves the statement ten lines down gets no second comment', async () => {
    const w = await world({ head: DROP });
    await runAction(w);
    expect(dropped(w).map((comment) => comment.line)).toEqual([2]);
    await w.push({ 'migrations/0002_drop.sql': `${'-- a comment\n'.repeat(10)}${DROP['migrations/0002_drop.sql']}` });
    const run = await runAction(w);
    expect(written(run)).toEqual(['issues/update-comment']);
    expect(dropped(w)).toHaveLength(1);
    expect(w.server.comments[0]?.body).toContain(`/blob/${w.server.pull.head}/migrations/0002_drop.sql#L12`);
  });

  test('behaviour 29: is reviewed as its head has it, whatever the checkout holds', async () => {
    const w = await world({ head: DROP });
    writeFileSync(join(w.workspace, 'migrations/0002_drop.sql'), 'SELECT 1;\n\n\n\n');
    const run = await runAction(w);
    expect(run.status).toBe(1);
    expect(dropped(w).map((comment) => comment.line)).toEqual([2]);
  });

  test.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['a byte order mark', '\n'],
  ])('behaviour 47: with %s has the lines that an editor shows', async (name, end) => {
    const text = ['-- one', '-- two', 'ALTER TABLE users', '  DROP COLUMN legacy;', ''].join(end);
    const w = await world({ head: { 'migrations/0002_drop.sql': `${name.includes('mark') ? '\uFEFF' : ''}${text}` } });
    const run = await runAction(w, { inputs: { inline: 'never' } });
    const error = errors(run).find((command) => command.properties['file'] !== undefined);
    expect(error?.properties).toMatchObject({ file: 'migrations/0002_drop.sql', title: 'high: drop-column' });
    expect([3, 4]).toContain(Number(error?.properties['line']));
    expect(error?.properties['endLine']).toBe('4');
  });

  test('closed meanwhile is left alone, with the same verdict', async () => {
    const w = await world({ head: DROP });
    const payload = pullRequestPayload(w);
    w.server.pull.state = 'closed';
    const run = await runAction(w, { payload });
    expect([run.status, written(run), run.outputs['verdict']]).toEqual([1, [], 'fail']);
  });

  test('that moved on is left to the newer run', async () => {
    const w = await world({ head: DROP });
    const payload = pullRequestPayload(w);
    await w.push({ 'migrations/0003_more.sql': 'SELECT 1;\n' });
    const run = await runAction(w, { payload });
    expect([run.status, written(run), run.outputs['verdict']]).toEqual([1, [], 'fail']);
  });

  test('behaviours 19 and 20: with forty findings in the way of thirty comments stays below every cap', async () => {
    const head = {
      'migrations/0002_drop.sql': columns
        .slice(0, 40)
        .map((name) => `ALTER TABLE users DROP COLUMN ${name};\n`)
        .join(''),
    };
    const w = await world({ head });
    const run = await runAction(w);
    expect(dropped(w)).toHaveLength(1);
    expect(dropped(w)[0]?.body).toContain('The same on lines 2, 3,');
    expect(run.outputs['blocking']).toBe('40');
    expect(errors(run).filter((command) => command.properties['title']?.includes('drop-column'))).toEqual([]);
    const quiet = await runAction(w, { inputs: { inline: 'never', comment: 'never' } });
    expect(errors(quiet)).toHaveLength(10);
    expect(errors(quiet).at(-1)?.message).toMatch(
      /^Lockkeeper: 40 findings at or above high: drop-column \(migrations\/0002_drop\.sql:1\), .*, and 37 more in the job summary\.$/,
    );
  });

  test('behaviours 21 and 22: with five hundred findings still fits into a comment and a summary', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `a_rather_long_column_name_number_${i}`);
    const w = await world({
      base: { 'migrations/0001_wide.sql': `CREATE TABLE wide (id bigint, ${many.map((name) => `${name} text`).join(', ')});\n` },
      head: { 'migrations/0002_narrow.sql': many.map((name) => `ALTER TABLE wide DROP COLUMN ${name};\n`).join('') },
    });
    const run = await runAction(w, { summary: 'x'.repeat(900_000) });
    expect(run.outputs['blocking']).toBe('500');
    const body = w.server.comments[0]?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toMatch(MARKER);
    expect(body).toContain('500 findings block this change');
    expect(body).toMatch(/<!-- lockkeeper:state \{.*\} -->$/);
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024);
    expect(run.summary).toContain('500 findings block this change');
  });

  test('whose list of files leaves out a patch is reviewed without comments on lines', async () => {
    const w = await world({ head: DROP });
    w.server.alter = (request, answer) =>
      request.operation === 'pulls/list-files' && Array.isArray(answer)
        ? answer.map((file: Record<string, unknown>) => Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'patch')))
        : answer;
    const run = await runAction(w);
    expect([run.status, written(run)]).toEqual([1, ['issues/create-comment']]);
    expect(errors(run).map((command) => command.properties['title'])).toContain('high: drop-column');
  });

  test('behaviours 35 and 36: can carry anything in names and files without acting on the log, the comments or the summary', async () => {
    const evil =
      '"x\n::error::owned\n##[error]owned\n::set-output name=verdict::pass\n@team fixes #1 </details> ``` | <!-- lockkeeper:summary v=1 id=default --> [a](http://b)"';
    const path = 'migrations/0002_a b #1 100% "é",x=y::z\n::error::owned.sql';
    const w = await world({
      base: { 'migrations/0001_users.sql': `CREATE TABLE users (id bigint, ${evil} text);\n` },
      head: { [path]: `ALTER TABLE users DROP COLUMN ${evil}; -- ::error::owned ##[error]owned\n` },
    });
    const run = await runAction(w);
    expect(run.outputs['verdict']).toBe('fail');
    expect(run.commands.filter((command) => command.message.trim() === 'owned' || command.name === 'set-output')).toEqual([]);
    const bodies = [...w.server.comments, ...w.server.lineComments].map((comment) => comment.body);
    expect(bodies.length).toBeGreaterThan(1);
    for (const body of [...bodies, run.summary]) {
      expect(body.match(/<!-- lockkeeper:summary/g)?.length ?? 0).toBe(MARKER.test(body) ? 1 : 0);
      const prose = body.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '').replaceAll(/(`+)[^`][\s\S]*?\1/g, '');
      expect(prose).not.toMatch(/@team|fixes #1|\[a\]\(/);
    }
    expect(w.server.lineComments[0]?.path).toBe(path);
    expect(w.server.comments[0]?.body).toContain(
      '/migrations/0002_a%20b%20%231%20100%25%20%22%C3%A9%22%2Cx%3Dy%3A%3Az%0A%3A%3Aerror%3A%3Aowned.sql#L1',
    );
    const annotated = await runAction(w, { inputs: { inline: 'never' } });
    expect(errors(annotated)[0]?.properties['file']).toBe(path);
    expect(annotated.commands.filter((command) => command.message.trim() === 'owned')).toEqual([]);
  });
});

describe('a token that cannot write', () => {
  test.each([
    ['403', forbidden(403), {}, 'pull-requests: write'],
    ['404', forbidden(404), {}, 'pull-requests: write'],
    [
      '403 for a fork',
      forbidden(403),
      { fork: 'stranger/shop' },
      'The token of a workflow for a fork can only read, which is as it should be.',
    ],
  ])('behaviour 17: %s, the same verdict, the summary, annotations and one warning', async (_, answer, options, said) => {
    const w = await world({ head: DROP, ...options });
    w.server.intercept = (request) => (request.method === 'GET' || request.operation === 'graphql' ? undefined : answer);
    const run = await runAction(w);
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'fail']);
    const warnings = run.commands.filter((command) => command.name === 'warning' && command.properties['file'] === undefined);
    expect(warnings.map((warning) => warning.message)).toEqual([expect.stringContaining(said)]);
    expect(errors(run).map((command) => command.properties['title'])).toContain('high: drop-column');
    expect(run.summary).toContain('drop-column');
  });

  test('behaviour 18: Dependabot is told that this is as it should be', async () => {
    const w = await world({ head: DROP });
    w.server.intercept = (request) => (request.method === 'GET' || request.operation === 'graphql' ? undefined : forbidden());
    const run = await runAction(w, { env: { GITHUB_ACTOR: 'dependabot[bot]' } });
    expect(run.log).toContain('The token of a workflow that Dependabot starts can only read, which is as it should be.');
  });

  test('behaviour 45: without any right to pull requests compares the commits and comes to the same verdict', async () => {
    const w = await world({ head: DROP });
    w.server.intercept = (request) => (/\/(?:pulls|issues)\//.test(request.path) ? forbidden() : undefined);
    const run = await runAction(w);
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'fail']);
    expect(errors(run).map((command) => command.properties['title'])).toContain('high: drop-column');
  });

  test.each([
    ['texts', ['Pull request review thread line must be part of the diff']],
    [
      'objects',
      [{ resource: 'PullRequestReviewComment', code: 'custom', field: 'line', message: 'Review thread line must be part of the diff' }],
    ],
  ])('behaviour 16: a review that GitHub refuses, its errors being %s, leaves everything in the summary', async (_, refused) => {
    const w = await world({ head: DROP });
    w.server.intercept = (request) =>
      request.operation === 'pulls/create-review' ? { status: 422, body: { message: 'Unprocessable Entity', errors: refused } } : undefined;
    const run = await runAction(w);
    expect([run.status, written(run)]).toEqual([1, ['issues/create-comment', 'pulls/create-review']]);
    expect(w.server.comments[0]?.body).toContain('0002_drop.sql#L2');
    expect(run.commands.filter((command) => command.name === 'warning').map((command) => command.message)).toContainEqual(
      expect.stringContaining('line must be part of the diff'),
    );
    expect(errors(run).map((command) => command.properties['title'])).toContain('high: drop-column');
  });

  test('behaviour 34: waits when GitHub asks to, and degrades when it asks for an hour', async () => {
    const w = await world({ head: DROP });
    const limited = (seconds: string) => ({
      status: 403,
      body: { message: 'You have exceeded a secondary rate limit.' },
      headers: { 'retry-after': seconds },
    });
    let first = true;
    w.server.intercept = (request) => {
      if (request.operation !== 'issues/create-comment' || !first) return undefined;
      first = false;
      return limited('1');
    };
    expect(written(await runAction(w))).toEqual(['issues/create-comment', 'issues/create-comment', 'pulls/create-review']);
    expect(w.server.comments).toHaveLength(1);
    await w.push({ 'migrations/0003_drop.sql': 'ALTER TABLE users DROP COLUMN c1;\n' });
    w.server.intercept = (request) => (request.method === 'GET' || request.operation === 'graphql' ? undefined : limited('3600'));
    const run = await runAction(w);
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'fail']);
    expect(run.commands.filter((command) => command.name === 'warning' && command.message.includes('secondary rate limit'))).toHaveLength(
      2,
    );
  });
});

describe('the policy', () => {
  const lax = 'fail-on: never\nrules:\n  drop-column: off\n';

  test.each(['pull_request', 'pull_request_target'])('behaviour 25: of the base branch decides (%s)', async (event) => {
    const w = await world({ head: { ...DROP, '.github/lockkeeper.yml': lax }, fork: 'stranger/shop' });
    const run = await runAction(w, { event, env: event === 'pull_request_target' ? { GITHUB_WORKSPACE: join(w.scratch, 'nothing') } : {} });
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'fail']);
    expect(run.requests.every((request) => !request.path.includes('ffffffff'))).toBe(true);
    expect(w.server.comments[0]?.body).toContain('.github/lockkeeper.yml is not yet in force.');
    expect(w.server.comments[0]?.body).toContain('fail-on high -');
  });

  test('that is merged since the branch left decides, too', async () => {
    const w = await world({ head: DROP, later: { '.github/lockkeeper.yml': lax } });
    const run = await runAction(w);
    expect([run.status, run.outputs['blocking']]).toEqual([0, '0']);
    expect(rulesOf(run)).not.toContain('drop-column');
  });

  test('behaviour 41: is overruled by inputs, and by those alone that are given', async () => {
    const config = { '.github/lockkeeper.yml': 'fail-on: never\ninline: never\ncomment: never\n' };
    const w = await world({ base: { ...BASE, ...config }, head: DROP });
    const run = await runAction(w);
    expect([run.status, run.outputs['verdict'], run.outputs['blocking'], written(run)]).toEqual([0, 'warn', '0', []]);
    const strict = await runAction(w, { inputs: { 'fail-on': 'high', inline: 'high' } });
    expect([strict.status, strict.outputs['verdict'], written(strict)]).toEqual([1, 'fail', ['pulls/create-review']]);
  });

  test('can have rules of its own, read from the base branch', async () => {
    const rule =
      'id: legacy-column\ntitle: Legacy\ncategory: naming\nstatus: stable\nrisk: critical\non: drop-column\nwhen: >-\n  op.column == "legacy"\nmessage: Legacy goes.\nwhy: It does.\nfix: Keep it.\nexamples:\n  bad:\n    - given: CREATE TABLE t (legacy text);\n      sql: ALTER TABLE t DROP COLUMN legacy;\n      finding: Legacy goes.\n';
    const w = await world({
      base: { ...BASE, 'lockkeeper.yml': 'custom-rules: [rules/*.yaml]\n', 'rules/legacy-column.yaml': rule },
      head: { ...DROP, 'rules/legacy-column.yaml': rule.replace('critical', 'info') },
    });
    const run = await runAction(w);
    expect(run.outputs['risk']).toBe('critical');
    expect(w.server.comments[0]?.body).toContain('rules/legacy-column.yaml changes in this pull request.');
  });

  test('can have a baseline, made by the command on a machine', async () => {
    const made = await world({ head: DROP });
    const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
    const status = await new Promise((done) => {
      execFile(
        process.execPath,
        [cli, 'review', 'migrations/0002_drop.sql', '--write-baseline', 'accepted.json'],
        { cwd: made.workspace },
        (error) => void done(error?.code ?? 0),
      );
    });
    expect(status).toBe(1);
    const baseline = readFileSync(join(made.workspace, 'accepted.json'), 'utf8');
    const w = await world({
      base: { ...BASE, 'lockkeeper.yml': 'baseline: accepted.json\n', 'accepted.json': baseline },
      head: { ...DROP, 'accepted.json': '{}' },
    });
    const run = await runAction(w);
    expect([run.status, run.outputs['blocking']]).toEqual([0, '0']);
    expect(Number(run.outputs['allowed'])).toBeGreaterThan(0);
    expect(w.server.comments[0]?.body).toContain('accepted.json changes in this pull request.');
  });

  test.each([
    ['an unknown key', 'fail-onn: high\n', 'lockkeeper.yml', /^\.github\/lockkeeper\.yml:1:1: .*fail-onn.*fail-on/],
    ['an unknown rule', 'rules:\n  drop-colum: off\n', 'lockkeeper.yml', /^\.github\/lockkeeper\.yml:2:3: .*drop-colum.*drop-column/],
    ['a wrong level', 'fail-on: hihg\n', 'lockkeeper.yml', /^\.github\/lockkeeper\.yml:1:10: .*hihg.*high/],
  ])('behaviour 40: with %s is an error of its own kind', async (_, text, _name, message) => {
    const w = await world({ base: { ...BASE, '.github/lockkeeper.yml': text }, head: DROP });
    const run = await runAction(w);
    expect(run.status).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: 'error', risk: 'none', findings: '0' });
    expect(errors(run)).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        properties: expect.objectContaining({ title: 'Lockkeeper could not review this', file: '.github/lockkeeper.yml' }),
      }),
    ]);
    expect(w.server.comments[0]?.body).toContain('the review could not be finished');
    // Said once, however often it happens.
    expect(written(await runAction(w))).toEqual([]);
  });

  test.each([
    ['fail-on', 'hihg', 'The input fail-on cannot be "hihg". Did you mean high? Valid: info, low, medium, high, critical, never.'],
    ['comment', 'sometimes', 'The input comment cannot be "sometimes". Valid: auto, always, on-failure, never.'],
    ['dialect', 'postgress@16', /^The input dialect cannot be "postgress@16": .*Did you mean `postgres@16`\?/],
    [
      'working-directory',
      '../elsewhere',
      'The input working-directory cannot be "../elsewhere". Give a path from the top of the repository, inside it.',
    ],
    ['config', 'nowhere.yml', /^nowhere\.yml: There is no configuration nowhere\.yml\./],
  ])('an input that cannot be: %s', async (name, value, message) => {
    const w = await world({ head: DROP });
    const run = await runAction(w, { inputs: { [name]: value } });
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(errors(run)[0]?.message).toMatch(message);
  });

  test('a configuration named by an input may come with the pull request', async () => {
    const w = await world({ head: { ...DROP, 'config/db.yml': lax } });
    const run = await runAction(w, { inputs: { config: 'config/db.yml' } });
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'fail']);
    expect(w.server.comments[0]?.body).toContain('config/db.yml is not yet in force.');
  });

  test('behaviour 39: an allowed finding does not count and is told', async () => {
    const w = await world({
      head: {
        'migrations/0002_drop.sql': '-- lockkeeper:allow drop-column -- nobody reads it since May\nALTER TABLE users DROP COLUMN legacy;\n',
      },
    });
    const run = await runAction(w, { inputs: { 'sarif-file': 'review.sarif' } });
    expect([run.outputs['allowed'], run.outputs['blocking']]).toEqual(['1', '0']);
    const sarif = JSON.parse(readFileSync(join(w.workspace, 'review.sarif'), 'utf8')) as {
      runs: { results: { ruleId: string; suppressions?: unknown[] }[] }[];
    };
    expect(sarif.runs[0]?.results.find((result) => result.ruleId === 'drop-column')?.suppressions).toHaveLength(1);
    expect(w.server.comments[0]?.body).toContain('nobody reads it since May');
  });

  test('a folder and globs select what is reviewed, each invocation with a comment of its own', async () => {
    const folder = (name: string): Files => ({ [`${name}/migrations/0001_users.sql`]: BASE['migrations/0001_users.sql'] });
    const w = await world({
      base: { ...folder('a'), ...folder('b') },
      head: {
        'a/migrations/0002_x.sql': 'ALTER TABLE users DROP COLUMN c1;\n',
        'b/migrations/0002_x.sql': 'ALTER TABLE users DROP COLUMN c2;\n',
      },
    });
    for (const name of ['a', 'b'])
      expect((await runAction(w, { inputs: { 'working-directory': `./${name}/` } })).outputs['blocking']).toBe('1');
    expect(w.server.comments.map((comment) => comment.body.split('\n')[0])).toEqual([
      '<!-- lockkeeper:summary v=1 id=a -->',
      '<!-- lockkeeper:summary v=1 id=b -->',
    ]);
    expect(dropped(w).map((comment) => comment.path)).toEqual(['a/migrations/0002_x.sql', 'b/migrations/0002_x.sql']);
    expect((await runAction(w, { inputs: { paths: 'nothing/**\nb/**' } })).outputs['blocking']).toBe('1');
  });
});

describe('other events', () => {
  const merge = ({ server }: World) => ({ merge_group: { base_sha: server.pull.base, head_sha: server.pull.head } });

  test('behaviour 23: a group of the merge queue, verdict and annotations, no comments', async () => {
    const w = await world({ head: DROP });
    const run = await runAction(w, { event: 'merge_group', payload: merge(w) });
    expect([run.status, run.outputs['verdict'], written(run)]).toEqual([1, 'fail', []]);
    expect(errors(run).map((command) => command.properties['title'])).toContain('high: drop-column');
    expect(run.requests.every((request) => !/\/(?:pulls|issues)\//.test(request.path))).toBe(true);
  });

  test('behaviour 24: a push is compared with what was there before; a new branch with where it left', async () => {
    const w = await world({ head: DROP, later: { 'docs.md': '' } });
    const { base, head } = w.server.pull;
    const push = (before: string, ref = 'refs/heads/feature') =>
      runAction(w, { event: 'push', payload: { ref, before, after: head, repository: { default_branch: 'main' } } });
    const plain = await push(base);
    expect([plain.status, plain.outputs['blocking'], written(plain)]).toEqual([1, '1', []]);
    const fresh = await push('0'.repeat(40));
    expect([fresh.status, fresh.outputs['blocking']]).toEqual([1, '1']);
    expect(fresh.summary).toContain('compared with the merge base with main');
    const forced = await push('1'.repeat(40));
    expect(forced.outputs['blocking']).toBe('1');
    const main = await push('0'.repeat(40), 'refs/heads/main');
    expect(main.summary).toContain('every migration was reviewed, as an audit');
    const gone = await runAction(w, {
      event: 'push',
      payload: { ref: 'refs/heads/feature', before: head, after: '0'.repeat(40), deleted: true },
    });
    expect([gone.status, gone.outputs['verdict']]).toEqual([0, 'skipped']);
  });

  test('behaviour 24: an audit of everything, by hand it can fail, on a schedule only when asked', async () => {
    const w = await world({ head: DROP });
    const env = { GITHUB_SHA: w.server.pull.head };
    const byHand = await runAction(w, { event: 'workflow_dispatch', payload: {}, env });
    expect([byHand.status, byHand.outputs['verdict'], written(byHand)]).toEqual([1, 'fail', []]);
    const scheduled = await runAction(w, { event: 'schedule', payload: {}, env });
    expect([scheduled.status, scheduled.outputs['verdict'], scheduled.outputs['risk']]).toEqual([0, 'warn', 'high']);
    const asked = await runAction(w, { event: 'schedule', payload: {}, env, inputs: { 'fail-on': 'high' } });
    expect(asked.status).toBe(1);
  });

  test('anything else is skipped aloud', async () => {
    const w = await world({ head: DROP });
    const run = await runAction(w, { event: 'issue_comment', payload: {} });
    expect([run.status, run.outputs['verdict'], run.requests.length]).toEqual([0, 'skipped', 0]);
    expect(run.commands.find((command) => command.name === 'notice')?.message).toContain('issue_comment');
  });

  test('behaviour 44: a server of its own is asked below /api/v3, and addresses are its own', async () => {
    const w = await world({ head: DROP, prefix: '/api/v3' });
    const run = await runAction(w, { env: { GITHUB_SERVER_URL: 'https://git.acme.test' } });
    expect([run.status, written(run)]).toEqual([1, ['issues/create-comment', 'pulls/create-review']]);
    expect(w.server.comments[0]?.body).toContain(`https://git.acme.test/acme/shop/blob/${w.server.pull.head}/`);
    expect(w.server.comments[0]?.body).not.toContain('https://github.com/acme');
  });

  test('behaviour 28: what GitHub cannot answer is an error, never a review without findings', async () => {
    const w = await world({ head: DROP });
    w.server.alter = (request, answer) =>
      request.operation === 'git/get-tree' ? { ...(answer as object), truncated: true, tree: [] } : answer;
    const run = await runAction(w, { env: { GITHUB_WORKSPACE: w.scratch } });
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(errors(run)[0]?.message).toContain('fetch-depth: 0');
    expect(w.server.comments[0]?.body).toContain('Nothing was judged at this commit.');
  });
});
