/** The frameworks whose migrations can be written, each loaded when something is to be written; for the others, why not. */
import type { MigrationWriter } from './writer.ts';

const PLAIN = ['sql', 'flyway', 'goose', 'sql-migrate', 'dbmate', 'tern', 'golang-migrate', 'sqlx', 'diesel', 'prisma', 'supabase', 'atlas', 'refinery', 'hasura', 'pop'] as const; // prettier-ignore
const SCRIPTS = ['knex', 'typeorm', 'node-pg-migrate', 'sequelize', 'mikro-orm'] as const;
const ALONE: Readonly<Record<string, () => Promise<MigrationWriter>>> = {
  alembic: async () => (await import('./writer-alembic.ts')).alembic,
  rails: async () => (await import('./writer-rails.ts')).rails,
  django: async () => (await import('./writer-django.ts')).django,
  ecto: async () => (await import('./writer-ecto.ts')).ecto,
  laravel: async () => (await import('./writer-php.ts')).laravel,
  liquibase: async () => (await import('./writer-liquibase.ts')).liquibase,
};

const plain = async (id: string): Promise<MigrationWriter | undefined> => {
  const { SQL_FORMATS, sqlWriter } = await import('./sql-writer.ts');
  const format = SQL_FORMATS[id];
  return format && sqlWriter(format);
};
const script = async (id: string): Promise<MigrationWriter | undefined> => (await import('./writer-script.ts')).SCRIPT_WRITERS[id];

const WRITERS: Readonly<Record<string, () => Promise<MigrationWriter | undefined>>> = {
  ...Object.fromEntries(PLAIN.map((id) => [id, () => plain(id)])),
  ...Object.fromEntries(SCRIPTS.map((id) => [id, () => script(id)])),
  ...ALONE,
};

const BY_HAND = 'The steps are in the review, to be written by hand: Lockkeeper does not write the files of this tool yet.';

/** Why a framework has no writer, as a sentence. */
export const NO_WRITER: Readonly<Record<string, string>> = {
  drizzle:
    'Drizzle runs all pending migrations in one transaction and keeps a snapshot of the schema for each, which only drizzle-kit can make.',
  'graphile-migrate':
    'graphile-migrate has one current.sql at a time, and commits it under a hash of its own: write the steps there one after the other.',
  sqitch: BY_HAND,
  yoyo: BY_HAND,
  mongodb: 'These migrations hold no SQL.',
  kysely: 'Kysely runs all pending migrations in one transaction, so that steps cannot be committed one after the other.',
  mongock: 'These migrations hold no SQL.',
  exposed: 'Lockkeeper does not read these migrations.',
  'ef-core':
    'EF Core keeps the model of its time beside each migration, in a file that only dotnet ef makes: add an empty migration for each step, and put the SQL of the review into it with migrationBuilder.Sql(…, suppressTransaction: true) where it runs outside a transaction.',
  phinx: 'Phinx runs every migration in a transaction on PostgreSQL; write the steps by hand where useTransactions() is at hand.',
  'sea-orm':
    'The Migrator of a SeaORM project lists its migrations in code: write a migration for each step of the review, and add it there.',
  pgroll: 'pgroll runs its operations in steps of its own, so that there is nothing to split.',
};

/** The writer of a framework, or undefined where it has none (`NO_WRITER` says why). */
export async function writerOf(framework: string): Promise<MigrationWriter | undefined> {
  return WRITERS[framework]?.();
}

/** Ids of the frameworks that have a writer. */
export const WRITABLE: readonly string[] = [...PLAIN, ...SCRIPTS, ...Object.keys(ALONE)];
