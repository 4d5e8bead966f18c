import { E as judgeAllows, O as judge, k as inPreset } from "./chunk-review.js";

// src/ruleset/example.ts
/**
* Runs every example of some rules.
*
* @param rules the rules to test.
* @param all every rule there is: what rewrites are reviewed against.
*/
async function testRules(rules, all, world) {
	const recommended = all.filter((rule) => inPreset(rule, "recommended"));
	const results = [];
	for (const rule of rules) {
		let rewritten = rule.rewrite === null;
		for (const [index, example] of rule.examples.bad.entries()) {
			const { problems, findings, analysed } = await runExample(rule, example, all, world);
			const about = findings.filter((finding) => finding.rewrite.length > 0);
			rewritten ||= about.length > 0;
			for (const finding of about) problems.push(...await reviewRewrite(finding, example, analysed, recommended, world));
			results.push({
				rule: rule.id,
				path: rule.path,
				kind: "bad",
				index,
				title: example.title,
				problems
			});
		}
		const last = results.at(-1);
		if (!rewritten && last && last.rule === rule.id) results[results.length - 1] = {
			...last,
			problems: [...last.problems, { kind: "no-rewrite" }]
		};
		for (const [index, example] of rule.examples.good.entries()) {
			const { problems } = await runExample(rule, example, all, world);
			results.push({
				rule: rule.id,
				path: rule.path,
				kind: "good",
				index,
				title: example.title,
				problems
			});
		}
	}
	return results;
}
/** What a rule says about its first bad example, for its page; undefined for a rule without one. */
async function sampleFinding(rule, all, world) {
	const [example] = rule.examples.bad;
	return example && (await runExample(rule, example, all, world)).findings[0];
}
/** The run an example describes. */
function runOf(example) {
	const { given, framework, down, dialect, tables, transaction } = example;
	return {
		given,
		framework,
		down,
		dialect,
		tables,
		separate: false,
		migrations: example.migrations.map((sql) => ({
			sql,
			transaction
		}))
	};
}
async function runExample(rule, example, all, world) {
	const analysed = (await world.analyse(runOf(example))).map((migration) => ({
		...migration,
		facts: {
			...migration.facts,
			...example.migration
		}
	}));
	const { findings, failures } = judgeOne(rule, analysed, all, {
		settings: settingsFor(example, world, /* @__PURE__ */ new Map([[rule.id, {
			level: "on",
			options: example.options
		}]])),
		dialects: world.dialects
	});
	const expected = [...example.findings];
	const problems = [];
	for (const { message } of findings) {
		const at = expected.indexOf(message);
		if (at < 0) problems.push({
			kind: "unexpected",
			message
		});
		else expected.splice(at, 1);
	}
	for (const message of expected) problems.push({
		kind: "missing",
		message
	});
	for (const { reason } of failures) problems.push({
		kind: "failure",
		reason
	});
	if (!rule.on.includes("unread")) for (const { unread } of analysed) for (const { reason } of unread) problems.push({
		kind: "not-analysed",
		reason
	});
	return {
		problems,
		findings,
		analysed
	};
}
/** What one rule says; a rule about allow comments is asked when it is known what the others say. */
function judgeOne(rule, analysed, all, context) {
	if (!rule.on.includes("allow")) return judge(analysed, [rule], context);
	const { findings, failures } = judgeAllows(judge(analysed, all, context), analysed, all, context, /* @__PURE__ */ new Date());
	return {
		findings: findings.filter((finding) => finding.rule === rule.id),
		failures
	};
}
function settingsFor(example, world, rules) {
	return {
		preset: "recommended",
		rules,
		overrides: [],
		tables: world.knowledge(example.tables)
	};
}
const contains = (outer, inner) => outer.path === inner.path && outer.start <= inner.start && inner.end <= outer.end;
const overlap = (a, b) => a.path === b.path && a.start < b.end && b.start < a.end;
/** Whether a deploy before the step settles what is found in it: the rule itself, or one that asks for a deploy, too. */
function isDeployed(other, finding, step) {
	const first = finding.rewrite.findIndex(({ deploy }) => deploy !== void 0);
	return first >= 0 && step >= first && (other.rule === finding.rule || other.rewrite.some(({ deploy }) => deploy !== void 0));
}
/** Whether a finding is about something that an earlier step made, which nothing that is deployed uses. */
function isAboutNew({ primary }, steps) {
	const start = steps[0]?.statements[0]?.operations[0]?.before.relations;
	return (steps.flatMap(({ statements }) => statements).find(({ statement }) => contains(statement.span, primary))?.operations ?? []).some(({ operation: o }) => {
		if (o.kind === "drop-sequence") return start?.has(o.sequence) === false;
		return o.kind === "add-identity" && start?.get(o.table)?.columns.has(o.column) === false;
	});
}
/** Reviews what a finding says to run instead. Faults of other statements of the example, or other parts of this, are not counted. */
async function reviewRewrite(finding, example, analysed, recommended, world) {
	const place = statementOf(finding.primary, analysed);
	if (!place) return [{
		kind: "failure",
		reason: "the statement of the finding was not found again"
	}];
	const run = rewriteRun(finding.rewrite, example, analysed, place);
	const review = (migrations) => judge(migrations, recommended, {
		settings: settingsFor(example, world, /* @__PURE__ */ new Map()),
		dialects: world.dialects
	});
	const tolerated = review(analysed).findings.filter((other) => !contains(place.span, other.primary) || !overlap(finding.primary, other.primary)).map(({ rule, message }) => `${rule}\0${message}`);
	const problems = [];
	const after = await world.analyse(run);
	const { findings, failures } = review(after);
	for (const other of findings) {
		const at = tolerated.indexOf(`${other.rule}\0${other.message}`);
		const step = after.findIndex(({ migration }) => migration.path === other.primary.path);
		if (at >= 0) tolerated.splice(at, 1);
		else if (!isDeployed(other, finding, step) && !isAboutNew(other, after)) problems.push({
			kind: "rewrite",
			rule: other.rule,
			message: other.message,
			sql: textAt(other.primary, after)
		});
	}
	for (const { rule, reason } of failures) problems.push({
		kind: "failure",
		reason: `${rule}: ${reason}`
	});
	return problems;
}
function statementOf(span, analysed) {
	for (const [migration, { statements }] of analysed.entries()) {
		const found = statements.find(({ statement }) => contains(statement.span, span));
		if (found) return {
			migration,
			span: found.statement.span
		};
	}
}
/**
* The change after a rewrite: a step in the same file takes the place of the statement, every other is a migration of its
* own, run in a transaction where it may be. Where no step is in the same file, what stood before the statement is history.
*/
function rewriteRun(steps, example, analysed, place) {
	const text = analysed[place.migration]?.migration.text ?? "";
	const before = text.slice(0, place.span.start);
	const after = text.slice(place.span.end);
	const inPlace = steps.some((step) => step.phase === "same-file");
	const earlier = analysed.slice(0, place.migration).map(({ migration }) => migration.text);
	const migrations = [];
	let open = true;
	for (const step of steps) {
		const sql = step.sql.trim().replace(/;$/, "");
		if (step.phase !== "same-file") migrations.push({
			sql: `${sql};\n`,
			transaction: step.transaction ? "wrapped" : "none"
		});
		else {
			migrations.push({
				sql: open ? `${before}${sql}${after}` : `${sql};\n`,
				transaction: example.transaction
			});
			open = false;
		}
	}
	const history = inPlace ? earlier : [...earlier, before];
	return {
		...runOf(example),
		given: [example.given, ...history].filter((sql) => sql.trim() !== "").join("\n"),
		separate: true,
		migrations
	};
}
function textAt(span, migrations) {
	return migrations.find(({ migration }) => migration.path === span.path)?.migration.text.slice(span.start, span.end) ?? "";
}
/** Results in words, for people: what fails, and a last line that counts. */
function describeResults(results) {
	const lines = [];
	for (const result of results) {
		if (result.problems.length === 0) continue;
		lines.push(`${result.path}: ${result.kind} example ${result.index + 1}${result.title === "" ? "" : ` (${result.title})`}`);
		for (const problem of result.problems) lines.push(`  ${describeProblem(problem)}`);
	}
	const failed = results.filter(({ problems }) => problems.length > 0).length;
	const rules = new Set(results.map(({ rule }) => rule)).size;
	const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
	lines.push(`${count(results.length, "example")} of ${count(rules, "rule")}: ${failed === 0 ? "all hold" : `${failed} ${failed === 1 ? "does" : "do"} not hold`}`);
	return `${lines.join("\n")}\n`;
}
function describeProblem(problem) {
	switch (problem.kind) {
		case "missing": return `not found:  ${problem.message}`;
		case "unexpected": return `unexpected: ${problem.message}`;
		case "not-analysed": return `not analysed: ${problem.reason}`;
		case "failure": return `cannot be evaluated: ${problem.reason}`;
		case "rewrite": return `its rewrite is not clean: ${problem.rule}: ${problem.message} [${problem.sql.replaceAll(/\s+/g, " ")}]`;
		case "no-rewrite": return "the rule has a rewrite, and none of its bad examples shows it";
	}
}

export { describeResults, runOf, sampleFinding, testRules };