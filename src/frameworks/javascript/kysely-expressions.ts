/** Expressions of Kysely's builders: references, values, what callbacks with an expression builder give. */
import type { Output } from './tool.ts';
import { isGiven, refuse, textIn, textOf } from './not-read.ts';
import { isSql, sqlPieces } from './kysely-sql.ts';
import { jsonOf, literalOf, quoteName, quoteText } from './sql-text.ts';
import type { Chain, FunctionValue, Link, Value } from './values.ts';

const OPERATORS =
  /^(?:=|==|!=|<>|>|>=|<|<=|in|not in|is|is not|like|not like|ilike|not ilike|match|similar to|@>|<@|\^@|&&|\?|\?&|\?\||!<|!>|<=>|!~|~|~\*|!~\*|@@|@@@|!!|<->|regexp|is distinct from|is not distinct from|\+|-|\*|\/|%|\^|&|\||#|<<|>>|\|\||->|->>|between)$/i;

const FUNCTIONS: ReadonlySet<string> = new Set(['avg', 'coalesce', 'count', 'max', 'min', 'sum', 'any', 'jsonAgg', 'toJson']);

/**
 * Steps of a chain that are asked something. `({ eb, fn, exists }) =>` takes a builder apart, which changes nothing: what is
 * called then stands without its name.
 */
export function asked(chain: Chain): readonly Link[] {
  const links: Link[] = [];
  let apart: Link | undefined;
  for (const link of chain.links) {
    if (link.args === undefined) {
      apart = link;
      if (link.name === 'fn') links.push(link);
    } else if (link.name === '' && apart) {
      if (apart.name === 'fn') links.pop();
      links.push({ ...link, name: apart.name });
      apart = undefined;
    } else {
      links.push(link);
      apart = undefined;
    }
  }
  return links;
}

export abstract class KyselyExpressions {
  protected readonly output: Output;
  /** Names of tables are in this schema, where they name none. */
  protected readonly schema: string | undefined;
  #next = 1;

  constructor(output: Output, schema: string | undefined) {
    this.output = output;
    this.schema = schema;
  }

  /** A query as an expression. */
  protected abstract query(chain: Chain): string;

  /** What a callback gives back. */
  protected given(callee: FunctionValue): Value {
    const place = { start: callee.node.start ?? 0, end: callee.node.end ?? 0 };
    return this.output.call(callee, [this.output.handle('part', place)]);
  }

  reference(text: string): string {
    return text
      .split('.')
      .map((part) => (part.trim() === '*' ? '*' : quoteName(part.trim())))
      .join('.');
  }

  /** `table as alias`, `schema.table`. */
  protected table(value: Value | undefined): string {
    if (value?.kind === 'chain') return this.expression(value);
    if (value?.kind === 'function') return this.expression(value);
    const [name = '', alias] = textOf(value, 'the table name').split(' as ');
    const parts = name.trim().split('.');
    const quoted = [...(parts.length === 1 && this.schema !== undefined ? [this.schema] : []), ...parts].map(quoteName).join('.');
    return alias === undefined ? quoted : `${quoted} as ${quoteName(alias.trim())}`;
  }

  /** A text where a column is expected, an expression otherwise. */
  operand(value: Value | undefined): string {
    const text = textIn(value);
    return text === undefined ? this.expression(value ?? refuse('an argument is missing')) : this.reference(text);
  }

  /** A value; what only a run knows becomes a parameter. */
  value(value: Value | undefined): string {
    if (value === undefined || value.kind === 'undefined') return 'default';
    if (value.kind === 'chain' || value.kind === 'function') return this.expression(value);
    const literal = value.kind === 'null' ? 'null' : literalOf(value);
    if (literal !== undefined && !literal.includes('${')) return literal;
    const json = value.kind === 'object' ? jsonOf(value) : undefined;
    return json === undefined ? `$${this.#next++}` : quoteText(json);
  }

  expression(value: Value): string {
    if (value.kind === 'function') return this.expression(this.given(value));
    if (value.kind !== 'chain') return this.value(value);
    if (isSql(value)) return this.template(value);
    const links = asked(value);
    const alias = links.at(-1)?.name === 'as' ? links.at(-1) : undefined;
    if (alias) {
      const inner = this.expression({ ...value, links: links.slice(0, -1) });
      const name = alias.args?.[0];
      return `${inner} as ${name?.kind === 'chain' ? this.expression(name) : quoteName(textOf(name, 'the alias'))}`;
    }
    return links.some(({ name }) => /^(?:selectFrom|selectNoFrom|insertInto|updateTable|deleteFrom)$/.test(name))
      ? `(${this.query({ ...value, links })})`
      : this.built(links);
  }

  /** The text of a template; its parameters go on with the numbers of the query. */
  protected template(chain: Chain): string {
    const links = chain.links.filter(({ name }) => name !== 'as');
    const alias = chain.links.find(({ name }) => name === 'as')?.args?.[0];
    const count = { next: this.#next, query: (inner: Chain) => this.expression(inner) };
    const pieces = sqlPieces({ ...chain, links }, count) ?? refuse('the SQL is computed');
    this.#next = count.next;
    const text = pieces.map((piece) => piece.text).join('');
    return alias === undefined ? text : `${text} as ${quoteName(textIn(alias) ?? refuse('the alias is computed'))}`;
  }

  /** What an expression builder was asked. */
  protected built(links: readonly Link[]): string {
    const [first, ...more] = links;
    const [a, b, c] = first?.args ?? [];
    const one = (): string => this.expression(a ?? refuse('an argument is missing'));
    const name = first?.name ?? '';
    if (name === 'fn') return this.called(first, more);
    if (more.some((link) => link.name === 'and' || link.name === 'or'))
      return more.reduce((all, link) => `${all} ${link.name} ${this.condition(link.args ?? [])}`, this.built(first ? [first] : []));
    if (more.length > 0) return refuse(`${more[0]?.name} of Kysely's expressions is not read yet`);
    switch (name) {
      case '':
      case 'eb':
        return this.compared(a, b, c);
      case 'or':
      case 'and': {
        const items = a?.kind === 'list' ? a.items.map((item) => this.expression(item)) : a?.kind === 'object' ? [...a.fields].map(([key, item]) => this.compared({ kind: 'text', pieces: [{ text: key, start: 0, end: 0 }] }, undefined, item)) : refuse('the condition is computed'); // prettier-ignore
        return items.length === 0 ? String(name === 'and') : `(${items.join(` ${name} `)})`;
      }
      case 'not':
        return `not ${one()}`;
      case 'exists':
        return `exists ${one()}`;
      case 'neg':
        return `-${one()}`;
      case 'parens':
        return `(${b === undefined ? one() : this.compared(a, b, c)})`;
      case 'ref':
        return this.reference(textOf(a, 'the column'));
      case 'table':
        return this.table(a);
      case 'val':
      case 'lit':
        return this.value(a);
      case 'between':
        return `${this.operand(a)} between ${this.value(b)} and ${this.value(c)}`;
      case 'cast':
        return `cast(${this.operand(a)} as ${textIn(b) ?? (b ? this.expression(b) : '')})`;
      case 'tuple':
      case 'refTuple':
        return `(${(first?.args ?? []).map((item) => (name === 'tuple' ? this.value(item) : this.operand(item))).join(', ')})`;
      default:
        return refuse(`${name === '' ? 'a part' : name} of Kysely's expressions is not read yet`);
    }
  }

  /** `eb.fn.count('id')`, `eb.fn('lower', ['name'])`. */
  private called(first: Link | undefined, more: readonly Link[]): string {
    if (first?.args) {
      const [name, args] = first.args;
      if (args?.kind !== 'list' && args !== undefined) return refuse('the arguments of the function are computed');
      return `${textOf(name, 'the function')}(${(args?.items ?? []).map((item) => this.operand(item)).join(', ')})`;
    }
    const [call, ...rest] = more;
    if (rest.some(({ name }) => name !== 'distinct')) return refuse(`${rest[0]?.name} of an aggregate is not read yet`);
    const distinct = rest.length > 0 ? 'distinct ' : '';
    if (call?.name === 'agg')
      return `${textOf(call.args?.[0], 'the function')}(${distinct}${(call.args ?? []).slice(1).flatMap((item) => (item.kind === 'list' ? item.items : [item])).map((item) => this.operand(item)).join(', ')})`; // prettier-ignore
    if (call?.name === 'countAll') return `count(${distinct}*)`;
    if (!call || !FUNCTIONS.has(call.name)) return refuse(`the function ${call?.name ?? ''} is not read yet`);
    const sql = call.name === 'jsonAgg' ? 'json_agg' : call.name === 'toJson' ? 'to_json' : call.name;
    return `${sql}(${distinct}${(call.args ?? []).map((item) => this.operand(item)).join(', ')})`;
  }

  /** The arguments of where(), on() and having(): an expression, or two sides with an operator. */
  condition(args: readonly Value[]): string {
    const [left, operator, right] = args;
    return args.length === 1 ? this.expression(left ?? refuse('the condition is missing')) : this.compared(left, operator, right);
  }

  compared(left: Value | undefined, operator: Value | undefined, right: Value | undefined): string {
    const word = operator?.kind === 'chain' ? this.expression(operator) : isGiven(operator) ? textOf(operator, 'the operator') : '=';
    if (operator?.kind !== 'chain' && !OPERATORS.test(word)) return refuse(`the operator ${word} is not read yet`);
    const sign = word === '=' && right?.kind === 'null' && operator === undefined ? 'is' : word;
    return `${this.operand(left)} ${sign} ${right?.kind === 'list' ? this.tuple(right.items) : this.value(right ?? refuse('the condition is computed'))}`;
  }

  protected tuple(items: readonly Value[]): string {
    return `(${items.map((item) => this.value(item)).join(', ')})`;
  }
}
