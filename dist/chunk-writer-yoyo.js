import { br as inFolder, fr as baseName, gr as folderOf } from "./chunk-review.js";
import { o as python, t as IS_LATER } from "./chunk-writer-text.js";

// src/frameworks/writer-yoyo.ts
/**
* Writes yoyo's migrations in Python: the file as it is, with other steps. What comes after another says so in `__depends__`,
* which is what yoyo goes by. Sources: yoyo/migrations.py and yoyo/topologicalsort.py of yoyo-migrations.
*/
const FIRST = /^(?:steps\s*(?::[^=\n]+)?=|(?:yoyo\.)?step\()/m;
const DEPENDS = /^__depends__\s*(?::[^=\n]+)?=\s*(\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|set\([^)]*\)|['"][^'"\n]*['"])[^\S\n]*$/m;
const yoyo = async ({ migration, drafts, reading, later, taken, read }) => {
	const text = (await read(migration.path) ?? migration.text).replaceAll("\r\n", "\n");
	const at = text.search(FIRST);
	const steps = text.slice(Math.max(0, at)).replaceAll(/("""|''')[\s\S]*?\1/g, "\"\"");
	if (at < 0 || /^(?:def|class|import|from|if|for|with|@|(?!steps\b)\w+\s*=)/m.test(steps)) return { reason: "Its steps are not all at the end of the file." };
	if (/\bignore_errors\b/.test(steps)) return { reason: "A step of it goes on where it fails (ignore_errors), and nobody can tell which part should." };
	const stem = baseName(migration.path).replace(/\.py$/, "");
	const mark = stem.includes("-") ? "-" : "_";
	const names = drafts.map((_, i) => i === 0 ? stem : `${stem}${mark}${i + 1}`);
	const pathOf = (name) => inFolder(folderOf(migration.path), `${name}.py`);
	if (names.slice(1).some((name) => taken.has(pathOf(name)))) return { reason: "A migration with the name that the second one would have is there already." };
	const named = new RegExp(`(['"])${stem.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\1`);
	const children = reading.migrations.filter((m) => m.direction === "up" && m.path !== migration.path && named.test(DEPENDS.exec(m.text)?.[1] ?? ""));
	if (drafts.length > 1 && children.some((child) => !later.some(({ path }) => path === child.path))) return IS_LATER;
	const head = text.slice(0, at);
	if (drafts.length > 1 && /^__depends__/m.test(head) && !DEPENDS.test(head)) return { reason: "What it depends on is computed." };
	const files = drafts.map((draft, i) => [{
		path: pathOf(names[i] ?? stem),
		action: i === 0 ? "replace" : "create",
		text: `${headOf(head, draft.transaction, i === 0 ? void 0 : names[i - 1])}${stepsOf(draft)}`
	}]);
	const last = names.findLast((_, i) => drafts[i]?.release === 1) ?? stem;
	const moved = children.map(({ path, text: own }) => ({
		path,
		action: "replace",
		text: own.replace(DEPENDS, (line) => line.replace(named, (_, quote) => `${quote}${last}${quote}`))
	}));
	const end = drafts.findLastIndex(({ release }) => release === 1);
	return {
		files: last === stem ? files : files.map((own, i) => i === end ? [...own, ...moved] : own),
		notes: []
	};
};
/** What stands before the steps, with what it depends on and its switch. */
function headOf(head, transaction, before) {
	let text = head.replace(/^__transactional__\s*=.*\n/m, "");
	if (before !== void 0) {
		const depends = `__depends__ = {"${before}"}`;
		text = DEPENDS.test(text) ? text.replace(DEPENDS, () => depends) : `${text.trimEnd()}\n\n${depends}\n\n`;
	}
	return transaction ? text : `${text.trimEnd()}\n__transactional__ = False\n\n`.replace(/^\n+/, "");
}
function stepsOf({ statements }) {
	const call = ({ comments, sql, down }) => {
		const parts = [python(sql), ...down && down.length > 0 ? [python(down.join("\n"))] : []];
		const note = down === void 0 ? ["    # Irreversible: no statement undoes this.\n"] : [];
		return [
			...comments.map((line) => `    # ${line}\n`),
			...note,
			`    step(\n${parts.map((part) => `        ${part},\n`).join("")}    ),\n`
		].join("");
	};
	return `steps = [\n${statements.map(call).join("")}]\n`;
}

export { yoyo };