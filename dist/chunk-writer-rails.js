import { n as childrenOf, t as parseRuby } from "./chunk-parse3.js";
import { _r as foldersUp, br as inFolder, g as namesAfter } from "./chunk-review.js";
import { a as linesOf, c as withBody, i as doesNothing, n as bodyAfter, r as camel, s as unterminated } from "./chunk-writer-text.js";

// src/frameworks/writer-rails.ts
const rails = async (request) => {
	const { migration, drafts } = request;
	const { text } = migration;
	const head = /^([ \t]*)class\s+(\S+)\s*<\s*(.+)$/m.exec(text);
	const others = [...text.matchAll(/^\s*(?:def|class|module)\s+(?:self\.)?(\w+)/gm)].map((match) => match[1] ?? "").slice(1);
	if (!head || others.some((name) => ![
		"up",
		"down",
		"change"
	].includes(name)) || /^\s*[A-Z]\w*\s*=/m.test(text)) return { reason: "The class has methods, classes or constants of its own, which the steps may need: write them by hand." };
	const names = namesAfter(request, drafts.length - 1);
	if ("reason" in names) return names;
	const [, , , base = ""] = head;
	const begin = text.slice(0, head.index);
	const calls = {
		...await callsOf(migration, versionIn(text)),
		strong: await isStrong(request)
	};
	return {
		files: drafts.map((draft, i) => {
			const lines = [
				`class ${i === 0 ? head[2] ?? "" : camel(names[i - 1]?.title ?? "")} < ${base}`,
				...draft.transaction && draft.downTransaction ? [] : ["  disable_ddl_transaction!", ""],
				...methodsOf(draft, calls, others.includes("change")).map((line) => line === "" ? "" : `  ${line}`),
				"end",
				""
			];
			return [{
				path: i === 0 ? migration.path : names[i - 1]?.path ?? "",
				action: i === 0 ? "replace" : "create",
				text: begin + lines.join("\n")
			}];
		}),
		notes: []
	};
};
const UP = /^\s*def\s+(?:up|change)\b/;
const DOWN = /^\s*def\s+down\b/;
/** `down` is missing or empty, or `change` cannot be turned round: then what it does is the way forth. */
const railsWayBack = async ({ migration, statements, forth }) => {
	const text = migration.text.replaceAll("\r\n", "\n");
	if (/\b(?:reversible|up_only|revert|reverting\?)\b/.test(text)) return void 0;
	const calls = await callsOf(migration, versionIn(text));
	const up = forth.map((statement) => lineOf(statement, calls));
	const lines = text.replace(/^(\s*)def\s+change\b/m, "$1def up").split("\n");
	const body = bodyAfter(lines, UP);
	if (!body) return void 0;
	const whole = lines.some((line) => DOWN.test(line)) ? lines : [
		...lines.slice(0, body.end + 1),
		"",
		`${body.indent}def down`,
		`${body.indent}end`,
		...lines.slice(body.end + 1)
	];
	if (!doesNothing(whole.join("\n"), DOWN)) return void 0;
	const back = statements.map((statement) => backOf(statement, up, calls));
	return withBody(whole.join("\n"), DOWN, linesIn(back), "  ");
};
const versionIn = (text) => Number(/\bMigration\[(\d+\.\d+)\]/.exec(text)?.[1] ?? 0);
/** Whether the gem is among those of the application. */
async function isStrong({ project, read }) {
	for (const folder of foldersUp(project.root)) {
		const lock = await read(inFolder(folder, "Gemfile.lock"));
		if (lock !== void 0) return /^ {4}strong_migrations \(/m.test(lock);
	}
	return false;
}
/** Calls that Rails turns round by itself, whatever their arguments. */
const TURNED = /* @__PURE__ */ new Set([
	"add_index",
	"add_foreign_key",
	"add_check_constraint",
	"add_column",
	"add_reference",
	"add_timestamps",
	"rename_table",
	"rename_column",
	"rename_index"
]);
function methodsOf(draft, calls, change) {
	const up = draft.statements.map((statement) => lineOf(statement, calls));
	const down = (draft.down ?? []).map((statement) => backOf(statement, up, calls));
	if (change && down.length > 0 && up.every(({ name }) => TURNED.has(name))) return [
		"def change",
		...indented(up),
		"end"
	];
	const back = down.length === 0 ? ["  raise ActiveRecord::IrreversibleMigration"] : indented(down);
	return [
		"def up",
		...indented(up),
		"end",
		"",
		"def down",
		...back,
		"end"
	];
}
const linesIn = (lines) => linesOf(lines.map(({ statement }, i) => ({
	...statement,
	sql: String(i)
})), "#", (i) => lines[Number(i)]?.lines ?? []);
const indented = (lines) => linesIn(lines).map((line) => line === "" ? "" : `  ${line}`);
/** SQL as a call of `execute`. */
const rubyCall = (sql) => {
	const lines = unterminated(sql).split("\n");
	let word = "SQL";
	while (lines.some((line) => line.trim() === word)) word += "_";
	return [
		`execute <<~'${word}'`,
		...lines.map((line) => `  ${line}`),
		word
	];
};
async function callsOf(migration, version) {
	const { text } = migration;
	const sql = /* @__PURE__ */ new Map();
	for (const step of migration.steps) {
		if (step.kind !== "sql" || !step.made) continue;
		const { start } = step.script.locate(0, step.script.text.length);
		sql.set(start, [...sql.get(start) ?? [], step.script.text]);
	}
	const literal = /* @__PURE__ */ new Map();
	const assured = [];
	const look = (node) => {
		if (node.type === "CallNode" && !node.receiver && !node.block && node.arguments?.arguments.every((one) => isLiteral(one, text))) literal.set(node.start, node);
		if (node.type === "CallNode" && node.name === "safety_assured" && node.block) assured.push(node.block);
		for (const child of childrenOf(node)) look(child);
	};
	const parsed = await parseRuby({
		path: migration.path,
		text
	});
	if (parsed.kind === "program") for (const node of parsed.statements.body) look(node);
	return {
		literal,
		sql,
		assured,
		strong: false,
		text,
		validates: version >= 6.1
	};
}
const LITERALS = /* @__PURE__ */ new Set([
	"SymbolNode",
	"StringNode",
	"IntegerNode",
	"FloatNode",
	"TrueNode",
	"FalseNode",
	"NilNode",
	"ArrayNode",
	"HashNode",
	"KeywordHashNode",
	"AssocNode"
]);
/** A value that is written out in one place: no variable, nothing interpolated, no heredoc, no string of several lines. */
function isLiteral(node, text) {
	const own = text.slice(node.start, node.end);
	if (!LITERALS.has(node.type) || node.type === "StringNode" && (own.startsWith("<<") || own.includes("\n"))) return false;
	return childrenOf(node).every((child) => isLiteral(child, text));
}
/** A text as a string of Ruby. */
const quoted = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("#", "\\#")}"`;
/** A name as a symbol, where it is a word. */
const symbol = (name) => /^[a-z_]\w*$/.test(name) ? `:${name}` : quoted(name);
/** `"orders"` and `"shop"."orders"` as Rails takes them. */
const tableName = (sql) => symbol(sql.replaceAll("\"", ""));
const NAME = String.raw`"?([\w$]+)"?`;
const TABLE = String.raw`("?[\w$]+"?(?:\."?[\w$]+"?)?)`;
const pattern = (text) => new RegExp(`^${text}$`);
const INDEX = pattern(`CREATE (UNIQUE )?INDEX (CONCURRENTLY )?${NAME} ON ${TABLE} \\(((?:"[\\w$]+"(?:, )?)+)\\)`);
const FOREIGN_KEY = pattern(`ALTER TABLE ${TABLE} ADD CONSTRAINT ${NAME} FOREIGN KEY \\(${NAME}\\) REFERENCES ${TABLE} \\("?id"?\\)( NOT VALID)?`);
const CHECK = pattern(`ALTER TABLE ${TABLE} ADD CONSTRAINT ${NAME} CHECK \\((.+?)\\)( NOT VALID)?`);
const VALIDATE = pattern(`ALTER TABLE ${TABLE} VALIDATE CONSTRAINT ${NAME}`);
const DROP_CONSTRAINT = pattern(`ALTER TABLE ${TABLE} DROP CONSTRAINT ${NAME}`);
const ADD_BIGINT = pattern(`ALTER TABLE ${TABLE} ADD ${NAME} bigint`);
const DROP_NOT_NULL = pattern(`ALTER TABLE ${TABLE} ALTER COLUMN ${NAME} DROP NOT NULL`);
const DROP_COLUMN = pattern(`ALTER TABLE ${TABLE} DROP COLUMN ${NAME}`);
const DROP_INDEX = pattern(`DROP INDEX (CONCURRENTLY )?${NAME}`);
const INDEX_HEAD = new RegExp(`^CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?${NAME} ON ${TABLE}`);
const CONSTRAINED = new RegExp(`^ALTER TABLE ${TABLE} (?:ADD|VALIDATE) CONSTRAINT ${NAME}`);
const kindOf = (call) => /^(?:add_foreign_key|validate_foreign_key|add_reference|add_belongs_to)$/.test(call) ? "foreign_key" : /^(?:add_check_constraint|validate_check_constraint|change_column_null)$/.test(call) ? "check_constraint" : void 0;
/** A statement as the call that does the same, or as SQL. */
function lineOf(statement, calls) {
	const sql = unterminated(statement.sql);
	const made = statement.from && calls.sql.get(statement.from.start);
	const call = statement.from && calls.literal.get(statement.from.start);
	const text = made && ((call && made.length === 1 ? changedCall(call, made[0] ?? "", sql, calls) : void 0) ?? safeCall(sql, () => kindOf(call?.name ?? ""), calls));
	const line = lineFrom(statement, sql, text);
	const at = statement.from?.start;
	const within = at !== void 0 && calls.assured.some((block) => block.start <= at && at < block.end);
	const same = made?.length === 1 && bare(made[0] ?? "") === bare(sql);
	return (line.name === "" ? calls.strong || within : within && same) ? {
		...line,
		lines: [
			"safety_assured do",
			...line.lines.map((own) => own === "" ? "" : `  ${own}`),
			"end"
		]
	} : line;
}
const lineFrom = (statement, sql, call) => call === void 0 ? {
	statement,
	lines: rubyCall(sql),
	name: ""
} : {
	statement,
	lines: call.split("\n"),
	name: /^\w+/.exec(call)?.[0] ?? ""
};
/** Names are in quotes where Rails sends them, and where they have to be elsewhere. */
const bare = (sql) => sql.replaceAll("\"", "");
/** The call as it stands, with the option that makes the statement of it what it is to be. */
function changedCall(call, made, sql, calls) {
	if (bare(sql) === bare(made)) return dedented(call, call.end, "", calls.text);
	const [last] = call.arguments?.arguments.slice(-1) ?? [];
	if (!last || last.type === "HashNode") return void 0;
	const own = calls.text.slice(call.start, call.end);
	if (sql === made.replace(/^CREATE (?:UNIQUE )?INDEX /, "$&CONCURRENTLY ") && call.name === "add_index" && !/\balgorithm\b/.test(own)) return dedented(call, last.end, ", algorithm: :concurrently", calls.text);
	const adds = call.name === "add_foreign_key" || call.name === "add_check_constraint";
	if (sql === `${made} NOT VALID` && adds && calls.validates && !/\bvalidate\b/.test(own)) return dedented(call, last.end, ", validate: false", calls.text);
}
/** The text of a call with more at a place in it, as far to the left as its first line. */
function dedented(call, at, more, text) {
	const indent = text.slice(text.lastIndexOf("\n", call.start - 1) + 1, call.start);
	return (text.slice(call.start, at) + more + text.slice(at, call.end)).split("\n").map((line, i) => i > 0 && indent.trim() === "" && line.startsWith(indent) ? line.slice(indent.length) : line).join("\n");
}
/** The call that does what a statement does; `kind` says what a constraint of some name is. */
function safeCall(sql, kind, calls) {
	const [, unique, concurrently, index = "", indexed = "", columns = ""] = INDEX.exec(sql) ?? [];
	if (index !== "") {
		const names = columns.split(", ").map((column) => symbol(bare(column)));
		const list = names.length === 1 ? names[0] : `[${names.join(", ")}]`;
		return `add_index ${tableName(indexed)}, ${list}, ${unique ? "unique: true, " : ""}name: ${quoted(index)}${concurrently ? ", algorithm: :concurrently" : ""}`;
	}
	const [, widened = "", added = ""] = ADD_BIGINT.exec(sql) ?? [];
	if (added !== "") return `add_column ${tableName(widened)}, ${symbol(added)}, :bigint`;
	if (!calls.validates) return void 0;
	const [, from = "", key = "", column = "", to = "", unseen] = FOREIGN_KEY.exec(sql) ?? [];
	if (key !== "") return `add_foreign_key ${tableName(from)}, ${tableName(to)}, column: ${symbol(column)}, name: ${quoted(key)}${unseen ? ", validate: false" : ""}`;
	const [, checked = "", check = "", expression = "", unchecked] = CHECK.exec(sql) ?? [];
	if (check !== "") return `add_check_constraint ${tableName(checked)}, ${quoted(expression)}, name: ${quoted(check)}${unchecked ? ", validate: false" : ""}`;
	for (const [form, verb] of [[VALIDATE, "validate"], [DROP_CONSTRAINT, "remove"]]) {
		const [, table = "", name = ""] = form.exec(sql) ?? [];
		const what = name === "" ? void 0 : kind(name);
		if (what) return `${verb}_${what} ${tableName(table)}, name: ${quoted(name)}`;
	}
}
/** What undoes a part of the way forth, as the call that does; as SQL where the way forth is. */
function backOf(statement, up, calls) {
	const forth = up.map((line) => ({
		name: line.name,
		sql: unterminated(line.statement.sql)
	}));
	const local = !forth.some(({ sql }) => /\bpublic"?\./.test(sql));
	const own = unterminated(statement.sql);
	const sql = local ? own.replaceAll(/(?<![\w."'$])public\.(?=["\w])/g, "") : own;
	const called = forth.filter(({ name }) => name !== "");
	const kind = (constraint) => kindOf(called.find((line) => CONSTRAINED.exec(line.sql)?.[2] === constraint)?.name ?? "");
	const [, concurrently, index = ""] = DROP_INDEX.exec(sql) ?? [];
	const indexed = called.flatMap((line) => {
		const [, name, table] = INDEX_HEAD.exec(line.sql) ?? [];
		return name === index && table !== void 0 ? [table] : [];
	})[0];
	if (indexed !== void 0) return lineFrom(statement, own, `remove_index ${tableName(indexed)}, name: ${quoted(index)}${concurrently ? ", algorithm: :concurrently" : ""}`);
	const does = (call) => called.some(({ name }) => name === call);
	const [, table = "", column = ""] = (does("add_column") ? DROP_COLUMN.exec(sql) : null) ?? [];
	if (column !== "") return lineFrom(statement, own, `remove_column ${tableName(table)}, ${symbol(column)}`);
	const [, strict = "", nullable = ""] = (does("change_column_null") ? DROP_NOT_NULL.exec(sql) : null) ?? [];
	if (nullable !== "") return lineFrom(statement, own, `change_column_null ${tableName(strict)}, ${symbol(nullable)}, true`);
	return lineFrom(statement, own, called.length > 0 ? safeCall(sql, kind, calls) : void 0);
}

export { rails, railsWayBack };