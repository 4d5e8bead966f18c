/** Privileges, roles, comments, publications. */
import type { GrantStmt, Node } from '@pgsql/types';
import type { ColumnUse } from '../../../operations/definition.ts';
import type { Operation } from '../../../operations/operation.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { objectParts, objectText, objectTypeText, roleNames } from './objects.ts';
import { all, as, type Reader, type Reading } from './reading.ts';
import { columnUses, visible } from './uses.ts';

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

export const createPublication: Reader<'CreatePublicationStmt'> = (statement, reading) => [
  {
    kind: 'create-publication',
    span: reading.span,
    publication: statement.pubname ?? '',
    allTables: statement.for_all_tables === true,
    tables: published(statement.pubobjects, reading),
    uses: publishedColumns(statement.pubobjects, reading),
  },
];

/** The columns of column lists and row filters. */
function publishedColumns(nodes: readonly Node[] | undefined, reading: Reading): readonly ColumnUse[] {
  return all(nodes, 'PublicationObjSpec').flatMap(({ pubtable }) => {
    if (!pubtable?.relation) return [];
    const table = reading.names.relation(pubtable.relation);
    return [
      ...strings(pubtable.columns).map((column) => ({ column, among: [table] })),
      ...columnUses(pubtable.whereClause, reading, visible({ [pubtable.relation.relname ?? '']: table })),
    ];
  });
}

const PUBLICATION_CHANGES = { AP_AddObjects: 'add', AP_SetObjects: 'set', AP_DropObjects: 'drop' } as const;

export const alterPublication: Reader<'AlterPublicationStmt'> = (statement, reading) => [
  {
    kind: 'alter-publication',
    span: reading.span,
    publication: statement.pubname ?? '',
    tables: published(statement.pubobjects, reading),
    // ALTER PUBLICATION … SET (option) has no action.
    change: statement.pubobjects ? PUBLICATION_CHANGES[statement.action ?? 'AP_AddObjects'] : 'other',
    uses: publishedColumns(statement.pubobjects, reading),
  },
];

type SubscriptionChange = 'create' | 'alter' | 'drop';
export const subscription =
  (change: SubscriptionChange) =>
  ({ subname = '' }: { readonly subname?: string }, reading: Reading): readonly Operation[] => [
    { kind: 'subscription', span: reading.span, subscription: subname, change },
  ];

type Change = 'create' | 'alter' | 'drop';
export const database =
  (change: Change) =>
  ({ dbname = '' }: { readonly dbname?: string }, reading: Reading): readonly Operation[] => [
    { kind: 'database', span: reading.span, database: dbname, change, tablespace: false },
  ];
export const tablespace =
  (change: Change) =>
  ({ tablespacename = '' }: { readonly tablespacename?: string }, reading: Reading): readonly Operation[] => [
    { kind: 'database', span: reading.span, database: tablespacename, change, tablespace: true },
  ];

/** CREATE ROLE, ALTER ROLE, …: the roles as text. */
export function roles(
  reading: Reading,
  names: readonly string[],
  change: 'create' | 'alter' | 'reassign-owned' | 'drop-owned',
): readonly Operation[] {
  return [{ kind: 'role', span: reading.span, role: names.map((name) => dotted([name])).join(', '), change }];
}
