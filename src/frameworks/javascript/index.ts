/** The tools whose migrations in JavaScript and TypeScript are read, by their ids. */
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { mikroOrm } from './mikro-orm.ts';
import { sequelize } from './sequelize.ts';
import type { ScriptTool } from './tool.ts';
import { typeorm } from './typeorm.ts';

export const scriptTools: ReadonlyMap<string, ScriptTool> = new Map(
  [knex, kysely, mikroOrm, sequelize, typeorm].map((tool) => [tool.id, tool]),
);
