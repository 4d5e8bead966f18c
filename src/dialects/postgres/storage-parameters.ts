/**
 * The storage parameters of tables, by major.
 * Source: https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-STORAGE-PARAMETERS; locks as in reloptions.c.
 */

interface Parameter {
  /** The major it came with; 0 for those that all majors know. */
  readonly since: number;
  /** The toast table has it too: `toast.autovacuum_enabled`. */
  readonly toast: boolean;
  readonly range?: readonly [least: number, most: number];
}

const always = { since: 0, toast: false };
const both = { since: 0, toast: true };

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  fillfactor: { ...always, range: [10, 100] },
  toast_tuple_target: { ...always, range: [128, 8160] },
  parallel_workers: { ...always, range: [0, 1024] },
  user_catalog_table: always,
  autovacuum_enabled: both,
  vacuum_index_cleanup: both,
  vacuum_truncate: both,
  vacuum_max_eager_freeze_failure_rate: { since: 18, toast: true, range: [0, 1] },
  autovacuum_vacuum_threshold: both,
  autovacuum_vacuum_max_threshold: { since: 18, toast: true },
  autovacuum_vacuum_scale_factor: { ...both, range: [0, 100] },
  autovacuum_vacuum_insert_threshold: both,
  autovacuum_vacuum_insert_scale_factor: { ...both, range: [0, 100] },
  autovacuum_analyze_threshold: always,
  autovacuum_analyze_scale_factor: { ...always, range: [0, 100] },
  autovacuum_vacuum_cost_delay: { ...both, range: [-1, 100] },
  autovacuum_vacuum_cost_limit: both,
  autovacuum_freeze_min_age: { ...both, range: [0, 1_000_000_000] },
  autovacuum_freeze_max_age: { ...both, range: [100_000, 2_000_000_000] },
  autovacuum_freeze_table_age: { ...both, range: [0, 2_000_000_000] },
  autovacuum_multixact_freeze_min_age: { ...both, range: [0, 1_000_000_000] },
  autovacuum_multixact_freeze_max_age: { ...both, range: [10_000, 2_000_000_000] },
  autovacuum_multixact_freeze_table_age: { ...both, range: [0, 2_000_000_000] },
  log_autovacuum_min_duration: both,
};

/** Parameters, of views and indexes too, that are changed under ACCESS EXCLUSIVE; the others let readers and writers in. */
const STRONG: ReadonlySet<string> = new Set([
  'user_catalog_table',
  'security_barrier',
  'security_invoker',
  'check_option',
  'fastupdate',
  'gin_pending_list_limit',
  'buffering',
  'pages_per_range',
  'autosummarize',
]);

/** Whether changing a parameter locks everybody out. */
export const locksReaders = (parameter: string): boolean => STRONG.has(parameter.toLowerCase());

/** Why the server does not take a parameter of a table with a value, which is undefined where it is reset; or undefined. */
export function parameterProblem(parameter: string, value: string | undefined, version: number): string | undefined {
  if (value === undefined) return undefined;
  const [, namespace = '', name = ''] = /^(?:([^.]*)\.)?(.*)$/.exec(parameter) ?? [];
  const known = PARAMETERS[name];
  if (!known || (namespace !== '' && !(namespace === 'toast' && known.toast))) return `no table has a parameter ${parameter}`;
  if (version < known.since) return `PostgreSQL ${version} does not know the parameter ${parameter}; it came with ${known.since}`;
  const number = Number(value.replace(/^'(.*)'$/, '$1'));
  const [least, most] = known.range ?? [-Infinity, Infinity];
  return number < least || number > most ? `${parameter} is between ${least} and ${most}` : undefined;
}
