/** Options that commands share: declared once, parsed with node:util, wrong ones answered with the valid choices. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest, UserError } from '../errors.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What stands for the value in the help: `FILE`. */
  readonly value?: string;
  readonly doc: string;
  /** Valid values, where they are a closed set. */
  readonly choices?: readonly string[];
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface ParsedOptions {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
  /** Options with a value in the order given, to pair `--format` and `--output`. */
  readonly inOrder: readonly { readonly name: string; readonly value: string }[];
  string(name: string): string | undefined;
  flag(name: string): boolean;
  list(name: string): readonly string[];
}

/**
 * Parses arguments.
 *
 * @throws UserError for an option that does not exist (with the nearest), a missing value, a value outside its choices.
 */
export function parseOptions(args: readonly string[], specs: OptionSpecs): ParsedOptions {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, spec] of Object.entries(specs)) {
    options[name] = { type: spec.type, ...(spec.multiple ? { multiple: true } : {}), ...(spec.short ? { short: spec.short } : {}) };
  }
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const inOrder: { name: string; value: string }[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (!spec) {
      const near = nearest(token.name, Object.keys(specs));
      throw new UserError(
        `Unknown option ${token.rawName}.`,
        near
          ? `Did you mean --${near}?`
          : `The options are ${Object.keys(specs)
              .map((name) => `--${name}`)
              .join(', ')}.`,
      );
    }
    if (spec.type === 'boolean') {
      if (token.value !== undefined) throw new UserError(`${token.rawName} takes no value.`);
      continue;
    }
    const value = token.value;
    if (value === undefined || (!token.inlineValue && value.startsWith('--')))
      throw new UserError(`${token.rawName} needs a value.`, `${token.rawName} ${spec.value ?? 'VALUE'}: ${spec.doc}`);
    if (spec.choices && !spec.choices.includes(value)) {
      const near = nearest(value, spec.choices);
      throw new UserError(
        `${token.rawName} does not know "${value}".`,
        `${near ? `Did you mean ${near}? ` : ''}Valid: ${spec.choices.join(', ')}.`,
      );
    }
    inOrder.push({ name: token.name, value });
  }
  return {
    values: values as ParsedOptions['values'],
    positionals,
    inOrder,
    string: (name) => inOrder.findLast((option) => option.name === name)?.value,
    flag: (name) => values[name] === true,
    list: (name) => inOrder.filter((option) => option.name === name).map((option) => option.value),
  };
}

/** The help text of a command. */
export function helpText(usage: readonly string[], doc: string, specs: OptionSpecs): string {
  const rows = Object.entries(specs).map(([name, spec]) => {
    const short = spec.short ? `-${spec.short}, ` : '';
    return {
      left: `${short}--${name}${spec.value ? ` ${spec.value}` : ''}`,
      doc: spec.choices ? `${spec.doc} (${spec.choices.join(', ')})` : spec.doc,
    };
  });
  const width = Math.max(...rows.map((row) => row.left.length));
  return [
    ...usage.map((line, i) => `${i === 0 ? 'Usage: ' : '       '}${line}`),
    '',
    doc,
    '',
    ...rows.map((row) => `  ${row.left.padEnd(width)}  ${row.doc}`),
    '',
  ].join('\n');
}
