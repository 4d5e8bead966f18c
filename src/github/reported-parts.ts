/**
 * The plan, the files to commit instead and the uses in a report that another run made. All of it is what that run wants it to be:
 * its places must be there, and its words, SQL included, are marked as those of the author.
 */
import { UserError } from '../errors.ts';
import type { Fix } from '../plan/fix.ts';
import type { MigrationRollback, Plan, PlanTime, UsageReport } from '../plan/plan.ts';
import type { ReviewJson } from '../reporters/json.ts';
import type { Span } from '../source.ts';

/** How to publish a report that can be read, for all errors about one. */
export const REPORT_HINT = 'Publish the file that the output report-json of the first workflow names, made by the same version.';

/** What a report is held against. */
export interface ReportedWorld {
  /** Paths of the head. */
  readonly paths: ReadonlySet<string>;
  /** Ids of the rules of the base branch. */
  readonly rules: ReadonlySet<string>;
  /** A place in the head; throws where there is none. */
  readonly spanOf: (span: NonNullable<ReviewJson['plan']>['releases'][number]['steps'][number]['span']) => Span;
}

const AUTHOR = 'A run on the code of the pull request reports this: read it, SQL included, as the words of its author.';

const refuse = (what: string): never => {
  throw new UserError(`The report has ${what}.`, REPORT_HINT);
};

/** @throws UserError where a step answers a rule that the base branch does not have, or comes from a place that is not there. */
export function reportedPlan(plan: ReviewJson['plan'], { rules, spanOf }: ReportedWorld): Plan | null {
  if (!plan) return null;
  return {
    ...plan,
    summary: `${AUTHOR} ${plan.summary}`,
    downtime: timeOf(plan.downtime),
    total: timeOf(plan.total),
    releases: plan.releases.map((release) => ({
      ...release,
      steps: release.steps.map(({ span, takes, blocks, ...step }) => {
        if (!step.answers.every((rule) => rules.has(rule))) refuse('a step for a rule that the base branch does not have');
        return { ...step, from: spanOf(span), takes: takes && timeOf(takes), blocks: blocks && timeOf(blocks) };
      }),
    })),
    rollbacks: plan.rollbacks.map(({ existing, differences, ...rollback }): MigrationRollback => ({
      ...rollback,
      existing: existing === 'different' ? differences : existing,
    })),
  };
}

const timeOf = ({ text, seconds }: NonNullable<ReviewJson['plan']>['downtime']): PlanTime => ({
  text,
  seconds: seconds && [seconds.low, seconds.high],
});

/** @throws UserError where a file takes the place of none, or is there already, or is no path of a repository. */
export function reportedFix(fix: ReviewJson['fix'], { paths }: ReportedWorld): Fix | null {
  if (!fix) return null;
  for (const { path, action, from } of [...fix.files, ...fix.later]) {
    const parts = path.split('/');
    if (path.includes('\\') || parts.some((part) => part === '' || part === '.' || part === '..'))
      refuse('a file that is no path of a repository');
    if (!paths.has(from)) refuse('a file that comes from a migration that is not in the pull request');
    if (action === 'replace' && !paths.has(path)) refuse('a file that takes the place of none');
  }
  if (!fix.notWritten.every(({ path }) => paths.has(path))) refuse('a migration that is not in the pull request');
  if (!fix.removed.every((path) => paths.has(path))) refuse('a file to delete that is not there');
  return { ...fix, notes: [AUTHOR, ...fix.notes] };
}

/** @throws UserError where a use is in a file that the head does not have. */
export function reportedUsages(usages: ReviewJson['usages'], { paths, spanOf }: ReportedWorld): readonly UsageReport[] {
  return (usages ?? []).map((report) => {
    if (!report.usages.every(({ path }) => paths.has(path))) refuse('a use in a file that is not in the pull request');
    return { ...report, span: spanOf(report.span) };
  });
}
