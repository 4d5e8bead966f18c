/** The body of a review comment that sits on the lines of a finding. */
import type { LineRange } from '../changes/change-source.ts';
import type { Finding, Review } from '../report.ts';
import { lineStarts } from '../source.ts';
import { badge, findingBody, linesOf, type MarkdownContext, paragraph, ruleText } from './markdown-finding.ts';
import { code, encodePath, exactFence, fence, MARKER } from './markdown-text.ts';
import { cut, visible } from './safe-text.ts';
import { ALLOW_HINT, rewriteSql } from './wording.ts';

export interface InlineContext extends MarkdownContext {
  /** The lines the comment is put on. A suggestion is offered only where they are exactly the ones it replaces. */
  readonly lines?: LineRange;
  /** Other findings of the same rule in this file, that this comment stands for. */
  readonly also?: readonly Finding[];
  /** Tells the comments of several invocations apart, as in the summary. */
  readonly id?: string;
}

/** The marker that tells which finding a comment is about, and which invocation made it where that is not the usual one. */
export function findingMarker(finding: Finding, id = 'default'): string {
  const invocation = id === 'default' ? '' : ` id=${encodePath(id)}`;
  return `${MARKER}finding v=1 fp=${encodePath(finding.fingerprint)} rule=${encodePath(finding.rule)}${invocation} -->`;
}

/** What is left of GitHub's 65 536 characters when the marker and the frame are there. */
const MAX_BODY = 60_000;

/** The body of the comment for one finding, at most 60 000 UTF-16 units. */
export function inlineComment(finding: Finding, review: Review, context: InlineContext): string {
  const lines = context.lines ?? linesOf(review, finding.primary);
  const also = context.also ?? [];
  const offer = suggestion(finding, review);
  const fits = offer !== null && offer.first === lines.first && offer.last === lines.last;
  // With a suggestion the SQL for this file is there already, ready to be taken with a click; what comes later is not.
  const later = fits ? finding.rewrite.filter((step) => step.phase !== 'same-file') : [];
  const shown: Finding = fits ? { ...finding, rewrite: [] } : finding;
  const blocks = [
    findingMarker(finding, context.id),
    `**${badge(finding.risk)}** · ${paragraph(finding.message)}`,
    // A comment on a line is edited when its text is another: not for the number of files that the repository has.
    ...findingBody(review, shown, context, { searched: false }),
    ...(fits ? [exactFence(offer.text, 'suggestion')] : []),
    ...(later.length > 0 ? ['Then:', fence(rewriteSql(later), 'sql')] : []),
    ...(also.length > 0 ? [sameOn(review, also)] : []),
    `<sub>${ruleText(finding)} · to accept it: ${code(ALLOW_HINT.comment(finding.rule, finding.primary.path))} above the statement</sub>`,
  ];
  const body = blocks.join('\n\n');
  // Every part but these two is bounded.
  return body.length <= MAX_BODY ? body : inlineComment({ ...finding, suggestion: null, rewrite: [] }, review, context);
}

function sameOn(review: Review, also: readonly Finding[]): string {
  const lines = also.map((finding) => linesOf(review, finding.primary).first);
  const shown = [...new Set(lines)].slice(0, 50);
  const left = lines.length - shown.length;
  return `The same on ${shown.length === 1 ? 'line' : 'lines'} ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
}

/** Whole lines and what they become. */
export interface Suggestion extends LineRange {
  readonly text: string;
}

/**
 * The suggestion of a finding as whole lines, which is what GitHub replaces. Null where the finding has none, where the
 * lines do not end in a plain line feed (GitHub gives back `\n`), or where they hold characters that a reader cannot see.
 */
export function suggestion(finding: Finding, review: Review): Suggestion | null {
  if (!finding.suggestion) return null;
  const { span, text: replacement } = finding.suggestion;
  const file = review.locate.text(span.path);
  if (file === undefined || span.path !== finding.primary.path) return null;
  const { first, last } = linesOf(review, span);
  const starts = lineStarts(file);
  const from = starts[first - 1] ?? 0;
  const to = starts[last] ?? file.length;
  if (/\r/.test(file.slice(from, to)) || /\r/.test(replacement)) return null;
  const text = `${file.slice(from, span.start)}${replacement}${file.slice(span.end, to)}`.replace(/\n$/, '');
  if (visible(text) !== text || text.toLowerCase().includes('<!-- lockkeeper:') || cut(text, MAX_BODY / 2) !== text) return null;
  return { first, last, text };
}
