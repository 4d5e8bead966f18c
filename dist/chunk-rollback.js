import { $n as visible, $r as dialectMap, Ar as UserError, D as migrationRollback, Lt as palette, Qn as oneLine, S as colorChoice, W as ruleSettings, Zn as inline, _ as writeReport, a as renderRollbackJson, er as withoutCommands, o as rollbackFiles, p as reviewInput, v as helpText, vn as fence, w as examine, x as COLOR_OPTION, y as parseOptions, yn as prose } from "./chunk-review.js";
import { r as withFiles } from "./chunk-fix.js";
import { n as writeFiles } from "./chunk-fix4.js";

// src/reporters/rollback.ts
const told = (title, sentences) => sentences.length === 0 ? [] : [{
	title,
	sentences,
	sql: []
}];
const aside = (text) => ({
	text,
	run: false,
	transaction: true
});
function partsOf({ path, id, steps, lost, notRestored, existing, gaps }, several) {
	const name = several ? `${path} (${id})` : path;
	const saved = lost.flatMap(({ save }) => save ? [save] : []);
	const restores = (at) => lost.flatMap(({ restore, restoreAfter, caution }) => restore !== null && restoreAfter === at ? [{
		title: "From the copy, where it was made",
		sentences: caution === null ? [] : [caution],
		sql: [aside(restore)]
	}] : []);
	const nothing = lost.length + gaps.length === 0;
	return [
		{
			title: steps.length > 0 ? `The way back from ${name}` : nothing ? `Nothing has to be undone: ${name} leaves nothing behind` : `There is no statement that undoes ${name}`,
			sentences: [],
			sql: []
		},
		...told("It may not be all", gaps),
		...told("What does not come back by itself", [...new Set(lost.map(({ what }) => what))]),
		...saved.length === 0 ? [] : [{
			title: "Right before the migration is run, save it",
			sentences: ["With writes stopped: what is written between the copy and the migration is not in the copy.", ...saved.map(({ title }) => `${title}.`)],
			sql: saved.map(({ sql }) => aside(sql))
		}],
		...told("Not as it was", notRestored),
		...existingPart(existing),
		...restores(0),
		...steps.flatMap(({ title, transaction, sql }, i) => [{
			title,
			sentences: transaction ? [] : ["Outside a transaction."],
			sql: [{
				text: sql,
				run: true,
				transaction
			}]
		}, ...restores(i + 1)])
	];
}
function existingPart(existing) {
	const alone = (title) => [{
		title,
		sentences: [],
		sql: []
	}];
	if (existing === "none") return alone("The migration brings no way back");
	if (existing === "same") return alone("The migration brings a way back that leads to the same schema");
	if (existing === "unknown") return alone("The migration brings a way back that could not be compared with this one");
	return told("After the way back that the migration brings", existing);
}
/** A text as comments of SQL. */
const comments = (text) => visible(text).split("\n").map((line) => `-- ${line}`.trimEnd());
/** A statement can only be shown as it is where nothing in it has to be made visible. */
const isPlain = (sql) => withoutCommands(visible(sql)) === sql;
/**
* The ways back as SQL that can be handed to psql. What is run at another time is in comments, and so is a statement with
* characters that only `--format json` shows as they are.
*
* @param rollbacks in the order in which they are run.
*/
function renderRollbackSql(rollbacks) {
	const blocks = rollbacks.flatMap((rollback) => partsOf(rollback, isOneOfSeveral(rollback, rollbacks)).map(({ title, sentences, sql }) => [
		...comments(sentences.length === 0 || sql.some(({ run }) => run) ? title : `${title}:`),
		...sentences.flatMap(comments),
		...sql.flatMap(({ text, run, transaction }) => {
			if (!isPlain(text)) return comments(`Characters of this are shown as pictures, so it is not to be run; --format json has it as it is:\n${text}`);
			if (!run) return comments(text);
			return transaction ? [
				"BEGIN;",
				text,
				"COMMIT;"
			] : [text];
		})
	].join("\n")));
	const runs = rollbacks.some(({ steps }) => steps.length > 0);
	return withoutCommands(`${[...runs ? ["-- Run it with psql -v ON_ERROR_STOP=1: a step that fails must not be followed by the next."] : [], ...blocks].join("\n\n")}\n`);
}
/** The ways back as Markdown. */
function renderRollbackMarkdown(rollbacks) {
	const blocks = rollbacks.flatMap((rollback) => partsOf(rollback, isOneOfSeveral(rollback, rollbacks)).flatMap(({ title, sentences, sql }, i) => [
		i === 0 ? `# ${prose(title)}` : `**${prose(title)}**`,
		...sentences.length > 0 ? [sentences.map((text) => `- ${prose(text)}`).join("\n")] : [],
		...sql.map(({ text }) => fence(text, "sql"))
	]));
	return withoutCommands(`${blocks.join("\n\n")}\n`);
}
/** The ways back for a terminal. */
function renderRollbackTerminal(rollbacks, color) {
	const { bold, dim } = palette(color);
	const indented = (text, by) => visible(text).split("\n").map((line) => `${by}${line}`.trimEnd()).join("\n");
	const blocks = rollbacks.flatMap((rollback) => partsOf(rollback, isOneOfSeveral(rollback, rollbacks)).map(({ title, sentences, sql }) => [
		bold(inline(oneLine(title))),
		...sentences.map((text) => `  ${inline(oneLine(text))}`),
		...sql.map(({ text, run }) => run ? indented(text, "    ") : dim(indented(text, "    ")))
	].join("\n")));
	return withoutCommands(`${blocks.join("\n\n")}\n`);
}
const isOneOfSeveral = ({ path }, all) => all.filter((other) => other.path === path).length > 1;

// src/commands/rollback.ts
/** `lockkeeper rollback`: what restores the schema that was there before a migration. */
const OPTIONS = {
	write: {
		type: "boolean",
		doc: "write the way back where the tool looks for it, if there is none"
	},
	migration: {
		type: "string",
		value: "ID",
		doc: "one of several migrations in the file; all of them without it"
	},
	format: {
		type: "string",
		value: "FORMAT",
		doc: "how to print it",
		choices: [
			"sql",
			"terminal",
			"markdown",
			"json"
		]
	},
	output: {
		type: "string",
		value: "FILE",
		doc: "where to; standard output without it"
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
	color: COLOR_OPTION,
	help: {
		type: "boolean",
		short: "h",
		doc: "show this help"
	}
};
/** Runs `rollback`. Status 0 also where nothing can be undone: the answer says so; 2 an error of the run. */
async function rollbackCommand(args, io) {
	const options = parseOptions(args, OPTIONS);
	if (options.flag("help")) {
		io.out(helpText(["lockkeeper rollback [--write] FILE"], "Prints what undoes a migration, from the schema that the migrations before it make, and what to save before it is run.", OPTIONS));
		return 0;
	}
	const [file, ...others] = options.positionals;
	if (file === void 0 || others.length > 0) throw new UserError("rollback takes one migration file.", "Name it: lockkeeper rollback FILE");
	const { root, ...given } = await reviewInput(options, io);
	const input = {
		...given,
		config: {
			...given.config,
			application: {
				...given.config.application,
				search: false
			}
		}
	};
	if (input.changes.kind === "audit") throw new UserError(`${file} is a folder.`, "Name the file of one migration in it.");
	const examined = await withWaysBack(input);
	const undone = chosen(undoneOf(examined, input), options.string("migration"), file, examined);
	const written = await readable(await rollbackFiles(undone, examined, input.config.rewrites.lockTimeout), undone, input);
	if (options.flag("write")) await writeFiles(root, written.files.map((one) => ({
		...one,
		release: 1,
		from: file
	})), input.changes.head);
	const rollbacks = undone.map(({ rollback }) => rollback);
	const output = options.string("output");
	const toFile = output !== void 0 && output !== "-";
	const format = options.string("format") ?? "sql";
	const text = format === "json" ? renderRollbackJson(rollbacks, written) : format === "markdown" ? renderRollbackMarkdown(rollbacks) : format === "terminal" ? renderRollbackTerminal(rollbacks, !toFile && colorChoice(options, io)) : renderRollbackSql(rollbacks);
	if (toFile) await writeReport(io, output, text);
	else io.out(text);
	if (options.flag("write")) io.err(withoutCommands(visible(writtenText(written))));
	return 0;
}
/** The named file examined; a way back in a file of its own is examined with it, so that it can be compared. */
async function withWaysBack(input) {
	const { changes } = input;
	const named = await examine({
		...input,
		plan: false,
		uses: false
	});
	const beside = named.touched.flatMap(({ head }, i) => {
		const ids = new Set(named.analysed[i]?.migrations.map(({ migration }) => `${migration.id}:down`));
		return head.migrations.filter((own) => own.direction === "down" && ids.has(own.id)).map(({ path }) => path);
	});
	const more = [...new Set(beside)].filter((path) => !changes.files.some((own) => own.path === path));
	if (more.length === 0) return named;
	const files = [...changes.files, ...more.map((path) => ({
		path,
		status: "added"
	}))];
	return examine({
		...input,
		plan: false,
		uses: false,
		changes: {
			...changes,
			files
		}
	});
}
/** The migrations of the named file that go forward, with what undoes them: last one first. */
function undoneOf({ analysed }, { changes, config, rules }) {
	const judging = {
		settings: ruleSettings(config),
		dialects: dialectMap()
	};
	return analysed.flatMap(({ migrations, context }, project) => migrations.filter(({ migration: { direction, path } }) => direction === "up" && changes.files.some((own) => own.path === path)).map((one) => ({
		analysed: one,
		project,
		rollback: migrationRollback(one, {
			project: context,
			rules,
			judging,
			migrations
		})
	}))).toReversed();
}
/**
* Those that are meant.
*
* @throws UserError where there is none, saying what the file is instead.
*/
function chosen(undone, id, file, { touched, analysed }) {
	const all = id === void 0 ? undone : undone.filter(({ rollback }) => rollback.id === id);
	const ids = undone.map(({ rollback }) => rollback.id);
	if (all.length === 0 && id !== void 0 && ids.length > 0) throw new UserError(`${file} holds no migration ${id}.`, `It holds ${ids.toReversed().join(", ")}.`);
	if (all.some(({ analysed: { statements, unread } }) => statements.length + unread.length > 0)) return all;
	if (all.length > 0) throw new UserError(`${file} runs no statement.`, "There is nothing to undo.");
	const down = analysed.flatMap(({ migrations }) => migrations.filter(({ migration }) => migration.direction === "down"))[0]?.migration;
	if (down) {
		const forth = touched.flatMap(({ head }) => head.migrations).find((own) => `${own.id}:down` === down.id);
		throw new UserError(`${file} is a way back itself.`, forth ? `Name the migration: lockkeeper rollback ${forth.path}` : "There is no migration that it goes back from.");
	}
	const unread = touched.flatMap(({ head }) => head.unread).find(({ span }) => file.endsWith(span.path) || span.path.endsWith(file));
	if (unread) throw new UserError(`${file} is no migration that is run: ${unread.reason}.`);
	throw new UserError(`${file} is no migration of a tool that Lockkeeper knows.`, "Name a migration, or say in `projects:` of the configuration what these files are.");
}
/** Only files that their tool reads as the same migration with a whole way back. */
async function readable(made, undone, input) {
	if (made.files.length === 0) return made;
	const head = withFiles(input.changes.head, made.files);
	const migrations = (await withWaysBack({
		...input,
		changes: {
			...input.changes,
			head
		}
	})).analysed.flatMap((project) => project.migrations);
	const texts = (one) => one && JSON.stringify(one.statements.map(({ statement }) => statement.sql));
	const wrong = undone.filter(({ analysed: own, rollback }) => {
		if (made.notWritten.some(({ path, id }) => path === rollback.path && id === rollback.id)) return false;
		const forth = migrations.find(({ migration }) => migration.id === own.migration.id);
		if (own.migration.framework === "django") return texts(forth) !== texts(own) || forth?.migration.down !== "present";
		const back = migrations.find(({ migration }) => migration.id === `${own.migration.id}:down`);
		return texts(forth) !== texts(own) || !back || back.statements.length === 0 || back.unread.length > 0;
	});
	if (wrong.length === 0) return made;
	const reason = "What was made of it is not read by its tool as it is meant: put what is printed into its way back by hand.";
	return {
		files: [],
		notWritten: [...made.notWritten, ...wrong.map(({ rollback: { path, id } }) => ({
			path,
			id,
			reason
		}))]
	};
}
function writtenText({ files, notWritten }) {
	return `${[...files.map(({ path, action }) => `${action === "create" ? "created" : "changed"} ${path}`), ...notWritten.map(({ path, reason }) => `not written: ${path}: ${reason}`)].map((line) => line.replaceAll("\n", " ")).join("\n")}\n`;
}

export { rollbackCommand };