import { o as plainText } from "./chunk-interpret.js";

// src/frameworks/python/harmless.ts
/** What Python and its libraries offer and migrations use beside the database. */
/** Calls that never reach the database. */
const HARMLESS = /^(?:print|len|str|int|bool|float|max|min|sum|any|all|zip|map|filter|enumerate|abs|round|type|hasattr|iter|reversed|repr|uuid\.\w+|(?:datetime\.)*(?:datetime|timedelta|date)(?:\.\w+)*|(?:decimal\.)?Decimal|re\.\w+|math\.\w+|copy\.\w+|itertools\.\w+|collections\.\w+|defaultdict|Counter|sorted|list|set|dict|tuple|range|isinstance|setattr|getattr|next|warnings\.warn|time\.sleep|sys\.\w+(?:\.\w+)*|os\.\w+(?:\.\w+)*|json\.\w+|logging\.\w+(?:\.\w+)*|(?:\w+\.)*_?(?:logger|log|LOG|LOGGER|console)\.\w+|logging\.getLogger\(\)\.\w+|.*\.(?:append|extend|insert|update|add|pop|remove|clear|sort|setdefault|join|format|bindparams)|.*\.(?:debug|info|warning|warn|error|exception|critical)|random\.\w+|.*\.(?:seek|discard|raise_for_status)|.*\.(?:close|flush|fetchall|fetchone|first|all|mappings|one|one_or_none))$/;

// src/frameworks/python/arguments.ts
/** Arguments of calls in migrations in Python: names, flags, lists, and what to say where one cannot be told. */
/** Why a call cannot be written as SQL; one clause, no full stop. */
var Unclear = class extends Error {};
/** A name that stands in the file, `op.f(…)` around it or not. */
function nameOf(value, what) {
	const text = optionalName(value, what);
	if (text === void 0) throw new Unclear(`${what} is not given`);
	return text;
}
/** The same, where None or nothing stands for none. */
function optionalName(value, what) {
	if (value === void 0 || value.kind === "none") return void 0;
	if (value.kind === "call" && /(?:^|\.)op\.f$|\bquoted_name$/.test(value.path)) return optionalName(value.args[0], what);
	const text = plainText(value);
	if (text === void 0) throw new Unclear(`${what} is computed`);
	return text === "" ? void 0 : text;
}
/** A list of names. */
function namesOf(value, what) {
	if (value?.kind !== "list") throw new Unclear(value ? `${what} are computed` : `${what} are not given`);
	return value.items.map((item) => nameOf(item, `one of ${what}`));
}
/** True or False; undefined where it is not given. */
function flag(value, what) {
	if (value === void 0 || value.kind === "none") return void 0;
	if (value.kind === "boolean") return value.value;
	throw new Unclear(`whether ${what} is computed`);
}
/** The arguments of a call by the names of its parameters. */
function argumentsOf(call, parameters) {
	if (call.spread) throw new Unclear("its arguments are spread");
	const found = new Map(call.named);
	for (const [i, value] of call.args.entries()) {
		const name = parameters[i];
		if (name !== void 0) found.set(name, value);
	}
	return found;
}

export { namesOf as a, nameOf as i, argumentsOf as n, optionalName as o, flag as r, HARMLESS as s, Unclear as t };