import { Ar as UserError, Br as builtInRules, Dt as loadConfig, Hr as rewriteNames, Vr as loadAllRules, _t as findRepository, ct as changesFromPaths, jr as nearest, k as inPreset, lt as directoryTree, nr as RISKS, ti as dialects, tr as CATEGORIES, ut as listFiles, v as helpText, y as parseOptions } from "./chunk-review.js";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

// src/commands/rules.ts
/** `lockkeeper rules`: lists the rules, shows one, runs the examples in rule files, scaffolds a rule. */
const OPTIONS = {
	format: {
		type: "string",
		value: "FORMAT",
		doc: "how to print it",
		choices: ["terminal", "json"]
	},
	output: {
		type: "string",
		value: "FILE",
		doc: "`rules new`: where to write it, instead of .github/lockkeeper/ID.yaml"
	},
	help: {
		type: "boolean",
		short: "h",
		doc: "show this help"
	}
};
const FORMS = [
	"lockkeeper rules",
	"lockkeeper rules ID",
	"lockkeeper rules test [PATH…]",
	"lockkeeper rules new ID"
];
/** Runs `rules`. Status 0; `rules test` 1 when an example does not hold. */
async function rulesCommand(args, io) {
	const options = parseOptions(args, OPTIONS);
	const [first, ...rest] = options.positionals;
	if (options.flag("help")) {
		io.out(helpText(FORMS, "Lists the rules, shows one, runs the examples in rule files, scaffolds a rule.", OPTIONS));
		return 0;
	}
	const asJson = options.string("format") === "json";
	if (first === "test") return test(rest, asJson, io);
	if (first === "new") return scaffold(rest, options.string("output"), io);
	if (rest.length > 0) throw new UserError("`rules` shows one rule at a time.", FORMS.join(" · "));
	const { tree } = await here(io);
	const { config } = await loadConfig(tree, { dialects });
	const rules = await loadAllRules(tree, config.customRules);
	if (first === void 0) {
		io.out(asJson ? `${JSON.stringify(rules.map(summaryOf), null, 2)}\n` : listText(rules));
		return 0;
	}
	const rule = rules.find((candidate) => candidate.id === first);
	if (!rule) {
		const near = nearest(first, rules.map((candidate) => candidate.id));
		throw new UserError(`There is no rule "${first}".`, near ? `Did you mean ${near}?` : "`lockkeeper rules` lists them.");
	}
	if (asJson) io.out(`${JSON.stringify(rule, null, 2)}\n`);
	else {
		const [{ rulePage }, { sampleFinding }, { exampleWorld }] = await Promise.all([
			import("./chunk-page2.js"),
			import("./chunk-example.js"),
			import("./chunk-examples.js")
		]);
		io.out(rulePage(rule, await sampleFinding(rule, rules, await exampleWorld())));
	}
	return 0;
}
/** The repository around the current folder. */
async function here(io) {
	const repository = findRepository(io.cwd);
	const root = repository ?? io.cwd;
	const { paths } = await listFiles(root, repository !== void 0);
	return {
		root,
		tree: directoryTree(root, paths)
	};
}
const summaryOf = ({ id, title, category, status, preset, risk, dialect, builtIn }) => ({
	id,
	title,
	category,
	status,
	preset,
	risk,
	dialect,
	builtIn
});
/** One line for each rule, by category. */
function listText(rules) {
	const width = Math.max(...rules.map((rule) => rule.id.length));
	const blocks = [...new Set(rules.map((rule) => rule.category))].toSorted().map((category) => {
		return [category, ...rules.filter((rule) => rule.category === category).toSorted((a, b) => a.id < b.id ? -1 : 1).map((rule) => `  ${rule.id.padEnd(width)}  ${rule.risk.padEnd(8)}  ${(rule.builtIn ? rule.preset : "custom").padEnd(11)}  ${rule.title}`)].join("\n");
	});
	const recommended = rules.filter((rule) => inPreset(rule, "recommended")).length;
	return `${blocks.join("\n\n")}\n\n${rules.length} rules, ${recommended} of them in preset recommended. Risk \`exposure\`: from what is blocked, by how much work, on how big a table.\n`;
}
/** `rules test`: the named rule files, else the custom rules of the configuration, else the built-in ones. */
async function test(paths, asJson, io) {
	const { testRules, describeResults } = await import("./chunk-example.js");
	const { exampleWorld } = await import("./chunk-examples.js");
	const known = await builtInRules();
	const { tree, files } = await ruleFilesToTest(paths, io);
	let rules = known;
	if (files.length > 0) {
		const [{ readFiles }, { readRules }] = await Promise.all([import("./chunk-custom.js"), import("./chunk-load2.js")]);
		const sources = await readFiles(tree, files);
		const own = new Set(files.map((file) => /([^/]+)\.ya?ml$/.exec(file)?.[1]));
		const reading = await readRules(sources, {
			rewrites: rewriteNames(),
			known: known.filter((rule) => !own.has(rule.id)),
			builtIn: false
		});
		if (reading.problems.length > 0) {
			const { failureText } = await import("./chunk-commands.js");
			for (const problem of reading.problems) io.err(failureText(problem));
			return 2;
		}
		rules = reading.rules;
	}
	const ids = new Set(rules.map((rule) => rule.id));
	const results = await testRules(rules, [...known.filter((rule) => !ids.has(rule.id)), ...rules], await exampleWorld());
	io.out(asJson ? `${JSON.stringify(results, null, 2)}\n` : describeResults(results));
	return results.some(({ problems }) => problems.length > 0) ? 1 : 0;
}
async function ruleFilesToTest(paths, io) {
	if (paths.length > 0) {
		const { changes } = await changesFromPaths({
			cwd: io.cwd,
			paths,
			audit: true
		});
		const files = changes.files.map((file) => file.path).filter((path) => /\.ya?ml$/.test(path));
		if (files.length === 0) throw new UserError(`There is no rule file in ${paths.join(", ")}.`, "Rules are .yaml files; `lockkeeper rules new ID` writes one.");
		return {
			tree: changes.head,
			files
		};
	}
	const { tree } = await here(io);
	const { config } = await loadConfig(tree, { dialects });
	if (config.customRules.length === 0) return {
		tree,
		files: []
	};
	const { findRuleFiles } = await import("./chunk-custom.js");
	return {
		tree,
		files: await findRuleFiles(tree, config.customRules)
	};
}
const TEMPLATE = (id, title, path) => `# yaml-language-server: $schema=https://raw.githubusercontent.com/lockkeeper/lockkeeper/main/rules/rule.schema.json
#
# This rule works as it stands, and is here to be changed. Its examples are its tests: lockkeeper rules test ${path}
# What a condition can ask: https://github.com/lockkeeper/lockkeeper/blob/main/docs/rule-reference.md
id: ${id}
title: ${title}
# ${CATEGORIES.join(", ")}.
category: design
# ${RISKS.join(", ")}; or exposure: from what is blocked, by how much work, on how big a table.
risk: low
# A kind of operation, or several: [create-table, add-column]. Or any, migration, transaction.
on: create-table
# CEL, always as a block like this one: without it ! and & mean something else in YAML.
when: >-
  op.table.startsWith(options.prefix) && !op.temporary
# What is about to happen to what, why that is bad, and what to do: a sentence each, with facts in \${…}.
message: \${op.table} is meant to go again, and nothing drops it.
why: >-
  Tables that were made for a while are still there years later, with data that nobody looks after.
fix: >-
  Make it a temporary table, or drop it in the same change.
# What the configuration can set: rules: { ${id}: { prefix: old_ } }. Leave it out where there is nothing to set.
options:
  prefix:
    type: text
    default: tmp_
    doc: How the names of such tables begin.
examples:
  # Each must yield exactly its finding. \`given\` is what is there before the change, \`sql\` the change.
  bad:
    - sql: CREATE TABLE tmp_users (id bigint PRIMARY KEY);
      finding: tmp_users is meant to go again, and nothing drops it.
    - given: CREATE TABLE users (id bigint PRIMARY KEY);
      sql: CREATE TABLE old_users (LIKE users);
      options: { prefix: old_ }
      finding: old_users is meant to go again, and nothing drops it.
  # None of these may yield one: write down the cases that look alike and are fine.
  good:
    - sql: CREATE TABLE users (id bigint PRIMARY KEY);
    - title: it goes with the session
      sql: CREATE TEMPORARY TABLE tmp_users (id bigint);
`;
/** `rules new ID`: a rule that works, to be changed. */
async function scaffold(rest, output, io) {
	const [id] = rest;
	if (id === void 0 || rest.length > 1) throw new UserError("`rules new` takes one id.", "lockkeeper rules new table-without-owner");
	if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) throw new UserError(`"${id}" is no id for a rule.`, "Lower case words joined by hyphens: table-without-owner.");
	if ((await builtInRules()).some((rule) => rule.id === id)) throw new UserError(`There is a built-in rule ${id} already.`, `\`lockkeeper rules ${id}\` shows it.`);
	const { root } = await here(io);
	const path = output ?? join(".github", "lockkeeper", `${id}.yaml`);
	const target = output === void 0 ? join(root, path) : resolve(io.cwd, output);
	const shown = path.replaceAll("\\", "/");
	const title = id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
	await mkdir(dirname(target), { recursive: true });
	try {
		await writeFile(target, TEMPLATE(id, title, shown), { flag: "wx" });
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
		throw new UserError(`There is a file ${path} already.`, "Choose another id, or another --output.");
	}
	io.err(`wrote ${shown}\nTest it: lockkeeper rules test ${shown}\nUse it: custom-rules: [${output === void 0 ? ".github/lockkeeper/*.yaml" : shown}] in .github/lockkeeper.yml\n`);
	return 0;
}

export { rulesCommand };