/**
 * Who lets a pull request through although something in it blocks: a label, or an approval by somebody the configuration of
 * the base branch names. Read only where something blocks. What cannot be read does not count.
 */
import type { Unblock } from '../config/config.ts';
import type { Allowance } from '../report.ts';
import { describeError, type GitHub, statusOf } from './client.ts';
import type { PullRequestEvent } from './events.ts';
import { PAGE_SIZE } from './limits.ts';

export interface Override {
  /** Null where nobody does. */
  readonly allowance: Allowance | null;
  /** What looks like an override and is none, one sentence each. */
  readonly notes: readonly string[];
}

type Log = (message: string) => void;

/**
 * Looks for an override of a pull request as it is now: the event may be older than the label.
 *
 * @param warn told, once for each, about what could not be read.
 */
export async function findOverride(github: GitHub, event: PullRequestEvent, unblock: Unblock, warn: Log): Promise<Override> {
  const notes: string[] = [];
  try {
    const { data: pull } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      owner: github.owner,
      repo: github.repo,
      pull_number: event.number,
    });
    const author = pull.user?.login ?? '';
    const { label } = unblock;
    // GitHub compares the names of labels without case.
    const isLabelled = label !== null && pull.labels.some(({ name }) => same(name, label));
    const allowance =
      (isLabelled ? await byLabel(github, event, label, author, notes) : null) ??
      (unblock.approvalBy.length > 0 ? await byApproval(github, event, unblock.approvalBy, author, notes, warn) : null);
    return { allowance, notes: allowance ? [] : notes };
  } catch (error) {
    warn(
      `Whether somebody lets this pull request through could not be read, so nobody does: ${describeError(error)}. The job needs the permission pull-requests: read.`,
    );
    return { allowance: null, notes };
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Who put the label. https://docs.github.com/rest/issues/events#list-issue-events: oldest first, so all pages are read. */
async function byLabel(github: GitHub, event: PullRequestEvent, label: string, author: string, notes: string[]): Promise<Allowance | null> {
  let last: { readonly login: string; readonly person: boolean; readonly at: string } | undefined;
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/events', {
      owner: github.owner,
      repo: github.repo,
      issue_number: event.number,
      per_page: PAGE_SIZE,
      page,
    });
    for (const one of data) {
      const name = 'label' in one && one.label && 'name' in one.label ? one.label.name : undefined;
      if (one.event === 'labeled' && typeof name === 'string' && same(name, label))
        last = { login: one.actor?.login ?? '', person: one.actor?.type === 'User', at: one.created_at };
    }
    if (data.length < PAGE_SIZE) break;
  }
  const not = (why: string): null => {
    notes.push(`The label ${label} does not let this pull request through: ${why}.`);
    return null;
  };
  if (!last || last.login === '') return not('GitHub does not say who put it there');
  if (same(last.login, author)) return not(`@${last.login}, who put it there, is the author`);
  // A workflow that puts labels by the name of a branch is in the author's hands, too.
  if (!last.person) return not(`@${last.login}, who put it there, is no person`);
  return allowedBy('label', last.login, `label ${label} put on this pull request ${dayText(last.at)}`);
}

/** The latest approval of the head commit by one of those that the configuration names. */
async function byApproval(
  github: GitHub,
  event: PullRequestEvent,
  named: readonly string[],
  author: string,
  notes: string[],
  warn: Log,
): Promise<Allowance | null> {
  const latest = new Map<string, { readonly state: string; readonly commit: string | null; readonly login: string; readonly at: string }>();
  for (let page = 1; ; page++) {
    const { data } = await github.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      owner: github.owner,
      repo: github.repo,
      pull_number: event.number,
      per_page: PAGE_SIZE,
      page,
    });
    for (const { state, commit_id: commit, user, submitted_at: at = '' } of data)
      // A comment leaves an approval as it is.
      if (user && state !== 'COMMENTED' && state !== 'PENDING')
        latest.set(user.login.toLowerCase(), { state, commit, login: user.login, at });
    if (data.length < PAGE_SIZE) break;
  }
  const approvals = [...latest.values()].filter(({ state, login }) => state === 'APPROVED' && !same(login, author)).reverse();
  const atHead = approvals.filter(({ commit }) => commit === event.head);
  const people = named.filter((name) => !name.includes('/'));
  const teams = named.filter((name) => name.includes('/'));
  const allowed = ({ login, at }: (typeof atHead)[number], as: string): Allowance =>
    allowedBy('approval', login, `approved at ${event.head.slice(0, 10)}${as} ${dayText(at)}`);
  const person = atHead.find(({ login }) => people.some((name) => same(name, `@${login}`)));
  if (person) return allowed(person, '');
  for (const team of teams) {
    for (const approval of atHead) {
      const member = await isMember(github, team, approval.login);
      if (member === true) return allowed(approval, ` for ${team}`);
      if (member === false) continue;
      warn(
        `Who is in ${team} could not be read, so no approval of that team counts: ${member}. The token of a workflow cannot read teams; give the input github-token that of a GitHub App with the organisation permission "Members: read", or name people under unblock.approval-by.`,
      );
      break;
    }
  }
  const old = approvals.filter(({ commit }) => commit !== event.head);
  if (atHead.length > 0)
    notes.push(`No approval lets this pull request through: ${names(atHead)} could not be found among ${named.join(', ')}.`);
  else if (old.length > 0) notes.push(`The approval of ${names(old)} is of an older commit, so it does not let this one through.`);
  return null;
}

const names = (approvals: readonly { readonly login: string }[]): string => approvals.map(({ login }) => `@${login}`).join(', ');

/** Whether somebody is in a team, or why that is not known. GitHub answers 404 for a stranger, and for a team that the token does not see. */
async function isMember(github: GitHub, team: string, login: string): Promise<boolean | string> {
  const [org = '', slug = ''] = team.slice(1).split('/');
  try {
    const { data } = await github.octokit.request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', {
      org,
      team_slug: slug,
      username: login,
    });
    return data.state === 'active';
  } catch (error) {
    return statusOf(error) === 404 ? false : describeError(error);
  }
}

function allowedBy(source: 'label' | 'approval', login: string, reason: string): Allowance {
  return { source, reason, by: `@${login}`, until: null, span: null };
}

/** `on 2026-11-26 at 09:10 UTC`. */
const dayText = (at: string): string => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? `on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC` : '');
