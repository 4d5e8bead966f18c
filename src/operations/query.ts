/**
 * Queries and expressions as far as it matters what they depend on: what they mention, in which scope, and what columns
 * they give. Relations, functions and types have their canonical names; what a column's name means is for a catalog to say
 * (src/catalog/queries.ts), which knows what columns the relations have at that moment.
 */
import type { TypeName } from './definition.ts';

/** A column that is mentioned. */
export interface ColumnMention {
  /** As written, without quotes: `[id]`, `[u, id]`, `[app, users, id]`. `*` at the end stands for every column. */
  readonly path: readonly string[];
  /** It stands neither in an aggregate nor in what GROUP BY groups by: with GROUP BY it must depend on a key. */
  readonly loose: boolean;
}

/** What an expression mentions. */
export interface Mentioned {
  readonly columns: readonly ColumnMention[];
  /** Each by its canonical name, as if the user had made it. */
  readonly functions: readonly string[];
  /** Types of the user's. */
  readonly types: readonly string[];
  /** Relations that are named by constants: `nextval('s')`, `'s'::regclass`. */
  readonly relations: readonly string[];
  /** Queries inside of it. */
  readonly queries: readonly Query[];
}

/** What is known of a value's type before a catalog is there. */
export type TypeHint =
  | { readonly kind: 'type'; readonly type: TypeName }
  /** A quoted constant: it takes the type of what it is put beside, and is text where there is nothing. */
  | { readonly kind: 'literal' }
  | { readonly kind: 'column'; readonly path: readonly string[] }
  | { readonly kind: 'query'; readonly query: Query }
  /** CASE, COALESCE: the type that all of them have. */
  | { readonly kind: 'common'; readonly of: readonly TypeHint[] }
  /** A function or operator: the names of the arguments' types, joined by commas, say the name of the result's. */
  | { readonly kind: 'mapped'; readonly of: readonly TypeHint[]; readonly to: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown' };

/** One column that a query gives. */
export type Output =
  /** `*` or `t.*`. */
  { readonly kind: 'star'; readonly path: readonly string[] } | { readonly kind: 'value'; readonly name: string; readonly type: TypeHint };

/** What one item of FROM brings. */
export type Source =
  | {
      readonly kind: 'relation';
      readonly relation: string;
      /** The name as written where it has no schema, and so may be that of a common table expression; else empty. */
      readonly bare: string;
      readonly alias: string;
      readonly columns: readonly string[];
    }
  | { readonly kind: 'query'; readonly query: Query; readonly alias: string; readonly columns: readonly string[] }
  | {
      readonly kind: 'function';
      readonly mentioned: Mentioned;
      readonly alias: string;
      /** Undefined where they follow from what the function returns. */
      readonly columns: readonly { readonly name: string; readonly type: TypeHint }[] | undefined;
    }
  | {
      readonly kind: 'join';
      readonly left: Source;
      readonly right: Source;
      readonly natural: boolean;
      readonly using: readonly string[];
      readonly alias: string;
      readonly on: Mentioned;
    };

/** A query, or a statement that changes rows. */
export interface Query extends Mentioned {
  /** WITH. */
  readonly ctes: readonly { readonly name: string; readonly columns: readonly string[]; readonly query: Query }[];
  /** WITH RECURSIVE: each sees all of them. */
  readonly recursive: boolean;
  /** FROM; of a statement that changes rows, what it changes comes first. */
  readonly from: readonly Source[];
  readonly outputs: readonly Output[];
  /** GROUP BY, as far as it names columns or outputs. */
  readonly groupBy: readonly (readonly string[])[];
  /** The queries of a UNION, INTERSECT or EXCEPT. */
  readonly operands: readonly Query[];
  /** The relation it changes, and its columns that are given a value. */
  readonly writes: { readonly relation: string; readonly columns: readonly string[] | 'all' } | undefined;
  /** The server can change rows through a view of it: one relation, no grouping, no set operation, nothing computed over rows. */
  readonly simple: boolean;
}

/** An expression that mentions nothing. */
export const NOTHING_MENTIONED: Mentioned = { columns: [], functions: [], types: [], relations: [], queries: [] };

/** A query that reads, gives and writes nothing. */
export const NO_QUERY: Query = {
  ...NOTHING_MENTIONED,
  ctes: [],
  recursive: false,
  from: [],
  outputs: [],
  groupBy: [],
  operands: [],
  writes: undefined,
  simple: false,
};

/** What a trigger fires on. */
export type TriggerEvent = 'insert' | 'update' | 'delete' | 'truncate';

/** A table of a publication. */
export interface Published {
  readonly table: string;
  /** Empty for all of them. */
  readonly columns: readonly string[];
  /** What its WHERE mentions. */
  readonly where: Mentioned | undefined;
}
