/** Queries on tables: `DB::table('users')->where(…)->update([…])`. Those that change rows become SQL, as far as they are known. */
import type { Place } from '../php/parse.ts';
import { Unclear, type Output } from '../php/tool.ts';
import { entryOf, isComputed, itemsOf, NULL, plainText, quiet, stringOf, type Args, type HostValue, type Value } from '../php/values.ts'; // prettier-ignore
import { nameOf, namesOf, valueOf, wrap } from './names.ts';

const OPERATORS = new Set(
  '= < > <= >= <> != like not like ilike not ilike ~ ~* !~ !~* similar to is is not'.split(' ').concat('not like', 'not ilike', 'is not'),
);
/** What goes through the rows with a callback. */
const WALKS = /^(?:chunk\w*|each\w*|lazy\w*|cursor|map|tap|when|unless|pipe)$/;
const LOOKS =
  /^(?:get|first\w*|find\w*|exists|doesntExist|count|pluck|value\w*|max|min|sum|avg|average|aggregate|toSql|dump|dd|sole|implode|paginate|getBindings|toBase|getQuery|rawValue|toArray|all|isEmpty|isNotEmpty|clone|newQuery|getConnection|explain)$/;
/** Parts that say nothing of the rows that are changed. */
const IDLE =
  /^(?:select\w*|addSelect|distinct|order\w*|latest|oldest|inRandomOrder|reorder|useWritePdo|lockForUpdate|sharedLock|lock|groupBy|having\w*|with|without\w*|forUpdate|from|as)$/;

interface State {
  readonly output: Output;
  table: string | undefined;
  /** Conditions, each behind its `and` or `or`. */
  readonly where: string[];
  readonly parameters: { count: number };
  /** Why the rows are not known. */
  unclear: string | undefined;
}

/** A query on a table; the name may be computed, which matters where it changes something. */
export function query(output: Output, table: Value | undefined): HostValue {
  const text = table?.kind === 'text' ? plainText(table) : undefined;
  return host({ output, table: text, where: [], parameters: { count: 0 }, unclear: undefined });
}

function host(state: State): HostValue {
  const self: HostValue = {
    kind: 'host',
    call(method, args, place) {
      try {
        return ask(state, self, method, args, place);
      } catch (error) {
        if (!(error instanceof Unclear)) throw error;
        state.output.unread(place, error.message);
        return quiet();
      }
    },
  };
  return self;
}

function ask(state: State, self: HostValue, method: string, args: Args, place: Place): Value {
  const { output } = state;
  const [first, second] = args.list;
  if (/^(?:or)?[wW]here/.test(method)) {
    try {
      condition(state, method, args);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      state.unclear ??= error.message;
    }
    return self;
  }
  const target = (): string => {
    if (state.table === undefined || isComputed(state.table)) throw new Unclear('the name of the table is computed');
    if (state.unclear !== undefined) throw new Unclear(state.unclear);
    return wrap(state.table.replace(/\s+as\s+\w+$/i, ''));
  };
  const rows = (): string => (state.where.length === 0 ? '' : ` where ${state.where.join(' ').replace(/^(?:and|or) /, '')}`);
  switch (method) {
    case 'from':
      state.table = first?.kind === 'text' ? plainText(first) : undefined;
      return self;
    case 'update': {
      const sets = settings(first, state);
      if (sets.length > 0) output.made(`update ${target()} set ${sets.join(', ')}${rows()}`, place);
      return quiet();
    }
    case 'increment':
    case 'decrement': {
      const column = wrap(nameOf(first, 'the column'));
      const amount = second ? valueOf(second, state.parameters) : '1';
      const more = args.list[2] ? settings(args.list[2], state) : [];
      output.made(`update ${target()} set ${[`${column} = ${column} ${method === 'increment' ? '+' : '-'} ${amount}`, ...more].join(', ')}${rows()}`, place); // prettier-ignore
      return quiet();
    }
    case 'delete':
      if (first && first.kind !== 'null') state.where.push(`and ${target()}."id" = ${valueOf(first, state.parameters)}`);
      output.made(`delete from ${target()}${rows()}`, place);
      return quiet();
    case 'truncate':
      output.made(`truncate ${target()} restart identity cascade`, place);
      return quiet();
    case 'insert':
    case 'insertOrIgnore':
    case 'insertGetId':
      output.made(`${insertion(target(), first, state)}${method === 'insertOrIgnore' ? ' on conflict do nothing' : ''}`, place);
      return quiet();
    case 'upsert':
    case 'insertUsing':
    case 'insertOrIgnoreUsing':
    case 'updateFrom':
    case 'updateOrInsert':
      if (method === 'updateOrInsert') return updateOrInsert(state, target(), first, second, place);
      throw new Unclear(`what ${method}() of a query changes is not read yet`);
    case 'limit':
    case 'take':
    case 'offset':
    case 'skip':
    case 'forPage':
    case 'union':
    case 'unionAll':
    case 'fromSub':
    case 'fromRaw':
    case 'join':
    case 'leftJoin':
    case 'rightJoin':
    case 'joinSub':
    case 'leftJoinSub':
    case 'crossJoin':
      state.unclear ??= `a change through a query with ${method}() is not read yet`;
      return self;
    default:
      if (WALKS.test(method)) {
        const run = args.list.find((one) => one.kind === 'closure');
        const given: Value = method === 'when' || method === 'unless' || method === 'tap' ? self : quiet('$row');
        if (run?.kind === 'closure') output.run(run, [given]);
        return given === self ? self : quiet();
      }
      if (LOOKS.test(method)) return method === 'clone' || method === 'toBase' ? self : quiet(output.source(place));
      if (IDLE.test(method)) return self;
      throw new Unclear(`what ${method}() of a query does is not read yet`);
  }
}

function settings(value: Value | undefined, state: State): readonly string[] {
  if (value?.kind !== 'array') throw new Unclear('what the update sets is computed');
  return value.entries.map(([key, item]) => {
    if (key.includes('->')) throw new Unclear('an update inside JSON is not read yet');
    return `${wrap(key.split('.').at(-1) ?? key)} = ${valueOf(item, state.parameters)}`;
  });
}

function insertion(table: string, value: Value | undefined, state: State): string {
  const items = itemsOf(value);
  if (value?.kind !== 'array' || !items) throw new Unclear('the rows that are inserted are computed');
  const rows = value.list && items.length > 0 ? items : [value];
  const columns = rows[0]?.kind === 'array' ? rows[0].entries.map(([key]) => key) : [];
  if (columns.length === 0 || rows[0]?.kind !== 'array' || rows[0].list) throw new Unclear('the rows that are inserted are computed');
  const tuples = rows.map((row) => {
    if (row.kind !== 'array') throw new Unclear('the rows that are inserted are computed');
    return `(${columns.map((column) => valueOf(entryOf(row, column) ?? NULL, state.parameters)).join(', ')})`;
  });
  return `insert into ${table} (${columns.map(wrap).join(', ')}) values ${tuples.join(', ')}`;
}

/** It looks first, and sends one of the two. */
function updateOrInsert(state: State, table: string, match: Value | undefined, values: Value | undefined, place: Place): Value {
  if (match?.kind !== 'array' || (values && values.kind !== 'array')) throw new Unclear('the rows that are inserted are computed');
  const { output } = state;
  const entries = [...match.entries, ...(values?.kind === 'array' ? values.entries : [])];
  const fresh = (): State => ({ ...state, where: [], parameters: { count: 0 } });
  output.made(insertion(table, { kind: 'array', entries, list: false }, fresh()), place);
  const update = fresh();
  const sets = values?.kind === 'array' ? settings(values, update) : [];
  const rows = match.entries.map(([key, value]) => `${wrap(key)} = ${valueOf(value, update.parameters)}`);
  if (sets.length > 0) output.made(`update ${table} set ${sets.join(', ')} where ${rows.join(' and ')}`, place);
  return quiet();
}

function condition(state: State, method: string, args: Args): void {
  const [first, second, third] = args.list;
  const { parameters } = state;
  const joiner = method.startsWith('or') ? 'or' : 'and';
  const add = (sql: string): void => void state.where.push(`${joiner} ${sql}`);
  const column = (): string => (first?.kind === 'raw' ? plainText(first.text) : columnName(first));
  const kind = method.replace(/^orWhere/, 'where');
  switch (kind) {
    case 'where':
    case 'whereNot': {
      if (first?.kind === 'closure') {
        const inner: State = { ...state, where: [], unclear: undefined };
        state.output.run(first, [host(inner)]);
        if (inner.unclear !== undefined) throw new Unclear(inner.unclear);
        if (inner.where.length > 0) add(`${kind === 'whereNot' ? 'not ' : ''}(${inner.where.join(' ').replace(/^(?:and|or) /, '')})`);
        return;
      }
      if (first?.kind === 'array') {
        if (first.list) throw new Unclear('a condition of the query is computed');
        add(`(${first.entries.map(([key, value]) => compared(wrap(key), '=', value, parameters)).join(' and ')})`);
        return;
      }
      const operator = third === undefined ? '=' : (stringOf(second) ?? '').toLowerCase();
      if (!OPERATORS.has(operator)) throw new Unclear('an operator of the query is computed');
      add(`${kind === 'whereNot' ? 'not ' : ''}${compared(column(), operator, third ?? second ?? NULL, parameters)}`);
      return;
    }
    case 'whereNull':
    case 'whereNotNull':
      for (const one of itemsOf(first) ?? [first]) add(`${columnName(one)} is ${kind === 'whereNull' ? '' : 'not '}null`);
      return;
    case 'whereIn':
    case 'whereNotIn':
    case 'whereIntegerInRaw': {
      const items = itemsOf(second);
      const list = items?.map((item) => valueOf(item, parameters)).join(', ') ?? `$${++parameters.count}`;
      add(
        items?.length === 0
          ? kind === 'whereNotIn'
            ? '1 = 1'
            : '0 = 1'
          : `${column()} ${kind === 'whereNotIn' ? 'not in' : 'in'} (${list})`,
      );
      return;
    }
    case 'whereBetween':
    case 'whereNotBetween': {
      const [low = NULL, high = NULL] = itemsOf(second) ?? [quiet(), quiet()];
      add(`${column()} ${kind === 'whereBetween' ? '' : 'not '}between ${valueOf(low, parameters)} and ${valueOf(high, parameters)}`);
      return;
    }
    case 'whereColumn':
      add(
        third === undefined ? `${column()} = ${columnName(second)}` : `${column()} ${nameOf(second, 'the operator')} ${columnName(third)}`,
      );
      return;
    case 'whereRaw': {
      if (first?.kind !== 'text') throw new Unclear('a condition of the query is computed');
      add(plainText(first).replaceAll(/\?/g, () => `$${++parameters.count}`));
      return;
    }
    default:
      throw new Unclear(`the condition ${method}() of a query is not read yet`);
  }
}

function columnName(value: Value | undefined): string {
  const [name = ''] = namesOf(value, 'the columns');
  const [column = '', ...path] = name.split('->');
  if (path.length === 0) return wrap(column);
  const last = path.pop() ?? '';
  return [wrap(column), ...path.map((part) => `'${part}'`)].join('->') + `->>'${last}'`;
}

function compared(column: string, operator: string, value: Value, parameters: { count: number }): string {
  if (value.kind === 'null') return `${column} is ${operator === '=' || operator === 'is' ? '' : 'not '}null`;
  const left = /like/.test(operator) ? `${column}::text` : column;
  return `${left} ${operator} ${valueOf(value, parameters)}`;
}
