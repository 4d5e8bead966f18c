/**
 * Other tools that review migrations: what their rules are called, which of ours report the same hazard, and how their own
 * suppressions are read. From the tables come `suppressions-of` of the configuration and the page `docs/coming-from.md`.
 */
import { positionAt, type Span } from '../../source.ts';

/** One rule of another tool. */
export interface PeerRule {
  /** As that tool writes it. */
  readonly id: string;
  /** Ours that report the same hazard; empty where there is none. */
  readonly rules: readonly string[];
  /** What is different here, or why there is no rule: a clause without a full stop, or empty. */
  readonly note: string;
}

/** A table is a list of these. */
export function rule(id: string, rules: readonly string[], note = ''): PeerRule {
  return { id, rules, note };
}

export interface Peer {
  /** How the page calls it. */
  readonly title: string;
  readonly url: string;
  /** What the table was made from. */
  readonly read: string;
  /** A sentence for the page, or empty. */
  readonly about: string;
  readonly rules: readonly PeerRule[];
}

/** What one comment of another tool says. */
export interface PeerComment {
  readonly scope: 'statement' | 'file';
  /** The rules it names, as it names them. Empty: it was meant as one, and names none. */
  readonly rules: readonly string[] | 'all';
}

/** A comment and what it can stand at. */
export interface CommentPlace {
  readonly comment: Span;
  /** Statements and what could not be read, those inside others left out, in order. */
  readonly statements: readonly Span[];
  /** The whole file. */
  readonly text: string;
  /** Where its lines begin. */
  readonly lines: readonly number[];
}

/** A tool whose comments are honoured on request. */
export interface SuppressingPeer extends Peer {
  /**
   * Reads a comment.
   *
   * @param text the comment with its marks.
   */
  readComment(text: string): PeerComment | undefined;
  /** Where findings begin that a comment on a statement counts for, or `file` where its place makes it one for the file. */
  covered(place: CommentPlace): readonly Span[] | 'file';
  /** Their rules that look at the file as a whole: a comment at the first statement decides about them. */
  readonly fileWide: ReadonlySet<string>;
}

/** The text of a comment of one line, or undefined: most tools read no others. */
export function oneLine(text: string): string | undefined {
  const inside = text.startsWith('--') ? text.slice(2) : text.replace(/^\/\*/, '').replace(/\*\/$/, '');
  return /[\r\n]/.test(inside) ? undefined : inside;
}

/** The statement that a comment stands in, be it between its last word and the semicolon. */
export function around({ comment, statements, text }: CommentPlace): Span | undefined {
  const last = statements.findLast((statement) => statement.start <= comment.start);
  return last && (comment.start < last.end || !text.slice(last.end, comment.start).includes(';')) ? last : undefined;
}

/** The first statement after a comment. */
export function following({ comment, statements }: CommentPlace): Span | undefined {
  return statements.find((statement) => statement.start >= comment.end);
}

/** The line of an offset, 1-based. */
export function lineOf({ lines }: CommentPlace, offset: number): number {
  return positionAt(lines, offset).line;
}
