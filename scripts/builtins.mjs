/**
 * Writes src/dialects/postgres/builtins.ts from running servers: which functions each major has, which are volatile, which
 * never are immutable.
 *
 *   node scripts/servers.mjs run -- node scripts/builtins.mjs
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Client } from 'pg';

/** Functions that SQL can call: no input and output of types but for their binary form, no support of indexes, no triggers, nothing internal. */
const FUNCTIONS = `
  SELECT proname AS name, bool_and(provolatile = 'v') AS volatile, bool_and(provolatile <> 'i') AS changing,
    array_agg(pg_get_function_identity_arguments(p.oid)) FILTER (WHERE provolatile = 'v') AS forms,
    array_agg(pronargs) FILTER (WHERE provolatile <> 'i') AS changing_counts, array_agg(pronargs) FILTER (WHERE provolatile = 'i') AS other_counts
  FROM pg_proc p
  WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'w', 'a')
    AND NOT EXISTS (SELECT FROM pg_type t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typmodin, t.typmodout, t.typanalyze))
    AND NOT EXISTS (SELECT FROM pg_amproc a WHERE a.amproc = p.oid)
    AND NOT 'internal'::regtype = ANY (proargtypes)
    AND prorettype NOT IN ('internal'::regtype, 'index_am_handler'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
  GROUP BY 1`;

/** Functions of the extensions that come with the server, by the extension; those in C and SQL alike. */
const EXTENSIONS = `
  SELECT e.extname AS extension, p.proname AS name, bool_or(p.provolatile = 'v') AS volatile
  FROM pg_extension e JOIN pg_depend d ON d.refobjid = e.oid AND d.deptype = 'e' AND d.classid = 'pg_proc'::regclass
    JOIN pg_proc p ON p.oid = d.objid
  WHERE p.prokind = 'f' AND NOT 'internal'::regtype = ANY (p.proargtypes) AND p.prorettype NOT IN ('internal'::regtype, 'trigger'::regtype)
    AND NOT EXISTS (SELECT FROM pg_type t WHERE p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout))
  GROUP BY 1, 2`;

/** Those whose functions stand in defaults and generated columns. */
const WANTED = [
  'citext',
  'cube',
  'earthdistance',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'isn',
  'ltree',
  'pg_trgm',
  'pgcrypto',
  'seg',
  'tablefunc',
  'unaccent',
  'uuid-ossp',
];

/** SQL's own words that the parser turns into functions or nodes of their own; none is volatile. */
const WORDS =
  'current_catalog current_date current_role current_schema current_time current_timestamp current_user extract localtime localtimestamp session_user user';
/** Those of them that depend on the session or the time. */
const CHANGING_WORDS = WORDS.split(' ').filter((word) => word !== 'extract');
/** Nobody calls these in a generated column. */
const REMOTE = /^(?:pg_|has_|binary_upgrade|txid_|inet_|lo_|brin_|fmgr_|plpgsql_)|(?:sel|handler)$/;

const lines = (names) => {
  const wrapped = [];
  let line = '';
  for (const name of names) {
    if (line.length + name.length > 120) {
      wrapped.push(`${line} `);
      line = '';
    }
    line += line === '' ? name : ` ${name}`;
  }
  wrapped.push(line);
  return wrapped.map((text) => `'${text}'`).join(' +\n    ');
};

/** `extract` is a word of the grammar that is a function of that name since 14 only. */
const firstMajor = new Map();
const volatile = new Set();
/** name -> arguments of a volatile form of a function that has others too -> the last major that has it. */
const forms = new Map();
const changing = new Map();
const extensions = new Map();
for (const url of (process.env.LOCKKEEPER_SERVERS ?? '').split(/\s+/).filter(Boolean)) {
  const client = new Client({ host: new URL(url).searchParams.get('host') ?? undefined, user: 'postgres', database: 'postgres' });
  await client.connect();
  const { rows: version } = await client.query("SELECT current_setting('server_version_num')::int / 10000 AS major");
  const { major } = version[0];
  const { rows } = await client.query(FUNCTIONS);
  for (const row of rows) {
    firstMajor.set(row.name, row.name === 'extract' ? 13 : Math.min(firstMajor.get(row.name) ?? major, major));
    if (row.volatile) volatile.add(row.name);
    else for (const form of row.forms ?? []) forms.set(`${row.name}(${form})`, { name: row.name, form, last: major });
    if (REMOTE.test(row.name)) continue;
    // By the number of arguments where that alone tells the forms apart: `to_tsvector/1`.
    const counts = row.changing ? [''] : (row.changing_counts ?? []).map((count) => `/${count}`);
    const other = new Set((row.other_counts ?? []).map((count) => `/${count}`));
    for (const count of counts) changing.set(row.name + count, (changing.get(row.name + count) ?? true) && !other.has(count));
    for (const count of other) changing.set(row.name + count, false);
    if (!row.changing) changing.set(row.name, false);
  }
  await client.query('BEGIN; CREATE SCHEMA extensions; SET LOCAL search_path = extensions');
  for (const extension of WANTED) await client.query(`CREATE EXTENSION IF NOT EXISTS "${extension}" CASCADE`);
  for (const row of (await client.query(EXTENSIONS)).rows) {
    if (WANTED.includes(row.extension)) extensions.set(row.name, (extensions.get(row.name) ?? false) || row.volatile);
  }
  await client.query('ROLLBACK');
  await client.end();
}
if (firstMajor.size === 0) throw new Error('LOCKKEEPER_SERVERS names no server; run this through scripts/servers.mjs.');

const majors = [...new Set(firstMajor.values())].sort((a, b) => a - b);
const of = (major) =>
  [...firstMajor]
    .filter(([, first]) => first === major)
    .map(([name]) => name)
    .sort();
const oldest = majors[0];
const text = `/**
 * Functions of PostgreSQL ${oldest} to ${majors.at(-1)} and of the extensions that come with it, from pg_proc of real servers.
 * Written by scripts/builtins.mjs; do not edit.
 */

/** Functions that ${oldest} has, and those that each later major added. */
export const FUNCTIONS: ReadonlyMap<number, string> = new Map([
${[...majors].map((major) => `  [\n    ${major},\n    ${lines(major === oldest ? [...of(major), ...WORDS.split(' ').filter((word) => !firstMajor.has(word))] : of(major))},\n  ],`).join('\n')}
]);

/** Those of them that are volatile. */
export const VOLATILE =
    ${lines([...volatile].sort())};

/** Functions of which one form is volatile and others are not: its arguments, and the last major on which it is. */
export const VOLATILE_FORMS: readonly (readonly [name: string, types: string, last: number])[] = [
${[...forms.values()].map(({ name, form, last }) => `  ['${name}', '${form}', ${last}],`).join('\n')}
];

/** Functions that are immutable in none of their forms, or none with so many arguments (name/1); those left out that no generated column calls. */
export const CHANGING =
    ${lines([...[...changing].filter(([, is]) => is).map(([name]) => name), ...CHANGING_WORDS.filter((word) => !changing.has(word))].sort())};

/** Functions of ${WANTED.join(', ')} that are not volatile. */
export const EXTENSION_FUNCTIONS =
    ${lines(
      [...extensions]
        .filter(([name, isVolatile]) => !isVolatile && !firstMajor.has(name))
        .map(([name]) => name)
        .sort(),
    )};

/** Functions of the same extensions that are volatile. */
export const EXTENSION_VOLATILE =
    ${lines(
      [...extensions]
        .filter(([, isVolatile]) => isVolatile)
        .map(([name]) => name)
        .sort(),
    )};
`;
const target = 'src/dialects/postgres/builtins.ts';
writeFileSync(target, text);
execFileSync('npx', ['oxfmt', target], { stdio: 'inherit' });
process.stdout.write(`${target}: ${firstMajor.size} functions, ${volatile.size} volatile, ${extensions.size} of extensions\n`);
