import { F as SPECIAL_SCOPES, Gr as EXAMPLE_TRANSACTIONS, Kr as OPTION_TYPES, P as SCOPE_DOCS, Wr as DIRECTIONS, Xr as STATUSES, Yr as RULE_PRESETS, di as OPERATION_KINDS, nr as RISKS, qr as PHASES, t as expectedOption, tr as CATEGORIES, ui as OPERATIONS, z as RELATED_PLACES } from "./chunk-review.js";
import { _ as _minLength, a as describe, b as _regex, c as number, d as record, h as union, m as string, n as array, o as int, p as strictObject, r as boolean, s as meta, t as _enum, u as optional, v as _nonnegative } from "./chunk-schemas.js";

// src/ruleset/schema.ts
/**
* The shape of a rule file, declared once: from it come the check at load and `rules/rule.schema.json` for editors.
* Loaded only where rule files are read: compiled rules have been checked.
*/
const said = (text) => describe(text);
/** What the values of an enum mean; editors show it beside each. */
const meaning = (texts) => meta({ enumDescriptions: texts });
const words = string().check(_minLength(1));
const scopes = _enum([...SPECIAL_SCOPES, ...OPERATION_KINDS]).check(meaning([...SPECIAL_SCOPES.map((scope) => SCOPE_DOCS[scope]), ...OPERATION_KINDS.map((kind) => OPERATIONS[kind].doc)]));
const condition = string().check(said("A condition in CEL over the facts of `on`. Write it as a `>-` block."));
const template = (text) => string().check(_minLength(1), said(`${text} \`\${…}\` fills in a fact.`));
const optionValue = union([
	boolean(),
	number(),
	string(),
	array(string())
]);
const table = strictObject({
	name: words.check(said("The table, with its schema where that is not the default one: audit.log. `*` stands for any characters.")),
	size: optional(_enum(["small", "large"]).check(said("Whether work that grows with it is over at once."))),
	rows: optional(int().check(_nonnegative(), said("How many rows it has.")))
});
const option = strictObject({
	type: _enum(OPTION_TYPES).check(said("What its values are; a duration is a number of milliseconds in a condition."), meaning(OPTION_TYPES.map(expectedOption))),
	default: optionValue.check(said("What holds where the configuration says nothing.")),
	doc: words.check(said("What it is for, as a sentence."))
});
const example = {
	title: optional(words.check(said("What it shows, where the SQL does not speak for itself."))),
	given: optional(words.check(said("SQL of history: what is there before the change."))),
	sql: optional(words.check(said("The change, as one migration."))),
	migrations: optional(array(words).check(_minLength(1), said("The change, as several migrations in order."))),
	transaction: optional(_enum(EXAMPLE_TRANSACTIONS).check(said("How the tool runs each migration; none where it is not given."), meaning([
		"Each statement by itself.",
		"Between BEGIN and COMMIT of the tool.",
		"The file as one query, whose statements share a transaction."
	]))),
	framework: optional(words.check(said("The framework it runs under."))),
	down: optional(string().check(said("The way back: present, absent, irreversible, not-used, or its SQL."))),
	dialect: optional(string().check(_regex(/^[a-z]+(@\d+)?$/), said("The engine and its major version: postgres@16."))),
	tables: optional(array(table).check(said("What `tables:` of the configuration says."))),
	options: optional(record(string(), optionValue).check(said("What the configuration sets for the rule, by option."))),
	migration: optional(record(string(), union([
		string(),
		boolean(),
		number()
	])).check(said("Facts of the migration that its SQL cannot show, such as status: edited."))),
	proves: optional(record(string(), union([string(), boolean()])).check(said("What a real server shows while it runs.")))
};
const good = strictObject(example);
const bad = strictObject({
	...example,
	finding: union([words, array(words).check(_minLength(1))]).check(said("The messages, exactly."))
});
const step = strictObject({
	title: template("What the step does."),
	phase: _enum(PHASES).check(said("When it is run."), meaning([
		"Before the code that uses it is deployed.",
		"While both versions of the code run: rows are filled or moved.",
		"After no code uses what goes.",
		"Instead of the statement, in its file."
	])),
	transaction: optional(boolean().check(said("Whether it may run in a transaction; true where it is not given."))),
	sql: template("The SQL to run."),
	deploy: optional(template("What has to be deployed and running everywhere before it, as a sentence: the step is of a later release.")),
	check: optional(template("A query that reads only, and returns no row once the step has done its work.")),
	cleanup: optional(template("SQL that clears away what a failed run leaves, before the step is run again.")),
	when: optional(string().check(said("A condition in CEL: the step is left out where it does not hold.")))
});
/** A rule file. */
const ruleFile = strictObject({
	id: string().check(_regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), said("Names the hazard and reads well after \"allow\": the name of the file.")),
	title: words.check(said("The hazard, as a heading.")),
	category: _enum(CATEGORIES).check(said("The heading it is listed under, and what a report groups it by.")),
	status: optional(_enum(STATUSES).check(said("How settled it is; stable where it is not given. It changes nothing about when the rule reports."))),
	preset: optional(_enum(RULE_PRESETS).check(said("The smallest preset that contains it; recommended where it is not given."), meaning([
		"On in every preset.",
		"On in recommended, which is what holds where the configuration names none, and in strict.",
		"On in strict alone.",
		"On where the configuration names the rule."
	]))),
	risk: _enum([...RISKS, "exposure"]).check(said("A level, or exposure: from what is blocked, by how much work, on how big a table.")),
	"strict-risk": optional(_enum(RISKS).check(said("The level in preset strict."))),
	direction: optional(_enum(DIRECTIONS).check(said("The migrations it looks at; up where it is not given."))),
	on: union([scopes, array(scopes).check(_minLength(1))]).check(said("The kinds of operations it is about, or any, migration, transaction, unread, allow.")),
	when: optional(condition),
	message: template("What is about to happen to which object."),
	why: template("Why, in the database's terms."),
	fix: template("What to do."),
	rewrite: optional(union([words, array(step).check(_minLength(1))])).check(said("The name of a rewrite of the dialect, or steps.")),
	"no-rewrite": optional(words.check(said("Why no SQL can be run instead; beside `rewrite`, for the statements that it does not fit. It is shown as it stands."))),
	"yields-to": optional(array(words).check(said("Rules that say more about the same operation: where one of them reports, this one is silent."))),
	related: optional(array(_enum(Object.keys(RELATED_PLACES))).check(said("Other places to show."))),
	options: optional(record(string(), option).check(said("What a configuration can set."))),
	references: optional(array(string().check(_regex(/^https:\/\/\S+$/))).check(said("Addresses of the pages that say so, the manual of the server first."))),
	examples: optional(strictObject({
		bad: optional(array(bad).check(said("Changes that yield their finding, with exactly that text."))),
		good: optional(array(good).check(said("Changes that look alike and yield none.")))
	}).check(said("The tests of the rule, which its page shows as well: `lockkeeper rules test FILE` runs them.")))
});
/** Checks a value against the shape of a rule file. */
function parseRuleFile(value) {
	const result = ruleFile.safeParse(value);
	return result.success ? { rule: result.data } : { issues: result.error.issues };
}
/** The keys that are valid in the map at a path of a rule file. */
function validKeys(path) {
	const [first, ...rest] = path.filter((part) => typeof part === "string");
	if (first === void 0) return Object.keys(ruleFile.shape);
	if (first === "rewrite") return Object.keys(step.shape);
	if (first === "options") return Object.keys(option.shape);
	if (rest.includes("tables")) return Object.keys(table.shape);
	if (first === "examples") return rest.length === 0 ? ["bad", "good"] : Object.keys(rest[0] === "bad" ? bad.shape : good.shape);
	return [];
}

export { parseRuleFile, validKeys };