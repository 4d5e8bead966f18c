/**
 * atlas.sum: the sums by which Atlas sees that files were edited, added or taken away behind its back. Each is the SHA-256 of
 * the names and texts of all files up to and with its own. Source: NewHashFile and Validate in sql/migrate/dir.go of
 * github.com/ariga/atlas.
 */
import { createHash, type Hash } from 'node:crypto';
import type { SourceFile } from '../source.ts';
import type { Journal } from './framework.ts';
import { baseName, compareText } from './sql-file.ts';

const NAME = 'atlas.sum';

interface Sum {
  readonly file: string;
  readonly sum: string;
}

const digest = (hash: Hash): string => hash.copy().digest('base64');

/** The sums of files, as `atlas migrate hash` writes them. */
export function atlasSums(files: readonly SourceFile[]): { readonly total: string; readonly sums: readonly Sum[] } {
  const hash = createHash('sha256');
  const sums: Sum[] = [];
  for (const { path, text } of files.toSorted((a, b) => compareText(baseName(a.path), baseName(b.path)))) {
    hash.update(baseName(path));
    if (/^[ -~]*atlas:sum +ignore(?:\n|$)/.test(text)) continue;
    hash.update(text);
    sums.push({ file: baseName(path), sum: digest(hash) });
  }
  const total = createHash('sha256');
  for (const { file, sum } of sums) total.update(file).update(sum);
  return { total: digest(total), sums };
}

/** The lines of a sum file; undefined where it is in another form, as after a merge that was not finished. */
function parse(text: string): { readonly total: string; readonly sums: readonly Sum[] } | undefined {
  const [first = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const sums = lines.flatMap((line) => {
    const [, file, sum] = /^(.*?) *h1:(.*)$/.exec(line) ?? [];
    return file === undefined || sum === undefined ? [] : [{ file, sum }];
  });
  return first.startsWith('h1:') && sums.length === lines.length ? { total: first.slice(3), sums } : undefined;
}

/** What atlas.sum says of each file, by path. The first that does not fit and all after it have the same fault. */
export function atlasJournal(files: readonly SourceFile[], text: string): ReadonlyMap<string, Journal> {
  const written = parse(text);
  // With `?format=golang-migrate` the downs have no sums.
  const upsAlone = written !== undefined && written.sums.length > 0 && written.sums.every(({ file }) => file.endsWith('.up.sql'));
  const own = upsAlone ? files.filter(({ path }) => path.endsWith('.up.sql')) : files;
  const real = atlasSums(own);
  const found = faultOf(real, written);
  const agrees: Journal = { name: NAME, state: 'agrees', fault: '' };
  const differs: Journal = { name: NAME, state: 'differs', fault: `${found?.fault}, and Atlas refuses to run before "atlas migrate hash"` };
  const from = found ? Math.min(found.from, real.sums.length - 1) : real.sums.length;
  const wrong = new Set(real.sums.slice(from).map(({ file }) => file));
  return new Map(own.map(({ path }) => [path, wrong.has(baseName(path)) ? differs : agrees]));
}

function faultOf(
  real: ReturnType<typeof atlasSums>,
  written: ReturnType<typeof parse>,
): { readonly from: number; readonly fault: string } | undefined {
  if (!written) return { from: 0, fault: `${NAME} is not in the form that Atlas writes` };
  const same = (a: Sum | undefined, b: Sum | undefined): boolean => a?.file === b?.file && a?.sum === b?.sum;
  const length = Math.max(real.sums.length, written.sums.length);
  const from = Array.from({ length }).findIndex((_, i) => !same(real.sums[i], written.sums[i]));
  if (from < 0)
    return real.total === written.total ? undefined : { from: length, fault: `The first line of ${NAME} does not fit the others` };
  const [own, listed] = [real.sums[from], written.sums[from]];
  if (own && own.file === listed?.file) return { from, fault: `${NAME} has another checksum for ${own.file}` };
  const isThere = real.sums.some(({ file }) => file === listed?.file);
  if (listed && !isThere) return { from, fault: `${NAME} lists ${listed.file}, which is not there` };
  return { from, fault: `${NAME} does not list ${own?.file ?? ''}${listed ? ` before ${listed.file}` : ''}` };
}
