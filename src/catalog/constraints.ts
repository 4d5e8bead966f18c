/** Constraints in the catalog, with the indexes behind them. */
import type { ConstraintDefinition, Expression } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import type { Column, Constraint, Index, Origin, Table } from './catalog.ts';
import {
  beside,
  type Draft,
  putIndex,
  putTable,
  relationOf,
  setEntry,
  takenBeside,
  updateTable,
  withEntry,
  without,
  withRenamed,
} from './draft.ts';
import { dropColumnUsers, dropUsers, followColumn } from './dependants.ts';
import { dropIndex, family, mapConstraints, references, relationsWhere, renameIndex, updateKnown } from './links.ts';

const INDEXED: ReadonlySet<string> = new Set(['unique', 'primary-key', 'exclude']);

/** Columns with some of them made NOT NULL. */
export function withNotNull(columns: ReadonlyMap<string, Column>, names: readonly string[]): ReadonlyMap<string, Column> {
  if (names.every((name) => columns.get(name)?.notNull ?? true)) return columns;
  return new Map([...columns].map(([name, column]) => [name, names.includes(name) ? { ...column, notNull: true } : column]));
}

/** Puts one constraint on one table, named as the server would, with the index behind it. */
export function putConstraint(draft: Draft, tableName: string, definition: ConstraintDefinition, origin: Origin, span: Span | null): void {
  const table = relationOf(draft, tableName);
  if (!table) {
    updateTable(draft, tableName, () => ({}));
    putConstraint(draft, tableName, definition, origin, span);
    return;
  }
  const { naming } = draft.context;
  const existing = definition.usingIndex ? draft.now.indexes.get(beside(draft, tableName, definition.usingIndex)) : undefined;
  const columns = definition.columns.length === 0 && existing ? existing.columns : definition.columns;
  const takenName = takenBeside(draft, tableName);
  const taken = (name: string): boolean => table.constraints.has(name) || (INDEXED.has(definition.kind) && takenName(name));
  // USING INDEX without a name takes the name of the index.
  const name = definition.name || definition.usingIndex || naming.constraintName(tableName, { kind: definition.kind, columns }, taken);
  const constraint: Constraint = { ...definition, name, columns, origin, span };
  const strict = definition.kind === 'primary-key' || (definition.kind === 'not-null' && !definition.notValid);
  putTable(draft, {
    ...table,
    constraints: withEntry(table.constraints, name, constraint),
    columns: strict ? withNotNull(table.columns, columns) : table.columns,
  });
  if (!INDEXED.has(definition.kind)) return;
  const qualified = beside(draft, tableName, name);
  if (definition.usingIndex) {
    const from = beside(draft, tableName, definition.usingIndex);
    if (existing) {
      renameIndex(draft, from, qualified, name);
      const index = draft.now.indexes.get(qualified);
      if (index) setEntry(draft, 'indexes', qualified, { ...index, constraint: name });
      return;
    }
  }
  putIndex(draft, {
    name: qualified,
    table: tableName,
    columns,
    include: definition.include,
    keys: [],
    unique: definition.kind !== 'exclude',
    method: definition.kind === 'exclude' ? 'gist' : 'btree',
    where: '',
    hasExpressions: false,
    valid: true,
    constraint: name,
    origin,
    span,
  });
}

/** Puts a constraint on a table and on everything below it that gets it too. */
export function addConstraint(draft: Draft, operation: OperationOf<'add-constraint'>): void {
  const { change } = draft.context;
  const named = { ...operation.definition, name: nameFor(draft, operation) };
  putConstraint(draft, operation.table, named, change, operation.span);
  if (operation.definition.noInherit) return;
  const inherited = operation.constraintKind === 'check' || operation.constraintKind === 'not-null';
  if (operation.constraintKind === 'primary-key') {
    const columns = relationOf(draft, operation.table)?.constraints.get(named.name)?.columns ?? operation.columns;
    for (const below of family(draft, operation.table)) updateKnown(draft, below, (t) => ({ columns: withNotNull(t.columns, columns) }));
  }

  for (const below of family(draft, operation.table).slice(1)) {
    const partition = relationOf(draft, below)?.partitionOf !== '';
    // Plain children inherit checks alone; partitions get the rest too, under names of their own where an index stands behind it.
    if (inherited) putConstraint(draft, below, named, change, operation.span);
    else if (partition)
      putConstraint(draft, below, forPartition(draft, below, { ...operation.definition, name: named.name }), change, operation.span);
  }
}

/**
 * The constraint a partition gets from its table: a foreign key keeps its name where that is free, what has an index
 * behind it gets a name of its own.
 */
export function forPartition(draft: Draft, partition: string, constraint: ConstraintDefinition): ConstraintDefinition {
  const keeps = constraint.kind === 'foreign-key' && !relationOf(draft, partition)?.constraints.has(constraint.name);
  return { ...constraint, name: keeps ? constraint.name : '', usingIndex: '' };
}

/** A name the statement does not give is as free as the server would make it. */
function nameFor(draft: Draft, operation: OperationOf<'add-constraint'>): string {
  if (operation.named || operation.usingIndex) return operation.definition.name;
  const table = relationOf(draft, operation.table);
  const taken = takenBeside(draft, operation.table);
  const free = !table?.constraints.has(operation.constraint) && !(INDEXED.has(operation.constraintKind) && taken(operation.constraint));
  return free ? operation.constraint : '';
}

/** Marks a constraint as holding for all rows; a NOT NULL constraint makes its column strict. */
export function validateConstraint(draft: Draft, operation: OperationOf<'validate-constraint'>): void {
  for (const member of family(draft, operation.table)) {
    updateKnown(draft, member, (table) => {
      const constraint = table.constraints.get(operation.constraint);
      if (!constraint) return {};
      return {
        constraints: withEntry(table.constraints, constraint.name, { ...constraint, notValid: false }),
        columns: constraint.kind === 'not-null' ? withNotNull(table.columns, constraint.columns) : table.columns,
      };
    });
  }
}

/** ENFORCED validates; NOT ENFORCED leaves the constraint unproven. */
export function alterConstraint(draft: Draft, operation: OperationOf<'alter-constraint'>): void {
  if (operation.enforced === 'unchanged') return;
  const enforced = operation.enforced === 'enforced';
  for (const member of family(draft, operation.table)) {
    updateKnown(draft, member, (table) => {
      const constraint = table.constraints.get(operation.constraint);
      return constraint
        ? { constraints: withEntry(table.constraints, constraint.name, { ...constraint, notEnforced: !enforced, notValid: !enforced }) }
        : {};
    });
  }
}

/** Drops a constraint with the index behind it; with `cascade` the foreign keys that rest on it. */
export function dropConstraint(draft: Draft, tableName: string, name: string, cascade: boolean): void {
  const table = relationOf(draft, tableName);
  const constraint = table?.constraints.get(name);
  if (!table || !constraint) return;
  const columns =
    constraint.kind === 'not-null'
      ? new Map([...table.columns].map(([key, c]) => [key, constraint.columns.includes(key) ? { ...c, notNull: false } : c]))
      : table.columns;
  putTable(draft, { ...table, constraints: without(table.constraints, name), columns });
  const backing = draft.now.indexes.get(beside(draft, tableName, name));
  if (backing?.constraint === name) dropIndex(draft, backing.name);
  if (cascade && INDEXED.has(constraint.kind)) {
    for (const other of relationsWhere(draft, (t) => references(t, tableName))) {
      const kept = [...other.constraints].filter(([, c]) => !(c.references?.table === tableName && restsOn(c, constraint)));
      putTable(draft, { ...other, constraints: new Map(kept) });
    }
    if (constraint.kind === 'primary-key') dropUsers(draft, (uses) => uses.keys.has(tableName));
  }
  // Under ONLY the tables below keep an inherited check as their own; a key goes from them too.
  if (draft.tableOnly && (constraint.kind === 'check' || constraint.kind === 'not-null')) return;
  for (const below of [...table.partitions, ...table.children]) {
    const inherited = relationOf(draft, below)?.constraints.get(name) ?? sameColumns(relationOf(draft, below), constraint);
    if (inherited) dropConstraint(draft, below, inherited.name, cascade);
  }
}

/** Whether a foreign key rests on a unique constraint: it names its columns, or none and so means the primary key. */
const restsOn = (key: Constraint, target: Constraint): boolean => {
  const columns = key.references?.columns ?? [];
  return columns.length === 0 ? target.kind === 'primary-key' : columns.join('\0') === target.columns.join('\0');
};

/** The constraint of a partition that came from its parent under another name. */
const sameColumns = (table: Table | undefined, constraint: Constraint): Constraint | undefined =>
  constraint.kind === 'check' || !table?.partitionOf
    ? undefined
    : [...table.constraints.values()].find((c) => c.kind === constraint.kind && c.columns.join('\0') === constraint.columns.join('\0'));

/** Renames a constraint, and the index behind it. */
export function renameConstraint(draft: Draft, operation: OperationOf<'rename-constraint'>): void {
  const { table, constraint: from, newName } = operation;
  const backing = draft.now.indexes.get(beside(draft, table, from));
  if (backing?.constraint === from) {
    renameIndex(draft, backing.name, beside(draft, table, newName), newName);
    return;
  }
  // Checks and NOT NULL are inherited under one name; a partition's foreign key has a name of its own.
  const kind = relationOf(draft, table)?.constraints.get(from)?.kind;
  const inherited = kind === 'check' || kind === 'not-null';
  for (const member of inherited ? family(draft, table) : [table]) {
    updateKnown(draft, member, (t) => ({ constraints: withRenamed(t.constraints, from, newName, (c) => ({ ...c, name: newName })) }));
  }
}

/** Drops the constraints and indexes that a column is in, as dropping the column does. */
export function dropWhatUses(draft: Draft, tableName: string, column: string, cascade: boolean): void {
  const table = relationOf(draft, tableName);
  if (!table) return;
  for (const constraint of table.constraints.values()) {
    if (constraint.columns.includes(column)) dropConstraint(draft, tableName, constraint.name, cascade);
  }
  for (const name of table.indexes) {
    const index = draft.now.indexes.get(name);
    if (index && usesColumn(index, column)) dropIndex(draft, name);
  }
  dropColumnUsers(draft, tableName, column, cascade);
}

/** Whether an index is over a column; the text of an expression or condition is searched for the name. */
export function usesColumn(index: Index, column: string): boolean {
  if (index.columns.includes(column) || index.include.includes(column)) return true;
  const texts = [...(index.hasExpressions ? index.columns : []), index.where];
  return texts.some((text) => mentionsName(text, column));
}

const mentionsName = (text: string, name: string): boolean => text.split(/[^\p{L}\p{N}_$]+/u).some((word) => word === name);

/** Renames a column inside an expression. The dialect's tree still says the old name, so it is let go; the text is carried on. */
function renameInExpression(expression: Expression, from: string, to: string): Expression {
  if (!expression.columns.includes(from)) return expression;
  const columns = expression.columns.map((name) => (name === from ? to : name));
  return { ...expression, columns, text: renameInText(expression.text, from, to), tree: undefined };
}

function renameInColumn(column: Column, from: string, to: string): Column {
  const { generated } = column;
  if (column.name !== from && !generated?.expression.columns.includes(from)) return column;
  return {
    ...column,
    name: column.name === from ? to : column.name,
    generated: generated && { ...generated, expression: renameInExpression(generated.expression, from, to) },
  };
}

/** Renames a column inside a constraint. */
function renameInConstraint(constraint: Constraint, from: string, to: string): Constraint {
  const swap = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
  const { expression } = constraint;
  return {
    ...constraint,
    columns: swap(constraint.columns),
    include: swap(constraint.include),
    expression: expression && renameInExpression(expression, from, to),
  };
}

/** Replaces a column's name in an expression, outside string literals. */
export function renameInText(text: string, from: string, to: string): string {
  return text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu, (word) => {
    if (word.startsWith("'")) return word;
    const name = word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
    if (name !== from) return word;
    return /^[a-z_][a-z0-9_]*$/.test(to) ? to : `"${to.replaceAll('"', '""')}"`;
  });
}

/** Renames a column wherever the catalog keeps its name: the table, its constraints and indexes, foreign keys to it. */
export function renameColumn(draft: Draft, tableName: string, from: string, to: string): void {
  const table = relationOf(draft, tableName);
  if (!table) return;
  const swap = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
  putTable(draft, {
    ...table,
    columns: new Map([...table.columns].map(([name, column]) => [name === from ? to : name, renameInColumn(column, from, to)])),
    constraints: mapConstraints(table.constraints, (c) => renameInConstraint(c, from, to)),
    partitionKey: swap(table.partitionKey),
    partitionColumns: swap(table.partitionColumns),
  });
  followColumn(draft, tableName, from, to);
  for (const name of table.indexes) {
    const index = draft.now.indexes.get(name);
    if (!index || !usesColumn(index, from)) continue;
    const columns = index.hasExpressions
      ? index.columns.map((key) => (key === from ? to : table.columns.has(key) ? key : renameInText(key, from, to)))
      : swap(index.columns);
    setEntry(draft, 'indexes', name, { ...index, columns, include: swap(index.include), where: renameInText(index.where, from, to) });
  }
  for (const other of relationsWhere(draft, (t) => references(t, tableName) || t.ownedBy?.table === tableName)) {
    putTable(draft, {
      ...other,
      ownedBy: other.ownedBy?.table === tableName && other.ownedBy.column === from ? { table: tableName, column: to } : other.ownedBy,
      constraints: mapConstraints(other.constraints, (c) =>
        c.references?.table === tableName ? { ...c, references: { ...c.references, columns: swap(c.references.columns) } } : c,
      ),
    });
  }
}
