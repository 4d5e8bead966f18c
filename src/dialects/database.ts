/** Which database a project runs on: from the configuration, the framework's own files, or the SQL itself, in this order. */
import type { Migration, Project } from '../frameworks/framework.ts';
import type { Database } from '../report.ts';
import { engineMarks } from './evidence.ts';

/** `postgres@16` of the configuration, taken apart. */
export interface DialectChoice {
  readonly dialect: string;
  readonly version?: string | undefined;
}

/** What the configuration and the command line say about engines. */
export interface ConfiguredDialects {
  /** For this project, or on the command line: decides. */
  readonly own: DialectChoice | undefined;
  /** For the whole repository: decides unless the project's own files name another engine. */
  readonly general: DialectChoice | undefined;
}

/**
 * The database of a project.
 *
 * Where neither configuration nor framework names the engine, the SQL does if all its marks are of one engine. SQL
 * without any mark is read as PostgreSQL and said to be assumed; SQL with marks of several engines is `unknown`. See
 * docs/decisions/0001-engine-evidence.md.
 */
export function databaseOf(
  project: Project,
  configured: ConfiguredDialects,
  migrations: readonly Migration[],
  assumedVersion: number,
): Database {
  const database = (dialect: string, version: string | undefined, evidence: string): Database =>
    version === undefined
      ? { dialect, version: dialect === 'postgres' ? String(assumedVersion) : '', assumed: true, evidence }
      : { dialect, version, assumed: false, evidence };
  const { own, general } = configured;
  if (own) return database(own.dialect, own.version, 'the configuration');
  const said = project.dialect;
  if (said && (!general || said.dialect !== general.dialect)) return database(said.dialect, said.version, said.evidence);
  const marks = [...marksOf(migrations)];
  const [only] = marks;
  if (general) {
    // `dialect: postgres@16` is about the repository's PostgreSQL, not about the MySQL beside it.
    if (!said && only && marks.length === 1 && only[0] !== general.dialect) return database(only[0], undefined, only[1]);
    return database(general.dialect, general.version ?? said?.version, 'the configuration');
  }
  if (!only) return database('postgres', undefined, '');
  if (marks.length > 1) return { dialect: 'unknown', version: '', assumed: false, evidence: marks.map(([, mark]) => mark).join(', ') };
  return database(only[0], undefined, only[1]);
}

/** Files that hold SQL in literals of another language, whose own quotes would look like marks. */
const CODE = /\.(?:[cm]?[jt]s|py|rb)$/i;

function marksOf(migrations: readonly Migration[]): ReadonlyMap<string, string> {
  const own = migrations.filter((m) => m.otherDialect === undefined && m.steps.some((step) => step.kind === 'sql'));
  const texts = new Map<string, string>();
  for (const { path, text, steps } of own) {
    // What looks like a mark in Python or Ruby is none, and what a builder writes is always PostgreSQL's.
    const sql = steps.map((step) => (step.kind === 'sql' && !step.made ? step.script.text : '')).join(';\n');
    texts.set(path, CODE.test(path) ? `${texts.get(path) ?? ''};\n${sql}` : text);
  }
  return engineMarks([...texts].map(([path, text]) => ({ path, text })));
}
