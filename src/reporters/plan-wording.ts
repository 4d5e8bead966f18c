/** What the migration plan says in sentences, without any markup, for all reporters. */
import type { MigrationRollback, Plan, PlanRelease, PlanStep } from '../plan/plan.ts';
import { counted } from './wording.ts';

/** The line on which a folded plan is recognised. */
export function planTitle(plan: Plan): string {
  return plan.harmless ? 'Migration plan: nothing to prepare' : `Migration plan: downtime ${plan.downtime.text}`;
}

/** Downtime, total, risk, and what they rest on, as sentences. */
export function planFacts(plan: Plan): readonly string[] {
  const sized = plan.tables.filter(({ size }) => size !== '');
  const unsized = plan.tables.filter(({ size }) => size === '').map(({ name }) => name);
  const sizes = sized.map(({ name, size, source }) => `${name}: ${size} (${source})`).join('; ');
  const others = unsized.length > 10 ? ' and others' : '';
  return [
    `Estimated downtime: ${plan.downtime.text}.${plan.queue === '' ? '' : ` ${plan.queue}`}`,
    `Total time of the work: ${plan.total.text}.`,
    `Risk when it is run this way: ${plan.risk}.`,
    ...(sizes === '' ? [] : [`Sizes: ${sizes}.`]),
    ...(unsized.length === 0
      ? []
      : [
          `No size is known of ${unsized.slice(0, 10).join(', ')}${others}: the options tables and statistics of the configuration can tell.`,
        ]),
    ...(plan.basis.length === 0 ? [] : [`Times rest on ${plan.basis.join('; ')}.`]),
  ];
}

/** A plan of what is run as it is written, in two sentences after its summary. */
export function harmlessFacts(plan: Plan): readonly string[] {
  const changes = plan.schemaChanges.length === 0 ? [] : [`Changes: ${plan.schemaChanges.join(' · ')}`];
  return [...changes, `Estimated downtime: ${plan.downtime.text}.${plan.queue === '' ? '' : ` ${plan.queue}`}`];
}

/** One thing about data, as a sentence or two. */
export const dataText = ({ logic, volume, batching }: Plan['data'][number]): string =>
  `${logic}: ${volume}. ${batching.charAt(0).toUpperCase()}${batching.slice(1)}.`;

/** What the plan does not know, as a sentence; empty where it knows all. */
export function gapsText({ gaps }: Plan): string {
  if (gaps.length === 0) return '';
  const more = gaps.length > 10 ? `; and ${gaps.length - 10} more` : '';
  return `Not in this plan, because it could not be read: ${gaps.slice(0, 10).join('; ')}${more}.`;
}

/** Whether something is to be copied before the first step. */
export const hasCopies = ({ rollbacks }: Plan): boolean => rollbacks.some(({ lost }) => lost.some(({ save }) => save !== null));
export const COPIES = 'Copies of what does not come back: those under Rollback.';

export const releaseTitle = (plan: Plan, release: PlanRelease): string =>
  plan.releases.length === 1 ? 'Steps' : `Release ${release.number}`;

/** What is to be known before the steps of a release, as sentences. */
export const releaseNotes = ({ deploy, application }: PlanRelease): readonly string[] =>
  [...(deploy === null ? [] : [`Before it: ${deploy}`]), ...application].slice(0, 6);

/** Longer ones that are run as they are written are read in their file. */
const MOST_LINES = 25;

/** How long SQL is told that is not repeated here; empty where it is to be shown. */
export function leftInFile(step: PlanStep): string {
  const lines = step.sql.split('\n').length;
  return step.answers.length === 0 && lines > MOST_LINES ? `As it stands there: ${counted(lines, 'line')}.` : '';
}

/** What is said of a step: its locks, its times, what is still so. */
export function stepLines({ locks, takes, blocks, left }: PlanStep): readonly string[] {
  return [
    ...locks.slice(0, 8),
    ...(takes === null ? [] : [`Works for ${takes.text}`]),
    ...(blocks === null ? [] : [`Meanwhile ${blocks.text}`]),
    ...left.map((text) => `Still so: ${text}`),
  ];
}

/** Rollbacks that say something. */
export const toldRollbacks = ({ rollbacks }: Plan): readonly MigrationRollback[] =>
  rollbacks.filter(
    ({ steps, lost, notRestored, gaps }) => steps.length > 0 || lost.length > 0 || notRestored.length > 0 || gaps.length > 0,
  );

/** The steps of a rollback as one SQL text, titles in comments. */
export const rollbackSql = ({ steps }: MigrationRollback): string =>
  steps.map(({ title, transaction, sql }) => `${commentOf(title, transaction)}${sql}`).join('\n');

const commentOf = (title: string, transaction: boolean): string => {
  const text = [title.replaceAll(/\s+/g, ' ').trim(), transaction ? '' : 'outside a transaction'].filter((part) => part !== '').join(', ');
  return text === '' ? '' : `-- ${text}\n`;
};

/** What the way back that a migration brings does, beside the one that is shown: after the path and a colon. */
export function ownWayBack({ existing }: Pick<MigrationRollback, 'existing'>): string {
  if (existing === 'same') return 'the way back it brings leads here, too.';
  if (existing === 'none') return 'it brings no way back.';
  if (existing === 'unknown') return 'what the way back it brings does is not known.';
  return `the way back it brings does otherwise. ${existing.slice(0, 5).map((text) => `${text}.`).join(' ')}`; // prettier-ignore
}

type Lost = MigrationRollback['lost'][number];

/** What does not come back, and when to copy it. */
export const lostText = ({ what, save }: Lost): string =>
  `${what}${save ? ' Save it right before the migration runs, with writes stopped or with what is written meanwhile not in the copy:' : ''}`;

/** When the copy is put back, and what that does to newer rows. */
export const restoreText = ({ restoreAfter, caution }: Lost, { steps }: MigrationRollback): string =>
  `And put it back ${restoreAfter < steps.length ? `after step ${restoreAfter} of these` : 'at the end'}. ${caution ?? ''}`.trimEnd();

/** A longer plan tells the steps of which there is nothing to see in a line each. */
const MOST_STEPS = 20;

/** Steps that are told in a list, or one that is told in full. */
export type StepGroup = { readonly list: readonly PlanStep[] } | { readonly step: PlanStep };

/** The steps of a release as they are told: in a long plan those that are run as they are written, and quickly, are listed. */
export function stepGroups(plan: Plan, { steps }: PlanRelease): readonly StepGroup[] {
  const isLong = plan.releases.reduce((sum, release) => sum + release.steps.length, 0) > MOST_STEPS;
  const groups: ({ list: PlanStep[] } | { step: PlanStep })[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (!isLong || !isPlain(step)) groups.push({ step });
    else if (last && 'list' in last) last.list.push(step);
    else groups.push({ list: [step] });
  }
  return groups;
}

const isPlain = ({ answers, takes, blocks, check, cleanup, left }: PlanStep): boolean =>
  answers.length === 0 && takes === null && blocks === null && check === null && cleanup === null && left.length === 0;

/** Items of a list that are told one by one. */
const MOST_ITEMS = 40;

/** The first items of a list, and how many more there are. */
export const firstItems = (items: readonly string[]): readonly string[] =>
  items.length > MOST_ITEMS ? [...items.slice(0, MOST_ITEMS), `… and ${items.length - MOST_ITEMS} more`] : items;
