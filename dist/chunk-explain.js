import { $t as cutScript, E as analyse, J as decode, Q as palette, T as IN_ORDER, X as codeFrame, Yt as dialectOf, Z as labelled, _t as inline, a as writeReport, bt as withoutCommands, c as dialectOption, dt as renderExplanationJson, ht as effectText, kt as UserError, l as COLOR_OPTION, mt as databaseText, o as helpText, pt as counted, rn as HARMLESS, s as parseOptions, tn as makeLocator, u as colorChoice, yt as visible } from "./chunk-review.js";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";

// src/reporters/explanation.ts
const MIN_WIDTH = 50;
const MAX_PROSE = 110;
/** The text of `explain` for a terminal. */
function renderExplanation(explanation, options) {
	const paint = palette(options.color);
	const width = Math.max(MIN_WIDTH, options.width);
	const prose = Math.min(width, MAX_PROSE);
	const { locate, statements } = explanation;
	const parts = statements.map((statement) => {
		const text = locate.text(statement.span.path);
		const { line, column } = locate.position(statement.span).start;
		const title = statement.operations.length > 0 ? statement.operations.join(", ") : "not analysed";
		const { error, effects } = statement;
		return [
			`${paint.bold(visible(title))}  ${paint.cyan(`${inline(statement.span.path)}:${line}:${column}`)}`,
			...text === void 0 ? [] : codeFrame(text, statement.span, width, 2, paint),
			...error ? labelled("error  ", `${error.message} (${error.line}:${error.column})`, 2, prose, paint.red) : [],
			...effects.flatMap((effect) => {
				const { lock, relation, rest, unsure } = effectText(effect);
				const notes = [...effect.createdHere ? ["made here: nothing uses it yet"] : [], ...unsure === "" ? [] : [unsure]];
				return labelled("lock   ", `${lock} on ${relation} ${rest}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`, 2, prose, effect.blocksReads ? paint.red : paint.yellow);
			}),
			...error || effects.length > 0 ? [] : labelled("lock   ", "none that another session waits for", 2, prose, paint.green),
			...error ? [] : consequenceLines(statement.consequences).flatMap((fact) => labelled("means  ", fact, 2, prose, paint.dim))
		];
	});
	const failed = statements.filter((statement) => statement.error).length;
	const unread = failed > 0 ? `, ${failed} not analysed` : "";
	parts.push([paint.dim(`${counted(statements.length, "statement")}${unread} · ${visible(databaseText(explanation.database))}`)]);
	return withoutCommands(`${parts.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`);
}
/** What a statement means beyond locks, in words; nothing for what means nothing. */
function consequenceLines(consequence) {
	const unsure = (field) => consequence.unknown.includes(field) ? " (not known for sure)" : "";
	return [
		...consequence.refused ? [`the server refuses it: ${consequence.refused.reason} (SQLSTATE ${consequence.refused.sqlstate})`] : [],
		...consequence.losesData ? [`data that is there is lost${unsure("losesData")}`] : [],
		...consequence.reversible ? [] : [`no other statement brings back what was${unsure("reversible")}`],
		...consequence.breaksRunningCode ? [`application code that is deployed now can fail after it${unsure("breaksRunningCode")}`] : [],
		...consequence.canFailOnData ? [`whether it succeeds depends on the rows${unsure("canFailOnData")}`] : [],
		...consequence.mustRunOutsideTransaction ? [`it must run outside a transaction${unsure("mustRunOutsideTransaction")}`] : []
	];
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
		change: "explain"
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
	const understood = (analysed?.statements ?? []).map(({ statement, effects, consequence }) => ({
		sql: statement.sql,
		span: statement.span,
		operations: statement.operations.map((operation) => operation.kind),
		effects,
		consequences: consequence
	}));
	const failed = (analysed?.unread ?? []).map(({ span, reason }) => {
		const { line, column } = locate.position(span).start;
		return {
			sql: file.text.slice(span.start, span.end),
			span,
			operations: [],
			effects: [],
			consequences: HARMLESS,
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
		locate
	};
	const output = options.string("output");
	const color = output === void 0 && colorChoice(options, io);
	const text = options.string("format") === "json" ? renderExplanationJson(explanation) : renderExplanation(explanation, {
		color,
		width: io.columns
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