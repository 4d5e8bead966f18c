/** What the files around a project say about its database: the name of a folder, a connection URL, a driver. */
import type { FileTree } from '../changes/change-source.ts';
import type { DialectEvidence } from './framework.ts';
import { foldersUp, folderOf, inFolder } from './sql-file.ts';

/** Names of engines as they stand in paths, URLs and settings, in lower case. */
const ENGINES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    postgres: 'postgres',
    postgresql: 'postgres',
    pg: 'postgres',
    pgsql: 'postgres',
    psql: 'postgres',
    pgx: 'postgres',
    pgx5: 'postgres',
    mysql: 'mysql',
    mysql2: 'mysql',
    mysql8: 'mysql',
    mariadb: 'mariadb',
    sqlite: 'sqlite',
    sqlite3: 'sqlite',
    libsql: 'sqlite',
    turso: 'sqlite',
    sqlserver: 'sqlserver',
    mssql: 'sqlserver',
    oracle: 'oracle',
    cockroach: 'cockroachdb',
    cockroachdb: 'cockroachdb',
    crdb: 'cockroachdb',
    clickhouse: 'clickhouse',
    cassandra: 'cassandra',
    scylla: 'cassandra',
    yugabyte: 'yugabytedb',
    yugabytedb: 'yugabytedb',
    redshift: 'redshift',
    snowflake: 'snowflake',
    bigquery: 'bigquery',
    spanner: 'spanner',
    duckdb: 'duckdb',
    vertica: 'vertica',
    h2: 'h2',
    hsqldb: 'hsqldb',
    db2: 'db2',
    firebird: 'firebird',
    mongodb: 'mongodb',
    ydb: 'ydb',
    tidb: 'tidb',
  }),
);

/** Every engine we have a name for, in our spelling. */
export const ENGINE_NAMES: readonly string[] = [...new Set(ENGINES.values())];

/** The engine a word names, in our spelling: `pgsql` is `postgres`. Undefined for any other word. */
export function engineOf(word: string): string | undefined {
  return ENGINES.get(word.toLowerCase());
}

/** The engine that the nearest folder of a path is named after: `db/postgres/migrations`, `storage-mysql/migrations`. */
export function dialectOfFolder(folder: string): DialectEvidence | undefined {
  for (const segment of folder.split('/').reverse()) {
    const engines = new Set(segment.split(/[-_.\s]/).flatMap((word) => engineOf(word.replace(/migrations?$/i, '')) ?? []));
    const [engine] = engines;
    if (engine !== undefined && engines.size === 1) return { dialect: engine, evidence: `the folder ${segment}` };
    if (engines.size > 1) return undefined;
  }
  return undefined;
}

/** The engine of the connection URLs in a text, JDBC ones included, when they agree. `where` names the text: `URL in .env`. */
export function dialectOfUrl(text: string, where: string): DialectEvidence | undefined {
  const engines = new Set(
    [...text.matchAll(/\b([a-z][a-z0-9]*)(?:\+[a-z0-9_]+)?:(?:\/\/|thin:)/gi)].flatMap((match) => engineOf(match[1] ?? '') ?? []),
  );
  const [engine] = engines;
  return engine !== undefined && engines.size === 1 ? { dialect: engine, evidence: where } : undefined;
}

/** Drivers by the manifest that names them. A manifest that names drivers of two engines proves nothing. */
const MANIFESTS: readonly { readonly name: RegExp; readonly drivers: readonly (readonly [RegExp, string])[] }[] = [
  {
    name: /^go\.mod$/,
    drivers: [
      [/^\s*(?:require\s+)?(?:github\.com\/(?:jackc\/pgx|lib\/pq|go-pg\/pg)|gorm\.io\/driver\/postgres)\b(?!.*\/\/ indirect)/m, 'postgres'],
      [/^\s*(?:require\s+)?(?:github\.com\/go-sql-driver\/mysql|gorm\.io\/driver\/mysql)\b(?!.*\/\/ indirect)/m, 'mysql'],
      [
        /^\s*(?:require\s+)?(?:github\.com\/(?:mattn\/go-sqlite3|glebarez\/.*sqlite)|modernc\.org\/sqlite|gorm\.io\/driver\/sqlite)\b(?!.*\/\/ indirect)/m,
        'sqlite',
      ],
      [/^\s*(?:require\s+)?github\.com\/(?:microsoft|denisenkom)\/go-mssqldb\b(?!.*\/\/ indirect)/m, 'sqlserver'],
      [/^\s*(?:require\s+)?github\.com\/ClickHouse\/clickhouse-go\b(?!.*\/\/ indirect)/m, 'clickhouse'],
      [/^\s*(?:require\s+)?github\.com\/(?:sijms\/go-ora|godror\/godror)\b(?!.*\/\/ indirect)/m, 'oracle'],
    ],
  },
  {
    name: /^Cargo\.toml$/,
    drivers: [
      [
        /^\s*(?:tokio-postgres|postgres|deadpool-postgres)\s*=|^\s*(?:sqlx|diesel|diesel-async|refinery|sea-orm)\s*=[^\n]*"(?:postgres|sqlx-postgres|tokio-postgres)"/m,
        'postgres',
      ],
      [
        /^\s*(?:mysql|mysql_async)\s*=|^\s*(?:sqlx|diesel|diesel-async|refinery|sea-orm)\s*=[^\n]*"(?:mysql|sqlx-mysql|mysql_async)"/m,
        'mysql',
      ],
      [/^\s*rusqlite\s*=|^\s*(?:sqlx|diesel|diesel-async|refinery|sea-orm)\s*=[^\n]*"(?:sqlite|sqlx-sqlite|rusqlite)"/m, 'sqlite'],
    ],
  },
  {
    name: /^package\.json$/,
    drivers: [
      [/"(?:pg|postgres|pg-promise|@neondatabase\/serverless|slonik)"\s*:/, 'postgres'],
      [/"(?:mysql|mysql2|mariadb)"\s*:/, 'mysql'],
      [/"(?:sqlite3|better-sqlite3|@libsql\/client)"\s*:/, 'sqlite'],
      [/"(?:tedious|mssql)"\s*:/, 'sqlserver'],
      [/"oracledb"\s*:/, 'oracle'],
    ],
  },
  {
    name: /^(?:pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml)$/,
    drivers: [
      [/\borg\.postgresql\b/, 'postgres'],
      [/\bmysql-connector-j(?:ava)?\b/, 'mysql'],
      [/\bmariadb-java-client\b/, 'mariadb'],
      [/\bmssql-jdbc\b/, 'sqlserver'],
      [/\bojdbc\d+\b/, 'oracle'],
    ],
  },
  {
    name: /\.(?:cs|fs)proj$|^Directory\.(?:Packages|Build)\.props$/,
    drivers: [
      [/"Npgsql\.EntityFrameworkCore\.PostgreSQL(?:\.[\w.]+)?"/, 'postgres'],
      [/"(?:Pomelo|MySql|MySQL)\.EntityFrameworkCore(?:\.MySql)?"/i, 'mysql'],
      [/"Microsoft\.EntityFrameworkCore\.Sqlite(?:\.Core)?"/, 'sqlite'],
      [/"Microsoft\.EntityFrameworkCore\.SqlServer"/, 'sqlserver'],
      [/"Oracle\.EntityFrameworkCore"/, 'oracle'],
    ],
  },
  {
    name: /^mix\.exs$/,
    drivers: [
      [/\{\s*:postgrex\b/, 'postgres'],
      [/\{\s*:myxql\b/, 'mysql'],
      [/\{\s*:tds\b/, 'sqlserver'],
      [/\{\s*:ecto_sqlite3\b/, 'sqlite'],
    ],
  },
  {
    name: /^(?:requirements[\w.-]*\.txt|pyproject\.toml|Pipfile|setup\.(?:py|cfg))$/,
    drivers: [
      [/\b(?:psycopg|psycopg2|psycopg2-binary|asyncpg|pg8000)\b/, 'postgres'],
      [/\b(?:mysqlclient|PyMySQL|aiomysql|mysql-connector-python)\b/i, 'mysql'],
      [/\b(?:pymssql|pyodbc)\b/, 'sqlserver'],
      [/\b(?:cx_Oracle|oracledb)\b/, 'oracle'],
    ],
  },
];

/** The driver that the manifest nearest above a folder depends on: go.mod, Cargo.toml, package.json, pom.xml, … */
export async function dialectOfDriver(tree: FileTree, folder: string): Promise<DialectEvidence | undefined> {
  for (const above of foldersUp(folder)) {
    const manifests = manifestsIn(tree, above);
    if (manifests.length === 0) continue;
    const contents = await tree.read(manifests);
    const found = new Map<string, string>();
    for (const [path, content] of contents) {
      if (content.kind !== 'text') continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const drivers = MANIFESTS.filter((manifest) => manifest.name.test(name)).flatMap((manifest) => manifest.drivers);
      for (const [pattern, engine] of drivers) if (pattern.test(content.text)) found.set(engine, path);
    }
    const [only] = found;
    if (only && found.size === 1) return { dialect: only[0], evidence: `the driver in ${only[1]}` };
    if (found.size > 1) return undefined;
  }
  return undefined;
}

/** What is said about the database of the migrations in a folder: by its path, else by the nearest driver. */
export async function dialectAround(tree: FileTree, folder: string): Promise<DialectEvidence | undefined> {
  return dialectOfFolder(folder) ?? (await dialectOfDriver(tree, folder));
}

const manifestCache = new WeakMap<FileTree, ReadonlyMap<string, readonly string[]>>();

function manifestsIn(tree: FileTree, folder: string): readonly string[] {
  let byFolder = manifestCache.get(tree);
  if (!byFolder) {
    const found = new Map<string, string[]>();
    for (const path of tree.paths) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (!MANIFESTS.some((manifest) => manifest.name.test(name))) continue;
      const at = folderOf(path);
      found.set(at, [...(found.get(at) ?? []), inFolder(at, name)]);
    }
    manifestCache.set(tree, (byFolder = found));
  }
  return byFolder.get(folder) ?? [];
}
