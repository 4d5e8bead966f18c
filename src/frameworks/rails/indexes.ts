/** CREATE INDEX and DROP INDEX as Rails writes them. */
import { plainText, type Place, type Value } from '../ruby/values.ts';
import { indexName } from './names.ts';
import { flag, hashOption, literal, made, nameOf, namesOf, partsOf, quoted, quotedTable, textOption, Unclear, type Context, type Made } from './options.ts'; // prettier-ignore

type Options = ReadonlyMap<string, Value>;

/** The columns of an index: names, or one expression. */
function indexed(value: Value | undefined): { readonly columns: readonly string[]; readonly expression: boolean } {
  const columns = namesOf(value, 'the columns of the index');
  const isExpression = (item: Value | undefined): boolean => item?.kind === 'text' && !item.symbol && /\W/.test(plainText(item) ?? '');
  return { columns, expression: value?.kind === 'list' ? value.items.some(isExpression) : isExpression(value) };
}

/** What is given for each column of an index, or for all: `order: { a: :desc }`. */
function perColumn(options: Options, name: string, column: string): string {
  const each = hashOption(options, name);
  const value = each ? each.get(column) : options.get(name);
  if (!value || value.kind === 'nil') return '';
  return ` ${nameOf(value, `the ${name} of the index`)}`;
}

export function createIndex(table: string, value: Value | undefined, options: Options, place: Place, context: Context): readonly Made[] {
  const { columns, expression } = indexed(value);
  const name = textOption(options, 'name') ?? indexName(table, columns, context);
  const list = expression
    ? columns.join(', ')
    : columns
        .map((column) => `${quoted(column)}${perColumn(options, 'opclass', column)}${perColumn(options, 'order', column).toUpperCase()}`)
        .join(', ');
  const include = options.get('include');
  const included = include && include.kind !== 'nil' ? namesOf(include, 'the included columns').map(quoted).join(', ') : undefined;
  const using = textOption(options, 'using');
  const where = textOption(options, 'where');
  const sql = [
    'CREATE',
    ...(flag(options, 'unique') ? ['UNIQUE'] : []),
    'INDEX',
    ...concurrently(options),
    ...(flag(options, 'if_not_exists') ? ['IF NOT EXISTS'] : []),
    `${quoted(name)} ON ${quotedTable(table)}`,
    ...(using === undefined ? [] : [`USING ${using}`]),
    `(${list})`,
    ...(included === undefined ? [] : [`INCLUDE (${included})`]),
    ...(flag(options, 'nulls_not_distinct') ? ['NULLS NOT DISTINCT'] : []),
    ...(where === undefined ? [] : [`WHERE ${where}`]),
  ].join(' ');
  const memory = context.memory.table(table);
  memory.indexes = [...memory.indexes.filter((index) => index.name !== name), { name, columns }];
  const comment = textOption(options, 'comment');
  return [made(sql, place), ...(comment === undefined ? [] : [made(`COMMENT ON INDEX ${quoted(name)} IS ${literal(comment)}`, place)])];
}

function concurrently(options: Options): readonly string[] {
  const algorithm = textOption(options, 'algorithm');
  if (algorithm === undefined || algorithm === 'default') return [];
  if (algorithm !== 'concurrently') throw new Unclear(`Rails does not know the algorithm ${algorithm}`);
  return ['CONCURRENTLY'];
}

/** The index by its name, or by its columns among those that the migrations before have made. */
export function dropIndex(table: string, value: Value | undefined, options: Options, place: Place, context: Context): Made {
  const given = value && value.kind !== 'nil' ? value : options.get('column');
  const memory = context.memory.table(table);
  const name = textOption(options, 'name') ?? nameOfIndex(table, given, memory.indexes, context);
  memory.indexes = memory.indexes.filter((index) => index.name !== name);
  const [own, index] = partsOf(name);
  const schema = partsOf(table)[0] ?? own;
  const words = ['DROP INDEX', ...concurrently(options), ...(flag(options, 'if_exists') ? ['IF EXISTS'] : [])];
  return made(`${words.join(' ')} ${schema === undefined ? '' : `${quoted(schema)}.`}${quoted(index)}`, place);
}

function nameOfIndex(
  table: string,
  value: Value | undefined,
  indexes: readonly { readonly name: string; readonly columns: readonly string[] }[],
  context: Context,
): string {
  if (!value) throw new Unclear('the name of the index is missing');
  const { columns } = indexed(value);
  const usual = indexName(table, columns, context);
  const same = indexes.filter((index) => index.name === usual || index.columns.join(',') === columns.join(','));
  return (same.find((index) => index.name === usual) ?? same[0])?.name ?? usual;
}
