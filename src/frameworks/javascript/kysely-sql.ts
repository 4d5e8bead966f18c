/** Kysely's `sql` templates, in pieces with their places. */
import type { Piece } from '../pieces.ts';
import { literalOf, quoteName } from './sql-text.ts';
import { isComputed, stringOf, UNDEFINED, type Chain, type Link, type Place, type Value } from './values.ts';

/** Whether a chain is `sql` with what it is asked, and not a query. */
export const isSql = (chain: Chain): boolean => chain.root === 'sql' || (chain.root === 'kysely' && chain.links[0]?.name === 'sql');

/** What stands for a value in a template: a parameter, or the SQL of a query. */
export interface Parameters {
  next: number;
  /** The SQL of a query or expression that is interpolated; undefined where it is not read. */
  query?: (chain: Chain) => string | undefined;
}

/** A template: what is interpolated are parameters, unless it says that it is text or a name. */
export function sqlPieces(chain: Chain, count: Parameters): readonly Piece[] | undefined {
  const link = chain.links.find(({ args }) => args);
  if (link?.name === '`') return templatePieces(link, count);
  const [value] = link?.args ?? [];
  const text = stringOf(value);
  if (link?.name === 'raw') return value?.kind === 'text' ? value.pieces : undefined;
  if (link?.name === 'join') {
    const separator = link.args?.[1]?.kind === 'chain' ? sqlPieces(link.args[1], count) : undefined;
    if (value?.kind !== 'list' || (link.args?.[1] && !separator)) return undefined;
    const between = separator ?? [{ text: ', ', start: chain.start, end: chain.end }];
    return value.items.flatMap((item, i) => [...(i > 0 ? between : []), ...parameter(item, link, UNDEFINED, count)]);
  }
  if (text === undefined) return undefined;
  const made = (sql: string): readonly Piece[] => [{ text: sql, start: chain.start, end: chain.end }];
  if (link?.name === 'ref' || link?.name === 'table' || link?.name === 'id')
    return made(
      link.name === 'id'
        ? (link.args ?? []).map((arg) => quoteName(stringOf(arg) ?? '')).join('.')
        : text.split('.').map(quoteName).join('.'),
    );
  const literal =
    link?.name === 'lit' || link?.name === 'literal' ? literalOf(value) : link?.name === 'val' ? `$${count.next++}` : undefined;
  return literal === undefined ? undefined : made(literal);
}

function templatePieces(link: Link, count: Parameters): readonly Piece[] | undefined {
  const [texts, values] = link.args ?? [];
  if (texts?.kind !== 'list' || values?.kind !== 'list') return undefined;
  const pieces: Piece[] = [];
  for (const [i, text] of texts.items.entries()) {
    if (text.kind === 'text') pieces.push(...text.pieces);
    const value = values.items[i];
    if (value) pieces.push(...parameter(value, link, text, count));
  }
  return pieces;
}

function parameter(value: Value, link: Place, text: Value, count: Parameters): readonly Piece[] {
  if (value.kind === 'chain') {
    const query = isSql(value) ? undefined : count.query?.(value);
    const inner = isSql(value) ? sqlPieces(value, count) : query === undefined ? undefined : [{ text: query }];
    if (inner) return inner.map((piece) => ({ text: piece.text, start: value.start, end: value.end }));
    return [{ text: '${value}', start: value.start, end: value.end }];
  }
  const behind = text.kind === 'text' ? text.pieces.at(-1)?.end : undefined;
  const at = behind ?? link.start;
  const literal = literalOf(value);
  return [{ text: literal === undefined || isComputed(literal) ? `$${count.next++}` : literal, start: at, end: at }];
}
