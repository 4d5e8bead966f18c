/**
 * refinery: `V12__name.sql`, and `U12__name.sql` that may run out of order, in the order of the numbers, over all folders below one.
 * The names are those of Flyway; the Cargo.toml tells them apart.
 * Sources: refinery_core/src/{util,runner}.rs and refinery_core/src/drivers/tokio_postgres.rs of github.com/rust-db/refinery.
 */
import type { FileTree } from '../changes/change-source.ts';
import { cargoUses } from './cargo.ts';
import { codeMigration } from './code-file.ts';
import { pathsWith, projectAt } from './folders.ts';
import type { Framework, Migration, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { pairMigrations, type PairedFile } from './paired.ts';
import { baseName, compareIntegers, folderOf, groupBy, plainNumber, readSources, unreadFile, wordsOf } from './sql-file.ts';

const NAME = /^([UV])(\d+)(?:\.\d+)?__(\w+)\.(sql|rs)$/;

export const refinery: Framework = {
  id: 'refinery',
  title: 'refinery',
  knownByVersion: true,
  remembers: 'name',
  outsideTransaction: null,
  withoutOptOut:
    'refinery runs every migration in a transaction. Run the statement with psql before the deploy, then commit a migration without CONCURRENTLY and with IF NOT EXISTS, which finds the work done.',
  detect: detectRefinery,
  read: readRefinery,
};

async function detectRefinery(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectAt(tree, refinery.id, scope.root, scope.files)];
  const named = pathsWith(tree, 'sql', 'rs').filter((path) => NAME.test(baseName(path)));
  const projects: Project[] = [];
  for (const [root, files] of groupBy(named, rootOf)) {
    if (await cargoUses(tree, root, 'refinery')) projects.push(await projectAt(tree, refinery.id, root, files));
  }
  return projects;
}

/** The nearest folder called migrations, since refinery looks below it too; else the folder of the file. */
function rootOf(path: string): string {
  const folder = folderOf(path);
  return /^(.*?\bmigrations)(?:\/|$)/.exec(folder)?.[1] ?? folder;
}

async function readRefinery(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const paired: PairedFile[] = [];
  const code: Migration[] = [];
  const ignored: Unread[] = [];
  for (const file of files.values()) {
    const [, , version = '', name = '', extension] = NAME.exec(baseName(file.path)) ?? [];
    if (extension === undefined)
      ignored.push(unreadFile(file.path, 'refinery ignores the file: its name is not V<number>__<name>.sql', file.text.length));
    else if (extension === 'rs')
      code.push(
        codeMigration(file, {
          framework: refinery.id,
          title: wordsOf(name),
          id: version,
          order: version,
          language: 'refinery migrations in Rust',
        }),
      );
    else
      paired.push({ file, version: plainNumber(version), order: version, title: wordsOf(name), direction: 'up', transaction: 'wrapped' });
  }
  const reading = pairMigrations(refinery, paired);
  const migrations = [...reading.migrations, ...code].sort((a, b) => compareIntegers(a.order, b.order));
  return { migrations, unread: [...unread, ...ignored, ...reading.unread] };
}
