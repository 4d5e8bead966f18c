/** What `explain` says, for statements on a schema: as text in golden files, and as JSON that its schema accepts. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { asciiOnly } from '../src/commands/charset.ts';
import { run } from '../src/commands/index.ts';
import type { Io } from '../src/commands/io.ts';
import { type ExplanationJson, explanationSchema } from '../src/reporters/json.ts';
import { textWidth } from '../src/reporters/terminal-text.ts';

const folder = join(import.meta.dirname, 'fixtures/explain');

/** Runs `explain` in the folder of the fixtures. */
async function explain(args: readonly string[], world: Partial<Io> = {}): Promise<string> {
  let out = '';
  let err = '';
  const io: Io = {
    cwd: folder,
    env: {},
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    inIsTerminal: true,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    stdin: () => Promise.resolve(''),
    today: new Date('2026-06-01'),
    ...world,
  };
  const status = await run(['explain', '--dialect', 'postgres@16', '--schema', 'schema.sql', ...args], io);
  expect([status, err]).toEqual([0, '']);
  return out;
}

async function explained(args: readonly string[]): Promise<ExplanationJson> {
  const json = JSON.parse(await explain([...args, '--format', 'json'])) as ExplanationJson;
  const valid = new Ajv2020({ strict: true }).compile(explanationSchema());
  valid(json);
  expect(valid.errors).toBeNull();
  return json;
}

describe('explain', () => {
  it.each([
    ['columns', []],
    ['apart', ['--no-transaction']],
    ['together', []],
    ['drops', []],
    ['hostile', []],
  ])('%s', async (name, options) => {
    await expect(await explain([`${name}.sql`, ...options])).toMatchFileSnapshot(join(folder, `${name}.txt`));
    await explained([`${name}.sql`, ...options]);
  });

  it('in colour, in a narrow terminal that shows ASCII alone', async () => {
    const narrow = { columns: 60, outIsTerminal: true, env: { LC_ALL: 'C' } };
    await expect(await explain(['together.sql', '--color', 'always'], narrow)).toMatchFileSnapshot(join(folder, 'together.narrow.txt'));
    const plain = await explain(['together.sql', '--color', 'never'], narrow);
    const prose = plain.split('\n').filter((line) => !/^ {2}(?:manual|[> ]{0,2}\d* │)|https:/.test(line));
    expect(prose.filter((line) => textWidth(line) > 60)).toEqual([]);
  });

  it('nothing controls the terminal or the runner', async () => {
    const text = await explain(['hostile.sql']);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
    for (const line of text.split('\n')) expect(line).not.toMatch(/^\s*::[^:]*::|##\[/);
  });

  it('as data: what it waits for, what undoes it, what is believed of it, where the manual says so', async () => {
    const { statements, transactions } = await explained(['CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (name)', '--no-transaction']);
    expect(statements[0]).toMatchObject({
      waits: [expect.stringContaining('written to the table'), expect.stringContaining('on whatever table')],
      undo: ['DROP INDEX CONCURRENTLY public.i'],
      beliefs: [{ id: 'concurrently-takes-no-lock', since: null }, { id: 'if-not-exists-repairs-a-build' }],
      sources: [expect.stringContaining('sql-createindex')],
      waitLimit: { milliseconds: 0, by: 'nothing', unknown: false },
    });
    expect(transactions).toEqual([]);
  });

  it('the locks of statements in one transaction, none outside of it', async () => {
    const sql = 'ALTER TABLE users ADD COLUMN a int; CREATE INDEX ON users (a)';
    expect((await explained([sql])).transactions).toMatchObject([
      { first: 0, last: 1, locks: [{ relation: 'public.users', from: 0, to: 1 }] },
    ]);
    expect((await explained([sql, '--no-transaction'])).transactions).toEqual([]);
  });

  it('a lock that the transaction holds already is not waited for', async () => {
    const text = await explain(['ALTER TABLE users ADD COLUMN a int; ALTER TABLE users ADD COLUMN b int']);
    expect(text.match(/queue/g)).toHaveLength(1);
  });
});

describe('a terminal that shows ASCII alone', () => {
  const rows: readonly (readonly [env: Io['env'], terminal: boolean, ascii: boolean])[] = [
    [{}, true, false],
    [{ LANG: 'en_US.UTF-8' }, true, false],
    [{ LANG: 'en_US.utf8', LC_CTYPE: '' }, true, false],
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true, true],
    [{ LANG: 'POSIX' }, true, true],
    [{ TERM: 'dumb' }, true, true],
    [{ OS: 'Windows_NT' }, true, true],
    [{ OS: 'Windows_NT', WT_SESSION: 'x' }, true, false],
    [{ LC_ALL: 'C' }, false, false],
  ];
  it.each(rows)('%j, %j: %j', (env, outIsTerminal, ascii) => expect(asciiOnly({ env, outIsTerminal })).toBe(ascii));
});
