/**
 * What a finding is recognised by from one run to the next: the rule, the file, the statement without its blanks and
 * comments, the object, and how many equal ones stand before it. No line numbers: it survives when lines move.
 */
import { createHash } from 'node:crypto';
import type { Operation } from '../operations/operation.ts';

/** Names that tell operations of one statement apart. The list is fixed: every change of it changes fingerprints. */
const OBJECT_FIELDS = [
  'table',
  'column',
  'constraint',
  'index',
  'type',
  'function',
  'sequence',
  'schema',
  'extension',
  'partition',
  'trigger',
  'policy',
  'rule',
  'publication',
  'object',
] as const;

/** The object of an operation, for its fingerprint. */
export function objectOf(operation: Operation): string {
  const fields: Readonly<Record<string, unknown>> = { ...operation };
  return [operation.kind, ...OBJECT_FIELDS.flatMap((name) => (typeof fields[name] === 'string' ? [fields[name]] : []))].join(' ');
}

/** The end of a quoted piece of SQL that starts at `from`, or `from` where none does. */
function endOfQuote(sql: string, from: number): number {
  const c = sql[from];
  if (c === "'" || c === '"' || c === '`') {
    for (let i = from + 1; i < sql.length; i++) {
      if (sql[i] !== c) continue;
      if (sql[i + 1] === c) i++;
      else return i + 1;
    }
    return sql.length;
  }
  const tag =
    c === '$' && !/\w/.test(sql[from - 1] ?? '')
      ? /^\$(?:[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$/.exec(sql.slice(from, from + 80))?.[0]
      : undefined;
  if (tag === undefined) return from;
  const end = sql.indexOf(tag, from + tag.length);
  return end < 0 ? sql.length : end + tag.length;
}

/** The end of a comment that starts at `from`, or `from` where none does. Block comments nest, as in the SQL standard. */
function endOfComment(sql: string, from: number): number {
  if (sql.startsWith('--', from)) {
    const end = sql.slice(from).search(/[\r\n]/);
    return end < 0 ? sql.length : from + end;
  }
  if (!sql.startsWith('/*', from)) return from;
  let depth = 0;
  for (let i = from; i < sql.length; i++) {
    if (sql.startsWith('/*', i)) {
      depth++;
      i++;
    } else if (sql.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return sql.length;
}

/** The statement without comments, and without the blanks that mean nothing. Quoted text stays as it is. */
export function normalizeStatement(sql: string): string {
  const pieces: string[] = [];
  let word = '';
  const flush = (): void => {
    if (word !== '') pieces.push(word);
    word = '';
  };
  for (let i = 0; i < sql.length;) {
    const comment = endOfComment(sql, i);
    if (comment > i) {
      flush();
      i = comment;
      continue;
    }
    const quote = endOfQuote(sql, i);
    if (quote > i) {
      word += sql.slice(i, quote);
      i = quote;
      continue;
    }
    const c = sql[i] ?? '';
    if (/\s/.test(c)) flush();
    else if (/[(),;=<>]/.test(c)) {
      flush();
      pieces.push(c);
    } else word += c;
    i++;
  }
  flush();
  return pieces.join(' ');
}

/** What a fingerprint is made of. */
export interface Identity {
  readonly rule: string;
  readonly path: string;
  /** The statement as it stands, or empty. */
  readonly statement: string;
  readonly object: string;
}

/** Makes fingerprints for one review; equal identities are numbered in the order they come. */
export function makeFingerprints(): (identity: Identity) => string {
  const counts = new Map<string, number>();
  return ({ rule, path, statement, object }) => {
    const key = [rule, path, normalizeStatement(statement), object].join('\0');
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    return createHash('sha256').update(`${key}\0${ordinal}`).digest('base64url').slice(0, 16);
  };
}
