import { i as tokensOf, n as behind, r as bodyAt, t as argumentsAt } from "./chunk-tokens.js";
import { Or as wholeFile, Sr as migrationOf, nt as scriptOf, yr as hasSql } from "./chunk-review.js";

// src/frameworks/goose-go.ts
const REGISTERS = /^Add(?:Named)?Migration(?:NoTx)?(?:Context)?$/;
/** Methods of database/sql, sqlx, pgx and gorm that send what they are given. */
const SENDS = /^(?:Must)?(?:Exec|Query|QueryRow|Queryx|QueryRowx|Prepare|Preparex|NamedExec|NamedQuery|Raw)(?:Context)?$/;
/** Methods of those that send nothing. */
const QUIET = /^(?:Commit|Rollback|Close|Scan|Next|Err|Error|Errorf|Rows|RowsAffected|LastInsertId|Unwrap|Print\w*|Fatal\w*|Sprint\w*|New|Info\w*|Debug\w*|Warn\w*|Join|Wrap\w*|Background|TODO|WithTimeout|Done|append|len|make|panic|string|int|int64|cap|copy|delete|byte|error|func|if|for|switch|return|range|defer|select)$/;
const MOST = 400;
function gooseGo(file, parts) {
	const shared = {
		framework: "goose",
		...parts
	};
	const refused = (reason) => [migrationOf(file, {
		...shared,
		transaction: "unknown",
		steps: [{
			kind: "unread",
			span: wholeFile(file),
			reason
		}]
	})];
	let tokens;
	try {
		tokens = tokensOf(file.text, "go");
	} catch (error) {
		if (error instanceof RangeError) return refused("the file is nested too deeply to be read");
		throw error;
	}
	const at = tokens.findIndex(({ text }, i) => REGISTERS.test(text) && tokens[i + 1]?.text === "(" && tokens[i - 1]?.text === ".");
	const call = tokens[at];
	if (!call) return refused("no call of goose.AddMigration is found in it");
	const args = argumentsAt(tokens, at + 1).slice(call.text.includes("Named") ? 1 : 0);
	const reader = new GoReader(file, tokens);
	const [up, down] = args.map((arg) => reader.functionOf(arg));
	if (!up) return refused("its function of the way forth is in another file");
	const transaction = call.text.includes("NoTx") ? "none" : "wrapped";
	const steps = reader.steps(up);
	const isNil = args[1]?.length === 1 && args[1][0]?.text === "nil";
	const back = down ? reader.steps(down) : [];
	const refuses = down !== void 0 && back.length === 0 && down.some(({ text }) => /^(?:Errorf|New|panic)$/.test(text));
	const state = back.length > 0 || args[1] && !isNil && !down ? "present" : refuses ? "irreversible" : "absent";
	const spanOf = (body) => ({
		path: file.path,
		start: body[0]?.start ?? 0,
		end: body.at(-1)?.end ?? 0
	});
	const migrations = [migrationOf(file, {
		...shared,
		transaction,
		steps,
		down: steps.length === 0 ? "not-used" : state
	})];
	if (down && back.length > 0) migrations.push(migrationOf(file, {
		...shared,
		id: `${parts.id}:down`,
		direction: "down",
		transaction,
		steps: back,
		span: spanOf(down)
	}));
	return migrations;
}
var GoReader = class {
	#file;
	#functions = /* @__PURE__ */ new Map();
	#constants;
	#steps = [];
	#calls = 0;
	constructor(file, tokens) {
		this.#file = file;
		for (const [i, token] of tokens.entries()) {
			const name = tokens[i + 1];
			if (token.text !== "func" || name?.kind !== "word") continue;
			const body = bodyAt(tokens, i + 1);
			if (body) this.#functions.set(name.text, body);
		}
		this.#constants = this.#assigned(outside(tokens), /* @__PURE__ */ new Map());
	}
	/** The body of a function that is named or written where it is wanted. */
	functionOf(arg) {
		const [first] = arg;
		if (arg.length === 1 && first) return this.#functions.get(first.text);
		return first?.text === "func" ? bodyAt(arg, 0) : void 0;
	}
	steps(body) {
		this.#steps = [];
		this.#calls = 0;
		this.#read(body, this.#constants, 0);
		return this.#steps;
	}
	#unread(token, end, reason) {
		this.#steps.push({
			kind: "unread",
			span: {
				path: this.#file.path,
				start: token.start,
				end
			},
			reason
		});
	}
	/** `const x = "…"`, `x := "…"`, and lists of strings: names by what they stand for, each text in pieces. */
	#assigned(tokens, known) {
		const names = new Map(known);
		const own = /* @__PURE__ */ new Set();
		for (const [i, token] of tokens.entries()) {
			const operator = tokens[i + 1];
			if (token.kind !== "word" || operator?.text !== ":=" && operator?.text !== "=") continue;
			if (tokens[i + 2]?.text === "range") {
				const listed = this.#list(tokens, i + 3) ?? names.get(tokens[i + 3]?.text ?? "");
				if (listed) names.set(token.text, listed);
				else names.delete(token.text);
				continue;
			}
			const list = this.#list(tokens, i + 2);
			if (list) {
				names.set(token.text, list);
				continue;
			}
			const value = expression(tokens, i + 2);
			const texts = this.#texts(value, names);
			const again = own.has(token.text) || known.has(token.text) && operator.text === "=";
			own.add(token.text);
			if (texts && !again) names.set(token.text, texts);
			else names.delete(token.text);
		}
		return names;
	}
	/** `[]string{"…", "…"}` */
	#list(tokens, at) {
		if (tokens[at]?.text !== "[" || tokens[at + 1]?.text !== "]" || tokens[at + 2]?.text !== "string" || tokens[at + 3]?.text !== "{") return void 0;
		const items = argumentsAt(tokens, at + 3).map((arg) => this.#texts(arg, /* @__PURE__ */ new Map())?.[0]);
		return items.every((item) => item !== void 0) ? items : void 0;
	}
	/** What an expression of string literals, `+`, names and fmt.Sprintf stands for: one text, or each of a list. */
	#texts(tokens, names) {
		const [first, second] = tokens;
		if (tokens.length === 1 && first?.kind === "word") return names.get(first.text);
		if (first?.text === "fmt" && tokens[2]?.text === "Sprintf") {
			const [format, ...values] = argumentsAt(tokens, 3);
			const [only] = format ? this.#texts(format, names) ?? [] : [];
			if (!only) return void 0;
			let next = 0;
			return [only.map((piece) => {
				const text = piece.text.replaceAll(/%([sdvq%])/g, (_, verb) => {
					if (verb === "%") return "%";
					const value = values[next++];
					const [known] = value ? this.#texts(value, names) ?? [] : [];
					return known ? known.map((one) => one.text).join("") : `\${${value?.map((token) => token.text).join("") ?? "value"}}`;
				});
				return text === piece.text ? piece : {
					text,
					start: piece.start,
					end: piece.end
				};
			})];
		}
		if (first?.text === "(" && tokens.at(-1)?.text === ")") return this.#texts(tokens.slice(1, -1), names);
		const pieces = [];
		for (let i = 0; i < tokens.length; i += 2) {
			const token = tokens[i];
			if (i > 0 && tokens[i - 1]?.text !== "+") return void 0;
			if (token?.kind === "string" && token.piece) pieces.push(token.piece);
			else {
				const [known, ...more] = token?.kind === "word" ? names.get(token.text) ?? [] : [];
				if (!token || !known || more.length > 0) return void 0;
				pieces.push({
					text: known.map((piece) => piece.text).join(""),
					start: token.start,
					end: token.end
				});
			}
		}
		return pieces.length > 0 || second ? [pieces] : void 0;
	}
	#read(body, around, depth) {
		const names = this.#assigned(body, around);
		for (const [i, token] of body.entries()) {
			if (token.kind !== "word" || body[i + 1]?.text !== "(" || this.#steps.length > MOST) continue;
			const method = body[i - 1]?.text === ".";
			if (method && SENDS.test(token.text)) this.#send(body, i, names);
			else if (!method && this.#functions.has(token.text)) {
				if (depth > 5 || ++this.#calls > MOST) this.#unread(token, token.end, `the call of ${token.text} is not followed`);
				else this.#read(this.#functions.get(token.text) ?? [], this.#constants, depth + 1);
			} else if (!QUIET.test(token.text) && this.#isHanded(argumentsAt(body, i + 1))) this.#unread(token, token.end, `what ${method ? "." : ""}${token.text}(…) does is not known`);
		}
	}
	/** Whether a call is handed what SQL can be sent with. */
	#isHanded = (args) => args.some((arg) => arg.length === 1 && /^(?:tx|db|conn|pool|sqlDB|txn|transaction)$/i.test(arg[0]?.text ?? ""));
	#send(body, at, names) {
		const token = body[at];
		if (!token) return;
		const args = argumentsAt(body, at + 1);
		const sql = args[token.text.endsWith("Context") || /^(?:ctx|context)$/i.test(args[0]?.[0]?.text ?? "") ? 1 : 0];
		const end = args.at(-1)?.at(-1)?.end ?? token.end;
		const texts = sql && this.#texts(sql, names);
		if (!texts) this.#unread(token, end, "the SQL is computed");
		else for (const pieces of texts) if (hasSql(pieces.map((piece) => piece.text).join(""))) {
			const made = !pieces.every((piece) => piece.units);
			this.#steps.push({
				kind: "sql",
				script: scriptOf(this.#file.path, pieces),
				oneQuery: true,
				...made ? { made } : {}
			});
		}
	}
};
/** What stands outside all functions. */
function outside(tokens) {
	const found = [];
	for (let i = 0; i < tokens.length; i++) {
		const token = tokens[i];
		if (token?.text === "{" && token.kind === "mark" && tokens[i - 1]?.text !== "string") i = behind(tokens, i) - 1;
		else if (token) found.push(token);
	}
	return found;
}
/** The tokens of a value: up to the end of its line of operators. */
function expression(tokens, from) {
	const [first] = tokens.slice(from, from + 1);
	if (first?.text === "fmt") {
		const open = from + 3;
		return tokens.slice(from, open + 1 + argumentsAt(tokens, open).reduce((sum, arg) => sum + arg.length + 1, 0));
	}
	let i = from;
	while (i < tokens.length && (tokens[i]?.kind === "string" || tokens[i]?.kind === "word" && tokens[i + 1]?.text === "+") && tokens[i + 1]?.text === "+") i += 2;
	const last = tokens[i];
	return last?.kind === "string" || i > from && last?.kind === "word" ? tokens.slice(from, i + 1) : [];
}

export { gooseGo };