/** Whether the terminal shows no more than ASCII, by what the environment says of it. */
import type { Io } from './io.ts';

/**
 * The locale decides, as POSIX reads it; one that is not set says nothing. Windows shows UTF-8 in its newer terminals alone.
 * Files are UTF-8 whatever the terminal.
 */
export function asciiOnly({ env, outIsTerminal }: Pick<Io, 'env' | 'outIsTerminal'>): boolean {
  if (!outIsTerminal) return false;
  if (env['TERM'] === 'dumb') return true;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  if (locale) return !/utf-?8/i.test(locale);
  return env['OS'] === 'Windows_NT' && !env['WT_SESSION'] && !env['TERM_PROGRAM'] && !env['ConEmuTask'];
}
