/** knex.schema: the calls of one chain, each a statement or several. */
import type { Output } from './tool.ts';
import { pathOf } from './sql-text.ts';
import { sendKnexRaw } from './knex.ts';
import type { Chain, Link, Value } from './values.ts';

const READS = /^(?:hasTable|hasColumn|toString|toSQL|queryContext|debug|then|withSchema)$/;

export function sendSchema(links: readonly Link[], chain: Chain, output: Output): Value | undefined {
  for (const link of links) {
    if (!link.args || READS.test(link.name)) continue;
    if (link.name === 'raw') sendKnexRaw(link, output);
    else output.unread(link, `${pathOf('knex.schema', [link])} is not read yet`);
  }
  return links.length === 0 ? chain : undefined;
}
