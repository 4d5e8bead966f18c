/** The scene an operation meets: the catalog, the server, and how to speak of what the operation does to a relation. */
import { isCreatedHere } from '../../../catalog/apply.ts';
import type { Catalog, Constraint, Index, Table } from '../../../catalog/catalog.ts';
import {
  type Analysis,
  compareLocks,
  compareWork,
  type Consequence,
  type Effect,
  HARMLESS,
  type LockMode,
  type Refusal,
  type RelationKind,
  unknownOfBoth,
  type Work,
  type WorkCause,
} from '../../../effects/effect.ts';
import type { Situation } from '../../dialect.ts';
import { blockedBy } from '../locks.ts';

/** Where an operation happens. */
export interface Scene {
  readonly catalog: Catalog;
  readonly situation: Situation;
  /** The manual page of the statement: `sql-altertable`, with an anchor where there is one. */
  readonly page: string;
}

/** What is done to one relation, as far as it differs from nothing. */
export interface Doing {
  readonly work?: Work;
  readonly cause?: WorkCause;
  readonly heldUntil?: Effect['heldUntil'];
  readonly unknown?: readonly (keyof Effect)[];
  /** Another manual page than that of the statement. */
  readonly page?: string;
  /** Readers wait although the mode itself lets them read. */
  readonly blocksReads?: boolean;
  /** What it is, where the catalog does not know. */
  readonly kind?: RelationKind;
}

/** What is not known of an effect whose very lock is uncertain. */
export const LOCK_FIELDS = ['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const satisfies readonly (keyof Effect)[];

const MANUAL = 'https://www.postgresql.org/docs/current/';

/** A relation in messages: without the schema that unqualified names go to. */
export function shown(relation: string): string {
  return relation.startsWith('public.') ? relation.slice('public.'.length) : relation;
}

/** The manual's address of a page: `sql-altertable#SQL-ALTERTABLE-NOTES`. */
export function manual(page: string): string {
  const [name, anchor] = page.split('#');
  return `${MANUAL}${name}.html${anchor ? `#${anchor}` : ''}`;
}

const KINDS: Readonly<Record<Table['kind'], RelationKind>> = {
  table: 'table',
  partitioned: 'table',
  view: 'view',
  'materialized-view': 'materialized-view',
  sequence: 'sequence',
  'foreign-table': 'foreign-table',
};

/** A relation or an index of the catalog: whether this change made it. */
export function createdHere(scene: Scene, relation: string): boolean {
  const { catalog, situation } = scene;
  const table = catalog.relations.get(relation);
  if (table) return isCreatedHere(table, situation.change);
  const index = catalog.indexes.get(relation);
  if (!index) return relation.startsWith('pg_temp.');
  const own = situation.change !== null && index.origin === situation.change;
  return own || isCreatedHere(catalog.relations.get(index.table), situation.change);
}

/** The effect on one relation. */
export function on(scene: Scene, relation: string, lock: LockMode, doing: Doing = {}): Effect {
  const { catalog, situation } = scene;
  const table = catalog.relations.get(relation);
  const kind = table ? KINDS[table.kind] : catalog.indexes.has(relation) ? 'index' : (doing.kind ?? 'table');
  const blocked = blockedBy(lock);
  // The rows of a foreign table are elsewhere: nothing is read, copied or built, unless the statement is about them.
  const idle = table?.kind === 'foreign-table' && doing.cause !== 'data';
  const { work = 'none', cause = 'none' } = idle ? {} : doing;
  // Without partitions there are no rows; but partitions are often made by what is no migration.
  const empty = work !== 'none' && table?.kind === 'partitioned' && table.partitions.size === 0;
  const uncertain = doing.heldUntil === undefined && situation.inTransaction === 'unknown' ? (['heldUntil'] as const) : [];
  return {
    relation,
    relationKind: kind,
    lock,
    ...blocked,
    blocksReads: blocked.blocksReads || (doing.blocksReads ?? false),
    work,
    cause: work === 'none' ? 'none' : cause,
    heldUntil: doing.heldUntil ?? (situation.inTransaction === false ? 'statement' : 'transaction'),
    createdHere: createdHere(scene, relation),
    unknown: [...new Set([...(doing.unknown ?? []), ...uncertain, ...(empty ? ['work'] : [])])],
    source: manual(doing.page ?? scene.page),
  };
}

/** System catalogs and TOAST tables are no relations of an application. */
export const isOfSystem = (relation: string): boolean => /^(?:pg_catalog|pg_toast|information_schema)\./.test(relation);

/** Effects as contracts.md lists them: a lock stronger than ROW EXCLUSIVE, or work. One per relation. */
function listed(effects: readonly Effect[]): readonly Effect[] {
  const merged = new Map<string, Effect>();
  for (const effect of effects) {
    if (compareLocks(effect.lock, 'ROW EXCLUSIVE') <= 0 && effect.work === 'none') continue;
    if (isOfSystem(effect.relation)) continue;
    const before = merged.get(effect.relation);
    merged.set(effect.relation, before ? strongest(before, effect) : effect);
  }
  return [...merged.values()];
}

function strongest(a: Effect, b: Effect): Effect {
  const lock = compareLocks(b.lock, a.lock) > 0 ? b : a;
  const work = compareWork(b.work, a.work) > 0 ? b : a;
  return {
    ...lock,
    blocksReads: a.blocksReads || b.blocksReads,
    blocksWrites: a.blocksWrites || b.blocksWrites,
    blocksSchemaChanges: a.blocksSchemaChanges || b.blocksSchemaChanges,
    work: work.work,
    cause: work.cause,
    heldUntil: a.heldUntil === 'transaction' ? a.heldUntil : b.heldUntil,
    unknown: unknownOfBoth(a, b),
  };
}

/**
 * The rows of a partitioned table are those of its partitions: it has the heaviest work of them, and none of its own. Where
 * no partition is known, there may be some that something else than the migrations has made.
 */
function withWorkBelow(effects: readonly Effect[], catalog: Catalog): readonly Effect[] {
  const reached = new Set(effects.map((effect) => effect.relation));
  const found = new Map(effects.map((effect) => [effect.relation, ownWork(effect, reached, catalog)]));
  for (const effect of found.values()) {
    let at = catalog.relations.get(effect.relation)?.partitionOf ?? '';
    for (let depth = 0; at !== '' && depth < 32; depth++) {
      const above = found.get(at);
      const order = above ? compareWork(effect.work, above.work) : -1;
      if (above && (order > 0 || (order === 0 && !effect.unknown.includes('work')))) {
        const unknown = [...above.unknown.filter((field) => !isOfWork(field)), ...effect.unknown.filter(isOfWork)];
        found.set(at, { ...above, work: effect.work, cause: effect.cause, unknown });
      }
      at = catalog.relations.get(at)?.partitionOf ?? '';
    }
  }
  return effects.map((effect) => found.get(effect.relation) ?? effect);
}

/** What a table does itself. Of partitions that are read or written without a lock to speak of, their table tells. */
function ownWork(effect: Effect, reached: ReadonlySet<string>, catalog: Catalog): Effect {
  const table = catalog.relations.get(effect.relation);
  if (table?.kind !== 'partitioned' || effect.work === 'none' || effect.work === 'rows') return effect;
  const idle: Effect = { ...effect, work: 'none', cause: 'none', unknown: effect.unknown.filter((field) => !isOfWork(field)) };
  // One that this change made has as many partitions as it made.
  if (table.partitions.size === 0)
    return effect.createdHere ? idle : { ...effect, unknown: [...new Set([...effect.unknown, 'work', 'cause'])] };
  return [...table.partitions].some((name) => reached.has(name)) ? idle : effect;
}

const isOfWork = (field: string): boolean => field === 'work' || field === 'cause';

/** An answer: effects, and what it means where that differs from nothing. */
export function answer(scene: Scene, effects: readonly Effect[], consequence: Partial<Consequence> = {}): Analysis {
  const { refused = null } = consequence;
  return {
    effects: withWorkBelow(listed(effects), scene.catalog),
    consequence: { ...HARMLESS, ...consequence, refused: refused && { ...refused, reason: withoutPublic(refused.reason) } },
  };
}

/** Names in words for people go without the schema that they are in anyway. */
const withoutPublic = (text: string): string => text.replaceAll(/(?<![\w"])public\.(?=[\w"])/g, '');

/** A table and everything below it that ALTER TABLE reaches: partitions and tables that inherit, each once, the table first. */
export function family(scene: Scene, relation: string): readonly string[] {
  const found = new Set([relation]);
  for (const member of found) {
    const table = scene.catalog.relations.get(member);
    for (const below of table ? [...table.partitions, ...table.children] : []) found.add(below);
  }
  return [...found];
}

/** A table and its partitions. */
export function withPartitions(scene: Scene, relation: string): readonly string[] {
  const found = new Set([relation]);
  for (const member of found) for (const below of scene.catalog.relations.get(member)?.partitions ?? []) found.add(below);
  return [...found];
}

/** The indexes of a table that the catalog knows. */
export function indexesOf(scene: Scene, relation: string): readonly Index[] {
  return [...(scene.catalog.relations.get(relation)?.indexes ?? [])].flatMap((name) => scene.catalog.indexes.get(name) ?? []);
}

/** The constraints of a table that the catalog knows. */
export function constraintsOf(scene: Scene, relation: string): readonly Constraint[] {
  return [...(scene.catalog.relations.get(relation)?.constraints.values() ?? [])];
}

/** A foreign key that references a table. */
export interface Reference {
  readonly table: string;
  readonly constraint: Constraint;
}

/** Foreign keys of other tables that reference this one. */
export function referencesTo(scene: Scene, relation: string): readonly Reference[] {
  const found: Reference[] = [];
  for (const table of scene.catalog.relations.values()) {
    if (table.name === relation) continue;
    for (const constraint of table.constraints.values()) {
      if (constraint.references?.table === relation) found.push({ table: table.name, constraint });
    }
  }
  return found;
}

/** Sequences that belong to a table, or to one of its columns. */
export function sequencesOf(scene: Scene, relation: string, column?: string): readonly string[] {
  const found: string[] = [];
  for (const table of scene.catalog.relations.values()) {
    if (table.ownedBy?.table === relation && (column === undefined || table.ownedBy.column === column)) found.push(table.name);
  }
  return found;
}

/** The tables with a column whose default takes its values from a sequence. */
export function drawingFrom(scene: Scene, sequence: string): readonly string[] {
  return [...scene.catalog.relations.values()]
    .filter((table) => [...table.columns.values()].some((column) => column.drawsFrom === sequence))
    .map((table) => table.name);
}

/** The sequence behind an identity column: the last that it got, as a list of none or one. */
export function identitySequence(scene: Scene, relation: string, column: string): readonly string[] {
  return sequencesOf(scene, relation, column).slice(-1);
}

/** The default partition of a partitioned table, or undefined. */
export function defaultPartitionOf(scene: Scene, relation: string): string | undefined {
  return [...(scene.catalog.relations.get(relation)?.partitions ?? [])].find((name) => scene.catalog.relations.get(name)?.defaultPartition);
}

/** Whether the catalog knows the relation and every column of it. */
export function isKnown(scene: Scene, relation: string): boolean {
  return scene.catalog.relations.get(relation)?.columnsKnown ?? false;
}

/** The effects of a rewrite: the table's rows are copied and every index is built anew. */
export function rewritten(scene: Scene, relation: string, cause: WorkCause, doing: Doing = {}): readonly Effect[] {
  // Where the rows may stay as they are, the indexes may not be touched at all.
  const whether = doing.unknown?.includes('work') ? (['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] as const) : [];
  const index: Doing = { ...doing, work: 'index-build', cause, unknown: [...(doing.unknown ?? []), ...whether] };
  return [
    on(scene, relation, 'ACCESS EXCLUSIVE', { ...doing, work: 'rewrite', cause }),
    ...indexesOf(scene, relation)
      .filter((index) => scene.catalog.relations.get(relation)?.kind !== 'partitioned' || index.table !== relation)
      .map(({ name }) => on(scene, name, 'ACCESS EXCLUSIVE', index)),
  ];
}

/** RESTART of a sequence: how far it had come is forgotten, unless it only goes on further up. */
export function forgetsPosition(scene: Scene, relation: string): Partial<Consequence> {
  const old = !createdHere(scene, relation);
  return { losesData: old, reversible: !old, unknown: old ? ['losesData', 'reversible'] : [] };
}

/** A statement that the server refuses inside a transaction block; refused where it runs in one. */
export function outsideOnly(scene: Scene, statement: string): Partial<Consequence> {
  const refused =
    scene.situation.inTransaction === true ? { sqlstate: '25001', reason: `${statement} cannot run inside a transaction block` } : null;
  return { mustRunOutsideTransaction: true, refused };
}

/** A statement about a relation that is of another kind than it says; null where it fits or nothing is known. */
export function wrongKind(scene: Scene, relation: string, kinds: readonly Table['kind'][], wanted: string): Refusal | null {
  const kind = scene.catalog.relations.get(relation)?.kind ?? (scene.catalog.indexes.has(relation) ? 'index' : undefined);
  if (kind === undefined || kinds.some((one) => one === kind)) return null;
  return { sqlstate: '42809', reason: `${relation} is ${KIND_WORDS[kind]}, not a ${wanted}` };
}

/** How a kind of relation is called in a sentence. */
export const KIND_WORDS: Readonly<Record<Table['kind'] | 'index', string>> = {
  table: 'a table',
  partitioned: 'a partitioned table',
  view: 'a view',
  'materialized-view': 'a materialized view',
  sequence: 'a sequence',
  'foreign-table': 'a foreign table',
  index: 'an index',
};

/** Something of a name that is there already, or null. */
export function alreadyThere(there: boolean, what: string, sqlstate: string): Refusal | null {
  return there ? { sqlstate, reason: `${what} is there already` } : null;
}

/** Fields of an effect that may not be at all: IF EXISTS of something that the history does not show. */
export function whereItExists(scene: Scene, relation: string, ifExists: boolean): Pick<Doing, 'unknown'> {
  const known = scene.catalog.relations.has(relation) || scene.catalog.indexes.has(relation);
  return ifExists && !known ? { unknown: LOCK_FIELDS } : {};
}

/** A statement that the server's major does not know. */
export function before(scene: Scene, version: number, what: string): Partial<Consequence> {
  const refused = unknownBefore(scene, version, what);
  return refused ? { refused } : {};
}

/** The refusal of what came with a later major than the server's. */
export function unknownBefore(scene: Scene, version: number, what: string): Refusal | null {
  const { version: own } = scene.situation;
  return own < version ? { sqlstate: '42601', reason: `PostgreSQL ${own} does not know ${what}; it came with ${version}` } : null;
}

/** The first of several reasons to refuse, in the order in which the server looks. */
export function firstRefusal(...refusals: readonly (Refusal | null | undefined)[]): Refusal | null {
  return refusals.find((refusal) => refusal !== null && refusal !== undefined) ?? null;
}

/**
 * Whether what the catalog does not have on a relation is not there: the history made it, and all of the history was
 * read.
 */
export function isClosed(scene: Scene, relation: string): boolean {
  return isKnown(scene, relation) && scene.situation.gaps !== true;
}
