import { G as findRepository, Lt as builtInRules, M as directoryTree, Mt as nearest, N as listFiles, Qt as dialects, R as loadConfig, Rt as loadAllRules, h as inPreset, j as changesFromPaths, jt as UserError, o as helpText, s as parseOptions, zt as rewriteNames } from "./chunk-review.js";
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
			import("./chunk-page.js"),
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
const TEMPLATE = (id, title) => `# yaml-language-server: $schema=https://raw.githubusercontent.com/lockkeeper/lockkeeper/main/rules/rule.schema.json
id: ${id}
title: ${title}
category: design
status: stable
preset: recommended
risk: low
on: create-table
when: >-
  !op.hasPrimaryKey && !op.temporary && op.partitionOf == ''
message: \${op.table} is made without a primary key.
why: >-
  Rows cannot be told apart, and logical replication cannot repeat an UPDATE or DELETE.
fix: Add a primary key.
examples:
  bad:
    - sql: CREATE TABLE notes (body text);
      finding: notes is made without a primary key.
  good:
    - sql: CREATE TABLE notes (id bigint PRIMARY KEY, body text);
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
	const title = id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
	await mkdir(dirname(target), { recursive: true });
	try {
		await writeFile(target, TEMPLATE(id, title), { flag: "wx" });
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
		throw new UserError(`There is a file ${path} already.`, "Choose another id, or another --output.");
	}
	const shown = path.replaceAll("\\", "/");
	io.err(`wrote ${shown}\nTest it: lockkeeper rules test ${shown}\nUse it: custom-rules: [${output === void 0 ? ".github/lockkeeper/*.yaml" : shown}] in .github/lockkeeper.yml\n`);
	return 0;
}

export { rulesCommand };