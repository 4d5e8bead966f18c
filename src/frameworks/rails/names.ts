/** Names that Rails gives to indexes and constraints. */
import { createHash } from 'node:crypto';
import { singularize } from '../ruby/inflect.ts';
import { partsOf, type Context } from './options.ts';

const hashed = (identifier: string): string => createHash('sha256').update(identifier).digest('hex').slice(0, 10);
const MOST_BYTES = 62;

/** The name of an index over columns. An expression is named by the words in it. */
export function indexName(table: string, columns: readonly string[], context: Context): string {
  const [only] = columns;
  const words = columns.length === 1 && only !== undefined && /\W/.test(only) ? [(only.match(/\w+/g) ?? []).join('_')] : columns;
  const own = context.version >= 7.1 ? partsOf(table)[1] : table;
  const name = `index_${own}_on_${words.join('_and_')}`;
  if (context.version < 7.1 || Buffer.byteLength(name) <= MOST_BYTES) return name;
  const hash = `_${hashed(name)}`;
  return `${Buffer.from(`idx_on_${words.join('_')}`)
    .subarray(0, MOST_BYTES - hash.length)
    .toString()}${hash}`;
}

export const foreignKeyName = (table: string, columns: readonly string[]): string =>
  `fk_rails_${hashed(`${table}_${columns.join('_and_')}_fk`)}`;
export const checkName = (table: string, expression: string): string => `chk_rails_${hashed(`${table}_${expression}_chk`)}`;
export const exclusionName = (table: string, expression: string): string => `excl_rails_${hashed(`${table}_${expression}_excl`)}`;
export const uniqueName = (table: string, about: string): string => `uniq_rails_${hashed(`${table}_${about}_unique`)}`;

/** The column that refers to a table: `author_id` for `blog.authors`. */
export const referringColumn = (to: string, context: Context): string =>
  `${singularize(context.version >= 7.1 || context.release >= 7.1 ? partsOf(to)[1] : to)}_id`;

/** `categories` and `products` as `categories_products`; what they begin with alike is said once. */
export function joinTableName(one: string, other: string): string {
  const [a, b] = [one, other].toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0)) as [string, string];
  const cut = Math.max(...['.', '_'].map((mark) => a.lastIndexOf(mark))) + 1;
  for (let at = cut; at > 0; at = Math.max(a.lastIndexOf('.', at - 2), a.lastIndexOf('_', at - 2)) + 1) {
    const prefix = a.slice(0, at);
    if (b.startsWith(prefix) && b.length > at && a.length > at) return `${prefix}${a.slice(at)}_${b.slice(at)}`;
  }
  return `${a}_${b}`;
}
