/**
 * Sequelize (its command line, and umzug): functions that are handed a QueryInterface. No transaction but what they open.
 * Sources: packages/core/src/dialects/abstract/query-interface.js of github.com/sequelize/sequelize, version 6.
 */
import type { Output, ScriptTool } from './tool.ts';
import { NotRead, orReason } from './not-read.ts';
import { schemaCalls, type Call } from './sequelize-calls.ts';
import { rowCalls } from './sequelize-rows.ts';
import { pathOf, sendRaw, withBindings } from './sql-text.ts';
import { fieldOf, type Chain, type Link, type Value } from './values.ts';

/** Asks, and changes nothing. */
const READS =
  /^(?:describe\w*|show\w*|select|rawSelect|tableExists|get\w*|literal|fn|col|cast|json|escape|quote\w*|authenticate|close|find\w*|count|databaseVersion|pgListEnums|validate|model|isDefined|nameIndexes|toString)$/;

const calls: ReadonlyMap<string, Call> = new Map([...schemaCalls, ...rowCalls]);

/** What only a connection can tell: which tables, schemas or types there are, or what a model says. */
const WHY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dropAllTables: 'the tables that dropAllTables() drops are those that it finds',
    dropAllSchemas: 'the schemas that dropAllSchemas() drops are those that it finds',
    dropAllEnums: 'the types that dropAllEnums() drops are those that it finds',
    drop: 'the tables that it drops are those of the models',
    define: 'a model is made, and what it is asked is not read',
    sync: 'the tables that it makes are those of the models',
    truncate: 'the tables that it empties are those of the models',
    models: 'a data change through a model',
    model: 'a data change through a model',
    update: 'a data change through a model',
    delete: 'a data change through a model',
    upsert: 'a data change through a model',
    increment: 'a data change through a model',
    decrement: 'a data change through a model',
  }),
);

export const sequelize: ScriptTool = {
  id: 'sequelize',
  title: 'Sequelize',
  parameters: ['queryInterface', 'types'],
  imported: (module, name) =>
    /^(?:sequelize|@sequelize\/core|sequelize-typescript)$/.test(module)
      ? /^(?:\*|default|Sequelize|DataTypes|DataType)$/.test(name)
        ? 'types'
        : `types.${name}`
      : undefined,
  transaction: 'none',
  grouped: false,
  send(given, output) {
    // umzug hands over { context: queryInterface }, and the QueryInterface leads to its Sequelize.
    const links = given.links.filter(({ name, args }) => args || !/^(?:context|queryInterface|sequelize)$/.test(name));
    const chain: Chain = { ...given, links };
    const [first, second] = links;
    if (!first) return undefined;
    if (links.some(({ name }) => name === 'connectionManager')) {
      output.unread(chain, 'what is sent through a connection of its own is not followed');
      return undefined;
    }
    // Rows of a model are changed through themselves.
    if (/^models?$/.test(first.name) && links.some(({ name, args }) => args && name.startsWith('find'))) {
      output.unread(chain, 'what is done with the rows of a model is not followed');
      return undefined;
    }
    if (first.name === 'getQueryInterface' && links.length === 1) return output.handle('queryInterface', chain);
    const link = first.name === 'getQueryInterface' && second ? second : first;
    switch (link.name) {
      case 'query': {
        const [text, options] = link.args ?? [];
        const given = fieldOf(options, 'replacements') ?? fieldOf(options, 'bind');
        sendRaw(output, text?.kind === 'text' && fieldOf(options, 'replacements') ? withBindings(text, given) : text, link);
        return undefined;
      }
      case 'transaction':
        return transaction(link, chain, output);
      case 'commit':
      case 'rollback':
        output.made(link.name.toUpperCase(), chain);
        return undefined;
      default: {
        sendCall(link, chain, output);
        return undefined;
      }
    }
  },
};

function sendCall(link: Link, chain: Chain, output: Output): void {
  const call = calls.get(link.name);
  if (!call) {
    if (chain.links.every(({ name, args }) => !args || READS.test(name))) return;
    output.unread(chain, WHY.get(link.name) ?? `${pathOf('queryInterface', [link])} is not read yet`);
    return;
  }
  const queries = orReason(() => call(link.args ?? []));
  if (queries instanceof NotRead) output.unread(chain, queries.message);
  else for (const query of queries) output.made(query.join(';\n'), chain, query.length > 1);
}

function transaction(link: Link, chain: Chain, output: Output): Value | undefined {
  const run = link.args?.find((arg) => arg.kind === 'function');
  output.made('BEGIN', { start: link.start, end: link.start + link.name.length });
  const handle = output.handle('queryInterface', chain);
  if (run?.kind !== 'function') return handle;
  const value = output.call(run, [handle]);
  output.made('COMMIT', { start: chain.end - 1, end: chain.end });
  return value;
}
