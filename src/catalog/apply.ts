/** What is there after an operation. Every kind answers; `null` is for those that change nothing the catalog keeps. */
import type { Operation, OperationKind, OperationOf } from '../operations/operation.ts';
import type { Catalog, Origin, Table } from './catalog.ts';
import { addColumn, addIdentity, changeColumn, changeDefault, changeNotNull, dropColumn, dropIdentity, renameColumn } from './columns.ts';
import { addConstraint, alterConstraint, dropConstraint, renameConstraint, validateConstraint } from './constraints.ts';
import { type ApplyContext, beginDraft, type Draft, removeEntry, updateTable, without } from './draft.ts';
import { attachIndex, createIndex, dropIndex, rebuildIndexes, reindex, renameIndex } from './indexes.ts';
import { dropRelation, renameRelation } from './links.ts';
import { applyAlone, tableAlone } from './only.ts';
import {
  alterSequence,
  createExtension,
  createSchema,
  createSequence,
  createTrigger,
  createRule,
  dropTrigger,
  putPolicy,
  dropSchema,
  renameDependent,
  renameSchema,
  setRowSecurity,
  setSchema,
} from './objects.ts';
import {
  alterPublication,
  changeRoles,
  createObject,
  createPublication,
  dropExtension,
  dropObject,
  renameObject,
  subscribe,
} from './others.ts';
import { attachPartition, createTable, createTableAs, detachPartition, fill, inherit, renameTable } from './tables.ts';
import { createMaterializedView, createView, refreshMaterializedView } from './views.ts';
import {
  addEnumValue,
  alterCompositeType,
  alterDomain,
  alterFunction,
  createDomain,
  createFunction,
  createType,
  dropFunction,
  dropType,
  renameEnumValue,
  renameType,
} from './types.ts';

export type { ApplyContext } from './draft.ts';

type Handler<K extends OperationKind> = (draft: Draft, operation: OperationOf<K>) => void;

const HANDLERS: { readonly [K in OperationKind]: Handler<K> | null } = {
  // ---- tables
  'create-table': createTable,
  'create-table-as': createTableAs,
  'drop-table': (draft, o) => dropRelation(draft, o.table, o.cascade),
  'rename-table': renameTable,
  'set-schema': setSchema,
  truncate: null,
  'lock-table': null,

  // ---- columns
  'add-column': addColumn,
  'drop-column': dropColumn,
  'rename-column': renameColumn,
  'alter-column-type': (draft, o) => {
    changeColumn(draft, o.table, o.column, (column) => ({
      type: o.newType,
      serial: false,
      collation: o.collation || (column.type.name === o.newType.name ? column.collation : ''),
    }));
    rebuildIndexes(draft, o.table, o.column);
  },
  'set-default': (draft, o) => changeDefault(draft, o.table, o.column, o.expression),
  'drop-default': (draft, o) => changeDefault(draft, o.table, o.column, undefined),
  'set-not-null': (draft, o) => changeNotNull(draft, o.table, o.column, true),
  'drop-not-null': (draft, o) => changeNotNull(draft, o.table, o.column, false),
  'add-identity': addIdentity,
  'set-identity': null,
  'drop-identity': dropIdentity,
  'set-expression': (draft, o) =>
    changeColumn(draft, o.table, o.column, (column) => ({
      generated: { kind: column.generated?.kind ?? 'stored', expression: o.expression },
    })),
  'drop-expression': (draft, o) => changeColumn(draft, o.table, o.column, () => ({ generated: undefined })),
  'set-column-option': null,

  // ---- constraints
  'add-constraint': addConstraint,
  'validate-constraint': validateConstraint,
  'alter-constraint': alterConstraint,
  'drop-constraint': (draft, o) => dropConstraint(draft, o.table, o.constraint, o.cascade),
  'rename-constraint': renameConstraint,

  // ---- indexes
  'create-index': createIndex,
  'drop-index': dropIndex,
  reindex,
  'rename-index': renameIndex,
  'alter-index': null,
  'attach-index': attachIndex,

  // ---- partitions and inheritance
  'attach-partition': attachPartition,
  'detach-partition': detachPartition,
  inherit,

  // ---- other properties of a table
  'set-logged': (draft, o) => updateTable(draft, o.table, () => ({ unlogged: !o.logged })),
  'set-tablespace': null,
  'set-access-method': (draft, o) => updateTable(draft, o.table, () => ({ accessMethod: o.method === 'default' ? '' : o.method })),
  'set-table-options': null,
  'set-replica-identity': (draft, o) => updateTable(draft, o.table, () => ({ replicaIdentity: o.identity })),
  'set-owner': (draft, o) => updateTable(draft, o.table, () => ({ owner: o.owner })),
  'set-row-security': (draft, o) => updateTable(draft, o.table, (table) => setRowSecurity(table, o.change)),
  'set-trigger-state': null,
  'set-cluster-index': (draft, o) => updateTable(draft, o.table, () => ({ clusterIndex: o.index })),
  'other-table-change': null,
  cluster: (draft, o) => (o.index === '' ? undefined : updateTable(draft, o.table, () => ({ clusterIndex: o.index }))),
  vacuum: null,
  analyze: null,

  // ---- what hangs on a table
  'create-trigger': createTrigger,
  'drop-trigger': dropTrigger,
  'create-rule': createRule,
  'drop-rule': (draft, o) => updateTable(draft, o.table, (table) => ({ rules: without(table.rules, o.rule) })),
  'create-policy': putPolicy,
  'alter-policy': putPolicy,
  'drop-policy': (draft, o) => updateTable(draft, o.table, (table) => ({ policies: without(table.policies, o.policy) })),
  'rename-dependent': renameDependent,

  // ---- views
  'create-view': createView,
  'alter-view': null,
  'rename-view': (draft, o) => renameRelation(draft, o.table, o.newTable, 'view'),
  'drop-view': (draft, o) => dropRelation(draft, o.table, o.cascade),
  'create-materialized-view': createMaterializedView,
  'drop-materialized-view': (draft, o) => dropRelation(draft, o.table, o.cascade),
  'refresh-materialized-view': refreshMaterializedView,

  // ---- types, functions, sequences, schemas, extensions
  'create-type': createType,
  'drop-type': (draft, o) => dropType(draft, o.type, o.cascade),
  'rename-type': (draft, o) => renameType(draft, o.type, o.newType),
  'alter-composite-type': alterCompositeType,
  'add-enum-value': addEnumValue,
  'rename-enum-value': renameEnumValue,
  'create-domain': createDomain,
  'alter-domain': alterDomain,
  'create-function': createFunction,
  'drop-function': dropFunction,
  'create-sequence': createSequence,
  'alter-sequence': alterSequence,
  'rename-sequence': (draft, o) => renameRelation(draft, o.sequence, o.newSequence, 'sequence'),
  'drop-sequence': (draft, o) => dropRelation(draft, o.sequence, o.cascade),
  'create-schema': createSchema,
  'rename-schema': renameSchema,
  'drop-schema': dropSchema,
  'create-extension': createExtension,
  'alter-extension': null,
  'drop-extension': dropExtension,
  'create-object': createObject,
  'alter-object': alterFunction,
  'rename-object': renameObject,
  'drop-object': dropObject,
  'create-publication': createPublication,
  'alter-publication': alterPublication,
  'drop-publication': (draft, o) => removeEntry(draft, 'publications', o.publication),
  subscription: subscribe,
  database: null,
  role: changeRoles,
  grant: null,
  revoke: null,
  'alter-default-privileges': null,
  comment: null,
  'security-label': null,

  // ---- data
  insert: (draft, o) => fill(draft, o.table),
  update: null,
  delete: null,
  merge: (draft, o) => fill(draft, o.table),
  copy: (draft, o) => (o.from ? fill(draft, o.table) : undefined),
  select: null,
  call: null,

  // ---- the session
  set: null,
  'transaction-control': null,
  session: null,
  'alter-system': null,
  unsupported: null,
};

function applyTo(draft: Draft, operation: Operation): void {
  // The compiler cannot see that the handler under an operation's kind takes that operation.
  const handler = HANDLERS[operation.kind] as Handler<OperationKind> | null;
  if (!handler) return;
  const alone = tableAlone(operation, draft.now.relations);
  if (alone) applyAlone(draft, alone, () => handler(draft, operation));
  else handler(draft, operation);
}

/**
 * The catalog after one operation; the one given stays as it is. An operation on something the catalog does not know
 * makes an entry of unknown shape. Never throws.
 */
export function applyOperation(catalog: Catalog, operation: Operation, context: ApplyContext): Catalog {
  if (!HANDLERS[operation.kind]) return catalog;
  const draft = beginDraft(catalog, context);
  applyTo(draft, operation);
  return draft.own.size === 0 ? catalog : draft.now;
}

/** The catalog after many operations of one change or of history, made in one go. */
export function applyOperations(catalog: Catalog, operations: Iterable<Operation>, context: ApplyContext): Catalog {
  const draft = beginDraft(catalog, context);
  for (const operation of operations) applyTo(draft, operation);
  return draft.own.size === 0 ? catalog : draft.now;
}

/**
 * Whether a change made a relation and nothing deployed uses it yet: contracts.md, `createdHere`. Temporary tables always
 * are; a relation that the catalog does not know never is.
 */
export function isCreatedHere(relation: Pick<Table, 'temporary' | 'origin'> | undefined, change: Origin): boolean {
  return relation !== undefined && (relation.temporary || (change !== null && relation.origin === change));
}
