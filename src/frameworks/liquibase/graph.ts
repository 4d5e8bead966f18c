/** Which changelogs a repository has, and which include which. */
import picomatch from 'picomatch';
import type { FileTree } from '../../changes/change-source.ts';
import type { Comment, SourceFile } from '../../source.ts';
import { sqlFolders } from '../folders.ts';
import { baseName, compareText, folderOf, foldersUp, inFolder, isBelow } from '../sql-file.ts';
import type { Entry, Include } from './changelog.ts';
import { isFormattedSql, parseFormattedSql } from './formatted-sql.ts';
import { parseStructuredChangelog, yamlComments } from './structured.ts';
import { parseXmlChangelog, xmlComments } from './xml.ts';

/** One changelog file. */
export interface Changelog {
  /** Those of XML and YAML; those in SQL are found with the SQL. */
  readonly comments?: readonly Comment[];
  readonly file: SourceFile;
  /** In order. Empty for a SQL file that is not formatted: it is one changeset as a whole. */
  readonly entries: readonly Entry[];
  readonly rawSql: boolean;
}

export interface ChangelogGraph {
  readonly changelogs: ReadonlyMap<string, Changelog>;
  /** The files that an include of a changelog names, in order; undefined when there is none. */
  resolve(from: string, include: Pick<Include, 'kind' | 'file' | 'relative'>): readonly string[] | undefined;
}

const FORMAT = /\.(?:xml|ya?ml|json|sql)$/i;
const LIKELY = /change-?log|change-?set|liquibase|migration/i;
/** Other tools keep large JSON beside their migrations. */
const LIKELY_JSON = /change-?log|change-?set|liquibase/i;
const FOREIGN = /(?:^|\/)(?:target|build|test|tests|testdata)\//;

/** Where changelogs are looked for: files and folders that are named like them, and the first SQL file of such folders. */
export function likelyChangelogs(tree: FileTree): readonly string[] {
  const structured = tree.paths.filter(
    (path) => (/\.(?:xml|ya?ml)$/i.test(path) ? LIKELY.test(path) : /\.json$/i.test(path) && LIKELY_JSON.test(path)) && !FOREIGN.test(path),
  );
  const sql = sqlFolders(tree).flatMap((folder) =>
    LIKELY.test(folder.path) || folder.files.some((path) => LIKELY.test(baseName(path)))
      ? folder.files.filter((_, i) => i === 0 || i === folder.files.length - 1)
      : [],
  );
  return [...structured, ...sql.filter((path) => !FOREIGN.test(path))];
}

/** Reads changelogs, and those they include, and those these include. Files that are no changelog are left out. */
export async function readChangelogs(tree: FileTree, paths: readonly string[]): Promise<ChangelogGraph> {
  const all = new Set(tree.paths);
  const changelogs = new Map<string, Changelog>();
  const resolve: ChangelogGraph['resolve'] = (from, include) => resolveInclude(tree, all, from, include);
  let wanted = paths.map((path) => ({ path, included: false }));
  while (wanted.length > 0) {
    const fresh = wanted.filter(({ path }) => !changelogs.has(path));
    const contents = await tree.read([...new Set(fresh.map(({ path }) => path))]);
    const next: { path: string; included: boolean }[] = [];
    for (const { path, included } of fresh) {
      const content = contents.get(path);
      if (content?.kind !== 'text' || changelogs.has(path)) continue;
      const changelog = await parseChangelog({ path, text: content.text }, included);
      if (!changelog) continue;
      changelogs.set(path, changelog);
      for (const entry of changelog.entries) {
        if (entry.kind !== 'include' && entry.kind !== 'include-all') continue;
        for (const found of resolve(path, entry) ?? []) if (!changelogs.has(found)) next.push({ path: found, included: true });
      }
    }
    wanted = next;
  }
  return { changelogs, resolve };
}

async function parseChangelog(file: SourceFile, included: boolean): Promise<Changelog | undefined> {
  if (/\.sql$/i.test(file.path)) {
    if (isFormattedSql(file.text)) return { file, entries: parseFormattedSql(file), rawSql: false };
    return included ? { file, entries: [], rawSql: true } : undefined;
  }
  if (!/databaseChangeLog/.test(file.text)) return undefined;
  const xml = /\.xml$/i.test(file.path);
  return {
    file,
    entries: xml ? parseXmlChangelog(file) : await parseStructuredChangelog(file),
    rawSql: false,
    comments: xml ? xmlComments(file) : await yamlComments(file),
  };
}

/** Paths are relative to the changelog where it says so; else to the class path or a search path, some folder above it. */
function resolveInclude(
  tree: FileTree,
  all: ReadonlySet<string>,
  from: string,
  include: Pick<Include, 'kind' | 'file' | 'relative'>,
): readonly string[] | undefined {
  const written = include.file
    .replace(/^classpath\*?:/, '')
    .replaceAll('\\', '/')
    .replace(/^\/+/, '');
  if (written === '' || written.includes('${')) return undefined;
  const home = folderOf(from);
  const bases = include.relative ? [home] : foldersUp(home);
  const candidates = bases.flatMap((base) => normalised(base, written) ?? []);
  if (include.kind === 'include') {
    // Another module's resources are on the class path too.
    const found =
      candidates.find((path) => all.has(path)) ??
      (include.relative ? undefined : tree.paths.find((path) => path.endsWith(`/resources/${written}`)));
    return found === undefined ? undefined : [found];
  }
  for (const folder of candidates) {
    const matches = /[*?]/.test(folder) ? picomatch(`${folder}/**`) : (path: string): boolean => isBelow(path, folder);
    const files = tree.paths.filter((path) => matches(path) && FORMAT.test(path) && path !== from);
    if (files.length > 0) return files.toSorted(compareText);
  }
  return undefined;
}

function normalised(base: string, relative: string): string | undefined {
  const parts = base === '' ? [] : base.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return inFolder('', parts.join('/'));
}
