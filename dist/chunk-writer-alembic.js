import { br as inFolder, fr as baseName, gr as folderOf } from "./chunk-review.js";
import { a as linesOf, c as withBody, i as doesNothing, o as python, t as IS_LATER } from "./chunk-writer-text.js";
import { createHash } from "node:crypto";

// src/frameworks/writer-alembic.ts
/**
* Writes the migrations of Alembic: the file as it is, with other bodies of its functions. Statements go through the call that
* takes SQL. What is written is read back by whoever asks for it.
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
const DOWN = /^def downgrade\b/;
/** `downgrade()` is missing, or passes. */
const alembicWayBack = ({ migration, statements, transaction }) => {
	const text = migration.text.replaceAll("\r\n", "\n").replace(/^(def downgrade\b[^\n]*:)[^\S\n]*pass\b.*$/m, "$1");
	const whole = text.split("\n").some((line) => DOWN.test(line)) ? text : `${text.trimEnd()}\n\n\ndef downgrade() -> None:\n`;
	return doesNothing(whole, DOWN) ? withBody(whole, DOWN, alembicBody(statements, transaction), "    ") : void 0;
};
function alembicBody(statements, transaction) {
	const lines = linesOf(statements, "#", alembicCall);
	return transaction ? lines : ["with op.get_context().autocommit_block():", ...lines.map((line) => line === "" ? "" : `    ${line}`)];
}

export { alembic, alembicWayBack };