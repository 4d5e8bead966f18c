/**
 * SQL that stands in another language's literals, or that a builder call stands for: text in pieces, each with its place in
 * the file.
 */
import type { Span, SqlScript } from '../source.ts';

/** A piece of SQL. */
export interface Piece {
  readonly text: string;
  /** The place in the file: offsets of its first unit and behind its last. */
  readonly start: number;
  readonly end: number;
  /**
   * Where in the file each unit of `text` begins, for a literal with escapes; `same` where they stand one to one; absent
   * where the piece is made from a call and stands for all of it.
   */
  readonly units?: readonly number[] | 'same';
}

/** Where in the file a unit of a piece begins. */
export const placeIn = (piece: Piece, at: number): number =>
  piece.units === 'same' ? piece.start + at : (piece.units?.[at] ?? (at >= piece.text.length ? piece.end : piece.start));

/** A part of a piece, with its place; of one that is made, with the place of all of it. */
export function cutPiece(piece: Piece, from: number, to: number): readonly Piece[] {
  if (from >= to) return [];
  const text = piece.text.slice(from, to);
  const { units } = piece;
  if (units === undefined) return [{ ...piece, text }];
  return [{ text, start: placeIn(piece, from), end: placeIn(piece, to), units: units === 'same' ? units : units.slice(from, to) }];
}

/** The pieces as one script. A span that begins or ends in a made piece takes in all of it. */
export function scriptOf(path: string, pieces: readonly Piece[]): SqlScript {
  const starts: number[] = [];
  let text = '';
  for (const piece of pieces) {
    starts.push(text.length);
    text += piece.text;
  }
  /** The piece with a unit of the text; the last one for the end. */
  const pieceAt = (offset: number): number => {
    let found = 0;
    for (const [i, start] of starts.entries()) if (start <= offset && (pieces[i]?.text.length ?? 0) > 0) found = i;
    return found;
  };
  const unit = (index: number, offset: number): number | undefined => {
    const piece = pieces[index];
    const at = offset - (starts[index] ?? 0);
    if (piece?.units === 'same') return piece.start + at;
    return piece?.units?.[at];
  };
  return {
    text,
    locate(a, b): Span {
      const [first, last] = [pieceAt(a), pieceAt(Math.max(a, b - 1))];
      const start = unit(first, a) ?? pieces[first]?.start ?? 0;
      const piece = pieces[last];
      const behind =
        piece?.units === 'same'
          ? piece.start + (b - (starts[last] ?? 0))
          : (piece?.units?.[b - (starts[last] ?? 0)] ?? piece?.end ?? start);
      return { path, start, end: Math.max(start, behind) };
    },
  };
}
