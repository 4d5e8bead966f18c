import { _ as stringOf, b as dialectOfPhp, g as quiet, i as schema, l as readClass, m as madeText, t as database, u as NULL } from "./chunk-database.js";
import { Cr as readSources, Tr as relativeTo, _r as foldersUp, br as inFolder, fr as baseName, hr as compareText, kr as wordsOf, wr as readText } from "./chunk-review.js";

// src/frameworks/laravel/tool.ts
const SCHEMA = /(?:^|\\)Schema$/;
const DB = /(?:^|\\)(?:DB|Database)$/;
const CAPSULE = /^Illuminate\\Database\\Capsule\\Manager$/;
function laravelTool(version, driver) {
	const on = (output) => ({
		output,
		version,
		driver
	});
	return {
		transaction: "wrapped",
		staticCall(name, method, args, place, output) {
			if (SCHEMA.test(name)) return schema(on(output)).call(method, args, place);
			if (DB.test(name) || CAPSULE.test(name)) return database(on(output)).call(method, args, place);
			if (/(?:^|\\)Artisan$/.test(name)) {
				const command = stringOf(args.list[0]);
				if (!/^(?:cache|config|route|view|optimize|queue|event|storage|key|horizon|about|up$|down$)/.test(command ?? "")) output.unread(place, command === void 0 ? "what Artisan runs is computed" : `what "artisan ${command}" runs is not read`);
				return quiet("Artisan");
			}
		},
		functionCall(name, args, place, output) {
			const [first, second] = args.list;
			switch (name) {
				case "app":
				case "resolve": {
					const service = stringOf(first) ?? "";
					if (/^db(?:\.connection)?$/.test(service) || /DatabaseManager$|ConnectionInterface$/.test(service)) return database(on(output));
					if (service === "db.schema") return schema(on(output));
					return first ? {
						kind: "unknown",
						origin: "foreign",
						source: `app(${service})`
					} : container(on(output));
				}
				case "config":
				case "env": {
					const key = stringOf(first) ?? "";
					if (key === "database.default" || key === "DB_CONNECTION") return madeText(driver, place);
					if (/^database\.connections\.[^.]+\.driver$/.test(key)) return madeText(driver, place);
					return quiet(second ? output.source(place) : `config(${key})`);
				}
				default: return;
			}
		},
		construct(name, args, place, output) {
			const [first] = args.list;
			if (!/(?:^|\\)Expression$/.test(name)) return void 0;
			if (first?.kind === "text") return {
				kind: "raw",
				text: first
			};
			return {
				kind: "raw",
				text: madeText(first?.kind === "number" ? first.text : `\${${output.source(place).replaceAll(/[{}$\s]+/g, "")}}`, place)
			};
		},
		self(method) {
			return method === "getConnection" || method === "shouldRun" ? NULL : void 0;
		}
	};
}
function container(connection) {
	return {
		kind: "host",
		call(method, args) {
			const service = stringOf(args.list[0]) ?? "";
			if (/^make|^get$/.test(method) && /^db(?:\.connection)?$/.test(service)) return database(connection);
			if (/^make|^get$/.test(method)) return {
				kind: "unknown",
				origin: "foreign",
				source: service
			};
			return quiet(`app()->${method}`);
		}
	};
}

// src/frameworks/laravel/index.ts
/** When Laravel 11 was released, from which on change() sets everything anew. */
const LARAVEL_11 = "2024_03_12";
/** What is assumed of a file from then on, and of one before, where nothing says the version. */
const [NEWEST, OLD] = [13, 10];
const DRIVERS = {
	postgres: "pgsql",
	sqlserver: "sqlsrv"
};
/** The connection that is used where none is named. */
function laravelDialect(tree, root, files) {
	return dialectOfPhp(tree, root, files, "DB_CONNECTION", [{
		path: "config/database.php",
		pattern: /^[ \t]*'default'[ \t]*=>[ \t]*(?:env\([ \t]*'DB_CONNECTION'[ \t]*,[ \t]*)?'(\w+)'/,
		name: "the default connection"
	}]);
}
async function readLaravel(project, tree) {
	const { files, unread } = await readSources(tree, project.files);
	const version = await versionOf(tree, project.root);
	const dialect = project.dialect?.dialect ?? "postgres";
	const migrations = [];
	for (const file of [...files.values()].sort((a, b) => compareText(baseName(a.path), baseName(b.path)))) migrations.push(...await readFile(file, project.root, version, DRIVERS[dialect] ?? dialect));
	return {
		migrations,
		unread
	};
}
async function readFile(file, root, version, driver) {
	const id = relativeTo(root, file.path);
	const stem = baseName(file.path).replace(/\.php$/, "");
	const [, order = stem, title = ""] = /^(\d{4}_\d{2}_\d{2}_\d{6})_(.*)$/.exec(stem) ?? [];
	return readClass(file, laravelTool(version ?? (order >= LARAVEL_11 ? NEWEST : OLD), driver), {
		framework: "laravel",
		id,
		order,
		title: wordsOf(title || stem),
		optsOut: (self) => {
			const value = self.fields.get("withinTransaction");
			return value?.kind === "boolean" && !value.value;
		}
	});
}
/** The major version that the composer.json nearest above asks for. */
async function versionOf(tree, root) {
	for (const folder of foldersUp(root)) {
		const text = await readText(tree, inFolder(folder, "composer.json"));
		const version = /"(?:laravel\/framework|illuminate\/database)"\s*:\s*"[^"\d]*(\d+)/.exec(text ?? "")?.[1];
		if (version !== void 0) return Number(version);
	}
}

export { laravelDialect, readLaravel };