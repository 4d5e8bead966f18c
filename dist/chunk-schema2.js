import { Ct as CATEGORIES, Ht as EXAMPLE_TRANSACTIONS, Kt as RULE_PRESETS, Ut as OPTION_TYPES, Vt as DIRECTIONS, Wt as PHASES, b as SPECIAL_SCOPES, in as OPERATION_KINDS, qt as STATUSES, w as RELATED_PLACES, wt as RISKS } from "./chunk-review.js";
import { a as describe, d as strictObject, f as string, g as _regex, h as _nonnegative, l as optional, m as _minLength, n as array, o as int, p as union, r as boolean, s as number, t as _enum, u as record } from "./chunk-schemas.js";

// src/ruleset/schema.ts
/**
* The shape of a rule file, declared once: from it come the check at load and `rules/rule.schema.json` for editors.
* Loaded only where rule files are read: compiled rules have been checked.
*/
const said = (text) => describe(text);
const words = string().check(_minLength(1));
const scopes = _enum([...SPECIAL_SCOPES, ...OPERATION_KINDS]);
const condition = string().check(said("A condition in CEL over the facts of `on`. Write it as a `>-` block."));
const template = (text) => string().check(_minLength(1), said(`${text} \`\${…}\` fills in a fact.`));
const optionValue = union([
	boolean(),
	number(),
	string(),
	array(string())
]);
const table = strictObject({
	name: words,
	size: optional(_enum(["small", "large"])),
	rows: optional(int().check(_nonnegative()))
});
const option = strictObject({
	type: _enum(OPTION_TYPES),
	default: optionValue,
	doc: words
});
const example = {
	title: optional(words.check(said("What it shows, where the SQL does not speak for itself."))),
	given: optional(words.check(said("SQL of history: what is there before the change."))),
	sql: optional(words.check(said("The change, as one migration."))),
	migrations: optional(array(words).check(_minLength(1), said("The change, as several migrations in order."))),
	transaction: optional(_enum(EXAMPLE_TRANSACTIONS).check(said("How the tool runs each migration; none where it is not given."))),
	framework: optional(words.check(said("The framework it runs under."))),
	down: optional(string().check(said("The way back: present, absent, irreversible, not-used, or its SQL."))),
	dialect: optional(string().check(_regex(/^[a-z]+(@\d+)?$/), said("The engine and its major version: postgres@16."))),
	tables: optional(array(table).check(said("What `tables:` of the configuration says."))),
	options: optional(record(string(), optionValue)),
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
	phase: _enum(PHASES).check(said("same-file: instead of the statement. The others are deploys: expand, migrate, contract.")),
	transaction: optional(boolean().check(said("Whether it may run in a transaction; true where it is not given."))),
	sql: template("The SQL to run."),
	when: optional(condition)
});
/** A rule file. */
const ruleFile = strictObject({
	id: string().check(_regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), said("Names the hazard and reads well after \"allow\": the name of the file.")),
	title: words.check(said("The hazard, as a heading.")),
	category: _enum(CATEGORIES),
	status: optional(_enum(STATUSES).check(said("stable where it is not given."))),
	preset: optional(_enum(RULE_PRESETS).check(said("The smallest preset that contains it; recommended where it is not given."))),
	risk: _enum([...RISKS, "exposure"]).check(said("A level, or exposure: from what is blocked, by how much work, on how big a table.")),
	"strict-risk": optional(_enum(RISKS).check(said("The level in preset strict."))),
	direction: optional(_enum(DIRECTIONS).check(said("The migrations it looks at; up where it is not given."))),
	on: union([scopes, array(scopes).check(_minLength(1))]).check(said("The kinds of operations it is about, or any, migration, transaction, unread, allow.")),
	when: optional(condition),
	message: template("What is about to happen to which object."),
	why: template("Why, in the database's terms."),
	fix: template("What to do."),
	rewrite: optional(union([words, array(step).check(_minLength(1))])).check(said("The name of a rewrite of the dialect, or steps.")),
	"yields-to": optional(array(words).check(said("Rules that say more about the same operation: where one of them reports, this one is silent."))),
	related: optional(array(_enum(Object.keys(RELATED_PLACES))).check(said("Other places to show."))),
	options: optional(record(string(), option).check(said("What a configuration can set."))),
	references: optional(array(string().check(_regex(/^https:\/\/\S+$/)))),
	examples: optional(strictObject({
		bad: optional(array(bad)),
		good: optional(array(good))
	}))
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