/** db.schema: one chain is one statement, as Kysely's compiler for PostgreSQL writes it. */
import { refuse, textIn, textOf, textsOf } from './not-read.ts';
import { KyselyQuery } from './kysely-query.ts';
import { literalOf, quoteName, quoteText } from './sql-text.ts';
import type { Chain, Link, Value } from './values.ts';

const list = (names: readonly string[]): string => names.map(quoteName).join(', ');

/** What is said of a constraint behind it. */
const CONSTRAINT_ENDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    deferrable: 'deferrable',
    notDeferrable: 'not deferrable',
    initiallyDeferred: 'initially deferred',
    initiallyImmediate: 'initially immediate',
  }),
);

const KEY_STEPS = /^(?:onDelete|onUpdate|deferrable|notDeferrable|initiallyDeferred|initiallyImmediate)$/;

export class KyselySchema extends KyselyQuery {
  /** The statement of a chain behind `schema`. */
  statement(chain: Chain): string {
    const links = this.expanded(chain).filter(({ args, name }) => args && !/^(?:execute|withSchema|withPlugin|withoutPlugins)$/.test(name));
    const [first, ...more] = links;
    const make = first && this.makers[first.name];
    if (!first || !make) return refuse(`db.schema.${first?.name ?? ''} is not read yet`);
    return make(first.args?.[0], more);
  }

  private readonly makers: Readonly<Record<string, (value: Value | undefined, links: readonly Link[]) => string>> = {
    createTable: (value, links) => this.createTable(value, links),
    alterTable: (value, links) => this.alterTable(value, links),
    createIndex: (value, links) => this.createIndex(value, links),
    createView: (value, links) => this.createView(value, links),
    createType: (value, [labels, ...more]) => {
      nothing(more, 'createType');
      if (!labels) return `create type ${this.table(value)}`;
      if (labels.name !== 'asEnum') return refuse(`${labels.name} of createType is not read yet`);
      return `create type ${this.table(value)} as enum (${textsOf(labels.args?.[0], 'the values of the enum').map(quoteText).join(', ')})`;
    },
    createSchema: (value, links) => `create schema ${exists(links, 'ifNotExists')}${quoteName(textOf(value, 'the schema'))}`,
    dropSchema: (value, links) => `drop schema ${exists(links, 'ifExists')}${quoteName(textOf(value, 'the schema'))}${cascade(links)}`,
    dropTable: (value, links) => `drop table ${exists(links, 'ifExists')}${this.table(value)}${cascade(links)}`,
    dropIndex: (value, links) => {
      const on = links.find(({ name }) => name === 'on');
      if (on) return refuse('an index is dropped without its table in PostgreSQL');
      return `drop index ${exists(links, 'ifExists')}${this.table(value)}${cascade(links)}`;
    },
    dropType: (value, links) => `drop type ${exists(links, 'ifExists')}${this.table(value)}${cascade(links)}`,
    dropView: (value, links) => {
      const kind = links.some(({ name }) => name === 'materialized') ? 'materialized view' : 'view';
      return `drop ${kind} ${exists(links, 'ifExists')}${this.table(value)}${cascade(links)}`;
    },
    refreshMaterializedView: (value, links) => {
      const has = (name: string): boolean => links.some((link) => link.name === name);
      const data = has('withNoData') ? 'with no data' : 'with data';
      return `refresh materialized view ${has('concurrently') ? 'concurrently ' : ''}${this.table(value)} ${data}`;
    },
  };

  private createTable(value: Value | undefined, links: readonly Link[]): string {
    const lines: string[] = [];
    const keys: string[] = [];
    const head: string[] = [];
    const tail: string[] = [];
    let [temporary, missing, query] = ['', '', ''];
    for (const link of links) {
      const [first] = link.args ?? [];
      if (link.name === 'addColumn') lines.push(this.column(link.args ?? []));
      else if (link.name === 'temporary') temporary = 'temporary ';
      else if (link.name === 'ifNotExists') missing = 'if not exists ';
      else if (link.name === 'onCommit') tail.unshift(`on commit ${textOf(first, 'what happens on commit')}`);
      else if (link.name === 'modifyFront') head.push(this.expression(first ?? refuse('an argument is missing')));
      else if (link.name === 'modifyEnd') tail.push(this.expression(first ?? refuse('an argument is missing')));
      else if (link.name === 'as')
        query = first?.kind === 'chain' ? this.expression(first).replace(/^\(([\s\S]*)\)$/, '$1') : refuse('the query is computed');
      else keys.push(this.constraint(link) ?? refuse(`${link.name} of createTable is not read yet`));
    }
    const body = query === '' ? ` (${[...lines, ...keys].join(', ')})` : '';
    const front = head.length > 0 ? `${head.join(' ')} ` : '';
    return `create ${front}${temporary}table ${missing}${this.table(value)}${body}${tail.length > 0 ? ` ${tail.join(' ')}` : ''}${query === '' ? '' : ` as ${query}`}`;
  }

  /** `addColumn('name', type, (column) => column.notNull())`. */
  private column([name, type, build]: readonly Value[]): string {
    const said = new Map<string, Link>();
    const modifiers: { readonly front: string[]; readonly end: string[] } = { front: [], end: [] };
    for (const link of this.steps(build)) {
      if (link.name === 'modifyFront') modifiers.front.push(this.expression(link.args?.[0] ?? refuse('an argument is missing')));
      else if (link.name === 'modifyEnd') modifiers.end.push(this.expression(link.args?.[0] ?? refuse('an argument is missing')));
      else if (COLUMN_STEPS.test(link.name)) said.set(link.name, link);
      else refuse(`${link.name} of a column is not read yet`);
    }
    const has = (step: string, sql: string): readonly string[] => (said.has(step) ? [sql] : []);
    const argument = (step: string): Value | undefined => said.get(step)?.args?.[0];
    const stored = said.has('stored') ? ' stored' : '';
    if (said.has('identity')) refuse('identity() of a column is for SQL Server');
    const references = argument('references');
    const check = argument('check');
    const generated = argument('generatedAlwaysAs');
    return [
      ...has('ifNotExists', 'if not exists'),
      quoteName(textOf(name, 'the name of the column')),
      this.type(type),
      ...modifiers.front,
      ...(generated ? [`generated always as (${this.expression(generated)})${stored}`] : []),
      ...has('generatedAlwaysAsIdentity', 'generated always as identity'),
      ...has('generatedByDefaultAsIdentity', 'generated by default as identity'),
      ...(said.has('defaultTo') ? [`default ${this.immediate(argument('defaultTo'))}`] : []),
      ...has('notNull', 'not null'),
      ...has('unique', 'unique'),
      ...has('nullsNotDistinct', 'nulls not distinct'),
      ...has('primaryKey', 'primary key'),
      ...(references ? [this.references(references), ...this.actions([...said.values()])] : []),
      ...(check ? [`check (${this.expression(check)})`] : []),
      ...modifiers.end,
    ].join(' ');
  }

  /** What a callback asks of the builder that it is handed. */
  private steps(build: Value | undefined): readonly Link[] {
    if (build === undefined) return [];
    const built = build.kind === 'function' ? this.given(build) : build;
    if (built.kind !== 'chain') return refuse('the callback is computed');
    return this.expanded(built).filter(({ args }) => args);
  }

  private type(value: Value | undefined): string {
    return textIn(value) ?? (value?.kind === 'chain' ? this.expression(value) : refuse('the type of the column is computed'));
  }

  /** A quoteText, since DDL has no parameters. */
  private immediate(value: Value | undefined): string {
    if (value?.kind === 'chain' || value?.kind === 'function') return this.expression(value);
    const text = value?.kind === 'null' ? 'null' : literalOf(value);
    return text === undefined || text.includes('${') ? refuse('the default of the column is computed') : text;
  }

  private references(value: Value): string {
    const parts = textOf(value, 'the column that is referenced').split('.');
    const column = parts.pop() ?? '';
    const table = [...(parts.length === 1 && this.schema !== undefined ? [this.schema] : []), ...parts];
    return `references ${table.map(quoteName).join('.')} (${quoteName(column)})`;
  }

  private actions(links: readonly Link[]): readonly string[] {
    return [
      ['onDelete', 'on delete'],
      ['onUpdate', 'on update'],
    ].flatMap(([step, sql]) => links.filter(({ name }) => name === step).map(({ args }) => `${sql} ${textOf(args?.[0], String(step))}`));
  }

  /** A constraint that a step adds, with what is said in its callback and in the steps behind it. */
  private constraint({ name, args = [] }: Link, behind: readonly Link[] = []): string | undefined {
    const [given, columns, third, fourth, fifth] = args;
    const named = (): string => (given?.kind === 'null' ? '' : `constraint ${quoteName(textOf(given, 'the name of the constraint'))} `);
    const over = (value: Value | undefined): string => (value?.kind === 'list' ? value.items.map((item) => this.operand(item)).join(', ') : refuse('the columns are computed')); // prettier-ignore
    const ends = (steps: readonly Link[]): string => steps.flatMap((step) => CONSTRAINT_ENDS.get(step.name) ?? []).map((sql) => ` ${sql}`).join(''); // prettier-ignore
    switch (name) {
      case 'addPrimaryKeyConstraint':
        return `${named()}primary key (${over(columns)})${ends(this.steps(third))}`;
      case 'addUniqueConstraint': {
        const steps = this.steps(third);
        const distinct = steps.some((step) => step.name === 'nullsNotDistinct') ? ' nulls not distinct' : '';
        return `${named()}unique${distinct} (${over(columns)})${ends(steps)}`;
      }
      case 'addCheckConstraint':
        return `${named()}check (${this.expression(columns ?? refuse('the condition is missing'))})`;
      case 'addForeignKeyConstraint': {
        const steps = [...this.steps(fifth), ...behind];
        const actions = this.actions(steps)
          .map((sql) => ` ${sql}`)
          .join('');
        return `${named()}foreign key (${over(columns)}) references ${this.table(third)} (${over(fourth)})${actions}${ends(steps)}`;
      }
      default:
        return undefined;
    }
  }

  private alterTable(value: Value | undefined, links: readonly Link[]): string {
    const parts: string[] = [];
    for (const [i, link] of links.entries()) {
      const { name, args = [] } = link;
      const [first, second] = args;
      const column = (): string => quoteName(textOf(first, 'the name of the column'));
      const constraint = this.constraint(
        link,
        links.slice(i + 1).filter((step) => KEY_STEPS.test(step.name)),
      );
      if (constraint !== undefined) parts.push(`add ${constraint}`);
      else if (name === 'addColumn') parts.push(`add column ${this.column(args)}`);
      else if (name === 'dropColumn') parts.push(`drop column ${column()}`);
      else if (name === 'renameColumn') parts.push(`rename column ${column()} to ${quoteName(textOf(second, 'the new name'))}`);
      else if (name === 'alterColumn') parts.push(`alter column ${column()} ${this.altered(second)}`);
      else if (name === 'renameTo') parts.push(`rename to ${quoteName(textOf(first, 'the new name'))}`);
      else if (name === 'setSchema') parts.push(`set schema ${quoteName(textOf(first, 'the schema'))}`);
      else if (name === 'renameConstraint')
        parts.push(`rename constraint ${quoteName(textOf(first, 'the name of the constraint'))} to ${quoteName(textOf(second, 'the new name'))}`); // prettier-ignore
      else if (name === 'dropConstraint') parts.push(this.droppedConstraint(first, links.slice(i + 1)));
      else if (!KEY_STEPS.test(name) && !/^(?:ifExists|cascade|restrict)$/.test(name)) refuse(`${name} of alterTable is not read yet`);
    }
    if (parts.length === 0) refuse('nothing is altered');
    return `alter table ${this.table(value)} ${parts.join(', ')}`;
  }

  private droppedConstraint(name: Value | undefined, behind: readonly Link[]): string {
    const word = behind.find((step) => step.name === 'cascade' || step.name === 'restrict')?.name;
    return `drop constraint ${exists(behind, 'ifExists')}${quoteName(textOf(name, 'the name of the constraint'))}${word === undefined ? '' : ` ${word}`}`;
  }

  private altered(build: Value | undefined): string {
    const [step] = this.steps(build);
    const [value] = step?.args ?? [];
    switch (step?.name) {
      case 'setDataType':
        return `type ${this.type(value)}`;
      case 'setDefault':
        return `set default ${this.immediate(value)}`;
      case 'dropDefault':
        return 'drop default';
      case 'setNotNull':
        return 'set not null';
      case 'dropNotNull':
        return 'drop not null';
      default:
        return refuse(`${step?.name ?? 'nothing'} of alterColumn is not read yet`);
    }
  }

  private createIndex(value: Value | undefined, links: readonly Link[]): string {
    const columns: string[] = [];
    const conditions: string[] = [];
    let [unique, missing, on, method, distinct] = ['', '', '', '', ''];
    for (const { name, args = [] } of links) {
      const [first] = args;
      if (name === 'unique') unique = 'unique ';
      else if (name === 'ifNotExists') missing = 'if not exists ';
      else if (name === 'on') on = ` on ${this.table(first)}`;
      else if (name === 'using') method = ` using ${textIn(first) ?? this.expression(first ?? refuse('the method is missing'))}`;
      else if (name === 'column') columns.push(this.indexed(first));
      else if (name === 'columns')
        columns.push(...(first?.kind === 'list' ? first.items.map((item) => this.indexed(item)) : refuse('the columns are computed'))); // prettier-ignore
      else if (name === 'expression') columns.push(this.expression(first ?? refuse('the expression is missing')));
      else if (name === 'nullsNotDistinct') distinct = ' nulls not distinct';
      else if (name === 'where') conditions.push(this.condition(args));
      else refuse(`${name} of createIndex is not read yet`);
    }
    const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    return `create ${unique}index ${missing}${quoteName(textOf(value, 'the name of the index'))}${on}${method} (${columns.join(', ')})${distinct}${where}`;
  }

  /** A column, with its order where the text says one. */
  private indexed(value: Value | undefined): string {
    const text = textIn(value);
    if (text === undefined) return this.expression(value ?? refuse('a column is missing'));
    const [column = '', order] = text.split(' ');
    return `${quoteName(column)}${order === undefined ? '' : ` ${order}`}`;
  }

  private createView(value: Value | undefined, links: readonly Link[]): string {
    const has = (step: string, sql: string): string => (links.some(({ name }) => name === step) ? `${sql} ` : '');
    const columns = links.find(({ name }) => name === 'columns')?.args?.[0];
    const given = links.find(({ name }) => name === 'as')?.args?.[0];
    const query = given?.kind === 'function' ? this.given(given) : given;
    if (query?.kind !== 'chain') return refuse('the query of the view is computed');
    const body = this.expression(query);
    const names = columns ? `(${list(textsOf(columns, 'the columns'))}) ` : '';
    return `create ${has('orReplace', 'or replace')}${has('materialized', 'materialized')}${has('temporary', 'temporary')}view ${has('ifNotExists', 'if not exists')}${this.table(value)} ${names}as ${body.startsWith('(select') || body.startsWith('(with') ? body.slice(1, -1) : body}`;
  }
}

const COLUMN_STEPS =
  /^(?:ifNotExists|generatedAlwaysAs|generatedAlwaysAsIdentity|generatedByDefaultAsIdentity|stored|identity|defaultTo|notNull|unique|nullsNotDistinct|primaryKey|references|onDelete|onUpdate|check)$/;

const exists = (links: readonly Link[], step: string): string =>
  links.some(({ name }) => name === step) ? (step === 'ifExists' ? 'if exists ' : 'if not exists ') : '';

const cascade = (links: readonly Link[]): string => (links.some(({ name }) => name === 'cascade') ? ' cascade' : '');

function nothing(links: readonly Link[], of: string): void {
  for (const { name } of links) refuse(`${name} of ${of} is not read yet`);
}
