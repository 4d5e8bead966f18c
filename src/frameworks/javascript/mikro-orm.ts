/**
 * MikroORM: classes that collect SQL with addSql. The migrations of a run share a transaction (`allOrNothing`).
 * Sources: packages/migrations/src/{Migration,MigrationRunner}.ts of github.com/mikro-orm/mikro-orm.
 */
import { knexQuery } from './knex-query.ts';
import { NotRead, orReason } from './not-read.ts';
import { pathOf, sendRaw, withBindings } from './sql-text.ts';
import type { Output, ScriptTool } from './tool.ts';
import type { Link, Value } from './values.ts';

export const mikroOrm: ScriptTool = {
  id: 'mikro-orm',
  title: 'MikroORM',
  parameters: [],
  imported: (module, name) => (module.startsWith('@mikro-orm/') && name === 'raw' ? 'raw' : undefined),
  self: 'this',
  transaction: 'wrapped',
  grouped: true,
  bareNames: true,
  optsOut: (members) => members.get('isTransactional')?.kind === 'function' && /\breturn\s+false\b/.test(members.source('isTransactional')),
  send(chain, output) {
    const link = chain.links.find(({ args }) => args);
    if (chain.root === 'raw') return undefined;
    const inner = link?.args?.[0];
    if (link && (link.name === 'addSql' || (link.name === 'execute' && chain.root === 'this'))) {
      sendSql(inner, link, output);
    } else if (link?.name === 'getEntityManager') {
      const own = chain.links.slice(1).filter(({ args }) => args);
      const sql = own.at(-1);
      if (sql && /^(?:execute|raw)$/.test(sql.name)) sendRaw(output, sql.args?.[0], sql);
      else if (own.some(({ name }) => !READS.test(name))) output.unread(chain, 'a data change through a model');
    } else if ((link?.name !== 'getKnex' || chain.links.length > 1) && !/^(?:reset|getQueries|isTransactional)$/.test(link?.name ?? ''))
      output.unread(chain, `${pathOf(chain.root, chain.links)} is not read yet`);
    return undefined;
  },
};

/** Asks, changes nothing, or changes only what is in memory until it is flushed. */
const READS =
  /^(?:get\w*|find\w*|count\w*|create|assign|persist|map|merge|refresh|populate|fork|clear|canPopulate|isIn\w*|lock|createQueryBuilder|qb|select\w*|\w*[wW]here|\w*[jJ]oin|orderBy|groupBy|limit|offset)$/;

/** Text, `raw('…')` of the package or of Knex, or a query of Knex. */
function sendSql(value: Value | undefined, link: Link, output: Output): void {
  if (value?.kind !== 'chain') return sendRaw(output, value, link);
  const own = value.links.filter(({ args, name }) => args && name !== 'getKnex' && !/^to(?:Query|String|SQL)$/.test(name));
  const [first] = own;
  const raw = value.root === 'raw' || first?.name === 'raw' ? first : undefined;
  if (raw?.args?.[0]?.kind === 'text') return sendRaw(output, withBindings(raw.args[0], raw.args[1]), link);
  const made = value.links[0]?.name === 'getKnex' ? orReason(() => knexQuery(own)) : undefined;
  if (made === undefined || made instanceof NotRead) output.unread(link, `${pathOf(value.root, value.links)} is not read yet`);
  else output.made(made, link);
}
