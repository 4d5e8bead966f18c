import { F as quoteText } from "./chunk-review.js";
import { o as plainText } from "./chunk-interpret.js";

// src/frameworks/python/harmless.ts
/** What Python and its libraries offer and migrations use beside the database. */
/** Calls that never reach the database. */
const HARMLESS = /^(?:print|len|str|int|bool|float|max|min|sum|any|all|zip|map|filter|enumerate|abs|round|type|hasattr|iter|reversed|repr|uuid\.\w+|(?:datetime\.)*(?:datetime|timedelta|date)(?:\.\w+)*|(?:decimal\.)?Decimal|re\.\w+|math\.\w+|copy\.\w+|itertools\.\w+|collections\.\w+|defaultdict|Counter|sorted|list|set|dict|tuple|range|isinstance|setattr|getattr|next|warnings\.warn|time\.sleep|sys\.\w+(?:\.\w+)*|os\.\w+(?:\.\w+)*|json\.\w+|logging\.\w+(?:\.\w+)*|(?:\w+\.)*_?(?:logger|log|LOG|LOGGER|console)\.\w+|logging\.getLogger\(\)\.\w+|.*\.(?:append|extend|insert|update|add|pop|remove|clear|sort|setdefault|join|format|bindparams)|.*\.(?:debug|info|warning|warn|error|exception|critical)|random\.\w+|.*\.(?:seek|discard|raise_for_status)|.*\.(?:close|flush|fetchall|fetchone|first|all|mappings|one|one_or_none))$/;

// src/frameworks/alembic/text.ts
/** Why a call cannot be written as SQL; one clause, no full stop. */
var Unclear = class extends Error {};
/** Words that PostgreSQL keeps for itself, which SQLAlchemy puts into quotes. */
const RESERVED = new Set("all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into leading limit localtime localtimestamp new not null of off offset old on only or order placing primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with authorization between binary cross current_schema freeze full ilike inner is isnull join left like natural notnull outer over overlaps right similar verbose".split(" "));
/** A name as SQLAlchemy writes it for PostgreSQL. */
function quoted(name) {
	return /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll("\"", "\"\"")}"`;
}
/** A name in a schema, if any. */
function qualified(name, schema) {
	return schema === void 0 ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}
/** Whether a path names something of SQLAlchemy or of its dialects. */
function isSqlalchemy(path, name) {
	return new RegExp(`^(?:sqlalchemy|sa|postgresql)(?:\\.\\w+)*\\.${name}$|^${name}$`).test(path);
}
/** A name that stands in the file, `op.f(…)` around it or not. */
function nameOf(value, what) {
	const text = optionalName(value, what);
	if (text === void 0) throw new Unclear(`${what} is not given`);
	return text;
}
/** The same, where None or nothing stands for none. */
function optionalName(value, what) {
	if (value === void 0 || value.kind === "none") return void 0;
	if (value.kind === "call" && /(?:^|\.)op\.f$|\bquoted_name$/.test(value.path)) return optionalName(value.args[0], what);
	const text = plainText(value);
	if (text === void 0) throw new Unclear(`${what} is computed`);
	return text === "" ? void 0 : text;
}
/** A list of names. */
function namesOf(value, what) {
	if (value?.kind !== "list") throw new Unclear(value ? `${what} are computed` : `${what} are not given`);
	return value.items.map((item) => nameOf(item, `one of ${what}`));
}
/** True or False; undefined where it is not given. */
function flag(value, what) {
	if (value === void 0 || value.kind === "none") return void 0;
	if (value.kind === "boolean") return value.value;
	throw new Unclear(`whether ${what} is computed`);
}
/** SQL in a string or in text(…), as pieces; undefined for anything else. */
function rawSql(value) {
	if (value?.kind === "text") return value.pieces;
	if (value?.kind !== "call") return void 0;
	if (value.base && /\)\.(?:bindparams|execution_options|columns)$/.test(value.path)) return rawSql(value.base);
	return /(?:^|\.)(?:text|literal_column|DDL)$/.test(value.path) ? rawSql(value.args[0]) : void 0;
}
const CONSTANT_CALLS = /* @__PURE__ */ new Set([
	"now",
	"current_timestamp",
	"gen_random_uuid",
	"uuid_generate_v4",
	"random",
	"clock_timestamp"
]);
/** An SQL expression: text(…), func.…, true(), names of columns. */
function expression(value, what) {
	const unclear = () => new Unclear(`${what} is computed`);
	if (value === void 0) throw unclear();
	const raw = value.kind === "text" ? void 0 : rawSql(value);
	if (raw) return raw;
	if (value.kind === "number") return [value.text];
	if (value.kind === "boolean") return [value.value ? "true" : "false"];
	if (value.kind !== "call") throw unclear();
	const last = value.path.split(".").at(-1) ?? "";
	const [first] = value.args;
	if (isSqlalchemy(value.path, "(?:true|false|null)")) return [last === "null" ? "NULL" : last];
	if (isSqlalchemy(value.path, "(?:column|Column)")) return [quoted(nameOf(first, "the name of a column"))];
	if (isSqlalchemy(value.path, "literal")) return [constant(first, what)];
	if (isSqlalchemy(value.path, "(?:desc|asc)")) return [...operand(first, what), ` ${last.toUpperCase()}`];
	if (value.base && value.args.length === 0 && /\)\.(?:desc|asc|nulls_?last|nulls_?first)$/.test(value.path)) return [...expression(value.base, what), ` ${last.replace(/^nulls_?/, "nulls ").toUpperCase()}`];
	if (/(?:^|\.)func\.\w+$/.test(value.path) && value.named.size === 0 && !value.spread) {
		if (/^current_(?:timestamp|date|time)$/.test(last)) return [last.toUpperCase()];
		if (value.args.length === 0 || !CONSTANT_CALLS.has(last)) return [
			`${last}(`,
			...value.args.flatMap((arg, i) => [...i > 0 ? [", "] : [], ...operand(arg, what)]),
			")"
		];
	}
	throw unclear();
}
/** An argument of a function: a string is a literal there. */
function operand(value, what) {
	return value?.kind === "text" ? [constant(value, what)] : expression(value, what);
}
function constant(value, what) {
	if (value?.kind === "number") return value.text;
	if (value?.kind === "boolean") return value.value ? "true" : "false";
	const text = plainText(value);
	if (text === void 0) throw new Unclear(`${what} is computed`);
	return quoteText(text);
}
/** A default as the database gets it: a plain string is a literal. */
function serverDefault(value) {
	const text = plainText(value);
	return text === void 0 ? expression(value, "the default") : [quoteText(text)];
}
/** The arguments of a call by the names of its parameters. */
function argumentsOf(call, parameters) {
	if (call.spread) throw new Unclear("its arguments are spread");
	const found = new Map(call.named);
	for (const [i, value] of call.args.entries()) {
		const name = parameters[i];
		if (name !== void 0) found.set(name, value);
	}
	return found;
}
/** Values between commas. */
function listed(parts) {
	return parts.flatMap((part, i) => i > 0 ? [", ", ...part] : part);
}
/** The parts as pieces; what has no place of its own in the call stands for all of it. */
function piecesOf(call, sql) {
	const { start, end } = call;
	return sql.map((part) => {
		if (typeof part === "string") return {
			text: part,
			start,
			end
		};
		return part.start >= start && part.end <= end ? part : {
			text: part.text,
			start,
			end
		};
	});
}

export { isSqlalchemy as a, namesOf as c, qualified as d, quoted as f, HARMLESS as h, flag as i, optionalName as l, serverDefault as m, argumentsOf as n, listed as o, rawSql as p, expression as r, nameOf as s, Unclear as t, piecesOf as u };