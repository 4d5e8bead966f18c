/** PostgreSQL. */
import type { Dialect } from '../dialect.ts';
import { beliefsAbout } from './beliefs.ts';
import { analysePostgres } from './effects.ts';
import { isReserved } from './identifier.ts';
import { impliesNotNull } from './implication.ts';
import { keepRows } from './keep.ts';
import { naming } from './naming.ts';
import { parseScript } from './parse.ts';
import { loadedParser, loadParser } from './parser.ts';
import { renderOperation } from './render.ts';
import { rewrites } from './rewrites.ts';
import { runsUnread } from './unread.ts';
import { changingFunction } from './volatility.ts';
import { waitsFor } from './waits.ts';

const DEFAULT_SCHEMA = 'public';

export const postgres: Dialect = {
  id: 'postgres',
  title: 'PostgreSQL',
  versions: [13, 14, 15, 16, 17, 18],
  defaultVersion: 14,
  defaultSchema: DEFAULT_SCHEMA,
  load: async () => void (await loadParser()),
  parse: (script, defaultSchema, known) => parseScript(script, defaultSchema, loadedParser(), known),
  analyse: analysePostgres,
  beliefsAbout,
  runsUnread,
  waitsFor,
  render: renderOperation,
  keep: keepRows,
  lockTimeout: (milliseconds) =>
    `SET LOCAL lock_timeout = '${milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`}';`,
  impliesNotNull,
  isReserved,
  changingFunction,
  naming,
  rewrites,
  display: (relation) => (relation.startsWith(`${DEFAULT_SCHEMA}.`) ? relation.slice(DEFAULT_SCHEMA.length + 1) : relation),
};
