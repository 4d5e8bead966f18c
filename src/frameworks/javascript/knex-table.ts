/** The function handed to createTable and alterTable: columns, keys and indexes, as statements in Knex's order. */
import type { Output } from './tool.ts';
import { knexCheck, knexDefault, knexType, type Within } from './knex-column.ts';
import { conditionOf } from './knex-query.ts';
import { flag, isGiven, NotRead, orReason, refuse, textIn, textOf, textsOf } from './not-read.ts';
import { literalOf, plainSql, quoteName, quoteText } from './sql-text.ts';
import { fieldOf, type Chain, type FunctionValue, type Link, type Place, type Value } from './values.ts';

export interface Table {
  readonly kind: string;
  readonly name: string;
  readonly schema: string | undefined;
  readonly quoted: string;
  readonly place: Place;
  readonly build: FunctionValue | undefined;
  /** `(like "other" including all`, what a new table begins with. */
  readonly like?: string;
}

interface Part {
  /**
   * In Knex's order: types that are made first, columns, keys and checks of a new table, comments on columns, what changes
   * columns, and the rest as it was called.
   */
  readonly kind: 'type' | 'column' | 'key' | 'comment' | 'alter' | 'statement' | 'remark' | 'inherits';
  readonly sql: string;
  readonly place: Place;
}

/** Reads the body with a builder whose calls are kept, then writes what Knex would. */
export function sendTable(table: Table, output: Output): void {
  const calls: Chain[] = [];
  if (table.build) output.collect(table.build, calls);
  const fresh = table.kind.startsWith('create');
  const keyed = fresh && calls.some(({ links }) => links.some(({ name }) => name === 'primary'));
  const builder = new TableParts(table, fresh, { schema: table.schema, keyed });
  const unread: { readonly place: Place; readonly reason: string }[] = [];
  const parts = calls.flatMap((call) => {
    const made = orReason(() => builder.parts(call));
    if (!(made instanceof NotRead)) return made;
    unread.push({
      place: call,
      reason: `table.${call.links.find(({ args }) => args)?.name ?? ''} of knex.schema.${table.kind}: ${made.message}`,
    });
    return [];
  });
  const of = (kind: Part['kind']): readonly Part[] => parts.filter((part) => part.kind === kind);
  for (const part of of('type').toReversed()) output.made(part.sql, part.place);
  if (fresh) {
    const [key, ...rest] = of('key');
    const lines = [...of('column'), ...(key ? [key] : []), ...rest.filter(({ sql }) => !/^constraint \S+ primary key/.test(sql))];
    const missing = table.kind === 'createTableIfNotExists' ? 'if not exists ' : '';
    const body =
      table.like === undefined
        ? `(${lines.map(({ sql }) => sql).join(', ')})`
        : `(${[table.like, ...lines.map(({ sql }) => sql)].join(', ')})`;
    output.made(
      `create table ${missing}${table.quoted} ${body}${of('inherits')
        .map(({ sql }) => sql)
        .join('')}`,
      table.place,
    );
    for (const part of of('remark').slice(-1)) output.made(part.sql, part.place);
  } else {
    const columns = of('column');
    const [first, last] = [columns[0], columns.at(-1)];
    const place = { start: first?.place.start ?? 0, end: last?.place.end ?? 0 };
    if (columns.length > 0) output.made(`alter table ${table.quoted} ${columns.map(({ sql }) => `add column ${sql}`).join(', ')}`, place);
  }
  for (const kind of ['comment', 'alter', 'statement'] as const) for (const part of of(kind)) output.made(part.sql, part.place);
  if (!fresh) for (const part of of('remark').slice(-1)) output.made(part.sql, part.place);
  for (const { place, reason } of unread) output.unread(place, reason);
}

/** They say nothing that PostgreSQL is told. */
const QUIET = /^(?:unsigned|after|first|collate|inTable|onDelete|onUpdate|withKeyName|deferrable|queryContext|zerofill|references|alter)$/;

const list = (columns: readonly string[]): string => columns.map(quoteName).join(', ');

const namesOf = (value: Value | undefined): readonly string[] =>
  value?.kind === 'list' ? textsOf(value, 'the columns') : [textOf(value, 'the column')];

class TableParts {
  readonly #table: Table;
  readonly #fresh: boolean;
  readonly #within: Within;

  constructor(table: Table, fresh: boolean, within: Within) {
    this.#table = table;
    this.#fresh = fresh;
    this.#within = within;
  }

  /** What one call on the builder means. */
  parts(call: Chain): readonly Part[] {
    const [link, ...more] = call.links;
    if (!link?.args) return refuse('it is not read yet');
    const [first, second, third] = link.args;
    const statement = (sql: string): Part => ({ kind: 'statement', sql, place: call });
    const alter = (sql: string): Part => statement(`alter table ${this.#table.quoted} ${sql}`);
    const column = (): string => quoteName(textOf(first, 'the column'));
    const exists = link.name.endsWith('IfExists') ? 'if exists ' : '';
    switch (link.name) {
      case 'timestamps':
        return this.timestamps(link, call);
      case 'dropTimestamps': {
        const camel = flag(first, 'useCamelCase') ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
        return [alter(camel.map((name) => `drop column ${quoteName(name)}`).join(', '))];
      }
      case 'dropColumn':
      case 'dropColumns': {
        const all = first?.kind === 'list' ? namesOf(first) : namesOf({ kind: 'list', items: [...link.args] });
        return [alter(all.map((one) => `drop column ${quoteName(one)}`).join(', '))];
      }
      case 'renameColumn':
        return [alter(`rename ${column()} to ${quoteName(textOf(second, 'the new name'))}`)];
      case 'setNullable':
      case 'dropNullable':
        return [alter(`alter column ${column()} ${link.name === 'setNullable' ? 'drop' : 'set'} not null`)];
      case 'index':
        return [statement(this.index(namesOf(first), second, third))];
      case 'unique':
        return [statement(this.unique(namesOf(first), second))];
      case 'primary':
        return [this.primary(namesOf(first), second, call)];
      case 'dropIndex': {
        const schema = this.#table.schema === undefined ? '' : `${quoteName(this.#table.schema)}.`;
        return [statement(`drop index ${schema}${quoteName(this.named(second, first, 'index'))}`)];
      }
      case 'dropUnique':
      case 'dropUniqueIfExists':
        return [alter(`drop constraint ${exists}${quoteName(this.named(second, first, 'unique'))}`)];
      case 'dropForeign':
      case 'dropForeignIfExists':
        return [alter(`drop constraint ${exists}${quoteName(this.named(second, first, 'foreign'))}`)];
      case 'dropPrimary':
      case 'dropPrimaryIfExists':
        return [
          alter(
            `drop constraint ${exists}${quoteName(isGiven(first) ? textOf(first, 'the name of the key') : `${this.#table.name}_pkey`)}`,
          ),
        ];
      case 'foreign':
        return [alter(`add ${this.foreignKey(more, namesOf(first), isGiven(second) ? textOf(second, 'the name of the key') : undefined)}`)];
      case 'check': {
        const predicate = first?.kind === 'text' ? plainSql(first, second) : refuse('the condition is computed');
        const name = isGiven(third) ? `constraint ${textOf(third, 'the name of the check')} ` : '';
        if (this.#fresh) return [{ kind: 'key', sql: `${name}check (${predicate})`, place: call }];
        return [alter(`add ${name === '' ? refuse('Knex gives the check a name that PostgreSQL refuses') : name}check(${predicate})`)];
      }
      case 'dropChecks':
        return [alter(namesOf(first).map((one) => `drop constraint ${one}`).join(', '))]; // prettier-ignore
      case 'comment':
        return [
          {
            kind: 'remark',
            sql: `comment on table ${this.#table.quoted} is ${literalOf(first) ?? refuse('the comment is computed')}`,
            place: call,
          },
        ];
      case 'inherits':
        return [
          { kind: 'inherits', sql: ` inherits (${textOf(first, 'the table name').split('.').map(quoteName).join('.')})`, place: call },
        ];
      case 'engine':
      case 'charset':
      case 'collate':
      case 'queryContext':
        return [];
      default:
        return this.column(link, more, call);
    }
  }

  private timestamps(link: Link, call: Chain): readonly Part[] {
    const [first, second, third] = link.args ?? [];
    const object = first?.kind === 'object';
    const option = (name: string, at: Value | undefined): boolean => flag(object ? fieldOf(first, name) : at, name);
    const rest = `timestamptz${option('defaultToNow', second) ? ' not null default CURRENT_TIMESTAMP' : ''}`;
    const names = option('useCamelCase', third) ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
    return names.map((name) => ({ kind: 'column', sql: `${quoteName(name)} ${rest}`, place: call }));
  }

  /** A name that is given, or Knex's own. */
  private named(given: Value | undefined, columns: Value | undefined, kind: string): string {
    return isGiven(given) ? textOf(given, 'the name') : this.indexName(namesOf(columns), kind);
  }

  private indexName(columns: readonly string[], kind: string): string {
    return `${this.#table.name.replaceAll(/[.-]/g, '_')}_${columns.join('_')}_${kind}`.toLowerCase();
  }

  private index(columns: readonly string[], name: Value | undefined, options: Value | undefined): string {
    const method = fieldOf(options, 'storageEngineIndexType') ?? (options?.kind === 'text' ? options : undefined);
    const type = fieldOf(options, 'indexType');
    const unique = isGiven(type) && textOf(type, 'the type of the index').toLowerCase() === 'unique' ? ' unique' : '';
    const using = isGiven(method) ? ` using ${textOf(method, 'the method of the index')}` : '';
    const own = quoteName(isGiven(name) ? textOf(name, 'the name of the index') : this.indexName(columns, 'index'));
    return `create${unique} index ${own} on ${this.#table.quoted}${using} (${list(columns)})${where(fieldOf(options, 'predicate'))}`;
  }

  private unique(columns: readonly string[], given: Value | undefined): string {
    const options = given?.kind === 'object' ? given : undefined;
    const name = options ? fieldOf(options, 'indexName') : given;
    const own = quoteName(isGiven(name) ? textOf(name, 'the name of the constraint') : this.indexName(columns, 'unique'));
    const predicate = fieldOf(options, 'predicate');
    const asked = fieldOf(options, 'useConstraint');
    if (isGiven(asked) ? !flag(asked, 'useConstraint') : isGiven(predicate))
      return `create unique index ${own} on ${this.#table.quoted} (${list(columns)})${where(predicate)}`;
    return `alter table ${this.#table.quoted} add constraint ${own} unique (${list(columns)})${deferred(fieldOf(options, 'deferrable'))}`;
  }

  private primary(columns: readonly string[], given: Value | undefined, place: Place): Part {
    const options = given?.kind === 'object' ? given : undefined;
    const name = options ? fieldOf(options, 'constraintName') : given;
    const own = quoteName(isGiven(name) ? textOf(name, 'the name of the key') : `${this.#table.name}_pkey`);
    const sql = `constraint ${own} primary key (${list(columns)})${deferred(fieldOf(options, 'deferrable'))}`;
    return this.#fresh ? { kind: 'key', sql, place } : { kind: 'statement', sql: `alter table ${this.#table.quoted} add ${sql}`, place };
  }

  private foreignKey(links: readonly Link[], columns: readonly string[], named: string | undefined): string {
    const argument = (name: string): Value | undefined => links.find((link) => link.name === name)?.args?.[0];
    let target = namesOf(argument('references'));
    const table = argument('inTable');
    let into = isGiven(table) ? textOf(table, 'the table that is referenced') : undefined;
    if (into === undefined) {
      // `references('users.id')` names the table as well.
      const [whole = ''] = target;
      const dot = whole.lastIndexOf('.');
      if (dot < 0 || target.length > 1) return refuse('the table that is referenced is missing');
      into = whole.slice(0, dot);
      target = [whole.slice(dot + 1)];
    }
    const own = argument('withKeyName');
    const name = isGiven(own) ? textOf(own, 'the name of the key') : (named ?? this.indexName(columns, 'foreign'));
    const actions = [['onUpdate', 'on update'], ['onDelete', 'on delete']].map(([step = '', sql = '']) => {
      const action = argument(step);
      return isGiven(action) ? ` ${sql} ${textOf(action, step)}` : '';
    }); // prettier-ignore
    const references = `references ${into.split('.').map(quoteName).join('.')} (${list(target)})`;
    return `constraint ${quoteName(name)} foreign key (${list(columns)}) ${references}${actions.join('')}${deferred(argument('deferrable'))}`;
  }

  private column(link: Link, more: readonly Link[], call: Chain): readonly Part[] {
    const nameless = /increments/i.test(link.name) && textIn(link.args?.[0]) === undefined && link.args?.[0]?.kind !== 'unknown';
    const name = nameless ? 'id' : textOf(link.args?.[0], 'the name of the column');
    const type = knexType(link, name, this.#within) ?? refuse('it is not read yet');
    const changes = !this.#fresh && more.some((one) => one.name === 'alter');
    const rest: Part[] = [];
    const push = (kind: Part['kind'], sql: string): void => void rest.push({ kind, sql, place: call });
    if (type.made !== undefined) push('type', type.made);
    let required: boolean | undefined;
    let fallback: string | undefined;
    let checks = '';
    for (const one of more) {
      const [first, second] = one.args ?? [];
      const option = first?.kind === 'object' ? (fieldOf(first, 'indexName') ?? fieldOf(first, 'constraintName')) : first;
      const check = knexCheck(one, name);
      if (check) {
        const own = check.name ?? (changes ? `${this.#table.name}_${name}_1` : undefined);
        if (changes) push('alter', `alter table ${this.#table.quoted} add constraint ${own} check(${check.sql})`);
        else checks += ` ${own === undefined ? '' : `constraint ${own} `}check (${check.sql})`;
      } else if (one.name === 'notNullable' || one.name === 'notNull') required = true;
      else if (one.name === 'nullable') required = first !== undefined && !flag(first, 'nullable');
      else if (one.name === 'defaultTo') fallback = first?.kind === 'undefined' ? undefined : knexDefault(first, link.name);
      else if (one.name === 'primary') rest.push(this.primary([name], first, call));
      else if (one.name === 'unique') push('statement', this.unique([name], first));
      else if (one.name === 'index') push('statement', this.index([name], option, second));
      else if (one.name === 'comment')
        push('comment', `comment on column ${this.#table.quoted}.${quoteName(name)} is ${isGiven(first) ? quoteText(textOf(first, 'the comment')) : 'NULL'}`); // prettier-ignore
      else if (one.name === 'references')
        push('statement', `alter table ${this.#table.quoted} add ${this.foreignKey(more, [name], undefined)}`);
      else if (!QUIET.test(one.name)) refuse(`${one.name}() is not read yet`);
    }
    if (changes) return [...this.altered(name, type, required, fallback, more, call), ...rest];
    const sql = [quoteName(name), type.sql, ...(required ? ['not null'] : []), ...(fallback === undefined ? [] : [`default ${fallback}`])];
    return [{ kind: 'column', sql: `${sql.join(' ')}${checks}`, place: call }, ...rest];
  }

  /** `.alter()`: the default, NOT NULL and the type are each taken away and set again, unless it says to leave one alone. */
  private altered(
    name: string,
    type: { readonly sql: string; readonly checked?: boolean },
    required: boolean | undefined,
    fallback: string | undefined,
    more: readonly Link[],
    place: Place,
  ): readonly Part[] {
    const options = more.find((one) => one.name === 'alter')?.args?.[0];
    const wants = (option: string): boolean => flag(fieldOf(options, option) ?? { kind: 'boolean', value: true }, option);
    const quoted = quoteName(name);
    const sql = [`alter column ${quoted} drop default`];
    if (wants('alterNullable')) sql.push(`alter column ${quoted} drop not null`);
    if (wants('alterType'))
      sql.push(`alter column ${quoted} type ${type.sql} using (${quoted}${type.checked ? '::text' : ''}::${type.sql})`);
    if (fallback !== undefined) sql.push(`alter column ${quoted} set default ${fallback}`);
    if (wants('alterNullable') && required) sql.push(`alter column ${quoted} set not null`);
    return sql.map((one) => ({ kind: 'alter', sql: `alter table ${this.#table.quoted} ${one}`, place }));
  }
}

const deferred = (value: Value | undefined): string =>
  isGiven(value) ? ` deferrable initially ${textOf(value, 'whether it is deferrable')}` : '';

const where = (predicate: Value | undefined): string =>
  !isGiven(predicate) ? '' : predicate.kind === 'chain' ? conditionOf(predicate) : refuse('the predicate is computed');
