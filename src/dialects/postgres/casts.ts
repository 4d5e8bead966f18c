/**
 * Whether PostgreSQL has a cast from one type to another at all, which USING can spell out.
 * Source: https://www.postgresql.org/docs/current/sql-createcast.html, pg_cast of 13 to 18
 */
import type { Catalog } from '../../catalog/catalog.ts';
import type { TypeName } from '../../operations/definition.ts';
import { AUTOMATIC, family, isMade, resolveType, STRINGS } from './types.ts';

/** Casts that have to be spelled out: pg_cast with castcontext e. */
const EXPLICIT: Readonly<Record<string, readonly string[]>> = {
  integer: ['boolean', '"char"', 'bit'],
  bigint: ['bit'],
  boolean: ['integer'],
  '"char"': ['integer'],
  bit: ['integer', 'bigint'],
  jsonb: ['boolean', 'smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric'],
  hstore: ['json', 'jsonb'],
};

/** Those that came with 18. */
const EXPLICIT_SINCE_18: Readonly<Record<string, readonly string[]>> = {
  smallint: ['bytea'],
  integer: ['bytea'],
  bigint: ['bytea'],
  bytea: ['smallint', 'integer', 'bigint'],
};

/** Whether there is no cast between two types, as far as both are known. Every type goes to a string and back by its text. */
export function lacksCast(from: TypeName, to: TypeName, catalog: Catalog, version: number): boolean {
  const [a, b] = [resolveType(from, catalog), resolveType(to, catalog)];
  const [nameA, nameB] = [family(a.type.name), family(b.type.name)];
  const known = (made: boolean, name: string): boolean => made || AUTOMATIC[name] !== undefined;
  if (!a.known || !b.known || !known(isMade(a.user), nameA) || !known(isMade(b.user), nameB)) return false;
  if ([...catalog.others.values()].some(({ objectType }) => objectType === 'cast')) return false;
  const isString = (name: string): boolean => STRINGS.has(name) || (name === '"char"' && version < 15);
  const [arrayA, arrayB] = [a.type.dimensions > 0, b.type.dimensions > 0];
  if (arrayA && arrayB) return lacksCast({ ...a.type, dimensions: 0 }, { ...b.type, dimensions: 0 }, catalog, version);
  if ((isString(nameA) && !arrayA) || (isString(nameB) && !arrayB)) return false;
  // hstore is made from arrays of text.
  if (arrayA || arrayB) return nameB !== 'hstore';
  const casts = [AUTOMATIC, EXPLICIT, ...(version >= 18 ? [EXPLICIT_SINCE_18] : [])];
  return nameA !== nameB && !casts.some((table) => table[nameA]?.includes(nameB));
}
