/** Facts about what an operation makes: constraints in whichever form they are written, and indexes. */
import type { Catalog, Constraint, Index, Origin, Table } from '../catalog/catalog.ts';
import { covers, does } from '../catalog/index-shape.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { ConstraintDefinition } from '../operations/definition.ts';
import type { Operation } from '../operations/operation.ts';
import { indexesOf, isIndexed, typesMatch } from './describe.ts';
import type { Analysis } from './effect.ts';
import type { MadeFacts } from './facts.ts';

/** An operation with the catalogs around it. */
export interface Made {
  readonly operation: Operation;
  readonly before: Catalog;
  readonly after: Catalog;
  /** As the change as a whole leaves it. */
  readonly final: Catalog;
  readonly change: Origin;
  readonly analysis: Analysis;
}

const NOTHING_MADE: MadeFacts = {
  unindexedKeys: [],
  mismatchedKeys: [],
  cascadingKeys: [],
  impossibleNulls: [],
  deferrableKeys: [],
  changingFunctions: [],
  nullableColumns: [],
  duplicateOf: '',
  coveredBy: '',
  unknown: [],
};

/** The constraints that an operation makes: none where IF NOT EXISTS finds what is there. */
function constraintsOf({ operation, before }: Made): readonly ConstraintDefinition[] {
  switch (operation.kind) {
    case 'create-table':
      if (before.relations.has(operation.table)) return [];
      return [...operation.columns.flatMap((column) => column.constraints), ...operation.constraints];
    case 'add-column':
      return before.relations.get(operation.table)?.columns.has(operation.column) ? [] : operation.definition.constraints;
    case 'add-constraint':
      return [operation.definition];
    default:
      return [];
  }
}

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
const listed = (columns: readonly string[]): string => columns.join(', ');

/** What is made by an operation. */
export function describeMade(
  made: Made,
  { changingFunction, naming }: Pick<Dialect, 'changingFunction' | 'naming'>,
  version: number,
): MadeFacts {
  const { operation, before, after, final } = made;
  if (operation.kind === 'create-index') return describeIndexMade(made, naming.qualify(operation.table, operation.index));
  const constraints = constraintsOf(made);
  if (constraints.length === 0 || !('table' in operation)) return NOTHING_MADE;
  const table = after.relations.get(operation.table);
  const last = final.relations.get(operation.table);
  const keys = constraints.flatMap((c) => (c.kind === 'foreign-key' && c.references ? [{ ...c, references: c.references }] : []));
  const types = keys.map((key) => ({ key, ...typesMatch(after, table, key.columns, key.references.table, key.references.columns) }));
  const uniques = constraints.filter((c) => c.kind === 'unique' || c.kind === 'primary-key');
  const required = (column: string): boolean => (last ?? table)?.columns.get(column)?.notNull ?? false;
  const nulled = keys.flatMap(({ columns, references: { onDelete, onUpdate, deleteColumns } }) => [
    ...(onDelete === 'set-null' ? (deleteColumns.length > 0 ? deleteColumns : columns) : []),
    ...(onUpdate === 'set-null' ? columns : []),
  ]);
  const known = table?.columnsKnown ?? false;
  return {
    ...NOTHING_MADE,
    unindexedKeys: keys
      .filter(({ columns }) => last !== undefined && !isIndexed(final, last, columns))
      .map(({ columns }) => listed(columns)),
    mismatchedKeys: types.filter(({ match }) => !match).map(({ key }) => listed(key.columns)),
    cascadingKeys: unique(keys.filter(({ references }) => references.onDelete === 'cascade').map(({ references }) => references.table)),
    impossibleNulls: unique(nulled.filter(required)),
    deferrableKeys: uniques.filter((c) => c.deferrable).map(({ columns }) => listed(columns)),
    changingFunctions: unique(
      constraints.flatMap(
        ({ kind, expression }) => (kind === 'check' && expression && changingFunction(expression, before, version)) || [],
      ),
    ),
    nullableColumns: unique(
      constraints.flatMap((c) => (c.kind === 'unique' && !c.nullsNotDistinct ? nullableAmong(table, c.columns) : [])),
    ),
    duplicateOf: operation.kind === 'add-constraint' ? duplicated(operation.definition, operation.constraint, made) : '',
    unknown: [...(known ? [] : ['unindexedKeys', 'duplicateOf']), ...(types.every((type) => type.known) ? [] : ['mismatchedKeys'])],
  };
}

/** The columns that may be NULL, of a key of several. */
function nullableAmong(table: Table | undefined, columns: readonly string[]): readonly string[] {
  return columns.length < 2 ? [] : columns.filter((column) => table?.columns.get(column)?.notNull === false);
}

/** What does all that a new constraint does. */
function duplicated(made: ConstraintDefinition, name: string, { operation, before, after, final }: Made): string {
  const relation = 'table' in operation ? operation.table : '';
  const table = before.relations.get(relation);
  const last = final.relations.get(relation);
  if (!table || !last || made.usingIndex !== '') return '';
  if (made.kind === 'unique') {
    const own = indexesOf(after, after.relations.get(relation)).find((index) => index.constraint === name);
    const other = own && indexesOf(before, table).find((index) => final.indexes.has(index.name) && does(index, own));
    return other?.name ?? '';
  }
  const stays = [...table.constraints.values()].find((c) => c.name !== name && last.constraints.has(c.name) && says(c, made));
  return stays?.name ?? '';
}

const words = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** Whether a constraint that is there demands what another one would demand. */
function says(there: Constraint, made: ConstraintDefinition): boolean {
  if (there.kind !== made.kind || there.notEnforced || there.notValid || there.deferrable !== made.deferrable) return false;
  if (made.kind === 'check') return words(there.expression?.text) === words(made.expression?.text);
  if (made.kind !== 'foreign-key' || !there.references || !made.references) return false;
  const [a, b] = [there.references, made.references];
  return (
    listed(there.columns) === listed(made.columns) &&
    a.table === b.table &&
    listed(a.columns) === listed(b.columns) &&
    a.onDelete === b.onDelete &&
    a.onUpdate === b.onUpdate
  );
}

function describeIndexMade({ operation, before, after, final }: Made, name: string): MadeFacts {
  const index = before.indexes.has(name) ? undefined : after.indexes.get(name);
  if (!index || operation.kind !== 'create-index') return NOTHING_MADE;
  const table = before.relations.get(index.table);
  const others: readonly Index[] = indexesOf(before, table).filter((other) => final.indexes.has(other.name));
  const nullable = index.unique && !index.nullsNotDistinct && index.where === '' ? nullableAmong(table, index.columns) : [];
  return {
    ...NOTHING_MADE,
    nullableColumns: nullable,
    duplicateOf: others.find((other) => does(other, index))?.name ?? '',
    coveredBy: others.find((other) => covers(other, index))?.name ?? '',
    unknown: table?.columnsKnown ? [] : ['duplicateOf', 'coveredBy'],
  };
}
