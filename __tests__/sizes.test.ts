/** Sizes of tables: statistics files good and bad, which source decides, and what a live connection says when it fails. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { placeText, UserError } from '../src/errors.ts';
import { tableKnowledge } from '../src/sizes/knowledge.ts';
import { measureLive } from '../src/sizes/live.ts';
import { STATISTICS_QUERY } from '../src/sizes/query.ts';
import { parseStatistics, readStatistics } from '../src/sizes/statistics-file.ts';

const HEADER = 'schema,table,rows,bytes,index_bytes,writes_per_second,as_of';

async function problemOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'no error';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.where ? `${placeText(error.where)}: ` : '', error.problem, error.hint ? ` ${error.hint}` : ''].join('');
  }
}

describe('a statistics file', () => {
  test('is CSV as psql writes it, or JSON with the same keys', () => {
    const csv = `\uFEFF${HEADER}\r\npublic,users,40,12GB,,0.5,2026-03-01\r\n"a ""b"", c","x\ny",,1,2,3,\r\n\r\n`;
    const json = JSON.stringify([
      { schema: 'public', table: 'users', rows: 40, bytes: '12GB', index_bytes: null, writes_per_second: '0.5', as_of: '2026-03-01' },
      { schema: 'a "b", c', table: 'x\ny', bytes: 1, index_bytes: 2, writes_per_second: 3 },
    ]);
    const tables = parseStatistics(csv, 's.csv');
    expect(tables).toEqual([
      {
        schema: 'public',
        table: 'users',
        rows: 40,
        bytes: 12 * 1024 ** 3,
        indexBytes: undefined,
        writesPerSecond: 0.5,
        asOf: '2026-03-01',
      },
      { schema: 'a "b", c', table: 'x\ny', rows: undefined, bytes: 1, indexBytes: 2, writesPerSecond: 3, asOf: '' },
    ]);
    expect(parseStatistics(json, 's.json')).toEqual(tables);
  });

  test.each([
    ['', `s:1: The statistics are empty. The first line is ${HEADER}.`],
    [
      'schema,tabel\n',
      's:1: The statistics have no field `tabel`. Did you mean `table`? The fields are schema, table, rows, bytes, index_bytes, writes_per_second, as_of.',
    ],
    [
      'table,rows\nusers,1\norders,many\n',
      's:3: `rows` of orders cannot be "many". It is a number of 0 or more, or nothing where it is not known.',
    ],
    ['table,rows\nusers,-1\n', 's:2: `rows` of users cannot be "-1". It is a number of 0 or more, or nothing where it is not known.'],
    ['table,rows\n"a\nb",1\nusers,1,2\n', 's:4: The line has 3 values for 2 columns. The columns are table, rows.'],
    ['table,rows\n"users,1\n', 's:2: A quoted value does not end.'],
    ['table,rows\n,1\n', 's:2: The entry names no table. It has at least `table`, and figures.'],
    [
      '{"table": "users"}',
      's:1: The statistics are not a list of objects. Each has schema, table, rows, bytes, index_bytes, writes_per_second, as_of.',
    ],
    ['[\n{"table": "a{["},\n{"table": "b", "bytes": [1]}\n]', 's:3: `bytes` cannot be [1]. It is a text or a number.'],
    [
      '[\n{"table": "a"},\n\n7]',
      's:1: Entry 2 of the statistics is no object. It has schema, table, rows, bytes, index_bytes, writes_per_second, as_of.',
    ],
  ])('%j is told what is wrong with it', async (text, problem) => {
    expect(await problemOf(() => parseStatistics(text, 's'))).toBe(problem);
  });

  test('that is not there is named', async () => {
    expect(await problemOf(() => readStatistics(memoryTree({}), 'db/s.csv'))).toBe(
      'There are no statistics db/s.csv. Make the file with docs/table-sizes.sql of Lockkeeper, or take `statistics` out of the configuration.',
    );
  });
});

const NOTHING = { size: null, rows: null, bytes: null, indexBytes: null, writesPerSecond: null } as const;

test('the configuration decides over a statistics file, and that over a live server, figure by figure', () => {
  const file = {
    source: 'sizes.csv',
    tables: parseStatistics(`${HEADER}\npublic,users,40000,,4GB,,2026-03-01\npublic,Odd,5,1,1,0,\n`, 's'),
  };
  const live = { source: 'live', tables: parseStatistics(`${HEADER}\npublic,users,50000,9GB,5GB,7,2026-05-01\napp,users,1,1,1,1,\n`, 's') };
  const tables = tableKnowledge(
    [
      { ...NOTHING, name: 'users', rows: 5 },
      { ...NOTHING, name: '*_lookup', size: 'small' },
    ],
    [file, live],
  );
  expect(tables.of('public.users')).toEqual({
    rows: 5,
    bytes: 9 * 1024 ** 3,
    indexBytes: 4 * 1024 ** 3,
    writesPerSecond: 7,
    sources: ['the configuration', 'live', 'sizes.csv'],
    asOf: '2026-03-01',
  });
  // Few rows, and many bytes: large.
  expect([tables.size('public.users'), tables.rows('public.users')]).toEqual(['large', 5]);
  expect([tables.size('public."Odd"'), tables.size('public.a_lookup'), tables.of('public.a_lookup')]).toEqual([
    'small',
    'small',
    undefined,
  ]);
  expect([tables.size('public.other'), tables.of('public.other')]).toEqual(['unknown', undefined]);
});

test('docs/table-sizes.sql is the query', () => {
  expect(readFileSync('docs/table-sizes.sql', 'utf8').replaceAll(/^--.*\n/gm, '')).toBe(STATISTICS_QUERY);
});

describe('a live connection', () => {
  const FORM = 'It is postgresql://user@host:5432/database?sslmode=verify-full, special characters percent-encoded.';
  test.each([
    ['mysql://x', `The value of --database-url is not the URL of a PostgreSQL database. ${FORM}`],
    ['postgres://', `The value of --database-url is not the URL of a PostgreSQL database. ${FORM}`],
    ['postgres://a,b/x', `--database-url names several hosts; one is asked. ${FORM}`],
    ['postgres://u:%zz@h/d', `--database-url has a % that encodes nothing. ${FORM}`],
    [
      'postgres://h/d?sslmod=require',
      '--database-url has a parameter `sslmod`, which is not known. Did you mean `sslmode`? Valid: host, port, user, password, dbname, sslmode, sslrootcert, connect_timeout, application_name.',
    ],
    ['postgres://h/d?sslmode=on', '`sslmode` of --database-url cannot be "on". Valid: disable, prefer, require, verify-ca, verify-full.'],
    ['postgres://h/d?sslmode=verify-ca&sslrootcert=/no/such/file', 'The file of sslrootcert cannot be read: ENOENT.'],
    ['postgres://u:s3cret@127.0.0.1:1/d', 'The database of --database-url cannot be asked: nothing listens there.'],
    ['postgres:///d?host=/no/such/folder&user=u', 'The database of --database-url cannot be asked: there is no such socket.'],
  ])('to %s says what is wrong and repeats nothing of it', async (url, problem) => {
    expect(await problemOf(() => measureLive(url))).toBe(problem);
  });

  test('to a server without TLS fails where TLS is asked for, and to one that hangs up', async () => {
    const server = createServer((socket) => {
      // The answer to SSLRequest: N, no TLS. To anything else: the end.
      socket.once('data', () => {
        socket.write('N');
        socket.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `postgres://u:s3cret@127.0.0.1:${port}/d`;
    expect(await problemOf(() => measureLive(`${url}?sslmode=require`))).toBe(
      'The database of --database-url cannot be asked: it has no TLS, and sslmode asks for it.',
    );
    const other = await problemOf(() => measureLive(`${url}?sslmode=disable`));
    expect(other).toMatch(/^The database of --database-url cannot be asked: /);
    expect(other).not.toContain('s3cret');
    // Without a word about TLS the connection is tried again without it.
    expect(await problemOf(() => measureLive(url))).not.toContain('TLS');
    server.close();
  });
});
