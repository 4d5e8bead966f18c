/** The files of a page: which there are, what is shown of each, and where on the page a place in them is. */
import type { Unread } from '../../frameworks/framework.ts';
import type { Finding, Review, ReviewedMigration } from '../../report.ts';
import { lineStarts, type Span } from '../../source.ts';
import { cut } from '../safe-text.ts';

/** Files with more lines are shown around what is said of them. */
const WHOLE = 300;
const AROUND = 6;
/** Of a long file about which nothing is said. */
const HEAD = 40;
const LONGEST_LINE = 2_000;

export interface PageFile {
  /** Position on the page: the prefix of its anchors. */
  readonly index: number;
  readonly path: string;
  readonly migrations: readonly ReviewedMigration[];
  /** In the order of the file; allowed ones are among them. */
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
  /** Without line ends; undefined where the file was not read. */
  readonly lines: readonly string[] | undefined;
  /** Numbers of the lines that are shown. */
  readonly shown: ReadonlySet<number>;
}

/** The files of the migrations in their order, then those that only findings name. */
export function pageFiles(review: Review): readonly PageFile[] {
  const migrations = groupBy(review.migrations, ({ migration }) => migration.path);
  const findings = groupBy(review.findings, ({ primary }) => primary.path);
  return [...new Set([...migrations.keys(), ...findings.keys()])].map((path, index) => {
    const own = findings.get(path) ?? [];
    const parts = migrations.get(path) ?? [];
    const unread = parts.flatMap((reviewed) => reviewed.unread);
    const text = review.locate.text(path);
    const lines = text === undefined ? undefined : linesOf(text);
    const sorted = own.toSorted((a, b) => a.primary.start - b.primary.start);
    const places = [...own.map(({ primary }) => primary), ...unread.map(({ span }) => span)];
    return { index, path, migrations: parts, findings: sorted, unread, lines, shown: shownLines(review, lines?.length ?? 0, places) };
  });
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function linesOf(text: string): readonly string[] {
  const starts = lineStarts(text);
  const lines = starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).replace(/[\r\n]+$/, ''));
  if (lines.at(-1) === '' && lines.length > 1) lines.pop();
  return lines.map((line) => cut(line, LONGEST_LINE));
}

/** First and last line of a span; one that ends at the start of a line ends on the line before. */
export function linesOfSpan(review: Review, span: Span): { readonly first: number; readonly last: number } {
  const { start, end } = review.locate.position(span);
  return { first: start.line, last: end.line > start.line && end.column === 1 ? end.line - 1 : end.line };
}

function shownLines(review: Review, count: number, places: readonly Span[]): ReadonlySet<number> {
  if (count <= WHOLE) return new Set(Array.from({ length: count }, (_, i) => i + 1));
  const shown = new Set(Array.from({ length: HEAD }, (_, i) => i + 1));
  for (const place of places) {
    const { first, last } = linesOfSpan(review, place);
    // Of a finding about a whole file its first lines say enough.
    const end = Math.min(last, first + HEAD) + AROUND;
    for (let line = Math.max(1, first - AROUND); line <= Math.min(end, count); line++) shown.add(line);
  }
  return shown;
}

/** The anchor of a line. */
export const lineAnchor = (file: PageFile, line: number): string => `f${file.index + 1}-l${line}`;
