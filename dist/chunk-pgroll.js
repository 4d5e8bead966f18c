import { r as __toESM } from "./chunk-rolldown-runtime.js";
import { $ as quoteText, Cr as readSources, Or as wholeFile, Q as quoteName, Sr as migrationOf, Tr as relativeTo, Z as scalarPieces, fr as baseName, kr as wordsOf, mr as compareNatural, nt as scriptOf, yr as hasSql } from "./chunk-review.js";

// src/frameworks/pgroll.ts
async function readPgroll(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const migrations = [];
	for (const file of [...files.values()].sort((a, b) => compareNatural(a.path, b.path))) migrations.push(...await readFile(file, project.root));
	return {
		migrations,
		unread
	};
}
async function readFile(file, root) {
	const yaml = await import("./chunk-dist2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const stem = baseName(file.path).replace(/\.\w+$/, "");
	const [, order = stem, title = ""] = /^(\d+)_(.*)$/.exec(stem) ?? [];
	const shared = {
		framework: "pgroll",
		id: relativeTo(root, file.path),
		order,
		title: wordsOf(title || stem)
	};
	const bom = file.text.startsWith("﻿") ? 1 : 0;
	const document = yaml.parseDocument(file.text.slice(bom), { logLevel: "silent" });
	const [error] = document.errors;
	const list = yaml.isMap(document.contents) ? document.contents.get("operations", true) : void 0;
	if (error || !yaml.isSeq(list)) {
		const reason = error ? `it is not well-formed: ${error.message.split("\n")[0] ?? ""}` : "it has no list of operations";
		return [migrationOf(file, {
			...shared,
			transaction: "none",
			steps: [{
				kind: "unread",
				span: wholeFile(file),
				reason
			}]
		})];
	}
	const forth = [];
	const back = [];
	for (const item of list.items) {
		const [pair, another] = yaml.isMap(item) ? item.items : [];
		const place = placeOf(file, item, bom);
		const [name, body] = [yaml.isScalar(pair?.key) ? String(pair.key.value) : "", pair?.value];
		if (another) forth.push({
			kind: "unread",
			span: place,
			reason: "an item of the list is one operation, and pgroll refuses two"
		});
		else if (!yaml.isMap(body)) forth.push({
			kind: "unread",
			span: place,
			reason: "the operation is not understood"
		});
		else if (name === "sql" && !body.has("up")) forth.push({
			kind: "unread",
			span: place,
			reason: "pgroll refuses an sql operation without \"up\""
		});
		else if (name === "sql") {
			forth.push(...rawSql(yaml, file, body, "up", bom));
			back.unshift(...rawSql(yaml, file, body, "down", bom));
		} else {
			const found = statementOf(name, body.toJSON());
			if ("unread" in found) forth.push({
				kind: "unread",
				span: place,
				reason: found.unread
			});
			else {
				const span = {
					start: place.start,
					end: place.end
				};
				for (const text of found) forth.push({
					kind: "sql",
					script: scriptOf(file.path, [{
						text,
						...span
					}]),
					made: true
				});
			}
		}
	}
	const migrations = [migrationOf(file, {
		...shared,
		transaction: "none",
		steps: forth,
		down: forth.length === 0 ? "not-used" : "present"
	})];
	if (back.length > 0) migrations.push(migrationOf(file, {
		...shared,
		id: `${shared.id}:down`,
		direction: "down",
		transaction: "none",
		steps: back
	}));
	return migrations;
}
function placeOf(file, node, bom) {
	const range = node?.range;
	const start = (range?.[0] ?? 0) + bom;
	return {
		path: file.path,
		start,
		end: start + file.text.slice(start, (range?.[1] ?? 0) + bom).trimEnd().length
	};
}
/** Statements of an sql operation; each side is sent as one query. */
function rawSql(yaml, file, body, side, bom) {
	const value = body.get(side, true);
	if (!yaml.isScalar(value) || typeof value.value !== "string" || !hasSql(value.value)) return [];
	const pieces = scalarPieces(file, value, value.value, bom);
	return [{
		kind: "sql",
		script: scriptOf(file.path, pieces),
		oneQuery: true
	}];
}
const qualified = (name) => name.split(".").map(quoteName).join(".");
const text = (value) => typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";
const objects = (value) => Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
const object = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
const listed = (value) => (Array.isArray(value) ? value : []).map((one) => quoteName(text(one))).join(", ");
const OWN = "pgroll does it in steps of its own: a second column, triggers, a backfill in batches, and views for each version";
/** What waits for the version that no longer needs the old to be completed, and says nothing to those who still use it. */
const LATER = "pgroll hides it behind views until the migration is completed, and changes the table then";
function statementOf(name, body) {
	switch (name) {
		case "create_table": return createTable(body);
		case "create_index": return [indexSql(body)];
		case "drop_index": return [`DROP INDEX CONCURRENTLY IF EXISTS ${quoteName(text(body["name"]))}`];
		case "add_column": {
			const column = object(body["column"]);
			if (!column || body["up"] !== void 0 || column["check"] || column["unique"] || column["references"] || column["pk"]) return { unread: OWN };
			if (column["nullable"] !== true && column["default"] === void 0) return { unread: OWN };
			const comment = text(column["comment"]);
			return [`ALTER TABLE ${qualified(text(body["table"]))} ADD COLUMN ${columnSql(column)}`, ...comment === "" ? [] : [`COMMENT ON COLUMN ${qualified(text(body["table"]))}.${quoteName(text(column["name"]))} IS ${quoteText(comment)}`]];
		}
		case "set_replica_identity": {
			const identity = object(body["identity"]);
			const type = text(identity?.["type"]).toLowerCase();
			const what = type === "index" ? `USING INDEX ${quoteName(text(identity?.["index"]))}` : type.toUpperCase();
			return [`ALTER TABLE ${qualified(text(body["table"]))} REPLICA IDENTITY ${what}`];
		}
		case "rename_constraint": return [`ALTER TABLE ${qualified(text(body["table"]))} RENAME CONSTRAINT ${quoteName(text(body["from"]))} TO ${quoteName(text(body["to"]))}`];
		case "drop_table": return [`DROP TABLE IF EXISTS ${qualified(text(body["name"]))}`];
		case "drop_column": return [`ALTER TABLE ${qualified(text(body["table"]))} DROP COLUMN ${quoteName(text(body["column"]))}`];
		case "rename_table":
		case "rename_column": return { unread: LATER };
		case "alter_column":
		case "drop_constraint":
		case "drop_multicolumn_constraint":
		case "create_constraint": return { unread: OWN };
		default: return { unread: `the operation ${name || "without a name"} is not read yet` };
	}
}
function columnSql(column, keyed = false) {
	const generated = object(column["generated"]);
	const identity = object(generated?.["identity"]);
	const parts = [quoteName(text(column["name"])), text(column["type"])];
	if (keyed && column["pk"] === true) parts.push("PRIMARY KEY");
	if (column["unique"] === true) parts.push("UNIQUE");
	if (column["nullable"] !== true) parts.push("NOT NULL");
	if (column["default"] !== void 0 && column["default"] !== null) parts.push(`DEFAULT ${text(column["default"])}`);
	if (generated?.["expression"]) parts.push(`GENERATED ALWAYS AS (${text(generated["expression"])}) STORED`);
	if (identity) parts.push(`GENERATED ${text(identity["user_specified_values"]) || "ALWAYS"} AS IDENTITY`);
	const references = object(column["references"]);
	if (references) {
		const remote = text(references["column"]);
		parts.push(`CONSTRAINT ${quoteName(text(references["name"]))} REFERENCES ${qualified(text(references["table"]))}${remote === "" ? "" : ` (${quoteName(remote)})`}${onChange(references)}`);
	}
	const check = object(column["check"]);
	if (check) parts.push(`CONSTRAINT ${quoteName(text(check["name"]))} CHECK (${text(check["constraint"])})`);
	return parts.join(" ");
}
function onChange(references) {
	const on = (name, words) => text(references[name]) === "" ? "" : ` ${words} ${text(references[name])}`;
	return on("on_delete", "ON DELETE") + on("on_update", "ON UPDATE");
}
function createTable(body) {
	const table = qualified(text(body["name"]));
	const columns = objects(body["columns"]);
	const keys = columns.filter((column) => column["pk"] === true).map((column) => text(column["name"]));
	const parts = columns.map((column) => columnSql(column, keys.length === 1));
	if (keys.length > 1) parts.push(`PRIMARY KEY (${keys.map(quoteName).join(", ")})`);
	for (const constraint of objects(body["constraints"])) {
		const sql = constraintSql(constraint);
		if (sql === void 0) return { unread: `the constraint ${text(constraint["type"])} of the table is not read yet` };
		parts.push(`CONSTRAINT ${quoteName(text(constraint["name"]))} ${sql}`);
	}
	const comment = text(body["comment"]);
	return [
		`CREATE TABLE ${table} (${parts.join(", ")})`,
		...comment === "" ? [] : [`COMMENT ON TABLE ${table} IS ${quoteText(comment)}`],
		...columns.flatMap((column) => text(column["comment"]) === "" ? [] : [`COMMENT ON COLUMN ${table}.${quoteName(text(column["name"]))} IS ${quoteText(text(column["comment"]))}`])
	];
}
function constraintSql(constraint) {
	const columns = listed(constraint["columns"]);
	const deferrable = `${constraint["deferrable"] === true ? " DEFERRABLE" : ""}${constraint["initially_deferred"] === true ? " INITIALLY DEFERRED" : ""}`;
	switch (constraint["type"]) {
		case "primary_key": return `PRIMARY KEY (${columns})${deferrable}`;
		case "unique": return `UNIQUE${constraint["nulls_not_distinct"] === true ? " NULLS NOT DISTINCT" : ""} (${columns})${deferrable}`;
		case "check": return `CHECK (${text(constraint["check"])})${constraint["no_inherit"] === true ? " NO INHERIT" : ""}`;
		case "foreign_key": {
			const references = object(constraint["references"]) ?? {};
			const remote = listed(references["columns"]);
			return `FOREIGN KEY (${columns}) REFERENCES ${qualified(text(references["table"]))}${remote === "" ? "" : ` (${remote})`}${onChange(references)}${deferrable}`;
		}
		case "exclude": {
			const exclude = object(constraint["exclude"]) ?? {};
			const predicate = text(exclude["predicate"]);
			return `EXCLUDE USING ${text(exclude["index_method"])} (${text(exclude["elements"])})${predicate === "" ? "" : ` WHERE (${predicate})`}`;
		}
		default: return;
	}
}
function indexSql(body) {
	const given = body["columns"];
	const parts = (Array.isArray(given) ? given.map((one) => typeof one === "string" ? { column: one } : object(one) ?? {}) : Object.entries(object(given) ?? {}).map(([column, settings]) => ({
		...object(settings),
		column
	}))).map((column) => {
		const opclass = object(column["opclass"]);
		const words = [quoteName(text(column["column"]))];
		if (column["collate"]) words.push(`COLLATE ${text(column["collate"])}`);
		if (opclass) words.push(text(opclass["name"]));
		if (column["sort"]) words.push(text(column["sort"]));
		if (column["nulls"]) words.push(`NULLS ${text(column["nulls"])}`);
		return words.join(" ");
	});
	const [method, predicate, storage] = [
		text(body["method"]),
		text(body["predicate"]),
		text(body["storage_parameters"])
	];
	return [
		`CREATE ${body["unique"] === true ? "UNIQUE " : ""}INDEX CONCURRENTLY ${quoteName(text(body["name"]))} ON ${qualified(text(body["table"]))}`,
		method === "" ? "" : ` USING ${method}`,
		` (${parts.join(", ")})`,
		storage === "" ? "" : ` WITH (${storage})`,
		predicate === "" ? "" : ` WHERE ${predicate}`
	].join("");
}

export { readPgroll };