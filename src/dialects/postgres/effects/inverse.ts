/** Operations that give back what was: an index, a constraint, a column that may hold NULL again. */
import type { Index } from '../../../catalog/catalog.ts';
import type { ConstraintDefinition } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import type { Span } from '../../../source.ts';
import { splitRelation } from '../identifier.ts';

/** ADD CONSTRAINT of a constraint that is known. */
export function addConstraintAgain(table: string, c: ConstraintDefinition, span: Span): OperationOf<'add-constraint'> {
  return {
    kind: 'add-constraint',
    span,
    table,
    only: false,
    constraint: c.name,
    named: true,
    constraintKind: c.kind,
    columns: c.columns,
    notValid: c.notValid,
    notEnforced: c.notEnforced,
    usingIndex: '',
    references: c.references?.table ?? '',
    referencedColumns: c.references?.columns ?? [],
    onDelete: c.references?.onDelete ?? 'no-action',
    onUpdate: c.references?.onUpdate ?? 'no-action',
    deferrable: c.deferrable,
    expression: c.expression?.text ?? '',
    definition: { ...c, usingIndex: '' },
  };
}

/** CREATE INDEX of an index that is known. */
export function createIndexAgain(index: Index, concurrently: boolean, span: Span): OperationOf<'create-index'> {
  return {
    kind: 'create-index',
    span,
    table: index.table,
    index: splitRelation(index.name).name,
    named: true,
    columns: index.columns,
    include: index.include,
    unique: index.unique,
    concurrently,
    ifNotExists: false,
    only: false,
    method: index.method,
    nulls: index.nullsNotDistinct ? 'not-distinct' : 'unspecified',
    keyClasses: index.keyClasses,
    keys: index.keys,
    partial: index.where !== '',
    where: index.where,
    hasExpressions: index.hasExpressions,
    functions: [],
  };
}

/** DROP NOT NULL for each of several columns. */
export function allowNullAgain(table: string, columns: readonly string[], span: Span): readonly Operation[] {
  return columns.map((column) => ({ kind: 'drop-not-null', span, table, only: false, column }));
}
