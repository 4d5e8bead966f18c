/** A timeline of locks as a drawing, from the same chart that the terminal and Mermaid draw, and the same in sentences. */
import type { LockTimeline } from '../../effects/lock-timeline.ts';
import type { ReviewedStatement } from '../../report.ts';
import { type ChartBar, type LockChart, lockChart, type Stopped } from '../lock-chart.ts';
import { stretchText, transactionText, WAITS } from '../lock-wording.ts';
import { fit, textWidth } from '../terminal-text.ts';
import { counted } from '../wording.ts';
import { h, type Markup, NOTHING } from './markup.ts';

/** Measures in units of the drawing; letters are monospaced, so that a width can be told. */
const LETTER = 7.3;
const LONGEST_NAME = 30;
const WIDTH = 900;
const ROW = 26;
const BAR = 18;
const AXIS = 26;

/** What others wait for; told by the pattern and the height of the bar, too. */
const HEIGHTS: Readonly<Record<Stopped, number>> = { reads: BAR, writes: BAR - 5, changes: BAR - 10 };

export interface Drawing {
  readonly statements: readonly ReviewedStatement[];
  readonly timeline: LockTimeline;
  /** Unique on the page. */
  readonly id: string;
  /** `line 12`, linked to it. */
  readonly place: (statement: ReviewedStatement) => Markup;
}

/** The figure of one timeline; nothing where there is nothing to compare. */
export function lockFigure({ statements, timeline, id, place }: Drawing): Markup {
  const chart = lockChart(statements, timeline);
  if (!chart) return NOTHING;
  const { openedBy, unread } = timeline;
  const first = transactionText(timeline);
  const sentences = chart.rows.flatMap(({ relation, bars }) =>
    bars.map(({ stretch, stopped }) => h`<li><code>${relation}</code>: ${stretchText(stretch, stopped, openedBy)}</li>`),
  );
  const left = [
    ...(chart.leftRows > 0 ? [h`<li>… and ${counted(chart.leftRows, 'more relation')}</li>`] : []),
    ...(chart.leftSteps > 0 ? [h`<li>… through ${counted(chart.leftSteps, 'more step')}</li>`] : []),
  ];
  const used = (['reads', 'writes', 'changes'] as const).filter((stopped) =>
    chart.rows.some(({ bars }) => bars.some((bar) => bar.stopped === stopped)),
  );
  const steps = chart.steps.map((step) => {
    const statement = statements[step.first];
    const at = statement && step.first === step.last ? h` (${place(statement)})` : NOTHING;
    return h`<li><b>${step.number}</b> ${step.title}${at}${step.work === '' ? NOTHING : h`: <em>${step.work}</em>`}</li>`;
  });
  return h`<figure class="locks">
<figcaption><b>Locks held together.</b> ${first.charAt(0).toUpperCase()}${first.slice(1)}.${unread > 0 ? ` ${counted(unread, 'part')} of it could not be read.` : ''} A bar reaches over the statements during which the lock is held; how long they take is not known here.</figcaption>
${drawing(chart, id, sentences.length)}
<ul class="legend">${used.map((stopped) => h`<li><svg class="swatch" viewBox="0 0 24 18" aria-hidden="true"><rect class="bar ${stopped}" x="0" y="${(BAR - HEIGHTS[stopped]) / 2}" width="24" height="${HEIGHTS[stopped]}"/></svg> ${WAITS[stopped]}</li>`)}${chart.steps.some(({ work }) => work !== '') ? h`<li><svg class="swatch" viewBox="0 0 24 18" aria-hidden="true"><rect class="work" width="24" height="18"/></svg> work that grows with a table</li>` : NOTHING}</ul>
<ul class="plain">${sentences}${left}</ul>
<ul class="steps">${steps}</ul>
</figure>`;
}

function drawing(chart: LockChart, id: string, bars: number): Markup {
  const names = chart.rows.map(({ relation }) => fit(relation, LONGEST_NAME));
  const margin = Math.ceil(Math.max(...names.map(textWidth), 'statement'.length) * LETTER + 16);
  const step = (WIDTH - margin) / chart.steps.length;
  const height = AXIS + bars * ROW + 4;
  let row = 0;
  const rows = chart.rows.map(({ bars: own }, i) => {
    const top = AXIS + row * ROW;
    row += own.length;
    const name = h`<text class="name" x="${margin - 10}" y="${top + ROW / 2 + 4}" text-anchor="end">${names[i] ?? ''}</text>`;
    return h`${name}${own.map((bar, k) => barOf(bar, margin, step, top + k * ROW))}`;
  });
  const columns = chart.steps.map(({ number, work }, i) => {
    const x = round(margin + i * step);
    const column =
      work === '' ? NOTHING : h`<rect class="work" x="${x}" y="${AXIS - 4}" width="${round(step)}" height="${height - AXIS + 4}"/>`;
    return h`${column}<line class="grid" x1="${x}" y1="${AXIS - 4}" x2="${x}" y2="${height}"/><text class="number" x="${round(x + step / 2)}" y="16" text-anchor="middle">${number}</text>`;
  });
  return h`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title"><title id="${id}-title">Which locks are held through which statements; the same is said in the list below.</title><text class="number" x="${margin - 10}" y="16" text-anchor="end">statement</text>${columns}<line class="grid" x1="${WIDTH - 0.5}" y1="${AXIS - 4}" x2="${WIDTH - 0.5}" y2="${height}"/>${rows}</svg>`;
}

function barOf({ stopped, from, to, stretch }: ChartBar, margin: number, step: number, top: number): Markup {
  const x = margin + from * step + 1;
  const width = (to - from + 1) * step - 2;
  const height = HEIGHTS[stopped];
  // A bar that is too short for its name has it beside it, where there is room; the list below has it anyway.
  const words = stretch.lock.length * LETTER;
  const inside = words + 12 < width;
  const after = x + width + 6 + words < WIDTH;
  const before = x - 6 - words > margin;
  const place = inside ? x + 8 : after ? x + width + 6 : x - 6 - words;
  const label =
    inside || after || before
      ? h`<text class="${inside ? `label on-${stopped}` : 'label'}" x="${round(place)}" y="${top + ROW / 2 + 4}">${stretch.lock}</text>`
      : NOTHING;
  return h`<rect class="bar ${stopped}" x="${round(x)}" y="${top + (ROW - height) / 2}" width="${round(width)}" height="${height}" rx="2"><title>${stretch.lock}</title></rect>${label}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
