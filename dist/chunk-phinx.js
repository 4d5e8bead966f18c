import { _ as stringOf, a as nameOf, b as dialectOfPhp, c as valueOf, d as argument, f as entryOf, g as quiet, h as plainText, l as readClass, m as madeText, n as pdo, o as namesOf, p as itemsOf, r as sendRaw, s as optionalName, u as NULL, v as truth, y as placeOf } from "./chunk-database.js";
import { t as Unclear } from "./chunk-tool.js";
import { $ as quoteText, Cr as readSources, Tr as relativeTo, _r as foldersUp, br as inFolder, fr as baseName, kr as wordsOf, mr as compareNatural, wr as readText } from "./chunk-review.js";

// src/frameworks/phinx/sql.ts
/** Columns, indexes and keys of Phinx as its adapter for PostgreSQL writes them. */
const quoted = (name) => `"${name}"`;
/** Schema and name of a table. */
function split(table, settings) {
	const dot = table.indexOf(".");
	return dot < 0 ? {
		schema: settings.schema,
		name: table
	} : {
		schema: table.slice(0, dot),
		name: table.slice(dot + 1)
	};
}
function qualified(table, settings) {
	const { schema, name } = split(table, settings);
	return `${quoted(schema)}.${quoted(name)}`;
}
const TYPES = {
	text: "TEXT",
	time: "TIME",
	date: "DATE",
	boolean: "BOOLEAN",
	json: "JSON",
	jsonb: "JSONB",
	uuid: "UUID",
	cidr: "CIDR",
	inet: "INET",
	macaddr: "MACADDR",
	timestamp: "TIMESTAMP",
	datetime: "TIMESTAMP",
	integer: "INTEGER",
	tinyinteger: "SMALLINT",
	smallinteger: "SMALLINT",
	biginteger: "BIGINT",
	decimal: "DECIMAL",
	float: "REAL",
	double: "DOUBLE PRECISION",
	string: "CHARACTER VARYING",
	char: "CHARACTER",
	binaryuuid: "UUID",
	blob: "BYTEA",
	binary: "BYTEA",
	interval: "INTERVAL",
	geometry: "GEOGRAPHY (GEOMETRY,4326)",
	point: "GEOGRAPHY (POINT,4326)",
	linestring: "GEOGRAPHY (LINESTRING,4326)",
	polygon: "GEOGRAPHY (POLYGON,4326)"
};
/** Types that take no length, whatever is given. */
const UNSIZED = /* @__PURE__ */ new Set([
	"tinyinteger",
	"smallinteger",
	"integer",
	"biginteger",
	"boolean",
	"text",
	"binary",
	"timestamp",
	"datetime",
	"time"
]);
const LENGTHS = {
	string: "255",
	char: "255"
};
/** A type as Phinx calls it: a word, or a constant of its adapters that stands for one. */
function typeName(value) {
	if (value?.kind === "unknown") {
		const constant = /::PHINX_TYPE_(\w+)$/.exec(value.source)?.[1];
		if (constant !== void 0) return constant.toLowerCase().replaceAll("_", "");
	}
	return nameOf(value, "the type of the column");
}
const option = (options, ...names) => {
	for (const name of names) {
		const value = entryOf(options, name);
		if (value && value.kind !== "null") return value;
	}
};
const word = (options, what, ...names) => optionalName(option(options, ...names), what);
function flagged(options, name) {
	const value = option(options, name);
	if (!value) return void 0;
	const holds = truth(value);
	if (holds === void 0) throw new Unclear(`the option "${name}" is computed`);
	return holds;
}
const isIdentity = (column) => flagged(column.options, "identity") === true;
const takesNull = (column, settings) => flagged(column.options, "null") ?? (entryOf(column.options, "null")?.kind === "null" ? false : settings.modern && !isIdentity(column));
/** Whether its numbers come from an identity; otherwise it is a serial. */
const generates = (column, settings) => settings.modern && entryOf(column.options, "generated")?.kind !== "null";
/** The type with its size, without NULL and default. */
function sqlType(column, settings) {
	const { type, options } = column;
	if (type?.kind === "raw") return plainText(type.text);
	const name = typeName(type);
	if (isIdentity(column) && !generates(column, settings)) return name === "smallinteger" ? "SMALLSERIAL" : name === "biginteger" ? "BIGSERIAL" : "SERIAL";
	const known = TYPES[name] ?? (/^[a-z]+(?:\[\])+$/.test(name) ? name.toUpperCase() : void 0);
	if (known === void 0) throw new Unclear(`the type ${name} is none that Phinx has for PostgreSQL`);
	const limit = UNSIZED.has(name) && !/^(?:timestamp|datetime|time)$/.test(name) ? void 0 : word(options, "the size of the column", "limit", "length", "precision");
	if (name === "decimal") {
		const scale = word(options, "the scale of the column", "scale");
		return limit === void 0 && scale === void 0 ? known : `${known} (${limit ?? "18"}, ${scale ?? "0"})`;
	}
	if (/^(?:timestamp|datetime|time)$/.test(name)) {
		const precision = word(options, "the precision of the column", "precision", "limit", "length");
		return `${known}${precision === void 0 ? "" : ` (${precision})`}${flagged(options, "timezone") ? " WITH TIME ZONE" : ""}`;
	}
	if (/^(?:geometry|point|linestring|polygon)$/.test(name)) {
		const srid = word(options, "the SRID of the column", "srid");
		return srid === void 0 ? known : known.replace("4326", srid);
	}
	const length = limit ?? LENGTHS[name];
	return length === void 0 || UNSIZED.has(name) ? known : `${known} (${length})`;
}
/** ` DEFAULT x`; empty for none. */
function defaultSql(column) {
	const value = entryOf(column.options, "default") ?? NULL;
	const boolean = column.type?.kind === "text" && plainText(column.type) === "boolean";
	switch (value.kind) {
		case "null": return "";
		case "raw": return ` DEFAULT ${plainText(value.text)}`;
		case "boolean": return ` DEFAULT ${value.value ? "TRUE" : "FALSE"}`;
		case "number": return ` DEFAULT ${boolean ? Number(value.text) === 0 ? "FALSE" : "TRUE" : value.text}`;
		case "text": {
			const text = plainText(value);
			return ` DEFAULT ${/^CURRENT_TIMESTAMP/i.test(text) ? text : quoteText(text)}`;
		}
		case "unknown": return ` DEFAULT '\${${value.source.replaceAll(/[{}$'\s]+/g, "").slice(0, 60) || "value"}}'`;
		default: throw new Unclear("the default of the column is computed");
	}
}
/** What goes with `GENERATED … AS IDENTITY`; undefined where it is none. */
function identitySql(column, settings) {
	if (!isIdentity(column) || !generates(column, settings)) return void 0;
	return `GENERATED ${word(column.options, "how it is generated", "generated") ?? "BY DEFAULT"} AS IDENTITY`;
}
/** A column as it stands in CREATE TABLE and ADD. */
function columnSql(column, settings) {
	const identity = identitySql(column, settings);
	const nullable = takesNull(column, settings) ? "NULL" : "NOT NULL";
	return `${quoted(column.name)} ${sqlType(column, settings)} ${nullable}${defaultSql(column)}${identity === void 0 ? "" : ` ${identity}`}`;
}
/** The parts of the ALTER TABLE that changes a column: everything is set anew. */
function changeParts(name, column, settings) {
	const own = quoted(name);
	const type = column.type?.kind === "raw" ? "" : typeName(column.type);
	const alter = `ALTER COLUMN ${own}`;
	const fallback = defaultSql(column);
	const using = type === "boolean" ? ` USING (CASE WHEN ${own} IS NULL THEN NULL WHEN ${own}::int=0 THEN FALSE ELSE TRUE END)` : fallback !== "" ? "" : /^(?:small|big)?integer$/.test(type) ? ` USING (${own}::bigint)` : type === "uuid" ? ` USING (${own}::uuid)` : "";
	const identity = identitySql(column, settings);
	return [
		...type === "boolean" ? [`${alter} DROP DEFAULT`] : [],
		`${alter} TYPE ${sqlType(column, settings)}${using}`,
		...settings.modern ? [identity === void 0 ? `${alter} DROP IDENTITY IF EXISTS` : `${alter} ADD ${identity}`] : [],
		`${alter} ${!isIdentity(column) && takesNull(column, settings) ? "DROP" : "SET"} NOT NULL`,
		...fallback !== "" ? [`${alter} SET${fallback}`] : isIdentity(column) ? [] : [`${alter} DROP DEFAULT`]
	];
}
function commentSql(table, column, settings) {
	const text = word(column.options, "the comment", "comment");
	if (text === void 0 || text === "") return [];
	return [`COMMENT ON COLUMN ${qualified(table, settings)}.${quoted(column.name)} IS ${/^null$/i.test(text) ? "NULL" : quoteText(text)}`];
}
function indexNameOf(table, columns, options, settings) {
	return word(options, "the name of the index", "name") ?? `${split(table, settings).name}_${namesOf(columns, "the columns").join("_")}`;
}
function indexSql(table, columns, options, settings) {
	const order = option(options, "order");
	const listed = namesOf(columns, "the columns").map((name) => {
		const way = optionalName(entryOf(order, name), "the order of the index");
		return `${quoted(name)}${way === void 0 ? "" : ` ${way}`}`;
	});
	const include = option(options, "include");
	const type = word(options, "the kind of the index", "type");
	return [
		`CREATE ${flagged(options, "unique") || type === "unique" ? "UNIQUE " : ""}INDEX ${quoted(indexNameOf(table, columns, options, settings))}`,
		` ON ${qualified(table, settings)} ${type === "gin" ? "USING gin" : ""}(${listed.join(",")})`,
		include ? ` INCLUDE (${namesOf(include, "the included columns").map(quoted).join(",")})` : ""
	].join("");
}
const action = (options, name) => word(options, `what happens on ${name}`, name)?.toUpperCase().trim().replaceAll("_", " ");
function keyName(table, key, settings) {
	return optionalName(key.name, "the name of the foreign key") ?? word(key.options, "the name of the foreign key", "constraint") ?? `${split(table, settings).name}_${namesOf(key.columns, "the columns").join("_")}_fkey`;
}
function keySql(table, key, settings) {
	const remote = key.remote && key.remote.kind !== "null" ? namesOf(key.remote, "the columns that the foreign key refers to") : ["id"];
	const [onDelete, onUpdate] = [action(key.options, "delete"), action(key.options, "update")];
	return [
		`CONSTRAINT ${quoted(keyName(table, key, settings))} FOREIGN KEY (${namesOf(key.columns, "the columns").map(quoted).join(", ")})`,
		` REFERENCES ${qualified(nameOf(key.table, "the table that the foreign key refers to"), settings)} (${remote.map(quoted).join(", ")})`,
		onDelete === void 0 ? "" : ` ON DELETE ${onDelete}`,
		onUpdate === void 0 ? "" : ` ON UPDATE ${onUpdate}`
	].join("");
}
/** The key of a new table: its columns, and the column that Phinx puts before all others. */
function primaryKey(options) {
	const id = entryOf(options, "id");
	const named = id?.kind === "text" ? stringOf(id) : !id || id.kind === "null" || id.kind === "boolean" && id.value ? "id" : void 0;
	if (named !== void 0) return {
		id: named,
		columns: [named]
	};
	const key = option(options, "primary_key");
	return {
		id: void 0,
		columns: key ? namesOf(key, "the columns of the key") : []
	};
}

// src/frameworks/phinx/table.ts
const LOOKS = /^(?:has\w*|get\w*|exists|isEmpty)$/;
function tableHost(run, name, options) {
	const { output } = run;
	let table;
	let actions = [];
	let rows = [];
	const host = {
		kind: "host",
		call(method, args, place) {
			const own = {
				start: nameStart(output.source(place), method, place),
				end: place.end
			};
			try {
				table ??= nameOf(name, "the name of the table");
				const done = ask(method, args, own, table);
				if (done) return done;
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				output.unread(own, error.message);
			}
			return host;
		}
	};
	function ask(method, args, place, on) {
		const add = (action) => void actions.push(action);
		const base = {
			table: on,
			...place
		};
		switch (method) {
			case "create":
			case "update":
			case "save": {
				const pending = actions;
				actions = [];
				if (!(method === "update" || method === "save" && isThere(run, on, pending, options)) && !pending.some(({ kind }) => kind === "renameTable")) pending.push({
					kind: "createTable",
					options,
					...base
				});
				if (run.recorded) run.recorded.push(...recordable(pending));
				else sendPlan(run, pending);
				insertRows(run, on, rows, place);
				rows = [];
				return NULL;
			}
			case "saveData":
				insertRows(run, on, rows, place);
				rows = [];
				return NULL;
			case "insert":
			case "setData": {
				const data = argument(args, 0, "data");
				const items = itemsOf(data);
				if (!data || !items) throw new Unclear("the rows that are inserted are computed");
				const several = items[0]?.kind === "array" || data.kind === "array" && data.list;
				rows.push(...several ? items : [data]);
				return;
			}
			case "truncate":
				output.made(`TRUNCATE TABLE ${qualified(on, run.settings)} RESTART IDENTITY`, place);
				return NULL;
			case "reset":
				actions = [];
				rows = [];
				return;
			default:
				if (LOOKS.test(method)) return method === "getName" ? madeText(on, place) : quiet(output.source(place));
				for (const action of actionsOf(method, args, base)) add(action);
				return;
		}
	}
	return host;
}
/** The offset at which the name of the last method of a chain begins. */
function nameStart(source, method, place) {
	const last = [...source.matchAll(/->\s*(\w+)\s*\(/g)].filter((match) => match[1] === method).at(-1);
	return last ? place.start + last.index + last[0].indexOf(method) : place.start;
}
function actionsOf(method, args, base) {
	const [first, second, third, fourth] = args.list;
	const column = (name) => {
		const options = argument(args, 2, "options");
		if (options && options.kind !== "array" && options.kind !== "null") throw new Unclear("the options of the column are computed");
		return {
			name,
			type: second,
			options
		};
	};
	const name = (value) => nameOf(value, "the name of the column");
	switch (method) {
		case "addColumn": return [{
			kind: "addColumn",
			column: column(name(first)),
			...base
		}];
		case "changeColumn": {
			const renamed = optionalName(entryOf(third, "name"), "the new name");
			return [{
				kind: "changeColumn",
				name: name(first),
				column: column(renamed ?? name(first)),
				...base
			}];
		}
		case "renameColumn": return [{
			kind: "renameColumn",
			name: name(first),
			to: name(second),
			...base
		}];
		case "removeColumn": return [{
			kind: "removeColumn",
			name: name(first),
			...base
		}];
		case "addIndex": return [{
			kind: "addIndex",
			columns: first,
			options: second,
			...base
		}];
		case "removeIndex": return [{
			kind: "removeIndex",
			columns: namesOf(first, "the columns"),
			name: optionalName(entryOf(second, "name"), "the name of the index"),
			...base
		}];
		case "removeIndexByName": return [{
			kind: "removeIndex",
			columns: [],
			name: nameOf(first, "the name of the index"),
			...base
		}];
		case "addForeignKey": return [{
			kind: "addKey",
			key: {
				columns: first,
				table: second,
				remote: third,
				options: fourth,
				name: void 0
			},
			...base
		}];
		case "addForeignKeyWithName": return [{
			kind: "addKey",
			key: {
				name: first,
				columns: second,
				table: third,
				remote: fourth,
				options: args.list[4]
			},
			...base
		}];
		case "dropForeignKey": return [{
			kind: "dropKey",
			columns: namesOf(first, "the columns"),
			name: optionalName(second, "the name of the foreign key"),
			...base
		}];
		case "drop": return [{
			kind: "dropTable",
			...base
		}];
		case "rename": return [{
			kind: "renameTable",
			to: nameOf(first, "the new name"),
			...base
		}];
		case "changePrimaryKey": return [{
			kind: "primaryKey",
			columns: first && first.kind !== "null" ? namesOf(first, "the columns") : [],
			...base
		}];
		case "changeComment": return [{
			kind: "comment",
			text: optionalName(first, "the comment"),
			...base
		}];
		case "addTimestamps":
		case "addTimestampsWithTimezone": {
			const zone = {
				kind: "boolean",
				value: method === "addTimestampsWithTimezone" || flagged({
					kind: "array",
					entries: [["z", third ?? NULL]],
					list: false
				}, "z") === true
			};
			const moment = (given, fallback, options) => {
				if (given?.kind === "boolean" && !given.value) return [];
				const all = {
					kind: "array",
					entries: [...options, ["timezone", zone]],
					list: false
				};
				return [{
					kind: "addColumn",
					column: {
						name: optionalName(given, "the name of the column") ?? fallback,
						type: madeText("timestamp"),
						options: all
					},
					...base
				}];
			};
			return [...moment(first, "created_at", [["null", {
				kind: "boolean",
				value: false
			}], ["default", madeText("CURRENT_TIMESTAMP")]]), ...moment(second, "updated_at", [["null", {
				kind: "boolean",
				value: true
			}]])];
		}
		default: throw new Unclear(`the method ${method}() of Phinx’s table is not known`);
	}
}
/** Whether save() finds the table there. */
function isThere(run, table, actions, options) {
	if (run.known.tables.has(table)) return true;
	if (actions.some(({ kind }) => !kind.startsWith("add"))) return true;
	return !(options?.kind === "array" && options.entries.length > 0) && !actions.some(({ kind }) => kind === "addColumn") && actions.length > 0;
}
/** A table that is created brings its columns and indexes along: on the way back it is dropped with them. */
const recordable = (actions) => actions.some(({ kind }) => kind === "createTable") ? actions.filter(({ kind }) => kind !== "addColumn" && kind !== "addIndex") : actions;
const UPDATES = [
	"addColumn",
	"changeColumn",
	"renameColumn"
];
const KEYS = ["addKey", "dropKey"];
const INDEXES = ["addIndex", "removeIndex"];
const MOVES = [
	"dropTable",
	"renameTable",
	"primaryKey",
	"comment"
];
/** `back`: in the order of the way back. */
function sendPlan(run, actions, back = false) {
	const created = new Set(actions.filter(({ kind }) => kind === "createTable").map(({ table }) => table));
	const dropped = new Set(actions.filter(({ kind }) => kind === "dropTable").map(({ table }) => table));
	const creates = () => {
		for (const table of created) createTable(run, table, actions.filter((action) => action.table === table));
	};
	const groups = back ? [
		KEYS,
		MOVES,
		INDEXES,
		["removeColumn"],
		UPDATES
	] : [
		UPDATES,
		KEYS,
		INDEXES,
		["removeColumn"],
		MOVES
	];
	if (!back) creates();
	for (const kinds of groups) {
		const rest = actions.filter((action) => {
			const { kind, table } = action;
			if (!(goesWithKey(action, actions) ? kinds === KEYS : kinds.includes(kind))) return false;
			if (created.has(table) && (kind === "addColumn" || kind === "addIndex" || UPDATES.includes(kind))) return false;
			return kinds === MOVES || !dropped.has(table);
		});
		for (const table of new Set(rest.map((action) => action.table))) alterTable(run, table, rest.filter((action) => action.table === table));
	}
	if (back) creates();
}
const goesWithKey = (action, actions) => action.kind === "removeIndex" && action.columns.length > 0 && actions.some((one) => one.kind === "dropKey" && one.table === action.table && one.columns.join() === action.columns.join());
function attempt$1(run, place, body) {
	try {
		body();
	} catch (error) {
		if (!(error instanceof Unclear)) throw error;
		run.output.unread(place, error.message);
	}
}
function createTable(run, table, actions) {
	const { output, settings } = run;
	const own = actions.find(({ kind }) => kind === "createTable");
	if (own?.kind !== "createTable") return;
	attempt$1(run, own, () => {
		const { id, columns: key } = primaryKey(own.options);
		const parts = [];
		const part = (text, place) => void parts.push({
			text: `${parts.length > 0 ? ", " : ""}${text}`,
			start: place.start,
			end: place.end
		});
		if (id !== void 0) part(columnSql({
			name: id,
			type: madeText("integer"),
			options: {
				kind: "array",
				entries: [["identity", {
					kind: "boolean",
					value: true
				}]],
				list: false
			}
		}, settings), own);
		const columns = actions.flatMap((action) => action.kind === "addColumn" ? [action] : []);
		for (const action of columns) attempt$1(run, action, () => part(columnSql(action.column, settings), action));
		if (key.length > 0) part(`CONSTRAINT ${quoted(`${split(table, settings).name}_pkey`)} PRIMARY KEY (${key.map(quoted).join(",")})`, own);
		const head = {
			text: `CREATE TABLE ${qualified(table, settings)} (`,
			start: own.start,
			end: own.end
		};
		output.made({
			kind: "text",
			pieces: [
				head,
				...parts,
				{
					text: ")",
					start: own.start,
					end: own.end
				}
			]
		}, own);
		run.known.tables.add(table);
		for (const action of columns) for (const sql of commentSql(table, action.column, settings)) output.made(sql, action);
		for (const action of actions) if (action.kind === "addIndex") attempt$1(run, action, () => addIndex(run, table, action.columns, action.options, action));
		const text = optionalName(entryOf(own.options, "comment"), "the comment");
		if (text !== void 0) output.made(`COMMENT ON TABLE ${qualified(table, settings)} IS ${quoteText(text)}`, own);
	});
}
function addIndex(run, table, columns, options, place) {
	run.output.made(indexSql(table, columns, options, run.settings), place);
	run.known.names.set(`${table} i ${namesOf(columns, "the columns").join()}`, indexNameOf(table, columns, options, run.settings));
}
/** One ALTER TABLE with all parts, then what cannot stand in one. */
function alterTable(run, table, actions) {
	const { output, settings, known } = run;
	const parts = [];
	const behind = [];
	const target = qualified(table, settings);
	const part = (text, { start, end }) => {
		parts.push({
			text: `${parts.length > 0 ? ", " : `ALTER TABLE ${target} `}${text}`,
			start,
			end
		});
	};
	for (const action of actions) attempt$1(run, action, () => {
		const later = (...statements) => {
			behind.push(() => {
				for (const sql of statements) output.made(sql, action);
			});
		};
		switch (action.kind) {
			case "addColumn":
				part(`ADD ${columnSql(action.column, settings)}`, action);
				later(...commentSql(table, action.column, settings));
				break;
			case "changeColumn":
				for (const one of changeParts(action.name, action.column, settings)) part(one, action);
				if (action.name !== action.column.name) later(`ALTER TABLE ${target} RENAME COLUMN ${quoted(action.name)} TO ${quoted(action.column.name)}`);
				later(...commentSql(table, action.column, settings));
				break;
			case "renameColumn":
				later(`ALTER TABLE ${target} RENAME COLUMN ${quoted(action.name)} TO ${quoted(action.to)}`);
				break;
			case "removeColumn":
				part(`DROP COLUMN ${quoted(action.name)}`, action);
				break;
			case "addIndex":
				behind.push(() => attempt$1(run, action, () => addIndex(run, table, action.columns, action.options, action)));
				break;
			case "removeIndex": {
				const { schema, name } = split(table, settings);
				const index = action.name ?? known.names.get(`${table} i ${action.columns.join()}`) ?? `${name}_${action.columns.join("_")}`;
				later(`DROP INDEX IF EXISTS ${quoted(schema)}.${quoted(index)}`);
				break;
			}
			case "addKey":
				part(`ADD ${keySql(table, action.key, settings)}`, action);
				known.names.set(`${table} k ${namesOf(action.key.columns, "the columns").join()}`, keyName(table, action.key, settings));
				break;
			case "dropKey": {
				const made = `${split(table, settings).name}_${action.columns.join("_")}_fkey`;
				part(`DROP CONSTRAINT ${quoted(action.name ?? known.names.get(`${table} k ${action.columns.join()}`) ?? made)}`, action);
				break;
			}
			case "dropTable":
				later(`DROP TABLE ${target}`);
				known.tables.delete(table);
				break;
			case "renameTable":
				later(`ALTER TABLE ${target} RENAME TO ${quoted(action.to)}`);
				known.tables.delete(table);
				known.tables.add(action.to);
				break;
			case "primaryKey": {
				const key = `${split(table, settings).name}_pkey`;
				part(`DROP CONSTRAINT ${quoted(key)}`, action);
				if (action.columns.length > 0) part(`ADD CONSTRAINT ${quoted(key)} PRIMARY KEY (${action.columns.map(quoted).join(",")})`, action);
				break;
			}
			case "comment": later(`COMMENT ON TABLE ${target} IS ${action.text === void 0 ? "NULL" : quoteText(action.text)}`);
		}
	});
	const [first] = parts;
	if (first) output.made({
		kind: "text",
		pieces: parts
	}, first);
	for (const send of behind) send();
}
/** Turns round what change() did; throws Unclear where Phinx refuses to. */
function inverted(actions, settings) {
	return actions.toReversed().map((action) => {
		const { table, start, end } = action;
		const base = {
			table,
			start,
			end
		};
		switch (action.kind) {
			case "createTable": return {
				kind: "dropTable",
				...base
			};
			case "renameTable": return {
				kind: "renameTable",
				to: table,
				...base,
				table: action.to
			};
			case "addColumn": return {
				kind: "removeColumn",
				name: action.column.name,
				...base
			};
			case "renameColumn": return {
				kind: "renameColumn",
				name: action.to,
				to: action.name,
				...base
			};
			case "addIndex": return {
				kind: "removeIndex",
				columns: namesOf(action.columns, "the columns"),
				name: optionalName(entryOf(action.options, "name"), "the name"),
				...base
			};
			case "addKey": return {
				kind: "dropKey",
				columns: namesOf(action.key.columns, "the columns"),
				name: keyName(table, action.key, settings),
				...base
			};
			default: throw new Unclear("Phinx cannot turn it round");
		}
	});
}
function insertRows(run, table, rows, place) {
	const [first] = rows;
	if (!first) return;
	attempt$1(run, place, () => {
		if (first.kind !== "array") throw new Unclear("the rows that are inserted are computed");
		const columns = first.entries.map(([key]) => key);
		const parameters = { count: 0 };
		const tuples = rows.map((row) => {
			if (row.kind !== "array") throw new Unclear("the rows that are inserted are computed");
			return `(${columns.map((column) => row.entries.some(([key]) => key === column) ? valueOf(entryOf(row, column) ?? NULL, parameters) : "DEFAULT").join(", ")})`;
		});
		const override = run.settings.modern ? "OVERRIDING SYSTEM VALUE " : "";
		run.output.made(`INSERT INTO ${qualified(table, run.settings)} (${columns.map(quoted).join(", ")}) ${override}VALUES ${tuples.join(", ")}`, place);
	});
}
/** Tables that SQL in strings makes. */
function tablesMade(text) {
	return [...text.matchAll(/\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?["`]?(?:\w+["`]?\.["`]?)?(\w+)/gi)].map((match) => match[1] ?? "");
}
const textOf = (value) => value?.kind === "text" ? plainText(value) : "";

// src/frameworks/phinx/index.ts
/** When Phinx 0.13 was released, from which on columns take NULL unless they are told not to. */
const PHINX_13 = "20221003";
/** What phinx.php, phinx.yml and phinx.json say: the adapters of all environments where they agree. */
function phinxDialect(tree, root, files) {
	const php = /['"]adapter['"]\s*=>\s*['"](\w+)['"]/;
	const named = (path, pattern) => ({
		path,
		pattern,
		name: "the adapter"
	});
	return dialectOfPhp(tree, root, files, "DB_CONNECTION", [
		named("phinx.php", php),
		named("phinx.yml", /^[ \t]*adapter:[ \t]*['"]?(\w+)/),
		named("phinx.yaml", /^[ \t]*adapter:[ \t]*['"]?(\w+)/),
		named("phinx.json", /"adapter"\s*:\s*"(\w+)"/),
		{
			path: "config/app.php",
			pattern: /Driver\\(Postgres|Mysql|Sqlite|Sqlserver)\b/,
			name: "the driver"
		},
		{
			path: "config/app_local.example.php",
			pattern: /Driver\\(Postgres|Mysql|Sqlite|Sqlserver)\b/,
			name: "the driver"
		}
	]);
}
async function readPhinx(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const version = await versionOf(tree, project.root);
	const known = {
		tables: /* @__PURE__ */ new Set(),
		names: /* @__PURE__ */ new Map()
	};
	const migrations = [];
	for (const file of [...files.values()].sort((a, b) => compareNatural(baseName(a.path), baseName(b.path)))) migrations.push(...await readFile(file, project, version, known));
	return {
		migrations,
		unread
	};
}
async function readFile(file, project, version, known) {
	const stem = baseName(file.path).replace(/\.php$/, "");
	const [, order = stem, title = ""] = /^(\d{14})_(.*)$/.exec(stem) ?? [];
	const driver = project.dialect?.dialect ?? "postgres";
	const settings = {
		modern: version ?? order >= PHINX_13,
		schema: "public",
		driver: driver === "postgres" ? "pgsql" : driver
	};
	const tool = new PhinxTool(settings, known);
	return readClass(file, tool, {
		framework: "phinx",
		id: relativeTo(project.root, file.path),
		order,
		title: wordsOf(title || stem),
		methods: {
			up: ["change", "up"],
			down: ["down"],
			both: "change"
		},
		optsOut: (self, reader) => {
			const method = self.of.methods.get("usetransactions");
			return method !== void 0 && /return\s+false\s*;/.test(reader.source(placeOf(method)));
		},
		back: (reader, self, method) => {
			tool.back = [];
			try {
				reader.steps = [...reader.direction(self, method)];
				sendPlan({
					output: reader,
					settings,
					known: copyOf(known),
					recorded: void 0
				}, inverted(tool.back, settings), true);
				return reader.steps;
			} catch (error) {
				if (!(error instanceof Unclear)) throw error;
				return;
			} finally {
				tool.back = void 0;
			}
		},
		way: (direction) => {
			tool.up = direction === "up";
			tool.known = direction === "up" ? known : copyOf(known);
		}
	});
}
/** What a way back does is no history for the next migration. */
const copyOf = (known) => ({
	tables: new Set(known.tables),
	names: new Map(known.names)
});
/** Whether it is 0.13 or later, or CakePHP's of a version built on it. */
async function versionOf(tree, root) {
	for (const folder of foldersUp(root)) {
		const text = await readText(tree, inFolder(folder, "composer.json")) ?? "";
		const phinx = /"robmorgan\/phinx"\s*:\s*"[^"\d]*(\d+)(?:\.(\d+))?/.exec(text);
		if (phinx) return Number(phinx[1]) > 0 || Number(phinx[2] ?? 0) >= 13;
		const cake = /"cakephp\/migrations"\s*:\s*"[^"\d]*(\d+)/.exec(text)?.[1];
		if (cake !== void 0) return Number(cake) >= 4;
	}
}
var PhinxTool = class {
	transaction = "wrapped";
	#settings;
	known;
	up = true;
	/** What change() asks for on the way back. */
	back;
	constructor(settings, known) {
		this.#settings = settings;
		this.known = known;
	}
	staticCall(name, method, args) {
		if (/(?:^|\\)Literal$/.test(name) && method === "from") return rawOf(args.list[0]);
	}
	construct(name, args) {
		return /(?:^|\\)(?:Literal|RawSql)$/.test(name) ? rawOf(args.list[0]) : void 0;
	}
	field(name) {
		return /^(?:output|input|io)$/.test(name) ? quiet(`$this->${name}`) : void 0;
	}
	self(method, args, place, output) {
		return attempt({
			output,
			settings: this.#settings,
			known: this.known,
			recorded: this.back
		}, this.up && !this.back, method, args, place);
	}
};
/** What is asked for, or the reason why it is not read. */
function attempt(run, up, method, args, place) {
	const { output } = run;
	try {
		return ask(run, up, method, args, place);
	} catch (error) {
		if (!(error instanceof Unclear)) throw error;
		output.unread(place, error.message);
		return quiet(output.source(place));
	}
}
const rawOf = (value) => value?.kind === "text" ? {
	kind: "raw",
	text: value
} : void 0;
/** What a migration, or its adapter, is asked for. */
function ask(run, up, method, args, place) {
	const { output } = run;
	const [first, second] = args.list;
	switch (method) {
		case "table": return tableHost(run, first, argument(args, 1, "options"));
		case "execute":
		case "query":
			for (const table of tablesMade(textOf(first))) run.known.tables.add(table);
			sendRaw(output, first, second, place);
			return quiet(output.source(place));
		case "fetchRow":
		case "fetchAll":
			if (!/^\s*(?:select|show|with|explain)\b/i.test(textOf(first)) && textOf(first) !== "") sendRaw(output, first, second, place);
			return quiet(output.source(place));
		case "insert":
		case "bulkinsert":
			insertRows(run, nameOf(first, "the name of the table"), second?.kind === "array" && second.list ? second.entries.map(([, row]) => row) : second ? [second] : [], place);
			return NULL;
		case "dropTable":
			output.made(`DROP TABLE ${nameOf(first, "the name of the table").split(".").map(quoted).join(".")}`, place);
			return NULL;
		case "createSchema":
			output.made(`CREATE SCHEMA IF NOT EXISTS ${quoted(nameOf(first, "the schema"))}`, place);
			return NULL;
		case "dropSchema":
			output.made(`DROP SCHEMA IF EXISTS ${quoted(nameOf(first, "the schema"))} CASCADE`, place);
			return NULL;
		case "createDatabase":
		case "dropDatabase": throw new Unclear(`what ${method}() does is not read yet`);
		case "isMigratingUp": return {
			kind: "boolean",
			value: up
		};
		case "getAdapter":
		case "getWrappedAdapter": return adapter(run, up);
		case "hasTable":
		case "getOutput":
		case "getInput":
		case "getName":
		case "getVersion":
		case "getEnvironment":
		case "init": return quiet(output.source(place));
		case "getQueryBuilder":
		case "getSelectBuilder":
		case "getInsertBuilder":
		case "getUpdateBuilder":
		case "getDeleteBuilder": return builder(output, /Insert|Update|Delete/.test(method) || /^(?:insert|update|delete)$/.test(stringOf(first) ?? ""));
		default: return;
	}
}
function adapter(run, up) {
	const { output, settings } = run;
	return {
		kind: "host",
		call(method, args, place) {
			const [first] = args.list;
			switch (method) {
				case "getConnection":
				case "getDecoratedConnection": return pdo(output);
				case "quoteColumnName":
				case "quoteTableName": {
					const name = stringOf(first);
					return name === void 0 ? quiet(output.source(place)) : madeText(name.split(".").map(quoted).join("."), place);
				}
				case "getAdapterType": return madeText(settings.driver, place);
				case "beginTransaction":
				case "commitTransaction":
					output.made(method === "beginTransaction" ? "BEGIN" : "COMMIT", place);
					return NULL;
				case "rollbackTransaction": return NULL;
				default: {
					if (/^(?:has|get|is|quote|cast)\w*$/.test(method)) return quiet(output.source(place));
					const value = attempt(run, up, method, args, place);
					if (!value) output.unread(place, `what ${method}() of the adapter does is not known`);
					return value ?? quiet(output.source(place));
				}
			}
		}
	};
}
/** Queries that are put together by methods; some change rows whatever else they are told. */
function builder(output, changing) {
	let changes = changing;
	const host = {
		kind: "host",
		call(method, args, place) {
			for (const one of args.list) if (one.kind === "closure") output.run(one, [host]);
			changes ||= /^(?:insert|update|delete|into|set|values)$/.test(method);
			if (/^(?:execute|rowCountAndClose)$/.test(method) && changes) output.unread(place, "a data change through CakePHP’s query builder");
			return host;
		}
	};
	return host;
}

export { phinxDialect, readPhinx };