/** Strings of Ruby as pieces: where in the file each unit of their text begins, past escapes and the dedent of heredocs. */
import type { Piece } from '../pieces.ts';
import type { StringNode } from './nodes.ts';
import type { Text } from './values.ts';

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '0': '\0', e: '\u001B', a: '\u0007', b: '\b', f: '\f', v: '\v' }; // prettier-ignore

interface Decoded {
  readonly text: string;
  readonly units: readonly number[];
}

/** Reads escapes as in double quotes, or as in single quotes, where only the quotes and the backslash have one. */
function decode(raw: string, start: number, double: boolean): Decoded {
  let text = '';
  const units: number[] = [];
  const put = (piece: string, at: number): void => {
    for (let i = 0; i < piece.length; i++) units.push(start + at);
    text += piece;
  };
  for (let i = 0; i < raw.length;) {
    const c = raw.charAt(i);
    if (c !== '\\' || i + 1 >= raw.length) {
      put(c, i);
      i++;
      continue;
    }
    const next = raw.charAt(i + 1);
    if (!double) {
      if (/[\w\s]/.test(next)) {
        put(c, i);
        i++;
      } else {
        put(next, i);
        i += 2;
      }
      continue;
    }
    const coded = /^\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3}))/.exec(raw.slice(i, i + 12));
    if (coded) {
      const [all, four, braced, hex, octal] = coded;
      const code = octal === undefined ? Number.parseInt(four ?? braced ?? hex ?? '0', 16) : Number.parseInt(octal, 8);
      put(code <= 0x10ffff ? String.fromCodePoint(code) : '', i);
      i += all.length;
      continue;
    }
    if (next !== '\n') put(SIMPLE[next] ?? next, i);
    i += 2;
  }
  return { text, units };
}

/** The content of a string as a piece. A heredoc's lines have lost blanks at their start. */
export function pieceOf(node: StringNode, file: string): Piece {
  const { start, end } = node.contentLoc;
  const raw = file.slice(start, end);
  const { value } = node.unescaped;
  if (raw === value) return { text: value, start, end, units: 'same' };
  const indent = /^[ \t]*/.exec(raw)?.[0].length ?? 0;
  if (raw.endsWith(value) && raw.length - value.length <= indent) return { text: value, start: end - value.length, end, units: 'same' };
  for (const double of [true, false]) {
    const { text, units } = decode(raw, start, double);
    const cut = text.length - value.length;
    if (cut >= 0 && text.endsWith(value) && text.slice(0, cut).trim() === '')
      return { text: value, start: units[cut] ?? start, end, units: units.slice(cut) };
  }
  return { text: value, start: node.start, end: node.end };
}

interface Unit {
  readonly c: string;
  readonly at: number;
  readonly piece: number;
}

/** A text with some of its units, each where it was; `replace` gives them by their places in the text. */
function pick(text: Text, choose: (units: readonly Unit[]) => readonly (Unit | { readonly c: string; readonly of: Unit })[]): Text {
  const all: Unit[] = text.pieces.flatMap((piece, index) =>
    Array.from({ length: piece.text.length }, (_, i) => ({
      c: piece.text.charAt(i),
      at: piece.units === 'same' ? piece.start + i : (piece.units?.[i] ?? piece.start),
      piece: index,
    })),
  );
  const pieces: { text: string; units: number[]; index: number }[] = [];
  for (const chosen of choose(all)) {
    const of = 'of' in chosen ? chosen.of : chosen;
    let last = pieces.at(-1);
    if (last?.index !== of.piece) pieces.push((last = { text: '', units: [], index: of.piece }));
    last.text += chosen.c;
    last.units.push(of.at);
  }
  return {
    ...text,
    pieces: pieces.flatMap(({ text: own, units, index }) => {
      const from = text.pieces[index];
      if (!from) return [];
      return [from.units ? { text: own, start: units[0] ?? from.start, end: from.end, units } : { ...from, text: own }];
    }),
  };
}

const blank = ({ c }: Unit): boolean => /\s/.test(c);

export function strip(text: Text): Text {
  return pick(text, (units) => {
    const first = units.findIndex((unit) => !blank(unit));
    const last = units.findLastIndex((unit) => !blank(unit));
    return first < 0 ? [] : units.slice(first, last + 1);
  });
}

export function chomp(text: Text): Text {
  return pick(text, (units) => (units.at(-1)?.c === '\n' ? units.slice(0, units.at(-2)?.c === '\r' ? -2 : -1) : units));
}

/** Every run of blanks as one, none at the ends. */
export function squish(text: Text): Text {
  return pick(strip(text), (units) =>
    units.flatMap((unit, i): readonly { readonly c: string; readonly of: Unit }[] => {
      if (!blank(unit)) return [{ c: unit.c, of: unit }];
      const before = units[i - 1];
      return before && blank(before) ? [] : [{ c: ' ', of: unit }];
    }),
  );
}

/** Takes as many blanks from each line as the line with the fewest has. */
export function stripHeredoc(text: Text): Text {
  const full = text.pieces.map((piece) => piece.text).join('');
  const indents = [...full.matchAll(/^[ \t]*(?=\S)/gm)].map(([blanks]) => blanks.length);
  const least = indents.length === 0 ? 0 : indents.reduce((a, b) => Math.min(a, b));
  let column = 0;
  return pick(text, (units) =>
    units.filter(({ c }) => {
      const at = column;
      column = c === '\n' ? 0 : column + 1;
      return at >= least || c === '\n';
    }),
  );
}
