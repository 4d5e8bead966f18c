/**
 * The pipeline: changes -> frameworks -> dialect -> catalog -> effects -> ruleset -> Review. It reads from top to bottom,
 * every stage is one call, and data only moves on.
 */
import { asAudit } from './changes/paths.ts';
import type { ChangeSet } from './changes/change-source.ts';
import { readProjects, remarks, textsOf, type TouchedProject, wholeProject } from './changes/projects.ts';
import type { Config, DialectSetting } from './config/config.ts';
import { configuredProjects, pathMatcher } from './config/match.ts';
import { ruleSettings } from './config/rule-settings.ts';
import { dialectMap } from './dialects/index.ts';
import type { AnalysedMigration } from './effects/analysed.ts';
import { type AnalysedProject, analyseProject } from './effects/project.ts';
import type { Fix, makeFix } from './plan/fix.ts';
import { makePlan } from './plan/make.ts';
import type { MigrationRollback, UsageReport } from './plan/plan.ts';
import { migrationRollback } from './plan/rollback.ts';
import { allowedUses } from './plan/usages.ts';
import { type WayOut, type WayOutContext, wayOut } from './plan/way-out.ts';
import { conclude, type Review } from './report.ts';
import { judgeAllows } from './ruleset/allow.ts';
import { judge } from './ruleset/judge.ts';
import type { Rule } from './ruleset/rule.ts';
import { makeLocator } from './source.ts';
import { applyBaseline, type Baseline } from './suppressions/baseline.ts';
import { tableKnowledge } from './sizes/knowledge.ts';
import type { Measured } from './sizes/size.ts';
import type { SuppressingPeer } from './suppressions/peers/peer.ts';

export interface ReviewOptions {
  readonly changes: ChangeSet;
  /** Settled: rule ids and options are checked. */
  readonly config: Config;
  /** Its file, or null where the defaults hold. */
  readonly configPath: string | null;
  /** The built-in rules and the custom ones. */
  readonly rules: readonly Rule[];
  readonly baseline: Baseline | null;
  /** Sizes of tables besides those that the configuration gives, those that decide first. */
  readonly measured?: readonly Measured[];
  /** False: nobody is shown how to bring the change to production, as a plan and as files, and neither is worked out. */
  readonly plan?: boolean;
  /** False: nobody is shown where the application uses what goes, and it is not searched. */
  readonly uses?: boolean;
  /** `--dialect`: decides over everything. */
  readonly dialect?: DialectSetting | undefined;
  readonly today: Date;
}

/** A review with what it was made of, for those who go on from it. */
export interface Examined {
  readonly review: Review;
  readonly touched: readonly TouchedProject[];
  /** One for each that is touched. */
  readonly analysed: readonly AnalysedProject[];
  /** What to run instead, for each that is touched, worked out when it is asked for; empty for an audit, in which nothing is about to be run. */
  readonly ways: readonly WayOut[];
}

/** Reviews a change: `examine` without what it was made of. */
export async function review(options: ReviewOptions): Promise<Review> {
  return (await examine(options)).review;
}

/**
 * Reviews a change.
 *
 * @throws UserError for input that the user can mend. What cannot be understood in a migration is a finding, not an error.
 */
export async function examine(options: ReviewOptions): Promise<Examined> {
  const { config, rules, baseline, today, measured = [] } = options;
  const selected = config.paths.length > 0 ? only(options.changes, pathMatcher(config.paths)) : options.changes;

  const touched = await readProjects(selected, (tree) => configuredProjects(config, options.configPath ?? 'the configuration', tree));
  const whole = wholeProject(selected, touched);
  const changes = whole ? asAudit(selected, whole) : selected;
  const projects = await Promise.all(
    touched.map((project, i) => analyseProject(project, i, { changes, config, dialect: options.dialect, measured })),
  );
  const migrations = projects.flatMap((project) => project.migrations);

  const context = { settings: ruleSettings(config, measured), dialects: dialectMap(), formerPath: formerPaths(changes) };
  const judged = judgeAllows(judge(migrations, rules, context), migrations, rules, context, today, rules, await peersOf(config));
  const reviewed = new Set(migrations.map(({ migration }) => migration.path));
  const accepted = baseline ? applyBaseline(judged.findings, baseline, reviewed) : { findings: judged.findings, notes: [] };
  let worked: readonly WayOut[] | undefined;
  const ways = (): readonly WayOut[] =>
    (worked ??=
      changes.kind === 'audit'
        ? []
        : projects.map((one) => wayOut(one.migrations, accepted.findings, { project: one.context, rules, judging: context })));

  const plan = makePlan(
    (options.plan === false ? [] : ways()).flatMap((way, i) => {
      const one = projects[i];
      return one
        ? [{ way, findings: accepted.findings, project: one.context, rollbacks: rollbacksOf(way, one, { rules, judging: context }) }]
        : [];
    }),
    migrations.flatMap(({ migration, unread }) => unread.map(({ reason }) => `${migration.path}: ${reason}`)),
    { config, sizes: tableKnowledge(config.tables, measured) },
  );

  const uses = options.uses === false ? { reports: [], notes: [] } : await usesOf(changes, touched, migrations, config);
  const allowed = uses.reports.length > 0 ? allowedUses({ findings: accepted.findings, usages: uses.reports }) : [];
  const concluded = conclude({
    changes,
    failOn: config.failOn,
    projects: projects.map(({ project }) => project),
    migrations,
    findings: accepted.findings,
    failures: judged.failures,
    plan,
    fix:
      options.plan === false
        ? null
        : await fixOf({ ways: ways(), touched, analysed: projects, review: { findings: accepted.findings } }, changes, config),
    usages: uses.reports,
    notes: [
      ...changes.notes,
      ...remarks(changes, touched),
      ...projects.flatMap(({ notes }) => notes),
      ...accepted.notes,
      ...uses.notes,
      ...allowed,
    ],
    locate: makeLocator(await textsOf(touched, changes)),
  });
  return {
    review: concluded,
    touched,
    analysed: projects,
    get ways() {
      return ways();
    },
  };
}

/** The files to commit instead. Their writers are loaded where there is something to be written. */
async function fixOf(made: Parameters<typeof makeFix>[0], changes: ChangeSet, { rewrites }: Config): Promise<Fix | null> {
  if (made.ways.every(({ steps }) => steps.length === 0)) return null;
  const fix = await (await import('./plan/fix.ts')).makeFix(made, changes, { lockTimeout: rewrites.lockTimeout });
  return fix.files.length + fix.later.length + fix.notWritten.length > 0 ? fix : null;
}

/** More migrations than this are rolled back one by one with `lockkeeper rollback`. */
const MOST_ROLLBACKS = 20;

/** The way back from each migration that is run, last first. */
function rollbacksOf(
  { migrations }: WayOut,
  { context, migrations: all }: AnalysedProject,
  how: Pick<WayOutContext, 'rules' | 'judging'>,
): readonly MigrationRollback[] | null {
  if (migrations.length > MOST_ROLLBACKS) return null;
  return migrations.toReversed().map((one) => migrationRollback(one, { ...how, project: context, migrations: all }));
}

/** Where the application uses what goes. Nothing is loaded or read where nothing breaks code; an audit is about what is there already. */
async function usesOf(
  changes: ChangeSet,
  touched: readonly TouchedProject[],
  migrations: readonly AnalysedMigration[],
  config: Config,
): Promise<{ readonly reports: readonly UsageReport[]; readonly notes: readonly string[] }> {
  const breaks = migrations.some(({ statements }) => statements.some(({ consequence }) => consequence.breaksRunningCode));
  if (changes.kind === 'audit' || !config.application.search || !breaks) return { reports: [], notes: [] };
  const { searchApplication } = await import('./application/application.ts');
  return searchApplication(changes.head, touched, migrations, config.application);
}

/** The tools whose comments count. Their tables are read only where one is named. */
async function peersOf({ suppressionsOf }: Config): Promise<readonly SuppressingPeer[]> {
  if (suppressionsOf.length === 0) return [];
  const { suppressingPeers } = await import('./suppressions/peers/index.ts');
  return suppressionsOf.map((name) => suppressingPeers[name]);
}

/** The part of a change that `paths` selects. History stays whole. */
function only(changes: ChangeSet, selected: (path: string) => boolean): ChangeSet {
  return {
    ...changes,
    files: changes.files.filter((file) => selected(file.path) || (file.previousPath !== undefined && selected(file.previousPath))),
  };
}

function formerPaths(changes: ChangeSet): (path: string) => string {
  const former = new Map(
    changes.files.flatMap((file) => (file.previousPath === undefined ? [] : [[file.path, file.previousPath] as const])),
  );
  return (path) => former.get(path) ?? path;
}
