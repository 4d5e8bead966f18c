/** String literals of Python as pieces of text with their places. */
import type { Piece } from '../pieces.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What is around the text of a literal. */
export interface Quoting {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** Offsets of the text in the file. */
  readonly start: number;
  readonly end: number;
}

/** Prefix and quotes of the literal at `[start, end)` of a text. */
export function quotingOf(text: string, start: number, end: number): Quoting {
  const [all = '', prefix = '', quote = ''] = /^([A-Za-z]*)('''|"""|'|")/.exec(text.slice(start, Math.min(end, start + 6))) ?? [];
  return {
    raw: /r/i.test(prefix),
    bytes: /b/i.test(prefix),
    start: start + all.length,
    end: Math.max(start + all.length, end - quote.length),
  };
}

/** The text at `[start, end)` inside a literal, escapes undone; undefined where an escape is not known here (`\N{…}`). */
export function literalPiece(text: string, start: number, end: number, raw: boolean, format: boolean): Piece | undefined {
  const written = text.slice(start, end);
  if ((raw || !written.includes('\\')) && !(format && /\{\{|\}\}/.test(written))) return { text: written, start, end, units: 'same' };
  const units: number[] = [];
  let out = '';
  const put = (what: string, at: number): void => {
    for (let i = 0; i < what.length; i++) units.push(at);
    out += what;
  };
  for (let i = 0; i < written.length;) {
    const c = written[i] ?? '';
    const next = written[i + 1] ?? '';
    if (format && (c === '{' || c === '}') && next === c) {
      put(c, start + i);
      i += 2;
    } else if (raw || c !== '\\') {
      put(c, start + i);
      i++;
    } else {
      const escape = escapeAt(written.slice(i, i + 10));
      if (!escape) return undefined;
      put(escape.text, start + i);
      i += escape.length;
    }
  }
  return { text: out, start, end, units };
}

function escapeAt(written: string): { readonly text: string; readonly length: number } | undefined {
  const next = written[1] ?? '';
  const known = SIMPLE[next];
  if (known !== undefined) return { text: known, length: 2 };
  // A line break behind a backslash goes on in the next line.
  if (next === '\n') return { text: '', length: 2 };
  if (next === '\r') return { text: '', length: written[2] === '\n' ? 3 : 2 };
  const octal = /^\\([0-7]{1,3})/.exec(written);
  if (octal) return { text: String.fromCharCode(Number.parseInt(octal[1] ?? '0', 8)), length: octal[0].length };
  const hex = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))/i.exec(written);
  if (hex) {
    const point = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '0', 16);
    return point > 0x10ffff ? undefined : { text: String.fromCodePoint(point), length: hex[0].length };
  }
  // Python keeps a backslash before anything else.
  return next === 'N' ? undefined : { text: '\\', length: 1 };
}
