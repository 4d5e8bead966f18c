/** Text for a terminal: how wide it is, where to break it, and colours only when asked for. */
import { styleText } from 'node:util';
import { oneLine, visible } from './safe-text.ts';

/** Colours and weights by what they mean; without colour each returns its text. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  /** Reversed red: what stops a deploy. */
  readonly alarm: (text: string) => string;
}

type Style = Extract<Parameters<typeof styleText>[0], string>;

/** The palette. `color` decides alone: NO_COLOR and terminals are the business of the command line. */
export function palette(color: boolean): Palette {
  const style =
    (...format: Style[]) =>
    (text: string): string =>
      // Without `validateStream: false` newer versions of Node look at the stream themselves.
      color && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red', 'bold'),
    yellow: style('yellow'),
    blue: style('blue'),
    green: style('green'),
    cyan: style('cyan'),
    alarm: style('bgRed', 'white', 'bold'),
  };
}

/** Characters that take two columns: https://www.unicode.org/reports/tr11/ (W and F), and emoji shown as pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;
const ZERO = /^[\p{Mn}\p{Me}\u200c\u200d]/u;
const SIMPLE = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2027\u2190-\u21ff\u2400-\u243f\u2500-\u257f\u2713-\u2718]*$/;

let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as one character. */
export function characters(text: string): readonly string[] {
  if (SIMPLE.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns that one character takes. */
export function characterWidth(character: string): number {
  if (WIDE.test(character)) return 2;
  return ZERO.test(character) ? 0 : 1;
}

/** Columns that a text takes, without line ends, tabs and escape sequences. */
export function textWidth(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  return characters(text).reduce((width, character) => width + characterWidth(character), 0);
}

/** Cuts a text to at most `width` columns, with `…` where something is left out. */
export function fit(text: string, width: number): string {
  const line = oneLine(visible(text));
  if (textWidth(line) <= width) return line;
  let kept = '';
  let used = 0;
  for (const character of characters(line)) {
    const next = used + characterWidth(character);
    if (next > width - 1) break;
    kept += character;
    used = next;
  }
  return `${kept}…`;
}

/** Breaks a paragraph into lines of at most `width` columns, between words; a longer word has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(visible(text)).split(' ')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** A label in front of a wrapped paragraph, the lines below indented to it. */
export function labelled(label: string, text: string, indent: number, width: number, style: (label: string) => string): readonly string[] {
  const margin = ' '.repeat(indent);
  const [first = '', ...rest] = wrap(text, Math.max(20, width - indent - label.length));
  return [`${margin}${style(label)}${first}`, ...rest.map((line) => `${margin}${' '.repeat(label.length)}${line}`)];
}
