/** String literals of PHP as pieces of text with their places. */
import type { Piece } from '../pieces.ts';

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', e: '\u001B', f: '\f', '\\': '\\', $: '$', '"': '"' };

/** What a backslash begins in double quotes or a heredoc; undefined where PHP keeps it. */
function escapeAt(written: string, heredoc: boolean): { readonly text: string; readonly length: number } | undefined {
  const next = written[1] ?? '';
  if (next === '"' && heredoc) return undefined;
  const known = SIMPLE[next];
  if (known !== undefined) return { text: known, length: 2 };
  const [octal] = /^\\[0-7]{1,3}/.exec(written) ?? [];
  if (octal !== undefined) return { text: String.fromCharCode(Number.parseInt(octal.slice(1), 8) & 255), length: octal.length };
  const [all, hex, point] = /^\\(?:x([\da-f]{1,2})|u\{([\da-f]{1,6})\})/i.exec(written) ?? [];
  if (all === undefined) return undefined;
  const code = Number.parseInt(hex ?? point ?? '0', 16);
  return code > 0x10ffff ? undefined : { text: String.fromCodePoint(code), length: all.length };
}

/** How a part of a literal is written. */
export interface Quoting {
  readonly kind: 'single' | 'double' | 'heredoc' | 'nowdoc';
  /** How many blanks a heredoc takes away from the beginning of each line. */
  readonly indent: number;
  /** The part begins at the beginning of a line of the heredoc. */
  readonly lineStart: boolean;
}

/** The text at `[start, end)` of a file, inside the quotes, escapes undone. */
export function literalPiece(file: string, start: number, end: number, quoting: Quoting): Piece {
  const { kind, indent } = quoting;
  const written = file.slice(start, end);
  if (indent === 0 && !written.includes('\\')) return { text: written, start, end, units: 'same' };
  const units: number[] = [];
  let text = '';
  const put = (what: string, from: number): void => {
    for (let i = 0; i < what.length; i++) units.push(start + from);
    text += what;
  };
  const skipIndent = (from: number): number => {
    let i = from;
    while (i < written.length && i - from < indent && (written[i] === ' ' || written[i] === '\t')) i++;
    return i;
  };
  let i = quoting.lineStart ? skipIndent(0) : 0;
  while (i < written.length) {
    const c = written[i] ?? '';
    const next = written[i + 1] ?? '';
    if (c === '\n' && indent > 0) {
      put(c, i);
      i = skipIndent(i + 1);
    } else if (c === '\\' && kind === 'single' && (next === '\\' || next === "'")) {
      put(next, i);
      i += 2;
    } else {
      const escape =
        c === '\\' && (kind === 'double' || kind === 'heredoc') ? escapeAt(written.slice(i, i + 12), kind === 'heredoc') : undefined;
      put(escape?.text ?? c, i);
      i += escape?.length ?? 1;
    }
  }
  return { text, start, end, units };
}

/** Where the text of a heredoc or nowdoc begins and ends, and how far it is indented. */
export function heredocOf(
  file: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number; readonly indent: number } {
  const first = file.indexOf('\n', start) + 1;
  const last = file.lastIndexOf('\n', end - 1);
  const indent = /^[ \t]*/.exec(file.slice(last + 1, end))?.[0].length ?? 0;
  // The break before the closing word is no part of the text.
  const behind = file[last - 1] === '\r' ? last - 1 : last;
  return { start: first, end: Math.max(first, behind), indent };
}
