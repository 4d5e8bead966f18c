/** What adding, dropping and renaming columns does. */
import type { Column, Constraint } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, Refusal, WorkCause } from '../../../effects/effect.ts';
import type { ColumnDefinition } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { impliesNotNull } from '../implication.ts';
import { cascadeEffects, columnInUse } from './dependants.ts';
import { defaultOf, resolveType } from '../types.ts';
import { volatilityOf } from '../volatility.ts';
import { endOfKey } from './references.ts';
import { defaultExpression, generatedColumn, identityType, rowTypeInUse, unknownType } from './refusals.ts';
import {
  answer,
  constraintsOf,
  createdHere,
  type Doing,
  family,
  firstRefusal,
  indexesOf,
  on,
  referencesTo,
  rewritten,
  type Scene,
  sequencesOf,
  shown,
  withPartitions,
} from './scene.ts';

/** Why a new column needs the table rewritten, or undefined. `unknown`: it depends on a function or type that is not known. */
function rewriteCause(scene: Scene, column: ColumnDefinition): { readonly cause: WorkCause; readonly unknown: boolean } | undefined {
  const { catalog, situation } = scene;
  if (column.serial) return { cause: 'serial', unknown: false };
  if (column.identity !== 'no') return { cause: 'identity', unknown: false };
  if (column.generated) return column.generated.kind === 'stored' ? { cause: 'stored-generated', unknown: false } : undefined;
  const type = resolveType(column.type, catalog);
  if (type.constrained && column.type.dimensions === 0) return { cause: 'constrained-domain', unknown: false };
  const value = defaultOf(column, catalog);
  const volatility = value ? volatilityOf(value, catalog, situation.version) : 'not-volatile';
  if (volatility === 'volatile') return { cause: 'volatile-default', unknown: false };
  if (volatility === 'unknown') return { cause: 'volatile-default', unknown: true };
  // A type that the history does not make could be a domain with constraints.
  if (!type.known && column.type.dimensions === 0) return { cause: 'constrained-domain', unknown: true };
  return undefined;
}

/** A table and what is below it, down to those that have the column already: there it is merged, and nothing below is visited. */
function withoutMerged(scene: Scene, table: string, column: string): readonly string[] {
  const found = new Set([table]);
  for (const member of found) {
    const known = scene.catalog.relations.get(member);
    if (member !== table && known?.columns.has(column)) continue;
    for (const below of [...(known?.partitions ?? []), ...(known?.children ?? [])]) found.add(below);
  }
  return [...found];
}

/** Whether a table is below another by inheritance, so that indexes do not reach it. */
const isChild = (scene: Scene, member: string, table: string): boolean =>
  member !== table && scene.catalog.relations.get(member)?.partitionOf === '';

/** Why the server refuses a new column. */
function refusedColumn(scene: Scene, operation: OperationOf<'add-column'>, hasValue: boolean): Refusal | null {
  const { table, definition } = operation;
  const { catalog, situation } = scene;
  return firstRefusal(
    definition.identity === 'no' ? null : identityType(definition.type),
    catalog.relations.get(table)?.partitionOf
      ? { sqlstate: '42809', reason: 'a column cannot be added to a partition; add it to the partitioned table' }
      : null,
    definition.type.name === table ? { sqlstate: '42P16', reason: `${shown(table)} cannot hold rows of itself` } : null,
    unknownType(definition.type, situation.version),
    generatedColumn(scene, table, definition),
    defaultExpression(definition.default),
    operation.primaryKey && constraintsOf(scene, table).some((c) => c.kind === 'primary-key')
      ? { sqlstate: '42P16', reason: `${shown(table)} has a primary key already` }
      : null,
    hasValue && definition.generated?.kind !== 'virtual' ? rowTypeInUse(scene, table) : null,
  );
}

/** ADD COLUMN. */
export function addColumn(scene: Scene, operation: OperationOf<'add-column'>): Analysis {
  const { table, definition } = operation;
  const members = withoutMerged(scene, table, operation.column);
  const known = scene.catalog.relations.get(table);
  if (operation.ifNotExists && known?.columns.has(operation.column)) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  const value = defaultOf(definition, scene.catalog);
  const hasValue =
    (value !== undefined && !value.isNull) || definition.serial || definition.identity !== 'no' || definition.generated !== undefined;
  const strict = definition.notNull || operation.primaryKey;
  const rewrite = rewriteCause(scene, definition);
  const unknown = rewrite?.unknown ? (['work', 'cause'] as const) : [];
  const indexed = operation.unique || operation.primaryKey || definition.constraints.some((c) => c.kind === 'exclude');
  const checks = definition.constraints.some((c) => c.kind === 'check' && !c.notValid && !c.notEnforced);
  // The clause counts, not its value: DEFAULT NULL makes the server look too.
  const validates = operation.references !== '' && (hasValue || definition.default !== undefined);
  const fillsNull = strict && (!hasValue || definition.generated?.kind === 'virtual');

  const effects: Effect[] = [];
  for (const member of members) {
    const doing: Doing = { unknown };
    if (rewrite) effects.push(...rewritten(scene, member, rewrite.cause, doing));
    else if (indexed && !isChild(scene, member, table))
      effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'index-build', cause: 'constraint-index' }));
    else if (fillsNull) effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'not-null-check' }));
    else if (checks) effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'check-validation' }));
    else if (validates) effects.push(on(scene, member, 'ACCESS EXCLUSIVE', { work: 'scan', cause: 'foreign-key-validation' }));
    else effects.push(on(scene, member, 'ACCESS EXCLUSIVE'));
  }
  if (operation.references && operation.references !== table) {
    for (const target of withPartitions(scene, operation.references)) effects.push(on(scene, target, 'SHARE ROW EXCLUSIVE'));
  }
  const old = !createdHere(scene, table);
  // A value for each row: a number drawn or a random one. Every other value is the same in all rows, or computed from them.
  const distinct = rewrite?.cause === 'serial' || rewrite?.cause === 'identity' || rewrite?.cause === 'volatile-default';
  const required = definition.constraints.some(
    (c) => c.kind === 'check' && !c.notEnforced && c.expression !== undefined && impliesNotNull(c.expression, operation.column),
  );
  return answer(scene, effects, {
    canFailOnData:
      fillsNull ||
      checks ||
      (indexed && hasValue && !distinct) ||
      (strict && definition.generated !== undefined) ||
      (operation.references !== '' && hasValue) ||
      rewrite?.cause === 'constrained-domain',
    breaksRunningCode: old && (strict || required) && !hasValue,
    unknown: rewrite?.unknown && rewrite.cause === 'constrained-domain' ? ['canFailOnData'] : [],
    refused: refusedColumn(scene, operation, hasValue),
  });
}

/** The tables whose foreign keys rest on a unique constraint with a column in it, the table itself included. */
function restingOn(scene: Scene, table: string, column: string): readonly string[] {
  const keys = constraintsOf(scene, table).filter((c) => c.columns.includes(column));
  const own = constraintsOf(scene, table)
    .filter((c) => c.references?.table === table)
    .map((constraint) => ({ table, constraint }));
  return [...referencesTo(scene, table), ...own]
    .filter(({ constraint }) => {
      const columns = constraint.references?.columns ?? [];
      return columns.length > 0 ? columns.includes(column) : keys.some((key) => key.kind === 'primary-key');
    })
    .map((reference) => reference.table);
}

/** Everything that goes with a column when it is dropped. */
export function lostWith(scene: Scene, table: string, column: string, cascade: boolean): readonly Effect[] {
  const effects: Effect[] = [];
  const uses = (constraint: Constraint): boolean => constraint.columns.includes(column);
  for (const index of indexesOf(scene, table)) {
    if (index.columns.includes(column) || index.include.includes(column) || mentions([...index.columns, index.where], column)) {
      effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE'));
    }
  }
  for (const constraint of constraintsOf(scene, table)) {
    if (!constraint.references || !uses(constraint) || constraint.references.table === table) continue;
    effects.push(...endOfKey(scene, constraint.references.table, 'dropped'));
  }
  for (const sequence of sequencesOf(scene, table, column)) effects.push(on(scene, sequence, 'ACCESS EXCLUSIVE'));
  for (const other of restingOn(scene, table, column)) effects.push(on(scene, other, 'ACCESS EXCLUSIVE'));
  if (cascade) effects.push(...cascadeEffects(scene, [{ kind: 'column', relation: table, column }]));
  return effects;
}

/** Whether one of several texts of expressions holds a name as a word. */
export function mentions(texts: readonly string[], name: string): boolean {
  return texts.some((text) => text.split(/[^\p{L}\p{N}_$]+/u).includes(name));
}

/** DROP COLUMN. */
export function dropColumn(scene: Scene, operation: OperationOf<'drop-column'>): Analysis {
  const { table, column, cascade } = operation;
  const known = scene.catalog.relations.get(table);
  const absent = known?.columnsKnown === true && !known.columns.has(column);
  const members = absent ? [table] : family(scene, table);
  // Generated columns that use it: before 15 they went with it, since then only with CASCADE.
  const computed = [...(known?.columns.values() ?? [])].filter((c) => c.generated?.expression.columns.includes(column)).map((c) => c.name);
  const lost = absent ? [] : [column, ...computed];
  const effects = members.flatMap((member) => [
    on(scene, member, 'ACCESS EXCLUSIVE'),
    ...lost.flatMap((name) => lostWith(scene, member, name, cascade)),
  ]);
  if (absent && operation.ifExists) return answer(scene, effects);
  const old = known?.columns.get(column);
  const fresh =
    createdHere(scene, table) || (old !== undefined && scene.situation.change !== null && old.origin === scene.situation.change);
  // What a generated column holds can be computed again; the rows of a foreign table are elsewhere, and stay there.
  const loses = !fresh && !old?.generated && known?.kind !== 'foreign-table';
  // A partitioned table holds no rows itself, and may have no partitions.
  const mayBeEmpty = known?.kind === 'partitioned' && known.partitions.size === 0;
  const resting = restingOn(scene, table, column)[0];
  const missing = ', and CASCADE is not given';
  // What goes with the column must not be in use either.
  const gone = scene.situation.version < 15 ? [column, ...computed] : [column];
  const things = members.flatMap((member) => gone.map((name) => ({ relation: member, column: name })));
  const blocked = cascade ? { refused: null, unknown: [] } : columnInUse(scene, things);
  const certain = firstRefusal(
    computed[0] !== undefined && !cascade && scene.situation.version >= 15
      ? { sqlstate: '2BP01', reason: `the generated column ${computed[0]} uses ${column}${missing}` }
      : null,
    resting !== undefined && !cascade
      ? { sqlstate: '2BP01', reason: `a foreign key of ${shown(resting)} rests on ${column}${missing}` }
      : null,
  );
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    refused: certain ?? blocked.refused,
    unknown: [...(loses && mayBeEmpty ? ['losesData', 'reversible'] : []), ...(certain ? [] : blocked.unknown)],
  });
}

/** RENAME COLUMN. */
export function renameColumn(scene: Scene, operation: OperationOf<'rename-column'>): Analysis {
  const { table, column } = operation;
  const made = columnOf(scene, table, column)?.origin;
  const fresh = createdHere(scene, table) || (scene.situation.change !== null && made === scene.situation.change);
  return answer(scene, brief(scene, table), { breaksRunningCode: !fresh });
}

/** ACCESS EXCLUSIVE on the table and everything below it, without work. */
export function brief(scene: Scene, table: string, lock: Effect['lock'] = 'ACCESS EXCLUSIVE'): readonly Effect[] {
  return family(scene, table).map((member) => on(scene, member, lock));
}

/** A column that the catalog knows. */
export function columnOf(scene: Scene, table: string, column: string): Column | undefined {
  return scene.catalog.relations.get(table)?.columns.get(column);
}
