/** The places of a YAML or JSON value: as it stands, line by line below `|`, or with escapes between double quotes. */
import type { Scalar } from 'yaml';
import type { Piece } from '../pieces.ts';
import type { SourceFile } from '../../source.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '0': '\0',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** The pieces of a value; one that stands for all of its place where it is folded or written in some rarer way. */
export function scalarPieces(file: SourceFile, scalar: Scalar, value: string, bom: number): readonly Piece[] {
  const start = (scalar.range?.[0] ?? 0) + bom;
  const end = (scalar.range?.[1] ?? 0) + bom;
  const source = file.text.slice(start, end);
  const at = source.indexOf(value.trimEnd());
  if (at >= 0) {
    const from = start + at;
    return [{ text: value.trimEnd(), start: from, end: from + value.trimEnd().length, units: 'same' }];
  }
  const pieces =
    scalar.type === 'BLOCK_LITERAL'
      ? blockPieces(source, value, start)
      : source.startsWith('"')
        ? quotedPieces(source, value, start)
        : undefined;
  return pieces ?? [{ text: value, start, end }];
}

/** `|`: every line without its indentation. */
function blockPieces(source: string, value: string, start: number): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let from = source.indexOf('\n') + 1;
  if (from === 0) return undefined;
  for (const line of value.replace(/\n+$/, '').split('\n')) {
    const newline = source.indexOf('\n', from);
    const end = newline < 0 ? source.length : newline;
    const written = source.slice(from, end).replace(/\r$/, '');
    if (!written.endsWith(line) || written.slice(0, written.length - line.length).trim() !== '') return undefined;
    const at = start + from + written.length - line.length;
    pieces.push({ text: `${line}\n`, start: at, end: at + line.length + 1, units: 'same' });
    from = end + 1;
  }
  return pieces;
}

/** `"…"` on one line: each unit begins where its escape does. */
function quotedPieces(source: string, value: string, start: number): readonly Piece[] | undefined {
  const units: number[] = [];
  let text = '';
  let i = 1;
  for (; i < source.length && source[i] !== '"'; i++) {
    units.push(start + i);
    if (source[i] !== '\\') {
      text += source[i];
      continue;
    }
    i++;
    if (source[i] === 'u') {
      text += String.fromCharCode(Number.parseInt(source.slice(i + 1, i + 5), 16));
      i += 4;
    } else text += ESCAPES[source[i] ?? ''] ?? '';
  }
  return text === value ? [{ text, start: start + 1, end: start + i, units }] : undefined;
}
