/** What the condition of a belief can ask. */
import type { Catalog, Column, Table } from '../../../catalog/catalog.ts';
import { type Analysis, type Effect, mergeEffects } from '../../../effects/effect.ts';
import { type Operation, type OperationKind, tableOf } from '../../../operations/operation.ts';
import type { Situation } from '../../dialect.ts';

/** One operation with what it does and what was there before it. */
export interface About {
  readonly operation: Operation;
  readonly situation: Situation;
  /** The effect on the relation of the operation; undefined where it is not locked, or made by the change. */
  readonly own: Effect | undefined;
  /** Effects on other tables that were there before. */
  readonly otherTables: readonly Effect[];
  readonly effects: readonly Effect[];
  readonly table: Table | undefined;
  /** The column of the operation, as it was. */
  readonly column: Column | undefined;
}

/** A belief with the operations and the condition under which it is wrong. */
export interface Entry {
  /** Names the belief. */
  readonly id: string;
  readonly on: readonly OperationKind[];
  applies(about: About): boolean;
  /** What people say, as a sentence. */
  readonly believed: string;
  /** What is so, in one or two sentences. */
  readonly truth: string;
  /** The first major for which that is so; null: all that are supported. */
  readonly since: number | null;
  /** The manual page. */
  readonly page: string;
  /** It is true of very much, and told where nothing else is. */
  readonly general?: true;
}

/** Puts together what conditions ask. */
export function about(operation: Operation, { effects }: Analysis, catalog: Catalog, situation: Situation): About {
  const relation = tableOf(operation);
  const old = effects.filter((effect) => !effect.createdHere);
  const table = catalog.relations.get(relation);
  return {
    operation,
    situation,
    effects: old,
    own: mergeEffects(old.filter((effect) => effect.relation === relation))[0],
    otherTables: old.filter((effect) => effect.relation !== relation && effect.relationKind === 'table'),
    table,
    column: 'column' in operation ? table?.columns.get(operation.column) : undefined,
  };
}

/** Whether an operation is of a kind, with its fields. */
export function is<K extends OperationKind>(operation: Operation, kind: K): operation is Extract<Operation, { readonly kind: K }> {
  return operation.kind === kind;
}
