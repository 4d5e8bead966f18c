/** How facts are declared: a type, and a sentence for the rule author's reference. */

export interface Flag {
  readonly type: 'flag';
  readonly doc: string;
}
export interface Count {
  readonly type: 'count';
  readonly doc: string;
}
export interface Text {
  readonly type: 'text' | 'name' | 'relation';
  readonly doc: string;
}
export interface Texts {
  readonly type: 'names' | 'relations';
  readonly doc: string;
}
export interface Choice<V extends string> {
  readonly type: 'choice';
  readonly doc: string;
  readonly values: readonly V[];
}
export interface Detail<T> {
  readonly type: 'detail';
  readonly doc: string;
  /** Never set: carries the type. */
  readonly of?: T;
}
export type Field = Flag | Count | Text | Texts | Choice<string> | Detail<unknown>;

export const flag = (doc: string): Flag => ({ type: 'flag', doc });
export const count = (doc: string): Count => ({ type: 'count', doc });
/** Any text, as it stands in the statement. */
export const text = (doc: string): Text => ({ type: 'text', doc });
/** The name of something inside a relation or of a thing without schema: a column, a constraint, a role. */
export const name = (doc: string): Text => ({ type: 'name', doc });
/** A schema-qualified name, quoted as `quote_ident` would. Rules see it without the default schema. */
export const relation = (doc: string): Text => ({ type: 'relation', doc });
export const names = (doc: string): Texts => ({ type: 'names', doc });
export const relations = (doc: string): Texts => ({ type: 'relations', doc });
export const choice = <const V extends string>(doc: string, values: readonly V[]): Choice<V> => ({ type: 'choice', doc, values });
export const detail = <T>(doc: string): Detail<T> => ({ type: 'detail', doc });

/** The TypeScript type of a declared field. */
export type ValueOf<F> = F extends Flag
  ? boolean
  : F extends Count
    ? number
    : F extends Choice<infer V>
      ? V
      : F extends Texts
        ? readonly string[]
        : F extends Text
          ? string
          : F extends Detail<infer T>
            ? T
            : never;

/** The TypeScript type of a record of declared fields. */
export type RecordOf<Fields extends Readonly<Record<string, Field>>> = { readonly [F in keyof Fields]: ValueOf<Fields[F]> };
