// src/frameworks/writer-text.ts
/** Finds a function by its head; its body ends before the next line that is indented as little as the head and in no string. */
function bodyAfter(lines, head) {
	let at = lines.findIndex((line) => head.test(line));
	if (at < 0) return void 0;
	const indent = /^\s*/.exec(lines[at] ?? "")?.[0] ?? "";
	if (lines[at + 1]?.trim() === "{") at++;
	const isDeeper = (line) => line.trim() === "" || line.startsWith(`${indent} `) || line.startsWith(`${indent}\t`);
	let end = at + 1;
	let quote = "";
	for (; end < lines.length; end++) {
		const line = lines[end] ?? "";
		if (quote === "" && !isDeeper(line)) break;
		for (const [mark] of line.matchAll(/\\.|"""|'''|`/g)) {
			if (mark.startsWith("\\")) continue;
			if (quote === "") quote = mark;
			else if (quote === mark) quote = "";
		}
	}
	while (end > at + 1 && (lines[end - 1] ?? "").trim() === "") end--;
	return {
		start: at + 1,
		end,
		indent
	};
}
/** A line that does nothing: a comment, or a word alone. */
const IDLE = /^\s*(?:(?:#|\/\/|\/\*|\*).*|pass\b.*|"""[^"]*"""|return\b[^(]*;?|(?:return |await )?Promise\.resolve\(\);?|:ok|nil|\{)?\s*$/;
/** Whether a function is missing, or does nothing. */
function doesNothing(text, head) {
	const lines = text.split("\n");
	const body = bodyAfter(lines, head);
	return body === void 0 || lines.slice(body.start, body.end).every((line) => IDLE.test(line));
}
/** A text with other lines in the body of a function; undefined where it is not found. */
function withBody(text, head, body, step) {
	const lines = text.split("\n");
	const found = bodyAfter(lines, head);
	if (!found) return void 0;
	const inner = body.map((line) => line === "" ? "" : `${found.indent}${step}${line}`);
	return [
		...lines.slice(0, found.start),
		...inner,
		...lines.slice(found.end)
	].join("\n");
}
/** Statements as lines of code, a blank line between two. */
function linesOf(statements, comment, call) {
	return statements.flatMap(({ comments, sql }, i) => [
		...i > 0 ? [""] : [],
		...comments.map((line) => `${comment} ${line}`),
		...call(sql)
	]);
}
/** SQL without its last semicolon. */
const unterminated = (sql) => sql.trimEnd().replace(/;$/, "");
/** Why nothing is put behind a migration. */
const IS_LATER = { reason: "A migration that is not part of the change was built on this one, so none can be put between them." };
/** SQL as a string of Python. */
function python(sql) {
	const escaped = unterminated(sql).replaceAll("\\", "\\\\");
	if (!escaped.includes("\n") && !escaped.includes("\"")) return `"${escaped}"`;
	return `"""${escaped.replaceAll("\"\"\"", "\\\"\\\"\\\"").replace(/"$/, "\\\"")}"""`;
}
/** `add_email_2` as the name of a class. */
const camel = (name) => name.split("_").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");

export { linesOf as a, withBody as c, doesNothing as i, bodyAfter as n, python as o, camel as r, unterminated as s, IS_LATER as t };