/** Every folder below fixtures/frameworks is a small repository; expected.txt beside it says what is found in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, type FileContent, type FileTree } from '../src/changes/change-source.ts';
import { memoryTree } from '../src/changes/memory.ts';
import type { Migration, Project, Step } from '../src/frameworks/framework.ts';
import { findProjects, frameworkOf } from '../src/frameworks/index.ts';
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
  const placed = (span: Span) => {
    const content = contents.get(span.path);
    return `${span.path}:${positionAt(lineStarts(content?.kind === 'text' ? content.text : ''), span.start).line}`;
  };
  return [
    `project ${project.framework} at ${project.root || '(top)'}`,
    `  dialect: ${dialect ? `${dialect.dialect}${dialect.version ? `@${dialect.version}` : ''}, from ${dialect.evidence}` : 'not said'}`,
    ...project.files.map((path) => `  file: ${path}`),
    ...migrations.flatMap(describeMigration),
    ...unread.map((one) => `unread ${placed(one.span)}: ${one.reason}`),
  ];
}

function describeMigration(migration: Migration): readonly string[] {
  const starts = lineStarts(migration.text);
  const span = (from: Span) => `${positionAt(starts, from.start).line}..${positionAt(starts, from.end).line}`;
  const flags = [
    migration.direction,
    `transaction ${migration.transaction}${migration.transactionGroup === null ? '' : ` in group ${migration.transactionGroup}`}`,
    `down ${migration.down}`,
    ...(migration.repeatable ? ['repeatable'] : []),
    ...(migration.otherDialect ? [`for ${migration.otherDialect}`] : []),
  ];
  return [
    `migration ${migration.id}, order ${migration.order}, "${migration.title}", ${flags.join(', ')}`,
    `  in ${migration.path}, lines ${span(migration.span)}`,
    ...migration.steps.flatMap((step) => describeStep(step, migration, starts)),
  ];
}

function describeStep(step: Step, migration: Migration, starts: readonly number[]): readonly string[] {
  if (step.kind === 'operation') return [`  operation ${step.operation.kind}`];
  if (step.kind === 'unread') return [`  unread from line ${positionAt(starts, step.span.start).line}: ${step.reason}`];
  const { text } = step.script;
  const span = step.script.locate(0, text.length);
  // The way back must lead to the same text, or every finding in it would sit on the wrong line.
  expect({ path: span.path, text: migration.text.slice(span.start, span.end) }).toEqual({ path: migration.path, text });
  const shown = text.split('\n').map((line) => `  | ${line.replaceAll('\r', '\\r').replaceAll('\uFEFF', '\\uFEFF')}`.trimEnd());
  return [`  sql from line ${positionAt(starts, span.start).line}:`, ...shown];
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
