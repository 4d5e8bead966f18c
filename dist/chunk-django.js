import { i as nameOf, n as argumentsOf, r as flag, s as HARMLESS, t as Unclear } from "./chunk-arguments.js";
import { $ as quoteText, Cr as readSources, Q as quoteName, Sr as migrationOf, fr as baseName, gr as folderOf, it as withComments, kr as wordsOf, mr as compareNatural, nt as scriptOf, vr as groupBy } from "./chunk-review.js";
import { a as evaluate, c as parsePython, i as nameOf$1, l as statementsIn, n as interpret, o as plainText, r as moduleScope, s as childrenOf, t as bodyOf } from "./chunk-interpret.js";
import { t as withPlaceholders } from "./chunk-placeholders.js";
import { t as readSettings } from "./chunk-settings2.js";
import { createHash } from "node:crypto";

// src/frameworks/django/names.ts
/**
* The names that Django's schema editor gives to indexes and constraints.
* Source: _create_index_name and names_digest in django/db/backends/base/schema.py of github.com/django/django.
*/
/** As many bytes as PostgreSQL keeps of a name. */
const LONGEST = 63;
const digest = (parts, length) => {
	const hash = createHash("md5");
	for (const part of parts) hash.update(part);
	return hash.digest("hex").slice(0, length);
};
/** `blog_post_title_1a2b3c4d_uniq`, cut as Django cuts it. */
function indexName(table, columns, suffix = "") {
	let end = `${digest([table, ...columns], 8)}${suffix}`;
	const list = columns.join("_");
	const whole = `${table}_${list}_${end}`;
	if (whole.length <= LONGEST) return whole;
	if (end.length > LONGEST / 3) end = end.slice(0, Math.floor(LONGEST / 3));
	const rest = Math.floor((LONGEST - end.length) / 2) - 1;
	const name = `${table.slice(0, rest)}_${list.slice(0, rest)}_${end}`;
	return /^[_\d]/.test(name) ? `D${name.slice(0, -1)}` : name;
}
/** A name that is too long keeps its beginning and gets a digest of all of it, as truncate_name of django/db/backends/utils.py does. */
function truncated(name) {
	return name.length <= LONGEST ? name : `${name.slice(0, 59)}${digest([name], 4)}`;
}

// src/frameworks/django/models.ts
/** What the migrations make of Django's models: tables, columns and their keys, as the migrations before tell them. */
/** Tables of Django's own apps, whose migrations are not in the repository. */
const CONTRIB = {
	"auth.user": "auth_user",
	"auth.group": "auth_group",
	"auth.permission": "auth_permission",
	"contenttypes.contenttype": "django_content_type",
	"sites.site": "django_site"
};
/** All models, by `app.model` in lower case. */
var Models = class {
	#models = /* @__PURE__ */ new Map();
	#settings;
	constructor(settings) {
		this.#settings = settings;
	}
	/** What a class of the repository is. */
	classOf = (path) => this.#settings.classOf(path);
	get(app, name) {
		return this.#models.get(`${app}.${name}`.toLowerCase());
	}
	put(model) {
		this.#models.set(`${model.app}.${model.name}`.toLowerCase(), model);
	}
	delete(model) {
		this.#models.delete(`${model.app}.${model.name}`.toLowerCase());
	}
	/** The model that a relation of `app` names. */
	named(to, from) {
		if (to === "self") return from;
		if (to === "AUTH_USER_MODEL") return this.#user();
		return this.#models.get(to.includes(".") ? to : `${from.app}.${to}`.toLowerCase());
	}
	/** The one model that people log in with: the setting that says so is not in the migrations. */
	#user() {
		if (this.#settings.user !== void 0) return this.#models.get(this.#settings.user);
		const found = [...this.#models.values()].filter(({ fields }) => fields.has("password") && fields.has("last_login"));
		return found.length === 1 ? found[0] : void 0;
	}
	/** Where a relation points to; throws Unclear where that is not known. */
	target(field, from) {
		const { relation } = field;
		if (!relation) throw new Unclear("the field is no relation");
		const model = this.named(relation.to, from);
		if (model) {
			const key = (relation.toField === void 0 ? void 0 : model.fields.get(relation.toField)) ?? [...model.fields.values()].find(({ primary }) => primary);
			if (!key) throw new Unclear(`the key of the model ${model.app}.${model.name} is not known`);
			return {
				table: model.table,
				column: key.column,
				type: this.typeOf(key, model)
			};
		}
		const contrib = CONTRIB[relation.to === "AUTH_USER_MODEL" ? "auth.user" : relation.to];
		if (contrib === void 0 || relation.toField !== void 0) throw new Unclear(`the model ${relation.to === "?" ? "it points to" : relation.to} is not known`);
		return {
			table: contrib,
			column: "id",
			type: "integer"
		};
	}
	/** The type of a column, that of what it points to for a relation. */
	typeOf(field, from, depth = 0) {
		if (field.relation && depth < 8) return this.target(field, from).type;
		if (field.type === void 0) throw new Unclear(`the type of the field ${field.path.split(".").at(-1)} is not known`);
		return field.type;
	}
	/** Every relation that points to a model, with the model it is in; those behind many-to-many relations included. */
	pointingTo(model) {
		const found = [];
		for (const owner of this.#models.values()) for (const field of owner.fields.values()) if (field.relation && this.named(field.relation.to, owner) === model) found.push({
			field,
			owner
		});
		return found;
	}
	/** The model behind a many-to-many relation that has none of its own; undefined where the user wrote it. */
	through(field, owner) {
		const { relation } = field;
		if (!relation?.many || relation.through !== void 0) return void 0;
		const made = this.get(owner.app, `${owner.name}_${field.name}`);
		if (made) return made;
		const to = this.named(relation.to, owner);
		const toName = (to?.name ?? relation.to.split(".").at(-1) ?? "").toLowerCase();
		if (relation.to === "?" || toName === "") throw new Unclear("the model it points to is computed");
		const own = owner.name.toLowerCase();
		const self = to === owner || toName === own;
		const key = [...owner.fields.values()].find(({ primary }) => primary);
		const side = (name, target) => ({
			...PLAIN,
			name,
			column: `${name}_id`,
			relation: {
				to: target,
				toField: void 0,
				constrained: relation.constrained,
				many: false,
				through: void 0,
				table: void 0,
				back: `${owner.name}_${field.name}+`
			}
		});
		const from = side(self ? `from_${own}` : own, `${owner.app}.${owner.name}`.toLowerCase());
		const target = to ? `${to.app}.${to.name}`.toLowerCase() : relation.to;
		const other = side(self ? `to_${own}` : toName, target);
		const big = (this.#settings.autoField(owner.app) ?? key?.kind) !== "AutoField";
		const id = {
			...PLAIN,
			name: "id",
			column: "id",
			kind: big ? "BigAutoField" : "AutoField",
			type: big ? "bigint" : "integer",
			primary: true,
			unique: true,
			index: false
		};
		return {
			app: owner.app,
			name: `${owner.name}_${field.name}`,
			table: relation.table ?? truncated(`${owner.table}_${field.name}`),
			fields: new Map([
				id,
				from,
				other
			].map((one) => [one.name, one])),
			uniqueTogether: [[from.name, other.name]],
			indexTogether: [],
			togetherNames: /* @__PURE__ */ new Map(),
			uniqueIndexes: /* @__PURE__ */ new Set(),
			managed: owner.managed
		};
	}
};
const PLAIN = {
	name: "",
	column: "",
	kind: "ForeignKey",
	path: "django.db.models.ForeignKey",
	type: void 0,
	collation: void 0,
	nullable: false,
	primary: false,
	unique: false,
	index: true,
	blank: false,
	now: false,
	fallback: void 0,
	databaseDefault: void 0,
	comment: void 0,
	generated: void 0,
	relation: void 0
};

// src/frameworks/django/fields.ts
/**
* Fields of Django's models as columns of PostgreSQL.
* Sources: django/db/models/fields/*.py, django/db/backends/postgresql/base.py and django/contrib/postgres/fields of
* github.com/django/django.
*/
const TYPES = {
	AutoField: "integer",
	BigAutoField: "bigint",
	SmallAutoField: "smallint",
	BigIntegerField: "bigint",
	BinaryField: "bytea",
	BooleanField: "boolean",
	NullBooleanField: "boolean",
	DateField: "date",
	DateTimeField: "timestamp with time zone",
	DurationField: "interval",
	FloatField: "double precision",
	GenericIPAddressField: "inet",
	IPAddressField: "inet",
	IntegerField: "integer",
	JSONField: "jsonb",
	PositiveBigIntegerField: "bigint",
	PositiveIntegerField: "integer",
	PositiveSmallIntegerField: "smallint",
	SmallIntegerField: "smallint",
	TextField: "text",
	TimeField: "time",
	UUIDField: "uuid",
	HStoreField: "hstore",
	IntegerRangeField: "int4range",
	BigIntegerRangeField: "int8range",
	DecimalRangeField: "numrange",
	DateTimeRangeField: "tstzrange",
	DateRangeField: "daterange",
	CITextField: "citext",
	CIEmailField: "citext",
	CICharField: "citext",
	SearchVectorField: "tsvector"
};
const LENGTHS = {
	CharField: void 0,
	CommaSeparatedIntegerField: void 0,
	SlugField: 50,
	EmailField: 254,
	URLField: 200,
	FileField: 100,
	FilePathField: 100,
	ImageField: 100
};
/** Kinds that become the empty string rather than NULL where they are blank and have no default. */
const EMPTY_STRINGS = /^(?:CharField|SlugField|EmailField|URLField|FileField|FilePathField|ImageField|TextField|CI\w+Field|CommaSep\w+)$/;
const NEVER_A_COLUMN = /^(?:GenericForeignKey|GenericRelation|TaggableManager)$/;
const isAuto = ({ kind }) => /^(?:Big|Small)?AutoField$/.test(kind);
/** What the database checks of a column, given in quotes. */
const checkOf = ({ kind }, column) => /^Positive(?:Big|Small)?IntegerField$/.test(kind) ? `${column} >= 0` : void 0;
/** Fields without a column of their own. */
const isVirtual = ({ kind, relation }) => NEVER_A_COLUMN.test(kind) || relation?.many === true;
/** Fields of packages that many projects use, as what they are in the database. */
const PACKAGES = {
	"mptt.fields.TreeForeignKey": { kind: "ForeignKey" },
	"mptt.fields.TreeOneToOneField": { kind: "OneToOneField" },
	"taggit.managers.TaggableManager": { kind: "TaggableManager" },
	"modelcluster.fields.ParentalKey": { kind: "ForeignKey" },
	"modelcluster.contrib.taggit.ClusterTaggableManager": { kind: "TaggableManager" },
	"timezone_field.fields.TimeZoneField": {
		kind: "CharField",
		length: 63
	},
	"django_countries.fields.CountryField": {
		kind: "CharField",
		length: 2
	},
	"phonenumber_field.modelfields.PhoneNumberField": {
		kind: "CharField",
		length: 128
	},
	"jsonfield.fields.JSONField": { kind: "TextField" },
	"django_extensions.db.fields.CreationDateTimeField": { kind: "DateTimeField" },
	"django_extensions.db.fields.ModificationDateTimeField": { kind: "DateTimeField" },
	"django_extensions.db.fields.AutoSlugField": { kind: "SlugField" },
	"model_utils.fields.AutoCreatedField": { kind: "DateTimeField" },
	"model_utils.fields.AutoLastModifiedField": { kind: "DateTimeField" },
	"model_utils.fields.MonitorField": { kind: "DateTimeField" },
	"model_utils.fields.StatusField": {
		kind: "CharField",
		length: 100
	},
	"organizations.fields.AutoCreatedField": { kind: "DateTimeField" },
	"organizations.fields.AutoLastModifiedField": { kind: "DateTimeField" },
	"organizations.fields.SlugField": { kind: "SlugField" },
	"private_storage.fields.PrivateFileField": { kind: "FileField" },
	"markdownx.models.MarkdownxField": { kind: "TextField" },
	"colorfield.fields.ColorField": {
		kind: "CharField",
		length: 25
	}
};
/** Reads a call as a field. `known` tells what a class of the repository is. */
function fieldOf(name, call, known) {
	const { named, path } = call;
	const own = /^(?:django\.(?:db\.models|contrib\.(?:postgres\.fields|gis\.db\.models|contenttypes\.fields))|models)(?:\.\w+)*\.(\w+)$/.exec(path)?.[1];
	const found = own === void 0 ? PACKAGES[path] ?? known(path) : void 0;
	const kind = own ?? found?.kind ?? "Custom";
	const said = (option, fallback = false) => flag(named.get(option), `the field has ${option}`) ?? fallback;
	const related = kind === "ForeignKey" || kind === "OneToOneField";
	const many = kind === "ManyToManyField";
	const primary = said("primary_key");
	const unique = said("unique") || kind === "OneToOneField" || primary;
	const type = call.spread || related || many ? void 0 : own === void 0 && found?.type !== void 0 ? found.type : typeOf(kind, call, found?.length, known);
	return {
		name,
		column: plainText(named.get("db_column")) ?? (related ? `${name}_id` : name),
		kind,
		path,
		type,
		collation: plainText(named.get("db_collation")),
		nullable: said("null") || kind === "NullBooleanField" || kind === "GeneratedField",
		primary,
		unique,
		index: said("db_index", kind === "SlugField" || kind === "ForeignKey") || kind === "OneToOneField",
		blank: said("blank"),
		now: said("auto_now") || said("auto_now_add"),
		fallback: named.get("default"),
		databaseDefault: named.get("db_default"),
		comment: plainText(named.get("db_comment")),
		generated: kind === "GeneratedField" ? {
			expression: named.get("expression"),
			stored: said("db_persist")
		} : void 0,
		relation: related || many ? relationOf(call, many) : void 0
	};
}
function relationOf(call, many) {
	return {
		to: targetOf(call.args[0] ?? call.named.get("to")),
		toField: plainText(call.named.get("to_field")),
		constrained: flag(call.named.get("db_constraint"), "the field has a constraint") ?? true,
		many,
		through: call.named.has("through") ? targetOf(call.named.get("through")) : void 0,
		table: plainText(call.named.get("db_table")),
		back: plainText(call.named.get("related_query_name") ?? call.named.get("related_name"))
	};
}
/** `app.model` in lower case; what a setting names by the name of the setting. */
function targetOf(value) {
	const text = plainText(value);
	if (text !== void 0) return text.toLowerCase();
	if (value?.kind === "name") return `${value.path.split(".").at(-1)}`;
	return "?";
}
function typeOf(kind, call, length, known) {
	const { named } = call;
	const number = (option) => {
		const value = named.get(option);
		return value?.kind === "number" ? value.text : void 0;
	};
	if (kind in LENGTHS) {
		const given = named.has("max_length") ? number("max_length") : length ?? LENGTHS[kind];
		if (given === void 0) return named.get("max_length")?.kind === "none" || !named.has("max_length") ? "varchar" : void 0;
		return `varchar(${given})`;
	}
	if (kind === "DecimalField") {
		const [digits, places] = [number("max_digits"), number("decimal_places")];
		return digits !== void 0 && places !== void 0 ? `numeric(${digits}, ${places})` : "numeric";
	}
	if (kind === "ArrayField") {
		const base = call.args[0] ?? named.get("base_field");
		const of = base?.kind === "call" ? fieldOf("", base, known).type : void 0;
		return of === void 0 ? void 0 : `${of}[${number("size") ?? ""}]`;
	}
	if (kind === "GeneratedField") {
		const output = named.get("output_field");
		return output?.kind === "call" ? fieldOf("", output, known).type : void 0;
	}
	const geometry = /^(Geometry|Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|GeometryCollection)Field$/.exec(kind)?.[1];
	if (geometry !== void 0) {
		const srid = number("srid") ?? "4326";
		return `${flag(named.get("geography"), "the field is a geography") ?? false ? "geography" : "geometry"}(${geometry.toUpperCase()},${srid})`;
	}
	return TYPES[kind];
}
/** Types that Django takes for the same, so that it casts nothing: those that differ in their size alone. */
const sameFamily = (a, b) => a.replace(/\(.*?\)/, "") === b.replace(/\(.*?\)/, "");
/** A literal of a type, for a value that only Django's process knows. */
function someValue(type) {
	if (type.endsWith("]")) return "'{}'";
	if (/^(?:integer|bigint|smallint|numeric|double)/.test(type)) return "0";
	if (type.startsWith("timestamp")) return "now()";
	if (type === "date") return "CURRENT_DATE";
	if (type === "time") return "'00:00:00'";
	if (type === "boolean") return "false";
	if (type === "uuid") return "'00000000-0000-4000-8000-000000000000'::uuid";
	if (type === "jsonb") return "'{}'::jsonb";
	if (type === "interval") return "'0'";
	return /^(?:varchar|text|citext)/.test(type) ? "''" : void 0;
}
/**
* The constant that new rows and old ones get while a column is added; undefined for NULL. Django calls a function once and
* sends what it gave: for that a value of the type stands here.
*/
function constantOf(field, type) {
	const { fallback } = field;
	if (fallback === void 0) {
		if (field.now) return someValue(type);
		if (field.nullable || !field.blank || !EMPTY_STRINGS.test(field.kind)) return field.kind === "BinaryField" && field.blank ? "'\\x'" : void 0;
		return "''";
	}
	if (fallback.kind === "none") return void 0;
	if (fallback.kind === "number") return type === "jsonb" || !/^(?:varchar|text|interval|time|date)/.test(type) ? quotedFor(type, fallback.text) : quoteText(fallback.text);
	if (fallback.kind === "boolean") return quotedFor(type, fallback.value ? "true" : "false");
	const text = plainText(fallback);
	if (text !== void 0) return type === "jsonb" ? `${quoteText(JSON.stringify(text))}::jsonb` : quoteText(text);
	const value = fallback.kind === "list" && fallback.items.length === 0 && type === "jsonb" ? "'[]'::jsonb" : someValue(type);
	if (value === void 0) throw new Unclear("the default is computed");
	return fallback.kind === "name" && fallback.path === "list" && type === "jsonb" ? "'[]'::jsonb" : value;
}
const quotedFor = (type, text) => type === "jsonb" ? `'${text}'::jsonb` : text;

// src/frameworks/django/conditions.ts
/**
* Conditions (Q) and expressions of indexes and constraints as SQL.
* Sources: django/db/models/{query_utils,lookups,expressions,functions}.py of github.com/django/django.
*/
const lastOf$1 = ({ path }) => path.split(".").at(-1) ?? "";
const COMPARE = {
	exact: "=",
	gt: ">",
	gte: ">=",
	lt: "<",
	lte: "<="
};
const LIKE = {
	contains: ["%", "%"],
	startswith: ["", "%"],
	endswith: ["%", ""],
	icontains: ["%", "%"],
	istartswith: ["", "%"],
	iendswith: ["%", ""],
	iexact: ["", ""]
};
const columnOf = (fields, name) => {
	const field = fields.get(name) ?? [...fields.values()].find(({ column }) => column === name);
	if (!field && name !== "pk") throw new Unclear(`the field ${name} is not known`);
	const key = field ?? [...fields.values()].find(({ primary }) => primary);
	return quoteName(key?.column ?? name);
};
/** A Q, or what `&`, `|` and `~` make of some. */
const conditionOf = (value, fields) => clauseOf(value, fields, false).sql;
const not = ({ sql, grouped }) => ({
	sql: `NOT ${grouped ? sql : `(${sql})`}`,
	grouped: false
});
const joined = (clauses, word) => clauses.length === 1 && clauses[0] ? clauses[0] : {
	sql: `(${clauses.map(({ sql }) => sql).join(` ${word} `)})`,
	grouped: true
};
function clauseOf(value, fields, negated) {
	if (value?.kind !== "call") throw new Unclear("the condition is computed");
	const [left, right] = value.args;
	if (value.path === "operator.~") return not(clauseOf(left, fields, !negated));
	if (value.path === "operator.&" || value.path === "operator.|") return joined([clauseOf(left, fields, negated), clauseOf(right, fields, negated)], value.path === "operator.&" ? "AND" : "OR");
	if (lastOf$1(value) !== "Q" || value.spread) throw new Unclear("the condition is no Q");
	const turned = truthOf(value.named.get("_negated"));
	const inner = turned ? !negated : negated;
	const parts = [];
	for (const arg of value.args) if (arg.kind === "list") {
		const name = plainText(arg.items[0]);
		if (name === void 0) throw new Unclear("the condition is computed");
		parts.push(lookup(name, arg.items[1], fields, inner));
	} else parts.push(clauseOf(arg, fields, inner));
	for (const [name, given] of value.named) if (!name.startsWith("_")) parts.push(lookup(name, given, fields, inner));
	if (parts.length === 0) throw new Unclear("the condition is empty");
	const all = joined(parts, plainText(value.named.get("_connector")) ?? "AND");
	return turned ? not(all) : all;
}
const truthOf = (value) => value?.kind === "boolean" && value.value;
function lookup(path, value, fields, negated) {
	const [name = "", kind = "exact", more] = path.split("__");
	const field = fields.get(name);
	if (more !== void 0) throw new Unclear(`the lookup ${path} is not known`);
	const column = columnOf(fields, name);
	if (kind === "isnull") return {
		sql: `${column} IS ${truthOf(value) ? "" : "NOT "}NULL`,
		grouped: false
	};
	const clauses = [{
		sql: compare(column, kind, floating(value, field), fields, path),
		grouped: false
	}];
	if (negated && field?.nullable) clauses.push({
		sql: `${column} IS NOT NULL`,
		grouped: false
	});
	const other = value?.kind === "call" && lastOf$1(value) === "F" ? fields.get(plainText(value.args[0]) ?? "") : void 0;
	if (negated && other?.nullable) clauses.push({
		sql: `${quoteName(other.column)} IS NOT NULL`,
		grouped: false
	});
	return joined(clauses, "AND");
}
/** Django turns the number into what the field holds. */
const floating = (value, field) => field?.kind === "FloatField" && value?.kind === "number" && /^-?\d+$/.test(value.text) ? {
	...value,
	text: `${value.text}.0`
} : value;
function compare(column, kind, value, fields, path) {
	if (kind === "exact" && value?.kind === "none") return `${column} IS NULL`;
	if (kind === "exact" && value?.kind === "boolean") return value.value ? column : `NOT ${column}`;
	const operator = COMPARE[kind];
	if (operator !== void 0) return `${column} ${operator} ${operand(value, fields)}`;
	if (kind === "in" && value?.kind === "list") return `${column} IN (${value.items.map((item) => operand(item, fields)).join(", ")})`;
	if (kind === "range" && value?.kind === "list" && value.items.length === 2) return `${column} BETWEEN ${value.items.map((item) => operand(item, fields)).join(" AND ")}`;
	const like = LIKE[kind];
	const text = plainText(value);
	if (like && text !== void 0) {
		const pattern = quoteText(kind === "iexact" ? text : `${like[0]}${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}${like[1]}`);
		return kind.startsWith("i") ? `UPPER(${column}::text) ${kind === "iexact" ? "=" : "LIKE"} UPPER(${pattern})` : `${column}::text LIKE ${pattern}`;
	}
	throw new Unclear(`the lookup ${path} is not known`);
}
function operand(value, fields) {
	if (value?.kind === "number") return value.text;
	if (value?.kind === "boolean") return value.value ? "true" : "false";
	const text = plainText(value);
	if (text !== void 0) return quoteText(text);
	if (value?.kind === "call" || value?.kind === "name") return `(${expressionOf(value, fields)})`;
	throw new Unclear("a value of the condition is computed");
}
const FUNCTIONS = {
	Lower: "LOWER",
	Upper: "UPPER",
	Length: "LENGTH",
	Coalesce: "COALESCE",
	Trim: "BTRIM",
	LTrim: "LTRIM",
	RTrim: "RTRIM",
	Abs: "ABS",
	MD5: "MD5",
	Reverse: "REVERSE",
	Greatest: "GREATEST",
	Least: "LEAST",
	Now: "STATEMENT_TIMESTAMP",
	RandomUUID: "GEN_RANDOM_UUID"
};
/** An expression: F("x"), functions of Django, values. A plain string names a field. */
function expressionOf(value, fields) {
	const text = plainText(value);
	if (text !== void 0) return columnOf(fields, text);
	if (value?.kind === "number") return value.text;
	if (value?.kind === "boolean") return value.value ? "true" : "false";
	if (value?.kind !== "call" || value.spread) throw new Unclear("an expression is computed");
	const kind = lastOf$1(value);
	const [first] = value.args;
	if (kind === "F") return columnOf(fields, plainText(first ?? value.named.get("name")) ?? "");
	if (kind === "Value") return operand(first ?? value.named.get("value"), fields);
	const own = FUNCTIONS[kind];
	if (own !== void 0 && value.named.size === 0) return `${own}(${value.args.map((arg) => expressionOf(arg, fields)).join(", ")})`;
	if (kind === "Collate") return `${expressionOf(first, fields)} COLLATE ${quoteName(plainText(value.args[1] ?? value.named.get("collation")) ?? "")}`;
	const arithmetic = /^operator\.([-+*/])$/.exec(value.path)?.[1];
	if (arithmetic !== void 0) return `(${value.args.map((arg) => expressionOf(arg, fields)).join(` ${arithmetic} `)})`;
	if (kind === "Q" || value.path.startsWith("operator.")) return conditionOf(value, fields);
	throw new Unclear(`the expression ${kind} is not read yet`);
}
/** A part of an index: an expression with its operator class and order. */
function indexPart(value, fields) {
	if (value.kind === "call" && value.base && /\)\.(?:asc|desc)$/.test(value.path)) {
		const order = value.path.endsWith("desc") ? " DESC" : " ASC";
		const nulls = truthOf(value.named.get("nulls_first")) ? " NULLS FIRST" : truthOf(value.named.get("nulls_last")) ? " NULLS LAST" : "";
		return `${indexPart(value.base, fields)}${order}${nulls}`;
	}
	if (value.kind === "call" && lastOf$1(value) === "OpClass" && value.args[0]) return `${indexPart(value.args[0], fields)} ${plainText(value.args[1] ?? value.named.get("name")) ?? ""}`;
	if (value.kind === "call" && lastOf$1(value) === "OrderBy" && value.args[0]) return `${indexPart(value.args[0], fields)}${truthOf(value.named.get("descending")) ? " DESC" : ""}`;
	const expression = expressionOf(value, fields);
	return /^"(?:[^"]|"")*"$/.test(expression) ? expression : `(${expression})`;
}

// src/frameworks/django/schema-editor.ts
/**
* What Django's schema editor sends to PostgreSQL, in its order: statements of their own, and those that it keeps back until
* the end of the migration (foreign keys of new tables, indexes).
* Sources: django/db/backends/base/schema.py and django/db/backends/postgresql/schema.py of github.com/django/django, 5.2.
*/
const NOTHING = {
	inline: [],
	unique: [],
	indexes: [],
	comment: void 0
};
const DEFERRED = "DEFERRABLE INITIALLY DEFERRED";
var SchemaEditor = class {
	models;
	/** The operation that is being read. */
	place = {
		start: 0,
		end: 0
	};
	#sent = [];
	#kept = [];
	constructor(models) {
		this.models = models;
	}
	/** What was sent since the last time. */
	take() {
		const sent = this.#sent;
		this.#sent = [];
		return sent;
	}
	/** Runs something that changes the models and sends nothing. */
	silently(run) {
		const [sent, kept] = [this.#sent, this.#kept];
		this.#sent = [];
		this.#kept = [...kept];
		try {
			run();
		} finally {
			this.#sent = sent;
			this.#kept = kept;
		}
	}
	/** What was kept back, at the end of the migration. */
	finish() {
		const kept = this.#kept;
		this.#kept = [];
		return kept;
	}
	send(sql) {
		this.#sent.push({
			sql,
			...this.place
		});
	}
	keep(sql, table, columns) {
		this.#kept.push({
			sql,
			table,
			columns: columns.map((column) => `${table}.${column}`),
			...this.place
		});
	}
	createModel(model, own = NOTHING) {
		const { models } = this;
		const { inline, unique, indexes, comment } = own;
		const { table } = model;
		const fields = [...model.fields.values()].filter((field) => !isVirtual(field));
		const columns = [];
		this.models.put(this.#named(model));
		for (const together of model.uniqueTogether) this.#keepUnique(model, together);
		for (const field of fields) {
			const type = models.typeOf(field, model);
			columns.push(`${quoteName(field.column)} ${this.#column(field, type, model)}${this.#check(field)}${isAuto(field) ? " GENERATED BY DEFAULT AS IDENTITY" : ""}`);
			if (field.relation?.constrained) this.keep(this.foreignKey(field, model, this.keyName(field, model)), table, [field.column]);
		}
		for (const sql of unique) this.keep(sql, table, []);
		this.send(`CREATE TABLE ${quoteName(table)} (${[...columns, ...inline].join(", ")})`);
		if (comment) this.send(`COMMENT ON TABLE ${quoteName(table)} IS ${quoteText(comment)}`);
		for (const field of fields) this.#comment(field, model);
		for (const field of fields) this.#keepIndexes(field, model);
		for (const together of model.indexTogether) {
			const own = this.columnsOf(model, together);
			this.keep(`CREATE INDEX ${quoteName(indexName(table, own, "_idx"))} ON ${quoteName(table)} (${own.map(quoteName).join(", ")})`, table, own);
		}
		for (const index of indexes) this.keep(index.sql, table, index.columns);
		for (const field of model.fields.values()) {
			const through = field.relation?.many ? models.through(field, model) : void 0;
			if (through) this.createModel(through);
		}
	}
	deleteModel(model) {
		for (const field of model.fields.values()) {
			const through = field.relation?.many ? this.models.through(field, model) : void 0;
			if (through) this.deleteModel(through);
		}
		this.models.delete(model);
		this.send(`DROP TABLE ${quoteName(model.table)} CASCADE`);
		this.#kept = this.#kept.filter(({ table }) => table !== model.table);
	}
	renameTable(before, after) {
		if (before !== after) this.send(`ALTER TABLE ${quoteName(before)} RENAME TO ${quoteName(after)}`);
	}
	/** The model with the names that the server will have for what is made now. */
	#named(model) {
		const fields = new Map([...model.fields].map(([name, field]) => [name, this.#nameField(field, model)]));
		const togetherNames = new Map(model.uniqueTogether.map((names) => [names.join(), indexName(model.table, this.columnsOf(model, names), "_uniq")]));
		return {
			...model,
			fields,
			togetherNames
		};
	}
	#nameField(field, model) {
		return {
			...field,
			...field.unique && !field.primary ? { uniqueName: `${model.table}_${field.column}_key` } : {},
			...isAuto(field) ? { sequence: `${model.table}_${field.column}_seq` } : {},
			...field.relation?.constrained && !field.relation.many ? { keyName: this.keyName(field, model) } : {}
		};
	}
	addField(field, model) {
		const { models } = this;
		const through = field.relation?.many ? models.through(field, model) : void 0;
		if (through) return this.createModel(through);
		if (isVirtual(field)) return void 0;
		const table = quoteName(model.table);
		const column = quoteName(field.column);
		const type = models.typeOf(field, model);
		const constant = field.databaseDefault || field.generated ? void 0 : constantOf(field, type);
		let definition = this.#column(field, type, model, constant);
		definition += isAuto(field) ? " GENERATED BY DEFAULT AS IDENTITY" : "";
		definition += this.#check(field);
		let at;
		if (field.relation?.constrained) {
			const target = models.target(field, model);
			at = quoteName(this.keyName(field, model));
			definition += ` CONSTRAINT ${at} REFERENCES ${quoteName(target.table)}(${quoteName(target.column)}) ${DEFERRED}`;
		}
		this.send(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
		if (at !== void 0) this.send(`SET CONSTRAINTS ${at} IMMEDIATE`);
		models.put({
			...model,
			fields: new Map(model.fields).set(field.name, this.#nameField(field, model))
		});
		if (constant !== void 0) this.send(`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`);
		this.#comment(field, model);
		this.#keepIndexes(field, model);
	}
	removeField(field, model) {
		const through = field.relation?.many ? this.models.through(field, model) : void 0;
		if (through) return this.deleteModel(through);
		if (isVirtual(field)) return void 0;
		if (field.relation?.constrained) this.dropForeignKey(field, model);
		this.send(`ALTER TABLE ${quoteName(model.table)} DROP COLUMN ${quoteName(field.column)} CASCADE`);
		this.#kept = this.#kept.filter(({ columns }) => !columns.includes(`${model.table}.${field.column}`));
	}
	/** The name that Django gives to a new foreign key; a shorter one where it only makes it again. */
	keyName(field, model, again = false) {
		if (again) return indexName(model.table, [field.column], "_fk");
		const target = this.models.target(field, model);
		return indexName(model.table, [field.column], `_fk_${target.table}_${target.column}`);
	}
	foreignKey(field, model, name) {
		const target = this.models.target(field, model);
		return `ALTER TABLE ${quoteName(model.table)} ADD CONSTRAINT ${quoteName(name)} FOREIGN KEY (${quoteName(field.column)}) REFERENCES ${quoteName(target.table)} (${quoteName(target.column)}) ${DEFERRED}`;
	}
	dropForeignKey(field, model) {
		const name = quoteName(field.keyName ?? this.keyName(field, model));
		this.send(`SET CONSTRAINTS ${name} IMMEDIATE`);
		this.send(`ALTER TABLE ${quoteName(model.table)} DROP CONSTRAINT ${name}`);
	}
	/** Gives the name of the constraint. */
	addUnique(model, fields) {
		const columns = this.columnsOf(model, fields);
		this.send(this.#unique(model, columns));
		return indexName(model.table, columns, "_uniq");
	}
	dropUnique(model, fields) {
		const name = model.togetherNames.get(fields.join()) ?? indexName(model.table, this.columnsOf(model, fields), "_uniq");
		this.send(`ALTER TABLE ${quoteName(model.table)} DROP CONSTRAINT ${quoteName(name)}`);
	}
	columnsOf(model, fields) {
		return fields.map((name) => {
			const field = model.fields.get(name);
			if (!field) throw new Unclear(`the field ${name} is not known`);
			return field.column;
		});
	}
	index(model, columns) {
		return `CREATE INDEX ${quoteName(indexName(model.table, columns))} ON ${quoteName(model.table)} (${columns.map(quoteName).join(", ")})`;
	}
	/** The index for LIKE that PostgreSQL needs for texts beside the one for comparing. */
	likeIndex(field, model) {
		const type = this.models.typeOf(field, model);
		if (!(field.index || field.unique) || type.endsWith("]")) return void 0;
		const kind = /^(?:varchar|text)/.exec(type)?.[0];
		if (kind === void 0) return void 0;
		const name = indexName(model.table, [field.column], "_like");
		return `CREATE INDEX ${quoteName(name)} ON ${quoteName(model.table)} (${quoteName(field.column)} ${kind}_pattern_ops)`;
	}
	#column(field, type, model, constant) {
		let text = type;
		if (field.collation !== void 0) text += ` COLLATE ${quoteName(field.collation)}`;
		if (field.generated) text += ` GENERATED ALWAYS AS (${expressionOf(field.generated.expression, model.fields)}) ${field.generated.stored ? "STORED" : "VIRTUAL"}`;
		if (field.databaseDefault) text += ` DEFAULT ${this.databaseDefault(field, model)}`;
		else if (constant !== void 0) text += ` DEFAULT ${constant}`;
		text += field.nullable ? " NULL" : " NOT NULL";
		return text + (field.primary ? " PRIMARY KEY" : field.unique ? " UNIQUE" : "");
	}
	databaseDefault(field, model) {
		const value = field.databaseDefault;
		if (value?.kind === "text" || value?.kind === "number" || value?.kind === "boolean") return constantOf({
			...field,
			fallback: value
		}, this.models.typeOf(field, model)) ?? "NULL";
		return `(${expressionOf(value, model.fields)})`;
	}
	#check(field) {
		const check = checkOf(field, quoteName(field.column));
		return check === void 0 ? "" : ` CHECK (${check})`;
	}
	#comment(field, model) {
		if (field.comment) this.send(`COMMENT ON COLUMN ${quoteName(model.table)}.${quoteName(field.column)} IS ${quoteText(field.comment)}`);
	}
	#unique(model, columns) {
		return `ALTER TABLE ${quoteName(model.table)} ADD CONSTRAINT ${quoteName(indexName(model.table, columns, "_uniq"))} UNIQUE (${columns.map(quoteName).join(", ")})`;
	}
	#keepUnique(model, fields) {
		const columns = this.columnsOf(model, fields);
		this.keep(this.#unique(model, columns), model.table, columns);
	}
	#keepIndexes(field, model) {
		if (field.index && !field.unique) this.keep(this.index(model, [field.column]), model.table, [field.column]);
		const like = this.likeIndex(field, model);
		if (like !== void 0) this.keep(like, model.table, [field.column]);
	}
	/** The name of the unique constraint of a field: the one that PostgreSQL gave, or the one that Django gave later. */
	uniqueNameOf(field, model) {
		return field.uniqueName ?? `${model.table}_${field.column}_key`;
	}
	/** Whether an older type and a newer one need a cast in words. */
	static needsCast(before, after) {
		return before.endsWith("]") && after.endsWith("]") ? !sameFamily(before.replaceAll("[]", ""), after.replaceAll("[]", "")) : !sameFamily(before, after);
	}
};

// src/frameworks/django/alter-field.ts
/**
* AlterField and RenameField: the statements for what differs between two definitions of a field, in Django's order.
* Source: _alter_field in django/db/backends/base/schema.py and postgresql/schema.py of github.com/django/django, 5.2.
*/
const textOf = (value) => value === void 0 ? "" : value.kind === "number" ? value.text : value.kind === "boolean" ? String(value.value) : value.kind === "name" ? value.path : value.kind === "call" ? `${value.path}()` : plainText(value) ?? value.kind;
/** What of a field reaches the database; a change of nothing else sends nothing. */
const identityOf = (field) => JSON.stringify([
	field.path,
	field.column,
	field.type,
	field.collation,
	field.nullable,
	field.primary,
	field.unique,
	field.index,
	textOf(field.fallback),
	textOf(field.databaseDefault),
	field.comment,
	field.relation && [
		field.relation.to,
		field.relation.toField,
		field.relation.constrained,
		field.relation.many,
		field.relation.through,
		field.relation.table
	],
	field.now
]);
/** Sends what changes; gives the field as the models keep it. `model` has the field as it was. */
function alterField(editor, before, after, model) {
	const kept = {
		...after,
		...before.uniqueName === void 0 ? {} : { uniqueName: before.uniqueName },
		...before.keyName === void 0 ? {} : { keyName: before.keyName },
		...before.sequence === void 0 ? {} : { sequence: before.sequence }
	};
	if (identityOf(before) === identityOf(after)) return kept;
	if (before.relation?.many || after.relation?.many) {
		const old = editor.models.through(before, model);
		if (old) alterThrough(editor, old, after, {
			...model,
			fields: new Map(model.fields).set(after.name, after)
		});
		return kept;
	}
	if (isVirtual(before) && isVirtual(after)) return kept;
	if (isVirtual(before) || isVirtual(after)) throw new Unclear("a field that gets a column or loses its own is not read");
	return alterColumn(editor, before, kept, model);
}
/**
* The table behind a many-to-many field, where the field, its model or the one it points to changes. `model` has the field as
* it is now; `old` is its table as it was.
*/
function alterThrough(editor, old, field, model) {
	editor.models.delete(old);
	const own = editor.models.through(field, model);
	if (!own) throw new Unclear("a many-to-many field that gets a model of its own is not read");
	editor.renameTable(old.table, own.table);
	let current = {
		...own,
		fields: /* @__PURE__ */ new Map(),
		togetherNames: old.togetherNames
	};
	const sides = [...own.fields.values()].map((side, i) => [[...old.fields.values()][i] ?? side, side]);
	const done = /* @__PURE__ */ new Map();
	for (const [before, after] of sides.toReversed()) {
		const named = {
			...after,
			...before.keyName === void 0 ? {} : { keyName: before.keyName },
			...before.sequence === void 0 ? {} : { sequence: before.sequence }
		};
		const changed = before.column !== after.column || before.relation?.to !== after.relation?.to;
		done.set(after.name, changed ? alterColumn(editor, {
			...before,
			relation: after.relation
		}, named, own) : named);
	}
	current = {
		...current,
		fields: new Map([...own.fields.keys()].flatMap((name) => {
			const side = done.get(name);
			return side ? [[name, side]] : [];
		}))
	};
	editor.models.put(current);
}
/** `model` is the table as it is called now. */
function alterColumn(editor, before, after, model) {
	const { models } = editor;
	const [oldType, newType] = [models.typeOf(before, model), models.typeOf(after, model)];
	const table = quoteName(model.table);
	const column = quoteName(after.column);
	const alter = (changes) => editor.send(`ALTER TABLE ${table} ${changes}`);
	const [oldCheck, newCheck] = [checkOf(before, quoteName(before.column)), checkOf(after, column)];
	let { uniqueName, keyName } = after;
	if (before.relation?.constrained === true) editor.dropForeignKey(before, model);
	if (before.unique && !before.primary && (!after.unique || after.primary)) {
		alter(`DROP CONSTRAINT ${quoteName(editor.uniqueNameOf(before, model))}`);
		uniqueName = void 0;
	}
	const pointing = (before.primary && after.primary || before.unique && after.unique) && (oldType !== newType || before.collation !== after.collation) ? pointersTo(editor, before, model) : [];
	for (const { field, owner } of pointing) if (field.relation?.constrained) editor.dropForeignKey(field, owner);
	if (before.index && !before.unique && (!after.index || after.unique)) {
		editor.send(`DROP INDEX IF EXISTS ${quoteName(indexName(model.table, [before.column]))}`);
		if (editor.likeIndex(before, model) !== void 0) editor.send(`DROP INDEX IF EXISTS ${quoteName(indexName(model.table, [before.column], "_like"))}`);
	}
	if (oldCheck !== newCheck && oldCheck !== void 0) alter(`DROP CONSTRAINT ${quoteName(`${model.table}_${before.column}_check`)}`);
	if (before.column !== after.column) alter(`RENAME COLUMN ${quoteName(before.column)} TO ${column}`);
	const actions = [];
	const behind = [];
	if (oldType !== newType || before.collation !== after.collation || before.comment !== after.comment) {
		const like = /^(?:varchar|text)/.exec(oldType)?.[0];
		if ((before.index || before.unique) && like !== void 0 && !newType.startsWith(like)) editor.send(`DROP INDEX IF EXISTS ${quoteName(indexName(model.table, [before.column], "_like"))}`);
		const cast = SchemaEditor.needsCast(oldType, newType) ? ` USING ${column}::${newType}` : "";
		if (isAuto(before) && !isAuto(after)) alter(`ALTER COLUMN ${column} DROP IDENTITY IF EXISTS`);
		const collation = after.collation === void 0 ? "" : ` COLLATE ${quoteName(after.collation)}`;
		actions.push(`ALTER COLUMN ${column} TYPE ${newType}${collation}${cast}`);
		if (isAuto(after) && !isAuto(before)) behind.push(`ALTER TABLE ${table} ALTER COLUMN ${column} ADD GENERATED BY DEFAULT AS IDENTITY`);
		if (isAuto(after) && isAuto(before) && oldType !== newType) behind.push(`ALTER SEQUENCE IF EXISTS ${quoteName(before.sequence ?? `${model.table}_${before.column}_seq`)} AS ${newType}`);
		if (before.comment !== after.comment) behind.push(`COMMENT ON COLUMN ${table}.${column} IS ${after.comment ? quoteText(after.comment) : "NULL"}`);
	}
	if (textOf(before.databaseDefault) !== textOf(after.databaseDefault)) actions.push(`ALTER COLUMN ${column} ${after.databaseDefault ? `SET DEFAULT ${editor.databaseDefault(after, model)}` : "DROP DEFAULT"}`);
	const constant = before.nullable && !after.nullable && !after.databaseDefault ? constantOf(after, newType) : void 0;
	if (constant !== void 0) actions.push(`ALTER COLUMN ${column} SET DEFAULT ${constant}`);
	const nulls = before.nullable === after.nullable ? [] : [`ALTER COLUMN ${column} ${after.nullable ? "DROP" : "SET"} NOT NULL`];
	const together = constant === void 0 ? [...actions, ...nulls] : actions;
	if (together.length > 0) alter(together.join(", "));
	if (constant !== void 0) {
		editor.send(`UPDATE ${table} SET ${column} = ${constant} WHERE ${column} IS NULL`);
		editor.send("SET CONSTRAINTS ALL IMMEDIATE");
		for (const one of nulls) alter(one);
	}
	for (const one of behind) editor.send(one);
	if (before.primary && !after.primary) alter(`DROP CONSTRAINT ${quoteName(`${model.table}_pkey`)}`);
	if (after.unique && !after.primary && (!before.unique || before.primary)) {
		uniqueName = indexName(model.table, [after.column], "_uniq");
		alter(`ADD CONSTRAINT ${quoteName(uniqueName)} UNIQUE (${column})`);
	}
	if ((!before.index || before.unique) && after.index && !after.unique) editor.send(editor.index(model, [after.column]));
	if (after.primary && !before.primary) alter(`ADD CONSTRAINT ${quoteName(indexName(model.table, [after.column], "_pk"))} PRIMARY KEY (${column})`);
	for (const { field, owner } of pointing) {
		const cast = SchemaEditor.needsCast(oldType, newType) ? ` USING ${quoteName(field.column)}::${newType}` : "";
		editor.send(`ALTER TABLE ${quoteName(owner.table)} ALTER COLUMN ${quoteName(field.column)} TYPE ${newType}${cast}`);
	}
	keyName = after.relation?.constrained ? editor.keyName(after, model) : void 0;
	if (keyName !== void 0) editor.send(editor.foreignKey(after, model, keyName));
	for (const { field, owner } of pointing) {
		if (!field.relation?.constrained) continue;
		const name = editor.keyName(field, owner, true);
		editor.send(editor.foreignKey(field, owner, name));
		const holder = models.get(owner.app, owner.name) ?? owner;
		models.put({
			...holder,
			fields: new Map(holder.fields).set(field.name, {
				...field,
				keyName: name
			})
		});
	}
	if (oldCheck !== newCheck && newCheck !== void 0) {
		const name = indexName(model.table, [after.column], "_check");
		alter(`ADD CONSTRAINT ${quoteName(name)} CHECK (${newCheck})`);
	}
	if (constant !== void 0) alter(`ALTER COLUMN ${column} DROP DEFAULT`);
	if (!(before.index || before.unique) && after.index || !before.unique && after.unique) {
		const like = editor.likeIndex(after, model);
		if (like !== void 0) editor.send(like);
	}
	if (before.unique && !(after.index || after.unique) && editor.likeIndex(before, model) !== void 0) editor.send(`DROP INDEX IF EXISTS ${quoteName(indexName(model.table, [before.column], "_like"))}`);
	const { uniqueName: _unique, keyName: _key, ...rest } = after;
	return {
		...rest,
		...uniqueName === void 0 ? {} : { uniqueName },
		...keyName === void 0 ? {} : { keyName }
	};
}
/** The columns that point to this very field, in Django's order: by what the other side calls them. */
function pointersTo(editor, key, model) {
	const called = ({ field, owner }) => field.relation?.back ?? owner.name.toLowerCase();
	return editor.models.pointingTo(editor.models.get(model.app, model.name) ?? model).filter(({ field: { relation } }) => relation && !relation.many && (relation.toField === void 0 ? key.primary : relation.toField === key.name)).toSorted((a, b) => called(a) < called(b) ? -1 : called(a) > called(b) ? 1 : 0);
}

// src/frameworks/django/constraints.ts
/**
* Indexes and constraints that have classes of their own: models.Index and those of django.contrib.postgres,
* UniqueConstraint, CheckConstraint, ExclusionConstraint.
* Sources: django/db/models/{indexes,constraints}.py and django/contrib/postgres/{indexes,constraints}.py of
* github.com/django/django.
*/
const METHODS = {
	BTreeIndex: "btree",
	GinIndex: "gin",
	GistIndex: "gist",
	BrinIndex: "brin",
	HashIndex: "hash",
	SpGistIndex: "spgist",
	BloomIndex: "bloom"
};
/** Storage parameters of the indexes of django.contrib.postgres. */
const PARAMETERS$1 = [
	"fillfactor",
	"deduplicate_items",
	"buffering",
	"fastupdate",
	"gin_pending_list_limit",
	"autosummarize",
	"pages_per_range",
	"length"
];
const lastOf = ({ path }) => path.split(".").at(-1) ?? "";
function namesIn$1(value) {
	if (value === void 0) return [];
	if (value.kind !== "list") throw new Unclear("the fields are computed");
	return value.items.map((item) => nameOf(item, "the name of a field"));
}
/** What stands between the parentheses of an index, INCLUDE and WHERE with it. */
function partsOf(call, model, editor) {
	const { named } = call;
	const classes = namesIn$1(named.get("opclasses"));
	const columns = [];
	const parts = namesIn$1(named.get("fields")).map((name, i) => {
		const [column] = editor.columnsOf(model, [name.replace(/^-/, "")]);
		columns.push(column ?? "");
		return `${quoteName(column ?? "")}${classes[i] === void 0 ? "" : ` ${classes[i]}`}${name.startsWith("-") ? " DESC" : ""}`;
	});
	parts.push(...call.args.map((arg) => indexPart(arg, model.fields)));
	const included = editor.columnsOf(model, namesIn$1(named.get("include")));
	columns.push(...included);
	const list = included.length === 0 ? "" : ` INCLUDE (${included.map(quoteName).join(", ")})`;
	const distinct = named.get("nulls_distinct");
	const nulls = distinct?.kind === "boolean" ? ` NULLS ${distinct.value ? "" : "NOT "}DISTINCT` : "";
	const settings = PARAMETERS$1.flatMap((parameter) => {
		const value = named.get(parameter);
		if (value === void 0 || value.kind === "none") return [];
		if (value.kind === "number") return [`${parameter} = ${value.text}`];
		if (value.kind === "boolean") return [`${parameter} = ${value.value ? "on" : "off"}`];
		throw new Unclear(`${parameter} of the index is computed`);
	});
	const stored = settings.length === 0 ? "" : ` WITH (${settings.join(", ")})`;
	const condition = named.get("condition");
	const where = condition && condition.kind !== "none" ? ` WHERE ${conditionOf(condition, model.fields)}` : "";
	const space = plainText(named.get("db_tablespace"));
	const at = space === void 0 ? "" : ` TABLESPACE ${quoteName(space)}`;
	return {
		columns,
		text: `(${parts.join(", ")})${list}${nulls}${stored}${at}${where}`
	};
}
/** An index as a statement, and the columns it is about. */
function indexSql(value, model, editor, concurrently) {
	if (value?.kind !== "call" || value.spread) throw new Unclear("the index is computed");
	const method = METHODS[lastOf(value)];
	if (method === void 0 && lastOf(value) !== "Index") throw new Unclear(`the index ${lastOf(value)} is not known`);
	const { columns, text } = partsOf(value, model, editor);
	const name = quoteName(nameOf(value.named.get("name"), "the name of the index"));
	const using = method === void 0 ? "" : `USING ${method} `;
	return {
		sql: `CREATE INDEX ${concurrently}${name} ON ${quoteName(model.table)} ${using}${text}`,
		columns
	};
}
/** A constraint; throws Unclear for what is not known. */
function constraintOf(value, model, editor) {
	if (value?.kind !== "call" || value.spread) throw new Unclear("the constraint is computed");
	const { named } = value;
	const name = nameOf(named.get("name"), "the name of the constraint");
	switch (lastOf(value)) {
		case "UniqueConstraint": {
			const { text } = partsOf(value, model, editor);
			if (value.args.length > 0 || [
				"condition",
				"include",
				"opclasses"
			].some((key) => given(named.get(key)))) return {
				name,
				kind: "index",
				sql: `CREATE UNIQUE INDEX ${quoteName(name)} ON ${quoteName(model.table)} ${text}`
			};
			const columns = editor.columnsOf(model, namesIn$1(named.get("fields")));
			const distinct = named.get("nulls_distinct");
			const nulls = distinct?.kind === "boolean" ? ` NULLS ${distinct.value ? "" : "NOT "}DISTINCT` : "";
			return {
				name,
				kind: "constraint",
				sql: `CONSTRAINT ${quoteName(name)} UNIQUE${nulls} (${columns.map(quoteName).join(", ")})${deferrable(named.get("deferrable"))}`
			};
		}
		case "CheckConstraint": {
			const condition = conditionOf(named.get("condition") ?? named.get("check"), model.fields);
			return {
				name,
				kind: "constraint",
				sql: `CONSTRAINT ${quoteName(name)} CHECK (${condition})`
			};
		}
		case "ExclusionConstraint": return {
			name,
			kind: "constraint",
			sql: `CONSTRAINT ${quoteName(name)} ${exclusion(named, model)}`
		};
		default: throw new Unclear(`the constraint ${lastOf(value)} is not known`);
	}
}
const given = (value) => value !== void 0 && value.kind !== "none" && !(value.kind === "list" && value.items.length === 0);
function deferrable(value) {
	if (!given(value)) return "";
	const mode = value?.kind === "name" ? /\bDeferrable\.(DEFERRED|IMMEDIATE)$/.exec(value.path)?.[1] : void 0;
	if (mode === void 0) throw new Unclear("whether the constraint can be deferred is computed");
	return ` DEFERRABLE INITIALLY ${mode}`;
}
/** Operators of django.contrib.postgres.fields.RangeOperators. */
const RANGE_OPERATORS = {
	EQUAL: "=",
	NOT_EQUAL: "<>",
	CONTAINS: "@>",
	CONTAINED_BY: "<@",
	OVERLAPS: "&&",
	FULLY_LT: "<<",
	FULLY_GT: ">>",
	NOT_LT: "&>",
	NOT_GT: "&<",
	ADJACENT_TO: "-|-"
};
function exclusion(named, model) {
	const list = named.get("expressions");
	if (list?.kind !== "list") throw new Unclear("the expressions of the constraint are computed");
	const parts = list.items.map((item) => {
		const [expression, operator] = item.kind === "list" ? item.items : [];
		const word = plainText(operator) ?? (operator?.kind === "name" ? RANGE_OPERATORS[operator.path.split(".").at(-1) ?? ""] : void 0);
		if (!expression || word === void 0) throw new Unclear("the expressions of the constraint are computed");
		return `${plainText(expression) === void 0 ? indexPart(expression, model.fields) : expressionOf(expression, model.fields)} WITH ${word}`;
	});
	const condition = named.get("condition");
	const where = given(condition) ? ` WHERE (${conditionOf(condition, model.fields)})` : "";
	return `EXCLUDE USING ${(plainText(named.get("index_type")) ?? "GIST").toLowerCase()} (${parts.join(", ")})${where}${deferrable(named.get("deferrable"))}`;
}

// src/frameworks/django/operations.ts
/** Django's operations: what each does to the models, and what the schema editor sends for it. */
/** Operations that change nothing in the database. */
const SILENT = /* @__PURE__ */ new Set([
	"AlterModelOptions",
	"AlterModelManagers",
	"AlterConstraint"
]);
const PARAMETERS = {
	CreateModel: [
		"name",
		"fields",
		"options",
		"bases",
		"managers"
	],
	DeleteModel: ["name"],
	RenameModel: ["old_name", "new_name"],
	AlterModelTable: ["name", "table"],
	AlterModelTableComment: ["name", "table_comment"],
	AlterUniqueTogether: ["name", "unique_together"],
	AlterIndexTogether: ["name", "index_together"],
	AlterOrderWithRespectTo: ["name", "order_with_respect_to"],
	AddField: [
		"model_name",
		"name",
		"field",
		"preserve_default"
	],
	AlterField: [
		"model_name",
		"name",
		"field",
		"preserve_default"
	],
	RemoveField: ["model_name", "name"],
	RenameField: [
		"model_name",
		"old_name",
		"new_name"
	],
	AddIndex: ["model_name", "index"],
	AddIndexConcurrently: ["model_name", "index"],
	RemoveIndex: ["model_name", "name"],
	RemoveIndexConcurrently: ["model_name", "name"],
	RenameIndex: [
		"model_name",
		"new_name",
		"old_name",
		"old_fields"
	],
	AddConstraint: ["model_name", "constraint"],
	AddConstraintNotValid: ["model_name", "constraint"],
	RemoveConstraint: ["model_name", "name"],
	ValidateConstraint: ["model_name", "name"],
	CreateExtension: ["name"],
	CreateCollation: [
		"name",
		"locale",
		"provider",
		"deterministic"
	],
	RemoveCollation: [
		"name",
		"locale",
		"provider",
		"deterministic"
	]
};
/** Operations of django.contrib.postgres that make one extension. */
const EXTENSIONS = {
	BloomExtension: "bloom",
	BtreeGinExtension: "btree_gin",
	BtreeGistExtension: "btree_gist",
	CITextExtension: "citext",
	CryptoExtension: "pgcrypto",
	HStoreExtension: "hstore",
	TrigramExtension: "pg_trgm",
	UnaccentExtension: "unaccent"
};
const ABOUT_MODEL = /* @__PURE__ */ new Set([
	"DeleteModel",
	"AlterModelTable",
	"AlterModelTableComment",
	"AlterUniqueTogether",
	"AlterIndexTogether",
	"AlterOrderWithRespectTo"
]);
/**
* Puts an operation into the models and sends its statements to the editor. What throws Unclear has changed the models as far
* as it is known.
*/
function runOperation(kind, call, app, editor) {
	if (SILENT.has(kind)) return void 0;
	const extension = EXTENSIONS[kind];
	if (extension !== void 0) return editor.send(`CREATE EXTENSION IF NOT EXISTS ${quoteName(extension)}`);
	const parameters = PARAMETERS[kind];
	if (!parameters) throw new Unclear(`migrations.${kind} is not read yet`);
	const args = argumentsOf(call, parameters);
	const name = (parameter) => nameOf(args.get(parameter), "the name");
	const { models } = editor;
	switch (kind) {
		case "CreateModel": return createModel(args, name("name"), app, editor);
		case "CreateExtension": return editor.send(`CREATE EXTENSION IF NOT EXISTS ${quoteName(name("name"))}`);
		case "CreateCollation": {
			const provider = plainText(args.get("provider")) ?? "libc";
			const deterministic = flag(args.get("deterministic"), "the collation is deterministic") ?? true;
			return editor.send(`CREATE COLLATION ${quoteName(name("name"))} (locale=${quoteName(name("locale"))}, provider=${quoteName(provider)}${deterministic ? "" : ", deterministic=false"})`);
		}
		case "RemoveCollation": return editor.send(`DROP COLLATION ${quoteName(name("name"))}`);
		default: {
			const own = kind === "RenameModel" ? name("old_name") : name(ABOUT_MODEL.has(kind) ? "name" : "model_name");
			const model = models.get(app, own);
			if (!model) throw new Unclear(`the model ${own} is made elsewhere`);
			return model.managed ? runOnModel(kind, args, model, editor) : runUnmanaged(kind, args, model, editor);
		}
	}
}
/** What has no table, or one that is somebody else’s: the models change, and nothing is sent. */
function runUnmanaged(kind, args, model, editor) {
	editor.silently(() => runOnModel(kind, args, model, editor));
}
function runOnModel(kind, args, model, editor) {
	const { models } = editor;
	const name = (parameter) => nameOf(args.get(parameter), "the name");
	const table = quoteName(model.table);
	const put = (change) => models.put({
		...model,
		...change
	});
	const withField = (change) => {
		const fields = new Map(model.fields);
		change(fields);
		return fields;
	};
	const before = (field) => {
		const found = model.fields.get(field);
		if (!found) throw new Unclear(`what the field ${field} was before is not known`);
		return found;
	};
	switch (kind) {
		case "DeleteModel":
			editor.deleteModel(model);
			return models.delete(model);
		case "RenameModel": return renameModel(name("new_name"), model, editor);
		case "AlterModelTable": {
			const given = plainText(args.get("table"));
			return moveTable({
				...model,
				table: given ?? truncated(`${model.app}_${model.name.toLowerCase()}`)
			}, model, editor);
		}
		case "AlterModelTableComment": {
			const comment = plainText(args.get("table_comment"));
			return editor.send(`COMMENT ON TABLE ${table} IS ${comment === void 0 ? "NULL" : quoteText(comment)}`);
		}
		case "AlterUniqueTogether": {
			const after = togetherOf(args.get("unique_together"));
			put({ uniqueTogether: after });
			for (const gone of without(model.uniqueTogether, after)) editor.dropUnique(model, gone);
			const names = new Map(model.togetherNames);
			for (const made of without(after, model.uniqueTogether)) names.set(made.join(), editor.addUnique(model, made));
			return put({
				uniqueTogether: after,
				togetherNames: names
			});
		}
		case "AlterIndexTogether": {
			const after = togetherOf(args.get("index_together"));
			put({ indexTogether: after });
			const named = (fields) => quoteName(indexName(model.table, editor.columnsOf(model, fields), "_idx"));
			for (const gone of without(model.indexTogether, after)) editor.send(`DROP INDEX IF EXISTS ${named(gone)}`);
			for (const made of without(after, model.indexTogether)) editor.send(`CREATE INDEX ${named(made)} ON ${table} (${editor.columnsOf(model, made).map(quoteName).join(", ")})`);
			return;
		}
		case "AlterOrderWithRespectTo":
			if (args.get("order_with_respect_to")?.kind === "none") return editor.send(`ALTER TABLE ${table} DROP COLUMN "_order" CASCADE`);
			editor.send(`ALTER TABLE ${table} ADD COLUMN "_order" integer DEFAULT 0 NOT NULL`);
			return editor.send(`ALTER TABLE ${table} ALTER COLUMN "_order" DROP DEFAULT`);
		case "AddField":
		case "AlterField": {
			const given = args.get("field");
			if (given?.kind !== "call") throw new Unclear("the field is computed");
			const field = fieldOf(name("name"), given, models.classOf);
			const after = {
				...model,
				fields: withField((fields) => fields.set(field.name, field))
			};
			models.put(after);
			if (kind === "AddField") return editor.addField(field, after);
			const kept = alterField(editor, before(field.name), field, model);
			const current = models.get(model.app, model.name) ?? after;
			return models.put({
				...current,
				fields: new Map(current.fields).set(field.name, kept)
			});
		}
		case "RemoveField": {
			const field = before(name("name"));
			put({ fields: withField((fields) => fields.delete(field.name)) });
			return editor.removeField(field, model);
		}
		case "RenameField": {
			const field = before(name("old_name"));
			const column = field.column === field.name || field.column === `${field.name}_id` ? `${name("new_name")}${field.column.slice(field.name.length)}` : field.column;
			const after = {
				...field,
				name: name("new_name"),
				column
			};
			const renamed = (list) => list.map((names) => names.map((one) => one === field.name ? after.name : one));
			const fields = new Map([...model.fields].map(([key, one]) => one === field ? [after.name, after] : [key, one]));
			const [uniqueTogether, indexTogether] = [renamed(model.uniqueTogether), renamed(model.indexTogether)];
			const changed = {
				uniqueTogether,
				indexTogether,
				togetherNames: new Map(model.uniqueTogether.flatMap((names, i) => {
					const known = model.togetherNames.get(names.join());
					return known === void 0 ? [] : [[uniqueTogether[i]?.join() ?? "", known]];
				}))
			};
			put({
				...changed,
				fields
			});
			const kept = alterField(editor, field, after, model);
			return put({
				...changed,
				fields: new Map([...fields].map(([key, one]) => [key, one === after ? kept : one]))
			});
		}
		case "AddIndex":
		case "AddIndexConcurrently": return editor.send(indexSql(args.get("index"), model, editor, kind === "AddIndex" ? "" : "CONCURRENTLY ").sql);
		case "RemoveIndex":
		case "RemoveIndexConcurrently": return editor.send(`DROP INDEX ${kind === "RemoveIndex" ? "" : "CONCURRENTLY "}IF EXISTS ${quoteName(name("name"))}`);
		case "RenameIndex": {
			const fields = args.get("old_fields");
			const old = fields ? indexName(model.table, editor.columnsOf(model, namesIn(fields)), "_idx") : name("old_name");
			return editor.send(`ALTER INDEX ${quoteName(old)} RENAME TO ${quoteName(name("new_name"))}`);
		}
		case "AddConstraint":
		case "AddConstraintNotValid": {
			const constraint = constraintOf(args.get("constraint"), model, editor);
			put({ uniqueIndexes: namesWith(model, constraint) });
			if (constraint.kind === "index") return editor.send(constraint.sql);
			return editor.send(`ALTER TABLE ${table} ADD ${constraint.sql}${kind === "AddConstraint" ? "" : " NOT VALID"}`);
		}
		case "RemoveConstraint": return editor.send(model.uniqueIndexes.has(name("name")) ? `DROP INDEX IF EXISTS ${quoteName(name("name"))}` : `ALTER TABLE ${table} DROP CONSTRAINT ${quoteName(name("name"))}`);
		default: return editor.send(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${quoteName(name("name"))}`);
	}
}
const namesWith = (model, constraint) => constraint.kind === "index" ? /* @__PURE__ */ new Set([...model.uniqueIndexes, constraint.name]) : model.uniqueIndexes;
/** Moves the table, and with it those of its many-to-many fields. */
function moveTable(after, before, editor) {
	const { models } = editor;
	models.put(after);
	if (after.table === before.table) return;
	editor.renameTable(before.table, after.table);
	for (const field of after.fields.values()) {
		const old = field.relation?.many ? models.through(field, before) : void 0;
		if (!old) continue;
		const table = field.relation?.table ?? truncated(`${after.table}_${field.name}`);
		editor.renameTable(old.table, table);
		models.put({
			...old,
			table
		});
	}
}
function renameModel(name, model, editor) {
	const { models } = editor;
	const own = model.table === truncated(`${model.app}_${model.name.toLowerCase()}`);
	const after = {
		...model,
		name,
		table: own ? truncated(`${model.app}_${name.toLowerCase()}`) : model.table
	};
	const isThrough = (owner) => [...owner.fields.values()].some(({ relation }) => relation?.back?.endsWith("+"));
	const pointing = models.pointingTo(model).filter(({ owner }) => !isThrough(owner));
	const tables = /* @__PURE__ */ new Map();
	for (const { field, owner } of pointing) if (field.relation?.many) tables.set(field, models.through(field, owner));
	for (const field of model.fields.values()) if (field.relation?.many) tables.set(field, models.through(field, model));
	const to = `${model.app}.${name}`.toLowerCase();
	models.delete(model);
	models.put(after);
	const current = (owner) => (owner === model ? models.get(after.app, name) : models.get(owner.app, owner.name)) ?? owner;
	const moved = /* @__PURE__ */ new Map();
	for (const { field, owner } of pointing) {
		if (!field.relation) continue;
		const pointed = field.relation.to === "self" ? field : {
			...field,
			relation: {
				...field.relation,
				to
			}
		};
		moved.set(field, pointed);
		const holder = current(owner);
		models.put({
			...holder,
			fields: new Map(holder.fields).set(field.name, pointed)
		});
	}
	if (after.table === model.table) return;
	editor.renameTable(model.table, after.table);
	for (const { field, owner } of pointing) {
		const pointed = moved.get(field) ?? field;
		const old = tables.get(field);
		if (old) {
			alterThrough(editor, old, pointed, current(owner));
			tables.delete(field);
		} else if (!field.relation?.many && owner.managed) {
			const holder = current(owner);
			const kept = alterColumn(editor, pointed, pointed, holder);
			models.put({
				...holder,
				fields: new Map(holder.fields).set(field.name, kept)
			});
		}
	}
	for (const [field, old] of tables) if (old && model.fields.has(field.name)) alterThrough(editor, old, moved.get(field) ?? field, current(model));
}
/** `unique_together`: one list of names, or many. */
function togetherOf(value) {
	if (value === void 0 || value.kind === "none") return [];
	if (value.kind === "call" && /^(?:set|frozenset|list|tuple)$/.test(value.path)) return togetherOf(value.args[0] ?? void 0);
	if (value.kind === "dict" && value.entries.length === 0) return [];
	if (value.kind !== "list") throw new Unclear("the fields are computed");
	return value.items.some(({ kind }) => kind === "text") ? [namesIn(value)] : value.items.map(namesIn);
}
function namesIn(value) {
	if (value.kind !== "list") throw new Unclear("the fields are computed");
	return value.items.map((item) => nameOf(item, "the name of a field"));
}
const without = (list, other) => list.filter((names) => !other.some((one) => one.join() === names.join()));
function createModel(args, name, app, editor) {
	const { models } = editor;
	const options = args.get("options");
	const option = (key) => options?.kind === "dict" ? options.entries.find(([entry]) => plainText(entry) === key)?.[1] : void 0;
	const given = option("db_table");
	const list = args.get("fields");
	const fields = /* @__PURE__ */ new Map();
	for (const item of list?.kind === "list" ? list.items : []) {
		const [key, field] = item.kind === "list" ? item.items : [];
		if (field?.kind === "call") fields.set(nameOf(key, "the name of a field"), fieldOf(nameOf(key, "the name of a field"), field, models.classOf));
	}
	const silent = ["proxy", "managed"].some((key) => {
		const value = option(key);
		return value?.kind === "boolean" && value.value === (key === "proxy");
	});
	const complete = list?.kind === "list" && fields.size === list.items.length;
	const model = {
		app,
		name,
		table: given ? nameOf(given, "the name of the table") : truncated(`${app}_${name.toLowerCase()}`),
		fields,
		uniqueTogether: togetherOf(option("unique_together")),
		indexTogether: togetherOf(option("index_together")),
		togetherNames: /* @__PURE__ */ new Map(),
		uniqueIndexes: /* @__PURE__ */ new Set(),
		managed: !silent
	};
	models.put(model);
	if (silent) return;
	if (!complete) throw new Unclear("the fields of the model are computed");
	const listed = (key) => {
		const value = option(key);
		if (value !== void 0 && value.kind !== "list") throw new Unclear(`${key} of the model are computed`);
		return value?.items ?? [];
	};
	const constraints = listed("constraints").map((one) => constraintOf(one, model, editor));
	const uniqueIndexes = new Set(constraints.filter(({ kind }) => kind === "index").map((one) => one.name));
	editor.createModel({
		...model,
		uniqueIndexes
	}, {
		inline: constraints.flatMap(({ kind, sql }) => kind === "index" ? [] : [sql]),
		unique: constraints.flatMap(({ kind, sql }) => kind === "index" ? [sql] : []),
		indexes: listed("indexes").map((one) => indexSql(one, model, editor, "")),
		comment: plainText(option("db_table_comment"))
	});
}

// src/frameworks/django/run-python.ts
/**
* The function of a RunPython: what it asks of the models of the migrations becomes the statements that Django's ORM sends,
* with a parameter for every value that only the run knows.
* Sources: django/db/models/query.py and django/db/models/base.py of github.com/django/django.
*/
/** Ends of a query that change rows. */
const WRITES = /^(?:update|delete|save|create|bulk_create|bulk_update|get_or_create|update_or_create)$/;
/** What a manager of a relation does to the other table. */
const RELATED = /^(?:add|set|remove|clear)$/;
/** Parts of a query, and ends that only ask. */
const READS = /^(?:all|filter|exclude|values|values_list|get|first|last|count|exists|iterator|order_by|annotate|alias|only|defer|select_related|prefetch_related|select_for_update|distinct|none|in_bulk|aggregate|earliest|latest|using|db_manager|reverse|union|intersection|difference|extra|raw|dates|datetimes|explain|refresh_from_db|get_queryset|__getitem__)$/;
const EXECUTES = /(?:^|\.)(?:cursor\(\)|schema_editor|curs?|c)\.(?:execute|executemany)$/;
/** Reads the function `name` of the module, with `apps` and `schema_editor`. */
function runPython(definition, module, app, models, output) {
	const scope = {
		...module,
		names: new Map(module.names),
		functions: new Map(module.functions)
	};
	const parameters = childrenOf(definition).find(({ name }) => name === "ParamList");
	const names = (parameters ? childrenOf(parameters) : []).filter(({ name }) => name === "VariableName");
	for (const [i, handle] of ["apps", "schema_editor"].entries()) {
		const node = names[i];
		if (node) scope.names.set(scope.text.slice(node.from, node.to), {
			kind: "name",
			path: handle,
			start: node.from,
			end: node.to
		});
	}
	const queryOf = (value) => {
		const links = [];
		let related = false;
		for (let at = value; at; at = at.kind === "call" || at.kind === "name" ? at.base : void 0) {
			if (at.kind === "call" && /(?:^|\.)get_model$/.test(at.path)) {
				const model = modelOf(at, app, models);
				return model && {
					model,
					links: links.toReversed(),
					related
				};
			}
			if (at.kind === "call") links.push({
				name: at.path.endsWith("()") ? "" : at.path.split(".").at(-1) ?? "",
				call: at
			});
			else if (at.kind === "name") {
				const last = at.path.split(".").at(-1) ?? "";
				if (!/^(?:objects|_default_manager|_base_manager|all_objects)$/.test(last)) related = true;
			}
		}
	};
	interpret(bodyOf(definition), scope, {
		call: (call, used) => {
			const { path } = call;
			try {
				if (EXECUTES.test(path)) return execute(call, output);
				const query = queryOf(call);
				const end = query?.links.at(-1);
				if (query && end) return send(query, end.name, end.call, output, used);
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				output.unread(call, error.message);
				return true;
			}
			const last = path.split(".").at(-1) ?? path;
			if (path.startsWith("schema_editor.") && !/\.(?:cursor|quote_name|atomic)$/.test(path)) {
				output.unread(call, `what schema_editor.${last}(…) sends is not read yet`);
				return true;
			}
			if (/(?:^|\.)(?:get_model|cursor|atomic|get_app_config|now|super)$/.test(path) || HARMLESS.test(path)) return false;
			const reaches = [...call.args, ...call.named.values()].some((value) => reachesDatabase(value, queryOf));
			if (RELATED.test(last) || WRITES.test(last)) {
				if (!call.base) return false;
				output.unread(call, `a data change through ${called(path)}, whose model is not known`);
				return true;
			}
			if (!used || reaches) {
				output.unread(call, `what ${called(path)}(…) does is not known`);
				return true;
			}
			return false;
		},
		unread: (node, reason) => output.unread({
			start: node.from,
			end: node.to
		}, reason),
		enter: () => false,
		each: (over) => queryOf(over) ? rowOf(over) : void 0,
		holds: (condition, inner) => holds(condition, inner)
	});
}
/** `Model.objects.filter` for a path that begins with what is not known. */
const called = (path) => path.split(".").slice(-2).join(".").replace(/^\?\.?/, "");
/** A row of a query, as a value with which its model can be found. */
const rowOf = (over) => ({
	kind: "call",
	path: ".__getitem__",
	base: over,
	args: [],
	named: /* @__PURE__ */ new Map(),
	spread: false,
	start: over.start,
	end: over.end
});
function reachesDatabase(value, queryOf) {
	if (value.kind === "name" && /^(?:apps|schema_editor)\b|(?:^|\.)(?:cursor|connection)$/.test(value.path)) return true;
	return value.kind === "call" && /\.(?:cursor|get_model)$/.test(value.path) || queryOf(value) !== void 0;
}
function modelOf(call, app, models) {
	const [first, second] = call.args.map(plainText);
	const name = second ?? plainText(call.named.get("model_name"));
	if (first !== void 0 && name !== void 0) return models.get(first, name);
	const [own, model] = (first ?? "").split(".");
	return own !== void 0 && model !== void 0 ? models.get(own, model) : name === void 0 ? void 0 : models.get(app, name);
}
function execute(call, output) {
	const [sql] = call.args;
	if (sql?.kind === "text") output.written(withPlaceholders(sql.pieces, call.args.length > 1));
	else output.unread(call, "the SQL is computed");
	return true;
}
/** Parameters of one statement, counted. */
var Parameters = class {
	#count = 0;
	next() {
		this.#count++;
		return `$${this.#count}`;
	}
};
function send({ model, links, related }, name, call, output, used) {
	const table = quoteName(model.table);
	const parameters = new Parameters();
	if (name === "" || READS.test(name)) return name !== "" && !related;
	if (related && (RELATED.test(name) || WRITES.test(name))) throw new Unclear(`rows of a relation of ${model.name} change, which is not followed`);
	if (!WRITES.test(name)) {
		if (used || HARMLESS.test(`x.${name}`)) return false;
		throw new Unclear(`what ${model.name}.${name}(…) does is not known`);
	}
	const columns = [...model.fields.values()].filter((field) => !isVirtual(field));
	const key = columns.find(({ primary }) => primary);
	const byKey = () => `WHERE ${quoteName(key?.column ?? "id")} = ${parameters.next()}`;
	const row = links.some(({ name: link }) => /^(?:get|first|last|earliest|latest|__getitem__|create)$/.test(link) && link !== name);
	const insert = () => {
		const own = columns.filter((field) => !isAuto(field) && !field.generated);
		return `INSERT INTO ${table} (${own.map(({ column }) => quoteName(column)).join(", ")}) VALUES (${own.map(() => parameters.next()).join(", ")})`;
	};
	switch (name) {
		case "update":
			output.made(`UPDATE ${table} SET ${assignments(call, model, parameters)}${where(links.slice(0, -1), model, parameters)}`, call);
			return true;
		case "delete":
			output.made(`DELETE FROM ${table}${row ? ` ${byKey()}` : where(links.slice(0, -1), model, parameters)}`, call);
			return true;
		case "save": {
			if (!row) {
				output.made(insert(), call);
				return true;
			}
			const listed = call.named.get("update_fields");
			const named = listed?.kind === "list" ? listed.items.map(plainText) : void 0;
			const set = columns.filter((field) => named ? named.includes(field.name) : !field.primary && !field.generated);
			if (set.length === 0) throw new Unclear("the fields that are saved are computed");
			output.made(`UPDATE ${table} SET ${set.map(({ column }) => `${quoteName(column)} = ${parameters.next()}`).join(", ")} ${byKey()}`, call);
			return true;
		}
		case "bulk_update": {
			const listed = call.args[1] ?? call.named.get("fields");
			const set = listed?.kind === "list" ? listed.items.map((item) => model.fields.get(plainText(item) ?? "")) : [];
			if (set.length === 0 || set.includes(void 0)) throw new Unclear("the fields that are saved are computed");
			const list = set.map((field) => `${quoteName(field?.column ?? "")} = ${parameters.next()}`).join(", ");
			output.made(`UPDATE ${table} SET ${list} WHERE ${quoteName(key?.column ?? "id")} = ANY (${parameters.next()})`, call);
			return true;
		}
		default:
			output.made(insert(), call);
			return true;
	}
}
function assignments(call, model, parameters) {
	if (call.spread || call.named.size === 0) throw new Unclear(`what ${model.name} is updated with is computed`);
	return [...call.named].map(([name, value]) => {
		const field = model.fields.get(name) ?? [...model.fields.values()].find(({ column }) => column === name);
		if (!field) throw new Unclear(`the field ${name} of ${model.name} is not known`);
		return `${quoteName(field.column)} = ${valueOf(value, model) ?? parameters.next()}`;
	}).join(", ");
}
function valueOf(value, model) {
	if (value.kind === "none") return "NULL";
	const text = plainText(value);
	if (text !== void 0) return quoteText(text);
	try {
		return value.kind === "list" || value.kind === "dict" ? void 0 : expressionOf(value, model.fields);
	} catch (error) {
		if (error instanceof Unclear) return void 0;
		throw error;
	}
}
/** The conditions of a query; one that cannot be written is a parameter, so that it is seen that there is one. */
function where(links, model, parameters) {
	const conditions = links.filter(({ name, call }) => /^(?:filter|exclude)$/.test(name) && (call.args.length > 0 || call.named.size > 0 || call.spread)).map(({ name, call }) => {
		try {
			const condition = conditionOf({
				...call,
				path: "Q"
			}, model.fields);
			return name === "filter" ? condition : `NOT (${condition})`;
		} catch (error) {
			if (!(error instanceof Unclear)) throw error;
			return `${name === "filter" ? "" : "NOT "}${parameters.next()}::boolean`;
		}
	});
	if (links.some(({ name }) => name === "none")) conditions.push("false");
	return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
/** Whether a condition on the kind of database holds; undefined for all others. */
function holds(condition, scope) {
	const [first, operator, third] = childrenOf(condition);
	if (condition.name !== "BinaryExpression" || !first || !operator || !third) return void 0;
	const [left, right] = [evaluate(first, scope), plainText(evaluate(third, scope))];
	if (left.kind !== "name" || !left.path.endsWith(".vendor") || right === void 0) return void 0;
	const word = scope.text.slice(operator.from, operator.to);
	return word === "==" ? right === "postgresql" : word === "!=" ? right !== "postgresql" : void 0;
}

// src/frameworks/django/index.ts
async function readDjango(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const read = [];
	for (const file of files.values()) if (baseName(file.path) !== "__init__.py") read.push(await readFile(file));
	const labels = labelsOf(read);
	const models = new Models(await readSettings(project, tree));
	return {
		migrations: inOrder(read.map((one) => ({
			...one,
			app: labels.get(one.app) ?? one.app,
			id: `${labels.get(one.app) ?? one.app}.${one.name}`
		}))).flatMap((one) => withComments([migrationFor(one, models)], one.comments ?? [])),
		unread
	};
}
/** Labels of apps by their folders, where they differ: an app names its own migrations by its label in what they depend on. */
function labelsOf(read) {
	const labels = /* @__PURE__ */ new Map();
	for (const [folder, own] of groupBy(read, ({ app }) => app)) {
		const names = new Set(own.map(({ name }) => name));
		const said = own.flatMap(({ after }) => after.filter((id) => names.has(id.slice(id.indexOf(".") + 1))).map((id) => id.slice(0, id.indexOf("."))));
		if (own.length < 2 || said.includes(folder)) continue;
		const [first] = [...groupBy(said, (label) => label)].toSorted(([, a], [, b]) => b.length - a.length);
		if (first) labels.set(folder, first[0]);
	}
	return labels;
}
async function readFile(file) {
	const name = baseName(file.path).replace(/\.py$/, "");
	const app = baseName(folderOf(folderOf(file.path)));
	const shared = {
		file,
		app,
		name,
		id: `${app}.${name}`,
		after: [],
		atomic: true,
		operations: []
	};
	const parsed = await parsePython(file);
	if (parsed.kind === "error") return {
		...shared,
		unread: {
			kind: "unread",
			span: parsed.span,
			reason: parsed.reason
		}
	};
	const scope = moduleScope(file.text, parsed.body);
	const migration = parsed.body.find((node) => node.name === "ClassDefinition" && nameOf$1(node, file.text) === "Migration");
	if (!migration) return {
		...shared,
		unread: void 0
	};
	const found = /* @__PURE__ */ new Map();
	collect(bodyOf(migration), scope, found);
	const dependencies = found.get("dependencies")?.[0];
	const after = (dependencies?.kind === "list" ? dependencies.items : []).flatMap((item) => {
		const [label, other] = item.kind === "list" ? item.items.map(plainText) : [];
		return label !== void 0 && other !== void 0 ? [`${label}.${other}`] : [];
	});
	const atomic = found.get("atomic")?.at(-1);
	return {
		...shared,
		comments: parsed.comments,
		after,
		atomic: !(atomic?.kind === "boolean" && !atomic.value),
		operations: found.get("operations") ?? [],
		scope,
		unread: void 0
	};
}
/** What the body of the class assigns, in all branches. */
function collect(body, scope, found) {
	for (const node of body) {
		if (node.name === "IfStatement") {
			for (const child of childrenOf(node)) if (child.name === "Body") collect(statementsIn(child), scope, found);
			continue;
		}
		const [target, operator, value] = childrenOf(node).filter(({ name }) => name !== "TypeDef");
		if (!target || !value || operator?.name !== "AssignOp" && operator?.name !== "UpdateOp") continue;
		const name = scope.text.slice(target.from, target.to);
		found.set(name, [...found.get(name) ?? [], evaluate(value, scope)]);
	}
}
function migrationFor(read, models) {
	const { file, app } = read;
	const editor = new SchemaEditor(models);
	const steps = read.unread ? [read.unread] : [];
	let reversible = true;
	const unread = (place, reason) => {
		steps.push({
			kind: "unread",
			span: {
				path: file.path,
				start: place.start,
				end: place.end
			},
			reason
		});
	};
	const send = (statements) => {
		for (const { sql, start, end } of statements) steps.push({
			kind: "sql",
			script: scriptOf(file.path, [{
				text: sql,
				start,
				end
			}]),
			made: true
		});
	};
	const runSql = (call) => {
		const sql = call.args[0] ?? call.named.get("sql");
		const back = call.args[1] ?? call.named.get("reverse_sql");
		if (!back || back.kind === "none") reversible = false;
		for (const one of sql?.kind === "list" ? sql.items : [sql]) {
			const text = one?.kind === "list" ? one.items[0] : one;
			if (text?.kind === "text") {
				const made = text.pieces.some((piece) => piece.units === void 0);
				steps.push({
					kind: "sql",
					script: scriptOf(file.path, text.pieces),
					...made ? { made } : {}
				});
			} else if (!(text?.kind === "name" && text.path.endsWith(".noop"))) unread(text ?? call, "the SQL is computed");
		}
	};
	const runCode = (code, call) => {
		if (code?.kind === "name" && code.path.endsWith(".noop")) return;
		const definition = code?.kind === "name" ? read.scope?.functions.get(code.path) : void 0;
		if (!definition || !read.scope) {
			unread(code ?? call, code?.kind === "name" ? `what ${code.path} does is not known` : "what RunPython runs is computed");
			return;
		}
		runPython(definition, read.scope, app, models, {
			written: (pieces) => steps.push({
				kind: "sql",
				script: scriptOf(file.path, pieces),
				...pieces.some(({ units }) => units === void 0) ? { made: true } : {}
			}),
			made: (sql, place) => send([{
				sql,
				start: place.start,
				end: place.end
			}]),
			unread: (place, reason) => {
				if (!steps.some((step) => step.kind === "unread" && step.span.start === place.start && step.reason === reason)) steps.push({
					kind: "unread",
					span: {
						path: file.path,
						start: place.start,
						end: place.end
					},
					reason
				});
			}
		});
	};
	const run = (value, state) => {
		if (value?.kind !== "list") {
			if (value && !state) unread(value, "the operations are computed");
			return;
		}
		for (const call of value.items) {
			const kind = call.kind === "call" ? call.path.split(".").at(-1) ?? "" : "";
			if (call.kind !== "call") {
				if (!state) unread(call, "the operation is computed");
			} else if (kind === "SeparateDatabaseAndState") {
				run(call.args[0] ?? call.named.get("database_operations"), state);
				run(call.args[1] ?? call.named.get("state_operations"), true);
			} else if (kind.endsWith("RunSQL")) {
				if (!state) runSql(call);
			} else if (kind === "RunPython") {
				if (call.args.length < 2 && !call.named.has("reverse_code")) reversible = false;
				if (!state) runCode(call.args[0] ?? call.named.get("code"), call);
			} else try {
				editor.place = {
					start: call.start,
					end: call.end
				};
				if (state) editor.silently(() => runOperation(kind, call, app, editor));
				else runOperation(kind, call, app, editor);
				send(editor.take());
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				send(editor.take());
				if (!state) unread(call, error.message);
			}
		}
	};
	for (const operations of read.operations) run(operations, false);
	send(editor.finish());
	const [, order = read.name, title = read.name] = /^(\d+)_?(.*)$/.exec(read.name) ?? [];
	return migrationOf(file, {
		framework: "django",
		id: read.id,
		order,
		title: wordsOf(title || read.name),
		transaction: read.atomic ? "wrapped" : "none",
		steps,
		.../^(?:clickhouse|mysql|oracle|sqlite)$/.test(app) ? { otherDialect: app } : {},
		down: steps.length === 0 ? "not-used" : reversible ? "present" : "irreversible"
	});
}
/** Every migration behind those that it depends on. */
function inOrder(read) {
	const byName = new Map(read.map((one) => [`${one.app}.${one.name}`, one]));
	const [placed, entered] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
	for (const root of read.toSorted((a, b) => compareNatural(a.id, b.id))) {
		const open = [root];
		for (let one = open.at(-1); one; one = open.at(-1)) {
			const missing = entered.has(one) ? [] : one.after.flatMap((name) => byName.get(name) ?? []).filter((other) => !entered.has(other));
			entered.add(one);
			if (missing.length > 0) open.push(...missing.toReversed());
			else placed.add(open.pop() ?? one);
		}
	}
	return [...placed];
}

export { readDjango };