import { ri as byteOffsets } from "./chunk-review.js";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

// src/frameworks/ruby/nodes.ts
/** Every node below one, whatever its kind. */
function childrenOf(node) {
	return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}
const isNode = (value) => typeof value === "object" && value !== null && "type" in value && "start" in value;
/** The statements of a body, whatever stands around them. */
function statementsIn(body) {
	if (!body) return [];
	if (body.type === "StatementsNode") return body.body;
	return [body];
}
/** `A::B` of a constant; undefined for what is computed. */
function pathOf(node) {
	if (node?.type === "ConstantReadNode") return node.name;
	if (node?.type !== "ConstantPathNode") return void 0;
	if (!node.parent) return node.name;
	const parent = pathOf(node.parent);
	return parent === void 0 ? void 0 : `${parent}::${node.name}`;
}

// src/frameworks/ruby/parse.ts
/**
* Ruby files as trees, by Ruby's own parser compiled to WebAssembly. Its own loader uses node:wasi, which warns at every
* start; the module needs nothing of it but the names.
*/
const TOO_DEEP = "the file is nested too deeply to be read";
/** A program of this size is no migration, and its tree would take all memory. */
const MOST_UNITS = 2e6;
let compiled;
let instance;
async function readWasm() {
	try {
		return new Uint8Array(await readFile(new URL("./prism.wasm", import.meta.url)));
	} catch {
		return new Uint8Array(await readFile(createRequire(import.meta.url).resolve("@ruby/prism/src/prism.wasm")));
	}
}
function instantiate(module) {
	const imports = {};
	for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
	return new WebAssembly.Instance(module, imports);
}
/** Reads a file. The parser is loaded when the first one is read. */
async function parseRuby(file) {
	const whole = {
		path: file.path,
		start: 0,
		end: file.text.length
	};
	if (file.text.length > MOST_UNITS) return {
		kind: "error",
		span: whole,
		reason: "the file is too large to be read as a program"
	};
	const [{ parsePrism }, module] = await Promise.all([import("./chunk-parsePrism.js"), compiled ??= readWasm().then((bytes) => WebAssembly.compile(bytes))]);
	const text = file.text.replace(/^\uFEFF/, "   ");
	const own = byteOffsets(text);
	const unit = text.length === file.text.length ? own : (byte) => Math.max(0, own(byte) - 2);
	try {
		instance ??= instantiate(module);
		const { value, comments, errors } = parsePrism(instance.exports, text, { filepath: file.path });
		const [error] = errors;
		if (error) {
			const { start, end } = placeOf(error.location, unit);
			return {
				kind: "error",
				span: {
					...whole,
					start,
					end: Math.max(end, start + 1)
				},
				reason: `the file does not parse: ${error.message}`
			};
		}
		const root = plain(value, unit);
		return {
			kind: "program",
			statements: root.type === "ProgramNode" ? root.statements : {
				type: "StatementsNode",
				...whole,
				body: []
			},
			comments: comments.map(({ location }) => {
				const { start, end } = placeOf(location, unit);
				return {
					span: {
						path: file.path,
						start,
						end
					},
					text: file.text.slice(start, end).replace(/^#|^=begin\b|^=end\b/gm, "")
				};
			})
		};
	} catch (error) {
		instance = void 0;
		if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError) return {
			kind: "error",
			span: whole,
			reason: TOO_DEEP
		};
		throw error;
	}
}
function placeOf(location, unit) {
	return {
		start: unit(location.startOffset),
		end: unit(location.startOffset + location.length)
	};
}
const isLocation = (value) => "startOffset" in value && "length" in value;
const isPrism = (value) => "toJSON" in value && typeof value.toJSON === "function";
/** A node of Prism and all below it as plain objects with UTF-16 places. */
function plain(value, unit) {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => plain(one, unit));
	if (isPrism(value)) {
		const { location, ...rest } = value.toJSON();
		const out = isObject(location) && isLocation(location) ? { ...placeOf(location, unit) } : {};
		for (const [key, one] of Object.entries(rest)) out[key] = plain(one, unit);
		return out;
	}
	return isLocation(value) ? placeOf(value, unit) : value;
}
const isObject = (value) => typeof value === "object" && value !== null;

export { statementsIn as i, childrenOf as n, pathOf as r, parseRuby as t };