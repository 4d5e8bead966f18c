/**
 * Numbers for all files of a change: where a migration becomes several, those of the change that come after it get higher
 * ones, with all files that belong to them.
 */
import type { FileTree } from '../changes/change-source.ts';
import type { Migration, ProjectReading } from './framework.ts';
import { baseName, folderOf, groupBy, inFolder, isBelow } from './sql-file.ts';
import { compareNumbers, plainVersion, splitName, successor } from './writer.ts';

/** Tools that find a migration by the name of its file, or of its folder, and keep that name nowhere else in the repository. */
const NAMED: Readonly<Record<string, 'file' | 'folder'>> = {
  ...Object.fromEntries(['sql', 'flyway', 'goose', 'sql-migrate', 'dbmate', 'tern', 'golang-migrate', 'sqlx', 'supabase', 'atlas', 'refinery', 'pop', 'rails', 'ecto', 'laravel', 'knex', 'node-pg-migrate', 'sequelize'].map((id) => [id, 'file'])), // prettier-ignore
  ...Object.fromEntries(['prisma', 'diesel', 'hasura'].map((id) => [id, 'folder'])),
};

/** What a migration of a change is to be called. */
export interface Numbers {
  /** One for each of its files, in order. */
  readonly versions: readonly string[];
  /** Files that get another path: from the old one. */
  readonly moved: ReadonlyMap<string, string>;
}

/** A migration of a change, with the release of each file that it is to become. */
export interface ToNumber {
  readonly migration: Migration;
  readonly releases: readonly number[];
}

/**
 * Numbers for the migrations of a change, by the path of each. Those of a later release come after all of an earlier one.
 * Empty where the tool keeps names elsewhere too, or where nothing has to be moved.
 *
 * @param own in the order in which they are run.
 */
export function numbersOf(own: readonly ToNumber[], reading: ProjectReading, tree: FileTree): ReadonlyMap<string, Numbers> {
  const framework = own[0]?.migration.framework ?? '';
  const by = NAMED[framework];
  const nameOf = ({ path }: Pick<Migration, 'path'>): string => (by === 'folder' ? folderOf(path) : path);
  const numbers = new Map<string, Numbers>();
  if (by === undefined) return numbers;
  // Folders of plain files may be numbered themselves, so that each counts for itself.
  for (const group of groupBy(own, ({ migration }) => (framework === 'sql' ? folderOf(migration.path) : '')).values()) {
    const named = group.flatMap((one) => {
      const parts = splitName(baseName(nameOf(one.migration)));
      return parts ? [{ ...one, version: parts.version }] : [];
    });
    const versions = new Set(named.map(({ version }) => plainVersion(version)));
    const paths = new Set(named.map(({ migration }) => migration.path));
    const others = reading.migrations.filter(({ path, direction }) => direction === 'up' && !paths.has(path));
    const taken = new Set(others.flatMap((other) => plainVersion(splitName(baseName(nameOf(other)))?.version ?? '')));
    // Two of one number: nobody can tell which comes first.
    if (versions.size < named.length || [...versions].some((version) => taken.has(version))) continue;
    const given = new Map<string, string[]>(named.map(({ migration }) => [migration.path, []]));
    let last: string | undefined;
    const next = (after: string): string => {
      let at = successor(after);
      while (taken.has(plainVersion(at))) at = successor(at);
      return at;
    };
    const releases = Math.max(1, ...named.flatMap((one) => one.releases));
    for (let release = 1; release <= releases; release++)
      for (const { migration, version, releases: wanted } of named)
        for (const [i, own] of wanted.entries()) {
          // What is in the change keeps a file in the first release.
          if ((i === 0 ? 1 : own) !== release) continue;
          last = last === undefined || (i === 0 && compareNumbers(version, last) > 0) ? version : next(last);
          given.get(migration.path)?.push(last);
        }
    for (const { migration, version } of named) {
      const mine = given.get(migration.path) ?? [];
      const moved =
        mine[0] === undefined || mine[0] === version ? new Map<string, string>() : movedFiles(nameOf(migration), mine[0], by, tree);
      numbers.set(migration.path, { versions: mine, moved });
    }
  }
  return numbers;
}

/** The files that belong to a migration, with the paths that they have under another number. */
function movedFiles(whole: string, version: string, by: 'file' | 'folder', tree: FileTree): ReadonlyMap<string, string> {
  const own = splitName(baseName(whole));
  const folder = folderOf(whole);
  const moved = new Map<string, string>();
  for (const path of tree.paths) {
    if (by === 'folder') {
      if (isBelow(path, whole)) moved.set(path, inFolder(folder, renamed(baseName(whole), version)) + path.slice(whole.length));
      continue;
    }
    // The way back and settings of the tool stand beside it under the same number.
    const parts = folderOf(path) === folder ? splitName(baseName(path)) : undefined;
    if (parts && parts.version === own?.version) moved.set(path, inFolder(folder, renamed(baseName(path), version)));
  }
  return moved;
}

function renamed(name: string, version: string): string {
  const parts = splitName(name);
  return parts ? `${parts.prefix}${version}${name.slice(parts.prefix.length + parts.version.length)}` : name;
}
