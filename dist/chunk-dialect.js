import { Cr as readSources } from "./chunk-review.js";

// src/frameworks/ef-core/dialect.ts
/** Types that only one provider writes. Annotations prove less: a model can carry those of several providers. */
const TYPES = [
	["postgres", /"(?:timestamp with(?:out)? time zone|character varying(?:\(\d+\))?|integer|jsonb|uuid|bytea|boolean|double precision|citext|interval|\w+(?:\[\]))"/g],
	["sqlserver", /"(?:nvarchar\((?:\d+|max)\)|datetime2(?:\(\d\))?|datetimeoffset|uniqueidentifier|varbinary\(\w+\)|bit|rowversion)"/gi],
	["mysql", /"(?:longtext|longblob|tinyint(?:\(1\)| unsigned)|datetime\(6\)|char\(36\)|mediumtext|varchar\(\d+\) CHARACTER SET \w+)"/gi],
	["sqlite", /"(?:TEXT|INTEGER|BLOB|REAL)"/g],
	["oracle", /"(?:NVARCHAR2\(\w+\)|NUMBER\([\d,]+\)|TIMESTAMP\(7\)(?: WITH TIME ZONE)?|RAW\(\d+\)|CLOB|NCLOB)"/g]
];
const PROVIDERS = [
	["postgres", /\bNpgsqlModelBuilderExtensions\b|\bNpgsqlValueGenerationStrategy\b|"Npgsql:/],
	["sqlserver", /\bSqlServerModelBuilderExtensions\b|"SqlServer:(?:Identity|ValueGenerationStrategy)/],
	["mysql", /\bMySqlModelBuilderExtensions\b|"MySql:(?:CharSet|ValueGenerationStrategy)/],
	["sqlite", /"Sqlite:Autoincrement"/],
	["oracle", /\bOracleModelBuilderExtensions\b|"Oracle:/]
];
/** What the first, the middle and the last migration of a project say. */
async function providerDialect(tree, _root, paths) {
	const some = [.../* @__PURE__ */ new Set([
		paths[0],
		paths[paths.length >> 1],
		paths.at(-1)
	])].flatMap((path) => path ?? []);
	return dialectIn([...(await readSources(tree, some)).files.values()].map(({ text }) => text));
}
/** The engine that most of the types in the texts belong to, else the one whose annotations alone are there. */
function dialectIn(texts) {
	const [first, second] = TYPES.map(([engine, pattern]) => [engine, texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0)]).toSorted(([, a], [, b]) => b - a);
	if (first && first[1] > 2 * (second?.[1] ?? 0)) return {
		dialect: first[0],
		evidence: "the types of columns in the migrations"
	};
	const providers = PROVIDERS.filter(([, pattern]) => texts.some((text) => pattern.test(text)));
	const [only] = providers;
	return only && providers.length === 1 ? {
		dialect: only[0],
		evidence: "the annotations in the migrations"
	} : void 0;
}

export { providerDialect };