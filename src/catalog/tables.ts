/** Tables in the catalog: made, copied, attached, renamed, dropped. */
import type { ConstraintDefinition } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Column, Origin, UserType } from './catalog.ts';
import {
  type Copied,
  copiedColumns,
  includes,
  makeOwn,
  mergedColumns,
  plainColumn,
  putColumn,
  putSequence,
  sequenceIn,
} from './columns.ts';
import { dropKeysFromAbove, inheritConstraint, putConstraint, storageMap } from './constraints.ts';
import {
  blankTable,
  type Draft,
  dropped,
  originIfNotExists,
  originOf,
  putTable,
  relationOf,
  setEntry,
  updateTable,
  withEntry,
} from './draft.ts';
import { copyIndexes, inheritIndexes } from './indexes.ts';
import { family, renameIndex, renameRelation, updateKnown } from './links.ts';
import { columnsFrom, queryOf } from './views.ts';

/** CREATE TABLE. IF NOT EXISTS on a known table changes nothing; on an unknown one the table may have been there. */
export function createTable(draft: Draft, operation: OperationOf<'create-table'>): void {
  const { table: name, ifNotExists, span } = operation;
  const before = relationOf(draft, name);
  if (before && ifNotExists) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  const parents = operation.partitionOf ? [operation.partitionOf] : operation.inherits;
  const inherited = parents
    .flatMap((parent) => copiedColumns(relationOf(draft, parent), origin, 'everything'))
    .map((column) => ({ ...column, own: false }));
  const likes = operation.like.map((source, i) => ({ source, copied: operation.likeOptions[i] ?? [] }));
  const copied = likes.flatMap(({ source, copied }) => copiedColumns(relationOf(draft, source), origin, copied));
  const sources = [...parents, ...operation.like];
  const change = draft.context.change;
  const typed = draft.now.types.get(operation.ofType);
  putTable(draft, {
    ...blankTable(name, operation.partitioned ? 'partitioned' : 'table', origin, span),
    columns: mergedColumns([...inherited, ...copied, ...attributesOf(typed, origin)]),
    // A table that may have been there before this change has the columns it had.
    columnsKnown:
      (operation.ofType === '' || typed !== undefined) &&
      sources.every((source) => relationOf(draft, source)?.columnsKnown) &&
      !(ifNotExists && change !== null && origin === null),
    partitionStrategy: operation.partitionStrategy,
    partitionKey: operation.partitionKey,
    partitionExpressions: operation.partitionExpressions,
    partitionOf: operation.partitionOf,
    defaultPartition: operation.defaultPartition,
    inherits: operation.inherits,
    made: !(ifNotExists && change !== null && origin === null),
    partitionBy: operation.partitionBy,
    bound: operation.bound,
    ofType: operation.ofType,
    accessMethod: operation.accessMethod,
    tablespace: operation.tablespace,
    storage: storageMap(operation.storage),
    temporary: operation.temporary,
    unlogged: operation.unlogged,
  });
  for (const column of operation.columns) {
    // In PARTITION OF and OF a column that is there already is merged with the one that is written.
    const merged = relationOf(draft, name)?.columns.get(column.name);
    if (merged && (operation.partitionOf || operation.ofType)) mergeColumn(draft, name, merged, column);
    else putColumn(draft, name, { ...column, constraints: column.constraints.map(fromTheStart) }, origin, span);
  }
  for (const constraint of operation.constraints) putConstraint(draft, name, fromTheStart(constraint), origin, span);
  for (const parent of parents) linkToParent(draft, name, parent, operation.partitionOf !== '', origin, true);
  for (const { source, copied } of likes) copyFromModel(draft, source, name, copied, origin, span);
}

/** What LIKE copies besides columns. Foreign keys are never copied. */
function copyFromModel(draft: Draft, source: string, name: string, copied: Copied, origin: Origin, span: Span | null): void {
  const model = relationOf(draft, source);
  if (includes(copied, 'identity')) {
    for (const column of model?.columns.values() ?? [])
      if (column.identity !== 'no') putSequence(draft, name, column.name, column.sequence, origin, span);
  }
  for (const constraint of model?.constraints.values() ?? []) {
    const { kind } = constraint;
    // Checks keep their names, what has an index behind it gets a new one.
    if (kind === 'not-null' || (kind === 'check' && includes(copied, 'constraints'))) {
      putConstraint(draft, name, fromTheStart(constraint), origin, span);
    } else if (kind !== 'check' && kind !== 'foreign-key' && includes(copied, 'indexes')) {
      putConstraint(draft, name, { ...constraint, name: '', usingIndex: '' }, origin, span);
    }
  }
  if (includes(copied, 'indexes')) copyIndexes(draft, source, name, origin, span);
}

/** The columns of a table of a composite type. */
const attributesOf = (type: UserType | undefined, origin: Origin): readonly Column[] =>
  [...(type?.attributes ?? [])].map(([name, attribute]) => ({ ...plainColumn(name, attribute.type, origin), ...attribute }));

/** A new table has no rows that could break a constraint: NOT VALID counts for nothing. */
function fromTheStart<C extends ConstraintDefinition>(constraint: C): C {
  return constraint.notValid && !constraint.notEnforced ? { ...constraint, notValid: false } : constraint;
}

function mergeColumn(draft: Draft, table: string, inherited: Column, own: OperationOf<'create-table'>['columns'][number]): void {
  const column = {
    ...inherited,
    own: true,
    notNull: inherited.notNull || own.notNull,
    default: own.default ?? inherited.default,
    drawsFrom: own.default ? sequenceIn(own.default) : inherited.drawsFrom,
  };
  updateTable(draft, table, (t) => ({ columns: withEntry(t.columns, own.name, column) }));
  for (const constraint of own.constraints) {
    const columns = constraint.columns.length > 0 ? constraint.columns : [own.name];
    putConstraint(draft, table, { ...fromTheStart(constraint), columns }, inherited.origin, null);
  }
}

/**
 * Registers a table below its parent and gives it the parent's constraints and, for a partition, indexes. What holds no rows
 * yet, a new table, has them validated.
 */
function linkToParent(draft: Draft, name: string, parent: string, partition: boolean, origin: Origin, isNew: boolean): void {
  updateTable(
    draft,
    parent,
    (t) => (partition ? { partitions: new Set([...t.partitions, name]) } : { children: new Set([...t.children, name]) }),
    partition ? 'partitioned' : 'table',
  );
  for (const constraint of relationOf(draft, parent)?.constraints.values() ?? []) {
    const inherited = constraint.kind === 'check' || constraint.kind === 'not-null';
    if (inherited && !constraint.noInherit && !relationOf(draft, name)?.constraints.has(constraint.name)) {
      putConstraint(draft, name, isNew ? fromTheStart(constraint) : constraint, origin, constraint.span);
    } else if (!inherited && partition) inheritConstraint(draft, parent, name, constraint, origin, constraint.span, true);
  }
  if (!partition) return;
  inheritIndexes(draft, parent, name, origin);
  const copied = [...(relationOf(draft, parent)?.triggers ?? [])].filter(([, trigger]) => trigger.forEachRow);
  if (copied.length === 0) return;
  for (const member of family(draft, name)) {
    updateTable(draft, member, (t) => ({
      triggers: new Map([...t.triggers, ...copied.map(([key, trigger]) => [key, { ...trigger, inherited: true, origin }] as const)]),
    }));
  }
}

/** CREATE TABLE AS. The columns come from the query: those whose type is not known are left out. */
export function createTableAs(draft: Draft, operation: OperationOf<'create-table-as'>): void {
  const { table: name, ifNotExists, span } = operation;
  if (ifNotExists && relationOf(draft, name)) return;
  const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
  const { columns, known } = columnsFrom(draft, operation.query, operation.columnNames);
  const certain = columns.flatMap(({ name: column, type }) => (type ? [[column, plainColumn(column, type, origin)] as const] : []));
  putTable(draft, {
    ...blankTable(name, 'table', origin, span),
    columns: new Map(certain),
    columnsKnown: known && certain.length === columns.length && !(ifNotExists && draft.context.change !== null && origin === null),
    made: true,
    temporary: operation.temporary,
    unlogged: operation.unlogged,
    filledHere: operation.withData,
    query: queryOf(draft, operation),
  });
}

/** ATTACH PARTITION: the table becomes a partition and gets the indexes and constraints it lacks. */
export function attachPartition(draft: Draft, operation: OperationOf<'attach-partition'>): void {
  const { table, partition, isDefault, bound } = operation;
  updateTable(draft, partition, () => ({ partitionOf: table, defaultPartition: isDefault, bound }));
  linkToParent(draft, partition, table, true, draft.context.change, false);
}

/** DETACH PARTITION: a table of its own again. */
export function detachPartition(draft: Draft, operation: OperationOf<'detach-partition'>): void {
  updateTable(draft, operation.table, (t) => ({ partitions: dropped(t.partitions, operation.partition) }), 'partitioned');
  const copies = [...(relationOf(draft, operation.partition)?.triggers.values() ?? [])].filter((trigger) => trigger.inherited);
  for (const member of copies.length > 0 ? family(draft, operation.partition) : []) {
    updateKnown(draft, member, (t) => ({
      triggers: new Map([...t.triggers].filter(([name, trigger]) => !(trigger.inherited && copies.some((copy) => copy.name === name)))),
    }));
  }
  dropKeysFromAbove(draft, operation.table, operation.partition);
  updateTable(draft, operation.partition, () => ({ partitionOf: '', defaultPartition: false, bound: undefined }));
  for (const name of relationOf(draft, operation.partition)?.indexes ?? []) {
    const index = draft.now.indexes.get(name);
    if (index && index.partitionOf !== '') setEntry(draft, 'indexes', name, { ...index, partitionOf: '' });
  }
}

/** INHERIT and NO INHERIT. */
export function inherit(draft: Draft, operation: OperationOf<'inherit'>): void {
  const { table, parent, add } = operation;
  updateTable(draft, table, (t) => ({ inherits: [...t.inherits.filter((name) => name !== parent), ...(add ? [parent] : [])] }));
  if (!add) for (const column of relationOf(draft, parent)?.columns.keys() ?? []) makeOwn(draft, table, column);
  updateTable(draft, parent, (t) => ({ children: add ? new Set([...t.children, table]) : dropped(t.children, table) }));
}

/** Marks rows written to a table that this change made, and to what is above and below it. */
export function fill(draft: Draft, name: string): void {
  const { change } = draft.context;
  const table = relationOf(draft, name);
  if (change === null || !table || table.filledHere || table.origin !== change) return;
  putTable(draft, { ...table, filledHere: true });
  for (const other of [table.partitionOf, ...table.inherits, ...table.partitions]) if (other) fill(draft, other);
}

/** RENAME TO; indexes, constraints and sequences keep their names. It takes an index for a table, too. */
export function renameTable(draft: Draft, operation: OperationOf<'rename-table'>): void {
  if (draft.now.indexes.has(operation.table)) {
    renameIndex(draft, operation.table, operation.newTable, operation.newName);
    return;
  }
  // One that may not be there does not come to be by IF EXISTS.
  if (operation.ifExists && !relationOf(draft, operation.table)) return;
  renameRelation(draft, operation.table, operation.newTable);
}
