/**
 * TypeORM: classes with up and down that are handed a QueryRunner. All pending migrations share a transaction by default.
 * Sources: src/migration/MigrationExecutor.ts and src/query-runner/QueryRunner.ts of github.com/typeorm/typeorm.
 */
import { NotRead, orReason } from './not-read.ts';
import { sqlPieces } from './kysely-sql.ts';
import type { Output, ScriptTool } from './tool.ts';
import { runnerCalls } from './typeorm-calls.ts';
import { pathOf, sendRaw } from './sql-text.ts';
import { stringOf, type Chain, type Link } from './values.ts';

/** Asks, and changes nothing. */
const READS =
  /^(?:has\w*|get\w*|find\w*|exists?\w*|count\w*|clearSqlMemory|enableSqlMemory|disableSqlMemory|release|connect|isTransactionActive)$/;

/** On the way to the models. */
const MODELS = /^(?:manager|getRepository|createQueryBuilder|getTreeRepository)$/;

/** What a model or a builder of queries is asked that neither changes nor sends anything. */
const ASKS =
  /^(?:has\w*|get\w*|find\w*|exists?\w*|count\w*|sum|average|minimum|maximum|create|preload|merge|create\w*Builder|(?:add)?[sS]elect\w*|from|\w*[wW]here\w*|\w*[jJ]oin\w*|\w*[oO]rderBy|\w*[gG]roupBy|\w*[hH]aving|limit|offset|skip|take|setParameters?|of|load\w*|stream|release|\w*[lL]ock|cache|withDeleted|clone)$/;

export const typeorm: ScriptTool = {
  id: 'typeorm',
  title: 'TypeORM',
  parameters: ['queryRunner'],
  imported: (module, name) => (module === 'typeorm' && name !== '*' ? `types.${name}` : undefined),
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
    if (/^(?:query|sql|stream)$/.test(name) && link && !chain.links.some((one) => one.name === 'createQueryBuilder'))
      sendRaw(output, link.args?.[0], link);
    else if (name === '`' && chain.links[call - 1]?.name === 'sql') {
      const pieces = sqlPieces({ ...chain, links: chain.links.slice(call) }, { next: 1 });
      sendRaw(output, pieces && { kind: 'text', pieces }, chain);
    } else if (name === 'startTransaction') output.made('BEGIN', chain);
    else if (name === 'commitTransaction') output.made('COMMIT', chain);
    else if (name === 'rollbackTransaction') output.made('ROLLBACK', chain);
    else if (name === 'transaction') {
      for (const arg of link?.args ?? []) if (arg.kind === 'function') output.call(arg, [output.handle('queryRunner', chain)]);
    } else sendCall(chain, link, output);
    return undefined;
  },
};

function sendCall(chain: Chain, link: Link | undefined, output: Output): void {
  const call = link && chain.links[0] === link ? runnerCalls.get(link.name) : undefined;
  if (link && call) {
    const made = orReason(() => call(link.args ?? []));
    if (made instanceof NotRead) output.unread(chain, `${pathOf(chain.root, [link])}: ${made.message}`);
    else for (const sql of made) output.made(sql, chain);
  } else if (chain.links.some(({ name }) => MODELS.test(name))) {
    // `manager.connection` leads away from the models again.
    const away = chain.links.some(({ name }) => /^(?:connection|dataSource)$/.test(name));
    if (chain.links.some(({ name, args }) => args && !ASKS.test(name)))
      output.unread(chain, away ? `${pathOf(chain.root, chain.links)} is not read yet` : 'a data change through a model');
  } else if (!link || !chain.links.every((one) => !one.args || READS.test(one.name)))
    output.unread(chain, `${pathOf(chain.root, chain.links)} is not read yet`);
}
