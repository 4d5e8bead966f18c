import { $n as visible, An as renderExplanationJson, Ar as UserError, C as asciiOnly, In as counted, It as labelled, K as IN_ORDER, Lt as palette, Nt as lockBars, Pt as codeFrame, S as colorChoice, Wn as relationText, Zn as inline, _ as writeReport, b as dialectOption, ei as dialectOf, er as withoutCommands, fi as HARMLESS, ii as cutScript, oi as makeLocator, pi as compareLocks, q as analyse, v as helpText, x as COLOR_OPTION, xt as decode, y as parseOptions, zn as databaseText } from "./chunk-review.js";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";

// src/reporters/explanation-wording.ts
/** What `explain` says about one statement, in sentences without markup. */
/** Who waits for a lock, in plain words. */
function waitsText({ blocksReads, blocksWrites, blocksSchemaChanges, lock }) {
	if (blocksReads) return "reads and writes wait, SELECT included";
	if (blocksWrites) return "writes wait: INSERT, UPDATE and DELETE; SELECT goes on";
	if (blocksSchemaChanges) return "schema changes and VACUUM wait; reads and writes go on";
	return compareLocks(lock, "ROW EXCLUSIVE") === 0 ? "nobody waits, but for those who change the same rows" : "nobody waits";
}
/** Relations that are named for one statement; a table of a thousand partitions has a thousand. */
const MOST_LOCKS = 12;
/** Names in one list, and kinds of work. */
const MOST_NAMES = 6;
const MOST_WORK = 4;
/** One line for each relation that is locked, tables first; indexes that are locked alike are one line. */
function lockTexts(effects) {
	const alike = /* @__PURE__ */ new Map();
	const lines = [];
	for (const effect of effects) if (effect.relationKind === "index") {
		const key = `${effect.lock} ${effect.heldUntil} ${effect.blocksReads} ${effect.createdHere}`;
		alike.set(key, [...alike.get(key) ?? [], effect]);
	} else lines.push({
		text: lockText(effect, relationText(effect.relation)),
		effect
	});
	const left = lines.length - MOST_LOCKS;
	const [first] = lines;
	return [
		...lines.slice(0, MOST_LOCKS),
		...left > 0 && first ? [{
			text: `and locks on ${left} more relations`,
			effect: first.effect
		}] : [],
		...[...alike.values()].flatMap((indexes) => {
			const [one] = indexes;
			const names = indexes.map(({ relation }) => relationText(relation));
			return one ? [{
				text: lockText(one, `${names.length === 1 ? "the index" : "the indexes"} ${shortList(names)}`),
				effect: one
			}] : [];
		})
	];
}
/** `ACCESS EXCLUSIVE on users until the transaction ends: reads and writes wait, SELECT included`. */
function lockText(effect, name) {
	const notes = [...effect.createdHere ? ["made here: nothing uses it yet"] : [], ...effect.unknown.length > 0 ? ["worst case: not everything is known"] : []];
	const text = `${effect.lock === "none" ? "no lock" : effect.lock} on ${name} until the ${effect.heldUntil} ends: ${waitsText(effect)}`;
	return notes.length > 0 ? `${text} (${notes.join("; ")})` : text;
}
const shortList = (names) => list(names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names);
const list = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
/** What one effect takes, in terms of the size of its relation. */
function workOf({ work, cause, relation }, concurrently) {
	const name = relationText(relation);
	switch (work) {
		case "none": return "";
		case "rows": return `the change of rows of ${name}, as many as there are`;
		case "scan": return cause === "refresh" ? "its query and the comparison of its rows" : `one read of all of ${name}`;
		case "index-build":
			if (cause === "type-change" || cause === "collation-change") return `the building of indexes of ${name}`;
			return `${concurrently ? "two reads" : "one read"} of all of ${name} and the building of an index`;
		case "rewrite": return cause === "refresh" ? "its query and the storing of its rows" : `a copy of ${name} and all its indexes`;
	}
}
/** How long a statement takes in terms of the size of the tables; undefined where it takes no lock that others notice. */
function durationText({ effects, concurrently }) {
	const old = effects.filter(({ createdHere }) => !createdHere);
	if (old.length === 0) return void 0;
	const works = old.filter(({ relationKind }) => relationKind !== "index").map((effect) => workOf(effect, concurrently));
	const said = [...new Set(works.filter((text) => text !== ""))];
	if (said.length > 0) return said.length > MOST_WORK ? [...said.slice(0, MOST_WORK), "…"].join("; ") : said.join("; ");
	return `an instant once the lock is granted, whatever the size of the ${old.every(({ relationKind }) => relationKind === "index") ? "index" : "table"}`;
}
/** What waits before the locks are granted, and how long at most; nothing where the transaction holds them already. */
function queueText({ effects, held, waitLimit }) {
	const wanted = effects.filter(({ relation, lock, createdHere, relationKind }) => !createdHere && relationKind !== "index" && !held.some((earlier) => earlier.relation === relation && compareLocks(earlier.lock, lock) >= 0));
	const names = (chosen) => shortList(chosen.map(({ relation }) => relationText(relation)));
	const reads = wanted.filter(({ blocksReads }) => blocksReads);
	const writes = wanted.filter(({ blocksReads, blocksWrites }) => !blocksReads && blocksWrites);
	const { milliseconds, by, unknown } = waitLimit;
	const limit = unknown ? "what limits the wait is not known" : milliseconds === 0 ? "nothing set here limits the wait" : `${by} ends the wait after ${milliseconds % 1e3 === 0 ? `${milliseconds / 1e3} s` : `${milliseconds} ms`}`;
	return [...reads.length > 0 ? [`it waits for every transaction that has used ${names(reads)} and has not ended; every query that comes later waits behind it, however short; ${limit}`] : [], ...writes.length > 0 ? [`it waits for every transaction that has written to ${names(writes)} and has not ended; every write that comes later waits behind it; ${limit}`] : []];
}
/** What becomes of code that is deployed, by the kind of operation. */
const BREAKS = {
	"add-constraint": "code that is deployed now and writes what the constraint forbids fails",
	"alter-column-type": "code that is deployed now and expects the old type can fail",
	"create-trigger": "code that is deployed now and writes to the table meets the trigger",
	"drop-column": "code that is deployed now and names the column fails",
	"drop-default": "code that is deployed now and leaves the column out of an INSERT can fail",
	"drop-function": "code that is deployed now and calls it fails",
	"drop-table": "code that is deployed now and uses the table fails",
	"drop-view": "code that is deployed now and reads the view fails",
	"rename-column": "code that is deployed now and uses the old name fails",
	"rename-table": "code that is deployed now and uses the old name fails",
	"rename-view": "code that is deployed now and uses the old name fails",
	"set-not-null": "code that is deployed now and writes no value fails",
	"set-schema": "code that is deployed now and uses the old name fails"
};
const LOSES = {
	"drop-column": "the values of the column are gone",
	"drop-materialized-view": "its rows are gone until they are computed again",
	"drop-table": "every row of the table is gone",
	truncate: "every row of the table is gone"
};
/** What is said of each kind once; where none of them has words of its own, the general ones. */
function saidOf(kinds, texts, general) {
	return [...new Set(kinds.map((kind) => Object.hasOwn(texts, kind) ? texts[kind] ?? general : general))];
}
/** What a statement means beyond locks; nothing for what means nothing. */
function meaningTexts(statement) {
	const { refused, losesData, reversible, breaksRunningCode, canFailOnData, mustRunOutsideTransaction, unknown } = statement.consequences;
	const { leavesInvalidIndex, hidesInvalidIndex } = statement.consequences;
	const unsure = (field) => unknown.includes(field) ? " (not known for sure)" : "";
	const lost = losesData ? saidOf(statement.losing, LOSES, "data that is there is lost") : [];
	const broken = breaksRunningCode ? saidOf(statement.breaking, BREAKS, "application code that is deployed now can fail after it") : [];
	return [
		...refused ? [`the server refuses it: ${refused.reason} (SQLSTATE ${refused.sqlstate})${unsure("refused")}`] : [],
		...lost.map((text) => `${text}${unsure("losesData")}`),
		...reversible ? [] : [`no other statement brings back what was${unsure("reversible")}`],
		...broken.map((text) => `${text}${unsure("breaksRunningCode")}`),
		...canFailOnData ? [`whether it succeeds depends on the rows${unsure("canFailOnData")}`] : [],
		...leavesInvalidIndex ? ["if it fails or is interrupted, it leaves an invalid index behind, which costs every write and serves no query"] : [],
		...hidesInvalidIndex ? ["IF NOT EXISTS takes such an index, left behind by an earlier run, for the index: nothing is built, and success is reported"] : [],
		...mustRunOutsideTransaction ? [`it must run outside a transaction${unsure("mustRunOutsideTransaction")}`] : []
	];
}
/** `2 statements, 1 not analysed`. */
function countText(statements) {
	const failed = statements.filter(({ error }) => error).length;
	return `${counted(statements.length, "statement")}${failed > 0 ? `, ${failed} not analysed` : ""}`;
}

// src/reporters/explanation.ts
/** What an engineer sees of `explain`: every statement with its code, what it does, and what people wrongly believe of it. */
const MIN_WIDTH = 50;
const MAX_PROSE = 110;
/** The text of `explain` for a terminal. */
function renderExplanation(explanation, options) {
	const paint = palette(options.color);
	const width = Math.max(MIN_WIDTH, options.width);
	const { locate, statements } = explanation;
	const told = /* @__PURE__ */ new Set();
	const parts = statements.map((statement) => {
		const text = locate.text(statement.span.path);
		const { line, column } = locate.position(statement.span).start;
		const title = statement.operations.length > 0 ? statement.operations.join(", ") : "not analysed";
		const { error } = statement;
		const prose = Math.min(width, MAX_PROSE);
		return [
			`${paint.bold(visible(title))}  ${paint.cyan(`${inline(statement.span.path)}:${line}:${column}`)}`,
			...text === void 0 ? [] : codeFrame(text, statement.span, width, 2, paint),
			...error ? labelled("error  ", `${error.message} (${error.line}:${error.column})`, 2, prose, paint.red) : statementLines(untold(statement, told), prose, paint)
		];
	});
	parts.push(...timelines(explanation, width, paint, options.ascii ?? false));
	parts.push([paint.dim(`${countText(statements)} · ${visible(databaseText(explanation.database))}`)]);
	return withoutCommands(`${parts.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`);
}
/** A statement without the beliefs that were told of one before it. */
function untold(statement, told) {
	const beliefs = statement.beliefs.filter(({ id }) => !told.has(id));
	for (const { id } of beliefs) told.add(id);
	return {
		...statement,
		beliefs
	};
}
function statementLines(statement, prose, paint) {
	const { effects, waits, undo, beliefs, sources } = statement;
	const row = (label, text, style) => labelled(label.padEnd(7), text, 2, prose, style);
	const duration = durationText(statement);
	return [
		...lockTexts(effects).flatMap(({ text, effect }) => row("lock", text, effect.blocksReads ? paint.red : paint.yellow)),
		...effects.length > 0 ? [] : row("lock", "none that another session waits for", paint.green),
		...duration === void 0 ? [] : row("takes", duration, paint.dim),
		...queueText(statement).flatMap((text) => row("queue", text, paint.dim)),
		...waits.flatMap((text) => row("waits", `for ${text}`, paint.dim)),
		...meaningTexts(statement).flatMap((text) => row("means", text, paint.dim)),
		...undo.length > 0 ? row("undo", inline(undo.join("; ")), paint.dim) : [],
		...beliefs.flatMap(({ believed, truth, since }) => row("myth", `“${believed}” ${since === null ? "" : `Since PostgreSQL ${since}: `}${truth}`, paint.blue)),
		...sources.flatMap((source) => row("manual", source, paint.dim))
	];
}
/** The locks of statements that run in one transaction, side by side. */
function timelines({ statements, transactions, locate }, width, paint, ascii) {
	const understood = statements.filter(({ error }) => !error);
	return transactions.flatMap((timeline) => {
		const bars = lockBars(understood, timeline, {
			width,
			paint,
			ascii,
			place: ({ span }) => `line ${locate.position(span).start.line}`
		});
		return bars.length === 0 ? [] : [[paint.bold("locks held together"), ...bars]];
	});
}

// src/commands/explained.ts
/** One statement that was understood. */
function explainStatement(analysed, dialect, version) {
	const { statement, operations, effects, consequence, transaction, held } = analysed;
	const situation = {
		version,
		inTransaction: transaction.open,
		change: CHANGE,
		settings: /* @__PURE__ */ new Map()
	};
	const beliefs = operations.flatMap(({ operation, effects: own, consequence: means, before }) => dialect.beliefsAbout(operation, {
		effects: own,
		consequence: means
	}, before, situation));
	return {
		sql: statement.sql,
		span: statement.span,
		operations: statement.operations.map(({ kind }) => kind),
		effects,
		consequences: consequence,
		concurrently: operations.some(({ operation }) => "concurrently" in operation && operation.concurrently),
		breaking: operations.filter((own) => own.consequence.breaksRunningCode).map(({ operation }) => operation.kind),
		losing: operations.filter((own) => own.consequence.losesData).map(({ operation }) => operation.kind),
		held,
		waitLimit: {
			milliseconds: transaction.waitLimit,
			by: transaction.waitLimitedBy,
			unknown: transaction.unknown.includes("waitLimit")
		},
		waits: [...new Set(operations.flatMap(({ operation }) => dialect.waitsFor(operation, situation)))],
		undo: consequence.reversible ? undone(operations, dialect) : [],
		beliefs: beliefs.filter(({ id }, i) => beliefs.findIndex((other) => other.id === id) === i),
		sources: [...new Set(effects.map(({ source }) => source).filter((source) => source !== ""))]
	};
}
/** One that could not be read. */
function notAnalysed(sql, span) {
	return {
		sql,
		span,
		operations: [],
		effects: [],
		consequences: HARMLESS,
		concurrently: false,
		breaking: [],
		losing: [],
		held: [],
		waitLimit: {
			milliseconds: 0,
			by: "nothing",
			unknown: false
		},
		waits: [],
		undo: [],
		beliefs: [],
		sources: []
	};
}
/** What the statements under explanation are to the catalog. */
const CHANGE = "explain";
/** The statements that undo one, what undoes its last operation first; none where one has no way back, or none that is certain. */
function undone(operations, dialect) {
	const statements = operations.toReversed().flatMap(({ consequence, before }) => {
		return (consequence.irreversible?.some(({ kind }) => kind === "unknown") ?? false) || !consequence.inverse ? [void 0] : consequence.inverse.map((step) => dialect.render(step, before));
	});
	return statements.every((sql) => sql !== void 0) ? statements : [];
}

// src/commands/explain.ts
/** `lockkeeper explain`: what each statement locks, scans, rewrites and loses. */
const OPTIONS = {
	schema: {
		type: "string",
		value: "FILE",
		doc: "SQL that makes the tables; it is replayed first and not reported"
	},
	"no-transaction": {
		type: "boolean",
		doc: "as run outside a transaction; without it: inside one, as most runners do"
	},
	dialect: {
		type: "string",
		value: "DIALECT",
		doc: "engine and major version: postgres@16"
	},
	format: {
		type: "string",
		value: "FORMAT",
		doc: "how to print it",
		choices: ["terminal", "json"]
	},
	output: {
		type: "string",
		value: "FILE",
		doc: "where to; standard output without it"
	},
	color: COLOR_OPTION,
	help: {
		type: "boolean",
		short: "h",
		doc: "show this help"
	}
};
const FORMS = [
	"lockkeeper explain 'ALTER TABLE users ADD COLUMN age int'",
	"lockkeeper explain FILE",
	"lockkeeper explain -"
];
/** Runs `explain`. Status 0: a statement that does not parse is shown as such. */
async function explainCommand(args, io) {
	const options = parseOptions(args, OPTIONS);
	if (options.flag("help")) {
		io.out(helpText(FORMS, "Tells what each statement locks, scans, rewrites, loses. SQL is text, a file, or - for standard input.", OPTIONS));
		return 0;
	}
	if (options.positionals.length > 1) throw new UserError("explain takes one argument.", "Quote the SQL, or put it into a file.");
	const choice = dialectOption(options) ?? { dialect: "postgres" };
	const file = await readInput(options.positionals[0], io);
	const schemaPath = options.string("schema");
	const schema = schemaPath === void 0 ? void 0 : await readSql(schemaPath, io);
	const dialect = dialectOf(choice.dialect);
	await dialect.load();
	const version = choice.version === void 0 ? dialect.defaultVersion : Number(choice.version);
	const script = cutScript(file);
	const migration = {
		id: "explain",
		path: file.path,
		text: file.text,
		span: {
			path: file.path,
			start: 0,
			end: file.text.length
		},
		framework: "sql",
		order: "",
		title: "",
		direction: "up",
		transaction: options.flag("no-transaction") ? "none" : "wrapped",
		transactionGroup: null,
		steps: [{
			kind: "sql",
			script
		}],
		down: "not-used",
		repeatable: false
	};
	const [analysed] = analyse([{
		...IN_ORDER,
		migration,
		role: "change",
		change: CHANGE
	}], {
		project: 0,
		dialect,
		version,
		versionAssumed: choice.version === void 0,
		frameworkTitle: "",
		outsideTransaction: null,
		withoutOptOut: "",
		knowledge: {
			size: () => "unknown",
			rows: () => void 0
		},
		schema: schema ? [cutScript(schema)] : []
	});
	const locate = makeLocator(/* @__PURE__ */ new Map([[file.path, file.text]]));
	const understood = (analysed?.statements ?? []).map((statement) => explainStatement(statement, dialect, version));
	const failed = (analysed?.unread ?? []).map(({ span, reason }) => {
		const { line, column } = locate.position(span).start;
		return {
			...notAnalysed(file.text.slice(span.start, span.end), span),
			error: {
				message: reason,
				line,
				column
			}
		};
	});
	const explanation = {
		database: {
			dialect: choice.dialect,
			version: String(version),
			assumed: choice.version === void 0,
			evidence: choice.version === void 0 ? "" : "--dialect"
		},
		statements: [...understood, ...failed].toSorted((a, b) => a.span.start - b.span.start),
		transactions: analysed?.timelines ?? [],
		locate
	};
	const output = options.string("output");
	const color = output === void 0 && colorChoice(options, io);
	const text = options.string("format") === "json" ? renderExplanationJson(explanation) : renderExplanation(explanation, {
		color,
		width: io.columns,
		ascii: output === void 0 && asciiOnly(io)
	});
	if (output === void 0 || output === "-") io.out(text);
	else await writeReport(io, output, text);
	return 0;
}
/** SQL given as text, a file or standard input. */
async function readInput(argument, io) {
	if (argument === "-" || argument === void 0 && !io.inIsTerminal) return {
		path: "(standard input)",
		text: await io.stdin()
	};
	if (argument === void 0) throw new UserError("explain needs SQL.", `Give it as: ${FORMS.join(" · ")}`);
	if (await stat(resolve(io.cwd, argument)).then((found) => found.isFile(), () => false)) return readSql(argument, io);
	if (/^[^\s;]+\.sql$/i.test(argument)) throw new UserError(`There is no file ${argument}.`, `SQL goes in quotes: ${FORMS[0]}`);
	return {
		path: "(command line)",
		text: argument
	};
}
async function readSql(path, io) {
	const bytes = await readFile(resolve(io.cwd, path)).catch((error) => {
		throw new UserError(error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}`);
	});
	const content = decode(bytes);
	if (content.kind === "unreadable") throw new UserError(`${path} cannot be read: ${content.reason}.`);
	return {
		path: path.replaceAll("\\", "/"),
		text: content.text
	};
}

export { explainCommand };