import { An as baseName, Pn as folderOf, Rn as inFolder } from "./chunk-review.js";

// src/frameworks/writer.ts
/** How a name is put together: `V2__add_email.sql` is `V`, `2`, `__`, `add_email`, `.sql`. */
const NAME = /^([A-Za-z]?)(\d{4}-\d\d-\d\d-\d{6}|\d+(?:\.\d+)*)(__|[_.-]|)(.*?)((?:\.\w+)+)?$/s;
/**
* Names for migrations directly after one, before anything later of the change; or why there are none.
*
* @param parent the name of the folder is what counts, not that of the file.
*/
function namesAfter(request, count, parent = false) {
	const { migration, reading, later, taken } = request;
	const whole = parent ? folderOf(migration.path) : migration.path;
	const [, prefix = "", version, separator = "", title = "", suffix = ""] = NAME.exec(baseName(whole)) ?? [];
	if (version === void 0) return { reason: `The name ${baseName(whole)} does not begin with a number, so none can be told to come after it.` };
	const versions = new Set([...reading.migrations.map(({ path }) => path), ...taken].flatMap((path) => {
		const own = NAME.exec(baseName(parent ? folderOf(path) : path))?.[2];
		return own === void 0 ? [] : [plain(own)];
	}));
	const names = [];
	let at = version;
	while (names.length < count) {
		at = successor(at);
		if (versions.has(plain(at))) continue;
		const own = title === "" ? `${names.length + 2}` : `${title}${title.includes("-") ? "-" : "_"}${names.length + 2}`;
		const base = `${prefix}${at}${separator || "_"}${own}${suffix}`;
		const path = inFolder(folderOf(whole), parent ? `${base}/${baseName(migration.path)}` : base);
		names.push({
			order: at,
			path,
			title: own
		});
	}
	const next = later.find(({ path }) => {
		const own = NAME.exec(baseName(parent ? folderOf(path) : path))?.[2];
		return own !== void 0 && own !== version && compare(own, at) < 0;
	});
	if (next) return { reason: `${baseName(whole)} becomes ${count + 1} migrations, and ${baseName(next.path)} of the same change would run between them: give it a higher number first.` };
	return names;
}
const plain = (version) => version.split(".").map((part) => part.replace(/^0+(?=\d)/, "")).join(".");
function compare(a, b) {
	const [x, y] = [a.split(".").map(Number), b.split(".").map(Number)];
	for (let i = 0; i < Math.max(x.length, y.length); i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
	return 0;
}
/** The next second of a timestamp, the next number of anything else, as wide as it was. */
function successor(version) {
	if (/^\d{4}-\d\d-\d\d-\d{6}$/.test(version)) return successor(version.replaceAll("-", "")).replace(/^(\d{4})(\d\d)(\d\d)(\d{6})$/, "$1-$2-$3-$4");
	const stamp = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(version);
	if (stamp) {
		const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = stamp.slice(1).map(Number);
		const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second + 1));
		if (month >= 1 && month <= 12 && day <= 31 && hour < 24 && minute < 60 && second < 60) return time.toISOString().replaceAll(/\D/g, "").slice(0, 14);
	}
	const parts = version.split(".");
	const last = parts.pop() ?? "0";
	return [...parts, String(BigInt(last) + 1n).padStart(last.length, "0")].join(".");
}

export { namesAfter as t };