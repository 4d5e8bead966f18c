/** Which projects a change touches, and what is in them before and after. */
import { UserError } from '../errors.ts';
import { type ConfiguredProject, findProjects, frameworkOf } from '../frameworks/index.ts';
import type { Framework, Project, ProjectReading, Unread } from '../frameworks/framework.ts';
import { looseFiles } from '../frameworks/sql.ts';
import { folderOf } from '../frameworks/sql-file.ts';
import type { ChangeSet, FileTree } from './change-source.ts';
import { touches } from './timeline.ts';

/** One project that the change touches. */
export interface TouchedProject {
  readonly framework: Framework;
  readonly project: Project;
  readonly head: ProjectReading;
  /** What is merged already; null where history is what is ordered before. */
  readonly base: ProjectReading | null;
  /** Files that were named and belong to no project that was found. */
  readonly loose?: boolean;
}

const NOTHING: ProjectReading = { migrations: [], unread: [] };

/**
 * Finds and reads the projects that a change touches. Projects that it does not touch are not read at all.
 *
 * @param configured `projects:` of the configuration for a tree; empty: detect.
 * @throws UserError when the files that were named are no migrations and hold no SQL.
 */
export async function readProjects(
  changes: ChangeSet,
  configured: (tree: FileTree) => readonly ConfiguredProject[],
): Promise<readonly TouchedProject[]> {
  const found = await findProjects(changes.head, configured(changes.head));
  const before = changes.base ? await findProjects(changes.base, configured(changes.base)) : undefined;
  const pairs = pairProjects(changes, found.projects, before?.projects ?? []);
  const touched: TouchedProject[] = [];
  for (const { now, was } of pairs) {
    // A project that only loses files is touched where it was.
    const project = now ?? was;
    if (!project || ![now, was].some((one) => one !== undefined && touches(changes, one))) continue;
    const framework = frameworkOf(project.framework);
    if (!framework) throw new Error(`no framework ${project.framework}`);
    touched.push({
      framework,
      project,
      // Of a project that is gone every migration is deleted.
      head: now ? await framework.read(now, changes.head) : NOTHING,
      base: changes.base ? (was ? await framework.read(was, changes.base) : NOTHING) : null,
    });
  }
  // Below a folder of migrations there are dumps, queries and seeds, too; on its own a folder of SQL is what it is.
  if (!changes.base && (changes.kind === 'files' || touched.length === 0)) touched.push(...(await readLoose(changes, touched)));
  return touched;
}

interface Pair {
  readonly now: Project | undefined;
  readonly was: Project | undefined;
}

/**
 * Which project of the base each one of the head continues: that of the same framework in the same folder, else the one
 * most of whose files it has, at the same place or moved there. Those of the base that nothing continues come last.
 */
function pairProjects(changes: ChangeSet, now: readonly Project[], before: readonly Project[]): readonly Pair[] {
  const rest = new Set(before);
  const take = (project: Project | undefined): Project | undefined => {
    if (project) rest.delete(project);
    return project;
  };
  const same = now.map((project) => take(before.find((was) => was.framework === project.framework && was.root === project.root)));
  const cameFrom = new Map(changes.files.map((file) => [file.path, file.previousPath ?? file.path]));
  const pairs = now.map((project, i): Pair => {
    if (same[i]) return { now: project, was: same[i] };
    const former = new Set(project.files.map((path) => cameFrom.get(path) ?? path));
    const shared = (was: Project): number => was.files.filter((path) => former.has(path)).length;
    const candidates = [...rest].filter((was) => was.framework === project.framework && shared(was) > 0);
    return { now: project, was: take(candidates.toSorted((a, b) => shared(b) - shared(a))[0]) };
  });
  return [...pairs, ...[...rest].map((was) => ({ now: undefined, was }))];
}

const isSql = (path: string): boolean => /\.(?:sql|psql|pgsql|ddl)$/i.test(path);

/** Files that were named and belong to no project: plain SQL, each read on its own. */
async function readLoose(changes: ChangeSet, touched: readonly TouchedProject[]): Promise<readonly TouchedProject[]> {
  const claimed = new Set(touched.flatMap(({ project }) => project.files));
  const rest = changes.files.map((file) => file.path).filter((path) => !claimed.has(path));
  const loose = rest.filter(isSql);
  if (loose.length === 0) {
    if (touched.length > 0 || changes.kind === 'audit') return [];
    throw new UserError(
      `${rest.join(', ')} is no migration that Lockkeeper knows.`,
      'Name a .sql file or a migration of a framework, or describe the project with `projects:` in the configuration.',
    );
  }
  const project = looseFiles(loose);
  const framework = frameworkOf(project.framework);
  if (!framework) throw new Error(`no framework ${project.framework}`);
  return [{ framework, project, head: await framework.read(project, changes.head), base: null, loose: true }];
}

/** Unread files of a project that are under review; those of history are only counted. */
export function unreadUnderReview(
  changes: ChangeSet,
  reading: ProjectReading,
): { readonly review: readonly Unread[]; readonly history: number } {
  const named = new Set(changes.files.map((file) => file.path));
  const review = reading.unread.filter((item) => named.has(item.span.path));
  return { review, history: reading.unread.length - review.length };
}

/**
 * The texts that positions in reports are found in: those of every migration, and of the files they include.
 */
export async function textsOf(touched: readonly TouchedProject[], changes: ChangeSet): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const included = new Set<string>();
  // What is there now first, so that the file under review wins where both have one.
  for (const { base, head } of touched) {
    for (const { path, text, steps } of [...(base?.migrations ?? []), ...head.migrations]) {
      texts.set(path, text);
      for (const step of steps) if (step.kind === 'sql') included.add(step.script.locate(0, 0).path);
    }
  }
  const missing = [...included].filter((path) => !texts.has(path));
  for (const [path, content] of missing.length > 0 ? await changes.head.read(missing) : [])
    if (content.kind === 'text') texts.set(path, content.text);
  return texts;
}

/**
 * Named files that are all there is of their projects are an audit: as one change every table would be new and nothing
 * could be found. Files of no project are one change as long as there is other SQL beside them.
 *
 * @returns what to tell the reader, or undefined where there is a history.
 */
export function wholeProject(changes: ChangeSet, touched: readonly TouchedProject[]): string | undefined {
  if (changes.kind !== 'files' || changes.files.length < 2) return undefined;
  const named = new Set(changes.files.map((file) => file.path));
  const ups = touched.map(({ head }) => head.migrations.filter((m) => m.direction === 'up' && m.journal?.state !== 'no-file'));
  const folders = new Set(touched.flatMap(({ loose, project }) => (loose ? project.files.map(folderOf) : [])));
  const whole =
    ups.length > 0 &&
    ups.every((own) => own.length > 1 && own.every((m) => named.has(m.path))) &&
    changes.head.paths.every((path) => named.has(path) || !isSql(path) || !folders.has(folderOf(path)));
  return whole ? 'The files are all the migrations there are, so each was reviewed on top of the ones before it, as an audit.' : undefined;
}

/** What a reader would otherwise wonder about: SQL below a folder that belongs to no project. */
export function remarks(changes: ChangeSet, touched: readonly TouchedProject[]): readonly string[] {
  if (changes.kind !== 'audit') return [];
  const claimed = new Set(touched.flatMap(({ project }) => project.files));
  const rest = changes.files.map((file) => file.path).filter((path) => /\.sql$/i.test(path) && !claimed.has(path));
  if (rest.length === 0) return [];
  const advice = 'or describe the project with `projects:` in the configuration';
  return rest.length === 1
    ? [`${rest[0]} belongs to no project and was not reviewed: name it, ${advice}.`]
    : [`${rest.length} SQL files, ${rest[0]} among them, belong to no project and were not reviewed: name them, ${advice}.`];
}
