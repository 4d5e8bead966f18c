/** Which release of Prisma a project uses, as far as it decides how migrations run. */
import type { FileTree } from '../changes/change-source.ts';
import { foldersUp, inFolder, readText } from './sql-file.ts';
import { isRecord, parseJson } from './settings-text.ts';

/** From this release on `prisma migrate` sends the statements of a file one by one (github.com/prisma/prisma-engines/pull/5767). */
const SPLITS_SINCE = [7, 4] as const;
const LOCK_FILES: readonly (readonly [string, RegExp])[] = [
  ['package-lock.json', /"node_modules\/prisma":\s*\{\s*"version":\s*"(\d+)\.(\d+)/],
  ['pnpm-lock.yaml', /^\s*['"/]*prisma@(\d+)\.(\d+)\.\d+/m],
  ['yarn.lock', /^"?prisma@[^\n]*:\n\s+version:? "?(\d+)\.(\d+)/m],
  ['bun.lock', /"prisma":\s*\["prisma@(\d+)\.(\d+)/],
];

/** Whether the Prisma that the nearest package.json or, where that leaves it open, the lock file names sends statements one by one. */
export async function sendsOneByOne(tree: FileTree, folder: string): Promise<boolean> {
  const range = await requestedRange(tree, folder);
  if (range === undefined) return false;
  const lowest = /(\d+)(?:\.(\d+))?/.exec(range);
  if (lowest) {
    const version = [Number(lowest[1]), Number(lowest[2] ?? 0)] as const;
    if (isAtLeast(version, SPLITS_SINCE)) return true;
    const canGrow = /^(?:\^|>|[\d.]*x$|\d+$)/.test(range);
    if (version[0] < SPLITS_SINCE[0] && !range.startsWith('>')) return false;
    if (!canGrow) return false;
  }
  const locked = await lockedVersion(tree, folder);
  return locked !== undefined && isAtLeast(locked, SPLITS_SINCE);
}

type Version = readonly [number, number];

function isAtLeast(version: Version, other: Version): boolean {
  return version[0] > other[0] || (version[0] === other[0] && version[1] >= other[1]);
}

async function requestedRange(tree: FileTree, folder: string): Promise<string | undefined> {
  const all = new Set(tree.paths);
  const paths = foldersUp(folder)
    .map((above) => inFolder(above, 'package.json'))
    .filter((path) => all.has(path));
  for (const path of paths) {
    const manifest = parseJson((await readText(tree, path)) ?? '');
    if (!isRecord(manifest)) continue;
    for (const group of [manifest['devDependencies'], manifest['dependencies']]) {
      if (!isRecord(group)) continue;
      const range = group['prisma'] ?? group['@prisma/client'];
      if (typeof range === 'string') return range.trim();
    }
  }
  return undefined;
}

async function lockedVersion(tree: FileTree, folder: string): Promise<Version | undefined> {
  const all = new Set(tree.paths);
  for (const above of foldersUp(folder)) {
    for (const [name, pattern] of LOCK_FILES) {
      const path = inFolder(above, name);
      if (!all.has(path)) continue;
      const match = pattern.exec((await readText(tree, path)) ?? '');
      if (match) return [Number(match[1]), Number(match[2])];
    }
  }
  return undefined;
}
