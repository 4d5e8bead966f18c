/** `lockkeeper rollback`: what restores the schema that was there before a migration. */
import { changesFromPaths } from '../changes/paths.ts';
import { loadConfig } from '../config/load.ts';
import { ruleSettings } from '../config/rule-settings.ts';
import { dialectMap, dialects } from '../dialects/index.ts';
import { UserError } from '../errors.ts';
import type { MigrationRollback } from '../plan/plan.ts';
import { migrationRollback } from '../plan/rollback.ts';
import { jsonText } from '../reporters/json.ts';
import { renderRollbackSql } from '../reporters/rollback.ts';
import { withoutCommands } from '../reporters/safe-text.ts';
import { examine, type Examined } from '../review.ts';
import { dialectOption } from './dialect-option.ts';
import type { Io } from './io.ts';
import { helpText, type OptionSpecs, parseOptions } from './options.ts';
import { loadAllRules } from './rule-files.ts';
import { writeReport } from './write-report.ts';

const OPTIONS: OptionSpecs = {
  dialect: { type: 'string', value: 'DIALECT', doc: 'engine and major version: postgres@16' },
  format: { type: 'string', value: 'FORMAT', doc: 'how to print it', choices: ['sql', 'json'] },
  output: { type: 'string', value: 'FILE', doc: 'where to; standard output without it' },
  help: { type: 'boolean', short: 'h', doc: 'show this help' },
};

/** Runs `rollback`. Status 0 also where nothing can be undone: the answer says so. */
export async function rollbackCommand(args: readonly string[], io: Io): Promise<number> {
  const options = parseOptions(args, OPTIONS);
  if (options.flag('help')) {
    const about = 'Prints what undoes a migration, from the schema that the migrations before it make, and what to save before it is run.';
    io.out(helpText(['lockkeeper rollback FILE'], about, OPTIONS));
    return 0;
  }
  const [file, ...others] = options.positionals;
  if (file === undefined || others.length > 0)
    throw new UserError('rollback takes one migration file.', 'Name it: lockkeeper rollback FILE');
  const { changes } = await changesFromPaths({ cwd: io.cwd, paths: [file], audit: false });
  if (changes.kind === 'audit') throw new UserError(`${file} is a folder.`, 'Name the file of one migration.');
  const loaded = await loadConfig(changes.head, { dialects });
  const rules = await loadAllRules(changes.head, loaded.config.customRules);
  const config = await loaded.settle(rules);
  const look = (files: typeof changes.files): Promise<Examined> =>
    examine({
      changes: { ...changes, files },
      config,
      configPath: loaded.path,
      rules,
      baseline: null,
      dialect: dialectOption(options),
      today: io.today,
    });
  const named = await look(changes.files);
  // A way back in a file of its own is compared, too.
  const beside = downsOf(named).filter((path) => !changes.files.some((own) => own.path === path));
  const whole = beside.length === 0 ? named : await look([...changes.files, ...beside.map((path) => ({ path, status: 'added' as const }))]);

  const judging = { settings: ruleSettings(config), dialects: dialectMap() };
  const rollbacks = whole.analysed.flatMap(({ migrations, context }): readonly MigrationRollback[] =>
    migrations
      .filter(({ migration, statements, unread }) => migration.direction === 'up' && statements.length + unread.length > 0)
      .map((one) => migrationRollback(one, { project: context, rules, judging, migrations })),
  );
  if (rollbacks.length === 0)
    throw new UserError(`${file} holds no migration that goes forward.`, 'Name the migration itself, not its way back.');
  const text =
    options.string('format') === 'json'
      ? jsonText({ schemaVersion: 1, rollbacks })
      : withoutCommands(rollbacks.toReversed().map(renderRollbackSql).join('\n'));
  const output = options.string('output');
  if (output === undefined || output === '-') io.out(text);
  else await writeReport(io, output, text);
  return 0;
}

/** The files of the ways back of the migrations under review. */
function downsOf({ touched, analysed }: Examined): readonly string[] {
  return touched.flatMap(({ head }, i) => {
    const ids = new Set(analysed[i]?.migrations.map(({ migration }) => `${migration.id}:down`));
    return head.migrations.filter((own) => own.direction === 'down' && ids.has(own.id)).map(({ path }) => path);
  });
}
