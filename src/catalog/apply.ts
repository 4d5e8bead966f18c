/** What is there after an operation. Every kind answers; `null` is for those that change nothing the catalog keeps. */
import { type Operation, type OperationKind, type OperationOf, tableOf } from '../operations/operation.ts';
import type { Catalog, Origin, Table } from './catalog.ts';
import {
  addColumn,
  addIdentity,
  changeColumn,
  changeDefault,
  changeNotNull,
  changeType,
  dropColumn,
  dropIdentity,
  renameColumn,
  setColumnOption,
  setIdentity,
} from './columns.ts';
import { addConstraint, alterConstraint, dropConstraint, renameConstraint, validateConstraint, withStorage } from './constraints.ts';
import { type ApplyContext, beginDraft, type Draft, putTable, relationOf, updateTable, without } from './draft.ts';
import { alterIndex, attachIndex, createIndex, dropIndex, reindex, renameIndex } from './indexes.ts';
import { dropRelation, renameRelation, updateKnown } from './links.ts';
import { comment, grant, revoke, setOwner } from './notes.ts';
import {
  alterPolicy,
  alterSequence,
  createPolicy,
  createRule,
  createSchema,
  createSequence,
  createTrigger,
  dropTrigger,
  dropSchema,
  renameDependent,
  renameSchema,
  setRowSecurity,
  setSchema,
  setTriggerState,
} from './objects.ts';
import { applyAlone, tableAlone } from './only.ts';
import {
  addToMaking,
  alterObject,
  alterPublication,
  changeRoles,
  createExtension,
  createObject,
  createPublication,
  dropExtension,
  dropObject,
  dropPublication,
  renameObject,
  subscribe,
} from './others.ts';
import { attachPartition, createTable, createTableAs, detachPartition, fill, inherit, renameTable } from './tables.ts';
import { createMaterializedView, createView, refreshMaterializedView } from './views.ts';
import {
  addEnumValue,
  alterCompositeType,
  alterDomain,
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
  'alter-column-type': changeType,
  'set-default': (draft, o) => changeDefault(draft, o.table, o.column, o.expression),
  'drop-default': (draft, o) => changeDefault(draft, o.table, o.column, undefined),
  'set-not-null': (draft, o) => changeNotNull(draft, o.table, o.column, true),
  'drop-not-null': (draft, o) => changeNotNull(draft, o.table, o.column, false),
  'add-identity': addIdentity,
  'set-identity': setIdentity,
  'drop-identity': dropIdentity,
  'set-expression': (draft, o) =>
    changeColumn(draft, o.table, o.column, (column) => ({
      generated: { kind: column.generated?.kind ?? 'stored', expression: o.expression },
    })),
  'drop-expression': (draft, o) => changeColumn(draft, o.table, o.column, () => ({ generated: undefined })),
  'set-column-option': setColumnOption,

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
  'alter-index': alterIndex,
  'attach-index': attachIndex,

  // ---- partitions and inheritance
  'attach-partition': attachPartition,
  'detach-partition': detachPartition,
  inherit,

  // ---- other properties of a table
  'set-logged': (draft, o) => updateTable(draft, o.table, () => ({ unlogged: !o.logged })),
  'set-tablespace': (draft, o) => updateKnown(draft, o.table, () => ({ tablespace: o.tablespace })),
  'set-access-method': (draft, o) => updateKnown(draft, o.table, () => ({ accessMethod: o.method === 'default' ? '' : o.method })),
  'set-table-options': (draft, o) => updateKnown(draft, o.table, (table) => ({ storage: withStorage(table.storage, o.storage) })),
  'set-replica-identity': (draft, o) => updateTable(draft, o.table, () => ({ replicaIdentity: o.identity, replicaIndex: o.index })),
  'set-owner': setOwner,
  'set-row-security': (draft, o) => updateTable(draft, o.table, () => setRowSecurity(o.change)),
  'set-trigger-state': setTriggerState,
  'set-cluster-index': (draft, o) => updateKnown(draft, o.table, () => ({ clusterIndex: o.index })),
  'other-table-change': null,
  // It marks the index, as CLUSTER ON does.
  cluster: (draft, o) => (o.index === '' ? undefined : updateKnown(draft, o.table, () => ({ clusterIndex: o.index }))),
  vacuum: null,
  analyze: null,

  // ---- what hangs on a table
  'create-trigger': createTrigger,
  'drop-trigger': dropTrigger,
  'create-rule': createRule,
  'drop-rule': (draft, o) => updateKnown(draft, o.table, (table) => ({ rules: without(table.rules, o.rule) })),
  'create-policy': createPolicy,
  'alter-policy': alterPolicy,
  'drop-policy': (draft, o) => updateKnown(draft, o.table, (table) => ({ policies: without(table.policies, o.policy) })),
  'rename-dependent': renameDependent,

  // ---- views
  'create-view': createView,
  'alter-view': (draft, o) => updateKnown(draft, o.table, (table) => ({ storage: withStorage(table.storage, o.storage) })),
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
  'alter-extension': (draft, o) => addToMaking(draft, 'extension', draft.context.naming.quote(o.extension), o),
  'drop-extension': dropExtension,
  'create-object': createObject,
  'alter-object': alterObject,
  'rename-object': renameObject,
  'drop-object': dropObject,
  'create-publication': createPublication,
  'alter-publication': alterPublication,
  'drop-publication': dropPublication,
  subscription: subscribe,
  database: null,
  role: changeRoles,
  grant,
  revoke,
  'alter-default-privileges': null,
  comment,
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
  const alone = handler && tableAlone(operation, draft.now.relations);
  if (handler && alone) applyAlone(draft, alone, operation, () => handler(draft, operation));
  else handler?.(draft, operation);
  noteChange(draft, operation);
}

/** What a view, a table made from a query or a foreign table is changed by: it is kept as it was made, and so are the changes. */
const CHANGES: ReadonlySet<OperationKind> = new Set([
  'add-column',
  'drop-column',
  'rename-column',
  'alter-column-type',
  'set-default',
  'drop-default',
  'set-not-null',
  'drop-not-null',
  'add-identity',
  'drop-identity',
  'set-column-option',
  'alter-view',
]);

function noteChange(draft: Draft, operation: Operation): void {
  const isColumnComment = operation.kind === 'comment' && operation.objectType === 'column';
  if (!CHANGES.has(operation.kind) && !isColumnComment) return;
  const table = relationOf(draft, tableOf(operation));
  if (table?.kind === 'foreign-table') addToMaking(draft, 'foreign table', table.name, operation);
  if (table?.query) putTable(draft, { ...table, query: { ...table.query, changes: [...table.query.changes, operation] } });
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
