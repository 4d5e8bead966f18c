/** The recipe of two workflows for forks: the first reviews and can only read, the second publishes and trusts nothing of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewJson, reviewSchema } from '../src/reporters/json.ts';
import { firstProblem } from '../src/reporters/json-check.ts';
import { review, REVIEWS } from './fixtures/reporters/reviews.ts';
import { type Run, runAction } from './github/runner.ts';
import { makeWorld, type World } from './github/world.ts';

const writes = (run: Run): readonly string[] =>
  run.requests.filter((request) => request.method !== 'GET' && request.operation !== 'graphql').map((request) => request.operation);

describe('the two workflows', () => {
  let world: World;
  let report: string;
  const payload = (head: string): unknown => ({
    action: 'completed',
    workflow_run: { event: 'pull_request', head_sha: head, head_branch: 'feature', head_repository: { owner: { login: 'stranger' } }, pull_requests: [] }, // prettier-ignore
    repository: { full_name: 'acme/shop', default_branch: 'main' },
  });
  const publishing = (file: string, head = world.server.pull.head): Promise<Run> =>
    runAction(world, { event: 'workflow_run', payload: payload(head), inputs: { 'publish-report': file } });

  beforeAll(async () => {
    world = await makeWorld({
      base: { 'migrations/0001_a.sql': 'CREATE TABLE a (id bigint PRIMARY KEY, b text);\n' },
      head: { 'migrations/0002_drop.sql': 'ALTER TABLE a DROP COLUMN b;\n', '.github/lockkeeper.yml': 'fail-on: never\n' },
      fork: 'stranger/shop',
    });
  });
  afterAll(() => world.close());

  test('the first cannot write, the second posts what it found and does not fail again', async () => {
    const { server } = world;
    server.intercept = ({ method, operation }) =>
      method === 'GET' || operation === 'graphql'
        ? undefined
        : { status: 403, body: { message: 'Resource not accessible by integration' } };
    const first = await runAction(world);
    expect([first.status, server.comments]).toEqual([1, []]);
    report = join(world.scratch, 'artifact.json');
    writeFileSync(report, readFileSync(first.outputs['report-json'] ?? ''));
    server.intercept = () => undefined;
    const second = await publishing(report);
    expect([second.status, second.outputs['verdict'], writes(second)]).toEqual([
      0,
      'fail',
      ['issues/create-comment', 'pulls/create-review'],
    ]);
    expect(server.comments[0]?.body).toContain(`/blob/${server.pull.head}/migrations/0002_drop.sql#L1`);
    expect(server.comments[0]?.body).toContain('its words are to be read as those of its author');
    for (const part of ['<details><summary>Migration plan: ', 'read it, SQL included, as the words of its author'])
      expect(server.comments[0]?.body).toContain(part);
    expect(server.lineComments.map(({ path, line }) => [path, line])).toContainEqual(['migrations/0002_drop.sql', 1]);
    expect(second.requests.find((request) => request.operation === 'pulls/list')?.query.get('head')).toBe('stranger:feature');
    expect(writes(await publishing(report))).toEqual([]);
  });

  test('a report of a head that is gone, and none at all, are skipped aloud', async () => {
    const gone = await publishing(report, '1'.repeat(40));
    expect([gone.status, gone.outputs['verdict'], writes(gone)]).toEqual([0, 'skipped', []]);
    const none = await runAction(world, { event: 'workflow_run', payload: payload(world.server.pull.head) });
    expect([none.status, none.outputs['verdict'], none.requests]).toEqual([0, 'skipped', []]);
  });

  test('a report that lies about its places is an error, and never a review', async () => {
    const text = readFileSync(report, 'utf8');
    const lie = join(world.scratch, 'lie.json');
    writeFileSync(lie, text.replaceAll(/"offset": \d+/g, '"offset": 99999'));
    const run = await publishing(lie);
    expect([run.status, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain('a place that is not in the files of the pull request');
    expect(world.server.comments[0]?.body).toContain('the review could not be finished');
    expect(world.server.problems).toEqual([]);
  });
});

describe('the schema of a report', () => {
  const schema = reviewSchema();
  const json = (name: string): Record<string, unknown> =>
    JSON.parse(JSON.stringify(reviewJson(review(name), '0.1.0'))) as Record<string, unknown>;

  test.each(Object.keys(REVIEWS))('takes %s', (name) => expect(firstProblem(json(name), schema, schema)).toBeUndefined());
  test.each([
    ['a text', 'x', 'the document'],
    ['nothing', null, 'the document'],
    ['a list', [], 'the document'],
    ['no findings', { ...json('one'), findings: undefined }, 'the document.findings'],
    ['another version', { ...json('one'), schemaVersion: 2 }, 'the document.schemaVersion'],
    ['a key too many', { ...json('one'), '::error::owned': 1 }, 'the document'],
    ['a risk that there is not', { ...json('one'), findings: [{ ...(json('one')['findings'] as object[])[0], risk: '<b>' }] }, 'the document.findings[0].risk'], // prettier-ignore
    ['a fraction', { ...json('one'), coverage: { files: 0.5, statements: 1, analysed: 1 } }, 'the document.coverage.files'],
    ['a prototype', JSON.parse('{"__proto__": {}}'), 'the document.schemaVersion'],
  ])('refuses %s and repeats nothing of it', (_, value, place) => expect(firstProblem(value, schema, schema)).toBe(place));
});
