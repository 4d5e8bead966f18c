/** Whether a Rust crate around a folder depends on a library: what tells sqlx, Diesel and refinery from tools with the same file names. */
import type { FileTree } from '../changes/change-source.ts';
import { pathsWith } from './folders.ts';
import { baseName, folderOf, foldersUp, inFolder, isBelow } from './sql-file.ts';

const manifests = new WeakMap<FileTree, Promise<ReadonlyMap<string, string>>>();

/**
 * True when a Cargo.toml in or above the folder depends on the crate, or, where one of them is a workspace, any of its
 * members does.
 */
export async function cargoUses(tree: FileTree, folder: string, crate: string): Promise<boolean> {
  let read = manifests.get(tree);
  if (!read) manifests.set(tree, (read = readManifests(tree)));
  const texts = await read;
  const uses = (text: string): boolean =>
    // `sqlx = "0.8"`, `sqlx.workspace = true`, `[dependencies.sqlx]`, and `refinery-core` where `refinery` is asked for.
    new RegExp(`^\\s*${crate}(?:[-_]\\w+)*\\s*[.=]|^\\s*\\[[^\\]\\n]*dependencies\\.${crate}(?:[-_]\\w+)*\\]`, 'm').test(text);
  for (const above of foldersUp(folder)) {
    const text = texts.get(inFolder(above, 'Cargo.toml'));
    if (text === undefined) continue;
    if (uses(text)) return true;
    if (/^\s*\[workspace\b/m.test(text) && [...texts].some(([path, member]) => isBelow(folderOf(path), above) && uses(member))) return true;
  }
  return false;
}

async function readManifests(tree: FileTree): Promise<ReadonlyMap<string, string>> {
  const paths = pathsWith(tree, 'toml').filter((path) => baseName(path) === 'Cargo.toml');
  const contents = paths.length === 0 ? [] : [...(await tree.read(paths))];
  return new Map(contents.flatMap(([path, content]) => (content.kind === 'text' ? [[path, content.text] as const] : [])));
}
