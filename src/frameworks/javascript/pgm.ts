/**
 * node-pg-migrate's functions: they are handed a MigrationBuilder that collects SQL.
 * Sources: src/migrationBuilder.ts, src/migration.ts and src/operations of github.com/salsita/node-pg-migrate.
 */
import type { Output, ScriptTool } from './tool.ts';
import { cutPiece, type Piece } from '../pieces.ts';
import { NotRead, orReason } from './not-read.ts';
import { pgmAccess } from './pgm-access.ts';
import { pgmObjects } from './pgm-objects.ts';
import { pgmTables } from './pgm-tables.ts';
import { pathOf, sendRaw } from './sql-text.ts';
import { stringOf, type Chain, type Link, type TextValue, type Value } from './values.ts';

export const pgm: ScriptTool = {
  id: 'node-pg-migrate',
  title: 'node-pg-migrate',
  parameters: ['pgm'],
  imported: () => undefined,
  transaction: 'wrapped',
  grouped: true,
  noWayBack: true,
  send(chain, output) {
    const link = chain.links.find(({ args }) => args);
    if (!link) return undefined;
    if (link.name === 'noTransaction') output.transaction = 'none';
    else if (link.name === 'sql' || (chain.links[0]?.name === 'db' && (link.name === 'query' || link.name === 'select'))) {
      const [text, values] = link.args ?? [];
      sendRaw(output, text?.kind === 'text' ? withArguments(text, values) : text, link);
    } else if (link.name !== 'func' && link.name !== 'toString') {
      sendCall(link, chain, output);
    }
    return undefined;
  },
};

/** What the builder turns round by itself, where a migration has no way back of its own. */
const TURNED = /^(?:create|add(?!TypeValue)|rename|grant|refreshMaterializedView)/;

function sendCall(link: Link, chain: Chain, output: Output): void {
  const call = pgmTables.get(link.name) ?? pgmObjects.get(link.name) ?? pgmAccess.get(link.name);
  if (!TURNED.test(link.name)) output.oneWay = true;
  if (!call) return output.unread(chain, `${pathOf('pgm', [link])} is not read yet`);
  const given = output.exported('shorthands');
  const shorthands = given?.kind === 'object' ? given.fields : new Map<string, Value>();
  const made = orReason(() => call(link.args ?? [], shorthands));
  if (made instanceof NotRead) output.unread(chain, `${pathOf('pgm', [link])}: ${made.message}`);
  else if (made.length > 0) output.made(made.join(';\n'), chain, made.length > 1);
}

/** `{name}` in the SQL stands for an argument, as it is. */
function withArguments(text: TextValue, values: Value | undefined): TextValue {
  if (values?.kind !== 'object') return text;
  const pieces: Piece[] = [];
  for (const piece of text.pieces) {
    let from = 0;
    for (const match of piece.text.matchAll(/\{(\w+)\}/g)) {
      const value = stringOf(values.fields.get(match[1] ?? ''));
      if (value === undefined) continue;
      pieces.push(...cutPiece(piece, from, match.index));
      const [at] = cutPiece(piece, match.index, match.index + match[0].length);
      pieces.push({ text: value, start: at?.start ?? piece.start, end: at?.end ?? piece.end });
      from = match.index + match[0].length;
    }
    pieces.push(...cutPiece(piece, from, piece.text.length));
  }
  return { kind: 'text', pieces };
}
