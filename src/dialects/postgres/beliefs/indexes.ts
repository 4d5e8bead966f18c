/** Beliefs about indexes. */
import { type Entry, is } from './about.ts';

const CONCURRENTLY = 'sql-createindex#SQL-CREATEINDEX-CONCURRENTLY';

export const INDEX_BELIEFS: readonly Entry[] = [
  {
    id: 'concurrently-takes-no-lock',
    on: ['create-index', 'reindex', 'drop-index'],
    applies: ({ operation, effects }) =>
      'concurrently' in operation && operation.concurrently && effects.some(({ lock }) => lock === 'SHARE UPDATE EXCLUSIVE'),
    believed: 'CONCURRENTLY takes no lock.',
    truth:
      'It takes SHARE UPDATE EXCLUSIVE: reads and writes go on, schema changes and VACUUM wait for as long as it runs, and it runs until the transactions it waits for are over.',
    since: null,
    page: CONCURRENTLY,
  },
  {
    id: 'if-not-exists-repairs-a-build',
    on: ['create-index'],
    applies: ({ operation }) => is(operation, 'create-index') && operation.concurrently && operation.ifNotExists,
    believed: 'IF NOT EXISTS makes a concurrent build safe to repeat.',
    truth: 'A build that failed leaves an INVALID index under the name, and IF NOT EXISTS takes it for the index. Drop it first.',
    since: null,
    page: CONCURRENTLY,
  },
  {
    id: 'create-index-blocks-reads',
    on: ['create-index'],
    applies: ({ operation, own }) => is(operation, 'create-index') && !operation.concurrently && own?.lock === 'SHARE',
    believed: 'CREATE INDEX stops reads and writes.',
    truth: 'It takes SHARE: writes wait until the build is done, reads go on.',
    since: null,
    page: 'sql-createindex',
  },
  {
    id: 'drop-index-locks-the-index',
    on: ['drop-index'],
    applies: ({ operation, effects }) =>
      is(operation, 'drop-index') &&
      !operation.concurrently &&
      effects.some(({ relationKind, blocksReads }) => relationKind === 'table' && blocksReads),
    believed: 'DROP INDEX locks the index alone.',
    truth: 'It takes ACCESS EXCLUSIVE on the table: reads and writes wait.',
    since: null,
    page: 'sql-dropindex',
  },
  {
    id: 'reindex-lets-other-queries-pass',
    on: ['reindex'],
    applies: ({ operation, effects }) =>
      is(operation, 'reindex') &&
      !operation.concurrently &&
      effects.some(({ relationKind, blocksReads }) => relationKind === 'index' && blocksReads),
    believed: 'While an index is rebuilt, queries that do not need it go on.',
    truth:
      'To plan a query the server opens every index of its table, so queries wait for the one that is rebuilt whether they need it or not.',
    since: null,
    page: 'sql-reindex',
  },
  {
    id: 'rename-index-stops-reads',
    on: ['rename-index'],
    applies: ({ effects }) => effects.length > 0 && effects.every(({ blocksReads }) => !blocksReads),
    believed: 'Renaming an index stops reads.',
    truth: 'It takes SHARE UPDATE EXCLUSIVE on the index: reads and writes go on.',
    since: 12,
    page: 'sql-alterindex',
  },
];
