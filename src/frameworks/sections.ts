/** Tools that keep the way forth and the way back in one file, below comments that mark them. */
import type { SourceFile, Span } from '../source.ts';
import type { Migration, ProjectReading, Step, TransactionMode } from './framework.ts';
import { baseName, compareText, groupBy, hasSql, linesOf, migrationOf, sqlStep, wayBackIn, wholeFile } from './sql-file.ts';

/** A marked part of a file. */
export interface Section {
  readonly direction: 'up' | 'down';
  /** Of its mark; of the file for the first one when only comments come before it, so that these belong to it. */
  readonly start: number;
  readonly end: number;
  /** The line of the mark. */
  readonly mark: string;
}

/** Cuts a text at its marks. What is before the first mark and is more than comments belongs to no section. */
export function sectionsOf(text: string, directionOf: (line: string) => 'up' | 'down' | undefined): readonly Section[] {
  const marks = linesOf(text).flatMap((line) => {
    const direction = directionOf(line.text);
    return direction ? [{ direction, start: line.start, mark: line.text }] : [];
  });
  const begin = text.startsWith('\uFEFF') ? 1 : 0;
  return marks.map((mark, i) => ({
    ...mark,
    start: i === 0 && !hasSql(text.slice(0, mark.start)) ? begin : mark.start,
    end: marks[i + 1]?.start ?? text.length,
  }));
}

/** One file of such a tool, cut. */
export interface SectionedFile {
  readonly file: SourceFile;
  /** What the tool knows the migration by. */
  readonly id: string;
  /** What the tool sorts by. */
  readonly order: string;
  readonly title: string;
  readonly up: SectionedPart | undefined;
  readonly down: SectionedPart | undefined;
}

export interface SectionedPart {
  readonly span: Span;
  readonly steps: readonly Step[];
  readonly transaction: TransactionMode;
}

/** A part made of one or more sections of one direction, each one step. Undefined without any. */
export function partOf(file: SourceFile, sections: readonly Section[], transaction: TransactionMode): SectionedPart | undefined {
  const [first] = sections;
  const last = sections.at(-1);
  if (!first || !last) return undefined;
  return {
    span: { path: file.path, start: first.start, end: last.end },
    steps: sections.map((section) => sqlStep(file, section.start, section.end)),
    transaction,
  };
}

/**
 * The queries of a section that runs in no transaction: goose and sql-migrate send one statement after the other, but what
 * stands between StatementBegin and StatementEnd as one query.
 */
export function queriesOf(file: SourceFile, section: Section, blockMark: (line: string) => 'begin' | 'end' | undefined): readonly Step[] {
  const steps: Step[] = [];
  let start = section.start;
  let inBlock = false;
  const push = (end: number): void => {
    if (file.text.slice(start, end).trim() !== '') steps.push(sqlStep(file, start, end, inBlock));
    start = end;
  };
  for (const line of linesOf(file.text)) {
    if (line.start < section.start || line.start >= section.end) continue;
    const mark = blockMark(line.text);
    if (!mark) continue;
    push(mark === 'begin' ? line.start : line.end);
    inBlock = mark === 'begin';
  }
  push(section.end);
  return steps;
}

/**
 * Makes migrations of the files, which come in the tool's order. A down section that holds no SQL counts as absent (or as
 * `withoutDown` says); where no file has a down section, the project does not use them.
 */
export function sectionMigrations(
  framework: { readonly id: string },
  files: readonly SectionedFile[],
  withoutDown: 'absent' | 'irreversible' = 'absent',
): ProjectReading {
  const usesDowns = withoutDown === 'irreversible' || files.some((one) => one.down);
  const migrations: Migration[] = [];
  for (const [, same] of groupBy(files, (one) => one.id)) {
    for (const [at, one] of same.entries()) {
      const { file, order, title } = one;
      // Two files of one version are two migrations here, so that neither hides the other; that is what duplicate-version reports.
      const id = at === 0 ? one.id : `${one.id} ${baseName(file.path)}`;
      const way = wayBackIn(one.down?.steps.map((step) => (step.kind === 'sql' ? step.script.text : '')).join('\n') ?? '');
      const shared = { framework: framework.id, order, title };
      const up = one.up ?? { span: wholeFile(file), steps: [], transaction: 'wrapped' as const };
      migrations.push(migrationOf(file, { ...shared, ...up, id, down: !usesDowns ? 'not-used' : way === 'absent' ? withoutDown : way }));
      if (one.down) migrations.push(migrationOf(file, { ...shared, ...one.down, id: `${id}:down`, direction: 'down' }));
    }
  }
  return { migrations, unread: [] };
}

/** Sorts by version, then by path, as `compare` compares versions. */
export function byVersion<T extends { readonly order: string; readonly file: SourceFile }>(
  files: readonly T[],
  compare: (a: string, b: string) => number,
): readonly T[] {
  return [...files].sort((a, b) => compare(a.order, b.order) || compareText(a.file.path, b.file.path));
}
