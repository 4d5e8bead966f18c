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
import { domainNotValid } from './rewrites/domains.ts';
import { dropColumn, dropRelation } from './rewrites/drops.ts';
import { replacedEnum } from './rewrites/enum-type.ts';
import { generatedColumn } from './rewrites/generated.ts';
import { concurrently, indexByPartition } from './rewrites/indexes.ts';
import { ownTransaction } from './rewrites/apart.ts';
import { checkThenAttach, createThenAttach, indexThenAttach } from './rewrites/partitions.ts';
import { renameColumn } from './rewrites/rename-column.ts';
import { renameEnumValue } from './rewrites/rename-enum-value.ts';
import { renameTable } from './rewrites/rename-table.ts';
import { newColumn } from './rewrites/type-change.ts';

export const rewrites: Readonly<Record<string, Rewriter>> = {
  /** The same statement with CONCURRENTLY: indexes, materialized views, partitions. */
  concurrently,
  'index-by-partition': indexByPartition,
  'not-valid': notValid,
  'domain-not-valid': domainNotValid,
  'using-index': usingIndex,
  'set-not-null': setNotNull,
  'add-then-fill': addThenFill,
  'add-sequence-column': addSequenceColumn,
  'column-then-constraint': columnThenConstraint,
  'generated-column': generatedColumn,
  'new-column': (request) => replacedEnum(request) ?? newColumn(request),
  'nullable-first': nullableFirst,
  'create-then-attach': createThenAttach,
  'check-then-attach': checkThenAttach,
  'index-then-attach': indexThenAttach,
  batched,
  'own-transaction': ownTransaction,
  'drop-column': dropColumn,
  'drop-table': dropRelation,
  'drop-view': dropRelation,
  'rename-column': renameColumn,
  'rename-table': renameTable,
  'rename-enum-value': renameEnumValue,
};
