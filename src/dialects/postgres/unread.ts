/** What runs statements that no script shows. */
import type { Operation } from '../../operations/operation.ts';
import { isServerFunction } from './volatility.ts';

/** A function that did not come with the server: what it does stands elsewhere, and it may change the schema. */
function isForeign(name: string): boolean {
  const parts = name.split('.');
  const own = parts.at(-1) ?? '';
  return parts.length > 1 ? parts[0] !== 'pg_catalog' && parts[0] !== 'information_schema' : !isServerFunction(own);
}

/** Whether an operation runs statements that are not in the script: a procedure, a query that calls functions, what was not understood. */
export function runsUnread(operation: Operation): boolean {
  if (operation.kind === 'select') return operation.functions.some(isForeign);
  return operation.kind === 'unsupported' || operation.kind === 'call';
}
