/** The ways back that migrations lack, as files of their tools. */
import type { Dialect } from '../dialects/dialect.ts';
import { undoMigration } from '../effects/undo.ts';
import type { AnalysedMigration } from '../effects/analysed.ts';
import { couldHave, wayBackFile } from '../frameworks/way-back.ts';
import type { DraftStatement, WrittenFile } from '../frameworks/writer.ts';
import { oneLine, visible } from '../reporters/safe-text.ts';
import type { Examined } from '../review.ts';
import type { MigrationRollback } from './plan.ts';

/** What can be written of the ways back. */
export interface WrittenRollback {
  readonly files: readonly WrittenFile[];
  /** Migrations for which nothing is written, each with the reason as a sentence. */
  readonly notWritten: readonly { readonly path: string; readonly id: string; readonly reason: string }[];
}

/** A migration with what undoes it, and the number of its project. */
export interface Undone {
  readonly rollback: MigrationRollback;
  readonly analysed: AnalysedMigration;
  readonly project: number;
}

/**
 * Makes the files of the ways back. A way back that is there is never touched.
 *
 * @param lockTimeout milliseconds that statements wait for a lock; 0: nothing is said.
 */
export async function rollbackFiles(undone: readonly Undone[], examined: Examined, lockTimeout: number): Promise<WrittenRollback> {
  const files: WrittenFile[] = [];
  const notWritten: WrittenRollback['notWritten'][number][] = [];
  for (const one of undone) {
    const { path, id } = one.rollback;
    const file = await fileOf(one, undone, examined, lockTimeout);
    if ('reason' in file) notWritten.push({ path, id, reason: file.reason });
    else files.push(file);
  }
  return { files, notWritten };
}

async function fileOf(
  one: Undone,
  all: readonly Undone[],
  { touched, analysed }: Examined,
  lockTimeout: number,
): Promise<WrittenFile | { readonly reason: string }> {
  const { rollback, analysed: own } = one;
  const { migration, unread } = own;
  const [reading, context] = [touched[one.project]?.head, analysed[one.project]?.context];
  if (rollback.existing !== 'none') return { reason: kept(rollback.existing) };
  // tern takes a migration without a section for one that has no way back.
  if (migration.down === 'irreversible' && migration.framework !== 'tern' && !couldHave(migration))
    return { reason: 'It says itself that there is no way back.' };
  // Its operations are undone one by one, and its way back is no migration of its own.
  if (migration.framework === 'django' && migration.down === 'present') return { reason: 'Each of its operations has a way back.' };
  if (all.some(({ rollback: other }) => other !== rollback && other.path === rollback.path))
    return { reason: 'Its file holds several migrations.' };
  if (unread.length > 0) return { reason: `A part of it could not be read: ${unread[0]?.reason ?? ''}.` };
  if (!reading || !context) return { reason: 'Its project was not read.' };
  const { dialect, version } = context;
  const { steps } = undoMigration(own.statements, { dialect, version, change: own.change });
  const rendered = steps.flatMap((step) => step.operations.map((operation) => dialect.render(operation, step.catalog)));
  const sql = rendered.flatMap((text) => (text === undefined ? [] : [`${text};`]));
  if (sql.length === 0) return { reason: 'There is no statement that undoes it: say so in its way back.' };
  const transaction = !steps.some(({ outsideTransaction }) => outsideTransaction);
  const timeout = dialect.lockTimeout(lockTimeout);
  const waits =
    transaction && migration.transaction !== 'none' && lockTimeout > 0 && rollback.steps.some((step) => step.sql.startsWith(timeout));
  const told = [...rollback.gaps, ...new Set(rollback.lost.map(({ what }) => what))].map((text) => oneLine(visible(text)));
  const statements = [...(waits ? [timeout] : []), ...sql].map((text, i): DraftStatement => ({ comments: i === 0 ? told : [], sql: text }));
  const forth = own.statements.map((one): DraftStatement => ({ ...forthOf(one, own, context), comments: [] }));
  return wayBackFile({ migration, reading, statements, transaction, forth });
}

/** One statement of the migration with what undoes it alone. */
function forthOf(
  one: AnalysedMigration['statements'][number],
  { change }: AnalysedMigration,
  { dialect, version }: { readonly dialect: Dialect; readonly version: number },
): Pick<DraftStatement, 'sql' | 'from' | 'down'> {
  const { statement } = one;
  const { steps } = undoMigration([one], { dialect, version, change });
  const down = steps.flatMap((step) => step.operations.map((operation) => dialect.render(operation, step.catalog)));
  const lost = steps.some(({ irreversible }) => irreversible.length > 0) && down.length === 0;
  const whole = !lost && !down.includes(undefined);
  return { sql: statement.sql ?? statement.made ?? '', from: statement.span, down: whole ? down.flatMap((text) => text ?? []) : undefined };
}

function kept(existing: Exclude<MigrationRollback['existing'], 'none'>): string {
  if (existing === 'same') return 'It brings a way back that leads to the same schema.';
  if (existing === 'unknown') return 'It brings a way back, which could not be compared.';
  return `It brings a way back, which is left as it is although it leads elsewhere: ${existing.join('; ')}.`;
}
