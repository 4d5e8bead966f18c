import { _r as foldersUp, br as inFolder, g as namesAfter, u as sqlWriter } from "./chunk-review.js";
import { a as linesOf, c as withBody, i as doesNothing, n as bodyAfter, s as unterminated } from "./chunk-writer-text.js";

// src/frameworks/writer-script.ts
/** Writes the migrations of tools whose migrations are JavaScript or TypeScript. */
const template = (sql) => `\`${unterminated(sql).replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
/** The head of `up` or `down`, in the forms in which people write it, with the name of its parameter. */
const scriptHead = (name) => new RegExp(`^\\s*(?:(?:module\\.)?exports\\.${name}\\s*=|export\\s+(?:async\\s+)?function\\s+${name}\\b|export\\s+const\\s+${name}\\b[^=]*=|${name}\\s*:\\s*(?:async\\b|function\\b|\\()|(?:public\\s+|override\\s+)*(?:async\\s+)?${name}\\s*\\()[^\\n]*\\{\\s*$`);
const NO_BODIES = { reason: "The file does not have up and down as functions with a body on lines of their own." };
/** A function without statements on one line, opened: `async down() {}`. */
const opened = (text) => text.replace(/^([^\S\n]*)([^\n]*\bdown\b[^\n]*\{)[^\S\n]*(\}[^\S\n]*[;,]?)[^\S\n]*$/m, (line, indent, head, end) => scriptHead("down").test(indent + head) ? `${indent}${head}\n${indent}${end}` : line);
/** A `down` that does nothing may have no parameter: it gets that of `up`. */
function withParameter(text) {
	const lines = text.split("\n");
	const given = /\([^()]*\)/.exec(lines.find((line) => scriptHead("up").test(line)) ?? "")?.[0] ?? "()";
	return lines.map((line) => scriptHead("down").test(line) ? line.replace(/\(\s*\)/, () => given) : line).join("\n");
}
/** The file with these statements as its way back, which is missing or does nothing. */
const scriptWayBack = (tool) => ({ migration, statements, transaction }) => {
	const text = withParameter(opened(migration.text.replaceAll("\r\n", "\n")));
	return doesNothing(text, scriptHead("down")) ? withFunctions(text, [[
		"down",
		statements,
		transaction
	]], tool) : void 0;
};
function scriptWriter(tool) {
	return (request) => {
		const { migration, drafts } = request;
		const isSetting = drafts.some((draft) => !draft.transaction && draft.statements.some(({ sql }) => /^\s*SET\b/i.test(sql)));
		if (tool.pooled && isSetting) return { reason: "A step outside a transaction needs a setting before it, and the tool may run each call on another connection: write the step by hand." };
		const names = namesAfter(request, drafts.length - 1);
		if ("reason" in names) return names;
		const files = [];
		for (const [i, draft] of drafts.entries()) {
			const text = scriptText(migration.text, draft, tool);
			if (text === void 0) return NO_BODIES;
			const named = names[i - 1];
			if (i > 0 && !named) return { reason: "There is no name for a further file." };
			files.push([named ? {
				path: named.path,
				action: "create",
				text: tool.renamed?.(text, named.order, i + 1) ?? text
			} : {
				path: migration.path,
				action: "replace",
				text
			}]);
		}
		return {
			files,
			notes: drafts.some(({ transaction }) => !transaction) && tool.note !== void 0 ? [tool.note] : []
		};
	};
}
function scriptText(original, draft, tool) {
	const down = draft.down ? [[
		"down",
		draft.down,
		draft.downTransaction
	]] : [];
	const text = withFunctions(original.replaceAll("\r\n", "\n"), [[
		"up",
		draft.statements,
		draft.transaction
	], ...down], tool);
	return text === void 0 ? void 0 : (draft.transaction ? tool.within?.(text) : tool.none?.(text)) ?? text;
}
/** A file with other bodies of its functions. */
function withFunctions(original, bodies, tool) {
	let text = original;
	const step = /^\t/m.test(original) ? "	" : /^ {4}/m.test(original) && !/^ {2}\S/m.test(original) ? "    " : "  ";
	for (const [name, statements, transaction] of bodies) {
		if (text !== void 0 && name === "down") text = withDown(text);
		const head = text?.split("\n").find((line) => scriptHead(name).test(line));
		if (text === void 0 || head === void 0) return void 0;
		const rest = head.replace(/^.*?\b(?:up|down)\b/, "");
		const it = /[(=]\s*\{?\s*(?:context\s*:\s*)?([A-Za-z_$][\w$]*)/.exec(rest.replaceAll(/\b(?:async|function)\b/g, ""))?.[1] ?? (tool.collects ? "this" : void 0);
		if (it === void 0) return void 0;
		if (!tool.collects) {
			if (!/\basync\b/.test(head)) text = text.replace(head, head.replace(/\bfunction\b/, "async function").replace(/([=:]\s*)\(/, "$1async (").replace(/^(\s*)(up|down)(\s*\()/, "$1async $2$3"));
			if (!/\basync\b/.test(text.split("\n").find((line) => scriptHead(name).test(line)) ?? "")) return void 0;
		}
		const lines = linesOf(statements, "//", (sql) => tool.call(it, sql).split("\n"));
		text = withBody(text, scriptHead(name), tool.body?.(it, lines, transaction) ?? lines, step);
	}
	return text === void 0 ? void 0 : tool.finished?.(text) ?? text;
}
/** A file with a function for the way back, where it has none or says that there is none. */
function withDown(text) {
	const lines = text.split("\n").filter((line) => !/^\s*(?:(?:module\.)?exports\.down\s*=|export\s+const\s+down\s*=)\s*(?:false|null|undefined)\s*;?\s*$/.test(line));
	if (lines.some((line) => scriptHead("down").test(line))) return text;
	const at = lines.findIndex((line) => scriptHead("up").test(line));
	const body = bodyAfter(lines, scriptHead("up"));
	const head = lines[at];
	if (!body || head === void 0 || /\bdown\b\s*[:(=]/.test(text)) return void 0;
	return [
		...lines.slice(0, body.end + 1),
		"",
		head.replace(/\bup\b/, "down"),
		lines[body.end] ?? "",
		...lines.slice(body.end + 1)
	].join("\n");
}
const knex = {
	call: (it, sql) => `await ${it}.raw(${template(sql).replaceAll("?", "\\\\?")});`,
	none: (text) => /\bconfig\s*=/.test(text) ? text : `${text.trimEnd()}\n\n${/^export\b/m.test(text) ? "export const config =" : "exports.config ="} { transaction: false };\n`
};
const typeorm = {
	call: (it, sql) => `await ${it}.query(${template(sql)});`,
	none: (text) => /\btransaction\s*=/.test(text) ? text : text.replace(/^(\s*)(?:export\s+)?(?:module\.exports\s*=\s*)?class\s[^\n]*\{\s*$/m, (line) => `${line}\n  transaction = false;\n`),
	renamed: (text, order, number) => text.replace(/\bclass\s+([A-Za-z_]+?)(\d{13,14})\b/, (_, name) => `class ${name}${number}_${order}`).replace(/\b(name\s*=\s*)(['"])([A-Za-z_]+?)(\d{13,14})\2/, (_, head, quote, name) => `${head}${quote}${name}${number}_${order}${quote}`)
};
const pgmScript = {
	call: (it, sql) => `${it}.sql(${template(sql)});`,
	collects: true,
	body: (it, lines, transaction) => transaction ? lines : [`${it}.noTransaction();`, ...lines]
};
const pgmSql = sqlWriter({
	up: () => "-- Up Migration\n",
	section: () => "-- Down Migration\n"
});
const pgmPair = sqlWriter({
	up: () => "",
	pair: (path) => path.replace(/\.up\.sql$/, ".down.sql")
});
/** An SQL file of node-pg-migrate cannot leave the transaction: what has to becomes one in JavaScript of the same name. */
const pgm = async (request) => {
	const { drafts, project, read, migration } = request;
	if (!migration.path.endsWith(".sql")) return scriptWriter(pgmScript)(request);
	const written = await (migration.path.endsWith(".up.sql") ? pgmPair : pgmSql)(request);
	const isOutside = (draft) => draft !== void 0 && !(draft.transaction && draft.downTransaction);
	if ("reason" in written || !drafts.some(isOutside)) return written;
	if (migration.down === "present" && drafts[0]?.down === null && isOutside(drafts[0])) return { reason: "An SQL file of node-pg-migrate cannot leave the transaction, and its way back would have to be moved to JavaScript, too: write the migration in JavaScript, where pgm.noTransaction() does." };
	const manifests = await Promise.all(foldersUp(project.root).map((folder) => read(inFolder(folder, "package.json"))));
	const isModule = /"type"\s*:\s*"module"/.test(manifests.find((text) => text !== void 0) ?? "");
	const files = written.files.map((own, i) => {
		const draft = drafts[i];
		if (!draft || !isOutside(draft)) return own;
		return [{
			path: (own[0]?.path ?? migration.path).replace(/(?:\.up)?\.sql$/, isModule ? ".cjs" : ".js"),
			action: "create",
			text: pgmText(draft)
		}];
	});
	const removed = isOutside(drafts[0]) ? (written.files[0] ?? []).flatMap(({ path, action }) => action === "replace" ? [path] : []) : [];
	return {
		...written,
		files,
		removed
	};
};
function pgmText({ statements, transaction, down, downTransaction }) {
	const side = (name, own, inside) => {
		return `exports.${name} = (pgm) => {\n${[...inside ? [] : ["pgm.noTransaction();"], ...linesOf(own, "//", (sql) => `pgm.sql(${template(sql)});`.split("\n"))].map((line) => line === "" ? "\n" : `  ${line}\n`).join("")}};\n`;
	};
	const back = down === null ? "" : down.length === 0 ? "\nexports.down = false;\n" : `\n${side("down", down, downTransaction)}`;
	return `${side("up", statements, transaction)}${back}`;
}
/** Sequelize opens no transaction: the file does, for what belongs together. */
const sequelize = {
	call: (it, sql) => `await ${it}.sequelize.query(${template(sql)});`,
	pooled: true,
	body: (it, lines, transaction) => {
		if (!transaction || lines.filter((line) => line.startsWith(`await ${it}.`)).length < 2) return lines;
		const inner = lines.map((line) => line === "" ? "" : `  ${line.replace(/`\);$/, "`, { transaction });")}`);
		return [
			`await ${it}.sequelize.transaction(async (transaction) => {`,
			...inner,
			"});"
		];
	}
};
const mikroOrm = {
	call: (it, sql) => `${it}.addSql(${template(sql)});`,
	collects: true,
	none: (text) => /\bisTransactional\b/.test(text) ? text : text.replace(/^(\s*)(?:export\s+)?(?:module\.exports\s*=\s*|exports\.\w+\s*=\s*)?class\s[^\n]*\{\s*$/m, (line) => `${line}\n  isTransactional() {\n    return false;\n  }\n`),
	renamed: (text, order) => text.replace(/(\bclass\s+Migration)\d+/, `$1${order}`),
	note: "Run the migrations with allOrNothing: false: otherwise those before a step outside a transaction keep their locks in the one that all share, and the step may wait for them forever."
};
/** `sql` is imported, where the file did not need it. */
function withSql(text) {
	if (/(?:import|require)[^\n]*\bsql\b|\bsql\b[^\n]*(?:from|require)\b/.test(text)) return text;
	const named = text.replace(/^(import\s+(?!type\b)\{)([^}\n]*)(\}\s*from\s*['"]kysely['"])/m, (_, head, names, end) => `${head}${names.trimEnd().replace(/,$/, "")}, sql ${end}`);
	if (named !== text) return named;
	return /\bexports\b/.test(text) ? `const { sql } = require('kysely');\n\n${text}` : `import { sql } from 'kysely';\n${text}`;
}
const kysely = {
	call: (it, sql) => `await sql${template(sql)}.execute(${it});`,
	finished: withSql
};
/** Without the transaction of the run the file opens one, for what belongs together. */
const kyselyApart = {
	...kysely,
	body: (it, lines, transaction) => {
		if (!transaction || lines.filter((line) => line.startsWith("await sql`")).length < 2) return lines;
		const inner = lines.map((line) => line === "" ? "" : `  ${line.replace(`\`.execute(${it});`, "`.execute(trx);")}`);
		return [
			`await ${it}.transaction().execute(async (trx) => {`,
			...inner,
			"});"
		];
	}
};
const kyselyWriter = (request) => {
	const apart = request.migration.transaction === "none";
	if (!apart && request.drafts.length > 1) return { reason: "Kysely runs all pending migrations in one transaction, so that steps cannot be committed one after the other, unless the Migrator is made with \"disableTransactions: true\"." };
	return scriptWriter(apart ? kyselyApart : kysely)(request);
};
const SCRIPT_WRITERS = {
	knex: scriptWriter(knex),
	typeorm: scriptWriter(typeorm),
	"node-pg-migrate": pgm,
	sequelize: scriptWriter(sequelize),
	"mikro-orm": scriptWriter(mikroOrm),
	kysely: kyselyWriter
};
const SCRIPT_WAYS_BACK = {
	knex: scriptWayBack(knex),
	typeorm: scriptWayBack(typeorm),
	"node-pg-migrate": scriptWayBack(pgmScript),
	sequelize: scriptWayBack(sequelize),
	"mikro-orm": scriptWayBack(mikroOrm),
	kysely: (request) => scriptWayBack(request.migration.transaction === "none" ? kyselyApart : kysely)(request)
};

export { SCRIPT_WAYS_BACK, SCRIPT_WRITERS };