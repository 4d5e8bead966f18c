/** The inputs of the action. What is not given there comes from the configuration, and then from the defaults. */
import { COMMENT_MODES, type CommentMode, type Config, type DialectSetting } from '../config/config.ts';
import { dialectProblem, parseDialect } from '../config/dialect.ts';
import { dialects } from '../dialects/index.ts';
import { nearest, UserError } from '../errors.ts';
import { type Risk, RISKS } from '../report.ts';

type Level = Risk | 'never';
const LEVELS: readonly Level[] = [...RISKS, 'never'];

export interface Inputs {
  readonly token: string;
  readonly config: string | undefined;
  /** Globs; empty where the input is not given. */
  readonly paths: readonly string[];
  readonly dialect: DialectSetting | undefined;
  readonly failOn: Level | undefined;
  readonly comment: CommentMode | undefined;
  readonly inline: Level | undefined;
  readonly requestChanges: Level | undefined;
  readonly sarifFile: string | undefined;
  readonly reportFile: string | undefined;
  /** The report of another run, for `workflow_run`. */
  readonly publishReport: string | undefined;
  /** A folder from the top of the repository, without slash at the end; empty for all of it. */
  readonly workingDirectory: string;
}

/**
 * Reads the inputs.
 *
 * @param input gives the text of an input, empty where it is not given: `getInput` of @actions/core.
 * @throws UserError for a value that an input cannot have, with those it can.
 */
export function readInputs(input: (name: string) => string): Inputs {
  const given = (name: string): string | undefined => input(name) || undefined;
  const choice = <T extends string>(name: string, valid: readonly T[]): T | undefined => {
    const value = given(name);
    if (value === undefined) return undefined;
    const found = valid.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    const near = nearest(value, valid);
    throw new UserError(
      `The input ${name} cannot be "${value}".`,
      `${near === undefined ? '' : `Did you mean ${near}? `}Valid: ${valid.join(', ')}.`,
    );
  };
  return {
    token: input('github-token'),
    config: inRepository('config', given('config')),
    paths: input('paths')
      .split(/[\n,]/)
      .map((glob) => glob.trim().replace(/^\.\//, ''))
      .filter((glob) => glob !== ''),
    dialect: dialectInput(given('dialect')),
    failOn: choice('fail-on', LEVELS),
    comment: choice('comment', COMMENT_MODES),
    inline: choice('inline', LEVELS),
    requestChanges: choice('request-changes', LEVELS),
    sarifFile: given('sarif-file'),
    reportFile: given('report-file'),
    publishReport: given('publish-report'),
    workingDirectory: inRepository('working-directory', given('working-directory')) ?? '',
  };
}

function dialectInput(text: string | undefined): DialectSetting | undefined {
  if (text === undefined) return undefined;
  const problem = dialectProblem(text, dialects);
  if (problem) throw new UserError(`The input dialect cannot be "${text}": ${problem.text}.`, problem.hint);
  return parseDialect(text);
}

/** A path from the top of the repository: `./services/billing/` is `services/billing`, and `.` is all of it. */
function inRepository(name: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || /^(?:[\\/]|[A-Za-z]:)/.test(path)) {
    throw new UserError(`The input ${name} cannot be "${path}".`, 'Give a path from the top of the repository, inside it.');
  }
  return parts.length === 0 ? undefined : parts.join('/');
}

/** The configuration with what the inputs decide. */
export function withInputs(config: Config, inputs: Inputs): Config {
  return {
    ...config,
    failOn: inputs.failOn ?? config.failOn,
    comment: inputs.comment ?? config.comment,
    inline: inputs.inline ?? config.inline,
    requestChanges: inputs.requestChanges ?? config.requestChanges,
    sarifFile: inputs.sarifFile ?? config.sarifFile,
    reportFile: inputs.reportFile ?? config.reportFile,
    paths: inputs.paths.length > 0 ? inputs.paths : config.paths,
  };
}
