/** Kysely's queries: select, insert, update, delete, and common table expressions. */
import { flag, isGiven, refuse, textIn, textOf, textsOf } from './not-read.ts';
import { KyselyExpressions } from './kysely-expressions.ts';
import { quoteName } from './sql-text.ts';
import { rowsOf, stringOf, type Chain, type Link, type ObjectValue, type Value } from './values.ts';

/** Steps that send a query, and those that only say what TypeScript should think. */
const ENDS = /^(?:execute\w*|stream|compile|toOperationNode|\$castTo|\$narrowType|\$assertType|\$notNull|withSchema|withTables|withPlugin|withoutPlugins|clearReturning)$/; // prettier-ignore

const JOINS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    innerJoin: 'inner join',
    leftJoin: 'left join',
    rightJoin: 'right join',
    fullJoin: 'full join',
    crossJoin: 'cross join',
    innerJoinLateral: 'inner join lateral',
    leftJoinLateral: 'left join lateral',
    crossJoinLateral: 'cross join lateral',
  }),
);

/** The clauses of a query that has been read so far. */
interface Clauses {
  readonly where: string[];
  readonly joins: string[];
  readonly from: string[];
  readonly returning: string[];
  readonly selected: string[];
  readonly group: string[];
  readonly having: string[];
  readonly order: string[];
  readonly sets: string[];
  readonly ends: string[];
  distinct: string;
}

export class KyselyQuery extends KyselyExpressions {
  query(chain: Chain): string {
    const links = this.expanded(chain).filter(({ args, name }) => args && !ENDS.test(name));
    const tables = links.filter(({ name }) => name === 'with' || name === 'withRecursive');
    const rest = links.slice(tables.length);
    const head =
      tables.length === 0
        ? ''
        : `with ${tables[0]?.name === 'withRecursive' ? 'recursive ' : ''}${tables.map((one) => this.common(one)).join(', ')} `;
    const [first, ...more] = rest;
    switch (first?.name) {
      case 'selectFrom':
      case 'selectNoFrom':
        return head + this.select(first, more);
      case 'updateTable':
        return head + this.update(first, more);
      case 'deleteFrom':
        return head + this.delete(first, more);
      case 'insertInto':
        return head + this.insert(first, more);
      default:
        return refuse(`${first?.name ?? 'a query'} of Kysely's query builder is not read yet`);
    }
  }

  /** `$call(f)` goes on with what `f` makes of the builder. */
  expanded(chain: Chain): readonly Link[] {
    let links: readonly Link[] = [];
    for (const link of chain.links) {
      if (link.name !== '$call' && link.name !== '$if') {
        links = [...links, link];
        continue;
      }
      const run = link.args?.at(-1);
      if (run?.kind !== 'function') return refuse(`what is handed to ${link.name} is computed`);
      if (link.name === '$if' && !flag(link.args?.[0], 'the condition of $if')) continue;
      const result = this.output.call(run, [{ ...chain, root: 'part', links, state: { used: true } }]);
      if (result.kind !== 'chain') return refuse(`what is handed to ${link.name} is computed`);
      ({ links } = result);
    }
    return links;
  }

  private common({ args = [] }: Link): string {
    const [name, build] = args;
    if (build?.kind !== 'function') return refuse('the table expression is computed');
    const query = this.given(build);
    if (query.kind !== 'chain') return refuse('the table expression is computed');
    const [table = '', columns] = textOf(name, 'the name of the table expression').split('(');
    const list = columns === undefined ? '' : `(${columns.replace(')', '').split(',').map((column) => quoteName(column.trim())).join(', ')})`; // prettier-ignore
    const body = this.expression(query);
    return `${quoteName(table.trim())}${list} as ${body.startsWith('(') ? body : `(${body})`}`;
  }

  /** Clauses that several kinds of queries have; false for any other. */
  private clause({ name, args = [] }: Link, into: Clauses): boolean {
    const join = JOINS.get(name);
    if (join !== undefined) into.joins.push(`${join} ${this.join(args)}`);
    else if (name === 'where') into.where.push(this.condition(args));
    else if (name === 'whereRef') into.where.push(`${this.operand(args[0])} ${textOf(args[1], 'the operator')} ${this.operand(args[2])}`);
    else if (name === 'from' || name === 'using') into.from.push(...this.each(args[0], (one) => this.table(one)));
    else if (name === 'returning') into.returning.push(...this.each(args[0], (one) => this.selection(one)));
    else if (name === 'returningAll') into.returning.push(args.length === 0 ? '*' : `${this.operand(args[0])}.*`);
    else if (name === 'limit') into.ends.push(`limit ${this.value(args[0])}`);
    else if (name === 'modifyEnd') into.ends.push(this.expression(args[0] ?? refuse('an argument is missing')));
    else if (name === 'orderBy') into.order.push(this.ordered(args));
    else return false;
    return true;
  }

  private select(first: Link, links: readonly Link[]): string {
    const into = clauses();
    if (first.name === 'selectFrom') into.from.push(...this.each(first.args?.[0], (one) => this.table(one)));
    else into.selected.push(...this.each(first.args?.[0], (one) => this.selection(one)));
    for (const link of links) {
      const [value] = link.args ?? [];
      if (this.clause(link, into)) continue;
      if (link.name === 'select') into.selected.push(...this.each(value, (one) => this.selection(one)));
      else if (link.name === 'selectAll') into.selected.push(...(value ? this.each(value, (one) => `${this.operand(one)}.*`) : ['*']));
      else if (link.name === 'distinct') into.distinct = 'distinct ';
      else if (link.name === 'distinctOn') into.distinct = `distinct on (${this.each(value, (one) => this.operand(one)).join(', ')}) `;
      else if (link.name === 'groupBy') into.group.push(...this.each(value, (one) => this.operand(one)));
      else if (link.name === 'having') into.having.push(this.condition(link.args ?? []));
      else if (link.name === 'offset') into.ends.push(`offset ${this.value(value)}`);
      else if (link.name === 'forUpdate') into.ends.push('for update');
      else if (link.name === 'skipLocked') into.ends.push('skip locked');
      else if (/^(?:union|unionAll|intersect|except)$/.test(link.name) && value?.kind === 'chain')
        into.ends.push(`${link.name === 'unionAll' ? 'union all' : link.name} ${this.query(value)}`); // prettier-ignore
      else refuse(`${link.name} of Kysely's query builder is not read yet`);
    }
    return [`select ${into.distinct}${into.selected.join(', ')}`, ...(into.from.length > 0 ? [`from ${into.from.join(', ')}`] : []), ...tail(into)].join(' '); // prettier-ignore
  }

  private update(first: Link, links: readonly Link[]): string {
    const into = clauses();
    for (const link of links) {
      if (this.clause(link, into)) continue;
      if (link.name !== 'set') refuse(`${link.name} of Kysely's query builder is not read yet`);
      into.sets.push(...this.sets(link.args ?? []));
    }
    const from = into.from.length > 0 ? [`from ${into.from.join(', ')}`] : [];
    return [`update ${this.table(first.args?.[0])} set ${into.sets.join(', ')}`, ...from, ...tail(into)].join(' ');
  }

  private delete(first: Link, links: readonly Link[]): string {
    const into = clauses();
    for (const link of links) if (!this.clause(link, into)) refuse(`${link.name} of Kysely's query builder is not read yet`);
    const using = into.from.length > 0 ? [`using ${into.from.join(', ')}`] : [];
    return [`delete from ${this.table(first.args?.[0])}`, ...using, ...tail(into)].join(' ');
  }

  private insert(first: Link, links: readonly Link[]): string {
    const into = clauses();
    let columns: readonly string[] = [];
    let source = '';
    for (const link of links) {
      const [value] = link.args ?? [];
      if (link.name === 'values') {
        const given = value?.kind === 'function' ? this.given(value) : value;
        const rows = rowsOf(given).map(row);
        columns = [
          ...new Set(rows.flatMap(({ fields }) => [...fields].flatMap(([name, one]) => (one.kind === 'undefined' ? [] : [name])))),
        ];
        source = `values ${rows.map(({ fields }) => `(${columns.map((name) => this.value(fields.get(name))).join(', ')})`).join(', ')}`;
      } else if (link.name === 'columns') columns = textsOf(value, 'the columns');
      else if (link.name === 'expression') {
        const query = value?.kind === 'function' ? this.given(value) : value;
        source = query?.kind === 'chain' ? this.expression(query).replace(/^\(([\s\S]*)\)$/, '$1') : refuse('the query is computed');
      } else if (link.name === 'defaultValues') source = 'default values';
      else if (link.name === 'onConflict') into.ends.push(this.conflict(value));
      else if (!this.clause(link, into)) refuse(`${link.name} of Kysely's query builder is not read yet`);
    }
    const list = columns.length > 0 ? ` (${columns.map(quoteName).join(', ')})` : '';
    return [`insert into ${this.table(first.args?.[0])}${list} ${source}`, ...into.ends, ...tail({ ...into, ends: [] })].join(' ');
  }

  private conflict(value: Value | undefined): string {
    const built = value?.kind === 'function' ? this.given(value) : value;
    if (built?.kind !== 'chain') return refuse('what happens on a conflict is computed');
    const parts = ['on conflict'];
    const columns: string[] = [];
    let updated = false;
    for (const { name, args = [] } of built.links.filter((link) => link.args)) {
      const [first] = args;
      if (name === 'column') columns.push(textOf(first, 'a column'));
      else if (name === 'columns') columns.push(...textsOf(first, 'the columns'));
      else if (name === 'constraint') parts.push(`on constraint ${quoteName(textOf(first, 'the constraint'))}`);
      else if (name === 'expression') parts.push(`(${this.expression(first ?? refuse('an argument is missing'))})`);
      else {
        if (columns.length > 0) parts.push(`(${columns.splice(0).map(quoteName).join(', ')})`);
        if (name === 'doNothing') parts.push('do nothing');
        else if (name === 'doUpdateSet') parts.push(`do update set ${this.sets(args).join(', ')}`);
        else if (name === 'where') parts.push(`where ${this.condition(args)}`);
        else refuse(`${name} of Kysely's query builder is not read yet`);
        updated = true;
      }
    }
    return updated ? parts.join(' ') : refuse('what happens on a conflict is computed');
  }

  /** `set({ a: 1 })`, `set('a', 1)`, `set((eb) => ({ a: eb('a', '+', 1) }))`. */
  private sets(args: readonly Value[]): readonly string[] {
    const [first, second] = args;
    if (args.length === 2) return [`${this.operand(first)} = ${this.value(second)}`];
    const { fields } = row(first?.kind === 'function' ? this.given(first) : first);
    return [...fields]
      .filter(([, value]) => value.kind !== 'undefined')
      .map(([name, value]) => `${quoteName(name)} = ${this.value(value)}`);
  }

  private join(args: readonly Value[]): string {
    const [table, left, right] = args;
    if (left === undefined) return this.table(table);
    if (left.kind !== 'function') return `${this.table(table)} on ${this.operand(left)} = ${this.operand(right)}`;
    const built = this.given(left);
    if (built.kind !== 'chain') return refuse('the join is computed');
    const conditions = built.links
      .filter((link) => link.args)
      .map(({ name, args: own = [] }) => {
        if (name === 'onRef') return `${this.operand(own[0])} ${textOf(own[1], 'the operator')} ${this.operand(own[2])}`;
        if (name === 'onTrue') return 'true';
        return name === 'on' ? this.condition(own) : refuse(`${name} of a join is not read yet`);
      });
    return `${this.table(table)} on ${conditions.join(' and ')}`;
  }

  private selection(value: Value): string {
    const [column, alias] = textIn(value)?.split(' as ') ?? [];
    if (column === undefined) return this.expression(value);
    return `${this.reference(column)}${alias === undefined ? '' : ` as ${quoteName(alias.trim())}`}`;
  }

  private ordered([value, direction]: readonly Value[]): string {
    const [column, written] = textIn(value)?.split(' ') ?? [];
    const word = written ?? (isGiven(direction) ? (stringOf(direction) ?? refuse('the order is computed')) : undefined);
    return `${column === undefined ? this.operand(value) : this.reference(column)}${word === undefined ? '' : ` ${word}`}`;
  }

  /** An argument that is one thing, a list, or a callback that gives either. */
  private each(value: Value | undefined, make: (one: Value) => string): readonly string[] {
    const given = value?.kind === 'function' ? this.given(value) : value;
    if (given === undefined) return refuse('an argument is missing');
    return given.kind === 'list' ? given.items.map(make) : [make(given)];
  }
}

const clauses = (): Clauses => ({ where: [], joins: [], from: [], returning: [], selected: [], group: [], having: [], order: [], sets: [], ends: [], distinct: '' }); // prettier-ignore

/** What stands behind the tables, in the order of the language. */
const tail = (into: Clauses): readonly string[] => [
  ...into.joins,
  ...(into.where.length > 0 ? [`where ${into.where.join(' and ')}`] : []),
  ...(into.group.length > 0 ? [`group by ${into.group.join(', ')}`] : []),
  ...(into.having.length > 0 ? [`having ${into.having.join(' and ')}`] : []),
  ...(into.returning.length > 0 ? [`returning ${into.returning.join(', ')}`] : []),
  ...(into.order.length > 0 ? [`order by ${into.order.join(', ')}`] : []),
  ...into.ends,
];

const row = (value: Value | undefined): ObjectValue => (value?.kind === 'object' && !value.open ? value : refuse('the rows are computed'));
