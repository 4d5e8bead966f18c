/** What becomes of our comments on lines when a review comes again. Nothing is sent from here. */
import { type Finding, type Review, standing } from '../report.ts';
import type { InlineContext } from '../reporters/inline-comment.ts';
import { encodePath } from '../reporters/markdown-text.ts';
import { type InlineGroup, markedFingerprint, type Place, reviewComment, withoutPosted } from './inline.ts';
import { type Closing, type OwnLineComment, saysClosed } from './line-comments.ts';

/** A finding whose conversation the summary points to. */
export interface Conversation {
  readonly finding: Finding;
  /** A person resolved it, or people wrote into it and its lines have changed since. */
  readonly kind: 'resolved' | 'answered';
  readonly comment: OwnLineComment;
}

export interface LifeCycle {
  /** Comments to be posted. */
  readonly post: readonly InlineGroup[];
  /** Comments whose finding stands and whose text is another one now. */
  readonly edit: readonly { readonly comment: OwnLineComment; readonly body: string }[];
  /** Comments whose findings are gone or accepted. */
  readonly done: readonly Closing[];
  /** Comments on lines that are gone, whose findings are posted anew. */
  readonly moved: readonly Closing[];
  /** Fingerprints, as markers have them, of findings that have a comment already. */
  readonly posted: ReadonlySet<string>;
  readonly conversations: readonly Conversation[];
}

export interface LifeCycleOptions {
  readonly context: InlineContext & { readonly id: string };
  /** The commit that was reviewed. */
  readonly head: string;
  /** Our account. */
  readonly login: string;
  /** Fingerprints of the findings that stood at the last review; null where that is not known. */
  readonly before: ReadonlySet<string> | null;
}

/**
 * Decides what becomes of each comment.
 *
 * @param plan the comments that the review would have if there were none.
 * @param comments ours, all that there are.
 */
export function lifeCycle(
  review: Review,
  plan: readonly InlineGroup[],
  comments: readonly OwnLineComment[],
  options: LifeCycleOptions,
): LifeCycle {
  const stands = new Map(standing(review).map((finding) => [markedFingerprint(finding), finding]));
  const accepted = new Set(review.findings.filter((finding) => finding.allowed).map(markedFingerprint));
  const places = new Map(plan.flatMap((group) => group.places.map((place) => [markedFingerprint(place.finding), place])));
  const posted = new Set<string>();
  const edit: { comment: OwnLineComment; body: string }[] = [];
  const done: Closing[] = [];
  const moved: Closing[] = [];
  const conversations: Conversation[] = [];
  const at = `at \`${options.head.slice(0, 10)}\``;
  const post = (fingerprints: readonly string[]): void => fingerprints.forEach((fingerprint) => posted.add(fingerprint));
  for (const comment of comments) {
    const { mark, thread, lines } = comment;
    const open = mark.fingerprints.filter((fingerprint) => stands.has(fingerprint));
    const talk = (kind: Conversation['kind']): void => {
      for (const fingerprint of open) {
        const finding = stands.get(fingerprint);
        if (finding) conversations.push({ finding, kind, comment });
      }
    };
    if (mark.newer || mark.id !== encodePath(options.context.id)) post(open);
    else if (open.length === 0) {
      // What no rule was asked about may stand as before.
      if (review.verdict === 'error' || thread?.resolved || thread?.minimized || saysClosed(comment.body)) continue;
      const words = mark.fingerprints.some((fingerprint) => accepted.has(fingerprint))
        ? `**Accepted** ${at}; the summary says why.`
        : `**No longer found** ${at}.`;
      done.push({ comment, words });
    } else if (thread && (thread.resolved || thread.minimized)) {
      if (closedByUs(comment, open, stands, options)) continue;
      post(open);
      if (thread.resolved) talk('resolved');
    } else if (lines !== null) {
      post(open);
      const body = bodyFor(review, comment, open, places, options);
      if (body !== undefined && essence(body) !== essence(comment.body)) edit.push({ comment, body });
    } else if (saysClosed(comment.body)) {
      // It was closed with words, on lines that are gone: the finding is back, or has a new comment.
    } else if (comment.answered || thread === null || !open.every((fingerprint) => places.has(fingerprint))) {
      post(open);
      if (comment.answered) talk('answered');
    } else moved.push({ comment, words: `**Moved**: posted anew on its line ${at}.` });
  }
  return {
    post: plan.map((group) => withoutPosted(group, posted)).filter((group) => group !== undefined),
    edit,
    done,
    moved,
    posted,
    conversations,
  };
}

/**
 * Whether it was us who resolved or hid a comment, so that its finding is back. GitHub names people who resolve, not always
 * apps, and never who hides: then it was us if its findings did not stand at the last review.
 */
function closedByUs(
  comment: OwnLineComment,
  open: readonly string[],
  stands: ReadonlyMap<string, Finding>,
  { login, before }: LifeCycleOptions,
): boolean {
  const by = comment.thread?.resolvedBy ?? null;
  if (comment.thread?.resolved && by !== null) return bare(by) === bare(login);
  return before !== null && open.every((fingerprint) => !before.has(stands.get(fingerprint)?.fingerprint ?? ''));
}

/** Apps are `name[bot]` in one API and `name` in the other. */
const bare = (login: string): string => login.replace(/\[bot\]$/, '');

/** The text that a comment would be posted with today, on the lines it is on; undefined where it would not be. */
function bodyFor(
  review: Review,
  comment: OwnLineComment,
  open: readonly string[],
  places: ReadonlyMap<string, Place>,
  { context }: LifeCycleOptions,
): string | undefined {
  const wanted = new Set(open);
  const [first, ...rest] = [...places].flatMap(([fingerprint, place]) => (wanted.has(fingerprint) ? [place] : []));
  if (!first || !comment.lines || rest.length + 1 < wanted.size) return undefined;
  const group = { path: first.finding.primary.path, places: [{ ...first, lines: comment.lines }, ...rest] } as const;
  return reviewComment(review, group, context).body;
}

/** What a text says. Addresses of lines differ with every commit; where the lines are the same they are as good as before. */
function essence(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replaceAll(/\/blob\/[0-9a-f]{40,64}\//g, '/blob/')
    .trimEnd();
}
