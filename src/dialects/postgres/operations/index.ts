/** From a statement's syntax tree to operations: which reader is for which statement. */
import type { Node } from '@pgsql/types';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { alterDepends, alterDomain, altered, alterEnum, listText, rename, setOwner, setSchema } from './alter.ts';
import { alterTable, moveAll } from './alter-table.ts';
import * as create from './create.ts';
import { drop, dropRole, dropUserMapping } from './drop.ts';
import * as grants from './grants.ts';
import { createIndex, reindex } from './indexes.ts';
import { mentionedIn } from './mentioned.ts';
import { newerSyntax } from './newer.ts';
import { objectTypeText, operatorText, roleName, roleNames } from './objects.ts';
import * as queries from './queries.ts';
import { all, type NodeKind, open, type Reader, type Readers, type Reading } from './reading.ts';
import * as settings from './settings.ts';
import * as tables from './tables.ts';

/** A statement that makes an object which no table depends on. */
const created = (
  reading: Reading,
  objectType: string,
  object: string,
  more: Partial<OperationOf<'create-object'>> = {},
): readonly Operation[] => [
  {
    kind: 'create-object',
    span: reading.span,
    objectType,
    object,
    table: '',
    ifNotExists: false,
    server: '',
    columnNames: [],
    columns: [],
    constraints: [],
    ...more,
  },
];

/** CREATE AGGREGATE, OPERATOR, TYPE (base or shell), COLLATION, TEXT SEARCH … */
const define: Reader<'DefineStmt'> = (statement, reading) => {
  const parts = strings(statement.defnames);
  if (statement.kind !== 'OBJECT_TYPE') {
    const name = statement.kind === 'OBJECT_OPERATOR' ? operatorText(parts) : dotted(parts);
    return created(reading, objectTypeText(statement.kind), name);
  }
  const type = reading.names.create(parts.at(-2), parts.at(-1) ?? '');
  return [
    {
      kind: 'create-type',
      span: reading.span,
      type,
      typeKind: (statement.definition ?? []).length > 0 ? 'base' : 'shell',
      labels: [],
      attributes: [],
      subtype: undefined,
    },
  ];
};

const statistics: Reader<'CreateStatsStmt'> = (statement, reading) => {
  const [relation] = all(statement.relations, 'RangeVar');
  const { columns } = mentionedIn(reading, statement.exprs);
  return created(reading, 'statistics', listText(statement.defnames), {
    table: relation ? reading.names.relation(relation) : '',
    ifNotExists: statement.if_not_exists === true,
    columnNames: [
      ...all(statement.exprs, 'StatsElem').flatMap(({ name }) => name ?? []),
      ...columns.flatMap(({ path }) => path.at(-1) ?? []),
    ],
  });
};

/** A statement with no reader: shown as not analysed. */
const unsupported = (reading: Reading, kind: string): readonly Operation[] => [
  { kind: 'unsupported', span: reading.span, statement: kind },
];

const READERS: Readers = {
  CreateStmt: tables.createTable,
  CreateTableAsStmt: tables.createTableAs,
  CreateForeignTableStmt: tables.createForeignTable,
  TruncateStmt: tables.truncate,
  LockStmt: tables.lockTable,
  VacuumStmt: tables.vacuum,
  ClusterStmt: tables.cluster,
  RefreshMatViewStmt: tables.refreshMaterializedView,
  ViewStmt: tables.createView,
  AlterTableStmt: alterTable,
  AlterTableMoveAllStmt: moveAll,
  IndexStmt: createIndex,
  ReindexStmt: reindex,
  DropStmt: drop,
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
  AlterOwnerStmt: setOwner,
  AlterObjectDependsStmt: alterDepends,

  CreateEnumStmt: create.createEnum,
  CompositeTypeStmt: create.createComposite,
  CreateRangeStmt: create.createRange,
  CreateDomainStmt: create.createDomain,
  AlterEnumStmt: alterEnum,
  AlterDomainStmt: alterDomain,
  AlterTypeStmt: ({ typeName }, reading) => altered(reading, 'type', listText(typeName)),
  CreateFunctionStmt: create.createFunction,
  AlterFunctionStmt: create.alterFunction,
  CreateSeqStmt: create.createSequence,
  AlterSeqStmt: create.alterSequence,
  CreateSchemaStmt: create.makeCreateSchema((reading, node) => readAny(node, reading)),
  CreateExtensionStmt: create.createExtension,
  AlterExtensionStmt: ({ extname = '' }, { span }) => [{ kind: 'alter-extension', span, extension: extname }],
  AlterExtensionContentsStmt: ({ extname = '' }, { span }) => [{ kind: 'alter-extension', span, extension: extname }],
  CreateTrigStmt: create.createTrigger,
  RuleStmt: create.createRule,
  CreatePolicyStmt: create.createPolicy,
  AlterPolicyStmt: create.alterPolicy,

  DefineStmt: define,
  CreateStatsStmt: statistics,
  CreateCastStmt: ({ sourcetype, targettype }, reading) =>
    created(reading, 'cast', `(${dotted(strings(sourcetype?.names))} AS ${dotted(strings(targettype?.names))})`),
  CreateConversionStmt: ({ conversion_name }, reading) => created(reading, 'conversion', listText(conversion_name)),
  CreateOpClassStmt: ({ opclassname }, reading) => created(reading, 'operator class', listText(opclassname)),
  CreateOpFamilyStmt: ({ opfamilyname }, reading) => created(reading, 'operator family', listText(opfamilyname)),
  CreateAmStmt: ({ amname = '' }, reading) => created(reading, 'access method', amname),
  CreatePLangStmt: ({ plname = '' }, reading) => created(reading, 'language', plname),
  CreateTransformStmt: ({ type_name, lang = '' }, reading) => created(reading, 'transform', `${dotted(strings(type_name?.names))} ${lang}`),
  CreateEventTrigStmt: ({ trigname = '', funcname }, reading) => {
    const { schema, name } = schemaAndName(strings(funcname));
    return created(reading, 'event trigger', trigname, { server: reading.names.resolve(schema, name) });
  },
  CreateFdwStmt: ({ fdwname = '' }, reading) => created(reading, 'foreign data wrapper', fdwname),
  CreateForeignServerStmt: ({ servername = '', fdwname = '', if_not_exists }, reading) =>
    created(reading, 'server', servername, { server: fdwname, ifNotExists: if_not_exists === true }),
  CreateUserMappingStmt: ({ user, servername = '' }, reading) => created(reading, 'user mapping', `${roleName(user)} ${servername}`),
  ImportForeignSchemaStmt: ({ remote_schema = '' }, reading) => created(reading, 'foreign schema', remote_schema),
  AlterStatsStmt: ({ defnames }, reading) => altered(reading, 'statistics', listText(defnames)),
  AlterEventTrigStmt: ({ trigname = '' }, reading) => altered(reading, 'event trigger', trigname),
  AlterCollationStmt: ({ collname }, reading) => altered(reading, 'collation', listText(collname)),
  AlterOperatorStmt: ({ opername }, reading) => altered(reading, 'operator', operatorText(strings(opername?.objname))),
  AlterOpFamilyStmt: ({ opfamilyname }, reading) => altered(reading, 'operator family', listText(opfamilyname)),
  AlterFdwStmt: ({ fdwname = '' }, reading) => altered(reading, 'foreign data wrapper', fdwname),
  AlterForeignServerStmt: ({ servername = '' }, reading) => altered(reading, 'server', servername),
  AlterUserMappingStmt: ({ servername = '' }, reading) => altered(reading, 'user mapping', servername),
  AlterTSConfigurationStmt: ({ cfgname }, reading) => altered(reading, 'text search configuration', listText(cfgname)),
  AlterTSDictionaryStmt: ({ dictname }, reading) => altered(reading, 'text search dictionary', listText(dictname)),
  DropUserMappingStmt: dropUserMapping,

  CreatePublicationStmt: grants.createPublication,
  AlterPublicationStmt: grants.alterPublication,
  CreateSubscriptionStmt: grants.createSubscription,
  AlterSubscriptionStmt: grants.alterSubscription,
  DropSubscriptionStmt: grants.dropSubscription,
  CreatedbStmt: grants.database('create'),
  AlterDatabaseStmt: grants.database('alter'),
  AlterDatabaseSetStmt: grants.database('alter'),
  AlterDatabaseRefreshCollStmt: grants.database('alter'),
  DropdbStmt: grants.database('drop'),
  CreateTableSpaceStmt: grants.tablespace('create'),
  AlterTableSpaceOptionsStmt: grants.tablespace('alter'),
  DropTableSpaceStmt: grants.tablespace('drop'),
  CreateRoleStmt: ({ role = '' }, reading) => grants.roles(reading, [role], 'create'),
  AlterRoleStmt: ({ role }, reading) => grants.roles(reading, [roleName(role)], 'alter'),
  AlterRoleSetStmt: ({ role }, reading) => grants.roles(reading, [role ? roleName(role) : 'ALL'], 'alter'),
  DropRoleStmt: dropRole,
  ReassignOwnedStmt: (statement, reading) =>
    grants.roles(reading, roleNames(statement.roles), 'reassign-owned', { newOwner: roleName(statement.newrole) }),
  DropOwnedStmt: (statement, reading) =>
    grants.roles(reading, roleNames(statement.roles), 'drop-owned', { cascade: statement.behavior === 'DROP_CASCADE' }),
  GrantStmt: grants.grant,
  GrantRoleStmt: grants.grantRole,
  AlterDefaultPrivilegesStmt: grants.defaultPrivileges,
  CommentStmt: grants.comment,
  SecLabelStmt: grants.securityLabel,

  InsertStmt: queries.insert,
  UpdateStmt: queries.update,
  DeleteStmt: queries.deleteRows,
  MergeStmt: queries.merge,
  SelectStmt: queries.select,
  CallStmt: queries.call,
  CopyStmt: queries.copy,

  VariableSetStmt: settings.setVariable,
  VariableShowStmt: settings.show,
  TransactionStmt: settings.transaction,
  DiscardStmt: settings.discard,
  ListenStmt: settings.listen,
  UnlistenStmt: settings.unlisten,
  NotifyStmt: settings.notify,
  PrepareStmt: settings.makePrepare((reading, node) => readAny(node, reading)),
  ExecuteStmt: settings.execute,
  DeallocateStmt: settings.deallocate,
  ExplainStmt: settings.makeExplain((reading, node) => readAny(node, reading)),
  CheckPointStmt: settings.checkpoint,
  LoadStmt: settings.load,
  DeclareCursorStmt: settings.declareCursor,
  FetchStmt: settings.fetch,
  ClosePortalStmt: settings.closePortal,
  ConstraintsSetStmt: settings.setConstraints,
  AlterSystemStmt: settings.alterSystem,
};

/** The operations of one statement. Statements outside the vocabulary give `unsupported`. */
export function readOperations(node: Node, reading: Reading): readonly Operation[] {
  const [first, ...rest] = readAny(node, reading);
  const newer = newerSyntax(node, reading);
  return first ? [newer.length > 0 ? { ...first, newer } : first, ...rest] : [];
}

function readAny(node: Node, reading: Reading): readonly Operation[] {
  const { kind, value } = open(node);
  const reader = READERS[kind] as ((statement: object, reading: Reading) => readonly Operation[]) | undefined;
  return reader ? reader(value, reading) : unsupported(reading, kind);
}

/** The kinds of statements that have a reader; for the test that none of the grammar is forgotten. */
export const READABLE: readonly NodeKind[] = Object.keys(READERS) as NodeKind[];
