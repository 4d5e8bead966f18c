/** Looks through the files of a commit for what a change takes away. */
import type { FileTree } from '../changes/change-source.ts';
import type { Usage, UsageReport } from '../plan/plan.ts';
import { byteOffsets } from '../source.ts';
import { contentLeftOutAs, leftOutAs, MAX_BYTES } from './files.ts';
import { canonical, columnNames, isWord, plural, singular, spellings, wordsOf } from './names.ts';
import { type Hit, judgeHits, type Likelihood, seek, type Sought } from './rank.ts';
import { makeScanner } from './scan.ts';
import type { Subject } from './subjects.ts';
import { makeView } from './view.ts';

export interface SearchOptions {
  /** Whether a path is one of the migrations. */
  readonly isMigration: (path: string) => boolean;
  /** Whether a path is to be searched: `paths` and `exclude` of the configuration. */
  readonly isSelected: (path: string) => boolean;
}

/** Places of one thing that are told, and how many of them may be weak. */
const MAX_USAGES = 60;
const MAX_WEAK = 10;
/** UTF-16 units of a line that are shown. */
const MAX_LINE = 160;
/** Things that are looked for in one run. */
export const MAX_SUBJECTS = 200;
/** Files that a tree which cannot be swept gives at once. */
const PORTION = 100;
const RANKS: Readonly<Record<Likelihood, number>> = { likely: 0, possible: 1, weak: 2 };

/** What a word of a file can be about. */
interface Meaning {
  readonly role: Hit['role'];
  readonly subject: number;
  /** The word counts only below a folder of this name. */
  readonly folder?: string;
}

/**
 * Where the subjects are used. Deterministic whatever order the files come in; memory is bounded by the largest file and the
 * places that are told. A file that cannot be read is counted in `leftOut`.
 */
export async function findUsages(subjects: readonly Subject[], tree: FileTree, options: SearchOptions): Promise<readonly UsageReport[]> {
  const sought = subjects.slice(0, MAX_SUBJECTS).map(seek);
  const { words, literals } = vocabulary(sought);
  const meanings: readonly Meaning[][] = [...words.values()];
  const scan = makeScanner(new Map([...words.keys()].map((word, i) => [word, i])));
  const shelves = sought.map(() => makeShelf());
  const left = new Map<string, number>();
  const leave = (noun: string): void => void left.set(noun, (left.get(noun) ?? 0) + 1);
  let files = 0;

  const visit = (path: string, bytes: Uint8Array): void => {
    const why = contentLeftOutAs(bytes);
    if (why !== undefined) return leave(why);
    files++;
    const spots: { readonly meanings: readonly Meaning[]; readonly start: number; readonly end: number }[] = [];
    scan(bytes, (meaning, start, end) => void spots.push({ meanings: meanings[meaning] ?? [], start, end }));
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const { bytes: literal, meaning } of literals)
      for (let at = buffer.indexOf(literal); at >= 0; at = buffer.indexOf(literal, at + literal.length))
        spots.push({ meanings: [meaning], start: at, end: at + literal.length });
    // A table alone is no use of its column.
    if (!spots.some((spot) => spot.meanings.some(({ role, subject }) => role === 'name' || ownerCounts(sought[subject])))) return;

    const view = makeView(path, buffer.toString('utf8'));
    const unit = byteOffsets(view.text);
    const bySubject = new Map<number, Hit[]>();
    for (const spot of spots.sort((a, b) => a.start - b.start)) {
      const [start, end] = [unit(spot.start), unit(spot.end)];
      const place = view.lineAt(start);
      for (const { role, subject, folder } of spot.meanings) {
        if (folder !== undefined && !`/${path}`.includes(`/${folder}/`)) continue;
        const text = view.text.slice(start, end);
        // `e-mail` is no way to write `email`.
        if (text.includes('-') && !isCompound(sought[subject]?.subject, role)) continue;
        const hits = bySubject.get(subject);
        const hit = { role, start, end, ...place, text, byFolder: folder !== undefined };
        if (hits) hits.push(hit);
        else bySubject.set(subject, [hit]);
      }
    }
    for (const [subject, hits] of bySubject) {
      const one = sought[subject];
      if (one)
        for (const [hit, likelihood] of judgeHits(view, one, hits)) shelves[subject]?.add(path, hit, likelihood, view.line(hit.line));
    }
  };

  const wanted = tree.paths.filter((path) => {
    if (!options.isSelected(path)) return false;
    const why = leftOutAs(path, options.isMigration);
    if (why !== undefined) leave(why);
    return why === undefined;
  });
  const failures = await sweep(tree, wanted, visit);
  const counts = [...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([noun, count]) => `${count} ${noun}${count === 1 ? '' : 's'}`);
  const searched = { files, leftOut: [...counts, ...failures] };
  return sought.map(({ subject }, i): UsageReport => {
    const { usages, found } = (shelves[i] ?? makeShelf()).result();
    return { object: subject.object, change: subject.change, span: subject.span, names: namesOf(subject), usages, found, searched };
  });
}

function isCompound(subject: Subject | undefined, role: Hit['role']): boolean {
  const { kind, name, owner } = subject ?? { kind: 'table', name: '', owner: '' };
  return wordsOf(role === 'owner' && kind !== 'table' ? owner : name).length > 1;
}

const ownerCounts = (sought: Sought | undefined): boolean => sought?.subject.kind === 'table' || sought?.subject.kind === 'required';

/** The names that people are told: of rows that must give a new column those of the table. */
function namesOf({ kind, name, owner }: Subject): readonly string[] {
  if (kind !== 'table' && kind !== 'required') return spellings(name);
  const table = kind === 'table' ? name : owner;
  const words = wordsOf(table);
  const last = words.at(-1) ?? '';
  const numbers = [singular(last), plural(singular(last))].map((word) => [...words.slice(0, -1), word].join('_'));
  return [...new Set([table, ...numbers].flatMap(spellings))];
}

interface Vocabulary {
  /** By word in canonical form. */
  readonly words: ReadonlyMap<string, Meaning[]>;
  /** Names that are more than a word. */
  readonly literals: readonly { readonly bytes: Buffer; readonly meaning: Meaning }[];
}

function vocabulary(sought: readonly Sought[]): Vocabulary {
  const words = new Map<string, Meaning[]>();
  const literals: { readonly bytes: Buffer; readonly meaning: Meaning }[] = [];
  const add = (word: string, meaning: Meaning): void => {
    if (word === '') return;
    const known = words.get(word);
    if (!known) words.set(word, [meaning]);
    else if (!known.some((one) => one.subject === meaning.subject && one.role === meaning.role)) known.push(meaning);
  };
  for (const [subject, { subject: it, owner }] of sought.entries()) {
    const { plain, suffixed, inFolder } = owner;
    for (const name of [...plain, ...suffixed]) add(name, { role: 'owner', subject });
    for (const name of inFolder?.names ?? []) add(name, { role: 'owner', subject, folder: inFolder?.folder ?? '' });
    if (it.kind === 'table' || it.kind === 'required') continue;
    if (!isWord(it.name)) literals.push({ bytes: Buffer.from(it.name, 'utf8'), meaning: { role: 'name', subject } });
    else if (it.kind !== 'column') add(canonical(it.name), { role: 'name', subject });
    else {
      const { own, association } = columnNames(it.name);
      for (const name of own) add(name, { role: 'name', subject });
      if (association !== undefined) add(association, { role: 'association', subject });
    }
  }
  return { words, literals: literals.filter(({ bytes }) => bytes.length > 0) };
}

/** Reads the files, in any order. Answers what could not be read, as clauses. */
async function sweep(
  tree: FileTree,
  paths: readonly string[],
  visit: (path: string, bytes: Uint8Array) => void,
): Promise<readonly string[]> {
  if (tree.sweep) return tree.sweep(paths, MAX_BYTES, visit);
  let unread = 0;
  for (let i = 0; i < paths.length; i += PORTION) {
    const portion = paths.slice(i, i + PORTION);
    const contents = await tree.read(portion);
    for (const path of portion) {
      const content = contents.get(path);
      if (content?.kind === 'text') visit(path, Buffer.from(content.text, 'utf8'));
      else unread++;
    }
  }
  return unread === 0 ? [] : [`${unread} that could not be read`];
}

/** Keeps the best places, one a line, whatever order they come in. */
function makeShelf(): {
  add(path: string, hit: Hit, likelihood: Likelihood, line: string): void;
  result(): Pick<UsageReport, 'usages' | 'found'>;
} {
  const found = { likely: 0, possible: 0, weak: 0 };
  let usages: Usage[] = [];
  /** Of the file that is being looked at: lines and what they count as. */
  let current = { path: '', lines: new Map<number, Usage>() };
  const trim = (limit: number): void => {
    let weak = 0;
    usages = usages
      .sort((a, b) => RANKS[a.likelihood] - RANKS[b.likelihood] || compareText(a.path, b.path) || a.line - b.line)
      .filter(({ likelihood }) => likelihood !== 'weak' || ++weak <= MAX_WEAK)
      .slice(0, limit);
  };
  const close = (): void => {
    for (const usage of current.lines.values()) {
      found[usage.likelihood]++;
      usages.push(usage);
    }
    current = { path: '', lines: new Map() };
    if (usages.length > MAX_USAGES * 8) trim(MAX_USAGES);
  };
  return {
    add(path, hit, likelihood, line) {
      if (path !== current.path) {
        close();
        current.path = path;
      }
      const before = current.lines.get(hit.line);
      if (before && RANKS[before.likelihood] <= RANKS[likelihood]) return;
      current.lines.set(hit.line, { path, line: hit.line + 1, column: hit.column + 1, text: shown(line, hit.column), likelihood });
    },
    result() {
      close();
      trim(MAX_USAGES);
      return { usages, found };
    },
  };
}

/** A line without its indentation; of a long one the part around a column. */
function shown(line: string, column: number): string {
  const from = line.length > MAX_LINE * 2 ? Math.max(0, column - MAX_LINE / 2) : line.length - line.trimStart().length;
  const text = line.slice(from, from + MAX_LINE).trim();
  return `${from > 0 && line.slice(0, from).trim() !== '' ? '…' : ''}${text}${from + MAX_LINE < line.trimEnd().length ? '…' : ''}`;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
