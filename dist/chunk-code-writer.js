import { cr as baseName, fr as folderOf, gr as inFolder, h as namesAfter } from "./chunk-review.js";
import { a as python, i as linesOf, o as unterminated, r as camel, s as withBody, t as IS_LATER } from "./chunk-writer-text.js";
import { createHash } from "node:crypto";

// src/frameworks/code-writer.ts
/**
* Writes the migrations of tools whose migrations are code: the file as it is, with other bodies of its functions. Statements
* go through the call that takes SQL. What is written is read back by whoever asks for it.
*/
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
	if (children.some((child) => !later.some(({ path }) => path === child.path))) return IS_LATER;
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
const CODE_WRITERS = {
	alembic,
	rails
};

export { CODE_WRITERS };