/** Which migrations are history, which are the change, what became of merged ones, and how each statement meets transactions. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { readProjects, wholeProject } from '../src/changes/projects.ts';
import { asAudit } from '../src/changes/paths.ts';
import type { ChangedFile, ChangeSet } from '../src/changes/change-source.ts';
import { makeTimeline } from '../src/changes/timeline.ts';
import { configuredProjects } from '../src/config/match.ts';
import type { TimelineEntry } from '../src/effects/analyse.ts';
import type { AnalysedMigration, AnalysedStatement } from '../src/effects/analysed.ts';
import { atlasSums } from '../src/frameworks/atlas-sum.ts';
import { analyseProject } from '../src/effects/project.ts';
import { builtInRules, cases, FIXTURES, reviewOptions } from './support/repositories.ts';

const rules = await builtInRules();

describe('the timeline of', () => {
  it.each(cases)('%s', async (name) => {
    const { changes: given, config, configPath, dialect } = await reviewOptions(name, rules);
    const touched = await readProjects(given, (tree) => configuredProjects(config, configPath ?? 'the configuration', tree));
    const whole = wholeProject(given, touched);
    const changes = whole ? asAudit(given, whole) : given;
    const lines: string[] = whole ? [whole, ''] : [];
    for (const [i, one] of touched.entries()) {
      const { framework, project, head, base } = one;
      lines.push(`${framework.id} in ${project.root || '.'}`);
      for (const entry of makeTimeline(changes, head, base, framework)) lines.push(`  ${entryText(entry)}`);
      const { migrations, notes } = await analyseProject(one, i, { changes, config, dialect });
      for (const migration of migrations) lines.push(...migrationText(migration));
      lines.push(...notes.map((note) => `  note: ${note}`), '');
    }
    await expect(`${lines.join('\n').trimEnd()}\n`).toMatchFileSnapshot(`${FIXTURES}/${name}/timeline.txt`);
  });
});

function entryText({ migration, role, change, status, outOfOrder, lastMerged, duplicateOrder }: TimelineEntry): string {
  const remarks = [
    ...(role === 'history' ? [] : [status, `change ${change}`]),
    ...(migration.direction === 'down' ? ['down'] : []),
    ...(outOfOrder ? [`before ${lastMerged}, which is merged`] : []),
    ...(duplicateOrder ? [`${migration.order} is there twice`] : []),
  ];
  return [role.padEnd(7), migration.path, ...(remarks.length > 0 ? [`(${remarks.join(', ')})`] : [])].join(' ');
}

function migrationText({ migration, facts, statements, unread }: AnalysedMigration): readonly string[] {
  const group = migration.transactionGroup === null ? '' : ` in group ${migration.transactionGroup}`;
  return [
    '',
    `  ${migration.path}${migration.direction === 'down' ? ' (down)' : ''}: ${facts.status}, transaction ${migration.transaction}${group}, down ${migration.down}`,
    ...statements.map((statement) => `    ${statementText(statement)}`),
    ...unread.map(({ reason }) => `    not analysed: ${reason}`),
  ];
}

/** A transaction by who opened it and how many statements it has seen, and the first words of the statement. */
function statementText({ statement, transaction }: AnalysedStatement): string {
  const { open, openedBy, nested, group, statements, lockTimeout } = transaction;
  const where = open ? `${openedBy} #${statements}${group ? ' shared' : ''}${nested ? ' nested' : ''}` : 'none';
  const text = statement.sql?.replaceAll(/\s+/g, ' ').slice(0, 60) ?? '';
  return `${`${where}${lockTimeout > 0 ? `, lock timeout ${lockTimeout} ms` : ''}`.padEnd(32)} ${text}`;
}

describe('a merged migration is found again', () => {
  type Files = Readonly<Record<string, string>>;
  const liquibase = (...sets: readonly (readonly [id: string, sql: string])[]): string =>
    `--liquibase formatted sql\n${sets.map(([id, sql]) => `--changeset ann:${id}\n${sql};\n`).join('')}`;

  /** What is new and what became of the merged ones, by path and id; the change as git or GitHub tells it. */
  async function told(base: Files, head: Files, files: readonly ChangedFile[]): Promise<readonly string[]> {
    const changes: ChangeSet = { kind: 'change', head: memoryTree(head), base: memoryTree(base), files, notes: [] };
    const touched = await readProjects(changes, () => []);
    return touched.flatMap((one) =>
      makeTimeline(changes, one.head, one.base, one.framework)
        .filter(({ role }) => role !== 'history')
        .map(({ role, status, migration }) => `${role === 'mention' ? status : 'new'} ${migration.path} ${migration.id}`),
    );
  }

  it('where git says renamed and the text has changed as well', async () => {
    expect(
      await told(
        { 'db/migration/V1__a.sql': 'CREATE TABLE a (id int);', 'db/migration/V2__b.sql': 'CREATE TABLE b (id int);' },
        { 'db/migration/V1__a.sql': 'CREATE TABLE a (id int);', 'db/migration/V3__b.sql': 'CREATE TABLE b (id bigint);' },
        [{ path: 'db/migration/V3__b.sql', status: 'renamed', previousPath: 'db/migration/V2__b.sql' }],
      ),
    ).toEqual(['edited db/migration/V3__b.sql 3']);
  });

  it('by its id in a file of several, whatever else happens in it', async () => {
    const path = 'db/changelog/a.sql';
    const one = ['1', 'CREATE TABLE a (id int)'] as const;
    const two = ['2', 'CREATE TABLE b (id int)'] as const;
    const modified: readonly ChangedFile[] = [{ path, status: 'modified' }];
    expect(await told({ [path]: liquibase(one, two) }, { [path]: liquibase(two, ['3', 'SELECT 1'], one) }, modified)).toEqual([
      `new ${path} ann:3`,
    ]);
    expect(await told({ [path]: liquibase(one, two) }, { [path]: liquibase(one) }, modified)).toEqual([`deleted ${path} ann:2`]);
    // Another id in the same place is another changeset to Liquibase.
    expect(await told({ [path]: liquibase(one) }, { [path]: liquibase(['9', one[1]]) }, modified)).toEqual([
      `new ${path} ann:9`,
      `deleted ${path} ann:1`,
    ]);
  });

  it('in a file of several that was renamed, one by one', async () => {
    const sets = [
      ['1', 'CREATE TABLE a (id int)'],
      ['2', 'CREATE TABLE b (id int)'],
    ] as const;
    expect(
      await told(
        { 'db/changelog/a.sql': liquibase(...sets) },
        { 'db/changelog/z.sql': liquibase(sets[0], ['2', 'CREATE TABLE c (id int)'], ['3', 'SELECT 1']) },
        [{ path: 'db/changelog/z.sql', status: 'renamed', previousPath: 'db/changelog/a.sql' }],
      ),
    ).toEqual(['new db/changelog/z.sql ann:3', 'renamed db/changelog/z.sql ann:1', 'edited db/changelog/z.sql ann:2']);
  });

  it('where a tree tells of a move as of one file gone and another come', async () => {
    const users = 'CREATE TABLE users (id int);';
    expect(
      await told({ 'migrations/000001_users.up.sql': users }, { 'db/migrations/000001_users.up.sql': `${users}\n` }, [
        { path: 'db/migrations/000001_users.up.sql', status: 'added' },
        { path: 'migrations/000001_users.up.sql', status: 'removed' },
      ]),
    ).toEqual(['new db/migrations/000001_users.up.sql 1', 'deleted migrations/000001_users.up.sql 1']);
  });

  it('and line ends alone are an edit, since tools compare checksums', async () => {
    const path = 'db/migration/V1__a.sql';
    expect(await told({ [path]: 'SELECT 1;\n' }, { [path]: 'SELECT 1;\r\n' }, [{ path, status: 'modified' }])).toEqual([
      `edited ${path} 1`,
    ]);
  });
});

describe('the place of a new migration', () => {
  type Files = Readonly<Record<string, string>>;

  /** What is remarkable about the migrations of a change, by path. */
  async function remarks(base: Files, head: Files): Promise<readonly string[]> {
    const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter((path) => base[path] !== head[path]);
    const files = paths.map((path): ChangedFile => ({ path, status: !(path in base) ? 'added' : path in head ? 'modified' : 'removed' }));
    const changes: ChangeSet = { kind: 'change', head: memoryTree(head), base: memoryTree(base), files, notes: [] };
    const touched = await readProjects(changes, () => []);
    return touched.flatMap((one) =>
      makeTimeline(changes, one.head, one.base, one.framework)
        .filter(({ role }) => role !== 'history')
        .map(({ migration, status, outOfOrder, journalFault, missingVersions, otherHead }) =>
          [
            `${status} ${migration.path} ${migration.id}`,
            ...(outOfOrder ? ['out of order'] : []),
            ...(missingVersions === '' ? [] : [`${missingVersions} is missing`]),
            ...(otherHead === '' ? [] : [`beside ${otherHead}`]),
            ...(journalFault === '' ? [] : [journalFault]),
          ].join(', '),
        ),
    );
  }

  const tern = (...versions: readonly number[]): Files =>
    Object.fromEntries([
      ['db/tern.conf', '[database]\n'],
      ...versions.map((n) => [`db/00${n}_a.sql`, `SELECT ${n};\n---- create above / drop below ----\nSELECT 1;\n`]),
    ]) as Files;

  it('after a number that no file has, where the tool wants them all', async () => {
    expect(await remarks(tern(1, 2), tern(1, 2, 3))).toEqual(['added db/003_a.sql 3', 'added db/003_a.sql 3:down']);
    expect(await remarks(tern(1, 2), tern(1, 2, 4))).toEqual(['added db/004_a.sql 4, 3 is missing', 'added db/004_a.sql 4:down']);
    expect(await remarks(tern(1), tern(1, 5, 6))).toEqual([
      'added db/005_a.sql 5, 2 to 4 is missing',
      'added db/005_a.sql 5:down',
      'added db/006_a.sql 6',
      'added db/006_a.sql 6:down',
    ]);
    // The gap was there before.
    expect((await remarks(tern(1, 3), tern(1, 3, 4)))[0]).toBe('added db/004_a.sql 4');
  });

  const drizzle = (...tags: readonly (readonly [tag: string, id: string, previous: string, listed?: boolean])[]): Files => {
    const entries = tags
      .filter(([, , , listed = true]) => listed)
      .map(([tag], idx) => ({ idx, version: '7', when: idx + 1, tag, breakpoints: true }));
    return Object.fromEntries([
      ['drizzle/meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries })],
      ...tags.flatMap(([tag, id, prevId]) => [
        [`drizzle/${tag}.sql`, `SELECT '${tag}';`],
        [`drizzle/meta/${tag.split('_', 1)[0]}_snapshot.json`, JSON.stringify({ id, prevId, version: '7', tables: {} })],
      ]),
    ]) as Files;
  };
  const [a, b] = [['0000_a', 'a', '0'] as const, ['0001_b', 'b', 'a'] as const];

  it('on top of another one than the last', async () => {
    expect(await remarks(drizzle(a), drizzle(a, b))).toEqual(['added drizzle/0001_b.sql 0001_b']);
    expect(await remarks(drizzle(a, b), drizzle(a, b, ['0002_c', 'c', 'a']))).toEqual([
      'added drizzle/0002_c.sql 0002_c, beside drizzle/0001_b.sql',
    ]);
    // One that was made by hand has no snapshot of its own, and what comes after it goes on from the one before.
    const custom = drizzle(a, b, ['0002_c', 'c', 'b']);
    const { 'drizzle/meta/0001_snapshot.json': _, ...without } = { ...drizzle(a, b, ['0002_c', 'c', 'a']) };
    expect(await remarks(drizzle(a), custom)).toHaveLength(2);
    expect(await remarks(drizzle(a), without)).toEqual(['added drizzle/0001_b.sql 0001_b', 'added drizzle/0002_c.sql 0002_c']);
  });

  it('that the journal does not list, and then lists', async () => {
    const forgotten = [...b, false] as const;
    expect(await remarks(drizzle(a), drizzle(a, forgotten))).toEqual([
      'added drizzle/0001_b.sql 0001_b, meta/_journal.json does not list 0001_b.sql, and Drizzle never runs it',
    ]);
    // Nobody has run it: it is new now, and neither edited nor deleted before.
    expect(await remarks(drizzle(a, forgotten), drizzle(a, b))).toEqual(['added drizzle/0001_b.sql 0001_b']);
    expect(await remarks(drizzle(a, forgotten), drizzle(a))).toEqual([]);
    // Nor is what comes after it out of order.
    expect(await remarks(drizzle(a, forgotten), drizzle(a, forgotten, ['0002_c', 'c', 'a']))).toEqual(['added drizzle/0002_c.sql 0002_c']);
  });

  it('whose checksum is that of another merge', async () => {
    const files = { 'db/1_a.sql': 'SELECT 1;', 'db/2_b.sql': 'SELECT 2;', 'db/3_c.sql': 'SELECT 3;' };
    const sum = (own: Files): string => {
      const { total, sums } = atlasSums(Object.entries(own).map(([path, text]) => ({ path, text })));
      return [`h1:${total}`, ...sums.map((one) => `${one.file} h1:${one.sum}`), ''].join('\n');
    };
    const [one, , three] = Object.entries(files).map(([path, text]) => ({ [path]: text })) as [Files, Files, Files];
    const { 'db/3_c.sql': _, ...two } = files;
    const base = { ...two, 'db/atlas.sum': sum(two) };
    expect(await remarks(base, { ...files, 'db/atlas.sum': sum(files) })).toEqual(['added db/3_c.sql 3']);
    // The branch was made before 2 was merged, and its side of atlas.sum was taken.
    expect(await remarks(base, { ...files, 'db/atlas.sum': sum({ ...one, ...three }) })).toEqual([
      'added db/3_c.sql 3, atlas.sum does not list 2_b.sql before 3_c.sql, and Atlas refuses to run before "atlas migrate hash"',
    ]);
    // Two of one change: said once.
    expect(await remarks({ ...one, 'db/atlas.sum': sum(one) }, { ...files, 'db/atlas.sum': sum(one) })).toEqual([
      'added db/2_b.sql 2, atlas.sum does not list 2_b.sql, and Atlas refuses to run before "atlas migrate hash"',
      'added db/3_c.sql 3',
    ]);
  });
});
