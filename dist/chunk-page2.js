import { j as parseTemplate, r as showOption, tr as CATEGORIES } from "./chunk-review.js";

// src/ruleset/page.ts
/** One page per rule, and the index of them: generated from the rule files, so that neither can say something else. */
const GENERATED = "<!-- Generated from the rule file. Change the rule, then run `npm run build`. -->";
/**
* The page of one rule: `docs/rules/<id>.md`.
*
* @param sample what the rule says about its first bad example (`sampleFinding`); without one the texts are shown with
* their expressions.
*/
function rulePage(rule, sample) {
	return `${[
		`# ${rule.id}`,
		GENERATED,
		`**${rule.title}**`,
		overview(rule),
		"## What it reports",
		`> ${(sample?.message ?? readable(rule.message)).replaceAll("\n", "\n> ")}`,
		`**Why.** ${sample?.why ?? readable(rule.why)}`,
		`**What to do.** ${sample?.fix ?? readable(rule.fix)}`,
		...noRewriteSection(rule),
		...rewriteSection(sample?.rewrite ?? []),
		...conditionSection(rule),
		...optionSection(rule),
		...exampleSection("Reported", rule.examples.bad, rule),
		...exampleSection("Not reported", rule.examples.good, rule),
		"## Allowing it",
		allowing(rule),
		...rule.references.length > 0 ? ["## References", rule.references.map((url) => `- <${url}>`).join("\n")] : []
	].join("\n\n")}\n`;
}
/** A template as prose: `${op.table}` becomes `op.table` in code. */
function readable(template) {
	return parseTemplate(template).map((part) => part.kind === "text" ? part.text : `\`${part.source.trim()}\``).join("");
}
/** Text for a cell of a table. */
const cell = (text) => text.replaceAll("|", "\\|");
function overview(rule) {
	const level = rule.risk === "exposure" ? "from [exposure](../rule-reference.md#risk-from-exposure)" : rule.risk;
	const strict = rule.strictRisk === null ? "" : `; ${rule.strictRisk} in preset strict`;
	const preset = rule.preset === "opt-in" ? "none: name it in `rules:` to turn it on" : `${rule.preset} and larger`;
	const direction = {
		up: "migrations",
		down: "ways back",
		any: "migrations and ways back"
	}[rule.direction];
	return [
		"| | |",
		"|---|---|",
		...[
			["Category", rule.category],
			["Risk", `${level}${strict}`],
			["Preset", preset],
			["Holds for", rule.dialect === "common" ? "every engine" : rule.dialect],
			["Looks at", `${rule.on.map((name) => `\`${name}\``).join(", ")} in ${direction}`],
			...rule.status === "stable" ? [] : [["Status", rule.status]],
			...rule.yieldsTo.length > 0 ? [["Silent where one of these reports", rule.yieldsTo.map((id) => `[${id}](${id}.md)`).join(", ")]] : []
		].map(([name, value]) => `| ${name} | ${value} |`)
	].join("\n");
}
function noRewriteSection(rule) {
	if (rule.noRewrite === "") return [];
	return [`**${rule.rewrite === null ? "No SQL to run instead." : "Where there is no SQL to run instead."}** ${rule.noRewrite}`];
}
function rewriteSection(steps) {
	if (steps.length === 0) return [];
	return ["Instead of the first example below:", ...steps.map((step, i) => {
		const outside = step.transaction ? "" : ", outside a transaction";
		const where = step.phase === "same-file" ? "in the same file" : step.phase;
		return `${steps.length > 1 ? `${i + 1}. ` : ""}${step.title} (${where}${outside})\n\n${sqlBlock(step.sql)}`;
	})];
}
function conditionSection(rule) {
	if (rule.when === "") return [];
	return [
		"## Condition",
		"The facts are listed in the [rule reference](../rule-reference.md).",
		`\`\`\`cel\n${rule.when}\n\`\`\``
	];
}
function optionSection(rule) {
	const options = Object.entries(rule.options);
	if (options.length === 0) return [];
	const rows = options.map(([name, option]) => `| \`${name}\` | ${option.type} | ${cell(showOption(option, option.default))} | ${cell(option.doc)} |`);
	const [name = "", first] = options[0] ?? [];
	const value = first ? showOption(first, first.default) : "";
	return [
		"## Options",
		[
			"| option | type | default | |",
			"|---|---|---|---|",
			...rows
		].join("\n"),
		`\`\`\`yaml\nrules:\n  ${rule.id}: { ${name}: ${value} }\n\`\`\``
	];
}
function exampleSection(heading, examples, rule) {
	if (examples.length === 0) return [];
	return [`## ${heading}`, ...examples.flatMap((example) => exampleParts(example, rule))];
}
function exampleParts(example, rule) {
	const circumstances = [
		...example.transaction === "none" ? [] : [example.transaction === "wrapped" ? "in a transaction" : "as one query of several statements"],
		...example.dialect === "" ? [] : [`on ${example.dialect}`],
		...example.framework === "" ? [] : [`under ${example.framework}`],
		...Object.entries(example.migration).map(([name, value]) => `\`migration.${name}\` is ${value}`),
		...example.tables.flatMap(({ name, size }) => size === void 0 ? [] : [`${name} is ${size}`]),
		...Object.entries(example.options).map(([name, value]) => {
			const declared = rule.options[name];
			return `\`${name}\` is ${declared ? showOption(declared, value) : String(value)}`;
		})
	];
	const title = [example.title, ...circumstances].filter((text) => text !== "").join("; ");
	const given = example.given === "" ? "" : `-- there already\n${example.given.trimEnd()}\n\n-- the change\n`;
	return [
		...title === "" ? [] : [`${title.slice(0, 1).toUpperCase()}${title.slice(1)}:`],
		...example.migrations.map((sql, i) => sqlBlock(i === 0 ? `${given}${sql}` : sql)),
		...example.findings.length > 0 ? [example.findings.map((finding) => `> ${finding.replaceAll("\n", "\n> ")}`).join("\n>\n")] : []
	];
}
/** A fenced block, whose fence is longer than any run of backticks in it. */
function sqlBlock(sql) {
	const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}sql\n${sql.trimEnd()}\n${fence}`;
}
function allowing(rule) {
	if (rule.on.includes("allow")) return "A comment cannot allow what is said about comments: mend the comment, or turn the rule off in the configuration.";
	return [
		"On the line before the statement, with the reason:",
		"",
		sqlBlock(`-- lockkeeper:allow ${rule.id} -- <reason>`),
		"",
		"For the whole repository, in the configuration:",
		"",
		`\`\`\`yaml\nrules:\n  ${rule.id}: off\n\`\`\``
	].join("\n");
}
/** The index of all rules by category: `docs/rules/README.md`. */
function ruleIndex(rules) {
	const sections = CATEGORIES.flatMap((category) => {
		const own = rules.filter((rule) => rule.category === category).toSorted((a, b) => a.id < b.id ? -1 : 1);
		if (own.length === 0) return [];
		const rows = own.map((rule) => {
			const risk = rule.risk === "exposure" ? "exposure" : rule.risk;
			return `| [${rule.id}](${rule.id}.md) | ${cell(rule.title)} | ${risk} | ${rule.preset} | ${rule.rewrite === null ? "" : "yes"} |`;
		});
		return [`## ${category}`, [
			"| rule | what it reports | risk | preset | rewrite |",
			"|---|---|---|---|---|",
			...rows
		].join("\n")];
	});
	const intro = `${rules.length} rules. A preset contains the smaller ones: minimal is in recommended, which is in strict; what is \`opt-in\` runs only where the configuration names it. How a risk comes from exposure: [rule reference](../rule-reference.md#risk-from-exposure).`;
	return `${[
		"# Rules",
		GENERATED,
		intro,
		...sections
	].join("\n\n")}\n`;
}

export { ruleIndex, rulePage };