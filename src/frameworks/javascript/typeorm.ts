/**
 * TypeORM: classes with up and down that are handed a QueryRunner. All pending migrations share a transaction by default.
 * Sources: src/migration/MigrationExecutor.ts and src/query-runner/QueryRunner.ts of github.com/typeorm/typeorm.
 */
import type { ScriptTool } from './tool.ts';
import { pathOf, sendRaw } from './sql-text.ts';
import { stringOf } from './values.ts';

/** Asks, and changes nothing. */
const READS =
  /^(?:has\w*|get\w*|find\w*|exists?\w*|count\w*|select|stream|clearSqlMemory|enableSqlMemory|release|connect|isTransactionActive)$/;

export const typeorm: ScriptTool = {
  id: 'typeorm',
  title: 'TypeORM',
  parameters: ['queryRunner'],
  imported: () => undefined,
  transaction: 'wrapped',
  grouped: true,
  optsOut: (members) => {
    const value = members.get('transaction');
    return value?.kind === 'boolean' && !value.value;
  },
  // The name is the class's, unless it has a member that says otherwise; its last 13 characters are the time.
  named: (members) => {
    const id = stringOf(members.get('name')) ?? members.name;
    const order = id === undefined ? undefined : /\d{1,13}$/.exec(id)?.[0];
    return id === undefined || order === undefined ? undefined : { id, order };
  },
  send(chain, output) {
    const call = chain.links.findIndex(({ args }) => args);
    const link = chain.links[call];
    const name = link?.name ?? '';
    if ((name === 'query' || name === 'sql') && link) sendRaw(output, link.args?.[0], link);
    else if (name === 'startTransaction') output.made('BEGIN', chain);
    else if (name === 'commitTransaction') output.made('COMMIT', chain);
    else if (name === 'rollbackTransaction') output.made('ROLLBACK', chain);
    else if (name === 'transaction') {
      for (const arg of link?.args ?? []) if (arg.kind === 'function') output.call(arg, [output.handle('queryRunner', chain)]);
    } else if (!chain.links.every((one) => !one.args || READS.test(one.name)) || name === '')
      output.unread(chain, `${pathOf(chain.root, chain.links)} is not read yet`);
    return undefined;
  },
};
