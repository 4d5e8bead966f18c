/** A PostgreSQL that runs inside this process, from an npm package: nothing to install, one session. */
import { type Extensions, PGlite } from '@electric-sql/pglite';
import { type Failure, plansOver, type Session } from './session.ts';

/** Extensions of the package, by the names that CREATE EXTENSION knows; those that it does not carry are left out. */
async function extensionsOf(names: readonly string[]): Promise<Extensions> {
  const found: [string, Extensions[string]][] = [];
  for (const name of names) {
    const key = name.replaceAll('-', '_');
    try {
      const module = (await import(`@electric-sql/pglite/contrib/${key}`)) as Readonly<Record<string, Extensions[string]>>;
      const extension = module[key];
      if (extension) found.push([key, extension]);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED' && code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  return Object.fromEntries(found);
}

/** What the package throws when the server refuses a statement. */
function failureOf(error: unknown): Failure {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code))
    return { sqlstate: error.code, message: error.message };
  throw error;
}

/** Starts the embedded server with the extensions that will be asked for. */
export async function openEmbedded(extensions: readonly string[]): Promise<Session> {
  const server = await PGlite.create({
    extensions: await extensionsOf(extensions),
    postgresqlconf: ['autovacuum = off', 'wal_level = logical', "timezone = 'UTC'"],
  });
  let notices: string[] = [];
  const onNotice = (notice: { readonly message: string | undefined }): void => void notices.push(notice.message ?? '');
  const query = async <T>(sql: string): Promise<readonly T[]> => {
    const results = await server.exec(sql, { onNotice });
    return (results.at(-1)?.rows ?? []) as unknown as readonly T[];
  };
  return {
    query,
    ...plansOver(query),
    async attempt(sql) {
      try {
        await server.exec(sql, { onNotice });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    takeNotices() {
      const said = notices;
      notices = [];
      return said;
    },
    async close() {
      await server.close();
    },
  };
}
