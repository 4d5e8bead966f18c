/**
 * Readers for the configuration files of migration tools: as much of each format as the tools' own files use. A file that
 * is not well-formed yields what could be read of it; the tool itself will refuse it.
 */

/** Settings by dotted key: `flyway.locations`, `spring.flyway.locations`. A list stays a list. */
export type Settings = ReadonlyMap<string, string | readonly string[]>;

/** One value; the first of a list. Undefined when it is not set. */
export function settingOf(settings: Settings, key: string): string | undefined {
  const value = settings.get(key);
  return typeof value === 'string' || value === undefined ? value : value[0];
}

/** A list; one value is taken apart at commas. */
export function listOf(settings: Settings, key: string): readonly string[] | undefined {
  const value = settings.get(key);
  if (value === undefined) return undefined;
  const list = typeof value === 'string' ? value.split(',') : value;
  return list.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Java properties: `key=value`, `key: value`, comments with `#` and `!`, a backslash at the end of a line continues it. */
export function parseProperties(text: string): Settings {
  const settings = new Map<string, string>();
  for (const line of text.replaceAll(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    const match = /^\s*([^#!\s=:][^=:\s]*)\s*[=:\s]\s*(.*)$/.exec(line);
    if (match) settings.set(match[1] ?? '', (match[2] ?? '').trimEnd());
  }
  return settings;
}

/** Git's configuration format, which Sqitch uses: `[core]`, `[engine "pg"]`; keys are `core.engine`, `engine.pg.target`, lower case. */
export function parseGitConfig(text: string): Settings {
  const settings = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^\]"\s]+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
    const entry = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (header) section = [header[1]?.toLowerCase(), header[2]].filter(Boolean).join('.');
    else if (entry)
      settings.set(`${section}.${entry[1]?.toLowerCase()}`, (entry[2] ?? '').replace(/\s+[#;].*$/, '').replace(/^"(.*)"$/, '$1'));
  }
  return settings;
}

/** TOML: tables, strings, numbers, booleans, lists of strings. Keys are dotted with their table. */
export function parseToml(text: string): Settings {
  const settings = new Map<string, string | readonly string[]>();
  let table = '';
  const entries =
    /^[ \t]*(?:\[\[?\s*([^\]\n]+?)\s*\]\]?|([\w."'-]+)\s*=\s*(\[[^\]]*\]|"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#]+))/gm;
  for (const match of text.matchAll(entries)) {
    const [, header, name, value] = match;
    if (header !== undefined) table = `${header.replaceAll(/["'\s]/g, '')}.`;
    else if (name !== undefined && value !== undefined) settings.set(table + name.replaceAll(/["']/g, ''), tomlValue(value));
  }
  return settings;
}

function tomlValue(value: string): string | readonly string[] {
  if (!value.startsWith('[')) return unquoted(value);
  const entries = value.matchAll(/#[^\n]*|("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,[\]#]+)/g);
  return [...entries].flatMap(([, entry]) => (entry === undefined ? [] : [unquoted(entry)]));
}

function unquoted(value: string): string {
  if (/^'.*'$/s.test(value)) return value.slice(1, -1);
  if (/^".*"$/s.test(value)) return value.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
  return value;
}

/** JSON with comments and trailing commas; undefined when it is none. */
export function parseJson(text: string): unknown {
  // Strings are matched first, so that a `//` in a URL stays.
  const bare = text
    .replaceAll(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, '$1')
    .replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, '$1');
  try {
    return JSON.parse(bare.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Every document of a YAML file, as plain values. */
export async function parseYaml(text: string): Promise<readonly unknown[]> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    if (document.errors.length > 0) return [];
    try {
      return [document.toJS({ maxAliasCount: 100 }) as unknown];
    } catch {
      return [];
    }
  });
}

/** Nested values as dotted settings. */
export function flattenSettings(value: unknown, prefix = ''): Settings {
  const settings = new Map<string, string | readonly string[]>();
  const visit = (inner: unknown, key: string): void => {
    if (Array.isArray(inner)) settings.set(key, inner.map(String));
    else if (isRecord(inner)) for (const [name, child] of Object.entries(inner)) visit(child, key === '' ? name : `${key}.${name}`);
    else if (inner !== null && inner !== undefined) settings.set(key, String(inner));
  };
  visit(value, prefix);
  return settings;
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
