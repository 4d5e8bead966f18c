/** The GitHub Action: what the runner starts. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { version as ownVersion } from './commands/io.ts';
import { ruleTexts } from './commands/rule-files.ts';
import { type Config, DEFAULT_CONFIG } from './config/config.ts';
import { UserError } from './errors.ts';
import { connect, type GitHub } from './github/client.ts';
import { type PullRequestEvent, readEvent, type ReviewEvent } from './github/events.ts';
import { type Inputs, readInputs, withInputs } from './github/inputs.ts';
import {
  annotate,
  failForError,
  failForReview,
  logReview,
  setOutputs,
  writeJobSummary,
  writeReports,
  type WrittenFiles,
} from './github/job.ts';
import { findOverride } from './github/override.ts';
import { allowNotes } from './github/policy.ts';
import { publish, publishFailure, type PublishOptions } from './github/publish.ts';
import { pullRequestOf, readReport, reviewOfReport } from './github/reported.ts';
import { readSubject } from './github/subject.ts';
import { blocking, type Review, unblocked } from './report.ts';
import { review } from './review.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Reviewable = Exclude<ReviewEvent, { readonly kind: 'none' | 'workflow-run' }>;

const NO_FILES: WrittenFiles = { report: '', sarif: '' };
const log = { info: (message: string): void => core.info(message), warning: (message: string): void => core.warning(message) };

/** One run, from its environment to its exit code. */
async function main(env: Environment): Promise<void> {
  // An error of ours must never look like a review without findings.
  try {
    const inputs = readInputs((name) => core.getInput(name));
    const event = readEvent(env['GITHUB_EVENT_NAME'] ?? '', await readPayload(env), env['GITHUB_SHA'] ?? '', env['GITHUB_ACTOR'] ?? '');
    if (event.kind === 'none') {
      core.notice(`Nothing to review: ${event.reason}.`);
      setOutputs('skipped', null, NO_FILES, null);
      return;
    }
    const version = await ownVersion();
    if (event.kind !== 'workflow-run') return await reviewEvent(event, inputs, env, version);
    const pull = inputs.publishReport === undefined ? null : await pullRequestOf(connectTo(env, inputs, version).github, event);
    if (pull) return await reviewEvent(pull, inputs, env, version, inputs.publishReport);
    const reason =
      inputs.publishReport === undefined
        ? 'the event workflow_run needs the input publish-report'
        : 'no open pull request has the head of the workflow that is done';
    core.notice(`Nothing to review: ${reason}.`);
    setOutputs('skipped', null, NO_FILES, null);
  } catch (error) {
    failForError(error);
    setOutputs('error', null, NO_FILES, null);
  }
}

async function readPayload(env: Environment): Promise<unknown> {
  const path = env['GITHUB_EVENT_PATH'];
  if (!path) return {};
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new UserError(
      `The event cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Run this as a step of a workflow.',
    );
  }
}

/** Reviews what an event is about and tells everybody. A pull request that cannot be reviewed is told so, too. */
async function reviewEvent(event: Reviewable, inputs: Inputs, env: Environment, version: string, report?: string): Promise<void> {
  const { github, place } = connectTo(env, inputs, version);
  try {
    await reviewAndPublish(event, inputs, env, github, place, report);
  } catch (error) {
    const problem = failForError(error);
    const url = event.kind === 'pull-request' ? await publishFailure(github, event, problem, publishing(event, inputs, place), log) : null;
    setOutputs('error', null, NO_FILES, url);
  }
}

/** Where a run is: what addresses are made of. */
interface Place {
  readonly version: string;
  readonly server: string;
  readonly repository: string;
  readonly run: number;
  readonly attempt: number;
}

function connectTo(env: Environment, inputs: Inputs, version: string): { readonly github: GitHub; readonly place: Place } {
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  if (repository === '')
    throw new UserError(
      'GITHUB_REPOSITORY is not set.',
      'Run this as a step of a workflow; on your machine use the command: lockkeeper review.',
    );
  if (inputs.token === '') throw new UserError('The input github-token is empty.', 'Leave it out, or give it ${{ github.token }}.');
  const github = connect({ token: inputs.token, apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com', repository, log: log.info });
  const place = {
    version,
    server: (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, ''),
    repository,
    run: Number(env['GITHUB_RUN_ID'] ?? 0),
    attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1),
  };
  return { github, place };
}

/** How a review is published before any configuration is known. */
function publishing(event: PullRequestEvent, inputs: Inputs, place: Place): PublishOptions {
  const { comment, inline, requestChanges, draft } = withInputs(DEFAULT_CONFIG, inputs);
  return {
    comment,
    inline,
    requestChanges,
    draft,
    id: summaryId(inputs),
    state: { head: event.head, run: place.run, attempt: place.attempt },
    context: { version: place.version, links: { server: place.server, repository: place.repository, sha: event.head } },
    runUrl: `${place.server}/${place.repository}/actions/runs/${place.run}`,
    noteworthy: false,
  };
}

/** Several invocations in one pull request keep a comment each. */
const summaryId = (inputs: Inputs): string => [inputs.workingDirectory, inputs.config].filter(Boolean).join(':') || 'default';

async function reviewAndPublish(
  event: Reviewable,
  inputs: Inputs,
  env: Environment,
  github: GitHub,
  place: Place,
  report?: string,
): Promise<void> {
  const { version } = place;
  const subject = await readSubject(github, event, inputs, env['GITHUB_WORKSPACE'] || null, summaryId(inputs));
  const { policy } = subject;
  const given = withInputs(policy.config, inputs);
  // What nobody waits for blocks nobody, unless it was asked to.
  const advisory = event.kind === 'audit' && !event.blocking && inputs.failOn === undefined && !policy.given.has('fail-on');
  const config = advisory ? { ...given, failOn: 'never' as const } : given;
  const reviewed =
    report === undefined
      ? await review({
          changes: subject.changes,
          config,
          configPath: policy.configPath,
          rules: policy.rules,
          baseline: policy.baseline,
          measured: policy.measured,
          dialect: inputs.dialect,
          today: new Date(),
        })
      : await reviewOfReport(await readReport(report), subject.changes, policy, config.failOn);
  const brought = event.kind === 'pull-request' ? await allowNotes(reviewed, subject.changes) : [];
  const result = await overridden({ ...reviewed, notes: [...reviewed.notes, ...brought] }, event, config, github);

  // First what needs no network, so that nothing is lost when GitHub does not answer.
  logReview(result, version);
  const files = await writeReports(result, version, {
    workspace: env['GITHUB_WORKSPACE'] || process.cwd(),
    temporary: env['RUNNER_TEMP'] || tmpdir(),
    reportFile: config.reportFile,
    sarifFile: config.sarifFile,
    rules: ruleTexts(policy.rules),
  });
  setOutputs(result.verdict, result, files, null);
  const links = { server: place.server, repository: place.repository, sha: subject.commit };
  await writeJobSummary(result, { version, links }, env['GITHUB_STEP_SUMMARY']);

  const published =
    event.kind === 'pull-request'
      ? await publish(
          github,
          event,
          result,
          {
            ...publishing(event, inputs, place),
            comment: config.comment,
            inline: config.inline,
            requestChanges: config.requestChanges,
            draft: config.draft,
            noteworthy: subject.changesPolicy,
            login: subject.login,
            noSummary: subject.noSummary ?? false,
            threads: subject.threads ?? null,
          },
          log,
        )
      : { commentUrl: null, shown: new Set<string>() };
  if (published.commentUrl !== null) core.setOutput('comment-url', published.commentUrl);
  // The run that made the report has failed for it already, and its annotations are there.
  if (report !== undefined) return;
  const failing = result.verdict === 'fail' || result.verdict === 'error';
  annotate(result, published.shown, failing);
  if (failing) failForReview(result);
}

/** A review that somebody may let through: only a pull request, and only where something blocks, is asked about. */
async function overridden(result: Review, event: Reviewable, { unblock }: Config, github: GitHub): Promise<Review> {
  if (unblock === null || event.kind !== 'pull-request' || blocking(result).length === 0) return result;
  const { allowance, notes } = await findOverride(github, event, unblock, log.warning);
  const noted = { ...result, notes: [...result.notes, ...notes] };
  return allowance ? unblocked(noted, allowance) : noted;
}

await main(process.env);
