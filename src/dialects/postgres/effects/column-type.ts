/** What ALTER COLUMN … TYPE does: to the rows, to the indexes and constraints over the column. */
import type { Node } from '@pgsql/types';
import type { Column, Index } from '../../../catalog/catalog.ts';
import type { Analysis, Effect } from '../../../effects/effect.ts';
import type { Expression, TypeName } from '../../../operations/definition.ts';
import type { OperationOf } from '../../../operations/operation.ts';
import { makeNames } from '../names.ts';
import { readType } from '../operations/type-name.ts';
import { changeType, dependsOnZone, resolveType, type TypeChange } from '../types.ts';
import { mentions } from './columns.ts';
import { typeChangeRefusal } from './dependants.ts';
import { type Change, isRebuilt, noOperators } from './index-reuse.ts';
import { brokenExpression, brokenKey } from './operators.ts';
import { endOfKey } from './references.ts';
import { defaultCast, identityType, type MaybeRefused, rowTypeInUse, unknownType } from './refusals.ts';
import {
  answer,
  constraintsOf,
  createdHere,
  type Doing,
  family,
  firstRefusal,
  identitySequence,
  indexesOf,
  on,
  referencesTo,
  rewritten,
  type Scene,
} from './scene.ts';

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
    } else if ('CollateClause' in at) at = at.CollateClause.arg;
    else if ('ColumnRef' in at) {
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

/** A USING that does not look at the column: what was in it is gone. */
const REPLACED: TypeChange = { ...COMPUTED, loses: true };

/** The change of the values: one cast, several, or a computation. */
function valueChange(scene: Scene, operation: OperationOf<'alter-column-type'>, old: TypeName | undefined): TypeChange {
  const { catalog, situation } = scene;
  const { usingExpression: using, newType, column } = operation;
  const casts = using ? castsOf(using, column) : [];
  if (!casts) {
    if (using && old && isZoneChange(using, column, old, newType)) return { ...COMPUTED, canFail: false, loses: false };
    return using?.columns.includes(column) ? COMPUTED : REPLACED;
  }
  let from = old;
  let sum: TypeChange = { rewrite: false, canFail: false, loses: false, rebuildsIndexes: false, refused: false };
  for (const [i, to] of [...casts, newType].entries()) {
    // The last step is the assignment to the column, which USING does not spell out.
    const step = from ? changeType(from, to, catalog, situation.settings, i < casts.length) : UNKNOWN_CHANGE;
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
  const [source, target] = [old && catalog.types.get(old.name), catalog.types.get(newType.name)];
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
  const type = old?.type ?? scene.situation.typeBefore?.(table, column);
  const values = valueChange(scene, operation, type);
  const change: Change = { table, column, old: type, to: newType, values, collation: collationChanges(old, operation) };
  const effects = family(scene, table).flatMap((member) => [
    ...memberEffects(scene, member, change),
    ...foreignKeys(scene, member, column, values),
  ]);
  // The sequence of an identity column takes on the type.
  if (old && old.identity !== 'no')
    for (const sequence of identitySequence(scene, table, column)) effects.push(on(scene, sequence, 'SHARE ROW EXCLUSIVE'));
  const fresh =
    createdHere(scene, table) || (old !== undefined && scene.situation.change !== null && old.origin === scene.situation.change);
  const unknown = values.rewrite === 'unknown' && !type;
  const loses = values.loses !== false && !fresh;
  const sameText = type !== undefined && alike(type.name, newType.name);
  const { refused, unknown: doubts } = refusedChange(scene, operation, old, values);
  const canFail = values.canFail || collides(scene, change);
  return answer(scene, effects, {
    losesData: loses,
    reversible: !loses,
    canFailOnData: canFail,
    breaksRunningCode: !fresh && !(sameText && !canFail),
    refused,
    unknown: [
      ...(loses && values.loses === 'unknown' ? (['losesData', 'reversible'] as const) : []),
      ...(unknown ? (['canFailOnData', 'breaksRunningCode'] as const) : []),
      ...doubts,
    ],
  });
}

/** Whether values that were different can become alike in a unique index: they are cut, rounded, or compared otherwise. */
function collides(scene: Scene, { column, old, to, values, table }: Change): boolean {
  const citext = (type: TypeName | undefined): boolean => type !== undefined && resolveType(type, scene.catalog).type.name === 'citext';
  if (values.loses === false && !(citext(to) && !citext(old))) return false;
  return family(scene, table).some((member) => indexesOf(scene, member).some((index) => index.unique && index.columns.includes(column)));
}

/** Why the server refuses the change. */
function refusedChange(
  scene: Scene,
  operation: OperationOf<'alter-column-type'>,
  old: Column | undefined,
  values: TypeChange,
): MaybeRefused {
  const { table, column, newType } = operation;
  const { version } = scene.situation;
  const generated = [...(scene.catalog.relations.get(table)?.columns.values() ?? [])].find((c) =>
    c.generated?.expression.columns.includes(column),
  );
  const certain = firstRefusal(
    unknownType(newType, version),
    values.refused
      ? { sqlstate: '42804', reason: `${column} cannot be cast to ${operation.type} automatically; USING must say how` }
      : null,
    old && old.identity !== 'no' ? identityType(newType) : null,
    defaultCast(scene, old, newType),
    generated ? { sqlstate: version < 15 ? '42601' : '0A000', reason: `the generated column ${generated.name} uses ${column}` } : null,
  );
  if (certain) return { refused: certain, unknown: [] };
  const used = typeChangeRefusal(scene, family(scene, table), column);
  if (used.refused && used.unknown.length === 0) return used;
  const later = firstRefusal(
    noOperators(scene, table, column, newType),
    brokenExpression(scene, table, column, old?.type, newType),
    brokenKey(scene, table, column, newType),
    rowTypeInUse(scene, table),
  );
  return later ? { refused: later, unknown: [] } : used;
}

/** Types that drivers hand to a program alike. */
const STRINGS: ReadonlySet<string> = new Set(['text', 'character varying']);
const alike = (a: string, b: string): boolean => a === b || (STRINGS.has(a) && STRINGS.has(b));

/** What happens to one table of the family. */
function memberEffects(scene: Scene, table: string, change: Change): readonly Effect[] {
  const { column, values, collation } = change;
  const touched = indexesOf(scene, table).filter((index) => uses(index, column));
  const partitioned = scene.catalog.relations.get(table)?.kind === 'partitioned';
  if (values.rewrite !== false) {
    const zone = dependsOnZone(change.old, change.to, scene.catalog);
    const doing: Doing = values.rewrite === true ? {} : { unknown: zone ? ['work'] : ['work', 'cause'] };
    // An index of a partitioned table has no rows of its own; it is made anew all the same.
    const parents = partitioned ? touched.map((index) => on(scene, index.name, 'ACCESS EXCLUSIVE')) : [];
    return [...rewritten(scene, table, zone ? 'zone-change' : 'type-change', doing), ...parents];
  }
  const effects: Effect[] = [];
  const cause = collation && !values.rebuildsIndexes ? 'collation-change' : 'type-change';
  for (const index of touched) {
    const built = !partitioned && isRebuilt(scene, index, change);
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
