import { $n as UserError, Cn as visible, Dn as blocking, En as RISKS, Et as memoryTree, I as undoMigration, L as fileGroups, On as compareRisks, R as takesLong, b as examine, cr as REWRITE_OPTIONS, f as reviewInput, h as parseOptions, jn as standing, m as helpText, x as review } from "./chunk-review.js";
import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

// src/frameworks/writers.ts
const PLAIN = [
	"sql",
	"flyway",
	"goose",
	"sql-migrate",
	"dbmate",
	"tern",
	"golang-migrate",
	"sqlx",
	"diesel",
	"prisma",
	"supabase",
	"atlas",
	"refinery",
	"hasura",
	"pop"
];
const CODE = ["alembic", "rails"];
const SCRIPTS = [
	"knex",
	"typeorm",
	"node-pg-migrate",
	"sequelize",
	"mikro-orm"
];
const ALONE = {
	django: async () => (await import("./chunk-writer-django.js")).django,
	ecto: async () => (await import("./chunk-writer-ecto.js")).ecto,
	laravel: async () => (await import("./chunk-writer-php.js")).laravel,
	liquibase: async () => (await import("./chunk-writer-liquibase.js")).liquibase
};
const plain = async (id) => {
	const { SQL_FORMATS, sqlWriter } = await import("./chunk-sql-writer.js");
	const format = SQL_FORMATS[id];
	return format && sqlWriter(format);
};
const code = async (id) => (await import("./chunk-code-writer.js")).CODE_WRITERS[id];
const script = async (id) => (await import("./chunk-writer-script.js")).SCRIPT_WRITERS[id];
const WRITERS = {
	...Object.fromEntries(PLAIN.map((id) => [id, () => plain(id)])),
	...Object.fromEntries(CODE.map((id) => [id, () => code(id)])),
	...Object.fromEntries(SCRIPTS.map((id) => [id, () => script(id)])),
	...ALONE
};
const BY_HAND = "The steps are in the review, to be written by hand: Lockkeeper does not write the files of this tool yet.";
/** Why a framework has no writer, as a sentence. */
const NO_WRITER = {
	drizzle: "Drizzle runs all pending migrations in one transaction and keeps a snapshot of the schema for each, which only drizzle-kit can make.",
	"graphile-migrate": "graphile-migrate has one current.sql at a time, and commits it under a hash of its own: write the steps there one after the other.",
	sqitch: BY_HAND,
	yoyo: BY_HAND,
	mongodb: "These migrations hold no SQL.",
	kysely: "Kysely runs all pending migrations in one transaction, so that steps cannot be committed one after the other.",
	mongock: "These migrations hold no SQL.",
	exposed: "Lockkeeper does not read these migrations.",
	"ef-core": "EF Core keeps the model of its time beside each migration, in a file that only dotnet ef makes: add an empty migration for each step, and put the SQL of the review into it with migrationBuilder.Sql(…, suppressTransaction: true) where it runs outside a transaction.",
	phinx: "Phinx runs every migration in a transaction on PostgreSQL; write the steps by hand where useTransactions() is at hand.",
	"sea-orm": "The Migrator of a SeaORM project lists its migrations in code: write a migration for each step of the review, and add it there.",
	pgroll: "pgroll runs its operations in steps of its own, so that there is nothing to split."
};
/** The writer of a framework, or undefined where it has none (`NO_WRITER` says why). */
async function writerOf(framework) {
	return WRITERS[framework]?.();
}
/** Ids of the frameworks that have a writer. */
const WRITABLE = [
	...PLAIN,
	...CODE,
	...SCRIPTS,
	...Object.keys(ALONE)
];

// src/plan/fix.ts
/** Makes the files of a way out. */
async function makeFix({ ways, touched, analysed }, changes, { release = 1, lockTimeout = REWRITE_OPTIONS.lockTimeout } = {}) {
	const files = [];
	const later = [];
	const notWritten = [];
	const notes = /* @__PURE__ */ new Set();
	for (const [i, way] of ways.entries()) {
		const [project, context] = [touched[i], analysed[i]?.context];
		if (!project || !context) continue;
		for (const [at, own] of way.migrations.entries()) {
			const { migration } = own;
			const groups = fileGroups(way.steps.filter((step) => step.migration === at));
			if (!groups.some((group) => group.some((step) => step.answers.length > 0 || lockTimeout > 0 && waitsForever(step)))) continue;
			const drafts = draftsOf(groups, own, context, lockTimeout);
			const writer = await writerOf(project.framework.id);
			const taken = /* @__PURE__ */ new Set([...changes.head.paths, ...files.map(({ path }) => path)]);
			const request = {
				project: project.project,
				reading: project.head,
				migration,
				drafts: drafts.map(({ draft }) => draft),
				later: way.migrations.slice(at + 1).map((next) => next.migration),
				taken,
				read: (path) => textOf(path, files, changes.head)
			};
			const written = (drafts.some(({ draft }) => !draft.transaction) ? noWayOut(project.framework) : void 0) ?? refusal(own, way, at, project.head.migrations) ?? await writer?.(request) ?? { reason: NO_WRITER[project.framework.id] ?? "Lockkeeper cannot write the files of this tool." };
			if ("reason" in written) {
				notWritten.push({
					path: migration.path,
					reason: written.reason
				});
				continue;
			}
			for (const [k, made] of written.files.entries()) {
				const one = drafts[k];
				if (!one) continue;
				const first = made[0];
				if (first && one.release === release && one.deploy !== "" && one.deploy !== drafts[k - 1]?.deploy) notes.add(`Before ${first.path} is run: ${one.deploy}`);
				for (const file of made) {
					const entry = {
						...file,
						release: one.release,
						from: migration.path
					};
					if (one.release === release) files.push(entry);
					else if (one.release > release) later.push({
						...entry,
						deploy: one.deploy
					});
				}
			}
			for (const note of written.notes) notes.add(note);
			for (const reason of drafts.flatMap(({ lost }) => lost)) notes.add(`The way back of ${migration.path} is not whole: ${reason}`);
		}
	}
	return {
		files: files.filter((file, i) => !files.slice(i + 1).some(({ path }) => path === file.path)),
		later,
		notWritten,
		notes: [...notes]
	};
}
/** What a tool cannot do that runs every migration in a transaction. */
function noWayOut({ id, outsideTransaction, withoutOptOut = "" }) {
	return outsideTransaction !== null || id === "sql" ? void 0 : { reason: withoutOptOut.replace(/\.?$/, ".") };
}
/** Tools that open no transaction: their migrations do it themselves, and so does what is written for them. */
const WITHOUT_TRANSACTIONS = /* @__PURE__ */ new Set(["sequelize"]);
/** Tools whose migrations say what undoes them in the same place, which is written anew. */
const BOTH_WAYS = /* @__PURE__ */ new Set([
	"rails",
	"django",
	"ecto",
	"yoyo",
	"liquibase"
]);
/** Tools whose migrations leave the transaction on both ways or on none. */
const ONE_SWITCH = /* @__PURE__ */ new Set([
	"rails",
	"django",
	"ecto",
	"yoyo",
	"liquibase",
	"laravel",
	"mikro-orm",
	"knex",
	"typeorm",
	"tern",
	"goose"
]);
/** Why a migration is left as it is. */
function refusal({ migration, statements, unread }, way, at, all) {
	const { framework } = migration;
	if (framework !== "liquibase" && all.some((other) => other.path === migration.path && other.direction === "up" && other.id !== migration.id)) return { reason: "Its file holds several migrations." };
	if (unread.length > 0) return { reason: `A part of it could not be read: ${unread[0]?.reason ?? ""}.` };
	if (migration.repeatable) return { reason: "It is run again whenever its text changes, so it cannot be split." };
	const controls = statements.flatMap((s) => s.statement.inBlock ? [] : s.operations.flatMap(({ operation }) => operation.kind === "transaction-control" ? operation.action : []));
	if (controls.length > 0 && !(WITHOUT_TRANSACTIONS.has(framework) && controls.join(" ") === "begin commit")) return { reason: "It opens or ends a transaction itself." };
	const own = way.steps.filter((step) => step.migration === at);
	if (own.find(({ sql }) => sql.trim() === "")) return { reason: "The SQL of one of its statements is not known." };
	if (own.some(({ sql }) => /\$\{|\$\d(?![\d$])/.test(sql))) return { reason: "It holds a value that is put in when it is run." };
}
/** A file as it is, or as it was written. */
async function textOf(path, written, head) {
	const own = written.findLast((file) => file.path === path);
	if (own) return own.text;
	const content = (await head.read([path])).get(path);
	return content?.kind === "text" ? content.text : void 0;
}
/** Statements that only set something for those after them. */
const isSetting = (step) => step.answers.length === 0 && step.statements.length > 0 && step.statements.every(({ operations }) => operations.every(({ operation }) => operation.kind === "set"));
/** A lock that blocks others is waited for without limit. */
const waitsForever = ({ left }) => left.some(({ rule }) => rule === "lock-without-timeout");
function draftsOf(groups, own, context, lockTimeout) {
	const real = groups.filter((group) => !group.every(isSetting));
	const settings = groups.flat().filter(isSetting);
	const wantsDown = own.migration.down !== "not-used";
	let deploy = "";
	return real.map((group) => {
		const before = [...new Set(group.flatMap((step) => step.deploy ?? []))].join(" ");
		if (before !== "") deploy = before;
		const first = group[0];
		const carried = settings.filter((step) => first && step.from.start < first.from.start && !group.includes(step));
		const alone = real.length > 1 && own.migration.transactionGroup !== null && group.every(takesLong);
		const { framework } = own.migration;
		const down = wantsDown && (real.length > 1 || BOTH_WAYS.has(framework)) ? downOf(group, own, context) : void 0;
		const back = ONE_SWITCH.has(framework) && down ? down.transaction : true;
		const transaction = !alone && back && group.every((step) => step.transaction);
		const undo = (step) => {
			const { statements, lost } = downOf([step], own, context);
			return statements.length === 0 && lost.length > 0 ? void 0 : statements.map(({ sql }) => sql);
		};
		return {
			draft: {
				statements: statementsOf([...carried, ...group], own, transaction, lockTimeout, undo),
				transaction,
				release: first?.release ?? 1,
				down: down?.statements ?? null,
				downTransaction: down?.transaction ?? true
			},
			lost: down?.lost ?? [],
			release: first?.release ?? 1,
			deploy
		};
	});
}
/** The statements of a file: one lock timeout for all of them, what was written as it was, and the titles of the others as comments. */
function statementsOf(steps, own, transaction, lockTimeout, undo) {
	const statements = [];
	let timeout = lockTimeout > 0 && steps.some(waitsForever) ? `SET lock_timeout = '${lockTimeout % 1e3 === 0 ? `${lockTimeout / 1e3}s` : `${lockTimeout}ms`}'` : void 0;
	for (const step of steps) {
		const pieces = piecesOf(step);
		const [limits, rest] = [pieces.filter(isLockTimeout), pieces.filter((piece) => !isLockTimeout(piece))];
		if (step.answers.length > 0) timeout ??= limits[0]?.sql;
		const kept = step.answers.length > 0 ? rest : pieces;
		const before = commentsBefore(step, own.migration.text);
		for (const [i, { sql }] of kept.entries()) {
			const told = i > 0 ? [] : [...statements.some(({ comments }) => before.length > 0 && comments.join("\n") === before.join("\n")) ? [] : before, ...toldOf(step)];
			const down = i === kept.length - 1 ? undo(step) : [];
			statements.push({
				comments: told,
				sql,
				from: step.from,
				written: step.answers.length === 0,
				down
			});
		}
	}
	if (timeout === void 0 || !transaction && statements.length === 1) return statements;
	const value = /=\s*(.+?);?\s*$|\bTO\s+(.+?);?\s*$/i.exec(timeout);
	const limit = value?.[1] ?? value?.[2] ?? "'5s'";
	const set = {
		comments: [],
		down: [],
		sql: `SET ${transaction ? "LOCAL " : ""}lock_timeout = ${limit};`
	};
	return transaction ? [set, ...statements] : [
		set,
		...statements,
		{
			comments: [],
			down: [],
			sql: "RESET lock_timeout;"
		}
	];
}
const isLockTimeout = ({ setting }) => setting === "lock_timeout";
/** The SQL of a step, statement by statement; a DO block with what is in it is one. */
function piecesOf(step) {
	const spans = /* @__PURE__ */ new Map();
	for (const { statement } of step.statements) {
		const { start, end } = statement.block ?? statement.span;
		const only = statement.operations.length === 1 ? statement.operations[0] : void 0;
		if (!spans.has(start)) spans.set(start, {
			end,
			setting: only?.kind === "set" ? only.setting : ""
		});
	}
	if (spans.size <= 1 || step.answers.length === 0) return [{
		sql: step.sql.trim(),
		setting: ""
	}];
	return [...spans].map(([start, { end, setting }]) => ({
		sql: `${step.sql.slice(start, end)};`,
		setting
	}));
}
function toldOf({ answers, title, batch, cleanup }) {
	return [
		...answers.length > 0 && title !== "" ? [title] : [],
		...batch ? [`In batches of ${batch.rows} rows, each committed on its own.`] : [],
		...cleanup === void 0 ? [] : [`If it fails, clear up before it is run again: ${cleanup.replaceAll(/\s+/g, " ").trim()}`]
	];
}
/** The author's comment lines right before a statement, without their marks and the tools' own. */
function commentsBefore({ from }, text) {
	const lines = text.slice(0, from.start).split("\n").slice(0, -1);
	const found = [];
	for (const line of lines.toReversed()) {
		const comment = /^\s*(?:--|#|\/\/)\s?(.*?)\s*$/.exec(line)?.[1];
		if (comment === void 0 || /^(?:\+goose|\+migrate|migrate:|-- tern|atlas:|no-transaction|lockkeeper:|changeset\b|rollback\b|liquibase\b|>)/i.test(comment)) break;
		found.unshift(comment);
	}
	return found;
}
/** What undoes the steps of a file. */
function downOf(group, own, { dialect, version }) {
	const all = group.flatMap((step) => step.statements);
	const { steps } = undoMigration(all, {
		dialect,
		version,
		change: own.change
	});
	const statements = steps.flatMap((step) => step.operations.flatMap((operation) => {
		const sql = dialect.render(operation, step.catalog);
		return sql === void 0 ? [] : [{
			comments: [],
			sql: `${sql};`
		}];
	}));
	const unsaid = steps.flatMap((step) => step.operations.filter((operation) => dialect.render(operation, step.catalog) === void 0));
	return {
		statements,
		lost: [...steps.flatMap((step) => step.irreversible.map(({ reason }) => reason)), ...unsaid.map(({ kind }) => `What undoes a step (${kind}) has no form as SQL.`)],
		transaction: !steps.some(({ outsideTransaction }) => outsideTransaction)
	};
}
/** A tree with other files in it. */
function withFiles(tree, files) {
	const own = memoryTree(Object.fromEntries(files.map(({ path, text }) => [path, text])));
	const above = new Set(own.paths);
	return {
		paths: [.../* @__PURE__ */ new Set([...tree.paths, ...own.paths])].sort(),
		read: async (paths) => new Map([...await tree.read(paths.filter((path) => !above.has(path))), ...await own.read(paths)])
	};
}
/** A change with the files of a fix in it. */
function fixedChange(changes, files) {
	const known = new Set(changes.files.map(({ path }) => path));
	const added = files.filter(({ path }) => !known.has(path)).map(({ path }) => ({
		path,
		status: "added"
	}));
	return {
		...changes,
		head: withFiles(changes.head, files),
		files: [...changes.files, ...added]
	};
}

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
		plan: false
	});
	if (examined.review.audit) throw new UserError("fix works on a change, and what is named here is a whole project.", "Name the new migration files, or run it without PATH to take what changed since the merge base.");
	const fix = await makeFix(examined, input.changes, {
		release,
		lockTimeout: input.config.rewrites.lockTimeout
	});
	if (options.flag("write")) await writeFiles(root, fix.files, input.changes.head);
	const after = await review({
		...input,
		plan: false,
		changes: fixedChange(input.changes, fix.files)
	});
	io.out(options.string("format") === "json" ? fixJson(fix) : fixText(fix, options.flag("write")));
	io.err(visible(remaining(after, fix)));
	return after.verdict === "error" ? 2 : blocking(after).length > 0 ? 1 : 0;
}
function releaseOf(text) {
	if (text === void 0) return 1;
	if (!/^[1-9]\d?$/.test(text)) throw new UserError(`--release ${text} is no release.`, "Releases are counted from 1: --release 2.");
	return Number(text);
}
/** The result as JSON; `schemas/fix.schema.json` describes it. */
function fixJson({ files, later, notWritten, notes }) {
	return `${JSON.stringify({
		schemaVersion: 1,
		files,
		later,
		notWritten,
		notes
	}, null, 2)}\n`;
}
function fixText({ files, later, notWritten, notes }, written) {
	const parts = [];
	const show = ({ path, action, text }) => void parts.push(`${written ? action === "create" ? "created" : "replaced" : action} ${path}\n\n${indented(text)}`);
	if (files.length === 0 && later.length === 0 && notWritten.length === 0) return "Nothing to fix.\n";
	for (const file of files) show(file);
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
* Writes files below a folder.
*
* @throws UserError, before anything is written, where a file is not as it was read, is there already, or lies behind a link.
*/
async function writeFiles(root, files, head) {
	const before = await head.read(files.map(({ path }) => path));
	for (const { path, action } of files) {
		const parts = path.split("/");
		if (path.startsWith("/") || path.includes("\\") || parts.some((part) => part === ".." || part === "." || part === "" || part === ".git")) throw new UserError(`${path} is no path inside the repository.`, "Nothing was written.");
		for (let i = 1; i <= parts.length; i++) {
			const stats = await lstat(join(root, ...parts.slice(0, i))).catch(() => void 0);
			if (stats?.isSymbolicLink()) throw new UserError(`${parts.slice(0, i).join("/")} is a symbolic link.`, "Nothing was written: links are not followed.");
			if (i === parts.length && stats && action === "create") throw new UserError(`${path} is there already.`, "Nothing was written.");
		}
		const was = before.get(path);
		if (action === "replace" && (was?.kind !== "text" || await readFile(join(root, path), "utf8").catch(() => "") !== was.text)) throw new UserError(`${path} changed while it was being fixed.`, "Nothing was written. Run fix again.");
	}
	for (const { path, action, text } of files) {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), text, { flag: action === "create" ? "wx" : "w" });
	}
}

export { withFiles as i, fixJson as n, writeFiles as r, fixCommand as t };