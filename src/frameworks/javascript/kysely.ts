/**
 * Kysely: functions that are handed the database. All pending migrations share a transaction on PostgreSQL.
 * Sources: src/migration/migrator.ts and src/raw-builder/sql.ts of github.com/kysely-org/kysely.
 */
import type { Piece } from '../pieces.ts';
import type { Output, ScriptTool } from './tool.ts';
import { literalOf, pathOf, quoteName, sendRaw } from './sql-text.ts';
import { stringOf, type Chain, type Link, type Place, type Value } from './values.ts';

const CHANGES = /^(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)$/;

export const kysely: ScriptTool = {
  id: 'kysely',
  title: 'Kysely',
  parameters: ['db'],
  imported: (module, name) => (module === 'kysely' && (name === 'sql' || name === '*') ? (name === 'sql' ? 'sql' : 'kysely') : undefined),
  transaction: 'wrapped',
  grouped: true,
  bareNames: true,
  send(chain, output) {
    const { links } = chain;
    const sent = links.some(({ name, args }) => args && (/^execute(?:TakeFirst\w*)?$/.test(name) || name === 'stream'));
    if (chain.root === 'sql' || (chain.root === 'kysely' && links[0]?.name === 'sql')) {
      if (sent) sendSql(chain, output);
      return undefined;
    }
    if (links[0]?.name === 'transaction') {
      const run = links.find(({ name }) => name === 'execute')?.args?.[0];
      return run?.kind === 'function' ? output.call(run, [output.handle('db', chain)]) : undefined;
    }
    const raw = links.findIndex(({ name }) => name === 'executeQuery');
    if (raw >= 0) {
      const query = links[raw]?.args?.[0];
      if (query?.kind === 'chain' && query.root === 'sql') sendSql(query, output);
      else output.unread(chain, 'the query is computed');
      return undefined;
    }
    const reads = links[0]?.name === 'selectFrom' || links[0]?.name === 'introspection';
    if (sent && !(reads && !links.some(({ name }) => CHANGES.test(name))))
      output.unread(chain, `${pathOf(chain.root, links.slice(0, links[0]?.name === 'schema' ? 2 : 1))} is not read yet`);
    return undefined;
  },
};

/** `sql` with a template: what is interpolated are parameters, unless it says that it is text or a name. */
function sendSql(chain: Chain, output: Output): void {
  const pieces = sqlPieces(chain, { next: 1 });
  if (pieces) output.sql({ kind: 'text', pieces }, chain);
  else sendRaw(output, undefined, chain);
}

function sqlPieces(chain: Chain, count: { next: number }): readonly Piece[] | undefined {
  const link = chain.links.find(({ args }) => args);
  if (link?.name === '`') return templatePieces(link, count);
  const [value] = link?.args ?? [];
  const text = stringOf(value);
  if (link?.name === 'raw') return value?.kind === 'text' ? value.pieces : undefined;
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

function templatePieces(link: Link, count: { next: number }): readonly Piece[] | undefined {
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

function parameter(value: Value, link: Place, text: Value, count: { next: number }): readonly Piece[] {
  if (value.kind === 'chain' && (value.root === 'sql' || value.root === 'kysely')) {
    const inner = sqlPieces(value, count);
    if (inner) return inner.map((piece) => ({ text: piece.text, start: value.start, end: value.end }));
    return [{ text: '${value}', start: value.start, end: value.end }];
  }
  const behind = text.kind === 'text' ? text.pieces.at(-1)?.end : undefined;
  const at = behind ?? link.start;
  return [{ text: `$${count.next++}`, start: at, end: at }];
}
