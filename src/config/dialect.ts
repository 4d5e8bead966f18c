/** `postgres@16`: the name of an engine and the major version of its server. */
import { nearest } from '../errors.ts';
import { engineOf, ENGINE_NAMES } from '../frameworks/evidence.ts';
import type { DialectSetting } from './config.ts';

/** A dialect whose majors are known. */
export interface KnownDialect {
  readonly id: string;
  /** Oldest first. */
  readonly versions: readonly number[];
}

/** Takes a dialect apart: `postgres@16.2` is major 16. It must have passed `dialectProblem`. */
export function parseDialect(text: string): DialectSetting {
  const [dialect = '', version] = text.split('@');
  const major = version?.split('.')[0];
  return major === undefined ? { dialect } : { dialect, version: major };
}

/**
 * Why a text names no database, in a clause, with what to write instead; undefined where it names one. Engines that are not
 * supported yet can be named: the review says so in one line.
 */
export function dialectProblem(
  text: string,
  dialects: readonly KnownDialect[],
): { readonly text: string; readonly hint: string } | undefined {
  const { dialect, version } = parseDialect(text);
  const supported = dialects.map(({ id }) => id);
  if (!supported.includes(dialect) && !ENGINE_NAMES.includes(dialect)) {
    // `postgresql` is a fine name for it, but one spelling is enough in files that people compare.
    const near = engineOf(dialect) ?? nearest(dialect, [...supported, ...ENGINE_NAMES]);
    const example = near === undefined ? '' : `Did you mean \`${[near, version].filter((part) => part !== undefined).join('@')}\`? `;
    return { text: `there is no engine \`${dialect}\``, hint: `${example}Supported: ${supported.join(', ')}.` };
  }
  if (version === undefined) return undefined;
  const versions = dialects.find(({ id }) => id === dialect)?.versions;
  if (!/^\d+$/.test(version)) return { text: `\`${version}\` is no version`, hint: 'Give the major version: postgres@16.' };
  if (versions && !versions.includes(Number(version)))
    return {
      text: `version ${version} of ${dialect} is not known`,
      hint: `Known: ${versions.map((known) => `${dialect}@${known}`).join(', ')}.`,
    };
  return undefined;
}
