/** From which statement to which each lock is held, what is done meanwhile, and what charts make of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { dialectOf } from '../src/dialects/index.ts';
import { analyse, IN_ORDER, type TimelineEntry } from '../src/effects/analyse.ts';
import type { LockTimeline } from '../src/effects/lock-timeline.ts';
import type { Migration, TransactionMode } from '../src/frameworks/framework.ts';
import { conclude, type Review, type ReviewedStatement } from '../src/report.ts';
import { lockBars } from '../src/reporters/lock-bars.ts';
import { lockChart, MAX_ROWS, MAX_STEPS } from '../src/reporters/lock-chart.ts';
import { reviewMarkdown } from '../src/reporters/markdown.ts';
import { ganttChart, mermaidText } from '../src/reporters/mermaid.ts';
import { palette, textWidth } from '../src/reporters/terminal-text.ts';
import { cutScript, makeLocator } from '../src/source.ts';
import { PLAIN_PROJECT } from './support/analysed-sql.ts';

const postgres = dialectOf('postgres');
beforeAll(() => postgres.load());

const GIVEN = `CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, note text);
ALTER TABLE orders ADD CONSTRAINT note_there CHECK (note <> '') NOT VALID;
CREATE INDEX orders_note_idx ON orders (note);`;

interface File {
  readonly mode?: TransactionMode;
  readonly group?: string;
  readonly sql: string;
  readonly direction?: Migration['direction'];
}

/** A review of some files on top of GIVEN, without any rules. */
function reviewed(...files: readonly File[]): Review {
  const timeline = files.map(({ mode = 'wrapped', group, sql, direction = 'up' }, i): TimelineEntry => {
    const path = `${i + 1}.sql`;
    const migration: Migration = {
      id: path,
      path,
      text: sql,
      span: { path, start: 0, end: sql.length },
      framework: 'sql',
      order: path,
      title: '',
      direction,
      transaction: mode,
      transactionGroup: group ?? null,
      steps: [{ kind: 'sql', script: cutScript({ path, text: sql }) }],
      down: 'not-used',
      repeatable: false,
    };
    return { ...IN_ORDER, migration, role: 'change', change: 'change' };
  });
  const migrations = analyse(timeline, { ...PLAIN_PROJECT, schema: [cutScript({ path: '0.sql', text: GIVEN })] });
  return conclude({
    changes: { kind: 'files', files: [] },
    failOn: 'high',
    projects: [],
    migrations,
    findings: [],
    failures: [],
    notes: [],
    locate: makeLocator(new Map(files.map(({ sql }, i) => [`${i + 1}.sql`, sql]))),
  });
}

/** One line for each stretch: what is locked how, from which statement to which, what ends it, what is done meanwhile. */
function told(review: Review): readonly string[] {
  return review.migrations.flatMap(({ migration, transactions }) =>
    transactions.flatMap((timeline) =>
      timeline.locks.map(({ relation, lock, from, to, ends, work }) => {
        const meanwhile = work.map(
          (w) => `${w.work} of ${w.relation} at ${w.statement + 1}${w.times > 1 ? ` and ${w.times - 1} more` : ''}`,
        );
        const where = review.migrations.length > 1 ? `${migration.path}: ` : '';
        const text = `${where}${relation} ${lock} ${from === null ? 'before' : from + 1}-${to + 1} ${ends}`;
        return [text, ...meanwhile].join('; ').replaceAll('public.', '');
      }),
    ),
  );
}

const AGE = 'ALTER TABLE users ADD COLUMN age int';
const NOTE = 'ALTER TABLE orders ADD COLUMN more text';
const BUILD = 'CREATE INDEX i ON users (name)';
const VALIDATE = 'ALTER TABLE orders VALIDATE CONSTRAINT note_there';

describe('what a timeline says', () => {
  const rows: readonly (readonly [title: string, files: readonly File[], expected: readonly string[]])[] = [
    [
      'an instant change and the build after it',
      [{ sql: `${AGE}; ${BUILD};` }],
      ['users ACCESS EXCLUSIVE 1-2 commit; index-build of users at 2'],
    ],
    ['outside a transaction each is by itself, and tells nothing more than its effects', [{ mode: 'none', sql: `${AGE}; ${BUILD};` }], []],
    ['changes of one table that take no time tell nothing', [{ sql: `${AGE}; ALTER TABLE users ALTER name SET DEFAULT 1;` }], []],
    [
      'two tables together',
      [{ sql: `${AGE}; SELECT 1; ${NOTE};` }],
      ['users ACCESS EXCLUSIVE 1-3 commit', 'orders ACCESS EXCLUSIVE 3-3 commit'],
    ],
    [
      'COMMIT is no step under the locks; what is done after it is not either',
      [{ mode: 'none', sql: `BEGIN; ${AGE}; ${NOTE}; COMMIT; ${BUILD};` }],
      ['users ACCESS EXCLUSIVE 2-3 commit', 'orders ACCESS EXCLUSIVE 3-3 commit'],
    ],
    [
      'ROLLBACK ends them as well',
      [{ mode: 'none', sql: `BEGIN; ${AGE}; ${NOTE}; ROLLBACK;` }],
      ['users ACCESS EXCLUSIVE 2-3 rollback', 'orders ACCESS EXCLUSIVE 3-3 rollback'],
    ],
    [
      'ROLLBACK TO ends those since the savepoint',
      [{ sql: `${AGE}; SAVEPOINT a; ${NOTE}; ROLLBACK TO a; ${VALIDATE};` }],
      [
        'users ACCESS EXCLUSIVE 1-5 commit; scan of orders at 5',
        'orders ACCESS EXCLUSIVE 3-4 rollback',
        'orders SHARE UPDATE EXCLUSIVE 5-5 commit; scan of orders at 5',
      ],
    ],
    [
      'a stronger lock on the same table is a stretch of its own',
      [{ sql: `${BUILD}; ${AGE}; ${VALIDATE};` }],
      [
        'users SHARE 1-1 stronger-lock; index-build of users at 1',
        'users ACCESS EXCLUSIVE 2-3 commit; scan of orders at 3',
        'orders SHARE UPDATE EXCLUSIVE 3-3 commit; scan of orders at 3',
      ],
    ],
    [
      'a table keeps the name it was locked by',
      [{ sql: `ALTER TABLE users RENAME TO people; CREATE INDEX i ON people (name);` }],
      ['users ACCESS EXCLUSIVE 1-2 commit; index-build of people at 2'],
    ],
    [
      'rows that a statement counts out take no time',
      [{ sql: `${AGE}; INSERT INTO orders VALUES (1, 1, 'x'); UPDATE orders SET note = 'x' WHERE id = 1;` }],
      [],
    ],
    [
      'rows that it does not do',
      [{ sql: `${AGE}; UPDATE orders SET note = 'x'; UPDATE orders SET note = 'y';` }],
      ['users ACCESS EXCLUSIVE 1-3 commit; rows of orders at 2 and 1 more'],
    ],
    [
      'one statement that locks two tables outside a transaction',
      [{ mode: 'none', sql: 'ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id);' }],
      ['orders SHARE ROW EXCLUSIVE 1-1 statement; scan of orders at 1', 'users SHARE ROW EXCLUSIVE 1-1 statement; scan of orders at 1'],
    ],
    [
      'a transaction over several files',
      [
        { group: 'g', sql: `${AGE};` },
        { group: 'g', sql: 'CREATE TABLE notes (id int);' },
        { group: 'g', sql: `${VALIDATE};` },
      ],
      [
        '3.sql: users ACCESS EXCLUSIVE before-1 commit; scan of orders at 1',
        '3.sql: orders SHARE UPDATE EXCLUSIVE 1-1 commit; scan of orders at 1',
      ],
    ],
    [
      'it goes on in the next file',
      [
        { group: 'g', sql: `${AGE}; ${NOTE};` },
        { group: 'g', sql: 'SELECT 1;' },
      ],
      [
        '1.sql: users ACCESS EXCLUSIVE 1-2 next-migration',
        '1.sql: orders ACCESS EXCLUSIVE 2-2 next-migration',
        '2.sql: users ACCESS EXCLUSIVE before-1 commit',
        '2.sql: orders ACCESS EXCLUSIVE before-1 commit',
      ],
    ],
    [
      'a file that does not end its transaction',
      [{ mode: 'none', sql: `BEGIN; ${AGE}; ${NOTE};` }],
      ['users ACCESS EXCLUSIVE 2-3 session', 'orders ACCESS EXCLUSIVE 3-3 session'],
    ],
    [
      'PREPARE TRANSACTION leaves them',
      [{ mode: 'none', sql: `BEGIN; ${AGE}; ${NOTE}; PREPARE TRANSACTION 'x';` }],
      ['users ACCESS EXCLUSIVE 2-3 prepared', 'orders ACCESS EXCLUSIVE 3-3 prepared'],
    ],
    [
      'several statements of one query',
      [{ mode: 'implicit', sql: `${AGE}; ${BUILD};` }],
      ['users ACCESS EXCLUSIVE 1-2 commit; index-build of users at 2'],
    ],
    [
      'a DO block with COMMIT in it',
      [{ mode: 'none', sql: `DO $$ BEGIN ${AGE}; ${NOTE}; COMMIT; ${BUILD}; END $$;` }],
      ['users ACCESS EXCLUSIVE 1-2 commit', 'orders ACCESS EXCLUSIVE 2-2 commit'],
    ],
    ['what the server refuses here is not done here', [{ sql: `${AGE}; CREATE INDEX CONCURRENTLY i ON orders (note);` }], []],
    [
      'indexes are told with their tables',
      [{ sql: `${NOTE}; ALTER TABLE users ADD COLUMN x float DEFAULT random();` }],
      [
        'orders ACCESS EXCLUSIVE 1-2 commit; rewrite of users at 2',
        'users ACCESS EXCLUSIVE 2-2 commit; rewrite of users at 2',
        'users_pkey ACCESS EXCLUSIVE 2-2 commit; rewrite of users at 2',
      ],
    ],
    [
      'tables of the change itself are nobody’s',
      [{ sql: `CREATE TABLE a (id int); CREATE TABLE b (id int); ALTER TABLE a ADD COLUMN x int; CREATE INDEX ON b (id);` }],
      [],
    ],
  ];
  it.each(rows)('%s', (_, files, expected) => expect(told(reviewed(...files))).toEqual(expected));

  it('says who opened the transaction, what is assumed, and what could not be read in between', () => {
    const about = (file: File): unknown =>
      reviewed(file).migrations[0]?.transactions.map(({ first, last, openedBy, assumed, unread }) => ({
        first,
        last,
        openedBy,
        assumed,
        unread,
      }));
    const all = { first: 0, last: 1, openedBy: 'tool', assumed: false, unread: 0 };
    expect(about({ sql: `${AGE}; ${NOTE};` })).toEqual([all]);
    expect(about({ mode: 'unknown', sql: `${AGE}; ${NOTE};` })).toEqual([{ ...all, assumed: true }]);
    expect(about({ sql: `${AGE}; SELEC 1; ${NOTE}; SELEC 2;` })).toEqual([{ ...all, unread: 1 }]);
    expect(about({ mode: 'none', sql: `SELECT 1; BEGIN; ${AGE}; ${NOTE}; COMMIT;` })).toEqual([
      { ...all, first: 2, last: 4, openedBy: 'file' },
    ]);
  });
});

/** A timeline with its statements, for charts. */
function charted(sql: string): { readonly statements: readonly ReviewedStatement[]; readonly timeline: LockTimeline } {
  const [migration] = reviewed({ sql }).migrations;
  const timeline = migration?.transactions[0];
  if (!migration || !timeline) throw new Error('it tells nothing');
  return { statements: migration.statements, timeline };
}

describe('a chart', () => {
  const bars = (sql: string, width = 100): readonly string[] => {
    const { statements, timeline } = charted(sql);
    return lockBars(statements, timeline, { width, paint: palette(false), ascii: true, place: () => '' });
  };
  it('begins with the first lock', () => {
    const { statements, timeline } = charted(`SELECT 1; SELECT 2; ${AGE}; ${NOTE};`);
    const chart = lockChart(statements, timeline);
    expect(chart?.steps.map(({ number }) => number)).toEqual(['3', '4']);
    expect(chart?.rows.map(({ relation, bars: own }) => [relation, own.map(({ from, to }) => [from, to])])).toEqual([
      ['users', [[0, 1]]],
      ['orders', [[1, 1]]],
    ]);
  });
  it('folds statements in between that are too many', () => {
    const { statements, timeline } = charted(`${AGE}; ${'SELECT 1;'.repeat(50)} ${BUILD}; ${'SELECT 1;'.repeat(50)}`);
    const chart = lockChart(statements, timeline);
    expect(chart?.steps.map(({ number, title, work }) => `${number} ${work || title}`)).toEqual([
      '1 add-column',
      '2–51 50 statements',
      '52 an index of users is built',
      '53–101 49 statements',
      '102 select',
    ]);
    expect(chart?.plain).toBe(false);
    expect(chart?.rows[0]?.bars).toMatchObject([{ from: 0, to: 4 }]);
  });
  it('has as many steps and relations as people read', () => {
    const tables = Array.from({ length: 40 }, (_, i) => `other_${i}`);
    const { statements, timeline } = charted(tables.map((name) => `ALTER TABLE ${name} ADD COLUMN x int;`).join(' '));
    const chart = lockChart(statements, timeline);
    expect([chart?.steps.length, chart?.leftSteps]).toEqual([MAX_STEPS, 40 - MAX_STEPS]);
    expect([chart?.rows.length, chart?.leftRows]).toEqual([MAX_ROWS, MAX_STEPS - MAX_ROWS]);
    const text = bars(tables.map((name) => `ALTER TABLE ${name} ADD COLUMN x int;`).join(' ')).join('\n');
    expect(text).toContain('10 more relations are locked');
    expect(text).toContain('20 more steps under these locks');
  });
  it('is none where one statement is all there is', () => {
    const { statements, timeline } = charted('ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id);');
    expect(lockChart(statements, timeline)).toBeUndefined();
  });
  it.each([50, 60, 80, 120])('stays within %i columns', (width) => {
    const lines = bars(`${AGE}; ${BUILD}; ${NOTE}; UPDATE orders SET note = 'x'; ${'SELECT 1;'.repeat(30)}`, width);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
  });
  it('of a way back is in the data alone', () => {
    const review = reviewed({ sql: `${AGE}; ${NOTE};`, direction: 'down' });
    expect(review.migrations[0]?.transactions).toHaveLength(1);
    expect(reviewMarkdown(review, { version: '1' })).not.toContain('mermaid');
  });
  it('is one of at most five in Markdown, the rest counted', () => {
    const review = reviewed(...Array.from({ length: 8 }, () => ({ sql: `${AGE}; ${BUILD};` })));
    const text = reviewMarkdown(review, { version: '1' });
    expect(text.match(/```mermaid/g)).toHaveLength(5);
    expect(text).toContain('… and 3 more transactions that hold several locks.');
  });
});

describe('Mermaid', () => {
  const NAMES = [
    'a:b',
    'x;y',
    '#1',
    '%%{init: {}}%%',
    '%% comment',
    'a\nsection b',
    '`',
    '```',
    '<img src=x>',
    '-->',
    '"q"',
    '\\',
    '[x](y)',
    '{a}',
    '🙂',
    '\ud800',
    'é',
    '名前',
  ];
  it.each(NAMES)('a name like %j is text and nothing else', (name) => {
    expect(mermaidText(name)).toMatch(/^(?:[\p{L}\p{N} ._-]|#\d+;)+$/u);
    const { statements, timeline } = charted(`${AGE}; ${NOTE};`);
    const chart = lockChart(statements, timeline);
    if (!chart) throw new Error('no chart');
    const text = ganttChart({
      ...chart,
      rows: chart.rows.map((row) => ({ ...row, relation: name })),
      steps: chart.steps.map((step) => ({ ...step, work: name })),
    });
    const [init, gantt, ...lines] = text.split('\n');
    expect([init, gantt]).toEqual([expect.stringMatching(/^%%\{init: \{"gantt": \{"leftPadding": \d+\}\}\}%%$/), 'gantt']);
    for (const line of lines) {
      expect(line).toMatch(
        /^ {4}(?:dateFormat x|axisFormat %Q|tickInterval 1millisecond|section (?:[\p{L}\p{N} ._-]|#\d+;)+|(?:[\p{L}\p{N} ._-]|#\d+;)+ :(?:crit, |active, |done, )?\d+, \d+)$/u,
      );
    }
  });
  it('a long name is cut', () => expect(mermaidText('x'.repeat(500)).length).toBeLessThan(60));
});
