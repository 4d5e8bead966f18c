/**
 * node-pg-migrate: SQL files with `-- Up Migration` and `-- Down Migration`, or pairs `x.up.sql` and `x.down.sql`, beside files
 * in JavaScript and TypeScript. It runs PostgreSQL only, and all pending migrations in one transaction.
 * Sources: src/{sqlMigration,migration,migrationLoader,runner}.ts and src/utils/{comparators,fileNameUtils}.ts of
 * github.com/salsita/node-pg-migrate.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { markedFolders, pathsWith, projectAt, readCommandFiles } from './folders.ts';
import type { Framework, Migration, Project, ProjectReading, ProjectScope, TransactionMode } from './framework.ts';
import {
  baseName,
  compareNatural,
  folderOf,
  foldersUp,
  groupBy,
  hasSql,
  inFolder,
  migrationOf,
  readSources,
  readText,
  sqlStep,
  wordsOf,
  wayBackIn,
} from './sql-file.ts';

const NAME = /^(\d+)[_-](.*)\.(sql|[cm]?[jt]s)$/;
const SCRIPTS = ['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'];
const CODE = /\.[cm]?[jt]s$/;
const UP = /^\s*--[\s-]*up\s+migration/im;
const DOWN = /^\s*--[\s-]*down\s+migration/im;

interface Settings {
  /** All pending migrations share one transaction, as is the default. */
  readonly single: boolean;
}

export const nodePgMigrate: Framework = {
  id: 'node-pg-migrate',
  title: 'node-pg-migrate',
  outsideTransaction:
    'write it in JavaScript or TypeScript, with pgm.noTransaction() before pgm.sql(…): an SQL file cannot leave the transaction',
  detect: detectNodePgMigrate,
  read: readNodePgMigrate,
};

async function detectNodePgMigrate(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await makeProject(tree, scope.root, scope.files)];
  const marked = await markedFolders(tree, (text) => UP.test(text));
  const folders = new Set([...marked.map((folder) => folder.path), ...(await codeFolders(tree))]);
  const files = groupBy(
    pathsWith(tree, 'sql', ...SCRIPTS).filter(
      (path) => folders.has(folderOf(path)) && NAME.test(baseName(path)) && !path.endsWith('.d.ts'),
    ),
    folderOf,
  );
  return Promise.all([...files].map(([root, files]) => makeProject(tree, root, files)));
}

/** Folders whose first numbered script takes the builder as node-pg-migrate hands it over. */
async function codeFolders(tree: FileTree): Promise<readonly string[]> {
  const numbered = groupBy(
    pathsWith(tree, ...SCRIPTS).filter((path) => NAME.test(baseName(path)) && /migrat/i.test(folderOf(path))),
    folderOf,
  );
  const samples = [...numbered.values()].flatMap((paths) => paths[0] ?? []);
  const contents = samples.length === 0 ? [] : [...(await tree.read(samples))];
  const mark = /['"]node-pg-migrate['"]|\bup\s*(?:[:=]|\()[^\n]*\bpgm\b/;
  return contents.flatMap(([path, content]) => (content.kind === 'text' && mark.test(content.text) ? [folderOf(path)] : []));
}

async function makeProject(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  const texts = (await readCommandFiles(tree, root)).map(({ text }) => text);
  for (const folder of foldersUp(root)) texts.push((await readText(tree, inFolder(folder, 'package.json'))) ?? '');
  const settings: Settings = { single: !texts.some((text) => /--no-single-transaction\b|"single-transaction"\s*:\s*false/.test(text)) };
  const dialect = { dialect: 'postgres', evidence: 'node-pg-migrate, which runs PostgreSQL only' };
  return projectAt(tree, nodePgMigrate.id, root, files, { dialect, settings });
}

async function readNodePgMigrate(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { single } = project.settings as Settings;
  const { files, unread } = await readSources(tree, project.files);
  const { Modules, pgm, readScript } = await import('./javascript/index.ts');
  const modules = new Modules(tree);
  const sorted = [...files.values()].sort((a, b) => compareNames(baseName(a.path), baseName(b.path)));
  const read: Migration[] = [];
  for (const file of sorted) {
    const name = baseName(file.path).replace(/\.[^.]+$/, '');
    const [, number = name, title = name] = /^(\d+)[_-](.*)$/.exec(name) ?? [];
    const shared = { framework: nodePgMigrate.id, order: number, title: wordsOf(title.replace(/\.(?:up|down)$/, '')) };
    const group = single ? `node-pg-migrate in ${project.root}` : null;
    const run = { ...shared, transaction: 'wrapped' as TransactionMode, transactionGroup: group };
    if (CODE.test(file.path)) read.push(...(await readScript(file, pgm, { ...shared, id: name, group }, modules)));
    else read.push(...(/\.(?:up|down)$/.test(name) ? [half(file, name, run, files)] : sections(file, name, run)));
  }
  return { migrations: read, unread };
}

interface Run {
  readonly framework: string;
  readonly order: string;
  readonly title: string;
  readonly transaction: TransactionMode;
  readonly transactionGroup: string | null;
}

/** One of a pair of files; for the loader called `sql`. */
function half(file: SourceFile, name: string, run: Run, files: ReadonlyMap<string, SourceFile>): Migration {
  const id = name.replace(/\.(?:up|down)$/, '');
  if (name.endsWith('.down')) return migrationOf(file, { ...run, id: `${id}:down`, direction: 'down' });
  const down = files.get(file.path.replace(/\.up\.sql$/, '.down.sql'));
  return migrationOf(file, { ...run, id, down: wayBackIn(down?.text ?? '') });
}

/** The parts of one file. Without marks all of it is the way forth; the parts may stand in either order. */
function sections(file: SourceFile, id: string, run: Run): readonly Migration[] {
  const { text } = file;
  const begin = text.startsWith('\uFEFF') ? 1 : 0;
  const [upMark, downMark] = [text.search(UP), text.search(DOWN)];
  const upStart = upMark < 0 || !hasSql(text.slice(0, upMark)) ? begin : upMark;
  const upEnd = downMark > upMark && upMark >= 0 ? downMark : text.length;
  const downEnd = upMark > downMark ? upMark : text.length;
  const part = (start: number, end: number) => ({ span: { path: file.path, start, end }, steps: [sqlStep(file, start, end)] });
  const down = downMark < 0 ? 'absent' : wayBackIn(text.slice(downMark, downEnd));
  const up = migrationOf(file, { ...run, ...part(upStart, upEnd), id, down });
  return downMark < 0 ? [up] : [up, migrationOf(file, { ...run, ...part(downMark, downEnd), id: `${id}:down`, direction: 'down' })];
}

/** By the number, where one of 17 digits is a time in UTC and any other counts milliseconds; then by the name. */
function compareNames(a: string, b: string): number {
  const order = momentOf(a) - momentOf(b);
  return Number.isNaN(order) || order === 0 ? compareNatural(a, b) : order;
}

function momentOf(name: string): number {
  const prefix = /^\d+/.exec(name)?.[0] ?? '';
  if (prefix.length !== 17) return prefix === '' ? Number.NaN : Number(prefix);
  return Date.parse(prefix.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/, '$1-$2-$3T$4:$5:$6.$7Z'));
}
