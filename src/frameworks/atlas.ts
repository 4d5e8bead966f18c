/**
 * Atlas: versioned SQL files with a hash file beside them. Only Atlas's own format is read here; a folder that
 * `?format=` or the names give to another tool is that tool's.
 * Sources: sql/migrate/dir.go, sql/migrate/lex.go and cmd/atlas/internal/cmdapi/migrate.go of github.com/ariga/atlas.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { SourceFile } from '../source.ts';
import { cutScript } from '../source.ts';
import { atlasJournal } from './atlas-sum.ts';
import { engineOf } from './evidence.ts';
import { projectAt } from './folders.ts';
import type {
  DialectEvidence,
  Framework,
  Migration,
  Project,
  ProjectReading,
  ProjectScope,
  Step,
  TransactionMode,
  Unread,
} from './framework.ts';
import {
  baseName,
  compareText,
  folderOf,
  foldersUp,
  inFolder,
  linesOf,
  migrationOf,
  readSources,
  readText,
  unreadFile,
  wordsOf,
  wayBackIn,
} from './sql-file.ts';

interface AtlasSettings {
  readonly mode: 'file' | 'all' | 'none';
}

export const atlas: Framework = {
  id: 'atlas',
  title: 'Atlas',
  knownByVersion: true,
  outsideTransaction:
    'start the file with the line "-- atlas:txmode none" and an empty line after it: Atlas ignores the mark without the empty line',
  detect: detectAtlas,
  read: readAtlas,
};

async function detectAtlas(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  const configs = await readConfigs(tree);
  if (scope) return [await projectOf(tree, scope.root, scope.files, configs)];
  const roots = new Set(tree.paths.filter((path) => baseName(path) === 'atlas.sum').map(folderOf));
  for (const config of configs)
    for (const { folder, format } of config.folders) if (['atlas', 'golang-migrate'].includes(format)) roots.add(folder);
  const foreign = new Set(
    configs.flatMap((config) => config.folders.filter(({ format }) => format !== 'atlas').map(({ folder }) => folder)),
  );
  const paired = new Set(
    configs.flatMap((config) => config.folders.filter(({ format }) => format === 'golang-migrate').map(({ folder }) => folder)),
  );
  const projects: Project[] = [];
  for (const root of roots) {
    const files = tree.paths.filter((path) => folderOf(path) === root && path.endsWith('.sql'));
    // Names that golang-migrate takes are its own, whoever wrote the files.
    const otherTool = (foreign.has(root) && !paired.has(root)) || files.some((path) => /^\d+_.*\.(?:up|down)\.sql$/.test(baseName(path)));
    const sum = inFolder(root, 'atlas.sum');
    if (files.length > 0 && !otherTool)
      projects.push(await projectOf(tree, root, [...files, ...(tree.paths.includes(sum) ? [sum] : [])], configs));
  }
  return projects;
}

interface AtlasConfig {
  readonly path: string;
  readonly text: string;
  readonly folders: readonly { readonly folder: string; readonly format: string }[];
}

async function readConfigs(tree: FileTree): Promise<readonly AtlasConfig[]> {
  const paths = tree.paths.filter((path) => baseName(path) === 'atlas.hcl');
  return [...(await tree.read(paths))].flatMap(([path, content]) => {
    if (content.kind !== 'text') return [];
    const text = content.text.replaceAll(/^\s*(?:#|\/\/)[^\n]*/gm, '');
    const folders = [...text.matchAll(/\bdir\s*=\s*"file:\/\/([^"?]*)(?:\?[^"]*?\bformat=([\w-]+))?[^"]*"/g)].map((match) => ({
      folder: inFolder(folderOf(path), (match[1] ?? '').replace(/^(?:\.?\/)+|\/+$/g, '')),
      format: match[2] ?? 'atlas',
    }));
    return [{ path, text, folders }];
  });
}

async function projectOf(tree: FileTree, root: string, files: readonly string[], configs: readonly AtlasConfig[]): Promise<Project> {
  const config =
    configs.find((candidate) => candidate.folders.some(({ folder }) => folder === root)) ??
    foldersUp(root).flatMap((above) => configs.find((candidate) => folderOf(candidate.path) === above) ?? [])[0];
  const modes = new Set([...(config?.text ?? '').matchAll(/\btx[-_]mode\s*=\s*"?(all|none|file)\b/g)].map((match) => match[1]));
  const [mode] = modes;
  const settings: AtlasSettings = { mode: modes.size === 1 && (mode === 'all' || mode === 'none') ? mode : 'file' };
  return projectAt(tree, atlas.id, root, files, { dialect: config && dialectOf(config), settings });
}

/** The dev database's image is the server's own release; a URL names the engine alone. */
function dialectOf(config: AtlasConfig): DialectEvidence | undefined {
  for (const [, scheme = '', image = '', tag = ''] of config.text.matchAll(/"(\w+)(?:\+\w+)?:\/\/(?:([\w-]+)\/(\d+)?)?/g)) {
    const engine = scheme === 'docker' ? engineOf(image) : engineOf(scheme);
    if (engine === undefined) continue;
    const version = scheme === 'docker' ? tag : '';
    return {
      dialect: engine,
      ...(version === '' ? {} : { version }),
      evidence: `${version === '' ? 'URL' : 'dev database'} in ${config.path}`,
    };
  }
  return undefined;
}

async function readAtlas(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { mode } = (project.settings as AtlasSettings | undefined) ?? { mode: 'file' };
  const { files, unread } = await readSources(
    tree,
    project.files.filter((path) => path.endsWith('.sql')),
  );
  const sorted = [...files.values()].toSorted((a, b) => compareText(baseName(a.path), baseName(b.path)));
  // With `?format=golang-migrate` Atlas reads that tool's pairs of files.
  const downs = new Map(sorted.flatMap((file) => (file.path.endsWith('.down.sql') ? [[file.path, wayBackIn(file.text)] as const] : [])));
  const sumPath = inFolder(project.root, 'atlas.sum');
  const sum = project.files.includes(sumPath) ? await readText(tree, sumPath) : undefined;
  // A file that cannot be read has a sum that nobody knows.
  const journals = sum === undefined || unread.length > 0 ? undefined : atlasJournal(sorted, sum);
  const migrations: Migration[] = [];
  const others: Unread[] = [];
  for (const [at, file] of sorted.entries()) {
    const directives = fileDirectives(file.text);
    // A checkpoint stands for what came before it, on databases that have nothing yet.
    if (directives.has('checkpoint') && at > 0) {
      others.push(unreadFile(file.path, 'Atlas runs this checkpoint on new databases only', file.text.length));
      continue;
    }
    const [, order = '', title = '', way = ''] = /^([^_.]*)_?(.*?)(?:\.(up|down))?\.sql$/.exec(baseName(file.path)) ?? [];
    const transaction: TransactionMode = (directives.get('txmode') ?? mode) === 'none' ? 'none' : 'wrapped';
    const parts = partsOf(file);
    const isDown = way === 'down';
    const ownWay = parts.down ? wayBackIn(file.text.slice(parts.down.start, parts.down.end)) : 'absent';
    const journal = journals?.get(file.path);
    const common = { framework: atlas.id, order, title: wordsOf(title) || order, transaction };
    migrations.push(
      migrationOf(file, {
        ...common,
        id: isDown ? `${order}:down` : order,
        direction: isDown ? 'down' : 'up',
        ...(journal ? { journal } : {}),
        transactionGroup: mode === 'all' && transaction === 'wrapped' && !isDown ? atlas.id : null,
        down: isDown
          ? 'not-used'
          : downs.size > 0
            ? (downs.get(file.path.replace(/up\.sql$/, 'down.sql')) ?? 'absent')
            : ownWay === 'absent'
              ? 'not-used'
              : ownWay,
        steps: stepsOf(file, parts.up.start, parts.up.end),
      }),
    );
    if (parts.down) {
      const { start, end } = parts.down;
      migrations.push(
        migrationOf(file, {
          ...common,
          id: `${order}:down`,
          direction: 'down',
          span: { path: file.path, start, end },
          steps: stepsOf(file, start, end),
        }),
      );
    }
  }
  return { migrations, unread: [...unread, ...others] };
}

/** Marks at the top of a file. They count only when an empty line, or nothing, follows the comments they stand in. */
function fileDirectives(text: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  const lines = linesOf(text);
  const end = lines.findIndex((line) => !/^(?:--|#)/.test(line.text));
  if (end >= 0 && lines[end]?.text.trim() !== '') return directives;
  for (const line of end < 0 ? lines : lines.slice(0, end)) {
    const match = /^[ -~]*?atlas:(\w+)(?: +(.+))?$/.exec(line.text.trim());
    if (match) directives.set(match[1] ?? '', (match[2] ?? '').trim());
  }
  return directives;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** A txtar archive holds checks, the migration and its way back under `-- name --`; any other file is the migration. */
function partsOf(file: SourceFile): { readonly up: Part; readonly down: Part | undefined } {
  const lines = linesOf(file.text);
  const whole = { start: file.text.startsWith('\uFEFF') ? 1 : 0, end: file.text.length };
  if (!/^--\s*atlas:txtar\b/.test(lines[0]?.text ?? '')) return { up: whole, down: undefined };
  const heads = lines.flatMap((line) => {
    const name = /^-- (\S+) --$/.exec(line.text.trim())?.[1];
    return name === undefined ? [] : [{ name, line }];
  });
  const partOf = (name: string): Part | undefined => {
    const at = heads.findIndex((head) => head.name === name);
    return at < 0 ? undefined : { start: heads[at]?.line.end ?? 0, end: heads[at + 1]?.line.start ?? file.text.length };
  };
  return { up: partOf('migration.sql') ?? { start: whole.end, end: whole.end }, down: partOf('down.sql') };
}

/** With `-- atlas:delimiter` on the first line, everything up to the next delimiter is sent as one query. */
function stepsOf(file: SourceFile, start: number, end: number): readonly Step[] {
  const first = linesOf(file.text.slice(start, end))[0];
  const written = /^-- atlas:delimiter +(.+)$/.exec(first?.text ?? '')?.[1]?.trimEnd();
  if (first === undefined || written === undefined) return [{ kind: 'sql', script: cutScript(file, start, end) }];
  const delimiter = written.replaceAll(/\\([nrt])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
  const steps: Step[] = [];
  for (let at = start + first.end; at < end;) {
    const next = file.text.indexOf(delimiter, at);
    const until = next < 0 || next > end ? end : next;
    steps.push({ kind: 'sql', script: cutScript(file, at, until), oneQuery: true });
    at = until + delimiter.length;
  }
  return steps;
}
