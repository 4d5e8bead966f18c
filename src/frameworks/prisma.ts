/**
 * Prisma Migrate: a folder with migration.sql for each migration, in the order of the folders' names.
 * Sources: schema-engine of github.com/prisma/prisma-engines (migration_directory.rs, sql-schema-connector) and
 * https://www.prisma.io/docs/orm/prisma-migrate.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { engineOf } from './evidence.ts';
import { projectAt } from './folders.ts';
import type { DialectEvidence, Framework, Migration, Project, ProjectReading, ProjectScope, TransactionMode } from './framework.ts';
import { sendsOneByOne } from './prisma-version.ts';
import {
  baseName,
  compareText,
  folderOf,
  groupBy,
  inFolder,
  isBelow,
  migrationOf,
  readSources,
  readText,
  relativeTo,
  wordsOf,
  wayBackIn,
} from './sql-file.ts';
import { statementHeads } from './statement-heads.ts';

interface PrismaSettings {
  readonly oneByOne: boolean;
}

export const prisma: Framework = {
  id: 'prisma',
  title: 'Prisma Migrate',
  outsideTransaction:
    'keep it the only statement of its migration.sql: Prisma opens no transaction, and PostgreSQL opens one only for a file of several statements (Prisma 7.4 and later send CREATE INDEX CONCURRENTLY by itself in any file)',
  detect: detectPrisma,
  read: readPrisma,
};

async function detectPrisma(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectOf(tree, scope.root, scope.files)];
  const locked = new Set(tree.paths.filter((path) => baseName(path) === 'migration_lock.toml').map(folderOf));
  const byRoot = groupBy(
    tree.paths.filter((path) => /^(?:migration|down)\.sql$/.test(baseName(path)) && folderOf(path) !== ''),
    (path) => folderOf(folderOf(path)),
  );
  const all = new Set(tree.paths);
  const projects: Project[] = [];
  for (const [root, files] of byRoot) {
    const migrations = files.filter((path) => baseName(path) === 'migration.sql');
    // Drizzle has folders with migration.sql too, and a snapshot in each.
    const drizzle = migrations.some((path) => all.has(inFolder(folderOf(path), 'snapshot.json')));
    const proven = locked.has(root) || /(?:^|\/)prisma\//.test(root) || (!drizzle && schemasAround(tree, root).length > 0);
    if (migrations.length === 0 || !proven) continue;
    const lock = inFolder(root, 'migration_lock.toml');
    projects.push(await projectOf(tree, root, [...files, ...(all.has(lock) ? [lock] : [])]));
  }
  return projects;
}

async function projectOf(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  const settings: PrismaSettings = { oneByOne: await sendsOneByOne(tree, root) };
  return projectAt(tree, prisma.id, root, files, { dialect: await providerOf(tree, root), settings });
}

/** Schema files beside the folder of migrations and in folders there, where a schema is spread over several. */
function schemasAround(tree: FileTree, root: string): readonly string[] {
  const parent = folderOf(root);
  const near = tree.paths.filter((path) => path.endsWith('.prisma') && isBelow(path, parent) && !/(?:^|\/)node_modules\//.test(path));
  const beside = near.filter((path) => relativeTo(parent, path).split('/').length <= 3);
  return beside.toSorted((a, b) => a.split('/').length - b.split('/').length || compareText(a, b));
}

async function providerOf(tree: FileTree, root: string): Promise<DialectEvidence | undefined> {
  const lock = inFolder(root, 'migration_lock.toml');
  const locked = engineOf(/^\s*provider\s*=\s*"(\w+)"/m.exec((await readText(tree, lock)) ?? '')?.[1] ?? '');
  if (locked) return { dialect: locked, evidence: `provider in ${lock}` };
  for (const [path, content] of await tree.read(schemasAround(tree, root))) {
    const source = content.kind === 'text' ? /^\s*datasource\s+\w+\s*\{([^}]*)\}/m.exec(content.text)?.[1] : undefined;
    const engine = engineOf(/^\s*provider\s*=\s*"(\w+)"/m.exec(source ?? '')?.[1] ?? '');
    if (engine) return { dialect: engine, evidence: `provider in ${path}` };
  }
  return undefined;
}

async function readPrisma(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { oneByOne } = (project.settings as PrismaSettings | undefined) ?? { oneByOne: false };
  const { files, unread } = await readSources(
    tree,
    project.files.filter((path) => path.endsWith('.sql')),
  );
  const folders = groupBy(files.values(), (file) => folderOf(file.path));
  const downOf = (folder: readonly SourceFile[]): SourceFile | undefined => folder.find((file) => baseName(file.path) === 'down.sql');
  const hasDown = (folder: readonly SourceFile[]): boolean => wayBackIn(downOf(folder)?.text ?? '') !== 'absent';
  // Prisma itself knows no way back. A team that writes down.sql for most of its migrations means to have one for each.
  const usesDowns = [...folders.values()].filter(hasDown).length * 2 > folders.size;
  const migrations: Migration[] = [];
  for (const [folder, members] of [...folders].toSorted(([a], [b]) => compareText(baseName(a), baseName(b)))) {
    const name = baseName(folder);
    const [, order = name, title = name] = /^(\d+)[_-]?(.*)$/.exec(name) ?? [];
    for (const file of members) {
      const isDown = baseName(file.path) === 'down.sql';
      migrations.push(
        migrationOf(file, {
          framework: prisma.id,
          id: isDown ? `${name}:down` : name,
          order,
          title: wordsOf(title) || name,
          direction: isDown ? 'down' : 'up',
          transaction: transactionOf(file, oneByOne),
          down: isDown ? 'not-used' : hasDown(members) ? wayBackIn(downOf(members)?.text ?? '') : usesDowns ? 'absent' : 'not-used',
        }),
      );
    }
  }
  return { migrations, unread };
}

/** What Prisma's splitter cannot read, for which it falls back to the whole file (github.com/prisma/prisma-engines/pull/5847). */
const UNSPLIT = /^(?:DROP INDEX CONCURRENTLY|DO)\b/;

/** One query for the whole file; or, in newer releases, one for each statement, unless its splitter gives up on one of them. */
function transactionOf(file: SourceFile, oneByOne: boolean): TransactionMode {
  return oneByOne && !statementHeads(file.text).some(({ head }) => UNSPLIT.test(head)) ? 'none' : 'implicit';
}
