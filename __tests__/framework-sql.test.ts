/**
 * Differential: what a migration in code is read as, against what its framework sent for it. `sent.txt` of each fixture was
 * made by the framework itself (scripts/framework-sql says how), so that these tests need none of them.
 */
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryTree } from '../src/changes/memory.ts';
import { postgres } from '../src/dialects/postgres/index.ts';
import { frameworkOf } from '../src/frameworks/index.ts';
import type { Migration } from '../src/frameworks/framework.ts';
import { cutScript, type SqlScript } from '../src/source.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures', 'framework-sql');

interface Sent {
  /** `db/migrate/1_a.rb up` */
  readonly of: string;
  readonly sql: string;
}

/** `=== path up`, then what was sent. */
function blocksOf(text: string): readonly Sent[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf('\n');
      return { of: block.slice(0, end).trim(), sql: block.slice(end + 1) };
    });
}

function filesIn(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).split(path.sep).join('/')] = fs.readFileSync(file, 'utf8');
  }
  return files;
}

/** Fields that say where something stands. */
const PLACES = new Set(['span', 'location', 'rexpr_list_start', 'rexpr_list_end', 'list_start', 'list_end', 'mentions']);

/** Fields without places; a type in words is the same in capitals, and what has a tree or a name is not told by its text as well. */
function content(this: unknown, key: string, value: unknown): unknown {
  if (PLACES.has(key)) return undefined;
  if (key === 'type' && typeof value === 'string') return value.toLowerCase();
  const holder = this as object;
  return key === 'text' && ('tree' in holder || 'dimensions' in holder) ? undefined : value;
}

/** One line for every operation, with all that it says but the places. */
function operationsIn(scripts: readonly SqlScript[]): readonly string[] {
  const lines: string[] = [];
  let schema = postgres.defaultSchema;
  for (const script of scripts) {
    const parsed = postgres.parse(script, schema);
    schema = parsed.defaultSchema;
    for (const { reason } of parsed.unread) lines.push(`unread: ${reason}`);
    for (const { operations } of parsed.statements) for (const operation of operations) lines.push(JSON.stringify(operation, content));
  }
  return lines;
}

function readIn(migration: Migration | undefined): readonly string[] {
  return (migration?.steps ?? []).flatMap((step) =>
    step.kind === 'sql'
      ? operationsIn([step.script])
      : [step.kind === 'unread' ? `unread: ${step.reason}` : JSON.stringify(step.operation)],
  );
}

const optional = (file: string): string => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');

beforeAll(() => postgres.load());

describe.each(fs.readdirSync(FIXTURES))('%s', (id) => {
  const folder = path.join(FIXTURES, id);
  const sent = blocksOf(fs.readFileSync(path.join(folder, 'sent.txt'), 'utf8'));
  /** `path direction number: reason`; the number of the operation from 1, or `*`. */
  const exceptions = new Map(
    optional(path.join(folder, 'exceptions.txt'))
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const),
  );
  const migrations = new Map<string, Migration>();
  beforeAll(async () => {
    const tree = memoryTree(filesIn(path.join(folder, 'project')));
    const framework = frameworkOf(id);
    for (const project of (await framework?.detect(tree)) ?? [])
      for (const migration of (await framework?.read(project, tree))?.migrations ?? [])
        // Liquibase has many in a file: they are called by their ids.
        for (const name of [migration.path, migration.id]) migrations.set(`${name} ${migration.direction}`, migration);
  });

  it.each(sent)('$of', ({ of, sql }) => {
    const kept = (lines: readonly string[]): readonly string[] =>
      exceptions.has(`${of} *`) ? [] : lines.map((line, i) => (exceptions.has(`${of} ${i + 1}`) ? 'an exception' : line));
    expect(kept(readIn(migrations.get(of)))).toEqual(kept(operationsIn([cutScript({ path: of, text: sql })])));
  });

  it('has a reason for every exception', () => {
    for (const [of, reason] of exceptions) {
      expect(sent.map((one) => one.of)).toContain(of.slice(0, of.lastIndexOf(' ')));
      expect(reason.trim()).not.toBe('');
    }
  });
});
