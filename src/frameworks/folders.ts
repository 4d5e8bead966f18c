/** Folders of SQL files, and the marks at the top of a few of them, read once for all frameworks. */
import type { FileTree } from '../changes/change-source.ts';
import { dialectAround } from './evidence.ts';
import type { DialectEvidence, Project } from './framework.ts';
import { baseName, folderOf, foldersUp, groupBy } from './sql-file.ts';

/** A folder that holds SQL files itself. */
export interface SqlFolder {
  readonly path: string;
  /** Its SQL files, not those of folders below, sorted. */
  readonly files: readonly string[];
}

/** A project in a folder. Its dialect is what is handed in, else what the folder's name or the nearest driver says. */
export async function projectAt(
  tree: FileTree,
  framework: string,
  root: string,
  files: readonly string[],
  more: { readonly dialect?: DialectEvidence | undefined; readonly settings?: unknown } = {},
): Promise<Project> {
  const dialect = more.dialect ?? (await dialectAround(tree, root));
  return { framework, root, files, ...(dialect ? { dialect } : {}), ...(more.settings === undefined ? {} : { settings: more.settings }) };
}

/** Files in which people write the command lines and settings of their tools. */
const COMMANDS =
  /^(?:Makefile|makefile|GNUmakefile|[\w.-]+\.mk|Taskfile\.ya?ml|justfile|Dockerfile[\w.-]*|\.env[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml)$/;

const commandsOf = new WeakMap<FileTree, ReadonlyMap<string, readonly string[]>>();

/** Makefiles, compose files, `.env` files and the like in a folder and above it, nearest first. */
export async function readCommandFiles(
  tree: FileTree,
  folder: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  let byFolder = commandsOf.get(tree);
  if (!byFolder) {
    const found = tree.paths.filter((path) => COMMANDS.test(baseName(path)));
    commandsOf.set(tree, (byFolder = groupBy(found, folderOf)));
  }
  const all = byFolder;
  const paths = foldersUp(folder).flatMap((above) => all.get(above) ?? []);
  const contents = paths.length === 0 ? undefined : await tree.read(paths);
  return paths.flatMap((path) => {
    const content = contents?.get(path);
    return content?.kind === 'text' ? [{ path, text: content.text }] : [];
  });
}

const foldersOf = new WeakMap<FileTree, readonly SqlFolder[]>();
const samplesOf = new WeakMap<FileTree, Promise<ReadonlyMap<string, readonly string[]>>>();

const extensionsOf = new WeakMap<FileTree, ReadonlyMap<string, readonly string[]>>();

/** Paths with one of the extensions, in lower case and without the dot, sorted. A tree can hold a hundred thousand files, so that it is sifted once. */
export function pathsWith(tree: FileTree, ...extensions: readonly string[]): readonly string[] {
  let byExtension = extensionsOf.get(tree);
  if (!byExtension)
    extensionsOf.set(tree, (byExtension = groupBy(tree.paths, (path) => path.slice(path.lastIndexOf('.') + 1).toLowerCase())));
  const all = byExtension;
  const found = extensions.map((extension) => all.get(extension) ?? []).filter((paths) => paths.length > 0);
  return found.length === 1 ? (found[0] ?? []) : found.flat().sort();
}

/** Every folder of a tree that holds SQL files. */
export function sqlFolders(tree: FileTree): readonly SqlFolder[] {
  let folders = foldersOf.get(tree);
  if (!folders) {
    const files = groupBy(pathsWith(tree, 'sql'), folderOf);
    foldersOf.set(tree, (folders = [...files].map(([path, files]) => ({ path, files }))));
  }
  return folders;
}

/**
 * Folders in which a sampled file carries a mark: the first, the middle and the last SQL file are looked at, since a folder
 * belongs to one tool. The text handed to `hasMark` is the whole file less its byte order mark.
 */
export async function markedFolders(tree: FileTree, hasMark: (text: string) => boolean): Promise<readonly SqlFolder[]> {
  let samples = samplesOf.get(tree);
  if (!samples) samplesOf.set(tree, (samples = readSamples(tree)));
  const read = await samples;
  return sqlFolders(tree).filter((folder) => read.get(folder.path)?.some(hasMark));
}

async function readSamples(tree: FileTree): Promise<ReadonlyMap<string, readonly string[]>> {
  const chosen = new Map(sqlFolders(tree).map((folder) => [folder.path, sampleOf(folder)]));
  const contents = await tree.read([...chosen.values()].flat());
  const texts = new Map<string, readonly string[]>();
  for (const [folder, paths] of chosen) {
    const read = paths.map((path) => contents.get(path)).flatMap((content) => (content?.kind === 'text' ? [content.text] : []));
    texts.set(
      folder,
      read.map((text) => text.replace(/^\uFEFF/, '')),
    );
  }
  return texts;
}

/** Every tool that puts a mark into its files begins their names with a digit. */
function sampleOf(folder: SqlFolder): readonly string[] {
  const numbered = folder.files.filter((path) => /^\d/.test(baseName(path)));
  const last = numbered.length - 1;
  return [...new Set([0, last >> 1, last])].flatMap((i) => numbered[i] ?? []);
}
