import { An as baseName, Pn as folderOf, Rn as inFolder } from "./chunk-review.js";
import { t as namesAfter } from "./chunk-writer.js";

// src/frameworks/sql-writer.ts
/** Writes the migrations of tools whose migrations are SQL files. */
const nothing = () => "";
const upDown = (path) => path.replace(/\.up\.(\w+)$/, ".down.$1");
const noTransaction = (transaction) => transaction ? "" : "-- no-transaction\n";
/** Tools by id. */
const SQL_FORMATS = {
	sql: {
		up: nothing,
		note: "Lockkeeper does not know the tool that runs these files: those with CONCURRENTLY must be run outside a transaction."
	},
	flyway: {
		up: nothing,
		pair: (path) => inFolder(folderOf(path), baseName(path).replace(/^V/, "U")),
		beside: (path) => ({
			path: `${path}.conf`,
			action: "create",
			text: "executeInTransaction=false\n"
		}),
		note: "For CONCURRENTLY set flyway.postgresql.transactional.lock=false as well, or it waits for the transaction that holds Flyway’s own lock."
	},
	goose: {
		up: (transaction) => `${transaction ? "" : "-- +goose NO TRANSACTION\n"}-- +goose Up\n`,
		section: () => "-- +goose Down\n",
		block: ["-- +goose StatementBegin", "-- +goose StatementEnd"]
	},
	"sql-migrate": {
		up: (transaction) => `-- +migrate Up${transaction ? "" : " notransaction"}\n`,
		section: (transaction) => `-- +migrate Down${transaction ? "" : " notransaction"}\n`,
		block: ["-- +migrate StatementBegin", "-- +migrate StatementEnd"]
	},
	dbmate: {
		up: (transaction) => `-- migrate:up${transaction ? "" : " transaction:false"}\n`,
		single: true,
		section: (transaction) => `-- migrate:down${transaction ? "" : " transaction:false"}\n`
	},
	tern: {
		up: (transaction) => transaction ? "" : "---- tern: disable-tx ----\n",
		section: () => "---- create above / drop below ----\n"
	},
	"golang-migrate": {
		up: nothing,
		single: true,
		pair: upDown
	},
	sqlx: {
		up: noTransaction,
		single: true,
		pair: upDown,
		down: noTransaction
	},
	diesel: {
		up: nothing,
		single: true,
		folder: true,
		pair: (path) => inFolder(folderOf(path), "down.sql"),
		beside: (path) => ({
			path: inFolder(folderOf(path), "metadata.toml"),
			action: "create",
			text: "run_in_transaction = false\n"
		})
	},
	prisma: {
		up: nothing,
		single: true,
		folder: true,
		pair: (path) => inFolder(folderOf(path), "down.sql")
	},
	supabase: {
		up: nothing,
		single: true
	},
	atlas: {
		up: (transaction) => transaction ? "" : "-- atlas:txmode none\n\n",
		note: "Run `atlas migrate hash`: atlas.sum has to name the new files and their sums."
	},
	refinery: { up: nothing },
	hasura: {
		up: nothing,
		folder: true,
		pair: (path) => inFolder(folderOf(path), "down.sql")
	},
	pop: {
		up: nothing,
		pair: upDown
	}
};
/** The writer of a tool whose migrations are SQL files. */
function sqlWriter(format) {
	return (request) => {
		const { migration, drafts } = request;
		if (format.single && drafts.some((draft) => !draft.transaction && draft.statements.length > 1)) return { reason: "A step that must run outside a transaction needs a setting before it, and the tool sends such a file as one query: qualify the names, then fix it again." };
		const names = namesAfter(request, drafts.length - 1, format.folder);
		if ("reason" in names) return names;
		const paths = [migration.path, ...names.map(({ path }) => path)];
		const note = drafts.some(({ transaction }) => !transaction) || migration.framework === "atlas" ? format.note : void 0;
		return {
			files: drafts.map((draft, i) => filesOf(draft, paths[i] ?? "", i === 0, format, request)),
			notes: note === void 0 ? [] : [note]
		};
	};
}
function filesOf(draft, path, first, format, { migration, reading, project }) {
	const action = first ? "replace" : "create";
	const kept = first && draft.down === null ? keptDown(migration.text, format) : "";
	const section = draft.down !== null && format.section ? `\n${format.section(draft.downTransaction)}${body(draft.down, format)}` : kept;
	const files = [{
		path,
		action,
		text: `${format.up(draft.transaction)}${body(draft.statements, format)}${section}`
	}];
	if (!draft.transaction && format.beside) {
		const beside = format.beside(path);
		if (!project.files.includes(beside.path)) files.push(beside);
	}
	const downPath = format.pair?.(path);
	if (draft.down !== null && !format.section && downPath !== void 0 && downPath !== path) {
		const exists = reading.migrations.some((m) => m.path === downPath);
		files.push({
			path: downPath,
			action: exists ? "replace" : "create",
			text: `${format.down?.(draft.downTransaction) ?? ""}${body(draft.down, format)}`
		});
	}
	return files;
}
/** The way back of a file that keeps it. */
function keptDown(text, { section }) {
	const mark = section?.(true).trim();
	if (mark === void 0) return "";
	const at = text.split("\n").findIndex((line) => line.trim().toLowerCase().startsWith(mark.toLowerCase()));
	return at < 0 ? "" : `\n${text.split("\n").slice(at).join("\n")}`;
}
function body(statements, { block }) {
	return statements.map(({ comments, sql }) => {
		const inner = sql.slice(0, -1).includes(";") && block ? `${block[0]}\n${sql}\n${block[1]}` : sql;
		return `${comments.map((line) => `-- ${line}\n`).join("")}${inner}\n`;
	}).join("\n");
}

export { SQL_FORMATS, sqlWriter };