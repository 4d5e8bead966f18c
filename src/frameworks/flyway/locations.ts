/**
 * Which files a Flyway run reads: the locations of a configuration, the default `db/migration`, or, where nothing is
 * configured in the repository (a Docker image, a command line), folders whose files are named as Flyway names them.
 */
import picomatch from 'picomatch';
import { dialectOfFolder, engineOf } from '../evidence.ts';
import { baseName, commonFolder, folderOf, groupBy, inFolder, isBelow, relativeTo } from '../sql-file.ts';
import type { FlywayConfig } from './config.ts';

/** Files that one run reads. */
export interface FileSet {
  readonly files: readonly string[];
  readonly root: string;
  /** The engine that a folder below the location is named after. */
  readonly engine: string | undefined;
}

const VERSIONED = /^V\d+(?:[._]\d+)*__.+\.sql$/i;
const REPEATABLE = /^R__.+\.sql$/i;
const TEST = /(?:^|\/)(?:test|tests|testdata|test-data|testFixtures|integration-?test)\//i;

/** Whether a name is one Flyway would take by default. */
export function looksLikeFlyway(path: string): boolean {
  return VERSIONED.test(baseName(path)) || REPEATABLE.test(baseName(path));
}

/**
 * The files of a configuration's locations. `{vendor}` and folders named after engines give one set for each engine; what
 * they share goes to the engine of the configured URL, else to PostgreSQL, else to the first.
 */
export function configuredFiles(config: FlywayConfig, paths: readonly string[], engine: string | undefined): readonly FileSet[] {
  const own: string[] = [];
  const byEngine = new Map<string, string[]>();
  for (const location of config.locations ?? []) {
    for (const found of filesAt(location, config, paths)) {
      if (found.vendor === undefined) own.push(found.path);
      else byEngine.set(found.vendor, [...(byEngine.get(found.vendor) ?? []), found.path]);
    }
  }
  return shareOut([...new Set(own)], byEngine, engine);
}

/** The sets of `db/migration` and of folders that hold Flyway's names, among files that no configuration names. */
export function conventionalFiles(paths: readonly string[], engine: (path: string) => string | undefined): readonly FileSet[] {
  const candidates = paths.filter((path) => !TEST.test(path));
  const standard = groupBy(
    candidates.filter((path) => defaultRoot(path) !== undefined),
    (path) => defaultRoot(path) ?? '',
  );
  const sets: FileSet[] = [];
  for (const [root, files] of standard) {
    const byEngine = new Map<string, string[]>();
    const own: string[] = [];
    for (const path of files) {
      const vendor = dialectOfFolder(folderOf(relativeTo(root, path)))?.dialect;
      if (vendor === undefined) own.push(path);
      else byEngine.set(vendor, [...(byEngine.get(vendor) ?? []), path]);
    }
    sets.push(...shareOut(own, byEngine, engine(root)));
  }
  const rest = candidates.filter((path) => defaultRoot(path) === undefined);
  return [...sets, ...namedFolders(rest)];
}

function defaultRoot(path: string): string | undefined {
  return /^(?:.*\/)?db\/migration(?=\/)/.exec(path)?.[0];
}

/** Folders with versioned names, folders of versions joined under their parent, and repeatable ones beside them. */
function namedFolders(paths: readonly string[]): readonly FileSet[] {
  const folders = groupBy(paths, folderOf);
  const versioned = [...folders].filter(([, files]) => files.some((path) => VERSIONED.test(baseName(path)))).map(([folder]) => folder);
  const rootOf = (folder: string): string => {
    let root = folder;
    while (/^v?\d[\d._-]*$/i.test(baseName(root))) root = folderOf(root);
    return versioned.find((other) => other !== root && other !== '' && isBelow(root, other)) ?? root;
  };
  const roots = new Map(versioned.map((folder) => [folder, rootOf(folder)]));
  for (const [folder, files] of folders) {
    if (roots.has(folder) || !files.some((path) => REPEATABLE.test(baseName(path)))) continue;
    const above = [...roots.values()].find((root) => isBelow(folder, root));
    const parent = folderOf(folder);
    const beside = [...roots].filter(([, root]) => folderOf(root) === parent);
    if (above !== undefined) roots.set(folder, above);
    else if (beside.length > 0) {
      for (const [other] of beside) roots.set(other, parent);
      roots.set(folder, parent);
    } else roots.set(folder, folder);
  }
  return [...groupBy(roots.keys(), (folder) => roots.get(folder) ?? '')].map(([root, members]) => ({
    root,
    files: members.flatMap((folder) => folders.get(folder) ?? []).toSorted(),
    engine: dialectOfFolder(root)?.dialect,
  }));
}

/** One set for each engine; the files without one go to the preferred engine. */
function shareOut(
  own: readonly string[],
  byEngine: ReadonlyMap<string, readonly string[]>,
  engine: string | undefined,
): readonly FileSet[] {
  if (byEngine.size === 0) return own.length === 0 ? [] : [{ files: own.toSorted(), root: commonFolder(own), engine: undefined }];
  const preferred = [engine, 'postgres', ...byEngine.keys()].find((candidate) => candidate !== undefined && byEngine.has(candidate));
  return [...byEngine].map(([vendor, files]) => ({
    files: [...new Set(vendor === preferred ? [...own, ...files] : files)].toSorted(),
    root: commonFolder(files),
    engine: vendor,
  }));
}

interface Found {
  readonly path: string;
  readonly vendor: string | undefined;
}

/** The files below one location: `classpath:db/migration/{vendor}`, `filesystem:./sql`, with `*`, `**` and `?`. */
function filesAt(location: string, config: FlywayConfig, paths: readonly string[]): readonly Found[] {
  const [, scheme = 'classpath', written = ''] = /^(?:(\w+):)?(.*)$/.exec(location) ?? [];
  const path = written.replace(/^(?:\.?\/)+|\/+$/g, '').replaceAll('\\', '/');
  if (path === '' || path.startsWith('..') || !['classpath', 'filesystem'].includes(scheme)) return [];
  const { module } = config;
  const roots =
    scheme === 'filesystem'
      ? [inFolder(folderOf(config.path), path), inFolder(module, path), path]
      : [
          ...['src/main/resources', 'resources', ''].map((folder) => inFolder(module, inFolder(folder, path))),
          `**/src/main/resources/${path}`,
        ];
  for (const root of roots) {
    const found = below(root, paths);
    if (found.length > 0) return found;
  }
  return [];
}

function below(root: string, paths: readonly string[]): readonly Found[] {
  if (!/[*?{]/.test(root)) return paths.filter((path) => path.startsWith(`${root}/`)).map((path) => ({ path, vendor: undefined }));
  const vendorAt = root.split('/').indexOf('{vendor}');
  const pattern = root.replaceAll('{vendor}', '*');
  const matches = picomatch([pattern, `${pattern}/**`], { dot: true });
  return paths
    .filter((path) => matches(path))
    .flatMap((path): readonly Found[] => {
      if (!root.includes('{vendor}')) return [{ path, vendor: undefined }];
      // The segment that stands for the vendor, counted from the end where the pattern begins with `**`.
      const segment = root.startsWith('**/') ? afterPrefix(path, root) : path.split('/')[vendorAt];
      const vendor = engineOf(segment ?? '');
      return vendor === undefined ? [] : [{ path, vendor }];
    });
}

function afterPrefix(path: string, root: string): string | undefined {
  const before = root.slice(3, root.indexOf('{vendor}'));
  const at = path.indexOf(before);
  return at < 0 ? undefined : path.slice(at + before.length).split('/')[0];
}
