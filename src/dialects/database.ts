/** Which database a project runs on: from the configuration, the framework's own files, or the SQL itself, in this order. */
import type { Migration, Project } from '../frameworks/framework.ts';
import type { Database } from '../report.ts';
import { ENGINE_TITLES, engineMarks } from './evidence.ts';

/** `postgres@16` of the configuration, taken apart. */
export interface DialectChoice {
  readonly dialect: string;
  readonly version?: string | undefined;
}

/** How an engine is called in messages. */
export function engineTitle(dialect: string): string {
  return ENGINE_TITLES[dialect] ?? dialect;
}

/**
 * The database of a project.
 *
 * Where neither configuration nor framework names the engine, the SQL does if all its marks are of one engine. SQL
 * without any mark is read as PostgreSQL and said to be assumed; SQL with marks of several engines is `unknown`.
 */
export function databaseOf(project: Project, configured: DialectChoice | undefined, migrations: readonly Migration[], assumedVersion: number): Database {
  const versionOf = (version: string | undefined): { version: string; assumed: boolean } =>
    version === undefined ? { version: String(assumedVersion), assumed: true } : { version, assumed: false };
  if (configured) return { dialect: configured.dialect, ...versionOf(configured.version), evidence: 'the configuration' };
  const said = project.dialect;
  if (said) return { dialect: said.dialect, ...versionOf(said.version), evidence: said.evidence };
  const files = [...new Map(migrations.filter((m) => m.otherDialect === undefined).map((m) => [m.path, { path: m.path, text: m.text }])).values()];
  const marks = [...engineMarks(files)];
  const [only] = marks;
  if (!only) return { dialect: 'postgres', ...versionOf(undefined), evidence: '' };
  if (marks.length > 1) return { dialect: 'unknown', version: '', assumed: false, evidence: marks.map(([, mark]) => mark).join(', ') };
  return { dialect: only[0], ...versionOf(undefined), evidence: only[1] };
}
