/** Privileges, roles, comments, publications. */
import type { GrantStmt, Node } from '@pgsql/types';
import type { Privilege, PublicationMember } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { Published } from '../../../operations/query.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { mentionedIn } from './mentioned.ts';
import { nameEnd, objectParts, objectText, objectTypeText, roleNames } from './objects.ts';
import { option, optionFlag, storageOptions, valueText } from './options.ts';
import { connectionPassword, passwordOf } from './password.ts';
import { all, as, type Reader, type Reading } from './reading.ts';
import { sqlTextAt, statementText } from './sql-text.ts';
import { targetOf } from './target.ts';

/** What GRANT and REVOKE say alike. */
function said(statement: GrantStmt, reading: Reading): Pick<OperationOf<'grant'>, 'on' | 'allInSchema' | 'targets' | 'rights'> {
  const type = statement.objtype ?? 'OBJECT_TABLE';
  const allInSchema = statement.targtype === 'ACL_TARGET_ALL_IN_SCHEMA';
  return {
    on: objectTypeText(type),
    allInSchema,
    targets: (statement.objects ?? []).map((node) => targetOf(allInSchema ? 'OBJECT_SCHEMA' : type, node, reading)),
    rights: privilegesOf(statement.privileges),
  };
}

const privilegesOf = (nodes: readonly Node[] | undefined): readonly Privilege[] =>
  all(nodes, 'AccessPriv').map(({ priv_name, cols }) => ({ name: priv_name ?? 'all', columns: strings(cols) }));

/** What a GRANT names: relations by their canonical name, others as written. */
function grantObjects(statement: GrantStmt, reading: Reading): readonly string[] {
  return (statement.objects ?? []).map((node) => {
    const relation = as(node, 'RangeVar');
    return relation ? reading.names.relation(relation) : objectText(node);
  });
}

export const grant: Reader<'GrantStmt'> = (statement, reading) => {
  const tokens = reading.tokens();
  const from = tokens.word(1) === 'GRANT' && tokens.word(2) === 'OPTION' ? 4 : 1;
  const on = tokens.find(['ON'], from);
  const privileges = reading.words(from, on < 0 ? tokens.list.length : on);
  const objects = grantObjects(statement, reading);
  const grantees = roleNames(statement.grantees);
  const withOption = statement.grant_option === true;
  const cascade = statement.behavior === 'DROP_CASCADE';
  const rest = said(statement, reading);
  if (!statement.is_grant)
    return [{ kind: 'revoke', span: reading.span, objects, privileges, grantees, ...rest, optionOnly: withOption, cascade }];
  return [
    {
      kind: 'grant',
      span: reading.span,
      objects,
      privileges,
      grantees,
      toPublic: all(statement.grantees, 'RoleSpec').some(({ roletype }) => roletype === 'ROLESPEC_PUBLIC'),
      allPrivileges: (statement.privileges ?? []).length === 0,
      ...rest,
      withOption,
    },
  ];
};

/** Membership in roles: the roles are what is granted. */
export const grantRole: Reader<'GrantRoleStmt'> = (statement, reading) => {
  const privileges = all(statement.granted_roles, 'AccessPriv')
    .map(({ priv_name }) => dotted([priv_name ?? '']))
    .join(', ');
  const grantees = roleNames(statement.grantee_roles);
  const { span } = reading;
  const rest = { on: 'role', allInSchema: false, targets: [], rights: privilegesOf(statement.granted_roles) };
  const options = all(statement.opt, 'DefElem');
  if (!statement.is_grant) {
    const cascade = statement.behavior === 'DROP_CASCADE';
    return [{ kind: 'revoke', span, objects: [], privileges, grantees, ...rest, optionOnly: options.length > 0, cascade }];
  }
  const withOption = optionFlag(statement.opt, 'admin');
  return [{ kind: 'grant', span, objects: [], privileges, grantees, toPublic: false, allPrivileges: false, ...rest, withOption }];
};

const DEFAULTS: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'tables',
  OBJECT_SEQUENCE: 'sequences',
  OBJECT_FUNCTION: 'functions',
  OBJECT_TYPE: 'types',
  OBJECT_SCHEMA: 'schemas',
  OBJECT_LARGEOBJECT: 'large objects',
};

export const defaultPrivileges: Reader<'AlterDefaultPrivilegesStmt'> = ({ options, action }, reading) => [
  {
    kind: 'alter-default-privileges',
    span: reading.span,
    grants: action?.is_grant === true,
    objectType: DEFAULTS[action?.objtype ?? ''] ?? objectTypeText(action?.objtype),
    privileges:
      privilegesOf(action?.privileges).length === 0
        ? 'ALL'
        : privilegesOf(action?.privileges)
            .map((right) => right.name.toUpperCase())
            .join(', '),
    toPublic: action?.is_grant === true && all(action.grantees, 'RoleSpec').some(({ roletype }) => roletype === 'ROLESPEC_PUBLIC'),
    roles: roleNames(as(option(options, 'roles')?.arg, 'List')?.items),
    schemas: strings(as(option(options, 'schemas')?.arg, 'List')?.items),
    rights: privilegesOf(action?.privileges),
    grantees: roleNames(action?.grantees),
    withOption: action?.grant_option === true,
    cascade: action?.behavior === 'DROP_CASCADE',
  },
];

/** Objects whose name begins with that of a relation: `schema.table.column`. */
const ON_RELATIONS = new Set(['OBJECT_COLUMN', 'OBJECT_TABCONSTRAINT', 'OBJECT_TRIGGER', 'OBJECT_RULE', 'OBJECT_POLICY']);
const RELATIONS = new Set(['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_INDEX', 'OBJECT_SEQUENCE', 'OBJECT_FOREIGN_TABLE']);

function commented(type: string, object: Node | undefined, reading: Reading): string {
  const parts = objectParts(object);
  const own = ON_RELATIONS.has(type) ? parts.slice(0, -1) : RELATIONS.has(type) ? parts : [];
  if (own.length === 0) return '';
  const { schema, name } = schemaAndName(own);
  return reading.names.resolve(schema, name);
}

export const comment: Reader<'CommentStmt'> = ({ objtype = 'OBJECT_TABLE', object, comment: text }, reading) => [
  {
    kind: 'comment',
    span: reading.span,
    objectType: objectTypeText(objtype),
    table: commented(objtype, object, reading),
    target: targetOf(objtype, object, reading),
    part: ON_RELATIONS.has(objtype) ? (objectParts(object).at(-1) ?? '') : '',
    // An empty comment is none.
    text: text === '' ? undefined : text,
  },
];

export const securityLabel: Reader<'SecLabelStmt'> = (statement, reading) => [
  {
    kind: 'security-label',
    span: reading.span,
    objectType: objectTypeText(statement.objtype),
    definition: statementText(reading, statement),
  },
];

/** The tables a publication names, with what is said about each. */
function published(
  nodes: readonly Node[] | undefined,
  reading: Reading,
): Pick<OperationOf<'create-publication'>, 'tables' | 'members' | 'schemas' | 'published'> {
  const members = all(nodes, 'PublicationObjSpec').flatMap(({ pubtable }): PublicationMember[] => {
    if (!pubtable?.relation) return [];
    const tokens = reading.tokens();
    const from = nameEnd(reading, reading.index(pubtable.relation.location));
    let end = tokens.word(from) === '*' ? from + 1 : from;
    if (pubtable.columns) end = tokens.afterBracket(end);
    if (pubtable.whereClause) end = tokens.afterBracket(end + 1);
    return [{ table: reading.names.relation(pubtable.relation), definition: sqlTextAt(reading, pubtable.whereClause, from, end) }];
  });
  return {
    tables: members.map(({ table }) => table),
    members,
    schemas: publishedSchemas(nodes, reading),
    published: publishedTables(nodes, reading),
  };
}

/** The tables, with the columns and the conditions of each. */
function publishedTables(nodes: readonly Node[] | undefined, reading: Reading): readonly Published[] {
  return all(nodes, 'PublicationObjSpec').flatMap(({ pubtable }) =>
    pubtable?.relation
      ? [
          {
            table: reading.names.relation(pubtable.relation),
            columns: strings(pubtable.columns),
            where: pubtable.whereClause && mentionedIn(reading, pubtable.whereClause),
          },
        ]
      : [],
  );
}

const publishedSchemas = (nodes: readonly Node[] | undefined, reading: Reading): readonly string[] =>
  all(nodes, 'PublicationObjSpec').flatMap(({ pubobjtype, name }) =>
    pubobjtype === 'PUBLICATIONOBJ_TABLES_IN_SCHEMA'
      ? [name ?? '']
      : pubobjtype === 'PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA'
        ? [reading.names.defaultSchema()]
        : [],
  );

export const createPublication: Reader<'CreatePublicationStmt'> = (statement, reading) => [
  {
    kind: 'create-publication',
    span: reading.span,
    publication: statement.pubname ?? '',
    allTables: statement.for_all_tables === true,
    ...published(statement.pubobjects, reading),
    storage: storageOptions(reading, statement.options, false),
  },
];

const PUBLICATION_CHANGES = { AP_AddObjects: 'add', AP_DropObjects: 'drop', AP_SetObjects: 'set' } as const;

export const alterPublication: Reader<'AlterPublicationStmt'> = (statement, reading) => [
  {
    kind: 'alter-publication',
    span: reading.span,
    publication: statement.pubname ?? '',
    ...published(statement.pubobjects, reading),
    change: (statement.pubobjects ?? []).length > 0 ? PUBLICATION_CHANGES[statement.action ?? 'AP_SetObjects'] : 'options',
    storage: storageOptions(reading, statement.options, false),
  },
];

/** By default CREATE SUBSCRIPTION connects and makes a slot. */
export const createSubscription: Reader<'CreateSubscriptionStmt'> = ({ subname = '', conninfo = '', options }, reading) => {
  const off = (name: string): boolean => option(options, name) !== undefined && !optionFlag(options, name);
  const slotless = isNone(options);
  const remote = !off('connect') && !off('create_slot') && !slotless;
  return [
    {
      kind: 'subscription',
      span: reading.span,
      subscription: subname,
      change: 'create',
      remote,
      slotless,
      password: connectionPassword(conninfo),
      definition: statementText(reading, undefined),
    },
  ];
};

const isNone = (options: readonly Node[] | undefined): boolean => valueText(option(options, 'slot_name')?.arg).toLowerCase() === 'none';

/** What asks the publisher which tables there are, unless it says not to. */
const REFRESHES = new Set([
  'ALTER_SUBSCRIPTION_REFRESH',
  'ALTER_SUBSCRIPTION_SET_PUBLICATION',
  'ALTER_SUBSCRIPTION_ADD_PUBLICATION',
  'ALTER_SUBSCRIPTION_DROP_PUBLICATION',
]);

export const alterSubscription: Reader<'AlterSubscriptionStmt'> = ({ subname = '', kind, conninfo = '', options }, reading) => {
  const refresh = option(options, 'refresh');
  const remote = REFRESHES.has(kind ?? '') && (refresh === undefined || optionFlag(options, 'refresh'));
  return [
    {
      kind: 'subscription',
      span: reading.span,
      subscription: subname,
      change: 'alter',
      remote,
      slotless: isNone(options),
      password: connectionPassword(conninfo),
      definition: statementText(reading, undefined),
    },
  ];
};

export const dropSubscription: Reader<'DropSubscriptionStmt'> = ({ subname = '' }, reading) => [
  {
    kind: 'subscription',
    span: reading.span,
    subscription: subname,
    change: 'drop',
    remote: true,
    slotless: false,
    password: 'none',
    definition: statementText(reading, undefined),
  },
];

type Change = 'create' | 'alter' | 'drop';
export const database =
  (change: Change) =>
  ({ dbname = '', options }: { readonly dbname?: string; readonly options?: Node[] }, reading: Reading): readonly Operation[] => [
    {
      kind: 'database',
      span: reading.span,
      database: dbname,
      change,
      tablespace: false,
      moves: change === 'alter' && option(options, 'tablespace') !== undefined,
      definition: statementText(reading, undefined),
    },
  ];
export const tablespace =
  (change: Change) =>
  ({ tablespacename = '' }: { readonly tablespacename?: string }, reading: Reading): readonly Operation[] => [
    {
      kind: 'database',
      span: reading.span,
      database: tablespacename,
      change,
      tablespace: true,
      moves: false,
      definition: statementText(reading, undefined),
    },
  ];

/** Attributes of a role that pass over privileges, by the names the grammar gives them. */
const POWERS = [
  ['superuser', 'SUPERUSER'],
  ['createrole', 'CREATEROLE'],
  ['isreplication', 'REPLICATION'],
  ['bypassrls', 'BYPASSRLS'],
] as const;

/** CREATE ROLE, ALTER ROLE, …: the roles as text. */
export function roles(
  reading: Reading,
  names: readonly string[],
  change: 'create' | 'alter' | 'reassign-owned' | 'drop-owned',
  more: { readonly newOwner?: string; readonly cascade?: boolean; readonly options?: readonly Node[] } = {},
): readonly Operation[] {
  const role = names.map((name) => dotted([name])).join(', ');
  const definition = statementText(reading, undefined);
  return [
    {
      kind: 'role',
      span: reading.span,
      role,
      change,
      newOwner: more.newOwner ?? '',
      password: passwordOf(more.options),
      powers: POWERS.filter(([name]) => option(more.options, name) && optionFlag(more.options, name)).map(([, word]) => word),
      cascade: more.cascade ?? false,
      definition,
    },
  ];
}
