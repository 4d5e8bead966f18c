/**
 * A review on its pull request: one summary comment that is kept up to date, and one review whose comments sit on the lines.
 *
 * Nothing that happens here changes the verdict. What cannot be written is said once, and the findings go where they can.
 */
import type { CommentMode } from '../config/config.ts';
import { compareRisks, type Review, type Risk, standing } from '../report.ts';
import { failureComment, type MarkdownContext, readState, type RunState, summaryComment } from '../reporters/markdown.ts';
import { prose } from '../reporters/markdown-text.ts';
import { verdictText } from '../reporters/wording.ts';
import { describeError, errorParts, type GitHub, isForbidden, statusOf } from './client.ts';
import { identity, type Identity, type OwnComment, ownChangeRequests, ownSummaries, postedFingerprints } from './comments.ts';
import type { PullRequestEvent } from './events.ts';
import { type InlineGroup, markedFingerprint, planInline, type ReviewComment, reviewComment, withoutPosted } from './inline.ts';

/** What the run says in its log. */
export interface Log {
  info(message: string): void;
  warning(message: string): void;
}

export interface PublishOptions {
  /** When the summary comment is made; one that is there is always kept up to date, but for `never`. */
  readonly comment: CommentMode;
  /** The risk from which findings are posted on lines. */
  readonly inline: Risk | 'never';
  /** The risk from which the review asks for changes. */
  readonly requestChanges: Risk | 'never';
  /** Tells the comments of several invocations apart. */
  readonly id: string;
  readonly state: RunState;
  readonly context: MarkdownContext;
  readonly runUrl: string;
  /** There is something to tell beyond findings: the pull request changes the configuration. */
  readonly noteworthy: boolean;
  /** The account behind the token, where it is known already. */
  readonly login?: string | undefined;
  /** There is no summary comment yet, for sure; then a review without findings need not ask. */
  readonly noSummary?: boolean;
}

export interface Published {
  readonly commentUrl: string | null;
  /** Fingerprints of the findings that need no annotation: on their lines already, or below the level for lines. */
  readonly shown: ReadonlySet<string>;
}

const NOTHING: Published = { commentUrl: null, shown: new Set() };

/** Why nothing more is written: the pull request moved on, or a newer run has it. Not an error. */
class Superseded extends Error {}

/**
 * Publishes a review on its pull request. A second run with the same result writes nothing.
 *
 * @param log told once about missing permissions and about everything that could not be written.
 */
export async function publish(
  github: GitHub,
  event: PullRequestEvent,
  review: Review,
  options: PublishOptions,
  log: Log,
): Promise<Published> {
  if (options.comment === 'never' && options.inline === 'never' && options.requestChanges === 'never') return NOTHING;
  if (options.noSummary && options.requestChanges === 'never' && review.findings.length === 0 && !isWanted(review, options)) return NOTHING;
  const who = identity(github, options.login);
  const report = degrading(event, log);
  const summary = (): string =>
    summaryComment(review, { ...options.context, id: options.id, state: options.state, runUrl: options.runUrl });
  try {
    const open = await report('The pull request could not be read', () => isOpenAt(github, event, log));
    if (open !== true) return NOTHING;
    const comment =
      options.comment === 'never'
        ? undefined
        : await report('The summary comment could not be written', () =>
            stickySummary(github, event.number, summary(), isWanted(review, options), options, who),
          );
    const onLines = await report('The comments on lines could not be written', () =>
      linesAndRequest(github, event, review, options, comment?.url, who, log),
    );
    return { commentUrl: comment?.url ?? null, shown: onLines ?? new Set() };
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    log.info(error.message);
    return NOTHING;
  }
}

/**
 * Says on the pull request that it could not be reviewed, so that an older result is not taken for this one.
 *
 * @param problem in words for people.
 */
export async function publishFailure(
  github: GitHub,
  event: PullRequestEvent,
  problem: string,
  options: PublishOptions,
  log: Log,
): Promise<string | null> {
  if (options.comment === 'never') return null;
  const report = degrading(event, log);
  const body = failureComment(problem, { ...options.context, id: options.id, state: options.state, runUrl: options.runUrl });
  try {
    const comment = await report('The summary comment could not be written', async () => {
      const open = await isOpenAt(github, event, log);
      return open ? stickySummary(github, event.number, body, true, options, identity(github, options.login)) : undefined;
    });
    return comment?.url ?? null;
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    log.info(error.message);
    return null;
  }
}

/** Runs one part of the publication; when it fails that is said, permissions only once, and the others go on. */
function degrading(event: PullRequestEvent, log: Log): <T>(failure: string, part: () => Promise<T>) => Promise<T | undefined> {
  let toldPermissions = false;
  return async (failure, part) => {
    try {
      return await part();
    } catch (error) {
      if (error instanceof Superseded) throw error;
      if (!isForbidden(error))
        log.warning(`${failure}: ${describeError(error)}. The job summary has the whole review; the verdict is the same.`);
      else if (!toldPermissions) {
        toldPermissions = true;
        log.warning(permissionText(event, error));
      }
      return undefined;
    }
  };
}

function permissionText(event: PullRequestEvent, error: unknown): string {
  const effect = `The review is in the job summary and in annotations instead of comments; the verdict is the same. GitHub answered ${describeError(error)}.`;
  if (event.readOnly === 'fork') return `The token of a workflow for a fork can only read, which is as it should be. ${effect}`;
  if (event.readOnly === 'dependabot')
    return `The token of a workflow that Dependabot starts can only read, which is as it should be. ${effect}`;
  return `The token may not comment on this pull request. ${effect}\nGive the job these permissions:\n\npermissions:\n  contents: read\n  pull-requests: write`;
}

/** Whether the pull request is open, unlocked and still at the commit that was reviewed. */
async function isOpenAt(github: GitHub, event: PullRequestEvent, log: Log): Promise<boolean> {
  const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner: github.owner,
    repo: github.repo,
    pull_number: event.number,
  });
  if (data.head.sha !== event.head) throw moved(data.head.sha);
  const reason = data.state === 'closed' ? 'closed' : data.locked ? 'locked' : undefined;
  if (reason !== undefined) log.info(`The pull request is ${reason}, so nothing is posted on it.`);
  return reason === undefined;
}

const moved = (head: string): Superseded =>
  new Superseded(`The pull request has moved on to ${head.slice(0, 10)}, so nothing is posted: the run for that commit will.`);

/** Creates the summary comment, brings it up to date, or leaves it alone when it already says this. */
async function stickySummary(
  github: GitHub,
  pull: number,
  body: string,
  wanted: boolean,
  options: PublishOptions,
  who: Identity,
): Promise<OwnComment | undefined> {
  const [existing, ...others] = await ownSummaries(github, pull, options.id, who);
  const written = existing && readState(existing.body);
  if (written?.head === options.state.head && isNewer(written, options.state)) {
    throw new Superseded('A newer run has reviewed this commit already, so nothing is posted.');
  }
  const repository = { owner: github.owner, repo: github.repo };
  for (const other of others)
    await github.octokit.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { ...repository, comment_id: other.id });
  if (existing) {
    if (withoutRun(existing.body) === withoutRun(body)) return existing;
    await github.octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...repository,
      comment_id: existing.id,
      body,
    });
    return { ...existing, body };
  }
  if (!wanted) return undefined;
  return writeOnce(
    async () => {
      const { data } = await github.octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repository,
        issue_number: pull,
        body,
      });
      return { id: Number(data.id), url: data.html_url, body };
    },
    async () => (await ownSummaries(github, pull, options.id, who))[0],
  );
}

const isNewer = (a: RunState, b: RunState): boolean => a.run > b.run || (a.run === b.run && a.attempt > b.attempt);

/** Whether a summary comment is made where none is. */
function isWanted(review: Review, options: PublishOptions): boolean {
  if (options.comment === 'always') return true;
  if (options.comment === 'on-failure') return review.verdict === 'fail' || review.verdict === 'error';
  return review.findings.length > 0 || options.noteworthy || review.verdict === 'error';
}

/** What a comment says, without what names the run that wrote it and so is never the same: the hidden state and the link. */
function withoutRun(body: string): string {
  const at = body.lastIndexOf('<!-- lockkeeper:state ');
  const said = at < 0 ? body : body.slice(0, at);
  return said
    .replaceAll('\r\n', '\n')
    .replaceAll(/\/actions\/runs\/\d+/g, '/actions/runs/')
    .trimEnd();
}

/**
 * Sends a request that creates something. When no answer comes it may have been carried out all the same: it is looked for,
 * and only sent again where it is not there.
 */
async function writeOnce<T>(send: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if ((statusOf(error) ?? 0) < 500) throw error;
    return (await find()) ?? send();
  }
}

/** Posts the comments on lines that are not there yet, and asks for changes or takes that back. Answers what is shown on lines. */
async function linesAndRequest(
  github: GitHub,
  event: PullRequestEvent,
  review: Review,
  options: PublishOptions,
  summaryUrl: string | undefined,
  who: Identity,
  log: Log,
): Promise<ReadonlySet<string>> {
  const level = options.inline;
  const plan = level === 'never' ? [] : planInline(review, level);
  const posted = plan.length === 0 ? new Set<string>() : await postedFingerprints(github, event.number, who);
  const groups = plan.map((group) => withoutPosted(group, posted)).filter((group) => group !== undefined);
  const wanted = options.requestChanges !== 'never' && hasAtLeast(review, options.requestChanges);
  const requests = options.requestChanges === 'never' ? [] : await ownChangeRequests(github, event.number, who);
  if (!wanted) for (const id of requests) await dismiss(github, event, id, log);
  const ask = wanted && requests.length === 0;
  const sent = groups.length > 0 || ask ? await sendReview(github, event, review, options, { groups, ask, summaryUrl }, who, log) : true;
  const onLines = new Set([
    ...posted,
    ...(sent ? groups.flatMap((group) => group.places.map(({ finding }) => markedFingerprint(finding))) : []),
  ]);
  if (level === 'never') return new Set();
  return new Set(
    standing(review)
      .filter((finding) => onLines.has(markedFingerprint(finding)) || compareRisks(finding.risk, level) < 0)
      .map((finding) => finding.fingerprint),
  );
}

const hasAtLeast = (review: Review, level: Risk): boolean => standing(review).some((finding) => compareRisks(finding.risk, level) >= 0);

interface Submission {
  readonly groups: readonly InlineGroup[];
  readonly ask: boolean;
  readonly summaryUrl: string | undefined;
}

/** Sends one review. Where GitHub refuses a line it refuses them all: then the findings stay in the summary. */
async function sendReview(
  github: GitHub,
  event: PullRequestEvent,
  review: Review,
  options: PublishOptions,
  submission: Submission,
  who: Identity,
  log: Log,
): Promise<boolean> {
  const { groups, ask } = submission;
  const post = async (comments: readonly ReviewComment[]): Promise<true> => {
    await github.octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      owner: github.owner,
      repo: github.repo,
      pull_number: event.number,
      commit_id: event.head,
      event: ask ? 'REQUEST_CHANGES' : 'COMMENT',
      body: reviewBody(review, submission.summaryUrl ?? options.runUrl),
      comments: [...comments],
    });
    return true;
  };
  const isThere = async (): Promise<true | undefined> => {
    const [first] = groups;
    if (first) return (await postedFingerprints(github, event.number, who)).has(markedFingerprint(first.places[0].finding)) || undefined;
    return (await ownChangeRequests(github, event.number, who)).length > 0 || undefined;
  };
  try {
    return await writeOnce(() => post(groups.map((group) => reviewComment(review, group, options.context))), isThere);
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      owner: github.owner,
      repo: github.repo,
      pull_number: event.number,
    });
    if (data.head.sha !== event.head) throw moved(data.head.sha);
    const parts = errorParts(error);
    log.warning(
      `GitHub refused the review with its comments on lines: ${parts.length > 0 ? parts.join('; ') : describeError(error)}. The summary has every finding; the verdict is the same.`,
    );
    if (ask && groups.length > 0) await writeOnce(() => post([]), isThere);
    return false;
  }
}

/** The text above the comments: what came out, and where the whole is. */
function reviewBody(review: Review, url: string): string {
  return `**Lockkeeper:** ${prose(verdictText(review))}. [The whole review](${url})`;
}

async function dismiss(github: GitHub, event: PullRequestEvent, id: number, log: Log): Promise<void> {
  try {
    await github.octokit.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals', {
      owner: github.owner,
      repo: github.repo,
      pull_number: event.number,
      review_id: id,
      message: `Nothing asks for changes any more at ${event.head.slice(0, 10)}.`,
    });
  } catch (error) {
    // On a protected branch only some people may dismiss reviews.
    log.warning(`The request for changes could not be taken back: ${describeError(error)}. Dismiss the review of Lockkeeper by hand.`);
  }
}
