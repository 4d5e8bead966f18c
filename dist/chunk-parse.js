import { rt as codeComment } from "./chunk-review.js";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

// src/frameworks/tree-sitter/parse.ts
/**
* Files as trees, by tree-sitter's grammars compiled to WebAssembly. What comes back is a plain tree: nothing of it lives in
* the parser's memory, which is given back at once.
*/
const RUNTIME = {
	package: "web-tree-sitter",
	file: "web-tree-sitter.wasm"
};
/** A file of a package: beside the bundle, or in the installed package during development. */
async function readWasm({ package: name, file }) {
	try {
		return await readFile(new URL(`./${file}`, import.meta.url));
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		return readFile(createRequire(import.meta.url).resolve(`${name}/${file}`));
	}
}
let runtime;
async function loadRuntime() {
	const [loaded, wasmBinary] = await Promise.all([import("./chunk-web-tree-sitter.js"), readWasm(RUNTIME)]);
	const options = {
		wasmBinary,
		print() {},
		printErr() {}
	};
	await loaded.Parser.init(options);
	return loaded;
}
const parsers = /* @__PURE__ */ new Map();
async function loadGrammar(grammar) {
	const { Parser, Language } = await (runtime ??= loadRuntime());
	const language = await Language.load(await readWasm(grammar));
	return new Parser().setLanguage(language);
}
/** Reads a file. The grammar is loaded when the first file in its language is read. */
async function parseWith(grammar, file) {
	let parser = parsers.get(grammar.file);
	if (!parser) parsers.set(grammar.file, parser = loadGrammar(grammar));
	const tree = (await parser).parse(file.text.replace(/^\uFEFF/, " "));
	if (!tree) throw new Error(`the parser of ${grammar.title} gave no tree`);
	try {
		const fault = { start: void 0 };
		const comments = [];
		const root = plainTree(tree, fault, ({ start, end }) => comments.push(codeComment(file, start, end)));
		const { start } = fault;
		if (start === void 0) return {
			kind: "tree",
			root,
			comments
		};
		return {
			kind: "error",
			span: {
				path: file.path,
				start,
				end: Math.max(start, Math.min(file.text.length, start + 1))
			},
			reason: `the file does not parse as ${grammar.title} from here on`
		};
	} finally {
		tree.delete();
	}
}
/** Copies a tree without recursion; comments are told apart. */
function plainTree(tree, fault, comment) {
	const cursor = tree.walk();
	const open = [];
	const enter = () => {
		if (fault.start === void 0 && (cursor.nodeType === "ERROR" || cursor.nodeIsMissing)) fault.start = cursor.startIndex;
		open.push({
			node: {
				type: cursor.nodeType,
				field: cursor.currentFieldName ?? void 0,
				named: cursor.nodeIsNamed,
				start: cursor.startIndex,
				end: cursor.endIndex
			},
			children: []
		});
	};
	enter();
	for (;;) {
		if (cursor.gotoFirstChild()) {
			enter();
			continue;
		}
		for (;;) {
			const done = open.pop();
			if (!done) throw new Error("the tree has no root");
			const node = {
				...done.node,
				children: done.children
			};
			const parent = open.at(-1);
			if (!parent) {
				cursor.delete();
				return node;
			}
			if (node.type === "comment") comment(node);
			else parent.children.push(node);
			if (cursor.gotoNextSibling()) {
				enter();
				break;
			}
			cursor.gotoParent();
		}
	}
}
/** The child in a field of the grammar. */
const fieldOf = (node, field) => node.children.find((child) => child.field === field);
/** Children that are no punctuation. */
const namedOf = (node) => node.children.filter(({ named }) => named);
/** The first child of a kind. */
const childOf = (node, ...types) => node.children.find(({ type }) => types.includes(type));

export { parseWith as i, fieldOf as n, namedOf as r, childOf as t };