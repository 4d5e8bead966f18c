/**
 * Text cut from a file, with the way back into it.
 *
 * Every offset in Lockkeeper is a 0-based UTF-16 code unit in the file as committed (a byte order mark is one unit).
 * Parsers that count bytes or code points are converted here and nowhere else.
 */

/** Half-open range of UTF-16 offsets in one file. */
export interface Span {
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** A place in a file: line and column are 1-based UTF-16 units, offset is 0-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** One file as it was read. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A comment, for `lockkeeper:allow`. */
export interface Comment {
  readonly span: Span;
  /** Without the comment marks. */
  readonly text: string;
}

/** SQL cut out of a file. `locate` maps a half-open range of `text` to the file. */
export interface SqlScript {
  readonly text: string;
  locate(start: number, end: number): Span;
}

/** Cuts `[start, end)` out of a file; without a range the whole file, less its byte order mark. */
export function cutScript(file: SourceFile, start?: number, end?: number): SqlScript {
  const from = start ?? (file.text.startsWith('\uFEFF') ? 1 : 0);
  const to = end ?? file.text.length;
  const path = file.path;
  return {
    text: file.text.slice(from, to),
    locate: (a, b) => ({ path, start: from + a, end: from + b }),
  };
}

/**
 * Offsets of the first unit of each line. `\n`, `\r\n` and a lone `\r` end a line, as GitHub and editors count them.
 */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Line and column of an offset, by binary search in the starts of the lines. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset };
}

/** Answers positions for many files, reading each text once. */
export interface Locator {
  /** Start and end of a span. A file that is not known yields line 1, column 1. */
  position(span: Span): { readonly start: Position; readonly end: Position };
  /** The text of a file, or undefined when it was never read. */
  text(path: string): string | undefined;
}

/** Makes a locator over the files that were read. */
export function makeLocator(files: ReadonlyMap<string, string>): Locator {
  const cache = new Map<string, readonly number[]>();
  const startsOf = (path: string): readonly number[] => {
    let starts = cache.get(path);
    if (!starts) cache.set(path, (starts = lineStarts(files.get(path) ?? '')));
    return starts;
  };
  return {
    position(span) {
      const starts = startsOf(span.path);
      return { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
    },
    text: (path) => files.get(path),
  };
}

/** Converts UTF-8 byte offsets of `text` to UTF-16 offsets; the identity where the text is ASCII. */
export function byteOffsets(text: string): (byte: number) => number {
  const length = Buffer.byteLength(text, 'utf8');
  if (length === text.length) return (byte) => byte;
  const map = new Uint32Array(length + 1);
  let byte = 0;
  for (let i = 0; i < text.length;) {
    const code = text.codePointAt(i) ?? 0;
    map[byte++] = i;
    if (code >= 0x80) map[byte++] = i;
    if (code >= 0x800) map[byte++] = i;
    if (code >= 0x10000) map[byte++] = i;
    i += code > 0xffff ? 2 : 1;
  }
  map[length] = text.length;
  return (offset) => map[Math.min(offset, length)] ?? text.length;
}

/** Converts a code point offset (0-based) of `text` to a UTF-16 offset. */
export function codePointOffset(text: string, codePoints: number): number {
  let i = 0;
  for (let left = codePoints; left > 0 && i < text.length; left--) i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
  return i;
}

/** A statement of SQL with its semicolon, on a line of its own where a comment would swallow it. */
export function terminated(sql: string): string {
  const text = sql.trimEnd();
  if (text.slice(text.lastIndexOf('\n') + 1).includes('--')) return `${text}\n;`;
  return text.endsWith(';') ? text : `${text};`;
}
