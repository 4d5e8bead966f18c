import { $r as dialectMap, G as tableKnowledge, K as IN_ORDER, Y as frameworkOf, ei as dialectOf, ii as cutScript, q as analyse, ti as dialects, ur as parseDialect } from "./chunk-review.js";

// src/commands/examples.ts
/** Runs the examples of rules through the real pipeline: parser, catalog, effects. */
const HISTORY = {
	...IN_ORDER,
	role: "history",
	change: null
};
const knowledge = (tables) => tableKnowledge(tables.map(({ name, size, rows }) => ({
	name,
	size: size ?? "large",
	rows: rows ?? null,
	bytes: null,
	indexBytes: null,
	writesPerSecond: null
})));
/** Loads the parsers and gives what the examples of rules need. */
async function exampleWorld() {
	await Promise.all(dialects.map((dialect) => dialect.load()));
	return {
		analyse: async (run) => analyseRun(run),
		knowledge,
		dialects: dialectMap()
	};
}
function analyseRun(run) {
	const choice = run.dialect === "" ? { dialect: "postgres" } : parseDialect(run.dialect);
	const dialect = dialectOf(choice.dialect);
	const framework = frameworkOf(run.framework);
	const migrationOf = (id, text, direction, transaction) => {
		const path = `${id.replace(":", ".")}.sql`;
		return {
			id,
			path,
			text,
			span: {
				path,
				start: 0,
				end: text.length
			},
			framework: framework?.id ?? "sql",
			order: id,
			title: "",
			direction,
			transaction,
			transactionGroup: null,
			steps: [{
				kind: "sql",
				script: cutScript({
					path,
					text
				})
			}],
			down: direction === "down" ? "not-used" : wayBack(run.down),
			repeatable: false
		};
	};
	const timeline = [{
		...HISTORY,
		migration: migrationOf("0000", run.given, "up", "none")
	}];
	for (const [i, { sql, transaction }] of run.migrations.entries()) {
		const id = String(i + 1).padStart(4, "0");
		const change = run.separate ? id : "example";
		timeline.push({
			...HISTORY,
			migration: migrationOf(id, sql, "up", transaction),
			role: "change",
			change
		});
		if (isSql(run.down)) timeline.push({
			...HISTORY,
			migration: migrationOf(`${id}:down`, run.down, "down", transaction),
			role: "change",
			change
		});
	}
	return analyse(timeline, {
		project: 0,
		dialect,
		version: choice.version === void 0 ? dialect.defaultVersion : Number(choice.version),
		versionAssumed: choice.version === void 0,
		frameworkTitle: framework?.title ?? "",
		outsideTransaction: framework?.outsideTransaction ?? null,
		withoutOptOut: framework?.withoutOptOut ?? "",
		knowledge: knowledge(run.tables),
		schema: []
	});
}
const STATES = [
	"present",
	"absent",
	"irreversible",
	"not-used"
];
/** An example gives the state of the way back, or its SQL. */
const isSql = (down) => down !== "" && !STATES.includes(down);
function wayBack(down) {
	if (down === "") return "not-used";
	return STATES.find((state) => state === down) ?? "present";
}

export { exampleWorld };