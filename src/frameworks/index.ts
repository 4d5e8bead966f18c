/** The frameworks Lockkeeper reads. To add one: write its file and put it into the list. */
import type { FileTree } from '../changes/change-source.ts';
import { findProjectsOf, type ConfiguredProject, type FoundProjects } from './find.ts';
import type { Framework } from './framework.ts';
import { sql } from './sql.ts';

export type { ConfiguredProject, FoundProjects } from './find.ts';

/**
 * In order of claim: the first that claims a file gets it, and with it the SQL of its folder (see find.ts). What a
 * configuration file proves comes before what a mark in the file proves, that before what names alone suggest, and the
 * plain numbered files last. Code comes after it: it claims no SQL.
 */
export const frameworks: readonly Framework[] = [sql];

/** The framework of an id, or undefined. */
export function frameworkOf(id: string): Framework | undefined {
  return frameworks.find((framework) => framework.id === id);
}

/** Finds the projects of a tree; those of the configuration alone when there are any. */
export function findProjects(tree: FileTree, configured?: readonly ConfiguredProject[]): Promise<FoundProjects> {
  return findProjectsOf(frameworks, tree, configured);
}
