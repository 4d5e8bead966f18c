/**
 * A chart of locks as Mermaid draws it: https://mermaid.js.org/syntax/gantt.html. Steps stand for milliseconds of an
 * epoch that nobody sees. Names come from other people: whatever is no letter, digit, dot, hyphen or underscore is written as the code
 * of its character, so that no name ends a line, begins a keyword, a comment or a directive, or is markup.
 */
import type { ChartBar, LockChart, Stopped } from './lock-chart.ts';
import { cut, inline } from './safe-text.ts';

const LONGEST_NAME = 48;

/** Other people's text in a diagram. */
export function mermaidText(text: string): string {
  return [...cut(inline(text), LONGEST_NAME)]
    .map((character) => (/^[\p{L}\p{N} ._-]$/u.test(character) ? character : `#${character.codePointAt(0) ?? 63};`))
    .join('');
}

const TAGS: Readonly<Record<Stopped, string>> = { reads: 'crit, ', writes: 'active, ', changes: 'done, ' };

/** About how wide a letter of a section's name is, and the margin where none is given, in pixels. */
const LETTER = 7;
const LEAST_MARGIN = 75;

/** The text of a `mermaid` block. */
export function ganttChart({ steps, rows, plain }: LockChart): string {
  // Where every step is a statement the axis shows their numbers.
  const start = plain ? (steps[0]?.first ?? 0) + 1 : 1;
  const names = rows.map(({ relation }) => cut(inline(relation), LONGEST_NAME));
  const margin = Math.max(LEAST_MARGIN, ...names.map((name) => name.length * LETTER + 20));
  const bar = ({ stretch, stopped, from, to }: ChartBar): string =>
    `    ${stretch.lock} :${TAGS[stopped]}${start + from}, ${start + to + 1}`;
  return [
    `%%{init: {"gantt": {"leftPadding": ${margin}}}}%%`,
    'gantt',
    '    dateFormat x',
    `    axisFormat ${plain ? '%Q' : '·'}`,
    '    tickInterval 1millisecond',
    '    section statements',
    ...steps.map(
      ({ number, title, work }, i) => `    ${mermaidText(`${number} ${work === '' ? title : work}`)} :${start + i}, ${start + i + 1}`,
    ),
    ...rows.flatMap(({ relation, bars }) => [`    section ${mermaidText(relation)}`, ...bars.map(bar)]),
  ].join('\n');
}
