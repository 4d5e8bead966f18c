/** What is known of the type of a query's columns from the query alone. What is not certain is not known. */
import type { Node, TypeName as TypeNode } from '@pgsql/types';
import type { TypeName } from '../../../operations/definition.ts';
import type { TypeHint } from '../../../operations/query.ts';
import { strings } from '../names.ts';
import type { Named } from './mentioned.ts';
import { readQuery } from './query.ts';
import { all, type NodeOf } from './reading.ts';
import { readType } from './type-name.ts';

const UNKNOWN: TypeHint = { kind: 'unknown' };
const builtIn = (name: string): TypeHint => ({ kind: 'type', type: { name, modifiers: [], dimensions: 0, text: name } });

/** A type that is written out. */
export function hintOf(node: TypeNode | undefined, reading: Named): TypeHint {
  if (!node || node.setof || node.pct_type) return UNKNOWN;
  const { type, serial } = readType(node, '', reading);
  return serial || type.name.startsWith('interval ') ? UNKNOWN : { kind: 'type', type: { ...type, text: printed(type) } };
}

const printed = ({ name, modifiers, dimensions }: TypeName): string =>
  `${name}${modifiers.length > 0 ? `(${modifiers.join(',')})` : ''}${'[]'.repeat(dimensions)}`;

const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];
const STRINGS: Readonly<Record<string, string>> = { text: 'text', 'character varying': 'text', literal: 'text' };
const INTEGERS = ['smallint', 'integer', 'bigint'];

/** Arithmetic of two numbers of the kinds that need no thought, and of dates. */
const ARITHMETIC: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    INTEGERS.flatMap((a, i) =>
      INTEGERS.map((b, j) => [`${a},${b}`, INTEGERS[Math.max(i, j)] ?? '']).concat([
        [`${a},numeric`, 'numeric'],
        [`numeric,${a}`, 'numeric'],
        [`${a},double precision`, 'double precision'],
        [`double precision,${a}`, 'double precision'],
      ]),
    ),
  ),
  'numeric,numeric': 'numeric',
  'double precision,double precision': 'double precision',
  'numeric,double precision': 'double precision',
  'double precision,numeric': 'double precision',
};
const DIFFERENCES: Readonly<Record<string, string>> = {
  ...ARITHMETIC,
  'date,date': 'integer',
  'date,integer': 'date',
  'timestamp with time zone,timestamp with time zone': 'interval',
  'timestamp without time zone,timestamp without time zone': 'interval',
  'timestamp with time zone,interval': 'timestamp with time zone',
  'timestamp without time zone,interval': 'timestamp without time zone',
};
const OPERATORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '+': { ...ARITHMETIC, ...Object.fromEntries(Object.entries(DIFFERENCES).filter(([key]) => !/^(?:date,date|(.+),\1)$/.test(key))) },
  '-': DIFFERENCES,
  '*': ARITHMETIC,
  '/': ARITHMETIC,
  '%': Object.fromEntries(Object.entries(ARITHMETIC).filter(([key]) => !key.includes('double'))),
  '||': Object.fromEntries(
    Object.keys(STRINGS).flatMap((a) =>
      [...Object.keys(STRINGS), ...NUMBERS, 'boolean', 'date', 'uuid'].flatMap((b) => [
        [`${a},${b}`, 'text'],
        [`${b},${a}`, 'text'],
      ]),
    ),
  ),
  '->>': { 'jsonb,literal': 'text', 'json,literal': 'text', 'jsonb,integer': 'text', 'json,integer': 'text' },
  '#>>': { 'jsonb,literal': 'text', 'json,literal': 'text' },
  '->': { 'jsonb,literal': 'jsonb', 'json,literal': 'json', 'jsonb,integer': 'jsonb', 'json,integer': 'json' },
};
/** Operators that say yes or no, whatever they compare. */
const COMPARISONS = new Set('= <> != < > <= >= ~ ~* !~ !~* ~~ ~~* !~~ !~~* @> <@ && ?| ?& @@'.split(' '));

const SUMS: Readonly<Record<string, string>> = {
  smallint: 'bigint',
  integer: 'bigint',
  bigint: 'numeric',
  numeric: 'numeric',
  real: 'real',
  'double precision': 'double precision',
  interval: 'interval',
  money: 'money',
};
const AVERAGES: Readonly<Record<string, string>> = {
  smallint: 'numeric',
  integer: 'numeric',
  bigint: 'numeric',
  numeric: 'numeric',
  real: 'double precision',
  'double precision': 'double precision',
  interval: 'interval',
};
const SAME: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...NUMBERS,
      'text',
      'date',
      'timestamp with time zone',
      'timestamp without time zone',
      'time without time zone',
      'interval',
      'money',
      'inet',
    ].map((name) => [name, name]),
  ),
  'character varying': 'text',
};
const TRUNCATED: Readonly<Record<string, string>> = {
  'literal,timestamp with time zone': 'timestamp with time zone',
  'literal,timestamp without time zone': 'timestamp without time zone',
  'literal,date': 'timestamp with time zone',
};
/** Functions whose result follows from the types of their arguments. */
const MAPPED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sum: SUMS,
  avg: AVERAGES,
  max: SAME,
  min: SAME,
  date_trunc: TRUNCATED,
  lower: STRINGS,
  upper: STRINGS,
  abs: Object.fromEntries(NUMBERS.map((name) => [name, name])),
};
/** Functions whose result is the same whatever their arguments. */
const FIXED: Readonly<Record<string, string>> = {
  count: 'bigint',
  row_number: 'bigint',
  rank: 'bigint',
  dense_rank: 'bigint',
  ntile: 'integer',
  now: 'timestamp with time zone',
  clock_timestamp: 'timestamp with time zone',
  statement_timestamp: 'timestamp with time zone',
  transaction_timestamp: 'timestamp with time zone',
  bool_and: 'boolean',
  bool_or: 'boolean',
  every: 'boolean',
  concat: 'text',
  concat_ws: 'text',
  string_agg: 'text',
  format: 'text',
  replace: 'text',
  initcap: 'text',
  to_char: 'text',
  md5: 'text',
  gen_random_uuid: 'uuid',
  jsonb_agg: 'jsonb',
  json_agg: 'json',
  jsonb_build_object: 'jsonb',
  json_build_object: 'json',
  jsonb_object_agg: 'jsonb',
  json_object_agg: 'json',
  to_jsonb: 'jsonb',
  to_json: 'json',
  row_to_json: 'json',
  to_date: 'date',
  to_timestamp: 'timestamp with time zone',
  length: 'integer',
  char_length: 'integer',
  nextval: 'bigint',
};
const VALUE_FUNCTIONS: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIMESTAMP: 'timestamp with time zone',
  SVFOP_LOCALTIMESTAMP: 'timestamp without time zone',
  SVFOP_CURRENT_USER: 'name',
  SVFOP_SESSION_USER: 'name',
  SVFOP_USER: 'name',
};

/** What the tree of an expression says of its type. */
export function typeHint(node: Node | undefined, reading: Named): TypeHint {
  if (!node) return UNKNOWN;
  const down = (inner: Node | undefined): TypeHint => typeHint(inner, reading);
  if ('ColumnRef' in node) {
    const path = strings(node.ColumnRef.fields);
    return path.length === (node.ColumnRef.fields ?? []).length ? { kind: 'column', path } : UNKNOWN;
  }
  if ('TypeCast' in node) return hintOf(node.TypeCast.typeName, reading);
  if ('A_Const' in node) return constantHint(node.A_Const);
  if ('BoolExpr' in node || 'NullTest' in node || 'BooleanTest' in node) return builtIn('boolean');
  if ('SubLink' in node) return sublinkHint(node.SubLink, reading);
  if ('A_Expr' in node) return operatorHint(node.A_Expr, reading);
  if ('FuncCall' in node) return callHint(node.FuncCall, reading);
  if ('CoalesceExpr' in node) return { kind: 'common', of: (node.CoalesceExpr.args ?? []).map(down) };
  if ('MinMaxExpr' in node) return { kind: 'common', of: (node.MinMaxExpr.args ?? []).map(down) };
  if ('CaseExpr' in node) {
    const results = all(node.CaseExpr.args, 'CaseWhen').map(({ result }) => down(result));
    return { kind: 'common', of: node.CaseExpr.defresult ? [...results, down(node.CaseExpr.defresult)] : results };
  }
  if ('SQLValueFunction' in node) {
    const name = VALUE_FUNCTIONS[node.SQLValueFunction.op ?? ''];
    return name === undefined ? UNKNOWN : builtIn(name);
  }
  return UNKNOWN;
}

function constantHint(constant: NodeOf<'A_Const'>): TypeHint {
  if (constant.ival) return builtIn('integer');
  if (constant.boolval) return builtIn('boolean');
  if (constant.sval || constant.isnull) return { kind: 'literal' };
  const digits = constant.fval?.fval ?? '';
  if (digits === '') return UNKNOWN;
  return builtIn(/^\d+$/.test(digits) && BigInt(digits) <= 9223372036854775807n ? 'bigint' : 'numeric');
}

function sublinkHint(link: NodeOf<'SubLink'>, reading: Named): TypeHint {
  if (link.subLinkType === 'EXPR_SUBLINK') return link.subselect ? { kind: 'query', query: readQuery(link.subselect, reading) } : UNKNOWN;
  return ['EXISTS_SUBLINK', 'ANY_SUBLINK', 'ALL_SUBLINK'].includes(link.subLinkType ?? '') ? builtIn('boolean') : UNKNOWN;
}

function operatorHint(expr: NodeOf<'A_Expr'>, reading: Named): TypeHint {
  const operator = strings(expr.name).at(-1) ?? '';
  switch (expr.kind) {
    case 'AEXPR_NULLIF':
      return typeHint(expr.lexpr, reading);
    case 'AEXPR_OP': {
      if (!expr.lexpr) return typeHint(expr.rexpr, reading);
      if (COMPARISONS.has(operator)) return builtIn('boolean');
      const to = OPERATORS[operator];
      return to ? { kind: 'mapped', of: [typeHint(expr.lexpr, reading), typeHint(expr.rexpr, reading)], to } : UNKNOWN;
    }
    default:
      return builtIn('boolean');
  }
}

function callHint(call: NodeOf<'FuncCall'>, reading: Named): TypeHint {
  const parts = strings(call.funcname);
  const name = parts.at(-1) ?? '';
  const own = parts.length > 1 ? parts[0] !== 'pg_catalog' : reading.names.made(reading.names.resolve(undefined, name));
  if (own) return UNKNOWN;
  const fixed = FIXED[name];
  if (fixed !== undefined) return builtIn(fixed);
  const to = MAPPED[name];
  return to ? { kind: 'mapped', of: (call.args ?? []).map((arg) => typeHint(arg, reading)), to } : UNKNOWN;
}
