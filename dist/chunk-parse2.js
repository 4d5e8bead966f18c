import { i as parseWith, n as fieldOf, r as namedOf, t as childOf } from "./chunk-parse.js";

// src/frameworks/ef-core/parse.ts
const CSHARP = {
	package: "tree-sitter-c-sharp",
	file: "tree-sitter-c_sharp.wasm",
	title: "C#"
};
async function parseCsharp(file) {
	const parsed = await parseWith(CSHARP, file);
	if (parsed.kind === "tree" || !INTERPOLATED.test(file.text)) return parsed;
	const again = await parseWith(CSHARP, {
		path: file.path,
		text: withoutDoubledQuotes(file.text)
	});
	return again.kind === "tree" ? again : parsed;
}
const INTERPOLATED = /\$@"|@\$"/;
/** Puts two other characters where two quotes stand for one in interpolated verbatim strings. */
function withoutDoubledQuotes(text) {
	let out = "";
	let at = 0;
	for (const { index } of text.matchAll(new RegExp(INTERPOLATED, "g"))) {
		if (index < at) continue;
		let i = index + 3;
		out += text.slice(at, i);
		let holes = 0;
		while (i < text.length && (holes > 0 || text[i] !== "\"" || text[i + 1] === "\"")) {
			const two = text.slice(i, i + 2);
			const pair = holes === 0 && (two === "\"\"" || two === "{{" || two === "}}");
			if (!pair && text[i] === "{") holes++;
			if (!pair && text[i] === "}") holes = Math.max(0, holes - 1);
			out += pair && two === "\"\"" ? "''" : text.slice(i, i + (pair ? 2 : 1));
			i += pair ? 2 : 1;
		}
		at = i;
	}
	return out + text.slice(at);
}
function methodIn(node, text) {
	const name = fieldOf(node, "name");
	const list = fieldOf(node, "parameters") ?? childOf(node, "parameter_list");
	const body = fieldOf(node, "body");
	return {
		node,
		name: name ? text.slice(name.start, name.end) : "",
		parameters: list ? parametersIn(list, text) : [],
		body: body?.type === "arrow_expression_clause" ? namedOf(body)[0] : body
	};
}
function parametersIn(list, text) {
	const found = [];
	const children = list.children;
	for (const [i, child] of children.entries()) if (child.type === "parameter") found.push(parameterIn(child, text));
	else if (child.type === "identifier" && children[i - 1]?.type.includes("type")) found.push({
		name: text.slice(child.start, child.end),
		type: "",
		fallback: void 0,
		rest: true
	});
	else if (child.field === "name") found.push({
		name: text.slice(child.start, child.end),
		type: "",
		fallback: void 0,
		rest: true
	});
	return found;
}
function parameterIn(node, text) {
	const [name, type] = [fieldOf(node, "name"), fieldOf(node, "type")];
	const equals = node.children.findIndex((child) => child.type === "=");
	return {
		name: name ? text.slice(name.start, name.end) : "",
		type: type ? text.slice(type.start, type.end) : "",
		fallback: equals < 0 ? void 0 : node.children[equals + 1],
		rest: node.children.some((child) => text.slice(child.start, child.end) === "params")
	};
}
/** One argument of a call: its name, where it has one, and its value. */
function argumentsIn(list, text) {
	return (list?.children ?? []).filter(({ type }) => type === "argument").flatMap((argument) => {
		const name = fieldOf(argument, "name");
		const value = namedOf(argument).findLast((child) => child !== name);
		return value ? [{
			name: name && text.slice(name.start, name.end),
			value
		}] : [];
	});
}
/** The name of a method or type without what stands in `<…>`, and that. */
function nameAndType(node, text) {
	if (node.type !== "generic_name") return {
		name: text.slice(node.start, node.end),
		type: void 0
	};
	const name = childOf(node, "identifier");
	const list = childOf(node, "type_argument_list");
	return {
		name: name ? text.slice(name.start, name.end) : "",
		type: list && text.slice(list.start + 1, list.end - 1).trim()
	};
}

export { parseCsharp as a, parametersIn as i, methodIn as n, nameAndType as r, argumentsIn as t };