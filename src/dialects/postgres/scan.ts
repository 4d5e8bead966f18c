/**
 * A scanner for the outer shape of PostgreSQL's SQL: words, quoted texts, comments, symbols. It follows the server's
 * own lexical rules (https://www.postgresql.org/docs/current/sql-syntax-lexical.html) where they decide where a text
 * ends, and never fails: a quote that is not closed reaches to the end.
 */

export type TokenKind =
  /** A keyword or a bare name. */
  | 'word'
  /** "…" */
  | 'quoted'
  /** '…' with any prefix. */
  | 'string'
  /** $tag$…$tag$ */
  | 'dollar'
  | 'number'
  /** $1 */
  | 'parameter'
  /** One character, or `::` or `:=`. */
  | 'symbol'
  /** `${…}`, `{{…}}`, `{%…%}`, `$(…)`, `{name}`: no SQL, but of one piece. */
  | 'template'
  | 'comment'
  /** A backslash command of psql, to the end of its line. */
  | 'command';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** Walks over a text without making an object per token. After `next()` the fields describe the token. */
export interface Scanner {
  kind: TokenKind;
  start: number;
  end: number;
  /** False for a comment that nothing closes. */
  closed: boolean;
  next(): boolean;
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWordStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;
const isWordPart = (c: number): boolean => isWordStart(c) || isDigit(c) || c === 36;
export const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
const QUOTE = 39;
const DOUBLE = 34;

/** The end of the line that `at` is in: PostgreSQL ends a line at `\n` and at `\r`. */
export function lineEnd(text: string, at: number, end = text.length): number {
  for (let i = at; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return i;
  }
  return end;
}

/** The end of a comment that may hold others; -1 where it is not closed. */
function blockCommentEnd(text: string, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end - 1; i++) {
    const c = text.charCodeAt(i);
    if (c === 47 && text.charCodeAt(i + 1) === 42) {
      depth++;
      i++;
    } else if (c === 42 && text.charCodeAt(i + 1) === 47) {
      i++;
      if (--depth === 0) return i + 1;
    }
  }
  return -1;
}

/** The end of a quoted text whose opening quote is at `at`. */
function quoteEnd(text: string, at: number, end: number, quote: number, escapes: boolean): number {
  for (let i = at + 1; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) {
      if (text.charCodeAt(i + 1) !== quote || i + 1 >= end) return i + 1;
      i++;
    } else if (escapes && c === 92) i++;
  }
  return end;
}

/** The opening tag of a dollar quote at `at`, with both dollars; empty where there is none. */
export function dollarTag(text: string, at: number): string {
  let i = at + 1;
  if (!isDigit(text.charCodeAt(i))) while (isWordPart(text.charCodeAt(i)) && text.charCodeAt(i) !== 36) i++;
  return text.charCodeAt(i) === 36 ? text.slice(at, i + 1) : '';
}

/** The end of a template whose braces open at `at`; `at` where nothing closes them within the statement's reach. */
function templateEnd(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + 2_000);
  const close = (mark: string): number => {
    const found = text.indexOf(mark, at + 2);
    return found >= 0 && found + mark.length <= limit ? found + mark.length : at;
  };
  const second = text.charCodeAt(at + 1);
  if (text.charCodeAt(at) === 123) {
    if (second === 123) return close('}}');
    if (second === 37) return close('%}');
    if (second === 35) return close('#}');
  }
  let depth = 0;
  for (let i = at; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 123) depth++;
    else if (c === 125 && --depth === 0) return i + 1;
  }
  return at;
}

/** Makes a scanner over `[from, to)` of a text. Comments and psql commands are tokens too. */
export function makeScanner(text: string, from = 0, to = text.length): Scanner {
  let at = from;
  const scanner: Scanner = {
    kind: 'symbol',
    start: from,
    end: from,
    closed: true,
    next() {
      while (at < to && isBlank(text.charCodeAt(at))) at++;
      if (at >= to) return false;
      scanner.start = at;
      at = scan(at);
      scanner.end = at;
      return true;
    },
  };
  const is = (kind: TokenKind, end: number): number => {
    scanner.kind = kind;
    return end;
  };
  const blockComment = (i: number): number => {
    const end = blockCommentEnd(text, i, to);
    scanner.closed = end >= 0;
    return is('comment', end < 0 ? to : end);
  };
  const wordEnd = (i: number): number => {
    let j = i + 1;
    while (j < to && isWordPart(text.charCodeAt(j)) && !(text.charCodeAt(j) === 36 && text.charCodeAt(j + 1) === 123)) j++;
    return j;
  };
  const numberEnd = (i: number): number => {
    let j = i;
    while (j < to && (isDigit(text.charCodeAt(j)) || isWordStart(text.charCodeAt(j)))) j++;
    // A point belongs to the number unless it is the first of two (a PL/pgSQL range).
    if (text.charCodeAt(j) === 46 && text.charCodeAt(j + 1) !== 46) {
      j++;
      while (j < to && (isDigit(text.charCodeAt(j)) || isWordStart(text.charCodeAt(j)))) j++;
    }
    const last = text.charCodeAt(j - 1) | 32;
    const sign = text.charCodeAt(j);
    if (last === 101 && (sign === 43 || sign === 45) && isDigit(text.charCodeAt(j + 1))) {
      j++;
      while (j < to && isDigit(text.charCodeAt(j))) j++;
    }
    return Math.min(j, to);
  };
  const scan = (i: number): number => {
    const c = text.charCodeAt(i);
    const d = i + 1 < to ? text.charCodeAt(i + 1) : 0;
    if (isWordStart(c)) {
      if (d === QUOTE) {
        const lower = c | 32;
        if (lower === 101) return is('string', quoteEnd(text, i + 1, to, QUOTE, true));
        if (lower === 98 || lower === 120 || lower === 110) return is('string', quoteEnd(text, i + 1, to, QUOTE, false));
      } else if (d === 38 && (c | 32) === 117) {
        const e = i + 2 < to ? text.charCodeAt(i + 2) : 0;
        if (e === QUOTE) return is('string', quoteEnd(text, i + 2, to, QUOTE, false));
        if (e === DOUBLE) return is('quoted', quoteEnd(text, i + 2, to, DOUBLE, false));
      }
      return is('word', wordEnd(i));
    }
    if (isDigit(c) || (c === 46 && isDigit(d))) return is('number', numberEnd(i));
    switch (c) {
      case QUOTE:
        return is('string', quoteEnd(text, i, to, QUOTE, false));
      case DOUBLE:
        return is('quoted', quoteEnd(text, i, to, DOUBLE, false));
      case 45: // -
        return d === 45 ? is('comment', lineEnd(text, i, to)) : is('symbol', i + 1);
      case 47: // slash
        return d === 42 ? blockComment(i) : is('symbol', i + 1);
      case 58: // :
        return is('symbol', d === 58 || d === 61 ? i + 2 : i + 1);
      case 92: // backslash
        return is('command', lineEnd(text, i, to));
      case 123: {
        const end = templateEnd(text, i, to);
        return end > i ? is('template', end) : is('symbol', i + 1);
      }
      case 36: {
        // $
        if (isDigit(d)) {
          let j = i + 1;
          while (j < to && isDigit(text.charCodeAt(j))) j++;
          return is('parameter', j);
        }
        if (d === 123) {
          const end = templateEnd(text, i, to);
          return end > i ? is('template', end) : is('symbol', i + 1);
        }
        if (d === 40) {
          const end = /^\$\([\w.:-]+\)/.exec(text.slice(i, Math.min(to, i + 200)))?.[0].length ?? 0;
          return end > 0 ? is('template', i + end) : is('symbol', i + 1);
        }
        const tag = dollarTag(text, i);
        if (!tag || i + tag.length > to) return is('symbol', i + 1);
        const close = text.indexOf(tag, i + tag.length);
        return is('dollar', close < 0 || close + tag.length > to ? to : close + tag.length);
      }
      default:
        return is('symbol', i + 1);
    }
  };
  return scanner;
}

/** The tokens of `[from, to)`, without comments and psql commands. */
export function tokenize(text: string, from = 0, to = text.length): readonly Token[] {
  const scanner = makeScanner(text, from, to);
  const tokens: Token[] = [];
  while (scanner.next()) {
    if (scanner.kind !== 'comment' && scanner.kind !== 'command')
      tokens.push({ kind: scanner.kind, start: scanner.start, end: scanner.end });
  }
  return tokens;
}

/** From the first to the last token of `[from, to)`, comments left out; undefined where there is none. */
export function trimmed(text: string, from: number, to: number): { readonly start: number; readonly end: number } | undefined {
  const scanner = makeScanner(text, from, to);
  let start = -1;
  let end = -1;
  while (scanner.next()) {
    if (scanner.kind === 'comment') continue;
    if (start < 0) start = scanner.start;
    end = scanner.end;
  }
  return start < 0 ? undefined : { start, end };
}
