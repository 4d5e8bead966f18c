import { $ as quoteText, Cr as readSources, Dr as wayBackIn, Er as unreadFile, Or as wholeFile, Sr as migrationOf, br as inFolder, fr as baseName, it as withComments, kr as wordsOf, mr as compareNatural, nt as scriptOf, wr as readText, yr as hasSql } from "./chunk-review.js";
import { a as evaluate, c as parsePython, n as interpret, o as plainText, r as moduleScope, s as childrenOf, t as bodyOf } from "./chunk-interpret.js";
import { a as namesOf, i as nameOf, n as argumentsOf, o as optionalName, r as flag, s as HARMLESS, t as Unclear } from "./chunk-arguments.js";
import { t as withPlaceholders } from "./chunk-placeholders.js";

// src/frameworks/alembic/text.ts
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

// src/frameworks/alembic/types.ts
/** Types of SQLAlchemy as it writes them for PostgreSQL. */
const PLAIN = {
	Integer: "INTEGER",
	INTEGER: "INTEGER",
	INT: "INTEGER",
	BigInteger: "BIGINT",
	BIGINT: "BIGINT",
	SmallInteger: "SMALLINT",
	SMALLINT: "SMALLINT",
	Text: "TEXT",
	UnicodeText: "TEXT",
	TEXT: "TEXT",
	Boolean: "BOOLEAN",
	BOOLEAN: "BOOLEAN",
	Date: "DATE",
	DATE: "DATE",
	Double: "DOUBLE PRECISION",
	DOUBLE: "DOUBLE PRECISION",
	DOUBLE_PRECISION: "DOUBLE PRECISION",
	REAL: "REAL",
	JSON: "JSON",
	JSONB: "JSONB",
	UUID: "UUID",
	Uuid: "UUID",
	LargeBinary: "BYTEA",
	BYTEA: "BYTEA",
	BLOB: "BYTEA",
	PickleType: "BYTEA",
	Interval: "INTERVAL",
	INTERVAL: "INTERVAL",
	...Object.fromEntries("CIDR CITEXT DATEMULTIRANGE DATERANGE HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE MACADDR MACADDR8 MONEY NUMMULTIRANGE NUMRANGE OID REGCLASS REGCONFIG TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR".split(" ").map((name) => [name, name]))
};
/** Types of packages that many use with SQLAlchemy, by their full paths. */
const FOREIGN = [
	[/^sqlmodel(?:\.\w+)*\.AutoString$/, "String"],
	[/^fastapi_users_db_sqlalchemy(?:\.\w+)*\.GUID$/, "UUID"],
	[/^sqlalchemy_utils(?:\.\w+)*\.StringEncryptedType$/, "Text"],
	[/^sqlalchemy_utils(?:\.\w+)*\.EncryptedType$/, "LargeBinary"],
	[/^citext\.CIText$/, "CITEXT"]
];
function written(value) {
	if (value?.kind === "call" && !value.spread) return value;
	if (value?.kind === "name") return {
		path: value.path,
		args: [],
		named: /* @__PURE__ */ new Map()
	};
	throw new Unclear("the type is computed");
}
/** The type as it stands in SQL. */
function typeOf(value) {
	const type = written(value);
	if (value?.kind === "call" && value.base && value.path.endsWith(".with_variant")) return typeOf(value.args.slice(1).some((name) => plainText(name) === "postgresql") ? value.args[0] : value.base);
	const vector = /^pgvector\.sqlalchemy(?:\.\w+)*\.(Vector|VECTOR|HALFVEC|SPARSEVEC|BIT)$/.exec(type.path);
	if (vector) return sized((vector[1] ?? "").toUpperCase(), type, ["dim"]);
	const foreign = FOREIGN.find(([path]) => path.test(type.path))?.[1];
	const own = /^(?:sqlalchemy|sa|postgresql|sqlmodel)(?:\.\w+)*\.(\w+)$/.exec(type.path)?.[1];
	const name = foreign ?? own;
	if (name === void 0) throw new Unclear(`the type ${shown(type.path)} is not known`);
	const plain = PLAIN[name];
	if (plain !== void 0) return plain;
	switch (name) {
		case "String":
		case "VARCHAR":
		case "Unicode":
		case "NVARCHAR": return foreign ? sized("VARCHAR", type, ["length"]) : collated(sized("VARCHAR", type, ["length"]), type);
		case "CHAR": return sized("CHAR", type, ["length"]);
		case "BIT": return sized("BIT", type, ["length"]);
		case "Float":
		case "FLOAT": return sized("FLOAT", type, ["precision"]);
		case "Numeric":
		case "NUMERIC":
		case "DECIMAL": return sized("NUMERIC", type, ["precision", "scale"]);
		case "DateTime":
		case "DATETIME":
		case "TIMESTAMP": return timed("TIMESTAMP", type);
		case "Time":
		case "TIME": return timed("TIME", type);
		case "ARRAY": {
			const dimensions = type.named.get("dimensions");
			const depth = dimensions?.kind === "number" ? Math.min(6, Number(dimensions.text)) : 1;
			return `${typeOf(type.args[0] ?? type.named.get("item_type"))}${"[]".repeat(depth)}`;
		}
		case "Enum":
		case "ENUM": return enumName(type);
		default: throw new Unclear(`the type ${shown(type.path)} is not known`);
	}
}
const shown = (path) => path.split(".").slice(-2).join(".");
function number(value) {
	if (value === void 0 || value.kind === "none") return void 0;
	if (value.kind === "number") return value.text;
	throw new Unclear("the size of the type is computed");
}
function sized(name, type, parameters) {
	const sizes = parameters.map((parameter, i) => number(type.args[i] ?? type.named.get(parameter))).filter((size) => size !== void 0);
	return sizes.length === 0 ? name : `${name}(${sizes.join(", ")})`;
}
function collated(sql, type) {
	const collation = optionalName(type.named.get("collation"), "the collation");
	return collation === void 0 ? sql : `${sql} COLLATE "${collation}"`;
}
function timed(name, type) {
	const zone = flag(type.named.get("timezone") ?? type.args[0], "the type has a time zone") ?? false;
	const precision = number(type.named.get("precision"));
	return `${name}${precision === void 0 ? "" : `(${precision})`} ${zone ? "WITH" : "WITHOUT"} TIME ZONE`;
}
function enumName(type) {
	if (flag(type.named.get("native_enum"), "the type is an enum of the database") === false) {
		const length = number(type.named.get("length"));
		if (length !== void 0) return `VARCHAR(${length})`;
		if (type.args[0]?.kind === "name") return "VARCHAR";
		return `VARCHAR(${Math.max(1, ...labelsOf(type).map((label) => label.length))})`;
	}
	const name = optionalName(type.named.get("name"), "the name of the enum");
	if (name === void 0) {
		const [first] = type.args;
		if (first?.kind === "name") return qualified(first.path.split(".").at(-1)?.toLowerCase() ?? "", void 0);
		throw new Unclear("the enum has no name");
	}
	return qualified(name, optionalName(type.named.get("schema"), "the schema of the enum"));
}
function labelsOf(type) {
	const [only] = type.args;
	return (type.args.length === 1 && only?.kind === "list" ? only.items : type.args).map((label) => nameOf(label, "a label of the enum"));
}
/** Whether a value is an enum type of SQLAlchemy. */
function isEnum(value) {
	return value?.kind === "call" && /^(?:sqlalchemy|sa|postgresql)(?:\.\w+)*\.(?:Enum|ENUM)$/.test(value.path);
}
/** `CREATE TYPE` of an enum. */
function createEnum(value) {
	if (value.spread) throw new Unclear("the labels of the enum are computed");
	return `CREATE TYPE ${enumName(value)} AS ENUM (${labelsOf(value).map(quoteText).join(", ")})`;
}
/** The enum that a table made with a column of this type makes first, if it makes one. */
function enumMadeWith(value) {
	const type = value?.kind === "call" && value.path.endsWith(".ARRAY") ? value.args[0] : value;
	if (!isEnum(type)) return void 0;
	const makes = flag(type.named.get("create_type"), "the type is created") ?? true;
	const native = flag(type.named.get("native_enum"), "the type is an enum of the database") ?? true;
	return makes && native ? type : void 0;
}

// src/frameworks/alembic/columns.ts
const SERIAL = {
	INTEGER: "SERIAL",
	BIGINT: "BIGSERIAL",
	SMALLINT: "SMALLSERIAL"
};
/** A call of Column. */
function columnOf$1(value) {
	if (value?.kind !== "call" || !isSqlalchemy(value.path, "Column")) throw new Unclear("the column is computed");
	if (value.spread) throw new Unclear("the arguments of the column are spread");
	const { named } = value;
	const name = nameOf(value.args[0] ?? named.get("name"), "the name of the column");
	const type = named.get("type_") ?? value.args[1];
	const extras = named.has("type_") ? value.args.slice(1) : value.args.slice(2);
	const primary = flag(named.get("primary_key"), "it is a primary key") ?? false;
	const nullable = flag(named.get("nullable"), "the column takes NULL") ?? !primary;
	const rest = [];
	const constraints = [];
	const given = named.get("server_default");
	let counts = given === void 0 || given.kind === "none";
	if (given && given.kind !== "none") {
		if (isGenerated(given)) extras.push(given);
		else rest.push(" DEFAULT ", ...serverDefault(given));
	}
	for (const extra of extras) {
		if (extra.kind !== "call") throw new Unclear("the arguments of the column are computed");
		if (isSqlalchemy(extra.path, "ForeignKey")) {
			constraints.push(references(extra, [name]));
			counts = false;
		} else if (isSqlalchemy(extra.path, "CheckConstraint")) constraints.push(constraintOf(extra));
		else if (isGenerated(extra)) {
			rest.push(...generatedAs(extra));
			counts = false;
		} else throw new Unclear(`${extra.path.split(".").at(-1)} of the column is not read yet`);
	}
	const automatic = named.get("autoincrement");
	if (automatic?.kind === "boolean" && !automatic.value) counts = false;
	if (!nullable) rest.push(" NOT NULL");
	const sql = typeOf(type);
	return {
		name,
		value,
		type: sql,
		primary,
		unique: flag(named.get("unique"), "the column is unique") ?? false,
		index: flag(named.get("index"), "the column has an index") ?? false,
		comment: optionalName(named.get("comment"), "the comment"),
		counts: counts && SERIAL[sql] !== void 0,
		rest,
		constraints,
		makesEnum: enumMadeWith(type)
	};
}
function isGenerated(value) {
	return value.kind === "call" && isSqlalchemy(value.path, "(?:Computed|Identity)");
}
function generatedAs(call) {
	if (call.path.endsWith("Computed")) {
		const sql = rawSql(call.args[0] ?? call.named.get("sqltext"));
		if (!sql) throw new Unclear("the expression of the column is computed");
		const stored = flag(call.named.get("persisted") ?? call.args[1], "the column is stored") ?? true;
		return [
			" GENERATED ALWAYS AS (",
			...sql,
			stored ? ") STORED" : ") VIRTUAL"
		];
	}
	return [` GENERATED ${flag(call.named.get("always") ?? call.args[2], "the identity is always generated") ?? false ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`];
}
/** A column inside CREATE TABLE or ADD COLUMN. `serial`: it is the sole primary key, and counts up. */
function columnSql(column, serial) {
	const { start, end } = column.value;
	const type = serial && column.counts ? SERIAL[column.type] ?? column.type : column.type;
	return [{
		text: `${quoted(column.name)} ${type}`,
		start,
		end
	}, ...column.rest];
}
const named = (name) => name === void 0 ? "" : `CONSTRAINT ${quoted(name)} `;
const columnList = (names) => `(${names.map(quoted).join(", ")})`;
/** What follows a constraint: when it is checked. */
function deferral(args) {
	const deferrable = flag(args.get("deferrable"), "the constraint is deferrable");
	const initially = optionalName(args.get("initially"), "when the constraint is checked");
	return `${deferrable === void 0 ? "" : deferrable ? " DEFERRABLE" : " NOT DEFERRABLE"}${initially === void 0 ? "" : ` INITIALLY ${initially}`}`;
}
/** What a foreign key does on changes, in the order of SQLAlchemy. */
function onChange(args) {
	const match = optionalName(args.get("match"), "the match type");
	const onDelete = optionalName(args.get("ondelete"), "what happens on delete");
	const onUpdate = optionalName(args.get("onupdate"), "what happens on update");
	return `${match ? ` MATCH ${match}` : ""}${onDelete ? ` ON DELETE ${onDelete}` : ""}${onUpdate ? ` ON UPDATE ${onUpdate}` : ""}`;
}
/** `FOREIGN KEY(a) REFERENCES t (b)` of a ForeignKey inside a column. */
function references(call, columns) {
	const args = argumentsOf(call, [
		"column",
		"_constraint",
		"use_alter",
		"name"
	]);
	const target = targetOf([nameOf(args.get("column"), "what the column refers to")]);
	const { start, end } = call;
	return [{
		text: `${named(optionalName(args.get("name"), "the name of the constraint"))}FOREIGN KEY${columnList(columns)} REFERENCES ${target}${onChange(args)}${deferral(args)}${notValid(args)}`,
		start,
		end
	}];
}
function notValid(args) {
	return flag(args.get("postgresql_not_valid"), "the constraint is valid") ? " NOT VALID" : "";
}
/** `schema.table.column` of each, as a table and its columns. */
function targetOf(targets) {
	const parts = targets.map((target) => target.split("."));
	const table = parts[0]?.slice(0, -1) ?? [];
	if (table.length === 0) throw new Unclear("what the foreign key refers to has no table");
	return `${table.map(quoted).join(".")} ${columnList(parts.map((part) => part.at(-1) ?? ""))}`;
}
/** A constraint among the arguments of create_table. */
function constraintOf(call) {
	const { start, end } = call;
	if (call.spread) throw new Unclear("the arguments of a constraint are spread");
	const name = named(optionalName(call.named.get("name"), "the name of a constraint"));
	const own = () => call.args.map((arg) => nameOf(arg, "a column of the constraint"));
	if (isSqlalchemy(call.path, "PrimaryKeyConstraint")) return [{
		text: `${name}PRIMARY KEY ${columnList(own())}${deferral(call.named)}`,
		start,
		end
	}];
	if (isSqlalchemy(call.path, "UniqueConstraint")) return [{
		text: `${name}UNIQUE${flag(call.named.get("postgresql_nulls_not_distinct"), "NULLs are distinct") ? " NULLS NOT DISTINCT" : ""} ${columnList(own())}${deferral(call.named)}`,
		start,
		end
	}];
	if (isSqlalchemy(call.path, "CheckConstraint")) {
		const args = argumentsOf(call, ["sqltext", "name"]);
		const sql = rawSql(args.get("sqltext")) ?? expression(args.get("sqltext"), "the check");
		return [
			{
				text: `${named(optionalName(args.get("name"), "the name of a constraint"))}CHECK (`,
				start,
				end
			},
			...sql,
			{
				text: ")",
				start,
				end
			}
		];
	}
	if (isSqlalchemy(call.path, "ForeignKeyConstraint")) {
		const args = argumentsOf(call, [
			"columns",
			"refcolumns",
			"name"
		]);
		const columns = namesOf(args.get("columns"), "the columns of a foreign key");
		const target = targetOf(namesOf(args.get("refcolumns"), "the columns that a foreign key refers to"));
		return [{
			text: `${named(optionalName(args.get("name"), "the name of a constraint"))}FOREIGN KEY${columnList(columns)} REFERENCES ${target}${onChange(args)}${deferral(args)}`,
			start,
			end
		}];
	}
	throw new Unclear(`${call.path.split(".").at(-1)} in a table is not read yet`);
}
/** Columns of an index: names, or expressions. */
function indexed(value, operators) {
	if (value?.kind !== "list") throw new Unclear("the columns of the index are computed");
	return listed(value.items.map((item) => {
		const name = item.kind === "text" || item.kind === "call" && /(?:^|\.)op\.f$/.test(item.path) ? nameOf(item, "a column") : void 0;
		const sql = name === void 0 ? expression(item, "a column of the index") : [quoted(name)];
		const key = name ?? (item.kind === "call" ? optionalName(item.named.get("name"), "a column") : void 0);
		const operator = key === void 0 ? void 0 : operators.get(key);
		return operator === void 0 ? sql : [...sql, ` ${operator}`];
	}));
}

// src/frameworks/alembic/calls.ts
/** The calls of `op`, as the SQL that Alembic sends for them to PostgreSQL. */
const schemaOf = (args) => optionalName(args.get("schema"), "the schema");
const tableOf$1 = (args, schema, parameter = "table_name") => qualified(nameOf(args.get(parameter), "the name of the table"), schema);
const when = (args, parameter, words) => flag(args.get(parameter), `it has ${words.trim()}`) ? words : "";
const comment = (text) => text === void 0 ? "NULL" : quoteText(text);
const OPERATIONS = {
	add_column: {
		parameters: ["table_name", "column"],
		table: "table_name",
		sql: (args, _call, schema) => {
			const table = tableOf$1(args, schema);
			const column = columnOf$1(args.get("column"));
			const add = `ALTER TABLE ${table} ADD `;
			return [
				[`${add}COLUMN ${when(args, "if_not_exists", "IF NOT EXISTS ")}`, ...columnSql(column, column.primary)],
				...column.constraints.map((constraint) => [add, ...constraint]),
				...column.unique && !column.index ? [[`${add}UNIQUE (${quoted(column.name)})`]] : [],
				...columnIndex(column, args, schema),
				...column.comment === void 0 ? [] : [[`COMMENT ON COLUMN ${table}.${quoted(column.name)} IS ${quoteText(column.comment)}`]]
			];
		}
	},
	drop_column: {
		parameters: ["table_name", "column_name"],
		table: "table_name",
		sql: (args, _call, schema) => [[`ALTER TABLE ${tableOf$1(args, schema)} DROP COLUMN ${when(args, "if_exists", "IF EXISTS ")}${quoted(nameOf(args.get("column_name"), "the name of the column"))}`]]
	},
	alter_column: {
		parameters: ["table_name", "column_name"],
		table: "table_name",
		sql: alterColumn
	},
	create_index: {
		parameters: [
			"index_name",
			"table_name",
			"columns"
		],
		table: "table_name",
		sql: createIndex
	},
	drop_index: {
		parameters: ["index_name", "table_name"],
		table: "table_name",
		sql: (args, _call, schema) => [[`DROP INDEX ${when(args, "postgresql_concurrently", "CONCURRENTLY ")}${when(args, "if_exists", "IF EXISTS ")}${qualified(nameOf(args.get("index_name"), "the name of the index"), schema)}`]]
	},
	create_table: {
		parameters: ["table_name"],
		sql: createTable
	},
	drop_table: {
		parameters: ["table_name"],
		sql: (args, _call, schema) => [[`DROP TABLE ${when(args, "if_exists", "IF EXISTS ")}${tableOf$1(args, schema)}`]]
	},
	rename_table: {
		parameters: ["old_table_name", "new_table_name"],
		sql: (args, _call, schema) => [[`ALTER TABLE ${tableOf$1(args, schema, "old_table_name")} RENAME TO ${quoted(nameOf(args.get("new_table_name"), "the new name"))}`]]
	},
	create_foreign_key: {
		parameters: [
			"constraint_name",
			"source_table",
			"referent_table",
			"local_cols",
			"remote_cols"
		],
		table: "source_table",
		sql: (args, _call, schema) => {
			const source = tableOf$1(args, schema ?? optionalName(args.get("source_schema"), "the schema"), "source_table");
			const target = tableOf$1(args, optionalName(args.get("referent_schema"), "the schema"), "referent_table");
			const local = namesOf(args.get("local_cols"), "the columns of the foreign key");
			const remote = namesOf(args.get("remote_cols"), "the columns that the foreign key refers to");
			const rest = `${onChange(args)}${deferral(args)}${notValid(args)}`;
			return [[`${add(source, args)}FOREIGN KEY${columnList(local)} REFERENCES ${target} ${columnList(remote)}${rest}`]];
		}
	},
	create_unique_constraint: {
		parameters: [
			"constraint_name",
			"table_name",
			"columns"
		],
		table: "table_name",
		sql: (args, _call, schema) => {
			const distinct = when(args, "postgresql_nulls_not_distinct", " NULLS NOT DISTINCT");
			return [[`${add(tableOf$1(args, schema), args)}UNIQUE${distinct} ${columnList(namesOf(args.get("columns"), "the columns"))}${deferral(args)}`]];
		}
	},
	create_primary_key: {
		parameters: [
			"constraint_name",
			"table_name",
			"columns"
		],
		table: "table_name",
		sql: (args, _call, schema) => [[`${add(tableOf$1(args, schema), args)}PRIMARY KEY ${columnList(namesOf(args.get("columns"), "the columns"))}`]]
	},
	create_check_constraint: {
		parameters: [
			"constraint_name",
			"table_name",
			"condition"
		],
		table: "table_name",
		sql: (args, _call, schema) => {
			const check = rawSql(args.get("condition")) ?? expression(args.get("condition"), "the check");
			return [[
				`${add(tableOf$1(args, schema), args)}CHECK (`,
				...check,
				`)${deferral(args)}${notValid(args)}`
			]];
		}
	},
	create_exclude_constraint: {
		parameters: ["constraint_name", "table_name"],
		table: "table_name",
		sql: (args, call, schema) => {
			const elements = call.args.filter((arg) => arg.kind === "list").map((arg) => {
				const [over, operator] = arg.items;
				const name = plainText(over);
				return [...name === void 0 ? expression(over, "what is excluded") : [quoted(name)], ` WITH ${nameOf(operator, "the operator")}`];
			});
			const method = optionalName(args.get("using"), "the method") ?? "gist";
			const where = args.get("where");
			const condition = where && where.kind !== "none" ? [
				" WHERE (",
				...rawSql(where) ?? expression(where, "the condition"),
				")"
			] : [];
			return [[
				`${add(tableOf$1(args, schema), args)}EXCLUDE USING ${method} (`,
				...listed(elements),
				")",
				...condition,
				deferral(args)
			]];
		}
	},
	drop_constraint: {
		parameters: [
			"constraint_name",
			"table_name",
			"type_"
		],
		table: "table_name",
		sql: (args, _call, schema) => [[`ALTER TABLE ${tableOf$1(args, schema)} DROP CONSTRAINT ${when(args, "if_exists", "IF EXISTS ")}${quoted(droppedName(args))}`]]
	},
	create_table_comment: {
		parameters: ["table_name", "comment"],
		table: "table_name",
		sql: (args, _call, schema) => [[`COMMENT ON TABLE ${tableOf$1(args, schema)} IS ${comment(optionalName(args.get("comment"), "the comment"))}`]]
	},
	drop_table_comment: {
		parameters: ["table_name"],
		table: "table_name",
		sql: (args, _call, schema) => [[`COMMENT ON TABLE ${tableOf$1(args, schema)} IS NULL`]]
	}
};
/** The statements of a call; throws Unclear where they cannot be told. */
function statementsOf(name, call, batch) {
	const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : void 0;
	if (!operation || batch && operation.table === void 0) return void 0;
	const { table } = operation;
	if (!batch || table === void 0) {
		const args = argumentsOf(call, operation.parameters);
		return operation.sql(args, call, schemaOf(args));
	}
	const args = new Map(argumentsOf(call, operation.parameters.filter((parameter) => parameter !== table)));
	args.set(table, {
		kind: "text",
		pieces: [{
			text: batch.table,
			start: call.start,
			end: call.end
		}],
		start: call.start,
		end: call.end
	});
	return operation.sql(args, call, batch.schema);
}
const add = (table, args) => `ALTER TABLE ${table} ADD ${named(optionalName(args.get("constraint_name"), "the name of the constraint"))}`;
/** In the order of Alembic: the type first, the name last. */
function alterColumn(args, call, schema) {
	const table = tableOf$1(args, schema);
	const column = quoted(nameOf(args.get("column_name"), "the name of the column"));
	const alter = `ALTER TABLE ${table} ALTER COLUMN ${column}`;
	const statements = [];
	const given = (name) => {
		const value = args.get(name);
		return value?.kind === "none" ? void 0 : value;
	};
	const type = given("type_");
	if (type) {
		const using = given("postgresql_using");
		const raw = rawSql(using);
		if (using && !raw) throw new Unclear("the USING of the type is computed");
		statements.push([`${alter} TYPE ${typeOf(type)}`, ...raw ? [" USING ", ...raw] : []]);
	}
	const nullable = flag(args.get("nullable"), "the column takes NULL");
	if (nullable !== void 0) statements.push([`${alter} ${nullable ? "DROP" : "SET"} NOT NULL`]);
	const fallback = args.get("server_default");
	if (fallback?.kind === "none") statements.push([`${alter} DROP DEFAULT`]);
	else if (fallback && fallback.kind !== "boolean") statements.push([`${alter} SET DEFAULT `, ...serverDefault(fallback)]);
	const words = args.get("comment");
	if (words && words.kind !== "boolean") statements.push([`COMMENT ON COLUMN ${table}.${column} IS ${comment(optionalName(words, "the comment"))}`]);
	const name = optionalName(args.get("new_column_name") ?? args.get("name"), "the new name");
	if (name !== void 0) statements.push([`ALTER TABLE ${table} RENAME ${column} TO ${quoted(name)}`]);
	if (statements.length === 0 && !call.named.has("existing_type")) throw new Unclear("what it changes is not read yet");
	return statements;
}
function createIndex(args, _call, schema) {
	const name = nameOf(args.get("index_name"), "the name of the index");
	const table = tableOf$1(args, schema);
	const using = optionalName(args.get("postgresql_using"), "the kind of the index");
	const where = args.get("postgresql_where");
	const include = args.get("postgresql_include");
	return [[
		`${`CREATE ${when(args, "unique", "UNIQUE ")}INDEX ${when(args, "postgresql_concurrently", "CONCURRENTLY ")}${when(args, "if_not_exists", "IF NOT EXISTS ")}`}${quoted(name)} ON ${table} ${using === void 0 ? "" : `USING ${using} `}(`,
		...indexed(args.get("columns"), dictionary(args.get("postgresql_ops"))),
		")",
		include && include.kind !== "none" ? ` INCLUDE ${columnList(namesOf(include, "the included columns"))}` : "",
		when(args, "postgresql_nulls_not_distinct", " NULLS NOT DISTINCT"),
		storage(args.get("postgresql_with")),
		...where && where.kind !== "none" ? [" WHERE ", ...rawSql(where) ?? expression(where, "the WHERE of the index")] : []
	]];
}
function dictionary(value) {
	if (!value || value.kind === "none") return /* @__PURE__ */ new Map();
	if (value.kind !== "dict") throw new Unclear("the options of the index are computed");
	return new Map(value.entries.map(([key, entry]) => {
		const text = plainText(entry) ?? (entry.kind === "number" ? entry.text : void 0);
		if (text === void 0) throw new Unclear("the options of the index are computed");
		return [nameOf(key, "an option of the index"), text];
	}));
}
function storage(value) {
	const options = [...dictionary(value)].map(([key, entry]) => `${key} = ${entry}`);
	return options.length === 0 ? "" : ` WITH (${options.join(", ")})`;
}
function createTable(_args, call, schema) {
	const [first, ...parts] = call.named.has("table_name") ? [call.named.get("table_name"), ...call.args] : call.args;
	const table = qualified(nameOf(first, "the name of the table"), schema);
	const columns = [];
	const constraints = [];
	for (const part of parts) if (part?.kind === "call" && isSqlalchemy(part.path, "Column")) columns.push(columnOf$1(part));
	else if (part?.kind === "call") constraints.push(part);
	else throw new Unclear("the columns of the table are computed");
	if (call.named.has("postgresql_partition_by") && rawSql(call.named.get("postgresql_partition_by")) === void 0) throw new Unclear("how the table is partitioned is computed");
	const key = constraints.find((constraint) => constraint.path.endsWith("PrimaryKeyConstraint"));
	const primary = key ? key.args.flatMap((arg) => plainText(arg) ?? []) : columns.filter((column) => column.primary).map(({ name }) => name);
	const foreign = new Set(constraints.filter(({ path }) => path.endsWith("ForeignKeyConstraint")).flatMap(({ args }) => args[0]?.kind === "list" ? args[0].items : []).map(plainText));
	const parted = rawSql(call.named.get("postgresql_partition_by"));
	const body = [
		...columns.map((column) => columnSql(column, primary.length === 1 && primary[0] === column.name && !foreign.has(column.name))),
		...key ? [constraintOf(key)] : primary.length === 0 ? [] : [[`PRIMARY KEY ${columnList(primary)}`]],
		...columns.flatMap((column) => column.constraints),
		...columns.filter((column) => column.unique && !column.index).map((column) => [`UNIQUE (${quoted(column.name)})`]),
		...constraints.filter((constraint) => constraint !== key).map(constraintOf)
	];
	const said = optionalName(call.named.get("comment"), "the comment");
	return [
		...new Map(columns.flatMap(({ makesEnum }) => makesEnum ? [[createEnum(makesEnum), [createEnum(makesEnum)]]] : [])).values(),
		[
			`CREATE TABLE ${when(call.named, "if_not_exists", "IF NOT EXISTS ")}${table} (`,
			...listed(body),
			")",
			...parted ? [" PARTITION BY ", ...parted] : []
		],
		...columns.flatMap((column) => columnIndex(column, /* @__PURE__ */ new Map([["table_name", first ?? call]]), schema)),
		...said === void 0 ? [] : [[`COMMENT ON TABLE ${table} IS ${quoteText(said)}`]],
		...columns.flatMap(({ name, comment: words }) => words === void 0 ? [] : [[`COMMENT ON COLUMN ${table}.${quoted(name)} IS ${quoteText(words)}`]])
	];
}
/** The index that `index=True` on a column makes. */
function columnIndex(column, args, schema) {
	if (!column.index) return [];
	const table = nameOf(args.get("table_name"), "the name of the table");
	const name = quoted(`ix_${schema === void 0 ? "" : `${schema}_`}${table}_${column.name}`);
	return [[`CREATE ${column.unique ? "UNIQUE " : ""}INDEX ${name} ON ${qualified(table, schema)} (${quoted(column.name)})`]];
}
function droppedName(args) {
	const name = optionalName(args.get("constraint_name"), "the name of the constraint");
	if (name === void 0) throw new Unclear("the constraint has no name, so that Alembic needs a naming convention to drop it");
	return name;
}

// src/frameworks/alembic/statements.ts
/**
* Statements that are built with SQLAlchemy's expressions: insert, update and delete of a table that stands in the file. Their
* conditions are parameters: that there is one is what matters, and nothing is said about which rows it takes.
* Source: https://docs.sqlalchemy.org/en/20/core/dml.html
*/
/** `table(…)` or `Table(…)`, with the names of its columns. */
function tableOf(value) {
	if (value?.kind !== "call" || !isSqlalchemy(value.path, "(?:table|Table)")) return void 0;
	const name = plainText(value.args[0]);
	if (name === void 0) return void 0;
	const columns = value.args.flatMap((arg) => arg.kind === "call" && isSqlalchemy(arg.path, "(?:column|Column)") ? plainText(arg.args[0]) ?? [] : []);
	return {
		name: qualified(name, optionalName(value.named.get("schema"), "the schema")),
		columns
	};
}
/** What a built statement is as SQL; null for one that only asks, undefined for what is none. Throws Unclear. */
function builtStatement(value) {
	const links = [];
	for (let at = value; at?.kind === "call"; at = at.base) {
		const { path } = at;
		const name = path.split(".").at(-1) ?? "";
		const verb = /^(?:insert|update|delete)$/.exec(name)?.[0];
		if (isSqlalchemy(path, "(?:select|exists|literal)")) return null;
		const table = verb === void 0 ? void 0 : tableOf(at.base) ?? (isSqlalchemy(path, "\\w*(?:insert|update|delete)") ? tableOf(at.args[0]) : void 0);
		if (verb !== void 0 && table) return statement(verb, table, links.toReversed());
		links.push({
			name,
			call: at
		});
	}
}
function statement(verb, { name, columns }, links) {
	let parameters = 0;
	const parameter = () => `$${++parameters}`;
	const set = [];
	for (const { name: link, call } of links) {
		if (link !== "values") continue;
		const [given] = call.args;
		const entries = given?.kind === "dict" ? given.entries.map(([key, value]) => [columnOf(key), value]) : [...call.named];
		if (entries.length === 0 || call.spread) throw new Unclear("the values of the statement are computed");
		for (const [column, value] of entries) set.push([column, valueOf(value) ?? parameter()]);
	}
	const conditions = links.filter(({ name: link }) => link === "where" || link === "filter").map(() => `${parameter()}::boolean`);
	const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
	if (verb === "delete") return `DELETE FROM ${name}${where}`;
	if (verb === "update") {
		if (set.length === 0) throw new Unclear("the values of the statement are computed");
		return `UPDATE ${name} SET ${set.map(([column, value]) => `${quoted(column)} = ${value}`).join(", ")}${where}`;
	}
	if (links.some(({ name: link }) => link === "from_select")) throw new Unclear("the query that is inserted is not read yet");
	const into = set.length > 0 ? set.map(([column]) => column) : columns;
	const values = set.length > 0 ? set.map(([, value]) => value) : columns.map(parameter);
	if (into.length === 0) throw new Unclear("the columns that are inserted are computed");
	const conflict = links.some(({ name: link }) => link.startsWith("on_conflict_do")) ? " ON CONFLICT DO NOTHING" : "";
	return `INSERT INTO ${name} (${into.map(quoted).join(", ")}) VALUES (${values.join(", ")})${conflict}`;
}
/** A key of `values({…})`: a name, or `t.c.name`. */
function columnOf(key) {
	const name = plainText(key) ?? (key.kind === "name" ? /\.(?:c|columns)\.(\w+)$/.exec(key.path)?.[1] : void 0);
	if (name === void 0) throw new Unclear("a column of the statement is computed");
	return name;
}
function valueOf(value) {
	if (value.kind === "none") return "NULL";
	const text = plainText(value);
	if (text !== void 0) return quoteText(text);
	if (value.kind !== "call" && value.kind !== "number" && value.kind !== "boolean") return void 0;
	try {
		return expression(value, "a value").map((part) => typeof part === "string" ? part : part.text).join("");
	} catch (error) {
		if (error instanceof Unclear) return void 0;
		throw error;
	}
}

// src/frameworks/alembic/steps.ts
/** `op.x`, however it was imported. */
const OP = /^(?:alembic\.)?op\.(\w+)$/;
const BATCH = /^(?:alembic\.)?op\.batch_alter_table\(\)\.(\w+)$/;
const EXECUTE = /\.(?:execute|exec_driver_sql|executemany|scalar|scalars)$/;
/** What a session of SQLAlchemy's ORM writes with. */
const SESSION = /(?:^|\.)(?:\w*[Ss]ession(?:\(\))*\.(?:add|add_all|merge|delete|bulk_\w+)|.*\bquery\(\)(?:\.\w+\(\))*\.(?:update|delete|insert))$/;
/** Calls that only ask Alembic for something. */
const ASKS = /* @__PURE__ */ new Set([
	"get_bind",
	"get_context",
	"f",
	"inline_literal"
]);
/** Calls that look at the schema, or make a handle to the database. */
const LOOKS = /(?:inspect|Session|sessionmaker|MetaData|Table|from_engine|reflect|exists?|exist_\w+|has_\w+|is_\w+|get_\w+|_exists_\w+)$/i;
/** Interprets a function. `dialect`: the name that SQLAlchemy gives to the project's database. */
function stepsOf(file, definition, scope, dialect) {
	const steps = [];
	let apart = false;
	const unread = (place, reason) => {
		if (!steps.some((step) => step.kind === "unread" && step.span.start === place.start && step.reason === reason)) steps.push({
			kind: "unread",
			span: {
				path: file.path,
				start: place.start,
				end: place.end
			},
			reason
		});
	};
	const outside = () => apart ? { apart: true } : {};
	const made = (call, sql) => {
		steps.push({
			kind: "sql",
			script: scriptOf(file.path, piecesOf(call, sql)),
			made: true,
			...outside()
		});
	};
	const execute = (call) => {
		const statement = call.args[0] ?? call.named.get("sqltext") ?? call.named.get("statement");
		const built = builtStatement(statement);
		if (built !== void 0) {
			if (built !== null) made(call, [built]);
			return;
		}
		const raw = rawSql(statement);
		if (!raw || /^\s*\$\{[^{}]*\}[\s;]*$/.test(raw.map(({ text }) => text).join(""))) {
			unread(call, whyNoSql(statement));
			return;
		}
		const pieces = withPlaceholders(raw, call.args.length > 1);
		const written = pieces.every((piece) => piece.units !== void 0);
		steps.push({
			kind: "sql",
			script: scriptOf(file.path, pieces),
			oneQuery: true,
			...written ? {} : { made: true },
			...outside()
		});
	};
	/** The types that tables with a column of them have made: SQLAlchemy makes each once in a run. */
	const types = /* @__PURE__ */ new Set();
	const isMade = ([first]) => {
		if (typeof first !== "string" || !first.startsWith("CREATE TYPE ")) return false;
		const made = types.has(first);
		types.add(first);
		return made;
	};
	const operation = (name, call, batch) => {
		const statements = statementsOf(name, call, batch ? batchOf(batch) : void 0);
		if (!statements) unread(call, `${batch ? "the batch’s" : "op."}${batch ? ` ${name}` : name} is not read yet`);
		else for (const sql of statements) if (!isMade(sql)) made(call, sql);
	};
	const known = (call, used) => {
		const { path, base } = call;
		const own = OP.exec(path)?.[1];
		if (own === "execute" || EXECUTE.test(path) && base?.kind !== "text") {
			execute(call);
			return true;
		}
		if (own === "bulk_insert") {
			const table = tableOf(call.args[0] ?? call.named.get("table"));
			if (!table || table.columns.length === 0) throw new Unclear("the table that rows are put into is computed");
			made(call, [`INSERT INTO ${table.name} (${table.columns.map(quoted).join(", ")}) VALUES (${table.columns.map((_, i) => `$${i + 1}`).join(", ")})`]);
			return true;
		}
		if (own !== void 0) {
			if (ASKS.has(own) || own === "batch_alter_table") return false;
			operation(own, call);
			return true;
		}
		const batched = BATCH.exec(path)?.[1];
		if (batched !== void 0 && base?.kind === "call") {
			if (batched === "f") return true;
			operation(batched, call, base);
			return true;
		}
		if (isEnum(base) && /\.(?:create|drop)$/.test(path)) {
			made(call, [enumStatement(base, call)]);
			return true;
		}
		if (path.endsWith("get_bind().commit")) {
			steps.push({
				kind: "sql",
				script: scriptOf(file.path, piecesOf(call, [""])),
				made: true,
				apart: true
			});
			return true;
		}
		if (SESSION.test(path)) {
			unread(call, "a data change through the session of an ORM");
			return true;
		}
		if (HARMLESS.test(path) || base?.kind === "call" && EXECUTE.test(base.path)) return false;
		const last = path.split(".").at(-1) ?? path;
		if (!used || !LOOKS.test(last) && [...call.args, ...call.named.values()].some(isConnection)) {
			unread(call, `what ${path.startsWith("?") ? `.${last}` : path.split(".").slice(-2).join(".")}(…) does is not known`);
			return true;
		}
		return false;
	};
	interpret(bodyOf(definition), scope, {
		call: (call, used) => {
			try {
				return known(call, used);
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				unread(call, error.message);
				return true;
			}
		},
		unread: (node, reason) => unread({
			start: node.from,
			end: node.to
		}, reason),
		enter: (context, body) => {
			if (context.kind !== "call") return false;
			if (context.path.endsWith(".autocommit_block")) {
				const before = apart;
				apart = true;
				body();
				apart = before;
				return true;
			}
			if (!/(?:batch_alter_table|begin|begin_nested|connect|Session|suppress)$/.test(context.path)) return false;
			body();
			return true;
		},
		holds: (condition, inner) => holds(condition, inner, dialect)
	});
	return steps;
}
function batchOf(call) {
	return {
		table: nameOf(call.args[0] ?? call.named.get("table_name"), "the name of the table"),
		schema: optionalName(call.args[1] ?? call.named.get("schema"), "the schema")
	};
}
function enumStatement(type, call) {
	if (call.path.endsWith(".create")) return createEnum(type);
	const name = typeOf(type);
	const check = call.named.get("checkfirst");
	return `DROP TYPE ${check?.kind === "boolean" && check.value ? "IF EXISTS " : ""}${name}`;
}
function isConnection(value) {
	if (value.kind === "call") return value.path.endsWith("get_bind");
	return value.kind === "name" && /(?:^|\.)(?:conn|connection|bind|engine|session|op)$/.test(value.path);
}
function whyNoSql(statement) {
	if (statement?.kind !== "call" || !/(?:^|\.|\b)(?:insert|update|delete|values|where)(?:\(\)|$)/.test(statement.path)) return "the SQL is computed";
	return "the statement is built with SQLAlchemy’s expressions on a table that does not stand in the file";
}
/** Whether a condition on the database's kind holds; undefined for all others. */
function holds(condition, scope, dialect) {
	const children = childrenOf(condition);
	const word = (node) => node ? scope.text.slice(node.from, node.to) : "";
	const [first, second, third, fourth] = children;
	if (condition.name === "ParenthesizedExpression" && second) return holds(second, scope, dialect);
	if (condition.name === "UnaryExpression" && word(first) === "not" && second) {
		const inner = holds(second, scope, dialect);
		return inner === void 0 ? void 0 : !inner;
	}
	if (condition.name === "Boolean") return word(condition) === "True";
	if (condition.name === "CallExpression" && word(first).endsWith("is_offline_mode")) return false;
	if (condition.name !== "BinaryExpression" || !first || !second || !third) return void 0;
	if (word(second) === "and" || word(second) === "or") {
		const [a, b] = [holds(first, scope, dialect), holds(third, scope, dialect)];
		const decides = word(second) === "or";
		return a === decides || b === decides ? decides : a === void 0 || b === void 0 ? void 0 : !decides;
	}
	const left = evaluate(first, scope);
	if (left.kind !== "name" || !/(?:^|\.)dialect\.name$|(?:^|\.)dialect_name$/.test(left.path)) return void 0;
	const negated = word(second) === "!=" || word(second) === "not";
	const right = evaluate(word(second) === "not" ? fourth ?? third : third, scope);
	const named = right.kind === "list" ? right.items.map(plainText) : [plainText(right)];
	return named.includes(void 0) ? void 0 : named.includes(dialect) !== negated;
}

// src/frameworks/alembic/index.ts
const ID = "alembic";
async function readAlembic(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const run = await runOf(project, tree);
	const revisions = [];
	const refused = [];
	for (const file of files.values()) {
		if (baseName(file.path) === "__init__.py") continue;
		const read = await readRevision(file, run);
		if ("reason" in read) refused.push(read);
		else revisions.push(read);
	}
	return {
		migrations: inOrder(revisions).flatMap(({ migrations }) => migrations),
		unread: [...unread, ...refused]
	};
}
/** What env.py says of transactions: one for all that is pending, unless it asks for one each. */
async function runOf(project, tree) {
	const text = (await readText(tree, inFolder(project.root, "env.py")) ?? "").replaceAll(/^\s*#[^\n]*/gm, "");
	const none = /\btransactional_ddl\s*=\s*False\b|\bisolation_level["']?\s*[=:]\s*["']AUTOCOMMIT\b/.test(text);
	const each = /\btransaction_per_migration\s*=\s*True\b/.test(text);
	const dialect = project.dialect?.dialect ?? "postgres";
	return {
		transaction: none ? "none" : "wrapped",
		transactionGroup: none || each ? null : `Alembic in ${project.root}`,
		dialect: dialect === "postgres" ? "postgresql" : dialect
	};
}
async function readRevision(file, run) {
	const { transaction, transactionGroup } = run;
	const stem = baseName(file.path).replace(/\.py$/, "");
	const parsed = await parsePython(file);
	const shared = {
		framework: ID,
		transaction,
		transactionGroup
	};
	if (parsed.kind === "error") {
		const id = /^([^_]+)_/.exec(stem)?.[1] ?? stem;
		const steps = [{
			kind: "unread",
			span: parsed.span,
			reason: parsed.reason
		}];
		return {
			id,
			path: file.path,
			after: [],
			migrations: [migrationOf(file, {
				...shared,
				id,
				order: id,
				title: wordsOf(stem),
				steps
			})]
		};
	}
	const scope = moduleScope(file.text, parsed.body);
	const given = scope.names.get("revision");
	const id = plainText(given);
	if (id === void 0) return given ? unreadFile(file.path, "its revision is computed", file.text.length) : unreadFile(file.path, "Alembic cannot use the file: it has no revision", file.text.length);
	const follows = revisionsIn(scope.names.get("down_revision"));
	const chain = {
		own: id,
		follows
	};
	const up = scope.functions.get("upgrade");
	const down = scope.functions.get("downgrade");
	const common = {
		...shared,
		order: id,
		title: titleOf(stem, id)
	};
	const steps = up ? stepsOf(file, up, copyOf(scope), run.dialect) : [{
		kind: "unread",
		span: wholeFile(file),
		reason: "it has no upgrade()"
	}];
	const back = down ? stepsOf(file, down, copyOf(scope), run.dialect) : [];
	const state = steps.length === 0 ? "not-used" : wayBack(file, down, back);
	const whole = wholeFile(file);
	const span = up && down && down.from > up.from ? {
		...whole,
		end: down.from
	} : whole;
	const migrations = [migrationOf(file, {
		...common,
		id,
		chain,
		span,
		steps,
		down: state
	})];
	if (down && back.length > 0) migrations.push(migrationOf(file, {
		...common,
		id: `${id}:down`,
		direction: "down",
		span: {
			...whole,
			start: down.from,
			end: down.to
		},
		steps: back
	}));
	return {
		id,
		path: file.path,
		after: [...follows, ...revisionsIn(scope.names.get("depends_on"))],
		migrations: withComments(migrations, parsed.comments)
	};
}
/** Each function starts with the names of the module. */
const copyOf = (scope) => ({
	text: scope.text,
	names: new Map(scope.names),
	imports: new Map(scope.imports),
	functions: new Map(scope.functions),
	known: (path) => path.endsWith(".version_table_schema") ? {
		kind: "none",
		start: 0,
		end: 0
	} : void 0
});
function revisionsIn(value) {
	return (value?.kind === "list" ? value.items : value ? [value] : []).flatMap((one) => plainText(one) ?? []);
}
function titleOf(stem, id) {
	const at = stem.indexOf(id);
	const rest = at < 0 ? stem : stem.slice(at + id.length);
	return wordsOf(rest) || wordsOf(stem);
}
/** An error at once says that there is no way back; so may the words beside a `pass`. */
function wayBack(file, down, steps) {
	if (!down) return "absent";
	if (bodyOf(down).find((node) => node.name !== "ExpressionStatement" || node.firstChild?.name !== "String")?.name === "RaiseStatement") return "irreversible";
	if (steps.some((step) => step.kind !== "sql" || hasSql(step.script.text))) return "present";
	const words = [...file.text.slice(down.from, down.to).matchAll(/#([^\n]*)|"""([^]*?)"""/g)].map(([, comment, doc]) => `-- ${(comment ?? doc ?? "").replaceAll(/\s+/g, " ")}`);
	return wayBackIn(words.join("\n")) === "irreversible" ? "irreversible" : "absent";
}
/** Every revision behind all that it needs; among those that are free, in the order of their paths. */
function inOrder(revisions) {
	const byId = new Map(revisions.map((revision) => [revision.id, revision]));
	const placed = /* @__PURE__ */ new Set();
	const entered = /* @__PURE__ */ new Set();
	for (const root of revisions.toSorted((a, b) => compareNatural(a.path, b.path))) {
		const open = [root];
		for (let revision = open.at(-1); revision; revision = open.at(-1)) {
			const before = entered.has(revision) ? [] : revision.after.flatMap((id) => byId.get(id) ?? []);
			entered.add(revision);
			const missing = before.filter((one) => !entered.has(one));
			if (missing.length > 0) open.push(...missing.toReversed());
			else {
				open.pop();
				placed.add(revision);
			}
		}
	}
	return [...placed];
}

export { readAlembic };