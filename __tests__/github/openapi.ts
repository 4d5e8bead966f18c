/** GitHub's OpenAPI description as validators of requests and answers, and as a maker of answers that satisfy it. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown): Json => (isObject(value) ? value : {});

const description = object(JSON.parse(readFileSync(new URL('../fixtures/github-openapi.json', import.meta.url), 'utf8')));
const components = object(description['components']);

function resolve(value: unknown): Json {
  let at = object(value);
  for (let ref = at['$ref']; typeof ref === 'string'; ref = at['$ref']) {
    at = object(
      ref
        .split('/')
        .slice(1)
        .reduce<unknown>((from, key) => object(from)[key], description),
    );
  }
  return at;
}

/** OpenAPI 3.0 says `nullable`, JSON Schema says that null is one of the types. */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (!isObject(schema)) return schema;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, toJsonSchema(value)]));
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
}

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'https://github.test/openapi', components: toJsonSchema(components) });
const atComponents = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) => (key === '$ref' ? `https://github.test/openapi${String(value)}` : value));

/** Bodies of requests may hold nothing that the description does not name: GitHub would ignore it without a word. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isObject(schema)) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: RegExp;
  readonly names: readonly string[];
  problemsOfQuery(query: URLSearchParams): readonly string[];
  problemsOfBody(body: unknown): readonly string[];
  problemsOfAnswer(status: number, body: unknown): readonly string[];
  /** An answer that has every field that is required, and nothing else. */
  sample(status: number): unknown;
}

function problems(validate: ValidateFunction | undefined, value: unknown): readonly string[] {
  if (!validate || validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
}

function readOperation(path: string, method: string, operation: Json, shared: unknown): Operation {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const parameters = [
    ...(Array.isArray(shared) ? shared : []),
    ...(Array.isArray(operation['parameters']) ? operation['parameters'] : []),
  ].map(resolve);
  const query = new Map(
    parameters.filter((parameter) => parameter['in'] === 'query').map((parameter) => [String(parameter['name']), parameter]),
  );
  const content = (holder: unknown): unknown => object(object(object(resolve(holder)['content'])['application/json'])['schema']);
  const bodySchema = operation['requestBody'] === undefined ? undefined : content(operation['requestBody']);
  const validateBody = bodySchema === undefined ? undefined : ajv.compile(object(atComponents(closed(toJsonSchema(bodySchema)))));
  const answers = new Map(
    Object.entries(object(operation['responses'])).map(([status, response]) => {
      const schema = content(response);
      return [
        Number(status),
        Object.keys(object(schema)).length === 0
          ? undefined
          : { schema, validate: ajv.compile(object(atComponents(toJsonSchema(schema)))) },
      ] as const;
    }),
  );
  return {
    id: String(operation['operationId']),
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
    names,
    problemsOfQuery: (given) =>
      [...given].flatMap(([name, value]) => {
        const schema = object(query.get(name)?.['schema']);
        if (!query.has(name)) return [`the query has no parameter ${name}`];
        const typed = schema['type'] === 'integer' ? Number(value) : value;
        return problems(ajv.compile(object(atComponents(toJsonSchema(schema)))), typed).map((problem) => `${name}:${problem}`);
      }),
    problemsOfBody: (body) => (validateBody ? problems(validateBody, body) : body === undefined ? [] : ['the operation takes no body']),
    problemsOfAnswer: (status, body) => {
      if (!answers.has(status)) return [`the description knows no answer ${status}`];
      return problems(answers.get(status)?.validate, body);
    },
    sample: (status) => sampleOf(answers.get(status)?.schema),
  };
}

/** The least that satisfies a schema. */
export function sampleOf(given: unknown): unknown {
  const schema = resolve(given);
  if (schema['nullable'] === true) return null;
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  for (const key of ['oneOf', 'anyOf'] as const) {
    const [first] = Array.isArray(schema[key]) ? schema[key] : [];
    if (first !== undefined && schema['properties'] === undefined) return sampleOf(first);
  }
  if (Array.isArray(schema['allOf'])) return Object.assign({}, ...schema['allOf'].map(sampleOf));
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return false;
  if (type === 'string')
    return schema['format'] === 'uri' ? 'https://github.test/x' : schema['format'] === 'date-time' ? '2026-01-01T00:00:00Z' : 'x';
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const properties = object(schema['properties']);
  return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name])]));
}

/** A part of the description by name: `issue-comment`. */
export function schemaNamed(name: string): unknown {
  return object(components['schemas'])[name];
}

export const OPERATIONS: readonly Operation[] = Object.entries(object(description['paths'])).flatMap(([path, methods]) =>
  Object.entries(object(methods))
    .filter(([method]) => method !== 'parameters')
    .map(([method, operation]) => readOperation(path, method, object(operation), object(methods)['parameters'])),
);
