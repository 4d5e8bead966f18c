/** What every framework whose migrations are SQL files needs: reading, cutting, naming and ordering them. */
import type { FileTree } from '../changes/change-source.ts';
import { cutScript, type SourceFile, type Span } from '../source.ts';
import type { Migration, Step, TransactionMode, Unread } from './framework.ts';

/** The files that could be read, and the ones that could not, with the reason. */
export interface Sources {
  /** In the order asked for. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly unread: readonly Unread[];
}

/** Reads files of a tree in one request. A file that is binary, too large, not UTF-8 or missing is in `unread`. */
export async function readSources(tree: FileTree, paths: readonly string[]): Promise<Sources> {
  const contents = await tree.read(paths);
  const files = new Map<string, SourceFile>();
  const unread: Unread[] = [];
  for (const path of paths) {
    const content = contents.get(path);
    if (content?.kind === 'text') files.set(path, { path, text: content.text });
    else unread.push(unreadFile(path, content?.reason ?? 'the file is missing'));
  }
  return { files, unread };
}

/** Text of one configuration file, or undefined when it is missing or cannot be read. */
export async function readText(tree: FileTree, path: string): Promise<string | undefined> {
  const content = (await tree.read([path])).get(path);
  return content?.kind === 'text' ? content.text : undefined;
}

/** A whole file that was found and not read. */
export function unreadFile(path: string, reason: string, length = 0): Unread {
  return { span: { path, start: 0, end: length }, reason };
}

/** What a framework says about one migration; the rest has a default. */
export interface MigrationParts {
  readonly framework: string;
  readonly id: string;
  readonly order: string;
  readonly title: string;
  readonly transaction: TransactionMode;
  /** Default `up`. */
  readonly direction?: 'up' | 'down';
  /** Default null. */
  readonly transactionGroup?: string | null;
  /** Default `not-used`. */
  readonly down?: Migration['down'];
  /** Default false. */
  readonly repeatable?: boolean;
  readonly otherDialect?: string;
  readonly verify?: Migration['verify'];
  readonly journal?: Migration['journal'];
  readonly chain?: Migration['chain'];
  readonly comments?: Migration['comments'];
  /** Default the whole file. */
  readonly span?: Span;
  /** Default one step: the SQL of the whole file. */
  readonly steps?: readonly Step[];
}

/** Makes the migration that a file, or a part of one, is. */
export function migrationOf(file: SourceFile, parts: MigrationParts): Migration {
  const { otherDialect, verify, journal, chain, comments } = parts;
  return {
    id: parts.id,
    path: file.path,
    text: file.text,
    span: parts.span ?? wholeFile(file),
    framework: parts.framework,
    order: parts.order,
    title: parts.title,
    direction: parts.direction ?? 'up',
    transaction: parts.transaction,
    transactionGroup: parts.transactionGroup ?? null,
    steps: parts.steps ?? [sqlStep(file)],
    down: parts.down ?? 'not-used',
    repeatable: parts.repeatable ?? false,
    ...(otherDialect === undefined ? {} : { otherDialect }),
    ...(verify ? { verify } : {}),
    ...(journal ? { journal } : {}),
    ...(chain ? { chain } : {}),
    ...(comments ? { comments } : {}),
  };
}

/** The span of a whole file, byte order mark included. */
export function wholeFile(file: SourceFile): Span {
  return { path: file.path, start: 0, end: file.text.length };
}

/** The SQL of `[start, end)` of a file, or of the whole file less its byte order mark; `oneQuery` as in `Step`. */
export function sqlStep(file: SourceFile, start?: number, end?: number, oneQuery = false): Step {
  return { kind: 'sql', script: cutScript(file, start, end), ...(oneQuery ? { oneQuery } : {}) };
}

/** One line of a file. */
export interface Line {
  /** Without its line break. A byte order mark is not part of the first line. */
  readonly text: string;
  readonly start: number;
  /** After its line break: where the next line starts. */
  readonly end: number;
}

/** Cuts a text into lines at `\n`, as the tools that look for marks in lines do; a `\r` before it is dropped. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push({ text: text.slice(start, newline < 0 ? end : newline).replace(/\r$/, ''), start, end });
    start = end;
  }
  return lines;
}

/** Whether a text holds anything but blanks and SQL comments. */
export function hasSql(text: string): boolean {
  return text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|[\s;\uFEFF]/g, '') !== '';
}

/** Statements that do nothing, which some tools want in a file that would be empty otherwise. */
const IDLE = /\bselect(?:\s+(?:\d+|null|true))?\s*(?:;|$)|\b(?:begin|commit)(?:\s+(?:work|transaction))?\s*(?:;|$)/gi;

/** A way back that does nothing but fail. */
const REFUSES =
  /^\s*(?:select\s+1\s*\/\s*0|do\s*(\$\w*\$)\s*begin\s+raise\s+(?:exception\b|'|sqlstate\b)[^;]*;\s*end\s*;?\s*\1(?:\s*language\s+plpgsql)?)\s*;?\s*$/i;

/** Words by which people say that there is no way back, or none on purpose. */
const DECLARED = [
  /\b(?:irreversible|(?:not|non)[- ]?reversible|one[- ]way|(?:forward|up)[- ]only|no-?op|intentional(?:ly)?|deliberate(?:ly)?|on purpose)\b/,
  /(?:\bcan ?not|\bcan['’]?t|\bcould not|\bnot possible|\bimpossible|\bunable|\bnever|\b(?:do|does|did|should|must|will|would) not|\b(?:do|does|did|should|would)n['’]?t|\bwon['’]?t)\b[^.]{0,40}\b(?:und(?:o|one|oing)|revers|revert|roll(?:ed|ing)?[ -]?back|restor|go back)/,
  /\bno\b(?: \w+){0,2} (?:to )?['"`]?(?:way back|roll ?back|down\b|revert|undo|restore|reversal)/,
  /\b(?:down|roll ?back|revert(?:ing)?|undo(?:ing)?|reversal|revers\w*)\b[^.]{0,100}\b(?:not (?:possible|needed|required|supported|necessary|safe)|impossible|unnecessary|no need)\b/,
  /\bno need to (?:delete|undo|revert|roll|restore|do)\b/,
  /\bmanual(?:ly)?\b(?: \w+)? (?:revert|undo|roll|restor)/,
];

/** Words of tools and of people who have not come to it yet. */
const OPEN = /\b(?:todo|fixme|auto-generate|please write|should undo anything)\b/;

const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * What a text of SQL is as a way back: one that does something; a statement that there is none, in a comment or by an error
 * that it raises; or nothing. A SELECT that does nothing counts as one that does something, since the tool runs it.
 */
export function wayBackIn(text: string): 'present' | 'irreversible' | 'absent' {
  const sql = text.replaceAll(COMMENTS, ' ');
  if (REFUSES.test(sql)) return 'irreversible';
  if (!hasSql(sql.replaceAll(IDLE, ' '))) {
    const said = [...text.matchAll(COMMENTS)]
      .map(([comment]) => comment.replaceAll(/^(?:--+|\/\*+)|\*+\/$/g, ''))
      .join(' ')
      .toLowerCase()
      .replaceAll(/\s+/g, ' ');
    if (!OPEN.test(said) && DECLARED.some((words) => words.test(said))) return 'irreversible';
  }
  return hasSql(text) ? 'present' : 'absent';
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder a file or folder is in; empty for the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path below a folder, where the folder may be empty for the top. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Whether a path is a folder's or is below it. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** A path as seen from a folder above it. */
export function relativeTo(folder: string, path: string): string {
  return folder !== '' && isBelow(path, folder) ? path.slice(folder.length + 1) : path;
}

/** The folder itself and every folder above it, nearest first, ending with the empty top. */
export function foldersUp(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; at !== ''; at = folderOf(at)) folders.push(at);
  return [...folders, ''];
}

/** The longest folder that all paths share; for one path, the folder it is in. */
export function commonFolder(paths: readonly string[]): string {
  const [first, ...rest] = paths;
  return first === undefined ? '' : (foldersUp(folderOf(first)).find((folder) => rest.every((path) => isBelow(path, folder))) ?? '');
}

/** Puts values into groups; the order of groups and of members is that of first mention. */
export function groupBy<T>(values: Iterable<T>, keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** `add_user-email` as words: `add user email`. */
export function wordsOf(name: string): string {
  return name.replaceAll(/[_\-.\s]+/g, ' ').trim();
}

/** Order of code units, the same on every machine: what `sort` in most tools does. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A whole number without leading zeros: `0010` as `10`. */
export function plainNumber(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** Order of whole numbers written in digits, of any width: `9` before `0010`. */
export function compareIntegers(a: string, b: string): number {
  const [x, y] = [plainNumber(a), plainNumber(b)];
  return x.length - y.length || compareText(x, y);
}

/** Order of versions with parts between `.` or `_`, compared as numbers; a missing part is 0: `1.9` before `1.10`. */
export function compareVersions(a: string, b: string): number {
  const x = a.split(/[._]/);
  const y = b.split(/[._]/);
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const order = compareIntegers(x[i] || '0', y[i] || '0');
    if (order !== 0) return order;
  }
  return 0;
}

/** Order of names in which runs of digits count as numbers: `v0.9/2-b` before `v0.10/1-a`. */
export function compareNatural(a: string, b: string): number {
  const x = a.match(/\d+|\D+/g) ?? [];
  const y = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i] ?? '', y[i] ?? ''];
    const order = /^\d/.test(p) && /^\d/.test(q) ? compareIntegers(p, q) : compareText(p, q);
    if (order !== 0) return order;
  }
  return x.length - y.length || compareText(a, b);
}
