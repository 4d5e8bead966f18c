import { g as namesAfter } from "./chunk-review.js";
import { a as linesOf, c as withBody, i as doesNothing, n as bodyAfter, r as camel, s as unterminated } from "./chunk-writer-text.js";

// src/frameworks/writer-php.ts
/** Writes Laravel's migrations: statements go through DB::unprepared, which takes SQL as it is (`?` is no placeholder in it). */
const head = (name) => new RegExp(`^\\s*(?:public\\s+)?function\\s+${name}\\s*\\(\\s*\\)[^;]*$`);
const CLASS = /^([^\n]*\bclass\b[^\n]*\bextends\s+\\?[\w\\]*Migration\b[^\n{]*)(\s*\{)[^\S\n]*\n/m;
const FACADE = "use Illuminate\\Support\\Facades\\DB;";
/** Nothing is put into a nowdoc; the blanks before its end are taken from every line. */
function unprepared(sql) {
	const lines = unterminated(sql).split("\n");
	let word = "SQL";
	while (lines.some((line) => line.trimStart().startsWith(word))) word += "_";
	return [
		`DB::unprepared(<<<'${word}'`,
		...lines.map((line) => line === "" ? "" : `    ${line}`),
		`    ${word});`
	];
}
const laravel = (request) => {
	const { migration, drafts } = request;
	if (/\$connection\s*=/.test(migration.text)) return { reason: "Its class names a connection of its own, which DB would not use." };
	const names = namesAfter(request, drafts.length - 1);
	if ("reason" in names) return names;
	const files = [];
	for (const [i, draft] of drafts.entries()) {
		const named = names[i - 1];
		const made = withMethods(migration.text.replaceAll("\r\n", "\n"), draft);
		if (made === void 0) return { reason: "The file is no class with up(), and down(), as methods with a body on lines of their own." };
		const text = named ? made.replace(/^(\s*(?:final\s+)?class\s+)\w+(\s+extends\b)/m, `$1${camel(named.title)}$2`) : made;
		files.push([{
			path: named?.path ?? migration.path,
			action: named ? "create" : "replace",
			text
		}]);
	}
	return {
		files,
		notes: []
	};
};
/** `down()` is missing or empty. */
const laravelWayBack = ({ migration, statements }) => {
	if (/\$connection\s*=/.test(migration.text)) return void 0;
	const text = withDown(migration.text.replaceAll("\r\n", "\n"));
	const made = doesNothing(text, head("down")) ? withBody(text, head("down"), linesOf(statements, "//", unprepared), "    ") : void 0;
	return made === void 0 ? void 0 : withFacade(made);
};
function withDown(text) {
	const lines = text.split("\n");
	const body = bodyAfter(lines, head("up"));
	if (!body || lines.some((line) => head("down").test(line))) return text;
	return [
		...lines.slice(0, body.end + 1),
		"",
		`${body.indent}public function down(): void`,
		`${body.indent}{`,
		`${body.indent}}`,
		...lines.slice(body.end + 1)
	].join("\n");
}
function withMethods(text, draft) {
	let made = withBody(text, head("up"), linesOf(draft.statements, "//", unprepared), "    ");
	if (made !== void 0 && draft.down) made = withBody(withDown(made), head("down"), linesOf(draft.down, "//", unprepared), "    ");
	if (made === void 0 || !CLASS.test(made)) return void 0;
	made = made.replace(/^[^\S\n]*public\s+(?:bool\s+)?\$withinTransaction\s*=\s*\w+;\n\n?/m, "");
	if (!draft.transaction) made = made.replace(CLASS, (all) => `${all}    public $withinTransaction = false;\n\n`);
	return withFacade(made);
}
function withFacade(made) {
	if (/^use\s+(?:Illuminate\\Support\\Facades\\)?DB;/m.test(made)) return made;
	const uses = [...made.matchAll(/^use\s[^\n]*;\n/gm)].at(-1);
	return uses ? `${made.slice(0, uses.index + uses[0].length)}${FACADE}\n${made.slice(uses.index + uses[0].length)}` : void 0;
}

export { laravel, laravelWayBack };