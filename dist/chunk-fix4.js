import { $n as visible, Ar as UserError, Mn as fixJson, T as review, ir as compareRisks, kn as jsonText, nr as RISKS, p as reviewInput, rr as blocking, sr as standing, v as helpText, w as examine, y as parseOptions } from "./chunk-review.js";
import { n as makeFix, t as fixedChange } from "./chunk-fix.js";
import { lstat, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/commands/fix.ts
/** `lockkeeper fix`: the way out of a change as files of the user's framework. */
const OPTIONS = {
	write: {
		type: "boolean",
		doc: "write the files, instead of showing them"
	},
	release: {
		type: "string",
		value: "N",
		doc: "the files of this release; those of the first without it"
	},
	base: {
		type: "string",
		value: "REF",
		doc: "what changed since the merge base with REF (default: the remote's default branch)"
	},
	format: {
		type: "string",
		value: "FORMAT",
		doc: "how to print it",
		choices: ["terminal", "json"]
	},
	config: {
		type: "string",
		value: "FILE",
		doc: "the configuration, instead of .github/lockkeeper.yml or lockkeeper.yml"
	},
	dialect: {
		type: "string",
		value: "DIALECT",
		doc: "engine and major version: postgres@16"
	},
	"fail-on": {
		type: "string",
		value: "LEVEL",
		doc: "the status is 1 when something at or above this risk remains",
		choices: [...RISKS, "never"]
	},
	help: {
		type: "boolean",
		short: "h",
		doc: "show this help"
	}
};
/** Runs `fix`. Status 0 nothing to fix or all fixed, 1 something at or above `fail-on` remains, 2 an error of the run. */
async function fixCommand(args, io) {
	const options = parseOptions(args, OPTIONS);
	if (options.flag("help")) {
		io.out(helpText(["lockkeeper fix [--write] [PATH…]"], "Makes the files that lead where the migrations lead, safely, in the form of their framework. Without --write it shows them.", OPTIONS));
		return 0;
	}
	const release = releaseOf(options.string("release"));
	const { root, ...input } = await reviewInput(options, io);
	const examined = await examine({
		...input,
		plan: false,
		uses: false
	});
	if (examined.review.audit) throw new UserError("fix works on a change, and what is named here is a whole project.", "Name the new migration files, or run it without PATH to take what changed since the merge base.");
	const fix = await makeFix(examined, input.changes, {
		release,
		lockTimeout: input.config.rewrites.lockTimeout
	});
	if (options.flag("write")) await writeFiles(root, fix.files, input.changes.head, fix.removed);
	const after = await review({
		...input,
		plan: false,
		uses: false,
		changes: fixedChange(input.changes, fix)
	});
	io.out(options.string("format") === "json" ? jsonText({
		schemaVersion: 1,
		...fixJson(fix)
	}) : fixText(fix, options.flag("write")));
	io.err(visible(remaining(after, fix)));
	return after.verdict === "error" ? 2 : blocking(after).length > 0 ? 1 : 0;
}
function releaseOf(text) {
	if (text === void 0) return 1;
	if (!/^[1-9]\d?$/.test(text)) throw new UserError(`--release ${text} is no release.`, "Releases are counted from 1: --release 2.");
	return Number(text);
}
function fixText({ files, later, notWritten, removed, notes }, written) {
	const parts = [];
	const show = ({ path, action, text }) => void parts.push(`${written ? action === "create" ? "created" : "replaced" : action} ${path}\n\n${indented(text)}`);
	if (files.length === 0 && later.length === 0 && notWritten.length === 0) return "Nothing to fix.\n";
	for (const file of files) show(file);
	for (const path of removed) parts.push(`${written ? "deleted" : "delete"} ${path}\n`);
	let deploy = "";
	for (const file of later) {
		const heading = `In a later release (${file.release}): ${file.deploy}`;
		if (heading !== deploy) parts.push(`${deploy = heading}\n`);
		parts.push(`${file.path}\n\n${indented(file.text)}`);
	}
	for (const { path, reason } of notWritten) parts.push(`not written: ${path}\n  ${reason}\n`);
	for (const note of notes) parts.push(`${note}\n`);
	return visible(parts.join("\n"));
}
const indented = (text) => `${text.trimEnd().split("\n").map((line) => line === "" ? "" : `  ${line}`).join("\n")}\n`;
function remaining(after, { files }) {
	const left = standing(after).filter(({ risk }) => compareRisks(risk, "medium") >= 0);
	const lines = left.map(({ risk, rule, message, primary }) => `  ${risk} ${rule} ${primary.path}:${after.locate.position(primary).start.line} ${message}\n`);
	if (left.length === 0) return files.length === 0 ? "" : "Reviewed with these files: nothing at medium or above is left.\n";
	return `Reviewed with these files, this is left:\n${lines.join("")}`;
}
/**
* Writes files below a folder, and deletes those that got another name.
*
* @throws UserError, before anything is written, where a file is not as it was read, is there already, or lies behind a link.
*/
async function writeFiles(root, files, head, removed = []) {
	const before = await head.read([...files.map(({ path }) => path), ...removed]);
	for (const { path, action } of [...files, ...removed.map((path) => ({
		path,
		action: "delete"
	}))]) {
		const parts = path.split("/");
		if (path.startsWith("/") || path.includes("\\") || parts.some((part) => part === ".." || part === "." || part === "" || part === ".git")) throw new UserError(`${path} is no path inside the repository.`, "Nothing was written.");
		for (let i = 1; i <= parts.length; i++) {
			const stats = await lstat(join(root, ...parts.slice(0, i))).catch(() => void 0);
			if (stats?.isSymbolicLink()) throw new UserError(`${parts.slice(0, i).join("/")} is a symbolic link.`, "Nothing was written: links are not followed.");
			if (i === parts.length && stats && action === "create") throw new UserError(`${path} is there already.`, "Nothing was written.");
		}
		const was = before.get(path);
		if (action !== "create" && (was?.kind !== "text" || await readFile(join(root, path), "utf8").catch(() => "") !== was.text)) throw new UserError(`${path} changed while it was being fixed.`, "Nothing was written. Run fix again.");
	}
	for (const { path, action, text } of files) {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), text, { flag: action === "create" ? "wx" : "w" });
	}
	for (const path of removed) await rm(join(root, path));
}

export { writeFiles as n, fixCommand as t };