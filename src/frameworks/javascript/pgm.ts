/**
 * node-pg-migrate's functions: they are handed a MigrationBuilder that collects SQL.
 * Sources: src/migrationBuilder.ts, src/migration.ts and src/operations of github.com/salsita/node-pg-migrate.
 */
import type { ScriptTool } from './tool.ts';
import type { Piece } from '../pieces.ts';
import { pgmCalls } from './pgm-builder.ts';
import { cut, pathOf, sendRaw } from './sql-text.ts';
import { stringOf, type TextValue, type Value } from './values.ts';

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
    else if (link.name === 'sql' || (chain.links[0]?.name === 'db' && link.name === 'query')) {
      const [text, values] = link.args ?? [];
      sendRaw(output, text?.kind === 'text' ? withArguments(text, values) : text, link);
    } else if (chain.links[0]?.name === 'db' && link.name === 'select') return undefined;
    else if (link.name !== 'func' && link.name !== 'toString') {
      const call = pgmCalls.get(link.name);
      const made = call?.(link.args ?? []);
      if (made !== undefined) output.made(made, chain);
      else
        output.unread(
          chain,
          call ? `an argument of ${pathOf('pgm', [link])} is computed or not read yet` : `${pathOf('pgm', [link])} is not read yet`,
        );
    }
    return undefined;
  },
};

/** `{name}` in the SQL stands for an argument, as it is. */
function withArguments(text: TextValue, values: Value | undefined): TextValue {
  if (values?.kind !== 'object') return text;
  const pieces: Piece[] = [];
  for (const piece of text.pieces) {
    let from = 0;
    for (const match of piece.text.matchAll(/\{(\w+)\}/g)) {
      const value = stringOf(values.fields.get(match[1] ?? ''));
      if (value === undefined) continue;
      pieces.push(...cut(piece, from, match.index));
      const [at] = cut(piece, match.index, match.index + match[0].length);
      pieces.push({ text: value, start: at?.start ?? piece.start, end: at?.end ?? piece.end });
      from = match.index + match[0].length;
    }
    pieces.push(...cut(piece, from, piece.text.length));
  }
  return { kind: 'text', pieces };
}
