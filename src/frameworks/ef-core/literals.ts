/** Strings of C#, with the place of each unit: plain, verbatim, raw, interpolated. */
import { childOf, type Node } from '../tree-sitter/parse.ts';
import type { Piece } from '../pieces.ts';

const SIMPLE: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', 0: '\0', a: '\u0007', b: '\b', f: '\f', v: '\v', e: '\u001B' }),
);

/** What a stretch of a literal means: a doubled quote, doubled braces and escapes stand for one character. */
interface Rules {
  readonly escapes: boolean;
  readonly quotes: boolean;
  readonly braces: boolean;
}

/** What stands in `{…}`. */
export type Filling = (node: Node) => readonly Piece[];

/** The content of a string literal in pieces. */
export function contentOf(node: Node, text: string, filling: Filling): readonly Piece[] {
  switch (node.type) {
    case 'verbatim_string_literal':
      return stretch(text, node.start + 2, node.end - 1, { escapes: false, quotes: true, braces: false });
    case 'raw_string_literal': {
      const content = childOf(node, 'raw_string_content');
      return content ? raw([content], text, filling) : [];
    }
    case 'interpolated_string_expression':
      return interpolated(node, text, filling);
    default: {
      const quote = text.indexOf('"', node.start);
      const end = text.lastIndexOf('"', node.end - 1);
      return stretch(text, quote + 1, end, { escapes: true, quotes: false, braces: false });
    }
  }
}

function interpolated(node: Node, text: string, filling: Filling): readonly Piece[] {
  const opening = childOf(node, 'interpolation_start');
  const inner = node.children.filter(({ type }) => /^(?:string_content|escape_sequence|interpolation)$/.test(type));
  const quote = childOf(node, 'interpolation_quote');
  if (quote && quote.end - quote.start >= 3) return raw(inner, text, filling);
  const verbatim = opening ? text.slice(opening.start, opening.end).includes('@') : false;
  const rules = { escapes: !verbatim, quotes: verbatim, braces: true };
  return inner.flatMap((child) => (child.type === 'interpolation' ? filled(child, filling) : stretch(text, child.start, child.end, rules)));
}

const filled = (node: Node, filling: Filling): readonly Piece[] =>
  filling(node).map((piece) => ({ text: piece.text, start: node.start, end: node.end }));

/** A raw string of several lines loses its first and last line break, and the blanks that stand before its end. */
function raw(nodes: readonly Node[], text: string, filling: Filling): readonly Piece[] {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) return [];
  const lines = /^[ \t]*\r?\n/.exec(text.slice(first.start, first.end));
  const tail = lines && last.type !== 'interpolation' ? /\r?\n([ \t]*)$/.exec(text.slice(last.start, last.end)) : null;
  const indent = tail?.[1]?.length ?? 0;
  return nodes.flatMap((node) => {
    if (node.type === 'interpolation') return filled(node, filling);
    const start = node === first ? node.start + (lines?.[0].length ?? 0) : node.start;
    const end = node === last ? node.end - (tail?.[0].length ?? 0) : node.end;
    return lines ? dedented(text, start, end, indent, node === first) : [plain(text, start, end)];
  });
}

const plain = (text: string, start: number, end: number): Piece => ({
  text: text.slice(start, Math.max(start, end)),
  start,
  end: Math.max(start, end),
  units: 'same',
});

function dedented(text: string, start: number, end: number, indent: number, fresh: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let atLine = fresh;
  while (at < end) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 || newline >= end ? end : newline + 1;
    const limit = Math.min(stop, at + indent);
    if (atLine) while (at < limit && (text[at] === ' ' || text[at] === '\t')) at++;
    if (at < stop) pieces.push(plain(text, at, stop));
    at = stop;
    atLine = true;
  }
  return pieces;
}

/** A stretch without holes, its escapes resolved. */
function stretch(text: string, start: number, end: number, rules: Rules): readonly Piece[] {
  const source = text.slice(start, end);
  if (!/[\\"{}]/.test(source)) return [plain(text, start, end)];
  const units: number[] = [];
  let value = '';
  let i = start;
  while (i < end) {
    const c = text[i] ?? '';
    let width = 1;
    let meant = c;
    if (c === '\\' && rules.escapes) [meant, width] = unescape(text.slice(i, Math.min(end, i + 10)));
    else if (text[i + 1] === c && ((c === '"' && rules.quotes) || ((c === '{' || c === '}') && rules.braces))) width = 2;
    for (let k = 0; k < meant.length; k++) units.push(i);
    value += meant;
    i += width;
  }
  return [{ text: value, start, end, units }];
}

/** An escape at the start of a text: what it stands for, and how long it is. */
export function unescape(source: string): readonly [string, number] {
  const coded = /^\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{1,4}))/i.exec(source);
  if (coded) {
    const code = Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '0', 16);
    return [code <= 0x10_ff_ff ? String.fromCodePoint(code) : '', coded[0].length];
  }
  const letter = source[1] ?? '';
  return [SIMPLE.get(letter) ?? letter, 2];
}
