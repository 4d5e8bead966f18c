/** Our comments on lines: reading them with what became of them, changing their text, and closing those that are done. */
import type { LineRange } from '../changes/change-source.ts';
import type { GitHub } from './client.ts';
import { type Identity, isOwn } from './comments.ts';
import { type FindingMark, findingMark } from './inline.ts';
import { PAGE_SIZE } from './limits.ts';
import { minimizeComments, resolveThreads, type Thread } from './threads.ts';

/** A comment of ours on lines. */
export interface OwnLineComment {
  readonly id: number;
  /** Its name in GraphQL. */
  readonly node: string;
  readonly body: string;
  readonly mark: FindingMark;
  /** The lines it is on now; null where the change that it was made on is gone: GitHub calls that outdated. */
  readonly lines: LineRange | null;
  /** Somebody else wrote into its conversation. */
  readonly answered: boolean;
  /** Null where GitHub did not tell. */
  readonly thread: Thread | null;
}

/**
 * Our comments on lines, from all pages.
 *
 * @param threads all of ours, or null where they are not known.
 */
export async function ownLineComments(
  github: GitHub,
  pull: number,
  who: Identity,
  threads: readonly Thread[] | null,
): Promise<readonly OwnLineComment[]> {
  const threadOf = new Map(threads?.map((thread) => [thread.comment, thread]));
  const own: OwnLineComment[] = [];
  const answered = new Set<number>();
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', {
      owner: github.owner,
      repo: github.repo,
      pull_number: pull,
      per_page: PAGE_SIZE,
      page,
    });
    for (const comment of data) {
      const mark = findingMark(comment.body);
      const root = comment.in_reply_to_id;
      if (mark && root === undefined && isOwn(comment.user, await who())) {
        const last = comment.line ?? null;
        own.push({
          id: Number(comment.id),
          node: comment.node_id,
          body: comment.body,
          mark,
          lines: last === null ? null : { first: comment.start_line ?? last, last },
          answered: false,
          thread: threadOf.get(comment.node_id) ?? null,
        });
      } else if (own.some(({ id }) => id === root) && !isOwn(comment.user, await who())) answered.add(Number(root));
    }
    if (data.length < PAGE_SIZE) return own.map((comment) => ({ ...comment, answered: answered.has(comment.id) }));
  }
}

/** The fingerprints, as markers have them, of every finding that a comment of ours on lines is about. */
export async function postedFingerprints(github: GitHub, pull: number, who: Identity): Promise<ReadonlySet<string>> {
  return new Set((await ownLineComments(github, pull, who, null)).flatMap((comment) => comment.mark.fingerprints));
}

/** Gives a comment another text. */
export async function editLineComment(github: GitHub, comment: OwnLineComment, body: string): Promise<void> {
  await github.octokit.request('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', {
    owner: github.owner,
    repo: github.repo,
    comment_id: comment.id,
    body,
  });
}

const CLOSED = '✅ ';

/** Whether the text of a comment says that it is done. Other people's text never stands there. */
export function saysClosed(body: string): boolean {
  return body
    .slice(body.indexOf('-->') + 3)
    .trimStart()
    .startsWith(CLOSED);
}

/** The text of a comment with a line above that says it is done. */
export function closedBody(body: string, words: string): string {
  const end = body.indexOf('-->') + 3;
  return `${body.slice(0, end)}\n\n${CLOSED}${words}\n\n${body.slice(end).trimStart()}`;
}

/** A comment that is done, and what its text says where it cannot be closed in another way. */
export interface Closing {
  readonly comment: OwnLineComment;
  readonly words: string;
}

/**
 * Closes comments in the first way that GitHub allows: the conversation is resolved, the comment is hidden, its text says so.
 * Where people wrote into the conversation it stays open and in sight, and the text alone says so.
 *
 * @param how `resolve` for findings that are gone; `hide` for comments that have another one in their place.
 */
export async function closeLineComments(github: GitHub, closings: readonly Closing[], how: 'resolve' | 'hide'): Promise<void> {
  const closed = new Set<string>();
  // Where the threads are not known it cannot be seen whether a comment is closed, and the next run would do it again.
  const quiet = closings.map(({ comment }) => comment).filter((comment) => comment.thread !== null && !comment.answered);
  if (how === 'resolve') {
    const ids = quiet.flatMap(({ thread }) => (thread ? [thread.id] : []));
    const resolved = await resolveThreads(github, ids);
    for (const { node, thread } of quiet) if (thread && resolved.has(thread.id)) closed.add(node);
  }
  const left = quiet.map(({ node }) => node).filter((node) => !closed.has(node));
  for (const node of await minimizeComments(github, left, how === 'hide' ? 'OUTDATED' : 'RESOLVED')) closed.add(node);
  for (const { comment, words } of closings)
    if (!closed.has(comment.node)) await editLineComment(github, comment, closedBody(comment.body, words));
}
