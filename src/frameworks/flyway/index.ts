/**
 * Flyway: versioned, undo, baseline and repeatable migrations.
 * Source: github.com/flyway/flyway, release 13 (flyway-core, flyway-database-postgresql).
 */
import type { FileTree } from '../../changes/change-source.ts';
import { dialectAround, dialectOfFolder, dialectOfUrl, engineOf } from '../evidence.ts';
import type {
  DialectEvidence,
  Framework,
  Migration,
  Project,
  ProjectReading,
  ProjectScope,
  TransactionMode,
  Unread,
} from '../framework.ts';
import { parseProperties } from '../settings-text.ts';
import {
  baseName,
  folderOf,
  compareText,
  compareVersions,
  isBelow,
  migrationOf,
  readSources,
  relativeTo,
  unreadFile,
  wayBackIn,
} from '../sql-file.ts';
import { statementHeads } from '../statement-heads.ts';
import type { SourceFile } from '../../source.ts';
import { type FlywayConfig, isFlywayFile, readConfigs } from './config.ts';
import { configuredFiles, conventionalFiles, type FileSet, looksLikeFlyway } from './locations.ts';
import { DEFAULT_NAMES, type FlywayName, type NameRules, parseFlywayName } from './names.ts';

interface FlywaySettings {
  readonly names: NameRules;
  readonly mixed: boolean;
  readonly group: boolean;
  readonly executeInTransaction: boolean;
  /** Values of `${name}` as configured. The text is not changed by them. */
  readonly placeholders: Readonly<Record<string, string>>;
}

const DEFAULTS: FlywaySettings = { names: DEFAULT_NAMES, mixed: false, group: false, executeInTransaction: true, placeholders: {} };

/** `V2__x.java`, `R__y.kt`: migrations in code. */
const CODE = /^(?:[VU]\d+(?:[._]\d+)*_+\w+|R__\w+)\.(?:java|kt|groovy|scala)$/;

export const flyway: Framework = {
  id: 'flyway',
  title: 'Flyway',
  // The lock: https://github.com/flyway/flyway/issues/3508 and /3961, still open in release 13.
  knownByVersion: true,
  remembers: 'name',
  outsideTransaction:
    'add <its file name>.conf beside it with executeInTransaction=false; for CONCURRENTLY also set flyway.postgresql.transactional.lock=false, or it waits for the transaction that holds Flyway’s own lock',
  detect: detectFlyway,
  read: readFlyway,
};

async function detectFlyway(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  if (scope) {
    const config = configFor(await readConfigs(tree), scope.root);
    return [await projectOf(tree, { files: scope.files, root: scope.root, engine: undefined }, config)];
  }
  const sql = tree.paths.filter((path) => /\.sql$/i.test(path));
  if (!sql.some((path) => looksLikeFlyway(path) || /(?:^|\/)db\/migration\//.test(path)) && !tree.paths.some(isFlywayFile)) return [];
  const configs = await readConfigs(tree);
  const sets: { readonly set: FileSet; readonly config: FlywayConfig | undefined }[] = [];
  const taken = new Set<string>();
  for (const config of configs) {
    if (!config.locations) continue;
    const paths = tree.paths.filter((path) => !taken.has(path) && hasSuffix(path, config.names));
    for (const set of configuredFiles(config, paths, engineOfConfig(config))) {
      if (!set.files.some((path) => isMigration(parseFlywayName(baseName(path), config.names)))) continue;
      for (const path of set.files) taken.add(path);
      sets.push({ set, config });
    }
  }
  const rest = sql.filter((path) => !taken.has(path));
  for (const set of conventionalFiles(rest, (root) => engineOfConfig(configFor(configs, root)))) {
    // A configuration above says how files are named, unless it is made for another place.
    const config = configFor(configs, set.root);
    const fits = (names: NameRules): boolean => set.files.some((path) => isMigration(parseFlywayName(baseName(path), names)));
    if (config && fits(config.names)) sets.push({ set, config });
    else if (fits(DEFAULT_NAMES)) sets.push({ set, config: undefined });
  }
  const claimedCode = new Set<string>();
  const all = new Set(tree.paths);
  const projects: Project[] = [];
  // The set of the engine that a module runs on takes its code, so PostgreSQL's comes before the others, the largest first.
  const rank = ({ set }: { readonly set: FileSet }): number => (set.engine === 'postgres' ? 1_000_000 : 0) + set.files.length;
  for (const { set, config } of sets.toSorted((a, b) => rank(b) - rank(a))) {
    const module = set.root.replace(/\/?src\/.*$/, '');
    const code = tree.paths.filter(
      (path) => CODE.test(baseName(path)) && !claimedCode.has(path) && isBelow(path, module) && !/\/test\//.test(path),
    );
    for (const path of code) claimedCode.add(path);
    const scripts = set.files.map((path) => `${path}.conf`).filter((path) => all.has(path));
    projects.push(await projectOf(tree, { ...set, files: [...set.files, ...scripts, ...code] }, config));
  }
  return projects;
}

function hasSuffix(path: string, names: NameRules): boolean {
  return names.suffixes.some((suffix) => path.toLowerCase().endsWith(suffix.toLowerCase()));
}

function isMigration(name: FlywayName): boolean {
  return name.kind !== 'ignored' && name.kind !== 'callback';
}

/** The configuration of the module a folder is in: the nearest above it, one without a profile first. */
function configFor(configs: readonly FlywayConfig[], root: string): FlywayConfig | undefined {
  return configs
    .filter((config) => isBelow(root, config.module))
    .toSorted((a, b) => b.module.length - a.module.length || Number(a.profile) - Number(b.profile))[0];
}

function engineOfConfig(config: FlywayConfig | undefined): string | undefined {
  return config && dialectOfConfig(config)?.dialect;
}

function dialectOfConfig(config: FlywayConfig): DialectEvidence | undefined {
  if (config.url === '') return undefined;
  const byDriver = /^org\.(postgresql)\./.exec(config.url)?.[1] ?? /^jdbc:(\w+)/.exec(config.url)?.[1];
  const engine = engineOf(byDriver ?? '');
  return engine ? { dialect: engine, evidence: `URL in ${config.path}` } : dialectOfUrl(config.url, `URL in ${config.path}`);
}

async function projectOf(tree: FileTree, set: FileSet, config: FlywayConfig | undefined): Promise<Project> {
  const named =
    set.engine === undefined
      ? undefined
      : set.files.map((path) => dialectOfFolder(folderOf(path))).find((found) => found?.dialect === set.engine);
  const byFolder = named ?? (set.engine === undefined ? undefined : { dialect: set.engine, evidence: `the folder ${baseName(set.root)}` });
  const dialect = byFolder ?? (config && dialectOfConfig(config)) ?? (await dialectAround(tree, set.root));
  const settings: FlywaySettings = config ?? DEFAULTS;
  return { framework: flyway.id, root: set.root, files: set.files, ...(dialect ? { dialect } : {}), settings };
}

async function readFlyway(project: Project, tree: FileTree): Promise<ProjectReading> {
  const settings = (project.settings as FlywaySettings | undefined) ?? DEFAULTS;
  const { files, unread } = await readSources(tree, project.files);
  const others: Unread[] = [];
  const named: { readonly file: SourceFile; readonly name: FlywayName }[] = [];
  for (const file of files.values()) {
    const base = baseName(file.path);
    if (CODE.test(base)) others.push(unreadFile(file.path, 'Flyway migrations in code are not read yet', file.text.length));
    else if (!base.endsWith('.conf') || hasSuffix(base, settings.names)) named.push({ file, name: parseFlywayName(base, settings.names) });
  }
  const versioned = named.flatMap(({ name }) => (name.kind === 'versioned' ? [name.version] : []));
  const baselines = named.flatMap(({ name }) => (name.kind === 'baseline' ? [name.version] : []));
  const undone = new Map(
    named.flatMap(({ file, name }) => (name.kind === 'undo' ? [[plain(name.version), wayBackIn(file.text)] as const] : [])),
  );
  const usesUndo = named.some(({ name }) => name.kind === 'undo');
  // A new database starts from the newest baseline; one that has migrations never runs it.
  const start =
    versioned.length === 0 || baselines.some((b) => versioned.every((v) => compareVersions(v, b) > 0)) ? newest(baselines) : undefined;
  const seen = new Map<string, string>();
  const migrations: { readonly migration: Migration; readonly version: string; readonly rank: number }[] = [];
  for (const { file, name } of named) {
    if (name.kind === 'ignored') others.push(unreadFile(file.path, `Flyway ignores the file: ${name.reason}`, file.text.length));
    else if (name.kind === 'callback') others.push(unreadFile(file.path, 'Flyway callbacks are not read yet', file.text.length));
    else if (name.kind === 'baseline' && name.version !== start)
      others.push(unreadFile(file.path, 'Flyway runs this baseline on new databases only', file.text.length));
    else {
      const script = scriptSettings(files.get(`${file.path}.conf`));
      const base = name.kind === 'repeatable' ? `R__${name.description}` : plain(name.version);
      const kind = name.kind === 'undo' ? `${base}:down` : base;
      const first = seen.get(kind);
      // Two versioned ones are what duplicate-version reports; repeatable ones have no version.
      if (first !== undefined && name.kind === 'repeatable')
        others.push(unreadFile(file.path, `Flyway refuses this description, which ${first} has as well`, file.text.length));
      if (first === undefined) seen.set(kind, file.path);
      if (script.shouldExecute === 'false') {
        others.push(unreadFile(file.path, 'its .conf says shouldExecute=false, so Flyway does not run it', file.text.length));
        continue;
      }
      const transaction = transactionOf(file, settings, script.executeInTransaction);
      const migration = migrationOf(file, {
        framework: flyway.id,
        // Two files of one version are two migrations here, so that neither hides the other.
        id: first === undefined ? kind : `${kind} ${relativeTo(project.root, file.path)}`,
        order: name.kind === 'repeatable' ? base : name.version,
        title: name.description,
        direction: name.kind === 'undo' ? 'down' : 'up',
        transaction,
        transactionGroup: settings.group && transaction === 'wrapped' && name.kind !== 'undo' ? 'flyway' : null,
        repeatable: name.kind === 'repeatable',
        down: name.kind !== 'versioned' || !usesUndo ? 'not-used' : (undone.get(base) ?? 'absent'),
      });
      migrations.push({ migration, version: name.kind === 'repeatable' ? '' : name.version, rank: name.kind === 'repeatable' ? 1 : 0 });
    }
  }
  const sorted = migrations.toSorted((a, b) =>
    a.rank !== b.rank
      ? a.rank - b.rank
      : a.rank === 1
        ? compareText(a.migration.title, b.migration.title)
        : compareVersions(a.version, b.version) || compareText(a.migration.path, b.migration.path),
  );
  return { migrations: sorted.map((one) => one.migration), unread: [...unread, ...others] };
}

/** A version without leading zeros of its parts and without trailing zero parts: what makes two versions one. */
function plain(version: string): string {
  const parts = version.split('.').map((part) => part.replace(/^0+(?=\d)/, ''));
  while (parts.length > 1 && parts.at(-1) === '0') parts.pop();
  return parts.join('.');
}

function newest(versions: readonly string[]): string | undefined {
  return versions.toSorted(compareVersions).at(-1);
}

function scriptSettings(file: SourceFile | undefined): {
  readonly executeInTransaction?: string | undefined;
  readonly shouldExecute?: string | undefined;
} {
  if (!file) return {};
  const settings = parseProperties(file.text);
  const value = (key: string): string | undefined => settings.get(key)?.toString().trim().toLowerCase();
  return { executeInTransaction: value('executeInTransaction'), shouldExecute: value('shouldExecute') };
}

/** What Flyway's PostgreSQL parser runs outside a transaction; the rest it takes for transactional. */
const NON_TRANSACTIONAL =
  /^(?:(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)\b|ALTER SYSTEM\b|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY\b|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)\b|VACUUM\b|DISCARD ALL\b)/;

/**
 * The script's own configuration decides; else a file runs outside a transaction when every statement in it has to, or,
 * with `mixed`, when any has to. Without `mixed` Flyway refuses to mix, before it sends anything.
 */
function transactionOf(file: SourceFile, settings: FlywaySettings, override: string | undefined): TransactionMode {
  if (override === 'true' || override === 'false') return override === 'true' ? 'wrapped' : 'none';
  if (!settings.executeInTransaction) return 'none';
  const heads = statementHeads(file.text);
  const outside = heads.filter(({ head }) => NON_TRANSACTIONAL.test(head)).length;
  return outside > 0 && (settings.mixed || outside === heads.length) ? 'none' : 'wrapped';
}
