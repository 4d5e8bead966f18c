/** A tree whose files are in memory: rule examples, tests, and blobs that were fetched. */
import type { FileContent, FileTree } from './change-source.ts';

/** Makes a tree from path to text. */
export function memoryTree(files: Readonly<Record<string, string | FileContent>>): FileTree {
  const contents = new Map(
    Object.entries(files).map(([path, file]) => [path, typeof file === 'string' ? ({ kind: 'text', text: file } as const) : file]),
  );
  return {
    paths: [...contents.keys()].sort(),
    read: async (paths) => new Map(paths.flatMap((path) => (contents.has(path) ? [[path, contents.get(path) as FileContent]] : []))),
  };
}
