/**
 * What other sessions wait for while a statement holds its locks: derived from the locks, once, for what servers do and
 * for what our analysis says. A lock on an index stops whoever plans a query on its table, and what stops the reader of a
 * table stops the reader of a view over it.
 */
import type { Catalog } from '../../src/catalog/catalog.ts';
import { ancestors } from '../../src/catalog/links.ts';
import { blockedBy } from '../../src/dialects/postgres/locks.ts';
import type { Effect, LockMode } from '../../src/effects/effect.ts';

/** Null: nobody can do that to such a relation, or nothing can be said. */
export interface Waits {
  readonly reads: boolean | null;
  readonly writes: boolean | null;
  readonly schemaChanges: boolean | null;
}

export const NO_WAITS: Waits = { reads: false, writes: false, schemaChanges: false };
export const UNTOLD: Waits = { reads: null, writes: null, schemaChanges: null };

const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : a === null || b === null ? null : false;

/** The partitions of a table and the tables that inherit from it, at every level. */
function membersBelow(name: string, catalog: Catalog): readonly string[] {
  const { partitions = [], children = [] } = catalog.relations.get(name) ?? {};
  return [...partitions, ...children].flatMap((member) => [member, ...membersBelow(member, catalog)]);
}

/** From what is stopped at each relation itself to what is stopped at every relation of the catalog. */
function spread(own: ReadonlyMap<string, Waits>, catalog: Catalog, major: number): ReadonlyMap<string, Waits> {
  const at = (name: string): Waits => own.get(name) ?? NO_WAITS;
  const waits = new Map<string, Waits>(own);
  for (const index of catalog.indexes.values()) {
    const table = waits.get(index.table) ?? NO_WAITS;
    const stops = at(index.name);
    // Before 16 no query opened the indexes of a partitioned table itself.
    const unopened = major < 16 && catalog.relations.get(index.table)?.kind === 'partitioned';
    const { reads, writes } = unopened ? { reads: stops.reads && null, writes: stops.writes && null } : stops;
    waits.set(index.table, { ...table, reads: either(table.reads, reads), writes: either(table.writes, writes) });
  }
  // Whoever plans a query of a partition that is partitioned itself reads its bounds from the tables above it, unless the
  // session has done so before; and before 14 whoever writes to any.
  for (const { name, kind } of catalog.relations.values()) {
    if (!ancestors(catalog.relations, name).some((above) => at(above).reads !== false)) continue;
    const mine = waits.get(name) ?? NO_WAITS;
    const nested = kind === 'partitioned';
    const writes = nested || major < 14 ? mine.writes || null : mine.writes;
    waits.set(name, { ...mine, reads: nested ? mine.reads || null : mine.reads, writes });
  }
  const through = (name: string, seen: ReadonlySet<string>): Waits => {
    const relation = catalog.relations.get(name);
    const mine = waits.get(name) ?? NO_WAITS;
    if (relation?.kind !== 'view' || seen.has(name)) return mine;
    const below = relation.sources.map((source) => through(source, new Set([...seen, name])));
    // Whoever reads a table reads what is below it, too.
    const inherited = relation.sources.flatMap((source) => membersBelow(source, catalog).map((member) => waits.get(member) ?? NO_WAITS));
    const reads = [...below, ...inherited].reduce<boolean | null>((sum, source) => either(sum, source.reads), mine.reads);
    // Which of several sources a view would write to is not known.
    const writes = relation.sources.length === 1 ? either(mine.writes, below[0]?.writes ?? null) : null;
    return { ...mine, reads, writes };
  };
  for (const relation of catalog.relations.values())
    if (relation.kind === 'view') waits.set(relation.name, through(relation.name, new Set()));
  return waits;
}

/** What has to wait behind some locks. */
export function waitsBehind(locks: ReadonlyMap<string, LockMode>, catalog: Catalog, major: number): ReadonlyMap<string, Waits> {
  const own = [...locks].map(([name, lock]): readonly [string, Waits] => {
    const { blocksReads, blocksWrites, blocksSchemaChanges } = blockedBy(lock);
    return [name, { reads: blocksReads, writes: blocksWrites, schemaChanges: blocksSchemaChanges }];
  });
  return spread(new Map(own), catalog, major);
}

/** What has to wait by what our analysis says; null where it says that it does not know. */
export function waitsClaimed(effects: readonly Effect[], catalog: Catalog, major: number): ReadonlyMap<string, Waits> {
  const own = effects.map((effect): readonly [string, Waits] => {
    const sure = (field: keyof Effect, value: boolean): boolean | null =>
      effect.unknown.includes(field) || effect.unknown.includes('lock') ? null : value;
    return [
      effect.relation,
      {
        reads: sure('blocksReads', effect.blocksReads),
        writes: sure('blocksWrites', effect.blocksWrites),
        schemaChanges: sure('blocksSchemaChanges', effect.blocksSchemaChanges),
      },
    ];
  });
  return spread(new Map(own), catalog, major);
}

const WORDS = { reads: 'reads', writes: 'writes', schemaChanges: 'schema changes' } as const;
const FIELDS = ['reads', 'writes', 'schemaChanges'] as const;

/** Everything that waits: `public.t: reads`. */
export function waitsAt(waits: ReadonlyMap<string, Waits>): readonly string[] {
  return [...waits].flatMap(([name, own]) => FIELDS.filter((field) => own[field] === true).map((field) => `${name}: ${WORDS[field]}`));
}

/** One line for each relation at which something waits, as far as the other side can say: `public.t: reads, writes`. */
export function waitLines(waits: ReadonlyMap<string, Waits>, other: ReadonlyMap<string, Waits>): readonly string[] {
  const lines: string[] = [];
  for (const [name, mine] of waits) {
    const theirs = other.get(name) ?? NO_WAITS;
    const words = FIELDS.filter((field) => mine[field] === true && theirs[field] !== null).map((field) => WORDS[field]);
    if (words.length > 0) lines.push(`${name}: ${words.join(', ')}`);
  }
  return lines.sort();
}
