/**
 * Statements that are built with SQLAlchemy's expressions: insert, update and delete of a table that stands in the file. Their
 * conditions are parameters: that there is one is what matters, and nothing is said about which rows it takes.
 * Source: https://docs.sqlalchemy.org/en/20/core/dml.html
 */
import { plainText, type Call, type Value } from '../python/values.ts';
import { optionalName, Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { expression, isSqlalchemy, qualified, quoted } from './text.ts';

/** `table(…)` or `Table(…)`, with the names of its columns. */
export function tableOf(value: Value | undefined): { readonly name: string; readonly columns: readonly string[] } | undefined {
  if (value?.kind !== 'call' || !isSqlalchemy(value.path, '(?:table|Table)')) return undefined;
  const name = plainText(value.args[0]);
  if (name === undefined) return undefined;
  const columns = value.args.flatMap((arg) => (arg.kind === 'call' && isSqlalchemy(arg.path, '(?:column|Column)') ? (plainText(arg.args[0]) ?? []) : [])); // prettier-ignore
  return { name: qualified(name, optionalName(value.named.get('schema'), 'the schema')), columns };
}

/** What a built statement is as SQL; null for one that only asks, undefined for what is none. Throws Unclear. */
export function builtStatement(value: Value | undefined): string | null | undefined {
  const links: { readonly name: string; readonly call: Call }[] = [];
  for (let at = value; at?.kind === 'call'; at = at.base) {
    const { path } = at;
    const name = path.split('.').at(-1) ?? '';
    const verb = /^(?:insert|update|delete)$/.exec(name)?.[0];
    if (isSqlalchemy(path, '(?:select|exists|literal)')) return null;
    const table = verb === undefined ? undefined : (tableOf(at.base) ?? (isSqlalchemy(path, '\\w*(?:insert|update|delete)') ? tableOf(at.args[0]) : undefined)); // prettier-ignore
    if (verb !== undefined && table) return statement(verb, table, links.toReversed());
    links.push({ name, call: at });
  }
  return undefined;
}

function statement(
  verb: string,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  links: readonly { readonly name: string; readonly call: Call }[],
): string {
  let parameters = 0;
  const parameter = (): string => `$${++parameters}`;
  const set: (readonly [string, string])[] = [];
  for (const { name: link, call } of links) {
    if (link !== 'values') continue;
    const [given] = call.args;
    const entries = given?.kind === 'dict' ? given.entries.map(([key, value]) => [columnOf(key), value] as const) : [...call.named];
    if (entries.length === 0 || call.spread) throw new Unclear('the values of the statement are computed');
    for (const [column, value] of entries) set.push([column, valueOf(value) ?? parameter()]);
  }
  const conditions = links.filter(({ name: link }) => link === 'where' || link === 'filter').map(() => `${parameter()}::boolean`);
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  if (verb === 'delete') return `DELETE FROM ${name}${where}`;
  if (verb === 'update') {
    if (set.length === 0) throw new Unclear('the values of the statement are computed');
    return `UPDATE ${name} SET ${set.map(([column, value]) => `${quoted(column)} = ${value}`).join(', ')}${where}`;
  }
  if (links.some(({ name: link }) => link === 'from_select')) throw new Unclear('the query that is inserted is not read yet');
  const into = set.length > 0 ? set.map(([column]) => column) : columns;
  const values = set.length > 0 ? set.map(([, value]) => value) : columns.map(parameter);
  if (into.length === 0) throw new Unclear('the columns that are inserted are computed');
  const conflict = links.some(({ name: link }) => link.startsWith('on_conflict_do')) ? ' ON CONFLICT DO NOTHING' : '';
  return `INSERT INTO ${name} (${into.map(quoted).join(', ')}) VALUES (${values.join(', ')})${conflict}`;
}

/** A key of `values({…})`: a name, or `t.c.name`. */
function columnOf(key: Value): string {
  const name = plainText(key) ?? (key.kind === 'name' ? /\.(?:c|columns)\.(\w+)$/.exec(key.path)?.[1] : undefined);
  if (name === undefined) throw new Unclear('a column of the statement is computed');
  return name;
}

function valueOf(value: Value): string | undefined {
  if (value.kind === 'none') return 'NULL';
  const text = plainText(value);
  if (text !== undefined) return quoteText(text);
  if (value.kind !== 'call' && value.kind !== 'number' && value.kind !== 'boolean') return undefined;
  try {
    return expression(value, 'a value')
      .map((part) => (typeof part === 'string' ? part : part.text))
      .join('');
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
}
