/** What a settled configuration says about rules, as the judge takes it. */
import type { RuleOverride, RuleSettings } from '../ruleset/settings.ts';
import type { Config, Override, RuleSettings as ConfiguredRules } from './config.ts';
import { pathMatcher, tableKnowledge, tableMatcher } from './match.ts';

const asMap = (rules: ConfiguredRules): RuleOverride['rules'] => new Map(Object.entries(rules));

function overrideOf({ paths, tables, rules }: Override): RuleOverride {
  const matchers = tables.map(tableMatcher);
  return {
    matches: paths.length === 0 ? () => true : pathMatcher(paths),
    ...(tables.length === 0 ? {} : { matchesTable: (relation: string) => matchers.some((matches) => matches(relation)) }),
    rules: asMap(rules),
  };
}

/** Settings for the judge. */
export function ruleSettings(config: Config): RuleSettings {
  return {
    preset: config.preset,
    rules: asMap(config.rules),
    overrides: config.overrides.map(overrideOf),
    tables: tableKnowledge(config.tables),
    rewrites: config.rewrites,
  };
}
