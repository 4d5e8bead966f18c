/**
 * How rows are kept before an operation takes something from them: a copy that is made beforehand, and the statement that
 * gives back from it what the copy holds, once the schema is as it was.
 */
import type { Column, Table } from '../../catalog/catalog.ts';
import type { TypeName } from '../../operations/definition.ts';
import type { OperationOf } from '../../operations/operation.ts';
import type { KeepRequest, Kept } from '../dialect.ts';
import { chooseName, quoteIdent, splitRelation } from './identifier.ts';
import { naming } from './naming.ts';
import { literal } from './render/words.ts';
import { makeTokens, type Tokens } from './tokens.ts';

/** What the parts below work with: the request, and what is known of its table. */
interface Keeping extends KeepRequest {
  readonly table: string;
  readonly known: Table | undefined;
}

/**
 * The copies to make before an operation, of its own table first; none where no copy helps.
 *
 * @param request its catalog is the one before the operation.
 */
export function keepRows(request: KeepRequest): readonly Kept[] {
  const { operation } = request;
  switch (operation.kind) {
    case 'drop-column':
    case 'alter-column-type':
      return keepColumns(on(request, operation.table), [operation.column]);
    case 'update':
      return keepUpdated(on(request, operation.table), operation);
    case 'delete':
      return [keepDeleted(on(request, operation.table)), ...keepReferencing(request, operation.table, 'delete')];
    case 'drop-table':
      return [keepAll(on(request, operation.table), false)];
    case 'truncate':
      return [
        keepAll(on(request, operation.table), false),
        ...(operation.cascade ? keepReferencing(request, operation.table, 'truncate') : []),
      ];
    case 'merge':
      return [keepMerged(on(request, operation.table))];
    default:
      return [];
  }
}

const on = (request: KeepRequest, table: string): Keeping => ({ ...request, table, known: request.catalog.relations.get(table) });

/** The name of the copy, beside its table. */
function copyName({ table, catalog, taken }: Keeping, column = ''): string {
  const inSchema = (name: string): string => naming.qualify(table, name);
  const used = (name: string): boolean => catalog.relations.has(inSchema(name)) || taken(inSchema(name));
  return inSchema(chooseName(splitRelation(table).name, column, 'before', used));
}

/** The columns by which a row is found again: those of the primary key, or of a unique one whose columns are never null. */
function keyOf({ known, catalog }: Keeping, but: readonly string[] = []): readonly string[] | undefined {
  if (!known) return undefined;
  const fits = (columns: readonly string[]): boolean =>
    columns.length > 0 && columns.every((column) => known.columns.get(column)?.notNull === true && !but.includes(column));
  const primary = [...known.constraints.values()].find((c) => c.kind === 'primary-key');
  if (primary && fits(primary.columns)) return primary.columns;
  for (const name of known.indexes) {
    const index = catalog.indexes.get(name);
    if (index?.unique && index.valid && index.where === '' && !index.hasExpressions && fits(index.columns)) return index.columns;
  }
  return undefined;
}

const OVERWRITES = 'It writes over what these rows were given since the copy was made; rows that came later are not in it.';
const FAILS = 'It fails where a row with the same key has been written since the copy was made.';
const LEAVES = 'Rows whose key is there stay as they are.';
const ON_FROM = 'Sequences go on behind the greatest value that is there: how far they had come beyond it is not known.';

/** What giving rows back does beside that. */
function cautionOf(keeping: Keeping, columns: readonly string[], ...sentences: readonly string[]): string {
  return [...sentences, ...(sequenceCatchUp(keeping, columns).length > 0 ? [ON_FROM] : [])].join(' ');
}

const list = (columns: readonly string[]): string => columns.map(quoteIdent).join(', ');

/** Columns that take values: all but those that are computed. */
const writable = (known: Table | undefined): readonly Column[] =>
  [...(known?.columns.values() ?? [])].filter(({ generated }) => !generated);

/** Whether a column is of a type that the user made. A copy of such a type would keep it from being dropped: it holds the text. */
function madeType({ known, catalog }: Keeping, column: string): TypeName | undefined {
  const type = known?.columns.get(column)?.type;
  return type && catalog.types.has(type.name) ? type : undefined;
}

const arrayOf = (type: string, { dimensions }: TypeName): string => (dimensions > 0 ? `${type}[]` : type);

/** What a copy selects. */
function copied(keeping: Keeping, columns: readonly string[]): string {
  return columns
    .map((column) => {
      const type = madeType(keeping, column);
      return type ? `${quoteIdent(column)}::${arrayOf('text', type)} AS ${quoteIdent(column)}` : quoteIdent(column);
    })
    .join(', ');
}

/** What a copy of whole rows selects. */
function copiedRows(keeping: Keeping): string {
  const { known } = keeping;
  const columns = [...(known?.columns.keys() ?? [])];
  return known?.columnsKnown && columns.some((column) => madeType(keeping, column)) ? copied(keeping, columns) : '*';
}

/** Columns as they come out of a copy. */
function givenBack(keeping: Keeping, columns: readonly string[], of = ''): readonly string[] {
  return columns.map((column) => {
    const type = madeType(keeping, column);
    return `${of}${quoteIdent(column)}${type ? `::${arrayOf(type.name, type)}` : ''}`;
  });
}

const namesOf = ({ known }: Keeping): readonly string[] => writable(known).map(({ name }) => name);

/** Values of columns, with the key that tells whose they are. */
function keepColumns(keeping: Keeping, columns: readonly string[]): readonly Kept[] {
  const { table, known } = keeping;
  // The values of a generated column are computed again.
  const kept = columns.filter((column) => !known?.columns.get(column)?.generated);
  const key = keyOf(keeping, columns);
  if (kept.length === 0) return [];
  if (!key) return [withoutKey(keeping)];
  const copy = copyName(keeping, kept.length === 1 ? kept[0] : '');
  return [
    {
      title: `Copy ${kept.join(', ')} of ${splitRelation(table).name} with the key of each row`,
      table: copy,
      save: `CREATE TABLE ${copy} AS SELECT ${copied(keeping, [...key, ...kept])} FROM ${table};`,
      restore: [updateFrom(keeping, copy, kept, key), ...sequenceCatchUp(keeping, kept)].join('\n'),
      caution: cautionOf(keeping, kept, OVERWRITES),
    },
  ];
}

/** Sets columns to what the copy holds. */
function updateFrom(keeping: Keeping, copy: string, columns: readonly string[], key: readonly string[]): string {
  const values = givenBack(keeping, columns, 'kept.');
  const keys = givenBack(keeping, key, 'kept.');
  const sets = columns.map((column, i) => `${quoteIdent(column)} = ${values[i]}`).join(', ');
  const same = key.map((column, i) => `target.${quoteIdent(column)} = ${keys[i]}`).join(' AND ');
  return `UPDATE ${keeping.table} AS target SET ${sets} FROM ${copy} AS kept WHERE ${same};`;
}

/** Rows whose place in the table nothing tells: they are there to look at. */
function withoutKey(keeping: Keeping): Kept {
  const copy = copyName(keeping);
  const name = splitRelation(keeping.table).name;
  return {
    title: `Copy the rows of ${name}; no key is known by which they could be given back one by one`,
    table: copy,
    save: `CREATE TABLE ${copy} AS SELECT ${copiedRows(keeping)} FROM ${keeping.table};`,
    restore: null,
    caution: null,
  };
}

/** Every row. */
function keepAll(keeping: Keeping, beside: boolean): Kept {
  const { table } = keeping;
  const copy = copyName(keeping);
  const name = splitRelation(table).name;
  return {
    title: `Copy the rows of ${name}, or dump them (pg_dump --data-only --table=${table}) where the copy would be too big`,
    table: copy,
    save: `CREATE TABLE ${copy} AS SELECT ${copiedRows(keeping)} FROM ${table};`,
    restore: insertFrom(keeping, copy, beside),
    caution: cautionOf(keeping, namesOf(keeping), beside ? LEAVES : FAILS),
  };
}

/** Puts the rows of the copy back. */
function insertFrom(keeping: Keeping, copy: string, beside: boolean): string {
  const { table, known } = keeping;
  const columns = writable(known);
  const conflict = beside ? ' ON CONFLICT DO NOTHING' : '';
  if (!known?.columnsKnown || columns.length === 0) return `INSERT INTO ${table} SELECT * FROM ${copy}${conflict};`;
  const names = list(columns.map(({ name }) => name));
  const values = givenBack(
    keeping,
    columns.map(({ name }) => name),
  ).join(', ');
  const overriding = columns.some(({ identity }) => identity === 'always') ? ' OVERRIDING SYSTEM VALUE' : '';
  return [
    `INSERT INTO ${table} (${names})${overriding} SELECT ${values} FROM ${copy}${conflict};`,
    ...sequenceCatchUp(
      keeping,
      columns.map(({ name }) => name),
    ),
  ].join('\n');
}

/** Sequences of columns go on behind the greatest value that is there. */
function sequenceCatchUp({ table, known }: Keeping, columns: readonly string[]): readonly string[] {
  return columns.flatMap((name) => {
    const column = known?.columns.get(name);
    if (!column || (column.identity === 'no' && !column.serial)) return [];
    return [`SELECT setval(pg_get_serial_sequence(${literal(table)}, ${literal(name)}), (SELECT max(${quoteIdent(name)}) FROM ${table}));`];
  });
}

/** The condition of an UPDATE or DELETE of one table, and what its rows are called there; undefined where rows are joined or not found by it alone. */
function conditionOf(sql: string | undefined, update: boolean): { readonly from: string; readonly where: string } | undefined {
  if (sql === undefined) return undefined;
  const tokens: Tokens = makeTokens(sql, 0, sql.length);
  const text = (start: number, end: number): string => {
    const range = tokens.range(start, end);
    return start < end ? sql.slice(range.start, range.end) : '';
  };
  const start = update ? 1 : 2;
  if (tokens.word(0) !== (update ? 'UPDATE' : 'DELETE') || (!update && tokens.word(1) !== 'FROM')) return undefined;
  if (tokens.find(['FROM', 'USING'], start) >= 0) return undefined;
  const returning = tokens.find(['RETURNING'], start);
  const end = returning < 0 ? tokens.list.length : returning;
  const where = tokens.find(['WHERE'], start, end);
  const behind = update ? tokens.find(['SET'], start, end) : where < 0 ? end : where;
  if (behind < 0 || tokens.list.some(({ kind }) => kind === 'template')) return undefined;
  const condition = where < 0 ? '' : text(where + 1, end);
  return /^CURRENT\s+OF\b/i.test(condition) ? undefined : { from: text(start, behind), where: condition };
}

/** The clause behind a FROM, for rows of one condition. */
const rowsOf = (table: string, condition: ReturnType<typeof conditionOf>): string =>
  condition ? `${condition.from}${condition.where === '' ? '' : ` WHERE ${condition.where}`}` : table;

/** A text as a statement: a comment to the end of the line would swallow the semicolon. */
const ended = (sql: string): string => (sql.slice(sql.lastIndexOf('\n') + 1).includes('--') ? `${sql}\n;` : `${sql};`);

function keepUpdated(keeping: Keeping, operation: OperationOf<'update'>): readonly Kept[] {
  const { table, sql } = keeping;
  const key = keyOf(keeping, operation.columns);
  if (!key || operation.columns.length === 0) return [withoutKey(keeping)];
  const condition = conditionOf(sql, true);
  const copy = copyName(keeping);
  return [
    {
      title: `Copy ${operation.columns.join(', ')} of the rows of ${splitRelation(table).name} that are changed, with their key`,
      table: copy,
      save: ended(`CREATE TABLE ${copy} AS SELECT ${copied(keeping, [...key, ...operation.columns])} FROM ${rowsOf(table, condition)}`),
      restore: updateFrom(keeping, copy, operation.columns, key),
      caution: OVERWRITES,
    },
  ];
}

function keepDeleted(keeping: Keeping): Kept {
  const { table, sql } = keeping;
  const condition = conditionOf(sql, false);
  // All rows: those that were not deleted are there.
  if (!condition) return keyOf(keeping) ? keepAll(keeping, true) : withoutKey(keeping);
  const copy = copyName(keeping);
  return {
    title: `Copy the rows of ${splitRelation(table).name} that are deleted`,
    table: copy,
    save: ended(`CREATE TABLE ${copy} AS SELECT ${copiedRows(keeping)} FROM ${rowsOf(table, condition)}`),
    restore: insertFrom(keeping, copy, false),
    caution: cautionOf(keeping, namesOf(keeping), FAILS),
  };
}

/** Rows that MERGE changes or deletes; those it inserts stay. */
function keepMerged(keeping: Keeping): Kept {
  const { known } = keeping;
  const all = keepAll(keeping, true);
  const key = keyOf(keeping);
  const others = writable(known).filter(({ name }) => !key?.includes(name));
  if (!key) return withoutKey(keeping);
  const back = updateFrom(
    keeping,
    all.table,
    others.map(({ name }) => name),
    key,
  );
  return {
    ...all,
    restore: [all.restore, ...(others.length > 0 ? [back] : [])].join('\n'),
    caution: cautionOf(keeping, namesOf(keeping), OVERWRITES),
  };
}

/** Rows of other tables that go, or lose their reference, along with the rows that they reference. */
function keepReferencing(request: KeepRequest, table: string, how: 'delete' | 'truncate'): readonly Kept[] {
  const seen = new Set([table]);
  const found: Kept[] = [];
  const taken = (other: string): boolean => request.taken(other) || found.some((kept) => kept.table === other);
  const follow = (target: string): void => {
    for (const { name, constraints } of request.catalog.relations.values()) {
      for (const { references, columns } of constraints.values()) {
        if (references?.table !== target || seen.has(name)) continue;
        const keeping = on({ ...request, taken }, name);
        const action = how === 'truncate' ? 'cascade' : references.onDelete;
        if (action === 'cascade') {
          seen.add(name);
          const what = `Rows of ${name} that reference rows of ${target} go along.`;
          found.push({ ...(keyOf(keeping) || how === 'truncate' ? keepAll(keeping, how === 'delete') : withoutKey(keeping)), what });
          follow(name);
        } else if (action === 'set-null' || action === 'set-default') {
          const set = references.deleteColumns.length > 0 ? references.deleteColumns : columns;
          const what = `${set.join(', ')} of ${name} loses its value where it references a row of ${target}.`;
          found.push(...keepColumns(keeping, set).map((kept) => ({ ...kept, what })));
        }
      }
    }
  };
  follow(table);
  return found;
}
