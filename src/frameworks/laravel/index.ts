/**
 * Laravel: a class with up() and down() in each file, in the order of the names of the files. They are read, never run: the
 * SQL in their strings as it stands, and what Schema and Blueprint are asked for as the SQL of Laravel's grammar for PostgreSQL.
 * Sources: src/Illuminate/Database/{Migrations/Migrator,Schema/{Blueprint,Builder,ForeignIdColumnDefinition}}.php and
 * Schema/Grammars/{Grammar,PostgresGrammar}.php of github.com/laravel/framework, 8 to 13.
 */
import type { FileTree } from '../../changes/change-source.ts';
import type { SourceFile } from '../../source.ts';
import type { DialectEvidence, Migration, Project, ProjectReading } from '../framework.ts';
import { dialectOfPhp } from '../php/dialect.ts';
import { readClass } from '../php/migration.ts';
import { baseName, compareText, foldersUp, inFolder, readSources, readText, relativeTo, wordsOf } from '../sql-file.ts';
import { laravelTool } from './tool.ts';

/** When Laravel 11 was released, from which on change() sets everything anew. */
const LARAVEL_11 = '2024_03_12';
/** What is assumed of a file from then on, and of one before, where nothing says the version. */
const [NEWEST, OLD] = [13, 10];
const DRIVERS: Readonly<Record<string, string>> = { postgres: 'pgsql', sqlserver: 'sqlsrv' };

/** The connection that is used where none is named. */
export function laravelDialect(tree: FileTree, root: string, files: readonly string[]): Promise<DialectEvidence | undefined> {
  const pattern = /^\s*'default'\s*=>\s*(?:env\(\s*'DB_CONNECTION'\s*,\s*)?'(\w+)'/;
  return dialectOfPhp(tree, root, files, 'DB_CONNECTION', [{ path: 'config/database.php', pattern, name: 'the default connection' }]);
}

export async function readLaravel(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const version = await versionOf(tree, project.root);
  const dialect = project.dialect?.dialect ?? 'postgres';
  const migrations: Migration[] = [];
  for (const file of [...files.values()].sort((a, b) => compareText(baseName(a.path), baseName(b.path))))
    migrations.push(...(await readFile(file, project.root, version, DRIVERS[dialect] ?? dialect)));
  return { migrations, unread };
}

async function readFile(file: SourceFile, root: string, version: number | undefined, driver: string): Promise<readonly Migration[]> {
  const id = relativeTo(root, file.path);
  const stem = baseName(file.path).replace(/\.php$/, '');
  const [, order = stem, title = ''] = /^(\d{4}_\d{2}_\d{2}_\d{6})_(.*)$/.exec(stem) ?? [];
  const assumed = version ?? (order >= LARAVEL_11 ? NEWEST : OLD);
  return readClass(file, laravelTool(assumed, driver), {
    framework: 'laravel',
    id,
    order,
    title: wordsOf(title || stem),
    optsOut: (self) => {
      const value = self.fields.get('withinTransaction');
      return value?.kind === 'boolean' && !value.value;
    },
  });
}

/** The major version that the composer.json nearest above asks for. */
async function versionOf(tree: FileTree, root: string): Promise<number | undefined> {
  for (const folder of foldersUp(root)) {
    const text = await readText(tree, inFolder(folder, 'composer.json'));
    const version = /"(?:laravel\/framework|illuminate\/database)"\s*:\s*"[^"\d]*(\d+)/.exec(text ?? '')?.[1];
    if (version !== undefined) return Number(version);
  }
  return undefined;
}
