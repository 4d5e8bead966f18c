/** From a configuration file to a configuration: every mistake in it is found here, all of them at once, each with its place. */
import type { FileTree } from '../changes/change-source.ts';
import type { RewriteOptions } from '../dialects/dialect.ts';
import { parseDuration } from '../effects/duration.ts';
import { nearest, UserError } from '../errors.ts';
import type { OptionValue, Rule } from '../ruleset/rule.ts';
import { parseBytes, parseRate } from '../sizes/amount.ts';
import type { SourceFile } from '../source.ts';
import {
  type Config,
  CONFIG_PATHS,
  DEFAULT_CONFIG,
  type DialectSetting,
  type RuleSetting,
  type RuleSettings,
  type TableSetting,
  type Throughput,
} from './config.ts';
import { dialectProblem, type KnownDialect, parseDialect } from './dialect.ts';
import { type Path, type PlacedYaml, type Problem, errorOf, readPlacedYaml } from './places.ts';
import { choices, pathText, shapeProblems, show } from './problems.ts';
import type { ConfigFile } from './schema.ts';

/** Larger files are no configuration; the YAML parser takes three seconds for this much. */
const LIMIT = 1_000_000;

/** A rule as far as a configuration can be checked against it. */
export type KnownRule = Pick<Rule, 'id' | 'options'>;

export interface LoadedConfig {
  /** Its file, or null where there is none and the defaults hold. */
  readonly path: string | null;
  /** With options of rules as they were written: `settle` reads them. */
  readonly config: Config;
  /** The keys that the file itself has; for the others the defaults hold. */
  readonly given: ReadonlySet<string>;
  /**
   * Checks the ids and options of rules, once the custom rules that the configuration names have been read, and gives the
   * configuration with the values of options read (durations in milliseconds).
   *
   * @throws UserError naming every unknown rule, unknown option and wrong value with its place.
   */
  settle(rules: readonly KnownRule[]): Promise<Config>;
  /** An error about what an option names, with the place of the option. One that has a place of its own stays as it is. */
  blame(option: string, error: unknown): unknown;
}

/**
 * Reads the configuration of a tree.
 *
 * @param options.path the file that `--config` names; else it is looked for in the usual places.
 * @param options.near a folder: the usual places in it come first, then those in the folders above it.
 * @param options.dialects the dialects that are supported, with their majors; other engines can be named all the same.
 * @throws UserError when the named file is missing, when there is a file in two of the usual places, and for everything that is
 *   wrong in the file: with path, line and column, the value, the valid choices and the nearest match.
 */
export async function loadConfig(
  tree: FileTree,
  options: { readonly path?: string | undefined; readonly near?: string | undefined; readonly dialects: readonly KnownDialect[] },
): Promise<LoadedConfig> {
  const path = options.path ?? usualPath(tree, options.near ?? '');
  if (path === undefined) {
    const settled = async (): Promise<Config> => DEFAULT_CONFIG;
    return { path: null, config: DEFAULT_CONFIG, given: new Set(), settle: settled, blame: (_, error) => error };
  }
  const file = await readFile(tree, path);
  const yaml = await readPlacedYaml(file);
  if ('problems' in yaml) throw errorOf(file, yaml.problems);
  const { parseConfigFile, validKeys } = await import('./schema.ts');
  // An empty file says nothing, and that is no mistake.
  const parsed = parseConfigFile(yaml.value ?? {});
  if ('issues' in parsed) throw errorOf(file, shapeProblems(parsed.issues, validKeys, yaml));
  const problems = meaningProblems(parsed.file, yaml, options.dialects);
  if (problems.length > 0) throw errorOf(file, problems);
  const config = configOf(parsed.file);
  return {
    path,
    config,
    given: new Set(Object.keys(parsed.file)),
    settle: (rules) => settle(config, rules, file, yaml),
    blame: (option, error) =>
      error instanceof UserError && !error.where ? errorOf(file, [yaml.at([option], error.problem, error.hint)]) : error,
  };
}

function usualPath(tree: FileTree, near: string): string | undefined {
  const there = new Set(tree.paths);
  const inFolder = (folder: string): readonly string[] =>
    CONFIG_PATHS.map((path) => (folder === '' ? path : `${folder}/${path}`)).filter((path) => there.has(path));
  let folder = near;
  while (folder !== '' && inFolder(folder).length === 0) folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  const [found, ...others] = inFolder(folder);
  if (found !== undefined && others.length > 0)
    throw new UserError(
      `There are two configurations: ${[found, ...others].join(' and ')}.`,
      `Keep one of them, or name one with --config.`,
      { path: found },
    );
  return found;
}

async function readFile(tree: FileTree, path: string): Promise<SourceFile> {
  const content = (await tree.read([path])).get(path);
  if (!content) {
    const near = nearest(
      path,
      tree.paths.filter((other) => /\.ya?ml$/.test(other)),
    );
    throw new UserError(`There is no configuration ${path}.`, near === undefined ? undefined : `Did you mean ${near}?`, { path });
  }
  if (content.kind === 'unreadable') throw new UserError(`The configuration cannot be read: ${content.reason}.`, undefined, { path });
  const bytes = Buffer.byteLength(content.text, 'utf8');
  if (bytes > LIMIT) throw new UserError(`The configuration has ${bytes} bytes; at most ${LIMIT} are read.`, undefined, { path });
  return { path, text: content.text };
}

/** What has the right shape and cannot be meant. */
function meaningProblems(file: ConfigFile, yaml: PlacedYaml, dialects: readonly KnownDialect[]): readonly Problem[] {
  const problems: Problem[] = [];
  const dialect = (path: Path, value: string | undefined): void => {
    const problem = value === undefined ? undefined : dialectProblem(value, dialects);
    if (problem) problems.push(yaml.at(path, `\`${pathText(path)}\` cannot be ${show(value)}: ${problem.text}.`, problem.hint));
  };
  const inside = (path: Path, value: string | undefined): void => {
    const problem = value === undefined ? undefined : pathProblem(value);
    if (problem) problems.push(yaml.at(path, `\`${pathText(path)}\` cannot be ${show(value)}: ${problem}.`));
  };
  const globs = (path: Path, values: readonly string[] | undefined): void => values?.forEach((value, i) => inside([...path, i], value));

  dialect(['dialect'], file.dialect);
  globs(['custom-rules'], file['custom-rules']);
  globs(['paths'], file.paths);
  inside(['baseline'], file.baseline);
  inside(['statistics'], file.statistics);
  file.projects?.forEach((project, i) => {
    dialect(['projects', i, 'dialect'], project.dialect);
    inside(['projects', i, 'path'], project.path);
    inside(['projects', i, 'schema'], project.schema);
    globs(['projects', i, 'migrations'], project.migrations);
  });
  file.tables?.forEach((table, i) => {
    if (Object.keys(table).length === 1)
      problems.push(
        yaml.at(
          ['tables', i],
          `\`tables[${i}]\` says nothing about ${table.name}.`,
          'Add `size: small`, `size: large`, `rows`, `bytes`, `index-bytes` or `writes-per-second`.',
        ),
      );
  });
  file.overrides?.forEach((override, i) => {
    globs(['overrides', i, 'paths'], override.paths);
    if (!override.paths && !override.tables)
      problems.push(
        yaml.at(
          ['overrides', i],
          `\`overrides[${i}]\` does not say where it holds.`,
          'Add `paths` or `tables`; what holds everywhere stands in `rules`.',
        ),
      );
  });
  if (file.unblock && file.unblock.label === undefined && !file.unblock['approval-by'])
    problems.push(yaml.at(['unblock'], '`unblock` does not say who may.', 'Add `label` or `approval-by`, or leave it out.'));
  return problems;
}

function pathProblem(value: string): string | undefined {
  if (/^(?:\/|[A-Za-z]:)/.test(value)) return 'paths are relative to the top of the repository';
  if (value.split('/').includes('..')) return 'paths stay inside the repository';
  return value.includes('\\') ? 'paths are written with /' : undefined;
}

function configOf(file: ConfigFile): Config {
  const standard = DEFAULT_CONFIG;
  return {
    dialect: dialectOf(file.dialect),
    failOn: file['fail-on'] ?? standard.failOn,
    projects: (file.projects ?? []).map((project) => ({
      framework: project.framework,
      path: tidy(project.path ?? ''),
      migrations: (project.migrations ?? []).map(tidy),
      dialect: dialectOf(project.dialect),
      schema: project.schema === undefined ? null : tidy(project.schema),
    })),
    preset: file.preset ?? standard.preset,
    rules: settingsOf(file.rules ?? {}),
    customRules: (file['custom-rules'] ?? []).map(tidy),
    tables: (file.tables ?? []).map((table): TableSetting => ({
      name: table.name,
      size: table.size ?? null,
      rows: table.rows ?? null,
      bytes: bytesOf(table.bytes),
      indexBytes: bytesOf(table['index-bytes']),
      writesPerSecond: table['writes-per-second'] ?? null,
    })),
    statistics: file.statistics === undefined ? null : tidy(file.statistics),
    throughput: throughputOf(file.throughput ?? {}),
    rewrites: rewriteOptions(file.rewrites ?? {}),
    overrides: (file.overrides ?? []).map((override) => ({
      paths: (override.paths ?? []).map(tidy),
      tables: override.tables ?? [],
      rules: settingsOf(override.rules),
    })),
    baseline: file.baseline === undefined ? null : tidy(file.baseline),
    suppressionsOf: [...new Set(file['suppressions-of'])],
    paths: (file.paths ?? []).map(tidy),
    unblock: file.unblock ? { label: file.unblock.label ?? null, approvalBy: file.unblock['approval-by'] ?? [] } : standard.unblock,
    comment: file.comment ?? standard.comment,
    inline: file.inline ?? standard.inline,
    requestChanges: file['request-changes'] ?? standard.requestChanges,
    draft: file.draft ?? standard.draft,
    sarifFile: file['sarif-file'] ?? standard.sarifFile,
    reportFile: file['report-file'] ?? standard.reportFile,
  };
}

/** What the file says about rewrites, over what holds anyway. */
function rewriteOptions(given: NonNullable<ConfigFile['rewrites']>): RewriteOptions {
  const standard = DEFAULT_CONFIG.rewrites;
  const milliseconds = (value: string | number | undefined, otherwise: number): number =>
    value === undefined ? otherwise : (parseDuration(String(value)) ?? otherwise);
  return {
    batchSize: given['batch-size'] ?? standard.batchSize,
    pause: milliseconds(given.pause, standard.pause),
    lockTimeout: milliseconds(given['lock-timeout'], standard.lockTimeout),
    lockRetries: given['lock-retries'] ?? standard.lockRetries,
    newColumn: given['new-column'] ?? standard.newColumn,
  };
}

/** `./db/` as `db`. */
function tidy(path: string): string {
  return path
    .replace(/^(?:\.\/)+/, '')
    .replace(/^\.$/, '')
    .replace(/\/+$/, '');
}

function dialectOf(text: string | undefined): DialectSetting | null {
  return text === undefined ? null : parseDialect(text);
}

const bytesOf = (value: string | number | undefined): number | null => (value === undefined ? null : (parseBytes(String(value)) ?? null));

function throughputOf(given: NonNullable<ConfigFile['throughput']>): Throughput {
  const rates = Object.entries(given).flatMap(([kind, value]) => {
    const rate = value === undefined ? undefined : parseRate(String(value));
    return rate ? [[kind, rate] as const] : [];
  });
  return Object.fromEntries(rates);
}

function settingsOf(rules: NonNullable<ConfigFile['rules']>): RuleSettings {
  return Object.fromEntries(
    Object.entries(rules).map(([id, setting]): [string, RuleSetting] => {
      if (typeof setting === 'string') return [id, { level: setting, options: {} }];
      const { risk, ...options } = setting;
      return [id, { level: risk ?? 'on', options: options as Readonly<Record<string, OptionValue>> }];
    }),
  );
}

async function settle(config: Config, rules: readonly KnownRule[], file: SourceFile, yaml: PlacedYaml): Promise<Config> {
  const { expectedOption, readOption } = await import('../ruleset/option.ts');
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const problems: Problem[] = [];
  const settleOne = (path: Path, id: string, setting: RuleSetting): RuleSetting => {
    const rule = known.get(id);
    if (!rule) {
      problems.push(
        yaml.atKey(
          path,
          `There is no rule \`${id}\`.`,
          choices(id, nearRules(id, [...known.keys()]), known.size > SHOWN ? 'Near it:' : 'The rules are'),
        ),
      );
      return setting;
    }
    const options: Record<string, OptionValue> = {};
    for (const [name, value] of Object.entries(setting.options)) {
      const declared = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
      if (!declared) {
        const names = ['risk', ...Object.keys(rule.options)];
        problems.push(yaml.atKey([...path, name], `The rule \`${id}\` has no option \`${name}\`.`, choices(name, names, 'Valid:')));
        continue;
      }
      const read = readOption(declared.type, value);
      if (read === undefined)
        problems.push(
          yaml.at(
            [...path, name],
            `The option \`${name}\` of \`${id}\` cannot be ${show(value)}.`,
            `It is ${expectedOption(declared.type)}.`,
          ),
        );
      else options[name] = read;
    }
    return { level: setting.level, options };
  };
  const settleAll = (path: Path, settings: RuleSettings): RuleSettings =>
    Object.fromEntries(Object.entries(settings).map(([id, setting]) => [id, settleOne([...path, id], id, setting)]));

  const settled: Config = {
    ...config,
    rules: settleAll(['rules'], config.rules),
    overrides: config.overrides.map((override, i) => ({ ...override, rules: settleAll(['overrides', i, 'rules'], override.rules) })),
  };
  if (problems.length > 0) throw errorOf(file, problems);
  return settled;
}

/** More ids than this are no help below an error. */
const SHOWN = 20;

/** All rules, or those that share a word with the misspelt id where there are too many to list. */
function nearRules(id: string, rules: readonly string[]): readonly string[] {
  const sorted = rules.toSorted();
  if (sorted.length <= SHOWN) return sorted;
  const words = new Set(id.split('-').filter((word) => word.length > 2));
  const near = nearest(id, sorted);
  return sorted.filter((rule) => rule === near || rule.split('-').some((word) => words.has(word))).slice(0, SHOWN);
}
