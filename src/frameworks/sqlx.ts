/**
 * sqlx: `12_name.sql`, or `12_name.up.sql` with `12_name.down.sql`, in the order of the whole numbers.
 * Sources: sqlx-core/src/migrate/source.rs, …/migration_type.rs and sqlx-postgres/src/migrate.rs of github.com/launchbadge/sqlx.
 */
import type { FileTree } from '../changes/change-source.ts';
import { cargoUses } from './cargo.ts';
import { pathsWith, projectAt, sqlFolders } from './folders.ts';
import type { Framework, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { pairMigrations, type PairedFile } from './paired.ts';
import { baseName, foldersUp, plainNumber, readSources, unreadFile, wordsOf } from './sql-file.ts';

const NAME = /^(\d+)_(.*?)(\.up|\.down)?\.sql$/;

export const sqlx: Framework = {
  id: 'sqlx',
  title: 'sqlx',
  knownByVersion: true,
  outsideTransaction:
    'make "-- no-transaction" the first line of the file, with no other statement in it: sqlx sends the file as one query, which PostgreSQL runs in a transaction when it holds several statements',
  detect: detectSqlx,
  read: readSqlx,
};

async function detectSqlx(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectAt(tree, sqlx.id, scope.root, scope.files)];
  const prepared = new Set(
    pathsWith(tree, 'json')
      .flatMap((path) => /^(?:(.*)\/)?\.sqlx\/query-[0-9a-f]+\.json$/.exec(path)?.slice(1, 2) ?? [])
      .map((root) => root ?? ''),
  );
  const projects: Project[] = [];
  for (const folder of sqlFolders(tree)) {
    const files = folder.files.filter((path) => NAME.test(baseName(path)));
    if (files.length === 0 || !/migrat/i.test(folder.path)) continue;
    const proven = foldersUp(folder.path).some((above) => prepared.has(above)) || (await cargoUses(tree, folder.path, 'sqlx'));
    if (proven) projects.push(await projectAt(tree, sqlx.id, folder.path, files));
  }
  return projects;
}

async function readSqlx(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const paired: PairedFile[] = [];
  const ignored: Unread[] = [];
  for (const file of files.values()) {
    const [, version = '', name = '', suffix] = NAME.exec(baseName(file.path)) ?? [];
    if (version === '') {
      ignored.push(unreadFile(file.path, 'sqlx ignores the file: its name does not begin with a number and _', file.text.length));
      continue;
    }
    paired.push({
      file,
      version: plainNumber(version),
      order: version,
      title: wordsOf(name),
      direction: suffix === '.down' ? 'down' : 'up',
      // The very first characters: after a byte order mark or a blank line sqlx does not see it.
      transaction: file.text.startsWith('-- no-transaction') ? 'implicit' : 'wrapped',
    });
  }
  const reading = pairMigrations(sqlx, paired);
  return { migrations: reading.migrations, unread: [...unread, ...ignored, ...reading.unread] };
}
