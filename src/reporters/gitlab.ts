/**
 * GitLab's code quality report: what its merge requests show beside the diff.
 *
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format : an array; of findings with the same
 * fingerprint GitLab keeps one; paths are relative to the repository, without `./`. It knows nothing of allowed findings,
 * so they are left out.
 */
import { type Finding, type Review, type Risk, standing } from '../report.ts';
import { jsonText } from './json.ts';
import type { Reporter } from './reporter.ts';
import { cut, oneLine, visible } from './safe-text.ts';

const SEVERITIES = { info: 'info', low: 'minor', medium: 'major', high: 'critical', critical: 'blocker' } as const satisfies Record<
  Risk,
  string
>;

/** It is shown in one line of a list. */
const MAX_DESCRIPTION = 1_000;

export interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: (typeof SEVERITIES)[Risk];
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

/** The findings that stand, worst first. */
export function codeQuality(review: Review): readonly CodeQualityIssue[] {
  return standing(review).map((finding) => issue(review, finding));
}

function issue(review: Review, finding: Finding): CodeQualityIssue {
  const { path } = finding.primary;
  const { start, end } = review.locate.position(finding.primary);
  const last = end.line > start.line && end.column === 1 ? end.line - 1 : end.line;
  const words = [finding.message, finding.fix].map((text) => oneLine(visible(text))).filter((text) => text !== '');
  return {
    description: cut(words.join(' ') || finding.rule, MAX_DESCRIPTION),
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: SEVERITIES[finding.risk],
    location: { path, lines: { begin: start.line, end: last } },
  };
}

export const gitlab: Reporter = {
  id: 'gitlab',
  doc: "GitLab's code quality report",
  render: (review) => jsonText(codeQuality(review)),
};
