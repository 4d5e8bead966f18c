/** The text of a statement, taken apart by its tokens: rewrites splice it, so that comments and quotes stay as written. */
import type { RewriteRequest } from '../../dialect.ts';
import type { RewriteStep } from '../../../report.ts';
import { makeTokens, type Tokens } from '../tokens.ts';

/** A statement and its tokens. */
export interface Source {
  readonly sql: string;
  readonly tokens: Tokens;
}

/** The statement of a request; undefined for the step of a builder, which has no text. */
export function sourceOf(request: RewriteRequest): Source | undefined {
  const { sql } = request.statement;
  return sql === null ? undefined : { sql, tokens: makeTokens(sql, 0, sql.length) };
}

/** The text from the token at `from` to before the one at `to`, comments between them included. */
export function textOf({ sql, tokens }: Source, from: number, to: number): string {
  const { start, end } = tokens.range(from, to);
  return sql.slice(start, end);
}

/** The statement with a text put in behind a token. */
export function insertAfter({ sql, tokens }: Source, token: number, text: string): string {
  const at = tokens.list[token]?.end ?? sql.length;
  return `${sql.slice(0, at)} ${text}${sql.slice(at)}`;
}

/** The statement without the tokens of `[from, to)` and the blanks behind them. */
export function without({ sql, tokens }: Source, from: number, to: number): string {
  const start = tokens.list[from]?.start ?? sql.length;
  const next = tokens.list[to]?.start;
  if (next !== undefined) return sql.slice(0, start) + sql.slice(next);
  return sql.slice(0, tokens.list[from - 1]?.end ?? start) + sql.slice(tokens.list[to - 1]?.end ?? sql.length);
}

/** Whether the words stand at a token, one after the other. */
export function wordsAt(tokens: Tokens, at: number, ...words: readonly string[]): boolean {
  return words.every((word, i) => tokens.word(at + i) === word);
}

/** The token behind a dotted name that starts at `at`; `at` itself where there is no name. */
export function afterName(tokens: Tokens, at: number): number {
  const named = (index: number): boolean => ['word', 'quoted', 'template'].includes(tokens.list[index]?.kind ?? '');
  if (!named(at)) return at;
  let end = at + 1;
  while (tokens.word(end) === '.' && named(end + 1)) end += 2;
  return end;
}

/** The token behind IF EXISTS or IF NOT EXISTS at `at`, or `at` itself. */
export function afterIfExists(tokens: Tokens, at: number): number {
  if (wordsAt(tokens, at, 'IF', 'EXISTS')) return at + 2;
  return wordsAt(tokens, at, 'IF', 'NOT', 'EXISTS') ? at + 3 : at;
}

export { terminated as statement } from '../../../source.ts';

/** What a step says besides its SQL. */
export type StepNotes = Pick<RewriteStep, 'deploy' | 'batch' | 'check' | 'cleanup'>;

/**
 * Steps that are run instead of a statement. What takes a lock that others wait behind gets a lock_timeout; a concurrent
 * build does not, because it waits for old transactions without blocking anyone.
 */
export function makeSteps({ situation, options }: RewriteRequest) {
  const timeout = `lock_timeout = '${interval(options.lockTimeout)}';`;
  const waiting = (sql: readonly string[]): readonly string[] => {
    if (options.lockTimeout === 0) return sql;
    if (options.lockRetries > 0) return [retried([`SET LOCAL ${timeout}`, ...sql], options.lockRetries)];
    return [`SET ${situation.inTransaction === true ? 'LOCAL ' : ''}${timeout}`, ...sql];
  };
  const step = (title: string, phase: RewriteStep['phase'], transaction: boolean, sql: readonly string[]): RewriteStep => ({
    title,
    phase,
    transaction,
    sql: sql.join('\n'),
  });
  return {
    /** It waits for a lock. */
    locking: (title: string, phase: RewriteStep['phase'], ...sql: readonly string[]) => step(title, phase, true, waiting(sql)),
    /** It may run in a transaction and blocks neither reads nor writes. */
    quiet: (title: string, phase: RewriteStep['phase'], ...sql: readonly string[]) => step(title, phase, true, sql),
    /** It runs outside a transaction only. */
    outside: (title: string, phase: RewriteStep['phase'], ...sql: readonly string[]) => step(title, phase, false, sql),
  };
}

/** Milliseconds as people write them: `5s`, `1500ms`. */
const interval = (milliseconds: number): string => (milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`);

/**
 * Statements that are tried again where they got no lock in time. What an attempt has locked is let go with it, as the block
 * with the EXCEPTION is a subtransaction; the pause grows by a second each time.
 */
function retried(sql: readonly string[], retries: number): string {
  // What a function call gives back has to be thrown away in a block.
  const body = sql.map((text) => text.replace(/^SELECT /, 'PERFORM ')).join('\n');
  const tag = freeTag(body, 'retry');
  return [
    `DO ${tag}`,
    'BEGIN',
    `  FOR attempt IN 0..${retries} LOOP`,
    '    BEGIN',
    // A literal or body of several lines would not be the same with blanks before each line.
    body,
    '      EXIT;',
    '    EXCEPTION WHEN lock_not_available THEN',
    `      IF attempt = ${retries} THEN RAISE; END IF;`,
    '      PERFORM pg_sleep(attempt + 1);',
    '    END;',
    '  END LOOP;',
    'END',
    `${tag};`,
  ].join('\n');
}

/** A relation by its name as SQL asks for it: NULL where there is none. */
export const regclass = (relation: string): string => `to_regclass('${relation.replaceAll("'", "''")}')`;

/**
 * What to ask of a concurrent build, and what to clear away after one that failed: it leaves an index that is not valid.
 *
 * @param index as it is written in SQL.
 */
export function buildNotes(index: string): StepNotes {
  return {
    check: `SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = ${regclass(index)} AND indisvalid);`,
    cleanup: `DROP INDEX CONCURRENTLY IF EXISTS ${index};`,
  };
}

/** A name in the schema of a relation, which is written with it or without. */
export function besideOf(relation: string, name: string): string {
  const schema = /^((?:"(?:[^"]|"")*"|[^."])+)\s*\./.exec(relation)?.[1];
  return schema === undefined ? name : `${schema}.${name}`;
}

/** A relation as people write it: without the schema that is searched anyway. */
export function shown(relation: string): string {
  return relation.startsWith('public.') ? relation.slice('public.'.length) : relation;
}

/** What to ask once a constraint has been validated. */
export function validationNotes(relation: string, constraint: string): StepNotes {
  const name = constraint.replaceAll("'", "''");
  return {
    check: `SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = ${regclass(relation)} AND conname = '${name}' AND convalidated);`,
  };
}

/** A dollar quote that does not occur in a text. */
export function freeTag(text: string, word: string): string {
  let tag = `$${word}$`;
  for (let i = 1; text.includes(tag); i++) tag = `$${word}${i}$`;
  return tag;
}

/** Steps that follow others: what would come first in a plan of its own now is part of the way. */
export function later(steps: readonly RewriteStep[]): readonly RewriteStep[] {
  return steps.map((step) => (step.phase === 'expand' ? { ...step, phase: 'migrate' } : step));
}

/** Steps that others follow: what would come last now is part of the way. */
export function before(steps: readonly RewriteStep[]): readonly RewriteStep[] {
  return steps.map((step) => (step.phase === 'contract' ? { ...step, phase: 'migrate' } : step));
}

export type Steps = ReturnType<typeof makeSteps>;
