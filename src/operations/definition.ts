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

/** A name in a text of SQL, with what it means where it stands. */
export interface Mention {
  /** Where it stands: offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** `literal` is a relation in quotes: `nextval('public.orders_id_seq')`. */
  readonly what: 'relation' | 'type' | 'function' | 'literal';
  /** Qualified and quoted as relations are. A type or function may be no object of the user's: the catalog knows. */
  readonly name: string;
  /** What the rest of the text calls the relation: its alias once it has another name. Empty where it needs none. */
  readonly alias: string;
}

/**
 * SQL with the names in it set apart, so that it can be said again when the search path is another one, or when something
 * it mentions has been renamed since.
 */
export interface SqlText {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Why the server would no longer read it as it did: "the column a of public.t was renamed to b since". */
  readonly outdated?: string;
}

/** An expression of the statement. */
export interface Expression extends SqlText {
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
  /** What is said in brackets about the sequence of an identity column. */
  readonly sequence: SequenceOptions;
  /** SET STORAGE and SET COMPRESSION as written with the column, in lower case, or empty. */
  readonly storage: string;
  readonly compression: string;
  /** CHECK, UNIQUE, PRIMARY KEY and REFERENCES written with the column. */
  readonly constraints: readonly ConstraintDefinition[];
}

/** The options of a sequence by their words; a number as text, `NO MINVALUE` an empty one, CYCLE `true` or `false`. */
export interface SequenceOptions {
  readonly type?: string;
  readonly increment?: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly start?: string;
  readonly restart?: string;
  readonly cache?: string;
  readonly cycle?: string;
  /** SEQUENCE NAME of an identity column, qualified. */
  readonly name?: string;
}

/** A storage parameter; `undefined` is what RESET leaves. */
export interface StorageOption {
  readonly name: string;
  readonly value: string | undefined;
}

/** What an index, or the index behind a constraint, says about one key besides the column or expression itself. */
export interface IndexKey {
  /** Undefined for a column. */
  readonly expression: Expression | undefined;
  /** As written, or empty. */
  readonly collation: string;
  /** The operator class with its parameters, as written, or empty. */
  readonly operatorClass: string;
  readonly descending: boolean;
  readonly nulls: '' | 'first' | 'last';
}

/** A column of a composite type. */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: TypeName;
  readonly collation: string;
}

/** A table in a publication, with what is said behind its name: columns and a condition. */
export interface PublicationMember {
  readonly table: string;
  readonly definition: SqlText;
}

/** One privilege: `select`, `all`; with columns where it is on some of them alone. */
export interface Privilege {
  readonly name: string;
  readonly columns: readonly string[];
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
        /** MATCH FULL. */
        readonly matchFull: boolean;
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
  /** Of EXCLUDE: access method, keys with their operators, condition. */
  readonly exclusion:
    | { readonly method: string; readonly elements: readonly ExclusionElement[]; readonly where: Expression | undefined }
    | undefined;
  /** The storage parameters of the index behind it. */
  readonly indexStorage: readonly StorageOption[];
  /** The tablespace of the index behind it, or empty. */
  readonly indexTablespace: string;
}

/** One key of EXCLUDE. */
export interface ExclusionElement extends IndexKey {
  /** The column; empty for an expression. */
  readonly column: string;
  /** As written: `&&`, `OPERATOR(pg_catalog.=)`. */
  readonly operator: string;
}

/** What an extension brings that other things can come to rest on. */
export interface ExtensionContents {
  readonly types: readonly string[];
  readonly functions: readonly string[];
  /** It has operator classes: an index may be built with one. */
  readonly operatorClasses: boolean;
}
