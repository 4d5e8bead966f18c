/** Finding one's way in the tokens of one statement: for what the syntax tree has no location for. */
import { type Token, tokenize } from './scan.ts';
import type { Range } from './split.ts';

/** The tokens of a statement, with questions about them. Indexes are into `list`; -1 is "not found". */
export interface Tokens {
  readonly list: readonly Token[];
  /** The text of a token in upper case, `''` beyond the end. */
  word(index: number): string;
  /** Index of the token that starts at or contains an offset; the next one where it falls between two. */
  at(offset: number): number;
  /** Index of the token after the bracket that closes the one at `open`. */
  afterBracket(open: number): number;
  /** First of `words` at depth 0 in `[from, to)`. */
  find(words: readonly string[], from?: number, to?: number): number;
  /** Index ranges between the commas at depth 0 of `[from, to)`; none where the range is empty. */
  byCommas(from: number, to: number): readonly Range[];
  /** Offsets from the first to the last token of an index range. */
  range(from: number, to: number): Range;
}

const OPEN = new Set(['(', '[']);
const CLOSE = new Set([')', ']']);

/** Tokenizes `[from, to)` of a text. */
export function makeTokens(text: string, from: number, to: number): Tokens {
  const list = tokenize(text, from, to);
  const word = (index: number): string => {
    const token = list[index];
    return token === undefined || token.kind === 'quoted' || token.kind === 'string' || token.kind === 'dollar'
      ? ''
      : text.slice(token.start, token.end).toUpperCase();
  };
  const step = (index: number): number => {
    const w = word(index);
    return OPEN.has(w) ? 1 : CLOSE.has(w) ? -1 : 0;
  };
  return {
    list,
    word,
    at(offset) {
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((list[middle]?.end ?? 0) > offset) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    afterBracket(open) {
      let depth = 0;
      for (let i = open; i < list.length; i++) {
        depth += step(i);
        if (depth <= 0) return i + 1;
      }
      return list.length;
    },
    find(words, start = 0, end = list.length) {
      let depth = 0;
      for (let i = start; i < end; i++) {
        if (depth === 0 && words.includes(word(i))) return i;
        depth += step(i);
      }
      return -1;
    },
    byCommas(start, end) {
      const ranges: Range[] = [];
      let depth = 0;
      let begin = start;
      for (let i = start; i < end; i++) {
        if (depth === 0 && word(i) === ',') {
          ranges.push({ start: begin, end: i });
          begin = i + 1;
        }
        depth += step(i);
      }
      if (begin < end) ranges.push({ start: begin, end });
      return ranges;
    },
    range(start, end) {
      const first = list[start];
      const last = list[end - 1];
      return first && last && end > start ? { start: first.start, end: last.end } : { start: from, end: from };
    },
  };
}
