import { Tt as pathMatcher, ai as lineStarts, ci as nameOf, ri as byteOffsets, si as positionAt } from "./chunk-review.js";

// src/application/files.ts
/** Which files of a repository are its application, and what kind of text they hold. */
/** Larger files are data or made by a tool. */
const MAX_BYTES = 1048576;
const LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|Cargo\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|pdm\.lock|mix\.lock|go\.sum|flake\.lock|packages\.lock\.json|gradle\.lockfile)$/;
const VENDORED = /(?:^|\/)(?:node_modules|vendor|third[_-]?party|bower_components|Pods|\.?venv|site-packages|dist|build|out|target|obj|coverage|\.next|\.nuxt|\.yarn|__pycache__|\.git|\.idea|\.gradle|\.terraform)\//;
const MINIFIED = /[.-]min\.(?:js|css|mjs)$|\.(?:js|css)\.map$|\.bundle\.js$|\.snap$/;
const NO_CODE = /\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|ico|bmp|tiff?|pdf|zip|gz|tgz|bz2|xz|zst|7z|jar|war|class|so|dylib|dll|exe|o|a|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|ogg|wav|psd|sqlite3?|db|parquet|avro|csv|tsv|po|pot|mo|xlf|xliff|lcov|log|pem|crt|key|patch|diff)$/i;
const MIGRATION = /(?:^|\/)(?:[\w-]*migrations?|migrate|\w+_migrate|changelogs?|alembic)\/|(?:^|\/)migrations?\.\w+$/i;
/** Why a file is not looked at, as a noun for many of them; undefined where it is. */
function leftOutAs(path, isMigration) {
	if (isMigration(path) || MIGRATION.test(path)) return "migration";
	if (LOCK.test(path)) return "lock file";
	if (VENDORED.test(path)) return "vendored or built file";
	if (MINIFIED.test(path)) return "minified file";
	return NO_CODE.test(path) ? "style, image or data file" : void 0;
}
/** What a text shows only when it is read: the same, for its bytes. */
function contentLeftOutAs(bytes) {
	if (bytes.subarray(0, 8e3).includes(0)) return "binary file";
	if (bytes.length < 2e4) return void 0;
	let lines = 1;
	for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
	return bytes.length / lines > 1e3 ? "minified file" : void 0;
}
const TEST = /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|mocks?|testdata|test-data|fixtures?|factories|e2e|cypress|seeds?)\/|(?:^|\/)(?:test_[^/]+|conftest)\.py$|(?:_test|_spec|\.test|\.spec|\.e2e|\.stories|Tests?|Spec|IT)\.\w+$|\.feature$/;
const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|txt|ipynb)$|(?:^|\/)(?:docs?|documentation|changelogs?)\//i;
const WORDS_FOR_PEOPLE = /(?:^|\/)(?:locales?|i18n|l10n|intl|lang|translations?)\//i;
const DUMP = /(?:^|\/)(?:db\/(?:\w+_)?(?:schema\.rb|structure\.sql)|schema_dump\.sql|(?:structure|schema)\.sql|snapshot\.json|\w*ModelSnapshot\.cs)$/;
const GENERATED_NAME = /(?:\.pb\.go|_pb2(?:_grpc)?\.py|\.generated\.\w+|\.gen\.\w+|\.g\.dart|\.g\.cs|\.designer\.cs|_generated\.\w+)$/i;
const GENERATED_TEXT = /@generated|code generated|do not edit|auto-?generated/i;
/** The kind of a file that is looked at. */
function fileKind(path, text) {
	if (DOCUMENT.test(path) || WORDS_FOR_PEOPLE.test(path)) return "document";
	if (TEST.test(path)) return "test";
	if (DUMP.test(path)) return "dump";
	if (/(?:^|\/)schema\.rs$|\.prisma$/.test(path)) return "code";
	return GENERATED_NAME.test(path) || GENERATED_TEXT.test(text.slice(0, 600)) ? "generated" : "code";
}
const HASH = /\.(?:rb|py|pyi|rake|ex|exs|ya?ml|toml|sh|r|pl|tf|cfg|ini|graphql|gql|php|feature)$/;
const DASHES = /\.(?:sql|lua|hs|elm|ada|psql|pgsql)$/;
/** Whether a column (0-based) of a line is inside a comment, as far as one line tells. */
function isComment(path, line, column) {
	const start = line.trimStart();
	if (/^(?:\/\/|\/\*|\*(?![*\w])|<!--|"""|\{\/\*|\{#|<%#)/.test(start)) return true;
	const mark = DASHES.test(path) ? /--/ : HASH.test(path) ? /(?:^|\s)#(?![{[])/ : /(?:^|\s)\/\//;
	const at = line.slice(0, column).search(mark);
	if (at < 0) return false;
	return (line.slice(0, at).match(/["'`]/g)?.length ?? 0) % 2 === 0;
}

// src/application/names.ts
/**
* How an application writes the names of a database. The ways of writing one name (`user_email`, `userEmail`, `UserEmail`,
* `USER_EMAIL`, `user-email`, `userEMail`) have one canonical form, so that a word of a file is looked up once, whatever its
* language: lower case, without underscores and dashes.
*/
/** The canonical form of a word. Letters outside ASCII stay as they are. */
function canonical(word) {
	return word.replace(/[_-]/g, "").replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
/** The words of a name: `user_email`, `userEmail` and `HTTPStatus` are two each. */
function wordsOf$1(name) {
	return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").split(/[_\s-]+/).filter((word) => word !== "").map((word) => word.toLowerCase());
}
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const pascal = (words) => words.map(capital).join("");
const camel = (words) => words.map((word, i) => i === 0 ? word : capital(word)).join("");
/** The usual ways to write a name, itself first, for people to see what was looked for. */
function spellings(name) {
	const words = wordsOf$1(name);
	const all = [
		name,
		words.join("_"),
		camel(words),
		pascal(words),
		words.join("-"),
		words.join("_").toUpperCase()
	];
	return words.length > 0 && isWord(name) ? [...new Set(all)] : [name];
}
/** Whether a name is one word of a program; others (`first name`, `a__b`) are looked for as they are written. */
function isWord(name) {
	return /^[\w\u0080-\uffff-]+$/.test(name) && !name.includes("__") && /[A-Za-z\u0080-\uffff]/.test(name);
}
/** English, as far as tables are called by it. */
const IRREGULAR = {
	people: "person",
	children: "child",
	men: "man",
	women: "woman",
	media: "medium",
	criteria: "criterion",
	indices: "index",
	matrices: "matrix",
	vertices: "vertex",
	series: "series",
	news: "news",
	statuses: "status",
	aliases: "alias",
	caches: "cache",
	moves: "move"
};
const PLURALS = new Map(Object.entries(IRREGULAR).map(([many, one]) => [one, many]));
/** `categories` as `category`; a word that is none stays. */
function singular(word) {
	const known = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : void 0;
	if (known !== void 0) return known;
	if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
	if (/(?:ss|sh|ch|x|zz)es$/.test(word) || /(?:us|is)es$/.test(word)) return word.slice(0, -2);
	return word.endsWith("s") && !/(?:ss|us|is)$/.test(word) && word.length > 2 ? word.slice(0, -1) : word;
}
/** `category` as `categories`. */
function plural(word) {
	const known = PLURALS.get(word);
	if (known !== void 0) return known;
	if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
	return /(?:s|sh|ch|x|z)$/.test(word) ? `${word}es` : `${word}s`;
}
/** What programmers put behind the name of a model. */
const SUFFIXES = [
	"model",
	"entity",
	"record",
	"table",
	"schema",
	"row",
	"repository",
	"repo",
	"dao"
];
/** The names of a table, of its rows and of the model for it. */
function tableNames(table) {
	const words = wordsOf$1(table);
	const own = /^(?:t|tb|tbl)$/.test(words[0] ?? "") && words.length > 1 ? words.slice(1) : words;
	const plain = bothNumbers(own);
	const [folder = "", ...rest] = own;
	return {
		exact: canonical(table),
		plain: /* @__PURE__ */ new Set([canonical(table), ...plain]),
		suffixed: new Set([...plain].flatMap((name) => SUFFIXES.map((suffix) => name + suffix))),
		inFolder: rest.length > 0 ? {
			folder,
			names: bothNumbers(rest)
		} : void 0
	};
}
function bothNumbers(words) {
	const last = words.at(-1) ?? "";
	const first = words.slice(0, -1).join("");
	return new Set([
		last,
		singular(last),
		plural(singular(last))
	].map((word) => first + word));
}
/** The names of a column. */
function columnNames(column) {
	const name = canonical(column);
	const accessors = [
		"get",
		"set",
		"is",
		"has",
		"findby",
		"getby",
		"existsby",
		"deleteby"
	].map((before) => before + name);
	const attributes = [`get${name}attribute`, `set${name}attribute`];
	const dirty = [
		"was",
		"changed",
		"beforetypecast",
		"willchange"
	].map((after) => name + after);
	const words = wordsOf$1(column);
	const leads = words.length > 1 && /^(?:id|uuid|ref|fk)$/.test(words.at(-1) ?? "");
	return {
		own: /* @__PURE__ */ new Set([
			name,
			...accessors,
			...attributes,
			...dirty
		]),
		association: leads ? words.slice(0, -1).join("") : void 0
	};
}
/** Words that say too little alone: every program has them for something else. */
const COMMON = new Set("id uuid key name type status state data value values date time title description text content body label code count number order position index size length amount total price url path file image email user username password token role level group parent owner created updated deleted createdat updatedat deletedat createdby updatedby timestamp version source target kind category tag tags note notes comment message messages event events item items option options setting settings config meta metadata info details result results error active enabled disabled visible hidden public private default start end from to year month day hour color icon link slug hash locale language currency country city address phone format method action actions node nodes page pages post posts session sessions task tasks job jobs log logs list field fields model object entity record records row rows column columns table tables account accounts project projects product products order orders users roles groups permission permissions files images document documents report reports test tests session class process reason priority rank score weight width height open closed pending done failed success new old other none all any".split(" "));
/** What programs call variables that have nothing to do with a table of that name. */
const VARIABLES = new Set("event item node value data option options file message element key state action error result response request field model object record row column table entry list page session context config setting settings job task test class process link type token document version tag image note log report".split(" "));
/** Whether a variable of this name can be anything. */
function isVariable(name) {
	return VARIABLES.has(canonical(name));
}
/** Whether a name says too little alone. */
function isCommon(name) {
	const word = canonical(name);
	return word.length <= 2 || COMMON.has(word);
}

// src/application/rank.ts
/** Judges the hits of one subject in one file: those that count, with their likelihood. */
function judgeHits(view, sought, hits) {
	const owners = /* @__PURE__ */ new Map();
	for (const hit of hits) {
		if (hit.role !== "owner") continue;
		const line = owners.get(hit.line);
		if (line) line.push(hit);
		else owners.set(hit.line, [hit]);
	}
	const scene = {
		view,
		sought,
		owners
	};
	return hits.flatMap((hit) => {
		const likelihood = JUDGES[sought.subject.kind](scene, hit);
		return likelihood === void 0 ? [] : [[hit, lowered(view, hit, likelihood)]];
	});
}
const JUDGES = {
	table: judgeTable,
	column: judgeColumn,
	required: judgeMaker,
	named: judgeNamed,
	value: judgeValue
};
/** What is not the running application counts for less. */
function lowered(view, hit, likelihood) {
	if (view.kind === "document" || view.kind === "generated") return "weak";
	if (isComment(view.path, view.line(hit.line), hit.column)) return "weak";
	if (view.kind === "code") return likelihood;
	return likelihood === "likely" ? "possible" : "weak";
}
/** The words `a.` in front of a member, through `?.`, `->`, `::`, `&.` and brackets. */
const MEMBER = /([\p{L}\w]+)(?:\(\))?\s*(?:\?\.|!\.|&\.|\.|->|::|\[\s*:?['"`]?)\s*$/u;
function receiverOf({ view }, hit) {
	const before = view.line(hit.line).slice(Math.max(0, hit.column - 80), hit.column);
	return (MEMBER.exec(before) ?? /([\p{L}\d]+(?:_[\p{L}\d]+)*)__$/u.exec(before))?.[1];
}
/** What a class calls its own row. */
const SELF = /* @__PURE__ */ new Set([
	"self",
	"this",
	"cls",
	"static",
	"me",
	"it",
	"that",
	"record",
	"row",
	"model",
	"instance",
	"entity",
	"object",
	"dto",
	"data"
]);
/** `u` and `usr` of `users`, `line` of `order_lines`. */
function isShortFor({ subject, owner }, holder) {
	const last = canonical(tableNames(wordsOf$1(subject.owner).at(-1) ?? "").exact);
	return [...owner.plain].some((name) => holder.length <= 2 && name.startsWith(holder)) || tableNames(last).plain.has(holder);
}
const isOwner = ({ owner }, word) => owner.plain.has(word) || owner.suffixed.has(word);
/** A word that starts like a class and is not all capitals. */
const isClassName = (text) => /^[A-Z]/.test(text) && /[a-z]/.test(text);
function judgeColumn(scene, hit) {
	if (hit.role === "owner") return void 0;
	const { view, sought, owners } = scene;
	const line = view.line(hit.line);
	const receiver = receiverOf(scene, hit);
	const holder = receiver === void 0 ? "" : canonical(receiver);
	const statement = statementOf(scene, hit.line);
	if (holder !== "" && isOwner(sought, holder)) return sought.common && isVariable(holder) && !isClassName(receiver ?? "") && !statement ? "possible" : "likely";
	const alias = statement && holder !== "" ? aliasIn(view, statement, holder) : void 0;
	if (alias !== void 0) return isOwner(sought, canonical(alias)) ? "likely" : "weak";
	const block = blockOf(scene, hit.line);
	const foreign = holder !== "" && !SELF.has(holder) && !isShortFor(sought, holder);
	const declared = isDeclared(line, hit);
	const accessor = canonical(hit.text) !== canonical(sought.subject.name);
	const says = isKey(line, hit) || declared || SELF.has(holder) || accessor && hit.role === "name";
	if (hit.role === "association") return block === "own" && !foreign && says ? "likely" : void 0;
	if (block === "own" && !foreign) return says || !sought.common ? "likely" : "possible";
	if (foreign && sought.others.has(holder)) return "weak";
	if (statement && holder === "") {
		const tables = tablesIn(view, statement);
		if (tables.some((table) => canonical(table) === sought.owner.exact)) return "likely";
		if (tables.some((table) => sought.others.has(canonical(table)))) return "weak";
	}
	const beside = (owners.get(hit.line) ?? []).filter((owner) => owner.start !== hit.start);
	if (beside.length > 0 && !(block === "other" && declared)) {
		if (!sought.common) return foreign ? "possible" : "likely";
		return beside.some(({ text, column }) => column < hit.column && (isClassName(text) || canonical(text) === sought.owner.exact)) && says && !foreign ? "likely" : "possible";
	}
	if (block !== "other" && isModelFile(scene)) return foreign || sought.common && !says ? "possible" : "likely";
	if (sought.common || block === "other") return "weak";
	const distinct = wordsOf$1(sought.subject.name).length > 1;
	if (owners.size > 0) return distinct && !foreign ? "likely" : "possible";
	return distinct || isNear(scene, hit.line) ? "possible" : "weak";
}
/** Only types and modifiers stand in front: `private String email`, `email = models.CharField`. */
function isDeclared(line, { column, text }) {
	return /^\s*(?:[\w<>[\]?,.@*:]+\s+){0,4}$/.test(line.slice(0, column)) && /^\s*(?:->|[=:;,({?!]|[A-Z*[]|\w+[\s(,]|$)/.test(line.slice(column + text.length));
}
/** A key of a literal, a named argument, a symbol or a quoted name: `status:`, `:status`, `"status"`. */
function isKey(line, { column, text }) {
	return /["'`:@[]$/.test(line.slice(0, column)) || /^["'`]?\s*(?:[:=](?!=)|=>)/.test(line.slice(column + text.length));
}
const SQL_VERB = /\b(?:select|insert\s+into|update|delete\s+from|from|join|where|returning|set)\b/i;
const SQL_NAME = /\b(?:from|join|into|update|table|references|using|truncate|copy)\s+(?:only\s+)?(?:["`[]?[\w$]+["`\]]?\.)?["`[]?$/i;
/** The lines of a SQL statement around a line, or undefined where there is none. */
function statementOf({ view }, line) {
	const around = view.paragraph(line);
	const text = linesOf(view, around);
	return /\b(?:select|insert\s+into|delete\s+from|update\s+["`[]?[\w.]+["`\]]?\s+(?:as\s+\w+\s+)?set|create\s+(?:or\s+replace\s+)?(?:materialized\s+)?(?:view|table|index|unique))\b/i.test(text) && SQL_VERB.test(text) ? around : void 0;
}
function linesOf(view, { first, last }) {
	return Array.from({ length: last - first + 1 }, (_, i) => view.line(first + i)).join("\n");
}
/** The tables that a statement names. */
function tablesIn(view, statement) {
	return [...linesOf(view, statement).matchAll(/\b(?:from|join|into|update|table)\s+(?:only\s+)?(?:["`[]?\w+["`\]]?\.)?["`[]?([A-Za-z_]\w*)/gi)].map((match) => match[1] ?? "");
}
/** The table that an alias stands for: `o` in `from orders o` and `join orders as o`. */
function aliasIn(view, statement, alias) {
	for (const match of linesOf(view, statement).matchAll(/\b(?:from|join|update|into)\s+(?:[\w"]+\.)?"?([A-Za-z_]\w*)"?\s+(?:as\s+)?([A-Za-z_]\w*)/gi)) if (canonical(match[2] ?? "") === alias && !/^(?:on|where|set|join|left|inner|as|using)$/i.test(match[2] ?? "")) return match[1];
}
/** What says in a model which table it is for. */
const MAPPING = /__tablename__|__table__|db_table|@@map|table_?name|self\.table|@(?:Table|Entity|JoinTable|JoinColumn)\b|\[Table\(|\$table\b|TableName\(|ToTable\(|table_name\s*=|\bschema\s+["']|\btable:\s|create_table|(?:pg|mysql|sqlite)Table\(|gorm:|collection/i;
/** Whether the definition around a line is that of the owner, of something else, or there is none. */
function blockOf(scene, line) {
	const { view, owners, sought } = scene;
	const block = view.block(line);
	if (!block) return "none";
	if ((owners.get(block.first) ?? []).length > 0) return "own";
	for (let number = Math.max(0, block.first - 5); number <= block.last; number++) if (owners.has(number) && MAPPING.test(view.line(number)) && (number >= block.first || isAbove(view, number, block.first))) return "own";
	if ((view.line(block.first).match(/[\p{L}\w]+/gu) ?? []).some((word) => sought.others.has(canonical(word)))) return "other";
	return /^\s*(?:(?:export|public|private|internal|final|abstract|data|pub(?:\(\w+\))?|case|sealed|default|static)\s+)*(?:class|model|struct|entity|enum|message)\s+\w+/.test(view.line(block.first)) && !/(?:Controller|Service|Repository|Helper|View|Serializer|Resolver|Job|Worker|Handler|Mapper|Query|Policy|Test|Spec|Form|Mailer|Store|Manager|Factory|Dao|Api|Util|Provider|Module)s?\b/.test(view.line(block.first)) ? "other" : "none";
}
/** Nothing but annotations and comments between two lines. */
function isAbove(view, from, heading) {
	for (let number = from; number < heading; number++) if (!/^\s*(?:[@[#/*)]|\/\/|$)|,\s*$/.test(view.line(number))) return false;
	return true;
}
/** `user.rb`, `models/user.py`, `user.entity.ts`, `UserRepository.java`. */
function isModelFile({ view, sought }) {
	if (view.path.endsWith(".sql")) return false;
	const base = view.path.slice(view.path.lastIndexOf("/") + 1);
	return isOwner(sought, canonical(base.split(".")[0] ?? ""));
}
function isNear({ owners }, line) {
	for (let number = line - 5; number <= line + 5; number++) if (owners.has(number)) return true;
	return false;
}
const ORM = /^\s*(?:\.|::|->)\s*(?:objects|query|where\w*|find\w*|create\w*|new|joins?|includes|preload|all|first|last|order\w*|pluck|count\w*|exists\w*|insert\w*|update\w*|upsert\w*|delete\w*|destroy\w*|select\w*|query|belongsTo\w*|hasMany|hasOne|table|aggregate|groupBy|filter|get\w*|save\w*|bulk\w*|get_or_create|scope\w*|unscoped|with\w*|left_joins|eager_load|paginate|limit|set|values|from|as|alias|c|columns)\b/;
const CLIENT = /(?:prisma|db|tx|trx|client|ctx|conn|database|orm|dsl|query|schema|Tables?|models?|entities|repos?(?:itory)?|store)\s*(?:\.|::|\[['"])\s*$/i;
const DEFINES = /\b(?:class|model|struct|entity|record|object|defmodule(?:\s+[\w.]+\.)?|table!?\s*\{?|message)\s+$/;
/** What stands in front of the name of a table in quotes. */
const TAKES_TABLE = /(?:table\w*|\bfrom\w*|join\w*|into|entity|collection|knex|\bdb|\btrx|query|relation|references|referencing|has_many|has_one|belongs_to|many|foreign_key\w*|schema|populate|includes?|insert|update|delete|column\w*|index\w*)\s*(?:\(|=>?|:|,|\s|\[|!)*\s*["'`:]$/i;
function judgeTable(scene, hit) {
	const { view, sought } = scene;
	if (hit.role !== "owner") return void 0;
	const line = view.line(hit.line);
	const before = line.slice(0, hit.column);
	const after = line.slice(hit.column + hit.text.length);
	const word = canonical(hit.text);
	const distinct = wordsOf$1(sought.subject.name).length > 1 && !sought.common;
	const isExact = word === sought.owner.exact;
	if (isExact && SQL_NAME.test(before) && (/[A-Z]{4}\s+\S*$/.test(before) || statementOf(scene, hit.line))) return "likely";
	if (isExact && isQuoted(before, after)) return distinct || TAKES_TABLE.test(before) || MAPPING.test(line) ? "likely" : "possible";
	if (!isClassName(hit.text) && CLIENT.test(before)) return "likely";
	if (isClassName(hit.text)) {
		if ((sought.owner.plain.has(word) || hit.byFolder) && (DEFINES.test(before) || ORM.test(after))) return "likely";
		if (sought.owner.suffixed.has(word)) return /\.(?:[jt]sx|vue|svelte)$/.test(view.path) ? "possible" : "likely";
		return distinct || view.kind === "code" ? "possible" : "weak";
	}
	if (sought.owner.suffixed.has(word)) return distinct ? "likely" : "possible";
	if (isExact && (distinct || /^\s*:/.test(before.slice(-1)))) return "possible";
	return distinct ? "possible" : isExact && isCode(after) ? "weak" : void 0;
}
const isCode = (after) => /^\s*(?:[.[(]|->|::)/.test(after);
const isQuoted = (before, after) => /["'`:]$/.test(before) && (/^["'`]/.test(after) || before.endsWith(":"));
const MAKES = /^\s*(?:\.|::|->)\s*(?:(?:objects|query|query\(\))\s*(?:\.|->)\s*)?(?:create\w*!?|insert\w*!?|new|build|bulk_?(?:[cC]reate|[iI]nsert)\w*|upsert\w*!?|get_or_create|update_or_create|find_or_\w+!?|firstOrCreate|updateOrCreate|first_or_create|save\w*|builder|factory|make|fill|changeset)\b/;
/** Where rows are made: what has to give the new column. */
function judgeMaker(scene, hit) {
	const { view, sought } = scene;
	if (hit.role !== "owner") return void 0;
	const line = view.line(hit.line);
	const before = line.slice(0, hit.column);
	const after = line.slice(hit.column + hit.text.length);
	const word = canonical(hit.text);
	if (word === sought.owner.exact && /\binsert\s+into\s+(?:["`[]?\w+["`\]]?\.)?["`[]?$/i.test(before)) return "likely";
	if (/\b(?:insert\w*|into|bulk_?insert|upsert)\s*\(\s*["'`]?(?:\w+\.)*$/i.test(before)) return "likely";
	if (word === sought.owner.exact && isQuoted(before, after) && /\b(?:insert|upsert)\w*\s*\(/i.test(after)) return "likely";
	if (!isOwner(sought, word) && !hit.byFolder) return void 0;
	if (MAKES.test(after) && (isClassName(hit.text) || CLIENT.test(before))) return "likely";
	if (!isClassName(hit.text) || sought.owner.suffixed.has(word)) return void 0;
	if (/\bnew\s+(?:\w+[.\\])*$/.test(before) || /[&%](?:\w+\.)*$/.test(before) && /^\s*\{/.test(after)) return "likely";
	const definition = /\b(?:class|struct|type|func|def|interface|impl|enum|record|model|extends|trait|fn|for|defmodule)\b[^=]*$/.test(before);
	if (!definition && view.path.endsWith(".py") && /^\s*\(/.test(after)) return "possible";
	return !definition && /\.(?:go|rs)$/.test(view.path) && /^\s*\{/.test(after) ? "possible" : void 0;
}
function judgeNamed({ view, sought }, hit) {
	if (hit.role !== "name") return void 0;
	const line = view.line(hit.line);
	const before = line.slice(0, hit.column);
	const after = line.slice(hit.column + hit.text.length);
	const sameText = hit.text.toLowerCase() === sought.subject.name.toLowerCase();
	if (sought.subject.object.startsWith("schema ")) return sameText && /^["`\]]?\.["`[]?\w/.test(after) && SQL_VERB.test(before) ? "likely" : isQuoted(before, after) ? "possible" : "weak";
	const distinct = wordsOf$1(sought.subject.name).length > 1 && !sought.common;
	if (sameText && (isQuoted(before, after) || /\b(?:select|from|call|perform|execute|rpc|join|nextval|cast|as)\b[^;]*$/i.test(before) || /::\s*(?:\w+\.)?["`]?$/.test(before))) return distinct ? "likely" : "possible";
	return distinct ? "possible" : "weak";
}
function judgeValue(scene, hit) {
	if (hit.role !== "name") return void 0;
	const { view, sought, owners } = scene;
	const line = view.line(hit.line);
	const before = line.slice(0, hit.column);
	const quoted = isQuoted(before, line.slice(hit.column + hit.text.length));
	const holder = receiverOf(scene, hit);
	if (holder !== void 0 && isOwner(sought, canonical(holder))) return "likely";
	const asWritten = hit.text === sought.subject.name;
	if (blockOf(scene, hit.line) === "own") return "likely";
	if (quoted && asWritten && (owners.has(hit.line) || isNear(scene, hit.line))) return sought.common ? "possible" : "likely";
	if (quoted && asWritten) return sought.common ? "weak" : "possible";
	return wordsOf$1(sought.subject.name).length > 1 ? "weak" : void 0;
}
/** Works out what a subject is called. */
function seek(subject) {
	const owner = tableNames(subject.kind === "table" ? subject.name : subject.owner);
	const others = new Set(subject.others.flatMap((table) => {
		const names = tableNames(table);
		return [...names.plain, ...names.suffixed];
	}));
	for (const name of [...owner.plain, ...owner.suffixed]) others.delete(name);
	return {
		subject,
		common: isCommon(subject.name),
		owner,
		others
	};
}

// src/application/scan.ts
/**
* Finds words in the bytes of a file: one pass, however many words are looked for, and no text is made of a file that holds
* none of them.
*/
const UNDERSCORE = 95;
const DASH = 45;
/** For each byte its lower case where it can be part of a word, else 0. Bytes of letters outside ASCII are parts of words. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => {
	if (byte >= 65 && byte <= 90) return byte + 32;
	return byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57 || byte === UNDERSCORE || byte >= 128 ? byte : 0;
});
const SEED = 2166136261;
/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const mix = (hash, byte) => Math.imul(hash ^ byte, 16777619);
const BITS = 65535;
/**
* Makes a scanner for words in canonical form. Words end where a letter, digit or single underscore does not follow; two
* underscores end one, too (`user__email` of Django), and words joined by dashes are also taken as one (`user-email`).
*/
function makeScanner(words) {
	const marks = /* @__PURE__ */ new Uint8Array(65536);
	for (const word of words.keys()) {
		let hash = SEED;
		for (const byte of Buffer.from(word, "utf8")) hash = mix(hash, byte);
		marks[hash & BITS] = 1;
	}
	return (bytes, found) => {
		const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const check = (start, end) => {
			const meaning = words.get(canonical(buffer.toString("utf8", start, end)));
			if (meaning !== void 0) found(meaning, start, bytes[end - 1] === UNDERSCORE ? end - 1 : end);
		};
		let hash = SEED;
		let start = -1;
		/** Of words that dashes join, from the first of them on; -1 while there is but one. */
		let joinedStart = -1;
		let joined = SEED;
		const { length } = bytes;
		for (let i = 0; i <= length; i++) {
			const byte = i < length ? bytes[i] ?? 0 : 0;
			const letter = LETTER[byte] ?? 0;
			if (letter !== 0 && (byte !== UNDERSCORE || bytes[i - 1] !== UNDERSCORE)) {
				if (start < 0) start = i;
				if (byte !== UNDERSCORE) {
					hash = mix(hash, letter);
					if (joinedStart >= 0) joined = mix(joined, letter);
				}
				continue;
			}
			if (start < 0) {
				joinedStart = -1;
				continue;
			}
			if (marks[hash & BITS] === 1) check(start, i);
			if (joinedStart >= 0 && marks[joined & BITS] === 1) check(joinedStart, i);
			if (byte !== DASH || (LETTER[bytes[i + 1] ?? 0] ?? 0) === 0) joinedStart = -1;
			else if (joinedStart < 0) {
				joinedStart = start;
				joined = hash;
			}
			hash = SEED;
			start = -1;
		}
	};
}

// src/application/view.ts
/** One file as it is looked at around a word: its lines, the block a line is in, the paragraph around it. */
/** The first line of a definition: a class, a type, a model of some framework, a table, a key of YAML. */
const HEADING = /^\s*(?:(?:export|default|declare|public|private|protected|internal|final|abstract|static|open|data|sealed|case|pub(?:\(\w+\))?|partial)\s+)*(?:class|model|struct|interface|entity|record|defmodule|type|enum|message|input|trait|impl|object|schema|embedded_schema)\s+\S|create_table|\b(?:create\s+(?:unlogged\s+)?(?:table|type|view)|CREATE\s+(?:UNLOGGED\s+)?(?:TABLE|TYPE|VIEW))\b|(?:pg|mysql|sqlite)Table\s*\(|\btable!|\.define\s*\(|[Ss]chema\s*\(|\bTable\s*\(|pgEnum\s*\(|^\s*(?:export\s+)?const\s+\w+(?:Model|Entity|Table|Schema)\b|^\s*\w+\s*(?:\(\w+\))?\s*\{\s*$|^\s*\w+:\s*$/;
const FAR = 400;
const NEAR = 15;
/** Looks at a file. Nothing is worked out before it is asked for, and each block once. */
function makeView(path, text) {
	const starts = lineStarts(text);
	const line = (number) => text.slice(starts[number] ?? text.length, starts[number + 1] ?? text.length).replace(/[\r\n]+$/, "");
	const indents = /* @__PURE__ */ new Map();
	/** Of an empty line -1. */
	const indent = (number) => {
		let known = indents.get(number);
		if (known === void 0) {
			const own = line(number);
			known = own.trim() === "" ? -1 : /^\s*/.exec(own)?.[0].replaceAll("	", "    ").length ?? 0;
			indents.set(number, known);
		}
		return known;
	};
	const ends = /* @__PURE__ */ new Map();
	const endOf = (heading) => {
		let end = ends.get(heading);
		if (end === void 0) {
			const depth = indent(heading);
			end = heading + 1;
			while (end < starts.length && end < heading + FAR && (indent(end) < 0 || indent(end) > depth || /^\s*[{(]/.test(line(end)))) end++;
			ends.set(heading, end);
		}
		return end;
	};
	const block = (number) => {
		let depth = indent(number);
		for (let at = number - 1; at >= 0 && at > number - FAR && depth > 0; at--) {
			const own = indent(at);
			if (own < 0 || own >= depth) continue;
			depth = own;
			const heading = /^\s*[{(]\s*$/.test(line(at)) ? at - 1 : at;
			if (HEADING.test(line(heading))) return {
				first: heading,
				last: endOf(heading)
			};
		}
	};
	const blocks = /* @__PURE__ */ new Map();
	let kind;
	return {
		path,
		text,
		get kind() {
			return kind ??= fileKind(path, text);
		},
		lineAt: (offset) => {
			const position = positionAt(starts, offset);
			return {
				line: position.line - 1,
				column: position.column - 1
			};
		},
		line,
		block: (number) => {
			if (!blocks.has(number)) blocks.set(number, block(number));
			return blocks.get(number);
		},
		paragraph: (number) => {
			let [first, last] = [number, number];
			while (first > 0 && first > number - NEAR && indent(first - 1) >= 0) first--;
			while (last + 1 < starts.length && last < number + NEAR && indent(last + 1) >= 0) last++;
			return {
				first,
				last
			};
		}
	};
}

// src/application/search.ts
/** Places of one thing that are told, and how many of them may be weak. */
const MAX_USAGES = 60;
const MAX_WEAK = 10;
/** UTF-16 units of a line that are shown. */
const MAX_LINE = 160;
/** Things that are looked for in one run. */
const MAX_SUBJECTS = 200;
/** Files that a tree which cannot be swept gives at once. */
const PORTION = 100;
const RANKS = {
	likely: 0,
	possible: 1,
	weak: 2
};
/**
* Where the subjects are used. Deterministic whatever order the files come in; memory is bounded by the largest file and the
* places that are told. A file that cannot be read is counted in `leftOut`.
*/
async function findUsages(subjects, tree, options) {
	const sought = subjects.slice(0, 200).map(seek);
	const { words, literals } = vocabulary(sought);
	const meanings = [...words.values()];
	const scan = makeScanner(new Map([...words.keys()].map((word, i) => [word, i])));
	const shelves = sought.map(() => makeShelf());
	const left = /* @__PURE__ */ new Map();
	const leave = (noun) => void left.set(noun, (left.get(noun) ?? 0) + 1);
	let files = 0;
	const visit = (path, bytes) => {
		const why = contentLeftOutAs(bytes);
		if (why !== void 0) return leave(why);
		files++;
		const spots = [];
		scan(bytes, (meaning, start, end) => void spots.push({
			meanings: meanings[meaning] ?? [],
			start,
			end
		}));
		const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (const { bytes: literal, meaning } of literals) for (let at = buffer.indexOf(literal); at >= 0; at = buffer.indexOf(literal, at + literal.length)) spots.push({
			meanings: [meaning],
			start: at,
			end: at + literal.length
		});
		if (!spots.some((spot) => spot.meanings.some(({ role, subject }) => role === "name" || ownerCounts(sought[subject])))) return;
		const view = makeView(path, buffer.toString("utf8"));
		const unit = byteOffsets(view.text);
		const bySubject = /* @__PURE__ */ new Map();
		for (const spot of spots.sort((a, b) => a.start - b.start)) {
			const [start, end] = [unit(spot.start), unit(spot.end)];
			const place = view.lineAt(start);
			for (const { role, subject, folder } of spot.meanings) {
				if (folder !== void 0 && !`/${path}`.includes(`/${folder}/`)) continue;
				const text = view.text.slice(start, end);
				if (text.includes("-") && !isCompound(sought[subject]?.subject, role)) continue;
				const hits = bySubject.get(subject);
				const hit = {
					role,
					start,
					end,
					...place,
					text,
					byFolder: folder !== void 0
				};
				if (hits) hits.push(hit);
				else bySubject.set(subject, [hit]);
			}
		}
		for (const [subject, hits] of bySubject) {
			const one = sought[subject];
			if (one) for (const [hit, likelihood] of judgeHits(view, one, hits)) shelves[subject]?.add(path, hit, likelihood, view.line(hit.line));
		}
	};
	const failures = await sweep(tree, tree.paths.filter((path) => {
		if (!options.isSelected(path)) return false;
		const why = leftOutAs(path, options.isMigration);
		if (why !== void 0) leave(why);
		return why === void 0;
	}), visit);
	const counts = [...left].sort(([a], [b]) => a < b ? -1 : 1).map(([noun, count]) => `${count} ${noun}${count === 1 ? "" : "s"}`);
	const searched = {
		files,
		leftOut: [...counts, ...failures]
	};
	return sought.map(({ subject }, i) => {
		const { usages, found } = (shelves[i] ?? makeShelf()).result();
		return {
			object: subject.object,
			change: subject.change,
			span: subject.span,
			names: namesOf(subject),
			usages,
			found,
			searched
		};
	});
}
function isCompound(subject, role) {
	const { kind, name, owner } = subject ?? {
		kind: "table",
		name: "",
		owner: ""
	};
	return wordsOf$1(role === "owner" && kind !== "table" ? owner : name).length > 1;
}
const ownerCounts = (sought) => sought?.subject.kind === "table" || sought?.subject.kind === "required";
/** The names that people are told: of rows that must give a new column those of the table. */
function namesOf({ kind, name, owner }) {
	if (kind !== "table" && kind !== "required") return spellings(name);
	const table = kind === "table" ? name : owner;
	const words = wordsOf$1(table);
	const last = words.at(-1) ?? "";
	const numbers = [singular(last), plural(singular(last))].map((word) => [...words.slice(0, -1), word].join("_"));
	return [...new Set([table, ...numbers].flatMap(spellings))];
}
function vocabulary(sought) {
	const words = /* @__PURE__ */ new Map();
	const literals = [];
	const add = (word, meaning) => {
		if (word === "") return;
		const known = words.get(word);
		if (!known) words.set(word, [meaning]);
		else if (!known.some((one) => one.subject === meaning.subject && one.role === meaning.role)) known.push(meaning);
	};
	for (const [subject, { subject: it, owner }] of sought.entries()) {
		const { plain, suffixed, inFolder } = owner;
		for (const name of [...plain, ...suffixed]) add(name, {
			role: "owner",
			subject
		});
		for (const name of inFolder?.names ?? []) add(name, {
			role: "owner",
			subject,
			folder: inFolder?.folder ?? ""
		});
		if (it.kind === "table" || it.kind === "required") continue;
		if (!isWord(it.name)) literals.push({
			bytes: Buffer.from(it.name, "utf8"),
			meaning: {
				role: "name",
				subject
			}
		});
		else if (it.kind !== "column") add(canonical(it.name), {
			role: "name",
			subject
		});
		else {
			const { own, association } = columnNames(it.name);
			for (const name of own) add(name, {
				role: "name",
				subject
			});
			if (association !== void 0) add(association, {
				role: "association",
				subject
			});
		}
	}
	return {
		words,
		literals: literals.filter(({ bytes }) => bytes.length > 0)
	};
}
/** Reads the files, in any order. Answers what could not be read, as clauses. */
async function sweep(tree, paths, visit) {
	if (tree.sweep) return tree.sweep(paths, MAX_BYTES, visit);
	let unread = 0;
	for (let i = 0; i < paths.length; i += PORTION) {
		const portion = paths.slice(i, i + PORTION);
		const contents = await tree.read(portion);
		for (const path of portion) {
			const content = contents.get(path);
			if (content?.kind === "text") visit(path, Buffer.from(content.text, "utf8"));
			else unread++;
		}
	}
	return unread === 0 ? [] : [`${unread} that could not be read`];
}
/** Keeps the best places, one a line, whatever order they come in. */
function makeShelf() {
	const found = {
		likely: 0,
		possible: 0,
		weak: 0
	};
	let usages = [];
	/** Of the file that is being looked at: lines and what they count as. */
	let current = {
		path: "",
		lines: /* @__PURE__ */ new Map()
	};
	const trim = (limit) => {
		let weak = 0;
		usages = usages.sort((a, b) => RANKS[a.likelihood] - RANKS[b.likelihood] || compareText(a.path, b.path) || a.line - b.line).filter(({ likelihood }) => likelihood !== "weak" || ++weak <= MAX_WEAK).slice(0, limit);
	};
	const close = () => {
		for (const usage of current.lines.values()) {
			found[usage.likelihood]++;
			usages.push(usage);
		}
		current = {
			path: "",
			lines: /* @__PURE__ */ new Map()
		};
		if (usages.length > 480) trim(MAX_USAGES);
	};
	return {
		add(path, hit, likelihood, line) {
			if (path !== current.path) {
				close();
				current.path = path;
			}
			const before = current.lines.get(hit.line);
			if (before && RANKS[before.likelihood] <= RANKS[likelihood]) return;
			current.lines.set(hit.line, {
				path,
				line: hit.line + 1,
				column: hit.column + 1,
				text: shown(line, hit.column),
				likelihood
			});
		},
		result() {
			close();
			trim(MAX_USAGES);
			return {
				usages,
				found
			};
		}
	};
}
/** A line without its indentation; of a long one the part around a column. */
function shown(line, column) {
	const from = line.length > 320 ? Math.max(0, column - MAX_LINE / 2) : line.length - line.trimStart().length;
	const text = line.slice(from, from + MAX_LINE).trim();
	return `${from > 0 && line.slice(0, from).trim() !== "" ? "…" : ""}${text}${from + MAX_LINE < line.trimEnd().length ? "…" : ""}`;
}
const compareText = (a, b) => a < b ? -1 : a > b ? 1 : 0;

// src/application/subjects.ts
/** What a change takes away from the application: what it drops, renames and retypes, and what it demands of new rows. */
/**
* The subjects of a change, in its order, each once. What the change itself has made does not count, nor does what breaks
* nothing (a type that becomes wider), nor a way back.
*/
function subjectsOf(migrations) {
	const operations = migrations.filter(({ migration }) => migration.direction === "up").flatMap(({ project, statements }) => statements.filter(({ takenBack }) => !takenBack).flatMap((statement) => statement.operations.map((one) => ({
		project,
		one
	}))));
	const subjects = /* @__PURE__ */ new Map();
	const former = /* @__PURE__ */ new Map();
	const moved = /* @__PURE__ */ new Set();
	for (const [at, { project, one }] of operations.entries()) {
		const tableName = (relation) => former.get(`${project} ${relation}`) ?? nameOf(relation);
		const later = operations.slice(at + 1).flatMap((other) => other.project === project ? [other.one.operation] : []);
		const { operation } = one;
		const movedAway = operation.kind === "drop-type" && moved.has(`${project} ${operation.type}`);
		for (const words of one.consequence.breaksRunningCode && !movedAway ? wordsOf(one, tableName, later) : []) {
			const { span } = operation;
			const key = JSON.stringify([
				span.path,
				span.start,
				words.object,
				words.change
			]);
			if (!subjects.has(key)) subjects.set(key, {
				...words,
				span,
				others: otherTables(one, words)
			});
		}
		if (operation.kind === "rename-type") moved.add(`${project} ${operation.newType}`);
		if (operation.kind === "rename-table" || operation.kind === "rename-view") former.set(`${project} ${operation.newTable}`, tableName(operation.table));
	}
	return [...subjects.values()];
}
function otherTables({ before }, { name, owner }) {
	const own = owner === "" ? name : owner;
	return [...before.relations.values()].filter(({ kind }) => kind !== "sequence").map((relation) => nameOf(relation.name)).filter((other) => other !== own);
}
function wordsOf({ operation, table, column, before }, tableName, later) {
	const ofColumn = (name, relation, change) => {
		const owner = tableName(relation);
		return [{
			kind: "column",
			name,
			owner,
			object: `column ${name} of ${owner}`,
			change
		}];
	};
	const ofRelation = (what, relation, change) => {
		const name = tableName(relation);
		return [{
			kind: "table",
			name,
			owner: "",
			object: `${what} ${name}`,
			change
		}];
	};
	const named = (what, qualified, change) => {
		const name = nameOf(qualified);
		return [{
			kind: "named",
			name,
			owner: "",
			object: `${what} ${name}`,
			change
		}];
	};
	const ofType = (type, change) => {
		const again = later.find((other) => other.kind === "create-type" && other.type === type);
		if (again?.kind !== "create-type") return named("type", type, change);
		return lostLabels(before.types.get(type), again.labels).flatMap((label) => ofValue(label, type, "dropped"));
	};
	const ofValue = (value, type, change) => {
		const owner = nameOf(type);
		return [{
			kind: "value",
			name: value,
			owner,
			object: `value ${value} of ${owner}`,
			change
		}];
	};
	const again = ", and made again later in this change";
	switch (operation.kind) {
		case "drop-column": return ofColumn(operation.column, operation.table, `dropped${column.recreatedLater ? again : ""}`);
		case "rename-column": return ofColumn(operation.column, operation.table, `renamed to ${operation.newName}`);
		case "alter-column-type": {
			const from = column.type === "" ? "" : ` from ${column.type}`;
			return ofColumn(operation.column, operation.table, `retyped${from} to ${operation.type}`);
		}
		case "add-column": {
			const owner = tableName(operation.table);
			const object = `column ${operation.column} of ${owner}`;
			return operation.notNull ? [{
				kind: "required",
				name: operation.column,
				owner,
				object,
				change: "added as required"
			}] : [];
		}
		case "drop-table": return ofRelation("table", operation.table, `dropped${table.recreatedLater ? again : ""}`);
		case "rename-table": return ofRelation("table", operation.table, `renamed to ${operation.newName}`);
		case "rename-view": return ofRelation("view", operation.table, `renamed to ${operation.newName}`);
		case "drop-view": return table.recreatedLater ? [] : ofRelation("view", operation.table, "dropped");
		case "drop-materialized-view": return table.recreatedLater ? [] : ofRelation("materialized view", operation.table, "dropped");
		case "set-schema": return operation.table === "" ? [] : ofRelation(operation.objectType, operation.table, `moved to the schema ${operation.newSchema}`);
		case "drop-function": return later.some((other) => other.kind === "create-function" && other.function === operation.function) ? [] : named(operation.routine, operation.function, "dropped");
		case "drop-type": return ofType(operation.type, "dropped");
		case "rename-type": return ofType(operation.type, `renamed to ${operation.newName}`);
		case "rename-enum-value": return ofValue(operation.value, operation.type, `renamed to ${operation.newValue}`);
		case "alter-composite-type": {
			const changes = {
				drop: "dropped",
				rename: `renamed to ${operation.newName}`,
				type: "retyped",
				add: ""
			};
			return operation.change === "add" ? [] : ofColumn(operation.attribute, operation.type, changes[operation.change]);
		}
		case "drop-sequence": return named("sequence", operation.sequence, "dropped");
		case "rename-sequence": return named("sequence", operation.sequence, `renamed to ${operation.newName}`);
		case "drop-schema": return named("schema", operation.schema, "dropped");
		case "rename-schema": return named("schema", operation.schema, `renamed to ${operation.newName}`);
		default: return [];
	}
}
function lostLabels(type, kept) {
	return (type?.labels ?? []).filter((label) => !kept.includes(label));
}

// src/application/application.ts
/**
* Searches a tree for what a change takes away. Never fails: what could not be read is said in `searched.leftOut`.
*
* @param head what the code will be.
*/
async function searchApplication(head, touched, migrations, setting) {
	const subjects = subjectsOf(migrations);
	if (subjects.length === 0) return {
		reports: [],
		notes: []
	};
	const own = new Set(touched.flatMap((project) => [...project.head.migrations.map((migration) => migration.path), ...project.head.unread.map(({ span }) => span.path)]));
	const included = setting.paths.length > 0 ? pathMatcher(setting.paths) : () => true;
	const excluded = pathMatcher(setting.exclude);
	const reports = await findUsages(subjects, head, {
		isMigration: (path) => own.has(path),
		isSelected: (path) => included(path) && !excluded(path)
	});
	const left = subjects.length - 200;
	return {
		reports,
		notes: left > 0 ? [`The application was searched for the first ${200} things that this change takes away, not for ${left} more.`] : []
	};
}

export { searchApplication };