/** What an event asks for: which commits are compared, and where the answer goes. */

/** A pull request, as far as its event tells. */
export interface PullRequestEvent {
  readonly kind: 'pull-request';
  readonly number: number;
  readonly head: string;
  /** Tip of the base branch when the event happened. */
  readonly base: string;
  readonly changedFiles: number;
  /** The workflow runs with the rights of the base repository on the code of others: nothing of the checkout is read. */
  readonly target: boolean;
  /** The token can only read, and that is as it should be: a fork, or Dependabot. */
  readonly readOnly: 'fork' | 'dependabot' | null;
}

/** A push, a group of the merge queue. */
export interface RangeEvent {
  readonly kind: 'range';
  readonly event: string;
  /** Null where nothing was there before: the branch is new. */
  readonly base: string | null;
  readonly head: string;
  /** Where a new branch most likely came from; null for the default branch itself. */
  readonly origin: string | null;
}

/** Another workflow is done, with a pull request: its report may be published. */
export interface WorkflowRunEvent {
  readonly kind: 'workflow-run';
  readonly head: string;
  /** `owner:branch` of the head. */
  readonly branch: string;
}

export type ReviewEvent =
  | PullRequestEvent
  | RangeEvent
  | WorkflowRunEvent
  /** Everything there is, migration by migration. `blocking`: the verdict decides over the job unless `fail-on` says otherwise. */
  | { readonly kind: 'audit'; readonly event: string; readonly commit: string; readonly blocking: boolean }
  | { readonly kind: 'none'; readonly reason: string };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (value: unknown, ...path: readonly string[]): unknown => path.reduce((at, key) => (isObject(at) ? at[key] : undefined), value);
const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = part(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};
const numberAt = (value: unknown, ...path: readonly string[]): number | undefined => {
  const found = part(value, ...path);
  return typeof found === 'number' ? found : undefined;
};

const NO_COMMIT = /^0+$/;

/**
 * Reads an event. https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 *
 * @param name `GITHUB_EVENT_NAME`.
 * @param payload the parsed file at `GITHUB_EVENT_PATH`.
 * @param sha `GITHUB_SHA`; only used where the event has no commits of its own.
 * @param actor `GITHUB_ACTOR`.
 */
export function readEvent(name: string, payload: unknown, sha: string, actor: string): ReviewEvent {
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
      return pullRequest(name, payload, actor);
    case 'merge_group': {
      const base = textAt(payload, 'merge_group', 'base_sha');
      const head = textAt(payload, 'merge_group', 'head_sha');
      return base && head ? { kind: 'range', event: name, base, head, origin: null } : incomplete(name);
    }
    case 'push':
      return push(payload);
    case 'workflow_dispatch':
    case 'schedule':
      return sha === '' ? incomplete(name) : { kind: 'audit', event: name, commit: sha, blocking: name !== 'schedule' };
    case 'workflow_run':
      return workflowRun(payload);
    default:
      return {
        kind: 'none',
        reason: `the event ${name === '' ? '(none)' : name} has no change to review; use pull_request, merge_group, push, workflow_dispatch or schedule`,
      };
  }
}

const incomplete = (name: string): ReviewEvent => ({ kind: 'none', reason: `the event ${name} does not say which commits it is about` });

function pullRequest(name: string, payload: unknown, actor: string): ReviewEvent {
  const pull = part(payload, 'pull_request');
  const number = numberAt(pull, 'number');
  const head = textAt(pull, 'head', 'sha');
  const base = textAt(pull, 'base', 'sha');
  if (number === undefined || !head || !base) return incomplete(name);
  // The head of a deleted fork has no repository any more.
  const fork = textAt(pull, 'head', 'repo', 'full_name') !== textAt(pull, 'base', 'repo', 'full_name');
  const target = name === 'pull_request_target';
  return {
    kind: 'pull-request',
    number,
    head,
    base,
    changedFiles: numberAt(pull, 'changed_files') ?? -1,
    target,
    readOnly: actor === 'dependabot[bot]' ? 'dependabot' : fork && !target ? 'fork' : null,
  };
}

function workflowRun(payload: unknown): ReviewEvent {
  const run = part(payload, 'workflow_run');
  const head = textAt(run, 'head_sha');
  const owner = textAt(run, 'head_repository', 'owner', 'login');
  const branch = textAt(run, 'head_branch');
  if (!head || !owner || !branch) return incomplete('workflow_run');
  if (textAt(run, 'event') !== 'pull_request') return { kind: 'none', reason: 'the workflow that is done was not about a pull request' };
  return { kind: 'workflow-run', head, branch: `${owner}:${branch}` };
}

function push(payload: unknown): ReviewEvent {
  const head = textAt(payload, 'after');
  const before = textAt(payload, 'before');
  const main = textAt(payload, 'repository', 'default_branch');
  const ref = textAt(payload, 'ref');
  if (!head) return incomplete('push');
  if (part(payload, 'deleted') === true || NO_COMMIT.test(head))
    return { kind: 'none', reason: 'the push deleted a branch, so there is nothing to review' };
  if (ref?.startsWith('refs/tags/')) return { kind: 'none', reason: 'a tag was pushed, which changes no migration' };
  return {
    kind: 'range',
    event: 'push',
    head,
    base: before === undefined || NO_COMMIT.test(before) ? null : before,
    origin: main === undefined || ref === `refs/heads/${main}` ? null : main,
  };
}
