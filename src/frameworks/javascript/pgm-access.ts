/** node-pg-migrate's calls on schemas, extensions, policies, roles, privileges and casts. */
import { isGiven, textOf } from './not-read.ts';
import {
  checked,
  dropped,
  droppedOn,
  isSet,
  listOf,
  nameOf,
  namesIn,
  optionOf,
  renamed,
  renamedIn,
  valueOf,
  word,
  type PgmCall,
} from './pgm-values.ts';
import { quoteName } from './sql-text.ts';
import { fieldOf, type Value } from './values.ts';

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

export const pgmAccess: ReadonlyMap<string, PgmCall> = new Map(
  Object.entries({
    createSchema, dropSchema: dropped('SCHEMA'), renameSchema: renamed('SCHEMA'), createExtension, addExtension: createExtension, dropExtension,
    createPolicy, alterPolicy, dropPolicy: droppedOn('POLICY'), renamePolicy: renamedIn('POLICY'), createRole, alterRole,
    dropRole: dropped('ROLE'), renameRole: renamed('ROLE'), grantOnTables: granted(onTables), revokeOnTables: revoked(onTables),
    grantOnSchemas: granted(onSchemas), revokeOnSchemas: revoked(onSchemas), grantRoles, revokeRoles, createCast, dropCast,
  }),
); // prettier-ignore
