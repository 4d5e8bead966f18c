import { h as namesAfter } from "./chunk-review.js";
import { i as linesOf, n as bodyAfter, o as unterminated, r as camel, s as withBody } from "./chunk-writer-text.js";

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
function withFunctions(text, draft) {
	let made = text.replace(/^(\s*)def\s+change\s*(?:\(\s*\))?\s+do\s*$/m, "$1def up do");
	const up = /^\s*def\s+up\s*(?:\(\s*\))?\s+do\s*$/;
	const down = /^\s*def\s+down\s*(?:\(\s*\))?\s+do\s*$/;
	made = withBody(made, up, linesOf(draft.statements, "#", execute), "  ");
	if (made === void 0) return void 0;
	const lines = made.split("\n");
	const body = bodyAfter(lines, up);
	if (body && !lines.some((line) => down.test(line))) made = [
		...lines.slice(0, body.end + 1),
		"",
		`${body.indent}def down do`,
		`${body.indent}end`,
		...lines.slice(body.end + 1)
	].join("\n");
	const back = draft.down ?? [];
	made = withBody(made, down, back.length > 0 ? linesOf(back, "#", execute) : ["raise \"irreversible\""], "  ");
	if (made === void 0) return void 0;
	const plain = made.replace(/^\s*@disable_(?:ddl_transaction|migration_lock)\s+(?:true|false)\n/gm, "");
	return draft.transaction ? plain : plain.replace(/^(\s*)use\s+[\w.]*Migration\b.*$/m, (line, indent) => [line, ...FLAGS.map((flag) => `${indent.replace("\n", "")}${flag}`)].join("\n"));
}

export { ecto };