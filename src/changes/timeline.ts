/** Which migrations of a project are history, which are the change, and what became of those that were merged already. */
import { IN_ORDER, type TimelineEntry } from '../effects/analyse.ts';
import type { Framework, Migration, Project, ProjectReading } from '../frameworks/framework.ts';
import { baseName, compareIntegers } from '../frameworks/sql-file.ts';
import type { ChangeSet } from './change-source.ts';

/** The part of the file that is the migration. */
const sliceOf = (migration: Migration): string => migration.text.slice(migration.span.start, migration.span.end);

const HISTORY = { ...IN_ORDER, role: 'history', change: null } as const;

/** Whether a change touches any file of a project. */
export function touches(changes: ChangeSet, project: Project): boolean {
  const own = new Set(project.files);
  return changes.files.some((file) => own.has(file.path) || (file.previousPath !== undefined && own.has(file.previousPath)));
}

/**
 * What a tool that knows migrations by their version tells them apart by: the version as it stands in the name, and as a
 * number. Frameworks put what tells two files of one version apart into the id, after a blank.
 */
const versionsOf = (migration: Migration): readonly string[] => [`text ${migration.order}`, `value ${migration.id.split(' ', 1)[0]}`];

/** The tool runs it: its list names it, and there is a file. */
const isRun = ({ journal }: Migration): boolean => journal?.state !== 'unlisted' && journal?.state !== 'no-file';

/** Versions that several files of a project have. Repeatable migrations have none. */
function duplicated(migrations: readonly Migration[]): ReadonlySet<string> {
  const paths = new Map<string, Set<string>>();
  for (const m of migrations) {
    if (m.direction !== 'up' || m.repeatable || m.otherDialect !== undefined || !isRun(m)) continue;
    for (const version of versionsOf(m)) paths.set(version, (paths.get(version) ?? new Set()).add(m.path));
  }
  return new Set([...paths].flatMap(([version, own]) => (own.size > 1 ? [version] : [])));
}

/**
 * The timeline of one project.
 *
 * @param head the project as it will be, in the tool's order.
 * @param base the project as it is now; null where history is what is ordered before (`files`, `audit`).
 * @param framework how the tool knows a migration again.
 */
export function makeTimeline(
  changes: ChangeSet,
  head: ProjectReading,
  base: ProjectReading | null,
  framework: Pick<Framework, 'knownByVersion' | 'remembers' | 'consecutive'>,
): readonly TimelineEntry[] {
  const duplicates = framework.knownByVersion ? duplicated(head.migrations) : new Set<string>();
  const timeline = base ? againstBase(changes, head, base, duplicates, framework) : byOrder(changes, head, duplicates);
  const missing = framework.consecutive ? missingVersions(head.migrations) : new Map<Migration, string>();
  const faults = new Set<string>();
  return timeline.map((entry): TimelineEntry => {
    const { migration, role } = entry;
    if (role !== 'change' || migration.direction === 'down') return entry;
    const fault = migration.journal?.fault ?? '';
    // One fault that several migrations have is said once.
    const journalFault = faults.has(fault) ? '' : fault;
    faults.add(fault);
    return { ...entry, journalFault, missingVersions: missing.get(migration) ?? '', otherHead: otherHeadOf(migration, head.migrations) };
  });
}

/** The numbers that no migration has, by the first migration after them. */
function missingVersions(migrations: readonly Migration[]): ReadonlyMap<Migration, string> {
  const missing = new Map<Migration, string>();
  let last = 0;
  const versioned = migrations.filter((m) => m.direction === 'up' && isRun(m) && /^\d+$/.test(m.id));
  for (const migration of versioned.toSorted((a, b) => compareIntegers(a.id, b.id))) {
    const version = Number(migration.id);
    if (version > last + 1) missing.set(migration, version === last + 2 ? `${last + 1}` : `${last + 1} to ${version - 1}`);
    last = version;
  }
  return missing;
}

/** The path of a migration that was built on the same one, where no later migration joins the two; or empty. */
function otherHeadOf({ chain }: Migration, migrations: readonly Migration[]): string {
  if (!chain) return '';
  const chained = migrations.flatMap((m) => (m.chain ? [{ path: m.path, chain: m.chain }] : []));
  /** What was built on one, itself included. */
  const after = (own: string, found = new Set<string>()): ReadonlySet<string> => {
    if (found.has(own)) return found;
    found.add(own);
    for (const next of chained) if (next.chain.follows.includes(own)) after(next.chain.own, found);
    return found;
  };
  const mine = after(chain.own);
  const beside = chained.find(
    (other) =>
      other.chain.own !== chain.own &&
      other.chain.follows.some((one) => chain.follows.includes(one)) &&
      ![...after(other.chain.own)].some((one) => mine.has(one)),
  );
  return beside?.path ?? '';
}

/** Named files and audits: what is ordered before is history; what comes after the last named one does not exist yet. */
function byOrder(changes: ChangeSet, head: ProjectReading, duplicates: ReadonlySet<string>): readonly TimelineEntry[] {
  const named = new Set(changes.files.map((file) => file.path));
  const ups = head.migrations.filter((m) => m.direction === 'up');
  const downs = head.migrations.filter((m) => m.direction === 'down' && named.has(m.path));
  const last = Math.max(
    ups.findLastIndex((m) => named.has(m.path)),
    ...downs.map((down) => ups.findIndex((up) => down.id === `${up.id}:down`)),
  );
  const timeline: TimelineEntry[] = [];
  for (const [i, migration] of ups.slice(0, last + 1).entries()) {
    const own = downs.filter((down) => down.id === `${migration.id}:down`);
    const change = changes.kind === 'audit' ? `${i}:${migration.id}` : 'change';
    if (named.has(migration.path))
      timeline.push({
        ...HISTORY,
        migration,
        role: 'change',
        change,
        duplicateOrder: !migration.repeatable && versionsOf(migration).some((version) => duplicates.has(version)),
      });
    else timeline.push({ ...HISTORY, migration });
    if (changes.kind === 'audit') timeline.push(...own.map((down) => ({ ...HISTORY, migration: down, role: 'change' as const, change })));
  }
  const placed = new Set(timeline.map((entry) => entry.migration));
  timeline.push(
    ...downs.filter((down) => !placed.has(down)).map((migration) => ({ ...HISTORY, migration, role: 'change' as const, change: 'change' })),
  );
  return timeline;
}

/**
 * Which merged migration each one of the head continues: that of the same place, then that of the place it was moved
 * from, then one of the same id whose own place is gone.
 *
 * @param knownByVersion the id comes from the name of the file, so that the only migration of a file stays the same whatever
 *   id a second file of its version leaves to it.
 */
function matchMerged(
  changes: ChangeSet,
  head: readonly Migration[],
  base: readonly Migration[],
  knownByVersion: boolean,
): ReadonlyMap<Migration, Migration> {
  const placeOf = (path: string, m: Migration): string => `${m.direction} ${path}`;
  const group = (list: readonly Migration[], key: (m: Migration) => string): ReadonlyMap<string, readonly Migration[]> => {
    const groups = new Map<string, Migration[]>();
    for (const m of list) {
      const own = groups.get(key(m));
      if (own) own.push(m);
      else groups.set(key(m), [m]);
    }
    return groups;
  };
  const there = group(base, (m) => placeOf(m.path, m));
  const here = group(head, (m) => placeOf(m.path, m));
  const matched = new Map<Migration, Migration>();
  const gone = new Set(base);
  const match = (migration: Migration, merged: Migration | undefined): void => {
    if (!merged) return;
    matched.set(migration, merged);
    gone.delete(merged);
  };
  /** Of several in one file the one with the same id, of a single one that one. */
  const at = (path: string, migration: Migration, single: boolean): Migration | undefined => {
    const own = there.get(placeOf(path, migration)) ?? [];
    const only = single && own.length === 1 && here.get(placeOf(migration.path, migration))?.length === 1;
    return [own.find((m) => m.id === migration.id), only ? own[0] : undefined].find((m) => m !== undefined && gone.has(m));
  };
  for (const migration of head) match(migration, at(migration.path, migration, knownByVersion));
  const cameFrom = new Map(changes.files.map((file) => [file.path, file.previousPath]));
  for (const migration of head) {
    const previous = matched.has(migration) ? undefined : cameFrom.get(migration.path);
    if (previous !== undefined) match(migration, at(previous, migration, true));
  }
  const byId = group([...gone], (m) => `${m.direction} ${m.id}`);
  for (const migration of head) {
    if (matched.has(migration)) continue;
    const candidates = byId.get(`${migration.direction} ${migration.id}`) ?? [];
    match(
      migration,
      candidates.find((m) => gone.has(m) && m.path !== migration.path),
    );
  }
  return matched;
}

/** Whether the tool takes a migration whose file has another name or place now for one that it never ran, or stops at it. */
function looksNew(merged: Migration, migration: Migration, remembers: Framework['remembers']): boolean {
  if (merged.id !== migration.id) return true;
  if (remembers === 'path') return merged.path !== migration.path;
  return remembers === 'name' && baseName(merged.path) !== baseName(migration.path);
}

/** A pull request or git: all of the base is history, applied first; the change comes on top in its own order. */
function againstBase(
  changes: ChangeSet,
  head: ProjectReading,
  base: ProjectReading,
  duplicates: ReadonlySet<string>,
  framework: Pick<Framework, 'knownByVersion' | 'remembers'>,
): readonly TimelineEntry[] {
  const change = 'change';
  const touched = new Set(
    changes.files.flatMap((file) => (file.previousPath === undefined ? [file.path] : [file.path, file.previousPath])),
  );
  const matched = matchMerged(changes, head.migrations, base.migrations, framework.knownByVersion ?? false);
  // A file that the tool's list did not name has never been run: it is new when the list names it.
  const mergedAs = new Map([...matched].filter(([now, was]) => isRun(was) || !isRun(now)));
  const takenFrom = new Set(mergedAs.values());

  const changed: TimelineEntry[] = [];
  const mentioned: TimelineEntry[] = [];
  const headPaths = new Set(changes.head.paths);
  /** Files that were renamed or deleted: said once, however many migrations are in them. */
  const said = new Set<string>();
  const mention = (migration: Migration, status: 'edited' | 'renamed' | 'deleted'): void => {
    if (status === 'renamed' || (status === 'deleted' && !headPaths.has(migration.path))) {
      if (said.has(migration.path)) return;
      said.add(migration.path);
    }
    mentioned.push({ ...HISTORY, migration, role: 'mention', change, status });
  };
  const headUps = head.migrations.filter((m) => m.direction === 'up');
  for (const migration of head.migrations) {
    const merged = mergedAs.get(migration);
    if (!touched.has(migration.path) && !(matched.has(migration) && !merged)) continue;
    if (merged && !isRun(merged)) continue;
    const edited = merged !== undefined && sliceOf(merged) !== sliceOf(migration);
    if (!merged || (edited && (migration.repeatable || migration.direction === 'down'))) {
      changed.push({ ...HISTORY, migration, role: 'change', change, status: merged ? 'edited' : 'added' });
    } else if (edited) mention(migration, 'edited');
    else if (migration.direction === 'up' && looksNew(merged, migration, framework.remembers)) mention(migration, 'renamed');
  }
  for (const migration of base.migrations) {
    if (!takenFrom.has(migration) && migration.direction === 'up' && touched.has(migration.path) && isRun(migration))
      mention(migration, 'deleted');
  }

  const versioned = headUps.filter((m) => !m.repeatable && isRun(m));
  const lastMerged = versioned.findLastIndex((m) => mergedAs.has(m));
  const placed = changed.map((entry): TimelineEntry => {
    const { migration } = entry;
    if (migration.direction === 'down' || migration.repeatable || entry.status !== 'added') return entry;
    const at = versioned.indexOf(migration);
    const duplicateOrder = versionsOf(migration).some((version) => duplicates.has(version));
    // Which of two equal versions comes first means nothing.
    const outOfOrder = !duplicateOrder && at >= 0 && at < lastMerged;
    return { ...entry, outOfOrder, lastMerged: versioned[lastMerged]?.order ?? '', duplicateOrder };
  });
  const history = base.migrations.filter((m) => m.direction === 'up').map((migration): TimelineEntry => ({ ...HISTORY, migration }));
  return [...history, ...placed, ...mentioned];
}
