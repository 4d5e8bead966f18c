/** The migration plan on the page: how to bring the change to production, folded part by part. */
import type { MigrationRollback, Plan, PlanQuery, PlanRelease, PlanStep } from '../../plan/plan.ts';
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
} from '../plan-wording.ts';
import { counted } from '../wording.ts';
import { type PageContext, placeLink } from './finding.ts';
import { h, type Markup, NOTHING } from './markup.ts';

/** The body of the section. */
export function planBody(context: PageContext, plan: Plan): Markup {
  const gaps = gapsText(plan);
  const last = gaps === '' ? NOTHING : h`<p>${gaps}</p>`;
  if (plan.harmless) return h`${[plan.summary, ...harmlessFacts(plan)].map(paragraph)}${last}`;
  const before = [...plan.before.map(query), ...(hasCopies(plan) ? [h`<p>${COPIES}</p>`] : [])];
  const rollback = [...toldRollbacks(plan).map(rollbackOf), ...(plan.rollbacksLeftOut === '' ? [] : [paragraph(plan.rollbacksLeftOut)])];
  return h`<p class="message">${plan.summary}</p>
${list(planFacts(plan))}
${plan.schemaChanges.length === 0 ? NOTHING : part('What changes', '', [list(firstItems(plan.schemaChanges))])}${plan.data.length === 0 ? NOTHING : part('Data', '', [list(firstItems(plan.data.map(dataText)))])}${part('Before', queries(plan.before), before)}${plan.releases.map((release) => part(releaseTitle(plan, release), counted(release.steps.length, 'step'), releaseParts(context, plan, release)))}${part('While it runs', queries(plan.during), plan.during.map(query))}${part('Afterwards', queries(plan.after), plan.after.map(query))}${part('Rollback', '', rollback)}${last}`;
}

/** A folded part; nothing where it has nothing. */
export function part(title: string, note: string, blocks: readonly Markup[]): Markup {
  if (blocks.length === 0) return NOTHING;
  return h`<details class="part">
<summary><h3>${title}</h3>${note === '' ? NOTHING : h` <span class="quiet">${note}</span>`}</summary>
<div class="inside">
${blocks}</div>
</details>
`;
}

const queries = (of: readonly PlanQuery[]): string => (of.length === 1 ? '1 query' : of.length === 0 ? '' : `${of.length} queries`);

export const paragraph = (text: string): Markup => h`<p>${text}</p>
`;

export function list(items: readonly string[]): Markup {
  return items.length === 0
    ? NOTHING
    : h`<ul>${items.map((item) => h`<li>${item}</li>`)}</ul>
`;
}

export const sqlBlock = (sql: string): Markup => h`<pre><code>${sql}</code></pre>
`;

const query = ({ title, sql, expect }: PlanQuery): Markup => h`<p>${title}. Expected: ${expect}.</p>
${sqlBlock(sql)}`;

function releaseParts(context: PageContext, plan: Plan, release: PlanRelease): readonly Markup[] {
  return [
    ...releaseNotes(release).map(paragraph),
    ...stepGroups(plan, release).map((group) =>
      'step' in group
        ? stepOf(context, group.step)
        : h`<ul>${group.list.map((step) => stepItem(context, step))}</ul>
`,
    ),
  ];
}

const stepItem = (context: PageContext, step: PlanStep): Markup =>
  h`<li>${step.number}. ${step.title} · ${placeLink(context, step.from)}${step.transaction ? NOTHING : h` · <b>outside a transaction</b>`}${stepLines(step).map((line) => h` · ${line}`)}</li>`;

function stepOf(context: PageContext, step: PlanStep): Markup {
  const elsewhere = leftInFile(step);
  return h`<h4>${step.number}. ${step.title}</h4>
<p class="quiet">${placeLink(context, step.from)}${step.transaction ? NOTHING : h` · <b>outside a transaction</b>`}</p>
${elsewhere === '' ? sqlBlock(step.sql) : paragraph(elsewhere)}${list(stepLines(step))}${
    step.check === null
      ? NOTHING
      : h`<p>Done when this returns no row:</p>
${sqlBlock(step.check)}`
  }${
    step.cleanup === null
      ? NOTHING
      : h`<p>If it fails, before it is run again:</p>
${sqlBlock(step.cleanup)}`
  }`;
}

function rollbackOf(rollback: MigrationRollback): Markup {
  const sql = rollbackSql(rollback);
  const lost = rollback.lost.map(
    (one) =>
      h`<p>${lostText(one)}</p>
${one.save ? sqlBlock(one.save.sql) : NOTHING}${
        one.restore === null
          ? NOTHING
          : h`<p>${restoreText(one, rollback)}</p>
${sqlBlock(one.restore)}`
      }`,
  );
  return h`<p><code>${rollback.path}</code>: ${ownWayBack(rollback)}</p>
${sql === '' ? NOTHING : sqlBlock(sql)}${lost}${list([...rollback.notRestored, ...rollback.gaps])}`;
}
