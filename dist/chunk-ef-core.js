import { $ as quoteText, Cr as readSources, Dr as wayBackIn, Or as wholeFile, Q as quoteName, Sr as migrationOf, Tr as relativeTo, fr as baseName, hr as compareText, i as namedFilesIn, ii as cutScript, it as withComments, kr as wordsOf, nt as scriptOf } from "./chunk-review.js";
import { n as fieldOf, r as namedOf, t as childOf } from "./chunk-parse.js";
import { a as parseCsharp, i as parametersIn, n as methodIn, r as nameAndType, t as argumentsIn } from "./chunk-parse2.js";

// src/frameworks/ef-core/values.ts
/** Why a call cannot be written as SQL; one clause, no full stop. */
var Unclear = class extends Error {};
const computed = ({ start, end }) => ({
	kind: "computed",
	start,
	end
});
const boolean = (value, { start, end }) => ({
	kind: "boolean",
	value,
	start,
	end
});
const madeText = (text, { start, end }) => ({
	kind: "text",
	pieces: [{
		text,
		start,
		end
	}],
	start,
	end
});
/** A text of which only the migration itself knows the value; the dialect reads a placeholder where a value can stand. */
const holeOf = (place, source) => madeText(`\${${/^[\w.]+$/.test(source) ? source : "value"}}`, place);
/** Whether a text holds a part that only the migration itself knows. */
const isComputed = (text) => text.includes("${");
const plainText = (value) => value.pieces.map(({ text }) => text).join("");
/** The text of a string that is known. */
function wordOf(value) {
	if (value?.kind !== "text") return void 0;
	const text = plainText(value);
	return isComputed(text) ? void 0 : text;
}
/** Whether a condition holds; undefined where that is not known. */
const truth = (value) => value?.kind === "boolean" ? value.value : void 0;
/** Whether two values are the same; undefined where that is not known. */
function same(a, b) {
	const [x, y] = [a ?? NULL, b ?? NULL];
	const [p, q] = [keyOf(x), keyOf(y)];
	if (p === void 0 || q === void 0) return void 0;
	return p === q;
}
const NULL = {
	kind: "null",
	start: 0,
	end: 0
};
/** A literal as a text that no other literal has; undefined for what is not known. */
function keyOf(value) {
	switch (value.kind) {
		case "text": return wordOf(value) === void 0 ? void 0 : `'${wordOf(value) ?? ""}'`;
		case "number": return `n${Number(value.text)}`;
		case "boolean": return String(value.value);
		case "null": return "null";
		case "name": return value.path;
		case "type": return `t${value.name}`;
		case "list":
		case "new": {
			const keys = (value.kind === "list" ? value.items : value.args).map(keyOf);
			return keys.includes(void 0) ? void 0 : `${value.kind === "new" ? value.type : ""}[${keys.join(",")}]`;
		}
		default: return;
	}
}
/** Finds a variable. */
function lookUp(scope, name) {
	for (let at = scope; at; at = at.parent) {
		const value = at.names.get(name);
		if (value) return value;
	}
}
/** Gives a variable another value, where it is. */
function assign(scope, name, value) {
	for (let at = scope; at; at = at.parent) {
		if (!at.names.has(name)) continue;
		at.names.set(name, value);
		return;
	}
	scope.names.set(name, value);
}
/** Whether a value is, or holds, something with which the database can be reached. */
function reachesDatabase(value) {
	if (value.kind === "builder" || value.kind === "operation" || value.kind === "table") return true;
	if (value.kind === "list") return value.items.some(reachesDatabase);
	return value.kind === "new" && value.args.some(reachesDatabase);
}
/** Whether a value is larger than that of any migration: one that a file doubles again and again. */
function isHuge(value) {
	if (value.kind === "list") return value.items.length > 5e4;
	if (value.kind !== "text") return false;
	return value.pieces.length > 5e4 || value.pieces.reduce((sum, { text }) => sum + text.length, 0) > 4e6;
}

// src/frameworks/ef-core/text.ts
/** Parts of the SQL that Npgsql writes: names, arguments, and what to say where one cannot be told. */
function nameOf(value, what) {
	const word = wordOf(value);
	if (word !== void 0) return word;
	throw new Unclear(value ? `${what} is computed` : `${what} is not given`);
}
/** A name, where null or nothing stands for none. */
const optionalName = (value, what) => value === void 0 || value.kind === "null" ? void 0 : nameOf(value, what);
/** A list of names; a single one counts as a list of one. */
function namesOf(value, what) {
	if (value?.kind === "list") return value.items.map((item) => nameOf(item, `one of ${what}`));
	return [nameOf(value, what)];
}
function flag(value, what) {
	if (value === void 0 || value.kind === "null") return false;
	const known = truth(value);
	if (known === void 0) throw new Unclear(`whether ${what} is computed`);
	return known;
}
/** SQL in a string of the file, with its place; undefined where none is given. */
function rawOf(value, what) {
	if (value === void 0 || value.kind === "null") return void 0;
	if (value.kind !== "text") throw new Unclear(`${what} is computed`);
	return value.pieces;
}
function numberOf(value, what) {
	if (value === void 0 || value.kind === "null") return void 0;
	if (value.kind !== "number") throw new Unclear(`${what} is computed`);
	return value.text;
}
const qualified = (name, schema) => schema === void 0 ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;
/** The table that an operation is about. */
const tableOf = (args, parameter = "table") => qualified(nameOf(args.get(parameter), "the name of the table"), optionalName(args.get("schema"), "the schema"));
const columnList = (names) => names.map(quoteName).join(", ");
/** Arguments by the names of the parameters. */
function argumentsOf({ args }, parameters) {
	const found = new Map(args.named);
	for (const [i, value] of args.positional.entries()) {
		const name = parameters[i];
		if (name !== void 0) found.set(name, value);
	}
	return found;
}
/** Values between commas. */
const listed = (parts) => parts.flatMap((part, i) => i > 0 ? [", ", ...part] : part);
/** The parts as pieces of a call; what has no place of its own in it stands for all of it. */
function placed(sql, { start, end }) {
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
/** What an annotation says, by its name behind `Npgsql:`. */
const annotation = (operation, name) => operation.annotations.get(`Npgsql:${name}`);
/** The last part of an enum’s member: `Cascade` of `ReferentialAction.Cascade`. */
function memberName(value, what) {
	if (value === void 0 || value.kind === "null") return void 0;
	if (value.kind !== "name") throw new Unclear(`${what} is computed`);
	return value.path.split(".").at(-1);
}

// src/frameworks/ef-core/types.ts
/** The types that Npgsql gives to columns whose type is not named, and literals as it writes them. */
const CLR = new Map(Object.entries({
	bool: "boolean",
	byte: "smallint",
	sbyte: "smallint",
	short: "smallint",
	int: "integer",
	long: "bigint",
	uint: "bigint",
	ulong: "numeric(20,0)",
	ushort: "integer",
	float: "real",
	double: "double precision",
	decimal: "numeric",
	string: "text",
	char: "character(1)",
	Guid: "uuid",
	DateTime: "timestamp with time zone",
	DateTimeOffset: "timestamp with time zone",
	DateOnly: "date",
	TimeOnly: "time without time zone",
	TimeSpan: "interval",
	"byte[]": "bytea",
	JsonDocument: "jsonb",
	JsonElement: "jsonb",
	Boolean: "boolean",
	Int16: "smallint",
	Int32: "integer",
	Int64: "bigint",
	String: "text",
	Decimal: "numeric",
	Double: "double precision",
	Single: "real",
	IPAddress: "inet",
	PhysicalAddress: "macaddr",
	BitArray: "bit varying",
	NpgsqlTsVector: "tsvector",
	Vector: "vector"
}));
/** The type of a column: the one that is named, else the one of the type in C#. `old`: the one it had. */
function typeOf(args, clr, old = false) {
	const argument = (name) => args.get(old ? `old${name[0]?.toUpperCase() ?? ""}${name.slice(1)}` : name);
	const given = argument("type");
	if (given?.kind === "text") return plainText(given);
	if (given && given.kind !== "null") throw new Unclear("the type of the column is computed");
	const own = (clr ?? "").replace(/\?$/, "").trim();
	const element = /^(?:List|IList|ICollection|IEnumerable|HashSet)<(.*)>$/.exec(own)?.[1] ?? /^(.*)\[\]$/.exec(own)?.[1];
	const size = numberOf(argument("maxLength"), "the length of the column");
	if (own === "string" && size !== void 0) return `${flag(argument("fixedLength"), "its length is fixed") ? "character" : "character varying"}(${size})`;
	const precision = numberOf(argument("precision"), "the precision of the column");
	if (own === "decimal" && precision !== void 0) {
		const scale = numberOf(argument("scale"), "the scale of the column");
		return `numeric(${precision}${scale === void 0 ? "" : `,${scale}`})`;
	}
	const found = CLR.get(own.split(".").at(-1) ?? own) ?? (element !== void 0 && element !== "byte" ? CLR.get(element) : void 0);
	if (found === void 0) throw new Unclear("the type of the column is not given");
	return element !== void 0 && element !== "byte" ? `${found}[]` : found;
}
/** A value as Npgsql writes it for a column of a type. */
function literalOf$1(value, type) {
	const array = type?.endsWith("[]") ? type.slice(0, -2) : void 0;
	switch (value.kind) {
		case "null": return "NULL";
		case "boolean": return value.value ? "TRUE" : "FALSE";
		case "number": return /[dfm]/.test(value.suffix) && !value.text.includes(".") ? `${value.text}.0` : value.text;
		case "text": {
			const text = plainText(value);
			return /^jsonb?$/.test(type ?? "") && text === "" ? "'{}'" : quoteText(text);
		}
		case "list": return `ARRAY[${value.items.map((item) => literalOf$1(item, array)).join(",")}]::${type ?? "text[]"}`;
		case "new": return madeLiteral(value.type, value.args, type);
		case "name":
			if (value.path === "Guid.Empty") return "'00000000-0000-0000-0000-000000000000'";
			throw new Unclear("a value is computed");
		default: throw new Unclear("a value is computed");
	}
}
function madeLiteral(made, args, type) {
	const [first, second] = args;
	const numbers = args.map((arg) => arg.kind === "number" ? Number(arg.text) : void 0);
	switch (made) {
		case "Guid":
		case "Guid.Parse":
			if (first?.kind === "text") return quoteText(plainText(first).toLowerCase());
			break;
		case "byte[]": return `BYTEA E'\\\\x${numbers.map((byte) => (byte ?? 0).toString(16).padStart(2, "0").toUpperCase()).join("")}'`;
		case "DateTime":
		case "DateTime.Parse":
		case "DateTime.SpecifyKind": return stamp(dateOf(made, args), type);
		case "DateTimeOffset":
		case "DateTimeOffset.Parse":
			if (first?.kind === "new" && first.type === "DateTime") return stamp(`${dateOf("DateTime", first.args)}${offsetOf(second)}`, type);
			if (first?.kind === "text") return stamp(plainText(first), type);
			break;
		case "DateOnly":
			if (numbers.length >= 3) return `DATE '${day(numbers)}'`;
			break;
		case "TimeOnly": return `TIME '${clock(numbers)}'`;
		case "TimeSpan":
			if (numbers.length === 3) return `INTERVAL '${clock(numbers)}'`;
			if (numbers.length >= 4) return `INTERVAL '${numbers[0] ? `${numbers[0]} ` : ""}${clock(numbers.slice(1))}'`;
	}
	throw new Unclear("a value is computed");
}
const two = (value) => String(value ?? 0).padStart(2, "0");
const day = (parts) => `${String(parts[0] ?? 1).padStart(4, "0")}-${two(parts[1])}-${two(parts[2])}`;
const clock = (parts) => `${two(parts[0])}:${two(parts[1])}:${two(parts[2])}`;
function dateOf(made, args) {
	const [first] = args;
	if (made === "DateTime.SpecifyKind") {
		if (first?.kind === "new") return dateOf(first.type, first.args);
		throw new Unclear("a value is computed");
	}
	if (first?.kind === "text") return plainText(first);
	const numbers = args.flatMap((arg) => arg.kind === "number" ? [Number(arg.text)] : []);
	if (numbers.length < 3) throw new Unclear("a value is computed");
	if (numbers.slice(0, 3).every((part) => part === 1) && numbers.slice(3).every((part) => part === 0)) return "-infinity";
	const fraction = numbers[6] ? `.${String(numbers[6]).padStart(3, "0")}` : "";
	return `${day(numbers)}T${clock(numbers.slice(3))}${fraction}`;
}
/** `new TimeSpan(0, 2, 0, 0, 0)` is `+02:00`. */
function offsetOf(value) {
	const parts = value?.kind === "new" ? value.args.map((arg) => arg.kind === "number" ? Number(arg.text) : 0) : [];
	const [hours = 0, minutes = 0] = parts.length > 3 ? parts.slice(1) : parts;
	return hours === 0 && minutes === 0 ? "Z" : `${hours < 0 ? "-" : "+"}${two(Math.abs(hours))}:${two(Math.abs(minutes))}`;
}
function stamp(text, type) {
	if (type?.startsWith("date")) return `DATE '${text.slice(0, 10)}'`;
	if (/without time zone|^timestamp(?:\(\d\))?$/.test(type ?? "")) return `TIMESTAMP '${text.replace(/Z$/, "")}'`;
	return `TIMESTAMPTZ '${/Z$|[+-]\d\d:\d\d$|infinity/.test(text) ? text : `${text}Z`}'`;
}

// src/frameworks/ef-core/columns.ts
/** Columns: what Npgsql writes for one that is made, and what it sends for one that is changed. */
const ADD_COLUMN = [
	"name",
	"table",
	"type",
	"unicode",
	"maxLength",
	"rowVersion",
	"schema",
	"nullable",
	"defaultValue",
	"defaultValueSql",
	"computedColumnSql",
	"fixedLength",
	"comment",
	"collation",
	"precision",
	"scale",
	"stored"
];
/** The parameters of `table.Column` in CreateTable. */
const COLUMN = [
	"type",
	"unicode",
	"maxLength",
	"rowVersion",
	"name",
	"nullable",
	"defaultValue",
	"defaultValueSql",
	"computedColumnSql",
	"fixedLength",
	"comment",
	"collation",
	"precision",
	"scale",
	"stored"
];
const ALTER_COLUMN = [
	"name",
	"table",
	"type",
	"unicode",
	"maxLength",
	"rowVersion",
	"schema",
	"nullable",
	"defaultValue",
	"defaultValueSql",
	"computedColumnSql",
	"oldClrType",
	"oldType",
	"oldUnicode",
	"oldMaxLength",
	"oldRowVersion",
	"oldNullable",
	"oldDefaultValue",
	"oldDefaultValueSql",
	"oldComputedColumnSql",
	"fixedLength",
	"oldFixedLength",
	"comment",
	"oldComment",
	"collation",
	"oldCollation",
	"precision",
	"oldPrecision",
	"scale",
	"oldScale",
	"stored",
	"oldStored"
];
/** Columns that every table of PostgreSQL has: Npgsql leaves them alone. */
const isSystem = (name) => /^(?:tableoid|xmin|cmin|xmax|cmax|ctid)$/.test(name);
const strategyOf = (value) => {
	const name = memberName(value, "how its values are generated");
	return name === "None" ? void 0 : name;
};
const isIdentity = (strategy) => strategy === "IdentityByDefaultColumn" || strategy === "IdentityAlwaysColumn";
const SERIAL = {
	int: "serial",
	int4: "serial",
	integer: "serial",
	bigint: "bigserial",
	int8: "bigserial",
	smallint: "smallserial",
	int2: "smallserial"
};
/** Parts that all stand at one place. */
const at = (sql, { start, end }) => sql.map((part) => typeof part === "string" ? {
	text: part,
	start,
	end
} : part);
/** `name type …` of a column. */
function columnDefinition(operation, name, args) {
	const given = typeOf(args, operation.type);
	const strategy = strategyOf(annotation(operation, "ValueGenerationStrategy"));
	const type = strategy === "SerialColumn" ? SERIAL[given] ?? given : given;
	if (annotation(operation, "TsVectorConfig")) throw new Unclear("the column is made of others that only the model knows");
	const collation = optionalName(args.get("collation") ?? annotation(operation, "DefaultColumnCollation"), "the collation");
	const collate = collation === void 0 ? "" : ` COLLATE ${quoteName(collation)}`;
	const notNull = flag(args.get("nullable"), "it may be null") ? "" : " NOT NULL";
	const generated = rawOf(args.get("computedColumnSql"), "what the column is made of");
	if (generated) {
		const stored = flag(args.get("stored"), "it is stored") ? " STORED" : "";
		return [
			`${quoteName(name)} ${type}${collate} GENERATED ALWAYS AS (`,
			...generated,
			`)${stored}${notNull}`
		];
	}
	const compression = optionalName(annotation(operation, "Compression:"), "the compression");
	const head = `${quoteName(name)} ${type}${compression === void 0 ? "" : ` COMPRESSION ${quoteName(compression)}`}${collate}`;
	if (isIdentity(strategy)) return [`${head}${identity(operation, strategy)}`];
	return [`${head}${notNull}`, ...strategy === "SerialColumn" ? [] : defaultClause(args, type)];
}
/** ` DEFAULT …` where one is given. */
function defaultClause(args, type) {
	const sql = rawOf(args.get("defaultValueSql"), "the default");
	if (sql) return [
		" DEFAULT (",
		...sql,
		")"
	];
	const value = args.get("defaultValue");
	return value && value.kind !== "null" ? [` DEFAULT ${literalOf$1(value, type)}`] : [];
}
function sequenceOf(options) {
	const [start = "", by = "", least = "", most = "", cycle = "", cache = ""] = (options ? nameOf(options, "the options of its sequence").split(",") : []).map((part) => part.trim().replaceAll("'", ""));
	return {
		start,
		by: by || "1",
		least,
		most,
		cycles: cycle.toLowerCase() === "true",
		cache: cache || "1"
	};
}
function identity(operation, strategy) {
	const words = ` GENERATED ${strategy === "IdentityAlwaysColumn" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`;
	const { start, by, least, most, cycles, cache } = sequenceOf(annotation(operation, "IdentitySequenceOptions"));
	const parts = [
		start !== "" && start !== (least || "1") ? `START WITH ${start}` : "",
		by === "1" ? "" : `INCREMENT BY ${by}`,
		least !== "" && least !== "1" ? `MINVALUE ${least}` : "",
		most === "" ? "" : `MAXVALUE ${most}`,
		cycles ? "CYCLE" : "",
		cache === "1" ? "" : `CACHE ${cache}`
	].filter((part) => part !== "");
	return parts.length > 0 ? `${words} (${parts.join(" ")})` : words;
}
/** What differs between the sequences of an identity, as ALTER COLUMN has it. */
function changedSequence(own, old) {
	return [
		own.start === old.start ? "" : `RESTART WITH ${own.start || "1"}`,
		own.by === old.by ? "" : `SET INCREMENT BY ${own.by}`,
		own.least === old.least ? "" : own.least === "" ? "SET NO MINVALUE" : `SET MINVALUE ${own.least}`,
		own.most === old.most ? "" : own.most === "" ? "SET NO MAXVALUE" : `SET MAXVALUE ${own.most}`,
		own.cycles === old.cycles ? "" : own.cycles ? "SET CYCLE" : "SET NO CYCLE",
		own.cache === old.cache ? "" : `SET CACHE ${own.cache}`
	].filter((part) => part !== "");
}
const columnComment = (table, column, value) => {
	const text = optionalName(value, "the comment");
	return text === void 0 ? [] : [{ sql: [`COMMENT ON COLUMN ${table}.${quoteName(column)} IS ${quoteText(text)}`] }];
};
function addColumn(operation) {
	const args = argumentsOf(operation, ADD_COLUMN);
	const name = nameOf(args.get("name"), "the name of the column");
	if (isSystem(name)) return [];
	const table = tableOf(args);
	return [{ sql: [`ALTER TABLE ${table} ADD `, ...columnDefinition(operation, name, args)] }, ...columnComment(table, name, args.get("comment"))];
}
/** What differs between the column as it is to be and as it was. */
function alterColumn(operation) {
	const args = argumentsOf(operation, ALTER_COLUMN);
	const name = nameOf(args.get("name"), "the name of the column");
	if (isSystem(name)) return [];
	const table = tableOf(args);
	const column = quoteName(name);
	const differs = (own) => {
		const equal = same(args.get(own), args.get(`old${own[0]?.toUpperCase() ?? ""}${own.slice(1)}`));
		if (equal === void 0) throw new Unclear(`whether ${own} changes is computed`);
		return !equal;
	};
	if (flag(args.get("stored"), "it is stored") !== flag(args.get("oldStored"), "it was stored") || differs("computedColumnSql")) return [{ sql: [`ALTER TABLE ${table} DROP COLUMN ${column}`] }, ...addColumn({
		...operation,
		args: {
			positional: [],
			named: args
		}
	})];
	const alter = `ALTER TABLE ${table} ALTER COLUMN ${column} `;
	const oldClr = args.get("oldClrType");
	const type = typeOf(args, operation.type);
	const oldType = typeOf(args, oldClr?.kind === "type" ? oldClr.name : operation.type, true);
	const out = [];
	const add = (...sql) => void out.push({ sql });
	changedType();
	changedNull();
	const strategy = strategyOf(annotation(operation, "ValueGenerationStrategy"));
	const oldStrategy = strategyOf(operation.oldAnnotations.get("Npgsql:ValueGenerationStrategy"));
	const sequence = quoteName(`${nameOf(args.get("table"), "the name of the table")}_${name}_seq`);
	const schema = optionalName(args.get("schema"), "the schema");
	const inSchema = schema === void 0 ? "" : `${quoteName(schema)}.`;
	const compression = [annotation(operation, "Compression:"), operation.oldAnnotations.get("Npgsql:Compression:")];
	if (same(...compression) === false) add(`${alter}SET COMPRESSION ${optionalName(compression[0], "the compression") ?? "default"}`);
	if (strategy !== oldStrategy) changedStrategy();
	if (isIdentity(strategy) && isIdentity(oldStrategy)) {
		const options = sequenceOf(annotation(operation, "IdentitySequenceOptions"));
		const before = sequenceOf(operation.oldAnnotations.get("Npgsql:IdentitySequenceOptions"));
		for (const change of changedSequence(options, before)) add(`${alter}${change}`);
	}
	if (strategy === void 0 && (differs("defaultValueSql") || differs("defaultValue"))) {
		const given = defaultClause(args, type);
		if (given.length > 0) add(`${alter}SET`, ...given);
		else add(`${alter}DROP DEFAULT`);
	}
	if (strategy === "SerialColumn" && oldStrategy === void 0 && SERIAL[type] !== void 0) add(`ALTER SEQUENCE ${inSchema}${sequence} OWNED BY ${table}.${column}`);
	if (differs("comment")) {
		const text = optionalName(args.get("comment"), "the comment");
		add(`COMMENT ON COLUMN ${table}.${column} IS ${text === void 0 ? "NULL" : quoteText(text)}`);
	}
	return out;
	function changedType() {
		const collation = optionalName(args.get("collation"), "the collation");
		const before = optionalName(args.get("oldCollation"), "the collation");
		if (type === oldType && collation === before) return;
		const words = collation === void 0 ? type === oldType ? " COLLATE \"default\"" : "" : ` COLLATE ${quoteName(collation)}`;
		add(`${alter}TYPE ${type}${words}`);
	}
	function changedNull() {
		const nullable = flag(args.get("nullable"), "it may be null");
		if (nullable === flag(args.get("oldNullable"), "it could be null")) return;
		if (nullable) {
			add(`${alter}DROP NOT NULL`);
			return;
		}
		const sql = rawOf(args.get("defaultValueSql"), "the default");
		const value = args.get("defaultValue");
		const filling = sql ?? (value && value.kind !== "null" ? [literalOf$1(value, type)] : void 0);
		if (filling) add(`UPDATE ${table} SET ${column} = `, ...filling, ` WHERE ${column} IS NULL`);
		add(`${alter}SET NOT NULL`);
	}
	function changedStrategy() {
		if (oldStrategy === "SerialColumn" && isIdentity(strategy)) {
			const old = quoteName(`${nameOf(args.get("table"), "the name of the table")}_${name}_old_seq`);
			add(`ALTER SEQUENCE ${inSchema}${sequence} RENAME TO ${old}`);
			add(`${alter}DROP DEFAULT`);
			add(`${alter}ADD GENERATED ${strategy === "IdentityAlwaysColumn" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`);
			add(`SELECT * FROM setval(${quoteText(`${inSchema}${sequence}`)}, nextval(${quoteText(`${inSchema}${old}`)}), false)`);
			add(`DROP SEQUENCE ${inSchema}${old}`);
		} else if (oldStrategy === "SerialColumn" && strategy === void 0) add(`DROP SEQUENCE ${inSchema}${sequence} CASCADE`);
		else if (isIdentity(oldStrategy) && strategy === void 0) add(`${alter}DROP IDENTITY`);
		else if (isIdentity(oldStrategy) && isIdentity(strategy)) add(`${alter}SET GENERATED ${strategy === "IdentityAlwaysColumn" ? "ALWAYS" : "BY DEFAULT"}`);
		else if (oldStrategy === void 0 && isIdentity(strategy)) {
			add(`${alter}DROP DEFAULT`);
			add(`${alter}ADD${identity(operation, strategy)}`);
		} else if (oldStrategy === void 0 && strategy === "SerialColumn" && SERIAL[type] !== void 0) {
			add(`CREATE SEQUENCE ${inSchema}${sequence}${type.startsWith("big") || type === "int8" ? "" : ` AS ${type}`} START WITH 1 INCREMENT BY 1 NO CYCLE`);
			add(`${alter}SET DEFAULT (nextval(${quoteText(`${inSchema}${sequence}`)}))`);
		} else throw new Unclear("Npgsql does not know how to change how its values are generated");
	}
}

// src/frameworks/ef-core/data.ts
/** Rows that a migration adds, changes and removes. */
/** The rows of an argument: of one column each value is a row, of several each list, else all together are one. */
function rows(args, one, many, columns, single) {
	const value = args.get(one);
	if (value) return [[value]];
	const values = args.get(many);
	if (values?.kind !== "list") throw new Unclear(values ? "the values are computed" : "the values are not given");
	if (single) return values.items.map((item) => item.kind === "list" && item.items.length === 1 ? item.items : [item]);
	const nested = values.items.flatMap((item) => item.kind === "list" ? [item.items] : []);
	const all = nested.length === values.items.length && nested.length > 0 ? nested : [values.items];
	if (all.some((row) => row.length !== columns)) throw new Unclear("the values do not fit the columns");
	return all;
}
function columnsOf(args, column, value, what) {
	const single = args.get(column) !== void 0 && args.get(column)?.kind !== "list";
	const names = namesOf(args.get(column) ?? args.get(`${column}s`), what);
	const types = args.get(`${column}Type`) ?? args.get(`${column}Types`);
	const given = types ? namesOf(types, "the types of the columns") : [];
	return {
		names,
		types: names.map((_, i) => given[i]),
		rows: rows(args, value, `${value}s`, names.length, single)
	};
}
const written$1 = ({ types }, row) => row.map((value, i) => literalOf$1(value, types[i]));
const keys = (columns, row) => columns.names.map((name, i) => {
	if (row[i]?.kind === "null") return `${quoteName(name)} IS NULL`;
	return `${quoteName(name)} = ${written$1(columns, row)[i] ?? "NULL"}`;
}).join(" AND ");
function insertData(args) {
	const columns = columnsOf(args, "column", "value", "the columns");
	const table = tableOf(args);
	return columns.rows.map((row) => ({ sql: [`INSERT INTO ${table} (${columnList(columns.names)}) VALUES (${written$1(columns, row).join(", ")})`] }));
}
function deleteData(args) {
	const columns = columnsOf(args, "keyColumn", "keyValue", "the key");
	const table = tableOf(args);
	return columns.rows.map((row) => ({ sql: [`DELETE FROM ${table} WHERE ${keys(columns, row)}`] }));
}
function updateData(args) {
	const key = columnsOf(args, "keyColumn", "keyValue", "the key");
	const columns = columnsOf(args, "column", "value", "the columns");
	const table = tableOf(args);
	if (key.rows.length !== columns.rows.length) throw new Unclear("the values do not fit the keys");
	return key.rows.map((row, i) => {
		const values = written$1(columns, columns.rows[i] ?? []);
		const set = columns.names.map((name, k) => `${quoteName(name)} = ${values[k] ?? "NULL"}`).join(", ");
		return { sql: [`UPDATE ${table} SET ${set} WHERE ${keys(key, row)}`] };
	});
}

// src/frameworks/ef-core/database.ts
/** What annotations say of the whole database and of tables: extensions, enums, collations, storage. */
const one$1 = (sql) => [{ sql: [sql] }];
/** Annotations that begin with a word, by what is behind it; their values as text. */
function annotated(annotations, prefix) {
	const found = /* @__PURE__ */ new Map();
	for (const [name, value] of annotations) if (name.startsWith(prefix)) found.set(name.slice(prefix.length), nameOf(value, "an annotation"));
	return found;
}
/** `schema.name` or `name`. */
function named(name) {
	const dot = name.indexOf(".");
	return dot < 0 ? quoteName(name) : qualified(name.slice(dot + 1), name.slice(0, dot));
}
function alterDatabase(_args, operation) {
	const { annotations, oldAnnotations } = operation;
	const of = (prefix) => [annotated(annotations, prefix), annotated(oldAnnotations, prefix)];
	const [collations, oldCollations] = of("Npgsql:CollationDefinition:");
	const [enums, oldEnums] = of("Npgsql:Enum:");
	const [ranges, oldRanges] = of("Npgsql:Range:");
	if (missing(ranges, oldRanges).length > 0) throw new Unclear("a range type is not read yet");
	return [
		...missing(collations, oldCollations).flatMap(([name, value]) => one$1(`CREATE COLLATION ${named(name)} (${collation(value)})`)),
		...missing(oldCollations, collations).flatMap(([name]) => one$1(`DROP COLLATION ${named(name)}`)),
		...missing(enums, oldEnums).flatMap(([name, value]) => one$1(`CREATE TYPE ${named(name)} AS ENUM (${labels(value).map(quoteText).join(", ")})`)),
		...missing(oldEnums, enums).flatMap(([name]) => one$1(`DROP TYPE ${named(name)}`)),
		...[...enums].flatMap(([name, value]) => addedLabels(name, value, oldEnums.get(name))),
		...missing(oldRanges, ranges).flatMap(([name]) => one$1(`DROP TYPE ${named(name)}`)),
		...[...annotated(annotations, "Npgsql:PostgresExtension:")].flatMap(([name, value]) => extension(name, value))
	];
}
const missing = (own, other) => [...own].filter(([name]) => !other.has(name));
const labels = (value) => value.split(",");
/** New labels stand behind the one before them; the first before the first that was there. */
function addedLabels(name, value, before) {
	if (before === void 0) return [];
	const [own, old] = [labels(value), labels(before)];
	if (old.some((label) => !own.includes(label))) throw new Unclear("Npgsql cannot take labels out of an enum");
	return own.flatMap((label, i) => {
		if (old.includes(label)) return [];
		const previous = own[i - 1];
		const place = i === own.length - 1 ? "" : previous === void 0 ? ` BEFORE ${quoteText(old[0] ?? "")}` : ` AFTER ${quoteText(previous)}`;
		return one$1(`ALTER TYPE ${named(name)} ADD VALUE ${quoteText(label)}${place}`);
	});
}
function collation(value) {
	const [collate = "", ctype = "", provider = "", deterministic = ""] = value.split(",");
	return [
		collate === ctype ? `LOCALE = ${quoteText(collate)}` : `LC_COLLATE = ${quoteText(collate)}, LC_CTYPE = ${quoteText(ctype)}`,
		provider === "" ? "" : `PROVIDER = ${provider}`,
		deterministic === "" ? "" : `DETERMINISTIC = ${deterministic}`
	].filter((part) => part !== "").join(", ");
}
function extension(name, value) {
	const dot = name.indexOf(".");
	const schema = dot < 0 ? void 0 : name.slice(0, dot);
	const version = value.split(",")[2]?.trim().replaceAll("'", "") ?? "";
	return one$1(`CREATE EXTENSION IF NOT EXISTS ${quoteName(name.slice(dot + 1))}${schema === void 0 ? "" : ` SCHEMA ${quoteName(schema)}`}${version === "" ? "" : ` VERSION ${quoteName(version)}`} CASCADE`);
}
/** The storage parameters of annotations, as they stand in WITH. */
function parameters(annotations) {
	const prefix = "Npgsql:StorageParameter:";
	const found = /* @__PURE__ */ new Map();
	for (const [name, value] of annotations) {
		if (!name.startsWith(prefix)) continue;
		const word = wordOf(value);
		const text = value.kind === "number" ? value.text : truth(value) !== void 0 ? String(truth(value)) : word && quoteText(word);
		if (text === void 0) throw new Unclear("a storage parameter is computed");
		found.set(name.slice(24), text);
	}
	return found;
}
const written = (all) => [...all].map(([name, value]) => `${name}=${value}`).join(", ");
/** ` WITH (…)` of a table or index that is made. */
function storage(operation) {
	const all = parameters(operation.annotations);
	return all.size === 0 ? "" : ` WITH (${written(all)})`;
}
function alterTable(args, operation) {
	const table = tableOf(args, "name");
	const [own, old] = [parameters(operation.annotations), parameters(operation.oldAnnotations)];
	const changed = new Map([...own].filter(([name, value]) => old.get(name) !== value));
	const removed = [...old.keys()].filter((name) => !own.has(name));
	const [text, before] = [optionalName(args.get("comment"), "the comment"), optionalName(args.get("oldComment"), "the comment")];
	const unlogged = flag(annotation(operation, "UnloggedTable"), "it is unlogged");
	const logged = flag(operation.oldAnnotations.get("Npgsql:UnloggedTable"), "it was unlogged");
	return [
		...changed.size > 0 ? one$1(`ALTER TABLE ${table} SET (${written(changed)})`) : [],
		...removed.length > 0 ? one$1(`ALTER TABLE ${table} RESET (${removed.join(", ")})`) : [],
		...text === before ? [] : one$1(`COMMENT ON TABLE ${table} IS ${text === void 0 ? "NULL" : quoteText(text)}`),
		...unlogged === logged ? [] : one$1(`ALTER TABLE ${table} SET ${unlogged ? "UNLOGGED" : "LOGGED"}`)
	];
}

// src/frameworks/ef-core/indexes.ts
/** Indexes, with what Npgsql’s annotations say of them. */
/** The item of a list that belongs to a column. */
const itemOf = (value, i) => value?.kind === "list" ? value.items[i] : void 0;
function createIndex(args, operation) {
	const is = (value, what) => flag(value, what);
	const method = annotation(operation, "IndexMethod");
	const using = method === void 0 ? "" : nameOf(method, "the method of the index");
	const include = annotation(operation, "IndexInclude");
	const distinct = annotation(operation, "NullsDistinct");
	const filter = rawOf(args.get("filter"), "the filter of the index");
	const concurrently = is(annotation(operation, "CreatedConcurrently"), "it is made concurrently");
	if (annotation(operation, "TsVectorConfig")) throw new Unclear("the index is on what only the model knows");
	return [{
		sql: [
			`CREATE ${is(args.get("unique"), "it is unique") ? "UNIQUE " : ""}INDEX ${concurrently ? "CONCURRENTLY " : ""}`,
			`${quoteName(nameOf(args.get("name"), "the name of the index"))} ON ${tableOf(args)}${using === "" ? "" : ` USING ${using}`}`,
			` (${indexColumns(args, operation, using)})`,
			include === void 0 ? "" : ` INCLUDE (${columnList(namesOf(include, "the included columns"))})`,
			distinct !== void 0 && !is(distinct, "nulls are distinct") ? " NULLS NOT DISTINCT" : "",
			storage(operation),
			...filter ? [" WHERE ", ...filter] : []
		],
		apart: concurrently
	}];
}
function indexColumns(args, operation, method) {
	const names = namesOf(args.get("columns") ?? args.get("column"), "the columns of the index");
	const [operators, nulls] = [annotation(operation, "IndexOperators"), annotation(operation, "IndexNullSortOrder")];
	const orders = annotation(operation, "IndexSortOrder");
	const collations = operation.annotations.get("Relational:Collation") ?? annotation(operation, "IndexCollation");
	const descending = args.get("descending");
	if (descending && descending.kind !== "list" && descending.kind !== "null") throw new Unclear("the order of the index is computed");
	const isDescending = (i) => {
		if (descending?.kind === "list") return descending.items.length === 0 || flag(descending.items[i], "it is descending");
		return memberName(itemOf(orders, i), "the order of a column") === "Descending";
	};
	return names.map((name, i) => {
		const collation = itemOf(collations, i);
		const operator = itemOf(operators, i);
		const order = memberName(itemOf(nulls, i), "the order of nulls");
		const word = (value, what) => value && value.kind !== "null" ? nameOf(value, what) : "";
		const [by, using] = [word(collation, "a collation"), word(operator, "an operator class")];
		const sorted = method === "" || method === "btree";
		return [
			quoteName(name),
			by === "" ? "" : ` COLLATE ${quoteName(by)}`,
			using === "" ? "" : ` ${using.split(".").map(quoteName).join(".")}`,
			sorted && isDescending(i) ? " DESC" : "",
			sorted && order === "NullsFirst" ? " NULLS FIRST" : sorted && order === "NullsLast" ? " NULLS LAST" : ""
		].join("");
	}).join(", ");
}

// src/frameworks/ef-core/operations.ts
/** The operations of a MigrationBuilder, as the SQL that Npgsql’s provider sends for them. */
const one = (...sql) => [{ sql }];
const name = (args, what) => nameOf(args.get("name"), `the name of the ${what}`);
const schemaOf = (args) => optionalName(args.get("schema"), "the schema");
/** `CONSTRAINT name`. */
const constraint = (args) => `CONSTRAINT ${quoteName(name(args, "constraint"))} `;
const columns = (args) => namesOf(args.get("columns") ?? args.get("column"), "the columns");
const add = (body) => (args, operation) => one(`ALTER TABLE ${tableOf(args)} ADD ${constraint(args)}`, ...body(args, operation));
const drop = (args) => one(`ALTER TABLE ${tableOf(args)} DROP CONSTRAINT ${quoteName(name(args, "constraint"))}`);
const FOREIGN_KEY = [
	"name",
	"table",
	"columns",
	"principalTable",
	"schema",
	"principalSchema",
	"principalColumns",
	"onUpdate",
	"onDelete"
];
const NAMED = [
	"name",
	"table",
	"schema"
];
const ACTIONS = {
	Restrict: "RESTRICT",
	Cascade: "CASCADE",
	SetNull: "SET NULL",
	SetDefault: "SET DEFAULT"
};
function action(args, parameter, words) {
	const member = memberName(args.get(parameter), `what happens ${words.toLowerCase()}`);
	const sql = member === void 0 ? void 0 : ACTIONS[member];
	return sql === void 0 ? "" : ` ${words} ${sql}`;
}
function foreignKey(args) {
	const target = qualified(nameOf(args.get("principalTable"), "the table that it refers to"), optionalName(args.get("principalSchema"), "the schema"));
	const principal = args.get("principalColumns") ?? args.get("principalColumn");
	const to = principal && principal.kind !== "null" ? ` (${columnList(namesOf(principal, "the columns that it refers to"))})` : "";
	return [`FOREIGN KEY (${columnList(columns(args))}) REFERENCES ${target}${to}${action(args, "onUpdate", "ON UPDATE")}${action(args, "onDelete", "ON DELETE")}`];
}
const check = (args) => [
	"CHECK (",
	...rawOf(args.get("sql"), "the condition of the constraint") ?? [],
	")"
];
const key = (words) => (args, operation) => [`${words} (${columnList(columns(args))}${flag(annotation(operation, "WithoutOverlaps"), "it is without overlaps") ? " WITHOUT OVERLAPS" : ""})`];
/** `ALTER x a RENAME TO b`, and into another schema. */
const rename = (kind) => (args) => {
	const [own, schema] = [name(args, kind.toLowerCase()), schemaOf(args)];
	const [newName, newSchema] = [optionalName(args.get("newName"), "the new name"), optionalName(args.get("newSchema"), "the new schema")];
	return [...newName !== void 0 && newName !== own ? one(`ALTER ${kind} ${qualified(own, schema)} RENAME TO ${quoteName(newName)}`) : [], ...newSchema !== void 0 && newSchema !== schema ? one(`ALTER ${kind} ${qualified(newName ?? own, schema)} SET SCHEMA ${quoteName(newSchema)}`) : []];
};
function sequenceOptions(args, altered) {
	const by = numberOf(args.get("incrementBy"), "its increment") ?? "1";
	const [least, most] = [numberOf(args.get("minValue"), "its least value"), numberOf(args.get("maxValue"), "its greatest value")];
	const bound = (words, value) => value === void 0 ? altered ? ` NO ${words}` : "" : ` ${words} ${value}`;
	return ` INCREMENT BY ${by}${bound("MINVALUE", least)}${bound("MAXVALUE", most)}${flag(args.get("cyclic"), "it cycles") ? " CYCLE" : " NO CYCLE"}`;
}
function createSequence(args, { type }) {
	const as = {
		int: " AS integer",
		short: " AS smallint",
		byte: " AS smallint",
		long: ""
	};
	const start = numberOf(args.get("startValue"), "its start") ?? "1";
	return one(`CREATE SEQUENCE ${qualified(name(args, "sequence"), schemaOf(args))}${as[type ?? "long"] ?? ""} START WITH ${start}${sequenceOptions(args, false)}`);
}
/** The columns of a lambda `x => x.Id`, `x => new { x.A, x.B }`, by their names in the database. */
function membersOf(value, names) {
	const items = (value?.kind === "object" ? [...value.fields.values()] : value ? [value] : []).map((member) => {
		const column = member.kind === "member" ? names.get(member.name) : void 0;
		if (member.kind !== "member" || column === void 0) throw new Unclear("the columns of a constraint are computed");
		return {
			kind: "text",
			pieces: [{
				text: column,
				start: member.start,
				end: member.end
			}],
			start: member.start,
			end: member.end
		};
	});
	if (!value) throw new Unclear("the columns of a constraint are not given");
	return {
		kind: "list",
		items,
		start: value.start,
		end: value.end
	};
}
const INNER = {
	PrimaryKey: ["name", "columns"],
	UniqueConstraint: ["name", "columns"],
	CheckConstraint: ["name", "sql"],
	ForeignKey: [
		"name",
		"columns",
		"principalTable",
		"principalColumns",
		"principalSchema",
		"onUpdate",
		"onDelete"
	]
};
function innerConstraint(operation, names) {
	const given = argumentsOf(operation, INNER[operation.name] ?? []);
	if (operation.name === "CheckConstraint") return at([constraint(given), ...check(given)], operation);
	const args = new Map([...given, ["columns", membersOf(given.get("columns") ?? given.get("column"), names)]]);
	const body = operation.name === "ForeignKey" ? foreignKey(args) : key(operation.name === "PrimaryKey" ? "PRIMARY KEY" : "UNIQUE")(args, operation);
	return at([constraint(args), ...body], operation);
}
const ORDER = [
	"PrimaryKey",
	"UniqueConstraint",
	"CheckConstraint",
	"ForeignKey"
];
function createTable(args, operation) {
	const table = tableOf(args, "name");
	const made = [...operation.columns].map(([member, column]) => {
		const own = argumentsOf(column, COLUMN);
		return {
			member,
			name: optionalName(own.get("name"), "the name of a column") ?? member,
			column,
			args: own
		};
	});
	const names = new Map(made.map(({ member, name: own }) => [member, own]));
	const kept = made.filter(({ name: own }) => !isSystem(own));
	const ordered = operation.constraints.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
	const text = optionalName(args.get("comment"), "the comment");
	return [
		{ sql: [
			`CREATE ${flag(annotation(operation, "UnloggedTable"), "it is unlogged") ? "UNLOGGED " : ""}TABLE ${table} (`,
			...listed([...kept.map(({ name: own, column, args: given }) => at(columnDefinition(column, own, given), column)), ...ordered.map((one) => innerConstraint(one, names))]),
			`)${storage(operation)}`
		] },
		...text === void 0 ? [] : one(`COMMENT ON TABLE ${table} IS ${quoteText(text)}`),
		...kept.flatMap(({ name: own, args: given }) => columnComment(table, own, given.get("comment")))
	];
}
function ensureSchema(args) {
	const own = name(args, "schema");
	if (own === "public") return [];
	return one(`DO $EF$\nBEGIN\n    IF NOT EXISTS(SELECT 1 FROM pg_namespace WHERE nspname = ${quoteText(own)}) THEN\n        CREATE SCHEMA ${quoteName(own)};\n    END IF;\nEND $EF$`);
}
function restartSequence(args) {
	const sequence = `ALTER SEQUENCE ${qualified(name(args, "sequence"), schemaOf(args))}`;
	const start = numberOf(args.get("startValue"), "its start");
	return [...start === void 0 ? [] : one(`${sequence} START WITH ${start}`), ...one(`${sequence} RESTART`)];
}
function sql(args) {
	const text = args.get("sql");
	const apart = flag(args.get("suppressTransaction"), "it is in the transaction");
	if (text?.kind === "file") {
		if (!text.source) throw new Unclear("the file of its SQL is not found");
		return [{
			sql: [],
			file: text.source,
			written: true,
			apart
		}];
	}
	const pieces = rawOf(text, "the SQL");
	const whole = pieces?.map((piece) => typeof piece === "string" ? piece : piece.text).join("") ?? "";
	if (!pieces || /^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(whole)) throw new Unclear("the SQL is computed");
	if (whole.trim() === "") return [];
	return [{
		sql: pieces,
		written: true,
		apart
	}];
}
const KEY = [
	"name",
	"table",
	"columns",
	"schema"
];
const DATA = [
	"table",
	"columns",
	"values",
	"schema"
];
const OPERATIONS = {
	AddColumn: {
		parameters: ADD_COLUMN,
		statements: (_args, operation) => addColumn(operation)
	},
	AlterColumn: {
		parameters: [],
		statements: (_args, operation) => alterColumn(operation)
	},
	DropColumn: {
		parameters: NAMED,
		statements: (args) => {
			const column = name(args, "column");
			return isSystem(column) ? [] : one(`ALTER TABLE ${tableOf(args)} DROP COLUMN ${quoteName(column)}`);
		}
	},
	RenameColumn: {
		parameters: [
			"name",
			"table",
			"newName",
			"schema"
		],
		statements: (args) => one(`ALTER TABLE ${tableOf(args)} RENAME COLUMN ${quoteName(name(args, "column"))} TO ${quoteName(nameOf(args.get("newName"), "the new name"))}`)
	},
	CreateTable: {
		parameters: [
			"name",
			"columns",
			"schema",
			"constraints",
			"comment"
		],
		statements: createTable
	},
	DropTable: {
		parameters: ["name", "schema"],
		statements: (args) => one(`DROP TABLE ${tableOf(args, "name")}`)
	},
	AlterTable: {
		parameters: [
			"name",
			"schema",
			"comment",
			"oldComment"
		],
		statements: alterTable
	},
	RenameTable: {
		parameters: [
			"name",
			"schema",
			"newName",
			"newSchema"
		],
		statements: rename("TABLE")
	},
	AddForeignKey: {
		parameters: FOREIGN_KEY,
		statements: add(foreignKey)
	},
	AddPrimaryKey: {
		parameters: KEY,
		statements: add(key("PRIMARY KEY"))
	},
	AddUniqueConstraint: {
		parameters: KEY,
		statements: add(key("UNIQUE"))
	},
	AddCheckConstraint: {
		parameters: [
			"name",
			"table",
			"sql",
			"schema"
		],
		statements: add(check)
	},
	CreateCheckConstraint: {
		parameters: [
			"name",
			"table",
			"sql",
			"schema"
		],
		statements: add(check)
	},
	DropForeignKey: {
		parameters: NAMED,
		statements: drop
	},
	DropPrimaryKey: {
		parameters: NAMED,
		statements: drop
	},
	DropUniqueConstraint: {
		parameters: NAMED,
		statements: drop
	},
	DropCheckConstraint: {
		parameters: NAMED,
		statements: drop
	},
	CreateIndex: {
		parameters: [
			"name",
			"table",
			"columns",
			"schema",
			"unique",
			"filter",
			"descending"
		],
		statements: createIndex
	},
	DropIndex: {
		parameters: NAMED,
		statements: (args) => one(`DROP INDEX ${qualified(name(args, "index"), schemaOf(args))}`)
	},
	RenameIndex: {
		parameters: [
			"name",
			"newName",
			"table",
			"schema"
		],
		statements: rename("INDEX")
	},
	CreateSequence: {
		parameters: [
			"name",
			"schema",
			"startValue",
			"incrementBy",
			"minValue",
			"maxValue",
			"cyclic"
		],
		statements: createSequence
	},
	AlterSequence: {
		parameters: [
			"name",
			"schema",
			"incrementBy",
			"minValue",
			"maxValue",
			"cyclic"
		],
		statements: (args) => one(`ALTER SEQUENCE ${qualified(name(args, "sequence"), schemaOf(args))}${sequenceOptions(args, true)}`)
	},
	DropSequence: {
		parameters: ["name", "schema"],
		statements: (args) => one(`DROP SEQUENCE ${qualified(name(args, "sequence"), schemaOf(args))}`)
	},
	RenameSequence: {
		parameters: [
			"name",
			"schema",
			"newName",
			"newSchema"
		],
		statements: rename("SEQUENCE")
	},
	RestartSequence: {
		parameters: [
			"name",
			"startValue",
			"schema"
		],
		statements: restartSequence
	},
	EnsureSchema: {
		parameters: ["name"],
		statements: ensureSchema
	},
	DropSchema: {
		parameters: ["name"],
		statements: (args) => one(`DROP SCHEMA ${quoteName(name(args, "schema"))}`)
	},
	AlterDatabase: {
		parameters: ["collation", "oldCollation"],
		statements: alterDatabase
	},
	InsertData: {
		parameters: DATA,
		statements: insertData
	},
	DeleteData: {
		parameters: [
			"table",
			"keyColumns",
			"keyValues",
			"schema"
		],
		statements: deleteData
	},
	UpdateData: {
		parameters: [
			"table",
			"keyColumns",
			"keyValues",
			"columns",
			"values",
			"schema"
		],
		statements: updateData
	},
	Sql: {
		parameters: ["sql", "suppressTransaction"],
		statements: sql
	}
};
/** The statements of an operation; throws Unclear where they cannot be told. */
function statementsOf(operation) {
	const known = OPERATIONS[operation.name];
	if (!known) throw new Unclear(`${operation.name} is not read yet`);
	return known.statements(argumentsOf(operation, known.parameters), operation);
}

// src/frameworks/ef-core/builder.ts
/** The MigrationBuilder: what is called on it becomes operations, in their order, and these become steps. */
const CONSTRAINTS = /^(?:PrimaryKey|ForeignKey|UniqueConstraint|CheckConstraint)$/;
/** Questions that the extensions of providers answer: `migrationBuilder.IsNpgsql()`. */
const ASKS = /^Is(?:Npgsql|SqlServer|MySql|Sqlite|Oracle|InMemory|Cosmos)$/;
var Builder = class {
	reader;
	entries = [];
	file;
	constructor(file) {
		this.file = file;
	}
	call(on, name, type, args, node) {
		if (on.kind === "operation") return this.annotate(on, name, args);
		if (on.kind === "table") {
			if (name !== "Column" && !CONSTRAINTS.test(name)) return void 0;
			const own = operation(name, type, args, node);
			if (name !== "Column") on.of.constraints.push(own);
			return own;
		}
		if (ASKS.test(name)) return boolean(name === "IsNpgsql", node);
		if (!Object.hasOwn(OPERATIONS, name)) return void 0;
		const own = operation(name, type, args, node);
		if (name === "CreateTable") this.fill(own);
		this.entries.push(own);
		return own;
	}
	unread(place, reason) {
		this.entries.push({
			kind: "unread",
			reason,
			start: place.start,
			end: place.end
		});
	}
	annotate(on, name, args) {
		if (name !== "Annotation" && name !== "OldAnnotation") return void 0;
		const key = wordOf(args.positional[0] ?? args.named.get("name"));
		const value = args.positional[1] ?? args.named.get("value");
		if (key === void 0 || !value) this.unread(on, "the name of an annotation is computed");
		else (name === "Annotation" ? on.annotations : on.oldAnnotations).set(key, value);
		return on;
	}
	/** Reads the lambdas of CreateTable. */
	fill(table) {
		const { args } = table;
		const columns = args.named.get("columns") ?? args.positional[1];
		const constraints = args.named.get("constraints") ?? args.positional[3];
		const handle = {
			kind: "table",
			of: table,
			start: table.start,
			end: table.end
		};
		const run = (value) => value?.kind === "function" ? this.reader?.apply(value, {
			positional: [handle],
			named: /* @__PURE__ */ new Map()
		}, table) : void 0;
		const made = run(columns);
		if (made?.kind === "object") for (const [name, column] of made.fields) if (column.kind === "operation") table.columns.set(name, column);
		else this.unread(column, "a column of the table is computed");
		else this.unread(table, "the columns of the table are computed");
		run(constraints);
		for (const constraint of table.constraints) {
			const row = {
				kind: "row",
				start: constraint.start,
				end: constraint.end
			};
			const read = (value) => value.kind === "function" ? this.reader?.apply(value, {
				positional: [row],
				named: /* @__PURE__ */ new Map()
			}, constraint) ?? value : value;
			const own = constraint.args;
			table.constraints[table.constraints.indexOf(constraint)] = {
				...constraint,
				args: {
					positional: own.positional.map(read),
					named: new Map([...own.named].map(([key, value]) => [key, read(value)]))
				}
			};
		}
	}
	/** What is sent, in the order of the calls. */
	steps() {
		const steps = [];
		const said = /* @__PURE__ */ new Set();
		const unread = ({ start, end }, reason) => {
			const key = `${start} ${reason}`;
			if (!said.has(key)) steps.push({
				kind: "unread",
				span: {
					path: this.file.path,
					start,
					end
				},
				reason
			});
			said.add(key);
		};
		for (const entry of this.entries) {
			if (entry.kind === "unread") {
				unread(entry, entry.reason);
				continue;
			}
			try {
				for (const { sql, apart, written, file } of statementsOf(entry)) {
					const pieces = written ? sql.map((part) => typeof part === "string" ? {
						text: part,
						start: entry.start,
						end: entry.end
					} : part) : placed(sql, entry);
					const own = written && pieces.every(({ units }) => units !== void 0);
					steps.push({
						kind: "sql",
						script: file ? cutScript(file) : scriptOf(this.file.path, pieces),
						...written ? { oneQuery: true } : {},
						...own ? {} : { made: true },
						...apart ? { apart: true } : {}
					});
				}
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				unread(entry, error.message);
			}
		}
		return steps;
	}
};
function operation(name, type, args, { start, end }) {
	return {
		kind: "operation",
		name,
		type,
		args,
		annotations: /* @__PURE__ */ new Map(),
		oldAnnotations: /* @__PURE__ */ new Map(),
		columns: /* @__PURE__ */ new Map(),
		constraints: [],
		start,
		end
	};
}

// src/frameworks/ef-core/literals.ts
/** Strings of C#, with the place of each unit: plain, verbatim, raw, interpolated. */
const SIMPLE = new Map(Object.entries({
	n: "\n",
	t: "	",
	r: "\r",
	0: "\0",
	a: "\x07",
	b: "\b",
	f: "\f",
	v: "\v",
	e: "\x1B"
}));
/** The content of a string literal in pieces. */
function contentOf(node, text, filling) {
	switch (node.type) {
		case "verbatim_string_literal": return stretch(text, node.start + 2, node.end - 1, {
			escapes: false,
			quotes: true,
			braces: false
		});
		case "raw_string_literal": {
			const content = childOf(node, "raw_string_content");
			return content ? raw([content], text, filling) : [];
		}
		case "interpolated_string_expression": return interpolated(node, text, filling);
		default: {
			const quote = text.indexOf("\"", node.start);
			const end = text.lastIndexOf("\"", node.end - 1);
			return stretch(text, quote + 1, end, {
				escapes: true,
				quotes: false,
				braces: false
			});
		}
	}
}
function interpolated(node, text, filling) {
	const opening = childOf(node, "interpolation_start");
	const inner = node.children.filter(({ type }) => /^(?:string_content|escape_sequence|interpolation)$/.test(type));
	const quote = childOf(node, "interpolation_quote");
	if (quote && quote.end - quote.start >= 3) return raw(inner, text, filling);
	const verbatim = opening ? text.slice(opening.start, opening.end).includes("@") : false;
	const rules = {
		escapes: !verbatim,
		quotes: verbatim,
		braces: true
	};
	return inner.flatMap((child) => child.type === "interpolation" ? filled(child, filling) : stretch(text, child.start, child.end, rules));
}
const filled = (node, filling) => filling(node).map((piece) => ({
	text: piece.text,
	start: node.start,
	end: node.end
}));
/** A raw string of several lines loses its first and last line break, and the blanks that stand before its end. */
function raw(nodes, text, filling) {
	const [first, last] = [nodes[0], nodes.at(-1)];
	if (!first || !last) return [];
	const lines = /^[ \t]*\r?\n/.exec(text.slice(first.start, first.end));
	const tail = lines && last.type !== "interpolation" ? /\r?\n([ \t]*)$/.exec(text.slice(last.start, last.end)) : null;
	const indent = tail?.[1]?.length ?? 0;
	return nodes.flatMap((node) => {
		if (node.type === "interpolation") return filled(node, filling);
		const start = node === first ? node.start + (lines?.[0].length ?? 0) : node.start;
		const end = node === last ? node.end - (tail?.[0].length ?? 0) : node.end;
		return lines ? dedented(text, start, end, indent, node === first) : [plain(text, start, end)];
	});
}
const plain = (text, start, end) => ({
	text: text.slice(start, Math.max(start, end)),
	start,
	end: Math.max(start, end),
	units: "same"
});
function dedented(text, start, end, indent, fresh) {
	const pieces = [];
	let at = start;
	let atLine = fresh;
	while (at < end) {
		const newline = text.indexOf("\n", at);
		const stop = newline < 0 || newline >= end ? end : newline + 1;
		const limit = Math.min(stop, at + indent);
		if (atLine) while (at < limit && (text[at] === " " || text[at] === "	")) at++;
		if (at < stop) pieces.push(plain(text, at, stop));
		at = stop;
		atLine = true;
	}
	return pieces;
}
/** A stretch without holes, its escapes resolved. */
function stretch(text, start, end, rules) {
	const source = text.slice(start, end);
	if (!/[\\"{}]/.test(source)) return [plain(text, start, end)];
	const units = [];
	let value = "";
	let i = start;
	while (i < end) {
		const c = text[i] ?? "";
		let width = 1;
		let meant = c;
		if (c === "\\" && rules.escapes) [meant, width] = unescape(text.slice(i, Math.min(end, i + 10)));
		else if (text[i + 1] === c && (c === "\"" && rules.quotes || (c === "{" || c === "}") && rules.braces)) width = 2;
		for (let k = 0; k < meant.length; k++) units.push(i);
		value += meant;
		i += width;
	}
	return [{
		text: value,
		start,
		end,
		units
	}];
}
/** An escape at the start of a text: what it stands for, and how long it is. */
function unescape(source) {
	const coded = /^\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{1,4}))/i.exec(source);
	if (coded) {
		const code = Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? "0", 16);
		return [code <= 1114111 ? String.fromCodePoint(code) : "", coded[0].length];
	}
	const letter = source[1] ?? "";
	return [SIMPLE.get(letter) ?? letter, 2];
}

// src/frameworks/ef-core/literal-values.ts
/** Literals of C# as values: strings, numbers, arrays, objects that are made. */
/** The value of a literal; undefined for all other expressions. */
function literalOf(node, reader, scope) {
	const place = {
		start: node.start,
		end: node.end
	};
	switch (node.type) {
		case "string_literal":
		case "verbatim_string_literal":
		case "raw_string_literal":
		case "interpolated_string_expression": return {
			kind: "text",
			pieces: contentOf(node, reader.text, (hole) => fillingOf(hole, reader, scope)),
			...place
		};
		case "character_literal": {
			const source = reader.source(node).slice(1, -1);
			return madeText(source.startsWith("\\") ? unescape(source)[0] : source, node);
		}
		case "integer_literal":
		case "real_literal": {
			const [, digits = "", suffix = ""] = /^(0x[\da-f]+|0b[01]+|[\d.]+(?:e[+-]?\d+)?)([a-z]*)$/i.exec(reader.source(node).replaceAll("_", "")) ?? [];
			const text = /^0[xb]/i.test(digits) ? String(Number(digits)) : digits;
			return digits === "" ? computed(node) : {
				kind: "number",
				text,
				suffix: suffix.toLowerCase(),
				...place
			};
		}
		case "boolean_literal": return boolean(reader.source(node) === "true", node);
		case "null_literal": return {
			kind: "null",
			...place
		};
		case "default_expression": return {
			kind: "new",
			type: `default ${typeName(node, reader)}`,
			args: [],
			...place
		};
		case "typeof_expression": return {
			kind: "type",
			name: typeName(node, reader),
			...place
		};
		case "array_creation_expression":
		case "implicit_array_creation_expression": return arrayOf(node, reader, scope);
		case "initializer_expression": return {
			kind: "list",
			items: namedOf(node).map((child) => reader.evaluate(child, scope)),
			...place
		};
		case "element_binding_expression":
		case "collection_expression":
		case "tuple_expression": return {
			kind: "list",
			items: argumentValues(node, reader, scope),
			...place
		};
		case "object_creation_expression":
		case "implicit_object_creation_expression": return created(node, reader, scope);
		case "anonymous_object_creation_expression": return anonymous(node, reader, scope);
		default: return;
	}
}
const typeName = (node, reader) => {
	const type = fieldOf(node, "type");
	return type ? reader.source(type) : "";
};
function argumentValues(node, reader, scope) {
	const args = argumentsIn(node, reader.text);
	return (args.length > 0 ? args.map(({ value }) => value) : namedOf(node)).map((value) => reader.evaluate(value, scope));
}
function fillingOf(hole, reader, scope) {
	const [inner, ...more] = namedOf(hole).filter(({ type }) => type !== "interpolation_brace");
	if (!inner) return [];
	reader.used.add(inner);
	const value = reader.evaluate(inner, scope);
	if (more.length === 0 && value.kind === "text") return value.pieces;
	const word = more.length > 0 ? void 0 : value.kind === "number" ? value.text : wordOf(value);
	return (word === void 0 ? holeOf(hole, reader.source(inner)) : madeText(word, hole)).pieces;
}
function arrayOf(node, reader, scope) {
	const items = childOf(node, "initializer_expression");
	const type = fieldOf(node, "type");
	const rank = type && childOf(type, "array_rank_specifier");
	const sized = rank?.children.some(({ type: one, named }) => named && one !== "integer_literal") ?? false;
	const zero = rank ? /^\[\s*0?\s*\]$/.test(reader.source(rank)) : true;
	if (!items) return sized || !zero ? computed(node) : listOfType([], type, node, reader);
	return listOfType(namedOf(items).map((child) => reader.evaluate(child, scope)), type, node, reader);
}
/** An array of bytes is a value of its own. */
function listOfType(items, type, node, reader) {
	const place = {
		start: node.start,
		end: node.end
	};
	if ((type ? reader.source(type).replace(/\[[^]*$/, "") : "") === "byte") return {
		kind: "new",
		type: "byte[]",
		args: items,
		...place
	};
	return {
		kind: "list",
		items,
		...place
	};
}
/** `new DateTime(…)`, `new List<string> { … }`, `new() { … }`. */
function created(node, reader, scope) {
	const place = {
		start: node.start,
		end: node.end
	};
	const type = fieldOf(node, "type");
	const { name } = type ? nameAndType(type, reader.text) : { name: "" };
	const args = reader.arguments(node, scope);
	const initializer = childOf(node, "initializer_expression");
	if (/^(?:List|HashSet|IList|Collection|Queue)?$/.test(name.split(".").at(-1) ?? "")) {
		const items = (initializer ? namedOf(initializer) : []).map((child) => reader.evaluate(child, scope));
		const [first] = args.positional;
		return {
			kind: "list",
			items: [...first?.kind === "list" ? first.items : [], ...items],
			...place
		};
	}
	if (/^(?:Sorted)?Dictionary$/.test(name)) return dictionary(initializer, node, reader, scope);
	if (initializer) for (const child of namedOf(initializer)) reader.evaluate(child, scope);
	return {
		kind: "new",
		type: name.split(".").at(-1) ?? name,
		args: [...args.positional, ...args.named.values()],
		...place
	};
}
/** The pairs of a dictionary, as lists of two. */
function dictionary(initializer, node, reader, scope) {
	return {
		kind: "list",
		items: (initializer ? namedOf(initializer) : []).map((child) => {
			const place = {
				start: child.start,
				end: child.end
			};
			const [left, right] = [fieldOf(child, "left"), fieldOf(child, "right")];
			if (child.type !== "assignment_expression" || !left || !right) return reader.evaluate(child, scope);
			return {
				kind: "list",
				items: [argumentValues(left, reader, scope)[0] ?? computed(left), reader.evaluate(right, scope)],
				...place
			};
		}),
		start: node.start,
		end: node.end
	};
}
/** `new { x.Id, Name = x.Title }`: the names are those that stand before `=`, or the last of a path. */
function anonymous(node, reader, scope) {
	const fields = /* @__PURE__ */ new Map();
	const children = node.children;
	for (let i = 0; i < children.length; i++) {
		const child = children[i];
		if (!child?.named) continue;
		if (children[i + 1]?.type === "=") {
			const value = children[i + 2];
			if (value) fields.set(reader.source(child), reader.evaluate(value, scope));
			i += 2;
		} else fields.set(reader.source(child).split(".").at(-1) ?? "", reader.evaluate(child, scope));
	}
	return {
		kind: "object",
		fields,
		start: node.start,
		end: node.end
	};
}

// src/frameworks/ef-core/library.ts
const PROVIDER = "Npgsql.EntityFrameworkCore.PostgreSQL";
/** What stands behind a dot that is no call. */
function memberOf(owner, name, node) {
	const place = {
		start: node.start,
		end: node.end
	};
	switch (owner.kind) {
		case "builder":
			if (name === "ActiveProvider") return madeText(PROVIDER, node);
			return {
				kind: "builder",
				part: name,
				...place
			};
		case "row": return {
			kind: "member",
			name,
			...place
		};
		case "object": return owner.fields.get(name) ?? computed(node);
		case "name":
			if (/^[Ss]tring$/.test(owner.path) && name === "Empty") return madeText("", node);
			if (owner.path === "Environment" && name === "NewLine") return madeText("\n", node);
			return {
				kind: "name",
				path: `${owner.path}.${name}`,
				...place
			};
		case "list": {
			if (name === "Length" || name === "Count") return {
				kind: "number",
				text: String(owner.items.length),
				suffix: "",
				...place
			};
			const at = name === "Key" || name === "Item1" ? 0 : name === "Value" || name === "Item2" ? 1 : void 0;
			return (at === void 0 ? void 0 : owner.items[at]) ?? computed(node);
		}
		case "operation": return {
			kind: "builder",
			part: `…${name}`,
			...place
		};
		default: return computed(node);
	}
}
/** What a method gives; undefined where it is none that is known. */
function libraryCall(owner, name, args, node, reader) {
	const { positional } = args;
	if (owner.kind === "name" && /^[Ss]tring$/.test(owner.path)) return staticString(name, positional, node, reader);
	if (owner.kind === "text") return onText(owner, name, positional, node);
	if (owner.kind === "list") return onList(owner, name, positional, node, reader);
	if (owner.kind === "name") {
		const path = `${owner.path.split(".").at(-1) ?? ""}.${name}`;
		const [first] = positional;
		if (path === "Path.Combine" || path === "Path.Join") return joined(positional, node);
		if (path === "Path.GetFullPath") return first;
		if (path === "File.ReadAllText" && first?.kind === "text") return {
			kind: "file",
			source: reader.files(plainText(first)),
			start: node.start,
			end: node.end
		};
	}
	if (owner.kind === "name" || owner.kind === "new") {
		const path = owner.kind === "name" ? `${owner.path}.${name}` : `${owner.type}.${name}`;
		if (/^(?:Guid|DateTime|DateTimeOffset|DateOnly|TimeSpan|TimeOnly)\.(?:Parse|ParseExact|From\w+|SpecifyKind|NewGuid)$/.test(path)) return {
			kind: "new",
			type: path,
			args: positional,
			start: node.start,
			end: node.end
		};
		if (owner.kind === "new" && name === "ToString" && positional.length === 0 && owner.type === "Guid") return owner.args[0];
	}
}
/** The parts of a path; such as are not known stay holes. */
const joined = (parts, node) => madeText(parts.map((part) => part.kind === "text" ? plainText(part) : "${value}").join("/"), node);
function staticString(name, args, node, reader) {
	const [first, second] = args;
	switch (name) {
		case "Concat": return join(args.length === 1 && first?.kind === "list" ? first.items : args, "", node);
		case "Join": {
			const between = wordOf(first);
			const items = second?.kind === "list" ? second.items : args.slice(1);
			return between === void 0 || args.length === 2 && second?.kind !== "list" ? void 0 : join(items, between, node);
		}
		case "Format": {
			const format = first?.kind === "text" ? plainText(first) : void 0;
			if (format === void 0) return void 0;
			const filled = format.replaceAll(/\{(\d+)\}|\{\{|\}\}/g, (whole, index) => {
				if (index === void 0) return whole.charAt(0);
				const value = args[Number(index) + 1];
				return (value?.kind === "number" ? value.text : wordOf(value)) ?? "${value}";
			});
			return madeText(filled, node);
		}
		case "IsNullOrEmpty":
		case "IsNullOrWhiteSpace": {
			const word = first?.kind === "null" ? "" : wordOf(first);
			return word === void 0 ? void 0 : boolean(word.trim() === "", node);
		}
		default: return;
	}
}
function join(items, between, node) {
	const words = items.map((item) => (item.kind === "number" ? item.text : wordOf(item)) ?? "${value}");
	return madeText(words.join(between), node);
}
function onText(owner, name, args, node) {
	const own = plainText(owner);
	const [first, second] = args;
	const [a, b] = [wordOf(first), wordOf(second)];
	switch (name) {
		case "Trim":
		case "TrimStart":
		case "TrimEnd": return args.length === 0 ? owner : void 0;
		case "ToString":
		case "Normalize":
		case "ReplaceLineEndings": return owner;
		case "Replace": return a === void 0 || a === "" || b === void 0 ? void 0 : madeText(own.replaceAll(a, b), node);
		case "ToLower":
		case "ToLowerInvariant": return isComputed(own) ? void 0 : madeText(own.toLowerCase(), node);
		case "ToUpper":
		case "ToUpperInvariant": return isComputed(own) ? void 0 : madeText(own.toUpperCase(), node);
		case "Contains": return a === void 0 ? void 0 : boolean(own.includes(a), node);
		case "StartsWith": return a === void 0 ? void 0 : boolean(own.startsWith(a), node);
		case "EndsWith": return a === void 0 ? void 0 : boolean(own.endsWith(a), node);
		case "Equals": return a === void 0 ? void 0 : boolean(second?.kind === "name" && second.path.endsWith("IgnoreCase") ? own.toLowerCase() === a.toLowerCase() : own === a, node);
		case "Split":
			if (a === void 0 || a === "") return void 0;
			return {
				kind: "list",
				items: own.split(a).map((part) => madeText(part, node)),
				start: node.start,
				end: node.end
			};
		default: return;
	}
}
function onList(owner, name, args, node, reader) {
	const [first] = args;
	const apply = (item) => first?.kind === "function" ? reader.apply(first, {
		positional: [item],
		named: /* @__PURE__ */ new Map()
	}, node) : computed(node);
	const list = (items) => ({
		kind: "list",
		items,
		start: node.start,
		end: node.end
	});
	switch (name) {
		case "ToArray":
		case "ToList":
		case "AsEnumerable":
		case "Distinct": return owner;
		case "Reverse": return args.length === 0 ? list([...owner.items].reverse()) : void 0;
		case "Select": return first?.kind === "function" ? list(owner.items.map(apply)) : void 0;
		case "ForEach":
			for (const item of owner.items) apply(item);
			return computed(node);
		default: return;
	}
}

// src/frameworks/ef-core/operators.ts
/** Operators of C# on values that are known. */
function operate(node, reader, scope) {
	switch (node.type) {
		case "binary_expression": return binary(node, reader, scope);
		case "prefix_unary_expression": return prefix(node, reader, scope);
		case "postfix_unary_expression": return step(node, namedOf(node)[0], reader, scope);
		case "assignment_expression": return assignment(node, reader, scope);
		case "conditional_expression": {
			const holds = reader.holds(fieldOf(node, "condition"), scope);
			const [yes, no] = [fieldOf(node, "consequence"), fieldOf(node, "alternative")];
			if (!yes || !no) return computed(node);
			if (holds !== void 0) return reader.evaluate(holds ? yes : no, scope);
			reader.evaluate(yes, scope);
			reader.evaluate(no, scope);
			return computed(node);
		}
		case "is_pattern_expression": return isPattern(node, reader, scope);
		case "switch_expression": {
			const [value, ...arms] = namedOf(node);
			const on = value ? reader.evaluate(value, scope) : computed(node);
			for (const arm of arms) {
				const [pattern, result] = [namedOf(arm)[0], namedOf(arm).at(-1)];
				if (!result) continue;
				const [constant] = pattern?.type === "constant_pattern" ? namedOf(pattern) : [];
				const fits = constant ? same(on, reader.evaluate(constant, scope)) : pattern?.type === "discard" ? true : void 0;
				if (fits === false) continue;
				const given = reader.evaluate(result, scope);
				if (fits) return given;
				return computed(node);
			}
			return computed(node);
		}
		default:
			for (const child of namedOf(node)) if (/expression$|argument_list$|^argument$/.test(child.type)) reader.evaluate(child, scope);
			return computed(node);
	}
}
function binary(node, reader, scope) {
	const [left, right] = [fieldOf(node, "left"), fieldOf(node, "right")];
	const operator = fieldOf(node, "operator") ?? node.children[1];
	if (!left || !right || !operator) return computed(node);
	reader.used.add(left);
	reader.used.add(right);
	const word = reader.source(operator);
	const a = reader.evaluate(left, scope);
	if (word === "&&" || word === "||") {
		const decides = word === "||";
		if (truth(a) === decides) return a;
		const b = reader.evaluate(right, scope);
		return truth(b) === decides ? b : truth(a) === void 0 || truth(b) === void 0 ? computed(node) : b;
	}
	if (word === "??") return a.kind === "null" ? reader.evaluate(right, scope) : a.kind === "computed" ? computed(node) : a;
	const b = reader.evaluate(right, scope);
	if (word === "==" || word === "!=") {
		const equal = same(a, b);
		return equal === void 0 ? computed(node) : boolean(word === "==" === equal, node);
	}
	if (word === "+" && (a.kind === "text" || b.kind === "text")) return {
		kind: "text",
		pieces: [...within(a, left, reader), ...within(b, right, reader)],
		start: node.start,
		end: node.end
	};
	return arithmetic(word, a, b, node);
}
function arithmetic(word, a, b, node) {
	if (a.kind !== "number" || b.kind !== "number") return computed(node);
	const [x, y] = [Number(a.text), Number(b.text)];
	const compared = (/* @__PURE__ */ new Map([
		["<", x < y],
		[">", x > y],
		["<=", x <= y],
		[">=", x >= y]
	])).get(word);
	if (compared !== void 0) return boolean(compared, node);
	const result = (/* @__PURE__ */ new Map([
		["+", x + y],
		["-", x - y],
		["*", x * y]
	])).get(word);
	if (result === void 0 || !Number.isSafeInteger(result)) return computed(node);
	return {
		kind: "number",
		text: String(result),
		suffix: a.suffix,
		start: node.start,
		end: node.end
	};
}
/** The pieces of a text, where the expression holds them; else such as stand for the name. */
function within(value, place, reader) {
	const { start, end } = place;
	if (value.kind === "number") return [{
		text: value.text,
		start,
		end
	}];
	if (value.kind !== "text") return value.kind === "null" ? [] : holeOf(place, reader.source(place)).pieces;
	if (value.start >= start && value.end <= end) return value.pieces;
	return value.pieces.map((piece) => ({
		text: piece.text,
		start,
		end
	}));
}
function prefix(node, reader, scope) {
	const [operand] = namedOf(node);
	const operator = node.children[0] ? reader.source(node.children[0]) : "";
	if (!operand) return computed(node);
	if (operator === "++" || operator === "--") return step(node, operand, reader, scope);
	const value = reader.evaluate(operand, scope);
	if (operator === "!") {
		const known = truth(value);
		return known === void 0 ? computed(node) : boolean(!known, node);
	}
	if (operator === "-" && value.kind === "number") return {
		...value,
		text: `-${value.text}`,
		start: node.start
	};
	return operator === "+" ? value : computed(node);
}
/** `x++`, `--x`; `x!` is x. */
function step(node, operand, reader, scope) {
	if (!operand) return computed(node);
	const value = reader.evaluate(operand, scope);
	const by = reader.source(node).includes("++") ? 1 : reader.source(node).includes("--") ? -1 : 0;
	if (by === 0 || operand.type !== "identifier") return value;
	const next = value.kind === "number" ? {
		...value,
		text: String(Number(value.text) + by)
	} : computed(node);
	assign(scope, reader.source(operand), next);
	return value;
}
function assignment(node, reader, scope) {
	const [left, right] = [fieldOf(node, "left"), fieldOf(node, "right")];
	const operator = fieldOf(node, "operator") ?? childOf(node, "assignment_operator");
	if (!left || !right) return computed(node);
	reader.used.add(right);
	const value = reader.evaluate(right, scope);
	if (left.type !== "identifier") return value;
	const name = reader.source(left);
	const word = operator ? reader.source(operator) : "=";
	if (word === "=") {
		assign(scope, name, value);
		return value;
	}
	const before = reader.evaluate(left, scope);
	const sum = word === "+=" && before.kind === "text" ? {
		kind: "text",
		pieces: [...before.pieces, ...within(value, right, reader)],
		start: before.start,
		end: node.end
	} : word === "+=" ? arithmetic("+", before, value, node) : computed(node);
	assign(scope, name, sum);
	return sum;
}
/** `x is null`, `x is not null`, `x is "a"`. */
function isPattern(node, reader, scope) {
	const [of, pattern] = [fieldOf(node, "expression"), fieldOf(node, "pattern")];
	if (!of || !pattern) return computed(node);
	const value = reader.evaluate(of, scope);
	const negated = pattern.type === "negated_pattern";
	const inner = negated ? namedOf(pattern)[0] : pattern;
	const [constant] = inner?.type === "constant_pattern" ? namedOf(inner) : [];
	const equal = constant ? same(value, reader.evaluate(constant, scope)) : void 0;
	return equal === void 0 ? computed(node) : boolean(equal !== negated, node);
}

// src/frameworks/ef-core/statements.ts
/** Statements of C#. */
/** Rounds of a loop that are followed. */
const LONGEST = 500;
function runStatement(node, scope, reader) {
	const inner = () => ({
		names: /* @__PURE__ */ new Map(),
		parent: scope
	});
	const each = (nodes, at) => {
		for (const one of nodes) reader.statement(one, at);
	};
	switch (node.type) {
		case "block": return each(namedOf(node), inner());
		case "expression_statement": {
			const [expression] = namedOf(node);
			if (expression) reader.evaluate(expression, scope);
			return;
		}
		case "local_declaration_statement": return each(namedOf(node), scope);
		case "variable_declaration": return declare(node, scope, reader);
		case "local_function_statement": {
			const { name } = methodIn(node, reader.text);
			scope.names.set(name, {
				kind: "function",
				node,
				scope,
				start: node.start,
				end: node.end
			});
			return;
		}
		case "if_statement": return branch(node, scope, reader);
		case "foreach_statement": return loop(node, scope, reader);
		case "for_statement": return count(node, scope, reader);
		case "while_statement":
		case "do_statement": {
			const condition = fieldOf(node, "condition");
			if (condition) reader.evaluate(condition, scope);
			const body = fieldOf(node, "body") ?? childOf(node, "block");
			if (body) reader.statement(body, inner());
			return;
		}
		case "switch_statement": return choose(node, scope, reader);
		case "return_statement": {
			const [value] = namedOf(node);
			if (value) {
				reader.used.add(value);
				assign(scope, RETURNED, reader.evaluate(value, scope));
			}
			return;
		}
		case "using_statement":
		case "lock_statement":
		case "fixed_statement":
		case "try_statement":
		case "catch_clause":
		case "finally_clause":
		case "checked_statement":
		case "unsafe_statement":
		case "labeled_statement":
		case "preproc_if":
		case "preproc_elif":
		case "preproc_else": return each(namedOf(node).filter(({ type, field }) => field !== "condition" && !/^(?:catch_declaration|catch_filter_clause)$/.test(type)), inner());
		case "throw_statement":
		case "break_statement":
		case "continue_statement":
		case "empty_statement":
		case "goto_statement": return;
		default:
			if (node.type.startsWith("preproc")) return void 0;
			reader.evaluate(node, scope);
			return;
	}
}
function declare(node, scope, reader) {
	for (const declarator of node.children.filter(({ type }) => type === "variable_declarator")) {
		const name = fieldOf(declarator, "name");
		const pattern = childOf(declarator, "tuple_pattern");
		const value = declarator.children[declarator.children.findIndex(({ type }) => type === "=") + 1];
		const given = value && value !== name && value !== pattern ? value : void 0;
		if (given) reader.used.add(given);
		const result = given ? reader.evaluate(given, scope) : computed(declarator);
		if (name) scope.names.set(reader.source(name), result);
		else if (pattern) bind(pattern, result, scope, reader);
	}
}
/** The names of `(a, b)`. */
function bind(pattern, value, scope, reader) {
	const names = pattern.children.filter(({ field }) => field === "name");
	for (const [i, name] of names.entries()) scope.names.set(reader.source(name), (value.kind === "list" ? value.items[i] : void 0) ?? computed(name));
}
function branch(node, scope, reader) {
	const holds = reader.holds(fieldOf(node, "condition"), scope);
	const [forth, back] = [fieldOf(node, "consequence"), fieldOf(node, "alternative")];
	if (forth && holds !== false) reader.statement(forth, {
		names: /* @__PURE__ */ new Map(),
		parent: scope
	});
	if (back && holds !== true) reader.statement(back, {
		names: /* @__PURE__ */ new Map(),
		parent: scope
	});
}
function loop(node, scope, reader) {
	const [left, right, body] = [
		fieldOf(node, "left"),
		fieldOf(node, "right"),
		fieldOf(node, "body")
	];
	if (!left || !right || !body) return;
	reader.used.add(right);
	const over = reader.evaluate(right, scope);
	const items = over.kind === "list" && over.items.length <= LONGEST ? over.items : [computed(right)];
	for (const item of items) {
		const inner = {
			names: /* @__PURE__ */ new Map(),
			parent: scope
		};
		if (left.type === "identifier") inner.names.set(reader.source(left), item);
		else bind(left, item, inner, reader);
		reader.statement(body, inner);
	}
}
/** `for` is followed as long as its condition is known, and once where it is not. */
function count(node, scope, reader) {
	const own = {
		names: /* @__PURE__ */ new Map(),
		parent: scope
	};
	const [initializer, condition, body] = [
		fieldOf(node, "initializer"),
		fieldOf(node, "condition"),
		fieldOf(node, "body")
	];
	const updates = node.children.filter(({ field }) => field === "update");
	if (initializer) reader.statement(initializer, own);
	if (!body) return;
	for (let round = 0; round < LONGEST; round++) {
		const holds = reader.holds(condition, own);
		if (holds === false) return;
		reader.statement(body, {
			names: /* @__PURE__ */ new Map(),
			parent: own
		});
		if (holds === void 0) return;
		for (const update of updates) reader.evaluate(update, own);
	}
}
/** The sections that may be meant; labels without a body belong to the next one. */
function choose(node, scope, reader) {
	const [value, body] = [fieldOf(node, "value"), fieldOf(node, "body")];
	const on = value ? reader.evaluate(value, scope) : computed(node);
	let fits = false;
	let taken = false;
	for (const section of body ? namedOf(body) : []) {
		const label = childOf(section, "constant_pattern");
		const [constant] = label ? namedOf(label) : [];
		const known = constant ? same(on, reader.evaluate(constant, scope)) : taken ? false : void 0;
		fits = fits === true || known === true ? true : fits === void 0 || known === void 0 ? void 0 : false;
		const statements = namedOf(section).filter(({ type }) => !type.endsWith("_pattern") && type !== "when_clause");
		if (statements.length === 0) continue;
		if (fits !== false) for (const statement of statements) reader.statement(statement, {
			names: /* @__PURE__ */ new Map(),
			parent: scope
		});
		if (fits === true) taken = true;
		fits = false;
	}
}

// src/frameworks/ef-core/evaluate.ts
/**
* Interprets the part of C# that migrations are written in: values, branches (both ways where it is not known which is taken),
* loops over what is known, methods of the same file. Nothing of it is run.
*/
/** The file asks for more work than a migration needs. */
var TooMuch = class extends Error {};
const DEEPEST = 30;
const MOST = 2e5;
/** Calls that never reach the database. */
const HARMLESS = /^(?:Console|Debug|Trace|Log|Logger|_logger|logger|Math|Convert|Guid|DateTime|DateTimeOffset|TimeSpan|DateOnly|Environment|Path|File|Directory|string|String|int|long|Array|Enumerable|Encoding|JsonSerializer|Assembly|GC|Thread|Activator|AppContext|CultureInfo|Regex|ArgumentNullException|ArgumentException|ObjectDisposedException|Enum|Type)(?:\.|$)/;
/** Calls that send something, whatever they are asked of. */
const SENDS = /^(?:Execute(?!\w*Path)\w*|SaveChanges\w*|Migrate\w*|BulkInsert\w*|EnsureCreated\w*)$/;
var Reader = class {
	text;
	host;
	methods;
	/** Constants and fields of the classes, read when they are asked for. */
	fields;
	depth = 0;
	work = 0;
	reading = /* @__PURE__ */ new Set();
	constructor(text, host, methods, fields) {
		this.text = text;
		this.host = host;
		this.methods = methods;
		this.fields = fields;
	}
	source({ start, end }) {
		return this.text.slice(start, end);
	}
	statement(node, scope) {
		this.tick();
		runStatement(node, scope, this);
	}
	tick() {
		if (++this.work > MOST) throw new TooMuch("it does more than is followed");
	}
	evaluate(node, scope) {
		this.tick();
		const value = this.value(node, scope);
		if (node.type !== "identifier" && isHuge(value)) throw new TooMuch("it makes more text than is followed");
		return value;
	}
	value(node, scope) {
		const literal = literalOf(node, this, scope);
		if (literal) return literal;
		switch (node.type) {
			case "identifier":
			case "generic_name": return this.name(node, scope);
			case "predefined_type": return {
				kind: "name",
				path: this.source(node),
				start: node.start,
				end: node.end
			};
			case "this":
			case "base": return {
				kind: "name",
				path: this.source(node),
				start: node.start,
				end: node.end
			};
			case "member_access_expression": return this.member(node, scope);
			case "conditional_access_expression": {
				const of = fieldOf(node, "condition");
				const value = of ? this.evaluate(of, scope) : computed(node);
				if (reachesDatabase(value)) this.host.unread(node, "what is asked of it behind ?. is not read yet");
				return computed(node);
			}
			case "invocation_expression": return this.call(node, scope);
			case "lambda_expression":
			case "anonymous_method_expression": return {
				kind: "function",
				node,
				scope,
				start: node.start,
				end: node.end
			};
			case "parenthesized_expression":
			case "checked_expression":
			case "await_expression": {
				const [inner] = namedOf(node);
				return inner ? this.evaluate(inner, scope) : computed(node);
			}
			case "cast_expression": {
				const value = fieldOf(node, "value");
				return value ? this.evaluate(value, scope) : computed(node);
			}
			case "element_access_expression": return this.element(node, scope);
			default: return operate(node, this, scope);
		}
	}
	name(node, scope) {
		const { name } = nameAndType(node, this.text);
		return lookUp(scope, name) ?? this.field(name) ?? this.given(name, node);
	}
	/** A name that no scope knows: the provider, a method that is handed over, a type, a name of another file. */
	given(name, node) {
		if (name === "ActiveProvider") return memberOf({
			kind: "builder",
			start: node.start,
			end: node.end
		}, name, node);
		const [method] = this.methods.get(name) ?? [];
		if (method) return {
			kind: "function",
			node: method.node,
			scope: {
				names: /* @__PURE__ */ new Map(),
				parent: void 0
			},
			start: node.start,
			end: node.end
		};
		return {
			kind: "name",
			path: name,
			start: node.start,
			end: node.end
		};
	}
	field(name) {
		const node = this.fields.get(name);
		if (!node || this.reading.has(name)) return void 0;
		this.reading.add(name);
		const value = this.evaluate(node, {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		});
		this.reading.delete(name);
		return value;
	}
	member(node, scope) {
		const [of, key] = [fieldOf(node, "expression"), fieldOf(node, "name")];
		if (!of || !key) return computed(node);
		const { name } = nameAndType(key, this.text);
		const owner = this.evaluate(of, scope);
		if (owner.kind !== "name") return memberOf(owner, name, node);
		return (/^(?:this|base)$/.test(owner.path) || this.classes.has(owner.path) ? this.field(name) : void 0) ?? memberOf(owner, name, node);
	}
	/** The names of the classes of the file. */
	classes = /* @__PURE__ */ new Set();
	/** Files of SQL that it names. */
	files = () => void 0;
	element(node, scope) {
		const of = fieldOf(node, "expression") ?? namedOf(node)[0];
		const list = childOf(node, "bracketed_argument_list");
		const [first] = argumentsIn(list, this.text);
		if (!of || !first) return computed(node);
		const [owner, key] = [this.evaluate(of, scope), this.evaluate(first.value, scope)];
		if (owner.kind === "list" && key.kind === "number") return owner.items[Number(key.text)] ?? computed(node);
		return computed(node);
	}
	arguments(node, scope) {
		const positional = [];
		const named = /* @__PURE__ */ new Map();
		for (const { name, value } of argumentsIn(fieldOf(node, "arguments") ?? childOf(node, "argument_list"), this.text)) {
			this.used.add(value);
			const given = this.evaluate(value, scope);
			if (name === void 0) positional.push(given);
			else named.set(name, given);
		}
		return {
			positional,
			named
		};
	}
	call(node, scope) {
		const callee = fieldOf(node, "function");
		if (!callee) return computed(node);
		if (callee.type === "member_access_expression") {
			const [of, key] = [fieldOf(callee, "expression"), fieldOf(callee, "name")];
			if (!of || !key) return computed(node);
			this.used.add(of);
			const owner = this.evaluate(of, scope);
			return this.method(owner, nameAndType(key, this.text), this.arguments(node, scope), node);
		}
		if (callee.type === "conditional_access_expression") {
			const of = fieldOf(callee, "condition");
			const binding = childOf(callee, "member_binding_expression");
			const key = binding && namedOf(binding).at(-1);
			if (!of || !key) return computed(node);
			return this.method(this.evaluate(of, scope), nameAndType(key, this.text), this.arguments(node, scope), node);
		}
		const { name, type } = nameAndType(callee, this.text);
		if (name === "nameof") {
			const [first] = argumentsIn(fieldOf(node, "arguments"), this.text);
			const last = first ? this.source(first.value).split(".").at(-1) : void 0;
			return last === void 0 ? computed(node) : {
				kind: "text",
				pieces: [{
					text: last,
					start: node.start,
					end: node.end
				}],
				start: node.start,
				end: node.end
			};
		}
		const args = this.arguments(node, scope);
		const variable = lookUp(scope, name);
		if (variable?.kind === "function") return this.apply(variable, args, node);
		return this.own(name, args, node) ?? this.unknown({
			kind: "name",
			path: name,
			start: callee.start,
			end: callee.end
		}, name, type, args, node);
	}
	method(owner, { name, type }, args, node) {
		if (owner.kind === "builder" || owner.kind === "operation" || owner.kind === "table") {
			const value = owner.kind === "builder" && owner.part !== void 0 ? void 0 : this.host.call(owner, name, type, args, node);
			if (value) return value;
			const extended = this.own(name, {
				...args,
				positional: [owner, ...args.positional]
			}, node);
			if (extended) return extended;
			this.host.unread(node, `what ${ownerName(owner, this)}.${name}(…) does is not known`);
			return owner.kind === "operation" ? owner : computed(node);
		}
		if (owner.kind === "function" && name === "Invoke") return this.apply(owner, args, node);
		if (owner.kind === "name" && (/^(?:this|base)$/.test(owner.path) || this.classes.has(owner.path))) {
			const own = this.own(name, args, node);
			if (own) return own;
		}
		return libraryCall(owner, name, args, node, this) ?? this.unknown(owner, name, type, args, node);
	}
	/** A call of which nothing is known: it is said, where it can reach the database. */
	unknown(owner, name, _type, args, node) {
		const all = [...args.positional, ...args.named.values()];
		for (const arg of all) if (arg.kind === "function") this.apply(arg, {
			positional: [],
			named: /* @__PURE__ */ new Map()
		}, node);
		const path = owner.kind === "name" ? owner.path === name ? name : `${owner.path}.${name}` : `….${name}`;
		const used = this.used.has(node);
		if (all.some(reachesDatabase) || SENDS.test(name) || !used && !HARMLESS.test(path) && owner.kind !== "text" && owner.kind !== "list") this.host.unread(node, `what ${path}(…) does is not known`);
		return computed(node);
	}
	/** Calls whose value is used for something. */
	used = /* @__PURE__ */ new WeakSet();
	/** Calls a method of the file by its name; undefined where it has none that takes so many arguments. */
	own(name, args, node) {
		const count = args.positional.length + args.named.size;
		const method = (this.methods.get(name) ?? []).find(({ parameters }) => takes(parameters, count));
		if (!method?.body) return void 0;
		return this.enter(method.parameters, method.body, args, {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		}, node, name);
	}
	/** Calls a lambda, or a method that was handed over. */
	apply(callee, args, place) {
		const { node, scope } = callee;
		const list = fieldOf(node, "parameters");
		const parameters = !list ? [] : list.type === "implicit_parameter" ? [{
			name: this.source(list),
			type: "",
			fallback: void 0,
			rest: false
		}] : parametersIn(list, this.text);
		const body = fieldOf(node, "body");
		const inner = body?.type === "arrow_expression_clause" ? namedOf(body)[0] : body;
		return inner ? this.enter(parameters, inner, args, scope, place, "a lambda") : computed(place);
	}
	enter(parameters, body, args, parent, place, name) {
		if (this.depth >= DEEPEST) {
			this.host.unread(place, `the call of ${name} is not followed so deep`);
			return computed(place);
		}
		const inner = {
			names: /* @__PURE__ */ new Map(),
			parent
		};
		for (const [i, parameter] of parameters.entries()) {
			const { fallback, rest } = parameter;
			const more = args.positional.slice(i);
			const packed = rest && !(more.length === 1 && more[0]?.kind === "list") ? {
				kind: "list",
				items: more,
				start: place.start,
				end: place.end
			} : void 0;
			const given = args.named.get(parameter.name) ?? packed ?? args.positional[i];
			inner.names.set(parameter.name, given ?? (fallback ? this.evaluate(fallback, parent) : computed(place)));
		}
		this.depth++;
		try {
			if (body.type !== "block") return this.evaluate(body, inner);
			for (const statement of namedOf(body)) this.statement(statement, inner);
			return lookUp(inner, "return") ?? computed(place);
		} finally {
			this.depth--;
		}
	}
	/** Whether a condition holds; undefined where that is not known. */
	holds(node, scope) {
		return node && truth(this.evaluate(node, scope));
	}
};
/** What a method returns stands under this name in its scope. */
const RETURNED = "return";
const takes = (parameters, count) => {
	return count >= parameters.filter(({ fallback, rest }) => !fallback && !rest).length && (count <= parameters.length || parameters.some(({ rest }) => rest));
};
function ownerName(owner, reader) {
	if (owner.kind === "builder") return owner.part === void 0 ? "migrationBuilder" : `migrationBuilder.${owner.part}`;
	return owner.kind === "table" ? "table" : reader.source(owner).replace(/[^\w][^]*$/, "");
}

// src/frameworks/ef-core/index.ts
const ID = "ef-core";
async function readEfCore(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const migrations = [];
	for (const file of files.values()) migrations.push(...await readMigration(file, project, tree));
	return {
		migrations: migrations.sort((a, b) => compareText(a.order, b.order) || compareText(a.id, b.id)),
		unread
	};
}
async function readMigration(file, project, tree) {
	const id = relativeTo(project.root, file.path);
	const [, order = "", title = ""] = /^(\d+)_(.*)\.cs$/.exec(baseName(file.path)) ?? [];
	const shared = {
		framework: ID,
		id,
		order,
		title: wordsOf(title)
	};
	const refused = (step) => [migrationOf(file, {
		...shared,
		transaction: "unknown",
		steps: [step]
	})];
	const engine = project.dialect?.dialect ?? "postgres";
	if (!/^(?:postgres|cockroachdb|yugabytedb)$/.test(engine)) return refused({
		kind: "unread",
		span: wholeFile(file),
		reason: `its builder writes SQL for ${engine}`
	});
	const parsed = await parseCsharp(file);
	if (parsed.kind === "error") return refused({
		kind: "unread",
		span: parsed.span,
		reason: parsed.reason
	});
	const program = {
		...programIn(parsed.root, file.text),
		files: await namedFilesIn(file, tree)
	};
	const up = program.methods.get("Up")?.find(isDirection);
	if (!up) return refused({
		kind: "unread",
		span: wholeFile(file),
		reason: "no method Up(MigrationBuilder) is found in it"
	});
	const down = program.methods.get("Down")?.find(isDirection);
	try {
		return withComments(migrationsOf(file, program, {
			up,
			down
		}, shared), parsed.comments);
	} catch (error) {
		const reason = error instanceof TooMuch ? error.message : error instanceof RangeError ? "it is nested too deep to be read" : void 0;
		if (reason === void 0) throw error;
		return refused({
			kind: "unread",
			span: wholeFile(file),
			reason
		});
	}
}
const isDirection = ({ parameters }) => parameters.length === 1 && parameters[0]?.type.endsWith("MigrationBuilder") === true;
function migrationsOf(file, program, { up, down }, shared) {
	const transaction = "wrapped";
	const whole = wholeFile(file);
	const steps = stepsOf(file, program, up);
	const back = down ? stepsOf(file, program, down) : [];
	const state = steps.length === 0 ? "not-used" : wayBack(file, down, back);
	const span = down && down.node.start > up.node.start ? {
		...whole,
		end: down.node.start
	} : whole;
	const migrations = [migrationOf(file, {
		...shared,
		transaction,
		span,
		steps,
		down: state
	})];
	if (down && back.length > 0) migrations.push(migrationOf(file, {
		...shared,
		id: `${shared.id}:down`,
		direction: "down",
		transaction,
		span: {
			...whole,
			start: down.node.start,
			end: down.node.end
		},
		steps: back
	}));
	return migrations;
}
function stepsOf(file, program, method) {
	const builder = new Builder(file);
	const reader = new Reader(file.text, builder, program.methods, program.fields);
	for (const name of program.classes) reader.classes.add(name);
	reader.files = program.files;
	builder.reader = reader;
	const handle = {
		kind: "builder",
		start: method.node.start,
		end: method.node.start
	};
	const callee = {
		kind: "function",
		node: method.node,
		scope: {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		},
		start: method.node.start,
		end: method.node.end
	};
	reader.apply(callee, {
		positional: [handle],
		named: /* @__PURE__ */ new Map()
	}, method.node);
	return builder.steps();
}
/** An exception at once says that there is no way back; so may the words beside an empty body. */
function wayBack(file, down, steps) {
	if (!down?.body) return "absent";
	const [first] = down.body.type === "block" ? namedOf(down.body) : [down.body];
	if (first && /^throw_(?:statement|expression)$/.test(first.type)) return "irreversible";
	if (steps.length > 0) return "present";
	const words = [...file.text.slice(down.node.start, down.node.end).matchAll(/\/\/([^\n]*)|\/\*([^]*?)\*\//g)].map(([, line, block]) => `-- ${(line ?? block ?? "").replaceAll(/\s+/g, " ")}`);
	return wayBackIn(words.join("\n")) === "irreversible" ? "irreversible" : "absent";
}
function programIn(root, text) {
	const methods = /* @__PURE__ */ new Map();
	const fields = /* @__PURE__ */ new Map();
	const classes = [];
	const open = [root];
	for (let node = open.pop(); node; node = open.pop()) {
		if (node.type === "method_declaration") {
			const method = methodIn(node, text);
			methods.set(method.name, [...methods.get(method.name) ?? [], method]);
			continue;
		}
		if (node.type === "field_declaration") {
			const declaration = childOf(node, "variable_declaration");
			for (const declarator of declaration?.children.filter(({ type }) => type === "variable_declarator") ?? []) {
				const name = fieldOf(declarator, "name");
				const value = declarator.children[declarator.children.findIndex(({ type }) => type === "=") + 1];
				if (name && value && value !== name) fields.set(text.slice(name.start, name.end), value);
			}
			continue;
		}
		if (/^(?:class|record|struct)_declaration$/.test(node.type)) {
			const name = fieldOf(node, "name");
			if (name) classes.push(text.slice(name.start, name.end));
		}
		if (!/_statement$|_expression$|^block$/.test(node.type)) open.push(...node.children.toReversed());
	}
	return {
		methods,
		fields,
		classes
	};
}

export { readEfCore };