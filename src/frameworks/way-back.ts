/** Writes the way back of one migration where its tool looks for it: a second file, a section or a function of the same one. */
import type { Migration } from './framework.ts';
import { statementsText, SQL_FORMATS } from './sql-writer.ts';
import type { CodeWayBack, WayBackRequest, WrittenFile } from './writer.ts';

/** Why a tool with SQL files has none that it would run. */
const NONE: Readonly<Record<string, string>> = {
  sql: 'Lockkeeper does not know the tool that runs these files, and so not where it looks for a way back.',
  prisma: 'Prisma Migrate runs no way back.',
  supabase: 'The Supabase CLI runs no way back.',
  atlas: 'Atlas works out the way back itself (atlas migrate down).',
  refinery: 'refinery runs no way back.',
};

const script = (id: string) => async (): Promise<CodeWayBack | undefined> => (await import('./writer-script.ts')).SCRIPT_WAYS_BACK[id];

/** Tools whose migrations are code, each loaded when something is to be written. */
const CODE: Readonly<Record<string, () => Promise<CodeWayBack | undefined>>> = {
  alembic: async () => (await import('./writer-alembic.ts')).alembicWayBack,
  rails: async () => (await import('./writer-rails.ts')).railsWayBack,
  django: async () => (await import('./writer-django.ts')).djangoWayBack,
  ecto: async () => (await import('./writer-ecto.ts')).ectoWayBack,
  laravel: async () => (await import('./writer-php.ts')).laravelWayBack,
  knex: script('knex'),
  typeorm: script('typeorm'),
  'node-pg-migrate': script('node-pg-migrate'),
  sequelize: script('sequelize'),
  'mikro-orm': script('mikro-orm'),
};

/** Tools that take the way back out of a transaction by itself, or open none. */
const APART: ReadonlySet<string> = new Set(['alembic', 'node-pg-migrate', 'sequelize']);

const BY_HAND = { reason: 'Its way back is code that Lockkeeper does not write: put what is printed into it in the form of the tool.' };
const OUTSIDE = {
  reason: 'What undoes it must be run outside a transaction, and its way back cannot be: run what is printed by hand.',
};

async function inCode(request: WayBackRequest): Promise<WrittenFile | { readonly reason: string }> {
  const { migration, transaction } = request;
  const { framework, path, text } = migration;
  if (!transaction && migration.transaction !== 'none' && !APART.has(framework)) return OUTSIDE;
  const made = await (await CODE[framework]?.())?.(request);
  return made === undefined || made === text ? BY_HAND : { path, action: 'replace', text: made };
}

/**
 * Whether a migration that cannot be undone does not say so itself: Rails and Ecto find out that they cannot turn `change`
 * round, and Django that an operation has no way back.
 */
export const couldHave = ({ framework, text }: Migration): boolean =>
  framework === 'django' || ((framework === 'rails' || framework === 'ecto') && /^\s*def\s+change\b/m.test(text));

/** The file with the way back in it, or why there is none, as a sentence. */
export async function wayBackFile(request: WayBackRequest): Promise<WrittenFile | { readonly reason: string }> {
  const { migration, reading, statements, transaction } = request;
  const format = SQL_FORMATS[migration.framework];
  if (!format || !migration.path.endsWith('.sql')) return inCode(request);
  const none = NONE[migration.framework];
  if (none !== undefined) return { reason: none };
  if (!transaction && !runsOutside(request)) return OUTSIDE;
  const body = statementsText(statements, format);
  if (format.section) {
    const { text } = migration;
    const mark = format.section(transaction);
    const lines = text.trimEnd().split('\n');
    const word = format.section(true).trim().toLowerCase();
    const at = lines.findIndex((line) => line.trim().toLowerCase().startsWith(word));
    // A section without SQL is there already: it gets the statements.
    if (at < 0) return { path: migration.path, action: 'replace', text: `${text.trimEnd()}\n\n${mark}${body}` };
    const head = transaction ? lines : lines.with(at, mark.trimEnd());
    return { path: migration.path, action: 'replace', text: `${head.join('\n')}\n${body}` };
  }
  const path = format.pair?.(migration.path) ?? migration.path;
  if (migration.framework === 'flyway' && migration.down === 'not-used')
    return { reason: 'This project has no undo migrations, which only paid editions of Flyway run.' };
  if (path === migration.path)
    return { reason: 'Its name has no place for a way back: the tool looks for one beside a file that ends in .up.sql.' };
  const there = reading.migrations.find((other) => other.path === path)?.text;
  const head = format.down?.(transaction) ?? '';
  const kept = there === undefined || there.trim() === '' ? '' : `${there.trimEnd()}\n\n`;
  return { path, action: there === undefined ? 'create' : 'replace', text: `${head}${kept}${body}` };
}

/** Whether the tool can run these statements outside a transaction without running the way forth there, too. */
function runsOutside({ migration, statements }: WayBackRequest): boolean {
  const alone = statements.length === 1;
  switch (migration.framework) {
    case 'sql-migrate':
    case 'tern':
      return true;
    case 'goose':
      return migration.transaction === 'none';
    case 'golang-migrate':
      return alone || migration.transaction === 'none';
    case 'dbmate':
    case 'sqlx':
      return alone;
    case 'diesel':
      return alone && migration.transaction !== 'wrapped';
    default:
      return false;
  }
}
