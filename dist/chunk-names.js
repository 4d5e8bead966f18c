import { t as Unclear } from "./chunk-tool.js";

// src/frameworks/php/values.ts
const NULL = { kind: "null" };
const quiet = (source = "") => ({
	kind: "unknown",
	origin: "quiet",
	source
});
/** A text that stands for an expression and not for the characters of the file. */
const madeText = (text, place = {
	start: 0,
	end: 0
}) => ({
	kind: "text",
	pieces: [{
		text,
		start: place.start,
		end: place.end
	}]
});
/** The characters of a text. */
const plainText = (value) => value.pieces.map((piece) => piece.text).join("");
/** Whether a text holds a part that only the program knows. */
const isComputed = (text) => text.includes("${");
/** A text or number as a plain string; undefined for what is neither or is computed. */
function stringOf(value) {
	if (value?.kind === "number") return value.text;
	if (value?.kind !== "text") return void 0;
	const text = plainText(value);
	return isComputed(text) ? void 0 : text;
}
/** An argument by its place or its name; undefined where it is not given. */
const argument = (args, index, name) => (name === void 0 ? void 0 : args.named.get(name)) ?? args.list[index];
/** The items of an array without its keys. */
const itemsOf = (value) => value?.kind === "array" ? value.entries.map(([, item]) => item) : void 0;
/** The value of a key. */
const entryOf = (value, key) => value?.kind === "array" ? value.entries.findLast(([name]) => name === key)?.[1] : void 0;
const listOf = (items) => ({
	kind: "array",
	entries: items.map((item, i) => [String(i), item]),
	list: true
});
/** Truth of a value; undefined where it is not known. */
function truth(value) {
	switch (value.kind) {
		case "boolean": return value.value;
		case "number": return Number(value.text) !== 0;
		case "null": return false;
		case "text": {
			const text = plainText(value);
			return isComputed(text) ? void 0 : text !== "" && text !== "0";
		}
		case "array": return value.entries.length > 0;
		case "unknown":
		case "host": return;
		default: return true;
	}
}
/** Whether two values are equal; undefined where that is not known. */
function equal(a, b) {
	const [x, y] = [a, b].map((one) => one.kind === "boolean" ? String(one.value) : one.kind === "null" ? "" : stringOf(one));
	if (x === void 0 || y === void 0) return a.kind === "unknown" || b.kind === "unknown" || a.kind === b.kind ? void 0 : false;
	return a.kind === b.kind && x === y;
}

// src/frameworks/laravel/names.ts
const quoted = (name) => name === "*" ? name : `"${name.replaceAll("\"", "\"\"")}"`;
/** A name; one with dots in parts. */
const wrap = (name) => name.split(".").map(quoted).join(".");
const quoteText = (text) => `'${text.replaceAll("'", "''")}'`;
/** A name that stands in the file. */
function nameOf(value, what) {
	const text = optionalName(value, what);
	if (text === void 0) throw new Unclear(`${what} is not given`);
	return text;
}
/** The same, where null or nothing stands for none. */
function optionalName(value, what) {
	if (value === void 0 || value.kind === "null") return void 0;
	const text = stringOf(value);
	if (text === void 0) throw new Unclear(`${what} is computed`);
	return text;
}
function columnsOf(value, what) {
	return (itemsOf(value) ?? (value ? [value] : [])).map((item) => item.kind === "raw" ? item.text : nameOf(item, `one of ${what}`));
}
function namesOf(value, what) {
	return columnsOf(value, what).map((column) => typeof column === "string" ? column : plainText(column));
}
const columnize = (columns) => columns.map((column) => typeof column === "string" ? wrap(column) : plainText(column)).join(", ");
/** The name that an index or constraint gets where none is given. */
const indexName = (table, columns, kind) => `${table}_${columns.map((column) => typeof column === "string" ? column : plainText(column)).join("_")}_${kind}`.toLowerCase().replaceAll(/[-.]/g, "_");
/** A value as Laravel writes it in the definition of a column: everything but a raw expression in quotes. */
function defaultOf(value) {
	switch (value.kind) {
		case "null": return;
		case "raw": return plainText(value.text);
		case "boolean": return value.value ? "'1'" : "'0'";
		case "text": return quoteText(plainText(value));
		case "number": return quoteText(value.text);
		case "unknown": return `'\${${value.source.replaceAll(/[{}$'\s]+/g, "").slice(0, 60) || "value"}}'`;
		default: throw new Unclear("the default of the column is computed");
	}
}
/** A value of a query: a literal, or a parameter where it is not known. */
function valueOf(value, parameters) {
	switch (value.kind) {
		case "null": return "null";
		case "raw": return plainText(value.text);
		case "boolean": return String(value.value);
		case "number": return value.text;
		case "text": {
			const text = plainText(value);
			return isComputed(text) ? `$${++parameters.count}` : quoteText(text);
		}
		default: return `$${++parameters.count}`;
	}
}
const IRREGULAR = {
	person: "people",
	child: "children",
	man: "men",
	woman: "women",
	foot: "feet",
	tooth: "teeth",
	goose: "geese",
	mouse: "mice",
	ox: "oxen",
	quiz: "quizzes",
	criterion: "criteria",
	datum: "data",
	medium: "media",
	index: "indices",
	matrix: "matrices",
	vertex: "vertices",
	analysis: "analyses",
	axis: "axes",
	basis: "bases",
	crisis: "crises",
	thesis: "theses",
	leaf: "leaves",
	life: "lives",
	knife: "knives",
	half: "halves",
	shelf: "shelves",
	wolf: "wolves",
	hero: "heroes",
	potato: "potatoes",
	tomato: "tomatoes",
	echo: "echoes",
	alumnus: "alumni",
	stimulus: "stimuli"
};
const UNCOUNTABLE = new Set("audio bison chassis compensation coreopsis data deer education emoji equipment evidence feedback firmware fish furniture gold hardware information jedi kin knowledge love metadata money moose news nutrition offspring plankton pokemon police rain recommended related rice series sheep software species swine traffic wheat".split(" "));
/** The plural by which Laravel finds the table of `user_id`. */
function plural(word) {
	const [, head = "", last = ""] = /^(.*_)?([^_]*)$/.exec(word) ?? [];
	const lower = last.toLowerCase();
	if (last === "" || UNCOUNTABLE.has(lower)) return word;
	const known = IRREGULAR[lower];
	if (known !== void 0) return head + known;
	if (/(?:s|x|z|ch|sh|ss)$/.test(lower)) return Object.values(IRREGULAR).includes(lower) || /[^su]s$/.test(lower) ? word : `${head}${last}es`;
	return /[^aeiou]y$/.test(lower) ? `${head}${last.slice(0, -1)}ies` : `${head}${last}s`;
}
/** The column that refers to a model: `App\Models\BlogPost` is `blog_post_id`. */
const modelKey = (name) => `${(name.split("\\").at(-1) ?? name).replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "_").toLowerCase()}_id`;
/**
* Fills bindings in for `?` and `:name`: by a literal where it is known, else by the parameter that the server gets. Texts in
* quotes are left alone.
*/
function withBindings(text, bindings) {
	const names = [];
	let next = 0;
	return {
		kind: "text",
		pieces: text.pieces.flatMap((piece) => {
			const out = [];
			let from = 0;
			for (const match of piece.text.matchAll(/'(?:[^']|'')*'|\?\?|\?|(?<![:\w]):[a-z_]\w*/gi)) {
				const [found] = match;
				if (found.startsWith("'")) continue;
				out.push(...cut(piece, from, match.index));
				const value = found === "?" ? itemsOf(bindings)?.[next++] : entryOf(bindings, found.slice(1)) ?? entryOf(bindings, found);
				const known = value && value.kind !== "unknown" && value.kind !== "host" ? valueOf(value, { count: names.length }) : void 0;
				const name = found === "?" ? `?${next}` : found;
				if (found !== "??" && known === void 0 && !names.includes(name)) names.push(name);
				const place = cut(piece, match.index, match.index + found.length)[0] ?? piece;
				out.push({
					text: found === "??" ? "?" : known ?? `$${names.indexOf(name) + 1}`,
					start: place.start,
					end: place.end
				});
				from = match.index + found.length;
			}
			out.push(...cut(piece, from, piece.text.length));
			return out;
		})
	};
}
/** A part of a piece, with its place. */
function cut(piece, from, to) {
	if (from >= to) return [];
	const text = piece.text.slice(from, to);
	if (piece.units === "same") return [{
		text,
		start: piece.start + from,
		end: piece.start + to,
		units: "same"
	}];
	if (!piece.units) return [{
		...piece,
		text
	}];
	return [{
		text,
		start: piece.units[from] ?? piece.start,
		end: piece.units[to] ?? piece.end,
		units: piece.units.slice(from, to)
	}];
}

export { quiet as C, plainText as S, truth as T, equal as _, modelKey as a, listOf as b, optionalName as c, valueOf as d, withBindings as f, entryOf as g, argument as h, indexName as i, plural as l, NULL as m, columnsOf as n, nameOf as o, wrap as p, defaultOf as r, namesOf as s, columnize as t, quoteText as u, isComputed as v, stringOf as w, madeText as x, itemsOf as y };