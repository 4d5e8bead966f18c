/** Privileges, roles, comments, publications. */
import type { GrantStmt, Node } from '@pgsql/types';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { Published } from '../../../operations/query.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { mentionedIn } from './mentioned.ts';
import { objectParts, objectText, objectTypeText, roleNames } from './objects.ts';
import { option, optionFlag, valueText } from './options.ts';
import { all, as, type Reader, type Reading } from './reading.ts';

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
  if (!statement.is_grant) return [{ kind: 'revoke', span: reading.span, objects, privileges, grantees }];
  return [
    {
      kind: 'grant',
      span: reading.span,
      objects,
      privileges,
      grantees,
      toPublic: all(statement.grantees, 'RoleSpec').some(({ roletype }) => roletype === 'ROLESPEC_PUBLIC'),
      allPrivileges: (statement.privileges ?? []).length === 0,
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
  if (!statement.is_grant) return [{ kind: 'revoke', span, objects: [], privileges, grantees }];
  return [{ kind: 'grant', span, objects: [], privileges, grantees, toPublic: false, allPrivileges: false }];
};

export const defaultPrivileges: Reader<'AlterDefaultPrivilegesStmt'> = (_statement, reading) => [
  { kind: 'alter-default-privileges', span: reading.span },
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

export const comment: Reader<'CommentStmt'> = ({ objtype = 'OBJECT_TABLE', object }, reading) => [
  { kind: 'comment', span: reading.span, objectType: objectTypeText(objtype), table: commented(objtype, object, reading) },
];

export const securityLabel: Reader<'SecLabelStmt'> = ({ objtype }, reading) => [
  { kind: 'security-label', span: reading.span, objectType: objectTypeText(objtype) },
];

/** The tables a publication names. */
function published(nodes: readonly Node[] | undefined, reading: Reading): readonly string[] {
  return all(nodes, 'PublicationObjSpec').flatMap(({ pubtable }) =>
    pubtable?.relation ? [reading.names.relation(pubtable.relation)] : [],
  );
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
    tables: published(statement.pubobjects, reading),
    schemas: publishedSchemas(statement.pubobjects, reading),
    published: publishedTables(statement.pubobjects, reading),
  },
];

const PUBLICATION_CHANGES: Readonly<Record<string, OperationOf<'alter-publication'>['change']>> = {
  AP_AddObjects: 'add',
  AP_DropObjects: 'drop',
  AP_SetObjects: 'set',
};

export const alterPublication: Reader<'AlterPublicationStmt'> = (statement, reading) => [
  {
    kind: 'alter-publication',
    span: reading.span,
    publication: statement.pubname ?? '',
    change: PUBLICATION_CHANGES[(statement.pubobjects ?? []).length > 0 ? (statement.action ?? '') : ''] ?? 'options',
    tables: published(statement.pubobjects, reading),
    schemas: publishedSchemas(statement.pubobjects, reading),
    published: publishedTables(statement.pubobjects, reading),
  },
];

/** By default CREATE SUBSCRIPTION connects and makes a slot. */
export const createSubscription: Reader<'CreateSubscriptionStmt'> = ({ subname = '', options }, reading) => {
  const off = (name: string): boolean => option(options, name) !== undefined && !optionFlag(options, name);
  const slotless = isNone(options);
  const remote = !off('connect') && !off('create_slot') && !slotless;
  return [{ kind: 'subscription', span: reading.span, subscription: subname, change: 'create', remote, slotless }];
};

const isNone = (options: readonly Node[] | undefined): boolean => valueText(option(options, 'slot_name')?.arg).toLowerCase() === 'none';

/** What asks the publisher which tables there are, unless it says not to. */
const REFRESHES = new Set([
  'ALTER_SUBSCRIPTION_REFRESH',
  'ALTER_SUBSCRIPTION_SET_PUBLICATION',
  'ALTER_SUBSCRIPTION_ADD_PUBLICATION',
  'ALTER_SUBSCRIPTION_DROP_PUBLICATION',
]);

export const alterSubscription: Reader<'AlterSubscriptionStmt'> = ({ subname = '', kind, options }, reading) => {
  const refresh = option(options, 'refresh');
  const remote = REFRESHES.has(kind ?? '') && (refresh === undefined || optionFlag(options, 'refresh'));
  return [{ kind: 'subscription', span: reading.span, subscription: subname, change: 'alter', remote, slotless: isNone(options) }];
};

export const dropSubscription: Reader<'DropSubscriptionStmt'> = ({ subname = '' }, reading) => [
  { kind: 'subscription', span: reading.span, subscription: subname, change: 'drop', remote: true, slotless: false },
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
    },
  ];
export const tablespace =
  (change: Change) =>
  ({ tablespacename = '' }: { readonly tablespacename?: string }, reading: Reading): readonly Operation[] => [
    { kind: 'database', span: reading.span, database: tablespacename, change, tablespace: true, moves: false },
  ];

/** CREATE ROLE, ALTER ROLE, …: the roles as text. */
export function roles(
  reading: Reading,
  names: readonly string[],
  change: 'create' | 'alter' | 'reassign-owned' | 'drop-owned',
  more: { readonly newOwner?: string; readonly cascade?: boolean } = {},
): readonly Operation[] {
  const role = names.map((name) => dotted([name])).join(', ');
  return [{ kind: 'role', span: reading.span, role, change, newOwner: more.newOwner ?? '', cascade: more.cascade ?? false }];
}
