/** Which finding a use of the application belongs to, and what is said of it, in words without any markup. */
import type { Finding, Review } from '../report.ts';
import { counted } from '../reporters/wording.ts';
import type { Span } from '../source.ts';
import type { UsageReport } from './plan.ts';

/** What tells best that code will fail. */
const TELLING: readonly Finding['category'][] = ['data-loss', 'compatibility', 'constraints'];

const touch = (a: Span, b: Span): boolean => a.path === b.path && a.start < b.end && b.start < a.end;

/** The finding that the uses of something are shown with: of those about its statement the one that tells what breaks. */
function findingOf(findings: readonly Finding[], report: UsageReport): Finding | undefined {
  const about = findings.filter(({ primary }) => touch(primary, report.span));
  for (const category of TELLING) {
    const telling = about.find((finding) => finding.category === category);
    if (telling) return telling;
  }
  return about[0];
}

/** What is to be shown with a finding, in the order of the change. */
export function usagesOf(review: Pick<Review, 'findings' | 'usages'>, finding: Finding): readonly UsageReport[] {
  return review.usages.filter((report) => findingOf(review.findings, report) === finding);
}

/**
 * What was found, as a clause without a full stop: `column email of users: used in 3 places; 2 more lines may be about it`.
 *
 * @param withFiles false: how many files were searched and left out is not said, since that is another number after every push.
 */
export function usageText({ object, change, found, searched }: UsageReport, withFiles = true): string {
  const { likely, possible, weak } = found;
  const required = change === 'added as required';
  const may = possible > 0 ? counted(possible, likely > 0 ? 'more line' : 'line') : '';
  if (likely > 0) {
    const used = required ? 'rows are made' : 'still used';
    return `${object}: ${used} in ${counted(likely, 'place')}${may === '' ? '' : `; ${may} may be about it`}`;
  }
  if (may !== '') return `${object}: ${may} may be about it, none for certain`;
  const out = searched.leftOut.map((item) => (withFiles ? item : item.replace(/^\d[\d,]* /, ''))).join(', ');
  if (searched.files === 0) return `${object}: the application was not searched (${out || 'no file looks like code'})`;
  const word = weak > 0 ? ` but for ${counted(weak, 'line')} with the word alone` : '';
  const left = out === '' ? '' : ` (left out: ${out})`;
  const files = withFiles ? counted(searched.files, 'file') : 'the files that were searched';
  return `${object}: not found in ${files}${word}${left}; dynamic SQL and other repositories are not seen`;
}

/** What somebody allowed although it is used, for the notes of a review. */
export function allowedUses(review: Pick<Review, 'findings' | 'usages'>): readonly string[] {
  return review.usages
    .filter((report) => report.found.likely > 0 && findingOf(review.findings, report)?.allowed)
    .map((report) => {
      const places = report.usages.slice(0, 3).map(({ path, line }) => `${path}:${line}`);
      return `Allowed, and ${usageText(report)} (${places.join(', ')}${report.found.likely > places.length ? ', …' : ''}).`;
    });
}
