/**
 * Liquibase formatted SQL: `--liquibase formatted sql` on the first line, then `--changeset author:id` before each changeset.
 * Source: AbstractFormattedChangeLogParser.java and FormattedSqlChangeLogParser.java of github.com/liquibase/liquibase, release 5.
 */
import type { SourceFile, SqlScript } from '../../source.ts';
import { type Line, linesOf } from '../sql-file.ts';
import { changeSetOf, type ChangeSet, type Entry, type Rollback, type Splitting } from './changelog.ts';
import { splitSteps } from './split.ts';

const FIRST_LINE = /^\s*--\s*liquibase\s*formatted/i;
const CHANGE_SET = /^\s*--\s*changeset\s+("[^"]+"|[^:]+):\s*("[^"]+"|\S+)(.*)$/i;
const ALMOST_CHANGE_SET = /^\s*--?\s*changeset\b/i;
const ROLLBACK = /^(\s*--\s*rollback )(.*)$/i;
const ROLLBACK_BLOCK = /^\s*\/\*\s*liquibase\s*rollback\s*$/i;
const COMMENT = /^\s*--\s*comment:? (.*)$/i;
const IGNORE_LINES = /^\s*--\s*ignoreLines:(\w+)/i;

/** Whether a text is a formatted changelog: its first line that is not blank says so. */
export function isFormattedSql(text: string): boolean {
  return FIRST_LINE.test(/^\s*([^\n]*)/.exec(text.replace(/^\uFEFF/, ''))?.[1] ?? '');
}

/** The changesets of a formatted file, in order. */
export function parseFormattedSql(file: SourceFile): readonly Entry[] {
  const lines = linesOf(file.text);
  const heads = lines.flatMap((line, at) => (CHANGE_SET.test(line.text) ? [at] : []));
  const entries: Entry[] = lines
    .filter((line) => ALMOST_CHANGE_SET.test(line.text) && !CHANGE_SET.test(line.text))
    .map((line) => ({
      kind: 'unreadable',
      reason: 'Liquibase stops here: a changeset is written "--changeset author:id"',
      start: line.start,
      end: line.start + line.text.length,
    }));
  for (const [i, at] of heads.entries()) {
    const head = lines[at];
    if (head)
      entries.push(
        readChangeSet(file, head, lines.slice(at + 1, heads[i + 1] ?? lines.length), lines[heads[i + 1] ?? -1]?.start ?? file.text.length),
      );
  }
  return entries.toSorted((a, b) => a.start - b.start);
}

function readChangeSet(file: SourceFile, head: Line, body: readonly Line[], end: number): ChangeSet {
  const [, author = '', id = '', attributes = ''] = CHANGE_SET.exec(head.text) ?? [];
  const read = (name: string): string | undefined => {
    const match = new RegExp(String.raw`(?:^|\s)${name}:(?:"([^"]*)"|(\S*))`, 'i').exec(attributes);
    return match?.[1] ?? match?.[2];
  };
  const flag = (name: string, otherwise: boolean): boolean => (read(name) ?? String(otherwise)).toLowerCase() === 'true';
  const splitting: Splitting = { splitStatements: flag('splitStatements', true), endDelimiter: read('endDelimiter') };
  const comment = body.flatMap((line) => COMMENT.exec(line.text)?.[1] ?? [])[0] ?? '';
  return changeSetOf({
    author: author.replaceAll('"', '').trim(),
    id: id.replaceAll('"', ''),
    path: file.path,
    start: head.start,
    end,
    comment: comment.trim(),
    runInTransaction: flag('runInTransaction', true),
    repeatable: flag('runOnChange', false) || flag('runAlways', false),
    dbms: read('dbms') ?? '',
    context: read('context') ?? read('contextFilter') ?? '',
    ignored: flag('ignore', false),
    // The attributes stand in a comment, so the changeset's SQL starts on the next line.
    steps: keptRanges(body, head.end, end).flatMap(([from, to]) => splitSteps(file, from, to, splitting)),
    rollback: readRollback(file, body),
  });
}

/** The lines between `--ignoreLines:start` and `:end`, or as many as are named, are not run. */
function keptRanges(body: readonly Line[], start: number, end: number): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  let from = start;
  for (let i = 0; i < body.length; i++) {
    const mark = IGNORE_LINES.exec(body[i]?.text ?? '')?.[1]?.toLowerCase();
    if (mark === undefined) continue;
    if ((body[i]?.start ?? from) > from) ranges.push([from, body[i]?.start ?? from]);
    const last = mark === 'start' ? body.findIndex((line, at) => at > i && /ignoreLines:end/i.test(line.text)) : i + Number(mark);
    i = last < 0 || Number.isNaN(last) ? body.length : last;
    from = body[i]?.end ?? end;
  }
  if (from < end || ranges.length === 0) ranges.push([from, end]);
  return ranges;
}

function readRollback(file: SourceFile, body: readonly Line[]): Rollback {
  const lines = body.filter((line) => ROLLBACK.test(line.text));
  const block = body.findIndex((line) => ROLLBACK_BLOCK.test(line.text));
  if (block >= 0) {
    const close = body.findIndex((line, at) => at > block && line.text.includes('*/'));
    const start = body[block]?.end ?? 0;
    const last = body[close];
    const end = last ? last.start + last.text.indexOf('*/') : file.text.length;
    return { kind: 'steps', start, end, steps: splitSteps(file, start, end, { splitStatements: true, endDelimiter: undefined }) };
  }
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return { kind: 'none' };
  const written = lines.map((line) => ROLLBACK.exec(line.text)?.[2] ?? '').join('\n');
  if (/^\s*(?:not required|empty)/i.test(written) || /changesetid/i.test(written)) return { kind: 'said' };
  const [start, end] = [first.start, last.start + last.text.length];
  return { kind: 'steps', start, end, steps: [{ kind: 'sql', script: uncommented(file, body, start, end) }] };
}

/** The rollback's SQL in its place: whatever is not part of it is blanked, so that every offset stays that of the file. */
function uncommented(file: SourceFile, body: readonly Line[], start: number, end: number): SqlScript {
  let text = '';
  for (const line of body) {
    if (line.start < start || line.start > end) continue;
    const match = ROLLBACK.exec(line.text);
    const kept = match ? ' '.repeat((match[1] ?? '').length) + (match[2] ?? '') : ' '.repeat(line.text.length);
    text += kept + file.text.slice(line.start + line.text.length, line.end);
  }
  return { text: text.slice(0, end - start), locate: (a, b) => ({ path: file.path, start: start + a, end: start + b }) };
}
