/** Which indexes outlive a change of a column's type, and which cannot be made for the new one. */
import type { Index } from '../../../catalog/catalog.ts';
import { operatorClassOf } from '../../../catalog/index-shape.ts';
import type { Refusal } from '../../../effects/effect.ts';
import type { TypeName } from '../../../operations/definition.ts';
import { resolveType, type TypeChange } from '../types.ts';
import { indexesOf, type Scene, shown } from './scene.ts';

/** What a change means for what hangs on the column. */
export interface Change {
  readonly table: string;
  readonly column: string;
  readonly old: TypeName | undefined;
  readonly to: TypeName;
  readonly values: TypeChange;
  readonly collation: boolean;
}

/** Whether an index is built anew although no value changes (TryReuseIndex and CheckIndexCompatible of the server). */
export function isRebuilt(scene: Scene, index: Index, { column, old, to, values, collation }: Change): boolean {
  // One with an expression or a condition is never taken over, nor one that a partition has from its table.
  if (index.hasExpressions || index.where !== '' || index.partitionOf !== '') return true;
  return index.columns.some((name, i) => {
    if (name !== column) return false;
    const operatorClass = operatorClassOf(index.keys[i]);
    const given = index.keys[i]?.collation ?? '';
    if (collation && given === '') return true;
    if (old && isPolymorphic(scene, old) && takesAnyOf(operatorClass)) {
      // These two store something else than the column's type, which the server takes for another type.
      return index.method === 'gin' || index.method === 'hash' || old.name !== to.name || old.dimensions > 0 !== to.dimensions > 0;
    }
    // btree_gin has operators of its own for text and varchar.
    const base = (type: TypeName): string => resolveType(type, scene.catalog).type.name;
    const own = index.method === 'gin' && old !== undefined && base(old) !== base(to);
    return operatorClass === '' && (values.rebuildsIndexes || own);
  });
}

/** Enums, arrays and ranges share operators that are made for any of their kind. */
function isPolymorphic(scene: Scene, name: TypeName): boolean {
  const { type, user } = resolveType(name, scene.catalog);
  return type.dimensions > 0 || user?.kind === 'enum' || user?.kind === 'range' || /(?:range)$/.test(type.name);
}
const takesAnyOf = (operatorClass: string): boolean => /^(?:|array_ops|enum_ops|range_ops|multirange_ops)$/.test(operatorClass);

/** Types that a btree index cannot hold. */
const UNORDERED = new Set('json xml jsonpath point line lseg box path polygon circle xid cid aclitem refcursor'.split(' '));
/** Operator classes that take one type alone, domains and what is stored alike aside. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['text_pattern_ops', 'varchar_pattern_ops', 'text_ops', 'varchar_ops', 'gin_trgm_ops', 'gist_trgm_ops'].map((name) => [
      name,
      ['text', 'character varying', 'citext'],
    ]),
  ),
  bpchar_pattern_ops: ['character', 'bpchar'],
  jsonb_ops: ['jsonb'],
  jsonb_path_ops: ['jsonb'],
};

/** Whether a type can be in a GIN index without an operator class; btree_gin brings many more. */
const inverted = (scene: Scene, { name, dimensions }: TypeName): boolean =>
  dimensions > 0 || ['jsonb', 'tsvector', 'hstore'].includes(name) || name.includes('.') || scene.catalog.extensions.has('btree_gin');

/** An index over the column that has no operators for the new type. */
export function noOperators(scene: Scene, table: string, column: string, to: TypeName): Refusal | null {
  const { type } = resolveType(to, scene.catalog);
  for (const index of indexesOf(scene, table)) {
    const at = index.columns.indexOf(column);
    if (at < 0) continue;
    const operatorClass = operatorClassOf(index.keys[at]);
    const takes = TAKES[operatorClass];
    if (takes && (type.dimensions > 0 || !takes.includes(type.name)))
      return {
        sqlstate: '42804',
        reason: `the operator class ${operatorClass} of ${shown(index.name)} does not take ${to.text || to.name}`,
      };
    if (operatorClass === '' && index.method === 'btree' && type.dimensions === 0 && UNORDERED.has(type.name))
      return { sqlstate: '42704', reason: `${to.text || to.name} has no order, which ${shown(index.name)} needs` };
    if (operatorClass === '' && index.method === 'gin' && !inverted(scene, type))
      return { sqlstate: '42704', reason: `${shown(index.name)} is a GIN index, and ${to.text || to.name} has no operators for one` };
  }
  return null;
}
