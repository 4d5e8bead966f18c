/** The way back from a migration as a script: what is run, and as comments what is not run by itself. */
import type { MigrationRollback } from '../plan/plan.ts';
import { visible } from './safe-text.ts';

/** A text as comments of SQL. */
const comments = (text: string): readonly string[] =>
  visible(text)
    .split('\n')
    .map((line) => `-- ${line}`.trimEnd());

/**
 * The steps as SQL. What saves rows is run before the migration, and what gives them back needs that copy: both are comments.
 */
export function renderRollbackSql({ path, steps, lost, notRestored, existing, gaps }: MigrationRollback): string {
  const saved = lost.flatMap(({ save }) => (save ? [save] : []));
  const restores = (after: number): readonly string[] =>
    lost.flatMap(({ restore, restoreAfter }) =>
      restore !== null && restoreAfter === after ? comments(`From the copy, where it was made:\n${restore}`) : [],
    );
  const parts: (readonly string[])[] = [
    comments(steps.length === 0 ? `There is no statement that undoes ${path}.` : `The way back from ${path}`),
    gaps.length === 0 ? [] : comments(`It may not be all:\n${gaps.join('\n')}`),
    lost.length === 0 ? [] : comments(`What does not come back by itself:\n${lost.map(({ what }) => what).join('\n')}`),
    saved.length === 0
      ? []
      : comments(`Before the migration is run, save it:\n${saved.map(({ title, sql }) => `${title}:\n${sql}`).join('\n')}`),
    notRestored.length === 0 ? [] : comments(`Not as it was:\n${notRestored.join('\n')}`),
    existingLines(existing),
    restores(0),
    ...steps.flatMap(({ title, transaction, sql }, i) => [
      [...comments(title), ...(transaction ? ['BEGIN;', visible(sql), 'COMMIT;'] : [...comments('Outside a transaction.'), visible(sql)])],
      restores(i + 1),
    ]),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function existingLines(existing: MigrationRollback['existing']): readonly string[] {
  if (existing === 'none') return [];
  if (existing === 'same') return comments('The migration brings a way back that leads to the same schema.');
  if (existing === 'unknown') return comments('The migration brings a way back that could not be compared with this one.');
  return comments(`After the way back that the migration brings:\n${existing.join('\n')}`);
}
