import { si as positionAt } from "./chunk-review.js";

// src/suppressions/peers/notes.ts
/** Remarks that the tables of several tools share. */
const KEYS_ONLY = "only for keys, where the range can run out";
const ROBUST = "folklore in part: `IF NOT EXISTS` passes over an object that is different; a file that can end half way is `several-statements-without-transaction`";
const PROVED = "silent once a validated check proves it, also one of an earlier migration";
const TYPE_CHANGE = "folklore where nothing is rewritten: `varchar(20)` to `varchar(200)` or to `text` is free";
const STATEMENT_TIMEOUT = "it ends the work, not the queue that stops the table; `lock_timeout` does that";
const ENUM_ORDER = "style: at the end is right wherever nobody compares the values";
const DOMAIN = "reported where a column of the domain is added to an existing table, not where the domain is made";
const HYGIENE = "a setting of the role or the tool, and no hazard of the change";
const DEPLOYED = "whether deployed code can live with it stands in no file";
const TUNING = "advice on tuning";
const APART = "not where the statements are apart for a reason, as NOT VALID and VALIDATE are";
const SERIAL = "a serial column on an existing table rewrites it, and so does an identity column: `serial-column`, `identity-column`";
const RUBY = "about Ruby that hides the SQL: migrations in code are shown as `not-analysed`";
const CORRUPTION = "about PostgreSQL 14.0 to 14.3; a minor version is not known here";

// src/suppressions/peers/peer.ts
/**
* Other tools that review migrations: what their rules are called, which of ours report the same hazard, and how their own
* suppressions are read. From the tables come `suppressions-of` of the configuration and the page `docs/coming-from.md`.
*/
/** A table is a list of these. */
function rule(id, rules, note = "") {
	return {
		id,
		rules,
		note
	};
}
/** The text of a comment of one line, or undefined: most tools read no others. */
function oneLine(text) {
	const inside = text.startsWith("--") ? text.slice(2) : text.replace(/^\/\*/, "").replace(/\*\/$/, "");
	return /[\r\n]/.test(inside) ? void 0 : inside;
}
/** The statement that a comment stands in, be it between its last word and the semicolon. */
function around({ comment, statements, text }) {
	const last = statements.findLast((statement) => statement.start <= comment.start);
	return last && (comment.start < last.end || !text.slice(last.end, comment.start).includes(";")) ? last : void 0;
}
/** The first statement after a comment. */
function following({ comment, statements }) {
	return statements.find((statement) => statement.start >= comment.end);
}
/** The line of an offset, 1-based. */
function lineOf({ lines }, offset) {
	return positionAt(lines, offset).line;
}

// src/suppressions/peers/atlas.ts
/** Atlas: https://github.com/ariga/atlas */
const NAMES = "a pattern of your own";
const atlas = {
	title: "Atlas",
	url: "https://atlasgo.io/lint/analyzers",
	read: "1.2.3, and its documentation of September 2026",
	about: "A class (`destructive`, `data_depend`, `incompatible`, `condrop`, `concurrent_index`, `naming`) in a comment stands for the codes of that class. Its check for non-linear changes has no code; here it is `out-of-order-migration`. Codes of other engines (`MY`, `LT`) are left out.",
	rules: [
		rule("BC101", ["rename-table"]),
		rule("BC102", ["rename-column"]),
		rule("BC103", ["drop-table"]),
		rule("BC104", ["drop-column", "drop-generated-column"]),
		rule("CD101", ["drop-constraint"]),
		rule("CD102", ["drop-constraint"]),
		rule("CD103", ["drop-primary-key"]),
		rule("DS101", ["drop-schema"]),
		rule("DS102", ["drop-table"]),
		rule("DS103", ["drop-column", "drop-generated-column"]),
		rule("MF101", ["unique-index-on-existing-rows"], "the lock is another matter: `index-without-concurrently`, `unique-constraint-without-index`"),
		rule("MF102", ["unique-index-on-existing-rows"]),
		rule("MF103", ["not-null-column-without-default"]),
		rule("MF104", ["set-not-null", "not-null-breaks-writers"], PROVED),
		rule("NM101", ["naming-pattern"], NAMES),
		rule("NM102", ["naming-pattern"], NAMES),
		rule("NM103", ["naming-pattern"], NAMES),
		rule("NM104", ["naming-pattern"], NAMES),
		rule("NM105", ["naming-pattern"], NAMES),
		rule("NM106", ["naming-pattern"], NAMES),
		rule("OW101", [], "who may change what is for CODEOWNERS"),
		rule("OW102", [], "who may change what is for CODEOWNERS"),
		rule("PG101", ["index-without-concurrently"]),
		rule("PG102", ["drop-index-without-concurrently"]),
		rule("PG103", ["concurrently-in-transaction"], "for every tool, not only with `atlas:txmode`"),
		rule("PG104", ["primary-key-without-index"]),
		rule("PG105", ["unique-constraint-without-index"]),
		rule("PG108", ["index-on-partitioned-table"]),
		rule("PG109", ["exclusion-constraint"]),
		rule("PG110", [], "a few bytes a row, and no hazard"),
		rule("PG301", ["column-type-rewrite", "column-type-recheck"]),
		rule("PG302", ["volatile-default"]),
		rule("PG303", ["set-not-null"]),
		rule("PG304", ["primary-key-without-index"]),
		rule("PG305", ["check-without-not-valid", "column-with-inline-check"]),
		rule("PG306", ["foreign-key-without-not-valid", "column-with-inline-foreign-key"]),
		rule("PG307", ["table-copy", "set-unlogged"]),
		rule("PG308", ["create-trigger"]),
		rule("PG309", ["stored-generated-column"]),
		rule("PG310", ["identity-column"]),
		rule("PG311", ["table-copy"]),
		rule("PG312", ["primary-key-without-index"]),
		rule("PG314", ["replica-identity-full", "published-without-identity"]),
		rule("PG320", ["disable-autovacuum"]),
		rule("SA101", [], "bodies of functions are not checked for injection"),
		rule("TX101", ["outside-transaction-only", "concurrently-in-transaction"]),
		rule("TX201", ["nested-transaction", "commit-of-tool-transaction"])
	],
	readComment(text) {
		const line = oneLine(text);
		const found = line === void 0 ? null : /^(?:-- ?|\/\*)atlas:nolint(?![\w-])(?: +(.*))?$/.exec(text.slice(0, 2) + line.trimEnd());
		if (!found) return void 0;
		const words = (found[1] ?? "").split(/\s+/).filter((word) => word !== "");
		if (words.length === 0) return {
			scope: "statement",
			rules: "all"
		};
		const meant = words.filter((word) => CODE.test(word) || CLASSES.has(word));
		const here = meant.filter((word) => !OTHER_ENGINES.test(word));
		if (here.length === 0 && meant.length > 0) return void 0;
		return {
			scope: "statement",
			rules: here.flatMap((word) => CLASSES.get(word) ?? [word])
		};
	},
	covered(place) {
		if (place.comment.start < headerEnd(place.text)) return "file";
		const next = around(place) ? void 0 : following(place);
		return next && !EMPTY_LINE.test(place.text.slice(place.comment.end, next.start)) ? [next] : [];
	},
	fileWide: /* @__PURE__ */ new Set()
};
const CODE = /^[A-Za-z]{2}\d{3}$/;
const OTHER_ENGINES = /^(?:MY|LT)\d/;
const EMPTY_LINE = /\n[ \t\r]*\n/;
const HEADER = /^\uFEFF?(?:--[^\n]*(?:\n|$))+(?=[ \t\r]*(?:\n|$))/;
const codes = (start) => atlas.rules.map(({ id }) => id).filter((id) => start.test(id));
const CLASSES = /* @__PURE__ */ new Map([
	["destructive", codes(/^DS/)],
	["data_depend", codes(/^MF/)],
	["incompatible", codes(/^BC/)],
	["condrop", codes(/^CD/)],
	["concurrent_index", codes(/^PG10[123]$/)],
	["naming", codes(/^NM/)]
]);
/** Where the lines of comments at the top end, when an empty line sets them apart; else 0. */
function headerEnd(text) {
	return HEADER.exec(text)?.[0].length ?? 0;
}

// src/suppressions/peers/migrationpilot.ts
/** MigrationPilot: https://github.com/mickelsamuel/migrationpilot */
const LIVE = "asks a running database; sizes go under `tables` of the configuration";
const EXTENSION = "what this extension does with the statement is not known";
const migrationpilot = {
	title: "MigrationPilot",
	url: "https://github.com/mickelsamuel/migrationpilot",
	read: "1.6.1",
	about: "Its checks of several files at once (`SQ001` to `SQ005`) have no comments.",
	rules: [
		rule("MP001", ["index-without-concurrently"], "silent on a table of the same change"),
		rule("MP002", ["set-not-null"], PROVED),
		rule("MP003", ["volatile-default"], "folklore for `now()` and `CURRENT_DATE`, which rewrite nothing"),
		rule("MP004", ["lock-without-timeout", "write-lock-without-timeout"], "only where a lock makes others wait: GRANT and COMMENT do not"),
		rule("MP005", ["foreign-key-without-not-valid"], "it blocks writes, not reads"),
		rule("MP006", ["vacuum-full"]),
		rule("MP007", [
			"column-type-rewrite",
			"column-type-recheck",
			"type-change-breaks-code"
		], TYPE_CHANGE),
		rule("MP008", ["work-while-locked", "several-tables-locked"], "only where a lock is held through work or over several tables"),
		rule("MP009", ["drop-index-without-concurrently"]),
		rule("MP010", ["rename-column"]),
		rule("MP011", ["update-without-where", "unbatched-change"]),
		rule("MP012", ["enum-value-used-in-same-transaction", "enum-value-added"], "folklore since PostgreSQL 12: adding a value in a transaction is allowed, and no table is locked"),
		rule("MP013", [], LIVE),
		rule("MP014", [], LIVE),
		rule("MP015", ["serial-column"]),
		rule("MP016", ["foreign-key-without-index"], "the index may also stand in the history"),
		rule("MP017", ["drop-column", "drop-generated-column"]),
		rule("MP018", ["set-not-null"]),
		rule("MP019", [], LIVE),
		rule("MP020", [], STATEMENT_TIMEOUT),
		rule("MP021", ["reindex-without-concurrently"]),
		rule("MP022", ["drop-cascade"]),
		rule("MP023", [], ROBUST),
		rule("MP024", ["drop-type"]),
		rule("MP025", ["concurrently-in-transaction"], "knows which tool opens a transaction"),
		rule("MP026", ["drop-table"]),
		rule("MP027", ["unique-constraint-without-index"]),
		rule("MP028", ["rename-table"]),
		rule("MP029", ["drop-not-null"]),
		rule("MP030", ["check-without-not-valid"]),
		rule("MP031", ["exclusion-constraint"]),
		rule("MP032", ["cluster"]),
		rule("MP033", ["refresh-without-concurrently"]),
		rule("MP034", ["drop-database"]),
		rule("MP035", ["drop-schema"]),
		rule("MP036", ["truncate-cascade"]),
		rule("MP037", ["varchar-length"]),
		rule("MP038", ["integer-primary-key"], "only for primary keys; a foreign key follows what it refers to: `foreign-key-type-mismatch`"),
		rule("MP039", ["serial-type"]),
		rule("MP040", ["timestamp-without-time-zone"]),
		rule("MP041", ["char-column"]),
		rule("MP042", [], "style: the name that PostgreSQL gives follows from table and columns"),
		rule("MP043", ["domain-constraint"]),
		rule("MP044", ["type-narrowing", "type-change-may-fail"]),
		rule("MP045", ["table-without-primary-key"]),
		rule("MP046", ["detach-partition-without-concurrently"]),
		rule("MP047", ["table-copy", "set-unlogged"]),
		rule("MP048", ["set-default"], "that a default fills no old rows is how every default works"),
		rule("MP049", ["refused-by-server"], "the server refuses it"),
		rule("MP050", [], TUNING),
		rule("MP051", [], TUNING),
		rule("MP052", ["refused-by-server"], "what hangs on the column is known from the history, and the server refuses what would break it"),
		rule("MP053", ["unclosed-transaction"]),
		rule("MP054", ["enum-value-used-in-same-transaction"]),
		rule("MP055", ["drop-primary-key", "published-without-identity"]),
		rule("MP056", [], TUNING),
		rule("MP057", ["row-security-without-policy"]),
		rule("MP058", ["repeated-rewrite"], APART),
		rule("MP059", ["insert-bypasses-sequence"]),
		rule("MP060", ["rename-enum-value"]),
		rule("MP061", [], "a few bytes a row, and no hazard"),
		rule("MP062", ["stored-generated-column"]),
		rule("MP063", [], "bodies of DO blocks are read; what cannot be read in them is `not-analysed`"),
		rule("MP064", ["disable-trigger"]),
		rule("MP065", ["lock-table"]),
		rule("MP066", ["disable-autovacuum"]),
		rule("MP067", ["delete-without-where", "unbatched-change"]),
		rule("MP068", ["integer-primary-key"]),
		rule("MP069", [
			"foreign-key-without-not-valid",
			"foreign-key-locks-referenced-table",
			"write-lock-without-timeout"
		], "both tables are named where the lock lasts or waits"),
		rule("MP070", ["concurrently-if-not-exists"], "a second run without IF NOT EXISTS fails and says so"),
		rule("MP071", ["rename-column"], "folklore for views, which follow the rename; functions written as text do not"),
		rule("MP072", ["attach-partition-scan"]),
		rule("MP073", [
			"privileged-role",
			"untrusted-language",
			"outside-transaction-only"
		]),
		rule("MP074", [], "taste; a deferrable key has costs of its own: `deferrable-constraint`"),
		rule("MP075", ["unbatched-change"], "every update leaves old rows for VACUUM"),
		rule("MP076", [], "a savepoint in a migration is one subtransaction"),
		rule("MP077", [], TUNING),
		rule("MP078", [], "without it the server installs the version that it ships"),
		rule("MP079", ["row-security-without-policy"], "a command that no policy allows is denied, which may be what is meant"),
		rule("MP080", ["schema-and-data-mixed"]),
		rule("MP081", [], "the way by CHECK stays right; the fix of `set-not-null` names the newer one from PostgreSQL 18 on"),
		rule("MP082", [], "what is written is what is done"),
		rule("MP083", [], "rare; PostgreSQL 18 refuses the pairs of collations that match wrongly"),
		rule("MP084", ["not-null-column-without-default"]),
		rule("MP085", ["grant-to-public", "default-privileges-to-public"]),
		rule("MP086", [], "NO ACTION is what the standard says, and deletes nothing; the opposite is `cascading-delete`"),
		rule("MP087", ["volatile-check"]),
		rule("MP088", [], "autovacuum analyses the table soon after a change of that size"),
		rule("MP089", ["column-type-recheck"], "folklore for the table, which is not rewritten; its indexes are"),
		rule("MP090", ["create-trigger"]),
		rule("MP091", [], "style: where grants stand is up to the team"),
		rule("MP092", ["index-on-partitioned-table"]),
		rule("MP093", ["attach-partition-scan", "partition-of-existing-table"], "reported when a partition is added beside it"),
		rule("MP094", ["attach-partition-scan"], "silent where a validated check proves the bounds"),
		rule("MP095", ["table-copy"]),
		rule("MP096", ["table-from-query"], "reading takes no lock that reads or writes wait for"),
		rule("MP097", ["refused-by-server"], "the server refuses it"),
		rule("MP098", ["move-to-schema"]),
		rule("MP099", ["security-definer-without-search-path"]),
		rule("MP100", ["redundant-index", "duplicate-index"], "from the history, without a connection"),
		rule("MP101", [], LIVE),
		rule("MP102", [], LIVE),
		rule("MP103", [], LIVE),
		rule("MP104", [], LIVE),
		rule("MP105", [], EXTENSION),
		rule("MP106", [], EXTENSION),
		rule("MP107", [], EXTENSION),
		rule("MP108", [], EXTENSION),
		rule("MP109", [], TUNING),
		rule("MP110", [], "what a statement locks on partitions is part of its effects: `lockkeeper explain`"),
		rule("MP111", [], EXTENSION),
		rule("MP112", [], LIVE)
	],
	readComment(text) {
		const found = /^\s*migrationpilot-disable(-file)?(.*)$/i.exec(oneLine(text) ?? "");
		if (!found) return void 0;
		const words = (found[2] ?? "").split(/[,\s]+/).filter((word) => word !== "");
		const names = words.map((word) => word.toUpperCase()).filter((word) => /^MP\d{3}$/.test(word));
		return {
			scope: found[1] ? "file" : "statement",
			rules: words.length === 0 ? "all" : names
		};
	},
	covered(place) {
		const { comment, statements, lines } = place;
		const from = lines[lineOf(place, comment.start) - 1] ?? 0;
		const statement = statements.find(({ start }) => start >= from);
		return statement ? [statement] : [];
	},
	fileWide: /* @__PURE__ */ new Set()
};

// src/suppressions/peers/pgfence.ts
/** pgfence: https://github.com/flvmnt/pgfence */
const pgfence = {
	title: "pgfence",
	url: "https://github.com/flvmnt/pgfence",
	read: "0.5.1",
	about: "",
	rules: [
		rule("add-column-constant-default", [], "folklore: a constant default rewrites nothing since PostgreSQL 11"),
		rule("add-column-default-pre-pg11", [], "PostgreSQL 10 and older are not reviewed"),
		rule("add-column-inline-foreign-key", ["column-with-inline-foreign-key"], "without a default there is no row to check"),
		rule("add-column-inline-foreign-key-not-valid", [], "nothing is checked"),
		rule("add-column-json", ["json-column"]),
		rule("add-column-non-constant-default", ["volatile-default"], "folklore for `now()`, `CURRENT_DATE` and every other default that is not volatile: they rewrite nothing"),
		rule("add-column-not-null-no-default", ["not-null-column-without-default"]),
		rule("add-column-serial", ["serial-column"], "an identity column instead rewrites the table as well"),
		rule("add-column-stored-generated", ["stored-generated-column"]),
		rule("add-constraint-check-no-not-valid", ["check-without-not-valid"]),
		rule("add-constraint-exclude", ["exclusion-constraint"]),
		rule("add-constraint-fk-no-not-valid", ["foreign-key-without-not-valid"]),
		rule("add-constraint-unique", ["unique-constraint-without-index"]),
		rule("add-constraint-unique-using-index", [], "an instant change; what is left is the queue: `lock-without-timeout`"),
		rule("add-constraint-unknown-type", [], "all kinds are known"),
		rule("add-pk-using-index", ["primary-key-without-index"], "only where the columns may hold NULL; else it is instant"),
		rule("add-pk-without-using-index", ["primary-key-without-index"]),
		rule("alter-column-set-not-null", ["set-not-null"], PROVED),
		rule("alter-column-type", [
			"column-type-rewrite",
			"column-type-recheck",
			"type-change-breaks-code"
		], "the type there is comes from the history"),
		rule("alter-enum-add-value", ["enum-value-added", "enum-value-used-in-same-transaction"], "no table is locked"),
		rule("alter-enum-no-ordering", [], ENUM_ORDER),
		rule("attach-partition", ["attach-partition-scan"], "silent where a validated check proves the bounds"),
		rule("ban-alter-domain-add-constraint", ["domain-constraint"]),
		rule("ban-char-field", ["char-column"]),
		rule("ban-create-domain-with-constraint", ["domain-typed-column"], DOMAIN),
		rule("concurrent-in-transaction", ["concurrently-in-transaction", "outside-transaction-only"]),
		rule("create-index-not-concurrent", ["index-without-concurrently", "index-on-partitioned-table"]),
		rule("create-table-exclude-constraint", [], "the table is new: there is nothing to lock"),
		rule("create-trigger", ["create-trigger"]),
		rule("delete-without-where", ["delete-without-where"]),
		rule("detach-partition", ["detach-partition-without-concurrently"]),
		rule("detach-partition-concurrent", [], "the way to do it"),
		rule("drop-column", ["drop-column", "drop-generated-column"]),
		rule("drop-constraint", ["drop-constraint", "drop-primary-key"]),
		rule("drop-database", ["drop-database"]),
		rule("drop-index-not-concurrent", ["drop-index-without-concurrently"]),
		rule("drop-not-null", ["drop-not-null"]),
		rule("drop-schema", ["drop-schema"]),
		rule("drop-schema-cascade", ["drop-schema"]),
		rule("drop-table", ["drop-table"]),
		rule("drop-trigger", ["drop-trigger"]),
		rule("enable-disable-trigger", ["disable-trigger"], "it blocks writes, not only other changes"),
		rule("fk-missing-index", ["foreign-key-without-index"], "the index may also stand in the history"),
		rule("lock-timeout-after-dangerous-statement", ["lock-without-timeout"], "what counts is whether it holds when the lock is taken"),
		rule("lock-timeout-too-long", ["lock-without-timeout"], "option `max`"),
		rule("lock-timeout-zero", ["lock-timeout-zeroed"]),
		rule("missing-application-name", [], HYGIENE),
		rule("missing-idle-timeout", [], HYGIENE),
		rule("missing-lock-timeout", ["lock-without-timeout", "write-lock-without-timeout"], "only where a lock makes others wait"),
		rule("missing-statement-timeout", [], STATEMENT_TIMEOUT),
		rule("not-valid-validate-same-tx", ["validate-in-same-transaction"]),
		rule("prefer-bigint-over-int", ["integer-primary-key"], KEYS_ONLY),
		rule("prefer-identity", ["serial-type"]),
		rule("prefer-robust-create-index", [], "the opposite with CONCURRENTLY, where it keeps an invalid index: `concurrently-if-not-exists`"),
		rule("prefer-robust-create-table", [], ROBUST),
		rule("prefer-robust-drop-index", [], ROBUST),
		rule("prefer-robust-drop-table", [], ROBUST),
		rule("prefer-text-field", ["varchar-length"]),
		rule("prefer-timestamptz", ["timestamp-without-time-zone"]),
		rule("refresh-matview-blocking", ["refresh-without-concurrently"]),
		rule("refresh-matview-concurrent", ["concurrent-refresh"]),
		rule("reindex-non-concurrent", ["reindex-without-concurrently"]),
		rule("rename-column", ["rename-column"]),
		rule("rename-schema", ["rename-schema"]),
		rule("rename-table", ["rename-table"]),
		rule("set-logged-unlogged", ["table-copy", "set-unlogged"]),
		rule("statement-after-access-exclusive", ["work-while-locked", "backfill-while-locked"], "only where the later statement takes time"),
		rule("statement-timeout-too-long", [], "long is right for a scan or a build that blocks nobody"),
		rule("truncate", ["truncate"]),
		rule("truncate-cascade", ["truncate-cascade", "truncate"]),
		rule("unclosed-transaction", ["unclosed-transaction"]),
		rule("update-in-migration", ["update-without-where", "unbatched-change"]),
		rule("vacuum-full", ["vacuum-full"]),
		rule("validate-constraint", [], "it blocks neither reads nor writes; where an older lock does: `validate-in-same-transaction`"),
		rule("wide-lock-window", ["several-tables-locked"])
	],
	readComment(text) {
		const line = text.startsWith("--") ? oneLine(text) ?? "" : "";
		const found = /^\s*pgfence-ignore(?![\w-])(?:\s*:\s*(.+))?/i.exec(line) ?? /^\s*pgfence:\s*ignore\s+(.+)/i.exec(line);
		if (!found) return void 0;
		return {
			scope: "statement",
			rules: (found[1]?.split(",").map((name) => name.trim()))?.filter((name) => name !== "") ?? "all"
		};
	},
	covered(place) {
		const statement = around(place) ?? following(place);
		return statement ? [statement] : [];
	},
	fileWide: /* @__PURE__ */ new Set([
		"lock-timeout-after-dangerous-statement",
		"missing-lock-timeout",
		"unclosed-transaction"
	])
};

// src/suppressions/peers/squawk.ts
/** squawk: https://github.com/sbdchd/squawk */
const squawk = {
	title: "squawk",
	url: "https://github.com/sbdchd/squawk",
	read: "2.68",
	about: "",
	rules: [
		rule("adding-field-with-default", [
			"volatile-default",
			"identity-column",
			"stored-generated-column"
		], "only where the table is rewritten: constants, `now()` and `lower('A')` rewrite nothing"),
		rule("adding-foreign-key-constraint", ["foreign-key-without-not-valid", "column-with-inline-foreign-key"], "`REFERENCES` on a new column without a default checks no row"),
		rule("adding-not-nullable-field", ["set-not-null"], PROVED),
		rule("adding-required-field", ["not-null-column-without-default"]),
		rule("adding-serial-primary-key-field", ["primary-key-without-index", "column-with-inline-unique"]),
		rule("ban-add-column", [], "code that names its columns never sees a new one; code that does not: `insert-without-columns`"),
		rule("ban-add-composite-attribute", ["composite-type-change"]),
		rule("ban-add-enum-value", ["enum-value-added"]),
		rule("ban-alter-database-options", [], DEPLOYED),
		rule("ban-alter-domain-with-add-constraint", ["domain-constraint"]),
		rule("ban-alter-extension", [], DEPLOYED),
		rule("ban-alter-function-options", [], DEPLOYED),
		rule("ban-alter-generated-expression", ["stored-generated-column"]),
		rule("ban-alter-identity", ["drop-identity", "generated-always"]),
		rule("ban-alter-policy-condition", [], DEPLOYED),
		rule("ban-alter-policy-roles", [], DEPLOYED),
		rule("ban-alter-role-options", ["privileged-role"], "only attributes that reach everything"),
		rule("ban-alter-row-level-security", ["enable-row-security", "disable-row-security"]),
		rule("ban-alter-sequence-values", ["restart-sequence"]),
		rule("ban-alter-system-options", [], "the server refuses it in a transaction: `outside-transaction-only`"),
		rule("ban-alter-view-options", [], DEPLOYED),
		rule("ban-char-field", ["char-column"]),
		rule("ban-concurrent-index-creation-in-transaction", ["concurrently-in-transaction"], "knows which tool opens a transaction"),
		rule("ban-create-domain-with-constraint", ["domain-typed-column"], DOMAIN),
		rule("ban-create-policy", [], "a policy is reported where it lets everybody through: `always-true-policy`"),
		rule("ban-detach-inheritance", ["detached-rows"], "its lock is `detach-partition-without-concurrently`"),
		rule("ban-disable-trigger", ["disable-trigger"]),
		rule("ban-drop-column", ["drop-column", "drop-generated-column"]),
		rule("ban-drop-constraint", ["drop-constraint", "drop-primary-key"]),
		rule("ban-drop-database", ["drop-database"]),
		rule("ban-drop-default", ["default-dropped-from-required-column", "drop-default"]),
		rule("ban-drop-domain", ["drop-type"]),
		rule("ban-drop-extension", ["drop-extension"]),
		rule("ban-drop-function", ["drop-function"]),
		rule("ban-drop-generated-expression", [], DEPLOYED),
		rule("ban-drop-index", ["drop-unique-index"], "an index that is not unique changes no result"),
		rule("ban-drop-not-null", ["drop-not-null"]),
		rule("ban-drop-policy", ["drop-policy"]),
		rule("ban-drop-schema", ["drop-schema"]),
		rule("ban-drop-sequence", ["drop-sequence"]),
		rule("ban-drop-table", ["drop-table"]),
		rule("ban-drop-trigger", ["drop-trigger"]),
		rule("ban-drop-type", ["drop-type"]),
		rule("ban-drop-view", ["drop-view"]),
		rule("ban-duplicate-column-assignments", [], "left to the server, which refuses the statement wherever it is tried"),
		rule("ban-new-write-restriction", ["constraint-breaks-writers", "not-null-breaks-writers"]),
		rule("ban-replace-view-function", ["view-column-removed", "function-signature-change"], "CREATE OR REPLACE keeps columns and arguments; reported where it is dropped and made again otherwise"),
		rule("ban-replica-identity", ["replica-identity-full", "published-without-identity"]),
		rule("ban-revoke", ["revoke"]),
		rule("ban-set-default", ["set-default"]),
		rule("ban-set-schema", ["move-to-schema"]),
		rule("ban-truncate-cascade", ["truncate-cascade"]),
		rule("ban-uncommitted-transaction", ["unclosed-transaction"]),
		rule("changing-column-type", [
			"column-type-rewrite",
			"column-type-recheck",
			"type-change-breaks-code"
		], TYPE_CHANGE),
		rule("constraint-missing-not-valid", [
			"check-without-not-valid",
			"foreign-key-without-not-valid",
			"validate-in-same-transaction"
		], "UNIQUE, PRIMARY KEY and EXCLUDE cannot be NOT VALID and have rules of their own"),
		rule("disallowed-unique-constraint", ["unique-constraint-without-index", "column-with-inline-unique"]),
		rule("identifier-too-long", ["long-identifier"]),
		rule("prefer-bigint-over-int", ["integer-primary-key"], KEYS_ONLY),
		rule("prefer-bigint-over-smallint", ["integer-primary-key"], KEYS_ONLY),
		rule("prefer-identity", ["serial-type"], SERIAL),
		rule("prefer-repack", ["vacuum-full", "cluster"], "on every version"),
		rule("prefer-robust-stmts", [], ROBUST),
		rule("prefer-text-field", ["varchar-length"]),
		rule("prefer-timestamp-tz", ["timestamp-without-time-zone"]),
		rule("prefer-timestamptz", ["timestamp-without-time-zone"], "another spelling of the same rule"),
		rule("renaming-column", ["rename-column"]),
		rule("renaming-object", [
			"rename-schema",
			"rename-view",
			"rename-type",
			"rename-function",
			"rename-sequence"
		]),
		rule("renaming-table", ["rename-table"]),
		rule("require-concurrent-index-creation", ["index-without-concurrently", "index-on-partitioned-table"]),
		rule("require-concurrent-index-deletion", ["drop-index-without-concurrently"]),
		rule("require-concurrent-partition-detach", ["detach-partition-without-concurrently"]),
		rule("require-concurrent-reindex", ["reindex-without-concurrently"]),
		rule("require-enum-value-ordering", [], ENUM_ORDER),
		rule("require-lock-timeout", ["lock-without-timeout", "write-lock-without-timeout"], "zero is no timeout: `lock-timeout-zeroed`"),
		rule("require-statement-timeout", [], STATEMENT_TIMEOUT),
		rule("require-table-schema", ["unqualified-name"]),
		rule("require-timeout-settings", ["lock-without-timeout", "write-lock-without-timeout"], "the older name of the two timeout rules"),
		rule("transaction-nesting", ["nested-transaction", "commit-of-tool-transaction"]),
		rule("unused-ignore", [], "about squawk's own comments; about ours: `unused-allow`")
	],
	readComment(text) {
		const found = /^\s*squawk-ignore(-file)?(?![\w-])(.*)$/.exec(oneLine(text) ?? "");
		if (!found) return void 0;
		const names = (found[2] ?? "").replace(/--.*/, "").split(",").map((name) => name.trim()).filter((name) => name !== "");
		return found[1] ? {
			scope: "file",
			rules: names.length === 0 ? "all" : names
		} : {
			scope: "statement",
			rules: names
		};
	},
	covered(place) {
		const { comment, statements, text, lines } = place;
		const line = lineOf(place, comment.start);
		const both = {
			path: comment.path,
			start: lines[line - 1] ?? 0,
			end: lines[line + 1] ?? text.length
		};
		const begun = statements.filter(({ start }) => both.start <= start && start < both.end);
		const whole = around(place);
		return [
			both,
			...begun,
			...whole ? [{
				...whole,
				end: whole.start + 1
			}] : []
		];
	},
	fileWide: /* @__PURE__ */ new Set()
};

// src/suppressions/peers/strong-migrations.ts
/** strong_migrations: https://github.com/ankane/strong_migrations */
const MYSQL = "about MySQL and MariaDB";
const strongMigrations = {
	title: "strong_migrations",
	url: "https://github.com/ankane/strong_migrations",
	read: "2.8.0",
	about: "It runs where a Rails migration runs, and knows its calls; here it is the SQL that they send. `safety_assured` allows all rules of the table.",
	rules: [
		rule("add_check_constraint", ["check-without-not-valid", "column-with-inline-check"]),
		rule("add_check_constraint_mysql", [], MYSQL),
		rule("add_column_auto_incrementing", ["serial-column", "identity-column"]),
		rule("add_column_default", ["volatile-default"]),
		rule("add_column_default_callable", [], RUBY),
		rule("add_column_generated_stored", ["stored-generated-column"]),
		rule("add_column_json", ["json-column"]),
		rule("add_exclusion_constraint", ["exclusion-constraint"]),
		rule("add_foreign_key", ["foreign-key-without-not-valid"]),
		rule("add_foreign_key_mysql", [], MYSQL),
		rule("add_index", ["index-without-concurrently", "index-on-partitioned-table"]),
		rule("add_index_columns", ["wide-index"]),
		rule("add_index_corruption", [], CORRUPTION),
		rule("add_reference", [
			"index-without-concurrently",
			"foreign-key-without-not-valid",
			"column-with-inline-foreign-key"
		]),
		rule("add_unique_constraint", ["unique-constraint-without-index"]),
		rule("change_column", ["column-type-rewrite"]),
		rule("change_column_constraint", ["column-type-recheck"]),
		rule("change_column_default", ["set-default"]),
		rule("change_column_null", ["update-without-where", "unbatched-change"]),
		rule("change_column_null_mysql", [], MYSQL),
		rule("change_column_null_postgresql", ["set-not-null"]),
		rule("change_column_with_not_null", ["set-not-null"]),
		rule("change_table", [], RUBY),
		rule("copy_algorithm", [], MYSQL),
		rule("create_table", ["drop-table"], "`force` is a DROP TABLE"),
		rule("execute", [], RUBY),
		rule("lock_option", [], MYSQL),
		rule("remove_column", ["drop-column", "drop-generated-column"]),
		rule("remove_index", ["drop-index-without-concurrently"]),
		rule("rename_column", ["rename-column"]),
		rule("rename_enum_value", ["rename-enum-value"]),
		rule("rename_schema", ["rename-schema"]),
		rule("rename_table", ["rename-table"]),
		rule("validate_check_constraint", ["validate-in-same-transaction", "work-while-locked"]),
		rule("validate_foreign_key", ["validate-in-same-transaction", "work-while-locked"])
	],
	readComment: (text) => /^safety_assured\b/.test(text) ? {
		scope: "statement",
		rules: strongMigrations.rules.map(({ id }) => id)
	} : void 0,
	covered: ({ comment }) => [comment],
	fileWide: /* @__PURE__ */ new Set()
};

// src/suppressions/peers/index.ts
/** By their names in `suppressions-of`. */
const suppressingPeers = {
	squawk,
	atlas,
	migrationpilot,
	pgfence,
	strong_migrations: strongMigrations
};

export { suppressingPeers };