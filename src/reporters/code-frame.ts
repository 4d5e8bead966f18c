/** The lines of a file around a span, with the span underlined, as a terminal shows them. */
import { lineStarts, positionAt, type Span } from '../source.ts';
import { characters, characterWidth, type Palette, textWidth } from './terminal-text.ts';
import { visible } from './safe-text.ts';
import { counted } from './wording.ts';

const TAB = 4;
/** Of a longer statement the first lines and the last are shown. */
const MAX_LINES = 8;
const HEAD = 5;
const TAIL = 2;
const MIN_CODE = 20;

/**
 * The frame: one text per line, indented by `indent`, no wider than `width`.
 *
 * A span in one line is underlined. Of a statement over several lines each line is marked, the middle of a long one left
 * out. A line that is too long is shown around the span. Nothing that controls a terminal gets through.
 */
export function codeFrame(text: string, span: Span, width: number, indent: number, paint: Palette): readonly string[] {
  const starts = lineStarts(text);
  const start = positionAt(starts, span.start);
  const end = positionAt(starts, Math.max(span.start, span.end));
  const last = end.line > start.line && end.column === 1 ? end.line - 1 : end.line;
  const digits = String(last).length;
  const room = Math.max(MIN_CODE, width - indent - digits - 5);
  const margin = ' '.repeat(indent);
  const gutter = (number: string, marked: boolean): string =>
    `${margin}${marked ? paint.red('>') : ' '} ${paint.dim(`${number.padStart(digits)} │`)} `;
  const lineText = (line: number): string => {
    const from = starts[line - 1] ?? 0;
    return text.slice(from, starts[line] ?? text.length).replace(/[\r\n]+$/, '');
  };

  if (last === start.line) {
    const raw = lineText(start.line);
    const until = end.line === start.line ? end.column - 1 : raw.length;
    const shown = windowed(raw, start.column - 1, Math.min(until, raw.length), room);
    return [
      `${gutter(String(start.line), true)}${shown.text}`,
      `${margin}  ${' '.repeat(digits)} ${paint.dim('│')} ${' '.repeat(shown.from)}${paint.red('^'.repeat(Math.max(1, shown.length)))}`,
    ];
  }

  const total = last - start.line + 1;
  const numbers = Array.from({ length: total }, (_, i) => start.line + i);
  const long = total > MAX_LINES;
  const shown = long ? [...numbers.slice(0, HEAD), ...numbers.slice(-TAIL)] : numbers;
  const shared = Math.min(...shown.map((line) => leading(lineText(line))).filter((blanks) => blanks !== undefined));
  return shown.flatMap((line, i) => {
    const raw = expand(lineText(line)).text.slice(Number.isFinite(shared) ? shared : 0);
    const row = `${gutter(String(line), true)}${windowed(raw, 0, raw.length, room).text}`.trimEnd();
    const gap = long && i === HEAD ? [`${margin}  ${' '.repeat(digits)} ${paint.dim(`┆ … ${counted(total - HEAD - TAIL, 'line')}`)}`] : [];
    return [...gap, row];
  });
}

/** Leading columns of blanks, or undefined for a blank line. */
function leading(raw: string): number | undefined {
  const line = expand(raw).text;
  return line.trim() === '' ? undefined : line.length - line.trimStart().length;
}

/** Tabs as blanks up to the next stop, controls as pictures; `columns[i]` is the column at which unit `i` of the line begins. */
function expand(raw: string): { readonly text: string; readonly columns: readonly number[] } {
  let text = '';
  let width = 0;
  const columns: number[] = [];
  for (const character of characters(raw)) {
    for (let i = 0; i < character.length; i++) columns.push(width);
    // A line holds no line end; a lone carriage return inside a grapheme cannot be, visible() would make it one.
    const shown = character === '\t' ? ' '.repeat(TAB - (width % TAB)) : visible(character).replaceAll('\n', '␍');
    text += shown;
    width += textWidth(shown);
  }
  columns.push(width);
  return { text, columns };
}

/** A line with `[from, to)` marked, cut on either side to fit: the mark stays in sight. Columns of the result. */
function windowed(
  raw: string,
  from: number,
  to: number,
  room: number,
): { readonly text: string; readonly from: number; readonly length: number } {
  const { text, columns } = expand(raw);
  const total = columns.at(-1) ?? 0;
  const first = columns[Math.min(from, columns.length - 1)] ?? 0;
  const length = Math.max(1, (columns[Math.min(to, columns.length - 1)] ?? total) - first);
  if (total <= room) return { text, from: first, length };
  // A little of what stands before, as much as there is room for after.
  const left = first + length <= room - 1 ? 0 : Math.max(0, Math.min(first - 8, total - room + 1));
  const cutLeft = left > 0;
  const keep = room - (cutLeft ? 1 : 0) - 1;
  let shown = '';
  let column = 0;
  let used = 0;
  let skipped = 0;
  let cutRight = false;
  for (const character of characters(text)) {
    const width = characterWidth(character);
    if (column < left) skipped = column + width;
    else if (used + width <= keep) {
      shown += character;
      used += width;
    } else cutRight = true;
    column += width;
  }
  const offset = first - (cutLeft ? skipped : 0) + (cutLeft ? 1 : 0);
  const visibleLength = Math.max(1, Math.min(length, (cutLeft ? 1 : 0) + used - offset));
  return { text: `${cutLeft ? '…' : ''}${shown}${cutRight ? '…' : ''}`, from: offset, length: visibleLength };
}
