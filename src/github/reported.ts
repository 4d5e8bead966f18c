/**
 * A review that another run made and this one publishes: the second workflow of the recipe for forks. The first runs with a
 * token that only reads, on code of others, so its report is what they want it to be. It says which rules were found where, in
 * words that are escaped like all others; everything else comes from the event, from GitHub and from the base branch.
 */
import { readFile, stat } from 'node:fs/promises';
import type { ChangeSet } from '../changes/change-source.ts';
import { UserError } from '../errors.ts';
import { conclude, type Finding, type Review } from '../report.ts';
import { firstProblem } from '../reporters/json-check.ts';
import { type ReviewJson, reviewSchema } from '../reporters/json.ts';
import { makeLocator, type Span } from '../source.ts';
import { type GitHub, messageOf } from './client.ts';
import type { PullRequestEvent, WorkflowRunEvent } from './events.ts';
import { MAX_REPORT } from './limits.ts';
import type { Policy } from './policy.ts';
import { REPORT_HINT, reportedFix, reportedPlan, reportedUsages, type ReportedWorld } from './reported-parts.ts';

/**
 * The open pull request whose head the other run had. For a fork the event names none, so that GitHub is asked; null where the
 * pull request is closed or has moved on.
 */
export async function pullRequestOf(github: GitHub, event: WorkflowRunEvent): Promise<PullRequestEvent | null> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls', {
    owner: github.owner,
    repo: github.repo,
    state: 'open',
    head: event.branch,
    per_page: 100,
  });
  const pull = data.find(({ head }) => head.sha === event.head);
  if (!pull) return null;
  // Nothing of the checkout is read, as for pull_request_target. How many files changed is not said here, so the commits are compared.
  return {
    kind: 'pull-request',
    number: pull.number,
    head: event.head,
    base: pull.base.sha,
    changedFiles: -1,
    target: true,
    readOnly: null,
  };
}

/** @throws UserError where the file is no report. */
export async function readReport(path: string): Promise<ReviewJson> {
  let report: unknown;
  try {
    const { size } = await stat(path);
    if (size > MAX_REPORT) throw new Error(`it has ${size} bytes, and at most ${MAX_REPORT} are read`);
    report = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    // What the parser says repeats the document.
    const why = error instanceof SyntaxError ? 'it is no JSON' : messageOf(error);
    throw new UserError(`The report ${path} cannot be read: ${why}.`, REPORT_HINT);
  }
  const schema = reviewSchema();
  const problem = firstProblem(report, schema, schema);
  if (problem !== undefined) throw new UserError(`The report ${path} is not what its schema says: ${problem}.`, REPORT_HINT);
  return report as ReviewJson;
}

/**
 * The review that a report tells of. Its rules must be those of the base branch, and its places must be in the files of the head,
 * from which lines are counted anew. The verdict is judged here. The SQL of findings and suggestions are left out: they would be
 * taken for ours; the plan and the files say whose they are.
 *
 * @throws UserError where the report does not fit the pull request.
 */
export async function reviewOfReport(report: ReviewJson, changes: ChangeSet, policy: Policy, failOn: Review['failOn']): Promise<Review> {
  const rules = new Set(policy.rules.map((rule) => rule.id));
  const paths = new Set([
    ...report.findings.flatMap(({ span, related }) => [span.path, ...related.map((place) => place.span.path)]),
    ...(report.plan?.releases.flatMap(({ steps }) => steps.map(({ span }) => span.path)) ?? []),
    ...(report.usages?.map(({ span }) => span.path) ?? []),
  ]);
  const here = new Set(changes.head.paths);
  const contents = await changes.head.read([...paths].filter((path) => here.has(path)));
  const texts = new Map([...contents].flatMap(([path, content]) => (content.kind === 'text' ? [[path, content.text] as const] : [])));
  const spanOf = ({ path, start, end }: ReviewJson['findings'][number]['span']): Span => {
    const text = texts.get(path);
    if (text === undefined) return { path, start: 0, end: 0 };
    if (start.offset > end.offset || end.offset > text.length)
      throw new UserError('The report has a place that is not in the files of the pull request.', REPORT_HINT);
    return { path, start: start.offset, end: end.offset };
  };
  const findings = report.findings.map((finding): Finding => {
    const { rule, category, risk, confidence, message, why, fix, fingerprint, allowed } = finding;
    if (!rules.has(rule) || !/^[\w-]{1,64}$/.test(fingerprint))
      throw new UserError('The report has a finding of a rule that the base branch does not have.', REPORT_HINT);
    return {
      rule,
      category,
      risk,
      confidence,
      message,
      why,
      fix,
      fingerprint,
      primary: spanOf(finding.span),
      related: finding.related.map(({ span, note }) => ({ span: spanOf(span), note })),
      url: '',
      rewrite: [],
      suggestion: null,
      allowed: allowed && { source: allowed.source, reason: allowed.reason, by: allowed.by, until: allowed.until, span: null },
    };
  });
  const database = { ...report.database, evidence: '' };
  const world: ReportedWorld = { paths: here, rules, spanOf };
  const review = conclude({
    changes,
    failOn,
    projects: [{ framework: 'sql', root: '', database, history: 0 }],
    migrations: [],
    findings,
    failures: [],
    plan: reportedPlan(report.plan, world),
    fix: reportedFix(report.fix, world),
    usages: reportedUsages(report.usages, world),
    notes: [
      ...changes.notes,
      'This is what a run without rights on the pull request reported. It ran on its code, so its words are to be read as those of its author.',
    ],
    locate: makeLocator(texts),
  });
  return { ...review, coverage: report.coverage, verdict: report.verdict === 'error' ? 'error' : review.verdict };
}
