/**
 * Whether an expression must be evaluated for each row. ALTER TABLE … ADD COLUMN stores the value of a default once unless
 * it is volatile: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 *
 * The server looks at the expression as its planner leaves it: arms of CASE and COALESCE that cannot be reached are gone,
 * and a simple function in SQL has given way to its body.
 */
import type { Node } from '@pgsql/types';
import type { Catalog, UserFunction } from '../../catalog/catalog.ts';
import type { Expression, TypeName } from '../../operations/definition.ts';
import { CHANGING, EXTENSION_FUNCTIONS, EXTENSION_VOLATILE, FUNCTIONS, VOLATILE, VOLATILE_FORMS } from './builtins.ts';
import { splitRelation } from './identifier.ts';
import { bodyOf } from './inline.ts';
import { strings } from './names.ts';
import { children, treeOf, typeOf } from './nodes.ts';

/** `unknown`: it calls a function that neither the server nor the repository is known to have. */
export type Volatility = 'volatile' | 'not-volatile' | 'unknown';

let tables:
  | {
      readonly since: ReadonlyMap<string, number>;
      readonly extension: ReadonlySet<string>;
      readonly volatile: ReadonlySet<string>;
      readonly changing: ReadonlySet<string>;
    }
  | undefined;

/** The generated lists, split on first use. */
function builtins(): NonNullable<typeof tables> {
  if (tables) return tables;
  const since = new Map<string, number>();
  for (const [major, names] of FUNCTIONS) for (const name of names.split(' ')) since.set(name, major);
  const volatile = new Set([...VOLATILE.split(' '), ...EXTENSION_VOLATILE.split(' ')]);
  const extension = new Set([...EXTENSION_FUNCTIONS.split(' '), ...EXTENSION_VOLATILE.split(' ')]);
  return (tables = { since, extension, volatile, changing: new Set(CHANGING.split(' ')) });
}

/** Whether a server of some major has a function of that name in pg_catalog: an unqualified call finds it first. */
export function isServerFunction(name: string): boolean {
  return builtins().since.has(name);
}

/** Where an expression stands. */
interface Around {
  readonly catalog: Catalog;
  readonly version: number;
  readonly schemas: readonly string[];
  /** How deep the expression is nested, and how many bodies of functions are around it. */
  readonly depth: number;
}

/** Deeper ones are not written by people, and would be deeper than the stack. */
const DEEPEST = 200;

const worst = (answers: readonly Volatility[]): Volatility =>
  answers.includes('volatile') ? 'volatile' : answers.includes('unknown') ? 'unknown' : 'not-volatile';

type Call = Extract<Node, { FuncCall: unknown }>['FuncCall'];

/** A constant, with or without one cast: the parser itself gives it its type. */
const constant = (node: Node | undefined): Extract<Node, { A_Const: unknown }>['A_Const'] | undefined => {
  const at = node && 'TypeCast' in node ? node.TypeCast.arg : node;
  return at && 'A_Const' in at ? at.A_Const : undefined;
};
const isTrue = (node: Node | undefined): boolean => constant(node)?.boolval?.boolval === true;
const isNever = (node: Node | undefined): boolean => {
  const value = constant(node);
  return value !== undefined && (value.isnull === true || (value.boolval !== undefined && value.boolval.boolval !== true));
};

/** Whether two constants are the same; undefined where one is none, or NULL. */
function sameConstant(a: Node | undefined, b: Node | undefined): boolean | undefined {
  const value = (node: Node | undefined): string | undefined => {
    const { ival, sval, boolval } = constant(node) ?? {};
    return ival ? `${ival.ival ?? 0}` : sval ? `'${sval.sval ?? ''}` : boolval ? `${boolval.boolval === true}` : undefined;
  };
  const [left, right] = [value(a), value(b)];
  return left === undefined || right === undefined ? undefined : left === right;
}

/** The parts of an expression that are left when those that are never reached are gone. */
function reachable(node: Node): readonly Node[] {
  if ('CoalesceExpr' in node) {
    const args = node.CoalesceExpr.args ?? [];
    const first = args.findIndex((arg) => constant(arg) && !constant(arg)?.isnull);
    return first < 0 ? args : args.slice(0, first + 1);
  }
  if ('CaseExpr' in node) {
    const { arg, args, defresult } = node.CaseExpr;
    const parts: Node[] = arg ? [arg] : [];
    for (const arm of args ?? []) {
      if (!('CaseWhen' in arm)) continue;
      const { expr, result } = arm.CaseWhen;
      const holds = arg ? sameConstant(arg, expr) : isTrue(expr) ? true : isNever(expr) ? false : undefined;
      if (holds === false) continue;
      if (result) parts.push(result);
      if (holds) return parts;
      if (expr) parts.push(expr);
    }
    return defresult ? [...parts, defresult] : parts;
  }
  return children(node);
}

function nodeVolatility(node: Node, around: Around): Volatility {
  if (around.depth > DEEPEST) return 'unknown';
  const inner = { ...around, depth: around.depth + 1 };
  const below = reachable(node).map((child) => nodeVolatility(child, inner));
  return worst('FuncCall' in node ? [callVolatility(node.FuncCall, inner), ...below] : below);
}

function callVolatility(call: Call, around: Around): Volatility {
  const parts = strings(call.funcname);
  const [schema, name] = [parts.at(-2) ?? '', parts.at(-1) ?? ''];
  const args = call.args ?? [];
  const { since, extension, volatile } = builtins();
  const first = since.get(name);
  const own = foundFunctions(around, schema, name, args);
  if (first !== undefined && first <= around.version && (schema === '' || schema === 'pg_catalog')) {
    const answer = volatile.has(name) || hasVolatileForm(name, args, around.version) ? 'volatile' : 'not-volatile';
    // pg_catalog comes first in every search path; one of the same name with other arguments may still fit better.
    const others = args.length === 0 ? [] : own.map((f) => functionVolatility(f, around));
    return others.every((other) => other === answer) ? answer : 'unknown';
  }
  if (own.length > 0) {
    const answers = new Set(own.map((f) => functionVolatility(f, around)));
    const [only = 'unknown'] = answers;
    return answers.size === 1 ? only : 'unknown';
  }
  if (extension.has(name)) return volatile.has(name) ? 'volatile' : 'not-volatile';
  return isConstructor(around.catalog, name) ? 'not-volatile' : 'unknown';
}

/** A form of a function that is volatile where others are not, told by the types of its arguments as far as they show. */
function hasVolatileForm(name: string, args: readonly Node[], version: number): boolean {
  return VOLATILE_FORMS.some(([other, types, last]) => {
    const wanted = types.split(', ');
    if (other !== name || version > last || wanted.length !== args.length) return false;
    return wanted.every((type, i) => {
      const given = typeOf(args[i]);
      // `time` becomes `time with time zone` by itself; what is not seen counts as the usual timestamp.
      return type.startsWith('time with') ? given?.name.startsWith('time with') === true : true;
    });
  });
}

/** The functions that a call can mean: those of the first schema of the search path that has some, else of any. */
function foundFunctions({ catalog, schemas }: Around, schema: string, name: string, args: readonly Node[]): readonly UserFunction[] {
  const all = viable(ownFunctions(catalog, schema, name), args);
  for (const candidate of schemas) {
    const here = all.filter((f) => splitRelation(f.name).schema === candidate);
    if (here.length > 0) return here;
  }
  return all;
}

/** The functions of a name that the history makes. */
function ownFunctions(catalog: Catalog, schema: string, name: string): readonly UserFunction[] {
  const found: UserFunction[] = [];
  for (const [key, overloads] of catalog.functions) {
    const parts = splitRelation(key);
    if (parts.name === name && (schema === '' || parts.schema === schema)) found.push(...overloads);
  }
  return found;
}

const ANY = /^any/;
const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];

/** Whether an argument fits a parameter: 2 exactly, 1 by a cast that is made by itself, 0 not. */
function fit(arg: Node | undefined, parameter: TypeName): 0 | 1 | 2 {
  const given = typeOf(arg);
  if (!given || ANY.test(parameter.name)) return 1;
  if (given.dimensions !== parameter.dimensions) return given.name === 'unknown' ? 1 : 0;
  if (given.name === parameter.name) return 2;
  if (given.name === 'unknown') return 1;
  const [from, to] = [NUMBERS.indexOf(given.name), NUMBERS.indexOf(parameter.name)];
  if (from >= 0 && to >= 0) return from < to ? 1 : 0;
  return from < 0 && to < 0 ? 1 : 0;
}

const fitsAt = (f: UserFunction, arg: Node, i: number): 0 | 1 | 2 => {
  const parameter = f.arguments[i];
  return parameter && !(f.variadic && i >= f.arguments.length - 1) ? fit(arg, parameter) : 1;
};

/** The overloads that a call can mean; one alone where its arguments show which. */
function viable(overloads: readonly UserFunction[], args: readonly Node[]): readonly UserFunction[] {
  const scored = overloads
    .filter((f) => f.required <= args.length && (f.variadic || args.length <= f.arguments.length))
    .map((f) => ({ f, fits: args.map((arg, i) => fitsAt(f, arg, i)) }))
    .filter(({ fits }) => !fits.includes(0));
  const exact = scored.filter(({ fits }) => fits.every((score) => score === 2));
  return (exact.length > 0 ? exact : scored).map(({ f }) => f);
}

/** What is declared, unless the server puts the body in the place of the call; the arguments are looked at by the caller. */
function functionVolatility(f: UserFunction, around: Around): Volatility {
  if (f.volatility !== 'volatile') return 'not-volatile';
  const body = bodyOf(f);
  if (body === undefined) return 'volatile';
  return nodeVolatility(body, { ...around, depth: around.depth + 10 });
}

/** The constructors of a range type of the history, and of its multirange. */
function isConstructor(catalog: Catalog, name: string): boolean {
  for (const type of catalog.types.values()) {
    const own = splitRelation(type.name).name;
    if (type.kind === 'range' && (name === own || name === multirangeOf(own))) return true;
  }
  return false;
}
const multirangeOf = (range: string): string => (range.includes('range') ? range.replace('range', 'multirange') : `${range}_multirange`);

/** Whether an expression is volatile. */
export function volatilityOf(expression: Expression, catalog: Catalog, version: number): Volatility {
  const node = treeOf(expression);
  return node ? nodeVolatility(node, { catalog, version, schemas: expression.schemas, depth: 0 }) : 'unknown';
}

/**
 * A function that is called and that is not immutable in any form with so many arguments, as the server asks of generated
 * columns and indexes; or undefined.
 */
export function changingFunction({ functions }: Pick<Expression, 'functions'>, catalog: Catalog, version: number): string | undefined {
  const { since, extension, volatile, changing } = builtins();
  for (const call of functions) {
    const { schema, name } = splitRelation(call.name.includes('.') ? call.name : `.${call.name}`);
    if (schema !== '' && schema !== 'pg_catalog') continue;
    const builtin = (since.get(name) ?? version + 1) <= version;
    const changes = builtin ? changing.has(name) || changing.has(`${name}/${call.arguments}`) : extension.has(name) && volatile.has(name);
    if (changes && ownFunctions(catalog, '', name).length === 0) return name;
  }
  return undefined;
}
