/**
 * Conditions (Q) and expressions of indexes and constraints as SQL.
 * Sources: django/db/models/{query_utils,lookups,expressions,functions}.py of github.com/django/django.
 */
import { Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { plainText, type Call, type Value } from '../python/values.ts';
import type { Field } from './fields.ts';
import { quote } from './names.ts';

type Fields = ReadonlyMap<string, Field>;

const lastOf = ({ path }: Call): string => path.split('.').at(-1) ?? '';

const COMPARE: Readonly<Record<string, string>> = { exact: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };
const LIKE: Readonly<Record<string, readonly [string, string]>> = {
  contains: ['%', '%'],
  startswith: ['', '%'],
  endswith: ['%', ''],
  icontains: ['%', '%'],
  istartswith: ['', '%'],
  iendswith: ['%', ''],
  iexact: ['', ''],
};

const columnOf = (fields: Fields, name: string): string => {
  const field = fields.get(name) ?? [...fields.values()].find(({ column }) => column === name);
  if (!field && name !== 'pk') throw new Unclear(`the field ${name} is not known`);
  const key = field ?? [...fields.values()].find(({ primary }) => primary);
  return quote(key?.column ?? name);
};

/** A condition, and whether it stands in parentheses of its own. */
interface Clause {
  readonly sql: string;
  readonly grouped: boolean;
}

/** A Q, or what `&`, `|` and `~` make of some. */
export const conditionOf = (value: Value | undefined, fields: Fields): string => clauseOf(value, fields, false).sql;

const not = ({ sql, grouped }: Clause): Clause => ({ sql: `NOT ${grouped ? sql : `(${sql})`}`, grouped: false });

const joined = (clauses: readonly Clause[], word: string): Clause =>
  clauses.length === 1 && clauses[0] ? clauses[0] : { sql: `(${clauses.map(({ sql }) => sql).join(` ${word} `)})`, grouped: true };

function clauseOf(value: Value | undefined, fields: Fields, negated: boolean): Clause {
  if (value?.kind !== 'call') throw new Unclear('the condition is computed');
  const [left, right] = value.args;
  if (value.path === 'operator.~') return not(clauseOf(left, fields, !negated));
  if (value.path === 'operator.&' || value.path === 'operator.|')
    return joined([clauseOf(left, fields, negated), clauseOf(right, fields, negated)], value.path === 'operator.&' ? 'AND' : 'OR');
  if (lastOf(value) !== 'Q' || value.spread) throw new Unclear('the condition is no Q');
  const turned = truthOf(value.named.get('_negated'));
  const inner = turned ? !negated : negated;
  const parts: Clause[] = [];
  for (const arg of value.args) {
    if (arg.kind === 'list') {
      const name = plainText(arg.items[0]);
      if (name === undefined) throw new Unclear('the condition is computed');
      parts.push(lookup(name, arg.items[1], fields, inner));
    } else parts.push(clauseOf(arg, fields, inner));
  }
  for (const [name, given] of value.named) if (!name.startsWith('_')) parts.push(lookup(name, given, fields, inner));
  if (parts.length === 0) throw new Unclear('the condition is empty');
  const all = joined(parts, plainText(value.named.get('_connector')) ?? 'AND');
  return turned ? not(all) : all;
}

const truthOf = (value: Value | undefined): boolean => value?.kind === 'boolean' && value.value;

function lookup(path: string, value: Value | undefined, fields: Fields, negated: boolean): Clause {
  const [name = '', kind = 'exact', more] = path.split('__');
  const field = fields.get(name);
  if (more !== undefined) throw new Unclear(`the lookup ${path} is not known`);
  const column = columnOf(fields, name);
  if (kind === 'isnull') return { sql: `${column} IS ${truthOf(value) ? '' : 'NOT '}NULL`, grouped: false };
  const clauses: Clause[] = [{ sql: compare(column, kind, floating(value, field), fields, path), grouped: false }];
  // What compares with NULL is unknown, and NOT of that is no more.
  if (negated && field?.nullable) clauses.push({ sql: `${column} IS NOT NULL`, grouped: false });
  const other = value?.kind === 'call' && lastOf(value) === 'F' ? fields.get(plainText(value.args[0]) ?? '') : undefined;
  if (negated && other?.nullable) clauses.push({ sql: `${quote(other.column)} IS NOT NULL`, grouped: false });
  return joined(clauses, 'AND');
}

/** Django turns the number into what the field holds. */
const floating = (value: Value | undefined, field: Field | undefined): Value | undefined =>
  field?.kind === 'FloatField' && value?.kind === 'number' && /^-?\d+$/.test(value.text) ? { ...value, text: `${value.text}.0` } : value;

function compare(column: string, kind: string, value: Value | undefined, fields: Fields, path: string): string {
  if (kind === 'exact' && value?.kind === 'none') return `${column} IS NULL`;
  if (kind === 'exact' && value?.kind === 'boolean') return value.value ? column : `NOT ${column}`;
  const operator = COMPARE[kind];
  if (operator !== undefined) return `${column} ${operator} ${operand(value, fields)}`;
  if (kind === 'in' && value?.kind === 'list') return `${column} IN (${value.items.map((item) => operand(item, fields)).join(', ')})`;
  if (kind === 'range' && value?.kind === 'list' && value.items.length === 2)
    return `${column} BETWEEN ${value.items.map((item) => operand(item, fields)).join(' AND ')}`;
  const like = LIKE[kind];
  const text = plainText(value);
  if (like && text !== undefined) {
    const pattern = quoteText(kind === 'iexact' ? text : `${like[0]}${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}${like[1]}`);
    return kind.startsWith('i')
      ? `UPPER(${column}::text) ${kind === 'iexact' ? '=' : 'LIKE'} UPPER(${pattern})`
      : `${column}::text LIKE ${pattern}`;
  }
  throw new Unclear(`the lookup ${path} is not known`);
}

function operand(value: Value | undefined, fields: Fields): string {
  if (value?.kind === 'number') return value.text;
  if (value?.kind === 'boolean') return value.value ? 'true' : 'false';
  const text = plainText(value);
  if (text !== undefined) return quoteText(text);
  if (value?.kind === 'call' || value?.kind === 'name') return `(${expressionOf(value, fields)})`;
  throw new Unclear('a value of the condition is computed');
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  Lower: 'LOWER',
  Upper: 'UPPER',
  Length: 'LENGTH',
  Coalesce: 'COALESCE',
  Trim: 'BTRIM',
  LTrim: 'LTRIM',
  RTrim: 'RTRIM',
  Abs: 'ABS',
  MD5: 'MD5',
  Reverse: 'REVERSE',
  Greatest: 'GREATEST',
  Least: 'LEAST',
  Now: 'STATEMENT_TIMESTAMP',
  RandomUUID: 'GEN_RANDOM_UUID',
};

/** An expression: F("x"), functions of Django, values. A plain string names a field. */
export function expressionOf(value: Value | undefined, fields: Fields): string {
  const text = plainText(value);
  if (text !== undefined) return columnOf(fields, text);
  if (value?.kind === 'number') return value.text;
  if (value?.kind === 'boolean') return value.value ? 'true' : 'false';
  if (value?.kind !== 'call' || value.spread) throw new Unclear('an expression is computed');
  const kind = lastOf(value);
  const [first] = value.args;
  if (kind === 'F') return columnOf(fields, plainText(first ?? value.named.get('name')) ?? '');
  if (kind === 'Value') return operand(first ?? value.named.get('value'), fields);
  const own = FUNCTIONS[kind];
  if (own !== undefined && value.named.size === 0) return `${own}(${value.args.map((arg) => expressionOf(arg, fields)).join(', ')})`;
  if (kind === 'Collate') return `${expressionOf(first, fields)} COLLATE ${quote(plainText(value.args[1] ?? value.named.get('collation')) ?? '')}`; // prettier-ignore
  const arithmetic = /^operator\.([-+*/])$/.exec(value.path)?.[1];
  if (arithmetic !== undefined) return `(${value.args.map((arg) => expressionOf(arg, fields)).join(` ${arithmetic} `)})`;
  if (kind === 'Q' || value.path.startsWith('operator.')) return conditionOf(value, fields);
  throw new Unclear(`the expression ${kind} is not read yet`);
}

/** A part of an index: an expression with its operator class and order. */
export function indexPart(value: Value, fields: Fields): string {
  if (value.kind === 'call' && value.base && /\)\.(?:asc|desc)$/.test(value.path)) {
    const order = value.path.endsWith('desc') ? ' DESC' : ' ASC';
    const nulls = truthOf(value.named.get('nulls_first')) ? ' NULLS FIRST' : truthOf(value.named.get('nulls_last')) ? ' NULLS LAST' : '';
    return `${indexPart(value.base, fields)}${order}${nulls}`;
  }
  if (value.kind === 'call' && lastOf(value) === 'OpClass' && value.args[0])
    return `${indexPart(value.args[0], fields)} ${plainText(value.args[1] ?? value.named.get('name')) ?? ''}`;
  if (value.kind === 'call' && lastOf(value) === 'OrderBy' && value.args[0])
    return `${indexPart(value.args[0], fields)}${truthOf(value.named.get('descending')) ? ' DESC' : ''}`;
  const expression = expressionOf(value, fields);
  return /^"(?:[^"]|"")*"$/.test(expression) ? expression : `(${expression})`;
}
