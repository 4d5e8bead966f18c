/** From a statement's syntax tree to operations: which reader is for which statement. */
import type { Node } from '@pgsql/types';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { dotted, schemaAndName, strings } from '../names.ts';
import { alterDepends, alterDomain, altered, alteredNamed, alterEnum, listText, rename, setOwner, setSchema } from './alter.ts';
import { alterTable, moveAll } from './alter-table.ts';
import * as create from './create.ts';
import { drop, dropRole, dropUserMapping } from './drop.ts';
import * as grants from './grants.ts';
import { createIndex, reindex } from './indexes.ts';
import { mentionedIn } from './mentioned.ts';
import { newerSyntax } from './newer.ts';
import { objectTypeText, operatorText, roleName, roleNames } from './objects.ts';
import { option } from './options.ts';
import * as queries from './queries.ts';
import { all, as, type NodeKind, open, type Reader, type Readers, type Reading } from './reading.ts';
import * as settings from './settings.ts';
import { statementText } from './sql-text.ts';
import * as tables from './tables.ts';
import { overlongNames } from './overlong.ts';
import { passwordOf } from './password.ts';
import { argumentText, targetOf } from './target.ts';
import { readType } from './type-name.ts';

/** What a statement makes that no table depends on. */
interface Made {
  readonly objectType: string;
  readonly object: string;
  readonly target: string;
  /** For what is in a schema: its canonical name, and the word of the statement that it follows. */
  readonly own?: { readonly name: string; readonly after: string };
  /** What else is known of it. */
  readonly more?: Partial<OperationOf<'create-object'>>;
}

const created = (reading: Reading, node: unknown, { objectType, object, target, own, more }: Made): readonly Operation[] => {
  const tokens = reading.tokens();
  const token = own ? tokens.find([own.after]) + 1 : 0;
  const definition = statementText(reading, node, own && { name: own.name, token: tokens.word(token) === 'IF' ? token + 3 : token });
  return [
    {
      kind: 'create-object',
      span: reading.span,
      objectType,
      object,
      table: '',
      ifNotExists: false,
      server: '',
      columnNames: [],
      untrusted: '',
      password: 'none',
      columns: [],
      constraints: [],
      target,
      definition,
      ...more,
    },
  ];
};

/** The same for something that is in no schema. */
const createdGlobal = (
  reading: Reading,
  node: unknown,
  objectType: string,
  object: string,
  more: Made['more'] = {},
): readonly Operation[] => created(reading, node, { objectType, object, target: dotted([object]), more });

/** The same for something in a schema, named by a list of its parts that follows a word. */
const createdNamed = (
  reading: Reading,
  node: unknown,
  objectType: string,
  nodes: readonly Node[] | undefined,
  { after, suffix = '', more = {} }: { readonly after: string; readonly suffix?: string; readonly more?: Made['more'] },
): readonly Operation[] => {
  const { schema, name } = schemaAndName(strings(nodes));
  const canonical = reading.names.resolve(schema, name);
  // Statistics can be made without a name.
  return name === ''
    ? created(reading, node, { objectType, object: '', target: '', more })
    : created(reading, node, {
        objectType,
        object: listText(nodes),
        target: `${canonical}${suffix}`,
        more,
        own: { name: canonical, after },
      });
};

/** CREATE AGGREGATE, OPERATOR, TYPE (base or shell), COLLATION, TEXT SEARCH … */
const define: Reader<'DefineStmt'> = (statement, reading) => {
  const parts = strings(statement.defnames);
  if (statement.kind === 'OBJECT_OPERATOR') {
    const side = (name: string): string => {
      const node = as(option(statement.definition, name)?.arg, 'TypeName');
      return node ? argumentText(readType(node, '', reading).type) : 'NONE';
    };
    const target = `${operatorText(parts)} (${side('leftarg')}, ${side('rightarg')})`;
    return created(reading, statement, { objectType: 'operator', object: operatorText(parts), target });
  }
  if (statement.kind !== 'OBJECT_TYPE') {
    const objectType = objectTypeText(statement.kind);
    const after = objectType.split(' ').at(-1)?.toUpperCase() ?? '';
    const suffix = statement.kind === 'OBJECT_AGGREGATE' ? aggregateArguments(reading, statement.args?.[0]) : '';
    return createdNamed(reading, statement, objectType, statement.defnames, { after, suffix });
  }
  const type = reading.names.create(parts.at(-2), parts.at(-1) ?? '');
  const typeKind = (statement.definition ?? []).length > 0 ? 'base' : 'shell';
  const definition = create.typeDefinition(reading);
  return [{ kind: 'create-type', span: reading.span, type, typeKind, labels: [], attributes: [], definition, subtype: undefined }];
};

/** `(integer, text)` of CREATE AGGREGATE; `(*)` where it takes none. */
function aggregateArguments(reading: Reading, list: Node | undefined): string {
  const types = all(as(list, 'List')?.items, 'FunctionParameter').map(({ argType }) => argumentText(readType(argType, '', reading).type));
  return types.length === 0 ? '(*)' : `(${types.join(', ')})`;
}

const statistics: Reader<'CreateStatsStmt'> = (statement, reading) => {
  const [relation] = all(statement.relations, 'RangeVar');
  const { columns } = mentionedIn(reading, statement.exprs);
  const more = {
    table: relation ? reading.names.relation(relation) : '',
    ifNotExists: statement.if_not_exists === true,
    columnNames: [
      ...all(statement.exprs, 'StatsElem').flatMap(({ name }) => name ?? []),
      ...columns.flatMap(({ path }) => path.at(-1) ?? []),
    ],
  };
  return createdNamed(reading, statement, 'statistics', statement.defnames, { after: 'STATISTICS', more });
};

const alteredGlobal = (reading: Reading, node: unknown, objectType: string, object = ''): readonly Operation[] =>
  altered(reading, node, objectType, object, dotted([object]));

const alterExtension = (reading: Reading, statement: { readonly extname?: string }): readonly Operation[] => [
  {
    kind: 'alter-extension',
    span: reading.span,
    extension: statement.extname ?? '',
    definition: statementText(reading, statement),
  },
];

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
  AlterTypeStmt: (statement, reading) => alteredNamed(reading, statement, 'type', statement.typeName),
  CreateFunctionStmt: create.createFunction,
  AlterFunctionStmt: create.alterFunction,
  CreateSeqStmt: create.createSequence,
  AlterSeqStmt: create.alterSequence,
  CreateSchemaStmt: create.makeCreateSchema((reading, node) => readAny(node, reading)),
  CreateExtensionStmt: create.createExtension,
  AlterExtensionStmt: (statement, reading) => alterExtension(reading, statement),
  AlterExtensionContentsStmt: (statement, reading) => alterExtension(reading, statement),
  CreateTrigStmt: create.createTrigger,
  RuleStmt: create.createRule,
  CreatePolicyStmt: create.createPolicy,
  AlterPolicyStmt: create.alterPolicy,

  DefineStmt: define,
  CreateStatsStmt: statistics,
  CreateCastStmt: (statement, reading) => {
    const { sourcetype, targettype } = statement;
    const object = `(${dotted(strings(sourcetype?.names))} AS ${dotted(strings(targettype?.names))})`;
    const [from, to] = [sourcetype, targettype].map((node) => argumentText(readType(node, '', reading).type));
    return created(reading, statement, { objectType: 'cast', object, target: `(${from} AS ${to})` });
  },
  CreateConversionStmt: (statement, reading) =>
    createdNamed(reading, statement, 'conversion', statement.conversion_name, { after: 'CONVERSION' }),
  CreateOpClassStmt: (statement, reading) =>
    createdNamed(reading, statement, 'operator class', statement.opclassname, {
      after: 'CLASS',
      suffix: ` USING ${dotted([statement.amname ?? ''])}`,
    }),
  CreateOpFamilyStmt: (statement, reading) =>
    createdNamed(reading, statement, 'operator family', statement.opfamilyname, {
      after: 'FAMILY',
      suffix: ` USING ${dotted([statement.amname ?? ''])}`,
    }),
  CreateAmStmt: (statement, reading) => createdGlobal(reading, statement, 'access method', statement.amname ?? ''),
  CreatePLangStmt: (statement, reading) =>
    createdGlobal(reading, statement, 'language', statement.plname ?? '', { untrusted: create.untrustedLanguage(statement.plname ?? '') }),
  CreateTransformStmt: (statement, reading) => {
    const { type_name: type, lang = '' } = statement;
    const target = `FOR ${argumentText(readType(type, '', reading).type)} LANGUAGE ${dotted([lang])}`;
    return created(reading, statement, { objectType: 'transform', object: `${dotted(strings(type?.names))} ${lang}`, target });
  },
  CreateEventTrigStmt: (statement, reading) => {
    const { schema, name } = schemaAndName(strings(statement.funcname));
    return createdGlobal(reading, statement, 'event trigger', statement.trigname ?? '', { server: reading.names.resolve(schema, name) });
  },
  CreateFdwStmt: (statement, reading) => createdGlobal(reading, statement, 'foreign data wrapper', statement.fdwname ?? ''),
  CreateForeignServerStmt: (statement, reading) => {
    const { servername = '', fdwname = '', if_not_exists, options } = statement;
    const more = { server: fdwname, ifNotExists: if_not_exists === true, password: passwordOf(options) };
    return createdGlobal(reading, statement, 'server', servername, more);
  },
  CreateUserMappingStmt: (statement, reading) => {
    const { user, servername = '' } = statement;
    const target = `FOR ${roleName(user)} SERVER ${dotted([servername])}`;
    return created(reading, statement, {
      objectType: 'user mapping',
      object: `${roleName(user)} ${servername}`,
      target,
      more: { password: passwordOf(statement.options) },
    });
  },
  // It makes foreign tables that the statement does not name.
  ImportForeignSchemaStmt: (statement, reading) =>
    created(reading, statement, { objectType: 'foreign schema', object: statement.remote_schema ?? '', target: '' }),
  AlterStatsStmt: (statement, reading) => alteredNamed(reading, statement, 'statistics', statement.defnames),
  AlterEventTrigStmt: (statement, reading) => alteredGlobal(reading, statement, 'event trigger', statement.trigname),
  AlterCollationStmt: (statement, reading) => alteredNamed(reading, statement, 'collation', statement.collname),
  AlterOperatorStmt: (statement, reading) => {
    const { opername = {} } = statement;
    const target = targetOf('OBJECT_OPERATOR', { ObjectWithArgs: opername }, reading);
    return altered(reading, statement, 'operator', operatorText(strings(opername.objname)), target);
  },
  AlterOpFamilyStmt: (statement, reading) =>
    alteredNamed(reading, statement, 'operator family', statement.opfamilyname, ` USING ${dotted([statement.amname ?? ''])}`),
  AlterFdwStmt: (statement, reading) => alteredGlobal(reading, statement, 'foreign data wrapper', statement.fdwname),
  AlterForeignServerStmt: (statement, reading) => {
    const { servername = '', options } = statement;
    return altered(reading, statement, 'server', servername, dotted([servername]), undefined, { password: passwordOf(options) });
  },
  AlterUserMappingStmt: (statement, reading) => {
    const { user, servername = '', options } = statement;
    const target = `FOR ${roleName(user)} SERVER ${dotted([servername])}`;
    return altered(reading, statement, 'user mapping', servername, target, undefined, { password: passwordOf(options) });
  },
  AlterTSConfigurationStmt: (statement, reading) => alteredNamed(reading, statement, 'text search configuration', statement.cfgname),
  AlterTSDictionaryStmt: (statement, reading) => alteredNamed(reading, statement, 'text search dictionary', statement.dictname),
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
  CreateRoleStmt: ({ role = '', options = [] }, reading) => grants.roles(reading, [role], 'create', { options }),
  AlterRoleStmt: ({ role, options = [] }, reading) => grants.roles(reading, [roleName(role)], 'alter', { options }),
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
  const operations = first ? [newer.length > 0 ? { ...first, newer } : first, ...rest] : [];
  const overlong = overlongNames(node, reading);
  return overlong.length > 0 ? operations.map((operation) => ({ ...operation, overlong })) : operations;
}

function readAny(node: Node, reading: Reading): readonly Operation[] {
  const { kind, value } = open(node);
  const reader = READERS[kind] as ((statement: object, reading: Reading) => readonly Operation[]) | undefined;
  return reader ? reader(value, reading) : unsupported(reading, kind);
}

/** The kinds of statements that have a reader; for the test that none of the grammar is forgotten. */
export const READABLE: readonly NodeKind[] = Object.keys(READERS) as NodeKind[];
