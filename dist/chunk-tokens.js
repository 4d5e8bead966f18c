// src/frameworks/lexical/tokens.ts
/** Deeper than any program that people write; what is read of it would be read again at every level. */
const DEEPEST = 300;
const OPEN = {
	"(": ")",
	"[": "]",
	"{": "}"
};
const ESCAPES = {
	n: "\n",
	t: "	",
	r: "\r",
	a: "\x07",
	b: "\b",
	f: "\f",
	v: "\v",
	"0": "\0"
};
/** The text between double quotes, escapes undone. Rust takes the blanks away that follow a line break behind a backslash. */
function escaped(file, start, end) {
	const written = file.slice(start, end);
	if (!written.includes("\\")) return {
		text: written,
		start,
		end,
		units: "same"
	};
	const units = [];
	let text = "";
	const put = (what, at) => {
		for (let i = 0; i < what.length; i++) units.push(start + at);
		text += what;
	};
	for (let i = 0; i < written.length;) {
		if (written[i] !== "\\") {
			put(written[i] ?? "", i);
			i++;
			continue;
		}
		const [all = "", hex, point] = /^\\(?:x([\da-fA-F]{2})|u\{?([\da-fA-F]{1,6})\}?|U([\da-fA-F]{8}))/.exec(written.slice(i, i + 12)) ?? [];
		const broken = /^\\\r?\n\s*/.exec(written.slice(i));
		if (broken) i += broken[0].length;
		else if (all !== "") {
			const code = Number.parseInt(hex ?? point ?? all.slice(2), 16);
			put(code > 1114111 ? "" : String.fromCodePoint(code), i);
			i += all.length;
		} else {
			const next = written[i + 1] ?? "";
			put(ESCAPES[next] ?? next, i);
			i += 2;
		}
	}
	return {
		text,
		start,
		end,
		units
	};
}
/** Where a string in double quotes that begins at an offset ends: at its closing quote. */
function closing(text, from) {
	let i = from;
	while (i < text.length && text[i] !== "\"") i += text[i] === "\\" ? 2 : 1;
	return Math.min(i, text.length);
}
function tokensOf(text, language) {
	const tokens = [];
	const string = (start, end, piece) => void tokens.push({
		kind: "string",
		text: piece.text,
		start,
		end,
		piece
	});
	const raw = (start, end) => ({
		text: text.slice(start, end),
		start,
		end,
		units: "same"
	});
	let i = 0;
	while (i < text.length) {
		const c = text[i] ?? "";
		if (/\s/.test(c)) i++;
		else if (text.startsWith("//", i)) i = lineEnd(text, i);
		else if (text.startsWith("/*", i)) i = commentEnd(text, i, language === "rust");
		else if (c === "\"") {
			const end = closing(text, i + 1);
			string(i, end + 1, escaped(text, i + 1, end));
			i = end + 1;
		} else if (c === "`" && language === "go") {
			const found = text.indexOf("`", i + 1);
			const end = found < 0 ? text.length : found;
			string(i, end + 1, raw(i + 1, end));
			i = end + 1;
		} else if (language === "rust" && /^b?r#*"/.test(text.slice(i, i + 40))) {
			const [head = "", hashes = ""] = /^b?r(#*)"/.exec(text.slice(i, i + 40)) ?? [];
			const found = text.indexOf(`"${hashes}`, i + head.length);
			const end = found < 0 ? text.length : found;
			string(i, end + 1 + hashes.length, raw(i + head.length, end));
			i = end + 1 + hashes.length;
		} else if (c === "'") {
			const [rune] = /^'(?:\\(?:u\{[\da-f]+\}|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[0-7]{3}|.)|[^'\\\n])'/iu.exec(text.slice(i, i + 14)) ?? [];
			i += rune?.length ?? 1;
		} else {
			const [word] = /^[\p{L}_][\p{L}\p{N}_]*|^\d[\w.]*/u.exec(text.slice(i, i + 256)) ?? [];
			const mark = /^(?:::|:=|->|=>)/.exec(text.slice(i, i + 2))?.[0] ?? c;
			const found = word ?? mark;
			tokens.push({
				kind: word === void 0 ? "mark" : "word",
				text: found,
				start: i,
				end: i + found.length
			});
			i += found.length;
		}
	}
	pair(tokens);
	return tokens;
}
/** Finds the bracket that closes each one; throws RangeError where they are nested too deeply. */
function pair(tokens) {
	const open = [];
	for (const [i, token] of tokens.entries()) {
		if (token.kind !== "mark") continue;
		if (token.text in OPEN) open.push(i);
		else if (/^[)\]}]$/.test(token.text)) {
			const at = open.pop();
			const opener = at === void 0 ? void 0 : tokens[at];
			if (opener && at !== void 0) opener.width = i - at + 1;
		}
		if (open.length > DEEPEST) throw new RangeError("the file is nested too deeply");
	}
}
function lineEnd(text, from) {
	const end = text.indexOf("\n", from);
	return end < 0 ? text.length : end;
}
/** Comments nest in Rust and not in Go. */
function commentEnd(text, from, nests) {
	let depth = 0;
	const mark = /\/\*|\*\//g;
	mark.lastIndex = from;
	for (let match = mark.exec(text); match; match = mark.exec(text)) {
		if (match[0] === "/*") depth = nests ? depth + 1 : 1;
		else depth--;
		if (depth <= 0) return mark.lastIndex;
	}
	return text.length;
}
/** The index behind the bracket that closes the one at an index. */
function behind(tokens, open) {
	return Math.min(tokens.length, open + (tokens[open]?.width ?? tokens.length));
}
/** The arguments of the call whose `(` stands at an index: each as its tokens. */
function argumentsAt(tokens, open) {
	const end = behind(tokens, open) - 1;
	const args = [];
	let current = [];
	for (let i = open + 1; i < end;) {
		const token = tokens[i];
		if (!token) break;
		const next = token.kind === "mark" && token.text in OPEN ? behind(tokens, i) : i + 1;
		if (token.kind === "mark" && token.text === ",") {
			args.push(current);
			current = [];
		} else current.push(...tokens.slice(i, next));
		i = next;
	}
	if (current.length > 0) args.push(current);
	return args;
}
/** The body of the function whose name stands at an index: the tokens between its braces. */
function bodyAt(tokens, name) {
	let i = name + 1;
	while (i < tokens.length && tokens[i]?.text !== "(") i++;
	if (i >= tokens.length) return void 0;
	i = behind(tokens, i);
	while (i < tokens.length && !(tokens[i]?.kind === "mark" && (tokens[i]?.text === "{" || tokens[i]?.text === ";"))) i++;
	return tokens[i]?.text === "{" ? tokens.slice(i + 1, behind(tokens, i) - 1) : void 0;
}

export { tokensOf as i, behind as n, bodyAt as r, argumentsAt as t };