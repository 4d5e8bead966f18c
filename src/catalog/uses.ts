/** What views, rules, policies and the bodies of functions depend on, and how that follows renames. */
import type { Mentioned } from '../operations/query.ts';

/** The columns of one relation that are read. */
export interface ColumnsRead {
  readonly columns: ReadonlySet<string>;
  /** It may read others too: the history does not tell. */
  readonly others: boolean;
}

/** What something reads, as the server remembers it: changes of what it reads are refused, or take it along. */
export interface Uses {
  readonly relations: ReadonlyMap<string, ColumnsRead>;
  readonly functions: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  /** Tables whose primary key a GROUP BY rests on: it names the key and leaves the other columns to follow from it. */
  readonly keys: ReadonlySet<string>;
}

export const NO_USES: Uses = { relations: new Map(), functions: new Set(), types: new Set(), keys: new Set() };

/** How sure it is that something uses a column: `maybe` where the history does not tell. */
export type Certainty = 'yes' | 'maybe' | 'no';

/** Whether a column of a relation is read. */
export function readsColumn(uses: Uses, relation: string, column: string): Certainty {
  const read = uses.relations.get(relation);
  if (!read) return 'no';
  return read.columns.has(column) ? 'yes' : read.others ? 'maybe' : 'no';
}

const swapped = (set: ReadonlySet<string>, from: string, to: string): ReadonlySet<string> =>
  set.has(from) ? new Set([...set].map((name) => (name === from ? to : name))) : set;

/** The same after a relation got another name. */
export function withRelationRenamed(uses: Uses, from: string, to: string): Uses {
  if (!uses.relations.has(from)) return uses;
  const relations = new Map([...uses.relations].map(([name, read]) => [name === from ? to : name, read]));
  return { ...uses, relations, keys: swapped(uses.keys, from, to) };
}

/** The same after a column got another name. */
export function withColumnRenamed(uses: Uses, relation: string, from: string, to: string): Uses {
  const read = uses.relations.get(relation);
  if (!read?.columns.has(from)) return uses;
  return { ...uses, relations: new Map(uses.relations).set(relation, { ...read, columns: swapped(read.columns, from, to) }) };
}

/** The same after a function or type got another name. */
export function withNameSwapped(uses: Uses, kind: 'functions' | 'types', from: string, to: string): Uses {
  return uses[kind].has(from) ? { ...uses, [kind]: swapped(uses[kind], from, to) } : uses;
}

/** Collects uses. */
export interface UsesBuilder {
  readonly relation: (name: string) => void;
  readonly column: (relation: string, column: string) => void;
  readonly others: (relation: string) => void;
  readonly key: (table: string) => void;
  /** The functions, types and named relations of an expression. */
  readonly mentioned: (mentioned: Mentioned) => void;
  readonly built: () => Uses;
}

export function usesBuilder(): UsesBuilder {
  const relations = new Map<string, { readonly columns: Set<string>; others: boolean }>();
  const functions = new Set<string>();
  const types = new Set<string>();
  const keys = new Set<string>();
  const entry = (name: string): { readonly columns: Set<string>; others: boolean } => {
    const found = relations.get(name) ?? { columns: new Set<string>(), others: false };
    relations.set(name, found);
    return found;
  };
  return {
    relation: (name) => void entry(name),
    column: (relation, column) => void entry(relation).columns.add(column),
    others: (relation) => {
      entry(relation).others = true;
    },
    key: (table) => void keys.add(table),
    mentioned: (mentioned) => {
      for (const name of mentioned.functions) functions.add(name);
      for (const name of mentioned.types) types.add(name);
      for (const name of mentioned.relations) entry(name);
    },
    built: () => ({ relations, functions, types, keys }),
  };
}
