/** Values and conditions as Sequelize escapes them for PostgreSQL. */
import { isGiven, refuse, textIn, textOf } from './not-read.ts';
import { jsonOf, quoteName, quoteText } from './sql-text.ts';
import { packageCall, type ColumnType } from './sequelize-types.ts';
import { isComputed, plainText, type ObjectValue, type Value } from './values.ts';

/** The SQL of `Sequelize.fn`, `literal`, `col`, `cast` and `json`; undefined for anything else. */
function functionSql(value: Value): string | undefined {
  if (value.kind !== 'chain') return undefined;
  const { name, args } = packageCall(value);
  const [first, second, ...rest] = args;
  switch (name) {
    case 'literal':
      return textOf(first, 'the SQL of literal()');
    case 'fn':
      return `${textOf(first, 'the name of the function')}(${[second, ...rest].flatMap((one) => (one ? escaped(one) : [])).join(', ')})`;
    case 'col':
      return textOf(first, 'the column').split('.').map(quoteName).join('.');
    case 'cast':
      return first ? `CAST(${escaped(first)} AS ${textOf(second, 'the type of the cast').toUpperCase()})` : undefined;
    default:
      return undefined;
  }
}

/** A value as it stands in the SQL. Refuses what is computed, unless a parameter can stand for it. */
export function escaped(value: Value, type?: ColumnType, unknown: () => string = () => refuse('a value is computed')): string {
  const made = functionSql(value);
  if (made !== undefined) return made;
  switch (value.kind) {
    case 'null':
    case 'undefined':
      return 'NULL';
    case 'text': {
      const text = plainText(value);
      if (isComputed(text)) return unknown();
      return quoteText(/^JSONB?$/.test(type?.key ?? '') ? JSON.stringify(text) : text);
    }
    case 'number':
    case 'boolean':
      return /^(?:FLOAT|REAL|DOUBLE|JSONB?|TEXT)/.test(type?.key ?? '') && type?.key !== 'TEXT' ? quoteText(String(value.value)) : String(value.value); // prettier-ignore
    case 'list': {
      if (/^JSONB?$/.test(type?.key ?? '')) return quoteText(jsonOf(value) ?? refuse('a value is computed'));
      const items = value.items.map((item) => escaped(item, type?.element, unknown)).join(',');
      return `ARRAY[${items}]${type?.element && !type.labels ? `::${type.sql}` : ''}`;
    }
    case 'object': {
      const json = jsonOf(value);
      return json === undefined ? unknown() : quoteText(json);
    }
    default:
      return unknown();
  }
}

const OPERATORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    eq: '=', ne: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=', like: 'LIKE', notLike: 'NOT LIKE', iLike: 'ILIKE', notILike: 'NOT ILIKE',
    startsWith: 'LIKE', endsWith: 'LIKE', substring: 'LIKE', regexp: '~', notRegexp: '!~', iRegexp: '~*', notIRegexp: '!~*',
    contains: '@>', contained: '<@', overlap: '&&',
  }),
); // prettier-ignore

/** How a key says `[Op.in]`, or `$in` in what is older. */
export const operatorOf = (key: string): string | undefined => /^(?:@Op\.|\$)(\w+)$/.exec(key)?.[1];

/** A WHERE without the word; empty where everything matches. */
export function whereOf(value: Value | undefined, unknown?: () => string): string {
  if (!isGiven(value)) return '';
  const made = functionSql(value);
  if (made !== undefined) return made;
  if (value.kind === 'list') return value.items.map((item) => whereOf(item, unknown)).join(' AND ');
  if (value.kind !== 'object' || value.open) return refuse('the condition is computed');
  // Symbols come before names.
  const sorted = [...value.fields].sort(([a], [b]) => Number(b.startsWith('@')) - Number(a.startsWith('@')));
  return sorted.map(([key, one]) => clause(key, one, unknown)).join(' AND ');
}

function clause(key: string, value: Value, unknown: (() => string) | undefined): string {
  const operator = operatorOf(key);
  if (operator === 'and' || operator === 'or' || operator === 'not') {
    const items = value.kind === 'list' ? value.items : split(value);
    const inner = items.map((item) => whereOf(item, unknown)).join(operator === 'or' ? ' OR ' : ' AND ');
    return operator === 'not' ? `NOT (${inner})` : `(${inner})`;
  }
  if (operator !== undefined) return refuse(`the operator ${operator} stands where a column is expected`);
  return compared(key.split('.').map(quoteName).join('.'), value, unknown);
}

const split = (value: Value): readonly Value[] =>
  value.kind === 'object'
    ? [...value.fields].map(([name, one]): ObjectValue => ({ kind: 'object', fields: new Map([[name, one]]), open: value.open }))
    : refuse('the condition is computed');

function compared(column: string, value: Value, unknown: (() => string) | undefined): string {
  if (value.kind === 'null') return `${column} IS NULL`;
  if (value.kind === 'list') return member(column, 'IN', value, unknown);
  if (value.kind !== 'object') return `${column} = ${escaped(value, undefined, unknown)}`;
  if (value.open || value.fields.size === 0) return refuse('the condition is computed');
  const parts = [...value.fields].map(([key, one]) => operated(column, operatorOf(key) ?? refuse('a condition on JSON is not read yet'), one, unknown)); // prettier-ignore
  return parts.length === 1 ? parts.join('') : `(${parts.join(' AND ')})`;
}

function operated(column: string, operator: string, value: Value, unknown: (() => string) | undefined): string {
  switch (operator) {
    case 'in':
      return member(column, 'IN', value, unknown);
    case 'notIn':
      return member(column, 'NOT IN', value, unknown);
    case 'is':
    case 'not':
    case 'ne':
    case 'eq':
      if (value.kind === 'null' || (value.kind === 'boolean' && (operator === 'is' || operator === 'not')))
        return `${column} IS ${operator === 'not' || operator === 'ne' ? 'NOT ' : ''}${escaped(value)}`.replace(
          /(true|false)$/,
          (word) => word,
        );
      if (operator === 'not')
        return value.kind === 'list' ? member(column, 'NOT IN', value, unknown) : `${column} != ${escaped(value, undefined, unknown)}`;
      return `${column} ${operator === 'ne' ? '!=' : '='} ${escaped(value, undefined, unknown)}`;
    case 'between':
    case 'notBetween': {
      if (value.kind !== 'list') return refuse('the condition is computed');
      const [low, high] = value.items.map((item) => escaped(item, undefined, unknown));
      return `${column} ${operator === 'between' ? '' : 'NOT '}BETWEEN ${low} AND ${high}`;
    }
    case 'or':
    case 'and': {
      const items = value.kind === 'list' ? value.items : split(value);
      return `(${items.map((item) => compared(column, item, unknown)).join(operator === 'or' ? ' OR ' : ' AND ')})`;
    }
    case 'startsWith':
    case 'endsWith':
    case 'substring': {
      const text = textIn(value);
      if (text === undefined) return refuse('the condition is computed');
      return `${column} LIKE ${quoteText(`${operator === 'startsWith' ? '' : '%'}${text}${operator === 'endsWith' ? '' : '%'}`)}`;
    }
    default: {
      const sign = OPERATORS.get(operator) ?? refuse(`the operator ${operator} is not read yet`);
      return `${column} ${sign} ${escaped(value, undefined, unknown)}`;
    }
  }
}

function member(column: string, word: string, value: Value, unknown: (() => string) | undefined): string {
  const made = functionSql(value);
  if (made !== undefined) return `${column} ${word} ${made}`;
  if (value.kind !== 'list') return unknown ? `${column} ${word} (${unknown()})` : refuse('the condition is computed');
  if (value.items.length === 0) return word === 'IN' ? `${column} IN (NULL)` : 'true';
  return `${column} ${word} (${value.items.map((item) => escaped(item, undefined, unknown)).join(', ')})`;
}
