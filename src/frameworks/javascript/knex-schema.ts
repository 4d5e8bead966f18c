/**
 * knex.schema: the calls of one chain, each a statement or several, as Knex writes them for PostgreSQL.
 * Sources: lib/schema/tablecompiler.js, lib/dialects/postgres/schema of github.com/knex/knex.
 */
import type { Output } from './tool.ts';
import { pathOf, quoteName } from './sql-text.ts';
import { sendKnexRaw } from './knex.ts';
import { sendTable } from './knex-table.ts';
import { selectOf } from './knex-query.ts';
import { flag, NotRead, orReason, refuse, textIn, textOf, textsOf } from './not-read.ts';
import { stringOf, type Chain, type FunctionValue, type Link, type Value } from './values.ts';

const READS = /^(?:hasTable|hasColumn|hasView|queryContext|debug|then|withSchema)$/;

/** Give the SQL instead of sending it. */
const TEXTS = /^(?:toString|toSQL|toQuery|generateDdlCommands)$/;

export function sendSchema(links: readonly Link[], chain: Chain, output: Output): Value | undefined {
  if (links.some(({ name }) => TEXTS.test(name))) return undefined;
  const schema = textIn(links.find(({ name }) => name === 'withSchema')?.args?.[0]);
  for (const link of links) {
    if (!link.args || READS.test(link.name)) continue;
    if (link.name === 'raw') sendKnexRaw(link, output);
    else {
      const sent = orReason(() => sendCall(link, schema, output));
      if (sent instanceof NotRead) output.unread(link, `${pathOf('knex.schema', [link])}: ${sent.message}`);
    }
  }
  return links.length === 0 ? chain : undefined;
}

function sendCall(link: Link, schema: string | undefined, output: Output): void {
  const [first, second] = link.args ?? [];
  const name = textOf(first, 'the name');
  const within = (one: string): string => (schema === undefined ? one.split('.') : [schema, one]).map(quoteName).join('.');
  const cascade = (): string => (flag(second, 'cascade') ? ' cascade' : '');
  const missing = link.name.endsWith('IfNotExists') ? 'if not exists ' : '';
  const exists = link.name.endsWith('IfExists') ? 'if exists ' : '';
  const made = (sql: string): void => output.made(sql, link);
  switch (link.name) {
    case 'createTable':
    case 'createTableIfNotExists':
    case 'alterTable':
    case 'table':
      if (second?.kind !== 'function') refuse('what builds the table is computed');
      else sendTable({ kind: link.name, name, schema, quoted: within(name), place: link, build: second }, output);
      return;
    case 'createTableLike': {
      const build = link.args?.[2];
      const like = `like ${within(textOf(second, 'the other table'))} including all`;
      sendTable(
        { kind: link.name, name, schema, quoted: within(name), place: link, build: build?.kind === 'function' ? build : undefined, like },
        output,
      );
      return;
    }
    case 'dropTable':
    case 'dropTableIfExists':
      return made(`drop table ${exists}${within(name)}`);
    case 'renameTable':
      return made(`alter table ${within(name)} rename to ${quoteName(textOf(second, 'the new name'))}`);
    case 'createView':
    case 'createViewOrReplace':
    case 'createMaterializedView':
    case 'alterView':
      if (second?.kind !== 'function') return refuse('what builds the view is computed');
      return sendView(link, within(name), second, output);
    case 'dropView':
    case 'dropViewIfExists':
      return made(`drop view ${exists}${within(name)}`);
    case 'dropMaterializedView':
    case 'dropMaterializedViewIfExists':
      return made(`drop materialized view ${exists}${within(name)}`);
    case 'refreshMaterializedView':
      return made(
        `refresh materialized view ${flag(second, 'concurrently') ? 'concurrently ' : ''}${name.split('.').map(quoteName).join('.')}`,
      );
    case 'renameView':
      return made(`alter view ${quoteName(name)} rename to ${quoteName(textOf(second, 'the new name'))}`);
    case 'createSchema':
    case 'createSchemaIfNotExists':
      return made(`create schema ${missing}${quoteName(name)}`);
    case 'dropSchema':
    case 'dropSchemaIfExists':
      return made(`drop schema ${exists}${quoteName(name)}${cascade()}`);
    case 'createExtension':
    case 'createExtensionIfNotExists':
      return made(`create extension ${missing}${quoteName(name)}`);
    case 'dropExtension':
    case 'dropExtensionIfExists':
      return made(`drop extension ${exists}${quoteName(name)}`);
    default:
      refuse('it is not read yet');
  }
}

/** The function handed to createView and alterView. */
function sendView(link: Link, name: string, build: FunctionValue, output: Output): void {
  const calls: Chain[] = [];
  output.collect(build, calls);
  let [columns, query, check] = ['', '', ''];
  for (const call of calls) {
    const [first, second] = call.links;
    const [value] = first?.args ?? [];
    if (first?.name === 'columns') columns = ` (${textsOf(value, 'the columns').map(quoteName).join(', ')})`;
    else if (first?.name === 'as') query = value?.kind === 'chain' ? selectOf(value) : refuse('the query of the view is computed');
    else if (/^(?:checkOption|localCheckOption|cascadedCheckOption)$/.test(first?.name ?? ''))
      check = ` with ${{ localCheckOption: 'local ', cascadedCheckOption: 'cascaded ' }[first?.name ?? ''] ?? ''}check option`;
    else if (first?.name === 'column' && link.name === 'alterView') {
      const column = quoteName(textOf(value, 'the column'));
      const [given] = second?.args ?? [];
      if (second?.name === 'rename')
        output.made(`alter view ${name} rename ${column} to ${quoteName(textOf(given, 'the new name'))}`, call);
      else if (second?.name === 'defaultTo')
        output.made(`alter view ${name} alter ${column} set default ${stringOf(given) ?? refuse('the default is computed')}`, call);
      else refuse(`${second?.name ?? 'a column'} of a view is not read yet`);
    } else refuse(`${first?.name ?? 'a call'} of a view is not read yet`);
  }
  if (link.name === 'alterView') return;
  const kind = { createMaterializedView: 'materialized view', createViewOrReplace: 'or replace view' }[link.name] ?? 'view';
  output.made(`create ${kind} ${name}${columns} as ${query === '' ? refuse('the query of the view is computed') : query}${check}`, link);
}
