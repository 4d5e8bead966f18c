/** The search of the application in a pull request: what it asks of GitHub, and what it says where GitHub does not answer. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Run, runAction } from './github/runner.ts';
import { makeWorld, type World } from './github/world.ts';

interface Report {
  readonly usages?: readonly {
    readonly object: string;
    readonly found: { readonly likely: number };
    readonly usages: readonly { readonly path: string; readonly line: number }[];
    readonly searched: { readonly files: number; readonly leftOut: readonly string[] };
  }[];
}
const usagesOf = (run: Run): NonNullable<Report['usages']> =>
  (JSON.parse(readFileSync(run.outputs['report-json'] ?? '', 'utf8')) as Report).usages ?? [];
const archives = (run: Run): number => run.requests.filter(({ operation }) => operation === 'repos/download-tarball-archive').length;

const APP = 'class User < ApplicationRecord\n  validates :email, presence: true\nend\n';
const base = { 'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\n', 'app/models/user.rb': APP };
const drop = { 'migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN email;\n', 'app/mail.rb': '# new\nUser.where(email: to)\n' };
const more = { 'migrations/0002_more.sql': 'CREATE TABLE more (id bigint PRIMARY KEY);\n' };

function sharedWorld(head: Readonly<Record<string, string>>, later?: Readonly<Record<string, string>>, fork?: string): () => World {
  let made: World | undefined;
  beforeAll(async () => {
    made = await makeWorld({ base, head, ...(later ? { later } : {}), ...(fork === undefined ? {} : { fork }) });
  });
  afterAll(async () => {
    await made?.close();
    expect(made?.server.problems).toEqual([]);
  });
  return () => made as World;
}

describe('a column that goes', () => {
  // The base branch has changed the model since, so that the checkout of the merge commit has other lines than the head.
  const world = sharedWorld(drop, { 'app/models/user.rb': `# later\n# later\n${APP}` }, 'stranger/shop');
  const expected = [
    ['app/mail.rb', 2],
    ['app/models/user.rb', 2],
  ];

  test('costs one request, where the checkout does not have the files of the head', async () => {
    const run = await runAction(world());
    expect(archives(run)).toBe(1);
    const [report, ...others] = usagesOf(run);
    expect(others).toEqual([]);
    expect(report?.usages.map(({ path, line }) => [path, line])).toEqual(expected);
    expect(report?.searched.files).toBe(2);
    const { head } = world().server.pull;
    const link = `https://github.test/acme/shop/blob/${head}/app/models/user.rb#L2`;
    expect(world().server.comments[0]?.body).toContain('column email of users: still used in 2 places');
    expect(world().server.comments[0]?.body).toContain(link);
    expect(world().server.lineComments.find(({ body }) => body.includes('rule=drop-column '))?.body).toContain(link);
    expect(run.summary).toContain(link);
  });

  test('reads nothing of the disk with the rights of the base repository', async () => {
    const run = await runAction(world(), { event: 'pull_request_target' });
    expect(archives(run)).toBe(1);
    expect(usagesOf(run)[0]?.usages.map(({ path, line }) => [path, line])).toEqual(expected);
  });

  test.each([403, 404])('is judged all the same where GitHub answers %s, and nobody says that nothing uses it', async (status) => {
    const { server } = world();
    server.intercept = ({ operation }) =>
      operation === 'repos/download-tarball-archive' ? { status, body: { message: 'No archive' } } : undefined;
    const run = await runAction(world(), { event: 'pull_request_target' });
    server.intercept = () => undefined;
    expect(run.outputs['verdict']).toBe('fail');
    expect(usagesOf(run)[0]?.searched).toMatchObject({
      files: 0,
      leftOut: [
        '2 migrations',
        '2 files that could not be read',
        `the archive of the commit could not be read to its end: ${status} (No archive)`,
      ],
    });
    expect(server.comments[0]?.body).toContain('the application was not searched');
  });
});

describe('with a checkout of the head', () => {
  const world = sharedWorld(drop);
  test('costs no request', async () => {
    const run = await runAction(world());
    expect(archives(run)).toBe(0);
    expect(usagesOf(run)[0]?.found.likely).toBe(2);
  });
});

describe('a table that comes', () => {
  const world = sharedWorld(more);
  test('is not looked for', async () => {
    const run = await runAction(world(), { event: 'pull_request_target' });
    expect(archives(run)).toBe(0);
    expect(usagesOf(run)).toEqual([]);
  });
});
