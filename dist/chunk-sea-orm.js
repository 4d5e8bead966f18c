import { $ as quoteText, Cr as readSources, Or as wholeFile, Q as quoteName, Sr as migrationOf, Tr as relativeTo, _r as foldersUp, br as inFolder, fr as baseName, gr as folderOf, ii as cutScript, kr as wordsOf, mr as compareNatural, nt as scriptOf, wr as readText, yr as hasSql } from "./chunk-review.js";
import { i as tokensOf, n as behind, r as bodyAt, t as argumentsAt } from "./chunk-tokens.js";
import { t as Unclear } from "./chunk-tool.js";

// src/frameworks/sea-query.ts
/**
* Statements that SeaORM's migrations build with sea-query, as the SQL that it writes for PostgreSQL: chains of methods on
* Table, Index, ForeignKey and Type, with names from enums that derive Iden.
* Sources: src/backend/postgres/{table,index,foreign_key,types}.rs of github.com/SeaQL/sea-query.
*/
/** Words of a name in Rust, as the crate heck cuts them. */
function snake(name) {
	let [out, mode] = ["", ""];
	for (let i = 0; i < name.length; i++) {
		const c = name[i] ?? "";
		const [upper, lower] = [/\p{Lu}/u.test(c), /\p{Ll}/u.test(c)];
		if (upper && i > 0 && (mode === "lower" || mode === "upper" && /\p{Ll}/u.test(name[i + 1] ?? ""))) out += "_";
		out += c.toLowerCase();
		mode = upper ? "upper" : lower ? "lower" : mode;
	}
	return out;
}
/** What `#[sea_orm(iden = "…")]` and `#[iden = "…"]` say, and the names of enums. */
function idensIn(tokens) {
	const found = /* @__PURE__ */ new Map();
	let given;
	for (let i = 0; i < tokens.length; i++) {
		const token = tokens[i];
		if (token?.text === "#" && tokens[i + 1]?.text === "[") {
			const end = behind(tokens, i + 1);
			const at = tokens.slice(i, end).findIndex(({ text }) => text === "iden");
			given = (at < 0 ? void 0 : tokens.slice(i + at, end).find(({ kind }) => kind === "string"))?.text ?? given;
			i = end - 1;
		} else if (token?.text === "pub") continue;
		else if (token?.text === "enum" || token?.text === "struct") {
			const name = tokens[i + 1]?.text ?? "";
			const table = given ?? snake(name);
			given = void 0;
			found.set(`${name}::Table`, table);
			found.set(name, table);
			if (tokens[i + 2]?.text !== "{") continue;
			const end = behind(tokens, i + 2);
			for (const variant of argumentsAt(tokens, i + 2)) {
				const own = variant.find(({ kind }) => kind === "string" && variant[0]?.text === "#");
				const last = variant.findLast(({ kind }) => kind === "word");
				if (last && (own || last.text !== "Table")) found.set(`${name}::${last.text}`, own?.text ?? snake(last.text));
				else if (own) found.set(`${name}::Table`, own.text);
			}
			i = end - 1;
		} else given = void 0;
	}
	return found;
}
function chainOf(tokens) {
	const own = tokens[0]?.text === "&" ? tokens.slice(tokens[1]?.text === "mut" ? 2 : 1) : tokens;
	const open = own.findIndex(({ text, kind }) => kind === "mark" && text === "(");
	if (open < 1) return void 0;
	const head = own.slice(0, open).map(({ text }) => text).join("");
	const links = [];
	let i = behind(own, open);
	while (own[i]?.text === "." && own[i + 2]?.text === "(") {
		links.push({
			name: own[i + 1]?.text ?? "",
			args: argumentsAt(own, i + 2)
		});
		i = behind(own, i + 2);
	}
	return i >= own.length ? {
		head,
		first: argumentsAt(own, open),
		links
	} : void 0;
}
/** Writes the statements of one file. */
var SeaQuery = class {
	#idens;
	constructor(idens) {
		this.#idens = idens;
	}
	/** The statements of `manager.create_table(…)` and its like; throws Unclear where they cannot be told. */
	statements(method, args) {
		const [arg] = args;
		const chain = arg && chainOf(arg);
		if (!chain) throw new Unclear(`what ${method} is given is computed`);
		const links = chain.links.filter(({ name }) => !/^(?:to_owned|take|clone|build|into)$/.test(name));
		switch (chain.head) {
			case "Table::create": return this.#createTable(links);
			case "Table::alter": return this.#alterTable(links);
			case "Table::drop": return [`DROP TABLE ${this.#has(links, "if_exists") ? "IF EXISTS " : ""}${this.#all(links, "table").join(", ")}${this.#has(links, "cascade") ? " CASCADE" : ""}`];
			case "Table::truncate": return [`TRUNCATE TABLE ${this.#table(links)}`];
			case "Table::rename": {
				const [from, to] = this.#link(links, "table").args;
				return [`ALTER TABLE ${this.#qualified(from)} RENAME TO ${this.#qualified(to)}`];
			}
			case "Index::create": return [this.#createIndex(links)];
			case "Index::drop": return [`DROP INDEX ${this.#has(links, "if_exists") ? "IF EXISTS " : ""}${this.#name(this.#link(links, "name").args[0])}`];
			case "ForeignKey::create": {
				const { table, sql } = this.#foreignKey(links);
				if (table === void 0) throw new Unclear("the table of the foreign key is not given");
				return [`ALTER TABLE ${table} ADD ${sql}`];
			}
			case "ForeignKey::drop": return [`ALTER TABLE ${this.#table(links)} DROP CONSTRAINT ${this.#name(this.#link(links, "name").args[0])}`];
			case "Type::create": return [this.#createType(links)];
			case "Type::drop": return [`DROP TYPE ${this.#has(links, "if_exists") ? "IF EXISTS " : ""}${this.#all(links, "name").join(", ")}${this.#has(links, "cascade") ? " CASCADE" : ""}`];
			case "Type::alter": {
				const value = links.find(({ name }) => name === "add_value");
				if (!value || links.length !== 2) throw new Unclear("how the type is altered is not read yet");
				return [`ALTER TYPE ${this.#all(links, "name")[0]} ADD VALUE ${quoteText(this.#plain(value.args[0]))}`];
			}
			default: throw new Unclear(`what ${chain.head} builds is not read yet`);
		}
	}
	#has(links, name) {
		return links.some((link) => link.name === name);
	}
	#link(links, name) {
		const link = links.find((one) => one.name === name);
		if (!link) throw new Unclear(`its ${name}() is not given`);
		return link;
	}
	#all(links, name) {
		return links.filter((link) => link.name === name).map(({ args }) => this.#qualified(args[0]));
	}
	#table = (links) => this.#qualified(this.#link(links, "table").args[0]);
	/** A name without quotes: `X::Y`, `Alias::new("x")`, `"x"`, each perhaps with `.to_string()`. */
	#plain(tokens) {
		const own = (tokens ?? []).filter(({ text }) => text !== "&");
		const dot = own.findIndex(({ text }) => text === ".");
		const head = dot < 0 ? own : own.slice(0, dot);
		const behindDot = dot < 0 ? "" : own[dot + 1]?.text;
		if (behindDot !== "" && !/^(?:to_string|to_owned|into|into_iden|as_str|unquoted|clone)$/.test(behindDot ?? "")) throw new Unclear("a name in it is computed");
		const [first] = head;
		if (head.length === 1 && first?.kind === "string") return first.text;
		const text = head.map((token) => token.text).join("");
		if (/^(?:Alias::new|String::from)\(/.test(text)) {
			const name = head.find(({ kind }) => kind === "string");
			if (name) return name.text;
		}
		const [, of, variant] = /^(?:(?:self|super|crate|\w+)::)*?(\w+)::(\w+)$/.exec(text) ?? [];
		const known = this.#idens.get(`${of}::${variant}`);
		if (of !== void 0 && variant !== void 0 && (known !== void 0 || /^[A-Z]/.test(of))) return known ?? snake(variant === "Table" || variant === "Entity" ? of : variant);
		const alone = this.#idens.get(text);
		if (alone !== void 0) return alone;
		throw new Unclear("a name in it is computed");
	}
	#name(tokens) {
		return quoteName(this.#plain(tokens));
	}
	/** A table, perhaps in a schema: `(Alias::new("s"), X::Table)`. */
	#qualified(tokens) {
		return this.#parts(tokens).map((part) => this.#name(part)).join(".");
	}
	/** The members of a tuple or an array, or the value itself. */
	#parts(tokens) {
		const own = tokens ?? [];
		const open = own[0]?.text === "vec" ? 2 : 0;
		return own[open]?.text === "(" || own[open]?.text === "[" ? argumentsAt(own, open) : [own];
	}
	#indexColumns(links) {
		return links.filter(({ name }) => name === "col").map(({ args }) => {
			const [column, ...rest] = this.#parts(args[0]);
			const order = rest.map((part) => part.map(({ text }) => text).join("")).find((part) => part.startsWith("IndexOrder"));
			return `${this.#name(column)}${order === void 0 ? "" : order.endsWith("Desc") ? " DESC" : " ASC"}`;
		}).join(", ");
	}
	#createIndex(links) {
		this.#only(links, /^(?:if_not_exists|name|table|col|unique|index_type|nulls_not_distinct|concurrently)$/, "index");
		const type = links.find(({ name }) => name === "index_type")?.args[0]?.map(({ text }) => text).join("");
		const method = type === void 0 ? "" : type.endsWith("Hash") ? " USING HASH" : type.endsWith("BTree") ? " USING BTREE" : void 0;
		if (method === void 0) throw new Unclear("the kind of the index is not read yet");
		const name = links.find((link) => link.name === "name");
		return [
			`CREATE ${this.#has(links, "unique") ? "UNIQUE " : ""}INDEX ${this.#has(links, "concurrently") ? "CONCURRENTLY " : ""}${this.#has(links, "if_not_exists") ? "IF NOT EXISTS " : ""}`,
			name ? `${this.#name(name.args[0])} ` : "",
			`ON ${this.#table(links)}${method} (${this.#indexColumns(links)})`,
			this.#has(links, "nulls_not_distinct") ? " NULLS NOT DISTINCT" : ""
		].join("");
	}
	#only(links, known, what) {
		const other = links.find(({ name }) => !known.test(name));
		if (other) throw new Unclear(`${other.name}() of the ${what} is not read yet`);
	}
	#foreignKey(links) {
		this.#only(links, /^(?:name|from|to|from_tbl|from_col|to_tbl|to_col|on_delete|on_update)$/, "foreign key");
		const side = (whole) => {
			const both = links.find(({ name }) => name === whole);
			const table = both?.args[0] ?? links.find(({ name }) => name === `${whole}_tbl`)?.args[0];
			const columns = both ? this.#parts(both.args[1]) : links.filter(({ name }) => name === `${whole}_col`).map(({ args }) => args[0] ?? []);
			return {
				table: table && this.#qualified(table),
				columns: columns.map((column) => this.#name(column)).join(", ")
			};
		};
		const [from, to] = [side("from"), side("to")];
		if (to.table === void 0) throw new Unclear("what the foreign key refers to is not given");
		const action = (name, words) => {
			const given = links.find((link) => link.name === name)?.args[0]?.at(-1)?.text;
			return given === void 0 ? "" : ` ${words} ${snake(given).replaceAll("_", " ").toUpperCase()}`;
		};
		const name = links.find((link) => link.name === "name");
		const constraint = name ? `CONSTRAINT ${this.#name(name.args[0])} ` : "";
		return {
			table: from.table,
			sql: `${constraint}FOREIGN KEY (${from.columns}) REFERENCES ${to.table} (${to.columns})${action("on_delete", "ON DELETE")}${action("on_update", "ON UPDATE")}`
		};
	}
	#inner(tokens, heads) {
		const chain = tokens && chainOf(tokens);
		if (!chain || !heads.test(chain.head)) throw new Unclear("a part of it is computed");
		return chain.links.filter(({ name }) => !/^(?:to_owned|take|clone)$/.test(name));
	}
	#createTable(links) {
		const parts = [];
		const comments = [];
		const table = this.#table(links);
		for (const { name, args } of links) if (name === "col") {
			const column = this.#column(args[0]);
			parts.push(`${column.name} ${column.type}${column.rest.map((one) => ` ${one}`).join("")}`);
			if (column.comment !== void 0) comments.push(`COMMENT ON COLUMN ${table}.${column.name} IS ${quoteText(column.comment)}`);
		} else if (name === "foreign_key") parts.push(this.#foreignKey(this.#inner(args[0], /^ForeignKey::create$/)).sql);
		else if (name === "primary_key" || name === "index") {
			const index = this.#inner(args[0], /^Index::create$/);
			const named = index.find((link) => link.name === "name");
			const primary = name === "primary_key" || this.#has(index, "primary");
			if (!primary && !this.#has(index, "unique")) throw new Unclear("an index of the new table is not read yet");
			parts.push(`${named ? `CONSTRAINT ${this.#name(named.args[0])} ` : ""}${primary ? "PRIMARY KEY" : "UNIQUE"} (${this.#indexColumns(index)})`);
		} else if (name === "comment") {
			const [text] = args[0] ?? [];
			if (text?.kind === "string") comments.push(`COMMENT ON TABLE ${table} IS ${quoteText(text.text)}`);
		} else if (!/^(?:table|if_not_exists|engine|collate|character_set|temporary)$/.test(name)) throw new Unclear(`${name}() of the new table is not read yet`);
		return [`${`CREATE ${this.#has(links, "temporary") ? "TEMPORARY " : ""}TABLE ${this.#has(links, "if_not_exists") ? "IF NOT EXISTS " : ""}`}${table} (${parts.join(", ")})`, ...comments];
	}
	#alterTable(links) {
		const alter = `ALTER TABLE ${this.#table(links)} `;
		const parts = [];
		for (const { name, args } of links) switch (name) {
			case "table": break;
			case "add_column":
			case "add_column_if_not_exists": {
				const column = this.#column(args[0]);
				parts.push(`ADD COLUMN ${name === "add_column" ? "" : "IF NOT EXISTS "}${column.name} ${column.type}${column.rest.map((one) => ` ${one}`).join("")}`);
				break;
			}
			case "modify_column": {
				const column = this.#column(args[0]);
				const own = `ALTER COLUMN ${column.name}`;
				if (column.type !== "") parts.push(`${own} TYPE ${column.type}`);
				for (const one of column.rest) if (one === "NULL") parts.push(`${own} DROP NOT NULL`);
				else if (/^(?:NOT NULL|DEFAULT )/.test(one)) parts.push(`${own} SET ${one}`);
				else if (/^(?:UNIQUE|PRIMARY KEY)$/.test(one)) parts.push(`ADD ${one} (${column.name})`);
				else throw new Unclear("how the column is modified is not read yet");
				break;
			}
			case "rename_column":
				parts.push(`RENAME COLUMN ${this.#name(args[0])} TO ${this.#name(args[1])}`);
				break;
			case "drop_column":
				parts.push(`DROP COLUMN ${this.#name(args[0])}`);
				break;
			case "drop_column_if_exists":
				parts.push(`DROP COLUMN IF EXISTS ${this.#name(args[0])}`);
				break;
			case "drop_foreign_key":
				parts.push(`DROP CONSTRAINT ${this.#name(args[0])}`);
				break;
			case "add_foreign_key":
				parts.push(`ADD ${this.#foreignKey(this.#inner(args[0], /^TableForeignKey::new$/)).sql}`);
				break;
			default: throw new Unclear(`${name}() of the altered table is not read yet`);
		}
		return parts.some((part) => part.startsWith("RENAME")) ? parts.map((part) => alter + part) : [alter + parts.join(", ")];
	}
	#createType(links) {
		const values = links.find(({ name }) => name === "values")?.args[0];
		if (!values || values.some(({ text }) => text === "iter")) throw new Unclear("the labels of the type are computed");
		return `CREATE TYPE ${this.#qualified(this.#link(links, "as_enum").args[0])} AS ENUM (${this.#parts(values).map((part) => quoteText(this.#plain(part))).join(", ")})`;
	}
	/** `ColumnDef::new(X::A).string().not_null()`, or a helper of sea-orm-migration: `string_null(X::A)`. */
	#column(tokens) {
		const chain = tokens && chainOf(tokens);
		if (!chain) throw new Unclear("a column of it is computed");
		const name = this.#name(chain.first[0]);
		let type = "";
		let auto = false;
		let comment;
		const rest = [];
		if (!/^ColumnDef::new(?:_with_type)?$/.test(chain.head)) {
			const [, helper = "", ending] = /^(?:\w+::)*?([a-z_]+?)(_null|_uniq|_auto)?$/.exec(chain.head) ?? [];
			const key = helper === "pk" || helper === "big_pk" || helper.startsWith("pk_");
			type = helper === "pk" ? "integer" : helper === "big_pk" ? "bigint" : typeOf(helper === "pk_uuid" ? "uuid" : helper, chain.first.slice(1), this);
			auto = ending === "_auto" && helper !== "pk_uuid";
			if (key) rest.push("NOT NULL", "PRIMARY KEY");
			else if (ending === "_null") rest.push("NULL");
			else rest.push("NOT NULL", ...ending === "_uniq" ? ["UNIQUE"] : []);
		} else if (chain.head.endsWith("_with_type")) throw new Unclear("the type of a column is not read yet");
		for (const { name: method, args } of chain.links) switch (method) {
			case "not_null":
				rest.push("NOT NULL");
				break;
			case "null":
				rest.push("NULL");
				break;
			case "primary_key":
				rest.push("PRIMARY KEY");
				break;
			case "unique_key":
				rest.push("UNIQUE");
				break;
			case "auto_increment":
				auto = true;
				break;
			case "default":
				rest.push(`DEFAULT ${valueOf(args[0] ?? [])}`);
				break;
			case "extra": {
				const [text] = args[0] ?? [];
				if (text?.kind !== "string") throw new Unclear("what extra() adds is computed");
				rest.push(text.text);
				break;
			}
			case "comment":
				comment = args[0]?.[0]?.text;
				break;
			case "to_owned":
			case "take": break;
			default: type = typeOf(method, args, this);
		}
		const serial = {
			integer: "serial",
			bigint: "bigserial",
			smallint: "smallserial"
		}[type];
		return {
			name,
			type: auto ? serial ?? type : type,
			rest,
			comment
		};
	}
	/** The name of a type that is not PostgreSQL's own. */
	typeName(tokens) {
		return this.#plain(tokens);
	}
};
const TYPES = {
	text: "text",
	tiny_integer: "smallint",
	small_integer: "smallint",
	integer: "integer",
	big_integer: "bigint",
	tiny_unsigned: "smallint",
	small_unsigned: "smallint",
	unsigned: "integer",
	big_unsigned: "bigint",
	float: "real",
	double: "double precision",
	date_time: "timestamp without time zone",
	timestamp: "timestamp",
	timestamp_with_time_zone: "timestamp with time zone",
	time: "time",
	date: "date",
	boolean: "bool",
	json: "json",
	json_binary: "jsonb",
	uuid: "uuid",
	binary: "bytea",
	binary_len: "bytea",
	var_binary: "bytea",
	blob: "bytea",
	money: "money",
	cidr: "cidr",
	inet: "inet",
	mac_address: "macaddr",
	ltree: "ltree"
};
const SIZED = {
	string: "varchar",
	string_len: "varchar",
	char: "char",
	char_len: "char",
	decimal: "decimal",
	decimal_len: "decimal",
	money_len: "money"
};
function typeOf(method, args, query) {
	const plain = TYPES[method];
	if (plain !== void 0) return plain;
	const sized = SIZED[method];
	if (sized !== void 0) {
		const sizes = args.map((arg) => arg.length === 1 && /^\d/.test(arg[0]?.text ?? "") ? arg[0]?.text ?? "" : void 0);
		if (sizes.includes(void 0)) throw new Unclear("the size of a column is computed");
		return sizes.length === 0 ? sized : `${sized}(${sizes.join(", ")})`;
	}
	if (method === "custom" || method === "enumeration") {
		const name = query.typeName(args[0]);
		return /^[a-z_][\w ()[\],]*$/.test(name) ? name : `"${name}"`;
	}
	if (method === "bit" || method === "varbit" || method === "vector") {
		const [size] = args;
		const length = size?.find(({ text }) => /^\d+$/.test(text))?.text;
		if (length === void 0 && size && size[0]?.text !== "None") throw new Unclear("the size of a column is computed");
		return `${method}${length === void 0 ? "" : `(${length})`}`;
	}
	if (method === "interval" && args.every((arg) => arg.length === 1 && arg[0]?.text === "None")) return "interval";
	if (method === "array") {
		const inner = args[0]?.map(({ text }) => text).join("") ?? "";
		const element = /^ColumnType::(\w+)$/.exec(inner)?.[1];
		return `${typeOf(snake(element ?? ""), [], query)}[]`;
	}
	throw new Unclear(`the type ${method || "of a column"} is not read yet`);
}
function valueOf(tokens) {
	const [first] = tokens;
	const text = tokens.map((token) => token.text).join("");
	if (first?.kind === "string" && (tokens.length === 1 || /\.(?:to_string|to_owned|into)\(\)$/.test(text))) return quoteText(first.text);
	if (/^-?\d[\d._]*$/.test(text)) return text.replaceAll("_", "");
	if (text === "true" || text === "false") return text.toUpperCase();
	if (/(?:Expr::current_timestamp\(\)|Keyword::CurrentTimestamp\)?)$/.test(text)) return "CURRENT_TIMESTAMP";
	if (/(?:Expr::current_date\(\)|Keyword::CurrentDate\)?)$/.test(text)) return "CURRENT_DATE";
	const custom = /^(?:\w+::)*(?:Expr::cust|SimpleExpr::Custom)\(/.test(text) ? tokens.find(({ kind }) => kind === "string") : void 0;
	if (custom) return custom.text;
	const value = /^(?:\w+::)*(?:Expr::val|Expr::value|SimpleExpr::Value)\(/.test(text) ? argumentsAt(tokens, tokens.findIndex((token) => token.text === "("))[0] : void 0;
	if (value) return valueOf(value);
	throw new Unclear("the default of a column is computed");
}

// src/frameworks/sea-orm.ts
const SENDS = /^(?:execute_unprepared|execute_raw|execute|query_one|query_all|query_one_raw|query_all_raw|from_string|from_sql_and_values|from_string_values_tuple)$/;
/** How many calls of the file's own functions are followed, and how many steps are kept. */
const MOST = 400;
/** Methods of SchemaManager that change the schema. */
const CHANGES = /^(?:create|alter|drop|rename|truncate)_(?:table|index|foreign_key|type)$/;
/** Ends of what changes rows through entities and queries. */
const DATA = /^exec(?:_\w+)?$/;
/** Begin such a change, and send nothing until one of the ends. */
const BEGINS = /^(?:insert|insert_many|update_many|delete_many|delete_by_id)$/;
/** Of one row: it is handed the connection, or whatever it is called. */
const ROWS = /^(?:insert|update|save|delete|restore)$/;
/** Methods that are handed the connection to ask something, or to keep it. */
const READS = /^(?:all|one|count|exists|stream\w*|paginate\w*|num_\w+|fetch\w*|find\w*|has_\w+|get_\w+|clone|from|into|build|pin|begin|commit|rollback)$/;
async function readSeaOrm(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const migrations = [];
	const group = await majorOf(project, tree) >= 2 ? null : `SeaORM in ${project.root}`;
	for (const file of [...files.values()].sort((a, b) => compareNatural(nameOf(a), nameOf(b)))) migrations.push(...await readFile(file, group, project, tree));
	return {
		migrations,
		unread
	};
}
/** The major version that the crate of the migrations asks for; 1 where it does not say. */
async function majorOf({ root }, tree) {
	for (const folder of foldersUp(root)) {
		const manifest = await readText(tree, inFolder(folder, "Cargo.toml"));
		const version = /^\s*sea-orm-migration\s*=\s*(?:\{[^}\n]*\bversion\s*=\s*)?"[^\d"]*(\d+)|^\[[\w.-]*dependencies\.sea-orm-migration\][^[]*?^version\s*=\s*"[^\d"]*(\d+)/m.exec(manifest ?? "");
		if (version) return Number(version[1] ?? version[2]);
	}
	return 1;
}
/** `m20240131_120000_x.rs`, or the folder of a `mod.rs`. */
const nameOf = (file) => (file.path.endsWith("/mod.rs") ? baseName(folderOf(file.path)) : baseName(file.path)).replace(/\.rs$/, "");
async function readFile(file, group, project, tree) {
	const name = nameOf(file);
	const [, order = name, title = ""] = /^m(\d+(?:_\d{6})?)_(.*)$/.exec(name) ?? [];
	const id = relativeTo(project.root, file.path);
	let tokens;
	try {
		tokens = tokensOf(file.text, "rust");
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		const steps = [{
			kind: "unread",
			span: wholeFile(file),
			reason: "the file is nested too deeply to be read"
		}];
		return [migrationOf(file, {
			framework: "sea-orm",
			id,
			order,
			title: wordsOf(title || name),
			transaction: "unknown",
			steps
		})];
	}
	const bodyOf = (method) => {
		const at = tokens.findIndex(({ text }, i) => text === method && tokens[i - 1]?.text === "fn");
		return at < 0 ? void 0 : bodyAt(tokens, at);
	};
	const [up, down] = [bodyOf("up"), bodyOf("down")];
	const alone = /\bfalse\b/.test(bodyOf("use_transaction")?.map(({ text }) => text).join(" ") ?? "");
	const transaction = alone ? "none" : "wrapped";
	const shared = {
		framework: "sea-orm",
		order,
		title: wordsOf(title || name),
		transaction,
		transactionGroup: alone ? null : group
	};
	if (!up) return [migrationOf(file, {
		...shared,
		id,
		steps: [{
			kind: "unread",
			span: wholeFile(file),
			reason: "no function \"up\" is found in it"
		}]
	})];
	const reader = new RustReader(file, tokens, await included(file, tokens, tree));
	const steps = reader.steps(up);
	const back = down ? reader.steps(down) : [];
	const refuses = down?.some(({ text }) => /^(?:Err|unimplemented|todo|panic|Migration)$/.test(text)) ?? false;
	const state = back.length > 0 ? "present" : refuses ? "irreversible" : "absent";
	const whole = wholeFile(file);
	const place = {
		start: down?.[0]?.start ?? 0,
		end: down?.at(-1)?.end ?? 0
	};
	const span = back.length > 0 && place.start > (up[0]?.start ?? 0) ? {
		...whole,
		end: place.start
	} : whole;
	const migrations = [migrationOf(file, {
		...shared,
		id,
		span,
		steps,
		down: steps.length === 0 ? "not-used" : state
	})];
	if (back.length > 0) migrations.push(migrationOf(file, {
		...shared,
		id: `${id}:down`,
		direction: "down",
		steps: back,
		span: {
			path: file.path,
			...place
		}
	}));
	return migrations;
}
/** The SQL files that include_str! names, by what stands in its quotes. */
async function included(file, tokens, tree) {
	const wanted = tokens.flatMap((token, i) => {
		const path = token.text === "include_str" && tokens[i + 1]?.text === "!" ? tokens[i + 3] : void 0;
		return path?.kind === "string" ? [path.text] : [];
	});
	const paths = new Map(wanted.map((path) => [path, resolved(folderOf(file.path), path)]));
	const { files } = await readSources(tree, [...new Set(paths.values())]);
	return new Map([...paths].flatMap(([written, path]) => {
		const found = files.get(path);
		return found ? [[written, found]] : [];
	}));
}
function resolved(folder, path) {
	const parts = folder === "" ? [] : folder.split("/");
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== ".") parts.push(part);
	return parts.join("/");
}
var RustReader = class {
	#file;
	#tokens;
	#included;
	#query;
	/** Where their names stand. */
	#functions = /* @__PURE__ */ new Map();
	#calls = 0;
	#steps = [];
	constructor(file, tokens, texts) {
		this.#file = file;
		this.#tokens = tokens;
		this.#included = texts;
		this.#query = new SeaQuery(idensIn(tokens));
		for (const [i, token] of tokens.entries()) if (tokens[i - 1]?.text === "fn") this.#functions.set(token.text, i);
	}
	steps(body) {
		this.#steps = [];
		this.#calls = 0;
		this.#read(body, 0);
		return this.#steps;
	}
	#unread(start, end, reason) {
		if (!this.#steps.some((step) => step.kind === "unread" && step.span.start === start)) this.#steps.push({
			kind: "unread",
			span: {
				path: this.#file.path,
				start,
				end
			},
			reason
		});
	}
	#read(body, depth) {
		for (let i = 0; i < body.length; i++) {
			const token = body[i];
			if (token?.kind === "word" && body[i + 1]?.text === "!" && body[i + 2]?.text === "(" && argumentsAt(body, i + 2).some((arg) => isConnection(arg, body))) this.#unread(token.start, body[behind(body, i + 2) - 1]?.end ?? token.end, `what ${token.text}!(…) does is not known`);
			if (token?.kind !== "word" || body[i + 1]?.text !== "(" || this.#steps.length > MOST) continue;
			const end = behind(body, i + 1);
			const last = body[end - 1]?.end ?? token.end;
			const method = body[i - 1]?.text === "." || body[i - 1]?.text === "::";
			if (method && SENDS.test(token.text)) {
				if (this.#send(token.text, argumentsAt(body, i + 1), token.start, last, body)) i = end - 1;
			} else if (method && CHANGES.test(token.text)) {
				this.#build(token.text, argumentsAt(body, i + 1), token.start, last);
				i = end - 1;
			} else if (method && this.#changesRows(token.text, argumentsAt(body, i + 1), body, body[i - 1]?.text === "::")) this.#unread(token.start, last, "a data change through an entity or a query");
			else if (!method || body[i - 2]?.text === "Self" || body[i - 2]?.text === "self") this.#helper(token, body, i, depth);
			else if (!READS.test(token.text) && !(token.text === "new" && body[i - 2]?.text === "SchemaManager") && argumentsAt(body, i + 1).some((arg) => isConnection(arg, body))) this.#unread(token.start, last, `what ${token.text}(…) does is not known`);
		}
	}
	#changesRows(name, args, body, path) {
		if (DATA.test(name)) return true;
		if (ROWS.test(name) && (path ? args.some((arg) => isConnection(arg, body)) : args.length === 1)) return true;
		return path && BEGINS.test(name) && args.length > 0 && !body.some(({ text }) => DATA.test(text));
	}
	/** What is built with sea-query. */
	#build(method, args, start, end) {
		try {
			for (const text of this.#query.statements(method, args)) this.#steps.push({
				kind: "sql",
				script: scriptOf(this.#file.path, [{
					text,
					start,
					end
				}]),
				made: true
			});
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			this.#unread(start, end, error.message);
		}
	}
	/** A function of the same file; one of another file that is handed the connection. */
	#helper(token, body, at, depth) {
		const defined = this.#functions.get(token.text);
		const own = defined === void 0 ? void 0 : bodyAt(this.#tokens, defined);
		if (own && (depth > 5 || ++this.#calls > MOST)) this.#unread(token.start, token.end, `the call of ${token.text} is not followed`);
		else if (own) this.#read(own, depth + 1);
		else if (!/^[A-Z]/.test(token.text) && argumentsAt(body, at + 1).some((arg) => isConnection(arg, body))) this.#unread(token.start, token.end, `what ${token.text}(…) does is not known`);
	}
	#send(method, args, start, end, body) {
		const from = method.startsWith("from_");
		const sql = args[from ? 1 : 0];
		if (!from && sql?.some(({ text }) => text.startsWith("from_s"))) return false;
		const script = sql && this.#script(sql, body);
		if (!script) {
			if (!(!from && sql?.length === 1 && body.some(({ text }) => text.startsWith("from_s")))) this.#unread(start, end, /\bexecute$|query/.test(method) ? "the statement is computed or built with sea-query" : "the SQL is computed");
		} else if (hasSql(script.script.text)) this.#steps.push({
			kind: "sql",
			oneQuery: true,
			...script
		});
		return true;
	}
	/** What an expression of literals stands for. */
	#script(tokens, body) {
		const own = tokens.filter(({ text }) => text !== "&");
		const [first, second, third, fourth] = own;
		if (first?.text === "include_str" && second?.text === "!" && third?.text === "(" && fourth?.kind === "string") {
			const file = this.#included.get(fourth.text);
			return file && { script: cutScript(file) };
		}
		if ((first?.text === "format" || first?.text === "concat") && second?.text === "!") {
			const [format, ...values] = argumentsAt(own, 2);
			const pieces = [format ?? [], ...first.text === "concat" ? values : []].flatMap((arg) => arg[0]?.piece && arg.length === 1 ? [arg[0].piece] : []);
			if (pieces.length === 0) return void 0;
			if (first.text === "concat") return { script: scriptOf(this.#file.path, pieces) };
			const known = (value) => value && this.#script(value, value.length === 1 && value[0]?.text === first.text ? [] : body)?.script.text;
			return {
				script: scriptOf(this.#file.path, pieces.map((piece) => filled(piece, values, known))),
				made: true
			};
		}
		if (first?.kind === "string" && first.piece && (own.length === 1 || /^(?:to_string|to_owned|into|trim)$/.test(third?.text ?? ""))) return { script: scriptOf(this.#file.path, [first.piece]) };
		if (first?.text === "String" && fourth?.kind === "string" && fourth.piece) return { script: scriptOf(this.#file.path, [fourth.piece]) };
		if (first?.kind === "word" && (own.length === 1 || /^(?:to_string|to_owned|as_str|clone|into)$/.test(third?.text ?? ""))) {
			const all = [...body, ...this.#tokens];
			const at = all.findIndex((token, i) => token.text === first.text && /^(?:let|mut|const|static)$/.test(all[i - 1]?.text ?? ""));
			const equals = at < 0 ? -1 : all.findIndex((token, i) => i > at && (token.text === "=" || token.text === ";"));
			const stop = equals < 0 ? -1 : all.findIndex((token, i) => i > equals && token.text === ";");
			const value = all[equals]?.text === "=" && stop > equals ? all.slice(equals + 1, stop) : [];
			return value.length > 0 && !(value.length === 1 && value[0]?.text === first.text) ? this.#script(value, []) : void 0;
		}
	}
};
/** The connection itself, as it is called most, as the manager gives it, or by a name that it was given. */
function isConnection(arg, body) {
	const written = arg.map(({ text }) => text).join("");
	if (/\bget_connection\(\)$/.test(written)) return true;
	const name = /^(?:&?(?:mut)?)(?:\w+\.)*(\w+)$/.exec(written)?.[1];
	if (name === void 0) return false;
	if (/^(?:manager|db|conn|connection|txn|tx)$/.test(name)) return true;
	const at = body.findIndex(({ text }, i) => text === name && /^(?:let|mut)$/.test(body[i - 1]?.text ?? ""));
	const end = at < 0 ? -1 : body.findIndex(({ text }, i) => i > at && text === ";");
	return end > at && body.slice(at, end).some(({ text }) => /^(?:get_connection|begin)$/.test(text));
}
/** `format!`: what stands in braces is filled in by the program, by a constant where it is one. */
function filled(piece, values, known) {
	let next = 0;
	const text = piece.text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}/g, (found, inside) => {
		if (inside === void 0) return found === "{{" ? "{" : "}";
		const name = inside.replace(/:.*/, "");
		const named = values.find((value) => value[0]?.text === name && value[1]?.text === "=")?.slice(2);
		const word = {
			kind: "word",
			text: name,
			start: piece.start,
			end: piece.end
		};
		return known(named ?? (name === "" ? values[next++] : [word])) ?? `\${${name || "value"}}`;
	});
	return text === piece.text ? piece : {
		text,
		start: piece.start,
		end: piece.end
	};
}

export { readSeaOrm };