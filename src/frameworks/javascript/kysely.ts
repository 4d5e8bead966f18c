/**
 * Kysely: functions that are handed the database. All pending migrations share a transaction on PostgreSQL, unless the Migrator
 * is made with `disableTransactions`: then they share a connection.
 * Sources: src/migration/migrator.ts and src/raw-builder/sql.ts of github.com/kysely-org/kysely.
 */
import { KyselyQuery } from './kysely-query.ts';
import { KyselySchema } from './kysely-schema.ts';
import { isSql, sqlPieces } from './kysely-sql.ts';
import { NotRead, orReason, textOf } from './not-read.ts';
import type { Output, ScriptTool } from './tool.ts';
import { callsFunctions, sendRaw } from './sql-text.ts';
import type { Chain, Value } from './values.ts';

const CHANGES = /^(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)$/;

export const kysely: ScriptTool = {
  id: 'kysely',
  title: 'Kysely',
  parameters: ['db'],
  imported: (module, name) => (module === 'kysely' && (name === 'sql' || name === '*') ? (name === 'sql' ? 'sql' : 'kysely') : undefined),
  transaction: 'wrapped',
  grouped: true,
  bareNames: true,
  send(chain, output) {
    const { links } = chain;
    const sent = links.some(({ name, args }) => args && (/^execute(?:TakeFirst\w*)?$/.test(name) || name === 'stream'));
    if (isSql(chain)) {
      if (sent) sendSql(chain, output);
      return undefined;
    }
    // In the transaction of the run Kysely opens no other one.
    const own = output.transaction === 'none';
    if (links[0]?.name === 'transaction' || links[0]?.name === 'connection') {
      const run = links.find(({ name }) => name === 'execute')?.args?.[0];
      if (run?.kind !== 'function') return undefined;
      const opens = own && links[0].name === 'transaction';
      if (opens) output.made('BEGIN', { start: chain.start, end: chain.start + 1 });
      const value = output.call(run, [output.handle('db', chain)]);
      if (opens) output.made('COMMIT', { start: chain.end - 1, end: chain.end });
      return value;
    }
    // A transaction that is ended by hand is the migration's own or inside it: what it is asked is all that is sent.
    if (links[0]?.name === 'startTransaction') {
      if (own && sent) output.made('BEGIN', chain);
      return sent ? output.handle('db', chain) : undefined;
    }
    if (/^(?:commit|rollback|savepoint|rollbackToSavepoint|releaseSavepoint)$/.test(links[0]?.name ?? '')) {
      if (own && /^(?:commit|rollback)$/.test(links[0]?.name ?? '')) output.made((links[0]?.name ?? '').toUpperCase(), chain);
      return links[0]?.name === 'savepoint' ? output.handle('db', chain) : undefined;
    }
    const raw = links.find(({ name }) => name === 'executeQuery');
    if (raw) sendQuery(raw.args?.[0], chain, output);
    else if (sent && links[0]?.name !== 'introspection') sendBuilt(chain, output);
    return undefined;
  },
};

/** `sql` that is executed. */
function sendSql(chain: Chain, output: Output): void {
  const query = (inner: Chain): string | undefined => {
    const text = orReason(() => new KyselyQuery(output, undefined).expression(inner));
    return text instanceof NotRead ? undefined : text;
  };
  const pieces = orReason(() => sqlPieces(chain, { next: 1, query }));
  if (pieces && !(pieces instanceof NotRead)) output.sql({ kind: 'text', pieces }, chain);
  else sendRaw(output, undefined, chain);
}

/** `db.executeQuery(sql`…`.compile(db))`. */
function sendQuery(query: Value | undefined, chain: Chain, output: Output): void {
  if (query?.kind === 'chain' && isSql(query)) sendSql(query, output);
  else if (query?.kind === 'chain' && query.root === 'db') sendBuilt(query, output);
  else output.unread(chain, 'the query is computed');
}

/** A statement of the schema builder or the query builder. */
function sendBuilt(chain: Chain, output: Output): void {
  const at = chain.links.findIndex(({ name }) => name === 'schema');
  const own = chain.links.filter(({ name, args }, i) => i !== at && (args || name === 'fn'));
  const named = own.find(({ name }) => name === 'withSchema')?.args?.[0];
  const changes = own.some(({ name }) => CHANGES.test(name));
  if (at < 0 && !changes && own.every(({ name }) => name !== 'with' && name !== 'withRecursive')) {
    if (own.some(({ name }) => name === 'selectFrom')) {
      // What it calls may change something.
      const links = own.filter(({ name }) => name !== 'withSchema');
      const text = orReason(() => new KyselyQuery(output, named && textOf(named, 'the schema')).query({ ...chain, links }));
      if (!(text instanceof NotRead) && callsFunctions(text)) output.made(text, chain);
      return;
    }
  }
  const made = orReason(() => {
    const schema = named && textOf(named, 'the schema');
    const links = own.filter(({ name }) => name !== 'withSchema');
    return at < 0
      ? new KyselyQuery(output, schema).query({ ...chain, links })
      : new KyselySchema(output, schema).statement({ ...chain, links });
  });
  if (!(made instanceof NotRead)) output.made(made, chain);
  else if (at >= 0) output.unread(chain, made.message);
  // Nothing but functions is called without a table: they may do anything.
  else if (own.some(({ name }) => name === 'selectNoFrom'))
    output.unread(chain, `a query built with Kysely's query builder: ${made.message}`);
  else if (changes) output.unread(chain, `a data change built with Kysely's query builder: ${made.message}`);
}
