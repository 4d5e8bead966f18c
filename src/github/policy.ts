/** The configuration, rules and baseline that decide over a review, and what a pull request changes about them. */
import type { ChangeSet, FileTree } from '../changes/change-source.ts';
import { memoryTree } from '../changes/memory.ts';
import { loadAllRules } from '../commands/rule-files.ts';
import { type Config, CONFIG_PATHS } from '../config/config.ts';
import { loadConfig, type LoadedConfig } from '../config/load.ts';
import { pathMatcher } from '../config/match.ts';
import { dialects } from '../dialects/index.ts';
import { placeText, UserError } from '../errors.ts';
import type { Rule } from '../ruleset/rule.ts';
import { type Baseline, parseBaseline } from '../suppressions/baseline.ts';
import type { Inputs } from './inputs.ts';

export interface Policy {
  readonly config: Config;
  /** The configuration as it was written, to compare it with another one. */
  readonly written: Config;
  readonly configPath: string | null;
  /** Keys that the configuration file has. */
  readonly given: ReadonlySet<string>;
  readonly rules: readonly Rule[];
  readonly baseline: Baseline | null;
}

/** The places where a configuration can be, the nearest to the working directory first. */
export function configPaths(inputs: Pick<Inputs, 'config' | 'workingDirectory'>): readonly string[] {
  if (inputs.config !== undefined) return [inputs.config];
  const { workingDirectory: folder } = inputs;
  return [...(folder === '' ? [] : CONFIG_PATHS.map((path) => `${folder}/${path}`)), ...CONFIG_PATHS];
}

/**
 * Reads the policy that decides.
 *
 * @param files contents of `configPaths` where they are known already; most repositories need no more.
 * @param tree all files of the commit that decides.
 * @param proposed files that the pull request has: a configuration that is only there is no mistake, and not yet in force.
 * @throws UserError for everything that is wrong in the configuration, in custom rules and in the baseline.
 */
export async function loadPolicy(
  inputs: Pick<Inputs, 'config' | 'workingDirectory'>,
  files: FileTree | null,
  tree: () => Promise<FileTree>,
  proposed: FileTree | null,
): Promise<Policy> {
  const loaded = await loadFrom(files ?? (await tree()), inputs, tree, proposed);
  const { customRules, baseline } = loaded.config;
  const all = customRules.length > 0 || baseline !== null ? await tree() : memoryTree({});
  const rules = await loadAllRules(all, customRules);
  const config = await loaded.settle(rules);
  return {
    config,
    written: loaded.config,
    configPath: loaded.path,
    given: loaded.given,
    rules,
    baseline: await readBaseline(all, baseline),
  };
}

async function loadFrom(
  files: FileTree,
  inputs: Pick<Inputs, 'config' | 'workingDirectory'>,
  tree: () => Promise<FileTree>,
  proposed: FileTree | null,
): Promise<LoadedConfig> {
  const path = configPaths(inputs).find((candidate) => files.paths.includes(candidate));
  const { config: named, workingDirectory: folder } = inputs;
  if (named === undefined) return loadConfig(files, { path: path?.startsWith(`${folder}/`) ? path : undefined, dialects });
  if (path !== undefined) return loadConfig(files, { path, dialects });
  // Nothing but the defaults decides over the pull request that brings the configuration.
  if (proposed?.paths.includes(named)) return loadConfig(memoryTree({}), { dialects });
  return loadConfig(await tree(), { path: named, dialects });
}

async function readBaseline(tree: FileTree, path: string | null): Promise<Baseline | null> {
  if (path === null) return null;
  const content = (await tree.read([path])).get(path);
  if (!content)
    throw new UserError(
      `There is no baseline ${path}.`,
      `Write one with lockkeeper review --write-baseline ${path}, or take \`baseline\` out of the configuration.`,
    );
  if (content.kind === 'unreadable') throw new UserError(`The baseline ${path} cannot be read: ${content.reason}.`);
  return parseBaseline(content.text, path);
}

/**
 * What a pull request changes about the policy, one remark per file. The base branch decides, so none of it counts yet.
 *
 * @param policy of the base branch.
 */
export async function policyNotes(
  changes: ChangeSet,
  policy: Policy,
  inputs: Pick<Inputs, 'config' | 'workingDirectory'>,
): Promise<readonly string[]> {
  const candidates = new Set(configPaths(inputs));
  const isRule = pathMatcher(policy.config.customRules);
  const notes: string[] = [];
  for (const { path, previousPath, status } of changes.files) {
    const was = previousPath ?? path;
    if (candidates.has(path) || was === policy.configPath) notes.push(await configNote(changes.head, policy, path, status === 'removed'));
    else if ([path, was].some((name) => name === policy.config.baseline || isRule(name))) {
      notes.push(`${path} changes in this pull request. This review uses it as it is on the base branch.`);
    }
  }
  return notes;
}

async function configNote(head: FileTree, policy: Policy, path: string, removed: boolean): Promise<string> {
  if (removed) return `${path} is removed in this pull request. This review still uses it, from the base branch.`;
  const decides =
    policy.configPath === null
      ? 'It is not on the base branch, so this review uses the defaults.'
      : `This review uses ${policy.configPath} of the base branch.`;
  try {
    const { config } = await loadConfig(head, { path, dialects });
    const changes = differences(policy.written, config);
    return `${path} is not yet in force. ${decides}${changes.length > 0 ? ` Once merged: ${changes.join('; ')}.` : ''}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const where = error.where ? `${placeText(error.where)}: ` : '';
    return `${path} is not yet in force. ${decides} Once merged it fails: ${where}${error.problem}`;
  }
}

/** Options that differ, as they are written in a configuration: `fail-on high -> never`. */
function differences(before: Config, after: Config): readonly string[] {
  return (Object.keys(after) as (keyof Config)[]).flatMap((key) => {
    const [from, to] = [shown(before[key]), shown(after[key])];
    return from === to ? [] : [`${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${from} -> ${to}`];
  });
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
