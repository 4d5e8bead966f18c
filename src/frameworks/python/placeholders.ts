/** Parameters in SQL that Python hands to its drivers. */
import { cutPiece, placeIn, type Piece } from '../pieces.ts';

/** A name behind a colon is a parameter of SQLAlchemy's text; `%s` is one of the driver's where parameters are given. */
const PARAMETER = /(?<![:\w\\]):[A-Za-z_]\w*(?!:)/g;
const DRIVER_PARAMETER = /(?<![:\w\\]):[A-Za-z_]\w*(?!:)|%(?:\([A-Za-z_]\w*\))?s/g;

/** Puts `$1` where a parameter stands, which PostgreSQL's grammar knows. */
export function withPlaceholders(pieces: readonly Piece[], given: boolean): readonly Piece[] {
  const names: string[] = [];
  return pieces.flatMap((piece) => {
    const out: Piece[] = [];
    let at = 0;
    for (const match of piece.text.matchAll(given ? DRIVER_PARAMETER : PARAMETER)) {
      const name = match[0] === '%s' ? `${names.length}` : match[0];
      if (!names.includes(name)) names.push(name);
      const behind = match.index + match[0].length;
      const place = { start: placeIn(piece, match.index), end: placeIn(piece, behind) };
      out.push(...cutPiece(piece, at, match.index), { text: `$${names.indexOf(name) + 1}`, ...place });
      at = behind;
    }
    if (at === 0) return [piece];
    return [...out, ...cutPiece(piece, at, piece.text.length)];
  });
}
