/** The structures inside operations: columns, types, constraints, expressions. The catalog keeps the same ones. */
import type { ConstraintKind } from './operation.ts';
import type { Mentioned } from './query.ts';

/** A type as a column has it. */
export interface TypeName {
  /**
   * The name that the server itself would print, in lower case: `integer`, `character varying`, `timestamp with time
   * zone`, `numeric`; a user's own type is qualified as relations are: `public.mood`.
   */
  readonly name: string;
  /** Length, precision, scale: `[10, 2]`. */
  readonly modifiers: readonly number[];
  /** Number of array dimensions, 0 for none. */
  readonly dimensions: number;
  /** As it stands in the file. */
  readonly text: string;
}

/** A function that an expression calls. */
export interface FunctionCall {
  /** As written, lower case unless quoted, with the schema where one is given: `now`, `pg_catalog.random`. */
  readonly name: string;
  readonly arguments: number;
}

/** An expression of the statement. */
export interface Expression {
  readonly text: string;
  /** Every function, at any depth. Operators are `operators`; SQL's own words such as CURRENT_TIMESTAMP are functions too. */
  readonly functions: readonly FunctionCall[];
  readonly columns: readonly string[];
  /** What it mentions, by canonical names. */
  readonly mentioned: Mentioned;
  /** It is the constant NULL, possibly cast. */
  readonly isNull: boolean;
  /** The schemas in which its unqualified names are looked up, first first. */
  readonly schemas: readonly string[];
  /** The dialect's own syntax tree, for the dialect alone. */
  readonly tree: unknown;
}

/** A column that a view, a rule, a trigger, a policy or a publication mentions, as far as the statement tells whose it is. */
export interface ColumnUse {
  /** `*` is every column. */
  readonly column: string;
  /** The relation it belongs to is the first of these that has such a column; the empty string is a subquery or the like. */
  readonly among: readonly string[];
}

/** What CREATE INDEX says of one key besides what it is over; empty where it says nothing. */
export interface IndexKey {
  readonly operatorClass: string;
  readonly collation: string;
}

/** One column. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly default: Expression | undefined;
  /** The type was written `serial`, `bigserial` or `smallserial`. */
  readonly serial: boolean;
  readonly identity: 'no' | 'always' | 'by-default';
  readonly generated: { readonly kind: 'stored' | 'virtual'; readonly expression: Expression } | undefined;
  /** The collation, or empty. */
  readonly collation: string;
  /** CHECK, UNIQUE, PRIMARY KEY and REFERENCES written with the column. */
  readonly constraints: readonly ConstraintDefinition[];
}

/** A storage parameter; `undefined` is what RESET leaves. */
export interface StorageOption {
  readonly name: string;
  readonly value: string | undefined;
}

export type ReferentialAction = 'no-action' | 'restrict' | 'cascade' | 'set-null' | 'set-default';

/** One constraint of a table, a column or a domain. */
export interface ConstraintDefinition {
  readonly kind: ConstraintKind;
  /** Empty where the statement gives none: the catalog then names it as the server would. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly expression: Expression | undefined;
  /** NOT VALID is given; in the catalog: not validated yet. */
  readonly notValid: boolean;
  readonly notEnforced: boolean;
  readonly noInherit: boolean;
  /** The index of USING INDEX, without schema, or empty. */
  readonly usingIndex: string;
  readonly deferrable: boolean;
  readonly initiallyDeferred: boolean;
  readonly references:
    | {
        readonly table: string;
        readonly columns: readonly string[];
        readonly onDelete: ReferentialAction;
        readonly onUpdate: ReferentialAction;
        /** The columns of ON DELETE SET NULL (…) and SET DEFAULT (…); empty where all are meant. */
        readonly deleteColumns: readonly string[];
        /** The last column of both sides is a PERIOD. */
        readonly period: boolean;
      }
    | undefined;
  readonly nullsNotDistinct: boolean;
  readonly include: readonly string[];
  /** The last column is WITHOUT OVERLAPS. */
  readonly withoutOverlaps: boolean;
}

/** What an extension brings that other things can come to rest on. */
export interface ExtensionContents {
  readonly types: readonly string[];
  readonly functions: readonly string[];
  /** It has operator classes: an index may be built with one. */
  readonly operatorClasses: boolean;
}
