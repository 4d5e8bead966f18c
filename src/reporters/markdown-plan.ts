/** The migration plan in Markdown: a page of its own, and the folded section of the review. */
import type { Plan, PlanQuery, PlanRelease, PlanStep } from '../plan/plan.ts';
import type { Review } from '../report.ts';
import { type MarkdownContext, paragraph, place } from './markdown-finding.ts';
import { code, fence } from './markdown-text.ts';
import {
  COPIES,
  dataText,
  firstItems,
  gapsText,
  harmlessFacts,
  hasCopies,
  leftInFile,
  lostText,
  ownWayBack,
  planFacts,
  releaseNotes,
  releaseTitle,
  restoreText,
  rollbackSql,
  stepGroups,
  stepLines,
  toldRollbacks,
} from './plan-wording.ts';

/** The plan as blocks of Markdown. `level`: that of its headings; 0 has bold lines instead. */
export function planBlocks(review: Review, plan: Plan, context: MarkdownContext, level: number): readonly string[] {
  const heading = (text: string, deeper = 0): string => (level === 0 ? `**${text}**` : `${'#'.repeat(level + deeper)} ${text}`);
  const section = (title: string, blocks: readonly string[]): readonly string[] => (blocks.length === 0 ? [] : [heading(title), ...blocks]);
  const gaps = gapsText(plan) === '' ? [] : [paragraph(gapsText(plan))];
  if (plan.harmless) return [[plan.summary, ...harmlessFacts(plan)].map((text) => paragraph(text)).join('\n\n'), ...gaps];
  return [
    `**${paragraph(plan.summary)}**`,
    ...list(planFacts(plan)),
    ...section('What changes', list(firstItems(plan.schemaChanges))),
    ...section('Data', list(firstItems(plan.data.map(dataText)))),
    ...section('Before', [...plan.before.flatMap(queryBlocks), ...(hasCopies(plan) ? [`- [ ] ${COPIES}`] : [])]),
    ...plan.releases.flatMap((release) => releaseBlocks(review, plan, release, context, heading)),
    ...section('While it runs', plan.during.flatMap(queryBlocks)),
    ...section('Afterwards', plan.after.flatMap(queryBlocks)),
    ...section('Rollback', [...rollbackBlocks(plan), ...(plan.rollbacksLeftOut === '' ? [] : [paragraph(plan.rollbacksLeftOut)])]),
    ...gaps,
  ];
}

const list = (items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [items.map((item) => `- ${paragraph(item)}`).join('\n')];

function queryBlocks({ title, sql, expect }: PlanQuery): readonly string[] {
  return [`- [ ] ${paragraph(title)}. Expected: ${paragraph(expect)}.`, fence(sql, 'sql')];
}

type Heading = (text: string, deeper?: number) => string;

function releaseBlocks(review: Review, plan: Plan, release: PlanRelease, context: MarkdownContext, heading: Heading): readonly string[] {
  return [
    heading(releaseTitle(plan, release)),
    ...releaseNotes(release).map((note) => paragraph(note)),
    ...stepGroups(plan, release).flatMap((group) =>
      'step' in group
        ? stepBlocks(review, group.step, context, heading)
        : [group.list.map((step) => stepItem(review, step, context)).join('\n')],
    ),
  ];
}

function stepItem(review: Review, step: PlanStep, context: MarkdownContext): string {
  const outside = step.transaction ? '' : ' · **outside a transaction**';
  const locks = stepLines(step).map((line) => ` · ${paragraph(line)}`);
  return `- ${step.number}\\. ${paragraph(step.title, 200)} · ${place(review, step.from, context)}${outside}${locks.join('')}`;
}

function stepBlocks(review: Review, step: PlanStep, context: MarkdownContext, heading: Heading): readonly string[] {
  const where = [place(review, step.from, context), ...(step.transaction ? [] : ['**outside a transaction**'])];
  const elsewhere = leftInFile(step);
  return [
    heading(`${step.number}. ${paragraph(step.title, 200)}`, 1),
    where.join(' · '),
    elsewhere === '' ? fence(step.sql, 'sql') : `_${elsewhere}_`,
    ...list(stepLines(step)),
    ...(step.check === null ? [] : ['Done when this returns no row:', fence(step.check, 'sql')]),
    ...(step.cleanup === null ? [] : ['If it fails, before it is run again:', fence(step.cleanup, 'sql')]),
  ];
}

function rollbackBlocks(plan: Plan): readonly string[] {
  return toldRollbacks(plan).flatMap((rollback) => {
    const sql = rollbackSql(rollback);
    return [
      `${code(rollback.path)}: ${paragraph(ownWayBack(rollback))}`,
      ...(sql === '' ? [] : [fence(sql, 'sql')]),
      ...rollback.lost.flatMap((lost) => [
        `- ${paragraph(lostText(lost))}`,
        ...(lost.save ? [fence(lost.save.sql, 'sql')] : []),
        ...(lost.restore === null ? [] : [paragraph(restoreText(lost, rollback)), fence(lost.restore, 'sql')]),
      ]),
      ...list([...rollback.notRestored, ...rollback.gaps]),
    ];
  });
}
