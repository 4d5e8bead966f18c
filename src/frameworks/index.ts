/** The frameworks Lockkeeper reads. To add one: write its file and put it into the list. */
import type { FileTree } from '../changes/change-source.ts';
import { findProjectsOf, type ConfiguredProject, type FoundProjects } from './find.ts';
import { dbmate } from './dbmate.ts';
import { diesel } from './diesel.ts';
import type { Framework } from './framework.ts';
import { golangMigrate } from './golang-migrate.ts';
import { goose } from './goose.ts';
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
  // A mark in the files.
  goose,
  dbmate,
  sqlMigrate,
  tern,
  nodePgMigrate,
  // Names, and a manifest or configuration file that proves the tool.
  diesel,
  refinery,
  sqlx,
  pop,
  // Names alone.
  golangMigrate,
  sql,
];

/** The framework of an id, or undefined. */
export function frameworkOf(id: string): Framework | undefined {
  return frameworks.find((framework) => framework.id === id);
}

/** Finds the projects of a tree; those of the configuration alone when there are any. */
export function findProjects(tree: FileTree, configured?: readonly ConfiguredProject[]): Promise<FoundProjects> {
  return findProjectsOf(frameworks, tree, configured);
}
