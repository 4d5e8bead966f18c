/** String literals as SQL reads them, with the way back from their content to the file. */
import { dollarTag, type Token } from './scan.ts';

/** The content of one literal or of several joined: `offsets[i]` is where the character stands in the text. */
export interface Content {
  readonly text: string;
  /** One entry more than characters: the last is the end. */
  readonly offsets: readonly number[] | undefined;
  /** Where the content begins in the text; with `offsets` undefined it is verbatim from here. */
  readonly start: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The content of a string or dollar-quoted token; undefined where its escapes are not read here (U&'…', \x, \u). */
export function contentOf(text: string, token: Token): Content | undefined {
  if (token.kind === 'dollar') {
    const tag = dollarTag(text, token.start);
    const start = token.start + tag.length;
    return { text: text.slice(start, Math.max(start, token.end - tag.length)), offsets: undefined, start };
  }
  if (token.kind !== 'string') return undefined;
  const prefix = text.slice(token.start, text.indexOf("'", token.start)).toUpperCase();
  if (prefix !== '' && prefix !== 'E' && prefix !== 'N') return undefined;
  const start = token.start + prefix.length + 1;
  const inner = text.slice(start, token.end - 1);
  const escapes = prefix === 'E';
  if (!inner.includes("'") && !(escapes && inner.includes('\\'))) return { text: inner, offsets: undefined, start };
  let out = '';
  const offsets: number[] = [];
  for (let i = 0; i < inner.length; i++) {
    offsets.push(start + i);
    const c = inner[i] ?? '';
    if (c === "'") i++;
    if (escapes && c === '\\') {
      const next = inner[++i] ?? '';
      // Octal, hexadecimal and Unicode escapes are not worth reading: nobody writes statements with them.
      if (/[0-7xuU]/.test(next)) return undefined;
      out += ESCAPES[next] ?? next;
    } else out += c;
  }
  offsets.push(start + inner.length);
  return { text: out, offsets, start };
}

/** Where a character of a content stands. */
export function offsetIn(content: Content, at: number): number {
  return content.offsets ? (content.offsets[Math.min(at, content.offsets.length - 1)] ?? content.start) : content.start + at;
}

/** One content after the other. */
export function joinContents(contents: readonly Content[]): Content {
  const [only] = contents;
  if (contents.length === 1 && only) return only;
  let text = '';
  const offsets: number[] = [];
  let end = 0;
  for (const content of contents) {
    for (let i = 0; i < content.text.length; i++) offsets.push(offsetIn(content, i));
    text += content.text;
    end = offsetIn(content, content.text.length);
  }
  offsets.push(end);
  return { text, offsets, start: offsets[0] ?? 0 };
}
