/** Which migrations are history, which are the change, what became of merged ones, and how each statement meets transactions. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { readProjects } from '../src/changes/projects.ts';
import { wholeProject } from '../src/changes/projects.ts';
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
