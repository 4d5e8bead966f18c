import { r as __toESM } from "./chunk-rolldown-runtime.js";
import { $ as quoteText, Dr as wayBackIn, Or as wholeFile, Q as quoteName, Sr as migrationOf, et as cutPiece, gr as folderOf, it as withComments, nt as scriptOf, rt as codeComment } from "./chunk-review.js";
import { createHash } from "node:crypto";

// src/frameworks/javascript/values.ts
const UNDEFINED = { kind: "undefined" };
const placeOf = (node) => ({
	start: node.start ?? 0,
	end: node.end ?? 0
});
/** A text that stands for an expression and not for the characters of the file. */
const madeText = (text, place) => ({
	kind: "text",
	pieces: [{
		text,
		start: place.start,
		end: place.end
	}]
});
/** The characters of a text. */
const plainText = (value) => value.pieces.map((piece) => piece.text).join("");
/** A text as a plain string, a number as its digits; undefined for what is neither. */
function stringOf(value) {
	if (value?.kind === "text") return plainText(value);
	if (value?.kind === "number" || value?.kind === "boolean") return String(value.value);
}
/** Whether a text holds a part that only the program knows. */
const isComputed = (text) => text.includes("${");
const fieldOf = (value, name) => value?.kind === "object" ? value.fields.get(name) : void 0;
/** Rows of a list; the one that stands for all where only their shape is known. */
function rowsOf(value) {
	if (value?.kind === "list") return value.items;
	return value === void 0 ? [] : [value.kind === "unknown" && value.item ? value.item : value];
}
/** Truth of a value; undefined where it is not known. */
function truth(value) {
	switch (value.kind) {
		case "boolean": return value.value;
		case "number": return value.value !== 0 && !Number.isNaN(value.value);
		case "null":
		case "undefined": return false;
		case "text": {
			const text = plainText(value);
			return isComputed(text) ? void 0 : text !== "";
		}
		case "unknown":
		case "chain": return;
		default: return true;
	}
}
/** Whether a value is, or holds, something with which the database can be reached. */
function reachesDatabase(value, depth = 0) {
	if (value.kind === "chain") return value.root !== "types";
	if (depth > 4) return false;
	if (value.kind === "list") return value.items.some((item) => reachesDatabase(item, depth + 1));
	if (value.kind === "object") return [...value.fields.values()].some((field) => reachesDatabase(field, depth + 1));
	return false;
}

// src/frameworks/javascript/sql-text.ts
/** SQL text as the builders of the tools write it, and the raw SQL that is handed to them. */
/** A value as SQL: a literal, null for null; undefined for what has none. */
function literalOf(value) {
	if (value?.kind === "text") return quoteText(plainText(value));
	if (value?.kind === "number" || value?.kind === "boolean") return String(value.value);
	if (value?.kind === "null") return "NULL";
}
/** A value in JSON; undefined where a part of it is not known. */
function jsonOf(value) {
	switch (value.kind) {
		case "text": return isComputed(plainText(value)) ? void 0 : JSON.stringify(plainText(value));
		case "number":
		case "boolean": return String(value.value);
		case "null": return "null";
		case "list": {
			const items = value.items.map(jsonOf);
			return items.every((item) => item !== void 0) ? `[${items.join(",")}]` : void 0;
		}
		case "object": {
			if (value.open) return void 0;
			const written = [...value.fields].filter(([, field]) => field.kind !== "undefined").map(([name, field]) => [JSON.stringify(name), jsonOf(field)]);
			return written.every(([, field]) => field !== void 0) ? `{${written.map((pair) => pair.join(":")).join(",")}}` : void 0;
		}
		default: return;
	}
}
/** SQL that is handed over as it is. */
function sendRaw(output, value, place) {
	if (value?.kind === "text") output.sql(value, place);
	else if (value?.kind === "object") sendRaw(output, value.fields.get("query") ?? value.fields.get("text") ?? value.fields.get("sql"), place);
	else output.unread(place, "the SQL is computed or comes from another file");
}
const IDENTIFIER = /^\w+$/;
/**
* Fills the bindings of Knex and Sequelize in, where they are known: `?` and `:name` by literals, `??` and `:name:` by names.
* What is not known stays as it is: the dialect reads a placeholder where a value can stand.
*/
function withBindings(text, bindings) {
	return bindings ? filled(text, bindings, false) : text;
}
/**
* The same for Knex, which sends `\?` as the operator `?`.
* Source: positionBindings in lib/dialects/postgres/index.js of github.com/knex/knex.
*/
const knexSql = (text, bindings) => filled(text, bindings, true);
function filled(text, bindings, escapes) {
	if (!/[?:]/.test(plainText(text))) return text;
	const positional = bindings?.kind === "list" ? bindings.items : !bindings || bindings.kind === "object" ? void 0 : [bindings];
	let next = 0;
	const pieces = [];
	for (const piece of text.pieces) {
		const pattern = /\\\?|\?\??|::|:(\w+)(:?)/g;
		let from = 0;
		for (const match of piece.text.matchAll(pattern)) {
			const [found, name, colon] = match;
			let value;
			let asName = false;
			let made;
			if (escapes && found === "\\?") made = "?";
			else if (found.startsWith("?") && positional) {
				value = positional[next++];
				asName = found === "??";
			} else if (name !== void 0 && bindings?.kind === "object") {
				value = bindings.fields.get(name);
				asName = colon === ":";
			}
			made ??= asName ? nameOf$2(value) : literals(value);
			if (made === void 0) continue;
			pieces.push(...cutPiece(piece, from, match.index));
			const [at] = cutPiece(piece, match.index, match.index + found.length);
			pieces.push({
				text: made,
				start: at?.start ?? piece.start,
				end: at?.end ?? piece.end
			});
			from = match.index + found.length;
		}
		pieces.push(...cutPiece(piece, from, piece.text.length));
	}
	return {
		kind: "text",
		pieces
	};
}
/** The same as text alone. */
const plainSql = (text, bindings) => plainText(knexSql(text, bindings));
function literals(value) {
	if (value?.kind !== "list") return literalOf(value);
	const all = value.items.map(literalOf);
	return all.length > 0 && all.every((one) => one !== void 0) ? all.join(", ") : void 0;
}
function nameOf$2(value) {
	const name = stringOf(value);
	return name === void 0 || isComputed(name) ? void 0 : name.split(".").map(quoteName).join(".");
}
/** What only looks: aggregates, and functions of texts, numbers, times and JSON. */
const LOOKS = /^(?:select|from|where|and|or|not|in|as|on|over|values|exists|any|all|some|filter|within|group|count|min|max|sum|avg|coalesce|nullif|greatest|least|lower|upper|trim|[lr]trim|length|concat(?:_ws)?|substring|substr|replace|regexp_\w+|split_part|left|right|lpad|rpad|abs|ceil|floor|round|now|date_\w+|extract|age|to_\w+|cast|row_number|rank|dense_rank|lag|lead|array(?:_\w+)?|unnest|string_agg|jsonb?_\w+|md5|varchar|char|numeric|decimal|current_\w+)$/i;
/** Whether a query calls functions that may do more than look. */
const callsFunctions = (sql) => [...sql.replaceAll(/'(?:[^']|'')*'/g, "''").matchAll(/(\w+)"?\s*\(/g)].some(([, name = ""]) => !LOOKS.test(name));
/** A chain as people would name it: `knex.schema.createView`. */
const pathOf = (root, links) => [root, ...links.map(({ name }) => name).filter((name) => IDENTIFIER.test(name))].join(".");

// src/frameworks/javascript/not-read.ts
/** Arguments of builders: what they are, or why the call is not read. */
/** Thrown by what turns a call of a builder into SQL, caught where the call becomes a step. */
var NotRead = class extends Error {};
/** Gives the call up, with a clause that says why. */
function refuse(reason) {
	throw new NotRead(reason);
}
/** What `make` gives, or the reason why it gave up. */
function orReason(make) {
	try {
		return make();
	} catch (error) {
		if (error instanceof NotRead) return error;
		throw error;
	}
}
/** Neither given, nor null. */
const isGiven = (value) => value !== void 0 && value.kind !== "undefined" && value.kind !== "null";
/** The characters of a text whose every part is known. */
function textIn(value) {
	const text = value?.kind === "text" ? plainText(value) : void 0;
	return text === void 0 || isComputed(text) ? void 0 : text;
}
/** A text that must be known. `what` it is, with its article: `the table name`. */
function textOf(value, what) {
	return textIn(value) ?? refuse(value === void 0 ? `${what} is missing` : `${what} is computed`);
}
function textsOf(value, what) {
	if (value?.kind !== "list") return refuse(`${what} are computed`);
	return value.items.map((item) => textIn(item) ?? refuse(`one of ${what} is computed`));
}
/** Whether an option is set; refuses where only a run would tell. */
function flag(value, what) {
	return value === void 0 ? false : truth(value) ?? refuse(`${what} is computed`);
}

// src/frameworks/javascript/knex-query.ts
/** Knex's queries that change rows, where their values stand in the file or can be parameters. */
/** They say nothing about what is changed. */
const QUIET$1 = /^(?:transacting|returning|debug|timeout|then|catch|asCallback|from|into|table|forUpdate|withSchema|queryContext|comment)$/;
function knexQuery(links) {
	return new KnexQuery(links).statement();
}
/** ` where …` of a query, for an index on a part of a table. */
const conditionOf = (chain) => new KnexQuery(chain.links).where();
/** `knex('t').select('a').where(…)`, or raw SQL, as what a view shows. */
function selectOf(chain) {
	return chain.links[0]?.name === "raw" ? rawSql(chain) : new KnexQuery(chain.links).select();
}
var KnexQuery = class {
	#links;
	#next = 1;
	constructor(links) {
		this.#links = links.filter(({ args }) => args);
	}
	statement() {
		const changing = this.#links.findIndex(({ name }) => /^(?:insert|update|del|delete|truncate|increment|decrement|batchInsert)$/.test(name));
		const link = this.#links[changing];
		const [first, second] = link?.args ?? [];
		switch (link?.name) {
			case "insert": return `${this.insert(this.table(), first)}${this.conflict()}${this.where()}`;
			case "batchInsert": return this.insert(quoted$1(textOf(first, "the table name")), second);
			case "update": {
				const sets = isGiven(second) && textIn(first) !== void 0 ? [`${quoteName(textOf(first, "a column"))} = ${this.value(second)}`] : this.sets(first);
				return `update ${this.table()} set ${sets.join(", ")}${this.where()}`;
			}
			case "increment":
			case "decrement": {
				const column = quoted$1(textOf(first, "the column"));
				return `update ${this.table()} set ${column} = ${column} ${link.name === "increment" ? "+" : "-"} ${second ? this.value(second) : 1}${this.where()}`;
			}
			case "del":
			case "delete": return `delete from ${this.table()}${this.where()}`;
			case "truncate": return `truncate ${this.table()} restart identity`;
			default: return refuse("it is not read yet");
		}
	}
	select() {
		const columns = this.#links.filter(({ name }) => /^(?:select|column|columns)$/.test(name)).flatMap(({ args = [] }) => args.flatMap((arg) => arg.kind === "list" ? arg.items : [arg])).map((one) => one.kind === "chain" ? rawSql(one) : aliased(textOf(one, "a column")));
		const from = this.#links.some(({ name }) => /^(?:|from|table)$/.test(name)) ? ` from ${this.table()}` : "";
		return `select ${columns.length === 0 ? "*" : columns.join(", ")}${from}${this.where()}`;
	}
	/** `knex('t')`, `knex.from('t')`, `knex.table('t')`, `knex.withSchema('s').into('t')`. */
	table() {
		const link = this.#links.find(({ name }) => /^(?:|from|into|table)$/.test(name));
		const schema = this.#links.find(({ name }) => name === "withSchema")?.args?.[0];
		const [table = "", alias] = textOf(link?.args?.[0], "the table name").split(/ as /i);
		return `${schema ? `${quoteName(textOf(schema, "the schema"))}.` : ""}${quoted$1(table)}${alias === void 0 ? "" : ` as ${quoteName(alias.trim())}`}`;
	}
	insert(table, value) {
		const rows = rowsOf(value).map(row$2);
		const columns = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))].sort();
		if (columns.length === 0) return `insert into ${table} default values`;
		const tuples = rows.map(({ fields }) => `(${columns.map((name) => this.value(fields.get(name))).join(", ")})`);
		return `insert into ${table} (${columns.map(quoteName).join(", ")}) values ${tuples.join(", ")}`;
	}
	conflict() {
		const at = this.#links.findIndex(({ name }) => name === "onConflict");
		if (at < 0) return "";
		const [first] = this.#links[at]?.args ?? [];
		const columns = first === void 0 ? [] : first.kind === "list" ? textsOf(first, "the columns") : [textOf(first, "the column")];
		const [next] = this.#links.slice(at + 1);
		const target = columns.length > 0 ? ` (${columns.map(quoteName).join(", ")})` : "";
		if (next?.name === "ignore") return ` on conflict${target} do nothing`;
		if (next?.name !== "merge") return refuse("what happens on a conflict is not read yet");
		const [merged] = next.args ?? [];
		if (merged?.kind === "object") return ` on conflict${target} do update set ${this.sets(merged).join(", ")}`;
		const rows = rowsOf(this.#links.find(({ name }) => name === "insert")?.args?.[0]).map(row$2);
		const names = merged?.kind === "list" ? textsOf(merged, "the columns") : rows.flatMap(({ fields }) => [...fields.keys()]);
		return ` on conflict${target} do update set ${[...new Set(names)].map((name) => `${quoteName(name)} = excluded.${quoteName(name)}`).join(", ")}`;
	}
	sets(value) {
		return [...row$2(value ?? { kind: "undefined" }).fields].filter(([, one]) => one.kind !== "undefined").map(([name, one]) => `${quoted$1(name)} = ${this.value(one)}`);
	}
	value(value) {
		if (value === void 0 || value.kind === "undefined") return "DEFAULT";
		if (value.kind === "chain") return rawSql(value);
		const literal = value.kind === "text" && isComputed(plainText(value)) ? void 0 : literalOf(value);
		if (literal !== void 0) return literal;
		const json = value.kind === "object" || value.kind === "list" ? jsonOf(value) : void 0;
		return json === void 0 || value.kind === "list" ? `$${this.#next++}` : quoteText(json);
	}
	where() {
		const parts = [];
		for (const link of this.#links) {
			const or = link.name.startsWith("or") && link.name !== "orderBy";
			const name = link.name.replace(/^(?:or|and)(?=[A-Z])/, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase());
			if (!name.startsWith("where")) {
				if (!QUIET$1.test(name) && !/^(?:|insert|update|del|delete|truncate|increment|decrement|onConflict|ignore|merge|select|column|columns)$/.test(name)) refuse(`${link.name}() is not read yet`);
				continue;
			}
			const made = this.clause(name, link.args ?? []);
			parts.push(...parts.length > 0 ? [or ? "or" : "and"] : [], made);
		}
		return parts.length === 0 ? "" : ` where ${parts.join(" ")}`;
	}
	clause(name, args) {
		const [first, second, third] = args;
		const column = () => quoted$1(textOf(first, "the column"));
		const negated = name.startsWith("whereNot");
		switch (name) {
			case "where":
			case "whereNot": {
				const not = negated ? "not " : "";
				if (first?.kind === "chain") return rawSql(first);
				if (first?.kind === "object") return [...row$2(first).fields].map(([key, one]) => `${not}${equal(quoted$1(key), this.value(one))}`).join(" and ");
				if (third === void 0) return `${not}${equal(column(), this.value(second))}`;
				const operator = textOf(second, "the operator").toLowerCase();
				if (!/^(?:=|<|>|<=|>=|<>|!=|like|not like|ilike|not ilike|is|is not|~|~\*|!~|!~\*)$/.test(operator)) return refuse(`the operator ${operator} is not read yet`);
				return `${not}${third.kind === "null" && operator === "=" ? `${column()} is null` : `${column()} ${operator} ${this.value(third)}`}`;
			}
			case "whereNull":
			case "whereNotNull": return `${column()} is ${negated ? "not " : ""}null`;
			case "whereIn":
			case "whereNotIn": {
				const word = negated ? "not in" : "in";
				if (second?.kind === "chain" || second?.kind === "function") return refuse("a subquery is not read yet");
				return `${column()} ${word} (${second?.kind === "list" ? second.items.map((one) => this.value(one)).join(", ") : this.value(second)})`;
			}
			case "whereBetween":
			case "whereNotBetween": {
				if (second?.kind !== "list") return refuse("the bounds are computed");
				const [low, high] = second.items.map((one) => this.value(one));
				return `${column()} ${negated ? "not " : ""}between ${low} and ${high}`;
			}
			case "whereLike":
			case "whereILike": return `${column()} ${name === "whereLike" ? "like" : "ilike"} ${this.value(second)}`;
			case "whereRaw": return first?.kind === "text" ? plainSql(first, second) : refuse("the condition is computed");
			default: return refuse(`${name}() is not read yet`);
		}
	}
};
const equal = (column, value) => value === "NULL" ? `${column} is null` : `${column} = ${value}`;
const aliased = (name) => {
	const [column = "", alias] = name.split(/ as /i);
	return `${column.trim() === "*" ? "*" : quoted$1(column)}${alias === void 0 ? "" : ` as ${quoteName(alias.trim())}`}`;
};
const quoted$1 = (name) => name.trim().split(".").map(quoteName).join(".");
const row$2 = (value) => value.kind === "object" && !value.open ? value : refuse("the rows are computed");
/** `knex.raw(…)`, `knex.fn.now()`, `knex.ref('c')` where a value stands. */
function rawSql(chain) {
	const link = chain.links.find(({ args }) => args);
	const [text, bindings] = link?.args ?? [];
	if (link?.name === "raw" && text?.kind === "text") return plainSql(text, bindings);
	if (link?.name === "now") return text?.kind === "number" ? `CURRENT_TIMESTAMP(${text.value})` : "CURRENT_TIMESTAMP";
	if (link?.name === "uuid") return "(gen_random_uuid())";
	if (link?.name === "ref") return quoted$1(textOf(text, "the column"));
	return refuse("a subquery is not read yet");
}

// src/frameworks/javascript/knex-column.ts
/** Columns of Knex's table builder: types, defaults and checks, as its PostgreSQL dialect writes them. */
const TYPES = new Map(Object.entries({
	text: "text",
	integer: "integer",
	int: "integer",
	tinyint: "smallint",
	smallint: "smallint",
	mediumint: "integer",
	bigint: "bigint",
	bigInteger: "bigint",
	double: "double precision",
	float: "real",
	boolean: "boolean",
	bool: "boolean",
	date: "date",
	time: "time",
	json: "json",
	jsonb: "jsonb",
	binary: "bytea",
	point: "point",
	geometry: "geometry",
	geography: "geography"
}));
const SERIALS$1 = new Map(Object.entries({
	increments: "serial",
	smallincrements: "smallserial",
	bigincrements: "bigserial",
	bigIncrements: "bigserial"
}));
const numberIn$1 = (value, fallback) => !isGiven(value) ? fallback : value.kind === "number" ? value.value : refuse("a length is computed");
/** The type of a column method; undefined where it is none. */
function knexType(link, name, within) {
	const [, first, second] = link.args ?? [];
	const plain = TYPES.get(link.name);
	if (plain !== void 0) return { sql: plain };
	const serial = SERIALS$1.get(link.name);
	const option = fieldOf(first ?? link.args?.[0], "primaryKey");
	if (serial !== void 0) return { sql: `${serial}${(option === void 0 || flag(option, "primaryKey")) && !within.keyed ? " primary key" : ""}` };
	switch (link.name) {
		case "uuid": return { sql: `uuid${flag(fieldOf(first, "primaryKey"), "primaryKey") && !within.keyed ? " primary key" : ""}` };
		case "string":
		case "varchar": return { sql: `varchar(${textIn(first) ?? numberIn$1(first, 255)})` };
		case "decimal":
		case "numeric": return { sql: first?.kind === "null" ? "decimal" : `decimal(${numberIn$1(first, 8)}, ${numberIn$1(second, 2)})` };
		case "datetime":
		case "dateTime":
		case "timestamp": {
			const zone = fieldOf(first, "useTz");
			const without = first?.kind === "object" ? zone !== void 0 && !flag(zone, "useTz") : flag(first, "useTz");
			const precision = fieldOf(first, "precision") ?? second;
			return { sql: `timestamp${without ? "" : "tz"}${isGiven(precision) ? `(${numberIn$1(precision, 6)})` : ""}` };
		}
		case "enu":
		case "enum": return enumerated(name, first, second, within);
		case "specificType": return { sql: textOf(first, "the type of the column") };
		default: return;
	}
}
function enumerated(column, labels, options, within) {
	if (!flag(fieldOf(options, "useNative"), "useNative")) return {
		sql: `text check (${quoteName(column)} in (${textsOf(labels, "the values of the enum").map(quoteText).join(", ")}))`,
		checked: true
	};
	const own = fieldOf(options, "schemaName");
	const schema = isGiven(own) ? textOf(own, "the schema") : within.schema;
	const sql = `${schema === void 0 ? "" : `${quoteName(schema)}.`}${quoteName(textOf(fieldOf(options, "enumName"), "the name of the enum"))}`;
	if (flag(fieldOf(options, "existingType"), "existingType")) return { sql };
	return {
		sql,
		made: `create type ${sql} as enum (${textsOf(labels, "the values of the enum").map(quoteText).join(", ")})`
	};
}
/** Knex quotes every literal default, numbers and booleans too. */
function knexDefault(value, type) {
	if (value?.kind === "chain") return rawSql(value);
	const json = type === "json" || type === "jsonb";
	switch (value?.kind) {
		case "null": return "null";
		case "boolean": return quoteText(type === "bool" || type === "boolean" ? value.value ? "1" : "0" : String(value.value));
		case "number": return quoteText(String(value.value));
		case "text": return isComputed(plainText(value)) ? refuse("the default of the column is computed") : quoteText(plainText(value));
		case "object":
		case "list": return json ? quoteText(jsonOf(value) ?? refuse("the default of the column is computed")) : refuse("the default of the column is not read yet");
		default: return refuse("the default of the column is computed");
	}
}
/** `checkPositive()` and the like behind a column; undefined for any other step. */
function knexCheck(link, column) {
	const [first, second, third] = link.args ?? [];
	const quoted = quoteName(column);
	const literal = (value) => value?.kind === "number" ? String(value.value) : quoteText(textOf(value, "a value of the check"));
	const named = (value) => isGiven(value) ? textOf(value, "the name of the check") : void 0;
	const values = () => first?.kind === "list" ? first.items.map(literal).join(",") : refuse("the values of the check are computed");
	switch (link.name) {
		case "checkPositive": return {
			sql: `${quoted} > 0`,
			name: named(first)
		};
		case "checkNegative": return {
			sql: `${quoted} < 0`,
			name: named(first)
		};
		case "checkIn": return {
			sql: `${quoted} in (${values()})`,
			name: named(second)
		};
		case "checkNotIn": return {
			sql: `${quoted} not in (${values()})`,
			name: named(second)
		};
		case "checkBetween":
			if (first?.kind !== "list") return refuse("the values of the check are computed");
			return {
				sql: (first.items.every(({ kind }) => kind === "list") ? first.items : [first]).map((pair) => pair.kind === "list" ? `${quoted} between ${literal(pair.items[0])} and ${literal(pair.items[1])}` : "").join(" or "),
				name: named(second)
			};
		case "checkLength": return {
			sql: `length(${quoted}) ${textOf(first, "the operator")} ${literal(second)}`,
			name: named(third)
		};
		case "checkRegex": return {
			sql: `${quoted} ~ ${literal(first)}`,
			name: named(second)
		};
		default: return;
	}
}

// src/frameworks/javascript/knex-table.ts
/** Reads the body with a builder whose calls are kept, then writes what Knex would. */
function sendTable(table, output) {
	const calls = [];
	if (table.build) output.collect(table.build, calls);
	const fresh = table.kind.startsWith("create");
	const keyed = fresh && calls.some(({ links }) => links.some(({ name }) => name === "primary"));
	const builder = new TableParts(table, fresh, {
		schema: table.schema,
		keyed
	});
	const unread = [];
	const parts = calls.flatMap((call) => {
		const made = orReason(() => builder.parts(call));
		if (!(made instanceof NotRead)) return made;
		unread.push({
			place: call,
			reason: `table.${call.links.find(({ args }) => args)?.name ?? ""} of knex.schema.${table.kind}: ${made.message}`
		});
		return [];
	});
	const of = (kind) => parts.filter((part) => part.kind === kind);
	for (const part of of("type").toReversed()) output.made(part.sql, part.place);
	if (fresh) {
		const [key, ...rest] = of("key");
		const lines = [
			...of("column"),
			...key ? [key] : [],
			...rest.filter(({ sql }) => !/^constraint \S+ primary key/.test(sql))
		];
		const missing = table.kind === "createTableIfNotExists" ? "if not exists " : "";
		const body = table.like === void 0 ? `(${lines.map(({ sql }) => sql).join(", ")})` : `(${[table.like, ...lines.map(({ sql }) => sql)].join(", ")})`;
		output.made(`create table ${missing}${table.quoted} ${body}${of("inherits").map(({ sql }) => sql).join("")}`, table.place);
		for (const part of of("remark").slice(-1)) output.made(part.sql, part.place);
	} else {
		const columns = of("column");
		const [first, last] = [columns[0], columns.at(-1)];
		const place = {
			start: first?.place.start ?? 0,
			end: last?.place.end ?? 0
		};
		if (columns.length > 0) output.made(`alter table ${table.quoted} ${columns.map(({ sql }) => `add column ${sql}`).join(", ")}`, place);
	}
	for (const kind of [
		"comment",
		"alter",
		"statement"
	]) for (const part of of(kind)) output.made(part.sql, part.place);
	if (!fresh) for (const part of of("remark").slice(-1)) output.made(part.sql, part.place);
	for (const { place, reason } of unread) output.unread(place, reason);
}
/** They say nothing that PostgreSQL is told. */
const QUIET = /^(?:unsigned|after|first|collate|inTable|onDelete|onUpdate|withKeyName|deferrable|queryContext|zerofill|references|alter)$/;
const list$2 = (columns) => columns.map(quoteName).join(", ");
const namesOf = (value) => value?.kind === "list" ? textsOf(value, "the columns") : [textOf(value, "the column")];
var TableParts = class {
	#table;
	#fresh;
	#within;
	constructor(table, fresh, within) {
		this.#table = table;
		this.#fresh = fresh;
		this.#within = within;
	}
	/** What one call on the builder means. */
	parts(call) {
		const [link, ...more] = call.links;
		if (!link?.args) return refuse("it is not read yet");
		const [first, second, third] = link.args;
		const statement = (sql) => ({
			kind: "statement",
			sql,
			place: call
		});
		const alter = (sql) => statement(`alter table ${this.#table.quoted} ${sql}`);
		const column = () => quoteName(textOf(first, "the column"));
		const exists = link.name.endsWith("IfExists") ? "if exists " : "";
		switch (link.name) {
			case "timestamps": return this.timestamps(link, call);
			case "dropTimestamps": return [alter((flag(first, "useCamelCase") ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"]).map((name) => `drop column ${quoteName(name)}`).join(", "))];
			case "dropColumn":
			case "dropColumns": return [alter((first?.kind === "list" ? namesOf(first) : namesOf({
				kind: "list",
				items: [...link.args]
			})).map((one) => `drop column ${quoteName(one)}`).join(", "))];
			case "renameColumn": return [alter(`rename ${column()} to ${quoteName(textOf(second, "the new name"))}`)];
			case "setNullable":
			case "dropNullable": return [alter(`alter column ${column()} ${link.name === "setNullable" ? "drop" : "set"} not null`)];
			case "index": return [statement(this.index(namesOf(first), second, third))];
			case "unique": return [statement(this.unique(namesOf(first), second))];
			case "primary": return [this.primary(namesOf(first), second, call)];
			case "dropIndex": return [statement(`drop index ${this.#table.schema === void 0 ? "" : `${quoteName(this.#table.schema)}.`}${quoteName(this.named(second, first, "index"))}`)];
			case "dropUnique":
			case "dropUniqueIfExists": return [alter(`drop constraint ${exists}${quoteName(this.named(second, first, "unique"))}`)];
			case "dropForeign":
			case "dropForeignIfExists": return [alter(`drop constraint ${exists}${quoteName(this.named(second, first, "foreign"))}`)];
			case "dropPrimary":
			case "dropPrimaryIfExists": return [alter(`drop constraint ${exists}${quoteName(isGiven(first) ? textOf(first, "the name of the key") : `${this.#table.name}_pkey`)}`)];
			case "foreign": return [alter(`add ${this.foreignKey(more, namesOf(first), isGiven(second) ? textOf(second, "the name of the key") : void 0)}`)];
			case "check": {
				const predicate = first?.kind === "text" ? plainSql(first, second) : refuse("the condition is computed");
				const name = isGiven(third) ? `constraint ${textOf(third, "the name of the check")} ` : "";
				if (this.#fresh) return [{
					kind: "key",
					sql: `${name}check (${predicate})`,
					place: call
				}];
				return [alter(`add ${name === "" ? refuse("Knex gives the check a name that PostgreSQL refuses") : name}check(${predicate})`)];
			}
			case "dropChecks": return [alter(namesOf(first).map((one) => `drop constraint ${one}`).join(", "))];
			case "comment": return [{
				kind: "remark",
				sql: `comment on table ${this.#table.quoted} is ${literalOf(first) ?? refuse("the comment is computed")}`,
				place: call
			}];
			case "inherits": return [{
				kind: "inherits",
				sql: ` inherits (${textOf(first, "the table name").split(".").map(quoteName).join(".")})`,
				place: call
			}];
			case "engine":
			case "charset":
			case "collate":
			case "queryContext": return [];
			default: return this.column(link, more, call);
		}
	}
	timestamps(link, call) {
		const [first, second, third] = link.args ?? [];
		const object = first?.kind === "object";
		const option = (name, at) => flag(object ? fieldOf(first, name) : at, name);
		const rest = `timestamptz${option("defaultToNow", second) ? " not null default CURRENT_TIMESTAMP" : ""}`;
		return (option("useCamelCase", third) ? ["createdAt", "updatedAt"] : ["created_at", "updated_at"]).map((name) => ({
			kind: "column",
			sql: `${quoteName(name)} ${rest}`,
			place: call
		}));
	}
	/** A name that is given, or Knex's own. */
	named(given, columns, kind) {
		return isGiven(given) ? textOf(given, "the name") : this.indexName(namesOf(columns), kind);
	}
	indexName(columns, kind) {
		return `${this.#table.name.replaceAll(/[.-]/g, "_")}_${columns.join("_")}_${kind}`.toLowerCase();
	}
	index(columns, name, options) {
		const method = fieldOf(options, "storageEngineIndexType") ?? (options?.kind === "text" ? options : void 0);
		const type = fieldOf(options, "indexType");
		const unique = isGiven(type) && textOf(type, "the type of the index").toLowerCase() === "unique" ? " unique" : "";
		const using = isGiven(method) ? ` using ${textOf(method, "the method of the index")}` : "";
		return `create${unique} index ${quoteName(isGiven(name) ? textOf(name, "the name of the index") : this.indexName(columns, "index"))} on ${this.#table.quoted}${using} (${list$2(columns)})${where(fieldOf(options, "predicate"))}`;
	}
	unique(columns, given) {
		const options = given?.kind === "object" ? given : void 0;
		const name = options ? fieldOf(options, "indexName") : given;
		const own = quoteName(isGiven(name) ? textOf(name, "the name of the constraint") : this.indexName(columns, "unique"));
		const predicate = fieldOf(options, "predicate");
		const asked = fieldOf(options, "useConstraint");
		if (isGiven(asked) ? !flag(asked, "useConstraint") : isGiven(predicate)) return `create unique index ${own} on ${this.#table.quoted} (${list$2(columns)})${where(predicate)}`;
		return `alter table ${this.#table.quoted} add constraint ${own} unique (${list$2(columns)})${deferred(fieldOf(options, "deferrable"))}`;
	}
	primary(columns, given, place) {
		const options = given?.kind === "object" ? given : void 0;
		const name = options ? fieldOf(options, "constraintName") : given;
		const sql = `constraint ${quoteName(isGiven(name) ? textOf(name, "the name of the key") : `${this.#table.name}_pkey`)} primary key (${list$2(columns)})${deferred(fieldOf(options, "deferrable"))}`;
		return this.#fresh ? {
			kind: "key",
			sql,
			place
		} : {
			kind: "statement",
			sql: `alter table ${this.#table.quoted} add ${sql}`,
			place
		};
	}
	foreignKey(links, columns, named) {
		const argument = (name) => links.find((link) => link.name === name)?.args?.[0];
		let target = namesOf(argument("references"));
		const table = argument("inTable");
		let into = isGiven(table) ? textOf(table, "the table that is referenced") : void 0;
		if (into === void 0) {
			const [whole = ""] = target;
			const dot = whole.lastIndexOf(".");
			if (dot < 0 || target.length > 1) return refuse("the table that is referenced is missing");
			into = whole.slice(0, dot);
			target = [whole.slice(dot + 1)];
		}
		const own = argument("withKeyName");
		const name = isGiven(own) ? textOf(own, "the name of the key") : named ?? this.indexName(columns, "foreign");
		const actions = [["onUpdate", "on update"], ["onDelete", "on delete"]].map(([step = "", sql = ""]) => {
			const action = argument(step);
			return isGiven(action) ? ` ${sql} ${textOf(action, step)}` : "";
		});
		const references = `references ${into.split(".").map(quoteName).join(".")} (${list$2(target)})`;
		return `constraint ${quoteName(name)} foreign key (${list$2(columns)}) ${references}${actions.join("")}${deferred(argument("deferrable"))}`;
	}
	column(link, more, call) {
		const name = /increments/i.test(link.name) && textIn(link.args?.[0]) === void 0 && link.args?.[0]?.kind !== "unknown" ? "id" : textOf(link.args?.[0], "the name of the column");
		const type = knexType(link, name, this.#within) ?? refuse("it is not read yet");
		const changes = !this.#fresh && more.some((one) => one.name === "alter");
		const rest = [];
		const push = (kind, sql) => void rest.push({
			kind,
			sql,
			place: call
		});
		if (type.made !== void 0) push("type", type.made);
		let required;
		let fallback;
		let checks = "";
		for (const one of more) {
			const [first, second] = one.args ?? [];
			const option = first?.kind === "object" ? fieldOf(first, "indexName") ?? fieldOf(first, "constraintName") : first;
			const check = knexCheck(one, name);
			if (check) {
				const own = check.name ?? (changes ? `${this.#table.name}_${name}_1` : void 0);
				if (changes) push("alter", `alter table ${this.#table.quoted} add constraint ${own} check(${check.sql})`);
				else checks += ` ${own === void 0 ? "" : `constraint ${own} `}check (${check.sql})`;
			} else if (one.name === "notNullable" || one.name === "notNull") required = true;
			else if (one.name === "nullable") required = first !== void 0 && !flag(first, "nullable");
			else if (one.name === "defaultTo") fallback = first?.kind === "undefined" ? void 0 : knexDefault(first, link.name);
			else if (one.name === "primary") rest.push(this.primary([name], first, call));
			else if (one.name === "unique") push("statement", this.unique([name], first));
			else if (one.name === "index") push("statement", this.index([name], option, second));
			else if (one.name === "comment") push("comment", `comment on column ${this.#table.quoted}.${quoteName(name)} is ${isGiven(first) ? quoteText(textOf(first, "the comment")) : "NULL"}`);
			else if (one.name === "references") push("statement", `alter table ${this.#table.quoted} add ${this.foreignKey(more, [name], void 0)}`);
			else if (!QUIET.test(one.name)) refuse(`${one.name}() is not read yet`);
		}
		if (changes) return [...this.altered(name, type, required, fallback, more, call), ...rest];
		return [{
			kind: "column",
			sql: `${[
				quoteName(name),
				type.sql,
				...required ? ["not null"] : [],
				...fallback === void 0 ? [] : [`default ${fallback}`]
			].join(" ")}${checks}`,
			place: call
		}, ...rest];
	}
	/** `.alter()`: the default, NOT NULL and the type are each taken away and set again, unless it says to leave one alone. */
	altered(name, type, required, fallback, more, place) {
		const options = more.find((one) => one.name === "alter")?.args?.[0];
		const wants = (option) => flag(fieldOf(options, option) ?? {
			kind: "boolean",
			value: true
		}, option);
		const quoted = quoteName(name);
		const sql = [`alter column ${quoted} drop default`];
		if (wants("alterNullable")) sql.push(`alter column ${quoted} drop not null`);
		if (wants("alterType")) sql.push(`alter column ${quoted} type ${type.sql} using (${quoted}${type.checked ? "::text" : ""}::${type.sql})`);
		if (fallback !== void 0) sql.push(`alter column ${quoted} set default ${fallback}`);
		if (wants("alterNullable") && required) sql.push(`alter column ${quoted} set not null`);
		return sql.map((one) => ({
			kind: "alter",
			sql: `alter table ${this.#table.quoted} ${one}`,
			place
		}));
	}
};
const deferred = (value) => isGiven(value) ? ` deferrable initially ${textOf(value, "whether it is deferrable")}` : "";
const where = (predicate) => !isGiven(predicate) ? "" : predicate.kind === "chain" ? conditionOf(predicate) : refuse("the predicate is computed");

// src/frameworks/javascript/knex-schema.ts
const READS$3 = /^(?:hasTable|hasColumn|hasView|queryContext|debug|then|withSchema)$/;
/** Give the SQL instead of sending it. */
const TEXTS = /^(?:toString|toSQL|toQuery|generateDdlCommands)$/;
function sendSchema(links, chain, output) {
	if (links.some(({ name }) => TEXTS.test(name))) return void 0;
	const schema = textIn(links.find(({ name }) => name === "withSchema")?.args?.[0]);
	for (const link of links) {
		if (!link.args || READS$3.test(link.name)) continue;
		if (link.name === "raw") sendKnexRaw(link, output);
		else {
			const sent = orReason(() => sendCall$3(link, schema, output));
			if (sent instanceof NotRead) output.unread(link, `${pathOf("knex.schema", [link])}: ${sent.message}`);
		}
	}
	return links.length === 0 ? chain : void 0;
}
function sendCall$3(link, schema, output) {
	const [first, second] = link.args ?? [];
	const name = textOf(first, "the name");
	const within = (one) => (schema === void 0 ? one.split(".") : [schema, one]).map(quoteName).join(".");
	const cascade = () => flag(second, "cascade") ? " cascade" : "";
	const missing = link.name.endsWith("IfNotExists") ? "if not exists " : "";
	const exists = link.name.endsWith("IfExists") ? "if exists " : "";
	const made = (sql) => output.made(sql, link);
	switch (link.name) {
		case "createTable":
		case "createTableIfNotExists":
		case "alterTable":
		case "table":
			if (second?.kind !== "function") refuse("what builds the table is computed");
			else sendTable({
				kind: link.name,
				name,
				schema,
				quoted: within(name),
				place: link,
				build: second
			}, output);
			return;
		case "createTableLike": {
			const build = link.args?.[2];
			const like = `like ${within(textOf(second, "the other table"))} including all`;
			sendTable({
				kind: link.name,
				name,
				schema,
				quoted: within(name),
				place: link,
				build: build?.kind === "function" ? build : void 0,
				like
			}, output);
			return;
		}
		case "dropTable":
		case "dropTableIfExists": return made(`drop table ${exists}${within(name)}`);
		case "renameTable": return made(`alter table ${within(name)} rename to ${quoteName(textOf(second, "the new name"))}`);
		case "createView":
		case "createViewOrReplace":
		case "createMaterializedView":
		case "alterView":
			if (second?.kind !== "function") return refuse("what builds the view is computed");
			return sendView(link, within(name), second, output);
		case "dropView":
		case "dropViewIfExists": return made(`drop view ${exists}${within(name)}`);
		case "dropMaterializedView":
		case "dropMaterializedViewIfExists": return made(`drop materialized view ${exists}${within(name)}`);
		case "refreshMaterializedView": return made(`refresh materialized view ${flag(second, "concurrently") ? "concurrently " : ""}${name.split(".").map(quoteName).join(".")}`);
		case "renameView": return made(`alter view ${quoteName(name)} rename to ${quoteName(textOf(second, "the new name"))}`);
		case "createSchema":
		case "createSchemaIfNotExists": return made(`create schema ${missing}${quoteName(name)}`);
		case "dropSchema":
		case "dropSchemaIfExists": return made(`drop schema ${exists}${quoteName(name)}${cascade()}`);
		case "createExtension":
		case "createExtensionIfNotExists": return made(`create extension ${missing}${quoteName(name)}`);
		case "dropExtension":
		case "dropExtensionIfExists": return made(`drop extension ${exists}${quoteName(name)}`);
		default: refuse("it is not read yet");
	}
}
/** The function handed to createView and alterView. */
function sendView(link, name, build, output) {
	const calls = [];
	output.collect(build, calls);
	let [columns, query, check] = [
		"",
		"",
		""
	];
	for (const call of calls) {
		const [first, second] = call.links;
		const [value] = first?.args ?? [];
		if (first?.name === "columns") columns = ` (${textsOf(value, "the columns").map(quoteName).join(", ")})`;
		else if (first?.name === "as") query = value?.kind === "chain" ? selectOf(value) : refuse("the query of the view is computed");
		else if (/^(?:checkOption|localCheckOption|cascadedCheckOption)$/.test(first?.name ?? "")) check = ` with ${{
			localCheckOption: "local ",
			cascadedCheckOption: "cascaded "
		}[first?.name ?? ""] ?? ""}check option`;
		else if (first?.name === "column" && link.name === "alterView") {
			const column = quoteName(textOf(value, "the column"));
			const [given] = second?.args ?? [];
			if (second?.name === "rename") output.made(`alter view ${name} rename ${column} to ${quoteName(textOf(given, "the new name"))}`, call);
			else if (second?.name === "defaultTo") output.made(`alter view ${name} alter ${column} set default ${stringOf(given) ?? refuse("the default is computed")}`, call);
			else refuse(`${second?.name ?? "a column"} of a view is not read yet`);
		} else refuse(`${first?.name ?? "a call"} of a view is not read yet`);
	}
	if (link.name === "alterView") return;
	const kind = {
		createMaterializedView: "materialized view",
		createViewOrReplace: "or replace view"
	}[link.name] ?? "view";
	output.made(`create ${kind} ${name}${columns} as ${query === "" ? refuse("the query of the view is computed") : query}${check}`, link);
}

// src/frameworks/javascript/knex.ts
/** Ends of a query that change something. */
const CHANGES$1 = /^(?:insert|update|del|delete|truncate|increment|decrement|upsert|merge|batchInsert|into)$/;
const knex = {
	id: "knex",
	title: "Knex",
	parameters: ["knex"],
	imported: () => void 0,
	transaction: "wrapped",
	grouped: true,
	optsOut: (members) => {
		const option = fieldOf(members.get("config"), "transaction");
		return option !== void 0 && truth(option) === false;
	},
	send(chain, output) {
		const [first] = chain.links;
		if (!first) return void 0;
		const rest = chain.links.slice(1);
		switch (first.name) {
			case "raw":
				sendKnexRaw(first, output);
				return;
			case "schema": return sendSchema(rest, chain, output);
			case "transaction":
			case "transactionProvider": return transaction$1(first, chain, output);
			case "savepoint": {
				const run = first.args?.find((arg) => arg.kind === "function");
				const trx = output.handle("knex", chain);
				return run?.kind === "function" ? output.call(run, [trx]) : trx;
			}
			case "commit":
			case "rollback":
				if (output.transaction === "none") output.made(first.name.toUpperCase(), chain);
				return;
			case "client": {
				const asked = rest.find(({ args }) => args);
				if (asked?.name === "raw") sendKnexRaw(asked, output);
				else if (asked) output.unread(chain, "what is sent through the client of Knex is not followed");
				return;
			}
			case "fn":
			case "ref":
			case "destroy":
			case "context":
			case "isCompleted": return;
			default:
				if (chain.links.some(({ name }) => CHANGES$1.test(name)) || !isQuery(first)) sendQuery$1(chain, output);
				else sendSelect(chain, output);
				return;
		}
	}
};
function sendQuery$1(chain, output) {
	const made = orReason(() => knexQuery(chain.links));
	if (!(made instanceof NotRead)) return output.made(made, chain);
	const path = pathOf("knex", chain.links.filter(({ name }) => CHANGES$1.test(name)).slice(-1));
	output.unread(chain, path === "knex" ? "a call of knex is not read yet" : `a data change built with ${path}: ${made.message}`);
}
/** A query that asks: what is done with its rows as they come is read, and functions that it calls may do anything. */
function sendSelect(chain, output) {
	const made = orReason(() => selectOf(chain));
	const raw = chain.links.flatMap(({ args = [] }) => args.flatMap((arg) => arg.kind === "chain" ? textIn(arg.links.at(-1)?.args?.[0]) ?? [] : []));
	if (!(made instanceof NotRead)) {
		if (callsFunctions(made)) output.made(made, chain);
	} else if (raw.some(callsFunctions)) output.unread(chain, `a query that calls functions: ${made.message}`);
	const handler = chain.links.find(({ name }) => name === "stream")?.args?.find((arg) => arg.kind === "function");
	if (handler?.kind === "function") output.call(handler, [{
		kind: "unknown",
		start: chain.start,
		end: chain.end
	}]);
}
/** A query that only asks changes nothing: `knex('t').select()`. */
const isQuery = ({ name }) => /^(?:|select|from|table|with|withSchema|first|column|columns|where\w*|queryBuilder|count|distinct|max|min|pluck)$/.test(name);
function sendKnexRaw(link, output) {
	const [text, bindings] = link.args ?? [];
	sendRaw(output, text?.kind === "text" ? knexSql(text, bindings) : text, link);
}
function transaction$1(link, chain, output) {
	const own = output.transaction === "none";
	const run = link.args?.find((arg) => arg.kind === "function");
	if (own) output.made("BEGIN", {
		start: chain.start,
		end: chain.start + 1
	});
	const trx = output.handle("knex", chain);
	if (run?.kind !== "function") return trx;
	const value = output.call(run, [trx]);
	if (own) output.made("COMMIT", {
		start: chain.end - 1,
		end: chain.end
	});
	return value;
}

// src/frameworks/javascript/kysely-sql.ts
/** Whether a chain is `sql` with what it is asked, and not a query. */
const isSql = (chain) => chain.root === "sql" || chain.root === "kysely" && chain.links[0]?.name === "sql";
/** A template: what is interpolated are parameters, unless it says that it is text or a name. */
function sqlPieces(chain, count) {
	const link = chain.links.find(({ args }) => args);
	if (link?.name === "`") return templatePieces(link, count);
	const [value] = link?.args ?? [];
	const text = stringOf(value);
	if (link?.name === "raw") return value?.kind === "text" ? value.pieces : void 0;
	if (link?.name === "join") {
		const separator = link.args?.[1]?.kind === "chain" ? sqlPieces(link.args[1], count) : void 0;
		if (value?.kind !== "list" || link.args?.[1] && !separator) return void 0;
		const between = separator ?? [{
			text: ", ",
			start: chain.start,
			end: chain.end
		}];
		return value.items.flatMap((item, i) => [...i > 0 ? between : [], ...parameter(item, link, UNDEFINED, count)]);
	}
	if (text === void 0) return void 0;
	const made = (sql) => [{
		text: sql,
		start: chain.start,
		end: chain.end
	}];
	if (link?.name === "ref" || link?.name === "table" || link?.name === "id") return made(link.name === "id" ? (link.args ?? []).map((arg) => quoteName(stringOf(arg) ?? "")).join(".") : text.split(".").map(quoteName).join("."));
	const literal = link?.name === "lit" || link?.name === "literal" ? literalOf(value) : link?.name === "val" ? `$${count.next++}` : void 0;
	return literal === void 0 ? void 0 : made(literal);
}
function templatePieces(link, count) {
	const [texts, values] = link.args ?? [];
	if (texts?.kind !== "list" || values?.kind !== "list") return void 0;
	const pieces = [];
	for (const [i, text] of texts.items.entries()) {
		if (text.kind === "text") pieces.push(...text.pieces);
		const value = values.items[i];
		if (value) pieces.push(...parameter(value, link, text, count));
	}
	return pieces;
}
function parameter(value, link, text, count) {
	if (value.kind === "chain") {
		const query = isSql(value) ? void 0 : count.query?.(value);
		const inner = isSql(value) ? sqlPieces(value, count) : query === void 0 ? void 0 : [{ text: query }];
		if (inner) return inner.map((piece) => ({
			text: piece.text,
			start: value.start,
			end: value.end
		}));
		return [{
			text: "${value}",
			start: value.start,
			end: value.end
		}];
	}
	const at = (text.kind === "text" ? text.pieces.at(-1)?.end : void 0) ?? link.start;
	const literal = literalOf(value);
	return [{
		text: literal === void 0 || isComputed(literal) ? `$${count.next++}` : literal,
		start: at,
		end: at
	}];
}

// src/frameworks/javascript/kysely-expressions.ts
const OPERATORS$1 = /^(?:=|==|!=|<>|>|>=|<|<=|in|not in|is|is not|like|not like|ilike|not ilike|match|similar to|@>|<@|\^@|&&|\?|\?&|\?\||!<|!>|<=>|!~|~|~\*|!~\*|@@|@@@|!!|<->|regexp|is distinct from|is not distinct from|\+|-|\*|\/|%|\^|&|\||#|<<|>>|\|\||->|->>|between)$/i;
const FUNCTIONS = /* @__PURE__ */ new Set([
	"avg",
	"coalesce",
	"count",
	"max",
	"min",
	"sum",
	"any",
	"jsonAgg",
	"toJson"
]);
/**
* Steps of a chain that are asked something. `({ eb, fn, exists }) =>` takes a builder apart, which changes nothing: what is
* called then stands without its name.
*/
function asked(chain) {
	const links = [];
	let apart;
	for (const link of chain.links) if (link.args === void 0) {
		apart = link;
		if (link.name === "fn") links.push(link);
	} else if (link.name === "" && apart) {
		if (apart.name === "fn") links.pop();
		links.push({
			...link,
			name: apart.name
		});
		apart = void 0;
	} else {
		links.push(link);
		apart = void 0;
	}
	return links;
}
var KyselyExpressions = class {
	output;
	/** Names of tables are in this schema, where they name none. */
	schema;
	#next = 1;
	constructor(output, schema) {
		this.output = output;
		this.schema = schema;
	}
	/** What a callback gives back. */
	given(callee) {
		const place = {
			start: callee.node.start ?? 0,
			end: callee.node.end ?? 0
		};
		return this.output.call(callee, [this.output.handle("part", place)]);
	}
	reference(text) {
		return text.split(".").map((part) => part.trim() === "*" ? "*" : quoteName(part.trim())).join(".");
	}
	/** `table as alias`, `schema.table`. */
	table(value) {
		if (value?.kind === "chain") return this.expression(value);
		if (value?.kind === "function") return this.expression(value);
		const [name = "", alias] = textOf(value, "the table name").split(" as ");
		const parts = name.trim().split(".");
		const quoted = [...parts.length === 1 && this.schema !== void 0 ? [this.schema] : [], ...parts].map(quoteName).join(".");
		return alias === void 0 ? quoted : `${quoted} as ${quoteName(alias.trim())}`;
	}
	/** A text where a column is expected, an expression otherwise. */
	operand(value) {
		const text = textIn(value);
		return text === void 0 ? this.expression(value ?? refuse("an argument is missing")) : this.reference(text);
	}
	/** A value; what only a run knows becomes a parameter. */
	value(value) {
		if (value === void 0 || value.kind === "undefined") return "default";
		if (value.kind === "chain" || value.kind === "function") return this.expression(value);
		const literal = value.kind === "null" ? "null" : literalOf(value);
		if (literal !== void 0 && !literal.includes("${")) return literal;
		const json = value.kind === "object" ? jsonOf(value) : void 0;
		return json === void 0 ? `$${this.#next++}` : quoteText(json);
	}
	expression(value) {
		if (value.kind === "function") return this.expression(this.given(value));
		if (value.kind !== "chain") return this.value(value);
		if (isSql(value)) return this.template(value);
		const links = asked(value);
		const alias = links.at(-1)?.name === "as" ? links.at(-1) : void 0;
		if (alias) {
			const inner = this.expression({
				...value,
				links: links.slice(0, -1)
			});
			const name = alias.args?.[0];
			return `${inner} as ${name?.kind === "chain" ? this.expression(name) : quoteName(textOf(name, "the alias"))}`;
		}
		return links.some(({ name }) => /^(?:selectFrom|selectNoFrom|insertInto|updateTable|deleteFrom)$/.test(name)) ? `(${this.query({
			...value,
			links
		})})` : this.built(links);
	}
	/** The text of a template; its parameters go on with the numbers of the query. */
	template(chain) {
		const links = chain.links.filter(({ name }) => name !== "as");
		const alias = chain.links.find(({ name }) => name === "as")?.args?.[0];
		const count = {
			next: this.#next,
			query: (inner) => this.expression(inner)
		};
		const pieces = sqlPieces({
			...chain,
			links
		}, count) ?? refuse("the SQL is computed");
		this.#next = count.next;
		const text = pieces.map((piece) => piece.text).join("");
		return alias === void 0 ? text : `${text} as ${quoteName(textIn(alias) ?? refuse("the alias is computed"))}`;
	}
	/** What an expression builder was asked. */
	built(links) {
		const [first, ...more] = links;
		const [a, b, c] = first?.args ?? [];
		const one = () => this.expression(a ?? refuse("an argument is missing"));
		const name = first?.name ?? "";
		if (name === "fn") return this.called(first, more);
		if (more.some((link) => link.name === "and" || link.name === "or")) return more.reduce((all, link) => `${all} ${link.name} ${this.condition(link.args ?? [])}`, this.built(first ? [first] : []));
		if (more.length > 0) return refuse(`${more[0]?.name} of Kysely's expressions is not read yet`);
		switch (name) {
			case "":
			case "eb": return this.compared(a, b, c);
			case "or":
			case "and": {
				const items = a?.kind === "list" ? a.items.map((item) => this.expression(item)) : a?.kind === "object" ? [...a.fields].map(([key, item]) => this.compared({
					kind: "text",
					pieces: [{
						text: key,
						start: 0,
						end: 0
					}]
				}, void 0, item)) : refuse("the condition is computed");
				return items.length === 0 ? String(name === "and") : `(${items.join(` ${name} `)})`;
			}
			case "not": return `not ${one()}`;
			case "exists": return `exists ${one()}`;
			case "neg": return `-${one()}`;
			case "parens": return `(${b === void 0 ? one() : this.compared(a, b, c)})`;
			case "ref": return this.reference(textOf(a, "the column"));
			case "table": return this.table(a);
			case "val":
			case "lit": return this.value(a);
			case "between": return `${this.operand(a)} between ${this.value(b)} and ${this.value(c)}`;
			case "cast": return `cast(${this.operand(a)} as ${textIn(b) ?? (b ? this.expression(b) : "")})`;
			case "tuple":
			case "refTuple": return `(${(first?.args ?? []).map((item) => name === "tuple" ? this.value(item) : this.operand(item)).join(", ")})`;
			default: return refuse(`${name === "" ? "a part" : name} of Kysely's expressions is not read yet`);
		}
	}
	/** `eb.fn.count('id')`, `eb.fn('lower', ['name'])`. */
	called(first, more) {
		if (first?.args) {
			const [name, args] = first.args;
			if (args?.kind !== "list" && args !== void 0) return refuse("the arguments of the function are computed");
			return `${textOf(name, "the function")}(${(args?.items ?? []).map((item) => this.operand(item)).join(", ")})`;
		}
		const [call, ...rest] = more;
		if (rest.some(({ name }) => name !== "distinct")) return refuse(`${rest[0]?.name} of an aggregate is not read yet`);
		const distinct = rest.length > 0 ? "distinct " : "";
		if (call?.name === "agg") return `${textOf(call.args?.[0], "the function")}(${distinct}${(call.args ?? []).slice(1).flatMap((item) => item.kind === "list" ? item.items : [item]).map((item) => this.operand(item)).join(", ")})`;
		if (call?.name === "countAll") return `count(${distinct}*)`;
		if (!call || !FUNCTIONS.has(call.name)) return refuse(`the function ${call?.name ?? ""} is not read yet`);
		return `${call.name === "jsonAgg" ? "json_agg" : call.name === "toJson" ? "to_json" : call.name}(${distinct}${(call.args ?? []).map((item) => this.operand(item)).join(", ")})`;
	}
	/** The arguments of where(), on() and having(): an expression, or two sides with an operator. */
	condition(args) {
		const [left, operator, right] = args;
		return args.length === 1 ? this.expression(left ?? refuse("the condition is missing")) : this.compared(left, operator, right);
	}
	compared(left, operator, right) {
		const word = operator?.kind === "chain" ? this.expression(operator) : isGiven(operator) ? textOf(operator, "the operator") : "=";
		if (operator?.kind !== "chain" && !OPERATORS$1.test(word)) return refuse(`the operator ${word} is not read yet`);
		const sign = word === "=" && right?.kind === "null" && operator === void 0 ? "is" : word;
		return `${this.operand(left)} ${sign} ${right?.kind === "list" ? this.tuple(right.items) : this.value(right ?? refuse("the condition is computed"))}`;
	}
	tuple(items) {
		return `(${items.map((item) => this.value(item)).join(", ")})`;
	}
};

// src/frameworks/javascript/kysely-query.ts
/** Kysely's queries: select, insert, update, delete, and common table expressions. */
/** Steps that send a query, and those that only say what TypeScript should think. */
const ENDS = /^(?:execute\w*|stream|compile|toOperationNode|\$castTo|\$narrowType|\$assertType|\$notNull|withSchema|withTables|withPlugin|withoutPlugins|clearReturning)$/;
const JOINS = new Map(Object.entries({
	innerJoin: "inner join",
	leftJoin: "left join",
	rightJoin: "right join",
	fullJoin: "full join",
	crossJoin: "cross join",
	innerJoinLateral: "inner join lateral",
	leftJoinLateral: "left join lateral",
	crossJoinLateral: "cross join lateral"
}));
var KyselyQuery = class extends KyselyExpressions {
	query(chain) {
		const links = this.expanded(chain).filter(({ args, name }) => args && !ENDS.test(name));
		const tables = links.filter(({ name }) => name === "with" || name === "withRecursive");
		const rest = links.slice(tables.length);
		const head = tables.length === 0 ? "" : `with ${tables[0]?.name === "withRecursive" ? "recursive " : ""}${tables.map((one) => this.common(one)).join(", ")} `;
		const [first, ...more] = rest;
		switch (first?.name) {
			case "selectFrom":
			case "selectNoFrom": return head + this.select(first, more);
			case "updateTable": return head + this.update(first, more);
			case "deleteFrom": return head + this.delete(first, more);
			case "insertInto": return head + this.insert(first, more);
			default: return refuse(`${first?.name ?? "a query"} of Kysely's query builder is not read yet`);
		}
	}
	/** `$call(f)` goes on with what `f` makes of the builder. */
	expanded(chain) {
		let links = [];
		for (const link of chain.links) {
			if (link.name !== "$call" && link.name !== "$if") {
				links = [...links, link];
				continue;
			}
			const run = link.args?.at(-1);
			if (run?.kind !== "function") return refuse(`what is handed to ${link.name} is computed`);
			if (link.name === "$if" && !flag(link.args?.[0], "the condition of $if")) continue;
			const result = this.output.call(run, [{
				...chain,
				root: "part",
				links,
				state: { used: true }
			}]);
			if (result.kind !== "chain") return refuse(`what is handed to ${link.name} is computed`);
			({links} = result);
		}
		return links;
	}
	common({ args = [] }) {
		const [name, build] = args;
		if (build?.kind !== "function") return refuse("the table expression is computed");
		const query = this.given(build);
		if (query.kind !== "chain") return refuse("the table expression is computed");
		const [table = "", columns] = textOf(name, "the name of the table expression").split("(");
		const list = columns === void 0 ? "" : `(${columns.replace(")", "").split(",").map((column) => quoteName(column.trim())).join(", ")})`;
		const body = this.expression(query);
		return `${quoteName(table.trim())}${list} as ${body.startsWith("(") ? body : `(${body})`}`;
	}
	/** Clauses that several kinds of queries have; false for any other. */
	clause({ name, args = [] }, into) {
		const join = JOINS.get(name);
		if (join !== void 0) into.joins.push(`${join} ${this.join(args)}`);
		else if (name === "where") into.where.push(this.condition(args));
		else if (name === "whereRef") into.where.push(`${this.operand(args[0])} ${textOf(args[1], "the operator")} ${this.operand(args[2])}`);
		else if (name === "from" || name === "using") into.from.push(...this.each(args[0], (one) => this.table(one)));
		else if (name === "returning") into.returning.push(...this.each(args[0], (one) => this.selection(one)));
		else if (name === "returningAll") into.returning.push(args.length === 0 ? "*" : `${this.operand(args[0])}.*`);
		else if (name === "limit") into.ends.push(`limit ${this.value(args[0])}`);
		else if (name === "modifyEnd") into.ends.push(this.expression(args[0] ?? refuse("an argument is missing")));
		else if (name === "orderBy") into.order.push(this.ordered(args));
		else return false;
		return true;
	}
	select(first, links) {
		const into = clauses();
		if (first.name === "selectFrom") into.from.push(...this.each(first.args?.[0], (one) => this.table(one)));
		else into.selected.push(...this.each(first.args?.[0], (one) => this.selection(one)));
		for (const link of links) {
			const [value] = link.args ?? [];
			if (this.clause(link, into)) continue;
			if (link.name === "select") into.selected.push(...this.each(value, (one) => this.selection(one)));
			else if (link.name === "selectAll") into.selected.push(...value ? this.each(value, (one) => `${this.operand(one)}.*`) : ["*"]);
			else if (link.name === "distinct") into.distinct = "distinct ";
			else if (link.name === "distinctOn") into.distinct = `distinct on (${this.each(value, (one) => this.operand(one)).join(", ")}) `;
			else if (link.name === "groupBy") into.group.push(...this.each(value, (one) => this.operand(one)));
			else if (link.name === "having") into.having.push(this.condition(link.args ?? []));
			else if (link.name === "offset") into.ends.push(`offset ${this.value(value)}`);
			else if (link.name === "forUpdate") into.ends.push("for update");
			else if (link.name === "skipLocked") into.ends.push("skip locked");
			else if (/^(?:union|unionAll|intersect|except)$/.test(link.name) && value?.kind === "chain") into.ends.push(`${link.name === "unionAll" ? "union all" : link.name} ${this.query(value)}`);
			else refuse(`${link.name} of Kysely's query builder is not read yet`);
		}
		return [
			`select ${into.distinct}${into.selected.join(", ")}`,
			...into.from.length > 0 ? [`from ${into.from.join(", ")}`] : [],
			...tail(into)
		].join(" ");
	}
	update(first, links) {
		const into = clauses();
		for (const link of links) {
			if (this.clause(link, into)) continue;
			if (link.name !== "set") refuse(`${link.name} of Kysely's query builder is not read yet`);
			into.sets.push(...this.sets(link.args ?? []));
		}
		const from = into.from.length > 0 ? [`from ${into.from.join(", ")}`] : [];
		return [
			`update ${this.table(first.args?.[0])} set ${into.sets.join(", ")}`,
			...from,
			...tail(into)
		].join(" ");
	}
	delete(first, links) {
		const into = clauses();
		for (const link of links) if (!this.clause(link, into)) refuse(`${link.name} of Kysely's query builder is not read yet`);
		const using = into.from.length > 0 ? [`using ${into.from.join(", ")}`] : [];
		return [
			`delete from ${this.table(first.args?.[0])}`,
			...using,
			...tail(into)
		].join(" ");
	}
	insert(first, links) {
		const into = clauses();
		let columns = [];
		let source = "";
		for (const link of links) {
			const [value] = link.args ?? [];
			if (link.name === "values") {
				const given = value?.kind === "function" ? this.given(value) : value;
				const rows = rowsOf(given).map(row$1);
				columns = [...new Set(rows.flatMap(({ fields }) => [...fields].flatMap(([name, one]) => one.kind === "undefined" ? [] : [name])))];
				source = `values ${rows.map(({ fields }) => `(${columns.map((name) => this.value(fields.get(name))).join(", ")})`).join(", ")}`;
			} else if (link.name === "columns") columns = textsOf(value, "the columns");
			else if (link.name === "expression") {
				const query = value?.kind === "function" ? this.given(value) : value;
				source = query?.kind === "chain" ? this.expression(query).replace(/^\(([\s\S]*)\)$/, "$1") : refuse("the query is computed");
			} else if (link.name === "defaultValues") source = "default values";
			else if (link.name === "onConflict") into.ends.push(this.conflict(value));
			else if (!this.clause(link, into)) refuse(`${link.name} of Kysely's query builder is not read yet`);
		}
		const list = columns.length > 0 ? ` (${columns.map(quoteName).join(", ")})` : "";
		return [
			`insert into ${this.table(first.args?.[0])}${list} ${source}`,
			...into.ends,
			...tail({
				...into,
				ends: []
			})
		].join(" ");
	}
	conflict(value) {
		const built = value?.kind === "function" ? this.given(value) : value;
		if (built?.kind !== "chain") return refuse("what happens on a conflict is computed");
		const parts = ["on conflict"];
		const columns = [];
		let updated = false;
		for (const { name, args = [] } of built.links.filter((link) => link.args)) {
			const [first] = args;
			if (name === "column") columns.push(textOf(first, "a column"));
			else if (name === "columns") columns.push(...textsOf(first, "the columns"));
			else if (name === "constraint") parts.push(`on constraint ${quoteName(textOf(first, "the constraint"))}`);
			else if (name === "expression") parts.push(`(${this.expression(first ?? refuse("an argument is missing"))})`);
			else {
				if (columns.length > 0) parts.push(`(${columns.splice(0).map(quoteName).join(", ")})`);
				if (name === "doNothing") parts.push("do nothing");
				else if (name === "doUpdateSet") parts.push(`do update set ${this.sets(args).join(", ")}`);
				else if (name === "where") parts.push(`where ${this.condition(args)}`);
				else refuse(`${name} of Kysely's query builder is not read yet`);
				updated = true;
			}
		}
		return updated ? parts.join(" ") : refuse("what happens on a conflict is computed");
	}
	/** `set({ a: 1 })`, `set('a', 1)`, `set((eb) => ({ a: eb('a', '+', 1) }))`. */
	sets(args) {
		const [first, second] = args;
		if (args.length === 2) return [`${this.operand(first)} = ${this.value(second)}`];
		const { fields } = row$1(first?.kind === "function" ? this.given(first) : first);
		return [...fields].filter(([, value]) => value.kind !== "undefined").map(([name, value]) => `${quoteName(name)} = ${this.value(value)}`);
	}
	join(args) {
		const [table, left, right] = args;
		if (left === void 0) return this.table(table);
		if (left.kind !== "function") return `${this.table(table)} on ${this.operand(left)} = ${this.operand(right)}`;
		const built = this.given(left);
		if (built.kind !== "chain") return refuse("the join is computed");
		const conditions = built.links.filter((link) => link.args).map(({ name, args: own = [] }) => {
			if (name === "onRef") return `${this.operand(own[0])} ${textOf(own[1], "the operator")} ${this.operand(own[2])}`;
			if (name === "onTrue") return "true";
			return name === "on" ? this.condition(own) : refuse(`${name} of a join is not read yet`);
		});
		return `${this.table(table)} on ${conditions.join(" and ")}`;
	}
	selection(value) {
		const [column, alias] = textIn(value)?.split(" as ") ?? [];
		if (column === void 0) return this.expression(value);
		return `${this.reference(column)}${alias === void 0 ? "" : ` as ${quoteName(alias.trim())}`}`;
	}
	ordered([value, direction]) {
		const [column, written] = textIn(value)?.split(" ") ?? [];
		const word = written ?? (isGiven(direction) ? stringOf(direction) ?? refuse("the order is computed") : void 0);
		return `${column === void 0 ? this.operand(value) : this.reference(column)}${word === void 0 ? "" : ` ${word}`}`;
	}
	/** An argument that is one thing, a list, or a callback that gives either. */
	each(value, make) {
		const given = value?.kind === "function" ? this.given(value) : value;
		if (given === void 0) return refuse("an argument is missing");
		return given.kind === "list" ? given.items.map(make) : [make(given)];
	}
};
const clauses = () => ({
	where: [],
	joins: [],
	from: [],
	returning: [],
	selected: [],
	group: [],
	having: [],
	order: [],
	sets: [],
	ends: [],
	distinct: ""
});
/** What stands behind the tables, in the order of the language. */
const tail = (into) => [
	...into.joins,
	...into.where.length > 0 ? [`where ${into.where.join(" and ")}`] : [],
	...into.group.length > 0 ? [`group by ${into.group.join(", ")}`] : [],
	...into.having.length > 0 ? [`having ${into.having.join(" and ")}`] : [],
	...into.returning.length > 0 ? [`returning ${into.returning.join(", ")}`] : [],
	...into.order.length > 0 ? [`order by ${into.order.join(", ")}`] : [],
	...into.ends
];
const row$1 = (value) => value?.kind === "object" && !value.open ? value : refuse("the rows are computed");

// src/frameworks/javascript/kysely-schema.ts
/** db.schema: one chain is one statement, as Kysely's compiler for PostgreSQL writes it. */
const list$1 = (names) => names.map(quoteName).join(", ");
/** What is said of a constraint behind it. */
const CONSTRAINT_ENDS = new Map(Object.entries({
	deferrable: "deferrable",
	notDeferrable: "not deferrable",
	initiallyDeferred: "initially deferred",
	initiallyImmediate: "initially immediate"
}));
const KEY_STEPS = /^(?:onDelete|onUpdate|deferrable|notDeferrable|initiallyDeferred|initiallyImmediate)$/;
var KyselySchema = class extends KyselyQuery {
	/** The statement of a chain behind `schema`. */
	statement(chain) {
		const [first, ...more] = this.expanded(chain).filter(({ args, name }) => args && !/^(?:execute|withSchema|withPlugin|withoutPlugins)$/.test(name));
		const make = first && this.makers[first.name];
		if (!first || !make) return refuse(`db.schema.${first?.name ?? ""} is not read yet`);
		return make(first.args?.[0], more);
	}
	makers = {
		createTable: (value, links) => this.createTable(value, links),
		alterTable: (value, links) => this.alterTable(value, links),
		createIndex: (value, links) => this.createIndex(value, links),
		createView: (value, links) => this.createView(value, links),
		createType: (value, [labels, ...more]) => {
			nothing(more, "createType");
			if (!labels) return `create type ${this.table(value)}`;
			if (labels.name !== "asEnum") return refuse(`${labels.name} of createType is not read yet`);
			return `create type ${this.table(value)} as enum (${textsOf(labels.args?.[0], "the values of the enum").map(quoteText).join(", ")})`;
		},
		createSchema: (value, links) => `create schema ${exists(links, "ifNotExists")}${quoteName(textOf(value, "the schema"))}`,
		dropSchema: (value, links) => `drop schema ${exists(links, "ifExists")}${quoteName(textOf(value, "the schema"))}${cascade(links)}`,
		dropTable: (value, links) => `drop table ${exists(links, "ifExists")}${this.table(value)}${cascade(links)}`,
		dropIndex: (value, links) => {
			if (links.find(({ name }) => name === "on")) return refuse("an index is dropped without its table in PostgreSQL");
			return `drop index ${exists(links, "ifExists")}${this.table(value)}${cascade(links)}`;
		},
		dropType: (value, links) => `drop type ${exists(links, "ifExists")}${this.table(value)}${cascade(links)}`,
		dropView: (value, links) => {
			return `drop ${links.some(({ name }) => name === "materialized") ? "materialized view" : "view"} ${exists(links, "ifExists")}${this.table(value)}${cascade(links)}`;
		},
		refreshMaterializedView: (value, links) => {
			const has = (name) => links.some((link) => link.name === name);
			const data = has("withNoData") ? "with no data" : "with data";
			return `refresh materialized view ${has("concurrently") ? "concurrently " : ""}${this.table(value)} ${data}`;
		}
	};
	createTable(value, links) {
		const lines = [];
		const keys = [];
		const head = [];
		const tail = [];
		let [temporary, missing, query] = [
			"",
			"",
			""
		];
		for (const link of links) {
			const [first] = link.args ?? [];
			if (link.name === "addColumn") lines.push(this.column(link.args ?? []));
			else if (link.name === "temporary") temporary = "temporary ";
			else if (link.name === "ifNotExists") missing = "if not exists ";
			else if (link.name === "onCommit") tail.unshift(`on commit ${textOf(first, "what happens on commit")}`);
			else if (link.name === "modifyFront") head.push(this.expression(first ?? refuse("an argument is missing")));
			else if (link.name === "modifyEnd") tail.push(this.expression(first ?? refuse("an argument is missing")));
			else if (link.name === "as") query = first?.kind === "chain" ? this.expression(first).replace(/^\(([\s\S]*)\)$/, "$1") : refuse("the query is computed");
			else keys.push(this.constraint(link) ?? refuse(`${link.name} of createTable is not read yet`));
		}
		const body = query === "" ? ` (${[...lines, ...keys].join(", ")})` : "";
		return `create ${head.length > 0 ? `${head.join(" ")} ` : ""}${temporary}table ${missing}${this.table(value)}${body}${tail.length > 0 ? ` ${tail.join(" ")}` : ""}${query === "" ? "" : ` as ${query}`}`;
	}
	/** `addColumn('name', type, (column) => column.notNull())`. */
	column([name, type, build]) {
		const said = /* @__PURE__ */ new Map();
		const modifiers = {
			front: [],
			end: []
		};
		for (const link of this.steps(build)) if (link.name === "modifyFront") modifiers.front.push(this.expression(link.args?.[0] ?? refuse("an argument is missing")));
		else if (link.name === "modifyEnd") modifiers.end.push(this.expression(link.args?.[0] ?? refuse("an argument is missing")));
		else if (COLUMN_STEPS.test(link.name)) said.set(link.name, link);
		else refuse(`${link.name} of a column is not read yet`);
		const has = (step, sql) => said.has(step) ? [sql] : [];
		const argument = (step) => said.get(step)?.args?.[0];
		const stored = said.has("stored") ? " stored" : "";
		if (said.has("identity")) refuse("identity() of a column is for SQL Server");
		const references = argument("references");
		const check = argument("check");
		const generated = argument("generatedAlwaysAs");
		return [
			...has("ifNotExists", "if not exists"),
			quoteName(textOf(name, "the name of the column")),
			this.type(type),
			...modifiers.front,
			...generated ? [`generated always as (${this.expression(generated)})${stored}`] : [],
			...has("generatedAlwaysAsIdentity", "generated always as identity"),
			...has("generatedByDefaultAsIdentity", "generated by default as identity"),
			...said.has("defaultTo") ? [`default ${this.immediate(argument("defaultTo"))}`] : [],
			...has("notNull", "not null"),
			...has("unique", "unique"),
			...has("nullsNotDistinct", "nulls not distinct"),
			...has("primaryKey", "primary key"),
			...references ? [this.references(references), ...this.actions([...said.values()])] : [],
			...check ? [`check (${this.expression(check)})`] : [],
			...modifiers.end
		].join(" ");
	}
	/** What a callback asks of the builder that it is handed. */
	steps(build) {
		if (build === void 0) return [];
		const built = build.kind === "function" ? this.given(build) : build;
		if (built.kind !== "chain") return refuse("the callback is computed");
		return this.expanded(built).filter(({ args }) => args);
	}
	type(value) {
		return textIn(value) ?? (value?.kind === "chain" ? this.expression(value) : refuse("the type of the column is computed"));
	}
	/** A quoteText, since DDL has no parameters. */
	immediate(value) {
		if (value?.kind === "chain" || value?.kind === "function") return this.expression(value);
		const text = value?.kind === "null" ? "null" : literalOf(value);
		return text === void 0 || text.includes("${") ? refuse("the default of the column is computed") : text;
	}
	references(value) {
		const parts = textOf(value, "the column that is referenced").split(".");
		const column = parts.pop() ?? "";
		return `references ${[...parts.length === 1 && this.schema !== void 0 ? [this.schema] : [], ...parts].map(quoteName).join(".")} (${quoteName(column)})`;
	}
	actions(links) {
		return [["onDelete", "on delete"], ["onUpdate", "on update"]].flatMap(([step, sql]) => links.filter(({ name }) => name === step).map(({ args }) => `${sql} ${textOf(args?.[0], String(step))}`));
	}
	/** A constraint that a step adds, with what is said in its callback and in the steps behind it. */
	constraint({ name, args = [] }, behind = []) {
		const [given, columns, third, fourth, fifth] = args;
		const named = () => given?.kind === "null" ? "" : `constraint ${quoteName(textOf(given, "the name of the constraint"))} `;
		const over = (value) => value?.kind === "list" ? value.items.map((item) => this.operand(item)).join(", ") : refuse("the columns are computed");
		const ends = (steps) => steps.flatMap((step) => CONSTRAINT_ENDS.get(step.name) ?? []).map((sql) => ` ${sql}`).join("");
		switch (name) {
			case "addPrimaryKeyConstraint": return `${named()}primary key (${over(columns)})${ends(this.steps(third))}`;
			case "addUniqueConstraint": {
				const steps = this.steps(third);
				const distinct = steps.some((step) => step.name === "nullsNotDistinct") ? " nulls not distinct" : "";
				return `${named()}unique${distinct} (${over(columns)})${ends(steps)}`;
			}
			case "addCheckConstraint": return `${named()}check (${this.expression(columns ?? refuse("the condition is missing"))})`;
			case "addForeignKeyConstraint": {
				const steps = [...this.steps(fifth), ...behind];
				const actions = this.actions(steps).map((sql) => ` ${sql}`).join("");
				return `${named()}foreign key (${over(columns)}) references ${this.table(third)} (${over(fourth)})${actions}${ends(steps)}`;
			}
			default: return;
		}
	}
	alterTable(value, links) {
		const parts = [];
		for (const [i, link] of links.entries()) {
			const { name, args = [] } = link;
			const [first, second] = args;
			const column = () => quoteName(textOf(first, "the name of the column"));
			const constraint = this.constraint(link, links.slice(i + 1).filter((step) => KEY_STEPS.test(step.name)));
			if (constraint !== void 0) parts.push(`add ${constraint}`);
			else if (name === "addColumn") parts.push(`add column ${this.column(args)}`);
			else if (name === "dropColumn") parts.push(`drop column ${column()}`);
			else if (name === "renameColumn") parts.push(`rename column ${column()} to ${quoteName(textOf(second, "the new name"))}`);
			else if (name === "alterColumn") parts.push(`alter column ${column()} ${this.altered(second)}`);
			else if (name === "renameTo") parts.push(`rename to ${quoteName(textOf(first, "the new name"))}`);
			else if (name === "setSchema") parts.push(`set schema ${quoteName(textOf(first, "the schema"))}`);
			else if (name === "renameConstraint") parts.push(`rename constraint ${quoteName(textOf(first, "the name of the constraint"))} to ${quoteName(textOf(second, "the new name"))}`);
			else if (name === "dropConstraint") parts.push(this.droppedConstraint(first, links.slice(i + 1)));
			else if (!KEY_STEPS.test(name) && !/^(?:ifExists|cascade|restrict)$/.test(name)) refuse(`${name} of alterTable is not read yet`);
		}
		if (parts.length === 0) refuse("nothing is altered");
		return `alter table ${this.table(value)} ${parts.join(", ")}`;
	}
	droppedConstraint(name, behind) {
		const word = behind.find((step) => step.name === "cascade" || step.name === "restrict")?.name;
		return `drop constraint ${exists(behind, "ifExists")}${quoteName(textOf(name, "the name of the constraint"))}${word === void 0 ? "" : ` ${word}`}`;
	}
	altered(build) {
		const [step] = this.steps(build);
		const [value] = step?.args ?? [];
		switch (step?.name) {
			case "setDataType": return `type ${this.type(value)}`;
			case "setDefault": return `set default ${this.immediate(value)}`;
			case "dropDefault": return "drop default";
			case "setNotNull": return "set not null";
			case "dropNotNull": return "drop not null";
			default: return refuse(`${step?.name ?? "nothing"} of alterColumn is not read yet`);
		}
	}
	createIndex(value, links) {
		const columns = [];
		const conditions = [];
		let [unique, missing, on, method, distinct] = [
			"",
			"",
			"",
			"",
			""
		];
		for (const { name, args = [] } of links) {
			const [first] = args;
			if (name === "unique") unique = "unique ";
			else if (name === "ifNotExists") missing = "if not exists ";
			else if (name === "on") on = ` on ${this.table(first)}`;
			else if (name === "using") method = ` using ${textIn(first) ?? this.expression(first ?? refuse("the method is missing"))}`;
			else if (name === "column") columns.push(this.indexed(first));
			else if (name === "columns") columns.push(...first?.kind === "list" ? first.items.map((item) => this.indexed(item)) : refuse("the columns are computed"));
			else if (name === "expression") columns.push(this.expression(first ?? refuse("the expression is missing")));
			else if (name === "nullsNotDistinct") distinct = " nulls not distinct";
			else if (name === "where") conditions.push(this.condition(args));
			else refuse(`${name} of createIndex is not read yet`);
		}
		const where = conditions.length > 0 ? ` where ${conditions.join(" and ")}` : "";
		return `create ${unique}index ${missing}${quoteName(textOf(value, "the name of the index"))}${on}${method} (${columns.join(", ")})${distinct}${where}`;
	}
	/** A column, with its order where the text says one. */
	indexed(value) {
		const text = textIn(value);
		if (text === void 0) return this.expression(value ?? refuse("a column is missing"));
		const [column = "", order] = text.split(" ");
		return `${quoteName(column)}${order === void 0 ? "" : ` ${order}`}`;
	}
	createView(value, links) {
		const has = (step, sql) => links.some(({ name }) => name === step) ? `${sql} ` : "";
		const columns = links.find(({ name }) => name === "columns")?.args?.[0];
		const given = links.find(({ name }) => name === "as")?.args?.[0];
		const query = given?.kind === "function" ? this.given(given) : given;
		if (query?.kind !== "chain") return refuse("the query of the view is computed");
		const body = this.expression(query);
		const names = columns ? `(${list$1(textsOf(columns, "the columns"))}) ` : "";
		return `create ${has("orReplace", "or replace")}${has("materialized", "materialized")}${has("temporary", "temporary")}view ${has("ifNotExists", "if not exists")}${this.table(value)} ${names}as ${body.startsWith("(select") || body.startsWith("(with") ? body.slice(1, -1) : body}`;
	}
};
const COLUMN_STEPS = /^(?:ifNotExists|generatedAlwaysAs|generatedAlwaysAsIdentity|generatedByDefaultAsIdentity|stored|identity|defaultTo|notNull|unique|nullsNotDistinct|primaryKey|references|onDelete|onUpdate|check)$/;
const exists = (links, step) => links.some(({ name }) => name === step) ? step === "ifExists" ? "if exists " : "if not exists " : "";
const cascade = (links) => links.some(({ name }) => name === "cascade") ? " cascade" : "";
function nothing(links, of) {
	for (const { name } of links) refuse(`${name} of ${of} is not read yet`);
}

// src/frameworks/javascript/kysely.ts
/**
* Kysely: functions that are handed the database. All pending migrations share a transaction on PostgreSQL, unless the Migrator
* is made with `disableTransactions`: then they share a connection.
* Sources: src/migration/migrator.ts and src/raw-builder/sql.ts of github.com/kysely-org/kysely.
*/
const CHANGES = /^(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)$/;
const kysely = {
	id: "kysely",
	title: "Kysely",
	parameters: ["db"],
	imported: (module, name) => module === "kysely" && (name === "sql" || name === "*") ? name === "sql" ? "sql" : "kysely" : void 0,
	transaction: "wrapped",
	grouped: true,
	bareNames: true,
	send(chain, output) {
		const { links } = chain;
		const sent = links.some(({ name, args }) => args && (/^execute(?:TakeFirst\w*)?$/.test(name) || name === "stream"));
		if (isSql(chain)) {
			if (sent) sendSql$1(chain, output);
			return;
		}
		const own = output.transaction === "none";
		if (links[0]?.name === "transaction" || links[0]?.name === "connection") {
			const run = links.find(({ name }) => name === "execute")?.args?.[0];
			if (run?.kind !== "function") return void 0;
			const opens = own && links[0].name === "transaction";
			if (opens) output.made("BEGIN", {
				start: chain.start,
				end: chain.start + 1
			});
			const value = output.call(run, [output.handle("db", chain)]);
			if (opens) output.made("COMMIT", {
				start: chain.end - 1,
				end: chain.end
			});
			return value;
		}
		if (links[0]?.name === "startTransaction") {
			if (own && sent) output.made("BEGIN", chain);
			return sent ? output.handle("db", chain) : void 0;
		}
		if (/^(?:commit|rollback|savepoint|rollbackToSavepoint|releaseSavepoint)$/.test(links[0]?.name ?? "")) {
			if (own && /^(?:commit|rollback)$/.test(links[0]?.name ?? "")) output.made((links[0]?.name ?? "").toUpperCase(), chain);
			return links[0]?.name === "savepoint" ? output.handle("db", chain) : void 0;
		}
		const raw = links.find(({ name }) => name === "executeQuery");
		if (raw) sendQuery(raw.args?.[0], chain, output);
		else if (sent && links[0]?.name !== "introspection") sendBuilt(chain, output);
	}
};
/** `sql` that is executed. */
function sendSql$1(chain, output) {
	const query = (inner) => {
		const text = orReason(() => new KyselyQuery(output, void 0).expression(inner));
		return text instanceof NotRead ? void 0 : text;
	};
	const pieces = orReason(() => sqlPieces(chain, {
		next: 1,
		query
	}));
	if (pieces && !(pieces instanceof NotRead)) output.sql({
		kind: "text",
		pieces
	}, chain);
	else sendRaw(output, void 0, chain);
}
/** `db.executeQuery(sql`…`.compile(db))`. */
function sendQuery(query, chain, output) {
	if (query?.kind === "chain" && isSql(query)) sendSql$1(query, output);
	else if (query?.kind === "chain" && query.root === "db") sendBuilt(query, output);
	else output.unread(chain, "the query is computed");
}
/** A statement of the schema builder or the query builder. */
function sendBuilt(chain, output) {
	const at = chain.links.findIndex(({ name }) => name === "schema");
	const own = chain.links.filter(({ name, args }, i) => i !== at && (args || name === "fn"));
	const named = own.find(({ name }) => name === "withSchema")?.args?.[0];
	const changes = own.some(({ name }) => CHANGES.test(name));
	if (at < 0 && !changes && own.every(({ name }) => name !== "with" && name !== "withRecursive")) {
		if (own.some(({ name }) => name === "selectFrom")) {
			const links = own.filter(({ name }) => name !== "withSchema");
			const text = orReason(() => new KyselyQuery(output, named && textOf(named, "the schema")).query({
				...chain,
				links
			}));
			if (!(text instanceof NotRead) && callsFunctions(text)) output.made(text, chain);
			return;
		}
	}
	const made = orReason(() => {
		const schema = named && textOf(named, "the schema");
		const links = own.filter(({ name }) => name !== "withSchema");
		return at < 0 ? new KyselyQuery(output, schema).query({
			...chain,
			links
		}) : new KyselySchema(output, schema).statement({
			...chain,
			links
		});
	});
	if (!(made instanceof NotRead)) output.made(made, chain);
	else if (at >= 0) output.unread(chain, made.message);
	else if (own.some(({ name }) => name === "selectNoFrom")) output.unread(chain, `a query built with Kysely's query builder: ${made.message}`);
	else if (changes) output.unread(chain, `a data change built with Kysely's query builder: ${made.message}`);
}

// src/frameworks/javascript/mikro-orm.ts
/**
* MikroORM: classes that collect SQL with addSql. The migrations of a run share a transaction (`allOrNothing`).
* Sources: packages/migrations/src/{Migration,MigrationRunner}.ts of github.com/mikro-orm/mikro-orm.
*/
const mikroOrm = {
	id: "mikro-orm",
	title: "MikroORM",
	parameters: [],
	imported: (module, name) => module.startsWith("@mikro-orm/") && name === "raw" ? "raw" : void 0,
	self: "this",
	transaction: "wrapped",
	grouped: true,
	bareNames: true,
	optsOut: (members) => members.get("isTransactional")?.kind === "function" && /\breturn\s+false\b/.test(members.source("isTransactional")),
	send(chain, output) {
		const link = chain.links.find(({ args }) => args);
		if (chain.root === "raw") return void 0;
		const inner = link?.args?.[0];
		if (link && (link.name === "addSql" || link.name === "execute" && chain.root === "this")) sendSql(inner, link, output);
		else if (link?.name === "getEntityManager") {
			const own = chain.links.slice(1).filter(({ args }) => args);
			const sql = own.at(-1);
			if (sql && /^(?:execute|raw)$/.test(sql.name)) sendRaw(output, sql.args?.[0], sql);
			else if (own.some(({ name }) => !READS$2.test(name))) output.unread(chain, "a data change through a model");
		} else if ((link?.name !== "getKnex" || chain.links.length > 1) && !/^(?:reset|getQueries|isTransactional)$/.test(link?.name ?? "")) output.unread(chain, `${pathOf(chain.root, chain.links)} is not read yet`);
	}
};
/** Asks, changes nothing, or changes only what is in memory until it is flushed. */
const READS$2 = /^(?:get\w*|find\w*|count\w*|create|assign|persist|map|merge|refresh|populate|fork|clear|canPopulate|isIn\w*|lock|createQueryBuilder|qb|select\w*|\w*[wW]here|\w*[jJ]oin|orderBy|groupBy|limit|offset)$/;
/** Text, `raw('…')` of the package or of Knex, or a query of Knex. */
function sendSql(value, link, output) {
	if (value?.kind !== "chain") return sendRaw(output, value, link);
	const own = value.links.filter(({ args, name }) => args && name !== "getKnex" && !/^to(?:Query|String|SQL)$/.test(name));
	const [first] = own;
	const raw = value.root === "raw" || first?.name === "raw" ? first : void 0;
	if (raw?.args?.[0]?.kind === "text") return sendRaw(output, withBindings(raw.args[0], raw.args[1]), link);
	const made = value.links[0]?.name === "getKnex" ? orReason(() => knexQuery(own)) : void 0;
	if (made === void 0 || made instanceof NotRead) output.unread(link, `${pathOf(value.root, value.links)} is not read yet`);
	else output.made(made, link);
}

// src/frameworks/javascript/sequelize-types.ts
/** Sequelize's data types as its PostgreSQL dialect writes them. */
/** Names on the way to a type: `Sequelize.DataTypes.STRING`. */
const WAY = /^(?:Sequelize|sequelize|DataTypes|default|constructor|context|queryInterface|postgres)$/;
/** A function of the package and its arguments, from `Sequelize.fn(…)`, `new DataTypes.ENUM(…)` and imported names. */
function packageCall(chain) {
	const [first, ...more] = chain.links.filter(({ name, args }) => args || !WAY.test(name));
	const [called] = more;
	const apart = first?.args === void 0 && called?.args !== void 0 && called.name === "";
	return {
		name: first?.name ?? "",
		args: (apart ? called.args : first?.args) ?? [],
		more: apart ? more.slice(1) : more
	};
}
/** Lengths and precisions that PostgreSQL has no use for are left out. */
const PLAIN = new Map(Object.entries({
	BIGINT: "BIGINT",
	BLOB: "BYTEA",
	BOOLEAN: "BOOLEAN",
	CIDR: "CIDR",
	CITEXT: "CITEXT",
	DATE: "TIMESTAMP WITH TIME ZONE",
	DATEONLY: "DATE",
	DOUBLE: "DOUBLE PRECISION",
	"DOUBLE PRECISION": "DOUBLE PRECISION",
	HSTORE: "HSTORE",
	INET: "INET",
	INTEGER: "INTEGER",
	JSON: "JSON",
	JSONB: "JSONB",
	MACADDR: "MACADDR",
	REAL: "REAL",
	SMALLINT: "SMALLINT",
	TEXT: "TEXT",
	TIME: "TIME",
	TSVECTOR: "TSVECTOR",
	UUID: "UUID"
}));
const RANGES = new Map(Object.entries({
	INTEGER: "int4range",
	DECIMAL: "numrange",
	DATE: "tstzrange",
	DATEONLY: "daterange",
	BIGINT: "int8range"
}));
function typeOf$1(value) {
	const written = textIn(value);
	if (written !== void 0) return {
		sql: written,
		key: ""
	};
	if (value?.kind !== "chain") return refuse(value === void 0 ? "the type of the column is missing" : "the type of the column is computed");
	const { name, args, more } = packageCall(value);
	const [first, second] = args;
	const plain = PLAIN.get(name);
	if (plain !== void 0) return {
		sql: plain,
		key: name
	};
	switch (name) {
		case "STRING":
		case "CHAR": {
			const binary = flag(fieldOf(first, "binary") ?? second, "the type of the column") || more.some((one) => one.name === "BINARY");
			const length = numberIn(fieldOf(first, "length") ?? (first?.kind === "object" ? void 0 : first));
			return {
				sql: binary ? "BYTEA" : `${name === "CHAR" ? "CHAR" : "VARCHAR"}(${length || 255})`,
				key: name
			};
		}
		case "FLOAT": {
			const decimals = numberIn(fieldOf(first, "decimals") ?? second);
			const length = numberIn(fieldOf(first, "length") ?? (first?.kind === "object" ? void 0 : first));
			return {
				sql: decimals || !length ? "FLOAT" : `FLOAT(${length})`,
				key: name
			};
		}
		case "DECIMAL":
		case "NUMERIC": {
			const known = [fieldOf(first, "precision") ?? (first?.kind === "object" ? void 0 : first), fieldOf(first, "scale") ?? second].map(numberIn).filter((one) => one !== void 0 && one !== 0);
			return {
				sql: known.length === 0 ? "DECIMAL" : `DECIMAL(${known.join(",")})`,
				key: "DECIMAL"
			};
		}
		case "ENUM": {
			const given = fieldOf(first, "values") ?? (first?.kind === "list" ? first : void 0);
			return {
				sql: "ENUM",
				key: name,
				labels: (given?.kind === "list" ? given.items : first?.kind === "object" ? [] : args).map((item) => textIn(item) ?? refuse("a value of the enum is computed"))
			};
		}
		case "ARRAY": {
			const element = typeOf$1(fieldOf(first, "type") ?? first);
			return {
				sql: `${element.sql}[]`,
				key: name,
				element,
				...element.labels ? { labels: element.labels } : {}
			};
		}
		case "RANGE": {
			const inner = first ? typeOf$1(fieldOf(first, "subtype") ?? first).key : "INTEGER";
			return {
				sql: RANGES.get(inner) ?? refuse(`there is no range of ${inner}`),
				key: name
			};
		}
		case "GEOMETRY":
		case "GEOGRAPHY": {
			const shape = isGiven(first) ? textOf(first, "the type of the column").toUpperCase() : void 0;
			const system = numberIn(second);
			return {
				sql: shape === void 0 ? name : `${name}(${shape}${system ? `,${system}` : ""})`,
				key: name
			};
		}
		default: return refuse(name === "" ? "the type of the column is computed" : `the type ${name} has no column type in PostgreSQL that is known here`);
	}
}
function numberIn(value) {
	if (!isGiven(value)) return void 0;
	if (value.kind === "number") return value.value;
	const text = textIn(value);
	return text !== void 0 && /^\d+$/.test(text) ? Number(text) : refuse("the length of the type is computed");
}

// src/frameworks/javascript/sequelize-values.ts
/** Values and conditions as Sequelize escapes them for PostgreSQL. */
/** The SQL of `Sequelize.fn`, `literal`, `col`, `cast` and `json`; undefined for anything else. */
function functionSql$1(value) {
	if (value.kind !== "chain") return void 0;
	const { name, args } = packageCall(value);
	const [first, second, ...rest] = args;
	switch (name) {
		case "literal": return textOf(first, "the SQL of literal()");
		case "fn": return `${textOf(first, "the name of the function")}(${[second, ...rest].flatMap((one) => one ? escaped(one) : []).join(", ")})`;
		case "col": return textOf(first, "the column").split(".").map(quoteName).join(".");
		case "cast": return first ? `CAST(${escaped(first)} AS ${textOf(second, "the type of the cast").toUpperCase()})` : void 0;
		default: return;
	}
}
/** A value as it stands in the SQL. Refuses what is computed, unless a parameter can stand for it. */
function escaped(value, type, unknown = () => refuse("a value is computed")) {
	const made = functionSql$1(value);
	if (made !== void 0) return made;
	switch (value.kind) {
		case "null":
		case "undefined": return "NULL";
		case "text": {
			const text = plainText(value);
			if (isComputed(text)) return unknown();
			return quoteText(/^JSONB?$/.test(type?.key ?? "") ? JSON.stringify(text) : text);
		}
		case "number":
		case "boolean": return /^(?:FLOAT|REAL|DOUBLE|JSONB?|TEXT)/.test(type?.key ?? "") && type?.key !== "TEXT" ? quoteText(String(value.value)) : String(value.value);
		case "list":
			if (/^JSONB?$/.test(type?.key ?? "")) return quoteText(jsonOf(value) ?? refuse("a value is computed"));
			return `ARRAY[${value.items.map((item) => escaped(item, type?.element, unknown)).join(",")}]${type?.element && !type.labels ? `::${type.sql}` : ""}`;
		case "object": {
			const json = jsonOf(value);
			return json === void 0 ? unknown() : quoteText(json);
		}
		default: return unknown();
	}
}
const OPERATORS = new Map(Object.entries({
	eq: "=",
	ne: "!=",
	gt: ">",
	gte: ">=",
	lt: "<",
	lte: "<=",
	like: "LIKE",
	notLike: "NOT LIKE",
	iLike: "ILIKE",
	notILike: "NOT ILIKE",
	startsWith: "LIKE",
	endsWith: "LIKE",
	substring: "LIKE",
	regexp: "~",
	notRegexp: "!~",
	iRegexp: "~*",
	notIRegexp: "!~*",
	contains: "@>",
	contained: "<@",
	overlap: "&&"
}));
/** How a key says `[Op.in]`, or `$in` in what is older. */
const operatorOf = (key) => /^(?:@Op\.|\$)(\w+)$/.exec(key)?.[1];
/** A WHERE without the word; empty where everything matches. */
function whereOf(value, unknown) {
	if (!isGiven(value)) return "";
	const made = functionSql$1(value);
	if (made !== void 0) return made;
	if (value.kind === "list") return value.items.map((item) => whereOf(item, unknown)).join(" AND ");
	if (value.kind !== "object" || value.open) return refuse("the condition is computed");
	return [...value.fields].sort(([a], [b]) => Number(b.startsWith("@")) - Number(a.startsWith("@"))).map(([key, one]) => clause(key, one, unknown)).join(" AND ");
}
function clause(key, value, unknown) {
	const operator = operatorOf(key);
	if (operator === "and" || operator === "or" || operator === "not") {
		const inner = (value.kind === "list" ? value.items : split$1(value)).map((item) => whereOf(item, unknown)).join(operator === "or" ? " OR " : " AND ");
		return operator === "not" ? `NOT (${inner})` : `(${inner})`;
	}
	if (operator !== void 0) return refuse(`the operator ${operator} stands where a column is expected`);
	return compared(key.split(".").map(quoteName).join("."), value, unknown);
}
const split$1 = (value) => value.kind === "object" ? [...value.fields].map(([name, one]) => ({
	kind: "object",
	fields: /* @__PURE__ */ new Map([[name, one]]),
	open: value.open
})) : refuse("the condition is computed");
function compared(column, value, unknown) {
	if (value.kind === "null") return `${column} IS NULL`;
	if (value.kind === "list") return member(column, "IN", value, unknown);
	if (value.kind !== "object") return `${column} = ${escaped(value, void 0, unknown)}`;
	if (value.open || value.fields.size === 0) return refuse("the condition is computed");
	const parts = [...value.fields].map(([key, one]) => operated(column, operatorOf(key) ?? refuse("a condition on JSON is not read yet"), one, unknown));
	return parts.length === 1 ? parts.join("") : `(${parts.join(" AND ")})`;
}
function operated(column, operator, value, unknown) {
	switch (operator) {
		case "in": return member(column, "IN", value, unknown);
		case "notIn": return member(column, "NOT IN", value, unknown);
		case "is":
		case "not":
		case "ne":
		case "eq":
			if (value.kind === "null" || value.kind === "boolean" && (operator === "is" || operator === "not")) return `${column} IS ${operator === "not" || operator === "ne" ? "NOT " : ""}${escaped(value)}`.replace(/(true|false)$/, (word) => word);
			if (operator === "not") return value.kind === "list" ? member(column, "NOT IN", value, unknown) : `${column} != ${escaped(value, void 0, unknown)}`;
			return `${column} ${operator === "ne" ? "!=" : "="} ${escaped(value, void 0, unknown)}`;
		case "between":
		case "notBetween": {
			if (value.kind !== "list") return refuse("the condition is computed");
			const [low, high] = value.items.map((item) => escaped(item, void 0, unknown));
			return `${column} ${operator === "between" ? "" : "NOT "}BETWEEN ${low} AND ${high}`;
		}
		case "or":
		case "and": return `(${(value.kind === "list" ? value.items : split$1(value)).map((item) => compared(column, item, unknown)).join(operator === "or" ? " OR " : " AND ")})`;
		case "startsWith":
		case "endsWith":
		case "substring": {
			const text = textIn(value);
			if (text === void 0) return refuse("the condition is computed");
			return `${column} LIKE ${quoteText(`${operator === "startsWith" ? "" : "%"}${text}${operator === "endsWith" ? "" : "%"}`)}`;
		}
		default: return `${column} ${OPERATORS.get(operator) ?? refuse(`the operator ${operator} is not read yet`)} ${escaped(value, void 0, unknown)}`;
	}
}
function member(column, word, value, unknown) {
	const made = functionSql$1(value);
	if (made !== void 0) return `${column} ${word} ${made}`;
	if (value.kind !== "list") return unknown ? `${column} ${word} (${unknown()})` : refuse("the condition is computed");
	if (value.items.length === 0) return word === "IN" ? `${column} IN (NULL)` : "true";
	return `${column} ${word} (${value.items.map((item) => escaped(item, void 0, unknown)).join(", ")})`;
}

// src/frameworks/javascript/sequelize-columns.ts
/** Column definitions of Sequelize, as text: what its PostgreSQL dialect makes of the object that describes a column. */
/** A table as Sequelize is given it: a name, or an object with its schema. */
function tableOf(value) {
	if (value?.kind !== "object") return { name: textOf(value, "the table name") };
	const schema = fieldOf(value, "schema");
	return {
		name: textOf(fieldOf(value, "tableName"), "the table name"),
		...isGiven(schema) ? { schema: textOf(schema, "the schema") } : {}
	};
}
/** In most calls a name is quoted whole, dots and all. */
const quoted = ({ name, schema }) => `${schema === void 0 ? "" : `${quoteName(schema)}.`}${quoteName(name)}`;
/** A few calls add the schema that everything is in by default. */
const placed = ({ name, schema = "public" }) => quoted({
	name,
	schema
});
/** A few calls take a dot in a name for the border of a schema. */
const split = ({ name, schema }) => schema === void 0 ? name.split(".").map(quoteName).join(".") : quoted({
	name,
	schema
});
const enumName = (table, column) => placed({
	...table,
	name: `enum_${table.name}_${column}`
});
/** The enum's type, unless it is there: a block that ignores the error. */
const enumSql = (table, column, labels) => `DO ${quoteText(`BEGIN CREATE TYPE ${enumName(table, column)} AS ENUM(${labels.map(quoteText).join(", ")}); EXCEPTION WHEN duplicate_object THEN null; END`)}`;
const isDescription = (value) => value?.kind === "object";
function columnOf$1(table, key, given, within) {
	const described = isDescription(given);
	if (given?.kind === "object" && given.open) refuse("an option of the column is computed");
	const field = (name) => described ? fieldOf(given, name) : void 0;
	const renamed = field("field");
	const name = isGiven(renamed) ? textOf(renamed, "the name of the column") : key;
	const type = withValues(typeOf$1(described ? field("type") : given), field("values"));
	const parts = [];
	const serial = flag(field("autoIncrement"), "autoIncrement");
	const identity = flag(field("autoIncrementIdentity"), "autoIncrementIdentity");
	parts.push(serial && !identity ? serialOf(type) : type.labels ? `${enumName(table, name)}${type.key === "ARRAY" ? "[]" : ""}` : type.sql);
	const nullable = field("allowNull");
	if (nullable && !flag(nullable, "allowNull") && !(serial && !identity)) parts.push("NOT NULL");
	if (serial && identity) parts.push("GENERATED BY DEFAULT AS IDENTITY");
	const fallback = defaultOf(field("defaultValue"), type);
	if (fallback !== void 0) parts.push(`DEFAULT ${fallback}`);
	const unique = field("unique");
	if (unique?.kind === "boolean" && unique.value) parts.push("UNIQUE");
	const references = field("references");
	if (isGiven(references)) parts.push(referencesOf$1(references, field, within ?? table.schema));
	const comment = field("comment");
	return {
		name,
		sql: parts.join(" "),
		key: flag(field("primaryKey"), "primaryKey"),
		comment: isGiven(comment) ? textOf(comment, "the comment") : void 0,
		labels: type.labels
	};
}
function withValues(type, values) {
	if (type.key !== "ENUM") return type;
	if (values?.kind === "list") return {
		...type,
		labels: values.items.map((item) => textIn(item) ?? refuse("a value of the enum is computed"))
	};
	return type.labels?.length ? type : refuse("the values of the enum are not in the file");
}
function serialOf({ sql }) {
	if (sql.includes("BIGINT")) return "BIGSERIAL";
	if (sql.includes("SMALLINT")) return "SMALLSERIAL";
	return `${sql.replace("INTEGER", "")} SERIAL`.trim();
}
/** Functions, NOW and UUIDV4 are filled in by Sequelize and not by the database. */
function defaultOf(value, type) {
	if (value === void 0 || value.kind === "undefined" || value.kind === "function") return void 0;
	if (value.kind === "chain" && /^(?:NOW|UUIDV[14])$/.test(packageCall(value).name)) return void 0;
	return escaped(value, type, () => refuse("the default of the column is computed"));
}
function referencesOf$1(references, field, within) {
	const model = fieldOf(references, "model");
	if (references.kind !== "object" || references.open || !isGiven(model)) return refuse("the table that is referenced is computed");
	const target = tableOf(model);
	const schema = model.kind === "text" ? within : target.schema;
	const key = fieldOf(references, "key");
	const into = isGiven(key) ? textOf(key, "the column that is referenced") : "id";
	const parts = [`REFERENCES ${quoted({
		name: target.name,
		...schema === void 0 ? {} : { schema }
	})} (${into.split(".").map(quoteName).join(".")})`];
	for (const [name, word] of [["onDelete", "ON DELETE"], ["onUpdate", "ON UPDATE"]]) {
		const action = field(name);
		if (isGiven(action)) parts.push(`${word} ${textOf(action, name).toUpperCase()}`);
	}
	const deferrable = fieldOf(references, "deferrable");
	if (isGiven(deferrable)) parts.push(deferrableOf(deferrable));
	return parts.join(" ");
}
/** `Sequelize.Deferrable.INITIALLY_DEFERRED`, or an instance of it. */
function deferrableOf(value) {
	const name = value.kind === "chain" ? value.links.findLast((link) => link.name !== "")?.name : textIn(value);
	if (name === "INITIALLY_DEFERRED") return "DEFERRABLE INITIALLY DEFERRED";
	if (name === "INITIALLY_IMMEDIATE") return "DEFERRABLE INITIALLY IMMEDIATE";
	return name === "NOT" ? "NOT DEFERRABLE" : refuse("whether the constraint is deferrable is computed");
}

// src/frameworks/javascript/sequelize-calls.ts
/** The SQL that Sequelize's QueryInterface writes for its calls on schemas, tables, columns, indexes and constraints. */
const one = (...statements) => [statements];
const named$1 = (value) => textOf(value, "the name");
function createTable$2([given, columns, options]) {
	const table = tableOf(given);
	const schema = fieldOf(options, "schema");
	const within = table.schema === void 0 && isGiven(schema) ? {
		...table,
		schema: textOf(schema, "the schema")
	} : table;
	if (columns?.kind !== "object" || columns.open) return refuse("the columns are computed");
	const all = [...columns.fields].map(([key, value]) => columnOf$1(within, key, value));
	const lines = all.map(({ name, sql }) => `${quoteName(name)} ${sql}`);
	const unique = fieldOf(options, "uniqueKeys");
	for (const value of unique?.kind === "object" ? unique.fields.values() : []) {
		const custom = fieldOf(value, "customIndex");
		const fields = fieldOf(value, "fields");
		if (custom && custom.kind !== "undefined" && !flag(custom, "customIndex")) continue;
		lines.push(`UNIQUE (${fieldNames(fields).map(quoteName).join(", ")})`);
	}
	const keys = all.filter(({ key }) => key);
	if (keys.length > 0) lines.push(`PRIMARY KEY (${keys.map(({ name }) => quoteName(name)).join(", ")})`);
	const statements = [`CREATE TABLE IF NOT EXISTS ${quoted(within)} (${lines.join(", ")})`];
	const comment = textIn(fieldOf(options, "comment"));
	if (comment !== void 0) statements.push(`COMMENT ON TABLE ${quoted(within)} IS ${quoteText(comment)}`);
	for (const column of all) if (column.comment !== void 0) statements.push(`COMMENT ON COLUMN ${quoted(within)}.${quoteName(column.name)} IS ${quoteText(column.comment)}`);
	return [...all.flatMap(({ name, labels }) => labels ? [[enumSql(within, name, labels)]] : []), statements];
}
function addColumn$1([given, key, definition]) {
	const [table, name] = [tableOf(given), textOf(key, "the name of the column")];
	const column = columnOf$1(table, name, definition, table.schema);
	return one(...column.labels ? [enumSql(table, name, column.labels)] : [], `ALTER TABLE ${placed(table)} ADD COLUMN ${quoteName(name)} ${column.sql}`, ...column.comment === void 0 ? [] : [`COMMENT ON COLUMN ${quoted(table)}.${quoteName(name)} IS ${quoteText(column.comment)}`]);
}
/** What a column is to be is taken apart: NOT NULL, the default, the type or the key, each an ALTER of its own. */
function changeColumn([given, key, definition]) {
	const table = tableOf(given);
	const column = columnOf$1(table, textOf(key, "the name of the column"), definition, table.schema);
	const name = quoteName(column.name);
	const alter = (sql) => `ALTER TABLE ${quoted(table)} ${sql}`;
	const statements = [];
	let { sql } = column;
	const refers = sql.includes("REFERENCES");
	if (sql.includes("NOT NULL")) {
		statements.push(alter(`ALTER COLUMN ${name} SET NOT NULL`));
		sql = sql.replace("NOT NULL", "").trim();
	} else if (!refers) statements.push(alter(`ALTER COLUMN ${name} DROP NOT NULL`));
	const [before, ...behind] = sql.split(/ ?\bDEFAULT /);
	if (behind.length > 0) {
		statements.push(alter(`ALTER COLUMN ${name} SET DEFAULT ${behind.join(" DEFAULT ")}`));
		sql = before ?? "";
	} else if (!refers) statements.push(alter(`ALTER COLUMN ${name} DROP DEFAULT`));
	if (column.labels) {
		statements.push(enumSql(table, column.name, column.labels));
		sql += ` USING (${name}::${enumName(table, column.name)})`;
	}
	if (sql.endsWith(" UNIQUE")) {
		sql = sql.slice(0, -7);
		statements.push(alter(`ADD UNIQUE (${name})`));
	}
	const at = sql.indexOf("REFERENCES");
	statements.push(alter(at >= 0 ? `ADD FOREIGN KEY (${name}) ${sql.slice(at)}` : `ALTER COLUMN ${name} TYPE ${sql}`));
	if (column.comment !== void 0) statements.push(`COMMENT ON COLUMN ${quoted(table)}.${name} IS ${quoteText(column.comment)}`);
	return one(...statements);
}
const removeColumn = ([table, column]) => one(`ALTER TABLE ${placed(tableOf(table))} DROP COLUMN ${quoteName(textOf(column, "the name of the column"))}`);
const renameColumn$1 = ([table, from, to]) => one(`ALTER TABLE ${quoted(tableOf(table))} RENAME COLUMN ${quoteName(textOf(from, "the name of the column"))} TO ${quoteName(textOf(to, "the new name"))}`);
const renameTable$2 = ([from, to]) => one(`ALTER TABLE ${quoted(tableOf(from))} RENAME TO ${quoted(tableOf(to))}`);
function dropTable$2([table, options]) {
	const cascade = flag(fieldOf(options, "cascade"), "cascade") || flag(fieldOf(options, "force"), "force");
	return one(`DROP TABLE IF EXISTS ${quoted(tableOf(table))}${cascade ? " CASCADE" : ""}`);
}
/** Sequelize's default names: every capital after a border of words. */
const underscored = (name) => name.split("::").map((part) => part.replaceAll(/([A-Z])/g, "_$1").replace(/^_/, "")).join("/").toLowerCase();
const fieldNames = (value) => value?.kind === "list" ? value.items.map((item) => textOf(fieldOf(item, "attribute") ?? fieldOf(item, "name") ?? item, "a column")) : refuse("the columns are computed");
function addIndex([given, second, third]) {
	const options = second?.kind === "list" ? third : second;
	const fields = second?.kind === "list" ? second : fieldOf(second, "fields");
	if (isGiven(options) && (options.kind !== "object" || options.open)) refuse("the options are computed");
	if (fields?.kind !== "list") return refuse("the columns are computed");
	const table = tableOf(given);
	const operator = fieldOf(options, "operator");
	const columns = fields.items.map((item) => indexed$1(item, operator));
	const own = fieldOf(options, "name") ?? fieldOf(options, "indexName");
	const prefix = fieldOf(options, "prefix");
	const name = isGiven(own) ? textOf(own, "the name of the index") : underscored(`${isGiven(prefix) ? textOf(prefix, "the prefix") : table.name.replaceAll(".", "_").replaceAll(/["']/g, "")}_${fieldNames(fields).join("_")}`);
	const unique = flag(fieldOf(options, "unique"), "unique") || textIn(fieldOf(options, "type") ?? fieldOf(options, "indicesType"))?.toUpperCase() === "UNIQUE";
	const method = fieldOf(options, "using") ?? fieldOf(options, "method");
	const condition = fieldOf(options, "where");
	return one([
		"CREATE",
		...unique ? ["UNIQUE"] : [],
		"INDEX",
		...flag(fieldOf(options, "concurrently"), "concurrently") ? ["CONCURRENTLY"] : [],
		name.split(".").map(quoteName).join("."),
		`ON ${split(table)}`,
		...isGiven(method) ? [`USING ${textOf(method, "the method of the index")}`] : [],
		`(${columns.join(", ")})`,
		...isGiven(condition) ? [`WHERE ${whereOf(condition)}`] : []
	].join(" "));
}
function indexed$1(item, operator) {
	if (item.kind === "chain") return escaped(item);
	const name = fieldOf(item, "attribute") ?? fieldOf(item, "name") ?? item;
	const [collation, own, order] = [
		fieldOf(item, "collate"),
		fieldOf(item, "operator") ?? operator,
		fieldOf(item, "order")
	];
	return [
		quoteName(textOf(name, "a column")),
		...isGiven(collation) ? [`COLLATE ${quoteName(textOf(collation, "the collation"))}`] : [],
		...isGiven(own) ? [textOf(own, "the operator class")] : [],
		...isGiven(order) ? [textOf(order, "the order")] : []
	].join(" ");
}
function removeIndex([table, index, options]) {
	const name = index?.kind === "list" ? underscored(`${textOf(table, "the table name")}_${fieldNames(index).join("_")}`) : textOf(index, "the name of the index");
	const alone = flag(fieldOf(options, "concurrently"), "concurrently");
	return one(`DROP INDEX${alone ? " CONCURRENTLY" : ""} IF EXISTS ${name.split(".").map(quoteName).join(".")}`);
}
function addConstraint$1([given, second, third]) {
	const options = second?.kind === "list" ? third : second;
	const fields = second?.kind === "list" ? second : fieldOf(second, "fields");
	if (options?.kind !== "object" || options.open) return refuse("the options are computed");
	if (fields?.kind !== "list") return refuse("the columns are computed");
	const table = tableOf(given);
	const names = fields.items.map((item) => item.kind === "chain" ? escaped(item) : quoteName(textOf(fieldOf(item, "attribute") ?? fieldOf(item, "name") ?? item, "a column")));
	const type = textOf(fieldOf(options, "type"), "the type of the constraint").toUpperCase();
	const own = fieldOf(options, "name");
	const stem = `${table.schema === void 0 ? "" : `${table.schema}.`}${table.name}_${names.join("_").replaceAll("\"", "")}`;
	const called = (fallback) => `CONSTRAINT ${quoteName(isGiven(own) ? textOf(own, "the name of the constraint") : `${stem}_${fallback()}`)}`;
	const list = `(${names.join(", ")})`;
	const deferrable = fieldOf(options, "deferrable");
	const deferred = isGiven(deferrable) ? ` ${deferrableOf(deferrable)}` : "";
	const add = (sql) => one(`ALTER TABLE ${split(table)} ADD ${sql}`);
	switch (type) {
		case "UNIQUE": return add(`${called(() => "uk")} UNIQUE ${list}${deferred}`);
		case "PRIMARY KEY": return add(`${called(() => "pk")} PRIMARY KEY ${list}${deferred}`);
		case "CHECK": return add(`${called(() => "ck")} CHECK (${whereOf(fieldOf(options, "where"))})`);
		case "FOREIGN KEY": {
			const references = fieldOf(options, "references");
			const [field, all] = [fieldOf(references, "field"), fieldOf(references, "fields")];
			const target = tableOf(fieldOf(references, "table"));
			const into = isGiven(field) ? [textOf(field, "the column that is referenced")] : fieldNames(all);
			const actions = [["onUpdate", "ON UPDATE"], ["onDelete", "ON DELETE"]].map(([name = "", word = ""]) => {
				const action = fieldOf(options, name);
				return isGiven(action) ? ` ${word} ${textOf(action, name).toUpperCase()}` : "";
			});
			return add(`${called(() => `${target.schema === void 0 ? target.name : refuse("the constraint has no name")}_fk`)} FOREIGN KEY ${list} REFERENCES ${quoted(target)} (${into.map(quoteName).join(", ")})${actions.join("")}${deferred}`);
		}
		default: return refuse(`constraints of the type ${type} are not for PostgreSQL`);
	}
}
const removeConstraint = ([table, name]) => one(`ALTER TABLE ${split(tableOf(table))} DROP CONSTRAINT ${textOf(name, "the name of the constraint").split(".").map(quoteName).join(".")}`);
const createSchema$2 = ([name]) => one(`CREATE SCHEMA IF NOT EXISTS ${quoteName(named$1(name))}`);
const dropSchema$1 = ([name]) => one(`DROP SCHEMA IF EXISTS ${quoteName(named$1(name))} CASCADE`);
const dropEnum = ([name]) => one(`DROP TYPE IF EXISTS ${quoteName(named$1(name))}`);
const createDatabase$1 = ([name, options]) => {
	const parts = [
		["encoding", "ENCODING"],
		["collate", "LC_COLLATE"],
		["ctype", "LC_CTYPE"],
		["template", "TEMPLATE"]
	].map(([key = "", word = ""]) => {
		const value = fieldOf(options, key);
		return isGiven(value) ? ` ${word} = ${escaped(value)}` : "";
	});
	return one(`CREATE DATABASE ${quoteName(named$1(name))}${parts.join("")}`);
};
const dropDatabase$1 = ([name]) => one(`DROP DATABASE IF EXISTS ${quoteName(named$1(name))}`);
/** `[{ name, type, direction }]` as parameters. */
function parameters$2(value) {
	if (value?.kind !== "list") return refuse("the parameters are computed");
	const part = (item, name) => {
		const given = fieldOf(item, name);
		return isGiven(given) ? [textOf(given, `the ${name} of a parameter`)] : [];
	};
	return value.items.map((item) => [
		...part(item, "direction"),
		...part(item, "name"),
		...part(item, "type")
	].join(" ")).join(", ");
}
function createFunction$1([name, params, returns, language, body, extra, options]) {
	const variables = fieldOf(options, "variables");
	const declared = (variables?.kind === "list" ? variables.items : []).map((item) => {
		const fallback = fieldOf(item, "default");
		return `DECLARE ${named$1(fieldOf(item, "name"))} ${textOf(fieldOf(item, "type"), "the type of a variable")}${isGiven(fallback) ? ` := ${textIn(fallback) ?? escaped(fallback)}` : ""};`;
	});
	const words = extra?.kind === "list" ? extra.items.map((item) => textOf(item, "an option of the function")) : [];
	const head = flag(fieldOf(options, "force"), "force") ? "CREATE OR REPLACE FUNCTION" : "CREATE FUNCTION";
	return one(`${head} ${named$1(name)}(${parameters$2(params)}) RETURNS ${textOf(returns, "the return type")} AS $func$ ${declared.join(" ")} BEGIN ${textOf(body, "the body")} END; $func$ language '${textOf(language, "the language")}'${words.join(" ")}`);
}
const dropFunction$1 = ([name, params]) => one(`DROP FUNCTION ${named$1(name)}(${parameters$2(params)}) RESTRICT`);
const renameFunction$1 = ([name, params, to]) => one(`ALTER FUNCTION ${named$1(name)}(${parameters$2(params)}) RENAME TO ${named$1(to)}`);
const MOMENTS = new Map(Object.entries({
	after: "AFTER",
	before: "BEFORE",
	instead_of: "INSTEAD OF",
	after_constraint: "AFTER"
}));
/** Events by their names, each with the columns of which it is one; or a list of them. */
function firedBy(events) {
	if (events?.kind === "list") return events.items.map((event) => textOf(event, "an event").toUpperCase());
	if (events?.kind !== "object" || events.open) return refuse("the events are computed");
	return [...events.fields].map(([name, value]) => {
		if (value.kind === "text") return textOf(value, "an event").toUpperCase();
		const columns = fieldNames(value);
		return `${name.toUpperCase()}${columns.length === 0 ? "" : ` OF ${columns.join(", ")}`}`;
	});
}
function createTrigger$1([table, name, moment, events, routine, params, options]) {
	const when = textOf(moment, "the moment of the trigger");
	const fired = firedBy(events);
	const words = options?.kind === "list" ? options.items.map((item) => textOf(item, "an option of the trigger")) : [];
	return one([
		`CREATE ${when === "after_constraint" ? "CONSTRAINT " : ""}TRIGGER ${quoteName(named$1(name))} ${MOMENTS.get(when) ?? refuse("the moment of the trigger is not known")}`,
		`${fired.join(" OR ")} ON ${quoted(tableOf(table))}`,
		...words,
		`EXECUTE PROCEDURE ${named$1(routine)}(${parameters$2(params)})`
	].join(" "));
}
const dropTrigger = ([table, name]) => one(`DROP TRIGGER ${quoteName(named$1(name))} ON ${quoted(tableOf(table))} RESTRICT`);
const renameTrigger = ([table, from, to]) => one(`ALTER TRIGGER ${quoteName(named$1(from))} ON ${quoted(tableOf(table))} RENAME TO ${quoteName(named$1(to))}`);
const schemaCalls = new Map(Object.entries({
	addColumn: addColumn$1,
	addConstraint: addConstraint$1,
	addIndex,
	changeColumn,
	createDatabase: createDatabase$1,
	createFunction: createFunction$1,
	createSchema: createSchema$2,
	createTable: createTable$2,
	createTrigger: createTrigger$1,
	dropDatabase: dropDatabase$1,
	dropEnum,
	dropFunction: dropFunction$1,
	dropSchema: dropSchema$1,
	dropTable: dropTable$2,
	dropTrigger,
	removeColumn,
	removeConstraint,
	removeIndex,
	renameColumn: renameColumn$1,
	renameFunction: renameFunction$1,
	renameTable: renameTable$2,
	renameTrigger
}));

// src/frameworks/javascript/sequelize-rows.ts
/** bulkInsert, bulkUpdate and bulkDelete with values that stand in the file; what a run makes becomes a parameter. */
/** `$1`, `$2`, …: a value that is not in the file. */
function parameters$1() {
	let count = 0;
	return () => `$${++count}`;
}
const row = (value) => value.kind === "object" && !value.open ? value : refuse("the rows are computed");
function bulkInsert([table, given, options]) {
	if (given?.kind !== "list" && given?.kind !== "unknown") return refuse("the rows are computed");
	const rows = rowsOf(given).map(row);
	if (rows.length === 0) return refuse("there are no rows");
	const columns = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))];
	const next = parameters$1();
	const tuples = rows.map(({ fields }) => `(${columns.map((name) => escaped(fields.get(name) ?? { kind: "null" }, void 0, next)).join(",")})`);
	return [[`INSERT INTO ${quoted(tableOf(table))} (${columns.map(quoteName).join(",")}) VALUES ${tuples.join(",")}${conflict(options)}`]];
}
function conflict(options) {
	if (flag(fieldOf(options, "ignoreDuplicates"), "ignoreDuplicates")) return " ON CONFLICT DO NOTHING";
	const updated = fieldOf(options, "updateOnDuplicate");
	if (!isGiven(updated)) return "";
	return ` ON CONFLICT (${textsOf(fieldOf(options, "upsertKeys"), "the columns of the conflict").map(quoteName).join(",")}) DO UPDATE SET ${textsOf(updated, "the columns to update").map((name) => `${quoteName(name)}=EXCLUDED.${quoteName(name)}`).join(",")}`;
}
function bulkUpdate([table, given, condition]) {
	const values = row(given ?? { kind: "undefined" });
	const next = parameters$1();
	const sets = [...values.fields].map(([name, value]) => `${quoteName(name)}=${escaped(value, void 0, next)}`);
	const where = whereOf(condition, next);
	return [[`UPDATE ${quoted(tableOf(table))} SET ${sets.join(",")}${where === "" ? "" : ` WHERE ${where}`}`]];
}
function bulkDelete([table, condition, options]) {
	if (flag(fieldOf(options, "truncate"), "truncate")) {
		const word = (name, sql) => flag(fieldOf(options, name), name) ? sql : "";
		return [[`TRUNCATE ${quoted(tableOf(table))}${word("restartIdentity", " RESTART IDENTITY")}${word("cascade", " CASCADE")}`]];
	}
	const where = whereOf(condition, parameters$1());
	return [[`DELETE FROM ${quoted(tableOf(table))}${where === "" ? "" : ` WHERE ${where}`}`]];
}
/** `insert(instance, table, values)`, where there is no instance. */
const insert = ([, table, values]) => bulkInsert([table ?? { kind: "undefined" }, {
	kind: "list",
	items: values ? [values] : []
}]);
const rowCalls = new Map(Object.entries({
	bulkInsert,
	bulkUpdate,
	bulkDelete,
	insert
}));

// src/frameworks/javascript/sequelize.ts
/** Asks, and changes nothing. */
const READS$1 = /^(?:describe\w*|show\w*|select|rawSelect|tableExists|get\w*|literal|fn|col|cast|json|escape|quote\w*|authenticate|close|find\w*|count|databaseVersion|pgListEnums|validate|model|isDefined|nameIndexes|toString)$/;
const calls = new Map([...schemaCalls, ...rowCalls]);
/** What only a connection can tell: which tables, schemas or types there are, or what a model says. */
const WHY = new Map(Object.entries({
	dropAllTables: "the tables that dropAllTables() drops are those that it finds",
	dropAllSchemas: "the schemas that dropAllSchemas() drops are those that it finds",
	dropAllEnums: "the types that dropAllEnums() drops are those that it finds",
	drop: "the tables that it drops are those of the models",
	define: "a model is made, and what it is asked is not read",
	sync: "the tables that it makes are those of the models",
	truncate: "the tables that it empties are those of the models",
	models: "a data change through a model",
	model: "a data change through a model",
	update: "a data change through a model",
	delete: "a data change through a model",
	upsert: "a data change through a model",
	increment: "a data change through a model",
	decrement: "a data change through a model"
}));
const sequelize = {
	id: "sequelize",
	title: "Sequelize",
	parameters: ["queryInterface", "types"],
	imported: (module, name) => /^(?:sequelize|@sequelize\/core|sequelize-typescript)$/.test(module) ? /^(?:\*|default|Sequelize|DataTypes|DataType)$/.test(name) ? "types" : `types.${name}` : void 0,
	transaction: "none",
	grouped: false,
	send(given, output) {
		const links = given.links.filter(({ name, args }) => args || !/^(?:context|queryInterface|sequelize)$/.test(name));
		const chain = {
			...given,
			links
		};
		const [first, second] = links;
		if (!first) return void 0;
		if (links.some(({ name }) => name === "connectionManager")) {
			output.unread(chain, "what is sent through a connection of its own is not followed");
			return;
		}
		if (/^models?$/.test(first.name) && links.some(({ name, args }) => args && name.startsWith("find"))) {
			output.unread(chain, "what is done with the rows of a model is not followed");
			return;
		}
		if (first.name === "getQueryInterface" && links.length === 1) return output.handle("queryInterface", chain);
		const link = first.name === "getQueryInterface" && second ? second : first;
		switch (link.name) {
			case "query": {
				const [text, options] = link.args ?? [];
				const given = fieldOf(options, "replacements") ?? fieldOf(options, "bind");
				sendRaw(output, text?.kind === "text" && fieldOf(options, "replacements") ? withBindings(text, given) : text, link);
				return;
			}
			case "transaction": return transaction(link, chain, output);
			case "commit":
			case "rollback":
				output.made(link.name.toUpperCase(), chain);
				return;
			default:
				sendCall$2(link, chain, output);
				return;
		}
	}
};
function sendCall$2(link, chain, output) {
	const call = calls.get(link.name);
	if (!call) {
		if (chain.links.every(({ name, args }) => !args || READS$1.test(name))) return;
		output.unread(chain, WHY.get(link.name) ?? `${pathOf("queryInterface", [link])} is not read yet`);
		return;
	}
	const queries = orReason(() => call(link.args ?? []));
	if (queries instanceof NotRead) output.unread(chain, queries.message);
	else for (const query of queries) output.made(query.join(";\n"), chain, query.length > 1);
}
function transaction(link, chain, output) {
	const run = link.args?.find((arg) => arg.kind === "function");
	output.made("BEGIN", {
		start: link.start,
		end: link.start + link.name.length
	});
	const handle = output.handle("queryInterface", chain);
	if (run?.kind !== "function") return handle;
	const value = output.call(run, [handle]);
	output.made("COMMIT", {
		start: chain.end - 1,
		end: chain.end
	});
	return value;
}

// src/frameworks/javascript/typeorm-table.ts
/** Tables, columns, keys and indexes that TypeORM's QueryRunner is handed, as its PostgreSQL driver writes them. */
/** `new TableColumn({ … })`, or the object alone. */
function optionsIn(value, what) {
	const given = value?.kind === "chain" ? value.links.find(({ args }) => args)?.args?.[0] : value;
	return given?.kind === "object" && !given.open ? given : refuse(`${what} is computed`);
}
/** Several of them, one, or none. */
const listOf$1 = (value) => !isGiven(value) ? [] : value.kind === "list" ? value.items : [value];
/** A table: its name, or a Table. */
function targetOf(value) {
	const options = value?.kind === "text" ? void 0 : optionsIn(value, "the table");
	const parts = textOf(options ? fieldOf(options, "name") : value, "the table name").split(".");
	const name = parts.pop() ?? "";
	const own = options && fieldOf(options, "schema");
	const schema = isGiven(own) ? textOf(own, "the schema") : parts.at(-1);
	return {
		name,
		schema,
		quoted: [...schema === void 0 ? [] : [schema], name].map(quoteName).join(".")
	};
}
/** TypeORM's own names: a digest of the table and its columns, as they stand in an address. */
function digestName(prefix, table, columns, more = "") {
	const key = `${table.name}_${[...columns].sort().join("_")}${more}`;
	return `${prefix}_${createHash("sha1").update(encodeURIComponent(key)).digest("hex").slice(0, prefix.length === 2 ? 27 : 26)}`;
}
const text = (options, name) => {
	const value = fieldOf(options, name);
	if (!isGiven(value)) return void 0;
	return value.kind === "number" || value.kind === "boolean" ? String(value.value) : textOf(value, name);
};
const isSet$1 = (options, name) => flag(fieldOf(options, name), name);
const list = (names) => names.map(quoteName).join(", ");
const SERIALS = new Map(Object.entries({
	integer: "SERIAL",
	int: "SERIAL",
	int4: "SERIAL",
	smallint: "SMALLSERIAL",
	int2: "SMALLSERIAL",
	bigint: "BIGSERIAL",
	int8: "BIGSERIAL"
}));
const TIMES = /* @__PURE__ */ new Map([
	["time without time zone", ["TIME", ""]],
	["time with time zone", ["TIME", " WITH TIME ZONE"]],
	["timestamp without time zone", ["TIMESTAMP", ""]],
	["timestamp with time zone", ["TIMESTAMP", " WITH TIME ZONE"]]
]);
function columnOf(table, value) {
	const options = optionsIn(value, "the column");
	const name = textOf(fieldOf(options, "name"), "the name of the column");
	const type = textOf(fieldOf(options, "type"), "the type of the column");
	const generated = isSet$1(options, "isGenerated");
	const strategy = text(options, "generationStrategy");
	const parts = [quoteName(name)];
	let made;
	if (generated && strategy === "identity") parts.push(`${type} GENERATED ${text(options, "generatedIdentity") ?? "BY DEFAULT"} AS IDENTITY`);
	else if (generated && strategy !== "uuid") parts.push(SERIALS.get(type) ?? refuse(`there is no serial type for ${type}`));
	if (type === "enum" || type === "simple-enum") {
		const own = text(options, "enumName") ?? `${table.name}_${name.toLowerCase()}_enum`;
		const named = `${table.schema ?? "public"}.${own}`.split(".").map(quoteName).join(".");
		parts.push(`${named}${isSet$1(options, "isArray") ? " array" : ""}`);
		made = `CREATE TYPE ${named} AS ENUM(${textsOf(fieldOf(options, "enum"), "the values of the enum").map(quoteText).join(", ")})`;
	} else if (!generated || type === "uuid") parts.push(fullType(options, type));
	const expression = text(options, "asExpression");
	if (expression !== void 0 && text(options, "generatedType") === "STORED") parts.push(`GENERATED ALWAYS AS (${expression}) STORED`);
	const collation = text(options, "collation");
	if (collation !== void 0) parts.push(`COLLATE ${quoteName(collation)}`);
	const nullable = fieldOf(options, "isNullable");
	if (!nullable || !flag(nullable, "isNullable")) parts.push("NOT NULL");
	const fallback = text(options, "default");
	if (fallback !== void 0) parts.push(`DEFAULT ${fallback}`);
	else if (generated && strategy === "uuid") parts.push("DEFAULT uuid_generate_v4()");
	return {
		name,
		sql: parts.join(" "),
		key: isSet$1(options, "isPrimary"),
		keyName: text(options, "primaryKeyConstraintName"),
		unique: isSet$1(options, "isUnique"),
		comment: text(options, "comment"),
		made
	};
}
function fullType(options, type) {
	const [length, precision, scale] = [
		text(options, "length"),
		text(options, "precision"),
		text(options, "scale")
	];
	const digits = precision === void 0 ? "" : `(${precision}${scale === void 0 ? "" : `,${scale}`})`;
	const time = TIMES.get(type);
	const array = isSet$1(options, "isArray") ? " array" : "";
	if (time) return `${time[0]}${precision === void 0 ? "" : `(${precision})`}${time[1]}${array}`;
	if (type === "geometry" || type === "geography") {
		const [shape, system] = [text(options, "spatialFeatureType"), text(options, "srid")];
		return `${type}${shape === void 0 ? "" : `(${shape}${system === void 0 ? "" : `,${system}`})`}${array}`;
	}
	return `${type}${length === void 0 || length === "" ? digits : `(${length})`}${array}`;
}
const keySql = (table, columns, name) => `CONSTRAINT ${quoteName(name ?? digestName("PK", table, columns))} PRIMARY KEY (${list(columns)})`;
const columnsIn = (options) => textsOf(fieldOf(options, "columnNames"), "the columns");
function uniqueSql(table, value) {
	const options = optionsIn(value, "the constraint");
	const columns = columnsIn(options);
	const deferrable = text(options, "deferrable");
	return `CONSTRAINT ${quoteName(text(options, "name") ?? digestName("UQ", table, columns))} UNIQUE (${list(columns)})${deferrable === void 0 ? "" : ` DEFERRABLE ${deferrable}`}`;
}
function checkSql(table, value) {
	const options = optionsIn(value, "the constraint");
	const expression = textOf(fieldOf(options, "expression"), "the condition");
	return `CONSTRAINT ${quoteName(text(options, "name") ?? digestName("CHK", table, [expression]))} CHECK (${expression})`;
}
function exclusionSql(table, value) {
	const options = optionsIn(value, "the constraint");
	const expression = textOf(fieldOf(options, "expression"), "the condition");
	return `CONSTRAINT ${quoteName(text(options, "name") ?? digestName("XCL", table, [expression]))} EXCLUDE ${expression}`;
}
function foreignKeySql(table, value) {
	const options = optionsIn(value, "the foreign key");
	const columns = columnsIn(options);
	const schema = text(options, "referencedSchema");
	const into = [...schema === void 0 ? [] : [schema], ...textOf(fieldOf(options, "referencedTableName"), "the table that is referenced").split(".")];
	const clause = (name, sql) => {
		const given = text(options, name);
		return given === void 0 ? "" : ` ${sql} ${given}`;
	};
	const referenced = textsOf(fieldOf(options, "referencedColumnNames"), "the columns that are referenced");
	return `CONSTRAINT ${quoteName(text(options, "name") ?? digestName("FK", table, columns))} FOREIGN KEY (${list(columns)}) REFERENCES ${into.map(quoteName).join(".")} (${list(referenced)})${clause("onDelete", "ON DELETE")}${clause("onUpdate", "ON UPDATE")}${clause("deferrable", "DEFERRABLE")}`;
}
function indexSql(table, value) {
	const options = optionsIn(value, "the index");
	const columns = columnsIn(options);
	const where = text(options, "where");
	const name = text(options, "name") ?? digestName("IDX", table, columns, where === void 0 ? "" : `_${where}`);
	const using = isSet$1(options, "isSpatial") ? "USING GiST " : "";
	return `CREATE ${isSet$1(options, "isUnique") ? "UNIQUE " : ""}INDEX${isSet$1(options, "isConcurrent") ? " CONCURRENTLY" : ""} ${quoteName(name)} ON ${table.quoted} ${using}(${list(columns)})${where === void 0 ? "" : ` WHERE ${where}`}`;
}

// src/frameworks/javascript/typeorm-calls.ts
/** The calls of TypeORM's QueryRunner that change the schema. What else it sends for what the server has is not known here. */
function createTable$1([given, , foreign, indexed]) {
	const table = targetOf(given);
	const options = optionsIn(given, "the table");
	const of = (name) => listOf$1(fieldOf(options, name));
	const columns = of("columns").map((one) => columnOf(table, one));
	const uniques = of("uniques").map((one) => uniqueSql(table, one));
	const lone = new Set(of("uniques").map((one) => fieldOf(optionsIn(one, "the constraint"), "columnNames")).flatMap((names) => names?.kind === "list" && names.items.length === 1 ? textIn(names.items[0]) ?? [] : []));
	for (const { name, unique } of columns) if (unique && !lone.has(name)) uniques.push(`CONSTRAINT ${quoteName(digestName("UQ", table, [name]))} UNIQUE (${quoteName(name)})`);
	const keys = columns.filter(({ key }) => key);
	const withKeys = foreign === void 0 || flag(foreign, "createForeignKeys");
	const lines = [
		...columns.map(({ sql }) => sql),
		...uniques,
		...of("checks").map((one) => checkSql(table, one)),
		...of("exclusions").map((one) => exclusionSql(table, one)),
		...withKeys ? of("foreignKeys").map((one) => foreignKeySql(table, one)) : [],
		...keys.length > 0 ? [keySql(table, keys.map(({ name }) => name), keys[0]?.keyName)] : []
	];
	const comment = fieldOf(options, "comment");
	return [
		...new Set(columns.flatMap(({ made }) => made ?? [])),
		[`CREATE TABLE ${table.quoted} (${lines.join(", ")})`, ...columns.flatMap((one) => one.comment === void 0 ? [] : [remark(table, one.name, one.comment)])].join("; "),
		...indexed === void 0 || flag(indexed, "createIndices") ? of("indices").map((one) => indexSql(table, one)) : [],
		...isGiven(comment) ? [`COMMENT ON TABLE ${table.quoted} IS ${quoteText(textOf(comment, "the comment"))}`] : []
	];
}
const remark = (table, column, text) => `COMMENT ON COLUMN ${table.quoted}.${quoteName(column)} IS ${quoteText(text)}`;
function addColumn([given, value]) {
	const table = targetOf(given);
	const column = columnOf(table, value);
	const add = (sql) => `ALTER TABLE ${table.quoted} ADD ${sql}`;
	return [
		...column.made === void 0 ? [] : [column.made],
		add(column.sql),
		...column.key ? [add(keySql(table, [column.name], column.keyName))] : [],
		...column.unique ? [add(`CONSTRAINT ${quoteName(digestName("UQ", table, [column.name]))} UNIQUE (${quoteName(column.name)})`)] : [],
		...column.comment === void 0 ? [] : [remark(table, column.name, column.comment)]
	];
}
/** A thing, by its name or as an object with a name. */
const named = (value) => textIn(value) ?? textOf(fieldOf(optionsIn(value, "what is dropped"), "name"), "its name");
const many = (one) => ([table, values]) => values?.kind === "list" ? values.items.flatMap((value) => one([table ?? { kind: "undefined" }, value])) : refuse("the list is computed");
const added = (sql) => ([table, value]) => [`ALTER TABLE ${targetOf(table).quoted} ADD ${sql(targetOf(table), value)}`];
const dropColumn = ([table, column]) => [`ALTER TABLE ${targetOf(table).quoted} DROP COLUMN ${quoteName(named(column))}`];
const dropConstraint$1 = ([table, value]) => [`ALTER TABLE ${targetOf(table).quoted} DROP CONSTRAINT ${quoteName(named(value))}`];
const createIndex$1 = ([table, value]) => [indexSql(targetOf(table), value)];
const dropIndex$1 = ([given, value]) => {
	const table = targetOf(given);
	const alone = value?.kind === "text" ? void 0 : fieldOf(optionsIn(value, "the index"), "isConcurrent");
	return [`DROP INDEX ${flag(alone, "isConcurrent") ? "CONCURRENTLY " : ""}${quoteName(table.schema ?? "public")}.${quoteName(named(value))}`];
};
const createPrimaryKey = ([given, columns, name]) => {
	const table = targetOf(given);
	return [`ALTER TABLE ${table.quoted} ADD ${keySql(table, textsOf(columns, "the columns"), isGiven(name) ? textOf(name, "the name of the key") : void 0)}`];
};
const renameColumn = ([table, from, to]) => [`ALTER TABLE ${targetOf(table).quoted} RENAME COLUMN ${quoteName(named(from))} TO ${quoteName(named(to))}`];
const renameTable$1 = ([table, to]) => [`ALTER TABLE ${targetOf(table).quoted} RENAME TO ${quoteName(textOf(to, "the new name"))}`];
const dropTable$1 = ([table]) => [`DROP TABLE ${targetOf(table).quoted}`];
const clearTable = ([table]) => [`TRUNCATE TABLE ${targetOf(table).quoted}`];
const schemaName = (value) => quoteName(textOf(value, "the schema").split(".").at(-1) ?? "");
const createSchema$1 = ([name, missing]) => [`CREATE SCHEMA ${flag(missing, "ifNotExist") ? "IF NOT EXISTS " : ""}${schemaName(name)}`];
const dropSchema = ([name, exists, cascade]) => [`DROP SCHEMA ${flag(exists, "ifExist") ? "IF EXISTS " : ""}${schemaName(name)}${flag(cascade, "isCascade") ? " CASCADE" : ""}`];
const createDatabase = ([name]) => [`CREATE DATABASE ${quoteName(textOf(name, "the database"))}`];
const dropDatabase = ([name, exists]) => [`DROP DATABASE ${flag(exists, "ifExist") ? "IF EXISTS " : ""}${quoteName(textOf(name, "the database"))}`];
const createView$1 = ([given]) => {
	const options = optionsIn(given, "the view");
	return [`CREATE ${flag(fieldOf(options, "materialized"), "materialized") ? "MATERIALIZED VIEW" : "VIEW"} ${targetOf(given).quoted} AS ${textOf(fieldOf(options, "expression"), "the query of the view")}`];
};
const changeTableComment = ([table, comment]) => [`COMMENT ON TABLE ${targetOf(table).quoted} IS ${isGiven(comment) ? quoteText(textOf(comment, "the comment")) : "NULL"}`];
/** What depends on what the server has. */
const found = (what) => () => refuse(`what it sends depends on ${what} that the server has`);
const runnerCalls = new Map(Object.entries({
	createTable: createTable$1,
	dropTable: dropTable$1,
	renameTable: renameTable$1,
	clearTable,
	changeTableComment,
	addColumn,
	addColumns: many(addColumn),
	dropColumn,
	dropColumns: many(dropColumn),
	renameColumn,
	changeColumn: found("the column"),
	changeColumns: found("the columns"),
	createPrimaryKey,
	updatePrimaryKeys: found("the key"),
	dropPrimaryKey: found("the key"),
	createUniqueConstraint: added(uniqueSql),
	createUniqueConstraints: many(added(uniqueSql)),
	dropUniqueConstraint: dropConstraint$1,
	dropUniqueConstraints: many(dropConstraint$1),
	createCheckConstraint: added(checkSql),
	createCheckConstraints: many(added(checkSql)),
	dropCheckConstraint: dropConstraint$1,
	dropCheckConstraints: many(dropConstraint$1),
	createExclusionConstraint: added(exclusionSql),
	createExclusionConstraints: many(added(exclusionSql)),
	dropExclusionConstraint: dropConstraint$1,
	dropExclusionConstraints: many(dropConstraint$1),
	createForeignKey: added(foreignKeySql),
	createForeignKeys: many(added(foreignKeySql)),
	dropForeignKey: dropConstraint$1,
	dropForeignKeys: many(dropConstraint$1),
	createIndex: createIndex$1,
	createIndices: many(createIndex$1),
	dropIndex: dropIndex$1,
	dropIndices: many(dropIndex$1),
	createSchema: createSchema$1,
	dropSchema,
	createDatabase,
	dropDatabase,
	createView: createView$1,
	dropView: found("the view"),
	clearDatabase: found("the tables")
}));

// src/frameworks/javascript/typeorm.ts
/**
* TypeORM: classes with up and down that are handed a QueryRunner. All pending migrations share a transaction by default.
* Sources: src/migration/MigrationExecutor.ts and src/query-runner/QueryRunner.ts of github.com/typeorm/typeorm.
*/
/** Asks, and changes nothing. */
const READS = /^(?:has\w*|get\w*|find\w*|exists?\w*|count\w*|clearSqlMemory|enableSqlMemory|disableSqlMemory|release|connect|isTransactionActive)$/;
/** On the way to the models. */
const MODELS = /^(?:manager|getRepository|createQueryBuilder|getTreeRepository)$/;
/** What a model or a builder of queries is asked that neither changes nor sends anything. */
const ASKS = /^(?:has\w*|get\w*|find\w*|exists?\w*|count\w*|sum|average|minimum|maximum|create|preload|merge|create\w*Builder|(?:add)?[sS]elect\w*|from|\w*[wW]here\w*|\w*[jJ]oin\w*|\w*[oO]rderBy|\w*[gG]roupBy|\w*[hH]aving|limit|offset|skip|take|setParameters?|of|load\w*|stream|release|\w*[lL]ock|cache|withDeleted|clone)$/;
const typeorm = {
	id: "typeorm",
	title: "TypeORM",
	parameters: ["queryRunner"],
	imported: (module, name) => module === "typeorm" && name !== "*" ? `types.${name}` : void 0,
	transaction: "wrapped",
	grouped: true,
	optsOut: (members) => {
		const value = members.get("transaction");
		return value?.kind === "boolean" && !value.value;
	},
	named: (members) => {
		const id = stringOf(members.get("name")) ?? members.name;
		const order = id === void 0 ? void 0 : /\d{1,13}$/.exec(id)?.[0];
		return id === void 0 || order === void 0 ? void 0 : {
			id,
			order
		};
	},
	send(chain, output) {
		const call = chain.links.findIndex(({ args }) => args);
		const link = chain.links[call];
		const name = link?.name ?? "";
		if (/^(?:query|sql|stream)$/.test(name) && link && !chain.links.some((one) => one.name === "createQueryBuilder")) sendRaw(output, link.args?.[0], link);
		else if (name === "`" && chain.links[call - 1]?.name === "sql") {
			const pieces = sqlPieces({
				...chain,
				links: chain.links.slice(call)
			}, { next: 1 });
			sendRaw(output, pieces && {
				kind: "text",
				pieces
			}, chain);
		} else if (name === "startTransaction") output.made("BEGIN", chain);
		else if (name === "commitTransaction") output.made("COMMIT", chain);
		else if (name === "rollbackTransaction") output.made("ROLLBACK", chain);
		else if (name === "transaction") {
			for (const arg of link?.args ?? []) if (arg.kind === "function") output.call(arg, [output.handle("queryRunner", chain)]);
		} else sendCall$1(chain, link, output);
	}
};
function sendCall$1(chain, link, output) {
	const call = link && chain.links[0] === link ? runnerCalls.get(link.name) : void 0;
	if (link && call) {
		const made = orReason(() => call(link.args ?? []));
		if (made instanceof NotRead) output.unread(chain, `${pathOf(chain.root, [link])}: ${made.message}`);
		else for (const sql of made) output.made(sql, chain);
	} else if (chain.links.some(({ name }) => MODELS.test(name))) {
		const away = chain.links.some(({ name }) => /^(?:connection|dataSource)$/.test(name));
		if (chain.links.some(({ name, args }) => args && !ASKS.test(name))) output.unread(chain, away ? `${pathOf(chain.root, chain.links)} is not read yet` : "a data change through a model");
	} else if (!link || !chain.links.every((one) => !one.args || READS.test(one.name))) output.unread(chain, `${pathOf(chain.root, chain.links)} is not read yet`);
}

// src/frameworks/javascript/parse.ts
async function parseScript(source) {
	const { parse } = await import("./chunk-lib.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const plugins = /\.[cm]?ts$/i.test(source.path) ? ["typescript", "decorators-legacy"] : ["decorators-legacy"];
	try {
		return { file: parse(source.text, {
			sourceType: "unambiguous",
			errorRecovery: false,
			allowReturnOutsideFunction: true,
			allowAwaitOutsideFunction: true,
			allowUndeclaredExports: true,
			plugins
		}) };
	} catch (error) {
		const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\(\d+:\d+\)\s*$/, "").replace(/\.$/, "");
		const at = error instanceof Error && "pos" in error && typeof error.pos === "number" ? error.pos : 0;
		return {
			reason: `the file does not parse: ${message}`,
			at
		};
	}
}

// src/frameworks/javascript/scopes.ts
const newScope = (parent, self = parent?.self) => ({
	names: /* @__PURE__ */ new Map(),
	parent,
	self
});
function lookUp(name, scope) {
	for (let at = scope; at; at = at.parent) {
		const value = at.names.get(name);
		if (value) return value;
	}
}
function assign(name, value, scope) {
	for (let at = scope; at; at = at.parent) {
		if (!at.names.has(name)) continue;
		at.names.set(name, value);
		return;
	}
}
function rootOf(scope) {
	let at = scope;
	while (at.parent) at = at.parent;
	return at;
}
/** Every node below one, itself included. */
function walk(node, visit) {
	visit(node);
	for (const child of Object.values(node)) for (const one of Array.isArray(child) ? child : [child]) if (typeof one === "object" && one !== null && "type" in one && typeof one.type === "string" && "start" in one) walk(one, visit);
}

// src/frameworks/javascript/modules.ts
/** How far one migration is followed, and how large a file may be. */
const LIMITS$1 = {
	levels: 3,
	files: 24,
	size: 2e5
};
const EXTENSIONS = [
	"ts",
	"js",
	"mts",
	"mjs",
	"cts",
	"cjs",
	"json"
];
/** The files of a tree that migrations import, each parsed once. */
var Modules = class {
	#tree;
	#paths;
	#parsed = /* @__PURE__ */ new Map();
	constructor(tree) {
		this.#tree = tree;
		this.#paths = new Set(tree.paths);
	}
	async around(source, file) {
		const found = /* @__PURE__ */ new Map();
		let level = [{
			source,
			file
		}];
		for (let depth = 0; depth < LIMITS$1.levels && level.length > 0; depth++) {
			const paths = [...new Set(level.flatMap((one) => specifiersIn(one.file).flatMap((specifier) => this.#resolve(one.source.path, specifier) ?? [])))].filter((path) => !found.has(path) && path !== source.path).slice(0, LIMITS$1.files - found.size);
			level = await this.#load(paths);
			for (const module of level) found.set(module.source.path, module);
		}
		return { find: (from, specifier) => {
			const path = this.#resolve(from, specifier);
			return path === void 0 ? void 0 : found.get(path);
		} };
	}
	async #load(paths) {
		const fresh = paths.filter((path) => !this.#parsed.has(path));
		for (const path of fresh) this.#parsed.set(path, void 0);
		const contents = fresh.length === 0 ? [] : await this.#tree.read(fresh);
		for (const [path, content] of contents) {
			if (content.kind !== "text" || content.text.length > LIMITS$1.size) continue;
			const text = path.endsWith(".json") ? `module.exports = ${content.text}` : content.text;
			const parsed = await parseScript({
				path,
				text
			});
			if ("file" in parsed) this.#parsed.set(path, {
				source: {
					path,
					text
				},
				file: parsed.file
			});
		}
		return paths.flatMap((path) => this.#parsed.get(path) ?? []);
	}
	/** The file that a relative import means, by Node.js's rules and TypeScript's. */
	#resolve(from, specifier) {
		if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return void 0;
		const parts = folderOf(from).split("/").filter(Boolean);
		for (const part of specifier.split("/")) if (part === "..") {
			if (parts.pop() === void 0) return void 0;
		} else if (part !== "." && part !== "") parts.push(part);
		const path = parts.join("/");
		const stem = path.replace(/\.([cm]?)js$/, "");
		return [
			.../\.(?:[cm]?[jt]s|json)$/.test(path) ? [path] : [],
			...stem === path ? [] : [
				"ts",
				"mts",
				"cts"
			].map((extension) => `${stem}.${extension}`),
			...EXTENSIONS.map((extension) => `${path}.${extension}`),
			...EXTENSIONS.map((extension) => `${path}/index.${extension}`)
		].find((candidate) => this.#paths.has(candidate));
	}
};
/** What a file imports from files beside it. */
function specifiersIn(file) {
	const found = [];
	const add = (node) => {
		if (node?.type === "StringLiteral" && node.value.startsWith(".")) found.push(node.value);
	};
	walk(file.program, (node) => {
		if (node.type === "ImportDeclaration" || node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration") add(node.source);
		else if (node.type === "CallExpression" && (node.callee.type === "Import" || node.callee.type === "Identifier" && node.callee.name === "require")) add(node.arguments[0]);
	});
	return found;
}

// src/frameworks/javascript/pgm-values.ts
/** Names, types and values as node-pg-migrate's MigrationBuilder writes them. */
/** A name, or a name with its schema. */
function nameOf$1(value, what = "the name") {
	if (value?.kind !== "object") return quoteName(textOf(value, what));
	const schema = fieldOf(value, "schema");
	return `${isGiven(schema) ? `${quoteName(textOf(schema, "the schema"))}.` : ""}${quoteName(textOf(fieldOf(value, "name"), what))}`;
}
/** The name without its schema. */
const bareName = (value, what = "the name") => textOf(value?.kind === "object" ? fieldOf(value, "name") : value, what);
/** One thing, or a list of them. */
const listOf = (value) => !isGiven(value) ? [] : value.kind === "list" ? value.items : [value];
const namesIn = (value) => listOf(value).map((one) => nameOf$1(one)).join(", ");
const isSet = (options, name) => flag(fieldOf(options, name), name);
/** ` WORDS` where an option is set. */
const word = (options, name, sql) => isSet(options, name) ? ` ${sql}` : "";
/** An option that is a text, or nothing. */
function optionOf(options, name) {
	const value = fieldOf(options, name);
	if (!isGiven(value) || value.kind === "boolean" && !value.value) return void 0;
	return value.kind === "number" ? String(value.value) : textOf(value, name);
}
/** Options that must be known, or none. */
function checked(options) {
	if (isGiven(options) && (options.kind !== "object" || options.open)) return refuse("the options are computed");
	return options;
}
/** A value: literals, lists, and what `pgm.func()` or PgLiteral hold as it is. */
function valueOf(value) {
	switch (value?.kind) {
		case "chain": return textOf(value.links.find(({ name, args }) => args && (name === "func" || name === "create" || name === ""))?.args?.[0], "the SQL");
		case "null": return "NULL";
		case "number":
		case "boolean": return String(value.value);
		case "text": return quoteText(textIn(value) ?? refuse("a value is computed"));
		case "list": return `ARRAY[${value.items.map((item) => valueOf(item).replaceAll("ARRAY", "")).join(",")}]`;
		default: return refuse("a value is computed");
	}
}
const ADAPTERS = new Map(Object.entries({
	int: "integer",
	string: "text",
	float: "real",
	double: "double precision",
	datetime: "timestamp",
	bool: "boolean"
}));
const adapted = (type) => ADAPTERS.get(type) ?? type;
const ID = {
	kind: "object",
	open: false,
	fields: /* @__PURE__ */ new Map([["type", {
		kind: "text",
		pieces: [{
			text: "serial",
			start: 0,
			end: 0
		}]
	}], ["primaryKey", {
		kind: "boolean",
		value: true
	}]])
};
/** A type with its options, shorthands resolved. */
function described(value, shorthands) {
	const fields = /* @__PURE__ */ new Map();
	let at = value;
	let type = "";
	for (let depth = 0; depth < 20; depth++) {
		if (at?.kind === "object") {
			if (at.open) refuse("the options of the column are computed");
			for (const [name, field] of at.fields) if (!fields.has(name)) fields.set(name, field);
			at = at.fields.get("type");
			if (at?.kind === "object") return {
				type: nameOf$1(at, "the type"),
				options: {
					kind: "object",
					open: false,
					fields
				}
			};
		}
		type = textOf(at, "the type");
		const next = shorthands.get(type) ?? (type === "id" ? ID : void 0);
		if (next === void 0) return {
			type: adapted(type),
			options: {
				kind: "object",
				open: false,
				fields
			}
		};
		at = next;
	}
	return refuse("the shorthands of types lead back to themselves");
}
const typeOf = (value, shorthands) => described(value, shorthands).type;
/** Clauses of a sequence, and of an identity column. */
function sequenceOptions(options, shorthands) {
	checked(options);
	const given = (name) => fieldOf(options, name);
	const none = (name) => given(name)?.kind === "null" || given(name)?.kind === "boolean" && !isSet(options, name);
	const clause = (name, sql, no) => {
		if (no !== void 0 && none(name)) return [no];
		const value = optionOf(options, name);
		return value === void 0 || value === "0" ? [] : [`${sql} ${value}`];
	};
	const cycle = given("cycle");
	return [
		...isGiven(given("type")) ? [`AS ${typeOf(given("type"), shorthands)}`] : [],
		...clause("increment", "INCREMENT BY"),
		...clause("minvalue", "MINVALUE", "NO MINVALUE"),
		...clause("maxvalue", "MAXVALUE", "NO MAXVALUE"),
		...clause("start", "START WITH"),
		...clause("cache", "CACHE"),
		...isGiven(cycle) ? [isSet(options, "cycle") ? "CYCLE" : "NO CYCLE"] : [],
		...clause("owner", "OWNED BY", "OWNED BY NONE")
	];
}
const comment = (what, text) => `COMMENT ON ${what} IS ${valueOf(text)}`;
const dropped = (kind) => ([name, options]) => [`DROP ${kind}${word(options, "ifExists", "IF EXISTS")} ${nameOf$1(name)}${word(options, "cascade", "CASCADE")}`];
const renamed$1 = (kind) => ([from, to]) => [`ALTER ${kind} ${nameOf$1(from)} RENAME TO ${nameOf$1(to, "the new name")}`];
/** Things on a table, or in a view or type. */
const renamedIn = (kind, on = " ON") => ([table, from, to]) => [on === " ON" ? `ALTER ${kind} ${nameOf$1(from)} ON ${nameOf$1(table)} RENAME TO ${nameOf$1(to)}` : `ALTER ${kind} ${nameOf$1(table)} RENAME ${on} ${nameOf$1(from)} TO ${nameOf$1(to)}`];
const droppedOn = (kind) => ([table, name, options]) => [`DROP ${kind}${word(options, "ifExists", "IF EXISTS")} ${nameOf$1(name)} ON ${nameOf$1(table)}${word(options, "cascade", "CASCADE")}`];

// src/frameworks/javascript/pgm-access.ts
/** node-pg-migrate's calls on schemas, extensions, policies, roles, privileges and casts. */
const createSchema = ([name, options]) => {
	const owner = optionOf(options, "authorization");
	return [`CREATE SCHEMA${word(options, "ifNotExists", "IF NOT EXISTS")} ${nameOf$1(name)}${owner === void 0 ? "" : ` AUTHORIZATION ${owner}`}`];
};
const createExtension = ([names, options]) => {
	const schema = optionOf(options, "schema");
	return listOf(names).map((one) => `CREATE EXTENSION${word(options, "ifNotExists", "IF NOT EXISTS")} ${nameOf$1(one)}${schema === void 0 ? "" : ` SCHEMA ${quoteName(schema)}`}`);
};
const dropExtension = ([names, options]) => listOf(names).flatMap((one) => dropped("EXTENSION")([one, ...options ? [options] : []], /* @__PURE__ */ new Map()));
function policy(options, role) {
	checked(options);
	const roles = listOf(fieldOf(options, "role")).map((one) => textOf(one, "a role")).join(", ") || role;
	const [using, check] = [optionOf(options, "using"), optionOf(options, "check")];
	return `${roles === "" ? "" : ` TO ${roles}`}${using === void 0 ? "" : ` USING (${using})`}${check === void 0 ? "" : ` WITH CHECK (${check})`}`;
}
const createPolicy = ([table, name, options]) => [`CREATE POLICY ${nameOf$1(name)} ON ${nameOf$1(table)} FOR ${optionOf(options, "command") ?? "ALL"}${policy(options, "PUBLIC")}`];
const alterPolicy = ([table, name, options]) => [`ALTER POLICY ${nameOf$1(name)} ON ${nameOf$1(table)}${policy(options, "")}`];
const ROLE_FLAGS = [
	"superuser",
	"createdb",
	"createrole",
	"inherit",
	"login",
	"replication"
];
function roleOptions(options, fresh) {
	checked(options);
	const flags = [...ROLE_FLAGS, "bypassrls"].flatMap((name) => {
		const given = fieldOf(options, name);
		if (!isGiven(given)) return fresh && name !== "bypassrls" ? [name === "inherit" ? "INHERIT" : `NO${name.toUpperCase()}`] : [];
		return [`${isSet(options, name) ? "" : "NO"}${name.toUpperCase()}`];
	});
	const [limit, password, valid] = [
		optionOf(options, "limit"),
		fieldOf(options, "password"),
		fieldOf(options, "valid")
	];
	const members = (name, sql) => {
		const all = listOf(fieldOf(options, name)).map((one) => textOf(one, "a role"));
		return all.length > 0 ? [`${sql} ${all.join(", ")}`] : [];
	};
	return [
		...flags,
		...limit === void 0 ? [] : [`CONNECTION LIMIT ${limit}`],
		...isGiven(password) ? [`ENCRYPTED PASSWORD ${valueOf(password)}`] : [],
		...isGiven(valid) ? [`VALID UNTIL ${valueOf(valid)}`] : [],
		...members("inRole", "IN ROLE"),
		...members("role", "ROLE"),
		...members("admin", "ADMIN")
	].join(" ");
}
const createRole = ([name, options]) => [`CREATE ROLE ${nameOf$1(name)} WITH ${roleOptions(options, true)}`];
const alterRole = ([name, options]) => [`ALTER ROLE ${nameOf$1(name)} WITH ${roleOptions(options, false)}`];
const roles = (value) => listOf(value).map((one) => one.kind === "text" && textOf(one, "a role") === "PUBLIC" ? "PUBLIC" : nameOf$1(one)).join(", ");
const privileges = (options) => listOf(fieldOf(options, "privileges")).map((one) => textOf(one, "a privilege")).join(", ");
const onTables = (options) => {
	const schema = fieldOf(checked(options), "schema");
	return isGiven(schema) ? `ALL TABLES IN SCHEMA ${nameOf$1(schema)}` : namesIn(fieldOf(options, "tables"));
};
const onSchemas = (options) => `SCHEMA ${namesIn(fieldOf(checked(options), "schemas"))}`;
const granted = (on) => ([options]) => [`GRANT ${privileges(options)} ON ${on(options)} TO ${roles(fieldOf(options, "roles"))}${word(options, "withGrantOption", "WITH GRANT OPTION")}`];
const revoked = (on) => ([options]) => [`REVOKE${word(options, "onlyGrantOption", "GRANT OPTION FOR")} ${privileges(options)} ON ${on(options)} FROM ${roles(fieldOf(options, "roles"))}${word(options, "cascade", "CASCADE")}`];
const grantRoles = ([from, to, options]) => [`GRANT ${namesIn(from)} TO ${namesIn(to)}${word(options, "withAdminOption", "WITH ADMIN OPTION")}`];
const revokeRoles = ([from, to, options]) => [`REVOKE${word(options, "onlyAdminOption", "ADMIN OPTION FOR")} ${namesIn(from)} FROM ${namesIn(to)}${word(options, "cascade", "CASCADE")}`];
const createCast = ([source, target, options]) => {
	const [from, to] = [textOf(source, "the type"), textOf(target, "the type")];
	const [routine, as] = [fieldOf(options, "functionName"), optionOf(options, "as")];
	const args = listOf(fieldOf(options, "argumentTypes")).map((one) => textOf(one, "a type"));
	return [`CREATE CAST (${from} AS ${to}) ${isGiven(routine) ? `WITH FUNCTION ${nameOf$1(routine)}(${(args.length > 0 ? args : [from]).join(", ")})` : isSet(options, "inout") ? "WITH INOUT" : "WITHOUT FUNCTION"}${as === void 0 ? "" : ` AS ${as}`}`];
};
const dropCast = ([source, target, options]) => [`DROP CAST${word(options, "ifExists", "IF EXISTS")} (${textOf(source, "the type")} AS ${textOf(target, "the type")})`];
const pgmAccess = new Map(Object.entries({
	createSchema,
	dropSchema: dropped("SCHEMA"),
	renameSchema: renamed$1("SCHEMA"),
	createExtension,
	addExtension: createExtension,
	dropExtension,
	createPolicy,
	alterPolicy,
	dropPolicy: droppedOn("POLICY"),
	renamePolicy: renamedIn("POLICY"),
	createRole,
	alterRole,
	dropRole: dropped("ROLE"),
	renameRole: renamed$1("ROLE"),
	grantOnTables: granted(onTables),
	revokeOnTables: revoked(onTables),
	grantOnSchemas: granted(onSchemas),
	revokeOnSchemas: revoked(onSchemas),
	grantRoles,
	revokeRoles,
	createCast,
	dropCast
}));

// src/frameworks/javascript/pgm-objects.ts
/** node-pg-migrate's calls on types, domains, sequences, functions, triggers and views. */
const createType = ([name, definition], shorthands) => {
	if (definition?.kind === "list") return [`CREATE TYPE ${nameOf$1(name)} AS ENUM (${definition.items.map(valueOf).join(", ")})`];
	if (definition?.kind !== "object" || definition.open) return refuse("the type is computed");
	return [`CREATE TYPE ${nameOf$1(name)} AS (${[...definition.fields].map(([key, type]) => `${quoteName(key)} ${typeOf(type, shorthands)}`).join(", ")})`];
};
const addTypeValue = ([name, value, options]) => {
	const [before, after] = [fieldOf(options, "before"), fieldOf(options, "after")];
	return [`ALTER TYPE ${nameOf$1(name)} ADD VALUE${word(options, "ifNotExists", "IF NOT EXISTS")} ${valueOf(value)}${isGiven(before) ? ` BEFORE ${valueOf(before)}` : ""}${isGiven(after) ? ` AFTER ${valueOf(after)}` : ""}`];
};
const addTypeAttribute = ([name, attribute, type], shorthands) => [`ALTER TYPE ${nameOf$1(name)} ADD ATTRIBUTE ${nameOf$1(attribute)} ${typeOf(type, shorthands)}`];
const setTypeAttribute = ([name, attribute, type], shorthands) => [`ALTER TYPE ${nameOf$1(name)} ALTER ATTRIBUTE ${nameOf$1(attribute)} SET DATA TYPE ${typeOf(type, shorthands)}`];
const dropTypeAttribute = ([name, attribute, options]) => [`ALTER TYPE ${nameOf$1(name)} DROP ATTRIBUTE ${nameOf$1(attribute)}${word(options, "ifExists", "IF EXISTS")}`];
const renameTypeValue = ([name, from, to]) => [`ALTER TYPE ${nameOf$1(name)} RENAME VALUE ${valueOf(from)} TO ${valueOf(to)}`];
const createDomain = ([name, type, options], shorthands) => {
	checked(options);
	const parts = [];
	const [collation, fallback, check] = [
		optionOf(options, "collation"),
		fieldOf(options, "default"),
		optionOf(options, "check")
	];
	if (collation !== void 0) parts.push(`COLLATE ${collation}`);
	if (fallback && fallback.kind !== "undefined") parts.push(`DEFAULT ${valueOf(fallback)}`);
	const constraint = optionOf(options, "constraintName");
	if (constraint !== void 0 && (check !== void 0 || isSet(options, "notNull"))) parts.push(`CONSTRAINT ${quoteName(constraint)}`);
	if (isSet(options, "notNull")) parts.push("NOT NULL");
	else if (check !== void 0) parts.push(`CHECK (${check})`);
	return [`CREATE DOMAIN ${nameOf$1(name)} AS ${typeOf(type, shorthands)}${parts.map((part) => ` ${part}`).join("")}`];
};
const alterDomain = ([name, options]) => {
	if (checked(options)?.kind !== "object") refuse("the options are computed");
	const actions = [];
	const [fallback, check, constraint] = [
		fieldOf(options, "default"),
		optionOf(options, "check"),
		optionOf(options, "constraintName")
	];
	if (fallback?.kind === "null") actions.push("DROP DEFAULT");
	else if (fallback && fallback.kind !== "undefined") actions.push(`SET DEFAULT ${valueOf(fallback)}`);
	if (isSet(options, "notNull")) actions.push("SET NOT NULL");
	else if (fieldOf(options, "notNull")?.kind === "boolean" || isSet(options, "allowNull")) actions.push("DROP NOT NULL");
	if (check !== void 0) actions.push(`${constraint === void 0 ? "" : `CONSTRAINT ${quoteName(constraint)} `}CHECK (${check})`);
	return actions.map((action) => `ALTER DOMAIN ${nameOf$1(name)} ${action}`);
};
const createSequence = ([name, options], shorthands) => [`CREATE${word(options, "temporary", "TEMPORARY")} SEQUENCE${word(options, "ifNotExists", "IF NOT EXISTS")} ${[nameOf$1(name), ...sequenceOptions(options, shorthands)].join(" ")}`];
const alterSequence = ([name, options], shorthands) => {
	const restart = fieldOf(options, "restart");
	const again = !isGiven(restart) ? [] : restart.kind === "number" ? [`RESTART WITH ${restart.value}`] : isSet(options, "restart") ? ["RESTART"] : [];
	return [`ALTER SEQUENCE ${[
		nameOf$1(name),
		...sequenceOptions(options, shorthands),
		...again
	].join(" ")}`];
};
function parameters(value, shorthands) {
	if (isGiven(value) && value.kind !== "list") return refuse("the parameters are computed");
	return `(${listOf(value).map((one) => {
		const [mode, name, fallback] = [
			optionOf(one, "mode"),
			optionOf(one, "name"),
			fieldOf(one, "default")
		];
		const type = one.kind === "object" ? fieldOf(one, "type") ? typeOf(one, shorthands) : void 0 : typeOf(one, shorthands);
		return [
			mode,
			name === void 0 ? void 0 : quoteName(name),
			type,
			isGiven(fallback) ? `DEFAULT ${valueOf(fallback)}` : void 0
		].filter((part) => part !== void 0).join(" ");
	}).join(", ")})`;
}
function functionSql(name, params, options, definition, shorthands) {
	checked(options);
	const set = listOf(fieldOf(options, "set")).map((one) => {
		const value = textOf(fieldOf(one, "value"), "a setting");
		return `SET ${quoteName(textOf(fieldOf(one, "configurationParameter"), "a setting"))} ${value === "FROM CURRENT" ? value : `TO ${value}`}`;
	});
	const [security, parallel] = [optionOf(options, "security") ?? "INVOKER", optionOf(options, "parallel")];
	const words = [
		optionOf(options, "behavior") ?? "VOLATILE",
		`LANGUAGE ${textOf(fieldOf(options, "language"), "the language")}`,
		...security === "INVOKER" ? [] : [`SECURITY ${security}`],
		...isSet(options, "window") ? ["WINDOW"] : [],
		...isSet(options, "onNull") ? ["RETURNS NULL ON NULL INPUT"] : [],
		...parallel === void 0 ? [] : [`PARALLEL ${parallel}`],
		...set
	];
	return `CREATE${word(options, "replace", "OR REPLACE")} FUNCTION ${nameOf$1(name)}${parameters(params, shorthands)}\n  RETURNS ${optionOf(options, "returns") ?? "void"}\n  AS ${dollars(textOf(definition, "the body"))}\n  ${words.join("\n  ")}`;
}
/** A body in dollar quotes that it does not hold. */
function dollars(text) {
	let tag = "$pga$";
	for (let i = 1; text.includes(tag) && i < 1e3; i++) tag = `$pg${i}$`;
	return `${tag}${text}${tag}`;
}
const createFunction = ([name, params, options, definition], shorthands) => [functionSql(name, params, options, definition, shorthands)];
const dropFunction = ([name, params, options], shorthands) => [`DROP FUNCTION${word(options, "ifExists", "IF EXISTS")} ${nameOf$1(name)}${parameters(params, shorthands)}${word(options, "cascade", "CASCADE")}`];
const renameFunction = ([name, params, to], shorthands) => [`ALTER FUNCTION ${nameOf$1(name)}${parameters(params, shorthands)} RENAME TO ${nameOf$1(to)}`];
const createTrigger = ([table, name, options, definition], shorthands) => {
	checked(options);
	const constraint = isSet(options, "constraint");
	const when = constraint ? "AFTER" : textOf(fieldOf(options, "when"), "the moment of the trigger");
	const level = /instead\s+of/i.test(when) ? "ROW" : optionOf(options, "level") ?? "STATEMENT";
	const events = listOf(fieldOf(options, "operation")).map((one) => textOf(one, "an event")).join(" OR ");
	const routine = fieldOf(options, "function") ?? (definition ? name : void 0);
	const deferral = !constraint ? "" : isSet(options, "deferrable") ? `\n  DEFERRABLE INITIALLY ${isSet(options, "deferred") ? "DEFERRED" : "IMMEDIATE"}` : "\n  NOT DEFERRABLE";
	const condition = optionOf(options, "condition");
	const args = listOf(fieldOf(options, "functionParams")).map(valueOf).join(", ");
	const trigger = `CREATE${constraint ? " CONSTRAINT" : ""} TRIGGER ${nameOf$1(name)}\n  ${when} ${events} ON ${nameOf$1(table)}${deferral}\n  FOR EACH ${level}${condition === void 0 ? "" : `\n  WHEN (${condition})`}\n  EXECUTE PROCEDURE ${nameOf$1(routine, "the function")}(${args})`;
	if (!isGiven(definition)) return [trigger];
	const given = options?.kind === "object" ? options.fields : /* @__PURE__ */ new Map();
	return [functionSql(routine, void 0, {
		kind: "object",
		open: false,
		fields: new Map([...given, ["returns", {
			kind: "text",
			pieces: [{
				text: "trigger",
				start: 0,
				end: 0
			}]
		}]])
	}, definition, shorthands), trigger];
};
/** `{ key: value }` as parameters of a view or its storage. */
function settings(value) {
	if (!isGiven(value)) return {
		set: "",
		reset: ""
	};
	if (value.kind !== "object" || value.open) return refuse("the options are computed");
	const all = [...value.fields];
	return {
		set: all.filter(([, one]) => one.kind !== "null").map(([key, one]) => one.kind === "boolean" && one.value ? key : `${key} = ${one.kind === "text" ? textOf(one, "an option") : valueOf(one)}`).join(", "),
		reset: all.filter(([, one]) => one.kind === "null").map(([key]) => key).join(", ")
	};
}
const createView = ([name, options, definition]) => {
	checked(options);
	const [columns, { set }, check] = [
		namesIn(fieldOf(options, "columns")),
		settings(fieldOf(options, "options")),
		optionOf(options, "checkOption")
	];
	return [`CREATE${word(options, "replace", "OR REPLACE")}${word(options, "temporary", "TEMPORARY")}${word(options, "recursive", "RECURSIVE")} VIEW ${nameOf$1(name)}${columns === "" ? "" : `(${columns})`}${set === "" ? "" : ` WITH (${set})`} AS ${textOf(definition, "the query of the view")}${check === void 0 ? "" : ` WITH ${check} CHECK OPTION`}`];
};
const alterView = ([name, options]) => {
	const [{ set, reset }, check] = [settings(fieldOf(options, "options")), optionOf(options, "checkOption")];
	const all = [set, ...check === void 0 ? [] : [`check_option = ${check}`]].filter((part) => part !== "").join(", ");
	return [...all === "" ? [] : [`SET (${all})`], ...reset === "" ? [] : [`RESET (${reset})`]].map((clause) => `ALTER VIEW ${nameOf$1(name)} ${clause}`);
};
const alterViewColumn = ([name, column, options]) => {
	const fallback = fieldOf(options, "default");
	return [`ALTER VIEW ${nameOf$1(name)} ALTER COLUMN ${nameOf$1(column)} ${fallback?.kind === "null" ? "DROP DEFAULT" : `SET DEFAULT ${valueOf(fallback)}`}`];
};
const data = (options) => isGiven(fieldOf(options, "data")) ? ` WITH${isSet(options, "data") ? "" : " NO"} DATA` : "";
const createMaterializedView = ([name, options, definition]) => {
	checked(options);
	const [columns, { set }, space] = [
		namesIn(fieldOf(options, "columns")),
		settings(fieldOf(options, "storageParameters")),
		optionOf(options, "tablespace")
	];
	return [`CREATE MATERIALIZED VIEW${word(options, "ifNotExists", "IF NOT EXISTS")} ${nameOf$1(name)}${columns === "" ? "" : `(${columns})`}${set === "" ? "" : ` WITH (${set})`}${space === void 0 ? "" : ` TABLESPACE ${quoteName(space)}`} AS ${textOf(definition, "the query of the view")}${data(options)}`];
};
const alterMaterializedView = ([name, options]) => {
	checked(options);
	const [cluster, extension, { set, reset }] = [
		fieldOf(options, "cluster"),
		optionOf(options, "extension"),
		settings(fieldOf(options, "storageParameters"))
	];
	const clauses = [
		...cluster === void 0 || cluster.kind === "undefined" ? [] : [cluster.kind === "text" ? `CLUSTER ON ${nameOf$1(cluster)}` : "SET WITHOUT CLUSTER"],
		...extension === void 0 ? [] : [`DEPENDS ON EXTENSION ${quoteName(extension)}`],
		...set === "" ? [] : [`SET (${set})`],
		...reset === "" ? [] : [`RESET (${reset})`]
	];
	return [`ALTER MATERIALIZED VIEW ${nameOf$1(name)} ${clauses.join(", ")}`];
};
const refreshMaterializedView = ([name, options]) => [`REFRESH MATERIALIZED VIEW${word(options, "concurrently", "CONCURRENTLY")} ${nameOf$1(name)}${data(options)}`];
const pgmObjects = new Map(Object.entries({
	createType,
	addType: createType,
	dropType: dropped("TYPE"),
	renameType: renamed$1("TYPE"),
	addTypeValue,
	addTypeAttribute,
	setTypeAttribute,
	dropTypeAttribute,
	renameTypeValue,
	renameTypeAttribute: renamedIn("TYPE", "ATTRIBUTE"),
	createDomain,
	alterDomain,
	dropDomain: dropped("DOMAIN"),
	renameDomain: renamed$1("DOMAIN"),
	createSequence,
	alterSequence,
	dropSequence: dropped("SEQUENCE"),
	renameSequence: renamed$1("SEQUENCE"),
	createFunction,
	dropFunction,
	renameFunction,
	createTrigger,
	dropTrigger: droppedOn("TRIGGER"),
	renameTrigger: renamedIn("TRIGGER"),
	createView,
	alterView,
	alterViewColumn,
	dropView: dropped("VIEW"),
	renameView: renamed$1("VIEW"),
	createMaterializedView,
	alterMaterializedView,
	refreshMaterializedView,
	dropMaterializedView: dropped("MATERIALIZED VIEW"),
	renameMaterializedView: renamed$1("MATERIALIZED VIEW"),
	renameMaterializedViewColumn: renamedIn("MATERIALIZED VIEW", "COLUMN")
}));

// src/frameworks/javascript/pgm-tables.ts
/** node-pg-migrate's calls on tables, columns, constraints and indexes. */
const COLUMN_OPTIONS = /^(?:type|notNull|allowNull|default|primaryKey|unique|check|references|referencesConstraintName|referencesConstraintComment|onDelete|onUpdate|match|collation|comment|deferrable|deferred|sequenceGenerated|generated|expressionGenerated|using)$/;
function columnsOf(table, given, shorthands) {
	if (given?.kind !== "object" || given.open) return refuse("the columns are computed");
	const all = [...given.fields].map(([name, value]) => ({
		name,
		...described(value, shorthands)
	}));
	const keys = all.filter(({ options }) => isSet(options, "primaryKey")).map(({ name }) => name);
	const comments = [];
	return {
		lines: all.map(({ name, type, options }) => {
			for (const option of options.fields.keys()) if (!COLUMN_OPTIONS.test(option)) refuse(`the option "${option}" of a column is not read yet`);
			const remark = fieldOf(options, "comment");
			if (remark && remark.kind !== "undefined") comments.push(comment(`COLUMN ${nameOf$1(table)}.${quoteName(name)}`, remark));
			const parts = [quoteName(name), type];
			const collation = optionOf(options, "collation");
			if (collation !== void 0) parts.push(`COLLATE ${collation}`);
			const fallback = fieldOf(options, "default");
			if (fallback && fallback.kind !== "undefined") parts.push(`DEFAULT ${valueOf(fallback)}`);
			if (isSet(options, "unique")) parts.push("UNIQUE");
			if (isSet(options, "primaryKey") && keys.length === 1) parts.push("PRIMARY KEY");
			if (isSet(options, "notNull")) parts.push("NOT NULL");
			const check = optionOf(options, "check");
			if (check !== void 0) parts.push(`CHECK (${check})`);
			if (isGiven(fieldOf(options, "references"))) parts.push(columnReference(table, name, options, comments));
			if (isSet(options, "deferrable")) parts.push(deferrable(options));
			const identity = fieldOf(options, "sequenceGenerated") ?? fieldOf(options, "generated");
			if (isGiven(identity)) parts.push(identityOf(identity, shorthands));
			const expression = optionOf(options, "expressionGenerated");
			if (expression !== void 0) parts.push(`GENERATED ALWAYS AS (${expression}) STORED`);
			return parts.join(" ");
		}),
		keys: keys.length > 1 ? keys : [],
		comments
	};
}
function columnReference(table, column, options, comments) {
	const remark = fieldOf(options, "referencesConstraintComment");
	const name = optionOf(options, "referencesConstraintName") ?? (isGiven(remark) ? `${bareName(table)}_fk_${column}` : void 0);
	if (isGiven(remark) && name !== void 0) comments.push(comment(`CONSTRAINT ${quoteName(name)} ON ${nameOf$1(table)}`, remark));
	return `${name === void 0 ? "" : `CONSTRAINT ${quoteName(name)} `}${referencesOf(options)}`;
}
function referencesOf(options) {
	const references = fieldOf(options, "references");
	const text = textIn(references);
	const into = text !== void 0 && (text.startsWith("\"") || text.endsWith(")")) ? text : nameOf$1(references, "the table that is referenced");
	const clause = (name, sql) => {
		const value = optionOf(options, name);
		return value === void 0 ? "" : ` ${sql} ${value}`;
	};
	return `REFERENCES ${into}${clause("match", "MATCH")}${clause("onDelete", "ON DELETE")}${clause("onUpdate", "ON UPDATE")}`;
}
const deferrable = (options) => `DEFERRABLE INITIALLY ${isSet(options, "deferred") ? "DEFERRED" : "IMMEDIATE"}`;
function identityOf(value, shorthands) {
	const options = sequenceOptions(value, shorthands).join(" ");
	return `GENERATED ${textOf(fieldOf(value, "precedence"), "the precedence")} AS IDENTITY${options === "" ? "" : ` (${options})`}`;
}
function constraintsOf(table, name, value) {
	checked(value);
	const lines = [];
	const comments = [];
	const bare = bareName(table);
	const add = (fallback, sql) => void lines.push(`CONSTRAINT ${quoteName(name ?? fallback)} ${sql}`);
	const texts = (given) => listOf(given).map((one) => textOf(one, "a column"));
	const list = (names) => `(${names.map(quoteName).join(", ")})`;
	const check = fieldOf(value, "check");
	const several = check?.kind === "list";
	for (const [i, one] of listOf(check).entries()) add(`${bare}_chck${several ? `_${i + 1}` : ""}`, `CHECK (${textOf(one, "the check")})`);
	const unique = fieldOf(value, "unique");
	if (isGiven(unique)) {
		const sets = unique.kind === "list" && unique.items.some(({ kind }) => kind === "list") ? unique.items : [unique];
		for (const one of sets) add(`${bare}_uniq_${texts(one).join("_")}`, `UNIQUE ${list(texts(one))}`);
	}
	const key = fieldOf(value, "primaryKey");
	if (isGiven(key)) add(`${bare}_pkey`, `PRIMARY KEY ${list(texts(key))}`);
	for (const foreign of listOf(fieldOf(value, "foreignKeys"))) {
		checked(foreign);
		const columns = texts(fieldOf(foreign, "columns"));
		const own = optionOf(foreign, "referencesConstraintName") ?? name ?? `${bare}_fk_${columns.join("_")}`;
		lines.push(`CONSTRAINT ${quoteName(own)} FOREIGN KEY ${list(columns)} ${referencesOf(foreign)}`);
		const remark = fieldOf(foreign, "referencesConstraintComment");
		if (isGiven(remark)) comments.push(comment(`CONSTRAINT ${quoteName(own)} ON ${nameOf$1(table)}`, remark));
	}
	const exclude = optionOf(value, "exclude");
	if (exclude !== void 0) add(`${bare}_excl`, `EXCLUDE ${exclude}`);
	const remark = fieldOf(value, "comment");
	if (isGiven(remark)) comments.push(comment(`CONSTRAINT ${quoteName(name ?? "")} ON ${nameOf$1(table)}`, remark));
	return {
		lines: isSet(value, "deferrable") ? lines.map((line) => `${line} ${deferrable(value)}`) : lines,
		comments
	};
}
const createTable = ([table, given, options], shorthands) => {
	checked(options);
	const columns = columnsOf(table, given, shorthands);
	const constraints = fieldOf(options, "constraints");
	const more = constraints ? constraintsOf(table, void 0, constraints) : {
		lines: [],
		comments: []
	};
	const key = columns.keys.length > 0 ? [`CONSTRAINT ${quoteName(`${bareName(table)}_pkey`)} PRIMARY KEY (${columns.keys.map(quoteName).join(", ")})`] : [];
	const like = fieldOf(options, "like");
	const lines = [
		...columns.lines,
		...more.lines,
		...key,
		...isGiven(like) ? [likeOf(like)] : []
	];
	const inherits = fieldOf(options, "inherits");
	const partition = fieldOf(options, "partition");
	const remark = fieldOf(options, "comment");
	return [
		`CREATE${word(options, "temporary", "TEMPORARY")}${word(options, "unlogged", "UNLOGGED")} TABLE${word(options, "ifNotExists", "IF NOT EXISTS")} ${nameOf$1(table, "the table name")} (\n  ${lines.join(",\n  ")}\n)${isGiven(inherits) ? ` INHERITS (${nameOf$1(inherits)})` : ""}${isGiven(partition) ? partitionOf(partition) : ""}`,
		...columns.comments,
		...more.comments,
		...isGiven(remark) ? [comment(`TABLE ${nameOf$1(table)}`, remark)] : []
	];
};
function likeOf(like) {
	const table = fieldOf(like, "table");
	const options = fieldOf(like, "options");
	const words = (name, sql) => listOf(fieldOf(options, name)).map((one) => ` ${sql} ${textOf(one, "an option")}`).join("");
	return `LIKE ${nameOf$1(table ?? like)}${words("including", "INCLUDING")}${words("excluding", "EXCLUDING")}`;
}
function partitionOf(partition) {
	const columns = listOf(fieldOf(partition, "columns")).map((one) => {
		const [collate, opclass] = [optionOf(one, "collate"), fieldOf(one, "opclass")];
		return `${quoteName(bareName(one))}${collate === void 0 ? "" : ` COLLATE ${collate}`}${isGiven(opclass) ? ` ${nameOf$1(opclass)}` : ""}`;
	});
	return ` PARTITION BY ${textOf(fieldOf(partition, "strategy"), "the strategy")} (${columns.join(", ")})`;
}
const addColumns = ([table, given, options], shorthands) => {
	const { lines, comments } = columnsOf(table, given, shorthands);
	const missing = isSet(checked(options), "ifNotExists") ? "IF NOT EXISTS " : "";
	return [`ALTER TABLE ${nameOf$1(table, "the table name")}\n  ${lines.map((line) => `ADD ${missing}${line}`).join(",\n  ")}`, ...comments];
};
const dropColumns = ([table, given, options]) => {
	if (given?.kind === "object" && given.open) refuse("the columns are computed");
	const names = given?.kind === "object" ? [...given.fields.keys()] : listOf(given).map((one) => textOf(one, "a column"));
	const exists = isSet(options, "ifExists") ? "IF EXISTS " : "";
	return [`ALTER TABLE ${nameOf$1(table, "the table name")}\n  ${names.map((one) => `DROP ${exists}${quoteName(one)}${word(options, "cascade", "CASCADE")}`).join(",\n  ")}`];
};
const alterColumn = ([table, given, options], shorthands) => {
	if (checked(options)?.kind !== "object") refuse("the options are computed");
	const column = quoteName(textOf(given, "the name of the column"));
	const actions = [];
	const fallback = fieldOf(options, "default");
	if (fallback?.kind === "null") actions.push("DROP DEFAULT");
	else if (fallback && fallback.kind !== "undefined") actions.push(`SET DEFAULT ${valueOf(fallback)}`);
	const [type, collation, using] = [
		optionOf(options, "type"),
		optionOf(options, "collation"),
		optionOf(options, "using")
	];
	if (type !== void 0) actions.push(`SET DATA TYPE ${adapted(type)}${collation === void 0 ? "" : ` COLLATE ${collation}`}${using === void 0 ? "" : ` USING ${using}`}`);
	const required = fieldOf(options, "notNull");
	if (isSet(options, "notNull")) actions.push("SET NOT NULL");
	else if (required && required.kind === "boolean" || isSet(options, "allowNull")) actions.push("DROP NOT NULL");
	const identity = fieldOf(options, "sequenceGenerated") ?? fieldOf(options, "generated");
	if (identity && identity.kind !== "undefined") actions.push(identity.kind === "object" ? `ADD ${identityOf(identity, shorthands)}` : "DROP IDENTITY");
	const expression = fieldOf(options, "expressionGenerated");
	if (expression?.kind === "null") actions.push("DROP EXPRESSION");
	else if (isGiven(expression)) actions.push(`SET EXPRESSION AS (${textOf(expression, "the expression")})`);
	const remark = fieldOf(options, "comment");
	const name = nameOf$1(table, "the table name");
	return [...actions.length > 0 ? [`ALTER TABLE ${name}\n  ${actions.map((action) => `ALTER ${column} ${action}`).join(",\n  ")}`] : [], ...remark && remark.kind !== "undefined" ? [comment(`COLUMN ${name}.${column}`, remark)] : []];
};
const alterTable = ([table, options]) => {
	checked(options);
	const [security, unlogged] = [optionOf(options, "levelSecurity"), fieldOf(options, "unlogged")];
	const parts = [...security === void 0 ? [] : [`${security} ROW LEVEL SECURITY`], ...isGiven(unlogged) ? [isSet(options, "unlogged") ? "SET UNLOGGED" : "SET LOGGED"] : []];
	return [`ALTER TABLE ${nameOf$1(table, "the table name")} ${parts.join(", ")}`];
};
const dropTable = ([table, options]) => [`DROP TABLE${word(options, "ifExists", "IF EXISTS")} ${nameOf$1(table, "the table name")}${word(options, "cascade", "CASCADE")}`];
const renameTable = ([from, to]) => [`ALTER TABLE ${nameOf$1(from, "the table name")} RENAME TO ${nameOf$1(to, "the new name")}`];
const renamed = (what) => ([table, from, to]) => [`ALTER TABLE ${nameOf$1(table, "the table name")} RENAME ${what}${nameOf$1(from)} TO ${nameOf$1(to, "the new name")}`];
const addConstraint = ([table, given, expression]) => {
	const name = isGiven(given) ? textOf(given, "the name of the constraint") : void 0;
	const text = expression?.kind === "text" ? textOf(expression, "the constraint") : void 0;
	const made = text === void 0 ? constraintsOf(table, name, expression ?? refuse("the constraint is missing")) : {
		lines: [`${name === void 0 ? "" : `CONSTRAINT ${quoteName(name)} `}${text}`],
		comments: []
	};
	return [`ALTER TABLE ${nameOf$1(table, "the table name")}\n  ${made.lines.map((line) => `ADD ${line}`).join(",\n  ")}`, ...made.comments];
};
const dropConstraint = ([table, name, options]) => [`ALTER TABLE ${nameOf$1(table, "the table name")} DROP CONSTRAINT${word(options, "ifExists", "IF EXISTS")} ${nameOf$1(name)}${word(options, "cascade", "CASCADE")}`];
function indexName(table, columns, options) {
	const given = optionOf(options, "name");
	if (given !== void 0) return given;
	return `${bareName(table, "the table name")}_${columns.map((one) => bareName(one, "a column")).join("_")}${isSet(options, "unique") ? "_unique" : ""}_index`;
}
function indexed(column) {
	const name = bareName(column, "a column");
	const [opclass, sort] = [fieldOf(column, "opclass"), optionOf(column, "sort")];
	return [
		/[ ().]/.test(name) ? name : quoteName(name),
		...isGiven(opclass) ? [nameOf$1(opclass)] : [],
		...sort === void 0 ? [] : [sort]
	].join(" ");
}
const createIndex = ([table, given, options]) => {
	checked(options);
	const columns = listOf(given);
	const [method, where, include] = [
		optionOf(options, "method"),
		optionOf(options, "where"),
		fieldOf(options, "include")
	];
	return [`CREATE${word(options, "unique", "UNIQUE")} INDEX${word(options, "concurrently", "CONCURRENTLY")}${word(options, "ifNotExists", "IF NOT EXISTS")} ${quoteName(indexName(table, columns, options))} ON ${nameOf$1(table, "the table name")}${method === void 0 ? "" : ` USING ${method}`} (${columns.map(indexed).join(", ")})${isGiven(include) ? ` INCLUDE (${namesIn(include)})` : ""}${where === void 0 ? "" : ` WHERE ${where}`}`];
};
const dropIndex = ([table, given, options]) => {
	const schema = fieldOf(table, "schema");
	const name = `${isGiven(schema) ? `${quoteName(textOf(schema, "the schema"))}.` : ""}${quoteName(indexName(table, listOf(given), checked(options)))}`;
	return [`DROP INDEX${word(options, "concurrently", "CONCURRENTLY")}${word(options, "ifExists", "IF EXISTS")} ${name}${word(options, "cascade", "CASCADE")}`];
};
/** By the method; aliases of the builder included. */
const pgmTables = new Map(Object.entries({
	createTable,
	dropTable,
	renameTable,
	alterTable,
	addColumns,
	addColumn: addColumns,
	dropColumns,
	dropColumn: dropColumns,
	alterColumn,
	renameColumn: renamed(""),
	renameConstraint: renamed("CONSTRAINT "),
	addConstraint,
	createConstraint: addConstraint,
	dropConstraint,
	createIndex,
	addIndex: createIndex,
	dropIndex
}));

// src/frameworks/javascript/pgm.ts
const pgm = {
	id: "node-pg-migrate",
	title: "node-pg-migrate",
	parameters: ["pgm"],
	imported: () => void 0,
	transaction: "wrapped",
	grouped: true,
	noWayBack: true,
	send(chain, output) {
		const link = chain.links.find(({ args }) => args);
		if (!link) return void 0;
		if (link.name === "noTransaction") output.transaction = "none";
		else if (link.name === "sql" || chain.links[0]?.name === "db" && (link.name === "query" || link.name === "select")) {
			const [text, values] = link.args ?? [];
			sendRaw(output, text?.kind === "text" ? withArguments(text, values) : text, link);
		} else if (link.name !== "func" && link.name !== "toString") sendCall(link, chain, output);
	}
};
/** What the builder turns round by itself, where a migration has no way back of its own. */
const TURNED = /^(?:create|add(?!TypeValue)|rename|grant|refreshMaterializedView)/;
function sendCall(link, chain, output) {
	const call = pgmTables.get(link.name) ?? pgmObjects.get(link.name) ?? pgmAccess.get(link.name);
	if (!TURNED.test(link.name)) output.oneWay = true;
	if (!call) return output.unread(chain, `${pathOf("pgm", [link])} is not read yet`);
	const given = output.exported("shorthands");
	const shorthands = given?.kind === "object" ? given.fields : /* @__PURE__ */ new Map();
	const made = orReason(() => call(link.args ?? [], shorthands));
	if (made instanceof NotRead) output.unread(chain, `${pathOf("pgm", [link])}: ${made.message}`);
	else if (made.length > 0) output.made(made.join(";\n"), chain, made.length > 1);
}
/** `{name}` in the SQL stands for an argument, as it is. */
function withArguments(text, values) {
	if (values?.kind !== "object") return text;
	const pieces = [];
	for (const piece of text.pieces) {
		let from = 0;
		for (const match of piece.text.matchAll(/\{(\w+)\}/g)) {
			const value = stringOf(values.fields.get(match[1] ?? ""));
			if (value === void 0) continue;
			pieces.push(...cutPiece(piece, from, match.index));
			const [at] = cutPiece(piece, match.index, match.index + match[0].length);
			pieces.push({
				text: value,
				start: at?.start ?? piece.start,
				end: at?.end ?? piece.end
			});
			from = match.index + match[0].length;
		}
		pieces.push(...cutPiece(piece, from, piece.text.length));
	}
	return {
		kind: "text",
		pieces
	};
}

// src/frameworks/javascript/names.ts
/** Names of the language and of other packages that never reach a database. */
const HARMLESS = /* @__PURE__ */ new Set([
	"Array",
	"BigInt",
	"Boolean",
	"Buffer",
	"Date",
	"Error",
	"Intl",
	"JSON",
	"Map",
	"Math",
	"Number",
	"Object",
	"Promise",
	"RegExp",
	"Set",
	"String",
	"Symbol",
	"URL",
	"assert",
	"console",
	"clearTimeout",
	"crypto",
	"isNaN",
	"parseFloat",
	"parseInt",
	"performance",
	"process",
	"require",
	"setTimeout",
	"decodeURI",
	"decodeURIComponent",
	"encodeURI",
	"encodeURIComponent",
	"fetch",
	"TextEncoder",
	"TextDecoder",
	"atob",
	"btoa",
	"setImmediate",
	"structuredClone"
]);
const QUIET_MODULE = /^(?:node:.*|fs|fs\/promises|path|crypto|util|os|url|assert|lodash(?:\/.*)?|debug|dotenv|uuid|chalk|winston|pino|moment|dayjs|date-fns|semver|slugify|nanoid|p-map)$/;
/** Functions whose names say that they write a log. */
const LOG = /(?:^|\.)(?:log|logger|debug|debugLog|warn|info|error|trace|print\w*)$|^(?:log|logger|debug)\b/i;
const isHarmless = (name) => HARMLESS.has(/^\w+/.exec(name)?.[0] ?? "") || LOG.test(name);
const isQuietModule = (module) => QUIET_MODULE.test(module);
const POSTGRES = /^(?:pg|postgres|postgresql|pg-native|pgnative|redshift|cockroachdb|aurora-postgres)$/;
const OTHER_ENGINE = /^(?:mysql|mysql2|mariadb|sqlite|sqlite3|better-sqlite3|better_sqlite3|mssql|sqlserver|oracle|oracledb)$/;
/** Whether a word names PostgreSQL; undefined for what names no engine. */
function namesPostgres(word) {
	const lower = word.toLowerCase();
	if (POSTGRES.test(lower)) return true;
	return OTHER_ENGINE.test(lower) ? false : void 0;
}

// src/frameworks/javascript/sending.ts
/** Limits on what one file can make us do. */
const LIMITS = {
	depth: 24,
	calls: 4e3,
	turns: 2e3,
	steps: 4e3
};
var Sending = class {
	steps = [];
	transaction;
	oneWay = false;
	/** What the migration exports, or the members of its class. */
	members;
	here;
	/** Chains that were put into a variable before they were sent. */
	pending = [];
	/** Where the migration imports other files: texts from there stand where they are sent. */
	imports = /* @__PURE__ */ new Set();
	/** What was sent last. */
	last = {
		start: 0,
		end: 0
	};
	depth = 0;
	calls = 0;
	turns = 0;
	/** Where the calls on a builder go. */
	collected = [];
	file;
	tool;
	library;
	constructor(file, tool, library) {
		this.file = file;
		this.tool = tool;
		this.library = library;
		this.transaction = tool.transaction;
		this.here = {
			module: void 0,
			source: file,
			place: void 0
		};
	}
	exported(name) {
		return this.members?.get(name);
	}
	sql(text, place) {
		const whole = plainText(text);
		if (whole.trim() === "") return;
		if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(whole)) return this.unread(place, "the SQL is computed");
		const pieces = text.pieces.map((piece) => this.imports.has(piece.start) && !piece.units ? {
			...piece,
			...place
		} : piece);
		const script = scriptOf(this.file.path, pieces);
		this.push({
			kind: "sql",
			script,
			...text.pieces.every(({ units }) => units) ? {} : { made: true }
		});
	}
	made(text, place, together = false) {
		const script = scriptOf(this.file.path, [{
			text,
			start: place.start,
			end: place.end
		}]);
		this.push({
			kind: "sql",
			script,
			made: true,
			...together ? { oneQuery: true } : {}
		});
	}
	unread(place, reason) {
		this.push({
			kind: "unread",
			span: {
				path: this.file.path,
				start: place.start,
				end: place.end
			},
			reason
		});
	}
	push(step) {
		if (this.steps.length < LIMITS.steps) this.steps.push(step);
	}
	/** Where a node is; what stands in another file is where the migration calls it. */
	at(node) {
		return this.here.place ?? placeOf(node);
	}
	unknown(node, more = {}) {
		return {
			kind: "unknown",
			...this.at(node),
			...more
		};
	}
	/** The characters of a node. */
	written(node) {
		return this.here.source.text.slice(node.start ?? 0, node.end ?? 0);
	}
	/** Does something in another file, for a place in the migration. */
	within(module, place, run) {
		const before = this.here;
		this.here = module ? {
			module,
			source: module.source,
			place
		} : {
			module,
			source: this.file,
			place: void 0
		};
		const result = run();
		this.here = before;
		return result;
	}
	handle(root, place) {
		return {
			kind: "chain",
			root,
			links: [],
			start: place.start,
			end: place.end,
			state: { used: false }
		};
	}
	collect(callee, calls) {
		const before = this.collected;
		this.collected = calls;
		const builder = this.handle("builder", callee.module === this.here.module ? this.at(callee.node) : this.last);
		const self = callee.node.type === "ArrowFunctionExpression" ? callee.self : builder;
		this.settle(this.call({
			...callee,
			self
		}, [builder]), callee.node);
		this.collected = before;
	}
	/** Runs something with steps of its own. */
	apart(run) {
		const before = this.steps;
		this.steps = [];
		const flow = run();
		const { steps } = this;
		this.steps = before;
		return {
			steps,
			flow
		};
	}
	/** Statements that are sent in some runs only, while others are sent instead: they are said, not read. */
	onlyWhere(steps, reason) {
		for (const step of steps) if (step.kind === "unread") this.push(step);
		else if (step.kind === "sql") {
			if (/^\s*(?:rollback|commit|begin)\b/i.test(step.script.text)) continue;
			this.push({
				kind: "unread",
				span: step.script.locate(0, step.script.text.length),
				reason
			});
		}
	}
	chained(chain, link, node) {
		chain.state.used = true;
		for (const arg of link.args ?? []) use(arg);
		return {
			kind: "chain",
			root: chain.root,
			links: [...chain.links, link],
			...this.at(node),
			state: { used: false }
		};
	}
	/** A value that is awaited, returned or thrown away: what it would send is sent. */
	settle(value, node) {
		if (value.kind === "chain") {
			if (value.state.used || !value.links.some(({ args }) => args)) return value;
			return this.send(value);
		}
		if (value.kind === "list") return {
			kind: "list",
			items: value.items.map((item) => this.settle(item, node))
		};
		if (value.kind === "unknown" && value.call !== void 0) {
			this.unread(value, `what ${value.call}(…) does is not known here`);
			return {
				kind: "unknown",
				start: value.start,
				end: value.end
			};
		}
		return value;
	}
	send(chain) {
		chain.state.used = true;
		if (chain.root === "types") return {
			kind: "unknown",
			start: chain.start,
			end: chain.end
		};
		if (chain.root === "part") return chain;
		if (chain.root === "builder") {
			this.collected.push(chain);
			return {
				kind: "unknown",
				start: chain.start,
				end: chain.end
			};
		}
		this.last = chain;
		return this.tool.send(chain, this) ?? {
			kind: "unknown",
			start: chain.start,
			end: chain.end
		};
	}
};
/** A value that went into another call is not sent on its own. */
function use(value) {
	if (value.kind === "chain") value.state.used = true;
	else if (value.kind === "list") for (const item of value.items) use(item);
	else if (value.kind === "object") {
		for (const field of value.fields.values()) if (field.kind === "chain") field.state.used = true;
	}
}

// src/frameworks/javascript/calls.ts
var Calls = class extends Sending {
	construct(node, scope) {
		const callee = this.evaluate(node.callee, scope);
		const args = this.argumentsOf(node.arguments, scope);
		if (callee.kind === "chain") return this.chained(callee, {
			name: "",
			args,
			...this.at(node)
		}, node);
		const named = this.written(node.callee);
		if (named === "Promise") {
			for (const arg of args) if (arg.kind === "function") this.call(arg, [], this.at(node));
		}
		if (args.some((arg) => reachesDatabase(arg))) this.unread(this.at(node), `what new ${named}(…) does is not known here`);
		return this.unknown(node);
	}
	argumentsOf(nodes, scope) {
		const list = this.listOf(nodes, scope);
		return list.kind === "list" ? list.items : [list];
	}
	called(node, scope) {
		const { callee } = node;
		const place = this.at(node);
		if (callee.type === "Import") {
			const module = stringOf(node.arguments[0] ? this.evaluate(node.arguments[0], scope) : void 0);
			return module === void 0 ? this.unknown(node, { foreign: true }) : this.imported(module, "*", node);
		}
		if (callee.type === "Identifier" && callee.name === "require") {
			const module = stringOf(node.arguments[0] ? this.evaluate(node.arguments[0], scope) : void 0);
			return module === void 0 ? this.unknown(node) : this.imported(module, "*", node);
		}
		if (callee.type === "Super" || callee.type === "V8IntrinsicIdentifier") return this.unknown(node);
		if (callee.type === "MemberExpression" || callee.type === "OptionalMemberExpression") {
			const name = this.key(callee.property, callee.computed, scope) ?? "";
			if (callee.object.type === "Super") {
				const args = this.argumentsOf(node.arguments, scope);
				return /^(?:up|down)$/.test(name) || args.some((arg) => reachesDatabase(arg)) ? this.handedOn(`super.${name}`, args, node) : this.unknown(node);
			}
			const object = this.evaluate(callee.object, scope);
			if (object.kind === "chain" && /^(?:then|catch|finally)$/.test(name)) return this.chainContinued(object, name, node, scope);
			const args = this.argumentsOf(node.arguments, scope);
			if (object.kind === "chain") {
				if (name === "") return this.handedOn(this.nameOf(callee), [object, ...args], node);
				return this.chained(object, {
					name,
					args,
					start: this.at(callee.property).start,
					end: place.end
				}, node);
			}
			const built = this.builtIn(object, name, args, node, callee.object);
			if (built) return built;
			const member = this.member(object, name, callee);
			if (member.kind === "chain") return this.chained(dropLast(member), {
				name,
				args,
				start: place.start,
				end: place.end
			}, node);
			return this.invoke(member, args, node, callee);
		}
		const target = this.evaluate(callee, scope);
		const args = this.argumentsOf(node.arguments, scope);
		if (target.kind === "chain") return this.chained(target, {
			name: "",
			args,
			...place
		}, node);
		return this.invoke(target, args, node, callee);
	}
	nameOf(callee) {
		return this.written(callee).replaceAll(/\s+/g, "").slice(0, 60);
	}
	invoke(target, args, node, callee) {
		if (target.kind === "function") {
			if (this.depth < LIMITS.depth) return this.call(target, args, this.at(node));
			return args.some((arg) => reachesDatabase(arg)) ? this.handedOn(this.nameOf(callee), args, node) : this.unknown(node);
		}
		const name = this.nameOf(callee);
		if (args.some((arg) => reachesDatabase(arg)) && !isHarmless(name)) return this.handedOn(name, args, node);
		this.callBack(args, node);
		if (target.kind === "unknown" && target.foreign && !isHarmless(name)) return this.unknown(node, { call: name });
		return this.unknown(node);
	}
	/** What is handed functions may call them: what they send is read once, with arguments nobody knows. */
	callBack(args, node) {
		for (const arg of args) {
			if (arg.kind !== "function") continue;
			const given = arg.node.params.map((one) => this.unknown(one));
			this.settle(this.call(arg, given, this.at(node)), node);
		}
	}
	/** A call that hands the database on. */
	handedOn(name, args, node) {
		for (const arg of args) use(arg);
		this.unread(this.at(node), `what ${name}(…) does is not known here`);
		this.callBack(args, node);
		return this.unknown(node);
	}
	chainContinued(chain, name, node, scope) {
		const value = this.settle(chain, node);
		const callbacks = this.argumentsOf(node.arguments, scope);
		return this.continued(value, name, callbacks, node);
	}
	/** `.then(f)`, `.catch(f)` and `.finally(f)` of what was sent before. */
	continued(value, name, callbacks, node) {
		let result = value;
		const [first, second] = callbacks;
		if (name === "catch" || second?.kind === "function") {
			const failed = name === "catch" ? first : second;
			if (failed?.kind === "function") {
				const caught = this.apart(() => {
					this.settle(this.call(failed, [this.unknown(node)], this.at(node)), node);
				});
				this.onlyWhere(caught.steps, "it runs only after an error");
			}
		}
		if (name !== "catch" && first?.kind === "function") result = this.settle(this.call(first, [value], this.at(node)), node);
		return result.kind === "undefined" ? { ...this.unknown(node) } : result;
	}
	/** Methods of texts, lists and the language's own objects that can be followed. */
	builtIn(object, name, args, node, of) {
		const owner = of.type === "Identifier" ? of.name : "";
		const [first] = args;
		if (owner === "Promise" && object.kind === "unknown") {
			if (name === "resolve") return first ? this.settle(first, node) : UNDEFINED;
			if (first?.kind === "list") return {
				kind: "list",
				items: first.items.map((item) => this.settle(item, node))
			};
			if (first) this.settle(first, node);
			return this.unknown(node);
		}
		if (owner === "JSON" && object.kind === "unknown" && name === "stringify" && first && args.length === 1) {
			const json = jsonOf(first);
			return json === void 0 ? this.unknown(node) : madeText(json, this.at(node));
		}
		if (owner === "Object" && object.kind === "unknown") {
			if (name === "freeze") return first;
			if (first?.kind === "object" && !first.open) {
				const texts = [...first.fields.keys()].map((key) => madeText(key, this.at(node)));
				if (name === "keys") return {
					kind: "list",
					items: texts
				};
				if (name === "values") return {
					kind: "list",
					items: [...first.fields.values()]
				};
				if (name === "entries") return {
					kind: "list",
					items: [...first.fields.values()].map((value, i) => ({
						kind: "list",
						items: [texts[i] ?? UNDEFINED, value]
					}))
				};
			}
			return this.unknown(node);
		}
		if (/^(?:then|catch|finally)$/.test(name)) return this.continued(this.settle(object, node), name, args, node);
		if (object.kind === "function" && /^(?:call|bind|apply)$/.test(name)) return name === "call" ? this.call(object, args.slice(1), this.at(node)) : object;
		if (object.kind === "text") return this.textMethod(object, name, args, node);
		if (object.kind === "list") return this.listMethod(object.items, name, args, node);
		if (object.kind === "unknown" && !object.foreign && (name === "map" || name === "flatMap") && first?.kind === "function") {
			const given = first.node.params.map((one) => this.unknown(one));
			return {
				...this.unknown(node),
				item: this.settle(this.call(first, given, this.at(node)), node)
			};
		}
	}
	textMethod(text, name, args, node) {
		const whole = plainText(text);
		if (name === "trim" || name === "toString" || name === "trimStart" || name === "trimEnd") return text;
		if (isComputed(whole)) return this.unknown(node);
		if (name === "toLowerCase" || name === "toUpperCase") return madeText(name === "toLowerCase" ? whole.toLowerCase() : whole.toUpperCase(), this.at(node));
		if (name === "concat") return {
			kind: "text",
			pieces: [text, ...args].flatMap((part) => part.kind === "text" ? part.pieces : this.interpolated(part, node, false))
		};
		const separator = stringOf(args[0]);
		if (name === "split" && separator !== void 0) return {
			kind: "list",
			items: whole.split(separator).map((part) => madeText(part, this.at(node)))
		};
		return this.unknown(node);
	}
	listMethod(items, name, args, node) {
		const [first] = args;
		if ((name === "map" || name === "forEach" || name === "flatMap") && first?.kind === "function") {
			const results = [];
			for (const [i, item] of items.entries()) {
				if (++this.turns > LIMITS.turns) break;
				const result = this.call(first, [item, {
					kind: "number",
					value: i
				}], this.at(node));
				results.push(name === "forEach" ? this.settle(result, node) : result);
			}
			if (name === "flatMap") return {
				kind: "list",
				items: results.flatMap((result) => result.kind === "list" ? result.items : [result])
			};
			return name === "map" ? {
				kind: "list",
				items: results
			} : UNDEFINED;
		}
		if (name === "join") {
			const separator = args.length === 0 ? "," : stringOf(first);
			if (separator === void 0) return this.unknown(node);
			const pieces = [];
			for (const [i, item] of items.entries()) {
				if (i > 0) pieces.push({
					text: separator,
					...this.at(node)
				});
				pieces.push(...item.kind === "text" && items.length > 0 ? item.pieces : this.interpolated(item, node, false));
			}
			return {
				kind: "text",
				pieces
			};
		}
		if (name === "push") {
			items.push(...args);
			for (const arg of args) if (arg.kind === "chain") this.pending.push(arg);
			return this.unknown(node);
		}
		if (name === "concat") return {
			kind: "list",
			items: [...items, ...args.flatMap((arg) => arg.kind === "list" ? arg.items : [arg])]
		};
		if (name === "reduce" && first?.kind === "function") {
			let sum = args[1] ?? UNDEFINED;
			for (const item of items) if (++this.turns <= LIMITS.turns) sum = this.call(first, [sum, item], this.at(node));
			return sum;
		}
		if (name === "includes") {
			const wanted = stringOf(first);
			const known = items.map(stringOf);
			if (wanted !== void 0 && known.every((one) => one !== void 0)) return {
				kind: "boolean",
				value: known.includes(wanted)
			};
		}
		this.callBack(args, node);
		return this.unknown(node);
	}
};
const dropLast = (chain) => ({
	...chain,
	links: chain.links.slice(0, -1)
});

// src/frameworks/javascript/literals.ts
function stringPiece(node, text) {
	const { start, end } = placeOf(node);
	return literalPiece(text, start + 1, end - 1, node.value);
}
/** One stretch of a template between its `${…}`. */
function templatePiece(node, text) {
	const { start, end } = placeOf(node);
	return literalPiece(text, start, end, node.value.cooked ?? node.value.raw);
}
function literalPiece(text, start, end, cooked) {
	if (text.slice(start, end) === cooked) return {
		text: cooked,
		start,
		end,
		units: "same"
	};
	const read = unescape(text, start, end);
	return read.text === cooked ? {
		text: cooked,
		start,
		end,
		units: read.units
	} : {
		text: cooked,
		start,
		end
	};
}
const SIMPLE = new Map(Object.entries({
	n: "\n",
	t: "	",
	r: "\r",
	b: "\b",
	f: "\f",
	v: "\v",
	0: "\0"
}));
/** Resolves escapes as JavaScript does, remembering where each unit came from. */
function unescape(text, start, end) {
	const units = [];
	let cooked = "";
	const add = (value, at) => {
		for (let i = 0; i < value.length; i++) units.push(at);
		cooked += value;
	};
	let i = start;
	while (i < end) {
		const c = text[i] ?? "";
		const next = text[i + 1] ?? "";
		if (c === "\r") {
			add("\n", i);
			i += next === "\n" ? 2 : 1;
		} else if (c !== "\\") {
			add(c, i);
			i++;
		} else if (next === "x") {
			add(String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 4), 16)), i);
			i += 4;
		} else if (next === "u" && text[i + 2] === "{") {
			const close = text.indexOf("}", i);
			const code = Number.parseInt(text.slice(i + 3, close), 16);
			add(code <= 1114111 ? String.fromCodePoint(code) : "", i);
			i = close < 0 ? end : close + 1;
		} else if (next === "u") {
			add(String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 6), 16)), i);
			i += 6;
		} else if (next === "\n" || next === "\r") i += next === "\r" && text[i + 2] === "\n" ? 3 : 2;
		else {
			add(SIMPLE.get(next) ?? next, i);
			i += 2;
		}
	}
	return {
		text: cooked,
		units
	};
}

// src/frameworks/javascript/expressions.ts
var Expressions = class extends Calls {
	evaluate(node, scope) {
		switch (node.type) {
			case "StringLiteral": return {
				kind: "text",
				pieces: [this.piece(stringPiece(node, this.here.source.text))]
			};
			case "TemplateLiteral": return this.template(node, scope);
			case "TaggedTemplateExpression": return this.tagged(node.tag, node.quasi, node, scope);
			case "NumericLiteral": return {
				kind: "number",
				value: node.value
			};
			case "BooleanLiteral": return {
				kind: "boolean",
				value: node.value
			};
			case "NullLiteral": return { kind: "null" };
			case "Identifier": return node.name === "undefined" ? UNDEFINED : lookUp(node.name, scope) ?? this.unknown(node, { foreign: true });
			case "ThisExpression": return scope.self ?? this.unknown(node);
			case "ArrowFunctionExpression":
			case "FunctionExpression": return {
				kind: "function",
				node,
				scope,
				self: void 0,
				module: this.here.module
			};
			case "ClassExpression": return {
				kind: "class",
				node,
				scope,
				module: this.here.module
			};
			case "AwaitExpression": return this.settle(this.evaluate(node.argument, scope), node.argument);
			case "YieldExpression": return node.argument ? this.settle(this.evaluate(node.argument, scope), node.argument) : UNDEFINED;
			case "TSAsExpression":
			case "TSSatisfiesExpression":
			case "TSNonNullExpression":
			case "TSTypeAssertion":
			case "TSInstantiationExpression":
			case "ParenthesizedExpression": return this.evaluate(node.expression, scope);
			case "ArrayExpression": return this.listOf(node.elements, scope);
			case "ObjectExpression": return this.objectOf(node, scope);
			case "BinaryExpression": return this.binary(node, scope);
			case "UnaryExpression": return this.unary(node, scope);
			case "LogicalExpression": {
				const left = this.evaluate(node.left, scope);
				const known = node.operator === "??" ? left.kind === "unknown" || left.kind === "chain" ? void 0 : left.kind !== "null" && left.kind !== "undefined" : truth(left);
				if (known === void 0) {
					this.settle(left, node.left);
					this.settle(this.evaluate(node.right, scope), node.right);
					return this.unknown(node);
				}
				return known === (node.operator === "||" || node.operator === "??") ? left : this.evaluate(node.right, scope);
			}
			case "ConditionalExpression": {
				let value = this.unknown(node);
				const keep = (branch) => () => {
					value = this.settle(this.evaluate(branch, scope), branch);
				};
				const before = this.settle(this.evaluate(node.test, scope), node.test);
				const known = truth(before);
				if (known !== void 0) return this.evaluate(known ? node.consequent : node.alternate, scope);
				const taken = this.apart(keep(node.consequent));
				const other = this.apart(keep(node.alternate));
				const both = taken.steps.length > 0 && other.steps.length > 0;
				const reason = "it is sent only on one way of a condition that only a run decides";
				if (both) for (const branch of [taken, other]) this.onlyWhere(branch.steps, reason);
				else this.steps.push(...taken.steps, ...other.steps);
				return value.kind === "function" ? value : this.unknown(node);
			}
			case "SequenceExpression": {
				let value = UNDEFINED;
				for (const expression of node.expressions) {
					if (expression === node.expressions.at(-1)) return this.evaluate(expression, scope);
					value = this.settle(this.evaluate(expression, scope), expression);
				}
				return value;
			}
			case "AssignmentExpression": return this.assignment(node.left, node.operator, node.right, node, scope);
			case "UpdateExpression":
				if (node.argument.type === "Identifier") assign(node.argument.name, this.unknown(node), scope);
				return this.unknown(node);
			case "MemberExpression":
			case "OptionalMemberExpression": {
				const object = this.evaluate(node.object, scope);
				const name = this.key(node.property, node.computed, scope);
				if (name === void 0) return this.unknown(node);
				if (node.type === "OptionalMemberExpression" && (object.kind === "undefined" || object.kind === "null")) return UNDEFINED;
				return this.member(object, name, node);
			}
			case "CallExpression":
			case "OptionalCallExpression": return this.called(node, scope);
			case "NewExpression": return this.construct(node, scope);
			default: return this.unknown(node);
		}
	}
	template(node, scope) {
		const pieces = [];
		for (const [i, quasi] of node.quasis.entries()) {
			pieces.push(this.piece(templatePiece(quasi, this.here.source.text)));
			const expression = node.expressions[i];
			if (expression) pieces.push(...this.interpolated(this.evaluate(expression, scope), expression, true));
		}
		return {
			kind: "text",
			pieces: pieces.filter(({ text }) => text !== "")
		};
	}
	/** A piece of a literal; in another file it stands for the call. */
	piece(piece) {
		return this.here.place ? {
			text: piece.text,
			...this.here.place
		} : piece;
	}
	/** A value inside a text: what it is, at the place of the expression; the expression itself where it is not known. */
	interpolated(value, node, inTemplate) {
		const place = placeOf(node);
		const { text: all } = this.here.source;
		const [from, to] = inTemplate ? [all.lastIndexOf("${", place.start), all.indexOf("}", place.end) + 1] : [place.start, place.end];
		const { start, end } = this.here.place ?? {
			start: from,
			end: to
		};
		if (value.kind === "list" && value.items.every((item) => stringOf(item) !== void 0)) return [{
			text: value.items.map(stringOf).join(","),
			start,
			end
		}];
		const text = stringOf(value);
		if (text !== void 0) return value.kind === "text" && (this.here.place || isWithin(value.pieces, place)) ? value.pieces : [{
			text,
			start,
			end
		}];
		const written = all.slice(from, to);
		if (inTemplate && /^\$\{[^{}'"`\\\r\n]*\}$/.test(written)) return [this.piece({
			text: written,
			start,
			end,
			units: "same"
		})];
		return [{
			text: `\${${/[A-Za-z_$][\w$.]*/.exec(this.written(node))?.[0] ?? "value"}}`,
			start,
			end
		}];
	}
	tagged(tag, quasi, node, scope) {
		const tagged = this.evaluate(tag, scope);
		if (tagged.kind !== "chain") return this.template(quasi, scope);
		const texts = quasi.quasis.map((part) => ({
			kind: "text",
			pieces: [this.piece(templatePiece(part, this.here.source.text))]
		}));
		const values = quasi.expressions.map((expression) => this.evaluate(expression, scope));
		const args = [{
			kind: "list",
			items: texts
		}, {
			kind: "list",
			items: values
		}];
		return this.chained(tagged, {
			name: "`",
			args,
			...this.at(quasi)
		}, node);
	}
	listOf(elements, scope) {
		const items = [];
		for (const element of elements) {
			if (!element) continue;
			if (element.type !== "SpreadElement") items.push(this.evaluate(element, scope));
			else {
				const spread = this.evaluate(element.argument, scope);
				if (spread.kind !== "list") return this.unknown(element);
				items.push(...spread.items);
			}
		}
		return {
			kind: "list",
			items
		};
	}
	objectOf(node, scope) {
		const object = {
			kind: "object",
			fields: /* @__PURE__ */ new Map(),
			open: false
		};
		for (const property of node.properties) {
			if (property.type === "SpreadElement") {
				const spread = this.evaluate(property.argument, scope);
				if (spread.kind === "object") {
					for (const [name, value] of spread.fields) object.fields.set(name, value);
					object.open ||= spread.open;
				} else object.open = true;
				continue;
			}
			const name = this.key(property.key, property.computed, scope);
			if (name === void 0) object.open = true;
			else if (property.type === "ObjectMethod") object.fields.set(name, {
				kind: "function",
				node: property,
				scope,
				self: object,
				module: this.here.module
			});
			else {
				const value = this.evaluate(property.value, scope);
				object.fields.set(name, value.kind === "function" && !value.self ? {
					...value,
					self: object
				} : value);
			}
		}
		return object;
	}
	/** Name of a property; undefined where it is computed. */
	key(node, computed, scope) {
		if (!computed && node.type === "Identifier") return node.name;
		if (node.type === "PrivateName") return `#${node.id.name}`;
		const value = this.evaluate(node, scope);
		if (value.kind === "chain" && value.root === "types") return `@${value.links.map((link) => link.name).join(".")}`;
		return stringOf(value);
	}
	binary(node, scope) {
		if (node.left.type === "PrivateName") return this.unknown(node);
		const left = this.evaluate(node.left, scope);
		const right = this.evaluate(node.right, scope);
		if (node.operator === "+") {
			if (left.kind === "number" && right.kind === "number") return {
				kind: "number",
				value: left.value + right.value
			};
			if (left.kind !== "text" && right.kind !== "text") return this.unknown(node);
			const part = (value, of) => value.kind === "text" && (isLiteral(of) || isWithin(value.pieces, placeOf(of))) ? value.pieces : this.interpolated(value, of, false);
			return {
				kind: "text",
				pieces: [...part(left, node.left), ...part(right, node.right)]
			};
		}
		if (/^[!=]==?$/.test(node.operator)) {
			const same = this.equal(left, right, node);
			if (same !== void 0) return {
				kind: "boolean",
				value: same === node.operator.startsWith("=")
			};
		}
		this.settle(left, node.left);
		this.settle(right, node.right);
		return this.unknown(node);
	}
	equal(left, right, node) {
		const [a, b] = [stringOf(left), stringOf(right)];
		if (a !== void 0 && b !== void 0 && !isComputed(a) && !isComputed(b)) return a === b;
		const engine = a ?? b;
		return engine !== void 0 && /dialect|client|\.type\b|driver/i.test(this.written(node)) ? namesPostgres(engine) : void 0;
	}
	unary(node, scope) {
		const value = this.settle(this.evaluate(node.argument, scope), node.argument);
		if (node.operator === "!") {
			const known = truth(value);
			return known === void 0 ? this.unknown(node) : {
				kind: "boolean",
				value: !known
			};
		}
		if (node.operator === "-" && value.kind === "number") return {
			kind: "number",
			value: -value.value
		};
		return node.operator === "void" ? UNDEFINED : this.unknown(node);
	}
	assignment(left, operator, right, node, scope) {
		const value = this.evaluate(right, scope);
		if (left.type === "Identifier") {
			const before = lookUp(left.name, scope);
			const next = operator === "=" ? value : operator === "+=" && before?.kind === "text" ? {
				kind: "text",
				pieces: [...before.pieces, ...this.interpolated(value, right, false)]
			} : this.unknown(node);
			assign(left.name, next, scope);
			if (next.kind === "chain" && next.links.some(({ args }) => args)) this.pending.push(next);
			return next;
		}
		if (left.type === "MemberExpression" && operator === "=") {
			const object = this.evaluate(left.object, scope);
			const name = this.key(left.property, left.computed, scope);
			if ((object.kind === "object" || object.kind === "instance") && name !== void 0) {
				object.fields.set(name, value);
				if (name === "exports" && object === lookUp("module", scope)) rootOf(scope).names.set("exports", value);
			}
		}
		return value;
	}
	member(object, name, node) {
		switch (object.kind) {
			case "chain": return this.chained(object, {
				name,
				...this.at(node)
			}, node);
			case "object": return object.fields.get(name) ?? (object.open ? this.unknown(node) : UNDEFINED);
			case "instance": return this.instanceMember(object, name, node);
			case "class": {
				const member = object.node.body.body.find((one) => "static" in one && one.static === true && "key" in one && one.key.type === "Identifier" && one.key.name === name);
				const value = member?.type === "ClassProperty" ? member.value : void 0;
				return value ? this.within(object.module, this.at(node), () => this.evaluate(value, object.scope)) : member?.type === "ClassMethod" ? {
					kind: "function",
					node: member,
					scope: object.scope,
					self: object,
					module: object.module
				} : this.unknown(node);
			}
			case "list":
				if (name === "length") return {
					kind: "number",
					value: object.items.length
				};
				return /^\d+$/.test(name) ? object.items[Number(name)] ?? UNDEFINED : this.unknown(node);
			case "unknown": return this.unknown(node, object.foreign ? { foreign: true } : {});
			default: return this.unknown(node);
		}
	}
	/** A method or property of an object of a class; what the tool's base class defines otherwise. */
	instanceMember(instance, name, node) {
		const known = instance.fields.get(name);
		if (known) return known;
		for (const member of instance.of.node.body.body) {
			if (!("key" in member) || member.key.type !== (name.startsWith("#") ? "PrivateName" : "Identifier")) continue;
			if ((member.key.type === "PrivateName" ? `#${member.key.id.name}` : member.key.type === "Identifier" ? member.key.name : "") !== name) continue;
			if (member.type === "ClassMethod" && member.kind === "method") return {
				kind: "function",
				node: member,
				scope: instance.of.scope,
				self: instance,
				module: instance.of.module
			};
			if (member.type === "ClassPrivateMethod") return {
				kind: "function",
				node: {
					...member,
					type: "ClassMethod"
				},
				scope: instance.of.scope,
				self: instance,
				module: instance.of.module
			};
			if ((member.type === "ClassProperty" || member.type === "ClassPrivateProperty") && member.value) {
				const written = member.value;
				const value = this.within(instance.of.module, this.at(node), () => this.evaluate(written, newScope(instance.of.scope, instance)));
				instance.fields.set(name, value);
				return value;
			}
		}
		if (this.tool.self !== void 0) return this.chained(this.handle(this.tool.self, this.at(node)), {
			name,
			...this.at(node)
		}, node);
		return this.unknown(node);
	}
};
const isLiteral = (node) => node.type === "StringLiteral" || node.type === "TemplateLiteral";
const isWithin = (pieces, place) => pieces.length > 0 && pieces.every((piece) => piece.start >= place.start && piece.end <= place.end);

// src/frameworks/javascript/declarations.ts
var Declarations = class extends Expressions {
	modules = /* @__PURE__ */ new Map();
	/** Functions and classes are there before the first statement runs. */
	hoist(statement, scope) {
		const declared = (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration") && statement.declaration ? statement.declaration : statement;
		if (declared.type === "FunctionDeclaration" && declared.id) scope.names.set(declared.id.name, {
			kind: "function",
			node: declared,
			scope,
			self: void 0,
			module: this.here.module
		});
		else if (declared.type === "ClassDeclaration" && declared.id) scope.names.set(declared.id.name, {
			kind: "class",
			node: declared,
			scope,
			module: this.here.module
		});
		else if (declared.type === "TSEnumDeclaration") scope.names.set(declared.id.name, this.enumeration(declared, scope));
		else if (statement.type === "ImportDeclaration") {
			const module = statement.source.value;
			for (const specifier of statement.specifiers) {
				const name = specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : specifier.type === "ImportDefaultSpecifier" ? "default" : "*";
				scope.names.set(specifier.local.name, this.imported(module, name, specifier));
			}
		}
	}
	/** TypeScript's enums, as the objects they become. */
	enumeration(node, scope) {
		const fields = /* @__PURE__ */ new Map();
		let next = 0;
		for (const member of node.members) {
			const value = member.initializer ? this.evaluate(member.initializer, scope) : next === void 0 ? this.unknown(member) : {
				kind: "number",
				value: next
			};
			next = value.kind === "number" ? value.value + 1 : void 0;
			if (member.id.type === "Identifier" || member.id.type === "StringLiteral") fields.set(nameOf(member.id), value);
		}
		return {
			kind: "object",
			fields,
			open: false
		};
	}
	imported(module, name, node) {
		const [root, ...path] = this.tool.imported(module, name)?.split(".") ?? [];
		if (root !== void 0) return {
			...this.handle(root, this.at(node)),
			links: path.map((one) => ({
				name: one,
				...this.at(node)
			}))
		};
		const local = this.library.find(this.here.source.path, module);
		if (local) {
			const all = this.exportsOf(local, this.at(node));
			if (name === "*") return all;
			return (all.kind === "object" ? all.fields.get(name) : void 0) ?? (name === "default" ? all : this.unknown(node, { foreign: true }));
		}
		return this.unknown(node, isQuietModule(module) ? {} : { foreign: true });
	}
	/** What another file of the repository exports. */
	exportsOf(module, place) {
		const known = this.modules.get(module);
		if (known) return known;
		this.modules.set(module, {
			kind: "object",
			fields: /* @__PURE__ */ new Map(),
			open: true
		});
		const { steps, pending } = this;
		if (!this.here.place) this.imports.add(place.start);
		const scope = newScope(void 0);
		this.within(module, place, () => this.module(module.file.program.body, scope));
		this.steps = steps;
		this.pending = pending;
		const holder = scope.names.get("module");
		const value = holder?.kind === "object" ? holder.fields.get("exports") ?? UNDEFINED : UNDEFINED;
		this.modules.set(module, value);
		return value;
	}
	exportNames(statement, scope) {
		const exported = lookUp("exports", scope);
		const put = (name) => {
			const value = lookUp(name, scope);
			if (exported?.kind === "object" && value) exported.fields.set(name, value);
		};
		const { declaration } = statement;
		if (declaration?.type === "VariableDeclaration") {
			this.declare(declaration, scope);
			for (const { id } of declaration.declarations) if (id.type === "Identifier") put(id.name);
		} else if ((declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration" || declaration?.type === "TSEnumDeclaration") && declaration.id) put(declaration.id.name);
		for (const specifier of statement.specifiers) {
			if (specifier.type !== "ExportSpecifier" || exported?.kind !== "object") continue;
			const name = nameOf(specifier.exported);
			exported.fields.set(name, statement.source ? this.imported(statement.source.value, specifier.local.name, specifier) : lookUp(specifier.local.name, scope) ?? this.unknown(specifier));
		}
	}
	exportDefault(declaration, scope) {
		const exported = lookUp("exports", scope);
		if (exported?.kind !== "object") return;
		if (declaration.type === "FunctionDeclaration") exported.fields.set("default", {
			kind: "function",
			node: declaration,
			scope,
			self: void 0,
			module: this.here.module
		});
		else if (declaration.type === "ClassDeclaration") exported.fields.set("default", {
			kind: "class",
			node: declaration,
			scope,
			module: this.here.module
		});
		else exported.fields.set("default", this.evaluate(declaration, scope));
	}
	declare(statement, scope) {
		for (const { id, init } of statement.declarations) {
			if (id.type === "VoidPattern") continue;
			const value = init ? this.evaluate(init, scope) : UNDEFINED;
			if (value.kind === "chain" && value.links.some(({ args }) => args)) this.pending.push(value);
			else if (value.kind === "list") {
				for (const item of value.items) if (item.kind === "chain" && item.links.some(({ args }) => args)) this.pending.push(item);
			}
			if (value.kind === "unknown" && value.call !== void 0) this.settle(value, init ?? id);
			this.bind(id, value, scope);
		}
	}
	bind(target, value, scope) {
		switch (target.type) {
			case "Identifier":
				scope.names.set(target.name, value);
				return;
			case "AssignmentPattern":
				this.bind(target.left, value.kind === "undefined" ? this.evaluate(target.right, scope) : value, scope);
				return;
			case "TSParameterProperty":
				this.bind(target.parameter, value, scope);
				return;
			case "ObjectPattern":
				for (const property of target.properties) if (property.type === "RestElement") this.bind(property.argument, this.others(value, target, property), scope);
				else {
					const name = this.key(property.key, property.computed, scope);
					this.bind(property.value, name === void 0 ? this.unknown(property) : this.member(value, name, property), scope);
				}
				return;
			case "ArrayPattern":
				for (const [i, element] of target.elements.entries()) if (element) this.bind(element, value.kind === "list" ? value.items[i] ?? UNDEFINED : { ...this.unknown(element) }, scope);
				return;
			case "RestElement":
				this.bind(target.argument, this.unknown(target), scope);
				return;
		}
	}
	/** `...rest` of an object that is taken apart. */
	others(value, pattern, node) {
		if (value.kind === "chain") return value;
		if (value.kind !== "object") return this.unknown(node);
		const taken = new Set(pattern.properties.map((one) => one.type === "ObjectProperty" && one.key.type === "Identifier" ? one.key.name : ""));
		return {
			kind: "object",
			fields: new Map([...value.fields].filter(([name]) => !taken.has(name))),
			open: value.open
		};
	}
};
const nameOf = (node) => node.type === "Identifier" ? node.name : node.value;

// src/frameworks/javascript/statements.ts
var Reader = class extends Declarations {
	/** Runs the top of a module for its names. What it would send there is none of the migration's business. */
	module(body, scope) {
		const exported = {
			kind: "object",
			fields: /* @__PURE__ */ new Map(),
			open: false
		};
		const module = {
			kind: "object",
			fields: /* @__PURE__ */ new Map([["exports", exported]]),
			open: true
		};
		scope.names.set("exports", exported);
		scope.names.set("module", module);
		this.block(body, scope);
		this.steps = [];
		this.pending = [];
	}
	/** Reads one direction, with the arguments that the tool passes. */
	direction(callee, args) {
		this.steps = [];
		this.pending = [];
		this.calls = this.turns = 0;
		this.settle(this.call(callee, args), callee.node);
		for (const chain of this.pending) if (!chain.state.used) this.send(chain);
		if (this.calls > LIMITS.calls || this.turns > LIMITS.turns || this.steps.length >= LIMITS.steps) this.unread(this.at(callee.node), "the rest is not read: the migration calls or repeats too much");
		return this.steps;
	}
	call(callee, args, place = this.last) {
		if (callee.module !== this.here.module) return this.within(callee.module, this.here.place ?? place, () => this.call(callee, args, place));
		const { node } = callee;
		if (++this.calls > LIMITS.calls || this.depth >= LIMITS.depth) return this.unknown(node);
		this.depth++;
		const scope = newScope(callee.scope, node.type === "ArrowFunctionExpression" ? callee.scope.self : callee.self);
		for (const [i, parameter] of node.params.entries()) if (parameter.type === "RestElement") this.bind(parameter.argument, {
			kind: "list",
			items: args.slice(i)
		}, scope);
		else this.bind(parameter, args[i] ?? UNDEFINED, scope);
		let result = UNDEFINED;
		if (node.body.type === "BlockStatement") {
			const flow = this.block(node.body.body, scope);
			if (flow?.kind === "return") result = flow.value;
		} else result = this.evaluate(node.body, scope);
		this.depth--;
		return result;
	}
	block(body, scope) {
		for (const statement of body) this.hoist(statement, scope);
		for (const statement of body) {
			const flow = this.run(statement, scope);
			if (flow) return flow;
		}
	}
	run(statement, scope) {
		switch (statement.type) {
			case "ExpressionStatement":
				this.settle(this.evaluate(statement.expression, scope), statement.expression);
				return;
			case "VariableDeclaration":
				this.declare(statement, scope);
				return;
			case "ReturnStatement": {
				const value = statement.argument ? this.evaluate(statement.argument, scope) : UNDEFINED;
				return {
					kind: "return",
					value: statement.argument ? this.settle(value, statement.argument) : value
				};
			}
			case "ThrowStatement": return { kind: "throw" };
			case "BreakStatement":
			case "ContinueStatement": return { kind: "break" };
			case "BlockStatement": return this.block(statement.body, newScope(scope));
			case "IfStatement": return this.branch(statement.test, () => this.run(statement.consequent, newScope(scope)), statement.alternate ? () => this.run(statement.alternate, newScope(scope)) : void 0, statement, scope);
			case "ForOfStatement": {
				const over = this.settle(this.evaluate(statement.right, scope), statement.right);
				this.each(over, statement.body, (item, inner) => {
					if (statement.left.type === "VariableDeclaration") {
						const target = statement.left.declarations[0]?.id;
						if (target) this.bind(target, item, inner);
					}
					return this.run(statement.body, inner);
				}, statement.right, scope);
				return;
			}
			case "ForInStatement":
			case "ForStatement":
			case "WhileStatement":
			case "DoWhileStatement":
				this.loop(statement, scope);
				return;
			case "TryStatement": {
				const flow = this.block(statement.block.body, newScope(scope));
				const { handler } = statement;
				if (handler) {
					const caught = this.apart(() => this.block(handler.body.body, newScope(scope)));
					this.onlyWhere(caught.steps, "it runs only after an error");
				}
				return (statement.finalizer ? this.block(statement.finalizer.body, newScope(scope)) : void 0) ?? flow;
			}
			case "SwitchStatement":
				this.forget(statement, scope);
				this.evaluate(statement.discriminant, scope);
				for (const one of statement.cases) this.onlyWhere(this.apart(() => this.block(one.consequent, newScope(scope))).steps, "it runs only in one case of a switch");
				return;
			case "LabeledStatement": return this.run(statement.body, scope);
			case "ExportNamedDeclaration":
				this.exportNames(statement, scope);
				return;
			case "ExportAllDeclaration": {
				const [own, all] = [lookUp("exports", scope), this.imported(statement.source.value, "*", statement)];
				if (own?.kind === "object" && all.kind === "object") {
					for (const [name, value] of all.fields) if (name !== "default") own.fields.set(name, value);
				}
				return;
			}
			case "ExportDefaultDeclaration":
				this.exportDefault(statement.declaration, scope);
				return;
			case "TSExportAssignment": {
				const value = this.evaluate(statement.expression, scope);
				const module = lookUp("module", scope);
				if (module?.kind === "object") module.fields.set("exports", value);
				return;
			}
			default: return;
		}
	}
	/**
	* A branch nobody knows. Where only one way sends something, a review reads it as sent (the check that a column is not there
	* yet); where both do, neither is read.
	*/
	branch(test, yes, no, node, scope) {
		const condition = this.settle(this.evaluate(test, scope), test);
		const known = truth(condition);
		if (known !== void 0) return known ? yes() : no?.();
		const taken = this.apart(yes);
		const other = no ? this.apart(no) : void 0;
		this.forget(node, scope);
		const ends = (flow) => flow?.kind === "return" || flow?.kind === "throw";
		const where = this.written(test).replaceAll(/\s+/g, " ");
		const reason = `it is sent only where ${where.length > 60 ? `${where.slice(0, 57)}…` : where}, which only a run decides`;
		if (taken.steps.length > 0 && ((other?.steps.length ?? 0) > 0 || !no && ends(taken.flow))) {
			this.onlyWhere(taken.steps, reason);
			this.onlyWhere(other?.steps ?? [], reason);
		} else this.steps.push(...taken.steps, ...other?.steps ?? []);
		if (ends(taken.flow) && ends(other?.flow)) return taken.flow;
	}
	loop(statement, scope) {
		const inner = newScope(scope);
		if (statement.type === "ForStatement") {
			const over = this.counted(statement, scope);
			if (over) {
				this.each({
					kind: "list",
					items: over.items
				}, statement.body, (item, turn) => {
					turn.names.set(over.name, item);
					return this.run(statement.body, turn);
				}, statement, scope);
				return;
			}
			if (statement.init?.type === "VariableDeclaration") this.declare(statement.init, inner);
		}
		if (statement.type === "ForInStatement" && statement.left.type === "VariableDeclaration") {
			const target = statement.left.declarations[0]?.id;
			if (target) this.bind(target, this.unknown(target), inner);
		}
		this.forget(statement, inner);
		if ("test" in statement && statement.test) this.settle(this.evaluate(statement.test, inner), statement.test);
		this.run(statement.body, inner);
	}
	/** `for (let i = 0; i < list.length; i++)` over numbers that are known. */
	counted(statement, scope) {
		const { init, test, update } = statement;
		if (init?.type !== "VariableDeclaration" || test?.type !== "BinaryExpression" || update?.type !== "UpdateExpression") return void 0;
		const [declared] = init.declarations;
		if (declared?.id.type !== "Identifier" || !declared.init || test.left.type !== "Identifier" || test.left.name !== declared.id.name) return void 0;
		const from = this.evaluate(declared.init, scope);
		const to = this.evaluate(test.right, scope);
		if (from.kind !== "number" || to.kind !== "number" || update.operator !== "++" || test.operator !== "<" && test.operator !== "<=") return void 0;
		const last = test.operator === "<" ? to.value - 1 : to.value;
		if (last - from.value > 500) return void 0;
		const items = [];
		for (let i = from.value; i <= last; i++) items.push({
			kind: "number",
			value: i
		});
		return {
			name: declared.id.name,
			items
		};
	}
	/** A body for every item of a list; once, with an unknown item, where the list is not known. */
	each(over, body, turn, node, scope) {
		if (over.kind !== "list") {
			this.forget(body, scope);
			turn(this.unknown(node), newScope(scope));
			return;
		}
		for (const item of over.items) {
			if (++this.turns > LIMITS.turns) return;
			const flow = turn(item, newScope(scope));
			if (flow && flow.kind !== "break") return;
		}
	}
	/** What is assigned in a part that may run or not, or many times, is not known any more. */
	forget(node, scope) {
		walk(node, (found) => {
			const target = found.type === "AssignmentExpression" ? found.left : found.type === "UpdateExpression" ? found.argument : void 0;
			if (target?.type === "Identifier") assign(target.name, this.unknown(target), scope);
		});
	}
};

// src/frameworks/javascript/read.ts
/** A file as migrations; `modules` are the files of the repository that it may import. */
async function readScript(source, tool, parts, modules) {
	const parsed = await parseScript(source);
	try {
		if ("reason" in parsed) return refused(source, tool, parts, parsed.reason, {
			start: parsed.at,
			end: source.text.length
		});
		const library = await modules.around(source, parsed.file);
		const comments = (parsed.file.comments ?? []).map(({ start, end }) => codeComment(source, start ?? 0, end ?? 0));
		return withComments(readProgram(source, tool, parts, parsed.file, new Reader(source, tool, library)), comments);
	} catch (error) {
		if (error instanceof RangeError) return refused(source, tool, parts, "it is nested too deeply to be followed", wholeFile(source));
		throw error;
	}
}
function refused(source, tool, { id, order, title }, reason, at) {
	const span = {
		path: source.path,
		...at
	};
	return [migrationOf(source, {
		framework: tool.id,
		id,
		order,
		title,
		transaction: "unknown",
		steps: [{
			kind: "unread",
			span,
			reason
		}]
	})];
}
function readProgram(source, tool, parts, file, reader) {
	const { id, order, title, group, apart = false } = parts;
	const shared = {
		framework: tool.id,
		id,
		order,
		title
	};
	const members = membersOf(file, reader, source);
	reader.members = members;
	const up = members?.get("up");
	const whole = wholeFile(source);
	if (!members || !up) return refused(source, tool, parts, "no function \"up\" is found in it", whole);
	if (up.kind !== "function" || up.module) return refused(source, tool, parts, "its function \"up\" is made in another file", whole);
	const args = tool.parameters.map((root) => reader.handle(root, placeOf(up.node)));
	const outside = apart || (tool.optsOut?.(members) ?? false);
	const run = (callee) => {
		reader.transaction = outside ? "none" : tool.transaction;
		return {
			steps: reader.direction(callee, args),
			transaction: reader.transaction
		};
	};
	const grouped = (transaction) => ({
		transaction,
		transactionGroup: transaction === "wrapped" ? group : null
	});
	const forth = run(up);
	const named = {
		...shared,
		...tool.named?.(members)
	};
	const down = members.get("down");
	if (down?.kind !== "function" || down.module) {
		const state = down?.kind === "boolean" && tool.noWayBack ? "irreversible" : down && down.kind !== "undefined" && down.kind !== "null" ? "present" : void 0;
		const inferred = tool.noWayBack && !reader.oneWay && forth.steps.every((step) => step.kind === "sql" && step.made) ? "present" : "absent";
		return [migrationOf(source, {
			...named,
			...grouped(forth.transaction),
			steps: forth.steps,
			down: state ?? inferred
		})];
	}
	const back = run(down);
	const place = functionPlace(down);
	const text = source.text.slice(place.start, place.end);
	const migrations = [migrationOf(source, {
		...named,
		...grouped(forth.transaction),
		steps: forth.steps,
		span: {
			path: source.path,
			...spanBefore(source, functionPlace(up), place)
		},
		down: wayBack(back.steps, text, file, place)
	})];
	if (back.steps.length > 0) migrations.push(migrationOf(source, {
		...named,
		...grouped(back.transaction),
		id: `${named.id}:down`,
		direction: "down",
		steps: back.steps,
		span: {
			path: source.path,
			...place
		}
	}));
	return migrations;
}
/** A class method begins at its name; an exported function is better shown with what it is assigned to, which is close enough. */
const functionPlace = ({ node }) => placeOf(node);
/** The way forth is all of the file less the way back, where that comes last; else the function alone. */
function spanBefore(source, up, down) {
	if (down.start < up.start) return up;
	const line = Math.max(source.text.lastIndexOf("\n", down.start) + 1, up.end);
	return {
		start: 0,
		end: Math.min(line, down.start)
	};
}
function wayBack(steps, text, file, place) {
	if (steps.length > 0) return "present";
	if (/\bthrow\b|\bPromise\.reject\b/.test(text)) return "irreversible";
	const comments = (file.comments ?? []).filter(({ start, end }) => (start ?? 0) >= place.start && (end ?? 0) <= place.end);
	return wayBackIn(comments.map(({ value }) => `/*${value.replaceAll("*/", "")}*/`).join("\n")) === "irreversible" ? "irreversible" : "absent";
}
/** What the module exports as a migration: functions, an object of functions, or a class. */
function membersOf(file, reader, source) {
	const scope = {
		names: /* @__PURE__ */ new Map(),
		parent: void 0,
		self: void 0
	};
	reader.module(file.program.body, scope);
	const module = scope.names.get("module");
	const exported = module?.kind === "object" ? module.fields.get("exports") : void 0;
	const candidates = [];
	if (exported) candidates.push(exported);
	if (exported?.kind === "object") candidates.push(...[exported.fields.get("default") ?? [], ...exported.fields.values()].flat());
	candidates.push(...[...scope.names.values()].filter(({ kind }) => kind === "class"));
	for (const candidate of candidates) {
		if (candidate.kind === "object" && candidate.fields.has("up")) return fieldsOf(candidate.fields, source);
		if (candidate.kind === "class" && candidate.node.body.body.some((one) => "key" in one && one.key.type === "Identifier" && one.key.name === "up")) return instanceOf(candidate, reader, source);
	}
}
const sourceOf = (value, source) => {
	if (value?.kind !== "function") return "";
	const { start, end } = placeOf(value.node);
	return source.text.slice(start, end);
};
const fieldsOf = (fields, source) => ({
	get: (name) => fields.get(name),
	source: (name) => sourceOf(fields.get(name), source),
	name: void 0
});
function instanceOf(of, reader, source) {
	const instance = {
		kind: "instance",
		of,
		fields: /* @__PURE__ */ new Map()
	};
	const get = (name) => {
		return of.node.body.body.some((one) => "key" in one && one.key.type === "Identifier" && one.key.name === name) ? reader.instanceMember(instance, name, of.node) : void 0;
	};
	return {
		get,
		source: (name) => sourceOf(get(name), source),
		name: of.node.id?.name
	};
}

// src/frameworks/javascript/index.ts
/** Everything that reads migrations in JavaScript and TypeScript; loaded where there are some. */
/** The tools, by their ids. */
const scriptTools = new Map([
	knex,
	kysely,
	mikroOrm,
	sequelize,
	typeorm
].map((tool) => [tool.id, tool]));

export { Modules, pgm, readScript, scriptTools };