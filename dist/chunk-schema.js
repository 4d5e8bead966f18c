import { At as parseRate, Fr as DEFAULT_CONFIG, Ir as DRAFT_MODES, Jr as PRESETS, Lr as SUPPRESSION_PEERS, Nr as COMMENT_MODES, Ot as parseBytes, Rr as THROUGHPUT_KINDS, X as frameworks, li as parseDuration, nr as RISKS } from "./chunk-review.js";
import { _ as _minLength, a as describe, b as _regex, c as number, d as record, f as refine, g as _lte, h as union, i as catchall, l as object, m as string, n as array, o as int, p as strictObject, r as boolean, t as _enum, u as optional, v as _nonnegative, y as _positive } from "./chunk-schemas.js";

// src/config/schema.ts
/**
* The shape of a configuration file, declared once: from it come the check at load, `lockkeeper.schema.json` for editors and
* the table of options in the documentation. Loaded only where there is a file to check, or one of those is made.
*/
const LEVELS = [...RISKS, "never"];
const RULE_LEVELS = [
	...RISKS,
	"on",
	"off"
];
const either = (choices) => choices.map((choice) => `\`${choice}\``).join(", ");
const plain = (value) => value === null || Array.isArray(value) && value.length === 0 ? "" : `\`${String(value)}\``;
/** Every option, in the order in which people meet them. */
const OPTIONS = {
	dialect: {
		values: "an engine, with its major version: `postgres@16`",
		default: "detected; PostgreSQL 14 is assumed where nothing says",
		doc: "The database that the migrations run on."
	},
	"fail-on": {
		values: either(LEVELS),
		default: plain(DEFAULT_CONFIG.failOn),
		doc: "Level from which findings fail the check."
	},
	preset: {
		values: either(PRESETS),
		default: plain(DEFAULT_CONFIG.preset),
		doc: "Which rules run."
	},
	rules: {
		values: "rule id to a level, `on`, `off`, or an object with `risk` and options of the rule",
		default: "as the preset says",
		doc: "Levels and options of single rules. `on` runs a rule at its own level."
	},
	"custom-rules": {
		values: "list of globs",
		default: "",
		doc: "Rule files of this repository."
	},
	projects: {
		values: "list of objects with `framework`, and optionally `path`, `migrations`, `dialect`, `schema`",
		default: "detected",
		doc: "Where the migrations are. With this list nothing is detected."
	},
	tables: {
		values: "list of objects with `name`, and any of `size`, `rows`, `bytes`, `index-bytes`, `writes-per-second`",
		default: "",
		doc: "What the repository cannot know: how big tables are. `*` in a name stands for anything; the last entry that matches decides."
	},
	statistics: {
		values: "a path",
		default: "",
		doc: "File of table sizes that were measured, CSV or JSON: [table sizes](table-sizes.md). What `tables` says decides over it."
	},
	throughput: {
		values: `an object with any of ${either(THROUGHPUT_KINDS)}: bytes or rows in a second, from slow to fast: \`100MB-400MB\`, \`20k-60k\``,
		default: "as measured: [table sizes](table-sizes.md#how-long-work-takes)",
		doc: "How fast work goes on your servers, for the durations in the migration plan."
	},
	rewrites: {
		values: "an object with any of `batch-size`, `pause`, `lock-timeout`, `lock-retries`, `new-column`",
		default: "`{ batch-size: 10000, pause: 100ms, lock-timeout: 5s, lock-retries: 0, new-column: \"{column}_new\" }`",
		doc: "How the SQL to run instead is written: rows of a batch and the pause between two, how long a step waits for a lock and how often it tries again, how a column is called that takes the place of another."
	},
	application: {
		values: "an object with any of `search` (`on`, `off`), `paths` and `exclude` (lists of globs)",
		default: "`{ search: on }`, in every file that looks like code",
		doc: "The search of this repository's own code for [what a change takes away](application-search.md)."
	},
	overrides: {
		values: "list of objects with `paths` or `tables` or both, and `rules`",
		default: "",
		doc: "Rules for a part of the repository. A later entry decides over an earlier one."
	},
	baseline: {
		values: "a path",
		default: "",
		doc: "File of findings that were accepted, as `--write-baseline` makes it."
	},
	"suppressions-of": {
		values: `list of ${either(SUPPRESSION_PEERS)}`,
		default: "",
		doc: "Other tools whose suppressing comments in migrations count as allow comments."
	},
	paths: {
		values: "list of globs",
		default: "every migration",
		doc: "Only changed files that match are reviewed."
	},
	unblock: {
		values: "an object with `label`, or `approval-by` (a list of `@login` and `@org/team`), or both",
		default: "",
		doc: "Who may let a pull request through that would block: [overrides that leave a trace](#overrides-that-leave-a-trace)."
	},
	comment: {
		values: either(COMMENT_MODES),
		default: plain(DEFAULT_CONFIG.comment),
		doc: "When the summary is posted on the pull request. `auto`: when there is something to say, or an earlier summary to bring up to date."
	},
	inline: {
		values: either(LEVELS),
		default: plain(DEFAULT_CONFIG.inline),
		doc: "Level from which findings are posted on their lines."
	},
	"request-changes": {
		values: either(LEVELS),
		default: plain(DEFAULT_CONFIG.requestChanges),
		doc: "Level from which the review asks for changes."
	},
	draft: {
		values: either(DRAFT_MODES),
		default: plain(DEFAULT_CONFIG.draft),
		doc: "What is posted on a draft pull request. `summary`: no comments on lines until it is ready for review; `skip`: nothing. The verdict is the same."
	},
	"sarif-file": {
		values: "a path",
		default: "",
		doc: "Where the action writes SARIF for code scanning."
	},
	"report-file": {
		values: "a path",
		default: "",
		doc: "Where the action writes the review as JSON."
	}
};
const said = (text) => describe(text);
const words = string().check(_minLength(1));
const glob = words;
const path = words;
const dialect = string().check(_regex(/^[a-z][a-z0-9]*(?:@[0-9.]+)?$/));
const level = _enum(LEVELS);
const tableName = words.check(_regex(/^[^\s?[\]{}]+$/));
const optionValue = union([
	boolean(),
	number(),
	string(),
	array(string())
]);
const ruleSetting = union([_enum(RULE_LEVELS), catchall(object({ risk: optional(_enum(RULE_LEVELS).check(said("Level of its findings, `on`, or `off`."))) }), optionValue)]);
const rules = record(string(), ruleSetting);
const project = strictObject({
	framework: _enum(frameworks.map(({ id }) => id).toSorted()).check(said("The tool that runs the migrations.")),
	path: optional(string().check(said("Folder of the project; the top of the repository where it is not given."))),
	migrations: optional(array(glob).check(_minLength(1), said("Globs below `path`; what the tool itself would take where it is not given."))),
	dialect: optional(dialect.check(said("The database of this project: postgres@16."))),
	schema: optional(path.check(said("A dump below `path` to start from, where older migrations were squashed.")))
});
const bytes = union([string().check(refine((text) => parseBytes(text) !== void 0, "It is a number of bytes, or one with a unit: 800MB, 12GB")), int().check(_nonnegative())]);
const table = strictObject({
	name: tableName.check(said("public.events, events, or *_lookup.")),
	size: optional(_enum(["small", "large"]).check(said("small: reading all of it takes no time worth waiting for."))),
	rows: optional(int().check(_nonnegative(), said("About how many rows it has."))),
	bytes: optional(bytes.check(said("Its size without indexes: 12GB."))),
	"index-bytes": optional(bytes.check(said("The size of all its indexes: 4GB."))),
	"writes-per-second": optional(number().check(_nonnegative(), said("Rows inserted, updated and deleted in a second.")))
});
const override = strictObject({
	paths: optional(array(glob).check(_minLength(1), said("Globs of migration files."))),
	tables: optional(array(tableName).check(_minLength(1), said("Names of tables, `*` for anything."))),
	rules: rules.check(said("Levels and options, as in `rules` of the file."))
});
const rate = union([string().check(refine((text) => parseRate(text) !== void 0, "It is bytes or rows in a second, from slow to fast: 100MB-400MB, 20k-60k")), int().check(_positive())]);
const throughput = strictObject({
	scan: optional(rate.check(said("Reading a table, to validate a CHECK or NOT NULL."))),
	"foreign-key": optional(rate.check(said("Validating a foreign key."))),
	"index-build": optional(rate.check(said("Building an index, of the bytes or rows of its table."))),
	rewrite: optional(rate.check(said("Writing a table and its indexes anew."))),
	batch: optional(rate.check(said("Changing rows in batches, without the pauses.")))
});
const duration = union([string().check(refine((text) => parseDuration(text) !== void 0, "It is a duration: 100ms, 1s, or a number of milliseconds")), int().check(_nonnegative())]);
const rewrites = strictObject({
	"batch-size": optional(int().check(_positive(), said("Rows that a batch changes."))),
	pause: optional(duration.check(said("How long to wait between two batches: 100ms, 1s."))),
	"lock-timeout": optional(duration.check(said("How long a step waits for a lock at most: 5s; 0 leaves it out."))),
	"lock-retries": optional(int().check(_nonnegative(), _lte(100), said("How often a step that got no lock tries again."))),
	"new-column": optional(string().check(_regex(/^[^{}]*\{column\}[^{}]*$/), said("The name of a column that takes the place of another: {column}_new.")))
});
const application = strictObject({
	search: optional(_enum(["on", "off"]).check(said("Whether the application is searched for what a change takes away."))),
	paths: optional(array(glob).check(_minLength(1), said("Globs of what is searched; every file that looks like code without it."))),
	exclude: optional(array(glob).check(_minLength(1), said("Globs of what is not searched.")))
});
const unblock = strictObject({
	label: optional(words.check(said("A label: findings do not block while somebody else than the author has put it on the pull request."))),
	"approval-by": optional(array(string().check(_regex(/^@[A-Za-z0-9][\w-]*(?:\[bot\]|\/[\w.-]+)?$/))).check(_minLength(1), said("@login or @org/team: findings do not block where one of them has approved the head commit.")))
});
/** A configuration file. */
const configFile = strictObject({
	dialect: optional(dialect.check(said(OPTIONS.dialect.doc))),
	"fail-on": optional(level.check(said(OPTIONS["fail-on"].doc))),
	preset: optional(_enum(PRESETS).check(said(OPTIONS.preset.doc))),
	rules: optional(rules.check(said(OPTIONS.rules.doc))),
	"custom-rules": optional(array(glob).check(said(OPTIONS["custom-rules"].doc))),
	projects: optional(array(project).check(_minLength(1), said(OPTIONS.projects.doc))),
	tables: optional(array(table).check(said(OPTIONS.tables.doc))),
	statistics: optional(path.check(said(OPTIONS.statistics.doc))),
	throughput: optional(throughput.check(said(OPTIONS.throughput.doc))),
	rewrites: optional(rewrites.check(said(OPTIONS.rewrites.doc))),
	application: optional(application.check(said(OPTIONS.application.doc))),
	overrides: optional(array(override).check(said(OPTIONS.overrides.doc))),
	baseline: optional(path.check(said(OPTIONS.baseline.doc))),
	"suppressions-of": optional(array(_enum(SUPPRESSION_PEERS)).check(said(OPTIONS["suppressions-of"].doc))),
	paths: optional(array(glob).check(_minLength(1), said(OPTIONS.paths.doc))),
	unblock: optional(unblock.check(said(OPTIONS.unblock.doc))),
	comment: optional(_enum(COMMENT_MODES).check(said(OPTIONS.comment.doc))),
	inline: optional(level.check(said(OPTIONS.inline.doc))),
	"request-changes": optional(level.check(said(OPTIONS["request-changes"].doc))),
	draft: optional(_enum(DRAFT_MODES).check(said(OPTIONS.draft.doc))),
	"sarif-file": optional(path.check(said(OPTIONS["sarif-file"].doc))),
	"report-file": optional(path.check(said(OPTIONS["report-file"].doc)))
});
/** Checks a value against the shape. */
function parseConfigFile(value) {
	const parsed = configFile.safeParse(value);
	return parsed.success ? { file: parsed.data } : { issues: parsed.error.issues };
}
/** The keys that are valid at a path; empty where any key is. */
function validKeys(at) {
	const [first, second] = at;
	if (first === void 0) return Object.keys(OPTIONS);
	if (first === "throughput" && at.length === 1) return Object.keys(throughput.shape);
	if (first === "rewrites" && at.length === 1) return Object.keys(rewrites.shape);
	if (first === "application" && at.length === 1) return Object.keys(application.shape);
	if (first === "unblock" && at.length === 1) return Object.keys(unblock.shape);
	if (at.length !== 2 || typeof second !== "number") return [];
	const shapes = {
		projects: project.shape,
		tables: table.shape,
		overrides: override.shape
	};
	return Object.keys(shapes[first] ?? {});
}

export { parseConfigFile, validKeys };