/** Strings, sigils and heredocs of Elixir, with the place of each unit. */
import { childOf, type Node } from '../tree-sitter/parse.ts';
import type { Piece } from '../pieces.ts';

const SIMPLE: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', 0: '\0', a: '\u0007', b: '\b', d: '\u007F', e: '\u001B', f: '\f', s: ' ', v: '\v' }),
);

/** The character that an escape stands for. */
function unescape(source: string): string {
  const [, letter = '', rest = ''] = /^\\([^])([^]*)$/.exec(source) ?? [];
  if ((letter === 'u' || letter === 'x') && rest !== '') {
    const code = Number.parseInt(rest.replaceAll(/[{}]/g, ''), 16);
    return Number.isInteger(code) && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  }
  if (letter === '\n' || letter === '\r') return '';
  return SIMPLE.get(letter) ?? letter;
}

/** What stands in `#{…}`; undefined where that is not known. */
export type Filling = (node: Node) => readonly Piece[] | undefined;

/**
 * The content of a string, a heredoc or a sigil in pieces; undefined where something in it is not known. A heredoc's lines
 * lose the blanks that stand before its closing quotes.
 */
export function contentOf(node: Node, text: string, filling: Filling): readonly Piece[] | undefined {
  const closing = node.children.find(({ field }) => field === 'quoted_end');
  const opening = node.children.find(({ field }) => field === 'quoted_start');
  if (!closing || !opening) return undefined;
  const heredoc = opening.end - opening.start === 3;
  const indent = heredoc ? closing.start - (text.lastIndexOf('\n', closing.start - 1) + 1) : 0;
  const kind = childOf(node, 'sigil_name');
  // In a sigil with a capital letter a backslash is one.
  const joins = !kind || text.slice(kind.start, kind.end).toLowerCase() === text.slice(kind.start, kind.end);
  const pieces: Piece[] = [];
  let atLine = heredoc;
  let first = heredoc;
  for (const child of node.children) {
    if (child.type === 'quoted_content') {
      const from = first ? child.start + lineBreak(text, child.start) : child.start;
      pieces.push(...linesOf(text, from, child.end, heredoc && (atLine || first), { indent, joins }));
      atLine = false;
    } else if (child.type === 'escape_sequence') {
      const value = unescape(text.slice(child.start, child.end));
      pieces.push({ text: value, start: child.start, end: child.end, units: Array.from({ length: value.length }, () => child.start) });
      atLine = value === '' && heredoc;
    } else if (child.type === 'interpolation') {
      const filled = filling(child);
      if (!filled) return undefined;
      pieces.push(...filled.map((piece) => ({ text: piece.text, start: child.start, end: child.end })));
      atLine = false;
    } else continue;
    first = false;
  }
  return pieces;
}

const lineBreak = (text: string, at: number): number => (text.startsWith('\r\n', at) ? 2 : text[at] === '\n' ? 1 : 0);

const plain = (text: string, start: number, end: number): Piece => ({ text: text.slice(start, end), start, end, units: 'same' });

/** Lines, each less the blanks it may lose; a backslash at the end of one takes the line break away. */
function linesOf(
  text: string,
  start: number,
  end: number,
  atLine: boolean,
  { indent, joins }: { readonly indent: number; readonly joins: boolean },
): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let fresh = atLine;
  while (at < end) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 || newline >= end ? end : newline + 1;
    if (fresh) {
      const limit = Math.min(stop, at + indent);
      while (at < limit && (text[at] === ' ' || text[at] === '\t')) at++;
    }
    const joined = joins ? /\\\r?\n$/.exec(text.slice(Math.max(at, stop - 3), stop))?.[0].length : undefined;
    if (at < stop - (joined ?? 0)) pieces.push(plain(text, at, stop - (joined ?? 0)));
    at = stop;
    fresh = true;
  }
  return pieces;
}
