/**
 * MikroORM: classes that collect SQL with addSql. The migrations of a run share a transaction (`allOrNothing`).
 * Sources: packages/migrations/src/{Migration,MigrationRunner}.ts of github.com/mikro-orm/mikro-orm.
 */
import type { ScriptTool } from './tool.ts';
import { pathOf, sendRaw } from './sql-text.ts';

export const mikroOrm: ScriptTool = {
  id: 'mikro-orm',
  title: 'MikroORM',
  parameters: [],
  imported: () => undefined,
  self: 'this',
  transaction: 'wrapped',
  grouped: true,
  bareNames: true,
  optsOut: (members) => members.get('isTransactional')?.kind === 'function' && /\breturn\s+false\b/.test(members.source('isTransactional')),
  send(chain, output) {
    const link = chain.links.find(({ args }) => args);
    const inner = link?.args?.[0];
    if (link && (link.name === 'addSql' || (link.name === 'execute' && chain.root === 'this'))) {
      // this.addSql(this.getKnex().raw('…')), and raw('…') of the package
      const raw = inner?.kind === 'chain' ? inner.links.find(({ name }) => name === 'raw' || name === '')?.args?.[0] : inner;
      if (inner?.kind === 'chain' && raw?.kind !== 'text') output.unread(link, `${pathOf(inner.root, inner.links)} is not read yet`);
      else sendRaw(output, raw, link);
    } else if (link?.name !== 'getKnex' || chain.links.length > 1) {
      if (link?.name !== 'reset' && link?.name !== 'getEntityManager')
        output.unread(chain, `${pathOf(chain.root, chain.links)} is not read yet`);
    }
    return undefined;
  },
};
