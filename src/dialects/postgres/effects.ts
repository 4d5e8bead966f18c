/**
 * What operations do on PostgreSQL 13 to 18. Each row of __tests__/fixtures/postgres-effects was run on servers of these
 * majors; where the manual and a server differ, the server is followed.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Analysis, HARMLESS, withUndo } from '../../effects/effect.ts';
import type { Operation, OperationKind, OperationOf } from '../../operations/operation.ts';
import type { Situation } from '../dialect.ts';
import { alterColumnType } from './effects/column-type.ts';
import * as columns from './effects/columns.ts';
import * as constraints from './effects/constraints.ts';
import * as data from './effects/data.ts';
import * as indexChanges from './effects/index-changes.ts';
import * as indexes from './effects/indexes.ts';
import { sceneOf, withLineage } from './effects/lineage.ts';
import * as objects from './effects/objects.ts';
import * as partitions from './effects/partitions.ts';
import * as properties from './effects/properties.ts';
import { answer, type Scene } from './effects/scene.ts';
import * as tables from './effects/tables.ts';
import * as transactions from './effects/transactions.ts';
import * as views from './effects/views.ts';
import { inverseOf } from './inverse.ts';

type Analyser<K extends OperationKind> = (scene: Scene, operation: OperationOf<K>) => Analysis;

/** Nothing that others notice, and nothing that cannot be undone. */
const harmless = (scene: Scene): Analysis => answer(scene, []);
/** As harmless, but code that relied on what is taken away can fail. */
const takesAway = (scene: Scene): Analysis => answer(scene, [], { breaksRunningCode: true });

/** For each kind the manual page of the statement and what it does. */
const ANALYSERS: { readonly [K in OperationKind]: readonly [page: string, analyse: Analyser<K>] } = {
  // ---- tables
  'create-table': ['sql-createtable', tables.createTable],
  'create-table-as': ['sql-createtableas', tables.createTableAs],
  'drop-table': ['sql-droptable', tables.dropTable],
  'rename-table': ['sql-altertable#SQL-ALTERTABLE-DESC-RENAME', tables.renameTable],
  'set-schema': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-SCHEMA', tables.setSchema],
  truncate: ['sql-truncate', tables.truncate],
  'lock-table': ['sql-lock', tables.lockTable],

  // ---- columns
  'add-column': ['sql-altertable#SQL-ALTERTABLE-DESC-ADD-COLUMN', columns.addColumn],
  'drop-column': ['sql-altertable#SQL-ALTERTABLE-DESC-DROP-COLUMN', columns.dropColumn],
  'rename-column': ['sql-altertable#SQL-ALTERTABLE-DESC-RENAME', columns.renameColumn],
  'alter-column-type': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DATA-TYPE', alterColumnType],
  'set-default': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT', columns.setDefault],
  'drop-default': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT', columns.dropDefault],
  'set-not-null': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', columns.setNotNull],
  'drop-not-null': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', columns.dropNotNull],
  'add-identity': ['sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY', columns.addIdentity],
  'set-identity': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-SEQUENCE-OPTION', columns.setIdentity],
  'drop-identity': ['sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY', columns.dropIdentity],
  'set-expression': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-EXPRESSION', columns.setExpression],
  'drop-expression': ['sql-altertable#SQL-ALTERTABLE-DESC-DROP-EXPRESSION', columns.dropExpression],
  'set-column-option': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-STATISTICS', columns.setColumnOption],

  // ---- constraints
  'add-constraint': ['sql-altertable#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT', constraints.addConstraint],
  'validate-constraint': ['sql-altertable#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT', constraints.validateConstraint],
  'alter-constraint': ['sql-altertable#SQL-ALTERTABLE-DESC-ALTER-CONSTRAINT', constraints.alterConstraint],
  'drop-constraint': ['sql-altertable#SQL-ALTERTABLE-DESC-DROP-CONSTRAINT', constraints.dropConstraint],
  'rename-constraint': ['sql-altertable#SQL-ALTERTABLE-DESC-RENAME', constraints.renameConstraint],

  // ---- indexes
  'create-index': ['sql-createindex', indexes.createIndex],
  'drop-index': ['sql-dropindex', indexes.dropIndex],
  reindex: ['sql-reindex', indexes.reindex],
  'rename-index': ['sql-alterindex', indexChanges.renameIndex],
  'alter-index': ['sql-alterindex', indexChanges.alterIndex],
  'attach-index': ['sql-alterindex', indexChanges.attachIndex],

  // ---- partitions and inheritance
  'attach-partition': ['sql-altertable#SQL-ALTERTABLE-ATTACH-PARTITION', partitions.attachPartition],
  'detach-partition': ['sql-altertable#SQL-ALTERTABLE-DETACH-PARTITION', partitions.detachPartition],
  inherit: ['sql-altertable#SQL-ALTERTABLE-DESC-INHERIT', partitions.inherit],

  // ---- other properties of a table
  'set-logged': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-LOGGED-UNLOGGED', properties.setLogged],
  'set-tablespace': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-TABLESPACE', properties.setTablespace],
  'set-access-method': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-ACCESS-METHOD', properties.setAccessMethod],
  'set-table-options': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-STORAGE-PARAMETER', properties.setTableOptions],
  'set-replica-identity': ['sql-altertable#SQL-ALTERTABLE-REPLICA-IDENTITY', properties.setReplicaIdentity],
  'set-owner': ['sql-altertable#SQL-ALTERTABLE-DESC-OWNER-TO', properties.setOwner],
  'set-row-security': ['sql-altertable#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-ROW-LEVEL-SECURITY', properties.setRowSecurity],
  'set-trigger-state': ['sql-altertable#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER', properties.setTriggerState],
  'set-cluster-index': ['sql-altertable#SQL-ALTERTABLE-DESC-CLUSTER-ON', properties.setClusterIndex],
  'other-table-change': ['sql-altertable', properties.lockOnly('ACCESS EXCLUSIVE')],
  cluster: ['sql-cluster', properties.cluster],
  vacuum: ['sql-vacuum', properties.vacuum],
  analyze: ['sql-analyze', properties.analyze],

  // ---- what hangs on a table
  'create-trigger': ['sql-createtrigger', properties.createTrigger],
  'drop-trigger': ['sql-droptrigger', properties.dropTrigger],
  'create-rule': ['sql-createrule', properties.lockOnly('ACCESS EXCLUSIVE')],
  'drop-rule': ['sql-droprule', properties.lockOnly('ACCESS EXCLUSIVE')],
  'create-policy': ['sql-createpolicy', properties.lockOnly('ACCESS EXCLUSIVE')],
  'alter-policy': ['sql-alterpolicy', properties.lockOnly('ACCESS EXCLUSIVE')],
  'drop-policy': ['sql-droppolicy', properties.lockOnly('ACCESS EXCLUSIVE')],
  'rename-dependent': ['sql-altertrigger', properties.renameDependent],

  // ---- views
  'create-view': ['sql-createview', views.createView],
  'alter-view': ['sql-alterview', views.alterView],
  'rename-view': ['sql-alterview', views.renameView],
  'drop-view': ['sql-dropview', views.dropView],
  'create-materialized-view': ['sql-creatematerializedview', views.createMaterializedView],
  'drop-materialized-view': ['sql-dropmaterializedview', views.dropView],
  'refresh-materialized-view': ['sql-refreshmaterializedview', views.refresh],

  // ---- types, functions, sequences, schemas, extensions
  'create-type': ['sql-createtype', harmless],
  'drop-type': ['sql-droptype', objects.dropType],
  'rename-type': ['sql-altertype', objects.renameType],
  'alter-composite-type': ['sql-altertype', objects.alterCompositeType],
  'add-enum-value': ['sql-altertype', objects.addEnumValue],
  'rename-enum-value': ['sql-altertype', objects.renameEnumValue],
  'create-domain': ['sql-createdomain', harmless],
  'alter-domain': ['sql-alterdomain', objects.alterDomain],
  'create-function': ['sql-createfunction', objects.createFunction],
  'drop-function': ['sql-dropfunction', objects.dropFunction],
  'create-sequence': ['sql-createsequence', harmless],
  'alter-sequence': ['sql-altersequence', objects.alterSequence],
  'rename-sequence': ['sql-altersequence', objects.renameSequence],
  'drop-sequence': ['sql-dropsequence', objects.dropSequence],
  'create-schema': ['sql-createschema', harmless],
  'rename-schema': ['sql-alterschema', objects.renameSchema],
  'drop-schema': ['sql-dropschema', objects.dropSchema],
  'create-extension': ['sql-createextension', harmless],
  'alter-extension': ['sql-alterextension', harmless],
  'drop-extension': ['sql-dropextension', objects.dropExtension],
  'create-object': ['sql-createstatistics', objects.createObject],
  'alter-object': ['sql-commands', harmless],
  'rename-object': ['sql-commands', takesAway],
  'drop-object': ['sql-commands', objects.dropObject],
  'create-publication': ['sql-createpublication', objects.publication],
  'alter-publication': ['sql-alterpublication', objects.publication],
  'drop-publication': ['sql-droppublication', takesAway],
  subscription: ['sql-createsubscription', objects.subscription],
  database: ['sql-createdatabase', objects.database],
  role: ['sql-createrole', objects.role],
  grant: ['sql-grant', harmless],
  revoke: ['sql-revoke', takesAway],
  'alter-default-privileges': ['sql-alterdefaultprivileges', harmless],
  comment: ['sql-comment', objects.comment],
  'security-label': ['sql-security-label', harmless],

  // ---- data
  insert: ['sql-insert', data.insert],
  update: ['sql-update', data.update],
  delete: ['sql-delete', data.deleteRows],
  merge: ['sql-merge', data.merge],
  copy: ['sql-copy', data.copy],
  select: ['sql-select', harmless],
  call: ['sql-call', (scene) => ({ ...answer(scene, []), unsupported: 'a procedure runs statements that are not in the file' })],

  // ---- the session
  set: ['sql-set', harmless],
  'transaction-control': ['sql-begin', transactions.transactionControl],
  session: ['sql-commands', transactions.session],
  'alter-system': ['sql-altersystem', objects.alterSystem],
  unsupported: ['sql-commands', (_scene, operation) => ({ effects: [], consequence: HARMLESS, unsupported: operation.statement })],
};

/** What an operation does to relations and means beyond locks, on the catalog as it is before it. Never throws. */
export function analysePostgres(operation: Operation, catalog: Catalog, situation: Situation): Analysis {
  // The compiler cannot see that the entry under an operation's kind takes that operation.
  const [page, analyse] = ANALYSERS[operation.kind] as unknown as readonly [string, Analyser<OperationKind>];
  const scene: Scene = { catalog, situation, page };
  const analysis = withLineage(scene, operation, analyse(sceneOf(scene, operation), operation));
  return { ...analysis, consequence: withUndo(analysis.consequence, () => inverseOf(operation, scene, analysis.consequence)) };
}
