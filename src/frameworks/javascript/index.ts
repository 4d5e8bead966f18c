/** Everything that reads migrations in JavaScript and TypeScript; loaded where there are some. */
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { mikroOrm } from './mikro-orm.ts';
import { sequelize } from './sequelize.ts';
import type { ScriptTool } from './tool.ts';
import { typeorm } from './typeorm.ts';

export { Modules } from './modules.ts';
export { pgm } from './pgm.ts';
export { readScript } from './read.ts';

/** The tools, by their ids. */
export const scriptTools: ReadonlyMap<string, ScriptTool> = new Map(
  [knex, kysely, mikroOrm, sequelize, typeorm].map((tool) => [tool.id, tool]),
);
