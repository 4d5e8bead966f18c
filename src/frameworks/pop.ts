/**
 * pop (Buffalo), and popx, which Ory built on it: `<version>_name[.dialect][.autocommit].up.sql`, in the order of the versions as text.
 * A file for one dialect stands in for the general one of the same version. Files in fizz are a language of their own.
 * Sources: match.go, migrator.go, migration_info.go and file_migrator.go of github.com/gobuffalo/pop; popx/migrator.go of github.com/ory/x.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { codeMigration } from './code-file.ts';
import { dialectAround, engineOf } from './evidence.ts';
import { markedFolders, pathsWith, projectAt } from './folders.ts';
import type { Framework, Migration, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { pairMigrations, type PairedFile } from './paired.ts';
import { baseName, compareText, folderOf, groupBy, readSources, unreadFile, wordsOf } from './sql-file.ts';

const NAME = /^(\d+)_([^.]+)(\.[a-z0-9]+)?(\.autocommit)?\.(up|down)\.(sql|fizz)$/;

export const pop: Framework = {
  id: 'pop',
  title: 'pop',
  knownByVersion: true,
  outsideTransaction: null,
  withoutOptOut:
    'pop runs every migration in a transaction; only popx, with ".postgres.autocommit" before ".up.sql" in the name of the file, leaves it out. With pop itself, run the statement with psql before the deploy, then commit a migration without CONCURRENTLY and with IF NOT EXISTS, which finds the work done.',
  detect: detectPop,
  read: readPop,
};

async function detectPop(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectAt(tree, pop.id, scope.root, scope.files)];
  const templates = await markedFolders(tree, (text) => /\{\{-?\s*(?:index\s+)?\.Options\b/.test(text));
  const marked = new Set(templates.map((folder) => folder.path));
  const folders = groupBy(
    pathsWith(tree, 'sql', 'fizz').filter((path) => NAME.test(baseName(path))),
    folderOf,
  );
  const projects: Project[] = [];
  for (const [root, files] of folders) {
    const names = files.map((path) => NAME.exec(baseName(path)) ?? []);
    const proven =
      marked.has(root) ||
      names.some(
        ([, , , dialect, autocommit, , type]) =>
          type === 'fizz' || autocommit !== undefined || dialect === '.autocommit' || engineOf(dialect?.slice(1) ?? '') !== undefined,
      );
    if (!proven) continue;
    projects.push(
      await projectAt(tree, pop.id, root, files, {
        dialect: (await dialectAround(tree, root)) ?? onlyDialect(names.map(([, , , dialect]) => dialect)),
      }),
    );
  }
  return projects;
}

/** The dialect of a folder that names one and no other in its files. */
function onlyDialect(suffixes: readonly (string | undefined)[]) {
  const dialects = new Set(suffixes.flatMap((suffix) => engineOf(suffix?.slice(1) ?? '') ?? []));
  const [dialect] = dialects;
  return dialect !== undefined && dialects.size === 1 ? { dialect, evidence: 'the names of the files' } : undefined;
}

async function readPop(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const own = project.dialect?.dialect ?? 'postgres';
  const paired: PairedFile[] = [];
  const code: Migration[] = [];
  const ignored: Unread[] = [];
  const named = [...files.values()].map((file) => ({ file, match: NAME.exec(baseName(file.path)) }));
  const specific = new Set(named.flatMap(({ match }) => (match && dialectOf(match[3]) === own ? [`${match[1]} ${match[5]}`] : [])));
  for (const { file, match } of named) {
    if (!match) {
      ignored.push(unreadFile(file.path, 'pop ignores the file: its name is not <number>_<name>.up.sql', file.text.length));
      continue;
    }
    const [, version = '', name = '', suffix, autocommit, way, type] = match;
    const dialect = dialectOf(suffix);
    if (suffix === '.autocommit') {
      ignored.push(
        unreadFile(
          file.path,
          'popx ignores the file: it takes "autocommit" for the name of a database where none stands before it',
          file.text.length,
        ),
      );
      continue;
    }
    const replaced = dialect === undefined && specific.has(`${version} ${way}`);
    if (type === 'fizz' && way === 'up' && !replaced)
      code.push(
        codeMigration(file, { framework: pop.id, title: wordsOf(name), id: version, order: version, language: 'pop migrations in fizz' }),
      );
    else if (type === 'sql' && !replaced) paired.push(pairOf(file, version, name, way, autocommit, dialect === own ? undefined : dialect));
  }
  const reading = pairMigrations(
    pop,
    paired.filter((one) => one.otherDialect === undefined),
    compareText,
  );
  const others = paired.filter((one) => one.otherDialect !== undefined);
  const migrations = [...reading.migrations, ...otherMigrations(others), ...code].sort((a, b) => compareText(a.order, b.order));
  return { migrations, unread: [...unread, ...ignored, ...reading.unread] };
}

function pairOf(
  file: SourceFile,
  version: string,
  name: string,
  way: string | undefined,
  autocommit: string | undefined,
  otherDialect: string | undefined,
): PairedFile {
  const direction = way === 'down' ? 'down' : 'up';
  return { file, version, title: wordsOf(name), direction, transaction: autocommit === undefined ? 'wrapped' : 'implicit', otherDialect };
}

/** Files for other engines have the versions of ours; their ids name the engine. */
function otherMigrations(files: readonly PairedFile[]): readonly Migration[] {
  const groups = groupBy(files, (one) => one.otherDialect ?? '');
  return [...groups].flatMap(([dialect, group]) =>
    pairMigrations(pop, group, compareText).migrations.map((migration) => ({ ...migration, id: `${migration.id}:${dialect}` })),
  );
}

/** `postgres` for `.pg`; undefined where the file is for every engine. A word that names no engine is part of no name pop knows. */
function dialectOf(suffix: string | undefined): string | undefined {
  return suffix === undefined ? undefined : (engineOf(suffix.slice(1)) ?? suffix.slice(1));
}
