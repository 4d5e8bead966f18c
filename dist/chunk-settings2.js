import { fr as baseName, gr as folderOf, ot as pathsWith } from "./chunk-review.js";
import { c as parsePython, i as nameOf, r as moduleScope, s as childrenOf, t as bodyOf } from "./chunk-interpret.js";

// src/frameworks/django/settings.ts
/** Files that can hold settings: settings.py and what lies in a folder of that name. */
const SETTINGS = /(?:^|\/)(?:settings\/(?:[^/]+\/)*[^/]+|[^/]*settings[^/]*|conf\/[^/]*|config\/[^/]*)\.py$/;
const MOST = 60;
async function texts(tree, paths) {
	const contents = paths.length === 0 ? [] : [...await tree.read(paths.slice(0, MOST))];
	return new Map(contents.flatMap(([path, content]) => content.kind === "text" ? [[path, content.text]] : []));
}
const inside = (root, path) => root === "" || path.startsWith(`${root}/`);
/** The settings of a project, and the classes of its fields. */
async function readSettings(project, tree) {
	const scripts = pathsWith(tree, "py").filter((path) => inside(project.root, path));
	const settings = await texts(tree, scripts.filter((path) => SETTINGS.test(path)));
	const apps = await texts(tree, scripts.filter((path) => baseName(path) === "apps.py"));
	const all = [...settings.values()].join("\n");
	const auto = /^DEFAULT_AUTO_FIELD\s*=\s*['"][\w.]*?(\w+)['"]/m.exec(all)?.[1];
	const byApp = /* @__PURE__ */ new Map();
	for (const [path, text] of apps) {
		const own = /^\s+default_auto_field\s*=\s*['"][\w.]*?(\w+)['"]/m.exec(text)?.[1];
		if (own !== void 0) byApp.set(baseName(folderOf(path)), own);
	}
	const classes = await fieldClasses(scripts, tree);
	return {
		classOf: (path) => classes.get(path.split(".").at(-1) ?? ""),
		user: /^AUTH_USER_MODEL\s*=\s*['"]([\w.]+)['"]/m.exec(all)?.[1]?.toLowerCase(),
		autoField: (app) => byApp.get(app) ?? auto
	};
}
/** The engine that the settings name, where they name one. */
async function settingsDialect(tree, root) {
	const paths = pathsWith(tree, "py").filter((path) => inside(root, path) && SETTINGS.test(path));
	for (const [path, text] of await texts(tree, paths)) {
		const named = /['"](?:django\.db\.backends|django\.contrib\.gis\.db\.backends|django_prometheus\.db\.backends|psqlextra)\.?(postgresql|postgresql_psycopg2|postgis|mysql|oracle)?\b[\w.]*['"]/.exec(text)?.[1];
		if (named === void 0) continue;
		return {
			dialect: named === "mysql" || named === "oracle" ? named : "postgres",
			evidence: `the database engine in ${path}`
		};
	}
}
/** Django's own field classes, from which others are derived. */
const FIELD = /Field$|^(?:ForeignKey|ForeignObject)$/;
/** Classes of the repository that are fields, by their names: what they are derived from, and the type that they name. */
async function fieldClasses(scripts, tree) {
	const found = /* @__PURE__ */ new Map();
	const paths = scripts.filter((path) => /(?:^|\/)(?:[^/]*fields?[^/]*\.py|fields?\/(?:[^/]+\/)*[^/]+\.py)$/.test(path) && !/(?:^|\/)(?:migrations|tests?)\//.test(path));
	for (const [path, text] of await texts(tree, paths)) {
		const parsed = await parsePython({
			path,
			text
		});
		if (parsed.kind === "error") continue;
		const scope = moduleScope(text, parsed.body);
		for (const node of parsed.body) {
			if (node.name !== "ClassDefinition") continue;
			const bases = childrenOf(node).find(({ name }) => name === "ArgList");
			const base = (bases ? childrenOf(bases) : []).map((child) => text.slice(child.from, child.to).split(".").at(-1) ?? "").findLast((name) => FIELD.test(name) || found.has(name));
			if (base === void 0) continue;
			const body = bodyOf(node);
			const own = text.slice(node.from, node.to);
			const length = /\bkwargs(?:\[['"]max_length['"]\]\s*=|\.setdefault\(\s*['"]max_length['"]\s*,)\s*(\d+)/.exec(own)?.[1];
			found.set(nameOf(node, scope.text), {
				base,
				type: databaseType(body, text),
				length: length === void 0 ? void 0 : Number(length)
			});
		}
	}
	const known = /* @__PURE__ */ new Map();
	for (const name of found.keys()) {
		const chain = [];
		for (let at = name; at !== void 0 && found.has(at) && chain.length < 8; at = found.get(at)?.base) chain.push(found.get(at));
		const kind = chain.at(-1)?.base;
		const type = chain.find((one) => one?.type !== void 0)?.type;
		const length = chain.find((one) => one?.length !== void 0)?.length;
		if (kind !== void 0) known.set(name, {
			kind,
			...type === void 0 ? {} : { type },
			...length === void 0 ? {} : { length }
		});
	}
	return known;
}
/** What `db_type` of a class returns, where it is one literal. */
function databaseType(body, text) {
	const method = body.find((node) => node.name === "FunctionDefinition" && nameOf(node, text) === "db_type");
	const returned = method ? [...text.slice(method.from, method.to).matchAll(/\breturn\s+(.*)$/gm)].map((match) => match[1] ?? "") : [];
	const [only] = returned;
	return returned.length === 1 && only !== void 0 ? /^['"]([\w ]+(?:\([\d, ]+\))?)['"]\s*$/.exec(only)?.[1] : void 0;
}

export { settingsDialect as n, readSettings as t };