import { r as __toESM } from "./chunk-rolldown-runtime.js";
import { Ar as UserError } from "./chunk-review.js";
import { t as readRules } from "./chunk-load.js";

// src/ruleset/custom.ts
/**
* Finds the rule files that globs select, sorted.
*
* @throws UserError for a glob that selects nothing: it is misspelt, and its rules would silently not run.
*/
async function findRuleFiles(tree, globs) {
	if (globs.length === 0) return [];
	const { default: picomatch } = await import("./chunk-picomatch.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const found = /* @__PURE__ */ new Set();
	for (const glob of globs) {
		const matches = picomatch(glob.replace(/^\.\//, ""), { dot: true });
		const paths = tree.paths.filter((path) => matches(path));
		if (paths.length === 0) throw new UserError(`No rule file matches "${glob}".`, "The paths of `custom-rules` start at the top of the repository.");
		for (const path of paths) found.add(path);
	}
	return [...found].toSorted();
}
/** Reads the texts of files that must be there. */
async function readFiles(tree, paths) {
	const contents = await tree.read(paths);
	return paths.map((path) => {
		const content = contents.get(path);
		if (!content) throw new UserError(`There is no file ${path}.`, void 0, { path });
		if (content.kind === "unreadable") throw new UserError(`The rule file cannot be read: ${content.reason}.`, void 0, { path });
		return {
			path,
			text: content.text
		};
	});
}
/**
* Loads the custom rules that globs select.
*
* @throws UserError at the first problem, saying how many more there are.
*/
async function loadCustomRules(tree, globs, context) {
	const { rules, problems } = await readRules(await readFiles(tree, await findRuleFiles(tree, globs)), context);
	const [first, ...others] = problems;
	if (!first) return rules;
	if (others.length === 0) throw first;
	const more = `${others.length} more ${others.length === 1 ? "problem" : "problems"} in rule files: \`lockkeeper rules test\` shows all.`;
	throw new UserError(first.problem, [first.hint, more].filter(Boolean).join("\n"), first.where, first.excerpt);
}

export { findRuleFiles, loadCustomRules, readFiles };