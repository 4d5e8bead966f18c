/** A trigger that gives a column its value in each row that is written, last of all triggers before the row. */
import { clip, makeObjectName, MAXIMUM_NAME, qualify, quoteIdent, splitRelation } from '../identifier.ts';
import type { AlterTable } from './alter-table.ts';
import { freeTag } from './source.ts';

/** What the trigger computes. */
export interface Computed {
  /** The column that gets the value. */
  readonly column: string;
  /** What the names of the trigger and its function end with. */
  readonly suffix: string;
  /** An expression over NEW. */
  readonly value: string;
}

/** Statements that make the trigger and its function, and that take them away. */
export interface ColumnTrigger {
  readonly create: readonly string[];
  readonly drop: readonly string[];
}

/** The trigger and its function. It is the last of its kind: the server fires them in the order of their names. */
export function columnTrigger({ table, relation, known }: AlterTable, { column, suffix, value }: Computed): ColumnTrigger {
  const { schema, name: bare } = splitRelation(table);
  const own = makeObjectName(bare, column, suffix);
  const others = [...(known?.triggers.values() ?? [])].filter(({ timing, forEachRow }) => timing === 'before' && forEachRow);
  let last = own;
  while (others.some(({ name }) => name >= last)) last = clip(`z${last}`, MAXIMUM_NAME);
  const trigger = quoteIdent(last);
  const routine = /\./.test(relation) ? qualify(schema, own) : quoteIdent(own);
  const tag = freeTag(value, suffix);
  return {
    create: [
      `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS ${tag}`,
      'BEGIN',
      `  NEW.${quoteIdent(column)} := ${value};`,
      '  RETURN NEW;',
      'END',
      `${tag};`,
      `CREATE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${relation} FOR EACH ROW EXECUTE FUNCTION ${routine}();`,
    ],
    drop: [`DROP TRIGGER ${trigger} ON ${relation};`, `DROP FUNCTION ${routine}();`],
  };
}

/** An expression that names columns of the table, as ALTER TABLE takes it, over NEW. */
export function rowValue({ table }: AlterTable, expression: string): string {
  return `(SELECT ${expression} FROM (SELECT NEW.*) AS ${quoteIdent(splitRelation(table).name)})`;
}
