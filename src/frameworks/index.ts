/** The frameworks Lockkeeper reads. To add one: write its file and put it into the list. */
import type { FileTree } from '../changes/change-source.ts';
import { findProjectsOf, type ConfiguredProject, type FoundProjects } from './find.ts';
import { codeFrameworks } from './code.ts';
import { dbmate } from './dbmate.ts';
import { diesel } from './diesel.ts';
import { flyway } from './flyway/index.ts';
import { atlas } from './atlas.ts';
import { drizzle } from './drizzle.ts';
import { graphileMigrate } from './graphile-migrate.ts';
import { hasura } from './hasura.ts';
import { prisma } from './prisma.ts';
import { sqitch } from './sqitch.ts';
import { supabase } from './supabase.ts';
import type { Framework } from './framework.ts';
import { golangMigrate } from './golang-migrate.ts';
import { goose } from './goose.ts';
import { liquibase } from './liquibase/index.ts';
import { nodePgMigrate } from './node-pg-migrate.ts';
import { pop } from './pop.ts';
import { refinery } from './refinery.ts';
import { sqlMigrate } from './sql-migrate.ts';
import { sql } from './sql.ts';
import { sqlx } from './sqlx.ts';
import { tern } from './tern.ts';

export type { ConfiguredProject, FoundProjects } from './find.ts';

/**
 * In order of claim: the first that claims a file gets it, and with it the SQL of its folder (see find.ts). What a
 * configuration file proves comes before what a mark in the file proves, that before what names alone suggest, and the
 * plain numbered files last. Code comes after it: it claims no SQL.
 */
export const frameworks: readonly Framework[] = [
  // Configuration files, journals and plans.
  sqitch,
  supabase,
  graphileMigrate,
  prisma,
  drizzle,
  hasura,
  liquibase,
  // A mark in the files.
  goose,
  dbmate,
  sqlMigrate,
  tern,
  nodePgMigrate,
  // A hash file, which may lie beside another tool's files too.
  atlas,
  // Names, and a manifest or configuration file that proves the tool.
  diesel,
  refinery,
  // Flyway's names are refinery's too.
  flyway,
  sqlx,
  pop,
  // Names alone.
  golangMigrate,
  sql,
  ...codeFrameworks,
];

/** The framework of an id, or undefined. */
export function frameworkOf(id: string): Framework | undefined {
  return frameworks.find((framework) => framework.id === id);
}

/** Finds the projects of a tree; those of the configuration alone when there are any. */
export function findProjects(tree: FileTree, configured?: readonly ConfiguredProject[]): Promise<FoundProjects> {
  return findProjectsOf(frameworks, tree, configured);
}
