/** What ALTER COLUMN … TYPE does: to the rows, to the indexes and constraints over the column. */
import type { Node } from '@pgsql/types';
import type { Column, Index } from '../../../catalog/catalog.ts';
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { Expression, TypeName } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { makeNames } from '../names.ts';
import { readType } from '../operations/type-name.ts';
import { changeType, type TypeChange } from '../types.ts';
import { mentions } from './columns.ts';
import { endOfKey } from './references.ts';
import { answer, constraintsOf, createdHere, family, indexesOf, on, referencesTo, rewritten, type Scene } from './scene.ts';

const UNKNOWN_CHANGE: TypeChange = { rewrite: 'unknown', canFail: true, loses: 'unknown', rebuildsIndexes: true, refused: false };
/** A USING that computes something: every row is written anew, and what becomes of the values is not known. */
const COMPUTED: TypeChange = { rewrite: true, canFail: true, loses: 'unknown', rebuildsIndexes: true, refused: false };

/** The casts that a USING consists of, innermost first, when it is nothing but the column and casts around it. */
function castsOf(using: Expression, column: string): readonly TypeName[] | undefined {
  const casts: TypeName[] = [];
  const names = { names: makeNames('public') };
  for (let at = using.tree as Node | undefined; at;) {
    if ('TypeCast' in at) {
      casts.unshift(readType(at.TypeCast.typeName, '', names).type);
      at = at.TypeCast.arg;
    } else if ('ColumnRef' in at) {
      const last = at.ColumnRef.fields?.at(-1);
      return last && 'String' in last && last.String.sval === column ? casts : undefined;
    } else return undefined;
  }
  return undefined;
}

/** `column AT TIME ZONE 'UTC'` turns one kind of timestamp into the other: no value of it fails or is lost. */
export function isZoneChange(using: Expression, column: string, from: TypeName, to: TypeName): boolean {
  const node = using.tree as Node | undefined;
  if (
    !node ||
    !('FuncCall' in node) ||
    ![from, to].every(({ name, dimensions }) => /^timestamp with(?:out)? time zone$/.test(name) && dimensions === 0)
  )
    return false;
  const last = node.FuncCall.funcname?.at(-1);
  const [zone, value] = node.FuncCall.args ?? [];
  return (
    last !== undefined &&
    'String' in last &&
    last.String.sval === 'timezone' &&
    zone !== undefined &&
    'A_Const' in zone &&
    value !== undefined &&
    'ColumnRef' in value &&
    from.name !== to.name &&
    using.columns.length === 1 &&
    using.columns[0] === column
  );
}

/** The change of the values: one cast, several, or a computation. */
function valueChange(scene: Scene, operation: OperationOf<'alter-column-type'>, old: TypeName | undefined): TypeChange {
  const { catalog, situation } = scene;
  const { usingExpression: using, newType, column } = operation;
  const casts = using ? castsOf(using, column) : [];
  if (!casts) return using && old && isZoneChange(using, column, old, newType) ? { ...COMPUTED, canFail: false, loses: false } : COMPUTED;
  if (!old) return UNKNOWN_CHANGE;
  let from = old;
  let sum: TypeChange = { rewrite: false, canFail: false, loses: false, rebuildsIndexes: false, refused: false };
  for (const [i, to] of [...casts, newType].entries()) {
    // The last step is the assignment to the column, which USING does not spell out.
    const step = changeType(from, to, catalog, situation.settings, i < casts.length);
    sum = {
      rewrite: sum.rewrite === true || step.rewrite === true ? true : sum.rewrite === 'unknown' ? 'unknown' : step.rewrite,
      canFail: sum.canFail || step.canFail,
      loses: sum.loses === true || step.loses === true ? true : sum.loses === 'unknown' ? 'unknown' : step.loses,
      rebuildsIndexes: sum.rebuildsIndexes || step.rebuildsIndexes,
      refused: sum.refused || step.refused,
    };
    from = to;
  }
  // From an enum by way of text to another: it fails only on a label that the new one lacks.
  const [source, target] = [catalog.types.get(old.name), catalog.types.get(newType.name)];
  if (casts.length > 0 && source?.kind === 'enum' && target?.kind === 'enum') {
    return { ...sum, canFail: !source.labels.every((label) => target.labels.includes(label)) };
  }
  return sum;
}

/** Collations matter to the indexes of text alone. */
function collationChanges(column: Column | undefined, operation: OperationOf<'alter-column-type'>): boolean {
  const normal = (collation: string): string =>
    collation
      .replaceAll('"', '')
      .replace(/^pg_catalog\./, '')
      .replace(/^default$/, '');
  return column === undefined ? operation.hasCollation : normal(column.collation) !== normal(operation.collation);
}

const uses = (index: Index, column: string): boolean =>
  index.columns.includes(column) || index.include.includes(column) || mentions([...index.columns, index.where], column);

/** ALTER COLUMN … TYPE. */
export function alterColumnType(scene: Scene, operation: OperationOf<'alter-column-type'>): Analysis {
  const { table, column, newType } = operation;
  const old = scene.catalog.relations.get(table)?.columns.get(column);
  const change = valueChange(scene, operation, old?.type);
  const collation = collationChanges(old, operation);
  const effects = family(scene, table).flatMap((member) => [
    ...memberEffects(scene, member, column, change, collation),
    ...foreignKeys(scene, member, column, change),
  ]);
  const fresh =
    createdHere(scene, table) || (old !== undefined && scene.situation.change !== null && old.origin === scene.situation.change);
  const unknown = change.rewrite === 'unknown' && !old;
  const generated = [...(scene.catalog.relations.get(table)?.columns.values() ?? [])].find((c) =>
    c.generated?.expression.columns.includes(column),
  );
  const loses = change.loses !== false && !fresh;
  const sameText = old !== undefined && alike(old.type.name, newType.name);
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    canFailOnData: change.canFail,
    breaksRunningCode: !fresh && !(sameText && !change.canFail),
    refused: generated
      ? { sqlstate: scene.situation.version < 15 ? '42601' : '0A000', reason: `the generated column ${generated.name} uses ${column}` }
      : change.refused
        ? { sqlstate: '42804', reason: `${column} cannot be cast to ${operation.type} automatically; USING must say how` }
        : null,
    unknown: [
      ...(loses && change.loses === 'unknown' ? (['losesData', 'reversible'] as const) : []),
      ...(unknown ? (['canFailOnData', 'breaksRunningCode'] as const) : []),
    ],
  });
}

/** Types that drivers hand to a program alike. */
const STRINGS: ReadonlySet<string> = new Set(['text', 'character varying']);
const alike = (a: string, b: string): boolean => a === b || (STRINGS.has(a) && STRINGS.has(b));

/** What happens to one table of the family. */
function memberEffects(scene: Scene, table: string, column: string, change: TypeChange, collation: boolean): readonly Effect[] {
  if (change.rewrite !== false) {
    const doing = change.rewrite === 'unknown' ? ({ unknown: ['work', 'cause'] } as const) : {};
    // The index of a partitioned table is made anew with those of its partitions, and holds nothing itself.
    const empty = scene.catalog.relations.get(table)?.kind === 'partitioned' ? indexesOf(scene, table).filter((i) => uses(i, column)) : [];
    return [
      ...rewritten(scene, table, 'type-change', doing),
      ...empty.map((index) => on(scene, index.name, 'ACCESS EXCLUSIVE', { unknown: change.rewrite === 'unknown' ? ['lock'] : [] })),
    ];
  }
  const effects: Effect[] = [];
  const cause = collation && !change.rebuildsIndexes ? 'collation-change' : 'type-change';
  // An index with an expression or a condition is never taken over; nor one whose operators or order change.
  for (const index of indexesOf(scene, table).filter((i) => uses(i, column))) {
    const built =
      (change.rebuildsIndexes && index.columns.includes(column)) ||
      index.hasExpressions ||
      index.where !== '' ||
      (collation && index.columns.includes(column));
    effects.push(on(scene, index.name, 'ACCESS EXCLUSIVE', built ? { work: 'index-build', cause } : {}));
    if (built) effects.push(on(scene, table, 'ACCESS EXCLUSIVE', { work: 'index-build', cause }));
  }
  // Checks over the column are made anew, and so checked anew.
  const checked = constraintsOf(scene, table).some(
    (c) => c.kind === 'check' && c.columns.includes(column) && !c.notValid && !c.notEnforced,
  );
  effects.push(on(scene, table, 'ACCESS EXCLUSIVE', checked ? { work: 'scan', cause: 'check-validation' } : {}));
  return effects;
}

/** Foreign keys over the column, on both sides: they are made anew, and validated where values were rewritten. */
function foreignKeys(scene: Scene, table: string, column: string, change: TypeChange): readonly Effect[] {
  const effects: Effect[] = [];
  for (const constraint of constraintsOf(scene, table)) {
    if (!constraint.references || !constraint.columns.includes(column)) continue;
    effects.push(...endOfKey(scene, constraint.references.table, 'made-anew'));
  }
  const key = constraintsOf(scene, table).find((c) => c.kind === 'primary-key');
  for (const { table: other, constraint } of referencesTo(scene, table)) {
    const columns = constraint.references?.columns ?? [];
    if (!(columns.length > 0 ? columns : (key?.columns ?? [])).includes(column)) continue;
    const validates = change.rewrite !== false && !constraint.notValid;
    effects.push(
      on(
        scene,
        other,
        'ACCESS EXCLUSIVE',
        validates ? { work: 'scan', cause: 'foreign-key-validation', unknown: change.rewrite === 'unknown' ? ['work', 'cause'] : [] } : {},
      ),
    );
  }
  return effects;
}
