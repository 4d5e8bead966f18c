/**
 * golang-migrate: `12_name.up.sql` and `12_name.down.sql`, in the order of the whole numbers.
 * Sources: source/parse.go, database/postgres/postgres.go and database/postgres/README.md of github.com/golang-migrate/migrate.
 */
import type { FileTree } from '../changes/change-source.ts';
import { projectAt, readCommandFiles, sqlFolders } from './folders.ts';
import type { Framework, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { pairMigrations, type PairedFile } from './paired.ts';
import { baseName, folderOf, plainNumber, readSources, unreadFile, wordsOf } from './sql-file.ts';

const NAME = /^(\d+)_(.*)\.(up|down)\.sql$/;

interface Settings {
  /** `x-multi-statement=true`: the file is cut at every semicolon and sent piece by piece. */
  readonly multiStatement: boolean;
}

export const golangMigrate: Framework = {
  id: 'golang-migrate',
  title: 'golang-migrate',
  knownByVersion: true,
  outsideTransaction:
    'make it the only statement of its file: golang-migrate opens no transaction, and PostgreSQL opens one only for a file of several statements',
  detect: detectGolangMigrate,
  read: readGolangMigrate,
};

async function detectGolangMigrate(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await makeProject(tree, scope.root, scope.files)];
  const folders = sqlFolders(tree).filter((folder) => {
    const named = folder.files.filter((path) => NAME.test(baseName(path)));
    // bun names files alike and marks those it runs in a transaction; runners with a folder for each version are their own.
    const bun = named.some((path) => /\.tx\.(?:up|down)\.sql$/.test(path));
    // One pair among plain numbered files is a habit of somebody else's: golang-migrate would ignore the others.
    const most = named.length * 2 > folder.files.filter((path) => /^\d/.test(baseName(path))).length;
    return most && !bun && !isVersionFolder(tree, folder.path);
  });
  return Promise.all(
    folders.map((folder) =>
      makeProject(
        tree,
        folder.path,
        folder.files.filter((path) => /^\d/.test(baseName(path))),
      ),
    ),
  );
}

/** golang-migrate reads one folder. `12/01_x.up.sql` beside `13/01_y.up.sql` is another tool's layout. */
function isVersionFolder(tree: FileTree, folder: string): boolean {
  if (!/^\d+$/.test(baseName(folder))) return false;
  const parent = folderOf(folder);
  return sqlFolders(tree).some((other) => other.path !== folder && folderOf(other.path) === parent && /^\d+$/.test(baseName(other.path)));
}

async function makeProject(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  const commands = await readCommandFiles(tree, root);
  const settings: Settings = { multiStatement: commands.some(({ text }) => /\bx-multi-statement=(?:true|1|t)\b/i.test(text)) };
  return projectAt(tree, golangMigrate.id, root, files, { settings });
}

async function readGolangMigrate(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { multiStatement } = project.settings as Settings;
  const { files, unread } = await readSources(tree, project.files);
  const paired: PairedFile[] = [];
  const ignored: Unread[] = [];
  for (const file of files.values()) {
    const match = NAME.exec(baseName(file.path));
    if (!match) {
      ignored.push(
        unreadFile(
          file.path,
          'golang-migrate ignores the file: its name does not end in .up.sql or .down.sql after a number and _',
          file.text.length,
        ),
      );
      continue;
    }
    const [, version = '', name = '', direction] = match;
    paired.push({
      file,
      version: plainNumber(version),
      order: version,
      title: wordsOf(name),
      direction: direction === 'down' ? 'down' : 'up',
      transaction: multiStatement ? 'none' : 'implicit',
    });
  }
  const reading = pairMigrations(golangMigrate, paired);
  return { migrations: reading.migrations, unread: [...unread, ...ignored, ...reading.unread] };
}
