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
  /** Runs a query that is asked again and again: it is planned once. */
  planned<T>(sql: string): Promise<readonly T[]>;
  /** Drops the plans: the session may have been told to forget everything. */
  forgetPlans(): Promise<void>;
  /** Runs statements that the server may refuse: null where it does not. */
  attempt(sql: string): Promise<Failure | null>;
  /** What the server has said since the last time it was asked. */
  takeNotices(): readonly string[];
  close(): Promise<void>;
}

/** The plans of a session, over what runs its statements. */
export function plansOver(query: Session['query']): Pick<Session, 'planned' | 'forgetPlans'> {
  const names = new Map<string, string>();
  return {
    async planned<T>(sql: string) {
      const name = names.get(sql) ?? `lockkeeper_${names.size}`;
      if (!names.has(sql)) await query(`PREPARE ${name} AS ${sql}`);
      names.set(sql, name);
      return query<T>(`EXECUTE ${name}`);
    },
    async forgetPlans() {
      names.clear();
      await query('DEALLOCATE ALL');
    },
  };
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
  const query = async <T>(sql: string): Promise<readonly T[]> => {
    // Of several statements the driver answers each.
    const answer: unknown = await client.query(sql);
    const results = (Array.isArray(answer) ? answer : [answer]) as readonly { readonly rows: readonly T[] }[];
    return results.at(-1)?.rows ?? [];
  };
  return {
    query,
    ...plansOver(query),
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
