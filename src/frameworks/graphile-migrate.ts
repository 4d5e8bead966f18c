/**
 * Graphile Migrate: committed/NNNNNN.sql in the order of the numbers, then current.sql or current/*.sql, which runs again
 * whenever it changes. Sources: src/migration.ts, src/current.ts, src/header.ts of github.com/graphile/migrate, 2.0.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import type { Framework, Migration, Project, ProjectReading, ProjectScope, Step, TransactionMode, Unread } from './framework.ts';
import { isRecord, parseJson } from './settings-text.ts';
import {
  baseName,
  compareIntegers,
  compareText,
  folderOf,
  inFolder,
  isBelow,
  linesOf,
  migrationOf,
  readSources,
  readText,
  sqlStep,
  unreadFile,
  wordsOf,
} from './sql-file.ts';

const NAME = /^(\d+)(?:-([-_a-zA-Z0-9]*))?\.sql$/;
const CONFIG = /^\.gmrc(?:\.[cm]?js|\.json5?)?$/;
const INCLUDE = /^--![ \t]*include[ \t]+(.*\.sql)[ \t]*$/;

export const graphileMigrate: Framework = {
  id: 'graphile-migrate',
  title: 'Graphile Migrate',
  outsideTransaction:
    'write "--! no-transaction" on the first line of current.sql, and keep it the only statement there: the file is sent as one query',
  detect: detectGraphile,
  read: readGraphile,
};

async function detectGraphile(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [projectOf(scope.root, scope.files)];
  const roots = new Set<string>();
  for (const path of tree.paths.filter((candidate) => CONFIG.test(baseName(candidate)))) {
    const text = (await readText(tree, path)) ?? '';
    const settings = parseJson(text);
    const named = isRecord(settings)
      ? settings['migrationsFolder']
      : /^[^/*\n]*["']?migrationsFolder["']?\s*:\s*["']([^"']+)["']/m.exec(text)?.[1];
    roots.add(inFolder(folderOf(path), (typeof named === 'string' ? named : 'migrations').replace(/^\.\/|\/$/g, '')));
  }
  // Where the settings are in code: the header that every committed file begins with.
  const firsts = new Map(
    tree.paths.filter((path) => /\/committed\/0*1(?:-[^/]*)?\.sql$/.test(path)).map((path) => [folderOf(folderOf(path)), path]),
  );
  for (const [root, path] of firsts) if ((await readText(tree, path))?.startsWith('--! Previous:')) roots.add(root);
  return [...roots].flatMap((root) => {
    const files = tree.paths.filter((path) => path.endsWith('.sql') && isBelow(path, root));
    return files.some((path) => isOwn(root, path)) ? [projectOf(root, files)] : [];
  });
}

/** Whether a file is a migration by its place. What else lies below the folder is for actions, tests and includes. */
function isOwn(root: string, path: string): boolean {
  const folder = folderOf(path);
  return folder === inFolder(root, 'committed') || folder === inFolder(root, 'current') || path === inFolder(root, 'current.sql');
}

function projectOf(root: string, files: readonly string[]): Project {
  return { framework: graphileMigrate.id, root, files, dialect: { dialect: 'postgres', evidence: 'Graphile Migrate' } };
}

async function readGraphile(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const fixtures = inFolder(project.root, 'fixtures');
  const committed: Migration[] = [];
  const current: Migration[] = [];
  const others: Unread[] = [];
  for (const file of files.values()) {
    if (isBelow(file.path, fixtures)) continue;
    if (!isOwn(project.root, file.path)) {
      others.push(unreadFile(file.path, 'it is no migration: Graphile Migrate runs it as an action, or not at all', file.text.length));
      continue;
    }
    const base = baseName(file.path);
    const match = NAME.exec(base);
    const isCurrent = folderOf(file.path) !== inFolder(project.root, 'committed');
    if (base === 'current.sql' && isCurrent) {
      const { transaction, steps } = bodyOf(file, files, fixtures);
      current.push(
        migrationOf(file, {
          framework: graphileMigrate.id,
          id: 'current',
          order: 'current',
          title: 'current',
          transaction,
          steps,
          repeatable: true,
        }),
      );
    } else if (!match)
      others.push(
        unreadFile(file.path, `Graphile Migrate ignores the file: its name is not a number, or a number with -name`, file.text.length),
      );
    else {
      const [, number = '', name = ''] = match;
      const { transaction, steps, message } = bodyOf(file, files, fixtures);
      if (isCurrent)
        // The files of current/ are joined and run as one.
        current.push(
          migrationOf(file, {
            framework: graphileMigrate.id,
            id: `current/${number}`,
            order: number,
            title: wordsOf(name) || base,
            transaction: 'wrapped',
            transactionGroup: 'current',
            steps,
            repeatable: true,
          }),
        );
      else
        committed.push(
          migrationOf(file, {
            framework: graphileMigrate.id,
            id: number,
            order: number,
            title: message || wordsOf(name) || base,
            transaction,
            steps,
          }),
        );
    }
  }
  const compare = (a: Migration, b: Migration): number => compareIntegers(a.order, b.order) || compareText(a.path, b.path);
  return { migrations: [...committed.toSorted(compare), ...current.toSorted(compare)], unread: [...unread, ...others] };
}

interface Body {
  readonly transaction: TransactionMode;
  readonly message: string;
  readonly steps: readonly Step[];
}

/** Takes the header off, and puts in what `--! include` names, each with its own place. */
function bodyOf(file: SourceFile, files: ReadonlyMap<string, SourceFile>, fixtures: string): Body {
  const lines = linesOf(file.text);
  let at = 0;
  let message = '';
  for (; at < lines.length; at++) {
    const header = /^--! ([A-Z]\w*)(?::(.*))?$/.exec(lines[at]?.text ?? '');
    if (!header) break;
    if (header[1] === 'Message') message = (header[2] ?? '').trim();
  }
  while (at < lines.length && lines[at]?.text.trim() === '') at++;
  const noTransaction = /^--!\s*no-transaction\b/.test(lines[at]?.text ?? '');
  return {
    transaction: noTransaction ? 'implicit' : 'wrapped',
    message,
    steps: withIncludes(file, lines[at]?.start ?? file.text.length, files, fixtures, [file.path]),
  };
}

function withIncludes(
  file: SourceFile,
  from: number,
  files: ReadonlyMap<string, SourceFile>,
  fixtures: string,
  trail: readonly string[],
): readonly Step[] {
  const steps: Step[] = [];
  let start = from;
  for (const line of linesOf(file.text)) {
    const name = INCLUDE.exec(line.text)?.[1]?.trim();
    if (name === undefined || line.start < from) continue;
    if (line.start > start) steps.push(sqlStep(file, start, line.start));
    start = line.end;
    const path = inFolder(fixtures, name);
    const included = files.get(path);
    if (included && !trail.includes(path))
      steps.push(...withIncludes(included, included.text.startsWith('\uFEFF') ? 1 : 0, files, fixtures, [...trail, path]));
    else {
      const reason = included ? `${path} includes itself` : `the file it includes, ${path}, is not there`;
      steps.push({ kind: 'unread', span: { path: file.path, start: line.start, end: line.start + line.text.length }, reason });
    }
  }
  if (start < file.text.length || steps.length === 0) steps.push(sqlStep(file, start, file.text.length));
  return steps;
}
