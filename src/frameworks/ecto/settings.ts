/** What config/config.exs says of migrations: keys, timestamps and the schema of a repository. */
import type { FileTree } from '../../changes/change-source.ts';
import { namedOf, type Node } from '../tree-sitter/parse.ts';
import { baseName, folderOf, foldersUp, inFolder, readSources } from '../sql-file.ts';
import { Reader, TooMuch } from './evaluate.ts';
import { argumentsOf, calledName, parseElixir } from './parse.ts';
import { optionsOf, wordOf, type Value } from './values.ts';

export interface Settings {
  /** False where tables get no key of their own. */
  readonly primaryKey: ReadonlyMap<string, Value> | false;
  readonly foreignKey: ReadonlyMap<string, Value>;
  readonly timestamps: ReadonlyMap<string, Value>;
  /** The schema that tables without one of their own are in. */
  readonly prefix: string | undefined;
}

export const DEFAULTS: Settings = { primaryKey: new Map(), foreignKey: new Map(), timestamps: new Map(), prefix: undefined };

/** `MyApp.AuditRepo` as Ecto names its folder: `audit_repo`. */
const folderNameOf = (module: string): string =>
  (module.split('.').at(-1) ?? '').replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase(); // prettier-ignore

/** The settings of the repository whose migrations are in a folder: `priv/repo/migrations`. */
export async function readSettings(tree: FileTree, root: string): Promise<Settings> {
  const application = /^(.*?)(?:^|\/)(?:priv|lib)\//.exec(`${root}/`)?.[1] ?? folderOf(root);
  const repository = /\/?priv\/([^/]+)/.exec(root)?.[1] ?? 'repo';
  const known = new Set(tree.paths);
  const paths = foldersUp(application)
    .map((folder) => inFolder(folder, 'config/config.exs'))
    .filter((path) => known.has(path));
  const { files } = paths.length === 0 ? { files: new Map() } : await readSources(tree, paths);
  for (const file of files.values()) {
    const parsed = await parseElixir(file);
    if (parsed.kind === 'error') continue;
    // By the names of applications: those of an umbrella share a file.
    const all = new Map<string, Map<string, Value>>();
    for (const call of namedOf(parsed.root)) addConfig(call, file.text, repository, all);
    const own = all.get(baseName(application));
    const [only] = all.values();
    const found = own ?? (all.size === 1 ? only : undefined);
    if (found) return settingsOf(found);
  }
  return DEFAULTS;
}

/** Takes in `config :app, MyApp.Repo, key: value, …`. */
function addConfig(call: Node, text: string, repository: string, all: Map<string, Map<string, Value>>): void {
  if (call.type !== 'call' || calledName(call, text) !== 'config') return;
  const [application, module, options] = argumentsOf(call);
  if (!application || module?.type !== 'alias' || !options) return;
  if (folderNameOf(text.slice(module.start, module.end)) !== repository) return;
  const host = { call: () => undefined, unread: () => undefined };
  const reader = new Reader({ text, name: '', functions: new Map(), attributes: new Map(), aliases: new Map() }, host);
  try {
    const value = reader.evaluate(options, { names: new Map(), parent: undefined });
    const name = text.slice(application.start, application.end).replace(/^:/, '');
    const found = all.get(name) ?? new Map<string, Value>();
    for (const [key, entry] of optionsOf(value) ?? []) if (key.startsWith('migration_')) found.set(key, entry);
    if (found.size > 0) all.set(name, found);
  } catch (error) {
    if (!(error instanceof TooMuch) && !(error instanceof RangeError)) throw error;
  }
}

function settingsOf(found: ReadonlyMap<string, Value>): Settings {
  const options = (key: string): ReadonlyMap<string, Value> => optionsOf(found.get(key)) ?? new Map();
  const key = found.get('migration_primary_key');
  return {
    primaryKey: key?.kind === 'atom' && key.name === 'false' ? false : options('migration_primary_key'),
    foreignKey: options('migration_foreign_key'),
    timestamps: options('migration_timestamps'),
    prefix: wordOf(found.get('migration_default_prefix')),
  };
}
