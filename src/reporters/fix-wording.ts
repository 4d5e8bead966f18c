/** The files to commit instead in words that all reporters share. */
import type { Fix, FixFile } from '../plan/fix.ts';
import { counted } from './wording.ts';

/** `Files to commit instead: 2, 1 more in a later release`. */
export function fixTitle({ files, later, notWritten }: Fix): string {
  const more = later.length > 0 ? [`${later.length}${files.length > 0 ? ' more' : ''} in a later release`] : [];
  const now = files.length > 0 ? [`${files.length}`] : [];
  const left = notWritten.length > 0 ? [`${counted(notWritten.length, 'migration')} not written`] : [];
  return `Files to commit instead: ${[...now, ...more, ...left].join(', ')}`;
}

/** What makes the files. */
export const FIX_COMMAND = 'lockkeeper fix --write';

/** Files of later releases that are written together. */
export interface LaterFiles {
  /** `In a later release (2): Deploy code that …` */
  readonly heading: string;
  readonly command: string;
  readonly files: readonly FixFile[];
}

/** Files of later releases, release by release, under what has to be deployed before. */
export function laterFiles({ later }: Fix): readonly LaterFiles[] {
  const groups = new Map<string, LaterFiles & { readonly files: FixFile[] }>();
  for (const file of later.toSorted((a, b) => a.release - b.release)) {
    const heading = `In a later release (${file.release})${file.deploy === '' ? '' : `: ${file.deploy}`}`;
    const group = groups.get(heading);
    if (group) group.files.push(file);
    else groups.set(heading, { heading, command: `${FIX_COMMAND} --release ${file.release}`, files: [file] });
  }
  return [...groups.values()];
}

/** Names of languages as GitHub marks code up. */
const LANGUAGES: Readonly<Record<string, string>> = {
  rb: 'ruby',
  py: 'python',
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  ex: 'elixir',
  exs: 'elixir',
  cs: 'csharp',
  rs: 'rust',
  kt: 'kotlin',
  yml: 'yaml',
};

/** The language of a file by its extension, empty where it has none. */
export function languageOf(path: string): string {
  const extension = /\.(\w{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(LANGUAGES, extension) ? (LANGUAGES[extension] ?? '') : extension;
}

/** Longer files are not for reading in a report, in UTF-16 units. */
export const LONGEST_FILE = 20_000;

/** How a file that is too long is told. */
export const longFile = (text: string): string => `${counted(text.trimEnd().split('\n').length, 'line')}: lockkeeper fix shows them.`;

/** What is said of a file with characters that a report shows as others. */
export const NOT_EXACT = 'It has characters that do not show here: take it from the command.';
