/** `lockkeeper rollback`: what restores the schema that was there before a migration. */
import { ruleSettings } from '../config/rule-settings.ts';
import { dialectMap } from '../dialects/index.ts';
import { UserError } from '../errors.ts';
import { withFiles } from '../plan/fix.ts';
import { migrationRollback } from '../plan/rollback.ts';
import { rollbackFiles, type Undone, type WrittenRollback } from '../plan/rollback-files.ts';
import { renderRollbackJson } from '../reporters/json-rollback.ts';
import { renderRollbackMarkdown, renderRollbackSql, renderRollbackTerminal } from '../reporters/rollback.ts';
import { visible, withoutCommands } from '../reporters/safe-text.ts';
import { examine, type Examined } from '../review.ts';
import { COLOR_OPTION, colorChoice } from './color.ts';
import { writeFiles } from './fix.ts';
import type { Io } from './io.ts';
import { helpText, type OptionSpecs, parseOptions } from './options.ts';
import { type LocalInput, reviewInput } from './review.ts';
import { writeReport } from './write-report.ts';

const OPTIONS: OptionSpecs = {
  write: { type: 'boolean', doc: 'write the way back where the tool looks for it, if there is none' },
  migration: { type: 'string', value: 'ID', doc: 'one of several migrations in the file; all of them without it' },
  format: { type: 'string', value: 'FORMAT', doc: 'how to print it', choices: ['sql', 'terminal', 'markdown', 'json'] },
  output: { type: 'string', value: 'FILE', doc: 'where to; standard output without it' },
  config: { type: 'string', value: 'FILE', doc: 'the configuration, instead of .github/lockkeeper.yml or lockkeeper.yml' },
  dialect: { type: 'string', value: 'DIALECT', doc: 'engine and major version: postgres@16' },
  color: COLOR_OPTION,
  help: { type: 'boolean', short: 'h', doc: 'show this help' },
};

/** Runs `rollback`. Status 0 also where nothing can be undone: the answer says so; 2 an error of the run. */
export async function rollbackCommand(args: readonly string[], io: Io): Promise<number> {
  const options = parseOptions(args, OPTIONS);
  if (options.flag('help')) {
    const about = 'Prints what undoes a migration, from the schema that the migrations before it make, and what to save before it is run.';
    io.out(helpText(['lockkeeper rollback [--write] FILE'], about, OPTIONS));
    return 0;
  }
  const [file, ...others] = options.positionals;
  if (file === undefined || others.length > 0)
    throw new UserError('rollback takes one migration file.', 'Name it: lockkeeper rollback FILE');
  const { root, ...given } = await reviewInput(options, io);
  // Where the application uses what goes is no matter here.
  const input = { ...given, config: { ...given.config, application: { ...given.config.application, search: false } } };
  if (input.changes.kind === 'audit') throw new UserError(`${file} is a folder.`, 'Name the file of one migration in it.');
  const examined = await withWaysBack(input);
  const undone = chosen(undoneOf(examined, input), options.string('migration'), file, examined);

  const made = await rollbackFiles(undone, examined, input.config.rewrites.lockTimeout);
  const written = await readable(made, undone, input);
  if (options.flag('write'))
    await writeFiles(
      root,
      written.files.map((one) => ({ ...one, release: 1, from: file })),
      input.changes.head,
    );

  const rollbacks = undone.map(({ rollback }) => rollback);
  const output = options.string('output');
  const toFile = output !== undefined && output !== '-';
  const format = options.string('format') ?? 'sql';
  const text =
    format === 'json'
      ? renderRollbackJson(rollbacks, written)
      : format === 'markdown'
        ? renderRollbackMarkdown(rollbacks)
        : format === 'terminal'
          ? renderRollbackTerminal(rollbacks, !toFile && colorChoice(options, io))
          : renderRollbackSql(rollbacks);
  if (toFile) await writeReport(io, output, text);
  else io.out(text);
  if (options.flag('write')) io.err(withoutCommands(visible(writtenText(written))));
  return 0;
}

/** The named file examined; a way back in a file of its own is examined with it, so that it can be compared. */
async function withWaysBack(input: Omit<LocalInput, 'root'>): Promise<Examined> {
  const { changes } = input;
  const named = await examine({ ...input, plan: false, uses: false });
  const beside = named.touched.flatMap(({ head }, i) => {
    const ids = new Set(named.analysed[i]?.migrations.map(({ migration }) => `${migration.id}:down`));
    return head.migrations.filter((own) => own.direction === 'down' && ids.has(own.id)).map(({ path }) => path);
  });
  const more = [...new Set(beside)].filter((path) => !changes.files.some((own) => own.path === path));
  if (more.length === 0) return named;
  const files = [...changes.files, ...more.map((path) => ({ path, status: 'added' as const }))];
  return examine({ ...input, plan: false, uses: false, changes: { ...changes, files } });
}

/** The migrations of the named file that go forward, with what undoes them: last one first. */
function undoneOf({ analysed }: Examined, { changes, config, rules }: Omit<LocalInput, 'root'>): readonly Undone[] {
  const judging = { settings: ruleSettings(config), dialects: dialectMap() };
  return analysed
    .flatMap(({ migrations, context }, project) =>
      migrations
        .filter(({ migration: { direction, path } }) => direction === 'up' && changes.files.some((own) => own.path === path))
        .map((one) => ({ analysed: one, project, rollback: migrationRollback(one, { project: context, rules, judging, migrations }) })),
    )
    .toReversed();
}

/**
 * Those that are meant.
 *
 * @throws UserError where there is none, saying what the file is instead.
 */
function chosen(undone: readonly Undone[], id: string | undefined, file: string, { touched, analysed }: Examined): readonly Undone[] {
  const all = id === undefined ? undone : undone.filter(({ rollback }) => rollback.id === id);
  const ids = undone.map(({ rollback }) => rollback.id);
  if (all.length === 0 && id !== undefined && ids.length > 0)
    throw new UserError(`${file} holds no migration ${id}.`, `It holds ${ids.toReversed().join(', ')}.`);
  if (all.some(({ analysed: { statements, unread } }) => statements.length + unread.length > 0)) return all;
  if (all.length > 0) throw new UserError(`${file} runs no statement.`, 'There is nothing to undo.');
  const down = analysed.flatMap(({ migrations }) => migrations.filter(({ migration }) => migration.direction === 'down'))[0]?.migration;
  if (down) {
    const forth = touched.flatMap(({ head }) => head.migrations).find((own) => `${own.id}:down` === down.id);
    throw new UserError(
      `${file} is a way back itself.`,
      forth ? `Name the migration: lockkeeper rollback ${forth.path}` : 'There is no migration that it goes back from.',
    );
  }
  const unread = touched.flatMap(({ head }) => head.unread).find(({ span }) => file.endsWith(span.path) || span.path.endsWith(file));
  if (unread) throw new UserError(`${file} is no migration that is run: ${unread.reason}.`);
  throw new UserError(
    `${file} is no migration of a tool that Lockkeeper knows.`,
    'Name a migration, or say in `projects:` of the configuration what these files are.',
  );
}

/** Only files that their tool reads as the same migration with a whole way back. */
async function readable(made: WrittenRollback, undone: readonly Undone[], input: Omit<LocalInput, 'root'>): Promise<WrittenRollback> {
  if (made.files.length === 0) return made;
  const head = withFiles(input.changes.head, made.files);
  const after = await withWaysBack({ ...input, changes: { ...input.changes, head } });
  const migrations = after.analysed.flatMap((project) => project.migrations);
  const texts = (one: Undone['analysed'] | undefined): string | undefined =>
    one && JSON.stringify(one.statements.map(({ statement }) => statement.sql));
  const wrong = undone.filter(({ analysed: own, rollback }) => {
    if (made.notWritten.some(({ path, id }) => path === rollback.path && id === rollback.id)) return false;
    const forth = migrations.find(({ migration }) => migration.id === own.migration.id);
    if (own.migration.framework === 'django') return texts(forth) !== texts(own) || forth?.migration.down !== 'present';
    const back = migrations.find(({ migration }) => migration.id === `${own.migration.id}:down`);
    return texts(forth) !== texts(own) || !back || back.statements.length === 0 || back.unread.length > 0;
  });
  if (wrong.length === 0) return made;
  const reason = 'What was made of it is not read by its tool as it is meant: put what is printed into its way back by hand.';
  return { files: [], notWritten: [...made.notWritten, ...wrong.map(({ rollback: { path, id } }) => ({ path, id, reason }))] };
}

function writtenText({ files, notWritten }: WrittenRollback): string {
  const lines = [
    ...files.map(({ path, action }) => `${action === 'create' ? 'created' : 'changed'} ${path}`),
    ...notWritten.map(({ path, reason }) => `not written: ${path}: ${reason}`),
  ];
  return `${lines.map((line) => line.replaceAll('\n', ' ')).join('\n')}\n`;
}
