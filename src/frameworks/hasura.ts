/**
 * Hasura: `migrations/<database>/<version>_name/up.sql` and `down.sql`, applied by the Hasura CLI through run_sql.
 * Sources: https://hasura.io/docs/latest/migrations-metadata-seeds/manage-migrations and
 * https://github.com/hasura/graphql-engine/issues/2939 (no way out of the transaction).
 */
import type { FileTree } from '../changes/change-source.ts';
import { engineOf } from './evidence.ts';
import { projectAt } from './folders.ts';
import type { DialectEvidence, Framework, Project, ProjectReading, ProjectScope } from './framework.ts';
import { pairMigrations, type PairedFile } from './paired.ts';
import { isRecord, parseYaml } from './settings-text.ts';
import { baseName, folderOf, foldersUp, groupBy, inFolder, readSources, readText, wordsOf } from './sql-file.ts';

const FOLDER = /^(\d+)(?:_(.*))?$/;

export const hasura: Framework = {
  id: 'hasura',
  title: 'Hasura',
  knownByVersion: true,
  outsideTransaction: null,
  withoutOptOut:
    'Hasura runs every up.sql in a transaction. Run the statement with psql before the deploy, and write it without CONCURRENTLY but with IF NOT EXISTS in the migration: there it then finds its work done',
  detect: detectHasura,
  read: readHasura,
};

async function detectHasura(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectOf(tree, scope.root, scope.files)];
  const files = tree.paths.filter((path) => /\/(?:up|down)\.sql$/.test(path) && FOLDER.test(baseName(folderOf(path))));
  const configs = tree.paths.filter((path) => /^config\.ya?ml$/.test(baseName(path)));
  const contents = files.length > 0 ? await tree.read(configs) : new Map();
  const configured = new Set(
    configs
      .filter((path) => {
        const content = contents.get(path);
        return (
          content?.kind === 'text' &&
          /^version:\s*[23]\b/m.test(content.text) &&
          /^(?:metadata_directory|endpoint|admin_secret|actions):/m.test(content.text)
        );
      })
      .map(folderOf),
  );
  const projects: Project[] = [];
  for (const [root, members] of groupBy(files, (path) => folderOf(folderOf(path)))) {
    const top = /^(?:(.*)\/)?migrations(?:\/[^/]+)?$/.exec(root);
    // Milliseconds since 1970 are what the Hasura console writes, below a folder for the database.
    const looksIt = /(?:^|\/)migrations\/[^/]+$/.test(root) && members.some((path) => /^\d{13}_/.test(baseName(folderOf(path))));
    if (top && (configured.has(top[1] ?? '') || looksIt)) projects.push(await projectOf(tree, root, members));
  }
  return projects;
}

async function projectOf(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  return projectAt(tree, hasura.id, root, files, { dialect: await databaseKind(tree, root) });
}

/** `kind:` of the database in the metadata; Hasura's own default is PostgreSQL. */
async function databaseKind(tree: FileTree, root: string): Promise<DialectEvidence> {
  for (const folder of foldersUp(root)) {
    const path = inFolder(folder, 'metadata/databases/databases.yaml');
    const text = await readText(tree, path);
    if (text === undefined) continue;
    const [listed] = await parseYaml(text.replaceAll(/!include\s+/g, ''));
    const databases: readonly unknown[] = Array.isArray(listed) ? listed : [];
    const own = databases.find((one) => isRecord(one) && (one['name'] === baseName(root) || databases.length === 1));
    const kind = isRecord(own) && typeof own['kind'] === 'string' ? own['kind'] : undefined;
    const engine = kind === undefined ? undefined : kind === 'citus' ? 'postgres' : engineOf(kind === 'pg' ? 'postgres' : kind);
    if (engine) return { dialect: engine, evidence: `kind in ${path}` };
  }
  return { dialect: 'postgres', evidence: 'Hasura' };
}

async function readHasura(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(
    tree,
    project.files.filter((path) => path.endsWith('.sql')),
  );
  const paired = [...files.values()].map((file): PairedFile => {
    const folder = baseName(folderOf(file.path));
    const [, version = folder, name = folder] = FOLDER.exec(folder) ?? [];
    return { file, version, title: wordsOf(name), direction: baseName(file.path) === 'down.sql' ? 'down' : 'up', transaction: 'wrapped' };
  });
  const reading = pairMigrations(hasura, paired);
  return { migrations: reading.migrations, unread: [...unread, ...reading.unread] };
}
