/**
 * Diesel: a folder for each migration with up.sql, down.sql and metadata.toml, in the order of the versions as text.
 * Sources: diesel_migrations/migrations_internals/src/lib.rs and diesel_migrations/src/{file_based_migrations,migration_harness}.rs
 * of github.com/diesel-rs/diesel.
 */
import type { FileTree } from '../changes/change-source.ts';
import { cargoUses } from './cargo.ts';
import { pathsWith, projectAt } from './folders.ts';
import type { Framework, Project, ProjectReading, ProjectScope } from './framework.ts';
import { pairMigrations, type PairedFile } from './paired.ts';
import { baseName, compareText, folderOf, foldersUp, groupBy, inFolder, readSources, wordsOf } from './sql-file.ts';

const FILES = /^(?:up\.sql|down\.sql|metadata\.toml)$/;
/** What `diesel migration generate` writes: `2026-01-31-120000_name`, with four more digits since 2.2. */
const GENERATED = /^(?:\d{4}-\d{2}-\d{2}-\d{6}(?:-\d{4})?_|00000000000000_diesel_initial_setup$)/;

export const diesel: Framework = {
  id: 'diesel',
  title: 'Diesel',
  knownByVersion: true,
  outsideTransaction:
    'add a metadata.toml with "run_in_transaction = false" beside its up.sql, with no other statement in up.sql: Diesel sends the file as one query, which PostgreSQL runs in a transaction when it holds several statements',
  detect: detectDiesel,
  read: readDiesel,
};

async function detectDiesel(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectAt(tree, diesel.id, scope.root, scope.files)];
  const candidates = groupBy(
    pathsWith(tree, 'sql', 'toml').filter((path) => FILES.test(baseName(path)) && !baseName(folderOf(path)).startsWith('.')),
    (path) => folderOf(folderOf(path)),
  );
  const configured = new Set(
    pathsWith(tree, 'toml')
      .filter((path) => baseName(path) === 'diesel.toml')
      .map(folderOf),
  );
  const projects: Project[] = [];
  for (const [root, files] of candidates) {
    const ups = files.filter((path) => baseName(path) === 'up.sql');
    // A metadata.toml alone can be anybody's.
    const own = files.filter((path) => ups.some((up) => folderOf(up) === folderOf(path)));
    const proven =
      ups.some((path) => GENERATED.test(baseName(folderOf(path)))) ||
      foldersUp(root).some((folder) => configured.has(folder)) ||
      (await cargoUses(tree, root, 'diesel'));
    if (ups.length > 0 && proven) projects.push(await projectAt(tree, diesel.id, root, own));
  }
  return projects;
}

async function readDiesel(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const paired: PairedFile[] = [];
  for (const file of files.values()) {
    const folder = folderOf(file.path);
    if (baseName(file.path) === 'metadata.toml') continue;
    const [version = '', ...name] = baseName(folder).split('_');
    const metadata = files.get(inFolder(folder, 'metadata.toml'))?.text;
    paired.push({
      file,
      version: version.replaceAll('-', ''),
      title: wordsOf(name.join(' ')) || baseName(folder),
      direction: baseName(file.path) === 'down.sql' ? 'down' : 'up',
      transaction: metadata === undefined || runsInTransaction(metadata) ? 'wrapped' : 'implicit',
    });
  }
  const reading = pairMigrations(diesel, paired, compareText);
  return { migrations: reading.migrations, unread: [...unread, ...reading.unread] };
}

/** A metadata.toml without the key means false, as Diesel reads it; only a missing file means true. */
function runsInTransaction(metadata: string): boolean {
  return /^\s*run_in_transaction\s*=\s*true\b/m.test(metadata);
}
