/** Every folder below fixtures/frameworks is a small repository; expected.txt beside it says what is found in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, type FileContent, type FileTree } from '../src/changes/change-source.ts';
import { memoryTree } from '../src/changes/memory.ts';
import type { Migration, Project, ProjectReading, Step } from '../src/frameworks/framework.ts';
import { findProjects, frameworkOf, frameworks } from '../src/frameworks/index.ts';
import { looseFiles } from '../src/frameworks/sql.ts';
import { compareIntegers, compareNatural, compareVersions } from '../src/frameworks/sql-file.ts';
import { lineStarts, positionAt, type Span } from '../src/source.ts';

const fixtures = join(import.meta.dirname, 'fixtures/frameworks');

describe('fixture repositories', () => {
  it.each(readdirSync(fixtures).sort())('%s', async (name) => {
    const tree = directoryTree(join(fixtures, name, 'repo'));
    await expect(await describeTree(tree)).toMatchFileSnapshot(join(fixtures, name, 'expected.txt'));
  });
});

/** Everything the frameworks say about a tree, as text. */
async function describeTree(tree: FileTree): Promise<string> {
  const { projects, unclaimed } = await findProjects(tree);
  const lines: string[] = [];
  for (const project of projects) lines.push(...(await describeProject(project, tree)), '');
  if (unclaimed.length > 0) lines.push('of no project:', ...unclaimed.map((path) => `  ${path}`), '');
  return lines.join('\n');
}

async function describeProject(project: Project, tree: FileTree): Promise<readonly string[]> {
  const { migrations, unread } = (await frameworkOf(project.framework)?.read(project, tree)) ?? { migrations: [], unread: [] };
  const dialect = project.dialect;
  const contents = await tree.read(project.files);
  const textOf = (path: string) => {
    const content = contents.get(path);
    return content?.kind === 'text' ? content.text : '';
  };
  const placed = (span: Span) => `${span.path}:${positionAt(lineStarts(textOf(span.path)), span.start).line}`;
  return [
    `project ${project.framework} at ${project.root || '(top)'}`,
    `  dialect: ${dialect ? `${dialect.dialect}${dialect.version ? `@${dialect.version}` : ''}, from ${dialect.evidence}` : 'not said'}`,
    ...project.files.map((path) => `  file: ${path}`),
    ...migrations.flatMap((migration) => describeMigration(migration, textOf)),
    ...unread.map((one) => `unread ${placed(one.span)}: ${one.reason}`),
  ];
}

function describeMigration(migration: Migration, textOf: (path: string) => string): readonly string[] {
  const starts = lineStarts(migration.text);
  const span = (from: Span) => `${positionAt(starts, from.start).line}..${positionAt(starts, from.end).line}`;
  const flags = [
    migration.direction,
    `transaction ${migration.transaction}${migration.transactionGroup === null ? '' : ` in group ${migration.transactionGroup}`}`,
    `down ${migration.down}`,
    ...(migration.repeatable ? ['repeatable'] : []),
    ...(migration.otherDialect ? [`for ${migration.otherDialect}`] : []),
    ...(migration.verify ? [`verify ${migration.verify}`] : []),
  ];
  return [
    `migration ${migration.id}, order ${migration.order}, "${migration.title}", ${flags.join(', ')}`,
    `  in ${migration.path}, lines ${span(migration.span)}`,
    ...(migration.journal?.fault ? [`  ${migration.journal.state}: ${migration.journal.fault}`] : []),
    ...(migration.chain ? [`  ${migration.chain.own} follows ${migration.chain.follows.join(', ')}`] : []),
    ...migration.steps.flatMap((step) => describeStep(step, migration, textOf)),
  ];
}

function describeStep(step: Step, migration: Migration, textOf: (path: string) => string): readonly string[] {
  if (step.kind === 'operation') return [`  operation ${step.operation.kind}`];
  const span = step.kind === 'sql' ? step.script.locate(0, step.script.text.length) : step.span;
  const source = textOf(span.path);
  const place = `${span.path === migration.path ? '' : `${span.path}, `}line ${positionAt(lineStarts(source), span.start).line}`;
  if (step.kind === 'unread') return [`  unread from ${place}: ${step.reason}`];
  const { text } = step.script;
  // The way back must lead to the same text, or every finding in it would sit on the wrong line. What is not SQL may be blanked.
  // What a builder call or an element stands for is not in the file; it has its place all the same.
  const found = source.slice(span.start, span.end);
  if (step.made) expect(found.trim()).not.toBe('');
  else
    expect({ path: span.path, text: [...text].map((c, i) => (c === ' ' ? [...found][i] : c)).join('') }).toEqual({
      path: span.path,
      text: found,
    });
  const shown = text.split('\n').map((line) => `  | ${line.replaceAll('\r', '\\r').replaceAll('\uFEFF', '\\uFEFF')}`.trimEnd());
  return [
    `  ${step.made ? 'made ' : ''}sql${step.oneQuery ? ' as one query' : ''}${step.apart ? ' by itself' : ''} from ${place}:`,
    ...shown,
  ];
}

/** A tree over a folder on disk, read as the change sources read it. */
function directoryTree(root: string): FileTree {
  const files: Record<string, FileContent> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(root, path).split(sep).join('/')] = decode(readFileSync(path));
  }
  return memoryTree(files);
}

describe('a file', () => {
  /** Reads the only project of some files. */
  async function readOnly(files: Readonly<Record<string, string | Uint8Array>>): Promise<ProjectReading & { readonly id: string }> {
    const contents = Object.entries(files).map(([path, file]): [string, FileContent] => [
      path,
      decode(typeof file === 'string' ? Buffer.from(file) : file),
    ]);
    const tree = memoryTree(Object.fromEntries(contents));
    const { projects } = await findProjects(tree);
    expect(projects).toHaveLength(1);
    const [project] = projects;
    const framework = frameworkOf(project?.framework ?? '');
    if (!project || !framework) throw new Error('no project');
    return { id: framework.id, ...(await framework.read(project, tree)) };
  }

  /** The SQL of ups and downs, and how they run. */
  const shape = (reading: ProjectReading) =>
    reading.migrations.map((m) => [m.id, m.transaction, ...m.steps.map((step) => (step.kind === 'sql' ? step.script.text : step.kind))]);

  const cargo = { 'Cargo.toml': '[dependencies]\nsqlx = "0.8"\nrefinery = "0.8"\n' };
  const toml = { 'diesel.toml': '' };

  // What each tool makes of one migration; `x` is put in the place of its SQL.
  const TOOLS: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
    ['sql', {}, 'migrations/1_a.sql', 'x'],
    ['golang-migrate', {}, 'migrations/1_a.up.sql', 'x'],
    ['goose', {}, 'migrations/1_a.sql', '-- +goose Up\nx'],
    ['dbmate', {}, 'migrations/1_a.sql', '-- migrate:up\nx'],
    ['sql-migrate', {}, 'migrations/1_a.sql', '-- +migrate Up\nx'],
    ['tern', { 'migrations/tern.conf': '' }, 'migrations/1_a.sql', 'x'],
    ['node-pg-migrate', {}, 'migrations/1_a.sql', '-- Up Migration\nx'],
    ['sqlx', cargo, 'migrations/1_a.sql', 'x'],
    ['refinery', cargo, 'migrations/V1__a.sql', 'x'],
    ['diesel', toml, 'migrations/1_a/up.sql', 'x'],
    ['pop', {}, 'migrations/1_a.postgres.up.sql', 'x'],
  ];

  describe.each(TOOLS)('of %s', (id, around, path, text) => {
    it('with a byte order mark is cut behind it', async () => {
      const reading = await readOnly({ ...around, [path]: `\uFEFF${text}` });
      expect([reading.id, shape(reading).map(([, , sql]) => sql), reading.unread]).toEqual([id, [text], []]);
      const [migration] = reading.migrations;
      const [step] = migration?.steps ?? [];
      expect(step?.kind === 'sql' && step.script.locate(0, 1)).toEqual({ path, start: 1, end: 2 });
    });

    it('with carriage returns keeps them, and its offsets', async () => {
      const crlf = `-- é😀\r\n${text.replaceAll('\n', '\r\n')}\r\nSELECT 2;\r\n`;
      const reading = await readOnly({ ...around, [path]: crlf });
      expect([reading.id, shape(reading).map(([, , sql]) => sql)]).toEqual([id, [crlf]]);
    });

    it('that holds nothing but its marks is a migration without SQL', async () => {
      const reading = await readOnly({ ...around, [path]: text.replace('x', '') });
      expect([reading.id, reading.migrations.length, reading.unread]).toEqual([id, 1, []]);
    });

    it('that is not UTF-8 is said to be unread, and does not stop the others', async () => {
      const bad = path.replace('1_', '2_').replace('V1', 'V2');
      const reading = await readOnly({ ...around, [path]: text, [bad]: new Uint8Array([0x53, 0xff, 0xfe, 0x45]) });
      expect([reading.id, reading.migrations.map((m) => m.path)]).toEqual([id, [path]]);
      expect(reading.unread).toEqual([{ span: { path: bad, start: 0, end: 0 }, reason: 'the file is not valid UTF-8' }]);
    });
  });

  it.each([
    // goose: any case, any number of dashes and blanks, NO TRANSACTION anywhere in the file
    [
      '--   +goose   UP\nA;\n-- +goose down\nB;\n',
      [
        ['1', 'wrapped', '--   +goose   UP\nA;\n'],
        ['1:down', 'wrapped', '-- +goose down\nB;\n'],
      ],
    ],
    [
      '-- +goose Up\nA;\n-- +goose Down\n-- +goose NO  TRANSACTION\nB;\n',
      [
        ['1', 'none', '-- +goose Up\nA;\n'],
        ['1:down', 'none', '-- +goose Down\n-- +goose NO  TRANSACTION\nB;\n'],
      ],
    ],
    // dbmate: no blank needed, but small letters at the start of the line; what is no option is no mark
    [
      '--migrate:up transaction:false\nA;\n--migrate:down\nB;\n',
      [
        ['1', 'implicit', '--migrate:up transaction:false\nA;\n'],
        ['1:down', 'wrapped', '--migrate:down\nB;\n'],
      ],
    ],
    [
      '-- migrate:up foo:bar transaction:true\nA;\n  -- migrate:down\n',
      [['1', 'wrapped', '-- migrate:up foo:bar transaction:true\nA;\n  -- migrate:down\n']],
    ],
    ['-- migrate:up transaction:false transaction:true\nA;', [['1', 'wrapped', '-- migrate:up transaction:false transaction:true\nA;']]],
    // sql-migrate: exactly one blank, exactly this case
    [
      '-- +migrate  Up  notransaction\nA;\n-- +migrate down\nB;\n',
      [['1_a.sql', 'none', '-- +migrate  Up  notransaction\nA;\n-- +migrate down\nB;\n']],
    ],
    ['CREATE TABLE ignored ();\n-- +migrate Up\nA;\n', [['1_a.sql', 'wrapped', '-- +migrate Up\nA;\n']]],
    // node-pg-migrate: any case, any number of dashes
    [
      '---- up MIGRATION\nA;\n--down migration\nB;\n',
      [
        ['1_a', 'wrapped', '---- up MIGRATION\nA;\n'],
        ['1_a:down', 'wrapped', '--down migration\nB;\n'],
      ],
    ],
    // tern: the line is exact
    [
      '---- tern: disable-tx ----\nA;\n---- create above / drop below ----\nB;',
      [
        ['1', 'none', '---- tern: disable-tx ----\nA;\n'],
        ['1:down', 'wrapped', '\nB;'],
      ],
    ],
    [
      ' ---- tern: disable-tx ----\r\nA;\n---- create above / drop below ----',
      [
        ['1', 'wrapped', ' ---- tern: disable-tx ----\r\nA;\n'],
        ['1:down', 'wrapped', ''],
      ],
    ],
  ])('with the marks %j', async (text, expected) => {
    expect(shape(await readOnly({ 'migrations/1_a.sql': text }))).toEqual(expected);
  });
});

describe('files that are named and belong to no project', () => {
  it('are read by name, downs known by theirs', async () => {
    const files = { 'x/b.sql': 'B;', 'x/a.down.sql': 'D;', 'x/postgres/c.psql': 'C;' };
    const project = looseFiles(Object.keys(files));
    expect([project.framework, project.root, project.dialect]).toEqual(['sql', 'x', undefined]);
    const reading = await frameworkOf('sql')?.read(project, memoryTree(files));
    expect(reading?.migrations.map((m) => [m.path, m.direction, m.transaction, m.down])).toEqual([
      ['x/a.down.sql', 'down', 'unknown', 'not-used'],
      ['x/b.sql', 'up', 'unknown', 'absent'],
      ['x/postgres/c.psql', 'up', 'unknown', 'absent'],
    ]);
    expect(looseFiles(['db/postgres/1.sql']).dialect).toEqual({ dialect: 'postgres', evidence: 'the folder postgres' });
  });
});

describe('order', () => {
  it.each([
    ['whole numbers of any width', compareIntegers, ['1', '002', '9', '0010', '20260102030405']],
    ['versions', compareVersions, ['1', '1.2', '1_10', '2.0.1', '10']],
    ['names with numbers in them', compareNatural, ['a', 'v0.9/2-b', 'v0.10/1-a', 'v0.10/10', 'v1']],
  ])('of %s', (_, compare, expected) => {
    expect(expected.toReversed().sort(compare)).toEqual(expected);
  });
});

describe('the list', () => {
  it('has every framework once', () => {
    const ids = frameworks.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
  });
  it('has advice on transactions for each', () => {
    // The one is put after "Put it in a migration of its own and" and before a full stop; the other stands alone.
    const without = frameworks.filter(
      ({ outsideTransaction, withoutOptOut }) =>
        !/^[a-z].*[^.]$/.test(outsideTransaction ?? 'none') || !(outsideTransaction ?? withoutOptOut),
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});
