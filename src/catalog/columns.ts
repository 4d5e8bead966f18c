/** Columns in the catalog: those a statement defines, those a table gets from another, and the sequences behind them. */
import type { ColumnDefinition, ConstraintDefinition, Expression, TypeName } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Column, Origin, Table } from './catalog.ts';
import { dropWhatUses, putConstraint, renameColumn as renameColumnOf, spreadConstraint } from './constraints.ts';
import { beside, blankTable, type Draft, known, putTable, relationOf, takenBeside, updateTable, withEntry, without } from './draft.ts';
import { dropRelation, family, relationsWhere, updateKnown } from './links.ts';

/** The sequence that a default takes values from: `nextval('public.orders_id_seq')`; empty where it takes none. */
export const sequenceIn = (value: Expression | undefined): string => value?.mentioned.relations[0] ?? '';

/** SET DEFAULT and DROP DEFAULT. */
export function changeDefault(draft: Draft, table: string, column: string, value: Expression | undefined): void {
  changeColumn(draft, table, column, () => ({ default: value, serial: false, drawsFrom: sequenceIn(value) }));
}

/** A column as the catalog keeps it. */
function columnFrom(definition: ColumnDefinition, origin: Origin): Column {
  const { constraints, ...rest } = definition;
  const strict =
    definition.notNull || definition.serial || definition.identity !== 'no' || constraints.some((c) => c.kind === 'primary-key');
  return { ...rest, type: definition.type, notNull: strict, drawsFrom: sequenceIn(definition.default), origin };
}

/** A column of which nothing but its name and type is known, or there. */
export function plainColumn(name: string, type: TypeName, origin: Origin): Column {
  return {
    name,
    type,
    notNull: false,
    default: undefined,
    serial: false,
    identity: 'no',
    generated: undefined,
    collation: '',
    drawsFrom: '',
    origin,
  };
}

/** Whether the server makes a sequence for the column. */
const hasSequence = (column: Pick<Column, 'serial' | 'identity'>): boolean => column.serial || column.identity !== 'no';

/** Puts the sequence that a serial or identity column owns. */
export function putSequence(draft: Draft, table: string, column: string, origin: Origin, span: Span | null): void {
  const { naming } = draft.context;
  const name = beside(draft, table, naming.sequenceName(table, column, takenBeside(draft, table)));
  putTable(draft, { ...blankTable(name, 'sequence', origin, span), ownedBy: { table, column } });
  const serial = relationOf(draft, table)?.columns.get(column);
  if (serial?.serial) updateTable(draft, table, (t) => ({ columns: withEntry(t.columns, column, { ...serial, drawsFrom: name }) }));
}

/** Puts a column on one table: the column, its sequence, its constraints, which it returns with their names. */
export function putColumn(
  draft: Draft,
  tableName: string,
  definition: ColumnDefinition,
  origin: Origin,
  span: Span | null,
): readonly ConstraintDefinition[] {
  const column = columnFrom(definition, origin);
  updateTable(draft, tableName, (table) => ({ columns: withEntry(table.columns, definition.name, column) }));
  if (hasSequence(column)) putSequence(draft, tableName, definition.name, origin, span);
  return definition.constraints.map((constraint) => {
    const own = { ...constraint, columns: constraint.columns.length > 0 ? constraint.columns : [definition.name] };
    return { ...own, name: putConstraint(draft, tableName, own, origin, span) };
  });
}

/** ADD COLUMN, on the table and everything below it. IF NOT EXISTS on a column that is known changes nothing. */
export function addColumn(draft: Draft, operation: OperationOf<'add-column'>): void {
  const table = known(draft, operation.table);
  if (table.columns.has(operation.column)) return;
  const { change } = draft.context;
  // Where the table's columns are not all known, IF NOT EXISTS may have found the column there.
  const origin = operation.ifNotExists && !table.columnsKnown ? null : change;
  const constraints = putColumn(draft, operation.table, operation.definition, origin, operation.span);
  const added = relationOf(draft, operation.table)?.columns.get(operation.column);
  if (!added) return;
  for (const below of family(draft, operation.table).slice(1)) {
    updateKnown(draft, below, (t) => (t.columns.has(operation.column) ? {} : { columns: withEntry(t.columns, operation.column, added) }));
  }
  for (const constraint of constraints) spreadConstraint(draft, operation.table, constraint, origin, operation.span);
}

/** DROP COLUMN, with the constraints and indexes over it and the sequence it owns. */
export function dropColumn(draft: Draft, operation: OperationOf<'drop-column'>): void {
  for (const member of family(draft, operation.table)) {
    const columns = [...(relationOf(draft, member)?.columns.values() ?? [])];
    // Generated columns that use it go with it.
    const computed = columns.filter((c) => c.generated?.expression.columns.includes(operation.column)).map((c) => c.name);
    for (const column of [operation.column, ...computed]) {
      dropWhatUses(draft, member, column, operation.cascade);
      dropOwnedSequences(draft, member, column, operation.cascade);
      updateTable(draft, member, (table) => ({ columns: without(table.columns, column) }));
    }
  }
}

function dropOwnedSequences(draft: Draft, table: string, column: string, cascade: boolean): void {
  for (const { name } of relationsWhere(draft, (t) => t.ownedBy?.table === table && t.ownedBy.column === column))
    dropRelation(draft, name, cascade);
}

/** RENAME COLUMN, on the table and everything below it. */
export function renameColumn(draft: Draft, operation: OperationOf<'rename-column'>): void {
  for (const member of family(draft, operation.table)) renameColumnOf(draft, member, operation.column, operation.newName);
}

/** Changes a column that is known, on the table and everything below it. */
export function changeColumn(draft: Draft, table: string, column: string, change: (column: Column) => Partial<Column>): void {
  for (const member of family(draft, table)) {
    updateKnown(draft, member, (t) => {
      const before = t.columns.get(column);
      return before ? { columns: withEntry(t.columns, column, { ...before, ...change(before) }) } : {};
    });
  }
}

/** SET NOT NULL and DROP NOT NULL; the latter also drops the named constraint that PostgreSQL 18 keeps for it. */
export function changeNotNull(draft: Draft, table: string, column: string, notNull: boolean): void {
  changeColumn(draft, table, column, () => ({ notNull }));
  if (notNull) return;
  for (const member of family(draft, table)) {
    updateKnown(draft, member, (t) => ({
      constraints: new Map([...t.constraints].filter(([, c]) => !(c.kind === 'not-null' && c.columns[0] === column))),
    }));
  }
}

/** ADD GENERATED … AS IDENTITY on a column that is there. */
export function addIdentity(draft: Draft, operation: OperationOf<'add-identity'>): void {
  changeColumn(draft, operation.table, operation.column, () => ({ identity: operation.always ? 'always' : 'by-default' }));
  putSequence(draft, operation.table, operation.column, draft.context.change, operation.span);
}

/** DROP IDENTITY, with its sequence. */
export function dropIdentity(draft: Draft, operation: OperationOf<'drop-identity'>): void {
  changeColumn(draft, operation.table, operation.column, () => ({ identity: 'no' }));
  // One that the column owned before it became an identity column stays.
  const own = relationsWhere(draft, (t) => t.ownedBy?.table === operation.table && t.ownedBy.column === operation.column).at(-1);
  if (own) dropRelation(draft, own.name, false);
}

/** What a table gets along with the columns of another: `everything` of a parent, what LIKE includes of a model. */
export type Copied = 'everything' | readonly string[];

/** Whether LIKE includes something. */
export const includes = (copied: Copied, what: string): boolean =>
  copied === 'everything' || copied.includes('all') || copied.includes(what);

/** Columns that a table gets from another, as INHERITS, PARTITION OF and LIKE copy them. */
export function copiedColumns(source: Table | undefined, origin: Origin, copied: Copied): readonly Column[] {
  return [...(source?.columns.values() ?? [])].map((column) => ({
    ...column,
    default: includes(copied, 'defaults') ? column.default : undefined,
    // A serial column's copy draws from the same sequence; an identity column gets one of its own.
    drawsFrom: includes(copied, 'defaults') ? column.drawsFrom : '',
    generated: includes(copied, 'generated') ? column.generated : undefined,
    identity: includes(copied, 'identity') ? column.identity : 'no',
    serial: false,
    origin,
  }));
}

/** Columns of several parents as one table has them: those of one name are one, NOT NULL where one of them is. */
export function mergedColumns(columns: readonly Column[]): ReadonlyMap<string, Column> {
  const merged = new Map<string, Column>();
  for (const column of columns) {
    const before = merged.get(column.name);
    merged.set(column.name, before ? { ...before, ...column, notNull: before.notNull || column.notNull } : column);
  }
  return merged;
}
