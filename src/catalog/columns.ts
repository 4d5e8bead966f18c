/** Columns in the catalog: those a statement defines, those a table gets from another, and the sequences behind them. */
import type { ColumnDefinition, ConstraintDefinition, Expression, SequenceOptions, TypeName } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Column, Origin, Table } from './catalog.ts';
import { dropWhatUses, putConstraint, renameColumn as renameColumnOf, spreadConstraint, withStorage } from './constraints.ts';
import { beside, blankTable, type Draft, known, putTable, relationOf, takenBeside, updateTable, withEntry, without } from './draft.ts';
import { rebuildIndexes } from './indexes.ts';
import { dropRelation, family, relationsWhere, updateKnown } from './links.ts';

/** The sequence that a default takes values from: `nextval('public.orders_id_seq')`; empty where it takes none. */
export const sequenceIn = (value: Expression | undefined): string => value?.mentioned.relations[0] ?? '';

/** Whether a column takes values from a sequence although no default is written for it: a serial one, and copies of it. */
export const drawsByItself = (column: Column): boolean => column.default === undefined && column.drawsFrom !== '';

/** SET DEFAULT and DROP DEFAULT. */
export function changeDefault(draft: Draft, table: string, column: string, value: Expression | undefined): void {
  changeColumn(draft, table, column, () => ({ default: value, serial: false, drawsFrom: sequenceIn(value) }));
}

/** A column as the catalog keeps it. */
function columnFrom(definition: ColumnDefinition, origin: Origin): Column {
  const { constraints, ...rest } = definition;
  const strict =
    definition.notNull || definition.serial || definition.identity !== 'no' || constraints.some((c) => c.kind === 'primary-key');
  const collation = ownCollation(definition.collation);
  return { ...NOTHING_SAID, ...rest, notNull: strict, collation, drawsFrom: sequenceIn(definition.default), origin };
}

/** What a column has that its definition says nothing about. */
const NOTHING_SAID = { own: true, statistics: '', attributes: new Map<string, string>(), comment: '' } as const;

/** A column of which nothing but its name and type is known, or there. */
export function plainColumn(name: string, type: TypeName, origin: Origin): Column {
  return {
    ...NOTHING_SAID,
    name,
    type,
    notNull: false,
    default: undefined,
    serial: false,
    identity: 'no',
    generated: undefined,
    collation: '',
    sequence: {},
    storage: '',
    compression: '',
    drawsFrom: '',
    origin,
  };
}

/** Whether the server makes a sequence for the column. */
const hasSequence = (column: Pick<Column, 'serial' | 'identity'>): boolean => column.serial || column.identity !== 'no';

/** Puts the sequence that a serial or identity column owns. */
export function putSequence(
  draft: Draft,
  table: string,
  column: string,
  options: SequenceOptions,
  origin: Origin,
  span: Span | null,
): void {
  const { naming } = draft.context;
  const type = relationOf(draft, table)?.columns.get(column)?.type.name;
  const { name: given, ...said } = options;
  // It has the type of its column.
  const sequence = withSequenceOptions(type === undefined ? {} : { type }, said);
  const name = given ?? beside(draft, table, naming.sequenceName(table, column, takenBeside(draft, table)));
  putTable(draft, { ...blankTable(name, 'sequence', origin, span), made: true, ownedBy: { table, column }, sequence });
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
  if (hasSequence(column)) putSequence(draft, tableName, definition.name, definition.sequence, origin, span);
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
    const column = { ...added, own: false };
    updateKnown(draft, below, (t) => (t.columns.has(operation.column) ? {} : { columns: withEntry(t.columns, operation.column, column) }));
  }
  for (const constraint of constraints) spreadConstraint(draft, operation.table, constraint, origin, operation.span);
}

/** DROP COLUMN, with the constraints and indexes over it and the sequence it owns. */
export function dropColumn(draft: Draft, operation: OperationOf<'drop-column'>): void {
  dropColumnOf(draft, operation.table, operation.column, operation.cascade);
}

/** A column of a table and of everything below it goes. */
export function dropColumnOf(draft: Draft, table: string, name: string, cascade: boolean): void {
  for (const member of losing(draft, table, name)) {
    const columns = [...(relationOf(draft, member)?.columns.values() ?? [])];
    // Generated columns that use it go with it.
    const computed = columns.filter((c) => c.generated?.expression.columns.includes(name)).map((c) => c.name);
    for (const column of [name, ...computed]) {
      dropWhatUses(draft, member, column, cascade);
      dropOwnedSequences(draft, member, column, cascade);
      updateTable(draft, member, (table) => ({
        columns: without(table.columns, column),
        notes: { ...table.notes, grants: new Map([...table.notes.grants].filter(([, own]) => own.column !== column)) },
      }));
    }
  }
}

/** A table and those below it that lose a column with it: what has it of its own keeps it, with what is below that. */
function losing(draft: Draft, table: string, column: string): readonly string[] {
  const { partitions = [], children = [] } = relationOf(draft, table) ?? {};
  const below = [...partitions, ...children].filter((name) => relationOf(draft, name)?.columns.get(column)?.own !== true);
  return [...new Set([table, ...below.flatMap((name) => losing(draft, name, column))])];
}

/** What is below a table has a column of its own from now on: the table loses it alone. */
export function makeOwn(draft: Draft, table: string, column: string): void {
  updateKnown(draft, table, (t) => {
    const before = t.columns.get(column);
    return before ? { columns: withEntry(t.columns, column, { ...before, own: true }) } : {};
  });
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

/**
 * ALTER COLUMN … TYPE. The column has the collation of its type unless COLLATE is given, and its storage and compression
 * anyway; the sequence of an identity goes along, and indexes over it are made anew.
 */
export function changeType(draft: Draft, operation: OperationOf<'alter-column-type'>): void {
  const { table, column, newType: type, collation } = operation;
  changeColumn(draft, table, column, () => ({ type, serial: false, collation: ownCollation(collation), storage: '', compression: '' }));
  rebuildIndexes(draft, table, column);
  if (relationOf(draft, table)?.columns.get(column)?.identity === 'no') return;
  for (const own of relationsWhere(draft, (t) => t.ownedBy?.table === table && t.ownedBy.column === column))
    putTable(draft, { ...own, sequence: withSequenceOptions(own.sequence, { type: type.name }) });
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
  putSequence(draft, operation.table, operation.column, operation.sequence, draft.context.change, operation.span);
}

/** SET GENERATED and the options of the sequence behind an identity column. */
export function setIdentity(draft: Draft, operation: OperationOf<'set-identity'>): void {
  const { table, column, generated, sequence } = operation;
  if (generated !== '') changeColumn(draft, table, column, () => ({ identity: generated }));
  for (const own of relationsWhere(draft, (t) => t.ownedBy?.table === table && t.ownedBy.column === column))
    putTable(draft, { ...own, sequence: withSequenceOptions(own.sequence, sequence) });
}

/** What the options of a sequence are where nothing is said. */
export const SEQUENCE_DEFAULTS: SequenceOptions = {
  type: 'bigint',
  increment: '1',
  minimum: '',
  maximum: '',
  start: '1',
  cache: '1',
  cycle: 'false',
};

/** The options of a sequence after some of them were set; those that are as by default are left out. */
export function withSequenceOptions(before: SequenceOptions, options: SequenceOptions): SequenceOptions {
  // Where it restarts is no option that stays.
  const { restart: _, ...rest } = options;
  const said = Object.entries({ ...boundsOfOther(before, options.type), ...rest }).filter(
    ([key, value]) => value !== SEQUENCE_DEFAULTS[key as keyof SequenceOptions],
  );
  return Object.fromEntries(said);
}

/** The least and greatest number of what a sequence counts in. */
const BOUNDS: Readonly<Record<string, { readonly minimum: string; readonly maximum: string }>> = {
  smallint: { minimum: '-32768', maximum: '32767' },
  integer: { minimum: '-2147483648', maximum: '2147483647' },
  bigint: { minimum: '-9223372036854775808', maximum: '9223372036854775807' },
};

/** Options before a sequence gets another type: a bound that is the old type's own, whoever set it, becomes that of the new one. */
function boundsOfOther(before: SequenceOptions, type: string | undefined): SequenceOptions {
  const own = BOUNDS[before.type ?? 'bigint'];
  if (type === undefined || !own) return before;
  const { minimum, maximum, ...rest } = before;
  return {
    ...rest,
    ...(minimum === undefined || minimum === own.minimum ? {} : { minimum }),
    ...(maximum === undefined || maximum === own.maximum ? {} : { maximum }),
  };
}

/** A collation; that of the type is none. */
const ownCollation = (collation: string): string => (/^(?:pg_catalog\.)?"default"$/.test(collation) ? '' : collation);

/** SET STATISTICS, STORAGE, COMPRESSION and the options of a column. */
export function setColumnOption(draft: Draft, operation: OperationOf<'set-column-option'>): void {
  const { table, column, option, value, attributes } = operation;
  const plain = value.toLowerCase() === 'default' ? '' : value;
  changeColumn(draft, table, column, (before) => {
    switch (option) {
      case 'statistics':
        return { statistics: plain === '-1' ? '' : plain };
      case 'storage':
        return { storage: plain.toLowerCase() };
      case 'compression':
        return { compression: plain.toLowerCase() };
      case 'attribute':
        return { attributes: withStorage(before.attributes, attributes) };
    }
  });
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
    own: true,
    comment: '',
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
