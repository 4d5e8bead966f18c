import { r as __toESM } from "./chunk-rolldown-runtime.js";
import { $ as quoteText, Dr as wayBackIn, Or as wholeFile, Q as quoteName, Sr as migrationOf, _r as foldersUp, ai as lineStarts, br as inFolder, dr as engineOf, et as cutPiece, fr as baseName, it as withComments, nt as scriptOf, rt as codeComment, st as readCommandFiles, wr as readText } from "./chunk-review.js";
import { t as Unclear } from "./chunk-tool.js";

// src/frameworks/php/dialect.ts
/** Words of one engine in migrations, comments left out. */
const MARKS = [["mysql", /\bengine\s*=\s*['"]?(?:innodb|myisam)|->engine\s*=|->engine\(|['"]engine['"]\s*=>|\bALTER\s+TABLE\b[^;]{0,200}\b(?:MODIFY|CHANGE)\b|\bFULLTEXT\s+(?:KEY|INDEX)\b|["'(\s,.=]`\w+`|\bMysqlAdapter\b|\butf8mb4\b|\bSET\s+FOREIGN_KEY_CHECKS\b|\bUNSIGNED\b(?!\s*=>)|\bAUTO_INCREMENT\b|\bON\s+DUPLICATE\s+KEY\b/i], ["postgres", /->(?:jsonb|timestampTz|timestampsTz|dateTimeTz|softDeletesTz|tsvector)\(|\b(?:CREATE|DROP)\s+INDEX\s+CONCURRENTLY\b|\bCREATE\s+EXTENSION\b|\bILIKE\b|\bUSING\s+gin\b|\bgen_random_uuid\b|\buuid_generate_v4\b|[\w)'"]::(?:text|jsonb?|uuid|int\w*|bigint|varchar|numeric|regclass|timestamp\w*|boolean)\b|\bpgsql\b|\bplpgsql\b|\bPostgresAdapter\b|['"]timezone['"]\s*=>/i]];
async function dialectOfPhp(tree, root, files, variable, settings) {
	return await fromEnvironment(tree, root, variable) ?? await fromSettings(tree, root, settings) ?? await fromMigrations(tree, files);
}
/** `DB_CONNECTION=pgsql` in `.env.example` and its like. What tests use says nothing of the server. */
async function fromEnvironment(tree, root, variable) {
	const pattern = new RegExp(`^[ \\t]*(?:-[ \\t]+)?["']?${variable}["']?[ \\t]*[:=][ \\t]*["']?(\\w+)`, "m");
	for (const { path, text } of await readCommandFiles(tree, root)) {
		if (/test|ci\b/i.test(baseName(path))) continue;
		const dialect = engineOf(pattern.exec(text)?.[1] ?? "");
		if (dialect !== void 0) return {
			dialect,
			evidence: `${variable} in ${path}`
		};
	}
}
async function fromSettings(tree, root, settings) {
	for (const folder of foldersUp(root)) for (const { path, pattern, name } of settings) {
		const text = await readText(tree, inFolder(folder, path));
		const found = text === void 0 ? [] : [...text.matchAll(new RegExp(pattern, "gim"))].flatMap((match) => engineOf(match[1] ?? "") ?? []);
		const [only] = new Set(found);
		if (only !== void 0 && new Set(found).size === 1) return {
			dialect: only,
			evidence: `${name} in ${inFolder(folder, path)}`
		};
	}
}
async function fromMigrations(tree, files) {
	const found = /* @__PURE__ */ new Map();
	for (const [path, content] of await tree.read(files)) {
		if (content.kind !== "text") continue;
		const code = content.text.replaceAll(/^[ \t]*(?:\/\/|#|\*|\/\*)[^\n]*/gm, "");
		for (const [dialect, mark] of MARKS) if (!found.has(dialect) && mark.test(code)) found.set(dialect, path);
	}
	const [only] = found;
	return only && found.size === 1 ? {
		dialect: only[0],
		evidence: `what ${baseName(only[1])} asks for`
	} : void 0;
}

// src/frameworks/php/parse.ts
const isNode = (value) => typeof value === "object" && value !== null && "kind" in value;
/** A node in a field. */
const at = (node, field) => {
	const value = node[field];
	return isNode(value) ? value : void 0;
};
/** The nodes in a field that holds a list. */
const listAt = (node, field) => {
	const value = node[field];
	return Array.isArray(value) ? value.filter(isNode) : [];
};
/** A word in a field: text itself, or the name of an identifier. */
const wordAt = (node, field) => {
	const value = node[field];
	if (typeof value === "string") return value;
	return isNode(value) && typeof value["name"] === "string" ? value["name"] : "";
};
const placeOf = (node) => ({
	start: node.loc.start.offset,
	end: node.loc.end.offset
});
/** The statements of a body: of a block, or a statement that stands alone. */
const statementsIn = (body) => {
	if (!body) return [];
	return body.kind === "block" || body.kind === "namespace" ? listAt(body, "children") : [body];
};
/** Reads a file. The parser is loaded when the first one is read. */
async function parsePhp(file) {
	const { Engine } = await import("./chunk-src.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const engine = new Engine({
		parser: {
			extractDoc: true,
			suppressErrors: false,
			version: 804
		},
		ast: { withPositions: true }
	});
	try {
		const program = engine.parseCode(file.text.replace(/^\uFEFF/, " "), file.path);
		if (isNode(program)) return {
			kind: "file",
			body: listAt(program, "children"),
			comments: listAt(program, "comments")
		};
		return fault(file, 1, "the file does not parse as PHP");
	} catch (error) {
		if (error instanceof RangeError) return fault(file, 1, "the file is nested too deeply to be read");
		return fault(file, error instanceof Error && "lineNumber" in error && typeof error.lineNumber === "number" ? error.lineNumber : 1, `the file does not parse as PHP: ${(error instanceof Error ? error.message : String(error)).replace(/^Parse Error\s*:\s*/, "").replace(/ on line \d+$/, "").replaceAll(/\s+/g, " ").slice(0, 120)}`);
	}
}
function fault(file, line, reason) {
	const start = lineStarts(file.text)[line - 1] ?? 0;
	return {
		kind: "error",
		span: {
			path: file.path,
			start,
			end: file.text.length
		},
		reason
	};
}

// src/frameworks/php/values.ts
const NULL = { kind: "null" };
const quiet = (source = "") => ({
	kind: "unknown",
	origin: "quiet",
	source
});
/** A text that stands for an expression and not for the characters of the file. */
const madeText = (text, place = {
	start: 0,
	end: 0
}) => ({
	kind: "text",
	pieces: [{
		text,
		start: place.start,
		end: place.end
	}]
});
/** The characters of a text. */
const plainText = (value) => value.pieces.map((piece) => piece.text).join("");
/** Whether a text holds a part that only the program knows. */
const isComputed = (text) => text.includes("${");
/** A text or number as a plain string; undefined for what is neither or is computed. */
function stringOf(value) {
	if (value?.kind === "number") return value.text;
	if (value?.kind !== "text") return void 0;
	const text = plainText(value);
	return isComputed(text) ? void 0 : text;
}
/** An argument by its place or its name; undefined where it is not given. */
const argument = (args, index, name) => (name === void 0 ? void 0 : args.named.get(name)) ?? args.list[index];
/** The items of an array without its keys. */
const itemsOf = (value) => value?.kind === "array" ? value.entries.map(([, item]) => item) : void 0;
/** The value of a key. */
const entryOf = (value, key) => value?.kind === "array" ? value.entries.findLast(([name]) => name === key)?.[1] : void 0;
const listOf = (items) => ({
	kind: "array",
	entries: items.map((item, i) => [String(i), item]),
	list: true
});
/** Truth of a value; undefined where it is not known. */
function truth(value) {
	switch (value.kind) {
		case "boolean": return value.value;
		case "number": return Number(value.text) !== 0;
		case "null": return false;
		case "text": {
			const text = plainText(value);
			return isComputed(text) ? void 0 : text !== "" && text !== "0";
		}
		case "array": return value.entries.length > 0;
		case "unknown":
		case "host": return;
		default: return true;
	}
}
/** Whether two values are equal; undefined where that is not known. */
function equal(a, b) {
	const [x, y] = [a, b].map((one) => one.kind === "boolean" ? String(one.value) : one.kind === "null" ? "" : stringOf(one));
	if (x === void 0 || y === void 0) return a.kind === "unknown" || b.kind === "unknown" || a.kind === b.kind ? void 0 : false;
	return a.kind === b.kind && x === y;
}

// src/frameworks/php/functions.ts
const QUIET = /^(?:array_\w+|str_\w+|str\w*|is_\w+|in_array|json_\w+|preg_\w+|mb_\w+|date\w*|mktime|time|microtime|hrtime|count|sizeof|sprintf|printf|vsprintf|print_r|var_\w+|implode|explode|join|trim|ltrim|rtrim|substr\w*|ucfirst|ucwords|lcfirst|nl2br|html\w*|number_format|round|floor|ceil|abs|min|max|pow|intdiv|rand\w*|mt_\w+|random_\w+|uniqid|md5|sha1|hash\w*|crc32|base64_\w+|bin2hex|hex2bin|serialize|unserialize|compact|extract|list|range|sort|rsort|usort|uasort|uksort|ksort|asort|arsort|krsort|shuffle|key|current|next|reset|end|each|iterator_\w+|func_get_args|function_exists|class_exists|method_exists|property_exists|defined|define|constant|gettype|get_class\w*|get_object_vars|intval|floatval|strval|boolval|settype|usleep|sleep|set_time_limit|ini_set|ini_get|memory_get_usage|gc_collect_cycles|error_log|trigger_error|fopen|fclose|fgets\w*|fgetcsv|fputcsv|fwrite|file\w*|is_file|is_dir|mkdir|unlink|glob|basename|dirname|pathinfo|realpath|database_path|base_path|storage_path|app_path|resource_path|public_path|config_path|getenv|putenv|env|config|app|resolve|collect|value|tap|with|optional|data_get|data_set|data_fill|now|today|report|rescue|retry|logger|info|dump|dd|abort\w*|throw_if|throw_unless|filled|blank|class_basename|class_uses\w*|e|trans\w*|__|cache|encrypt|decrypt|bcrypt|request|session|url|route|asset|event|fake|str|head|last|parse_url|parse_str|http_build_query|urlencode|rawurlencode|urldecode|checkdate|iconv|utf8_\w+|ctype_\w+|version_compare|php_sapi_name|phpversion|spl_object_\w+|when|once|fprintf|ob_\w+|flush|exit|die|assert|ord|chr|dechex|hexdec|bindec|decbin|lang|enum_value)$/;
const isQuietFunction = (name) => QUIET.test(name);
/** What a function gives, where that can be told. */
function functionValue(output, name, args, place) {
	const [first, second] = args.list;
	switch (name) {
		case "in_array": {
			const items = itemsOf(second);
			const found = first && items?.map((item) => equal(first, item));
			if (found?.includes(true)) return {
				kind: "boolean",
				value: true
			};
			return found?.every((one) => one === false) ? {
				kind: "boolean",
				value: false
			} : void 0;
		}
		case "array_map":
		case "array_walk":
		case "array_filter": {
			const [run, array] = name === "array_map" ? [first, second] : [second, first];
			if (run?.kind !== "closure" || array?.kind !== "array") return void 0;
			const found = array.entries.map(([key, item]) => [key, output.run(run, [item, madeText(key, place)])]);
			if (name === "array_map") return {
				...array,
				entries: found
			};
			return name === "array_walk" ? NULL : {
				...array,
				entries: array.entries.filter((_, i) => truth(found[i]?.[1] ?? NULL) !== false)
			};
		}
		case "array_keys": return first?.kind === "array" ? listOf(first.entries.map(([key]) => madeText(key, place))) : void 0;
		case "array_values": return first?.kind === "array" ? listOf(first.entries.map(([, value]) => value)) : void 0;
		case "array_merge": {
			if (!args.list.every((one) => one.kind === "array")) return void 0;
			const all = args.list.flatMap((one) => one.kind === "array" ? one.entries : []);
			const list = args.list.every((one) => one.kind === "array" && one.list);
			return list ? listOf(all.map(([, value]) => value)) : {
				kind: "array",
				entries: all,
				list
			};
		}
		case "collect": return first?.kind === "array" ? first : void 0;
		case "tap":
		case "with":
			if (second?.kind !== "closure" || !first) return first;
			output.run(second, [first]);
			return first;
		case "value": return first?.kind === "closure" ? output.run(first, []) : first;
		case "call_user_func": return first?.kind === "closure" ? output.run(first, args.list.slice(1)) : void 0;
		case "rescue":
		case "retry":
		case "once": {
			const run = args.list.find((one) => one.kind === "closure");
			return run?.kind === "closure" ? output.run(run, []) : void 0;
		}
		case "implode":
		case "join": {
			const glue = stringOf(first);
			const parts = itemsOf(second)?.map(stringOf);
			return glue !== void 0 && parts?.every((part) => part !== void 0) ? madeText(parts.join(glue), place) : void 0;
		}
		case "explode": {
			const [glue, whole] = [stringOf(first), stringOf(second)];
			return glue && whole !== void 0 ? listOf(whole.split(glue).map((part) => madeText(part, place))) : void 0;
		}
		case "trim":
		case "rtrim":
		case "ltrim": return args.list.length === 1 && first?.kind === "text" ? first : void 0;
		case "strtolower":
		case "strtoupper":
		case "ucfirst": {
			const text = stringOf(first);
			if (text === void 0) return void 0;
			return madeText(name === "strtolower" ? text.toLowerCase() : name === "strtoupper" ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1), place);
		}
		case "str_replace": {
			const [from, to, whole] = [
				stringOf(first),
				stringOf(second),
				stringOf(argument(args, 2))
			];
			return from && to !== void 0 && whole !== void 0 ? madeText(whole.split(from).join(to), place) : void 0;
		}
		case "sprintf": return formatted(args, place);
		default: return;
	}
}
/** `sprintf`, where its format holds `%s`, `%d` and `%%` alone. What is put in and not known stays a placeholder. */
function formatted(args, place) {
	const [format, ...values] = args.list;
	if (format?.kind !== "text" || args.spread) return void 0;
	const text = plainText(format);
	if (/%(?![sd%]|\d\$[sd])/.test(text)) return void 0;
	let next = 0;
	const filled = text.replaceAll(/%(?:(\d)\$)?([sd%])/g, (_, index, kind) => {
		if (kind === "%") return "%";
		const value = values[index === void 0 ? next++ : Number(index) - 1];
		if (value?.kind === "text") return plainText(value);
		if (value?.kind === "number") return value.text;
		return `\${${(value?.kind === "unknown" ? value.source.replaceAll(/[{}$\s]+/g, "").slice(0, 60) : "") || "value"}}`;
	});
	const [only] = format.pieces;
	return madeText(filled, format.pieces.length === 1 && only ? {
		start: only.start,
		end: only.end
	} : place);
}

// src/frameworks/php/calls.ts
/** Calls in a migration in PHP: of the file's own functions and methods, of the framework's, and of what is not known. */
/** What changes data when a model, a relation or a query of models is asked for it. */
const WRITES = /^(?:save\w*|update\w*|delete\w*|forceDelete\w*|destroy|restore\w*|create\w*|forceCreate\w*|insert\w*|upsert|firstOrCreate|findOrCreate|push\w*|touch\w*|increment\w*|decrement\w*|truncate|sync\w*|updateExistingPivot|give\w+|assign\w+|revoke\w+|attach|detach|toggle|fillAndInsert\w*|seed|run)$/;
/** What looks at models, or narrows a query of them. */
const READS = /^(?:all|query|newQuery|where\w*|orWhere\w*|find\w*|first\w*|get|sole|with\w*|without\w*|chunk\w*|each\w*|cursor|lazy\w*|count|exists|doesntExist|pluck|on|select\w*|has|has\w*|doesntHave|order\w*|latest|oldest|max|min|sum|avg|value|distinct|limit|take|skip|join|leftJoin|groupBy|unguard\w*|reguard|from|cases|tryFrom|make|factory|instance|now|parse|connection)$/;
/** Facades and classes that never reach the tables. */
const QUIET_CLASS = /(?:^|\\)(?:Log|Str|Arr|Carbon\w*|Crypt|Hash|Config|Cache|Storage|File|URL|Http|Uuid|Ulid|App|Lang|Date|Event|Validator|Redis|Collection|Session|Cookie|View|Route|Number|RateLimiter|Password|Auth|DateTime\w*|Exception|RuntimeException|\w+Exception|Cuid2?|Cuid|Encrypter|Faker\w*|Locale|NumberFormatter|StdClass|ArrayObject|Stringable|HtmlString|Closure|Reflection\w*)$/i;
const SENDS$1 = /^(?:statement|unprepared|affectingStatement|execute|exec|executeStatement|executeQuery|query|prepare|executeUpdate)$/;
const SAYS = /^(?:writeln|write|info|warn\w*|error|line|comment|table|progress\w*|newLine|out|quiet|verbose|getMessage|advance|finish|start|close|format\w*|debug|notice|registerDoctrineTypeMapping)$/;
const LOOP = /^(?:each|map|flatMap|filter|reject|mapWithKeys|transform|tap|pipe|sortBy)$/;
function argsOf(reader, node, scope) {
	const list = [];
	const named = /* @__PURE__ */ new Map();
	let spread = false;
	for (const one of listAt(node, "arguments")) if (one.kind === "variadic") {
		const what = at(one, "what");
		const items = what ? itemsOf(evaluate(reader, what, scope)) : void 0;
		if (items) list.push(...items);
		else spread = true;
	} else if (one.kind === "namedargument") named.set(wordAt(one, "name"), evaluate(reader, one, scope));
	else list.push(evaluate(reader, one, scope));
	return {
		list,
		named,
		spread
	};
}
/** Reads the functions that are handed over, once, with values of which nothing else is known. */
function runClosures(reader, args, origin) {
	for (const value of [...args.list, ...args.named.values()]) {
		if (value.kind !== "closure") continue;
		const values = listAt(value.node, "arguments").map((parameter) => ({
			kind: "unknown",
			origin,
			source: `$${wordAt(parameter, "name")}`
		}));
		reader.run(value, values);
	}
}
function callValue(reader, node, scope, used) {
	const what = at(node, "what");
	const place = placeOf(node);
	switch (what?.kind) {
		case "name": return namedCall(reader, node, wordAt(what, "name"), scope, used);
		case "staticlookup": return staticCall(reader, node, what, scope, used);
		case "propertylookup":
		case "nullsafepropertylookup": {
			const [base, offset] = [at(what, "what"), at(what, "offset")];
			const receiver = base ? evaluate(reader, base, scope) : NULL;
			const args = argsOf(reader, node, scope);
			if (offset?.kind !== "identifier") {
				reader.unread(place, "the name of the method is computed");
				return unknownAt(reader, node, "foreign");
			}
			return methodCall(reader, node, receiver, wordAt(offset, "name"), args, scope, used);
		}
		default: {
			const callee = what ? evaluate(reader, what, scope) : NULL;
			const args = argsOf(reader, node, scope);
			if (callee.kind === "closure") return reader.run(callee, args.list);
			if (!used) reader.unread(place, "what is called here is computed");
			runClosures(reader, args, "quiet");
			return unknownAt(reader, node, "foreign");
		}
	}
}
function namedCall(reader, node, written, scope, used) {
	const place = placeOf(node);
	const name = written.split("\\").at(-1)?.toLowerCase() ?? "";
	const args = argsOf(reader, node, scope);
	const own = reader.functions.get(name);
	if (own) return reader.callNode(own, args.list, {
		names: /* @__PURE__ */ new Map(),
		self: void 0
	}, args.named);
	const given = reader.tool.functionCall?.(name, args, place, reader);
	if (given) return given;
	const value = functionValue(reader, name, args, place);
	if (value) return value;
	runClosures(reader, args, "quiet");
	if (isQuietFunction(name)) return unknownAt(reader, node);
	if (!used) reader.unread(place, `what ${written}(…) does is not known`);
	return unknownAt(reader, node, "foreign");
}
function staticCall(reader, node, what, scope, used) {
	const place = placeOf(node);
	const owner = at(what, "what");
	const method = wordAt(what, "offset");
	const args = argsOf(reader, node, scope);
	if (owner?.kind === "selfreference" || owner?.kind === "staticreference" || owner?.kind === "parentreference") {
		if (!scope.self) return unknownAt(reader, node);
		return methodCall(reader, node, scope.self, method, args, scope, used);
	}
	if (owner?.kind !== "name") return methodCall(reader, node, owner ? evaluate(reader, owner, scope) : NULL, method, args, scope, used);
	const name = reader.resolve(wordAt(owner, "name"));
	const own = reader.classes.get(name.toLowerCase());
	const body = own?.methods.get(method.toLowerCase());
	if (own && body) return reader.callNode(body, args.list, {
		names: /* @__PURE__ */ new Map(),
		self: reader.instance(own)
	}, args.named);
	const given = reader.tool.staticCall(name, method, args, place, reader);
	if (given) return given;
	const short = name.split("\\").at(-1) ?? name;
	if (QUIET_CLASS.test(name)) {
		runClosures(reader, args, "quiet");
		return unknownAt(reader, node);
	}
	if (WRITES.test(method)) reader.unread(place, "a data change through a model");
	else if (!used && !READS.test(method)) reader.unread(place, `what ${short}::${method}(…) does is not known`);
	runClosures(reader, args, "model");
	return unknownAt(reader, node, "model");
}
function methodCall(reader, node, receiver, method, args, scope, used) {
	const place = placeOf(node);
	switch (receiver.kind) {
		case "instance": return ownMethod(reader, node, receiver, method, args, place, used);
		case "host": return receiver.call(method, args, place);
		case "closure": return reader.run(receiver, method === "call" ? args.list.slice(1) : args.list);
		case "array": {
			const [run] = args.list;
			if (run?.kind === "closure" && LOOP.test(method)) {
				const found = receiver.entries.map(([key, item]) => reader.run(run, [item, {
					kind: "text",
					pieces: [{
						text: key,
						...place
					}]
				}]));
				return method === "map" ? {
					kind: "array",
					entries: receiver.entries.map(([key], i) => [key, found[i] ?? NULL]),
					list: receiver.list
				} : receiver;
			}
			runClosures(reader, args, "quiet");
			return /^(?:all|toArray|values|unique|filter)$/.test(method) ? receiver : unknownAt(reader, node);
		}
		case "unknown": return unknownMethod(reader, node, receiver, method, args, used);
		default:
			runClosures(reader, args, "quiet");
			return unknownAt(reader, node);
	}
}
function ownMethod(reader, node, self, method, args, place, used) {
	const body = self.of.methods.get(method.toLowerCase());
	if (body && at(body, "body")) return reader.callNode(body, args.list, {
		names: /* @__PURE__ */ new Map(),
		self
	}, args.named);
	const field = self.fields.get(method);
	if (field?.kind === "closure") return reader.run(field, args.list);
	const given = reader.tool.self(method, args, place, reader);
	if (given) return given;
	runClosures(reader, args, "quiet");
	if (!used) reader.unread(place, `what $this->${method}(…) does is in another file`);
	return unknownAt(reader, node, "foreign");
}
function unknownMethod(reader, node, receiver, method, args, used) {
	const place = placeOf(node);
	const [first] = args.list;
	if (SENDS$1.test(method) && first?.kind === "text") reader.unread(place, `what ->${method}(…) is asked of is not known`);
	else if (receiver.origin !== "quiet" && WRITES.test(method)) reader.unread(place, "a data change through a model");
	else if (receiver.origin === "foreign" && !used && !SAYS.test(method) && !READS.test(method)) reader.unread(place, `what ->${method}(…) does is not known`);
	runClosures(reader, args, receiver.origin === "foreign" ? "quiet" : receiver.origin);
	return unknownAt(reader, node, receiver.origin);
}
function construct(reader, node, scope) {
	const what = at(node, "what");
	const args = argsOf(reader, node, scope);
	if (what?.kind === "class") return reader.instance(reader.class(what));
	if (what?.kind !== "name") return unknownAt(reader, node, "foreign");
	const name = reader.resolve(wordAt(what, "name"));
	const given = reader.tool.construct?.(name, args, placeOf(node), reader);
	if (given) return given;
	const own = reader.classes.get(name.toLowerCase());
	if (own) {
		const self = reader.instance(own);
		const constructor = own.methods.get("__construct");
		if (constructor) reader.callNode(constructor, args.list, {
			names: /* @__PURE__ */ new Map(),
			self
		}, args.named);
		return self;
	}
	return QUIET_CLASS.test(name) ? quiet(reader.source(placeOf(node))) : unknownAt(reader, node, "foreign");
}

// src/frameworks/php/strings.ts
const SIMPLE = {
	n: "\n",
	t: "	",
	r: "\r",
	v: "\v",
	e: "\x1B",
	f: "\f",
	"\\": "\\",
	$: "$",
	"\"": "\""
};
/** What a backslash begins in double quotes or a heredoc; undefined where PHP keeps it. */
function escapeAt(written, heredoc) {
	const next = written[1] ?? "";
	if (next === "\"" && heredoc) return void 0;
	const known = SIMPLE[next];
	if (known !== void 0) return {
		text: known,
		length: 2
	};
	const [octal] = /^\\[0-7]{1,3}/.exec(written) ?? [];
	if (octal !== void 0) return {
		text: String.fromCharCode(Number.parseInt(octal.slice(1), 8) & 255),
		length: octal.length
	};
	const [all, hex, point] = /^\\(?:x([\da-f]{1,2})|u\{([\da-f]{1,6})\})/i.exec(written) ?? [];
	if (all === void 0) return void 0;
	const code = Number.parseInt(hex ?? point ?? "0", 16);
	return code > 1114111 ? void 0 : {
		text: String.fromCodePoint(code),
		length: all.length
	};
}
/** The text at `[start, end)` of a file, inside the quotes, escapes undone. */
function literalPiece(file, start, end, quoting) {
	const { kind, indent } = quoting;
	const written = file.slice(start, end);
	if (indent === 0 && !written.includes("\\")) return {
		text: written,
		start,
		end,
		units: "same"
	};
	const units = [];
	let text = "";
	const put = (what, from) => {
		for (let i = 0; i < what.length; i++) units.push(start + from);
		text += what;
	};
	const skipIndent = (from) => {
		let i = from;
		while (i < written.length && i - from < indent && (written[i] === " " || written[i] === "	")) i++;
		return i;
	};
	let i = quoting.lineStart ? skipIndent(0) : 0;
	while (i < written.length) {
		const c = written[i] ?? "";
		const next = written[i + 1] ?? "";
		if (c === "\n" && indent > 0) {
			put(c, i);
			i = skipIndent(i + 1);
		} else if (c === "\\" && kind === "single" && (next === "\\" || next === "'")) {
			put(next, i);
			i += 2;
		} else {
			const escape = c === "\\" && (kind === "double" || kind === "heredoc") ? escapeAt(written.slice(i, i + 12), kind === "heredoc") : void 0;
			put(escape?.text ?? c, i);
			i += escape?.length ?? 1;
		}
	}
	return {
		text,
		start,
		end,
		units
	};
}
/** Where the text of a heredoc or nowdoc begins and ends, and how far it is indented. */
function heredocOf(file, start, end) {
	const first = file.indexOf("\n", start) + 1;
	const last = file.lastIndexOf("\n", end - 1);
	const indent = /^[ \t]*/.exec(file.slice(last + 1, end))?.[0].length ?? 0;
	const behind = file[last - 1] === "\r" ? last - 1 : last;
	return {
		start: first,
		end: Math.max(first, behind),
		indent
	};
}

// src/frameworks/php/evaluate.ts
/** Expressions of a migration in PHP: what they are known to be, and the calls in them in their order. */
/** A value of which only the text in the file is known. */
const unknownAt = (reader, node, origin = "quiet") => ({
	kind: "unknown",
	origin,
	source: reader.source(placeOf(node))
});
/** `used`: somebody looks at the value. */
function evaluate(reader, node, scope, used = true) {
	const inner = (field, looked = true) => {
		const child = at(node, field);
		return child ? evaluate(reader, child, scope, looked) : NULL;
	};
	switch (node.kind) {
		case "string":
		case "encapsed":
		case "nowdoc": return textOf(reader, node, scope);
		case "number": return {
			kind: "number",
			text: wordAt(node, "value").replaceAll("_", "")
		};
		case "boolean": return {
			kind: "boolean",
			value: node["value"] === true
		};
		case "nullkeyword": return NULL;
		case "array": return arrayOf(reader, node, scope);
		case "variable": {
			const name = wordAt(node, "name");
			if (name === "this" && scope.self) return scope.self;
			return scope.names.get(name) ?? unknownAt(reader, node);
		}
		case "call": return callValue(reader, node, scope, used);
		case "new": return construct(reader, node, scope);
		case "assign": return assign(reader, node, scope);
		case "assignref": {
			const [left, value] = [at(node, "left"), inner("right")];
			if (left) bind(reader, left, value, scope);
			return value;
		}
		case "propertylookup":
		case "nullsafepropertylookup": return property(reader, node, scope);
		case "staticlookup": return constant(reader, node, scope);
		case "offsetlookup": {
			const [base, key] = [inner("what"), inner("offset")];
			const name = stringOf(key);
			return (name === void 0 ? void 0 : entryOf(base, name)) ?? unknownAt(reader, node, base.kind === "unknown" ? base.origin : "quiet");
		}
		case "bin": return binary(reader, node, scope);
		case "unary": {
			const value = inner("what");
			const sign = wordAt(node, "type");
			if (sign === "!") {
				const holds = truth(value);
				return holds === void 0 ? unknownAt(reader, node) : {
					kind: "boolean",
					value: !holds
				};
			}
			if (value.kind === "number" && (sign === "-" || sign === "+")) return {
				kind: "number",
				text: sign === "-" ? `-${value.text}` : value.text
			};
			return unknownAt(reader, node);
		}
		case "cast": {
			const value = inner("expr");
			const type = wordAt(node, "type");
			if (type === "string" && value.kind === "number") return madeText(value.text, placeOf(node));
			if (type === "array") return value.kind === "array" ? value : {
				kind: "array",
				entries: [["0", value]],
				list: true
			};
			return type === "string" && value.kind === "text" || type === "int" && value.kind === "number" ? value : unknownAt(reader, node);
		}
		case "retif": {
			const test = inner("test");
			const holds = truth(test);
			if (holds === true) return at(node, "trueExpr") ? inner("trueExpr") : test;
			if (holds === false) return inner("falseExpr");
			inner("trueExpr");
			inner("falseExpr");
			return unknownAt(reader, node);
		}
		case "match": return matched(reader, node, scope, used);
		case "closure": {
			const names = new Map(listAt(node, "uses").flatMap((use) => {
				const value = scope.names.get(wordAt(use, "name"));
				return value ? [[wordAt(use, "name"), value]] : [];
			}));
			return {
				kind: "closure",
				node,
				scope: listAt(node, "uses").some((use) => use["byref"] === true) ? scope : {
					names,
					self: scope.self
				}
			};
		}
		case "arrowfunc": return {
			kind: "closure",
			node,
			scope
		};
		case "silent":
		case "clone": return inner("expr") === NULL ? inner("what") : inner("expr");
		case "print":
			inner("expression");
			return NULL;
		case "pre":
		case "post": {
			const target = at(node, "what");
			if (target?.kind === "variable") scope.names.set(wordAt(target, "name"), quiet(`$${wordAt(target, "name")}`));
			return unknownAt(reader, node);
		}
		case "namedargument": return inner("value");
		case "include":
			reader.unread(placeOf(node), "what the included file does is not read");
			return unknownAt(reader, node, "foreign");
		case "eval":
			reader.unread(placeOf(node), "what is evaluated is not read");
			return unknownAt(reader, node);
		default: return unknownAt(reader, node);
	}
}
function textOf(reader, node, scope) {
	const { start, end } = placeOf(node);
	const file = reader.file.text;
	if (node.kind === "string") {
		const quote = file[end - 1];
		const from = file.indexOf(quote ?? "'", start) + 1;
		return {
			kind: "text",
			pieces: [literalPiece(file, from, Math.max(from, end - 1), {
				kind: quote === "\"" ? "double" : "single",
				indent: 0,
				lineStart: false
			})]
		};
	}
	const doc = node.kind === "nowdoc" || wordAt(node, "type") === "heredoc" ? heredocOf(file, start, end) : void 0;
	if (node.kind === "nowdoc" && doc) return {
		kind: "text",
		pieces: [literalPiece(file, doc.start, doc.end, {
			kind: "nowdoc",
			indent: doc.indent,
			lineStart: true
		})]
	};
	if (wordAt(node, "type") === "shell") return unknownAt(reader, node);
	const pieces = [];
	for (const part of listAt(node, "value")) {
		const place = placeOf(part);
		const expression = at(part, "expression");
		if (expression?.kind === "string" && expression.loc.start.offset === place.start && wordAt(part, "syntax") === "") {
			const last = doc ? Math.min(place.end, doc.end) : place.end;
			if (last > place.start) pieces.push(literalPiece(file, place.start, last, {
				kind: doc ? "heredoc" : "double",
				indent: doc?.indent ?? 0,
				lineStart: place.start === doc?.start
			}));
		} else if (expression) pieces.push(...inserted(evaluate(reader, expression, scope), place, reader));
	}
	return {
		kind: "text",
		pieces
	};
}
/** A value inside a text: what is known of it, else a placeholder that shows how it is written. */
function inserted(value, place, reader) {
	if (value.kind === "raw") return inserted(value.text, place, reader);
	if (value.kind === "text") return value.pieces.every((piece) => piece.start >= place.start && piece.end <= place.end) ? value.pieces : [{
		text: plainText(value),
		...place
	}];
	if (value.kind === "number") return [{
		text: value.text,
		...place
	}];
	if (value.kind === "null") return [];
	if (value.kind === "boolean") return [{
		text: value.value ? "1" : "",
		...place
	}];
	return [{
		text: `\${${reader.source(place).replaceAll(/[{}\s]+/g, "").slice(0, 60).replace(/^\$/, "") || "value"}}`,
		...place
	}];
}
function arrayOf(reader, node, scope) {
	const entries = [];
	let next = 0;
	let list = true;
	for (const item of listAt(node, "items")) {
		const value = at(item, "value");
		if (!value) continue;
		const found = evaluate(reader, value, scope);
		if (item["unpack"] === true) {
			if (found.kind !== "array") return unknownAt(reader, node);
			for (const [key, one] of found.entries) entries.push([found.list ? String(next++) : key, one]);
			list &&= found.list;
			continue;
		}
		const key = at(item, "key");
		const name = key ? stringOf(evaluate(reader, key, scope)) : String(next);
		if (name === void 0) return unknownAt(reader, node);
		if (key) list = false;
		if (/^\d+$/.test(name)) next = Number(name) + 1;
		entries.push([name, found]);
	}
	return {
		kind: "array",
		entries,
		list
	};
}
function assign(reader, node, scope) {
	const [left, right] = [at(node, "left"), at(node, "right")];
	if (!left || !right) return NULL;
	const operator = wordAt(node, "operator");
	const value = evaluate(reader, right, scope, true);
	if (operator === "=") {
		bind(reader, left, value, scope);
		return value;
	}
	const before = evaluate(reader, left, scope);
	const [a, b] = [placeOf(left), placeOf(right)];
	let result = unknownAt(reader, left);
	if (operator === ".=") result = joined(reader, before, value, a, b);
	else if (operator === "??=") result = before.kind === "null" ? value : before;
	bind(reader, left, result, scope);
	return result;
}
function joined(reader, a, b, left, right) {
	return {
		kind: "text",
		pieces: [...a.kind === "text" ? a.pieces : inserted(a, left, reader), ...inserted(b, right, reader)]
	};
}
const isHuge = (value) => value.kind === "text" && (value.pieces.length > 2e3 || value.pieces.reduce((sum, { text }) => sum + text.length, 0) > 1e6) || value.kind === "array" && value.entries.length > 5e3;
/** Binds a variable, a property, a key of an array or a pattern of them. */
function bind(reader, target, given, scope) {
	const value = isHuge(given) ? unknownAt(reader, target) : given;
	if (target.kind === "variable") scope.names.set(wordAt(target, "name"), value);
	else if (target.kind === "array" || target.kind === "list") for (const [i, item] of listAt(target, "items").entries()) {
		const [inside, key] = [at(item, "value"), at(item, "key")];
		const name = key ? stringOf(evaluate(reader, key, scope)) : String(i);
		if (inside) bind(reader, inside, (name === void 0 ? void 0 : entryOf(value, name)) ?? unknownAt(reader, inside, value.kind === "unknown" ? value.origin : "quiet"), scope);
	}
	else if (target.kind === "propertylookup") {
		const base = at(target, "what");
		const owner = base ? evaluate(reader, base, scope) : NULL;
		const name = wordAt(target, "offset");
		if (owner.kind === "instance") owner.fields.set(name, value);
		else if (owner.kind === "host") owner.assign?.(name, value, placeOf(target));
	} else if (target.kind === "offsetlookup") {
		const [base, key] = [at(target, "what"), at(target, "offset")];
		if (!base) return;
		const array = evaluate(reader, base, scope);
		const name = key ? stringOf(evaluate(reader, key, scope)) : array.kind === "array" ? String(array.entries.length) : void 0;
		bind(reader, base, array.kind === "array" && name !== void 0 ? {
			kind: "array",
			entries: [...array.entries.filter(([known]) => known !== name), [name, value]],
			list: array.list && !key
		} : unknownAt(reader, base, array.kind === "unknown" ? array.origin : "quiet"), scope);
	}
}
function property(reader, node, scope) {
	const base = at(node, "what");
	const owner = base ? evaluate(reader, base, scope) : NULL;
	const name = wordAt(node, "offset");
	if (owner.kind === "instance") return owner.fields.get(name) ?? reader.tool.field?.(name, node, reader) ?? unknownAt(reader, node);
	if (owner.kind === "host") return owner.property?.(name) ?? unknownAt(reader, node);
	return unknownAt(reader, node, owner.kind === "unknown" ? owner.origin : "quiet");
}
/** `self::X`, `Foo::X`, `Foo::class`. */
function constant(reader, node, scope) {
	const what = at(node, "what");
	const name = wordAt(node, "offset");
	if (!what) return unknownAt(reader, node);
	const self = what.kind === "selfreference" || what.kind === "staticreference" || what.kind === "parentreference";
	const path = self ? "" : reader.resolve(wordAt(what, "name"));
	const of = self ? scope.self?.of : reader.classes.get(path.toLowerCase());
	if (name === "class") return madeText(self ? scope.self?.of.name ?? "" : path, placeOf(node));
	const value = of?.constants.get(name);
	if (value) return evaluate(reader, value, scope);
	return (at(node, "offset")?.kind === "variable" ? scope.self?.fields.get(name) : void 0) ?? unknownAt(reader, node);
}
function binary(reader, node, scope) {
	const [left, right] = [at(node, "left"), at(node, "right")];
	if (!left || !right) return NULL;
	const operator = wordAt(node, "type");
	const a = evaluate(reader, left, scope);
	const bool = (value) => value === void 0 ? unknownAt(reader, node) : {
		kind: "boolean",
		value
	};
	switch (operator) {
		case "&&":
		case "and":
		case "||":
		case "or": {
			const decides = operator === "||" || operator === "or";
			const first = truth(a);
			if (first === decides) return bool(decides);
			const second = truth(evaluate(reader, right, scope));
			return bool(second === decides ? first === void 0 ? decides : second : first === void 0 ? void 0 : second);
		}
		case "??":
			if (a.kind === "unknown" || a.kind === "host") evaluate(reader, right, scope);
			return a.kind === "null" ? evaluate(reader, right, scope) : a;
		case ".": return joined(reader, a, evaluate(reader, right, scope), placeOf(left), placeOf(right));
		case "===":
		case "==": return bool(equal(a, evaluate(reader, right, scope)));
		case "!==":
		case "!=":
		case "<>": {
			const is = equal(a, evaluate(reader, right, scope));
			return bool(is === void 0 ? void 0 : !is);
		}
		case "+": {
			const b = evaluate(reader, right, scope);
			if (a.kind === "array" && b.kind === "array") return {
				kind: "array",
				entries: [...a.entries, ...b.entries.filter(([key]) => entryOf(a, key) === void 0)],
				list: a.list && b.list
			};
			return a.kind === "number" && b.kind === "number" ? {
				kind: "number",
				text: String(Number(a.text) + Number(b.text))
			} : unknownAt(reader, node);
		}
		default: {
			const b = evaluate(reader, right, scope);
			if (a.kind !== "number" || b.kind !== "number") return unknownAt(reader, node);
			const [x, y] = [Number(a.text), Number(b.text)];
			if (operator === "*") return {
				kind: "number",
				text: String(x * y)
			};
			if (operator === "-") return {
				kind: "number",
				text: String(x - y)
			};
			return unknownAt(reader, node);
		}
	}
}
function matched(reader, node, scope, used) {
	const condition = at(node, "cond");
	const subject = condition ? evaluate(reader, condition, scope) : NULL;
	let open = false;
	let result;
	for (const arm of listAt(node, "arms")) {
		const tests = listAt(arm, "conds");
		const holds = tests.map((test) => equal(subject, evaluate(reader, test, scope)));
		if (tests.length > 0 && holds.every((one) => one === false)) continue;
		const body = at(arm, "body");
		const sure = !open && (tests.length === 0 || holds.includes(true));
		if (body && body.kind !== "throw") result = evaluate(reader, body, scope, used);
		if (sure) return result ?? NULL;
		open = true;
		if (tests.length === 0) break;
	}
	return unknownAt(reader, node);
}

// src/frameworks/php/reader.ts
/** Limits on what one file can make us do. */
const LIMITS = {
	depth: 24,
	calls: 4e3,
	turns: 2e3,
	steps: 4e3
};
var PhpReader = class {
	steps = [];
	transaction;
	file;
	tool;
	/** Full names by the names that `use` binds. */
	imports = /* @__PURE__ */ new Map();
	classes = /* @__PURE__ */ new Map();
	functions = /* @__PURE__ */ new Map();
	#depth = 0;
	#calls = 0;
	#turns = 0;
	constructor(file, tool, body) {
		this.file = file;
		this.tool = tool;
		this.transaction = tool.transaction;
		this.#declare(body);
	}
	sql(text, place) {
		const whole = plainText(text);
		if (whole.trim() === "") return;
		if (/^(?:[\s;]*\$\{[^{}]*\})+[\s;]*$/.test(whole)) this.unread(place, "the SQL is computed");
		else this.#push(text, !text.pieces.every(({ units }) => units));
	}
	made(text, place) {
		this.#push(typeof text === "string" ? {
			kind: "text",
			pieces: [{
				text,
				start: place.start,
				end: place.end
			}]
		} : text, true);
	}
	#push(text, made) {
		if (this.steps.length < LIMITS.steps) this.steps.push({
			kind: "sql",
			script: scriptOf(this.file.path, text.pieces),
			...made ? { made } : {}
		});
	}
	unread(place, reason) {
		if (!this.steps.some((step) => step.kind === "unread" && step.span.start === place.start && step.reason === reason) && this.steps.length < LIMITS.steps) this.steps.push({
			kind: "unread",
			span: {
				path: this.file.path,
				start: place.start,
				end: place.end
			},
			reason
		});
	}
	source(place) {
		return this.file.text.slice(place.start, place.end);
	}
	/** Imports, classes and functions of the file. */
	#declare(body) {
		for (const node of body) if (node.kind === "namespace") this.#declare(listAt(node, "children"));
		else if (node.kind === "function") this.functions.set(wordAt(node, "name").toLowerCase(), node);
		else if (node.kind === "class") this.class(node);
		else if (node.kind === "return" || node.kind === "expressionstatement") {
			const value = at(node, "expr") ?? at(node, "expression");
			const made = value?.kind === "new" ? at(value, "what") : void 0;
			if (made?.kind === "class") this.class(made);
		} else if (node.kind === "usegroup") {
			const prefix = wordAt(node, "name");
			for (const item of listAt(node, "items")) {
				const path = `${prefix === "" ? "" : `${prefix}\\`}${wordAt(item, "name")}`.replace(/^\\/, "");
				this.imports.set((wordAt(item, "alias") || path.split("\\").at(-1) || path).toLowerCase(), path);
			}
		}
	}
	class(node) {
		const name = wordAt(node, "name");
		const parent = this.resolve(wordAt(node, "extends"));
		const body = listAt(node, "body");
		const inherited = this.classes.get(parent.toLowerCase());
		const methods = new Map(inherited?.methods);
		const constants = new Map(inherited?.constants);
		const properties = new Map(inherited?.properties);
		for (const member of body) {
			if (member.kind === "method") methods.set(wordAt(member, "name").toLowerCase(), member);
			for (const one of listAt(member, "constants")) {
				const value = at(one, "value");
				if (value) constants.set(wordAt(one, "name"), value);
			}
			for (const one of listAt(member, "properties")) properties.set(wordAt(one, "name"), at(one, "value"));
		}
		const info = {
			name,
			node,
			parent,
			methods,
			constants,
			properties
		};
		this.classes.set((name || `class@${node.loc.start.offset}`).toLowerCase(), info);
		return info;
	}
	/** A class's name in full. */
	resolve(name) {
		if (name.startsWith("\\")) return name.slice(1);
		const [first = "", ...rest] = name.split("\\");
		const imported = this.imports.get(first.toLowerCase());
		return imported === void 0 ? name : [imported, ...rest].join("\\");
	}
	instance(of) {
		const self = {
			kind: "instance",
			of,
			fields: /* @__PURE__ */ new Map()
		};
		for (const [name, value] of of.properties) self.fields.set(name, value ? evaluate(this, value, {
			names: /* @__PURE__ */ new Map(),
			self
		}) : NULL);
		return self;
	}
	/** Reads one direction from its method. */
	direction(self, method) {
		this.steps = [];
		this.#calls = this.#turns = 0;
		this.callNode(method, [], {
			names: /* @__PURE__ */ new Map(),
			self
		});
		if (this.#calls > LIMITS.calls || this.#turns > LIMITS.turns || this.steps.length >= LIMITS.steps) this.unread(placeOf(method), "the rest is not read: the migration calls or repeats too much");
		return this.steps;
	}
	run(callee, args) {
		return this.callNode(callee.node, args, callee.scope);
	}
	/** Calls a function: its parameters bound in a copy of the names around it. */
	callNode(node, args, around, named = /* @__PURE__ */ new Map()) {
		if (++this.#calls > LIMITS.calls || this.#depth >= LIMITS.depth) return unknownAt(this, node);
		this.#depth++;
		const scope = {
			names: new Map(around.names),
			self: around.self
		};
		for (const [i, parameter] of listAt(node, "arguments").entries()) {
			const name = wordAt(parameter, "name");
			const fallback = at(parameter, "value");
			if (parameter["variadic"] === true) scope.names.set(name, {
				kind: "array",
				entries: args.slice(i).map((item, k) => [String(k), item]),
				list: true
			});
			else scope.names.set(name, named.get(name) ?? args[i] ?? (fallback ? evaluate(this, fallback, scope) : quiet(`$${name}`)));
		}
		const body = at(node, "body");
		let result = NULL;
		if (node.kind === "arrowfunc") result = body ? evaluate(this, body, scope, true) : NULL;
		else {
			const flow = this.block(statementsIn(body), scope);
			if (flow?.kind === "return") result = flow.value;
		}
		for (const use of listAt(node, "uses")) {
			const name = wordAt(use, "name");
			if (use["byref"] === true) around.names.set(name, scope.names.get(name) ?? NULL);
		}
		this.#depth--;
		return result;
	}
	block(body, scope) {
		for (const statement of body) {
			const flow = this.#statement(statement, scope);
			if (flow) return flow;
		}
	}
	#statement(node, scope) {
		switch (node.kind) {
			case "expressionstatement": {
				const expression = at(node, "expression");
				if (expression?.kind === "throw" || expression?.kind === "exit") return { kind: "leave" };
				if (expression) evaluate(this, expression, scope, false);
				return;
			}
			case "return": {
				const value = at(node, "expr");
				return {
					kind: "return",
					value: value ? evaluate(this, value, scope) : NULL
				};
			}
			case "throw":
			case "exit": return { kind: "leave" };
			case "break":
			case "continue": return { kind: "break" };
			case "block": return this.block(listAt(node, "children"), scope);
			case "if": return this.#if(node, scope);
			case "switch": return this.#switch(node, scope);
			case "foreach":
				this.#foreach(node, scope);
				return;
			case "for":
				for (const one of [...listAt(node, "init"), ...listAt(node, "test")]) evaluate(this, one, scope, false);
				for (const one of listAt(node, "increment")) forget(one, scope);
				this.#once(statementsIn(at(node, "body")), scope);
				return;
			case "while":
			case "do": {
				const test = at(node, "test");
				if (test) evaluate(this, test, scope, true);
				this.#once(statementsIn(at(node, "body")), scope);
				return;
			}
			case "try": {
				const flow = this.block(statementsIn(at(node, "body")), scope);
				for (const one of listAt(node, "catches")) {
					const variable = at(one, "variable");
					if (variable) scope.names.set(wordAt(variable, "name"), quiet("$e"));
					this.block(statementsIn(at(one, "body")), {
						names: new Map(scope.names),
						self: scope.self
					});
				}
				return this.block(statementsIn(at(node, "always")), scope) ?? (listAt(node, "catches").length > 0 && flow?.kind === "leave" ? void 0 : flow);
			}
			case "echo":
				for (const one of listAt(node, "expressions")) evaluate(this, one, scope, true);
				return;
			case "function":
				this.functions.set(wordAt(node, "name").toLowerCase(), node);
				return;
			case "class":
				this.class(node);
				return;
			case "static":
				for (const one of listAt(node, "variables")) {
					const [variable, value] = [at(one, "variable"), at(one, "defaultValue")];
					if (variable) scope.names.set(wordAt(variable, "name"), value ? evaluate(this, value, scope) : NULL);
				}
				return;
			case "unset":
			case "global":
			case "declare":
			case "noop":
			case "inline":
			case "usegroup": return;
			default:
				this.unread(placeOf(node), "the statement is not read yet");
				return;
		}
	}
	/** Both ways where nobody knows which is taken; a name that differs behind them is not known any more. */
	#if(node, scope) {
		const test = at(node, "test");
		const holds = test ? truth(evaluate(this, test, scope, true)) : void 0;
		return this.either(holds, () => this.block(statementsIn(at(node, "body")), scope), () => this.block(statementsIn(at(node, "alternate")), scope), scope);
	}
	either(holds, yes, no, scope) {
		if (holds !== void 0) return holds ? yes() : no();
		const before = new Map(scope.names);
		const first = yes();
		const after = new Map(scope.names);
		replace(scope.names, before);
		const second = no();
		if (first && second) return first.kind === "return" && second.kind === "return" ? {
			kind: "return",
			value: same(first.value, second.value)
		} : { kind: "leave" };
		if (second) replace(scope.names, after);
		else if (!first) merge(scope.names, after);
	}
	#switch(node, scope) {
		const test = at(node, "test");
		const subject = test ? evaluate(this, test, scope, true) : NULL;
		const cases = listAt(at(node, "body") ?? node, "children");
		const holds = cases.map((one) => {
			const value = at(one, "test");
			return value ? equal(subject, evaluate(this, value, scope, true)) : void 0;
		});
		const taken = holds.indexOf(true);
		const fallback = cases.findIndex((one) => !at(one, "test"));
		const known = holds.every((one, i) => one !== void 0 || i === fallback);
		const from = taken >= 0 ? taken : known ? fallback : -1;
		if (known && from < 0) return void 0;
		for (const [i, one] of cases.entries()) {
			if (i < from || from < 0 && holds[i] === false) continue;
			const flow = this.block(statementsIn(at(one, "body")), scope);
			if (from >= 0 && flow) return flow.kind === "break" ? void 0 : flow;
		}
	}
	#foreach(node, scope) {
		const [source, key, target] = [
			at(node, "source"),
			at(node, "key"),
			at(node, "value")
		];
		if (!source || !target) return;
		const over = evaluate(this, source, scope, true);
		const body = statementsIn(at(node, "body"));
		if (over.kind !== "array") {
			const item = over.kind === "unknown" ? {
				...over,
				source: this.source(placeOf(target))
			} : quiet(this.source(placeOf(target)));
			bind(this, target, item, scope);
			if (key) bind(this, key, quiet(this.source(placeOf(key))), scope);
			this.#once(body, scope);
			return;
		}
		for (const [name, item] of over.entries) {
			if (++this.#turns > LIMITS.turns) return;
			bind(this, target, item, scope);
			if (key) bind(this, key, over.list ? {
				kind: "number",
				text: name
			} : {
				kind: "text",
				pieces: [{
					text: name,
					...placeOf(key)
				}]
			}, scope);
			const flow = this.block(body, scope);
			if (flow?.kind === "return" || flow?.kind === "leave") return;
		}
	}
	/** A body that runs nobody knows how often: read once; what it changes is not known behind it. */
	#once(body, scope) {
		const before = new Map(scope.names);
		this.block(body, scope);
		merge(scope.names, before);
	}
};
function forget(node, scope) {
	const variable = at(node, "what") ?? at(node, "left") ?? node;
	if (variable.kind === "variable") scope.names.set(wordAt(variable, "name"), quiet(`$${wordAt(variable, "name")}`));
}
function replace(names, by) {
	names.clear();
	for (const [name, value] of by) names.set(name, value);
}
const same = (a, b) => {
	if (a === b) return a;
	const [x, y] = [a, b].map((one) => one.kind === "text" && !isComputed(plainText(one)) ? plainText(one) : void 0);
	return x !== void 0 && x === y ? a : quiet();
};
function merge(names, other) {
	for (const name of /* @__PURE__ */ new Set([...names.keys(), ...other.keys()])) {
		const [a, b] = [names.get(name), other.get(name)];
		if (a === b) continue;
		const merged = a && b ? same(a, b) : quiet();
		names.set(name, merged.kind === "unknown" && merged.source === "" ? {
			...merged,
			source: `$${name}`
		} : merged);
	}
}

// src/frameworks/php/migration.ts
async function readClass(file, tool, parts) {
	const { framework, id, order, title, optsOut } = parts;
	const shared = {
		framework,
		id,
		order,
		title
	};
	const refused = (reason, span = wholeFile(file)) => [migrationOf(file, {
		...shared,
		transaction: "unknown",
		steps: [{
			kind: "unread",
			span,
			reason
		}]
	})];
	const parsed = await parsePhp(file);
	if (parsed.kind === "error") return refused(parsed.reason, parsed.span);
	const comments = parsed.comments.map(placeOf).map(({ start, end }) => codeComment(file, start, end));
	try {
		const reader = new PhpReader(file, tool, parsed.body);
		const names = parts.methods ?? {
			up: ["up"],
			down: ["down"]
		};
		const of = [...reader.classes.values()].find((one) => methodOf(one, names.up));
		const up = of && methodOf(of, names.up);
		if (!of || !up) return refused(`it has no method ${names.up.map((name) => `${name}()`).join(" or ")}`);
		const run = (method) => {
			const self = reader.instance(of);
			const constructor = of.methods.get("__construct");
			if (constructor) reader.callNode(constructor, [], {
				names: /* @__PURE__ */ new Map(),
				self
			});
			reader.transaction = optsOut(self, reader) ? "none" : tool.transaction;
			return {
				steps: reader.direction(self, method),
				transaction: reader.transaction
			};
		};
		parts.way?.("up");
		const forth = run(up);
		const goesBoth = names.both !== void 0 && up === methodOf(of, [names.both]);
		const down = goesBoth ? void 0 : methodOf(of, names.down);
		const whole = wholeFile(file);
		parts.way?.("down");
		const both = parts.back && goesBoth ? parts.back(reader, reader.instance(of), up) : void 0;
		if (!down) {
			const state = both ? "present" : goesBoth && forth.steps.length > 0 ? "irreversible" : "absent";
			const migrations = [migrationOf(file, {
				...shared,
				...forth,
				down: forth.steps.length === 0 ? "not-used" : state
			})];
			if (both && both.length > 0) migrations.push(migrationOf(file, {
				...shared,
				id: `${id}:down`,
				direction: "down",
				transaction: forth.transaction,
				steps: both,
				span: {
					path: file.path,
					...placeOf(up)
				}
			}));
			return withComments(migrations, comments);
		}
		const back = run(down);
		const place = placeOf(down);
		const ups = placeOf(up);
		const line = Math.max(file.text.lastIndexOf("\n", place.start) + 1, ups.end);
		const span = place.start > ups.start ? {
			...whole,
			end: Math.min(line, place.start)
		} : {
			path: file.path,
			...ups
		};
		const state = forth.steps.length === 0 ? "not-used" : wayBack(back.steps, file, down, parsed.comments);
		const migrations = [migrationOf(file, {
			...shared,
			...forth,
			span,
			down: state
		})];
		if (back.steps.length > 0) migrations.push(migrationOf(file, {
			...shared,
			...back,
			id: `${id}:down`,
			direction: "down",
			span: {
				path: file.path,
				...place
			}
		}));
		return withComments(migrations, comments);
	} catch (error) {
		if (error instanceof RangeError) return refused("the file is nested too deeply to be read");
		throw error;
	}
}
const methodOf = (of, names) => {
	for (const name of names) {
		const method = of.methods.get(name);
		if (method && at(method, "body")) return method;
	}
};
/** An error at once says that there is no way back; so may the words in a method that does nothing. */
function wayBack(steps, file, down, comments) {
	if (steps.length > 0) return "present";
	const body = at(down, "body");
	const [first] = body ? listAt(body, "children") : [];
	if (first && (first.kind === "throw" || at(first, "expression")?.kind === "throw")) return "irreversible";
	const { start, end } = placeOf(down);
	const said = comments.filter((one) => placeOf(one).start >= start && placeOf(one).end <= end).map((one) => `-- ${file.text.slice(placeOf(one).start, placeOf(one).end).replaceAll(/^\/\/|^#|^\/\*+|\*+\/$|\s*\n\s*\*?/g, " ")}`);
	return wayBackIn(said.join("\n")) === "irreversible" ? "irreversible" : "absent";
}

// src/frameworks/laravel/names.ts
/** Names and literals as Laravel's grammar for PostgreSQL writes them, and the names that it makes up. */
const quoted = (name) => name === "*" ? name : quoteName(name);
/** A name; one with dots in parts. */
const wrap = (name) => name.split(".").map(quoted).join(".");
/** A name that stands in the file. */
function nameOf(value, what) {
	const text = optionalName(value, what);
	if (text === void 0) throw new Unclear(`${what} is not given`);
	return text;
}
/** The same, where null or nothing stands for none. */
function optionalName(value, what) {
	if (value === void 0 || value.kind === "null") return void 0;
	const text = stringOf(value);
	if (text === void 0) throw new Unclear(`${what} is computed`);
	return text;
}
function columnsOf(value, what) {
	return (itemsOf(value) ?? (value ? [value] : [])).map((item) => item.kind === "raw" ? item.text : nameOf(item, `one of ${what}`));
}
function namesOf(value, what) {
	return columnsOf(value, what).map((column) => typeof column === "string" ? column : plainText(column));
}
const columnize = (columns) => columns.map((column) => typeof column === "string" ? wrap(column) : plainText(column)).join(", ");
/** The name that an index or constraint gets where none is given. */
const indexName = (table, columns, kind) => `${table}_${columns.map((column) => typeof column === "string" ? column : plainText(column)).join("_")}_${kind}`.toLowerCase().replaceAll(/[-.]/g, "_");
/** A value as Laravel writes it in the definition of a column: everything but a raw expression in quotes. */
function defaultOf(value) {
	switch (value.kind) {
		case "null": return;
		case "raw": return plainText(value.text);
		case "boolean": return value.value ? "'1'" : "'0'";
		case "text": return quoteText(plainText(value));
		case "number": return quoteText(value.text);
		case "unknown": return `'\${${value.source.replaceAll(/[{}$'\s]+/g, "").slice(0, 60) || "value"}}'`;
		default: throw new Unclear("the default of the column is computed");
	}
}
/** A value of a query: a literal, or a parameter where it is not known. */
function valueOf(value, parameters) {
	switch (value.kind) {
		case "null": return "null";
		case "raw": return plainText(value.text);
		case "boolean": return String(value.value);
		case "number": return value.text;
		case "text": {
			const text = plainText(value);
			return isComputed(text) ? `$${++parameters.count}` : quoteText(text);
		}
		default: return `$${++parameters.count}`;
	}
}
const IRREGULAR = {
	person: "people",
	child: "children",
	man: "men",
	woman: "women",
	foot: "feet",
	tooth: "teeth",
	goose: "geese",
	mouse: "mice",
	ox: "oxen",
	quiz: "quizzes",
	criterion: "criteria",
	datum: "data",
	medium: "media",
	index: "indices",
	matrix: "matrices",
	vertex: "vertices",
	analysis: "analyses",
	axis: "axes",
	basis: "bases",
	crisis: "crises",
	thesis: "theses",
	leaf: "leaves",
	life: "lives",
	knife: "knives",
	half: "halves",
	shelf: "shelves",
	wolf: "wolves",
	hero: "heroes",
	potato: "potatoes",
	tomato: "tomatoes",
	echo: "echoes",
	alumnus: "alumni",
	stimulus: "stimuli"
};
const UNCOUNTABLE = new Set("audio bison chassis compensation coreopsis data deer education emoji equipment evidence feedback firmware fish furniture gold hardware information jedi kin knowledge love metadata money moose news nutrition offspring plankton pokemon police rain recommended related rice series sheep software species swine traffic wheat".split(" "));
/** The plural by which Laravel finds the table of `user_id`. */
function plural(word) {
	const [, head = "", last = ""] = /^(.*_)?([^_]*)$/.exec(word) ?? [];
	const lower = last.toLowerCase();
	if (last === "" || UNCOUNTABLE.has(lower)) return word;
	const known = IRREGULAR[lower];
	if (known !== void 0) return head + known;
	if (/(?:s|x|z|ch|sh|ss)$/.test(lower)) return Object.values(IRREGULAR).includes(lower) || /[^su]s$/.test(lower) ? word : `${head}${last}es`;
	return /[^aeiou]y$/.test(lower) ? `${head}${last.slice(0, -1)}ies` : `${head}${last}s`;
}
/** The column that refers to a model: `App\Models\BlogPost` is `blog_post_id`. */
const modelKey = (name) => `${(name.split("\\").at(-1) ?? name).replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "_").toLowerCase()}_id`;
/**
* Fills bindings in for `?` and `:name`: by a literal where it is known, else by the parameter that the server gets. Texts in
* quotes are left alone.
*/
function withBindings(text, bindings) {
	const names = [];
	let next = 0;
	return {
		kind: "text",
		pieces: text.pieces.flatMap((piece) => {
			const out = [];
			let from = 0;
			for (const match of piece.text.matchAll(/'(?:[^']|'')*'|\?\?|\?|(?<![:\w]):[a-z_]\w*/gi)) {
				const [found] = match;
				if (found.startsWith("'")) continue;
				out.push(...cutPiece(piece, from, match.index));
				const value = found === "?" ? itemsOf(bindings)?.[next++] : entryOf(bindings, found.slice(1)) ?? entryOf(bindings, found);
				const known = value && value.kind !== "unknown" && value.kind !== "host" ? valueOf(value, { count: names.length }) : void 0;
				const name = found === "?" ? `?${next}` : found;
				if (found !== "??" && known === void 0 && !names.includes(name)) names.push(name);
				const place = cutPiece(piece, match.index, match.index + found.length)[0] ?? piece;
				out.push({
					text: found === "??" ? "?" : known ?? `$${names.indexOf(name) + 1}`,
					start: place.start,
					end: place.end
				});
				from = match.index + found.length;
			}
			out.push(...cutPiece(piece, from, piece.text.length));
			return out;
		})
	};
}

// src/frameworks/laravel/query.ts
const OPERATORS = new Set("= < > <= >= <> != like not like ilike not ilike ~ ~* !~ !~* similar to is is not".split(" ").concat("not like", "not ilike", "is not"));
/** What goes through the rows with a callback. */
const WALKS = /^(?:chunk\w*|each\w*|lazy\w*|cursor|map|tap|when|unless|pipe)$/;
const LOOKS$1 = /^(?:get|first\w*|find\w*|exists|doesntExist|count|pluck|value\w*|max|min|sum|avg|average|aggregate|toSql|dump|dd|sole|implode|paginate|getBindings|toBase|getQuery|rawValue|toArray|all|isEmpty|isNotEmpty|clone|newQuery|getConnection|explain)$/;
/** Parts that say nothing of the rows that are changed. */
const IDLE$2 = /^(?:select\w*|addSelect|distinct|order\w*|latest|oldest|inRandomOrder|reorder|useWritePdo|lockForUpdate|sharedLock|lock|groupBy|having\w*|with|without\w*|forUpdate|from|as)$/;
/** A query on a table; the name may be computed, which matters where it changes something. */
function query(output, table) {
	return host({
		output,
		table: table?.kind === "text" ? plainText(table) : void 0,
		where: [],
		parameters: { count: 0 },
		unclear: void 0
	});
}
function host(state) {
	const self = {
		kind: "host",
		call(method, args, place) {
			try {
				return ask$2(state, self, method, args, place);
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				state.output.unread(place, error.message);
				return quiet();
			}
		}
	};
	return self;
}
function ask$2(state, self, method, args, place) {
	const { output } = state;
	const [first, second] = args.list;
	if (/^(?:or)?[wW]here/.test(method)) {
		try {
			condition(state, method, args);
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			state.unclear ??= error.message;
		}
		return self;
	}
	const target = () => {
		if (state.table === void 0 || isComputed(state.table)) throw new Unclear("the name of the table is computed");
		if (state.unclear !== void 0) throw new Unclear(state.unclear);
		return wrap(state.table.replace(/\s+as\s+\w+$/i, ""));
	};
	const rows = () => state.where.length === 0 ? "" : ` where ${state.where.join(" ").replace(/^(?:and|or) /, "")}`;
	switch (method) {
		case "from":
			state.table = first?.kind === "text" ? plainText(first) : void 0;
			return self;
		case "update": {
			const sets = settings(first, state);
			if (sets.length > 0) output.made(`update ${target()} set ${sets.join(", ")}${rows()}`, place);
			return quiet();
		}
		case "increment":
		case "decrement": {
			const column = wrap(nameOf(first, "the column"));
			const amount = second ? valueOf(second, state.parameters) : "1";
			const more = args.list[2] ? settings(args.list[2], state) : [];
			output.made(`update ${target()} set ${[`${column} = ${column} ${method === "increment" ? "+" : "-"} ${amount}`, ...more].join(", ")}${rows()}`, place);
			return quiet();
		}
		case "delete":
			if (first && first.kind !== "null") state.where.push(`and ${target()}."id" = ${valueOf(first, state.parameters)}`);
			output.made(`delete from ${target()}${rows()}`, place);
			return quiet();
		case "truncate":
			output.made(`truncate ${target()} restart identity cascade`, place);
			return quiet();
		case "insert":
		case "insertOrIgnore":
		case "insertGetId":
			output.made(`${insertion(target(), first, state)}${method === "insertOrIgnore" ? " on conflict do nothing" : ""}`, place);
			return quiet();
		case "upsert":
		case "insertUsing":
		case "insertOrIgnoreUsing":
		case "updateFrom":
		case "updateOrInsert":
			if (method === "updateOrInsert") return updateOrInsert(state, target(), first, second, place);
			throw new Unclear(`what ${method}() of a query changes is not read yet`);
		case "limit":
		case "take":
		case "offset":
		case "skip":
		case "forPage":
		case "union":
		case "unionAll":
		case "fromSub":
		case "fromRaw":
		case "join":
		case "leftJoin":
		case "rightJoin":
		case "joinSub":
		case "leftJoinSub":
		case "crossJoin":
			state.unclear ??= `a change through a query with ${method}() is not read yet`;
			return self;
		default:
			if (WALKS.test(method)) {
				const run = args.list.find((one) => one.kind === "closure");
				const given = method === "when" || method === "unless" || method === "tap" ? self : quiet("$row");
				if (run?.kind === "closure") output.run(run, [given]);
				return given === self ? self : quiet();
			}
			if (LOOKS$1.test(method)) return method === "clone" || method === "toBase" ? self : quiet(output.source(place));
			if (IDLE$2.test(method)) return self;
			throw new Unclear(`what ${method}() of a query does is not read yet`);
	}
}
function settings(value, state) {
	if (value?.kind !== "array") throw new Unclear("what the update sets is computed");
	return value.entries.map(([key, item]) => {
		if (key.includes("->")) throw new Unclear("an update inside JSON is not read yet");
		return `${wrap(key.split(".").at(-1) ?? key)} = ${valueOf(item, state.parameters)}`;
	});
}
function insertion(table, value, state) {
	const items = itemsOf(value);
	if (value?.kind !== "array" || !items) throw new Unclear("the rows that are inserted are computed");
	const rows = value.list && items.length > 0 ? items : [value];
	const columns = rows[0]?.kind === "array" ? rows[0].entries.map(([key]) => key) : [];
	if (columns.length === 0 || rows[0]?.kind !== "array" || rows[0].list) throw new Unclear("the rows that are inserted are computed");
	const tuples = rows.map((row) => {
		if (row.kind !== "array") throw new Unclear("the rows that are inserted are computed");
		return `(${columns.map((column) => valueOf(entryOf(row, column) ?? NULL, state.parameters)).join(", ")})`;
	});
	return `insert into ${table} (${columns.map(wrap).join(", ")}) values ${tuples.join(", ")}`;
}
/** It looks first, and sends one of the two. */
function updateOrInsert(state, table, match, values, place) {
	if (match?.kind !== "array" || values && values.kind !== "array") throw new Unclear("the rows that are inserted are computed");
	const { output } = state;
	const entries = [...match.entries, ...values?.kind === "array" ? values.entries : []];
	const fresh = () => ({
		...state,
		where: [],
		parameters: { count: 0 }
	});
	output.made(insertion(table, {
		kind: "array",
		entries,
		list: false
	}, fresh()), place);
	const update = fresh();
	const sets = values?.kind === "array" ? settings(values, update) : [];
	const rows = match.entries.map(([key, value]) => `${wrap(key)} = ${valueOf(value, update.parameters)}`);
	if (sets.length > 0) output.made(`update ${table} set ${sets.join(", ")} where ${rows.join(" and ")}`, place);
	return quiet();
}
function condition(state, method, args) {
	const [first, second, third] = args.list;
	const { parameters } = state;
	const joiner = method.startsWith("or") ? "or" : "and";
	const add = (sql) => void state.where.push(`${joiner} ${sql}`);
	const column = () => first?.kind === "raw" ? plainText(first.text) : columnName(first);
	const kind = method.replace(/^orWhere/, "where");
	switch (kind) {
		case "where":
		case "whereNot": {
			if (first?.kind === "closure") {
				const inner = {
					...state,
					where: [],
					unclear: void 0
				};
				state.output.run(first, [host(inner)]);
				if (inner.unclear !== void 0) throw new Unclear(inner.unclear);
				if (inner.where.length > 0) add(`${kind === "whereNot" ? "not " : ""}(${inner.where.join(" ").replace(/^(?:and|or) /, "")})`);
				return;
			}
			if (first?.kind === "array") {
				if (first.list) throw new Unclear("a condition of the query is computed");
				add(`(${first.entries.map(([key, value]) => compared(wrap(key), "=", value, parameters)).join(" and ")})`);
				return;
			}
			const operator = third === void 0 ? "=" : (stringOf(second) ?? "").toLowerCase();
			if (!OPERATORS.has(operator)) throw new Unclear("an operator of the query is computed");
			add(`${kind === "whereNot" ? "not " : ""}${compared(column(), operator, third ?? second ?? NULL, parameters)}`);
			return;
		}
		case "whereNull":
		case "whereNotNull":
			for (const one of itemsOf(first) ?? [first]) add(`${columnName(one)} is ${kind === "whereNull" ? "" : "not "}null`);
			return;
		case "whereIn":
		case "whereNotIn":
		case "whereIntegerInRaw": {
			const items = itemsOf(second);
			const list = items?.map((item) => valueOf(item, parameters)).join(", ") ?? `$${++parameters.count}`;
			add(items?.length === 0 ? kind === "whereNotIn" ? "1 = 1" : "0 = 1" : `${column()} ${kind === "whereNotIn" ? "not in" : "in"} (${list})`);
			return;
		}
		case "whereBetween":
		case "whereNotBetween": {
			const [low = NULL, high = NULL] = itemsOf(second) ?? [quiet(), quiet()];
			add(`${column()} ${kind === "whereBetween" ? "" : "not "}between ${valueOf(low, parameters)} and ${valueOf(high, parameters)}`);
			return;
		}
		case "whereColumn":
			add(third === void 0 ? `${column()} = ${columnName(second)}` : `${column()} ${nameOf(second, "the operator")} ${columnName(third)}`);
			return;
		case "whereRaw":
			if (first?.kind !== "text") throw new Unclear("a condition of the query is computed");
			add(plainText(first).replaceAll(/\?/g, () => `$${++parameters.count}`));
			return;
		default: throw new Unclear(`the condition ${method}() of a query is not read yet`);
	}
}
function columnName(value) {
	const [name = ""] = namesOf(value, "the columns");
	const [column = "", ...path] = name.split("->");
	if (path.length === 0) return wrap(column);
	const last = path.pop() ?? "";
	return [wrap(column), ...path.map((part) => `'${part}'`)].join("->") + `->>'${last}'`;
}
function compared(column, operator, value, parameters) {
	if (value.kind === "null") return `${column} is ${operator === "=" || operator === "is" ? "" : "not "}null`;
	return `${/like/.test(operator) ? `${column}::text` : column} ${operator} ${valueOf(value, parameters)}`;
}

// src/frameworks/laravel/columns.ts
const YES$1 = {
	kind: "boolean",
	value: true
};
/** What a method on a column may be; all else is a macro of somebody's. */
const MODIFIERS = new Set("after always autoIncrement change charset collation comment default first from fulltext fullText generatedAs index instant invisible lock nullable persisted primary spatialIndex vectorIndex startingValue storedAs storedAsJson type unique unsigned using useCurrent useCurrentOnUpdate virtualAs virtualAsJson length precision total places allowed isGeometry projection srid renameTo hashed".split(" "));
const INTEGERS = {
	integer: "integer",
	tinyInteger: "tinyInteger",
	smallInteger: "smallInteger",
	mediumInteger: "mediumInteger",
	bigInteger: "bigInteger"
};
const INCREMENTS = {
	id: "bigInteger",
	increments: "integer",
	integerIncrements: "integer",
	tinyIncrements: "tinyInteger",
	smallIncrements: "smallInteger",
	mediumIncrements: "mediumInteger",
	bigIncrements: "bigInteger"
};
/** Methods without parameters that matter to PostgreSQL, and the type each asks for. */
const PLAIN = {
	...Object.fromEntries("tinyText text mediumText longText double real boolean json jsonb date year binary uuid ipAddress macAddress tsvector".split(" ").map((name) => [name, name])),
	unsignedDouble: "double",
	foreignUuid: "uuid"
};
const TIMES = /* @__PURE__ */ new Set([
	"dateTime",
	"dateTimeTz",
	"time",
	"timeTz",
	"timestamp",
	"timestampTz"
]);
const DEFAULT_NAMES = {
	id: "id",
	uuid: "uuid",
	ulid: "ulid",
	ipAddress: "ip_address",
	macAddress: "mac_address"
};
const SHAPES = new Set("point lineString polygon geometryCollection multiPoint multiLineString multiPolygon multiPolygonZ".split(" "));
/** The column that a method of the Blueprint makes; undefined where it makes none. */
function columnOf(method, args, place) {
	const attributes = /* @__PURE__ */ new Map();
	const column = (type) => {
		const name = optionalName(argument(args, 0, "column"), "the name of the column") ?? DEFAULT_NAMES[method];
		if (name === void 0) throw new Unclear("the name of the column is not given");
		return {
			type,
			name,
			attributes,
			place
		};
	};
	const take = (index, name, fallback) => {
		const value = argument(args, index, name) ?? fallback;
		if (value && value.kind !== "null") attributes.set(name, value);
	};
	const number = (text) => ({
		kind: "number",
		text
	});
	if (args.spread) throw new Unclear("the arguments of the column are spread");
	const increments = INCREMENTS[method];
	if (increments !== void 0) {
		attributes.set("autoIncrement", YES$1);
		return column(increments);
	}
	const unsigned = /^unsigned([A-Z]\w*Integer|Integer)$/.exec(method)?.[1];
	const integer = INTEGERS[unsigned === void 0 ? method : unsigned.charAt(0).toLowerCase() + unsigned.slice(1)];
	if (integer !== void 0) {
		take(1, "autoIncrement");
		return column(integer);
	}
	const plain = PLAIN[method];
	if (plain !== void 0) return column(plain);
	if (TIMES.has(method) || method === "datetime") {
		take(1, "precision", number("0"));
		if (argument(args, 1, "precision")?.kind === "null") attributes.set("precision", number("0"));
		return column(method === "datetime" ? "dateTime" : method);
	}
	switch (method) {
		case "foreignId": return column("bigInteger");
		case "char":
		case "string":
			take(1, "length", number("255"));
			if (!attributes.has("length")) attributes.set("length", number("255"));
			return column(method);
		case "ulid":
		case "foreignUlid":
			take(1, "length", number("26"));
			return column("char");
		case "float":
		case "unsignedFloat":
			take(1, "precision", number("53"));
			return column("float");
		case "decimal":
		case "unsignedDecimal":
			take(1, "total", number("8"));
			take(2, "places", number("2"));
			return column("decimal");
		case "enum":
			take(1, "allowed");
			return column("enum");
		case "set": throw new Unclear("PostgreSQL has no type for set(), and Laravel refuses it");
		case "geometry":
		case "geography":
			take(1, "subtype");
			take(2, "srid", method === "geography" ? number("4326") : void 0);
			return column(method);
		case "computed": throw new Unclear("Laravel refuses computed() for PostgreSQL");
		case "vector":
			take(1, "dimensions");
			return column("vector");
		case "rememberToken":
			attributes.set("length", number("100"));
			attributes.set("nullable", YES$1);
			return {
				type: "string",
				name: "remember_token",
				attributes,
				place
			};
		case "softDeletes":
		case "softDeletesTz":
		case "softDeletesDatetime":
			take(1, "precision", number("0"));
			attributes.set("nullable", YES$1);
			return {
				type: method === "softDeletesTz" ? "timestampTz" : "timestamp",
				name: optionalName(argument(args, 0, "column"), "the name of the column") ?? "deleted_at",
				attributes,
				place
			};
		case "schemalessAttributes":
			attributes.set("nullable", YES$1);
			return {
				type: "json",
				name: optionalName(argument(args, 0, "columnName"), "the name of the column") ?? "schemaless_attributes",
				attributes,
				place
			};
		case "rawColumn":
			take(1, "definition");
			return column("raw");
		case "addColumn": {
			const type = nameOf(argument(args, 0, "type"), "the type of the column");
			const given = argument(args, 2, "parameters");
			if (given?.kind === "array") for (const [key, value] of given.entries) attributes.set(key, value);
			return {
				type,
				name: nameOf(argument(args, 1, "name"), "the name of the column"),
				attributes,
				place
			};
		}
		default: return SHAPES.has(method) ? column(method) : void 0;
	}
}
/** Whether a modifier is set; it may be given true or false. */
function isSet(column, name) {
	const value = column.attributes.get(name);
	if (!value) return false;
	const known = truth(value);
	if (known === void 0) throw new Unclear(`what ${name}() of the column is given is computed`);
	return known;
}
const sized = (column, name) => {
	const value = column.attributes.get(name);
	if (!value || value.kind === "null") return void 0;
	const text = stringOf(value);
	if (text === void 0) throw new Unclear("the size of the column is computed");
	return text;
};
const identity = (column) => {
	const value = column.attributes.get("generatedAs");
	return value?.kind === "null" ? void 0 : value;
};
/** `modern`: as Laravel 11 and later write it. */
function typeOf(column, modern) {
	const changed = isSet(column, "change");
	const counted = isSet(column, "autoIncrement") && !identity(column) && !changed;
	const precision = () => {
		const size = sized(column, "precision");
		return size === void 0 ? "" : `(${size})`;
	};
	const given = column.attributes.get("type");
	if (given) return nameOf(given, "the type of the column");
	switch (column.type) {
		case "char":
		case "string": {
			const length = sized(column, "length");
			const type = column.type === "char" ? "char" : "varchar";
			return length === void 0 || length === "0" ? type : `${type}(${length})`;
		}
		case "tinyText": return "varchar(255)";
		case "text":
		case "mediumText":
		case "longText": return "text";
		case "integer":
		case "mediumInteger":
		case "year": return counted ? "serial" : "integer";
		case "bigInteger": return counted ? "bigserial" : "bigint";
		case "tinyInteger":
		case "smallInteger": return counted ? "smallserial" : "smallint";
		case "float": return modern ? `float${precision()}` : "double precision";
		case "double": return "double precision";
		case "real":
		case "boolean":
		case "json":
		case "jsonb":
		case "date":
		case "uuid":
		case "tsvector": return column.type;
		case "decimal": return `decimal(${sized(column, "total") ?? "8"}, ${sized(column, "places") ?? "2"})`;
		case "enum": return `varchar(255) check (${wrap(column.name)} in (${labels(column).map(quoteText).join(", ")}))`;
		case "dateTime":
		case "timestamp": return `timestamp${precision()} without time zone`;
		case "dateTimeTz":
		case "timestampTz": return `timestamp${precision()} with time zone`;
		case "time": return `time${precision()} without time zone`;
		case "timeTz": return `time${precision()} with time zone`;
		case "binary": return "bytea";
		case "ipAddress": return "inet";
		case "macAddress": return "macaddr";
		case "raw": {
			const text = column.attributes.get("definition");
			if (text?.kind !== "text") throw new Unclear("the definition of the column is computed");
			return plainText(text);
		}
		case "vector": {
			const dimensions = sized(column, "dimensions");
			return dimensions === void 0 ? "vector" : `vector(${dimensions})`;
		}
		case "geometry":
		case "geography": return modern ? spatial(column) : postgis(column, "geometry");
		default:
			if (SHAPES.has(column.type)) return postgis(column, column.type.toLowerCase());
			throw new Unclear(`the type ${column.type} is not known`);
	}
}
function labels(column) {
	const items = itemsOf(column.attributes.get("allowed"));
	const value = column.attributes.get("allowed");
	if (!items) return [`\${${value?.kind === "unknown" ? value.source.replaceAll(/[{}$\s']+/g, "").slice(0, 60) : "values"}}`];
	return items.map((item) => stringOf(item) ?? (item.kind === "unknown" ? `\${${item.source.replaceAll(/[{}$\s']+/g, "")}}` : ""));
}
function spatial(column) {
	const [subtype, srid] = [sized(column, "subtype"), sized(column, "srid")];
	if (subtype === void 0 || subtype === "") return column.type;
	return `${column.type}(${subtype.toLowerCase()}${srid === void 0 || srid === "0" ? "" : `,${srid}`})`;
}
/** Before Laravel 11 a shape was a geography unless isGeometry() was said. */
function postgis(column, shape) {
	const projection = sized(column, "projection");
	if (!column.attributes.has("isGeometry")) return `geography(${shape}, ${projection ?? "4326"})`;
	return projection === void 0 ? `geometry(${shape})` : `geometry(${shape}, ${projection})`;
}
const CURRENT = {
	date: "CURRENT_DATE",
	year: "EXTRACT(YEAR FROM CURRENT_DATE)"
};
/** The default as SQL; undefined for none. */
function fallbackOf(column) {
	if (isSet(column, "useCurrent") && (TIMES.has(column.type) || CURRENT[column.type] !== void 0)) return CURRENT[column.type] ?? "CURRENT_TIMESTAMP";
	const value = column.attributes.get("default");
	return value ? defaultOf(value) : void 0;
}
const expressionOf = (column, name) => {
	const value = column.attributes.get(name);
	if (!value || value.kind === "null") return void 0;
	const text = value.kind === "raw" ? plainText(value.text) : stringOf(value);
	if (text === void 0 || isComputed(text)) throw new Unclear("the expression of the column is computed");
	return text;
};
const identityOf = (column) => {
	const options = identity(column)?.kind === "boolean" ? "" : expressionOf(column, "generatedAs") ?? "";
	return `generated ${isSet(column, "always") ? "always" : "by default"} as identity${options === "" ? "" : ` (${options})`}`;
};
const collation = (column) => {
	const name = optionalName(column.attributes.get("collation"), "the collation");
	return name === void 0 ? "" : ` collate ${wrap(name)}`;
};
/** A column as it stands in CREATE TABLE and ADD COLUMN. `keyed`: the Blueprint is given a primary key. */
function columnSql(column, modern, keyed) {
	const fallback = fallbackOf(column);
	const [virtual, stored] = [expressionOf(column, "virtualAs"), expressionOf(column, "storedAs")];
	const primary = isSet(column, "autoIncrement") && !(modern && keyed);
	return [
		wrap(column.name),
		` ${typeOf(column, modern)}${collation(column)}`,
		isSet(column, "nullable") ? " null" : " not null",
		fallback === void 0 ? "" : ` default ${fallback}`,
		virtual === void 0 ? "" : ` generated always as (${virtual})${modern ? " virtual" : ""}`,
		stored === void 0 ? "" : ` generated always as (${stored}) stored`,
		identity(column) ? ` ${identityOf(column)}` : "",
		primary ? " primary key" : ""
	].join("");
}
/** `change()` of Laravel 11 and later: everything is set anew, what is not given as well. */
function changeSql(column, version) {
	if (column.type === "enum") throw new Unclear("Laravel sends SQL for change() of an enum that PostgreSQL refuses");
	const using = version >= 13 ? expressionOf(column, "using") : void 0;
	const counted = isSet(column, "autoIncrement");
	const fallback = fallbackOf(column);
	const generated = identity(column);
	const changes = [`type ${typeOf(column, true)}${collation(column)}${using === void 0 ? "" : ` using ${using}`}`];
	changes.push(isSet(column, "nullable") ? "drop not null" : "set not null");
	if (!counted || generated) changes.push(fallback === void 0 ? "drop default" : `set default ${fallback}`);
	for (const name of ["virtualAs", "storedAs"]) if (column.attributes.has(name)) changes.push("drop expression if exists");
	if (generated) changes.push("drop identity if exists", `add ${identityOf(column)}`);
	else if (!counted) changes.push("drop identity if exists");
	return changes.map((change) => `alter column ${wrap(column.name)} ${change}`);
}
/** `change()` before Laravel 11, by Doctrine: what is not given stays as it is. */
function oldChangeSql(column) {
	if (column.type === "enum") throw new Unclear("Doctrine cannot change a column to an enum");
	const alter = `alter ${wrap(column.name)}`;
	const changes = [`${alter} type ${typeOf(column, false)}`];
	if (column.attributes.get("default") || column.attributes.has("useCurrent")) {
		const fallback = fallbackOf(column);
		changes.push(fallback === void 0 ? `${alter} drop default` : `${alter} set default ${fallback}`);
	}
	if (column.attributes.has("nullable")) changes.push(`${alter} ${isSet(column, "nullable") ? "drop" : "set"} not null`);
	return changes;
}

// src/frameworks/laravel/commands.ts
const KINDS = {
	primary: "primary",
	unique: "unique",
	index: "index",
	fulltext: "fulltext",
	fullText: "fulltext",
	spatialIndex: "spatialindex",
	vectorIndex: "vectorindex",
	foreign: "foreign"
};
const FLUENT = new Set("algorithm language deferrable initiallyImmediate nullsNotDistinct online operatorClass references on onDelete onUpdate notValid lock instant comment".split(" "));
const ACTIONS = {
	cascade: "cascade",
	restrict: "restrict",
	null: "set null",
	noAction: "no action"
};
/** The object that an index or a foreign key is told more by. `refuse` says what is not known. */
function commandHost(command, refuse) {
	const host = {
		kind: "host",
		call(method, args, place) {
			command.place = {
				start: Math.min(command.place.start, place.start),
				end: Math.max(command.place.end, place.end)
			};
			const [, action = "", event = ""] = /^(cascade|restrict|null|noAction)On(Delete|Update)$/.exec(method) ?? [];
			const does = ACTIONS[action];
			if (does !== void 0) command.attributes.set(`on${event}`, {
				kind: "text",
				pieces: [{
					text: does,
					...place
				}]
			});
			else if (FLUENT.has(method)) command.attributes.set(method, args.list[0] ?? {
				kind: "boolean",
				value: true
			});
			else if (!MODIFIERS.has(method)) refuse(place, `what ${method}() does to ${command.kind} is not known`);
			return host;
		}
	};
	return host;
}
const flag = (command, name) => {
	const value = command.attributes.get(name);
	if (!value || value.kind === "null") return void 0;
	const holds = truth(value);
	if (holds === void 0) throw new Unclear(`what ${name}() is given is computed`);
	return holds;
};
const word = (command, name) => optionalName(command.attributes.get(name), `what ${name}() is given`);
function deferral(command) {
	const [deferrable, immediate] = [flag(command, "deferrable"), flag(command, "initiallyImmediate")];
	return `${deferrable === void 0 ? "" : deferrable ? " deferrable" : " not deferrable"}${deferrable && immediate !== void 0 ? immediate ? " initially immediate" : " initially deferred" : ""}`;
}
/** The statements of a command on a table. */
function commandSql(command, table) {
	const target = wrap(table);
	const alter = `alter table ${target}`;
	const { kind, columns } = command;
	const name = wrap(command.name);
	const concurrently = flag(command, "online") ? "concurrently " : "";
	const algorithm = word(command, "algorithm");
	const using = (method) => method === void 0 ? "" : ` using ${method}`;
	switch (kind) {
		case "primary": return [`${alter} add primary key (${columnize(columns)})`];
		case "unique": {
			const distinct = flag(command, "nullsNotDistinct");
			if (concurrently || algorithm !== void 0) return [`create unique index ${concurrently}${name} on ${target}${using(algorithm)} (${columnize(columns)})`, `${alter} add constraint ${name} unique using index ${name}${deferral(command)}`];
			return [`${alter} add constraint ${name} ${distinct === void 0 ? "unique" : `unique nulls ${distinct ? "not distinct" : "distinct"}`} (${columnize(columns)})${deferral(command)}`];
		}
		case "index": return [`create index ${concurrently}${name} on ${target}${using(algorithm)} (${columnize(columns)})`];
		case "fulltext": {
			const language = quoteText(word(command, "language") ?? "english");
			return [`create index ${concurrently}${name} on ${target} using gin ((${columns.map((column) => `to_tsvector(${language}, ${columnize([column])})`).join(" || ")}))`];
		}
		case "spatialindex":
		case "vectorindex": {
			const operators = word(command, "operatorClass") ?? (kind === "vectorindex" ? "vector_cosine_ops" : void 0);
			const listed = columns.map((column) => `${columnize([column])}${operators === void 0 ? "" : ` ${operators}`}`).join(", ");
			return [`create index ${concurrently}${name} on ${target} using ${kind === "vectorindex" ? "hnsw" : "gist"} (${listed})`];
		}
		case "foreign": return [`${alter} add constraint ${name} ${foreignKey(command)}`];
		case "dropColumn": return [`${alter} ${columns.map((column) => `drop column ${columnize([column])}`).join(", ")}`];
		case "dropPrimary": return [`${alter} drop constraint ${wrap(`${table.split(".").at(-1) ?? table}_pkey`)}`];
		case "dropUnique":
		case "dropForeign": return [`${alter} drop constraint ${name}`];
		case "dropIndex": return [`drop index ${name}`];
		case "renameIndex": return [`alter index ${name} rename to ${wrap(nameOf(command.attributes.get("to"), "the new name"))}`];
		case "renameColumn": return [`${alter} rename column ${name} to ${wrap(nameOf(command.attributes.get("to"), "the new name"))}`];
		case "rename": return [`${alter} rename to ${name}`];
		case "drop": return [`drop table ${target}`];
		case "dropIfExists": return [`drop table if exists ${target}`];
		case "tableComment": return [`comment on table ${target} is ${quoteText(nameOf(command.attributes.get("comment"), "the comment"))}`];
		default: throw new Unclear(`what ${kind}() does is not known`);
	}
}
function foreignKey(command) {
	const target = nameOf(command.attributes.get("on"), "the table that the foreign key refers to");
	const remote = namesOf(command.attributes.get("references"), "the columns that the foreign key refers to");
	if (remote.length === 0) throw new Unclear("the foreign key has no references()");
	const [onDelete, onUpdate] = [word(command, "onDelete"), word(command, "onUpdate")];
	return [
		`foreign key (${columnize(command.columns)}) references ${wrap(target)} (${columnize(remote)})`,
		onDelete === void 0 ? "" : ` on delete ${onDelete}`,
		onUpdate === void 0 ? "" : ` on update ${onUpdate}`,
		deferral(command),
		flag(command, "notValid") === void 0 ? "" : " not valid"
	].join("");
}
/** An index or key that is asked for: its columns, and its name or the one that Laravel makes. */
function indexCommand(kind, table, columns, name, place) {
	const listed = columnsOf(columns, "the columns");
	const given = optionalName(name, "the name of the index") ?? "";
	const ends = KINDS[kind] ?? kind;
	return {
		kind: ends,
		columns: listed,
		name: given === "" ? indexName(table, listed, ends) : given,
		attributes: /* @__PURE__ */ new Map(),
		place
	};
}
/** A drop of an index or key: an array gives the columns of the made name, a text the name itself. */
function dropCommand(method, table, index, place) {
	const kind = /^drop(?:Primary|Unique|Foreign)$/.test(method) ? method : "dropIndex";
	const ends = {
		dropUnique: "unique",
		dropForeign: "foreign",
		dropFullText: "fulltext",
		dropSpatialIndex: "spatialindex"
	}[method] ?? "index";
	if (kind === "dropPrimary") return plainCommand(kind, place);
	const name = index?.kind === "array" ? indexName(table, columnsOf(index, "the columns"), ends) : nameOf(index, "the name of the index");
	return {
		...plainCommand(kind, place),
		name
	};
}
const plainCommand = (kind, place, name = "", to = NULL) => ({
	kind,
	columns: [],
	name,
	attributes: /* @__PURE__ */ new Map([["to", to]]),
	place
});
/** What a text or expression is, as SQL of an index. */
function rawColumn(value) {
	const text = value?.kind === "raw" ? plainText(value.text) : stringOf(value);
	if (text === void 0 || isComputed(text)) throw new Unclear("the expression of the index is computed");
	return {
		kind: "text",
		pieces: [{
			text,
			start: 0,
			end: 0
		}]
	};
}

// src/frameworks/laravel/blueprint.ts
/** Columns that a method makes at once. */
const TIMESTAMPS = {
	timestamps: "timestamp",
	nullableTimestamps: "timestamp",
	datetimes: "timestamp",
	timestampsTz: "timestampTz",
	nullableTimestampsTz: "timestampTz"
};
/** Settings of MySQL's, and what only looks. */
const IDLE$1 = /* @__PURE__ */ new Set([
	"engine",
	"innoDb",
	"charset",
	"collation",
	"getTable",
	"getColumns",
	"getCommands",
	"getPrefix",
	"hasColumn"
]);
var Blueprint = class {
	kind = "host";
	#table;
	#creating;
	/** As Laravel 11 and later do it. */
	#modern;
	#version;
	#output;
	#columns = [];
	/** In the order in which they were asked for. */
	#commands = [];
	#temporary = false;
	constructor(table, creating, version, output) {
		this.#table = table;
		this.#creating = creating;
		this.#modern = version >= 11;
		this.#version = version;
		this.#output = output;
	}
	call(method, args, place) {
		try {
			return this.#ask(method, args, place);
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			this.#output.unread(place, error.message);
			return silent(this.#output);
		}
	}
	property(name) {
		return name === "table" ? madeText(this.#table) : quiet(`$table->${name}`);
	}
	assign(name, value) {
		if (name === "temporary") this.#temporary = truth(value) === true;
	}
	#ask(method, args, place) {
		const column = columnOf(method, args, place);
		if (column) return this.#add(column, /^foreign(?:Id|Uuid|Ulid)$/.test(method));
		const moments = TIMESTAMPS[method];
		if (moments !== void 0) {
			for (const name of ["created_at", "updated_at"]) this.#add({
				type: moments,
				name,
				attributes: /* @__PURE__ */ new Map([["precision", precisionOf(args)], ["nullable", YES]]),
				place
			});
			return NULL;
		}
		if (/^(?:nullable)?(?:[nN]umeric|[uU]uid|[uU]lid)?[mM]orphs$/.test(method)) return this.#morphs(method, args, place);
		if (/^foreign(?:Id|Uuid|Ulid)For$/.test(method)) return this.#foreignFor(method, args, place);
		if (method === "rawIndex") {
			const name = nameOf(argument(args, 1, "name"), "the name of the index");
			return this.#command({
				...plainCommand("index", place, name),
				columns: [rawColumn(argument(args, 0, "expression"))]
			});
		}
		if (KINDS[method] !== void 0) {
			const command = indexCommand(method, this.#table, argument(args, 0, "columns"), argument(args, 1, "name"), place);
			const extra = argument(args, 2, method === "spatialIndex" ? "operatorClass" : "algorithm");
			if (extra && extra.kind !== "null") command.attributes.set(method === "spatialIndex" ? "operatorClass" : "algorithm", extra);
			return this.#command(command);
		}
		if (/^drop(?:Primary|Unique|Index|FullText|SpatialIndex|Foreign)$/.test(method)) return this.#command(dropCommand(method, this.#table, argument(args, 0, "index"), place));
		switch (method) {
			case "dropColumn":
			case "dropColumns": {
				const [first] = args.list;
				return this.#drop(first?.kind === "array" ? first : {
					kind: "array",
					entries: args.list.map((one, i) => [String(i), one]),
					list: true
				}, place);
			}
			case "dropTimestamps":
			case "dropTimestampsTz": return this.#drop(names("created_at", "updated_at"), place);
			case "dropSoftDeletes":
			case "dropSoftDeletesTz": return this.#drop(argument(args, 0, "column") ?? names("deleted_at"), place);
			case "dropRememberToken": return this.#drop(names("remember_token"), place);
			case "dropMorphs": {
				const name = nameOf(argument(args, 0, "name"), "the name of the column");
				const both = names(`${name}_type`, `${name}_id`);
				const index = argument(args, 1, "indexName");
				this.#command(dropCommand("dropIndex", this.#table, index && index.kind !== "null" ? index : both, place));
				return this.#drop(both, place);
			}
			case "dropConstrainedForeignId":
			case "dropConstrainedForeignIdFor":
			case "dropForeignIdFor": {
				const given = argument(args, method.endsWith("For") ? 1 : 0, "column");
				const model = method.endsWith("For") ? nameOf(argument(args, 0, "model"), "the model") : void 0;
				const both = names(optionalName(given, "the name of the column") ?? modelKey(model ?? ""));
				if (method !== "dropForeignIdFor") this.#command(dropCommand("dropForeign", this.#table, both, place));
				return this.#drop(both, place);
			}
			case "renameColumn":
			case "renameIndex": return this.#command(plainCommand(method, place, nameOf(argument(args, 0, "from"), "the name"), argument(args, 1, "to") ?? NULL));
			case "rename": return this.#command(plainCommand(method, place, nameOf(argument(args, 0, "to"), "the new name")));
			case "comment": {
				const command = plainCommand("tableComment", place);
				command.attributes.set("comment", argument(args, 0, "comment") ?? NULL);
				return this.#command(command);
			}
			case "drop":
			case "dropIfExists": return this.#command(plainCommand(method, place));
			case "temporary":
				this.#temporary = true;
				return NULL;
			case "after": {
				const [, run] = args.list;
				if (run?.kind === "closure") this.#output.run(run, [this]);
				return NULL;
			}
			case "removeColumn": return this.#takeOut(nameOf(argument(args, 0, "name"), "the name of the column"));
			default:
				if (IDLE$1.has(method)) return quiet();
				throw new Unclear(`the method ${method}() of the Blueprint is not known`);
		}
	}
	#add(column, refers = false) {
		this.#columns.push(column);
		this.#commands.push(column);
		return this.#columnHost(column, refers);
	}
	/** A column that was asked for before is not wanted any more. */
	#takeOut(name) {
		for (const list of [this.#columns, this.#commands]) for (let i = list.length - 1; i >= 0; i--) {
			const one = list[i];
			if (one && !("columns" in one) && one.name === name) list.splice(i, 1);
		}
		return this;
	}
	#command(command) {
		this.#commands.push(command);
		return commandHost(command, (place, reason) => this.#output.unread(place, reason));
	}
	#drop(columns, place) {
		return this.#command({
			...plainCommand("dropColumn", place),
			columns: columnsOf(columns, "the columns")
		});
	}
	/** `refers`: it may be constrained, and then what follows is asked of the foreign key. */
	#columnHost(column, refers) {
		const host = {
			kind: "host",
			call: (method, args, place) => {
				column.place = {
					start: Math.min(column.place.start, place.start),
					end: Math.max(column.place.end, place.end)
				};
				try {
					if (refers && method === "constrained") return this.#constrained(column, args, place);
					if (refers && method === "references") {
						const key = this.#command(indexCommand("foreign", this.#table, names(column.name), argument(args, 1, "indexName"), column.place));
						return key.kind === "host" ? key.call("references", args, place) : key;
					}
					if (MODIFIERS.has(method)) column.attributes.set(method, args.list[0] ?? [...args.named.values()][0] ?? YES);
					else if (!/^(?:constrained|references|on|onDelete|onUpdate|(?:cascade|restrict|null|noAction)On(?:Delete|Update))$/.test(method)) this.#output.unread(place, `what ${method}() does to a column is not known`);
				} catch (error) {
					if (!(error instanceof Unclear)) throw error;
					this.#output.unread(place, error.message);
				}
				return host;
			}
		};
		return host;
	}
	#constrained(column, args, place) {
		const remote = optionalName(argument(args, 1, "column"), "the column that the foreign key refers to") ?? stringOf(column.attributes.get("modelKey")) ?? "id";
		const table = optionalName(argument(args, 0, "table"), "the table that the foreign key refers to") ?? stringOf(column.attributes.get("modelTable"));
		const end = column.name.lastIndexOf(`_${remote}`);
		const command = indexCommand("foreign", this.#table, names(column.name), argument(args, 2, "indexName"), {
			...column.place,
			end: place.end
		});
		command.attributes.set("on", madeText(table ?? plural(end < 0 ? column.name : column.name.slice(0, end))));
		command.attributes.set("references", madeText(remote));
		return this.#command(command);
	}
	#morphs(method, args, place) {
		const name = nameOf(argument(args, 0, "name"), "the name of the columns");
		const nullable = method.startsWith("nullable") ? [["nullable", YES]] : [];
		const number = (text) => ({
			kind: "number",
			text
		});
		this.#add({
			type: "string",
			name: `${name}_type`,
			attributes: new Map([["length", number("255")], ...nullable]),
			place
		});
		const type = /uuid/i.test(method) ? "uuid" : /ulid/i.test(method) ? "char" : "bigInteger";
		this.#add({
			type,
			name: `${name}_id`,
			attributes: new Map([...type === "char" ? [["length", number("26")]] : [], ...nullable]),
			place
		});
		this.#command(indexCommand("index", this.#table, names(`${name}_type`, `${name}_id`), argument(args, 1, "indexName"), place));
		return NULL;
	}
	#foreignFor(method, args, place) {
		const model = nameOf(argument(args, 0, "model"), "the model");
		const name = optionalName(argument(args, 1, "column"), "the name of the column") ?? modelKey(model);
		const type = method === "foreignUuidFor" ? "uuid" : method === "foreignUlidFor" ? "char" : "bigInteger";
		const table = plural(modelKey(model).replace(/_id$/, ""));
		const attributes = /* @__PURE__ */ new Map([["modelTable", madeText(table)], ["modelKey", madeText("id")]]);
		if (type === "char") attributes.set("length", {
			kind: "number",
			text: "26"
		});
		return this.#add({
			type,
			name,
			attributes,
			place
		}, true);
	}
	/** Sends what was asked for. `place` is that of the call of Schema. */
	send(place) {
		if (this.#creating) this.#create(place);
		else this.#alter();
		for (const column of this.#columns) this.#attempt(column.place, () => this.#fluentIndexes(column));
		for (const column of this.#columns) this.#attempt(column.place, () => this.#comments(column));
	}
	#attempt(place, send) {
		try {
			send();
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			this.#output.unread(place, error.message);
		}
	}
	#keyed() {
		return this.#commands.some((command) => "columns" in command && command.kind === "primary") || this.#columns.some((column) => column.attributes.has("primary"));
	}
	#create(place) {
		const break_ = this.#output.source(place).indexOf("\n");
		const head = {
			start: place.start,
			end: break_ < 0 ? place.end : place.start + break_
		};
		const parts = [];
		for (const column of this.#columns) this.#attempt(column.place, () => {
			const text = columnSql(column, this.#modern, this.#keyed());
			parts.push(...parts.length > 0 ? [{
				text: ", ",
				...column.place
			}] : [], {
				text,
				...column.place
			});
		});
		const pieces = [
			{
				text: `create ${this.#temporary ? "temporary " : ""}table ${wrap(this.#table)} (`,
				...head
			},
			...parts,
			{
				text: ")",
				start: place.end - 1,
				end: place.end
			}
		];
		this.#output.made({
			kind: "text",
			pieces
		}, place);
		for (const command of this.#commands) if ("columns" in command) this.#sendCommand(command);
	}
	#alter() {
		const alter = `alter table ${wrap(this.#table)} `;
		if (this.#modern) {
			for (const command of this.#commands) if ("columns" in command) this.#sendCommand(command);
			else this.#attempt(command.place, () => {
				const parts = isSet(command, "change") ? changeSql(command, this.#version) : [`add column ${columnSql(command, true, this.#keyed())}`];
				this.#output.made(alter + parts.join(", "), command.place);
			});
			return;
		}
		const added = [];
		for (const column of this.#columns) this.#attempt(column.place, () => {
			if (isSet(column, "change")) for (const change of oldChangeSql(column)) this.#output.made(alter + change, column.place);
			else added.push({
				text: `${added.length === 0 ? alter : ", "}add column ${columnSql(column, false, this.#keyed())}`,
				...column.place
			});
		});
		if (added.length > 0) this.#output.made({
			kind: "text",
			pieces: added
		}, added[0] ?? {
			start: 0,
			end: 0
		});
		for (const command of this.#commands) if ("columns" in command) this.#sendCommand(command);
	}
	#sendCommand(command) {
		this.#attempt(command.place, () => {
			for (const sql of commandSql(command, this.#table)) this.#output.made(sql, command.place);
		});
	}
	#fluentIndexes(column) {
		for (const kind of [
			"primary",
			"unique",
			"index",
			"fulltext",
			"fullText",
			"spatialIndex",
			"vectorIndex"
		]) {
			const value = column.attributes.get(kind);
			if (!value || value.kind === "null") continue;
			if (value.kind === "boolean" && !value.value) {
				if (isSet(column, "change")) this.#sendCommand(dropCommand(`drop${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, this.#table, names(column.name), column.place));
				else continue;
			} else this.#sendCommand(indexCommand(kind, this.#table, names(column.name), value.kind === "boolean" ? void 0 : value, column.place));
			return;
		}
	}
	#comments(column) {
		const start = column.attributes.get("startingValue") ?? column.attributes.get("from");
		if (start && isSet(column, "autoIncrement")) {
			const table = quoteText(wrap(this.#table));
			const value = stringOf(start);
			if (value === void 0) throw new Unclear("the starting value is computed");
			this.#output.made(this.#modern ? `select setval(pg_get_serial_sequence(${table}, ${quoteText(column.name)}), ${value}, false)` : `alter sequence ${wrap(`${this.#table}_${column.name}_seq`)} restart with ${value}`, column.place);
		}
		const text = optionalName(column.attributes.get("comment"), "the comment");
		if (text === void 0 && !(this.#modern && isSet(column, "change"))) return;
		const words = text === void 0 ? "NULL" : quoteText(text);
		this.#output.made(`comment on column ${wrap(this.#table)}.${wrap(column.name)} is ${words}`, column.place);
	}
};
const YES = {
	kind: "boolean",
	value: true
};
const names = (...all) => ({
	kind: "array",
	entries: all.map((name, i) => [String(i), madeText(name)]),
	list: true
});
const precisionOf = (args) => {
	const given = argument(args, 0, "precision");
	return given && given.kind !== "null" ? given : {
		kind: "number",
		text: "0"
	};
};
/** What takes the modifiers of a column that could not be read. */
function silent(output) {
	const host = {
		kind: "host",
		call(_method, args) {
			for (const one of args.list) if (one.kind === "closure") output.run(one, []);
			return host;
		}
	};
	return host;
}

// src/frameworks/laravel/schema.ts
const LOOKS = /^(?:has\w*|get\w*|current\w*|parse\w*)$/;
const SETS = /^(?:default\w+|morphUsing\w+|blueprintResolver|macro|mixin|useNativeSchemaOperationsIfPossible|flushMacros|registerCustomDoctrineType)$/;
function schema(connection) {
	const { output } = connection;
	const host = {
		kind: "host",
		call(method, args, place) {
			try {
				return ask$1(connection, host, method, args, place);
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				output.unread(place, error.message);
				return quiet();
			}
		}
	};
	return host;
}
const tableOf = (args) => nameOf(argument(args, 0, "table"), "the name of the table");
function ask$1(connection, host, method, args, place) {
	const { output, version } = connection;
	const build = (table, creating, run) => {
		const blueprint = new Blueprint(table, creating, version, output);
		if (run?.kind !== "closure") throw new Unclear("the callback is in another file");
		output.run(run, [blueprint]);
		blueprint.send(place);
		return quiet();
	};
	switch (method) {
		case "create":
		case "table": return build(tableOf(args), method === "create", argument(args, 1, "callback"));
		case "drop":
		case "dropIfExists":
			output.made(`drop table ${method === "drop" ? "" : "if exists "}${wrap(tableOf(args))}`, place);
			return quiet();
		case "rename":
			output.made(`alter table ${wrap(nameOf(argument(args, 0, "from"), "the name of the table"))} rename to ${wrap(nameOf(argument(args, 1, "to"), "the new name"))}`, place);
			return quiet();
		case "dropColumns":
			output.made(`alter table ${wrap(tableOf(args))} ${namesOf(argument(args, 1, "columns"), "the columns").map((name) => `drop column ${wrap(name)}`).join(", ")}`, place);
			return quiet();
		case "whenTableHasColumn":
		case "whenTableDoesntHaveColumn":
		case "whenTableHasIndex":
		case "whenTableDoesntHaveIndex": return build(tableOf(args), false, argument(args, 2, "callback"));
		case "enableForeignKeyConstraints":
		case "disableForeignKeyConstraints":
			output.made(`SET CONSTRAINTS ALL ${method.startsWith("enable") ? "IMMEDIATE" : "DEFERRED"}`, place);
			return quiet();
		case "withoutForeignKeyConstraints": {
			const run = args.list[0];
			output.made("SET CONSTRAINTS ALL DEFERRED", {
				...place,
				end: place.start + 1
			});
			const value = run?.kind === "closure" ? output.run(run, []) : quiet();
			output.made("SET CONSTRAINTS ALL IMMEDIATE", {
				...place,
				start: place.end - 1
			});
			return value;
		}
		case "ensureVectorExtensionExists":
		case "ensureExtensionExists": {
			const named = method === "ensureExtensionExists";
			const name = named ? nameOf(argument(args, 0, "name"), "the name of the extension") : "vector";
			const where = argument(args, named ? 1 : 0, "schema");
			const inSchema = where && where.kind !== "null" ? ` schema ${wrap(nameOf(where, "the schema"))}` : "";
			output.made(`create extension if not exists ${wrap(name)}${inSchema}`, place);
			return quiet();
		}
		case "connection": return schema(otherConnection(connection, args.list[0]));
		case "setConnection": return host;
		case "getConnection": return database(connection);
		default:
			if (LOOKS.test(method) || SETS.test(method)) return quiet(`Schema::${method}`);
			for (const one of args.list) if (one.kind === "closure") output.run(one, [new Blueprint("", false, version, output)]);
			throw new Unclear(`what Schema::${method}(…) does is not read yet`);
	}
}
const OTHER = /^(?:mysql|mariadb|sqlite|sqlsrv|mongodb|oracle|clickhouse)/i;
/** A connection that is named after another engine gets nothing that this project's database sees. */
function otherConnection(connection, name) {
	const named = name?.kind === "text" ? name.pieces.map(({ text }) => text).join("") : "";
	if (!OTHER.test(named)) return connection;
	const { output } = connection;
	const refuse = (_, place) => output.unread(place, `it is sent to the connection "${named}"`);
	const elsewhere = {
		sql: refuse,
		made: refuse,
		unread: (place, reason) => output.unread(place, reason),
		run: (callee, args) => output.run(callee, args),
		source: (place) => output.source(place),
		transaction: output.transaction
	};
	return {
		...connection,
		output: elsewhere,
		driver: named
	};
}

// src/frameworks/laravel/database.ts
const SENDS = /^(?:statement|unprepared|affectingStatement|insert|update|delete|select|selectOne|selectFromWriteConnection|selectResultSets|scalar|cursor)$/;
const IDLE = /^(?:get\w+|enableQueryLog|disableQueryLog|flushQueryLog|listen|purge|reconnect|disconnect|setDefaultConnection|logging|prepareBindings|escape|allowQueryDurationHandlers|transactionLevel|afterCommit|withoutPretending|usingConnection|supported\w*|extend|useDefault\w*|setTablePrefix|bindValues)$/;
function database(connection) {
	const { output } = connection;
	const host = {
		kind: "host",
		call(method, args, place) {
			try {
				return ask(connection, host, method, args, place);
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				output.unread(place, error.message);
				return quiet();
			}
		}
	};
	return host;
}
function ask(connection, host, method, args, place) {
	const { output } = connection;
	if (SENDS.test(method)) {
		sendRaw(output, argument(args, 0, "query"), argument(args, 1, "bindings"), place);
		return quiet(output.source(place));
	}
	switch (method) {
		case "raw": {
			const text = argument(args, 0, "value");
			if (text?.kind === "text") return {
				kind: "raw",
				text
			};
			if (text?.kind === "number") return {
				kind: "raw",
				text: madeText(text.text, place)
			};
			return {
				kind: "raw",
				text: madeText(`\${${output.source(place).replaceAll(/[{}$\s]+/g, "").slice(0, 40)}}`, place)
			};
		}
		case "transaction": {
			const [run] = args.list;
			return run?.kind === "closure" ? inTransaction(output, place, () => output.run(run, [host])) : NULL;
		}
		case "beginTransaction":
		case "commit":
			if (output.transaction === "none") output.made(method === "commit" ? "COMMIT" : "BEGIN", place);
			return NULL;
		case "rollBack":
		case "rollback": return NULL;
		case "connection": return database(otherConnection(connection, args.list[0]));
		case "schema":
		case "getSchemaBuilder": return schema(connection);
		case "table":
		case "query": return query(output, method === "table" ? argument(args, 0, "table") : void 0);
		case "getDriverName":
		case "getDefaultConnection": return method === "getDriverName" ? madeText(connection.driver, place) : quiet("DB");
		case "getTablePrefix": return madeText("", place);
		case "getPdo":
		case "getRawPdo": return pdo(output);
		case "pretend": return quiet("DB::pretend");
		case "withoutForeignKeyConstraints":
		case "afterCommit":
		case "usingConnection":
		case "tap": {
			const run = args.list.find((one) => one.kind === "closure");
			return run?.kind === "closure" ? output.run(run, [host]) : NULL;
		}
		case "getDoctrineSchemaManager":
		case "getDoctrineConnection": return {
			kind: "unknown",
			origin: "foreign",
			source: method
		};
		default:
			if (IDLE.test(method)) return quiet(`DB::${method}`);
			throw new Unclear(`what DB::${method}(…) does is not read yet`);
	}
}
function inTransaction(output, place, body) {
	const own = output.transaction === "none";
	if (own) output.made("BEGIN", {
		start: place.start,
		end: place.start + 1
	});
	const value = body();
	if (own) output.made("COMMIT", {
		start: place.end - 1,
		end: place.end
	});
	return value;
}
/** SQL as it is handed over; with bindings, parameters stand where it leaves room for them. */
function sendRaw(output, sql, bindings, place) {
	const text = sql?.kind === "raw" ? sql.text : sql;
	if (text?.kind !== "text") {
		output.unread(place, /file_get_contents|File::get|Storage::/.test(output.source(place)) ? "the SQL comes from another file" : "the SQL is computed");
		return;
	}
	const given = bindings && !(bindings.kind === "array" && bindings.entries.length === 0) && bindings.kind !== "null";
	const whole = plainText(text);
	if (isComputed(whole) && /^\s*\$\{[^{}]*\}\s*$/.test(whole)) output.unread(place, "the SQL is computed");
	else output.sql(given ? withBindings(text, bindings) : text, place);
}
/** The connection of PDO below. */
function pdo(output) {
	return {
		kind: "host",
		call(method, args, place) {
			if (/^(?:exec|query|prepare)$/.test(method)) {
				sendRaw(output, args.list[0], method === "prepare" ? {
					kind: "boolean",
					value: true
				} : void 0, place);
				return quiet(output.source(place));
			}
			if ((method === "beginTransaction" || method === "commit") && output.transaction === "none") output.made(method === "commit" ? "COMMIT" : "BEGIN", place);
			return quiet(output.source(place));
		}
	};
}

export { stringOf as _, nameOf as a, dialectOfPhp as b, valueOf as c, argument as d, entryOf as f, quiet as g, plainText as h, schema as i, readClass as l, madeText as m, pdo as n, namesOf as o, itemsOf as p, sendRaw as r, optionalName as s, database as t, NULL as u, truth as v, placeOf as y };