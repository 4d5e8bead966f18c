import { r as __toESM } from "./chunk-rolldown-runtime.js";
import { Ar as UserError, jr as nearest } from "./chunk-review.js";
import { readFile } from "node:fs/promises";

// src/sizes/query.ts
/**
* The one query that sizes come from: docs/table-sizes.sql is it, and `--database-url` runs it. It reads the system catalogs
* and the statistics views and nothing else.
*
* Rows are estimated as the planner does it: the rows of a page when the table was last vacuumed or analysed, times its pages
* now; where that never was, the live rows that the statistics have counted, or nothing. Of a partitioned table the figures are the totals over its partitions. Writes per
* second are the rows inserted, updated and deleted since the statistics were reset or, where they never were, since the
* server was started; counters that outlive a restart then count for more than they are.
* Sources: https://www.postgresql.org/docs/current/row-estimation-examples.html
* https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-TABLES-VIEW
*/
const STATISTICS_QUERY = `WITH RECURSIVE since AS (
  SELECT greatest(extract(epoch FROM now() - coalesce(stats_reset, pg_postmaster_start_time())), 1) AS seconds
  FROM pg_stat_database
  WHERE datname = current_database()
), members AS (
  SELECT oid AS root, oid AS member, relkind
  FROM pg_class
  WHERE relkind IN ('r', 'm', 'p')
  UNION ALL
  SELECT members.root, i.inhrelid, c.relkind
  FROM members
  JOIN pg_inherits i ON i.inhparent = members.member
  JOIN pg_class c ON c.oid = i.inhrelid
  WHERE members.relkind = 'p'
), figures AS (
  SELECT
    c.oid,
    CASE
      WHEN pg_relation_size(c.oid) = 0 THEN 0
      WHEN c.reltuples > 0 AND c.relpages > 0
        THEN c.reltuples / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::integer)
      ELSE nullif(s.n_live_tup, 0)
    END AS rows,
    pg_table_size(c.oid) AS bytes,
    pg_indexes_size(c.oid) AS index_bytes,
    coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0) AS writes
  FROM pg_class c
  LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
  WHERE c.relkind IN ('r', 'm')
)
SELECT
  n.nspname AS schema,
  c.relname AS "table",
  CASE WHEN count(*) = count(f.rows) THEN round(sum(f.rows)::numeric)::bigint END AS rows,
  sum(f.bytes)::bigint AS bytes,
  sum(f.index_bytes)::bigint AS index_bytes,
  round((sum(f.writes) / min(since.seconds))::numeric, 1) AS writes_per_second,
  to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS as_of
FROM members m
JOIN pg_class c ON c.oid = m.root
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN figures f ON f.oid = m.member
CROSS JOIN since
WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
GROUP BY n.nspname, c.relname
ORDER BY n.nspname, c.relname;
`;

// src/sizes/live.ts
/**
* Sizes from a live server, for those who ask for it with `--database-url`. The session reads only, one query on the system
* catalogs (query.ts), with limits on how long it connects, waits and runs. What the URL says is never printed.
*/
/** Words of libpq: https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS */
const SSL_MODES = [
	"disable",
	"prefer",
	"require",
	"verify-ca",
	"verify-full"
];
const PARAMETERS = [
	"host",
	"port",
	"user",
	"password",
	"dbname",
	"sslmode",
	"sslrootcert",
	"connect_timeout",
	"application_name"
];
/** Milliseconds. */
const CONNECT_TIMEOUT = 1e4;
const STATEMENT_TIMEOUT = 3e4;
/** A table that somebody alters is waited for no longer than this. */
const LOCK_TIMEOUT = 2e3;
/**
* Asks a server for the sizes of its tables.
*
* @param url as libpq takes it: `postgresql://reader@db.example/app?sslmode=verify-full`. A password may stand in PGPASSWORD or
*   ~/.pgpass instead.
* @throws UserError for a URL that cannot be read and a server that cannot be asked; it never repeats the URL.
*/
async function measureLive(url) {
	const { config, mode } = await settingsOf(url);
	return {
		source: "the database of --database-url",
		tables: (await ask(config, mode).catch((error) => {
			throw error instanceof UserError ? error : new UserError(`The database of --database-url cannot be asked: ${reasonOf(error)}.`, hintOf(error));
		})).map(tableOf)
	};
}
async function settingsOf(url) {
	const form = "It is postgresql://user@host:5432/database?sslmode=verify-full, special characters percent-encoded.";
	const [, user, password, hosts = "", database, query = ""] = /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(url) ?? [];
	if (!/^postgres(?:ql)?:\/\//.test(url) || hosts === "" && user === void 0 && database === void 0 && query === "") throw new UserError("The value of --database-url is not the URL of a PostgreSQL database.", form);
	if (hosts.includes(",")) throw new UserError("--database-url names several hosts; one is asked.", form);
	const parameters = new Map(new URLSearchParams(query));
	for (const name of parameters.keys()) if (!PARAMETERS.includes(name)) {
		const near = nearest(name, PARAMETERS);
		throw new UserError(`--database-url has a parameter \`${name.slice(0, 40)}\`, which is not known.`, `${near === void 0 ? "" : `Did you mean \`${near}\`? `}Valid: ${PARAMETERS.join(", ")}.`);
	}
	const [, literal, name, port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(hosts) ?? [];
	if (hosts !== "" && literal === void 0 && name === void 0) throw new UserError("The host and port of --database-url cannot be read.", form);
	const host = parameters.get("host") ?? literal ?? decoded(name, form);
	const mode = parameters.get("sslmode") ?? process.env["PGSSLMODE"] ?? "prefer";
	const known = SSL_MODES.find((one) => one === mode);
	if (!known) throw new UserError(`\`sslmode\` of --database-url cannot be "${mode.slice(0, 40)}".`, `Valid: ${SSL_MODES.join(", ")}.`);
	const rootCertificate = parameters.get("sslrootcert");
	const timeout = Number(parameters.get("connect_timeout") ?? 0) * 1e3;
	const given = {
		host: host === "" ? void 0 : host,
		port: numberOf(parameters.get("port") ?? port),
		user: parameters.get("user") ?? decoded(user, form),
		password: parameters.get("password") ?? decoded(password, form),
		database: parameters.get("dbname") ?? (decoded(database, form) || void 0)
	};
	return {
		config: {
			...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== void 0)),
			application_name: parameters.get("application_name") ?? "lockkeeper",
			connectionTimeoutMillis: timeout > 0 ? timeout : CONNECT_TIMEOUT,
			query_timeout: 35e3,
			ssl: known === "disable" || host?.startsWith("/") ? false : await tls(known, rootCertificate)
		},
		mode: known
	};
}
function decoded(text, form) {
	try {
		return text === void 0 ? void 0 : decodeURIComponent(text);
	} catch {
		throw new UserError("--database-url has a % that encodes nothing.", form);
	}
}
const numberOf = (text) => text === void 0 || !/^\d+$/.test(text) ? void 0 : Number(text);
async function tls(mode, rootCertificate) {
	if (rootCertificate === void 0 && (mode === "prefer" || mode === "require")) return { rejectUnauthorized: false };
	return {
		rejectUnauthorized: true,
		...rootCertificate === void 0 || rootCertificate === "system" ? {} : { ca: await readFile(rootCertificate, "utf8").catch((error) => {
			throw new UserError(`The file of sslrootcert cannot be read: ${error.code ?? "unknown error"}.`);
		}) },
		...mode === "verify-full" ? {} : { checkServerIdentity: () => void 0 }
	};
}
async function ask(config, mode) {
	const { default: Client } = await import("./chunk-client.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const connected = async (settings) => {
		const client = new Client(settings);
		client.on("error", () => void 0);
		await client.connect();
		return client;
	};
	const client = await connected(config).catch((error) => {
		if (!(error instanceof Error && /does not support SSL/.test(error.message)) || mode !== "prefer") throw error;
		return connected({
			...config,
			ssl: false
		});
	});
	try {
		await client.query(`SET default_transaction_read_only = on; SET statement_timeout = ${STATEMENT_TIMEOUT}; SET lock_timeout = ${LOCK_TIMEOUT}; SET search_path = pg_catalog`);
		return (await client.query(STATISTICS_QUERY)).rows;
	} finally {
		await client.end().catch(() => void 0);
	}
}
function tableOf(row) {
	const number = (field) => row[field] === null || row[field] === void 0 ? void 0 : Number(row[field]);
	return {
		schema: String(row["schema"]),
		table: String(row["table"]),
		rows: number("rows"),
		bytes: number("bytes"),
		indexBytes: number("index_bytes"),
		writesPerSecond: number("writes_per_second"),
		asOf: String(row["as_of"])
	};
}
const codeOf = (error) => error instanceof Error && "code" in error ? String(error.code) : "";
/** Messages of servers and sockets name hosts, users and databases: only what is known to hold none is told. */
const REASONS = {
	ECONNREFUSED: "nothing listens there",
	ENOTFOUND: "its host is not known",
	EAI_AGAIN: "its host cannot be looked up",
	ETIMEDOUT: "it does not answer",
	ECONNRESET: "it closed the connection",
	ENOENT: "there is no such socket",
	EACCES: "its socket may not be used",
	"28P01": "it does not take the password",
	"28000": "it does not let this user in",
	"3D000": "it has no such database",
	"42501": "the user may not read the statistics",
	"53300": "it has no connection left",
	"55P03": "a table was locked for longer than 2 s",
	"57014": "the query took longer than 30 s",
	"57P03": "it is starting up or shutting down",
	SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by nobody who is known here",
	DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by nobody who is known here",
	CERT_HAS_EXPIRED: "its certificate is out of date",
	ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host"
};
function reasonOf(error) {
	const message = error instanceof Error ? error.message : "";
	const code = codeOf(error);
	if (/does not support SSL/.test(message)) return "it has no TLS, and sslmode asks for it";
	if (/timeout expired|timed? ?out/i.test(message)) return "it does not answer in time";
	if (/password must be a string/i.test(message)) return "it asks for a password, and none is given";
	return REASONS[code] ?? (code === "" ? "the connection failed" : `error ${code}`);
}
const hintOf = (error) => /password/i.test(error instanceof Error ? error.message : "") ? "A password can stand in PGPASSWORD or ~/.pgpass." : void 0;

export { measureLive };