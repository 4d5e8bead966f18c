/**
 * Tools whose migrations are programs. This version finds them, counts them and says that they are not read; SQL files that
 * lie beside them are read as plain SQL.
 *
 * A path suggests, and a mark in one of the first, middle and last files of a folder proves: an ordinary .py, .rb or .ts file
 * in a folder called migrations is nobody's.
 */
import type { FileTree } from '../changes/change-source.ts';
import { codeMigration } from './code-file.ts';
import { pathsWith, projectAt } from './folders.ts';
import type { DialectEvidence, Framework, Migration, Project, ProjectReading, ProjectScope } from './framework.ts';
import {
  baseName,
  commonFolder,
  compareNatural,
  folderOf,
  foldersUp,
  groupBy,
  inFolder,
  readSources,
  relativeTo,
  wordsOf,
} from './sql-file.ts';

interface CodeTool {
  readonly id: string;
  readonly title: string;
  /** Extensions of its migrations. */
  readonly extensions: readonly string[];
  /** Paths that can be its migrations. */
  readonly path: RegExp;
  /** What one of its migrations holds, and no other tool's. */
  readonly mark: RegExp;
  /** A configuration file above the migrations that proves the tool as well. */
  readonly config?: RegExp;
  /** The folder of the project, from the path of a migration; the folder of the file where it is not given. */
  readonly root?: (path: string, tree: FileTree) => string;
  readonly dialect?: DialectEvidence;
  /** What the tool's own settings, or its migrations, say of the database. */
  readonly dialectOf?: (tree: FileTree, root: string, files: readonly string[]) => Promise<DialectEvidence | undefined>;
  readonly outsideTransaction: string | null;
  readonly withoutOptOut?: string;
  readonly knownByVersion?: boolean;
  /** What files of the project hold that run its migrations in no transaction, by their names. */
  readonly apart?: { readonly path: RegExp; readonly mark: RegExp };
  /** Reads its migrations, where this version can. Readers and parsers are loaded where there is something to read. */
  readonly read?: (project: Project, tree: FileTree) => Promise<ProjectReading>;
}

const SCRIPTS = ['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'];
/** Scripts below a folder that has to do with migrations, whose names begin with a number. */
const SCRIPT = /(?:^|\/)[^/]*(?:migrat|versions)[^/]*\/(?:[^/]+\/)*\d[\w.:+-]*\.[cm]?[jt]s$/i;
/** Not migrations, wherever they lie: tests, type declarations, and the copies that a test suite keeps. */
const NEVER = /\.(?:test|spec|d)\.[cm]?[jt]s$|(?:^|\/)(?:tests?|__tests__|testdata|test-data|fixtures|__fixtures__|dummy)\//i;

const managedFolders = new WeakMap<FileTree, ReadonlySet<string>>();

/** Folders with a manage.py: the roots of Django projects. */
function managed(tree: FileTree): ReadonlySet<string> {
  let folders = managedFolders.get(tree);
  if (!folders)
    managedFolders.set(
      tree,
      (folders = new Set(
        pathsWith(tree, 'py')
          .filter((path) => baseName(path) === 'manage.py')
          .map(folderOf),
      )),
    );
  return folders;
}

const TOOLS: readonly CodeTool[] = [
  {
    id: 'rails',
    title: 'Rails',
    extensions: ['rb'],
    path: /(?:^|\/)db\/(?:[^/]+\/)*\w*migrate\/(?:[^/]+\/)*\d+_[^/]+\.rb$/,
    mark: /<\s*(?:::)?(?:\w+::)*\w*Migration\b/,
    outsideTransaction: 'call disable_ddl_transaction! at the top of its class',
    knownByVersion: true,
    read: async (project, tree) => (await import('./rails/index.ts')).readRails(project, tree),
  },
  {
    id: 'django',
    title: 'Django',
    extensions: ['py'],
    path: /(?:^|\/)migrations\/(?!__init__\.py$)[^/]+\.py$/,
    mark: /\bclass\s+Migration\s*\(\s*(?:migrations\.)?Migration\s*\)/,
    // The apps of a project have one history, through their dependencies.
    root: (path, tree) => foldersUp(folderOf(path)).find((folder) => managed(tree).has(folder)) ?? '',
    outsideTransaction: 'set "atomic = False" on its Migration class',
    dialectOf: async (tree, root) => (await import('./django/settings.ts')).settingsDialect(tree, root),
    read: async (project, tree) => (await import('./django/index.ts')).readDjango(project, tree),
  },
  {
    id: 'alembic',
    title: 'Alembic',
    extensions: ['py'],
    path: /(?:^|\/)versions\/(?:[^/]+\/)*[^/]+\.py$/,
    mark: /^down_revision\s*(?::[^=\n]+)?=/m,
    root: (path) => /^(.*?)(?:^|\/)versions\//.exec(path)?.[1] ?? '',
    outsideTransaction: 'run it inside "with op.get_context().autocommit_block():"',
    read: async (project, tree) => (await import('./alembic/index.ts')).readAlembic(project, tree),
  },
  {
    id: 'yoyo',
    title: 'yoyo',
    extensions: ['py'],
    path: /(?:^|\/)[^/]*migrat[^/]*\/(?:[^/]+\/)*[^/]+\.py$/i,
    mark: /^from\s+yoyo\s+import\b|^import\s+yoyo\b/m,
    outsideTransaction: 'set "__transactional__ = False" in the file, or begin an SQL file with "-- transactional: false"',
    read: async (project, tree) => (await import('./yoyo.ts')).readYoyo(project, tree),
  },
  {
    id: 'typeorm',
    title: 'TypeORM',
    extensions: SCRIPTS,
    path: SCRIPT,
    mark: /\bimplements\s+MigrationInterface\b|\bQueryRunner\b[\s\S]*['"]typeorm['"]|@typedef \{import\(['"]typeorm['"]\)/,
    outsideTransaction: 'set "transaction = false" on its class, and run the migrations with "--transaction each"',
  },
  {
    id: 'sequelize',
    title: 'Sequelize',
    extensions: SCRIPTS,
    path: SCRIPT,
    mark: /\bqueryInterface\b/,
    outsideTransaction: 'leave it out of queryInterface.sequelize.transaction(…), since Sequelize opens no transaction itself',
  },
  {
    id: 'knex',
    title: 'Knex',
    extensions: SCRIPTS,
    path: SCRIPT,
    mark: /['"]knex['"]|\b(?:up|down)\b[^\n]{0,60}\(\s*\{?\s*(?:knex|connection)\b|\bknex\.(?:schema|raw)\b/,
    outsideTransaction: 'export "config = { transaction: false }" from it',
  },
  {
    id: 'mikro-orm',
    title: 'MikroORM',
    extensions: SCRIPTS,
    path: /(?:^|\/)Migration\d{8,14}\w*\.[cm]?[jt]s$/,
    mark: /mikro-orm\/migrations|\bextends\s+Migration\b/,
    outsideTransaction: 'override isTransactional() in its class to return false',
  },
  {
    id: 'mongodb',
    title: 'MongoDB',
    extensions: SCRIPTS,
    path: SCRIPT,
    mark: /['"]mongodb['"]|\bdb\s*\.collection\s*\(|\$(?:unset|exists|rename|addToSet|setOnInsert)\s*:/,
    config: /(?:^|\/)migrate-mongo-config\.[cm]?[jt]s$/,
    dialect: { dialect: 'mongodb', evidence: 'the migrations, which are written for MongoDB' },
    outsideTransaction: 'leave it out of session.withTransaction(…)',
  },
  {
    id: 'kysely',
    title: 'Kysely',
    extensions: SCRIPTS,
    path: SCRIPT,
    mark: /\bKysely\b/,
    apart: { path: /(?:^|\/)[^/]*(?:migrat|kysely|database|\bdb\b)[^/]*\.[cm]?[jt]s$/i, mark: /\bdisableTransactions\s*:\s*true\b/ },
    outsideTransaction: null,
    withoutOptOut:
      'Kysely runs all pending migrations in one transaction, unless the Migrator is made with "disableTransactions: true". Run the statement with psql before the deploy, then commit a migration that finds the work done.',
  },
  {
    id: 'mongock',
    title: 'Mongock',
    extensions: ['java', 'kt'],
    path: /mongo|migrat|changelog|changeunit/i,
    mark: /@ChangeUnit\b/,
    dialect: { dialect: 'mongodb', evidence: 'the migrations, which are written for MongoDB' },
    outsideTransaction: 'set "transactional = false" in its @ChangeUnit',
  },
  {
    id: 'exposed',
    title: 'Exposed',
    extensions: ['kt', 'kts'],
    path: /(?:^|\/)[^/]*migrat[^/]*\/(?:[^/]+\/)*[^/]+\.kts?$/i,
    mark: /\borg\.jetbrains\.exposed\b[^]*\b(?:SchemaUtils|MigrationUtils|TransactionManager|exec)\b/,
    outsideTransaction: 'leave it out of transaction { … }',
  },
  {
    id: 'ef-core',
    title: 'EF Core',
    extensions: ['cs'],
    path: /(?:^|\/)\d{14}_(?!.*\.Designer\.cs$)[^/]+\.cs$/,
    mark: /\bMigrationBuilder\b/,
    outsideTransaction: 'pass "suppressTransaction: true" to migrationBuilder.Sql(…)',
    dialectOf: async (...where) => (await import('./ef-core/dialect.ts')).providerDialect(...where),
    read: async (project, tree) => (await import('./ef-core/index.ts')).readEfCore(project, tree),
  },
  {
    id: 'ecto',
    title: 'Ecto',
    extensions: ['exs', 'ex'],
    path: /(?:^|\/)[^/]*migrations\/(?:[^/]+\/)*\d+_[^/]+\.exs?$/,
    mark: /\buse\s+Ecto\.Migration\b/,
    outsideTransaction: 'set "@disable_ddl_transaction true" and "@disable_migration_lock true" in its module',
    read: async (project, tree) => (await import('./ecto/index.ts')).readEcto(project, tree),
  },
  {
    id: 'laravel',
    title: 'Laravel',
    extensions: ['php'],
    path: /(?:^|\/)\d{4}_\d{2}_\d{2}_\d{6}_[^/]+\.php$/,
    mark: /\bIlluminate\\Database\\Migrations\\Migration\b/,
    outsideTransaction: 'set "public $withinTransaction = false;" on its class',
    dialectOf: async (...where) => (await import('./laravel/index.ts')).laravelDialect(...where),
    read: async (project, tree) => (await import('./laravel/index.ts')).readLaravel(project, tree),
  },
  {
    id: 'phinx',
    title: 'Phinx',
    extensions: ['php'],
    path: /(?:^|\/)\d{14}_[^/]+\.php$/,
    mark: /\bPhinx\\Migration\\\w+|\bMigrations\\(?:Abstract|Base)Migration\b/,
    outsideTransaction: null,
    withoutOptOut:
      'Phinx runs every migration in a transaction on PostgreSQL; CakePHP Migrations leaves it out where useTransactions() of the class returns false. With Phinx itself, run the statement with psql before the deploy, then commit a migration that finds the work done.',
    dialectOf: async (...where) => (await import('./phinx/index.ts')).phinxDialect(...where),
    read: async (project, tree) => (await import('./phinx/index.ts')).readPhinx(project, tree),
  },
  {
    id: 'sea-orm',
    title: 'SeaORM',
    extensions: ['rs'],
    path: /(?:^|\/)m\d{6,8}_(?:\d{6}_)?\w+(?:\.rs|\/mod\.rs)$/,
    mark: /\bMigrationTrait\b/,
    outsideTransaction: 'return Some(false) from use_transaction() in its MigrationTrait',
    read: async (project, tree) => (await import('./sea-orm.ts')).readSeaOrm(project, tree),
  },
  {
    id: 'pgroll',
    title: 'pgroll',
    extensions: ['yaml', 'yml', 'json'],
    path: /(?:^|\/)\d+_[^/]+\.(?:ya?ml|json)$/,
    mark: /^\s*operations:\s*$|"operations"\s*:\s*\[/m,
    dialect: { dialect: 'postgres', evidence: 'pgroll, which runs PostgreSQL only' },
    outsideTransaction: null,
    withoutOptOut: 'pgroll runs its operations in steps of its own, and builds indexes and checks constraints without blocking writes.',
    read: async (project, tree) => (await import('./pgroll.ts')).readPgroll(project, tree),
  },
];

/** Texts of the first, middle and last candidate of every folder, read once for all tools. */
const samples = new WeakMap<FileTree, Promise<ReadonlyMap<string, string>>>();

async function detect(tool: CodeTool, tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  const project = async (root: string, own: readonly string[]): Promise<Project> =>
    projectAt(tree, tool.id, root, own, { dialect: tool.dialect ?? (await tool.dialectOf?.(tree, root, own)) });
  if (scope) return [await project(scope.root, scope.files)];
  let read = samples.get(tree);
  if (!read) samples.set(tree, (read = readSamples(tree)));
  const texts = await read;
  const { config } = tool;
  const configured = config
    ? pathsWith(tree, ...tool.extensions)
        .filter((path) => config.test(path))
        .map(folderOf)
    : [];
  const files: string[] = [];
  for (const [folder, paths] of candidates(tool, tree)) {
    const proven = sampled(paths).some((path) => tool.mark.test(texts.get(path) ?? ''));
    if (proven || foldersUp(folder).some((above) => configured.includes(above))) files.push(...paths);
  }
  const roots = groupBy(files, (path) => tool.root?.(path, tree) ?? folderOf(path));
  return Promise.all([...roots].map(([root, own]) => project(root || commonFolder(own), own)));
}

const candidatesOf = new WeakMap<FileTree, Map<RegExp, ReadonlyMap<string, readonly string[]>>>();

/** By folder. Tools that share a pattern share the search. */
function candidates(tool: CodeTool, tree: FileTree): ReadonlyMap<string, readonly string[]> {
  let known = candidatesOf.get(tree);
  if (!known) candidatesOf.set(tree, (known = new Map()));
  let found = known.get(tool.path);
  if (!found) {
    const paths = pathsWith(tree, ...tool.extensions).filter((path) => tool.path.test(path) && !NEVER.test(path));
    known.set(tool.path, (found = groupBy(paths, folderOf)));
  }
  return found;
}

const sampled = (paths: readonly string[]): readonly string[] =>
  [...new Set([paths[0], paths[paths.length >> 1], paths.at(-1)])].flatMap((path) => path ?? []);

async function readSamples(tree: FileTree): Promise<ReadonlyMap<string, string>> {
  const paths = new Set(TOOLS.flatMap((tool) => [...candidates(tool, tree).values()].flatMap(sampled)));
  const contents = paths.size === 0 ? [] : [...(await tree.read([...paths]))];
  return new Map(contents.flatMap(([path, content]) => (content.kind === 'text' ? [[path, content.text] as const] : [])));
}

/** Most files that are asked how the migrations are run. */
const MOST_ASKED = 50;

/** Whether the program that runs the migrations of a project says that it opens no transaction: one file of the same package. */
async function runsApart({ apart }: CodeTool, { root, files }: Project, tree: FileTree): Promise<boolean> {
  if (!apart) return false;
  const top = foldersUp(root).find((folder) => tree.paths.includes(inFolder(folder, 'package.json'))) ?? '';
  const own = new Set(files);
  const paths = pathsWith(tree, ...SCRIPTS).filter((path) => (top === '' || path.startsWith(`${top}/`)) && !own.has(path) && apart.path.test(path) && !NEVER.test(path)); // prettier-ignore
  const contents = paths.length === 0 ? [] : [...(await tree.read(paths.slice(0, MOST_ASKED))).values()];
  return contents.some((content) => content.kind === 'text' && apart.mark.test(content.text));
}

async function readCode(tool: CodeTool, project: Project, tree: FileTree): Promise<ProjectReading> {
  const { files, unread } = await readSources(tree, project.files);
  const scripts = tool.extensions === SCRIPTS ? await import('./javascript/index.ts') : undefined;
  const script = scripts?.scriptTools.get(tool.id);
  const modules = scripts && new scripts.Modules(tree);
  const apart = await runsApart(tool, project, tree);
  const read: Migration[] = [];
  for (const file of files.values()) {
    const id = relativeTo(project.root, file.path);
    const stem = (/(?:^|\/)mod\.rs$/.test(id) ? baseName(folderOf(file.path)) : baseName(id)).replace(/\.\w+$/, '');
    // `0007_add_email`, `2024_01_31_120000_x`, `m20240131_120000_x`, `Migration20240131`: a number, and what is after it. Else
    // what is before the first underscore, which is the revision in Alembic.
    const number = /^(?:m|Migration)?(\d+(?:[T_.:-]\d+)*Z?)(?![a-z0-9])[_.-]*(.*)$/i.exec(stem);
    const [, order = stem, title = ''] = number ?? /^([^_]+)_(.*)$/.exec(stem) ?? [];
    const parts = { id, order, title: wordsOf(title || stem) };
    if (scripts && script && modules) {
      const group = script.grouped ? `${tool.title} in ${project.root}` : null;
      read.push(
        ...(await scripts.readScript(
          file,
          script,
          { ...parts, id: script.bareNames ? id.replace(/\.\w+$/, '') : id, group, apart },
          modules,
        )),
      );
    } else read.push(codeMigration(file, { framework: tool.id, ...parts, language: `${tool.title} migrations` }));
  }
  return { migrations: read.sort((a, b) => (script?.named ? compareNatural(a.order, b.order) : 0) || compareNatural(a.id, b.id)), unread };
}

/** Every one of them, in the order in which they claim files. */
export const codeFrameworks: readonly Framework[] = TOOLS.map((tool): Framework => {
  const { id, title, outsideTransaction, withoutOptOut, knownByVersion } = tool;
  return {
    id,
    title,
    outsideTransaction,
    ...(withoutOptOut === undefined ? {} : { withoutOptOut }),
    ...(knownByVersion === undefined ? {} : { knownByVersion }),
    detect: (tree, scope) => detect(tool, tree, scope),
    read: tool.read ?? ((project, tree) => readCode(tool, project, tree)),
  };
});
