/** What a configuration says about rules: which are on, at which level, with which options, for which files and tables. */
import type { TableKnowledge } from '../catalog/catalog.ts';
import { type ErrorPlace, nearest, UserError } from '../errors.ts';
import { type Risk, RISKS } from '../report.ts';
import { expectedOption, readOption, showOption } from './option.ts';
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

/** Settings that have been checked. */
export interface RuleSettings {
  readonly preset: Preset;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Later ones win. */
  readonly overrides: readonly RuleOverride[];
  /** What the configuration knows about the size of tables. */
  readonly tables: TableKnowledge;
}

/** One rule's setting as a configuration gives it, before it is known whether there is such a rule. */
export interface RawSetting {
  readonly level?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly where?: ErrorPlace;
}

/**
 * Checks what a configuration sets against the rules there are.
 *
 * @throws UserError for a rule, a level or an option that there is not, and for a value of the wrong type.
 */
export function checkSettings(raw: ReadonlyMap<string, RawSetting>, rules: readonly Rule[]): ReadonlyMap<string, RuleSetting> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const checked = new Map<string, RuleSetting>();
  for (const [id, setting] of raw) {
    const rule = byId.get(id);
    if (!rule) {
      const near = nearest(id, byId.keys());
      throw new UserError(
        `There is no rule "${id}".`,
        near === undefined ? '`lockkeeper rules` lists them.' : `Did you mean \`${near}\`?`,
        setting.where,
      );
    }
    checked.set(id, {
      ...(setting.level === undefined ? {} : { level: checkLevel(id, setting.level, setting.where) }),
      ...(setting.options === undefined ? {} : { options: checkOptions(rule, setting.options, setting.where) }),
    });
  }
  return checked;
}

const LEVELS = ['off', 'on', ...RISKS] as const satisfies readonly Level[];

function checkLevel(id: string, level: string, where: ErrorPlace | undefined): Level {
  const found = LEVELS.find((known) => known === level);
  if (found) return found;
  const near = nearest(level, LEVELS);
  const hint = `${near === undefined ? '' : `Did you mean \`${near}\`? `}It is one of ${LEVELS.join(', ')}.`;
  throw new UserError(`The level of ${id} cannot be "${level}".`, hint, where);
}

function checkOptions(
  rule: Rule,
  options: Readonly<Record<string, unknown>>,
  where: ErrorPlace | undefined,
): Readonly<Record<string, OptionValue>> {
  const names = Object.keys(rule.options);
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const declared = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
      if (!declared) {
        const near = nearest(name, [...names, 'risk']);
        const valid =
          names.length === 0 ? 'It has none; `risk` sets its level.' : `Its options are ${names.join(', ')}; \`risk\` sets its level.`;
        throw new UserError(
          `The rule ${rule.id} has no option "${name}".`,
          `${near === undefined ? '' : `Did you mean \`${near}\`? `}${valid}`,
          where,
        );
      }
      const read = readOption(declared.type, value);
      if (read === undefined) {
        const example = `It must be ${expectedOption(declared.type)}; the default is ${showOption(declared, declared.default)}.`;
        throw new UserError(`The option "${name}" of ${rule.id} cannot be ${JSON.stringify(value)}.`, example, where);
      }
      return [name, read] as const;
    }),
  );
}

/** What holds for a rule at one place. */
export interface Effective {
  readonly enabled: boolean;
  /** A level that the configuration sets, or null for the rule's own. */
  readonly level: Risk | null;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** Whether a preset contains a rule. */
export function inPreset(rule: Pick<Rule, 'preset'>, preset: Preset): boolean {
  return rule.preset !== 'opt-in' && PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset);
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
