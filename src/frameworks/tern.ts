/**
 * tern: `003_name.sql` with the way back below a separator, in the order of the whole numbers. It runs PostgreSQL only.
 * Source: migrate/migrate.go of github.com/jackc/tern.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { markedFolders, pathsWith, projectAt, sqlFolders } from './folders.ts';
import type { Framework, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { byVersion, sectionMigrations, type SectionedFile, type SectionedPart } from './sections.ts';
import { baseName, compareIntegers, folderOf, plainNumber, readSources, sqlStep, unreadFile, wordsOf } from './sql-file.ts';

const NAME = /^(\d+)_(.+)\.sql$/;
const SEPARATOR = '---- create above / drop below ----';
/** Go's `$` does not see past a carriage return, and so neither does tern. */
const DISABLE = /(?:^|\n)---- tern: disable-tx ----(?:\n|$)/;

export const tern: Framework = {
  id: 'tern',
  title: 'tern',
  knownByVersion: true,
  consecutive: true,
  outsideTransaction: 'add the line "---- tern: disable-tx ----" at the top of the file',
  detect: detectTern,
  read: readTern,
};

async function detectTern(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  const dialect = { dialect: 'postgres', evidence: 'tern, which runs PostgreSQL only' };
  if (scope) return [await projectAt(tree, tern.id, scope.root, scope.files, { dialect })];
  const configured = new Set(
    pathsWith(tree, 'conf')
      .filter((path) => baseName(path) === 'tern.conf')
      .map(folderOf),
  );
  const marked = await markedFolders(tree, (text) => text.includes(SEPARATOR) || DISABLE.test(text));
  const folders = new Set([...marked, ...sqlFolders(tree).filter((folder) => configured.has(folder.path))]);
  const named = [...folders].map(({ path, files }) => ({ path, files: files.filter((file) => NAME.test(baseName(file))) }));
  return Promise.all(
    named.filter(({ files }) => files.length > 0).map(({ path, files }) => projectAt(tree, tern.id, path, files, { dialect })),
  );
}

async function readTern(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const sectioned: SectionedFile[] = [];
  const ignored: Unread[] = [];
  for (const file of files.values()) {
    const [, version = '', name = ''] = NAME.exec(baseName(file.path)) ?? [];
    if (version === '') {
      ignored.push(unreadFile(file.path, 'tern ignores the file: its name does not begin with a number and _', file.text.length));
      continue;
    }
    const begin = file.text.startsWith('\uFEFF') ? 1 : 0;
    const separator = file.text.indexOf(SEPARATOR);
    sectioned.push({
      file,
      id: plainNumber(version),
      order: version,
      title: wordsOf(name),
      up: part(file, begin, separator < 0 ? file.text.length : separator),
      down: separator < 0 ? undefined : part(file, separator + SEPARATOR.length, file.text.length),
    });
  }
  // Without a separator tern calls the migration irreversible, and that is how people say so.
  const reading = sectionMigrations(tern, byVersion(sectioned, compareIntegers), 'irreversible');
  return { migrations: reading.migrations, unread: [...unread, ...ignored, ...reading.unread] };
}

/** The mark counts for the part it stands in. tern then sends the statements one by one. */
function part(file: SourceFile, start: number, end: number): SectionedPart {
  const disabled = DISABLE.test(file.text.slice(start, end).trim());
  return { span: { path: file.path, start, end }, steps: [sqlStep(file, start, end)], transaction: disabled ? 'none' : 'wrapped' };
}
