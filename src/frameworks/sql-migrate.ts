/**
 * sql-migrate: `-- +migrate Up` and `-- +migrate Down` sections, in the order of the leading numbers and then of the names.
 * Sources: sqlparse/sqlparse.go and migrate.go of github.com/rubenv/sql-migrate.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { engineOf } from './evidence.ts';
import { markedFolders, pathsWith, projectAt } from './folders.ts';
import type { DialectEvidence, Framework, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { partOf, queriesOf, sectionMigrations, sectionsOf, type Section, type SectionedFile, type SectionedPart } from './sections.ts';
import { baseName, compareIntegers, compareText, folderOf, foldersUp, readSources, unreadFile, wordsOf } from './sql-file.ts';

/** The mark is exact: one blank, this case. */
const MARK = /^-- \+migrate\s+(Up|Down)(?=\s|$)(.*)$/;

export const sqlMigrate: Framework = {
  id: 'sql-migrate',
  title: 'sql-migrate',
  outsideTransaction: 'begin its section with "-- +migrate Up notransaction"',
  detect: detectSqlMigrate,
  read: readSqlMigrate,
};

async function detectSqlMigrate(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await makeProject(tree, scope.root, scope.files)];
  const folders = await markedFolders(tree, (text) => /^-- \+migrate\s+(?:Up|Down)\b/m.test(text));
  return Promise.all(folders.map((folder) => makeProject(tree, folder.path, folder.files)));
}

async function makeProject(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  return projectAt(tree, sqlMigrate.id, root, files, { dialect: await configuredDialect(tree, root) });
}

/** `dialect:` of the dbconfig.yml in or above the folder, where its environments agree. */
async function configuredDialect(tree: FileTree, root: string): Promise<DialectEvidence | undefined> {
  const above = foldersUp(root);
  const paths = pathsWith(tree, 'yml', 'yaml').filter(
    (path) => /^dbconfig(?:[\w.-]*)\.ya?ml$/.test(baseName(path)) && above.includes(folderOf(path)),
  );
  for (const [path, content] of paths.length === 0 ? [] : await tree.read(paths)) {
    if (content.kind !== 'text') continue;
    const dialects = new Set([...content.text.matchAll(/^\s+dialect:\s*["']?(\w+)/gm)].flatMap((match) => engineOf(match[1] ?? '') ?? []));
    const [dialect] = dialects;
    if (dialect !== undefined && dialects.size === 1) return { dialect, evidence: `dialect in ${path}` };
  }
  return undefined;
}

async function readSqlMigrate(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const sectioned: SectionedFile[] = [];
  const refused: Unread[] = [];
  for (const file of [...files.values()].sort(compareFiles)) {
    const name = baseName(file.path);
    const sections = sectionsOf(file.text, directionOf);
    if (sections.length === 0) {
      refused.push(unreadFile(file.path, 'sql-migrate refuses the file: it has no line "-- +migrate Up"', file.text.length));
      continue;
    }
    const [, number = '', rest = name] = /^(\d+)(.*)$/.exec(name) ?? [];
    const part = (direction: 'up' | 'down') =>
      sectionPart(
        file,
        sections.filter((section) => section.direction === direction),
      );
    sectioned.push({
      file,
      id: name,
      order: number || name,
      title: wordsOf(rest.replace(/\.sql$/, '')),
      up: part('up'),
      down: part('down'),
    });
  }
  const reading = sectionMigrations(sqlMigrate, sectioned);
  return { migrations: reading.migrations, unread: [...unread, ...refused, ...reading.unread] };
}

/** Names that begin with a number come first, by that number; the rest and equal numbers are in the order of names. */
function compareFiles(a: SourceFile, b: SourceFile): number {
  const [x, y] = [baseName(a.path), baseName(b.path)];
  const [m, n] = [/^\d+/.exec(x)?.[0], /^\d+/.exec(y)?.[0]];
  if (m !== undefined && n !== undefined) return compareIntegers(m, n) || compareText(x, y);
  return Number(m === undefined) - Number(n === undefined) || compareText(x, y);
}

function directionOf(line: string): 'up' | 'down' | undefined {
  const word = MARK.exec(line)?.[1];
  return word === 'Up' ? 'up' : word === 'Down' ? 'down' : undefined;
}

/** All sections of a direction are one migration, and one `notransaction` among them counts for all. */
function sectionPart(file: SourceFile, sections: readonly Section[]): SectionedPart | undefined {
  const alone = sections.some((section) => MARK.exec(section.mark)?.[2]?.split(/\s+/).includes('notransaction'));
  const part = partOf(file, sections, alone ? 'none' : 'wrapped');
  if (!part || !alone) return part;
  return { ...part, steps: sections.flatMap((section) => queriesOf(file, section, blockMark)) };
}

function blockMark(line: string): 'begin' | 'end' | undefined {
  const command = /^-- \+migrate\s+(\S+)/.exec(line)?.[1];
  return command === 'StatementBegin' ? 'begin' : command === 'StatementEnd' ? 'end' : undefined;
}
