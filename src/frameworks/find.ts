/** Lets every framework look for its projects and settles which of them a file belongs to. */
import type { FileTree } from '../changes/change-source.ts';
import type { DialectEvidence, Framework, Project, ProjectScope } from './framework.ts';
import { folderOf, isBelow } from './sql-file.ts';

/** One entry of `projects:` in the configuration, its globs already turned into files. */
export interface ConfiguredProject {
  /** The `id` of a framework in the list. */
  readonly framework: string;
  readonly scope: ProjectScope;
  /** Only the folder is given: the projects that the framework detects there, and all SQL below it when it detects none. */
  readonly detect: boolean;
  /** Decides over what the framework's own files say. */
  readonly dialect?: DialectEvidence;
}

export interface FoundProjects {
  /** In the order of the list of frameworks, then by root. */
  readonly projects: readonly Project[];
  /** SQL files that belong to no project, sorted. */
  readonly unclaimed: readonly string[];
}

/** Code of others, which nobody reviews in a pull request of this repository. */
const FOREIGN = /(?:^|\/)(?:\.git|node_modules|bower_components|vendor|\.venv|venv|site-packages)\//;

/**
 * Finds the projects of a tree. With `configured` these are the projects and nothing is detected.
 *
 * A file belongs to the first framework of the list that claims it, and with it every SQL file of its folder: two tools
 * never share a folder of SQL. A project whose SQL files all belong to an earlier one is dropped.
 */
export async function findProjectsOf(
  frameworks: readonly Framework[],
  tree: FileTree,
  configured?: readonly ConfiguredProject[],
): Promise<FoundProjects> {
  const own: FileTree = { paths: tree.paths.filter((path) => !FOREIGN.test(path)), read: (paths) => tree.read(paths) };
  const projects = configured?.length ? await configuredProjects(frameworks, tree, configured) : await detectedProjects(frameworks, own);
  const claimed = new Set(projects.flatMap((project) => project.files));
  return { projects, unclaimed: own.paths.filter((path) => isSql(path) && !claimed.has(path)) };
}

async function configuredProjects(
  frameworks: readonly Framework[],
  tree: FileTree,
  configured: readonly ConfiguredProject[],
): Promise<readonly Project[]> {
  const projects: Project[] = [];
  for (const { framework: id, scope, detect, dialect } of configured) {
    const framework = frameworks.find((candidate) => candidate.id === id);
    if (!framework) throw new Error(`no framework ${id}`);
    const detected = detect ? (await framework.detect(tree)).filter((project) => isBelow(project.root, scope.root)) : [];
    const all = detect ? { root: scope.root, files: scope.files.filter(isSql) } : scope;
    const found = detected.length > 0 ? detected : await framework.detect(tree, all);
    projects.push(...found.map((project) => (dialect ? { ...project, dialect } : project)));
  }
  return projects;
}

async function detectedProjects(frameworks: readonly Framework[], tree: FileTree): Promise<readonly Project[]> {
  const detected = await Promise.all(frameworks.map((framework) => framework.detect(tree)));
  const claimedFiles = new Set<string>();
  const claimedFolders = new Set<string>();
  const projects: Project[] = [];
  for (const candidates of detected) {
    const won: Project[] = [];
    for (const project of [...candidates].sort((a, b) => (a.root < b.root ? -1 : 1))) {
      const files = project.files.filter((path) => !claimedFiles.has(path) && !(isSql(path) && claimedFolders.has(folderOf(path))));
      const lostEverySql = project.files.some(isSql) && !files.some(isSql);
      if (files.length === 0 || lostEverySql) continue;
      for (const path of files) claimedFiles.add(path);
      won.push(files.length === project.files.length ? project : { ...project, files });
    }
    // Projects of one framework may share a folder (Flyway with several locations); only later frameworks keep out.
    for (const path of won.flatMap((project) => project.files)) if (isSql(path)) claimedFolders.add(folderOf(path));
    projects.push(...won);
  }
  return projects;
}

function isSql(path: string): boolean {
  return /\.sql$/i.test(path);
}
