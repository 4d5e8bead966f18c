/** Indexes, with what Npgsql’s annotations say of them. */
import { storage } from './database.ts';
import { annotation, columnList, flag, memberName, nameOf, namesOf, quoted, rawOf, tableOf, type Args, type Statement } from './text.ts';
import { Unclear, type OperationValue, type Value } from './values.ts';

/** The item of a list that belongs to a column. */
const itemOf = (value: Value | undefined, i: number): Value | undefined => (value?.kind === 'list' ? value.items[i] : undefined);

export function createIndex(args: Args, operation: OperationValue): readonly Statement[] {
  const is = (value: Value | undefined, what: string): boolean => flag(value, what);
  const method = annotation(operation, 'IndexMethod');
  const using = method === undefined ? '' : nameOf(method, 'the method of the index');
  const include = annotation(operation, 'IndexInclude');
  const distinct = annotation(operation, 'NullsDistinct');
  const filter = rawOf(args.get('filter'), 'the filter of the index');
  const concurrently = is(annotation(operation, 'CreatedConcurrently'), 'it is made concurrently');
  if (annotation(operation, 'TsVectorConfig')) throw new Unclear('the index is on what only the model knows');
  return [
    {
      sql: [
        `CREATE ${is(args.get('unique'), 'it is unique') ? 'UNIQUE ' : ''}INDEX ${concurrently ? 'CONCURRENTLY ' : ''}`,
        `${quoted(nameOf(args.get('name'), 'the name of the index'))} ON ${tableOf(args)}${using === '' ? '' : ` USING ${using}`}`,
        ` (${indexColumns(args, operation, using)})`,
        include === undefined ? '' : ` INCLUDE (${columnList(namesOf(include, 'the included columns'))})`,
        distinct !== undefined && !is(distinct, 'nulls are distinct') ? ' NULLS NOT DISTINCT' : '',
        storage(operation),
        ...(filter ? [' WHERE ', ...filter] : []),
      ],
      apart: concurrently,
    },
  ];
}

function indexColumns(args: Args, operation: OperationValue, method: string): string {
  const names = namesOf(args.get('columns') ?? args.get('column'), 'the columns of the index');
  const [operators, nulls] = [annotation(operation, 'IndexOperators'), annotation(operation, 'IndexNullSortOrder')];
  const orders = annotation(operation, 'IndexSortOrder');
  const collations = operation.annotations.get('Relational:Collation') ?? annotation(operation, 'IndexCollation');
  const descending = args.get('descending');
  if (descending && descending.kind !== 'list' && descending.kind !== 'null') throw new Unclear('the order of the index is computed');
  const isDescending = (i: number): boolean => {
    if (descending?.kind === 'list') return descending.items.length === 0 || flag(descending.items[i], 'it is descending');
    return memberName(itemOf(orders, i), 'the order of a column') === 'Descending';
  };
  return names
    .map((name, i) => {
      const collation = itemOf(collations, i);
      const operator = itemOf(operators, i);
      const order = memberName(itemOf(nulls, i), 'the order of nulls');
      const word = (value: Value | undefined, what: string): string => (value && value.kind !== 'null' ? nameOf(value, what) : '');
      const [by, using] = [word(collation, 'a collation'), word(operator, 'an operator class')];
      const sorted = method === '' || method === 'btree';
      return [
        quoted(name),
        by === '' ? '' : ` COLLATE ${quoted(by)}`,
        using === '' ? '' : ` ${using.split('.').map(quoted).join('.')}`,
        sorted && isDescending(i) ? ' DESC' : '',
        sorted && order === 'NullsFirst' ? ' NULLS FIRST' : sorted && order === 'NullsLast' ? ' NULLS LAST' : '',
      ].join('');
    })
    .join(', ');
}
