/**
 * What the reviewer does on GitHub, behaviour by behaviour, where no other test shows it: `dist/action.js` in a process of its
 * own. docs/decisions/fifty-behaviours.md lists all of them with the tests that prove them.
 */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pullRequestPayload, type Run, runAction } from './github/runner.ts';
import { type Files, makeWorld, type World, type WorldOptions } from './github/world.ts';
import { sarifProblems } from './support/sarif-schema.ts';

/** A world that the tests of one `describe` share; it ends with no complaint of the server. */
function sharedWorld(options: WorldOptions): () => World {
  let made: World | undefined;
  beforeAll(async () => {
    made = await makeWorld(options);
  });
  afterAll(async () => {
    await made?.close();
    expect(made?.server.problems).toEqual([]);
  });
  return () => {
    if (!made) throw new Error('the world is not there yet');
    return made;
  };
}

const columns = Array.from({ length: 40 }, (_, i) => `c${i + 1}`);
const USERS = `CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  email text,\n  ${columns.map((name) => `${name} text`).join(',\n  ')}\n);\n`;
const BASE: Files = { 'migrations/0001_users.sql': USERS };
const DROP = 'ALTER TABLE users DROP COLUMN email;\n';

interface Report {
  readonly coverage: { readonly statements: number; readonly analysed: number };
  readonly findings: readonly {
    readonly rule: string;
    readonly span: { readonly path: string; readonly start: { readonly line: number } };
    readonly message: string;
    readonly allowed: { readonly reason: string } | null;
  }[];
}
const reportOf = (run: Run): Report => JSON.parse(readFileSync(run.outputs['report-json'] ?? '', 'utf8')) as Report;
const placesOf = (run: Run): readonly string[] =>
  reportOf(run).findings.map(({ rule, span }) => `${rule} ${span.path.replace(/^.*\//, '')}:${span.start.line}`);
const writes = (run: Run): readonly string[] =>
  run.requests.filter((request) => request.method !== 'GET' && request.operation !== 'graphql').map((request) => request.operation);
const counts = (run: Run): Readonly<Record<string, number>> => {
  const seen: Record<string, number> = {};
  for (const { operation } of run.requests) seen[operation] = (seen[operation] ?? 0) + 1;
  return seen;
};

describe('in a long conversation', () => {
  const world = sharedWorld({ base: BASE, head: { 'migrations/0002_drop.sql': DROP } });
  const marker = '<!-- lockkeeper:summary v=1 id=default -->';

  test('behaviours 9 and 10: finds its own comment on the third page and touches no other', async () => {
    const { server } = world();
    const quoted = server.addComment('somebody', `${marker}\nlook what it wrote`);
    const unmarked = server.addComment('github-actions[bot]', `Another tool: ${marker}`);
    const elsewhere = server.addComment('other[bot]', marker);
    for (let i = 3; i < 249; i++) server.addComment('somebody', `comment ${i}`);
    const own = server.addComment('github-actions[bot]', `${marker}\nold`);
    expect(server.comments.indexOf(own)).toBe(249);
    const before = server.comments.filter((comment) => comment !== own).map(({ body }) => body);
    const run = await runAction(world());
    expect(counts(run)['issues/list-comments']).toBe(3);
    expect(writes(run)).toEqual(['issues/update-comment', 'pulls/create-review']);
    expect(own.body).toContain('drop-column');
    expect(run.outputs['comment-url']).toContain(String(own.id));
    expect(server.comments.filter((comment) => comment !== own).map(({ body }) => body)).toEqual(before);
    expect([quoted, unmarked, elsewhere].every((comment) => server.comments.includes(comment))).toBe(true);
  });
});

describe('on the lines of a diff', () => {
  const last = columns.length;
  const statement = (first: string, end: string): string =>
    `UPDATE users SET\n${columns.map((name, i) => `  ${name} = '${i === 0 ? first : i === last - 1 ? end : ''}'`).join(',\n')};\n`;
  const repeatable = (text: string): string => `TRUNCATE audit;\n${'-- nothing here\n'.repeat(20)}${text}`;
  const world = sharedWorld({
    base: {
      'db/migration/V1__users.sql': `${USERS}CREATE TABLE audit (id bigint PRIMARY KEY);\n`,
      'db/migration/R__often.sql': repeatable(statement('', '')),
    },
    head: {
      'db/migration/R__often.sql': repeatable(statement('x', 'y')),
      'db/migration/V2__drop.sql': DROP,
    },
  });
  let run: Run;
  let posted: readonly Readonly<Record<string, unknown>>[] = [];
  beforeAll(async () => {
    run = await runAction(world());
    const review = run.requests.find((request) => request.operation === 'pulls/create-review');
    posted = (review?.body?.['comments'] ?? []) as typeof posted;
  });

  test('behaviour 13: what no hunk shows is in the summary, with a link to the head, and on no line', () => {
    expect(placesOf(run)).toContain('truncate R__often.sql:1');
    expect(posted.filter((comment) => String(comment['body']).includes('rule=truncate '))).toEqual([]);
    const { server } = world();
    expect(server.comments[0]?.body).toContain(`https://github.test/acme/shop/blob/${server.pull.head}/db/migration/R__often.sql#L1)`);
  });

  test('behaviour 14: a statement over two hunks has its comment inside one of them', () => {
    expect(run.requests.find((request) => request.operation === 'pulls/create-review')?.status).toBe(200);
    const line = 21 + 1 + last;
    const wide = posted.filter((comment) => comment['path'] === 'db/migration/R__often.sql');
    expect(wide.length).toBeGreaterThan(0);
    for (const comment of wide) {
      expect(comment['line']).toBeLessThanOrEqual(line);
      expect(Number(comment['start_line'] ?? comment['line'])).toBeGreaterThan(21);
    }
  });

  test('behaviour 15: a comment on one line has no first line', () => {
    const single = posted.filter((comment) => comment['path'] === 'db/migration/V2__drop.sql');
    expect(single.map((comment) => comment['line'])).toContain(1);
    for (const comment of single) expect(Object.keys(comment)).not.toContain('start_line');
    for (const comment of posted) {
      expect(comment['side']).toBe('RIGHT');
      expect(Number(comment['start_line'] ?? 0)).toBeLessThan(Number(comment['line']));
    }
  });
});

describe('with a bit of everything', () => {
  const made = (name: string): string => `CREATE TABLE ${name} (id bigint PRIMARY KEY);\n`;
  const world = sharedWorld({
    base: {
      ...BASE,
      'migrations/0002_gone.sql': made('gone'),
      'migrations/0003_moved.sql': made('moved'),
      'migrations/0004_edited.sql': made('edited'),
      '.github/lockkeeper.yml': 'fail-on: medium\n',
    },
    head: {
      'migrations/0002_gone.sql': null,
      'migrations/0003_moved.sql': null,
      'migrations/0005_moved.sql': made('moved'),
      'migrations/0004_edited.sql': `${made('edited')}-- and more\nCREATE TABLE more (id bigint PRIMARY KEY);\n`,
      'migrations/0006_broken.sql': 'CREATE TABLE broken (\n',
      'migrations/0007_psql.sql': '\\i other.sql\nSELECT 1;\n',
      'migrations/0008_template.sql': 'ALTER TABLE users {% if big %} DROP COLUMN email {% endif %};\n',
      'migrations/0009_allows.sql':
        '-- lockkeeper:allow drop-table -- another rule\nALTER TABLE users DROP COLUMN c1;\n-- lockkeeper:allow drop-colum -- a typo\nALTER TABLE users DROP COLUMN c2;\n-- lockkeeper:allow drop-column -- nobody reads it since May\nALTER TABLE users DROP COLUMN c3;\n',
      '.github/lockkeeper.yml': 'fail-on: never\n',
    },
  });
  let run: Run;
  beforeAll(async () => {
    run = await runAction(world(), { inputs: { 'sarif-file': 'review.sarif' } });
  });
  const summary = (): string => world().server.comments[0]?.body ?? '';

  // The note takes the configuration of the head for branches of one's own repository; by the contract that of the base decides.
  test('behaviour 26: an edited configuration is told with what it changes, and the base branch decides', () => {
    expect(summary()).toContain('.github/lockkeeper.yml is not yet in force.');
    expect(summary()).toContain('Once merged: fail-on medium -&gt; never.');
    expect(run.outputs['verdict']).toBe('fail');
  });

  test('behaviour 30: a removed, a renamed and an edited migration are findings', () => {
    const found = placesOf(run).map((place) => place.replace(/:\d+$/, ''));
    expect(found).toEqual(
      expect.arrayContaining(['deleted-migration 0002_gone.sql', 'renamed-migration 0005_moved.sql', 'edited-migration 0004_edited.sql']),
    );
  });

  test('behaviour 42: what cannot be read is a finding, and is not counted as analysed', () => {
    const found = placesOf(run);
    for (const name of ['0006_broken.sql', '0007_psql.sql', '0008_template.sql'])
      expect(found.filter((place) => place.startsWith(`not-analysed ${name}:`))).toHaveLength(1);
    const { statements, analysed } = reportOf(run).coverage;
    expect(analysed).toBe(statements - 3);
    expect(summary()).toContain(`${analysed} of ${statements} statements analysed`);
  });

  test('behaviour 43: an allow counts for its own rule alone, and is shown; an unknown and an unused one are findings', () => {
    const { findings } = reportOf(run);
    const dropped = findings
      .filter(({ rule, span }) => rule === 'drop-column' && span.path.endsWith('0009_allows.sql'))
      .map(({ span, allowed }) => [span.start.line, allowed?.reason]);
    expect(dropped).toEqual([
      [2, undefined],
      [4, undefined],
      [6, 'nobody reads it since May'],
    ]);
    expect(placesOf(run)).toEqual(expect.arrayContaining(['unused-allow 0009_allows.sql:1', 'invalid-allow 0009_allows.sql:3']));
    expect(run.outputs['allowed']).toBe('1');
    expect(summary()).toContain('nobody reads it since May');
  });

  test('behaviour 38: SARIF is valid and has what code scanning asks for', () => {
    const sarif = JSON.parse(readFileSync(run.outputs['sarif-file'] ?? '', 'utf8')) as {
      readonly runs: readonly {
        readonly automationDetails: { readonly id: string };
        readonly columnKind: string;
        readonly results: readonly {
          readonly locations: readonly { readonly physicalLocation: { readonly region: Readonly<Record<string, number>> } }[];
          readonly partialFingerprints: Readonly<Record<string, string>>;
        }[];
      }[];
    };
    expect(sarifProblems(sarif)).toEqual([]);
    const categories = sarif.runs.map((part) => part.automationDetails.id);
    expect(new Set(categories).size).toBe(categories.length);
    const results = sarif.runs.flatMap((part) => part.results);
    expect(results).toHaveLength(reportOf(run).findings.length);
    for (const { locations, partialFingerprints } of results) {
      // The key that codeql-action computes by itself is left to it.
      expect(Object.keys(partialFingerprints)).not.toContain('primaryLocationLineHash');
      for (const value of Object.values(locations[0]?.physicalLocation.region ?? {})) expect(value).toBeGreaterThanOrEqual(1);
    }
    const drop = results.find(
      (result) => JSON.stringify(result).includes('0009_allows.sql') && JSON.stringify(result).includes('drop-column'),
    );
    expect(drop?.locations[0]?.physicalLocation.region).toEqual({ startLine: 2, startColumn: 19, endLine: 2, endColumn: 33 });
  });
});

describe('without approval', () => {
  const world = sharedWorld({ base: BASE, head: { 'migrations/0002_logs.sql': 'CREATE TABLE logs (id bigint PRIMARY KEY);\n' } });

  test('behaviour 33: a review that passes says so and approves nothing', async () => {
    const run = await runAction(world(), { inputs: { comment: 'always', 'request-changes': 'info', inline: 'info' } });
    expect([run.status, run.outputs['verdict']]).toEqual([0, 'pass']);
    // The server complains about every approval, in all the other tests, too.
    expect(writes(run)).toEqual(['issues/create-comment']);
    const bundle = readFileSync(fileURLToPath(new URL('../dist/action.js', import.meta.url)), 'utf8');
    expect(bundle).not.toMatch(/event: *["'`]APPROVE/);
  });

  test('behaviour 41: no option of the configuration has a default in action.yml', () => {
    const action = parse(readFileSync(fileURLToPath(new URL('../action.yml', import.meta.url)), 'utf8')) as {
      readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
      readonly runs: { readonly using: string };
    };
    expect(Object.entries(action.inputs).flatMap(([name, input]) => ('default' in input ? [name] : []))).toEqual(['github-token']);
    expect(action.runs.using).toBe('node24');
  });
});

describe('with a list of files that leaves patches out', () => {
  const names = Array.from({ length: 14 }, (_, i) => `migrations/${String(i + 2).padStart(4, '0')}_drop.sql`);
  const world = sharedWorld({
    base: BASE,
    head: Object.fromEntries(names.map((name, i) => [name, `ALTER TABLE users DROP COLUMN c${i + 1};\n`])),
  });

  test('behaviour 27: the page is asked for again in smaller ones, and what has no patch then gets no comment', async () => {
    const { server } = world();
    // The eleventh comes on a small page; the twelfth is too large for any.
    server.alter = (request, answer) =>
      request.operation === 'pulls/list-files' && Array.isArray(answer)
        ? answer.map((file: Readonly<Record<string, unknown>>) => {
            const late = file['filename'] === names[10] && request.query.get('per_page') === '100';
            return late || file['filename'] === names[11]
              ? Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'patch'))
              : file;
          })
        : answer;
    const run = await runAction(world());
    const pages = run.requests.filter((request) => request.operation === 'pulls/list-files').map(({ query }) => query.toString());
    expect(pages).toEqual(['per_page=100&page=1', 'per_page=10&page=2']);
    const commented = new Set(server.lineComments.map((comment) => comment.path));
    expect([commented.has(names[10] ?? ''), commented.has(names[11] ?? '')]).toEqual([true, false]);
    expect(placesOf(run).filter((place) => place.startsWith('drop-column '))).toHaveLength(14);
  });
});

describe('with three hundred files', () => {
  const count = 301;
  const name = (i: number): string => `migrations/${String(i + 2).padStart(4, '0')}_m.sql`;
  const world = sharedWorld({
    base: BASE,
    head: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [name(i), i === count - 1 ? DROP : `CREATE TABLE t${i} (id bigint PRIMARY KEY);\n`]),
    ),
  });
  const blocking = (run: Run): readonly string[] => placesOf(run).filter((place) => place.startsWith('drop-column '));
  const drop = [`drop-column ${name(count - 1).slice('migrations/'.length)}:1`];

  test('the number of requests is stated and small, with a checkout and without', async () => {
    const first = await runAction(world());
    expect(blocking(first)).toEqual(drop);
    expect(counts(first)).toEqual({
      graphql: 1,
      'git/get-tree': 1,
      'pulls/list-files': 4,
      'pulls/get': 1,
      'issues/list-comments': 1,
      'issues/create-comment': 1,
      'pulls/create-review': 1,
    });
    const again = await runAction(world(), { env: { GITHUB_WORKSPACE: world().scratch } });
    expect(blocking(again)).toEqual(drop);
    expect(writes(again)).toEqual([]);
    // Four requests for 302 files that no checkout has.
    expect(counts(again)['graphql']).toBe(5);
    expect(again.requests.length).toBe(13);
  });

  test('behaviour 28: a list that is cut, and one that may not be read, hide no file', async () => {
    const { server } = world();
    server.alter = (request, answer) => (request.operation === 'pulls/list-files' && request.query.get('page') !== '1' ? [] : answer);
    const cut = await runAction(world());
    expect([blocking(cut), cut.outputs['verdict']]).toEqual([drop, 'fail']);
    server.alter = (_, answer) => answer;
    // Then two commits are compared, of which GitHub lists three hundred files.
    server.intercept = (request) =>
      request.operation === 'pulls/list-files' ? { status: 403, body: { message: 'Forbidden' } } : undefined;
    const forbidden = await runAction(world());
    expect([blocking(forbidden), forbidden.outputs['verdict']]).toEqual([drop, 'fail']);
    server.intercept = () => undefined;
  });
});

describe('on its own', () => {
  const names = Array.from({ length: 100 }, (_, i) => `migrations/${String(i + 2).padStart(4, '0')}_m.sql`);
  const world = sharedWorld({
    base: BASE,
    head: Object.fromEntries(
      names.map((name, i) => [name, `CREATE TABLE t${i} (id bigint PRIMARY KEY);\nCREATE INDEX i${i} ON t${i} (id);\n`]),
    ),
  });

  test('behaviour 46: runs without node_modules, in little time and memory for a hundred files', async () => {
    const { scratch } = world();
    const alone = join(scratch, 'alone');
    for (const part of ['dist', 'package.json'])
      cpSync(fileURLToPath(new URL(`../${part}`, import.meta.url)), join(alone, part), { recursive: true });
    const usage = join(scratch, 'usage.json');
    // What the process took, written at its end.
    const probe = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(usage)},JSON.stringify(process.resourceUsage())))`;
    const run = await runAction(world(), {
      action: join(alone, 'dist/action.js'),
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(probe)}` },
    });
    expect([run.status, reportOf(run).coverage]).toEqual([0, { files: 100, statements: 200, analysed: 200 }]);
    const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
    expect(maxRSS).toBeLessThan(512 * 1024);
    // Time of the processor: that of the clock depends on what else runs.
    expect(userCPUTime + systemCPUTime).toBeLessThan(10_000_000);
  });
});

describe('with a suggestion', () => {
  const path = 'migrations/0002_index.sql';
  const several = 'migrations/0003_check.sql';
  let first: Run;
  const text = '-- transactional: false\n-- the index\nCREATE INDEX users_email_idx\n  ON users (email);\nSELECT 1;\n';
  const world = sharedWorld({
    base: BASE,
    head: { [path]: text, [several]: 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n' },
  });

  test('the first review costs seven requests, the same again six of which none writes', async () => {
    first = await runAction(world());
    expect([first.requests.length, writes(first)]).toEqual([7, ['issues/create-comment', 'pulls/create-review']]);
    const again = await runAction(world());
    expect([again.requests.length, writes(again)]).toEqual([6, []]);
  });

  test('behaviour 37: taken with a click it leaves the file without that finding; none where it takes several steps', async () => {
    expect(placesOf(first)).toContain('index-without-concurrently 0002_index.sql:3');
    const { server } = world();
    const comment = server.lineComments.find(({ body }) => body.includes('rule=index-without-concurrently '));
    const [, replacement] = /^(?:`{3,})suggestion\n([\s\S]*?)^`{3,}$/m.exec(comment?.body ?? '') ?? [];
    expect([comment?.path, comment?.start_line, comment?.line]).toEqual([path, 3, 4]);
    for (const other of server.lineComments.filter((one) => one.path === several)) expect(other.body).not.toContain('```suggestion');
    // What GitHub does when somebody takes it.
    const lines = text.split('\n');
    lines.splice((comment?.start_line ?? 1) - 1, 2, (replacement ?? '').replace(/\n$/, ''));
    await world().push({ [path]: lines.join('\n') });
    const second = await runAction(world(), { payload: pullRequestPayload(world()) });
    expect(placesOf(second).filter((place) => place.startsWith('index-without-concurrently '))).toEqual([]);
    expect(lines.join('\n')).toContain('CONCURRENTLY');
  });
});
