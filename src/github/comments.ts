/** Comments of a pull request, and which of them are ours: those with our marker that our own account wrote. */
import { summaryMarker } from '../reporters/markdown.ts';
import { encodePath, MARKER } from '../reporters/markdown-text.ts';
import type { GitHub } from './client.ts';
import { PAGE_SIZE } from './limits.ts';

/** The account of the token that a workflow gets by itself. */
const DEFAULT_LOGIN = 'github-actions[bot]';

/** A comment of the conversation. */
export interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

export interface Author {
  readonly login: string;
  readonly type?: string;
}

/**
 * The login behind the token. REST refuses `GET /user` to the token of a workflow, GraphQL's `viewer` does not.
 */
export async function ownLogin(github: GitHub): Promise<string> {
  const answer = await github.octokit
    .graphql<{ viewer?: { login?: string } | null }>('query viewer { viewer { login } }')
    .catch(() => undefined);
  return answer?.viewer?.login ?? DEFAULT_LOGIN;
}

/** Whether an author is the account `login`. Apps are `name[bot]` in REST and may be `name` in GraphQL. */
export function isOwn(author: Author | null | undefined, login: string): boolean {
  if (!author) return false;
  return author.login === login || (author.type === 'Bot' && author.login === `${login}[bot]`);
}

/** Asks for the own login at most once, and only when a comment carries our marker. */
export type Identity = () => Promise<string>;

/** Makes an identity that remembers its answer, or knows it already. */
export function identity(github: GitHub, known?: string): Identity {
  let login = known === undefined ? undefined : Promise.resolve(known);
  return () => (login ??= ownLogin(github));
}

/** Our summary comments with an id, oldest first, from all pages. */
export async function ownSummaries(github: GitHub, pull: number, id: string, who: Identity): Promise<readonly OwnComment[]> {
  const marker = summaryMarker(id);
  const found: OwnComment[] = [];
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner: github.owner,
      repo: github.repo,
      issue_number: pull,
      per_page: PAGE_SIZE,
      page,
    });
    for (const comment of data) {
      if (comment.body?.startsWith(marker) && isOwn(comment.user, await who()))
        found.push({ id: Number(comment.id), url: comment.html_url, body: comment.body });
    }
    if (data.length < PAGE_SIZE) return found.sort((a, b) => a.id - b.id);
  }
}

/** The first line of a review of ours. Other tools may act with the same account, and other invocations do. */
export function reviewMarker(id: string): string {
  return `${MARKER}review v=1 id=${encodePath(id)} -->`;
}

/** Our reviews with an id that ask for changes and were not dismissed. */
export async function ownChangeRequests(github: GitHub, pull: number, id: string, who: Identity): Promise<readonly number[]> {
  const marker = reviewMarker(id);
  const found: number[] = [];
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      owner: github.owner,
      repo: github.repo,
      pull_number: pull,
      per_page: PAGE_SIZE,
      page,
    });
    for (const review of data) {
      if (review.state === 'CHANGES_REQUESTED' && review.body.startsWith(marker) && isOwn(review.user, await who()))
        found.push(Number(review.id));
    }
    if (data.length < PAGE_SIZE) return found;
  }
}
