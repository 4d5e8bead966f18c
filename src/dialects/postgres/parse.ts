/**
 * From a script to statements. A script is parsed whole; where that fails, each statement is parsed by itself, so that
 * one that does not parse loses only itself; where a statement fails, placeholders in it are filled in and it is tried
 * again. What is left over is `unread`, with the parser's reason.
 */
import type { Node } from '@pgsql/types';
import type { Unread } from '../../frameworks/framework.ts';
import type { Comment, Span, SqlScript } from '../../source.ts';
import type { ParsedScript, Statement } from '../dialect.ts';
import { readBlockText } from './blocks.ts';
import { contentOf, offsetIn } from './literals.ts';
import { makeNames, type Names, schemaAndName, strings } from './names.ts';
import { splitRelation } from './identifier.ts';
import { option, valueText } from './operations/options.ts';
import { readOperations } from './operations/index.ts';
import { as, type Reading } from './operations/reading.ts';
import { mentions } from './operations/walk.ts';
import type { ParseAnswer, Parser } from './parser.ts';
import { findPlaceholders } from './placeholders.ts';
import { psqlProblem } from './psql.ts';
import { trimmed } from './scan.ts';
import { blank, type Layout, type Piece, type Range, split } from './split.ts';
import { makeTokens, type Tokens } from './tokens.ts';

/** Texts longer than this are parsed in parts, so that the trees of one part are gone before the next. */
const CHUNK = 256 * 1024;
/** A statement longer than this is not parsed: its tree would not fit into memory. */
const LONGEST = 8 * 1024 * 1024;
/** How often other stand-ins for placeholders are tried. */
const ATTEMPTS = 40;

interface Output {
  readonly statements: Statement[];
  readonly unread: Unread[];
  readonly comments: Comment[];
}

/** What statements are cut from: the script, or a text inside of it. */
interface Place {
  readonly script: SqlScript;
  /** The text for the parser: as long as the script's, with what is no SQL made blank. */
  readonly code: string;
  /** The DO statement it is in, the outermost of several. */
  readonly block: Span | undefined;
}

interface Work {
  readonly parser: Parser;
  readonly names: Names;
  readonly output: Output;
}

/**
 * Reads a script. Never throws for the sake of the text.
 *
 * @param defaultSchema where unqualified names go at the start of the script.
 * @param known whether something of a qualified name was there before the script.
 */
export function parseScript(script: SqlScript, defaultSchema: string, parser: Parser, known?: (name: string) => boolean): ParsedScript {
  const output: Output = { statements: [], unread: [], comments: [] };
  const names = makeNames(defaultSchema, known);
  readScript(script, { parser, names, output }, undefined);
  const byPlace = (a: { span: { start: number } }, b: { span: { start: number } }): number => a.span.start - b.span.start;
  const { statements, unread, comments } = output;
  return { statements, unread: unread.sort(byPlace), comments: comments.sort(byPlace), defaultSchema: names.defaultSchema() };
}

function readScript(script: SqlScript, work: Work, block: Span | undefined): void {
  // A byte order mark is no SQL; one at the start of a file is common where files are joined.
  const text = script.text.startsWith('\uFEFF') ? ` ${script.text.slice(1)}` : script.text;
  const layout = split(text);
  const code = withoutNonSql(text, layout);
  for (const command of layout.commands) {
    const reason = psqlProblem(text.slice(command.start, command.end));
    if (reason !== undefined) work.output.unread.push({ span: script.locate(command.start, command.end), reason });
  }
  if (layout.unclosed) {
    const { start, end } = layout.unclosed;
    work.output.unread.push({ span: script.locate(start, end), reason: 'the comment that begins here is not closed' });
  }
  const place: Place = { script, code, block };
  for (const pieces of chunks(layout.pieces)) readPieces(pieces, place, work);
  collectComments(layout.comments, script, work);
}

function collectComments(ranges: readonly Range[], script: SqlScript, work: Work): void {
  for (const { start, end } of ranges)
    work.output.comments.push({ span: script.locate(start, end), text: commentText(script.text, start, end) });
}

/** Comments without their marks. */
function commentText(text: string, start: number, end: number): string {
  if (text.startsWith('--', start)) return text.slice(start + 2, end).trim();
  return text.slice(start + 2, text.startsWith('*/', end - 2) && end - start >= 4 ? end - 2 : end).trim();
}

/** The text with psql commands and COPY data made blank. What sends a query becomes a semicolon. */
function withoutNonSql(text: string, { commands, data }: Layout): string {
  if (commands.length === 0 && data.length === 0) return text;
  const sends = new Set<number>(commands.filter((command) => command.sends).map(({ start }) => start));
  const ranges: Range[] = [...commands, ...data];
  return blank(
    text,
    ranges.sort((a, b) => a.start - b.start),
    ({ start }) => (sends.has(start) ? ';' : ''),
  );
}

/** Pieces in groups of about `CHUNK` characters. */
function chunks(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let start = 0;
  for (const piece of pieces) {
    if (group.length > 0 && piece.next - start > CHUNK) {
      groups.push(group);
      group = [];
    }
    if (group.length === 0) ({ start } = piece);
    group.push(piece);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** Parses a run of pieces at once, or one by one where that fails. */
function readPieces(pieces: readonly Piece[], place: Place, work: Work): void {
  const start = pieces[0]?.start ?? 0;
  const end = pieces.at(-1)?.next ?? 0;
  if (pieces.length === 1 || end - start > LONGEST) {
    for (const piece of pieces) readPiece(piece, place, work);
    return;
  }
  const answer = work.parser.parse(place.code.slice(start, end));
  if (answer.kind !== 'parsed') {
    for (const piece of pieces) readPiece(piece, place, work);
    return;
  }
  const known = new Map(pieces.map((piece) => [piece.start, piece]));
  readAnswer(answer, start, place, work, (from, to) => {
    const piece = known.get(from);
    // Where parser and scanner see different ends, the parser is right.
    return piece && piece.end <= to && piece.next >= to ? piece : trimmed(place.code, from, to);
  });
}

function readPiece(piece: Piece, place: Place, work: Work): void {
  const { start, end } = piece;
  const unread = (reason: string, range: Range = piece): void => {
    work.output.unread.push({ span: place.script.locate(range.start, range.end), reason });
  };
  if (end - start > LONGEST) {
    unread(`the statement has ${end - start} characters; at most ${LONGEST} are read`);
    return;
  }
  const extent = (code: string) => (from: number, to: number) => trimmed(code, from, to);
  const answer = work.parser.parse(place.code.slice(start, end));
  if (answer.kind === 'parsed') {
    readAnswer(answer, start, place, work, (from, to) => (from === start && to === end ? piece : extent(place.code)(from, to)));
    return;
  }
  if (answer.kind === 'failed') {
    unread(answer.message);
    return;
  }
  const placeholders = findPlaceholders(place.code, start, end);
  if (placeholders.count === 0) {
    unread(answer.message);
    return;
  }
  for (const tag of placeholders.controlTags) unread(tag.reason, tag);
  let last: Exclude<ParseAnswer, { kind: 'parsed' }> = answer;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { code, restore } = placeholders.filling();
    const next = work.parser.parse(code.slice(start, end), restore);
    if (next.kind === 'parsed') {
      readAnswer(next, start, { ...place, code }, work, extent(code));
      return;
    }
    last = next;
    if (last.kind === 'failed' || !placeholders.advance(start + last.offset)) break;
  }
  const range = trimmed(placeholders.filling().code, start, end);
  const blame = last.kind === 'error' ? placeholders.blame(start + last.offset) : undefined;
  if (range) {
    const reason = blame === undefined ? last.message : `the placeholder ${blame} stands where SQL cannot be read without its value`;
    unread(reason, { start: range.start, end });
  }
}

/** Reads the statements of an answer. `extent` gives the first and last word of a statement. */
function readAnswer(
  answer: Extract<ParseAnswer, { kind: 'parsed' }>,
  base: number,
  place: Place,
  work: Work,
  extent: (from: number, to: number) => Range | undefined,
): void {
  for (const raw of answer.statements) {
    const range = extent(base + raw.start, base + raw.end);
    if (range) readStatement(raw.node, range, (location) => base + answer.offset(location), place, work);
  }
}

/** Reads one statement: a DO block as the statements inside of it, everything else as operations. */
function readStatement(node: Node, range: Range, at: (location: number | undefined) => number, place: Place, work: Work): void {
  const { script, code, block } = place;
  const doStatement = as(node, 'DoStmt');
  if (doStatement) {
    readBlock(doStatement, range, place, work);
    return;
  }
  let tokens: Tokens | undefined;
  const reading: Reading = {
    ...range,
    names: work.names,
    span: script.locate(range.start, range.end),
    at,
    tokens: () => (tokens ??= makeTokens(code, range.start, range.end)),
    index: (location) => reading.tokens().at(at(location)),
    slice: (start, end) => script.text.slice(start, end),
    words: (from, to) => {
      const { start, end } = reading.tokens().range(from, to);
      return to > from ? script.text.slice(start, end) : '';
    },
    locate: ({ start, end }) => script.locate(start, end),
  };
  const operations = readOperations(node, reading);
  const routine = unreadRoutine(node, work.names);
  if (routine !== undefined) work.output.unread.push({ span: reading.span, reason: routine });
  const sql = script.text.slice(range.start, range.end);
  work.output.statements.push({ span: reading.span, sql, operations, inBlock: block !== undefined, ...(block ? { block } : {}) });
}

/** Why a statement does more than it says: it calls a function of this script that changes schema or data. */
function unreadRoutine(node: Node, names: Names): string | undefined {
  if (!('SelectStmt' in node) && !('CallStmt' in node)) return undefined;
  for (const { parts } of mentions(node).functions.concat(calledRoutine(node))) {
    const { schema, name } = schemaAndName(parts);
    const canonical = names.resolve(schema, name);
    if (names.routineBody(canonical) === 'changes') {
      return `it runs ${splitRelation(canonical).name}(), which this script makes and whose body changes schema or data; the body is not read`;
    }
  }
  return undefined;
}

/** The procedure of CALL: the tree holds its call without the wrapping that a call in an expression has. */
function calledRoutine(node: Node): ReturnType<typeof mentions>['functions'][number][] {
  const call = as(node, 'CallStmt')?.funccall;
  return call ? [{ parts: strings(call.funcname), call }] : [];
}

/** Reads the statements of a DO block. */
function readBlock(block: NonNullable<ReturnType<typeof as<'DoStmt'>>>, range: Range, place: Place, work: Work): void {
  const { script, code } = place;
  const unread = (at: Range, reason: string): void => {
    work.output.unread.push({ span: script.locate(at.start, at.end), reason });
  };
  const language = valueText(option(block.args, 'language')?.arg).toLowerCase() || 'plpgsql';
  if (language !== 'plpgsql') {
    unread(range, `the DO block is in ${language}, which is not read`);
    return;
  }
  const tokens = makeTokens(code, range.start, range.end);
  const body = tokens.list.find(({ kind }) => kind === 'dollar' || kind === 'string');
  // From the script itself: placeholders in the body are filled in where they stand.
  const content = body && contentOf(script.text, body);
  if (!content) {
    unread(range, 'the body of the DO block has escapes that are not read');
    return;
  }
  // The body as a script of its own: its offsets lead back through the literal it is in.
  const inner: SqlScript = {
    text: content.text,
    locate: (start, end) => script.locate(offsetIn(content, start), offsetIn(content, end)),
  };
  // Comments in the body are comments of the script; those of other dollar-quoted texts are not.
  collectComments(split(content.text).comments, inner, work);
  const { items, code: blockCode } = readBlockText(content.text);
  const own = place.block ?? script.locate(range.start, range.end);
  for (const item of items) {
    const at = inner.locate(item.range.start, item.range.end);
    if (item.kind === 'unread') work.output.unread.push({ span: at, reason: item.reason });
    else if (item.kind === 'sql') {
      readPiece({ ...item.range, next: item.range.end }, { script: inner, code: blockCode, block: own }, work);
    } else {
      const literal = item.content;
      const script: SqlScript = {
        text: literal.text,
        locate: (start, end) => inner.locate(offsetIn(literal, start), offsetIn(literal, end)),
      };
      readScript(script, work, own);
    }
  }
}
