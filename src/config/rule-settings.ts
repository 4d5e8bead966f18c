/** What a settled configuration says about rules, as the judge takes it. */
import type { RuleOverride, RuleSettings } from '../ruleset/settings.ts';
import type { Config, Override, RuleSettings as ConfiguredRules } from './config.ts';
import { tableKnowledge } from '../sizes/knowledge.ts';
import type { Measured } from '../sizes/size.ts';
import { pathMatcher, tableMatcher } from './match.ts';

const asMap = (rules: ConfiguredRules): RuleOverride['rules'] => new Map(Object.entries(rules));

function overrideOf({ paths, tables, rules }: Override): RuleOverride {
  const matchers = tables.map(tableMatcher);
  return {
    matches: paths.length === 0 ? () => true : pathMatcher(paths),
    ...(tables.length === 0 ? {} : { matchesTable: (relation: string) => matchers.some((matches) => matches(relation)) }),
    rules: asMap(rules),
  };
}

/** Settings for the judge. `measured`: sizes of tables besides those that the configuration gives. */
export function ruleSettings(config: Config, measured: readonly Measured[] = []): RuleSettings {
  return {
    preset: config.preset,
    rules: asMap(config.rules),
    overrides: config.overrides.map(overrideOf),
    tables: tableKnowledge(config.tables, measured),
    rewrites: config.rewrites,
  };
}
