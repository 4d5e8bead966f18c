import { Cr as readSources, Sr as migrationOf, Tr as relativeTo, fr as baseName, it as withComments, kr as wordsOf, mr as compareNatural, nt as scriptOf, yr as hasSql } from "./chunk-review.js";
import { c as parsePython, n as interpret, o as plainText, r as moduleScope, t as bodyOf } from "./chunk-interpret.js";
import { t as withPlaceholders } from "./chunk-placeholders.js";

// src/frameworks/yoyo.ts
async function readYoyo(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const read = [];
	for (const file of files.values()) if (baseName(file.path) !== "__init__.py") read.push(await readFile(file, project.root));
	return {
		migrations: inOrder(read).flatMap(({ migrations }) => migrations),
		unread
	};
}
async function readFile(file, root) {
	const name = baseName(file.path).replace(/\.py$/, "");
	const [, order = name, title = ""] = /^(\d[\d_.-]*?)[_.-]+(.*)$/.exec(name) ?? [];
	const shared = {
		framework: "yoyo",
		id: relativeTo(root, file.path),
		order,
		title: wordsOf(title || name)
	};
	const parsed = await parsePython(file);
	if (parsed.kind === "error") {
		const steps = [{
			kind: "unread",
			span: parsed.span,
			reason: parsed.reason
		}];
		return {
			name,
			after: [],
			migrations: [migrationOf(file, {
				...shared,
				transaction: "unknown",
				steps
			})]
		};
	}
	const scope = moduleScope(file.text, parsed.body);
	const flag = scope.names.get("__transactional__");
	const transaction = flag?.kind === "boolean" && !flag.value ? "none" : "wrapped";
	const depends = scope.names.get("__depends__");
	const after = (depends?.kind === "list" ? depends.items : depends?.kind === "dict" ? depends.entries.map(([key]) => key) : []).flatMap((item) => plainText(item) ?? []);
	const { forth, back } = stepsOf(file, parsed.body, scope);
	const down = forth.length === 0 ? "not-used" : back.length > 0 ? "present" : "absent";
	const migrations = [migrationOf(file, {
		...shared,
		transaction,
		steps: forth,
		down
	})];
	if (back.length > 0) migrations.push(migrationOf(file, {
		...shared,
		id: `${shared.id}:down`,
		direction: "down",
		transaction,
		steps: back
	}));
	return {
		name,
		after,
		migrations: withComments(migrations, parsed.comments)
	};
}
/** The characters of a text; what is computed stands in it as a placeholder. */
const textOf = ({ pieces }) => pieces.map(({ text }) => text).join("");
/** The SQL of a call, where it is handed parameters with the driver's places for them as PostgreSQL's. */
function withParameters({ args: [sql], args }) {
	return sql?.kind === "text" && args.length > 1 ? {
		...sql,
		pieces: withPlaceholders(sql.pieces, true)
	} : sql;
}
/** What is never the database's business. */
const QUIET = /(?:^|\.)(?:cursor|commit|rollback|close|fetch\w*|print|len|str|int|list|dict|set|tuple|range|format|join|append|extend|items|keys|values|get|strip|dumps|loads|info|debug|warning|error|collect|group|transaction|getLogger|uuid4|now|utcnow|sorted|zip|enumerate|open|read)$/;
function stepsOf(file, body, scope) {
	const forth = [];
	const back = [];
	const unread = (into, place, reason) => {
		into.push({
			kind: "unread",
			span: {
				path: file.path,
				start: place.start,
				end: place.end
			},
			reason
		});
	};
	const send = (into, value, place) => {
		if (value?.kind !== "text") unread(into, place, "the SQL is computed");
		else if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(textOf(value))) unread(into, place, "the SQL is computed");
		else if (hasSql(textOf(value))) {
			const made = value.pieces.some((piece) => piece.units === void 0);
			into.push({
				kind: "sql",
				script: scriptOf(file.path, value.pieces),
				oneQuery: true,
				...made ? { made } : {}
			});
		}
	};
	/** SQL itself, or a function that is handed a connection. */
	const side = (value, call) => {
		const into = [];
		if (!value || value.kind === "none") return into;
		const definition = value.kind === "name" ? scope.functions.get(value.path) : void 0;
		if (!definition) {
			if (value.kind === "text") send(into, value, call);
			else unread(into, value.kind === "name" ? value : call, value.kind === "name" ? "its function is in another file" : "the SQL is computed");
			return into;
		}
		const parameters = file.text.slice(definition.from, definition.to).match(/^[^(]*\(([^)]*)\)/)?.[1] ?? "";
		const connections = new RegExp(`^(?:${[
			"conn",
			"connection",
			"cursor",
			"cur",
			...parameters.match(/\w+/g) ?? []
		].join("|")})(?:\\.cursor\\(\\))?$`);
		const inside = {
			call(one, used) {
				const handed = (value) => connections.test(file.text.slice(value.start, value.end));
				if (/\.(?:execute|executemany|executescript)$/.test(one.path)) send(into, withParameters(one), one);
				else if (QUIET.test(one.path) || used && ![
					...one.args,
					...one.named.values(),
					...one.base ? [one.base] : []
				].some(handed)) return false;
				else unread(into, one, `what ${one.path.split(".").slice(-2).join(".")}(…) does is not known`);
				return true;
			},
			unread: (node, reason) => unread(into, {
				kind: "unknown",
				start: node.from,
				end: node.to
			}, reason),
			enter: (_, run) => {
				run();
				return true;
			}
		};
		interpret(bodyOf(definition), {
			...scope,
			names: new Map(scope.names)
		}, inside);
		return into;
	};
	interpret(body, scope, {
		call(call, used) {
			if (/^(?:yoyo\.)?step$/.test(call.path)) {
				forth.push(...side(call.args[0] ?? call.named.get("apply"), call));
				back.push(side(call.args[1] ?? call.named.get("rollback"), call));
				return true;
			}
			if (QUIET.test(call.path) || used) return false;
			unread(forth, call, `what ${call.path.split(".").slice(-2).join(".")}(…) does is not known`);
			return true;
		},
		unread: (node, reason) => unread(forth, {
			kind: "unknown",
			start: node.from,
			end: node.to
		}, reason),
		enter: () => false
	});
	return {
		forth,
		back: back.toReversed().flat()
	};
}
/** Every migration behind those that it depends on; among those that are free, by name. */
function inOrder(read) {
	const byName = new Map(read.map((one) => [one.name, one]));
	const [placed, entered] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
	for (const root of read.toSorted((a, b) => compareNatural(a.name, b.name))) {
		const open = [root];
		for (let one = open.at(-1); one; one = open.at(-1)) {
			const missing = entered.has(one) ? [] : one.after.flatMap((name) => byName.get(name) ?? []).filter((other) => !entered.has(other));
			entered.add(one);
			if (missing.length > 0) open.push(...missing.toReversed());
			else placed.add(open.pop() ?? one);
		}
	}
	return [...placed];
}

export { readYoyo };