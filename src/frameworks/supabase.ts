/**
 * Supabase: `supabase/migrations/<timestamp>_name.sql`, applied by the Supabase CLI.
 * Sources: github.com/supabase/cli, apps/cli-go/pkg/migration and apps/cli (pull requests 5671, 6276 and 6354).
 */
import type { FileTree } from '../changes/change-source.ts';
import { cutScript, type SourceFile } from '../source.ts';
import type {
  DialectEvidence,
  Framework,
  Migration,
  Project,
  ProjectReading,
  ProjectScope,
  Step,
  TransactionMode,
  Unread,
} from './framework.ts';
import { parseToml, settingOf } from './settings-text.ts';
import { baseName, compareText, folderOf, inFolder, migrationOf, readSources, readText, sqlStep, unreadFile, wordsOf } from './sql-file.ts';
import { statementHeads } from './statement-heads.ts';

const NAME = /^(\d+)_(.*)\.sql$/;

export const supabase: Framework = {
  id: 'supabase',
  title: 'Supabase CLI',
  knownByVersion: true,
  outsideTransaction: 'keep it the only statement of its file, which every release of the Supabase CLI then runs by itself',
  detect: detectSupabase,
  read: readSupabase,
};

async function detectSupabase(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) return [await projectOf(tree, scope.root, scope.files)];
  const configured = new Set(tree.paths.filter((path) => /(?:^|\/)supabase\/config\.toml$/.test(path)).map(folderOf));
  const roots = new Set(configured);
  for (const path of tree.paths) {
    const root = /^((?:.*\/)?supabase)\/migrations\/\d{14}_[^/]*\.sql$/.exec(path)?.[1];
    if (root !== undefined) roots.add(root);
  }
  const projects: Project[] = [];
  for (const root of roots) {
    const folder = inFolder(root, 'migrations');
    const files = tree.paths.filter((path) => folderOf(path) === folder && path.endsWith('.sql'));
    if (files.length > 0) projects.push(await projectOf(tree, root, files));
  }
  return projects;
}

async function projectOf(tree: FileTree, root: string, files: readonly string[]): Promise<Project> {
  const path = inFolder(root, 'config.toml');
  const version = /^\d+$/.exec(settingOf(parseToml((await readText(tree, path)) ?? ''), 'db.major_version') ?? '')?.[0];
  const dialect: DialectEvidence =
    version === undefined
      ? { dialect: 'postgres', evidence: 'Supabase' }
      : { dialect: 'postgres', version, evidence: `major_version in ${path}` };
  return { framework: supabase.id, root, files, dialect };
}

async function readSupabase(project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(
    tree,
    project.files.filter((path) => path.endsWith('.sql')),
  );
  const migrations: Migration[] = [];
  const ignored: Unread[] = [];
  const sorted = [...files.values()].toSorted((a, b) => compareText(baseName(a.path), baseName(b.path)));
  for (const [at, file] of sorted.entries()) {
    const match = NAME.exec(baseName(file.path));
    if (!match) {
      ignored.push(unreadFile(file.path, 'the Supabase CLI skips the file: its name is not <timestamp>_name.sql', file.text.length));
      continue;
    }
    const [, version = '', name = ''] = match;
    if (at === 0 && version.length === 14 && name === 'init' && version < '20211209000000') {
      ignored.push(
        unreadFile(file.path, 'the Supabase CLI skips a first file named init that is older than December 2021', file.text.length),
      );
      continue;
    }
    const { transaction, steps } = runOf(file);
    migrations.push(migrationOf(file, { framework: supabase.id, id: version, order: version, title: wordsOf(name), transaction, steps }));
  }
  return { migrations, unread: [...unread, ...ignored] };
}

/** What the CLI sends by itself since 2.109 (DROP INDEX CONCURRENTLY and the rest since August 2026). */
const APART =
  /^(?:CREATE (?:UNIQUE )?INDEX CONCURRENTLY\b|DROP INDEX CONCURRENTLY\b|REINDEX\b.*\bCONCURRENTLY\b|VACUUM\b|ALTER SYSTEM\b|CLUSTER\b|(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)\b|REINDEX (?:\([^)]*\) )?(?:DATABASE|SYSTEM|SCHEMA)\b|DISCARD ALL\b|ALTER DATABASE \S+ SET TABLESPACE\b|ALTER SUBSCRIPTION \S+ (?:REFRESH|SET|ADD|DROP) PUBLICATION\b|ALTER TABLE (?:IF EXISTS )?(?:ONLY )?\S+ DETACH PARTITION \S+ (?:CONCURRENTLY|FINALIZE)\b)/;
const CONTROL = /^(?:BEGIN|START TRANSACTION|COMMIT|END|ABORT|PREPARE TRANSACTION|ROLLBACK(?!(?: WORK| TRANSACTION)? TO))\b/;

/**
 * The CLI runs a file in one transaction. What PostgreSQL refuses in one is sent by itself, between a commit of what came
 * before and a new transaction for what follows. A file that opens or ends transactions itself is sent statement by statement.
 */
function runOf(file: SourceFile): { readonly transaction: TransactionMode; readonly steps: readonly Step[] } {
  const heads = statementHeads(file.text);
  if (heads.some(({ head }) => CONTROL.test(head))) return { transaction: 'none', steps: [sqlStep(file)] };
  const apart = heads.filter(({ head }) => APART.test(head));
  if (apart.length === 0) return { transaction: 'wrapped', steps: [sqlStep(file)] };
  if (apart.length === heads.length) return { transaction: 'none', steps: [sqlStep(file)] };
  const steps: Step[] = [];
  let start = file.text.startsWith('\uFEFF') ? 1 : 0;
  let end = start;
  for (const statement of heads) {
    if (apart.includes(statement)) {
      if (end > start) steps.push(sqlStep(file, start, end));
      // The comments before a statement stay with it.
      steps.push({ kind: 'sql', script: cutScript(file, end, statement.end), apart: true });
      start = statement.end;
    }
    end = statement.end;
  }
  if (file.text.length > start) steps.push(sqlStep(file, start, file.text.length));
  return { transaction: 'wrapped', steps };
}
