/**
 * Whether an expression must be evaluated for each row. ALTER TABLE … ADD COLUMN stores the value of a default once unless
 * it is volatile: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Expression, FunctionCall } from '../../operations/definition.ts';
import { EXTENSION_FUNCTIONS, EXTENSION_VOLATILE, FUNCTIONS, VOLATILE } from './builtins.ts';

/** `unknown`: it calls a function that neither the server nor the repository is known to have. */
export type Volatility = 'volatile' | 'not-volatile' | 'unknown';

let tables:
  | { readonly since: ReadonlyMap<string, number>; readonly extension: ReadonlySet<string>; readonly volatile: ReadonlySet<string> }
  | undefined;

/** The generated lists, split on first use. */
function builtins(): NonNullable<typeof tables> {
  if (tables) return tables;
  const since = new Map<string, number>();
  for (const [major, names] of FUNCTIONS) for (const name of names.split(' ')) since.set(name, major);
  const volatile = new Set([...VOLATILE.split(' '), ...EXTENSION_VOLATILE.split(' ')]);
  const extension = new Set([...EXTENSION_FUNCTIONS.split(' '), ...EXTENSION_VOLATILE.split(' ')]);
  return (tables = { since, extension, volatile });
}

/** Whether a server of some major has a function of that name in pg_catalog: an unqualified call finds it first. */
export function isServerFunction(name: string): boolean {
  return builtins().since.has(name);
}

/** A call's schema and name, without quotes. */
function parts(call: FunctionCall): { readonly schema: string; readonly name: string } {
  const match = /^(?:("(?:[^"]|"")*"|[^".]*)\.)?("(?:[^"]|"")*"|[^"]*)$/.exec(call.name);
  const bare = (part: string | undefined): string => (part?.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : (part ?? ''));
  return { schema: bare(match?.[1]), name: bare(match?.[2]) };
}

function callVolatility(call: FunctionCall, catalog: Catalog, version: number): Volatility {
  const { schema, name } = parts(call);
  const own = schema === '' ? ownFunctions(catalog, name) : (catalog.functions.get(call.name) ?? []);
  const { since, extension, volatile } = builtins();
  const first = since.get(name);
  if (first !== undefined && first <= version && (schema === '' || schema === 'pg_catalog')) {
    // pg_catalog comes first in every search path.
    return volatile.has(name) ? 'volatile' : 'not-volatile';
  }
  if (own.length > 0) {
    const fitting = own.filter((f) => f.arguments >= call.arguments);
    return (fitting.length > 0 ? fitting : own).some((f) => f.volatility === 'volatile') ? 'volatile' : 'not-volatile';
  }
  if (extension.has(name)) return volatile.has(name) ? 'volatile' : 'not-volatile';
  return 'unknown';
}

function ownFunctions(catalog: Catalog, name: string): readonly { readonly volatility: string; readonly arguments: number }[] {
  const found = [];
  for (const [key, overloads] of catalog.functions) {
    if (parts({ name: key, arguments: 0 }).name === name) found.push(...overloads);
  }
  return found;
}

/** Whether an expression is volatile, from the functions it calls. */
export function volatilityOf(expression: Expression, catalog: Catalog, version: number): Volatility {
  const answers = new Set(expression.functions.map((call) => callVolatility(call, catalog, version)));
  if (answers.has('volatile')) return 'volatile';
  return answers.has('unknown') ? 'unknown' : 'not-volatile';
}

/** Functions of the server that are stable in every form they have (pg_proc of 13 to 18), and SQL's words that are. */
const STABLE: ReadonlySet<string> = new Set(
  (
    'array_to_json array_to_string concat concat_ws convert convert_from convert_to current_catalog current_database current_date ' +
    'current_role current_schema current_setting current_time current_timestamp current_user enum_first enum_last enum_range format ' +
    'json_build_array json_build_object jsonb_build_array jsonb_build_object localtime localtimestamp make_timestamptz now row_to_json ' +
    'session_user statement_timestamp to_char to_date to_json to_jsonb to_number transaction_timestamp user version'
  ).split(' '),
);

/** The first call that is known not to be immutable, so that the server takes it in no index; undefined where none is. */
export function mutableCall(calls: readonly FunctionCall[], catalog: Catalog, version: number): string | undefined {
  const mutable = (call: FunctionCall): boolean => {
    const { schema, name } = parts(call);
    const builtin = schema === '' || schema === 'pg_catalog';
    if (builtin && builtins().since.has(name)) return STABLE.has(name) || builtins().volatile.has(name);
    if (builtin && STABLE.has(name)) return true;
    // A function of the repository in SQL may be inlined, whatever it is declared as.
    return builtin && ownFunctions(catalog, name).length === 0 && callVolatility(call, catalog, version) === 'volatile';
  };
  return calls.find(mutable)?.name;
}
