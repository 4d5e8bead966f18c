/** The configuration, rules and baseline that decide over a review, and what a pull request changes about them. */
import type { ChangeSet, FileTree } from '../changes/change-source.ts';
import { memoryTree } from '../changes/memory.ts';
import { loadAllRules } from '../commands/rule-files.ts';
import { type Config, CONFIG_PATHS, type RuleSettings } from '../config/config.ts';
import { loadConfig, type LoadedConfig } from '../config/load.ts';
import { pathMatcher } from '../config/match.ts';
import { dialects } from '../dialects/index.ts';
import { placeText, UserError } from '../errors.ts';
import type { Review } from '../report.ts';
import { cut } from '../reporters/safe-text.ts';
import { counted } from '../reporters/wording.ts';
import type { Rule } from '../ruleset/rule.ts';
import type { Measured } from '../sizes/size.ts';
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
  /** What the statistics file says. */
  readonly measured: readonly Measured[];
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
  const { customRules, baseline, statistics } = loaded.config;
  const all = customRules.length > 0 || baseline !== null || statistics !== null ? await tree() : memoryTree({});
  const rules = await loadAllRules(all, customRules);
  const config = await loaded.settle(rules);
  return {
    config,
    written: loaded.config,
    configPath: loaded.path,
    given: loaded.given,
    rules,
    baseline: await readBaseline(all, baseline),
    measured: statistics === null ? [] : await (await import('../sizes/statistics-file.ts')).readStatistics(all, statistics),
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
    else if ([path, was].some((name) => name === policy.config.baseline)) {
      notes.push(`${path} changes in this pull request${await baselineChange(changes.head, policy, path)}. ${AS_IT_IS}`);
    } else if ([path, was].some((name) => name === policy.config.statistics))
      notes.push(`${path}, the sizes of tables, changes in this pull request. ${AS_IT_IS}`);
    else if ([path, was].some(isRule)) {
      const how = status === 'added' ? 'is a rule that this pull request adds' : status === 'removed' ? 'is a rule that this pull request removes' : 'changes in this pull request'; // prettier-ignore
      notes.push(`${path} ${how}. ${status === 'added' ? 'This review does not use it yet.' : AS_IT_IS}`);
    }
  }
  return notes.map((note) => `${CHANGED}${note}`);
}

/** How remarks begin that are about the policy and not about migrations. */
const CHANGED = 'Policy changed in this pull request: ';
const AS_IT_IS = 'This review uses it as it is on the base branch.';

/** `: 2 findings more and 1 less are accepted`; empty where that is not known. */
async function baselineChange(head: FileTree, { baseline }: Policy, path: string): Promise<string> {
  try {
    const after = new Set((await readBaseline(head, path))?.entries.map(({ fingerprint }) => fingerprint));
    const before = new Set(baseline?.entries.map(({ fingerprint }) => fingerprint));
    const more = [...after].filter((one) => !before.has(one)).length;
    const less = [...before].filter((one) => !after.has(one)).length;
    return `: once merged it accepts ${counted(more, 'finding')} more, and ${less} that it accepts now no longer`;
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

/** Allow comments named one by one. */
const NAMED = 5;

/** What a pull request allows itself: the comments that it brings, which count at once, in one remark. */
export async function allowNotes(review: Pick<Review, 'findings' | 'locate'>, changes: ChangeSet): Promise<readonly string[]> {
  const files = new Map(changes.files.map((file) => [file.path, file]));
  const modified = [...files.values()].filter(({ status }) => status !== 'added').map(({ path, previousPath }) => previousPath ?? path);
  const found = review.findings.flatMap(({ rule, allowed }) => (allowed?.source === 'comment' && allowed.span ? [{ rule, allowed, span: allowed.span }] : [])); // prettier-ignore
  const read = found.some(({ span }) => files.get(span.path)?.status !== 'added') ? await changes.base?.read(modified) : undefined;
  const places = new Map<string, { readonly rules: Set<string>; readonly terms: string }>();
  for (const { rule, allowed, span } of found) {
    const file = files.get(span.path);
    const before = file && read?.get(file.previousPath ?? file.path);
    // The same words for the same reason were there before.
    if (!file || (before?.kind === 'text' && before.text.includes(allowed.reason))) continue;
    const place = `${span.path}:${review.locate.position(span).start.line}`;
    const terms = [...(allowed.by === null ? [] : [`by ${allowed.by}`]), ...(allowed.until === null ? [] : [`until ${allowed.until}`])];
    const known = places.get(place);
    if (known) known.rules.add(rule);
    else places.set(place, { rules: new Set([rule]), terms: terms.map((term) => `, ${term}`).join('') });
  }
  if (places.size === 0) return [];
  const named = [...places].slice(0, NAMED).map(([place, { rules, terms }]) => `${place} (${[...rules].join(', ')}${terms})`);
  const more = places.size > NAMED ? `, and ${places.size - NAMED} more` : '';
  return [`${CHANGED}it brings ${counted(places.size, 'allow comment')}, in force at once: ${named.join(', ')}${more}.`];
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
    const name = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (key === 'rules') return ruleDifferences(before.rules, after.rules);
    const [from, to] = [shown(before[key]), shown(after[key])];
    return from === to ? [] : [`${name} ${cut(from, 120)} -> ${cut(to, 120)}`];
  });
}

/** `rules.drop-column critical -> off`, one for each rule. */
function ruleDifferences(before: RuleSettings, after: RuleSettings): readonly string[] {
  const said = (setting: RuleSettings[string] | undefined): string => {
    if (!setting) return 'not set';
    return Object.keys(setting.options).length === 0 ? setting.level : `${setting.level} ${shown(setting.options)}`;
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id) => {
    const [from, to] = [said(before[id]), said(after[id])];
    return from === to ? [] : [`rules.${id} ${cut(from, 120)} -> ${cut(to, 120)}`];
  });
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
