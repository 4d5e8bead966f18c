/** Knex's queries that change rows, where their values stand in the file or can be parameters. */
import { isGiven, refuse, textIn, textOf, textsOf } from './not-read.ts';
import { plainSql, jsonOf, literalOf, quoteName, quoteText } from './sql-text.ts';
import { isComputed, plainText, rowsOf, type Chain, type Link, type ObjectValue, type Value } from './values.ts';

/** They say nothing about what is changed. */
const QUIET = /^(?:transacting|returning|debug|timeout|then|catch|asCallback|from|into|table|forUpdate|withSchema|queryContext|comment)$/;

export function knexQuery(links: readonly Link[]): string {
  return new KnexQuery(links).statement();
}

/** ` where …` of a query, for an index on a part of a table. */
export const conditionOf = (chain: Chain): string => new KnexQuery(chain.links).where();

/** `knex('t').select('a').where(…)`, or raw SQL, as what a view shows. */
export function selectOf(chain: Chain): string {
  return chain.links[0]?.name === 'raw' ? rawSql(chain) : new KnexQuery(chain.links).select();
}

class KnexQuery {
  readonly #links: readonly Link[];
  #next = 1;

  constructor(links: readonly Link[]) {
    this.#links = links.filter(({ args }) => args);
  }

  statement(): string {
    const changing = this.#links.findIndex(({ name }) =>
      /^(?:insert|update|del|delete|truncate|increment|decrement|batchInsert)$/.test(name),
    );
    const link = this.#links[changing];
    const [first, second] = link?.args ?? [];
    switch (link?.name) {
      case 'insert':
        return `${this.insert(this.table(), first)}${this.conflict()}${this.where()}`;
      case 'batchInsert':
        return this.insert(quoted(textOf(first, 'the table name')), second);
      case 'update': {
        const sets =
          isGiven(second) && textIn(first) !== undefined
            ? [`${quoteName(textOf(first, 'a column'))} = ${this.value(second)}`]
            : this.sets(first);
        return `update ${this.table()} set ${sets.join(', ')}${this.where()}`;
      }
      case 'increment':
      case 'decrement': {
        const column = quoted(textOf(first, 'the column'));
        return `update ${this.table()} set ${column} = ${column} ${link.name === 'increment' ? '+' : '-'} ${second ? this.value(second) : 1}${this.where()}`;
      }
      case 'del':
      case 'delete':
        return `delete from ${this.table()}${this.where()}`;
      case 'truncate':
        return `truncate ${this.table()} restart identity`;
      default:
        return refuse('it is not read yet');
    }
  }

  select(): string {
    const columns = this.#links
      .filter(({ name }) => /^(?:select|column|columns)$/.test(name))
      .flatMap(({ args = [] }) => args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg])))
      .map((one) => (one.kind === 'chain' ? rawSql(one) : aliased(textOf(one, 'a column'))));
    const from = this.#links.some(({ name }) => /^(?:|from|table)$/.test(name)) ? ` from ${this.table()}` : '';
    return `select ${columns.length === 0 ? '*' : columns.join(', ')}${from}${this.where()}`;
  }

  /** `knex('t')`, `knex.from('t')`, `knex.table('t')`, `knex.withSchema('s').into('t')`. */
  private table(): string {
    const link = this.#links.find(({ name }) => /^(?:|from|into|table)$/.test(name));
    const schema = this.#links.find(({ name }) => name === 'withSchema')?.args?.[0];
    const name = textOf(link?.args?.[0], 'the table name');
    const [table = '', alias] = name.split(/ as /i);
    const within = schema ? `${quoteName(textOf(schema, 'the schema'))}.` : '';
    return `${within}${quoted(table)}${alias === undefined ? '' : ` as ${quoteName(alias.trim())}`}`;
  }

  private insert(table: string, value: Value | undefined): string {
    const rows = rowsOf(value).map(row);
    const columns = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))].sort();
    if (columns.length === 0) return `insert into ${table} default values`;
    const tuples = rows.map(({ fields }) => `(${columns.map((name) => this.value(fields.get(name))).join(', ')})`);
    return `insert into ${table} (${columns.map(quoteName).join(', ')}) values ${tuples.join(', ')}`;
  }

  private conflict(): string {
    const at = this.#links.findIndex(({ name }) => name === 'onConflict');
    if (at < 0) return '';
    const [first] = this.#links[at]?.args ?? [];
    const columns = first === undefined ? [] : first.kind === 'list' ? textsOf(first, 'the columns') : [textOf(first, 'the column')];
    const [next] = this.#links.slice(at + 1);
    const target = columns.length > 0 ? ` (${columns.map(quoteName).join(', ')})` : '';
    if (next?.name === 'ignore') return ` on conflict${target} do nothing`;
    if (next?.name !== 'merge') return refuse('what happens on a conflict is not read yet');
    const [merged] = next.args ?? [];
    if (merged?.kind === 'object') return ` on conflict${target} do update set ${this.sets(merged).join(', ')}`;
    const rows = rowsOf(this.#links.find(({ name }) => name === 'insert')?.args?.[0]).map(row);
    const names = merged?.kind === 'list' ? textsOf(merged, 'the columns') : rows.flatMap(({ fields }) => [...fields.keys()]);
    return ` on conflict${target} do update set ${[...new Set(names)].map((name) => `${quoteName(name)} = excluded.${quoteName(name)}`).join(', ')}`;
  }

  private sets(value: Value | undefined): readonly string[] {
    return [...row(value ?? { kind: 'undefined' }).fields]
      .filter(([, one]) => one.kind !== 'undefined')
      .map(([name, one]) => `${quoted(name)} = ${this.value(one)}`);
  }

  private value(value: Value | undefined): string {
    if (value === undefined || value.kind === 'undefined') return 'DEFAULT';
    if (value.kind === 'chain') return rawSql(value);
    const literal = value.kind === 'text' && isComputed(plainText(value)) ? undefined : literalOf(value);
    if (literal !== undefined) return literal;
    const json = value.kind === 'object' || value.kind === 'list' ? jsonOf(value) : undefined;
    return json === undefined || value.kind === 'list' ? `$${this.#next++}` : quoteText(json);
  }

  where(): string {
    const parts: string[] = [];
    for (const link of this.#links) {
      const or = link.name.startsWith('or') && link.name !== 'orderBy';
      const name = link.name.replace(/^(?:or|and)(?=[A-Z])/, '').replace(/^[A-Z]/, (letter) => letter.toLowerCase());
      if (!name.startsWith('where')) {
        if (
          !QUIET.test(name) &&
          !/^(?:|insert|update|del|delete|truncate|increment|decrement|onConflict|ignore|merge|select|column|columns)$/.test(name)
        )
          refuse(`${link.name}() is not read yet`);
        continue;
      }
      const made = this.clause(name, link.args ?? []);
      parts.push(...(parts.length > 0 ? [or ? 'or' : 'and'] : []), made);
    }
    return parts.length === 0 ? '' : ` where ${parts.join(' ')}`;
  }

  private clause(name: string, args: readonly Value[]): string {
    const [first, second, third] = args;
    const column = (): string => quoted(textOf(first, 'the column'));
    const negated = name.startsWith('whereNot');
    switch (name) {
      case 'where':
      case 'whereNot': {
        const not = negated ? 'not ' : '';
        if (first?.kind === 'chain') return rawSql(first);
        if (first?.kind === 'object')
          return [...row(first).fields].map(([key, one]) => `${not}${equal(quoted(key), this.value(one))}`).join(' and ');
        if (third === undefined) return `${not}${equal(column(), this.value(second))}`;
        const operator = textOf(second, 'the operator').toLowerCase();
        if (!/^(?:=|<|>|<=|>=|<>|!=|like|not like|ilike|not ilike|is|is not|~|~\*|!~|!~\*)$/.test(operator))
          return refuse(`the operator ${operator} is not read yet`);
        return `${not}${third.kind === 'null' && operator === '=' ? `${column()} is null` : `${column()} ${operator} ${this.value(third)}`}`;
      }
      case 'whereNull':
      case 'whereNotNull':
        return `${column()} is ${negated ? 'not ' : ''}null`;
      case 'whereIn':
      case 'whereNotIn': {
        const word = negated ? 'not in' : 'in';
        if (second?.kind === 'chain' || second?.kind === 'function') return refuse('a subquery is not read yet');
        return `${column()} ${word} (${second?.kind === 'list' ? second.items.map((one) => this.value(one)).join(', ') : this.value(second)})`;
      }
      case 'whereBetween':
      case 'whereNotBetween': {
        if (second?.kind !== 'list') return refuse('the bounds are computed');
        const [low, high] = second.items.map((one) => this.value(one));
        return `${column()} ${negated ? 'not ' : ''}between ${low} and ${high}`;
      }
      case 'whereLike':
      case 'whereILike':
        return `${column()} ${name === 'whereLike' ? 'like' : 'ilike'} ${this.value(second)}`;
      case 'whereRaw':
        return first?.kind === 'text' ? plainSql(first, second) : refuse('the condition is computed');
      default:
        return refuse(`${name}() is not read yet`);
    }
  }
}

const equal = (column: string, value: string): string => (value === 'NULL' ? `${column} is null` : `${column} = ${value}`);

const aliased = (name: string): string => {
  const [column = '', alias] = name.split(/ as /i);
  return `${column.trim() === '*' ? '*' : quoted(column)}${alias === undefined ? '' : ` as ${quoteName(alias.trim())}`}`;
};

const quoted = (name: string): string => name.trim().split('.').map(quoteName).join('.');

const row = (value: Value): ObjectValue => (value.kind === 'object' && !value.open ? value : refuse('the rows are computed'));

/** `knex.raw(…)`, `knex.fn.now()`, `knex.ref('c')` where a value stands. */
export function rawSql(chain: Chain): string {
  const link = chain.links.find(({ args }) => args);
  const [text, bindings] = link?.args ?? [];
  if (link?.name === 'raw' && text?.kind === 'text') return plainSql(text, bindings);
  if (link?.name === 'now') return text?.kind === 'number' ? `CURRENT_TIMESTAMP(${text.value})` : 'CURRENT_TIMESTAMP';
  if (link?.name === 'uuid') return '(gen_random_uuid())';
  if (link?.name === 'ref') return quoted(textOf(text, 'the column'));
  return refuse('a subquery is not read yet');
}
