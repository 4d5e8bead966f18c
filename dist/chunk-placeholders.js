import { et as cutPiece, tt as placeIn } from "./chunk-review.js";

// src/frameworks/python/placeholders.ts
/** Parameters in SQL that Python hands to its drivers. */
/** A name behind a colon is a parameter of SQLAlchemy's text; `%s` is one of the driver's where parameters are given. */
const PARAMETER = /(?<![:\w\\]):[A-Za-z_]\w*(?!:)/g;
const DRIVER_PARAMETER = /(?<![:\w\\]):[A-Za-z_]\w*(?!:)|%(?:\([A-Za-z_]\w*\))?s/g;
/** Puts `$1` where a parameter stands, which PostgreSQL's grammar knows. */
function withPlaceholders(pieces, given) {
	const names = [];
	return pieces.flatMap((piece) => {
		const out = [];
		let at = 0;
		for (const match of piece.text.matchAll(given ? DRIVER_PARAMETER : PARAMETER)) {
			const name = match[0] === "%s" ? `${names.length}` : match[0];
			if (!names.includes(name)) names.push(name);
			const behind = match.index + match[0].length;
			const place = {
				start: placeIn(piece, match.index),
				end: placeIn(piece, behind)
			};
			out.push(...cutPiece(piece, at, match.index), {
				text: `$${names.indexOf(name) + 1}`,
				...place
			});
			at = behind;
		}
		if (at === 0) return [piece];
		return [...out, ...cutPiece(piece, at, piece.text.length)];
	});
}

export { withPlaceholders as t };