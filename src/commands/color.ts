/** Whether to colour: `--color`, then NO_COLOR (https://no-color.org) and FORCE_COLOR, then whether a terminal listens. */
import type { Io } from './io.ts';
import type { OptionSpec, ParsedOptions } from './options.ts';

export const COLOR_OPTION: OptionSpec = { type: 'string', value: 'WHEN', doc: 'colours', choices: ['auto', 'always', 'never'] };

/** The choice for text that goes to standard output. */
export function colorChoice(options: ParsedOptions, io: Io): boolean {
  const choice = options.string('color') ?? 'auto';
  if (choice !== 'auto') return choice === 'always';
  if (io.env['NO_COLOR']) return false;
  if (io.env['FORCE_COLOR'] && io.env['FORCE_COLOR'] !== '0') return true;
  return io.outIsTerminal && io.env['TERM'] !== 'dumb';
}
