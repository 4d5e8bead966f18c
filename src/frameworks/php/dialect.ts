/** What a project in PHP says of its database: its settings, else what its migrations ask for that one engine alone knows. */
import type { FileTree } from '../../changes/change-source.ts';
import { engineOf } from '../evidence.ts';
import { readCommandFiles } from '../folders.ts';
import type { DialectEvidence } from '../framework.ts';
import { baseName, foldersUp, inFolder, readText } from '../sql-file.ts';

/** A file of settings, below a folder above the migrations, and where in it the engine stands. */
export interface SettingsFile {
  readonly path: string;
  readonly pattern: RegExp;
  /** As people call what is said there. */
  readonly name: string;
}

/** Words of one engine in migrations, comments left out. */
const MARKS: readonly (readonly [string, RegExp])[] = [
  [
    'mysql',
    /\bengine\s*=\s*['"]?(?:innodb|myisam)|->engine\s*=|->engine\(|['"]engine['"]\s*=>|\bALTER\s+TABLE\b[^;]{0,200}\b(?:MODIFY|CHANGE)\b|\bFULLTEXT\s+(?:KEY|INDEX)\b|["'(\s,.=]`\w+`|\bMysqlAdapter\b|\butf8mb4\b|\bSET\s+FOREIGN_KEY_CHECKS\b|\bUNSIGNED\b(?!\s*=>)|\bAUTO_INCREMENT\b|\bON\s+DUPLICATE\s+KEY\b/i,
  ],
  [
    'postgres',
    /->(?:jsonb|timestampTz|timestampsTz|dateTimeTz|softDeletesTz|tsvector)\(|\b(?:CREATE|DROP)\s+INDEX\s+CONCURRENTLY\b|\bCREATE\s+EXTENSION\b|\bILIKE\b|\bUSING\s+gin\b|\bgen_random_uuid\b|\buuid_generate_v4\b|[\w)'"]::(?:text|jsonb?|uuid|int\w*|bigint|varchar|numeric|regclass|timestamp\w*|boolean)\b|\bpgsql\b|\bplpgsql\b|\bPostgresAdapter\b|['"]timezone['"]\s*=>/i,
  ],
];

export async function dialectOfPhp(
  tree: FileTree,
  root: string,
  files: readonly string[],
  variable: string,
  settings: readonly SettingsFile[],
): Promise<DialectEvidence | undefined> {
  return (await fromEnvironment(tree, root, variable)) ?? (await fromSettings(tree, root, settings)) ?? (await fromMigrations(tree, files));
}

/** `DB_CONNECTION=pgsql` in `.env.example` and its like. What tests use says nothing of the server. */
async function fromEnvironment(tree: FileTree, root: string, variable: string): Promise<DialectEvidence | undefined> {
  const pattern = new RegExp(`^[ \\t]*(?:-[ \\t]+)?["']?${variable}["']?[ \\t]*[:=][ \\t]*["']?(\\w+)`, 'm');
  for (const { path, text } of await readCommandFiles(tree, root)) {
    if (/test|ci\b/i.test(baseName(path))) continue;
    const dialect = engineOf(pattern.exec(text)?.[1] ?? '');
    if (dialect !== undefined) return { dialect, evidence: `${variable} in ${path}` };
  }
  return undefined;
}

async function fromSettings(tree: FileTree, root: string, settings: readonly SettingsFile[]): Promise<DialectEvidence | undefined> {
  for (const folder of foldersUp(root))
    for (const { path, pattern, name } of settings) {
      const text = await readText(tree, inFolder(folder, path));
      const found =
        text === undefined ? [] : [...text.matchAll(new RegExp(pattern, 'gim'))].flatMap((match) => engineOf(match[1] ?? '') ?? []);
      const [only] = new Set(found);
      if (only !== undefined && new Set(found).size === 1) return { dialect: only, evidence: `${name} in ${inFolder(folder, path)}` };
    }
  return undefined;
}

async function fromMigrations(tree: FileTree, files: readonly string[]): Promise<DialectEvidence | undefined> {
  const found = new Map<string, string>();
  for (const [path, content] of await tree.read(files)) {
    if (content.kind !== 'text') continue;
    const code = content.text.replaceAll(/^\s*(?:\/\/|#|\*|\/\*)[^\n]*/gm, '');
    for (const [dialect, mark] of MARKS) if (!found.has(dialect) && mark.test(code)) found.set(dialect, path);
  }
  const [only] = found;
  return only && found.size === 1 ? { dialect: only[0], evidence: `what ${baseName(only[1])} asks for` } : undefined;
}
