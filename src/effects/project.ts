/** One project of the change: its database, its timeline, what every statement does. */
import type { ChangeSet } from '../changes/change-source.ts';
import { type TouchedProject, unreadUnderReview } from '../changes/projects.ts';
import { makeTimeline } from '../changes/timeline.ts';
import type { Config, ProjectSetting } from '../config/config.ts';
import { databaseOf, type DialectChoice } from '../dialects/database.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf, isSupported } from '../dialects/index.ts';
import { UserError } from '../errors.ts';
import type { Migration, Project, Unread } from '../frameworks/framework.ts';
import { inFolder, isBelow } from '../frameworks/sql-file.ts';
import { engineTitle, type ReviewedProject } from '../report.ts';
import { tableKnowledge } from '../sizes/knowledge.ts';
import type { Measured } from '../sizes/size.ts';
import { cutScript, type Span, type SqlScript } from '../source.ts';
import { analyse, IN_ORDER, type ProjectContext, type TimelineEntry } from './analyse.ts';
import type { AnalysedMigration } from './analysed.ts';

/** A project with everything that was found out about its part of the change. */
export interface AnalysedProject {
  readonly project: ReviewedProject;
  readonly migrations: readonly AnalysedMigration[];
  /** What they were analysed with, for analysing what is to be run instead. */
  readonly context: ProjectContext;
  /** One-line remarks for the report. */
  readonly notes: readonly string[];
}

/** What the command line and the configuration add. */
export interface ProjectOptions {
  readonly changes: ChangeSet;
  readonly config: Config;
  /** `--dialect`: decides over everything. */
  readonly dialect: DialectChoice | undefined;
  /** Sizes of tables besides those that the configuration gives, those that decide first. */
  readonly measured?: readonly Measured[];
}

/** Analyses the part of the change that belongs to one project. */
export async function analyseProject(touched: TouchedProject, index: number, options: ProjectOptions): Promise<AnalysedProject> {
  const { changes, config } = options;
  const { framework, project, head, base } = touched;
  const setting = settingOf(config, project);
  const configured = { own: options.dialect ?? setting?.dialect ?? undefined, general: config.dialect ?? undefined };
  const postgres = dialectOf('postgres');
  const database = databaseOf(project, configured, [...head.migrations, ...(base?.migrations ?? [])], postgres.defaultVersion);
  const supported = isSupported(database.dialect);
  const dialect = supported ? dialectOf(database.dialect) : postgres;
  await dialect.load();

  const timeline = makeTimeline(changes, head, base, framework).map((entry) =>
    supported ? entry : forOtherEngine(entry, database.dialect),
  );
  const { version, note } = knownVersion(dialect, database.version);
  const context = {
    project: index,
    dialect,
    version,
    versionAssumed: database.assumed,
    // Nobody knows what runs plain SQL files.
    frameworkTitle: framework.id === 'sql' ? 'your migration tool' : framework.title,
    outsideTransaction: framework.outsideTransaction,
    withoutOptOut: framework.withoutOptOut ?? '',
    knowledge: tableKnowledge(config.tables, options.measured),
    schema: setting?.schema ? await readSchema(changes, inFolder(setting.path, setting.schema)) : [],
  };
  const unread = unreadUnderReview(changes, head);
  const analysed = [...analyse(timeline, context), ...analyse(unread.review.map(unreadEntry(framework.id)), { ...context, schema: [] })];
  const history = timeline.filter((entry) => entry.role === 'history').length;
  const notes = [
    ...(supported && note ? [note] : []),
    ...(unread.history > 0
      ? [
          `${files(unread.history)} of history in ${project.root || 'the repository'} could not be read: what ${unread.history === 1 ? 'it makes' : 'they make'} is unknown to this review.`,
        ]
      : []),
  ];
  return {
    project: { framework: framework.id, root: project.root, database, history },
    context,
    migrations: unreadOnce(withOtherEngines(analysed, database.evidence)),
    notes,
  };
}

const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`);

const forOtherEngine = (entry: TimelineEntry, dialect: string): TimelineEntry =>
  entry.migration.otherDialect === undefined ? { ...entry, migration: { ...entry.migration, otherDialect: dialect } } : entry;

/** The nearest major whose effects are known. */
function knownVersion(dialect: Dialect, said: string): { readonly version: number; readonly note: string | undefined } {
  const version = Number(said);
  const oldest = dialect.versions[0] ?? version;
  const newest = dialect.versions.at(-1) ?? version;
  if (!Number.isInteger(version) || version === 0) return { version: dialect.defaultVersion, note: undefined };
  const used = Math.min(Math.max(version, oldest), newest);
  const note =
    used === version ? undefined : `${dialect.title} ${version} is judged as ${used}: effects are known for ${oldest} to ${newest}.`;
  return { version: used, note };
}

/** What `projects:` says about a project: the entry with its folder, or one above it that leaves the migrations to be detected. */
function settingOf(config: Config, project: Project): ProjectSetting | undefined {
  const own = config.projects.filter((p) => p.framework === project.framework);
  return (
    own.find((p) => p.path === project.root) ??
    own
      .filter((p) => p.migrations.length === 0 && isBelow(project.root, p.path))
      .toSorted((a, b) => b.path.length - a.path.length)
      .at(0)
  );
}

/** The dump as it is now; one that only the change brings is better than none. */
async function readSchema(changes: ChangeSet, path: string): Promise<readonly SqlScript[]> {
  const content = (await changes.base?.read([path]))?.get(path) ?? (await changes.head.read([path])).get(path);
  if (!content) throw new UserError(`There is no schema ${path}.`, 'The configuration names it under `projects:`.');
  if (content.kind === 'unreadable') throw new UserError(`The schema ${path} cannot be read: ${content.reason}.`);
  return [cutScript({ path, text: content.text })];
}

/** A file that could not be read is a migration of which nothing is known but that. */
function unreadEntry(framework: string): (unread: Unread) => TimelineEntry {
  return ({ span, reason }) => {
    const migration: Migration = {
      id: span.path,
      path: span.path,
      text: '',
      span,
      framework,
      order: '',
      title: span.path.slice(span.path.lastIndexOf('/') + 1),
      direction: 'up',
      transaction: 'unknown',
      transactionGroup: null,
      steps: [{ kind: 'unread', span, reason }],
      down: 'not-used',
      repeatable: false,
    };
    return { ...IN_ORDER, migration, role: 'change', change: `unread ${span.path}` };
  };
}

/** Migrations for engines that are not supported: one line for all of them, on the first, instead of one for each statement. */
function withOtherEngines(migrations: readonly AnalysedMigration[], evidence: string): readonly AnalysedMigration[] {
  const counts = new Map<string, number>();
  for (const { migration } of migrations)
    if (migration.otherDialect !== undefined) counts.set(migration.otherDialect, (counts.get(migration.otherDialect) ?? 0) + 1);
  const said = new Set<string>();
  return migrations.map((analysed) => {
    const { otherDialect, text, span } = analysed.migration;
    if (otherDialect === undefined || said.has(otherDialect)) return analysed;
    said.add(otherDialect);
    const count = counts.get(otherDialect) ?? 1;
    const these = count === 1 ? 'this migration is' : `${count} migrations are`;
    const reason =
      otherDialect === 'unknown'
        ? `${these} written for more than one engine (${evidence}); name it with \`dialect: postgres@16\` or \`projects:\` in the configuration`
        : `${these} for ${engineTitle(otherDialect)}, which this version does not analyse`;
    return { ...analysed, unread: [{ span: firstLine(span, text), reason }] };
  });
}

/** More migrations than this that are unread as a whole, for one reason, are said once. */
const ALIKE = 5;

/** Many migrations of which nothing was read, all for the same reason (they are code): one line for all, on the first. */
function unreadOnce(migrations: readonly AnalysedMigration[]): readonly AnalysedMigration[] {
  const reasonOf = ({ statements, unread }: AnalysedMigration): string | undefined =>
    statements.length === 0 && unread.length === 1 ? unread[0]?.reason : undefined;
  const counts = new Map<string, number>();
  for (const reason of migrations.map(reasonOf)) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const said = new Set<string>();
  return migrations.map((analysed) => {
    const reason = reasonOf(analysed);
    const count = counts.get(reason ?? '') ?? 0;
    if (reason === undefined || count <= ALIKE) return analysed;
    if (said.has(reason)) return { ...analysed, unread: [] };
    said.add(reason);
    return { ...analysed, unread: analysed.unread.map((part) => ({ ...part, reason: `${reason} (${count} files)` })) };
  });
}

function firstLine(span: Span, text: string): Span {
  const end = text.slice(span.start, span.end).search(/\r?\n|$/);
  return { path: span.path, start: span.start, end: span.start + Math.max(0, end) };
}
