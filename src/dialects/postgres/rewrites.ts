/**
 * The named rewrites that rules can ask for: what to run instead of a statement.
 *
 * Each splices the text of the statement, so that names, quotes and comments stay as they are written. No deparser is
 * used: it is silently wrong on a few forms. One that does not fit the statement gives nothing.
 */
import type { Rewriter } from '../dialect.ts';
import { addSequenceColumn, addThenFill, columnThenConstraint, nullableFirst } from './rewrites/columns.ts';
import { notValid, setNotNull, usingIndex } from './rewrites/constraints.ts';
import { batched } from './rewrites/data.ts';
import { dropColumn, dropRelation } from './rewrites/drops.ts';
import { replacedEnum } from './rewrites/enum-type.ts';
import { concurrently, indexByPartition } from './rewrites/indexes.ts';
import { checkThenAttach, createThenAttach } from './rewrites/partitions.ts';
import { renameColumn } from './rewrites/rename-column.ts';
import { renameTable } from './rewrites/rename-table.ts';
import { newColumn } from './rewrites/type-change.ts';

export const rewrites: Readonly<Record<string, Rewriter>> = {
  /** The same statement with CONCURRENTLY: indexes, materialized views, partitions. */
  concurrently,
  'index-by-partition': indexByPartition,
  'not-valid': notValid,
  'using-index': usingIndex,
  'set-not-null': setNotNull,
  'add-then-fill': addThenFill,
  'add-sequence-column': addSequenceColumn,
  'column-then-constraint': columnThenConstraint,
  'new-column': (request) => replacedEnum(request) ?? newColumn(request),
  'nullable-first': nullableFirst,
  'create-then-attach': createThenAttach,
  'check-then-attach': checkThenAttach,
  batched,
  'drop-column': dropColumn,
  'drop-table': dropRelation,
  'drop-view': dropRelation,
  'rename-column': renameColumn,
  'rename-table': renameTable,
};
