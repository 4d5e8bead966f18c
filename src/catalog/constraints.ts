/** Constraints in the catalog, with the indexes behind them. */
import type { ConstraintDefinition, Expression, IndexKey, SqlText, StorageOption } from '../operations/definition.ts';
import type { OperationOf } from '../operations/operation.ts';
import type { Span } from '../source.ts';
import { type Column, type Constraint, type Grant, grantKey, type Index, type Origin, type Table } from './catalog.ts';
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
import { joinIndex } from './index-parts.ts';
import { dropIndex, family, mapConstraints, partsOf, references, relationsWhere, renameIndex, updateKnown } from './links.ts';
import { hasWord, outdated, renameColumnInExpression, renameColumnInText } from './texts.ts';

/** A key about which nothing is said besides its column. */
export const PLAIN_KEY: IndexKey = { expression: undefined, collation: '', operatorClass: '', descending: false, nulls: '' };

/** Storage parameters by name. */
export const storageMap = (options: readonly StorageOption[]): ReadonlyMap<string, string> =>
  new Map(options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));

/** Storage parameters after some of them were set or reset. */
export function withStorage(storage: ReadonlyMap<string, string>, options: readonly StorageOption[]): ReadonlyMap<string, string> {
  const next = new Map(storage);
  for (const { name, value } of options) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

const INDEXED: ReadonlySet<string> = new Set(['unique', 'primary-key', 'exclude']);

/** Columns with some of them made NOT NULL. */
export function withNotNull(columns: ReadonlyMap<string, Column>, names: readonly string[]): ReadonlyMap<string, Column> {
  if (names.every((name) => columns.get(name)?.notNull ?? true)) return columns;
  return new Map([...columns].map(([name, column]) => [name, names.includes(name) ? { ...column, notNull: true } : column]));
}

/** Puts one constraint on one table, named as the server would, with the index behind it. Returns its name. */
export function putConstraint(
  draft: Draft,
  tableName: string,
  definition: ConstraintDefinition,
  origin: Origin,
  span: Span | null,
): string {
  const table = relationOf(draft, tableName);
  if (!table) {
    updateTable(draft, tableName, () => ({}));
    return putConstraint(draft, tableName, definition, origin, span);
  }
  const { naming } = draft.context;
  const existing = definition.usingIndex ? draft.now.indexes.get(beside(draft, tableName, definition.usingIndex)) : undefined;
  const columns = definition.columns.length === 0 && existing ? existing.columns : definition.columns;
  const takenName = takenBeside(draft, tableName);
  const reserved = definition.kind === 'foreign-key' ? namesOfParts(draft, table) : new Set<string>();
  const taken = (name: string): boolean =>
    table.constraints.has(name) || reserved.has(name) || (INDEXED.has(definition.kind) && takenName(name));
  // USING INDEX without a name takes the name of the index.
  const name = definition.name || definition.usingIndex || naming.constraintName(tableName, { kind: definition.kind, columns }, taken);
  const constraint: Constraint = { ...definition, name, columns, comment: '', origin, span };
  const strict = definition.kind === 'primary-key' || (definition.kind === 'not-null' && !definition.notValid);
  putTable(draft, {
    ...table,
    constraints: withEntry(table.constraints, name, constraint),
    columns: strict ? withNotNull(table.columns, columns) : table.columns,
  });
  if (!INDEXED.has(definition.kind)) return name;
  const qualified = beside(draft, tableName, name);
  if (definition.usingIndex) {
    const from = beside(draft, tableName, definition.usingIndex);
    if (existing) {
      renameIndex(draft, from, qualified, name);
      const index = draft.now.indexes.get(qualified);
      // The server takes no invalid index.
      if (index) setEntry(draft, 'indexes', qualified, { ...index, constraint: name, maybeInvalid: false });
      return name;
    }
  }
  putIndex(draft, {
    name: qualified,
    table: tableName,
    columns,
    include: definition.include,
    unique: definition.kind !== 'exclude',
    nullsNotDistinct: definition.nullsNotDistinct,
    method: definition.kind === 'exclude' ? 'gist' : 'btree',
    where: '',
    hasExpressions: false,
    valid: true,
    maybeInvalid: false,
    partitionOf: '',
    constraint: name,
    keys: definition.exclusion?.elements ?? columns.map(() => PLAIN_KEY),
    condition: definition.exclusion?.where,
    storage: storageMap(definition.indexStorage),
    tablespace: definition.indexTablespace,
    statistics: new Map(),
    comment: '',
    origin,
    span,
  });
  return name;
}

/** Puts a constraint on a table and on everything below it that gets it too. */
export function addConstraint(draft: Draft, operation: OperationOf<'add-constraint'>): void {
  const { change } = draft.context;
  const { table, span, definition } = operation;
  const name = putConstraint(draft, table, { ...definition, name: nameFor(draft, operation) }, change, span);
  spreadConstraint(draft, table, { ...definition, name }, change, span);
}

/** Gives a constraint of a table to everything below it that gets it too. */
export function spreadConstraint(draft: Draft, table: string, constraint: ConstraintDefinition, origin: Origin, span: Span | null): void {
  if (constraint.noInherit) return;
  if (constraint.kind === 'primary-key') {
    const columns = relationOf(draft, table)?.constraints.get(constraint.name)?.columns ?? constraint.columns;
    for (const below of family(draft, table)) updateKnown(draft, below, (t) => ({ columns: withNotNull(t.columns, columns) }));
  }
  // Plain children inherit checks alone; partitions get the rest too.
  if (constraint.kind === 'check' || constraint.kind === 'not-null') {
    for (const below of family(draft, table).slice(1)) {
      // One that is there is merged with it, and stays proven.
      if (relationOf(draft, below)?.constraints.get(constraint.name)?.kind !== constraint.kind)
        putConstraint(draft, below, constraint, origin, span);
    }
  } else {
    for (const part of relationOf(draft, table)?.partitions ?? []) inheritConstraint(draft, table, part, constraint, origin, span, false);
  }
}

/**
 * Gives a partition a key or a foreign key of its table: one that it has already and that fits, or a new one.
 *
 * @param attached The partition is being attached; otherwise the constraint is new.
 */
export function inheritConstraint(
  draft: Draft,
  table: string,
  part: string,
  constraint: ConstraintDefinition,
  origin: Origin,
  span: Span | null,
  attached: boolean,
): void {
  const index = INDEXED.has(constraint.kind) ? draft.now.indexes.get(beside(draft, table, constraint.name)) : undefined;
  // Before 17 an index that is attached could be behind a key of another kind.
  const sameKind = attached && (draft.context.version ?? NEWEST) >= 17;
  if (index ? joinIndex(draft, index, part, sameKind) : adoptKey(draft, part, constraint)) return;
  const name = putConstraint(draft, part, forPartition(draft, part, constraint), origin, span);
  const made = draft.now.indexes.get(beside(draft, part, name));
  if (index && made) setEntry(draft, 'indexes', made.name, { ...made, partitionOf: index.name });
  spreadConstraint(draft, part, { ...constraint, name }, origin, span);
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

const sameKind = (a: ConstraintDefinition, b: ConstraintDefinition): boolean => a.kind === b.kind && same(a.columns, b.columns);

/** Whether two foreign keys say the same, so that that of a partition can become part of that of its table. */
export function sameKey(a: ConstraintDefinition, b: ConstraintDefinition): boolean {
  return (
    a.kind === 'foreign-key' &&
    sameKind(a, b) &&
    a.references?.table === b.references?.table &&
    same(a.references?.columns ?? [], b.references?.columns ?? []) &&
    a.references?.onDelete === b.references?.onDelete &&
    a.references?.onUpdate === b.references?.onUpdate &&
    a.references?.matchFull === b.references?.matchFull &&
    a.deferrable === b.deferrable &&
    a.initiallyDeferred === b.initiallyDeferred &&
    a.notEnforced === b.notEnforced
  );
}

/**
 * The names that keys of a table took for each partition of the tables they reference. Since 18 they are called after the
 * key itself, and are in nobody's way.
 */
function namesOfParts(draft: Draft, table: Table): ReadonlySet<string> {
  const names = new Set<string>();
  const { naming, version = NEWEST } = draft.context;
  if (version >= 18) return names;
  for (const { columns, references } of table.constraints.values()) {
    if (!references || relationOf(draft, references.table)?.kind !== 'partitioned') continue;
    for (const _part of family(draft, references.table).slice(1)) {
      const taken = (name: string): boolean => table.constraints.has(name) || names.has(name);
      names.add(naming.constraintName(table.name, { kind: 'foreign-key', columns }, taken));
    }
  }
  return names;
}

/** What is taken for the major where none is given. */
const NEWEST = 18;

/** PostgreSQL 18 takes over foreign keys of partitions that are NOT VALID, and validates them; before it left them alone. */
const ADOPTS_NOT_VALID = 18;

/** A partition that is detached: before 15 its keys to partitioned tables, which it had from above, go. */
export function dropKeysFromAbove(draft: Draft, table: string, partition: string): void {
  if ((draft.context.version ?? NEWEST) >= 15) return;
  const keys = [...(relationOf(draft, table)?.constraints.values() ?? [])].filter(
    ({ references }) => references && relationOf(draft, references.table)?.kind === 'partitioned',
  );
  for (const member of keys.length > 0 ? family(draft, partition) : []) {
    updateKnown(draft, member, (t) => ({
      constraints: new Map([...t.constraints].filter(([, own]) => !keys.some((key) => sameKey(own, key)))),
    }));
  }
}

/** Makes a foreign key that a partition has already part of that of its table, where they say the same. */
function adoptKey(draft: Draft, part: string, constraint: ConstraintDefinition): boolean {
  const { version = NEWEST } = draft.context;
  const table = relationOf(draft, part);
  const own = [...(table?.constraints.values() ?? [])].find((c) => sameKey(c, constraint) && (!c.notValid || version >= ADOPTS_NOT_VALID));
  if (!own) return false;
  const notValid = own.notValid && constraint.notValid;
  updateKnown(draft, part, (t) => ({ constraints: withEntry(t.constraints, own.name, { ...own, notValid }) }));
  return true;
}

/**
 * The constraint a partition gets from its table: a foreign key keeps its name where that is free, what has an index
 * behind it gets a name of its own.
 */
function forPartition(draft: Draft, partition: string, constraint: ConstraintDefinition): ConstraintDefinition {
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

/** ENFORCED validates; NOT ENFORCED leaves the constraint unproven. NO INHERIT is a matter of the table alone. */
export function alterConstraint(draft: Draft, operation: OperationOf<'alter-constraint'>): void {
  const { table: name, enforced, deferrability, inheritance } = operation;
  const change: Partial<Constraint> = {
    ...(enforced === 'unchanged' ? {} : { notEnforced: enforced !== 'enforced', notValid: enforced !== 'enforced' }),
    ...(deferrability === 'unchanged'
      ? {}
      : { deferrable: deferrability !== 'not-deferrable', initiallyDeferred: deferrability === 'deferred' }),
  };
  for (const member of family(draft, name)) {
    const noInherit = member === name && inheritance !== 'unchanged' ? { noInherit: inheritance === 'no-inherit' } : {};
    updateKnown(draft, member, (table) => {
      const constraint = table.constraints.get(operation.constraint);
      return constraint ? { constraints: withEntry(table.constraints, constraint.name, { ...constraint, ...change, ...noInherit }) } : {};
    });
  }
}

/**
 * The column whose NOT NULL a name stands for where no constraint of that name was written: PostgreSQL 18 names each of them
 * `table_column_not_null`, after the table's name at that time.
 */
export function impliedNotNull(table: Table | undefined, name: string): string | undefined {
  if (!table || table.constraints.has(name)) return undefined;
  const strict = [...table.columns.values()].filter((column) => column.notNull && name.endsWith(`_${column.name}_not_null`));
  return strict.toSorted((a, b) => b.name.length - a.name.length)[0]?.name;
}

/** Drops a constraint with the index behind it; with `cascade` the foreign keys that rest on it. */
export function dropConstraint(draft: Draft, tableName: string, name: string, cascade: boolean): void {
  const table = relationOf(draft, tableName);
  const constraint = table?.constraints.get(name);
  const implied = impliedNotNull(table, name);
  if (implied !== undefined) {
    for (const member of family(draft, tableName)) {
      updateKnown(draft, member, (t) => ({
        columns: new Map([...t.columns].map(([key, c]) => [key, key === implied ? { ...c, notNull: false } : c])),
      }));
    }
  }
  if (!table || !constraint) return;
  const columns =
    constraint.kind === 'not-null'
      ? new Map([...table.columns].map(([key, c]) => [key, constraint.columns.includes(key) ? { ...c, notNull: false } : c]))
      : table.columns;
  putTable(draft, { ...table, constraints: without(table.constraints, name), columns });
  const backing = draft.now.indexes.get(beside(draft, tableName, name));
  if (backing?.constraint === name) {
    // What stands behind indexes of partitions that are part of it goes too, by whatever name.
    for (const part of partsOf(draft, backing)) if (part.constraint) dropConstraint(draft, part.table, part.constraint, cascade);
    dropIndex(draft, backing.name);
  }
  if (cascade && INDEXED.has(constraint.kind)) {
    for (const other of relationsWhere(draft, (t) => references(t, tableName))) {
      const kept = [...other.constraints].filter(([, c]) => !(c.references?.table === tableName && restsOn(c, constraint)));
      putTable(draft, { ...other, constraints: new Map(kept) });
    }
    if (constraint.kind === 'primary-key') dropUsers(draft, (uses) => uses.keys.has(tableName));
  }
  if (backing) return;
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
    : [...table.constraints.values()].find((c) => (constraint.references ? sameKey(c, constraint) : sameKind(c, constraint)));

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

/** Renames a column inside a constraint. */
function renameInConstraint(constraint: Constraint, table: string, from: string, to: string): Constraint {
  const swap = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
  const inside = (expression: Expression): Expression => renameColumnInExpression(expression, table, from, to);
  const { expression, references, exclusion } = constraint;
  return {
    ...constraint,
    columns: swap(constraint.columns),
    include: swap(constraint.include),
    expression: expression && inside(expression),
    references: references && { ...references, deleteColumns: swap(references.deleteColumns) },
    exclusion: exclusion && {
      ...exclusion,
      elements: exclusion.elements.map((element) => ({
        ...element,
        column: element.column === from ? to : element.column,
        expression: element.expression && inside(element.expression),
      })),
      where: exclusion.where && inside(exclusion.where),
    },
  };
}

/** The privileges on a column under its new name. */
const withColumn = (grants: ReadonlyMap<string, Grant>, from: string, to: string): ReadonlyMap<string, Grant> =>
  new Map([...grants].map(([key, own]) => (own.column === from ? [grantKey({ ...own, column: to }), { ...own, column: to }] : [key, own])));

/** A text with a query, after a column of a table that it reads was renamed. */
const outdatedBy = (text: SqlText, table: string, from: string, to: string): SqlText =>
  hasWord(text, from) ? outdated(text, `the column ${from} of ${table} was renamed to ${to} since`) : text;

/** Renames a column wherever the catalog keeps its name: the table, its constraints and indexes, foreign keys to it. */
export function renameColumn(draft: Draft, tableName: string, from: string, to: string): void {
  const table = relationOf(draft, tableName);
  if (!table) return;
  const swap = (columns: readonly string[]): readonly string[] => columns.map((name) => (name === from ? to : name));
  const inside = (expression: Expression): Expression => renameColumnInExpression(expression, tableName, from, to);
  putTable(draft, {
    ...table,
    columns: new Map(
      [...withRenamed(table.columns, from, to, (column) => ({ ...column, name: to }))].map(([name, column]): [string, Column] => [
        name,
        column.generated ? { ...column, generated: { ...column.generated, expression: inside(column.generated.expression) } } : column,
      ]),
    ),
    constraints: mapConstraints(table.constraints, (c) => renameInConstraint(c, tableName, from, to)),
    partitionKey: swap(table.partitionKey),
    partitionExpressions: table.partitionExpressions.map((expression) => expression && inside(expression)),
    partitionBy: table.partitionBy && renameColumnInText(table.partitionBy, from, to),
    triggers: new Map([...table.triggers].map(([name, t]) => [name, { ...t, definition: renameColumnInText(t.definition, from, to) }])),
    policies: new Map(
      [...table.policies].map(([name, policy]) => [
        name,
        { ...policy, using: policy.using && inside(policy.using), check: policy.check && inside(policy.check) },
      ]),
    ),
    rules: new Map(
      [...table.rules].map(([name, rule]) => [name, { ...rule, definition: outdatedBy(rule.definition, tableName, from, to) }]),
    ),
    publications: new Map([...table.publications].map(([name, text]) => [name, renameColumnInText(text, from, to)])),
    notes: { ...table.notes, grants: withColumn(table.notes.grants, from, to) },
  });
  followColumn(draft, tableName, from, to);
  for (const name of table.indexes) {
    const index = draft.now.indexes.get(name);
    if (!index || !usesColumn(index, from)) continue;
    const keys = index.keys.map((key) => (key.expression ? { ...key, expression: inside(key.expression) } : key));
    const condition = index.condition && inside(index.condition);
    setEntry(draft, 'indexes', name, {
      ...index,
      columns: index.columns.map((column, i) => (column === from ? to : (keys[i]?.expression?.text ?? column))),
      include: swap(index.include),
      where: condition && index.where !== '' ? condition.text : index.where,
      keys,
      condition,
    });
  }
  for (const other of relationsWhere(draft, (t) => references(t, tableName) || t.ownedBy?.table === tableName || reads(t, tableName))) {
    putTable(draft, {
      ...other,
      ownedBy: other.ownedBy?.table === tableName && other.ownedBy.column === from ? { table: tableName, column: to } : other.ownedBy,
      constraints: mapConstraints(other.constraints, (c) =>
        c.references?.table === tableName ? { ...c, references: { ...c.references, columns: swap(c.references.columns) } } : c,
      ),
      // A view finds its columns by number; its text still has the old name.
      query: other.query && { ...other.query, definition: outdatedBy(other.query.definition, tableName, from, to) },
    });
  }
}

const reads = (view: Table, table: string): boolean => view.query !== undefined && view.sources.includes(table);
