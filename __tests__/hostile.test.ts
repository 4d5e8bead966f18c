/** Hostile names, SQL, messages and answers, from a generator with a seed: whatever they hold, they are only ever text. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { connect } from '../src/github/client.ts';
import { annotate, failForReview, logReview } from '../src/github/job.ts';
import { publish } from '../src/github/publish.ts';
import type { Review } from '../src/report.ts';
import { inlineComment, reviewMarkdown, summaryComment } from '../src/reporters/markdown.ts';
import { REPORTERS } from '../src/reporters/index.ts';
import { plan } from '../src/reporters/plan.ts';
import { review, REVIEWS } from './fixtures/reporters/reviews.ts';
import { type Command, readCommands, runAction } from './github/runner.ts';
import type { Refusal } from './github/server.ts';
import { type Files, makeWorld, type World } from './github/world.ts';
import { hostile, hostilePath, pick, poisoned, random } from './support/hostile.ts';
import { sarifProblems } from './support/sarif-schema.ts';

const TOKEN = 't0ken';
const SHA = '0123456789abcdef0123456789abcdef01234567';
const LINKS = { server: 'https://github.com', repository: 'acme/shop', sha: SHA };
const CONTEXT = { version: '0.1.0', links: LINKS };
const NAMES = Object.keys(REVIEWS) as [string, ...string[]];
const OPTIONS = { color: false, width: 100, verbose: false, quiet: false, version: '0.1.0' };
const ROUNDS = 100;

/** Markdown without its code, and without tags and addresses that we write. Fences are read as GFM reads them. */
function proseOf(markdown: string): string {
  const lines: string[] = [];
  let open = '';
  for (const line of markdown.split('\n')) {
    const ticks = /^(`{3,})(.*)$/.exec(line);
    if (open === '' && ticks) open = ticks[1] ?? '';
    else if (open !== '') open = ticks && ticks[2] === '' && (ticks[1] ?? '').length >= open.length ? '' : open;
    else lines.push(line);
  }
  expect(open).toBe('');
  return lines
    .map((line) => line.replaceAll(/<code>[^<]*<\/code>/g, '').replaceAll(/\\[^]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''))
    .join('\n')
    .replaceAll(/\]\(https:\/\/github\.(?:com|test)\/(?:acme\/shop|lockkeeper\/lockkeeper)[^\s)]*\)/g, ']');
}

/** What must hold for every text that goes to GitHub. */
function expectInert(markdown: string, markers: number): void {
  expect(markdown.match(/<!--\s*lockkeeper:/gi)?.length ?? 0).toBe(markers);
  expect(markdown.replaceAll(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|\p{Surrogate}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  const prose = proseOf(markdown).replaceAll(/^<!-- lockkeeper:.* -->$/gm, '');
  expect(prose).not.toMatch(/@\w|(?<![\w&])#\d|\w#\d|\bGH-\d|\w:\/\/|\bwww\.\w|:tada:|<!--/);
  // In the line of a fold Markdown is not read; HTML, mentions and addresses are.
  expect(prose.replaceAll(/<summary>.*<\/summary>/g, '')).not.toMatch(/\]\(|\]:|!\[/);
  const folds = (tag: string): number => prose.split(tag).length - 1;
  expect(folds('</details>')).toBe(folds('<details>') + folds('<details open>'));
  expect(prose.replaceAll(/<\/?(?:details|summary|b|sub)>|<details open>|<br>/g, '')).not.toMatch(/<[a-z/!]/i);
  for (const line of prose.split('\n').filter((row) => row.startsWith('|'))) expect([4, 6]).toContain(line.split('|').length - 1);
}

/** What the commands of a run may be, whatever it reviewed. */
function expectOwnCommands(commands: readonly Command[]): void {
  for (const { name, message } of commands) {
    expect(['error', 'warning', 'notice', 'debug']).toContain(name);
    expect(message.trim()).not.toBe('owned');
  }
}

/** What a function prints. */
function printed(run: () => void): string {
  const write = process.stdout.write.bind(process.stdout);
  const exitCode = process.exitCode;
  let text = '';
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    return true;
  };
  try {
    run();
  } finally {
    process.stdout.write = write;
    process.exitCode = exitCode;
  }
  return text;
}

describe('rendering', () => {
  const rounds = Array.from({ length: ROUNDS }, (_, seed) => {
    const next = random(seed);
    return poisoned(review(pick(next, NAMES)), next);
  });

  test('comments and summaries mention nobody, link nowhere, and hold their tables, folds and markers', () => {
    expect(rounds).toHaveLength(ROUNDS);
    for (const it of rounds) {
      const state = { head: SHA, run: 1, attempt: 1 };
      for (const limit of [60_000, 6_000, 1_500]) expectInert(summaryComment(it, { ...CONTEXT, id: 'default', state, limit }), 2);
      expectInert(reviewMarkdown(it, CONTEXT), 0);
      expectInert(plan.render(it, OPTIONS), 0);
      for (const finding of it.findings) expectInert(inlineComment(finding, it, CONTEXT), 1);
    }
  });

  test('the log and the annotations hold no command of others', () => {
    for (const it of rounds) {
      const commands = readCommands(
        printed(() => {
          logReview(it, '0.1.0');
          annotate(it, new Set(), true);
          failForReview(it);
        }),
      );
      expectOwnCommands(commands);
      const files = new Set(it.findings.map((finding) => finding.primary.path));
      for (const { properties } of commands) expect(properties['file'] === undefined || files.has(properties['file'])).toBe(true);
    }
  });

  test.each(REPORTERS.map((reporter) => [reporter.id, reporter] as const))(
    '%s holds no command, and no control over a terminal',
    async (id, reporter) => {
      for (const it of rounds) {
        const text = await reporter.render(it, { color: false, width: 100, verbose: true, quiet: false, version: '0.1.0' });
        expect(readCommands(text)).toEqual([]);
        expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(stripVTControlCharacters(text)).toBe(text);
        const document: unknown = id === 'json' || id === 'sarif' ? JSON.parse(text) : {};
        expect(id === 'sarif' ? sarifProblems(document) : []).toEqual([]);
      }
    },
  );
});

/** An answer that GitHub would not give. It repeats the token, as a server that logs requests might. */
function badAnswer(next: () => number): Refusal | undefined {
  const message = `${hostile(next)} token ${TOKEN}`;
  const body = pick<Readonly<Record<string, unknown>>>(next, [
    { message },
    { message, errors: [message, { message }, { code: message }, null, 7] },
    { message, errors: message },
    { message: null },
    { message: 'You have exceeded a secondary rate limit.' },
    {},
  ]);
  const headers = pick<Readonly<Record<string, string>>>(next, [
    {},
    { 'retry-after': '0' },
    { 'retry-after': 'soon' },
    { 'retry-after': '-5' },
    { 'retry-after': '999999999' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'never' },
    { 'content-type': 'text/html' },
  ]);
  const status = pick(next, [0, 0, 200, 201, 204, 301, 400, 401, 403, 404, 409, 422, 423, 429, 500, 502, 503]);
  return status === 0 ? undefined : { status, body, headers };
}

describe('publishing', () => {
  let world: World;
  const path = 'migrations/0002_drop.sql';
  beforeAll(async () => {
    world = await makeWorld({
      base: { 'migrations/0001_a.sql': 'CREATE TABLE a (id bigint PRIMARY KEY, b text);\n' },
      head: { [path]: `ALTER TABLE a DROP COLUMN b;\n${'-- more\n'.repeat(200)}` },
    });
  });
  afterAll(() => world.close());

  test('whatever GitHub answers, nothing throws, and what is written and logged is inert and without the token', async () => {
    const { server } = world;
    for (let seed = 0; seed < 60; seed++) {
      const next = random(1000 + seed);
      const made = poisoned(review(pick(next, NAMES)), next);
      // On the lines of a file that is there, so that there is something to post.
      const it: Review = {
        ...made,
        findings: made.findings.map((finding) => ({ ...finding, primary: { ...finding.primary, path } })),
        files: [{ path, status: 'added', hunks: [{ first: 1, last: 201 }] }],
      };
      const said: string[] = [];
      const github = connect({
        token: TOKEN,
        apiUrl: server.url,
        repository: server.repository,
        log: (message) => void said.push(message),
        sleep: () => Promise.resolve(),
      });
      server.intercept = () => badAnswer(next);
      server.comments.length = 0;
      server.reviews.length = 0;
      await publish(
        github,
        { kind: 'pull-request', number: 7, head: server.pull.head, base: server.pull.base, changedFiles: 1, target: false, readOnly: null },
        it,
        {
          comment: 'always',
          inline: 'info',
          requestChanges: pick(next, ['never', 'info']),
          draft: 'full',
          id: 'default',
          state: { head: server.pull.head, run: 1, attempt: 1 },
          context: { ...CONTEXT, links: { ...LINKS, sha: server.pull.head } },
          runUrl: 'https://github.com/acme/shop/actions/runs/1',
          noteworthy: true,
        },
        { info: (message) => void said.push(message), warning: (message) => void said.push(message) },
      );
      for (const { body } of server.comments) expectInert(body, 2);
      expect(JSON.stringify([said, server.comments, server.reviews])).not.toContain(TOKEN);
    }
  });
});

describe('the action', () => {
  const next = random(7);
  const name = `"${hostile(next)
    .replaceAll('"', '')
    .replaceAll('\0', '')
    .replaceAll(/\p{Surrogate}/gu, '')}"`;
  const paths = [1, 2, 3].map((i) =>
    hostilePath(next)
      .replace(/\/[^/]*$/, `/000${i}_a$&`)
      .replace(/^db\/[^/]*\/(000\d_a)\//, 'migrations/$1'),
  );
  let world: World;
  beforeAll(async () => {
    const base: Files = { 'migrations/0000_a.sql': `CREATE TABLE a (id bigint, ${name} text);\n` };
    world = await makeWorld({
      base: { ...base, '.github/lockkeeper.yml': 'custom-rules: [rules/*.yaml]\n', 'rules/evil-rule.yaml': evilRule(hostile(next)) },
      head: Object.fromEntries(
        paths.map((path) => [path, `ALTER TABLE a DROP COLUMN ${name}; -- ${hostile(next).replaceAll(/[\n\r]/g, ' ')}\n`]),
      ),
    });
  });
  afterAll(() => world.close());

  test.each([1, 2, 3])('says only its own, and fails, whatever is in the pull request and in the answers (%i)', async (seed) => {
    const answers = random(seed);
    // Reads are answered as they are: a review that could not be made would have nothing hostile in it.
    world.server.intercept = (request) => (request.method === 'GET' && answers() < 0.8) || request.operation === 'graphql' ? undefined : badAnswer(answers); // prettier-ignore
    const run = await runAction(world, { inputs: { 'sarif-file': 'review.sarif' }, env: { RUNNER_DEBUG: '1' } });
    expect(run.status).toBe(1);
    expect(['fail', 'error']).toContain(run.outputs['verdict']);
    expectOwnCommands(run.commands);
    expectInert(run.summary, 0);
    for (const { body } of world.server.comments) expectInert(body, 2);
    const written = [run.outputs['report-json'], run.outputs['sarif-file']].flatMap((file) => (file ? [readFileSync(file, 'utf8')] : []));
    expect(JSON.stringify([run, written, world.server.comments, world.server.reviews].map((part) => part))).not.toContain(TOKEN);
  });
});

/** A rule of the base branch whose words are hostile. */
function evilRule(words: string): string {
  const said = JSON.stringify(words.replaceAll('{{', '').replaceAll(/\p{Surrogate}|\0/gu, ''));
  return `id: evil-rule\ntitle: ${said}\ncategory: naming\nstatus: stable\nrisk: critical\non: drop-column\nwhen: "true"\nmessage: ${said}\nwhy: ${said}\nfix: ${said}\nexamples:\n  bad:\n    - given: CREATE TABLE t (a text);\n      sql: ALTER TABLE t DROP COLUMN a;\n      finding: ${said}\n`;
}
