/** `--format plan`: how to bring the change to production, as a page of Markdown. */
import { prose } from './markdown-text.ts';
import { fixTitle } from './fix-wording.ts';
import { fixBlocks } from './markdown-fix.ts';
import { planBlocks } from './markdown-plan.ts';
import type { Reporter } from './reporter.ts';
import { withoutCommands } from './safe-text.ts';
import { databasesText } from './wording.ts';
import type { Review } from '../report.ts';

export const plan = {
  id: 'plan',
  showsPlan: true,
  doc: 'the migration plan as Markdown: steps, locks, times, queries, rollback',
  render: (review, options) => withoutCommands(`${page(review, options.version).join('\n\n')}\n`),
} satisfies Reporter;

function page(review: Review, version: string): readonly string[] {
  if (review.plan === null)
    return [
      '# Migration plan',
      review.audit ? 'An audit reviews what has been run already: nothing is to be planned.' : 'Nothing is to be run.',
    ];
  return [
    `# Migration plan (${prose(databasesText(review))})`,
    ...planBlocks(review, review.plan, { version }, 2),
    ...(review.fix === null ? [] : [`## ${prose(fixTitle(review.fix))}`, ...fixBlocks(review.fix)]),
  ];
}
