/**
 * The conversations of comments on lines, which REST does not know: whether one is resolved and by whom, whether a comment is
 * hidden, and how both are done. https://docs.github.com/graphql/reference/objects#pullrequestreviewthread
 *
 * Resolving wants `contents: write`, hiding `pull-requests: write`. So both are tried, and neither is needed.
 */
import type { GitHub } from './client.ts';
import { MUTATIONS_PER_REQUEST, PAGE_SIZE } from './limits.ts';

/** A conversation that our account began. */
export interface Thread {
  readonly id: string;
  /** Node id of its first comment: `node_id` in REST. */
  readonly comment: string;
  readonly resolved: boolean;
  /** Who resolved it; null where nobody did, or GitHub does not say. */
  readonly resolvedBy: string | null;
  /** The first comment is hidden. */
  readonly minimized: boolean;
}

/** Threads of ours, as far as they were read. */
export interface ThreadPage {
  readonly threads: readonly Thread[];
  /** Where the rest begins; null: there is none. */
  readonly next: string | null;
}

/** The part of a query for threads; `name` is that of a `PullRequestReviewThreadConnection`. */
export const THREADS = `fragment threads on PullRequestReviewThreadConnection {
  pageInfo { hasNextPage endCursor }
  nodes { id isResolved resolvedBy { login } comments(first: 1) { nodes { id viewerDidAuthor isMinimized } } }
}`;

const MORE = `query threads($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { reviewThreads(first: ${PAGE_SIZE}, after: $after) { ...threads } } }
}
${THREADS}`;

/** What the fragment gives. */
export interface ThreadConnection {
  readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null };
  readonly nodes?:
    | readonly ({
        readonly id?: string;
        readonly isResolved?: boolean;
        readonly resolvedBy?: { readonly login?: string } | null;
        readonly comments?: {
          readonly nodes?:
            | readonly ({ readonly id?: string; readonly viewerDidAuthor?: boolean; readonly isMinimized?: boolean } | null)[]
            | null;
        } | null;
      } | null)[]
    | null;
}

/** Our threads in an answer; null where it has none to read. */
export function threadsIn(connection: ThreadConnection | null | undefined): ThreadPage | null {
  if (!connection?.nodes || !connection.pageInfo) return null;
  const { hasNextPage, endCursor } = connection.pageInfo;
  const threads = connection.nodes.flatMap((node): readonly Thread[] => {
    const first = node?.comments?.nodes?.[0];
    if (!node?.id || !first?.id || !first.viewerDidAuthor) return [];
    return [
      {
        id: node.id,
        comment: first.id,
        resolved: node.isResolved === true,
        resolvedBy: node.resolvedBy?.login ?? null,
        minimized: first.isMinimized === true,
      },
    ];
  });
  return { threads, next: hasNextPage ? (endCursor ?? null) : null };
}

interface Answer {
  readonly repository?: { readonly pullRequest?: { readonly reviewThreads?: ThreadConnection | null } | null } | null;
}

/** All threads of ours, from a first page on; null where GitHub does not tell. */
export async function allThreads(github: GitHub, number: number, first: ThreadPage | null): Promise<readonly Thread[] | null> {
  const threads: Thread[] = [];
  for (let page = first; page;) {
    threads.push(...page.threads);
    if (page.next === null) return threads;
    const variables = { owner: github.owner, repo: github.repo, number, after: page.next };
    const answer = await github.octokit.graphql<Answer>(MORE, variables).catch(() => undefined);
    page = threadsIn(answer?.repository?.pullRequest?.reviewThreads);
  }
  return null;
}

/** Resolves threads and answers which: https://docs.github.com/graphql/reference/mutations#resolvereviewthread */
export function resolveThreads(github: GitHub, threads: readonly string[]): Promise<ReadonlySet<string>> {
  return mutateEach(github, threads, (variable) => `resolveReviewThread(input: {threadId: ${variable}})`);
}

/** Hides comments and answers which: https://docs.github.com/graphql/reference/mutations#minimizecomment */
export function minimizeComments(
  github: GitHub,
  comments: readonly string[],
  classifier: 'OUTDATED' | 'RESOLVED',
): Promise<ReadonlySet<string>> {
  return mutateEach(github, comments, (variable) => `minimizeComment(input: {subjectId: ${variable}, classifier: ${classifier}})`);
}

/** Carries out one mutation for each id, several in a request. Those that GitHub refuses are not in the answer. */
async function mutateEach(github: GitHub, ids: readonly string[], mutation: (variable: string) => string): Promise<ReadonlySet<string>> {
  const done = new Set<string>();
  for (let at = 0; at < ids.length; at += MUTATIONS_PER_REQUEST) {
    const some = ids.slice(at, at + MUTATIONS_PER_REQUEST);
    const query = `mutation close(${some.map((_, i) => `$i${i}: ID!`).join(', ')}) {
  ${some.map((_, i) => `m${i}: ${mutation(`$i${i}`)} { clientMutationId }`).join('\n  ')}
}`;
    const answer = await github.octokit
      .graphql<Readonly<Record<string, unknown>>>(query, Object.fromEntries(some.map((id, i) => [`i${i}`, id])))
      .catch((error: unknown) =>
        error instanceof Error && 'data' in error ? (error.data as Readonly<Record<string, unknown>> | null) : null,
      );
    for (const [i, id] of some.entries()) if (answer?.[`m${i}`]) done.add(id);
    // What is refused for all of them is a missing permission: asking again gives the same answer.
    if (done.size === 0) break;
  }
  return done;
}
