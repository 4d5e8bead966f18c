/** What a Django project says beside its migrations: its settings, and the field classes of its own. Read as text, never run. */
import type { FileTree } from '../../changes/change-source.ts';
import { pathsWith } from '../folders.ts';
import type { DialectEvidence, Project } from '../framework.ts';
import { bodyOf, moduleScope, nameOf } from '../python/interpret.ts';
import { childrenOf, parsePython, type Node } from '../python/parse.ts';
import { baseName, folderOf } from '../sql-file.ts';
import type { KnownClass } from './fields.ts';
import type { Settings } from './models.ts';

/** Files that can hold settings: settings.py and what lies in a folder of that name. */
const SETTINGS = /(?:^|\/)(?:settings\/(?:[^/]+\/)*[^/]+|[^/]*settings[^/]*|conf\/[^/]*|config\/[^/]*)\.py$/;
const MOST = 60;

async function texts(tree: FileTree, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const contents = paths.length === 0 ? [] : [...(await tree.read(paths.slice(0, MOST)))];
  return new Map(contents.flatMap(([path, content]) => (content.kind === 'text' ? [[path, content.text] as const] : [])));
}

const inside = (root: string, path: string): boolean => root === '' || path.startsWith(`${root}/`);

/** The settings of a project, and the classes of its fields. */
export async function readSettings(project: Project, tree: FileTree): Promise<Settings> {
  const scripts = pathsWith(tree, 'py').filter((path) => inside(project.root, path));
  const settings = await texts(
    tree,
    scripts.filter((path) => SETTINGS.test(path)),
  );
  const apps = await texts(
    tree,
    scripts.filter((path) => baseName(path) === 'apps.py'),
  );
  const all = [...settings.values()].join('\n');
  const auto = /^DEFAULT_AUTO_FIELD\s*=\s*['"][\w.]*?(\w+)['"]/m.exec(all)?.[1];
  const byApp = new Map<string, string>();
  for (const [path, text] of apps) {
    const own = /^\s+default_auto_field\s*=\s*['"][\w.]*?(\w+)['"]/m.exec(text)?.[1];
    if (own !== undefined) byApp.set(baseName(folderOf(path)), own);
  }
  const classes = await fieldClasses(scripts, tree);
  return {
    classOf: (path) => classes.get(path.split('.').at(-1) ?? ''),
    user: /^AUTH_USER_MODEL\s*=\s*['"]([\w.]+)['"]/m.exec(all)?.[1]?.toLowerCase(),
    autoField: (app) => byApp.get(app) ?? auto,
  };
}

/** The engine that the settings name, where they name one. */
export async function settingsDialect(tree: FileTree, root: string): Promise<DialectEvidence | undefined> {
  const paths = pathsWith(tree, 'py').filter((path) => inside(root, path) && SETTINGS.test(path));
  for (const [path, text] of await texts(tree, paths)) {
    const engine = /['"](?:django\.db\.backends|django\.contrib\.gis\.db\.backends|django_prometheus\.db\.backends|psqlextra)\.?(postgresql|postgresql_psycopg2|postgis|mysql|oracle)?\b[\w.]*['"]/.exec(text); // prettier-ignore
    const named = engine?.[1];
    if (named === undefined) continue;
    const dialect = named === 'mysql' || named === 'oracle' ? named : 'postgres';
    return { dialect, evidence: `the database engine in ${path}` };
  }
  return undefined;
}

/** Django's own field classes, from which others are derived. */
const FIELD = /Field$|^(?:ForeignKey|ForeignObject)$/;

/** Classes of the repository that are fields, by their names: what they are derived from, and the type that they name. */
async function fieldClasses(scripts: readonly string[], tree: FileTree): Promise<ReadonlyMap<string, KnownClass>> {
  const found = new Map<string, { readonly base: string; readonly type: string | undefined; readonly length: number | undefined }>();
  const paths = scripts.filter((path) => /(?:^|\/)(?:[^/]*fields?[^/]*\.py|fields?\/(?:[^/]+\/)*[^/]+\.py)$/.test(path) && !/(?:^|\/)(?:migrations|tests?)\//.test(path)); // prettier-ignore
  for (const [path, text] of await texts(tree, paths)) {
    const parsed = await parsePython({ path, text });
    if (parsed.kind === 'error') continue;
    const scope = moduleScope(text, parsed.body);
    for (const node of parsed.body) {
      if (node.name !== 'ClassDefinition') continue;
      const bases = childrenOf(node).find(({ name }) => name === 'ArgList');
      const base = (bases ? childrenOf(bases) : [])
        .map((child) => text.slice(child.from, child.to).split('.').at(-1) ?? '')
        .findLast((name) => FIELD.test(name) || found.has(name));
      if (base === undefined) continue;
      const body = bodyOf(node);
      const own = text.slice(node.from, node.to);
      const length = /\bkwargs(?:\[['"]max_length['"]\]\s*=|\.setdefault\(\s*['"]max_length['"]\s*,)\s*(\d+)/.exec(own)?.[1];
      found.set(nameOf(node, scope.text), {
        base,
        type: databaseType(body, text),
        length: length === undefined ? undefined : Number(length),
      });
    }
  }
  const known = new Map<string, KnownClass>();
  for (const name of found.keys()) {
    const chain = [];
    for (let at: string | undefined = name; at !== undefined && found.has(at) && chain.length < 8; at = found.get(at)?.base)
      chain.push(found.get(at));
    const kind = chain.at(-1)?.base;
    const type = chain.find((one) => one?.type !== undefined)?.type;
    const length = chain.find((one) => one?.length !== undefined)?.length;
    if (kind !== undefined) known.set(name, { kind, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }) });
  }
  return known;
}

/** What `db_type` of a class returns, where it is one literal. */
function databaseType(body: readonly Node[], text: string): string | undefined {
  const method = body.find((node) => node.name === 'FunctionDefinition' && nameOf(node, text) === 'db_type');
  const returned = method ? [...text.slice(method.from, method.to).matchAll(/\breturn\s+(.*)$/gm)].map((match) => match[1] ?? '') : [];
  const [only] = returned;
  return returned.length === 1 && only !== undefined ? /^['"]([\w ]+(?:\([\d, ]+\))?)['"]\s*$/.exec(only)?.[1] : undefined;
}
