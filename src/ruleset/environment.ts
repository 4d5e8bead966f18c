/** The CEL environments: one for each set of names a rule can see. */
import { Environment } from '@marcbachmann/cel-js';
import { recordClass, typeNameOf } from './record.ts';
import { re2 } from './regex.ts';
import { FACT_VARIABLES, type Fields, type Scope, valueType } from './vocabulary.ts';

/**
 * Limits that end every evaluation soon, whoever wrote the rule: with two nested comprehensions at most (see
 * semantics.ts) the work is bounded by the square of what a statement names.
 */
export const LIMITS = { maxAstNodes: 1000, maxDepth: 50, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 };

export interface FunctionDoc {
  readonly call: string;
  readonly doc: string;
}

/** Everything that can be called, by name; the rest of CEL's functions is refused. */
export const FUNCTIONS: Readonly<Record<string, FunctionDoc>> = {
  all: { call: 'list.all(x, condition)', doc: 'Whether the condition holds for every item.' },
  exists: { call: 'list.exists(x, condition)', doc: 'Whether it holds for one item at least.' },
  exists_one: { call: 'list.exists_one(x, condition)', doc: 'Whether it holds for exactly one item.' },
  filter: { call: 'list.filter(x, condition)', doc: 'The items it holds for.' },
  map: { call: 'list.map(x, value)', doc: 'A value for each item.' },
  join: { call: 'list.join(", ")', doc: 'The items as one text.' },
  size: { call: 'size(list)', doc: 'The number of items, or of characters of a text.' },
  contains: { call: 'text.contains("x")', doc: 'Whether the text holds another.' },
  startsWith: { call: 'text.startsWith("x")', doc: 'Whether the text starts with another.' },
  endsWith: { call: 'text.endsWith("x")', doc: 'Whether the text ends with another.' },
  indexOf: { call: 'text.indexOf("x")', doc: 'Where another text starts, from 0; -1 where it does not.' },
  lastIndexOf: { call: 'text.lastIndexOf("x")', doc: 'Where it starts for the last time.' },
  substring: { call: 'text.substring(0, 3)', doc: 'The part from one place to before another.' },
  lowerAscii: { call: 'text.lowerAscii()', doc: 'The text in lower case.' },
  upperAscii: { call: 'text.upperAscii()', doc: 'The text in upper case.' },
  trim: { call: 'text.trim()', doc: 'The text without blanks around it.' },
  string: { call: 'string(1)', doc: 'A number or a bool as text.' },
  int: { call: 'int("1")', doc: 'A text as a number.' },
  re2: { call: 're2(text, pattern)', doc: "Whether RE2's regular expression matches anywhere in the text." },
  asDuration: { call: 'asDuration(options.max)', doc: 'Milliseconds as `5s`.' },
  plural: { call: 'plural(size(op.columns), "column")', doc: '`1 column`, `2 columns`; a third argument gives the plural itself.' },
  ident: { call: 'ident(op.column)', doc: 'A name as SQL writes it: quoted where it must be. Relations are quoted already.' },
};

/** `5s` for 5000: the largest unit that divides it. */
export function durationText(milliseconds: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ] as const;
  for (const [unit, size] of units) if (milliseconds !== 0 && milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  return milliseconds === 0 ? '0' : `${milliseconds}ms`;
}

const plural = (count: bigint, one: string, many: string): string => `${count} ${count === 1n ? one : many}`;

/** The dialect's quoting while an expression is evaluated; set by `evaluateWith`. */
let quote: (name: string) => string = (name) => name;

/** Evaluates with the quoting of one dialect. Evaluation is synchronous, so that one variable is enough. */
export function evaluateWith<T>(quoting: (name: string) => string, run: () => T): T {
  const before = quote;
  quote = quoting;
  try {
    return run();
  } finally {
    quote = before;
  }
}

const environments = new Map<string, Environment>();
let base: Environment | undefined;

/** What all scopes share: the functions, and the types of the records of facts. Making an environment is what costs. */
function baseEnvironment(): Environment {
  if (base) return base;
  const made = new Environment({ limits: LIMITS });
  const sync = { async: false };
  made.registerFunction('re2(string, string): bool', re2, sync);
  made.registerFunction('asDuration(int): string', (ms: bigint) => durationText(Number(ms)), sync);
  made.registerFunction('plural(int, string): string', (n: bigint, one: string) => plural(n, one, `${one}s`), sync);
  made.registerFunction('plural(int, string, string): string', plural, sync);
  made.registerFunction('ident(string): string', (name: string) => quote(name), sync);
  for (const [name, { fields, list }] of Object.entries(FACT_VARIABLES)) if (!list) registerRecord(made, name, fields);
  base = made;
  return made;
}

function registerRecord(environment: Environment, variable: string, fields: Fields): void {
  const types = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueType(field)]));
  environment.registerType(typeNameOf(variable), { ctor: recordClass(variable), fields: types });
}

/** The environment of a scope, made once. */
export function environmentOf(scope: Scope): Environment {
  let environment = environments.get(scope.key);
  if (environment) return environment;
  environment = baseEnvironment().clone();
  for (const [name, { fields, list }] of Object.entries(scope.variables)) {
    // A record without fields is no type; that a rule declares no options is said before types are looked at.
    if (Object.keys(fields).length === 0) continue;
    if (!Object.hasOwn(FACT_VARIABLES, name)) registerRecord(environment, name, fields);
    environment.registerVariable(name, list ? `list<${typeNameOf(name)}>` : typeNameOf(name));
  }
  environments.set(scope.key, environment);
  return environment;
}
