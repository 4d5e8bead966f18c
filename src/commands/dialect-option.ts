/** `--dialect postgres@16`. */
import type { DialectSetting } from '../config/config.ts';
import { dialectProblem, parseDialect } from '../config/dialect.ts';
import { dialects } from '../dialects/index.ts';
import { UserError } from '../errors.ts';
import type { ParsedOptions } from './options.ts';

/**
 * What `--dialect` says, or undefined.
 *
 * @throws UserError for an engine or a version that there is not.
 */
export function dialectOption(options: ParsedOptions): DialectSetting | undefined {
  const text = options.string('dialect');
  if (text === undefined) return undefined;
  const problem = dialectProblem(text, dialects);
  if (problem) throw new UserError(`--dialect cannot be "${text}": ${problem.text.replaceAll('`', '')}.`, problem.hint.replaceAll('`', ''));
  return parseDialect(text);
}
