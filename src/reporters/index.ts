/** The list of reporters: what `--format` can be. */
import { nearest, UserError } from '../errors.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { terminal } from './terminal.ts';

export const REPORTERS: readonly Reporter[] = [terminal, json, sarif, markdown, gitlab, junit];

/**
 * The reporter of a format.
 *
 * @throws UserError for a format that does not exist, with the valid ones.
 */
export function reporterOf(format: string): Reporter {
  const found = REPORTERS.find((reporter) => reporter.id === format);
  if (found) return found;
  const ids = REPORTERS.map((reporter) => reporter.id);
  const near = nearest(format, ids);
  throw new UserError(`Unknown format "${format}".`, `${near ? `Did you mean ${near}? ` : ''}The formats are ${ids.join(', ')}.`);
}
