/** Values of options, as a rule declares them and a configuration sets them. */
import { parseDuration } from '../effects/duration.ts';
import { durationText } from './environment.ts';
import type { OptionDeclaration, OptionType, OptionValue, Rule } from './rule.ts';

const EXPECTED: Readonly<Record<OptionType, string>> = {
  duration: 'a duration such as 5s or 500ms',
  integer: 'a whole number',
  flag: 'true or false',
  text: 'a text',
  list: 'a list of texts',
};

/** What a value of this type looks like, in words. */
export function expectedOption(type: OptionType): string {
  return EXPECTED[type];
}

/** A value as YAML gives it, or undefined where it is not of the type. Durations become milliseconds. */
export function readOption(type: OptionType, value: unknown): OptionValue | undefined {
  switch (type) {
    case 'duration': {
      if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined;
      return typeof value === 'string' ? parseDuration(value) : undefined;
    }
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  }
}

/** A value as a configuration would write it. */
export function showOption(declaration: Pick<OptionDeclaration, 'type'>, value: OptionValue): string {
  if (declaration.type === 'duration' && typeof value === 'number') return durationText(value);
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

/** Every option of a rule, with what is set for it or its default. */
export function optionValues(rule: Rule, set: Readonly<Record<string, OptionValue>>): Readonly<Record<string, OptionValue>> {
  return Object.fromEntries(Object.entries(rule.options).map(([name, { default: standard }]) => [name, set[name] ?? standard]));
}
