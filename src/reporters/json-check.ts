/** Whether a value is what a JSON Schema of `json-shape.ts` says. Those are the only keywords that are known here. */
import type { JsonSchema } from './json-shape.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The first thing that is wrong with a value, as `findings[3].risk`; undefined where it is all right. The place alone is told,
 * never the value.
 *
 * @param root the document that `$ref` points into.
 */
export function firstProblem(value: unknown, schema: JsonSchema, root: JsonSchema, at = 'the document'): string | undefined {
  const { $ref: ref, anyOf, type } = schema;
  if (typeof ref === 'string') return firstProblem(value, definition(root, ref), root, at);
  if (Array.isArray(anyOf)) {
    const problems = anyOf.map((choice: JsonSchema) => firstProblem(value, choice, root, at));
    return problems.includes(undefined) ? undefined : problems[0];
  }
  if ('const' in schema) return value === schema['const'] ? undefined : at;
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(value) ? undefined : at;
  if (type === 'array') return Array.isArray(value) ? inList(value, schema['items'] as JsonSchema, root, at) : at;
  if (type === 'object') return isObject(value) ? inObject(value, schema, root, at) : at;
  return isScalar(value, schema) ? undefined : at;
}

function definition(root: JsonSchema, ref: string): JsonSchema {
  const found = (root['$defs'] as Readonly<Record<string, JsonSchema>>)[ref.slice('#/$defs/'.length)];
  if (!found) throw new Error(`the schema has no ${ref}`);
  return found;
}

function isScalar(value: unknown, { type, minimum, minLength }: JsonSchema): boolean {
  if (type === 'null') return value === null;
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer') return Number.isSafeInteger(value) && (value as number) >= Number(minimum ?? 0);
  if (type === 'string') return typeof value === 'string' && value.length >= Number(minLength ?? 0);
  throw new Error(`the schema has a type ${String(type)}`);
}

function inList(values: readonly unknown[], items: JsonSchema, root: JsonSchema, at: string): string | undefined {
  for (const [i, value] of values.entries()) {
    const problem = firstProblem(value, items, root, `${at}[${i}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function inObject(value: Json, schema: JsonSchema, root: JsonSchema, at: string): string | undefined {
  const properties = schema['properties'] as Readonly<Record<string, JsonSchema>>;
  const missing = (schema['required'] as readonly string[]).find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) return `${at}.${missing}`;
  // A name that the schema does not know comes from the document, so it is not repeated.
  if (Object.keys(value).some((key) => !Object.hasOwn(properties, key))) return at;
  for (const [key, part] of Object.entries(properties)) {
    const problem = Object.hasOwn(value, key) ? firstProblem(value[key], part, root, `${at}.${key}`) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}
