import { c as parsePython, i as nameOf, s as childrenOf } from "./chunk-interpret.js";
import { fr as baseName, g as namesAfter, gr as folderOf } from "./chunk-review.js";
import { o as python, t as IS_LATER } from "./chunk-writer-text.js";

// src/frameworks/writer-django.ts
const django = async (request) => {
	const { migration, drafts, reading, later } = request;
	const { text, path } = migration;
	const [, label = "", name = ""] = /^(.*?)\.(.*)$/.exec(migration.id) ?? [];
	const parsed = await parse(migration);
	if (typeof parsed === "string") return { reason: parsed };
	const beside = (other) => folderOf(other) === folderOf(path);
	const own = {
		migration,
		later: [],
		reading: {
			...reading,
			migrations: reading.migrations.filter((other) => beside(other.path))
		},
		taken: new Set([...request.taken].filter(beside))
	};
	const names = namesAfter(own, drafts.length - 1);
	if ("reason" in names) return names;
	const paths = [path, ...names.map((one) => one.path)];
	const stems = paths.map((one) => baseName(one).replace(/\.py$/, ""));
	const follows = new RegExp(`(\\(\\s*(['"])${label}\\2\\s*,\\s*(['"]))${name}\\3`, "g");
	const children = reading.migrations.filter((other) => other.path !== path && other.text.search(follows) >= 0);
	if (drafts.length > 1 && children.some((child) => !later.some((other) => other.path === child.path))) return IS_LATER;
	const places = whereItemsGo(parsed.items, drafts);
	const whole = new Set(parsed.items.filter((item) => drafts.filter(({ statements }) => statements.some((one) => isOf(one, item))).length === 1));
	const files = drafts.map((draft, i) => {
		const before = i === 0 ? void 0 : `[("${label}", "${stems[i - 1] ?? ""}")]`;
		const made = withOperations(text, parsed, operationsOf(draft, i, parsed.items, places, whole), !draft.transaction, before);
		return [{
			path: paths[i] ?? "",
			action: i === 0 ? "replace" : "create",
			text: made
		}];
	});
	if (drafts.length > 1) for (const child of children) files.at(-1)?.push({
		path: child.path,
		action: "replace",
		text: child.text.replaceAll(follows, `$1${stems.at(-1) ?? ""}$3`)
	});
	return {
		files,
		notes: []
	};
};
async function parse(migration) {
	const { text } = migration;
	const module = await parsePython(migration);
	const own = module.kind === "module" ? module.body.find((node) => node.name === "ClassDefinition" && nameOf(node, text) === "Migration") : void 0;
	if (!own || !/^from\s+django\.db\s+import\s[^\n]*\bmigrations\b/m.test(text)) return "The file has no class Migration at its top, or does not import migrations from django.db.";
	const body = childrenOf(own).find(({ name }) => name === "Body");
	const values = /* @__PURE__ */ new Map();
	let first;
	for (const node of body ? childrenOf(body) : []) {
		if (node.name === "IfStatement") return "Its class holds a condition.";
		const [target, operator, value] = childrenOf(node).filter(({ name }) => name !== "TypeDef");
		if (node.name !== "AssignStatement" || !target || operator?.name !== "AssignOp" || !value) continue;
		first ??= node.from;
		values.set(text.slice(target.from, target.to), value);
	}
	const operations = values.get("operations");
	if (first === void 0 || operations?.name !== "ArrayExpression") return "Its operations are no list.";
	if (values.has("replaces")) return "It stands for other migrations (replaces).";
	const items = [];
	for (const node of childrenOf(operations)) {
		if (/^[[\],]$/.test(node.name)) continue;
		const item = node.name === "CallExpression" ? itemOf(node, text) : void 0;
		if (!item) return "One of its operations is no call, or routes its SQL by hints or hands it parameters.";
		items.push(item);
	}
	const place = (node) => node && {
		start: node.from,
		end: node.to
	};
	return {
		items,
		operations: {
			start: operations.from,
			end: operations.to
		},
		dependencies: place(values.get("dependencies")),
		atomic: place(values.get("atomic")),
		first
	};
}
function itemOf(node, text) {
	const [callee, list] = childrenOf(node);
	if (!callee || !list) return void 0;
	const kind = text.slice(callee.from, callee.to).split(".").at(-1) ?? "";
	const shared = {
		start: node.from,
		end: node.to,
		lines: linesAt(node, text)
	};
	const separate = kind === "SeparateDatabaseAndState";
	if (!separate && kind !== "RunSQL") return {
		...shared,
		state: kind === "RunPython" ? [] : [shared.lines]
	};
	const given = argumentsOf(list, text);
	const sql = separate ? void 0 : given.get("sql") ?? given.get("0");
	if (given.has("hints") || sql && childrenOf(sql).some(({ name }) => name === "TupleExpression")) return void 0;
	const state = given.get("state_operations") ?? given.get(separate ? "1" : "2");
	const changes = state && state.name === "ArrayExpression" ? childrenOf(state).filter(({ name }) => name === "CallExpression") : [];
	const last = childrenOf(list).findLast(({ name }) => !/^[(),]$/.test(name));
	const oneWay = !separate && !given.has("reverse_sql") && !given.has("1") ? last : void 0;
	return {
		...shared,
		state: changes.map((change) => linesAt(change, text)),
		...oneWay ? { reverse: oneWay.to } : {}
	};
}
/** `reverse_sql` for each RunSQL that has none. Operations of the models are undone by Django; RunPython is not touched. */
const djangoWayBack = async ({ migration, forth }) => {
	const parsed = await parse(migration);
	if (typeof parsed === "string") return void 0;
	let { text } = migration;
	for (const item of parsed.items.toReversed()) {
		if (item.reverse === void 0) continue;
		const undone = forth.filter((statement) => isOf(statement, item)).toReversed().map(({ down }) => down);
		const back = undone.flatMap((down) => down ?? []);
		if (undone.includes(void 0)) return void 0;
		const indent = /^[^\S\n]*/.exec(text.slice(text.lastIndexOf("\n", item.start) + 1))?.[0] ?? "";
		const list = () => [
			"[",
			...indented(back.map((one) => `${python(one)},`), 4),
			"]"
		];
		const value = back.length === 0 ? ["migrations.RunSQL.noop"] : back.length === 1 ? [python(back[0] ?? "")] : list();
		const lines = indented([`reverse_sql=${value[0] ?? ""}`, ...value.slice(1)], indent.length + 4);
		text = `${text.slice(0, item.reverse)},\n${lines.join("\n")}${text.slice(item.reverse)}`;
	}
	return text === migration.text ? void 0 : text;
};
/** The arguments of a call, by name or by their place. */
function argumentsOf(list, text) {
	const found = /* @__PURE__ */ new Map();
	const parts = childrenOf(list);
	let at = 0;
	for (let i = 0; i < parts.length; i++) {
		const [part, next, value] = [
			parts[i],
			parts[i + 1],
			parts[i + 2]
		];
		if (!part || /^[(),]$/.test(part.name)) continue;
		if (next?.name === "AssignOp" && value) {
			found.set(text.slice(part.from, part.to), value);
			i += 2;
		} else found.set(String(at++), part);
	}
	return found;
}
/** The lines of a node. Those of strings of several lines keep their places: a blank in SQL changes nothing, in a string it may. */
function linesAt(node, text) {
	const lines = text.slice(node.from, node.to).split("\n");
	const indent = text.slice(text.lastIndexOf("\n", node.from - 1) + 1, node.from);
	if (indent.trim() !== "" || lines.some((line) => /"""|'''/.test(line))) return lines;
	return lines.map((line) => line.startsWith(indent) ? line.slice(indent.length) : line.trimStart());
}
/** The file in which the state of each operation changes: that of its first statement, or of the operation before it. */
function whereItemsGo(items, drafts) {
	let last = 0;
	return items.map((item) => {
		const at = drafts.findIndex(({ statements }) => statements.some((statement) => isOf(statement, item)));
		if (at >= 0) last = at;
		return last;
	});
}
const isOf = ({ from }, item) => from !== void 0 && item.start <= from.start && from.end <= item.end;
/** The lines of the list of operations of one file. */
function operationsOf(draft, at, items, places, whole) {
	const lines = [];
	const done = /* @__PURE__ */ new Set();
	const silent = items.filter((item, i) => places[i] === at && !draft.statements.some((statement) => isOf(statement, item)));
	const passSilent = (before) => {
		for (const item of silent) if (item.start < before && !done.has(item)) {
			done.add(item);
			lines.push(...withComma(item.lines));
		}
	};
	for (let i = 0; i < draft.statements.length; i++) {
		const statement = draft.statements[i];
		if (!statement) continue;
		const item = items.find((one) => isOf(statement, one));
		if (!item) {
			lines.push(...runSql(statement));
			continue;
		}
		passSilent(item.start);
		if (draft.statements.filter((one) => isOf(one, item)).every(({ written }) => written) && whole.has(item)) {
			if (!done.has(item)) lines.push(...statement.comments.map((line) => `# ${line}`), ...withComma(item.lines));
			done.add(item);
			continue;
		}
		const run = [statement];
		for (let next = draft.statements[i + 1]; next && isOf(next, item); next = draft.statements[++i + 1]) run.push(next);
		const stated = places[items.indexOf(item)] === at && !done.has(item) ? item.state : [];
		done.add(item);
		const sent = run.flatMap(runSql);
		if (stated.length === 0) lines.push(...sent);
		else lines.push("migrations.SeparateDatabaseAndState(", "    database_operations=[", ...indented(sent, 8), "    ],", "    state_operations=[", ...indented(stated.flatMap(withComma), 8), "    ],", "),");
	}
	passSilent(Infinity);
	return lines;
}
const withComma = (lines) => [...lines.slice(0, -1), `${lines.at(-1) ?? ""},`];
/** Lines further to the right, but for those inside strings of several lines. */
function indented(lines, by) {
	let inside = false;
	return lines.map((line) => {
		const moved = inside || line === "" ? line : `${" ".repeat(by)}${line}`;
		if ([...line.matchAll(/(?<!\\)(?:"""|''')/g)].length % 2 === 1) inside = !inside;
		return moved;
	});
}
function runSql({ comments, sql, down }) {
	const back = down?.map(python);
	const [only] = back ?? [];
	const reverse = back === void 0 ? [] : back.length > 1 ? [
		`reverse_sql=[`,
		...back.flatMap((one) => [...indented(`${one},`.split("\n"), 4)]),
		`],`
	] : `reverse_sql=${only ?? "migrations.RunSQL.noop"},`.split("\n");
	return [
		...comments.map((line) => `# ${line}`),
		"migrations.RunSQL(",
		...indented([...`sql=${python(sql)},`.split("\n"), ...reverse], 4),
		"),"
	];
}
function withOperations(text, { operations, dependencies, atomic, first }, lines, outside, before) {
	const edits = [{
		...operations,
		text: `[\n${indented(lines, 8).join("\n")}\n    ]`
	}];
	if (atomic) edits.push({
		...atomic,
		text: outside ? "False" : "True"
	});
	else if (outside) edits.push({
		start: first,
		end: first,
		text: "atomic = False\n\n    "
	});
	if (before !== void 0 && dependencies) edits.push({
		...dependencies,
		text: before
	});
	else if (before !== void 0) edits.push({
		start: first,
		end: first,
		text: `dependencies = ${before}\n\n    `
	});
	let made = text;
	for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) made = made.slice(0, edit.start) + edit.text + made.slice(edit.end);
	return before === void 0 ? made : made.replace(/^ {4}initial\s*=\s*True\n+/m, "");
}

export { django, djangoWayBack };