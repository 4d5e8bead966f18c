/** What a configuration says about rules: which are on, at which level, with which options, for which files and tables. */
import type { TableKnowledge } from '../catalog/catalog.ts';
import type { RewriteOptions } from '../dialects/dialect.ts';
import type { Risk } from '../report.ts';
import { type OptionValue, type Preset, PRESETS, type Rule } from './rule.ts';

/** `on` and `off`, or on at a level of its own. */
export type Level = Risk | 'on' | 'off';

/** What is set for one rule. Naming a rule turns it on, unless the level is `off`. */
export interface RuleSetting {
  readonly level?: Level;
  readonly options?: Readonly<Record<string, OptionValue>>;
}

export interface RuleOverride {
  /** Whether it holds for a migration. */
  readonly matches: (path: string) => boolean;
  /** Whether it holds for a relation; absent: for all, and for findings that are about none. */
  readonly matchesTable?: (relation: string) => boolean;
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** Settings that have been checked against the rules there are (`settle` of the configuration). */
export interface RuleSettings {
  readonly preset: Preset;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Later ones win. */
  readonly overrides: readonly RuleOverride[];
  /** What the configuration knows about the size of tables. */
  readonly tables: TableKnowledge;
  /** How rewrites are written; the standard where absent. */
  readonly rewrites?: RewriteOptions;
}

/** What holds for a rule at one place. */
export interface Effective {
  readonly enabled: boolean;
  /** A level that the configuration sets, or null for the rule's own. */
  readonly level: Risk | null;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Whether a preset contains a rule: a new one on trial is in strict alone, one that is to go in none. */
export function inPreset({ preset: own, status }: Pick<Rule, 'preset' | 'status'>, preset: Preset): boolean {
  if (own === 'opt-in' || status === 'deprecated') return false;
  return PRESETS.indexOf(status === 'preview' ? 'strict' : own) <= PRESETS.indexOf(preset);
}

/**
 * What holds for a rule in a migration and, for findings about one relation, for that relation; `''` is none.
 */
export function settingOf(rule: Rule, settings: RuleSettings, path: string, relation: string): Effective {
  const standard = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
  let effective: Effective = { enabled: inPreset(rule, settings.preset), level: null, options: standard };
  const apply = (setting: RuleSetting | undefined): void => {
    if (!setting) return;
    const { level } = setting;
    effective = {
      enabled: level !== 'off',
      level: level === undefined ? effective.level : level === 'on' || level === 'off' ? null : level,
      options: { ...effective.options, ...setting.options },
    };
  };
  apply(settings.rules.get(rule.id));
  for (const override of settings.overrides) {
    if (!override.rules.has(rule.id) || !override.matches(path)) continue;
    if (override.matchesTable && (relation === '' || !override.matchesTable(relation))) continue;
    apply(override.rules.get(rule.id));
  }
  return effective;
}
