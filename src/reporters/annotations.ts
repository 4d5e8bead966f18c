/**
 * Findings as annotations of a workflow run, as data; `src/github/` sends them as workflow commands.
 *
 * The runner keeps the first ten of each level and cuts messages at 4096 characters: `_maxCountPerIssueType` and
 * `_maxIssueMessageLength` in https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs
 */
import { type Finding, type Review, type Risk, standing } from '../report.ts';
import { cut, oneLine, visible } from './safe-text.ts';
import { counted, rewriteSql } from './wording.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** Null for a remark that belongs to no file: how many more there are. */
  readonly path: string | null;
  /** 1-based; 1 where there is no file. */
  readonly startLine: number;
  readonly endLine: number;
  /** 1-based, end exclusive; only where start and end are on one line, as GitHub demands. */
  readonly startColumn?: number;
  readonly endColumn?: number;
  readonly title: string;
  readonly message: string;
}

export const MAX_PER_LEVEL = 10;
export const MAX_MESSAGE = 4000;
const MAX_TITLE = 255;

const LEVELS: Readonly<Record<Risk, Annotation['level']>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/**
 * The annotations of a review, worst first, at most ten of a level: where there are more, the tenth says how many.
 *
 * @param except Fingerprints of findings that are shown on their lines already.
 */
export function annotations(review: Review, except: ReadonlySet<string> = new Set()): readonly Annotation[] {
  const findings = standing(review).filter((finding) => !except.has(finding.fingerprint));
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const all = findings.filter((finding) => LEVELS[finding.risk] === level);
    if (all.length <= MAX_PER_LEVEL) return all.map((finding) => annotation(review, finding, level));
    const shown = all.slice(0, MAX_PER_LEVEL - 1);
    const left = all.length - shown.length;
    const more: Annotation = {
      level,
      path: null,
      startLine: 1,
      endLine: 1,
      title: 'Lockkeeper',
      message: `… and ${left} more of this level; the job summary lists ${left === 1 ? 'it' : 'them all'}.`,
    };
    return [...shown.map((finding) => annotation(review, finding, level)), more];
  });
}

function annotation(review: Review, finding: Finding, level: Annotation['level']): Annotation {
  const { start, end } = review.locate.position(finding.primary);
  const oneLiner = start.line === end.line && end.column > start.column;
  const steps =
    finding.rewrite.length > 0 ? `\n\nRun instead (${counted(finding.rewrite.length, 'step')}):\n${rewriteSql(finding.rewrite)}` : '';
  const message = `${oneLine(finding.message)}\n${oneLine(`${finding.why} ${finding.fix}`)}${steps}`;
  return {
    level,
    path: finding.primary.path,
    startLine: start.line,
    endLine: Math.max(start.line, end.column === 1 && end.line > start.line ? end.line - 1 : end.line),
    ...(oneLiner ? { startColumn: start.column, endColumn: end.column } : {}),
    title: cut(visible(`${finding.risk}: ${finding.rule}`), MAX_TITLE),
    message: cut(visible(message).trim(), MAX_MESSAGE),
  };
}
