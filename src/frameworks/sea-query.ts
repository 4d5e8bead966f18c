/**
 * Statements that SeaORM's migrations build with sea-query, as the SQL that it writes for PostgreSQL: chains of methods on
 * Table, Index, ForeignKey and Type, with names from enums that derive Iden.
 * Sources: src/backend/postgres/{table,index,foreign_key,types}.rs of github.com/SeaQL/sea-query.
 */
import { quoteName, quoteText } from './quoting.ts';
import { argumentsAt, behind, type Token } from './lexical/tokens.ts';
import { Unclear } from './php/tool.ts';

type Tokens = readonly Token[];

/** `Index::create().table(X::Table)`: what it begins with, and what is asked of it. */
interface Chain {
  readonly head: string;
  readonly first: readonly Tokens[];
  readonly links: readonly { readonly name: string; readonly args: readonly Tokens[] }[];
}

/** Names that enums of the file give to their variants where they say it themselves: `X::Table` by its text. */
export type Idens = ReadonlyMap<string, string>;

/** Words of a name in Rust, as the crate heck cuts them. */
export function snake(name: string): string {
  let [out, mode] = ['', ''];
  for (let i = 0; i < name.length; i++) {
    const c = name[i] ?? '';
    const [upper, lower] = [/\p{Lu}/u.test(c), /\p{Ll}/u.test(c)];
    if (upper && i > 0 && (mode === 'lower' || (mode === 'upper' && /\p{Ll}/u.test(name[i + 1] ?? '')))) out += '_';
    out += c.toLowerCase();
    mode = upper ? 'upper' : lower ? 'lower' : mode;
  }
  return out;
}

/** What `#[sea_orm(iden = "…")]` and `#[iden = "…"]` say, and the names of enums. */
export function idensIn(tokens: Tokens): Idens {
  const found = new Map<string, string>();
  let given: string | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.text === '#' && tokens[i + 1]?.text === '[') {
      const end = behind(tokens, i + 1);
      const at = tokens.slice(i, end).findIndex(({ text }) => text === 'iden');
      const value = at < 0 ? undefined : tokens.slice(i + at, end).find(({ kind }) => kind === 'string');
      given = value?.text ?? given;
      i = end - 1;
    } else if (token?.text === 'pub') continue;
    else if (token?.text === 'enum' || token?.text === 'struct') {
      const name = tokens[i + 1]?.text ?? '';
      const table = given ?? snake(name);
      given = undefined;
      found.set(`${name}::Table`, table);
      found.set(name, table);
      if (tokens[i + 2]?.text !== '{') continue;
      const end = behind(tokens, i + 2);
      for (const variant of argumentsAt(tokens, i + 2)) {
        const own = variant.find(({ kind }) => kind === 'string' && variant[0]?.text === '#');
        const last = variant.findLast(({ kind }) => kind === 'word');
        if (last && (own || last.text !== 'Table')) found.set(`${name}::${last.text}`, own?.text ?? snake(last.text));
        else if (own) found.set(`${name}::Table`, own.text);
      }
      i = end - 1;
    } else given = undefined;
  }
  return found;
}

function chainOf(tokens: Tokens): Chain | undefined {
  const own = tokens[0]?.text === '&' ? tokens.slice(tokens[1]?.text === 'mut' ? 2 : 1) : tokens;
  const open = own.findIndex(({ text, kind }) => kind === 'mark' && text === '(');
  if (open < 1) return undefined;
  const head = own
    .slice(0, open)
    .map(({ text }) => text)
    .join('');
  const links: { name: string; args: readonly Tokens[] }[] = [];
  let i = behind(own, open);
  while (own[i]?.text === '.' && own[i + 2]?.text === '(') {
    links.push({ name: own[i + 1]?.text ?? '', args: argumentsAt(own, i + 2) });
    i = behind(own, i + 2);
  }
  return i >= own.length ? { head, first: argumentsAt(own, open), links } : undefined;
}

/** Writes the statements of one file. */
export class SeaQuery {
  readonly #idens: Idens;

  constructor(idens: Idens) {
    this.#idens = idens;
  }

  /** The statements of `manager.create_table(…)` and its like; throws Unclear where they cannot be told. */
  statements(method: string, args: readonly Tokens[]): readonly string[] {
    const [arg] = args;
    const chain = arg && chainOf(arg);
    if (!chain) throw new Unclear(`what ${method} is given is computed`);
    const links = chain.links.filter(({ name }) => !/^(?:to_owned|take|clone|build|into)$/.test(name));
    switch (chain.head) {
      case 'Table::create':
        return this.#createTable(links);
      case 'Table::alter':
        return this.#alterTable(links);
      case 'Table::drop':
        return [`DROP TABLE ${this.#has(links, 'if_exists') ? 'IF EXISTS ' : ''}${this.#all(links, 'table').join(', ')}${this.#has(links, 'cascade') ? ' CASCADE' : ''}`]; // prettier-ignore
      case 'Table::truncate':
        return [`TRUNCATE TABLE ${this.#table(links)}`];
      case 'Table::rename': {
        const [from, to] = this.#link(links, 'table').args;
        return [`ALTER TABLE ${this.#qualified(from)} RENAME TO ${this.#qualified(to)}`];
      }
      case 'Index::create':
        return [this.#createIndex(links)];
      case 'Index::drop':
        return [`DROP INDEX ${this.#has(links, 'if_exists') ? 'IF EXISTS ' : ''}${this.#name(this.#link(links, 'name').args[0])}`];
      case 'ForeignKey::create': {
        const { table, sql } = this.#foreignKey(links);
        if (table === undefined) throw new Unclear('the table of the foreign key is not given');
        return [`ALTER TABLE ${table} ADD ${sql}`];
      }
      case 'ForeignKey::drop':
        return [`ALTER TABLE ${this.#table(links)} DROP CONSTRAINT ${this.#name(this.#link(links, 'name').args[0])}`];
      case 'Type::create':
        return [this.#createType(links)];
      case 'Type::drop':
        return [`DROP TYPE ${this.#has(links, 'if_exists') ? 'IF EXISTS ' : ''}${this.#all(links, 'name').join(', ')}${this.#has(links, 'cascade') ? ' CASCADE' : ''}`]; // prettier-ignore
      case 'Type::alter': {
        const value = links.find(({ name }) => name === 'add_value');
        if (!value || links.length !== 2) throw new Unclear('how the type is altered is not read yet');
        return [`ALTER TYPE ${this.#all(links, 'name')[0]} ADD VALUE ${quoteText(this.#plain(value.args[0]))}`];
      }
      default:
        throw new Unclear(`what ${chain.head} builds is not read yet`);
    }
  }

  #has(links: Chain['links'], name: string): boolean {
    return links.some((link) => link.name === name);
  }

  #link(links: Chain['links'], name: string): Chain['links'][number] {
    const link = links.find((one) => one.name === name);
    if (!link) throw new Unclear(`its ${name}() is not given`);
    return link;
  }

  #all(links: Chain['links'], name: string): readonly string[] {
    return links.filter((link) => link.name === name).map(({ args }) => this.#qualified(args[0]));
  }

  readonly #table = (links: Chain['links']): string => this.#qualified(this.#link(links, 'table').args[0]);

  /** A name without quotes: `X::Y`, `Alias::new("x")`, `"x"`, each perhaps with `.to_string()`. */
  #plain(tokens: Tokens | undefined): string {
    const own = (tokens ?? []).filter(({ text }) => text !== '&');
    const dot = own.findIndex(({ text }) => text === '.');
    const head = dot < 0 ? own : own.slice(0, dot);
    const behindDot = dot < 0 ? '' : own[dot + 1]?.text;
    if (behindDot !== '' && !/^(?:to_string|to_owned|into|into_iden|as_str|unquoted|clone)$/.test(behindDot ?? ''))
      throw new Unclear('a name in it is computed');
    const [first] = head;
    if (head.length === 1 && first?.kind === 'string') return first.text;
    const text = head.map((token) => token.text).join('');
    if (/^(?:Alias::new|String::from)\(/.test(text)) {
      const name = head.find(({ kind }) => kind === 'string');
      if (name) return name.text;
    }
    const [, of, variant] = /^(?:(?:self|super|crate|\w+)::)*?(\w+)::(\w+)$/.exec(text) ?? [];
    const known = this.#idens.get(`${of}::${variant}`);
    if (of !== undefined && variant !== undefined && (known !== undefined || /^[A-Z]/.test(of))) return known ?? snake(variant === 'Table' || variant === 'Entity' ? of : variant); // prettier-ignore
    const alone = this.#idens.get(text);
    if (alone !== undefined) return alone;
    throw new Unclear('a name in it is computed');
  }

  #name(tokens: Tokens | undefined): string {
    return quoteName(this.#plain(tokens));
  }

  /** A table, perhaps in a schema: `(Alias::new("s"), X::Table)`. */
  #qualified(tokens: Tokens | undefined): string {
    return this.#parts(tokens)
      .map((part) => this.#name(part))
      .join('.');
  }

  /** The members of a tuple or an array, or the value itself. */
  #parts(tokens: Tokens | undefined): readonly Tokens[] {
    const own = tokens ?? [];
    const open = own[0]?.text === 'vec' ? 2 : 0;
    return own[open]?.text === '(' || own[open]?.text === '[' ? argumentsAt(own, open) : [own];
  }

  #indexColumns(links: Chain['links']): string {
    return links
      .filter(({ name }) => name === 'col')
      .map(({ args }) => {
        const [column, ...rest] = this.#parts(args[0]);
        const order = rest.map((part) => part.map(({ text }) => text).join('')).find((part) => part.startsWith('IndexOrder'));
        return `${this.#name(column)}${order === undefined ? '' : order.endsWith('Desc') ? ' DESC' : ' ASC'}`;
      })
      .join(', ');
  }

  #createIndex(links: Chain['links']): string {
    this.#only(links, /^(?:if_not_exists|name|table|col|unique|index_type|nulls_not_distinct|concurrently)$/, 'index');
    const type = links
      .find(({ name }) => name === 'index_type')
      ?.args[0]?.map(({ text }) => text)
      .join('');
    const method = type === undefined ? '' : type.endsWith('Hash') ? ' USING HASH' : type.endsWith('BTree') ? ' USING BTREE' : undefined;
    if (method === undefined) throw new Unclear('the kind of the index is not read yet');
    const name = links.find((link) => link.name === 'name');
    return [
      `CREATE ${this.#has(links, 'unique') ? 'UNIQUE ' : ''}INDEX ${this.#has(links, 'concurrently') ? 'CONCURRENTLY ' : ''}${this.#has(links, 'if_not_exists') ? 'IF NOT EXISTS ' : ''}`,
      name ? `${this.#name(name.args[0])} ` : '',
      `ON ${this.#table(links)}${method} (${this.#indexColumns(links)})`,
      this.#has(links, 'nulls_not_distinct') ? ' NULLS NOT DISTINCT' : '',
    ].join('');
  }

  #only(links: Chain['links'], known: RegExp, what: string): void {
    const other = links.find(({ name }) => !known.test(name));
    if (other) throw new Unclear(`${other.name}() of the ${what} is not read yet`);
  }

  #foreignKey(links: Chain['links']): { readonly table: string | undefined; readonly sql: string } {
    this.#only(links, /^(?:name|from|to|from_tbl|from_col|to_tbl|to_col|on_delete|on_update)$/, 'foreign key');
    const side = (whole: string): { readonly table: string | undefined; readonly columns: string } => {
      const both = links.find(({ name }) => name === whole);
      const table = both?.args[0] ?? links.find(({ name }) => name === `${whole}_tbl`)?.args[0];
      const columns = both
        ? this.#parts(both.args[1])
        : links.filter(({ name }) => name === `${whole}_col`).map(({ args }) => args[0] ?? []);
      return { table: table && this.#qualified(table), columns: columns.map((column) => this.#name(column)).join(', ') };
    };
    const [from, to] = [side('from'), side('to')];
    if (to.table === undefined) throw new Unclear('what the foreign key refers to is not given');
    const action = (name: string, words: string): string => {
      const given = links.find((link) => link.name === name)?.args[0]?.at(-1)?.text;
      return given === undefined ? '' : ` ${words} ${snake(given).replaceAll('_', ' ').toUpperCase()}`;
    };
    const name = links.find((link) => link.name === 'name');
    const constraint = name ? `CONSTRAINT ${this.#name(name.args[0])} ` : '';
    return {
      table: from.table,
      sql: `${constraint}FOREIGN KEY (${from.columns}) REFERENCES ${to.table} (${to.columns})${action('on_delete', 'ON DELETE')}${action('on_update', 'ON UPDATE')}`,
    };
  }

  #inner(tokens: Tokens | undefined, heads: RegExp): Chain['links'] {
    const chain = tokens && chainOf(tokens);
    if (!chain || !heads.test(chain.head)) throw new Unclear('a part of it is computed');
    return chain.links.filter(({ name }) => !/^(?:to_owned|take|clone)$/.test(name));
  }

  #createTable(links: Chain['links']): readonly string[] {
    const parts: string[] = [];
    const comments: string[] = [];
    const table = this.#table(links);
    for (const { name, args } of links) {
      if (name === 'col') {
        const column = this.#column(args[0]);
        parts.push(`${column.name} ${column.type}${column.rest.map((one) => ` ${one}`).join('')}`);
        if (column.comment !== undefined) comments.push(`COMMENT ON COLUMN ${table}.${column.name} IS ${quoteText(column.comment)}`);
      } else if (name === 'foreign_key') parts.push(this.#foreignKey(this.#inner(args[0], /^ForeignKey::create$/)).sql);
      else if (name === 'primary_key' || name === 'index') {
        const index = this.#inner(args[0], /^Index::create$/);
        const named = index.find((link) => link.name === 'name');
        const primary = name === 'primary_key' || this.#has(index, 'primary');
        if (!primary && !this.#has(index, 'unique')) throw new Unclear('an index of the new table is not read yet');
        parts.push(
          `${named ? `CONSTRAINT ${this.#name(named.args[0])} ` : ''}${primary ? 'PRIMARY KEY' : 'UNIQUE'} (${this.#indexColumns(index)})`,
        );
      } else if (name === 'comment') {
        const [text] = args[0] ?? [];
        if (text?.kind === 'string') comments.push(`COMMENT ON TABLE ${table} IS ${quoteText(text.text)}`);
      } else if (!/^(?:table|if_not_exists|engine|collate|character_set|temporary)$/.test(name))
        throw new Unclear(`${name}() of the new table is not read yet`);
    }
    const head = `CREATE ${this.#has(links, 'temporary') ? 'TEMPORARY ' : ''}TABLE ${this.#has(links, 'if_not_exists') ? 'IF NOT EXISTS ' : ''}`;
    return [`${head}${table} (${parts.join(', ')})`, ...comments];
  }

  #alterTable(links: Chain['links']): readonly string[] {
    const alter = `ALTER TABLE ${this.#table(links)} `;
    const parts: string[] = [];
    for (const { name, args } of links) {
      switch (name) {
        case 'table':
          break;
        case 'add_column':
        case 'add_column_if_not_exists': {
          const column = this.#column(args[0]);
          parts.push(`ADD COLUMN ${name === 'add_column' ? '' : 'IF NOT EXISTS '}${column.name} ${column.type}${column.rest.map((one) => ` ${one}`).join('')}`); // prettier-ignore
          break;
        }
        case 'modify_column': {
          const column = this.#column(args[0]);
          const own = `ALTER COLUMN ${column.name}`;
          if (column.type !== '') parts.push(`${own} TYPE ${column.type}`);
          for (const one of column.rest) {
            if (one === 'NULL') parts.push(`${own} DROP NOT NULL`);
            else if (/^(?:NOT NULL|DEFAULT )/.test(one)) parts.push(`${own} SET ${one}`);
            else if (/^(?:UNIQUE|PRIMARY KEY)$/.test(one)) parts.push(`ADD ${one} (${column.name})`);
            else throw new Unclear('how the column is modified is not read yet');
          }
          break;
        }
        case 'rename_column':
          parts.push(`RENAME COLUMN ${this.#name(args[0])} TO ${this.#name(args[1])}`);
          break;
        case 'drop_column':
          parts.push(`DROP COLUMN ${this.#name(args[0])}`);
          break;
        case 'drop_column_if_exists':
          parts.push(`DROP COLUMN IF EXISTS ${this.#name(args[0])}`);
          break;
        case 'drop_foreign_key':
          parts.push(`DROP CONSTRAINT ${this.#name(args[0])}`);
          break;
        case 'add_foreign_key':
          parts.push(`ADD ${this.#foreignKey(this.#inner(args[0], /^TableForeignKey::new$/)).sql}`);
          break;
        default:
          throw new Unclear(`${name}() of the altered table is not read yet`);
      }
    }
    // A rename stands alone.
    return parts.some((part) => part.startsWith('RENAME')) ? parts.map((part) => alter + part) : [alter + parts.join(', ')];
  }

  #createType(links: Chain['links']): string {
    const values = links.find(({ name }) => name === 'values')?.args[0];
    if (!values || values.some(({ text }) => text === 'iter')) throw new Unclear('the labels of the type are computed');
    return `CREATE TYPE ${this.#qualified(this.#link(links, 'as_enum').args[0])} AS ENUM (${this.#parts(values).map((part) => quoteText(this.#plain(part))).join(', ')})`; // prettier-ignore
  }

  /** `ColumnDef::new(X::A).string().not_null()`, or a helper of sea-orm-migration: `string_null(X::A)`. */
  #column(tokens: Tokens | undefined): {
    readonly name: string;
    readonly type: string;
    readonly rest: readonly string[];
    readonly comment: string | undefined;
  } {
    const chain = tokens && chainOf(tokens);
    if (!chain) throw new Unclear('a column of it is computed');
    const name = this.#name(chain.first[0]);
    let type = '';
    let auto = false;
    let comment: string | undefined;
    const rest: string[] = [];
    if (!/^ColumnDef::new(?:_with_type)?$/.test(chain.head)) {
      const [, helper = '', ending] = /^(?:\w+::)*?([a-z_]+?)(_null|_uniq|_auto)?$/.exec(chain.head) ?? [];
      const key = helper === 'pk' || helper === 'big_pk' || helper.startsWith('pk_');
      type = helper === 'pk' ? 'integer' : helper === 'big_pk' ? 'bigint' : typeOf(helper === 'pk_uuid' ? 'uuid' : helper, chain.first.slice(1), this); // prettier-ignore
      auto = ending === '_auto' && helper !== 'pk_uuid';
      if (key) rest.push('NOT NULL', 'PRIMARY KEY');
      else if (ending === '_null') rest.push('NULL');
      else rest.push('NOT NULL', ...(ending === '_uniq' ? ['UNIQUE'] : []));
    } else if (chain.head.endsWith('_with_type')) throw new Unclear('the type of a column is not read yet');
    for (const { name: method, args } of chain.links) {
      switch (method) {
        case 'not_null':
          rest.push('NOT NULL');
          break;
        case 'null':
          rest.push('NULL');
          break;
        case 'primary_key':
          rest.push('PRIMARY KEY');
          break;
        case 'unique_key':
          rest.push('UNIQUE');
          break;
        case 'auto_increment':
          auto = true;
          break;
        case 'default':
          rest.push(`DEFAULT ${valueOf(args[0] ?? [])}`);
          break;
        case 'extra': {
          const [text] = args[0] ?? [];
          if (text?.kind !== 'string') throw new Unclear('what extra() adds is computed');
          rest.push(text.text);
          break;
        }
        case 'comment':
          comment = args[0]?.[0]?.text;
          break;
        case 'to_owned':
        case 'take':
          break;
        default:
          type = typeOf(method, args, this);
      }
    }
    const serial = { integer: 'serial', bigint: 'bigserial', smallint: 'smallserial' }[type];
    return { name, type: auto ? (serial ?? type) : type, rest, comment };
  }

  /** The name of a type that is not PostgreSQL's own. */
  typeName(tokens: Tokens | undefined): string {
    return this.#plain(tokens);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  tiny_integer: 'smallint',
  small_integer: 'smallint',
  integer: 'integer',
  big_integer: 'bigint',
  tiny_unsigned: 'smallint',
  small_unsigned: 'smallint',
  unsigned: 'integer',
  big_unsigned: 'bigint',
  float: 'real',
  double: 'double precision',
  date_time: 'timestamp without time zone',
  timestamp: 'timestamp',
  timestamp_with_time_zone: 'timestamp with time zone',
  time: 'time',
  date: 'date',
  boolean: 'bool',
  json: 'json',
  json_binary: 'jsonb',
  uuid: 'uuid',
  binary: 'bytea',
  binary_len: 'bytea',
  var_binary: 'bytea',
  blob: 'bytea',
  money: 'money',
  cidr: 'cidr',
  inet: 'inet',
  mac_address: 'macaddr',
  ltree: 'ltree',
};
const SIZED: Readonly<Record<string, string>> = { string: 'varchar', string_len: 'varchar', char: 'char', char_len: 'char', decimal: 'decimal', decimal_len: 'decimal', money_len: 'money' }; // prettier-ignore

function typeOf(method: string, args: readonly Tokens[], query: SeaQuery): string {
  const plain = TYPES[method];
  if (plain !== undefined) return plain;
  const sized = SIZED[method];
  if (sized !== undefined) {
    const sizes = args.map((arg) => (arg.length === 1 && /^\d/.test(arg[0]?.text ?? '') ? (arg[0]?.text ?? '') : undefined));
    if (sizes.includes(undefined)) throw new Unclear('the size of a column is computed');
    return sizes.length === 0 ? sized : `${sized}(${sizes.join(', ')})`;
  }
  if (method === 'custom' || method === 'enumeration') {
    // Names of types are written as they are, in quotes for an enum that needs them.
    const name = query.typeName(args[0]);
    return /^[a-z_][\w ()[\],]*$/.test(name) ? name : `"${name}"`;
  }
  if (method === 'bit' || method === 'varbit' || method === 'vector') {
    const [size] = args;
    const length = size?.find(({ text }) => /^\d+$/.test(text))?.text;
    if (length === undefined && size && size[0]?.text !== 'None') throw new Unclear('the size of a column is computed');
    return `${method}${length === undefined ? '' : `(${length})`}`;
  }
  if (method === 'interval' && args.every((arg) => arg.length === 1 && arg[0]?.text === 'None')) return 'interval';
  if (method === 'array') {
    const inner = args[0]?.map(({ text }) => text).join('') ?? '';
    const element = /^ColumnType::(\w+)$/.exec(inner)?.[1];
    return `${typeOf(snake(element ?? ''), [], query)}[]`;
  }
  throw new Unclear(`the type ${method || 'of a column'} is not read yet`);
}

function valueOf(tokens: Tokens): string {
  const [first] = tokens;
  const text = tokens.map((token) => token.text).join('');
  if (first?.kind === 'string' && (tokens.length === 1 || /\.(?:to_string|to_owned|into)\(\)$/.test(text))) return quoteText(first.text);
  if (/^-?\d[\d._]*$/.test(text)) return text.replaceAll('_', '');
  if (text === 'true' || text === 'false') return text.toUpperCase();
  if (/(?:Expr::current_timestamp\(\)|Keyword::CurrentTimestamp\)?)$/.test(text)) return 'CURRENT_TIMESTAMP';
  if (/(?:Expr::current_date\(\)|Keyword::CurrentDate\)?)$/.test(text)) return 'CURRENT_DATE';
  const custom = /^(?:\w+::)*(?:Expr::cust|SimpleExpr::Custom)\(/.test(text) ? tokens.find(({ kind }) => kind === 'string') : undefined;
  if (custom) return custom.text;
  const value = /^(?:\w+::)*(?:Expr::val|Expr::value|SimpleExpr::Value)\(/.test(text) ? argumentsAt(tokens, tokens.findIndex((token) => token.text === '('))[0] : undefined; // prettier-ignore
  if (value) return valueOf(value);
  throw new Unclear('the default of a column is computed');
}
