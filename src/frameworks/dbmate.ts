/**
 * dbmate: `-- migrate:up` and `-- migrate:down` sections, in the order of the file names.
 * Sources: pkg/dbmate/migration.go and pkg/dbmate/db.go of github.com/amacneil/dbmate.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { dialectOfUrl } from './evidence.ts';
import { markedFolders, projectAt, readCommandFiles } from './folders.ts';
import type { DialectEvidence, Framework, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { partOf, sectionMigrations, sectionsOf, type Section, type SectionedFile } from './sections.ts';
import { baseName, compareText, readSources, unreadFile, wordsOf } from './sql-file.ts';

const NAME = /^(\d+)(.*)\.sql$/;
const MARK = /^--\s*migrate:(up|down)(?:\s*$|\s+\S+)/;

export const dbmate: Framework = {
  id: 'dbmate',
  title: 'dbmate',
  knownByVersion: true,
  outsideTransaction:
    'begin its section with "-- migrate:up transaction:false", with nothing else in that section: dbmate sends a section as one query, which PostgreSQL runs in a transaction when it holds several statements',
  detect: detectDbmate,
  read: readDbmate,
};

async function detectDbmate(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await makeProject(tree, scope.root, scope.files)];
  const folders = await markedFolders(tree, (text) => /^--\s*migrate:up(?:\s|$)/m.test(text));
  return Promise.all(
    folders.map((folder) =>
      makeProject(
        tree,
        folder.path,
        folder.files.filter((path) => NAME.test(baseName(path))),
      ),
    ),
  );
}

async function makeProject(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  return projectAt(tree, dbmate.id, root, files, { dialect: await urlOf(tree, root) });
}

/** dbmate reads DATABASE_URL from the environment and from .env. One that names the engine of another folder's migrations decides nothing. */
async function urlOf(tree: FileTree, root: string): Promise<DialectEvidence | undefined> {
  for (const { path, text } of await readCommandFiles(tree, root)) {
    const urls = [...text.matchAll(/\bDATABASE_URL\s*[:?]?[=:]\s*(\S+)/g)].map((match) => match[1] ?? '');
    const dialect = dialectOfUrl(urls.join('\n'), `DATABASE_URL in ${path}`);
    if (dialect) return dialect;
  }
  return undefined;
}

async function readDbmate(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const sectioned: SectionedFile[] = [];
  const refused: Unread[] = [];
  for (const file of [...files.values()].sort((a, b) => compareText(baseName(a.path), baseName(b.path)))) {
    const [, version = '', name = ''] = NAME.exec(baseName(file.path)) ?? [];
    const parts = pairsOf(sectionsOf(file.text, (line) => directionOf(line)));
    if (version === '')
      refused.push(unreadFile(file.path, 'dbmate ignores the file: its name does not begin with a number', file.text.length));
    else if (parts.length === 0)
      refused.push(unreadFile(file.path, 'dbmate refuses the file: it has no line "-- migrate:up"', file.text.length));
    for (const [at, { up, down }] of parts.entries())
      if (version !== '') {
        const id = at === 0 ? version : `${version}#${at + 1}`;
        sectioned.push({ file, id, order: version, title: wordsOf(name), up: sectionPart(file, up), down: sectionPart(file, down) });
      }
  }
  const reading = sectionMigrations(dbmate, sectioned);
  return { migrations: reading.migrations, unread: [...unread, ...refused, ...reading.unread] };
}

function directionOf(line: string): 'up' | 'down' | undefined {
  const direction = MARK.exec(line)?.[1];
  return direction === 'up' || direction === 'down' ? direction : undefined;
}

/** Every up with the down that follows it: dbmate runs each up in a transaction of its own. */
function pairsOf(sections: readonly Section[]): readonly { readonly up: Section; readonly down: Section | undefined }[] {
  return sections.flatMap((section, i) => {
    const next = sections[i + 1];
    return section.direction === 'up' ? [{ up: section, down: next?.direction === 'down' ? next : undefined }] : [];
  });
}

function sectionPart(file: SourceFile, section: Section | undefined) {
  if (!section) return undefined;
  const options = section.mark
    .replace(/^--\s*migrate:(?:up|down)/, '')
    .trim()
    .split(/\s+/);
  // The last of several decides, and any value but "false" leaves the transaction.
  const value = options.findLast((option) => /^transaction:[^:]*$/.test(option));
  return partOf(file, [section], value === 'transaction:false' ? 'implicit' : 'wrapped');
}
