/** The migration plan in Markdown: a page of its own, and the folded section of the review. */
import type { PlanQuery, PlanRelease, PlanStep, PlanTime } from '../plan/plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Review } from '../report.ts';
import { type MarkdownContext, paragraph, place } from './markdown-finding.ts';
import { code, fence, prose } from './markdown-text.ts';

/** The plan as blocks of Markdown. `level`: that of its headings; 0 has bold lines instead. */
export function planBlocks(review: Review, plan: Plan, context: MarkdownContext, level: number): readonly string[] {
  const heading = (text: string, deeper = 0): string => (level === 0 ? `**${text}**` : `${'#'.repeat(level + deeper)} ${text}`);
  const section = (title: string, blocks: readonly string[]): readonly string[] => (blocks.length === 0 ? [] : [heading(title), ...blocks]);
  if (plan.harmless) return [[paragraph(plan.summary), harmlessLine(plan)].join('\n\n'), ...gaps(plan)];
  return [
    `**${paragraph(plan.summary)}**`,
    facts(plan).join('\n'),
    ...section('What changes', list(plan.schemaChanges)),
    ...section('Data', plan.data.length === 0 ? [] : [plan.data.map((one) => `- ${paragraph(one.logic)}: ${paragraph(one.volume)}. ${sentence(one.batching)}`).join('\n')]), // prettier-ignore
    ...section('Before', [...plan.before.flatMap(queryBlocks), ...saves(plan)]),
    ...plan.releases.flatMap((release) => releaseBlocks(review, plan, release, context, heading)),
    ...section('While it runs', plan.during.flatMap(queryBlocks)),
    ...section('Afterwards', plan.after.flatMap(queryBlocks)),
    ...section('Rollback', [...rollbackBlocks(plan), ...(plan.rollbacksLeftOut === '' ? [] : [paragraph(plan.rollbacksLeftOut)])]),
    ...gaps(plan),
  ];
}

/** Copies are made before the first step, and shown where they are of use. */
const saves = (plan: Plan): readonly string[] =>
  plan.rollbacks.some(({ lost }) => lost.some(({ save }) => save !== null))
    ? ['- [ ] Copies of what does not come back: those under Rollback.']
    : [];

const list = (items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [items.map((item) => `- ${paragraph(item)}`).join('\n')];

const sentence = (text: string): string => `${paragraph(`${text.charAt(0).toUpperCase()}${text.slice(1)}`)}.`;

function harmlessLine(plan: Plan): string {
  const changes =
    plan.schemaChanges.length === 0 ? [] : [`Changes: ${plan.schemaChanges.map((change) => paragraph(change, 200)).join(' · ')}`];
  return [
    ...changes,
    [`Estimated downtime: ${prose(plan.downtime.text)}.`, ...(plan.queue === '' ? [] : [paragraph(plan.queue)])].join(' '),
  ].join('\n\n');
}

const gaps = (plan: Plan): readonly string[] =>
  plan.gaps.length === 0
    ? []
    : [`Not in this plan, because it could not be read: ${plan.gaps.slice(0, 10).map((gap) => paragraph(gap, 200)).join('; ')}${plan.gaps.length > 10 ? `; and ${plan.gaps.length - 10} more` : ''}.`]; // prettier-ignore

/** Downtime, total, risk, and what they rest on. */
function facts(plan: Plan): readonly string[] {
  const sized = plan.tables.filter(({ size }) => size !== '');
  const unsized = plan.tables.filter(({ size }) => size === '').map(({ name }) => name);
  const sizes = sized.map(({ name, size, source }) => `${name}: ${size} (${source})`).join('; ');
  return [
    `- Estimated downtime: ${prose(plan.downtime.text)}.${plan.queue === '' ? '' : ` ${paragraph(plan.queue)}`}`,
    `- Total time of the work: ${prose(plan.total.text)}.`,
    `- Risk when it is run this way: ${plan.risk}.`,
    ...(sizes === '' ? [] : [`- Sizes: ${paragraph(sizes, 800)}.`]),
    ...(unsized.length === 0
      ? []
      : [
          `- No size is known of ${paragraph(unsized.slice(0, 10).join(', '))}${unsized.length > 10 ? ' and others' : ''}: \`tables:\` or \`statistics:\` of the configuration can tell.`,
        ]),
    ...(plan.basis.length === 0 ? [] : [`- Times rest on ${plan.basis.map((text) => prose(text)).join('; ')}.`]),
  ];
}

function queryBlocks({ title, sql, expect }: PlanQuery): readonly string[] {
  return [`- [ ] ${paragraph(title)}. Expected: ${paragraph(expect)}.`, fence(sql, 'sql')];
}

function releaseBlocks(
  review: Review,
  plan: Plan,
  release: PlanRelease,
  context: MarkdownContext,
  heading: (text: string, deeper?: number) => string,
): readonly string[] {
  const deploy = release.deploy === null ? [] : [`Before it: ${paragraph(release.deploy)}`];
  const title = plan.releases.length === 1 ? 'Steps' : `Release ${release.number}`;
  return [
    heading(title),
    ...[...deploy, ...release.application.map((one) => paragraph(one))].slice(0, 6),
    ...release.steps.flatMap((step) => stepBlocks(review, step, context, heading)),
  ];
}

/** Longer ones that are run as they are written are read in their file. */
const MOST_LINES = 25;

function sqlOf(step: PlanStep): string {
  const lines = step.sql.split('\n').length;
  return step.answers.length === 0 && lines > MOST_LINES ? `_As it stands there: ${lines} lines._` : fence(step.sql, 'sql');
}

function stepBlocks(
  review: Review,
  step: PlanStep,
  context: MarkdownContext,
  heading: (text: string, deeper?: number) => string,
): readonly string[] {
  const where = [place(review, step.from, context), ...(step.transaction ? [] : ['**outside a transaction**'])];
  const time = (label: string, value: PlanTime | null): readonly string[] => (value === null ? [] : [`- ${label}${prose(value.text)}`]);
  const lines = [
    ...step.locks.slice(0, 8).map((lock) => `- ${paragraph(lock)}`),
    ...time('Works for ', step.takes),
    ...time('Meanwhile ', step.blocks),
    ...step.left.map((text) => `- Still so: ${paragraph(text)}`),
  ];
  return [
    heading(`${step.number}. ${paragraph(step.title, 200)}`, 1),
    where.join(' · '),
    sqlOf(step),
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...(step.check === null ? [] : ['Done when this returns no row:', fence(step.check, 'sql')]),
    ...(step.cleanup === null ? [] : ['If it fails, before it is run again:', fence(step.cleanup, 'sql')]),
  ];
}

function rollbackBlocks({ rollbacks }: Plan): readonly string[] {
  return rollbacks.flatMap(({ path, steps, lost, notRestored, gaps: open, existing }) => {
    if (steps.length === 0 && lost.length === 0 && notRestored.length === 0 && open.length === 0) return [];
    const sql = steps.map(({ title, transaction, sql: text }) => `${commentOf(title, transaction)}${text}`).join('\n');
    return [
      `${code(path)}${ownWayBack(existing)}`,
      ...(sql === '' ? [] : [fence(sql, 'sql')]),
      ...lost.flatMap(({ what, save, restore, restoreAfter, caution }) => [
        `- ${paragraph(what)}${save ? ' Save it right before the migration runs, with writes stopped or with what is written meanwhile not in the copy:' : ''}`,
        ...(save ? [fence(save.sql, 'sql')] : []),
        ...(restore === null
          ? []
          : [
              `And put it back ${restoreAfter < steps.length ? `after step ${restoreAfter} of these` : 'at the end'}. ${caution === null ? '' : paragraph(caution)}`.trimEnd(),
              fence(restore, 'sql'),
            ]),
      ]),
      ...list([...notRestored, ...open]),
    ];
  });
}

/** What the way back that a migration brings does, beside the one that is shown. */
function ownWayBack(existing: Plan['rollbacks'][number]['existing']): string {
  if (existing === 'same') return ': the way back it brings leads here, too.';
  if (existing === 'none') return ' brings no way back.';
  if (existing === 'unknown') return ': what the way back it brings does is not known.';
  return `: the way back it brings does otherwise. ${existing.slice(0, 5).map((text) => `${paragraph(text, 200)}.`).join(' ')}`; // prettier-ignore
}

const commentOf = (title: string, transaction: boolean): string => {
  const text = [title.replaceAll(/\s+/g, ' ').trim(), transaction ? '' : 'outside a transaction'].filter((part) => part !== '').join(', ');
  return text === '' ? '' : `-- ${text}\n`;
};
