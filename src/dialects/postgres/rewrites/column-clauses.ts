/** What stands behind the type in ADD COLUMN: defaults, constraints and properties, each with its tokens. */
import type { Range } from '../split.ts';
import type { Tokens } from '../tokens.ts';
import { wordsAt } from './source.ts';

export type ClauseKind =
  | 'not-null'
  | 'null'
  | 'default'
  | 'check'
  | 'unique'
  | 'primary-key'
  | 'references'
  | 'generated'
  | 'collate'
  | 'storage'
  | 'attribute';

export interface Clause extends Range {
  readonly kind: ClauseKind;
  /** Where it starts without CONSTRAINT and its name. */
  readonly body: number;
  /** The name as written, or empty. */
  readonly name: Range | undefined;
}

const STARTS: readonly (readonly [ClauseKind, readonly string[]])[] = [
  ['not-null', ['NOT', 'NULL']],
  ['attribute', ['NOT', 'DEFERRABLE']],
  ['attribute', ['NOT', 'ENFORCED']],
  ['attribute', ['ENFORCED']],
  ['attribute', ['DEFERRABLE']],
  ['attribute', ['INITIALLY']],
  ['null', ['NULL']],
  ['default', ['DEFAULT']],
  ['check', ['CHECK']],
  ['unique', ['UNIQUE']],
  ['primary-key', ['PRIMARY', 'KEY']],
  ['references', ['REFERENCES']],
  ['generated', ['GENERATED']],
  ['collate', ['COLLATE']],
  ['storage', ['STORAGE']],
  ['storage', ['COMPRESSION']],
];

/** Tokens that belong to a clause whatever they are: its keywords, and at least one of what they introduce. */
const MINIMUM: Readonly<Partial<Record<ClauseKind, number>>> = {
  default: 2,
  'not-null': 2,
  'primary-key': 2,
  references: 2,
  collate: 2,
  storage: 2,
  generated: 3,
  attribute: 1,
};

const startAt = (tokens: Tokens, at: number): ClauseKind | undefined => STARTS.find(([, words]) => wordsAt(tokens, at, ...words))?.[0];

/**
 * The clauses of a column definition whose type starts at the token `from`.
 *
 * @returns where the type ends, and the clauses in order. An attribute (DEFERRABLE and its like) is part of the constraint before it.
 */
export function columnClauses(tokens: Tokens, from: number, to: number): { readonly typeEnd: number; readonly clauses: readonly Clause[] } {
  const found: Clause[] = [];
  let at = nextStart(tokens, from + 1, to);
  const typeEnd = at;
  while (at < to) {
    const named = wordsAt(tokens, at, 'CONSTRAINT');
    const body = named ? at + 2 : at;
    const kind = startAt(tokens, body);
    if (!kind) break;
    const end = nextStart(tokens, Math.min(body + (MINIMUM[kind] ?? 1), to), to);
    const last = found.at(-1);
    if (kind === 'attribute' && last) found[found.length - 1] = { ...last, end };
    else found.push({ kind, start: at, body, end, name: named ? { start: at + 1, end: at + 2 } : undefined });
    at = end;
  }
  return { typeEnd, clauses: found };
}

/** The next token at depth 0 that starts a clause. */
function nextStart(tokens: Tokens, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const word = tokens.word(at);
    if (word === '(' || word === '[') at = tokens.afterBracket(at);
    else if (word === 'SET' && ['NULL', 'DEFAULT'].includes(tokens.word(at + 1))) {
      // ON DELETE SET NULL and SET DEFAULT are part of REFERENCES.
      at += 2;
    } else if (word === 'CONSTRAINT' || startAt(tokens, at) !== undefined) return at;
    else at++;
  }
  return to;
}
