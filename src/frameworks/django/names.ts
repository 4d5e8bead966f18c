/**
 * The names that Django's schema editor gives to indexes and constraints.
 * Source: _create_index_name and names_digest in django/db/backends/base/schema.py of github.com/django/django.
 */
import { createHash } from 'node:crypto';

/** As many bytes as PostgreSQL keeps of a name. */
const LONGEST = 63;

export { quoteName as quote } from '../quoting.ts';

const digest = (parts: readonly string[], length: number): string => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, length);
};

/** `blog_post_title_1a2b3c4d_uniq`, cut as Django cuts it. */
export function indexName(table: string, columns: readonly string[], suffix = ''): string {
  let end = `${digest([table, ...columns], 8)}${suffix}`;
  const list = columns.join('_');
  const whole = `${table}_${list}_${end}`;
  if (whole.length <= LONGEST) return whole;
  if (end.length > LONGEST / 3) end = end.slice(0, Math.floor(LONGEST / 3));
  const rest = Math.floor((LONGEST - end.length) / 2) - 1;
  const name = `${table.slice(0, rest)}_${list.slice(0, rest)}_${end}`;
  return /^[_\d]/.test(name) ? `D${name.slice(0, -1)}` : name;
}

/** A name that is too long keeps its beginning and gets a digest of all of it, as truncate_name of django/db/backends/utils.py does. */
export function truncated(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 4)}${digest([name], 4)}`;
}
