import { An as baseName, Pn as folderOf, Rn as inFolder } from "./chunk-review.js";
import { t as namesAfter } from "./chunk-writer.js";
import { createHash } from "node:crypto";

// src/frameworks/code-writer.ts
/**
* Writes the migrations of tools whose migrations are code: the file as it is, with other bodies of its functions. Statements
* go through the call that takes SQL. What is written is read back by whoever asks for it.
*/
/** Finds a function by its head; its body ends before the next line that is indented as little as the head and in no string. */
function bodyAfter(lines, head) {
	const at = lines.findIndex((line) => head.test(line));
	if (at < 0) return void 0;
	const indent = /^\s*/.exec(lines[at] ?? "")?.[0] ?? "";
	const isDeeper = (line) => line.trim() === "" || line.startsWith(`${indent} `) || line.startsWith(`${indent}\t`);
	let end = at + 1;
	let quote = "";
	for (; end < lines.length; end++) {
		const line = lines[end] ?? "";
		if (quote === "" && !isDeeper(line)) break;
		for (const [mark] of line.matchAll(/\\.|"""|'''|`/g)) {
			if (mark.startsWith("\\")) continue;
			if (quote === "") quote = mark;
			else if (quote === mark) quote = "";
		}
	}
	while (end > at + 1 && (lines[end - 1] ?? "").trim() === "") end--;
	return {
		start: at + 1,
		end,
		indent
	};
}
function withBody(text, head, body, step) {
	const lines = text.split("\n");
	const found = bodyAfter(lines, head);
	if (!found) return void 0;
	const inner = body.map((line) => line === "" ? "" : `${found.indent}${step}${line}`);
	return [
		...lines.slice(0, found.start),
		...inner,
		...lines.slice(found.end)
	].join("\n");
}
/** Statements as lines of code, a blank line between two. */
function linesOf(statements, comment, call) {
	return statements.flatMap(({ comments, sql }, i) => [
		...i > 0 ? [""] : [],
		...comments.map((line) => `${comment} ${line}`),
		...call(sql)
	]);
}
const unterminated = (sql) => sql.trimEnd().replace(/;$/, "");
const isLater = { reason: "A migration that is not part of the change was built on this one, so none can be put between them." };
/** SQL as a string of Python. */
function python(sql) {
	const escaped = unterminated(sql).replaceAll("\\", "\\\\");
	if (!escaped.includes("\n") && !escaped.includes("\"")) return `"${escaped}"`;
	return `"""${escaped.replaceAll("\"\"\"", "\\\"\\\"\\\"").replace(/"$/, "\\\"")}"""`;
}
/** `op.execute` makes a text() of a string, in which `:name` would be a parameter. */
const alembicCall = (sql) => `op.execute(${python(sql).replaceAll(/(?<!:):(?=[A-Za-z_])/g, "\\\\:")})`.split("\n");
const alembic = ({ migration, drafts, reading, later, taken }) => {
	const own = migration.chain?.own;
	if (own === void 0) return { reason: "The file says nothing of its revision." };
	const ids = [own];
	for (let i = 2; i <= drafts.length; i++) ids.push(/^\d+$/.test(own) ? String(Number(own) + i - 1).padStart(own.length, "0") : createHash("sha256").update(`${own} ${i}`).digest("hex").slice(0, Math.max(12, Math.min(own.length, 32))));
	const known = new Set(reading.migrations.flatMap(({ chain }) => chain?.own ?? []));
	if (ids.slice(1).some((id) => known.has(id))) return { reason: `The revision after ${own} is there already, so none can be put between them.` };
	const children = reading.migrations.filter((m) => m.direction === "up" && m.chain?.follows.includes(own));
	if (children.some((child) => !later.some(({ path }) => path === child.path))) return isLater;
	const files = drafts.map((draft, i) => {
		const up = alembicBody(draft.statements, draft.transaction);
		let text = withBody(migration.text, /^def upgrade\b/, up, "    ");
		if (draft.down !== null && text !== void 0) text = withBody(text, /^def downgrade\b/, draft.down.length > 0 ? alembicBody(draft.down, draft.downTransaction) : ["pass"], "    ");
		if (text === void 0) return void 0;
		if (i === 0) return [{
			path: migration.path,
			action: "replace",
			text
		}];
		const [id = "", before = ""] = [ids[i], ids[i - 1]];
		const follows = migration.chain?.follows ?? [];
		text = text.replace(/^(revision\s*(?::[^=\n]+)?=\s*)(['"])[^'"\n]*\2/m, `$1$2${id}$2`).replace(/^(down_revision\s*(?::[^=\n]+)?=\s*)(.+)$/m, `$1"${before}"`).replace(/^(Revision ID:\s*).*$/m, `$1${id}`).replace(/^(Revises:\s*).*$/m, `$1${before}`);
		if (follows.length > 1) return void 0;
		const base = baseName(migration.path);
		const name = base.includes(own) ? base.replace(own, id).replace(/\.py$/, `_${i + 1}.py`) : base.replace(/\.py$/, `_${i + 1}.py`);
		const path = inFolder(folderOf(migration.path), name);
		return taken.has(path) ? void 0 : [{
			path,
			action: "create",
			text
		}];
	});
	if (files.includes(void 0)) return { reason: "The file has no upgrade() and downgrade() at its top, it merges branches, or a file of the new name is there." };
	const last = ids.at(-1) ?? own;
	const moved = children.map(({ path, text }) => ({
		path,
		action: "replace",
		text: text.replace(/^(down_revision\s*(?::[^=\n]+)?=\s*)(.+)$/m, (line, head, value) => value.includes(own) ? `${head}${value.replace(own, last)}` : line)
	}));
	const all = files.map((one) => one ?? []);
	return {
		files: drafts.length === 1 ? all : all.map((one, i) => i === all.length - 1 ? [...one, ...moved] : one),
		notes: []
	};
};
function alembicBody(statements, transaction) {
	const lines = linesOf(statements, "#", alembicCall);
	return transaction ? lines : ["with op.get_context().autocommit_block():", ...lines.map((line) => line === "" ? "" : `    ${line}`)];
}
const camel = (name) => name.split("_").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
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
const rails = (request) => {
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
	return {
		files: drafts.map((draft, i) => {
			const name = i === 0 ? head[2] ?? "" : camel(names[i - 1]?.title ?? "");
			const down = draft.down ?? [];
			const lines = [
				`class ${name} < ${base}`,
				...draft.transaction && draft.downTransaction ? [] : ["  disable_ddl_transaction!", ""],
				"  def up",
				...linesOf(draft.statements, "#", rubyCall).map((line) => line === "" ? "" : `    ${line}`),
				"  end",
				"",
				"  def down",
				...linesOf(down, "#", rubyCall).map((line) => line === "" ? "" : `    ${line}`),
				...down.length === 0 ? ["    raise ActiveRecord::IrreversibleMigration"] : [],
				"  end",
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
const template = (sql) => `\`${unterminated(sql).replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
/** The head of `up` or `down`, in the forms in which people write it, with the name of its parameter. */
const scriptHead = (name) => new RegExp(`^\\s*(?:(?:module\\.)?exports\\.${name}\\s*=|export\\s+(?:async\\s+)?function\\s+${name}\\b|export\\s+const\\s+${name}\\s*=|(?:public\\s+)?async\\s+${name}\\s*\\()[^\\n]*\\{\\s*$`);
function scriptWriter(tool) {
	return (request) => {
		const { migration, drafts } = request;
		const names = namesAfter(request, drafts.length - 1);
		if ("reason" in names) return names;
		const files = [];
		for (const [i, draft] of drafts.entries()) {
			const text = scriptText(migration.text, draft, tool);
			if (text === void 0) return { reason: "The file does not have up and down as functions with a body on lines of their own." };
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
			notes: []
		};
	};
}
function scriptText(original, draft, tool) {
	let text = original.replaceAll("\r\n", "\n");
	const bodies = [["up", draft.statements], ...draft.down ? [["down", draft.down]] : []];
	for (const [name, statements] of bodies) {
		const head = text?.split("\n").find((line) => scriptHead(name).test(line));
		const it = /\(\s*(\w+)/.exec(head?.replace(/^.*?\b(?:up|down)\b/, "") ?? "")?.[1];
		if (text === void 0 || head === void 0 || it === void 0) return void 0;
		if (!/\basync\b/.test(head)) text = text.replace(head, head.replace(/\bfunction\b/, "async function").replace(/=\s*\(/, "= async ("));
		if (!/\basync\b/.test(text.split("\n").find((line) => scriptHead(name).test(line)) ?? "")) return void 0;
		text = withBody(text, scriptHead(name), linesOf(statements, "//", (sql) => tool.call(it, sql).split("\n")), /^\t/m.test(original) ? "	" : /^ {4}/m.test(original) && !/^ {2}\S/m.test(original) ? "    " : "  ");
	}
	return text === void 0 || draft.transaction ? text : tool.none(text);
}
const knex = scriptWriter({
	call: (it, sql) => `await ${it}.raw(${template(sql)});`,
	none: (text) => /\bconfig\s*=/.test(text) ? text : `${text.trimEnd()}\n\n${/^export\b/m.test(text) ? "export const config =" : "exports.config ="} { transaction: false };\n`
});
const typeorm = scriptWriter({
	call: (it, sql) => `await ${it}.query(${template(sql)});`,
	none: (text) => /\btransaction\s*=/.test(text) ? text : text.replace(/^(\s*)(?:export\s+)?(?:module\.exports\s*=\s*)?class\s[^\n]*\{\s*$/m, (line) => `${line}\n  transaction = false;\n`),
	renamed: (text, order, number) => text.replace(/\bclass\s+([A-Za-z_]+?)(\d{13,14})\b/, (_, name) => `class ${name}${number}_${order}`).replace(/\b(name\s*=\s*)(['"])([A-Za-z_]+?)(\d{13,14})\2/, (_, head, quote, name) => `${head}${quote}${name}${number}_${order}${quote}`)
});
const CODE_WRITERS = {
	alembic,
	rails,
	knex,
	typeorm
};

export { CODE_WRITERS };