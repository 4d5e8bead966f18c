import { $ as quoteText, Cr as readSources, Dr as wayBackIn, Or as wholeFile, Sr as migrationOf, Tr as relativeTo, _r as foldersUp, br as inFolder, fr as baseName, gr as folderOf, hr as compareText, i as namedFilesIn, ii as cutScript, it as withComments, kr as wordsOf, nt as scriptOf, pr as compareIntegers } from "./chunk-review.js";
import { i as parseWith, n as fieldOf, r as namedOf, t as childOf } from "./chunk-parse.js";

// src/frameworks/ecto/parse.ts
const ELIXIR = {
	package: "tree-sitter-elixir",
	file: "tree-sitter-elixir.wasm",
	title: "Elixir"
};
const parseElixir = (file) => parseWith(ELIXIR, file);
/** The word of an operator: `|>`. */
function operatorOf(node, text) {
	const operator = fieldOf(node, "operator");
	return operator ? text.slice(operator.start, operator.end) : "";
}
/** The name of what is called: `create`, `Enum.each`, `repo().query!`; empty for a function in a variable. */
function calledName(node, text) {
	const target = fieldOf(node, "target");
	if (!target) return "";
	if (target.type === "identifier") return text.slice(target.start, target.end);
	if (target.type !== "dot") return "";
	const [left, right] = [fieldOf(target, "left"), fieldOf(target, "right")];
	return left && right ? `${text.slice(left.start, left.end)}.${text.slice(right.start, right.end)}` : "";
}
/** The arguments of a call as they are written; the keywords at its end are the last one. */
function argumentsOf(node) {
	const list = childOf(node, "arguments");
	return list ? namedOf(list) : [];
}
/** The value of a keyword in a list of keywords: `do:` of `if x, do: y`. */
function keyword(node, name, text) {
	if (node?.type !== "keywords") return void 0;
	for (const pair of namedOf(node)) {
		const key = fieldOf(pair, "key");
		if (key && text.slice(key.start, key.end).trim() === `${name}:`) return fieldOf(pair, "value");
	}
}
/** The statements of the block `do`, or of another one such as `else`; undefined where there is none. */
function blockOf(node, name, text) {
	const block = childOf(node, "do_block");
	if (block) {
		if (name === "do") return namedOf(block).filter(({ type }) => !/^(?:else|rescue|after|catch)_block$/.test(type));
		const other = childOf(block, `${name}_block`);
		return other && namedOf(other);
	}
	const inline = keyword(argumentsOf(node).at(-1), name, text);
	return inline && [inline];
}
/** `def`, `defp`, `defmacro`: its name and one clause; undefined for all else. */
function definitionIn(node, text) {
	if (node.type !== "call" || !/^defp?$/.test(calledName(node, text))) return void 0;
	let [head] = argumentsOf(node);
	let guard;
	if (head?.type === "binary_operator" && operatorOf(head, text) === "when") {
		guard = fieldOf(head, "right");
		head = fieldOf(head, "left");
	}
	if (!head) return void 0;
	const name = head.type === "identifier" ? text.slice(head.start, head.end) : calledName(head, text);
	if (name === "") return void 0;
	return {
		name,
		clause: {
			node,
			parameters: head.type === "call" ? argumentsOf(head) : [],
			guard,
			body: blockOf(node, "do", text)
		}
	};
}

// src/frameworks/ecto/values.ts
/** Why a call cannot be written as SQL; one clause, no full stop. */
var Unclear = class extends Error {};
const computed = ({ start, end }) => ({
	kind: "computed",
	start,
	end
});
const atom = (name, { start, end }) => ({
	kind: "atom",
	name,
	start,
	end
});
const madeText = (text, { start, end }) => ({
	kind: "text",
	pieces: [{
		text,
		start,
		end
	}],
	start,
	end
});
/** A text of which only the migration itself knows the value; the dialect reads a placeholder where a value can stand. */
const holeOf = (place, source) => madeText(`\${${/^[\w.@]+$/.test(source) ? source : "value"}}`, place);
/** Whether a text holds a part that only the migration itself knows. */
const isComputed = (text) => text.includes("${");
const plainText = (value) => value.pieces.map(({ text }) => text).join("");
/** The text of a string or the name of an atom; undefined for all else, and for nil. */
function wordOf(value) {
	if (value?.kind === "text") {
		const text = plainText(value);
		return isComputed(text) ? void 0 : text;
	}
	return value?.kind === "atom" && value.name !== "nil" ? value.name : void 0;
}
const isAtom = (value, name) => value?.kind === "atom" && value.name === name;
/** Whether a condition holds; undefined where that is not known. */
function truth(value) {
	if (value.kind === "computed") return void 0;
	return !isAtom(value, "nil") && !isAtom(value, "false");
}
/** A keyword list by its keys; the first of equal keys counts, as in Elixir. Undefined for all else. */
function optionsOf(value) {
	if (value === void 0) return /* @__PURE__ */ new Map();
	if (value.kind !== "list") return void 0;
	const options = /* @__PURE__ */ new Map();
	for (const item of value.items) {
		const [key, entry] = item.kind === "tuple" ? item.items : [];
		if (key?.kind !== "atom" || !entry) return void 0;
		if (!options.has(key.name)) options.set(key.name, entry);
	}
	return options;
}
/** Whether two values are the same; undefined where that is not known. */
function same(a, b) {
	if (a.kind === "computed" || b.kind === "computed" || a.kind === "function" || b.kind === "function") return void 0;
	if (a.kind !== b.kind) return false;
	if (a.kind === "text" && b.kind === "text") {
		const [x, y] = [plainText(a), plainText(b)];
		return isComputed(x) || isComputed(y) ? void 0 : x === y;
	}
	if (a.kind === "atom" && b.kind === "atom") return a.name === b.name;
	if (a.kind === "module" && b.kind === "module") return a.name === b.name;
	if (a.kind === "number" && b.kind === "number") return Number(a.text) === Number(b.text);
	if ((a.kind === "list" || a.kind === "tuple") && (b.kind === "list" || b.kind === "tuple")) {
		if (a.items.length !== b.items.length) return false;
		return allOf(a.items.map((item, i) => same(item, b.items[i] ?? item)));
	}
}
/** Whether all hold, or that is not known. */
function allOf(parts) {
	if (parts.some((part) => part === false)) return false;
	return parts.some((part) => part === void 0) ? void 0 : true;
}
/** Whether one holds, or that is not known. */
function anyOf(parts) {
	if (parts.some((part) => part === true)) return true;
	return parts.some((part) => part === void 0) ? void 0 : false;
}
/** Finds a variable. */
function lookUp(scope, name) {
	for (let at = scope; at; at = at.parent) {
		const value = at.names.get(name);
		if (value) return value;
	}
}
/** Whether a value is larger than that of any migration: one that a file doubles again and again. */
function isHuge(value) {
	if (value.kind === "list") return value.items.length > 5e4;
	if (value.kind !== "text") return false;
	return value.pieces.length > 5e4 || value.pieces.reduce((sum, { text }) => sum + text.length, 0) > 4e6;
}

// src/frameworks/ecto/patterns.ts
/** Pattern matching: whether a value fits, and what the names in the pattern stand for then. */
/** True, false, or undefined where it is not known. A value that is not given is the default of the pattern, else unknown. */
function matches(pattern, value, scope, reader) {
	const { text } = reader.module;
	if (pattern.type === "identifier") {
		const name = reader.source(pattern);
		if (!name.startsWith("_")) scope.names.set(name, value ?? computed(pattern));
		return true;
	}
	if (pattern.type === "unary_operator" && operatorOf(pattern, text) === "^") return value && same(reader.evaluate(pattern, scope), value);
	if (pattern.type === "binary_operator") {
		const [left, right] = [fieldOf(pattern, "left"), fieldOf(pattern, "right")];
		const operator = operatorOf(pattern, text);
		if (left && right && operator === "\\\\") return matches(left, value ?? reader.evaluate(right, scope), scope, reader);
		if (left && right && operator === "=") return allOf([matches(left, value, scope, reader), matches(right, value, scope, reader)]);
		bindAll(pattern, scope, reader);
		return;
	}
	if (pattern.type === "tuple" || pattern.type === "list") {
		const parts = namedOf(pattern);
		if (value?.kind !== pattern.type || parts.some(({ type }) => type === "keywords" || type === "binary_operator")) {
			bindAll(pattern, scope, reader);
			return value === void 0 || value.kind === "computed" || value.kind === pattern.type ? void 0 : false;
		}
		if (parts.length !== value.items.length) return false;
		return allOf(parts.map((part, i) => matches(part, value.items[i], scope, reader)));
	}
	if (pattern.type === "map") return matchesMap(pattern, value, scope, reader);
	return value && same(reader.evaluate(pattern, scope), value);
}
function matchesMap(pattern, value, scope, reader) {
	const content = childOf(pattern, "map_content");
	const pairs = content && namedOf(content)[0];
	if (value?.kind === "map" && pairs?.type === "keywords" && !childOf(pattern, "struct")) {
		let fits = true;
		for (const [key, entry] of value.entries) {
			const inner = key.kind === "atom" ? keyword(pairs, key.name, reader.module.text) : void 0;
			const part = inner ? matches(inner, entry, scope, reader) : true;
			if (part === false) return false;
			if (part === void 0) fits = void 0;
		}
		return namedOf(pairs).length <= value.entries.length ? fits : void 0;
	}
	bindAll(pattern, scope, reader);
	return value && value.kind !== "map" && value.kind !== "computed" ? false : void 0;
}
/** All names of a pattern stand for something that is not known. */
function bindAll(pattern, scope, reader) {
	const open = [pattern];
	for (let node = open.pop(); node; node = open.pop()) {
		if (node.type === "identifier" && !reader.source(node).startsWith("_")) scope.names.set(reader.source(node), computed(node));
		open.push(...node.children);
	}
}

// src/frameworks/ecto/forms.ts
/** Forms of Elixir that look like calls: branches, loops, directives. */
/** Forms of the language that are no calls; undefined for calls. */
function formOf(name, node, reader, scope) {
	const { text } = reader.module;
	const [first, second] = argumentsOf(node);
	const inner = () => ({
		names: /* @__PURE__ */ new Map(),
		parent: scope
	});
	const branch = (block) => reader.run(blockOf(node, block, text) ?? [], inner(), node);
	switch (name) {
		case "if":
		case "unless": {
			const holds = first ? truth(reader.evaluate(first, scope)) : void 0;
			if (holds !== void 0) return branch(name === "if" === holds ? "do" : "else");
			branch("do");
			branch("else");
			return computed(node);
		}
		case "case":
			if (!first) return computed(node);
			return reader.choose(stabsIn(childOf(node, "do_block") ?? node, text), [reader.evaluate(first, scope)], scope, node);
		case "cond": return cond(node, reader, scope);
		case "for": return comprehension(node, reader, scope);
		case "with": {
			const own = inner();
			for (const clause of argumentsOf(node)) {
				const value = fieldOf(clause, "right");
				const pattern = fieldOf(clause, "left");
				if (clause.type === "binary_operator" && value && pattern) matches(pattern, reader.evaluate(value, own), own, reader);
			}
			const value = reader.run(blockOf(node, "do", text) ?? [], own, node);
			return otherwise(node, reader, scope, "else") ? computed(node) : value;
		}
		case "try": {
			const value = branch("do");
			const others = [
				"rescue",
				"catch",
				"else"
			].map((block) => otherwise(node, reader, scope, block));
			branch("after");
			return others.includes(true) ? computed(node) : value;
		}
		case "raise":
		case "reraise":
		case "throw":
		case "exit":
		case "quote":
		case "import":
		case "require":
		case "use": return computed(node);
		case "alias":
			addAliases(node, reader);
			return computed(node);
		case "then":
		case "tap":
			if (second) return void 0;
			return computed(node);
		default: return;
	}
}
/** Follows the clauses of a block that may be meant as well; whether there are any. */
function otherwise(node, reader, scope, block) {
	const body = childOf(childOf(node, "do_block") ?? node, `${block}_block`);
	if (body) reader.choose(stabsIn(body, reader.module.text), [computed(body)], scope, body);
	return body !== void 0;
}
function cond(node, reader, scope) {
	for (const { patterns, body } of stabsIn(childOf(node, "do_block") ?? node, reader.module.text)) {
		const [condition] = patterns;
		const holds = condition ? truth(reader.evaluate(condition, scope)) : void 0;
		if (holds === false) continue;
		const value = reader.run(body, {
			names: /* @__PURE__ */ new Map(),
			parent: scope
		}, node);
		if (holds) return value;
	}
	return computed(node);
}
function comprehension(node, reader, scope) {
	const { text } = reader.module;
	const parts = argumentsOf(node).filter(({ type }) => type !== "keywords");
	const body = blockOf(node, "do", text) ?? [];
	const values = [];
	const nest = (index, at) => {
		const part = parts[index];
		if (!part) {
			values.push(reader.run(body, at, node));
			return;
		}
		const [pattern, source] = [fieldOf(part, "left"), fieldOf(part, "right")];
		if (part.type !== "binary_operator" || operatorOf(part, text) !== "<-" || !pattern || !source) {
			if (truth(reader.evaluate(part, at)) !== false) nest(index + 1, at);
			return;
		}
		for (const item of itemsOf(reader.evaluate(source, at), part)) {
			const inner = {
				names: /* @__PURE__ */ new Map(),
				parent: at
			};
			if (matches(pattern, item, inner, reader) !== false) nest(index + 1, inner);
		}
	};
	nest(0, scope);
	return {
		kind: "list",
		items: values,
		start: node.start,
		end: node.end
	};
}

// src/frameworks/ecto/literals.ts
/** Strings, sigils and heredocs of Elixir, with the place of each unit. */
const SIMPLE = new Map(Object.entries({
	n: "\n",
	t: "	",
	r: "\r",
	0: "\0",
	a: "\x07",
	b: "\b",
	d: "",
	e: "\x1B",
	f: "\f",
	s: " ",
	v: "\v"
}));
/** The character that an escape stands for. */
function unescape(source) {
	const [, letter = "", rest = ""] = /^\\([^])([^]*)$/.exec(source) ?? [];
	if ((letter === "u" || letter === "x") && rest !== "") {
		const code = Number.parseInt(rest.replaceAll(/[{}]/g, ""), 16);
		return Number.isInteger(code) && code <= 1114111 ? String.fromCodePoint(code) : "";
	}
	if (letter === "\n" || letter === "\r") return "";
	return SIMPLE.get(letter) ?? letter;
}
/**
* The content of a string, a heredoc or a sigil in pieces; undefined where something in it is not known. A heredoc's lines
* lose the blanks that stand before its closing quotes.
*/
function contentOf(node, text, filling) {
	const closing = node.children.find(({ field }) => field === "quoted_end");
	const opening = node.children.find(({ field }) => field === "quoted_start");
	if (!closing || !opening) return void 0;
	const heredoc = opening.end - opening.start === 3;
	const indent = heredoc ? closing.start - (text.lastIndexOf("\n", closing.start - 1) + 1) : 0;
	const kind = childOf(node, "sigil_name");
	const joins = !kind || text.slice(kind.start, kind.end).toLowerCase() === text.slice(kind.start, kind.end);
	const pieces = [];
	let atLine = heredoc;
	let first = heredoc;
	for (const child of node.children) {
		if (child.type === "quoted_content") {
			const from = first ? child.start + lineBreak(text, child.start) : child.start;
			pieces.push(...linesOf(text, from, child.end, heredoc && (atLine || first), {
				indent,
				joins
			}));
			atLine = false;
		} else if (child.type === "escape_sequence") {
			const value = unescape(text.slice(child.start, child.end));
			pieces.push({
				text: value,
				start: child.start,
				end: child.end,
				units: Array.from({ length: value.length }, () => child.start)
			});
			atLine = value === "" && heredoc;
		} else if (child.type === "interpolation") {
			const filled = filling(child);
			if (!filled) return void 0;
			pieces.push(...filled.map((piece) => ({
				text: piece.text,
				start: child.start,
				end: child.end
			})));
			atLine = false;
		} else continue;
		first = false;
	}
	return pieces;
}
const lineBreak = (text, at) => text.startsWith("\r\n", at) ? 2 : text[at] === "\n" ? 1 : 0;
const plain = (text, start, end) => ({
	text: text.slice(start, end),
	start,
	end,
	units: "same"
});
/** Lines, each less the blanks it may lose; a backslash at the end of one takes the line break away. */
function linesOf(text, start, end, atLine, { indent, joins }) {
	const pieces = [];
	let at = start;
	let fresh = atLine;
	while (at < end) {
		const newline = text.indexOf("\n", at);
		const stop = newline < 0 || newline >= end ? end : newline + 1;
		if (fresh) {
			const limit = Math.min(stop, at + indent);
			while (at < limit && (text[at] === " " || text[at] === "	")) at++;
		}
		const joined = joins ? /\\\r?\n$/.exec(text.slice(Math.max(at, stop - 3), stop))?.[0].length : void 0;
		if (at < stop - (joined ?? 0)) pieces.push(plain(text, at, stop - (joined ?? 0)));
		at = stop;
		fresh = true;
	}
	return pieces;
}

// src/frameworks/ecto/literal-values.ts
/** Literals of Elixir as values. */
/** The value of a literal; undefined for all other expressions. */
function literalOf(node, reader, scope) {
	const place = {
		start: node.start,
		end: node.end
	};
	switch (node.type) {
		case "string":
		case "charlist": return textIn(node, reader, scope);
		case "sigil": return sigil(node, reader, scope);
		case "atom": return {
			kind: "atom",
			name: reader.source(node).slice(1),
			...place
		};
		case "quoted_atom":
		case "quoted_keyword": {
			const name = wordOf(textIn(node, reader, scope));
			return name === void 0 ? computed(node) : {
				kind: "atom",
				name,
				...place
			};
		}
		case "keyword": return {
			kind: "atom",
			name: reader.source(node).trim().slice(0, -1),
			...place
		};
		case "boolean":
		case "nil": return {
			kind: "atom",
			name: reader.source(node),
			...place
		};
		case "integer":
		case "float": return {
			kind: "number",
			text: numberIn(reader.source(node)),
			...place
		};
		case "list": return {
			kind: "list",
			items: itemsIn$1(node, reader, scope),
			...place
		};
		case "keywords": return {
			kind: "list",
			items: pairsIn(node, reader, scope),
			...place
		};
		case "tuple": return {
			kind: "tuple",
			items: namedOf(node).map((child) => reader.evaluate(child, scope)),
			...place
		};
		case "map": return map(node, reader, scope);
		default: return;
	}
}
function numberIn(source) {
	const text = source.replaceAll("_", "");
	return /^0[xbo]/i.test(text) ? String(Number(text)) : text;
}
function textIn(node, reader, scope) {
	const pieces = contentOf(node, reader.module.text, (hole) => {
		const [inner] = namedOf(hole);
		if (!inner) return [];
		const value = reader.evaluate(inner, scope);
		if (value.kind === "text") return value.pieces;
		const word = value.kind === "number" ? value.text : wordOf(value);
		return word === void 0 ? holeOf(inner, reader.source(inner)).pieces : madeText(word, hole).pieces;
	});
	return pieces ? {
		kind: "text",
		pieces,
		start: node.start,
		end: node.end
	} : computed(node);
}
function sigil(node, reader, scope) {
	const name = childOf(node, "sigil_name");
	const kind = name ? reader.source(name) : "";
	if (!/^[sSwWcC]$/.test(kind)) return computed(node);
	const text = textIn(node, reader, scope);
	if (!/^[wW]$/.test(kind) || text.kind !== "text") return text;
	const modifiers = childOf(node, "sigil_modifiers");
	const atoms = modifiers !== void 0 && reader.source(modifiers) === "a";
	const place = {
		start: node.start,
		end: node.end
	};
	return {
		kind: "list",
		items: (wordOf(text) ?? "").split(/\s+/).filter((word) => word !== "").map((word) => atoms ? {
			kind: "atom",
			name: word,
			...place
		} : madeText(word, place)),
		...place
	};
}
/** Items of a list; `[first | rest]` is taken apart where the rest is known. */
function itemsIn$1(node, reader, scope) {
	return namedOf(node).flatMap((child) => {
		if (child.type === "keywords") return pairsIn(child, reader, scope);
		const [left, right] = [fieldOf(child, "left"), fieldOf(child, "right")];
		if (child.type !== "binary_operator" || operatorOf(child, reader.module.text) !== "|" || !left || !right) return [reader.evaluate(child, scope)];
		const rest = reader.evaluate(right, scope);
		return [reader.evaluate(left, scope), ...rest.kind === "list" ? rest.items : [computed(right)]];
	});
}
function pairsIn(node, reader, scope) {
	return namedOf(node).flatMap((pair) => {
		const [key, value] = [fieldOf(pair, "key"), fieldOf(pair, "value")];
		if (!key || !value) return [];
		return [{
			kind: "tuple",
			items: [reader.evaluate(key, scope), reader.evaluate(value, scope)],
			start: pair.start,
			end: pair.end
		}];
	});
}
function map(node, reader, scope) {
	const content = childOf(node, "map_content");
	if (childOf(node, "struct")) return computed(node);
	const entries = [];
	for (const child of content ? namedOf(content) : []) {
		if (child.type === "keywords") {
			for (const pair of pairsIn(child, reader, scope)) {
				const [key, value] = pair.kind === "tuple" ? pair.items : [];
				if (key && value) entries.push([key, value]);
			}
			continue;
		}
		const [left, right] = [fieldOf(child, "left"), fieldOf(child, "right")];
		if (child.type !== "binary_operator" || operatorOf(child, reader.module.text) !== "=>" || !left || !right) return computed(node);
		entries.push([reader.evaluate(left, scope), reader.evaluate(right, scope)]);
	}
	return {
		kind: "map",
		entries,
		start: node.start,
		end: node.end
	};
}

// src/frameworks/ecto/operators.ts
/** Operators of Elixir on values that are known. */
/** Numbers of a range that are followed. */
const LONGEST$1 = 500;
function operate(node, reader, scope) {
	const [left, right] = [fieldOf(node, "left"), fieldOf(node, "right")];
	const operator = operatorOf(node, reader.module.text);
	if (!left || !right) return computed(node);
	const yes = (holds) => holds === void 0 ? computed(node) : {
		kind: "atom",
		name: String(holds),
		start: node.start,
		end: node.end
	};
	if (operator === "=") {
		const value = reader.evaluate(right, scope);
		matches(left, value, scope, reader);
		return value;
	}
	if (operator === "|>") return pipe(reader.evaluate(left, scope), right, reader, scope);
	const a = reader.evaluate(left, scope);
	switch (operator) {
		case "&&":
		case "and": {
			const known = truth(a);
			return known === void 0 ? both(node, a, right, reader, scope, false) : known ? reader.evaluate(right, scope) : a;
		}
		case "||":
		case "or": {
			const known = truth(a);
			return known === void 0 ? both(node, a, right, reader, scope, true) : known ? a : reader.evaluate(right, scope);
		}
	}
	const b = reader.evaluate(right, scope);
	switch (operator) {
		case "==":
		case "===": return yes(same(a, b));
		case "!=":
		case "!==": {
			const known = same(a, b);
			return yes(known === void 0 ? void 0 : !known);
		}
		case "<>":
			if (a.kind !== "text" && b.kind !== "text") return computed(node);
			return {
				kind: "text",
				pieces: [...within(a, left, reader), ...within(b, right, reader)],
				start: node.start,
				end: node.end
			};
		case "++": return a.kind === "list" && b.kind === "list" ? {
			kind: "list",
			items: [...a.items, ...b.items],
			start: node.start,
			end: node.end
		} : computed(node);
		case "in":
			if (b.kind !== "list") return computed(node);
			return yes(anyOf(b.items.map((item) => same(a, item))));
		default: return arithmetic(operator, a, b, node) ?? computed(node);
	}
}
/** The right side may decide by itself: false of `x and false`. */
function both(node, a, right, reader, scope, decides) {
	const b = reader.evaluate(right, scope);
	return truth(b) === decides && a.kind === "computed" ? b : computed(node);
}
function arithmetic(operator, a, b, node) {
	if (a.kind !== "number" || b.kind !== "number") return void 0;
	const [x, y] = [Number(a.text), Number(b.text)];
	const { start, end } = node;
	const compared = (/* @__PURE__ */ new Map([
		["<", x < y],
		[">", x > y],
		["<=", x <= y],
		[">=", x >= y]
	])).get(operator);
	if (compared !== void 0) return {
		kind: "atom",
		name: String(compared),
		start,
		end
	};
	if (operator === ".." && y - x <= LONGEST$1 && x <= y) return {
		kind: "list",
		items: Array.from({ length: y - x + 1 }, (_, i) => ({
			kind: "number",
			text: String(x + i),
			start,
			end
		})),
		start,
		end
	};
	const result = (/* @__PURE__ */ new Map([
		["+", x + y],
		["-", x - y],
		["*", x * y]
	])).get(operator);
	return result !== void 0 && Number.isSafeInteger(result) ? {
		kind: "number",
		text: String(result),
		start,
		end
	} : void 0;
}
/** The pieces of a text, where the expression holds them; else such as stand for the name. */
function within(text, place, reader) {
	const { start, end } = place;
	if (text.kind !== "text") return holeOf(place, reader.source(place)).pieces;
	if (text.start >= start && text.end <= end) return text.pieces;
	return text.pieces.map((piece) => ({
		text: piece.text,
		start,
		end
	}));
}
function pipe(value, right, reader, scope) {
	if (right.type === "call") return reader.call(right, scope, value);
	if (right.type === "identifier") {
		const callee = reader.evaluate(right, scope);
		return callee.kind === "function" ? reader.apply(callee, [value], right) : computed(right);
	}
	return computed(right);
}

// src/frameworks/ecto/library.ts
/** Modules that never reach a database by themselves. */
const QUIET = /^(?:Enum|Stream|List|Map|MapSet|Keyword|String|Atom|Integer|Float|Tuple|Regex|Range|Logger|IO|Kernel|System|Application|Code|File|Path|Date|DateTime|NaiveDateTime|Time|Calendar|Jason|Poison|JSON|Base|URI|Bitwise|Function|Access|Decimal|Ecto\.UUID|UUID|Ecto\.Changeset|Ecto\.Type|Mix|Version|Process|Module|:\w+|Task|Agent|Exception|Inspect|Ecto\.Query\.\w+)\./;
/** What runs code or programs that are not in the file. */
const RUNS = /^(?:Code\.(?:eval|compile|require)\w*|System\.(?:cmd|shell)|Mix\.Task\.\w+|Mix\.install|:(?:os|rpc|erpc|epgsql|pgo)\.\w+)[?!]?$/;
/** Functions of Kernel that give something and change nothing. */
const KERNEL = /^(?:inspect|to_string|to_charlist|length|hd|tl|elem|is_\w+|max|min|rem|div|abs|round|trunc|ceil|floor|map_size|tuple_size|byte_size|put_in|get_in|update_in|pop_in|struct!?|self|send|make_ref|node|binding|dbg|match\?|function_exported\?|sleep|apply_default|not|sigil_\w|then|tap|put_elem|binary_part|bit_size|exit|raise|throw)$/;
/** A value by its key: of a keyword list, a map, a list. */
function argumentOf(owner, key) {
	if (owner.kind === "map") return owner.entries.find(([name]) => same(name, key) === true)?.[1];
	if (owner.kind !== "list") return void 0;
	for (const item of owner.items) {
		const [name, value] = item.kind === "tuple" ? item.items : [];
		if (name && value && same(name, key) === true) return value;
	}
}
/** What a function gives; undefined where it is none of Elixir’s own. */
function libraryCall(name, args, node, reader) {
	if (!(QUIET.test(name) && !RUNS.test(name) || KERNEL.test(name))) return void 0;
	const known = name.startsWith("Enum.") ? collection(name.slice(5), args, node, reader) : other(name, args, node, reader);
	if (known) return known;
	for (const arg of args) if (arg.kind === "function") reader.apply(arg, unknowns(node), node);
	return computed(node);
}
const unknowns = (place) => [computed(place), computed(place)];
function collection(name, args, node, reader) {
	const [over, second, third] = args;
	if (!over) return void 0;
	const list = (items) => ({
		kind: "list",
		items,
		start: node.start,
		end: node.end
	});
	if (second?.kind === "function") switch (name) {
		case "each":
			reader.each(second, over, node);
			return atom("ok", node);
		case "map": return over.kind === "computed" ? call(reader, second, node) : list(reader.each(second, over, node));
		case "flat_map": return over.kind === "computed" ? call(reader, second, node) : list(reader.each(second, over, node).flatMap((one) => one.kind === "list" ? one.items : [one]));
		case "filter":
		case "reject": {
			if (over.kind === "computed") return call(reader, second, node);
			const items = itemsOf(over, node);
			const results = items.map((item) => truth(reader.apply(second, [item], node)));
			return list(items.filter((_, i) => results[i] === void 0 || results[i] === (name === "filter")));
		}
		default: return;
	}
	if (name === "map_join") {
		const [separator, mapper] = third ? [second, third] : [void 0, second];
		if (mapper?.kind !== "function") return void 0;
		return over.kind === "computed" ? call(reader, mapper, node) : join(reader.each(mapper, over, node), separator, node);
	}
	if (name === "reduce" && second && third?.kind === "function") {
		let value = second;
		for (const item of itemsOf(over, node)) value = reader.apply(third, [item, value], node);
		return over.kind === "computed" ? computed(node) : value;
	}
	if (over.kind !== "list") return void 0;
	switch (name) {
		case "join": return join(over.items, second, node);
		case "with_index": return list(over.items.map((item, i) => ({
			kind: "tuple",
			items: [item, {
				kind: "number",
				text: String(i),
				start: node.start,
				end: node.end
			}],
			start: node.start,
			end: node.end
		})));
		case "reverse": return second ? void 0 : list([...over.items].reverse());
		case "concat": return second?.kind === "list" ? list([...over.items, ...second.items]) : void 0;
		case "to_list":
		case "uniq": return over;
		case "count": return {
			kind: "number",
			text: String(over.items.length),
			start: node.start,
			end: node.end
		};
		case "member?": {
			const found = anyOf(over.items.map((item) => second && same(item, second)));
			return found === void 0 ? void 0 : atom(String(found), node);
		}
		default: return;
	}
}
/** Calls a function once with something that is not known, for what it does. */
function call(reader, callee, node) {
	reader.apply(callee, [computed(node)], node);
	return computed(node);
}
/** What `File.read!` gives; `File.read` gives it behind `:ok`. */
function fileOf(path, node, reader, tuple) {
	const place = {
		start: node.start,
		end: node.end
	};
	const file = {
		kind: "file",
		source: reader.module.files(plainText(path)),
		...place
	};
	return tuple ? {
		kind: "tuple",
		items: [atom("ok", node), file],
		...place
	} : file;
}
/** `holes`: parts that are not known stay as such. */
function join(items, separator, node, holes = false) {
	const words = items.map((item) => item.kind === "number" ? item.text : holes && item.kind === "text" ? plainText(item) : wordOf(item));
	const between = separator ? wordOf(separator) : "";
	return words.includes(void 0) || between === void 0 ? computed(node) : madeText(words.join(between), node);
}
function other(name, args, node, reader) {
	const [first, second, third] = args;
	const text = (change) => {
		const word = wordOf(first);
		return word === void 0 ? void 0 : madeText(change(word), node);
	};
	switch (name) {
		case "to_string":
		case "Atom.to_string":
		case "Integer.to_string": return first?.kind === "text" ? first : first?.kind === "number" ? madeText(first.text, node) : text((word) => word);
		case "String.to_atom":
		case "String.to_existing_atom": {
			const word = wordOf(first);
			return word === void 0 ? void 0 : atom(word, node);
		}
		case "String.trim":
		case "String.trim_leading":
		case "String.trim_trailing": return args.length === 1 && first?.kind === "text" ? first : void 0;
		case "String.upcase": return text((word) => word.toUpperCase());
		case "String.downcase": return text((word) => word.toLowerCase());
		case "String.split": {
			const [word, mark] = [wordOf(first), wordOf(second)];
			if (word === void 0 || second && (mark === void 0 || mark === "") || third) return void 0;
			return {
				kind: "list",
				items: (mark === void 0 ? word.split(/\s+/).filter((part) => part !== "") : word.split(mark)).map((part) => madeText(part, node)),
				start: node.start,
				end: node.end
			};
		}
		case "String.replace": {
			const [from, to] = [wordOf(second), wordOf(third)];
			return from === void 0 || from === "" || to === void 0 || args.length > 3 ? void 0 : text((word) => word.replaceAll(from, to));
		}
		case "File.read!":
		case "File.read": return first?.kind === "text" ? fileOf(first, node, reader, name === "File.read") : void 0;
		case "Path.join": return join((first?.kind === "list" ? first.items : args).map((part) => wordOf(part) === void 0 ? holeOf(part, "value") : part), madeText("/", node), node, true);
		case "Path.basename": return text((word) => word.slice(word.lastIndexOf("/") + 1));
		case "Path.dirname": return text((word) => word.slice(0, Math.max(0, word.lastIndexOf("/"))));
		case "Path.expand":
		case "Path.absname": return first?.kind === "text" ? first : void 0;
		case "Application.app_dir": return second?.kind === "text" ? second : void 0;
		case "Keyword.get":
		case "Keyword.fetch!":
		case "Map.get":
		case "Map.fetch!":
			if (first?.kind !== "list" && first?.kind !== "map") return void 0;
			return (second && argumentOf(first, second)) ?? third;
		case "Keyword.merge":
			if (first?.kind !== "list" || second?.kind !== "list") return void 0;
			return {
				kind: "list",
				items: [...second.items, ...first.items],
				start: node.start,
				end: node.end
			};
		case "Keyword.put":
			if (first?.kind !== "list" || !second || !third) return void 0;
			return {
				kind: "list",
				items: [{
					kind: "tuple",
					items: [second, third],
					start: node.start,
					end: node.end
				}, ...first.items],
				start: node.start,
				end: node.end
			};
		case "Keyword.keys":
		case "Map.keys":
		case "Keyword.values":
		case "Map.values": {
			const at = name.endsWith("keys") ? 0 : 1;
			if (first?.kind === "map") return {
				kind: "list",
				items: first.entries.map((entry) => entry[at]),
				start: node.start,
				end: node.end
			};
			if (first?.kind !== "list") return void 0;
			return {
				kind: "list",
				items: first.items.map((item) => (item.kind === "tuple" ? item.items[at] : void 0) ?? computed(item)),
				start: node.start,
				end: node.end
			};
		}
		case "List.first":
		case "hd": return first?.kind === "list" ? first.items[0] : void 0;
		case "then":
		case "tap":
			if (!first || second?.kind !== "function") return void 0;
			return name === "then" ? reader.apply(second, [first], node) : (reader.apply(second, [first], node), first);
		case "is_nil": return first && first.kind !== "computed" ? atom(String(first.kind === "atom" && first.name === "nil"), node) : void 0;
		case "is_atom": return first && first.kind !== "computed" ? atom(String(first.kind === "atom"), node) : void 0;
		case "is_binary": return first && first.kind !== "computed" ? atom(String(first.kind === "text"), node) : void 0;
		case "is_list": return first && first.kind !== "computed" ? atom(String(first.kind === "list"), node) : void 0;
		case "length": return first?.kind === "list" ? {
			kind: "number",
			text: String(first.items.length),
			start: node.start,
			end: node.end
		} : void 0;
		default: return;
	}
}

// src/frameworks/ecto/evaluate.ts
/**
* Interprets the part of Elixir that migrations are written in: values, patterns, branches (both ways where it is not known
* which is taken), loops over what is known, functions of the same module. Nothing of it is run.
*/
/** The file asks for more work than a migration needs. */
var TooMuch = class extends Error {};
const DEEPEST = 30;
const MOST = 2e5;
/** Items of a loop that are followed. */
const LONGEST = 500;
var Reader = class {
	module;
	host;
	depth = 0;
	work = 0;
	constructor(module, host) {
		this.module = module;
		this.host = host;
	}
	source({ start, end }) {
		return this.module.text.slice(start, end);
	}
	/** Runs statements; what the last one gives. */
	run(nodes, scope, place) {
		let value = {
			kind: "atom",
			name: "nil",
			start: place.start,
			end: place.end
		};
		for (const node of nodes) value = this.evaluate(node, scope);
		return value;
	}
	evaluate(node, scope) {
		if (++this.work > MOST) throw new TooMuch("it does more than is followed");
		const value = this.value(node, scope);
		if (node.type !== "identifier" && isHuge(value)) throw new TooMuch("it makes more text than is followed");
		return value;
	}
	value(node, scope) {
		const literal = literalOf(node, this, scope);
		if (literal) return literal;
		switch (node.type) {
			case "identifier": return this.name(node, scope);
			case "alias": return {
				kind: "module",
				name: this.moduleName(this.source(node)),
				start: node.start,
				end: node.end
			};
			case "unary_operator": return this.unary(node, scope);
			case "binary_operator": return operate(node, this, scope);
			case "access_call": return this.access(node, scope);
			case "anonymous_function": return {
				kind: "function",
				node,
				scope,
				start: node.start,
				end: node.end
			};
			case "block":
			case "body":
			case "else_block":
			case "after_block": return this.run(namedOf(node), scope, node);
			case "call": return this.call(node, scope);
			default: return computed(node);
		}
	}
	/** The full name of a module. */
	moduleName(name) {
		const [first = name, ...rest] = name.split(".");
		if (first === "__MODULE__") return [this.module.name, ...rest].join(".");
		return [this.module.aliases.get(first) ?? first, ...rest].join(".");
	}
	name(node, scope) {
		const name = this.source(node);
		if (name === "__MODULE__") return {
			kind: "module",
			name: this.module.name,
			start: node.start,
			end: node.end
		};
		if (name === "__DIR__") return madeText(folderOf(this.module.path), node);
		return lookUp(scope, name) ?? this.local(name, [], node, scope);
	}
	unary(node, scope) {
		const operand = fieldOf(node, "operand");
		if (!operand) return computed(node);
		switch (operatorOf(node, this.module.text)) {
			case "@": return this.module.attributes.get(this.source(operand)) ?? computed(node);
			case "&": {
				const { start, end } = node;
				if (operand.type === "integer") return lookUp(scope, `&${this.source(operand)}`) ?? computed(node);
				return {
					kind: "function",
					node: operand,
					scope,
					start,
					end
				};
			}
			case "!":
			case "not": {
				const known = truth(this.evaluate(operand, scope));
				return known === void 0 ? computed(node) : {
					kind: "atom",
					name: String(!known),
					start: node.start,
					end: node.end
				};
			}
			case "-": {
				const value = this.evaluate(operand, scope);
				return value.kind === "number" ? {
					...value,
					text: `-${value.text}`,
					start: node.start
				} : computed(node);
			}
			case "^": return this.evaluate(operand, scope);
			default: return computed(node);
		}
	}
	access(node, scope) {
		const [target, key] = [fieldOf(node, "target"), fieldOf(node, "key")];
		if (!target || !key) return computed(node);
		return argumentOf(this.evaluate(target, scope), this.evaluate(key, scope)) ?? computed(node);
	}
	/** A call; `piped`: what stands before `|>`. */
	call(node, scope, piped) {
		const { text } = this.module;
		const name = calledName(node, text);
		const form = piped ? void 0 : formOf(name, node, this, scope);
		if (form) return form;
		const target = fieldOf(node, "target");
		const first = piped ? [piped] : [];
		if (target?.type === "identifier") {
			if (isQuery(name) && !this.module.functions.has(name)) return computed(node);
			return this.local(name, [...first, ...this.args(node, scope)], node, scope);
		}
		if (target?.type !== "dot") return this.unknownCall(node, scope);
		const [left, right] = [fieldOf(target, "left"), fieldOf(target, "right")];
		if (!left) return computed(node);
		const owner = this.evaluate(left, scope);
		if (this.source(target) === "__ENV__.file") return madeText(this.module.path, node);
		if (!right) {
			const args = [...first, ...this.args(node, scope)];
			return owner.kind === "function" ? this.apply(owner, args, node) : computed(node);
		}
		const own = this.source(right);
		if (owner.kind === "module" || owner.kind === "atom") {
			const module = owner.kind === "atom" ? `:${owner.name}` : owner.name;
			if (module === "Ecto.Query") return computed(node);
			const args = [...first, ...this.args(node, scope)];
			if (module === this.module.name && this.module.functions.has(own)) return this.local(own, args, node, scope);
			return libraryCall(`${module}.${own}`, args, node, this) ?? this.foreign(`${module}.${own}`, args, node, scope);
		}
		const args = this.args(node, scope);
		if (args.length === 0) return argumentOf(owner, {
			kind: "atom",
			name: own,
			start: node.start,
			end: node.end
		}) ?? computed(node);
		return this.foreign(`${/^\w+$/.test(this.source(left)) ? this.source(left) : "…"}.${own}`, args, node, scope);
	}
	foreign(name, args, node, scope) {
		const value = this.host.call(name, args, node, scope);
		if (value) return value;
		this.host.unread(node, `what ${name}(…) does is not known`);
		return computed(node);
	}
	unknownCall(node, scope) {
		this.args(node, scope);
		return computed(node);
	}
	/** Arguments; the functions among them are not entered. */
	args(node, scope) {
		return argumentsOf(node).flatMap((argument) => {
			if (!keyword(argument, "do", this.module.text)) return [this.evaluate(argument, scope)];
			const rest = namedOf(argument).filter(({ children }) => !/^(?:do|else):/.test(this.source(children[0] ?? argument)));
			return rest.length > 0 ? [this.evaluate({
				...argument,
				children: rest
			}, scope)] : [];
		});
	}
	local(name, given, node, scope) {
		const { text } = this.module;
		const own = this.module.functions.get(name)?.filter((clause) => takes(clause, given.length, text)) ?? [];
		const head = own.find(({ body }) => !body);
		const args = head ? head.parameters.map((one, i) => given[i] ?? this.fallback(one)) : given;
		const clauses = head ? (this.module.functions.get(name) ?? []).filter((clause) => takes(clause, args.length, text)) : own;
		if (clauses.length === 0) {
			const known = libraryCall(name, args, node, this) ?? this.host.call(name, args, node, scope);
			if (known) return known;
			if (node.type === "identifier") return computed(node);
			this.host.unread(node, `what ${name}(…) does is not known`);
			return computed(node);
		}
		return this.deeper(node, name, () => this.choose(clauses.flatMap(({ parameters, guard, body }) => body ? [{
			patterns: parameters,
			guard,
			body
		}] : []), args, {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		}, node));
	}
	fallback(parameter) {
		const value = operatorOf(parameter, this.module.text) === "\\\\" ? fieldOf(parameter, "right") : void 0;
		return value ? this.evaluate(value, {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		}) : computed(parameter);
	}
	deeper(place, name, body) {
		if (this.depth >= DEEPEST) {
			this.host.unread(place, `the call of ${name} is not followed so deep`);
			return computed(place);
		}
		this.depth++;
		try {
			return body();
		} finally {
			this.depth--;
		}
	}
	/** Calls a function in a variable, an anonymous one or one behind `&`. */
	apply(callee, args, place) {
		const { node, scope } = callee;
		if (node.type === "anonymous_function") return this.deeper(place, "a function", () => this.choose(stabsIn(node, this.module.text), args, scope, place));
		const named = /^([\w?!.]+)\/\d+$/.exec(this.source(node));
		return this.deeper(place, "a function", () => {
			if (named?.[1] !== void 0) {
				const [name] = [named[1]];
				if (!name.includes(".")) return this.local(name, args, node, scope);
				const full = `${this.moduleName(name.slice(0, name.lastIndexOf(".")))}.${name.slice(name.lastIndexOf(".") + 1)}`;
				return libraryCall(full, args, node, this) ?? this.foreign(full, args, node, scope);
			}
			const inner = {
				names: new Map(args.map((arg, i) => [`&${i + 1}`, arg])),
				parent: scope
			};
			return this.evaluate(node, inner);
		});
	}
	/** Calls a function with each of the values; once with what is not known where they are computed. */
	each(callee, over, place) {
		return itemsOf(over, place).map((item) => this.apply(callee, [item], place));
	}
	/** The clauses that may be meant, each in a scope of its own. */
	choose(clauses, args, scope, place) {
		let certain;
		let ran = 0;
		for (const { patterns, guard, body } of clauses) {
			const inner = {
				names: /* @__PURE__ */ new Map(),
				parent: scope
			};
			let fits = patterns.length >= args.length ? true : void 0;
			for (const [i, pattern] of patterns.entries()) {
				const given = args[i];
				const part = matches(pattern, given, inner, this);
				if (part === false) fits = false;
				else if (part === void 0 && fits) fits = void 0;
			}
			if (fits === false) continue;
			if (guard) {
				const holds = truth(this.evaluate(guard, inner));
				if (holds === false) continue;
				if (holds === void 0) fits = void 0;
			}
			const value = this.run(body, inner, place);
			ran++;
			if (fits) {
				certain = value;
				break;
			}
		}
		return certain && ran === 1 ? certain : computed(place);
	}
};
/** The clauses of `fn` and of `case … do`. */
function stabsIn(node, text) {
	return node.children.filter(({ type }) => type === "stab_clause").map((clause) => {
		let left = fieldOf(clause, "left");
		let guard;
		if (left?.type === "binary_operator" && operatorOf(left, text) === "when") {
			guard = fieldOf(left, "right");
			left = fieldOf(left, "left");
		}
		const right = fieldOf(clause, "right");
		return {
			patterns: left ? left.type === "arguments" ? namedOf(left) : [left] : [],
			guard,
			body: right ? namedOf(right) : []
		};
	});
}
/** What a loop goes over: the items of a list or map, or once something that is not known. */
function itemsOf(over, place) {
	const { start, end } = place;
	if (over.kind === "list") return over.items.length <= LONGEST ? over.items : [computed(place)];
	if (over.kind === "map") return over.entries.map(([key, value]) => ({
		kind: "tuple",
		items: [key, value],
		start,
		end
	}));
	return [computed(place)];
}
/** Whether a clause can be called with so many arguments, defaults counted. */
function takes({ parameters }, count, text) {
	const optional = parameters.filter((one) => one.type === "binary_operator" && operatorOf(one, text) === "\\\\").length;
	return count <= parameters.length && count >= parameters.length - optional;
}
/** Ecto.Query’s macros bind names of their own, so that nothing in them is evaluated. */
const isQuery = (name) => /^(?:from|where|or_where|select|select_merge|join|order_by|group_by|having|limit|offset|preload|lock|distinct|dynamic|exclude|subquery|windows|with_cte|update|put_query_prefix)$/.test(name);
/** `alias A.B`, `alias A.{B, C}`, `alias A.B, as: C`. */
function addAliases(node, reader) {
	const [first, second] = argumentsOf(node);
	if (!first) return;
	const source = reader.source(first);
	const several = /^([\w.]+)\.\{([^}]*)\}$/.exec(source);
	if (several) {
		for (const name of (several[2] ?? "").split(",")) reader.module.aliases.set(name.trim().split(".").at(-1) ?? "", `${reader.moduleName(several[1] ?? "")}.${name.trim()}`);
		return;
	}
	const as = second && /\bas:\s*([\w.]+)/.exec(reader.source(second))?.[1];
	const full = reader.moduleName(source);
	reader.module.aliases.set(as ?? full.split(".").at(-1) ?? full, full);
}

// src/frameworks/ecto/text.ts
function quoted(name) {
	if (name.includes("\"")) throw new Unclear(`the name ${name} has a quote in it, which Ecto refuses`);
	return `"${name}"`;
}
/** A name that stands in the file. */
function nameOf(value, what) {
	const word = wordOf(value);
	if (word !== void 0) return word;
	throw new Unclear(value ? `${what} is computed` : `${what} is not given`);
}
/** A name, where nil or nothing stands for none. */
function optionalName(value, what) {
	return value === void 0 || isAtom(value, "nil") ? void 0 : nameOf(value, what);
}
/** A number or word of an option, as it is written into the SQL. */
function optionalWord(value, what) {
	return value?.kind === "number" ? value.text : optionalName(value, what);
}
/** Whether an option is set. */
function flag(value, what) {
	if (value === void 0) return false;
	const known = truth(value);
	if (known === void 0) throw new Unclear(`whether ${what} is computed`);
	return known;
}
/** A text of SQL that stands in the file, with its place. */
function rawOf(value, what) {
	if (value.kind === "text") return value.pieces;
	return [nameOf(value, what)];
}
/** The table of a struct, its prefix before it. `fallback`: the prefix where it has none. */
function tableName(struct, fallback) {
	return qualified(nameOf(struct.args[0], "the name of the table"), prefixOf(struct.options, fallback));
}
const prefixOf = (options, fallback) => optionalName(options.get("prefix"), "the prefix") ?? fallback;
const qualified = (name, prefix) => prefix === void 0 ? quoted(name) : `${quoted(prefix)}.${quoted(name)}`;
/** Values between commas. */
function listed(parts, comma = ", ") {
	return parts.flatMap((part, i) => i > 0 ? [comma, ...part] : part);
}
/** The parts as pieces of a call; what has no place of its own in it, or in its block, stands for all of it. */
function placed(sql, { start, end }, behind = end) {
	return sql.map((part) => {
		if (typeof part === "string") return {
			text: part,
			start,
			end
		};
		return part.start >= start && part.end <= behind ? part : {
			text: part.text,
			start,
			end
		};
	});
}
/** The elements of a list; a single one counts as a list of one. */
function itemsIn(value, what) {
	if (value === void 0) return [];
	if (value.kind === "computed") throw new Unclear(`${what} are computed`);
	return value.kind === "list" ? value.items : [value];
}
/** JSON of a literal, for the default of a column of the type `:map`. */
function jsonOf(value) {
	if (value.kind === "number") return value.text;
	if (value.kind === "text") return JSON.stringify(plainText(value));
	if (value.kind === "atom") return /^(?:true|false)$/.test(value.name) ? value.name : value.name === "nil" ? "null" : JSON.stringify(value.name);
	if (value.kind === "list") return `[${value.items.map(jsonOf).join(",")}]`;
	if (value.kind === "map") return `{${value.entries.map(([key, entry]) => `${JSON.stringify(nameOf(key, "a key of the default"))}:${jsonOf(entry)}`).join(",")}}`;
	throw new Unclear("the default is computed");
}

// src/frameworks/ecto/columns.ts
/** Columns, types and references as Ecto’s adapter for PostgreSQL writes them. */
const TYPES = new Map(Object.entries({
	id: "integer",
	identity: "bigint",
	binary_id: "uuid",
	string: "varchar",
	bitstring: "varbit",
	binary: "bytea",
	map: "jsonb",
	time_usec: "time",
	utc_datetime: "timestamp",
	utc_datetime_usec: "timestamp",
	naive_datetime: "timestamp",
	naive_datetime_usec: "timestamp",
	duration: "interval"
}));
const columnName = ({ name }) => nameOf(name, "the name of the column");
/** The type without its size. */
function bareType(type) {
	const [kind, inner] = type.kind === "tuple" ? type.items : [];
	if (isAtom(kind, "array") && inner) return `${bareType(inner)}[]`;
	if (isAtom(kind, "map")) return "jsonb";
	if (type.kind !== "atom" || type.name === "nil") throw new Unclear("the type of the column is computed");
	return TYPES.get(type.name) ?? type.name;
}
function sizedType(type, options) {
	const [kind, inner] = type.kind === "tuple" ? type.items : [];
	if (isAtom(kind, "array") && inner) return `${sizedType(inner, options)}[]`;
	const bare = bareType(type);
	const own = wordOf(type) ?? "";
	const option = (name) => optionalWord(options.get(name), `the ${name} of the column`);
	const precision = option("precision");
	if (/^(?:time|utc_datetime|naive_datetime)$/.test(own)) return `${bare}(0)`;
	if (own.endsWith("_usec")) return precision === void 0 ? bare : `${bare}(${precision})`;
	if (own === "duration") {
		const fields = option("fields");
		return `${bare}${fields === void 0 ? "" : ` ${fields}`}${precision === void 0 ? "" : `(${precision})`}`;
	}
	const size = option("size");
	if (size !== void 0) return `${bare}(${size})`;
	if (precision !== void 0) return `${bare}(${precision},${option("scale") ?? "0"})`;
	return own === "string" ? `${bare}(255)` : bare;
}
function columnType(type, options) {
	const sized = sizedType(type, options);
	const generated = options.get("generated");
	if (generated && !isAtom(generated, "nil")) return [`${sized} GENERATED `, ...rawOf(generated, "how the column is generated")];
	if (!isAtom(type, "identity")) return [sized];
	const number = (option, words) => {
		const value = optionalWord(options.get(option), option);
		return value !== void 0 && Number(value) > 0 ? [`${words} ${value}`] : [];
	};
	const sequence = [...number("start_value", "START WITH"), ...number("increment", "INCREMENT BY")];
	return [`${sized} GENERATED BY DEFAULT AS IDENTITY${sequence.length > 0 ? `(${sequence.join(" ")}) ` : ""}`];
}
/** The type that a column with a reference has. */
function referenceType(reference, options) {
	const type = reference.options.get("type") ?? atomOf("bigserial", reference);
	const own = wordOf(type);
	if (own === "serial") return ["integer"];
	return own === "bigserial" || own === "identity" ? ["bigint"] : columnType(type, options);
}
const atomOf = (name, { start, end }) => ({
	kind: "atom",
	name,
	start,
	end
});
function defaultOf(value, type) {
	if (value.kind === "struct" && value.of === "fragment") {
		const [text] = value.args;
		if (text?.kind !== "text") throw new Unclear("the default is computed");
		return text.pieces;
	}
	const [kind, inner] = type.kind === "tuple" ? type.items : [];
	if (value.kind === "list" && isAtom(kind, "array") && inner) return [
		"ARRAY[",
		...listed(value.items.map((item) => defaultOf(item, inner)), ","),
		`]::${bareType(type)}`
	];
	if (value.kind === "text") return [quoteText(plainText(value))];
	if (value.kind === "number") return [value.text];
	if (value.kind === "atom" && /^(?:true|false)$/.test(value.name)) return [value.name];
	if (value.kind === "map") return [quoteText(jsonOf(value))];
	throw new Unclear("the default is computed");
}
/** ` DEFAULT …` where a default is given, nil among them. */
function defaultClause(type, options) {
	const value = options.get("default");
	if (!value) return [];
	return isAtom(value, "nil") ? [" DEFAULT NULL"] : [" DEFAULT ", ...defaultOf(value, type)];
}
function nullable(options) {
	const value = options.get("null");
	if (value === void 0 || isAtom(value, "nil")) return void 0;
	return flag(value, "it may be null");
}
const collation = (options) => {
	const name = options.get("collation");
	return name ? [` COLLATE ${quoted(nameOf(name, "the collation"))}`] : [];
};
function columnOptions(type, options) {
	const allowed = nullable(options);
	return [
		...defaultClause(type, options),
		allowed === void 0 ? "" : allowed ? " NULL" : " NOT NULL",
		...collation(options)
	];
}
const isReference = (type) => type?.kind === "struct" && type.of === "references";
const typeOf = ({ type }) => {
	if (!type) throw new Unclear("the type of the column is not given");
	return type;
};
/** `name type options` of a column, its reference after `separator`. */
function column(change, table, separator) {
	const { options } = change;
	const name = columnName(change);
	const type = typeOf(change);
	if (!isReference(type)) return [
		`${quoted(name)} `,
		...columnType(type, options),
		...columnOptions(type, options)
	];
	const own = type.options.get("type") ?? atomOf("bigserial", type);
	return [
		`${quoted(name)} `,
		...referenceType(type, options),
		...columnOptions(own, options),
		separator,
		...reference(type, table, name)
	];
}
/** What a change is in CREATE TABLE. */
const columnDefinition = (change, table) => placed(column(change, table, ", "), change.place);
/** What a change is in ALTER TABLE. */
function columnChange(change, table) {
	return placed(alteration(change, table), change.place);
}
function alteration(change, table) {
	const name = quoted(columnName(change));
	switch (change.kind) {
		case "add": return ["ADD COLUMN ", ...column(change, table, ", ADD ")];
		case "add_if_not_exists": return ["ADD COLUMN IF NOT EXISTS ", ...column(change, table, ", ADD ")];
		case "remove": return [...droppedReference(change.type, table, change, ""), `DROP COLUMN ${name}`];
		case "remove_if_exists": return [...droppedReference(change.type, table, change, "IF EXISTS "), `DROP COLUMN IF EXISTS ${name}`];
		case "modify": return modification(change, table, name);
	}
}
function modification(change, table, name) {
	const { options } = change;
	const type = typeOf(change);
	const referenced = isReference(type);
	const own = referenced ? type.options.get("type") ?? atomOf("bigserial", type) : type;
	const allowed = nullable(options);
	const from = options.get("from");
	const before = from?.kind === "tuple" ? from.items[0] : from;
	const newDefault = defaultClause(own, options);
	return [
		...droppedReference(before, table, change, ""),
		`ALTER COLUMN ${name} TYPE `,
		...referenced ? referenceType(type, options) : columnType(type, options),
		...referenced ? [", ADD ", ...reference(type, table, columnName(change))] : [],
		...allowed === void 0 ? [] : [pieceAt(`, ALTER COLUMN ${name} ${allowed ? "DROP NOT NULL" : "SET NOT NULL"}`, options.get("null"), change)],
		...newDefault.length > 0 ? [`, ALTER COLUMN ${name} SET`, ...newDefault] : [],
		...collation(options)
	];
}
/** Words at the place of an option. */
const pieceAt = (text, option, { place }) => {
	const { start, end } = option ?? place;
	return {
		text,
		start,
		end
	};
};
function droppedReference(type, table, change, words) {
	return isReference(type) ? [`DROP CONSTRAINT ${words}${referenceName(type, table, columnName(change))}, `] : [];
}
const referenceName = (reference, table, column) => quoted(optionalName(reference.options.get("name"), "the name of the reference") ?? `${table.name}_${column}_fkey`);
function reference(struct, table, column) {
	const { options } = struct;
	const more = itemsIn(options.get("with"), "the further columns of the reference").map((pair) => {
		const [from, to] = pair.kind === "tuple" ? pair.items : [];
		return [nameOf(from, "a column of the reference"), nameOf(to, "a column of the reference")];
	});
	const own = [column, ...more.map(([from]) => from)];
	const foreign = [optionalName(options.get("column"), "the column that it refers to") ?? "id", ...more.map(([, to]) => to)];
	const target = qualified(nameOf(struct.args[0], "the table that it refers to"), prefixOf(options, table.prefix));
	const names = (list) => list.map(quoted).join(",");
	const match = optionalName(options.get("match"), "how it matches");
	return [
		`CONSTRAINT ${referenceName(struct, table, column)} FOREIGN KEY (${names(own)}) REFERENCES ${target}(${names(foreign)})`,
		match === void 0 ? "" : ` MATCH ${match.toUpperCase()}`,
		onDelete(options.get("on_delete")),
		onUpdate(options.get("on_update")),
		notValid(options)
	];
}
function notValid(options) {
	const value = options.get("validate");
	if (value === void 0) return "";
	return flag(value, "it is validated") || isAtom(value, "nil") ? "" : " NOT VALID";
}
function onDelete(value) {
	const [kind, columns] = value?.kind === "tuple" ? value.items : [value];
	const word = optionalName(kind, "what happens on delete") ?? "nothing";
	const list = columns ? ` (${itemsIn(columns, "the columns").map((one) => quoted(nameOf(one, "a column"))).join(",")})` : "";
	const action = {
		nilify_all: "SET NULL",
		nilify: "SET NULL",
		default_all: "SET DEFAULT",
		default: "SET DEFAULT",
		delete_all: "CASCADE",
		restrict: "RESTRICT"
	};
	return word in action ? ` ON DELETE ${action[word]}${list}` : "";
}
function onUpdate(value) {
	const word = optionalName(value, "what happens on update") ?? "nothing";
	const action = {
		nilify_all: "SET NULL",
		update_all: "CASCADE",
		restrict: "RESTRICT"
	};
	return word in action ? ` ON UPDATE ${action[word]}` : "";
}
/** ` PRIMARY KEY (…)` of the columns that say so; empty where none does. */
function primaryKey(changes, before) {
	const names = changes.filter((change) => change.kind !== "remove" && change.options.has("primary_key") && flag(change.options.get("primary_key"), "it is in the primary key")).map((change) => quoted(columnName(change)));
	return names.length > 0 ? `${before}PRIMARY KEY (${names.join(",")})` : "";
}

// src/frameworks/ecto/commands.ts
/** What Ecto’s runner queues, as the SQL that is sent for it to PostgreSQL, and turned round. */
/** The command that undoes one, as Ecto has it; undefined where it refuses. */
function reversed(command) {
	const { place } = command;
	switch (command.kind) {
		case "create":
		case "create_if_not_exists": return {
			kind: command.kind === "create" ? "drop" : "drop_if_exists",
			object: command.object,
			mode: void 0,
			place
		};
		case "drop":
		case "drop_if_exists":
			if (command.object.of !== "index") return void 0;
			return {
				kind: command.kind === "drop" ? "create" : "create_if_not_exists",
				object: command.object,
				changes: [],
				place
			};
		case "alter": {
			const changes = command.changes.map(reversedChange);
			const known = changes.filter((change) => change !== void 0);
			return known.length === changes.length ? {
				...command,
				changes: known.reverse()
			} : void 0;
		}
		case "rename": {
			const { object, column, to } = command;
			if (column) return {
				kind: "rename",
				object,
				column: to,
				to: column,
				place
			};
			if (to.kind === "struct") return {
				kind: "rename",
				object: to,
				to: object,
				place
			};
			return {
				kind: "rename",
				object: {
					...object,
					options: new Map([...object.options, ["name", to]])
				},
				to: indexNameOf(object),
				place
			};
		}
		case "execute": return command.down && {
			kind: "execute",
			up: command.down,
			down: command.up,
			place
		};
		case "unread": return command;
	}
}
function reversedChange(change) {
	const { name, type, options, place } = change;
	switch (change.kind) {
		case "add": return {
			kind: "remove",
			name,
			type,
			options: /* @__PURE__ */ new Map(),
			place
		};
		case "remove": return type && {
			kind: "add",
			name,
			type,
			options,
			place
		};
		case "modify": {
			const from = options.get("from");
			if (!from || !type || isAtom(from, "nil")) return void 0;
			const [before, beforeOptions] = from.kind === "tuple" ? from.items : [];
			if (before && beforeOptions?.kind === "list" && from.kind === "tuple") {
				const back = {
					kind: "tuple",
					items: [type, {
						kind: "list",
						items: [...options].filter(([key]) => key !== "from").map(([key, value]) => pair(key, value)),
						...place
					}],
					...place
				};
				return {
					kind: "modify",
					name,
					type: before,
					options: new Map([["from", back], ...listOptions(beforeOptions)]),
					place
				};
			}
			return {
				kind: "modify",
				name,
				type: from,
				options: new Map([...options, ["from", type]]),
				place
			};
		}
		default: return;
	}
}
const pair = (key, value) => ({
	kind: "tuple",
	items: [atom(key, value), value],
	start: value.start,
	end: value.end
});
function listOptions(value) {
	return value.items.flatMap((item) => {
		const [key, entry] = item.kind === "tuple" ? item.items : [];
		return key?.kind === "atom" && entry ? [[key.name, entry]] : [];
	});
}
/** The name of an index as a value. */
function indexNameOf(object) {
	const given = object.options.get("name");
	return given && !isAtom(given, "nil") ? given : atom(indexName(object), object);
}
/** The statements of a command; throws Unclear where they cannot be told. `prefix`: the one of the repository. */
function statementsOf(command, prefix) {
	switch (command.kind) {
		case "create":
		case "create_if_not_exists": {
			const words = command.kind === "create" ? "" : "IF NOT EXISTS ";
			if (command.object.of === "table") return createTable(command.object, command.changes, words, prefix);
			if (command.object.of === "index") return createIndex(command.object, words, prefix);
			return createConstraint(command.object, prefix);
		}
		case "drop":
		case "drop_if_exists": return [[`${dropped(command.object, command.kind === "drop" ? "" : "IF EXISTS ", prefix)}${modeOf(command.mode)}`]];
		case "alter": return alterTable(command.object, command.changes, prefix);
		case "rename": return [[renamed(command, prefix)]];
	}
}
const comment = (object, options) => {
	const value = options.get("comment");
	if (value === void 0 || isAtom(value, "nil")) return [];
	if (value.kind !== "text") throw new Unclear("the comment is computed");
	return [[`COMMENT ON ${object} IS ${quoteText(plainText(value))}`]];
};
function tableOf(object, prefix) {
	return {
		name: nameOf(object.args[0], "the name of the table"),
		prefix: prefixOf(object.options, prefix)
	};
}
function createTable(object, changes, words, prefix) {
	const { options } = object;
	const table = tableOf(object, prefix);
	const name = tableName(object, prefix);
	const modifiers = optionalName(options.get("modifiers"), "the kind of the table");
	const rest = options.get("options");
	const columns = changes.map((change) => columnDefinition(change, table));
	return [
		[
			`CREATE ${modifiers === void 0 ? "" : `${modifiers} `}TABLE ${words}${name} (`,
			...listed(columns),
			primaryKey(changes, ", "),
			")",
			...rest && !isAtom(rest, "nil") ? [" ", ...rawOf(rest, "the options of the table")] : []
		],
		...comment(`TABLE ${name}`, options),
		...columnComments(name, changes)
	];
}
function alterTable(object, changes, prefix) {
	const table = tableOf(object, prefix);
	const name = tableName(object, prefix);
	const notes = [...comment(`TABLE ${name}`, object.options), ...columnComments(name, changes)];
	if (changes.length === 0) return notes;
	return [[
		`ALTER TABLE ${name} `,
		...listed(changes.map((change) => columnChange(change, table))),
		primaryKey(changes, ", ADD ")
	], ...notes];
}
const columnComments = (table, changes) => changes.filter(({ kind }) => kind !== "remove" && kind !== "remove_if_exists").flatMap((change) => comment(`COLUMN ${table}.${quoted(nameOf(change.name, "the name of the column"))}`, change.options).map((sql) => sql.map((part) => typeof part === "string" ? {
	text: part,
	start: change.place.start,
	end: change.place.end
} : part)));
/** The name that Ecto gives to an index that has none. */
function indexName(object) {
	const [table, columns] = object.args;
	const words = itemsIn(columns, "the columns of the index").map((item) => nameOf(item.kind === "tuple" ? item.items[1] : item, "a column of the index"));
	return [
		nameOf(table, "the name of the table"),
		...words,
		"index"
	].map((word) => word.replaceAll(/[^\w]/g, "_").replace(/_+$/, "")).join("_");
}
/** Either given or made of the table and the columns. */
const nameOfIndex = (object) => optionalName(object.options.get("name"), "the name of the index") ?? indexName(object);
function indexColumn(value) {
	if (value.kind === "text") return value.pieces;
	if (value.kind !== "tuple") return [quoted(nameOf(value, "a column of the index"))];
	const [direction, of] = value.items;
	const words = nameOf(direction, "the direction of a column").replaceAll("_", " ").toUpperCase();
	return [...of ? indexColumn(of) : [], ` ${words}`];
}
function createIndex(object, words, prefix) {
	const { options, args } = object;
	const is = (name) => flag(options.get(name), `it is ${name}`);
	const given = (name) => {
		const value = options.get(name);
		return value && !isAtom(value, "nil") ? value : void 0;
	};
	const [name, schema] = [quoted(nameOfIndex(object)), prefixOf(options, prefix)];
	const [using, nulls, rest, where] = [
		given("using"),
		given("nulls_distinct"),
		given("options"),
		given("where")
	];
	const include = itemsIn(options.get("include"), "the included columns");
	const columns = itemsIn(args[1], "the columns of the index");
	return [[
		`CREATE ${is("unique") ? "UNIQUE " : ""}INDEX ${is("concurrently") ? "CONCURRENTLY " : ""}${words}${name} ON `,
		`${is("only") ? "ONLY " : ""}${tableName(object, prefix)}`,
		...using ? [" USING ", ...rawOf(using, "the kind of the index")] : [],
		" (",
		...listed(columns.map(indexColumn)),
		")",
		...include.length > 0 ? [
			" INCLUDE (",
			...listed(include.map(indexColumn)),
			")"
		] : [],
		nulls === void 0 ? "" : flag(nulls, "nulls are distinct") ? " NULLS DISTINCT" : " NULLS NOT DISTINCT",
		...rest ? [
			" WITH (",
			...rawOf(rest, "the options of the index"),
			")"
		] : [],
		...where ? [" WHERE ", ...rawOf(where, "the condition of the index")] : []
	], ...comment(`INDEX ${schema === void 0 ? "" : `${quoted(schema)}.`}${name}`, options)];
}
function createConstraint(object, prefix) {
	const { options } = object;
	const table = tableName(object, prefix);
	const name = quoted(nameOf(object.args[1], "the name of the constraint"));
	const [check, exclude] = [options.get("check"), options.get("exclude")];
	const of = check && !isAtom(check, "nil") ? check : exclude;
	if (of?.kind !== "text") throw new Unclear(of ? "the condition of the constraint is computed" : "it has neither check nor exclude");
	const body = of === check ? [
		"CHECK (",
		...of.pieces,
		")"
	] : ["EXCLUDE USING ", ...of.pieces];
	return [[
		`ALTER TABLE ${table} ADD CONSTRAINT ${name} `,
		...body,
		notValid(options)
	], ...comment(`CONSTRAINT ${name} ON ${table}`, options)];
}
function dropped(object, words, prefix) {
	const { options } = object;
	if (object.of === "table") return `DROP TABLE ${words}${tableName(object, prefix)}`;
	if (object.of === "index") return `DROP INDEX ${flag(options.get("concurrently"), "it is concurrently") ? "CONCURRENTLY " : ""}${words}${qualified(nameOfIndex(object), prefixOf(options, prefix))}`;
	return `ALTER TABLE ${tableName(object, prefix)} DROP CONSTRAINT ${words}${quoted(nameOf(object.args[1], "the name of the constraint"))}`;
}
function modeOf(mode) {
	return (optionalName(mode, "the mode") ?? "restrict") === "cascade" ? " CASCADE" : "";
}
function renamed(command, prefix) {
	const { object, column, to } = command;
	if (object.of === "index") {
		const schema = prefixOf(object.options, prefix);
		return `ALTER INDEX ${schema === void 0 ? "" : `${quoted(schema)}.`}${quoted(nameOfIndex(object))} RENAME TO ${quoted(nameOf(to, "the new name"))}`;
	}
	const table = `ALTER TABLE ${tableName(object, prefix)} RENAME`;
	if (column) return `${table} ${quoted(nameOf(column, "the name of the column"))} TO ${quoted(nameOf(to, "the new name"))}`;
	if (to.kind !== "struct") throw new Unclear("the new name is computed");
	return `${table} TO ${quoted(nameOf(to.args[0], "the new name"))}`;
}

// src/frameworks/ecto/repository.ts
const SQL = /^Ecto\.Adapters\.SQL\.|^Postgrex\./;
/** `repo().x`, `MyApp.Repo.x`, `Ecto.Adapters.SQL.x`. */
const isRepository = (name) => SQL.test(name) || /(?:^repo\(\)|(?:^|\.)\w*Repo(?:Base|sitory)?(?:\.\w+)?|^repo|^conn)\.\w+[?!]?$/.test(name);
const READS = /^(?:all|all_by|one|get|get_by|exists|aggregate|preload|reload|load|stream|config|to_sql|in_transaction|get_dynamic_repo|put_dynamic_repo|default_options|prepare_query|rollback|child_spec|start_link|stop|__adapter__|table_exists)[?!]?$/;
const QUERIES = /^(?:query|query_many)!?$/;
const AROUND = /^(?:transaction|transact|checkout|with_dynamic_repo)!?$/;
function askRepository(name, args, node, runner) {
	const own = name.slice(name.lastIndexOf(".") + 1);
	const [first, second] = args;
	if (QUERIES.test(own)) {
		runner.send(SQL.test(name) ? second : first, node);
		return computed(node);
	}
	if (AROUND.test(own)) {
		const callee = args.find((arg) => arg.kind === "function");
		const begins = own.startsWith("transact") && !runner.direction.wrapped;
		if (begins) runner.made("BEGIN", {
			start: node.start,
			end: node.start + 1
		});
		if (callee?.kind === "function") runner.apply(callee, [computed(node)], node);
		else runner.unread(node, "what it does in the transaction is computed");
		if (begins) runner.made("COMMIT", {
			start: node.end - 1,
			end: node.end
		});
		return computed(node);
	}
	if (READS.test(own)) return computed(node);
	runner.unread(node, `a data change through a model: ${name}`);
	return computed(node);
}

// src/frameworks/ecto/migration.ts
/** Ecto.Migration: what its functions queue, in the order in which Ecto’s runner sends it. */
const COMMANDS = /^(?:create|create_if_not_exists|drop|drop_if_exists|alter|rename)$/;
const COLUMNS = /^(?:add|add_if_not_exists|modify|remove|remove_if_exists|timestamps)$/;
var Runner = class {
	steps = [];
	reader;
	direction;
	irreversible = false;
	queue = [];
	block;
	file;
	settings;
	constructor(file, module, settings, direction) {
		this.file = file;
		this.settings = settings;
		this.direction = direction;
		this.reader = new Reader(module, this);
	}
	/** Runs the operation, with the callbacks around it. */
	perform() {
		const { functions } = this.reader.module;
		const { operation, wrapped } = this.direction;
		for (const name of [
			...wrapped ? ["after_begin"] : [],
			operation,
			...wrapped ? ["before_commit"] : []
		]) {
			const clause = functions.get(name)?.find(({ parameters }) => parameters.length === 0);
			if (!clause) continue;
			this.reader.run(clause.body ?? [], {
				names: /* @__PURE__ */ new Map(),
				parent: void 0
			}, clause.node);
			this.flush();
		}
		return {
			steps: this.steps,
			irreversible: this.irreversible
		};
	}
	call(name, args, node, scope) {
		const own = name.replace(/^Ecto\.Migration\./, "");
		const [first, second] = args;
		if (COMMANDS.test(own)) return this.command(own, args, node, scope);
		if (COLUMNS.test(own)) return this.column(own, args, node);
		switch (own) {
			case "table":
			case "index":
			case "unique_index":
			case "constraint":
			case "references":
			case "fragment": return this.struct(own, args, node);
			case "execute": return this.execute(first, second, node);
			case "execute_file": return this.executeFile(args, node);
			case "flush":
				if (this.direction.backward) this.irreversible = true;
				else this.flush();
				return atom("ok", node);
			case "direction": return atom(this.direction.direction, node);
			case "prefix": return this.settings.prefix === void 0 ? atom("nil", node) : computed(node);
			case "repo": return {
				kind: "module",
				name: "repo()",
				start: node.start,
				end: node.end
			};
			default: return isRepository(name) ? askRepository(name, args, node, this) : void 0;
		}
	}
	unread(place, reason) {
		if (!this.steps.some((step) => step.kind === "unread" && step.span.start === place.start && step.reason === reason)) this.steps.push({
			kind: "unread",
			span: this.span(place),
			reason
		});
	}
	/** SQL that is sent at once. */
	send(value, place) {
		if (value?.kind === "file") {
			if (value.source) this.steps.push({
				kind: "sql",
				script: cutScript(value.source)
			});
			else this.unread(place, "the file that it executes is not found");
			return;
		}
		if (value?.kind !== "text") {
			this.unread(place, value?.kind === "list" ? "it is no SQL" : "the SQL is computed");
			return;
		}
		const text = plainText(value);
		if (text.trim() === "") return;
		if (/^[\s;]*\$\{[^{}]*\}[\s;]*$/.test(text)) {
			this.unread(place, "the SQL is computed");
			return;
		}
		const written = value.pieces.every(({ units }) => units !== void 0);
		this.steps.push({
			kind: "sql",
			script: scriptOf(this.file.path, value.pieces),
			...written ? {} : { made: true }
		});
	}
	/** SQL that a call stands for, sent at once. */
	made(text, { start, end }) {
		this.pieces([{
			text,
			start,
			end
		}]);
	}
	pieces(pieces) {
		this.steps.push({
			kind: "sql",
			script: scriptOf(this.file.path, pieces),
			made: true
		});
	}
	span({ start, end }) {
		return {
			path: this.file.path,
			start,
			end
		};
	}
	/** Sends what is queued. */
	flush() {
		while (this.queue.length > 0) {
			const commands = this.queue;
			this.queue = [];
			for (const command of this.direction.backward ? commands.toReversed() : commands) {
				const forth = this.direction.backward ? reversed(command) : command;
				if (forth) this.drain(forth);
				else this.irreversible = true;
			}
		}
	}
	drain(command) {
		const { place } = command;
		try {
			if (command.kind === "unread") this.unread(place, command.reason);
			else if (command.kind === "execute") this.drainExecute(command.up, place);
			else for (const sql of statementsOf(command, this.settings.prefix)) this.pieces(placed(sql, place, "behind" in command ? command.behind : place.end));
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			this.unread(place, error.message);
		}
	}
	drainExecute(value, place) {
		if (value.kind === "function") this.reader.apply(value, [], place);
		else this.send(value, place);
	}
	execute(up, down, place) {
		if (up) this.queue.push({
			kind: "execute",
			up,
			down,
			place: placeOf(place)
		});
		return atom("ok", place);
	}
	executeFile(args, place) {
		const [up, down] = args.map((arg) => {
			if (arg.kind !== "text") return computed(arg);
			return {
				kind: "file",
				source: this.reader.module.files(plainText(arg)),
				start: arg.start,
				end: arg.end
			};
		});
		return this.execute(up, down, place);
	}
	struct(name, args, node) {
		const place = placeOf(node);
		const count = name === "fragment" ? 1 : name === "table" || name === "references" ? 1 : 2;
		const given = optionsOf(args[count]);
		if (!given || args.length < count && name !== "index") return computed(node);
		const own = name === "unique_index" ? [["unique", atom("true", node)]] : [];
		const options = name === "references" ? [...this.referenceOptions(), ...given] : [...own, ...given];
		return {
			kind: "struct",
			of: name === "unique_index" ? "index" : name,
			args: args.slice(0, count),
			options: new Map(options),
			...place
		};
	}
	/** The type of the repository’s keys counts for what refers to them. */
	referenceOptions() {
		const { primaryKey, foreignKey } = this.settings;
		const type = primaryKey === false ? void 0 : primaryKey.get("type");
		return [...type ? [["type", type]] : [], ...foreignKey];
	}
	command(name, args, node, scope) {
		const [object, second, third] = args;
		const block = blockOf(node, "do", this.file.text);
		const doBlock = childOf(node, "do_block");
		const place = {
			start: node.start,
			end: doBlock ? doBlock.start : node.end
		};
		const refuse = (reason) => {
			this.queue.push({
				kind: "unread",
				reason,
				place
			});
			if (block) this.changes(block, scope, node);
			return computed(node);
		};
		if (object?.kind !== "struct") return refuse(`what it is to ${name.split("_")[0]} is computed`);
		switch (name) {
			case "create":
			case "create_if_not_exists": {
				const own = object.of === "table" ? this.ownKey(object, node) : [];
				if (!own) return refuse("the key of the table is computed");
				const changes = [...own, ...block && object.of === "table" ? this.changes(block, scope, node) : []];
				this.queue.push({
					kind: name,
					object,
					changes,
					place,
					behind: node.end
				});
				return object;
			}
			case "alter":
				this.queue.push({
					kind: "alter",
					object,
					changes: block ? this.changes(block, scope, node) : [],
					place,
					behind: node.end
				});
				return object;
			case "drop":
			case "drop_if_exists": {
				const options = optionsOf(second);
				if (!options) return refuse("its options are computed");
				this.queue.push({
					kind: name,
					object,
					mode: options.get("mode"),
					place
				});
				return object;
			}
			default: {
				const to = optionsOf(third ?? second)?.get("to");
				if (!to) return refuse("the new name is computed");
				this.queue.push({
					kind: "rename",
					object,
					...third && second ? { column: second } : {},
					to,
					place
				});
				return to.kind === "struct" ? to : object;
			}
		}
	}
	/** The key that a table gets by itself; undefined where that is not known. */
	ownKey(table, place) {
		const given = table.options.get("primary_key");
		if ((given === void 0 ? true : truth(given)) === false) return [];
		const options = given?.kind === "list" ? optionsOf(given) : given === void 0 || isAtom(given, "true") ? this.settings.primaryKey : void 0;
		if (options === false) return [];
		if (!options) return void 0;
		const rest = new Map([...options, ["primary_key", atom("true", place)]]);
		const name = rest.get("name") ?? atom("id", place);
		const type = rest.get("type") ?? atom("bigserial", place);
		rest.delete("name");
		rest.delete("type");
		return [{
			kind: "add",
			name,
			type,
			options: rest,
			place: {
				start: table.start,
				end: table.end
			}
		}];
	}
	changes(block, scope, place) {
		const before = this.block;
		const own = [];
		this.block = own;
		this.reader.run(block, {
			names: /* @__PURE__ */ new Map(),
			parent: scope
		}, place);
		this.block = before;
		return own;
	}
	column(kind, args, node) {
		const place = placeOf(node);
		const refuse = (reason) => {
			this.queue.push({
				kind: "unread",
				reason,
				place
			});
			return atom("ok", node);
		};
		const { block } = this;
		if (!block) return refuse(`what table ${kind} is about is not known`);
		if (kind === "timestamps") return this.timestamps(args[0], node) ?? refuse("its options are computed");
		const [name, type, given] = args;
		const options = optionsOf(given);
		if (!options) return refuse("its options are computed");
		if (name?.kind !== "atom") return refuse("the name of the column is computed");
		if (type?.kind === "computed") return refuse("the type of the column is computed");
		block.push({
			kind,
			name,
			type,
			options,
			place
		});
		return atom("ok", node);
	}
	timestamps(given, node) {
		const own = optionsOf(given);
		if (!own) return void 0;
		const options = new Map([
			["null", atom("false", node)],
			...this.settings.timestamps,
			...own
		]);
		const type = options.get("type") ?? atom("naive_datetime", node);
		const names = ["inserted_at", "updated_at"].map((name) => options.get(name) ?? atom(name, node));
		for (const key of [
			"type",
			"inserted_at",
			"updated_at"
		]) options.delete(key);
		for (const name of names) if (!isAtom(name, "false")) this.block?.push({
			kind: "add",
			name,
			type,
			options,
			place: placeOf(node)
		});
		return atom("ok", node);
	}
	/** Calls a function that is handed over, for what it does. */
	apply(callee, args, place) {
		return this.reader.apply(callee, args, place);
	}
};
const placeOf = ({ start, end }) => ({
	start,
	end
});

// src/frameworks/ecto/settings.ts
const DEFAULTS = {
	primaryKey: /* @__PURE__ */ new Map(),
	foreignKey: /* @__PURE__ */ new Map(),
	timestamps: /* @__PURE__ */ new Map(),
	prefix: void 0
};
/** `MyApp.AuditRepo` as Ecto names its folder: `audit_repo`. */
const folderNameOf = (module) => (module.split(".").at(-1) ?? "").replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").toLowerCase();
/** The settings of the repository whose migrations are in a folder: `priv/repo/migrations`. */
async function readSettings(tree, root) {
	const application = /^(.*?)(?:^|\/)(?:priv|lib)\//.exec(`${root}/`)?.[1] ?? folderOf(root);
	const repository = /\/?priv\/([^/]+)/.exec(root)?.[1] ?? "repo";
	const known = new Set(tree.paths);
	const paths = foldersUp(application).map((folder) => inFolder(folder, "config/config.exs")).filter((path) => known.has(path));
	const { files } = paths.length === 0 ? { files: /* @__PURE__ */ new Map() } : await readSources(tree, paths);
	for (const file of files.values()) {
		const parsed = await parseElixir(file);
		if (parsed.kind === "error") continue;
		const all = /* @__PURE__ */ new Map();
		for (const call of namedOf(parsed.root)) addConfig(call, file.text, repository, all);
		const own = all.get(baseName(application));
		const [only] = all.values();
		const found = own ?? (all.size === 1 ? only : void 0);
		if (found) return settingsOf(found);
	}
	return DEFAULTS;
}
/** Takes in `config :app, MyApp.Repo, key: value, …`. */
function addConfig(call, text, repository, all) {
	if (call.type !== "call" || calledName(call, text) !== "config") return;
	const [application, module, options] = argumentsOf(call);
	if (!application || module?.type !== "alias" || !options) return;
	if (folderNameOf(text.slice(module.start, module.end)) !== repository) return;
	const reader = new Reader({
		path: "",
		text,
		name: "",
		functions: /* @__PURE__ */ new Map(),
		attributes: /* @__PURE__ */ new Map(),
		files: () => void 0,
		aliases: /* @__PURE__ */ new Map()
	}, {
		call: () => void 0,
		unread: () => void 0
	});
	try {
		const value = reader.evaluate(options, {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		});
		const name = text.slice(application.start, application.end).replace(/^:/, "");
		const found = all.get(name) ?? /* @__PURE__ */ new Map();
		for (const [key, entry] of optionsOf(value) ?? []) if (key.startsWith("migration_")) found.set(key, entry);
		if (found.size > 0) all.set(name, found);
	} catch (error) {
		if (!(error instanceof TooMuch) && !(error instanceof RangeError)) throw error;
	}
}
function settingsOf(found) {
	const options = (key) => optionsOf(found.get(key)) ?? /* @__PURE__ */ new Map();
	const key = found.get("migration_primary_key");
	return {
		primaryKey: key?.kind === "atom" && key.name === "false" ? false : options("migration_primary_key"),
		foreignKey: options("migration_foreign_key"),
		timestamps: options("migration_timestamps"),
		prefix: wordOf(found.get("migration_default_prefix"))
	};
}

// src/frameworks/ecto/index.ts
const ID = "ecto";
async function readEcto(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const settings = await readSettings(tree, project.root);
	const migrations = [];
	for (const file of files.values()) migrations.push(...await readMigration(file, project.root, settings, tree));
	return {
		migrations: migrations.sort((a, b) => compareIntegers(a.order, b.order) || compareText(a.id, b.id)),
		unread
	};
}
async function readMigration(file, root, settings, tree) {
	const id = relativeTo(root, file.path);
	const [, order = "0", title = ""] = /^(\d+)_(.*)\.exs?$/.exec(baseName(file.path)) ?? [];
	const shared = {
		framework: ID,
		id,
		order,
		title: wordsOf(title)
	};
	const refused = (step) => [migrationOf(file, {
		...shared,
		transaction: "unknown",
		steps: [step]
	})];
	const parsed = await parseElixir(file);
	if (parsed.kind === "error") return refused({
		kind: "unread",
		span: parsed.span,
		reason: parsed.reason
	});
	const files = await namedFilesIn(file, tree);
	try {
		const module = moduleIn(parsed.root, file, files);
		if (!module) return refused({
			kind: "unread",
			span: wholeFile(file),
			reason: "no module that uses Ecto.Migration is found in it"
		});
		return withComments(migrationsOf(file, module, settings, shared), parsed.comments);
	} catch (error) {
		const reason = error instanceof TooMuch ? error.message : error instanceof RangeError ? "it is nested too deep to be read" : void 0;
		if (reason === void 0) throw error;
		return refused({
			kind: "unread",
			span: wholeFile(file),
			reason
		});
	}
}
function migrationsOf(file, module, settings, shared) {
	const outside = module.attributes.get("disable_ddl_transaction");
	const wrapped = !(outside && truth(outside));
	const transaction = wrapped ? "wrapped" : "none";
	const run = (direction) => new Runner(file, {
		...module,
		aliases: new Map(module.aliases)
	}, settings, {
		...direction,
		wrapped
	}).perform();
	const whole = wholeFile(file);
	const clauseOf = (name) => module.functions.get(name)?.find(({ parameters }) => parameters.length === 0);
	const change = clauseOf("change");
	if (change) {
		const { steps } = run({
			operation: "change",
			direction: "up",
			backward: false
		});
		const back = run({
			operation: "change",
			direction: "down",
			backward: true
		});
		const down = steps.length === 0 ? "not-used" : back.irreversible ? "irreversible" : back.steps.length > 0 ? "present" : "absent";
		const migrations = [migrationOf(file, {
			...shared,
			transaction,
			steps,
			down
		})];
		if (down === "present") migrations.push(migrationOf(file, {
			...shared,
			id: `${shared.id}:down`,
			direction: "down",
			transaction,
			span: {
				...whole,
				start: change.node.start,
				end: change.node.end
			},
			steps: back.steps
		}));
		return migrations;
	}
	const [up, down] = [clauseOf("up"), clauseOf("down")];
	if (!up) {
		const step = {
			kind: "unread",
			span: whole,
			reason: "it has neither change() nor up()"
		};
		return [migrationOf(file, {
			...shared,
			transaction,
			steps: [step]
		})];
	}
	const { steps } = run({
		operation: "up",
		direction: "up",
		backward: false
	});
	const back = down ? run({
		operation: "down",
		direction: "down",
		backward: false
	}).steps : [];
	const span = down && down.node.start > up.node.start ? {
		...whole,
		end: down.node.start
	} : whole;
	const state = steps.length === 0 ? "not-used" : wayBack(file, down, back);
	const migrations = [migrationOf(file, {
		...shared,
		transaction,
		span,
		steps,
		down: state
	})];
	if (down && back.length > 0) migrations.push(migrationOf(file, {
		...shared,
		id: `${shared.id}:down`,
		direction: "down",
		transaction,
		span: {
			...whole,
			start: down.node.start,
			end: down.node.end
		},
		steps: back
	}));
	return migrations;
}
/** An error at once says that there is no way back; so may the words beside an `:ok`. */
function wayBack(file, down, steps) {
	if (!down) return "absent";
	const [first] = down.body ?? [];
	if (first?.type === "call" && /^(?:raise|throw|exit)$/.test(calledName(first, file.text))) return "irreversible";
	if (steps.length > 0) return "present";
	const words = [...file.text.slice(down.node.start, down.node.end).matchAll(/#([^\n]*)/g)].map(([, words]) => `-- ${words ?? ""}`).join("\n");
	return wayBackIn(words) === "irreversible" ? "irreversible" : "absent";
}
/** The first module that uses Ecto.Migration, or one with a wrapper’s name; modules may lie in each other. */
function moduleIn(root, file, files) {
	const { text } = file;
	const open = [...namedOf(root)];
	const found = [];
	for (let node = open.shift(); node; node = open.shift()) {
		if (node.type !== "call" || calledName(node, text) !== "defmodule") continue;
		const [name] = argumentsOf(node);
		const body = blockOf(node, "do", text) ?? [];
		const module = readModule(name ? text.slice(name.start, name.end) : "", body, file, files);
		const uses = body.some((one) => one.type === "call" && calledName(one, text) === "use" && /Migration\b/.test(text.slice(one.start, one.end)));
		if (uses && (module.functions.has("change") || module.functions.has("up"))) return module;
		if (uses) found.push(module);
		open.push(...body);
	}
	return found[0];
}
function readModule(name, body, { path, text }, files) {
	const functions = /* @__PURE__ */ new Map();
	const module = {
		path,
		text,
		name,
		functions,
		attributes: /* @__PURE__ */ new Map(),
		files,
		aliases: /* @__PURE__ */ new Map()
	};
	for (const node of body) {
		const definition = definitionIn(node, text);
		if (definition) functions.set(definition.name, [...functions.get(definition.name) ?? [], definition.clause]);
	}
	const reader = new Reader(module, {
		call: () => void 0,
		unread: () => void 0
	});
	for (const node of body) {
		if (node.type === "call" && calledName(node, text) === "alias") addAliases(node, reader);
		if (node.type !== "unary_operator" || operatorOf(node, text) !== "@") continue;
		const call = childOf(node, "call");
		const [value] = call ? argumentsOf(call) : [];
		if (call && value) module.attributes.set(calledName(call, text), reader.evaluate(value, {
			names: /* @__PURE__ */ new Map(),
			parent: void 0
		}));
	}
	return module;
}

export { readEcto };