/** Checks, exclusions and unique constraints, to stand in CREATE TABLE or behind ADD. */
import type { Value } from '../ruby/values.ts';
import { columnNames, isFalse, type Options } from './columns.ts';
import { checkName, exclusionName, uniqueName } from './names.ts';
import { flag, nameOf, quoted, textOption, type Context } from './options.ts';

interface Constraint {
  readonly name: string;
  readonly sql: string;
}

function remember(table: string, name: string, about: string, context: Context): void {
  context.memory.table(table).constraints.push({ name, about });
}

function deferral(options: Options): string {
  const deferrable = textOption(options, 'deferrable');
  return deferrable === undefined ? '' : ` DEFERRABLE INITIALLY ${deferrable.toUpperCase()}`;
}

export function checkSql(table: string, value: Value | undefined, options: Options, context: Context): Constraint {
  const expression = nameOf(value, 'the expression of the check');
  const name = textOption(options, 'name') ?? checkName(table, expression);
  remember(table, name, expression, context);
  return { name, sql: `CONSTRAINT ${name} CHECK (${expression})${isFalse(options.get('validate')) ? ' NOT VALID' : ''}` };
}

export function exclusionSql(table: string, value: Value | undefined, options: Options, context: Context): Constraint {
  const expression = nameOf(value, 'the expression of the exclusion');
  const name = textOption(options, 'name') ?? exclusionName(table, expression);
  remember(table, name, expression, context);
  const [using, where] = [textOption(options, 'using'), textOption(options, 'where')];
  return {
    name,
    sql: `CONSTRAINT ${quoted(name)} EXCLUDE${using === undefined ? '' : ` USING ${using}`} (${expression})${where === undefined ? '' : ` WHERE (${where})`}${deferral(options)}`,
  };
}

export function uniqueSql(table: string, value: Value | undefined, options: Options, context: Context): Constraint {
  const index = textOption(options, 'using_index');
  const columns = index === undefined ? columnNames(value) : [];
  const name = textOption(options, 'name') ?? uniqueName(table, index ?? columns.join('_and_'));
  remember(table, name, columns.join(','), context);
  const distinct = flag(options, 'nulls_not_distinct') ? ' NULLS NOT DISTINCT' : '';
  const what = index === undefined ? `(${columns.map(quoted).join(', ')})` : `USING INDEX ${quoted(index)}`;
  return { name, sql: `CONSTRAINT ${quoted(name)} UNIQUE${distinct} ${what}${deferral(options)}` };
}
