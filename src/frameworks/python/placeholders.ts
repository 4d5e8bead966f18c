/** Parameters in SQL that Python hands to its drivers. */
import type { Piece } from '../pieces.ts';

/** A name behind a colon is a parameter of SQLAlchemy's text; `%s` is one of the driver's where parameters are given. */
const PARAMETER = /(?<![:\w\\]):[A-Za-z_]\w*(?!:)/g;
const DRIVER_PARAMETER = /(?<![:\w\\]):[A-Za-z_]\w*(?!:)|%(?:\([A-Za-z_]\w*\))?s/g;

/** Puts `$1` where a parameter stands, which PostgreSQL's grammar knows. */
export function withPlaceholders(pieces: readonly Piece[], given: boolean): readonly Piece[] {
  const names: string[] = [];
  return pieces.flatMap((piece) => {
    const out: Piece[] = [];
    let at = 0;
    const cut = (from: number, to: number): void => {
      if (from >= to) return;
      const { units } = piece;
      const place =
        units === 'same'
          ? { start: piece.start + from, end: piece.start + to }
          : { start: units?.[from] ?? piece.start, end: units?.[to] ?? piece.end };
      out.push({
        text: piece.text.slice(from, to),
        ...place,
        ...(units === undefined ? {} : { units: units === 'same' ? units : units.slice(from, to) }),
      });
    };
    for (const match of piece.text.matchAll(given ? DRIVER_PARAMETER : PARAMETER)) {
      cut(at, match.index);
      const name = match[0] === '%s' ? `${names.length}` : match[0];
      if (!names.includes(name)) names.push(name);
      const { units } = piece;
      const behind = match.index + match[0].length;
      const start = units === 'same' ? piece.start + match.index : (units?.[match.index] ?? piece.start);
      const end = units === 'same' ? piece.start + behind : (units?.[behind] ?? piece.end);
      out.push({ text: `$${names.indexOf(name) + 1}`, start, end });
      at = behind;
    }
    if (at === 0) return [piece];
    cut(at, piece.text.length);
    return out;
  });
}
