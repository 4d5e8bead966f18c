/**
 * Knex: functions that are handed a knex bound to the transaction of the run.
 * Sources: lib/migrations/migrate/Migrator.js of github.com/knex/knex.
 */
import type { Output, ScriptTool } from './tool.ts';
import { callsFunctions, knexSql, pathOf, sendRaw } from './sql-text.ts';
import { fieldOf, truth, type Chain, type Link, type Value } from './values.ts';
import { knexQuery, selectOf } from './knex-query.ts';
import { sendSchema } from './knex-schema.ts';
import { NotRead, orReason, textIn } from './not-read.ts';

/** Ends of a query that change something. */
const CHANGES = /^(?:insert|update|del|delete|truncate|increment|decrement|upsert|merge|batchInsert|into)$/;

export const knex: ScriptTool = {
  id: 'knex',
  title: 'Knex',
  parameters: ['knex'],
  imported: () => undefined,
  transaction: 'wrapped',
  grouped: true,
  optsOut: (members) => {
    const option = fieldOf(members.get('config'), 'transaction');
    return option !== undefined && truth(option) === false;
  },
  send(chain, output) {
    const [first] = chain.links;
    if (!first) return undefined;
    const rest = chain.links.slice(1);
    switch (first.name) {
      case 'raw':
        sendKnexRaw(first, output);
        return undefined;
      case 'schema':
        return sendSchema(rest, chain, output);
      case 'transaction':
      case 'transactionProvider':
        return transaction(first, chain, output);
      case 'savepoint': {
        const run = first.args?.find((arg) => arg.kind === 'function');
        const trx = output.handle('knex', chain);
        return run?.kind === 'function' ? output.call(run, [trx]) : trx;
      }
      case 'commit':
      case 'rollback':
        if (output.transaction === 'none') output.made(first.name.toUpperCase(), chain);
        return undefined;
      case 'client': {
        const asked = rest.find(({ args }) => args);
        if (asked?.name === 'raw') sendKnexRaw(asked, output);
        else if (asked) output.unread(chain, 'what is sent through the client of Knex is not followed');
        return undefined;
      }
      case 'fn':
      case 'ref':
      case 'destroy':
      case 'context':
      case 'isCompleted':
        return undefined;
      default:
        if (chain.links.some(({ name }) => CHANGES.test(name)) || !isQuery(first)) sendQuery(chain, output);
        else sendSelect(chain, output);
        return undefined;
    }
  },
};

function sendQuery(chain: Chain, output: Output): void {
  const made = orReason(() => knexQuery(chain.links));
  if (!(made instanceof NotRead)) return output.made(made, chain);
  const path = pathOf('knex', chain.links.filter(({ name }) => CHANGES.test(name)).slice(-1));
  output.unread(chain, path === 'knex' ? 'a call of knex is not read yet' : `a data change built with ${path}: ${made.message}`);
}

/** A query that asks: what is done with its rows as they come is read, and functions that it calls may do anything. */
function sendSelect(chain: Chain, output: Output): void {
  const made = orReason(() => selectOf(chain));
  const raw = chain.links.flatMap(({ args = [] }) =>
    args.flatMap((arg) => (arg.kind === 'chain' ? (textIn(arg.links.at(-1)?.args?.[0]) ?? []) : [])),
  );
  if (!(made instanceof NotRead)) {
    if (callsFunctions(made)) output.made(made, chain);
  } else if (raw.some(callsFunctions)) output.unread(chain, `a query that calls functions: ${made.message}`);
  const handler = chain.links.find(({ name }) => name === 'stream')?.args?.find((arg) => arg.kind === 'function');
  if (handler?.kind === 'function') output.call(handler, [{ kind: 'unknown', start: chain.start, end: chain.end }]);
}

/** A query that only asks changes nothing: `knex('t').select()`. */
const isQuery = ({ name }: Link): boolean =>
  /^(?:|select|from|table|with|withSchema|first|column|columns|where\w*|queryBuilder|count|distinct|max|min|pluck)$/.test(name);

export function sendKnexRaw(link: Link, output: Output): void {
  const [text, bindings] = link.args ?? [];
  sendRaw(output, text?.kind === 'text' ? knexSql(text, bindings) : text, link);
}

function transaction(link: Link, chain: Chain, output: Output): Value | undefined {
  // Inside the migration's own transaction it is a savepoint.
  const own = output.transaction === 'none';
  const run = link.args?.find((arg) => arg.kind === 'function');
  if (own) output.made('BEGIN', { start: chain.start, end: chain.start + 1 });
  const trx = output.handle('knex', chain);
  if (run?.kind !== 'function') return trx;
  const value = output.call(run, [trx]);
  if (own) output.made('COMMIT', { start: chain.end - 1, end: chain.end });
  return value;
}
