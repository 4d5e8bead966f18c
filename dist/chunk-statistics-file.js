import { Ar as UserError, Ot as parseBytes, jr as nearest, kt as parseCount } from "./chunk-review.js";

// src/sizes/statistics-file.ts
const FIELDS = [
	"schema",
	"table",
	"rows",
	"bytes",
	"index_bytes",
	"writes_per_second",
	"as_of"
];
const NUMBERS = /* @__PURE__ */ new Set([
	"rows",
	"bytes",
	"index_bytes",
	"writes_per_second"
]);
/** A file of a hundred thousand tables is below it. */
const LIMIT = 16e6;
/**
* Reads the statistics file that `statistics:` of the configuration names.
*
* @throws UserError where it is not there, or for what is wrong in it: with its line, the value and what is valid.
*/
async function readStatistics(tree, path) {
	if (path === null) return [];
	const content = (await tree.read([path])).get(path);
	if (!content) throw new UserError(`There are no statistics ${path}.`, "Make the file with docs/table-sizes.sql of Lockkeeper, or take `statistics` out of the configuration.");
	if (content.kind === "unreadable") throw new UserError(`The statistics ${path} cannot be read: ${content.reason}.`);
	return [{
		source: path,
		tables: parseStatistics(content.text, path)
	}];
}
/** The rows of a statistics file. */
function parseStatistics(text, path) {
	if (text.length > LIMIT) throw new UserError(`The statistics have more than ${LIMIT} characters.`, void 0, { path });
	const clean = text.replace(/^\uFEFF/, "");
	return /^\s*[[{]/.test(clean) ? fromJson(clean, path) : fromCsv(clean, path);
}
function fromJson(text, path) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const at = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
		const line = at === void 0 ? void 0 : text.slice(0, Number(at)).split("\n").length;
		throw new UserError("The statistics are not valid JSON.", "It is a list of objects, or a CSV file with a header.", {
			path,
			...line === void 0 ? {} : { line }
		});
	}
	if (!Array.isArray(value)) throw new UserError("The statistics are not a list of objects.", `Each has ${FIELDS.join(", ")}.`, {
		path,
		line: 1
	});
	return value.map((row, i) => {
		const where = {
			path,
			line: lineOfItem(text, i)
		};
		if (typeof row !== "object" || row === null || Array.isArray(row)) throw new UserError(`Entry ${i + 1} of the statistics is no object.`, `It has ${FIELDS.join(", ")}.`, where);
		const cells = /* @__PURE__ */ new Map();
		for (const [key, cell] of Object.entries(row)) {
			if (cell === null) continue;
			if (typeof cell !== "string" && typeof cell !== "number") throw new UserError(`\`${key}\` cannot be ${JSON.stringify(cell).slice(0, 60)}.`, "It is a text or a number.", where);
			cells.set(fieldOf(key, where), String(cell));
		}
		return tableOf(cells, where);
	});
}
/** The line on which an entry of a list begins: where its brace is, those in texts left aside. */
function lineOfItem(text, index) {
	let [depth, seen, line] = [
		0,
		-1,
		1
	];
	for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}\n]/g)) if (token === "\n") line++;
	else if (token === "{" || token === "[") {
		if (depth === 1 && ++seen === index) return line;
		depth++;
	} else if (token === "}" || token === "]") depth--;
	return 1;
}
function fromCsv(text, path) {
	const [header, ...rows] = csvRecords(text, path);
	if (!header) throw new UserError("The statistics are empty.", `The first line is ${FIELDS.join(",")}.`, {
		path,
		line: 1
	});
	const fields = header.cells.map((name) => fieldOf(name.trim(), {
		path,
		line: header.line
	}));
	return rows.map(({ cells, line }) => {
		if (cells.length !== fields.length) throw new UserError(`The line has ${cells.length} values for ${fields.length} columns.`, `The columns are ${fields.join(", ")}.`, {
			path,
			line
		});
		const given = /* @__PURE__ */ new Map();
		for (const [i, cell] of cells.entries()) {
			const field = fields[i];
			if (field !== void 0 && cell !== "") given.set(field, cell);
		}
		return tableOf(given, {
			path,
			line
		});
	});
}
/** Records of a CSV file (RFC 4180), blank lines left out. */
function csvRecords(text, path) {
	const records = [];
	let [line, at] = [1, 0];
	while (at < text.length) {
		const record = {
			cells: [],
			line
		};
		for (;;) {
			const rest = text.slice(at, at + 4096);
			const quoted = text[at] === "\"" ? /"((?:[^"]|"")*)"(?=[,\r\n]|$)/y : void 0;
			if (quoted) quoted.lastIndex = at;
			const match = quoted?.exec(text);
			if (quoted && !match) throw new UserError("A quoted value does not end.", void 0, {
				path,
				line
			});
			const raw = match?.[0] ?? /^[^,\r\n]*/.exec(rest)?.[0] ?? "";
			record.cells.push(match ? (match[1] ?? "").replaceAll("\"\"", "\"") : raw);
			line += raw.split("\n").length - 1;
			at += raw.length;
			if (text[at] !== ",") break;
			at++;
		}
		const end = /\r?\n|\r/y;
		end.lastIndex = at;
		const newline = end.exec(text)?.[0] ?? "";
		if (newline === "" && at < text.length) throw new UserError("A value is too long.", void 0, {
			path,
			line
		});
		at += newline.length;
		if (newline !== "") line++;
		if (record.cells.length > 1 || record.cells[0]?.trim() !== "") records.push(record);
	}
	return records;
}
function fieldOf(name, where) {
	const found = FIELDS.find((field) => field === name);
	if (found) return found;
	const near = nearest(name, FIELDS);
	throw new UserError(`The statistics have no field \`${name.slice(0, 60)}\`.`, `${near === void 0 ? "" : `Did you mean \`${near}\`? `}The fields are ${FIELDS.join(", ")}.`, where);
}
function tableOf(cells, where) {
	const table = cells.get("table") ?? "";
	if (table === "") throw new UserError("The entry names no table.", "It has at least `table`, and figures.", where);
	const number = (field) => {
		const text = cells.get(field);
		if (text === void 0) return void 0;
		const value = field === "bytes" || field === "index_bytes" ? parseBytes(text) : parseCount(text);
		if (value === void 0 || !NUMBERS.has(field)) throw new UserError(`\`${field}\` of ${table} cannot be "${text.slice(0, 60)}".`, "It is a number of 0 or more, or nothing where it is not known.", where);
		return value;
	};
	return {
		schema: cells.get("schema") ?? "public",
		table,
		rows: number("rows"),
		bytes: number("bytes"),
		indexBytes: number("index_bytes"),
		writesPerSecond: number("writes_per_second"),
		asOf: (cells.get("as_of") ?? "").slice(0, 40)
	};
}

export { readStatistics };