/** What a server leaves to be seen of a statement: locks in pg_locks, files, statistics of the transaction, messages. */
import { compareLocks, compareWork, LOCK_MODES, type LockMode, type Work } from '../../src/effects/effect.ts';
import { isUsers, qualified } from './server-catalog.ts';
import type { Session } from './session.ts';

export interface Known {
  readonly oid: number;
  readonly name: string;
  /** `pg_class.relkind`. */
  readonly kind: string;
  readonly file: string;
  readonly size: number;
  /** The partitioned table it is a partition of, or empty. */
  readonly parent: string;
  /** For an index its table, or 0. */
  readonly table: number;
  /** How far a sequence has come, or empty: no rollback takes that back. */
  readonly position: string;
  /** What the server counts for its planner: nor that. */
  readonly counted: string;
}
export type Relations = ReadonlyMap<number, Known>;
/** Per table: sequential scans and rows written, as this session counts them. */
export type Counts = ReadonlyMap<number, { readonly scans: number; readonly rows: number }>;

const RELATIONS = `
  SELECT c.oid::int, ${qualified('c.relname', 'n')} AS name, c.relkind::text AS kind, concat(c.relfilenode, '/', c.reltablespace) AS file,
    coalesce(pg_relation_size(c.oid), 0)::int AS size,
    coalesce((SELECT ${qualified('p.relname', 'pn')} FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
      JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid AND p.relkind = 'p' LIMIT 1), '') AS parent,
    coalesce((SELECT indrelid::int FROM pg_index WHERE indexrelid = c.oid), 0) AS table,
    concat(CASE WHEN c.relkind = 'S' THEN pg_sequence_last_value(c.oid) END) AS position, concat(c.relpages, ' ', c.reltuples, ' ', c.relhasindex) AS counted
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${isUsers('n')} AND c.relkind <> 'c'`;

const COUNTS =
  'SELECT relid::int AS oid, seq_scan::int AS scans, (n_tup_ins + n_tup_upd + n_tup_del)::int AS rows FROM pg_stat_xact_user_tables';

/** `AccessExclusiveLock` -> `ACCESS EXCLUSIVE`. */
export function lockModeOf(name: string): LockMode {
  const words = name.replace(/Lock$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const mode = LOCK_MODES.find((candidate) => candidate === words.toUpperCase());
  if (!mode) throw new Error(`The server knows a lock mode ${name} that is not in LOCK_MODES.`);
  return mode;
}

export async function relationsOf(on: Session): Promise<Relations> {
  return new Map((await on.planned<Known>(RELATIONS)).map((row) => [row.oid, row]));
}

export async function countsOf(on: Session): Promise<Counts> {
  return new Map((await on.planned<{ oid: number; scans: number; rows: number }>(COUNTS)).map((row) => [row.oid, row]));
}

/**
 * Whether nothing differs between two states, down to what a rollback does not take back. What the server counts for its
 * planner, and pages that hold nothing any more, matter only to who looks at how it works.
 */
export function sameRelations(a: Relations, b: Relations, { asItWorks }: { readonly asItWorks: boolean }): boolean {
  const text = (known: Known | undefined): string => JSON.stringify(known && !asItWorks ? { ...known, size: 0, counted: '' } : known);
  return a.size === b.size && [...a].every(([oid, known]) => text(known) === text(b.get(oid)));
}

/** The locks of a backend, held or waited for, on relations that were there before. */
export async function locksOf(on: Session, pid: number, before: Relations): Promise<Map<string, LockMode>> {
  const rows = await on.query<{ oid: number; mode: string }>(
    `SELECT relation::int AS oid, mode FROM pg_locks WHERE pid = ${pid} AND locktype = 'relation'`,
  );
  const locks = new Map<string, LockMode>();
  for (const row of rows) {
    const relation = before.get(row.oid);
    const mode = lockModeOf(row.mode);
    if (relation && compareLocks(mode, locks.get(relation.name) ?? 'none') > 0) locks.set(relation.name, mode);
  }
  return locks;
}

/** Whether a backend holds a lock on a catalog of the server that keeps others from writing to it. */
export async function locksCatalogs(on: Session, pid: number): Promise<boolean> {
  const rows = await on.query(`SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE l.pid = ${pid} AND l.granted
    AND c.relnamespace = 'pg_catalog'::regnamespace AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock') LIMIT 1`);
  return rows.length > 0;
}

/** What the server said and counted while it worked. */
export interface Traces {
  readonly before: Relations;
  readonly after: Relations;
  readonly notices: readonly string[];
  readonly scanned: ReadonlySet<number>;
  readonly written: ReadonlySet<number>;
}

/** The heaviest work on each relation, from what the server left behind. */
export function workOf({ before, after, notices, scanned, written }: Traces): Map<string, Work> {
  const work = new Map<string, Work>();
  const note = (name: string | undefined, kind: Work): void => {
    if (name !== undefined && compareWork(kind, work.get(name) ?? 'none') > 0) work.set(name, kind);
  };
  const named = new Map([...before.values()].map((r) => [r.name.slice(r.name.indexOf('.') + 1).replaceAll('"', ''), r]));
  /** An emptied relation has new files too; nothing was copied, nothing built. */
  const filled = (relation: Known | undefined): boolean => relation !== undefined && (after.get(relation.oid)?.size ?? 0) > 0;
  for (const message of notices) {
    const rewritten = named.get(/^rewriting table "(.*)"$/.exec(message)?.[1] ?? '');
    const verified = named.get(/^verifying table "(.*)"$/.exec(message)?.[1] ?? '');
    note(rewritten?.name, 'rewrite');
    note(verified?.name, 'scan');
    const [, index = '', table = ''] = /^building index "(.*)" on table "(.*?)"/.exec(message) ?? [];
    if (!filled(named.get(table))) continue;
    note(named.get(table)?.name, 'index-build');
    note(named.get(index.replace(/_ccnew\d*$/, ''))?.name, 'index-build');
  }
  for (const relation of before.values()) {
    const moved = filled(relation) && after.get(relation.oid)?.file !== relation.file;
    if (moved && (relation.kind === 'r' || relation.kind === 'm')) note(relation.name, 'rewrite');
    if (moved && relation.kind === 'i' && filled(before.get(relation.table))) note(relation.name, 'index-build');
    // In a statement that writes rows these are the point, not how they were found.
    if (written.has(relation.oid) && work.get(relation.name) !== 'rewrite') work.set(relation.name, 'rows');
    else if (written.size === 0 && scanned.has(relation.oid) && filled(relation)) note(relation.name, 'scan');
  }
  // The rows of a partitioned table are those of its partitions.
  for (const relation of before.values()) {
    for (let at = relation; at.parent !== '';) {
      note(at.parent, work.get(relation.name) ?? 'none');
      const parent = [...before.values()].find((r) => r.name === at.parent);
      if (!parent) break;
      at = parent;
    }
  }
  return work;
}

/** Relations with the strongest lock on each, where it is stronger than ROW EXCLUSIVE or rows were written under it. */
export function combine(
  locks: ReadonlyMap<string, LockMode>,
  work: ReadonlyMap<string, Work>,
  before: Relations,
): ReadonlyMap<string, { readonly lock: LockMode; readonly work: Work }> {
  const parents = new Map([...before.values()].map((relation) => [relation.name, relation.parent]));
  const does = new Map<string, { lock: LockMode; work: Work }>();
  for (const [name, lock] of locks) {
    const own = work.get(name) ?? 'none';
    const writes = (relation: string): boolean =>
      work.get(relation) === 'rows' && compareLocks(locks.get(relation) ?? 'none', 'ROW EXCLUSIVE') >= 0;
    // Rows that were written to a partition by way of its table are told of the table.
    const byWayOf = own === 'rows' && writes(parents.get(name) ?? '');
    if (compareLocks(lock, 'ROW EXCLUSIVE') > 0 || (writes(name) && !byWayOf)) does.set(name, { lock, work: own });
  }
  return does;
}
