import { et as cutPiece, rt as codeComment, tt as placeIn } from "./chunk-review.js";

// src/frameworks/python/parse.ts
/** Reads a file. The parser is loaded when the first one is read. */
async function parsePython(file) {
	const { parser } = await import("./chunk-dist.js");
	const tree = parser.parse(file.text.replace(/^\uFEFF/, " "));
	let fault;
	const comments = [];
	tree.iterate({ enter: (node) => {
		if (node.type.isError) fault ??= node.from;
		if (node.name === "Comment") comments.push(codeComment(file, node.from, node.to));
		return fault === void 0;
	} });
	if (fault !== void 0) return {
		kind: "error",
		span: {
			path: file.path,
			start: fault,
			end: Math.min(file.text.length, fault + 1)
		},
		reason: "the file does not parse as Python from here on"
	};
	return {
		kind: "module",
		body: statementsIn(tree.topNode),
		comments
	};
}
/** All children, punctuation included, without comments. */
function childrenOf(node) {
	const children = [];
	for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== "Comment") children.push(child);
	return children;
}
/** The statements of a module or of a body; those that share a line are taken apart. */
function statementsIn(body) {
	return childrenOf(body).flatMap((child) => {
		if (child.name === ":" || child.name === ";") return [];
		return child.name === "StatementGroup" ? statementsIn(child) : [child];
	});
}

// src/frameworks/python/strings.ts
const SIMPLE = {
	"\\": "\\",
	"'": "'",
	"\"": "\"",
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v"
};
/** Prefix and quotes of the literal at `[start, end)` of a text. */
function quotingOf(text, start, end) {
	const [all = "", prefix = "", quote = ""] = /^([A-Za-z]*)('''|"""|'|")/.exec(text.slice(start, Math.min(end, start + 6))) ?? [];
	return {
		raw: /r/i.test(prefix),
		bytes: /b/i.test(prefix),
		start: start + all.length,
		end: Math.max(start + all.length, end - quote.length)
	};
}
/** The text at `[start, end)` inside a literal, escapes undone; undefined where an escape is not known here (`\N{…}`). */
function literalPiece(text, start, end, raw, format) {
	const written = text.slice(start, end);
	if ((raw || !written.includes("\\")) && !(format && /\{\{|\}\}/.test(written))) return {
		text: written,
		start,
		end,
		units: "same"
	};
	const units = [];
	let out = "";
	const put = (what, at) => {
		for (let i = 0; i < what.length; i++) units.push(at);
		out += what;
	};
	for (let i = 0; i < written.length;) {
		const c = written[i] ?? "";
		const next = written[i + 1] ?? "";
		if (format && (c === "{" || c === "}") && next === c) {
			put(c, start + i);
			i += 2;
		} else if (raw || c !== "\\") {
			put(c, start + i);
			i++;
		} else {
			const escape = escapeAt(written.slice(i, i + 10));
			if (!escape) return void 0;
			put(escape.text, start + i);
			i += escape.length;
		}
	}
	return {
		text: out,
		start,
		end,
		units
	};
}
function escapeAt(written) {
	const next = written[1] ?? "";
	const known = SIMPLE[next];
	if (known !== void 0) return {
		text: known,
		length: 2
	};
	if (next === "\n") return {
		text: "",
		length: 2
	};
	if (next === "\r") return {
		text: "",
		length: written[2] === "\n" ? 3 : 2
	};
	const octal = /^\\([0-7]{1,3})/.exec(written);
	if (octal) return {
		text: String.fromCharCode(Number.parseInt(octal[1] ?? "0", 8)),
		length: octal[0].length
	};
	const hex = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))/i.exec(written);
	if (hex) {
		const point = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "0", 16);
		return point > 1114111 ? void 0 : {
			text: String.fromCodePoint(point),
			length: hex[0].length
		};
	}
	return next === "N" ? void 0 : {
		text: "\\",
		length: 1
	};
}

// src/frameworks/python/values.ts
/**
* What an expression stands for, as far as it can be said without running it: literals, names of what was imported, calls
* with their arguments. Everything else is `unknown`, with the reason.
*/
/** Text of a literal value; undefined for anything else, and where a part of it is computed. */
function plainText(value) {
	return value?.kind === "text" && !value.computed ? value.pieces.map((piece) => piece.text).join("") : void 0;
}
function evaluate(node, scope) {
	const place = {
		start: node.from,
		end: node.to
	};
	const own = scope.text.slice(node.from, node.to);
	switch (node.name) {
		case "String":
		case "FormatString":
		case "ContinuedString": return textOf(node, scope) ?? {
			kind: "unknown",
			...place
		};
		case "Number": return {
			kind: "number",
			text: own.replaceAll("_", ""),
			...place
		};
		case "Boolean": return {
			kind: "boolean",
			value: own === "True",
			...place
		};
		case "None": return {
			kind: "none",
			...place
		};
		case "ParenthesizedExpression": {
			const inner = childrenOf(node).find(({ name }) => name !== "(" && name !== ")");
			return inner ? evaluate(inner, scope) : {
				kind: "unknown",
				...place
			};
		}
		case "ArrayExpression":
		case "TupleExpression":
		case "SetExpression": return listOf(node, scope);
		case "DictionaryExpression": return dictOf(node, scope);
		case "VariableName": {
			const known = scope.names.get(own);
			if (known) return known;
			return {
				kind: "name",
				path: scope.imports.get(own) ?? own,
				...place
			};
		}
		case "MemberExpression": return memberOf(node, scope);
		case "CallExpression": return callOf(node, scope);
		case "ConditionalExpression": return choiceOf(node, scope);
		case "BinaryExpression": return sumOf(node, scope);
		case "UnaryExpression": {
			const [sign, of] = childrenOf(node);
			const value = of && evaluate(of, scope);
			const operator = sign ? scope.text.slice(sign.from, sign.to) : "";
			if (value?.kind === "number" && operator === "-") return {
				kind: "number",
				text: `-${value.text}`,
				...place
			};
			return value && operator === "~" ? operation(operator, [value], place) : {
				kind: "unknown",
				...place
			};
		}
		default: return {
			kind: "unknown",
			...place
		};
	}
}
function textOf(node, scope) {
	const pieces = [];
	let computed = false;
	const literals = node.name === "ContinuedString" ? childrenOf(node) : [node];
	for (const literal of literals) {
		const { raw, bytes, start, end } = quotingOf(scope.text, literal.from, literal.to);
		if (bytes) return void 0;
		const format = literal.name === "FormatString";
		let at = start;
		for (const hole of format ? childrenOf(literal).filter(({ name }) => name === "FormatReplacement") : []) {
			const before = literalPiece(scope.text, at, hole.from, raw, true);
			const filling = fillingOf(hole, scope);
			if (!before) return void 0;
			computed ||= filling === void 0;
			pieces.push(before, {
				text: filling ?? gap(hole, scope),
				start: hole.from,
				end: hole.to
			});
			at = hole.to;
		}
		const rest = literalPiece(scope.text, at, end, raw, format);
		if (!rest) return void 0;
		pieces.push(rest);
	}
	return {
		kind: "text",
		pieces,
		start: node.from,
		end: node.to,
		...computed ? { computed } : {}
	};
}
/** What stands for a part that only the program knows: its expression, as a name. */
function gap(node, scope) {
	return `\${${scope.text.slice(node.from, node.to).replaceAll(/\W+/g, "_").replaceAll(/^_+|_+$/g, "").slice(0, 40) || "value"}}`;
}
/** `a if c else b`, where the condition is known, or both sides are the same. */
function choiceOf(node, scope) {
	const [then, , condition, , otherwise] = childrenOf(node);
	const unknown = {
		kind: "unknown",
		start: node.from,
		end: node.to
	};
	if (!then || !condition || !otherwise) return unknown;
	const holds = truthOf(evaluate(condition, scope));
	if (holds !== void 0) return evaluate(holds ? then : otherwise, scope);
	const [a, b] = [evaluate(then, scope), evaluate(otherwise, scope)];
	return plainText(a) !== void 0 && plainText(a) === plainText(b) ? a : unknown;
}
/** Whether a value counts as true; undefined where that is not known. */
function truthOf(value) {
	switch (value.kind) {
		case "boolean": return value.value;
		case "none": return false;
		case "number": return Number(value.text) !== 0;
		case "text": return value.computed ? void 0 : plainText(value) !== "";
		case "list": return value.items.length > 0;
		case "dict": return value.entries.length > 0;
		default: return;
	}
}
/** What stands in `{…}` of an f-string, where it is a literal that is known. */
function fillingOf(hole, scope) {
	const inner = childrenOf(hole).filter(({ name }) => name !== "{" && name !== "}");
	const [expression] = inner;
	if (!expression || inner.length !== 1) return void 0;
	const value = evaluate(expression, scope);
	return value.kind === "number" ? value.text : plainText(value);
}
function listOf(node, scope) {
	const children = childrenOf(node);
	if (children.some(({ name }) => name === "*" || name === "**")) return {
		kind: "unknown",
		start: node.from,
		end: node.to
	};
	return {
		kind: "list",
		items: children.filter(({ name }) => !"()[]{},".includes(name)).map((child) => evaluate(child, scope)),
		start: node.from,
		end: node.to
	};
}
function dictOf(node, scope) {
	const children = childrenOf(node).filter(({ name }) => !"{},".includes(name));
	const entries = [];
	for (let i = 0; i < children.length; i += 3) {
		const [key, colon, value] = children.slice(i, i + 3);
		if (!key || colon?.name !== ":" || !value) return {
			kind: "unknown",
			start: node.from,
			end: node.to
		};
		entries.push([evaluate(key, scope), evaluate(value, scope)]);
	}
	return {
		kind: "dict",
		entries,
		start: node.from,
		end: node.to
	};
}
function memberOf(node, scope) {
	const place = {
		start: node.from,
		end: node.to
	};
	const [of, mark, key] = childrenOf(node);
	if (!of || !key) return {
		kind: "unknown",
		...place
	};
	const base = evaluate(of, scope);
	if (mark?.name === ".") {
		const path = `${pathOf(base)}.${scope.text.slice(key.from, key.to)}`;
		return scope.known?.(path) ?? {
			kind: "name",
			path,
			base,
			...place
		};
	}
	const index = evaluate(key, scope);
	return (base.kind === "list" && index.kind === "number" ? base.items.at(Number(index.text)) : base.kind === "dict" && index.kind === "text" ? base.entries.find(([name]) => plainText(name) === plainText(index))?.[1] : void 0) ?? {
		kind: "unknown",
		...place
	};
}
/** The path of a name or of what a call gives; `?` for everything else. */
function pathOf(value) {
	if (value.kind === "name") return value.path;
	return value.kind === "call" ? `${value.path}()` : "?";
}
function callOf(node, scope) {
	const place = {
		start: node.from,
		end: node.to
	};
	const [callee, list] = childrenOf(node);
	if (!callee || list?.name !== "ArgList") return {
		kind: "unknown",
		...place
	};
	const called = evaluate(callee, scope);
	const args = [];
	const named = /* @__PURE__ */ new Map();
	let spread = false;
	const children = childrenOf(list).slice(1, -1);
	for (let i = 0; i < children.length; i++) {
		const child = children[i];
		if (!child || child.name === ",") continue;
		if (child.name === "*" || child.name === "**") {
			spread = true;
			i++;
		} else if (children[i + 1]?.name === "AssignOp") {
			const value = children[i + 2];
			if (value) named.set(scope.text.slice(child.from, child.to), evaluate(value, scope));
			i += 2;
		} else if (children[i + 1]?.name === "for") {
			spread = true;
			break;
		} else args.push(evaluate(child, scope));
	}
	const path = pathOf(called);
	const base = called.kind === "name" ? called.base : called.kind === "call" ? called : void 0;
	const [first] = args;
	if (first?.kind === "text" && /^(?:textwrap\.dedent|inspect\.cleandoc|dedent|cleandoc)$/.test(path)) return first;
	if (base?.kind === "text" && /\.(?:strip|lstrip|rstrip)$/.test(path) && args.length === 0) return base;
	if (base?.kind === "text" && path.endsWith(".format") && !spread) return formatted(base, REPLACEMENT, args, named, place);
	if (base?.kind === "dict" && path.endsWith(".items")) return {
		kind: "list",
		items: base.entries.map(([key, value]) => ({
			kind: "list",
			items: [key, value],
			...place
		})),
		...place
	};
	return {
		kind: "call",
		path,
		...base ? { base } : {},
		args,
		named,
		spread,
		...place
	};
}
function sumOf(node, scope) {
	const place = {
		start: node.from,
		end: node.to
	};
	const [left, operator, right] = childrenOf(node);
	if (!left || !right || !operator) return {
		kind: "unknown",
		...place
	};
	const sign = scope.text.slice(operator.from, operator.to);
	const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
	if (sign === "%" && a.kind === "text") return formatted(a, DIRECTIVE, b.kind === "list" ? b.items : [b], b, place);
	if (a.kind !== "text" && b.kind !== "text" && (a.kind === "call" || b.kind === "call")) return operation(sign, [a, b], place);
	if (sign !== "+") return {
		kind: "unknown",
		...place
	};
	if (a.kind === "list" && b.kind === "list") return {
		kind: "list",
		items: [...a.items, ...b.items],
		...place
	};
	if (a.kind !== "text" && b.kind !== "text") return {
		kind: "unknown",
		...place
	};
	const parts = [[a, left], [b, right]];
	const computed = parts.some(([value]) => value.kind !== "text" || value.computed);
	return {
		kind: "text",
		pieces: parts.flatMap(([value, at]) => value.kind === "text" ? within(value, at) : [{
			text: gap(at, scope),
			start: at.from,
			end: at.to
		}]),
		...place,
		...computed ? { computed } : {}
	};
}
/** What `%` and `.format` fill in. */
const DIRECTIVE = /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdifrxg%])/g;
const REPLACEMENT = /\{(\w*)(?:![rsa])?(?::[^{}]*)?\}|\{\{|\}\}/g;
/** A text with the values of `%` or `.format` in it; `named` has those that are called by a name. */
function formatted(text, pattern, values, named, place) {
	let next = 0;
	let computed = text.computed ?? false;
	const byName = (name) => "get" in named ? named.get(name) : named.kind === "dict" ? named.entries.find(([key]) => plainText(key) === name)?.[1] : void 0;
	return {
		kind: "text",
		pieces: text.pieces.flatMap((piece) => {
			if (piece.units === void 0 && piece.text.startsWith("${")) return [piece];
			const out = [];
			let from = 0;
			for (const match of piece.text.matchAll(pattern)) {
				const [all, name = "", kind] = match;
				const doubled = kind === "%" || all === "{{" || all === "}}";
				const value = doubled ? void 0 : /^\d+$/.test(name) ? values[Number(name)] : name === "" ? values[next++] : byName(name);
				const known = doubled ? all.slice(1) : value?.kind === "number" ? value.text : plainText(value);
				computed ||= known === void 0;
				const behind = match.index + all.length;
				const [start, end] = [placeIn(piece, match.index), placeIn(piece, behind)];
				out.push(...cutPiece(piece, from, match.index), {
					text: known ?? `\${${name === "" ? "value" : name}}`,
					start,
					end
				});
				from = behind;
			}
			return [...out, ...cutPiece(piece, from, piece.text.length)];
		}),
		...place,
		...computed ? { computed: true } : {}
	};
}
/** An operator between values that are no literals: a call of `operator.&`. */
function operation(sign, args, place) {
	return /^(?:[-+*/&|~])$/.test(sign) ? {
		kind: "call",
		path: `operator.${sign}`,
		args,
		named: /* @__PURE__ */ new Map(),
		spread: false,
		...place
	} : {
		kind: "unknown",
		...place
	};
}
/** The pieces of a text, where the expression holds them; for a constant from elsewhere one piece that stands for the name. */
function within(text, node) {
	if (text.start >= node.from && text.end <= node.to) return text.pieces;
	return [{
		text: plainText(text) ?? "",
		start: node.from,
		end: node.to
	}];
}
/** Takes in what an import statement binds: full paths by local names. */
function bindImports(node, scope) {
	const source = scope.text.slice(node.from, node.to).replaceAll(/[\\()]|#[^\n]*/g, " ");
	const from = /^from\s+([\w.]+)\s+import\s+([^]*)$/.exec(source);
	const list = from ? from[2] : /^import\s+([^]*)$/.exec(source)?.[1];
	for (const entry of (list ?? "").split(",")) {
		const [name, as, alias] = entry.trim().split(/\s+/);
		if (!name) continue;
		const path = from ? `${from[1]}.${name}` : name;
		if (as === "as" && alias) scope.imports.set(alias, path);
		else if (from) scope.imports.set(name, path);
	}
}

// src/frameworks/python/interpret.ts
/**
* Goes through the statements of a function as they would run: names are bound, loops over literals are unrolled, functions
* of the same file are gone into, and both branches of a condition are followed.
*/
const MOST_ROUNDS = 200;
const DEEPEST = 6;
/** Names of a module: its imports, constants and functions. */
function moduleScope(text, body) {
	const scope = {
		text,
		names: /* @__PURE__ */ new Map(),
		imports: /* @__PURE__ */ new Map(),
		functions: /* @__PURE__ */ new Map()
	};
	const define = (statements) => {
		for (const node of statements) if (node.name === "ImportStatement") bindImports(node, scope);
		else if (node.name === "FunctionDefinition") scope.functions.set(nameOf(node, text), node);
		else if (node.name === "AssignStatement") assign(node, scope);
		else if (node.name === "UpdateStatement") forget(node, scope);
		else if (node.name === "IfStatement" || node.name === "TryStatement") {
			for (const child of childrenOf(node)) if (child.name === "Body") define(statementsIn(child));
		}
	};
	define(body);
	return scope;
}
/** The name of a function or class. */
function nameOf(node, text) {
	const name = childrenOf(node).find((child) => child.name === "VariableName");
	return name ? text.slice(name.from, name.to) : "";
}
/** The body of a function, class or compound statement. */
function bodyOf(node) {
	const body = childrenOf(node).find((child) => child.name === "Body");
	return body ? statementsIn(body) : [];
}
function assign(node, scope) {
	const children = childrenOf(node).filter(({ name }) => name !== "TypeDef");
	const operator = children.findIndex(({ name }) => name === "AssignOp");
	const targets = children.slice(0, operator).filter(({ name }) => name !== ",");
	const values = children.slice(operator + 1).filter(({ name }) => name !== ",");
	const [target] = targets;
	const [value] = values;
	if (operator < 0 || !target || !value) return;
	if (targets.length === 1 && values.length === 1 && target.name === "VariableName") scope.names.set(scope.text.slice(target.from, target.to), evaluate(value, scope));
	else if (targets.length === 1 && values.length > 1 && target.name === "VariableName" && !values.some(({ name }) => name === "AssignOp")) scope.names.set(scope.text.slice(target.from, target.to), {
		kind: "list",
		items: values.map((one) => evaluate(one, scope)),
		start: value.from,
		end: values.at(-1)?.to ?? value.to
	});
	else forget(node, scope);
}
/** Names that a statement binds in a way that is not followed. */
function forget(node, scope) {
	for (const child of childrenOf(node)) {
		if (child.name === "AssignOp" || child.name === "UpdateOp") return;
		for (const name of child.name === "VariableName" ? [child] : variables(child)) scope.names.set(scope.text.slice(name.from, name.to), {
			kind: "unknown",
			start: name.from,
			end: name.to
		});
	}
}
function variables(node) {
	return node.name === "MemberExpression" ? [] : childrenOf(node).flatMap((child) => child.name === "VariableName" ? [child] : variables(child));
}
/** Binds the targets of a loop to a value; says whether it could. */
function bindTargets(targets, value, scope) {
	const [only] = targets;
	if (targets.length === 1 && only && only.name !== "VariableName") {
		bindTargets(childrenOf(only).filter(({ name }) => !"(),[]".includes(name)), value, scope);
		return;
	}
	for (const [i, target] of targets.entries()) {
		const part = targets.length === 1 ? value : value?.kind === "list" && value.items.length === targets.length ? value.items[i] : void 0;
		if (target.name === "VariableName") scope.names.set(scope.text.slice(target.from, target.to), part ?? {
			kind: "unknown",
			start: target.from,
			end: target.to
		});
		else bindTargets([target], part, scope);
	}
}
/** Runs through statements. Gives `false` where what follows is not reached. */
function interpret(statements, scope, visitor, depth = 0) {
	for (const node of statements) if (!step(node, scope, visitor, depth)) return false;
	return true;
}
function step(node, scope, visitor, depth) {
	const within = (body) => interpret(body, scope, visitor, depth);
	switch (node.name) {
		case "ReturnStatement":
			calls(node, scope, visitor, depth, true);
			return false;
		case "RaiseStatement":
		case "ContinueStatement":
		case "BreakStatement": return false;
		case "PassStatement":
		case "ScopeStatement":
		case "ClassDefinition":
		case "DeleteStatement":
		case "TypeDefinition": return true;
		case "ImportStatement":
			bindImports(node, scope);
			return true;
		case "FunctionDefinition":
			scope.functions.set(nameOf(node, scope.text), node);
			return true;
		case "AssignStatement":
			calls(node, scope, visitor, depth, true);
			assign(node, scope);
			return true;
		case "UpdateStatement":
			calls(node, scope, visitor, depth, true);
			forget(node, scope);
			return true;
		case "ExpressionStatement":
			calls(node, scope, visitor, depth, false);
			return true;
		case "AssertStatement":
			calls(node, scope, visitor, depth, true);
			return true;
		case "IfStatement": return branches(node, scope, visitor, depth);
		case "ForStatement":
			loop(node, scope, visitor, depth);
			return true;
		case "WhileStatement":
			for (const child of childrenOf(node)) if (child.name !== "Body") calls(child, scope, visitor, depth, true, true);
			within(bodyOf(node));
			return true;
		case "TryStatement":
			for (const child of childrenOf(node)) if (child.name === "Body") within(statementsIn(child));
			return true;
		case "WithStatement": return withStatement(node, scope, visitor, depth);
		default:
			visitor.unread(node, "the statement is not read yet");
			return true;
	}
}
/** Every branch that can be taken, from the same names each; a name that differs behind them is not known any more. */
function branches(node, scope, visitor, depth) {
	const before = new Map(scope.names);
	const after = [];
	let condition;
	let goesOn = false;
	let exhausted = false;
	for (const child of childrenOf(node)) if (child.name === "else") condition = void 0;
	else if (child.name === "Body") {
		const holds = exhausted ? false : condition ? visitor.holds?.(condition, scope) : true;
		if (holds === true) exhausted = true;
		if (holds !== false) {
			if (interpret(statementsIn(child), scope, visitor, depth)) {
				goesOn = true;
				after.push(new Map(scope.names));
			}
			restore(scope.names, before);
		}
	} else if (child.name !== "if" && child.name !== "elif") {
		condition = child;
		if (!exhausted) calls(child, scope, visitor, depth, true, true);
	}
	if (!exhausted) {
		goesOn = true;
		after.push(before);
	}
	merge(scope.names, after);
	return goesOn;
}
function restore(names, from) {
	names.clear();
	for (const [name, value] of from) names.set(name, value);
}
function merge(names, branches) {
	const [first, ...rest] = branches;
	if (!first) return;
	restore(names, first);
	for (const other of rest) for (const name of /* @__PURE__ */ new Set([...names.keys(), ...other.keys()])) if (names.get(name) !== other.get(name)) names.set(name, {
		kind: "unknown",
		start: 0,
		end: 0
	});
}
function loop(node, scope, visitor, depth) {
	const children = childrenOf(node);
	const at = children.findIndex(({ name }) => name === "in");
	const targets = children.slice(0, at).filter(({ name }) => name !== "for" && name !== "," && name !== "async");
	const over = children.slice(at + 1).filter(({ name }) => name !== "," && name !== "Body" && name !== "else");
	for (const expression of over) calls(expression, scope, visitor, depth, true, true);
	const values = over.map((expression) => evaluate(expression, scope));
	const value = values.length > 1 ? {
		kind: "list",
		items: values,
		start: node.from,
		end: node.to
	} : values[0];
	const items = value?.kind === "list" ? value.items : value?.kind === "dict" ? value.entries.map(([key]) => key) : void 0;
	const [body, otherwise] = children.filter(({ name }) => name === "Body");
	if (items && items.length > MOST_ROUNDS) visitor.unread(node, "the loop has too many rounds");
	else if (body) for (const item of items ?? [value && visitor.each?.(value)]) {
		bindTargets(targets, item, scope);
		interpret(statementsIn(body), scope, visitor, depth);
	}
	if (otherwise) interpret(statementsIn(otherwise), scope, visitor, depth);
}
function withStatement(node, scope, visitor, depth) {
	const children = childrenOf(node).filter(({ name }) => name !== "async" && name !== "with" && name !== "(" && name !== ")" && name !== ",");
	const statements = bodyOf(node);
	let goesOn = true;
	const nest = (i) => {
		const child = children[i];
		if (!child || child.name === "Body") {
			goesOn = interpret(statements, scope, visitor, depth);
			return;
		}
		const context = evaluate(child, scope);
		const target = children[i + 1]?.name === "as" ? children[i + 2] : void 0;
		if (target?.name === "VariableName") scope.names.set(scope.text.slice(target.from, target.to), context);
		const next = i + (target ? 3 : 1);
		if (!visitor.enter(context, () => nest(next))) {
			calls(child, scope, visitor, depth, true, true);
			nest(next);
		}
	};
	nest(0);
	return goesOn;
}
/** Hands the calls of an expression over, outermost first; goes into functions of the file, and into arguments of what is not known. */
function calls(node, scope, visitor, depth, used, self = false) {
	for (const child of self ? [node] : childrenOf(node)) {
		if (child.name === "LambdaExpression") continue;
		if (child.name.endsWith("ComprehensionExpression") && comprehension(child, scope, visitor, depth)) continue;
		if (child.name === "CallExpression") {
			const value = evaluate(child, scope);
			if (value.kind !== "call") continue;
			if (goInto(value, child, scope, visitor, depth) || visitor.call(value, used)) continue;
			calls(child, scope, visitor, depth, true);
		} else calls(child, scope, visitor, depth, used && child.name !== "AwaitExpression");
	}
}
/** `[f(x) for x in items]`, where the items stand in the file: a loop. */
function comprehension(node, scope, visitor, depth) {
	const children = childrenOf(node);
	const [from, to] = ["for", "in"].map((word) => children.findIndex(({ name }) => name === word));
	const [over, ...more] = children.slice(to + 1, -1);
	if (from < 0 || to < from || !over || more.length > 0) return false;
	const items = evaluate(over, scope);
	if (items.kind !== "list" || items.items.length > MOST_ROUNDS) return false;
	const targets = children.slice(from + 1, to).filter(({ name }) => name !== ",");
	const outer = new Map(scope.names);
	calls(over, scope, visitor, depth, true, true);
	for (const item of items.items) {
		bindTargets(targets, item, scope);
		for (const part of children.slice(1, from)) calls(part, scope, visitor, depth, true, true);
	}
	restore(scope.names, outer);
	return true;
}
/** Follows a call of a function of the same file. */
function goInto(call, node, scope, visitor, depth) {
	const definition = scope.functions.get(call.path);
	if (!definition || scope.names.has(call.path)) return false;
	if (depth >= DEEPEST || call.spread) {
		visitor.unread(node, `the call of ${call.path} is not followed`);
		return true;
	}
	const outer = new Map(scope.names);
	const parameters = childrenOf(definition).find(({ name }) => name === "ParamList");
	let position = 0;
	const list = parameters ? childrenOf(parameters).filter(({ name }) => name !== "TypeDef") : [];
	for (const [i, parameter] of list.entries()) {
		const marker = list[i - 1]?.name;
		if (parameter.name !== "VariableName" || marker === "AssignOp") continue;
		const name = scope.text.slice(parameter.from, parameter.to);
		const fallback = list[i + 1]?.name === "AssignOp" ? list[i + 2] : void 0;
		const value = (marker === "*" || marker === "**" ? void 0 : call.named.get(name) ?? call.args[position++]) ?? (fallback ? evaluate(fallback, scope) : void 0);
		if (value && !(value.kind === "name" && plainText(value) === void 0 && value.path === name)) scope.names.set(name, value);
		else scope.names.delete(name);
	}
	interpret(bodyOf(definition), scope, visitor, depth + 1);
	restore(scope.names, outer);
	return true;
}

export { evaluate as a, parsePython as c, nameOf as i, statementsIn as l, interpret as n, plainText as o, moduleScope as r, childrenOf as s, bodyOf as t };