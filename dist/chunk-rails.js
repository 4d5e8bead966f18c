import { $ as quoteText, Cr as readSources, Dr as wayBackIn, Or as wholeFile, Q as quoteName, Sr as migrationOf, _r as foldersUp, br as inFolder, fr as baseName, kr as wordsOf, mr as compareNatural, nt as scriptOf, ot as pathsWith, wr as readText } from "./chunk-review.js";
import { i as statementsIn, n as childrenOf, r as pathOf, t as parseRuby } from "./chunk-parse3.js";
import { createHash } from "node:crypto";

// src/frameworks/ruby/classes.ts
/** Classes and modules of a file, with their methods and constants. */
function emptyClass(name, node) {
	return {
		name,
		superclass: node?.type === "ClassNode" ? node.superclass : null,
		methods: /* @__PURE__ */ new Map(),
		statics: /* @__PURE__ */ new Map(),
		includes: [],
		calls: [],
		start: node?.start ?? 0,
		end: node?.end ?? 0
	};
}
function programOf(statements) {
	const program = {
		classes: /* @__PURE__ */ new Map(),
		constants: /* @__PURE__ */ new Map(),
		calls: [],
		top: emptyClass("", void 0)
	};
	collect(statements, program.top, "", program);
	program.calls.push(...program.top.calls);
	return program;
}
function collect(statements, into, path, program) {
	for (const node of statements) switch (node.type) {
		case "ClassNode":
		case "ModuleNode": {
			const own = pathOf(node.constantPath) ?? "";
			const full = path === "" ? own : `${path}::${own}`;
			const info = program.classes.get(full) ?? emptyClass(full, node);
			program.classes.set(full, info);
			const short = own.split("::").at(-1) ?? own;
			if (!program.classes.has(short)) program.classes.set(short, info);
			collect(statementsIn(node.body), info, full, program);
			break;
		}
		case "DefNode":
			(node.receiver ? into.statics : into.methods).set(node.name, node);
			break;
		case "SingletonClassNode":
			for (const one of statementsIn(node.body)) if (one.type === "DefNode") into.statics.set(one.name, one);
			break;
		case "ConstantWriteNode":
		case "ConstantOrWriteNode": {
			const made = madeClass(node.value, path === "" ? node.name : `${path}::${node.name}`);
			if (made) {
				program.classes.set(made.info.name, made.info);
				if (!program.classes.has(node.name)) program.classes.set(node.name, made.info);
				collect(made.body, made.info, made.info.name, program);
			} else {
				const full = path === "" ? node.name : `${path}::${node.name}`;
				program.constants.set(full, node.value);
				if (!program.constants.has(node.name)) program.constants.set(node.name, node.value);
			}
			break;
		}
		case "CallNode": {
			const included = node.name === "include" || node.name === "extend" ? pathOf(node.arguments?.arguments[0] ?? null) : void 0;
			const module = included === void 0 ? void 0 : program.classes.get(included);
			if (module) into.includes.push(module);
			const inner = node.arguments?.arguments.filter((one) => one.type === "DefNode") ?? [];
			if (inner.length > 0) collect(inner, into, path, program);
			else into.calls.push(node);
			break;
		}
		default: into.calls.push(node);
	}
}
function madeClass(node, name) {
	if (node.type !== "CallNode" || node.name !== "new" || pathOf(node.receiver) !== "Class") return void 0;
	const superclass = node.arguments?.arguments[0] ?? null;
	const body = node.block?.type === "BlockNode" ? statementsIn(node.block.body) : [];
	return {
		info: {
			...emptyClass(name, void 0),
			superclass,
			start: node.start,
			end: node.end
		},
		body
	};
}
/** A method of a class, of its modules, or of the classes above it in the file. */
function methodOf(info, name, statics, program, depth = 0) {
	if (!info || depth > 8) return void 0;
	const own = (statics ? info.statics : info.methods).get(name);
	if (own) return own;
	for (const module of info.includes) {
		const found = methodOf(module, name, false, program, depth + 1);
		if (found) return found;
	}
	const above = pathOf(info.superclass);
	return methodOf(above === void 0 ? void 0 : program.classes.get(above), name, statics, program, depth + 1);
}

// src/frameworks/ruby/inflect.ts
/** No name is longer; patterns that look ahead would take long over one that is. */
const MOST_UNITS = 200;
const UNCOUNTABLE = [
	"equipment",
	"information",
	"rice",
	"money",
	"species",
	"series",
	"fish",
	"sheep",
	"jeans",
	"police"
];
const IRREGULAR = [
	[/(p)erson$/i, "$1eople"],
	[/(m)an$/i, "$1en"],
	[/(c)hild$/i, "$1hildren"],
	[/(s)ex$/i, "$1exes"],
	[/(m)ove$/i, "$1oves"],
	[/(z)ombie$/i, "$1ombies"]
];
const IRREGULAR_BACK = [
	[/(p)eople$/i, "$1erson"],
	[/(m)en$/i, "$1an"],
	[/(c)hildren$/i, "$1hild"],
	[/(s)exes$/i, "$1ex"],
	[/(m)oves$/i, "$1ove"],
	[/(z)ombies$/i, "$1ombie"]
];
/** The first that fits counts. */
const PLURAL = [
	[/(quiz)$/i, "$1zes"],
	[/^(oxen|[ml]ice)$/i, "$1"],
	[/^(ox)$/i, "$1en"],
	[/^([ml])ouse$/i, "$1ice"],
	[/(matr|vert|ind)(?:ix|ex)$/i, "$1ices"],
	[/(x|ch|ss|sh)$/i, "$1es"],
	[/([^aeiouy]|qu)y$/i, "$1ies"],
	[/(hive)$/i, "$1s"],
	[/([^f])fe$|([lr])f$/i, "$1$2ves"],
	[/sis$/i, "ses"],
	[/([ti])a$/i, "$1a"],
	[/([ti])um$/i, "$1a"],
	[/(buffal|tomat)o$/i, "$1oes"],
	[/(bu)s$/i, "$1ses"],
	[/(alias|status)$/i, "$1es"],
	[/(octop|vir)(?:us|i)$/i, "$1i"],
	[/^(ax|test)is$/i, "$1es"],
	[/s$/i, "s"],
	[/$/, "s"]
];
const SINGULAR = [
	[/(database)s$/i, "$1"],
	[/(quiz)zes$/i, "$1"],
	[/(matr)ices$/i, "$1ix"],
	[/(vert|ind)ices$/i, "$1ex"],
	[/^(ox)en/i, "$1"],
	[/(alias|status)(?:es)?$/i, "$1"],
	[/(octop|vir)(?:us|i)$/i, "$1us"],
	[/^(a)x[ie]s$/i, "$1xis"],
	[/(cris|test)(?:is|es)$/i, "$1is"],
	[/(shoe)s$/i, "$1"],
	[/(o)es$/i, "$1"],
	[/(bus)(?:es)?$/i, "$1"],
	[/^([ml])ice$/i, "$1ouse"],
	[/(x|ch|ss|sh)es$/i, "$1"],
	[/(movie)s$/i, "$1"],
	[/(series)$/i, "$1"],
	[/([^aeiouy]|qu)ies$/i, "$1y"],
	[/([lr])ves$/i, "$1f"],
	[/(tive|hive)s$/i, "$1"],
	[/([^f])ves$/i, "$1fe"],
	[/(^analy|analy|ba|diagno|parenthe|progno|synop|the)(?:sis|ses)$/i, "$1sis"],
	[/([ti])a$/i, "$1um"],
	[/(news)$/i, "$1"],
	[/(ss)$/i, "$1"],
	[/s$/i, ""]
];
function inflect(word, done, irregular, rules) {
	if (word === "" || UNCOUNTABLE.some((one) => new RegExp(`(?:^|[^a-z])${one}$`, "i").test(word))) return word;
	if (done.some(([pattern]) => pattern.test(word))) return word;
	const rule = [...irregular, ...rules].find(([pattern]) => pattern.test(word));
	return rule ? word.replace(rule[0], rule[1]) : word;
}
const pluralize = (word) => inflect(word, IRREGULAR_BACK, IRREGULAR, PLURAL);
const singularize = (word) => inflect(word, [], IRREGULAR_BACK, SINGULAR);
/** `HTTPServer::AdminUser` as `http_server/admin_user`. */
function underscore(name) {
	return name.slice(0, MOST_UNITS).replaceAll("::", "/").replaceAll(/([A-Z\d]+)(?=[A-Z][a-z])|([a-z\d])(?=[A-Z])/g, "$1$2_").replaceAll("-", "_").toLowerCase();
}
/** `admin_user` as `AdminUser`. */
const camelize = (name) => name.replaceAll(/(?:^|_)([a-z\d])/gi, (_, first) => first.toUpperCase()).replaceAll("/", "::");
/** The table of a model: of its last name, in the plural. */
const tableOfModel = (path) => pluralize(underscore(path.split("::").at(-1) ?? path));

// src/frameworks/ruby/strings.ts
const SIMPLE = {
	n: "\n",
	t: "	",
	r: "\r",
	s: " ",
	"0": "\0",
	e: "\x1B",
	a: "\x07",
	b: "\b",
	f: "\f",
	v: "\v"
};
/** Reads escapes as in double quotes, or as in single quotes, where only the quotes and the backslash have one. */
function decode(raw, start, double) {
	let text = "";
	const units = [];
	const put = (piece, at) => {
		for (let i = 0; i < piece.length; i++) units.push(start + at);
		text += piece;
	};
	for (let i = 0; i < raw.length;) {
		const c = raw.charAt(i);
		if (c !== "\\" || i + 1 >= raw.length) {
			put(c, i);
			i++;
			continue;
		}
		const next = raw.charAt(i + 1);
		if (!double) {
			if (/[\w\s]/.test(next)) {
				put(c, i);
				i++;
			} else {
				put(next, i);
				i += 2;
			}
			continue;
		}
		const coded = /^\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3}))/.exec(raw.slice(i, i + 12));
		if (coded) {
			const [all, four, braced, hex, octal] = coded;
			const code = octal === void 0 ? Number.parseInt(four ?? braced ?? hex ?? "0", 16) : Number.parseInt(octal, 8);
			put(code <= 1114111 ? String.fromCodePoint(code) : "", i);
			i += all.length;
			continue;
		}
		if (next !== "\n") put(SIMPLE[next] ?? next, i);
		i += 2;
	}
	return {
		text,
		units
	};
}
/** The content of a string as a piece. A heredoc's lines have lost blanks at their start. */
function pieceOf(node, file) {
	const { start, end } = node.contentLoc;
	const raw = file.slice(start, end);
	const { value } = node.unescaped;
	if (raw === value) return {
		text: value,
		start,
		end,
		units: "same"
	};
	const indent = /^[ \t]*/.exec(raw)?.[0].length ?? 0;
	if (raw.endsWith(value) && raw.length - value.length <= indent) return {
		text: value,
		start: end - value.length,
		end,
		units: "same"
	};
	for (const double of [true, false]) {
		const { text, units } = decode(raw, start, double);
		const cut = text.length - value.length;
		if (cut >= 0 && text.endsWith(value) && text.slice(0, cut).trim() === "") return {
			text: value,
			start: units[cut] ?? start,
			end,
			units: units.slice(cut)
		};
	}
	return {
		text: value,
		start: node.start,
		end: node.end
	};
}
/** A text with some of its units, each where it was; `replace` gives them by their places in the text. */
function pick(text, choose) {
	const all = text.pieces.flatMap((piece, index) => Array.from({ length: piece.text.length }, (_, i) => ({
		c: piece.text.charAt(i),
		at: piece.units === "same" ? piece.start + i : piece.units?.[i] ?? piece.start,
		piece: index
	})));
	const pieces = [];
	for (const chosen of choose(all)) {
		const of = "of" in chosen ? chosen.of : chosen;
		let last = pieces.at(-1);
		if (last?.index !== of.piece) pieces.push(last = {
			text: "",
			units: [],
			index: of.piece
		});
		last.text += chosen.c;
		last.units.push(of.at);
	}
	return {
		...text,
		pieces: pieces.flatMap(({ text: own, units, index }) => {
			const from = text.pieces[index];
			if (!from) return [];
			return [from.units ? {
				text: own,
				start: units[0] ?? from.start,
				end: from.end,
				units
			} : {
				...from,
				text: own
			}];
		})
	};
}
const blank = ({ c }) => /\s/.test(c);
function strip(text) {
	return pick(text, (units) => {
		const first = units.findIndex((unit) => !blank(unit));
		const last = units.findLastIndex((unit) => !blank(unit));
		return first < 0 ? [] : units.slice(first, last + 1);
	});
}
function chomp(text) {
	return pick(text, (units) => units.at(-1)?.c === "\n" ? units.slice(0, units.at(-2)?.c === "\r" ? -2 : -1) : units);
}
/** Every run of blanks as one, none at the ends. */
function squish(text) {
	return pick(strip(text), (units) => units.flatMap((unit, i) => {
		if (!blank(unit)) return [{
			c: unit.c,
			of: unit
		}];
		const before = units[i - 1];
		return before && blank(before) ? [] : [{
			c: " ",
			of: unit
		}];
	}));
}
/** Takes as many blanks from each line as the line with the fewest has. */
function stripHeredoc(text) {
	const indents = [...text.pieces.map((piece) => piece.text).join("").matchAll(/^[ \t]*(?=\S)/gm)].map(([blanks]) => blanks.length);
	const least = indents.length === 0 ? 0 : indents.reduce((a, b) => Math.min(a, b));
	let column = 0;
	return pick(text, (units) => units.filter(({ c }) => {
		const at = column;
		column = c === "\n" ? 0 : column + 1;
		return at >= least || c === "\n";
	}));
}

// src/frameworks/ruby/values.ts
const unknown = ({ start, end }) => ({
	kind: "unknown",
	start,
	end
});
const nil = ({ start, end }) => ({
	kind: "nil",
	start,
	end
});
const bool = (value, { start, end }) => ({
	kind: "boolean",
	value,
	start,
	end
});
const listOf = (items, { start, end }) => ({
	kind: "list",
	items,
	start,
	end
});
/** A text that is made: it stands for all of its place. */
const textOf = (text, { start, end }, symbol = false) => ({
	kind: "text",
	pieces: [{
		text,
		start,
		end
	}],
	symbol,
	start,
	end
});
/** The text of a string or symbol, or of a number. */
function plainText(value) {
	if (value?.kind === "number") return value.text;
	return value?.kind === "text" ? value.pieces.map(({ text }) => text).join("") : void 0;
}
/** Whether Ruby takes it as true; undefined where that is not known. */
function truth(value) {
	switch (value?.kind) {
		case void 0:
		case "unknown":
		case "chain": return;
		case "nil": return false;
		case "boolean": return value.value;
		default: return true;
	}
}
/** Whether two values are equal; undefined where that is not known. */
function equal(a, b) {
	if (a?.kind === "text" && b?.kind === "text") return a.symbol === b.symbol && plainText(a) === plainText(b);
	if (a?.kind === "number" && b?.kind === "number") return Number(a.text) === Number(b.text);
	if (a?.kind === "boolean" && b?.kind === "boolean") return a.value === b.value;
	if (a?.kind === "nil" && b?.kind === "nil") return true;
	if (truth(a) === void 0 || truth(b) === void 0) return void 0;
	return a?.kind === b?.kind ? void 0 : false;
}
/** A key of a hash as text, symbols and strings alike. */
function fieldsOf(value) {
	if (value?.kind !== "hash") return void 0;
	return new Map(value.entries.flatMap(([key, one]) => plainText(key) === void 0 ? [] : [[plainText(key) ?? "", one]]));
}

// src/frameworks/ruby/builtins.ts
/** Methods of strings, lists and hashes whose answer can be known. */
/** The value of a call on a value; undefined where it is not known. */
function builtin(receiver, call) {
	switch (call.name) {
		case "==":
		case "eql?":
		case "eq?":
		case "===": return known(equal(receiver, call.args[0]), call);
		case "!=": {
			const same = equal(receiver, call.args[0]);
			return known(same === void 0 ? void 0 : !same, call);
		}
		case "!": {
			const holds = truth(receiver);
			return known(holds === void 0 ? void 0 : !holds, call);
		}
		case "nil?": return known(truth(receiver) === void 0 ? void 0 : receiver.kind === "nil", call);
		case "freeze":
		case "dup":
		case "clone":
		case "itself":
		case "deep_dup": return receiver;
		case "blank?":
		case "present?":
		case "empty?":
		case "any?": {
			if (call.block || call.args.length > 0) return void 0;
			const empty = isEmpty(receiver);
			return known(empty === void 0 ? void 0 : (call.name === "blank?" || call.name === "empty?") === empty, call);
		}
	}
	if (receiver.kind === "text") return ofText(receiver, call);
	if (receiver.kind === "list") return ofList(receiver.items, call);
	if (receiver.kind === "hash") return ofHash(receiver.entries, call);
	if (receiver.kind === "number") return ofNumber(receiver.text, call);
	if (receiver.kind === "nil" && call.name === "to_s") return textOf("", call);
	if (receiver.kind === "boolean" && call.name === "to_s") return textOf(String(receiver.value), call);
}
const known = (value, call) => value === void 0 ? void 0 : bool(value, call);
function isEmpty(value) {
	if (value.kind === "text") return plainText(value)?.trim() === "";
	if (value.kind === "list") return value.items.length === 0;
	if (value.kind === "hash") return value.entries.length === 0;
	if (value.kind === "nil") return true;
	return value.kind === "boolean" ? !value.value : value.kind === "number" ? false : void 0;
}
function ofText(text, call) {
	const own = plainText(text) ?? "";
	const [first, second] = call.args;
	const made = (value) => textOf(value, text.pieces[0] ?? call, text.symbol);
	const other = plainText(first);
	switch (call.name) {
		case "to_s":
		case "to_str":
		case "html_safe":
		case "b":
		case "name":
		case "+@":
		case "-@": return {
			...text,
			symbol: false
		};
		case "to_sym":
		case "intern": return {
			...text,
			symbol: true
		};
		case "squish": return squish(text);
		case "strip_heredoc": return stripHeredoc(text);
		case "strip": return strip(text);
		case "chomp":
		case "chomp!": return call.args.length === 0 ? chomp(text) : void 0;
		case "+":
		case "concat": return first?.kind === "text" ? {
			...text,
			symbol: false,
			pieces: [...text.pieces, ...first.pieces]
		} : void 0;
		case "%": return formatted(text, call);
		case "upcase": return made(own.toUpperCase());
		case "downcase": return made(own.toLowerCase());
		case "pluralize": return call.args.length === 0 ? made(pluralize(own)) : void 0;
		case "singularize": return made(singularize(own));
		case "underscore": return made(underscore(own));
		case "camelize":
		case "classify": return made(camelize(call.name === "classify" ? singularize(own) : own));
		case "tableize": return made(tableOfModel(own));
		case "tr": return other?.length === 1 && plainText(second)?.length === 1 ? made(own.replaceAll(other, plainText(second) ?? "")) : void 0;
		case "gsub":
		case "sub": {
			const by = plainText(second);
			if (first?.kind !== "text" || other === void 0 || by === void 0) return void 0;
			return made(call.name === "sub" ? own.replace(other, () => by) : own.replaceAll(other, () => by));
		}
		case "start_with?": return other === void 0 ? void 0 : bool(own.startsWith(other), call);
		case "end_with?": return other === void 0 ? void 0 : bool(own.endsWith(other), call);
		case "include?": return other === void 0 ? void 0 : bool(own.includes(other), call);
		case "split": return other === void 0 && call.args.length > 0 ? void 0 : listOf((other === void 0 || other === " " ? own.trim().split(/\s+/) : own.split(other)).map((one) => textOf(one, call)), call);
		case "lines": return listOf((own.match(/[^\n]*\n|[^\n]+/g) ?? []).map((one) => textOf(one, call)), call);
		case "length":
		case "size": return {
			kind: "number",
			text: String(own.length),
			start: call.start,
			end: call.end
		};
		case "to_i": return {
			kind: "number",
			text: /^\s*-?\d+/.exec(own)?.[0].trim() ?? "0",
			start: call.start,
			end: call.end
		};
		default: return;
	}
}
/** `'… %s …' % x`, and with names: `'… %{table} …' % { table: x }`. */
function formatted(text, call) {
	const [first] = call.args;
	const fields = fieldsOf(first);
	const values = first?.kind === "list" ? [...first.items] : first ? [first] : [];
	let known = true;
	const pieces = text.pieces.map((piece) => {
		if (!piece.text.includes("%")) return piece;
		return {
			text: piece.text.replaceAll(/%(?:%|[sd]|\{(\w+)\}|<(\w+)>[sd])/g, (mark, braced, angled) => {
				if (mark === "%%") return "%";
				const name = braced ?? angled;
				const value = plainText(name === void 0 ? values.shift() : fields?.get(name));
				if (value === void 0) known = false;
				return value ?? "";
			}),
			start: piece.start,
			end: piece.end
		};
	});
	return known ? {
		...text,
		pieces
	} : void 0;
}
function ofNumber(text, call) {
	const [first] = call.args;
	const number = (value) => ({
		kind: "number",
		text: String(value),
		start: call.start,
		end: call.end
	});
	const other = first?.kind === "number" ? Number(first.text) : void 0;
	switch (call.name) {
		case "to_s": return call.args.length === 0 ? textOf(text, call) : void 0;
		case "to_i":
		case "to_f": return number(call.name === "to_i" ? Math.trunc(Number(text)) : Number(text));
		case "+": return other === void 0 ? void 0 : number(Number(text) + other);
		case "-": return other === void 0 ? void 0 : number(Number(text) - other);
		case "*": return other === void 0 ? void 0 : number(Number(text) * other);
		case "**": return other === void 0 ? void 0 : number(Number(text) ** other);
		case "-@": return number(-Number(text));
		case "<":
		case ">":
		case "<=":
		case ">=": {
			if (other === void 0) return void 0;
			const own = Number(text);
			return bool(call.name === "<" ? own < other : call.name === ">" ? own > other : call.name === "<=" ? own <= other : own >= other, call);
		}
		default: return;
	}
}
function ofList(items, call) {
	const [first, second] = call.args;
	switch (call.name) {
		case "join": {
			const by = call.args.length === 0 ? "" : plainText(first);
			const texts = items.map(plainText);
			if (by === void 0 || texts.some((one) => one === void 0)) return void 0;
			return {
				kind: "text",
				symbol: false,
				pieces: items.flatMap((item, i) => {
					const own = item.kind === "text" ? item.pieces : [{
						text: plainText(item) ?? "",
						start: item.start,
						end: item.end
					}];
					return i === 0 || by === "" ? own : [{
						text: by,
						start: call.start,
						end: call.end
					}, ...own];
				}),
				start: call.start,
				end: call.end
			};
		}
		case "first": return call.args.length === 0 ? items[0] ?? nil(call) : void 0;
		case "last": return call.args.length === 0 ? items.at(-1) ?? nil(call) : void 0;
		case "reverse":
		case "reverse_each": return listOf(items.toReversed(), call);
		case "to_a":
		case "uniq":
		case "sort":
		case "to_set":
		case "compact": return listOf(call.name === "compact" ? items.filter(({ kind }) => kind !== "nil") : items, call);
		case "flatten": return listOf(items.flatMap((item) => item.kind === "list" ? item.items : [item]), call);
		case "+":
		case "|":
		case "concat": return first?.kind === "list" ? listOf([...items, ...first.items], call) : void 0;
		case "-": return first?.kind === "list" ? listOf(items.filter((item) => !first.items.some((one) => equal(one, item))), call) : void 0;
		case "[]":
			if (first?.kind !== "number" || second) return void 0;
			return items.at(Number(first.text)) ?? nil(call);
		case "include?": {
			const answers = new Set(items.map((item) => equal(item, first)));
			return answers.has(true) ? bool(true, call) : answers.has(void 0) ? void 0 : bool(false, call);
		}
		case "length":
		case "size":
		case "count": return call.args.length > 0 || call.block ? void 0 : {
			kind: "number",
			text: String(items.length),
			start: call.start,
			end: call.end
		};
		case "zip": return first?.kind === "list" ? listOf(items.map((item, i) => listOf([item, first.items[i] ?? nil(call)], call)), call) : void 0;
		case "product": return first?.kind === "list" ? listOf(items.flatMap((item) => first.items.map((one) => listOf([item, one], call))), call) : void 0;
		case "to_h": return call.block ? void 0 : {
			kind: "hash",
			entries: items.flatMap((item) => item.kind === "list" && item.items[0] && item.items[1] ? [[item.items[0], item.items[1]]] : []),
			start: call.start,
			end: call.end
		};
		default: return;
	}
}
function ofHash(entries, call) {
	const [first] = call.args;
	const found = () => entries.find(([key]) => equal(key, first) === true)?.[1];
	switch (call.name) {
		case "keys": return listOf(entries.map(([key]) => key), call);
		case "values": return listOf(entries.map(([, value]) => value), call);
		case "[]":
		case "fetch":
		case "dig": return found() ?? (truth(first) === void 0 || call.args.length > 1 ? void 0 : nil(call));
		case "key?":
		case "has_key?":
		case "include?": return bool(found() !== void 0, call);
		case "to_a": return listOf(entries.map(([key, value]) => listOf([key, value], call)), call);
		case "to_h": return call.block ? void 0 : {
			kind: "hash",
			entries,
			start: call.start,
			end: call.end
		};
		case "merge": return first?.kind === "hash" ? {
			kind: "hash",
			entries: [...entries.filter(([key]) => !first.entries.some(([one]) => equal(one, key))), ...first.entries],
			start: call.start,
			end: call.end
		} : void 0;
		case "invert": return {
			kind: "hash",
			entries: entries.map(([key, value]) => [value, key]),
			start: call.start,
			end: call.end
		};
		case "length":
		case "size": return {
			kind: "number",
			text: String(entries.length),
			start: call.start,
			end: call.end
		};
		default: return;
	}
}

// src/frameworks/ruby/bind.ts
/** Binds a target: a name, or several in parentheses. */
function bindTarget(target, value, bind) {
	switch (target.type) {
		case "RequiredParameterNode":
		case "LocalVariableTargetNode":
		case "InstanceVariableTargetNode":
			bind(target.name, value);
			return;
		case "MultiTargetNode":
		case "MultiWriteNode": {
			const items = value.kind === "list" ? value.items : void 0;
			const { lefts, rights, rest } = target;
			for (const [i, left] of lefts.entries()) bindTarget(left, items ? items[i] ?? nil(target) : unknown(target), bind);
			const middle = items?.slice(lefts.length, items.length - rights.length);
			if (rest?.type === "SplatNode" && rest.expression) bindTarget(rest.expression, middle ? listOf(middle, target) : unknown(target), bind);
			for (const [i, right] of rights.entries()) bindTarget(right, items?.[items.length - rights.length + i] ?? unknown(target), bind);
			return;
		}
	}
}
/** The arguments of a block: one list for several parameters is taken apart. */
function bindBlock(parameters, args, env, evaluate) {
	const bind = (name, value) => env.names.set(name, value);
	const [first] = args;
	if (first) for (const name of ["it", "_1"]) env.names.set(name, first);
	if (parameters?.type !== "BlockParametersNode" || !parameters.parameters) return;
	const list = parameters.parameters;
	positional(list, list.requireds.length + list.optionals.length + list.posts.length + (list.rest ? 1 : 0) > 1 && args.length === 1 && first?.kind === "list" ? first.items : args, args.length === 0, bind, evaluate, parameters);
}
function positional(list, given, open, bind, evaluate, place) {
	const missing = () => open ? unknown(place) : nil(place);
	const needed = list.requireds.length + list.posts.length;
	const free = Math.max(0, given.length - needed);
	let at = 0;
	for (const target of list.requireds) bindTarget(target, given[at++] ?? missing(), bind);
	for (const [i, { name, value }] of list.optionals.entries()) bind(name, (i < free ? given[at++] : void 0) ?? (open ? unknown(place) : evaluate(value)));
	if (list.rest) {
		const rest = given.slice(at, Math.max(at, given.length - list.posts.length));
		at += rest.length;
		if (list.rest.name) bind(list.rest.name, open ? unknown(place) : listOf(rest, place));
	}
	for (const target of list.posts) bindTarget(target, given[at++] ?? missing(), bind);
}
/** The arguments of a method of the file. */
function bindMethod(list, call, env, evaluate) {
	if (!list) return;
	const bind = (name, value) => env.names.set(name, value);
	const keywords = list.keywords.length > 0 || list.keywordRest !== null;
	const hash = call.named && {
		kind: "hash",
		entries: [...call.named].map(([key, value]) => [{
			kind: "text",
			pieces: [{
				text: key,
				start: value.start,
				end: value.end
			}],
			symbol: true,
			start: value.start,
			end: value.end
		}, value]),
		start: call.start,
		end: call.end
	};
	positional(list, !keywords && hash ? [...call.args, hash] : call.args, call.spread, bind, evaluate, call);
	for (const { name, value } of list.keywords) bind(name, call.named?.get(name) ?? (call.spread ? unknown(call) : value ? evaluate(value) : nil(call)));
	const own = new Set(list.keywords.map(({ name }) => name));
	if (list.keywordRest?.name && hash?.kind === "hash") bind(list.keywordRest.name, {
		...hash,
		entries: hash.entries.filter(([key]) => key.kind !== "text" || !own.has(key.pieces.map(({ text }) => text).join("")))
	});
	else if (list.keywordRest?.name) bind(list.keywordRest.name, call.spread ? unknown(call) : {
		kind: "hash",
		entries: [],
		start: call.start,
		end: call.end
	});
	if (list.block?.name) bind(list.block.name, call.block ?? nil(call));
}

// src/frameworks/ruby/flow.ts
/** Rounds of iterations, branches of `case`, and the names before and behind a branch. */
/** What the rounds of an iteration over a known value are given; undefined where it is none. */
function iterate(receiver, name, args) {
	const items = receiver.kind === "list" ? receiver.items : receiver.kind === "hash" ? receiver.entries.map(([key, value]) => listOf([key, value], key)) : void 0;
	switch (name) {
		case "each":
		case "map":
		case "flat_map":
		case "collect":
		case "each_entry":
		case "each_pair":
		case "filter_map":
		case "select":
		case "filter":
		case "reject": return items?.map((item) => [item]);
		case "each_key":
		case "each_value": return receiver.kind === "hash" ? receiver.entries.map(([key, value]) => [name === "each_key" ? key : value]) : void 0;
		case "each_with_index":
		case "each_with_object": return items?.map((item, i) => [item, name === "each_with_index" ? {
			kind: "number",
			text: String(i),
			start: item.start,
			end: item.end
		} : args[0] ?? unknown(item)]);
		case "each_slice":
		case "in_groups_of": {
			const size = Number(plainText(args[0]) ?? NaN);
			if (!items || !(size >= 1)) return void 0;
			return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => [listOf(items.slice(i * size, (i + 1) * size), receiver)]);
		}
		case "times":
			if (receiver.kind !== "number") return void 0;
			return Array.from({ length: Math.min(301, Math.max(0, Number(receiver.text))) }, (_, i) => [{
				kind: "number",
				text: String(i),
				start: receiver.start,
				end: receiver.end
			}]);
		case "tap":
		case "then": return [[receiver]];
		default: return;
	}
}
/** Whether `when pattern` takes a value. */
function matches(pattern, subject) {
	if (pattern.kind !== "regexp") return equal(pattern, subject);
	const text = plainText(subject);
	if (text === void 0 || !/^[\w ]+$/.test(pattern.source)) return void 0;
	return text.toLowerCase().includes(pattern.source.toLowerCase());
}
function snapshot(env) {
	const all = /* @__PURE__ */ new Map();
	for (let at = env; at; at = at.parent) all.set(at.names, new Map(at.names));
	return all;
}
function restore(saved) {
	for (const [names, values] of saved) {
		names.clear();
		for (const [name, value] of values) names.set(name, value);
	}
}

// src/frameworks/ruby/interpret.ts
/**
* Goes through Ruby as it would run, without running it: names are bound, loops over literals are unrolled, methods of the same
* file are gone into, blocks are run through, and both branches of a condition that nobody knows are followed.
*/
/** The way out of a method, a block or a loop. */
var Jump = class {
	kind;
	value;
	node;
	constructor(kind, value, node) {
		this.kind = kind;
		this.value = value;
		this.node = node;
	}
};
const SENDS = /* @__PURE__ */ new Set([
	"send",
	"public_send",
	"__send__"
]);
const MOST_NODES = 2e5;
const DEEPEST = 12;
/** The file asks for more than a migration does. */
var TooMuch = class extends Error {};
var Interpreter = class {
	#text;
	#program;
	#host;
	#left = MOST_NODES;
	#depth = 0;
	#pending = /* @__PURE__ */ new Set();
	constructor(text, program, host) {
		this.#text = text;
		this.#program = program;
		this.#host = host;
	}
	/** Runs through statements; gives the value of the last. */
	run(nodes, env, used = false) {
		let value;
		for (const [i, node] of nodes.entries()) value = this.value(node, env, used && i === nodes.length - 1);
		return value ?? nil({
			start: 0,
			end: 0
		});
	}
	/** Runs a block with arguments; `next` in it ends it. */
	block(block, args, used = false) {
		if (block.symbol !== void 0) return unknown(block);
		const env = {
			...block.env,
			names: /* @__PURE__ */ new Map(),
			parent: block.env
		};
		bindBlock(block.parameters, args, env, (node) => this.value(node, env, true));
		return this.#until("next", () => this.run(statementsIn(block.body), env, used));
	}
	/** Runs a method of the file. */
	method(definition, call, self, statics) {
		if (this.#depth >= DEEPEST) {
			this.#host.unread(call, `the call of ${definition.name} is not followed`);
			return unknown(call);
		}
		const env = {
			names: /* @__PURE__ */ new Map(),
			parent: void 0,
			self,
			static: statics,
			block: call.block
		};
		bindMethod(definition.parameters, call, env, (node) => this.value(node, env, true));
		this.#depth++;
		try {
			return this.#until("return", () => this.run(statementsIn(definition.body), env, call.used));
		} finally {
			this.#depth--;
		}
	}
	#until(kind, body) {
		try {
			return body();
		} catch (error) {
			if (error instanceof Jump && error.kind === kind) return error.value;
			throw error;
		}
	}
	value(node, env, used) {
		if (--this.#left < 0) throw new TooMuch();
		const { start, end } = node;
		switch (node.type) {
			case "StringNode": return {
				kind: "text",
				pieces: [pieceOf(node, this.#text)],
				symbol: false,
				start,
				end
			};
			case "SymbolNode": {
				const { value } = node.unescaped;
				const place = node.valueLoc ?? node;
				return {
					kind: "text",
					pieces: [{
						text: value,
						start: place.start,
						end: place.end,
						...place.end - place.start === value.length ? { units: "same" } : {}
					}],
					symbol: true,
					start,
					end
				};
			}
			case "InterpolatedStringNode":
			case "InterpolatedSymbolNode": return this.#interpolated(node.parts, node.type === "InterpolatedSymbolNode", node, env);
			case "RegularExpressionNode": return {
				kind: "regexp",
				source: node.unescaped.value,
				start,
				end
			};
			case "IntegerNode":
			case "FloatNode": {
				const text = this.#text.slice(start, end).replaceAll("_", "");
				return {
					kind: "number",
					text: /^-?\d+(?:\.\d+)?$/.test(text) && !/^-?0\d/.test(text) ? text : String(node.value),
					start,
					end
				};
			}
			case "TrueNode":
			case "FalseNode": return bool(node.type === "TrueNode", node);
			case "NilNode": return nil(node);
			case "ArrayNode": return this.#list(node.elements, node, env);
			case "HashNode":
			case "KeywordHashNode": return this.#hash(node.elements, node, env);
			case "ConstantReadNode":
			case "ConstantPathNode": return this.#constant(pathOf(node) ?? "", node, env);
			case "LocalVariableReadNode":
			case "InstanceVariableReadNode":
			case "ClassVariableReadNode":
			case "GlobalVariableReadNode":
			case "ItLocalVariableReadNode": return this.#name(node.name, env) ?? unknown(node);
			case "LocalVariableWriteNode":
			case "InstanceVariableWriteNode":
			case "ClassVariableWriteNode":
			case "GlobalVariableWriteNode":
			case "ConstantWriteNode": return this.#assign(node.name, this.value(node.value, env, true), env);
			case "LocalVariableOrWriteNode":
			case "InstanceVariableOrWriteNode":
			case "ConstantOrWriteNode": {
				const own = this.#name(node.name, env);
				return own && truth(own) !== false ? own : this.#assign(node.name, this.value(node.value, env, true), env);
			}
			case "LocalVariableAndWriteNode":
				this.value(node.value, env, true);
				return this.#assign(node.name, unknown(node), env);
			case "LocalVariableOperatorWriteNode":
			case "InstanceVariableOperatorWriteNode": {
				const own = this.#name(node.name, env);
				const call = this.#callOf(own, node.binaryOperator ?? "", [this.value(node.value, env, true)], node, env);
				return this.#assign(node.name, (own && builtin(own, call)) ?? unknown(node), env);
			}
			case "MultiWriteNode":
				if (node.value) {
					const value = this.value(node.value, env, true);
					bindTarget(node, value, (name, one) => this.#assign(name, one, env));
					return value;
				}
				return unknown(node);
			case "ParenthesesNode": return this.run(statementsIn(node.body), env, used);
			case "StatementsNode": return this.run(node.body, env, used);
			case "EmbeddedStatementsNode": return this.run(statementsIn(node.statements), env, true);
			case "EmbeddedVariableNode": return this.value(node.variable, env, true);
			case "AndNode":
			case "OrNode": {
				const left = this.value(node.left, env, true);
				const holds = truth(left);
				if (holds !== void 0 && holds === (node.type === "OrNode")) return left;
				if (holds !== void 0) return this.value(node.right, env, used);
				return this.#branches([() => this.value(node.right, env, used), () => left], env, node);
			}
			case "IfNode":
			case "UnlessNode": return this.#condition(node, env, used);
			case "CaseNode": return this.#case(node, env, used);
			case "BeginNode": return this.#begin(node, env, used);
			case "RescueModifierNode": return this.#branches([() => this.value(node.expression, env, used)], env, node);
			case "WhileNode":
			case "UntilNode":
				this.value(node.predicate, env, true);
				this.#loop([() => this.run(node.statements?.body ?? [], env)]);
				return nil(node);
			case "ForNode": {
				const over = this.value(node.collection, env, true);
				const items = over.kind === "list" ? over.items.slice(0, 300) : [unknown(node)];
				const body = (item) => () => {
					bindTarget(node.index, item, (name, one) => this.#assign(name, one, env));
					return this.run(node.statements?.body ?? [], env);
				};
				this.#loop(items.map(body));
				return over;
			}
			case "ReturnNode":
			case "NextNode":
			case "BreakNode": {
				const [only] = node.arguments?.arguments ?? [];
				const kind = node.type === "ReturnNode" ? "return" : node.type === "NextNode" ? "next" : "break";
				throw new Jump(kind, only ? this.value(only, env, true) : nil(node), node);
			}
			case "YieldNode": {
				const args = (node.arguments?.arguments ?? []).map((one) => this.value(one, env, true));
				const given = this.#given(env);
				return given ? this.block(given, args, used) : unknown(node);
			}
			case "LambdaNode": return {
				kind: "block",
				parameters: node.parameters,
				body: node.body,
				env,
				start,
				end
			};
			case "DefNode":
				(env.self ?? this.#program.top).methods.set(node.name, node);
				return nil(node);
			case "CallNode": return this.#call(node, env, used);
			case "SelfNode": return {
				kind: "handle",
				name: "self",
				about: void 0,
				start,
				end
			};
			case "ImplicitNode": return this.value(node.value, env, true);
			case "RangeNode": {
				const [from, to] = [node.left, node.right].map((side) => side ? Number(plainText(this.value(side, env, true)) ?? NaN) : NaN);
				if (from === void 0 || to === void 0 || !(to - from < 300)) return unknown(node);
				const open = this.#text.slice(node.left?.end, node.right?.start).includes("...");
				const count = Math.max(0, to - from + (open ? 0 : 1));
				return listOf(Array.from({ length: count }, (_, i) => ({
					kind: "number",
					text: String(from + i),
					start,
					end
				})), node);
			}
			case "SuperNode":
			case "ForwardingSuperNode":
			case "ClassNode":
			case "ModuleNode":
			case "AliasMethodNode":
			case "DefinedNode":
			case "SplatNode": return unknown(node);
			default:
				this.#inside(node, env);
				return unknown(node);
		}
	}
	#inside(node, env) {
		for (const value of Object.values(node)) for (const one of Array.isArray(value) ? value : [value]) if (typeof one === "object" && one !== null && "type" in one && "start" in one) this.value(one, env, true);
	}
	#name(name, env) {
		for (let at = env; at; at = at.parent) {
			const found = at.names.get(name);
			if (found) return found;
		}
		return name.startsWith("@") ? this.#fields.get(name) : void 0;
	}
	/** Variables of the instance and the class. */
	#fields = /* @__PURE__ */ new Map();
	#assign(name, value, env) {
		if (name.startsWith("@")) {
			this.#fields.set(name, value);
			return value;
		}
		for (let at = env; at; at = at.parent) {
			if (!at.names.has(name)) continue;
			at.names.set(name, value);
			return value;
		}
		env.names.set(name, value);
		return value;
	}
	#given(env) {
		for (let at = env; at; at = at.parent) if (at.block) return at.block;
	}
	#interpolated(parts, symbol, node, env) {
		const pieces = [];
		let known = true;
		for (const part of parts) {
			const value = this.value(part, env, true);
			if (value.kind === "text") pieces.push(...value.pieces);
			else if (value.kind === "nil") continue;
			else {
				const text = plainText(value) ?? (value.kind === "constant" ? value.path : void 0);
				if (text === void 0) known = false;
				else pieces.push({
					text,
					start: part.start,
					end: part.end
				});
			}
		}
		return known ? {
			kind: "text",
			pieces,
			symbol,
			start: node.start,
			end: node.end
		} : unknown(node);
	}
	#list(elements, node, env) {
		const items = [];
		let known = true;
		for (const element of elements) if (element.type !== "SplatNode") items.push(this.value(element, env, true));
		else {
			const spread = element.expression ? this.value(element.expression, env, true) : unknown(node);
			if (spread.kind === "list") items.push(...spread.items);
			else known = false;
		}
		return known ? listOf(items, node) : unknown(node);
	}
	#hash(elements, node, env) {
		const entries = [];
		let known = true;
		for (const element of elements) if (element.type === "AssocNode") entries.push([this.value(element.key, env, true), this.value(element.value, env, true)]);
		else if (element.type === "AssocSplatNode") {
			const spread = element.value ? this.value(element.value, env, true) : unknown(node);
			if (spread.kind === "hash") entries.push(...spread.entries);
			else if (spread.kind !== "nil") known = false;
		}
		return known ? {
			kind: "hash",
			entries,
			start: node.start,
			end: node.end
		} : unknown(node);
	}
	#constant(path, node, env) {
		const within = env.self?.name.split("::") ?? [];
		const names = [...within.map((_, i) => [...within.slice(0, within.length - i), path].join("::")), path];
		const key = names.find((name) => this.#program.constants.has(name)) ?? (this.#program.constants.has(path) ? path : void 0);
		const held = key === void 0 ? void 0 : this.#program.constants.get(key);
		if (held && "type" in held && key !== void 0) {
			if (this.#pending.has(key)) return unknown(node);
			this.#pending.add(key);
			const value = this.value(held, {
				names: /* @__PURE__ */ new Map(),
				parent: void 0,
				self: env.self,
				static: true
			}, true);
			this.#pending.delete(key);
			this.#program.constants.set(key, value);
			return value;
		}
		if (held && "kind" in held) return held;
		const info = names.map((name) => this.#program.classes.get(name)).find((one) => one !== void 0);
		return {
			kind: "constant",
			path: path.replace(/^::/, ""),
			info,
			start: node.start,
			end: node.end
		};
	}
	/** Every way that can be taken, from the same names each; a name that differs behind them is not known any more. */
	#branches(ways, env, place) {
		if (ways.length === 1 && ways[0]) try {
			return ways[0]();
		} catch (error) {
			if (error instanceof Jump && error.kind === "raise") return unknown(place);
			throw error;
		}
		const before = snapshot(env);
		const after = [];
		let jump;
		let value;
		for (const way of ways) {
			restore(before);
			try {
				const own = way();
				value = value === void 0 || equal(value, own) ? own : unknown(place);
				after.push(snapshot(env));
			} catch (error) {
				if (!(error instanceof Jump)) throw error;
				if (!jump || jump.kind === "raise") jump = error;
			}
		}
		const [first, ...rest] = after;
		if (!first) {
			if (jump) throw jump;
			return unknown(place);
		}
		restore(first);
		for (const other of rest) for (const [names, values] of other) for (const name of /* @__PURE__ */ new Set([...names.keys(), ...values.keys()])) if (names.get(name) !== values.get(name)) names.set(name, unknown(place));
		return value ?? unknown(place);
	}
	#condition(node, env, used) {
		const holds = truth(this.value(node.predicate, env, true));
		const then = () => this.run(node.statements?.body ?? [], env, used);
		const rest = node.type === "IfNode" ? node.subsequent : node.elseClause;
		const otherwise = () => {
			if (!rest) return nil(node);
			return rest.type === "ElseNode" ? this.run(statementsIn(rest.statements), env, used) : this.value(rest, env, used);
		};
		if (holds !== void 0) return holds === (node.type === "IfNode") ? then() : otherwise();
		return this.#branches([then, otherwise], env, node);
	}
	#case(node, env, used) {
		const subject = node.predicate ? this.value(node.predicate, env, true) : void 0;
		const ways = [];
		for (const when of node.conditions) {
			if (when.type !== "WhenNode") continue;
			const answers = new Set(when.conditions.map((condition) => {
				const value = this.value(condition, env, true);
				return subject ? matches(value, subject) : truth(value);
			}));
			const way = () => this.run(when.statements?.body ?? [], env, used);
			if (answers.has(true)) return this.#branches([...ways, way], env, node);
			if (answers.has(void 0)) ways.push(way);
		}
		const otherwise = node.elseClause?.type === "ElseNode" ? statementsIn(node.elseClause.statements) : [];
		return this.#branches([...ways, () => this.run(otherwise, env, used)], env, node);
	}
	#begin(node, env, used) {
		const ways = [() => this.run(node.statements?.body ?? [], env, used)];
		for (let clause = node.rescueClause; clause; clause = clause.subsequent) {
			const { statements } = clause;
			ways.push(() => this.run(statements?.body ?? [], env, used));
		}
		const value = ways.length === 1 ? this.run(node.statements?.body ?? [], env, used) : this.#branches(ways, env, node);
		if (node.elseClause?.type === "ElseNode") this.run(statementsIn(node.elseClause.statements), env);
		if (node.ensureClause?.type === "EnsureNode") this.run(statementsIn(node.ensureClause.statements), env);
		return value;
	}
	/** Rounds of a loop; `next` ends one and `break` all of them. */
	#loop(rounds) {
		const values = [];
		for (const round of rounds) try {
			values.push(this.#until("next", round));
		} catch (error) {
			if (error instanceof Jump && error.kind === "break") break;
			throw error;
		}
		return values;
	}
	#callOf(receiver, name, args, place, env) {
		return {
			receiver,
			name,
			args,
			named: void 0,
			block: void 0,
			spread: false,
			used: true,
			env,
			start: place.start,
			end: place.end
		};
	}
	#call(node, env, used) {
		const own = node.receiver === null || node.receiver.type === "SelfNode";
		const receiver = node.receiver && node.receiver.type !== "SelfNode" ? this.value(node.receiver, env, true) : void 0;
		const { args, named, spread } = this.#arguments(node, env);
		const block = this.#blockOf(node, env);
		const sent = SENDS.has(node.name) ? plainText(args[0]) : void 0;
		const name = sent ?? node.name;
		const call = {
			receiver,
			name,
			args: sent === void 0 ? args : args.slice(1),
			named,
			block,
			spread,
			used,
			env,
			start: node.start,
			end: node.end
		};
		if (own) {
			const { self } = env;
			const definition = methodOf(self, name, env.static ?? false, this.#program) ?? this.#program.top.methods.get(name);
			if (definition?.type === "DefNode") return this.method(definition, call, self, env.static ?? false);
			if (name === "raise" || name === "fail") throw new Jump("raise", args[0] ?? nil(node), node);
			const passed = name === "method" ? methodOf(self, plainText(args[0]) ?? "", env.static ?? false, this.#program) : void 0;
			if (passed?.type === "DefNode") {
				const { start, end } = node;
				return {
					kind: "block",
					parameters: {
						type: "BlockParametersNode",
						parameters: passed.parameters,
						start,
						end
					},
					body: passed.body,
					env: {
						...env,
						names: /* @__PURE__ */ new Map(),
						parent: void 0
					},
					start,
					end
				};
			}
			if (name === "lambda" || name === "proc") return block ?? unknown(node);
			if (name === "block_given?") return bool(this.#given(env) !== void 0, node);
			if (name === "loop" && block) {
				this.#loop([() => this.block(block, [])]);
				return nil(node);
			}
			if (name === "Array") return args[0]?.kind === "list" ? args[0] : listOf(args, node);
		} else if (receiver) {
			if (receiver.kind === "block" && [
				"call",
				"()",
				"yield",
				"[]"
			].includes(name)) return this.block(receiver, args, used);
			if (receiver.kind === "constant" && receiver.info) {
				const definition = methodOf(receiver.info, name, true, this.#program);
				if (definition?.type === "DefNode") return this.method(definition, call, receiver.info, true);
			}
			const rounds = block && iterate(receiver, name, args);
			if (rounds && block) {
				if (rounds.length > 300) this.#host.unread(node, "the loop has too many rounds");
				const values = this.#loop(rounds.slice(0, 300).map((round) => () => this.block(block, round, !name.startsWith("each"))));
				if (/^(?:map|collect|flat_map|each_with_object|filter_map)$/.test(name)) {
					const flat = name === "flat_map" ? values.flatMap((one) => one.kind === "list" ? one.items : [one]) : values;
					return name === "each_with_object" ? args[0] ?? unknown(node) : listOf(flat, node);
				}
				if (/^(?:select|filter|reject)$/.test(name) && receiver.kind === "list" && values.every((one) => truth(one) !== void 0)) return listOf(receiver.items.filter((_, i) => truth(values[i]) === (name !== "reject")), node);
				return name.startsWith("each") ? receiver : unknown(node);
			}
			const value = builtin(receiver, call);
			if (value) return value;
			if (receiver.kind === "list" && name === "<<") return this.#append(node, receiver.items, args, env);
		}
		const answer = this.#host.call(call);
		if (answer) return answer;
		if (block) this.#once(block);
		return unknown(node);
	}
	/** `names << x` on a variable. */
	#append(node, items, args, env) {
		const value = listOf([...items, ...args], node);
		if (node.receiver?.type === "LocalVariableReadNode" || node.receiver?.type === "InstanceVariableReadNode") this.#assign(node.receiver.name, value, env);
		return value;
	}
	/** A block that something unknown calls: as often as it likes, with what it likes. */
	#once(block) {
		this.#loop([() => this.block(block, [])]);
	}
	#blockOf(node, env) {
		const { block } = node;
		if (block?.type === "BlockNode") return {
			kind: "block",
			parameters: block.parameters,
			body: block.body,
			env,
			start: block.start,
			end: block.end
		};
		if (block?.type !== "BlockArgumentNode") return void 0;
		if (!block.expression) return this.#given(env);
		const value = this.value(block.expression, env, true);
		if (value.kind === "block") return value;
		const symbol = plainText(value);
		if (symbol === void 0 && value.kind !== "nil") this.#host.unread(node, "its block is computed");
		return symbol === void 0 ? void 0 : {
			kind: "block",
			parameters: null,
			body: null,
			env,
			symbol,
			start: block.start,
			end: block.end
		};
	}
	#arguments(node, env) {
		const args = [];
		let named;
		let spread = false;
		for (const argument of node.arguments?.arguments ?? []) if (argument.type === "SplatNode") {
			const value = argument.expression ? this.value(argument.expression, env, true) : unknown(node);
			if (value.kind === "list") args.push(...value.items);
			else if (value.kind === "text") args.push(value);
			else spread = true;
		} else if (argument.type === "KeywordHashNode") {
			named = /* @__PURE__ */ new Map();
			const hash = this.value(argument, env, true);
			if (hash.kind !== "hash") spread = true;
			else for (const [key, value] of hash.entries) named.set(plainText(key) ?? (key.kind === "constant" ? key.path : ""), value);
		} else args.push(this.value(argument, env, true));
		return {
			args,
			named,
			spread
		};
	}
};

// src/frameworks/rails/invert.ts
/** Turns a call round, as ActiveRecord::Migration::CommandRecorder does for the way back of `change`. */
/** What cannot be turned round. The message is the reason. */
var Irreversible = class extends Error {};
/** Those that the recorder knows. Others reach the database at once, whatever the direction. */
const RECORDED = new Set("create_table create_join_table rename_table add_column remove_column rename_index rename_column add_index remove_index add_timestamps remove_timestamps change_column_default add_reference remove_reference drop_join_table drop_table enable_extension disable_extension change_column execute remove_columns change_column_null add_foreign_key remove_foreign_key change_column_comment change_table_comment add_check_constraint remove_check_constraint add_exclusion_constraint remove_exclusion_constraint add_unique_constraint remove_unique_constraint create_enum drop_enum rename_enum add_enum_value rename_enum_value create_schema drop_schema".split(" "));
const PAIRS = [
	["create_table", "drop_table"],
	["create_join_table", "drop_join_table"],
	["add_column", "remove_column"],
	["add_index", "remove_index"],
	["add_timestamps", "remove_timestamps"],
	["add_reference", "remove_reference"],
	["add_foreign_key", "remove_foreign_key"],
	["add_check_constraint", "remove_check_constraint"],
	["add_exclusion_constraint", "remove_exclusion_constraint"],
	["add_unique_constraint", "remove_unique_constraint"],
	["enable_extension", "disable_extension"],
	["create_enum", "drop_enum"],
	["create_schema", "drop_schema"]
];
const INVERSE = new Map([...PAIRS, ...PAIRS.map(([a, b]) => [b, a])]);
function invert(command, context) {
	const { name, args } = command;
	const [first, second, third, fourth] = args;
	const options = new Map(command.options);
	const given = (...values) => values.flatMap((value) => value ?? []);
	const swap = (from, to) => {
		const value = options.get(from);
		options.delete(from);
		if (value && context.release >= 7) options.set(to, value);
	};
	const needs = (holds, what) => {
		if (!holds) throw new Irreversible(`${name} can be turned round only with ${what}`);
	};
	const changes = () => {
		needs(options.has("from") && options.has("to"), "from: and to:");
		return new Map([...given(options.get("to")).map((value) => ["from", value]), ...given(options.get("from")).map((value) => ["to", value])]);
	};
	const inverse = {
		...command,
		name: INVERSE.get(name) ?? name,
		options
	};
	switch (name) {
		case "rename_table": return {
			...inverse,
			args: given(second, first)
		};
		case "rename_index":
		case "rename_column": return {
			...inverse,
			args: given(first, third, second)
		};
		case "rename_enum": return {
			...inverse,
			args: given(second ?? options.get("to"), first),
			options: /* @__PURE__ */ new Map()
		};
		case "change_column_null": {
			const holds = truth(third);
			return {
				...inverse,
				args: given(first, second, holds === void 0 || !third ? third : bool(!holds, third), fourth)
			};
		}
		case "change_column_default":
		case "rename_enum_value": return {
			...inverse,
			options: changes()
		};
		case "change_column_comment":
		case "change_table_comment": return context.version < 6 ? inverse : {
			...inverse,
			options: changes()
		};
		case "create_table":
			options.delete("if_not_exists");
			return inverse;
		case "drop_table":
			options.delete("if_exists");
			needs(args.length === 1, "a single table");
			needs(options.size > 0 || command.block !== void 0, "options or a block");
			return inverse;
		case "remove_column":
			needs(args.length >= 3, "a type");
			swap("if_exists", "if_not_exists");
			return inverse;
		case "remove_columns":
			needs(options.has("type"), "a type");
			return {
				...inverse,
				name: "add_columns"
			};
		case "remove_index": {
			const columns = second ?? options.get("column");
			needs(columns !== void 0, "its columns");
			if (!second) options.delete("column");
			swap("if_exists", "if_not_exists");
			return {
				...inverse,
				args: given(first, columns)
			};
		}
		case "remove_foreign_key": {
			const to = second ?? options.get("to_table");
			needs(to !== void 0, "the table that it refers to");
			if (!second) options.delete("to_table");
			swap("if_exists", "if_not_exists");
			return {
				...inverse,
				args: given(first, to)
			};
		}
		case "remove_check_constraint":
		case "remove_exclusion_constraint":
			needs(args.length >= 2, "its expression");
			swap("if_exists", "if_not_exists");
			return inverse;
		case "add_unique_constraint":
			needs(!options.has("using_index"), "its columns, and not with using_index");
			return inverse;
		case "remove_unique_constraint":
		case "drop_enum":
			needs(args.length >= 2, name === "drop_enum" ? "its values" : "its columns");
			return inverse;
		case "add_foreign_key":
		case "add_check_constraint":
			options.delete("validate");
			swap("if_not_exists", "if_exists");
			return inverse;
		case "add_column":
		case "add_index":
		case "add_reference":
			swap("if_not_exists", "if_exists");
			return inverse;
		case "remove_reference":
			swap("if_exists", "if_not_exists");
			return inverse;
		case "create_view":
		case "create_function":
		case "create_trigger": return {
			...inverse,
			name: name.replace("create", "drop")
		};
		case "drop_view":
		case "drop_function":
		case "drop_trigger":
		case "update_view":
		case "update_function":
		case "update_trigger":
		case "replace_view": {
			const version = options.get("revert_to_version");
			needs(version !== void 0, "revert_to_version:");
			if (version) options.set("version", version);
			return {
				...inverse,
				name: name.replace("drop", "create")
			};
		}
		default:
			if (!INVERSE.has(name)) throw new Irreversible(`Rails cannot turn ${name} round`);
			return inverse;
	}
}

// src/frameworks/rails/memory.ts
var Memory = class Memory {
	#tables;
	constructor(tables = /* @__PURE__ */ new Map()) {
		this.#tables = tables;
	}
	/** As it is now, for a way back that leaves the way on as it is. */
	copy() {
		return new Memory(new Map([...this.#tables].map(([name, table]) => [name, {
			...table,
			columns: new Map(table.columns),
			indexes: [...table.indexes],
			foreignKeys: [...table.foreignKeys],
			constraints: [...table.constraints]
		}])));
	}
	table(name) {
		let table = this.#tables.get(name);
		if (!table) this.#tables.set(name, table = {
			columns: /* @__PURE__ */ new Map(),
			indexes: [],
			foreignKeys: [],
			constraints: []
		});
		return table;
	}
	/** Whether the migrations have made it. */
	has(name) {
		return (this.#tables.get(name)?.columns.size ?? 0) > 0;
	}
	drop(name) {
		this.#tables.delete(name);
	}
	rename(from, to) {
		const table = this.table(from);
		this.#tables.delete(from);
		this.#tables.set(to, table);
		for (const other of this.#tables.values()) other.foreignKeys = other.foreignKeys.map((key) => key.to === from ? {
			...key,
			to
		} : key);
	}
	dropColumn(name, column) {
		const table = this.table(name);
		table.columns.delete(column);
		table.indexes = table.indexes.filter(({ columns }) => !columns.includes(column));
		table.foreignKeys = table.foreignKeys.filter(({ columns }) => !columns.includes(column));
	}
	renameColumn(name, from, to) {
		const table = this.table(name);
		const type = table.columns.get(from);
		if (type) {
			table.columns.delete(from);
			table.columns.set(to, type);
		}
		const renamed = (columns) => columns.map((column) => column === from ? to : column);
		table.indexes = table.indexes.map((index) => ({
			...index,
			columns: renamed(index.columns)
		}));
		table.foreignKeys = table.foreignKeys.map((key) => ({
			...key,
			columns: renamed(key.columns)
		}));
		if (typeof table.key === "object" && table.key.column === from) table.key = {
			...table.key,
			column: to
		};
	}
};

// src/frameworks/rails/options.ts
/** Arguments of a migration's calls as what they have to be; what is not known is said in words. */
/** An argument that cannot be told. The message is the reason. */
var Unclear = class extends Error {};
/** A call as a command: a hash at its end is its options. */
function commandOf(call, name = call.name) {
	const { args, named, block, start, end } = call;
	const last = args.at(-1);
	if (!named && last?.kind === "hash" && last.entries.length > 0 && name !== "create_enum") {
		const options = new Map(last.entries.map(([key, value]) => [plainText(key) ?? "", value]));
		const changes = options.has("from") && options.has("to");
		if (!name.startsWith("change_column_default") || changes) return {
			name,
			args: args.slice(0, -1),
			options,
			block,
			start,
			end
		};
	}
	return {
		name,
		args,
		options: named ?? /* @__PURE__ */ new Map(),
		block,
		start,
		end
	};
}
const made = (text, { start, end }) => ({ pieces: [{
	text,
	start,
	end
}] });
/** The text of a name; `what` it is: `the name of the table`. */
function nameOf(value, what) {
	const text = plainText(value);
	if (text === void 0) throw new Unclear(value && value.kind !== "nil" ? `${what} is computed` : `${what} is missing`);
	return text;
}
/** One name or several. */
function namesOf(value, what) {
	if (value?.kind !== "list") return [nameOf(value, what)];
	return value.items.map((item) => nameOf(item, what));
}
/** An option that is a text, or undefined where it is nil or not given. */
function textOption(options, name) {
	const value = options.get(name);
	if (!value || value.kind === "nil" || value.kind === "boolean") return void 0;
	return nameOf(value, `the option ${name}`);
}
function numberOption(options, name) {
	const value = options.get(name);
	if (!value || value.kind === "nil") return void 0;
	if (value.kind !== "number") throw new Unclear(`the option ${name} is computed`);
	return value.text;
}
/** An option that is true or false; anything but nil and false is true. */
function flag(options, name) {
	const value = options.get(name);
	if (value?.kind === "unknown" || value?.kind === "chain") throw new Unclear(`the option ${name} is computed`);
	return value !== void 0 && value.kind !== "nil" && !(value.kind === "boolean" && !value.value);
}
/** The entries of an option that is a hash. */
function hashOption(options, name) {
	const value = options.get(name);
	if (value?.kind === "unknown" || value?.kind === "chain") throw new Unclear(`the option ${name} is computed`);
	if (value?.kind !== "hash") return void 0;
	return new Map(value.entries.map(([key, one]) => [nameOf(key, `a key of the option ${name}`), one]));
}
/** The schema, where the name has one, and the name. */
function partsOf$1(name) {
	const parts = name.match(/[^".]+|"[^"]*"/g)?.map((part) => part.replaceAll("\"", "")) ?? [name];
	return parts.length > 1 ? [parts[0], parts[1] ?? ""] : [void 0, parts[0] ?? name];
}
/** `schema.table` as `"schema"."table"`. */
function quotedTable(name) {
	const [schema, table] = partsOf$1(name);
	return schema === void 0 ? quoteName(table) : `${quoteName(schema)}.${quoteName(table)}`;
}

// src/frameworks/rails/names.ts
/** Names that Rails gives to indexes and constraints. */
const hashed = (identifier) => createHash("sha256").update(identifier).digest("hex").slice(0, 10);
const MOST_BYTES = 62;
/** The name of an index over columns. An expression is named by the words in it. */
function indexName(table, columns, context) {
	const [only] = columns;
	const words = columns.length === 1 && only !== void 0 && /\W/.test(only) ? [(only.match(/\w+/g) ?? []).join("_")] : columns;
	const name = `index_${context.version >= 7.1 ? partsOf$1(table)[1] : table}_on_${words.join("_and_")}`;
	if (context.version < 7.1 || Buffer.byteLength(name) <= MOST_BYTES) return name;
	const hash = `_${hashed(name)}`;
	return `${Buffer.from(`idx_on_${words.join("_")}`).subarray(0, MOST_BYTES - hash.length).toString()}${hash}`;
}
const foreignKeyName = (table, columns) => `fk_rails_${hashed(`${table}_${columns.join("_and_")}_fk`)}`;
const checkName = (table, expression) => `chk_rails_${hashed(`${table}_${expression}_chk`)}`;
const exclusionName = (table, expression) => `excl_rails_${hashed(`${table}_${expression}_excl`)}`;
const uniqueName = (table, about) => `uniq_rails_${hashed(`${table}_${about}_unique`)}`;
/** The column that refers to a table: `author_id` for `blog.authors`. */
const referringColumn = (to, context) => `${singularize(context.version >= 7.1 || context.release >= 7.1 ? partsOf$1(to)[1] : to)}_id`;
/** `categories` and `products` as `categories_products`; what they begin with alike is said once. */
function joinTableName(one, other) {
	const [a, b] = [one, other].toSorted((x, y) => x < y ? -1 : x > y ? 1 : 0);
	const cut = Math.max(...[".", "_"].map((mark) => a.lastIndexOf(mark))) + 1;
	for (let at = cut; at > 0; at = Math.max(a.lastIndexOf(".", at - 2), a.lastIndexOf("_", at - 2)) + 1) {
		const prefix = a.slice(0, at);
		if (b.startsWith(prefix) && b.length > at && a.length > at) return `${prefix}${a.slice(at)}_${b.slice(at)}`;
	}
	return `${a}_${b}`;
}

// src/frameworks/rails/types.ts
/** Types and defaults of columns as Rails writes them for PostgreSQL. */
/** Those that Rails calls otherwise than PostgreSQL. */
const NATIVE = {
	primary_key: "bigserial primary key",
	string: "character varying",
	binary: "bytea",
	bit_varying: "bit varying"
};
const TIMED = /* @__PURE__ */ new Set([
	"datetime",
	"timestamp",
	"time",
	"interval"
]);
const SIZED = /* @__PURE__ */ new Set([
	"string",
	"bit",
	"bit_varying",
	"float",
	"bigint",
	"vector",
	"halfvec"
]);
/** The type of a column with its size. `:virtual` is what its option says. */
function typeSql(type, options, context) {
	const sql = sized(type, numberOption(options, "limit"), options, context);
	return flag(options, "array") && type !== "primary_key" ? `${sql}[]` : sql;
}
function sized(type, limit, options, context) {
	if (type === "integer") {
		const bytes = Number(limit ?? 4);
		return bytes <= 2 ? "smallint" : bytes <= 4 ? "integer" : "bigint";
	}
	if (type === "decimal") {
		const [precision, scale] = [numberOption(options, "precision"), numberOption(options, "scale")];
		return precision === void 0 ? "decimal" : `decimal(${precision}${scale === void 0 ? "" : `,${scale}`})`;
	}
	if (type === "enum") {
		const name = textOption(options, "enum_type");
		if (name === void 0) throw new Unclear("the enum of the column is missing");
		return name;
	}
	const name = type === "datetime" ? context.datetime : NATIVE[type] ?? type;
	if (TIMED.has(type)) {
		const precision = type === "datetime" && !options.has("precision") && context.version >= 7 ? "6" : numberOption(options, "precision");
		return precision === void 0 ? name : `${name}(${precision})`;
	}
	return limit !== void 0 && SIZED.has(type) ? `${name}(${limit})` : name;
}
const FALSE = /* @__PURE__ */ new Set([
	"0",
	"f",
	"F",
	"false",
	"FALSE",
	"off",
	"OFF"
]);
const JSON_TYPES = /* @__PURE__ */ new Set(["json", "jsonb"]);
const TEXTS = /* @__PURE__ */ new Set([
	"string",
	"text",
	"citext"
]);
const MOMENT = /* @__PURE__ */ new Set([
	"now",
	"current",
	"today",
	"zone",
	"utc",
	"to_s",
	"iso8601"
]);
/** The type by which Rails casts: `varchar(20)` given as a text is a string to it. */
function castType(type) {
	const name = type.toLowerCase().replace(/\(.*$/, "").trim();
	if (/^(?:integer|int|int2|int4|int8|bigint|smallint|serial|bigserial)$/.test(name)) return "integer";
	if (/^(?:float|float4|float8|real|double precision)$/.test(name)) return "float";
	if (/^(?:decimal|numeric)$/.test(name)) return "decimal";
	if (/^(?:character varying|varchar|char|character)$/.test(name)) return "string";
	return name === "bool" ? "boolean" : name;
}
/** A default behind `DEFAULT`. The type is unknown where the column was made elsewhere. */
function defaultSql(value, type, array, context) {
	if (value.kind === "block") return nameOf(context.callBlock(value), "the default");
	if (value.kind === "nil") return "NULL";
	if (value.kind === "chain" && /^(?:Time|DateTime|Date)$/.test(value.root) && value.names.every((name) => MOMENT.has(name))) return value.root === "Date" ? "CURRENT_DATE" : "CURRENT_TIMESTAMP";
	const text = plainText(value);
	const cast = type === void 0 ? void 0 : castType(type);
	if (cast === "uuid" && text?.includes("()")) return text;
	if (array && value.kind === "list") return quoteText(`{${value.items.map(element).join(",")}}`);
	if (array) {
		if (text === void 0) throw new Unclear("the default of the column is computed");
		return quoteText(text);
	}
	if (cast !== void 0 && JSON_TYPES.has(cast)) return quoteText(jsonOf(value));
	if (value.kind === "hash" || value.kind === "list") {
		if (cast === "hstore" && value.kind === "hash") return quoteText(value.entries.map(([key, one]) => `"${plainText(key) ?? ""}"=>${one.kind === "nil" ? "NULL" : `"${nameOf(one, "the default")}"`}`).join(", "));
		if (cast === void 0 && value.kind === "list" && value.items.length > 0) return quoteText(`{${value.items.map(element).join(",")}}`);
		return quoteText(jsonOf(value));
	}
	const boolean = value.kind === "boolean" ? value.value : void 0;
	if (text === void 0 && boolean === void 0) throw new Unclear("the default of the column is computed");
	const own = text ?? String(boolean);
	if (cast === "boolean") return own === "" ? "NULL" : FALSE.has(own) ? "FALSE" : "TRUE";
	if (cast !== void 0 && TEXTS.has(cast)) return quoteText(boolean === void 0 ? own : boolean ? "t" : "f");
	if (cast === "integer") return boolean === void 0 ? /^\s*-?\d+/.exec(own)?.[0].trim() ?? (own === "" ? "NULL" : "0") : boolean ? "1" : "0";
	if (cast === "decimal" || cast === "float") {
		const number = /^\s*-?\d+(?:\.\d+)?/.exec(own)?.[0].trim() ?? "0";
		return number.includes(".") ? number : `${number}.0`;
	}
	if (cast === void 0 && boolean !== void 0) return boolean ? "TRUE" : "FALSE";
	if (value.kind === "number" && (cast === void 0 || cast === "money")) return own;
	return quoteText(own);
}
function element(value) {
	if (value.kind === "nil") return "NULL";
	if (value.kind === "chain" && /^(?:Time|DateTime|Date)$/.test(value.root) && value.names.every((name) => MOMENT.has(name))) return value.root === "Date" ? "CURRENT_DATE" : "CURRENT_TIMESTAMP";
	const text = value.kind === "boolean" ? value.value ? "t" : "f" : nameOf(value, "the default of the column");
	return /^[^\s{}",\\]+$/.test(text) && text.toUpperCase() !== "NULL" ? text : `"${text.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`;
}
function jsonOf(value) {
	switch (value.kind) {
		case "nil": return "null";
		case "boolean": return String(value.value);
		case "number": return value.text;
		case "text": return JSON.stringify(plainText(value) ?? "");
		case "list": return `[${value.items.map(jsonOf).join(",")}]`;
		case "hash": return `{${value.entries.map(([key, one]) => `${JSON.stringify(nameOf(key, "the default"))}:${jsonOf(one)}`).join(",")}}`;
		default: throw new Unclear("the default of the column is computed");
	}
}

// src/frameworks/rails/columns.ts
/** Columns as they stand in CREATE TABLE and ADD, and what a reference brings with it. */
/** A column; an integer that is the key counts up. */
function columnOf(name, given, options, place) {
	const type = given === "virtual" ? textOption(options, "type") ?? "text" : given;
	const primary = flag(options, "primary_key") || type === "primary_key";
	const counts = primary && (type === "integer" || type === "bigint") && !options.has("default");
	const limit = options.get("limit");
	const wide = type === "bigint" || limit?.kind === "number" && limit.text === "8";
	return {
		name,
		type: counts ? wide ? "bigserial" : "serial" : type,
		options,
		primary,
		place
	};
}
/** `"name" character varying DEFAULT 'x' NOT NULL`. */
function columnSql(column, context) {
	const { name, type, options, primary } = column;
	const sql = `${quoteName(name)} ${typeSql(type, options, context)}`;
	if (type === "primary_key") return sql;
	const collation = textOption(options, "collation");
	const as = textOption(options, "as");
	const parts = [collation === void 0 ? "" : ` COLLATE "${collation}"`];
	if (as !== void 0) parts.push(` GENERATED ALWAYS AS (${as}) ${flag(options, "stored") ? "STORED" : "VIRTUAL"}`);
	const required = primary || isFalse(options.get("null"));
	const value = options.get("default");
	if (value && !(required && value.kind === "nil")) parts.push(` DEFAULT ${defaultSql(value, type, flag(options, "array"), context)}`);
	if (required) parts.push(" NOT NULL");
	if (primary) parts.push(" PRIMARY KEY");
	return sql + parts.join("");
}
/** `null: false`; what is computed cannot be told. */
function isFalse(value) {
	if (value?.kind === "unknown" || value?.kind === "chain") throw new Unclear("whether the column takes NULL is computed");
	return value?.kind === "boolean" && !value.value;
}
/** Columns named by a value, one or several. */
const columnNames = (value) => namesOf(value, "the name of the column");
function referenceOf(table, name, given, place, context) {
	const options = new Map(given);
	const take = (key) => {
		const value = options.get(key);
		options.delete(key);
		return value;
	};
	const polymorphic = flag(given, "polymorphic");
	const withIndex = given.has("index") ? flag(given, "index") : context.version >= 5;
	const withKey = flag(given, "foreign_key");
	const [indexOptions, keyOptions, polymorphicOptions] = [
		"index",
		"foreign_key",
		"polymorphic"
	].map((key) => hashOption(given, key));
	for (const key of [
		"polymorphic",
		"index",
		"foreign_key"
	]) take(key);
	const type = nameOf(take("type") ?? textOf(context.version >= 5.1 ? "bigint" : "integer", place), "the type of the reference");
	const conditions = new Map([...options].filter(([key]) => key === "if_not_exists" || key === "if_exists"));
	const column = `${name}_id`;
	const own = {
		name: column,
		type,
		options
	};
	const kind = {
		name: `${name}_type`,
		type: "string",
		options: new Map([
			...polymorphicOptions ?? [],
			...conditions,
			...[...options].filter(([key]) => key === "null")
		])
	};
	const index = new Map([...indexOptions ?? [], ...conditions]);
	if (polymorphic && context.version >= 6.1 && !index.has("name")) index.set("name", textOf(`index_${table}_on_${name}`, place));
	const key = new Map([
		...keyOptions ?? [],
		["column", textOf(column, place)],
		...conditions
	]);
	return {
		columns: polymorphic ? [kind, own] : [own],
		index: withIndex ? index : void 0,
		foreignKey: withKey ? {
			to: textOption(key, "to_table") ?? pluralize(name),
			options: key
		} : void 0
	};
}
const ACTIONS = {
	nullify: "SET NULL",
	cascade: "CASCADE",
	restrict: "RESTRICT"
};
/** A foreign key with its name, to stand in CREATE TABLE or behind ADD. */
function foreignKeyOf(from, to, options, context) {
	const keys = options.has("primary_key") ? namesOf(options.get("primary_key"), "the key that is referred to") : ["id"];
	const given = options.get("column");
	const columns = given && given.kind !== "nil" ? columnNames(given) : keys.length > 1 ? keys.map((key) => `${referringColumn(to, context).slice(0, -3)}_${key}`) : [referringColumn(to, context)];
	const name = textOption(options, "name") ?? foreignKeyName(from, columns);
	const action = (key, words) => {
		const action = textOption(options, key);
		if (action === void 0) return "";
		const sql = ACTIONS[action];
		if (sql === void 0) throw new Unclear(`Rails does not know ${key}: ${action}`);
		return ` ${words} ${sql}`;
	};
	const list = (names) => names.map(quoteName).join(", ");
	const deferrable = options.get("deferrable");
	const initially = deferrable?.kind === "boolean" ? deferrable.value ? "IMMEDIATE" : void 0 : textOption(options, "deferrable")?.toUpperCase();
	return {
		name,
		columns,
		sql: `CONSTRAINT ${quoteName(name)} FOREIGN KEY (${list(columns)}) REFERENCES ${quotedTable(to)} (${list(keys)})${action("on_delete", "ON DELETE")}${action("on_update", "ON UPDATE")}${initially === void 0 ? "" : ` DEFERRABLE INITIALLY ${initially}`}${isFalse(options.get("validate")) ? " NOT VALID" : ""}`
	};
}
/** The options of `timestamps`: required since 5.0, with fractions of a second since 6.0. */
function timestampOptions(options, place, context) {
	const all = new Map(options);
	if (!all.has("null") || all.get("null")?.kind === "nil") all.set("null", {
		kind: "boolean",
		value: context.version < 5,
		...at(place)
	});
	if (!all.has("precision")) all.set("precision", context.version >= 6 ? {
		kind: "number",
		text: "6",
		...at(place)
	} : nil(place));
	return all;
}
const at = ({ start, end }) => ({
	start,
	end
});

// src/frameworks/rails/constraints.ts
function remember(table, name, about, context) {
	context.memory.table(table).constraints.push({
		name,
		about
	});
}
function deferral(options) {
	const deferrable = textOption(options, "deferrable");
	return deferrable === void 0 ? "" : ` DEFERRABLE INITIALLY ${deferrable.toUpperCase()}`;
}
function checkSql(table, value, options, context) {
	const expression = nameOf(value, "the expression of the check");
	const name = textOption(options, "name") ?? checkName(table, expression);
	remember(table, name, expression, context);
	return {
		name,
		sql: `CONSTRAINT ${name} CHECK (${expression})${isFalse(options.get("validate")) ? " NOT VALID" : ""}`
	};
}
function exclusionSql(table, value, options, context) {
	const expression = nameOf(value, "the expression of the exclusion");
	const name = textOption(options, "name") ?? exclusionName(table, expression);
	remember(table, name, expression, context);
	const [using, where] = [textOption(options, "using"), textOption(options, "where")];
	return {
		name,
		sql: `CONSTRAINT ${quoteName(name)} EXCLUDE${using === void 0 ? "" : ` USING ${using}`} (${expression})${where === void 0 ? "" : ` WHERE (${where})`}${deferral(options)}`
	};
}
function uniqueSql(table, value, options, context) {
	const index = textOption(options, "using_index");
	const columns = index === void 0 ? columnNames(value) : [];
	const name = textOption(options, "name") ?? uniqueName(table, index ?? columns.join("_and_"));
	remember(table, name, columns.join(","), context);
	const distinct = flag(options, "nulls_not_distinct") ? " NULLS NOT DISTINCT" : "";
	const what = index === void 0 ? `(${columns.map(quoteName).join(", ")})` : `USING INDEX ${quoteName(index)}`;
	return {
		name,
		sql: `CONSTRAINT ${quoteName(name)} UNIQUE${distinct} ${what}${deferral(options)}`
	};
}

// src/frameworks/rails/indexes.ts
/** CREATE INDEX and DROP INDEX as Rails writes them. */
/** The columns of an index: names, or one expression. */
function indexed(value) {
	const columns = namesOf(value, "the columns of the index");
	const isExpression = (item) => item?.kind === "text" && !item.symbol && /\W/.test(plainText(item) ?? "");
	return {
		columns,
		expression: value?.kind === "list" ? value.items.some(isExpression) : isExpression(value)
	};
}
/** What is given for each column of an index, or for all: `order: { a: :desc }`. */
function perColumn(options, name, column) {
	const each = hashOption(options, name);
	const value = each ? each.get(column) : options.get(name);
	if (!value || value.kind === "nil") return "";
	return ` ${nameOf(value, `the ${name} of the index`)}`;
}
function createIndex(table, value, options, place, context) {
	const { columns, expression } = indexed(value);
	const name = textOption(options, "name") ?? indexName(table, columns, context);
	const list = expression ? columns.join(", ") : columns.map((column) => `${quoteName(column)}${perColumn(options, "opclass", column)}${perColumn(options, "order", column).toUpperCase()}`).join(", ");
	const include = options.get("include");
	const included = include && include.kind !== "nil" ? namesOf(include, "the included columns").map(quoteName).join(", ") : void 0;
	const using = textOption(options, "using");
	const where = textOption(options, "where");
	const sql = [
		"CREATE",
		...flag(options, "unique") ? ["UNIQUE"] : [],
		"INDEX",
		...concurrently(options),
		...flag(options, "if_not_exists") ? ["IF NOT EXISTS"] : [],
		`${quoteName(name)} ON ${quotedTable(table)}`,
		...using === void 0 ? [] : [`USING ${using}`],
		`(${list})`,
		...included === void 0 ? [] : [`INCLUDE (${included})`],
		...flag(options, "nulls_not_distinct") ? ["NULLS NOT DISTINCT"] : [],
		...where === void 0 ? [] : [`WHERE ${where}`]
	].join(" ");
	const memory = context.memory.table(table);
	memory.indexes = [...memory.indexes.filter((index) => index.name !== name), {
		name,
		columns
	}];
	const comment = textOption(options, "comment");
	return [made(sql, place), ...comment === void 0 ? [] : [made(`COMMENT ON INDEX ${quoteName(name)} IS ${quoteText(comment)}`, place)]];
}
function concurrently(options) {
	const algorithm = textOption(options, "algorithm");
	if (algorithm === void 0 || algorithm === "default") return [];
	if (algorithm !== "concurrently") throw new Unclear(`Rails does not know the algorithm ${algorithm}`);
	return ["CONCURRENTLY"];
}
/** The index by its name, or by its columns among those that the migrations before have made. */
function dropIndex(table, value, options, place, context) {
	const given = value && value.kind !== "nil" ? value : options.get("column");
	const memory = context.memory.table(table);
	const name = textOption(options, "name") ?? nameOfIndex(table, given, memory.indexes, context);
	memory.indexes = memory.indexes.filter((index) => index.name !== name);
	const [own, index] = partsOf$1(name);
	const schema = partsOf$1(table)[0] ?? own;
	const words = [
		"DROP INDEX",
		...concurrently(options),
		...flag(options, "if_exists") ? ["IF EXISTS"] : []
	];
	return made(`${words.join(" ")} ${schema === void 0 ? "" : `${quoteName(schema)}.`}${quoteName(index)}`, place);
}
function nameOfIndex(table, value, indexes, context) {
	if (!value) throw new Unclear("the name of the index is missing");
	const { columns } = indexed(value);
	const usual = indexName(table, columns, context);
	const same = indexes.filter((index) => index.name === usual || index.columns.join(",") === columns.join(","));
	return (same.find((index) => index.name === usual) ?? same[0])?.name ?? usual;
}

// src/frameworks/rails/table.ts
/** Methods of a table that add a column of that type. */
const COLUMN_METHODS = new Set("bigint binary boolean date datetime decimal float integer json string text time timestamp virtual blob numeric bigserial bit bit_varying cidr citext daterange hstore inet interval int4range int8range jsonb ltree macaddr money numrange oid point line lseg box path polygon circle serial tsrange tstzrange tsvector uuid xml timestamptz enum geometry geography st_point vector halfvec".split(" "));
const ALIASES$1 = {
	blob: "binary",
	numeric: "decimal"
};
/** Of activerecord-postgis-adapter, which writes types of its own. */
const SPATIAL = /* @__PURE__ */ new Set([
	"geometry",
	"geography",
	"st_point"
]);
const columnType = (method) => ALIASES$1[method] ?? method;
var Table = class {
	name;
	#context;
	#columns = /* @__PURE__ */ new Map();
	#foreignKeys = [];
	#checks = [];
	#exclusions = [];
	#uniques = [];
	#indexes = [];
	#keys;
	constructor(name, context) {
		this.name = name;
		this.#context = context;
	}
	/** A call on the table of the block; says whether it is one. */
	call(call) {
		const command = commandOf(call);
		if (call.spread) throw new Unclear("its arguments are spread");
		const { name, args, options } = command;
		const [first, second] = args;
		if (COLUMN_METHODS.has(name)) {
			if (SPATIAL.has(name)) throw new Unclear(`the type ${name} is of an extension whose SQL is not known`);
			if (args.length === 0) throw new Unclear("the name of the column is missing");
			for (const column of args) this.#column(nameOf(column, "the name of the column"), columnType(name), options, call);
			return true;
		}
		switch (name) {
			case "column":
				this.#column(nameOf(first, "the name of the column"), nameOf(second, "the type of the column"), options, call);
				return true;
			case "primary_key":
				this.key(nameOf(first, "the name of the column"), second ? nameOf(second, "the type of the column") : "primary_key", options, call);
				return true;
			case "references":
			case "belongs_to":
				for (const reference of args) this.references(nameOf(reference, "the name of the reference"), options, call);
				return true;
			case "timestamps": {
				const own = timestampOptions(options, call, this.#context);
				for (const column of ["created_at", "updated_at"]) this.#column(column, "datetime", own, call);
				return true;
			}
			case "index":
				if (!first) throw new Unclear("the columns of the index are missing");
				this.#indexes.push({
					value: first,
					options,
					place: call
				});
				return true;
			case "foreign_key":
				this.#foreignKey(nameOf(first, "the table that is referred to"), options, call);
				return true;
			case "check_constraint":
				this.#checks.push({
					sql: checkSql(this.name, first, options, this.#context).sql,
					place: call
				});
				return true;
			case "exclusion_constraint":
				this.#exclusions.push({
					sql: exclusionSql(this.name, first, options, this.#context).sql,
					place: call
				});
				return true;
			case "unique_constraint":
				this.#uniques.push({
					sql: uniqueSql(this.name, first, options, this.#context).sql,
					place: call
				});
				return true;
			case "remove_column":
			case "remove":
				for (const column of args) this.#columns.delete(nameOf(column, "the name of the column"));
				return true;
			default: return false;
		}
	}
	#column(name, type, options, place) {
		const column = columnOf(name, type, options, place);
		columnSql(column, this.#context);
		this.#columns.set(name, column);
		this.#context.memory.table(this.name).columns.set(name, {
			type,
			array: flag(options, "array")
		});
		const index = options.get("index");
		if (index && truth(index) !== false) this.#indexes.push({
			value: textOf(name, place, true),
			options: hashOption(options, "index") ?? /* @__PURE__ */ new Map(),
			place
		});
	}
	/** A column that is the key. */
	key(name, given, options, place) {
		const type = given === "primary_key" && this.#context.version < 5.1 ? "integer" : given;
		const all = new Map(options);
		all.set("primary_key", bool(true, place));
		if (type === "uuid" && !all.has("default")) all.set("default", textOf("gen_random_uuid()", place));
		this.#context.memory.table(this.name).key = {
			column: name,
			counts: type === "primary_key" || (type === "integer" || type === "bigint") && !all.has("default")
		};
		this.#column(name, type, all, place);
	}
	keys(names) {
		this.#keys = names;
	}
	references(name, options, place) {
		const { columns, index, foreignKey } = referenceOf(this.name, name, options, place, this.#context);
		for (const column of columns) this.#column(column.name, column.type, column.options, place);
		const value = {
			kind: "list",
			items: columns.map((column) => textOf(column.name, place, true)),
			start: place.start,
			end: place.end
		};
		if (index) this.#indexes.push({
			value,
			options: index,
			place
		});
		if (foreignKey) this.#foreignKey(foreignKey.to, foreignKey.options, place);
	}
	#foreignKey(to, options, place) {
		const { name, columns, sql } = foreignKeyOf(this.name, to, options, this.#context);
		this.#context.memory.table(this.name).foreignKeys.push({
			name,
			to,
			columns
		});
		this.#foreignKeys.push({
			sql,
			place
		});
	}
	statements(command) {
		const { options } = command;
		const parts = [
			...[...this.#columns.values()].map((column) => ({
				sql: columnSql(column, this.#context),
				place: column.place
			})),
			...this.#keys ? [{
				sql: `PRIMARY KEY (${this.#keys.map(quoteName).join(", ")})`,
				place: command
			}] : [],
			...this.#foreignKeys,
			...this.#checks,
			...this.#exclusions,
			...this.#uniques
		];
		const table = quotedTable(this.name);
		const kind = flag(options, "temporary") ? " TEMPORARY" : "";
		const exists = flag(options, "if_not_exists");
		const own = textOption(options, "options");
		const as = textOption(options, "as");
		const at = {
			start: command.start,
			end: command.end
		};
		const pieces = [{
			text: `CREATE${kind} TABLE ${exists ? "IF NOT EXISTS " : ""}${table} `,
			...at
		}];
		const body = parts.flatMap(({ sql, place }, i) => {
			const piece = {
				text: sql,
				...place.start >= at.start && place.end <= at.end ? {
					start: place.start,
					end: place.end
				} : at
			};
			return i === 0 ? [piece] : [{
				text: ", ",
				...at
			}, piece];
		});
		if (body.length > 0 || as === void 0) pieces.push({
			text: "(",
			...at
		}, ...body, {
			text: ")",
			...at
		});
		if (own !== void 0) pieces.push({
			text: ` ${own}`,
			...at
		});
		if (as !== void 0) pieces.push({
			text: ` AS ${as}`,
			...at
		});
		const comment = textOption(options, "comment");
		return [
			...flag(options, "force") ? [dropped([table], textOption(options, "force") === "cascade", true, command)] : [],
			{ pieces },
			...this.#indexes.flatMap(({ value, options: given, place }) => {
				const all = exists ? new Map([...given, ["if_not_exists", bool(true, place)]]) : given;
				return createIndex(this.name, value, all, place, this.#context);
			}),
			...comment === void 0 ? [] : [made(`COMMENT ON TABLE ${table} IS ${quoteText(comment)}`, command)],
			...[...this.#columns.values()].flatMap(({ name, options: given, place }) => {
				const words = textOption(given, "comment");
				return words === void 0 || words.trim() === "" ? [] : [made(`COMMENT ON COLUMN ${table}.${quoteName(name)} IS ${quoteText(words)}`, place)];
			})
		];
	}
};
function dropped(tables, cascade, exists, place) {
	return made(`DROP TABLE ${exists ? "IF EXISTS " : ""}${tables.join(", ")}${cascade ? " CASCADE" : ""}`, place);
}
/** What `id:` and `primary_key:` ask for. */
function setKey(table, command, context) {
	const { options } = command;
	const key = options.get("primary_key");
	const given = options.get("id");
	if (given && truth(given) === void 0) throw new Unclear("the option id is computed");
	if (given && truth(given) === false || options.has("as")) {
		context.memory.table(table.name).key = "none";
		return;
	}
	if (key?.kind === "list") {
		context.memory.table(table.name).key = "none";
		table.keys(namesOf(key, "the primary key"));
		return;
	}
	const own = new Map([...options].filter(([name]) => [
		"limit",
		"default",
		"precision"
	].includes(name)));
	const hash = hashOption(options, "id");
	for (const [name, value] of hash ?? []) if (name !== "type") own.set(name, value);
	const asked = hash ? plainText(hash.get("type")) : given?.kind === "boolean" ? void 0 : given && nameOf(given, "the option id");
	if (context.version < 5.1 && asked !== void 0 && !own.has("default")) {
		if (asked === "uuid") own.set("default", textOf("uuid_generate_v4()", command));
		if (asked === "integer" || asked === "bigint") own.set("default", {
			kind: "nil",
			start: command.start,
			end: command.end
		});
	}
	const type = asked ?? (context.version < 5.1 ? "integer" : "primary_key");
	table.key(key && key.kind !== "nil" ? nameOf(key, "the primary key") : "id", type, own, command);
}
/** Makes the table; `fill` runs the block. */
function createTable(command, context, fill) {
	const name = nameOf(command.args[0], "the name of the table");
	context.memory.drop(name);
	const table = new Table(name, context);
	setKey(table, command, context);
	fill(table);
	return table.statements(command);
}
function joinTable(command) {
	const [one, other] = command.args.map((arg) => nameOf(arg, "the name of the table"));
	if (one === void 0 || other === void 0) throw new Unclear("the names of the tables are missing");
	return {
		name: textOption(command.options, "table_name") ?? joinTableName(one, other),
		columns: [singularize(one), singularize(other)]
	};
}
function createJoinTable(command, context, fill) {
	const { name, columns } = joinTable(command);
	const given = hashOption(command.options, "column_options") ?? /* @__PURE__ */ new Map();
	const options = new Map([
		["null", bool(false, command)],
		["index", bool(false, command)],
		...context.version < 5.1 ? [["type", textOf("integer", command)]] : [],
		...given
	]);
	const all = new Map(command.options);
	all.delete("table_name");
	all.delete("column_options");
	if (!all.has("id") && (!all.has("primary_key") || context.release < 7.1)) all.set("id", bool(false, command));
	return createTable({
		...command,
		args: [textOf(name, command)],
		options: all
	}, context, (table) => {
		for (const column of columns) table.references(column, options, command);
		fill(table);
	});
}

// src/frameworks/rails/statements.ts
/** The calls that change a schema, as the SQL that Rails sends for them to PostgreSQL. */
const tableIn = (command) => nameOf(command.args[0], "the name of the table");
const columnIn = (command) => nameOf(command.args[1], "the name of the column");
const alter = (table, sql, command) => made(`ALTER TABLE ${quotedTable(table)} ${sql}`, command);
const typeIn = (value) => nameOf(value, "the type of the column");
/** `from:` and `to:`, or the value itself. */
function changed(command) {
	const { options, args } = command;
	if (options.has("from") && options.has("to")) return options.get("to");
	return args[2];
}
const commentSql = (value) => {
	const text = value && value.kind !== "nil" ? nameOf(value, "the comment") : void 0;
	return text === void 0 ? "NULL" : quoteText(text);
};
/** `ADD "name" type …`, and the comment behind it. */
function addColumn(table, name, type, given, command, context) {
	const { sql, comment } = added(table, name, type, given, command, context);
	return [alter(table, sql, command), ...comment];
}
function added(table, name, type, given, command, context) {
	const key = type === "primary_key" && context.version < 5.1;
	const options = key ? new Map([...given, ["primary_key", bool(true, command)]]) : given;
	const column = columnOf(name, key ? "integer" : type, options, command);
	context.memory.table(table).columns.set(name, {
		type,
		array: flag(options, "array")
	});
	const comment = options.get("comment");
	return {
		sql: `ADD ${flag(options, "if_not_exists") ? "COLUMN IF NOT EXISTS " : ""}${columnSql(column, context)}`,
		comment: comment ? [made(`COMMENT ON COLUMN ${quotedTable(table)}.${quoteName(name)} IS ${commentSql(comment)}`, command)] : []
	};
}
function removed(table, column, options, context) {
	context.memory.dropColumn(table, column);
	return `DROP COLUMN ${flag(options, "if_exists") ? "IF EXISTS " : ""}${quoteName(column)}`;
}
/** The parts of an ALTER TABLE that a changed column is. */
function changedColumn(table, name, type, options, context) {
	const alterColumn = `ALTER COLUMN ${quoteName(name)}`;
	const collation = textOption(options, "collation");
	const using = textOption(options, "using");
	const cast = textOption(options, "cast_as");
	const parts = [`${alterColumn} TYPE ${typeSql(type, options, context)}${collation === void 0 ? "" : ` COLLATE "${collation}"`}${using !== void 0 ? ` USING ${using}` : cast === void 0 ? "" : ` USING CAST(${quoteName(name)} AS ${typeSql(cast, options, context)})`}`];
	context.memory.table(table).columns.set(name, {
		type,
		array: flag(options, "array")
	});
	const value = options.get("default");
	if (value) parts.push(`${alterColumn} ${value.kind === "nil" ? "DROP DEFAULT" : `SET DEFAULT ${defaultSql(value, type, flag(options, "array"), context)}`}`);
	if (options.has("null")) parts.push(`${alterColumn} ${isFalse(options.get("null")) || options.get("null")?.kind === "nil" ? "SET" : "DROP"} NOT NULL`);
	return parts;
}
function changeColumn(command, context) {
	const { options, args } = command;
	const [table, name, type] = [
		tableIn(command),
		columnIn(command),
		typeIn(args[2])
	];
	const [first = "", ...rest] = changedColumn(table, name, type, options, context);
	const comment = options.get("comment");
	const said = comment ? [made(`COMMENT ON COLUMN ${quotedTable(table)}.${quoteName(name)} IS ${commentSql(comment)}`, command)] : [];
	if (context.version >= 5.2) return [alter(table, [first, ...rest].join(", "), command), ...said];
	const value = options.get("default");
	const fills = options.has("null") && isFalse(options.get("null")) && value && value.kind !== "nil";
	const fill = fills ? [made(`UPDATE ${quotedTable(table)} SET ${quoteName(name)}=${defaultSql(value, type, false, context)} WHERE ${quoteName(name)} IS NULL`, command)] : [];
	const [last] = rest.slice(-1);
	const alone = (sql) => alter(table, sql, command);
	return [
		alone(first),
		...rest.slice(0, fills ? -1 : void 0).map(alone),
		...fill,
		...fills && last ? [alone(last)] : [],
		...said
	];
}
function defaultOf(table, column, value, context) {
	const { type, array = false } = context.memory.table(table).columns.get(column) ?? {};
	if (!value || value.kind === "nil") return `ALTER COLUMN ${quoteName(column)} DROP DEFAULT`;
	return `ALTER COLUMN ${quoteName(column)} SET DEFAULT ${defaultSql(value, type, array, context)}`;
}
function nullOf(column, value) {
	const holds = truth(value);
	if (holds === void 0) throw new Unclear("whether the column takes NULL is computed");
	return `ALTER COLUMN ${quoteName(column)} ${holds ? "DROP" : "SET"} NOT NULL`;
}
function changeColumnNull(command, context) {
	const [table, column] = [tableIn(command), columnIn(command)];
	const [, , value, fallback] = command.args;
	const sql = alter(table, nullOf(column, value), command);
	if (truth(value) || !fallback || fallback.kind === "nil") return [sql];
	const { type, array = false } = context.memory.table(table).columns.get(column) ?? {};
	const filled = defaultSql(fallback, type, array, context);
	return [made(`UPDATE ${quotedTable(table)} SET ${quoteName(column)}=${filled} WHERE ${quoteName(column)} IS NULL`, command), sql];
}
function addForeignKey(table, to, options, command, context) {
	const { name, columns, sql } = foreignKeyOf(table, to, options, context);
	context.memory.table(table).foreignKeys.push({
		name,
		to,
		columns
	});
	return alter(table, `ADD ${sql}`, command);
}
/** The foreign key by its name, its columns or what it refers to, among those that the migrations before have made. */
function foreignKeyIn(table, to, options, context) {
	const name = textOption(options, "name");
	if (name !== void 0) return name;
	const given = options.get("column");
	const columns = given && given.kind !== "nil" ? columnNames(given) : void 0;
	const usual = columns ?? (to === void 0 ? void 0 : [referringColumn(to, context)]);
	const keys = context.memory.table(table).foreignKeys.filter((key) => to === void 0 || key.to === to);
	const found = keys.findLast((key) => key.columns.join(",") === usual?.join(",")) ?? (columns ? void 0 : keys[0]);
	if (found) return found.name;
	if (!usual) throw new Unclear("which foreign key it is is computed");
	return foreignKeyName(table, usual);
}
function dropForeignKey(table, to, options, command, context) {
	const name = foreignKeyIn(table, to, options, context);
	const memory = context.memory.table(table);
	memory.foreignKeys = memory.foreignKeys.filter((key) => key.name !== name);
	return dropConstraint(table, name, options, command);
}
const dropConstraint = (table, name, options, command) => alter(table, `DROP CONSTRAINT ${flag(options, "if_exists") ? "IF EXISTS " : ""}${quoteName(name)}`, command);
function referredIn({ args, options }) {
	const to = args[1] ?? options.get("to_table");
	return to && to.kind !== "nil" ? nameOf(to, "the table that is referred to") : void 0;
}
/** The name of a constraint, given or by what it is about. */
function constraintIn(command, context, usual) {
	const { args, options } = command;
	const table = tableIn(command);
	const name = textOption(options, "name");
	if (name !== void 0) return name;
	const value = args[1] ?? options.get("expression") ?? options.get("column");
	const about = namesOf(value, "what the constraint is about");
	return context.memory.table(table).constraints.findLast((one) => one.about === about.join(","))?.name ?? usual(table, about.join("_and_"));
}
function addReference(command, context) {
	const table = tableIn(command);
	const { columns, index, foreignKey } = referenceOf(table, nameOf(command.args[1], "the name of the reference"), command.options, command, context);
	const list = {
		kind: "list",
		items: columns.map(({ name }) => textOf(name, command, true)),
		start: command.start,
		end: command.end
	};
	return [
		...columns.flatMap(({ name, type, options }) => addColumn(table, name, type, options, command, context)),
		...index ? createIndex(table, list, index, command, context) : [],
		...foreignKey ? [addForeignKey(table, foreignKey.to, foreignKey.options, command, context)] : []
	];
}
function removeReference(command, context) {
	const { options } = command;
	const table = tableIn(command);
	const name = nameOf(command.args[1], "the name of the reference");
	const key = hashOption(options, "foreign_key");
	const keyOptions = new Map([...key ?? [], ...key?.has("column") ? [] : [["column", textOf(`${name}_id`, command)]]]);
	const to = key ? textOption(key, "to_table") : pluralize(name);
	const drop = (column) => alter(table, removed(table, column, options, context), command);
	return [
		...flag(options, "foreign_key") ? [dropForeignKey(table, to, keyOptions, command, context)] : [],
		drop(`${name}_id`),
		...flag(options, "polymorphic") ? [drop(`${name}_type`)] : []
	];
}
/** A renamed table takes the names of its key, its sequence and its usual indexes with it. */
function renameTable(command, context) {
	const [from, to] = [tableIn(command), nameOf(command.args[1], "the new name")];
	const memory = context.memory.table(from);
	const key = memory.key ?? {
		column: "id",
		counts: true
	};
	const statements = [alter(from, `RENAME TO ${quotedTable(to)}`, command)];
	const cut = (name, suffix) => `${name.slice(0, 63 - suffix.length)}${suffix}`;
	const renameIndex = (old, name) => {
		statements.push(made(`ALTER INDEX ${quotedTable(old)} RENAME TO ${quotedTable(name)}`, command));
	};
	if (key !== "none" && key.counts) {
		const suffix = `_${key.column}_seq`;
		renameIndex(cut(from, "_pkey"), cut(to, "_pkey"));
		statements.push(made(`ALTER TABLE ${quotedTable(cut(from, suffix))} RENAME TO ${quotedTable(cut(to, suffix))}`, command));
	}
	memory.indexes = memory.indexes.map((index) => {
		if (index.name !== indexName(from, index.columns, context)) return index;
		const name = indexName(to, index.columns, context);
		renameIndex(index.name, name);
		return {
			...index,
			name
		};
	});
	context.memory.rename(from, to);
	return statements;
}
function renameColumn(command, context) {
	const [table, from, to] = [
		tableIn(command),
		columnIn(command),
		nameOf(command.args[2], "the new name")
	];
	const memory = context.memory.table(table);
	const usual = new Set(memory.indexes.filter((index) => index.name === indexName(table, index.columns, context)));
	const before = [...memory.indexes];
	context.memory.renameColumn(table, from, to);
	const statements = [alter(table, `RENAME COLUMN ${quoteName(from)} TO ${quoteName(to)}`, command)];
	memory.indexes = memory.indexes.map((index, i) => {
		const old = before[i];
		if (!old || !usual.has(old) || !index.columns.includes(to)) return index;
		const name = indexName(table, index.columns, context);
		if (name === index.name) return index;
		statements.push(made(`ALTER INDEX ${quoteName(index.name)} RENAME TO ${quoteName(name)}`, command));
		return {
			...index,
			name
		};
	});
	return statements;
}
/** Columns of one ALTER TABLE; Rails before 7 sends one for each. */
const together = (table, parts, command, context) => context.release >= 7 ? [alter(table, parts.join(", "), command)] : parts.map((part) => alter(table, part, command));
function extension(command) {
	const [schema, name] = partsOf$1(nameOf(command.args[0], "the name of the extension"));
	return [name, schema === void 0 ? "" : ` SCHEMA ${schema}`];
}
function createEnum(command, context) {
	const name = nameOf(command.args[0], "the name of the enum");
	const values = namesOf(command.args[1], "the values of the enum").map(quoteText).join(", ");
	const create = `CREATE TYPE ${quotedTable(name)} AS ENUM (${values})`;
	const [schema, own] = partsOf$1(name);
	const where = `t.typname = ${quoteText(own)} AND n.nspname = ${schema === void 0 ? "ANY (current_schemas(false))" : quoteText(schema)}`;
	return made(context.release >= 7.1 ? `DO $$\nBEGIN\n    IF NOT EXISTS (\n      SELECT 1\n      FROM pg_type t\n      JOIN pg_namespace n ON t.typnamespace = n.oid\n      WHERE ${where}\n    ) THEN\n        ${create};\n    END IF;\nEND\n$$;` : `DO $$\nBEGIN\n    ${create};\nEXCEPTION\n    WHEN duplicate_object THEN null;\nEND\n$$;`, command);
}
function addEnumValue(command) {
	const { args, options } = command;
	const [before, after] = [textOption(options, "before"), textOption(options, "after")];
	const place = before !== void 0 ? ` BEFORE ${quoteText(before)}` : after === void 0 ? "" : ` AFTER ${quoteText(after)}`;
	const exists = flag(options, "if_not_exists") ? " IF NOT EXISTS" : "";
	return made(`ALTER TYPE ${quotedTable(nameOf(args[0], "the name of the enum"))} ADD VALUE${exists} ${quoteText(nameOf(args[1], "the value of the enum"))}${place}`, command);
}
function dropTable(command, context) {
	const { args, options } = command;
	const names = args.map((arg) => nameOf(arg, "the name of the table"));
	for (const name of names) context.memory.drop(name);
	if (names.length === 0) throw new Unclear("the name of the table is missing");
	return [dropped(names.map(quotedTable), textOption(options, "force") === "cascade", flag(options, "if_exists"), command)];
}
/** By their names in Rails. `create_table` and `create_join_table` have a block and stand elsewhere. */
const STATEMENTS = /* @__PURE__ */ new Map([
	["drop_table", dropTable],
	["drop_join_table", (command, context) => dropTable({
		...command,
		args: [textOf(joinTable(command).name, command)]
	}, context)],
	["rename_table", renameTable],
	["add_column", (command, context) => addColumn(tableIn(command), columnIn(command), typeIn(command.args[2]), command.options, command, context)],
	["add_columns", (command, context) => command.args.slice(1).flatMap((column) => addColumn(tableIn(command), nameOf(column, "the name of the column"), typeIn(command.options.get("type")), new Map([...command.options].filter(([key]) => key !== "type")), command, context))],
	["remove_column", (command, context) => [alter(tableIn(command), removed(tableIn(command), columnIn(command), command.options, context), command)]],
	["remove_columns", (command, context) => {
		const columns = command.args.slice(1).flatMap(columnNames);
		if (columns.length === 0) throw new Unclear("the names of the columns are missing");
		return together(tableIn(command), columns.map((column) => removed(tableIn(command), column, command.options, context)), command, context);
	}],
	["rename_column", renameColumn],
	["change_column", changeColumn],
	["change_column_default", (command, context) => [alter(tableIn(command), defaultOf(tableIn(command), columnIn(command), changed(command), context), command)]],
	["change_column_null", changeColumnNull],
	["change_column_comment", (command) => [made(`COMMENT ON COLUMN ${quotedTable(tableIn(command))}.${quoteName(columnIn(command))} IS ${commentSql(changed(command))}`, command)]],
	["change_table_comment", (command) => [made(`COMMENT ON TABLE ${quotedTable(tableIn(command))} IS ${commentSql(command.options.has("to") ? command.options.get("to") : command.args[1])}`, command)]],
	["add_timestamps", (command, context) => {
		const options = timestampOptions(command.options, command, context);
		const parts = ["created_at", "updated_at"].map((name) => added(tableIn(command), name, "datetime", options, command, context));
		return [...together(tableIn(command), parts.map(({ sql }) => sql), command, context), ...parts.flatMap(({ comment }) => comment)];
	}],
	["remove_timestamps", (command, context) => together(tableIn(command), ["updated_at", "created_at"].map((column) => removed(tableIn(command), column, command.options, context)), command, context)],
	["add_reference", addReference],
	["remove_reference", removeReference],
	["add_index", (command, context) => createIndex(tableIn(command), command.args[1], command.options, command, context)],
	["remove_index", (command, context) => [dropIndex(tableIn(command), command.args[1], command.options, command, context)]],
	["rename_index", (command, context) => {
		const [table, from, to] = [
			tableIn(command),
			nameOf(command.args[1], "the name of the index"),
			nameOf(command.args[2], "the new name")
		];
		const memory = context.memory.table(table);
		memory.indexes = memory.indexes.map((index) => index.name === from ? {
			...index,
			name: to
		} : index);
		const [schema] = partsOf$1(table);
		return [made(`ALTER INDEX ${schema === void 0 ? "" : `${quoteName(schema)}.`}${quoteName(from)} RENAME TO ${quoteName(to)}`, command)];
	}],
	["add_foreign_key", (command, context) => [addForeignKey(tableIn(command), nameOf(command.args[1], "the table that is referred to"), command.options, command, context)]],
	["remove_foreign_key", (command, context) => [dropForeignKey(tableIn(command), referredIn(command), command.options, command, context)]],
	["validate_foreign_key", (command, context) => [alter(tableIn(command), `VALIDATE CONSTRAINT ${quoteName(foreignKeyIn(tableIn(command), referredIn(command), command.options, context))}`, command)]],
	["add_check_constraint", (command, context) => [alter(tableIn(command), `ADD ${checkSql(tableIn(command), command.args[1], command.options, context).sql}`, command)]],
	["remove_check_constraint", (command, context) => [dropConstraint(tableIn(command), constraintIn(command, context, checkName), command.options, command)]],
	["validate_check_constraint", (command, context) => [alter(tableIn(command), `VALIDATE CONSTRAINT ${quoteName(constraintIn(command, context, checkName))}`, command)]],
	["validate_constraint", (command) => [alter(tableIn(command), `VALIDATE CONSTRAINT ${quoteName(nameOf(command.args[1], "the name of the constraint"))}`, command)]],
	["add_exclusion_constraint", (command, context) => [alter(tableIn(command), `ADD ${exclusionSql(tableIn(command), command.args[1], command.options, context).sql}`, command)]],
	["remove_exclusion_constraint", (command, context) => [dropConstraint(tableIn(command), constraintIn(command, context, exclusionName), command.options, command)]],
	["add_unique_constraint", (command, context) => [alter(tableIn(command), `ADD ${uniqueSql(tableIn(command), command.args[1], command.options, context).sql}`, command)]],
	["remove_unique_constraint", (command, context) => [dropConstraint(tableIn(command), constraintIn(command, context, uniqueName), command.options, command)]],
	["remove_constraint", (command) => [dropConstraint(tableIn(command), nameOf(command.args[1], "the name of the constraint"), command.options, command)]],
	["enable_extension", (command) => [made(`CREATE EXTENSION IF NOT EXISTS ${extension(command).map((part, i) => i === 0 ? quoteName(part) : part).join("")}`, command)]],
	["disable_extension", (command, context) => [made(`DROP EXTENSION IF EXISTS ${quoteName(extension(command)[0])}${context.version < 7.1 || textOption(command.options, "force") === "cascade" ? " CASCADE" : ""}`, command)]],
	["create_enum", (command, context) => [createEnum(command, context)]],
	["drop_enum", (command) => [made(`DROP TYPE ${flag(command.options, "if_exists") ? "IF EXISTS " : ""}${quotedTable(nameOf(command.args[0], "the name of the enum"))}`, command)]],
	["rename_enum", (command) => [made(`ALTER TYPE ${quotedTable(nameOf(command.args[0], "the name of the enum"))} RENAME TO ${quotedTable(nameOf(command.args[1] ?? command.options.get("to"), "the new name"))}`, command)]],
	["add_enum_value", (command) => [addEnumValue(command)]],
	["rename_enum_value", (command) => [made(`ALTER TYPE ${quotedTable(nameOf(command.args[0], "the name of the enum"))} RENAME VALUE ${quoteText(nameOf(command.options.get("from"), "the value of the enum"))} TO ${quoteText(nameOf(command.options.get("to"), "the value of the enum"))}`, command)]],
	["create_schema", (command) => [...flag(command.options, "force") ? [made(`DROP SCHEMA IF EXISTS ${quoteName(nameOf(command.args[0], "the name of the schema"))} CASCADE`, command)] : [], made(`CREATE SCHEMA ${flag(command.options, "if_not_exists") ? "IF NOT EXISTS " : ""}${quoteName(nameOf(command.args[0], "the name of the schema"))}`, command)]],
	["drop_schema", (command) => [made(`DROP SCHEMA ${flag(command.options, "if_exists") ? "IF EXISTS " : ""}${quoteName(nameOf(command.args[0], "the name of the schema"))} CASCADE`, command)]],
	["rename_schema", (command) => [made(`ALTER SCHEMA ${quoteName(nameOf(command.args[0], "the name of the schema"))} RENAME TO ${quoteName(nameOf(command.args[1], "the new name"))}`, command)]]
]);
/** Other names of the same. */
const ALIASES = {
	add_belongs_to: "add_reference",
	remove_belongs_to: "remove_reference"
};

// src/frameworks/rails/change-table.ts
/** The calls on the table of `change_table`, as the calls on the migration that they stand for. */
/** Methods that take the table first and pass on the rest as it is. */
const SAME$1 = {
	index: "add_index",
	rename_index: "rename_index",
	timestamps: "add_timestamps",
	change: "change_column",
	change_default: "change_column_default",
	change_null: "change_column_null",
	change_comment: "change_column_comment",
	remove: "remove_columns",
	remove_columns: "remove_columns",
	remove_column: "remove_column",
	remove_index: "remove_index",
	remove_timestamps: "remove_timestamps",
	rename: "rename_column",
	foreign_key: "add_foreign_key",
	remove_foreign_key: "remove_foreign_key",
	check_constraint: "add_check_constraint",
	remove_check_constraint: "remove_check_constraint",
	exclusion_constraint: "add_exclusion_constraint",
	remove_exclusion_constraint: "remove_exclusion_constraint",
	unique_constraint: "add_unique_constraint",
	remove_unique_constraint: "remove_unique_constraint",
	validate_constraint: "validate_constraint",
	validate_check_constraint: "validate_check_constraint",
	primary_key: "add_column"
};
function changeTable(table, call) {
	if (call.spread) throw new Unclear("its arguments are spread");
	const command = commandOf(call);
	const { name, args, options } = command;
	const as = (own, ...rest) => ({
		...command,
		name: own,
		args: [table, ...rest]
	});
	if (name === "references" || name === "belongs_to") return args.map((one) => as("add_reference", one));
	if (name === "remove_references" || name === "remove_belongs_to") return args.map((one) => as("remove_reference", one));
	const column = name === "column" ? args[1] : COLUMN_METHODS.has(name) ? textOf(columnType(name), call, true) : void 0;
	if (column) {
		const own = new Map([...options].filter(([key]) => key !== "index"));
		const index = options.get("index");
		return (name === "column" ? args.slice(0, 1) : args).flatMap((one) => [{
			...as("add_column", one, column),
			options: own
		}, ...index && flag(options, "index") ? [{
			...as("add_index", one),
			options: index.kind === "hash" ? new Map(index.entries.map(([key, value]) => [plainText(key) ?? "", value])) : /* @__PURE__ */ new Map()
		}] : []]);
	}
	const same = SAME$1[name];
	if (same === void 0) throw new Unclear(`t.${name} is not read yet`);
	if (name === "primary_key") return [{
		...as(same, ...args, ...args.length > 1 ? [] : [textOf("primary_key", call, true)]),
		options: new Map([...options, ["primary_key", {
			kind: "boolean",
			value: true,
			start: call.start,
			end: call.end
		}]])
	}];
	return [as(same, ...args)];
}
/** The parts of one ALTER TABLE that a command is; undefined where it is a statement of its own. */
function partsOf({ name, args, options, ...place }, table, context) {
	const column = () => nameOf(args[1], "the name of the column");
	const command = {
		name,
		args,
		options,
		...place
	};
	switch (name) {
		case "add_column": {
			const { sql, comment } = added(table, column(), nameOf(args[2], "the type of the column"), options, command, context);
			return {
				parts: [sql],
				after: comment
			};
		}
		case "remove_column": return {
			parts: [removed(table, column(), options, context)],
			after: []
		};
		case "remove_columns": return {
			parts: args.slice(1).map((one) => removed(table, nameOf(one, "the name of the column"), options, context)),
			after: []
		};
		case "change_column": {
			const parts = changedColumn(table, column(), nameOf(args[2], "the type of the column"), options, context);
			return options.has("comment") ? void 0 : {
				parts,
				after: []
			};
		}
		case "change_column_default": return {
			parts: [defaultOf(table, column(), options.has("to") ? options.get("to") : args[2], context)],
			after: []
		};
		case "change_column_null": return args[3] && args[3].kind !== "nil" && context.release >= 7 ? void 0 : {
			parts: [nullOf(column(), args[2])],
			after: []
		};
		case "add_timestamps": {
			const own = timestampOptions(options, command, context);
			return {
				parts: ["created_at", "updated_at"].map((one) => added(table, one, "datetime", own, command, context).sql),
				after: []
			};
		}
		case "remove_timestamps": return {
			parts: ["updated_at", "created_at"].map((one) => removed(table, one, options, context)),
			after: []
		};
		default: return;
	}
}
/** With `bulk: true` what can stand in one ALTER TABLE does. */
function sendBulk(commands, call, context, emit, send, unread) {
	let open = [];
	let after = [];
	let table = "";
	const close = () => {
		const head = {
			text: `ALTER TABLE ${quotedTable(table)} `,
			start: call.start,
			end: call.end
		};
		const pieces = open.flatMap(({ sql, place }, i) => [{
			text: i === 0 ? sql : `, ${sql}`,
			start: place.start,
			end: place.end
		}]);
		if (open.length > 0) emit([{ pieces: [head, ...pieces] }]);
		emit(after);
		[open, after] = [[], []];
	};
	for (const command of commands) try {
		table = nameOf(command.args[0], "the name of the table");
		const parts = partsOf(command, table, context);
		if (!parts) {
			close();
			send(command);
			continue;
		}
		open.push(...parts.parts.map((sql) => ({
			sql,
			place: {
				start: command.start,
				end: command.end
			}
		})));
		after.push(...parts.after);
	} catch (error) {
		if (!(error instanceof Unclear)) throw error;
		unread(command, error.message);
	}
	close();
}

// src/frameworks/rails/vocabulary.ts
/** What calls in a migration do that are no changes of the schema. */
const words = (text) => new Set(text.split(/\s+/).filter((word) => word !== ""));
/** Calls on the migration that never reach the database, or only ask it. */
const HARMLESS = words("alias_method say puts p pp print announce write sleep require require_relative require_dependency load warn private protected public attr_accessor attr_reader attr_writer include extend format sprintf rand binding instance_variable_set instance_variable_get freeze exit abort disable_ddl_transaction! disable_statement_timeout! logger Rails name version verbose verbose= class method_missing respond_to? instance_of? is_a? Integer String Float Hash BigDecimal Rational URI gets catch throw caller pluralize singularize clear_cache! reload_type_map reload_models reset_column_information clear_schema_cache! add_observer atomic_migration! enable_lock_retries! milestone restrict_gitlab_migration");
/** Calls that run their block and do nothing else to the database. */
const THROUGH = words("say_with_time suppress_messages safety_assured transaction with_lock_retries without_timeout benchmark silence silence_stream tap class_eval module_eval yield_self instance_eval instance_exec with_options uncached unprepared_statement realtime measure with_connection with_timeout lock_thread say_batch_processed within_new_transaction disable_referential_integrity without_locking no_touching without_timestamps time");
/** Calls on a model that change rows. */
const WRITES = words("update update! update_all update_columns update_column update_attribute update_attribute! update_attributes update_attributes! save save! create create! find_or_create_by find_or_create_by! create_or_find_by create_or_find_by! first_or_create first_or_create! insert insert! insert_all insert_all! upsert upsert_all delete delete_all delete_by destroy destroy! destroy_all destroy_by really_destroy! touch touch_all increment! decrement! toggle! increment_counter decrement_counter update_counters reset_counters import import! bulk_import bulk_insert bulk_insert! update_each! seed seed_once attach purge");
/** Those of them that lists, hashes and texts have too. */
const WRITES_OF_MODELS_ALONE = words("delete insert create import touch attach seed insert! delete_all");
/** Calls on a model, or on what one gave, that read rows or ask about it. */
const READS = words("where not find find_by find_by! find_each find_in_batches in_batches each each_with_index each_with_object each_slice each_pair each_key each_value each_instance each_record map flat_map collect filter filter_map select reject all joins left_joins left_outer_joins includes preload eager_load references order reorder limit offset group having distinct count sum minimum maximum average pluck pick ids first last take none unscoped unscope from lock readonly merge or and to_sql arel_table arel new build attributes columns column_names columns_hash content_columns table_name quoted_table_name primary_key sequence_name name class_eval class const_get to_a to_h to_s to_i to_f to_sym sort_by sort group_by partition index_by uniq compact flatten zip reduce inject size length sum keys values fetch dig slice except with_indifferent_access max min max_by min_by tally rewhere extending default_scoped with_deleted only_deleted reverse reverse_each fetch_values values_at id presence try send public_send then yield_self rows cast_values as_json to_json find_by_sql find_or_initialize_by first_or_initialize connection transform_values transform_keys delete_if reload times upto step split strip parse dup clone instance current");
/** Calls on anything that change only what the program holds. */
const OF_OBJECTS = words("<< []= push append prepend unshift add concat merge! update_from delete delete_at delete_if clear reverse_merge! deep_merge! store puts print write info debug warn error fatal close flush rewind reset_column_information reset_sequence_name clear! clear_cache! reload assign_attributes attributes= establish_connection inheritance_column= table_name= primary_key= record_timestamps= ignored_columns= before after increment decrement start finish join pop shift log logger level= verbose= freeze call sort! map! compact! uniq! reject! select! keep_if gsub! sub! strip! chomp! squish! downcase! upcase! exit raise set_default skip_callback set_callback enum belongs_to has_many has_one serialize scope validates default_scope without_timeout clear_data_source_cache! symbolize_keys! stringify_keys! restore");
/** Names of calls that do something, whether what they give is used or not. */
const ACTS = /^(?:call|run|perform\w*|execute|process|invoke|enqueue\w*|backfill\w*|migrate\w*|sync\w*|rebuild\w*|refresh\w*|reindex\w*|\w+!)$/;
/** Constants whose methods never reach the database. */
const PLAIN_CONSTANTS = /^(?:Rails|Time|Date|DateTime|JSON|YAML|SecureRandom|ENV|File|Dir|Pathname|FileUtils|IO|Math|Logger|Kernel|Set|Hash|Struct|OpenStruct|Process|Random|Digest|Base64|I18n|String|Array|Integer|Float|BigDecimal|ActiveSupport|Thread|Benchmark|CSV|Zlib|OpenSSL|Regexp|Encoding|Marshal|ObjectSpace|GC|Signal|Concurrent|SiteSettings?|ActiveModel|Comparable|Enumerable|Object|Class|Module|StandardError|RuntimeError|ArgumentError|Nokogiri|Mime|Timeout|Oj|Psych|Gem|RUBY_VERSION|ApplicationConfig|Sidekiq|StrongMigrations|Zeitwerk|Arel|VMDB|Vmdb|MiqPassword|ManageIQ|Etc|Shellwords|Open3|ERB|URI|Net|PP|Warning|StringIO|Tempfile|Migration::SafeMigrate|Fixnum|NilClass|TrueClass|ActionController|ActionView|ActionMailer)(?:::|$)/;

// src/frameworks/rails/relation.ts
/**
* Changes of many rows through a model in one statement: `User.where(admin: nil).update_all(admin: false)`. A value that
* nobody knows stands as a parameter.
*/
/** Calls that leave the rows as they are. */
const SAME = /* @__PURE__ */ new Set([
	"all",
	"unscoped",
	"distinct",
	"order",
	"reorder",
	"with_deleted",
	"load",
	"readonly",
	"select",
	"unscope",
	"includes",
	"preload",
	"references"
]);
/** Calls behind which Rails changes rows by their keys. */
const PARTS = /* @__PURE__ */ new Set([
	"in_batches",
	"joins",
	"left_joins",
	"left_outer_joins",
	"limit",
	"offset",
	"group",
	"having",
	"merge",
	"or",
	"and",
	"eager_load"
]);
const isSimple = (value) => [
	"text",
	"number",
	"boolean"
].includes(value.kind);
function literalOf(table, column, value, context) {
	if (!isSimple(value)) return "$1";
	const { type, array = false } = context.memory.table(table).columns.get(column) ?? {};
	return defaultSql(value, type, array, context);
}
function condition(table, column, value, not, context) {
	const name = `${quotedTable(table)}.${quoteName(column)}`;
	if (value.kind === "hash" || column.includes(".")) return "$1";
	if (value.kind === "nil") return `${name} IS ${not ? "NOT " : ""}NULL`;
	if (value.kind !== "list") return `${name} ${not ? "!=" : "="} ${literalOf(table, column, value, context)}`;
	const some = value.items.filter(({ kind }) => kind !== "nil").map((item) => literalOf(table, column, item, context));
	const parts = [...some.length > 0 ? [`${name} ${not ? "NOT IN" : "IN"} (${some.join(", ")})`] : [], ...some.length < value.items.length ? [`${name} IS ${not ? "NOT " : ""}NULL`] : []];
	if (parts.length === 0) return not ? "TRUE" : "FALSE";
	return parts.length === 1 ? parts[0] ?? "" : `(${parts.join(not ? " AND " : " OR ")})`;
}
/** A fragment with `?` or `:name` where values come. */
function fragment(call) {
	const text = nameOf(call.args[0], "the condition");
	if (call.named) return text.replaceAll(/(?<![:\w]):[a-z_]\w*/g, "$$1");
	return call.args.length > 1 ? text.replaceAll("?", "$$1") : text;
}
const entriesOf = (call) => {
	const [first] = call.args;
	if (call.args.length === 0) return call.named;
	return first?.kind === "hash" ? new Map(first.entries.map(([key, value]) => [plainText(key) ?? "", value])) : void 0;
};
function conditionsOf(relation, call, not, context) {
	const entries = entriesOf(call);
	if (entries) return [...entries].map(([column, value]) => condition(relation.table, column, value, not, context));
	const [first] = call.args;
	const text = fragment(first?.kind === "list" ? {
		args: first.items,
		named: void 0
	} : call);
	return [not ? `NOT (${text})` : `(${text})`];
}
/** The relation behind a call; undefined where it is not known which rows it has. */
function relate(relation, call, context) {
	const { name, args, named } = call;
	if (call.spread) return void 0;
	if (name === "where" && args.length === 0 && !named) return {
		...relation,
		open: true
	};
	const narrowed = (...conditions) => ({
		table: relation.table,
		conditions: [...relation.conditions, ...conditions]
	});
	try {
		if (name === "where" || name === "rewhere") return narrowed(...conditionsOf(relation, call, false, context));
		if (name === "not" && relation.open) return narrowed(...conditionsOf(relation, call, true, context));
	} catch (error) {
		if (!(error instanceof Unclear)) throw error;
		return narrowed("$1");
	}
	if (SAME.has(name)) return relation;
	if (PARTS.has(name)) return narrowed(`${quotedTable(relation.table)}."id" IN ($1)`);
	return READS.has(name) || WRITES.has(name) || OF_OBJECTS.has(name) || call.block || /\W/.test(name) ? void 0 : narrowed("$1");
}
/** `update_all` and `delete_all` as a statement; undefined for other calls. */
function bulkChange(relation, call, context) {
	const table = quotedTable(relation.table);
	const where = relation.conditions.length === 0 ? "" : ` WHERE ${relation.conditions.join(" AND ")}`;
	if (call.name === "delete_all") return made(`DELETE FROM ${table}${where}`, call);
	if (call.name !== "update_all" || call.spread) return void 0;
	const entries = entriesOf(call);
	if (entries) {
		const set = [...entries].map(([column, value]) => `${quoteName(column)} = ${value.kind === "nil" ? "NULL" : literalOf(relation.table, column, value, context)}`);
		return set.length === 0 ? void 0 : made(`UPDATE ${table} SET ${set.join(", ")}${where}`, call);
	}
	const [first] = call.args;
	if (first?.kind !== "text" && first?.kind !== "list") return void 0;
	return made(`UPDATE ${table} SET ${fragment({
		args: first.kind === "list" ? first.items : [first],
		named: call.named
	})}${where}`, call);
}
/** SQL with `:name` and `?` where values come, which nobody knows. */
function withParameters(value, given) {
	if (!value || value.kind !== "text") return value ?? nil({
		start: 0,
		end: 0
	});
	if (!given) return value;
	const pieces = value.pieces.map(({ text, start, end }) => ({
		text: text.replaceAll(/(?<![:\w]):[a-z_]\w*|\?/gi, "$$1"),
		start,
		end
	}));
	return {
		...value,
		pieces
	};
}
/** The table of a model: the one that its class names, else by its name. */
function modelTable(path, info) {
	for (const node of info?.calls ?? []) if (node.type === "CallNode" && node.name === "table_name=") {
		const [value] = node.arguments?.arguments ?? [];
		if (value?.type === "StringNode" || value?.type === "SymbolNode") return value.unescaped.value;
	}
	return tableOfModel(path);
}

// src/frameworks/rails/views.ts
/** The text of a view, function or trigger: given, or of the file of its version. */
function definition(kind, name, version, options, context) {
	const given = textOption(options, "sql_definition");
	if (given !== void 0) return given.trim().replace(/;\s*$/, "");
	const path = `db/${kind}s/${name.replaceAll(".", "_")}_v${(version ?? "1").padStart(2, "0")}.sql`;
	const text = context.file(path);
	if (text === void 0) throw new Unclear(`the SQL of the ${kind} is not found in ${path}`);
	return text.trim().replace(/;\s*$/, "");
}
function viewStatements(command, context) {
	const { options } = command;
	const [verb, what] = command.name.split("_");
	if (what === "function" || what === "trigger") return functionStatements(verb ?? "", what, command, context);
	const name = nameOf(command.args[0], "the name of the view");
	const version = numberOption(options, "version");
	const materialized = flag(options, "materialized");
	const kind = materialized ? "MATERIALIZED VIEW" : "VIEW";
	const noData = materialized && hashOption(options, "materialized")?.has("no_data") ? " WITH NO DATA" : "";
	const create = () => made(`CREATE ${kind} ${quotedTable(name)} AS ${definition("view", name, version, options, context)}${noData}`, command);
	const drop = made(`DROP ${kind} ${quotedTable(name)}`, command);
	switch (command.name) {
		case "create_view": return [create()];
		case "drop_view": return [drop];
		case "replace_view": return [made(`CREATE OR REPLACE VIEW ${quotedTable(name)} AS ${definition("view", name, version, options, context)}`, command)];
		default: return [drop, create()];
	}
}
/** A trigger that is changed is dropped first; a function that is changed is dropped and made anew as well. */
function functionStatements(verb, what, command, context) {
	const { options } = command;
	const name = nameOf(command.args[0], `the name of the ${what}`);
	const table = what === "trigger" ? textOption(options, "on") : void 0;
	if (what === "trigger" && table === void 0) throw new Unclear("the table of the trigger is missing");
	const drop = made(`DROP ${what.toUpperCase()} ${name}${table === void 0 ? "" : ` ON ${table}`}`, command);
	const create = () => made(definition(what, name, numberOption(options, "version"), options, context), command);
	return verb === "drop" ? [drop] : verb === "create" ? [create()] : [drop, create()];
}

// src/frameworks/rails/run.ts
/** The steps of a migration in one direction: its calls go to the database, or to a recorder that turns them round. */
/** As Discourse asks its database. */
const MINI_SQL = /^(?:exec|query\w*)$/;
/** Of the gems Scenic and F(x). */
const SCENIC = /^(?:(?:create|update|replace|drop)_view|(?:create|update|drop)_(?:function|trigger))$/;
const DATA = "a data change through a model";
const SQL_CALLS = /^(?:execute|exec_query|exec_update|exec_insert|exec_delete|execute_batch|query|query_value|query_values|select_all|select_one|select_value|select_values|select_rows|internal_exec_query|exec)$/;
const SQL_WRITES = /^(?:update|insert|delete)(?:_sql)?$/;
var Run = class {
	steps = [];
	/** Blocks of strong_migrations' `safety_assured`. */
	assured = [];
	#file;
	#own;
	#context;
	#wrapped;
	#interpreter;
	#recorder;
	/** The expression on a model whose block is run through. */
	#within;
	constructor(file, program, own, context, wrapped) {
		this.#file = file;
		this.#own = own;
		this.#wrapped = wrapped;
		this.#interpreter = new Interpreter(file.text, program, this);
		this.#context = {
			...context,
			callBlock: (block, args = []) => this.#interpreter.block(block, args, true)
		};
	}
	/** Runs a method. Says whether it ends in an error. `back`: turns round what it does; throws Irreversible where that cannot be. */
	method(definition, statics, back) {
		const env = {
			names: /* @__PURE__ */ new Map(),
			parent: void 0,
			self: this.#own,
			static: statics
		};
		const call = {
			receiver: void 0,
			name: definition.name,
			args: [],
			named: void 0,
			block: void 0,
			spread: false,
			used: false,
			env,
			start: definition.start,
			end: definition.end
		};
		const body = () => {
			this.#interpreter.method(definition, call, this.#own, statics);
		};
		try {
			if (back) this.#revert(body);
			else body();
		} catch (error) {
			if (!(error instanceof Jump)) throw error;
			return { raised: error.kind === "raise" };
		}
		return { raised: false };
	}
	unread(place, reason) {
		const { start, end } = place;
		if (this.steps.some((step) => step.kind === "unread" && step.span.start === start && step.reason === reason)) return;
		this.steps.push({
			kind: "unread",
			span: {
				path: this.#file.path,
				start,
				end
			},
			reason
		});
	}
	#emit(statements) {
		for (const { pieces } of statements) this.steps.push({
			kind: "sql",
			script: scriptOf(this.#file.path, pieces),
			made: true
		});
	}
	call(call) {
		try {
			return this.#answer(call);
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			this.unread(call, error.message);
			return unknown(call);
		}
	}
	#answer(call) {
		const { receiver } = call;
		if (!receiver || receiver.kind === "handle" && receiver.name === "self") {
			const { self } = call.env;
			if (self && self !== this.#own && self.superclass && this.#isModel(self)) return this.#onModel(self.name, [], call, this.#relation(self.name, self));
			return this.#onMigration(call);
		}
		switch (receiver.kind) {
			case "handle": return this.#onHandle(receiver.name, receiver.about, call);
			case "constant": return this.#onConstant(receiver.path, receiver.info, call);
			case "chain": return this.#onModel(receiver.root, receiver.names, call, receiver.about);
			case "unknown": return this.#onUnknown(call);
			default: return;
		}
	}
	#isModel(info) {
		const above = pathOf(info.superclass);
		return above !== void 0 && !/Migration/.test(above);
	}
	/** Runs a block to its end; `break` in it ends it too. */
	#through(block, args = []) {
		if (!block) return nil({
			start: 0,
			end: 0
		});
		try {
			return this.#interpreter.block(block, args);
		} catch (error) {
			if (error instanceof Jump && error.kind === "break") return error.value;
			throw error;
		}
	}
	#handle(name, place, about) {
		return {
			kind: "handle",
			name,
			about,
			start: place.start,
			end: place.end
		};
	}
	#onMigration(call) {
		const { name, block } = call;
		switch (name) {
			case "connection": return this.#handle("connection", call);
			case "reversible":
				if (block) {
					const { reverting = false } = this.#recorder ?? {};
					this.#later(() => this.#through(block, [this.#handle("dir", call, { reverting })]));
				}
				return unknown(call);
			case "up_only":
				if (block && !this.#recorder?.reverting) this.#later(() => this.#through(block));
				return unknown(call);
			case "revert":
				if (block) this.#revert(() => this.#through(block));
				else this.unread(call, "it turns round a migration of another file");
				return unknown(call);
			case "run":
				this.unread(call, "it runs a migration of another file");
				return unknown(call);
			case "reverting?": return bool(this.#recorder?.reverting ?? false, call);
		}
		const known = this.#onConnection(call);
		if (known) return known;
		if (HARMLESS.has(name) || /^say_|[?=]$/.test(name)) return void 0;
		if (name === "safety_assured" && block && !this.assured.some(({ span }) => span.start === call.start)) this.assured.push({
			span: {
				path: this.#file.path,
				start: call.start,
				end: call.end
			},
			text: name
		});
		if (THROUGH.has(name)) return block ? this.#inTransaction(call, block) : void 0;
		if (call.used && !block && !/^(?:add|create|drop|remove|update|delete|execute|change|rename|insert|migrate|run)_?/.test(name)) return void 0;
		this.unread(call, `what ${name}(…) does is not known`);
	}
	/** A transaction of its own, where the migration has none. */
	#inTransaction(call, block) {
		const own = call.name === "transaction" && !this.#wrapped;
		const place = {
			start: call.start,
			end: call.start + 1
		};
		if (own) this.#emit([{ pieces: [{
			text: "BEGIN",
			...place
		}] }]);
		const value = this.#through(block);
		if (own) this.#emit([{ pieces: [{
			text: "COMMIT",
			...place
		}] }]);
		return value;
	}
	/** What both the migration and its connection know. */
	#onConnection(call) {
		const name = ALIASES[call.name] ?? call.name;
		if (SQL_CALLS.test(name) || SQL_WRITES.test(name) && call.args[0]?.kind !== "hash") {
			this.#execute(call);
			return unknown(call);
		}
		if (name === "create_table" || name === "create_join_table" || STATEMENTS.has(name) || SCENIC.test(name)) {
			if (call.spread) throw new Unclear("its arguments are spread");
			this.#take(commandOf(call, name));
			return unknown(call);
		}
		if (name === "change_table") {
			this.#changeTable(call);
			return unknown(call);
		}
		const [first] = call.args;
		const text = plainText(first);
		switch (name) {
			case "adapter_name": return textOf("PostgreSQL", call);
			case "quote": return text !== void 0 && first?.kind === "text" ? textOf(quoteText(text), call) : first?.kind === "number" ? first : unknown(call);
			case "quote_table_name": return text === void 0 ? unknown(call) : textOf(quotedTable(text), call);
			case "quote_column_name": return text === void 0 ? unknown(call) : textOf(quoteName(text), call);
			case "quote_string": return text === void 0 ? unknown(call) : textOf(text.replaceAll("'", "''"), call);
			case "begin_db_transaction":
			case "commit_db_transaction":
			case "rollback_db_transaction":
				this.#emit([{ pieces: [{
					text: name === "begin_db_transaction" ? "BEGIN" : name.startsWith("commit") ? "COMMIT" : "ROLLBACK",
					start: call.start,
					end: call.end
				}] }]);
				return unknown(call);
			default: return;
		}
	}
	#execute(call) {
		const [statement] = call.args;
		if (this.#recorder && call.name === "execute" && call.receiver?.kind !== "handle" && this.#recorder?.reverting) invert(commandOf(call), this.#context);
		if (statement?.kind === "list" && statement.items.every((item) => item.kind === "text")) {
			for (const item of statement.items) this.#execute({
				...call,
				args: [item]
			});
			return;
		}
		if (statement?.kind !== "text") {
			this.unread(call, "the SQL is computed");
			return;
		}
		const written = statement.pieces.every((piece) => piece.units !== void 0);
		const step = {
			kind: "sql",
			script: scriptOf(this.#file.path, statement.pieces),
			oneQuery: true,
			...written ? {} : { made: true }
		};
		if (this.#recorder) this.#recorder.commands.push({ run: () => void this.steps.push(step) });
		else this.steps.push(step);
	}
	/** Runs now, or when what is recorded is replayed. */
	#later(run) {
		if (this.#recorder && !this.#recorder.bulk) this.#recorder.commands.push({ run });
		else run();
	}
	#take(command) {
		const recorder = this.#recorder;
		if (recorder && (RECORDED.has(command.name) || SCENIC.test(command.name))) recorder.commands.push({ command: recorder.reverting ? invert(command, this.#context) : command });
		else this.#send(command);
	}
	#send(command) {
		try {
			this.#emit(this.#statements(command));
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			this.unread(command, error.message);
		}
	}
	#statements(command) {
		const fill = (table) => {
			if (command.block) this.#through(command.block, [this.#handle("table", command, table)]);
		};
		if (command.name === "create_table") return createTable(command, this.#context, fill);
		if (command.name === "create_join_table") return createJoinTable(command, this.#context, fill);
		if (SCENIC.test(command.name)) return viewStatements(command, this.#context);
		const send = STATEMENTS.get(command.name);
		if (!send) throw new Unclear(`${command.name} is not read yet`);
		return send(command, this.#context);
	}
	#revert(body) {
		const outer = this.#recorder;
		if (outer) {
			const before = outer.commands;
			outer.commands = [];
			outer.reverting = !outer.reverting;
			body();
			outer.reverting = !outer.reverting;
			outer.commands = [...before, ...outer.commands.toReversed()];
			return;
		}
		const recorder = {
			reverting: true,
			commands: []
		};
		this.#recorder = recorder;
		try {
			body();
		} finally {
			this.#recorder = void 0;
		}
		this.#replay(recorder.commands.toReversed());
	}
	#replay(commands) {
		for (const one of commands) if ("run" in one) one.run();
		else this.#send(one.command);
	}
	#changeTable(call) {
		const command = commandOf(call);
		const { block } = command;
		const table = command.args[0];
		if (!block || !table) throw new Unclear("it has no block");
		const bulk = command.options.get("bulk");
		const run = () => void this.#through(block, [this.#handle("changed", call, { table })]);
		if (!(bulk?.kind === "boolean" && bulk.value) || this.#recorder && this.#context.release < 7) {
			run();
			return;
		}
		const outer = this.#recorder;
		const recorder = {
			reverting: outer?.reverting ?? false,
			commands: [],
			bulk: true
		};
		this.#recorder = recorder;
		try {
			run();
		} finally {
			this.#recorder = outer;
		}
		const commands = recorder.commands.flatMap((one) => "command" in one ? [one.command] : []);
		const ordered = recorder.reverting ? commands.toReversed() : commands;
		const send = () => sendBulk(ordered, call, this.#context, (made) => this.#emit(made), (one) => this.#send(one), (place, reason) => this.unread(place, reason));
		this.#later(send);
	}
	#onHandle(name, about, call) {
		if (name === "dir") {
			const down = about !== void 0 && "reverting" in about && about.reverting === true;
			if (call.name === (down ? "down" : "up")) this.#through(call.block);
			return unknown(call);
		}
		if (name === "table" && about instanceof Table) {
			if (call.name === "name") return textOf(about.name, call);
			if (!about.call(call) && !call.name.endsWith("?")) throw new Unclear(`t.${call.name} is not read yet`);
			return this.#handle(name, call, about);
		}
		if (name === "changed" && about && "table" in about) {
			const table = about.table;
			if (call.name === "name") return table;
			if (call.name.endsWith("?")) return unknown(call);
			for (const command of changeTable(table, call)) this.#take(command);
			return unknown(call);
		}
		const known = this.#onConnection(call);
		if (known) return known;
		if (THROUGH.has(call.name)) return call.block ? this.#inTransaction(call, call.block) : void 0;
		if (!call.used && !/[?=]$/.test(call.name) && !HARMLESS.has(call.name) && !OF_OBJECTS.has(call.name)) this.unread(call, `what connection.${call.name}(…) does is not known`);
	}
	#onConstant(path, info, call) {
		const { name, args, block } = call;
		if (path === "Arel" && name === "sql") return args[0];
		if (/(?:^|::)(?:Base|ApplicationRecord)$/.test(path) && (name === "sanitize_sql" || name === "sanitize_sql_array")) return args[0]?.kind === "text" ? args[0] : unknown(call);
		if (name === "connection" || name === "lease_connection") return this.#handle("connection", call);
		if (name === "transaction" || PLAIN_CONSTANTS.test(path) && block) return block ? this.#inTransaction(call, block) : void 0;
		if (path === "DB" && MINI_SQL.test(name)) return this.#onConnection({
			...call,
			name: "exec",
			args: [withParameters(args[0], args.length > 1 || call.named !== void 0)]
		});
		if (PLAIN_CONSTANTS.test(path)) return {
			kind: "chain",
			root: path,
			names: [name],
			start: call.start,
			end: call.end
		};
		if (/Migration/.test(pathOf(info?.superclass ?? null) ?? path) && name === "new") return {
			kind: "chain",
			root: path,
			names: [],
			start: call.start,
			end: call.end
		};
		const table = modelTable(path, info);
		if (name === "table_name") return textOf(table, call);
		if (name === "quoted_table_name") return textOf(quotedTable(table), call);
		if (name === "name" || name === "to_s") return textOf(path, call);
		return this.#onModel(path, [], call, this.#relation(path, info));
	}
	/** All rows of a model whose table is known: it is made by the migrations, or the model stands in the file. */
	#relation(path, info) {
		const table = modelTable(path, info);
		const above = pathOf(info?.superclass ?? null);
		const scoped = info?.calls.some((node) => node.type === "CallNode" && node.name === "default_scope") ?? false;
		return (info ? above !== void 0 && /(?:^|::)(?:Base|ApplicationRecord)$/.test(above) && !scoped : this.#context.memory.has(table)) ? {
			table,
			conditions: []
		} : void 0;
	}
	/** A call on a class, or on what calls on it gave. */
	#onModel(root, names, call, about) {
		const { name, block, used } = call;
		const relation = about && "conditions" in about ? about : void 0;
		const bulk = relation && bulkChange(relation, call, this.#context);
		if (bulk) {
			this.#emit([bulk]);
			return unknown(call);
		}
		const value = {
			kind: "chain",
			root,
			names: [...names, name],
			about: relation && relate(relation, call, this.#context),
			start: call.start,
			end: call.end
		};
		const plain = PLAIN_CONSTANTS.test(root);
		if (!plain && WRITES.has(name)) {
			this.#dataChange(call);
			return value;
		}
		if (THROUGH.has(name) && block) return this.#inTransaction(call, block);
		if (block) {
			const outer = this.#within;
			this.#within ??= call;
			if (block.symbol !== void 0 && (WRITES.has(block.symbol) || !used && !READS.has(block.symbol))) this.#dataChange(call);
			else if (block.symbol === void 0) this.#through(block, name === "in_batches" ? [value] : []);
			this.#within = outer;
			return value;
		}
		if (!plain && (!used || ACTS.test(name)) && !READS.has(name) && !OF_OBJECTS.has(name) && !HARMLESS.has(name) && !/[?=\]]$/.test(name)) this.unread(call, `what ${[
			root,
			...names,
			name
		].slice(-2).join(".")}(…) does is not known`);
		return value;
	}
	#dataChange(call) {
		this.unread(this.#within ?? call, DATA);
	}
	#onUnknown(call) {
		const { name, block, used } = call;
		const listLike = WRITES_OF_MODELS_ALONE.has(name) && call.args.length > 0;
		if (WRITES.has(name) && !listLike) {
			this.#dataChange(call);
			return unknown(call);
		}
		if (block?.symbol !== void 0 && WRITES.has(block.symbol)) this.#dataChange(call);
		if (block && (READS.has(name) || THROUGH.has(name))) return void 0;
		if (used || READS.has(name) || OF_OBJECTS.has(name) || /[?=\]]$|^\W+$/.test(name)) return void 0;
		this.unread(this.#within ?? call, `what .${name}(…) does is not known`);
	}
};

// src/frameworks/rails/index.ts
const ID = "rails";
/** What is taken where neither Gemfile.lock nor a migration tells. */
const USUAL = 7.1;
/** Options of tables that another engine alone takes. */
const MYSQL = /\boptions:\s*["'][^"'\n]*\bENGINE\s*=/i;
async function readRails(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const parsed = [];
	for (const file of files.values()) parsed.push(await parse(file));
	parsed.sort((a, b) => compareNatural(a.parts.order, b.parts.order) || compareNatural(a.file.path, b.file.path));
	const shared = await sharedOf(project, tree, parsed.flatMap(({ program }) => program ? [...program.classes.values()].flatMap((info) => versionOf(info) ?? []) : []).reduce((a, b) => Math.max(a, b), 0) || USUAL);
	const memory = new Memory();
	const migrations = parsed.flatMap((one) => migrationsOf(one, shared, memory));
	return {
		migrations: project.dialect === void 0 && parsed.some(({ file }) => MYSQL.test(file.text)) ? migrations.map((one) => ({
			...one,
			otherDialect: "mysql"
		})) : migrations,
		unread
	};
}
async function parse(file) {
	const base = baseName(file.path);
	const [, order = base, name = ""] = /^(\d+)_?([^.]*)/.exec(base) ?? [];
	const parts = {
		framework: ID,
		id: order,
		order,
		title: wordsOf(name || base)
	};
	const read = await parseRuby(file);
	if (read.kind === "error") return {
		file,
		parts,
		comments: [],
		error: {
			kind: "unread",
			span: read.span,
			reason: read.reason
		}
	};
	return {
		file,
		parts,
		program: programOf(read.statements.body),
		comments: read.comments
	};
}
/** What the application says: the version of Rails, the type of `datetime`, the views in files. */
async function sharedOf(project, tree, highest) {
	let release = highest;
	for (const folder of foldersUp(project.root)) {
		const lock = await readText(tree, inFolder(folder, "Gemfile.lock"));
		const version = lock === void 0 ? void 0 : /^ {4}(?:activerecord|rails) \((\d+\.\d+)/m.exec(lock)?.[1];
		if (version !== void 0) release = Number(version);
		if (lock !== void 0) break;
	}
	const root = /^(.*?)\/?(?:^|\/)db\//.exec(`${project.root}/`)?.[1] ?? "";
	const own = (path) => path.startsWith(root === "" ? "" : `${root}/`);
	const paths = pathsWith(tree, "rb", "sql").filter((path) => own(path) && /(?:^|\/)(?:config\/(?:application|initializers\/\w+)\.rb|db\/(?:views|functions|triggers)\/\w+\.sql)$/.test(path));
	const contents = paths.length === 0 ? /* @__PURE__ */ new Map() : await tree.read(paths);
	const texts = new Map([...contents].flatMap(([path, content]) => content.kind === "text" ? [[path, content.text]] : []));
	const zoned = [...texts].some(([path, text]) => path.endsWith(".rb") && /^[^#\n]*\bdatetime_type\s*=\s*:timestamptz\b/m.test(text));
	return {
		release,
		datetime: zoned ? "timestamptz" : "timestamp",
		file: (path) => texts.get(root === "" ? path : `${root}/${path}`)
	};
}
/** `Migration[7.0]`; 4.2 where a class names none. */
function versionOf({ superclass }) {
	if (superclass?.type === "CallNode" && superclass.name === "[]" && pathOf(superclass.receiver)?.endsWith("Migration")) {
		const [version] = superclass.arguments?.arguments ?? [];
		return version?.type === "FloatNode" || version?.type === "IntegerNode" ? Number(version.value) : void 0;
	}
	return /^(?:::)?ActiveRecord::Migration$/.test(pathOf(superclass) ?? "") ? 4.2 : void 0;
}
/** The class of the migration: the one that the file's name asks for, else the first that looks like one. */
function classIn(program, name) {
	const named = program.classes.get(camelize(name));
	const looks = (info) => versionOf(info) !== void 0 || /Migration(?:::\w+)?$/.test(pathOf(info.superclass) ?? "") || ["up", "change"].some((method) => methodOf(info, method, false, program));
	return named && looks(named) ? named : [...program.classes.values()].find(looks);
}
function migrationsOf(parsed, shared, memory) {
	const { file, parts, program, comments, error } = parsed;
	const refused = (reason) => [migrationOf(file, {
		...parts,
		transaction: "unknown",
		steps: [error ?? {
			kind: "unread",
			span: wholeFile(file),
			reason
		}]
	})];
	if (!program) return refused("");
	const own = classIn(program, /^\d+_?([^.]*)/.exec(baseName(file.path))?.[1] ?? "");
	if (!own) return refused("no class of a migration is found in it");
	try {
		return directionsOf(parsed, own, program, shared, memory, comments);
	} catch (failure) {
		if (failure instanceof TooMuch || failure instanceof RangeError) return refused("the file does more than is followed");
		throw failure;
	}
}
function directionsOf({ file, parts }, own, program, shared, memory, comments) {
	const transaction = own.calls.some(optsOut) ? "none" : "wrapped";
	const version = versionOf(own) ?? shared.release;
	const method = (named) => {
		for (const statics of [false, true]) {
			const definition = methodOf(own, named, statics, program);
			if (definition?.type === "DefNode") return {
				definition,
				statics
			};
		}
	};
	const runOf = (remembered) => new Run(file, program, own, {
		...shared,
		version,
		memory: remembered
	}, transaction === "wrapped");
	const change = method("change");
	const up = change ?? method("up");
	const down = change ? void 0 : method("down");
	const whole = wholeFile(file);
	const common = {
		...parts,
		transaction
	};
	/** The comments of a direction: those in a down of its own are its own. */
	const saidIn = (direction, run) => {
		const within = ({ span }) => down !== void 0 && span.start >= down.definition.start && span.end <= down.definition.end;
		const said = [...comments.filter((comment) => within(comment) === (direction === "down")), ...run.assured];
		return said.length === 0 ? {} : { comments: said };
	};
	if (!up) return [migrationOf(file, {
		...common,
		steps: []
	})];
	const forth = runOf(memory);
	forth.method(up.definition, up.statics, false);
	const way = down ?? change;
	let back = {
		steps: [],
		state: "absent"
	};
	if (way) {
		const run = runOf(memory.copy());
		try {
			const { raised } = run.method(way.definition, way.statics, change !== void 0);
			const { start, end } = way.definition;
			const words = comments.filter(({ span }) => span.start >= start && span.end <= end).map(({ text }) => `-- ${text.replaceAll("\n", " ")}`);
			const declared = wayBackIn(words.join("\n")) === "irreversible";
			back = {
				run,
				steps: run.steps,
				state: run.steps.length > 0 ? "present" : raised || declared && !change ? "irreversible" : "absent"
			};
		} catch (failure) {
			if (!(failure instanceof Irreversible)) throw failure;
			back = {
				steps: [],
				state: "irreversible"
			};
		}
	}
	const behind = down && down.definition.start > up.definition.start;
	const migrations = [migrationOf(file, {
		...common,
		...saidIn("up", forth),
		steps: forth.steps,
		down: forth.steps.length === 0 ? "not-used" : back.state,
		...behind ? { span: {
			...whole,
			end: down.definition.start
		} } : {}
	})];
	if (back.run && back.steps.length > 0 && way) {
		const span = down ? {
			...whole,
			start: down.definition.start,
			end: down.definition.end
		} : whole;
		migrations.push(migrationOf(file, {
			...common,
			...saidIn("down", back.run),
			id: `${parts.id}:down`,
			direction: "down",
			span,
			steps: back.steps
		}));
	}
	return migrations;
}
/** `disable_ddl_transaction!`, under a condition too. */
function optsOut(node) {
	if (node.type === "CallNode" && node.name === "disable_ddl_transaction!") return true;
	return node.type !== "DefNode" && childrenOf(node).some(optsOut);
}

export { readRails };