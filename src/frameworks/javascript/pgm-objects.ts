/** node-pg-migrate's calls on types, domains, sequences, functions, triggers, views, schemas, roles, policies and privileges. */
import { isGiven, refuse, textOf } from './not-read.ts';
import {
  checked,
  isSet,
  listOf,
  nameOf,
  namesIn,
  optionOf,
  sequenceOptions,
  typeOf,
  valueOf,
  word,
  type PgmCall,
  type Shorthands,
} from './pgm-values.ts';
import { quoteName } from './sql-text.ts';
import { fieldOf, type Value } from './values.ts';

const dropped =
  (kind: string): PgmCall =>
  ([name, options]) => [`DROP ${kind}${word(options, 'ifExists', 'IF EXISTS')} ${nameOf(name)}${word(options, 'cascade', 'CASCADE')}`];

const renamed =
  (kind: string): PgmCall =>
  ([from, to]) => [`ALTER ${kind} ${nameOf(from)} RENAME TO ${nameOf(to, 'the new name')}`];

/** Things on a table, or in a view or type. */
const renamedIn =
  (kind: string, on = ' ON'): PgmCall =>
  ([table, from, to]) => [
    on === ' ON'
      ? `ALTER ${kind} ${nameOf(from)} ON ${nameOf(table)} RENAME TO ${nameOf(to)}`
      : `ALTER ${kind} ${nameOf(table)} RENAME ${on} ${nameOf(from)} TO ${nameOf(to)}`,
  ];

const createType: PgmCall = ([name, definition], shorthands) => {
  if (definition?.kind === 'list') return [`CREATE TYPE ${nameOf(name)} AS ENUM (${definition.items.map(valueOf).join(', ')})`];
  if (definition?.kind !== 'object' || definition.open) return refuse('the type is computed');
  return [
    `CREATE TYPE ${nameOf(name)} AS (${[...definition.fields].map(([key, type]) => `${quoteName(key)} ${typeOf(type, shorthands)}`).join(', ')})`,
  ];
};

const addTypeValue: PgmCall = ([name, value, options]) => {
  const [before, after] = [fieldOf(options, 'before'), fieldOf(options, 'after')];
  return [
    `ALTER TYPE ${nameOf(name)} ADD VALUE${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${valueOf(value)}${isGiven(before) ? ` BEFORE ${valueOf(before)}` : ''}${isGiven(after) ? ` AFTER ${valueOf(after)}` : ''}`,
  ];
};

const addTypeAttribute: PgmCall = ([name, attribute, type], shorthands) => [
  `ALTER TYPE ${nameOf(name)} ADD ATTRIBUTE ${nameOf(attribute)} ${typeOf(type, shorthands)}`,
];
const setTypeAttribute: PgmCall = ([name, attribute, type], shorthands) => [
  `ALTER TYPE ${nameOf(name)} ALTER ATTRIBUTE ${nameOf(attribute)} SET DATA TYPE ${typeOf(type, shorthands)}`,
];
const dropTypeAttribute: PgmCall = ([name, attribute, options]) => [
  `ALTER TYPE ${nameOf(name)} DROP ATTRIBUTE ${nameOf(attribute)}${word(options, 'ifExists', 'IF EXISTS')}`,
];
const renameTypeValue: PgmCall = ([name, from, to]) => [`ALTER TYPE ${nameOf(name)} RENAME VALUE ${valueOf(from)} TO ${valueOf(to)}`];

const createDomain: PgmCall = ([name, type, options], shorthands) => {
  checked(options);
  const parts: string[] = [];
  const [collation, fallback, check] = [optionOf(options, 'collation'), fieldOf(options, 'default'), optionOf(options, 'check')];
  if (collation !== undefined) parts.push(`COLLATE ${collation}`);
  if (fallback && fallback.kind !== 'undefined') parts.push(`DEFAULT ${valueOf(fallback)}`);
  const constraint = optionOf(options, 'constraintName');
  if (constraint !== undefined && (check !== undefined || isSet(options, 'notNull'))) parts.push(`CONSTRAINT ${quoteName(constraint)}`);
  if (isSet(options, 'notNull')) parts.push('NOT NULL');
  else if (check !== undefined) parts.push(`CHECK (${check})`);
  return [`CREATE DOMAIN ${nameOf(name)} AS ${typeOf(type, shorthands)}${parts.map((part) => ` ${part}`).join('')}`];
};

const alterDomain: PgmCall = ([name, options]) => {
  if (checked(options)?.kind !== 'object') refuse('the options are computed');
  const actions: string[] = [];
  const [fallback, check, constraint] = [fieldOf(options, 'default'), optionOf(options, 'check'), optionOf(options, 'constraintName')];
  if (fallback?.kind === 'null') actions.push('DROP DEFAULT');
  else if (fallback && fallback.kind !== 'undefined') actions.push(`SET DEFAULT ${valueOf(fallback)}`);
  if (isSet(options, 'notNull')) actions.push('SET NOT NULL');
  else if (fieldOf(options, 'notNull')?.kind === 'boolean' || isSet(options, 'allowNull')) actions.push('DROP NOT NULL');
  if (check !== undefined) actions.push(`${constraint === undefined ? '' : `CONSTRAINT ${quoteName(constraint)} `}CHECK (${check})`);
  return actions.map((action) => `ALTER DOMAIN ${nameOf(name)} ${action}`);
};

const createSequence: PgmCall = ([name, options], shorthands) => [
  `CREATE${word(options, 'temporary', 'TEMPORARY')} SEQUENCE${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${[nameOf(name), ...sequenceOptions(options, shorthands)].join(' ')}`,
];

const alterSequence: PgmCall = ([name, options], shorthands) => {
  const restart = fieldOf(options, 'restart');
  const again = !isGiven(restart)
    ? []
    : restart.kind === 'number'
      ? [`RESTART WITH ${restart.value}`]
      : isSet(options, 'restart')
        ? ['RESTART']
        : [];
  return [`ALTER SEQUENCE ${[nameOf(name), ...sequenceOptions(options, shorthands), ...again].join(' ')}`];
};

function parameters(value: Value | undefined, shorthands: Shorthands): string {
  if (isGiven(value) && value.kind !== 'list') return refuse('the parameters are computed');
  const all = listOf(value).map((one) => {
    const [mode, name, fallback] = [optionOf(one, 'mode'), optionOf(one, 'name'), fieldOf(one, 'default')];
    const type = one.kind === 'object' ? (fieldOf(one, 'type') ? typeOf(one, shorthands) : undefined) : typeOf(one, shorthands);
    return [mode, name === undefined ? undefined : quoteName(name), type, isGiven(fallback) ? `DEFAULT ${valueOf(fallback)}` : undefined]
      .filter((part) => part !== undefined)
      .join(' ');
  });
  return `(${all.join(', ')})`;
}

function functionSql(
  name: Value | undefined,
  params: Value | undefined,
  options: Value | undefined,
  definition: Value | undefined,
  shorthands: Shorthands,
): string {
  checked(options);
  const set = listOf(fieldOf(options, 'set')).map((one) => {
    const value = textOf(fieldOf(one, 'value'), 'a setting');
    return `SET ${quoteName(textOf(fieldOf(one, 'configurationParameter'), 'a setting'))} ${value === 'FROM CURRENT' ? value : `TO ${value}`}`;
  });
  const [security, parallel] = [optionOf(options, 'security') ?? 'INVOKER', optionOf(options, 'parallel')];
  const words = [
    optionOf(options, 'behavior') ?? 'VOLATILE',
    `LANGUAGE ${textOf(fieldOf(options, 'language'), 'the language')}`,
    ...(security === 'INVOKER' ? [] : [`SECURITY ${security}`]),
    ...(isSet(options, 'window') ? ['WINDOW'] : []),
    ...(isSet(options, 'onNull') ? ['RETURNS NULL ON NULL INPUT'] : []),
    ...(parallel === undefined ? [] : [`PARALLEL ${parallel}`]),
    ...set,
  ];
  return `CREATE${word(options, 'replace', 'OR REPLACE')} FUNCTION ${nameOf(name)}${parameters(params, shorthands)}\n  RETURNS ${optionOf(options, 'returns') ?? 'void'}\n  AS ${dollars(textOf(definition, 'the body'))}\n  ${words.join('\n  ')}`;
}

/** A body in dollar quotes that it does not hold. */
function dollars(text: string): string {
  let tag = '$pga$';
  for (let i = 1; text.includes(tag) && i < 1000; i++) tag = `$pg${i}$`;
  return `${tag}${text}${tag}`;
}

const createFunction: PgmCall = ([name, params, options, definition], shorthands) => [
  functionSql(name, params, options, definition, shorthands),
];
const dropFunction: PgmCall = ([name, params, options], shorthands) => [
  `DROP FUNCTION${word(options, 'ifExists', 'IF EXISTS')} ${nameOf(name)}${parameters(params, shorthands)}${word(options, 'cascade', 'CASCADE')}`,
];
const renameFunction: PgmCall = ([name, params, to], shorthands) => [
  `ALTER FUNCTION ${nameOf(name)}${parameters(params, shorthands)} RENAME TO ${nameOf(to)}`,
];

const createTrigger: PgmCall = ([table, name, options, definition], shorthands) => {
  checked(options);
  const constraint = isSet(options, 'constraint');
  const when = constraint ? 'AFTER' : textOf(fieldOf(options, 'when'), 'the moment of the trigger');
  const level = /instead\s+of/i.test(when) ? 'ROW' : (optionOf(options, 'level') ?? 'STATEMENT');
  const events = listOf(fieldOf(options, 'operation'))
    .map((one) => textOf(one, 'an event'))
    .join(' OR ');
  const routine = fieldOf(options, 'function') ?? (definition ? name : undefined);
  const deferral = !constraint ? '' : isSet(options, 'deferrable') ? `\n  DEFERRABLE INITIALLY ${isSet(options, 'deferred') ? 'DEFERRED' : 'IMMEDIATE'}` : '\n  NOT DEFERRABLE'; // prettier-ignore
  const condition = optionOf(options, 'condition');
  const args = listOf(fieldOf(options, 'functionParams')).map(valueOf).join(', ');
  const trigger = `CREATE${constraint ? ' CONSTRAINT' : ''} TRIGGER ${nameOf(name)}\n  ${when} ${events} ON ${nameOf(table)}${deferral}\n  FOR EACH ${level}${condition === undefined ? '' : `\n  WHEN (${condition})`}\n  EXECUTE PROCEDURE ${nameOf(routine, 'the function')}(${args})`;
  if (!isGiven(definition)) return [trigger];
  const given = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  const body: Value = {
    kind: 'object',
    open: false,
    fields: new Map([...given, ['returns', { kind: 'text', pieces: [{ text: 'trigger', start: 0, end: 0 }] }]]),
  };
  return [functionSql(routine, undefined, body, definition, shorthands), trigger];
};

const dropOn =
  (kind: string): PgmCall =>
  ([table, name, options]) => [
    `DROP ${kind}${word(options, 'ifExists', 'IF EXISTS')} ${nameOf(name)} ON ${nameOf(table)}${word(options, 'cascade', 'CASCADE')}`,
  ];

/** `{ key: value }` as parameters of a view or its storage. */
function settings(value: Value | undefined): { readonly set: string; readonly reset: string } {
  if (!isGiven(value)) return { set: '', reset: '' };
  if (value.kind !== 'object' || value.open) return refuse('the options are computed');
  const all = [...value.fields];
  const written = all
    .filter(([, one]) => one.kind !== 'null')
    .map(([key, one]) =>
      one.kind === 'boolean' && one.value ? key : `${key} = ${one.kind === 'text' ? textOf(one, 'an option') : valueOf(one)}`,
    );
  return {
    set: written.join(', '),
    reset: all
      .filter(([, one]) => one.kind === 'null')
      .map(([key]) => key)
      .join(', '),
  };
}

const createView: PgmCall = ([name, options, definition]) => {
  checked(options);
  const [columns, { set }, check] = [
    namesIn(fieldOf(options, 'columns')),
    settings(fieldOf(options, 'options')),
    optionOf(options, 'checkOption'),
  ];
  return [
    `CREATE${word(options, 'replace', 'OR REPLACE')}${word(options, 'temporary', 'TEMPORARY')}${word(options, 'recursive', 'RECURSIVE')} VIEW ${nameOf(name)}${columns === '' ? '' : `(${columns})`}${set === '' ? '' : ` WITH (${set})`} AS ${textOf(definition, 'the query of the view')}${check === undefined ? '' : ` WITH ${check} CHECK OPTION`}`,
  ];
};

const alterView: PgmCall = ([name, options]) => {
  const [{ set, reset }, check] = [settings(fieldOf(options, 'options')), optionOf(options, 'checkOption')];
  const all = [set, ...(check === undefined ? [] : [`check_option = ${check}`])].filter((part) => part !== '').join(', ');
  return [...(all === '' ? [] : [`SET (${all})`]), ...(reset === '' ? [] : [`RESET (${reset})`])].map(
    (clause) => `ALTER VIEW ${nameOf(name)} ${clause}`,
  );
};

const alterViewColumn: PgmCall = ([name, column, options]) => {
  const fallback = fieldOf(options, 'default');
  return [
    `ALTER VIEW ${nameOf(name)} ALTER COLUMN ${nameOf(column)} ${fallback?.kind === 'null' ? 'DROP DEFAULT' : `SET DEFAULT ${valueOf(fallback)}`}`,
  ];
};

const data = (options: Value | undefined): string =>
  isGiven(fieldOf(options, 'data')) ? ` WITH${isSet(options, 'data') ? '' : ' NO'} DATA` : '';

const createMaterializedView: PgmCall = ([name, options, definition]) => {
  checked(options);
  const [columns, { set }, space] = [
    namesIn(fieldOf(options, 'columns')),
    settings(fieldOf(options, 'storageParameters')),
    optionOf(options, 'tablespace'),
  ];
  return [
    `CREATE MATERIALIZED VIEW${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${nameOf(name)}${columns === '' ? '' : `(${columns})`}${set === '' ? '' : ` WITH (${set})`}${space === undefined ? '' : ` TABLESPACE ${quoteName(space)}`} AS ${textOf(definition, 'the query of the view')}${data(options)}`,
  ];
};

const alterMaterializedView: PgmCall = ([name, options]) => {
  checked(options);
  const [cluster, extension, { set, reset }] = [
    fieldOf(options, 'cluster'),
    optionOf(options, 'extension'),
    settings(fieldOf(options, 'storageParameters')),
  ];
  const clauses = [
    ...(cluster === undefined || cluster.kind === 'undefined'
      ? []
      : [cluster.kind === 'text' ? `CLUSTER ON ${nameOf(cluster)}` : 'SET WITHOUT CLUSTER']),
    ...(extension === undefined ? [] : [`DEPENDS ON EXTENSION ${quoteName(extension)}`]),
    ...(set === '' ? [] : [`SET (${set})`]),
    ...(reset === '' ? [] : [`RESET (${reset})`]),
  ];
  return [`ALTER MATERIALIZED VIEW ${nameOf(name)} ${clauses.join(', ')}`];
};

const refreshMaterializedView: PgmCall = ([name, options]) => [
  `REFRESH MATERIALIZED VIEW${word(options, 'concurrently', 'CONCURRENTLY')} ${nameOf(name)}${data(options)}`,
];

const createSchema: PgmCall = ([name, options]) => {
  const owner = optionOf(options, 'authorization');
  return [
    `CREATE SCHEMA${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${nameOf(name)}${owner === undefined ? '' : ` AUTHORIZATION ${owner}`}`,
  ];
};

const createExtension: PgmCall = ([names, options]) => {
  const schema = optionOf(options, 'schema');
  return listOf(names).map(
    (one) =>
      `CREATE EXTENSION${word(options, 'ifNotExists', 'IF NOT EXISTS')} ${nameOf(one)}${schema === undefined ? '' : ` SCHEMA ${quoteName(schema)}`}`,
  );
};
const dropExtension: PgmCall = ([names, options]) =>
  listOf(names).flatMap((one) => dropped('EXTENSION')([one, ...(options ? [options] : [])], new Map()));

function policy(options: Value | undefined, role: string): string {
  checked(options);
  const roles =
    listOf(fieldOf(options, 'role'))
      .map((one) => textOf(one, 'a role'))
      .join(', ') || role;
  const [using, check] = [optionOf(options, 'using'), optionOf(options, 'check')];
  return `${roles === '' ? '' : ` TO ${roles}`}${using === undefined ? '' : ` USING (${using})`}${check === undefined ? '' : ` WITH CHECK (${check})`}`;
}
const createPolicy: PgmCall = ([table, name, options]) => [
  `CREATE POLICY ${nameOf(name)} ON ${nameOf(table)} FOR ${optionOf(options, 'command') ?? 'ALL'}${policy(options, 'PUBLIC')}`,
];
const alterPolicy: PgmCall = ([table, name, options]) => [`ALTER POLICY ${nameOf(name)} ON ${nameOf(table)}${policy(options, '')}`];

const ROLE_FLAGS = ['superuser', 'createdb', 'createrole', 'inherit', 'login', 'replication'];

function roleOptions(options: Value | undefined, fresh: boolean): string {
  checked(options);
  const flags = [...ROLE_FLAGS, 'bypassrls'].flatMap((name) => {
    const given = fieldOf(options, name);
    if (!isGiven(given)) return fresh && name !== 'bypassrls' ? [name === 'inherit' ? 'INHERIT' : `NO${name.toUpperCase()}`] : [];
    return [`${isSet(options, name) ? '' : 'NO'}${name.toUpperCase()}`];
  });
  const [limit, password, valid] = [optionOf(options, 'limit'), fieldOf(options, 'password'), fieldOf(options, 'valid')];
  const members = (name: string, sql: string): readonly string[] => {
    const all = listOf(fieldOf(options, name)).map((one) => textOf(one, 'a role'));
    return all.length > 0 ? [`${sql} ${all.join(', ')}`] : [];
  };
  return [
    ...flags,
    ...(limit === undefined ? [] : [`CONNECTION LIMIT ${limit}`]),
    ...(isGiven(password) ? [`ENCRYPTED PASSWORD ${valueOf(password)}`] : []),
    ...(isGiven(valid) ? [`VALID UNTIL ${valueOf(valid)}`] : []),
    ...members('inRole', 'IN ROLE'),
    ...members('role', 'ROLE'),
    ...members('admin', 'ADMIN'),
  ].join(' ');
}
const createRole: PgmCall = ([name, options]) => [`CREATE ROLE ${nameOf(name)} WITH ${roleOptions(options, true)}`];
const alterRole: PgmCall = ([name, options]) => [`ALTER ROLE ${nameOf(name)} WITH ${roleOptions(options, false)}`];

const roles = (value: Value | undefined): string => listOf(value).map((one) => (one.kind === 'text' && textOf(one, 'a role') === 'PUBLIC' ? 'PUBLIC' : nameOf(one))).join(', '); // prettier-ignore
const privileges = (options: Value | undefined): string =>
  listOf(fieldOf(options, 'privileges'))
    .map((one) => textOf(one, 'a privilege'))
    .join(', ');

const onTables = (options: Value | undefined): string => {
  const schema = fieldOf(checked(options), 'schema');
  return isGiven(schema) ? `ALL TABLES IN SCHEMA ${nameOf(schema)}` : namesIn(fieldOf(options, 'tables'));
};
const onSchemas = (options: Value | undefined): string => `SCHEMA ${namesIn(fieldOf(checked(options), 'schemas'))}`;
const granted =
  (on: (options: Value | undefined) => string): PgmCall =>
  ([options]) => [
    `GRANT ${privileges(options)} ON ${on(options)} TO ${roles(fieldOf(options, 'roles'))}${word(options, 'withGrantOption', 'WITH GRANT OPTION')}`,
  ];
const revoked =
  (on: (options: Value | undefined) => string): PgmCall =>
  ([options]) => [
    `REVOKE${word(options, 'onlyGrantOption', 'GRANT OPTION FOR')} ${privileges(options)} ON ${on(options)} FROM ${roles(fieldOf(options, 'roles'))}${word(options, 'cascade', 'CASCADE')}`,
  ];
const grantRoles: PgmCall = ([from, to, options]) => [
  `GRANT ${namesIn(from)} TO ${namesIn(to)}${word(options, 'withAdminOption', 'WITH ADMIN OPTION')}`,
];
const revokeRoles: PgmCall = ([from, to, options]) => [
  `REVOKE${word(options, 'onlyAdminOption', 'ADMIN OPTION FOR')} ${namesIn(from)} FROM ${namesIn(to)}${word(options, 'cascade', 'CASCADE')}`,
];

const createCast: PgmCall = ([source, target, options]) => {
  const [from, to] = [textOf(source, 'the type'), textOf(target, 'the type')];
  const [routine, as] = [fieldOf(options, 'functionName'), optionOf(options, 'as')];
  const args = listOf(fieldOf(options, 'argumentTypes')).map((one) => textOf(one, 'a type'));
  const how = isGiven(routine)
    ? `WITH FUNCTION ${nameOf(routine)}(${(args.length > 0 ? args : [from]).join(', ')})`
    : isSet(options, 'inout')
      ? 'WITH INOUT'
      : 'WITHOUT FUNCTION';
  return [`CREATE CAST (${from} AS ${to}) ${how}${as === undefined ? '' : ` AS ${as}`}`];
};
const dropCast: PgmCall = ([source, target, options]) => [
  `DROP CAST${word(options, 'ifExists', 'IF EXISTS')} (${textOf(source, 'the type')} AS ${textOf(target, 'the type')})`,
];

export const pgmObjects: ReadonlyMap<string, PgmCall> = new Map(
  Object.entries({
    createType, addType: createType, dropType: dropped('TYPE'), renameType: renamed('TYPE'), addTypeValue, addTypeAttribute, setTypeAttribute,
    dropTypeAttribute, renameTypeValue, renameTypeAttribute: renamedIn('TYPE', 'ATTRIBUTE'), createDomain, alterDomain,
    dropDomain: dropped('DOMAIN'), renameDomain: renamed('DOMAIN'), createSequence, alterSequence, dropSequence: dropped('SEQUENCE'),
    renameSequence: renamed('SEQUENCE'), createFunction, dropFunction, renameFunction, createTrigger, dropTrigger: dropOn('TRIGGER'),
    renameTrigger: renamedIn('TRIGGER'), createView, alterView, alterViewColumn, dropView: dropped('VIEW'), renameView: renamed('VIEW'),
    createMaterializedView, alterMaterializedView, refreshMaterializedView, dropMaterializedView: dropped('MATERIALIZED VIEW'),
    renameMaterializedView: renamed('MATERIALIZED VIEW'), renameMaterializedViewColumn: renamedIn('MATERIALIZED VIEW', 'COLUMN'),
    createSchema, dropSchema: dropped('SCHEMA'), renameSchema: renamed('SCHEMA'), createExtension, addExtension: createExtension, dropExtension,
    createPolicy, alterPolicy, dropPolicy: dropOn('POLICY'), renamePolicy: renamedIn('POLICY'), createRole, alterRole,
    dropRole: dropped('ROLE'), renameRole: renamed('ROLE'), grantOnTables: granted(onTables), revokeOnTables: revoked(onTables),
    grantOnSchemas: granted(onSchemas), revokeOnSchemas: revoked(onSchemas), grantRoles, revokeRoles, createCast, dropCast,
  }),
); // prettier-ignore
