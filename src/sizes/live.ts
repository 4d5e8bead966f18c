/**
 * Sizes from a live server, for those who ask for it with `--database-url`. The session reads only, one query on the system
 * catalogs (query.ts), with limits on how long it connects, waits and runs. What the URL says is never printed.
 */
import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import type { ClientConfig } from 'pg';
import { nearest, UserError } from '../errors.ts';
import { STATISTICS_QUERY } from './query.ts';
import type { Measured, MeasuredTable } from './size.ts';

/** Words of libpq: https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
const PARAMETERS = ['host', 'port', 'user', 'password', 'dbname', 'sslmode', 'sslrootcert', 'connect_timeout', 'application_name'];

/** Milliseconds. */
const CONNECT_TIMEOUT = 10_000;
const STATEMENT_TIMEOUT = 30_000;
/** A table that somebody alters is waited for no longer than this. */
const LOCK_TIMEOUT = 2000;

/**
 * Asks a server for the sizes of its tables.
 *
 * @param url as libpq takes it: `postgresql://reader@db.example/app?sslmode=verify-full`. A password may stand in PGPASSWORD or
 *   ~/.pgpass instead.
 * @throws UserError for a URL that cannot be read and a server that cannot be asked; it never repeats the URL.
 */
export async function measureLive(url: string): Promise<Measured> {
  const { config, mode } = await settingsOf(url);
  const rows = await ask(config, mode).catch((error: unknown) => {
    throw error instanceof UserError
      ? error
      : new UserError(`The database of --database-url cannot be asked: ${reasonOf(error)}.`, hintOf(error));
  });
  return { source: 'the database of --database-url', tables: rows.map(tableOf) };
}

type SslMode = (typeof SSL_MODES)[number];

async function settingsOf(url: string): Promise<{ readonly config: ClientConfig; readonly mode: SslMode }> {
  const form = 'It is postgresql://user@host:5432/database?sslmode=verify-full, special characters percent-encoded.';
  const [, user, password, hosts = '', database, query = ''] =
    /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(url) ?? [];
  if (!/^postgres(?:ql)?:\/\//.test(url) || (hosts === '' && user === undefined && database === undefined && query === ''))
    throw new UserError('The value of --database-url is not the URL of a PostgreSQL database.', form);
  if (hosts.includes(',')) throw new UserError('--database-url names several hosts; one is asked.', form);
  const parameters = new Map(new URLSearchParams(query));
  for (const name of parameters.keys())
    if (!PARAMETERS.includes(name)) {
      const near = nearest(name, PARAMETERS);
      throw new UserError(
        `--database-url has a parameter \`${name.slice(0, 40)}\`, which is not known.`,
        `${near === undefined ? '' : `Did you mean \`${near}\`? `}Valid: ${PARAMETERS.join(', ')}.`,
      );
    }
  const [, literal, name, port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(hosts) ?? [];
  if (hosts !== '' && literal === undefined && name === undefined)
    throw new UserError('The host and port of --database-url cannot be read.', form);
  const host = parameters.get('host') ?? literal ?? decoded(name, form);
  const mode = parameters.get('sslmode') ?? process.env['PGSSLMODE'] ?? 'prefer';
  const known = SSL_MODES.find((one) => one === mode);
  if (!known) throw new UserError(`\`sslmode\` of --database-url cannot be "${mode.slice(0, 40)}".`, `Valid: ${SSL_MODES.join(', ')}.`);
  const rootCertificate = parameters.get('sslrootcert');
  const timeout = Number(parameters.get('connect_timeout') ?? 0) * 1000;
  const given = {
    host: host === '' ? undefined : host,
    port: numberOf(parameters.get('port') ?? port),
    user: parameters.get('user') ?? decoded(user, form),
    password: parameters.get('password') ?? decoded(password, form),
    database: parameters.get('dbname') ?? (decoded(database, form) || undefined),
  };
  const config: ClientConfig = {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    application_name: parameters.get('application_name') ?? 'lockkeeper',
    connectionTimeoutMillis: timeout > 0 ? timeout : CONNECT_TIMEOUT,
    // The server's own limit comes first; this one is for a server that does not answer any more.
    query_timeout: STATEMENT_TIMEOUT + 5000,
    // A socket in the file system has no TLS.
    ssl: known === 'disable' || host?.startsWith('/') ? false : await tls(known, rootCertificate),
  };
  return { config, mode: known };
}

function decoded(text: string | undefined, form: string): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    throw new UserError('--database-url has a % that encodes nothing.', form);
  }
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined || !/^\d+$/.test(text) ? undefined : Number(text));

async function tls(mode: SslMode, rootCertificate: string | undefined): Promise<ConnectionOptions> {
  // As libpq does it: without a root certificate, and without verify-…, the connection is encrypted and nobody is identified.
  if (rootCertificate === undefined && (mode === 'prefer' || mode === 'require')) return { rejectUnauthorized: false };
  const authority =
    rootCertificate === undefined || rootCertificate === 'system'
      ? {}
      : {
          ca: await readFile(rootCertificate, 'utf8').catch((error: NodeJS.ErrnoException) => {
            throw new UserError(`The file of sslrootcert cannot be read: ${error.code ?? 'unknown error'}.`);
          }),
        };
  return { rejectUnauthorized: true, ...authority, ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }) };
}

type Row = Readonly<Record<string, unknown>>;

async function ask(config: ClientConfig, mode: SslMode): Promise<readonly Row[]> {
  const { default: Client } = await import('pg/lib/client.js');
  const connected = async (settings: ClientConfig): Promise<InstanceType<typeof Client>> => {
    const client = new Client(settings);
    // A connection that breaks later is told by the query that waits for it.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const client = await connected(config).catch((error: unknown) => {
    const refused = error instanceof Error && /does not support SSL/.test(error.message);
    if (!refused || mode !== 'prefer') throw error;
    return connected({ ...config, ssl: false });
  });
  try {
    await client.query(
      `SET default_transaction_read_only = on; SET statement_timeout = ${STATEMENT_TIMEOUT}; SET lock_timeout = ${LOCK_TIMEOUT}; SET search_path = pg_catalog`,
    );
    return (await client.query<Row>(STATISTICS_QUERY)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function tableOf(row: Row): MeasuredTable {
  const number = (field: string): number | undefined => (row[field] === null || row[field] === undefined ? undefined : Number(row[field]));
  return {
    schema: String(row['schema']),
    table: String(row['table']),
    rows: number('rows'),
    bytes: number('bytes'),
    indexBytes: number('index_bytes'),
    writesPerSecond: number('writes_per_second'),
    asOf: String(row['as_of']),
  };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Messages of servers and sockets name hosts, users and databases: only what is known to hold none is told. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it closed the connection',
  ENOENT: 'there is no such socket',
  EACCES: 'its socket may not be used',
  '28P01': 'it does not take the password',
  '28000': 'it does not let this user in',
  '3D000': 'it has no such database',
  '42501': 'the user may not read the statistics',
  '53300': 'it has no connection left',
  '55P03': 'a table was locked for longer than 2 s',
  '57014': 'the query took longer than 30 s',
  '57P03': 'it is starting up or shutting down',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody who is known here',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody who is known here',
  CERT_HAS_EXPIRED: 'its certificate is out of date',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const code = codeOf(error);
  if (/does not support SSL/.test(message)) return 'it has no TLS, and sslmode asks for it';
  if (/timeout expired|timed? ?out/i.test(message)) return 'it does not answer in time';
  if (/password must be a string/i.test(message)) return 'it asks for a password, and none is given';
  return REASONS[code] ?? (code === '' ? 'the connection failed' : `error ${code}`);
}

const hintOf = (error: unknown): string | undefined =>
  /password/i.test(error instanceof Error ? error.message : '') ? 'A password can stand in PGPASSWORD or ~/.pgpass.' : undefined;
