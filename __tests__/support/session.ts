/** One session of a PostgreSQL server, real or embedded: the little that experiments need of a driver. */
import { Client, DatabaseError } from 'pg';

/** The server refused a statement. */
export interface Failure {
  readonly sqlstate: string;
  readonly message: string;
}

export interface Session {
  /** Runs one or more statements; the rows of the last one. */
  query<T>(sql: string): Promise<readonly T[]>;
  /** Runs statements that the server may refuse: null where it does not. */
  attempt(sql: string): Promise<Failure | null>;
  /** What the server has said since the last time it was asked. */
  takeNotices(): readonly string[];
  close(): Promise<void>;
}

/** Connects to a server given by URL: `postgres:///postgres?host=/path/to/socket&user=postgres`. */
export async function openClient(url: string): Promise<Client> {
  const { searchParams, pathname } = new URL(url);
  const host = searchParams.get('host');
  const client = new Client(
    host ? { host, user: searchParams.get('user') ?? 'postgres', database: pathname.slice(1) || 'postgres' } : { connectionString: url },
  );
  await client.connect();
  return client;
}

/** A session of a server given by URL. */
export async function openSession(url: string): Promise<Session> {
  const client = await openClient(url);
  let notices: string[] = [];
  client.on('notice', (notice) => notices.push(notice.message ?? ''));
  return {
    async query<T>(sql: string) {
      // Of several statements the driver answers each.
      const answer: unknown = await client.query(sql);
      const results = (Array.isArray(answer) ? answer : [answer]) as readonly { readonly rows: readonly T[] }[];
      return results.at(-1)?.rows ?? [];
    },
    async attempt(sql) {
      try {
        await client.query(sql);
        return null;
      } catch (error) {
        if (error instanceof DatabaseError) return { sqlstate: error.code ?? '', message: error.message };
        throw error;
      }
    },
    takeNotices() {
      const said = notices;
      notices = [];
      return said;
    },
    async close() {
      await client.end();
    },
  };
}
