/** `lockkeeper review`: reviews migrations on this machine. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ChangeSet, FileTree } from '../changes/change-source.ts';
import { changesFromGit } from '../changes/git-diff.ts';
import { changesFromPaths, type LocalChanges } from '../changes/paths.ts';
import type { Config } from '../config/config.ts';
import { loadConfig, type LoadedConfig } from '../config/load.ts';
import { dialectOf, dialects } from '../dialects/index.ts';
import { UserError } from '../errors.ts';
import { commonFolder } from '../frameworks/sql-file.ts';
import { REPORTERS, reporterOf } from '../reporters/index.ts';
import { RISKS } from '../report.ts';
import { review, type ReviewOptions } from '../review.ts';
import type { Measured } from '../sizes/size.ts';
import { type Baseline, formatBaseline, parseBaseline } from '../suppressions/baseline.ts';
import { asciiOnly } from './charset.ts';
import { colorChoice, COLOR_OPTION } from './color.ts';
import { dialectOption } from './dialect-option.ts';
import { type Io, version } from './io.ts';
import { helpText, type OptionSpecs, type ParsedOptions, parseOptions } from './options.ts';
import { loadAllRules, ruleTexts } from './rule-files.ts';
import { writeReport } from './write-report.ts';

const OPTIONS: OptionSpecs = {
  base: { type: 'string', value: 'REF', doc: "review what changed since the merge base with REF (default: the remote's default branch)" },
  audit: { type: 'boolean', doc: 'review named files one by one, each on top of the ones before it' },
  format: {
    type: 'string',
    multiple: true,
    value: 'FORMAT',
    doc: 'how to print the review',
    choices: REPORTERS.map((reporter) => reporter.id),
  },
  output: { type: 'string', multiple: true, value: 'FILE', doc: 'where to; pairs with --format in the order given' },
  config: { type: 'string', value: 'FILE', doc: 'the configuration, instead of .github/lockkeeper.yml or lockkeeper.yml' },
  dialect: { type: 'string', value: 'DIALECT', doc: 'engine and major version: postgres@16' },
  'fail-on': { type: 'string', value: 'LEVEL', doc: 'the verdict fails at or above this risk', choices: [...RISKS, 'never'] },
  'database-url': { type: 'string', value: 'URL', doc: 'ask this PostgreSQL, reading only, how big the tables are' },
  'write-baseline': { type: 'string', value: 'FILE', doc: 'accept what is found today' },
  color: COLOR_OPTION,
  quiet: { type: 'boolean', short: 'q', doc: 'print only what counts and the verdict' },
  verbose: { type: 'boolean', doc: 'print what every statement does' },
  help: { type: 'boolean', short: 'h', doc: 'show this help' },
};

/** Runs `review`. Status 0 pass or warn, 1 findings at or above `fail-on`, 2 an error of the run. */
export async function reviewCommand(args: readonly string[], io: Io): Promise<number> {
  const options = parseOptions(args, OPTIONS);
  if (options.flag('help')) {
    io.out(
      helpText(
        ['lockkeeper review [PATH…]'],
        'Reviews migrations. Files together are one change, a directory is an audit; without PATH, what changed since the merge base.',
        OPTIONS,
      ),
    );
    return 0;
  }
  const outputs = pairOutputs(options);
  warmUp();
  const input = await reviewInput(options, io);
  const { root, rules, baseline } = input;
  const writeBaseline = options.string('write-baseline');
  const reporters = outputs.map(({ format }) => reporterOf(format));
  const result = await review({
    ...input,
    plan: reporters.some(({ showsPlan }) => showsPlan),
    uses: reporters.some(({ showsUses }) => showsUses),
  });

  const render = {
    color: false,
    width: io.columns,
    verbose: options.flag('verbose'),
    quiet: options.flag('quiet'),
    version: await version(),
    rules: ruleTexts(rules),
  };
  for (const { format, file } of outputs) {
    const text = await reporterOf(format).render(result, {
      ...render,
      color: file === undefined && colorChoice(options, io),
      ascii: file === undefined && asciiOnly(io),
    });
    if (file === undefined) io.out(text);
    else await writeReport(io, file, text);
  }
  if (writeBaseline !== undefined) {
    await writeReport(io, resolve(root, writeBaseline), formatBaseline(result.findings, baseline ?? undefined));
    io.err(`wrote ${writeBaseline}\n`);
  }
  return result.verdict === 'error' ? 2 : result.verdict === 'fail' ? 1 : 0;
}

/** What a review on this machine works on, and the folder that its paths start from. */
export interface LocalInput extends ReviewOptions {
  readonly root: string;
}

/**
 * What the arguments name, with the configuration, the rules and the baseline that hold for it.
 *
 * @throws UserError for input that the user can mend.
 */
export async function reviewInput(options: ParsedOptions, io: Io): Promise<LocalInput> {
  const base = options.string('base');
  if (base !== undefined && options.positionals.length > 0)
    throw new UserError('--base and PATH do not go together.', 'Name paths, or let git say what changed.');
  const { changes, root }: LocalChanges =
    options.positionals.length > 0
      ? await changesFromPaths({ cwd: io.cwd, paths: options.positionals, audit: options.flag('audit') })
      : await changesFromGit({ cwd: io.cwd, ...(base === undefined ? {} : { base }) });
  const loaded = await configFrom(changes, options.string('config'), io);
  const rules = await blaming(loaded, 'custom-rules', loadAllRules(changes.head, loaded.config.customRules));
  const settled = await loaded.settle(rules);
  const failOn = options.string('fail-on') as Config['failOn'] | undefined;
  const config = failOn === undefined ? settled : { ...settled, failOn };
  const baseline = await blaming(loaded, 'baseline', readBaseline(changes.head, config.baseline, options.string('write-baseline')));
  const measured = [
    ...(await blaming(loaded, 'statistics', measuredIn(changes.head, config.statistics))),
    ...(await measuredLive(options.string('database-url'))),
  ];
  const dialect = dialectOption(options);
  return { root, changes, config, configPath: loaded.path, rules, baseline, measured, dialect, today: io.today };
}

/** Compiles the parser while files are being found: half of a short run is waiting for the disk. */
function warmUp(): void {
  dialectOf('postgres')
    .load()
    .catch(() => undefined); // Whoever needs it awaits it and is told.
}

/** What an option of the configuration names is missing or wrong: that option is where to look. */
async function blaming<T>(loaded: LoadedConfig, option: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw loaded.blame(option, error);
  }
}

/** Sizes from the file that the configuration names; its reader is loaded where there is one. */
async function measuredIn(tree: FileTree, path: string | null): Promise<readonly Measured[]> {
  return path === null ? [] : (await import('../sizes/statistics-file.ts')).readStatistics(tree, path);
}

async function measuredLive(url: string | undefined): Promise<readonly Measured[]> {
  return url === undefined ? [] : [await (await import('../sizes/live.ts')).measureLive(url)];
}

/** `--format` and `--output`, in pairs. One format can go to standard output. */
function pairOutputs(options: ParsedOptions): readonly { readonly format: string; readonly file: string | undefined }[] {
  const formats = options.list('format');
  const outputs = options.list('output');
  if (outputs.length > Math.max(1, formats.length))
    throw new UserError(
      `There are ${outputs.length} --output for ${formats.length} --format.`,
      'They pair up in the order given: --format json --output review.json --format sarif --output review.sarif',
    );
  const pairs = (formats.length > 0 ? formats : ['terminal']).map((format, i) => ({
    format,
    file: outputs[i] === '-' ? undefined : outputs[i],
  }));
  if (pairs.filter(({ file }) => file === undefined).length > 1)
    throw new UserError('Only one format can go to standard output.', 'Give the others an --output FILE, in the order of the formats.');
  return pairs;
}

/** The configuration that `--config` names; else the one nearest to what is reviewed, where that was named. */
async function configFrom(changes: ChangeSet, path: string | undefined, io: Io): ReturnType<typeof loadConfig> {
  const known = { dialects };
  const near = changes.base ? '' : commonFolder(changes.files.map((file) => file.path));
  if (path === undefined) return loadConfig(changes.head, { ...known, near });
  // A file named with --config may lie anywhere; what it says is about the repository all the same.
  const text = await readFile(resolve(io.cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      error.code === 'ENOENT' ? `There is no configuration ${path}.` : `The configuration ${path} cannot be read: ${error.message}`,
    );
  });
  const one: FileTree = { paths: [path], read: async () => new Map([[path, { kind: 'text', text }]]) };
  return loadConfig(one, { ...known, path });
}

async function readBaseline(tree: FileTree, path: string | null, writing: string | undefined): Promise<Baseline | null> {
  const from = path ?? writing;
  if (from === undefined) return null;
  const content = (await tree.read([from])).get(from);
  if (!content) {
    // The first one is about to be written.
    if (writing !== undefined) return null;
    throw new UserError(
      `There is no baseline ${from}.`,
      `Write one with --write-baseline ${from}, or take \`baseline\` out of the configuration.`,
    );
  }
  if (content.kind === 'unreadable') throw new UserError(`The baseline ${from} cannot be read: ${content.reason}.`);
  return parseBaseline(content.text, from);
}
