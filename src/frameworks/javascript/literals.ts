/** The characters of string and template literals, each with its place in the file. */
import type { StringLiteral, TemplateElement } from '@babel/types';
import type { Piece } from '../pieces.ts';
import { placeOf } from './values.ts';

export function stringPiece(node: StringLiteral, text: string): Piece {
  const { start, end } = placeOf(node);
  return literalPiece(text, start + 1, end - 1, node.value);
}

/** One stretch of a template between its `${…}`. */
export function templatePiece(node: TemplateElement, text: string): Piece {
  const { start, end } = placeOf(node);
  return literalPiece(text, start, end, node.value.cooked ?? node.value.raw);
}

function literalPiece(text: string, start: number, end: number, cooked: string): Piece {
  if (text.slice(start, end) === cooked) return { text: cooked, start, end, units: 'same' };
  const read = unescape(text, start, end);
  return read.text === cooked ? { text: cooked, start, end, units: read.units } : { text: cooked, start, end };
}

const SIMPLE: ReadonlyMap<string, string> = new Map(Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' }));

/** Resolves escapes as JavaScript does, remembering where each unit came from. */
function unescape(text: string, start: number, end: number): { readonly text: string; readonly units: readonly number[] } {
  const units: number[] = [];
  let cooked = '';
  const add = (value: string, at: number): void => {
    for (let i = 0; i < value.length; i++) units.push(at);
    cooked += value;
  };
  let i = start;
  while (i < end) {
    const c = text[i] ?? '';
    const next = text[i + 1] ?? '';
    if (c === '\r') {
      // Line breaks of a template are \n, however the file writes them.
      add('\n', i);
      i += next === '\n' ? 2 : 1;
    } else if (c !== '\\') {
      add(c, i);
      i++;
    } else if (next === 'x') {
      add(String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 4), 16)), i);
      i += 4;
    } else if (next === 'u' && text[i + 2] === '{') {
      const close = text.indexOf('}', i);
      const code = Number.parseInt(text.slice(i + 3, close), 16);
      add(code <= 0x10_ff_ff ? String.fromCodePoint(code) : '', i);
      i = close < 0 ? end : close + 1;
    } else if (next === 'u') {
      add(String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 6), 16)), i);
      i += 6;
    } else if (next === '\n' || next === '\r') i += next === '\r' && text[i + 2] === '\n' ? 3 : 2;
    else {
      add(SIMPLE.get(next) ?? next, i);
      i += 2;
    }
  }
  return { text: cooked, units };
}
