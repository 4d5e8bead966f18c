/** What a run leaves in its job: outputs, files, the summary, annotations and the log. Nothing here needs the network. */
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as core from '@actions/core';
import { type ErrorPlace, placeText, UserError } from '../errors.ts';
import { blocking, type Review, standing, type Verdict } from '../report.ts';
import { type Annotation, annotations } from '../reporters/annotations.ts';
import { json } from '../reporters/json.ts';
import { reviewMarkdown } from '../reporters/markdown.ts';
import type { MarkdownContext } from '../reporters/markdown-finding.ts';
import type { RuleText } from '../reporters/reporter.ts';
import { sarif } from '../reporters/sarif.ts';
import { terminal } from '../reporters/terminal.ts';
import { counted, oneLine, verdictText } from '../reporters/wording.ts';
import { MAX_ANNOTATIONS, MAX_JOB_SUMMARY } from './limits.ts';

export interface JobFiles {
  readonly workspace: string;
  /** Where the report goes that nobody named a file for. */
  readonly temporary: string;
  readonly reportFile: string | null;
  readonly sarifFile: string | null;
  /** What the rules say about themselves, for SARIF. */
  readonly rules: ReadonlyMap<string, RuleText>;
}

/** Paths of what was written; empty where nothing was. */
export interface WrittenFiles {
  readonly report: string;
  readonly sarif: string;
}

const render = (version: string) => ({ color: false, width: 120, verbose: false, quiet: false, version });

/** Prints the review. No line of it can be a command to the runner, whatever a migration says. */
export function logReview(review: Review, version: string): void {
  const text = terminal.render(review, { ...render(version), color: process.env['NO_COLOR'] === undefined });
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
}

/**
 * Writes the JSON report, always, and the SARIF report where a file is named for it.
 *
 * @throws UserError when a file cannot be written.
 */
export async function writeReports(review: Review, version: string, files: JobFiles): Promise<WrittenFiles> {
  const report =
    files.reportFile === null ? resolve(files.temporary, 'lockkeeper-report.json') : resolve(files.workspace, files.reportFile);
  await writeReport(report, json.render(review, render(version)));
  if (files.sarifFile === null) return { report, sarif: '' };
  const sarifPath = resolve(files.workspace, files.sarifFile);
  await writeReport(sarifPath, sarif.render(review, { ...render(version), rules: files.rules }));
  return { report, sarif: sarifPath };
}

async function writeReport(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new UserError(
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      'Name another file in report-file or sarif-file.',
    );
  }
}

/** Adds the review to the summary of the job, in as many words as there is room for. Never fails the run. */
export async function writeJobSummary(review: Review, context: MarkdownContext, path: string | undefined): Promise<void> {
  if (!path) return;
  try {
    const taken = await stat(path).then(
      (file) => file.size,
      () => 0,
    );
    const text = reviewMarkdown(review, { ...context, budget: { limit: Math.max(0, MAX_JOB_SUMMARY - taken), unit: 'bytes' } });
    // Past its limit the runner throws the whole summary away, that of other commands too.
    if (taken + Buffer.byteLength(text) < 1024 * 1024) await appendFile(path, `${text}\n`);
    else core.info('The summary of this job is full, so the review is not in it.');
  } catch (error) {
    core.warning(`The summary of the job could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export type JobVerdict = Verdict | 'skipped';

/** The outputs of the action; contracts.md. */
export function setOutputs(verdict: JobVerdict, review: Review | null, files: WrittenFiles, commentUrl: string | null): void {
  const outputs = {
    verdict,
    risk: review?.risk ?? 'none',
    findings: review ? standing(review).length : 0,
    blocking: review ? blocking(review).length : 0,
    allowed: review ? review.findings.length - standing(review).length : 0,
    'report-json': files.report,
    'sarif-file': files.sarif,
    'comment-url': commentUrl ?? '',
  };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/**
 * Annotates what is not shown elsewhere.
 *
 * The runner keeps ten errors of a step. When the job fails, one of them is the reason for it, which tells how many findings
 * there are; so nine are left.
 */
export function annotate(review: Review, shown: ReadonlySet<string>, failing: boolean): void {
  const all = annotations(review, shown);
  const errors = all.filter((annotation) => annotation.level === 'error');
  const kept =
    failing && errors.length === MAX_ANNOTATIONS
      ? new Set(errors.filter((error) => error.path !== null).slice(0, MAX_ANNOTATIONS - 1))
      : new Set(errors);
  for (const annotation of all) if (annotation.level !== 'error' || kept.has(annotation)) send(annotation);
}

function send({ level, path, title, message, startLine, endLine, startColumn, endColumn }: Annotation): void {
  SEND[level](message, {
    title,
    ...(path === null ? {} : { file: path, startLine, endLine }),
    ...(path === null || startColumn === undefined || endColumn === undefined ? {} : { startColumn, endColumn }),
  });
}

const SEND = { error: core.error, warning: core.warning, notice: core.notice } as const;

/** Fails the job for what was found, or for what could not be judged. */
export function failForReview(review: Review): void {
  if (review.verdict === 'error') {
    core.setFailed(`Lockkeeper: ${verdictText(review)}. ${review.notes[0] ?? ''}`.trim());
    return;
  }
  const blockers = blocking(review);
  const first = blockers
    .slice(0, 3)
    .map((finding) => `${finding.rule} (${finding.primary.path}:${review.locate.position(finding.primary).start.line})`);
  const rest = blockers.length > first.length ? `, and ${blockers.length - first.length} more in the job summary` : '';
  core.setFailed(oneLine(`Lockkeeper: ${counted(blockers.length, 'finding')} at or above ${review.failOn}: ${first.join(', ')}${rest}.`));
}

/** Fails the job for an error of the run, in words that nobody takes for a finding. Answers those words. */
export function failForError(error: unknown): string {
  if (error instanceof UserError) {
    const place = error.where ? `${placeText(error.where)}: ` : '';
    const message = `${place}${error.problem}${error.hint === undefined ? '' : ` ${error.hint}`}`;
    core.error(message, { title: 'Lockkeeper could not review this', ...placeProperties(error.where) });
    process.exitCode = 1;
    return message;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // The parser's glue is one line of sixty thousand characters; no stack trace needs it.
  core.debug(
    stack
      .split('\n')
      .map((line) => line.slice(0, 400))
      .slice(0, 30)
      .join('\n'),
  );
  const message = `A bug in Lockkeeper, not in your migrations: ${(error instanceof Error ? error.message : String(error)).slice(0, 400)}. Nothing was judged. Run the job again with debug logging and report it.`;
  core.error(message, { title: 'Lockkeeper could not review this' });
  process.exitCode = 1;
  return message;
}

function placeProperties(where: ErrorPlace | undefined): core.AnnotationProperties {
  if (!where) return {};
  return {
    file: where.path,
    ...(where.line === undefined ? {} : { startLine: where.line }),
    ...(where.column === undefined ? {} : { startColumn: where.column }),
  };
}
