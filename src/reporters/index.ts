/** The list of reporters: what `--format` can be. */
import { nearest, UserError } from '../errors.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { plan } from './plan.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { terminal } from './terminal.ts';

/** A page of markup and style is much code: it is loaded when it is asked for. */
const html: Reporter = {
  id: 'html',
  showsPlan: true,
  showsUses: true,
  doc: 'one page of HTML: the findings beside the SQL, locks as drawings',
  render: async (review, options) => (await import('./html/page.ts')).renderHtml(review, options),
};

export const REPORTERS: readonly Reporter[] = [terminal, json, sarif, markdown, plan, html, gitlab, junit];

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
