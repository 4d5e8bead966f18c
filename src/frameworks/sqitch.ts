/**
 * Sqitch: deploy, revert and verify scripts in the order of sqitch.plan, run with the database's own client.
 * Sources: App::Sqitch::{Plan,Target,Engine::pg} of github.com/sqitchers/sqitch, 1.6.
 */
import type { FileTree } from '../changes/change-source.ts';
import { engineOf } from './evidence.ts';
import { projectAt } from './folders.ts';
import type { DialectEvidence, Framework, Migration, Project, ProjectReading, ProjectScope, Unread } from './framework.ts';
import { parseGitConfig, settingOf, type Settings } from './settings-text.ts';
import { parsePlan, type PlannedChange } from './sqitch-plan.ts';
import {
  baseName,
  folderOf,
  foldersUp,
  inFolder,
  isBelow,
  migrationOf,
  readSources,
  readText,
  relativeTo,
  unreadFile,
  wayBackIn,
} from './sql-file.ts';

/** Where a project has its plan and its scripts. */
export interface SqitchSettings {
  readonly plan: string;
  readonly deploy: string;
  readonly revert: string;
  readonly verify: string;
  readonly extension: string;
}

export const sqitch: Framework = {
  id: 'sqitch',
  title: 'Sqitch',
  outsideTransaction:
    'leave BEGIN and COMMIT out of its deploy script: Sqitch opens no transaction, psql runs the file statement by statement',
  detect: detectSqitch,
  read: readSqitch,
};

async function detectSqitch(tree: FileTree, scope?: ProjectScope): Promise<readonly Project[]> {
  const projects: Project[] = [];
  for (const path of tree.paths.filter((candidate) => baseName(candidate) === 'sqitch.conf')) {
    const config = parseGitConfig((await readText(tree, path)) ?? '');
    projects.push(...(await configuredProjects(tree, path, config)));
  }
  const planned = new Set(projects.map((project) => (project.settings as SqitchSettings).plan));
  for (const plan of tree.paths) {
    if (baseName(plan) !== 'sqitch.plan' || planned.has(plan)) continue;
    projects.push(...(await projectOf(tree, plan, settingsAt(folderOf(plan), plan), undefined)));
  }
  if (!scope) return projects;
  const own = projects.find((project) => project.files.some((file) => scope.files.includes(file)));
  const plan = scope.files.find((file) => baseName(file) === 'sqitch.plan') ?? inFolder(scope.root, 'sqitch.plan');
  const settings = (own?.settings as SqitchSettings | undefined) ?? settingsAt(scope.root, plan);
  return [await projectAt(tree, sqitch.id, scope.root, scope.files, { dialect: own?.dialect, settings })];
}

/** One project for the core settings, and one for each engine that has folders of its own. */
async function configuredProjects(tree: FileTree, path: string, config: Settings): Promise<readonly Project[]> {
  const engines = new Set([...config.keys()].flatMap((key) => /^engine\.([^.]+)\.(?:top_dir|plan_file|deploy_dir)$/.exec(key)?.[1] ?? []));
  const core = settingOf(config, 'core.engine');
  const projects: Project[] = [];
  for (const engine of [core, ...engines]) {
    const read = (key: string): string | undefined =>
      (engine === undefined ? undefined : settingOf(config, `engine.${engine}.${key}`)) ?? settingOf(config, `core.${key}`);
    const home = folderOf(path);
    const at = (folder: string): string => inFolder(home, folder.replace(/^(?:\.\/)+|\/+$/g, '').replace(/^\.$/, '')).replace(/\/$/, '');
    const top = at(read('top_dir') ?? '');
    const named = read('plan_file');
    const defaults = settingsAt(top, named === undefined ? inFolder(top, 'sqitch.plan') : at(named));
    const folder = (key: string, otherwise: string): string => (read(key) === undefined ? otherwise : at(read(key) ?? ''));
    const settings: SqitchSettings = {
      plan: defaults.plan,
      deploy: folder('deploy_dir', defaults.deploy),
      revert: folder('revert_dir', defaults.revert),
      verify: folder('verify_dir', defaults.verify),
      extension: read('extension') ?? defaults.extension,
    };
    if (projects.some((project) => (project.settings as SqitchSettings).deploy === settings.deploy)) continue;
    const name = engineOf(engine ?? '');
    projects.push(...(await projectOf(tree, settings.plan, settings, name ? { dialect: name, evidence: `engine in ${path}` } : undefined)));
  }
  return projects;
}

function settingsAt(top: string, plan: string): SqitchSettings {
  return { plan, deploy: inFolder(top, 'deploy'), revert: inFolder(top, 'revert'), verify: inFolder(top, 'verify'), extension: 'sql' };
}

async function projectOf(
  tree: FileTree,
  plan: string,
  settings: SqitchSettings,
  dialect: DialectEvidence | undefined,
): Promise<readonly Project[]> {
  const scripts = [settings.deploy, settings.revert, settings.verify];
  const files = tree.paths.filter((path) => path.endsWith(`.${settings.extension}`) && scripts.some((folder) => isBelow(path, folder)));
  if (files.length === 0 || !tree.paths.includes(plan)) return [];
  return [await projectAt(tree, sqitch.id, foldersUp(settings.deploy)[1] ?? '', [...files, plan], { dialect, settings })];
}

async function readSqitch(project: Project, tree: FileTree): Promise<ProjectReading> {
  const settings = project.settings as SqitchSettings;
  const plan = (await readText(tree, settings.plan)) ?? '';
  const changes = parsePlan(plan);
  // Verify scripts look at the database and change nothing.
  const paths = project.files.filter((path) => isBelow(path, settings.deploy) || isBelow(path, settings.revert));
  const { files, unread } = await readSources(tree, paths);
  const migrations: Migration[] = [];
  const others: Unread[] = [];
  const used = new Set<string>();
  const all = new Set(project.files);
  const verifies = project.files.some((path) => isBelow(path, settings.verify));
  const scriptOf = (folder: string, change: PlannedChange): string => {
    const names = change.reworkTags.map((tag) => `${change.name}@${tag}`);
    const name =
      names.find((candidate) => paths.includes(inFolder(settings.deploy, `${candidate}.${settings.extension}`))) ?? names[0] ?? change.name;
    return inFolder(folder, `${name}.${settings.extension}`);
  };
  for (const [at, change] of changes.entries()) {
    const deploy = scriptOf(settings.deploy, change);
    const revert = scriptOf(settings.revert, change);
    used.add(deploy).add(revert);
    const id = change.instance === 1 ? change.name : `${change.name} ${change.instance}`;
    const common = { framework: sqitch.id, order: String(at + 1), title: change.note || change.name, transaction: 'none' } as const;
    const way = files.get(revert);
    const up = files.get(deploy);
    const verify = verifies ? { verify: all.has(scriptOf(settings.verify, change)) ? ('present' as const) : ('absent' as const) } : {};
    if (up) migrations.push(migrationOf(up, { ...common, id, ...verify, down: wayBackIn(way?.text ?? '') }));
    else if (!paths.includes(deploy))
      migrations.push(
        migrationOf(
          { path: settings.plan, text: plan },
          {
            ...common,
            id,
            steps: [],
            span: { path: settings.plan, start: change.start, end: change.end },
            journal: {
              name: baseName(settings.plan),
              state: 'no-file',
              fault: `${baseName(settings.plan)} lists ${change.name}, and Sqitch stops there: there is no file ${relativeTo(project.root, deploy)}`,
            },
          },
        ),
      );
    if (way) migrations.push(migrationOf(way, { ...common, id: `${id}:down`, direction: 'down' }));
  }
  for (const file of files.values()) {
    if (used.has(file.path)) continue;
    const own = relativeTo(project.root, file.path);
    if (isBelow(file.path, settings.deploy))
      migrations.push(
        migrationOf(file, {
          framework: sqitch.id,
          id: `unlisted ${own}`,
          order: '',
          title: baseName(file.path),
          transaction: 'none',
          journal: {
            name: baseName(settings.plan),
            state: 'unlisted',
            fault: `${baseName(settings.plan)} does not list ${own}, and Sqitch never runs it`,
          },
        }),
      );
    else others.push(unreadFile(file.path, `Sqitch does not run the file: ${settings.plan} does not list it`, file.text.length));
  }
  return { migrations, unread: [...unread, ...others] };
}
