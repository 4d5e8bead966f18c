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
