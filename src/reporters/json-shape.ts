/**
 * The shape of a JSON document, declared once as data: the TypeScript type and the JSON Schema both come from it, so they
 * cannot drift apart. Every key of an object is required unless it is `optional`, and no other key may be there.
 */

/** A JSON Schema, as far as these shapes need it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One value of the document. `T` is what TypeScript sees. */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** The key may be left out of its object. */
  readonly optional?: true;
  /** Never set: carries the type. */
  readonly of?: T;
}

/** The TypeScript type of a shape. */
export type JsonOf<S> = S extends Shape<infer T> ? T : never;

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type OptionalKeys<F extends Shapes> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type ObjectOf<F extends Shapes> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: JsonOf<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: JsonOf<F[K]>;
};

const described = (schema: JsonSchema, doc: string | undefined): JsonSchema =>
  doc === undefined ? schema : { ...schema, description: doc };

export const text = (doc?: string): Shape<string> => ({ schema: described({ type: 'string' }, doc) });
/** A text that is never empty. */
export const word = (doc?: string): Shape<string> => ({ schema: described({ type: 'string', minLength: 1 }, doc) });
export const flag = (doc?: string): Shape<boolean> => ({ schema: described({ type: 'boolean' }, doc) });
export const integer = (minimum: number, doc?: string): Shape<number> => ({ schema: described({ type: 'integer', minimum }, doc) });
export const constant = <const V extends string | number>(value: V, doc?: string): Shape<V> => ({
  schema: described({ const: value }, doc),
});
export const choice = <const V extends string>(values: readonly V[], doc?: string): Shape<V> => ({
  schema: described({ enum: values }, doc),
});
export const list = <T>(item: Shape<T>, doc?: string): Shape<readonly T[]> => ({
  schema: described({ type: 'array', items: item.schema }, doc),
});
export const nullable = <T>(shape: Shape<T>, doc?: string): Shape<T | null> => ({
  schema: described({ anyOf: [shape.schema, { type: 'null' }] }, doc),
});
export const optional = <T>(shape: Shape<T>): Shape<T> & { readonly optional: true } => ({ ...shape, optional: true });
export const object = <const F extends Shapes>(fields: F, doc?: string): Shape<ObjectOf<F>> => ({
  schema: described(
    {
      type: 'object',
      properties: Object.fromEntries(Object.entries(fields).map(([key, shape]) => [key, shape.schema])),
      required: Object.keys(fields).filter((key) => !fields[key]?.optional),
      additionalProperties: false,
    },
    doc,
  ),
});
/** A shape that is used in several places: the schema names it once and refers to it. */
export const named = <T>(name: string, _shape: Shape<T>): Shape<T> => ({ schema: { $ref: `#/$defs/${name}` } });
