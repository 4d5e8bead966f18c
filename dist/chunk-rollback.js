import { Jt as jsonText, P as ruleSettings, Z as changesFromPaths, _ as migrationRollback, _n as visible, c as helpText, gr as dialectMap, gt as loadConfig, ir as loadAllRules, l as parseOptions, m as examine, qn as UserError, s as writeReport, u as dialectOption, vn as withoutCommands, vr as dialects } from "./chunk-review.js";

// src/reporters/rollback.ts
/** A text as comments of SQL. */
const comments = (text) => visible(text).split("\n").map((line) => `-- ${line}`.trimEnd());
/**
* The steps as SQL. What saves rows is run before the migration, and what gives them back needs that copy: both are comments.
*/
function renderRollbackSql({ path, steps, lost, notRestored, existing, gaps }) {
	const saved = lost.flatMap(({ save }) => save ? [save] : []);
	const restores = (after) => lost.flatMap(({ restore, restoreAfter }) => restore !== null && restoreAfter === after ? comments(`From the copy, where it was made:\n${restore}`) : []);
	return `${[
		comments(steps.length === 0 ? `There is no statement that undoes ${path}.` : `The way back from ${path}`),
		gaps.length === 0 ? [] : comments(`It may not be all:\n${gaps.join("\n")}`),
		lost.length === 0 ? [] : comments(`What does not come back by itself:\n${lost.map(({ what }) => what).join("\n")}`),
		saved.length === 0 ? [] : comments(`Before the migration is run, save it:\n${saved.map(({ title, sql }) => `${title}:\n${sql}`).join("\n")}`),
		notRestored.length === 0 ? [] : comments(`Not as it was:\n${notRestored.join("\n")}`),
		existingLines(existing),
		restores(0),
		...steps.flatMap(({ title, transaction, sql }, i) => [[...comments(title), ...transaction ? [
			"BEGIN;",
			visible(sql),
			"COMMIT;"
		] : [...comments("Outside a transaction."), visible(sql)]], restores(i + 1)])
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
function existingLines(existing) {
	if (existing === "none") return [];
	if (existing === "same") return comments("The migration brings a way back that leads to the same schema.");
	if (existing === "unknown") return comments("The migration brings a way back that could not be compared with this one.");
	return comments(`After the way back that the migration brings:\n${existing.join("\n")}`);
}

// src/commands/rollback.ts
/** `lockkeeper rollback`: what restores the schema that was there before a migration. */
const OPTIONS = {
	dialect: {
		type: "string",
		value: "DIALECT",
		doc: "engine and major version: postgres@16"
	},
	format: {
		type: "string",
		value: "FORMAT",
		doc: "how to print it",
		choices: ["sql", "json"]
	},
	output: {
		type: "string",
		value: "FILE",
		doc: "where to; standard output without it"
	},
	help: {
		type: "boolean",
		short: "h",
		doc: "show this help"
	}
};
/** Runs `rollback`. Status 0 also where nothing can be undone: the answer says so. */
async function rollbackCommand(args, io) {
	const options = parseOptions(args, OPTIONS);
	if (options.flag("help")) {
		io.out(helpText(["lockkeeper rollback FILE"], "Prints what undoes a migration, from the schema that the migrations before it make, and what to save before it is run.", OPTIONS));
		return 0;
	}
	const [file, ...others] = options.positionals;
	if (file === void 0 || others.length > 0) throw new UserError("rollback takes one migration file.", "Name it: lockkeeper rollback FILE");
	const { changes } = await changesFromPaths({
		cwd: io.cwd,
		paths: [file],
		audit: false
	});
	if (changes.kind === "audit") throw new UserError(`${file} is a folder.`, "Name the file of one migration.");
	const loaded = await loadConfig(changes.head, { dialects });
	const rules = await loadAllRules(changes.head, loaded.config.customRules);
	const config = await loaded.settle(rules);
	const look = (files) => examine({
		changes: {
			...changes,
			files
		},
		config,
		configPath: loaded.path,
		rules,
		baseline: null,
		dialect: dialectOption(options),
		today: io.today
	});
	const named = await look(changes.files);
	const beside = downsOf(named).filter((path) => !changes.files.some((own) => own.path === path));
	const whole = beside.length === 0 ? named : await look([...changes.files, ...beside.map((path) => ({
		path,
		status: "added"
	}))]);
	const judging = {
		settings: ruleSettings(config),
		dialects: dialectMap()
	};
	const rollbacks = whole.analysed.flatMap(({ migrations, context }) => migrations.filter(({ migration, statements, unread }) => migration.direction === "up" && statements.length + unread.length > 0).map((one) => migrationRollback(one, {
		project: context,
		rules,
		judging,
		migrations
	})));
	if (rollbacks.length === 0) throw new UserError(`${file} holds no migration that goes forward.`, "Name the migration itself, not its way back.");
	const text = options.string("format") === "json" ? jsonText({
		schemaVersion: 1,
		rollbacks
	}) : withoutCommands(rollbacks.toReversed().map(renderRollbackSql).join("\n"));
	const output = options.string("output");
	if (output === void 0 || output === "-") io.out(text);
	else await writeReport(io, output, text);
	return 0;
}
/** The files of the ways back of the migrations under review. */
function downsOf({ touched, analysed }) {
	return touched.flatMap(({ head }, i) => {
		const ids = new Set(analysed[i]?.migrations.map(({ migration }) => `${migration.id}:down`));
		return head.migrations.filter((own) => own.direction === "down" && ids.has(own.id)).map(({ path }) => path);
	});
}

export { rollbackCommand };