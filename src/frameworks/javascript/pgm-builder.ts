/**
 * The SQL that node-pg-migrate writes for the calls of its MigrationBuilder, with its names for what has none.
 * Undefined where an argument is computed or an option is not known here.
 */
import { literalOf, quoteName, quoteText } from './sql-text.ts';
import { fieldOf, isComputed, plainText, truth, type ObjectValue, type Value } from './values.ts';

type Args = readonly Value[];

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ int: 'integer', string: 'text', float: 'real', double: 'double precision', datetime: 'timestamp', bool: 'boolean' }),
);

const textOf = (value: Value | undefined): string | undefined => {
  const text = value?.kind === 'text' ? plainText(value) : undefined;
  return text === undefined || isComputed(text) ? undefined : text;
};

/** A table: a name, or a name with its schema. */
function nameOf(value: Value | undefined): string | undefined {
  const [schema, name] = [textOf(fieldOf(value, 'schema')), textOf(fieldOf(value, 'name'))];
  if (value?.kind === 'object')
    return name === undefined ? undefined : `${schema === undefined ? '' : `${quoteName(schema)}.`}${quoteName(name)}`;
  const text = textOf(value);
  return text === undefined ? undefined : quoteName(text);
}

const plainName = (value: Value | undefined): string | undefined => textOf(value) ?? textOf(fieldOf(value, 'name'));

const isSet = (options: Value | undefined, name: string): boolean => {
  const option = fieldOf(options, name);
  return option !== undefined && truth(option) !== false;
};

/** Names in a list, or the only one. */
function names(value: Value | undefined): readonly string[] | undefined {
  const all = (value?.kind === 'list' ? value.items : [value]).map(textOf);
  return all.every((one) => one !== undefined) ? all : undefined;
}

/** A value as the builder writes it: literals quoted, what `pgm.func()` holds as it is. */
function valueOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'chain') return textOf(value.links.find(({ name }) => name === 'func')?.args?.[0]);
  return literalOf(value);
}

const COLUMN_OPTIONS =
  /^(?:type|notNull|default|primaryKey|unique|check|references|referencesConstraintName|onDelete|onUpdate|collation|comment|deferrable|deferred)$/;

/** Types with their options, and the primary key apart. */
function column(name: string, value: Value): { readonly sql: string; readonly key: boolean } | undefined {
  if (value.kind === 'text') {
    const type = textOf(value);
    if (type === 'id') return { sql: `${quoteName(name)} serial`, key: true };
    return type === undefined ? undefined : { sql: `${quoteName(name)} ${TYPES.get(type) ?? type}`, key: false };
  }
  const type = textOf(fieldOf(value, 'type'));
  if (value.kind !== 'object' || value.open || type === undefined || ![...value.fields.keys()].every((key) => COLUMN_OPTIONS.test(key)))
    return undefined;
  const parts = [quoteName(name), TYPES.get(type) ?? type];
  const collation = textOf(fieldOf(value, 'collation'));
  if (collation !== undefined) parts.push(`COLLATE ${collation}`);
  const fallback = fieldOf(value, 'default');
  if (fallback && fallback.kind !== 'undefined') {
    const sql = valueOf(fallback);
    if (sql === undefined) return undefined;
    parts.push(`DEFAULT ${sql}`);
  }
  if (isSet(value, 'unique')) parts.push('UNIQUE');
  if (isSet(value, 'notNull')) parts.push('NOT NULL');
  const check = fieldOf(value, 'check');
  if (check) {
    const condition = textOf(check);
    if (condition === undefined) return undefined;
    parts.push(`CHECK (${condition})`);
  }
  const references = fieldOf(value, 'references');
  if (references) {
    const target = referenced(references);
    if (target === undefined) return undefined;
    parts.push(target, ...actions(value));
  }
  return { sql: parts.join(' '), key: isSet(value, 'primaryKey') };
}

function referenced(value: Value): string | undefined {
  const text = textOf(value);
  // A text with brackets is written as it is.
  if (text !== undefined && (text.includes('(') || text.startsWith('"'))) return `REFERENCES ${text}`;
  const name = nameOf(value);
  return name === undefined ? undefined : `REFERENCES ${name}`;
}

function actions(value: Value): readonly string[] {
  const [remove, update] = [textOf(fieldOf(value, 'onDelete')), textOf(fieldOf(value, 'onUpdate'))];
  return [
    ...(remove === undefined ? [] : [`ON DELETE ${remove}`]),
    ...(update === undefined ? [] : [`ON UPDATE ${update}`]),
    ...(isSet(value, 'deferrable') ? ['DEFERRABLE'] : []),
    ...(isSet(value, 'deferred') ? ['INITIALLY DEFERRED'] : []),
  ];
}

function columns(value: Value | undefined): readonly { readonly name: string; readonly sql: string; readonly key: boolean }[] | undefined {
  if (value?.kind !== 'object' || value.open) return undefined;
  const all = [...value.fields].map(([name, one]) => {
    const made = column(name, one);
    return made && { name, ...made };
  });
  return all.every((one) => one !== undefined) ? all : undefined;
}

function createTable([table, given, options]: Args): string | undefined {
  const [name, all] = [nameOf(table), columns(given)];
  if (name === undefined || !all || isSet(options, 'inherits') || isSet(options, 'like') || isSet(options, 'unlogged')) return undefined;
  const keys = all.filter(({ key }) => key);
  const lines = all.map(({ sql, key }) => (key && keys.length === 1 ? `${sql} PRIMARY KEY` : sql));
  if (keys.length > 1)
    lines.push(`CONSTRAINT ${quoteName(`${plainName(table)}_pkey`)} PRIMARY KEY (${keys.map((one) => quoteName(one.name)).join(', ')})`);
  const more = fieldOf(options, 'constraints');
  if (more) {
    const made = constraint(plainName(table) ?? '', undefined, more);
    if (!made) return undefined;
    lines.push(...made);
  }
  return `CREATE${isSet(options, 'temporary') ? ' TEMPORARY' : ''} TABLE${isSet(options, 'ifNotExists') ? ' IF NOT EXISTS' : ''} ${name} (\n  ${lines.join(',\n  ')}\n)`;
}

function addColumns([table, given, options]: Args): string | undefined {
  const [name, all] = [nameOf(table), columns(given)];
  if (name === undefined || !all) return undefined;
  const exists = isSet(options, 'ifNotExists') ? 'IF NOT EXISTS ' : '';
  return `ALTER TABLE ${name}\n  ${all.map(({ sql, key }) => `ADD ${exists}${sql}${key ? ' PRIMARY KEY' : ''}`).join(',\n  ')}`;
}

function dropColumns([table, given, options]: Args): string | undefined {
  const name = nameOf(table);
  const all = given?.kind === 'object' && !given.open ? [...given.fields.keys()] : names(given);
  if (name === undefined || !all) return undefined;
  const exists = isSet(options, 'ifExists') ? 'IF EXISTS ' : '';
  return `ALTER TABLE ${name}\n  ${all.map((one) => `DROP ${exists}${quoteName(one)}${isSet(options, 'cascade') ? ' CASCADE' : ''}`).join(',\n  ')}`;
}

interface IndexPart {
  readonly name: string;
  readonly sql: string;
}

function indexParts(value: Value | undefined): readonly IndexPart[] | undefined {
  const all = (value?.kind === 'list' ? value.items : value ? [value] : []).map((one): IndexPart | undefined => {
    const name = plainName(one);
    if (name === undefined) return undefined;
    const opclass = fieldOf(one, 'opclass');
    const [operator, sort] = [plainName(opclass), textOf(fieldOf(one, 'sort'))];
    if (opclass && operator === undefined) return undefined;
    return {
      name,
      sql: [/.+\(.*\)/s.test(name) ? name : quoteName(name), operator && quoteName(operator), sort].filter(Boolean).join(' '),
    };
  });
  return all.every((one) => one !== undefined) ? all : undefined;
}

function indexName(table: Value | undefined, parts: readonly IndexPart[], options: Value | undefined): string | undefined {
  const given = fieldOf(options, 'name');
  if (given) return textOf(given);
  const cleaned = parts.map(({ name }) => name.replaceAll(/[^A-Za-z0-9_]+/g, '')).join('_');
  return `${plainName(table)}_${cleaned}${isSet(options, 'unique') ? '_unique' : ''}_index`;
}

function createIndex([table, given, options]: Args): string | undefined {
  const [name, parts] = [nameOf(table), indexParts(given)];
  const index = parts && indexName(table, parts, options);
  if (
    name === undefined ||
    !parts ||
    index === undefined ||
    (options?.kind === 'object' ? options.open : options && options.kind !== 'undefined')
  )
    return undefined;
  const method = textOf(fieldOf(options, 'method'));
  const included = fieldOf(options, 'include');
  const include = included && names(included);
  const condition = fieldOf(options, 'where');
  const where = textOf(condition);
  if ((condition && where === undefined) || (included && !include)) return undefined;
  return [
    `CREATE${isSet(options, 'unique') ? ' UNIQUE' : ''} INDEX${isSet(options, 'concurrently') ? ' CONCURRENTLY' : ''}${isSet(options, 'ifNotExists') ? ' IF NOT EXISTS' : ''}`,
    `${quoteName(index)} ON ${name}`,
    ...(method === undefined ? [] : [`USING ${method}`]),
    `(${parts.map(({ sql }) => sql).join(', ')})`,
    ...(include ? [`INCLUDE (${include.map(quoteName).join(', ')})`] : []),
    ...(where === undefined ? [] : [`WHERE ${where}`]),
  ].join(' ');
}

function dropIndex([table, given, options]: Args): string | undefined {
  const parts = indexParts(given);
  const index = parts && indexName(table, parts, options);
  if (index === undefined) return undefined;
  const schema = textOf(fieldOf(table, 'schema'));
  const named = `${schema === undefined ? '' : `${quoteName(schema)}.`}${quoteName(index)}`;
  return `DROP INDEX${isSet(options, 'concurrently') ? ' CONCURRENTLY' : ''}${isSet(options, 'ifExists') ? ' IF EXISTS' : ''} ${named}${isSet(options, 'cascade') ? ' CASCADE' : ''}`;
}

const CONSTRAINT_OPTIONS = /^(?:primaryKey|unique|check|foreignKeys|deferrable|deferred)$/;

function constraint(table: string, name: string | undefined, value: Value): readonly string[] | undefined {
  if (value.kind !== 'object' || value.open || ![...value.fields.keys()].every((key) => CONSTRAINT_OPTIONS.test(key))) return undefined;
  const made: string[] = [];
  const add = (fallback: string, sql: string): void => void made.push(`CONSTRAINT ${quoteName(name ?? fallback)} ${sql}`);
  const list = (all: readonly string[]): string => `(${all.map(quoteName).join(', ')})`;
  const key = fieldOf(value, 'primaryKey');
  if (key) {
    const all = names(key);
    if (!all) return undefined;
    add(`${table}_pkey`, `PRIMARY KEY ${list(all)}`);
  }
  const unique = fieldOf(value, 'unique');
  if (unique) {
    const sets = unique.kind === 'list' && unique.items.some(({ kind }) => kind === 'list') ? unique.items : [unique];
    for (const one of sets) {
      const all = names(one);
      if (!all) return undefined;
      add(`${table}_uniq_${all.join('_')}`, `UNIQUE ${list(all)}`);
    }
  }
  const check = fieldOf(value, 'check');
  if (check) {
    const all = names(check);
    if (!all) return undefined;
    for (const [i, one] of all.entries()) add(all.length > 1 ? `${table}_chk_${i + 1}` : `${table}_chk`, `CHECK (${one})`);
  }
  const foreign = fieldOf(value, 'foreignKeys');
  for (const one of foreign?.kind === 'list' ? foreign.items : foreign ? [foreign] : []) {
    const all = names(fieldOf(one, 'columns'));
    const references = fieldOf(one, 'references');
    const target = references && referenced(references);
    if (!all || target === undefined) return undefined;
    add(`${table}_fk_${all.join('_')}`, [`FOREIGN KEY ${list(all)} ${target}`, ...actions(one)].join(' '));
  }
  return made;
}

function addConstraint([table, given, expression]: Args): string | undefined {
  const [name, own] = [nameOf(table), textOf(given)];
  if (name === undefined || !expression || (own === undefined && given?.kind !== 'null')) return undefined;
  const text = textOf(expression);
  if (text !== undefined) return `ALTER TABLE ${name} ADD ${own === undefined ? '' : `CONSTRAINT ${quoteName(own)} `}${text}`;
  const made = constraint(plainName(table) ?? '', own, expression);
  return made && made.length > 0 ? `ALTER TABLE ${name}\n  ${made.map((one) => `ADD ${one}`).join(',\n  ')}` : undefined;
}

function dropConstraint([table, given, options]: Args): string | undefined {
  const [name, own] = [nameOf(table), textOf(given)];
  if (name === undefined || own === undefined) return undefined;
  return `ALTER TABLE ${name} DROP CONSTRAINT${isSet(options, 'ifExists') ? ' IF EXISTS' : ''} ${quoteName(own)}${isSet(options, 'cascade') ? ' CASCADE' : ''}`;
}

function alterColumn([table, given, options]: Args): string | undefined {
  const [name, own] = [nameOf(table), textOf(given)];
  const known = (object: ObjectValue): boolean => !object.open && [...object.fields.keys()].every((key) => /^(?:type|using|default|notNull|allowNull|collation|comment)$/.test(key)); // prettier-ignore
  if (name === undefined || own === undefined || options?.kind !== 'object' || !known(options)) return undefined;
  const parts: string[] = [];
  const fallback = fieldOf(options, 'default');
  if (fallback?.kind === 'null') parts.push('DROP DEFAULT');
  else if (fallback && fallback.kind !== 'undefined') {
    const sql = valueOf(fallback);
    if (sql === undefined) return undefined;
    parts.push(`SET DEFAULT ${sql}`);
  }
  const type = textOf(fieldOf(options, 'type'));
  const using = textOf(fieldOf(options, 'using'));
  if (fieldOf(options, 'type') && type === undefined) return undefined;
  if (type !== undefined) parts.push(`SET DATA TYPE ${TYPES.get(type) ?? type}${using === undefined ? '' : ` USING ${using}`}`);
  const required = fieldOf(options, 'notNull');
  if (required && required.kind !== 'undefined') parts.push(truth(required) ? 'SET NOT NULL' : 'DROP NOT NULL');
  return parts.length === 0 ? undefined : `ALTER TABLE ${name}\n  ${parts.map((part) => `ALTER ${quoteName(own)} ${part}`).join(',\n  ')}`;
}

function dropTable([table, options]: Args): string | undefined {
  const name = nameOf(table);
  return name === undefined ? undefined : `DROP TABLE${isSet(options, 'ifExists') ? ' IF EXISTS' : ''} ${name}${isSet(options, 'cascade') ? ' CASCADE' : ''}`; // prettier-ignore
}

function renameColumn([table, before, after]: Args): string | undefined {
  const [name, from, to] = [nameOf(table), textOf(before), textOf(after)];
  return name === undefined || from === undefined || to === undefined
    ? undefined
    : `ALTER TABLE ${name} RENAME ${quoteName(from)} TO ${quoteName(to)}`;
}

function renameTable([before, after]: Args): string | undefined {
  const [from, to] = [nameOf(before), plainName(after)];
  return from === undefined || to === undefined ? undefined : `ALTER TABLE ${from} RENAME TO ${quoteName(to)}`;
}

function createType([given, definition]: Args): string | undefined {
  const [name, values] = [nameOf(given), definition?.kind === 'list' ? names(definition) : undefined];
  return name === undefined || !values ? undefined : `CREATE TYPE ${name} AS ENUM (${values.map(quoteText).join(', ')})`;
}

function dropType([given, options]: Args): string | undefined {
  const name = nameOf(given);
  return name === undefined ? undefined : `DROP TYPE${isSet(options, 'ifExists') ? ' IF EXISTS' : ''} ${name}${isSet(options, 'cascade') ? ' CASCADE' : ''}`; // prettier-ignore
}

/** By the method; aliases of the builder included. */
export const pgmCalls: ReadonlyMap<string, (args: Args) => string | undefined> = new Map(
  Object.entries({
    createTable,
    dropTable,
    renameTable,
    addColumns,
    addColumn: addColumns,
    dropColumns,
    dropColumn: dropColumns,
    alterColumn,
    renameColumn,
    createIndex,
    addIndex: createIndex,
    dropIndex,
    addConstraint,
    createConstraint: addConstraint,
    dropConstraint,
    createType,
    addType: createType,
    dropType,
  }),
);
