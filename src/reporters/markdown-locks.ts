/** The locks that transactions hold together, as a folded chart with the same said in words. */
import type { LockTimeline } from '../effects/lock-timeline.ts';
import type { Review, ReviewedMigration } from '../report.ts';
import { lockChart } from './lock-chart.ts';
import { lockedNames, stretchText, transactionText } from './lock-wording.ts';
import { code, fence, html, prose } from './markdown-text.ts';
import { ganttChart } from './mermaid.ts';
import { cut } from './safe-text.ts';
import { counted } from './wording.ts';

const MOST_NAMES = 4;

/** Folded charts of the migrations under review, at most so many; ways back are left out: they are run when something is wrong. */
export function lockBlocks(review: Review, most: number): readonly string[] {
  if (most === 0) return [];
  const blocks: string[] = [];
  let left = 0;
  for (const reviewed of review.migrations) {
    if (reviewed.migration.direction === 'down') continue;
    for (const timeline of reviewed.transactions) {
      const chart = lockChart(reviewed.statements, timeline);
      if (!chart) continue;
      if (blocks.length === most) left++;
      else blocks.push(block(reviewed, timeline, chart));
    }
  }
  return left === 0 ? blocks : [...blocks, `… and ${counted(left, 'more transaction')} that hold several locks.`];
}

function block({ migration }: ReviewedMigration, timeline: LockTimeline, chart: NonNullable<ReturnType<typeof lockChart>>): string {
  const names = lockedNames(timeline);
  const shown = names.slice(0, MOST_NAMES).map((name) => `<code>${html(cut(name, 80))}</code>`);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const first = upperFirst(transactionText(timeline));
  const unread = timeline.unread > 0 ? ` ${counted(timeline.unread, 'part')} of it could not be read.` : '';
  const rows = chart.rows.flatMap(({ relation, bars }) =>
    bars.map(({ stretch, stopped }) => `- ${code(cut(relation, 120))}: ${prose(stretchText(stretch, stopped, timeline.openedBy))}.`),
  );
  const left = [
    ...(chart.leftRows > 0 ? [`- … and ${chart.leftRows} more relations`] : []),
    ...(chart.leftSteps > 0 ? [`- … through ${counted(chart.leftSteps, 'more step')}`] : []),
  ];
  return [
    `<details><summary>🔒 <b>locks</b> of ${shown.join(', ')}${more} held together · ${html(migration.path)}</summary>`,
    `${prose(first)}.${unread} A bar reaches over the statements during which the lock is held; how long they take is not known here.`,
    fence(ganttChart(chart), 'mermaid'),
    [...rows, ...left].join('\n'),
    '</details>',
  ].join('\n\n');
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
