/**
 * What the name of a file says to Flyway.
 * Source: ResourceNameParser.java, MigrationVersion.java and Event.java of github.com/flyway/flyway, release 13.
 */

/** Prefixes, separator and suffixes, all of which can be configured. */
export interface NameRules {
  readonly versioned: string;
  readonly undo: string;
  readonly baseline: string;
  readonly repeatable: string;
  readonly separator: string;
  readonly suffixes: readonly string[];
}

export const DEFAULT_NAMES: NameRules = {
  versioned: 'V',
  undo: 'U',
  baseline: 'B',
  repeatable: 'R',
  separator: '__',
  suffixes: ['.sql'],
};

export type FlywayName =
  | { readonly kind: 'versioned' | 'undo' | 'baseline'; readonly version: string; readonly description: string }
  | { readonly kind: 'repeatable'; readonly description: string }
  /** Runs around migrations: `afterMigrate.sql`. */
  | { readonly kind: 'callback' }
  /** Flyway passes over it. */
  | { readonly kind: 'ignored'; readonly reason: string };

const CALLBACK = /^(?:before|after|create)[A-Z][A-Za-z]*(?:$|__|\.)/;

/** Reads a file name, without its folder. */
export function parseFlywayName(name: string, rules: NameRules): FlywayName {
  const suffix = rules.suffixes.find((candidate) => name.toUpperCase().endsWith(candidate.toUpperCase()));
  if (suffix === undefined) return { kind: 'ignored', reason: `it does not end in ${rules.suffixes.join(' or ')}` };
  const stem = name.slice(0, name.length - suffix.length);
  if (CALLBACK.test(name)) return { kind: 'callback' };
  // The longest prefix that fits wins, so that an empty one takes what the others leave.
  const prefixes = (['versioned', 'undo', 'baseline', 'repeatable'] as const).toSorted((a, b) => rules[b].length - rules[a].length);
  const kind = prefixes.find((candidate) => stem.startsWith(rules[candidate]));
  if (kind === undefined) {
    const known = [rules.versioned, rules.undo, rules.baseline, rules.repeatable].join(', ');
    return { kind: 'ignored', reason: `it starts with none of the prefixes ${known}` };
  }
  const rest = stem.slice(rules[kind].length);
  const at = rest.indexOf(rules.separator);
  const before = at < 0 ? rest : rest.slice(0, at);
  const description = at < 0 ? '' : rest.slice(at + rules.separator.length).replaceAll('_', ' ');
  if (kind === 'repeatable') {
    return before === ''
      ? { kind, description }
      : { kind: 'ignored', reason: `${rules.separator} does not follow the prefix ${rules.repeatable}` };
  }
  const version = before.replaceAll('_', '.');
  if (!/^\d+(?:\.\d+)*$/.test(version)) {
    return {
      kind: 'ignored',
      reason: before === '' ? 'it has no version' : `${before} is no version; ${rules.separator} ends the version`,
    };
  }
  return { kind, version, description };
}
