/** Which migrations of a project are history, which are the change, and what became of those that were merged already. */
import type { TimelineEntry } from '../effects/analyse.ts';
import type { Migration, Project, ProjectReading } from '../frameworks/framework.ts';
import type { ChangeSet } from './change-source.ts';

/** The part of the file that is the migration. */
const sliceOf = (migration: Migration): string => migration.text.slice(migration.span.start, migration.span.end);

const HISTORY = { role: 'history', change: null, status: 'added', outOfOrder: false, lastMerged: '', duplicateOrder: false } as const;

/** Whether a change touches any file of a project. */
export function touches(changes: ChangeSet, project: Project): boolean {
  const own = new Set(project.files);
  return changes.files.some((file) => own.has(file.path) || (file.previousPath !== undefined && own.has(file.previousPath)));
}

/** Orders that several files of a project have. Repeatable migrations have none. */
function duplicated(migrations: readonly Migration[]): ReadonlySet<string> {
  const paths = new Map<string, Set<string>>();
  for (const m of migrations) {
    if (m.direction !== 'up' || m.repeatable || m.otherDialect !== undefined) continue;
    const own = paths.get(m.order) ?? new Set();
    paths.set(m.order, own.add(m.path));
  }
  return new Set([...paths].flatMap(([order, own]) => (own.size > 1 ? [order] : [])));
}

/**
 * The timeline of one project.
 *
 * @param head the project as it will be, in the tool's order.
 * @param base the project as it is now; null where history is what is ordered before (`files`, `audit`).
 * @param knownByVersion the tool knows a migration by its version alone, so that a second one with the same is a mistake.
 */
export function makeTimeline(
  changes: ChangeSet,
  head: ProjectReading,
  base: ProjectReading | null,
  knownByVersion: boolean,
): readonly TimelineEntry[] {
  const duplicates = knownByVersion ? duplicated(head.migrations) : new Set<string>();
  return base ? againstBase(changes, head, base, duplicates) : byOrder(changes, head, duplicates);
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
        duplicateOrder: !migration.repeatable && duplicates.has(migration.order),
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

/** A pull request or git: all of the base is history, applied first; the change comes on top in its own order. */
function againstBase(
  changes: ChangeSet,
  head: ProjectReading,
  base: ProjectReading,
  duplicates: ReadonlySet<string>,
): readonly TimelineEntry[] {
  const change = 'change';
  const touched = new Set(
    changes.files.flatMap((file) => (file.previousPath === undefined ? [file.path] : [file.path, file.previousPath])),
  );
  const cameFrom = new Map(
    changes.files.flatMap((file) => (file.previousPath === undefined ? [] : [[file.path, file.previousPath] as const])),
  );
  const headKeys = new Set(head.migrations.map((m) => `${m.path}\0${m.id}`));
  const headPaths = new Set(changes.head.paths);
  const takenFrom = new Set<Migration>();

  /** The merged migration that one of the head continues, if any. */
  const mergedAs = (migration: Migration): Migration | undefined => {
    const alike = base.migrations.filter((m) => m.direction === migration.direction);
    const same = alike.find((m) => m.path === migration.path && m.id === migration.id);
    if (same) return same;
    const gone = (m: Migration): boolean => !headKeys.has(`${m.path}\0${m.id}`);
    const previous = cameFrom.get(migration.path);
    return (
      alike.find((m) => gone(m) && m.path === previous) ?? alike.find((m) => gone(m) && m.path !== migration.path && m.id === migration.id)
    );
  };

  const changed: TimelineEntry[] = [];
  const mentioned: TimelineEntry[] = [];
  const headUps = head.migrations.filter((m) => m.direction === 'up');
  const isMerged = new Map<Migration, boolean>();
  for (const migration of head.migrations) {
    const merged = mergedAs(migration);
    isMerged.set(migration, merged !== undefined);
    if (merged) takenFrom.add(merged);
    if (!touched.has(migration.path)) continue;
    const edited = merged !== undefined && sliceOf(merged) !== sliceOf(migration);
    if (!merged || (edited && (migration.repeatable || migration.direction === 'down'))) {
      changed.push({ ...HISTORY, migration, role: 'change', change, status: merged ? 'edited' : 'added' });
    } else if (edited) mentioned.push({ ...HISTORY, migration, role: 'mention', change, status: 'edited' });
    else if (merged.path !== migration.path && !headPaths.has(merged.path))
      mentioned.push({ ...HISTORY, migration, role: 'mention', change, status: 'renamed' });
  }
  for (const migration of base.migrations) {
    if (!takenFrom.has(migration) && migration.direction === 'up' && touched.has(migration.path))
      mentioned.push({ ...HISTORY, migration, role: 'mention', change, status: 'deleted' });
  }

  const versioned = headUps.filter((m) => !m.repeatable);
  const lastMerged = versioned.findLastIndex((m) => isMerged.get(m));
  const placed = changed.map((entry): TimelineEntry => {
    const { migration } = entry;
    if (migration.direction === 'down' || migration.repeatable || entry.status !== 'added') return entry;
    const at = versioned.indexOf(migration);
    return {
      ...entry,
      outOfOrder: at >= 0 && at < lastMerged,
      lastMerged: versioned[lastMerged]?.order ?? '',
      duplicateOrder: duplicates.has(migration.order),
    };
  });
  const history = base.migrations.filter((m) => m.direction === 'up').map((migration): TimelineEntry => ({ ...HISTORY, migration }));
  return [...history, ...placed, ...mentioned];
}
