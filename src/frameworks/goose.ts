/**
 * goose: `-- +goose Up` and `-- +goose Down` sections, in the order of the whole numbers.
 * Sources: internal/sqlparser/parser.go, provider_collect.go and migration.go of github.com/pressly/goose.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { engineOf } from './evidence.ts';
import { gooseGo } from './goose-go.ts';
import { markedFolders, pathsWith, projectAt, readCommandFiles } from './folders.ts';
import type { DialectEvidence, Framework, Migration, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { byVersion, queriesOf, sectionMigrations, sectionsOf, type Section, type SectionedFile, type SectionedPart } from './sections.ts';
import {
  baseName,
  compareIntegers,
  folderOf,
  groupBy,
  linesOf,
  plainNumber,
  readSources,
  sqlStep,
  unreadFile,
  wordsOf,
} from './sql-file.ts';

const NAME = /^(\d+)_(.*)\.(sql|go)$/;
/** goose takes `--+goose up` as well, in any case. */
const ANNOTATION = /^\s*--[\s-]*\+goose\s*(.*?)\s*-*\s*$/i;
const KNOWN = new Set(['up', 'down', 'statementbegin', 'statementend', 'no transaction', 'envsub on', 'envsub off']);

export const goose: Framework = {
  id: 'goose',
  title: 'goose',
  knownByVersion: true,
  outsideTransaction: 'add the line "-- +goose NO TRANSACTION" at the top of the file',
  detect: detectGoose,
  read: readGoose,
};

async function detectGoose(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await makeProject(tree, scope.root, scope.files)];
  const marked = await markedFolders(tree, (text) => /^[ \t]*--[\s-]*\+goose\s+up\b/im.test(text));
  const folders = new Set([...marked.map((folder) => folder.path), ...(await goFolders(tree))]);
  const files = groupBy(
    pathsWith(tree, 'sql', 'go').filter((path) => folders.has(folderOf(path)) && NAME.test(baseName(path)) && !path.endsWith('_test.go')),
    folderOf,
  );
  return Promise.all([...files].map(([root, files]) => makeProject(tree, root, files)));
}

/** Folders whose first numbered Go file registers itself with goose. */
async function goFolders(tree: FileTree): Promise<readonly string[]> {
  const numbered = groupBy(
    pathsWith(tree, 'go').filter((path) => !path.endsWith('_test.go') && NAME.test(baseName(path))),
    folderOf,
  );
  const samples = [...numbered.values()].flatMap((paths) => paths[0] ?? []);
  const contents = samples.length === 0 ? [] : [...(await tree.read(samples))];
  return contents.flatMap(([path, content]) =>
    content.kind === 'text' && /\bgoose\.Add\w*Migration/.test(content.text) ? [folderOf(path)] : [],
  );
}

async function makeProject(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  return projectAt(tree, goose.id, root, files, { dialect: await driverOf(tree, root) });
}

async function driverOf(tree: FileTree, root: string): Promise<DialectEvidence | undefined> {
  for (const { path, text } of await readCommandFiles(tree, root)) {
    const driver = /\bGOOSE_DRIVER\s*[:?]?[=:]\s*["']?(\w+)/.exec(text)?.[1];
    const dialect = driver === undefined ? undefined : engineOf(driver);
    if (dialect) return { dialect, evidence: `GOOSE_DRIVER in ${path}` };
  }
  return undefined;
}

async function readGoose(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const sectioned: SectionedFile[] = [];
  const code: Migration[] = [];
  const refused: Unread[] = [];
  for (const file of files.values()) {
    const [, version = '', name = '', extension] = NAME.exec(baseName(file.path)) ?? [];
    const id = plainNumber(version);
    if (extension === undefined || compareIntegers(version, '0') === 0)
      refused.push(unreadFile(file.path, 'goose ignores the file: its name does not begin with a number above 0 and _', file.text.length));
    else if (extension === 'go') code.push(...gooseGo(file, { title: wordsOf(name), id, order: version }));
    else {
      const { up, down, errors } = cut(file);
      refused.push(...errors);
      if (up) sectioned.push({ file, id, order: version, title: wordsOf(name), up, down });
    }
  }
  const reading = sectionMigrations(goose, byVersion(sectioned, compareIntegers));
  const migrations = [...reading.migrations, ...code].sort((a, b) => compareIntegers(a.order, b.order));
  return { migrations, unread: [...unread, ...refused, ...reading.unread] };
}

interface Cut {
  readonly up: SectionedPart | undefined;
  readonly down: SectionedPart | undefined;
  readonly errors: readonly Unread[];
}

function cut(file: SourceFile): Cut {
  const annotations = linesOf(file.text).flatMap((line) => {
    const word = annotationOf(line.text);
    return word === undefined ? [] : [{ ...line, word }];
  });
  const errors = annotations
    .filter(({ word }) => !KNOWN.has(word))
    .map(({ word, start, end }) => ({
      span: { path: file.path, start, end },
      reason: `goose refuses the file: it knows no annotation "${word}"`,
    }));
  // One NO TRANSACTION counts for the whole file, wherever it stands.
  const alone = annotations.some(({ word }) => word === 'no transaction');
  const sections = sectionsOf(file.text, (line) => {
    const word = annotationOf(line);
    return word === 'up' || word === 'down' ? word : undefined;
  });
  const part = (direction: 'up' | 'down') =>
    marked(
      file,
      sections.find((section) => section.direction === direction),
      alone,
    );
  const up = part('up');
  if (!up) errors.push(unreadFile(file.path, 'goose refuses the file: it has no line "-- +goose Up"', file.text.length));
  return { up, down: part('down'), errors };
}

function annotationOf(line: string): string | undefined {
  return ANNOTATION.exec(line)?.[1]?.toLowerCase().replaceAll(/\s+/g, ' ');
}

function marked(file: SourceFile, section: Section | undefined, alone: boolean): SectionedPart | undefined {
  if (!section) return undefined;
  const span = { path: file.path, start: section.start, end: section.end };
  if (!alone) return { span, steps: [sqlStep(file, section.start, section.end)], transaction: 'wrapped' };
  return { span, steps: queriesOf(file, section, blockMark), transaction: 'none' };
}

function blockMark(line: string): 'begin' | 'end' | undefined {
  const word = annotationOf(line);
  return word === 'statementbegin' ? 'begin' : word === 'statementend' ? 'end' : undefined;
}
