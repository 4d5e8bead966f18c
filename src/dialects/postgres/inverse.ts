/**
 * What undoes each operation on PostgreSQL, from the catalog as it was before. Every kind answers: with operations, with the
 * reason why nothing undoes it or not all of it, or that there is nothing to undo.
 */
import type { Consequence, Undo } from '../../effects/effect.ts';
import type { Operation, OperationKind, OperationOf } from '../../operations/operation.ts';
import { createdHere, type Scene } from './effects/scene.ts';
import * as objects from './inverse/objects.ts';
import * as tables from './inverse/tables.ts';
import { by, copyOf, lost, NOTHING, unknown } from './inverse/undo.ts';

type Inverter<K extends OperationKind> = (scene: Scene, operation: OperationOf<K>, consequence: Consequence) => Undo;

/** It changes nothing that stays, or nothing that has to be given back. */
const nothing = (): Undo => NOTHING;

/** It has an opposite, and the history keeps no more of it. */
const notKept =
  (what: string): (() => Undo) =>
  () =>
    unknown(what);

/** Rows that were written: those of a new table go with it. */
function rowsWritten(scene: Scene, { table }: { readonly table: string }): Undo {
  if (createdHere(scene, table)) return NOTHING;
  return lost(`The rows that were written to ${table} stay: which ones they are is not in the statement.`);
}

/** Rows that were changed or deleted: what was there is gone. */
function rowsLost(scene: Scene, { table }: { readonly table: string }, consequence: Consequence): Undo {
  if (!consequence.losesData) return NOTHING;
  const certain = !consequence.unknown.includes('losesData');
  return lost(`What the rows of ${table} held before ${certain ? 'is' : 'may be'} gone.`, copyOf(table));
}

/** CREATE of something for the whole cluster has an opposite; how a thing was before it was changed is not kept. */
function clusterWide(o: { readonly change: string }, what: string, drop: Operation): Undo {
  return o.change === 'create' ? by(drop) : unknown(`How ${what} was before is not in the migrations.`);
}

const INVERTERS: { readonly [K in OperationKind]: Inverter<K> } = {
  // ---- tables
  'create-table': tables.createTable,
  'create-table-as': tables.createTable,
  'drop-table': tables.dropTableAgain,
  'rename-table': tables.renameTable,
  'set-schema': objects.setSchema,
  truncate: tables.truncate,
  'lock-table': nothing,

  // ---- columns
  'add-column': tables.addColumn,
  'drop-column': tables.dropColumn,
  'rename-column': tables.renameColumn,
  'alter-column-type': tables.alterColumnType,
  'set-default': tables.columnProperty,
  'drop-default': tables.columnProperty,
  'set-not-null': tables.setNotNull,
  'drop-not-null': tables.dropNotNull,
  'add-identity': tables.addIdentity,
  'set-identity': tables.setIdentity,
  'drop-identity': tables.dropIdentity,
  'set-expression': tables.columnProperty,
  'drop-expression': tables.dropExpression,
  'set-column-option': tables.columnProperty,

  // ---- constraints
  'add-constraint': tables.addConstraint,
  'validate-constraint': tables.constraintChange,
  'alter-constraint': tables.constraintChange,
  'drop-constraint': tables.constraintChange,
  'rename-constraint': tables.renameConstraint,

  // ---- indexes
  'create-index': tables.createIndex,
  'drop-index': tables.dropIndex,
  reindex: nothing,
  'rename-index': tables.renameIndex,
  'alter-index': tables.alterIndex,
  'attach-index': (_scene, o) =>
    lost(`PostgreSQL detaches no index from that of its partitioned table: ${o.child} stays attached to ${o.index}.`),

  // ---- partitions and inheritance
  'attach-partition': tables.attachPartition,
  'detach-partition': tables.detachPartition,
  inherit: tables.inherit,

  // ---- other properties of a table
  'set-logged': tables.setLogged,
  'set-tablespace': tables.storagePlace,
  'set-access-method': tables.storagePlace,
  'set-table-options': tables.tableProperty,
  'set-replica-identity': tables.tableProperty,
  'set-owner': tables.setOwner,
  'set-row-security': tables.setRowSecurity,
  'set-trigger-state': tables.setTriggerState,
  'set-cluster-index': tables.tableProperty,
  // SET WITHOUT OIDS has done nothing since 12.
  'other-table-change': (_scene, o) => (/\bWITHOUT\s+OIDS$/i.test(o.change) ? NOTHING : unknown(`What undoes ${o.change} is not known.`)),
  cluster: (scene, o) => (o.index === '' ? NOTHING : tables.tableProperty(scene, o)),
  vacuum: nothing,
  analyze: nothing,

  // ---- what hangs on a table
  'create-trigger': objects.createDependent,
  'drop-trigger': objects.dependentChange,
  'create-rule': objects.createDependent,
  'drop-rule': objects.dependentChange,
  'create-policy': objects.createDependent,
  'alter-policy': objects.dependentChange,
  'drop-policy': objects.dependentChange,
  'rename-dependent': objects.renameDependent,

  // ---- views
  'create-view': objects.createView,
  'alter-view': objects.alterView,
  'rename-view': objects.renameView,
  'drop-view': objects.dropView,
  'create-materialized-view': objects.createMaterializedView,
  'drop-materialized-view': objects.dropView,
  'refresh-materialized-view': objects.refresh,

  // ---- types, functions, sequences, schemas, extensions
  'create-type': objects.createType,
  'drop-type': objects.dropType,
  'rename-type': objects.renameType,
  'alter-composite-type': objects.alterCompositeType,
  'add-enum-value': objects.addEnumValue,
  'rename-enum-value': objects.renameEnumValue,
  'create-domain': objects.createType,
  'alter-domain': objects.alterDomain,
  'create-function': objects.createFunction,
  'drop-function': objects.dropFunction,
  'create-sequence': objects.createSequence,
  'alter-sequence': objects.alterSequence,
  'rename-sequence': objects.renameSequence,
  'drop-sequence': objects.dropSequence,
  'create-schema': objects.createSchema,
  'rename-schema': objects.renameSchema,
  'drop-schema': objects.dropSchema,
  'create-extension': objects.createExtension,
  'alter-extension': (_scene, o) =>
    unknown(`Which version of ${o.extension} was installed, and whether it can be gone back to, is not in the migrations.`),
  'drop-extension': objects.dropExtension,
  'create-object': objects.createObject,
  'alter-object': objects.alterObject,
  'rename-object': objects.renameObject,
  'drop-object': objects.dropObject,
  'create-publication': objects.createPublication,
  'alter-publication': objects.publicationChange,
  'drop-publication': objects.publicationChange,
  subscription: (_scene, o) =>
    clusterWide(o, `the subscription ${o.subscription}`, {
      ...o,
      change: 'drop',
      definition: { text: `DROP SUBSCRIPTION ${o.subscription}`, mentions: [] },
    }),
  database: (_scene, o) => {
    const type = o.tablespace ? 'TABLESPACE' : 'DATABASE';
    if (o.change === 'drop' && !o.tablespace)
      return lost(`The database ${o.database} is gone with all that is in it.`, `Dump it first: pg_dump ${o.database}`);
    return clusterWide(o, o.database, { ...o, change: 'drop', definition: { text: `DROP ${type} ${o.database}`, mentions: [] } });
  },
  role: (_scene, o) => {
    if (o.change === 'drop-owned') return lost(`What ${o.role} owned is gone.`, 'Dump the database first.');
    if (o.change === 'reassign-owned') return unknown(`What ${o.role} owned before is not in the migrations.`);
    return clusterWide(o, o.role, { ...o, change: 'drop', definition: { text: `DROP ROLE ${o.role}`, mentions: [] } });
  },
  grant: objects.privileges,
  revoke: objects.privileges,
  'alter-default-privileges': objects.defaultPrivileges,
  comment: objects.comment,
  'security-label': notKept('The label that was there before is not in the migrations.'),

  // ---- data
  insert: rowsWritten,
  update: rowsLost,
  delete: rowsLost,
  merge: rowsLost,
  copy: (scene, o) => (o.from ? rowsWritten(scene, o) : NOTHING),
  select: nothing,
  call: (_scene, o) => unknown(`What the procedure ${o.function} does is not in the migration.`),

  // ---- the session
  set: nothing,
  'transaction-control': nothing,
  session: nothing,
  'alter-system': (_scene, o) => unknown(`The value that ${o.setting} had before is not in the migrations.`),
  unsupported: (_scene, o) => unknown(`What undoes ${o.statement} is not known.`),
};

/**
 * What undoes an operation, on the catalog as it is before it. Never throws.
 *
 * @param consequence what else it means: whether it loses data decides whether all of it comes back.
 */
export function inverseOf(operation: Operation, scene: Scene, consequence: Consequence): Undo {
  // The compiler cannot see that the entry under an operation's kind takes that operation.
  return (INVERTERS[operation.kind] as Inverter<OperationKind>)(scene, operation, consequence);
}
