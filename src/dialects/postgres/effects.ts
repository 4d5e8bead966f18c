/**
 * What operations do on PostgreSQL 13 to 18. Each row of __tests__/fixtures/postgres-effects was run on servers of these
 * majors; where the manual and a server differ, the server is followed.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Analysis, HARMLESS, type Refusal, withUndo } from '../../effects/effect.ts';
import type { Operation, OperationKind, OperationOf } from '../../operations/operation.ts';
import type { Situation } from '../dialect.ts';
import * as attached from './effects/attached.ts';
import * as attributes from './effects/column-attributes.ts';
import { alterColumnType } from './effects/column-type.ts';
import * as columns from './effects/columns.ts';
import * as constraints from './effects/constraints.ts';
import * as data from './effects/data.ts';
import * as indexChanges from './effects/index-changes.ts';
import * as indexes from './effects/indexes.ts';
import { kindRefusal } from './effects/kinds.ts';
import { sceneOf, withLineage } from './effects/lineage.ts';
import * as objects from './effects/objects.ts';
import * as partitions from './effects/partitions.ts';
import * as properties from './effects/properties.ts';
import * as routines from './effects/routines.ts';
import { answer, type Scene } from './effects/scene.ts';
import * as sequences from './effects/sequences.ts';
import * as tables from './effects/tables.ts';
import * as transactions from './effects/transactions.ts';
import * as userTypes from './effects/user-types.ts';
import * as views from './effects/views.ts';
import { inverseOf } from './inverse.ts';

type Analyser<K extends OperationKind> = (scene: Scene, operation: OperationOf<K>) => Analysis;

/** Nothing that others notice, and nothing that cannot be undone. */
const harmless = (scene: Scene): Analysis => answer(scene, []);

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
  'set-default': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT', attributes.setDefault],
  'drop-default': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT', attributes.dropDefault],
  'set-not-null': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', attributes.setNotNull],
  'drop-not-null': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL', attributes.dropNotNull],
  'add-identity': ['sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY', attributes.addIdentity],
  'set-identity': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-SEQUENCE-OPTION', attributes.setIdentity],
  'drop-identity': ['sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY', attributes.dropIdentity],
  'set-expression': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-EXPRESSION', attributes.setExpression],
  'drop-expression': ['sql-altertable#SQL-ALTERTABLE-DESC-DROP-EXPRESSION', attributes.dropExpression],
  'set-column-option': ['sql-altertable#SQL-ALTERTABLE-DESC-SET-STATISTICS', attributes.setColumnOption],

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
  'set-trigger-state': ['sql-altertable#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER', attached.setTriggerState],
  'set-cluster-index': ['sql-altertable#SQL-ALTERTABLE-DESC-CLUSTER-ON', properties.setClusterIndex],
  'other-table-change': ['sql-altertable', properties.lockOnly('ACCESS EXCLUSIVE')],
  cluster: ['sql-cluster', properties.cluster],
  vacuum: ['sql-vacuum', properties.vacuum],
  analyze: ['sql-analyze', properties.analyze],

  // ---- what hangs on a table
  'create-trigger': ['sql-createtrigger', attached.createTrigger],
  'drop-trigger': ['sql-droptrigger', attached.dropTrigger],
  'create-rule': ['sql-createrule', attached.createRule],
  'drop-rule': ['sql-droprule', attached.dropRule],
  'create-policy': ['sql-createpolicy', attached.policy],
  'alter-policy': ['sql-alterpolicy', attached.policy],
  'drop-policy': ['sql-droppolicy', attached.policy],
  'rename-dependent': ['sql-altertrigger', attached.renameDependent],

  // ---- views
  'create-view': ['sql-createview', views.createView],
  'alter-view': ['sql-alterview', views.alterView],
  'rename-view': ['sql-alterview', views.renameView],
  'drop-view': ['sql-dropview', views.dropView],
  'create-materialized-view': ['sql-creatematerializedview', views.createMaterializedView],
  'drop-materialized-view': ['sql-dropmaterializedview', views.dropView],
  'refresh-materialized-view': ['sql-refreshmaterializedview', views.refresh],

  // ---- types, functions, sequences, schemas, extensions
  'create-type': ['sql-createtype', userTypes.createType],
  'drop-type': ['sql-droptype', userTypes.dropType],
  'rename-type': ['sql-altertype', userTypes.renameType],
  'alter-composite-type': ['sql-altertype', userTypes.alterCompositeType],
  'add-enum-value': ['sql-altertype', userTypes.addEnumValue],
  'rename-enum-value': ['sql-altertype', userTypes.renameEnumValue],
  'create-domain': ['sql-createdomain', userTypes.createType],
  'alter-domain': ['sql-alterdomain', userTypes.alterDomain],
  'create-function': ['sql-createfunction', routines.createFunction],
  'drop-function': ['sql-dropfunction', routines.dropFunction],
  'create-sequence': ['sql-createsequence', sequences.createSequence],
  'alter-sequence': ['sql-altersequence', sequences.alterSequence],
  'rename-sequence': ['sql-altersequence', sequences.renameSequence],
  'drop-sequence': ['sql-dropsequence', sequences.dropSequence],
  'create-schema': ['sql-createschema', objects.createSchema],
  'rename-schema': ['sql-alterschema', objects.renameSchema],
  'drop-schema': ['sql-dropschema', objects.dropSchema],
  'create-extension': ['sql-createextension', objects.createExtension],
  'alter-extension': ['sql-alterextension', harmless],
  'drop-extension': ['sql-dropextension', objects.dropExtension],
  'create-object': ['sql-createstatistics', objects.createObject],
  'alter-object': ['sql-commands', harmless],
  'rename-object': ['sql-commands', objects.renameObject],
  'drop-object': ['sql-commands', objects.dropObject],
  'create-publication': ['sql-createpublication', objects.publication],
  'alter-publication': ['sql-alterpublication', objects.publication],
  'drop-publication': ['sql-droppublication', objects.dropPublication],
  subscription: ['sql-createsubscription', objects.subscription],
  database: ['sql-createdatabase', objects.database],
  role: ['sql-createrole', objects.role],
  grant: ['sql-grant', harmless],
  revoke: ['sql-revoke', objects.revoke],
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
  const analysis = timely(withLineage(scene, operation, analyse(sceneOf(scene, operation), operation)), operation, scene);
  return { ...analysis, consequence: withUndo(analysis.consequence, () => inverseOf(operation, scene, analysis.consequence)) };
}

/** Refusals because something is there, is not there, is another, or hangs on it. */
const RESTS_ON_HISTORY: ReadonlySet<string> = new Set(
  '2BP01 42701 42703 42704 42710 42723 42804 42809 42830 42846 42883 42P01 42P06 42P07 42P13 42P16 42P17 55000'.split(' '),
);

/** What of a statement the server's version does not know it refuses before it looks at anything else. */
function timely(analysis: Analysis, operation: Operation, { catalog, situation }: Scene): Analysis {
  // What the server cannot parse it does not look at any further.
  const lates = operation.newer?.filter(({ since }) => situation.version < since) ?? [];
  const late = lates.find(({ sqlstate }) => sqlstate === '42601') ?? lates[0];
  const refuse = (refused: Refusal | null): Analysis => ({ ...analysis, consequence: { ...analysis.consequence, refused } });
  const { refused } = analysis.consequence;
  if (refused?.sqlstate === '42601') return analysis;
  if (!late) {
    // What the history shows may be gone, and what it does not show may be there.
    if (refused && situation.gaps && RESTS_ON_HISTORY.has(refused.sqlstate)) return refuse(null);
    // The kind of a relation is the first thing that the server looks at.
    const wrong = kindRefusal(operation, catalog);
    return wrong ? refuse(wrong) : analysis;
  }
  const reason = `PostgreSQL ${situation.version} does not know ${late.what}; it came with ${late.since}`;
  return refuse({ sqlstate: late.sqlstate, reason, byVersion: true });
}
