import { g as namesAfter } from "./chunk-review.js";
import { a as linesOf, c as withBody, i as doesNothing, n as bodyAfter, r as camel, s as unterminated } from "./chunk-writer-text.js";

// src/frameworks/writer-ecto.ts
/** Writes Ecto's migrations: up and down with one execute for each statement, which is sent as it is. */
const FLAGS = ["@disable_ddl_transaction true", "@disable_migration_lock true"];
const MODULE = /^(\s*defmodule\s+(?:[\w.]+\.)?)(\w+)(\s+do\s*)$/m;
/** A sigil in which nothing is interpolated; a string with escapes where the SQL would end it. */
function execute(sql) {
	const text = unterminated(sql);
	if (text.includes("\"\"\"")) return `execute "${text.replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("#{", "\\#{")}"`.split("\n");
	return [
		"execute ~S\"\"\"",
		...text.split("\n"),
		"\"\"\""
	];
}
const ecto = (request) => {
	const { migration, drafts } = request;
	const text = migration.text.replaceAll("\r\n", "\n");
	if (drafts.some(({ transaction, statements }) => !transaction && statements.some(({ sql }) => /^\s*SET\b/i.test(sql)))) return { reason: "A step outside a transaction needs a setting before it, and Ecto may run each execute on another connection: write the step by hand." };
	const names = namesAfter(request, drafts.length - 1);
	if ("reason" in names) return names;
	const files = [];
	for (const [i, draft] of drafts.entries()) {
		const named = names[i - 1];
		const made = withFunctions(text, draft);
		if (made === void 0 || !MODULE.test(made)) return { reason: "The file is no module with change(), or up() and down(), on lines of their own." };
		const renamed = named ? made.replace(MODULE, (_, head, __, end) => `${head}${camel(named.title)}${end}`) : made;
		files.push([{
			path: named?.path ?? migration.path,
			action: named ? "create" : "replace",
			text: renamed
		}]);
	}
	return {
		files,
		notes: []
	};
};
const UP = /^\s*def\s+up\s*(?:\(\s*\))?\s+do\s*$/;
const DOWN = /^\s*def\s+down\s*(?:\(\s*\))?\s+do\s*$/;
/** `down` is missing or empty, or `change` cannot be turned round: then what it does is the way forth. */
const ectoWayBack = ({ migration, statements }) => {
	const text = withDown(upOf(migration.text.replaceAll("\r\n", "\n")));
	return doesNothing(text, DOWN) ? withBody(text, DOWN, linesOf(statements, "#", execute), "  ") : void 0;
};
const upOf = (text) => text.replace(/^(\s*)def\s+change\s*(?:\(\s*\))?\s+do\s*$/m, "$1def up do");
function withDown(text) {
	const lines = text.split("\n");
	const body = bodyAfter(lines, UP);
	if (!body || lines.some((line) => DOWN.test(line))) return text;
	return [
		...lines.slice(0, body.end + 1),
		"",
		`${body.indent}def down do`,
		`${body.indent}end`,
		...lines.slice(body.end + 1)
	].join("\n");
}
function withFunctions(text, draft) {
	let made = withBody(upOf(text), UP, linesOf(draft.statements, "#", execute), "  ");
	if (made === void 0) return void 0;
	made = withDown(made);
	const back = draft.down ?? [];
	made = withBody(made, DOWN, back.length > 0 ? linesOf(back, "#", execute) : ["raise \"irreversible\""], "  ");
	if (made === void 0) return void 0;
	const plain = made.replace(/^\s*@disable_(?:ddl_transaction|migration_lock)\s+(?:true|false)\n/gm, "");
	return draft.transaction ? plain : plain.replace(/^(\s*)use\s+[\w.]*Migration\b.*$/m, (line, indent) => [line, ...FLAGS.map((flag) => `${indent.replace("\n", "")}${flag}`)].join("\n"));
}

export { ecto, ectoWayBack };