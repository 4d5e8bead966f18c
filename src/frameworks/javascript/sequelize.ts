/**
 * Sequelize (its command line, and umzug): functions that are handed a QueryInterface. No transaction but what they open.
 * Sources: packages/core/src/dialects/abstract/query-interface.js of github.com/sequelize/sequelize, version 6.
 */
import type { Output, ScriptTool } from './tool.ts';
import { sequelizeCalls } from './sequelize-calls.ts';
import { pathOf, sendRaw, withBindings } from './sql-text.ts';
import { fieldOf, type Chain, type Link, type Value } from './values.ts';

/** Asks, and changes nothing. */
const READS =
  /^(?:describe\w*|show\w*|select|rawSelect|tableExists|get\w*|literal|fn|col|escape|quote\w*|authenticate|close|find\w*|count)$/;

export const sequelize: ScriptTool = {
  id: 'sequelize',
  title: 'Sequelize',
  parameters: ['queryInterface', 'types'],
  imported: (module) => (/^(?:sequelize|@sequelize\/core)$/.test(module) ? 'types' : undefined),
  transaction: 'none',
  grouped: false,
  send(given, output) {
    // umzug hands over { context: queryInterface }, and the QueryInterface leads to its Sequelize.
    const links = given.links.filter(({ name, args }) => args || !/^(?:context|queryInterface|sequelize)$/.test(name));
    const chain: Chain = { ...given, links };
    const [first, second] = links;
    if (!first) return undefined;
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
        const call = sequelizeCalls.get(link.name);
        const made = call?.(link.args ?? []);
        if (made !== undefined) output.made(made, chain);
        else if (links.some(({ name, args }) => args && !READS.test(name))) {
          const path = pathOf('queryInterface', [link]);
          output.unread(chain, call ? `an argument of ${path} is computed or not read yet` : `${path} is not read yet`);
        }
        return undefined;
      }
    }
  },
};

function transaction(link: Link, chain: Chain, output: Output): Value | undefined {
  const run = link.args?.find((arg) => arg.kind === 'function');
  output.made('BEGIN', { start: link.start, end: link.start + link.name.length });
  const handle = output.handle('queryInterface', chain);
  if (run?.kind !== 'function') return handle;
  const value = output.call(run, [handle]);
  output.made('COMMIT', { start: chain.end - 1, end: chain.end });
  return value;
}
