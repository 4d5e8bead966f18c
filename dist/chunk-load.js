import { r as __toESM } from "./chunk-rolldown-runtime.js";
import { A as checkTemplate, Ar as UserError, F as SPECIAL_SCOPES, I as scopeOf, L as valueType, M as checkCondition, N as ExpressionError, Qr as usesRegex, R as MIGRATION_FACTS, Zr as loadRegexEngine, ai as lineStarts, jr as nearest, n as readOption, si as positionAt, t as expectedOption } from "./chunk-review.js";

// src/ruleset/shape-error.ts
/** A rule file that has not the shape of one: what is wrong with it, in words, and where. */
/** There are too many kinds to name them all below an error. */
const KINDS = `It is a kind of operation or one of ${SPECIAL_SCOPES.join(", ")}; docs/rule-reference.md lists the kinds.`;
/** The first thing that has not the shape of a rule, in words. */
function shapeError(issues, keys, yaml) {
	const [issue] = issues.map(deepest).toSorted((a, b) => rank(a) - rank(b));
	if (!issue) throw new Error("a rule file was refused without a reason");
	const path = issue.path.map((part) => typeof part === "symbol" ? String(part) : part);
	const name = path.length > 0 ? `\`${pathText(path)}\`` : "the file";
	const value = valueAt(yaml.value, path);
	if (issue.code === "unrecognized_keys") {
		const [key = ""] = issue.keys;
		const valid = keys(path);
		const near = nearest(key, valid);
		const hint = `${near === void 0 ? "" : `Did you mean \`${near}\`? `}${valid.length > 0 ? `The keys are ${valid.join(", ")}.` : ""}`;
		return yaml.keyError([...path, key], `there is no key \`${key}\``, hint === "" ? void 0 : hint.trim());
	}
	if (value === void 0 && issue.code !== "custom") return yaml.error(path, `${name} is missing`);
	if (issue.code === "invalid_value") {
		const valid = issue.values.map(String);
		const near = nearest(String(value), valid);
		return yaml.error(path, `${name} cannot be ${show(value)}`, `${near === void 0 ? "" : `Did you mean \`${near}\`? `}${path[0] === "on" ? KINDS : `It is one of ${valid.join(", ")}.`}`);
	}
	if (issue.code === "invalid_type") {
		const hint = issue.expected === "string" && typeof value === "object" ? "A text that starts with `{` or `[` is a map or a list in YAML: write it as a `>-` block." : void 0;
		return yaml.error(path, `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${show(value)}`, hint);
	}
	if (issue.code === "invalid_format" && path.at(-1) === "id") return yaml.error(path, `the id ${show(value)} is not in kebab-case`, "Small letters and digits, with hyphens between words: drop-column.");
	if (issue.code === "invalid_format") return yaml.error(path, `${name} cannot be ${show(value)}`, path[0] === "references" ? "It is an address that starts with https://." : "postgres@16, for example.");
	if (issue.code === "too_small") return yaml.error(path, `${name} is empty`);
	if (issue.code === "invalid_union") return yaml.error(path, `${name} cannot be ${show(value)}`, unionHint(path));
	return yaml.error(path, `${name} is not valid: ${issue.message}`);
}
const TYPES = {
	string: "a text",
	boolean: "true or false",
	array: "a list",
	object: "a map",
	record: "a map",
	int: "a whole number",
	number: "a number"
};
/** Of the alternatives of a union, the one that was meant: the one that fails deepest inside. */
function deepest(issue) {
	if (issue.code !== "invalid_union") return issue;
	const alternatives = issue.errors.flatMap((errors) => errors.slice(0, 1)).map((inner) => deepest({
		...inner,
		path: [...issue.path, ...inner.path]
	}));
	const values = alternatives.find((inner) => inner.code === "invalid_value" && typeof inner.input !== "object");
	const inside = alternatives.toSorted((a, b) => b.path.length - a.path.length)[0];
	if (inside && inside.path.length > issue.path.length) return inside;
	return values ?? issue;
}
/** An unknown key first: what is missing is often what was misspelt. */
const rank = (issue) => issue.code === "unrecognized_keys" ? 0 : 1;
function unionHint(path) {
	if (path[0] === "on") return KINDS;
	if (path[0] === "rewrite") return "It is the name of a rewrite, or a list of steps.";
	if (path.at(-1) === "finding") return "It is a text, or a list of texts.";
}
const pathText = (path) => path.map((part, i) => typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`).join("");
function valueAt(value, path) {
	return path.reduce((so, part) => typeof so === "object" && so !== null ? so[part] : void 0, value);
}
/** A value as it is shown in a problem. */
const show = (value) => typeof value === "string" ? `"${value.length > 60 ? `${value.slice(0, 57)}…` : value}"` : Array.isArray(value) ? "a list" : typeof value === "object" && value !== null ? "a map" : String(value);

// src/ruleset/load-example.ts
/** The examples in a rule file. */
/**
* Reads the examples of one kind.
*
* @throws UserError for an option that the rule has not, and for a fact that there is not.
*/
function readExamples(source, kind, options, yaml) {
	return (source.examples?.[kind] ?? []).map((example, i) => {
		const path = [
			"examples",
			kind,
			i
		];
		if (example.sql === void 0 === (example.migrations === void 0)) throw yaml.error(path, "an example has either `sql` or `migrations`");
		const finding = "finding" in example ? example.finding : [];
		return {
			title: example.title ?? "",
			given: example.given?.trim() ?? "",
			migrations: example.migrations ?? [example.sql ?? ""],
			transaction: example.transaction ?? "none",
			framework: example.framework ?? "",
			down: example.down?.trim() ?? "",
			dialect: example.dialect ?? "",
			tables: (example.tables ?? []).map(({ name, size, rows }) => ({
				name,
				...size === void 0 ? {} : { size },
				...rows === void 0 ? {} : { rows }
			})),
			options: Object.fromEntries(Object.entries(example.options ?? {}).map(([name, value]) => [name, exampleOption(name, value, options, [
				...path,
				"options",
				name
			], yaml)])),
			migration: exampleFacts(example.migration ?? {}, [...path, "migration"], yaml),
			findings: (typeof finding === "string" ? [finding] : finding).map((text) => text.trim()),
			proves: example.proves ?? {}
		};
	});
}
function exampleOption(name, value, options, path, yaml) {
	const declared = Object.hasOwn(options, name) ? options[name] : void 0;
	if (!declared) {
		const names = Object.keys(options);
		throw yaml.keyError(path, `the rule has no option \`${name}\``, names.length > 0 ? `Its options are ${names.join(", ")}.` : "It declares no `options`.");
	}
	const read = readOption(declared.type, value);
	if (read === void 0) throw yaml.error(path, `the option \`${name}\` is ${show(value)}`, `It must be ${expectedOption(declared.type)}.`);
	return read;
}
/** Facts of the migration that an example sets, of the type that they are declared with. */
function exampleFacts(set, path, yaml) {
	const facts = MIGRATION_FACTS;
	for (const [name, value] of Object.entries(set)) {
		const field = Object.hasOwn(facts, name) ? facts[name] : void 0;
		if (!field) {
			const near = nearest(name, Object.keys(facts));
			const valid = `The facts are ${Object.keys(facts).join(", ")}.`;
			throw yaml.keyError([...path, name], `there is no fact \`migration.${name}\``, near === void 0 ? valid : `Did you mean \`${near}\`? ${valid}`);
		}
		const type = {
			bool: "boolean",
			int: "number",
			string: "string",
			"list<string>": "object"
		}[valueType(field)];
		if (typeof value !== type) throw yaml.error([...path, name], `the fact \`migration.${name}\` cannot be ${show(value)}`, `It is a ${valueType(field)}.`);
		if (field.type === "choice" && typeof value === "string" && !field.values.includes(value)) throw yaml.error([...path, name], `the fact \`migration.${name}\` cannot be ${show(value)}`, `It is one of ${field.values.join(", ")}.`);
	}
	return set;
}

// src/ruleset/yaml.ts
/** Larger files are no rules; the YAML parser takes a second for this much. */
const LIMIT = 256e3;
/** Characters of a line that an excerpt shows. */
const WIDTH = 120;
const BLOCK = "Write a condition or a text as a block: `>-` at the end of the line, the text indented below it.";
/**
* Reads one YAML document.
*
* @throws UserError at the first error or warning, with line, column and an excerpt.
*/
async function readYaml(file) {
	if (file.text.length > LIMIT) throw new UserError(`The rule file has ${file.text.length} characters; at most ${LIMIT} are read.`, void 0, { path: file.path });
	const { parseDocument, isAlias, isMap, isNode, isScalar, visit } = await import("./chunk-dist2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const document = parseDocument(file.text, { prettyErrors: false });
	const at = excerpts(file);
	const [first] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
	if (first) throw at(first.pos[0], first.pos[1], ...yamlProblem(first.code, first.message, file.text.slice(...first.pos), file.text.slice(first.pos[0])));
	visit(document, { Node(_, node) {
		const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
		if (isAlias(node)) throw at(start, end, `\`*${node.source}\` is a YAML alias, which rule files do not use`, BLOCK);
		if (node.anchor !== void 0) throw at(start, end, `\`&${node.anchor}\` is a YAML anchor, which rule files do not use`, BLOCK);
		if (node.tag !== void 0) throw at(start, end, `\`${node.tag}\` is a YAML tag, which rule files do not use`, BLOCK);
	} });
	const value = document.toJS();
	const rangeOf = (node) => isNode(node) && node.range ? [node.range[0], node.range[1]] : void 0;
	const nodeAt = (path) => {
		const node = path.length === 0 ? document.contents : document.getIn(path, true);
		return isNode(node) ? node : void 0;
	};
	const place = (path) => {
		const range = rangeOf(nodeAt(path));
		if (range) return range;
		return path.length > 0 ? place(path.slice(0, -1)) : [0, 0];
	};
	const keyPlace = (path) => {
		const owner = nodeAt(path.slice(0, -1));
		const pair = isMap(owner) ? owner.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1)) : void 0;
		return rangeOf(pair?.key) ?? place(path);
	};
	return {
		file,
		value,
		error(path, problem, hint) {
			const [start, end] = place(path);
			return at(start, end, problem, hint);
		},
		keyError(path, problem, hint) {
			const [start, end] = keyPlace(path);
			return at(start, end, problem, hint);
		},
		textError(path, start, end, problem, hint) {
			const node = nodeAt(path);
			if (!isScalar(node) || typeof node.value !== "string" || !node.range) {
				const [from, to] = place(path);
				return at(from, to, problem, hint);
			}
			const offsets = textOffsets(file.text, node);
			const from = offsets(start);
			return at(from, Math.max(from + 1, offsets(Math.max(start, end - 1)) + 1), problem, hint);
		}
	};
}
/** Makes errors with the line they are about, and carets under what is wrong. */
function excerpts(file) {
	const starts = lineStarts(file.text);
	return (start, end, problem, hint) => {
		const { line, column } = positionAt(starts, start);
		const text = file.text.slice(starts[line - 1] ?? 0, starts[line] ?? file.text.length).replace(/[\r\n]+$/, "");
		const number = String(line).padStart(4);
		const from = text.length > WIDTH && column > 80 ? column - 40 : 0;
		const shown = text.slice(from, from + WIDTH);
		const lead = from > 0 ? "…" : "";
		const indent = lead.replaceAll("…", " ") + text.slice(from, column - 1).replaceAll(/[^\t]/g, " ");
		const width = Math.max(1, Math.min(end - start, from + shown.length - column + 1));
		const excerpt = `${number} | ${lead}${shown}${from + shown.length < text.length ? "…" : ""}\n${" ".repeat(number.length)} | ${indent}${"^".repeat(width)}`;
		return new UserError(sentence(problem), hint, {
			path: file.path,
			line,
			column
		}, excerpt);
	};
}
/** Problems are made from clauses; what is shown is a sentence. */
function sentence(clause) {
	return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}${/[.?!]$/.test(clause) ? "" : "."}`;
}
/** The parser's complaint in the words of someone who writes a rule. */
function yamlProblem(code, message, text, after) {
	switch (code) {
		case "TAG_RESOLVE_FAILED": return [`\`${text}\` is read as a YAML tag, not as part of the condition`, BLOCK];
		case "MULTIPLE_ANCHORS":
		case "BAD_ALIAS": return [`\`${text}\` is read as a YAML anchor, not as part of the condition`, BLOCK];
		case "DUPLICATE_KEY": return [`the key \`${/^[^\s:]*/.exec(after)?.[0] ?? text}\` is given twice`];
		case "MULTIPLE_DOCS": return ["the file holds more than one document", "Put each rule in a file of its own."];
		case "UNEXPECTED_TOKEN": return [`\`${text.trim()}\` stands after the end of the value`, BLOCK];
		case "BAD_SCALAR_START":
		case "BLOCK_AS_IMPLICIT_KEY": return [message.slice(0, 1).toLowerCase() + message.slice(1), BLOCK];
		default: return [message.slice(0, 1).toLowerCase() + message.slice(1)];
	}
}
/**
* Maps offsets in the value of a text to offsets in the file. Folding changes blanks alone, so what is not blank is
* counted; in quotes an escape stands for one character.
*/
function textOffsets(text, node) {
	const [from, to] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
	const value = String(node.value);
	const map = [];
	let i = from;
	if (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL") i = text.indexOf("\n", from) + 1;
	else if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") i = from + 1;
	for (const c of value) {
		if (/\s/.test(c)) {
			map.push(Math.min(i, to));
			if (/\s/.test(text[i] ?? "") && node.type !== "BLOCK_FOLDED" && node.type !== "BLOCK_LITERAL") i++;
			continue;
		}
		while (i < to && /\s/.test(text[i] ?? "")) i++;
		for (let unit = 0; unit < c.length; unit++) map.push(i + unit);
		i += sourceLength(text, i, node.type, c.length);
	}
	return (offset) => map[offset] ?? (map.length > 0 ? (map.at(-1) ?? from) + 1 : from);
}
/** How many units of the source make one character of the value. */
function sourceLength(text, at, type, length) {
	if (type === "QUOTE_SINGLE" && text.startsWith("''", at)) return 2;
	if (type !== "QUOTE_DOUBLE" || text[at] !== "\\") return length;
	return 2 + ({
		x: 2,
		u: 4,
		U: 8
	}[text[at + 1] ?? ""] ?? 0);
}

// src/ruleset/load.ts
/** From rule files to rules: every mistake is found here, with its place, before a migration is read. */
/**
* Reads rule files. A file with a mistake gives a problem and no rule; the others are read all the same.
*/
async function readRules(files, context) {
	if (files.some((file) => usesRegex(file.text))) await loadRegexEngine();
	const problems = [];
	const read = [];
	for (const file of files) try {
		read.push(await readRule(file, context));
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		problems.push(error);
	}
	return {
		rules: acrossFiles(read, context, problems),
		problems
	};
}
async function readRule(file, context) {
	const yaml = await readYaml(file);
	const { parseRuleFile, validKeys } = await import("./chunk-schema2.js");
	const parsed = parseRuleFile(yaml.value);
	if ("issues" in parsed) throw shapeError(parsed.issues, validKeys, yaml);
	const source = parsed.rule;
	checkId(source.id, yaml);
	const on = scopeNames(source.on, yaml);
	const options = readOptions(source, yaml);
	checkTexts(source, scopeOf(on, options), yaml);
	const dialect = context.builtIn ? folderOf(yaml) : "common";
	checkRewrite(source, dialect, context, yaml);
	checkNoRewrite(source, yaml);
	if (context.builtIn) checkComplete(source, yaml);
	const examples = {
		bad: readExamples(source, "bad", options, yaml),
		good: readExamples(source, "good", options, yaml)
	};
	return {
		rule: {
			id: source.id,
			title: source.title,
			category: source.category,
			status: source.status ?? "stable",
			preset: source.preset ?? "recommended",
			risk: source.risk,
			strictRisk: source["strict-risk"] ?? null,
			direction: source.direction ?? "up",
			on,
			when: source.when?.trim() ?? "",
			message: source.message.trim(),
			why: source.why.trim(),
			fix: source.fix.trim(),
			rewrite: typeof source.rewrite === "object" ? source.rewrite.map(stepTemplate) : source.rewrite ?? null,
			noRewrite: source["no-rewrite"]?.trim() ?? "",
			yieldsTo: source["yields-to"] ?? [],
			related: source.related ?? [],
			options,
			references: source.references ?? [],
			examples,
			dialect,
			path: file.path,
			builtIn: context.builtIn
		},
		yaml
	};
}
const stepTemplate = (step) => ({
	title: step.title.trim(),
	phase: step.phase,
	transaction: step.transaction ?? true,
	sql: step.sql.trim(),
	deploy: step.deploy?.trim() ?? "",
	check: step.check?.trim() ?? "",
	cleanup: step.cleanup?.trim() ?? "",
	when: step.when?.trim() ?? ""
});
function checkId(id, yaml) {
	const prefix = /^(ban|no|require)-/.exec(id)?.[0];
	if (prefix) throw yaml.error(["id"], `the id "${id}" starts with ${prefix}`, "An id names the hazard, so that it reads well after \"allow\": allow drop-column.");
	const file = yaml.file.path.slice(yaml.file.path.lastIndexOf("/") + 1).replace(/\.ya?ml$/, "");
	if (file !== id) throw yaml.error(["id"], `the id "${id}" is not the name of the file, ${file}`, `Rename the file to ${id}.yaml, or change the id.`);
}
function scopeNames(on, yaml) {
	const names = typeof on === "string" ? [on] : on;
	const special = names.find((name) => SPECIAL_SCOPES.some((scope) => scope === name));
	if (special && names.length > 1) throw yaml.error(["on"], `\`${special}\` stands alone in \`on\``, "Write a rule for each.");
	const twice = names.find((name, i) => names.indexOf(name) !== i);
	if (twice) throw yaml.error(["on"], `\`${twice}\` is given twice`);
	return names;
}
function readOptions(source, yaml) {
	return Object.fromEntries(Object.entries(source.options ?? {}).map(([name, { type, doc, default: given }]) => {
		const path = ["options", name];
		if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw yaml.keyError(path, `an option cannot be called "${name}"`, "Letters and digits, starting with a small letter: maxRows.");
		if (name === "risk") throw yaml.keyError(path, "an option cannot be called \"risk\"", "A configuration sets the level of a rule with that name.");
		const value = readOption(type, given);
		if (value === void 0) throw yaml.error([...path, "default"], `the default of \`${name}\` is ${show(given)}`, `It must be ${expectedOption(type)}.`);
		return [name, {
			type,
			doc,
			default: value
		}];
	}));
}
/** Texts of a step that facts can be filled into. */
const STEP_TEXTS = [
	"title",
	"sql",
	"deploy",
	"check",
	"cleanup"
];
/** Checks every condition and every text of a rule. */
function checkTexts(source, scope, yaml) {
	const at = (path, check) => {
		try {
			check();
		} catch (error) {
			if (!(error instanceof ExpressionError)) throw error;
			throw yaml.textError(path, error.start, error.end, error.message, error.hint);
		}
	};
	const condition = (path, text) => {
		if (text !== void 0) at(path, () => checkCondition(text, scope));
	};
	condition(["when"], source.when);
	for (const key of [
		"message",
		"why",
		"fix"
	]) at([key], () => checkTemplate(source[key], scope));
	if (typeof source.rewrite !== "object") return;
	for (const [i, step] of source.rewrite.entries()) {
		for (const key of STEP_TEXTS) at([
			"rewrite",
			i,
			key
		], () => checkTemplate(step[key] ?? "", scope));
		condition([
			"rewrite",
			i,
			"when"
		], step.when);
	}
}
/** The dialect of a built-in rule is its folder. */
function folderOf(yaml) {
	return yaml.file.path.split("/").at(-2) ?? "common";
}
function checkRewrite(source, dialect, context, yaml) {
	if (source.rewrite === void 0) return;
	if (typeof source.on === "string" && source.on !== "any" && SPECIAL_SCOPES.some((scope) => scope === source.on)) throw yaml.keyError(["rewrite"], `a rule on \`${String(source.on)}\` has no statement to rewrite`);
	if (typeof source.rewrite !== "string") return;
	const valid = dialect === "common" ? [...new Set(Object.values(context.rewrites).flat())].toSorted() : context.rewrites[dialect] ?? [];
	if (valid.includes(source.rewrite)) return;
	const near = nearest(source.rewrite, valid);
	throw yaml.error(["rewrite"], `there is no rewrite "${source.rewrite}"`, `${near === void 0 ? "" : `Did you mean \`${near}\`? `}The rewrites are ${valid.join(", ")}; or write the steps here.`);
}
/** The sentence stands on the page of the rule, which is about no statement: there are no facts to fill in. */
function checkNoRewrite(source, yaml) {
	const text = source["no-rewrite"] ?? "";
	const start = text.indexOf("${");
	if (start < 0) return;
	const end = text.indexOf("}", start) + 1;
	throw yaml.textError(["no-rewrite"], start, end === 0 ? text.length : end, "`no-rewrite` fills in no facts", "It stands on the page of the rule, which is about no one statement: say it in general.");
}
/** Levels at which one of our own rules offers SQL to run instead, or says why there is none. */
const WANT_REWRITE = /* @__PURE__ */ new Set([
	"high",
	"critical",
	"exposure"
]);
/** What we ask of our own rules beyond what we ask of others'. */
function checkComplete(source, yaml) {
	if (!source.references?.length) throw yaml.error([], "`references` is missing", "A built-in rule names the page of the manual that it rests on.");
	if (!source.examples?.bad?.length) throw yaml.error(["examples"], "there is no bad example");
	if (!source.examples.good?.length) throw yaml.error(["examples"], "there is no good example");
	const level = [source.risk, source["strict-risk"]].find((risk) => risk !== void 0 && WANT_REWRITE.has(risk));
	if (level !== void 0 && source.rewrite === void 0 && source["no-rewrite"] === void 0) throw yaml.error([], `a rule whose level is ${level} has neither \`rewrite\` nor \`no-rewrite\``, "Give the SQL to run instead, or say in `no-rewrite` why there is none.");
}
/** What can be said only when every rule is known: ids are unique, `yields-to` names rules and makes no circle. */
function acrossFiles(read, context, problems) {
	const rules = new Map(context.known.map((rule) => [rule.id, rule]));
	const accepted = [];
	for (const entry of read) {
		const other = rules.get(entry.rule.id);
		if (other) {
			const problem = other.builtIn ? `"${other.id}" is the id of a built-in rule` : `${other.path} has the id "${other.id}" too`;
			problems.push(entry.yaml.error(["id"], problem, other.builtIn ? "Choose another id; `rules:` in the configuration changes or turns off the built-in one." : void 0));
			continue;
		}
		rules.set(entry.rule.id, entry.rule);
		accepted.push(entry);
	}
	for (const { rule, yaml } of accepted) for (const [i, id] of rule.yieldsTo.entries()) {
		if (rules.has(id) || problems.some((p) => p.where?.path.endsWith(`/${id}.yaml`))) {
			if (yieldsBack(id, rule.id, rules)) problems.push(yaml.error(["yields-to", i], `"${rule.id}" and "${id}" yield to each other`));
			continue;
		}
		const near = nearest(id, rules.keys());
		problems.push(yaml.error(["yields-to", i], `there is no rule "${id}"`, near === void 0 ? void 0 : `Did you mean \`${near}\`?`));
	}
	return accepted.map(({ rule }) => rule);
}
/** Whether `from` yields to `target`, directly or through others. */
function yieldsBack(from, target, rules, seen = /* @__PURE__ */ new Set()) {
	if (from === target) return true;
	if (seen.has(from)) return false;
	seen.add(from);
	return (rules.get(from)?.yieldsTo ?? []).some((next) => yieldsBack(next, target, rules, seen));
}

export { readRules as t };