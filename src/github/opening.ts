/**
 * The first question to GitHub about a pull request: who are we, what does the configuration on the base branch say, and is
 * there a comment of ours. One request in place of three or four; each answer can be had in another way when this one fails.
 */
import type { FileContent } from '../changes/change-source.ts';
import { summaryMarker } from '../reporters/markdown.ts';
import { contentOf, type GraphqlBlob } from './blobs.ts';
import type { GitHub } from './client.ts';
import { type ThreadConnection, type ThreadPage, THREADS, threadsIn } from './threads.ts';

export interface Opening {
  /** The account behind the token, where GitHub says. */
  readonly login: string | undefined;
  /** Those of the files that are there, in the commit; null where it is not known. */
  readonly files: ReadonlyMap<string, FileContent> | null;
  /** There is no summary comment of ours, for sure. */
  readonly noSummary: boolean;
  /** The first of our comments on lines, with what became of them; null where it is not known. */
  readonly threads: ThreadPage | null;
}

const UNKNOWN: Opening = { login: undefined, files: null, noSummary: false, threads: null };

/** The query for some files of a commit, the first comments and the first threads of a pull request. */
export function openingQuery(count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return `query opening($owner: String!, $repo: String!, $number: Int!${numbers.map((i) => `, $f${i}: String!`).join('')}) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    ${numbers.map((i) => `f${i}: object(expression: $f${i}) { ...blob }`).join('\n    ')}
    pullRequest(number: $number) {
      comments(first: 100) { pageInfo { hasNextPage } nodes { viewerDidAuthor body } }
      reviewThreads(first: 100) { ...threads }
    }
  }
}
${THREADS}
fragment blob on Blob { oid isBinary isTruncated text }`;
}

interface Comments {
  readonly pageInfo?: { readonly hasNextPage?: boolean };
  readonly nodes?: readonly ({ readonly viewerDidAuthor?: boolean; readonly body?: string } | null)[] | null;
}

interface Answer {
  readonly viewer?: { readonly login?: string } | null;
  readonly repository?:
    | (Readonly<Record<string, GraphqlBlob | null>> & {
        readonly pullRequest?: { readonly comments?: Comments; readonly reviewThreads?: ThreadConnection | null } | null;
      })
    | null;
}

/**
 * Asks the first question.
 *
 * @param commit the tip of the base branch.
 * @param paths files to read there, whether or not they exist.
 * @param id of the summary comment.
 */
export async function openPullRequest(
  github: GitHub,
  number: number,
  commit: string,
  paths: readonly string[],
  id: string,
): Promise<Opening> {
  const variables = Object.fromEntries(paths.map((path, i) => [`f${i}`, `${commit}:${path}`]));
  const answer = await github.octokit
    .graphql<Answer>(openingQuery(paths.length), { owner: github.owner, repo: github.repo, number, ...variables })
    .catch((error: unknown) => (error instanceof Error && 'data' in error ? (error.data as Answer | null) : undefined));
  const repository = answer?.repository;
  if (!repository) return { ...UNKNOWN, login: answer?.viewer?.login };
  const comments = repository.pullRequest?.comments;
  const marker = summaryMarker(id);
  return {
    login: answer.viewer?.login,
    files: filesOf(paths, repository),
    noSummary:
      comments?.pageInfo?.hasNextPage === false &&
      !(comments.nodes ?? []).some((comment) => comment?.viewerDidAuthor && comment.body?.startsWith(marker)),
    threads: threadsIn(repository.pullRequest?.reviewThreads),
  };
}

/** Null where a file is there and its text is not: then all of them are read in another way. */
function filesOf(paths: readonly string[], blobs: Readonly<Record<string, GraphqlBlob | null>>): Opening['files'] {
  const files = new Map<string, FileContent>();
  for (const [i, path] of paths.entries()) {
    const blob = blobs[`f${i}`];
    if (blob === null) continue;
    const content = blob && contentOf(blob);
    if (!content) return null;
    files.set(path, content);
  }
  return files;
}
