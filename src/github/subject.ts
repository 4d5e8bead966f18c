/** What an event puts under review, and the policy that decides over it. */
import type { ChangeSet, FileTree } from '../changes/change-source.ts';
import { blobTree } from '../changes/git-tree.ts';
import { memoryTree } from '../changes/memory.ts';
import { auditOfCommit, changesBetween, changesFromPullRequest, type CommitReader, entriesOf } from '../changes/pull-request.ts';
import { UserError } from '../errors.ts';
import type { GitHub } from './client.ts';
import type { PullRequestEvent, RangeEvent, ReviewEvent } from './events.ts';
import type { Inputs } from './inputs.ts';
import { openPullRequest } from './opening.ts';
import { configPaths, loadPolicy, type Policy, policyNotes } from './policy.ts';
import { makeReader } from './read.ts';
import type { ThreadPage } from './threads.ts';

export interface Subject {
  readonly changes: ChangeSet;
  readonly policy: Policy;
  /** The commit that the paths and lines are of. */
  readonly commit: string;
  /** The pull request changes the policy. */
  readonly changesPolicy: boolean;
  readonly login?: string | undefined;
  readonly noSummary?: boolean;
  readonly threads?: ThreadPage | null;
}

/**
 * Reads what an event is about. In a pull request the base branch's policy decides, and for the merge queue too; otherwise that
 * of the commit itself.
 *
 * @param workspace the checkout, or null where there is none.
 * @param summaryId of the summary comment.
 * @throws UserError for everything that is wrong in the policy, and for commits that cannot be read.
 */
export async function readSubject(
  github: GitHub,
  event: Exclude<ReviewEvent, { readonly kind: 'none' | 'workflow-run' }>,
  inputs: Inputs,
  workspace: string | null,
  summaryId: string,
): Promise<Subject> {
  if (event.kind === 'pull-request') return pullRequestSubject(github, event, inputs, workspace, summaryId);
  const reader = makeReader(github, workspace);
  const changes = event.kind === 'audit' ? await auditOfCommit(reader, event.commit) : await rangeChanges(reader, event);
  const decides = event.kind === 'range' && event.event === 'merge_group' ? (changes.base ?? changes.head) : changes.head;
  const policy = await loadPolicy(inputs, null, async () => decides, null);
  return {
    changes: within(changes, inputs.workingDirectory),
    policy,
    commit: event.kind === 'audit' ? event.commit : event.head,
    changesPolicy: false,
  };
}

async function pullRequestSubject(
  github: GitHub,
  event: PullRequestEvent,
  inputs: Inputs,
  workspace: string | null,
  summaryId: string,
): Promise<Subject> {
  // With the rights of the base repository nothing is read that a stranger may have put on the disk.
  const reader = makeReader(github, event.target ? null : workspace);
  const [opening, changes] = await Promise.all([
    openPullRequest(github, event.number, event.base, configPaths(inputs), summaryId),
    changesFromPullRequest(reader, event),
  ]);
  const files = opening.files && memoryTree(Object.fromEntries(opening.files));
  const policy = await loadPolicy(
    inputs,
    files,
    once(async () => blobTree(await entriesOf(reader, event.base), reader.blobs)),
    changes.head,
  );
  const notes = await policyNotes(changes, policy, inputs);
  return {
    changes: within({ ...changes, notes: [...changes.notes, ...notes] }, inputs.workingDirectory),
    policy,
    commit: event.head,
    changesPolicy: notes.length > 0,
    login: opening.login,
    noSummary: opening.noSummary,
    threads: opening.threads,
  };
}

/** A push against what was there before it; a new branch against where it most likely left; else everything there is. */
async function rangeChanges(reader: CommitReader, event: RangeEvent): Promise<ChangeSet> {
  const { base, head, origin } = event;
  if (event.event === 'merge_group' && base !== null) return changesBetween(reader, base, head);
  const before = base === null ? undefined : await unlessUnreadable(() => changesBetween(reader, base, head));
  if (before) return before;
  // After a force push the commit before may be gone, and a new branch has none.
  const since =
    origin === null ? undefined : await unlessUnreadable(async () => changesBetween(reader, await reader.mergeBase(origin, head), head));
  if (since)
    return {
      ...since,
      notes: [...since.notes, `Nothing is known before this push, so it was compared with the merge base with ${origin}.`],
    };
  const audit = await auditOfCommit(reader, head);
  return { ...audit, notes: [...audit.notes, 'Nothing is known before this push, so every migration was reviewed, as an audit.'] };
}

/** Undefined where a commit cannot be read. */
async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The part of a change below a folder. History stays whole. */
function within(changes: ChangeSet, folder: string): ChangeSet {
  if (folder === '') return changes;
  const inside = (path: string | undefined): boolean => path?.startsWith(`${folder}/`) ?? false;
  return { ...changes, files: changes.files.filter((file) => inside(file.path) || inside(file.previousPath)) };
}

function once(make: () => Promise<FileTree>): () => Promise<FileTree> {
  let made: Promise<FileTree> | undefined;
  return () => (made ??= make());
}
