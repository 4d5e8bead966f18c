/** A timeline of locks as a terminal shows it: a bar for each lock, the statements below. */
import type { LockTimeline } from '../effects/lock-timeline.ts';
import type { ReviewedStatement } from '../report.ts';
import { type ChartBar, lockChart, type Stopped } from './lock-chart.ts';
import { barText, transactionText } from './lock-wording.ts';
import { characters, characterWidth, fit, type Palette, textWidth, wrap } from './terminal-text.ts';
import { counted } from './wording.ts';

/** What others wait for, worst first: by shape, since colours are not for everyone. */
const SHAPES: Readonly<Record<'unicode' | 'ascii', Readonly<Record<Stopped, string>>>> = {
  unicode: { reads: '█', writes: '▓', changes: '░' },
  ascii: { reads: '#', writes: '=', changes: '-' },
};

const PAINT: Readonly<Record<Stopped, keyof Palette>> = { reads: 'red', writes: 'yellow', changes: 'dim' };

const LONGEST_NAME = 24;
const WIDEST_STEP = 4;
/** Columns that the words beside a bar need; with less they go below it. */
const LEAST_WORDS = 32;

export interface BarOptions {
  readonly width: number;
  readonly paint: Palette;
  /** The terminal shows no more than ASCII. */
  readonly ascii: boolean;
  /** `line 12`, or empty. */
  readonly place: (statement: ReviewedStatement) => string;
}

/** The lines of one timeline; none where there is nothing to compare. */
export function lockBars(statements: readonly ReviewedStatement[], timeline: LockTimeline, options: BarOptions): readonly string[] {
  const chart = lockChart(statements, timeline);
  if (!chart) return [];
  const { width, paint, ascii } = options;
  const shapes = SHAPES[ascii ? 'ascii' : 'unicode'];
  const { steps, rows } = chart;
  const longest = Math.min(LONGEST_NAME, Math.floor(width / 3));
  const names = rows.map(({ relation }) => fit(relation, longest));
  const nameWidth = Math.max(...names.map(textWidth));
  const numberWidth = Math.max(4, ...steps.map(({ number }) => number.length + 2));
  const room = width - nameWidth - 4;
  const cell = Math.max(1, Math.min(WIDEST_STEP, Math.floor((room - LEAST_WORDS) / steps.length)));
  const across = cell * steps.length;
  const beside = room - across - 2 >= LEAST_WORDS;
  const margin = ' '.repeat(nameWidth + 4);
  const barLine = (bar: ChartBar): string => {
    const length = (bar.to - bar.from + 1) * cell;
    return `${' '.repeat(bar.from * cell)}${paint[PAINT[bar.stopped]](shapes[bar.stopped].repeat(length))}${' '.repeat(across - bar.from * cell - length)}`;
  };
  const lines = rows.flatMap(({ bars }, row) =>
    bars.flatMap((bar, i) => {
      const name = names[row] ?? '';
      const label = i === 0 ? `${name}${' '.repeat(nameWidth - textWidth(name))}` : ' '.repeat(nameWidth);
      const words = wrap(barText(bar.stretch, bar.stopped, timeline.openedBy), beside ? room - across - 2 : Math.max(20, width - 4));
      const indent = beside ? `${margin}${' '.repeat(across + 2)}` : '    ';
      const [first = '', ...rest] = beside ? words : ['', ...words];
      return [`  ${label}  ${barLine(bar)}${first === '' ? '' : `  ${first}`}`, ...rest.map((line) => `${indent}${line}`)];
    }),
  );
  const numbers = chart.plain && cell >= 2 ? [`${margin}${paint.dim(steps.map(({ number }) => fitted(number, cell)).join(''))}`] : [];
  return [
    ...wrap(
      `${transactionText(timeline)}${timeline.unread > 0 ? `; ${counted(timeline.unread, 'part')} of it could not be read` : ''}`,
      width - 2,
    ).map((line) => `  ${paint.dim(line)}`),
    ...numbers,
    ...lines,
    ...(chart.leftRows > 0
      ? [`  ${paint.dim(`${chart.leftRows} more ${chart.leftRows === 1 ? 'relation is' : 'relations are'} locked`)}`]
      : []),
    ...steps.flatMap((step) => {
      const statement = statements[step.first];
      const place = statement && step.first === step.last ? options.place(statement) : '';
      const what = step.first === step.last ? (statement?.sql ?? step.title) : step.title;
      const head = `${step.number.padStart(numberWidth)}  ${place === '' ? '' : `${place}  `}`;
      return [
        `${paint.dim(head)}${fit(what, Math.max(20, width - head.length))}`,
        ...(step.work === '' ? [] : [`${' '.repeat(numberWidth + 2)}${paint.yellow(fit(step.work, width - numberWidth - 2))}`]),
      ];
    }),
    ...(chart.leftSteps > 0 ? [`      ${paint.dim(`${counted(chart.leftSteps, 'more step')} under these locks`)}`] : []),
  ];
}

/** A text in exactly so many columns; what does not fit is left out. */
function fitted(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const character of characters(text)) {
    if (used + characterWidth(character) > width) break;
    kept += character;
    used += characterWidth(character);
  }
  return `${kept}${' '.repeat(width - used)}`;
}
