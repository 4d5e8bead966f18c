/** Settings as a session has them: what SET, SET LOCAL and RESET leave in force. */
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import { parseDuration } from './duration.ts';

/** A timeout as it was set; 0 milliseconds is none. */
export interface Timeout {
  readonly milliseconds: number;
  /** Where it was set; null where it never was. */
  readonly span: Span | null;
  /** It was set to something that cannot be read, a placeholder: no milliseconds are assumed. */
  readonly unknown: boolean;
}

/** The timeouts that end waits, statements or sessions. */
export const TIMEOUTS = ['lock_timeout', 'statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout'] as const;
export type TimeoutName = (typeof TIMEOUTS)[number];
const isTimeout = (name: string): name is TimeoutName => TIMEOUTS.some((timeout) => timeout === name);

/** Settings by lower case name, as far as the file has set them. */
export type Settings = ReadonlyMap<string, { readonly value: string; readonly timeout: Timeout }>;

export const NO_SETTINGS: Settings = new Map();

const NEVER: Timeout = { milliseconds: 0, span: null, unknown: false };

/** The settings after SET or RESET. A timeout that is reset is known to be none. */
export function withSetting(settings: Settings, operation: OperationOf<'set'>, span: Span): Settings {
  const setting = operation.setting.toLowerCase();
  if (operation.reset && setting === 'all') return allReset(span);
  const changed = new Map(settings);
  if (!operation.reset) {
    const milliseconds = parseDuration(operation.value);
    changed.set(setting, {
      value: operation.value,
      timeout: { milliseconds: milliseconds ?? 0, span, unknown: milliseconds === undefined },
    });
  } else if (isTimeout(setting)) changed.set(setting, { value: '', timeout: { ...NEVER, span } });
  else changed.delete(setting);
  return changed;
}

/** RESET ALL, and DISCARD ALL, which contains it. */
export function allReset(span: Span): Settings {
  return new Map(TIMEOUTS.map((name) => [name, { value: '', timeout: { ...NEVER, span } }]));
}

/** A timeout as it is in force. */
export function timeoutIn(settings: Settings, name: TimeoutName): Timeout {
  return settings.get(name)?.timeout ?? NEVER;
}

/** The values of the settings that are no timeouts. */
export function valuesOf(settings: Settings): ReadonlyMap<string, string> {
  return new Map([...settings].flatMap(([name, { value }]) => (isTimeout(name) ? [] : [[name, value]])));
}
