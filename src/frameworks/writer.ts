/** What it takes to write migrations in the form of a framework: the contract, and the names of files that come after one. */
import type { Span } from '../source.ts';
import type { Migration, Project, ProjectReading } from './framework.ts';
import { baseName, compareVersions, folderOf, inFolder } from './sql-file.ts';

/** One statement of a file that is to be written. */
export interface DraftStatement {
  /** Lines that stand before it, without comment marks. */
  readonly comments: readonly string[];
  /** With its semicolon. */
  readonly sql: string;
  /** The place in the migration that it stands for, or a part of; without one it is added. */
  readonly from?: Span;
  /** It does what stands at that place, and nothing else does. */
  readonly written?: boolean;
  /** What undoes it, for tools that keep the two together: none where there is nothing to undo, undefined where nothing can. */
  readonly down?: readonly string[] | undefined;
}

/** One migration that is to be written. */
export interface Draft {
  readonly statements: readonly DraftStatement[];
  /** False: it must be run outside a transaction. */
  readonly transaction: boolean;
  /** What undoes it. Null: no way back is to be written, or the one that is there still fits. */
  readonly down: readonly DraftStatement[] | null;
  /** False: the way back must be run outside a transaction. */
  readonly downTransaction: boolean;
  /** From 1. */
  readonly release: number;
}

export interface WriteRequest {
  readonly project: Project;
  readonly reading: ProjectReading;
  /** The one that is rewritten: the first draft takes its file. */
  readonly migration: Migration;
  readonly drafts: readonly Draft[];
  /** It opens and ends its transactions itself. */
  readonly controls: boolean;
  /** Migrations of the same change that come after it, in order. */
  readonly later: readonly Migration[];
  /** A number for each draft, where it is known already that they go together with those of the other migrations. */
  readonly versions?: readonly string[];
  /** Paths that no new file may have. */
  readonly taken: ReadonlySet<string>;
  /** The text of a file of the project as it stands, with what was written before; undefined where there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

export interface WrittenFile {
  readonly path: string;
  readonly action: 'create' | 'replace';
  readonly text: string;
}

/** The files of each draft, in order; or why they cannot be written, as a sentence. */
export type Written =
  | { readonly files: readonly (readonly WrittenFile[])[]; readonly notes: readonly string[] }
  | { readonly reason: string };

export type MigrationWriter = (request: WriteRequest) => Written | Promise<Written>;

/** What undoes one migration, to be written where its tool looks for it. */
export interface WayBackRequest {
  readonly migration: Migration;
  readonly reading: ProjectReading;
  readonly statements: readonly DraftStatement[];
  /** False: one of them must be run outside a transaction. */
  readonly transaction: boolean;
  /** The statements of the migration with what undoes each, for tools that keep the two together. */
  readonly forth: readonly DraftStatement[];
}

/** The file of a migration in code with its way back; undefined where it has no place for one, or one that does something. */
export type CodeWayBack = (request: WayBackRequest) => string | undefined | Promise<string | undefined>;

/** How a name is put together: `V2__add_email.sql` is `V`, `2`, `__`, `add_email`, `.sql`. */
const NAME = /^(Migration|[A-Za-z]?)(\d{4}[-_]\d\d[-_]\d\d[-_]\d{6}|\d+(?:\.\d+)*)(__|[_-]|\.(?!\w+$)|)(.*?)((?:\.\w+)+)?$/s;

/** The parts of the name of a file or folder that begins with a number; undefined of any other. */
export function splitName(name: string): { readonly prefix: string; readonly version: string } | undefined {
  const [, prefix = '', version] = NAME.exec(name) ?? [];
  return version === undefined ? undefined : { prefix, version };
}

interface Named {
  readonly order: string;
  readonly path: string;
  /** `add_email_2`. */
  readonly title: string;
}

/**
 * Names for migrations directly after one, before anything later of the change; or why there are none.
 *
 * @param parent the name of the folder is what counts, not that of the file.
 */
export function namesAfter(
  request: Pick<WriteRequest, 'migration' | 'reading' | 'later' | 'taken' | 'versions'>,
  count: number,
  parent = false,
): readonly Named[] | { readonly reason: string } {
  const { migration, reading, later, taken } = request;
  const whole = parent ? folderOf(migration.path) : migration.path;
  const [, prefix = '', version, separator = '', title = '', suffix = ''] = NAME.exec(baseName(whole)) ?? [];
  if (version === undefined)
    return { reason: `The name ${baseName(whole)} does not begin with a number, so none can be told to come after it.` };
  const used = new Set(
    [...reading.migrations.map(({ path }) => path), ...taken].flatMap((path) => {
      const own = NAME.exec(baseName(parent ? folderOf(path) : path))?.[2];
      return own === undefined ? [] : [plainVersion(own)];
    }),
  );
  const names: Named[] = [];
  let at = version;
  while (names.length < count) {
    const given = request.versions?.[names.length + 1];
    at = given ?? successor(at);
    if (given === undefined && used.has(plainVersion(at))) continue;
    const own = title === '' ? `${names.length + 2}` : `${title}${title.includes('-') ? '-' : '_'}${names.length + 2}`;
    const base = `${prefix}${at}${separator || '_'}${own}${suffix}`;
    const path = inFolder(folderOf(whole), parent ? `${base}/${baseName(migration.path)}` : base);
    names.push({ order: at, path, title: own });
  }
  if (request.versions) return names;
  const next = later.find(({ path }) => {
    const own = NAME.exec(baseName(parent ? folderOf(path) : path))?.[2];
    return own !== undefined && own !== version && compareNumbers(own, at) < 0;
  });
  if (next)
    return {
      reason: `${baseName(whole)} becomes ${count + 1} migrations, and ${baseName(next.path)} of the same change would run between them: give it a higher number first.`,
    };
  return names;
}

/** A version without leading zeros of its parts: what makes two versions one. */
export const plainVersion = (version: string): string =>
  version
    .split('.')
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.');

/** Order of versions; the marks between the parts of a time do not count. */
export const compareNumbers = (a: string, b: string): number => compareVersions(a.replaceAll(/[-_]/g, ''), b.replaceAll(/[-_]/g, ''));

/** The next second of a timestamp, the next number of anything else, as wide as it was. */
export function successor(version: string): string {
  const mark = /^\d{4}([-_])\d\d\1\d\d\1\d{6}$/.exec(version)?.[1];
  if (mark !== undefined)
    return successor(version.replaceAll(mark, '')).replace(/^(\d{4})(\d\d)(\d\d)(\d{6})$/, ['$1', '$2', '$3', '$4'].join(mark));
  const stamp = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(version);
  if (stamp) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = stamp.slice(1).map(Number);
    const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second + 1));
    // Numbers that are no time (a counter in the place of the seconds) are counted on.
    if (month >= 1 && month <= 12 && day <= 31 && hour < 24 && minute < 60 && second < 60)
      return time.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  }
  const parts = version.split('.');
  const last = parts.pop() ?? '0';
  return [...parts, String(BigInt(last) + 1n).padStart(last.length, '0')].join('.');
}
