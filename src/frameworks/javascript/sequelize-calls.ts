/**
 * The SQL that Sequelize's QueryInterface writes for the calls that need no column definition. Undefined where an argument is
 * computed or not known here.
 */
import { quoteName } from './sql-text.ts';
import { fieldOf, isComputed, plainText, truth, type Value } from './values.ts';

type Args = readonly Value[];

const textOf = (value: Value | undefined): string | undefined => {
  const text = value?.kind === 'text' ? plainText(value) : undefined;
  return text === undefined || isComputed(text) ? undefined : text;
};

function tableOf(value: Value | undefined): string | undefined {
  const [schema, name] = [textOf(fieldOf(value, 'schema')), textOf(fieldOf(value, 'tableName'))];
  if (value?.kind === 'object')
    return name === undefined ? undefined : `${schema === undefined ? '' : `${quoteName(schema)}.`}${quoteName(name)}`;
  const text = textOf(value);
  return text?.split('.').map(quoteName).join('.');
}

function removeColumn([table, column]: Args): string | undefined {
  const [name, own] = [tableOf(table), textOf(column)];
  return name === undefined || own === undefined ? undefined : `ALTER TABLE ${name} DROP COLUMN ${quoteName(own)}`;
}

function renameColumn([table, before, after]: Args): string | undefined {
  const [name, from, to] = [tableOf(table), textOf(before), textOf(after)];
  return name === undefined || from === undefined || to === undefined
    ? undefined
    : `ALTER TABLE ${name} RENAME COLUMN ${quoteName(from)} TO ${quoteName(to)}`;
}

function renameTable([before, after]: Args): string | undefined {
  const [from, to] = [tableOf(before), textOf(after)];
  return from === undefined || to === undefined ? undefined : `ALTER TABLE ${from} RENAME TO ${quoteName(to)}`;
}

function dropTable([table]: Args): string | undefined {
  const name = tableOf(table);
  return name === undefined ? undefined : `DROP TABLE IF EXISTS ${name}`;
}

function removeConstraint([table, constraint]: Args): string | undefined {
  const [name, own] = [tableOf(table), textOf(constraint)];
  return name === undefined || own === undefined ? undefined : `ALTER TABLE ${name} DROP CONSTRAINT ${quoteName(own)}`;
}

/** By its name alone: what Sequelize makes of columns goes through its inflection. */
function removeIndex([, index, options]: Args): string | undefined {
  const own = textOf(index);
  const alone = fieldOf(options, 'concurrently');
  return own === undefined ? undefined : `DROP INDEX${alone && truth(alone) ? ' CONCURRENTLY' : ''} IF EXISTS ${quoteName(own)}`;
}

const INDEX_OPTIONS = /^(?:name|fields|unique|type|concurrently|transaction|logging|using|method)$/;

function addIndex([table, second, third]: Args): string | undefined {
  const options = second?.kind === 'object' ? second : third;
  const fields = second?.kind === 'list' ? second : fieldOf(options, 'fields');
  const name = tableOf(table);
  if (name === undefined || fields?.kind !== 'list') return undefined;
  if (options?.kind === 'object' ? options.open || ![...options.fields.keys()].every((key) => INDEX_OPTIONS.test(key)) : options)
    return undefined;
  const columns = fields.items.map(textOf);
  const given = fieldOf(options, 'name');
  const own = given ? textOf(given) : textOf(table) && `${snake(textOf(table) ?? '')}_${columns.map((one) => snake(one ?? '')).join('_')}`;
  if (own === undefined || !columns.every((one) => one !== undefined)) return undefined;
  const type = textOf(fieldOf(options, 'type'))?.toUpperCase();
  const unique = fieldOf(options, 'unique');
  const alone = fieldOf(options, 'concurrently');
  const method = textOf(fieldOf(options, 'using') ?? fieldOf(options, 'method'));
  return [
    'CREATE',
    ...((unique && truth(unique)) || type === 'UNIQUE' ? ['UNIQUE'] : []),
    'INDEX',
    ...(alone && truth(alone) ? ['CONCURRENTLY'] : []),
    quoteName(own),
    `ON ${name}`,
    ...(method === undefined ? [] : [`USING ${method}`]),
    `(${columns.map(quoteName).join(', ')})`,
  ].join(' ');
}

/** Sequelize's default names are in snake case. */
const snake = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[-\s.]+/g, '_')
    .toLowerCase();

export const sequelizeCalls: ReadonlyMap<string, (args: Args) => string | undefined> = new Map(
  Object.entries({ removeColumn, renameColumn, renameTable, dropTable, removeConstraint, removeIndex, addIndex }),
);
