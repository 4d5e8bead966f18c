/** Which findings get a comment on their lines, on which lines, and with which text. Nothing is sent from here. */
import type { LineRange } from '../changes/change-source.ts';
import { type Finding, type Review, type Risk, compareRisks, standing } from '../report.ts';
import { type InlineContext, inlineComment, suggestion } from '../reporters/inline-comment.ts';
import { linesOf } from '../reporters/markdown-finding.ts';
import { encodePath, MARKER } from '../reporters/markdown-text.ts';
import { MAX_COMMENT, MAX_INLINE_COMMENTS, MAX_SAME_RULE_IN_FILE } from './limits.ts';

/** A finding and the lines its comment can sit on. */
export interface Place {
  readonly finding: Finding;
  readonly lines: LineRange;
}

/** One comment to be: what it is about, worst first. The first gives the lines and the text. */
export interface InlineGroup {
  readonly path: string;
  readonly places: readonly [Place, ...Place[]];
}

/** One comment of a review: https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request */
export interface ReviewComment {
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly side: 'RIGHT';
  /** Only for several lines; both ends in one hunk. */
  readonly start_line?: number;
  readonly start_side?: 'RIGHT';
}

/**
 * Plans the comments of a review: findings at or above a level whose lines are part of the diff, worst first. More than five
 * of one rule in a file share one comment. The plan depends on the review alone, so that a second run makes the same one.
 */
export function planInline(review: Review, level: Risk): readonly InlineGroup[] {
  const files = new Map(review.files.map((file) => [file.path, file]));
  const takenBySuggestion = new Map<string, LineRange[]>();
  const alike = new Map<string, [Place, ...Place[]]>();
  const keyOf = ({ finding }: Place): string => `${finding.rule}\0${finding.primary.path}`;
  const placed = standing(review).flatMap((finding) => {
    const hunks = files.get(finding.primary.path)?.hunks;
    const place = hunks && compareRisks(finding.risk, level) >= 0 ? placeFor(review, finding, hunks, takenBySuggestion) : undefined;
    if (!place) return [];
    const same = alike.get(keyOf(place));
    if (same) same.push(place);
    else alike.set(keyOf(place), [place]);
    return [place];
  });
  const groups = placed.flatMap((place): readonly InlineGroup[] => {
    const { path } = place.finding.primary;
    const same = alike.get(keyOf(place));
    if (!same || same.length <= MAX_SAME_RULE_IN_FILE) return [{ path, places: [place] }];
    return same[0] === place ? [{ path, places: same }] : [];
  });
  return groups.slice(0, MAX_INLINE_COMMENTS);
}

/** The lines for one finding: those that its suggestion replaces, else its statement as far as one hunk shows it. */
function placeFor(review: Review, finding: Finding, hunks: readonly LineRange[], taken: Map<string, LineRange[]>): Place | undefined {
  const { path } = finding.primary;
  const offer = suggestion(finding, review);
  const suggested = taken.get(path) ?? [];
  if (
    offer &&
    hunks.some((hunk) => hunk.first <= offer.first && offer.last <= hunk.last) &&
    !suggested.some((range) => overlaps(range, offer))
  ) {
    taken.set(path, [...suggested, offer]);
    return { finding, lines: { first: offer.first, last: offer.last } };
  }
  const lines = clip(linesOf(review, finding.primary), hunks);
  // Two suggestions for the same lines cannot both be taken; the second finding is said in words.
  return lines && { finding: offer ? { ...finding, suggestion: null } : finding, lines };
}

const overlaps = (a: LineRange, b: LineRange): boolean => a.first <= b.last && b.first <= a.last;

/** The part of a range of lines that the last hunk it reaches shows; undefined where no hunk shows any of it. */
export function clip(lines: LineRange, hunks: readonly LineRange[]): LineRange | undefined {
  const hunk = hunks.findLast((candidate) => overlaps(candidate, lines));
  return hunk && { first: Math.max(lines.first, hunk.first), last: Math.min(lines.last, hunk.last) };
}

/** What is left of a group when findings that have a comment already are taken out; undefined when nothing is. */
export function withoutPosted(group: InlineGroup, posted: ReadonlySet<string>): InlineGroup | undefined {
  const [first, ...rest] = group.places.filter(({ finding }) => !posted.has(markedFingerprint(finding)));
  return first && { ...group, places: [first, ...rest] };
}

const ALSO = `${MARKER}also v=1 fp=`;

/** The comment for a group, as the API takes it. */
export function reviewComment(review: Review, group: InlineGroup, context: InlineContext): ReviewComment {
  const [{ finding, lines }, ...others] = group.places;
  const also = others.map((place) => place.finding);
  const { first, last } = lines;
  return {
    path: group.path,
    body: withAlso(inlineComment(finding, review, { ...context, lines, also }), also),
    line: last,
    side: 'RIGHT',
    ...(first < last ? { start_line: first, start_side: 'RIGHT' as const } : {}),
  };
}

/** Says which other findings a comment stands for, as many as there is room for. */
function withAlso(body: string, also: readonly Finding[]): string {
  const fingerprints = also.map(markedFingerprint);
  while (fingerprints.length > 0 && body.length + ALSO.length + fingerprints.join(',').length + 5 > MAX_COMMENT) fingerprints.pop();
  return fingerprints.length === 0 ? body : `${body}\n${ALSO}${fingerprints.join(',')} -->`;
}

const FINDING = new RegExp(`^${MARKER}finding v=(\\d+) fp=(\\S+)([^\\n]*?) -->`);

/** What the marker of a comment says. */
export interface FindingMark {
  /** As they stand in markers. */
  readonly fingerprints: readonly string[];
  /** The invocation that made the comment, as it stands in a marker. */
  readonly id: string;
  /** A version of ours that this one knows nothing about made it. */
  readonly newer: boolean;
}

/** The marker of a comment, or undefined where it has none. */
export function findingMark(body: string): FindingMark | undefined {
  const [, version, own, rest = ''] = FINDING.exec(body) ?? [];
  if (own === undefined) return undefined;
  const at = body.lastIndexOf(`\n${ALSO}`);
  const also = at < 0 ? [] : body.slice(at + ALSO.length + 1, body.indexOf(' -->', at)).split(',');
  return { fingerprints: [own, ...also], id: / id=(\S+)/.exec(rest)?.[1] ?? 'default', newer: version !== '1' };
}

/** The fingerprint of a finding as it stands in a marker. */
export function markedFingerprint(finding: Finding): string {
  return encodePath(finding.fingerprint);
}
