/** Names of the language and of other packages that never reach a database. */

const HARMLESS = new Set([
  'Array', 'BigInt', 'Boolean', 'Buffer', 'Date', 'Error', 'Intl', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'RegExp', 'Set',
  'String', 'Symbol', 'URL', 'assert', 'console', 'clearTimeout', 'crypto', 'isNaN', 'parseFloat', 'parseInt', 'performance', 'process', 'require',
  'setTimeout', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'fetch', 'TextEncoder', 'TextDecoder', 'atob', 'btoa', 'setImmediate', 'structuredClone',
]); // prettier-ignore

const QUIET_MODULE =
  /^(?:node:.*|fs|fs\/promises|path|crypto|util|os|url|assert|lodash(?:\/.*)?|debug|dotenv|uuid|chalk|winston|pino|moment|dayjs|date-fns|semver|slugify|nanoid|p-map)$/;

/** Functions whose names say that they write a log. */
const LOG = /(?:^|\.)(?:log|logger|debug|debugLog|warn|info|error|trace|print\w*)$|^(?:log|logger|debug)\b/i;

export const isHarmless = (name: string): boolean => HARMLESS.has(/^\w+/.exec(name)?.[0] ?? '') || LOG.test(name);

export const isQuietModule = (module: string): boolean => QUIET_MODULE.test(module);

const POSTGRES = /^(?:pg|postgres|postgresql|pg-native|pgnative|redshift|cockroachdb|aurora-postgres)$/;
const OTHER_ENGINE = /^(?:mysql|mysql2|mariadb|sqlite|sqlite3|better-sqlite3|better_sqlite3|mssql|sqlserver|oracle|oracledb)$/;

/** Whether a word names PostgreSQL; undefined for what names no engine. */
export function namesPostgres(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  if (POSTGRES.test(lower)) return true;
  return OTHER_ENGINE.test(lower) ? false : undefined;
}
