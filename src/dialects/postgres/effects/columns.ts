/** What changing columns does. */
import type { Column, Constraint } from '../../../catalog/catalog.ts';
import type { Analysis, Effect, WorkCause } from '../../../effects/effect.ts';
import type { ColumnDefinition } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { impliesNotNull } from '../implication.ts';
import { resolveType } from '../types.ts';
import { volatilityOf } from '../volatility.ts';
import { endOfKey } from './references.ts';
import {
  answer,
  before,
  constraintsOf,
  createdHere,
  type Doing,
  family,
  forgetsPosition,
  indexesOf,
  isKnown,
  on,
  referencesTo,
  rewritten,
  type Scene,
  sequencesOf,
  viewsOver,
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
  const value = column.default ?? catalog.types.get(column.type.name)?.default;
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

/** ADD COLUMN. */
export function addColumn(scene: Scene, operation: OperationOf<'add-column'>): Analysis {
  const { table, definition } = operation;
  const members = withoutMerged(scene, table, operation.column);
  const known = scene.catalog.relations.get(table);
  if (operation.ifNotExists && known?.columns.has(operation.column)) return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')]);
  const hasValue = operation.hasDefault || definition.serial || definition.identity !== 'no' || definition.generated !== undefined;
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
  const unenforceable = definition.constraints.find((c) => c.notEnforced);
  return answer(scene, effects, {
    canFailOnData:
      fillsNull ||
      checks ||
      (indexed && hasValue && !rewrite) ||
      (operation.references !== '' && hasValue) ||
      rewrite?.cause === 'constrained-domain' ||
      (indexed && operation.primaryKey),
    breaksRunningCode: old && strict && !hasValue,
    unknown: rewrite?.unknown && rewrite.cause === 'constrained-domain' ? ['canFailOnData'] : [],
    ...(definition.generated?.kind === 'virtual' ? before(scene, 18, 'virtual generated columns') : {}),
    ...(unenforceable ? before(scene, 18, 'NOT ENFORCED') : {}),
    ...(known?.partitionOf
      ? { refused: { sqlstate: '42809', reason: 'a column cannot be added to a partition; add it to the partitioned table' } }
      : {}),
  });
}

/** Everything that goes with a column when it is dropped. */
function lostWith(scene: Scene, table: string, column: string, cascade: boolean): readonly Effect[] {
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
  const keys = constraintsOf(scene, table).filter((c) => (c.kind === 'primary-key' || c.kind === 'unique') && uses(c));
  for (const { table: other, constraint } of referencesTo(scene, table)) {
    const columns = constraint.references?.columns ?? [];
    const reaches = columns.length > 0 ? columns.includes(column) : keys.some((key) => key.kind === 'primary-key');
    if (reaches) effects.push(on(scene, other, 'ACCESS EXCLUSIVE'));
  }
  // Which columns a view reads is not known; CASCADE takes those that read this one.
  if (cascade)
    for (const view of viewsOver(scene, table))
      effects.push(on(scene, view, 'ACCESS EXCLUSIVE', { unknown: ['lock', 'blocksReads', 'blocksWrites', 'blocksSchemaChanges'] }));
  return effects;
}

/** Whether one of several texts of expressions holds a name as a word. */
export function mentions(texts: readonly string[], name: string): boolean {
  return texts.some((text) => text.split(/[^\p{L}\p{N}_$]+/u).includes(name));
}

/** DROP COLUMN. */
export function dropColumn(scene: Scene, operation: OperationOf<'drop-column'>): Analysis {
  const { table, column } = operation;
  const known = scene.catalog.relations.get(table);
  const absent = known?.columnsKnown === true && !known.columns.has(column);
  const members = absent ? [table] : family(scene, table);
  // Generated columns that use it: before 15 they went with it, since then only with CASCADE.
  const computed = [...(known?.columns.values() ?? [])].filter((c) => c.generated?.expression.columns.includes(column)).map((c) => c.name);
  const lost = absent ? [] : [column, ...computed];
  const effects = members.flatMap((member) => [
    on(scene, member, 'ACCESS EXCLUSIVE'),
    ...lost.flatMap((name) => lostWith(scene, member, name, operation.cascade)),
  ]);
  if (absent && operation.ifExists) return answer(scene, effects);
  const old = known?.columns.get(column);
  const fresh =
    createdHere(scene, table) || (old !== undefined && scene.situation.change !== null && old.origin === scene.situation.change);
  // What a generated column holds can be computed again.
  const loses = !fresh && !old?.generated;
  // A partitioned table holds no rows itself, and may have no partitions.
  const mayBeEmpty = known?.kind === 'partitioned' && known.partitions.size === 0;
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    breaksRunningCode: !fresh,
    unknown: loses && mayBeEmpty ? ['losesData', 'reversible'] : [],
    ...(computed[0] !== undefined && !operation.cascade && scene.situation.version >= 15
      ? { refused: { sqlstate: '2BP01', reason: `the generated column ${computed[0]} uses ${column}, and CASCADE is not given` } }
      : {}),
    ...(known?.partitionOf
      ? { refused: { sqlstate: '42P16', reason: 'a column of a partition is inherited; drop it from the partitioned table' } }
      : {}),
  });
}

/** RENAME COLUMN. */
export function renameColumn(scene: Scene, operation: OperationOf<'rename-column'>): Analysis {
  const { table, column } = operation;
  const made = scene.catalog.relations.get(table)?.columns.get(column)?.origin;
  const fresh = createdHere(scene, table) || (scene.situation.change !== null && made === scene.situation.change);
  return answer(
    scene,
    family(scene, table).map((member) => on(scene, member, 'ACCESS EXCLUSIVE')),
    { breaksRunningCode: !fresh },
  );
}

/** ACCESS EXCLUSIVE on the table and everything below it, without work. */
function brief(scene: Scene, table: string, lock: Effect['lock'] = 'ACCESS EXCLUSIVE'): readonly Effect[] {
  return family(scene, table).map((member) => on(scene, member, lock));
}

/** SET DEFAULT. */
export function setDefault(scene: Scene, operation: OperationOf<'set-default'>): Analysis {
  return answer(scene, brief(scene, operation.table));
}

/** DROP DEFAULT: an INSERT that relied on it fails where the column is NOT NULL. */
export function dropDefault(scene: Scene, operation: OperationOf<'drop-default'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const breaks = !createdHere(scene, table) && (known === undefined || (known.notNull && known.default !== undefined));
  return answer(scene, brief(scene, table), {
    breaksRunningCode: breaks,
    unknown: known === undefined && breaks ? ['breaksRunningCode'] : [],
  });
}

function columnOf(scene: Scene, table: string, column: string): Column | undefined {
  return scene.catalog.relations.get(table)?.columns.get(column);
}

/** Whether a validated constraint of a table proves that a column holds no NULL. */
export function provenNotNull(scene: Scene, table: string, column: string): boolean {
  return constraintsOf(scene, table).some(
    (c) => c.kind === 'check' && !c.notValid && !c.notEnforced && c.expression !== undefined && impliesNotNull(c.expression, column),
  );
}

/** How sure it is that SET NOT NULL reads a table. */
function notNullWork(scene: Scene, table: string, column: string): 'none' | 'scan' | 'unknown' {
  const known = columnOf(scene, table, column);
  if (known?.notNull || provenNotNull(scene, table, column)) return 'none';
  return known && isKnown(scene, table) ? 'scan' : 'unknown';
}

/**
 * The tables that SET NOT NULL visits: the table alone where the column is NOT NULL already, else what is below it too; since
 * 18 nothing below those where it is.
 */
function strictReach(scene: Scene, table: string, column: string): readonly string[] {
  const found = new Set([table]);
  for (const member of found) {
    const known = scene.catalog.relations.get(member);
    if (known?.columns.get(column)?.notNull && (member === table || scene.situation.version >= 18)) continue;
    for (const below of [...(known?.partitions ?? []), ...(known?.children ?? [])]) found.add(below);
  }
  return [...found];
}

/** SET NOT NULL: every row is read unless a validated check proves that there is nothing to find. */
export function setNotNull(scene: Scene, operation: OperationOf<'set-not-null'>): Analysis {
  const { table, column } = operation;
  const effects = strictReach(scene, table, column).map((member) => {
    const work = notNullWork(scene, member, column);
    if (work === 'none') return on(scene, member, 'ACCESS EXCLUSIVE');
    return on(scene, member, 'ACCESS EXCLUSIVE', {
      work: 'scan',
      cause: 'not-null-check',
      unknown: work === 'unknown' ? ['work', 'cause'] : [],
    });
  });
  const work = notNullWork(scene, table, column);
  const enforced = work === 'none';
  return answer(scene, effects, {
    canFailOnData: !enforced,
    breaksRunningCode: !enforced && !createdHere(scene, table),
    unknown: work === 'unknown' ? ['canFailOnData', 'breaksRunningCode'] : [],
  });
}

/** DROP NOT NULL. */
export function dropNotNull(scene: Scene, operation: OperationOf<'drop-not-null'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const inKey = constraintsOf(scene, table).some((c) => c.kind === 'primary-key' && c.columns.includes(column));
  const refused = inKey
    ? { sqlstate: '42P16', reason: `${column} is in the primary key` }
    : known && known.identity !== 'no'
      ? { sqlstate: '42601', reason: `${column} is an identity column` }
      : null;
  return answer(scene, brief(scene, table), {
    refused,
  });
}

/** A change of identity reaches the partitions since 17. */
function identityReach(scene: Scene, table: string): readonly Effect[] {
  const reached = scene.situation.version >= 17 ? withPartitions(scene, table) : [table];
  return reached.map((member) => on(scene, member, 'ACCESS EXCLUSIVE'));
}

/** ADD GENERATED … AS IDENTITY on a column that is there. */
export function addIdentity(scene: Scene, operation: OperationOf<'add-identity'>): Analysis {
  const { table, column } = operation;
  const known = columnOf(scene, table, column);
  const refused =
    known && !known.notNull
      ? { sqlstate: '55000', reason: `${column} must be NOT NULL before it can be an identity column` }
      : known?.default
        ? { sqlstate: '55000', reason: `${column} already has a default` }
        : null;
  return answer(scene, identityReach(scene, table), {
    refused,
    // GENERATED ALWAYS refuses a value that deployed code gives.
    breaksRunningCode: operation.always && !createdHere(scene, table),
  });
}

/** SET GENERATED, SET sequence_option, RESTART. */
export function setIdentity(scene: Scene, operation: OperationOf<'set-identity'>): Analysis {
  const { table, column } = operation;
  return answer(
    scene,
    [
      ...(operation.generated ? identityReach(scene, table) : [on(scene, table, 'ACCESS EXCLUSIVE')]),
      ...sequencesOf(scene, table, column).map((sequence) => on(scene, sequence, 'SHARE ROW EXCLUSIVE')),
    ],
    operation.restart ? forgetsPosition(scene, table) : {},
  );
}

/** DROP IDENTITY: the sequence goes, with how far it had come; the values of the column stay. */
export function dropIdentity(scene: Scene, operation: OperationOf<'drop-identity'>): Analysis {
  const { table, column } = operation;
  return answer(
    scene,
    [...identityReach(scene, table), ...sequencesOf(scene, table, column).map((sequence) => on(scene, sequence, 'ACCESS EXCLUSIVE'))],
    {
      losesData: !createdHere(scene, table),
      reversible: createdHere(scene, table),
      breaksRunningCode: !createdHere(scene, table),
    },
  );
}

/** SET EXPRESSION: a stored column is computed anew for every row, a virtual one only from now on. */
export function setExpression(scene: Scene, operation: OperationOf<'set-expression'>): Analysis {
  const { table, column } = operation;
  const generated = columnOf(scene, table, column)?.generated;
  const unknown = generated ? [] : (['work', 'cause'] as const);
  const effects =
    generated?.kind === 'virtual'
      ? brief(scene, table)
      : family(scene, table).flatMap((member) => rewritten(scene, member, 'stored-generated', { unknown }));
  return answer(scene, effects, {
    ...before(scene, 17, 'SET EXPRESSION'),
  });
}

/** DROP EXPRESSION: the values stay. */
export function dropExpression(scene: Scene, operation: OperationOf<'drop-expression'>): Analysis {
  const virtual = columnOf(scene, operation.table, operation.column)?.generated?.kind === 'virtual';
  return answer(scene, brief(scene, operation.table), {
    refused: virtual ? { sqlstate: '0A000', reason: `${operation.column} is a virtual generated column` } : null,
    reversible: false,
  });
}

/** SET STATISTICS, SET STORAGE, SET COMPRESSION and the options of a column: nothing stored is touched. */
export function setColumnOption(scene: Scene, operation: OperationOf<'set-column-option'>): Analysis {
  const { table, option } = operation;
  if (option === 'attribute') return answer(scene, [on(scene, table, 'SHARE UPDATE EXCLUSIVE')]);
  if (option === 'statistics') return answer(scene, brief(scene, table, 'SHARE UPDATE EXCLUSIVE'));
  // SET COMPRESSION stays with the table it names.
  if (option === 'compression') return answer(scene, [on(scene, table, 'ACCESS EXCLUSIVE')], before(scene, 14, 'SET COMPRESSION'));
  return answer(scene, brief(scene, table));
}
