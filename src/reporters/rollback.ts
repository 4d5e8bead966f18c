/** The way back from a migration: as SQL to run, for a terminal, as Markdown. */
import type { MigrationRollback } from '../plan/plan.ts';
import { fence, prose } from './markdown-text.ts';
import { inline, oneLine, visible, withoutCommands } from './safe-text.ts';
import { palette } from './terminal-text.ts';

/** One piece of the report: sentences, then statements. */
interface Part {
  readonly title: string;
  readonly sentences: readonly string[];
  /** `run`: part of the way back; the others are run at another time, or only where a copy was made. */
  readonly sql: readonly { readonly text: string; readonly run: boolean; readonly transaction: boolean }[];
}

const told = (title: string, sentences: readonly string[]): readonly Part[] =>
  sentences.length === 0 ? [] : [{ title, sentences, sql: [] }];

const aside = (text: string): Part['sql'][number] => ({ text, run: false, transaction: true });

function partsOf({ path, id, steps, lost, notRestored, existing, gaps }: MigrationRollback, several: boolean): readonly Part[] {
  const name = several ? `${path} (${id})` : path;
  const saved = lost.flatMap(({ save }) => (save ? [save] : []));
  const restores = (at: number): readonly Part[] =>
    lost.flatMap(({ restore, restoreAfter, caution }) =>
      restore !== null && restoreAfter === at
        ? [{ title: 'From the copy, where it was made', sentences: caution === null ? [] : [caution], sql: [aside(restore)] }]
        : [],
    );
  const nothing = lost.length + gaps.length === 0;
  const head =
    steps.length > 0
      ? `The way back from ${name}`
      : nothing
        ? `Nothing has to be undone: ${name} leaves nothing behind`
        : `There is no statement that undoes ${name}`;
  return [
    { title: head, sentences: [], sql: [] },
    ...told('It may not be all', gaps),
    ...told('What does not come back by itself', [...new Set(lost.map(({ what }) => what))]),
    ...(saved.length === 0
      ? []
      : [
          {
            title: 'Right before the migration is run, save it',
            sentences: [
              'With writes stopped: what is written between the copy and the migration is not in the copy.',
              ...saved.map(({ title }) => `${title}.`),
            ],
            sql: saved.map(({ sql }) => aside(sql)),
          },
        ]),
    ...told('Not as it was', notRestored),
    ...existingPart(existing),
    ...restores(0),
    ...steps.flatMap(({ title, transaction, sql }, i) => [
      { title, sentences: transaction ? [] : ['Outside a transaction.'], sql: [{ text: sql, run: true, transaction }] },
      ...restores(i + 1),
    ]),
  ];
}

function existingPart(existing: MigrationRollback['existing']): readonly Part[] {
  const alone = (title: string): readonly Part[] => [{ title, sentences: [], sql: [] }];
  if (existing === 'none') return alone('The migration brings no way back');
  if (existing === 'same') return alone('The migration brings a way back that leads to the same schema');
  if (existing === 'unknown') return alone('The migration brings a way back that could not be compared with this one');
  return told('After the way back that the migration brings', existing);
}

/** A text as comments of SQL. */
const comments = (text: string): readonly string[] =>
  visible(text)
    .split('\n')
    .map((line) => `-- ${line}`.trimEnd());

/** A statement can only be shown as it is where nothing in it has to be made visible. */
const isPlain = (sql: string): boolean => withoutCommands(visible(sql)) === sql;

/**
 * The ways back as SQL that can be handed to psql. What is run at another time is in comments, and so is a statement with
 * characters that only `--format json` shows as they are.
 *
 * @param rollbacks in the order in which they are run.
 */
export function renderRollbackSql(rollbacks: readonly MigrationRollback[]): string {
  const blocks = rollbacks.flatMap((rollback) =>
    partsOf(rollback, isOneOfSeveral(rollback, rollbacks)).map(({ title, sentences, sql }) =>
      [
        ...comments(sentences.length === 0 || sql.some(({ run }) => run) ? title : `${title}:`),
        ...sentences.flatMap(comments),
        ...sql.flatMap(({ text, run, transaction }) => {
          if (!isPlain(text))
            return comments(`Characters of this are shown as pictures, so it is not to be run; --format json has it as it is:\n${text}`);
          if (!run) return comments(text);
          return transaction ? ['BEGIN;', text, 'COMMIT;'] : [text];
        }),
      ].join('\n'),
    ),
  );
  const runs = rollbacks.some(({ steps }) => steps.length > 0);
  return withoutCommands(
    `${[...(runs ? ['-- Run it with psql -v ON_ERROR_STOP=1: a step that fails must not be followed by the next.'] : []), ...blocks].join('\n\n')}\n`,
  );
}

/** The ways back as Markdown. */
export function renderRollbackMarkdown(rollbacks: readonly MigrationRollback[]): string {
  const blocks = rollbacks.flatMap((rollback) =>
    partsOf(rollback, isOneOfSeveral(rollback, rollbacks)).flatMap(({ title, sentences, sql }, i) => [
      i === 0 ? `# ${prose(title)}` : `**${prose(title)}**`,
      ...(sentences.length > 0 ? [sentences.map((text) => `- ${prose(text)}`).join('\n')] : []),
      ...sql.map(({ text }) => fence(text, 'sql')),
    ]),
  );
  return withoutCommands(`${blocks.join('\n\n')}\n`);
}

/** The ways back for a terminal. */
export function renderRollbackTerminal(rollbacks: readonly MigrationRollback[], color: boolean): string {
  const { bold, dim } = palette(color);
  const indented = (text: string, by: string): string =>
    visible(text)
      .split('\n')
      .map((line) => `${by}${line}`.trimEnd())
      .join('\n');
  const blocks = rollbacks.flatMap((rollback) =>
    partsOf(rollback, isOneOfSeveral(rollback, rollbacks)).map(({ title, sentences, sql }) =>
      [
        bold(inline(oneLine(title))),
        ...sentences.map((text) => `  ${inline(oneLine(text))}`),
        ...sql.map(({ text, run }) => (run ? indented(text, '    ') : dim(indented(text, '    ')))),
      ].join('\n'),
    ),
  );
  return withoutCommands(`${blocks.join('\n\n')}\n`);
}

const isOneOfSeveral = ({ path }: MigrationRollback, all: readonly MigrationRollback[]): boolean =>
  all.filter((other) => other.path === path).length > 1;
