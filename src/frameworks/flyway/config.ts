/**
 * Where Flyway is configured: its own files, Spring Boot, Micronaut, Quarkus, Maven and Gradle.
 * Source: https://documentation.red-gate.com/fd/configuration-files-224003079.html and Spring Boot's FlywayProperties.
 */
import type { FileTree } from '../../changes/change-source.ts';
import { baseName, folderOf } from '../sql-file.ts';
import { flattenSettings, listOf, parseProperties, parseToml, parseYaml, settingOf, type Settings } from '../settings-text.ts';
import { DEFAULT_NAMES, type NameRules } from './names.ts';

/** One configuration file that speaks of Flyway. */
export interface FlywayConfig {
  readonly path: string;
  /** Folder of the module it configures. */
  readonly module: string;
  /** It holds only when a profile is active: `application-dev.yml`. */
  readonly profile: boolean;
  /** As written, `${X:default}` replaced by its default; undefined where the default location holds. */
  readonly locations: readonly string[] | undefined;
  readonly names: NameRules;
  /** The JDBC URL, or empty. */
  readonly url: string;
  /** `mixed`: statements that cannot run in a transaction take their whole file out of it. */
  readonly mixed: boolean;
  /** `group`: all pending migrations share one transaction. */
  readonly group: boolean;
  readonly executeInTransaction: boolean;
  readonly placeholders: Readonly<Record<string, string>>;
}

const OWN = /^flyway[\w.-]*\.(?:conf|toml)$/;
const APPLICATION = /^application(-[\w.-]+)?\.(?:properties|ya?ml)$/;
const BUILD = /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/;
const TEST = /(?:^|\/)(?:src\/)?(?:test|tests|testFixtures|integration-?test|it)\//i;

/** Whether a path is Flyway's own configuration file. */
export function isFlywayFile(path: string): boolean {
  return OWN.test(baseName(path)) && !TEST.test(path);
}

/** Every configuration of a tree; those without a profile first. */
export async function readConfigs(tree: FileTree): Promise<readonly FlywayConfig[]> {
  const paths = tree.paths.filter((path) => {
    const name = baseName(path);
    return (OWN.test(name) || APPLICATION.test(name) || BUILD.test(name)) && !TEST.test(path);
  });
  const contents = await tree.read(paths);
  const configs: FlywayConfig[] = [];
  const applications = new Map<string, { readonly path: string; readonly documents: readonly Settings[]; readonly mentioned: boolean }[]>();
  for (const [path, content] of contents) {
    if (content.kind !== 'text') continue;
    const mentioned = /flyway/i.test(content.text);
    if (APPLICATION.test(baseName(path))) {
      const folder = applications.get(folderOf(path)) ?? [];
      applications.set(folderOf(path), [...folder, { path, documents: await settingsOf(path, content.text), mentioned }]);
    } else if (mentioned) for (const settings of await settingsOf(path, content.text)) configs.push(configOf(path, settings, false));
  }
  for (const files of applications.values()) if (files.some((file) => file.mentioned)) configs.push(...applicationConfigs(files));
  return configs.toSorted((a, b) => Number(a.profile) - Number(b.profile) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** An application's settings without a profile, and for each profile these with its own on top. */
function applicationConfigs(files: readonly { readonly path: string; readonly documents: readonly Settings[] }[]): readonly FlywayConfig[] {
  const all = files.flatMap(({ path, documents }) => documents.map((settings) => ({ path, settings, profile: isProfile(path, settings) })));
  const base = all.filter((one) => !one.profile);
  const shared = new Map(base.flatMap((one) => [...one.settings]));
  const configs = all
    .filter((one) => one.profile && [...one.settings.keys()].some((key) => /flyway/i.test(key)))
    .map(({ path, settings }) => configOf(path, new Map([...shared, ...settings]), true));
  const [first] = base;
  if (!first) return configs;
  // The file that says where the migrations are is the one to name.
  const path = base.find((one) => [...one.settings.keys()].some((key) => /flyway|datasource/i.test(key)))?.path ?? first.path;
  const own = configOf(path, shared, false);
  if (own.locations) return [own, ...configs];
  // A profile that repeats the default location adds others to it.
  const isDefault = (location: string): boolean => /^(?:classpath:)?\/*db\/migration\/*$/.test(location);
  return [own, ...configs.map((config) => ({ ...config, locations: config.locations?.filter((location) => !isDefault(location)) }))];
}

function isProfile(path: string, settings: Settings): boolean {
  return (
    APPLICATION.exec(baseName(path))?.[1] !== undefined ||
    settings.has('spring.config.activate.on-profile') ||
    settings.has('spring.profiles')
  );
}

async function settingsOf(path: string, text: string): Promise<readonly Settings[]> {
  if (/\.(?:conf|properties)$/.test(path)) return [withLists(parseProperties(text))];
  if (path.endsWith('.toml')) return [parseToml(text)];
  if (path.endsWith('pom.xml')) return [pomSettings(text)];
  if (/\.gradle(?:\.kts)?$/.test(path)) return [gradleSettings(text)];
  return (await parseYaml(text)).map((document) => flattenSettings(document));
}

/** `locations[0]=a`, `locations[1]=b` as one list. */
function withLists(settings: Settings): Settings {
  const lists = new Map<string, string | readonly string[]>();
  for (const [key, value] of settings) {
    const name = key.replace(/\[\d+\]$/, '');
    const before = lists.get(name);
    lists.set(
      name,
      name === key || typeof value !== 'string' ? value : [...(Array.isArray(before) ? (before as readonly string[]) : []), value],
    );
  }
  return lists;
}

function pomSettings(text: string): Settings {
  const settings = new Map<string, string | readonly string[]>();
  for (const [, key = '', value = ''] of text.matchAll(/<(flyway\.[\w.]+)>([^<]*)<\//g)) settings.set(key, value.trim());
  const plugin = /<artifactId>flyway-maven-plugin<\/artifactId>[^]*?<\/plugin>/.exec(text)?.[0] ?? '';
  for (const [, key = '', value = ''] of plugin.matchAll(/<(\w+)>([^<]*)<\/\1>/g))
    if (key !== 'location') settings.set(`flyway.${key}`, value.trim());
  const locations = [...plugin.matchAll(/<location>([^<]*)<\/location>/g)].map((match) => (match[1] ?? '').trim());
  if (locations.length > 0) settings.set('flyway.locations', locations);
  return settings;
}

function gradleSettings(text: string): Settings {
  const settings = new Map<string, string | readonly string[]>();
  const block = /^[ \t]*flyway\s*\{([^]*?)^[ \t]*\}/m.exec(text)?.[1] ?? '';
  for (const [, key = '', value = ''] of block.matchAll(
    /^[ \t]*(\w+)[ \t]*(?:=|\.set\()?[ \t]*(\[[^\]]*\]|arrayOf\([^)]*\)|listOf\([^)]*\)|[^\n]*)/gm,
  )) {
    const strings = [...value.matchAll(/(["'])(.*?)\1/g)].map((match) => match[2] ?? '');
    if (strings.length > 0) settings.set(`flyway.${key}`, strings);
    else settings.set(`flyway.${key}`, value.trim());
  }
  return settings;
}

/** `spring.flyway.sql-migration-prefix` and `flyway.sqlMigrationPrefix` as `sqlmigrationprefix`. */
const KEY = /^(?:spring\.|quarkus\.)?flyway\.(?:datasources\.[^.]+\.)?(.+)$/;

function configOf(path: string, settings: Settings, profile: boolean): FlywayConfig {
  const own = new Map<string, string | readonly string[]>();
  const placeholders: Record<string, string> = {};
  for (const [key, value] of settings) {
    const name = KEY.exec(key)?.[1];
    if (name === undefined) continue;
    const placeholder = /^placeholders\.(.+)$/.exec(name)?.[1];
    if (placeholder !== undefined && typeof value === 'string') placeholders[placeholder] = value;
    own.set(name.toLowerCase().replaceAll(/[-_]/g, ''), value);
  }
  const text = (key: string, otherwise: string): string => withDefaults(settingOf(own, key)) ?? otherwise;
  const flag = (key: string, otherwise: boolean): boolean => (otherwise ? text(key, '') !== 'false' : text(key, '') === 'true');
  const url = ['url', 'jdbcurl'].map((key) => text(key, '')).find(Boolean) ?? datasourceUrl(settings);
  const suffixes = listOf(own, 'sqlmigrationsuffixes')?.flatMap((suffix) => withDefaults(suffix) ?? []);
  const locations = listOf(own, 'locations')?.flatMap((location) => withDefaults(location) ?? []);
  return {
    path,
    module: moduleOf(path),
    profile,
    locations: locations?.length ? locations.flatMap((location) => location.split(',')).map((location) => location.trim()) : undefined,
    names: {
      versioned: text('sqlmigrationprefix', DEFAULT_NAMES.versioned),
      undo: text('undosqlmigrationprefix', DEFAULT_NAMES.undo),
      baseline: text('baselinemigrationprefix', DEFAULT_NAMES.baseline),
      repeatable: text('repeatablesqlmigrationprefix', DEFAULT_NAMES.repeatable),
      separator: text('sqlmigrationseparator', DEFAULT_NAMES.separator) || DEFAULT_NAMES.separator,
      suffixes: suffixes?.length ? suffixes : DEFAULT_NAMES.suffixes,
    },
    url,
    mixed: flag('mixed', false),
    group: flag('group', false),
    executeInTransaction: flag('executeintransaction', true),
    placeholders,
  };
}

/** The URL of the application's data source, which Flyway uses where it has none of its own. */
function datasourceUrl(settings: Settings): string {
  for (const [key, value] of settings)
    if (
      /^(?:spring\.datasource\.(?:hikari\.)?(?:url|jdbc-url|driver-class-name)|environments\.[^.]+\.url|datasources\.[^.]+\.url|quarkus\.datasource\.jdbc\.url)$/.test(
        key,
      ) &&
      typeof value === 'string' &&
      /jdbc:|postgresql/.test(value)
    )
      return value;
  return '';
}

/** `${NAME:default}` replaced by its default; undefined when something without default is left. */
function withDefaults(value: string | undefined): string | undefined {
  const resolved = value?.replaceAll(/\$\{[^{}:]+:([^{}]*)\}/g, '$1');
  return resolved === undefined || /\$\{|@[\w.]+@/.test(resolved) ? undefined : resolved;
}

function moduleOf(path: string): string {
  const sources = path.search(/(?:^|\/)src\//);
  if (sources >= 0) return path.slice(0, sources);
  return folderOf(path).replace(/(?:^|\/)(?:conf|config|resources)$/, '');
}
