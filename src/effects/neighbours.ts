/** The other operations of a change, found by what they are about: a change of ten thousand statements asks for each of them. */
import type { Catalog } from '../catalog/catalog.ts';
import { type Operation, tableOf } from '../operations/operation.ts';

/** Another operation of the same change, for facts that look around. */
export interface Neighbour {
  readonly operation: Operation;
  /** The catalog just before it. */
  readonly before: Catalog;
  /** The catalog just after it. */
  readonly after: Catalog;
  /** Position of its statement in the change. */
  readonly at: number;
  /** Number of the transaction it runs in. */
  readonly transaction: number;
}

/** In the order of the change. */
export interface Neighbours {
  /** Those about a relation: under its old or its new name. */
  readonly ofTable: (relation: string) => readonly Neighbour[];
  /** Those that make, rename or drop an index, by its name without schema: of a rename the old one and the new. */
  readonly ofIndex: (name: string) => readonly Neighbour[];
  readonly ofKind: (kind: Operation['kind']) => readonly Neighbour[];
  /** Whether one of them moves a sequence on. */
  readonly moveSequence: boolean;
}

/** Kinds that facts look for. Of comments, which a dump has many of, those on tables alone. */
const KINDS: ReadonlySet<Operation['kind']> = new Set([
  'add-column',
  'add-constraint',
  'add-enum-value',
  'add-identity',
  'create-index',
  'create-materialized-view',
  'create-policy',
  'create-table',
  'create-table-as',
  'create-view',
  'drop-index',
  'rename-column',
  'rename-constraint',
  'rename-index',
  'rename-table',
  'set-default',
  'set-not-null',
  'validate-constraint',
]);

const isLookedFor = (operation: Operation): boolean =>
  KINDS.has(operation.kind) || (operation.kind === 'comment' && operation.objectType === 'table');

/** Index names are qualified in some operations and bare in others. */
const bare = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The relations that an operation is about. */
function relationsOf({ operation, before }: Neighbour): readonly string[] {
  const table = tableOf(operation);
  if (operation.kind === 'rename-table') return [table, operation.newTable];
  if (operation.kind !== 'drop-index') return [table];
  return [...new Set([table, before.indexes.get(operation.index)?.table ?? table])];
}

/** Whether an operation moves a sequence on. */
function movesSequence(operation: Operation): boolean {
  switch (operation.kind) {
    case 'select':
      return operation.functions.some((name) => /(?:^|\.)setval$/.test(name));
    case 'alter-sequence':
    case 'set-identity':
      return operation.restart;
    default:
      return false;
  }
}

const NONE: readonly Neighbour[] = [];

/** The operations of a change, in order, ready to be asked for. */
export function neighboursOf(operations: Iterable<Neighbour>): Neighbours {
  const tables = new Map<string, Neighbour[]>();
  const indexes = new Map<string, Neighbour[]>();
  const kinds = new Map<Operation['kind'], Neighbour[]>();
  let moveSequence = false;
  const put = <K>(map: Map<K, Neighbour[]>, key: K, neighbour: Neighbour): void => {
    const list = map.get(key);
    if (list) list.push(neighbour);
    else map.set(key, [neighbour]);
  };
  for (const neighbour of operations) {
    const { operation } = neighbour;
    moveSequence ||= movesSequence(operation);
    if (!isLookedFor(operation)) continue;
    for (const relation of relationsOf(neighbour)) put(tables, relation, neighbour);
    if ('index' in operation) put(indexes, bare(operation.index), neighbour);
    if (operation.kind === 'rename-index') put(indexes, operation.newName, neighbour);
    put(kinds, operation.kind, neighbour);
  }
  return {
    ofTable: (relation) => tables.get(relation) ?? NONE,
    ofIndex: (name) => indexes.get(bare(name)) ?? NONE,
    ofKind: (kind) => kinds.get(kind) ?? NONE,
    moveSequence,
  };
}
