/**
 * knex.schema: the calls of one chain, each a statement or several, as Knex writes them for PostgreSQL.
 * Sources: lib/schema/tablecompiler.js, lib/dialects/postgres/schema of github.com/knex/knex.
 */
import type { Output } from './tool.ts';
import { pathOf, quoteName } from './sql-text.ts';
import { sendKnexRaw } from './knex.ts';
import { sendTable } from './knex-table.ts';
import { isComputed, stringOf, type Chain, type Link, type Value } from './values.ts';

const READS = /^(?:hasTable|hasColumn|toString|toSQL|queryContext|debug|then|withSchema)$/;

export function sendSchema(links: readonly Link[], chain: Chain, output: Output): Value | undefined {
  const schema = literalName(links.find(({ name }) => name === 'withSchema')?.args?.[0]);
  for (const link of links) {
    if (!link.args || READS.test(link.name)) continue;
    if (link.name === 'raw') sendKnexRaw(link, output);
    else if (!sendCall(link, schema, output)) output.unread(link, `${pathOf('knex.schema', [link])} is not read yet`);
  }
  return links.length === 0 ? chain : undefined;
}

export const literalName = (value: Value | undefined): string | undefined => {
  const name = stringOf(value);
  return name === undefined || isComputed(name) ? undefined : name;
};

function sendCall(link: Link, schema: string | undefined, output: Output): boolean {
  const [first, second] = link.args ?? [];
  const name = literalName(first);
  if (name === undefined) return false;
  const quoted = (one: string): string => (schema === undefined ? one.split('.') : [schema, one]).map(quoteName).join('.');
  const other = literalName(second);
  switch (link.name) {
    case 'createTable':
    case 'createTableIfNotExists':
    case 'alterTable':
    case 'table':
      if (second?.kind !== 'function') return false;
      sendTable({ kind: link.name, name, quoted: quoted(name), place: link, build: second }, output);
      return true;
    case 'dropTable':
      output.made(`drop table ${quoted(name)}`, link);
      return true;
    case 'dropTableIfExists':
      output.made(`drop table if exists ${quoted(name)}`, link);
      return true;
    case 'renameTable':
      if (other === undefined) return false;
      output.made(`alter table ${quoted(name)} rename to ${quoteName(other)}`, link);
      return true;
    case 'dropView':
    case 'dropViewIfExists':
      output.made(`drop view ${link.name === 'dropView' ? '' : 'if exists '}${quoted(name)}`, link);
      return true;
    case 'createSchema':
    case 'createSchemaIfNotExists':
      output.made(`create schema ${link.name === 'createSchema' ? '' : 'if not exists '}${quoteName(name)}`, link);
      return true;
    case 'createExtension':
    case 'createExtensionIfNotExists':
      output.made(`create extension ${link.name === 'createExtension' ? '' : 'if not exists '}${quoteName(name)}`, link);
      return true;
    default:
      return false;
  }
}
