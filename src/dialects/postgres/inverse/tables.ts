/** What undoes operations on tables, columns, constraints, indexes and partitions. */
import type { Catalog, Column, Table } from '../../../catalog/catalog.ts';
import type { Consequence, Irreversible, Undo } from '../../../effects/effect.ts';
import type { TypeName } from '../../../operations/definition.ts';
import type { Operation, OperationOf } from '../../../operations/operation.ts';
import { lacksCast } from '../casts.ts';
import { dependantsOf } from '../effects/dependants.ts';
import { constraintsOf, createdHere, indexesOf, isKnown, type Scene, sequencesOf } from '../effects/scene.ts';
import { isZoneChange } from '../effects/column-type.ts';
import { keysTo } from '../effects/references.ts';
import { qualify, splitRelation } from '../identifier.ts';
import {
  assuming,
  back,
  by,
  copyOf,
  dataLost,
  doubted,
  except,
  after,
  lost,
  NOTHING,
  partly,
  restored,
  restoredIf,
  unknown,
} from './undo.ts';

const tableOf = (scene: Scene, table: string): Table | undefined => scene.catalog.relations.get(table);
const columnOf = (scene: Scene, table: string, column: string): Column | undefined => tableOf(scene, table)?.columns.get(column);

/** Whether the history makes a relation, so that what it does not say of it is as the server makes it. */
export const isMade = (scene: Scene, relation: string): boolean => tableOf(scene, relation)?.made ?? false;

/** IF NOT EXISTS may have found what was there before. */
export const mayHaveBeen = (what: string): string => `IF NOT EXISTS: where ${what} was there before, it has to stay.`;

const dropTable = ({ table, span }: { readonly table: string; readonly span: Operation['span'] }): Operation => ({
  kind: 'drop-table',
  span,
  table,
  ifExists: false,
  cascade: false,
  together: [table],
});

/** CREATE TABLE and CREATE TABLE AS. */
export function createTable(scene: Scene, o: OperationOf<'create-table'> | OperationOf<'create-table-as'>): Undo {
  // A temporary table ends with its session.
  if (o.temporary || (o.ifNotExists && tableOf(scene, o.table))) return NOTHING;
  const made = after(scene, o).relations.get(o.table);
  const steps = [...detached(scene, o), dropTable(o)];
  return o.ifNotExists && !(made && createdHere({ ...scene, catalog: after(scene, o) }, o.table))
    ? assuming(mayHaveBeen(`the table ${o.table}`), ...steps)
    : by(...steps);
}

/** A partition of a table that foreign keys reference cannot be dropped while it is one. */
function detached(scene: Scene, o: OperationOf<'create-table'> | OperationOf<'create-table-as'>): readonly Operation[] {
  if (o.kind === 'create-table-as' || o.partitionOf === '' || keysTo(scene, o.partitionOf).length === 0) return [];
  return [{ kind: 'detach-partition', span: o.span, table: o.partitionOf, partition: o.table, concurrently: false, finalize: false }];
}

/** DROP TABLE: the table as the history made it, without its rows. */
export function dropTableAgain(scene: Scene, o: OperationOf<'drop-table'>): Undo {
  const table = tableOf(scene, o.table);
  if (table?.temporary || o.table.startsWith('pg_temp.')) return NOTHING;
  if (!table?.made) return unknown(`The migrations do not make ${o.table}, so how it was made is not known.`);
  const undo = restored(scene, o);
  if (createdHere(scene, o.table) && !table.filledHere) return undo;
  const sequences = sequencesOf(scene, o.table).length > 0;
  return except(
    partly(undo, dataLost(`The rows of ${o.table} are gone.`, copyOf(o.table))),
    sequences && `How far the sequences of ${o.table} had come.`,
  );
}

/** RENAME TO. */
export function renameTable(_scene: Scene, o: OperationOf<'rename-table'>): Undo {
  const { span, table, newTable } = o;
  return by({ kind: 'rename-table', span, table: newTable, newName: splitRelation(table).name, newTable: table, ifExists: o.ifExists });
}

/** TRUNCATE. */
export function truncate(scene: Scene, o: OperationOf<'truncate'>): Undo {
  if (createdHere(scene, o.table)) return NOTHING;
  const more = o.cascade ? ' So are those of the tables that reference it.' : '';
  const sequences = o.restartIdentity ? ' So is how far its sequences had come.' : '';
  return lost(`The rows of ${o.table} are gone.${more}${sequences}`, copyOf(o.table));
}

/** ADD COLUMN. */
export function addColumn(scene: Scene, o: OperationOf<'add-column'>): Undo {
  const { span, table, only, column } = o;
  if (o.ifNotExists && columnOf(scene, table, column)) return NOTHING;
  const drop: Operation = { kind: 'drop-column', span, table, only, column, ifExists: false, cascade: false };
  return o.ifNotExists && !isKnown(scene, table) ? assuming(mayHaveBeen(`the column ${column} of ${table}`), drop) : by(drop);
}

/** What a column that is made again is not: where it stood. */
function order(scene: Scene, table: string, column: string): string | false {
  const last = [...(tableOf(scene, table)?.columns.keys() ?? [])].at(-1);
  return last !== column && `The place of ${column} among the columns of ${table}: it is the last one now.`;
}

/** What ONLY takes from a table alone becomes the own of those below it, and stays that when it is given back. */
function ownBelow(scene: Scene, { table, only }: { readonly table: string; readonly only: boolean }, what: string): string | false {
  const { children = [], partitions = [] } = tableOf(scene, table) ?? {};
  const below = [...children, ...partitions];
  return only && below.length > 0 && `${what} of ${below.join(', ')} is their own now, too: it stays when that of ${table} is dropped.`;
}

/** What ONLY drops with a column stays below as inherited from a check that is no more, and then from the one that is added again. */
function checksBelow(scene: Scene, { table, only, column }: OperationOf<'drop-column'>): string | false {
  const { children = [] } = tableOf(scene, table) ?? {};
  const checks = constraintsOf(scene, table).filter((c) => c.kind === 'check' && !c.noInherit && c.columns.includes(column));
  const below = [...children];
  return (
    only &&
    below.length > 0 &&
    checks.length > 0 &&
    `${checks.map(({ name }) => name).join(', ')} of ${below.join(', ')} counts as inherited twice: it stays when that of ${table} is dropped.`
  );
}

/** DROP COLUMN: the column with what was over it, without its values. */
export function dropColumn(scene: Scene, o: OperationOf<'drop-column'>, consequence: Consequence): Undo {
  const { table, column } = o;
  const known = columnOf(scene, table, column);
  if (!known) {
    if (o.ifExists && isKnown(scene, table)) return NOTHING;
    return unknown(`The migrations do not show the column ${column} of ${table} as it was.`);
  }
  const undo = withViews(
    scene,
    o,
    except(restored(scene, o), order(scene, table, column), ownBelow(scene, o, `The column ${column}`), checksBelow(scene, o)),
  );
  if (!consequence.losesData) return undo;
  const filled = known.notNull && !known.default && known.drawsFrom === '' && known.identity === 'no';
  const first = filled ? ` It is NOT NULL: the rows need a value before that can be said again.` : '';
  return partly(undo, dataLost(`The values of ${column} of ${table} are gone.${first}`, copyOf(table)));
}

/** Where CASCADE takes along what may read the column, and the history does not tell whether it does. */
function withViews(scene: Scene, o: OperationOf<'drop-column'>, undo: Undo): Undo {
  const users = o.cascade ? dependantsOf(scene, { kind: 'column', relation: o.table, column: o.column }) : [];
  const left = users.filter(({ certain }) => !certain).map(({ what }) => what);
  return left.length === 0
    ? undo
    : partly(undo, { kind: 'unknown', reason: `CASCADE takes those along that read ${o.column}: ${left.join(', ')}.`, saves: '' });
}

/** RENAME COLUMN. */
export function renameColumn(_scene: Scene, { span, table, only, column, newName }: OperationOf<'rename-column'>): Undo {
  return by({ kind: 'rename-column', span, table, only, column: newName, newName: column });
}

/** ALTER COLUMN … TYPE: back to the type that was there; what a value lost on the way stays lost. */
export function alterColumnType(scene: Scene, o: OperationOf<'alter-column-type'>, consequence: Consequence): Undo {
  const { table, column } = o;
  const old = columnOf(scene, table, column);
  if (!old) return unknown(`The migrations do not show the type that ${column} of ${table} had.`);
  const losses = lossesOf(o, consequence);
  const then = after(scene, o);
  // The values of a generated column are computed anew.
  if (!old.generated && !holdsLabels(then, old.type, o.newType) && lacksCast(o.newType, old.type, then, scene.situation.version)) {
    const reason = `PostgreSQL has no cast from ${o.type} to ${old.type.text}: what makes the values of ${column} of ${table} those they were is not in the migrations.`;
    return { irreversible: [...losses, { kind: 'unknown', reason, saves: copyOf(table) }] };
  }
  const undo = except(throughZone(o, old, restored(scene, o)), keptWithCasts(scene, table, column), builtBelow(scene, table, column));
  return losses.reduce(partly, undo);
}

/** Whether an enum has all values of another, which go over by way of text. */
function holdsLabels(catalog: Catalog, to: TypeName, from: TypeName): boolean {
  const [a, b] = [catalog.types.get(to.name), catalog.types.get(from.name)];
  if (a?.kind !== 'enum' || b?.kind !== 'enum' || to.dimensions > 0 !== from.dimensions > 0) return false;
  return b.labels.every((label) => a.labels.includes(label));
}

/** What a change of type takes from the values. */
function lossesOf({ table, column, type }: OperationOf<'alter-column-type'>, consequence: Consequence): readonly Irreversible[] {
  if (!consequence.losesData) return [];
  const certain = !consequence.unknown.includes('losesData');
  const reason = `What the values of ${column} of ${table} ${certain ? 'lose' : 'may lose'} on the way to ${type} does not come back.`;
  return [dataLost(reason, copyOf(table))];
}

/** What AT TIME ZONE turned from one kind of timestamp into the other it turns back. */
function throughZone(o: OperationOf<'alter-column-type'>, old: Column, undo: Undo): Undo {
  const { column, using, usingExpression } = o;
  if (!undo.inverse || !usingExpression || !isZoneChange(usingExpression, column, old.type, o.newType)) return undo;
  const inverse = undo.inverse.map((step) =>
    step.kind === 'alter-column-type' && step.column === column ? { ...step, hasUsing: true, using, usingExpression } : step,
  );
  return { ...undo, inverse };
}

/** An index that was made ON ONLY is built on the partitions, too, when the type of its column changes. */
function builtBelow(scene: Scene, table: string, column: string): string | false {
  const alone = indexesOf(scene, table).filter((i) => !i.valid && [...i.columns, ...i.include].includes(column));
  return (
    alone.length > 0 &&
    `${alone.map(({ name }) => name).join(', ')} stays valid, with what it got on partitions: PostgreSQL detaches no index.`
  );
}

/** The server keeps conditions over a column whose type changes with casts, which stay in them. */
function keptWithCasts(scene: Scene, table: string, column: string): string | false {
  const checks = constraintsOf(scene, table).filter((c) => c.kind === 'check' && c.columns.includes(column));
  const indexes = indexesOf(scene, table).filter((i) =>
    [i.condition, ...i.keys.map((key) => key.expression)].some((e) => e?.columns.includes(column)),
  );
  const names = [...checks.map(({ name }) => name), ...indexes.map(({ name }) => name)];
  return names.length > 0 && `The conditions of ${names.join(', ')} mean the same, and can have casts in them now.`;
}

/** A change of a column's property: back to what the history shows. */
export function columnProperty(scene: Scene, o: Operation & { readonly table: string; readonly column: string }): Undo {
  return restoredIf(columnOf(scene, o.table, o.column) !== undefined, scene, o, `the column ${o.column} of ${o.table}`);
}

/** SET NOT NULL. */
export function setNotNull(scene: Scene, o: OperationOf<'set-not-null'>): Undo {
  const { span, table, only, column } = o;
  if (columnOf(scene, table, column)) {
    const below = only && scene.situation.version < 18 && (tableOf(scene, table)?.partitions.size ?? 0) > 0;
    return doubted(restored(scene, o), below && `Before PostgreSQL 18 DROP NOT NULL of ${table} reaches its partitions, too.`);
  }
  return assuming(`Where ${column} of ${table} was NOT NULL before, it has to stay so.`, {
    kind: 'drop-not-null',
    span,
    table,
    only,
    column,
  });
}

/** DROP NOT NULL. */
export function dropNotNull(scene: Scene, o: OperationOf<'drop-not-null'>): Undo {
  const { span, table, only, column } = o;
  if (columnOf(scene, table, column)) return except(restored(scene, o), ownBelow(scene, o, `NOT NULL of ${column}`));
  return assuming(`Where ${column} of ${table} could hold NULL before, it has to stay so.`, {
    kind: 'set-not-null',
    span,
    table,
    only,
    column,
  });
}

/** ADD GENERATED … AS IDENTITY. */
export function addIdentity(_scene: Scene, { span, table, only, column }: OperationOf<'add-identity'>): Undo {
  return by({ kind: 'drop-identity', span, table, only, column, ifExists: false });
}

/** SET GENERATED and the options of the sequence. */
export function setIdentity(scene: Scene, o: OperationOf<'set-identity'>): Undo {
  return except(columnProperty(scene, o), o.restart && `How far the sequence of ${o.column} of ${o.table} had come.`);
}

/** DROP IDENTITY: the sequence is made again and begins at its start. */
export function dropIdentity(scene: Scene, o: OperationOf<'drop-identity'>): Undo {
  const { table, column } = o;
  if (columnOf(scene, table, column)?.identity === 'no') return NOTHING;
  const undo = columnProperty(scene, o);
  if (!undo.inverse || createdHere(scene, table)) return undo;
  return partly(
    undo,
    dataLost(
      `How far the sequence of ${column} of ${table} had come is gone.`,
      `Note it first, for ALTER TABLE … RESTART WITH: SELECT max(${column}) FROM ${table};`,
    ),
  );
}

/** DROP EXPRESSION: no statement makes a column generated again; one that is made anew computes the same values. */
export function dropExpression(scene: Scene, o: OperationOf<'drop-expression'>): Undo {
  const { span, table, only, column } = o;
  if (!columnOf(scene, table, column)?.generated) return columnProperty(scene, o);
  const drop: Operation = { kind: 'drop-column', span, table, only, column, ifExists: false, cascade: false };
  return except(back(scene, after(scene, o), o, [drop]), order(scene, table, column));
}

/** ADD CONSTRAINT. */
export function addConstraint(scene: Scene, o: OperationOf<'add-constraint'>): Undo {
  const { span, table } = o;
  const merged = o.named && tableOf(scene, table)?.constraints.has(o.constraint) === true;
  if (tableOf(scene, table)) {
    const undo = doubted(
      restored(scene, o),
      o.constraintKind === 'foreign-key' &&
        !o.named &&
        scene.situation.version < 18 &&
        keysToPartitioned(scene, table) &&
        `Before PostgreSQL 18 the keys that the server makes for the partitions of a referenced table take names, too: that of the new one is not certain.`,
    );
    return except(undo, merged && `The constraint ${o.constraint} that ${table} inherits is its own now, too.`);
  }
  const constraint = o.named || o.usingIndex === '' ? o.constraint : o.usingIndex;
  const undo = by({ kind: 'drop-constraint', span, table, only: o.only, constraint, ifExists: false, cascade: false });
  if (o.usingIndex === '') return undo;
  return partly(undo, {
    kind: 'unknown',
    reason: `The migrations do not show the index ${o.usingIndex}, which goes with the constraint.`,
    saves: '',
  });
}

/** VALIDATE, ALTER and DROP CONSTRAINT. */
export function constraintChange(scene: Scene, o: Operation & { readonly table: string; readonly constraint: string }): Undo {
  const table = tableOf(scene, o.table);
  const known = table?.constraints.has(o.constraint) ?? false;
  if (!known && o.kind === 'drop-constraint' && o.ifExists && table?.columnsKnown) return NOTHING;
  const undo = restoredIf(known, scene, o, `the constraint ${o.constraint} of ${o.table}`);
  return o.kind === 'drop-constraint' ? except(undo, ownBelow(scene, o, `The constraint ${o.constraint}`)) : undo;
}

/** RENAME CONSTRAINT. */
export function renameConstraint(_scene: Scene, { span, table, only, constraint, newName }: OperationOf<'rename-constraint'>): Undo {
  return by({ kind: 'rename-constraint', span, table, only, constraint: newName, newName: constraint });
}

/** CREATE INDEX: dropped as it was built. */
export function createIndex(scene: Scene, o: OperationOf<'create-index'>): Undo {
  const { span, table, concurrently } = o;
  const made = [...after(scene, o).indexes.keys()].find(
    (name) => !scene.catalog.indexes.has(name) && after(scene, o).indexes.get(name)?.table === table,
  );
  if (made === undefined) return NOTHING;
  // A key that a partition had before rests on it, too.
  const cascade = [...after(scene, o).indexes.values()].some(({ partitionOf, constraint }) => partitionOf === made && constraint !== '');
  const drop: Operation = { kind: 'drop-index', span, index: made, table, ifExists: false, cascade, concurrently, together: [made] };
  // What a partition had already became part of it, and goes with it.
  if (isKnown(scene, table)) return back(scene, after(scene, o), o, [drop]);
  return o.ifNotExists ? assuming(mayHaveBeen(`the index ${made}`), drop) : by(drop);
}

/** DROP INDEX: built again as it was dropped. */
export function dropIndex(scene: Scene, o: OperationOf<'drop-index'>): Undo {
  const undo = restoredIf(scene.catalog.indexes.has(o.index), scene, o, `the index ${o.index}`);
  if (!o.concurrently || !undo.inverse) return undo;
  return { ...undo, inverse: undo.inverse.map((step) => (step.kind === 'create-index' ? { ...step, concurrently: true } : step)) };
}

/** ALTER INDEX … RENAME. */
export function renameIndex(_scene: Scene, { span, index, table, newName, ifExists }: OperationOf<'rename-index'>): Undo {
  const { schema, name } = splitRelation(index);
  return by({ kind: 'rename-index', span, index: qualify(schema, newName), table, newName: name, ifExists });
}

/** ALTER INDEX … SET. */
export function alterIndex(scene: Scene, o: OperationOf<'alter-index'>): Undo {
  if (o.change === 'other') return unknown(`What undoes ALTER INDEX … ${o.definition} is not known.`);
  const index = scene.catalog.indexes.get(o.index);
  const undo = restoredIf(index !== undefined, scene, o, `the index ${o.index}`);
  return except(undo, o.change === 'tablespace' && index?.tablespace === '' && 'The default tablespace is taken to be pg_default.');
}

/** ATTACH PARTITION: detached, without the indexes and constraints that it was given. */
export function attachPartition(scene: Scene, o: OperationOf<'attach-partition'>): Undo {
  const { span, table, partition } = o;
  const detach: Operation = { kind: 'detach-partition', span, table, partition, concurrently: false, finalize: false };
  const undo = tableOf(scene, partition)?.columnsKnown ? back(scene, after(scene, o), o, [detach]) : by(detach);
  const open = constraintsOf(scene, partition).find((c) => c.kind === 'foreign-key' && c.notValid);
  const { version } = scene.situation;
  return doubted(
    undo,
    open && `Whether ${open.name} of ${partition} is NOT VALID after it depends on the version of the server.`,
    version < 15 &&
      keysToPartitioned(scene, table) &&
      `Before PostgreSQL 15 the foreign keys of ${partition} that reference partitioned tables are not what they were after DETACH.`,
    version < 17 &&
      sharesUnique(scene, table, partition) &&
      `Before PostgreSQL 17 a unique index of ${partition} becomes that of the key of ${table}, and stays it.`,
  );
}

/** Whether a table has a foreign key that references a partitioned table. */
const keysToPartitioned = (scene: Scene, table: string): boolean =>
  constraintsOf(scene, table).some((c) => tableOf(scene, c.references?.table ?? '')?.kind === 'partitioned');

/** Whether a table has a unique index over the columns of a key of another that is behind no key of that kind. */
const sharesUnique = (scene: Scene, parent: string, table: string): boolean =>
  indexesOf(scene, table).some(
    (own) =>
      own.unique &&
      constraintsOf(scene, parent).some(
        (c) =>
          (c.kind === 'primary-key' || c.kind === 'unique') &&
          c.columns.join('\0') === own.columns.join('\0') &&
          c.kind !== tableOf(scene, table)?.constraints.get(own.constraint)?.kind,
      ),
  );

/** DETACH PARTITION: attached again with its bounds. */
export function detachPartition(scene: Scene, o: OperationOf<'detach-partition'>): Undo {
  const { span, table, partition } = o;
  const known = tableOf(scene, partition);
  const bound = known?.bound;
  if (!known || !bound) return unknown(`The migrations do not show the bounds of ${partition}.`);
  const attach: Operation = {
    kind: 'attach-partition',
    span,
    table,
    partition,
    isDefault: known.defaultPartition,
    bound: { ...bound, functions: [], columns: [], isNull: false, tree: undefined },
  };
  return except(
    back(scene, after(scene, o), o, [attach]),
    (o.concurrently || o.finalize) && `The check that CONCURRENTLY leaves on ${partition} for its former bounds stays.`,
  );
}

/** INHERIT and NO INHERIT. */
export function inherit(_scene: Scene, { span, table, parent, add }: OperationOf<'inherit'>): Undo {
  const undo = by({ kind: 'inherit', span, table, parent, add: !add });
  return except(undo, !add && `The columns of ${table} are its own now, too: they stay when those of ${parent} are dropped.`);
}

/** A change of a table's property: back to what the history shows. */
export function tableProperty(scene: Scene, o: Operation & { readonly table: string }): Undo {
  return restoredIf(isMade(scene, o.table), scene, o, o.table);
}

/** SET TABLESPACE and SET ACCESS METHOD, back to the default where the history says none. */
export function storagePlace(scene: Scene, o: OperationOf<'set-tablespace'> | OperationOf<'set-access-method'>): Undo {
  if (o.table === '') return unknown('Which tables are in the tablespace is not in the migrations.');
  const table = tableOf(scene, o.table);
  const isDefault = o.kind === 'set-tablespace' ? table?.tablespace === '' : table?.accessMethod === '';
  const word =
    o.kind === 'set-tablespace' ? 'The default tablespace is taken to be pg_default.' : 'The default access method is taken to be heap.';
  return except(tableProperty(scene, o), isDefault && word);
}

/** ENABLE and DISABLE TRIGGER: each trigger fires as it did; ALL means those of foreign keys too. */
export function setTriggerState(scene: Scene, o: OperationOf<'set-trigger-state'>): Undo {
  const { span, table, trigger, rule, all } = o;
  const known = tableOf(scene, table);
  const opposite: Operation = { ...o, enabled: !o.enabled, firing: o.enabled ? 'disabled' : 'origin' };
  if (trigger !== '') {
    const one = rule ? known?.rules.get(trigger) : known?.triggers.get(trigger);
    if (!one) return assuming(`How ${trigger} of ${table} fired before is not in the migrations.`, opposite);
    return one.firing === o.firing ? NOTHING : by({ ...o, enabled: one.firing !== 'disabled', firing: one.firing });
  }
  if (!known?.made) return assuming(`Which triggers of ${table} fired before is not in the migrations.`, opposite);
  // A trigger of the server's own fires unless ALL disabled it before.
  const first: readonly Operation[] =
    all && !o.enabled
      ? [{ kind: 'set-trigger-state', span, table, only: o.only, trigger, enabled: true, all, rule, firing: 'origin' }]
      : [];
  return back(scene, after(scene, o), o, first);
}

/** ROW LEVEL SECURITY. */
export function setRowSecurity(scene: Scene, o: OperationOf<'set-row-security'>): Undo {
  if (isMade(scene, o.table)) return restored(scene, o);
  const opposite = { enable: 'disable', disable: 'enable', force: 'no-force', 'no-force': 'force' } as const;
  return assuming(`Whether ${o.table} had it before is not in the migrations.`, { ...o, change: opposite[o.change] });
}

/** SET LOGGED and SET UNLOGGED. */
export function setLogged(scene: Scene, o: OperationOf<'set-logged'>): Undo {
  if (isMade(scene, o.table)) return restored(scene, o);
  return assuming(`Whether ${o.table} was logged before is not in the migrations.`, { ...o, logged: !o.logged });
}

/** OWNER TO: the history tells the owner before only where it named one. */
export function setOwner(scene: Scene, o: OperationOf<'set-owner'>): Undo {
  const undo = restored(scene, o);
  return undo.inverse && undo.inverse.length > 0 ? undo : unknown(`The migrations do not say who owned ${o.target} before.`);
}
