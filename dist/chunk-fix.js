import { B as undoMigration, H as takesLong, V as fileGroups, h as numbersOf, jt as memoryTree, m as ownTransactions, sr as standing, zr as REWRITE_OPTIONS } from "./chunk-review.js";

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
const SCRIPTS = [
	"knex",
	"typeorm",
	"node-pg-migrate",
	"sequelize",
	"mikro-orm",
	"kysely"
];
const ALONE = {
	alembic: async () => (await import("./chunk-writer-alembic.js")).alembic,
	rails: async () => (await import("./chunk-writer-rails.js")).rails,
	"ef-core": async () => (await import("./chunk-writer-ef-core.js")).efCore,
	django: async () => (await import("./chunk-writer-django.js")).django,
	ecto: async () => (await import("./chunk-writer-ecto.js")).ecto,
	laravel: async () => (await import("./chunk-writer-php.js")).laravel,
	sqitch: async () => (await import("./chunk-writer-sqitch.js")).sqitch,
	yoyo: async () => (await import("./chunk-writer-yoyo.js")).yoyo,
	liquibase: async () => (await import("./chunk-writer-liquibase.js")).liquibase
};
const plain = async (id) => {
	const { SQL_FORMATS, sqlWriter } = await import("./chunk-sql-writer.js");
	const format = SQL_FORMATS[id];
	return format && sqlWriter(format);
};
const script = async (id) => (await import("./chunk-writer-script.js")).SCRIPT_WRITERS[id];
const WRITERS = {
	...Object.fromEntries(PLAIN.map((id) => [id, () => plain(id)])),
	...Object.fromEntries(SCRIPTS.map((id) => [id, () => script(id)])),
	...ALONE
};
/** Why a framework has no writer, as a sentence. */
const NO_WRITER = {
	drizzle: "Drizzle runs all pending migrations in one transaction and keeps a snapshot of the schema for each, which only drizzle-kit can make.",
	"graphile-migrate": "graphile-migrate has one current.sql at a time, and commits it under a hash of its own: write the steps there one after the other.",
	mongodb: "These migrations hold no SQL.",
	mongock: "These migrations hold no SQL.",
	exposed: "Lockkeeper does not read these migrations.",
	phinx: "Phinx runs every migration in a transaction on PostgreSQL, and nothing in a migration turns that off (CakePHP Migrations has useTransactions()): run the steps with psql before the deploy.",
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
	...SCRIPTS,
	...Object.keys(ALONE)
];

// src/plan/fix.ts
/** Makes the files of a way out. */
async function makeFix({ ways, touched, analysed, review }, changes, { release = 1, lockTimeout = REWRITE_OPTIONS.lockTimeout } = {}) {
	const made = [];
	for (const [i, way] of ways.entries()) {
		const [project, context] = [touched[i], analysed[i]?.context];
		if (!project || !context) continue;
		const toWrite = way.migrations.map((own, at) => {
			const transactions = ownTransactions(own);
			const groups = fileGroups(way.steps.filter((step) => step.migration === at)).flatMap((group) => apart(group, transactions));
			const limit = standing(review).some(({ rule, primary }) => rule === UNLIMITED && primary.path === own.migration.path) ? lockTimeout : 0;
			if (!groups.some((group) => group.some((step) => step.answers.length > 0 || limit > 0 && waitsForever(step)))) return {
				own,
				drafts: [],
				controls: false
			};
			const drafts = draftsOf(groups, own, context, {
				lockTimeout: limit,
				transactions
			});
			const reason = ((drafts.some(({ draft }) => !draft.transaction) ? noWayOut(project.framework, own.migration) : void 0) ?? refusal(own, way, {
				at,
				all: project.head.migrations,
				transactions
			}))?.reason;
			return {
				own,
				drafts,
				controls: transactions.controls,
				...reason === void 0 ? {} : { reason }
			};
		});
		made.push(await fixOf(toWrite, project, changes.head, release));
	}
	return {
		files: made.flatMap(({ files }) => files),
		later: made.flatMap(({ later }) => later),
		notWritten: made.flatMap(({ notWritten }) => notWritten),
		removed: made.flatMap(({ removed }) => removed),
		notes: [...new Set(made.flatMap(({ notes }) => notes))]
	};
}
/** The files of one project. What a writer refuses needs no room for more files, so that all is numbered again without it. */
async function fixOf(toWrite, project, head, release) {
	const { framework } = project;
	const writer = await writerOf(framework.id);
	const planned = numbersOf(toWrite.map(({ own, drafts, reason }) => ({
		migration: own.migration,
		releases: drafts.length === 0 || reason !== void 0 ? [1] : drafts.map((one) => one.release)
	})), project.head, head);
	const contents = await head.read([...planned.values()].flatMap((one) => [...one.moved.keys()]));
	const numbers = [...contents.values()].every(({ kind }) => kind === "text") ? planned : /* @__PURE__ */ new Map();
	const moved = new Map([...numbers.values()].flatMap((one) => [...one.moved]));
	const pathOf = (path) => moved.get(path) ?? path;
	const reading = {
		...project.head,
		migrations: project.head.migrations.map((m) => ({
			...m,
			path: pathOf(m.path)
		}))
	};
	const files = [];
	const later = [];
	const notWritten = [];
	const notes = /* @__PURE__ */ new Set();
	const gone = [];
	for (const [at, { own, drafts, controls, reason }] of toWrite.entries()) {
		const { migration } = own;
		const { versions, moved: renamed } = numbers.get(migration.path) ?? {};
		for (const [from, path] of release === 1 ? renamed ?? [] : []) {
			const content = contents.get(from);
			if (content?.kind === "text") files.push({
				path,
				action: "create",
				text: content.text,
				release,
				from: migration.path
			});
			if (from === migration.path) notes.add(`${from} is called ${path} from here on, to be run after the new files before it.`);
		}
		if (drafts.length === 0) continue;
		const request = {
			project: {
				...project.project,
				files: project.project.files.map(pathOf)
			},
			reading,
			migration: {
				...migration,
				path: pathOf(migration.path)
			},
			drafts: drafts.map(({ draft }) => draft),
			controls,
			later: toWrite.slice(at + 1).map((next) => next.own.migration),
			...versions ? { versions } : {},
			taken: /* @__PURE__ */ new Set([...head.paths, ...files.map(({ path }) => path)]),
			read: (path) => textOf(path, files, head)
		};
		const written = reason !== void 0 ? { reason } : await writer?.(request) ?? { reason: NO_WRITER[framework.id] ?? "Lockkeeper cannot write the files of this tool." };
		if ("reason" in written) {
			if (reason === void 0) return fixOf(toWrite.with(at, {
				own,
				drafts,
				controls,
				reason: written.reason
			}), project, head, release);
			notWritten.push({
				path: migration.path,
				reason
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
		gone.push(...written.removed ?? []);
		for (const reason of drafts.flatMap(({ lost }) => lost)) notes.add(`The way back of ${migration.path} is not whole: ${reason}`);
	}
	const there = new Set(head.paths);
	const targets = new Set(moved.values());
	const removed = release === 1 ? [...moved.keys(), ...gone].filter((path) => !targets.has(path)) : [];
	return {
		files: files.filter((file, i) => !files.slice(i + 1).some(({ path }) => path === file.path)).map((file) => ({
			...file,
			action: there.has(file.path) ? "replace" : "create"
		})),
		later,
		notWritten,
		removed,
		notes: [...notes]
	};
}
/** What a tool cannot do that runs every migration in a transaction. */
function noWayOut({ id, outsideTransaction, withoutOptOut = "" }, { transaction }) {
	return outsideTransaction !== null || transaction === "none" || id === "sql" ? void 0 : { reason: withoutOptOut.replace(/\.?$/, ".") };
}
/** Tools whose versions differ in whether all pending migrations share a transaction: EF Core 9 lets them. */
const MAY_SHARE = /* @__PURE__ */ new Set(["ef-core"]);
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
function refusal({ migration, unread }, way, { at, all, transactions }) {
	const { framework } = migration;
	if (framework !== "liquibase" && all.some((other) => other.path === migration.path && other.direction === "up" && other.id !== migration.id)) return { reason: "Its file holds several migrations." };
	if (unread.length > 0) return { reason: `A part of it could not be read: ${unread[0]?.reason ?? ""}.` };
	if (migration.repeatable) return { reason: "It is run again whenever its text changes, so it cannot be split." };
	if (transactions.unclear !== void 0) return { reason: transactions.unclear };
	if (transactions.controls && migration.transactionGroup !== null) return { reason: "It opens or ends a transaction itself, and its tool runs it in one with others." };
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
const setsLockTimeout = ({ sql }) => /^\s*SET\s+(?:LOCAL\s+|SESSION\s+)?lock_timeout\b/i.test(sql);
const isLocal = (sql) => /^\s*SET\s+LOCAL\b/i.test(sql);
/** Steps that the migration has in different transactions of its own stay in different ones. */
function apart(group, { part }) {
	const groups = [];
	for (const step of group) {
		const last = groups.at(-1);
		if (last?.[0] && part(last[0].from) === part(step.from)) last.push(step);
		else groups.push([step]);
	}
	return groups;
}
const UNLIMITED = "lock-without-timeout";
/** A lock that blocks others is waited for without limit. */
const waitsForever = ({ left }) => left.some(({ rule }) => rule === UNLIMITED);
function draftsOf(groups, own, context, { lockTimeout, transactions }) {
	const real = groups.filter((group) => !group.every(isSetting));
	const settings = groups.flat().filter(isSetting);
	const wantsDown = own.migration.down !== "not-used";
	let deploy = "";
	return real.map((group) => {
		const before = onOneLine([...new Set(group.flatMap((step) => step.deploy ?? []))].join(" "));
		if (before !== "") deploy = before;
		const first = group[0];
		const isInForce = ({ from, sql }) => first !== void 0 && from.start < first.from.start && (!isLocal(sql) || transactions.part(from) === transactions.part(first.from));
		const carried = settings.filter((step) => !group.includes(step) && isInForce(step));
		const { framework, transactionGroup } = own.migration;
		const shared = transactionGroup !== null || MAY_SHARE.has(framework);
		const alone = real.length > 1 && shared && group.every(takesLong);
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
	const first = steps.findIndex((step) => !isSetting(step));
	const [lead, rest] = [steps.slice(0, first), steps.slice(first)];
	const limits = lead.filter(setsLockTimeout);
	let timeout = limits.at(-1)?.sql ?? (lockTimeout > 0 && steps.some(waitsForever) ? `SET lock_timeout = '${lockTimeout % 1e3 === 0 ? `${lockTimeout / 1e3}s` : `${lockTimeout}ms`}'` : void 0);
	const statements = [];
	for (const step of rest) {
		const pieces = piecesOf(step);
		const [limitsHere, others] = [pieces.filter(isLockTimeout), pieces.filter((piece) => !isLockTimeout(piece))];
		if (step.answers.length > 0) timeout ??= limitsHere[0]?.sql;
		const kept = step.answers.length > 0 ? others : pieces;
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
	const settings = lead.filter((step) => !limits.includes(step)).map((step) => ({
		step,
		sql: transaction ? step.sql : step.sql.replace(/^(\s*SET\s+)LOCAL\s+/i, "$1")
	}));
	const before = settings.map(({ step, sql }) => ({
		comments: commentsBefore(step, own.migration.text),
		sql: sql.trim(),
		from: step.from,
		written: true,
		down: []
	}));
	const after = settings.flatMap(({ step, sql }) => {
		const name = /^\s*SET\s+(\w+(?:\.\w+)?)\b/i.exec(sql)?.[1];
		return sql === step.sql || name === void 0 ? [] : [{
			comments: [],
			down: [],
			sql: `RESET ${name};`
		}];
	});
	const all = [
		...before,
		...statements,
		...after
	];
	if (timeout === void 0 || !transaction && statements.length === 1) return all;
	const value = /=\s*(.+?);?\s*$|\bTO\s+(.+?);?\s*$/i.exec(timeout);
	const limit = value?.[1] ?? value?.[2] ?? "'5s'";
	const set = {
		comments: [],
		down: [],
		sql: `SET ${transaction ? "LOCAL " : ""}lock_timeout = ${limit};`
	};
	return transaction ? [set, ...all] : [
		set,
		...all,
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
/** A name can hold a line end, behind which a comment would be one no more. */
const onOneLine = (text) => text.replaceAll(/\s+/g, " ").trim();
function toldOf({ answers, title, batch, cleanup }) {
	return [
		...answers.length > 0 && title !== "" ? [onOneLine(title)] : [],
		...batch ? [`In batches of ${batch.rows} rows, each committed on its own.`] : [],
		...cleanup === void 0 ? [] : [`If it fails, clear up before it is run again: ${onOneLine(cleanup)}`]
	];
}
/** The author's comment lines right before a statement, without their marks and the tools' own. */
function commentsBefore({ from }, text) {
	const lines = text.slice(0, from.start).split("\n").slice(0, -1);
	const found = [];
	for (const line of lines.toReversed()) {
		const comment = /^\s*(?:--|#|\/\/)\s?(.*?)\s*$/.exec(line)?.[1];
		if (comment === void 0 || /^(?:\+goose|\+migrate|migrate:|-- tern|atlas:|no-transaction|(?:up|down) migration\b|depends\s*:|transactional\s*:|lockkeeper:|changeset\b|rollback\b|liquibase\b|>)/i.test(comment)) break;
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
/** A tree with other files in it, and without some that it has. */
function withFiles(tree, files, removed = []) {
	const own = memoryTree(Object.fromEntries(files.map(({ path, text }) => [path, text])));
	const above = /* @__PURE__ */ new Set([...own.paths, ...removed]);
	return {
		paths: [...tree.paths.filter((path) => !above.has(path)), ...own.paths].sort(),
		read: async (paths) => new Map([...await tree.read(paths.filter((path) => !above.has(path))), ...await own.read(paths)])
	};
}
/** A change with the files of a fix in it. */
function fixedChange(changes, { files, removed }) {
	const known = new Set(changes.files.map(({ path }) => path));
	const added = files.filter(({ path }) => !known.has(path)).map(({ path }) => ({
		path,
		status: "added"
	}));
	const kept = changes.files.filter(({ path }) => !removed.includes(path));
	return {
		...changes,
		head: withFiles(changes.head, files, removed),
		files: [...kept, ...added]
	};
}

export { makeFix as n, withFiles as r, fixedChange as t };