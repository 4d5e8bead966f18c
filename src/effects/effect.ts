/**
 * What an operation does to the relations that other sessions can see, and what it means beyond locks.
 * The words are those of the PostgreSQL manual: https://www.postgresql.org/docs/current/explicit-locking.html
 */
import type { Operation } from '../operations/operation.ts';

/** Table-level lock modes, weakest first, spelt as in the server's manual. `none` takes no lock that others notice. */
export const LOCK_MODES = [
  'none',
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;
export type LockMode = (typeof LOCK_MODES)[number];

/** What happens while the lock is held and grows with the table, lightest first. */
export const WORK_KINDS = ['none', 'rows', 'scan', 'index-build', 'rewrite'] as const;
export type Work = (typeof WORK_KINDS)[number];

/** Why the work happens; a closed set, so that a rule can name its hazard exactly. `none` when there is no work. */
export const WORK_CAUSES = [
  'none',
  'volatile-default', // ADD COLUMN whose default must be evaluated for each row
  'serial', // ADD COLUMN of a serial type
  'identity', // ADD COLUMN … GENERATED … AS IDENTITY
  'stored-generated', // ADD COLUMN … GENERATED ALWAYS AS (…) STORED, or a changed expression of one
  'constrained-domain', // ADD COLUMN of a domain with constraints
  'type-change', // ALTER COLUMN … TYPE
  'zone-change', // ALTER COLUMN … TYPE between the two kinds of timestamp: none where the session's time zone is UTC
  'collation-change', // ALTER COLUMN … TYPE with another collation: indexes are rebuilt
  'not-null-check', // rows are read to prove that a column holds no NULL
  'check-validation',
  'foreign-key-validation',
  'partition-check', // ATTACH PARTITION, a new partition beside a default one
  'domain-check', // a constraint added to a domain reads every table that uses it
  'index-build',
  'constraint-index', // the index behind a new UNIQUE, PRIMARY KEY or EXCLUDE constraint
  'reindex',
  'table-copy', // SET LOGGED, SET TABLESPACE, SET ACCESS METHOD, CLUSTER, VACUUM FULL
  'refresh', // REFRESH MATERIALIZED VIEW
  'data', // INSERT, UPDATE, DELETE, MERGE, COPY
  'vacuum',
] as const;
export type WorkCause = (typeof WORK_CAUSES)[number];

export const RELATION_KINDS = ['table', 'index', 'view', 'materialized-view', 'sequence', 'foreign-table'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** What one operation does to one relation. */
export interface Effect {
  /** Schema-qualified and quoted as `quote_ident` would: `public.users`. */
  readonly relation: string;
  readonly relationKind: RelationKind;
  readonly lock: LockMode;
  /** The lock conflicts with ACCESS SHARE (or: an index whose lock makes every plan on its table wait). */
  readonly blocksReads: boolean;
  /** The lock conflicts with ROW EXCLUSIVE. */
  readonly blocksWrites: boolean;
  /** The lock conflicts with SHARE UPDATE EXCLUSIVE. */
  readonly blocksSchemaChanges: boolean;
  readonly work: Work;
  readonly cause: WorkCause;
  readonly heldUntil: 'statement' | 'transaction';
  /** This change made the relation and history did not have it: nothing deployed uses it yet. */
  readonly createdHere: boolean;
  /** Names of fields of this object that could not be determined; they hold the worst case. */
  readonly unknown: readonly string[];
  /** The manual page that says so. */
  readonly source: string;
}

/** A statement that the server refuses whatever the data. */
export interface Refusal {
  readonly sqlstate: string;
  readonly reason: string;
  /** Another major takes the statement. */
  readonly byVersion?: true;
  /** Minor releases of one major differ in it. */
  readonly byMinor?: true;
}

/**
 * What a statement waits for beside its locks, while it blocks nobody: the transactions that use its table, or those that
 * write it and then every transaction of the database whose snapshot is older.
 */
export const WAITS = ['nothing', 'table-users', 'old-snapshots'] as const;
export type Wait = (typeof WAITS)[number];

/** Why nothing undoes an operation, or not all of it. */
export interface Irreversible {
  /**
   * `lost`: what was there is gone, and no statement gives it back. `unknown`: the history does not show what was there; an
   * inverse that is given all the same rests on an assumption, which the reason names.
   */
  readonly kind: 'lost' | 'unknown';
  /** What does not come back, or what is not known, as a sentence for the reader. */
  readonly reason: string;
  /** What to do beforehand so that it can be given back, as a sentence; empty where nothing helps. */
  readonly saves: string;
}

/** What undoes an operation: a list of operations that is empty where there is nothing to undo, reasons why not, or both. */
export type Undo =
  | {
      readonly inverse: readonly Operation[];
      readonly irreversible?: readonly Irreversible[];
      /** Small things that are not as they were: the order of columns, how far a sequence had come. */
      readonly notRestored?: readonly string[];
    }
  | { readonly inverse?: never; readonly irreversible: readonly Irreversible[]; readonly notRestored?: never };

/** What one operation means beyond locks. */
export interface Consequence {
  /** Data that was there can no longer be read after it. */
  readonly losesData: boolean;
  /** Another statement can restore schema and data as they were. */
  readonly reversible: boolean;
  /** Application code of the version deployed now can fail after it. */
  readonly breaksRunningCode: boolean;
  /** Whether it succeeds depends on the rows that are there. */
  readonly canFailOnData: boolean;
  /** The server refuses it inside a transaction block. */
  readonly mustRunOutsideTransaction: boolean;
  readonly waitsFor: Wait;
  /** Where it fails or is interrupted it leaves an invalid index behind: one that costs every write and serves no query. */
  readonly leavesInvalidIndex: boolean;
  /** It takes an invalid index of that name, left behind by an earlier build, for the index, and reports success. */
  readonly hidesInvalidIndex: boolean;
  readonly refused: Refusal | null;
  /** Names of fields of this object that could not be determined; they hold the worst case. */
  readonly unknown: readonly string[];
  /**
   * What undoes it, in order, from the catalog as it was; empty where there is nothing to undo. Absent where nothing does or
   * it is not known: `irreversible` says why. Both where a part is undone.
   */
  readonly inverse?: readonly Operation[] | undefined;
  readonly irreversible?: readonly Irreversible[] | undefined;
  readonly notRestored?: readonly string[] | undefined;
}

/**
 * A consequence whose inverse is worked out when it is first asked for: few of those who look at a statement do. The three
 * fields are not copied by `...`, which would ask for them.
 */
export function withUndo(consequence: Consequence, undo: () => Pick<Consequence, 'inverse' | 'irreversible' | 'notRestored'>): Consequence {
  let known: ReturnType<typeof undo> | undefined;
  const answer = (): ReturnType<typeof undo> => (known ??= undo());
  return Object.defineProperties(
    { ...consequence },
    {
      inverse: { get: () => answer().inverse },
      irreversible: { get: () => answer().irreversible },
      notRestored: { get: () => answer().notRestored },
    },
  );
}

/** A consequence that means nothing: the start for a dialect to fill in. */
export const HARMLESS: Consequence = {
  losesData: false,
  reversible: true,
  breaksRunningCode: false,
  canFailOnData: false,
  mustRunOutsideTransaction: false,
  waitsFor: 'nothing',
  leavesInvalidIndex: false,
  hidesInvalidIndex: false,
  refused: null,
  unknown: [],
};

/** What a dialect answers for one operation. */
export interface Analysis {
  readonly effects: readonly Effect[];
  readonly consequence: Consequence;
  /**
   * `unsupported`: the dialect does not know what this operation does. It is shown as not analysed, never as harmless.
   */
  readonly unsupported?: string;
}

const lockRank = new Map<LockMode, number>(LOCK_MODES.map((mode, i) => [mode, i]));

/** -1, 0 or 1 as `a` is weaker than, the same as or stronger than `b`. */
export function compareLocks(a: LockMode, b: LockMode): number {
  return Math.sign((lockRank.get(a) ?? 0) - (lockRank.get(b) ?? 0));
}

/** -1, 0 or 1 as `a` is lighter than, the same as or heavier than `b`. */
export function compareWork(a: Work, b: Work): number {
  return Math.sign(WORK_KINDS.indexOf(a) - WORK_KINDS.indexOf(b));
}

/**
 * Effects of a statement made of several operations: one per relation, with the strongest lock, the heaviest work and
 * every unknown field. Order of first mention is kept.
 */
export function mergeEffects(effects: readonly Effect[]): readonly Effect[] {
  const merged = new Map<string, Effect>();
  for (const effect of effects) {
    const before = merged.get(effect.relation);
    if (!before) {
      merged.set(effect.relation, effect);
      continue;
    }
    const heavier = compareWork(effect.work, before.work) > 0;
    merged.set(effect.relation, {
      ...before,
      lock: compareLocks(effect.lock, before.lock) > 0 ? effect.lock : before.lock,
      source: compareLocks(effect.lock, before.lock) > 0 ? effect.source : before.source,
      blocksReads: before.blocksReads || effect.blocksReads,
      blocksWrites: before.blocksWrites || effect.blocksWrites,
      blocksSchemaChanges: before.blocksSchemaChanges || effect.blocksSchemaChanges,
      work: heavier ? effect.work : before.work,
      cause: heavier ? effect.cause : before.cause,
      heldUntil: before.heldUntil === 'transaction' ? 'transaction' : effect.heldUntil,
      createdHere: before.createdHere && effect.createdHere,
      unknown: unknownOfBoth(before, effect),
    });
  }
  return [...merged.values()];
}

const LOCK_FIELDS: ReadonlySet<string> = new Set(['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges']);
const WORK_FIELDS: ReadonlySet<string> = new Set(['work', 'cause']);

/** What is not known of two effects on one relation taken together: a lock or work that is certain makes a doubted lesser one moot. */
export function unknownOfBoth(a: Effect, b: Effect): readonly string[] {
  const decides = (fields: ReadonlySet<string>, order: number): readonly Effect[] => {
    const heaviest = order > 0 ? [a] : order < 0 ? [b] : [a, b];
    return heaviest.some(({ unknown }) => !unknown.some((field) => fields.has(field))) ? [] : heaviest;
  };
  const doubted = (fields: ReadonlySet<string>, order: number): readonly string[] =>
    decides(fields, order).flatMap(({ unknown }) => unknown.filter((field) => fields.has(field)));
  const others = [...a.unknown, ...b.unknown].filter((field) => !LOCK_FIELDS.has(field) && !WORK_FIELDS.has(field));
  return [
    ...new Set([...doubted(LOCK_FIELDS, compareLocks(a.lock, b.lock)), ...doubted(WORK_FIELDS, compareWork(a.work, b.work)), ...others]),
  ];
}

/** Consequences of a statement: the OR over its operations. The first refusal stands. */
export function mergeConsequences(consequences: readonly Consequence[]): Consequence {
  return {
    losesData: consequences.some((c) => c.losesData),
    reversible: consequences.every((c) => c.reversible),
    breaksRunningCode: consequences.some((c) => c.breaksRunningCode),
    canFailOnData: consequences.some((c) => c.canFailOnData),
    mustRunOutsideTransaction: consequences.some((c) => c.mustRunOutsideTransaction),
    waitsFor: WAITS.findLast((wait) => consequences.some((c) => c.waitsFor === wait)) ?? 'nothing',
    leavesInvalidIndex: consequences.some((c) => c.leavesInvalidIndex),
    hidesInvalidIndex: consequences.some((c) => c.hidesInvalidIndex),
    refused: consequences.find((c) => c.refused)?.refused ?? null,
    unknown: [...new Set(consequences.flatMap((c) => c.unknown))],
  };
}
