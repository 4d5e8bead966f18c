/** Names that the server cuts off: the tree has them cut already, so that only the text shows them. */
import type { Node } from '@pgsql/types';
import { MAXIMUM_NAME } from '../identifier.ts';
import { open, type Reading } from './reading.ts';

/** Statements that make or rename something. Others only mention what was cut before. */
const MAKERS = /^(?:Create|AlterTable|Index|View|Rename|CompositeType|Define|Rule)/;
/** What can hold such a name, without looking closely: nearly every statement holds none. */
const LONG = new RegExp(String.raw`[^\s.,;()'"]{${Math.floor(MAXIMUM_NAME / 3)},}|"[^"]{${Math.floor(MAXIMUM_NAME / 3)},}`);

/** Names in a statement that are longer than the server keeps, as they are written, without quotes. */
export function overlongNames(node: Node, reading: Reading): readonly string[] {
  if (!MAKERS.test(open(node).kind) || !LONG.test(reading.slice(reading.start, reading.end))) return [];
  const names = reading.tokens().list.flatMap(({ kind, start, end }) => {
    if (kind !== 'word' && kind !== 'quoted') return [];
    const text = reading.slice(start, end);
    const name = kind === 'quoted' ? (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : '') : text;
    return Buffer.byteLength(name, 'utf8') > MAXIMUM_NAME ? [name] : [];
  });
  return [...new Set(names)];
}
