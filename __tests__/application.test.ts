/** Where the application uses what a change takes away: what goes, how it is called, where it is found, how likely it is meant. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isComment, leftOutAs } from '../src/application/files.ts';
import { canonical, columnNames, plural, singular, spellings, tableNames, wordsOf } from '../src/application/names.ts';
import { makeScanner } from '../src/application/scan.ts';
import { findUsages, type SearchOptions } from '../src/application/search.ts';
import type { Subject } from '../src/application/subjects.ts';
import type { ChangeSet, FileTree } from '../src/changes/change-source.ts';
import { directoryTree, walkFolder } from '../src/changes/directory.ts';
import { memoryTree } from '../src/changes/memory.ts';
import { changesFromPaths } from '../src/changes/paths.ts';
import { readTar, TarError } from '../src/changes/tar.ts';
import { type Config, DEFAULT_CONFIG } from '../src/config/config.ts';
import type { UsageReport } from '../src/plan/plan.ts';
import type { Review } from '../src/report.ts';
import { review, type ReviewOptions } from '../src/review.ts';
import { builtInRules } from './support/repositories.ts';

const SHOP = fileURLToPath(new URL('./fixtures/application/shop', import.meta.url));
const rules = await builtInRules();

function reviewOf(changes: ChangeSet, config: Partial<Config> = {}, shown: Partial<ReviewOptions> = {}): Promise<Review> {
  const settled = { ...DEFAULT_CONFIG, dialect: { dialect: 'postgres', version: '16' }, ...config };
  return review({ changes, config: settled, configPath: null, rules, baseline: null, today: new Date('2026-01-01'), ...shown });
}

function changeOf(head: FileTree, path: string): ChangeSet {
  return { kind: 'files', head, base: null, files: [{ path, status: 'added' }], notes: [] };
}

function reportText({ object, change, names, usages, found, searched }: UsageReport): string {
  return [
    `${object}, ${change}`,
    `  as ${names.join(' ')}`,
    `  ${found.likely} likely, ${found.possible} possible, ${found.weak} weak in ${searched.files} files; left out: ${searched.leftOut.join(', ')}`,
    ...usages.map(({ likelihood, path, line, column, text }) => `  ${likelihood.padEnd(8)} ${path}:${line}:${column}  ${text}`),
    '',
  ].join('\n');
}

describe('a repository in many languages', () => {
  const MIGRATION = 'migrations/0002_change.sql';
  test('is searched in all of them, the same from a disk and from memory', async () => {
    const paths = await walkFolder(SHOP, '');
    const disk = directoryTree(SHOP, paths);
    const { usages } = await reviewOf(changeOf(disk, MIGRATION));
    const contents = await disk.read(paths);
    const memory = memoryTree(Object.fromEntries(contents));
    expect((await reviewOf(changeOf(memory, MIGRATION))).usages).toEqual(usages);
    await expect(usages.map(reportText).join('\n')).toMatchFileSnapshot('./fixtures/application/shop.txt');
  });
  test('is searched where the configuration says, or not at all', async () => {
    const disk = directoryTree(SHOP, await walkFolder(SHOP, ''));
    const search = async (application: Config['application']): Promise<readonly UsageReport[]> =>
      (await reviewOf(changeOf(disk, MIGRATION), { application })).usages;
    expect(await search({ search: false, paths: [], exclude: [] })).toEqual([]);
    const [some] = await search({ search: true, paths: ['rails', 'go/**'], exclude: ['rails/spec'] });
    expect(new Set(some?.usages.map(({ path }) => path.split('/')[0]))).toEqual(new Set(['rails', 'go']));
    expect(some?.searched.files).toBe(3);
    const [none] = await search({ search: true, paths: ['nowhere'], exclude: [] });
    expect(none?.searched).toEqual({ files: 0, leftOut: [] });
  });
  test('is not searched where nobody is shown it', async () => {
    const tree = memoryTree({ 'migrations/0001.sql': 'CREATE TABLE users (id bigint, email text);\n', 'migrations/0002.sql': 'ALTER TABLE users DROP COLUMN email;\n', 'app.rb': 'User.email\n' }); // prettier-ignore
    const read: string[] = [];
    const watched: FileTree = { ...tree, read: (paths) => (read.push(...paths), tree.read(paths)) };
    expect((await reviewOf(changeOf(watched, 'migrations/0002.sql'), {}, { uses: false })).usages).toEqual([]);
    expect(read).not.toContain('app.rb');
    expect((await reviewOf(changeOf(watched, 'migrations/0002.sql'))).usages).toHaveLength(1);
    expect(read).toContain('app.rb');
  });
  test('is not searched for an audit', async () => {
    const disk = directoryTree(SHOP, await walkFolder(SHOP, ''));
    expect((await reviewOf({ ...changeOf(disk, MIGRATION), kind: 'audit' })).usages).toEqual([]);
  });
  test('a finding that is allowed and used is told', async () => {
    const files = {
      'migrations/0001.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\n',
      'migrations/0002.sql': '-- lockkeeper:allow drop-column -- nothing reads it\nALTER TABLE users DROP COLUMN email;\n',
      'app.rb': 'User.where(email: 1)\n',
    };
    const { notes } = await reviewOf(changeOf(memoryTree(files), 'migrations/0002.sql'));
    expect(notes).toContain('Allowed, and column email of users: still used in 1 place (app.rb:1).');
  });
});

describe('what goes', () => {
  const GIVEN =
    "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(20), age int);\nCREATE TYPE mood AS ENUM ('a', 'b', 'c');\nCREATE TABLE m (x mood);\nCREATE SEQUENCE counter;\nCREATE SCHEMA old;\nCREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';\nCREATE VIEW v AS SELECT id FROM users;\n";
  test.each([
    ['ALTER TABLE users DROP COLUMN email;', ['column email of users dropped']],
    ['ALTER TABLE users ALTER email TYPE varchar(40);', []],
    ['ALTER TABLE users ALTER age TYPE text;', ['column age of users retyped from integer to text']],
    ['ALTER TABLE users ADD x int NOT NULL;', ['column x of users added as required']],
    ['ALTER TABLE users ADD x int NOT NULL DEFAULT 1, ADD y int, ADD z serial NOT NULL;', []],
    [
      'ALTER TABLE users RENAME TO people; ALTER TABLE people DROP COLUMN age;',
      ['table users renamed to people', 'column age of users dropped'],
    ],
    ['CREATE TABLE t (a int, b int); ALTER TABLE t DROP COLUMN a; DROP TABLE t;', []],
    ['DROP SEQUENCE counter;', ['sequence counter dropped']],
    ['ALTER SCHEMA old RENAME TO new;', ['schema old renamed to new']],
    ['DROP FUNCTION f(int);', ['function f dropped']],
    ["DROP FUNCTION f(int); CREATE FUNCTION f(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1';", []],
    ['DROP VIEW v;', ['view v dropped']],
    ['DROP VIEW v; CREATE VIEW v AS SELECT age FROM users;', []],
    ["ALTER TYPE mood RENAME VALUE 'a' TO 'z';", ['value a of mood renamed to z']],
    [
      "ALTER TYPE mood RENAME TO mood_old; CREATE TYPE mood AS ENUM ('a', 'c'); ALTER TABLE m ALTER x TYPE mood USING x::text::mood; DROP TYPE mood_old;",
      ['value b of mood dropped'],
    ],
    ['BEGIN; ALTER TABLE users DROP COLUMN email; ROLLBACK;', []],
  ] as const)('%s', async (sql, expected) => {
    const head = memoryTree({ 'migrations/0001.sql': GIVEN, 'migrations/0002.sql': sql });
    const { usages } = await reviewOf(changeOf(head, 'migrations/0002.sql'));
    const said = usages.map(({ object, change }) => `${object} ${change}`);
    expect(said.filter((words) => !words.startsWith('column x of m'))).toEqual(expected);
  });
});

describe('names', () => {
  test.each([
    ['user_email', ['user', 'email']],
    ['userEmail', ['user', 'email']],
    ['HTTPStatus', ['http', 'status']],
    ['user-email', ['user', 'email']],
    ['x', ['x']],
  ])('the words of %s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
    for (const spelling of spellings(name)) expect(canonical(spelling)).toBe(words.join(''));
  });
  test.each([
    ['users', 'user'],
    ['categories', 'category'],
    ['addresses', 'address'],
    ['statuses', 'status'],
    ['status', 'status'],
    ['boxes', 'box'],
    ['people', 'person'],
    ['analysis', 'analysis'],
    ['keys', 'key'],
  ])('%s is many of %s', (many, one) => {
    expect(singular(many)).toBe(one);
    expect([many, plural(singular(many))]).toContain(many);
  });
  test('tables, models and associations', () => {
    expect([...tableNames('user_roles').plain]).toEqual(['userroles', 'userrole']);
    expect([...tableNames('tbl_user').plain]).toEqual(['tbluser', 'user', 'users']);
    expect(tableNames('shop_order').inFolder).toEqual({ folder: 'shop', names: new Set(['order', 'orders']) });
    expect(columnNames('author_id').association).toBe('author');
    expect(columnNames('id').association).toBeUndefined();
  });
});

describe('scanning', () => {
  const words = ['useremail', 'email', 'größe'];
  const scan = makeScanner(new Map(words.map((word, i) => [word, i])));
  test.each([
    ['userEmail user_email USER_EMAIL UserEmail', ['userEmail', 'user_email', 'USER_EMAIL', 'UserEmail']],
    ['user-email', ['email', 'user-email']],
    ['user - email', ['email']],
    ['emails email2 xemail', []],
    ['_email', ['_email']],
    ['user__email__in', ['email']],
    ['$email.email->email', ['email', 'email', 'email']],
    ['größe Größe größen', ['größe', 'Größe']],
    ['email', ['email']],
    ['', []],
  ])('%s', (text, expected) => {
    const bytes = Buffer.from(text);
    const found: string[] = [];
    scan(bytes, (_, start, end) => void found.push(bytes.toString('utf8', start, end)));
    expect(found).toEqual(expected);
  });
});

describe('likelihood', () => {
  const subject = (words: Partial<Subject>): Subject => ({
    kind: 'column',
    name: 'email',
    owner: 'users',
    object: 'it',
    change: 'dropped',
    span: { path: 'm.sql', start: 0, end: 0 },
    others: ['accounts'],
    ...words,
  });
  const EMAIL = subject({});
  const KIND = subject({ name: 'status' });
  const REF = subject({ name: 'tracking_code' });
  const TABLE = subject({ kind: 'table', name: 'users', owner: '' });
  const PARTS = subject({ kind: 'table', name: 'spare_parts', owner: '' });
  const NEW = subject({ kind: 'required', name: 'country' });
  const FUNCTION = subject({ kind: 'named', name: 'total_of', owner: '', object: 'function total_of' });
  const SCHEMA = subject({ kind: 'named', name: 'billing', owner: '', object: 'schema billing' });
  const VALUE = subject({ kind: 'value', name: 'on_hold', owner: 'order_state' });
  const options: SearchOptions = { isMigration: () => false, isSelected: () => true };

  /** The last line that holds a word of the subject is judged. */
  test.each<readonly [string, Subject, string, string, string]>([
    ['a member of the row', EMAIL, 'a.ts', 'send(user.email)', 'likely'],
    ['a member of something else', EMAIL, 'a.ts', 'send(invoice.email)', 'weak'],
    ['a member of another table', EMAIL, 'a.ts', 'user;\nsend(account.email)', 'weak'],
    ['a member of something else beside the table', EMAIL, 'a.ts', 'user.notify(form.email)', 'possible'],
    ['an argument of the model', EMAIL, 'a.rb', 'User.where(email: x)', 'likely'],
    ['a column of a statement', EMAIL, 'a.go', 'db.Query(`SELECT id,\n  email\nFROM users`)', 'likely'],
    ['a column of a statement on another table', EMAIL, 'a.go', 'db.Query(`SELECT email FROM accounts`)', 'weak'],
    ['a column by an alias', KIND, 'a.go', 'db.Query(`SELECT u.status FROM users u JOIN accounts a`)', 'likely'],
    ['a column by the alias of another table', KIND, 'a.go', 'db.Query(`SELECT a.status FROM users u JOIN accounts a`)', 'weak'],
    ['an import is no statement', EMAIL, 'a.ts', "import { email } from 'other';", 'weak'],
    ['a common word', KIND, 'a.ts', 'if (response.status === 404) users.clear();', 'possible'],
    ['a common word alone', KIND, 'a.ts', 'const status = 1;', 'weak'],
    ['a common word of the row', KIND, 'a.ts', 'user.status = 1;', 'likely'],
    ['a common word in the model', KIND, 'a.py', 'class User(Model):\n    status = CharField()', 'likely'],
    ['a common word in another model', KIND, 'a.py', 'class Account(Model):\n    status = CharField()', 'weak'],
    ['a word in the prose of the model', KIND, 'a.py', 'class User(Model):\n    x = "the status of it"', 'possible'],
    ['a model by another name', KIND, 'a.py', 'class Person(Base):\n    __tablename__ = "users"\n    status = Column()', 'likely'],
    [
      'the next class of the file',
      KIND,
      'a.py',
      'class Person(Base):\n    __tablename__ = "users"\nclass B(Base):\n    status = Column()',
      'weak',
    ],
    ['a distinct name', REF, 'a.ts', 'read(trackingCode)', 'possible'],
    ['a distinct name near its table', REF, 'a.ts', 'import { User } from "./user";\nread(trackingCode)', 'likely'],
    ['an accessor', REF, 'a.java', 'user.getTrackingCode()', 'likely'],
    ['a comment', EMAIL, 'a.ts', '// user.email', 'weak'],
    ['a comment behind code', EMAIL, 'a.py', 'x = 1  # user.email', 'weak'],
    ['an address is no comment', EMAIL, 'a.ts', "get('http://x', user.email)", 'likely'],
    ['a test', EMAIL, 'spec/a_spec.rb', 'User.where(email: x)', 'possible'],
    ['a document', EMAIL, 'README.md', 'user.email', 'weak'],
    ['generated code', EMAIL, 'a.pb.go', 'user.email', 'weak'],
    ['a lookup of Django', EMAIL, 'a.py', 'Order.objects.filter(user__email="x")', 'likely'],
    ['a table in SQL', TABLE, 'a.go', 'db.Query("select 1 from users")', 'likely'],
    ['a table in prose', TABLE, 'a.go', 'log("mail from users")', 'none'],
    ['the client of Prisma', TABLE, 'a.ts', 'prisma.user.findMany()', 'likely'],
    ['a query builder', TABLE, 'a.ts', "knex('users')", 'likely'],
    ['a plain text', TABLE, 'a.ts', "menu('users')", 'possible'],
    ['a model', TABLE, 'a.rb', 'class User < ApplicationRecord', 'likely'],
    ['a call of a model', TABLE, 'a.php', 'User::where("a", 1)', 'likely'],
    ['a type', TABLE, 'a.ts', 'function f(it: User) {}', 'possible'],
    ['a variable', TABLE, 'a.ts', 'f(user)', 'none'],
    ['a distinct table', PARTS, 'a.ts', "menu('spare_parts')", 'likely'],
    ['rows that are made', NEW, 'a.sql', 'INSERT INTO users (id) VALUES (1)', 'likely'],
    ['rows that are made by a model', NEW, 'a.rb', 'User.create!(id: 1)', 'likely'],
    ['rows that are made by a constructor', NEW, 'a.java', 'save(new User(1))', 'likely'],
    ['rows that are read', NEW, 'a.rb', 'User.where(id: 1)', 'none'],
    ['a function that is called', FUNCTION, 'a.go', 'db.Query("SELECT total_of(1)")', 'likely'],
    ['a function of the language', FUNCTION, 'a.py', 'total_of(1)', 'possible'],
    ['a qualified name', SCHEMA, 'a.go', 'db.Query("SELECT 1 FROM billing.invoices")', 'likely'],
    ['a word that is a schema, too', SCHEMA, 'a.go', 'billing.Charge()', 'weak'],
    ['a value in its type', VALUE, 'a.ts', 'enum OrderState {\n  ON_HOLD,\n}', 'likely'],
    ['a value as a member', VALUE, 'a.ts', 'set(OrderState.OnHold)', 'likely'],
    ['a value as a text', VALUE, 'a.ts', "set('on_hold')", 'possible'],
    ['a name that is no word', subject({ name: 'first name' }), 'a.go', 'db.Query(`SELECT "first name" FROM users`)', 'likely'],
  ])('%s', async (_, one, path, text, expected) => {
    const [report] = await findUsages([one], memoryTree({ [path]: `${text}\n` }), options);
    const last = [...(report?.usages ?? [])].sort((a, b) => a.line - b.line).at(-1);
    expect(last?.likelihood ?? 'none').toBe(expected);
  });

  test('one place a line, the best first, bounded, with all counted', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => (i % 5 === 0 ? 'user.email + user.email' : 'email'));
    const [report] = await findUsages([EMAIL], memoryTree({ 'b.ts': lines.join('\n'), 'a.ts': 'user.email\n' }), options);
    expect(report?.found).toEqual({ likely: 101, possible: 0, weak: 400 });
    expect(report?.usages.length).toBe(60);
    expect(report?.usages[0]).toMatchObject({ path: 'a.ts', line: 1, column: 6, likelihood: 'likely' });
  });
  test('a long line is cut around the word', async () => {
    const text = `${'x '.repeat(400)}user.email${' y'.repeat(400)}`;
    const [report] = await findUsages([EMAIL], memoryTree({ 'a.ts': text }), options);
    expect(report?.usages[0]?.text).toMatch(/^….*user\.email.*…$/);
    expect(report?.usages[0]?.text.length).toBeLessThanOrEqual(162);
  });
  test('columns count UTF-16 units', async () => {
    const [report] = await findUsages([EMAIL], memoryTree({ 'a.ts': "const ä = '🙂'; user.email\n" }), options);
    expect(report?.usages[0]?.column).toBe(22);
  });
});

describe('files', () => {
  test.each([
    ['yarn.lock', 'lock file'],
    ['web/node_modules/x/index.js', 'vendored or built file'],
    ['a.min.js', 'minified file'],
    ['logo.svg', 'style, image or data file'],
    ['shop/migrations/0001_initial.py', 'migration'],
    ['db/old_migrations/1.rb', 'migration'],
    ['src/migrate.ts', undefined],
    ['templates/user.html', undefined],
  ])('%s', (path, expected) => {
    expect(leftOutAs(path, () => false)).toBe(expected);
  });
  test('marks of comments in texts are none', () => {
    expect(isComment('a.rb', 'x = "#{user.email}"', 8)).toBe(false);
    expect(isComment('a.rb', 'x = 1 # email', 8)).toBe(true);
    expect(isComment('a.sql', 'SELECT 1 -- email', 12)).toBe(true);
  });
  test('what cannot be looked at is counted', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockkeeper-application-')));
    try {
      writeFileSync(join(folder, 'large.ts'), 'email '.repeat(200_000));
      writeFileSync(join(folder, 'binary.dat'), 'user.email\0');
      writeFileSync(join(folder, 'one-line.js'), 'user.email;'.repeat(5000));
      writeFileSync(join(folder, 'ok.ts'), 'user.email');
      symlinkSync('ok.ts', join(folder, 'link.ts'));
      const tree = directoryTree(folder, ['binary.dat', 'gone.ts', 'large.ts', 'link.ts', 'ok.ts', 'one-line.js']);
      const one: Subject = {
        kind: 'column',
        name: 'email',
        owner: 'users',
        object: 'it',
        change: 'dropped',
        span: { path: 'm', start: 0, end: 0 },
        others: [],
      };
      const [report] = await findUsages([one], tree, { isMigration: () => false, isSelected: () => true });
      expect(report?.searched).toEqual({
        files: 1,
        leftOut: ['1 binary file', '1 minified file', '1 file over 1 MB', '1 file that could not be read'],
      });
      expect(report?.usages.map(({ path }) => path)).toEqual(['ok.ts']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('tar', () => {
  let folder = '';
  const git = (...args: string[]): Buffer =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const LONG = `${'deep/'.repeat(30)}${'n'.repeat(120)}.txt`;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockkeeper-tar-')));
    git('init', '-q');
    const add = (path: string, text: string): void => {
      execFileSync('mkdir', ['-p', join(folder, path, '..')]);
      writeFileSync(join(folder, path), text);
    };
    add('a.txt', 'one');
    add('empty', '');
    add('block', 'x'.repeat(512));
    add('big', 'y'.repeat(5000));
    add('größe/名.txt', 'two');
    add(LONG, 'three');
    symlinkSync('/etc/passwd', join(folder, 'link'));
    git('add', '-A');
    git('commit', '-q', '-m', 'x');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const LIMITS = { file: 4000, total: 1_000_000, entries: 1000 };
  async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
  }
  const read = async (bytes: Uint8Array, size: number, limits = LIMITS): Promise<Readonly<Record<string, string | null>>> => {
    const files: Record<string, string | null> = {};
    await readTar(chunked(bytes, size), limits, (path, content) => {
      files[path] = content && Buffer.from(content).toString('utf8');
    });
    return files;
  };

  test.each([1, 100, 512, 700, 1_000_000])('what git archive makes, in chunks of %d bytes', async (size) => {
    expect(await read(git('archive', '--prefix=top/', 'HEAD'), size)).toEqual({
      'top/a.txt': 'one',
      'top/empty': '',
      'top/block': 'x'.repeat(512),
      'top/big': null,
      'top/größe/名.txt': 'two',
      [`top/${LONG}`]: 'three',
    });
  });
  test('is refused where it is damaged, cut or too large', async () => {
    const archive = git('archive', '--prefix=top/', 'HEAD');
    const damaged = Buffer.from(archive);
    damaged[1024] = 0xff;
    await expect(read(damaged, 512)).rejects.toThrow(TarError);
    await expect(read(archive.subarray(0, 3000), 512)).rejects.toThrow('ends before its end');
    await expect(read(new Uint8Array(0), 512)).rejects.toThrow('ends before its end');
    await expect(read(archive, 512, { ...LIMITS, total: 4096 })).rejects.toThrow('more than 4096 bytes');
    await expect(read(archive, 512, { ...LIMITS, entries: 2 })).rejects.toThrow('more than 2 entries');
    await expect(read(Buffer.from('not a tar'.repeat(200)), 512)).rejects.toThrow(TarError);
  });
});

test('from a subfolder of a repository all of it is searched', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockkeeper-named-')));
  try {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('mkdir', ['-p', 'db/migrations', 'app'], { cwd: folder });
    writeFileSync(join(folder, 'db/migrations/0001.sql'), 'CREATE TABLE users (id bigint PRIMARY KEY, email text);\n');
    writeFileSync(join(folder, 'db/migrations/0002.sql'), 'ALTER TABLE users DROP COLUMN email;\n');
    writeFileSync(join(folder, 'app/user.rb'), 'User.where(email: 1)\n');
    const { changes } = await changesFromPaths({ cwd: join(folder, 'db'), paths: ['migrations/0002.sql'], audit: false });
    expect((await reviewOf(changes)).usages[0]?.usages.map(({ path }) => path)).toEqual(['app/user.rb']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
