import { a as parseCsharp, n as methodIn } from "./chunk-parse2.js";
import { fr as baseName, g as namesAfter } from "./chunk-review.js";
import { a as linesOf, s as unterminated } from "./chunk-writer-text.js";

// src/frameworks/writer-ef-core.ts
/**
* Writes the migrations of EF Core: SQL through `migrationBuilder.Sql`, outside a transaction with `suppressTransaction`. The
* model does not change by it, so that each further migration has a copy of the first one's designer file.
* Sources: src/EFCore.Relational/Migrations/Internal/MigrationCommandExecutor.cs and
* src/EFCore.Design/Migrations/Design/CSharpMigrationsGenerator.cs of github.com/dotnet/efcore.
*/
const plainLines = (text) => text.replaceAll("\r\n", "\n");
/** The line ends of the file. */
const asWritten = (text, like) => like.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
const designerOf = (path) => path.replace(/\.cs$/, ".Designer.cs");
const efCore = async (request) => {
	const { migration, drafts, taken, read } = request;
	const found = namesAfter(request, drafts.length - 1);
	if ("reason" in found) return found;
	const [, id = "", name = ""] = /^(\d+_(.+))\.cs$/.exec(baseName(migration.path)) ?? [];
	const paths = found.map(({ path }) => path.replace(/_(\d+)\.cs$/, "$1.cs"));
	const designer = await read(designerOf(migration.path));
	const attribute = new RegExp(`\\[Migration\\("${id}"\\)\\]`);
	if (![designer, migration.text].some((text) => text !== void 0 && attribute.test(text))) return { reason: `The file that says [Migration("${id}")] is not found, and without one EF Core does not see a migration.` };
	if (paths.some((path) => taken.has(path) || taken.has(designerOf(path)))) return { reason: "A file of the new name is there already." };
	const files = [];
	for (const [i, draft] of drafts.entries()) {
		let text = plainLines(migration.text);
		text = await withBody(text, "Up", linesOf(draft.statements, "//", callOf(draft.transaction)));
		if (draft.down && text !== void 0) text = await withBody(text, "Down", linesOf(draft.down, "//", callOf(draft.downTransaction)));
		if (text === void 0) return { reason: "The file has no class with Up and Down as methods with a block." };
		const path = i === 0 ? migration.path : paths[i - 1] ?? "";
		const renamed = (whole) => {
			const own = baseName(path).replace(/\.cs$/, "");
			return whole.replace(attribute, `[Migration("${own}")]`).replace(new RegExp(`\\bclass\\s+${name}\\b`), `class ${own.replace(/^\d+_/, "")}`);
		};
		if (i === 0) files.push([{
			path,
			action: "replace",
			text: asWritten(text, migration.text)
		}]);
		else files.push([{
			path,
			action: "create",
			text: asWritten(renamed(text), migration.text)
		}, ...designer === void 0 ? [] : [{
			path: designerOf(path),
			action: "create",
			text: renamed(designer)
		}]]);
	}
	return {
		files,
		notes: []
	};
};
/** `Down` is missing or does nothing. */
const efCoreWayBack = async ({ migration, statements, transaction }) => {
	const text = plainLines(migration.text);
	const lines = linesOf(statements, "//", callOf(transaction));
	const { down } = await directionsIn(text);
	const body = down?.body && text.slice(down.body.start + 1, down.body.end - 1);
	if (body !== void 0 && body.replaceAll(/\/\/[^\n]*|\/\*[^]*?\*\//g, "").trim() !== "") return void 0;
	const made = await withBody(text, "Down", lines);
	return made === void 0 ? void 0 : asWritten(made, migration.text);
};
/** The call that takes SQL, in a string in which nothing but a quote means something. */
const callOf = (transaction) => (sql) => `§.Sql(@"${unterminated(sql).replaceAll("\"", "\"\"")}"${transaction ? "" : ", suppressTransaction: true"});`.split("\n");
async function directionsIn(text) {
	const parsed = await parseCsharp({
		path: "migration.cs",
		text
	});
	if (parsed.kind === "error") return {};
	const methods = [];
	const look = (node) => {
		if (node.type === "method_declaration") methods.push(methodIn(node, text));
		else for (const child of node.children) look(child);
	};
	look(parsed.root);
	const named = (name) => methods.find((method) => method.name === name && method.body?.type === "block" && method.parameters[0]?.type.endsWith("MigrationBuilder"));
	const [up, down] = [named("Up"), named("Down")];
	return {
		...up ? { up } : {},
		...down ? { down } : {}
	};
}
/** The file with other statements in one of its methods; a way back that is missing is put behind the way forth. */
async function withBody(text, name, lines) {
	const { up, down } = await directionsIn(text);
	if (!up) return void 0;
	const own = name === "Up" ? up : down ?? up;
	if (!own.body) return void 0;
	const indent = /^[^\S\n]*/.exec(text.slice(text.lastIndexOf("\n", own.node.start - 1) + 1))?.[0] ?? "";
	const builder = own.parameters[0]?.name ?? "migrationBuilder";
	const block = `{\n${lines.map((line, i) => blockLine(line, lines, i, `${indent}    `).replace("§", () => builder)).join("\n")}\n${indent}}`;
	if (name === "Down" && !down) return `${text.slice(0, up.node.end)}\n\n${indent}protected override void Down(MigrationBuilder ${builder})\n${indent}${block}${text.slice(up.node.end)}`;
	return text.slice(0, own.body.start) + block + text.slice(own.body.end);
}
/** What is in a string of several lines keeps its place. */
function blockLine(line, lines, at, indent) {
	return lines.slice(0, at).join("\n").replaceAll("\"\"", "").split("\"").length % 2 === 0 || line === "" ? line : `${indent}${line}`;
}

export { efCore, efCoreWayBack };